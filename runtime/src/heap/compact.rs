//! Compaction: slides live objects towards the heap's start, around those that are pinned, and updates every reference.
//!
//! Comes in: the heap with marks and pins in the headers and the bitmap of all starts. Goes out: clean headers, updated roots
//! and slots, linked gaps in front of pinned objects, zero memory behind the last object, where allocation goes on.
//!
//! References are updated without extra memory by threading (H. B. M. Jonkers, "A fast garbage compaction algorithm",
//! Information Processing Letters 9, 1979): the slots that refer to an object are strung together through its header, whose
//! own value waits at the end of the string. A slot's address has bit 0 clear and a live header has it set, which tells the
//! end. A reference forward in memory is resolved when the first pass comes to its target, one backward in the second pass.

use super::mark::{MARK, PIN, each_slot};
use super::roots::Regions;
use super::{USABLE_GAP, bitmap, make_gap, th_heap};
use crate::memory::{fill_bytes, load, slide_words, store};
use crate::objects::size_of;

/// See the head of this file.
pub fn compact(regions: Regions) {
    forget_dead();
    let mut slot = regions.roots.0;
    while slot < regions.roots.1 {
        thread(slot);
        slot += 4;
    }
    each_live(|object, place| {
        let header = resolve(object, place);
        store(object, header);
        each_slot(object, header & !15, thread);
    });
    th_heap.gaps.set(0);
    let mut last_gap = 0;
    let mut live = 0;
    let end = each_live(|object, place| {
        let header = resolve(object, place);
        let size = size_of(object, header & !15);
        if header & PIN != 0 {
            last_gap = leave_gap(place.free, object, last_gap);
        } else {
            slide_words(place.free, object, size);
        }
        live += size;
        store(if header & PIN != 0 { object } else { place.free }, header & !(MARK | PIN));
    });
    finish(end, live);
}

/// Takes dead objects and gaps out of the bitmap.
fn forget_dead() {
    let end = th_heap.used_end.get();
    let mut next = bitmap::first_from(th_heap.start.get(), end);
    while let Some(object) = next {
        if load(object) & MARK == 0 {
            bitmap::clear(object);
        }
        next = bitmap::first_from(object + 4, end);
    }
}

/// Where an object could slide to.
#[derive(Clone, Copy)]
struct Place {
    free: u32,
}

/// Calls `visit` with every live object in order and the place for it; gives the end of the last object as it will lie.
/// After the visit the object's header is at the object or, if it has moved, at its place.
fn each_live(mut visit: impl FnMut(u32, Place)) -> u32 {
    let end = th_heap.used_end.get();
    let mut free = th_heap.start.get();
    let mut next = bitmap::first_from(free, end);
    while let Some(object) = next {
        let header = header_of(object);
        let size = size_of(object, header & !15);
        visit(object, Place { free });
        free = size + if header & PIN != 0 { object } else { free };
        next = bitmap::first_from(object + 4, end);
    }
    free
}

/// Strings a slot onto the object that it refers to, if that is in the heap.
fn thread(slot: u32) {
    let word = load(slot);
    if word & 3 == 0 && th_heap.contains(word) {
        store(slot, load(word));
        store(word, slot);
    }
}

/// The header of a live object, wherever it waits.
fn header_of(object: u32) -> u32 {
    let mut value = load(object);
    while value & MARK == 0 {
        value = load(value);
    }
    value
}

/// Gives every slot strung onto an object its new address; gives the object's header.
fn resolve(object: u32, place: Place) -> u32 {
    let header = header_of(object);
    let target = if header & PIN != 0 { object } else { place.free };
    let mut value = load(object);
    while value & MARK == 0 {
        let following = load(value);
        store(value, target);
        value = following;
    }
    header
}

/// Makes the range in front of a pinned object a gap behind `last_gap` in the list; gives the last gap now.
fn leave_gap(from: u32, to: u32, last_gap: u32) -> u32 {
    fill_bytes(from, 0, to - from);
    if make_gap(from, to) < USABLE_GAP {
        return last_gap;
    }
    link(last_gap, from);
    from
}

fn link(last_gap: u32, gap: u32) {
    if last_gap == 0 {
        th_heap.gaps.set(gap);
    } else {
        store(last_gap + 8, gap);
    }
}

/// Clears behind the last object and opens the rest of the heap.
fn finish(end: u32, live: u32) {
    fill_bytes(end, 0, th_heap.used_end.get() - end);
    th_heap.used_end.set(end);
    th_heap.live_peak.set(th_heap.live_peak.get().max(live));
    th_heap.open(end, th_heap.top.get());
}
