//! Arithmetic: which machine carries out each operation.

use super::super::facts::Num;
use super::super::infer::is_rounding;
use super::rewrite::Rewrite;
use crate::ir::{Compare, Convert, NumOp, NumRep, NumUnary, Op, Type, Value};

impl Rewrite<'_> {
    /// Two numbers to one.
    pub fn arithmetic(&mut self, op: NumOp, [a, b]: [Value; 2], result: Value) {
        let wanted = self.choice(result);
        let value = match op {
            NumOp::And | NumOp::Or | NumOp::Xor | NumOp::Shl | NumOp::Shr | NumOp::Imul => self.bits(op, a, b, Type::I32),
            NumOp::Ushr => self.bits(op, a, b, if wanted == Type::I32 { Type::I32 } else { Type::U32 }),
            NumOp::Add | NumOp::Sub | NumOp::Mul => self.sum(op, a, b, wanted),
            NumOp::Rem => self.remainder(a, b, wanted),
            NumOp::Min | NumOp::Max => self.extreme(op, a, b, wanted),
            NumOp::Div => self.quotient(a, b, result),
            NumOp::Pow | NumOp::Atan2 | NumOp::Hypot => self.double(op, a, b),
        };
        self.define(Some(result), value);
    }

    fn bits(&mut self, op: NumOp, a: Value, b: Value, ty: Type) -> Value {
        let args = [self.to_int32(a), self.to_int32(b)];
        self.emit(ty, Op::Num { op, rep: NumRep::I32, args })
    }

    fn double(&mut self, op: NumOp, a: Value, b: Value) -> Value {
        let args = [self.coerce(a, Type::F64), self.coerce(b, Type::F64)];
        self.emit(Type::F64, Op::Num { op, rep: NumRep::F64, args })
    }

    fn tagged(&mut self, op: NumOp, a: Value, b: Value) -> Value {
        let args = [self.coerce(a, Type::Word), self.coerce(b, Type::Word)];
        self.emit(Type::Word, Op::Num { op, rep: NumRep::Tagged, args })
    }

    /// The low bits of exact operands give the low bits of an exact result; a result that fits 32 bits is all there.
    fn sum(&mut self, op: NumOp, a: Value, b: Value, wanted: Type) -> Value {
        let exact = self.fact(a).num.is_exact() && self.fact(b).num.is_exact();
        match wanted {
            Type::I32 | Type::U32 if exact => {
                let args = [self.to_int32(a), self.to_int32(b)];
                let rep = if wanted == Type::I32 { NumRep::I32 } else { NumRep::U32 };
                self.emit(wanted, Op::Num { op, rep, args })
            }
            Type::Word => self.tagged(op, a, b),
            _ => self.double(op, a, b),
        }
    }

    fn remainder(&mut self, a: Value, b: Value, wanted: Type) -> Value {
        let (x, y) = (self.without_negative_zero(a), self.without_negative_zero(b));
        match wanted {
            Type::I32 | Type::U32 if x.is_uint32() && y.is_uint32() => {
                let args = [self.coerce(a, Type::U32), self.coerce(b, Type::U32)];
                self.emit(wanted, Op::Num { op: NumOp::Rem, rep: NumRep::U32, args })
            }
            Type::I32 if x.is_int32() && y.is_int32() => {
                let args = [self.coerce(a, Type::I32), self.coerce(b, Type::I32)];
                self.emit(wanted, Op::Num { op: NumOp::Rem, rep: NumRep::I32, args })
            }
            // The runtime knows integers in words, whatever else they may turn out to be.
            Type::I32 | Type::U32 | Type::Word if self.natural(a) == Type::Word || self.natural(b) == Type::Word || wanted == Type::Word => self.tagged(NumOp::Rem, a, b),
            _ => self.double(NumOp::Rem, a, b),
        }
    }

    /// An operand's -0 makes no difference to the integer that is held for it.
    fn without_negative_zero(&self, value: Value) -> Num {
        Num { negative_zero: false, ..self.fact(value).num }
    }

    fn extreme(&mut self, op: NumOp, a: Value, b: Value, wanted: Type) -> Value {
        let (x, y) = (self.without_negative_zero(a), self.without_negative_zero(b));
        match wanted {
            Type::I32 if x.is_int32() && y.is_int32() => {
                let args = [self.coerce(a, Type::I32), self.coerce(b, Type::I32)];
                self.emit(wanted, Op::Num { op, rep: NumRep::I32, args })
            }
            Type::I32 | Type::U32 if x.is_uint32() && y.is_uint32() => {
                let args = [self.coerce(a, Type::U32), self.coerce(b, Type::U32)];
                self.emit(wanted, Op::Num { op, rep: NumRep::U32, args })
            }
            _ => self.double(op, a, b),
        }
    }

    /// ToInt32 of a quotient of int32 is what the integer division gives, division by zero (0) and -2^31 / -1 (2^31, so -2^31) included.
    fn quotient(&mut self, a: Value, b: Value, result: Value) -> Value {
        let integers = self.without_negative_zero(a).is_int32() && self.without_negative_zero(b).is_int32();
        if integers && self.is_truncated(result) {
            let args = [self.coerce(a, Type::I32), self.coerce(b, Type::I32)];
            return self.emit(Type::I32, Op::Num { op: NumOp::Div, rep: NumRep::I32, args });
        }
        self.double(NumOp::Div, a, b)
    }

    /// One number to one.
    pub fn unary(&mut self, op: NumUnary, arg: Value, result: Value) {
        let wanted = self.choice(result);
        let num = self.without_negative_zero(arg);
        let value = match op {
            NumUnary::Not | NumUnary::Clz32 => {
                let arg = self.to_int32(arg);
                self.emit(Type::I32, Op::NumUnary { op, rep: NumRep::I32, arg })
            }
            _ if is_rounding(op) && !num.fraction => return self.alias(Some(result), arg),
            NumUnary::Floor | NumUnary::Trunc if self.divides_whole(arg).is_some() => {
                let [a, b] = self.divides_whole(arg).expect("it was tested");
                let args = [self.coerce(a, Type::U32), self.coerce(b, Type::U32)];
                self.emit(Type::U32, Op::Num { op: NumOp::Div, rep: NumRep::U32, args })
            }
            // The low bits of a number give those of its negative, but nothing of its size or sign.
            NumUnary::Neg | NumUnary::Abs | NumUnary::Sign if wanted == Type::I32 && (num.is_int32() || op == NumUnary::Neg && num.is_exact()) => {
                let arg = self.to_int32(arg);
                self.emit(Type::I32, Op::NumUnary { op, rep: NumRep::I32, arg })
            }
            NumUnary::Fround if self.are_singles(&[arg]) => return self.alias(Some(result), arg),
            NumUnary::Fround => self.single(arg),
            NumUnary::Neg | NumUnary::Abs if self.natural(arg) == Type::F32 => {
                let arg = self.coerce(arg, Type::F32);
                self.emit(Type::F32, Op::NumUnary { op, rep: NumRep::F32, arg })
            }
            NumUnary::Neg if wanted == Type::Word => {
                let arg = self.coerce(arg, Type::Word);
                self.emit(Type::Word, Op::NumUnary { op, rep: NumRep::Tagged, arg })
            }
            _ => {
                let arg = self.coerce(arg, Type::F64);
                self.emit(Type::F64, Op::NumUnary { op, rep: NumRep::F64, arg })
            }
        };
        // A rounded double that fits, or of which nobody looks at more than ToInt32, is an integer from here on: it is cheaper to use.
        let value = if is_rounding(op) && matches!(wanted, Type::I32 | Type::U32) { self.convert(value, wanted, self.visible(result)) } else { value };
        self.define(Some(result), value);
    }

    /// A number rounded to float32. A sum, product, quotient or root of float32 numbers is so in one operation: rounding to a double before
    /// changes nothing.
    pub fn single(&mut self, arg: Value) -> Value {
        let op = match self.definition(arg) {
            Some(&Op::Num { op: op @ (NumOp::Add | NumOp::Sub | NumOp::Mul | NumOp::Div), args, .. }) if self.are_singles(&args) => {
                Op::Num { op, rep: NumRep::F32, args: args.map(|v| self.coerce(v, Type::F32)) }
            }
            Some(&Op::NumUnary { op: op @ NumUnary::Sqrt, arg, .. }) if self.are_singles(&[arg]) => {
                Op::NumUnary { op, rep: NumRep::F32, arg: self.coerce(arg, Type::F32) }
            }
            _ if self.natural(arg) == Type::Word => {
                let double = self.coerce(arg, Type::F64);
                Op::Convert(Convert::F64ToF32, double)
            }
            _ => return self.coerce(arg, Type::F32),
        };
        self.emit(Type::F32, op)
    }

    fn are_singles(&self, values: &[Value]) -> bool {
        values.iter().all(|&v| self.fact(v).num.is_float32())
    }

    /// The operands of a quotient of uint32 numbers with a divisor that is not 0. Its floor is the integer quotient: a quotient that is
    /// no integer is at least 1/b away from one, and rounding moves it by less than (a/b) 2^-53.
    fn divides_whole(&self, quotient: Value) -> Option<[Value; 2]> {
        let definition = self.definition(quotient)?;
        let Op::Num { op: NumOp::Div, args, .. } = definition else { return None };
        let (a, b) = (self.without_negative_zero(args[0]), self.fact(args[1]).num);
        (a.is_uint32() && b.within(1.0, 4294967295.0)).then_some(*args)
    }

    /// Two numbers to a boolean.
    pub fn compare(&mut self, op: Compare, a: Value, b: Value) -> Value {
        let (x, y) = (self.without_negative_zero(a), self.without_negative_zero(b));
        let tagged = self.natural(a) == Type::Word || self.natural(b) == Type::Word;
        let double = [a, b].iter().any(|&v| matches!(self.natural(v), Type::F64 | Type::F32));
        let (rep, ty) = if x.is_int32() && y.is_int32() {
            (NumRep::I32, Type::I32)
        } else if x.is_uint32() && y.is_uint32() {
            (NumRep::U32, Type::U32)
        } else if (self.natural(a) == Type::F32 || self.natural(b) == Type::F32) && self.are_singles(&[a, b]) {
            (NumRep::F32, Type::F32)
        } else if tagged && !double {
            (NumRep::Tagged, Type::Word)
        } else {
            (NumRep::F64, Type::F64)
        };
        let args = [self.coerce(a, ty), self.coerce(b, ty)];
        self.emit(Type::Bool, Op::NumCompare { op, rep, args })
    }
}
