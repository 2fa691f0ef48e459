//! Widening: what becomes of the types of literals where they are kept.
//!
//! A literal's type is fresh as an expression has it. What a variable, a member or an element of it can hold is wider; what a constant holds
//! is as narrow, and no longer fresh (tsc's widening, freshness and regular types).

use super::{Member, Type, TypeId, Types};
use std::rc::Rc;

impl Types {
    /// Literal types become their base types (tsc's getBaseTypeOfLiteralType), fresh or not.
    pub fn base_of_literal(&mut self, ty: TypeId) -> TypeId {
        match self.get(ty) {
            Type::NumberLiteral { of: Some(of), .. } | Type::StringLiteral { of: Some(of), .. } | Type::EnumComputed { of, .. } => self.enum_type(*of),
            Type::NumberLiteral { .. } => TypeId::NUMBER,
            Type::StringLiteral { .. } => TypeId::STRING,
            Type::BooleanLiteral(_) => TypeId::BOOLEAN,
            Type::Union(members) => {
                let members = members.clone();
                let bases: Vec<TypeId> = members.iter().map(|&m| self.base_of_literal(m)).collect();
                self.union(bases)
            }
            _ => ty,
        }
    }

    /// The same, where texts of a form count as literals too.
    pub fn kind_of_literal(&mut self, ty: TypeId) -> TypeId {
        match self.get(ty) {
            Type::Template { .. } | Type::StringCase { .. } => TypeId::STRING,
            _ => self.base_of_literal(ty),
        }
    }

    /// Whether a literal's type is as an expression has it, which a variable that can change does not keep. (`true` and `false` always are.)
    fn is_fresh_literal(&self, ty: TypeId) -> bool {
        matches!(self.get(ty), Type::NumberLiteral { fresh: true, .. } | Type::StringLiteral { fresh: true, .. } | Type::EnumComputed { fresh: true, .. } | Type::BooleanLiteral(_))
    }

    /// Fresh literals become their base types; object types are left alone.
    pub fn base_of_fresh_literal(&mut self, ty: TypeId) -> TypeId {
        if self.is_fresh_literal(ty) { self.base_of_literal(ty) } else { ty }
    }

    /// Fresh literal types become their base types, fresh object types lose their freshness: what `let x = …` infers.
    pub fn widen(&mut self, ty: TypeId) -> TypeId {
        match self.get(ty) {
            _ if self.is_fresh_literal(ty) => self.base_of_literal(ty),
            Type::UniqueSymbol(_) => TypeId::SYMBOL,
            Type::Union(members) => {
                let members = self.completed(&members.clone());
                let widened: Vec<TypeId> = members.iter().map(|&m| self.widen(m)).collect();
                self.union(widened)
            }
            _ => self.regular(ty),
        }
    }

    /// The same type without the freshness of object literals (at any depth), literals kept: what `const x = …` infers.
    pub fn regular(&mut self, ty: TypeId) -> TypeId {
        if self.recursive.contains_key(&ty) {
            return ty;
        }
        match self.get(ty).clone() {
            Type::Object { members, fresh: true } => {
                let members = members.iter().map(|m| Member { ty: self.regular(m.ty), ..m.clone() }).collect();
                self.intern(Type::Object { members, fresh: false })
            }
            Type::Array { element, readonly } => {
                let element = self.regular(element);
                self.intern(Type::Array { element, readonly })
            }
            Type::Tuple { elements, readonly } => self.map_tuple(&elements, readonly, Types::regular),
            Type::Union(members) => {
                let members: Vec<TypeId> = self.completed(&members).iter().map(|&m| self.regular(m)).collect();
                self.union(members)
            }
            _ => ty,
        }
    }

    /// The members of a union, where each object literal is given the members of the others as optional ones that are never there: what
    /// `[{ a: 1 }, { b: 2 }]` holds can be asked for `a` and for `b`.
    fn completed(&mut self, union: &[TypeId]) -> Vec<TypeId> {
        let mut names: Vec<Rc<str>> = Vec::new();
        for &part in union {
            if let Type::Object { members, fresh: true } = self.get(part) {
                let new: Vec<Rc<str>> = members.iter().map(|m| m.name.clone()).filter(|name| !names.contains(name)).collect();
                names.extend(new);
            }
        }
        let complete = |types: &mut Types, part: TypeId| match types.get(part).clone() {
            Type::Object { members, fresh: true } => {
                let missing: Vec<Rc<str>> = names.iter().filter(|name| !members.iter().any(|m| m.name == **name)).cloned().collect();
                let missing = missing.into_iter().map(|name| Member { name, ty: TypeId::UNDEFINED, optional: true, readonly: false, method: false, numeric: false });
                types.intern(Type::Object { members: members.iter().cloned().chain(missing).collect(), fresh: true })
            }
            _ => part,
        };
        union.iter().map(|&part| complete(self, part)).collect()
    }

    /// The same with literals regular too: what an annotation or an `as const` would say.
    pub fn unfresh(&mut self, ty: TypeId) -> TypeId {
        if self.recursive.contains_key(&ty) {
            return ty;
        }
        match self.get(ty).clone() {
            Type::NumberLiteral { bits, fresh: true, of } => self.intern(Type::NumberLiteral { bits, fresh: false, of }),
            Type::StringLiteral { units, fresh: true, of } => self.intern(Type::StringLiteral { units, fresh: false, of }),
            Type::EnumComputed { of, member, fresh: true } => self.intern(Type::EnumComputed { of, member, fresh: false }),
            Type::Union(members) => {
                let members: Vec<TypeId> = members.iter().map(|&m| self.unfresh(m)).collect();
                self.union(members)
            }
            _ => self.regular(ty),
        }
    }

    /// Literals become their base types, object literals keep their freshness: a property's or element's type.
    pub fn widen_literals(&mut self, ty: TypeId) -> TypeId {
        match self.get(ty) {
            _ if self.is_fresh_literal(ty) => self.base_of_literal(ty),
            Type::UniqueSymbol(_) => TypeId::SYMBOL,
            Type::Union(members) => {
                let members = members.clone();
                let widened: Vec<TypeId> = members.iter().map(|&m| self.widen_literals(m)).collect();
                self.union(widened)
            }
            _ => ty,
        }
    }

    /// Fresh literals become regular ones, object literals keep their freshness.
    pub fn unfresh_literals(&mut self, ty: TypeId) -> TypeId {
        match self.get(ty) {
            Type::NumberLiteral { fresh: true, .. } | Type::StringLiteral { fresh: true, .. } | Type::EnumComputed { fresh: true, .. } => self.unfresh(ty),
            Type::Union(members) => {
                let members = members.clone();
                let regular: Vec<TypeId> = members.iter().map(|&m| self.unfresh_literals(m)).collect();
                self.union(regular)
            }
            _ => ty,
        }
    }
}
