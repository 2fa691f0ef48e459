//! Program: the typed program, in which nothing is left to guess.
//!
//! `check` makes it from the Ast; `lower` reads it. Names are resolved to ids, every expression has a type, every call
//! names what it calls, overloads and generics are settled, hoisting and captures are explicit. It covers the user's
//! files and the parts of the library (`compiler/lib/*.ts`) that they reach, all alike.
//!
//! Invariants:
//! * Ids are indices into the vectors of [`Program`]; each function, class and binding appears once.
//! * [`Expr::ty`] is the type after narrowing; a [`Binding`]'s `ty` is the declared or inferred one. Where the two differ
//!   `lower` converts, with a check at run time wherever soundness needs it. `check` never relies on a narrowing that
//!   `lower` could not verify.
//! * Types inside a generic function or class may mention its [`Type::Parameter`]s; `lower` instantiates per representation.
//! * Evaluation order is the order of the fields here, which is JavaScript's.
//! * Every `Span` lies in the file where the programmer would look.

use crate::source::{FileId, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

mod expression;
pub mod nothing;
pub mod print;
pub mod statics;
mod told;
pub mod types;
pub mod walk;

pub use expression::{ArrayElement, BinaryOp, Callee, CastReason, Expr, ExprKind, Intrinsic, LogicalOp, Place, Property, PropertyKind, UnaryOp};
pub use types::{Predicate, Signature, SignatureParameter, TupleElement, Type, TypeId, TypeList, Types};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);
        impl $name {
            /// The position in its vector.
            pub fn index(self) -> usize { self.0 as usize }
        }
    )*};
}

ids! {
    /// A function-like body: see [`Function`].
    FunctionId;
    /// See [`Class`].
    ClassId;
    /// See [`Interface`].
    InterfaceId;
    /// An enum: see [`types::EnumType`].
    EnumId;
    /// A variable or parameter: see [`Binding`].
    BindingId;
    /// A type parameter of a function, class, interface or alias.
    TypeParameterId;
    /// A statement that `break` or `continue` can leave; unique in its function.
    TargetId;
}

/// A whole checked program.
#[derive(Debug, Default)]
pub struct Program {
    /// Every type that occurs.
    pub types: Types,
    /// Files in the order in which node would initialise them.
    pub modules: Vec<Module>,
    /// Every function body.
    pub functions: Vec<Function>,
    /// Every class.
    pub classes: Vec<Class>,
    /// Every interface and object type alias that was named.
    pub interfaces: Vec<Interface>,
    /// Every variable.
    pub bindings: Vec<Binding>,
    /// Every type parameter.
    pub type_parameters: Vec<TypeParameter>,
    /// The names of members that functions are given as the program runs.
    pub given_to_functions: std::collections::BTreeSet<Rc<str>>,
    /// `(A, B)`: an object literal of type `A` may be what a spread of type `B` copies.
    pub spreadable: crate::hash::HashSet<(TypeId, TypeId)>,
    /// The same for instances of classes.
    pub spreadable_classes: crate::hash::HashSet<(ClassId, TypeId)>,
    /// Classes pass as objects that have their static members.
    pub class_objects: bool,
    /// Members that object types ask for whose values may be strings, arrays and their like, which have them.
    pub builtin_members: BTreeSet<Rc<str>>,
    /// Members that may be added later to object literals of a type: those that may be undefined and are written through some type.
    pub additions: crate::hash::HashMap<TypeId, BTreeSet<Rc<str>>>,
    /// Static fields that are written through a class other than their own, or through a value that may be one; with the class of which that is known.
    pub static_writes: Vec<(BindingId, ClassId)>,
    /// By class and inherited static field: where the class keeps its own after a write through it.
    pub shadows: BTreeMap<(ClassId, BindingId), statics::Shadow>,
    /// For classes within functions that may be used too early by what their static initialisers call: the static field that is true once they have run.
    pub marks: BTreeMap<ClassId, BindingId>,
    /// Where objects of fixed shape and dictionaries stand for one another.
    pub mixing: Mixing,
    /// Places that hold nothing, though their types exclude it.
    pub empty_places: nothing::EmptyPlaces,
    /// Library functions and classes that `lower` needs by name whether or not the program mentions them.
    pub library: Library,
}

/// More members are not added to objects of one shape: all orders of four make 64 shapes.
pub const MOST_ADDITIONS: usize = 4;

/// Members by which the library asks an object for a service: entries of these names are found by their keys only.
pub const ASKED: [&str; 6] = ["toString", "valueOf", "toJSON", "then", "return", "throw"];

/// Where objects of fixed shape and dictionaries stand for one another, going by types.
#[derive(Debug, Default)]
pub struct Mixing {
    /// An object of fixed shape may stand where a dictionary is declared: what is done to a dictionary asks first what it is.
    pub fixed_as_dictionary: bool,
    /// A dictionary may stand where an object of fixed shape is declared: it answers for members too.
    pub dictionary_as_fixed: bool,
    /// Types of object literals that are made as dictionaries, because keys may be added to them or deleted where they stand for one.
    pub literals: BTreeSet<TypeId>,
}

/// One file.
#[derive(Debug)]
pub struct Module {
    /// The file.
    pub file: FileId,
    /// Its top-level statements as a function without parameters.
    pub initializer: FunctionId,
}

/// A type parameter, its constraint already a type (`unknown` without one).
#[derive(Debug)]
pub struct TypeParameter {
    /// As written.
    pub name: Rc<str>,
    /// The upper bound.
    pub constraint: TypeId,
}

/// A variable, parameter, or function or class name.
#[derive(Debug)]
pub struct Binding {
    /// As written; made-up ones contain a `$`.
    pub name: Rc<str>,
    /// Declared or inferred.
    pub ty: TypeId,
    /// The function in whose body it lives; a module's initialiser for top-level ones.
    pub owner: FunctionId,
    /// Lives in static memory: a top-level variable of a module.
    pub global: bool,
    /// Some function other than the owner reads or writes it (never set when `global`).
    pub captured: bool,
    /// Written after its initialisation (a parameter: written at all).
    pub assigned: bool,
    /// A use may come before the initialisation, so reads check (`ReferenceError`); proven otherwise in most programs.
    pub needs_initialization_check: bool,
    /// Only declared, and made nowhere: whoever asks for it finds that it is not there.
    pub ambient: bool,
    /// The declaring name.
    pub span: Span,
}

/// What a function body belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunctionKind {
    /// `function`, nested or not, and function expressions.
    Function,
    /// `=>`: `this` is the enclosing one.
    Arrow,
    /// An instance method of the class.
    Method(ClassId),
    /// A static method of the class.
    StaticMethod(ClassId),
    /// The constructor of the class; its fields are initialised as [`Class`] says.
    Constructor(ClassId),
    /// A getter or setter of the class.
    Accessor(ClassId),
    /// The top level of a file.
    Module,
}

/// A function-like body.
#[derive(Debug)]
pub struct Function {
    /// For people: `advance`, `Body.advance`, `<anonymous>`; a module's initialiser is named after its file.
    pub name: Rc<str>,
    /// Its property `name` (ECMA-262, 8.4): empty where nothing names it.
    pub given_name: Rc<str>,
    /// Each evaluation makes another function, captures or not: its values are given members.
    pub is_distinct: bool,
    /// What it is.
    pub kind: FunctionKind,
    /// Its own type parameters (those of a class are on the class).
    pub type_parameters: Vec<TypeParameterId>,
    /// In order.
    pub parameters: Vec<Parameter>,
    /// Type of the value that a `return` gives; for async functions the type *inside* the promise.
    pub result: TypeId,
    /// `async`.
    pub is_async: bool,
    /// `function*`: `result` is the type of what the body returns, a call gives a generator.
    pub is_generator: bool,
    /// The body; `None` for abstract methods and ambient declarations.
    pub body: Option<Vec<Statement>>,
    /// Variables of enclosing functions that it, or a function within it, uses (globals excluded), in a fixed order.
    pub captures: Vec<BindingId>,
    /// It, or an arrow within it, uses the enclosing function's `this`.
    pub captures_this: bool,
    /// What the namespace of its name exports, if the function is used as a value.
    pub exports: Vec<Exported>,
    /// The function in whose body it is written.
    pub parent: Option<FunctionId>,
    /// The name, or the whole of an anonymous one.
    pub span: Span,
}

/// A parameter.
#[derive(Debug)]
pub struct Parameter {
    /// The variable it initialises. Its type includes `undefined` when `optional`, not when there is a `default`.
    pub binding: BindingId,
    /// Evaluated when the argument is undefined. (A default that stands behind a pattern may be in the body instead.)
    pub default: Option<Expr>,
    /// `x = …` is written, wherever the value is.
    pub has_default: bool,
    /// `x?: T`.
    pub optional: bool,
    /// `...x: T[]`.
    pub rest: bool,
}

/// A class.
#[derive(Debug)]
pub struct Class {
    /// For people.
    pub name: Rc<str>,
    /// Its type parameters, then those of the functions and classes around it.
    pub type_parameters: Vec<TypeParameterId>,
    /// How many of them, the last, are declared around it.
    pub outer_parameters: usize,
    /// The class it extends, and with which type arguments.
    pub base: Option<(ClassId, Vec<TypeId>)>,
    /// `abstract`.
    pub is_abstract: bool,
    /// Own instance fields in order of definition (parameter properties included), initialised right after `super()`, or at the constructor's start.
    pub fields: Vec<Field>,
    /// Own instance methods and accessors.
    pub methods: Vec<Method>,
    /// Static fields, in order; they are initialised where [`StatementKind::Class`] stands.
    pub static_fields: Vec<StaticField>,
    /// Static methods and accessors.
    pub static_methods: Vec<Method>,
    /// What the namespace of its name exports, if the class is used as a value.
    pub exports: Vec<Exported>,
    /// Static blocks: before how many of the static fields each runs, and its body.
    pub static_blocks: Vec<(usize, FunctionId)>,
    /// The constructor as written; without one `new` passes its arguments to the base's.
    pub constructor: Option<FunctionId>,
    /// Interfaces it says it implements (structural assignability does not need this).
    pub implements: Vec<TypeId>,
    /// The function in whose body it is written.
    pub parent: FunctionId,
    /// The variable that its name is: it holds the class from where its declaration stands, or its expression is evaluated.
    pub binding: BindingId,
    /// The name.
    pub span: Span,
    /// All of it.
    pub extent: Span,
}

/// An instance field.
#[derive(Debug)]
pub struct Field {
    /// As written; `#x` for private names.
    pub name: Rc<str>,
    /// Declared or inferred.
    pub ty: TypeId,
    /// Evaluated with `this` bound; without one the field starts as undefined (parameter properties have none: the constructor's body begins with assignments to them).
    pub initializer: Option<Expr>,
    /// The name.
    pub span: Span,
}

/// A static field: its storage is a global binding.
#[derive(Debug)]
pub struct StaticField {
    /// As written.
    pub name: Rc<str>,
    /// A `global` binding.
    pub binding: BindingId,
    /// Evaluated with `this` the class.
    pub initializer: Option<Expr>,
}

/// A member that a function or class has from the namespace of its name.
#[derive(Debug)]
pub struct Exported {
    /// As written.
    pub name: Rc<str>,
    /// Where its value is.
    pub source: ExportSource,
}

/// Where the value of an [`Exported`] is.
#[derive(Debug)]
pub enum ExportSource {
    /// In this global variable of the namespace.
    Variable(BindingId),
    /// What this function without parameters gives.
    Getter(FunctionId),
}

/// A method or accessor.
#[derive(Debug)]
pub struct Method {
    /// As written; accessors are `get x` and `set x`.
    pub name: Rc<str>,
    /// Its body (`body: None` in the [`Function`] when abstract).
    pub function: FunctionId,
}

/// An interface or a named object type: its members, own and inherited, flattened.
#[derive(Debug)]
pub struct Interface {
    /// For people.
    pub name: Rc<str>,
    /// Its type parameters.
    pub type_parameters: Vec<TypeParameterId>,
    /// Members in order.
    pub members: Vec<types::Member>,
}

/// Statements with their place.
#[derive(Debug)]
pub struct Statement {
    /// What it is.
    pub kind: StatementKind,
    /// The whole statement.
    pub span: Span,
}

/// What a statement is.
#[derive(Debug)]
pub enum StatementKind {
    /// A declaration reached by control flow: initialises a fresh variable (each time round a loop a new one when captured).
    Let {
        /// The variable.
        binding: BindingId,
        /// Its first value; none: undefined.
        value: Option<Expr>,
    },
    /// Hoisted to the start of its block by `check`: the name becomes the closure.
    Function {
        /// The variable that holds the closure.
        binding: BindingId,
        /// What it does.
        function: FunctionId,
    },
    /// Static fields and blocks run here.
    Class {
        /// Which class.
        class: ClassId,
    },
    /// An expression for its effect.
    Expr(Expr),
    /// `{ … }`.
    Block(Vec<Statement>),
    /// `if`.
    If {
        /// Decides.
        test: Expr,
        /// When it is truthy.
        then: Vec<Statement>,
        /// When it is falsy; empty without `else`.
        otherwise: Vec<Statement>,
    },
    /// `while`.
    While {
        /// What `break` and `continue` name it by.
        target: TargetId,
        /// Evaluated before each round.
        test: Expr,
        /// What is repeated.
        body: Vec<Statement>,
    },
    /// `do … while`.
    DoWhile {
        /// What `break` and `continue` name it by.
        target: TargetId,
        /// What is repeated.
        body: Vec<Statement>,
        /// Evaluated after each round.
        test: Expr,
    },
    /// `for (init; test; update)`; the `per_iteration` bindings are copied into fresh ones before each update when captured (ECMA-262, 14.7.4.4).
    For {
        /// What `break` and `continue` name it by.
        target: TargetId,
        /// Evaluated once.
        init: Vec<Statement>,
        /// The variables of `init` that `let` declares.
        per_iteration: Vec<BindingId>,
        /// Evaluated before each round; none: always true.
        test: Option<Expr>,
        /// Evaluated after each round.
        update: Option<Expr>,
        /// What is repeated.
        body: Vec<Statement>,
    },
    /// `for (const x of xs)`.
    ForOf {
        /// What `break` and `continue` name it by.
        target: TargetId,
        /// The variable, fresh in each round.
        binding: BindingId,
        /// Gives the elements; evaluated once.
        iterable: Expr,
        /// What is repeated.
        body: Vec<Statement>,
    },
    /// `switch`, compared by `===`; `None` is `default`; bodies fall through.
    Switch {
        /// What `break` names it by.
        target: TargetId,
        /// What is compared.
        subject: Expr,
        /// Tests with their statements, in order.
        cases: Vec<(Option<Expr>, Vec<Statement>)>,
    },
    /// A labelled block or statement that `break` may leave.
    Labelled {
        /// What `break` names it by.
        target: TargetId,
        /// What `break` leaves.
        body: Vec<Statement>,
    },
    /// `break`.
    Break(TargetId),
    /// `continue`.
    Continue(TargetId),
    /// `return`.
    Return(Option<Expr>),
    /// `throw`.
    Throw(Expr),
    /// `try`.
    Try {
        /// What may throw.
        body: Vec<Statement>,
        /// What catches.
        catch: Option<Catch>,
        /// What runs in any case.
        finally: Option<Vec<Statement>>,
    },
}

/// A `catch` clause.
#[derive(Debug)]
pub struct Catch {
    /// Its variable, of type `unknown`.
    pub binding: Option<BindingId>,
    /// Its block.
    pub body: Vec<Statement>,
}

/// What `lower` calls on its own account; all from `compiler/lib`, present only when something in the program needs it.
#[derive(Debug, Default)]
pub struct Library {
    /// Exported functions of `compiler/lib/*.ts` by `file.name`, as `errors.throwIndex`, `array.map`.
    pub functions: std::collections::BTreeMap<Rc<str>, FunctionId>,
    /// Exported classes by name, as `Error`, `TypeError`, `Promise`, `Map`.
    pub classes: std::collections::BTreeMap<Rc<str>, ClassId>,
}
