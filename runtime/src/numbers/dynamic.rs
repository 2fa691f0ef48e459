//! Operators on words of any kind.

use super::format::th_string_from_number;
use super::parse::th_string_to_f64;
use super::tagged::{th_number_eq, th_unbox_f64};
use crate::memory::{load, load16};
use crate::objects::{Type, flash};
use crate::strings::th_string_eq;
use crate::words::{FALSE, NULL, Ref, TRUE, UNDEFINED, Word};

crate::flash_strings! {
    TEXT_UNDEFINED = "undefined";
    TEXT_NULL = "null";
    TEXT_TRUE = "true";
    TEXT_FALSE = "false";
    TEXT_BOOLEAN = "boolean";
    TEXT_NUMBER = "number";
    TEXT_STRING = "string";
    TEXT_FUNCTION = "function";
    TEXT_OBJECT = "object";
    TEXT_ANONYMOUS = "0[Function (anonymous)]";
}

/// `th_word_type` of what is no object.
const TYPE_UNDEFINED: i32 = 16;
const TYPE_NULL: i32 = 17;
const TYPE_BOOLEAN: i32 = 18;
const TYPE_STRING: i32 = Type::STRING.0 as i32;
const TYPE_NUMBER: i32 = Type::NUMBER.0 as i32;
const TYPE_FUNCTION: i32 = Type::FUNCTION.0 as i32;

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_word_type(a: Word) -> i32 {
    if a.is_int() {
        return TYPE_NUMBER;
    }
    match a {
        UNDEFINED => TYPE_UNDEFINED,
        NULL => TYPE_NULL,
        TRUE | FALSE => TYPE_BOOLEAN,
        object => i32::from(Ref(object.0).type_of().0),
    }
}

fn is_number(a: Word) -> bool {
    a.is_int() || a.object_of(Type::NUMBER).is_some()
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_word_strict_eq(a: Word, b: Word) -> bool {
    if a.is_int() && b.is_int() {
        return a == b;
    }
    if is_number(a) {
        return is_number(b) && th_number_eq(a, b);
    }
    if a == b {
        return true;
    }
    match (a.string(), b.string()) {
        (Some(a), Some(b)) => th_string_eq(a, b),
        _ => false,
    }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_word_same_value_zero(a: Word, b: Word) -> bool {
    th_word_strict_eq(a, b) || is_number(a) && is_number(b) && th_unbox_f64(a).is_nan() && th_unbox_f64(b).is_nan()
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_word_is(a: Word, b: Word) -> bool {
    if is_number(a) && is_number(b) {
        return super::math::th_f64_is(th_unbox_f64(a), th_unbox_f64(b));
    }
    th_word_strict_eq(a, b)
}

/// See `abi.rs`. Booleans and, beside another primitive, strings are compared as numbers.
#[unsafe(no_mangle)]
pub extern "C" fn th_word_loose_eq(a: Word, b: Word) -> bool {
    let (left, right) = (th_word_type(a), th_word_type(b));
    let is_nothing = |kind| kind == TYPE_UNDEFINED || kind == TYPE_NULL;
    if is_nothing(left) || is_nothing(right) {
        return is_nothing(left) && is_nothing(right);
    }
    let is_primitive = |kind| kind == TYPE_STRING || kind == TYPE_NUMBER || kind == TYPE_BOOLEAN;
    if left == right || !is_primitive(left) || !is_primitive(right) {
        return th_word_strict_eq(a, b);
    }
    th_word_to_f64(a) == th_word_to_f64(b)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_word_truthy(a: Word) -> bool {
    match th_word_type(a) {
        TYPE_UNDEFINED | TYPE_NULL => false,
        TYPE_BOOLEAN => a == TRUE,
        TYPE_STRING => Ref(a.0).length() != 0,
        TYPE_NUMBER => {
            let value = th_unbox_f64(a);
            value != 0.0 && !value.is_nan()
        }
        _ => true,
    }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_word_typeof(a: Word) -> Ref {
    match th_word_type(a) {
        TYPE_UNDEFINED => flash(&TEXT_UNDEFINED),
        TYPE_BOOLEAN => flash(&TEXT_BOOLEAN),
        TYPE_NUMBER => flash(&TEXT_NUMBER),
        TYPE_STRING => flash(&TEXT_STRING),
        TYPE_FUNCTION => flash(&TEXT_FUNCTION),
        _ => flash(&TEXT_OBJECT),
    }
}

/// See `abi.rs`. What is no function, or one that the compiler gave no text, is one without a name.
#[unsafe(no_mangle)]
pub extern "C" fn th_word_function(a: Word) -> Ref {
    match a.object_of(Type::FUNCTION).map(Ref::shown) {
        Some(text) if text.0 != 0 => text,
        _ => flash(&TEXT_ANONYMOUS),
    }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_word_to_f64(a: Word) -> f64 {
    match th_word_type(a) {
        TYPE_NULL => 0.0,
        TYPE_BOOLEAN => f64::from(u32::from(a == TRUE)),
        TYPE_NUMBER => th_unbox_f64(a),
        TYPE_STRING => th_string_to_f64(Ref(a.0)),
        _ => f64::NAN,
    }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_from_bool(a: bool) -> Ref {
    if a { flash(&TEXT_TRUE) } else { flash(&TEXT_FALSE) }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_word_to_string(a: Word) -> Word {
    match th_word_type(a) {
        TYPE_UNDEFINED => flash(&TEXT_UNDEFINED).into(),
        TYPE_NULL => flash(&TEXT_NULL).into(),
        TYPE_BOOLEAN => th_string_from_bool(a == TRUE).into(),
        TYPE_NUMBER => th_string_from_number(a).into(),
        TYPE_STRING => a,
        _ => UNDEFINED,
    }
}

/// See `abi.rs`. Classes are numbered in preorder, so a class and its subclasses are a range.
#[unsafe(no_mangle)]
pub extern "C" fn th_instance_of(a: Word, descriptor: u32) -> bool {
    let Some(object) = a.object() else { return false };
    let first = u32::from(load16(descriptor + 8));
    let last = u32::from(load16(descriptor + 10));
    let class = load(object.descriptor() + 8) & 0xFFFF;
    class.wrapping_sub(first) <= last - first
}
