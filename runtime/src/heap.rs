//! The heap: bump allocation, and a collector that marks from statics and the stack and slides what lives together.
//!
//! ```text
//! start                                                               top          end
//! | object | object | gap | pinned object | object | next …free… limit | … | bitmap |
//! ```
//! From `start` to `top` the heap is tiled by objects and gaps, the part from `next` to the end of the current gap excepted,
//! which is free and zero. The bitmap (one bit a word, set where an object starts) holds nothing between collections.
//! Gaps that can serve allocation are linked by address through their third word; every gap's other words are zero.
//!
//! Always holds: all free memory is zero except the heads of closed gaps; headers are plain descriptor addresses outside
//! of a collection; `next` <= `limit` <= `gap_end`; `limit` is `gap_end`, or `next` when every allocation shall collect.

mod bitmap;
mod collect;
mod compact;
mod mark;
mod roots;

use crate::memory::{address_of, fill_bytes, load, store};
use crate::objects::{map_of, th_descriptor_gap, th_descriptor_gap_word, th_descriptor_slack};
#[cfg(not(target_os = "none"))]
use crate::objects::words_of;
use crate::words::Ref;
use core::cell::Cell;

pub use collect::{collect_from, th_collect};
pub use roots::Regions;

/// The heap's state. The first two words are known to compiled code.
#[repr(C)]
pub struct Heap {
    /// Where the next object will lie.
    next: Cell<u32>,
    /// No object may end beyond it without asking here.
    limit: Cell<u32>,
    /// The end of the gap that `next` lies in.
    gap_end: Cell<u32>,
    /// The first gap of three words or more behind the current one that waits to be used; 0 if none.
    gaps: Cell<u32>,
    /// Where objects may lie. 0: the heap has not been set up.
    start: Cell<u32>,
    top: Cell<u32>,
    /// The end of the last object, the current gap excepted; everything from here (from `next`, if that is beyond) to `top` is zero.
    used_end: Cell<u32>,
    /// Bytes that objects held after the collection that left most.
    live_peak: Cell<u32>,
    /// How often was collected.
    collections: Cell<u32>,
}

// SAFETY: there is one thread, and interrupts never touch the heap.
unsafe impl Sync for Heap {}

/// The heap of the image; zero until the first allocation sets it up.
#[unsafe(no_mangle)]
#[allow(non_upper_case_globals, reason = "a symbol of the table in abi.rs")]
pub static th_heap: Heap = Heap {
    next: Cell::new(0),
    limit: Cell::new(0),
    gap_end: Cell::new(0),
    gaps: Cell::new(0),
    start: Cell::new(0),
    top: Cell::new(0),
    used_end: Cell::new(0),
    live_peak: Cell::new(0),
    collections: Cell::new(0),
};

/// How often was collected: objects keep their addresses as long as it does not change.
pub fn collections() -> u32 {
    th_heap.collections.get()
}

/// Whether to collect at every allocation: a word that tools set in an image to prove that no reference is lost.
#[unsafe(no_mangle)]
#[allow(non_upper_case_globals, reason = "a symbol that the linker sets")]
pub static th_gc_stress: Stress = Stress(Cell::new(0));

/// See [`th_gc_stress`]; read at run time, so that the linker may set it.
#[repr(transparent)]
pub struct Stress(Cell<u32>);

// SAFETY: only the linker, or a test before it begins, ever writes it.
unsafe impl Sync for Stress {}

impl Stress {
    fn is_on(&self) -> bool {
        crate::memory::read_register(core::ptr::from_ref(self) as usize as u32) != 0
    }

    /// For tests on the host.
    #[cfg(not(target_os = "none"))]
    pub fn set(&self, on: bool) {
        self.0.set(on.into());
    }
}

/// For tests on the host: an empty heap in `heap` (zero memory), and where references are looked for.
#[cfg(not(target_os = "none"))]
pub fn prepare(heap: (u32, u32), regions: Regions) {
    roots::REGIONS.set((heap, regions));
    th_heap.set_up(heap.0, heap.1);
}

/// The smallest gap that allocation uses, in bytes: head, size, link.
const USABLE_GAP: u32 = 12;

impl Heap {
    /// Divides the memory from `start` to `end` (word-aligned) into objects' space and bitmap, and clears it: RAM holds anything after
    /// a reset.
    fn set_up(&self, start: u32, end: u32) {
        let words = (end - start) / 4;
        // A program whose variables fill the memory has no word for it either.
        let bitmap_words = (words / 33 + 1).min(words);
        let top = end - 4 * bitmap_words;
        self.start.set(start);
        self.top.set(top);
        self.used_end.set(start);
        self.gaps.set(0);
        fill_bytes(start, 0, top - start);
        self.open(start, top);
    }

    /// Makes a free, zero range the current gap.
    fn open(&self, from: u32, to: u32) {
        self.next.set(from);
        self.gap_end.set(to);
        self.limit.set(if th_gc_stress.is_on() { from } else { to });
    }

    /// Closes the current gap: what is left of it becomes a gap object, waiting for use if it is large enough. The last gap, which
    /// ends at `top`, stays plain zero memory from `used_end` on.
    fn close(&self) {
        let (from, to) = (self.next.get(), self.gap_end.get());
        if to == self.top.get() {
            self.used_end.set(from);
        } else if make_gap(from, to) >= USABLE_GAP {
            store(from + 8, self.gaps.get());
            self.gaps.set(from);
        }
        self.open(from, from);
    }

    /// Makes the first waiting gap with room for `bytes`, or the rest of the heap, the current one.
    fn open_gap_for(&self, bytes: u32) -> bool {
        self.close();
        let mut link = 0;
        let mut gap = self.gaps.get();
        while gap != 0 {
            let size = 4 * load(gap + 4);
            let following = load(gap + 8);
            if size >= bytes {
                if link == 0 {
                    self.gaps.set(following);
                } else {
                    store(link + 8, following);
                }
                fill_bytes(gap, 0, USABLE_GAP);
                self.open(gap, gap + size);
                return true;
            }
            link = gap;
            gap = following;
        }
        self.open(self.used_end.get(), self.top.get());
        bytes <= self.top.get() - self.used_end.get()
    }

    /// Whether an address lies where objects are.
    #[inline(always)]
    fn contains(&self, address: u32) -> bool {
        address.wrapping_sub(self.start.get()) < self.top.get() - self.start.get()
    }

    /// Takes `bytes` (a multiple of 4) from the current gap, whatever `limit` says.
    #[inline(always)]
    fn take(&self, bytes: u32) -> Option<u32> {
        let address = self.next.get();
        if bytes > self.gap_end.get() - address {
            return None;
        }
        self.next.set(address + bytes);
        Some(address)
    }
}

/// Writes the head of a gap over a zero range; gives its size in bytes.
fn make_gap(from: u32, to: u32) -> u32 {
    let size = to - from;
    if size == 4 {
        store(from, address_of(&th_descriptor_gap_word));
    } else if size > 4 {
        store(from, address_of(&th_descriptor_gap));
        store(from + 4, size / 4);
    }
    size
}

/// Zeroed memory for an object of `bytes` (a multiple of 4).
#[inline(always)]
fn allocate(bytes: u32) -> u32 {
    let address = th_heap.next.get();
    if bytes > th_heap.limit.get() - address {
        return allocate_slowly(bytes);
    }
    th_heap.next.set(address + bytes);
    address
}

/// The same when the current gap has no room: other gaps, a collection, or the end.
#[inline(never)]
extern "C" fn allocate_slowly(bytes: u32) -> u32 {
    if th_heap.start.get() == 0 {
        let (start, end) = roots::heap_range();
        th_heap.set_up(start, end);
    } else if th_gc_stress.is_on() {
        th_collect();
    }
    if let Some(address) = find_room(bytes) {
        return address;
    }
    th_collect();
    match find_room(bytes) {
        Some(address) => address,
        None => crate::errors::out_of_memory(),
    }
}

/// Takes `bytes` from the current gap or from another one.
fn find_room(bytes: u32) -> Option<u32> {
    let found = match th_heap.take(bytes) {
        None if th_heap.open_gap_for(bytes) => th_heap.take(bytes),
        found => found,
    };
    keep_stressed();
    found
}

/// Keeps `limit` at `next` when every allocation shall come here.
fn keep_stressed() {
    if th_gc_stress.is_on() {
        th_heap.limit.set(th_heap.next.get());
    }
}

/// See `abi.rs`. The common case in 22 cycles.
#[cfg(target_os = "none")]
#[unsafe(naked)]
#[unsafe(no_mangle)]
pub extern "C" fn th_alloc(descriptor: u32) -> Ref {
    core::arch::naked_asm!(
        "ldr r2, ={heap}",
        "ldrh r1, [r0, #2]",
        "lsls r1, #2",
        "ldr r3, [r2]", // next
        "mov ip, r3",
        "adds r1, r3",
        "ldr r3, [r2, #4]", // limit
        "cmp r1, r3",
        "bhi 1f",
        "str r1, [r2]",
        "mov r1, ip",
        "str r0, [r1]",
        "mov r0, r1",
        "bx lr",
        "1: push {{r4, lr}}",
        "mov r4, r0",
        "mov r0, ip",
        "subs r0, r1, r0",
        "bl {slowly}",
        "str r4, [r0]",
        "pop {{r4, pc}}",
        heap = sym th_heap,
        slowly = sym allocate_slowly,
    )
}

/// See `abi.rs`.
#[cfg(not(target_os = "none"))]
pub extern "C" fn th_alloc(descriptor: u32) -> Ref {
    let address = allocate(4 * words_of(descriptor));
    store(address, descriptor);
    Ref(address)
}

/// An object with a length word, its contents of `bytes` rounded up to a word.
fn allocate_sized(descriptor: u32, length: u32, bytes: u32) -> Ref {
    let address = allocate(8 + (bytes + 3 & !3));
    store(address, descriptor);
    store(address + 4, length);
    Ref(address)
}

/// Lengths from here on cannot fit any memory; keeps sizes from wrapping.
const LENGTH_LIMIT: u32 = 1 << 28;

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_alloc_bytes(descriptor: u32, length: u32) -> Ref {
    allocate_sized(descriptor, length, length.min(LENGTH_LIMIT))
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_alloc_units(descriptor: u32, length: u32) -> Ref {
    allocate_sized(descriptor, length, 2 * length.min(LENGTH_LIMIT))
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_alloc_words(descriptor: u32, length: u32) -> Ref {
    allocate_sized(descriptor, length, 4 * length.min(LENGTH_LIMIT))
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_alloc_elements(descriptor: u32, length: u32) -> Ref {
    allocate_sized(descriptor, length, length.min(LENGTH_LIMIT) << map_of(descriptor))
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_view_new(descriptor: u32, length: u32, buffer: Ref, offset: u32) -> Ref {
    let view = th_alloc(descriptor);
    store(view.0 + 4, length);
    store(view.0 + 8, buffer.0);
    store(view.0 + 12, offset);
    view
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_heap_used() -> u32 {
    th_heap.used_end.get().max(th_heap.next.get()) - th_heap.start.get()
}

/// Whether an object lies in the heap, not in flash.
pub fn is_in_heap(object: Ref) -> bool {
    th_heap.contains(object.0)
}

/// Grows an object from `size` to `wanted` bytes (multiples of 4) if the memory behind it is free or slack; the new part is zero.
/// An object in flash never grows, not even into its padding.
pub fn extend(object: Ref, size: u32, wanted: u32) -> bool {
    if !th_heap.contains(object.0) {
        return false;
    }
    if wanted <= size {
        return true;
    }
    let (end, wanted_end) = (object.0 + size, object.0 + wanted);
    if end == th_heap.next.get() {
        if wanted_end > th_heap.gap_end.get() {
            return false;
        }
        th_heap.next.set(wanted_end);
        keep_stressed();
        return true;
    }
    take_slack(end, wanted_end)
}

/// Uses the slack that begins at `end`, if there is some and it reaches `wanted_end`; what remains stays slack.
fn take_slack(end: u32, wanted_end: u32) -> bool {
    if end >= th_heap.used_end.get().max(th_heap.next.get()) || load(end) != address_of(&th_descriptor_slack) {
        return false;
    }
    let slack_end = end + 4 * load(end + 4);
    if wanted_end > slack_end {
        return false;
    }
    store(end, 0);
    store(end + 4, 0);
    make_slack(wanted_end, slack_end);
    true
}

/// Declares the end of an object that has just been allocated, from `from` to `to`, to be slack: room for the object to grow into
/// ([`extend`]) until the next collection. It must be zero.
pub fn make_slack(from: u32, to: u32) {
    if make_gap(from, to) >= 8 {
        store(from, address_of(&th_descriptor_slack));
    }
}
