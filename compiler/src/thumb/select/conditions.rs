//! Conditions: which flags decide a branch, a select, a trap or a boolean.
//!
//! In: a value that is asked only whether it is zero, or a comparison. Out: a [`Condition`]. Comparisons vanish into their user;
//! additions whose overflow is asked for do so too where nothing between them needs their sum.

use super::super::inst::{Alu, Cond, Shift};
use super::super::vcode::{Op, Test};
use super::{Condition, Selector, def, early, reuse, use_};
use cranelift_codegen::ir::condcodes::{CondCode, IntCC};
use cranelift_codegen::ir::{self, InstructionData, Opcode, Value, types};
use regalloc2::VReg;

impl Condition {
    fn inverted_if(mut self, invert: bool) -> Condition {
        if invert {
            self.cond = self.cond.invert();
        }
        self
    }
}

/// The condition code of an integer comparison.
fn code(cc: IntCC) -> Cond {
    match cc {
        IntCC::Equal => Cond::Eq,
        IntCC::NotEqual => Cond::Ne,
        IntCC::SignedLessThan => Cond::Lt,
        IntCC::SignedGreaterThanOrEqual => Cond::Ge,
        IntCC::SignedGreaterThan => Cond::Gt,
        IntCC::SignedLessThanOrEqual => Cond::Le,
        IntCC::UnsignedLessThan => Cond::Lo,
        IntCC::UnsignedGreaterThanOrEqual => Cond::Hs,
        IntCC::UnsignedGreaterThan => Cond::Hi,
        IntCC::UnsignedLessThanOrEqual => Cond::Ls,
    }
}

fn is_signed(cc: IntCC) -> bool {
    matches!(cc, IntCC::SignedLessThan | IntCC::SignedGreaterThanOrEqual | IntCC::SignedGreaterThan | IntCC::SignedLessThanOrEqual)
}

fn is_equality(cc: IntCC) -> bool {
    matches!(cc, IntCC::Equal | IntCC::NotEqual)
}

impl Selector<'_> {
    /// The condition of a branch at the end of `block`.
    pub fn branch_condition(&mut self, value: Value, block: ir::Block) -> Condition {
        if let Some(condition) = self.overflow_condition(value, block) {
            return condition;
        }
        self.condition(value)
    }

    /// "The value is not zero."
    pub fn condition(&mut self, value: Value) -> Condition {
        let value = self.function.dfg.resolve_aliases(value);
        let Some(inst) = self.maker(value) else { return self.nonzero(value) };
        match self.function.dfg.insts[inst] {
            InstructionData::IntCompare { cond, args, .. } if self.can_repeat(value, args[0]) => self.compare(cond, args[0], args[1]),
            InstructionData::FloatCompare { cond, args, .. } if let Some(condition) = self.single_condition(cond, args[0], args[1]) => condition,
            InstructionData::Unary { opcode: Opcode::Uextend, arg } => self.condition(arg),
            InstructionData::Binary { opcode: Opcode::Band, args } if self.uses.is_single(value) && self.type_of(value).bits() <= 32 => {
                self.any_bit(args[0], args[1], value)
            }
            _ => self.nonzero(value),
        }
    }

    /// Whether a comparison is made at its user: always if it is cheap.
    fn can_repeat(&self, value: Value, operand: Value) -> bool {
        self.type_of(operand).bits() <= 32 || self.uses.is_single(value)
    }

    fn nonzero(&mut self, value: Value) -> Condition {
        let ty = self.type_of(value);
        if super::values::is_wide(ty) {
            let [low, high] = self.pair(value);
            let t = self.either(low, high);
            return self.compare_small(t, 0, Cond::Ne);
        }
        let register = self.word(value);
        if self.is_zero_extended(value) || self.is_sign_extended(value) || self.is_flag(value) {
            return self.compare_small(register, 0, Cond::Ne);
        }
        self.shifted_test(Shift::Lsl, register, 32 - ty.bits() as u8, Cond::Ne)
    }

    /// Whether a value is the overflow flag of its maker, which fills its register.
    fn is_flag(&self, value: Value) -> bool {
        let ir::ValueDef::Result(inst, number) = self.function.dfg.value_def(value) else { return false };
        number == 1 && super::integer::overflow(self.function.dfg.insts[inst].opcode()).is_some()
    }

    fn either(&mut self, low: VReg, high: VReg) -> VReg {
        let t = self.temp();
        self.emit(Op::Alu(Alu::Orr), &[reuse(t, 1), use_(low), use_(high)]);
        t
    }

    fn compare_small(&mut self, register: VReg, number: u32, cond: Cond) -> Condition {
        Condition { operands: vec![use_(register)], test: Test::CmpImm(number), cond }
    }

    fn shifted_test(&mut self, shift: Shift, register: VReg, n: u8, cond: Cond) -> Condition {
        let t = self.temp();
        Condition { operands: vec![use_(register), def(t)], test: Test::Shift(shift, n), cond }
    }

    /// "a and b have a common bit"; `value` is their conjunction.
    fn any_bit(&mut self, a: Value, b: Value, value: Value) -> Condition {
        let (a, b) = if self.number(a).is_some() { (b, a) } else { (a, b) };
        let bits = self.type_of(value).bits();
        let Some(mask) = self.unsigned_number(b) else {
            if bits < 32 && !(self.is_zero_extended(a) || self.is_zero_extended(b)) {
                return self.nonzero(value);
            }
            let (a, b) = (self.word(a), self.word(b));
            return Condition { operands: vec![use_(a), use_(b)], test: Test::Tst, cond: Cond::Ne };
        };
        let a = self.word(a);
        if mask.is_power_of_two() {
            let up = 31 - mask.trailing_zeros() as u8;
            return if up == 0 { self.compare_small(a, 0, Cond::Mi) } else { self.shifted_test(Shift::Lsl, a, up, Cond::Mi) };
        }
        if mask != 0 && mask != u32::MAX && (mask + 1).is_power_of_two() {
            return self.shifted_test(Shift::Lsl, a, mask.leading_zeros() as u8, Cond::Ne);
        }
        if mask != u32::MAX && (!mask).wrapping_add(1) == 1 << mask.trailing_zeros().min(31) {
            return self.shifted_test(Shift::Lsr, a, mask.trailing_zeros() as u8, Cond::Ne);
        }
        if self.core().takes_number(mask) {
            return Condition { operands: vec![use_(a)], test: Test::TstImm(mask), cond: Cond::Ne };
        }
        let mask = self.constant(mask);
        Condition { operands: vec![use_(a), use_(mask)], test: Test::Tst, cond: Cond::Ne }
    }

    /// A comparison of two values.
    pub fn compare(&mut self, cc: IntCC, a: Value, b: Value) -> Condition {
        if super::values::is_wide(self.type_of(a)) {
            return self.compare_wide(cc, a, b);
        }
        if self.number(a).is_some() && self.number(b).is_none() {
            return self.compare(cc.swap_args(), b, a);
        }
        let signed = is_signed(cc);
        if let Some(number) = self.number(b) {
            let number = if signed { number as i32 } else { self.unsigned_number(b).expect("of one word") as i32 };
            if let Some(condition) = self.compare_number(cc, a, number) {
                return condition;
            }
        }
        for (cc, a, b) in [(cc, a, b), (cc.swap_args(), b, a)] {
            if let Some((b, shift, n)) = self.fused_shift(b) {
                let operands = vec![use_(self.word(a)), use_(self.word(b))];
                return Condition { operands, test: Test::CmpShifted(shift, n), cond: code(cc) };
            }
        }
        let (a, b) = (self.extended(a, signed), self.extended(b, signed));
        Condition { operands: vec![use_(a), use_(b)], test: Test::Cmp, cond: code(cc) }
    }

    /// A comparison with a number that some cheap test does; signed numbers come sign-extended, others zero-extended.
    fn compare_number(&mut self, cc: IntCC, a: Value, number: i32) -> Option<Condition> {
        if number == 0 && is_equality(cc) {
            return Some(self.condition(a).inverted_if(cc == IntCC::Equal));
        }
        let (cc, number) = nearest_small(cc, number);
        let signed = is_signed(cc);
        if let Some(power) = below_power(cc, number).filter(|_| !(0..256).contains(&number) && !self.core().is_v7()) {
            let register = self.extended(a, false);
            let cond = if cc == IntCC::UnsignedLessThan { Cond::Eq } else { Cond::Ne };
            return Some(self.shifted_test(Shift::Lsr, register, power, cond));
        }
        let sign = match (cc, number) {
            (IntCC::SignedLessThan, 0) | (IntCC::SignedLessThanOrEqual, -1) => Some(Cond::Mi),
            (IntCC::SignedGreaterThanOrEqual, 0) | (IntCC::SignedGreaterThan, -1) => Some(Cond::Pl),
            _ => None,
        };
        if let Some(cond) = sign {
            let register = self.extended(a, true);
            return Some(self.compare_small(register, 0, cond));
        }
        match number {
            0..=255 => {
                let register = self.extended(a, signed);
                Some(self.compare_small(register, number as u32, code(cc)))
            }
            // Narrow unsigned numbers are below 65,536, so this is no negative one of them.
            _ if self.core().takes_number(number as u32) => {
                let register = self.extended(a, signed);
                Some(self.compare_small(register, number as u32, code(cc)))
            }
            _ if self.core().takes_number(number.wrapping_neg() as u32) && (self.type_of(a) == types::I32 || signed) => {
                let register = self.extended(a, signed);
                Some(Condition { operands: vec![use_(register)], test: Test::CmnImm(number.wrapping_neg() as u32), cond: code(cc) })
            }
            -7..=-1 if self.type_of(a) == types::I32 || signed => {
                let register = self.extended(a, signed);
                let t = self.temp();
                Some(Condition { operands: vec![use_(register), def(t)], test: Test::AddImm3(-number as u8), cond: code(cc) })
            }
            -255..=-8 if self.type_of(a) == types::I32 || signed => {
                let register = self.extended(a, signed);
                let opposite = self.constant(-number as u32);
                Some(Condition { operands: vec![use_(register), use_(opposite)], test: Test::Cmn, cond: code(cc) })
            }
            _ => None,
        }
    }

    fn compare_wide(&mut self, cc: IntCC, a: Value, b: Value) -> Condition {
        let zero = self.number(b) == Some(0);
        match cc {
            IntCC::Equal | IntCC::NotEqual => {
                let [mut low, mut high] = self.pair(a);
                if !zero {
                    let [b_low, b_high] = self.pair(b);
                    low = self.alu(Alu::Eor, low, b_low);
                    high = self.alu(Alu::Eor, high, b_high);
                }
                let t = self.either(low, high);
                self.compare_small(t, 0, code(cc))
            }
            IntCC::SignedLessThan | IntCC::SignedGreaterThanOrEqual if zero => {
                let high = self.half(a, 1);
                self.compare_small(high, 0, if cc == IntCC::SignedLessThan { Cond::Mi } else { Cond::Pl })
            }
            IntCC::SignedGreaterThan | IntCC::SignedLessThanOrEqual | IntCC::UnsignedGreaterThan | IntCC::UnsignedLessThanOrEqual => {
                let (a, b) = (self.pair(a), self.pair(b));
                self.compare_pairs(cc.swap_args(), b, a)
            }
            _ => {
                let (a, b) = (self.pair(a), self.pair(b));
                self.compare_pairs(cc, a, b)
            }
        }
    }

    /// `<` or `>=` of pairs: the borrow of the low words goes into the subtraction of the high ones.
    pub fn compare_pairs(&mut self, cc: IntCC, a: [VReg; 2], b: [VReg; 2]) -> Condition {
        let t = self.temp();
        let operands = vec![use_(a[0]), use_(b[0]), use_(a[1]), use_(b[1]), reuse(t, 2)];
        Condition { operands, test: Test::Wide, cond: code(cc) }
    }

    /// 1 if the comparison holds, else 0.
    pub fn select_icmp(&mut self, inst: ir::Inst, cc: IntCC, a: Value, b: Value) {
        let d = self.result(inst);
        let condition = self.compare(cc, a, b);
        self.set_if(d, condition);
    }

    /// 1 if the condition holds, else 0, in as few cycles as there are for it.
    pub fn set_if(&mut self, d: VReg, condition: Condition) {
        let equal = matches!(condition.cond, Cond::Eq | Cond::Ne);
        let op = if condition.cond == Cond::Eq { Op::IsZero } else { Op::IsNonZero };
        let subject = match (condition.test, condition.cond) {
            (Test::CmpImm(0), Cond::Mi) => {
                let a = condition.operands[0];
                return self.emit(Op::ShiftImm(Shift::Lsr, 31), &[def(d), a]);
            }
            (Test::Shift(Shift::Lsl, n), Cond::Mi) => {
                let t = self.temp();
                self.emit(Op::ShiftImm(Shift::Lsl, n), &[def(t), condition.operands[0]]);
                return self.emit(Op::ShiftImm(Shift::Lsr, 31), &[def(d), use_(t)]);
            }
            (Test::CmpImm(0), _) if equal => condition.operands[0].vreg(),
            (Test::CmpImm(n), _) if equal => {
                let t = self.temp();
                self.add_number(t, condition.operands[0].vreg(), (n as i32).wrapping_neg());
                t
            }
            (Test::Shift(shift, n), _) if equal => {
                let t = self.temp();
                self.emit(Op::ShiftImm(shift, n), &[def(t), condition.operands[0]]);
                t
            }
            (Test::Cmp, _) if equal => {
                let t = self.temp();
                self.emit(Op::Sub, &[def(t), condition.operands[0], condition.operands[1]]);
                t
            }
            _ => {
                let mut operands = condition.operands;
                operands.push(early(d));
                return self.emit(Op::SetIf(condition.test, condition.cond), &operands);
            }
        };
        self.is_zero_into(op, d, subject);
    }

    fn is_zero_into(&mut self, op: Op, d: VReg, subject: VReg) {
        if op == Op::IsZero {
            self.emit(op, &[early(d), use_(subject)]);
        } else {
            let t = self.temp();
            self.emit(op, &[reuse(d, 1), use_(subject), def(t)]);
        }
    }

    /// The overflow of an addition or subtraction of this block, together with its sum, if nothing before the branch needs that.
    fn overflow_condition(&mut self, value: Value, block: ir::Block) -> Option<Condition> {
        let value = self.function.dfg.resolve_aliases(value);
        let ir::ValueDef::Result(inst, 1) = self.function.dfg.value_def(value) else { return None };
        let args = self.function.dfg.inst_args(inst);
        let cond = match self.function.dfg.insts[inst].opcode() {
            Opcode::SaddOverflow | Opcode::SsubOverflow => Cond::Vs,
            Opcode::UaddOverflow => Cond::Hs,
            Opcode::UsubOverflow => Cond::Lo,
            _ => return None,
        };
        let sum = self.function.dfg.first_result(inst);
        let here = self.function.layout.inst_block(inst) == Some(block);
        if self.type_of(sum) != types::I32 || !here || !self.uses.is_single(value) || self.is_used_before_end(inst, sum) {
            return None;
        }
        let (a, b) = (args[0], args[1]);
        let adds = matches!(self.function.dfg.insts[inst].opcode(), Opcode::SaddOverflow | Opcode::UaddOverflow);
        self.uses.fuse(inst);
        let d = self.own_half(sum, 0);
        Some(self.overflow_test(adds, cond, d, a, b))
    }

    /// `d = a + b` or `a - b`, and the condition that it overflows.
    pub fn overflow_test(&mut self, adds: bool, cond: Cond, d: VReg, a: Value, b: Value) -> Condition {
        let (a, b) = if adds && self.number(a).is_some() { (b, a) } else { (a, b) };
        let takes = |n: &i64| (1..256).contains(n) || (1..1 << 31).contains(n) && self.core().takes_number(*n as u32);
        if let Some(number) = self.number(b).filter(takes) {
            let a = self.word(a);
            let number = number as i32;
            let result = if number < 8 || self.core().is_v7() { def(d) } else { reuse(d, 0) };
            let test = Test::AddConst(if adds { number } else { -number });
            return Condition { operands: vec![use_(a), result], test, cond };
        }
        let test = if adds { Test::Add } else { Test::Sub };
        let (a, b) = (self.word(a), self.word(b));
        Condition { operands: vec![use_(a), use_(b), def(d)], test, cond }
    }

    /// Whether an instruction between `inst` and its block's last one uses `value`.
    fn is_used_before_end(&self, inst: ir::Inst, value: Value) -> bool {
        let layout = &self.function.layout;
        let mut next = layout.next_inst(inst);
        while let Some(inst) = next {
            next = layout.next_inst(inst);
            if next.is_some() && self.function.dfg.inst_args(inst).iter().any(|arg| self.function.dfg.resolve_aliases(*arg) == value) {
                return true;
            }
        }
        false
    }
}

/// The same comparison with a number that fits an instruction, if it lies next to this one.
fn nearest_small(cc: IntCC, number: i32) -> (IntCC, i32) {
    match (cc, number) {
        (IntCC::SignedLessThan, 256) => (IntCC::SignedLessThanOrEqual, 255),
        (IntCC::SignedGreaterThanOrEqual, 256) => (IntCC::SignedGreaterThan, 255),
        (IntCC::UnsignedLessThanOrEqual, n) if n > 255 && ((n as u32 + 1).is_power_of_two()) => {
            (IntCC::UnsignedLessThan, n.wrapping_add(1))
        }
        (IntCC::UnsignedGreaterThan, n) if n > 255 && ((n as u32 + 1).is_power_of_two()) => {
            (IntCC::UnsignedGreaterThanOrEqual, n.wrapping_add(1))
        }
        (IntCC::UnsignedLessThan, 256) => (IntCC::UnsignedLessThanOrEqual, 255),
        (IntCC::UnsignedGreaterThanOrEqual, 256) => (IntCC::UnsignedGreaterThan, 255),
        other => other,
    }
}

/// n if the comparison is `< 2^n` or `>= 2^n`, unsigned.
fn below_power(cc: IntCC, number: i32) -> Option<u8> {
    let power = (number as u32).is_power_of_two() && matches!(cc, IntCC::UnsignedLessThan | IntCC::UnsignedGreaterThanOrEqual);
    power.then(|| (number as u32).trailing_zeros() as u8)
}
