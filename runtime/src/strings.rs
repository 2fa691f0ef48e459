//! Strings: flat, immutable rows of UTF-16 units; Latin-1 bytes (BYTES) when every unit is below 256, else UNITS.
//!
//! Always holds: a string whose units all are below 256 is Latin-1, so that equal strings have equal layouts; the padding behind
//! the last unit is zero, so that they can be compared by words. Only [`build::th_string_append`] ever changes a string, and
//! only one that nobody else holds.

mod build;
mod case;
mod case_tables;
mod edit;
mod search;
mod split;

use crate::memory::{load8, load16, store8, store16};
use crate::objects::{Kind, th_descriptor_latin1, th_descriptor_utf16};
use crate::words::Ref;

pub use build::*;
pub use case::*;
pub use edit::*;
pub use search::*;
pub use split::*;

/// Whether a string is held as 16-bit units.
#[inline(always)]
pub fn is_wide(string: Ref) -> bool {
    string.kind() == Kind::UNITS
}

/// The unit at a position below the length.
#[inline]
pub fn unit_at(string: Ref, at: u32) -> u32 {
    if is_wide(string) { load16(string.contents() + 2 * at).into() } else { load8(string.contents() + at).into() }
}

/// Sets a unit of a string that is being built; a Latin-1 one takes only units below 256.
pub fn set_unit(string: Ref, at: u32, unit: u32) {
    if is_wide(string) {
        store16(string.contents() + 2 * at, unit as u16);
    } else {
        store8(string.contents() + at, unit as u8);
    }
}

/// A string of `length` units, all 0, to be filled at once.
pub fn new_string(length: u32, wide: bool) -> Ref {
    if wide {
        crate::heap::th_alloc_units(crate::memory::address_of(&th_descriptor_utf16), length)
    } else {
        crate::heap::th_alloc_bytes(crate::memory::address_of(&th_descriptor_latin1), length)
    }
}

/// A Latin-1 string of these bytes.
pub fn from_bytes(bytes: &[u8]) -> Ref {
    let string = new_string(bytes.len() as u32, false);
    for (at, byte) in (string.contents()..).zip(bytes) {
        store8(at, *byte);
    }
    string
}

/// Copies `count` units of a string into one that is being built and whose width suffices.
pub fn copy_units(to: Ref, at: u32, from: Ref, start: u32, count: u32) {
    match (is_wide(to), is_wide(from)) {
        (false, false) => crate::memory::copy_bytes(to.contents() + at, from.contents() + start, count),
        (true, true) => crate::memory::copy_bytes(to.contents() + 2 * at, from.contents() + 2 * start, 2 * count),
        _ => {
            for index in 0..count {
                set_unit(to, at + index, unit_at(from, start + index));
            }
        }
    }
}

/// Whether units `start` to `end` of a string need 16 bits.
pub fn is_range_wide(string: Ref, start: u32, end: u32) -> bool {
    is_wide(string) && (start..end).any(|at| unit_at(string, at) > 0xFF)
}
