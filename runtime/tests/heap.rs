//! The collector against a shadow model: random programs allocate, link, forget, pin and grow; after each collection the whole
//! graph must be what the model says, pinned objects where they were, free memory zero.

#[path = "support/arena.rs"]
mod arena;

use arena::{Places, Random, heap_of};
use std::collections::HashMap;
use thimble_runtime::heap::*;
use thimble_runtime::memory::{load, load8, load16, store, store8, store16};
use thimble_runtime::words::Ref;

/// Descriptors of test objects. Layout of each: traced words as in the map; an untraced word holds the object's number.
#[repr(C, align(16))]
struct TestDescriptor([u32; 8]);

/// kind | type << 8 | words << 16, map
static PAIR: TestDescriptor = TestDescriptor([1 | 4 << 16, 0b011, 0, 0, 0, 0, 0, 0]);
static LEAF: TestDescriptor = TestDescriptor([1 | 2 << 16, 0, 0, 0, 0, 0, 0, 0]);
static WIDE: TestDescriptor = TestDescriptor([1 | 8 << 16, 0b0110101, 0, 0, 0, 0, 0, 0]);
static WORDS: TestDescriptor = TestDescriptor([5 | 15 << 8, 2, 0, 0, 0, 0, 0, 0]);
static BYTES: TestDescriptor = TestDescriptor([3 | 15 << 8, 0, 0, 0, 0, 0, 0, 0]);
static DOUBLES: TestDescriptor = TestDescriptor([3 | 15 << 8, 3, 0, 0, 0, 0, 0, 0]);
static UNITS: TestDescriptor = TestDescriptor([4 | 15 << 8, 1, 0, 0, 0, 0, 0, 0]);

/// A LARGE descriptor has the address of its map, which only exists at run time: every third word is traced.
static LARGE_MAP: [u32; 2] = [0x9249_2492, 0x0000_0092];
const LARGE_WORDS: u32 = 41;

fn large() -> &'static TestDescriptor {
    static LARGE: std::sync::OnceLock<TestDescriptor> = std::sync::OnceLock::new();
    LARGE.get_or_init(|| TestDescriptor([2 | LARGE_WORDS << 16, (&raw const LARGE_MAP) as u32, 0, 0, 0, 0, 0, 0]))
}

fn address(descriptor: &'static TestDescriptor) -> u32 {
    std::ptr::from_ref(descriptor) as usize as u32
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Shape {
    Pair,
    Leaf,
    Wide,
    Large,
    Words(u32),
    Bytes(u32),
    Units(u32),
    /// Elements of 8 bytes.
    Doubles(u32),
}

impl Shape {
    fn random(random: &mut Random) -> Shape {
        let small = random.below(12) as u32;
        match random.below(13) {
            0..4 => Shape::Pair,
            4 => Shape::Leaf,
            5 | 6 => Shape::Wide,
            7 => Shape::Large,
            8 | 9 => Shape::Words(if random.below(20) == 0 { 100 } else { 1 + small }),
            10 => Shape::Bytes(4 + small),
            11 => Shape::Units(4 + small),
            _ => Shape::Doubles(1 + small),
        }
    }

    /// Byte offsets of the traced words.
    fn slots(self) -> Vec<u32> {
        match self {
            Shape::Pair => vec![4, 8],
            Shape::Wide => vec![4, 12, 20, 24],
            Shape::Large => (0..LARGE_WORDS - 1).filter(|bit| LARGE_MAP[*bit as usize / 32] >> (bit % 32) & 1 != 0).map(|bit| 4 + 4 * bit).collect(),
            Shape::Words(length) => (1..length).map(|index| 8 + 4 * index).collect(),
            Shape::Leaf | Shape::Bytes(_) | Shape::Units(_) | Shape::Doubles(_) => vec![],
        }
    }

    /// Byte offset of the number, and of the last byte that a pointer into the object may have.
    fn number_at(self) -> u32 {
        match self {
            Shape::Pair => 12,
            Shape::Leaf => 4,
            Shape::Wide => 8,
            Shape::Large => 4,
            Shape::Words(_) | Shape::Bytes(_) | Shape::Units(_) | Shape::Doubles(_) => 8,
        }
    }

    fn size(self) -> u32 {
        match self {
            Shape::Pair => 16,
            Shape::Leaf => 8,
            Shape::Wide => 32,
            Shape::Large => 4 * LARGE_WORDS,
            Shape::Words(length) => 8 + 4 * length,
            Shape::Bytes(length) => 8 + length.next_multiple_of(4),
            Shape::Units(length) => 8 + (2 * length).next_multiple_of(4),
            Shape::Doubles(length) => 8 + 8 * length,
        }
    }

    fn allocate(self) -> u32 {
        let object = match self {
            Shape::Pair => th_alloc(address(&PAIR)),
            Shape::Leaf => th_alloc(address(&LEAF)),
            Shape::Wide => th_alloc(address(&WIDE)),
            Shape::Large => th_alloc(address(large())),
            Shape::Words(length) => th_alloc_words(address(&WORDS), length),
            Shape::Bytes(length) => th_alloc_bytes(address(&BYTES), length),
            Shape::Units(length) => th_alloc_units(address(&UNITS), length),
            Shape::Doubles(length) => th_alloc_elements(address(&DOUBLES), length),
        };
        for offset in (4..self.size()).step_by(4) {
            let expected = match self {
                Shape::Words(length) | Shape::Bytes(length) | Shape::Units(length) | Shape::Doubles(length) if offset == 4 => length,
                _ => 0,
            };
            assert_eq!(load(object.0 + offset), expected, "fresh memory is zero");
        }
        object.0
    }

    /// A traced array tells its number as a tagged integer, so that its first word may be traced.
    fn encode(self, number: u32) -> u32 {
        number << 1 | 1
    }
}

struct Model {
    random: Random,
    places: Places,
    /// By number: shape, and the numbers its slots refer to.
    objects: HashMap<u32, (Shape, Vec<u32>)>,
    /// Numbers that the statics refer to; 0 is none.
    roots: Vec<u32>,
    /// The stack's words: the number of the object inside which each points.
    pins: Vec<u32>,
    next_number: u32,
    budget: u32,
}

const ROOTS: usize = 24;
const PINS: usize = 6;

impl Model {
    fn root_at(&self, index: usize) -> u32 {
        self.places.roots + 4 * index as u32
    }

    fn pin_at(&self, index: usize) -> u32 {
        self.places.stack + 4 * index as u32
    }

    /// A random object reachable from a root, by its number and address.
    fn walk(&mut self) -> Option<(u32, u32)> {
        let index = self.random.below(ROOTS as u64) as usize;
        let mut number = self.roots[index];
        let mut at = load(self.root_at(index));
        if number == 0 {
            return None;
        }
        for _ in 0..self.random.below(8) {
            let (shape, slots) = &self.objects[&number];
            let offsets = shape.slots();
            if offsets.is_empty() {
                break;
            }
            let slot = self.random.below(offsets.len() as u64) as usize;
            if slots[slot] == 0 {
                break;
            }
            number = slots[slot];
            at = load(at + offsets[slot]);
        }
        Some((number, at))
    }

    fn allocate(&mut self) {
        let shape = Shape::random(&mut self.random);
        if self.live() + shape.size() > self.budget {
            let index = self.random.below(ROOTS as u64) as usize;
            return self.set_root(index, 0, 0);
        }
        let at = shape.allocate();
        let number = self.next_number;
        self.next_number += 1;
        store(at + shape.number_at(), shape.encode(number));
        self.objects.insert(number, (shape, vec![0; shape.slots().len()]));
        let index = self.random.below(ROOTS as u64) as usize;
        if self.random.below(3) > 0 && !shape.slots().is_empty() {
            // In front of what the root had, so that chains become long.
            let (old, old_at) = (self.roots[index], load(self.root_at(index)));
            if old != 0 {
                self.link(number, at, 0, old, old_at);
            }
        }
        self.set_root(index, number, at);
    }

    fn link(&mut self, from: u32, from_at: u32, slot: usize, to: u32, to_at: u32) {
        let (shape, slots) = self.objects.get_mut(&from).expect("known");
        slots[slot] = to;
        store(from_at + shape.slots()[slot], to_at);
    }

    fn set_root(&mut self, index: usize, number: u32, at: u32) {
        self.roots[index] = number;
        store(self.root_at(index), at);
    }

    fn step(&mut self) {
        match self.random.below(20) {
            0..12 => self.allocate(),
            12..15 => {
                if let (Some((from, from_at)), Some((to, to_at))) = (self.walk(), self.walk()) {
                    let count = self.objects[&from].1.len();
                    if count > 0 {
                        let slot = self.random.below(count as u64) as usize;
                        self.link(from, from_at, slot, to, to_at);
                    }
                }
            }
            15 => {
                let index = self.random.below(ROOTS as u64) as usize;
                self.set_root(index, 0, 0);
            }
            16 | 17 => {
                let index = self.random.below(PINS as u64) as usize;
                let target = if self.random.below(3) == 0 { None } else { self.walk() };
                let (number, word) = match target {
                    Some((number, at)) => (number, at + self.random.below(u64::from(self.objects[&number].0.size())) as u32),
                    None => (0, self.random.bits() as u32),
                };
                self.pins[index] = number;
                store(self.pin_at(index), word);
            }
            18 => {
                if let Some((number, at)) = self.walk() {
                    self.grow(number, at);
                }
            }
            _ => {
                let pinned: Vec<u32> = (0..PINS).map(|index| load(self.pin_at(index))).collect();
                th_collect();
                assert!((0..PINS).all(|index| load(self.pin_at(index)) == pinned[index]), "the stack is left alone");
                self.check();
            }
        }
    }

    /// Extends a byte object where it lies, if the memory behind it is free.
    fn grow(&mut self, number: u32, at: u32) {
        let shape = self.objects[&number].0;
        if let Shape::Bytes(length) = shape {
            let wanted = Shape::Bytes(length + 8);
            if extend(Ref(at), shape.size(), wanted.size()) {
                store(at + 4, length + 8);
                for offset in (shape.size()..wanted.size()).step_by(4) {
                    assert_eq!(load(at + offset), 0, "the new part is zero");
                }
                self.objects.get_mut(&number).expect("known").0 = wanted;
            }
        }
    }

    /// Walks everything reachable; gives its size.
    fn check(&mut self) -> u32 {
        let mut found: HashMap<u32, u32> = HashMap::new();
        let mut waiting: Vec<(u32, u32)> = (0..ROOTS).map(|index| (self.roots[index], load(self.root_at(index)))).collect();
        for index in 0..PINS {
            let number = self.pins[index];
            if number != 0 {
                let word = load(self.pin_at(index));
                let shape = self.objects[&number].0;
                let at = (0..shape.size()).step_by(4).map(|offset| (word & !3) - offset).find(|at| is_header(*at) && load(at + shape.number_at()) == shape.encode(number));
                waiting.push((number, at.expect("a pinned object stays where it is")));
            }
        }
        while let Some((number, at)) = waiting.pop() {
            if number == 0 {
                continue;
            }
            if let Some(known) = found.insert(number, at) {
                assert_eq!(known, at, "one object, one address");
                continue;
            }
            let (shape, slots) = &self.objects[&number];
            assert_eq!(load(at + shape.number_at()), shape.encode(number), "object {number} is where it should be");
            assert_eq!(load(at) & 15, 0, "headers are clean");
            for (offset, target) in shape.slots().into_iter().zip(slots) {
                waiting.push((*target, load(at + offset)));
                assert_eq!(*target == 0, load(at + offset) == 0);
            }
        }
        self.objects.retain(|number, _| found.contains_key(number));
        self.live()
    }

    fn live(&self) -> u32 {
        self.objects.values().map(|(shape, _)| shape.size()).sum()
    }
}

fn is_header(at: u32) -> bool {
    let header = load(at);
    [&PAIR, &LEAF, &WIDE, &WORDS, &BYTES, &UNITS, &DOUBLES].iter().any(|descriptor| address(descriptor) == header) || header == address(large())
}

fn run(seed: u64, size: usize, steps: usize, stress: bool) {
    let (_guard, places) = heap_of(size);
    th_gc_stress.set(stress);
    let mut model = Model {
        random: Random(seed),
        places,
        objects: HashMap::new(),
        roots: vec![0; ROOTS],
        pins: vec![0; PINS],
        next_number: 1,
        budget: size as u32 / 2,
    };
    for step in 0..steps {
        model.step();
        // The model counts garbage too until it is walked.
        if step % 16 == 0 {
            model.check();
        }
    }
    th_gc_stress.set(false);
}

#[test]
fn random_programs_keep_their_objects() {
    for seed in 0..60 {
        run(seed, 6000 + 700 * (seed as usize % 7), 4000, false);
    }
}

#[test]
fn collecting_at_every_allocation_keeps_them_too() {
    for seed in 100..120 {
        run(seed, 8000, 2000, true);
    }
}

#[test]
fn long_chains_and_wide_arrays_overflow_the_mark_stack_harmlessly() {
    let (_guard, places) = heap_of(200_000);
    // A comb: pairs whose first slot is a deep branch of its own and whose second is the next pair.
    let root = places.roots;
    for depth in 0..60 {
        for _ in 0..30 {
            let pair = th_alloc(address(&PAIR)).0;
            store(pair + 4, load(root + 4));
            store(pair + 12, depth << 1 | 1);
            store(root + 4, pair);
        }
        let array = th_alloc_words(address(&WORDS), 70).0;
        for index in 0..70 {
            let pair = th_alloc(address(&PAIR)).0;
            store(pair + 12, index << 1 | 1);
            store(pair + 4, load(root));
            store(array + 8 + 4 * index, pair);
        }
        store(root, array);
    }
    th_collect();
    th_collect();
    let mut array = load(root);
    let mut depth = 0;
    while array != 0 {
        let following = load(load(array + 8) + 4);
        for index in 0..70 {
            let pair = load(array + 8 + 4 * index);
            assert_eq!(load(pair + 12), index << 1 | 1);
            assert_eq!(load(pair + 4), following);
        }
        array = following;
        depth += 1;
    }
    assert_eq!(depth, 60);
}

#[test]
fn a_full_collection_leaves_no_gap() {
    let (_guard, places) = heap_of(4000);
    let mut kept = Vec::new();
    for index in 0..30 {
        th_alloc_bytes(address(&BYTES), 20);
        let object = th_alloc_units(address(&UNITS), 3);
        store16(object.contents(), index);
        store(places.roots + 4 * u32::from(index), object.0);
        kept.push(index);
    }
    th_collect();
    assert_eq!(th_heap_used(), 30 * 16);
    for index in kept {
        let object = load(places.roots + 4 * u32::from(index));
        assert_eq!(load16(object + 8), index);
    }
}

#[test]
fn slack_serves_growth_until_it_is_collected() {
    let (_guard, places) = heap_of(4000);
    let object = th_alloc_bytes(address(&BYTES), 40);
    store(places.roots, object.0);
    store(object.0 + 4, 8);
    make_slack(object.0 + 16, object.0 + 48);
    th_alloc(address(&PAIR));
    assert!(extend(object, 16, 24));
    store(object.0 + 4, 16);
    store8(object.0 + 23, 7);
    assert!(!extend(object, 24, 52), "more than the slack");
    th_collect();
    let object = load(places.roots);
    assert_eq!((load(object + 4), load8(object + 23)), (16, 7));
    assert_eq!(th_heap_used(), 24);
}
