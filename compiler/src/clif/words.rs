//! Words: conversion, tests of kind, equality, truth.
//!
//! undefined 0, null 2, false 6, true 10, integers `n << 1 | 1`, addresses with both low bits clear.

use super::calls::abi_type;
use super::function::Translator;
use crate::ir::{Class, Element, Kinds, Op, Type, Why};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, Value, types};

/// The encoding of words.
pub struct Word;

impl Word {
    /// `undefined`.
    pub const UNDEFINED: i32 = 0;
    /// `null`.
    pub const NULL: i32 = 2;
    /// `false`.
    pub const FALSE: i32 = 6;
    /// `true`.
    pub const TRUE: i32 = 10;
    /// The integer 0.
    pub const ZERO: i32 = 1;
}

/// Kinds that are addresses, numbers aside (which may be).
const OBJECTS: [(u32, u8); 4] = [
    (Kinds::STRING, abi_type::STRING),
    (Kinds::ARRAY, abi_type::ARRAY),
    (Kinds::FUNCTION, abi_type::FUNCTION),
    (Kinds::INSTANCE, abi_type::OBJECT),
];
const NULLISH: u32 = Kinds::UNDEFINED | Kinds::NULL;

impl Translator<'_, '_> {
    /// Conversions and tests of words.
    pub fn word_op(&mut self, op: &Op, result: Option<Type>) -> Value {
        match op {
            Op::ToWord(v) => {
                let (ty, value) = (self.ty(*v), self.value(*v));
                if ty == Type::Bool { self.bool_to_word(value) } else { value }
            }
            Op::Expect { kinds, value, why } => {
                let value = self.value(*value);
                let test = self.is(*kinds, value);
                let wrong = self.not(test);
                let element = *why == Why::Element;
                self.fail_if(wrong, |t| if element { t.throw_with(t.module.throws.element, "element", &[]) } else { t.throw_with(t.module.throws.expect, "expect", &[value]) });
                if result == Some(Type::Bool) { self.word_to_bool(value) } else { value }
            }
            Op::IsHole { rep, value } => {
                let value = self.value(*value);
                self.is_hole(*rep, value)
            }
            Op::CheckPresent { rep, value } => {
                let value = self.value(*value);
                let hole = self.is_hole(*rep, value);
                self.fail_if(hole, |t| t.throw_with(t.module.throws.element, "element", &[]));
                value
            }
            Op::Is { kinds, value } => {
                let value = self.value(*value);
                self.is(*kinds, value)
            }
            Op::StrictEqual([a, b]) => self.equal(self.value(*a), self.value(*b), "th_word_strict_eq"),
            Op::LooseEqual([a, b]) => self.equal(self.value(*a), self.value(*b), "th_word_loose_eq"),
            Op::Truthy(v) => self.truthy(self.ty(*v), self.value(*v)),
            Op::Same([a, b]) => {
                let (a, b) = (self.value(*a), self.value(*b));
                self.builder.ins().icmp(IntCC::Equal, a, b)
            }
            Op::TypeOf(v) => {
                let v = self.value(*v);
                self.runtime_value("th_word_typeof", &[v])
            }
            Op::NumToString(v) => {
                let name = match self.ty(*v) {
                    Type::I32 => "th_string_from_i32",
                    Type::U32 => "th_string_from_u32",
                    Type::F64 => "th_string_from_f64",
                    _ => "th_string_from_number",
                };
                let v = self.value(*v);
                self.runtime_value(name, &[v])
            }
            _ => unreachable!("translate_rest sends word operations here"),
        }
    }

    /// false 6, true 10.
    pub fn bool_to_word(&mut self, value: Value) -> Value {
        let wide = self.builder.ins().uextend(types::I32, value);
        let scaled = self.builder.ins().ishl_imm_u(wide, 2);
        self.builder.ins().iadd_imm_s(scaled, i64::from(Word::FALSE))
    }

    /// 6 gives 0, 10 gives 1: bit 3.
    pub fn word_to_bool(&mut self, value: Value) -> Value {
        let bit = self.builder.ins().ushr_imm_u(value, 3);
        self.builder.ins().ireduce(types::I8, bit)
    }

    /// An immediate is equal (`===`) to itself alone, 0 excepted, which the box of -0 equals: without a constant or two integers the runtime
    /// is asked. `==` always asks it, except for null and undefined.
    fn equal(&mut self, a: Value, b: Value, runtime: &str) -> Value {
        let strict = runtime == "th_word_strict_eq";
        for (known, other) in [(a, b), (b, a)] {
            match self.constant(known) {
                Some(n) if strict && n != Word::ZERO => return self.builder.ins().icmp(IntCC::Equal, known, other),
                Some(Word::UNDEFINED | Word::NULL) => return self.is_nullish(other),
                _ => {}
            }
        }
        if strict {
            let both = self.builder.ins().band(a, b);
            let integers = self.builder.ins().band_imm_u(both, 1);
            self.either(integers, types::I8, |t| t.builder.ins().icmp(IntCC::Equal, a, b), |t| t.runtime_value(runtime, &[a, b]))
        } else {
            self.runtime_value(runtime, &[a, b])
        }
    }

    /// JavaScript's ToBoolean.
    fn truthy(&mut self, ty: Type, value: Value) -> Value {
        match ty {
            Type::Bool => value,
            Type::I32 | Type::U32 => self.builder.ins().icmp_imm_u(IntCC::NotEqual, value, 0),
            Type::F64 => {
                // Neither 0, -0 nor NaN: ordered and different from 0.
                let zero = self.builder.ins().f64const(0.0);
                self.builder.ins().fcmp(cranelift_codegen::ir::condcodes::FloatCC::OrderedNotEqual, value, zero)
            }
            Type::F32 => {
                let zero = self.builder.ins().f32const(0.0);
                self.builder.ins().fcmp(cranelift_codegen::ir::condcodes::FloatCC::OrderedNotEqual, value, zero)
            }
            Type::Ref | Type::Word | Type::Num => self.runtime_value("th_word_truthy", &[value]),
        }
    }

    /// Whether a word belongs to `kinds`.
    pub fn is(&mut self, kinds: Kinds, word: Value) -> Value {
        let bits = kinds.bits & Kinds::ALL;
        let missing = Kinds::ALL & !bits;
        if kinds.class.is_none() || bits & Kinds::INSTANCE == 0 {
            match missing {
                0 => return self.builder.ins().iconst(types::I8, 1),
                Kinds::UNDEFINED => return self.builder.ins().icmp_imm_u(IntCC::NotEqual, word, i64::from(Word::UNDEFINED)),
                Kinds::NULL => return self.builder.ins().icmp_imm_u(IntCC::NotEqual, word, i64::from(Word::NULL)),
                NULLISH => {
                    let nullish = self.is_nullish(word);
                    return self.not(nullish);
                }
                _ => {}
            }
        }
        self.is_one_of(bits, kinds.class, word)
    }

    /// `undefined` and `null` differ in one bit, and no other word differs from them in that bit alone.
    fn is_nullish(&mut self, word: Value) -> Value {
        let rest = self.builder.ins().band_imm_s(word, i64::from(!Word::NULL));
        self.builder.ins().icmp_imm_u(IntCC::Equal, rest, 0)
    }

    /// Immediates first, then addresses by their descriptors.
    fn is_one_of(&mut self, bits: u32, class: Option<Class>, word: Value) -> Value {
        let mut test = None;
        for (bit, constants) in
            [(Kinds::UNDEFINED, &[Word::UNDEFINED][..]), (Kinds::NULL, &[Word::NULL]), (Kinds::BOOL, &[Word::FALSE, Word::TRUE])]
        {
            for &constant in constants.iter().filter(|_| bits & bit != 0) {
                let equal = self.builder.ins().icmp_imm_u(IntCC::Equal, word, i64::from(constant));
                test = Some(self.or(test, equal));
            }
        }
        if bits & Kinds::NUM != 0 {
            let low = self.builder.ins().band_imm_u(word, 1);
            let integer = self.builder.ins().ireduce(types::I8, low);
            test = Some(self.or(test, integer));
        }
        let objects = bits & !(NULLISH | Kinds::BOOL);
        match test {
            None if objects == 0 => self.builder.ins().iconst(types::I8, 0),
            Some(test) if objects == 0 => test,
            None => self.is_address_and(word, |t, descriptor| t.descriptor_is(objects, class, descriptor)),
            Some(test) => self.either(
                test,
                types::I8,
                |t| t.builder.ins().iconst(types::I8, 1),
                |t| t.is_address_and(word, |t, descriptor| t.descriptor_is(objects, class, descriptor)),
            ),
        }
    }

    fn or(&mut self, a: Option<Value>, b: Value) -> Value {
        a.map_or(b, |a| self.builder.ins().bor(a, b))
    }

    /// Whether a descriptor is that of one of these kinds of objects.
    fn descriptor_is(&mut self, bits: u32, class: Option<Class>, descriptor: Value) -> Value {
        let mut test = None;
        let plain = object_types(if class.is_some() { bits & !Kinds::INSTANCE } else { bits });
        if !plain.is_empty() {
            let found = self.load_constant_byte(descriptor, 1);
            for (first, last) in plain {
                let among = if first == last {
                    self.builder.ins().icmp_imm_u(IntCC::Equal, found, i64::from(first))
                } else {
                    let from = self.builder.ins().iadd_imm_s(found, -i64::from(first));
                    self.builder.ins().icmp_imm_u(IntCC::UnsignedLessThanOrEqual, from, i64::from(last - first))
                };
                test = Some(self.or(test, among));
            }
        }
        if let (Some(class), true) = (class, bits & Kinds::INSTANCE != 0) {
            let instance = self.descriptor_is_class(descriptor, class);
            test = Some(self.or(test, instance));
        }
        test.expect("some kind of object is wanted")
    }

    /// Whether a descriptor is that of the class or of a subclass: one subtraction, one comparison; other objects have id 0.
    fn descriptor_is_class(&mut self, descriptor: Value, class: Class) -> Value {
        let (first, last) = self.layouts.ids(class);
        let id = self.load_constant_half(descriptor, 8);
        if first == last {
            return self.builder.ins().icmp_imm_u(IntCC::Equal, id, i64::from(first));
        }
        let offset = self.builder.ins().iadd_imm_s(id, -i64::from(first));
        self.builder.ins().icmp_imm_u(IntCC::UnsignedLessThanOrEqual, offset, i64::from(last - first))
    }
}

/// The types of objects of these kinds, as ranges from the first to the last.
fn object_types(bits: u32) -> Vec<(u8, u8)> {
    let plain = OBJECTS.into_iter().chain([(Kinds::NUM, abi_type::NUMBER)]);
    let views = Element::ALL.into_iter().map(|e| (e.kind(), abi_type::I8_ARRAY + e as u8));
    let mut all: Vec<u8> = plain.chain(views).filter(|(bit, _)| bits & bit != 0).map(|(_, ty)| ty).collect();
    all.sort_unstable();
    let mut ranges: Vec<(u8, u8)> = Vec::new();
    for ty in all {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == ty => *last = ty,
            _ => ranges.push((ty, ty)),
        }
    }
    ranges
}
