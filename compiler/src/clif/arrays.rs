//! Arrays: `[header][length][storage]`, the elements 8 bytes into the storage.
//!
//! Elements beyond the length are always zero in storages of words, so growing within the capacity needs no filling. What grows a
//! storage is in cold blocks.

use super::function::Translator;
use super::layout::{shift, size};
use super::memory::Region;
use crate::ir::{self, Datum, Op, Rep, Type};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, InstBuilder, Value, types};

/// Byte offset of the length, in elements.
const LENGTH: u32 = 4;
/// Byte offset of the storage's address.
const STORAGE: u32 = 8;
/// Byte offset of a storage's capacity (bytes; words for words).
const CAPACITY: u32 = 4;
/// Byte offset of the first element in a storage.
const ELEMENTS: u32 = 8;
/// No board has room for more elements; lengths and indices stay below, whatever the program asks for.
const LENGTH_LIMIT: i64 = 1 << 28;

impl Translator<'_, '_> {
    /// All operations on arrays.
    pub fn array_op(&mut self, op: &Op) -> Option<Value> {
        match op {
            Op::ArrayNew { elements, rep } => Some(self.array_new(elements, *rep)),
            Op::DataCopy(data) => Some(self.array_copy(*data)),
            Op::ArrayNewFilled { length, rep } => Some(self.array_filled(*length, *rep)),
            Op::ArrayLength(object) => {
                let object = self.value(*object);
                Some(self.array_length(object))
            }
            Op::CheckIndex { object, index } => {
                let object = self.value(*object);
                let length = self.array_length(object);
                Some(self.check_index(*index, length))
            }
            Op::InBounds { object, index } => {
                let object = self.value(*object);
                let length = self.array_length(object);
                Some(self.in_bounds(*index, length))
            }
            Op::ElementGet { object, index, rep } => {
                let (object, index) = (self.value(*object), self.value(*index));
                let address = self.element(object, index, *rep);
                Some(self.load(Region::Elements(*rep), *rep, address, ELEMENTS))
            }
            Op::ElementSet { object, index, value, rep } => {
                let (object, index, value) = (self.value(*object), self.value(*index), self.value(*value));
                let address = self.element(object, index, *rep);
                self.store(Region::Elements(*rep), *rep, value, address, ELEMENTS);
                None
            }
            Op::ArrayPush { object, value, rep } => {
                let (object, value) = (self.value(*object), self.value(*value));
                Some(self.push(object, value, *rep))
            }
            Op::ElementPut { object, index, value, rep } => {
                let object = self.value(*object);
                let index = self.put_index(*index);
                let value = self.value(*value);
                self.put(object, index, value, *rep);
                None
            }
            Op::ArrayPop { object, rep } => {
                let object = self.value(*object);
                Some(self.pop(object, *rep))
            }
            Op::ArraySetLength { object, length, rep } => {
                let object = self.value(*object);
                let length = self.new_length(*length);
                self.set_length(object, length, *rep);
                None
            }
            _ => panic!("{op:?} belongs to no area of clif"),
        }
    }

    fn array_length(&mut self, object: Value) -> Value {
        self.load_word(Region::ArrayLength, object, LENGTH)
    }

    /// The address from which an element lies [`ELEMENTS`] further.
    fn element(&mut self, object: Value, index: Value, rep: Rep) -> Value {
        let storage = self.load_word(Region::ArrayStorage, object, STORAGE);
        self.element_address(storage, index, rep)
    }

    /// The index as i32 if it is one at all, and whether it is: `None` when every value of the type is.
    fn as_index(&mut self, index: ir::Value) -> (Value, Option<Value>) {
        let value = self.value(index);
        match self.ty(index) {
            // Negative ones are beyond every length when compared unsigned.
            Type::I32 | Type::U32 => (value, None),
            Type::F64 => {
                // -0 is an index too: ToString makes it "0".
                let integer = self.builder.ins().fcvt_to_sint_sat(types::I32, value);
                let back = self.builder.ins().fcvt_from_sint(types::F64, integer);
                let same = self.builder.ins().fcmp(cranelift_codegen::ir::condcodes::FloatCC::Equal, back, value);
                (integer, Some(same))
            }
            _ => {
                // Boxes hold fractions, or integers beyond every length, or -0.
                let low = self.builder.ins().band_imm_u(value, 1);
                let tag = self.builder.ins().icmp_imm_u(IntCC::NotEqual, low, 0);
                let boxed = self.builder.ins().icmp_imm_u(IntCC::Equal, low, 0);
                let integer = self.unless(
                    boxed,
                    types::I32,
                    |t| t.builder.ins().sshr_imm_u(value, 1),
                    |t| {
                        let double = t.runtime_value("th_unbox_f64", &[value]);
                        let zero = t.builder.ins().f64const(0.0);
                        let is_zero = t.builder.ins().fcmp(cranelift_codegen::ir::condcodes::FloatCC::Equal, double, zero);
                        let wide = t.builder.ins().uextend(types::I32, is_zero);
                        // 0 for -0, else -1, which is no index.
                        t.builder.ins().iadd_imm_s(wide, -1)
                    },
                );
                let _ = tag;
                (integer, None)
            }
        }
    }

    /// An index below `length`, or a RangeError.
    pub fn check_index(&mut self, index: ir::Value, length: Value) -> Value {
        let (integer, valid) = self.as_index(index);
        let mut outside = self.builder.ins().icmp(IntCC::UnsignedGreaterThanOrEqual, integer, length);
        if let Some(valid) = valid {
            let invalid = self.not(valid);
            outside = self.builder.ins().bor(outside, invalid);
        }
        self.fail_if(outside, |t| t.throw_with(t.module.throws.index, "index", &[]));
        integer
    }

    /// Whether it is an index below `length`.
    pub fn in_bounds(&mut self, index: ir::Value, length: Value) -> Value {
        let (integer, valid) = self.as_index(index);
        let inside = self.builder.ins().icmp(IntCC::UnsignedLessThan, integer, length);
        valid.map_or(inside, |valid| self.builder.ins().band(inside, valid))
    }

    /// An index that may be written: any integer from 0 up to the limit, or a RangeError.
    fn put_index(&mut self, index: ir::Value) -> Value {
        let (integer, valid) = self.as_index(index);
        if let Some(valid) = valid {
            let invalid = self.not(valid);
            self.fail_if(invalid, |t| t.throw_with(t.module.throws.index, "index", &[]));
        }
        integer
    }

    /// A length that an array may have, or a RangeError.
    fn new_length(&mut self, length: ir::Value) -> Value {
        let (integer, valid) = self.as_index(length);
        let mut wrong = self.builder.ins().icmp_imm_u(IntCC::UnsignedGreaterThanOrEqual, integer, LENGTH_LIMIT);
        if let Some(valid) = valid {
            let invalid = self.not(valid);
            wrong = self.builder.ins().bor(wrong, invalid);
        }
        self.fail_if(wrong, |t| t.throw_with(t.module.throws.length, "length", &[]));
        integer
    }

    /// A fresh array with room for `capacity` elements, of length 0.
    fn allocate_array(&mut self, capacity: Value, rep: Rep) -> Value {
        let descriptor = self.address(self.symbols.array_descriptor());
        if rep == Rep::Word {
            self.runtime_value("th_array_new_words", &[descriptor, capacity])
        } else {
            let bytes = self.scaled(capacity, rep);
            self.runtime_value("th_array_new_bytes", &[descriptor, bytes])
        }
    }

    fn array_new(&mut self, elements: &[ir::Value], rep: Rep) -> Value {
        let values = self.all(elements);
        let length = self.int(elements.len() as i32);
        let object = self.allocate_array(length, rep);
        if !values.is_empty() {
            self.store_word(Region::ArrayLength, length, object, LENGTH);
            let storage = self.load_word(Region::ArrayStorage, object, STORAGE);
            for (i, value) in values.into_iter().enumerate() {
                self.store(Region::Elements(rep), rep, value, storage, ELEMENTS + i as u32 * size(rep));
            }
        }
        object
    }

    fn array_copy(&mut self, data: ir::Data) -> Value {
        let Datum::Array { elements, rep } = &self.module.data[data.index()] else { panic!("{data} is an array") };
        let (length, shift) = (elements.len() as i32, shift(*rep) as i32);
        let name = self.symbols.datum(data);
        let source = self.address(&name);
        let (start, end, shift) = (self.int(0), self.int(length), self.int(shift));
        self.runtime_value("th_array_slice", &[source, start, end, shift])
    }

    fn array_filled(&mut self, length: ir::Value, rep: Rep) -> Value {
        let length = self.new_length(length);
        let object = self.allocate_array(length, rep);
        self.store_word(Region::ArrayLength, length, object, LENGTH);
        if matches!(rep, Rep::HoleBool | Rep::HoleI32 | Rep::HoleF64) {
            let none = self.int(0);
            self.fill_holes(object, none, length, rep);
        }
        object
    }

    /// Appends; gives the new length.
    fn push(&mut self, object: Value, value: Value, rep: Rep) -> Value {
        let length = self.array_length(object);
        self.reserve(object, length, rep);
        let address = self.element(object, length, rep);
        self.store(Region::Elements(rep), rep, value, address, ELEMENTS);
        let longer = self.builder.ins().iadd_imm_s(length, 1);
        self.store_word(Region::ArrayLength, longer, object, LENGTH);
        longer
    }

    /// Makes sure that the storage has an element `index`.
    fn reserve(&mut self, object: Value, index: Value, rep: Rep) {
        let storage = self.load_word(Region::ArrayStorage, object, STORAGE);
        // The collector never changes a capacity and growing makes a new storage, so this is as good as constant.
        let capacity = self.load_constant(storage, CAPACITY);
        let used = if rep == Rep::Word { index } else { self.scaled(index, rep) };
        let full = self.builder.ins().icmp(IntCC::UnsignedGreaterThanOrEqual, used, capacity);
        let (grow, going_on) = (self.builder.create_block(), self.builder.create_block());
        self.builder.set_cold_block(grow);
        self.builder.ins().brif(full, grow, &[], going_on, &[]);
        self.builder.switch_to_block(grow);
        let needed = self.builder.ins().iadd_imm_s(index, 1);
        if rep == Rep::Word {
            self.runtime("th_array_grow_words", &[object, needed]);
        } else {
            let bytes = self.scaled(needed, rep);
            self.runtime("th_array_grow_bytes", &[object, bytes]);
        }
        self.builder.ins().jump(going_on, &[]);
        self.builder.switch_to_block(going_on);
    }

    /// `a[i] = v`: at or beyond the length the array grows first.
    fn put(&mut self, object: Value, index: Value, value: Value, rep: Rep) {
        let length = self.array_length(object);
        let outside = self.builder.ins().icmp(IntCC::UnsignedGreaterThanOrEqual, index, length);
        let (extend, set) = (self.builder.create_block(), self.builder.create_block());
        self.builder.set_cold_block(extend);
        self.builder.ins().brif(outside, extend, &[], set, &[]);
        self.builder.switch_to_block(extend);
        let wrong = self.builder.ins().icmp_imm_u(IntCC::UnsignedGreaterThanOrEqual, index, LENGTH_LIMIT);
        self.fail_if(wrong, |t| t.throw_with(t.module.throws.index, "index", &[]));
        self.reserve(object, index, rep);
        if let Some(filled) = self.fill_holes(object, length, index, rep) {
            self.builder.set_cold_block(filled);
        }
        let longer = self.builder.ins().iadd_imm_s(index, 1);
        self.store_word(Region::ArrayLength, longer, object, LENGTH);
        self.builder.ins().jump(set, &[]);
        self.builder.switch_to_block(set);
        let address = self.element(object, index, rep);
        self.store(Region::Elements(rep), rep, value, address, ELEMENTS);
    }

    /// Makes elements `from..to` undefined; words beyond the length are so already. Gives the block that follows, if there had to be one.
    fn fill_holes(&mut self, object: Value, from: Value, to: Value, rep: Rep) -> Option<Block> {
        if rep == Rep::Word {
            return None;
        }
        let (head, body, done) = (self.builder.create_block(), self.builder.create_block(), self.builder.create_block());
        let at = self.builder.append_block_param(head, types::I32);
        for block in [head, body] {
            self.builder.set_cold_block(block);
        }
        self.builder.ins().jump(head, &[from.into()]);
        self.builder.switch_to_block(head);
        let over = self.builder.ins().icmp(IntCC::UnsignedGreaterThanOrEqual, at, to);
        self.builder.ins().brif(over, done, &[], body, &[]);
        self.builder.switch_to_block(body);
        let address = self.element(object, at, rep);
        let hole = self.hole(rep);
        self.store(Region::Elements(rep), rep, hole, address, ELEMENTS);
        let next = self.builder.ins().iadd_imm_s(at, 1);
        self.builder.ins().jump(head, &[next.into()]);
        self.builder.switch_to_block(done);
        Some(done)
    }

    /// Removes the last element; undefined when there is none.
    fn pop(&mut self, object: Value, rep: Rep) -> Value {
        let length = self.array_length(object);
        let empty = self.builder.ins().icmp_imm_u(IntCC::Equal, length, 0);
        self.unless(
            empty,
            types::I32,
            |t| {
                let last = t.builder.ins().iadd_imm_s(length, -1);
                let address = t.element(object, last, rep);
                let value = t.load(Region::Elements(rep), rep, address, ELEMENTS);
                if rep == Rep::Word {
                    let zero = t.int(0);
                    t.store_word(Region::Elements(rep), zero, address, ELEMENTS);
                }
                t.store_word(Region::ArrayLength, last, object, LENGTH);
                t.element_to_word(value, rep)
            },
            |t| t.int(0),
        )
    }

    /// A loaded element as a word.
    fn element_to_word(&mut self, value: Value, rep: Rep) -> Value {
        match rep {
            Rep::Word => value,
            Rep::Bool => self.bool_to_word(value),
            Rep::I8 | Rep::U8 | Rep::I16 | Rep::U16 => self.convert(ir::Convert::TagI31, value),
            Rep::I32 => self.convert(ir::Convert::BoxI32, value),
            Rep::U32 => self.convert(ir::Convert::BoxU32, value),
            Rep::F64 => self.convert(ir::Convert::BoxF64, value),
            Rep::F32 => {
                let double = self.convert(ir::Convert::F32ToF64, value);
                self.convert(ir::Convert::BoxF64, double)
            }
            Rep::HoleBool => self.convert(ir::Convert::HoleBoolToWord, value),
            Rep::HoleI32 => self.convert(ir::Convert::HoleI32ToWord, value),
            Rep::HoleF64 => self.convert(ir::Convert::HoleF64ToWord, value),
            Rep::Nothing => panic!("clif: no element holds nothing"),
        }
    }

    /// `a.length = n`: cuts off (clearing what is cut) or makes room.
    fn set_length(&mut self, object: Value, length: Value, rep: Rep) {
        let old = self.array_length(object);
        let (longer, shorter, done) = (self.builder.create_block(), self.builder.create_block(), self.builder.create_block());
        let grows = self.builder.ins().icmp(IntCC::UnsignedGreaterThan, length, old);
        self.builder.ins().brif(grows, longer, &[], shorter, &[]);
        self.builder.switch_to_block(longer);
        let last = self.builder.ins().iadd_imm_s(length, -1);
        self.reserve(object, last, rep);
        self.fill_holes(object, old, length, rep);
        self.builder.ins().jump(done, &[]);
        self.builder.switch_to_block(shorter);
        let address = self.element(object, length, rep);
        let address = self.builder.ins().iadd_imm_s(address, i64::from(ELEMENTS));
        let count = self.builder.ins().isub(old, length);
        let bytes = self.builder.ins().ishl_imm_u(count, i64::from(shift(rep)));
        let zero = self.int(0);
        self.runtime("th_fill", &[address, zero, bytes]);
        self.builder.ins().jump(done, &[]);
        self.builder.switch_to_block(done);
        self.store_word(Region::ArrayLength, length, object, LENGTH);
    }
}
