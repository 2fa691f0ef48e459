//! Identity of types: tsc's relation between types that are one and the same however they are written.
//!
//! Interned types are mostly equal where they are identical; what is compared here are object types of other names, unions in which such
//! types stand, and signatures whose parameters have other names.

use super::Checker;
use crate::program::types::Member;
use crate::program::{Signature, Type, TypeId};

/// How deep members are compared: types that go on and on are taken to be identical from there.
const DEEPEST: u32 = 8;

impl<'a> Checker<'a> {
    /// Whether the two are one type.
    pub(super) fn is_identical(&mut self, a: TypeId, b: TypeId) -> bool {
        let (a, b) = (self.types().unfresh(a), self.types().unfresh(b));
        if a == b || self.identifying >= DEEPEST {
            return true;
        }
        self.identifying += 1;
        let identical = self.identical_parts(a, b);
        self.identifying -= 1;
        identical
    }

    fn identical_parts(&mut self, a: TypeId, b: TypeId) -> bool {
        match (self.program.types.get(a).clone(), self.program.types.get(b).clone()) {
            (Type::Array { element: x, readonly: r }, Type::Array { element: y, readonly: s }) => r == s && self.is_identical(x, y),
            (Type::Tuple { elements: x, readonly: r }, Type::Tuple { elements: y, readonly: s }) => {
                r == s && x.len() == y.len() && x.iter().zip(y.iter()).all(|(x, y)| (x.optional, x.rest) == (y.optional, y.rest) && self.is_identical(x.ty, y.ty))
            }
            (Type::Union(x), Type::Union(y)) | (Type::Intersection(x), Type::Intersection(y)) => {
                x.len() == y.len() && x.iter().all(|&x| y.iter().any(|&y| self.is_identical(x, y)))
            }
            (Type::Function(x), Type::Function(y)) => self.identical_signatures(&x, &y),
            (Type::Class { class: x, arguments: s }, Type::Class { class: y, arguments: t }) => x == y && s.iter().zip(t.iter()).all(|(&s, &t)| self.is_identical(s, t)),
            (Type::Interface { .. } | Type::Object { .. }, Type::Interface { .. } | Type::Object { .. }) => {
                let (Some(x), Some(y)) = (self.properties(a), self.properties(b)) else { return false };
                x.len() == y.len() && x.iter().all(|x| y.iter().any(|y| self.identical_members(x, y)))
            }
            _ => false,
        }
    }

    fn identical_members(&mut self, a: &Member, b: &Member) -> bool {
        a.name == b.name && (a.optional, a.readonly) == (b.optional, b.readonly) && self.is_identical(a.ty, b.ty)
    }

    fn identical_signatures(&mut self, a: &Signature, b: &Signature) -> bool {
        // `(...args: [string, number])` takes what `(s: string, n: number)` does.
        let (a, b) = (&self.positional(a), &self.positional(b));
        if a.parameters.len() != b.parameters.len() || a.type_parameters.len() != b.type_parameters.len() {
            return false;
        }
        let a = self.erased(a, b);
        let alike = a.parameters.iter().zip(&b.parameters).all(|(x, y)| (x.optional, x.rest) == (y.optional, y.rest) && self.is_identical(x.ty, y.ty));
        let told = |s: &Signature| s.predicate.as_ref().map(|p| (p.asserts, p.subject, p.ty));
        let this = match (a.this, b.this) {
            (Some(x), Some(y)) => self.is_identical(x, y),
            (x, y) => x == y,
        };
        alike && this && told(&a) == told(b) && self.is_identical(a.result, b.result)
    }
}
