//! Reading and writing memory by address: the one place where addresses become pointers.
//!
//! Everything in the runtime that follows a reference goes through here. The contract of every caller: the address is aligned
//! for the access and lies in an object, a root, the stack, the heap's own bookkeeping or a device register. It holds because
//! references come from compiled code, which only ever holds addresses of objects, and positions are checked against lengths.
//! On the host (tests) addresses are real addresses below 4 GiB.

use core::ptr;

macro_rules! access {
    ($load:ident, $store:ident, $type:ty) => {
        /// Reads at an address.
        #[inline(always)]
        pub fn $load(address: u32) -> $type {
            // SAFETY: the contract of this module.
            unsafe { ptr::read(address as usize as *const $type) }
        }

        /// Writes at an address.
        #[inline(always)]
        pub fn $store(address: u32, value: $type) {
            // SAFETY: the contract of this module.
            unsafe { ptr::write(address as usize as *mut $type, value) }
        }
    };
}

access!(load, store, u32);
access!(load16, store16, u16);
access!(load8, store8, u8);

/// Reads a device register or a word that an interrupt changes.
#[inline(always)]
pub fn read_register(address: u32) -> u32 {
    // SAFETY: the contract of this module.
    unsafe { ptr::read_volatile(address as usize as *const u32) }
}

/// Writes a device register.
#[inline(always)]
pub fn write_register(address: u32, value: u32) {
    // SAFETY: the contract of this module.
    unsafe { ptr::write_volatile(address as usize as *mut u32, value) }
}

/// Copies `count` bytes; the ranges may overlap.
pub fn copy_bytes(to: u32, from: u32, count: u32) {
    // SAFETY: the contract of this module; `copy` allows overlap.
    unsafe { ptr::copy(from as usize as *const u8, to as usize as *mut u8, count as usize) }
}

/// Sets `count` bytes.
pub fn fill_bytes(to: u32, byte: u8, count: u32) {
    // SAFETY: the contract of this module.
    unsafe { ptr::write_bytes(to as usize as *mut u8, byte, count as usize) }
}

/// Copies `count` bytes (a multiple of 4, both addresses aligned) downwards in memory: `to` <= `from`.
#[inline(always)]
pub fn slide_words(to: u32, from: u32, count: u32) {
    let mut offset = 0;
    while offset < count {
        store(to + offset, load(from + offset));
        offset += 4;
    }
}

/// The address of a static.
#[inline(always)]
pub fn address_of<T>(item: &'static T) -> u32 {
    ptr::from_ref(item) as usize as u32
}
