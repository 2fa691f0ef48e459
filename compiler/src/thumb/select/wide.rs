//! Integers of 64 bits: pairs of registers, routines for what a pair has no short sequence for.

use super::super::inst::{Alu, Cond, Data, Shift, Unary};
use super::super::vcode::{Op, Test};
use super::{Condition, Selector, def, late, reuse, use_};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, Opcode, Value, types};
use regalloc2::VReg;

impl Selector<'_> {
    /// Results of type i64.
    pub(super) fn select_wide(&mut self, inst: ir::Inst) {
        let opcode = self.function.dfg.insts[inst].opcode();
        let args = self.function.dfg.inst_args(inst).to_vec();
        if matches!(opcode, Opcode::Uextend | Opcode::Sextend) {
            return self.select_extension(inst, opcode == Opcode::Sextend, args[0]);
        }
        if matches!(opcode, Opcode::Ishl | Opcode::Ushr | Opcode::Sshr | Opcode::Rotl | Opcode::Rotr) {
            return self.select_wide_shift(inst, opcode, args[0], args[1]);
        }
        let value = self.function.dfg.first_result(inst);
        match opcode {
            Opcode::Band => self.by_halves(value, Alu::And, args[0], args[1]),
            Opcode::Bor => self.by_halves(value, Alu::Orr, args[0], args[1]),
            Opcode::Bxor => self.by_halves(value, Alu::Eor, args[0], args[1]),
            Opcode::Bnot => {
                for half in self.asked_halves(value) {
                    let (d, a) = (self.own_half(value, half), self.half(args[0], half));
                    self.emit(Op::AluUnary(Alu::Mvn), &[def(d), use_(a)]);
                }
            }
            Opcode::Bitselect => {
                for half in self.asked_halves(value) {
                    let d = self.own_half(value, half);
                    let [mask, x, y] = [0, 1, 2].map(|n| self.half(args[n], half));
                    self.bitselect(d, mask, x, y);
                }
            }
            _ => self.select_wide_arithmetic(inst, opcode, &args),
        }
    }

    fn select_wide_arithmetic(&mut self, inst: ir::Inst, opcode: Opcode, args: &[Value]) {
        let d = self.result_pair(inst);
        let none = VReg::invalid();
        match opcode {
            Opcode::Iadd | Opcode::Isub => {
                let (a, b) = (self.pair(args[0]), self.pair(args[1]));
                self.sum_pairs(opcode == Opcode::Iadd, d, a, b);
            }
            Opcode::Ineg => {
                let a = self.pair(args[0]);
                self.emit(Op::NegWide, &[def(d[0]), super::early(d[1]), use_(a[0]), late(a[1])]);
            }
            Opcode::Imul => {
                let (a, b) = (self.pair(args[0]), self.pair(args[1]));
                self.multiply_pairs(d, a, b);
            }
            Opcode::Sdiv => self.routine_on("__aeabi_ldivmod", args, &d),
            Opcode::Udiv => self.routine_on("__aeabi_uldivmod", args, &d),
            Opcode::Srem => self.routine_on("__aeabi_ldivmod", args, &[none, none, d[0], d[1]]),
            Opcode::Urem => self.routine_on("__aeabi_uldivmod", args, &[none, none, d[0], d[1]]),
            Opcode::Umulhi | Opcode::Smulhi => {
                let (a, b) = (self.pair(args[0]), self.pair(args[1]));
                let high = self.multiply_high_pairs(opcode == Opcode::Smulhi, a, b);
                self.move_pair(d, high);
            }
            Opcode::Smin | Opcode::Smax | Opcode::Umin | Opcode::Umax => {
                let (a, b) = (self.pair(args[0]), self.pair(args[1]));
                let below = matches!(opcode, Opcode::Smin | Opcode::Umin);
                let signed = matches!(opcode, Opcode::Smin | Opcode::Smax);
                let cc = if signed { IntCC::SignedLessThan } else { IntCC::UnsignedLessThan };
                let condition = self.compare_pairs(cc, a, b);
                let (x, y) = if below { (a, b) } else { (b, a) };
                self.choose_pair(d, condition, x, y);
            }
            Opcode::Iabs => {
                let a = self.pair(args[0]);
                let sign = self.shift(Shift::Asr, a[1], 31);
                let x = [self.alu(Alu::Eor, a[0], sign), self.alu(Alu::Eor, a[1], sign)];
                self.sum_pairs(false, d, x, [sign, sign]);
            }
            Opcode::Bmask => {
                let a = self.any_word(args[0]);
                self.emit(Op::MaskNonZero, &[def(d[0]), use_(a)]);
                self.emit(Op::Move, &[def(d[1]), use_(d[0])]);
            }
            Opcode::Bswap => {
                let a = self.pair(args[0]);
                self.emit(Op::Unary(Unary::Rev), &[def(d[0]), use_(a[1])]);
                self.emit(Op::Unary(Unary::Rev), &[def(d[1]), use_(a[0])]);
            }
            Opcode::Bitrev => {
                let a = self.pair(args[0]);
                let reversed = [self.reverse_bits(a[1]), self.reverse_bits(a[0])];
                self.move_pair(d, reversed);
            }
            Opcode::Popcnt | Opcode::Clz | Opcode::Ctz | Opcode::Cls => self.count_wide(d, opcode, args[0]),
            other => panic!("{other} of 64 bits is not an instruction clif makes"),
        }
    }

    /// The lower 64 bits of a product.
    pub fn multiply_pairs(&mut self, d: [VReg; 2], a: [VReg; 2], b: [VReg; 2]) {
        if !self.core().is_v7() {
            return self.routine_into("__aeabi_lmul", &[a[0], a[1], b[0], b[1]], &d);
        }
        let (high, sum) = (self.temp(), self.temp());
        self.multiply_long(false, [d[0], high], a[0], b[0]);
        self.emit(Op::MulAdd, &[def(sum), use_(a[0]), use_(b[1]), use_(high)]);
        self.emit(Op::MulAdd, &[def(d[1]), use_(a[1]), use_(b[0]), use_(sum)]);
    }

    fn routine_on(&mut self, name: &str, args: &[Value], results: &[VReg]) {
        let words: Vec<VReg> = args.iter().flat_map(|arg| self.words(*arg)).collect();
        self.routine_into(name, &words, results);
    }

    fn move_pair(&mut self, d: [VReg; 2], a: [VReg; 2]) {
        self.emit(Op::Move, &[def(d[0]), use_(a[0])]);
        self.emit(Op::Move, &[def(d[1]), use_(a[1])]);
    }

    fn asked_halves(&self, value: Value) -> Vec<usize> {
        (0..2).filter(|half| self.asked(value, *half)).collect()
    }

    fn by_halves(&mut self, value: Value, op: Alu, a: Value, b: Value) {
        for half in self.asked_halves(value) {
            let (d, a, b) = (self.own_half(value, half), self.half(a, half), self.half(b, half));
            self.alu_into(op, d, a, b);
        }
    }

    /// `d = a + b` or `a - b`
    pub fn sum_pairs(&mut self, adds: bool, d: [VReg; 2], a: [VReg; 2], b: [VReg; 2]) {
        let op = if adds { Op::AddWide } else { Op::SubWide };
        // One operand in place, not two: regalloc2 keeps the others clear of one reused register only.
        self.emit(op, &[def(d[0]), reuse(d[1], 4), use_(a[0]), use_(b[0]), use_(a[1]), late(b[1])]);
    }

    fn sum(&mut self, adds: bool, a: [VReg; 2], b: [VReg; 2]) -> [VReg; 2] {
        let d = [self.temp(), self.temp()];
        self.sum_pairs(adds, d, a, b);
        d
    }

    /// The halves of an extension that have code: see `leaf` for the others.
    fn select_extension(&mut self, inst: ir::Inst, signed: bool, a: Value) {
        let value = self.function.dfg.first_result(inst);
        let extended = self.extended(a, signed);
        if self.asked(value, 0) {
            let d = self.own_half(value, 0);
            self.emit(Op::Move, &[def(d), use_(extended)]);
        }
        if self.asked(value, 1) {
            let d = self.own_half(value, 1);
            let op = if signed { Op::ShiftImm(Shift::Asr, 31) } else { Op::MovImm(0) };
            self.emit(op, if signed { vec![def(d), use_(extended)] } else { vec![def(d)] }.as_slice());
        }
    }

    /// `high` = what extends `low` to 64 bits.
    pub fn extend_high(&mut self, low: VReg, high: VReg, signed: bool) {
        if signed {
            self.emit(Op::ShiftImm(Shift::Asr, 31), &[def(high), use_(low)]);
        } else {
            self.emit(Op::MovImm(0), &[def(high)]);
        }
    }

    fn select_wide_shift(&mut self, inst: ir::Inst, opcode: Opcode, a: Value, amount: Value) {
        let d = self.result_pair(inst);
        let a = self.pair(a);
        if let Some(number) = self.number(amount) {
            let shifted = self.shift_pair(opcode, a, (number & 63) as u8);
            return self.move_pair(d, shifted);
        }
        let amount = self.half(amount, 0);
        let masked = self.shift(Shift::Lsl, amount, 26);
        let masked = self.shift(Shift::Lsr, masked, 26);
        let routine = match opcode {
            Opcode::Ishl => "__aeabi_llsl",
            Opcode::Ushr => "__aeabi_llsr",
            Opcode::Sshr => "__aeabi_lasr",
            _ => return self.rotate_pair(d, opcode == Opcode::Rotl, a, masked),
        };
        self.routine_into(routine, &[a[0], a[1], masked], &d);
    }

    /// Rotation is a shift each way, the amounts adding to 64; shifting by 0 both ways still gives the number.
    fn rotate_pair(&mut self, d: [VReg; 2], left: bool, a: [VReg; 2], amount: VReg) {
        let opposite = self.temp();
        self.emit(Op::AluUnary(Alu::Neg), &[def(opposite), use_(amount)]);
        let opposite = self.shift(Shift::Lsl, opposite, 26);
        let opposite = self.shift(Shift::Lsr, opposite, 26);
        let (up, down) = if left { (amount, opposite) } else { (opposite, amount) };
        let x: [VReg; 2] = self.routine("__aeabi_llsl", &[a[0], a[1], up]);
        let y: [VReg; 2] = self.routine("__aeabi_llsr", &[a[0], a[1], down]);
        for half in 0..2 {
            self.alu_into(Alu::Orr, d[half], x[half], y[half]);
        }
    }

    /// A shift or rotation by a number below 64.
    fn shift_pair(&mut self, opcode: Opcode, a: [VReg; 2], n: u8) -> [VReg; 2] {
        match opcode {
            _ if n == 0 => a,
            Opcode::Rotr => self.shift_pair(Opcode::Rotl, a, 64 - n),
            Opcode::Rotl if n >= 32 => self.shift_pair(Opcode::Rotl, [a[1], a[0]], n - 32),
            Opcode::Rotl => [self.funnel(a[0], a[1], n), self.funnel(a[1], a[0], n)],
            Opcode::Ishl if n >= 32 => [self.constant(0), self.shift(Shift::Lsl, a[0], n - 32)],
            Opcode::Ishl => [self.shift(Shift::Lsl, a[0], n), self.funnel(a[1], a[0], n)],
            Opcode::Ushr if n >= 32 => [self.shift(Shift::Lsr, a[1], n - 32), self.constant(0)],
            Opcode::Ushr => [self.funnel(a[1], a[0], 32 - n), self.shift(Shift::Lsr, a[1], n)],
            _ if n >= 32 => [self.shift(Shift::Asr, a[1], n - 32), self.shift(Shift::Asr, a[1], 31)],
            _ => [self.funnel(a[1], a[0], 32 - n), self.shift(Shift::Asr, a[1], n)],
        }
    }

    /// The upper word of `high:low << n`, n of 1..=31.
    fn funnel(&mut self, high: VReg, low: VReg, n: u8) -> VReg {
        let x = self.shift(Shift::Lsl, high, n);
        if self.core().is_v7() {
            let t = self.temp();
            self.emit(Op::Data(Data::Orr, Shift::Lsr, 32 - n), &[def(t), use_(x), use_(low)]);
            return t;
        }
        let y = self.shift(Shift::Lsr, low, 32 - n);
        self.alu(Alu::Orr, x, y)
    }

    /// The upper 64 bits of a product, from four products of words; the signed one is the unsigned one less what the signs added.
    pub fn multiply_high_pairs(&mut self, signed: bool, a: [VReg; 2], b: [VReg; 2]) -> [VReg; 2] {
        let mut product = |x: VReg, y: VReg| -> [VReg; 2] {
            let d = [self.temp(), self.temp()];
            self.multiply_long(false, d, x, y);
            d
        };
        let (low, left, right, high) = (product(a[0], b[0]), product(a[1], b[0]), product(a[0], b[1]), product(a[1], b[1]));
        let zero = self.constant(0);
        let middle = self.sum(true, left, [low[1], zero]);
        let other = self.sum(true, right, [middle[0], zero]);
        let carried = self.sum(true, high, [middle[1], zero]);
        let unsigned = self.sum(true, carried, [other[1], zero]);
        if !signed {
            return unsigned;
        }
        let mut result = unsigned;
        for (x, y) in [(a, b), (b, a)] {
            let sign = self.shift(Shift::Asr, x[1], 31);
            let part = [self.alu(Alu::And, sign, y[0]), self.alu(Alu::And, sign, y[1])];
            result = self.sum(false, result, part);
        }
        result
    }

    fn count_wide(&mut self, d: [VReg; 2], opcode: Opcode, a: Value) {
        let mut a = self.pair(a);
        self.emit(Op::MovImm(0), &[def(d[1])]);
        match opcode {
            Opcode::Popcnt => {
                let counts = [self.count_ones(a[0]), self.count_ones(a[1])];
                return self.emit(Op::Add, &[def(d[0]), use_(counts[0]), use_(counts[1])]);
            }
            Opcode::Cls => {
                let sign = self.shift(Shift::Asr, a[1], 31);
                a = [self.alu(Alu::Eor, a[0], sign), self.alu(Alu::Eor, a[1], sign)];
            }
            Opcode::Ctz => {
                // Ones below the lowest one: ~a & a - 1.
                let one = [self.constant(1), self.constant(0)];
                let less = self.sum(false, a, one);
                a = [self.alu(Alu::Bic, less[0], a[0]), self.alu(Alu::Bic, less[1], a[1])];
            }
            _ => {}
        }
        let zeros = self.leading_zeros(a);
        match opcode {
            Opcode::Clz => self.emit(Op::Move, &[def(d[0]), use_(zeros)]),
            Opcode::Cls => self.add_number(d[0], zeros, -1),
            _ => {
                let width = self.constant(64);
                self.emit(Op::Sub, &[def(d[0]), use_(width), use_(zeros)]);
            }
        }
    }

    /// Those of the high word, and if it is empty 32 more and those of the low word.
    fn leading_zeros(&mut self, a: [VReg; 2]) -> VReg {
        let high = self.count_zeros(a[1]);
        let low = self.count_zeros(a[0]);
        let more = self.temp();
        self.add_number(more, low, 32);
        let d = self.temp();
        let condition = Condition { operands: vec![use_(a[1])], test: Test::CmpImm(0), cond: Cond::Ne };
        self.choose(d, condition, high, more);
        d
    }

    /// Whether a type is i64, for rules that treat f64 otherwise.
    pub fn is_wide_integer(&self, value: Value) -> bool {
        self.type_of(value) == types::I64
    }
}
