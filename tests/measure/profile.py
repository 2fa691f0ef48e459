#!/usr/bin/env python3
"""Where the cycles of a program of tests/bench go: functions by share, and the disassembly of the hottest with cycles.

  python3 tests/measure/profile.py STEM|FILE.ts|FILE.elf [--functions N] [--all] [--m4]

Needs release builds of thimble and of the simulator's example `profile`, and arm-none-eabi-objdump.
"""
import argparse
import os
import re
import subprocess
import tempfile

import sizes

PROFILE = os.path.join(sizes.ROOT, "target", "release", "examples", "profile")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("program")
    arguments.add_argument("--functions", type=int, default=3)
    arguments.add_argument("--all", action="store_true", help="every instruction of the functions, executed or not")
    arguments.add_argument("--m4", action="store_true", help="for the micro:bit v2, a Cortex-M4")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as tmp:
        elf = options.program
        if not elf.endswith(".elf"):
            source = elf if elf.endswith(".ts") else os.path.join(sizes.BENCH, elf + ".ts")
            elf = os.path.join(tmp, "t.elf")
            sizes.build(source, elf, board="microbit-v2" if options.m4 else "microbit")
        report(elf, options)


def report(elf, options):
    text = subprocess.run([PROFILE, "nrf52833" if options.m4 else "nrf51", elf], capture_output=True, text=True, check=True).stdout
    counts = {}
    for line in text.splitlines():
        address, count, cycles = line.split()
        counts[int(address, 16)] = (int(count), int(cycles))
    total = sum(cycles for _, cycles in counts.values())
    functions, name = {}, "?"
    listing = subprocess.run(["arm-none-eabi-objdump", "-d", "--no-show-raw-insn", elf], capture_output=True, text=True, check=True).stdout
    for line in listing.splitlines():
        head = re.match(r"^[0-9a-f]+ <(.*)>:$", line)
        if head:
            name = head.group(1)
            continue
        instruction = re.match(r"^\s*([0-9a-f]+):\t(.*)$", line)
        if instruction:
            functions.setdefault(name, []).append((int(instruction.group(1), 16), instruction.group(2)))
    share = {name: sum(counts.get(a, (0, 0))[1] for a, _ in lines) for name, lines in functions.items()}
    ranked = sorted(share, key=share.get, reverse=True)
    print(f"{total} cycles")
    for name in ranked[:20]:
        if share[name] * 1000 > total:
            print(f"{share[name] * 100 / total:6.1f} %  {name}")
    for name in ranked[: options.functions]:
        print(f"\n{name}")
        for address, code in functions[name]:
            count, cycles = counts.get(address, (0, 0))
            if count or options.all:
                print(f"{cycles * 100 / total:5.1f} {count:9d} {address:6x}: {code}")


if __name__ == "__main__":
    main()
