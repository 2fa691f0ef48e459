#!/usr/bin/env python3
"""How fast the simulator is: the bench programs natively, as wasm under node, and on rp2040js.

  speed.py [STEM ...] [-o TABLE.md]

Each program is built once for each board. Million instructions in a second of processor time, so that what else the
machine does hardly matters: natively by the `speed` example, as wasm by web/speed.mjs with the module that the compiler
carries, and on rp2040js by its whole run (with half a second or so of start-up), all on the same file of the Pico.
Needs: target/release/thimble, the built example `speed`, node with rp2040js in tests/node_modules.
"""
import argparse, os, platform, re, subprocess, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BENCH = os.path.join(ROOT, "tests/bench")
THIMBLE = os.path.join(ROOT, "target/release/thimble")
SPEED = os.path.join(ROOT, "target/release/examples/speed")


INTRODUCTION = """# How fast the simulator is

Million instructions in a second of processor time, as `python3 simulator/speed.py -o simulator/speed.md` found on
{machine}: the bench programs natively and, after two runs in which the module is compiled, as wasm under node (the best of three runs each), and on rp2040js with the same file of the
Pico in the same run.

"""


def machine():
    """The processor's name."""
    with open("/proc/cpuinfo") as f:
        names = re.findall(r"^model name\s*: (.*)$", f.read(), re.M)
    return names[0] if names else platform.machine()


def boards():
    """Name, chip and file ending of every board that can be built for."""
    lines = subprocess.run([THIMBLE, "boards"], check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()[1:]
    # The columns are separated by at least two spaces.
    rows = [re.split(r" {2,}", line) for line in lines]
    return [(row[0], row[2], row[5]) for row in rows]


def timed(command, **options):
    """What a command says on stderr, and its processor time in seconds."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **options)
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"{command}: {said}")
    return said, usage.ru_utime + usage.ru_stime


def native(chip, image):
    """Million instructions a second, the best of three runs, and instructions."""
    said, seconds = min((timed([SPEED, chip, image, "600000"]) for _ in range(3)), key=lambda run: run[1])
    if "ended with status 0" not in said:
        raise SystemExit(f"{image}: {said}")
    instructions = int(re.search(r"(\d+) instructions", said)[1])
    return instructions / seconds / 1e6, instructions


def wasm(chip, image):
    said = subprocess.run(["node", os.path.join(ROOT, "simulator/web/speed.mjs"), chip, image], check=True, stdout=subprocess.PIPE, text=True).stdout
    return float(re.search(r"([\d.]+) MIPS", said)[1])


def rp2040js(image, last_line, instructions):
    runner = os.path.join(ROOT, "tests/emulators/run-rp2040.mjs")
    command = ["node", runner, image, "--no-edges", "--ms", "100000", "--until", last_line]
    _, seconds = timed(command, cwd=os.path.join(ROOT, "tests"))
    return instructions / seconds / 1e6


def row(stem, board, chip, ending, folder):
    image = os.path.join(folder, f"{stem}-{board}{ending}")
    subprocess.run([THIMBLE, "build", os.path.join(BENCH, stem + ".ts"), "--board", board, "-o", image], check=True, stdout=subprocess.DEVNULL)
    mips, instructions = native(chip, image)
    with open(os.path.join(BENCH, stem + ".out")) as f:
        last_line = f.read().splitlines()[-1]
    other = f"{rp2040js(image, last_line, instructions):.1f}" if chip == "rp2040" else "-"
    return f"| {stem} | {board} | {mips:.0f} | {wasm(chip, image):.0f} | {other} |"


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("stems", nargs="*")
    ap.add_argument("-o", dest="out")
    a = ap.parse_args()
    stems = a.stems or sorted(name[:-3] for name in os.listdir(BENCH) if name.endswith(".ts"))
    lines = ["| program | board | native | wasm | rp2040js |", "|---|---|---|---|---|"]
    with tempfile.TemporaryDirectory() as folder:
        for stem in stems:
            for board, chip, ending in boards():
                lines.append(row(stem, board, chip, ending, folder))
                print(lines[-1], flush=True)
    if a.out:
        with open(a.out, "w") as f:
            f.write(INTRODUCTION.format(machine=machine()) + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
