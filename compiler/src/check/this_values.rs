//! The type `this`: its values are the object of the method at hand and what is made of it, not any object of the class.
//!
//! In a method `this` is of a type parameter that stands for the type of the object, and whose constraint is the class. There is one such parameter
//! for all classes; so what leaves a method for a function with another `this`, as the variables do that the function captures, is read with the
//! class in its place.

use super::Checker;
use super::generics::THIS;
use crate::program::types::Substitution;
use crate::program::{BindingId, FunctionId, FunctionKind, Type, TypeId};

impl<'a> Checker<'a> {
    /// What `this` is here.
    pub(super) fn own_this(&self) -> Option<TypeId> {
        self.cx.initializer_this.or(self.functions[self.cx.function.index()].this_type)
    }

    /// Whether `this` is the object of a member of a class here, not of a function that has another.
    pub(super) fn is_this_of_member(&self) -> bool {
        let function = self.cx.function.index();
        match self.program.functions[function].kind {
            _ if self.cx.initializer_this.is_some() => true,
            FunctionKind::Arrow | FunctionKind::Function => self.functions[function].shares_this,
            _ => true,
        }
    }

    /// Gives a function that stands here the `this` of what stands around it.
    pub(super) fn pass_this_on(&mut self, function: FunctionId) {
        let (this_type, shares_this) = (self.own_this(), self.is_this_of_member());
        let info = &mut self.functions[function.index()];
        (info.this_type, info.shares_this) = (this_type, shares_this);
    }

    /// The type of a variable where it is read: the `this` of which it speaks is that of the function to which the variable belongs.
    pub(super) fn with_this_of_owner(&mut self, binding: BindingId, ty: TypeId) -> TypeId {
        self.with_this_of(self.program.bindings[binding.index()].owner, ty)
    }

    /// The type of what belongs to a function, where it is read.
    pub(super) fn with_this_of(&mut self, function: FunctionId, ty: TypeId) -> TypeId {
        if self.functions[function.index()].this_type == self.own_this() { ty } else { self.with_class_for_this(function, ty) }
    }

    /// The type with what `this` is in a function in its place.
    pub(super) fn with_class_for_this(&mut self, function: FunctionId, ty: TypeId) -> TypeId {
        self.with_for_this(self.functions[function.index()].this_type, ty)
    }

    /// The type with the class at hand in place of `this`.
    pub(super) fn with_this_known(&mut self, ty: TypeId) -> TypeId {
        let own = self.own_this().filter(|&own| matches!(self.program.types.get(own), Type::Class { .. }));
        self.with_for_this(own, ty)
    }

    fn with_for_this(&mut self, own: Option<TypeId>, ty: TypeId) -> TypeId {
        match own.filter(|_| self.mentions_type_this(ty)) {
            Some(own) => self.substitute(ty, &Substitution::from_iter([(THIS, own)])),
            None => ty,
        }
    }

    /// The type `this`.
    pub(super) fn type_this(&mut self) -> TypeId {
        self.types().intern(Type::Parameter(THIS))
    }

    pub(super) fn is_type_this(&self, ty: TypeId) -> bool {
        self.program.types.get(ty) == &Type::Parameter(THIS)
    }

    /// Whether a type may speak of the type `this`.
    pub(super) fn mentions_type_this(&self, ty: TypeId) -> bool {
        self.program.types.may_mention(ty, |parameter| parameter == THIS)
    }
}
