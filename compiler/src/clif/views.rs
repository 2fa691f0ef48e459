//! Typed arrays and ArrayBuffers.
//!
//! ```text
//! ArrayBuffer                  [header][length][bytes]
//! typed array, plain           [header][length][elements]
//! typed array, over a buffer   [header][length][buffer][offset in bytes]
//! ```
//! A sort of typed array has one layout in the whole program: over a buffer where an instruction of the program asks such an array for its
//! buffer or makes one over a buffer ([`buffered`]), plain otherwise, so that a program without shared memory pays nothing for it. Nothing
//! but the elements ever changes. Elements of plain sorts are regions of memory of their own; all sorts over buffers share one.

use super::function::Translator;
use super::memory::Region;
use crate::ir::{Element, Module, Op, Rep};
use cranelift_codegen::ir::{InstBuilder, Value, types};

/// Byte offset of the length.
const LENGTH: u32 = 4;
/// Byte offset of the first element in an ArrayBuffer or plain typed array.
const CONTENTS: u32 = 8;
/// Byte offset of the buffer's address in a typed array over one.
const BUFFER: u32 = 8;
/// Byte offset of the offset.
const OFFSET: u32 = 12;

/// Which sorts of typed arrays lie over buffers, by the order of [`Element::ALL`].
pub fn buffered(module: &Module) -> [bool; Element::ALL.len()] {
    let mut found = [false; Element::ALL.len()];
    for instruction in module.functions.iter().flatten().flat_map(|f| &f.blocks).flat_map(|b| &b.instructions) {
        if let Op::ViewOf { element, .. } | Op::ViewBuffer { element, .. } = instruction.op {
            found[element as usize] = true;
        }
    }
    found
}

impl Translator<'_, '_> {
    /// All operations on typed arrays.
    pub fn view_op(&mut self, op: &Op) -> Option<Value> {
        Some(match op {
            Op::ViewNew { element, length } => {
                let length = self.value(*length);
                self.new_view(*element, length)
            }
            Op::ViewOf { element, buffer, offset, length } => {
                let descriptor = self.view_descriptor(*element);
                let (buffer, offset, length) = (self.value(*buffer), self.value(*offset), self.value(*length));
                self.runtime_value("th_view_new", &[descriptor, length, buffer, offset])
            }
            Op::ViewLength(object) => {
                let object = self.value(*object);
                self.load_unchanging(Region::ViewLength, object, LENGTH)
            }
            Op::ViewCheckIndex { object, index } => {
                let object = self.value(*object);
                let length = self.load_unchanging(Region::ViewLength, object, LENGTH);
                self.check_index(*index, length)
            }
            Op::ViewInBounds { object, index } => {
                let object = self.value(*object);
                let length = self.load_unchanging(Region::ViewLength, object, LENGTH);
                self.in_bounds(*index, length)
            }
            Op::ViewGet { element, object, index } => {
                let (object, index) = (self.value(*object), self.value(*index));
                let address = self.view_element(*element, object, index);
                self.load_element(*element, address)
            }
            Op::ViewSet { element, object, index, value } => {
                let (object, index, value) = (self.value(*object), self.value(*index), self.value(*value));
                let address = self.view_element(*element, object, index);
                self.store(self.view_region(*element), element.rep(), value, address, CONTENTS);
                return None;
            }
            Op::ViewBuffer { element, object } => {
                let object = self.value(*object);
                self.load_unchanging(Region::ViewPlace(*element), object, BUFFER)
            }
            Op::ViewOffset { element, object } => {
                if !self.layouts.is_buffered(*element) {
                    return Some(self.int(0));
                }
                let object = self.value(*object);
                self.load_unchanging(Region::ViewPlace(*element), object, OFFSET)
            }
            _ => unreachable!("translate_rest sends typed arrays here"),
        })
    }

    /// Out of a buffer may come any NaN, also the one that stands for undefined in arrays of doubles: that becomes the plain one.
    fn load_element(&mut self, element: Element, address: Value) -> Value {
        let region = self.view_region(element);
        let loaded = self.load(region, element.rep(), address, CONTENTS);
        if element != Element::F64 || region != Region::Buffers {
            return loaded;
        }
        let reserved = self.is_hole(Rep::HoleF64, loaded);
        self.unless(reserved, types::F64, |_| loaded, |t| t.builder.ins().f64const(f64::NAN))
    }

    fn view_region(&self, element: Element) -> Region {
        if element == Element::Buffer || self.layouts.is_buffered(element) { Region::Buffers } else { Region::View(element) }
    }

    fn view_descriptor(&mut self, element: Element) -> Value {
        let over = if self.layouts.is_buffered(element) { "_view" } else { "" };
        self.address(&format!("th_descriptor_{}{over}", element.class().to_ascii_lowercase()))
    }

    /// A fresh one, all 0.
    fn new_view(&mut self, element: Element, length: Value) -> Value {
        let descriptor = self.view_descriptor(element);
        if self.layouts.is_buffered(element) {
            let bytes = self.scaled(length, element.rep());
            let of_buffer = self.view_descriptor(Element::Buffer);
            let buffer = self.runtime_value("th_alloc_bytes", &[of_buffer, bytes]);
            let offset = self.int(0);
            return self.runtime_value("th_view_new", &[descriptor, length, buffer, offset]);
        }
        let allocate = match element.shift() {
            0 => "th_alloc_bytes",
            1 => "th_alloc_units",
            _ => "th_alloc_elements",
        };
        self.runtime_value(allocate, &[descriptor, length])
    }

    /// The address from which an element lies [`CONTENTS`] further.
    fn view_element(&mut self, element: Element, object: Value, index: Value) -> Value {
        if !self.layouts.is_buffered(element) {
            return self.element_address(object, index, element.rep());
        }
        let buffer = self.load_unchanging(Region::ViewPlace(element), object, BUFFER);
        let offset = self.load_unchanging(Region::ViewPlace(element), object, OFFSET);
        let start = self.builder.ins().iadd(buffer, offset);
        self.element_address(start, index, element.rep())
    }
}
