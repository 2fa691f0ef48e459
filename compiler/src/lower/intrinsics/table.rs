//! The table of built-in operations: how each is expanded, by `Owner.member`.

use super::super::views::ViewOp;
use crate::ir::{Element, NumOp, NumUnary};

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
    /// Whether classes of the program extend maps, sets or promises.
    Extended,
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
    ("String.trimLeft", Runtime("th_string_trim_start", &[Text], G::Text)),
    ("String.trimRight", Runtime("th_string_trim_end", &[Text], G::Text)),
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
    ("runtime.hasKeys", Own(Special::Has("%%keys"))),
    ("runtime.keysOf", Own(Special::CallMember("%%keys"))),
    ("runtime.hasSymbols", Own(Special::Has("%%symbols"))),
    ("runtime.symbolsOf", Own(Special::CallMember("%%symbols"))),
    ("runtime.anyThenables", Own(Special::Any(Asked::Thenables))),
    ("runtime.hasThen", Own(Special::Has("then"))),
    ("runtime.callThen", Own(Special::CallMember("then"))),
    ("runtime.anyAccessors", Own(Special::Any(Asked::Accessors))),
    ("runtime.anyNamedErrors", Own(Special::Any(Asked::NamedErrors))),
    ("runtime.anyExtended", Own(Special::Any(Asked::Extended))),
    ("runtime.anyBound", Own(Special::Any(Asked::Bound))),
    ("runtime.anyDeletions", Own(Special::Any(Asked::Deletions))),
    ("runtime.anyNumberKeys", Own(Special::Any(Asked::NumberKeys))),
    ("runtime.accessorText", Own(Special::CallMember("%%accessor"))),
    ("runtime.hasCopy", Own(Special::Has("%%copy"))),
    ("runtime.copyOf", Own(Special::CallMember("%%copy"))),
    ("runtime.valueAt", Own(Special::CallMember("%%value"))),
    ("runtime.hasMembers", Own(Special::Has("%%at"))),
    ("runtime.hasPlaces", Own(Special::Has("%%put"))),
    ("runtime.memberAt", Own(Special::CallMember("%%at"))),
    ("runtime.putMember", Own(Special::CallMember("%%put"))),
    ("runtime.hasNamed", Own(Special::Has("%%has"))),
    ("runtime.namedIn", Own(Special::CallMember("%%has"))),
    ("runtime.hasValueOf", Own(Special::Has("valueOf"))),
    ("runtime.hasUnlisted", Own(Special::Has("%%unlisted"))),
    ("runtime.unlistedOf", Own(Special::CallMember("%%unlisted"))),
    ("runtime.hasTag", Own(Special::Has("%%tag"))),
    ("runtime.callTag", Own(Special::CallMember("%%tag"))),
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
    ("runtime.hasName", Own(Special::Has("%%name"))),
    ("runtime.nameOf", Own(Special::CallMember("%%name"))),
    ("runtime.hasInspect", Own(Special::Has("%%inspect"))),
    ("runtime.callInspect", Own(Special::CallMember("%%inspect"))),
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

/// How it is expanded.
pub fn expansion(name: &str) -> Option<Expansion> {
    if let Some((class, member)) = name.split_once('.')
        && let Some(element) = Element::of_class(class)
    {
        return ViewOp::of_member(element, member).map(|op| Own(Special::View(op)));
    }
    TABLE.iter().find(|(n, _)| *n == name).map(|(_, e)| *e)
}
