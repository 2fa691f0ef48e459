//! The words of Ir's text: one table per enumeration, used by the printer and by the parser.

use super::{Compare, Convert, Element, Kinds, NumOp, NumRep, NumUnary, Rep, Type, Why};

/// An enumeration whose members have names in the text.
pub trait Named: Copy + PartialEq + Sized + 'static {
    /// Every member with its name.
    const NAMES: &'static [(Self, &'static str)];

    /// The name of this member.
    fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(m, _)| *m == self).map(|(_, n)| *n).expect("every member stands in the table")
    }

    /// The member of this name.
    fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, n)| *n == name).map(|(m, _)| *m)
    }
}

macro_rules! names {
    ($ty:ident: $($member:ident $name:literal),* $(,)?) => {
        impl Named for $ty {
            const NAMES: &'static [(Self, &'static str)] = &[$(($ty::$member, $name)),*];
        }
    };
}

names!(Type: Num "num", I32 "i32", U32 "u32", F64 "f64", F32 "f32", Bool "bool", Ref "ref", Word "word");
names!(Rep: Word "word", Bool "bool", I8 "i8", U8 "u8", I16 "i16", U16 "u16", I32 "i32", U32 "u32", F64 "f64", F32 "f32", HoleBool "hole_bool", HoleI32 "hole_i32", HoleF64 "hole_f64", Nothing "nothing");
names!(Element:
    I8 "i8", U8 "u8", U8Clamped "u8_clamped", I16 "i16", U16 "u16", I32 "i32", U32 "u32", F32 "f32", F64 "f64", Buffer "buffer");
names!(NumRep: Open "open", I32 "i32", U32 "u32", F64 "f64", F32 "f32", Tagged "tagged");
names!(NumOp:
    Add "add", Sub "sub", Mul "mul", Div "div", Rem "rem", Pow "pow", And "and", Or "or", Xor "xor", Shl "shl", Shr "shr", Ushr "ushr",
    Min "min", Max "max", Imul "imul", Atan2 "atan2", Hypot "hypot");
names!(NumUnary:
    Neg "neg", Not "bitnot", Floor "floor", Ceil "ceil", Round "round", Trunc "trunc", Sqrt "sqrt", Abs "abs", Sign "sign", Clz32 "clz32", Fround "fround");
names!(Compare: Eq "eq", Ne "ne", Lt "lt", Le "le", Gt "gt", Ge "ge");
names!(Convert:
    I32ToF32 "i32_to_f32", U32ToF32 "u32_to_f32", F64ToF32 "f64_to_f32", F32ToF64 "f32_to_f64", F32ToI32Exact "f32_to_i32_exact",
    I32ToF64 "i32_to_f64", U32ToF64 "u32_to_f64", F64ToI32Exact "f64_to_i32_exact", F64ToU32Exact "f64_to_u32_exact", Reinterpret "reinterpret",
    F64ToInt32 "f64_to_int32", TaggedToInt32 "tagged_to_int32", BoxI32 "box_i32", TagI31 "tag_i31", BoxU32 "box_u32", BoxF64 "box_f64",
    UnboxF64 "unbox_f64", UnboxI32 "unbox_i32", UnboxU32 "unbox_u32", UntagI31 "untag_i31", F64ToClamped "f64_to_clamped",
    WordToRef "word_to_ref", WordToBool "word_to_bool",
    HoleBoolToWord "hole_bool_to_word", HoleI32ToWord "hole_i32_to_word", HoleF64ToWord "hole_f64_to_word", WordToHoleBool "word_to_hole_bool",
    WordToHoleI32 "word_to_hole_i32", WordToHoleF64 "word_to_hole_f64");
names!(Why: Load "load", Cast "cast", NonNull "non_null", Narrowing "narrowing", Argument "argument", Element "element");

/// The bits of [`Kinds`] with their names, in the order of printing; `instance` stands last because a class may follow it.
pub const KINDS: [(u32, &str); 18] = [
    (Kinds::UNDEFINED, "undefined"),
    (Kinds::NULL, "null"),
    (Kinds::BOOL, "bool"),
    (Kinds::NUM, "num"),
    (Kinds::STRING, "string"),
    (Kinds::ARRAY, "array"),
    (Kinds::FUNCTION, "function"),
    (Element::I8.kind(), "i8_array"),
    (Element::U8.kind(), "u8_array"),
    (Element::U8Clamped.kind(), "u8_clamped_array"),
    (Element::I16.kind(), "i16_array"),
    (Element::U16.kind(), "u16_array"),
    (Element::I32.kind(), "i32_array"),
    (Element::U32.kind(), "u32_array"),
    (Element::F32.kind(), "f32_array"),
    (Element::F64.kind(), "f64_array"),
    (Element::Buffer.kind(), "buffer"),
    (Kinds::INSTANCE, "instance"),
];
