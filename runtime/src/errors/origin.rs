//! Where the exceptions that are on their way come from, for the report if nobody catches them.
//!
//! In: every throw; every rejection of a promise. Out: the places of a value's first throw or rejection. A value is
//! told apart from others by its word, and only until the next collection, which moves objects: after it the place is not known.

use super::unwind::{Frame, caller_of};
use crate::chip::RAM_START;
use crate::heap::collections;
use crate::words::Word;
use core::cell::Cell;

/// Callers that are remembered of a rejection: the library's own come first.
pub const DEPTH: usize = 6;

/// A value and when it was seen.
struct Key {
    value: Cell<u32>,
    collections: Cell<u32>,
}

impl Key {
    const NONE: Key = Key { value: Cell::new(0), collections: Cell::new(0) };

    /// Whether this is another value than the one before, which it then replaces. Only objects can be told to be the same.
    fn is_new(&self, value: Word) -> bool {
        let is_object = value.0 & 3 == 0 && value.0 >= RAM_START;
        let is_new = !(is_object && self.is(value));
        self.value.set(value.0);
        self.collections.set(collections());
        is_new
    }

    fn is(&self, value: Word) -> bool {
        self.value.get() == value.0 && self.collections.get() == collections()
    }
}

/// The last value that was thrown, and where (a return address).
struct Thrown {
    key: Key,
    place: Cell<u32>,
}

/// The last value that a promise was rejected with, and the return addresses of those who did it; 0 behind the last.
struct Rejected {
    key: Key,
    places: [Cell<u32>; DEPTH],
}

// SAFETY: there is one thread, and interrupts never throw.
unsafe impl Sync for Thrown {}
// SAFETY: as above.
unsafe impl Sync for Rejected {}

static THROWN: Thrown = Thrown { key: Key::NONE, place: Cell::new(0) };
static REJECTED: Rejected = Rejected { key: Key::NONE, places: [const { Cell::new(0) }; DEPTH] };

/// A throw; an object that is thrown again (by `finally`, `await` or the program) keeps its first place.
pub fn thrown(value: Word, place: u32) {
    if THROWN.key.is_new(value) {
        THROWN.place.set(place);
    }
}

/// Where a value was thrown first.
pub fn place_of(value: Word) -> Option<u32> {
    (THROWN.key.is(value) && THROWN.place.get() != 0).then(|| THROWN.place.get())
}

/// A rejection that happens in `frame`; a reason that is passed on from promise to promise keeps its first place.
pub fn rejected(value: Word, mut frame: Option<Frame>) {
    if !REJECTED.key.is_new(value) {
        return;
    }
    for place in &REJECTED.places {
        place.set(frame.map_or(0, |at| at.return_address));
        frame = frame.and_then(|at| caller_of(at, None));
    }
}

/// The return addresses of those who rejected a promise with the value, innermost first.
pub fn rejecters(value: Word) -> impl Iterator<Item = u32> {
    let known = if REJECTED.key.is(value) { &REJECTED.places[..] } else { &[] };
    known.iter().map(Cell::get).take_while(|place| *place != 0)
}
