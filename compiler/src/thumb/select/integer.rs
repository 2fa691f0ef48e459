//! Integers of at most 32 bits.

use super::super::inst::{Alu, Cond, Data, Shift, Unary, modified_immediate};
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
        self.alu_into(op, t, a, b);
        t
    }

    /// `d = a op b`
    pub fn alu_into(&mut self, op: Alu, d: VReg, a: VReg, b: VReg) {
        let result = self.result_like(d, 1, false);
        self.emit(Op::Alu(op), &[result, use_(a), use_(b)]);
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
            _ if self.core().is_v7() && takes_sum(number) => self.emit(Op::DataImm(Data::Add, number as u32), &[def(d), use_(a)]),
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
            if self.hoist_sum(d, a, number) {
                return;
            }
            let a = self.word(a);
            return self.add_number(d, a, number);
        }
        for (a, b) in [(a, b), (b, a)] {
            if let Some((x, y)) = self.fused_factors(b) {
                let operands = [def(d), use_(self.word(x)), use_(self.word(y)), use_(self.word(a))];
                return self.emit(Op::MulAdd, &operands);
            }
            if self.select_shifted(Data::Add, d, a, b) {
                return;
            }
        }
        let (a, b) = (self.word(a), self.word(b));
        self.emit(Op::Add, &[def(d), use_(a), use_(b)]);
    }

    /// The factors of a product that only this instruction uses, where it can multiply too.
    fn fused_factors(&self, value: Value) -> Option<(Value, Value)> {
        let inst = self.maker(self.function.dfg.resolve_aliases(value))?;
        let ir::InstructionData::Binary { opcode: Opcode::Imul, args } = self.function.dfg.insts[inst] else { return None };
        let plain = args.iter().all(|arg| self.number(*arg).is_none());
        let word = self.type_of(value).bits() <= 32;
        (plain && word && self.core().is_v7() && self.uses.is_single(value)).then_some((args[0], args[1]))
    }

    /// What is shifted by a number, how, and by how much, if only this instruction uses it and can shift its operand itself.
    pub(super) fn fused_shift(&self, value: Value) -> Option<(Value, Shift, u8)> {
        let value = self.function.dfg.resolve_aliases(value);
        let inst = self.maker(value)?;
        let ir::InstructionData::Binary { opcode, args } = self.function.dfg.insts[inst] else { return None };
        if !self.core().is_v7() || !self.uses.is_single(value) || self.type_of(value) != types::I32 {
            return None;
        }
        let number = self.number(args[1])?;
        let (shift, n) = match opcode {
            Opcode::Ishl => (Shift::Lsl, number as u8 & 31),
            Opcode::Ushr => (Shift::Lsr, number as u8 & 31),
            Opcode::Sshr => (Shift::Asr, number as u8 & 31),
            Opcode::Rotr => (Shift::Ror, number as u8 & 31),
            Opcode::Rotl => (Shift::Ror, (number as u8).wrapping_neg() & 31),
            // By a power of two.
            Opcode::Imul if number > 0 && (number as u64).is_power_of_two() => (Shift::Lsl, number.trailing_zeros() as u8),
            _ => return None,
        };
        (n != 0 && self.number(args[0]).is_none()).then_some((args[0], shift, n))
    }

    /// `d = a op b` where b is a shifted number that needs no register of its own; says whether it is.
    fn select_shifted(&mut self, op: Data, d: VReg, a: Value, b: Value) -> bool {
        let Some((b, shift, n)) = self.fused_shift(b) else { return false };
        let operands = [def(d), use_(self.word(a)), use_(self.word(b))];
        self.emit(Op::Data(op, shift, n), &operands);
        true
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
        if let Some(number) = self.word_number(a).filter(|n| self.core().takes_number(*n as u32)) {
            let b = self.word(b);
            return self.emit(Op::DataImm(Data::Rsb, number as u32), &[def(d), use_(b)]);
        }
        if let Some((x, y)) = self.fused_factors(b) {
            let operands = [def(d), use_(self.word(x)), use_(self.word(y)), use_(self.word(a))];
            return self.emit(Op::MulSub, &operands);
        }
        if self.select_shifted(Data::Sub, d, a, b) || self.select_shifted(Data::Rsb, d, b, a) {
            return;
        }
        let (a, b) = (self.word(a), self.word(b));
        self.emit(Op::Sub, &[def(d), use_(a), use_(b)]);
    }

    /// A two-address operation whose operands may change places: the one that is not used again is overwritten.
    pub(super) fn select_alu(&mut self, inst: ir::Inst, op: Alu, a: Value, b: Value) {
        let d = self.result(inst);
        if let Some(data) = data_of(op).filter(|_| self.core().is_v7()) {
            let (a, b) = self.constant_last(a, b);
            if let Some(number) = self.unsigned_number(b).filter(|n| self.core().takes_number(*n)) {
                let a = self.word(a);
                return self.emit(Op::DataImm(data, number), &[def(d), use_(a)]);
            }
            if self.select_shifted(data, d, a, b) || self.select_shifted(data, d, b, a) {
                return;
            }
        }
        let (a, b) = self.dying_first(a, b);
        let dies = self.dies(a);
        let (a, b) = (self.word(a), self.word(b));
        let result = self.result_like(d, 1, dies);
        self.emit(Op::Alu(op), &[result, use_(a), use_(b)]);
    }

    /// Whether a value of the block in work is used here and nowhere else.
    fn dies(&self, value: Value) -> bool {
        let value = self.function.dfg.resolve_aliases(value);
        let block = match self.function.dfg.value_def(value) {
            ir::ValueDef::Result(inst, _) => self.function.layout.inst_block(inst),
            ir::ValueDef::Param(block, _) => Some(block),
            ir::ValueDef::Union(..) => None,
        };
        self.uses.is_single(value) && block.is_some_and(|block| self.flow.of_block[block] as usize == self.node)
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
            return self.alu_into(Alu::Bic, d, a, b);
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
        if self.core().is_v7() && self.extract_field(d, a, mask) {
            return;
        }
        let (value, a) = (a, self.word(a));
        match mask {
            _ if self.core().takes_number(mask) && mask != 0xff => self.emit(Op::DataImm(Data::And, mask), &[def(d), use_(a)]),
            _ if self.core().takes_number(!mask) => self.emit(Op::DataImm(Data::Bic, !mask), &[def(d), use_(a)]),
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

    /// `a >> n & mask` of ones, and masks of more ones than a byte, are bit fields; says whether it is one.
    fn extract_field(&mut self, d: VReg, a: Value, mask: u32) -> bool {
        let width = mask.trailing_ones();
        if width == 0 || width == 32 || mask >> width != 0 {
            return false;
        }
        let (a, lowest) = match self.fused_shift(a) {
            Some((a, Shift::Lsr, n)) => (a, u32::from(n)),
            Some((a, Shift::Asr, n)) if u32::from(n) + width <= 32 => (a, n.into()),
            _ if width > 8 && width != 16 => (a, 0),
            _ => return false,
        };
        let a = self.word(a);
        self.emit(Op::Extract(false, lowest as u8, width.min(32 - lowest) as u8), &[def(d), use_(a)]);
        true
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
        } else if self.core().is_v7() && factor > 2 && (factor - 1).is_power_of_two() {
            self.emit(Op::Data(Data::Add, Shift::Lsl, (factor - 1).trailing_zeros() as u8), &[def(d), use_(a), use_(a)]);
        } else if self.core().is_v7() && factor < u32::MAX && (factor + 1).is_power_of_two() {
            self.emit(Op::Data(Data::Rsb, Shift::Lsl, (factor + 1).trailing_zeros() as u8), &[def(d), use_(a), use_(a)]);
        } else if factor > 2 && (factor - 1).is_power_of_two() {
            let t = self.shift(Shift::Lsl, a, (factor - 1).trailing_zeros() as u8);
            self.emit(Op::Add, &[def(d), use_(t), use_(a)]);
        } else if factor < u32::MAX && (factor + 1).is_power_of_two() {
            let t = self.shift(Shift::Lsl, a, (factor + 1).trailing_zeros() as u8);
            self.emit(Op::Sub, &[def(d), use_(t), use_(a)]);
        } else {
            let factor = self.constant(factor);
            let operands = if self.uses.is_single(value) { [a, factor] } else { [factor, a] };
            self.alu_into(Alu::Mul, d, operands[0], operands[1]);
        }
    }

    /// Shifts; CLIF takes the amount modulo the width.
    pub(super) fn select_shift(&mut self, inst: ir::Inst, shift: Shift, a: Value, amount: Value) {
        let ty = self.type_of(a);
        let d = self.result(inst);
        if self.select_field(d, shift, a, amount) {
            return;
        }
        let a = if shift == Shift::Lsl { self.word(a) } else { self.extended(a, shift == Shift::Asr) };
        if let Some(number) = self.number(amount) {
            return self.shift_into(shift, d, a, (number as u32 & (ty.bits() - 1)) as u8);
        }
        let amount = self.shift_amount(amount, ty.bits());
        let op = match shift {
            Shift::Lsl => Alu::Lsl,
            Shift::Lsr => Alu::Lsr,
            Shift::Asr => Alu::Asr,
            Shift::Ror => Alu::Ror,
        };
        self.alu_into(op, d, a, amount);
    }

    /// `a << x >> y` is a bit field if y >= x; says whether it is one.
    fn select_field(&mut self, d: VReg, shift: Shift, a: Value, amount: Value) -> bool {
        let (Some((inner, Shift::Lsl, up)), Some(down)) = (self.fused_shift(a), self.number(amount)) else { return false };
        let down = down as u8 & 31;
        if shift == Shift::Lsl || down < up {
            return false;
        }
        let inner = self.word(inner);
        self.emit(Op::Extract(shift == Shift::Asr, down - up, 32 - down), &[def(d), use_(inner)]);
        true
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
        if let Some(number) = number.filter(|_| self.core().is_v7()) {
            return self.shift_into(Shift::Ror, d, a, (if left { 32 - number & 31 } else { number }) as u8);
        }
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
        self.alu_into(Alu::Ror, d, a, amount);
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
        self.alu_into(Alu::Ror, d, a, amount);
    }

    pub(super) fn select_abs(&mut self, inst: ir::Inst, a: Value) {
        let d = self.result(inst);
        let a = self.extended(a, true);
        let sign = self.shift(Shift::Asr, a, 31);
        let sum = self.add(a, sign);
        self.alu_into(Alu::Eor, d, sum, sign);
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
        if condition.test.operands() > 2 && !self.core().is_v7() {
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
        self.alu_into(Alu::Eor, d, t, y);
    }

    pub(super) fn select_multiply_high(&mut self, inst: ir::Inst, signed: bool, a: Value, b: Value) {
        let bits = self.type_of(a).bits();
        let d = self.result(inst);
        let (a, b) = (self.extended(a, signed), self.extended(b, signed));
        if bits < 32 {
            let product = self.alu(Alu::Mul, a, b);
            return self.shift_into(Shift::Lsr, d, product, bits as u8);
        }
        let low = self.temp();
        self.multiply_long(signed, [low, d], a, b);
    }

    /// Both words of a product.
    pub(super) fn multiply_long(&mut self, signed: bool, d: [VReg; 2], a: VReg, b: VReg) {
        if self.core().is_v7() {
            return self.emit(Op::MulLong(signed), &[def(d[0]), def(d[1]), use_(a), use_(b)]);
        }
        let args = [a, self.high_of(a, signed), b, self.high_of(b, signed)];
        self.routine_into("__aeabi_lmul", &args, &d);
    }

    /// What extends a word to two.
    pub fn high_of(&mut self, a: VReg, signed: bool) -> VReg {
        if signed { self.shift(Shift::Asr, a, 31) } else { self.constant(0) }
    }

    /// Division, by the runtime on ARMv6-M. The divisor is not zero: whoever makes the CLIF has seen to that.
    pub(super) fn select_divide(&mut self, inst: ir::Inst, opcode: Opcode, a: Value, b: Value) {
        let signed = matches!(opcode, Opcode::Sdiv | Opcode::Srem);
        let d = self.result(inst);
        let args = [self.word_argument(a, signed), self.word_argument(b, signed)];
        let none = VReg::invalid();
        if self.core().is_v7() {
            return self.divide(d, signed, matches!(opcode, Opcode::Srem | Opcode::Urem), args);
        }
        match opcode {
            Opcode::Sdiv => self.routine_into("__aeabi_idiv", &args, &[d]),
            Opcode::Udiv => self.routine_into("__aeabi_uidiv", &args, &[d]),
            Opcode::Srem => self.routine_into("__aeabi_idivmod", &args, &[none, d]),
            _ => self.routine_into("__aeabi_uidivmod", &args, &[none, d]),
        }
    }

    /// `d` = quotient or remainder of words, in instructions.
    fn divide(&mut self, d: VReg, signed: bool, remainder: bool, [a, b]: [VReg; 2]) {
        if !remainder {
            return self.emit(Op::Divide(signed), &[def(d), use_(a), use_(b)]);
        }
        let quotient = self.temp();
        self.emit(Op::Divide(signed), &[def(quotient), use_(a), use_(b)]);
        self.emit(Op::MulSub, &[def(d), use_(quotient), use_(b), use_(a)]);
    }

    /// Routines of the runtime that are an instruction or two here: division, of which by 0 comes 0, and counting zeros. Says whether
    /// `name` is one.
    pub(super) fn select_as_instruction(&mut self, name: &str, args: &[Value], result: Value) -> bool {
        let (signed, remainder) = match name {
            _ if !self.core().is_v7() => return false,
            "__aeabi_idiv" => (true, false),
            "__aeabi_uidiv" => (false, false),
            "th_i32_rem" => (true, true),
            "th_u32_rem" => (false, true),
            "th_clz32" => {
                let (d, a) = (self.own_half(result, 0), self.word(args[0]));
                self.emit(Op::Unary(Unary::Clz), &[def(d), use_(a)]);
                return true;
            }
            _ => return false,
        };
        let d = self.own_half(result, 0);
        let words = [self.word(args[0]), self.word(args[1])];
        if !remainder || self.number(args[1]).is_some_and(|n| n != 0) {
            self.divide(d, signed, remainder, words);
            return true;
        }
        let found = self.temp();
        self.divide(found, signed, true, words);
        let zero = self.constant(0);
        self.choose(d, Condition { operands: vec![use_(words[1])], test: Test::CmpImm(0), cond: Cond::Ne }, found, zero);
        true
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
        if self.core().is_v7() {
            self.emit(Op::Unary(Unary::Rbit), &[def(word), use_(a)]);
            return word;
        }
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
                let zeros = self.count_zeros(a);
                self.add_number(d, zeros, bits as i32 - 32);
            }
            Opcode::Cls => {
                let a = self.extended(a, true);
                let sign = self.shift(Shift::Asr, a, 31);
                let differing = self.alu(Alu::Eor, a, sign);
                let zeros = self.count_zeros(differing);
                self.add_number(d, zeros, bits as i32 - 33);
            }
            _ => {
                let a = self.word(a);
                let ones = self.ones_below(a, bits);
                let zeros = self.count_zeros(ones);
                let width = self.constant(32);
                self.emit(Op::Sub, &[def(d), use_(width), use_(zeros)]);
            }
        }
    }

    /// Leading zeros of a word.
    pub(super) fn count_zeros(&mut self, a: VReg) -> VReg {
        if !self.core().is_v7() {
            let [zeros] = self.routine("__clzsi2", &[a]);
            return zeros;
        }
        let t = self.temp();
        self.emit(Op::Unary(Unary::Clz), &[def(t), use_(a)]);
        t
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

/// Whether an addition of ARMv7-M takes this number.
pub(super) fn takes_sum(number: i32) -> bool {
    let size = number.unsigned_abs();
    size < 4096 || modified_immediate(size).is_some()
}

/// The operation of ARMv7-M that takes numbers and shifted operands.
fn data_of(op: Alu) -> Option<Data> {
    match op {
        Alu::And => Some(Data::And),
        Alu::Orr => Some(Data::Orr),
        Alu::Eor => Some(Data::Eor),
        _ => None,
    }
}
