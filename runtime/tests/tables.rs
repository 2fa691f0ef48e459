//! Tables against a list that only grows: find, insert, delete, clear, and cursors that run while the table changes.

#[path = "support/arena.rs"]
mod arena;

use arena::{Random, heap_of, string};
use thimble_runtime::heap::{th_alloc_bytes, th_collect};
use thimble_runtime::memory::{address_of, load, store};
use thimble_runtime::numbers::{th_box_f64, th_word_same_value_zero};
use thimble_runtime::objects::th_descriptor_bytes;
use thimble_runtime::tables::*;
use thimble_runtime::words::{NULL, Ref, TRUE, UNDEFINED, Word};

/// What a key is, apart from where it lies.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Key {
    Int(i32),
    Double(i32),
    NegativeZero,
    NotANumber,
    Text(u32),
    Object(u32),
    Undefined,
    Null,
    True,
}

const OBJECTS: u32 = 40;

struct Model {
    random: Random,
    roots: u32,
    /// Entries in order of insertion; deleted ones stay as `None`.
    entries: Vec<Option<(Key, i32)>>,
    /// The position of each cursor in `entries`.
    cursors: [usize; 3],
}

impl Model {
    fn table(&self) -> Ref {
        Ref(load(self.roots))
    }

    fn cursor(&self, index: usize) -> Ref {
        Ref(load(self.roots + 4 + 4 * index as u32))
    }

    fn key(&mut self, range: u64) -> Key {
        let small = self.random.below(range) as i32;
        match self.random.below(12) {
            0..4 => Key::Int(small),
            4 => Key::Double(small),
            5..8 => Key::Text(small as u32),
            8..10 => Key::Object(small as u32 % OBJECTS),
            10 => [Key::NotANumber, Key::NegativeZero][self.random.below(2) as usize],
            _ => [Key::Undefined, Key::Null, Key::True][self.random.below(3) as usize],
        }
    }

    /// A word for a key, freshly made where it is no identity.
    fn word(&self, key: Key) -> Word {
        match key {
            Key::Int(value) => Word((value << 1 | 1) as u32),
            Key::Double(value) => th_box_f64(f64::from(value) + 0.5),
            Key::NegativeZero => th_box_f64(-0.0),
            Key::NotANumber => th_box_f64(f64::NAN),
            Key::Text(value) => string(&format!("k{value}")).into(),
            Key::Object(index) => Word(load(self.roots + 100 + 4 * index)),
            Key::Undefined => UNDEFINED,
            Key::Null => NULL,
            Key::True => TRUE,
        }
    }

    fn find(&self, key: Key) -> Option<usize> {
        let key = if key == Key::NegativeZero { Key::Int(0) } else { key };
        self.entries.iter().position(|entry| entry.is_some_and(|(own, _)| own == key))
    }

    fn step(&mut self, range: u64) {
        let key = self.key(range);
        let known = self.find(key);
        let word = self.word(key);
        match self.random.below(24) {
            0..9 => {
                let value = self.random.below(1000) as i32;
                th_table_set(self.table(), word, Word((value << 1 | 1) as u32));
                let key = if key == Key::NegativeZero { Key::Int(0) } else { key };
                match known {
                    Some(at) => self.entries[at] = Some((key, value)),
                    None => self.entries.push(Some((key, value))),
                }
            }
            9..13 => {
                let expected = known.and_then(|at| self.entries[at]).map_or(UNDEFINED, |(_, value)| Word((value << 1 | 1) as u32));
                assert_eq!(th_table_get(self.table(), word), expected, "{key:?}");
                assert_eq!(th_table_find(self.table(), word) >= 0, known.is_some(), "{key:?}");
            }
            13..18 => {
                assert_eq!(th_table_delete(self.table(), word), known.is_some(), "{key:?}");
                if let Some(at) = known {
                    self.entries[at] = None;
                }
            }
            18..22 => self.advance(),
            22 => th_collect(),
            _ => self.rarely(),
        }
        assert_eq!(th_table_size(self.table()) as usize, self.entries.iter().flatten().count());
    }

    fn advance(&mut self) {
        let index = self.random.below(3) as usize;
        let position = &mut self.cursors[index];
        while *position < self.entries.len() && self.entries[*position].is_none() {
            *position += 1;
        }
        let expected = self.entries.get(*position).copied().flatten();
        *position += usize::from(expected.is_some());
        let entry = th_table_advance(self.cursor(index));
        match expected {
            None => assert_eq!(entry, -1),
            Some((key, value)) => {
                let found = th_table_key(self.table(), entry);
                assert!(th_word_same_value_zero(found, self.word(key)), "{key:?}");
                assert_eq!(th_table_value(self.table(), entry), Word((value << 1 | 1) as u32));
            }
        }
    }

    fn rarely(&mut self) {
        match self.random.below(12) {
            0 => {
                th_table_clear(self.table());
                self.entries.iter_mut().for_each(|entry| *entry = None);
            }
            1..6 => {
                let index = self.random.below(3) as usize;
                store(self.roots + 4 + 4 * index as u32, th_table_cursor(self.table()).0);
                self.cursors[index] = 0;
            }
            _ => {
                th_alloc_bytes(address_of(&th_descriptor_bytes), 30);
            }
        }
    }
}

#[test]
fn tables_are_maps_in_insertion_order() {
    for seed in 0..30 {
        let (_guard, places) = heap_of(400_000);
        store(places.roots, th_table_new(true).0);
        let mut model = Model { random: Random(seed), roots: places.roots, entries: Vec::new(), cursors: [0; 3] };
        for index in 0..3 {
            store(places.roots + 4 + 4 * index, th_table_cursor(model.table()).0);
        }
        for index in 0..OBJECTS {
            th_alloc_bytes(address_of(&th_descriptor_bytes), index);
            store(places.roots + 100 + 4 * index, th_alloc_bytes(address_of(&th_descriptor_bytes), 4).0);
        }
        for step in 0..3000 {
            model.step([6, 40, 700][seed as usize % 3]);
            if step % 50 == 0 {
                th_collect();
            }
        }
    }
}

#[test]
fn sets_have_no_values() {
    let (_guard, places) = heap_of(100_000);
    store(places.roots, th_table_new(false).0);
    let set = || Ref(load(places.roots));
    for round in 0..3 {
        for value in 0..600 {
            th_table_insert(set(), Word(value << 1 | 1));
        }
        assert_eq!(th_table_size(set()), 600, "round {round}");
        th_collect();
    }
    assert!((0..600).all(|value| th_table_find(set(), Word(value << 1 | 1)) >= 0));
    assert_eq!(th_table_find(set(), Word(600 << 1 | 1)), -1);
}
