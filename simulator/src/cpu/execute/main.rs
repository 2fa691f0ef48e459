//! Integer instructions of ARMv7-M that ARMv6-M lacks (DDI 0403, A7.7): wide data processing, bit fields, division,
//! branches by table, exclusives, CPS of FAULTMASK. The DSP's, the memory's and the FPU's are in the files beside.

use super::super::Cpu;
use super::super::op::{Alu, Op, Shift};
use super::{Trap, add_with_carry, rotate_right, shift_left, shift_right, shift_right_signed};
use crate::Machine;
use crate::stop::Cause;

impl Cpu {
    /// `a alu b` without flags.
    #[inline(always)]
    pub(super) fn alu(&self, alu: Alu, a: u32, b: u32) -> u32 {
        match alu {
            Alu::And | Alu::Tst => a & b,
            Alu::Bic => a & !b,
            Alu::Orr => a | b,
            Alu::Orn => a | !b,
            Alu::Eor | Alu::Teq => a ^ b,
            Alu::Mov => b,
            Alu::Mvn => !b,
            Alu::Add | Alu::Cmn => a.wrapping_add(b),
            Alu::Adc => a.wrapping_add(b).wrapping_add(self.c.into()),
            Alu::Sub | Alu::Cmp => a.wrapping_sub(b),
            Alu::Sbc => a.wrapping_sub(b).wrapping_sub((!self.c).into()),
            Alu::Rsb => b.wrapping_sub(a),
        }
    }

    /// Register `rm` shifted by a constant of 1 to 32 (or 0), and the carry out.
    #[inline(always)]
    pub(super) fn shifted(&self, shift: Shift, rm: u8, n: u8) -> (u32, bool) {
        let (value, n) = (self.get(rm), u32::from(n));
        match shift {
            _ if n == 0 => (value, self.c),
            Shift::Lsl => shift_left(value, n),
            Shift::Lsr => shift_right(value, n),
            Shift::Asr => shift_right_signed(value, n),
            Shift::Ror => rotate_right(value, n),
            Shift::Rrx => (u32::from(self.c) << 31 | value >> 1, value & 1 != 0),
        }
    }

    /// `a alu b` with flags: a logical operation takes `carry`, and comparisons write no register.
    fn alu_flags(&mut self, alu: Alu, rd: u8, a: u32, b: u32, carry: bool) {
        let (x, y, carry_in) = match alu {
            Alu::Add | Alu::Cmn => (a, b, false),
            Alu::Adc => (a, b, self.c),
            Alu::Sub | Alu::Cmp => (a, !b, true),
            Alu::Sbc => (a, !b, self.c),
            Alu::Rsb => (!a, b, true),
            _ => {
                let result = self.alu(alu, a, b);
                self.set_nz(result);
                self.c = carry;
                if !matches!(alu, Alu::Tst | Alu::Teq) {
                    self.put_checked(rd, result);
                }
                return;
            }
        };
        let (sum, c, v) = add_with_carry(x, y, carry_in);
        self.set_nz(sum);
        (self.c, self.v) = (c, v);
        if !matches!(alu, Alu::Cmp | Alu::Cmn) {
            self.put_checked(rd, sum);
        }
    }

    fn shift_by_register(&mut self, shift: Shift, rd: u8, rn: u8, rm: u8, flags: bool) {
        let (value, n) = (self.get(rn), self.get(rm) & 0xff);
        let (result, carry) = match shift {
            _ if n == 0 => (value, self.c),
            Shift::Lsl => shift_left(value, n),
            Shift::Lsr => shift_right(value, n),
            Shift::Asr => shift_right_signed(value, n),
            _ => rotate_right(value, n),
        };
        self.put(rd, result);
        if flags {
            self.set_nz(result);
            self.c = carry;
        }
    }

    /// BFI, and BFC with `rn` = 15.
    fn insert_bits(&mut self, rd: u8, rn: u8, lsb: u8, width: u8) {
        let mask = (!0_u32 >> (32 - width & 31)) << (lsb & 31);
        let bits = if rn == 15 { 0 } else { self.get(rn) << (lsb & 31) };
        self.put(rd, self.get(rd) & !mask | bits & mask);
    }
}

impl Machine {
    /// Everything beyond the instructions of `execute.rs`.
    #[inline(never)]
    pub(super) fn execute_main(&mut self, pc: u32, op: Op) -> Result<u32, Trap> {
        let cpu = &mut self.cpu;
        match op {
            Op::DataImmFlags { alu, rd, rn, imm } => cpu.alu_flags(alu, rd, cpu.get(rn), imm, cpu.c),
            Op::DataImmCarry { alu, rd, rn, imm } => cpu.alu_flags(alu, rd, cpu.get(rn), imm, imm >> 31 != 0),
            Op::DataShiftFlags { alu, rd, rn, rm, shift, n } => {
                let (value, carry) = cpu.shifted(shift, rm, n);
                cpu.alu_flags(alu, rd, cpu.get(rn), value, carry);
            }
            Op::ShiftReg { shift, rd, rn, rm, flags } => cpu.shift_by_register(shift, rd, rn, rm, flags),
            Op::Bfi { rd, rn, lsb, width } => cpu.insert_bits(rd, rn, lsb, width),
            Op::Sbfx { rd, rn, lsb, width } => {
                let left = 32 - u32::from(width) - u32::from(lsb);
                cpu.put(rd, ((cpu.get(rn) << left) as i32 >> (32 - u32::from(width))) as u32);
            }
            Op::Clz { rd, rm } => cpu.put(rd, cpu.get(rm).leading_zeros()),
            Op::Rbit { rd, rm } => cpu.put(rd, cpu.get(rm).reverse_bits()),
            Op::Divide { signed, rd, rn, rm } => return self.divide(signed, rd, rn, rm),
            Op::TableBranch { rn, rm, half } => {
                let base = if rn == 15 { pc.wrapping_add(4) } else { cpu.get(rn) };
                let index = cpu.get(rm);
                let offset = if half {
                    u32::from(self.load_half(base.wrapping_add(index << 1))?)
                } else {
                    u32::from(self.load_byte(base.wrapping_add(index))?)
                };
                self.cpu.r[15] = pc.wrapping_add(4).wrapping_add(offset << 1);
            }
            Op::NoCoprocessor => return Err(Trap::Fault(Cause::NoCoprocessor)),
            Op::Extend { .. }
            | Op::Multiply { .. }
            | Op::MultiplyLong { .. }
            | Op::Saturate { .. }
            | Op::Saturate16 { .. }
            | Op::Parallel { .. }
            | Op::SaturatingAdd { .. }
            | Op::Select { .. }
            | Op::Pack { .. } => cpu.execute_dsp(op),
            Op::LoadLiteral { .. }
            | Op::LoadIndexed { .. }
            | Op::StoreIndexed { .. }
            | Op::LoadSpecial { .. }
            | Op::LoadSpecialShift { .. }
            | Op::LoadPair { .. }
            | Op::StorePair { .. }
            | Op::LoadList { .. }
            | Op::StoreList { .. }
            | Op::LoadExclusive { .. }
            | Op::StoreExclusive { .. }
            | Op::ClearExclusive => return self.execute_memory(pc, op),
            _ => return self.execute_float(pc, op),
        }
        Ok(0)
    }

    /// SDIV and UDIV. The quotient's length decides how long it takes: see `timing.rs`.
    fn divide(&mut self, signed: bool, rd: u8, rn: u8, rm: u8) -> Result<u32, Trap> {
        let (n, d) = (self.cpu.get(rn), self.cpu.get(rm));
        if d == 0 {
            if self.scb.traps_division() {
                return Err(Trap::Fault(Cause::DivideByZero));
            }
            self.cpu.put(rd, 0);
            return Ok(0);
        }
        let (quotient, size) = if signed {
            let quotient = (n as i32).wrapping_div(d as i32);
            (quotient as u32, quotient.unsigned_abs())
        } else {
            (n / d, n / d)
        };
        self.cpu.put(rd, quotient);
        Ok(super::super::timing::division(size))
    }

    /// CPSID and CPSIE, which an unprivileged program cannot do. FAULTMASK is not set from HardFault or NMI.
    pub(super) fn change_masks(&mut self, disable: bool, masks: u8) {
        if !self.cpu.is_privileged() {
            return;
        }
        if masks & 2 != 0 {
            self.cpu.primask = disable;
        }
        if masks & 1 != 0 && (!disable || self.execution_priority() > crate::device::nvic::HARD_FAULT_PRIORITY) {
            self.cpu.faultmask = disable;
        }
        self.attend();
    }
}
