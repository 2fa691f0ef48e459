//! Strings `[header][length][units]`.

use super::function::Translator;
use crate::ir::{Op, Rep};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, MemFlagsData, Value, types};

/// Byte offset of the length.
const LENGTH: u32 = 4;
/// Byte offset of the first unit.
const CONTENTS: u32 = 8;
/// Descriptor kind of strings of bytes (Latin-1).
const BYTES: i64 = 3;

impl Translator<'_, '_> {
    /// All operations on strings.
    pub fn string_op(&mut self, op: &Op) -> Value {
        match op {
            Op::StringLength(object) => {
                let object = self.value(*object);
                self.load_constant(object, LENGTH)
            }
            Op::StringCheckIndex { object, index } => {
                let object = self.value(*object);
                let length = self.load_constant(object, LENGTH);
                self.check_index(*index, length)
            }
            Op::StringInBounds { object, index } => {
                let object = self.value(*object);
                let length = self.load_constant(object, LENGTH);
                self.in_bounds(*index, length)
            }
            Op::StringUnit { object, index } => {
                let (object, index) = (self.value(*object), self.value(*index));
                self.unit(object, index)
            }
            Op::Concat { left, right, reuse } => {
                let (left, right) = (self.value(*left), self.value(*right));
                self.runtime_value(if *reuse { "th_string_append" } else { "th_string_concat" }, &[left, right])
            }
            _ => unreachable!("translate_rest sends strings here"),
        }
    }

    /// A unit at a checked index: a byte or a halfword.
    fn unit(&mut self, object: Value, index: Value) -> Value {
        let descriptor = self.load_constant(object, 0);
        let kind = self.load_constant_byte(descriptor, 0);
        let wide = self.builder.ins().icmp_imm_u(IntCC::NotEqual, kind, BYTES);
        let flags = MemFlagsData::trusted().with_readonly();
        self.unless(
            wide,
            types::I32,
            |t| {
                let address = t.builder.ins().iadd(object, index);
                t.builder.ins().uload8(types::I32, flags, address, CONTENTS as i32)
            },
            |t| {
                let address = t.element_address(object, index, Rep::U16);
                t.builder.ins().uload16(types::I32, flags, address, CONTENTS as i32)
            },
        )
    }
}
