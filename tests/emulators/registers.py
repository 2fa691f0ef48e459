#!/usr/bin/env python3
"""No emulator of the micro:bit v2 exists: Unicorn's Cortex-M4 runs every bench program's hex and an example with buttons and display, and the
vendor's register description (in the pyocd package) judges every access to a peripheral. The text must be node's.

  registers.py        needs a release build of thimble, and unicorn and pyocd beside this Python
"""
import ast
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
THIMBLE = os.path.join(ROOT, "target", "release", "thimble")


def run(source, folder, *options):
    image = os.path.join(folder, "image.hex")
    subprocess.run([THIMBLE, "build", source, "--board", "microbit-v2", "-o", image], check=True, stdout=subprocess.DEVNULL)
    command = [sys.executable, os.path.join(HERE, "run-unicorn.py"), "--board", "nrf52833", "--svd", "pyocd:nrf52833", *options, image]
    text = subprocess.run(command, capture_output=True, text=True).stdout
    if not re.search(r", 0 kinds of access the register map does not allow", text):
        raise SystemExit(f"{source}: {text}")
    return text


def lines(text):
    return [ast.literal_eval(line.split("uart  ", 1)[1]) for line in text.splitlines() if " us  uart  " in line]


def main():
    bench = os.path.join(ROOT, "tests", "bench")
    stems = sorted(name[:-3] for name in os.listdir(bench) if name.endswith(".ts"))
    with tempfile.TemporaryDirectory() as folder:
        for stem in stems:
            with open(os.path.join(bench, stem + ".out"), encoding="utf-8") as file:
                expected = file.read().split("\n")[:-1]
            # The run ends at the last line's text, before its line end.
            found = lines(run(os.path.join(bench, stem + ".ts"), folder, "--no-edges", "--ms", "60000", "--until", expected[-1]))
            if found != expected[:-1]:
                raise SystemExit(f"{stem}: {found} instead of {expected}")
        edges = run(os.path.join(ROOT, "examples", "microbit-v2", "reverse.ts"), folder, "--ms", "300")
        driven = set(re.findall(r"gpio  (P\d\.\d\d)", edges))
        if not {"P0.21", "P0.22", "P0.15", "P0.28"} <= driven:
            raise SystemExit(f"the display drives only {sorted(driven)}")
    print(f"{len(stems) + 1} passed, 0 failed")


if __name__ == "__main__":
    main()
