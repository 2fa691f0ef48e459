//! Strings to arrays and back: split and join.

use super::build::{empty, from_unit, part, th_string_append};
use super::{copy_units, find, is_wide, new_string, unit_at};
use crate::arrays::{push_word, th_array_new_words};
use crate::memory::load;
use crate::numbers::th_word_to_string;
use crate::words::{NULL, Ref, UNDEFINED, Word};

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_split(s: Ref, separator: Ref, limit: u32, array_descriptor: u32) -> Ref {
    let array = th_array_new_words(array_descriptor, 4);
    let step = separator.length();
    let mut start = 0;
    if step == 0 {
        while start < s.length() && array.length() < limit {
            push_word(array, from_unit(unit_at(s, start)).into());
            start += 1;
        }
        return array;
    }
    while array.length() < limit {
        let found = find(s, separator, start);
        push_word(array, part(s, start, found.unwrap_or(s.length())).into());
        match found {
            Some(at) => start = at + step,
            None => break,
        }
    }
    array
}

/// An element's text as join sees it: nothing for undefined and null; `None` for an object.
fn text_of(word: Word) -> Option<Ref> {
    if word == UNDEFINED || word == NULL {
        return Some(empty());
    }
    th_word_to_string(word).string()
}

/// See `abi.rs`. All strings: measured first, then copied once. Otherwise appended one by one.
#[unsafe(no_mangle)]
pub extern "C" fn th_array_join(array: Ref, separator: Ref) -> Word {
    let count = array.length();
    let element = |index: u32| Word(load(load(array.0 + 8) + 8 + 4 * index));
    let mut total = separator.length() * count.saturating_sub(1);
    let mut wide = is_wide(separator) && count > 1;
    for index in 0..count {
        let Some(string) = element(index).string() else { return join_slowly(array, separator) };
        total += string.length();
        wide |= is_wide(string);
    }
    let result = new_string(total, wide);
    let mut at = 0;
    for index in 0..count {
        if index > 0 {
            copy_units(result, at, separator, 0, separator.length());
            at += separator.length();
        }
        if let Some(string) = element(index).string() {
            copy_units(result, at, string, 0, string.length());
            at += string.length();
        }
    }
    result.into()
}

fn join_slowly(array: Ref, separator: Ref) -> Word {
    let mut result = empty();
    for index in 0..array.length() {
        if index > 0 {
            result = th_string_append(result, separator);
        }
        match text_of(Word(load(load(array.0 + 8) + 8 + 4 * index))) {
            Some(text) => result = th_string_append(result, text),
            None => return UNDEFINED,
        }
    }
    result.into()
}
