//! Expressions of the Ast.

use super::{Class, Function, Ident, NodeId, Pattern, TypeNode};
use crate::source::Span;
use std::rc::Rc;

/// The name under which `new.target` stands: no name of a program has a dot.
pub const NEW_TARGET: &str = "new.target";

/// An expression.
#[derive(Debug)]
pub struct Expr {
    /// Identifies it.
    pub id: NodeId,
    /// What it is.
    pub kind: ExprKind,
    /// All of it.
    pub span: Span,
}

/// What an expression is.
#[derive(Debug)]
pub enum ExprKind {
    /// Something that was refused or could not be read; a problem has been reported.
    Missing,
    /// A number.
    Number(f64),
    /// A string, in UTF-16 units because JavaScript allows lone surrogates.
    String(Rc<[u16]>),
    /// `true`, `false`.
    Boolean(bool),
    /// `null`.
    Null,
    /// `` `a${x}b` ``: strings and values alternate, strings first and last.
    Template {
        /// The text around the values, one more than there are values.
        strings: Vec<TemplateString>,
        /// What stands in `${}`.
        values: Vec<Expr>,
    },
    /// The strings of a tagged template, which stand before its values as the first argument of a call of the tag.
    TemplateStrings {
        /// The text around the values; `None` where an escape has no meaning.
        cooked: Vec<Option<Rc<[u16]>>>,
        /// The same as written.
        raw: Vec<Rc<[u16]>>,
    },
    /// A name, `undefined`, `NaN` and `Infinity` included.
    Name(Rc<str>),
    /// `this`.
    This,
    /// `( … )`.
    Paren(Box<Expr>),
    /// `object.property`; `optional`: `object?.property`, only within an [`ExprKind::Chain`].
    Member {
        /// Evaluated first.
        object: Box<Expr>,
        /// The name after the dot.
        property: Ident,
        /// `?.`.
        optional: bool,
    },
    /// `object[index]`, `object?.[index]`.
    Index {
        /// Evaluated first.
        object: Box<Expr>,
        /// What stands in the brackets.
        index: Box<Expr>,
        /// `?.`.
        optional: bool,
    },
    /// `callee<T>(…)`, `callee?.(…)`.
    Call {
        /// What is called; a member gives `this`.
        callee: Box<Expr>,
        /// `<T>`; empty without.
        type_arguments: Vec<TypeNode>,
        /// In order.
        arguments: Vec<Expr>,
        /// `?.`.
        optional: bool,
    },
    /// Bounds the optional chain whose last link it holds: where an `optional` link inside finds null or undefined, the
    /// whole Chain is undefined. `a?.b.c` is `Chain(Member(Member(a, ?b), c))`; `(a?.b).c` is `Member(Paren(Chain(…)), c)`.
    Chain(Box<Expr>),
    /// `new callee<T>(…)`.
    New {
        /// The class.
        callee: Box<Expr>,
        /// `<T>`; empty without.
        type_arguments: Vec<TypeNode>,
        /// In order.
        arguments: Vec<Expr>,
    },
    /// `super(…)`.
    SuperCall {
        /// In order.
        arguments: Vec<Expr>,
    },
    /// `super.property`.
    SuperMember {
        /// The name after the dot.
        property: Ident,
    },
    /// `[a, b]`.
    Array(Vec<Expr>),
    /// `{a: 1, b, m() {}}`.
    Object(Vec<Property>),
    /// `function () {}`.
    Function(Box<Function>),
    /// `() => …`.
    Arrow(Box<Function>),
    /// `class {}`, `class C {}`; the name of one without is empty.
    Class(Box<Class>),
    /// A unary operator.
    Unary {
        /// Which one.
        op: UnaryOp,
        /// What it is applied to.
        operand: Box<Expr>,
    },
    /// `++x`, `x--`; the operand is a place.
    Update {
        /// What it is applied to.
        operand: Box<Expr>,
        /// `++`, not `--`.
        increment: bool,
        /// Gives the new value, not the old one.
        prefix: bool,
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
    /// `place op= value`. A place is a Name, Member, Index or SuperMember, perhaps within Paren, NonNull, As or Satisfies.
    Assign {
        /// `=` or which combined one.
        op: AssignOp,
        /// What is assigned to.
        place: Box<Expr>,
        /// What is assigned or combined.
        value: Box<Expr>,
    },
    /// `[a, b] = value`, `({a, b} = value)`.
    AssignPattern {
        /// Takes it apart.
        pattern: Box<Pattern>,
        /// What is taken apart.
        value: Box<Expr>,
    },
    /// `...value`: an element of an array literal or an argument.
    Spread(Box<Expr>),
    /// `test ? then : otherwise`.
    Conditional {
        /// Decides.
        test: Box<Expr>,
        /// When it is truthy.
        then: Box<Expr>,
        /// When it is falsy.
        otherwise: Box<Expr>,
    },
    /// `a, b`: two or more.
    Sequence(Vec<Expr>),
    /// `await x`.
    Await(Box<Expr>),
    /// `yield x`, `yield* x`.
    Yield {
        /// What is given.
        value: Option<Box<Expr>>,
        /// `yield*`.
        delegate: bool,
    },
    /// `operand as T`, and `<T>operand`.
    As {
        /// What it is applied to.
        operand: Box<Expr>,
        /// `T`.
        ty: TypeNode,
    },
    /// `operand as const`.
    AsConst(Box<Expr>),
    /// `f<A, B>` without a call.
    Instantiation {
        /// What is generic.
        operand: Box<Expr>,
        /// At least one.
        arguments: Vec<TypeNode>,
    },
    /// `operand satisfies T`.
    Satisfies {
        /// What it is applied to.
        operand: Box<Expr>,
        /// `T`.
        ty: TypeNode,
    },
    /// `operand!`.
    NonNull(Box<Expr>),
    /// `delete operand`; the operand is a member or an element.
    Delete(Box<Expr>),
}

/// A stretch of text in a template.
#[derive(Debug)]
pub struct TemplateString {
    /// Escapes resolved, line ends normalised to `\n`.
    pub units: Rc<[u16]>,
    /// Its text without delimiters.
    pub span: Span,
}

/// One property of an object literal.
#[derive(Debug)]
pub struct Property {
    /// Its key; empty for `...value`.
    pub name: Ident,
    /// Its value.
    pub value: PropertyValue,
    /// All of it.
    pub span: Span,
}

/// The value of a property.
#[derive(Debug)]
pub enum PropertyValue {
    /// `key: value`.
    Expr(Expr),
    /// `name`: reads the variable; the expression is an [`ExprKind::Name`].
    Shorthand(Expr),
    /// `m() {}`.
    Method(Box<Function>),
    /// `get name() {}`.
    Getter(Box<Function>),
    /// `set name(v) {}`: exactly one parameter.
    Setter(Box<Function>),
    /// `...value`.
    Spread(Expr),
    /// `[key]: value`.
    Computed(Expr, Expr),
}

/// Unary operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnaryOp {
    /// `-x`.
    Negate,
    /// `+x`.
    Plus,
    /// `!x`.
    Not,
    /// `~x`.
    BitNot,
    /// `typeof x`.
    TypeOf,
    /// `void x`.
    Void,
}

/// Binary operators.
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
    InstanceOf,
    In,
}

/// Operators that may leave their right side unevaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is JavaScript's operator of that name")]
pub enum LogicalOp {
    And,
    Or,
    Coalesce,
}

/// What happens at an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssignOp {
    /// `=`.
    Assign,
    /// `+=` and so on: an arithmetic or bitwise operator.
    Binary(BinaryOp),
    /// `&&=`, `||=`, `??=`.
    Logical(LogicalOp),
}
