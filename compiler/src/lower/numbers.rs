//! Operators: arithmetic, comparison, equality, `typeof`.

use super::body::{Body, Known};
use super::kinds::{self, HEAP, NULLISH, kinds, only};
use crate::ir::{Compare, Kinds, NumOp, NumRep, NumUnary, Op, Type as Held, Value};
use crate::program::{BinaryOp, Expr, ExprKind, UnaryOp};

const NUMBER: Kinds = kinds(Kinds::NUM);
const TEXT_OR_MISSING: u32 = Kinds::STRING | Kinds::UNDEFINED;

impl<'p> Body<'_, 'p> {
    /// `a op b`.
    pub fn lower_binary(&mut self, op: BinaryOp, left: &'p Expr, right: &'p Expr) -> Known {
        if !op.is_equality() {
            let mut is_text = |expr: &Expr| only(self.kinds_of(expr.ty), Kinds::STRING);
            let joins = op == BinaryOp::Add && (is_text(left) || is_text(right));
            let orders_texts = op.is_relational() && is_text(left) && is_text(right);
            let [left, right] = [left, right].map(|operand| match () {
                () if joins => self.told_operand(operand),
                // A unit past the end comes neither before nor behind another text.
                () if orders_texts && self.may_be_missing(operand) => self.observed(operand),
                () => self.expr(operand),
            });
            return self.binary(op, left, right);
        }
        let negated = matches!(op, BinaryOp::NotEqual | BinaryOp::StrictNotEqual);
        let value = match self.typeof_test(left, right) {
            Some(test) => test,
            None => {
                let left = self.observed(left);
                let right = self.observed(right);
                self.equal(left, right, matches!(op, BinaryOp::StrictEqual | BinaryOp::StrictNotEqual))
            }
        };
        let value = if negated { self.b.emit(Op::Not(value), Held::Bool) } else { value };
        self.boolean(value)
    }

    /// `a op b` on values.
    pub fn binary(&mut self, op: BinaryOp, left: Known, right: Known) -> Known {
        match op {
            BinaryOp::Add => self.add(left, right),
            BinaryOp::Less => self.compare(Compare::Lt, left, right),
            BinaryOp::LessEqual => self.compare(Compare::Le, left, right),
            BinaryOp::Greater => self.compare(Compare::Gt, left, right),
            BinaryOp::GreaterEqual => self.compare(Compare::Ge, left, right),
            BinaryOp::Equal | BinaryOp::StrictEqual => {
                let value = self.equal(left, right, op == BinaryOp::StrictEqual);
                self.boolean(value)
            }
            BinaryOp::NotEqual | BinaryOp::StrictNotEqual => {
                let value = self.equal(left, right, op == BinaryOp::StrictNotEqual);
                let value = self.b.emit(Op::Not(value), Held::Bool);
                self.boolean(value)
            }
            BinaryOp::Subtract => self.arithmetic(NumOp::Sub, left, right),
            BinaryOp::Multiply => self.arithmetic(NumOp::Mul, left, right),
            BinaryOp::Divide => self.arithmetic(NumOp::Div, left, right),
            BinaryOp::Remainder => self.arithmetic(NumOp::Rem, left, right),
            BinaryOp::Power => self.arithmetic(NumOp::Pow, left, right),
            BinaryOp::BitAnd => self.arithmetic(NumOp::And, left, right),
            BinaryOp::BitOr => self.arithmetic(NumOp::Or, left, right),
            BinaryOp::BitXor => self.arithmetic(NumOp::Xor, left, right),
            BinaryOp::ShiftLeft => self.arithmetic(NumOp::Shl, left, right),
            BinaryOp::ShiftRight => self.arithmetic(NumOp::Shr, left, right),
            BinaryOp::ShiftRightUnsigned => self.arithmetic(NumOp::Ushr, left, right),
        }
    }

    fn arithmetic(&mut self, op: NumOp, left: Known, right: Known) -> Known {
        let left = self.to_number(left);
        let right = self.to_number(right);
        self.emit(Op::Num { op, rep: NumRep::Open, args: [left, right] }, NUMBER)
    }

    /// ToNumber: what is no number by its kinds is converted as JavaScript does it.
    pub fn to_number(&mut self, known: Known) -> Value {
        if only(known.kinds, Kinds::NUM) {
            return self.number(known);
        }
        if only(known.kinds, Kinds::STRING) {
            return self.runtime("th_string_to_f64", vec![known.value], NUMBER).value;
        }
        let known = self.primitive(known, Kinds::INSTANCE | Kinds::ARRAY | Kinds::BINARY, "number.numeric");
        let word = self.word(known);
        self.runtime("th_word_to_f64", vec![word], NUMBER).value
    }

    /// What an object of these kinds stands for in sums and comparisons; of an object of the program's own only where some object has a
    /// say in that.
    fn primitive(&mut self, known: Known, objects: u32, function: &'static str) -> Known {
        let objects = known.kinds.bits & self.objects_with_say(objects);
        if objects == 0 {
            return known;
        }
        let known = Known { value: self.word(known), kinds: known.kinds };
        let test = self.is(known, kinds(objects));
        self.primitive_if(test, known, function)
    }

    /// What a value stands for beside `other` in `==`: an object is compared with a primitive as what it stands for.
    fn primitive_beside(&mut self, known: Known, other: Known) -> Known {
        let primitives = Kinds::NUM | Kinds::STRING | Kinds::BOOL;
        let objects = known.kinds.bits & self.objects_with_say(Kinds::INSTANCE | Kinds::ARRAY | Kinds::BINARY);
        if objects == 0 || other.kinds.bits & primitives == 0 {
            return known;
        }
        let known = Known { value: self.word(known), kinds: known.kinds };
        let variable = self.b.variable(Held::Bool);
        let test = self.is(known, kinds(objects));
        let fork = self.fork(test);
        let beside = self.is(other, kinds(primitives));
        self.b.write(variable, beside);
        self.otherwise(&fork);
        let no = self.b.emit(Op::Bool(false), Held::Bool);
        self.b.write(variable, no);
        self.meet(fork);
        let test = self.b.read(variable);
        self.primitive_if(test, known, "number.comparable")
    }

    fn objects_with_say(&self, objects: u32) -> u32 {
        // The library alone, as tests compile it, may lack the function.
        if !self.world.program.library.functions.contains_key("number.primitive") {
            return 0;
        }
        if self.world.facts.has_value_of { objects } else { objects & !Kinds::INSTANCE }
    }

    fn primitive_if(&mut self, test: Value, known: Known, function: &'static str) -> Known {
        let variable = self.b.variable(Held::Word);
        let fork = self.fork(test);
        let primitive = self.call_library(function, vec![known]);
        let word = self.word(primitive);
        self.b.write(variable, word);
        self.otherwise(&fork);
        self.b.write(variable, known.value);
        self.meet(fork);
        Known { value: self.b.read(variable), kinds: kinds::ANY }
    }

    fn add(&mut self, left: Known, right: Known) -> Known {
        let (left, right) = (self.primitive(left, Kinds::INSTANCE, "number.primitive"), self.primitive(right, Kinds::INSTANCE, "number.primitive"));
        if only(left.kinds, Kinds::NUM) && only(right.kinds, Kinds::NUM) {
            return self.arithmetic(NumOp::Add, left, right);
        }
        if only(left.kinds, Kinds::STRING) || only(right.kinds, Kinds::STRING) {
            let left = self.to_text(left);
            let right = self.to_text(right);
            return self.concat(left, right);
        }
        let primitives = Kinds::NUM | Kinds::BOOL | NULLISH;
        if only(left.kinds, primitives) && only(right.kinds, primitives) {
            return self.arithmetic(NumOp::Add, left, right);
        }
        self.add_by_kind(left, right)
    }

    /// `+` on values of which only run time tells whether they are joined or added: text if one is not a number, boolean, undefined or null.
    fn add_by_kind(&mut self, left: Known, right: Known) -> Known {
        let texts = kinds(HEAP);
        let wanted = kinds(Kinds::STRING | Kinds::NUM);
        let variable = self.b.variable(Held::Word);
        let left_is = self.is(left, texts);
        let right_is = self.is(right, texts);
        let (join, second, sum, after) = (self.b.block(), self.b.block(), self.b.block(), self.b.block());
        self.b.branch(left_is, join, second);
        self.b.seal(second);
        self.b.switch_to(second);
        self.b.branch(right_is, join, sum);
        self.b.seal(join);
        self.b.seal(sum);
        self.b.switch_to(join);
        let (a, b) = (self.to_text(left), self.to_text(right));
        let text = self.concat(a, b);
        let text = self.word(text);
        self.b.write(variable, text);
        self.b.jump(after);
        self.b.switch_to(sum);
        let number = self.arithmetic(NumOp::Add, left, right);
        let number = self.word(number);
        self.b.write(variable, number);
        self.b.jump(after);
        self.b.seal(after);
        self.b.switch_to(after);
        Known { value: self.b.read(variable), kinds: wanted }
    }

    fn compare(&mut self, op: Compare, left: Known, right: Known) -> Known {
        let (left, right) = (self.primitive(left, Kinds::INSTANCE, "number.numeric"), self.primitive(right, Kinds::INSTANCE, "number.numeric"));
        let may_be_text = |known: Known| known.kinds.bits & HEAP != 0;
        let value = if only(left.kinds, Kinds::STRING) && only(right.kinds, Kinds::STRING) {
            self.compare_texts(op, left, right)
        } else if only(left.kinds, TEXT_OR_MISSING) && only(right.kinds, TEXT_OR_MISSING) {
            self.compare_found_texts(op, left, right)
        } else if may_be_text(left) && may_be_text(right) {
            self.compare_by_kind(op, left, right)
        } else {
            self.compare_numbers(op, left, right)
        };
        self.boolean(value)
    }

    fn compare_texts(&mut self, op: Compare, left: Known, right: Known) -> Value {
        let order = self.runtime("th_string_compare", vec![left.value, right.value], NUMBER);
        let zero = self.constant(0.0);
        self.b.emit(Op::NumCompare { op, rep: NumRep::Open, args: [order.value, zero] }, Held::Bool)
    }

    /// Of texts that may be missing: no order holds with undefined.
    fn compare_found_texts(&mut self, op: Compare, left: Known, right: Known) -> Value {
        let variable = self.b.variable(Held::Bool);
        let no = self.b.emit(Op::Bool(false), Held::Bool);
        let left_is = self.is(left, kinds(Kinds::STRING));
        let fork = self.fork(left_is);
        let right_is = self.is(right, kinds(Kinds::STRING));
        let inner = self.fork(right_is);
        let [a, b] = [left, right].map(|known| self.narrow(known, kinds(Kinds::STRING), crate::ir::Why::Load));
        let ordered = self.compare_texts(op, a, b);
        self.b.write(variable, ordered);
        self.otherwise(&inner);
        self.b.write(variable, no);
        self.meet(inner);
        self.otherwise(&fork);
        self.b.write(variable, no);
        self.meet(fork);
        self.b.read(variable)
    }

    fn compare_numbers(&mut self, op: Compare, left: Known, right: Known) -> Value {
        let args = [self.to_number(left), self.to_number(right)];
        self.b.emit(Op::NumCompare { op, rep: NumRep::Open, args }, Held::Bool)
    }

    /// Of values of which only run time tells: as texts if both are strings or objects, else as numbers.
    fn compare_by_kind(&mut self, op: Compare, left: Known, right: Known) -> Value {
        let variable = self.b.variable(Held::Bool);
        let (second, texts, numbers, after) = (self.b.block(), self.b.block(), self.b.block(), self.b.block());
        let left_is = self.is(left, kinds(HEAP));
        self.b.branch(left_is, second, numbers);
        self.b.seal(second);
        self.b.switch_to(second);
        let right_is = self.is(right, kinds(HEAP));
        self.b.branch(right_is, texts, numbers);
        self.b.seal(texts);
        self.b.seal(numbers);
        self.b.switch_to(texts);
        let (a, b) = (self.text_on_heap(left), self.text_on_heap(right));
        let ordered = self.compare_texts(op, a, b);
        self.b.write(variable, ordered);
        self.b.jump(after);
        self.b.switch_to(numbers);
        let ordered = self.compare_numbers(op, left, right);
        self.b.write(variable, ordered);
        self.b.jump(after);
        self.b.seal(after);
        self.b.switch_to(after);
        self.b.read(variable)
    }

    /// The text of what was found to lie on the heap.
    fn text_on_heap(&mut self, known: Known) -> Known {
        let bits = known.kinds.bits & HEAP;
        if bits == Kinds::STRING { self.narrow(known, kinds(Kinds::STRING), crate::ir::Why::Load) } else { self.to_text(known) }
    }

    /// `===` or `==`: `bool`.
    pub fn equal(&mut self, left: Known, right: Known, strict: bool) -> Value {
        for (known, other) in [(left, right), (right, left)] {
            // Comparing with undefined or null asks for the kind alone.
            if only(other.kinds, Kinds::UNDEFINED) || only(other.kinds, Kinds::NULL) {
                let wanted = if strict { other.kinds.bits } else { NULLISH };
                return self.is(known, kinds(wanted));
            }
        }
        let both = |bits: u32| only(left.kinds, bits) && only(right.kinds, bits);
        let held = (self.b.ty(left.value), self.b.ty(right.value));
        let objects = HEAP & !Kinds::STRING;
        match held {
            (Held::Num, Held::Num) => self.b.emit(Op::NumCompare { op: Compare::Eq, rep: NumRep::Open, args: [left.value, right.value] }, Held::Bool),
            (Held::Bool, Held::Bool) => self.b.emit(Op::Same([left.value, right.value]), Held::Bool),
            (Held::Ref, Held::Ref) if both(objects) => self.b.emit(Op::Same([left.value, right.value]), Held::Bool),
            _ => {
                let (left, right) = if strict { (left, right) } else { (self.primitive_beside(left, right), self.primitive_beside(right, left)) };
                let args = [self.word(left), self.word(right)];
                // Values of one kind, or of kinds that `==` does not convert between.
                let alike = both(kinds::HEAP | NULLISH) && !strict;
                let same_kind = both(Kinds::STRING | NULLISH) || both(objects | NULLISH);
                let op = if strict || (alike && same_kind && !self.mixes_nullish(left, right)) { Op::StrictEqual(args) } else { Op::LooseEqual(args) };
                self.b.emit(op, Held::Bool)
            }
        }
    }

    /// `null == undefined` holds, `null === undefined` does not.
    fn mixes_nullish(&self, left: Known, right: Known) -> bool {
        (left.kinds.bits | right.kinds.bits) & NULLISH == NULLISH
    }

    /// `typeof x === "string"` asks for the kind alone.
    fn typeof_test(&mut self, left: &'p Expr, right: &'p Expr) -> Option<Value> {
        let (ExprKind::TypeOf(operand), ExprKind::String(text)) = (&left.kind, &right.kind) else { return None };
        let wanted = match String::from_utf16(text).ok()?.as_str() {
            "string" => Kinds::STRING,
            "number" => Kinds::NUM,
            "boolean" => Kinds::BOOL,
            "undefined" => Kinds::UNDEFINED,
            "function" => Kinds::FUNCTION,
            "object" => Kinds::NULL | Kinds::ARRAY | Kinds::BINARY | Kinds::INSTANCE,
            "symbol" => {
                let known = self.observed(operand);
                let symbol = self.world.symbol_kinds();
                return Some(self.is(known, symbol));
            }
            _ => return None,
        };
        let known = self.observed(operand);
        if wanted & Kinds::INSTANCE == 0 || !self.world.has_symbols() {
            return Some(self.is(known, kinds(wanted)));
        }
        let no = |body: &mut Self| body.b.emit(Op::Bool(false), Held::Bool);
        Some(self.unless_symbol(known, Held::Bool, no, |body| body.is(known, kinds(wanted))))
    }

    /// What `otherwise` gives unless the value is a symbol.
    pub(super) fn unless_symbol(&mut self, known: Known, held: Held, symbol: impl FnOnce(&mut Self) -> Value, otherwise: impl FnOnce(&mut Self) -> Value) -> Value {
        let wanted = self.world.symbol_kinds();
        let test = self.is(known, wanted);
        let variable = self.b.variable(held);
        let (yes, no, after) = (self.b.block(), self.b.block(), self.b.block());
        self.b.branch(test, yes, no);
        self.b.seal(yes);
        self.b.seal(no);
        self.b.switch_to(yes);
        let value = symbol(self);
        self.b.write(variable, value);
        self.b.jump(after);
        self.b.switch_to(no);
        let value = otherwise(self);
        self.b.write(variable, value);
        self.b.jump(after);
        self.b.seal(after);
        self.b.switch_to(after);
        self.b.read(variable)
    }

    /// `typeof x`.
    pub fn lower_type_of(&mut self, operand: &'p Expr) -> Known {
        let known = self.observed(operand);
        let name = match known.kinds.bits {
            Kinds::NUM => "number",
            Kinds::STRING => "string",
            Kinds::BOOL => "boolean",
            Kinds::UNDEFINED => "undefined",
            Kinds::FUNCTION => "function",
            _ => {
                let word = self.word(known);
                let wanted = kinds(Kinds::STRING);
                if !self.world.has_symbols() || !kinds::may_be(known.kinds, Kinds::INSTANCE) {
                    return self.emit(Op::TypeOf(word), wanted);
                }
                let symbol = |body: &mut Self| body.text("symbol").value;
                let value = self.unless_symbol(known, kinds::held(wanted), symbol, |body| body.emit(Op::TypeOf(word), wanted).value);
                return Known { value, kinds: wanted };
            }
        };
        self.text(name)
    }

    /// `-x`, `+x`, `~x`.
    pub fn lower_number_unary(&mut self, op: UnaryOp, operand: &'p Expr) -> Known {
        if let (UnaryOp::Negate, ExprKind::Number(number)) = (op, &operand.kind) {
            let value = self.constant(-number);
            return Known { value, kinds: NUMBER };
        }
        let known = self.expr(operand);
        let arg = self.to_number(known);
        let op = match op {
            UnaryOp::Negate => NumUnary::Neg,
            UnaryOp::BitNot => NumUnary::Not,
            _ => return Known { value: arg, kinds: NUMBER },
        };
        self.emit(Op::NumUnary { op, rep: NumRep::Open, arg }, NUMBER)
    }
}
