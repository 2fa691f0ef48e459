#!/usr/bin/env python3
"""Every 16-bit encoding on Unicorn's Cortex-M0: what one step does, or that it is undefined.

  halfwords.py > lines.jsonl

One JSON object per line, as cpu_vectors.py writes them: code, pc, end (equal to out.pc), in/out registers, flags and stores;
`fault` is "undefined" for an encoding that the core refuses. All sixteen-bit encodings are in, except SVC, BKPT, UDF, the hints
and CPS, which concern the harness, and BX, BLX and POP of PC, whose targets do. Memory is the same as for cpu_vectors.py.
Registers are multiples of four: Unicorn lets SP take other values, which the architecture does not (DDI 0419, B1.4.1).
Unicorn executes IT, CBZ, CBNZ and SETEND on its Cortex-M0, which ARMv6-M leaves undefined: those are given as undefined here.
Needs: unicorn (pip).
"""
import json
from unicorn import *
from unicorn.arm_const import *
from cpu_vectors import RAM, REGS, SIZE, pattern

FL = 0x10000000
PC = FL + 0x100
PAT = {base: pattern(base) for base in (FL, RAM)}


def harness(code):
    return code >> 8 in (0x47, 0xBD, 0xBE, 0xBF, 0xDE, 0xDF) or code & 0xFFE8 == 0xB660


def missing(code):
    """What Unicorn executes although ARMv6-M has no such instruction (DDI 0419, A5.2.5)."""
    return code & 0xF500 == 0xB100 or code & 0xFFF0 == 0xB650


def unpredictable(code):
    """Encodings without a defined result: empty lists, a loaded base that is also stored, CMP with PC or of low registers."""
    empty = code & 0xF600 == 0xB400 and not code & 0x1FF or code & 0xF000 == 0xC000 and not code & 0xFF
    base = 1 << (code >> 8 & 7)
    stored = code & 0xF800 == 0xC000 and code & base and code & (base - 1) & 0xFF
    d, m = code & 7 | code >> 4 & 8, code >> 3 & 15
    special = code & 0xFF00 == 0x4500 and (d == 15 or m == 15 or (d < 8 and m < 8)) or code & 0xFC00 == 0x4400 and d == 15
    return empty or stored or special


def main():
    uc = Uc(UC_ARCH_ARM, UC_MODE_THUMB)
    uc.ctl_set_cpu_model(UC_CPU_ARM_CORTEX_M0)
    for base in (FL, RAM):
        uc.mem_map(base, SIZE)
        uc.mem_write(base, PAT[base])
    stores, interrupts = [], []
    uc.hook_add(UC_HOOK_MEM_WRITE, lambda u, t, a, s, v, d: stores.append([a, s, v & (1 << 8 * s) - 1]))
    uc.hook_add(UC_HOOK_INTR, lambda u, n, d: (interrupts.append(n), u.emu_stop()))
    for code in range(0xE800):
        if harness(code) or unpredictable(code):
            continue
        # Pointers that stay inside RAM as base plus base: the index registers are small multiples of four.
        regs = [RAM + 0x6000 + 64 * i if i % 2 == 0 else 4 * (7 * i + code % 13) for i in range(13)] + [RAM + 0x4000, 0x12345678]
        flags = (code * 2654435761 & 0xF) << 28
        uc.mem_write(PC, code.to_bytes(2, "little")); uc.ctl_remove_cache(PC, PC + 4)
        for r, v in zip(REGS, regs):
            uc.reg_write(r, v)
        uc.reg_write(UC_ARM_REG_XPSR, flags | 1 << 24)
        stores.clear(); interrupts.clear()
        fault = None
        try:
            uc.emu_start(PC | 1, 0xFFFFFFFE, count=1)
        except UcError as error:
            fault = "undefined" if error.errno in (UC_ERR_INSN_INVALID, UC_ERR_EXCEPTION) else "access"
        if interrupts or missing(code):
            fault = "undefined"
        out = {"r": [uc.reg_read(r) for r in REGS], "xpsr": uc.reg_read(UC_ARM_REG_XPSR) & 0xF0000000, "pc": uc.reg_read(UC_ARM_REG_PC) & ~1, "mem": list(stores)}
        print(json.dumps({"asm": f"{code:#06x}", "code": code.to_bytes(2, "little").hex(), "pc": PC, "end": out["pc"], "in": {"r": regs, "xpsr": flags}, "out": out, "fault": fault}, separators=(",", ":")))
        for a, s, _ in stores:
            b = RAM if a >= RAM else FL
            uc.mem_write(a, PAT[b][a - b:a - b + s])
        uc.mem_write(PC, PAT[FL][PC - FL:PC - FL + 2])


if __name__ == "__main__":
    main()
