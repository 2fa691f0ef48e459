//! Parts of strings, repetition, padding, trimming, replacing.

use super::{build, copy_units, is_wide, new_string, search, unit_at};
use crate::words::Ref;
use build::{empty, part};

/// A position counted from the end when negative, clamped to the length.
fn relative(at: i32, length: u32) -> u32 {
    if at >= 0 { (at as u32).min(length) } else { length.saturating_sub(at.unsigned_abs()) }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_slice(s: Ref, start: i32, end: i32) -> Ref {
    let length = s.length();
    let (start, end) = (relative(start, length), relative(end, length));
    part(s, start, end.max(start))
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_substring(s: Ref, start: i32, end: i32) -> Ref {
    let length = s.length();
    let (start, end) = ((start.max(0) as u32).min(length), (end.max(0) as u32).min(length));
    part(s, start.min(end), start.max(end))
}

/// JavaScript's white space and line ends (ECMA-262, 12.2 and 12.3).
pub fn is_space(unit: u32) -> bool {
    matches!(unit, 9..=13 | 32 | 0xA0 | 0x1680 | 0x2000..=0x200A | 0x2028 | 0x2029 | 0x202F | 0x205F | 0x3000 | 0xFEFF)
}

/// The range of a string without white space in front (`front`) and at the end (`back`).
pub fn trimmed(s: Ref, front: bool, back: bool) -> (u32, u32) {
    let (mut start, mut end) = (0, s.length());
    while front && start < end && is_space(unit_at(s, start)) {
        start += 1;
    }
    while back && start < end && is_space(unit_at(s, end - 1)) {
        end -= 1;
    }
    (start, end)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_trim(s: Ref) -> Ref {
    let (start, end) = trimmed(s, true, true);
    part(s, start, end)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_trim_start(s: Ref) -> Ref {
    let (start, end) = trimmed(s, true, false);
    part(s, start, end)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_trim_end(s: Ref) -> Ref {
    let (start, end) = trimmed(s, false, true);
    part(s, start, end)
}

/// Fills `count` units from `at` on with `pattern` over and over.
fn fill_with(to: Ref, at: u32, count: u32, pattern: Ref) {
    let length = pattern.length();
    let mut done = 0;
    while done < count {
        let step = length.min(count - done);
        copy_units(to, at + done, pattern, 0, step);
        done += step;
    }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_repeat(s: Ref, count: i32) -> Ref {
    if count <= 0 || s.length() == 0 {
        return empty();
    }
    let total = s.length().saturating_mul(count as u32);
    let string = new_string(total, is_wide(s));
    fill_with(string, 0, total, s);
    string
}

/// `s` with `fill` on one side up to `length` units.
fn pad(s: Ref, length: i32, fill: Ref, front: bool) -> Ref {
    let own = s.length();
    if length <= own as i32 || fill.length() == 0 {
        return s;
    }
    let missing = length as u32 - own;
    let fill_wide = super::is_range_wide(fill, 0, fill.length().min(missing));
    let string = new_string(length as u32, is_wide(s) || fill_wide);
    let (fill_at, own_at) = if front { (0, missing) } else { (own, 0) };
    fill_with(string, fill_at, missing, fill);
    copy_units(string, own_at, s, 0, own);
    string
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_pad_start(s: Ref, length: i32, fill: Ref) -> Ref {
    pad(s, length, fill, true)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_pad_end(s: Ref, length: i32, fill: Ref) -> Ref {
    pad(s, length, fill, false)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_replace(s: Ref, pattern: Ref, by: Ref) -> Ref {
    match search::find(s, pattern, 0) {
        Some(at) => {
            let head = build::th_string_concat(part(s, 0, at), by);
            build::th_string_concat(head, part(s, at + pattern.length(), s.length()))
        }
        None => s,
    }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_replace_all(s: Ref, pattern: Ref, by: Ref) -> Ref {
    let step = pattern.length().max(1);
    let mut result = empty();
    let mut done = 0;
    let mut from = 0;
    while let Some(at) = search::find(s, pattern, from) {
        result = build::th_string_append(result, part(s, done, at));
        result = build::th_string_append(result, by);
        done = at + pattern.length();
        from = at + step;
    }
    build::th_string_append(result, part(s, done, s.length()))
}
