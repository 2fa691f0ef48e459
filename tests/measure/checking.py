#!/usr/bin/env python3
"""How long checking takes: a made program of several modules, `thimble check`, processor time.

    python3 tests/measure/checking.py [--lines 10000] [-o tests/checking.md]

The program is always the same. Its parts are what programs are made of: interfaces, unions that are told apart, generic classes with
inheritance, closures over array methods, tables, async functions, and functions of other modules. The best of several runs counts,
user and system time together; the time of an empty program (start, library) is a row of its own.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULES = 10
RUNS = 9

# One unit; N is its number, M its module. About 80 lines.
UNIT = """
export interface ReadingN {
    readonly id: number;
    name: string;
    value: number;
    unit?: "C" | "%" | "hPa";
    tags: string[];
}

export type EventN =
    | { kind: "reading"; reading: ReadingN }
    | { kind: "error"; code: number; message: string }
    | { kind: "idle" };

export function describeN(event: EventN): string {
    switch (event.kind) {
        case "reading":
            return `${event.reading.name}: ${event.reading.value.toFixed(1)} ${event.reading.unit ?? ""}`;
        case "error":
            return `error ${event.code}: ${event.message}`;
        case "idle":
            return "idle";
    }
}

export abstract class SensorN<T extends ReadingN = ReadingN> {
    protected readonly history: T[] = [];
    private failures = 0;

    constructor(readonly name: string, private limit: number = 10) {}

    abstract measure(tick: number): T | null;

    step(tick: number): EventN {
        const reading = this.measure(tick);
        if (reading === null) {
            this.failures++;
            return { kind: "error", code: this.failures, message: `${this.name} gave nothing` };
        }
        this.history.push(reading);
        if (this.history.length > this.limit) this.history.shift();
        return { kind: "reading", reading };
    }

    get mean(): number {
        if (this.history.length === 0) return NaN;
        return this.history.reduce((sum, r) => sum + r.value, 0) / this.history.length;
    }

    best(than: (a: T, b: T) => boolean): T | undefined {
        let found: T | undefined;
        for (const reading of this.history) {
            if (found === undefined || than(reading, found)) found = reading;
        }
        return found;
    }
}

export class ThermometerN extends SensorN {
    private offset = -1.5;

    override measure(tick: number): ReadingN | null {
        if (tick % 17 === 0) return null;
        const value = 20 + Math.sin(tick / 10) * 5 + this.offset;
        return { id: tick, name: this.name, value, unit: "C", tags: ["room", `t${tick & 3}`] };
    }
}

export function groupN<K extends string, V>(items: readonly V[], key: (item: V) => K): Map<K, V[]> {
    const groups = new Map<K, V[]>();
    for (const item of items) {
        const name = key(item);
        const group = groups.get(name);
        if (group) group.push(item);
        else groups.set(name, [item]);
    }
    return groups;
}

export function summaryN(events: EventN[]): { count: number; text: string; worst: number | undefined } {
    const readings = events.filter((e): e is Extract<EventN, { kind: "reading" }> => e.kind === "reading").map((e) => e.reading);
    const sorted = [...readings].sort((a, b) => a.value - b.value);
    const byUnit = groupN(readings, (r) => r.unit ?? "none");
    const { length: count } = readings;
    const text = [...byUnit.entries()].map(([unit, list]) => `${unit}=${list.length}`).join(", ");
    return { count, text, worst: sorted[0]?.value };
}

export async function runN(rounds: number): Promise<string[]> {
    const sensor = new ThermometerN("sensorN");
    const lines: string[] = [];
    for (let tick = 0; tick < rounds; tick++) {
        const event = sensor.step(tick);
        if (event.kind !== "idle") lines.push(describeN(event));
        await Promise.resolve(tick);
    }
    const { count, text, worst = 0 } = summaryN(lines.map((message, code) => ({ kind: "error", code, message })));
    lines.push(`${count} ${text} ${worst.toFixed(2)} ${sensor.mean}`);
    return lines;
}
"""


def write_program(folder: Path, lines: int) -> int:
    """Writes the modules and main.ts; gives the number of lines."""
    per_unit = UNIT.count("\n") + 1
    units = max(1, round((lines - 3 * MODULES) / per_unit))
    total = 0
    main = []
    for module in range(MODULES):
        own = range(module, units, MODULES)
        text = "".join(rename(n) for n in own)
        if module > 0 and len(own) > 0:
            text = f'import {{ describe{module - 1} as before }} from "./module{module - 1}";\nbefore({{ kind: "idle" }});\n' + text
        (folder / f"module{module}.ts").write_text(text)
        total += text.count("\n")
        main.append(f'import * as m{module} from "./module{module}";\nm{module}.run{module}(3).then((lines) => console.log(lines.length));\n')
    (folder / "main.ts").write_text("".join(main))
    return total + 2 * MODULES


def rename(number: int) -> str:
    """The unit with its number at the end of each of its names."""
    names = ["Reading", "Event", "describe", "Sensor", "Thermometer", "group", "summary", "run", "sensor"]
    text = UNIT
    for name in names:
        text = text.replace(f"{name}N", f"{name}{number}")
    return text


def seconds(binary: Path, path: Path) -> float:
    """Processor time of the fastest run."""
    best = None
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        result = subprocess.run([binary, "check", path], capture_output=True, text=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if result.returncode != 0:
            sys.exit(f"thimble check {path}:\n{result.stderr[:2000]}")
        time = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
        best = time if best is None else min(best, time)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--keep", help="a folder for the program")
    parser.add_argument("-o", "--output", help="the table goes there")
    options = parser.parse_args()
    binary = ROOT / "target/release/thimble"
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(options.keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "empty.ts").write_text("export {};\n")
        rows = [("an empty program", 1, seconds(binary, folder / "empty.ts"))]
        for lines in (options.lines // 10, options.lines):
            real = write_program(folder, lines)
            rows.append((f"{MODULES} modules and main.ts", real, seconds(binary, folder / "main.ts")))
    cpu = next((l.split(":")[1].strip() for l in Path("/proc/cpuinfo").read_text().splitlines() if l.startswith("model name")), os.uname().machine)
    text = "# Time of checking\n\nMade by `python3 tests/measure/checking.py -o tests/checking.md` on "
    text += f"{cpu}: processor time of `thimble check`, the fastest of {RUNS} runs.\n\n| program | lines | ms |\n| --- | ---: | ---: |\n"
    text += "".join(f"| {name} | {lines:,} | {time * 1000:.0f} |\n" for name, lines, time in rows)
    print(text)
    if options.output:
        Path(options.output).write_text(text)


if __name__ == "__main__":
    main()
