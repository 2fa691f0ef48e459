//! Arithmetic that also tells whether it overflowed, where no branch absorbs it.
//!
//! Results: the wrapped number and the flag. A flag that is only tested may be any number that is not zero; else it is 0 or 1.

use super::super::inst::{Alu, Cond, Data, Shift};
use super::super::vcode::{Op, Test};
use super::values::is_wide;
use super::{Condition, Selector, def, use_};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, Opcode, Value, types};
use regalloc2::VReg;

impl Selector<'_> {
    /// `sadd_overflow` and its like.
    pub(super) fn select_overflow(&mut self, inst: ir::Inst) {
        let args = self.function.dfg.inst_args(inst).to_vec();
        let results = self.function.dfg.inst_results(inst).to_vec();
        let (operation, signed) = super::integer::overflow(self.function.dfg.insts[inst].opcode()).expect("the caller looked");
        let ty = self.type_of(results[0]);
        if ty == types::I64 {
            return self.overflow_wide(operation, signed, &args, &results);
        }
        let flag = self.asked(results[1], 0).then(|| self.own_half(results[1], 0));
        let d = self.own_half(results[0], 0);
        if ty.bits() < 32 {
            return self.overflow_small(operation, signed, &args, d, flag, results[1]);
        }
        if operation == Opcode::Imul {
            return self.overflow_multiply(signed, &args, d, flag, results[1]);
        }
        let (a, b) = (self.word(args[0]), self.word(args[1]));
        let adds = operation == Opcode::Iadd;
        if !signed && let Some(flag) = flag {
            // The flag first: it needs the operands.
            if adds {
                let t = self.add(a, b);
                self.set_if(flag, Condition { operands: vec![use_(t), use_(a)], test: Test::Cmp, cond: Cond::Lo });
                return self.emit(Op::Move, &[def(d), use_(t)]);
            }
            self.set_if(flag, Condition { operands: vec![use_(a), use_(b)], test: Test::Cmp, cond: Cond::Lo });
        }
        self.emit(if adds { Op::Add } else { Op::Sub }, &[def(d), use_(a), use_(b)]);
        if signed && let Some(flag) = flag {
            // The sum's sign differs from that of both operands; the difference's from the first where the operands' differ.
            let x = self.alu(Alu::Eor, d, a);
            let y = if adds { self.alu(Alu::Eor, d, b) } else { self.alu(Alu::Eor, a, b) };
            let both = self.alu(Alu::And, x, y);
            self.emit(Op::ShiftImm(Shift::Lsr, 31), &[def(flag), use_(both)]);
        }
    }

    /// Narrow operations happen in words; what does not survive the return to its type has overflowed.
    fn overflow_small(&mut self, operation: Opcode, signed: bool, args: &[Value], d: VReg, flag: Option<VReg>, flag_value: Value) {
        let ty = self.type_of(args[0]);
        let (a, b) = (self.extended(args[0], signed), self.extended(args[1], signed));
        match operation {
            Opcode::Iadd => self.emit(Op::Add, &[def(d), use_(a), use_(b)]),
            Opcode::Isub => self.emit(Op::Sub, &[def(d), use_(a), use_(b)]),
            _ => self.alu_into(Alu::Mul, d, a, b),
        }
        let Some(flag) = flag else { return };
        let t = self.temp();
        self.emit(Op::Unary(super::values::extension(ty, signed)), &[def(t), use_(d)]);
        let difference = self.sub(d, t);
        self.flag_from(flag, difference, flag_value);
    }

    /// `flag` = whether `word` is not zero.
    fn flag_from(&mut self, flag: VReg, word: VReg, flag_value: Value) {
        if self.uses.is_only_tested(flag_value) {
            self.emit(Op::Move, &[def(flag), use_(word)]);
        } else {
            self.set_if(flag, Condition { operands: vec![use_(word)], test: Test::CmpImm(0), cond: Cond::Ne });
        }
    }

    /// The product of two words has overflowed if its high word is not the extension of its low one.
    fn overflow_multiply(&mut self, signed: bool, args: &[Value], d: VReg, flag: Option<VReg>, flag_value: Value) {
        let (a, b) = (self.word(args[0]), self.word(args[1]));
        let Some(flag) = flag else { return self.alu_into(Alu::Mul, d, a, b) };
        let high = self.temp();
        self.multiply_long(signed, [d, high], a, b);
        let excess = if signed && self.core().is_v7() {
            let t = self.temp();
            self.emit(Op::Data(Data::Eor, Shift::Asr, 31), &[def(t), use_(high), use_(d)]);
            t
        } else if signed {
            let sign = self.shift(Shift::Asr, d, 31);
            self.alu(Alu::Eor, sign, high)
        } else {
            high
        };
        self.flag_from(flag, excess, flag_value);
    }

    fn overflow_wide(&mut self, operation: Opcode, signed: bool, args: &[Value], results: &[Value]) {
        let d = [self.own_half(results[0], 0), self.own_half(results[0], 1)];
        let (a, b) = (self.pair(args[0]), self.pair(args[1]));
        let flag = self.own_half(results[1], 0);
        match operation {
            Opcode::Imul => {
                self.multiply_pairs(d, a, b);
                let high = self.multiply_high_pairs(signed, a, b);
                let sign = self.high_of(d[1], signed);
                let (x, y) = (self.alu(Alu::Eor, high[0], sign), self.alu(Alu::Eor, high[1], sign));
                let excess = self.alu(Alu::Orr, x, y);
                self.flag_from(flag, excess, results[1]);
            }
            _ if signed => {
                self.sum_pairs(operation == Opcode::Iadd, d, a, b);
                let x = self.alu(Alu::Eor, d[1], a[1]);
                let other = if operation == Opcode::Iadd { d[1] } else { a[1] };
                let y = self.alu(Alu::Eor, other, b[1]);
                let both = self.alu(Alu::And, x, y);
                self.emit(Op::ShiftImm(Shift::Lsr, 31), &[def(flag), use_(both)]);
            }
            Opcode::Iadd => {
                self.sum_pairs(true, d, a, b);
                let condition = self.compare_pairs(IntCC::UnsignedLessThan, d, a);
                self.set_if(flag, condition);
            }
            _ => {
                self.sum_pairs(false, d, a, b);
                let condition = self.compare_pairs(IntCC::UnsignedLessThan, a, b);
                self.set_if(flag, condition);
            }
        }
        debug_assert!(is_wide(self.type_of(results[0])), "the caller looked");
    }
}
