//! Data sections: everything compiled that is not code.
//!
//! Layouts are those of the runtime's collector (descriptors, strings, closures); see `runtime/src/heap.rs`. Only what some function
//! or another section refers to is made.

use super::layout::{Layout, Layouts, size};
use super::members::{MEMBER_TAG, Selectors, Sort};
use super::symbols::Symbols;
use crate::code::{Relocation, RelocationKind, Section, SectionKind};
use crate::ir::{Class, ClassInfo, Data, Func, Member, Module, Rep, Static, Str};

mod ready;

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
    ready::mark_held(module, symbols);
    for i in 0..module.classes.len() {
        let class = Class(i as u32);
        class_sections(module, layouts, symbols, &selectors, class, &mut out);
    }
    for (i, function) in module.functions.iter().enumerate() {
        let Some(function) = function else { continue };
        closure_sections(module, layouts, symbols, Func(i as u32), &function.display_name, &mut out);
    }
    if functions_are_asked(module) {
        out.extend(function_table(module, layouts, symbols, &selectors).finish());
    }
    for (name, words, map) in [("cell class word", 2, 1), ("cell class raw", 2, 0), ("cell class double", 3, 0)] {
        if symbols.is_used(name) {
            let layout = Layout { end: words * 4, traced: if map == 0 { vec![] } else { vec![1] }, offsets: vec![] };
            out.extend(descriptor(name, INTERNAL, &layout, (0, 0), None, "captured variables").finish());
        }
    }
    for (i, datum) in module.data.iter().enumerate().filter(|(i, _)| symbols.is_used(&symbols.datum(Data(*i as u32)))) {
        ready::datum_sections(module, layouts, symbols, Data(i as u32), datum, &mut out);
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
fn descriptor(name: &str, ty: u8, layout: &Layout, ids: (u16, u16), text: Option<String>, owner: &str) -> Builder {
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
    match text {
        Some(text) => b.address(&text),
        None => b.word(0),
    }
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
        Some(function) => descriptor(&name, FUNCTION, layouts.closure(function), (0, 0), function_text(module, symbols, function), &info.name),
        None => descriptor(&name, OBJECT, layouts.class(class), layouts.ids(class), None, &info.name),
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

/// The string that says how a function is shown.
fn function_text(module: &Module, symbols: &mut Symbols, function: Func) -> Option<String> {
    let text = symbols.string(*module.function_texts.get(&function)?);
    symbols.index(&text);
    Some(text)
}

/// Whether functions are asked for members: they were given some, or classes that are values have some.
fn functions_are_asked(module: &Module) -> bool {
    module.classes.iter().any(|class| (class.value.is_some() || class.of_functions) && !class.members.is_empty())
}

/// The interface table of functions that are no classes.
pub const FUNCTION_MEMBERS: &str = "members of functions";

fn function_table(module: &Module, layouts: &Layouts, symbols: &Symbols, selectors: &Selectors) -> Builder {
    let none = ClassInfo { name: FUNCTION_MEMBERS.into(), ..ClassInfo::default() };
    let info = module.classes.iter().find(|class| class.of_functions).unwrap_or(&none);
    interface_table(layouts, symbols, selectors, FUNCTION_MEMBERS, info)
}

fn closure_sections(module: &Module, layouts: &Layouts, symbols: &mut Symbols, function: Func, owner: &str, out: &mut Vec<Section>) {
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
        let text = function_text(module, symbols, function);
        let mut b = descriptor(&class, FUNCTION, layout, (0, 0), text, owner);
        if functions_are_asked(module) {
            b.address(FUNCTION_MEMBERS);
        } else {
            b.word(0);
        }
        out.extend(b.finish());
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
