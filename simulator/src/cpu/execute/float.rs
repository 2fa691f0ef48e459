//! The FPU's instructions: registers and FPSCR here, arithmetic in `cpu/float.rs` (DDI 0403, A7.7 and B1.5.7).
//!
//! Before the first one of a context `prepare` looks whether the FPU may be used, saves the registers that lie behind
//! a lazily stacked frame, and marks the context as one with floating point; `ready` remembers that it has.

use super::super::float::{FPSCR_MASK, Fpscr, Rounding};
use super::super::op::{Float, Op};
use super::Trap;
use crate::Machine;
use crate::stop::{Access, AccessKind, Cause};

const SIGN: u32 = 1 << 31;

impl Machine {
    pub(super) fn execute_float(&mut self, pc: u32, op: Op) -> Result<u32, Trap> {
        if !self.cpu.fpu.ready {
            self.prepare_float()?;
        }
        let cpu = &mut self.cpu;
        match op {
            Op::Float { kind, d, n, m } => cpu.fpu.execute(kind, d, n, m),
            Op::FloatConstant { d, imm } => cpu.fpu.put(d, imm),
            Op::FloatFixed { to_fixed, signed, d, bits, fraction } => cpu.fpu.convert_fixed(to_fixed, signed, d, bits, fraction),
            Op::FloatLoad { d, rn, double, imm } => {
                let base = if rn == 15 { pc.wrapping_add(4) & !3 } else { cpu.get(rn) };
                self.load_floats(base.wrapping_add_signed(imm.into()), d, 1 + u8::from(double))?;
            }
            Op::FloatStore { d, rn, double, imm } => {
                let address = cpu.get(rn).wrapping_add_signed(imm.into());
                self.store_floats(address, d, 1 + u8::from(double))?;
            }
            Op::FloatLoadList { d, count, rn, down, writeback } => {
                let (start, moved) = self.float_block(rn, down, count);
                self.load_floats(start, d, count)?;
                if writeback {
                    self.cpu.put_checked(rn, moved);
                }
            }
            Op::FloatStoreList { d, count, rn, down, writeback } => {
                let (start, moved) = self.float_block(rn, down, count);
                self.store_floats(start, d, count)?;
                if writeback {
                    self.cpu.put_checked(rn, moved);
                }
            }
            Op::FloatToCore { rt, n } => cpu.put(rt, cpu.fpu.get(n)),
            Op::FloatFromCore { rt, n } => cpu.fpu.put(n, cpu.get(rt)),
            Op::FloatPairToCore { rt, rt2, m } => {
                cpu.put(rt, cpu.fpu.get(m));
                cpu.put(rt2, cpu.fpu.get(m + 1));
            }
            Op::FloatPairFromCore { rt, rt2, m } => {
                cpu.fpu.put(m, cpu.get(rt));
                cpu.fpu.put(m + 1, cpu.get(rt2));
            }
            Op::FloatStatusToCore { rt: 15 } => {
                let flags = cpu.fpu.fpscr.0;
                cpu.set_flags(flags);
            }
            Op::FloatStatusToCore { rt } => cpu.put(rt, cpu.fpu.fpscr.0),
            Op::FloatStatusFromCore { rt } => cpu.fpu.fpscr = Fpscr(cpu.get(rt) & FPSCR_MASK),
            _ => return Err(Trap::Fault(Cause::Undefined)),
        }
        Ok(0)
    }

    /// ExecuteFPCheck.
    fn prepare_float(&mut self) -> Result<(), Trap> {
        let privileged = self.cpu.is_privileged();
        if !self.cpu.fpu.is_allowed(privileged) {
            return Err(Trap::Fault(Cause::NoCoprocessor));
        }
        if self.cpu.fpu.is_stacked_lazily() {
            self.save_lazy_floats().map_err(|access| Trap::Fault(Cause::LazyStacking(access)))?;
        }
        self.cpu.begin_float_context();
        Ok(())
    }

    /// PreserveFPState: writes s0 to s15 and FPSCR into the frame that was left open for them.
    pub(crate) fn save_lazy_floats(&mut self) -> Result<(), Access> {
        let frame = self.cpu.fpu.lazy_frame();
        let words = self.cpu.fpu.frame_words();
        for (word, address) in words.into_iter().zip((frame..).step_by(4)) {
            if !self.wires.memory.write_ram(address, word.to_le_bytes()) {
                return Err(Access { kind: AccessKind::Write, address, bytes: 4 });
            }
        }
        self.cpu.fpu.end_lazy_stacking();
        Ok(())
    }

    fn float_block(&self, rn: u8, down: bool, count: u8) -> (u32, u32) {
        let (base, size) = (self.cpu.get(rn), 4 * u32::from(count));
        if down { (base.wrapping_sub(size), base.wrapping_sub(size)) } else { (base, base.wrapping_add(size)) }
    }

    fn load_floats(&mut self, start: u32, d: u8, count: u8) -> Result<(), Trap> {
        for at in 0..count {
            let value = self.load_aligned(start.wrapping_add(4 * u32::from(at)))?;
            self.cpu.fpu.put(d + at, value);
        }
        Ok(())
    }

    fn store_floats(&mut self, start: u32, d: u8, count: u8) -> Result<(), Trap> {
        for at in 0..count {
            self.store_aligned(start.wrapping_add(4 * u32::from(at)), self.cpu.fpu.get(d + at))?;
        }
        Ok(())
    }
}

impl super::super::fpu::Fpu {
    fn execute(&mut self, kind: Float, d: u8, n: u8, m: u8) {
        let (a, b, c) = (self.get(n), self.get(m), self.get(d));
        let f = &mut self.fpscr;
        let mode = f.rounding();
        let result = match kind {
            Float::Add => f.add(a, b),
            Float::Sub => f.add(a, negated(b)),
            Float::Mul => f.mul(a, b),
            Float::NegMul => f.mul(a, b) ^ SIGN,
            Float::Div => f.div(a, b),
            Float::MulAdd => {
                let product = f.mul(a, b);
                f.add(c, product)
            }
            Float::MulSub => {
                let product = f.mul(a, b);
                f.add(c, product ^ SIGN)
            }
            Float::NegMulAdd => {
                let product = f.mul(a, b);
                f.add(c ^ SIGN, product ^ SIGN)
            }
            Float::NegMulSub => {
                let product = f.mul(a, b);
                f.add(c ^ SIGN, product)
            }
            Float::FusedAdd => f.fused(c, a, b),
            Float::FusedSub => f.fused(c, a ^ SIGN, b),
            Float::NegFusedAdd => f.fused(c ^ SIGN, a ^ SIGN, b),
            Float::NegFusedSub => f.fused(c ^ SIGN, a, b),
            Float::Mov => b,
            Float::Abs => b & !SIGN,
            Float::Neg => b ^ SIGN,
            Float::Sqrt => f.sqrt(b),
            Float::Compare => return f.compare(c, b, false),
            Float::CompareE => return f.compare(c, b, true),
            Float::CompareZero => return f.compare(c, 0, false),
            Float::CompareZeroE => return f.compare(c, 0, true),
            Float::ToSigned => f.to_fixed(b, 32, true, 0, Rounding::Zero),
            Float::ToUnsigned => f.to_fixed(b, 32, false, 0, Rounding::Zero),
            Float::ToSignedR => f.to_fixed(b, 32, true, 0, mode),
            Float::ToUnsignedR => f.to_fixed(b, 32, false, 0, mode),
            Float::FromSigned => f.from_fixed((b as i32).into(), 0, mode),
            Float::FromUnsigned => f.from_fixed(b.into(), 0, mode),
            Float::HalfToSingle => f.single_of_half(b as u16),
            Float::TopHalfToSingle => f.single_of_half((b >> 16) as u16),
            Float::SingleToHalf => c & 0xffff_0000 | u32::from(f.half_of_single(b)),
            Float::SingleToTopHalf => c & 0xffff | u32::from(f.half_of_single(b)) << 16,
        };
        self.put(d, result);
    }

    fn convert_fixed(&mut self, to_fixed: bool, signed: bool, d: u8, bits: u8, fraction: u8) {
        let value = self.get(d);
        let result = if to_fixed {
            self.fpscr.to_fixed(value, bits, signed, fraction, Rounding::Zero)
        } else {
            let value = match (bits, signed) {
                (16, true) => (value as i16).into(),
                (16, false) => (value as u16).into(),
                (_, true) => (value as i32).into(),
                (_, false) => value.into(),
            };
            self.fpscr.from_fixed(value, fraction, Rounding::Nearest)
        };
        self.put(d, result);
    }
}

/// The subtrahend of a subtraction: a NaN keeps its sign.
fn negated(value: u32) -> u32 {
    if value & !SIGN > 0x7f80_0000 { value } else { value ^ SIGN }
}
