//! Comparing strings and finding one in another.

use super::{is_wide, unit_at};
use crate::memory::{load, load8};
use crate::words::Ref;

/// See `abi.rs`. Equal strings have equal layouts and zero padding.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_eq(a: Ref, b: Ref) -> bool {
    if a == b {
        return true;
    }
    let wide = is_wide(a);
    let length = a.length();
    if length != b.length() || wide != is_wide(b) {
        return false;
    }
    let end = a.contents() + (length << u32::from(wide));
    let (mut at, distance) = (a.contents(), b.0.wrapping_sub(a.0));
    while at < end {
        if load(at) != load(at.wrapping_add(distance)) {
            return false;
        }
        at += 4;
    }
    true
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_compare(a: Ref, b: Ref) -> i32 {
    let (left, right) = (a.length(), b.length());
    for at in 0..left.min(right) {
        let difference = unit_at(a, at) as i32 - unit_at(b, at) as i32;
        if difference != 0 {
            return difference;
        }
    }
    left as i32 - right as i32
}

/// Whether `pattern` stands at `at`, where it must fit.
fn matches_at(s: Ref, pattern: Ref, at: u32) -> bool {
    (0..pattern.length()).all(|index| unit_at(s, at + index) == unit_at(pattern, index))
}

/// The first position of `pattern` from `from` on; `from` may lie behind the end.
pub fn find(s: Ref, pattern: Ref, from: u32) -> Option<u32> {
    let last = s.length().checked_sub(pattern.length())?;
    if pattern.length() == 0 {
        return (from <= last).then_some(from);
    }
    if !is_wide(s) {
        return if is_wide(pattern) { None } else { find_bytes(s, pattern, from, last) };
    }
    (from..=last).find(|at| matches_at(s, pattern, *at))
}

/// The same for Latin-1 strings and a pattern that is not empty: looks for its first byte, then compares.
fn find_bytes(s: Ref, pattern: Ref, from: u32, last: u32) -> Option<u32> {
    let first = load8(pattern.contents());
    let rest = pattern.length();
    let contents = s.contents();
    let (mut at, end) = (contents + from, contents + last);
    while at <= end {
        if load8(at) == first {
            let mut index = 1;
            while index < rest && load8(at + index) == load8(pattern.contents() + index) {
                index += 1;
            }
            if index == rest {
                return Some(at - contents);
            }
        }
        at += 1;
    }
    None
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_index_of(s: Ref, pattern: Ref, from: i32) -> i32 {
    let from = (from.max(0) as u32).min(s.length());
    find(s, pattern, from).map_or(-1, |at| at as i32)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_last_index_of(s: Ref, pattern: Ref, from: i32) -> i32 {
    let Some(last) = s.length().checked_sub(pattern.length()) else { return -1 };
    let mut at = last.min(from.max(0) as u32);
    while !matches_at(s, pattern, at) {
        if at == 0 {
            return -1;
        }
        at -= 1;
    }
    at as i32
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_includes(s: Ref, pattern: Ref, from: i32) -> bool {
    th_string_index_of(s, pattern, from) >= 0
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_starts_with(s: Ref, pattern: Ref, from: i32) -> bool {
    let from = (from.max(0) as u32).min(s.length());
    pattern.length() <= s.length() - from && matches_at(s, pattern, from)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_ends_with(s: Ref, pattern: Ref, end: i32) -> bool {
    let end = (end.max(0) as u32).min(s.length());
    match end.checked_sub(pattern.length()) {
        Some(at) => matches_at(s, pattern, at),
        None => false,
    }
}
