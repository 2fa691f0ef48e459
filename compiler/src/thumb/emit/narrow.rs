//! The shortest instruction for an operation between given registers.
//!
//! In: an operation, its registers, what may happen to the flags. Out: one instruction, of 16 bits where there is one. Always holds: on
//! ARMv6-M, where `select` has tied registers as the 16-bit forms need them, there is one.

use super::super::inst::{Alu, Data, Reg, Shift, Thumb, Unary, Width, modified_immediate};
use super::Emitter;

/// What an operation may do to the flags.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flags {
    /// Anything, or it must set them: nearly all 16-bit forms do, so all others are made to.
    Set,
    /// Leave them alone.
    Keep,
}

/// The same operation in the encoding of ARMv7-M.
fn data(op: Alu) -> Option<Data> {
    Some(match op {
        Alu::And => Data::And,
        Alu::Eor => Data::Eor,
        Alu::Adc => Data::Adc,
        Alu::Sbc => Data::Sbc,
        Alu::Orr => Data::Orr,
        Alu::Bic => Data::Bic,
        _ => return None,
    })
}

impl Emitter<'_> {
    /// `d = a op b`, flags set unless it is a multiplication.
    pub(super) fn put_alu(&mut self, op: Alu, d: Reg, a: Reg, b: Reg) {
        let low = d.is_low() && a.is_low() && b.is_low();
        let swaps = matches!(op, Alu::And | Alu::Eor | Alu::Orr | Alu::Adc | Alu::Mul);
        if low && d == a {
            return self.put(Thumb::Alu(op, d, b));
        }
        if low && swaps && d == b {
            return self.put(Thumb::Alu(op, d, a));
        }
        self.put(match op {
            Alu::Lsl => Thumb::ShiftBy(Shift::Lsl, true, d, a, b),
            Alu::Lsr => Thumb::ShiftBy(Shift::Lsr, true, d, a, b),
            Alu::Asr => Thumb::ShiftBy(Shift::Asr, true, d, a, b),
            Alu::Ror => Thumb::ShiftBy(Shift::Ror, true, d, a, b),
            Alu::Mul => Thumb::Mul(d, a, b),
            _ => Thumb::Data(data(op).expect("a three-address operation"), true, d, a, b, Shift::Lsl, 0),
        });
    }

    /// `d = -a` or `d = ~a`, or flags of a comparison of d with a.
    pub(super) fn put_alu_unary(&mut self, op: Alu, d: Reg, a: Reg) {
        let none = |op, d, n, m| Thumb::Data(op, true, d, n, m, Shift::Lsl, 0);
        self.put(match op {
            _ if d.is_low() && a.is_low() => Thumb::Alu(op, d, a),
            Alu::Neg => Thumb::DataImm(Data::Rsb, true, d, a, 0),
            Alu::Mvn => none(Data::Orn, d, Reg::PC, a),
            Alu::Cmp => Thumb::CmpHigh(d, a),
            Alu::Cmn => none(Data::Add, Reg::PC, d, a),
            Alu::Tst => none(Data::And, Reg::PC, d, a),
            other => panic!("{other:?} has two operands"),
        });
    }

    /// `d = a + b`, flags as they come.
    pub(super) fn put_sum(&mut self, d: Reg, a: Reg, b: Reg) {
        let low = d.is_low() && a.is_low() && b.is_low();
        match d {
            _ if low => self.put_add(d, a, b),
            d if d == a => self.put(Thumb::AddHigh(d, b)),
            d if d == b => self.put(Thumb::AddHigh(d, a)),
            _ => self.put_add(d, a, b),
        }
    }

    /// `d = a + b`, flags set.
    pub(super) fn put_add(&mut self, d: Reg, a: Reg, b: Reg) {
        let low = d.is_low() && a.is_low() && b.is_low();
        self.put(if low { Thumb::Add(d, a, b) } else { Thumb::Data(Data::Add, true, d, a, b, Shift::Lsl, 0) });
    }

    /// `d = a - b`, flags set.
    pub(super) fn put_sub(&mut self, d: Reg, a: Reg, b: Reg) {
        let low = d.is_low() && a.is_low() && b.is_low();
        self.put(if low { Thumb::Sub(d, a, b) } else { Thumb::Data(Data::Sub, true, d, a, b, Shift::Lsl, 0) });
    }

    /// `d = a + n`, flags set.
    pub(super) fn put_add_number(&mut self, d: Reg, a: Reg, n: i32) {
        let size = n.unsigned_abs();
        let low = d.is_low() && a.is_low();
        if low && size < 8 {
            let size = size as u8;
            return self.put(if n < 0 { Thumb::SubImm3(d, a, size) } else { Thumb::AddImm3(d, a, size) });
        }
        if low && d == a && size < 256 {
            let size = size as u8;
            return self.put(if n < 0 { Thumb::SubImm8(d, size) } else { Thumb::AddImm8(d, size) });
        }
        let imm = modified_immediate(size).expect("a number that an addition with flags takes");
        self.put(Thumb::DataImm(if n < 0 { Data::Sub } else { Data::Add }, true, d, a, imm));
    }

    /// `d = a op n`; flags set, but by an addition of a number that only `addw` takes.
    pub(super) fn put_data_number(&mut self, op: Data, d: Reg, a: Reg, n: u32) {
        let signed = match op {
            Data::Add => n as i32,
            Data::Sub => (n as i32).wrapping_neg(),
            _ => return self.put(Thumb::DataImm(op, true, d, a, modified_immediate(n).expect("a number that data processing takes"))),
        };
        if modified_immediate(signed.unsigned_abs()).is_some() {
            self.put_add_number(d, a, signed);
        } else if let Some(imm) = modified_immediate(n) {
            self.put(Thumb::DataImm(op, true, d, a, imm));
        } else {
            self.put(Thumb::AddImm12(d, a, signed as i16));
        }
    }

    /// `d = a shifted by n`, flags set.
    pub(super) fn put_shift(&mut self, shift: Shift, d: Reg, a: Reg, n: u8) {
        let low = d.is_low() && a.is_low() && shift != Shift::Ror;
        self.put(if low { Thumb::ShiftImm(shift, d, a, n) } else { Thumb::Data(Data::Orr, true, d, Reg::PC, a, shift, n) });
    }

    /// `d = op a`
    pub(super) fn put_unary(&mut self, op: Unary, d: Reg, a: Reg) {
        let low = d.is_low() && a.is_low() && !matches!(op, Unary::Clz | Unary::Rbit);
        self.put(if low { Thumb::Unary(op, d, a) } else { Thumb::UnaryWide(op, d, a) });
    }

    /// `d = n`, n a number that one instruction makes.
    pub(super) fn put_number(&mut self, flags: Flags, d: Reg, n: u32) {
        self.put(match (modified_immediate(n), modified_immediate(!n)) {
            _ if n < 256 && d.is_low() && flags == Flags::Set => Thumb::MovImm(d, n as u8),
            (Some(imm), _) => Thumb::DataImm(Data::Orr, flags == Flags::Set, d, Reg::PC, imm),
            (_, Some(imm)) => Thumb::DataImm(Data::Orn, flags == Flags::Set, d, Reg::PC, imm),
            _ => Thumb::MovWide(d, u16::try_from(n).expect("a number that one instruction makes")),
        });
    }

    /// `ldr d, [base, #offset]`
    pub(super) fn put_load(&mut self, width: Width, d: Reg, base: Reg, offset: i16) {
        let low = d.is_low() && base.is_low() && width.takes_offset(offset.into());
        self.put(if low { Thumb::Load(width, d, base, offset as u8) } else { Thumb::LoadWide(width, d, base, offset) });
    }

    /// `str value, [base, #offset]`
    pub(super) fn put_store(&mut self, width: Width, value: Reg, base: Reg, offset: i16) {
        let low = value.is_low() && base.is_low() && width.takes_offset(offset.into());
        self.put(if low { Thumb::Store(width, value, base, offset as u8) } else { Thumb::StoreWide(width, value, base, offset) });
    }

    /// `ldr d, [base, index, lsl #n]`
    pub(super) fn put_load_index(&mut self, width: Width, d: Reg, base: Reg, index: Reg, n: u8) {
        let low = d.is_low() && base.is_low() && index.is_low() && n == 0;
        self.put(if low { Thumb::LoadIndex(width, d, base, index) } else { Thumb::LoadIndexWide(width, d, base, index, n) });
    }

    /// `str value, [base, index, lsl #n]`
    pub(super) fn put_store_index(&mut self, width: Width, value: Reg, base: Reg, index: Reg, n: u8) {
        let low = value.is_low() && base.is_low() && index.is_low() && n == 0;
        self.put(if low { Thumb::StoreIndex(width, value, base, index) } else { Thumb::StoreIndexWide(width, value, base, index, n) });
    }
}
