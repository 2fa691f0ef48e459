//! Built-in operations: what the library declares without a body, by `Owner.member`.
//!
//! Most are one row of the runtime's table or one operation of the Ir, written as data in [`TABLE`]; the rest are functions
//! below. Optional arguments have their defaults in the table. A rest parameter's arguments come in an array literal.

use super::body::{Body, Known};
use super::kinds::{self, ANY, kinds};
use super::places::Access;
use super::views::ViewOp;
use crate::ir::{Compare, Element, Kinds, NumOp, NumRep, NumUnary, Op, Type as Held, Value, Why};
use crate::program::{ArrayElement, Expr, ExprKind, Intrinsic, TypeId};

/// What an operation takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Takes {
    /// A string.
    Text,
    /// A number.
    Number,
    /// A number, else this one.
    NumberOr(f64),
    /// A number modulo 2^32.
    Int32,
    /// The same without a sign, else this number.
    Uint32Or(f64),
    /// A boolean.
    Bool,
    /// An array.
    Array,
    /// Anything.
    Word,
    /// A function.
    Function,
}

/// What an operation gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// Nothing.
    Nothing,
    /// It does not come back.
    Never,
    /// A number.
    Number,
    /// A number, of which -1 stands for undefined.
    NumberOrUndefined,
    /// A boolean.
    Bool,
    /// A string.
    Text,
    /// An array.
    Array,
    /// A word, which is checked to be what the call's type says.
    Word,
    /// An object of the runtime's, of no interest to anybody else.
    Object,
}

/// How an operation is lowered.
#[derive(Debug, Clone, Copy)]
pub enum Expansion {
    /// A row of the runtime's table.
    Runtime(&'static str, &'static [Takes], Gives),
    /// One number to one.
    Unary(NumUnary),
    /// Two numbers to one.
    Binary(NumOp),
    /// Code of its own.
    Special(Special),
}

/// What the library asks about the whole program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Whether object literals have getters or setters.
    Accessors,
    /// Whether errors of the program have their name as a member of their own.
    NamedErrors,
    /// Whether it binds functions.
    Bound,
    /// Whether some object has a member that is named by a number.
    NumberKeys,
    /// Whether some object has a method `then`.
    Thenables,
    /// Whether something of the program's own has a member `[Symbol.toStringTag]`.
    Tags,
    /// Whether a member `toJSON` may be no function.
    LooseToJson,
    /// Whether it deletes members.
    Deletions,
}

/// Operations with code of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the operation of that name in the table")]
pub enum Special {
    ArrayPush,
    ArrayPop,
    IsArray,
    /// An element that is there, as it is.
    ElementAt,
    /// Whether a value is an object of any sort.
    IsObject,
    /// Whether a value is a function or a class.
    IsFunction,
    /// How a function is shown.
    FunctionText,
    IsView,
    IsBuffer,
    View(ViewOp),
    /// Whether an object has the member of this name.
    Has(&'static str),
    /// The value of the member of this name.
    Member(&'static str),
    /// An object whose member of this name is going to be called: a TypeError where it is undefined or null.
    Holder,
    /// Calls the member of this name.
    CallMember(&'static str),
    /// Known when the program is compiled.
    Any(Asked),
    ArrayConstructor,
    CharCodeAt,
    FromCharCode,
    StringCall,
    NumberCall,
    BooleanCall,
    BooleanToString,
    Identity,
    Max,
    Min,
    Hypot,
    IsNaN,
    IsFinite,
    ConsoleLog,
}

use Expansion::{Binary, Runtime, Special as Own, Unary};
use Gives as G;
use Takes::{Array, Bool, Int32, Number, NumberOr, Text, Uint32Or, Word};

/// What stands for an absent end: no string or array is longer.
const END: f64 = 2147483647.0;

/// Every operation by its name.
pub const TABLE: &[(&str, Expansion)] = &[
    ("Array.push", Own(Special::ArrayPush)),
    ("Array.pop", Own(Special::ArrayPop)),
    ("Array.isArray", Own(Special::IsArray)),
    ("Array.@@hasInstance", Own(Special::IsArray)),
    ("Object.@@hasInstance", Own(Special::IsObject)),
    ("Function.@@hasInstance", Own(Special::IsFunction)),
    ("Array.constructor", Own(Special::ArrayConstructor)),
    ("String.charAt", Runtime("th_string_char_at", &[Text, Number], G::Text)),
    ("String.charCodeAt", Own(Special::CharCodeAt)),
    ("String.codePointAt", Runtime("th_string_code_point_at", &[Text, Number], G::NumberOrUndefined)),
    ("String.slice", Runtime("th_string_slice", &[Text, NumberOr(0.0), NumberOr(END)], G::Text)),
    ("String.substring", Runtime("th_string_substring", &[Text, Number, NumberOr(END)], G::Text)),
    ("String.indexOf", Runtime("th_string_index_of", &[Text, Text, NumberOr(0.0)], G::Number)),
    ("String.includes", Runtime("th_string_includes", &[Text, Text, NumberOr(0.0)], G::Bool)),
    ("String.startsWith", Runtime("th_string_starts_with", &[Text, Text, NumberOr(0.0)], G::Bool)),
    ("String.endsWith", Runtime("th_string_ends_with", &[Text, Text, NumberOr(END)], G::Bool)),
    ("String.split", Runtime("th_string_split", &[Text, Text, Uint32Or(4294967295.0)], G::Array)),
    ("String.trim", Runtime("th_string_trim", &[Text], G::Text)),
    ("String.trimStart", Runtime("th_string_trim_start", &[Text], G::Text)),
    ("String.trimEnd", Runtime("th_string_trim_end", &[Text], G::Text)),
    ("String.toUpperCase", Runtime("th_string_to_upper", &[Text], G::Text)),
    ("String.toLowerCase", Runtime("th_string_to_lower", &[Text], G::Text)),
    ("String.toLocaleUpperCase", Runtime("th_string_to_upper", &[Text], G::Text)),
    ("String.toLocaleLowerCase", Runtime("th_string_to_lower", &[Text], G::Text)),
    ("String.toString", Own(Special::Identity)),
    ("String.valueOf", Own(Special::Identity)),
    ("Number.valueOf", Own(Special::Identity)),
    ("Boolean.valueOf", Own(Special::Identity)),
    ("String.fromCharCode", Own(Special::FromCharCode)),
    ("String.call", Own(Special::StringCall)),
    ("Number.call", Own(Special::NumberCall)),
    ("Boolean.call", Own(Special::BooleanCall)),
    ("Boolean.toString", Own(Special::BooleanToString)),
    ("Object.freeze", Own(Special::Identity)),
    ("Number.parseInt", Runtime("th_parse_int", &[Text, Uint32Or(0.0)], G::Number)),
    ("Number.parseFloat", Runtime("th_parse_float", &[Text], G::Number)),
    ("parseInt", Runtime("th_parse_int", &[Text, Uint32Or(0.0)], G::Number)),
    ("parseFloat", Runtime("th_parse_float", &[Text], G::Number)),
    ("isNaN", Own(Special::IsNaN)),
    ("isFinite", Own(Special::IsFinite)),
    ("Math.abs", Unary(NumUnary::Abs)),
    ("Math.ceil", Unary(NumUnary::Ceil)),
    ("Math.clz32", Unary(NumUnary::Clz32)),
    ("Math.floor", Unary(NumUnary::Floor)),
    ("Math.fround", Unary(NumUnary::Fround)),
    ("Math.round", Unary(NumUnary::Round)),
    ("Math.sign", Unary(NumUnary::Sign)),
    ("Math.sqrt", Unary(NumUnary::Sqrt)),
    ("Math.trunc", Unary(NumUnary::Trunc)),
    ("Math.atan2", Binary(NumOp::Atan2)),
    ("Math.imul", Binary(NumOp::Imul)),
    ("Math.pow", Binary(NumOp::Pow)),
    ("Math.max", Own(Special::Max)),
    ("Math.min", Own(Special::Min)),
    ("Math.hypot", Own(Special::Hypot)),
    ("Math.acos", Runtime("th_f64_acos", &[Number], G::Number)),
    ("Math.asin", Runtime("th_f64_asin", &[Number], G::Number)),
    ("Math.atan", Runtime("th_f64_atan", &[Number], G::Number)),
    ("Math.cos", Runtime("th_f64_cos", &[Number], G::Number)),
    ("Math.exp", Runtime("th_f64_exp", &[Number], G::Number)),
    ("Math.log", Runtime("th_f64_log", &[Number], G::Number)),
    ("Math.log10", Runtime("th_f64_log10", &[Number], G::Number)),
    ("Math.log2", Runtime("th_f64_log2", &[Number], G::Number)),
    ("Math.acosh", Runtime("th_f64_acosh", &[Number], G::Number)),
    ("Math.asinh", Runtime("th_f64_asinh", &[Number], G::Number)),
    ("Math.atanh", Runtime("th_f64_atanh", &[Number], G::Number)),
    ("Math.cbrt", Runtime("th_f64_cbrt", &[Number], G::Number)),
    ("Math.cosh", Runtime("th_f64_cosh", &[Number], G::Number)),
    ("Math.expm1", Runtime("th_f64_expm1", &[Number], G::Number)),
    ("Math.log1p", Runtime("th_f64_log1p", &[Number], G::Number)),
    ("Math.sinh", Runtime("th_f64_sinh", &[Number], G::Number)),
    ("Math.tanh", Runtime("th_f64_tanh", &[Number], G::Number)),
    ("Math.random", Runtime("th_random", &[], G::Number)),
    ("Math.sin", Runtime("th_f64_sin", &[Number], G::Number)),
    ("Math.tan", Runtime("th_f64_tan", &[Number], G::Number)),
    ("console.log", Own(Special::ConsoleLog)),
    ("console.info", Own(Special::ConsoleLog)),
    ("console.debug", Own(Special::ConsoleLog)),
    // A board has one console; node writes these two to stderr.
    ("console.warn", Own(Special::ConsoleLog)),
    ("console.error", Own(Special::ConsoleLog)),
    ("runtime.tableNew", Runtime("th_table_new", &[Bool], G::Object)),
    ("runtime.tableSize", Runtime("th_table_size", &[Word], G::Number)),
    ("runtime.tableFind", Runtime("th_table_find", &[Word, Word], G::Number)),
    ("runtime.tableInsert", Runtime("th_table_insert", &[Word, Word], G::Number)),
    ("runtime.tableDelete", Runtime("th_table_delete", &[Word, Word], G::Bool)),
    ("runtime.tableClear", Runtime("th_table_clear", &[Word], G::Nothing)),
    ("runtime.tableKey", Runtime("th_table_key", &[Word, Number], G::Word)),
    ("runtime.tableValue", Runtime("th_table_value", &[Word, Number], G::Word)),
    ("runtime.tableGet", Runtime("th_table_get", &[Word, Word], G::Word)),
    ("runtime.tableSet", Runtime("th_table_set", &[Word, Word, Word], G::Nothing)),
    ("runtime.tableCursor", Runtime("th_table_cursor", &[Word], G::Object)),
    ("runtime.tableAdvance", Runtime("th_table_advance", &[Word], G::Number)),
    ("runtime.sameValueZero", Runtime("th_word_same_value_zero", &[Word, Word], G::Bool)),
    ("runtime.elementAt", Own(Special::ElementAt)),
    ("runtime.isArray", Own(Special::IsArray)),
    ("runtime.isView", Own(Special::IsView)),
    ("runtime.isBuffer", Own(Special::IsBuffer)),
    ("runtime.newView", Own(Special::View(ViewOp::New))),
    ("runtime.viewOf", Own(Special::View(ViewOp::Of))),
    ("runtime.isAlike", Own(Special::View(ViewOp::IsAlike))),
    ("runtime.viewAlike", Own(Special::View(ViewOp::Alike))),
    ("runtime.viewName", Own(Special::View(ViewOp::Name))),
    ("runtime.viewLength", Own(Special::View(ViewOp::Length))),
    ("runtime.viewElement", Own(Special::View(ViewOp::Element))),
    ("runtime.putViewElement", Own(Special::View(ViewOp::PutElement))),
    ("runtime.bufferByte", Own(Special::View(ViewOp::BufferByte))),
    ("runtime.putBufferByte", Own(Special::View(ViewOp::PutBufferByte))),
    ("runtime.singleOf", Runtime("th_single_to_f64", &[Int32], G::Number)),
    ("runtime.singleBits", Runtime("th_f64_to_single", &[Number], G::Number)),
    ("runtime.doubleOf", Runtime("th_f64_of_words", &[Int32, Int32], G::Number)),
    ("runtime.lowWord", Runtime("th_f64_low_word", &[Number], G::Number)),
    ("runtime.highWord", Runtime("th_f64_high_word", &[Number], G::Number)),
    ("runtime.holder", Own(Special::Holder)),
    ("runtime.hasKeys", Own(Special::Has("%keys"))),
    ("runtime.keysOf", Own(Special::CallMember("%keys"))),
    ("runtime.hasSymbols", Own(Special::Has("%symbols"))),
    ("runtime.symbolsOf", Own(Special::CallMember("%symbols"))),
    ("runtime.anyThenables", Own(Special::Any(Asked::Thenables))),
    ("runtime.hasThen", Own(Special::Has("then"))),
    ("runtime.callThen", Own(Special::CallMember("then"))),
    ("runtime.anyAccessors", Own(Special::Any(Asked::Accessors))),
    ("runtime.anyNamedErrors", Own(Special::Any(Asked::NamedErrors))),
    ("runtime.anyBound", Own(Special::Any(Asked::Bound))),
    ("runtime.anyDeletions", Own(Special::Any(Asked::Deletions))),
    ("runtime.anyNumberKeys", Own(Special::Any(Asked::NumberKeys))),
    ("runtime.accessorText", Own(Special::CallMember("%accessor"))),
    ("runtime.hasCopy", Own(Special::Has("%copy"))),
    ("runtime.copyOf", Own(Special::CallMember("%copy"))),
    ("runtime.valueAt", Own(Special::CallMember("%value"))),
    ("runtime.hasMembers", Own(Special::Has("%at"))),
    ("runtime.hasPlaces", Own(Special::Has("%put"))),
    ("runtime.memberAt", Own(Special::CallMember("%at"))),
    ("runtime.putMember", Own(Special::CallMember("%put"))),
    ("runtime.hasNamed", Own(Special::Has("%has"))),
    ("runtime.namedIn", Own(Special::CallMember("%has"))),
    ("runtime.hasTag", Own(Special::Has("%tag"))),
    ("runtime.callTag", Own(Special::CallMember("%tag"))),
    ("runtime.anyOwnTags", Own(Special::Any(Asked::Tags))),
    ("runtime.hasOwnTag", Own(Special::Has("@@toStringTag"))),
    ("runtime.ownTag", Own(Special::Member("@@toStringTag"))),
    ("runtime.hasToPrimitive", Own(Special::Has("@@toPrimitive"))),
    ("runtime.callToPrimitive", Own(Special::CallMember("@@toPrimitive"))),
    ("runtime.hasAsyncIterator", Own(Special::Has("@@asyncIterator"))),
    ("runtime.callAsyncIterator", Own(Special::CallMember("@@asyncIterator"))),
    ("runtime.hasIterator", Own(Special::Has("@@iterator"))),
    ("runtime.callIterator", Own(Special::CallMember("@@iterator"))),
    ("runtime.hasDispose", Own(Special::Has("@@dispose"))),
    ("runtime.callDispose", Own(Special::CallMember("@@dispose"))),
    ("runtime.hasAsyncDispose", Own(Special::Has("@@asyncDispose"))),
    ("runtime.callAsyncDispose", Own(Special::CallMember("@@asyncDispose"))),
    ("runtime.callNext", Own(Special::CallMember("next"))),
    ("runtime.hasReturn", Own(Special::Has("return"))),
    ("runtime.callReturn", Own(Special::CallMember("return"))),
    ("runtime.hasThrow", Own(Special::Has("throw"))),
    ("runtime.callThrow", Own(Special::CallMember("throw"))),
    ("runtime.hasToJson", Own(Special::Has("toJSON"))),
    ("runtime.toJsonOf", Own(Special::Member("toJSON"))),
    ("runtime.anyLooseToJson", Own(Special::Any(Asked::LooseToJson))),
    ("runtime.callToJson", Own(Special::CallMember("toJSON"))),
    ("runtime.hasName", Own(Special::Has("%name"))),
    ("runtime.nameOf", Own(Special::CallMember("%name"))),
    ("runtime.hasInspect", Own(Special::Has("%inspect"))),
    ("runtime.callInspect", Own(Special::CallMember("%inspect"))),
    ("runtime.hasText", Own(Special::Has("toString"))),
    ("runtime.callText", Own(Special::CallMember("toString"))),
    ("runtime.hasValueOf", Own(Special::Has("valueOf"))),
    ("runtime.callValueOf", Own(Special::CallMember("valueOf"))),
    ("runtime.functionText", Own(Special::FunctionText)),
    ("runtime.primitiveText", Runtime("th_word_to_string", &[Word], G::Word)),
    ("runtime.joinStrings", Runtime("th_array_join", &[Array, Text], G::Word)),
    ("runtime.lastIndex", Runtime("th_string_last_index_of", &[Text, Text, Number], G::Number)),
    ("runtime.repeatText", Runtime("th_string_repeat", &[Text, Number], G::Text)),
    ("runtime.padStart", Runtime("th_string_pad_start", &[Text, Number, Text], G::Text)),
    ("runtime.padEnd", Runtime("th_string_pad_end", &[Text, Number, Text], G::Text)),
    ("runtime.numberText", Runtime("th_string_from_f64_radix", &[Number, Number], G::Text)),
    ("runtime.fixedText", Runtime("th_string_from_f64_fixed", &[Number, Number], G::Text)),
    ("runtime.exponentialText", Runtime("th_string_from_f64_exponential", &[Number, Number], G::Text)),
    ("runtime.precisionText", Runtime("th_string_from_f64_precision", &[Number, Number], G::Text)),
    ("runtime.millis", Runtime("th_millis", &[], G::Number)),
    ("runtime.micros", Runtime("th_micros", &[], G::Number)),
    ("runtime.sleep", Runtime("th_sleep", &[Number], G::Nothing)),
    ("runtime.waitUntil", Runtime("th_wait_until", &[Number], G::Nothing)),
    ("runtime.rejected", Runtime("th_rejected", &[Word], G::Nothing)),
    ("runtime.uncaught", Runtime("th_uncaught", &[Word], G::Never)),
    ("runtime.pinOutput", Runtime("th_pin_output", &[Number], G::Nothing)),
    ("runtime.pinWrite", Runtime("th_pin_write", &[Number, Bool], G::Nothing)),
    ("runtime.pinToggle", Runtime("th_pin_toggle", &[Number], G::Nothing)),
    ("runtime.pinInput", Runtime("th_pin_input", &[Number, Number], G::Nothing)),
    ("runtime.pinRead", Runtime("th_pin_read", &[Number], G::Bool)),
    ("runtime.displaySet", Runtime("th_display_set", &[Number, Number, Bool], G::Nothing)),
    ("runtime.displayGet", Runtime("th_display_get", &[Number, Number], G::Bool)),
    ("runtime.displayClear", Runtime("th_display_clear", &[], G::Nothing)),
];

/// Whether there is such an operation.
pub fn is_known(name: &str) -> bool {
    expansion(name).is_some()
}

/// What an operation asks about the whole program, if it does.
pub fn asked(name: &str) -> Option<Asked> {
    match expansion(name) {
        Some(Own(Special::Any(asked))) => Some(asked),
        _ => None,
    }
}

fn expansion(name: &str) -> Option<Expansion> {
    if let Some((class, member)) = name.split_once('.')
        && let Some(element) = Element::of_class(class)
    {
        return ViewOp::of_member(element, member).map(|op| Own(Special::View(op)));
    }
    TABLE.iter().find(|(n, _)| *n == name).map(|(_, e)| *e)
}

impl super::World<'_> {
    /// The answer.
    pub fn holds_of_program(&self, asked: Asked) -> bool {
        match asked {
            Asked::Accessors => self.facts.has_accessors,
            Asked::NamedErrors => !self.facts.error_names.is_empty(),
            Asked::Bound => self.program.library.functions.contains_key("function.bind"),
            Asked::NumberKeys => self.facts.has_number_keys,
            Asked::Thenables => self.facts.has_then,
            Asked::Tags => self.facts.has_tag,
            Asked::LooseToJson => self.facts.has_loose_to_json,
            Asked::Deletions => ["dictionary.remove", "mixed.remove"].iter().any(|&name| self.program.library.functions.contains_key(name)),
        }
    }
}

impl<'p> Body<'_, 'p> {
    /// A call of a built-in operation; `ty` is the type of its result.
    pub fn lower_intrinsic(&mut self, intrinsic: &Intrinsic, arguments: &'p [Expr], ty: TypeId) -> Known {
        let Some(expansion) = expansion(&intrinsic.0) else {
            panic!("lower: `{}` is in the library's declarations and not in the table of operations", intrinsic.0);
        };
        match expansion {
            Runtime(name, takes, gives) => {
                let args = self.runtime_arguments(takes, arguments);
                self.runtime_result(name, args, gives, ty)
            }
            Unary(op) => {
                let arg = self.number_argument(arguments, 0);
                self.emit(Op::NumUnary { op, rep: NumRep::Open, arg }, kinds(Kinds::NUM))
            }
            Binary(op) => {
                let args = [self.number_argument(arguments, 0), self.number_argument(arguments, 1)];
                self.emit(Op::Num { op, rep: NumRep::Open, args }, kinds(Kinds::NUM))
            }
            Own(special) => self.lower_special(special, arguments, ty),
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
            Takes::Function => Kinds::FUNCTION,
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
                self.observed_member(object, &name.into(), TypeId::ANY)
            }
            Special::Holder => {
                let object = self.expr(&arguments[0]);
                self.holder_of(object, Access::Read, |body| body.expr(&arguments[1]))
            }
            Special::CallMember(name) => {
                let object = self.expr(&arguments[0]);
                let result = self.call_member(object, &name.into(), &[], &arguments[1..]);
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
