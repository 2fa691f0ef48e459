//! Unions: their members one by one, and what a value is that is one of several.
//!
//! In: types. Out: a union in the normal form that [`super`] describes, or what is left of it: the only member, `never`.

use super::{Type, TypeId, TypeList, Types};

impl Types {
    /// The members of a union; anything else is its only member, and `never` has none. `boolean` counts as one.
    pub fn members(&self, id: TypeId) -> TypeList {
        match self.get(id) {
            Type::Union(members) => TypeList::from_slice(members),
            Type::Never => TypeList::new(),
            _ => TypeList::from_slice(&[id]),
        }
    }

    /// The same with `boolean` taken apart into `false` and `true`, as narrowing needs it.
    pub fn constituents(&self, id: TypeId) -> TypeList {
        let mut all = TypeList::new();
        for member in self.members(id) {
            match member {
                TypeId::BOOLEAN => all.extend([TypeId::FALSE, TypeId::TRUE]),
                _ => all.push(member),
            }
        }
        all
    }

    /// `A | B | …`, in the normal form that [`super`] describes.
    pub fn union(&mut self, parts: impl IntoIterator<Item = TypeId>) -> TypeId {
        let mut flat = TypeList::new();
        for part in parts {
            match self.get(part) {
                Type::Any => return TypeId::ANY,
                Type::Union(members) => flat.extend(members.iter().copied()),
                Type::Never => {}
                _ => flat.push(part),
            }
        }
        if flat.contains(&TypeId::UNKNOWN) {
            return TypeId::UNKNOWN;
        }
        flat.sort_unstable();
        flat.dedup();
        if flat.len() > 1 {
            self.reduce_literals(&mut flat);
        }
        match flat[..] {
            [] => TypeId::NEVER,
            [only] => only,
            _ => self.intern(Type::Union(flat[..].into())),
        }
    }

    /// What a value is that is `a` or `b`: `T & number` beside `T` is a `T`.
    pub fn either(&mut self, a: TypeId, b: TypeId) -> TypeId {
        let both = self.union([a, b]);
        if !self.is_generic(both) {
            return both;
        }
        let members = self.members(both);
        let parts = |id: TypeId| match self.get(id) {
            Type::Intersection(parts) => parts.to_vec(),
            _ => vec![id],
        };
        let is_within = |one: TypeId| members.iter().any(|&other| other != one && parts(other).iter().all(|part| parts(one).contains(part)));
        let kept: Vec<TypeId> = members.iter().copied().filter(|&one| !self.is_generic(one) || !is_within(one)).collect();
        if kept.len() == members.len() { both } else { self.union(kept) }
    }

    /// What a value of type `unknown` is that is `a` or `b`: of `{}`, null and undefined together it is `unknown` again.
    pub fn either_unknown(&mut self, a: TypeId, b: TypeId) -> TypeId {
        let both = self.either(a, b);
        let parts = self.members(both);
        let is_empty = |&part: &TypeId| matches!(self.get(part), Type::Object { members, .. } if members.is_empty());
        let is_all = [TypeId::NULL, TypeId::UNDEFINED].iter().all(|part| parts.contains(part)) && parts.iter().any(is_empty);
        if is_all { TypeId::UNKNOWN } else { both }
    }

    /// Drops literals beside their base type, fresh literals beside the same regular one, and joins `true | false`.
    fn reduce_literals(&mut self, flat: &mut TypeList) {
        let is_literal = |ty: &Type| match ty {
            Type::StringLiteral { .. } | Type::Template { .. } | Type::StringCase { .. } => true,
            Type::NumberLiteral { .. } | Type::EnumComputed { .. } | Type::BooleanLiteral(_) | Type::UniqueSymbol(_) => true,
            _ => false,
        };
        if !flat.iter().any(|&id| is_literal(self.get(id))) {
            return;
        }
        let has = |id| flat.contains(&id);
        let (string, number, symbol) = (has(TypeId::STRING), has(TypeId::NUMBER), has(TypeId::SYMBOL));
        let boolean = has(TypeId::BOOLEAN) || (has(TypeId::TRUE) && has(TypeId::FALSE));
        let drops = |types: &Types, id: TypeId| match types.get(id) {
            Type::StringLiteral { units, fresh, of } => {
                string || *fresh && types.ids.get(&Type::StringLiteral { units: units.clone(), fresh: false, of: *of }).is_some_and(|r| flat.contains(r))
            }
            Type::Template { .. } | Type::StringCase { .. } => string,
            Type::NumberLiteral { bits, fresh, of } => {
                number || *fresh && types.ids.get(&Type::NumberLiteral { bits: *bits, fresh: false, of: *of }).is_some_and(|r| flat.contains(r))
            }
            Type::EnumComputed { of, member, fresh } => {
                number || *fresh && types.ids.get(&Type::EnumComputed { of: *of, member: *member, fresh: false }).is_some_and(|r| flat.contains(r))
            }
            Type::BooleanLiteral(_) => boolean,
            Type::UniqueSymbol(_) => symbol,
            _ => false,
        };
        let mut kept: TypeList = flat.iter().copied().filter(|&id| !drops(self, id)).collect();
        if boolean && !kept.contains(&TypeId::BOOLEAN) {
            kept.push(TypeId::BOOLEAN);
            kept.sort_unstable();
        }
        *flat = kept;
    }

    /// Whether undefined is among the values (`any`, `unknown` and `void` included).
    pub fn admits_undefined(&self, ty: TypeId) -> bool {
        self.members(ty).iter().any(|&m| matches!(m, TypeId::UNDEFINED | TypeId::VOID | TypeId::ANY | TypeId::UNKNOWN) || self.is_nullish(m) && !self.has_null(m))
    }

    /// Whether a member of a union is null or undefined, or what of a type parameter is.
    fn is_nullish(&self, member: TypeId) -> bool {
        match self.get(member) {
            Type::Undefined | Type::Null | Type::Void => true,
            Type::Intersection(parts) => parts.iter().any(|&part| self.is_nullish(part)),
            _ => false,
        }
    }

    fn has_null(&self, member: TypeId) -> bool {
        member == TypeId::NULL || matches!(self.get(member), Type::Intersection(parts) if parts.contains(&TypeId::NULL))
    }

    /// `ty` without null and undefined.
    pub fn non_null(&mut self, ty: TypeId) -> TypeId {
        self.filter(ty, |types, member| !types.is_nullish(member))
    }

    /// The union of those members that `keep` admits (`boolean` as its two literals).
    pub fn filter(&mut self, ty: TypeId, mut keep: impl FnMut(&Types, TypeId) -> bool) -> TypeId {
        let all = self.constituents(ty);
        let kept: Vec<TypeId> = all.iter().copied().filter(|&m| keep(self, m)).collect();
        if kept.len() == all.len() { ty } else { self.union(kept) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::*;

    #[test]
    fn unions_are_flat_sorted_and_reduced() {
        let mut types = Types::default();
        let one = types.number_literal(1.0, false);
        let fresh = types.number_literal(1.0, true);
        assert_eq!(types.union([fresh, one]), one);
        assert_eq!(types.union([one, TypeId::NUMBER]), TypeId::NUMBER);
        assert_eq!(types.union([TypeId::TRUE, TypeId::FALSE]), TypeId::BOOLEAN);
        let nullable = types.union([TypeId::NULL, TypeId::STRING]);
        assert_eq!(types.union([nullable, TypeId::STRING, TypeId::NEVER]), nullable);
        assert_eq!(types.non_null(nullable), TypeId::STRING);
        assert_eq!(types.union([nullable, TypeId::ANY]), TypeId::ANY);
        assert_eq!(types.union([]), TypeId::NEVER);
    }
}
