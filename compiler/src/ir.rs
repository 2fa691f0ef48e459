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

use crate::source::Span;
use std::rc::Rc;

pub use element::Element;

pub mod build;
pub mod element;
pub mod flow;
pub mod names;
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
}

impl Throws {
    /// All of them with their names in the text.
    pub fn all(&self) -> [(&'static str, Option<Func>); 6] {
        let Throws { expect, index, element, length, callable, member } = *self;
        [("expect", expect), ("index", index), ("element", element), ("length", length), ("callable", callable), ("member", member)]
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
            _ => return None,
        })
    }
}

/// A class, or the shape of an object literal (a class without name or methods of its own).
#[derive(Debug, Clone)]
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

/// How a number operation is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumRep {
    /// Still open (operands and result `num`).
    Open,
    /// On `i32`, proven not to leave it (and for `mul`, `neg`, `rem`: -0 cannot arise or nobody can tell).
    I32,
    /// On `u32`, likewise.
    U32,
    /// On doubles.
    F64,
    /// On float32: the result is what rounding the double's result gives (Figueroa, When is double rounding innocuous?, 1995).
    F32,
    /// On tagged words: inline 31-bit path with overflow check, else a runtime call.
    Tagged,
}

/// Arithmetic on two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is JavaScript's operator or Math function of that name; bit operations give int32, `ushr` uint32")]
pub enum NumOp {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    Pow,
    And,
    Or,
    Xor,
    Shl,
    Shr,
    Ushr,
    Min,
    Max,
    Imul,
    Atan2,
    Hypot,
}

/// Arithmetic on one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is JavaScript's operator or Math function of that name")]
pub enum NumUnary {
    Neg,
    Not,
    Floor,
    Ceil,
    Round,
    Trunc,
    Sqrt,
    Abs,
    Sign,
    Clz32,
    Fround,
}

/// Comparisons; all but `Ne` are false when an operand is NaN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is JavaScript's operator of that name")]
pub enum Compare {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

/// Number conversions that `represent` inserts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Convert {
    /// `i32` to `f64`.
    I32ToF64,
    /// `u32` to `f64`.
    U32ToF64,
    /// `i32` to the nearest `f32`.
    I32ToF32,
    /// `u32` to the nearest `f32`.
    U32ToF32,
    /// `f64` to the nearest `f32`, ties to even.
    F64ToF32,
    /// `f32` to `f64`; every NaN becomes the plain one.
    F32ToF64,
    /// `f32` to `i32` where the value is known to be one.
    F32ToI32Exact,
    /// `f64` to `i32` where the value is known to be one.
    F64ToI32Exact,
    /// `f64` to `u32` where the value is known to be one.
    F64ToU32Exact,
    /// `i32` known to be non-negative to `u32`, or `u32` below 2^31 to `i32`: no code.
    Reinterpret,
    /// ECMA-262 ToInt32 of an `f64`.
    F64ToInt32,
    /// ECMA-262 ToInt32 of a tagged number.
    TaggedToInt32,
    /// `i32` to tagged word (boxes outside 31 bits).
    BoxI32,
    /// `i32` known to fit 31 bits to tagged word.
    TagI31,
    /// `u32` to tagged word.
    BoxU32,
    /// `f64` to tagged word, canonical (an integer of 31 bits is never boxed, -0 is).
    BoxF64,
    /// Tagged number to `f64`.
    UnboxF64,
    /// Tagged number known to be an `i32` to `i32`.
    UnboxI32,
    /// Tagged number known to be a `u32` to `u32`.
    UnboxU32,
    /// Tagged word known to be a 31-bit integer to `i32`.
    UntagI31,
    /// `f64` to the nearest integer from 0 to 255 (`i32`), ties to even, NaN to 0.
    F64ToClamped,
    /// A word known to be an address to `ref`: no code.
    WordToRef,
    /// A word known to be a boolean to `bool`.
    WordToBool,
    /// 0, 1 or 2 (undefined), as an element of `HoleBool`, to word.
    HoleBoolToWord,
    /// An element of `HoleI32` to word.
    HoleI32ToWord,
    /// An element of `HoleF64` to word.
    HoleF64ToWord,
    /// A word known to be a boolean or undefined to an element of `HoleBool`.
    WordToHoleBool,
    /// A word known to be an `i32` or undefined to an element of `HoleI32`.
    WordToHoleI32,
    /// A word known to be a number or undefined to an element of `HoleF64`.
    WordToHoleF64,
}

/// What an instruction does. Operands are values; immediates are what is not a [`Value`].
#[derive(Debug, Clone, PartialEq)]
pub enum Op {
    // Constants
    /// A number, by its bits (`num`, or `f64` after `represent`).
    Number(u64),
    /// An `i32` or `u32` constant's bits.
    Int(u32),
    /// A boolean.
    Bool(bool),
    /// `undefined` as a word.
    Undefined,
    /// `null` as a word.
    Null,
    /// A string literal: `ref`.
    Str(Str),
    /// A function without captures as a value: `ref` to a closure in flash.
    Func(Func),

    // Numbers
    /// Two numbers to one.
    Num {
        /// Which operation.
        op: NumOp,
        /// How it is carried out.
        rep: NumRep,
        /// Left and right operand.
        args: [Value; 2],
    },
    /// One number to one.
    NumUnary {
        /// Which operation.
        op: NumUnary,
        /// How it is carried out.
        rep: NumRep,
        /// The operand.
        arg: Value,
    },
    /// Two numbers to `bool`.
    NumCompare {
        /// Which operation.
        op: Compare,
        /// How it is carried out.
        rep: NumRep,
        /// Left and right operand.
        args: [Value; 2],
    },
    /// A change of representation.
    Convert(Convert, Value),
    /// The number `value`, known to satisfy `value compare bound` here because of a branch. Passes put it in and take it out; no code.
    Refine {
        /// What is refined.
        value: Value,
        /// The comparison that holds.
        compare: Compare,
        /// What it was compared with.
        bound: Value,
    },

    // Booleans and words
    /// `bool` negation.
    Not(Value),
    /// Any value to `word`.
    ToWord(Value),
    /// A word that must belong to `kinds`, as type of the result; throws a TypeError otherwise. Result `num` (NUM alone), `bool` (BOOL alone), `ref` (heap kinds alone) or `word`.
    Expect {
        /// The kinds it may be of.
        kinds: Kinds,
        /// A word.
        value: Value,
        /// For the message.
        why: Why,
    },
    /// Whether an element loaded as `rep` is the pattern that stands for undefined.
    IsHole {
        /// How the element is stored.
        rep: Rep,
        /// The element as loaded.
        value: Value,
    },
    /// The same element, or a RangeError if it is that pattern.
    CheckPresent {
        /// How the element is stored.
        rep: Rep,
        /// The element as loaded.
        value: Value,
    },
    /// Whether a word belongs to `kinds`.
    Is {
        /// The kinds it may be of.
        kinds: Kinds,
        /// A word.
        value: Value,
    },
    /// The word `value`, known to belong to `kinds` here because of a branch. Passes put it in and take it out; no code.
    RefineKinds {
        /// A word.
        value: Value,
        /// The kinds it may be of.
        kinds: Kinds,
    },
    /// `===` on words.
    StrictEqual([Value; 2]),
    /// `==` on words.
    LooseEqual([Value; 2]),
    /// JavaScript's truth of a `num`, `word` or `ref` (a `ref` may be the empty string).
    Truthy(Value),
    /// `===` on two `ref`s known not to be strings, on two `bool`s, on two `word`s of which one is known to be neither string nor number.
    Same([Value; 2]),
    /// `typeof` a word: `ref` string.
    TypeOf(Value),
    /// A number's text as JavaScript prints it: `ref` string. Allocates.
    NumToString(Value),

    // Objects
    /// A fresh instance, all fields undefined/0/false.
    New(Class),
    /// Reads field `index` that `class` declares.
    FieldGet {
        /// The class that declares the field.
        class: Class,
        /// Its position among the fields that the class itself declares.
        index: u32,
        /// A `ref` to an instance.
        object: Value,
    },
    /// Writes it.
    FieldSet {
        /// The class that declares the field.
        class: Class,
        /// Its position among the fields that the class itself declares.
        index: u32,
        /// A `ref` to an instance.
        object: Value,
        /// What is stored.
        value: Value,
    },
    /// Reads a member by selector from a word; TypeError when the object lacks it or is none.
    MemberGet {
        /// The member's name.
        selector: Selector,
        /// A word.
        object: Value,
    },
    /// Writes it.
    MemberSet {
        /// The member's name.
        selector: Selector,
        /// A word.
        object: Value,
        /// What is stored, a word.
        value: Value,
    },
    /// Whether a word is an object that has the member: `bool`, never throws.
    HasMember {
        /// The member's name.
        selector: Selector,
        /// A word.
        object: Value,
    },

    // Arrays (`object` is `ref` to an array)
    /// A fresh array with these elements (`word`s before `represent`).
    ArrayNew {
        /// In order.
        elements: Vec<Value>,
        /// How elements are stored.
        rep: Rep,
    },
    /// A fresh array of `length` (an i32 ≥ 0 as `num`/`i32`) elements, undefined/0/false, to be filled at once by the code that follows.
    ArrayNewFilled {
        /// How many elements.
        length: Value,
        /// How elements are stored.
        rep: Rep,
    },
    /// Its length: `num`, later `i32`.
    ArrayLength(Value),
    /// A number that must be an index below the length; gives it (`num`, later `i32`), else throws a RangeError.
    CheckIndex {
        /// The array.
        object: Value,
        /// Any number.
        index: Value,
    },
    /// Whether a number is an index below the length: `bool`.
    InBounds {
        /// The array.
        object: Value,
        /// Any number.
        index: Value,
    },
    /// An element at a checked index.
    ElementGet {
        /// The array.
        object: Value,
        /// Known to be below the length.
        index: Value,
        /// How elements are stored.
        rep: Rep,
    },
    /// Sets an element at a checked index.
    ElementSet {
        /// The array.
        object: Value,
        /// Known to be below the length.
        index: Value,
        /// What is stored.
        value: Value,
        /// How elements are stored.
        rep: Rep,
    },
    /// Appends and gives the new length.
    ArrayPush {
        /// The array.
        object: Value,
        /// What is appended.
        value: Value,
        /// How elements are stored.
        rep: Rep,
    },
    /// `a[i] = v` for any number `i`: in bounds sets, at the length appends, beyond fills with undefined, else (negative, fraction) throws a RangeError.
    ElementPut {
        /// The array.
        object: Value,
        /// Any number.
        index: Value,
        /// What is stored.
        value: Value,
        /// How elements are stored.
        rep: Rep,
    },
    /// Removes and gives the last element as a word; undefined when empty.
    ArrayPop {
        /// The array.
        object: Value,
        /// How elements are stored.
        rep: Rep,
    },
    /// `a.length = n`.
    ArraySetLength {
        /// The array.
        object: Value,
        /// The new length, any number.
        length: Value,
        /// How elements are stored.
        rep: Rep,
    },

    // Strings (`object` is `ref`)
    /// Length in units: `num`, later `i32`.
    StringLength(Value),
    /// The unit at a checked index: `num`, later `i32`.
    StringUnit {
        /// The string.
        object: Value,
        /// Known to be below the length.
        index: Value,
    },
    /// As `CheckIndex`, for strings.
    StringCheckIndex {
        /// The string.
        object: Value,
        /// Any number.
        index: Value,
    },
    /// As `InBounds`, for strings.
    StringInBounds {
        /// The string.
        object: Value,
        /// Any number.
        index: Value,
    },
    /// `a + b` on strings. `reuse`: the old left value is dead and unescaped, so it may be extended in place.
    Concat {
        /// The string that comes first.
        left: Value,
        /// The string that comes second.
        right: Value,
        /// The left string may be extended in place.
        reuse: bool,
    },

    // Typed arrays and ArrayBuffers (`object` is `ref`; its length never changes)
    /// A fresh one, all elements 0.
    ViewNew {
        /// What it holds.
        element: Element,
        /// How many; an integer from 0 up (the library has checked).
        length: Value,
    },
    /// A typed array over a part of a buffer.
    ViewOf {
        /// What it holds.
        element: Element,
        /// A `ref` to an ArrayBuffer.
        buffer: Value,
        /// Where it begins, in bytes: a multiple of the element's size (the library has checked, and that all lies within).
        offset: Value,
        /// How many elements.
        length: Value,
    },
    /// How many elements: of any sort.
    ViewLength(Value),
    /// As `CheckIndex`, for typed arrays of any sort.
    ViewCheckIndex {
        /// The typed array.
        object: Value,
        /// Any number.
        index: Value,
    },
    /// As `InBounds`, for typed arrays of any sort.
    ViewInBounds {
        /// The typed array.
        object: Value,
        /// Any number.
        index: Value,
    },
    /// An element at a checked index; after `represent` the bits of a single as an `i32`.
    ViewGet {
        /// What it holds.
        element: Element,
        /// The typed array.
        object: Value,
        /// Known to be below the length.
        index: Value,
    },
    /// Stores a number at a checked index, converted as JavaScript does; after `represent` it is converted already.
    ViewSet {
        /// What it holds.
        element: Element,
        /// The typed array.
        object: Value,
        /// Known to be below the length.
        index: Value,
        /// Any number.
        value: Value,
    },
    /// The ArrayBuffer of a typed array: `ref`.
    ViewBuffer {
        /// What it holds.
        element: Element,
        /// The typed array.
        object: Value,
    },
    /// Where a typed array begins in its buffer, in bytes: `num`, later `i32`.
    ViewOffset {
        /// What it holds.
        element: Element,
        /// The typed array.
        object: Value,
    },

    // Variables
    /// Reads a static.
    StaticGet(Static),
    /// Writes it.
    StaticSet(Static, Value),
    /// A fresh cell: `ref`.
    CellNew(Cell, Value),
    /// Reads a cell.
    CellGet(Cell, Value),
    /// Writes it.
    CellSet {
        /// Which variable it holds.
        cell: Cell,
        /// A `ref` to the cell.
        object: Value,
        /// What is stored.
        value: Value,
    },
    /// A fresh closure: `ref`.
    ClosureNew {
        /// What it does.
        function: Func,
        /// What it captures, in the order of the function's captures.
        captures: Vec<Value>,
    },
    /// Captured value `index` of this function's closure (the entry's first parameter): a word, or a `ref` when it is a cell.
    CaptureGet {
        /// Its position among the captures.
        index: u32,
        /// The running closure.
        closure: Value,
    },
    /// Reads a try slot.
    SlotGet(Slot),
    /// Writes it.
    SlotSet(Slot, Value),

    // Calls
    /// A known function.
    Call {
        /// Which one.
        function: Func,
        /// In order.
        args: Vec<Value>,
    },
    /// Slot `slot` of the object's vtable; `class` declares the slot. The object is `args[0]`. All functions of a slot have the same parameter and result types.
    CallVirtual {
        /// The class that declares the slot.
        class: Class,
        /// Its number in the vtable.
        slot: u32,
        /// In order.
        args: Vec<Value>,
    },
    /// A function value with `word` arguments; TypeError when it is none.
    CallClosure {
        /// A word.
        callee: Value,
        /// In order.
        args: Vec<Value>,
    },
    /// A member by selector with `word` arguments; the object is `args[0]`.
    CallMember {
        /// The member's name.
        selector: Selector,
        /// In order.
        args: Vec<Value>,
    },
    /// A row of the runtime's table (`runtime/src/abi.rs`), by name. Before `represent` an argument for an `i32`, `u32` or `f64` is a
    /// `num`; for the integers it is truncated and saturated, NaN giving 0 (ToIntegerOrInfinity; where ToInt32 is
    /// wanted `lower` writes it out as `or x, 0`). A result `i32`, `u32` or `f64` is a `num` likewise. A `word` may stand for a
    /// `reference` where `lower` vouches for it (tables inside library objects). An array handed to `th_array_join`,
    /// `th_array_index_of`, `th_array_includes` or `th_array_fill_words` must hold words; what goes into a table (`th_table_*`) may come
    /// out of any table. A row with result `never` is followed by `Unreachable`.
    CallRuntime {
        /// The row's name.
        name: Rc<str>,
        /// In order.
        args: Vec<Value>,
    },
    /// Waits for a promise (or any word); gives its value.
    Await(Value),
    /// An address or number that the board decides (`LED`'s pin): resolved before `optimize`, so never seen after `lower`.
    BoardConstant(Rc<str>),
}

/// Why an `expect` stands there, for its message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is what its name says")]
pub enum Why {
    /// A load whose declared type was narrower than what the storage may hold.
    Load,
    /// `as`.
    Cast,
    /// `!`.
    NonNull,
    /// A narrowing of the checker.
    Narrowing,
    /// An argument or result that came through an indirect call.
    Argument,
    /// An element that was undefined where the place excludes undefined.
    Element,
}

/// How a block ends.
#[derive(Debug, Clone, PartialEq)]
pub enum Terminator {
    /// To a block.
    Jump(Target),
    /// On a `bool`.
    Branch {
        /// A `bool`.
        test: Value,
        /// When it is true.
        then: Target,
        /// When it is false.
        otherwise: Target,
    },
    /// On an `i32` by table: case i goes to `cases[i]`, anything else to `default`. Before `represent` on a `num`, which goes to
    /// `cases[i]` when it equals i (-0 equals 0) and to `default` when it is no such integer.
    Switch {
        /// What is looked up.
        value: Value,
        /// For the values 0, 1, …
        cases: Vec<Target>,
        /// For every other value.
        default: Target,
    },
    /// Out of the function.
    Return(Option<Value>),
    /// Throws a word.
    Throw(Value),
    /// Never reached (after a call that does not return).
    Unreachable,
}

/// A block and the arguments for its parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Where to.
    pub block: Block,
    /// For its parameters.
    pub args: Vec<Value>,
}
