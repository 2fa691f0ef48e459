//! Doubles and floats in core registers: the run-time ABI for the Arm Architecture (IHI 0043) and the runtime's own routines.
//!
//! Signs are handled inline. Conversions to integers saturate and give 0 for NaN, which `__aeabi_d2iz` and its like of the
//! runtime do; so the plain conversions, which would trap, are the same calls.

use super::super::inst::{Alu, Cond, Data, Shift};
use super::super::vcode::{Op, Test};
use super::{Condition, Selector, def, reuse, use_};
use cranelift_codegen::ir::condcodes::FloatCC;
use cranelift_codegen::ir::{self, InstructionData, Opcode, Type, Value, types};
use regalloc2::VReg;

impl Selector<'_> {
    /// Anything that takes or gives a float.
    pub(super) fn select_float(&mut self, inst: ir::Inst) {
        let opcode = self.function.dfg.insts[inst].opcode();
        let args = self.function.dfg.inst_args(inst).to_vec();
        match self.function.dfg.insts[inst] {
            InstructionData::FloatCompare { cond, args, .. } => return self.select_fcmp(inst, cond, args[0], args[1]),
            InstructionData::UnaryIeee64 { .. } | InstructionData::UnaryIeee32 { .. } => panic!("constants are made at their uses"),
            _ => {}
        }
        match opcode {
            Opcode::Fneg | Opcode::Fabs | Opcode::Fcopysign => self.select_sign(inst, opcode, &args),
            Opcode::FcvtFromSint | Opcode::FcvtFromUint => self.select_from_integer(inst, opcode == Opcode::FcvtFromSint, args[0]),
            Opcode::FcvtToSint | Opcode::FcvtToSintSat => self.select_to_integer(inst, true, args[0]),
            Opcode::FcvtToUint | Opcode::FcvtToUintSat => self.select_to_integer(inst, false, args[0]),
            _ => {
                let routine = routine(opcode, self.result_type(inst));
                let words: Vec<VReg> = args.iter().flat_map(|arg| self.words(*arg)).collect();
                if words.len() > 4 {
                    return self.routine_of_three(inst, routine, &words);
                }
                let results = self.wanted_results(inst);
                self.routine_into(routine, &words, &results);
            }
        }
    }

    /// `fma`: the third operand goes to the stack.
    fn routine_of_three(&mut self, inst: ir::Inst, routine: &str, words: &[VReg]) {
        self.code.outgoing_bytes = self.code.outgoing_bytes.max(8);
        for (index, word) in words[4..].iter().enumerate() {
            self.emit(Op::StoreOutgoing(4 * index as u32), &[use_(*word)]);
        }
        let results = self.wanted_results(inst);
        self.routine_into(routine, &words[..4], &results);
    }

    /// The sign bit is the top one of the last half; the other half stays.
    fn select_sign(&mut self, inst: ir::Inst, opcode: Opcode, args: &[Value]) {
        let value = self.function.dfg.first_result(inst);
        let top = super::abi::words_of(self.type_of(value)) - 1;
        if top == 1 && self.asked(value, 0) {
            let (d, a) = (self.own_half(value, 0), self.half(args[0], 0));
            self.emit(Op::Move, &[def(d), use_(a)]);
        }
        if !self.asked(value, top) {
            return;
        }
        let (d, a) = (self.own_half(value, top), self.half(args[0], top));
        match opcode {
            Opcode::Fneg if self.core().is_v7() => self.emit(Op::DataImm(Data::Eor, 1 << 31), &[def(d), use_(a)]),
            Opcode::Fabs if self.core().is_v7() => self.emit(Op::DataImm(Data::Bic, 1 << 31), &[def(d), use_(a)]),
            Opcode::Fcopysign if self.core().is_v7() => {
                let b = self.half(args[1], top);
                self.emit(Op::Insert(0, 31), &[reuse(d, 1), use_(b), use_(a)]);
            }
            Opcode::Fneg => {
                let sign = self.constant(1 << 31);
                self.emit(Op::Add, &[def(d), use_(a), use_(sign)]);
            }
            Opcode::Fabs => {
                let t = self.shift(Shift::Lsl, a, 1);
                self.shift_into(Shift::Lsr, d, t, 1);
            }
            _ => {
                let magnitude = self.shift(Shift::Lsl, a, 1);
                let magnitude = self.shift(Shift::Lsr, magnitude, 1);
                let b = self.half(args[1], top);
                let sign = self.shift(Shift::Lsr, b, 31);
                let sign = self.shift(Shift::Lsl, sign, 31);
                self.emit(Op::Alu(Alu::Orr), &[reuse(d, 1), use_(magnitude), use_(sign)]);
            }
        }
    }

    fn select_from_integer(&mut self, inst: ir::Inst, signed: bool, a: Value) {
        let double = self.result_type(inst) == types::F64;
        let (name, words) = if self.is_wide_integer(a) {
            let name = match (double, signed) {
                (true, true) => "__aeabi_l2d",
                (true, false) => "__aeabi_ul2d",
                (false, true) => "__aeabi_l2f",
                (false, false) => "__aeabi_ul2f",
            };
            (name, self.pair(a).to_vec())
        } else {
            let name = match (double, signed) {
                (true, true) => "__aeabi_i2d",
                (true, false) => "__aeabi_ui2d",
                (false, true) => "__aeabi_i2f",
                (false, false) => "__aeabi_ui2f",
            };
            (name, vec![self.word_argument(a, signed)])
        };
        let results = self.wanted_results(inst);
        self.routine_into(name, &words, &results);
    }

    fn select_to_integer(&mut self, inst: ir::Inst, signed: bool, a: Value) {
        let wide = self.result_type(inst) == types::I64;
        assert!(wide || self.result_type(inst) == types::I32, "floats become i32 or i64");
        let name = match (self.type_of(a) == types::F64, wide, signed) {
            (true, false, true) => "__aeabi_d2iz",
            (true, false, false) => "__aeabi_d2uiz",
            (true, true, true) => "__aeabi_d2lz",
            (true, true, false) => "__aeabi_d2ulz",
            (false, false, true) => "__aeabi_f2iz",
            (false, false, false) => "__aeabi_f2uiz",
            (false, true, true) => "__aeabi_f2lz",
            (false, true, false) => "__aeabi_f2ulz",
        };
        let words = self.words(a);
        let results = self.wanted_results(inst);
        self.routine_into(name, &words, &results);
    }

    fn select_fcmp(&mut self, inst: ir::Inst, cc: FloatCC, a: Value, b: Value) {
        let d = self.result(inst);
        let ty = self.type_of(a);
        let words: Vec<VReg> = [a, b].iter().flat_map(|arg| self.words(*arg)).collect();
        let (relation, negated) = relation(cc);
        let found = match relation {
            Relation::One(name) if !negated => return self.routine_into(comparison(ty, name), &words, &[d]),
            Relation::One(name) => {
                let [found] = self.routine(comparison(ty, name), &words);
                found
            }
            Relation::Ordered => {
                let [unordered] = self.routine(comparison(ty, "un"), &words);
                return self.give_flag(d, unordered, !negated);
            }
            Relation::LessOrGreater => {
                let [less] = self.routine(comparison(ty, "lt"), &words);
                let [greater] = self.routine(comparison(ty, "gt"), &words);
                self.alu(Alu::Orr, less, greater)
            }
        };
        self.give_flag(d, found, negated);
    }

    fn give_flag(&mut self, d: VReg, found: VReg, negated: bool) {
        if negated {
            self.set_if(d, Condition { operands: vec![use_(found)], test: Test::CmpImm(0), cond: Cond::Eq });
        } else {
            self.emit(Op::Move, &[def(d), use_(found)]);
        }
    }
}

/// What the comparison routines can tell.
enum Relation {
    /// One routine, by the end of its name.
    One(&'static str),
    /// Neither is NaN.
    Ordered,
    /// Less or greater.
    LessOrGreater,
}

/// The relation to ask for, and whether the answer is the opposite.
fn relation(cc: FloatCC) -> (Relation, bool) {
    match cc {
        FloatCC::Equal => (Relation::One("eq"), false),
        FloatCC::NotEqual => (Relation::One("eq"), true),
        FloatCC::LessThan => (Relation::One("lt"), false),
        FloatCC::LessThanOrEqual => (Relation::One("le"), false),
        FloatCC::GreaterThan => (Relation::One("gt"), false),
        FloatCC::GreaterThanOrEqual => (Relation::One("ge"), false),
        FloatCC::Unordered => (Relation::One("un"), false),
        FloatCC::Ordered => (Relation::Ordered, false),
        FloatCC::OrderedNotEqual => (Relation::LessOrGreater, false),
        FloatCC::UnorderedOrEqual => (Relation::LessOrGreater, true),
        FloatCC::UnorderedOrLessThan => (Relation::One("ge"), true),
        FloatCC::UnorderedOrLessThanOrEqual => (Relation::One("gt"), true),
        FloatCC::UnorderedOrGreaterThan => (Relation::One("le"), true),
        FloatCC::UnorderedOrGreaterThanOrEqual => (Relation::One("lt"), true),
    }
}

fn comparison(ty: Type, relation: &str) -> &'static str {
    match (ty == types::F64, relation) {
        (true, "eq") => "__aeabi_dcmpeq",
        (true, "lt") => "__aeabi_dcmplt",
        (true, "le") => "__aeabi_dcmple",
        (true, "gt") => "__aeabi_dcmpgt",
        (true, "ge") => "__aeabi_dcmpge",
        (true, _) => "__aeabi_dcmpun",
        (false, "eq") => "__aeabi_fcmpeq",
        (false, "lt") => "__aeabi_fcmplt",
        (false, "le") => "__aeabi_fcmple",
        (false, "gt") => "__aeabi_fcmpgt",
        (false, "ge") => "__aeabi_fcmpge",
        (false, _) => "__aeabi_fcmpun",
    }
}

/// The routine that does an operation on this type.
fn routine(opcode: Opcode, ty: Type) -> &'static str {
    match (opcode, ty == types::F64) {
        (Opcode::Fadd, true) => "__aeabi_dadd",
        (Opcode::Fsub, true) => "__aeabi_dsub",
        (Opcode::Fmul, true) => "__aeabi_dmul",
        (Opcode::Fdiv, true) => "__aeabi_ddiv",
        (Opcode::Sqrt, true) => "th_f64_sqrt",
        (Opcode::Floor, true) => "th_f64_floor",
        (Opcode::Ceil, true) => "th_f64_ceil",
        (Opcode::Trunc, true) => "th_f64_trunc",
        (Opcode::Nearest, true) => "th_f64_nearest",
        (Opcode::Fmin, true) => "th_f64_min",
        (Opcode::Fmax, true) => "th_f64_max",
        (Opcode::Fma, true) => "th_f64_fma",
        (Opcode::Fpromote, true) => "__aeabi_f2d",
        (Opcode::Fdemote, false) => "__aeabi_d2f",
        (Opcode::Fadd, false) => "__aeabi_fadd",
        (Opcode::Fsub, false) => "__aeabi_fsub",
        (Opcode::Fmul, false) => "__aeabi_fmul",
        (Opcode::Fdiv, false) => "__aeabi_fdiv",
        (Opcode::Sqrt, false) => "th_f32_sqrt",
        (other, _) => panic!("{other} of {ty} is not an instruction clif makes"),
    }
}
