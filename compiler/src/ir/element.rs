//! What typed arrays hold: one table for names, kinds, sizes and what numbers an element can be.

use super::{Kinds, Rep, Type};

/// How a typed array or an ArrayBuffer reads its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is what its name says")]
pub enum Element {
    I8,
    U8,
    U8Clamped,
    I16,
    U16,
    I32,
    U32,
    F32,
    F64,
    /// The bytes of an ArrayBuffer, which only the library looks at.
    Buffer,
}

impl Element {
    /// In the order of their kinds and of the runtime's numbers of types.
    pub const ALL: [Element; 10] = [
        Element::I8,
        Element::U8,
        Element::U8Clamped,
        Element::I16,
        Element::U16,
        Element::I32,
        Element::U32,
        Element::F32,
        Element::F64,
        Element::Buffer,
    ];

    /// The name of the JavaScript class.
    pub fn class(self) -> &'static str {
        match self {
            Element::I8 => "Int8Array",
            Element::U8 => "Uint8Array",
            Element::U8Clamped => "Uint8ClampedArray",
            Element::I16 => "Int16Array",
            Element::U16 => "Uint16Array",
            Element::I32 => "Int32Array",
            Element::U32 => "Uint32Array",
            Element::F32 => "Float32Array",
            Element::F64 => "Float64Array",
            Element::Buffer => "ArrayBuffer",
        }
    }

    /// The one of this class.
    pub fn of_class(name: &str) -> Option<Element> {
        Element::ALL.into_iter().find(|e| e.class() == name)
    }

    /// The bit of [`Kinds`] of such objects.
    pub const fn kind(self) -> u32 {
        Kinds::I8_ARRAY << self as u32
    }

    /// The one that all values of these kinds have; `None` if there may be several, or other values.
    pub fn of_kinds(kinds: Kinds) -> Option<Element> {
        Element::ALL.into_iter().find(|e| e.kind() == kinds.bits)
    }

    /// Those that values of these kinds may have.
    pub fn among(kinds: Kinds) -> impl Iterator<Item = Element> {
        Element::ALL.into_iter().filter(move |e| e.kind() & kinds.bits != 0)
    }

    /// How an element lies in memory.
    pub fn rep(self) -> Rep {
        match self {
            Element::I8 => Rep::I8,
            Element::U8 | Element::U8Clamped | Element::Buffer => Rep::U8,
            Element::I16 => Rep::I16,
            Element::U16 => Rep::U16,
            Element::I32 => Rep::I32,
            Element::F32 => Rep::F32,
            Element::U32 => Rep::U32,
            Element::F64 => Rep::F64,
        }
    }

    /// log2 of the element's bytes.
    pub fn shift(self) -> u32 {
        match self.rep() {
            Rep::I8 | Rep::U8 => 0,
            Rep::I16 | Rep::U16 => 1,
            Rep::F64 => 3,
            _ => 2,
        }
    }

    /// The type of a loaded element after `represent`.
    pub fn ty(self) -> Type {
        match self.rep() {
            Rep::U32 => Type::U32,
            Rep::F64 => Type::F64,
            Rep::F32 => Type::F32,
            _ => Type::I32,
        }
    }

    /// The least and the greatest integer an element can be; `None` for doubles and singles.
    pub fn range(self) -> Option<(f64, f64)> {
        match self {
            Element::F32 | Element::F64 => None,
            Element::I32 => Some((-2147483648.0, 2147483647.0)),
            Element::U32 => Some((0.0, 4294967295.0)),
            Element::I8 => Some((-128.0, 127.0)),
            Element::I16 => Some((-32768.0, 32767.0)),
            Element::U16 => Some((0.0, 65535.0)),
            Element::U8 | Element::U8Clamped | Element::Buffer => Some((0.0, 255.0)),
        }
    }

    /// Whether what is stored is ToInt32 of the number, cut to the element's bits.
    pub fn wraps(self) -> bool {
        !matches!(self, Element::U8Clamped | Element::F32 | Element::F64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_names_are_one_to_one() {
        for element in Element::ALL {
            assert_eq!(Element::of_class(element.class()), Some(element));
            assert_eq!(Element::of_kinds(Kinds { bits: element.kind(), class: None }), Some(element));
        }
        assert_eq!(Element::ALL.iter().fold(0, |all, e| all | e.kind()), Kinds::VIEWS | Kinds::BUFFER);
    }
}
