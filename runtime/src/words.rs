//! The one-word encoding of every reference and dynamic value.
//!
//! undefined 0, null 2, false 6, true 10, 31-bit integers `n << 1 | 1`, objects by their address (both low bits clear).

use crate::memory::load;
use crate::objects::{Kind, Type};

/// Any value. As wide as a register and passed in one.
#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word(pub u32);

/// The address of an object, never null. Strings are references too.
#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ref(pub u32);

/// `undefined`
pub const UNDEFINED: Word = Word(0);
/// `null`
pub const NULL: Word = Word(2);
/// `false`
pub const FALSE: Word = Word(6);
/// `true`
pub const TRUE: Word = Word(10);

impl Word {
    /// A boolean as a word.
    pub fn from_bool(value: bool) -> Word {
        if value { TRUE } else { FALSE }
    }

    /// Whether it is a 31-bit integer.
    #[inline(always)]
    pub fn is_int(self) -> bool {
        self.0 & 1 != 0
    }

    /// The integer of a word that is one.
    #[inline(always)]
    pub fn int(self) -> i32 {
        self.0 as i32 >> 1
    }

    /// The integer as a word, if it has at most 31 bits.
    #[inline(always)]
    pub fn from_int(value: i32) -> Option<Word> {
        let word = (value as u32) << 1;
        (word as i32 >> 1 == value).then_some(Word(word | 1))
    }

    /// The object, if it is one.
    #[inline(always)]
    pub fn object(self) -> Option<Ref> {
        (self.0 & 3 == 0 && self.0 != 0).then_some(Ref(self.0))
    }

    /// The object, if it is one of that type.
    pub fn object_of(self, kind: Type) -> Option<Ref> {
        self.object().filter(|object| object.type_of() == kind)
    }

    /// The string, if it is one.
    pub fn string(self) -> Option<Ref> {
        self.object_of(Type::STRING)
    }
}

impl From<Ref> for Word {
    fn from(object: Ref) -> Word {
        Word(object.0)
    }
}

impl Ref {
    /// The address of its descriptor.
    #[inline(always)]
    pub fn descriptor(self) -> u32 {
        load(self.0)
    }

    /// What its descriptor says it is to a program.
    #[inline(always)]
    pub fn type_of(self) -> Type {
        Type(crate::memory::load8(self.descriptor() + 1))
    }

    /// The text in its descriptor that says how it is shown; none: address 0.
    #[inline(always)]
    pub fn shown(self) -> Ref {
        Ref(load(self.descriptor() + 12))
    }

    /// How it is laid out.
    #[inline(always)]
    pub fn kind(self) -> Kind {
        Kind(crate::memory::load8(self.descriptor()))
    }

    /// The word after the header: the length of strings, arrays, storages and byte arrays.
    #[inline(always)]
    pub fn length(self) -> u32 {
        load(self.0 + 4)
    }

    /// Where the contents of BYTES, UNITS and WORDS objects begin.
    #[inline(always)]
    pub fn contents(self) -> u32 {
        self.0 + 8
    }
}
