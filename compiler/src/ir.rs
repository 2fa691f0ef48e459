//! Ir: Thimble's own typed SSA, on which the closed-world passes work.
//!
//! `lower` writes it from the Program, `optimize` rewrites it, `clif` translates it. A [`Module`] is the whole world: all
//! functions, classes, statics and strings that the program can reach.
//!
//! # Shape
//! A function is a list of blocks; a block has parameters (they are the phis), instructions and one terminator. A value
//! is defined once, by an instruction or as a block parameter, and its definition dominates every use. Block 0 is the
//! entry; its parameters are the function's.
//!
//! # Values are representations
//! A value's [`Type`] says how it is held, nothing more. What is known beyond that (which class, which range) is computed
//! by passes and never stored in the type.
//!
//! * `num`: a JavaScript number whose representation is still open. Only before `represent`; afterwards every number is
//!   `i32`, `u32`, `f64`, `f32` or (tagged) `word`.
//! * `ref`: the address of a heap or flash object: string, array, function, class instance, object. Never null.
//! * `word`: any value in the one-word encoding (undefined 0, null 2, false 6, true 10, `n << 1 | 1`, else an address).
//! * `bool`: 0 or 1. `i32`, `u32`, `f64`, `f32`: as named.
//!
//! # Storage
//! Fields, array elements, cells (captured variables that are assigned), captures, statics, parameters, results and
//! try slots are *storage*. Before `represent`, what is loaded from or stored to a field, element, cell, capture or static, and what passes through an
//! indirect call, is a `word`: `lower` wraps stores in [`Op::ToWord`] and unwraps loads by [`Op::Expect`], which throws a
//! TypeError unless the word belongs to the expected [`Kinds`]. Because declared types are not sound, `lower` always
//! writes the `expect`; `groups` finds what each storage can really hold (whole-program unification) and `represent`
//! then gives each storage its [`Rep`], turning `to_word`/`expect` pairs into nothing or into plain conversions.
//! Parameters and results of direct calls have types of their own and need no `expect`: a value of type `num` is a number whatever the program's types claimed.
//!
//! # Exceptions
//! An instruction that can throw  may stand anywhere. If its block names a `handler`, control goes there; a
//! handler block has exactly one parameter, the thrown `word`. So that SSA stays simple, values do not flow along these
//! edges otherwise: `lower` keeps each variable that is assigned inside a `try` and used after or outside it in a *slot*
//! ([`Op::SlotGet`], [`Op::SlotSet`]), and everything else a handler uses is defined before the `try` began. A handler's definition points are
//! dominated by the block that enters the `try`.
//!
//! # Waiting
//! [`Op::Await`] suspends an `async` function. The pass `suspend` rewrites each such function into a resume function over a
//! frame object; afterwards no `await` is left.
//!
//! # Text
//! Prints and parses; every pass is tested on that text. `v3: num = add v1, v2` · `b2(v4: word):` · `branch v5, b1(v2), b3`.

use crate::hash::HashSet;
use crate::source::{FileId, Span};
use std::rc::Rc;

pub use data::{Constant, Datum};
pub use element::Element;
pub use op::{Compare, Convert, NumOp, NumRep, NumUnary, Op, Target, Terminator, Why};

pub mod build;
pub mod data;
pub mod element;
pub mod flow;
pub mod names;
pub mod op;
pub mod parse;
pub mod print;
pub mod verify;
pub mod visit;

#[cfg(test)]
mod tests;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);
        impl $name {
            /// The position in its vector.
            pub fn index(self) -> usize { self.0 as usize }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { write!(f, concat!($prefix, "{}"), self.0) }
        }
    )*};
}

ids! {
    /// A value of one function.
    Value "v";
    /// A block of one function.
    Block "b";
    /// A function of the module.
    Func "f";
    /// A class or object shape of the module.
    Class "c";
    /// A static: a module-level variable or static field.
    Static "g";
    /// A string literal.
    Str "s";
    /// A member name that is looked up at run time.
    Selector "m";
    /// A variable of one function that lives in the frame because of `try`.
    Slot "t";
    /// A captured variable that is assigned, as a kind of storage: one for each such variable in the source.
    Cell "k";
    /// An object that lies ready-made in flash.
    Data "d";
}

/// How a value is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Type {
    /// A number of open representation (before `represent` only).
    Num,
    /// A 32-bit signed integer that stands for the number of that value.
    I32,
    /// A 32-bit unsigned integer that stands for the number of that value.
    U32,
    /// A double.
    F64,
    /// A float32 that stands for the number of that value.
    F32,
    /// 0 or 1.
    Bool,
    /// An object's address.
    Ref,
    /// Any value, one word.
    Word,
}

/// How a storage holds its contents, chosen by `represent`; `Word` before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs, reason = "each is what its name says; Bool takes a byte")]
pub enum Rep {
    #[default]
    Word,
    Bool,
    I8,
    U8,
    I16,
    U16,
    I32,
    U32,
    F64,
    F32,
    /// A byte: 0, 1, or 2 for undefined. Elements only; loaded as `i32`.
    HoleBool,
    /// An `i32` of which the least stands for undefined. Elements only.
    HoleI32,
    /// A double of which one NaN (all ones in the high word) stands for undefined. Elements only.
    HoleF64,
    /// What never holds anything but undefined takes no room, and no operation reads or writes it. Fields only.
    Nothing,
}

/// A set of run-time kinds, what an [`Op::Expect`] admits and what `groups` finds out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Kinds {
    /// Bits of the `Kinds::…` constants.
    pub bits: u32,
    /// With [`Kinds::INSTANCE`]: instances of this class and its subclasses; `None` any class or object.
    pub class: Option<Class>,
}

#[allow(missing_docs, reason = "each is the kind of that name")]
impl Kinds {
    pub const UNDEFINED: u32 = 1;
    pub const NULL: u32 = 2;
    pub const BOOL: u32 = 4;
    pub const NUM: u32 = 8;
    pub const STRING: u32 = 16;
    pub const ARRAY: u32 = 32;
    pub const FUNCTION: u32 = 64;
    /// Instances of classes and object literals.
    pub const INSTANCE: u32 = 128;
    /// The first of the typed arrays, which follow one another as [`Element::ALL`] has them.
    pub const I8_ARRAY: u32 = 256;
    /// Typed arrays of every sort.
    pub const VIEWS: u32 = 511 * Kinds::I8_ARRAY;
    /// ArrayBuffers.
    pub const BUFFER: u32 = 512 * Kinds::I8_ARRAY;
    /// Typed arrays and ArrayBuffers.
    pub const BINARY: u32 = Kinds::VIEWS | Kinds::BUFFER;
    pub const ALL: u32 = 2 * Kinds::BUFFER - 1;
}

/// The whole world.
#[derive(Debug, Default, Clone)]
pub struct Module {
    /// All functions; those no longer reachable are dropped by `reach` (never renumbered: ids are stable, `None` is a dropped one).
    pub functions: Vec<Option<Function>>,
    /// All classes and object shapes, a base before its subclasses.
    pub classes: Vec<ClassInfo>,
    /// All statics.
    pub statics: Vec<StaticInfo>,
    /// String literals, each once, as UTF-16 units.
    pub strings: Vec<Rc<[u16]>>,
    /// Member names looked up at run time.
    pub selectors: Vec<Rc<str>>,
    /// Captured, assigned variables.
    pub cells: Vec<CellInfo>,
    /// Files of the library: where code of theirs stands in place of a call, its place is the call's.
    pub library_files: HashSet<FileId>,
    /// Objects that lie ready-made in flash, each before those that hold it.
    pub data: Vec<Datum>,
    /// The function that start-up calls: initialises all modules, then runs the event loop if there can be events.
    pub main: Option<Func>,
    /// `(word) -> ref string`, called to describe an uncaught exception.
    pub describe: Option<Func>,
    /// What failing checks call.
    pub throws: Throws,
    /// What `suspend` calls, where there are async functions.
    pub suspend: Option<SuspendSupport>,
    /// What `suspend` needs for generators.
    pub generators: Option<GeneratorSupport>,
    /// The same for async generators.
    pub async_generators: Option<GeneratorSupport>,
    /// Where a call tells functions of object literals their `this`; not part of the text.
    pub this: Option<Static>,
    /// How functions are shown, where the program asks for it: a digit, the number of parameters, then what `console.log` prints; not part
    /// of the text.
    pub function_texts: std::collections::BTreeMap<Func, Str>,
    /// What `represent` leaves for `clif`; not part of the text.
    pub known: Known,
}

/// What storages certainly hold, whatever the program does: by index, empty where nothing is known.
#[derive(Debug, Default, Clone)]
pub struct Known {
    /// By static.
    pub statics: Vec<Kinds>,
    /// By class and own field.
    pub fields: Vec<Vec<Kinds>>,
    /// By function and parameter.
    pub params: Vec<Vec<Kinds>>,
    /// By function and captured value.
    pub captures: Vec<Vec<Kinds>>,
}

/// Functions of the library that async functions call once `suspend` has cut them up. All are `Direct`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SuspendSupport {
    /// `() -> ref`: a pending promise.
    pub create: Func,
    /// `(promise: ref, value: word)`: resolves it.
    pub resolve: Func,
    /// `(promise: ref, reason: word)`: rejects it.
    pub reject: Func,
    /// `(value: word, closure: ref)`: calls the closure with the value or the reason, and whether it is a reason, once `value` has settled.
    pub wait: Func,
}

/// The same for generators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GeneratorSupport {
    /// `() -> ref`: a generator without a body.
    pub create: Func,
    /// `(generator: ref, closure: ref)`: the body to go on with.
    pub begin: Func,
    /// `(generator: ref, value: word)`: what a `yield` gives.
    pub give: Func,
    /// `(generator: ref, value: word)`: what the body returns.
    pub finish: Func,
}

/// Functions of the library that failing checks call. They are entered directly, throw, and never return; `None` only where no check
/// of the kind is left in the module.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Throws {
    /// `(word)`: TypeError, this value is not what its place admits (worded for null and undefined).
    pub expect: Option<Func>,
    /// `()`: RangeError, an index outside the array, string or byte array.
    pub index: Option<Func>,
    /// `()`: RangeError, an element past the end where the place excludes undefined.
    pub element: Option<Func>,
    /// `()`: RangeError, a length that no array or string can have.
    pub length: Option<Func>,
    /// `(word)`: TypeError, this value is called and is no function.
    pub callable: Option<Func>,
    /// `(word)`: TypeError, this value lacks the member that is read, written or called.
    pub member: Option<Func>,
    /// `(word)`: TypeError, what is called by this text is no function.
    pub called: Option<Func>,
}

impl Throws {
    /// All of them with their names in the text.
    pub fn all(&self) -> [(&'static str, Option<Func>); 7] {
        let Throws { expect, index, element, length, callable, member, called } = *self;
        [("expect", expect), ("index", index), ("element", element), ("length", length), ("callable", callable), ("member", member), ("called", called)]
    }

    /// The place for the function of this name.
    pub fn by_name_mut(&mut self, name: &str) -> Option<&mut Option<Func>> {
        Some(match name {
            "expect" => &mut self.expect,
            "index" => &mut self.index,
            "element" => &mut self.element,
            "length" => &mut self.length,
            "callable" => &mut self.callable,
            "member" => &mut self.member,
            "called" => &mut self.called,
            _ => return None,
        })
    }
}

/// A class, or the shape of an object literal (a class without name or methods of its own).
#[derive(Debug, Clone, Default)]
pub struct ClassInfo {
    /// For people.
    pub name: Rc<str>,
    /// Its base class.
    pub base: Option<Class>,
    /// Own fields (the base's come before them in the object). A field is named by the class that declares it and its index here.
    pub fields: Vec<FieldInfo>,
    /// Virtual methods by slot, the base's first; `None` is abstract.
    pub vtable: Vec<Option<Func>>,
    /// What each selector finds in an instance (own and inherited).
    pub members: Vec<(Selector, Member)>,
    /// An object literal's shape: equal shapes are one class.
    pub is_shape: bool,
    /// Its only instance is the closure of this function: a class of the program as a value.
    pub value: Option<Func>,
    /// Its instances are instances of the base to which the only field was added at run time ([`Member::Added`]); never made by `New`.
    pub is_grown: bool,
    /// Its instances are all functions that are no classes: what such a function finds under a name. There is one at most.
    pub of_functions: bool,
}

impl Module {
    /// Whether objects change their class at run time.
    pub fn has_growth(&self) -> bool {
        self.classes.iter().any(|c| c.is_grown)
    }
}

/// What a selector finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Member {
    /// A field: the class that declares it and its index there.
    Field(Class, u32),
    /// A method (called with the object first; all functions of one selector share the dynamic convention).
    Method(Func),
    /// A getter (and setter).
    Accessor(Option<Func>, Option<Func>),
    /// Not there yet: a write makes the object one of this class, whose field 0 it is.
    Added(Class),
}

/// A field.
#[derive(Debug, Clone)]
pub struct FieldInfo {
    /// As written.
    pub name: Rc<str>,
    /// How it is held.
    pub rep: Rep,
}

/// A static.
#[derive(Debug, Clone)]
pub struct StaticInfo {
    /// For people and symbols: `file.name`.
    pub name: Rc<str>,
    /// How it is held.
    pub rep: Rep,
}

/// A captured, assigned variable.
#[derive(Debug, Clone)]
pub struct CellInfo {
    /// As written.
    pub name: Rc<str>,
    /// How it is held.
    pub rep: Rep,
}

/// A function.
#[derive(Debug, Clone)]
pub struct Function {
    /// Unique, for symbols and tests: `Body.advance`, `map<num,word>`.
    pub name: Rc<str>,
    /// For stack traces.
    pub display_name: Rc<str>,
    /// `None`: no value. The parameters are those of block 0.
    pub result: Option<Type>,
    /// How it may be entered.
    pub convention: Convention,
    /// Its captures when it is a closure: value 0 of the entry is then the closure (`ref`).
    pub captures: Vec<CaptureInfo>,
    /// `async` and not yet rewritten by `suspend`.
    pub is_async: bool,
    /// It is a generator: an `await` in it gives a value to whoever goes on with it, and gives what is sent.
    pub is_generator: bool,
    /// Types of the values, by [`Value`].
    pub types: Vec<Type>,
    /// Blocks in the order of printing and code; block 0 is the entry.
    pub blocks: Vec<BlockData>,
    /// Types of the try slots.
    pub slots: Vec<Type>,
    /// The declaring place.
    pub span: Span,
}

/// How a function may be entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Convention {
    /// By direct calls only; parameters and result have types of their own.
    Direct,
    /// Through function values, vtables of differing types or selectors as well: the closure or object (`ref`) first, then `word`s, result `word` (undefined when there is none). A missing argument is undefined: a call passes as many arguments
    /// as the largest arity in the program's indirect calls to such functions asks for; see `lower`'s closures.
    Dynamic,
}

/// One captured value of a closure.
#[derive(Debug, Clone)]
pub struct CaptureInfo {
    /// As written.
    pub name: Rc<str>,
    /// How it is held in the closure. A cell is held as a word (its address).
    pub rep: Rep,
    /// The captured thing is the cell of this variable, not a value.
    pub cell: Option<Cell>,
}

/// A block.
#[derive(Debug, Clone)]
pub struct BlockData {
    /// Its parameters.
    pub params: Vec<Value>,
    /// In order.
    pub instructions: Vec<Instruction>,
    /// How it ends.
    pub terminator: Terminator,
    /// Where exceptions thrown in it go; `None`: out of the function.
    pub handler: Option<Block>,
}

/// An instruction.
#[derive(Debug, Clone)]
pub struct Instruction {
    /// What it defines, if anything.
    pub result: Option<Value>,
    /// What it does.
    pub op: Op,
    /// Where it comes from.
    pub span: Span,
}
