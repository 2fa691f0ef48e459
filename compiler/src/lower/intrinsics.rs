//! Built-in operations: what the library declares without a body, by `Owner.member`.
//!
//! Most are one row of the runtime's table or one operation of the Ir, written as data in [`table`]; the rest are functions
//! below. Optional arguments have their defaults in the table. A rest parameter's arguments come in an array literal.

use super::body::{Body, Known};
use super::kinds::{self, ANY, kinds};
use super::places::Access;
use crate::ir::{Compare, Kinds, NumOp, NumRep, NumUnary, Op, Type as Held, Value, Why};
use crate::program::{ArrayElement, Expr, ExprKind, Intrinsic, TypeId};

mod table;

pub use table::{asked, is_known};
use table::Gives as G;
use table::Takes::{Array, Bool, Int32, Number, NumberOr, Text, Uint32Or, Word};
use table::{Asked, Expansion, Gives, Special, Takes, expansion};

impl super::World<'_> {
    /// The answer.
    pub fn holds_of_program(&self, asked: Asked) -> bool {
        match asked {
            Asked::Accessors => self.facts.has_accessors,
            Asked::NamedErrors => !self.facts.error_names.is_empty(),
            Asked::Extended => self.extends_collections(),
            Asked::Bound => self.program.library.functions.contains_key("function.bind"),
            Asked::NumberKeys => self.facts.has_number_keys,
            Asked::Thenables => self.facts.has_then,
            Asked::Tags => self.facts.has_tag,
            Asked::LooseToJson => self.facts.has_loose_to_json,
            Asked::Deletions => ["dictionary.remove", "mixed.remove"].iter().any(|&name| self.program.library.functions.contains_key(name)),
        }
    }

    /// Whether a class extends one of the library's whose text in `console.log` tells what it holds.
    fn extends_collections(&self) -> bool {
        let library = &self.program.library.classes;
        let sorts: Vec<_> = ["Map", "Set", "Promise"].iter().filter_map(|&name| library.get(name)).collect();
        self.program.classes.iter().any(|class| class.base.as_ref().is_some_and(|(base, _)| sorts.contains(&base)))
    }
}

impl<'p> Body<'_, 'p> {
    /// A call of a built-in operation; `ty` is the type of its result.
    pub fn lower_intrinsic(&mut self, intrinsic: &Intrinsic, arguments: &'p [Expr], ty: TypeId) -> Known {
        let Some(expansion) = expansion(&intrinsic.0) else {
            panic!("lower: `{}` is in the library's declarations and not in the table of operations", intrinsic.0);
        };
        match expansion {
            Expansion::Runtime(name, takes, gives) => {
                let args = self.runtime_arguments(takes, arguments);
                self.runtime_result(name, args, gives, ty)
            }
            Expansion::Unary(op) => {
                let arg = self.number_argument(arguments, 0);
                self.emit(Op::NumUnary { op, rep: NumRep::Open, arg }, kinds(Kinds::NUM))
            }
            Expansion::Binary(op) => {
                let args = [self.number_argument(arguments, 0), self.number_argument(arguments, 1)];
                self.emit(Op::Num { op, rep: NumRep::Open, args }, kinds(Kinds::NUM))
            }
            Expansion::Special(special) => self.lower_special(special, arguments, ty),
        }
    }

    fn runtime_arguments(&mut self, takes: &[Takes], arguments: &'p [Expr]) -> Vec<Value> {
        let known: Vec<Known> = arguments.iter().map(|a| self.expr(a)).collect();
        takes.iter().enumerate().map(|(i, &take)| self.runtime_argument(take, known.get(i).copied())).collect()
    }

    fn runtime_argument(&mut self, take: Takes, known: Option<Known>) -> Value {
        if let NumberOr(default) | Uint32Or(default) = take {
            let Some(known) = known else { return self.constant(default) };
            let number = self.number_or(known, default);
            return if take == NumberOr(default) { number } else { self.to_uint32(number) };
        }
        let known = match known {
            Some(known) => known,
            None => self.undefined(),
        };
        let wanted = match take {
            Text => Kinds::STRING,
            Number => Kinds::NUM,
            Int32 => {
                let number = self.number(known);
                return self.to_int32(number);
            }
            Bool => Kinds::BOOL,
            Array => Kinds::ARRAY,
            Word | NumberOr(_) | Uint32Or(_) => return self.word(known),
        };
        self.convert(known, kinds(wanted), Why::Argument)
    }

    /// The number, or the default where the argument is undefined.
    fn number_or(&mut self, known: Known, default: f64) -> Value {
        if !kinds::may_be(known.kinds, Kinds::UNDEFINED) {
            return self.number(known);
        }
        let variable = self.b.variable(Held::Num);
        let test = self.is(known, kinds(Kinds::UNDEFINED));
        let fork = self.fork(test);
        let absent = self.constant(default);
        self.b.write(variable, absent);
        self.otherwise(&fork);
        let given = self.number(known);
        self.b.write(variable, given);
        self.meet(fork);
        self.b.read(variable)
    }

    fn to_int32(&mut self, number: Value) -> Value {
        let zero = self.constant(0.0);
        self.b.emit(Op::Num { op: NumOp::Or, rep: NumRep::Open, args: [number, zero] }, Held::Num)
    }

    fn to_uint32(&mut self, number: Value) -> Value {
        let zero = self.constant(0.0);
        self.b.emit(Op::Num { op: NumOp::Ushr, rep: NumRep::Open, args: [number, zero] }, Held::Num)
    }

    fn runtime_result(&mut self, name: &str, args: Vec<Value>, gives: Gives, ty: TypeId) -> Known {
        let kind = match gives {
            G::Nothing => {
                self.runtime_effect(name, args);
                return self.undefined();
            }
            G::Never => {
                self.runtime_effect(name, args);
                self.b.terminate(crate::ir::Terminator::Unreachable);
                return self.undefined();
            }
            G::Object => {
                let object = self.b.emit(Op::CallRuntime { name: name.into(), args }, Held::Ref);
                return Known { value: self.b.emit(Op::ToWord(object), Held::Word), kinds: ANY };
            }
            G::Word => {
                let known = self.runtime(name, args, ANY);
                let wanted = self.kinds_of(ty);
                return self.narrow(known, wanted, Why::Load);
            }
            G::NumberOrUndefined => {
                let known = self.runtime(name, args, kinds(Kinds::NUM));
                return self.unless_minus_one(known.value);
            }
            G::Number => Kinds::NUM,
            G::Bool => Kinds::BOOL,
            G::Text => Kinds::STRING,
            G::Array => Kinds::ARRAY,
        };
        self.runtime(name, args, kinds(kind))
    }

    /// The number, or undefined where it is -1.
    fn unless_minus_one(&mut self, number: Value) -> Known {
        let variable = self.b.variable(Held::Word);
        let minus_one = self.constant(-1.0);
        let test = self.b.emit(Op::NumCompare { op: Compare::Eq, rep: NumRep::Open, args: [number, minus_one] }, Held::Bool);
        let fork = self.fork(test);
        let undefined = self.undefined();
        self.b.write(variable, undefined.value);
        self.otherwise(&fork);
        let word = self.b.emit(Op::ToWord(number), Held::Word);
        self.b.write(variable, word);
        self.meet(fork);
        Known { value: self.b.read(variable), kinds: kinds(Kinds::NUM | Kinds::UNDEFINED) }
    }

    fn number_argument(&mut self, arguments: &'p [Expr], index: usize) -> Value {
        match arguments.get(index) {
            Some(argument) => {
                let known = self.expr(argument);
                self.to_number(known)
            }
            None => self.constant(f64::NAN),
        }
    }

    fn lower_special(&mut self, special: Special, arguments: &'p [Expr], ty: TypeId) -> Known {
        match special {
            Special::ArrayPush => self.lower_push(arguments),
            Special::ArrayPop => self.lower_pop(arguments, ty),
            Special::ElementAt => {
                let [object, index] = [&arguments[0], &arguments[1]].map(|argument| self.expr(argument));
                let object = self.convert(object, kinds(Kinds::ARRAY), Why::Argument);
                let index = self.number(index);
                self.checked_element(object, index, ty)
            }
            Special::IsArray | Special::IsView | Special::IsBuffer | Special::IsFunction => {
                let known = self.expr(&arguments[0]);
                let wanted = match special {
                    Special::IsArray => Kinds::ARRAY,
                    Special::IsFunction => Kinds::FUNCTION,
                    Special::IsView => Kinds::VIEWS,
                    _ => Kinds::BUFFER,
                };
                let test = self.is(known, kinds(wanted));
                self.boolean(test)
            }
            Special::IsObject => {
                let known = self.expr(&arguments[0]);
                let objects = kinds(kinds::HEAP & !Kinds::STRING);
                let no = |body: &mut Self| body.b.emit(Op::Bool(false), Held::Bool);
                let test = match self.world.has_symbols() {
                    true => self.unless_symbol(known, Held::Bool, no, |body| body.is(known, objects)),
                    false => self.is(known, objects),
                };
                self.boolean(test)
            }
            Special::FunctionText => {
                self.world.shows_functions = true;
                let known = self.expr(&arguments[0]);
                let word = self.word(known);
                self.runtime("th_word_function", vec![word], kinds(Kinds::STRING))
            }
            Special::Has(name) => {
                let object = self.expr(&arguments[0]);
                self.has_member(&name.into(), object)
            }
            Special::Member(name) => {
                let object = self.expr(&arguments[0]);
                let object = self.narrow(object, kinds::without(ANY, kinds::NULLISH), Why::Load);
                self.observed_member(object, &name.into(), ANY)
            }
            Special::Holder => {
                let object = self.expr(&arguments[0]);
                self.holder_of(object, Access::Read, |body| body.expr(&arguments[1]))
            }
            Special::CallMember(name) => {
                let object = self.expr(&arguments[0]);
                let result = self.call_member(object, &name.into(), &[], &arguments[1..], None);
                let wanted = self.kinds_of(ty);
                self.narrow(result, wanted, Why::Argument)
            }
            Special::Any(asked) => {
                let holds = self.world.holds_of_program(asked);
                let value = self.b.emit(Op::Bool(holds), Held::Bool);
                self.boolean(value)
            }
            Special::ArrayConstructor => {
                let length = match arguments.first() {
                    Some(length) => {
                        let known = self.expr(length);
                        self.number_or(known, 0.0)
                    }
                    None => self.constant(0.0),
                };
                self.emit(Op::ArrayNewFilled { length, rep: Default::default() }, kinds(Kinds::ARRAY))
            }
            Special::View(op) => self.lower_view(op, arguments, ty),
            Special::CharCodeAt => self.lower_char_code_at(arguments),
            Special::FromCharCode => self.lower_from_char_code(arguments),
            Special::StringCall => match arguments.first() {
                Some(argument) => {
                    let known = self.observed(argument);
                    self.to_text(known)
                }
                None => self.text(""),
            },
            Special::NumberCall => {
                let value = match arguments.first() {
                    Some(argument) => {
                        let known = self.observed(argument);
                        self.to_number(known)
                    }
                    None => self.constant(0.0),
                };
                Known { value, kinds: kinds(Kinds::NUM) }
            }
            Special::BooleanCall => {
                let known = match arguments.first() {
                    Some(argument) => self.observed(argument),
                    None => self.undefined(),
                };
                let truth = self.truth(known);
                self.boolean(truth)
            }
            Special::BooleanToString => {
                let known = self.expr(&arguments[0]);
                let known = self.narrow(known, kinds(Kinds::BOOL), Why::Load);
                self.to_text(known)
            }
            Special::Identity => self.expr(&arguments[0]),
            Special::Max => self.fold_numbers(NumOp::Max, f64::NEG_INFINITY, arguments),
            Special::Min => self.fold_numbers(NumOp::Min, f64::INFINITY, arguments),
            Special::Hypot => self.fold_numbers(NumOp::Hypot, 0.0, arguments),
            Special::IsNaN => {
                let number = self.number_argument(arguments, 0);
                let value = self.b.emit(Op::NumCompare { op: Compare::Ne, rep: NumRep::Open, args: [number, number] }, Held::Bool);
                self.boolean(value)
            }
            Special::IsFinite => self.lower_is_finite(arguments),
            Special::ConsoleLog => self.lower_console_log(arguments),
        }
    }

    /// x - x is 0 for every finite number, NaN for the others.
    fn lower_is_finite(&mut self, arguments: &'p [Expr]) -> Known {
        let number = self.number_argument(arguments, 0);
        let zero = self.constant(0.0);
        let difference = self.b.emit(Op::Num { op: NumOp::Sub, rep: NumRep::Open, args: [number, number] }, Held::Num);
        let value = self.b.emit(Op::NumCompare { op: Compare::Eq, rep: NumRep::Open, args: [difference, zero] }, Held::Bool);
        self.boolean(value)
    }

    /// `a.push(x, …)`.
    fn lower_push(&mut self, arguments: &'p [Expr]) -> Known {
        let array = self.expr(&arguments[0]);
        let object = self.convert(array, kinds(Kinds::ARRAY), Why::Load);
        let mut length = None;
        let element = self.element_kinds(arguments[0].ty);
        for item in rest_items(arguments, 1) {
            match item {
                ArrayElement::Item(item) => {
                    let known = if kinds::may_be(element, Kinds::UNDEFINED) { self.observed(item) } else { self.expr(item) };
                    let known = self.narrow(known, element, Why::Argument);
                    let word = self.word(known);
                    length = Some(self.push(object, word));
                }
                ArrayElement::Spread(spread) => {
                    let from = self.expr(spread);
                    let from = self.iterable(from);
                    self.each(from, |body, known| {
                        let word = body.word(known);
                        body.push(object, word);
                    });
                    length = None;
                }
            }
        }
        let value = length.unwrap_or_else(|| self.b.emit(Op::ArrayLength(object), Held::Num));
        Known { value, kinds: kinds(Kinds::NUM) }
    }

    fn lower_pop(&mut self, arguments: &'p [Expr], ty: TypeId) -> Known {
        let array = self.expr(&arguments[0]);
        let object = self.convert(array, kinds(Kinds::ARRAY), Why::Load);
        let word = self.b.emit(Op::ArrayPop { object, rep: Default::default() }, Held::Word);
        let wanted = self.kinds_of(ty);
        self.loaded(word, wanted, Why::Load)
    }

    /// charCodeAt: NaN outside of the string; NaN stands for position 0.
    fn lower_char_code_at(&mut self, arguments: &'p [Expr]) -> Known {
        let string = self.expr(&arguments[0]);
        let object = self.convert(string, kinds(Kinds::STRING), Why::Load);
        let index = match arguments.get(1) {
            Some(argument) => {
                let known = self.expr(argument);
                self.number(known)
            }
            None => self.constant(0.0),
        };
        let index = self.b.emit(Op::NumUnary { op: NumUnary::Trunc, rep: NumRep::Open, arg: index }, Held::Num);
        let test = self.b.emit(Op::StringInBounds { object, index }, Held::Bool);
        let variable = self.b.variable(Held::Num);
        let fork = self.fork(test);
        let unit = self.b.emit(Op::StringUnit { object, index }, Held::Num);
        self.b.write(variable, unit);
        self.otherwise(&fork);
        let nan = self.constant(f64::NAN);
        self.b.write(variable, nan);
        let zero = self.constant(0.0);
        let is_nan = self.b.emit(Op::NumCompare { op: Compare::Ne, rep: NumRep::Open, args: [index, index] }, Held::Bool);
        let inner = self.fork(is_nan);
        let test = self.b.emit(Op::StringInBounds { object, index: zero }, Held::Bool);
        let innermost = self.fork(test);
        let unit = self.b.emit(Op::StringUnit { object, index: zero }, Held::Num);
        self.b.write(variable, unit);
        self.otherwise(&innermost);
        self.meet(innermost);
        self.otherwise(&inner);
        self.meet(inner);
        self.meet(fork);
        Known { value: self.b.read(variable), kinds: kinds(Kinds::NUM) }
    }

    fn lower_from_char_code(&mut self, arguments: &'p [Expr]) -> Known {
        let mut result = None;
        for item in rest_items(arguments, 0) {
            let item = match item {
                ArrayElement::Item(item) => item,
                ArrayElement::Spread(codes) => {
                    let codes = self.expr(codes);
                    let before = match result {
                        Some(before) => before,
                        None => self.text(""),
                    };
                    result = Some(self.codes_text(before, codes));
                    continue;
                }
            };
            let known = self.expr(item);
            let number = self.to_number(known);
            let code = self.to_int32(number);
            let text = self.runtime("th_string_from_code", vec![code], kinds(Kinds::STRING));
            result = Some(match result {
                Some(before) => self.concat(before, text),
                None => text,
            });
        }
        match result {
            Some(result) => result,
            None => self.text(""),
        }
    }

    /// A string with the units of an array behind it.
    fn codes_text(&mut self, before: Known, codes: Known) -> Known {
        let text = self.b.variable(Held::Ref);
        self.b.write(text, before.value);
        let from = self.iterable(codes);
        self.each(from, |body, known| {
            let number = body.to_number(known);
            let code = body.to_int32(number);
            let unit = body.runtime("th_string_from_code", vec![code], kinds(Kinds::STRING));
            let before = Known { value: body.b.read(text), kinds: kinds(Kinds::STRING) };
            let next = body.concat(before, unit);
            body.b.write(text, next.value);
        });
        Known { value: self.b.read(text), kinds: kinds(Kinds::STRING) }
    }

    fn fold_numbers(&mut self, op: NumOp, empty: f64, arguments: &'p [Expr]) -> Known {
        let items = rest_items(arguments, 0);
        let result = self.b.variable(Held::Num);
        let mut is_written = false;
        // One argument alone is made a number (and for hypot positive) by the same operation.
        if op == NumOp::Hypot || items.is_empty() || matches!(items[0], ArrayElement::Spread(_)) {
            let start = self.constant(empty);
            self.b.write(result, start);
            is_written = true;
        }
        for item in items {
            match item {
                ArrayElement::Item(item) => {
                    let known = self.expr(item);
                    let number = self.to_number(known);
                    let next = if std::mem::replace(&mut is_written, true) {
                        let before = self.b.read(result);
                        self.b.emit(Op::Num { op, rep: NumRep::Open, args: [before, number] }, Held::Num)
                    } else {
                        number
                    };
                    self.b.write(result, next);
                }
                ArrayElement::Spread(spread) => {
                    let from = self.expr(spread);
                    let from = self.iterable(from);
                    self.each(from, |body, known| {
                        let number = body.number(known);
                        let before = body.b.read(result);
                        let next = body.b.emit(Op::Num { op, rep: NumRep::Open, args: [before, number] }, Held::Num);
                        body.b.write(result, next);
                    });
                }
            }
        }
        Known { value: self.b.read(result), kinds: kinds(Kinds::NUM) }
    }

    /// console.log: the values' texts with spaces between, and a newline.
    fn lower_console_log(&mut self, arguments: &'p [Expr]) -> Known {
        if rest_items(arguments, 0).iter().any(|item| matches!(item, ArrayElement::Spread(_))) {
            let all = self.expr(&arguments[0]);
            let line = self.call_library("inspect.line", vec![all]);
            return self.print_line(line);
        }
        let mut line: Option<Known> = None;
        // Everything is evaluated before anything is converted.
        let items: Vec<Known> = rest_items(arguments, 0)
            .iter()
            .map(|item| {
                let (ArrayElement::Item(item) | ArrayElement::Spread(item)) = item;
                self.observed(item)
            })
            .collect();
        for item in items {
            let text = self.console_text(item);
            line = Some(match line {
                Some(line) => {
                    let space = self.text(" ");
                    let line = self.concat(line, space);
                    self.concat(line, text)
                }
                None => text,
            });
        }
        let line = match line {
            Some(line) => line,
            None => self.text(""),
        };
        self.print_line(line)
    }

    /// A line of the console; within groups, where the program has some, it is indented.
    fn print_line(&mut self, line: Known) -> Known {
        let groups = ["console.group", "console.groupCollapsed"].iter().any(|name| self.world.program.library.functions.contains_key(*name));
        let line = if groups { self.call_library("console.indented", vec![line]) } else { line };
        self.runtime_effect("th_console_log", vec![line.value]);
        self.undefined()
    }

    /// As ToString, but -0 shows its sign.
    fn console_text(&mut self, known: Known) -> Known {
        if kinds::may_be(known.kinds, Kinds::NUM) {
            let number = kinds(Kinds::NUM);
            if kinds::only(known.kinds, Kinds::NUM) {
                return self.signed_text(known.value);
            }
            let variable = self.b.variable(Held::Ref);
            let test = self.is(known, number);
            let fork = self.fork(test);
            let value = self.convert(known, number, Why::Load);
            let text = self.signed_text(value);
            self.b.write(variable, text.value);
            self.otherwise(&fork);
            let rest = kinds::without(known.kinds, Kinds::NUM);
            let rest = self.narrow(known, rest, Why::Load);
            let text = self.shown_text(rest);
            self.b.write(variable, text.value);
            self.meet(fork);
            return Known { value: self.b.read(variable), kinds: kinds(Kinds::STRING) };
        }
        self.shown_text(known)
    }

    /// A primitive's text as it is; anything else as node's inspect has it.
    fn shown_text(&mut self, known: Known) -> Known {
        let objects = kinds::HEAP & !Kinds::STRING;
        if !kinds::may_be(known.kinds, objects) {
            return self.to_text(known);
        }
        if kinds::only(known.kinds, objects) {
            return self.call_library("inspect.inspect", vec![known]);
        }
        let variable = self.b.variable(Held::Ref);
        let test = self.is(known, kinds(objects));
        let fork = self.fork(test);
        let text = self.call_library("inspect.inspect", vec![known]);
        self.b.write(variable, text.value);
        self.otherwise(&fork);
        let rest = kinds::without(known.kinds, objects);
        let rest = self.narrow(known, rest, Why::Load);
        let text = self.to_text(rest);
        self.b.write(variable, text.value);
        self.meet(fork);
        Known { value: self.b.read(variable), kinds: kinds(Kinds::STRING) }
    }

    /// "-0" for -0, which is the number that is 0 and whose inverse is negative.
    fn signed_text(&mut self, number: Value) -> Known {
        let variable = self.b.variable(Held::Ref);
        let (zero, one) = (self.constant(0.0), self.constant(1.0));
        let is_zero = self.b.emit(Op::NumCompare { op: Compare::Eq, rep: NumRep::Open, args: [number, zero] }, Held::Bool);
        let fork = self.fork(is_zero);
        let inverse = self.b.emit(Op::Num { op: NumOp::Div, rep: NumRep::Open, args: [one, number] }, Held::Num);
        let negative = self.b.emit(Op::NumCompare { op: Compare::Lt, rep: NumRep::Open, args: [inverse, zero] }, Held::Bool);
        let inner = self.fork(negative);
        let text = self.text("-0");
        self.b.write(variable, text.value);
        self.otherwise(&inner);
        let text = self.text("0");
        self.b.write(variable, text.value);
        self.meet(inner);
        self.otherwise(&fork);
        let text = self.emit(Op::NumToString(number), kinds(Kinds::STRING));
        self.b.write(variable, text.value);
        self.meet(fork);
        Known { value: self.b.read(variable), kinds: kinds(Kinds::STRING) }
    }
}

/// What a rest parameter collected: the elements of the literal that `check` put there.
fn rest_items(arguments: &[Expr], at: usize) -> &[ArrayElement] {
    match arguments.get(at).map(|a| &a.kind) {
        Some(ExprKind::Array(items)) => items,
        _ => &[],
    }
}
