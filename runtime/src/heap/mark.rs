//! Marking: finds all that is reachable, with a small stack of its own and without recursion.
//!
//! Comes in: a heap whose object starts are in the bitmap, no header marked. Goes out: bit 0 set in the header of every live
//! object, bit 1 too in those that the stack refers to. When the mark stack is full, a newly marked object is left out of it
//! and the heap is searched for such objects afterwards; so any heap can be marked, at worst slowly.

use super::bitmap;
use super::roots::Regions;
use super::th_heap;
use crate::memory::{load, store};
use crate::objects::{Kind, kind_of, map_of, words_of};
use core::cell::Cell;

/// Header bit: live.
pub const MARK: u32 = 1;
/// Header bit: must not move.
pub const PIN: u32 = 2;

/// How many objects wait on the mark stack at most (8 bytes each).
const DEPTH: usize = 24;

/// Objects that are marked and whose contents from slot `cursor` on have not been looked at.
struct MarkStack {
    entries: [Cell<(u32, u32)>; DEPTH],
    count: Cell<usize>,
    overflowed: Cell<bool>,
}

// SAFETY: only the collector uses it, and it never runs twice at once.
unsafe impl Sync for MarkStack {}

static STACK: MarkStack = MarkStack { entries: [const { Cell::new((0, 0)) }; DEPTH], count: Cell::new(0), overflowed: Cell::new(false) };

#[inline(always)]
fn push(object: u32, cursor: u32) {
    let count = STACK.count.get();
    match STACK.entries.get(count) {
        Some(entry) => {
            entry.set((object, cursor));
            STACK.count.set(count + 1);
        }
        None => STACK.overflowed.set(true),
    }
}

#[inline(always)]
fn pop() -> Option<(u32, u32)> {
    let count = STACK.count.get().checked_sub(1)?;
    STACK.count.set(count);
    STACK.entries.get(count).map(Cell::get)
}

/// Marks everything that the regions reach.
pub fn mark(regions: Regions) {
    STACK.overflowed.set(false);
    let mut at = regions.stack.0;
    while at < regions.stack.1 {
        mark_conservatively(load(at));
        at += 4;
    }
    at = regions.roots.0;
    while at < regions.roots.1 {
        mark_word(load(at));
        drain();
        at += 4;
    }
    while STACK.overflowed.replace(false) {
        rescan();
    }
}

/// A word of the stack: if it is an address inside an object, that object lives and stays where it is.
fn mark_conservatively(word: u32) {
    if !th_heap.contains(word) || word >= th_heap.used_end.get() {
        return;
    }
    let Some(object) = bitmap::last_at_or_before(word) else { return };
    let header = load(object);
    if kind_of(header & !15) == Kind::FILLER {
        return;
    }
    store(object, header | MARK | PIN);
    if header & MARK == 0 {
        push(object, 0);
        drain();
    }
}

/// A word of an object or a static.
#[inline(always)]
fn mark_word(word: u32) {
    if mark_one(word) {
        push(word, 0);
    }
}

/// Marks the object that a word refers to, if it does; whether it is new and has contents to follow.
#[inline(always)]
fn mark_one(word: u32) -> bool {
    if word & 3 != 0 || !th_heap.contains(word) {
        return false;
    }
    let header = load(word);
    if header & MARK != 0 {
        return false;
    }
    store(word, header | MARK);
    has_references(header)
}

#[inline(always)]
fn has_references(descriptor: u32) -> bool {
    match kind_of(descriptor) {
        Kind::FIXED => map_of(descriptor) != 0,
        Kind::LARGE | Kind::WORDS => true,
        _ => false,
    }
}

/// Follows what is on the stack until it is empty.
fn drain() {
    while let Some((object, cursor)) = pop() {
        let descriptor = load(object) & !15;
        if kind_of(descriptor) == Kind::WORDS {
            mark_elements(object, cursor);
        } else {
            each_slot(object, descriptor, |slot| mark_word(load(slot)));
        }
    }
}

/// Marks elements from `cursor` on until one has contents to follow; comes back for the rest, so that a long array does not
/// fill the stack.
fn mark_elements(object: u32, mut cursor: u32) {
    let length = load(object + 4);
    while cursor < length {
        let word = load(object + 8 + 4 * cursor);
        cursor += 1;
        if mark_one(word) {
            if cursor < length {
                push(object, cursor);
            }
            push(word, 0);
            return;
        }
    }
}

/// Calls `visit` with the address of every slot of an object that holds a word.
pub fn each_slot(object: u32, descriptor: u32, mut visit: impl FnMut(u32)) {
    match kind_of(descriptor) {
        Kind::FIXED => {
            let mut map = map_of(descriptor);
            let mut slot = object + 4;
            while map != 0 {
                if map & 1 != 0 {
                    visit(slot);
                }
                map >>= 1;
                slot += 4;
            }
        }
        Kind::LARGE => {
            let map = map_of(descriptor);
            for index in 0..words_of(descriptor) - 1 {
                if load(map + index / 32 * 4) >> (index & 31) & 1 != 0 {
                    visit(object + 4 + 4 * index);
                }
            }
        }
        Kind::WORDS => {
            let end = object + 8 + 4 * load(object + 4);
            let mut slot = object + 8;
            while slot < end {
                visit(slot);
                slot += 4;
            }
        }
        _ => {}
    }
}

/// After an overflow: looks at the contents of every marked object again.
fn rescan() {
    let end = th_heap.used_end.get();
    let mut next = bitmap::first_from(th_heap.start.get(), end);
    while let Some(object) = next {
        let header = load(object);
        if header & MARK != 0 {
            each_slot(object, header & !15, |slot| {
                mark_word(load(slot));
                drain();
            });
        }
        next = bitmap::first_from(object + 4, end);
    }
}
