//! Relations between types: what may be assigned to what; `mismatch` says why not.
//!
//! Two readings of a class type: TypeScript's, structural; and Thimble's, nominal (a value of class C was made by `new C` or a
//! subclass). What only the structural reading admits is refused under a code of Thimble's own. `comparable` asks less than both.

use super::Checker;
use super::members::Found;
use crate::ast::Visibility;
use crate::ast::symbols::is_private;
use crate::program::types::{ABSTRACT_CONSTRUCT, CONSTRUCT, Member, NUMBER_INDEX, STRING_INDEX, SYMBOL_INDEX, SignatureParameter, Substitution};
use crate::program::{ClassId, Signature, TupleElement, Type, TypeId};
use std::rc::Rc;

mod comparable;
mod mismatch;
mod questions;
mod variance;

pub(super) use questions::Questions;
pub(super) use variance::Variances;
pub(in crate::check) use variance::Declared;

/// What is asked of two types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Relation {
    /// May the one stand where the other is declared, when only `new C` makes a value of class C?
    Nominal,
    /// The same with classes read as tsc reads them.
    Structural,
    /// May a value of the other be one of the first (tsc's comparable relation)?
    Comparable,
}

impl Relation {
    pub(super) fn is_nominal(self) -> bool {
        self == Relation::Nominal
    }

    pub(super) fn is_comparable(self) -> bool {
        self == Relation::Comparable
    }
}

/// Which of the types in two signatures may be the wider one (tsc's `SignatureCheckMode`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Parameters of the target, the result of the target.
    Function,
    /// Of methods either parameter.
    Method,
    /// Of functions that a method takes either result.
    Callback,
}

impl<'a> Checker<'a> {
    /// Whether a value of type `source` may stand where `target` is declared.
    pub(super) fn is_assignable(&mut self, source: TypeId, target: TypeId) -> bool {
        self.relate(source, target, Relation::Nominal)
    }

    /// The same with classes read as tsc reads them.
    pub(super) fn is_structurally_assignable(&mut self, source: TypeId, target: TypeId) -> bool {
        self.relate(source, target, Relation::Structural)
    }

    pub(super) fn relate(&mut self, source: TypeId, target: TypeId, by: Relation) -> bool {
        if source == target || self.relates_simply(source, target) || by.is_comparable() && self.compares_simply(source, target) {
            return true;
        }
        // What `this` is depends on where it stands, and so is no part of what is remembered.
        if self.is_type_this(source) {
            if self.program.types.members(target).contains(&source) {
                return true;
            }
            let own = self.with_this_known(source);
            if own != source {
                return self.relate(own, target, by);
            }
        }
        let this = self.own_this().filter(|_| self.mentions_type_this(source));
        match self.related.ask(&self.program.types, (source, target, by, this)) {
            Ok(answer) => answer,
            Err(asked) => {
                // What goes on and on was written elsewhere, and is reported there.
                let before = self.goes_on;
                let answer = self.remembering(|c| c.relate_parts(source, target, by));
                self.goes_on = before;
                self.related.settle(asked, answer);
                answer
            }
        }
    }

    pub(super) fn relates_simply(&self, source: TypeId, target: TypeId) -> bool {
        let types = &self.program.types;
        match (types.get(source), types.get(target)) {
            (Type::Any, target) => *target != Type::Never,
            (_, Type::Any | Type::Unknown) | (Type::Never, _) | (Type::Undefined, Type::Void) => true,
            (Type::NumberLiteral { .. }, Type::Number) | (Type::StringLiteral { .. }, Type::String) => true,
            (Type::Template { .. } | Type::StringCase { .. }, Type::String) => true,
            (Type::BooleanLiteral(_), Type::Boolean) | (Type::UniqueSymbol(_), Type::Symbol) => true,
            // A number that no member has is no value of an enum; a `number` may be one, whatever it holds.
            (Type::NumberLiteral { bits: a, of: x, .. }, Type::NumberLiteral { bits: b, of: y, .. }) => a == b && (x.is_none() || y.is_none() || x == y),
            (Type::StringLiteral { units: a, of: x, .. }, Type::StringLiteral { units: b, of: y, .. }) => a == b && (y.is_none() || x == y),
            (Type::Number, Type::NumberLiteral { of: Some(_), .. } | Type::EnumComputed { .. }) => true,
            (Type::NumberLiteral { of: None, .. }, Type::EnumComputed { .. }) | (Type::EnumComputed { .. }, Type::Number) => true,
            (Type::EnumComputed { of: x, member: a, .. }, Type::EnumComputed { of: y, member: b, .. }) => (x, a) == (y, b),
            _ => false,
        }
    }

    fn relate_parts(&mut self, source: TypeId, target: TypeId, by: Relation) -> bool {
        let (from, to) = (self.program.types.get(source).clone(), self.program.types.get(target).clone());
        match (&from, &to) {
            (Type::Union(parts), _) if by.is_comparable() => parts.iter().any(|&part| self.relate(part, target, by)),
            (Type::Union(parts), _) => parts.iter().all(|&part| self.relate(part, target, by)),
            (Type::Boolean, Type::Union(parts)) if parts.contains(&TypeId::BOOLEAN) => true,
            (Type::Unknown, Type::Union(parts)) if self.is_unknown_in_parts(parts) => true,
            (_, Type::Union(parts)) => {
                parts.iter().any(|&part| self.relate(source, part, by))
                    || self.is_undecided(source) && self.relate_open(source, target, by)
                    || self.relate_by_discriminants(source, parts, by)
            }
            (_, Type::Intersection(parts)) => parts.iter().all(|&part| self.relate(source, part, by) || self.relate_to_weak_part(source, part, by)),
            (Type::Intersection(_), Type::Alias { .. }) => self.relate_open(source, target, by),
            (Type::Intersection(parts), _) => self.relate_intersection(source, parts, target, by),
            (_, Type::Template { strings, types }) => self.relate_template(source, target, (strings, types), by),
            (_, &Type::StringCase { case, operand }) if self.is_in_case(source, case, operand) => true,
            _ if self.is_undecided(source) || self.is_undecided(target) => self.relate_open(source, target, by),
            (_, Type::Never) => false,
            (Type::Array { element: a, readonly: from_readonly }, Type::Array { element: b, readonly }) => {
                (*readonly || !*from_readonly) && self.relate(*a, *b, by)
            }
            (Type::Tuple { elements: a, readonly: from_readonly }, Type::Tuple { elements: b, readonly }) => {
                (*readonly || !*from_readonly) && self.relate_tuples(a, b, by)
            }
            (Type::Tuple { .. }, Type::Array { element: b, readonly }) => {
                let Some((a, from_readonly)) = self.types().array_parts(source) else { return false };
                (*readonly || !from_readonly) && self.relate(a, *b, by)
            }
            (Type::Array { element: a, readonly: from_readonly }, Type::Tuple { elements: b, readonly }) => {
                (*readonly || !*from_readonly) && !b.is_empty() && b.iter().all(|e| e.rest && self.spread_of(e).is_none() && self.relate(*a, e.ty, by))
            }
            (Type::Function(a), Type::Function(b)) => {
                let (a, b) = (a.clone(), b.clone());
                self.relate_signatures(&a, &b, by, Way::Function)
            }
            (Type::Interface { .. } | Type::Object { .. }, Type::Function(_)) => self.called_part(source).is_some_and(|function| self.relate(function, target, by)),
            (_, Type::NonPrimitive) => self.is_object(source),
            (Type::Class { class: a, arguments: x }, Type::Class { class: b, arguments: y }) => {
                self.relate_classes((*a, x), (*b, y), source, target, by)
            }
            (Type::Interface { interface: a, arguments: x }, Type::Interface { interface: b, arguments: y }) if a == b && x.len() == y.len() => {
                self.relate_arguments(Declared::Interface(*a), x, y, by).unwrap_or_else(|| self.relate_structure(source, target, by))
            }
            (Type::Class { .. }, Type::Interface { .. }) if let (Some(held), Some(wanted)) = (self.promised(source), self.promise_like(target)) => self.relate(held, wanted, by),
            (_, Type::ClassValue(_)) if self.is_called_class(target) && !self.is_called_class(source) => false,
            (Type::ClassValue(_), Type::Function(_)) if !by.is_nominal() && self.is_called_class(source) => {
                self.find_member(source, CONSTRUCT).is_some_and(|made| self.relate(made.ty, target, by))
            }
            (Type::ClassValue(a), Type::ClassValue(b)) if by.is_nominal() => self.as_base(*a, &[], *b).is_some() && self.relate_structure(source, target, by),
            (_, Type::ClassValue(_)) => matches!(from, Type::ClassValue(_) | Type::Object { .. } | Type::Interface { .. }) && !by.is_nominal() && self.relate_structure(source, target, by),
            (_, Type::Interface { interface, .. }) if self.is_function_interface(*interface) => self.is_function_like(source),
            (_, Type::Class { .. }) if by.is_nominal() => false,
            (_, Type::Class { .. } | Type::Interface { .. } | Type::Object { .. }) => {
                let fits = self.relate_structure(source, target, by);
                if fits && by.is_nominal() {
                    self.note_seen_as_object(source, target);
                }
                fits
            }
            _ => false,
        }
    }

    /// Whether a union says as little as `unknown`: `{} | null | undefined` (tsc's `isUnknownLikeUnionType`).
    fn is_unknown_in_parts(&mut self, parts: &[TypeId]) -> bool {
        let anything = self.anything();
        [TypeId::UNDEFINED, TypeId::NULL, anything].iter().all(|part| parts.contains(part))
    }

    /// An object whose discriminants are unions fits a union if it does with each of their values
    /// (tsc's `typeRelatedToDiscriminatedType`, which tries as many combinations).
    fn relate_by_discriminants(&mut self, source: TypeId, parts: &[TypeId], by: Relation) -> bool {
        const COMBINATIONS: usize = 25;
        if !matches!(self.program.types.get(source), Type::Object { .. } | Type::Interface { .. } | Type::Class { .. }) {
            return false;
        }
        let own = self.properties(source).unwrap_or_default();
        let mut candidates = vec![own.clone()];
        for (index, member) in own.iter().enumerate() {
            let values = self.program.types.constituents(member.ty);
            if values.len() < 2 || !values.iter().all(|&value| super::narrow::is_unit(&self.program.types, value)) || !self.is_discriminant(parts, &member.name) {
                continue;
            }
            if candidates.len() * values.len() > COMBINATIONS {
                return false;
            }
            let with = |members: &Vec<Member>, ty: TypeId| {
                let mut members = members.clone();
                members[index].ty = ty;
                members
            };
            candidates = candidates.iter().flat_map(|members| values.iter().map(|&value| with(members, value))).collect();
        }
        candidates.len() > 1
            && candidates.into_iter().all(|members| {
                let candidate = self.types().intern(Type::Object { members: members.into(), fresh: false });
                parts.iter().any(|&part| self.relate(candidate, part, by))
            })
    }

    /// Position by position; a target's rest takes what remains between what stands before and behind it.
    fn relate_tuples(&mut self, from: &[TupleElement], to: &[TupleElement], by: Relation) -> bool {
        if from.len() == to.len() && from.iter().zip(to).all(|(a, b)| a.rest == b.rest && a.ty == b.ty && (b.optional || !a.optional)) {
            return true;
        }
        let required = |all: &[TupleElement]| all.iter().filter(|e| !e.rest && !e.optional).count();
        let rest = to.iter().position(|e| e.rest);
        if required(from) < required(to) || rest.is_none() && (from.iter().any(|e| e.rest) || from.len() > to.len()) {
            return false;
        }
        // A list whose elements are not known yet takes none that are.
        let is_open = |c: &Self, all: &[TupleElement]| all.iter().any(|e| c.spread_of(e).is_some());
        if is_open(self, to) && !is_open(self, from) {
            return false;
        }
        let behind = to.iter().rev().take_while(|e| !e.rest).count();
        from.iter().enumerate().all(|(index, element)| {
            let at = match rest {
                Some(rest) if index >= rest => to.len() - 1 - behind.min(from.len() - 1 - index),
                _ => index,
            };
            self.relate_elements(element, &to[at], by)
        })
    }

    /// An element of a tuple with the one that takes it in another.
    fn relate_elements(&mut self, from: &TupleElement, to: &TupleElement, by: Relation) -> bool {
        let is_required = |e: &TupleElement| !e.optional && !e.rest;
        if is_required(to) && !is_required(from) {
            return false;
        }
        match (self.spread_of(from), self.spread_of(to)) {
            (Some(own), Some(wanted)) => self.relate(own, wanted, by),
            (None, Some(_)) => false,
            (Some(_), None) if !to.rest => false,
            _ => self.relate(from.ty, to.ty, by),
        }
    }

    /// One part is enough, or what the parts have together.
    fn relate_intersection(&mut self, source: TypeId, parts: &[TypeId], target: TypeId, by: Relation) -> bool {
        if by.is_comparable() && self.compares_as_primitive(target) {
            return self.compares_intersection(parts, target);
        }
        if parts.iter().any(|&part| self.relate(part, target, by)) {
            return !self.is_contradicted(source, parts, target, by);
        }
        if let Type::Function(wanted) = self.program.types.get(target).clone()
            && let Some(own) = self.signatures_of(source, &[])
        {
            return self.relate_overloads(&own, &[wanted], by, Way::Function);
        }
        let bound = self.bound_of_open(source);
        if bound != source {
            return self.relate(bound, target, by);
        }
        matches!(self.program.types.get(target), Type::Interface { .. } | Type::Object { .. }) && self.relate_structure(source, target, by)
    }

    fn relate_template(&mut self, source: TypeId, target: TypeId, (strings, types): (&[Rc<[u16]>], &[TypeId]), by: Relation) -> bool {
        match self.program.types.get(source).clone() {
            Type::StringLiteral { .. } => self.matches_template(source, strings, types),
            Type::Template { strings: own, .. } if by.is_comparable() => Self::templates_overlap(&own, strings),
            Type::Template { strings: own, types: holes } => {
                own[..] == strings[..] && holes.iter().zip(types).all(|(&a, &b)| self.is_assignable(a, b)) || self.matches_template(source, strings, types)
            }
            _ => self.is_undecided(source) && self.relate_open(source, target, by),
        }
    }

    /// Types of which one waits for a type parameter.
    fn relate_open(&mut self, source: TypeId, target: TypeId, by: Relation) -> bool {
        let (from, to) = (self.program.types.get(source).clone(), self.program.types.get(target).clone());
        self.note_unmeasurable(source, target);
        match (&from, &to) {
            (Type::Alias { .. }, _) | (_, Type::Alias { .. }) => {
                let (a, b) = (self.unfolded(source), self.unfolded(target));
                return (a, b) != (source, target) && self.relate(a, b, by);
            }
            (Type::KeyOf(a), Type::KeyOf(b)) if self.relate(*b, *a, by) => return true,
            // `[...A]` is a list as `A` is.
            (Type::Tuple { elements, readonly: false }, _) if let Some(list) = self.spread_alone(elements) => return self.relate(list, target, by),
            (_, Type::Tuple { elements, readonly }) if (*readonly || self.is_mutable_list(source)) && let Some(list) = self.spread_alone(elements) => {
                return self.relate(source, list, by);
            }
            // Whatever T turns out to be, a key of what it is known to be is a key of it.
            (_, Type::KeyOf(operand)) if !self.is_undecided(source) => {
                let bound = self.constraint_of(*operand);
                if !self.is_undecided(bound) && bound != TypeId::UNKNOWN {
                    let keys = self.key_of(bound);
                    return self.relate(source, keys, by);
                }
            }
            (_, Type::KeyOf(operand)) if self.is_key_of_constraint(source, *operand, by) => return true,
            (Type::Indexed { object: a, index: i }, Type::Indexed { object: b, index: j }) if self.relate(*a, *b, by) && self.relate(*i, *j, by) => return true,
            (_, Type::Indexed { object, .. }) if self.is_open_tuple(*object) => return source == target || self.relate(source, TypeId::NUMBER, by),
            // What is made of each key must hold whatever the key is.
            (_, Type::Indexed { object, index }) if let Some(template) = self.bound_of_mapped(*object, *index).filter(|&template| template != target) => return self.relate(source, template, by),
            (_, Type::Indexed { object, index }) if self.fits_written(source, *object, *index, by) => return true,
            (Type::Conditional { root, arguments: a }, Type::Conditional { root: other, arguments: b }) if root == other && a == b => return true,
            (Type::Conditional { root, arguments: a }, Type::Conditional { root: other, arguments: b }) if self.relate_conditionals((*root, a), (*other, b), by) => return true,
            // What is waited for may stand for what it is: tsc looks no deeper.
            _ if let Some(inner) = self.program.types.inside_awaited(source)
                && self.relate(inner, target, by) =>
            {
                return true;
            }
            // Whichever branch it turns out to be.
            (Type::Conditional { root, arguments }, _) => {
                let branches = self.branches(*root, arguments);
                if by.is_comparable() {
                    return branches.into_iter().any(|branch| branch != source && self.relate(branch, target, by));
                }
                if branches.into_iter().all(|branch| branch != source && self.relate(branch, target, by)) {
                    return true;
                }
                let bound = self.bound_by_constraint(*root, arguments);
                return bound.is_some_and(|bound| bound != source && self.relate(bound, target, by));
            }
            (Type::Mapped { root, arguments: a }, Type::Mapped { root: other, arguments: b }) => {
                let pairs = a.iter().zip(b.iter());
                if root == other && pairs.into_iter().all(|(&a, &b)| self.relate(a, b, by)) {
                    return true;
                }
                if let Some((own, wanted)) = self.mapped_alike((*root, a), (*other, b), by) {
                    return self.relate(own, wanted, by);
                }
            }
            (_, Type::Mapped { root, arguments }) if self.fits_open_mapped(source, *root, arguments, by) => {
                let bound = self.constraint_of(target);
                if by.is_nominal() && self.is_plain(source) && self.entries_of(bound).is_some() {
                    self.mixed_types.insert((source, bound));
                }
                return true;
            }
            (Type::Mapped { root, arguments }, Type::Parameter(_)) if self.fits_parameter(*root, arguments, target, by) => return true,
            (Type::Mapped { .. }, Type::NonPrimitive) => return true,
            // Of its members nothing is known, and none is asked for.
            (Type::Mapped { .. }, Type::Object { .. } | Type::Interface { .. }) if self.properties(target).is_some_and(|all| all.iter().all(|m| m.optional && !m.is_index())) => return true,
            // Whatever its keys turn out to be, its members are of one type.
            (Type::Mapped { root, arguments }, _) if let Some(entry) = self.only_entries(target) => {
                let member = self.mapped_template(*root, arguments);
                let fits = self.relate(member, entry, by) || {
                    // Which keys there are may rest on what the type parameters around stand for.
                    let members = self.mapped_members(*root, arguments);
                    members != member && self.relate(members, entry, by)
                };
                if fits || !by.is_comparable() {
                    return fits;
                }
            }
            _ => {}
        }
        if by.is_comparable()
            && let Some(answer) = self.compares_open(&from, &to, target)
        {
            return answer;
        }
        let bound = match from {
            Type::Parameter(parameter) => self.bound_of_parameter(parameter),
            _ if self.is_undecided(source) => self.bound_of_open(source),
            _ => return false,
        };
        bound != source && bound != TypeId::UNKNOWN && self.relate(bound, target, by)
    }

    /// Whether an open type stands for keys of what a type parameter extends, which may be made of other open types: `T extends Partial<U>`.
    fn is_key_of_constraint(&mut self, source: TypeId, operand: TypeId, by: Relation) -> bool {
        let Type::Parameter(parameter) = *self.program.types.get(operand) else { return false };
        let constraint = self.program.type_parameters[parameter.index()].constraint;
        if constraint == TypeId::UNKNOWN || !self.is_undecided(constraint) {
            return false;
        }
        let keys = self.key_of(constraint);
        self.relate(source, keys, by)
    }

    /// Whether `{ [P in Q]: X }` fits a type parameter T, whatever it stands for: Q has all keys of T, and X is a `T[P]`.
    fn fits_parameter(&mut self, root: u32, arguments: &[TypeId], target: TypeId, by: Relation) -> bool {
        let mapped = self.program.types.mapped(root);
        if mapped.name.is_some() || mapped.optional == crate::ast::MappedModifier::Add {
            return false;
        }
        let key = mapped.parameter;
        let keys = (self.types().intern(Type::KeyOf(target)), self.mapped_keys(root, arguments));
        let key = self.types().intern(Type::Parameter(key));
        let member = self.types().intern(Type::Indexed { object: target, index: key });
        let template = self.mapped_template(root, arguments);
        self.relate(keys.0, keys.1, by) && self.relate(template, member, by)
    }

    /// What a dictionary holds, of which nothing else is asked.
    fn only_entries(&mut self, ty: TypeId) -> Option<TypeId> {
        match &self.properties(ty)?[..] {
            [only] if &*only.name == STRING_INDEX => Some(only.ty),
            _ => None,
        }
    }

    /// Whether `source` may be written to `object[index]` of an open object, going by what is known of both; as tsc has it, not by an index
    /// signature of strings.
    fn fits_written(&mut self, source: TypeId, object: TypeId, index: TypeId, by: Relation) -> bool {
        let (known, key) = (self.constraint_of(object), self.constraint_of(index));
        if self.is_undecided(known) || self.is_undecided(key) || known == TypeId::UNKNOWN || known != object && key != TypeId::NUMBER && self.entries_of(known).is_some() {
            return false;
        }
        let keys = self.program.types.members(key);
        !keys.is_empty()
            && keys.into_iter().all(|key| {
                let wanted = self.indexed(known, key);
                wanted.is_some_and(|wanted| self.relate(source, wanted, by))
            })
    }

    /// Whether the values of a type are functions or classes.
    fn is_function_like(&mut self, ty: TypeId) -> bool {
        match self.program.types.get(ty).clone() {
            Type::Function(_) | Type::ClassValue(_) => true,
            Type::Intersection(parts) => parts.iter().any(|&part| self.is_function_like(part)),
            _ => self.find_member(ty, ABSTRACT_CONSTRUCT).is_some() || self.called_part(ty).is_some(),
        }
    }

    fn is_object(&self, ty: TypeId) -> bool {
        matches!(
            self.program.types.get(ty),
            Type::Array { .. }
                | Type::Tuple { .. }
                | Type::TypedArray(_)
                | Type::Function(_)
                | Type::Class { .. }
                | Type::ClassValue(_)
                | Type::Interface { .. }
                | Type::Object { .. }
                | Type::NonPrimitive
        ) || matches!(self.program.types.get(ty), Type::Intersection(parts) if parts.iter().any(|&part| self.is_object(part)))
    }

    fn relate_classes(
        &mut self,
        source: (ClassId, &Rc<[TypeId]>),
        target: (ClassId, &Rc<[TypeId]>),
        source_ty: TypeId,
        target_ty: TypeId,
        by: Relation,
    ) -> bool {
        if let Some(arguments) = self.as_base(source.0, source.1, target.0) {
            if arguments[..] == target.1[..] {
                return true;
            }
            let base = self.types().class(target.0, arguments.clone());
            if base != source_ty {
                return self.relate(base, target_ty, by);
            }
            return self.relate_arguments(Declared::Class(target.0), &arguments, target.1, by).unwrap_or_else(|| self.relate_structure(source_ty, target_ty, by));
        }
        !by.is_nominal() && self.relate_structure(source_ty, target_ty, by)
    }

    fn relate_structure(&mut self, source: TypeId, target: TypeId, by: Relation) -> bool {
        if matches!(source, TypeId::UNDEFINED | TypeId::NULL | TypeId::VOID | TypeId::UNKNOWN) {
            return false;
        }
        let Some(wanted) = self.properties(target) else { return false };
        if wanted.is_empty() {
            return true;
        }
        match (self.entries_of(source).is_some(), wanted.iter().any(Member::is_index)) {
            (false, true) => {
                let holds = self.has_implicit_index(source, &wanted, by);
                if holds && by.is_nominal() {
                    self.mixed_types.insert((source, target));
                }
                return holds;
            }
            (true, false) => {
                let holds = wanted.iter().all(|member| self.relate_member(source, target, member, by));
                self.program.mixing.dictionary_as_fixed |= holds && by.is_nominal();
                return holds;
            }
            (true, true) => return wanted.iter().all(|member| self.relate_entries(source, target, member, by)),
            _ => {}
        }
        if (!by.is_comparable() || self.is_unit_or_boolean(source)) && self.lacks_all_of(source, &wanted) {
            return false;
        }
        let fits = wanted.iter().all(|member| self.relate_member(source, target, member, by));
        if fits && matches!(self.program.types.get(source), Type::ClassValue(_)) && !wanted.iter().any(Member::is_construct) {
            self.program.class_objects = true;
        }
        fits
    }

    /// A part of an intersection whose members may all be missing need not share one with the source: another part says what the source is.
    fn relate_to_weak_part(&mut self, source: TypeId, part: TypeId, by: Relation) -> bool {
        if matches!(source, TypeId::UNDEFINED | TypeId::NULL | TypeId::VOID | TypeId::UNKNOWN) || self.is_undecided(part) || self.entries_of(source).is_some() {
            return false;
        }
        let Some(wanted) = self.properties(part) else { return false };
        !wanted.is_empty() && wanted.iter().all(|m| m.optional && !m.is_index()) && wanted.iter().all(|member| self.relate_member(source, part, member, by))
    }

    /// Of two dictionaries: a string index serves for numbers too.
    fn relate_entries(&mut self, source: TypeId, target: TypeId, wanted: &Member, by: Relation) -> bool {
        match self.entries_of(source) {
            Some(entries) if &*wanted.name == NUMBER_INDEX => entries.number.or(entries.string).is_some_and(|ty| self.relate(ty, wanted.ty, by)),
            // Any object is one, as in tsc.
            Some(_) if &*wanted.name == STRING_INDEX && wanted.ty == TypeId::ANY => true,
            Some(entries) if &*wanted.name == STRING_INDEX => {
                let own = self.properties(source).unwrap_or_default();
                let own = own.iter().filter(|m| &*m.name != SYMBOL_INDEX && m.is_spoken_of(wanted));
                entries.string.is_some() && own.into_iter().all(|m| self.relate(m.ty, wanted.ty, by))
            }
            // A type as written has no other members.
            Some(entries) if &*wanted.name == SYMBOL_INDEX => match entries.symbol {
                Some(ty) => self.relate(ty, wanted.ty, by),
                None => self.plain_members(source).is_some_and(|own| own.iter().filter(|m| m.is_spoken_of(wanted)).all(|m| self.relate(m.ty, wanted.ty, by))),
            },
            _ => self.relate_member(source, target, wanted, by),
        }
    }

    /// A type without a common member is no match for one whose members are all optional. Of `object`, and of what a type parameter will tell,
    /// tsc does not say so.
    fn lacks_all_of(&mut self, source: TypeId, wanted: &[Member]) -> bool {
        wanted.iter().all(|m| m.optional)
            && !matches!(self.program.types.get(source), Type::NonPrimitive | Type::Mapped { .. })
            && self.entries_of(source).is_none()
            && !self.shares_a_member(source, wanted)
    }

    /// Whether a part of an intersection fits `target`, but not what other parts say of a member that may be missing.
    fn is_contradicted(&mut self, source: TypeId, parts: &[TypeId], target: TypeId, by: Relation) -> bool {
        if parts.contains(&target) || self.is_undecided(target) || !matches!(self.program.types.get(target), Type::Interface { .. } | Type::Object { .. } | Type::Class { .. } | Type::ClassValue(_)) {
            return false;
        }
        let Some(wanted) = self.properties(target) else { return false };
        let lacks = |c: &mut Self, m: &Member| !m.is_index() && !m.is_construct() && c.find_member(source, &m.name).is_none();
        wanted.iter().any(|m| if m.optional { !m.is_index() && !self.relate_member(source, target, m, by) } else { lacks(self, m) })
    }

    fn shares_a_member(&mut self, source: TypeId, wanted: &[Member]) -> bool {
        match self.properties(source) {
            Some(have) => have.is_empty() || have.iter().any(|m| wanted.iter().any(|w| w.name == m.name)),
            None => wanted.iter().any(|m| self.find_member(source, &m.name).is_some()),
        }
    }

    /// Whether a name is that of an element of a tuple.
    pub(super) fn is_position_of_tuple(&self, ty: TypeId, name: &str) -> bool {
        matches!(self.program.types.get(ty), Type::Tuple { .. }) && name.starts_with(|first: char| first.is_ascii_digit())
    }

    /// Whether a member of a class takes the place of a protected one of an ancestor.
    fn overrides_protected(&self, found: &Found, declared: &Found) -> bool {
        let (Some(own), Some(class)) = (found.class(), declared.class()) else { return false };
        declared.visibility == Visibility::Protected && found.visibility != Visibility::Private && self.extends_class(own, class)
    }

    /// Whether a member is how the library keeps an object of one of its classes, of which TypeScript's declarations say nothing.
    fn is_our_own(&self, ty: TypeId, name: &str) -> bool {
        let Type::Class { class, .. } = self.program.types.get(ty) else { return false };
        self.is_library(self.program.classes[class.index()].span.file) && (is_private(name) || name.ends_with('$'))
    }

    fn relate_member(&mut self, source: TypeId, target: TypeId, wanted: &Member, by: Relation) -> bool {
        let Some(found) = self.find_member(source, &wanted.name) else {
            let is_there = wanted.optional || self.text_of_every_object(&wanted.name) == Some(wanted.ty);
            return is_there || !by.is_nominal() && self.is_our_own(target, &wanted.name);
        };
        // The elements of an array lie elsewhere than an object's members.
        if by.is_nominal() && self.is_position_of_tuple(source, &wanted.name) {
            return false;
        }
        if wanted.is_construct() && found.visibility != Visibility::Public {
            return false;
        }
        let declared = self.find_member(target, &wanted.name);
        let is_same = declared.as_ref().is_some_and(|declared| declared.span.is_some() && declared.span == found.span);
        let is_of_program = matches!(self.program.types.get(target), Type::Interface { interface, .. } if !self.is_library(self.interfaces[interface.index()].span.file));
        let more = declared.as_ref().filter(|_| is_same || is_of_program).map_or(Vec::new(), |declared| declared.overloads.clone());
        // What is hidden is the same only where it comes from the same declaration, or takes the place of what is protected there.
        let is_hidden = |declared: &Found| declared.is_hidden(&wanted.name) || found.is_hidden(&wanted.name);
        if !is_same && declared.as_ref().is_some_and(|declared| is_hidden(declared) && !self.overrides_protected(&found, declared)) {
            return false;
        }
        let optional = self.member_is_optional(source, &wanted.name);
        if optional && !wanted.optional && !by.is_comparable() {
            return false;
        }
        // Constructors compare their parameters as methods do, and so do methods that may be missing.
        let present = |c: &mut Self, ty| c.types().filter(ty, |_, member| member != TypeId::UNDEFINED);
        let (own, target) = if wanted.optional { (present(self, found.ty), present(self, wanted.ty)) } else { (found.ty, wanted.ty) };
        // What is the same needs no look at results that may not be known yet.
        if own == target && found.overloads.is_empty() && more.is_empty() {
            return true;
        }
        let way = if wanted.method || matches!(&*wanted.name, CONSTRUCT | ABSTRACT_CONSTRUCT) { Way::Method } else { Way::Function };
        if (way == Way::Method || is_same)
            && let (Some(own), Some(all)) = (self.signatures_of(own, &found.overloads), self.signatures_of(target, &more))
        {
            return if is_same { self.relate_instances(&own, &all, by, way) } else { self.relate_overloads(&own, &all, by, way) };
        }
        let own = self.whole_type(&found);
        self.relate(own, wanted.ty, by)
    }

    /// The type of the member with which every object tells its text, if `name` is its name.
    pub(super) fn text_of_every_object(&mut self, name: &str) -> Option<TypeId> {
        if name != "toString" {
            return None;
        }
        let signature = Signature { type_parameters: Vec::new(), this: None, parameters: Vec::new(), result: TypeId::STRING, predicate: None };
        Some(self.types().intern(Type::Function(Rc::new(signature))))
    }

    /// Whether each of the wanted signatures is met by one of those there are. Of several tsc does not look at how their type parameters hang
    /// together.
    fn relate_overloads(&mut self, own: &[Rc<Signature>], all: &[Rc<Signature>], by: Relation, way: Way) -> bool {
        if let ([own], [wanted]) = (own, all) {
            return self.relate_signatures(own, wanted, by, way);
        }
        let own: Vec<Signature> = own.iter().map(|own| self.without_parameters(own)).collect();
        all.iter().all(|wanted| {
            let wanted = self.without_parameters(wanted);
            own.iter().any(|own| self.relate_signatures(own, &wanted, by, way))
        })
    }

    /// Whether the signatures of one declaration, for some type arguments of what it belongs to, meet those for others: tsc compares them in
    /// their order, and does not look at their own type parameters.
    fn relate_instances(&mut self, own: &[Rc<Signature>], all: &[Rc<Signature>], by: Relation, way: Way) -> bool {
        own.len() == all.len()
            && own.iter().zip(all).all(|(own, wanted)| {
                let (own, wanted) = (self.without_parameters(own), self.without_parameters(wanted));
                self.relate_signatures(&own, &wanted, by, way)
            })
    }

    /// The signatures of a function or method: one, with those that are kept beside it, or all of an intersection, which a mapped type makes of several.
    fn signatures_of(&self, ty: TypeId, overloads: &[Rc<Signature>]) -> Option<Vec<Rc<Signature>>> {
        let parts = match self.program.types.get(ty) {
            Type::Intersection(parts) => parts.to_vec(),
            _ => vec![ty],
        };
        let first: Option<Vec<Rc<Signature>>> = parts.iter().map(|&part| match self.program.types.get(part) {
            Type::Function(signature) => Some(signature.clone()),
            _ => None,
        }).collect();
        first.map(|first| first.into_iter().chain(overloads.iter().cloned()).collect())
    }

    /// A signature with `any` for its type parameters.
    pub(super) fn without_parameters(&mut self, signature: &Signature) -> Signature {
        let any = vec![TypeId::ANY; signature.type_parameters.len()];
        let mut plain = self.substitute_signature(signature, &Self::substitution(&signature.type_parameters, &any));
        plain.type_parameters.clear();
        plain
    }

    /// A signature with what its type parameters extend in place of them.
    pub(super) fn at_constraints(&mut self, signature: &Signature) -> Signature {
        let unknown = vec![TypeId::UNKNOWN; signature.type_parameters.len()];
        let with = Self::substitution(&signature.type_parameters, &unknown);
        let bounds: Vec<TypeId> = signature.type_parameters.iter().map(|p| self.program.type_parameters[p.index()].constraint).collect();
        let bounds: Vec<TypeId> = bounds.into_iter().map(|bound| self.substitute(bound, &with)).collect();
        let mut plain = self.substitute_signature(signature, &Self::substitution(&signature.type_parameters, &bounds));
        plain.type_parameters.clear();
        plain
    }

    fn relate_signatures(&mut self, source: &Signature, target: &Signature, by: Relation, way: Way) -> bool {
        let bivariant = way == Way::Method;
        if self.takes_every_function(target) {
            return true;
        }
        let required = self.least_arguments(source);
        let erased = match by {
            Relation::Comparable => (self.without_parameters(source), self.without_parameters(target)),
            _ => (self.erased(source, target), target.clone()),
        };
        let (source, target) = (&self.positional(&erased.0), &self.positional(&erased.1));
        if let (Some(own), Some(given)) = (source.this.filter(|&ty| ty != TypeId::VOID), target.this)
            && !self.relate(given, own, by)
            && !(bivariant && self.relate(own, given, by))
        {
            return false;
        }
        let room = if target.parameters.last().is_some_and(|p| p.rest) { usize::MAX } else { target.parameters.len() };
        if required > room {
            return false;
        }
        self.note_unmeasurable_rest(source);
        if let (Some(a), Some(b)) = (source.parameters.last().filter(|p| p.rest), target.parameters.last().filter(|p| p.rest))
            && (self.is_undecided(a.ty) || self.is_undecided(b.ty))
            && source.parameters.len() == target.parameters.len()
            && a.ty != b.ty
        {
            // `...args: any[]` takes and gives whatever is wanted.
            let list = |c: &Self, ty: TypeId| match *c.program.types.get(ty) {
                Type::Array { element: TypeId::ANY, .. } => TypeId::ANY,
                _ => ty,
            };
            let (a, b) = (list(self, a.ty), list(self, b.ty));
            if !self.relate(b, a, by) && !(bivariant && self.relate(a, b, by)) {
                return false;
            }
        }
        for index in 0..source.parameters.len().max(target.parameters.len()) {
            let (Some(a), Some(b)) = (self.nth_parameter(source, index), self.nth_parameter(target, index)) else { break };
            if !self.relate(b.ty, a.ty, by) && !(bivariant && self.relate_of_method(a.ty, b.ty, by)) {
                return false;
            }
        }
        // What asserts something gives nothing, and as in tsc any function may stand where nothing is wanted.
        if let Some(wanted) = target.predicate.as_ref().filter(|wanted| !wanted.asserts) {
            let Some(own) = &source.predicate else { return false };
            let types = match (own.ty, wanted.ty) {
                (Some(a), Some(b)) => self.relate(a, b, by),
                (a, b) => a.is_some() || b.is_none(),
            };
            return types && (own.asserts, own.subject) == (wanted.asserts, wanted.subject);
        }
        if target.result == TypeId::VOID {
            return true;
        }
        let (given, wanted) = (self.told_result(source.result), self.told_result(target.result));
        self.relate(given, wanted, by) || way == Way::Callback && self.relate(wanted, given, by)
    }

    /// Whether a parameter `a` of a method may stand for `b` though it takes less.
    fn relate_of_method(&mut self, a: TypeId, b: TypeId, by: Relation) -> bool {
        match self.callbacks(a, b) {
            Some((a, b)) => self.relate_signatures(&b, &a, by, Way::Callback),
            None => self.relate(a, b, by),
        }
    }

    /// How many arguments a call must have: a trailing parameter that takes void may be left out.
    fn least_arguments(&mut self, signature: &Signature) -> usize {
        let signature = self.positional(signature);
        let may_lack = |p: &SignatureParameter| p.optional || p.rest || self.program.types.members(p.ty).contains(&TypeId::VOID);
        signature.parameters.iter().rposition(|p| !may_lack(p)).map_or(0, |last| last + 1)
    }

    /// `(...args: any) => unknown`, `(...args: never) => unknown`: the type of all functions.
    fn takes_every_function(&mut self, signature: &Signature) -> bool {
        let [only] = &signature.parameters[..] else { return false };
        if !only.rest || !signature.type_parameters.is_empty() || signature.this.is_some_and(|this| this != TypeId::ANY) || signature.predicate.is_some() {
            return false;
        }
        let argument = match *self.program.types.get(only.ty) {
            Type::Array { element, .. } => element,
            _ => only.ty,
        };
        matches!(argument, TypeId::ANY | TypeId::NEVER) && matches!(signature.result, TypeId::ANY | TypeId::UNKNOWN)
    }

    /// The signatures of functions that a method takes: they give it values. Not where one of them may be null or undefined and the other may not.
    fn callbacks(&mut self, a: TypeId, b: TypeId) -> Option<(Rc<Signature>, Rc<Signature>)> {
        let mut function = |ty: TypeId| {
            let present = self.types().non_null(ty);
            let parts = self.program.types.members(ty);
            match self.program.types.get(present) {
                Type::Function(signature) if signature.predicate.is_none() => Some((signature.clone(), (parts.contains(&TypeId::NULL), parts.contains(&TypeId::UNDEFINED)))),
                _ => None,
            }
        };
        let (a, b) = (function(a)?, function(b)?);
        (a.1 == b.1).then_some((a.0, b.0))
    }

    pub(super) fn nth_parameter(&mut self, signature: &Signature, index: usize) -> Option<SignatureParameter> {
        match signature.parameters.get(index).or(signature.parameters.last()) {
            Some(parameter) if parameter.rest => {
                let ty = match parameter.ty {
                    // No call has arguments for it.
                    TypeId::NEVER => TypeId::NEVER,
                    list => self.element_type(list).unwrap_or(TypeId::ANY),
                };
                Some(SignatureParameter { ty, rest: false, ..parameter.clone() })
            }
            Some(parameter) if index < signature.parameters.len() => Some(parameter.clone()),
            _ => None,
        }
    }

    /// A generic source signature with its parameters inferred from the target's.
    pub(super) fn erased(&mut self, source: &Signature, target: &Signature) -> Signature {
        if source.type_parameters.is_empty() {
            return source.clone();
        }
        if source.type_parameters.len() == target.type_parameters.len() {
            let arguments = self.own_arguments(&target.type_parameters);
            let with = Self::substitution(&source.type_parameters, &arguments);
            let admitted = source.type_parameters.iter().zip(&arguments).all(|(parameter, &argument)| {
                let constraint = self.program.type_parameters[parameter.index()].constraint;
                let constraint = self.substitute(constraint, &with);
                constraint == TypeId::UNKNOWN || self.is_assignable(argument, constraint)
            });
            if admitted {
                return self.substitute_signature(source, &with);
            }
        }
        let mut inference = super::infer::Inference::new(&source.type_parameters);
        let target = self.positional(target);
        for (index, a) in source.parameters.iter().enumerate() {
            let given = if a.rest { target.parameters.get(index).cloned() } else { self.nth_parameter(&target, index) };
            if let Some(b) = given {
                self.infer_from(&mut inference, b.ty, a.ty);
            }
        }
        // What nothing is said of by the parameters, the result may say.
        let mut from_result = super::infer::Inference::new(&source.type_parameters);
        self.infer_from(&mut from_result, target.result, source.result);
        let said = self.known_so_far(&from_result);
        for (hint, parameter) in inference.hints.iter_mut().zip(&source.type_parameters) {
            *hint = said.get(parameter).copied();
        }
        let with: Substitution = self.inferred_arguments(&mut inference);
        self.substitute_signature(source, &with)
    }
}
