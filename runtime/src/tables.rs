//! Hash tables in insertion order: the core of Map and Set.
//!
//! ```text
//! table    [header][size][used][entries][index][stride]     size: live entries; used: entries ever made; stride: words an entry
//! entries  WORDS  [forward][key][value][key][value]…         a deleted entry's key is HOLE; a set has no values
//! index    BYTES  [collections]{ entry + 1 }…                open addressing; bytes or halfwords; 0 is an empty place
//! cursor   [header][table][entries][next]
//! ```
//! Tables of up to eight entries have no index. When the entries are full, live ones move to new storage, to which `forward` in
//! the old one leads; the old one stays as it was, so that a cursor can count where it now stands. Objects as keys are hashed
//! by address, so the index of a table that has some is made anew after a collection.

use crate::heap::{collections, is_in_heap, th_alloc, th_alloc_bytes, th_alloc_words};
use crate::memory::{address_of, fill_bytes, load, load8, load16, store, store8, store16};
use crate::numbers::th_word_same_value_zero;
use crate::objects::{Type, th_descriptor_bytes, th_descriptor_cursor, th_descriptor_table, th_descriptor_words};
use crate::strings::unit_at;
use crate::words::{Ref, UNDEFINED, Word};

/// The key of a deleted entry: no word of the encoding.
const HOLE: Word = Word(14);

/// Tables with room for at most so many entries are searched from end to end.
const SEARCHED: u32 = 8;

/// Set in `stride` when some key is an object in the heap.
const BY_ADDRESS: u32 = 4;

/// A table, by its address.
#[derive(Clone, Copy)]
struct Table(u32);

impl Table {
    fn size(self) -> u32 {
        load(self.0 + 4)
    }

    fn set_size(self, size: u32) {
        store(self.0 + 4, size);
    }

    fn used(self) -> u32 {
        load(self.0 + 8)
    }

    fn set_used(self, used: u32) {
        store(self.0 + 8, used);
    }

    fn entries(self) -> u32 {
        load(self.0 + 12)
    }

    fn index(self) -> u32 {
        load(self.0 + 16)
    }

    fn stride(self) -> u32 {
        load(self.0 + 20) & 3
    }

    fn has_addresses(self) -> bool {
        load(self.0 + 20) & BY_ADDRESS != 0
    }

    fn capacity(self) -> u32 {
        match self.entries() {
            0 => 0,
            entries => capacity_of(entries, self.stride()),
        }
    }

    /// Where the key of an entry lies; its value lies behind it.
    fn key_at(self, entry: u32) -> u32 {
        self.entries() + 12 + 4 * entry * self.stride()
    }

    fn key(self, entry: u32) -> Word {
        Word(load(self.key_at(entry)))
    }
}

fn capacity_of(entries: u32, stride: u32) -> u32 {
    let words = Ref(entries).length() - 1;
    if stride == 2 { words / 2 } else { words }
}

/// Keys are compared by SameValueZero, where 0 and -0 are one: so -0 becomes 0.
fn normal(key: Word) -> Word {
    match key.object_of(Type::NUMBER) {
        Some(number) if load(number.0 + 4) | load(number.0 + 8) << 1 == 0 => Word(1),
        _ => key,
    }
}

/// Spreads a number over all bits (D. E. Knuth's multiplicative hashing, 2^32 divided by the golden ratio).
fn spread(value: u32) -> u32 {
    let product = value.wrapping_mul(0x9E37_79B1);
    product ^ product >> 15
}

fn hash(key: Word) -> u32 {
    let Some(object) = key.object() else { return spread(key.0) };
    match object.type_of() {
        Type::STRING => (0..object.length()).fold(0x811C_9DC5, |hash, at| spread(hash ^ unit_at(object, at))),
        Type::NUMBER => {
            let (low, high) = (load(object.0 + 4), load(object.0 + 8));
            // All NaN are one key.
            if high << 1 > 0xFFE0_0000 || high << 1 == 0xFFE0_0000 && low != 0 { 0 } else { spread(low ^ spread(high)) }
        }
        _ => spread(object.0),
    }
}

/// Whether the hash of a key changes when the key moves.
fn is_by_address(key: Word) -> bool {
    key.object().is_some_and(|object| is_in_heap(object) && object.type_of() != Type::STRING && object.type_of() != Type::NUMBER)
}

/// The places of an index: bytes while entries + 1 fit them, else halfwords. As many as a power of two.
#[derive(Clone, Copy)]
struct Index {
    places: u32,
    wide: bool,
    mask: u32,
}

impl Index {
    fn of(object: u32, capacity: u32) -> Index {
        let wide = capacity > 254;
        let bytes = Ref(object).length() - 4;
        Index { places: object + 12, wide, mask: (bytes >> u32::from(wide)) - 1 }
    }

    fn get(self, place: u32) -> u32 {
        if self.wide { load16(self.places + 2 * place).into() } else { load8(self.places + place).into() }
    }

    fn set(self, place: u32, value: u32) {
        if self.wide {
            store16(self.places + 2 * place, value as u16);
        } else {
            store8(self.places + place, value as u8);
        }
    }

    /// Enters an entry whose key has this hash.
    fn enter(self, hash: u32, entry: u32) {
        let mut place = hash & self.mask;
        while self.get(place) != 0 {
            place = place + 1 & self.mask;
        }
        self.set(place, entry + 1);
    }
}

/// An index for so many entries, a third of its places or more free.
fn new_index(capacity: u32) -> u32 {
    if capacity <= SEARCHED {
        return 0;
    }
    let places = (capacity + capacity / 2).next_power_of_two();
    let bytes = places << u32::from(capacity > 254);
    th_alloc_bytes(address_of(&th_descriptor_bytes), 4 + bytes).0
}

/// Enters all entries into an index.
fn fill_index(table: Table) {
    let object = table.index();
    if object == 0 {
        return;
    }
    store(object + 8, collections());
    let index = Index::of(object, table.capacity());
    for entry in 0..table.used() {
        let key = table.key(entry);
        if key != HOLE {
            index.enter(hash(key), entry);
        }
    }
}

/// Makes the index anew if objects have moved since.
fn refresh_index(table: Table) {
    let object = table.index();
    if table.has_addresses() && object != 0 && load(object + 8) != collections() {
        fill_bytes(object + 12, 0, Ref(object).length() - 4);
        fill_index(table);
    }
}

fn find(table: Table, key: Word) -> Option<u32> {
    let object = table.index();
    if object == 0 {
        return (0..table.used()).find(|entry| th_word_same_value_zero(table.key(*entry), key));
    }
    refresh_index(table);
    let index = Index::of(object, table.capacity());
    let mut place = hash(key) & index.mask;
    loop {
        let entry = index.get(place).checked_sub(1)?;
        let found = table.key(entry);
        if found == key || found != HOLE && th_word_same_value_zero(found, key) {
            return Some(entry);
        }
        place = place + 1 & index.mask;
    }
}

/// Moves the live entries to new storage with room for `capacity`.
fn renew(table: Table, capacity: u32) {
    let stride = table.stride();
    let entries = th_alloc_words(address_of(&th_descriptor_words), 1 + capacity * stride).0;
    let index = new_index(capacity);
    let old = table.entries();
    let mut to = entries + 12;
    for entry in 0..table.used() {
        let from = table.key_at(entry);
        if load(from) != HOLE.0 {
            store(to, load(from));
            if stride == 2 {
                store(to + 4, load(from + 4));
            }
            to += 4 * stride;
        }
    }
    if old != 0 {
        store(old + 8, entries);
    }
    store(table.0 + 12, entries);
    store(table.0 + 16, index);
    table.set_used(table.size());
    fill_index(table);
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_table_new(values: bool) -> Ref {
    let table = th_alloc(address_of(&th_descriptor_table));
    store(table.0 + 20, 1 + u32::from(values));
    table
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_table_size(table: Ref) -> i32 {
    Table(table.0).size() as i32
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_table_find(table: Ref, key: Word) -> i32 {
    find(Table(table.0), normal(key)).map_or(-1, |entry| entry as i32)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_table_insert(table: Ref, key: Word) -> i32 {
    let table = Table(table.0);
    let key = normal(key);
    if let Some(entry) = find(table, key) {
        return entry as i32;
    }
    if table.used() == table.capacity() {
        renew(table, (2 * table.size()).max(4));
    }
    if is_by_address(key) {
        store(table.0 + 20, table.stride() | BY_ADDRESS);
        refresh_index(table);
    }
    let entry = table.used();
    store(table.key_at(entry), key.0);
    table.set_used(entry + 1);
    table.set_size(table.size() + 1);
    if table.index() != 0 {
        Index::of(table.index(), table.capacity()).enter(hash(key), entry);
    }
    entry as i32
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_table_delete(table: Ref, key: Word) -> bool {
    let table = Table(table.0);
    let Some(entry) = find(table, normal(key)) else { return false };
    let key_at = table.key_at(entry);
    store(key_at, HOLE.0);
    if table.stride() == 2 {
        store(key_at + 4, UNDEFINED.0);
    }
    table.set_size(table.size() - 1);
    true
}

/// See `abi.rs`. A cursor finds all its entries deleted and goes on in the new storage.
#[unsafe(no_mangle)]
pub extern "C" fn th_table_clear(table: Ref) {
    let table = Table(table.0);
    for entry in 0..table.used() {
        store(table.key_at(entry), HOLE.0);
        if table.stride() == 2 {
            store(table.key_at(entry) + 4, UNDEFINED.0);
        }
    }
    table.set_size(0);
    if table.used() != 0 {
        renew(table, 4);
    }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_table_key(table: Ref, entry: i32) -> Word {
    Table(table.0).key(entry as u32)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_table_value(table: Ref, entry: i32) -> Word {
    Word(load(Table(table.0).key_at(entry as u32) + 4))
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_table_set_value(table: Ref, entry: i32, value: Word) {
    store(Table(table.0).key_at(entry as u32) + 4, value.0);
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_table_get(table: Ref, key: Word) -> Word {
    let table = Table(table.0);
    find(table, normal(key)).map_or(UNDEFINED, |entry| Word(load(table.key_at(entry) + 4)))
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_table_set(table: Ref, key: Word, value: Word) {
    let entry = th_table_insert(table, key);
    th_table_set_value(table, entry, value);
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_table_cursor(table: Ref) -> Ref {
    let cursor = th_alloc(address_of(&th_descriptor_cursor));
    store(cursor.0 + 4, table.0);
    store(cursor.0 + 8, Table(table.0).entries());
    cursor
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_table_advance(cursor: Ref) -> i32 {
    let table = Table(load(cursor.0 + 4));
    let mut entries = load(cursor.0 + 8);
    let mut next = load(cursor.0 + 12);
    while entries != table.entries() {
        // The table had no storage when the cursor was made, or has moved to another since.
        if entries == 0 {
            entries = table.entries();
        } else {
            let key_of = |entry| load(entries + 12 + 4 * entry * table.stride());
            next = (0..next).filter(|entry| key_of(*entry) != HOLE.0).count() as u32;
            entries = load(entries + 8);
        }
    }
    while next < table.used() && table.key(next) == HOLE {
        next += 1;
    }
    let found = next < table.used();
    store(cursor.0 + 8, entries);
    store(cursor.0 + 12, next + u32::from(found));
    if found { next as i32 } else { -1 }
}
