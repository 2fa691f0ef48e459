//! `ThisType<X>` beside the type that is expected of an object literal: X is what `this` is in the literal's functions, and in those of literals
//! within it.

use super::Checker;
use super::generics::THIS;
use crate::problem::Rule;
use crate::program::types::Substitution;
use crate::program::{Expr, Type, TypeId, TypeParameterId};
use crate::source::Span;

impl Checker<'_> {
    /// Whether an object type is not merged with those that it stands beside: `ThisType<X>`, and a literal whose members are still to come.
    pub(super) fn stands_apart(&self, ty: TypeId) -> bool {
        let is_told = matches!(self.program.types.get(ty), Type::Interface { interface, .. } if self.told_literals.contains(interface));
        is_told || self.is_this_type(ty)
    }

    fn is_this_type(&self, ty: TypeId) -> bool {
        matches!(self.program.types.get(ty), Type::Interface { interface, .. } if self.library.interface("ThisType") == Some(*interface))
    }

    /// What the type that is expected of a literal says of `this`.
    pub(super) fn told_this_by(&mut self, expected: TypeId) -> Option<TypeId> {
        let told: Vec<TypeId> = self.program.types.members(expected).into_iter().filter_map(|member| self.this_said_by(member)).collect();
        (!told.is_empty()).then(|| self.types().union(told))
    }

    /// A value that was declared beside a `ThisType<X>`, which says nothing of it any more.
    pub(super) fn beside_this_types(&mut self, value: Expr) -> Expr {
        let members = match self.program.types.get(value.ty) {
            Type::Intersection(_) => vec![value.ty],
            Type::Union(members) if members.iter().any(|&member| matches!(self.program.types.get(member), Type::Intersection(_))) => members.to_vec(),
            _ => return value,
        };
        if !members.iter().any(|&member| self.this_said_by(member).is_some()) {
            return value;
        }
        let mut each = Vec::new();
        for member in members {
            let others: Vec<TypeId> = self.parts_of(member).into_iter().filter(|&part| !self.is_this_type(part)).collect();
            each.push(self.intersect(&others));
        }
        let ty = self.types().union(each);
        Expr { ty, ..value }
    }

    fn this_said_by(&self, ty: TypeId) -> Option<TypeId> {
        self.parts_of(ty).into_iter().find_map(|part| match self.program.types.get(part) {
            Type::Interface { arguments, .. } if self.is_this_type(part) => arguments.first().copied(),
            _ => None,
        })
    }

    fn parts_of(&self, ty: TypeId) -> Vec<TypeId> {
        match self.program.types.get(ty) {
            Type::Intersection(parts) => parts.to_vec(),
            _ => vec![ty],
        }
    }

    /// Whether what is told waits for what a call around the literal is still to find out.
    pub(super) fn waits_for_call(&self, told: TypeId) -> bool {
        let mut found = Vec::new();
        self.program.types.collect_free_parameters(told, &mut found);
        found.iter().any(|parameter| self.open_calls.contains(parameter))
    }

    /// What is told, with the literal itself for the type parameters that it is to say: `M` of `M & ThisType<M & Base>`.
    pub(super) fn told_of_literal(&mut self, told: TypeId, expected: Option<TypeId>, own: TypeId) -> TypeId {
        let mut with = Substitution::default();
        for member in expected.map(|ty| self.program.types.members(ty)).unwrap_or_default() {
            with.extend(self.parts_of(member).into_iter().filter_map(|part| self.open_parameter_of_call(part)).map(|parameter| (parameter, own)));
        }
        if let (false, Type::Interface { interface, .. }) = (with.is_empty(), self.program.types.get(own)) {
            self.told_literals.insert(*interface);
        }
        self.substitute(told, &with)
    }

    fn open_parameter_of_call(&self, ty: TypeId) -> Option<TypeParameterId> {
        match *self.program.types.get(ty) {
            Type::Parameter(parameter) if parameter != THIS && self.open_calls.contains(&parameter) => Some(parameter),
            _ => None,
        }
    }

    /// Nothing compares the object of a call with what `ThisType` says: it can only be read member by member, each of which is looked for.
    pub(super) fn require_plain_this(&mut self, told: TypeId, span: Span) {
        for member in self.program.types.members(told) {
            for part in self.parts_of(member) {
                let known = self.constraint_of(part);
                let is_plain = matches!(self.program.types.get(known), Type::Object { .. } | Type::Interface { .. } | Type::Any | Type::Unknown | Type::NonPrimitive | Type::Intersection(_));
                if !is_plain {
                    let text = self.text(part);
                    let message = format!("`this` is a literal in its own methods, not a `{text}`: give `ThisType` an interface");
                    return self.refuse(Rule::UnsupportedType, span, message);
                }
            }
        }
    }
}
