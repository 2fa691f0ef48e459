//! Types as the checker knows them, interned: equal types have equal ids.
//!
//! Unions are flat, sorted, without duplicates and without members that another member absorbs by identity;
//! `boolean` is one type, not a union of its literals, except after narrowing.

use super::{ClassId, InterfaceId, TypeParameterId};
use std::collections::HashMap;
use std::rc::Rc;

/// An interned type; index into [`Types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub u32);

/// A type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Type {
    /// `any`: works, checked at run time.
    Any,
    /// `unknown`.
    Unknown,
    /// No value.
    Never,
    /// `void`.
    Void,
    /// `undefined`.
    Undefined,
    /// `null`.
    Null,
    /// `boolean`.
    Boolean,
    /// `true`, `false`.
    BooleanLiteral(bool),
    /// `number`.
    Number,
    /// A number literal type, by the double's bits so that it can be hashed; `fresh` ones widen.
    NumberLiteral { bits: u64, fresh: bool },
    /// `string`.
    String,
    /// A string literal type; `fresh` ones widen.
    StringLiteral { units: Rc<[u16]>, fresh: bool },
    /// `object`: any non-primitive.
    NonPrimitive,
    /// `T[]`, `readonly T[]`.
    Array { element: TypeId, readonly: bool },
    /// A typed array, by its name (`Uint8Array`).
    TypedArray(Rc<str>),
    /// A function type.
    Function(Rc<Signature>),
    /// An instance of a class.
    Class { class: ClassId, arguments: Rc<[TypeId]> },
    /// The class itself as a value (`typeof C`).
    ClassValue(ClassId),
    /// A named interface.
    Interface { interface: InterfaceId, arguments: Rc<[TypeId]> },
    /// An object type without a name, and the type of an object literal (`fresh`: excess properties are checked).
    Object { members: Rc<[Member]>, fresh: bool },
    /// `A | B`.
    Union(Rc<[TypeId]>),
    /// A type parameter.
    Parameter(TypeParameterId),
}

/// A member of an object type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Member {
    /// Its key.
    pub name: Rc<str>,
    /// Its type; includes `undefined` when optional.
    pub ty: TypeId,
    /// `x?: T`.
    pub optional: bool,
    /// `readonly x: T`.
    pub readonly: bool,
    /// Declared as a method (bivariant parameters, callable with the object as receiver).
    pub method: bool,
}

/// The parameters and result of a function type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Signature {
    /// Its own type parameters.
    pub type_parameters: Vec<TypeParameterId>,
    /// In order.
    pub parameters: Vec<SignatureParameter>,
    /// What a call gives.
    pub result: TypeId,
}

/// A parameter of a function type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SignatureParameter {
    /// For messages only, but part of the type's identity as printed.
    pub name: Rc<str>,
    /// Its type (the array type for a rest parameter).
    pub ty: TypeId,
    /// May be left out.
    pub optional: bool,
    /// `...x`.
    pub rest: bool,
}

/// The interner.
#[derive(Debug, Default)]
pub struct Types {
    types: Vec<Type>,
    ids: HashMap<Type, TypeId>,
}

impl Types {
    /// The id of `ty`, new or known.
    pub fn intern(&mut self, ty: Type) -> TypeId {
        if let Some(&id) = self.ids.get(&ty) {
            return id;
        }
        let id = TypeId(self.types.len() as u32);
        self.types.push(ty.clone());
        self.ids.insert(ty, id);
        id
    }

    /// The type with this id.
    pub fn get(&self, id: TypeId) -> &Type {
        &self.types[id.0 as usize]
    }
}
