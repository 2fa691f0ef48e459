//! Objects that lie ready-made in flash: what the program would make of constants alone and then never changes.
//!
//! Always holds: what a datum holds is a constant or an earlier datum, so all of them can be laid out before the program runs, and the collector
//! finds no way from them into the heap.

use super::{Class, Data, Func, Rep, Str};

/// An object in flash.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    /// An array.
    Array {
        /// In order.
        elements: Vec<Constant>,
        /// How they are stored; `represent` chooses, as for every array that may stand in the same places.
        rep: Rep,
    },
    /// An instance of a class without a base.
    Object {
        /// Its class.
        class: Class,
        /// A value for each of the class's fields.
        fields: Vec<Constant>,
    },
}

/// A value that is known before the program runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Constant {
    /// `undefined`.
    Undefined,
    /// `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// A number, by the bits of the double.
    Number(u64),
    /// A string literal.
    Str(Str),
    /// A function without captures.
    Func(Func),
    /// Another object in flash.
    Data(Data),
}

impl Datum {
    /// What it holds.
    pub fn constants(&self) -> &[Constant] {
        match self {
            Datum::Array { elements, .. } => elements,
            Datum::Object { fields, .. } => fields,
        }
    }
}
