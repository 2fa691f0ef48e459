//! Making strings from strings and units.

use super::{copy_units, is_wide, new_string, set_unit, unit_at};
use crate::heap::{extend, is_in_heap, make_slack};
use crate::memory::{address_of, store, store8};
use crate::objects::{FlashObject, flash, th_descriptor_latin1, th_descriptor_utf16, th_empty_string};
use crate::words::{Ref, UNDEFINED, Word};

/// The strings of one printable ASCII unit, in flash: characters are taken out of strings too often to allocate them.
static PRINTABLE: [FlashObject<4>; 95] = printable();

/// The first unit of [`PRINTABLE`].
const SPACE: u32 = 0x20;

const fn printable() -> [FlashObject<4>; 95] {
    let mut table = [const { FlashObject::<4>::of(&th_descriptor_latin1, 1, [0; 4]) }; 95];
    let mut index = 0;
    while index < table.len() {
        table[index] = FlashObject::of(&th_descriptor_latin1, 1, [index as u8 + SPACE as u8, 0, 0, 0]);
        index += 1;
    }
    table
}

/// The string of one unit.
pub fn from_unit(unit: u32) -> Ref {
    if let Some(object) = PRINTABLE.get(unit.wrapping_sub(SPACE) as usize) {
        return flash(object);
    }
    let string = new_string(1, unit > 0xFF);
    set_unit(string, 0, unit);
    string
}

/// The empty string.
pub fn empty() -> Ref {
    flash(&th_empty_string)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_from_code(code: i32) -> Ref {
    from_unit(code as u32 & 0xFFFF)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_from_code_point(code: i32) -> Word {
    match code as u32 {
        code @ 0..=0xFFFF => from_unit(code).into(),
        code @ 0x10000..=0x10FFFF => {
            let string = new_string(2, true);
            set_unit(string, 0, 0xD7C0 + (code >> 10));
            set_unit(string, 1, 0xDC00 | code & 0x3FF);
            string.into()
        }
        _ => UNDEFINED,
    }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_concat(a: Ref, b: Ref) -> Ref {
    let (left, right) = (a.length(), b.length());
    if right == 0 && !is_in_heap(a) {
        return a;
    }
    if left == 0 && !is_in_heap(b) {
        return b;
    }
    let string = new_string(left + right, is_wide(a) || is_wide(b));
    copy_units(string, 0, a, 0, left);
    copy_units(string, left, b, 0, right);
    string
}

/// See `abi.rs`. Never gives `b` itself, which others may hold, unless it lies in flash.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_append(a: Ref, b: Ref) -> Ref {
    let (left, right) = (a.length(), b.length());
    if right == 0 {
        return a;
    }
    if left == 0 && !is_in_heap(b) {
        return b;
    }
    let string = lengthened(a, left, right, is_wide(b));
    copy_units(string, left, b, 0, right);
    string
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_append_unit(a: Ref, code: i32) -> Ref {
    append_unit(a, code as u32 & 0xFFFF)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_append_char(a: Ref, s: Ref, at: i32) -> Ref {
    if (at as u32) < s.length() { append_unit(a, unit_at(s, at as u32)) } else { a }
}

#[inline(always)]
fn append_unit(a: Ref, unit: u32) -> Ref {
    let length = a.length();
    // Three times in four the padding has room.
    if length & 3 != 0 && unit <= 0xFF && !is_wide(a) && is_in_heap(a) {
        store8(a.contents() + length, unit as u8);
        store(a.0 + 4, length + 1);
        return a;
    }
    append_unit_slowly(a, unit)
}

#[inline(never)]
fn append_unit_slowly(a: Ref, unit: u32) -> Ref {
    let length = a.length();
    let string = lengthened(a, length, 1, unit > 0xFF);
    set_unit(string, length, unit);
    string
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_length(s: Ref) -> i32 {
    s.length() as i32
}

/// The most units of slack behind a growing string.
const MOST_SLACK: u32 = 256;

/// `a` with room for `more` units behind its `length`: itself if it can grow where it is, else a copy with slack behind it, so
/// that building a string step by step takes time in proportion to its length.
fn lengthened(a: Ref, length: u32, more: u32, wide: bool) -> Ref {
    let size = |units: u32, wide: bool| 8 + ((units << u32::from(wide)) + 3 & !3);
    let total = length + more;
    let is_wide_now = is_wide(a);
    if (is_wide_now || !wide) && extend(a, size(length, is_wide_now), size(total, is_wide_now)) {
        store(a.0 + 4, total);
        return a;
    }
    let wide = wide || is_wide_now;
    let slack = if is_in_heap(a) { (total / 2).min(MOST_SLACK) } else { 0 };
    let string = new_string(total + slack, wide);
    store(string.0 + 4, total);
    make_slack(string.0 + size(total, wide), string.0 + size(total + slack, wide));
    copy_units(string, 0, a, 0, length);
    string
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_char_at(s: Ref, at: i32) -> Ref {
    if (at as u32) < s.length() { from_unit(unit_at(s, at as u32)) } else { empty() }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_at(s: Ref, at: i32) -> Word {
    if (at as u32) < s.length() { from_unit(unit_at(s, at as u32)).into() } else { UNDEFINED }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_unit_at(s: Ref, at: i32) -> i32 {
    if (at as u32) < s.length() { unit_at(s, at as u32) as i32 } else { -1 }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_code_point_at(s: Ref, at: i32) -> i32 {
    let high = th_string_unit_at(s, at);
    if high & 0xFC00 == 0xD800 {
        let low = th_string_unit_at(s, at + 1);
        if low & 0xFC00 == 0xDC00 {
            return 0x10000 + ((high & 0x3FF) << 10 | low & 0x3FF);
        }
    }
    high
}

/// Units `start` to `end` (`start` <= `end` <= length) as a string.
pub fn part(s: Ref, start: u32, end: u32) -> Ref {
    let count = end - start;
    if count == s.length() {
        return s;
    }
    match count {
        0 => empty(),
        1 => from_unit(unit_at(s, start)),
        _ => {
            let string = new_string(count, super::is_range_wide(s, start, end));
            copy_units(string, 0, s, start, count);
            string
        }
    }
}

/// The descriptor of strings of a width.
pub fn descriptor_of(wide: bool) -> u32 {
    if wide { address_of(&th_descriptor_utf16) } else { address_of(&th_descriptor_latin1) }
}
