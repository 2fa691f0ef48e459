//! What instructions and terminators do.

use super::{Block, Cell, Class, Data, Element, Func, Kinds, Rep, Selector, Slot, Static, Str, Value};
use std::rc::Rc;

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
    /// An object in flash: `ref`. Nothing ever writes to it.
    Data(Data),
    /// A fresh array with the elements of one in flash: `ref`.
    DataCopy(Data),

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
    /// Captured value `index` of a closure: a word, or a `ref` when it is a cell.
    CaptureGet {
        /// Whose closure it is, for certain; none: this function's, which is the entry's first parameter.
        of: Option<Func>,
        /// Its position among the captures.
        index: u32,
        /// The closure.
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
        /// The text (`ref`, later `word`) that the TypeError names what is called by; without one it speaks of the value.
        called: Option<Value>,
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
