//! Integers of at most 32 bits.

use super::super::inst::{Alu, Cond, Shift, Unary};
use super::super::vcode::{Op, Test};
use super::values::is_wide;
use super::{Condition, Selector, def, late, reuse, use_};
use cranelift_codegen::ir::{self, Opcode, Value, types};
use regalloc2::{Operand, OperandKind, VReg};

/// How an operation overflows: (operation, signed).
pub fn overflow(opcode: Opcode) -> Option<(Opcode, bool)> {
    match opcode {
        Opcode::SaddOverflow => Some((Opcode::Iadd, true)),
        Opcode::UaddOverflow => Some((Opcode::Iadd, false)),
        Opcode::SsubOverflow => Some((Opcode::Isub, true)),
        Opcode::UsubOverflow => Some((Opcode::Isub, false)),
        Opcode::SmulOverflow => Some((Opcode::Imul, true)),
        Opcode::UmulOverflow => Some((Opcode::Imul, false)),
        _ => None,
    }
}

impl Selector<'_> {
    /// `a op b` in a new register.
    pub fn alu(&mut self, op: Alu, a: VReg, b: VReg) -> VReg {
        let t = self.temp();
        self.emit(Op::Alu(op), &[reuse(t, 1), use_(a), use_(b)]);
        t
    }

    /// `a + b` in a new register.
    pub fn add(&mut self, a: VReg, b: VReg) -> VReg {
        let t = self.temp();
        self.emit(Op::Add, &[def(t), use_(a), use_(b)]);
        t
    }

    /// `a - b` in a new register.
    pub fn sub(&mut self, a: VReg, b: VReg) -> VReg {
        let t = self.temp();
        self.emit(Op::Sub, &[def(t), use_(a), use_(b)]);
        t
    }

    /// `d = a + number`.
    pub fn add_number(&mut self, d: VReg, a: VReg, number: i32) {
        match number {
            0 => self.emit(Op::Move, &[def(d), use_(a)]),
            -7..=7 => self.emit(Op::AddImm3(number as i16), &[def(d), use_(a)]),
            -255..=255 => self.emit(Op::AddImm8(number as i16), &[reuse(d, 1), use_(a)]),
            // Whichever of the number and its opposite is made without the pool.
            _ if (number.wrapping_neg() as u32) < 0x10000 && number < 0 => {
                let b = self.constant(number.wrapping_neg() as u32);
                self.emit(Op::Sub, &[def(d), use_(a), use_(b)]);
            }
            _ => {
                let b = self.constant(number as u32);
                self.emit(Op::Add, &[def(d), use_(a), use_(b)]);
            }
        }
    }

    /// The word number of a constant, sign-extended.
    fn word_number(&self, value: Value) -> Option<i32> {
        self.number(value).map(|number| number as i32)
    }

    /// Puts a constant on the right.
    fn constant_last(&self, a: Value, b: Value) -> (Value, Value) {
        if self.number(a).is_some() { (b, a) } else { (a, b) }
    }

    pub(super) fn select_add(&mut self, inst: ir::Inst, a: Value, b: Value) {
        let (a, b) = self.constant_last(a, b);
        let d = self.result(inst);
        if let Some(number) = self.word_number(b) {
            let a = self.word(a);
            return self.add_number(d, a, number);
        }
        let (a, b) = (self.word(a), self.word(b));
        self.emit(Op::Add, &[def(d), use_(a), use_(b)]);
    }

    pub(super) fn select_sub(&mut self, inst: ir::Inst, a: Value, b: Value) {
        let d = self.result(inst);
        if let Some(number) = self.word_number(b) {
            let a = self.word(a);
            return self.add_number(d, a, number.wrapping_neg());
        }
        if self.word_number(a) == Some(0) {
            let b = self.word(b);
            return self.emit(Op::AluUnary(Alu::Neg), &[def(d), use_(b)]);
        }
        let (a, b) = (self.word(a), self.word(b));
        self.emit(Op::Sub, &[def(d), use_(a), use_(b)]);
    }

    /// A two-address operation whose operands may change places: the one that is not used again is overwritten.
    pub(super) fn select_alu(&mut self, inst: ir::Inst, op: Alu, a: Value, b: Value) {
        let (a, b) = self.dying_first(a, b);
        let d = self.result(inst);
        let (a, b) = (self.word(a), self.word(b));
        self.emit(Op::Alu(op), &[reuse(d, 1), use_(a), use_(b)]);
    }

    /// The operands of a commutative operation, first the one whose register is free afterwards.
    fn dying_first(&self, a: Value, b: Value) -> (Value, Value) {
        let rank = |value: Value| match self.number(value) {
            Some(_) => 0,
            None if self.uses.is_single(value) => 1,
            None => 2,
        };
        if rank(b) < rank(a) { (b, a) } else { (a, b) }
    }

    pub(super) fn select_xor(&mut self, inst: ir::Inst, a: Value, b: Value) {
        let (a, b) = self.constant_last(a, b);
        if self.word_number(b) == Some(-1) {
            let (d, a) = (self.result(inst), self.word(a));
            return self.emit(Op::AluUnary(Alu::Mvn), &[def(d), use_(a)]);
        }
        self.select_alu(inst, Alu::Eor, a, b);
    }

    pub(super) fn select_and(&mut self, inst: ir::Inst, a: Value, b: Value) {
        let (a, b) = self.constant_last(a, b);
        let d = self.result(inst);
        if let Some(mask) = self.unsigned_number(b) {
            return self.mask_into(d, a, mask);
        }
        if let Some((kept, cleared)) = self.complement(a, b) {
            let (a, b) = (self.word(kept), self.word(cleared));
            return self.emit(Op::Alu(Alu::Bic), &[reuse(d, 1), use_(a), use_(b)]);
        }
        self.select_alu(inst, Alu::And, a, b);
    }

    /// `x & ~y` as (x, y).
    fn complement(&self, a: Value, b: Value) -> Option<(Value, Value)> {
        let not = |value: Value| {
            let inst = self.maker(value)?;
            let ir::InstructionData::Unary { opcode: Opcode::Bnot, arg } = self.function.dfg.insts[inst] else { return None };
            self.uses.is_single(value).then_some(arg)
        };
        not(b).map(|arg| (a, arg)).or_else(|| not(a).map(|arg| (b, arg)))
    }

    fn mask_into(&mut self, d: VReg, a: Value, mask: u32) {
        let (value, a) = (a, self.word(a));
        match mask {
            0xff => self.emit(Op::Unary(Unary::Uxtb), &[def(d), use_(a)]),
            0xffff => self.emit(Op::Unary(Unary::Uxth), &[def(d), use_(a)]),
            // Fits `movs`: mask in one register, two cycles, as two shifts would take.
            0..=255 => {
                let mask = self.constant(mask);
                let operands = if self.uses.is_single(value) { [a, mask] } else { [mask, a] };
                self.emit(Op::Alu(Alu::And), &[reuse(d, 1), use_(operands[0]), use_(operands[1])]);
            }
            _ if !mask < 256 => {
                let cleared = self.constant(!mask);
                self.emit(Op::Alu(Alu::Bic), &[reuse(d, 1), use_(a), use_(cleared)]);
            }
            _ if (mask.wrapping_add(1)).is_power_of_two() => self.shift_twice(d, a, Shift::Lsl, Shift::Lsr, mask.leading_zeros() as u8),
            _ if ((!mask).wrapping_add(1)).is_power_of_two() => self.shift_twice(d, a, Shift::Lsr, Shift::Lsl, mask.trailing_zeros() as u8),
            _ => {
                let mask = self.constant(mask);
                self.emit(Op::Alu(Alu::And), &[reuse(d, 1), use_(mask), use_(a)]);
            }
        }
    }

    fn shift_twice(&mut self, d: VReg, a: VReg, first: Shift, second: Shift, n: u8) {
        let t = self.shift(first, a, n);
        self.shift_into(second, d, t, n);
    }

    /// Multiplication; by 2^n and 2^n ± 1 it is a shift and an addition, which are smaller than making the factor.
    pub(super) fn select_multiply(&mut self, inst: ir::Inst, a: Value, b: Value) {
        let (a, b) = self.constant_last(a, b);
        let Some(number) = self.word_number(b) else { return self.select_alu(inst, Alu::Mul, a, b) };
        let d = self.result(inst);
        let (value, a) = (a, self.word(a));
        let factor = number as u32;
        if factor.is_power_of_two() {
            self.shift_into(Shift::Lsl, d, a, factor.trailing_zeros() as u8);
        } else if factor > 2 && (factor - 1).is_power_of_two() {
            let t = self.shift(Shift::Lsl, a, (factor - 1).trailing_zeros() as u8);
            self.emit(Op::Add, &[def(d), use_(t), use_(a)]);
        } else if factor < u32::MAX && (factor + 1).is_power_of_two() {
            let t = self.shift(Shift::Lsl, a, (factor + 1).trailing_zeros() as u8);
            self.emit(Op::Sub, &[def(d), use_(t), use_(a)]);
        } else {
            let factor = self.constant(factor);
            let operands = if self.uses.is_single(value) { [a, factor] } else { [factor, a] };
            self.emit(Op::Alu(Alu::Mul), &[reuse(d, 1), use_(operands[0]), use_(operands[1])]);
        }
    }

    /// Shifts; CLIF takes the amount modulo the width.
    pub(super) fn select_shift(&mut self, inst: ir::Inst, shift: Shift, a: Value, amount: Value) {
        let ty = self.type_of(a);
        let d = self.result(inst);
        let a = if shift == Shift::Lsl { self.word(a) } else { self.extended(a, shift == Shift::Asr) };
        if let Some(number) = self.number(amount) {
            return self.shift_into(shift, d, a, (number as u32 & (ty.bits() - 1)) as u8);
        }
        let amount = self.shift_amount(amount, ty.bits());
        let op = match shift {
            Shift::Lsl => Alu::Lsl,
            Shift::Lsr => Alu::Lsr,
            Shift::Asr => Alu::Asr,
        };
        self.emit(Op::Alu(op), &[reuse(d, 1), use_(a), use_(amount)]);
    }

    /// A shift amount modulo the width: the processor's shifts take it modulo 256.
    pub fn shift_amount(&mut self, amount: Value, bits: u32) -> VReg {
        let register = self.word(amount);
        if self.is_below(amount, bits) {
            return register;
        }
        let up = 32 - bits.trailing_zeros() as u8;
        let t = self.shift(Shift::Lsl, register, up);
        self.shift(Shift::Lsr, t, up)
    }

    /// Whether a value is a conjunction with a number below `limit`.
    fn is_below(&self, value: Value, limit: u32) -> bool {
        let Some(inst) = self.maker(self.function.dfg.resolve_aliases(value)) else { return false };
        let ir::InstructionData::Binary { opcode: Opcode::Band, args } = self.function.dfg.insts[inst] else { return false };
        args.iter().any(|arg| self.unsigned_number(*arg).is_some_and(|mask| mask < limit))
    }

    pub(super) fn select_rotate(&mut self, inst: ir::Inst, left: bool, a: Value, amount: Value) {
        let bits = self.type_of(a).bits();
        let d = self.result(inst);
        if bits < 32 {
            return self.rotate_small(d, left, a, amount, bits);
        }
        let number = self.number(amount).map(|n| n as u32 & 31);
        let a = self.word(a);
        let amount = match number {
            Some(number) => self.constant(if left { 32 - number & 31 } else { number }),
            None if left => {
                let (t, amount) = (self.temp(), self.word(amount));
                self.emit(Op::AluUnary(Alu::Neg), &[def(t), use_(amount)]);
                t
            }
            None => self.word(amount),
        };
        // Rotation takes the amount modulo 32, except that it looks at eight bits only: all that matter.
        self.emit(Op::Alu(Alu::Ror), &[reuse(d, 1), use_(a), use_(amount)]);
    }

    /// A narrow rotation is one of the value repeated over the word.
    fn rotate_small(&mut self, d: VReg, left: bool, a: Value, amount: Value, bits: u32) {
        let mut a = self.extended(a, false);
        let mut width = bits;
        while width < 32 {
            let t = self.shift(Shift::Lsl, a, width as u8);
            a = self.alu(Alu::Orr, t, a);
            width *= 2;
        }
        let amount = self.word(amount);
        let amount = if left {
            let t = self.temp();
            self.emit(Op::AluUnary(Alu::Neg), &[def(t), use_(amount)]);
            t
        } else {
            amount
        };
        self.emit(Op::Alu(Alu::Ror), &[reuse(d, 1), use_(a), use_(amount)]);
    }

    pub(super) fn select_abs(&mut self, inst: ir::Inst, a: Value) {
        let d = self.result(inst);
        let a = self.extended(a, true);
        let sign = self.shift(Shift::Asr, a, 31);
        let sum = self.add(a, sign);
        self.emit(Op::Alu(Alu::Eor), &[reuse(d, 1), use_(sum), use_(sign)]);
    }

    pub(super) fn select_bmask(&mut self, inst: ir::Inst, a: Value) {
        let d = self.result(inst);
        let a = self.any_word(a);
        self.emit(Op::MaskNonZero, &[def(d), use_(a)]);
    }

    /// A register that is zero exactly if the value is.
    pub fn any_word(&mut self, a: Value) -> VReg {
        if is_wide(self.type_of(a)) {
            let [low, high] = self.pair(a);
            return self.alu(Alu::Orr, low, high);
        }
        self.extended(a, false)
    }

    pub(super) fn select_extreme(&mut self, inst: ir::Inst, opcode: Opcode, a: Value, b: Value) {
        let (cond, signed) = match opcode {
            Opcode::Smin => (Cond::Le, true),
            Opcode::Smax => (Cond::Ge, true),
            Opcode::Umin => (Cond::Ls, false),
            _ => (Cond::Hs, false),
        };
        let d = self.result(inst);
        let (a, b) = (self.extended(a, signed), self.extended(b, signed));
        let operands = vec![use_(a), use_(b)];
        self.choose(d, Condition { operands, test: Test::Cmp, cond }, a, b);
    }

    /// `d = condition ? x : y`
    pub fn choose(&mut self, d: VReg, condition: Condition, x: VReg, y: VReg) {
        let mut operands = condition.operands;
        let x_index = operands.len() + 1;
        operands.extend([reuse(d, x_index), use_(x), late(y)]);
        self.emit(Op::Select(condition.test, condition.cond), &operands);
    }

    pub(super) fn select_select(&mut self, inst: ir::Inst) {
        let args = self.function.dfg.inst_args(inst).to_vec();
        if !is_wide(self.result_type(inst)) {
            let d = self.result(inst);
            let (x, y) = (self.word(args[1]), self.word(args[2]));
            let condition = self.condition(args[0]);
            return self.choose(d, condition, x, y);
        }
        let d = self.result_pair(inst);
        let (x, y) = (self.pair(args[1]), self.pair(args[2]));
        let condition = self.condition(args[0]);
        self.choose_pair(d, condition, x, y);
    }

    /// The same for pairs.
    pub fn choose_pair(&mut self, d: [VReg; 2], mut condition: Condition, x: [VReg; 2], y: [VReg; 2]) {
        if condition.test.operands() > 2 {
            // Five operands beside four would leave no register.
            let t = self.temp();
            self.set_if(t, condition);
            condition = Condition { operands: vec![use_(t)], test: Test::CmpImm(0), cond: Cond::Ne };
        }
        // With two reused registers, regalloc2 has to be told to keep the test's operands clear of both.
        let clear = |operand: &Operand| if operand.kind() == OperandKind::Use { late(operand.vreg()) } else { *operand };
        let mut operands: Vec<Operand> = condition.operands.iter().map(clear).collect();
        let first = operands.len() + 2;
        operands.extend([reuse(d[0], first), reuse(d[1], first + 1), use_(x[0]), use_(x[1]), late(y[0]), late(y[1])]);
        self.emit(Op::SelectWide(condition.test, condition.cond), &operands);
    }

    pub(super) fn select_bitselect(&mut self, inst: ir::Inst, mask: Value, x: Value, y: Value) {
        let d = self.result(inst);
        let (mask, x, y) = (self.word(mask), self.word(x), self.word(y));
        self.bitselect(d, mask, x, y);
    }

    /// `d = mask & x | ~mask & y`
    pub fn bitselect(&mut self, d: VReg, mask: VReg, x: VReg, y: VReg) {
        let t = self.alu(Alu::Eor, x, y);
        let t = self.alu(Alu::And, t, mask);
        self.emit(Op::Alu(Alu::Eor), &[reuse(d, 1), use_(t), use_(y)]);
    }

    pub(super) fn select_multiply_high(&mut self, inst: ir::Inst, signed: bool, a: Value, b: Value) {
        let bits = self.type_of(a).bits();
        let d = self.result(inst);
        let (a, b) = (self.extended(a, signed), self.extended(b, signed));
        if bits < 32 {
            let product = self.alu(Alu::Mul, a, b);
            return self.shift_into(Shift::Lsr, d, product, bits as u8);
        }
        let args = [a, self.high_of(a, signed), b, self.high_of(b, signed)];
        self.routine_into("__aeabi_lmul", &args, &[VReg::invalid(), d]);
    }

    /// What extends a word to two.
    pub fn high_of(&mut self, a: VReg, signed: bool) -> VReg {
        if signed { self.shift(Shift::Asr, a, 31) } else { self.constant(0) }
    }

    /// Division by the runtime. The divisor is not zero: whoever makes the CLIF has seen to that.
    pub(super) fn select_divide(&mut self, inst: ir::Inst, opcode: Opcode, a: Value, b: Value) {
        let signed = matches!(opcode, Opcode::Sdiv | Opcode::Srem);
        let d = self.result(inst);
        let args = [self.word_argument(a, signed), self.word_argument(b, signed)];
        let none = VReg::invalid();
        match opcode {
            Opcode::Sdiv => self.routine_into("__aeabi_idiv", &args, &[d]),
            Opcode::Udiv => self.routine_into("__aeabi_uidiv", &args, &[d]),
            Opcode::Srem => self.routine_into("__aeabi_idivmod", &args, &[none, d]),
            _ => self.routine_into("__aeabi_uidivmod", &args, &[none, d]),
        }
    }

    pub(super) fn select_bswap(&mut self, inst: ir::Inst, a: Value) {
        let op = if self.type_of(a) == types::I16 { Unary::Rev16 } else { Unary::Rev };
        let (d, a) = (self.result(inst), self.word(a));
        self.emit(Op::Unary(op), &[def(d), use_(a)]);
    }

    pub(super) fn select_bitrev(&mut self, inst: ir::Inst, a: Value) {
        let unused = 32 - self.type_of(a).bits() as u8;
        let (d, a) = (self.result(inst), self.word(a));
        let reversed = self.reverse_bits(a);
        self.shift_into(Shift::Lsr, d, reversed, unused);
    }

    /// Swaps bytes, then nibbles, pairs and bits in them.
    pub fn reverse_bits(&mut self, a: VReg) -> VReg {
        let mut word = self.temp();
        self.emit(Op::Unary(Unary::Rev), &[def(word), use_(a)]);
        for (n, mask) in [(4, 0x0f0f_0f0f), (2, 0x3333_3333), (1, 0x5555_5555)] {
            let mask = self.constant(mask);
            let down = self.shift(Shift::Lsr, word, n);
            let down = self.alu(Alu::And, down, mask);
            let up = self.alu(Alu::And, word, mask);
            let up = self.shift(Shift::Lsl, up, n);
            word = self.alu(Alu::Orr, up, down);
        }
        word
    }

    pub(super) fn select_count(&mut self, inst: ir::Inst, opcode: Opcode, a: Value) {
        let bits = self.type_of(a).bits();
        let d = self.result(inst);
        match opcode {
            Opcode::Popcnt => {
                let a = self.extended(a, false);
                let count = self.count_ones(a);
                self.emit(Op::Move, &[def(d), use_(count)]);
            }
            Opcode::Clz => {
                let a = self.extended(a, false);
                let [zeros] = self.routine("__clzsi2", &[a]);
                self.add_number(d, zeros, bits as i32 - 32);
            }
            Opcode::Cls => {
                let a = self.extended(a, true);
                let sign = self.shift(Shift::Asr, a, 31);
                let differing = self.alu(Alu::Eor, a, sign);
                let [zeros] = self.routine("__clzsi2", &[differing]);
                self.add_number(d, zeros, bits as i32 - 33);
            }
            _ => {
                let a = self.word(a);
                let ones = self.ones_below(a, bits);
                let [zeros] = self.routine("__clzsi2", &[ones]);
                let width = self.constant(32);
                self.emit(Op::Sub, &[def(d), use_(width), use_(zeros)]);
            }
        }
    }

    /// A one for every zero bit below the lowest one of `a`'s low bits: `~a & a - 1`.
    fn ones_below(&mut self, a: VReg, bits: u32) -> VReg {
        let less = self.temp();
        self.add_number(less, a, -1);
        let ones = self.alu(Alu::Bic, less, a);
        let up = 32 - bits as u8;
        let ones = self.shift(Shift::Lsl, ones, up);
        self.shift(Shift::Lsr, ones, up)
    }

    /// Adds bits in pairs, pairs in nibbles, nibbles in bytes, and the bytes by a multiplication.
    pub fn count_ones(&mut self, a: VReg) -> VReg {
        let fives = self.constant(0x5555_5555);
        let odd = self.shift(Shift::Lsr, a, 1);
        let odd = self.alu(Alu::And, odd, fives);
        let pairs = self.sub(a, odd);
        let threes = self.constant(0x3333_3333);
        let high = self.shift(Shift::Lsr, pairs, 2);
        let high = self.alu(Alu::And, high, threes);
        let low = self.alu(Alu::And, pairs, threes);
        let nibbles = self.add(low, high);
        let down = self.shift(Shift::Lsr, nibbles, 4);
        let sum = self.add(nibbles, down);
        let mask = self.constant(0x0f0f_0f0f);
        let bytes = self.alu(Alu::And, sum, mask);
        let ones = self.constant(0x0101_0101);
        let total = self.alu(Alu::Mul, bytes, ones);
        self.shift(Shift::Lsr, total, 24)
    }
}
