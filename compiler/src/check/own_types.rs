//! Members whose types name themselves: `class List { head: { next: List["head"] } | null = null }`.
//!
//! As in tsc the parts of functions and of object types are looked at when they are needed, so that a type may be named within them while it is
//! found out. An alias stands for it there, which gets its meaning at last. Named anywhere else it is TS2502.

use super::Checker;
use super::scope::ScopeId;
use crate::program::TypeId;
use crate::source::Span;

/// A member whose type is being found out.
pub(super) struct OwnType {
    /// The member's name where it is declared.
    name: Span,
    /// How many functions and object types were around when that began.
    depth: usize,
    /// The alias that stands for the type, and the use of it.
    alias: Option<(u32, TypeId)>,
}

impl<'a> Checker<'a> {
    /// Runs `walk` in a function or object type.
    pub(super) fn within_members<T>(&mut self, walk: impl FnOnce(&mut Self) -> T) -> T {
        self.members_around += 1;
        let result = self.sheltered(walk);
        self.members_around -= 1;
        result
    }

    /// Finds out the type of the member that is declared at `name`; `None` where it is nothing but itself.
    pub(super) fn own_type(&mut self, name: Span, find: impl FnOnce(&mut Self) -> TypeId) -> Option<TypeId> {
        self.own_types.push(OwnType { name, depth: self.members_around, alias: None });
        let meaning = find(self);
        match self.own_types.pop()?.alias {
            Some((alias, place)) => self.settle_alias_to_come(alias, place, meaning).then(|| self.settle(meaning)),
            None => Some(meaning),
        }
    }

    /// What stands for a type that is being found out, where it is named within a function or object type that is a part of it.
    pub(super) fn named_within_itself(&mut self, name: Span, scope: ScopeId) -> Option<TypeId> {
        let at = self.own_types.iter().rposition(|own| own.name == name && self.members_around > own.depth)?;
        if let Some((_, place)) = self.own_types[at].alias {
            return Some(place);
        }
        let parameters = self.parameters_in_scope(scope);
        let alias = self.alias_to_come(name, scope, parameters);
        self.own_types[at].alias = Some(alias);
        Some(alias.1)
    }
}
