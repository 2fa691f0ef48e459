//! Objects of fixed shape and dictionaries that stand for one another.
//!
//! tsc takes an object type as written, or the type of a literal, for one with an index signature. Where it does, [`Mixing`](crate::program::Mixing)
//! says so at the end of the check. An object keeps the form in which it was made: a literal is made as a dictionary if keys may be added to it or
//! deleted from it through some type that it may have.

use super::Checker;
use super::relate::Relation;
use crate::ast::symbols::is_symbol;
use crate::program::types::{Member, NUMBER_INDEX, STRING_INDEX, SYMBOL_INDEX};
use crate::program::{ASKED, MOST_ADDITIONS, Type, TypeId};

impl Checker<'_> {
    /// Takes note that objects of this type may come to have other members than they were made with: literals of it are dictionaries.
    pub(super) fn note_growing(&mut self, ty: TypeId) {
        // A copy of what is of an open type (`{...object}`) is of that type too.
        if self.is_undecided(ty) {
            self.program.mixing.literals.insert(ty);
        }
        let ty = self.constraint_of(ty);
        self.growing_types.insert(ty);
        self.reach_library_class("Dictionary");
    }

    /// Takes note that a cast or a predicate says of a value that it is of type `ty`: where that is a dictionary, it may be an object of fixed shape.
    pub(super) fn note_seen_as(&mut self, ty: TypeId) {
        if self.seen_as_dictionary {
            return;
        }
        // A predicate may speak of the interface that it stands in.
        if self.is_under_way(ty).is_some() {
            return self.seen_later.push(ty);
        }
        if self.entries_of(ty).is_some() {
            self.seen_as_dictionary = true;
            self.reach_library_class("Dictionary");
        }
    }

    /// Takes note that a cast or a predicate says of a value of type `source` that it has the members of `target`: if it is a dictionary, its
    /// entries are those members.
    pub(super) fn note_seen_as_fixed(&mut self, source: TypeId, target: TypeId) {
        if self.seen_as_fixed {
            return;
        }
        let may_be_dictionary = |c: &mut Self, part: TypeId| {
            matches!(part, TypeId::ANY | TypeId::UNKNOWN | TypeId::NON_PRIMITIVE) || c.is_undecided(part) || c.entries_of(part).is_some()
        };
        let has_members = |c: &mut Self, part: TypeId| {
            matches!(c.program.types.get(part), Type::Object { .. } | Type::Interface { .. } | Type::Intersection(_) | Type::Parameter(_))
                && (c.is_under_way(part).is_some() || c.member_names(part).iter().any(|name| !is_symbol(name)))
        };
        self.seen_as_fixed = self.program.types.members(source).into_iter().any(|part| may_be_dictionary(self, part))
            && self.program.types.members(target).into_iter().any(|part| has_members(self, part));
    }

    /// Takes note that members are written of objects whose keys a type parameter knows: only a literal without members can be one.
    pub(super) fn note_empty_growing(&mut self) {
        self.grows_empty = true;
        self.reach_library_class("Dictionary");
    }

    /// Takes note that a member is written of an object of which nothing is known: literals that became `any` are dictionaries.
    pub(super) fn note_any_written(&mut self) {
        self.writes_any = true;
        self.reach_library_class("Dictionary");
    }

    /// Literals with spreads are dictionaries, whatever they spread.
    pub(super) fn spread_into_dictionaries(&mut self) {
        self.program.mixing.literals.extend(&self.spread_results);
        self.reach_library_class("Dictionary");
    }

    /// Whether a type is an object type of fixed shape that may stand where the members `wanted`, index signatures among them, are declared:
    /// an object type as written or of a literal, any object for `[key: string]: any`, anything with elements for `[key: number]: T`.
    pub(super) fn has_implicit_index(&mut self, source: TypeId, wanted: &[Member], by: Relation) -> bool {
        let (indexes, named): (Vec<&Member>, Vec<&Member>) = wanted.iter().partition(|m| m.is_index());
        let takes_all = indexes.iter().any(|m| &*m.name == STRING_INDEX && m.ty == TypeId::ANY);
        let fits = if takes_all {
            self.is_assignable(source, TypeId::NON_PRIMITIVE)
        } else if indexes.iter().all(|m| &*m.name == NUMBER_INDEX)
            && let Some(element) = self.element_type(source)
        {
            indexes.iter().all(|m| self.relate(element, m.ty, by))
        } else if let Some(members) = self.plain_members(source) {
            // What constructs or is called is no dictionary.
            !members.iter().any(Member::is_signature)
                && indexes.iter().all(|index| members.iter().all(|m| self.fits_index(m, index, by)))
                && (!self.has_numbers_for_keys(source) || indexes.iter().all(|index| &*index.name == SYMBOL_INDEX || self.relate(TypeId::STRING, index.ty, by)))
        } else {
            false
        };
        fits && named.iter().all(|member| match self.find_member(source, &member.name) {
            Some(found) => self.relate(found.ty, member.ty, by),
            None => member.optional,
        })
    }

    /// The members of an object type as written, with a name or without, or of a literal: not of interfaces and classes.
    pub(super) fn plain_members(&mut self, ty: TypeId) -> Option<Vec<Member>> {
        if self.is_plain(ty) { self.properties(ty) } else { None }
    }

    pub(super) fn is_plain(&self, ty: TypeId) -> bool {
        match self.program.types.get(ty) {
            Type::Object { .. } => true,
            Type::Interface { interface, .. } => self.interfaces[interface.index()].is_alias,
            _ => false,
        }
    }

    /// Whether a member of an object of fixed shape may be an entry: one that may be missing counts as what it is when it is there, by a number as in tsc
    /// as what may be undefined too.
    fn fits_index(&mut self, member: &Member, index: &Member, by: Relation) -> bool {
        if !member.is_spoken_of(index) {
            return true;
        }
        let ty = if &*index.name == NUMBER_INDEX { member.ty } else { self.present_type(member) };
        self.relate(ty, index.ty, by)
    }

    /// The end of the check: which object literals are made as dictionaries. Those whose objects may be seen through a dictionary's type that
    /// keys are added to, or deleted from.
    pub(super) fn relate_mixing(&mut self) {
        for ty in std::mem::take(&mut self.seen_later) {
            self.note_seen_as(ty);
        }
        let mixed = std::mem::take(&mut self.mixed_types);
        self.program.mixing.fixed_as_dictionary = !mixed.is_empty() || self.seen_as_dictionary;
        let written = std::mem::take(&mut self.written_dictionaries);
        for (source, target) in mixed {
            let grows = |c: &mut Self, to: TypeId| c.program.types.is_generic(to) || c.is_assignable(target, to) || c.is_assignable(to, target);
            if !written.iter().any(|&to| grows(self, to)) {
                continue;
            }
            self.make_dictionaries(source);
        }
        for ty in std::mem::take(&mut self.growing_types) {
            self.make_dictionaries(ty);
        }
        let keyed = std::mem::take(&mut self.keyed_writes);
        for (literal, target) in self.cast_literals.clone() {
            if keyed.iter().any(|&to| self.cast_may_meet(target, to)) {
                self.program.mixing.literals.insert(literal);
                self.reach_library_class("Dictionary");
            }
        }
        if self.grows_empty {
            let is_empty = |c: &Self, ty: TypeId| matches!(c.program.types.get(ty), Type::Object { members, .. } if members.is_empty());
            let empty: Vec<TypeId> = self.literal_types.iter().copied().filter(|&ty| is_empty(self, ty)).collect();
            self.program.mixing.literals.extend(empty);
        }
        self.grow_beyond_shapes();
        // Of what may be anything, or is said to have them, a dictionary's entries are members.
        if (self.reads_any || self.seen_as_fixed) && self.library.class("Dictionary").is_some_and(|class| self.classes[class.index()].queued) {
            self.program.mixing.dictionary_as_fixed = true;
        }
        if self.writes_any {
            self.program.mixing.literals.extend(&self.any_literals);
        }
        // A dictionary's keys are strings, and the library asks it for none: what has a symbol or an answer among its members keeps its form.
        let literals = std::mem::take(&mut self.program.mixing.literals);
        let is_kept = |c: &Self, m: &Member| is_symbol(&m.name) || ASKED.contains(&&*m.name) && matches!(c.program.types.get(m.ty), Type::Function(_));
        let keeps_form = |c: &mut Self, ty: TypeId| c.properties(ty).is_some_and(|all| all.iter().any(|member| is_kept(c, member)));
        self.program.mixing.literals = literals.into_iter().filter(|&ty| !keeps_form(self, ty)).collect();
        self.program.mixing.dictionary_as_fixed |= !self.program.mixing.literals.is_empty();
        let mixing = &self.program.mixing;
        if mixing.fixed_as_dictionary || mixing.dictionary_as_fixed {
            self.reach_mixed();
        }
    }

    /// Literals to which more members may be added than shapes are made for are dictionaries.
    fn grow_beyond_shapes(&mut self) {
        self.relate_additions();
        let additions = std::mem::take(&mut self.program.additions);
        for (&literal, names) in &additions {
            let own = self.properties(literal).unwrap_or_default();
            if names.iter().filter(|name| !own.iter().any(|member| member.name == **name)).count() > MOST_ADDITIONS {
                self.program.mixing.literals.insert(literal);
                self.reach_library_class("Dictionary");
            }
        }
        self.program.additions = additions;
    }

    /// Object literals that may be of type `ty` are made as dictionaries.
    fn make_dictionaries(&mut self, ty: TypeId) {
        for literal in self.literal_types.clone() {
            let from = self.program.types.regular(literal);
            if self.program.types.is_generic(ty) || self.program.types.is_generic(from) || self.is_assignable(from, ty) {
                self.program.mixing.literals.insert(literal);
            }
        }
    }

    /// What is done to a dictionary that may be an object of fixed shape, and the other way round.
    fn reach_mixed(&mut self) {
        self.reach_library_class("Dictionary");
        for (name, function) in self.library.all_functions() {
            if name.starts_with("mixed.") || matches!(&*name, "dictionary.get" | "dictionary.set" | "dictionary.has") {
                self.reach_function(function);
            }
        }
    }

    /// Takes note that keys of a dictionary of this type are added or deleted.
    pub(super) fn note_written(&mut self, object: TypeId) {
        if self.entries_of(object).is_some() {
            let ty = self.constraint_of(object);
            self.written_dictionaries.insert(ty);
        }
    }
}
