//! Typed arrays and ArrayBuffers: elements, and what the library asks of them.
//!
//! A value that may be one of several sorts is looked at sort by sort; the passes drop the tests for those that the program never makes.

use super::body::{Body, Known};
use super::kinds::{self, kinds};
use crate::ir::{Element, Kinds, NumOp, NumRep, Op, Type as Held, Value, Why};
use crate::program::{Expr, Type, TypeId};

/// Operations on typed arrays and ArrayBuffers. The library has checked the arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the operation of that name in the table")]
pub enum ViewOp {
    /// A fresh one of the type that the call has, of this length.
    New,
    /// One of the type that the call has, over a buffer from an offset on, of this length.
    Of,
    /// Whether the second value is of the same sort as the first.
    IsAlike,
    /// A fresh one of the same sort, of this length.
    Alike,
    /// The name of its class.
    Name,
    /// The length of any sort of typed array.
    Length,
    /// The element of any sort of typed array at an index within.
    Element,
    /// Sets it.
    PutElement,
    Buffer,
    ByteOffset,
    ByteLength,
    BytesPerElement,
    /// A byte of a buffer at an index within.
    BufferByte,
    PutBufferByte,
    /// Whether a value is of this sort.
    IsInstance(Element),
}

impl ViewOp {
    /// The operation behind a member of a class that is not a function.
    pub fn of_member(class: Element, name: &str) -> Option<ViewOp> {
        Some(match name {
            "buffer" => ViewOp::Buffer,
            "byteOffset" => ViewOp::ByteOffset,
            "byteLength" => ViewOp::ByteLength,
            "BYTES_PER_ELEMENT" => ViewOp::BytesPerElement,
            "@@hasInstance" => ViewOp::IsInstance(class),
            _ => return None,
        })
    }
}

impl<'p> Body<'_, 'p> {
    /// Does something with a typed array in the way of each sort that it may be.
    fn by_element(&mut self, view: Known, mut action: impl FnMut(&mut Self, Element, Value)) {
        let mut forks = Vec::new();
        let sorts: Vec<Element> = Element::among(view.kinds).collect();
        // One word for all tests and conversions, so that what a test says holds for them.
        let view = if sorts.len() > 1 { Known { value: self.word(view), kinds: view.kinds } } else { view };
        for (i, &element) in sorts.iter().enumerate() {
            if i + 1 < sorts.len() {
                let test = self.is(view, kinds(element.kind()));
                forks.push(self.fork(test));
            }
            let object = self.convert(view, kinds(element.kind()), Why::Load);
            action(self, element, object);
            if i + 1 < sorts.len() {
                let fork = forks.last().expect("it was pushed above");
                self.otherwise(fork);
            }
        }
        while let Some(fork) = forks.pop() {
            self.meet(fork);
        }
    }

    /// The element at an index below the length.
    pub fn view_element(&mut self, view: Known, index: Value) -> Known {
        if let Some(element) = Element::of_kinds(view.kinds) {
            return self.emit(Op::ViewGet { element, object: view.value, index }, kinds(Kinds::NUM));
        }
        let variable = self.b.variable(Held::Num);
        self.by_element(view, |body, element, object| {
            let value = body.b.emit(Op::ViewGet { element, object, index }, Held::Num);
            body.b.write(variable, value);
        });
        Known { value: self.b.read(variable), kinds: kinds(Kinds::NUM) }
    }

    /// The element at any number; undefined past the end.
    pub fn view_element_or_undefined(&mut self, view: Known, index: Value) -> Known {
        let test = self.b.emit(Op::ViewInBounds { object: view.value, index }, Held::Bool);
        let variable = self.b.variable(Held::Word);
        let fork = self.fork(test);
        let number = self.view_element(view, index);
        let word = self.word(number);
        self.b.write(variable, word);
        self.otherwise(&fork);
        let undefined = self.undefined();
        self.b.write(variable, undefined.value);
        self.meet(fork);
        Known { value: self.b.read(variable), kinds: kinds(Kinds::NUM | Kinds::UNDEFINED) }
    }

    /// `view[index] = value`: past the end nothing happens.
    pub fn put_view_element(&mut self, view: Known, index: Value, value: Known) {
        let value = self.number(value);
        let test = self.b.emit(Op::ViewInBounds { object: view.value, index }, Held::Bool);
        let fork = self.fork(test);
        self.by_element(view, |body, element, object| body.b.effect(Op::ViewSet { element, object, index, value }));
        self.otherwise(&fork);
        self.meet(fork);
    }

    /// An operation of the library on typed arrays; `ty` is the type of its result.
    pub fn lower_view(&mut self, op: ViewOp, arguments: &'p [Expr], ty: TypeId) -> Known {
        let known: Vec<Known> = arguments.iter().map(|a| self.expr(a)).collect();
        match op {
            ViewOp::New => {
                let length = self.number(known[0]);
                let element = self.element_of(ty);
                self.emit(Op::ViewNew { element, length }, kinds(element.kind()))
            }
            ViewOp::Of => {
                let buffer = self.convert(known[0], kinds(Kinds::BUFFER), Why::Argument);
                let (offset, length) = (self.number(known[1]), self.number(known[2]));
                let element = self.element_of(ty);
                self.emit(Op::ViewOf { element, buffer, offset, length }, kinds(element.kind()))
            }
            ViewOp::IsAlike => {
                let test = self.is(known[1], known[0].kinds);
                self.boolean(test)
            }
            ViewOp::IsInstance(element) => {
                let test = self.is(known[0], kinds(element.kind()));
                self.boolean(test)
            }
            ViewOp::Alike => {
                let view = self.narrow(known[0], kinds(Kinds::VIEWS), Why::Argument);
                let length = self.number(known[1]);
                let variable = self.b.variable(Held::Ref);
                self.by_element(view, |body, element, _| {
                    let fresh = body.b.emit(Op::ViewNew { element, length }, Held::Ref);
                    body.b.write(variable, fresh);
                });
                Known { value: self.b.read(variable), kinds: view.kinds }
            }
            ViewOp::Name => self.view_name(known[0]),
            ViewOp::Length => {
                let view = self.narrow(known[0], kinds(Kinds::VIEWS), Why::Argument);
                self.length_of(view)
            }
            ViewOp::Element => {
                let view = self.narrow(known[0], kinds(Kinds::VIEWS), Why::Argument);
                let index = self.number(known[1]);
                self.view_element(view, index)
            }
            ViewOp::PutElement => {
                let view = self.narrow(known[0], kinds(Kinds::VIEWS), Why::Argument);
                let (index, value) = (self.number(known[1]), self.number(known[2]));
                self.by_element(view, |body, element, object| body.b.effect(Op::ViewSet { element, object, index, value }));
                self.undefined()
            }
            ViewOp::BufferByte | ViewOp::PutBufferByte => self.buffer_byte(&known),
            ViewOp::Buffer | ViewOp::ByteOffset | ViewOp::ByteLength | ViewOp::BytesPerElement => self.view_property(op, known[0]),
        }
    }

    /// What a type says a typed array holds.
    fn element_of(&self, ty: TypeId) -> Element {
        match self.world.program.types.get(ty) {
            Type::TypedArray(class) => Element::of_class(class).unwrap_or_else(|| panic!("lower: `{class}` is a sort of typed array")),
            other => panic!("lower: {other:?} is no typed array"),
        }
    }

    fn view_name(&mut self, view: Known) -> Known {
        let view = self.narrow(view, kinds(Kinds::VIEWS), Why::Argument);
        let variable = self.b.variable(Held::Ref);
        self.by_element(view, |body, element, _| {
            let name = body.text(element.class());
            body.b.write(variable, name.value);
        });
        Known { value: self.b.read(variable), kinds: kinds(Kinds::STRING) }
    }

    fn buffer_byte(&mut self, known: &[Known]) -> Known {
        let (element, object) = (Element::Buffer, self.convert(known[0], kinds(Kinds::BUFFER), Why::Argument));
        let index = self.number(known[1]);
        match known.get(2) {
            None => self.emit(Op::ViewGet { element, object, index }, kinds(Kinds::NUM)),
            Some(&value) => {
                let value = self.number(value);
                self.b.effect(Op::ViewSet { element, object, index, value });
                self.undefined()
            }
        }
    }

    fn view_property(&mut self, op: ViewOp, view: Known) -> Known {
        let result = if op == ViewOp::Buffer { kinds(Kinds::BUFFER) } else { kinds(Kinds::NUM) };
        let wanted = if kinds::may_be(view.kinds, Kinds::VIEWS) { Kinds::VIEWS } else { Kinds::BUFFER };
        let view = self.narrow(view, kinds(wanted), Why::Load);
        let variable = self.b.variable(kinds::held(result));
        self.by_element(view, |body, element, object| {
            let value = match op {
                ViewOp::Buffer => body.b.emit(Op::ViewBuffer { element, object }, Held::Ref),
                ViewOp::ByteOffset => body.b.emit(Op::ViewOffset { element, object }, Held::Num),
                ViewOp::BytesPerElement => body.constant(f64::from(1 << element.shift())),
                _ => {
                    let length = body.b.emit(Op::ViewLength(object), Held::Num);
                    let size = body.constant(f64::from(1 << element.shift()));
                    body.b.emit(Op::Num { op: NumOp::Mul, rep: NumRep::Open, args: [length, size] }, Held::Num)
                }
            };
            body.b.write(variable, value);
        });
        Known { value: self.b.read(variable), kinds: result }
    }
}
