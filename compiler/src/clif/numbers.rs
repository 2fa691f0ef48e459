//! Arithmetic in each representation.
//!
//! Tagged words `n << 1 | 1` keep the order of integers, so they compare as they are; sums and differences are computed on the
//! words themselves and leave for the runtime on overflow or when an operand is a box.

use super::function::Translator;
use crate::ir::{self, Compare, Convert, NumOp, NumRep, NumUnary, Type};
use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{InstBuilder, Value, types};

impl Translator<'_, '_> {
    /// Two numbers to one.
    pub fn arithmetic(&mut self, op: NumOp, rep: NumRep, args: &[ir::Value; 2], result: Option<Type>) -> Value {
        let (a, b) = (self.value(args[0]), self.value(args[1]));
        match rep {
            NumRep::Open => panic!("`represent` leaves no open operation"),
            NumRep::I32 | NumRep::U32 => self.integer(op, rep == NumRep::U32, a, b, result),
            NumRep::F64 => self.double(op, a, b),
            NumRep::F32 => self.single(op, a, b),
            NumRep::Tagged => self.tagged(op, a, b),
        }
    }

    fn integer(&mut self, op: NumOp, unsigned: bool, a: Value, b: Value, _result: Option<Type>) -> Value {
        match op {
            NumOp::Add => self.builder.ins().iadd(a, b),
            NumOp::Sub => self.builder.ins().isub(a, b),
            NumOp::Mul | NumOp::Imul => self.builder.ins().imul(a, b),
            NumOp::And => self.builder.ins().band(a, b),
            NumOp::Or => self.builder.ins().bor(a, b),
            NumOp::Xor => self.builder.ins().bxor(a, b),
            // JavaScript and Cranelift both take the shift count modulo 32.
            NumOp::Shl => self.builder.ins().ishl(a, b),
            NumOp::Shr => self.builder.ins().sshr(a, b),
            NumOp::Ushr => self.builder.ins().ushr(a, b),
            NumOp::Min if unsigned => self.builder.ins().umin(a, b),
            NumOp::Max if unsigned => self.builder.ins().umax(a, b),
            NumOp::Min => self.builder.ins().smin(a, b),
            NumOp::Max => self.builder.ins().smax(a, b),
            NumOp::Div => self.runtime_value(if unsigned { "__aeabi_uidiv" } else { "__aeabi_idiv" }, &[a, b]),
            NumOp::Rem => self.remainder(unsigned, a, b),
            NumOp::Pow | NumOp::Atan2 | NumOp::Hypot => panic!("{op:?} is done on doubles"),
        }
    }

    /// The sign is the dividend's. A power of two needs no division.
    fn remainder(&mut self, unsigned: bool, a: Value, b: Value) -> Value {
        if unsigned && let Some(n) = self.constant(b) && (n as u32).is_power_of_two() {
            return self.builder.ins().band_imm_u(a, i64::from(n as u32 - 1));
        }
        self.runtime_value(if unsigned { "th_u32_rem" } else { "th_i32_rem" }, &[a, b])
    }

    /// The value of a constant.
    pub fn constant(&self, value: Value) -> Option<i32> {
        let dfg = &self.builder.func.dfg;
        match dfg.insts[dfg.value_def(value).inst()?] {
            cranelift_codegen::ir::InstructionData::UnaryImm { imm, .. } => Some(imm.bits() as i32),
            _ => None,
        }
    }

    fn double(&mut self, op: NumOp, a: Value, b: Value) -> Value {
        let name = match op {
            NumOp::Add => return self.builder.ins().fadd(a, b),
            NumOp::Sub => return self.builder.ins().fsub(a, b),
            NumOp::Mul => return self.builder.ins().fmul(a, b),
            NumOp::Div => return self.builder.ins().fdiv(a, b),
            NumOp::Rem => "th_f64_rem",
            NumOp::Pow => "th_f64_pow",
            NumOp::Min => "th_f64_min",
            NumOp::Max => "th_f64_max",
            NumOp::Atan2 => "th_f64_atan2",
            NumOp::Hypot => "th_f64_hypot",
            NumOp::And | NumOp::Or | NumOp::Xor | NumOp::Shl | NumOp::Shr | NumOp::Ushr | NumOp::Imul => panic!("{op:?} is done on integers"),
        };
        self.runtime_value(name, &[a, b])
    }

    fn single(&mut self, op: NumOp, a: Value, b: Value) -> Value {
        match op {
            NumOp::Add => self.builder.ins().fadd(a, b),
            NumOp::Sub => self.builder.ins().fsub(a, b),
            NumOp::Mul => self.builder.ins().fmul(a, b),
            NumOp::Div => self.builder.ins().fdiv(a, b),
            _ => panic!("{op:?} is not done on float32"),
        }
    }

    fn tagged(&mut self, op: NumOp, a: Value, b: Value) -> Value {
        let name = match op {
            NumOp::Add => return self.tagged_sum(a, b, true),
            NumOp::Sub => return self.tagged_sum(a, b, false),
            NumOp::Mul => "th_mul",
            NumOp::Div => "th_div",
            NumOp::Rem => match self.constant(b).filter(|n| n & 1 == 1 && *n > 1) {
                Some(divisor) => return self.tagged_remainder(a, b, divisor >> 1),
                None => "th_rem",
            },
            NumOp::Pow => "th_pow",
            _ => panic!("{op:?} has no tagged form"),
        };
        self.runtime_value(name, &[a, b])
    }

    /// `a % divisor` for a constant from 1 up: of an integer from 0 up what is left is one as well. Everything else, -0 for instance, is the
    /// runtime's affair.
    fn tagged_remainder(&mut self, a: Value, b: Value, divisor: i32) -> Value {
        let low = self.builder.ins().band_imm_u(a, 1);
        let boxed = self.builder.ins().icmp_imm_u(IntCC::Equal, low, 0);
        let slow = |t: &mut Self| t.runtime_value("th_rem", &[a, b]);
        self.unless(
            boxed,
            types::I32,
            |t| {
                let negative = t.builder.ins().icmp_imm_s(IntCC::SignedLessThan, a, 0);
                t.unless(
                    negative,
                    types::I32,
                    |t| {
                        if divisor.count_ones() == 1 {
                            // The tag stays.
                            return t.builder.ins().band_imm_u(a, i64::from((divisor - 1) << 1 | 1));
                        }
                        let plain = t.builder.ins().ushr_imm_u(a, 1);
                        let divisor = t.int(divisor);
                        let rest = t.remainder(true, plain, divisor);
                        t.convert(Convert::TagI31, rest)
                    },
                    slow,
                )
            },
            slow,
        )
    }

    /// `(2a+1) + (2b+1) - 1` and `(2a+1) - (2b+1) + 1`: one operand loses its tag, the other keeps it. A box is an address,
    /// which the sum would take for a number, so tags are tested first.
    fn tagged_sum(&mut self, a: Value, b: Value, add: bool) -> Value {
        let name = if add { "th_add" } else { "th_sub" };
        let tag = match (self.constant(a), self.constant(b)) {
            (_, Some(n)) if n & 1 == 1 => a,
            (Some(n), _) if n & 1 == 1 => b,
            _ => self.builder.ins().band(a, b),
        };
        let low = self.builder.ins().band_imm_u(tag, 1);
        let (slow, fast, join) = (self.builder.create_block(), self.builder.create_block(), self.builder.create_block());
        self.builder.set_cold_block(slow);
        let result = self.builder.append_block_param(join, types::I32);
        self.builder.ins().brif(low, fast, &[], slow, &[]);
        self.builder.switch_to_block(fast);
        let untagged = match self.constant(b) {
            Some(n) => self.int(n & !1),
            None => self.builder.ins().iadd_imm_s(b, -1),
        };
        let (sum, overflow) = if add { self.builder.ins().sadd_overflow(a, untagged) } else { self.builder.ins().ssub_overflow(a, untagged) };
        self.builder.ins().brif(overflow, slow, &[], join, &[sum.into()]);
        self.builder.switch_to_block(slow);
        let value = self.runtime_value(name, &[a, b]);
        self.builder.ins().jump(join, &[value.into()]);
        self.builder.switch_to_block(join);
        result
    }

    /// One number to one.
    pub fn unary(&mut self, op: NumUnary, rep: NumRep, arg: ir::Value, _result: Option<Type>) -> Value {
        let a = self.value(arg);
        match (rep, op) {
            (NumRep::Open, _) => panic!("`represent` leaves no open operation"),
            (NumRep::I32 | NumRep::U32, NumUnary::Neg) => self.builder.ins().ineg(a),
            (NumRep::I32 | NumRep::U32, NumUnary::Not) => self.builder.ins().bnot(a),
            (NumRep::I32 | NumRep::U32, NumUnary::Clz32) => self.runtime_value("th_clz32", &[a]),
            (NumRep::I32, NumUnary::Abs) => self.builder.ins().iabs(a),
            (NumRep::I32, NumUnary::Sign) => {
                let negative = self.builder.ins().sshr_imm_u(a, 31);
                let positive = self.builder.ins().icmp_imm_s(IntCC::SignedGreaterThan, a, 0);
                let positive = self.builder.ins().uextend(types::I32, positive);
                self.builder.ins().bor(negative, positive)
            }
            // An integer is its own floor.
            (NumRep::I32 | NumRep::U32, _) => a,
            (NumRep::F64 | NumRep::F32, NumUnary::Neg) => self.builder.ins().fneg(a),
            (NumRep::F64 | NumRep::F32, NumUnary::Abs) => self.builder.ins().fabs(a),
            (NumRep::F64 | NumRep::F32, NumUnary::Sqrt) => self.builder.ins().sqrt(a),
            (NumRep::F64, NumUnary::Floor) => self.builder.ins().floor(a),
            (NumRep::F64, NumUnary::Ceil) => self.builder.ins().ceil(a),
            (NumRep::F64, NumUnary::Trunc) => self.builder.ins().trunc(a),
            (NumRep::F64, NumUnary::Round) => self.runtime_value("th_f64_round", &[a]),
            (NumRep::F64, NumUnary::Sign) => self.runtime_value("th_f64_sign", &[a]),
            (_, NumUnary::Fround) => panic!("rounding to float32 is a conversion"),
            (NumRep::F32, _) => panic!("{op:?} is not done on float32"),
            (NumRep::F64, NumUnary::Not | NumUnary::Clz32) => panic!("{op:?} is done on integers"),
            (NumRep::Tagged, NumUnary::Neg) => self.runtime_value("th_neg", &[a]),
            (NumRep::Tagged, _) => panic!("{op:?} has no tagged form"),
        }
    }

    /// Two numbers to a boolean.
    pub fn compare(&mut self, op: Compare, rep: NumRep, args: &[ir::Value; 2]) -> Value {
        let (a, b) = (self.value(args[0]), self.value(args[1]));
        match rep {
            NumRep::Open => panic!("`represent` leaves no open operation"),
            NumRep::I32 => self.builder.ins().icmp(integer_condition(op, false), a, b),
            NumRep::U32 => self.builder.ins().icmp(integer_condition(op, true), a, b),
            NumRep::F64 | NumRep::F32 => self.builder.ins().fcmp(float_condition(op), a, b),
            NumRep::Tagged => self.compare_tagged(op, a, b),
        }
    }

    fn compare_tagged(&mut self, op: Compare, a: Value, b: Value) -> Value {
        let tags = self.builder.ins().band(a, b);
        let low = self.builder.ins().band_imm_u(tags, 1);
        let boxed = self.builder.ins().icmp_imm_u(IntCC::Equal, low, 0);
        let slow = move |t: &mut Self| {
            let (name, x, y, negate) = match op {
                Compare::Eq => ("th_number_eq", a, b, false),
                Compare::Ne => ("th_number_eq", a, b, true),
                Compare::Lt => ("th_number_lt", a, b, false),
                Compare::Le => ("th_number_le", a, b, false),
                Compare::Gt => ("th_number_lt", b, a, false),
                Compare::Ge => ("th_number_le", b, a, false),
            };
            let found = t.runtime_value(name, &[x, y]);
            if negate { t.not(found) } else { found }
        };
        self.unless(boxed, types::I8, |t| t.builder.ins().icmp(integer_condition(op, false), a, b), slow)
    }

    /// A change of representation.
    pub fn convert(&mut self, how: Convert, a: Value) -> Value {
        match how {
            Convert::I32ToF32 => self.builder.ins().fcvt_from_sint(types::F32, a),
            Convert::U32ToF32 => self.builder.ins().fcvt_from_uint(types::F32, a),
            Convert::F64ToF32 => self.builder.ins().fdemote(types::F32, a),
            Convert::F32ToF64 => {
                let bits = self.as_traveling(&[a]);
                self.runtime_value("th_single_to_f64", &bits)
            }
            Convert::F32ToI32Exact => self.builder.ins().fcvt_to_sint_sat(types::I32, a),
            Convert::I32ToF64 => self.builder.ins().fcvt_from_sint(types::F64, a),
            Convert::U32ToF64 => self.builder.ins().fcvt_from_uint(types::F64, a),
            Convert::F64ToI32Exact => self.builder.ins().fcvt_to_sint_sat(types::I32, a),
            Convert::F64ToU32Exact => self.builder.ins().fcvt_to_uint_sat(types::I32, a),
            Convert::Reinterpret | Convert::WordToRef => a,
            Convert::F64ToInt32 => self.runtime_value("th_f64_to_i32", &[a]),
            Convert::TaggedToInt32 | Convert::UnboxI32 | Convert::UnboxU32 => self.untag_or(a, "th_unbox_i32"),
            Convert::BoxI32 => {
                let (doubled, overflow) = self.builder.ins().sadd_overflow(a, a);
                self.unless(overflow, types::I32, |t| t.builder.ins().iadd_imm_s(doubled, 1), |t| t.runtime_value("th_box_i32", &[a]))
            }
            Convert::TagI31 => {
                if let Some(n) = self.constant(a) {
                    return self.int(n << 1 | 1);
                }
                // An addition takes an immediate on Thumb, `or` does not.
                let doubled = self.builder.ins().ishl_imm_u(a, 1);
                self.builder.ins().iadd_imm_s(doubled, 1)
            }
            Convert::BoxU32 => {
                let large = self.builder.ins().icmp_imm_u(IntCC::UnsignedGreaterThanOrEqual, a, 1 << 30);
                self.unless(large, types::I32, |t| t.convert(Convert::TagI31, a), |t| t.runtime_value("th_box_u32", &[a]))
            }
            Convert::BoxF64 => self.runtime_value("th_box_f64", &[a]),
            Convert::UnboxF64 => self.runtime_value("th_unbox_f64", &[a]),
            Convert::UntagI31 => self.builder.ins().sshr_imm_u(a, 1),
            Convert::F64ToClamped => self.runtime_value("th_f64_to_clamped", &[a]),
            Convert::WordToBool => self.word_to_bool(a),
            Convert::HoleBoolToWord | Convert::HoleI32ToWord | Convert::HoleF64ToWord | Convert::WordToHoleBool | Convert::WordToHoleI32 | Convert::WordToHoleF64 => self.convert_hole(how, a),
        }
    }

    /// The integer in a word, or what the runtime makes of the box.
    fn untag_or(&mut self, word: Value, runtime: &str) -> Value {
        let low = self.builder.ins().band_imm_u(word, 1);
        let boxed = self.builder.ins().icmp_imm_u(IntCC::Equal, low, 0);
        self.unless(boxed, types::I32, |t| t.builder.ins().sshr_imm_u(word, 1), |t| t.runtime_value(runtime, &[word]))
    }
}

fn integer_condition(op: Compare, unsigned: bool) -> IntCC {
    match (op, unsigned) {
        (Compare::Eq, _) => IntCC::Equal,
        (Compare::Ne, _) => IntCC::NotEqual,
        (Compare::Lt, false) => IntCC::SignedLessThan,
        (Compare::Le, false) => IntCC::SignedLessThanOrEqual,
        (Compare::Gt, false) => IntCC::SignedGreaterThan,
        (Compare::Ge, false) => IntCC::SignedGreaterThanOrEqual,
        (Compare::Lt, true) => IntCC::UnsignedLessThan,
        (Compare::Le, true) => IntCC::UnsignedLessThanOrEqual,
        (Compare::Gt, true) => IntCC::UnsignedGreaterThan,
        (Compare::Ge, true) => IntCC::UnsignedGreaterThanOrEqual,
    }
}

/// All are false on NaN but `!==`.
fn float_condition(op: Compare) -> FloatCC {
    match op {
        Compare::Eq => FloatCC::Equal,
        Compare::Ne => FloatCC::NotEqual,
        Compare::Lt => FloatCC::LessThan,
        Compare::Le => FloatCC::LessThanOrEqual,
        Compare::Gt => FloatCC::GreaterThan,
        Compare::Ge => FloatCC::GreaterThanOrEqual,
    }
}
