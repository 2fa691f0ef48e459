//! Where references are looked for from outside the heap.
//!
//! On the board the linker's symbols say; on the host a test sets the regions.

/// Half-open ranges of word-aligned addresses.
#[derive(Clone, Copy)]
pub struct Regions {
    /// Statics: every word is a word of the one-word encoding; updated when objects move.
    pub roots: (u32, u32),
    /// The stack: anything may lie there; what looks like an address inside an object pins the object.
    pub stack: (u32, u32),
}

#[cfg(target_os = "none")]
mod place {
    use core::ptr::addr_of;

    unsafe extern "C" {
        static __heap_start: u32;
        static __heap_end: u32;
        static __roots_start: u32;
        static __roots_end: u32;
        static __stack_top: u32;
    }

    /// Where the heap lies.
    pub fn heap_range() -> (u32, u32) {
        (addr_of!(__heap_start) as u32, addr_of!(__heap_end) as u32)
    }

    /// The roots, with a stack that reaches down to `stack`.
    pub fn regions(stack: u32) -> super::Regions {
        super::Regions {
            roots: (addr_of!(__roots_start) as u32, addr_of!(__roots_end) as u32),
            stack: (stack, addr_of!(__stack_top) as u32),
        }
    }
}

#[cfg(not(target_os = "none"))]
mod place {
    use core::cell::Cell;

    thread_local! {
        /// What a test has set up: heap, roots, stack.
        pub static REGIONS: Cell<((u32, u32), super::Regions)> = const { Cell::new(((0, 0), super::Regions { roots: (0, 0), stack: (0, 0) })) };
    }

    /// Where the heap lies.
    pub fn heap_range() -> (u32, u32) {
        REGIONS.get().0
    }

    /// The roots a test has set up.
    pub fn regions() -> super::Regions {
        REGIONS.get().1
    }
}

pub use place::*;
