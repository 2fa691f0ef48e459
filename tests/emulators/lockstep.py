#!/usr/bin/env python3
"""Lock-step: executes the instructions of a whole run again on Unicorn and compares.

  lockstep.py IMAGE --chip rp2040|nrf51|nrf52833|stm32f405 --trace COMMAND [--every 1000] [--instructions N] [--from N]

COMMAND is the simulator's `trace` example (the built program); it runs the image and writes what it did. Here the
same image is loaded into Unicorn's Cortex-M0 or Cortex-M4 and executed instruction by instruction count. Peripherals answer what
they answered in the simulator, and every access has to come in the same order with the same address, size and (for
stores) value. Exceptions are entered at the same instruction; the frame is pushed and popped here. Compared every
`--every` instructions: r0-r12, SP, LR, PC and the flags; at the end, all of RAM.
So what is checked is the processor: every instruction's result, flag, address and branch, on real programs, as well as
exception frames; not the peripherals and not the time.
Exit status 0: equal. 1: a difference, with the place. Rerun with --every 1 --from (the last equal count) to see the
instruction. Needs: unicorn (pip).
"""
import argparse, os, subprocess, sys, zlib
from unicorn import *
from unicorn.arm_const import *
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import imgload

M0, M4 = UC_CPU_ARM_CORTEX_M0, UC_CPU_ARM_CORTEX_M4
CHIPS = {  # flash, RAM, UF2 family, section of a universal hex, processor
    "rp2040": ((0x10000000, 0x200000), (0x20000000, 0x42000), 0xE48BFF56, None, M0),
    "nrf51": ((0, 0x40000), (0x20000000, 0x4000), None, "v1", M0),
    "nrf52833": ((0, 0x80000), (0x20000000, 0x20000), None, "v2", M4),
    "stm32f405": ((0x08000000, 0x100000), (0x20000000, 0x20000), 0x57755A57, None, M4),
}
REGS = [UC_ARM_REG_R0 + i for i in range(13)] + [UC_ARM_REG_SP, UC_ARM_REG_LR]
FRAME = [UC_ARM_REG_R0, UC_ARM_REG_R1, UC_ARM_REG_R2, UC_ARM_REG_R3, UC_ARM_REG_R12, UC_ARM_REG_LR]
FLAGS = 0xF0000000
PAGE = 0x1000


class Differs(Exception):
    pass


class Witness:
    """Unicorn with the image in it, driven by the lines of a trace."""

    def __init__(self, image, chip):
        (flash, flash_size), (self.ram, self.ram_size), family, board, model = CHIPS[chip]
        self.uc = uc = Uc(UC_ARCH_ARM, UC_MODE_THUMB)
        uc.ctl_set_cpu_model(model)
        uc.mem_map(flash, flash_size)
        uc.mem_write(flash, b"\xff" * flash_size)
        uc.mem_map(self.ram, self.ram_size)
        with open(image, "rb") as f:
            uf2 = f.read(4) == b"UF2\n"
        for at, data in imgload.load(image, family=family if uf2 else None, board=board).chunks:
            if flash <= at < flash + flash_size or self.ram <= at < self.ram + self.ram_size:
                uc.mem_write(at, bytes(data))
        if chip == "rp2040":
            uc.mem_write(0x20041F00, bytes(uc.mem_read(flash, 256)))
        self.io = []      # accesses to come, in order
        self.at = 0
        self.done = 0     # instructions
        self.number = 0   # IPSR
        self.active = []
        self.problem = None
        self.mapped = set()
        uc.hook_add(UC_HOOK_MEM_READ_UNMAPPED | UC_HOOK_MEM_WRITE_UNMAPPED, self.on_unmapped)
        uc.hook_add(UC_HOOK_INTR, self.on_interrupt)

    def on_unmapped(self, uc, kind, address, size, value, data):
        """A page of peripherals, seen for the first time: map it so that its accesses come to `on_io`."""
        page = address & ~(PAGE - 1)
        uc.mmio_map(page, PAGE, lambda u, offset, size, d: self.on_io("r", page + offset, size, None), None,
                    lambda u, offset, size, value, d: self.on_io("w", page + offset, size, value), None)
        return True

    def on_io(self, kind, address, size, value):
        if self.problem:
            return 0
        if self.at == len(self.io):
            self.fail(f"{kind} of {size} bytes at {address:#x}: the simulator made no such access here")
            return 0
        want = self.io[self.at]
        self.at += 1
        if (kind, address, size) != want[:3] or kind == "w" and value & (1 << 8 * size) - 1 != want[3] & (1 << 8 * size) - 1:
            self.fail(f"{kind} of {size} bytes at {address:#x}" + (f" = {value:#x}" if kind == "w" else "") +
                      f"; the simulator: {want[0]} of {want[2]} bytes at {want[1]:#x}" + (f" = {want[3]:#x}" if kind == "w" else ""))
        return want[3]

    def fail(self, text):
        self.problem = text
        self.uc.emu_stop()

    def on_interrupt(self, uc, number, data):
        uc.emu_stop()

    def run_to(self, count, returns=False):
        if self.done == count:
            return
        try:
            self.uc.emu_start(self.uc.reg_read(UC_ARM_REG_PC) | 1, 0xFFFFFFFE, count=count - self.done)
        except UcError as error:
            # The branch to EXC_RETURN is done by then; Unicorn looks for code there.
            if not (returns and self.uc.reg_read(UC_ARM_REG_PC) >> 28 == 15):
                raise Differs(f"Unicorn stops: {error}, pc {self.uc.reg_read(UC_ARM_REG_PC):#x}")
        if self.problem:
            raise Differs(f"{self.problem} (pc about {self.uc.reg_read(UC_ARM_REG_PC):#x})")
        self.done = count

    def check(self, count, want):
        self.run_to(count)
        got = [self.uc.reg_read(r) for r in REGS] + [self.uc.reg_read(UC_ARM_REG_PC), self.uc.reg_read(UC_ARM_REG_XPSR) & FLAGS]
        want = want[:16] + [want[16] & FLAGS]
        names = [f"r{i}" for i in range(13)] + ["sp", "lr", "pc", "flags"]
        wrong = [f"{n} {g:#x}, the simulator {w:#x}" for n, g, w in zip(names, got, want) if g != w]
        if wrong:
            raise Differs("; ".join(wrong))

    def set_state(self, want):
        for r, v in zip(REGS, want):
            self.uc.reg_write(r, v)
        self.uc.reg_write(UC_ARM_REG_XPSR, want[16] & FLAGS | 1 << 24)
        self.uc.reg_write(UC_ARM_REG_PC, want[15] | 1)

    def enter(self, count, number, back, vectors):
        self.run_to(count)
        uc = self.uc
        if number != 3 and uc.reg_read(UC_ARM_REG_PC) & ~1 != back:
            raise Differs(f"exception {number} returns to {uc.reg_read(UC_ARM_REG_PC):#x}, in the simulator to {back:#x}")
        sp = uc.reg_read(UC_ARM_REG_SP)
        frame = (sp - 32) & ~4
        psr = uc.reg_read(UC_ARM_REG_XPSR) & FLAGS | 1 << 24 | self.number | (sp & 4) << 7
        words = [uc.reg_read(r) for r in FRAME] + [back, psr]
        uc.mem_write(frame, b"".join(w.to_bytes(4, "little") for w in words))
        uc.reg_write(UC_ARM_REG_SP, frame)
        uc.reg_write(UC_ARM_REG_LR, 0xFFFFFFF1 if self.number else 0xFFFFFFF9)
        self.active.append(self.number)
        self.number = number
        vector = int.from_bytes(uc.mem_read(vectors + 4 * number, 4), "little")
        uc.reg_write(UC_ARM_REG_PC, vector)

    def leave(self, count):
        self.run_to(count, returns=True)
        uc = self.uc
        frame = uc.reg_read(UC_ARM_REG_SP)
        words = [int.from_bytes(uc.mem_read(frame + 4 * i, 4), "little") for i in range(8)]
        for r, v in zip(FRAME, words):
            uc.reg_write(r, v)
        uc.reg_write(UC_ARM_REG_SP, frame + 32 + (words[7] >> 7 & 4))
        uc.reg_write(UC_ARM_REG_XPSR, words[7] & FLAGS | 1 << 24)
        uc.reg_write(UC_ARM_REG_PC, words[6] | 1)
        self.number = self.active.pop()

    def pass_breakpoint(self, count):
        self.run_to(count - 1)
        self.uc.reg_write(UC_ARM_REG_PC, self.uc.reg_read(UC_ARM_REG_PC) + 2 | 1)
        self.done = count


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("image"); ap.add_argument("--chip", required=True, choices=CHIPS); ap.add_argument("--trace", required=True)
    ap.add_argument("--every", default="1000"); ap.add_argument("--instructions", default="20000000"); ap.add_argument("--from", dest="start", default="0")
    a = ap.parse_args()
    run = subprocess.run([a.trace, a.chip, a.image, a.every, a.instructions, a.start], stdout=subprocess.PIPE, text=True)
    if run.returncode:
        sys.exit("the trace program failed")
    lines = [line.split(" ") for line in run.stdout.splitlines()]
    witness = Witness(a.image, a.chip)
    witness.io = [(f[0], int(f[1], 16), int(f[2]), int(f[3], 16)) for f in lines if f[0] in "rw"]
    vectors, samples, exceptions, equal = 0, 0, 0, 0
    why = ""
    try:
        for f in lines:
            if f[0] == "s":
                numbers = [int(x, 16) for x in f[1:]]
                if samples == 0:
                    witness.set_state(numbers[1:])
                witness.check(numbers[0], numbers[1:])
                samples, equal = samples + 1, numbers[0]
            elif f[0] == "w" and int(f[1], 16) == 0xE000ED08:
                vectors = int(f[3], 16) & ~0xFF
            elif f[0] == "e":
                witness.enter(int(f[1], 16), int(f[2], 16), int(f[3], 16), vectors)
                exceptions += 1
            elif f[0] == "x":
                witness.leave(int(f[1], 16))
            elif f[0] == "b":
                witness.pass_breakpoint(int(f[1], 16))
            elif f[0] == "m":
                crc = zlib.crc32(witness.uc.mem_read(witness.ram, witness.ram_size))
                if crc != int(f[1], 16):
                    raise Differs("RAM at the end differs")
            elif f[0] == "#":
                why = " ".join(f[1:])
    except Differs as d:
        print(f"DIFFERS between instruction {equal} and the next sample: {d}")
        sys.exit(1)
    print(f"equal: {witness.done} instructions, {samples} samples, {len(witness.io)} peripheral accesses, {exceptions} exceptions; {why}")


if __name__ == "__main__":
    main()
