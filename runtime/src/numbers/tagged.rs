//! Numbers as words: 31-bit integers tagged, everything else boxed.
//!
//! Always holds: a double that is a 31-bit integer is never boxed. -0 is none, so it is boxed, and the only box that equals an integer.

use super::math::{th_f64_pow, th_f64_rem, th_f64_to_i32};
use crate::heap::th_alloc;
use crate::memory::{address_of, load, store};
use crate::objects::th_descriptor_number;
use crate::words::Word;

/// The integer that a double is, if it is one of 32 bits and not -0.
pub fn as_i32(value: f64) -> Option<i32> {
    let integer = value as i32;
    (f64::from(integer).to_bits() == value.to_bits()).then_some(integer)
}

fn box_bits(value: f64) -> Word {
    let object = th_alloc(address_of(&th_descriptor_number));
    let bits = value.to_bits();
    store(object.0 + 4, bits as u32);
    store(object.0 + 8, (bits >> 32) as u32);
    object.into()
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_box_f64(value: f64) -> Word {
    as_i32(value).and_then(Word::from_int).unwrap_or_else(|| box_bits(value))
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_box_i32(value: i32) -> Word {
    Word::from_int(value).unwrap_or_else(|| box_bits(f64::from(value)))
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_box_u32(value: u32) -> Word {
    if value < 1 << 30 { Word(value << 1 | 1) } else { box_bits(f64::from(value)) }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_unbox_f64(number: Word) -> f64 {
    if number.is_int() {
        return f64::from(number.int());
    }
    f64::from_bits(u64::from(load(number.0 + 8)) << 32 | u64::from(load(number.0 + 4)))
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_unbox_i32(number: Word) -> i32 {
    if number.is_int() { number.int() } else { th_f64_to_i32(th_unbox_f64(number)) }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_add(a: Word, b: Word) -> Word {
    if a.is_int() && b.is_int() {
        return th_box_i32(a.int() + b.int());
    }
    th_box_f64(th_unbox_f64(a) + th_unbox_f64(b))
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_sub(a: Word, b: Word) -> Word {
    if a.is_int() && b.is_int() {
        return th_box_i32(a.int() - b.int());
    }
    th_box_f64(th_unbox_f64(a) - th_unbox_f64(b))
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_mul(a: Word, b: Word) -> Word {
    th_box_f64(th_unbox_f64(a) * th_unbox_f64(b))
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_div(a: Word, b: Word) -> Word {
    th_box_f64(th_unbox_f64(a) / th_unbox_f64(b))
}

/// See `abi.rs`. The remainder of a negative dividend may be -0, so only others stay integers.
#[unsafe(no_mangle)]
pub extern "C" fn th_rem(a: Word, b: Word) -> Word {
    if a.is_int() && b.is_int() && a.int() >= 0 && b.int() != 0 {
        return th_box_i32(super::integer::th_i32_rem(a.int(), b.int()));
    }
    th_box_f64(th_f64_rem(th_unbox_f64(a), th_unbox_f64(b)))
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_pow(a: Word, b: Word) -> Word {
    th_box_f64(th_f64_pow(th_unbox_f64(a), th_unbox_f64(b)))
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_neg(a: Word) -> Word {
    th_box_f64(-th_unbox_f64(a))
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_number_lt(a: Word, b: Word) -> bool {
    if a.is_int() && b.is_int() { a.int() < b.int() } else { th_unbox_f64(a) < th_unbox_f64(b) }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_number_le(a: Word, b: Word) -> bool {
    if a.is_int() && b.is_int() { a.int() <= b.int() } else { th_unbox_f64(a) <= th_unbox_f64(b) }
}

/// See `abi.rs`. An integer equals no box but 0 that of -0; two boxes are equal by their doubles.
#[unsafe(no_mangle)]
pub extern "C" fn th_number_eq(a: Word, b: Word) -> bool {
    if a.is_int() || b.is_int() {
        return a == b || is_zero(a) && is_zero(b);
    }
    th_unbox_f64(a) == th_unbox_f64(b)
}

fn is_zero(number: Word) -> bool {
    if number.is_int() {
        return number.int() == 0;
    }
    load(number.0 + 4) | load(number.0 + 8) << 1 == 0
}
