//! tsc's comparable relation: whether a value of one type may be one of another. Asked of what `===` compares, of `case`, and of `as`.
//!
//! It goes as assignability does, but one part of a union is enough, a literal and the type it is of may be each other, type parameters of
//! signatures count as `any`, what may be missing may be there, and a type parameter of which nothing is known may be anything but another
//! (`comparableRelation` in tsc).

use super::super::{Checker, narrow};
use super::Relation;
use crate::program::{Type, TypeId};
use std::rc::Rc;

impl Checker<'_> {
    /// Whether a value of type `target` may be meant where a `source` is at hand.
    pub(in crate::check) fn is_comparable_to(&mut self, source: TypeId, target: TypeId) -> bool {
        self.relate(source, target, Relation::Comparable)
    }

    /// Whether a value of the one type can ever be one of the other.
    pub(in crate::check) fn are_comparable(&mut self, a: TypeId, b: TypeId) -> bool {
        self.is_comparable_to(a, b) || self.is_comparable_to(b, a)
    }

    /// A string may be any literal, as a literal is a string, and an `object` may be anything that is no primitive.
    pub(super) fn compares_simply(&self, source: TypeId, target: TypeId) -> bool {
        target != TypeId::NEVER && (self.relates_simply(target, source) || source == TypeId::NON_PRIMITIVE && self.is_object(target))
    }

    /// What is known of a type that waits for a type parameter, where comparing differs from assigning.
    pub(super) fn compares_open(&mut self, from: &Type, to: &Type, target: TypeId) -> Option<bool> {
        match (from, to) {
            // Type parameters are each other's only where one extends the other.
            (Type::Parameter(parameter), Type::Parameter(_)) => {
                let constraint = self.program.type_parameters[parameter.index()].constraint;
                let extends_another = self.program.types.members(constraint).iter().any(|&part| matches!(self.program.types.get(part), Type::Parameter(_)));
                Some(extends_another && self.is_comparable_to(constraint, target))
            }
            (Type::Parameter(parameter), _) if self.program.type_parameters[parameter.index()].constraint == TypeId::UNKNOWN => Some(target != TypeId::NEVER),
            // Of what else T has beside its constraint's members nothing is compared.
            (&Type::Indexed { object, .. }, _) if matches!(self.program.types.get(object), Type::Parameter(_)) && self.constraint_of(object) != TypeId::UNKNOWN => None,
            (&Type::Indexed { object, index }, _) => {
                let source = self.types().intern(Type::Indexed { object, index });
                (self.bound_of_open(source) == TypeId::UNKNOWN).then_some(target != TypeId::NEVER)
            }
            _ => None,
        }
    }

    /// Whether an intersection is compared with a type by what its parts are known to be together.
    pub(super) fn compares_as_primitive(&self, ty: TypeId) -> bool {
        ty == TypeId::VOID || self.is_primitive(ty) || matches!(self.program.types.get(ty), Type::Template { .. } | Type::StringCase { .. })
    }

    /// Whether an intersection may be a primitive.
    pub(super) fn compares_intersection(&mut self, parts: &[TypeId], target: TypeId) -> bool {
        let known: Vec<TypeId> = parts.iter().map(|&part| self.constraint_of(part)).collect();
        if known == parts {
            return parts.iter().any(|&part| self.is_comparable_to(part, target));
        }
        let known = self.intersect(&known);
        known != TypeId::NEVER && self.are_comparable(known, target)
    }

    /// Templates may have a string in common unless their beginnings or their ends differ.
    pub(super) fn templates_overlap(a: &[Rc<[u16]>], b: &[Rc<[u16]>]) -> bool {
        let (Some((a_start, b_start)), Some((a_end, b_end))) = (a.first().zip(b.first()), a.last().zip(b.last())) else { return true };
        let (start, end) = (a_start.len().min(b_start.len()), a_end.len().min(b_end.len()));
        a_start[..start] == b_start[..start] && a_end[a_end.len() - end..] == b_end[b_end.len() - end..]
    }

    /// Whether a type has but one value, or is the union of two that have.
    pub(super) fn is_unit_or_boolean(&self, ty: TypeId) -> bool {
        ty == TypeId::BOOLEAN || narrow::is_unit(&self.program.types, ty)
    }
}
