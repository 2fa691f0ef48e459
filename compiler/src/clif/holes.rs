//! Raw elements that may be undefined: one pattern of the representation stands for it.
//!
//! Booleans: the byte 2. Integers: the least one, which the range of the elements excludes. Doubles: a NaN with all ones in its high word, which no
//! operation gives (quiet NaNs made by the arithmetic have a clear payload, and programs cannot make payloads).

use super::function::Translator;
use crate::ir::{Convert, Rep};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, Value, types};

/// The byte that stands for undefined among booleans.
const NO_BOOL: i32 = 2;
/// Undefined among doubles.
pub const NO_DOUBLE: u64 = 0xffff_ffff_0000_0000;

impl Translator<'_, '_> {
    /// The pattern itself; for representations that have none, which are then never asked, 0.
    pub fn hole(&mut self, rep: Rep) -> Value {
        match rep {
            Rep::HoleBool => self.int(NO_BOOL),
            Rep::HoleI32 => self.int(i32::MIN),
            Rep::HoleF64 => self.builder.ins().f64const(f64::from_bits(NO_DOUBLE)),
            Rep::F64 => self.builder.ins().f64const(0.0),
            Rep::F32 => self.builder.ins().f32const(0.0),
            Rep::Bool => self.builder.ins().iconst(types::I8, 0),
            _ => self.int(0),
        }
    }

    /// Whether a loaded element is the pattern.
    pub fn is_hole(&mut self, rep: Rep, value: Value) -> Value {
        match rep {
            Rep::HoleBool => self.builder.ins().icmp_imm_u(IntCC::Equal, value, i64::from(NO_BOOL)),
            Rep::HoleI32 => {
                // 0 - v overflows for the least integer alone: one instruction that sets the flag.
                let zero = self.int(0);
                self.builder.ins().ssub_overflow(zero, value).1
            }
            Rep::HoleF64 => {
                let bits = self.builder.ins().bitcast(types::I64, cranelift_codegen::ir::MemFlagsData::new(), value);
                let (_, high) = self.builder.ins().isplit(bits);
                self.builder.ins().icmp_imm_s(IntCC::Equal, high, -1)
            }
            _ => panic!("{rep:?} has no pattern for undefined"),
        }
    }

    /// Between elements and words.
    pub fn convert_hole(&mut self, how: Convert, value: Value) -> Value {
        match how {
            Convert::HoleBoolToWord => {
                // 0, 1, 2 to false 6, true 10, undefined 0.
                let hole = self.is_hole(Rep::HoleBool, value);
                let scaled = self.builder.ins().ishl_imm_u(value, 2);
                let word = self.builder.ins().iadd_imm_s(scaled, 6);
                let undefined = self.int(0);
                self.builder.ins().select(hole, undefined, word)
            }
            Convert::HoleI32ToWord => {
                let hole = self.is_hole(Rep::HoleI32, value);
                self.unless(hole, types::I32, |t| t.convert(Convert::BoxI32, value), |t| t.int(0))
            }
            Convert::HoleF64ToWord => {
                let hole = self.is_hole(Rep::HoleF64, value);
                self.unless(hole, types::I32, |t| t.convert(Convert::BoxF64, value), |t| t.int(0))
            }
            Convert::WordToHoleBool => {
                // false 6, true 10: bit 3; undefined 0.
                let bit = self.builder.ins().ushr_imm_u(value, 3);
                let hole = self.int(NO_BOOL);
                self.builder.ins().select(value, bit, hole)
            }
            Convert::WordToHoleI32 => {
                let undefined = self.builder.ins().icmp_imm_u(IntCC::Equal, value, 0);
                self.unless(undefined, types::I32, |t| t.convert(Convert::UnboxI32, value), |t| t.hole(Rep::HoleI32))
            }
            _ => {
                let undefined = self.builder.ins().icmp_imm_u(IntCC::Equal, value, 0);
                self.unless(undefined, types::F64, |t| t.convert(Convert::UnboxF64, value), |t| t.hole(Rep::HoleF64))
            }
        }
    }
}
