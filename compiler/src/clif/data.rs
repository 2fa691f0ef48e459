//! Data sections: everything compiled that is not code.
//!
//! Layouts are those of the runtime's collector (descriptors, strings, closures); see `runtime/src/heap.rs`. Only what some function
//! or another section refers to is made.

use super::holes::NO_DOUBLE;
use super::layout::{Layout, Layouts, size};
use super::members::{MEMBER_TAG, Selectors, Sort};
use super::symbols::Symbols;
use crate::code::{Relocation, RelocationKind, Section, SectionKind};
use crate::ir::{Class, Constant, Data, Datum, Func, Member, Module, Rep, Static, Str};

/// Kinds of descriptors (byte 0).
const FIXED: u8 = 1;
const LARGE: u8 = 2;
/// Types (byte 1).
const OBJECT: u8 = 0;
const FUNCTION: u8 = 3;
const INTERNAL: u8 = 15;

/// All data sections of the module, in a fixed order.
pub fn sections(module: &Module, layouts: &Layouts, symbols: &mut Symbols) -> Vec<Section> {
    let mut out = Vec::new();
    let selectors = Selectors::new(module);
    mark_held(module, symbols);
    for i in 0..module.classes.len() {
        let class = Class(i as u32);
        class_sections(module, layouts, symbols, &selectors, class, &mut out);
    }
    for (i, function) in module.functions.iter().enumerate() {
        let Some(function) = function else { continue };
        closure_sections(module, layouts, symbols, Func(i as u32), &function.display_name, &mut out);
    }
    for (name, words, map) in [("cell class word", 2, 1), ("cell class raw", 2, 0), ("cell class double", 3, 0)] {
        if symbols.is_used(name) {
            let layout = Layout { end: words * 4, traced: if map == 0 { vec![] } else { vec![1] }, offsets: vec![] };
            out.extend(descriptor(name, INTERNAL, &layout, (0, 0), "captured variables").finish());
        }
    }
    for (i, datum) in module.data.iter().enumerate().filter(|(i, _)| symbols.is_used(&symbols.datum(Data(*i as u32)))) {
        datum_sections(module, layouts, symbols, Data(i as u32), datum, &mut out);
    }
    for i in 0..module.statics.len() {
        out.push(static_section(module, symbols, Static(i as u32)));
    }
    for (i, units) in module.strings.iter().enumerate() {
        if symbols.is_used(&symbols.string(Str(i as u32))) {
            out.push(string_section(symbols, Str(i as u32), units));
        }
    }
    out
}

/// A section under construction, written word by word.
struct Builder {
    name: String,
    owner: String,
    bytes: Vec<u8>,
    align: u32,
    relocations: Vec<Relocation>,
    /// The bitmap of a LARGE descriptor.
    extra: Option<Section>,
}

impl Builder {
    fn new(name: &str, owner: &str, align: u32) -> Builder {
        Builder { name: name.into(), owner: owner.into(), bytes: Vec::new(), align, relocations: Vec::new(), extra: None }
    }

    fn word(&mut self, word: u32) {
        self.bytes.extend(word.to_le_bytes());
    }

    fn address(&mut self, target: &str) {
        self.relocations.push(Relocation { offset: self.bytes.len() as u32, kind: RelocationKind::Abs32, target: target.into(), addend: 0 });
        self.word(0);
    }

    fn finish(self) -> impl Iterator<Item = Section> {
        let section = Section {
            name: self.name,
            kind: SectionKind::ReadOnly,
            size: self.bytes.len() as u32,
            bytes: self.bytes,
            align: self.align,
            relocations: self.relocations,
            function: None,
            owner: self.owner,
        };
        [Some(section), self.extra].into_iter().flatten()
    }
}

/// A descriptor up to and without the interface table's address.
fn descriptor(name: &str, ty: u8, layout: &Layout, ids: (u16, u16), owner: &str) -> Builder {
    let mut b = Builder::new(name, owner, 16);
    let words = u16::try_from(layout.words()).expect("an object has fewer than 65,536 words");
    // Word i + 1 is bit i: maps of up to 32 fields fit in one word.
    let large = layout.traced.iter().any(|&w| w > 32);
    b.word(u32::from(if large { LARGE } else { FIXED }) | u32::from(ty) << 8 | u32::from(words) << 16);
    let mut map = vec![0u32; (layout.words() as usize).div_ceil(32).max(1)];
    for word in &layout.traced {
        let bit = word - 1;
        map[bit as usize / 32] |= 1 << (bit % 32);
    }
    if large {
        let map_name = format!("map {name}");
        b.address(&map_name);
        let mut extra = Builder::new(&map_name, owner, 4);
        map.iter().for_each(|&w| extra.word(w));
        b.extra = extra.finish().next();
    } else {
        b.word(map[0]);
    }
    b.word(u32::from(ids.0) | u32::from(ids.1) << 16);
    // The name: messages that need it come with the language issue.
    b.word(0);
    b
}

fn class_sections(module: &Module, layouts: &Layouts, symbols: &mut Symbols, selectors: &Selectors, class: Class, out: &mut Vec<Section>) {
    let name = symbols.class(class).to_string();
    let info = &module.classes[class.index()];
    let is_value = info.value.is_some_and(|function| symbols.is_used(&symbols.static_closure(function)));
    if !symbols.is_used(&name) && !is_value {
        return;
    }
    let mut b = match info.value {
        Some(function) => descriptor(&name, FUNCTION, layouts.closure(function), (0, 0), &info.name),
        None => descriptor(&name, OBJECT, layouts.class(class), layouts.ids(class), &info.name),
    };
    let table = symbols.interface_table(class);
    let has_members = selectors.length() > 0;
    if has_members {
        b.address(&table);
    } else {
        b.word(0);
    }
    for slot in &info.vtable {
        match slot {
            Some(function) => b.address(symbols.function(*function)),
            None => b.word(0),
        }
    }
    out.extend(b.finish());
    if has_members {
        out.extend(interface_table(layouts, symbols, selectors, &table, info).finish());
    }
}

/// Two words for each colour: the tag that names selector and sort, and what is found.
fn interface_table(layouts: &Layouts, symbols: &Symbols, selectors: &Selectors, name: &str, info: &crate::ir::ClassInfo) -> Builder {
    let mut b = Builder::new(name, &info.name, 4);
    for colour in 0..selectors.length() {
        let found = info.members.iter().find(|(s, m)| selectors.colour(*s) == Some(colour) && !matches!(m, Member::Added(_)));
        match found {
            None => {
                b.word(0);
                b.word(0);
            }
            Some((selector, member)) => {
                b.word(MEMBER_TAG.of(*selector, Sort::of(member).expect("what is to be added was left out")));
                match member {
                    Member::Added(_) => unreachable!("left out"),
                    Member::Field(class, index) => b.word(layouts.field(*class, *index)),
                    Member::Method(function) => b.address(symbols.function(*function)),
                    Member::Accessor(get, _) => match get {
                        Some(function) => b.address(symbols.function(*function)),
                        None => b.word(0),
                    },
                }
            }
        }
    }
    b
}

fn closure_sections(module: &Module, layouts: &Layouts, symbols: &Symbols, function: Func, owner: &str, out: &mut Vec<Section>) {
    let class = symbols.closure_descriptor(function);
    let object = symbols.static_closure(function);
    let layout = layouts.closure(function);
    if symbols.is_used(&object) {
        let mut b = Builder::new(&object, owner, 4);
        b.address(&class);
        b.address(symbols.function(function));
        out.extend(b.finish());
    }
    // That of a class as a value is made with those of the other classes.
    let is_class = module.classes.iter().any(|c| c.value == Some(function));
    if !is_class && (symbols.is_used(&object) || symbols.is_used(&class)) {
        out.extend(descriptor(&class, FUNCTION, layout, (0, 0), owner).finish_without_members());
    }
}

impl Builder {
    /// Ends a descriptor that has neither interface table nor methods.
    fn finish_without_members(mut self) -> impl Iterator<Item = Section> {
        self.word(0);
        self.finish()
    }
}

fn static_section(module: &Module, symbols: &Symbols, storage: Static) -> Section {
    let info = &module.statics[storage.index()];
    Section {
        name: symbols.static_storage(storage).to_string(),
        kind: if info.rep == Rep::Word { SectionKind::Roots } else { SectionKind::Bss },
        bytes: Vec::new(),
        size: size(info.rep),
        align: size(info.rep).min(4),
        relocations: Vec::new(),
        function: None,
        owner: info.name.to_string(),
    }
}

/// `[header][length in units][units]`, Latin-1 if every unit fits a byte.
fn string_section(symbols: &Symbols, string: Str, units: &[u16]) -> Section {
    let latin1 = units.iter().all(|&u| u < 256);
    let owner = format!("{:?}", String::from_utf16_lossy(&units[..units.len().min(24)]));
    let mut b = Builder::new(&symbols.string(string), &owner, 4);
    b.address(if latin1 { "th_descriptor_latin1" } else { "th_descriptor_utf16" });
    b.word(units.len() as u32);
    for &unit in units {
        if latin1 { b.bytes.push(unit as u8) } else { b.bytes.extend(unit.to_le_bytes()) }
    }
    let padded = b.bytes.len().next_multiple_of(4);
    b.bytes.resize(padded, 0);
    b.finish().next().expect("a builder makes one section")
}

/// What used objects in flash hold is used as well. Those that hold come after those that are held.
fn mark_held(module: &Module, symbols: &mut Symbols) {
    for (i, datum) in module.data.iter().enumerate().rev() {
        if !symbols.is_used(&symbols.datum(Data(i as u32))) {
            continue;
        }
        if let Datum::Object { class, .. } = datum {
            let name = symbols.class(*class).to_string();
            symbols.index(&name);
        }
        for constant in datum.constants() {
            if let Some(name) = address_of(symbols, constant) {
                symbols.index(&name);
            }
        }
    }
}

/// The section that a constant is the address of.
fn address_of(symbols: &Symbols, constant: &Constant) -> Option<String> {
    match constant {
        Constant::Str(s) => Some(symbols.string(*s)),
        Constant::Func(f) => Some(symbols.static_closure(*f)),
        Constant::Data(d) => Some(symbols.datum(*d)),
        Constant::Undefined | Constant::Null | Constant::Bool(_) | Constant::Number(_) => None,
    }
}

/// An object, with the storage of its elements if it is an array, and the boxes of its numbers.
fn datum_sections(module: &Module, layouts: &Layouts, symbols: &Symbols, data: Data, datum: &Datum, out: &mut Vec<Section>) {
    let name = symbols.datum(data);
    let mut boxes = Boxes { name: name.clone(), sections: Vec::new() };
    match datum {
        Datum::Object { class, fields } => {
            let (info, layout) = (&module.classes[class.index()], layouts.class(*class));
            let mut b = Builder::new(&name, &info.name, 4);
            b.address(symbols.class(*class));
            b.bytes.resize(layout.words() as usize * 4, 0);
            for ((field, offset), constant) in info.fields.iter().zip(&layout.offsets).zip(fields) {
                b.put(*offset as usize, field.rep, constant, symbols, &mut boxes);
            }
            out.extend(b.finish());
        }
        Datum::Array { elements, rep } => {
            let storage = format!("elements of {name}");
            let mut b = Builder::new(&name, "an array in flash", 4);
            b.address(symbols.array_descriptor());
            b.word(elements.len() as u32);
            b.address(&storage);
            out.extend(b.finish());
            let mut b = Builder::new(&storage, "an array in flash", 4);
            b.address(if *rep == Rep::Word { "th_descriptor_words" } else { "th_descriptor_bytes" });
            let bytes = (elements.len() as u32 * size(*rep)).next_multiple_of(4);
            b.word(if *rep == Rep::Word { elements.len() as u32 } else { bytes });
            b.bytes.resize((8 + bytes) as usize, 0);
            for (i, constant) in elements.iter().enumerate() {
                b.put(8 + i * size(*rep) as usize, *rep, constant, symbols, &mut boxes);
            }
            out.extend(b.finish());
        }
    }
    out.extend(boxes.sections);
}

/// Numbers in words that are no small integers.
struct Boxes {
    name: String,
    sections: Vec<Section>,
}

impl Boxes {
    /// The section of one.
    fn add(&mut self, bits: u64) -> String {
        let name = format!("number {} of {}", self.sections.len(), self.name);
        let mut b = Builder::new(&name, "a number in flash", 4);
        b.address("th_descriptor_number");
        b.word(bits as u32);
        b.word((bits >> 32) as u32);
        self.sections.extend(b.finish());
        name
    }
}

impl Builder {
    /// Writes a constant where there are zeros, as a storage of this representation holds it.
    fn put(&mut self, offset: usize, rep: Rep, constant: &Constant, symbols: &Symbols, boxes: &mut Boxes) {
        if rep == Rep::Word {
            return self.put_word(offset, constant, symbols, boxes);
        }
        let bytes = raw(rep, constant).unwrap_or_else(|| panic!("{constant:?} is in a storage of {rep:?}"));
        let size = size(rep) as usize;
        self.bytes[offset..offset + size].copy_from_slice(&bytes.to_le_bytes()[..size]);
    }

    fn put_word(&mut self, offset: usize, constant: &Constant, symbols: &Symbols, boxes: &mut Boxes) {
        let target = match constant {
            Constant::Number(bits) if small(*bits).is_none() => Some(boxes.add(*bits)),
            other => address_of(symbols, other),
        };
        let word: u32 = match constant {
            Constant::Null => 2,
            Constant::Bool(false) => 6,
            Constant::Bool(true) => 10,
            Constant::Number(bits) => small(*bits).map_or(0, |n| (n << 1 | 1) as u32),
            Constant::Undefined | Constant::Str(_) | Constant::Func(_) | Constant::Data(_) => 0,
        };
        self.bytes[offset..offset + 4].copy_from_slice(&word.to_le_bytes());
        if let Some(target) = target {
            self.relocations.push(Relocation { offset: offset as u32, kind: RelocationKind::Abs32, target, addend: 0 });
        }
    }
}

/// The integer of 31 bits that a word holds in itself.
fn small(bits: u64) -> Option<i32> {
    let value = f64::from_bits(bits);
    let n = value as i32;
    let fits = (-(1 << 30)..1 << 30).contains(&n);
    (fits && f64::from(n).to_bits() == bits).then_some(n)
}

/// The bytes of what is no word, the lowest first.
fn raw(rep: Rep, constant: &Constant) -> Option<u64> {
    let value = match constant {
        Constant::Number(bits) => Some(f64::from_bits(*bits)),
        _ => None,
    };
    Some(match (rep, constant, value) {
        (Rep::Bool | Rep::HoleBool, Constant::Bool(b), _) => u64::from(*b),
        (Rep::HoleBool, Constant::Undefined, _) => 2,
        (Rep::HoleI32, Constant::Undefined, _) => i32::MIN as u32 as u64,
        (Rep::HoleF64, Constant::Undefined, _) => NO_DOUBLE,
        (Rep::F64 | Rep::HoleF64, _, Some(value)) => value.to_bits(),
        (Rep::F32, _, Some(value)) => u64::from((value as f32).to_bits()),
        (Rep::U32, _, Some(value)) => u64::from(value as u32),
        (Rep::I8 | Rep::U8 | Rep::I16 | Rep::U16 | Rep::I32 | Rep::HoleI32, _, Some(value)) => value as i32 as u32 as u64,
        _ => return None,
    })
}
