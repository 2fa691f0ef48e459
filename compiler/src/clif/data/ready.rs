//! Objects that lie ready-made in flash, in the layouts of those that the program makes.
//!
//! In: the module's data. Out: a section for each that is used, one for the elements of an array, one for each number that needs a box.

use super::super::holes::NO_DOUBLE;
use super::super::layout::{Layouts, size};
use super::super::symbols::Symbols;
use super::Builder;
use crate::code::{Relocation, RelocationKind, Section};
use crate::ir::{Constant, Data, Datum, Module, Rep};

/// What used objects in flash hold is used as well. Those that hold come after those that are held.
pub(super) fn mark_held(module: &Module, symbols: &mut Symbols) {
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
pub(super) fn datum_sections(module: &Module, layouts: &Layouts, symbols: &Symbols, data: Data, datum: &Datum, out: &mut Vec<Section>) {
    let name = symbols.datum(data);
    let mut boxes = Boxes { name: name.clone(), sections: Vec::new() };
    match datum {
        Datum::Object { class, fields } => {
            let (info, layout) = (&module.classes[class.index()], layouts.class(*class));
            let mut b = Builder::new(&name, &info.name, 4);
            b.address(symbols.class(*class));
            b.bytes.resize(layout.words() as usize * 4, 0);
            for ((field, offset), constant) in info.fields.iter().zip(&layout.offsets).zip(fields).filter(|((field, _), _)| field.rep != Rep::Nothing) {
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
