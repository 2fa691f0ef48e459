//! One bit for each word of the heap, set where an object starts.
//!
//! Lies behind the objects' space. Rebuilt at each collection, to find the object that an interior address belongs to.

use super::th_heap;
use crate::memory::{fill_bytes, load, store};

fn word_of(index: u32) -> u32 {
    th_heap.top.get() + (index >> 5) * 4
}

fn index_of(address: u32) -> u32 {
    (address - th_heap.start.get()) / 4
}

/// Clears the bits of everything below `end`.
pub fn clear_below(end: u32) {
    fill_bytes(th_heap.top.get(), 0, (index_of(end) / 32 + 1) * 4);
}

/// Sets the bit of an address.
pub fn set(address: u32) {
    let index = index_of(address);
    let word = word_of(index);
    store(word, load(word) | 1 << (index & 31));
}

/// The last set bit at or before an address of the heap, as an address.
pub fn last_at_or_before(address: u32) -> Option<u32> {
    let mut index = index_of(address);
    let mut bits = load(word_of(index)) << (31 - (index & 31));
    while bits == 0 {
        if index < 32 {
            return None;
        }
        index = (index & !31) - 1;
        bits = load(word_of(index));
    }
    Some(th_heap.start.get() + (index - bits.leading_zeros()) * 4)
}

/// The first set bit at or after `address` and before `end`, as an address.
pub fn first_from(address: u32, end: u32) -> Option<u32> {
    if address >= end {
        return None;
    }
    let mut index = index_of(address);
    let mut bits = load(word_of(index)) >> (index & 31) << (index & 31);
    while bits == 0 {
        index = (index | 31) + 1;
        if th_heap.start.get() + index * 4 >= end {
            return None;
        }
        bits = load(word_of(index));
    }
    let found = th_heap.start.get() + ((index & !31) + lowest(bits)) * 4;
    (found < end).then_some(found)
}

/// The number of the lowest set bit of a word that is not 0. (The core has no instruction for it; steps by bytes first.)
fn lowest(mut bits: u32) -> u32 {
    let mut number = 0;
    while bits & 0xFF == 0 {
        bits >>= 8;
        number += 8;
    }
    while bits & 1 == 0 {
        bits >>= 1;
        number += 1;
    }
    number
}
