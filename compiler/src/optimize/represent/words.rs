//! Words: checks that the facts make idle vanish, the others become as cheap as what is known allows.

use super::super::facts::Fact;
use super::rewrite::Rewrite;
use crate::ir::{Compare, Kinds, Op, Type, Value};

const NULLISH: u32 = Kinds::UNDEFINED | Kinds::NULL;
/// Kinds of which two different words can be `===`.
const BY_CONTENT: u32 = Kinds::STRING | Kinds::NUM;

impl Rewrite<'_> {
    /// Tests and conversions of words.
    pub fn word_op(&mut self, op: &Op, result: Option<Value>) {
        let value = match op {
            Op::Not(v) => {
                let v = self.coerce(*v, Type::Bool);
                self.emit(Type::Bool, Op::Not(v))
            }
            Op::Expect { .. } => return self.expect(op, result.expect("it has a result")),
            Op::Is { kinds, value } => self.is(*kinds, *value),
            Op::StrictEqual([a, b]) => self.strict_equal(*a, *b),
            Op::LooseEqual([a, b]) => self.loose_equal(*a, *b),
            Op::Truthy(v) => self.truthy(*v),
            Op::Same([a, b]) => {
                let ty = self.old.ty(*a);
                let args = [self.coerce(*a, ty), self.coerce(*b, ty)];
                self.emit(Type::Bool, Op::Same(args))
            }
            Op::TypeOf(v) => {
                let v = self.coerce(*v, Type::Word);
                self.emit(Type::Ref, Op::TypeOf(v))
            }
            Op::NumToString(v) => {
                let v = if self.natural(*v) == Type::F32 { self.coerce(*v, Type::F64) } else { self.as_is(*v) };
                self.emit(Type::Ref, Op::NumToString(v))
            }
            _ => unreachable!("`instruction` sends word operations here"),
        };
        self.define(result, value);
    }

    fn expect(&mut self, op: &Op, result: Value) {
        let Op::Expect { kinds, value, why } = op else { unreachable!("the caller looked") };
        let fact = self.fact(*value);
        let to = match self.old.ty(result) {
            Type::Num => self.choice(result),
            ty => ty,
        };
        if let Some(rep) = self.hole(*value)
            && kinds.bits & Kinds::UNDEFINED == 0
            && fact.is_within(Kinds { bits: kinds.bits | Kinds::UNDEFINED, class: None }, &self.module.classes)
        {
            let raw = self.raw(*value);
            let raw = self.emit(self.new.ty(raw), Op::CheckPresent { rep, value: raw });
            let plain = self.present(raw, rep);
            return self.define(Some(result), plain);
        }
        if fact.is_within(*kinds, &self.module.classes) {
            if self.constant(*value).is_some() || to == Type::Word {
                return self.alias(Some(result), *value);
            }
            let new = if self.old.ty(result) == Type::Num { self.as_is(*value) } else { self.coerce(*value, to) };
            return self.define(Some(result), new);
        }
        let word = self.coerce(*value, Type::Word);
        let kinds = self.cheapest(fact, *kinds);
        let checked = self.emit(Type::Word, Op::Expect { kinds, value: word, why: *why });
        let num = self.fact(result).num;
        let new = self.convert(checked, to, num);
        self.define(Some(result), new);
    }

    /// The set that is quickest to test among those that agree with `kinds` on what the value can be: everything but what it may be and must not.
    fn cheapest(&self, fact: Fact, kinds: Kinds) -> Kinds {
        let classes_fit = fact.meet(Kinds { bits: Kinds::INSTANCE, class: None }, &self.module.classes).is_within(Kinds { bits: Kinds::INSTANCE, class: kinds.class }, &self.module.classes);
        if classes_fit || kinds.bits & Kinds::INSTANCE == 0 {
            let wrong = fact.bits & !kinds.bits;
            // Testing for a few objects is dearer than testing for what else there may be only if that is objects too.
            if wrong & !NULLISH == 0 {
                return Kinds { bits: Kinds::ALL & !wrong, class: None };
            }
        }
        Kinds { bits: kinds.bits & fact.bits, class: kinds.class }
    }

    fn is(&mut self, kinds: Kinds, value: Value) -> Value {
        let fact = self.fact(value);
        if fact.is_within(kinds, &self.module.classes) {
            return self.emit(Type::Bool, Op::Bool(true));
        }
        if fact.meet(kinds, &self.module.classes).bits == 0 {
            return self.emit(Type::Bool, Op::Bool(false));
        }
        if let Some(rep) = self.hole(value) {
            let raw = self.raw(value);
            let hole = self.emit(Type::Bool, Op::IsHole { rep, value: raw });
            // Beside undefined there is one kind.
            return if kinds.bits & Kinds::UNDEFINED != 0 { hole } else { self.emit(Type::Bool, Op::Not(hole)) };
        }
        let kinds = self.cheapest(fact, kinds);
        let value = self.coerce(value, Type::Word);
        self.emit(Type::Bool, Op::Is { kinds, value })
    }

    fn strict_equal(&mut self, a: Value, b: Value) -> Value {
        let (x, y) = (self.fact(a).bits, self.fact(b).bits);
        if x & y == 0 {
            return self.emit(Type::Bool, Op::Bool(false));
        }
        for (element, other) in [(a, b), (b, a)] {
            if self.hole(element).is_some() && self.fact(other).bits == Kinds::UNDEFINED {
                return self.is(Kinds { bits: Kinds::UNDEFINED, class: None }, element);
            }
        }
        if x == Kinds::NUM && y == Kinds::NUM {
            return self.compare(Compare::Eq, a, b);
        }
        if x == Kinds::BOOL && y == Kinds::BOOL {
            let args = [self.coerce(a, Type::Bool), self.coerce(b, Type::Bool)];
            return self.emit(Type::Bool, Op::Same(args));
        }
        if x == Kinds::STRING && y == Kinds::STRING {
            let args = vec![self.coerce(a, Type::Ref), self.coerce(b, Type::Ref)];
            return self.emit(Type::Bool, Op::CallRuntime { name: "th_string_eq".into(), args });
        }
        let args = [self.coerce(a, Type::Word), self.coerce(b, Type::Word)];
        // Where one of them is compared by identity whatever it is, both are.
        let identity = x & BY_CONTENT == 0 || y & BY_CONTENT == 0;
        self.emit(Type::Bool, if identity { Op::Same(args) } else { Op::StrictEqual(args) })
    }

    /// Equal kinds compare as `===`; so do objects among themselves and with null when undefined cannot occur.
    fn loose_equal(&mut self, a: Value, b: Value) -> Value {
        let both = self.fact(a).bits | self.fact(b).bits;
        let same_kind = both.count_ones() == 1;
        let objects = both & (BY_CONTENT | Kinds::BOOL) == 0 && both & NULLISH != NULLISH;
        if same_kind || objects {
            return self.strict_equal(a, b);
        }
        let args = [self.coerce(a, Type::Word), self.coerce(b, Type::Word)];
        self.emit(Type::Bool, Op::LooseEqual(args))
    }

    /// Undefined is false: 2 is not 1, the least integer loses its only bit, the pattern is a NaN.
    fn truthy_element(&mut self, value: Value, rep: crate::ir::Rep) -> Value {
        let raw = self.raw(value);
        match rep {
            crate::ir::Rep::HoleBool => self.present(raw, rep),
            crate::ir::Rep::HoleI32 => {
                let one = self.emit(Type::I32, Op::Int(1));
                let shifted = self.emit(Type::I32, Op::Num { op: crate::ir::NumOp::Shl, rep: crate::ir::NumRep::I32, args: [raw, one] });
                self.emit(Type::Bool, Op::Truthy(shifted))
            }
            _ => self.emit(Type::Bool, Op::Truthy(raw)),
        }
    }

    fn truthy(&mut self, value: Value) -> Value {
        let bits = self.fact(value).bits;
        if let Some(rep) = self.hole(value) {
            return self.truthy_element(value, rep);
        }
        match self.natural(value) {
            Type::Bool => return self.coerce(value, Type::Bool),
            ty @ (Type::I32 | Type::U32 | Type::F64 | Type::F32) => {
                let value = self.coerce(value, ty);
                return self.emit(Type::Bool, Op::Truthy(value));
            }
            _ => {}
        }
        if bits == Kinds::BOOL {
            return self.coerce(value, Type::Bool);
        }
        if bits == Kinds::STRING {
            let string = self.coerce(value, Type::Ref);
            let length = self.emit(Type::I32, Op::StringLength(string));
            return self.emit(Type::Bool, Op::Truthy(length));
        }
        if bits & (BY_CONTENT | Kinds::BOOL) == 0 {
            return self.is(Kinds { bits: Kinds::ALL & !NULLISH, class: None }, value);
        }
        let word = self.coerce(value, Type::Word);
        if bits & !(NULLISH | Kinds::BOOL) == 0 {
            let yes = self.emit(Type::Bool, Op::Bool(true));
            let yes = self.emit(Type::Word, Op::ToWord(yes));
            return self.emit(Type::Bool, Op::Same([word, yes]));
        }
        self.emit(Type::Bool, Op::Truthy(word))
    }
}
