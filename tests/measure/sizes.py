#!/usr/bin/env python3
"""Writes tests/sizes.md: bytes, heap, instructions and cycles of every program of tests/bench, as ratios to gcc's in the same run.

  python3 tests/measure/sizes.py [STEM ...]

Thimble's images are built for the micro:bit with --semihosting and its real 16 kB; instructions and Cortex-M0 cycles are counted by
QEMU (count.c) from thimble_program_begin to thimble_program_end, console output included. The smallest heap is found by bisection
to 64 bytes with `build --heap N`: the least that still prints the right output. Needs a release build of thimble.
For Cortex-M4 both images, Thimble's for the micro:bit v2, run in Thimble's simulator of that board's chip, which counts instructions and cycles
(its model of time is described in simulator/src/cpu/timing.rs): a release build of the simulator's example `speed`.
"""
import argparse
import math
import os
import re
import subprocess
import tempfile

import c_table
import run_elf

ROOT = os.path.dirname(os.path.dirname(run_elf.HERE))
THIMBLE = os.path.join(ROOT, "target", "release", "thimble")
SPEED = os.path.join(ROOT, "target", "release", "examples", "speed")
BENCH = os.path.join(ROOT, "tests", "bench")
OBJECTS = ["fib", "sieve", "fannkuch", "crc32", "richards", "binary_trees", "strings"]
HELLO = 'console.log("hello");\n'


def section_sizes(elf):
    out = subprocess.run(["arm-none-eabi-size", elf], capture_output=True, text=True, check=True).stdout
    text, data, bss = (int(x) for x in out.split("\n")[1].split()[:3])
    return text + data, data + bss


def build(source, elf, *options, board="microbit"):
    r = subprocess.run([THIMBLE, "build", source, "--board", board, "--semihosting", "-o", elf, *options], capture_output=True, text=True)
    if r.returncode:
        raise SystemExit(f"{source}: {r.stderr}")


def measure(source, elf, expect):
    return run_elf.run(elf, "microbit", "thimble_program_begin", "thimble_program_end", cycles="m0", expect=expect)


def simulate(elf, begin, end, expect):
    """Instructions and cycles between two functions on the simulated Cortex-M4."""
    r = subprocess.run([SPEED, "nrf52833", elf, "600000", begin, end], capture_output=True, text=True)
    window = re.search(r"^window: (\d+) instructions, (\d+) cycles$", r.stderr, re.M)
    with open(expect) as f:
        # Lines that begin with @ are the C programs' own accounts.
        if not window or f.read().split("\n") != [line for line in r.stdout.split("\n") if not line.startswith("@")]:
            raise SystemExit(f"{elf}: wrong output: {r.stdout[-300:]}{r.stderr}")
    return {"instructions": int(window[1]), "cycles": int(window[2])}


def m4_row(stem, tmp):
    elf, expect = os.path.join(tmp, "m4.elf"), os.path.join(BENCH, stem + ".out")
    build(os.path.join(BENCH, stem + ".ts"), elf, board="microbit-v2")
    rows = [simulate(elf, "thimble_program_begin", "thimble_program_end", expect)]
    rows[0]["image"] = section_sizes(elf)[0]
    for opt in ("-O2", "-Os"):
        text, data, _ = c_table.build(os.path.join(BENCH, stem + ".c"), elf, c_table.CONFIGS[1][2], opt)
        rows.append(simulate(elf, "bench_begin", "bench_end", expect))
        rows[-1]["image"] = text + data
    return (stem, *rows)


def runs_with(source, elf, expect, heap):
    build(source, elf, "--heap", str(heap))
    return run_elf.run(elf, "microbit", expect=expect, fast=True).get("output_ok", False)


def smallest_heap(source, elf, expect):
    low, high = 0, 11 * 1024  # What the design promises a program on this board.
    if not runs_with(source, elf, expect, high):
        return None
    while high - low > 64:
        middle = (low + high) // 2 // 4 * 4
        if runs_with(source, elf, expect, middle):
            high = middle
        else:
            low = middle
    return high


def c_row(stem, tmp, opt):
    elf = os.path.join(tmp, f"{stem}{opt}.elf")
    _, machine, cpu = c_table.CONFIGS[0]
    text, data, _ = c_table.build(os.path.join(BENCH, stem + ".c"), elf, cpu, opt)
    r = run_elf.run(elf, machine, cycles="m0", expect=os.path.join(BENCH, stem + ".out"))
    if not r["output_ok"]:
        raise SystemExit(f"{stem}.c {opt}: wrong output")
    r["image"] = text + data
    return r


def geometric_mean(values):
    return math.exp(sum(math.log(v) for v in values) / len(values))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("stems", nargs="*")
    arguments.add_argument("--m4", action="store_true", help="print the Cortex-M4 table and leave the file alone")
    arguments.add_argument("-o", default=os.path.join(ROOT, "tests", "sizes.md"))
    options = arguments.parse_args()
    stems = options.stems or sorted(f[:-3] for f in os.listdir(BENCH) if f.endswith(".ts"))
    if options.m4:
        with tempfile.TemporaryDirectory() as tmp:
            print("\n".join(m4_table([m4_row(stem, tmp) for stem in stems])))
        return
    rows, plain, m4 = [], [], []
    with tempfile.TemporaryDirectory() as tmp:
        hello = os.path.join(tmp, "hello.ts")
        with open(hello, "w") as f:
            f.write(HELLO)
        elf = os.path.join(tmp, "t.elf")
        build(hello, elf)
        hello_size = section_sizes(elf)
        for stem in stems:
            source, expect = os.path.join(BENCH, stem + ".ts"), os.path.join(BENCH, stem + ".out")
            build(source, elf)
            image, static = section_sizes(elf)
            ours = measure(source, elf, expect)
            if not ours["output_ok"]:
                raise SystemExit(f"{stem}: wrong output: {ours.get('output')}")
            build(source, elf, "--without-egraph")
            without = measure(source, elf, expect)
            heap = smallest_heap(source, elf, expect)
            fast, small = c_row(stem, tmp, "-O2"), c_row(stem, tmp, "-Os")
            rows.append((stem, image, static, heap, ours, fast, small))
            m4.append(m4_row(stem, tmp))
            plain.append((stem, ours, without))
            print(stem, ours["cycles"], fast["cycles"], f"{ours['cycles'] / fast['cycles']:.2f}", flush=True)
    with open(options.o, "w") as f:
        f.write(table(rows, plain, m4, hello_size))


def m4_table(rows):
    text = ["| program | image | instructions | cycles | cycles / gcc -O2 | cycles / gcc -Os | image / gcc -Os image |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for stem, ours, fast, small in rows:
        text.append(f"| {stem} | {ours['image']} | {ours['instructions']:,} | {ours['cycles']:,} | {ours['cycles'] / fast['cycles']:.2f} | "
                    f"{ours['cycles'] / small['cycles']:.2f} | {ours['image'] / small['image']:.2f} |")
    chosen = [ours["cycles"] / fast["cycles"] for stem, ours, fast, _ in rows if stem in OBJECTS]
    if chosen:
        text += ["", f"Geometric mean of cycles / gcc -O2 over the integer, object and string programs: {geometric_mean(chosen):.2f}."]
    return text


def table(rows, plain, m4, hello):
    text = ["# Sizes and speed", "",
            "Made by `python3 tests/measure/sizes.py`; what is counted stands in that file's head. Cortex-M0, micro:bit, 16 kB RAM, C by arm-none-eabi-gcc.",
            "", f"hello world: {hello[0]} bytes of flash, {hello[1]} bytes of static RAM.", "",
            "| program | image | static RAM | smallest heap | instructions | cycles | cycles / gcc -O2 | cycles / gcc -Os | image / gcc -Os image |",
            "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"]
    for stem, image, static, heap, ours, fast, small in rows:
        text.append(f"| {stem} | {image} | {static} | {heap} | {ours['instructions']:,} | {ours['cycles']:,} | {ours['cycles'] / fast['cycles']:.2f} | "
                    f"{ours['cycles'] / small['cycles']:.2f} | {image / small['image']:.2f} |")
    chosen = [ours["cycles"] / fast["cycles"] for stem, _, _, _, ours, fast, _ in rows if stem in OBJECTS]
    if chosen:
        text += ["", f"Geometric mean of cycles / gcc -O2 over the integer, object and string programs: {geometric_mean(chosen):.2f}."]
    text += ["", "Cortex-M4, micro:bit v2, C by arm-none-eabi-gcc -mcpu=cortex-m4 -mfloat-abi=soft:", ""] + m4_table(m4)
    text += ["", "What Cranelift's egraph pass earns (cycles without it / with it):", "", "| program | with | without | ratio |", "| --- | --- | --- | --- |"]
    for stem, ours, without in plain:
        text.append(f"| {stem} | {ours['cycles']:,} | {without['cycles']:,} | {without['cycles'] / ours['cycles']:.3f} |")
    return "\n".join(text) + "\n"


if __name__ == "__main__":
    main()
