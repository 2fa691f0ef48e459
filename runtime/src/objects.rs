//! Layout of heap objects, and the descriptors and flash objects that belong to the runtime.
//!
//! Word 0 of every object is the address of its [`Descriptor`]; bits 0 and 1 of that word are set during collections only.

use crate::memory::{address_of, load, load8, load16};
use crate::words::Ref;

/// How an object is laid out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Kind(pub u8);

#[allow(missing_docs, reason = "the list in the layout of Descriptor says what each is")]
impl Kind {
    pub const FILLER: Kind = Kind(0);
    pub const FIXED: Kind = Kind(1);
    pub const LARGE: Kind = Kind(2);
    pub const BYTES: Kind = Kind(3);
    pub const UNITS: Kind = Kind(4);
    pub const WORDS: Kind = Kind(5);
}

/// What an object is to a program.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Type(pub u8);

#[allow(missing_docs, reason = "named as JavaScript's types are")]
impl Type {
    pub const OBJECT: Type = Type(0);
    pub const STRING: Type = Type(1);
    pub const NUMBER: Type = Type(2);
    pub const FUNCTION: Type = Type(3);
    pub const ARRAY: Type = Type(4);
    pub const INT8ARRAY: Type = Type(5);
    pub const UINT8ARRAY: Type = Type(6);
    pub const UINT8CLAMPEDARRAY: Type = Type(7);
    pub const INT16ARRAY: Type = Type(8);
    pub const UINT16ARRAY: Type = Type(9);
    pub const INT32ARRAY: Type = Type(10);
    pub const UINT32ARRAY: Type = Type(11);
    pub const FLOAT32ARRAY: Type = Type(12);
    pub const FLOAT64ARRAY: Type = Type(13);
    pub const ARRAYBUFFER: Type = Type(14);
    pub const INTERNAL: Type = Type(15);
}

/// The head of a descriptor; a class's vtable follows in the same flash object.
///
/// ```text
/// +0  u8  kind      0 FILLER  1 FIXED  2 LARGE  3 BYTES  4 UNITS  5 WORDS
/// +1  u8  type      0 object 1 string 2 number 3 function 4 array 5..=13 typed arrays 14 ArrayBuffer 15 internal
/// +2  u16 words     FIXED, LARGE (and the one-word FILLER): size in words, header included; else 0
/// +4  u32 map       FIXED: bit i = word i + 1 is traced.  LARGE: address of a u32[] bitmap of that meaning.  Others: log2 of an element's bytes
/// +8  u16 class_id, u16 last_id   preorder numbers for instanceof, 0 for what is no class
/// +12 u32 name, +16 u32 itable, +20 u32 vtable[]
/// ```
#[repr(C, align(16))]
pub struct Descriptor {
    kind: u8,
    type_of: u8,
    words: u16,
    map: u32,
    class_id: u16,
    last_id: u16,
    name: u32,
    itable: u32,
}

const fn descriptor(kind: Kind, type_of: Type, words: u16, map: u32) -> Descriptor {
    Descriptor { kind: kind.0, type_of: type_of.0, words, map, class_id: 0, last_id: 0, name: 0, itable: 0 }
}

macro_rules! descriptors {
    ($($(#[$doc:meta])* $name:ident = $kind:ident $type:ident $words:literal $map:literal;)*) => {$(
        $(#[$doc])*
        #[unsafe(no_mangle)]
        #[allow(non_upper_case_globals, reason = "symbols of the table in abi.rs")]
        pub static $name: Descriptor = descriptor(Kind::$kind, Type::$type, $words, $map);
    )*};
}

descriptors! {
    /// Strings of units below 256.
    th_descriptor_latin1 = BYTES STRING 0 0;
    /// Strings with at least one unit of 256 or more.
    th_descriptor_utf16 = UNITS STRING 0 1;
    /// Boxed doubles.
    th_descriptor_number = FIXED NUMBER 3 0;
    /// Array storages of numbers and booleans.
    th_descriptor_bytes = BYTES INTERNAL 0 0;
    /// Array storages of words.
    th_descriptor_words = WORDS INTERNAL 0 2;
    /// A gap of two words or more.
    th_descriptor_gap = FILLER INTERNAL 0 2;
    /// A gap that the object before it may grow into.
    th_descriptor_slack = FILLER INTERNAL 0 2;
    /// A gap of one word.
    th_descriptor_gap_word = FILLER INTERNAL 1 0;
    /// A table: see `tables.rs`.
    th_descriptor_table = FIXED INTERNAL 6 0b01100;
    /// A cursor over a table.
    th_descriptor_cursor = FIXED INTERNAL 4 0b011;
    /// ArrayBuffers.
    th_descriptor_arraybuffer = BYTES ARRAYBUFFER 0 0;
}

macro_rules! typed_arrays {
    ($($name:ident, $over_buffer:ident, $type:ident, $shift:literal;)*) => {$(
        descriptors! {
            /// The elements lie behind the length.
            $name = BYTES $type 0 $shift;
            /// The third word is an ArrayBuffer, the fourth where in it the elements begin, in bytes.
            $over_buffer = FIXED $type 4 0b010;
        }
    )*};
}

typed_arrays! {
    th_descriptor_int8array, th_descriptor_int8array_view, INT8ARRAY, 0;
    th_descriptor_uint8array, th_descriptor_uint8array_view, UINT8ARRAY, 0;
    th_descriptor_uint8clampedarray, th_descriptor_uint8clampedarray_view, UINT8CLAMPEDARRAY, 0;
    th_descriptor_int16array, th_descriptor_int16array_view, INT16ARRAY, 1;
    th_descriptor_uint16array, th_descriptor_uint16array_view, UINT16ARRAY, 1;
    th_descriptor_int32array, th_descriptor_int32array_view, INT32ARRAY, 2;
    th_descriptor_uint32array, th_descriptor_uint32array_view, UINT32ARRAY, 2;
    th_descriptor_float32array, th_descriptor_float32array_view, FLOAT32ARRAY, 2;
    th_descriptor_float64array, th_descriptor_float64array_view, FLOAT64ARRAY, 3;
}

// Array objects, when the compiled program has no descriptor of its own for them (which wins: this one is weak).
#[cfg(target_os = "none")]
core::arch::global_asm!(
    ".section .rodata.th_descriptor_array, \"a\"",
    ".balign 16",
    ".weak th_descriptor_array",
    ".type th_descriptor_array, %object",
    "th_descriptor_array:",
    ".byte 1, 4",
    ".short 3",
    ".word 2, 0, 0, 0",
    ".size th_descriptor_array, . - th_descriptor_array",
);

/// An object in flash with room for `N` bytes of contents.
#[repr(C, align(4))]
pub struct FlashObject<const N: usize> {
    descriptor: &'static Descriptor,
    length: u32,
    contents: [u8; N],
}

impl<const N: usize> FlashObject<N> {
    /// The object with these parts.
    pub const fn of(descriptor: &'static Descriptor, length: u32, contents: [u8; N]) -> Self {
        FlashObject { descriptor, length, contents }
    }
}

/// A Latin-1 string in flash; `N` is its length rounded up to a word.
pub const fn flash_string<const N: usize>(text: &str) -> FlashObject<N> {
    let bytes = text.as_bytes();
    let mut contents = [0; N];
    let mut at = 0;
    while at < bytes.len() {
        contents[at] = bytes[at];
        at += 1;
    }
    FlashObject { descriptor: &th_descriptor_latin1, length: bytes.len() as u32, contents }
}

/// Declares strings in flash: `NAME = "text", bytes rounded up to a word;`.
#[macro_export]
macro_rules! flash_strings {
    ($($name:ident = $text:literal;)*) => {$(
        static $name: $crate::objects::FlashObject<{ $text.len().next_multiple_of(4) }> = $crate::objects::flash_string($text);
    )*};
}

/// The reference to an object in flash.
#[cfg(target_pointer_width = "32")]
pub fn flash<const N: usize>(object: &'static FlashObject<N>) -> Ref {
    Ref(address_of(object))
}

/// On the host a pointer is wider than a header, so tests get a copy in the heap.
#[cfg(not(target_pointer_width = "32"))]
pub fn flash<const N: usize>(object: &'static FlashObject<N>) -> Ref {
    let copy = crate::heap::th_alloc_bytes(address_of(object.descriptor), object.length);
    for (at, byte) in object.contents.iter().enumerate() {
        crate::memory::store8(copy.contents() + at as u32, *byte);
    }
    copy
}

/// The string `""`.
#[unsafe(no_mangle)]
#[allow(non_upper_case_globals, reason = "a symbol of the table in abi.rs")]
pub static th_empty_string: FlashObject<0> = flash_string("");

/// The BYTES storage of capacity 0.
#[unsafe(no_mangle)]
#[allow(non_upper_case_globals, reason = "a symbol of the table in abi.rs")]
pub static th_empty_bytes: FlashObject<0> = FlashObject { descriptor: &th_descriptor_bytes, length: 0, contents: [] };

/// The WORDS storage of capacity 0.
#[unsafe(no_mangle)]
#[allow(non_upper_case_globals, reason = "a symbol of the table in abi.rs")]
pub static th_empty_words: FlashObject<0> = FlashObject { descriptor: &th_descriptor_words, length: 0, contents: [] };

/// The kind in a descriptor.
#[inline(always)]
pub fn kind_of(descriptor: u32) -> Kind {
    Kind(load8(descriptor))
}

/// The size in words in a FIXED or LARGE descriptor.
#[inline(always)]
pub fn words_of(descriptor: u32) -> u32 {
    u32::from(load16(descriptor + 2))
}

/// The map in a FIXED or LARGE descriptor, the size of elements in others.
#[inline(always)]
pub fn map_of(descriptor: u32) -> u32 {
    load(descriptor + 4)
}

/// The size in bytes of an object whose descriptor is given (its header may be in use by the collector).
#[inline(always)]
pub fn size_of(object: u32, descriptor: u32) -> u32 {
    let words = words_of(descriptor);
    if words != 0 {
        return 4 * words;
    }
    let contents = (load(object + 4) << map_of(descriptor)) + 3 & !3;
    if kind_of(descriptor) == Kind::FILLER { contents } else { 8 + contents }
}
