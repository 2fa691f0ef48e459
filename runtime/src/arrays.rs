//! Arrays: `[header][length][storage]`, the elements in a BYTES or WORDS storage whose length word is its capacity.
//!
//! A storage belongs to one array alone (the empty ones in flash excepted), so it can be replaced and extended freely. Words
//! behind the last element are undefined, so that nothing dead is kept alive and growth needs no clearing.

use crate::heap::{extend, th_alloc, th_alloc_bytes, th_alloc_words};
use crate::memory::{address_of, copy_bytes, fill_bytes, load, store};
use crate::numbers::{th_word_same_value_zero, th_word_strict_eq};
use crate::objects::{Kind, th_descriptor_bytes, th_descriptor_words};
use crate::words::{Ref, Word};

/// The storage of an array.
fn storage_of(array: Ref) -> Ref {
    Ref(load(array.0 + 8))
}

fn set_length(array: Ref, length: u32) {
    store(array.0 + 4, length);
}

fn set_storage(array: Ref, storage: Ref) {
    store(array.0 + 8, storage.0);
}

/// A storage of at least `bytes`, of the same kind as `model`.
fn storage_like(model: Ref, bytes: u32) -> Ref {
    if model.kind() == Kind::WORDS { new_words(bytes / 4) } else { new_bytes(bytes) }
}

fn new_words(capacity: u32) -> Ref {
    th_alloc_words(address_of(&th_descriptor_words), capacity)
}

/// Capacity in bytes is rounded up to whole words, for they are there anyway.
fn new_bytes(capacity: u32) -> Ref {
    th_alloc_bytes(address_of(&th_descriptor_bytes), capacity + 3 & !3)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_array_new_words(descriptor: u32, capacity: u32) -> Ref {
    let storage = new_words(capacity);
    let array = th_alloc(descriptor);
    set_storage(array, storage);
    array
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_array_new_bytes(descriptor: u32, capacity: u32) -> Ref {
    let storage = new_bytes(capacity);
    let array = th_alloc(descriptor);
    set_storage(array, storage);
    array
}

/// The capacity to grow to when `wanted` is needed: half as much again, at least four words' worth.
fn grown(capacity: u32, wanted: u32, least: u32) -> u32 {
    wanted.max(capacity + capacity / 2).max(least)
}

/// Grows a storage of `old` bytes to `new` bytes (multiples of 4) where it lies, or to the `wanted` ones.
fn extended(storage: Ref, old: u32, wanted: u32, new: u32) -> Option<u32> {
    [new, wanted].into_iter().find(|size| extend(storage, 8 + old, 8 + size))
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_array_grow_words(array: Ref, capacity: u32) {
    let storage = storage_of(array);
    let old = storage.length();
    if capacity <= old {
        return;
    }
    let new = grown(old, capacity, 4);
    if let Some(bytes) = extended(storage, 4 * old, 4 * capacity, 4 * new) {
        store(storage.0 + 4, bytes / 4);
        return;
    }
    let replacement = new_words(new);
    copy_bytes(replacement.contents(), storage.contents(), 4 * old);
    set_storage(array, replacement);
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_array_grow_bytes(array: Ref, capacity: u32) {
    let storage = storage_of(array);
    let old = storage.length() + 3 & !3;
    let wanted = capacity + 3 & !3;
    if wanted <= old {
        store_capacity(storage, old);
        return;
    }
    // Whole elements: compiled code takes an element to fit whose first byte does.
    let new = grown(old, wanted, 16) + 7 & !7;
    if let Some(bytes) = extended(storage, old, wanted, new) {
        store(storage.0 + 4, bytes);
        return;
    }
    let replacement = new_bytes(new);
    copy_bytes(replacement.contents(), storage.contents(), old);
    set_storage(array, replacement);
}

/// Declares the padding of a storage usable (never of the empty one, which lies in flash and has none).
fn store_capacity(storage: Ref, capacity: u32) {
    if storage.length() != capacity {
        store(storage.0 + 4, capacity);
    }
}

/// Appends a word to an array with WORDS storage.
pub fn push_word(array: Ref, value: Word) {
    let length = array.length();
    if length == storage_of(array).length() {
        th_array_grow_words(array, length + 1);
    }
    store(storage_of(array).contents() + 4 * length, value.0);
    set_length(array, length + 1);
}

/// A new array like `model` with room for `count` elements, and that length.
fn array_like(model: Ref, count: u32, shift: u32) -> Ref {
    let storage = storage_like(storage_of(model), (count << shift) + 3 & !3);
    let array = th_alloc(model.descriptor());
    set_storage(array, storage);
    set_length(array, count);
    array
}

/// Copies elements from one array's storage to another's.
fn copy_elements(to: Ref, at: u32, from: Ref, start: u32, count: u32, shift: u32) {
    copy_bytes(storage_of(to).contents() + (at << shift), storage_of(from).contents() + (start << shift), count << shift);
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_array_slice(array: Ref, start: u32, end: u32, shift: u32) -> Ref {
    let count = end.saturating_sub(start);
    let slice = array_like(array, count, shift);
    copy_elements(slice, 0, array, start, count, shift);
    slice
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_array_concat(a: Ref, b: Ref, shift: u32) -> Ref {
    let (left, right) = (a.length(), b.length());
    let array = array_like(a, left + right, shift);
    copy_elements(array, 0, a, 0, left, shift);
    copy_elements(array, left, b, 0, right, shift);
    array
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_array_insert(array: Ref, at: u32, count: u32, shift: u32) {
    let length = array.length();
    let total = length + count;
    if storage_of(array).kind() == Kind::WORDS {
        th_array_grow_words(array, total);
    } else {
        th_array_grow_bytes(array, total << shift);
    }
    set_length(array, total);
    copy_elements(array, at + count, array, at, length - at, shift);
    fill_bytes(storage_of(array).contents() + (at << shift), 0, count << shift);
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_array_remove(array: Ref, at: u32, count: u32, shift: u32) {
    let kept = array.length() - count;
    copy_elements(array, at, array, at + count, kept - at, shift);
    fill_bytes(storage_of(array).contents() + (kept << shift), 0, count << shift);
    set_length(array, kept);
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_array_fill_words(array: Ref, value: Word, start: u32, end: u32) {
    let contents = storage_of(array).contents();
    for index in start..end {
        store(contents + 4 * index, value.0);
    }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_array_index_of(array: Ref, value: Word, from: u32) -> i32 {
    let contents = storage_of(array).contents();
    for index in from..array.length() {
        if th_word_strict_eq(Word(load(contents + 4 * index)), value) {
            return index as i32;
        }
    }
    -1
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_array_includes(array: Ref, value: Word, from: u32) -> bool {
    let contents = storage_of(array).contents();
    (from..array.length()).any(|index| th_word_same_value_zero(Word(load(contents + 4 * index)), value))
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_move(to: u32, from: u32, count: u32) {
    copy_bytes(to, from, count);
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_fill(to: u32, byte: u32, count: u32) {
    fill_bytes(to, byte as u8, count);
}
