//! Arrays: literals, elements that may be missing, `for…of`, lengths.

use super::body::{Body, Known, Scope};
use super::kinds::{self, ANY, kinds, only};
use crate::ir::{Compare, Kinds, NumOp, NumRep, Op, Type as Held, Value, Why};
use crate::program::{ArrayElement, BindingId, Expr, Statement, TargetId, Type, TypeId};

impl<'p> Body<'_, 'p> {
    /// `[a, b, ...c]`.
    pub fn lower_array(&mut self, elements: &'p [ArrayElement], ty: TypeId) -> Known {
        let wanted = self.element_kinds(ty);
        let plain = elements.iter().take_while(|e| matches!(e, ArrayElement::Item(_))).count();
        let mut words = Vec::new();
        for element in &elements[..plain] {
            let ArrayElement::Item(item) = element else { continue };
            words.push(self.element_word(item, wanted));
        }
        let array = self.emit(Op::ArrayNew { elements: words, rep: Default::default() }, kinds(Kinds::ARRAY));
        for element in &elements[plain..] {
            match element {
                ArrayElement::Item(item) => {
                    let value = self.element_word(item, wanted);
                    self.push(array.value, value);
                }
                ArrayElement::Spread(spread) => {
                    let from = self.expr(spread);
                    self.push_all(array.value, from);
                }
            }
        }
        array
    }

    /// Kinds of an array type's elements; anything where the type is not an array.
    pub fn element_kinds(&mut self, ty: TypeId) -> Kinds {
        match self.world.program.types.get(ty) {
            &Type::Array { element, .. } => {
                let kinds = self.kinds_of(element);
                if kinds.bits == 0 { ANY } else { kinds }
            }
            Type::TypedArray(_) => kinds(Kinds::NUM),
            Type::String | Type::StringLiteral { .. } => kinds(Kinds::STRING),
            _ => ANY,
        }
    }

    fn element_word(&mut self, item: &'p Expr, wanted: Kinds) -> Value {
        let known = if wanted.bits & Kinds::UNDEFINED != 0 { self.observed(item) } else { self.expr(item) };
        let known = self.narrow(known, wanted, Why::Load);
        self.word(known)
    }

    /// Appends; gives the new length.
    pub fn push(&mut self, object: Value, value: Value) -> Value {
        self.b.emit(Op::ArrayPush { object, value, rep: Default::default() }, Held::Num)
    }

    /// Appends whatever an array, string or typed array holds.
    pub fn push_all(&mut self, object: Value, from: Known) {
        let from = self.iterable(from);
        self.each(from, |body, known| {
            let value = body.word(known);
            body.push(object, value);
        });
    }

    /// The length of whatever has one.
    pub fn length_of(&mut self, object: Known) -> Known {
        let number = kinds(Kinds::NUM);
        if only(object.kinds, Kinds::STRING) {
            return self.emit(Op::StringLength(object.value), number);
        }
        if only(object.kinds, Kinds::BINARY) {
            return self.emit(Op::ViewLength(object.value), number);
        }
        if only(object.kinds, Kinds::ARRAY) {
            return self.emit(Op::ArrayLength(object.value), number);
        }
        self.length_by_kind(object)
    }

    /// The length of a value whose kind only run time tells.
    fn length_by_kind(&mut self, object: Known) -> Known {
        let word = Known { value: self.word(object), kinds: ANY };
        let variable = self.b.variable(Held::Num);
        let test = self.is(word, kinds(Kinds::STRING));
        let fork = self.fork(test);
        let string = self.convert(word, kinds(Kinds::STRING), Why::Load);
        let length = self.b.emit(Op::StringLength(string), Held::Num);
        self.b.write(variable, length);
        self.otherwise(&fork);
        let test = self.is(word, kinds(Kinds::VIEWS));
        let inner = self.fork(test);
        let view = self.convert(word, kinds(Kinds::VIEWS), Why::Load);
        let length = self.b.emit(Op::ViewLength(view), Held::Num);
        self.b.write(variable, length);
        self.otherwise(&inner);
        let rest = Known { value: word.value, kinds: ANY };
        let array = self.convert(rest, kinds(Kinds::ARRAY), Why::Load);
        let length = self.b.emit(Op::ArrayLength(array), Held::Num);
        self.b.write(variable, length);
        self.meet(inner);
        self.meet(fork);
        Known { value: self.b.read(variable), kinds: kinds(Kinds::NUM) }
    }

    /// `object[index]` where the program can tell that the element is missing.
    pub fn element_or_undefined(&mut self, object: Known, index: &'p Expr, ty: TypeId) -> Known {
        let index = self.expr(index);
        let index = self.number(index);
        if only(object.kinds, Kinds::STRING) {
            return self.string_element_or_undefined(object.value, index);
        }
        if only(object.kinds, Kinds::VIEWS) {
            return self.view_element_or_undefined(object, index);
        }
        let wanted = self.kinds_of(ty);
        if !only(object.kinds, Kinds::ARRAY) && self.world.program.library.functions.contains_key("any.element") {
            let known = self.loose_element(object, index);
            let wanted = if wanted.bits == 0 { ANY } else { self.join(wanted, kinds(Kinds::UNDEFINED)) };
            return self.narrow(known, wanted, Why::Load);
        }
        let array = self.convert(object, kinds(Kinds::ARRAY), Why::Load);
        self.array_element_or_undefined(array, index, wanted)
    }

    /// The element of what is an array or something else, or undefined.
    pub fn loose_element(&mut self, object: Known, index: Value) -> Known {
        let object = Known { value: self.word(object), kinds: object.kinds };
        let test = self.is(object, kinds(Kinds::ARRAY));
        let variable = self.b.variable(Held::Word);
        let fork = self.fork(test);
        let array = self.convert(object, kinds(Kinds::ARRAY), Why::Load);
        let known = self.array_element_or_undefined(array, index, ANY);
        self.b.write(variable, known.value);
        self.otherwise(&fork);
        let known = self.call_library("any.element", vec![object, Known { value: index, kinds: kinds(Kinds::NUM) }]);
        let word = self.word(known);
        self.b.write(variable, word);
        self.meet(fork);
        Known { value: self.b.read(variable), kinds: ANY }
    }

    /// `object[index] = value` of what is an array or something else.
    pub fn put_loose_element(&mut self, object: Known, index: Value, value: Known) {
        let object = Known { value: self.word(object), kinds: object.kinds };
        let value = Known { value: self.word(value), kinds: value.kinds };
        let test = self.is(object, kinds(Kinds::ARRAY));
        let fork = self.fork(test);
        let array = self.convert(object, kinds(Kinds::ARRAY), Why::Load);
        self.b.effect(Op::ElementPut { object: array, index, value: value.value, rep: Default::default() });
        self.otherwise(&fork);
        self.call_library("any.putElement", vec![object, Known { value: index, kinds: kinds(Kinds::NUM) }, value]);
        self.meet(fork);
    }

    /// The element of an array, or undefined past the end.
    pub fn array_element_or_undefined(&mut self, object: Value, index: Value, wanted: Kinds) -> Known {
        let wanted = if wanted.bits == 0 { ANY } else { self.join(wanted, kinds(Kinds::UNDEFINED)) };
        let test = self.b.emit(Op::InBounds { object, index }, Held::Bool);
        let variable = self.b.variable(Held::Word);
        let fork = self.fork(test);
        let word = self.b.emit(Op::ElementGet { object, index, rep: Default::default() }, Held::Word);
        let known = self.loaded(word, wanted, Why::Load);
        let word = self.word(known);
        self.b.write(variable, word);
        self.otherwise(&fork);
        let undefined = self.undefined();
        self.b.write(variable, undefined.value);
        self.meet(fork);
        let word = Known { value: self.b.read(variable), kinds: wanted };
        // `(null | undefined)[]` and its like are held as words, everything else joins undefined and so is one as well.
        debug_assert_eq!(kinds::held(wanted), Held::Word);
        word
    }

    /// The element at an index that must be below the length, as it is.
    pub fn checked_element(&mut self, object: Value, index: Value, ty: TypeId) -> Known {
        let wanted = self.kinds_of(ty);
        let wanted = self.join(wanted, kinds(Kinds::UNDEFINED));
        let index = self.b.emit(Op::CheckIndex { object, index }, Held::Num);
        let word = self.b.emit(Op::ElementGet { object, index, rep: Default::default() }, Held::Word);
        self.loaded(word, wanted, Why::Load)
    }

    /// Does something with each element of an array, string or typed array; the length is looked at before each.
    pub fn each(&mut self, from: Known, action: impl FnMut(&mut Self, Known)) {
        self.each_from(from, 0, action);
    }

    /// The same from a position on.
    pub fn each_from(&mut self, from: Known, first: usize, mut action: impl FnMut(&mut Self, Known)) {
        let index = self.cursor(first);
        let (head, inside, after) = (self.b.block(), self.b.block(), self.b.block());
        self.b.jump(head);
        self.b.switch_to(head);
        let (at, test) = self.more(from, index);
        self.b.branch(test, inside, after);
        self.b.seal(inside);
        self.b.switch_to(inside);
        let (known, width) = self.element_in_bounds(from, at, ANY);
        action(self, known);
        self.step(index, width);
        self.b.jump(head);
        self.b.seal(head);
        self.b.seal(after);
        self.b.switch_to(after);
    }

    fn more(&mut self, from: Known, index: crate::ir::build::Variable) -> (Value, Value) {
        let at = self.b.read(index);
        let length = self.length_of(from);
        let test = self.b.emit(Op::NumCompare { op: Compare::Lt, rep: NumRep::Open, args: [at, length.value] }, Held::Bool);
        (at, test)
    }

    /// An index that starts here.
    fn cursor(&mut self, first: usize) -> crate::ir::build::Variable {
        let index = self.b.variable(Held::Num);
        let first = self.constant(first as f64);
        self.b.write(index, first);
        index
    }

    /// Goes on by `width`, or by one.
    fn step(&mut self, index: crate::ir::build::Variable, width: Option<Value>) {
        let at = self.b.read(index);
        let by = match width {
            Some(width) => width,
            None => self.constant(1.0),
        };
        let next = self.b.emit(Op::Num { op: NumOp::Add, rep: NumRep::Open, args: [at, by] }, Held::Num);
        self.b.write(index, next);
    }

    /// The element at an index below the length; for a string the code point there, and how many units it has.
    fn element_in_bounds(&mut self, from: Known, index: Value, wanted: Kinds) -> (Known, Option<Value>) {
        let object = from.value;
        if only(from.kinds, Kinds::STRING) {
            let (text, width) = self.code_point_text(object, index);
            return (text, Some(width));
        }
        if only(from.kinds, Kinds::VIEWS) {
            return (self.view_element(from, index), None);
        }
        let word = self.b.emit(Op::ElementGet { object, index, rep: Default::default() }, Held::Word);
        (self.loaded(word, wanted, Why::Load), None)
    }

    /// `for (const x of xs)`.
    pub fn lower_for_of(&mut self, target: TargetId, binding: BindingId, iterable: &'p Expr, body: &'p [Statement]) {
        let from = self.expr(iterable);
        let from = self.iterable(from);
        let declared = self.kinds_of(self.world.program.bindings[binding.index()].ty);
        let index = self.cursor(0);
        let (head, inside, repeat, after) = (self.b.block(), self.b.block(), self.b.block(), self.b.block());
        self.b.jump(head);
        self.b.switch_to(head);
        let (at, test) = self.more(from, index);
        self.b.branch(test, inside, after);
        self.b.seal(inside);
        self.b.switch_to(inside);
        let (known, width) = self.element_in_bounds(from, at, declared);
        // Read after the body, which `continue` may leave early.
        let kept = width.map(|w| {
            let kept = self.b.variable(Held::Num);
            self.b.write(kept, w);
            kept
        });
        self.declare(binding, Some(known));
        self.scopes.push(Scope::Target { target, leave: after, repeat: Some(repeat) });
        self.lower_block(body);
        self.scopes.pop();
        self.b.jump(repeat);
        self.b.seal(repeat);
        self.b.switch_to(repeat);
        let width = kept.map(|k| self.b.read(k));
        self.step(index, width);
        self.b.jump(head);
        self.b.seal(head);
        self.b.seal(after);
        self.b.switch_to(after);
    }

    /// What `for…of` and spreads go over: an array, string or typed array, checked to be one.
    pub fn iterable(&mut self, from: Known) -> Known {
        if only(from.kinds, Kinds::STRING) || only(from.kinds, Kinds::VIEWS) {
            return from;
        }
        self.narrow(from, kinds(Kinds::ARRAY), Why::Load)
    }
}
