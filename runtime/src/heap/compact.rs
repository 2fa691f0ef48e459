//! Compaction: slides live objects towards the heap's start, around those that are pinned, and updates every reference.
//!
//! Comes in: the heap with marks and pins in the headers. Goes out: clean headers, updated roots
//! and slots, linked gaps in front of pinned objects, zero memory behind the last object, where allocation goes on.
//!
//! References are updated without extra memory by threading (H. B. M. Jonkers, "A fast garbage compaction algorithm",
//! Information Processing Letters 9, 1979): the slots that refer to an object are strung together through its header, whose
//! own value waits at the end of the string. A slot's address has bit 0 clear and a live header has it set, which tells the
//! end. A reference forward in memory is resolved when the first pass comes to its target, one backward in the second pass.

use super::mark::{MARK, PIN, each_slot};
use super::roots::Regions;
use super::{USABLE_GAP, make_gap, th_heap};
use crate::memory::{address_of, fill_bytes, load, slide_words, store};
use crate::objects::{size_of, th_descriptor_gap, th_descriptor_gap_word};

/// See the head of this file.
pub fn compact(regions: Regions) {
    sweep();
    let mut slot = regions.roots.0;
    while slot < regions.roots.1 {
        thread(slot);
        slot += 4;
    }
    each_live(|live| {
        live.resolve();
        each_slot(live.object, live.header & !15, thread);
    });
    th_heap.gaps.set(0);
    let mut last_gap = 0;
    let mut total = 0;
    let end = each_live(|live| {
        live.resolve();
        total += live.size;
        if live.target != live.object {
            slide_words(live.target, live.object, live.size);
        } else if live.free != live.object {
            last_gap = leave_gap(live.free, live.object, last_gap);
        }
        store(live.target, live.header & !(MARK | PIN));
    });
    finish(end, total);
}

/// Turns each run of dead objects and gaps into one gap, so that the passes step over it at once.
fn sweep() {
    let end = th_heap.used_end.get();
    let mut object = th_heap.start.get();
    let mut dead = object;
    while object < end {
        let header = load(object);
        let size = size_of(object, header & !15);
        if header & MARK != 0 {
            make_gap(dead, object);
            dead = object + size;
        }
        object += size;
    }
    make_gap(dead, end);
}

/// A live object on its way.
struct Live {
    object: u32,
    /// With its mark and pin.
    header: u32,
    size: u32,
    /// The end of the object before it, as that will lie.
    free: u32,
    /// Where it will lie: at `free`, or where it is if it is pinned.
    target: u32,
}

impl Live {
    /// Gives every slot strung onto the object its new address, and the object its header back.
    fn resolve(&self) {
        let mut value = load(self.object);
        if value & MARK == 0 {
            while value & MARK == 0 {
                let following = load(value);
                store(value, self.target);
                value = following;
            }
            store(self.object, self.header);
        }
    }
}

/// Calls `visit` with every live object in order; gives the end of the last one as it will lie.
#[inline(always)]
fn each_live(mut visit: impl FnMut(Live)) -> u32 {
    let (gap, gap_word) = (address_of(&th_descriptor_gap), address_of(&th_descriptor_gap_word));
    let end = th_heap.used_end.get();
    let mut free = th_heap.start.get();
    let mut object = free;
    while object < end {
        let first = load(object);
        if first == gap {
            object += 4 * load(object + 4);
        } else if first == gap_word {
            object += 4;
        } else {
            let header = header_from(first);
            let size = size_of(object, header & !15);
            let target = if header & PIN != 0 { object } else { free };
            visit(Live { object, header, size, free, target });
            free = target + size;
            object += size;
        }
    }
    free
}

/// Strings a slot onto the object that it refers to, if that is in the heap.
#[inline(always)]
fn thread(slot: u32) {
    let word = load(slot);
    if word & 3 == 0 && th_heap.contains(word) {
        store(slot, load(word));
        store(word, slot);
    }
}

/// The header of a live object, wherever it waits; `value` is the object's first word.
#[inline(always)]
fn header_from(mut value: u32) -> u32 {
    while value & MARK == 0 {
        value = load(value);
    }
    value
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
