//! Expressions of the typed program, the places they read and write, and what they call.
//!
//! What holds for them stands in [`super`]: [`Expr::ty`] is the type after narrowing, and the fields are in the order of evaluation.

use super::{BindingId, ClassId, FunctionId, TypeId};
use crate::source::Span;
use std::rc::Rc;

/// An expression.
#[derive(Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Its type where it stands, after narrowing.
    pub ty: TypeId,
    /// The whole expression.
    pub span: Span,
}

impl Expr {
    /// Whether it reads an element or entry, which may be missing whatever its type says.
    pub fn is_lookup(&self) -> bool {
        matches!(self.kind, ExprKind::Get(Place::Element { .. } | Place::Entry { .. }) | ExprKind::Cast { reason: CastReason::Lookup, .. })
    }

    /// Whether it is such an access, or a choice of which one is a branch.
    pub fn may_be_lookup(&self) -> bool {
        match &self.kind {
            ExprKind::Conditional { then, otherwise, .. } => then.may_be_lookup() || otherwise.may_be_lookup(),
            ExprKind::Logical { left, right, .. } => left.may_be_lookup() || right.may_be_lookup(),
            _ => self.is_lookup(),
        }
    }

    /// Whether it is a literal (a negated number among them), which may stand for a variable that never changes.
    pub fn is_literal(&self) -> bool {
        match &self.kind {
            ExprKind::Number(_) | ExprKind::String(_) | ExprKind::Boolean(_) | ExprKind::Null | ExprKind::Undefined => true,
            ExprKind::Unary { op: UnaryOp::Negate | UnaryOp::Plus, operand } => matches!(operand.kind, ExprKind::Number(_)),
            _ => false,
        }
    }
}

/// What an expression is.
#[derive(Debug)]
pub enum ExprKind {
    /// A number.
    Number(f64),
    /// A string, in UTF-16 units because JavaScript allows lone surrogates.
    String(Rc<[u16]>),
    /// `true` or `false`.
    Boolean(bool),
    /// `null`.
    Null,
    /// `undefined`, and `void x` after its operand.
    Undefined,
    /// `` `a${x}b` ``: strings and expressions alternate, strings first and last.
    Template {
        /// UTF-16 code units, one string more than there are values.
        strings: Vec<Rc<[u16]>>,
        /// Converted to strings in order.
        values: Vec<Expr>,
    },
    /// A variable's value.
    Read(BindingId),
    /// `this`.
    This,
    /// A property, element or static field's value.
    Get(Place),
    /// `a = b`; gives the value.
    Assign {
        /// What is assigned to; its parts are evaluated once.
        place: Place,
        /// Evaluated after the parts of the place.
        value: Box<Expr>,
    },
    /// `a op= b`.
    AssignOp {
        /// What is assigned to; its parts are evaluated once.
        place: Place,
        /// Which one.
        op: BinaryOp,
        /// The type of what the place holds before.
        current: TypeId,
        /// The right operand.
        value: Box<Expr>,
    },
    /// `a &&= b`, `a ||= b`, `a ??= b`.
    AssignLogical {
        /// What is assigned to; its parts are evaluated once.
        place: Place,
        /// Which one.
        op: LogicalOp,
        /// Evaluated and assigned if the old value does not decide.
        value: Box<Expr>,
    },
    /// `a++`, `--a`.
    Update {
        /// What is assigned to; its parts are evaluated once.
        place: Place,
        /// `++`, not `--`.
        increment: bool,
        /// Gives the new value, not the old one.
        prefix: bool,
        /// The place may hold anything: what it holds is converted to a number.
        converts: bool,
    },
    /// A unary operator.
    Unary {
        /// Which one.
        op: UnaryOp,
        /// What it is applied to.
        operand: Box<Expr>,
    },
    /// A binary operator.
    Binary {
        /// Which one.
        op: BinaryOp,
        /// Evaluated first.
        left: Box<Expr>,
        /// Evaluated second.
        right: Box<Expr>,
    },
    /// `&&`, `||`, `??`.
    Logical {
        /// Which one.
        op: LogicalOp,
        /// Evaluated first.
        left: Box<Expr>,
        /// Evaluated if the left value does not decide.
        right: Box<Expr>,
    },
    /// Evaluates a value into a fresh variable, then an expression that may read it.
    Let {
        /// The variable.
        binding: BindingId,
        /// Evaluated first.
        value: Box<Expr>,
        /// Gives the result.
        body: Box<Expr>,
    },
    /// `c ? a : b`.
    Conditional {
        /// Decides.
        test: Box<Expr>,
        /// When it is truthy.
        then: Box<Expr>,
        /// When it is falsy.
        otherwise: Box<Expr>,
    },
    /// `a, b`.
    Sequence(Vec<Expr>),
    /// A call. Missing optional arguments are absent; a rest parameter's arguments stand in an [`ExprKind::Array`], those of calls through
    /// [`Callee::Value`] and [`Callee::Member`] as they are written.
    Call {
        /// What is called; its object is evaluated first.
        callee: Callee,
        /// In order.
        arguments: Vec<Expr>,
    },
    /// `new C(…)`.
    New {
        /// Which class.
        class: ClassId,
        /// One for each type parameter of the class.
        type_arguments: Vec<TypeId>,
        /// In order.
        arguments: Vec<Expr>,
    },
    /// `new Uint8Array(n)` and other built-in constructions that are not classes of the library.
    NewIntrinsic {
        /// What is made.
        intrinsic: Intrinsic,
        /// In order.
        arguments: Vec<Expr>,
    },
    /// `super(…)`.
    SuperCall {
        /// The base class.
        class: ClassId,
        /// One for each type parameter of the base class.
        type_arguments: Vec<TypeId>,
        /// In order.
        arguments: Vec<Expr>,
    },
    /// `[a, b]`, or with spread elements.
    Array(Vec<ArrayElement>),
    /// `{a: 1, b}` in evaluation order.
    Object(Vec<Property>),
    /// A function used as a value.
    Closure {
        /// What it does.
        function: FunctionId,
    },
    /// A class used as a value other than by `new` and static access. What it makes is made by its member [`types::CONSTRUCT`].
    ClassValue(ClassId),
    /// `class {}` as an expression: its static fields and blocks run here.
    DefineClass(ClassId),
    /// `x as T`, `x!`, and where `check` wants a conversion: the value is `ty` from here on, verified at run time unless the operand's type already proves it.
    Cast {
        /// The value.
        operand: Box<Expr>,
        /// For the message when it fails.
        reason: CastReason,
    },
    /// `x instanceof C`.
    InstanceOf {
        /// The value.
        value: Box<Expr>,
        /// The class asked for; subclasses count.
        class: ClassId,
    },
    /// `x instanceof value`, the value being a class that only run time knows.
    InstanceOfValue {
        /// Evaluated first.
        value: Box<Expr>,
        /// Evaluated second.
        class: Box<Expr>,
        /// The type of what the class makes.
        instance: TypeId,
    },
    /// `"name" in x`.
    In {
        /// The key.
        name: Rc<str>,
        /// The object.
        object: Box<Expr>,
    },
    /// `typeof x`.
    TypeOf(Box<Expr>),
    /// `a?.b…`: `chain` is evaluated with the [`ExprKind::ChainSubject`] in it standing for `subject`, unless that is null or undefined, which gives undefined.
    OptionalChain {
        /// Evaluated first.
        subject: Box<Expr>,
        /// What follows `?.`.
        chain: Box<Expr>,
    },
    /// The innermost enclosing chain's subject, known to be neither null nor undefined.
    ChainSubject,
    /// `...xs` among the arguments of a call through a value or member, and only there.
    Spread(Box<Expr>),
    /// `await x`.
    Await(Box<Expr>),
    /// `yield x`; gives what is sent.
    Yield {
        /// What is given.
        value: Box<Expr>,
        /// `yield*`: all that it gives, one after the other; gives what it returns.
        delegate: bool,
    },
}

/// Why a [`ExprKind::Cast`] stands there, for the message when it fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CastReason {
    /// `x as T`.
    As,
    /// `x!`.
    NonNull,
    /// The checker's own narrowing or a user guard.
    Narrowing,
    /// A lookup may find nothing: as with an element past the end, undefined stays where the program can observe it.
    Lookup,
}

/// One element of an array literal.
#[derive(Debug)]
pub enum ArrayElement {
    /// `x`.
    Item(Expr),
    /// `...xs`.
    Spread(Expr),
}

/// One property of an object literal.
#[derive(Debug)]
pub struct Property {
    /// Its key; of no meaning for a spread.
    pub name: Rc<str>,
    /// What it adds.
    pub kind: PropertyKind,
    /// Its value, the object that is spread, or an accessor's function; methods are closures whose function kind is [`FunctionKind::Function`] and whose `this` is the object.
    pub value: Expr,
}

/// What a property of an object literal adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PropertyKind {
    /// A member with this value.
    Value,
    /// `get name() {}`.
    Getter,
    /// `set name(v) {}`.
    Setter,
    /// `...value`: the own members of an object; of null and undefined nothing.
    Spread {
        /// The type of what is spread, without null and undefined.
        from: TypeId,
        /// Members that are not copied.
        without: Vec<Rc<str>>,
    },
}

/// Something that can be read and assigned.
#[derive(Debug)]
pub enum Place {
    /// A variable.
    Binding(BindingId),
    /// A field declared by `class` (an ancestor of, or the same as, the object's static class).
    Field {
        /// Evaluated first.
        object: Box<Expr>,
        /// The class that declares it.
        class: ClassId,
        /// Its key.
        name: Rc<str>,
    },
    /// An accessor pair declared by `class`; assignment calls the setter.
    Accessor {
        /// Evaluated first.
        object: Box<Expr>,
        /// The class that declares it.
        class: ClassId,
        /// Its key.
        name: Rc<str>,
    },
    /// A static accessor pair.
    StaticAccessor {
        /// Through which it is reached: it or an ancestor declares it.
        class: ClassId,
        /// As written.
        name: Rc<str>,
    },
    /// A member seen through an interface, an object type or a union: found at run time by name.
    Member {
        /// Evaluated first.
        object: Box<Expr>,
        /// Its key.
        name: Rc<str>,
    },
    /// `length` of an array, string or typed array.
    Length {
        /// Evaluated first.
        object: Box<Expr>,
    },
    /// `object[index]` on arrays, strings, typed arrays.
    Element {
        /// Evaluated first.
        object: Box<Expr>,
        /// Evaluated second.
        index: Box<Expr>,
    },
    /// `object[key]`, the key being made at run time: an entry of a dictionary, or a member that only run time names.
    Entry {
        /// Evaluated first.
        object: Box<Expr>,
        /// Evaluated second.
        key: Box<Expr>,
    },
}

/// What is called.
#[derive(Debug)]
pub enum Callee {
    /// A known function.
    Function {
        /// Which one.
        function: FunctionId,
        /// One for each type parameter of the callee.
        type_arguments: Vec<TypeId>,
    },
    /// A method found through the object's class; `class` declares it.
    Method {
        /// Evaluated first.
        object: Box<Expr>,
        /// The class that declares it.
        class: ClassId,
        /// Its key.
        name: Rc<str>,
        /// One for each type parameter of the callee.
        type_arguments: Vec<TypeId>,
    },
    /// A static method.
    Static {
        /// The class through which it is called, or `this`: evaluated for a method that uses `this` only.
        object: Box<Expr>,
        /// Its body.
        function: FunctionId,
        /// One for each type parameter of the callee.
        type_arguments: Vec<TypeId>,
    },
    /// `super.m(…)`: the method of `class` itself, not virtual.
    Super {
        /// An ancestor of the enclosing class.
        class: ClassId,
        /// Its key.
        name: Rc<str>,
        /// One for each type parameter of the callee.
        type_arguments: Vec<TypeId>,
    },
    /// A method seen through an interface, object type or union.
    Member {
        /// Evaluated first.
        object: Box<Expr>,
        /// Its key.
        name: Rc<str>,
    },
    /// A function value.
    Value(Box<Expr>),
    /// A function value that is told what `this` is.
    Bound {
        /// Evaluated first.
        function: Box<Expr>,
        /// Evaluated second.
        this: Box<Expr>,
    },
    /// Built in; the receiver of a method is the first argument.
    Intrinsic(Intrinsic),
}

/// A built-in operation that the library's declarations name and `lower` expands, as `Math.sqrt`, `Array.push`, `String.charCodeAt`, `console.log`.
///
/// `Owner.member`; `Owner.constructor` for `new`; module functions are `thimble/time.sleep`. The set is closed: `check` accepts a
/// declaration without a body in `compiler/lib` only when `lower`'s table has its name, and a test compares the two.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Intrinsic(pub Rc<str>);

/// Unary operators (`typeof`, `await`, `++` are forms of their own).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnaryOp {
    /// `-x`.
    Negate,
    /// `+x`: to number.
    Plus,
    /// `!x`.
    Not,
    /// `~x`.
    BitNot,
    /// `void x`.
    Void,
}

/// Binary operators; the operands' types say whether `+` adds or joins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is JavaScript's operator of that name")]
pub enum BinaryOp {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
    BitAnd,
    BitOr,
    BitXor,
    ShiftLeft,
    ShiftRight,
    ShiftRightUnsigned,
    Equal,
    NotEqual,
    StrictEqual,
    StrictNotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}

impl BinaryOp {
    /// `===` and its like.
    pub fn is_equality(self) -> bool {
        matches!(self, BinaryOp::Equal | BinaryOp::NotEqual | BinaryOp::StrictEqual | BinaryOp::StrictNotEqual)
    }

    /// `<` and its like.
    pub fn is_relational(self) -> bool {
        matches!(self, BinaryOp::Less | BinaryOp::LessEqual | BinaryOp::Greater | BinaryOp::GreaterEqual)
    }
}

/// Operators that may leave their right side unevaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is JavaScript's operator of that name")]
pub enum LogicalOp {
    And,
    Or,
    Coalesce,
    /// The left side unless it is undefined: a default in a pattern.
    Default,
}
