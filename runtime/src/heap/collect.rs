//! One collection, from the registers to the last gap.

use super::roots::{self, Regions};
use super::{bitmap, compact, mark, th_heap};
use crate::memory::load;
use crate::objects::size_of;

/// See `abi.rs`. Saves the callee-saved registers on the stack, where the scan finds them.
#[cfg(target_os = "none")]
#[unsafe(naked)]
#[unsafe(no_mangle)]
pub extern "C" fn th_collect() {
    core::arch::naked_asm!(
        "push {{r4-r7, lr}}",
        "mov r4, r8",
        "mov r5, r9",
        "mov r6, r10",
        "mov r7, r11",
        "push {{r3-r7}}",
        "mov r0, sp",
        "bl {collect}",
        "add sp, #20",
        "pop {{r4-r7, pc}}",
        collect = sym collect_with_stack,
    )
}

#[cfg(target_os = "none")]
extern "C" fn collect_with_stack(stack: u32) {
    collect_from(roots::regions(stack));
}

/// Collects with the regions that a test has set up.
#[cfg(not(target_os = "none"))]
pub extern "C" fn th_collect() {
    collect_from(roots::regions());
}

/// Collects from the given roots.
pub fn collect_from(regions: Regions) {
    if th_heap.start.get() == 0 {
        return;
    }
    th_heap.collections.set(th_heap.collections.get() + 1);
    th_heap.close();
    find_starts();
    mark::mark(regions);
    compact::compact(regions);
}

/// Walks the heap and sets the bit of every object.
fn find_starts() {
    let end = th_heap.used_end.get();
    bitmap::clear_below(end);
    let mut object = th_heap.start.get();
    while object < end {
        bitmap::set(object);
        object += size_of(object, load(object));
    }
}
