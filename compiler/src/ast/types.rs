//! Types as written.

use super::{Ident, Name, Parameter};
use crate::source::Span;
use std::rc::Rc;

/// A type as written. Parentheses leave no trace but in the spans around them.
#[derive(Debug)]
pub struct TypeNode {
    /// What it is.
    pub kind: TypeKind,
    /// All of it.
    pub span: Span,
}

impl TypeNode {
    /// Whether it cannot be known without the type of the variable `name`: what functions and members say waits until it is asked for.
    pub fn asks_for(&self, name: &str) -> bool {
        match &self.kind {
            TypeKind::TypeOf(entity, _) => entity.parts.first().is_some_and(|part| &*part.text == name),
            TypeKind::Union(parts) | TypeKind::Intersection(parts) => parts.iter().any(|part| part.asks_for(name)),
            TypeKind::Array(inner) | TypeKind::KeyOf(inner) | TypeKind::Readonly(inner) => inner.asks_for(name),
            TypeKind::Tuple(elements) => elements.iter().any(|element| element.ty.asks_for(name)),
            TypeKind::Indexed { object, index } => object.asks_for(name) || index.asks_for(name),
            _ => false,
        }
    }
}

/// What a type is.
#[derive(Debug)]
pub enum TypeKind {
    /// Something that was refused or could not be read; a problem has been reported.
    Missing,
    /// `any`.
    Any,
    /// `unknown`.
    Unknown,
    /// `never`.
    Never,
    /// `void`.
    Void,
    /// `undefined`.
    Undefined,
    /// `null`.
    Null,
    /// `boolean`.
    Boolean,
    /// `number`.
    Number,
    /// `string`.
    String,
    /// `object`.
    Object,
    /// `symbol`.
    Symbol,
    /// `unique symbol`, or none where a constant or static field is made by `Symbol(…)`: the key that the declaration makes, see [`super::symbols`].
    UniqueSymbol(Rc<str>),
    /// `this`.
    This,
    /// `true`, `false`.
    BooleanLiteral(bool),
    /// `1`, `-1`.
    NumberLiteral(f64),
    /// `"a"`.
    StringLiteral(Rc<[u16]>),
    /// `Name<T>`, `module.Name<T>`.
    Reference {
        /// The name, perhaps qualified.
        name: EntityName,
        /// `<T>`; empty without.
        arguments: Vec<TypeNode>,
    },
    /// `T[]`.
    Array(Box<TypeNode>),
    /// `[A, B?, ...C[]]`.
    Tuple(Vec<TupleElement>),
    /// `A | B`: two or more as a rule; one where only a leading `|` stands.
    Union(Vec<TypeNode>),
    /// `A & B`.
    Intersection(Vec<TypeNode>),
    /// `(x: A) => B`.
    Function(Box<FunctionType>),
    /// `new (x: A) => B`.
    Constructor {
        /// Its parameters and what `new` gives.
        signature: Box<FunctionType>,
        /// `abstract new`.
        is_abstract: bool,
    },
    /// `{ x: A; m(): B }`.
    Members(Vec<MemberSignature>),
    /// `typeof a.b`.
    TypeOf(EntityName, Vec<TypeNode>),
    /// `keyof T`.
    KeyOf(Box<TypeNode>),
    /// `readonly T[]`, `readonly [A, B]`.
    Readonly(Box<TypeNode>),
    /// `T[K]`.
    Indexed {
        /// The type whose member is meant.
        object: Box<TypeNode>,
        /// The type of the key.
        index: Box<TypeNode>,
    },
    /// `C extends E ? T : F`.
    Conditional(Box<ConditionalType>),
    /// `infer T`, `infer T extends C`; the parameter has no default. In the `extends` part of a conditional type.
    Infer(Box<TypeParameter>),
    /// `{ [K in C as N]?: T }`.
    Mapped(Box<MappedType>),
    /// `` `a${T}b` ``: one string more than types.
    Template(Vec<Rc<[u16]>>, Vec<TypeNode>),
    /// `x is T`, `asserts x`, `asserts x is T`; results only. The subject's text may be `this`.
    Predicate {
        /// `asserts`.
        asserts: bool,
        /// The parameter it speaks of, or `this`.
        subject: Ident,
        /// `is T`.
        ty: Option<Box<TypeNode>>,
    },
}

/// `check extends extends ? then : otherwise`.
#[derive(Debug)]
pub struct ConditionalType {
    /// What is tested.
    pub check: TypeNode,
    /// What it is tested against.
    pub extends: TypeNode,
    /// The type when the test holds; sees what `extends` infers.
    pub then: TypeNode,
    /// The type when it does not.
    pub otherwise: TypeNode,
}

/// `{ readonly [parameter as name]?: ty }`.
#[derive(Debug)]
pub struct MappedType {
    /// `K in C`: the constraint is always there.
    pub parameter: TypeParameter,
    /// `as N`.
    pub name: Option<TypeNode>,
    /// What each key maps to; `any` when left out.
    pub ty: Option<TypeNode>,
    /// `?`, `+?`, `-?`.
    pub optional: MappedModifier,
    /// `readonly`, `+readonly`, `-readonly`.
    pub readonly: MappedModifier,
}

/// What a mapped type does to a modifier of its members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MappedModifier {
    /// Leaves it as the mapped type's source has it.
    Keep,
    /// Adds it.
    Add,
    /// Takes it away.
    Remove,
}

/// One element of a tuple type.
#[derive(Debug)]
pub struct TupleElement {
    /// `name: T`.
    pub label: Option<Ident>,
    /// `T?`, `name?: T`.
    pub optional: bool,
    /// `...T`.
    pub rest: bool,
    /// Its type; of a rest element the array's.
    pub ty: TypeNode,
}

/// A dotted name: one part or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityName {
    /// In order.
    pub parts: Vec<Ident>,
    /// All of it.
    pub span: Span,
}

/// A type parameter at its declaration.
#[derive(Debug)]
pub struct TypeParameter {
    /// Its name.
    pub name: Name,
    /// `extends T`.
    pub constraint: Option<TypeNode>,
    /// `= T`.
    pub default: Option<TypeNode>,
    /// `const T`.
    pub is_const: bool,
    /// `in`: its declaration takes such values.
    pub is_in: bool,
    /// `out`: its declaration gives such values.
    pub is_out: bool,
    /// All of it.
    pub span: Span,
}

/// Parameters and result of a function type or signature.
#[derive(Debug)]
pub struct FunctionType {
    /// `<T>`.
    pub type_parameters: Vec<TypeParameter>,
    /// `this: T` in front of the parameters.
    pub this_type: Option<TypeNode>,
    /// In order; without defaults.
    pub parameters: Vec<Parameter>,
    /// The result; `None` in a signature without one (`any`).
    pub result: Option<TypeNode>,
}

/// A member of an interface or object type.
#[derive(Debug)]
pub struct MemberSignature {
    /// What it is.
    pub kind: SignatureKind,
    /// All of it.
    pub span: Span,
}

impl MemberSignature {
    /// Its key, if it has a plain one.
    pub fn name(&self) -> Option<&Ident> {
        match &self.kind {
            SignatureKind::Property { name, .. } | SignatureKind::Method { name, .. } | SignatureKind::Accessor { name, .. } => Some(name),
            _ => None,
        }
    }
}

/// What a member of an interface or object type is.
#[derive(Debug)]
pub enum SignatureKind {
    /// `x?: T`.
    Property {
        /// Its key.
        name: Ident,
        /// `: T`; `any` without.
        ty: Option<TypeNode>,
        /// `?`.
        optional: bool,
        /// `readonly`.
        readonly: bool,
    },
    /// `m(): T`; several of one name are overloads.
    Method {
        /// Its key.
        name: Ident,
        /// Its parameters and result.
        signature: FunctionType,
        /// `?`.
        optional: bool,
    },
    /// `get x(): T`, `set x(v: T)`.
    Accessor {
        /// Its key.
        name: Ident,
        /// The getter or the setter.
        accessor: Accessor,
    },
    /// `(x: A): B`.
    Call(FunctionType),
    /// `new (x: A): B`.
    Construct(FunctionType),
    /// `[key: string]: T`.
    Index(IndexSignature),
}

/// One half of an accessor in an interface.
#[derive(Debug)]
pub enum Accessor {
    /// `get x(): T`.
    Get(Option<TypeNode>),
    /// `set x(v: T)`.
    Set(Box<Parameter>),
}

/// `[key: K]: T`.
#[derive(Debug)]
pub struct IndexSignature {
    /// The key's name, for messages.
    pub parameter: Ident,
    /// `string`, `number`, or another type that was written.
    pub key: TypeNode,
    /// What it maps to.
    pub value: TypeNode,
    /// `readonly`.
    pub readonly: bool,
}
