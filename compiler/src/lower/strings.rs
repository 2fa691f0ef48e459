//! Strings: templates, joining, text of other values, single characters.

use super::body::{Body, Known};
use super::kinds::{kinds, only};
use crate::ir::{Compare, Kinds, NumOp, NumRep, Op, Type as Held, Value, Why};
use crate::program::Expr;
use std::rc::Rc;

const STRING: Kinds = kinds(Kinds::STRING);

impl<'p> Body<'_, 'p> {
    /// `` `a${x}b` ``.
    pub fn lower_template(&mut self, strings: &'p [Rc<[u16]>], values: &'p [Expr]) -> Known {
        let mut result: Option<Known> = None;
        for (i, string) in strings.iter().enumerate() {
            if !string.is_empty() {
                let id = self.world.string(string);
                let part = self.emit(Op::Str(id), STRING);
                result = Some(self.joined(result, part));
            }
            if let Some(value) = values.get(i) {
                let known = self.told_operand(value);
                let before = self.b.at(value.span);
                let part = self.to_text(known);
                self.b.at(before);
                result = Some(self.joined(result, part));
            }
        }
        match result {
            Some(result) => result,
            None => self.text(""),
        }
    }

    fn joined(&mut self, left: Option<Known>, right: Known) -> Known {
        match left {
            Some(left) => self.concat(left, right),
            None => right,
        }
    }

    /// `a + b` on strings.
    pub fn concat(&mut self, left: Known, right: Known) -> Known {
        self.emit(Op::Concat { left: left.value, right: right.value, reuse: false }, STRING)
    }

    /// JavaScript's ToString.
    pub fn to_text(&mut self, known: Known) -> Known {
        match self.b.ty(known.value) {
            Held::Num => self.emit(Op::NumToString(known.value), STRING),
            Held::Bool => self.runtime("th_string_from_bool", vec![known.value], STRING),
            _ if only(known.kinds, Kinds::STRING) => known,
            _ => {
                let primitives = Kinds::UNDEFINED | Kinds::NULL | Kinds::BOOL | Kinds::NUM | Kinds::STRING;
                let word = self.word(known);
                if only(known.kinds, primitives) {
                    let text = self.runtime("th_word_to_string", vec![word], kinds(Kinds::STRING | Kinds::UNDEFINED));
                    return self.narrow(text, STRING, Why::Load);
                }
                self.call_library("text.text", vec![Known { value: word, kinds: known.kinds }])
            }
        }
    }

    /// `s[i]` where undefined cannot pass: throws past the end.
    pub fn string_element(&mut self, object: Value, index: Value) -> Known {
        let index = self.b.emit(Op::StringCheckIndex { object, index }, Held::Num);
        self.runtime("th_string_char_at", vec![object, index], STRING)
    }

    /// `s[i]` where the program can tell that there is no such unit. `th_string_at` would truncate a fraction.
    pub fn string_element_or_undefined(&mut self, object: Value, index: Value) -> Known {
        let test = self.b.emit(Op::StringInBounds { object, index }, Held::Bool);
        let variable = self.b.variable(Held::Word);
        let fork = self.fork(test);
        let unit = self.runtime("th_string_char_at", vec![object, index], STRING);
        let word = self.word(unit);
        self.b.write(variable, word);
        self.otherwise(&fork);
        let undefined = self.undefined();
        self.b.write(variable, undefined.value);
        self.meet(fork);
        Known { value: self.b.read(variable), kinds: kinds(Kinds::STRING | Kinds::UNDEFINED) }
    }

    /// The code point at an index in bounds as a string, and its width: one unit, or two for a surrogate pair.
    pub fn code_point_text(&mut self, object: Value, index: Value) -> (Known, Value) {
        let code = self.runtime("th_string_code_point_at", vec![object, index], kinds(Kinds::NUM));
        let last = self.constant(65535.0);
        let test = self.b.emit(Op::NumCompare { op: Compare::Gt, rep: NumRep::Open, args: [code.value, last] }, Held::Bool);
        let (text, width) = (self.b.variable(Held::Ref), self.b.variable(Held::Num));
        let fork = self.fork(test);
        let two = self.constant(2.0);
        let end = self.b.emit(Op::Num { op: NumOp::Add, rep: NumRep::Open, args: [index, two] }, Held::Num);
        let pair = self.runtime("th_string_slice", vec![object, index, end], STRING);
        self.b.write(text, pair.value);
        self.b.write(width, two);
        self.otherwise(&fork);
        let unit = self.runtime("th_string_char_at", vec![object, index], STRING);
        let one = self.constant(1.0);
        self.b.write(text, unit.value);
        self.b.write(width, one);
        self.meet(fork);
        (Known { value: self.b.read(text), kinds: STRING }, self.b.read(width))
    }
}
