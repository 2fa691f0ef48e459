//! Ast: what the programmer wrote, within the subset.
//!
//! `syntax` makes it from source text; `check` reads it, and nothing later sees it. What the language refuses has no form
//! here: `syntax` reports it by name and puts [`ExprKind::Missing`] or [`TypeKind::Missing`] where something must stand
//! (a refused statement or member is left out). So `check` never meets a feature it would have to refuse as a whole, and
//! whatever `Missing` touches has been reported already: it has the type `any` and raises no further problem.
//!
//! Invariants:
//! * Every node has the [`Span`] of exactly its own text, without surrounding blanks; parentheses are nodes of their own.
//! * A [`NodeId`] occurs once in a program. Within a file a node's id is smaller than those of the nodes inside it, and
//!   siblings ascend in source order; over all files they run from 0 to [`Ast::node_count`].
//! * Names are not resolved; where `super` stands is for `check` to judge. Jumps have a target: `break` and `continue`
//!   were checked against the enclosing loops, switches and labels.

use crate::source::{FileId, Span};
use crate::hash::HashSet;
use std::rc::Rc;

pub mod expression;
mod number;
pub mod pattern;
mod print;
pub mod symbols;
pub mod types;

pub use expression::{AssignOp, BinaryOp, Expr, ExprKind, LogicalOp, NEW_TARGET, Property, PropertyValue, TemplateString, UnaryOp};
pub use number::number_text;
pub use pattern::{Pattern, PatternElement, PatternKey, PatternKind, PatternProperty};
pub use print::program as print;
pub use types::{ConditionalType, MappedModifier, MappedType, 
    Accessor, EntityName, FunctionType, IndexSignature, MemberSignature, SignatureKind, TupleElement, TypeKind,
    TypeNode, TypeParameter,
};

/// Identifies a node: see the invariants above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

impl NodeId {
    /// For vectors indexed by node.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// All files of a program that were reached.
#[derive(Debug, Default)]
pub struct Ast {
    /// In the order in which node would initialise them; declaration files, which have nothing to run, come first.
    pub modules: Vec<Module>,
    /// One more than the largest [`NodeId`].
    pub node_count: u32,
}

impl Ast {
    /// The module of a file that belongs to this program.
    pub fn module(&self, file: FileId) -> Option<&Module> {
        self.modules.iter().find(|module| module.file == file)
    }
}

/// One file.
#[derive(Debug)]
pub struct Module {
    /// The file.
    pub file: FileId,
    /// What it contributes.
    pub kind: ModuleKind,
    /// Its top level.
    pub items: Vec<Item>,
    /// Its statements run when the program starts. False for declarations and for modules of which only types are
    /// used: TypeScript leaves the imports of those out, so node never evaluates them.
    pub runs: bool,
    /// Every name that some expression reads or writes, or a class extends: what may keep an import alive.
    pub value_names: HashSet<Rc<str>>,
    /// What its comments say to the type checker.
    pub directives: Directives,
    /// The parser got to the end of the file, and nothing that declares a name was left out.
    pub is_whole: bool,
}

/// What the comments of a file say to the type checker.
#[derive(Debug, Default)]
pub struct Directives {
    /// `@ts-nocheck`: no error of the whole file is to be reported.
    pub unchecked: Option<Span>,
    /// In order.
    pub lines: Vec<Directive>,
}

/// A comment that suppresses the type errors of the line that follows it.
#[derive(Debug)]
pub struct Directive {
    /// The comment, of one with several lines the last.
    pub span: Span,
    /// `@ts-expect-error`: there must be one. Otherwise `@ts-ignore`.
    pub expects: bool,
}

/// What a file contributes to the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModuleKind {
    /// The user's program.
    Program,
    /// A `.ts` file of the library: compiled along; it may declare functions without a body, which are intrinsics.
    Library,
    /// A `.d.ts` file with imports or exports: declares a module.
    Declarations,
    /// A `.d.ts` file without imports and exports: its declarations are global names.
    Globals,
}

/// A top-level statement, import or export.
#[derive(Debug)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// All of it.
    pub span: Span,
}

impl Item {
    /// Whether this makes the file a module in TypeScript's sense: an import or export.
    pub fn is_module_syntax(&self) -> bool {
        !matches!(self.kind, ItemKind::Statement { export: Export::None, .. })
    }
}

/// What an item is.
#[derive(Debug)]
pub enum ItemKind {
    /// A statement, and whether `export` stands before it (declarations only).
    Statement {
        /// A declaration, or anything else without `export`.
        statement: Statement,
        /// How it is exported.
        export: Export,
    },
    /// `import … from "…"`, `import "…"`.
    Import(Import),
    /// `export { a, b as c }`, with or without `from "…"`.
    ExportNames(ExportNames),
    /// `export * from "…"`, `export * as name from "…"`.
    ExportAll(ExportAll),
    /// `export default expression`.
    ExportDefault(Expr),
}

/// How a declaration is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    /// Not at all.
    None,
    /// Under its own name.
    Named,
    /// As `default`. A function or class without a name is called `*default*`.
    Default,
}

/// The module specifier of an import or export.
#[derive(Debug)]
pub struct ModuleReference {
    /// As written, without quotes.
    pub specifier: Rc<str>,
    /// With the quotes.
    pub span: Span,
    /// What it resolved to; `None` when it did not, which has been reported.
    pub file: Option<FileId>,
}

/// An import.
#[derive(Debug)]
pub struct Import {
    /// Where from.
    pub from: ModuleReference,
    /// The names it brings; empty for `import "…"` and `import {} from "…"`.
    pub bindings: Vec<ImportBinding>,
    /// Not `import "…"`, which is for effects alone.
    pub braces: bool,
    /// `import type`: nothing is left of it at run time.
    pub type_only: bool,
}

/// One imported name.
#[derive(Debug)]
pub struct ImportBinding {
    /// What is imported.
    pub imported: Imported,
    /// Its local name.
    pub name: Name,
    /// `import { type X }`.
    pub type_only: bool,
}

/// What an import binding names in the other module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Imported {
    /// `import x`, `import { default as x }`.
    Default,
    /// `import * as x`.
    Namespace,
    /// `import { a }`, `import { a as x }`: the name in the other module and its place.
    Named(Ident),
}

/// `export { … }`.
#[derive(Debug)]
pub struct ExportNames {
    /// Where from; `None`: local names.
    pub from: Option<ModuleReference>,
    /// In order.
    pub names: Vec<ExportName>,
    /// `export type { … }`.
    pub type_only: bool,
}

/// One name in `export { … }`.
#[derive(Debug)]
pub struct ExportName {
    /// The name here, or in the module named by `from` (`default` included).
    pub local: Ident,
    /// The name others see (`default` included).
    pub exported: Ident,
    /// `export { type X }`.
    pub type_only: bool,
}

/// `export * from "…"`.
#[derive(Debug)]
pub struct ExportAll {
    /// Where from.
    pub from: ModuleReference,
    /// `export * as name`.
    pub name: Option<Ident>,
    /// `export type *`.
    pub type_only: bool,
}

/// A use of a name, or the name of a property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ident {
    /// As JavaScript sees it: escapes resolved, numeric keys in their canonical form, `#` included in private names.
    pub text: Rc<str>,
    /// Its text.
    pub span: Span,
}

/// A name at the place that declares it.
#[derive(Debug, Clone)]
pub struct Name {
    /// Identifies the declaration.
    pub id: NodeId,
    /// The name.
    pub text: Rc<str>,
    /// Its text; for `*default*` the keyword `function` or `class`.
    pub span: Span,
}

/// A statement.
#[derive(Debug)]
pub struct Statement {
    /// What it is.
    pub kind: StatementKind,
    /// All of it.
    pub span: Span,
}

impl Statement {
    /// Whether the end of its block waits for what it declares: `await using`.
    pub fn waits_at_end(&self) -> bool {
        matches!(&self.kind, StatementKind::Variables(variables) if variables.using == Some(Disposal::Waits))
    }
}

/// `{ … }`.
#[derive(Debug)]
pub struct Block {
    /// What stands in it.
    pub statements: Vec<Statement>,
    /// With the braces.
    pub span: Span,
}

/// What a loop with a head of its own goes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// `of`: what an iterable gives.
    Values,
    /// `of` after `for await`: what an async iterable gives.
    Promised,
    /// `in`: the keys of an object.
    Keys,
}

/// What a statement is.
#[derive(Debug)]
pub enum StatementKind {
    /// `let`, `const`, `var`.
    Variables(Variables),
    /// `function f() {}`; several in a row with the same name are overloads, the last with a body.
    Function {
        /// The function; it has a name.
        function: Box<Function>,
        /// `declare` stands before it, or the file is a declaration file.
        declare: bool,
    },
    /// `class C {}`.
    Class {
        /// The class; it has a name.
        class: Box<Class>,
        /// `declare` stands before it, or the file is a declaration file.
        declare: bool,
    },
    /// `interface I {}`.
    Interface(Box<Interface>),
    /// `type T = …`.
    TypeAlias(Box<TypeAlias>),
    /// `enum E {}`.
    Enum(Box<Enum>),
    /// `namespace A {}`.
    Namespace(Box<Namespace>),
    /// `import X = A.B`.
    EntityAlias(Box<EntityAlias>),
    /// An expression for its effect.
    Expr(Expr),
    /// `{ … }`.
    Block(Block),
    /// `;`.
    Empty,
    /// `if`.
    If {
        /// Decides.
        test: Expr,
        /// When it is truthy.
        then: Box<Statement>,
        /// `else`.
        otherwise: Option<Box<Statement>>,
    },
    /// `while`.
    While {
        /// Evaluated before each round.
        test: Expr,
        /// What is repeated.
        body: Box<Statement>,
    },
    /// `do … while`.
    DoWhile {
        /// What is repeated.
        body: Box<Statement>,
        /// Evaluated after each round.
        test: Expr,
    },
    /// `for (init; test; update)`.
    For {
        /// Evaluated once.
        init: Option<ForInit>,
        /// Evaluated before each round; none: always true.
        test: Option<Expr>,
        /// Evaluated after each round.
        update: Option<Expr>,
        /// What is repeated.
        body: Box<Statement>,
    },
    /// `for (head of iterable)`.
    ForOf {
        /// What it goes over.
        over: Over,
        /// What each element is assigned to.
        head: ForHead,
        /// Gives the elements; evaluated once.
        iterable: Expr,
        /// What is repeated.
        body: Box<Statement>,
    },
    /// `switch`.
    Switch {
        /// Compared with each case by `===`.
        subject: Expr,
        /// In order, `default` among them.
        cases: Vec<SwitchCase>,
    },
    /// `label: statement`.
    Labelled {
        /// The label.
        label: Ident,
        /// The statement that `break label` leaves.
        body: Box<Statement>,
    },
    /// `break`, `break label`.
    Break(Option<Ident>),
    /// `continue`, `continue label`.
    Continue(Option<Ident>),
    /// `return`.
    Return(Option<Expr>),
    /// `throw`.
    Throw(Expr),
    /// `try`; at least one of `catch` and `finally` is there.
    Try {
        /// What may throw.
        body: Block,
        /// What catches.
        catch: Option<Catch>,
        /// What runs in any case.
        finally: Option<Block>,
    },
}

/// How variables are declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariableKind {
    /// `var`.
    Var,
    /// `let`.
    Let,
    /// `const`.
    Const,
}

/// What `using` in place of `const` does with a value at the end of its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disposal {
    /// `using`: disposes of it.
    Now,
    /// `await using`: waits for that.
    Waits,
}

/// `let a = 1, b: T`.
#[derive(Debug)]
pub struct Variables {
    /// Which keyword; `const` for `using`.
    pub kind: VariableKind,
    /// `using`, `await using`: each has a name and a value.
    pub using: Option<Disposal>,
    /// `declare` stands before it, or the file is a declaration file.
    pub declare: bool,
    /// At least one.
    pub declarations: Vec<Variable>,
}

/// One declared variable.
#[derive(Debug)]
pub struct Variable {
    /// Its name; a made-up one where a pattern stands.
    pub name: Name,
    /// `[a, b]` or `{a, b}` in place of the name.
    pub pattern: Option<Box<Pattern>>,
    /// `x!: T`: the programmer vouches that it is assigned before use.
    pub definite: bool,
    /// `: T`.
    pub ty: Option<TypeNode>,
    /// `= …`; always there for `const` that is not ambient.
    pub value: Option<Expr>,
    /// From the name to the end of the initialiser.
    pub span: Span,
}

/// The first part of a `for`.
#[derive(Debug)]
pub enum ForInit {
    /// Declares variables.
    Variables(Variables),
    /// Evaluates something.
    Expr(Expr),
}

/// What `for … of` assigns to.
#[derive(Debug)]
pub enum ForHead {
    /// A fresh variable.
    Variable {
        /// Which keyword.
        kind: VariableKind,
        /// Its name; a made-up one where a pattern stands.
        name: Name,
        /// Takes the value apart; it may assign to existing places.
        pattern: Option<Box<Pattern>>,
        /// `using`, `await using`.
        using: Option<Disposal>,
    },
    /// An existing place, of the kinds [`ExprKind::Assign`] admits.
    Place(Expr),
}

/// A `case` or `default`.
#[derive(Debug)]
pub struct SwitchCase {
    /// `None`: `default`; at most one of them.
    pub test: Option<Expr>,
    /// Up to the next label.
    pub body: Vec<Statement>,
    /// All of it.
    pub span: Span,
}

/// `catch (name) { … }`.
#[derive(Debug)]
pub struct Catch {
    /// The variable, if any; a made-up one where a pattern stands.
    pub name: Option<Name>,
    /// `[a, b]` or `{a, b}` in place of the name.
    pub pattern: Option<Box<Pattern>>,
    /// `: unknown` or `: any`.
    pub ty: Option<TypeNode>,
    /// What it does.
    pub body: Block,
    /// All of it.
    pub span: Span,
}

/// Which half of an accessor a function is, with the span of its name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FunctionRole {
    /// Neither.
    Plain,
    /// `get x() {}`.
    Getter(Span),
    /// `set x(v) {}`.
    Setter(Span),
}

/// A function, method, accessor or constructor.
#[derive(Debug)]
pub struct Function {
    /// Identifies it.
    pub id: NodeId,
    /// The name of a declaration or named function expression; `None` otherwise, also for methods (see [`ClassMember`]).
    pub name: Option<Name>,
    /// `<T>`.
    pub type_parameters: Vec<TypeParameter>,
    /// `this: T` in front of the parameters.
    pub this_type: Option<TypeNode>,
    /// `this` in front of them without a type.
    pub untyped_this: Option<Span>,
    /// In order.
    pub parameters: Vec<Parameter>,
    /// `: T`.
    pub result: Option<TypeNode>,
    /// `async`.
    pub is_async: bool,
    /// `function*`.
    pub is_generator: bool,
    /// Its `this` is mentioned, in it or in an arrow within; set for `function`s, methods and accessors.
    pub mentions_this: bool,
    /// A getter, a setter, or neither.
    pub role: FunctionRole,
    /// `None`: an overload, abstract or ambient.
    pub body: Option<FunctionBody>,
    /// All of it; of a method, from its modifiers to the end of its body.
    pub span: Span,
}

/// What a function does.
#[derive(Debug)]
pub enum FunctionBody {
    /// `{ … }`.
    Block(Block),
    /// `=> expression`.
    Expr(Box<Expr>),
}

/// A parameter.
#[derive(Debug)]
pub struct Parameter {
    /// Its name; a made-up one where a pattern stands.
    pub name: Name,
    /// `[a, b]` or `{a, b}` in place of the name.
    pub pattern: Option<Box<Pattern>>,
    /// `x?`.
    pub optional: bool,
    /// `...x`.
    pub rest: bool,
    /// `: T`.
    pub ty: Option<TypeNode>,
    /// `= …`.
    pub default: Option<Expr>,
    /// Present on parameter properties (constructors only).
    pub property: Option<ParameterProperty>,
    /// All of it.
    pub span: Span,
}

/// The modifiers that make a constructor's parameter a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParameterProperty {
    /// `public` unless written otherwise.
    pub visibility: Visibility,
    /// `readonly`.
    pub readonly: bool,
    /// `override`.
    pub is_override: bool,
}

/// Who may use a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Visibility {
    /// Everyone.
    #[default]
    Public,
    /// The class and its subclasses.
    Protected,
    /// The class.
    Private,
}

/// A class.
#[derive(Debug)]
pub struct Class {
    /// Identifies it.
    pub id: NodeId,
    /// Its name.
    pub name: Name,
    /// `<T>`.
    pub type_parameters: Vec<TypeParameter>,
    /// `extends`.
    pub base: Option<Heritage>,
    /// `implements`.
    pub implements: Vec<Heritage>,
    /// `abstract`.
    pub is_abstract: bool,
    /// In order.
    pub members: Vec<ClassMember>,
    /// All of it.
    pub span: Span,
}

/// A class or interface named in `extends` or `implements`.
#[derive(Debug)]
pub struct Heritage {
    /// `A` or `module.A`.
    pub name: EntityName,
    /// `<T>`.
    pub type_arguments: Vec<TypeNode>,
    /// All of it.
    pub span: Span,
}

/// A member of a class.
#[derive(Debug)]
pub struct ClassMember {
    /// Its name; `constructor` for the constructor.
    pub name: Ident,
    /// What stands before the name.
    pub modifiers: Modifiers,
    /// What it is.
    pub kind: ClassMemberKind,
    /// All of it.
    pub span: Span,
}

/// What stands before and after a member's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Modifiers {
    /// `public` unless written otherwise.
    pub visibility: Visibility,
    /// `static`.
    pub is_static: bool,
    /// `abstract`.
    pub is_abstract: bool,
    /// `override`.
    pub is_override: bool,
    /// `readonly`.
    pub readonly: bool,
    /// `x?`.
    pub optional: bool,
    /// `x!`.
    pub definite: bool,
    /// `declare`: no storage of its own, not initialised.
    pub declare: bool,
}

/// What a class member is.
#[derive(Debug)]
pub enum ClassMemberKind {
    /// `x: T = value`.
    Field {
        /// `: T`.
        ty: Option<TypeNode>,
        /// `= …`.
        value: Option<Expr>,
    },
    /// `m() {}`; several in a row with the same name are overloads, the last with a body.
    Method(Box<Function>),
    /// `get x() {}`.
    Getter(Box<Function>),
    /// `set x(v) {}`: exactly one parameter.
    Setter(Box<Function>),
    /// `constructor() {}`; several are overloads, the last with a body.
    Constructor(Box<Function>),
    /// `static {}`: a function without parameters that runs once.
    StaticBlock(Box<Function>),
}

/// An interface. Several of one name in one scope are one interface.
#[derive(Debug)]
pub struct Interface {
    /// Its name.
    pub name: Name,
    /// `<T>`.
    pub type_parameters: Vec<TypeParameter>,
    /// `extends`.
    pub extends: Vec<Heritage>,
    /// In order.
    pub members: Vec<MemberSignature>,
    /// All of it.
    pub span: Span,
}

/// A type alias.
#[derive(Debug)]
pub struct TypeAlias {
    /// Its name.
    pub name: Name,
    /// `<T>`.
    pub type_parameters: Vec<TypeParameter>,
    /// What it stands for.
    pub ty: TypeNode,
    /// All of it.
    pub span: Span,
}

/// An enum. Several of one name in one scope are one enum.
#[derive(Debug)]
pub struct Enum {
    /// Its name.
    pub name: Name,
    /// `const enum`.
    pub is_const: bool,
    /// `declare` stands before it, or the file is a declaration file.
    pub declare: bool,
    /// In order.
    pub members: Vec<EnumMember>,
    /// All of it.
    pub span: Span,
}

/// A namespace. Several of one name in one scope are one. `namespace A.B {}` is an `A` that exports `namespace B {}`.
#[derive(Debug)]
pub struct Namespace {
    /// Its name.
    pub name: Name,
    /// `declare` stands before it or around it, or the file is a declaration file: what stands in it is exported.
    pub declare: bool,
    /// It was written as an assignment that gives a function a member, `f.x = …`, and holds that as the one variable; its names mean something in
    /// front of a dot only.
    pub is_assignment: bool,
    /// What stands in it: statements, each exported or not.
    pub items: Vec<Item>,
    /// All of it.
    pub span: Span,
}

impl Namespace {
    /// Whether there is an object of it when the program runs: something in it is more than a type.
    pub fn is_instantiated(&self) -> bool {
        self.items.iter().any(|item| match &item.kind {
            ItemKind::Statement { statement, export } => match &statement.kind {
                StatementKind::Interface(_) | StatementKind::TypeAlias(_) => false,
                StatementKind::Namespace(inner) => inner.is_instantiated(),
                StatementKind::EntityAlias(_) => *export != Export::None,
                _ => true,
            },
            _ => true,
        })
    }

    /// What stands in it.
    pub fn statements(&self) -> impl Iterator<Item = (&Statement, bool)> {
        self.items.iter().filter_map(|item| match &item.kind {
            ItemKind::Statement { statement, export } => Some((statement, *export != Export::None || self.declare)),
            _ => None,
        })
    }
}

/// `import X = A.B`: another name for a namespace or for what one exports.
#[derive(Debug)]
pub struct EntityAlias {
    /// The new name.
    pub name: Name,
    /// What it stands for.
    pub entity: EntityName,
    /// `import type X = A.B`.
    pub type_only: bool,
    /// All of it.
    pub span: Span,
}

/// A member of an enum.
#[derive(Debug)]
pub struct EnumMember {
    /// Its name.
    pub name: Ident,
    /// `= …`.
    pub value: Option<Expr>,
    /// All of it.
    pub span: Span,
}
