//! Mapped types: `{ [K in C as N]?: T }`.
//!
//! As written they are kept once in the interner ([`Mapped`]); a use is its number and what stands for each type parameter of the
//! surroundings. With the keys known it is an object type. `keyof T` as the keys keeps the modifiers of T's members, goes through the
//! members of a union, and maps an array to an array, as tsc has it.

use super::Checker;
use super::scope::ScopeId;
use crate::ast::{self, MappedModifier};
use crate::program::types::{Mapped, Member, TupleElement, NUMBER_INDEX, STRING_INDEX, SYMBOL_INDEX, Substitution};
use crate::program::{Type, TypeId, TypeParameterId};
use std::rc::Rc;

/// A mapped type whose members are being found out.
pub(super) struct Mapping {
    root: u32,
    arguments: Box<[TypeId]>,
    /// What stands for it where it was met among them.
    place: Option<TypeId>,
}

impl<'a> Checker<'a> {
    /// A mapped type as written.
    pub(super) fn resolve_mapped(&mut self, scope: ScopeId, node: &'a ast::MappedType) -> TypeId {
        let inner = self.open_scope(scope, self.scope(scope).owner);
        let parameter = self.open_type_parameters(inner, std::slice::from_ref(&node.parameter))[0];
        let keys = self.keys_as_written(inner, node).unwrap_or(self.program.type_parameters[parameter.index()].constraint);
        let allowed = self.types().union([TypeId::STRING, TypeId::NUMBER, TypeId::SYMBOL]);
        if let Some(constraint) = &node.parameter.constraint
            && node.name.is_none()
            && !self.is_being_constrained(keys)
            && !{
                let known = self.implied_type(keys);
                self.is_assignable(known, allowed) || matches!(self.program.types.get(keys), Type::Alias { .. })
            }
        {
            let found = self.text(keys);
            self.error(2322, constraint.span, format!("the keys must be strings, numbers or symbols; found `{found}`"));
            return TypeId::ANY;
        }
        let implied = self.implied.len();
        self.imply_position(parameter, keys);
        let (name, template) = self.within_members(|c| {
            let name = node.name.as_ref().map(|name| c.resolve_type(inner, name));
            (name, node.ty.as_ref().map_or(TypeId::ANY, |ty| c.resolve_type(inner, ty)))
        });
        self.implied.truncate(implied);
        let mapped = Mapped { parameter, keys, name, template, optional: node.optional, readonly: node.readonly, outer: Vec::new() };
        let open = self.types().add_mapped(mapped);
        match *self.program.types.get(keys) {
            Type::KeyOf(source) if self.shelters > 0 && self.is_under_way(source).is_some() => open,
            _ => self.settle(open),
        }
    }

    /// The keys of `[I in keyof T]` are positions where T is an array.
    fn imply_position(&mut self, parameter: TypeParameterId, keys: TypeId) {
        let Type::KeyOf(source) = *self.program.types.get(keys) else { return };
        if !matches!(self.program.types.get(source), Type::Parameter(_)) {
            return;
        }
        let bound = self.constraint_of(source);
        let parts = self.program.types.members(bound);
        if !parts.is_empty() && parts.into_iter().all(|part| matches!(self.program.types.get(part), Type::Array { .. } | Type::Tuple { .. })) {
            let key = self.types().intern(Type::Parameter(parameter));
            self.implied.push((key, TypeId::NUMBER));
        }
    }

    /// `keyof T`, kept as such: what the type goes through are the members of T, with their modifiers.
    fn keys_as_written(&mut self, scope: ScopeId, node: &'a ast::MappedType) -> Option<TypeId> {
        let ast::TypeKind::KeyOf(operand) = &node.parameter.constraint.as_ref()?.kind else { return None };
        let source = self.quietly(|c| c.resolve_type(scope, operand));
        let has_members = matches!(self.program.types.get(source), Type::Object { .. } | Type::Interface { .. } | Type::Class { .. } | Type::Mapped { .. });
        has_members.then(|| self.types().intern(Type::KeyOf(source)))
    }

    /// A mapped type given `arguments` for its outer type parameters.
    pub(super) fn mapped(&mut self, root: u32, arguments: &[TypeId]) -> TypeId {
        if let Some(place) = self.mapped_within_itself(root, arguments) {
            return place;
        }
        self.mappings.push(Mapping { root, arguments: arguments.into(), place: None });
        let ty = self.map_with(root, arguments);
        if let Some(Mapping { place: Some(place), .. }) = self.mappings.pop() {
            self.types().define(place, ty);
        }
        let mapped = self.program.types.mapped(root);
        if matches!(self.program.types.get(ty), Type::Object { .. }) && mapped.name.is_none() && mapped.optional != MappedModifier::Remove {
            self.mapped_from.insert(ty, (root, arguments.into()));
        }
        ty
    }

    /// What stands for a mapped type among its own members, as in `get(): Partial<this>`: a use of its alias, which is known when they all are.
    fn mapped_within_itself(&mut self, root: u32, arguments: &[TypeId]) -> Option<TypeId> {
        let at = self.mappings.iter().position(|m| m.root == root && *m.arguments == *arguments)?;
        if self.mappings[at].place.is_none() {
            self.mappings[at].place = self.alias_of_mapped(root, arguments);
        }
        self.mappings[at].place
    }

    fn map_with(&mut self, root: u32, arguments: &[TypeId]) -> TypeId {
        let mapped = self.program.types.mapped(root).clone();
        let with = Self::substitution(&mapped.outer, arguments);
        if let Type::KeyOf(source) = *self.program.types.get(mapped.keys) {
            if let Type::Parameter(parameter) = *self.program.types.get(source)
                && let Some(&given) = with.get(&parameter)
                && let Type::Union(parts) = self.program.types.get(given).clone()
            {
                let mut each = Vec::new();
                for &part in parts.iter() {
                    let mut with = with.clone();
                    with.insert(parameter, part);
                    each.push(self.map_source(root, &mapped, source, &with));
                }
                return self.types().union(each);
            }
            return self.map_source(root, &mapped, source, &with);
        }
        let keys = self.substitute(mapped.keys, &with);
        if self.is_undecided(keys) {
            return self.still_mapped(root, &mapped, &with);
        }
        let source = self.modifiers_source(&mapped, &with);
        // Of `any` key there is as much known as of any string.
        let keys = if keys == TypeId::ANY { vec![TypeId::STRING, TypeId::NUMBER] } else { self.program.types.members(keys).into_vec() };
        self.map_keys(&mapped, keys, source, &with)
    }

    /// An open mapped type with the members that it has for certain: `Omit<T, "a">` those of what T extends, but for `a`. `None` where no key is known.
    pub(super) fn mapped_by_certain_keys(&mut self, root: u32, arguments: &[TypeId]) -> Option<TypeId> {
        let mapped = self.program.types.mapped(root).clone();
        if let Type::KeyOf(_) = self.program.types.get(mapped.keys) {
            return None;
        }
        let with = Self::substitution(&mapped.outer, arguments);
        let keys = self.substitute(mapped.keys, &with);
        let known = self.certain_keys(keys);
        if known == keys || self.is_undecided(known) {
            return None;
        }
        let source = self.modifiers_source(&mapped, &with);
        let known = self.program.types.members(known).into_vec();
        Some(self.map_keys(&mapped, known, source, &with))
    }

    /// The type whose members a mapped type goes through: T of `{ [K in keyof T]: … }`.
    pub(super) fn mapped_source(&mut self, root: u32, arguments: &[TypeId]) -> Option<TypeId> {
        let mapped = self.program.types.mapped(root).clone();
        let Type::KeyOf(source) = *self.program.types.get(mapped.keys) else { return None };
        Some(self.substitute(source, &Self::substitution(&mapped.outer, arguments)))
    }

    /// Of keys that are still open those that are among them for certain (tsc's getLowerBoundOfKeyType).
    fn certain_keys(&mut self, keys: TypeId) -> TypeId {
        match self.program.types.get(keys).clone() {
            Type::KeyOf(object) => {
                let bound = self.constraint_of_object(object);
                if bound == TypeId::UNKNOWN || self.is_undecided(bound) { keys } else { self.key_of(bound) }
            }
            Type::Conditional { root, arguments } => {
                let conditional = self.program.types.conditional(root);
                let tested = conditional.distributes.and_then(|parameter| conditional.outer.iter().position(|&outer| outer == parameter));
                let Some(at) = tested else { return keys };
                let mut known = arguments.to_vec();
                known[at] = self.certain_keys(arguments[at]);
                if known[at] == arguments[at] { keys } else { self.conditional(root, &known) }
            }
            Type::Union(parts) => {
                let parts: Vec<TypeId> = parts.iter().map(|&part| self.certain_keys(part)).collect();
                self.types().union(parts)
            }
            _ => keys,
        }
    }

    /// What each member of an open mapped type is.
    pub(super) fn mapped_template(&mut self, root: u32, arguments: &[TypeId]) -> TypeId {
        let mapped = self.program.types.mapped(root).clone();
        let key = self.types().intern(Type::Parameter(mapped.parameter));
        let with = Self::substitution(&mapped.outer, arguments);
        self.member_read(&mapped, key, &with)
    }

    /// What all members of an open mapped type are together.
    pub(super) fn mapped_members(&mut self, root: u32, arguments: &[TypeId]) -> TypeId {
        let mapped = self.program.types.mapped(root).clone();
        let with = Self::substitution(&mapped.outer, arguments);
        let keys = self.substitute(mapped.keys, &with);
        self.member_read(&mapped, keys, &with)
    }

    /// What reading the member `key` gives, which may be missing if all may.
    fn member_read(&mut self, mapped: &Mapped, key: TypeId, with: &Substitution) -> TypeId {
        let member = self.map_member(mapped, key, with);
        match mapped.optional {
            MappedModifier::Add => self.types().union([member, TypeId::UNDEFINED]),
            _ => member,
        }
    }

    fn still_mapped(&mut self, root: u32, mapped: &Mapped, with: &Substitution) -> TypeId {
        let arguments = mapped.outer.iter().map(|parameter| with[parameter]).collect();
        self.types().intern(Type::Mapped { root, arguments })
    }

    /// `[K in keyof source]`, `source` being one type.
    fn map_source(&mut self, root: u32, mapped: &Mapped, source: TypeId, with: &Substitution) -> TypeId {
        let is_mapped = matches!(self.program.types.get(source), Type::Mapped { .. });
        let source = self.substitute(source, with);
        if self.is_undecided(source) {
            return self.still_mapped(root, mapped, with);
        }
        // Only what stands for a type parameter makes an array of an array, and goes through the members of a union.
        if is_mapped {
            let keys = self.key_of(source);
            let keys = self.program.types.members(keys).into_vec();
            return self.map_keys(mapped, keys, Some(source), with);
        }
        match self.program.types.get(source).clone() {
            Type::Array { readonly, .. } if mapped.name.is_none() => {
                let element = self.map_member(mapped, TypeId::NUMBER, with);
                let element = match mapped.optional {
                    MappedModifier::Keep => element,
                    MappedModifier::Add => self.types().union([element, TypeId::UNDEFINED]),
                    MappedModifier::Remove => self.types().filter(element, |_, member| member != TypeId::UNDEFINED),
                };
                let readonly = modified(mapped.readonly, readonly);
                self.types().intern(Type::Array { element, readonly })
            }
            Type::Tuple { elements, readonly } if mapped.name.is_none() => self.map_tuple(mapped, source, &elements, readonly, with),
            // With `as`, an array is gone through as any object is.
            Type::Object { .. } | Type::Interface { .. } | Type::Class { .. } | Type::Intersection(_) | Type::Array { .. } | Type::Tuple { .. } | Type::Function(_) => {
                let keys = self.each_key(source);
                self.map_keys(mapped, keys, Some(source), with)
            }
            Type::Unknown => self.map_keys(mapped, Vec::new(), None, with),
            _ => source,
        }
    }

    fn position_key(&mut self, index: usize) -> TypeId {
        self.types().string_literal(index.to_string().encode_utf16().collect(), false)
    }

    /// A tuple is mapped position by position.
    fn map_tuple(&mut self, mapped: &Mapped, source: TypeId, elements: &[TupleElement], readonly: bool, with: &Substitution) -> TypeId {
        let whole = mapped.outer.iter().copied().find(|parameter| with.get(parameter) == Some(&source));
        let mut out = Vec::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            // Of a rest, what the mapping makes of an array of its elements; of what stands behind one, of a tuple of that alone.
            let is_behind = elements[..index].iter().any(|e| e.rest);
            let ty = match whole {
                Some(whole) if element.rest => {
                    let array = self.types().array(element.ty);
                    let ty = self.map_member(mapped, TypeId::NUMBER, &replaced(with, whole, array));
                    if mapped.optional == MappedModifier::Add { self.types().union([ty, TypeId::UNDEFINED]) } else { ty }
                }
                Some(whole) if is_behind => {
                    let alone = self.types().tuple(vec![TupleElement::required(element.ty)]);
                    let key = self.position_key(0);
                    self.map_member(mapped, key, &replaced(with, whole, alone))
                }
                _ => {
                    let key = self.position_key(index);
                    self.map_member(mapped, key, with)
                }
            };
            let optional = !element.rest && modified(mapped.optional, element.optional);
            let ty = match (optional, element.optional) {
                (true, _) => self.types().union([ty, TypeId::UNDEFINED]),
                (false, true) => self.types().filter(ty, |_, m| m != TypeId::UNDEFINED),
                (false, false) => ty,
            };
            out.push(TupleElement { ty, optional, ..element.clone() });
        }
        self.make_tuple(out, modified(mapped.readonly, readonly))
    }

    /// Where `[K in C]` takes modifiers from when C is a type parameter whose constraint is `keyof T`.
    fn modifiers_source(&mut self, mapped: &Mapped, with: &Substitution) -> Option<TypeId> {
        let Type::Parameter(parameter) = *self.program.types.get(mapped.keys) else { return None };
        let constraint = self.program.type_parameters[parameter.index()].constraint;
        let Type::KeyOf(source) = *self.program.types.get(constraint) else { return None };
        Some(self.substitute(source, with))
    }

    /// Whether what a mapped type makes of a member is its type.
    fn takes_over(&self, mapped: &Mapped) -> bool {
        let Type::Indexed { index, .. } = self.program.types.get(mapped.template) else { return false };
        self.program.types.get(*index) == &Type::Parameter(mapped.parameter)
    }

    fn map_member(&mut self, mapped: &Mapped, key: TypeId, with: &Substitution) -> TypeId {
        let mut with = with.clone();
        with.insert(mapped.parameter, key);
        self.substitute(mapped.template, &with)
    }

    fn map_keys(&mut self, mapped: &Mapped, keys: Vec<TypeId>, source: Option<TypeId>, with: &Substitution) -> TypeId {
        let takes_numbers = keys.contains(&TypeId::NUMBER);
        let mut members: Vec<Member> = Vec::new();
        let known = source.map_or_else(Vec::new, |source| {
            let bound = self.constraint_of(source);
            self.members_as_declared(bound)
        });
        for key in self.ordered_keys(keys, &known) {
            let own = match self.member_key(key) {
                Some(own) => own,
                // With `as`, what is gone through need not be keys.
                None if mapped.name.is_some() => "".into(),
                None => continue,
            };
            if key == TypeId::NUMBER && known.iter().any(|m| &*m.name == STRING_INDEX) && !known.iter().any(|m| m.name == own) {
                continue;
            }
            let is_index = matches!(&*own, STRING_INDEX | NUMBER_INDEX | SYMBOL_INDEX);
            if is_index {
                self.reach_library_class("Dictionary");
            }
            let before = known.iter().find(|m| m.name == own);
            let was_optional = before.is_some_and(|m| m.optional) && !is_index;
            let optional = modified(mapped.optional, was_optional);
            let readonly = modified(mapped.readonly, before.is_some_and(|m| m.readonly));
            // A method that is taken over as it is stays one: its parameters are compared in both directions.
            let method = before.is_some_and(|m| m.method) && self.takes_over(mapped);
            let mut ty = self.map_member(mapped, key, with);
            if optional {
                ty = self.types().union([ty, TypeId::UNDEFINED]);
            } else if was_optional {
                ty = self.types().filter(ty, |_, member| member != TypeId::UNDEFINED);
            }
            let numeric = matches!(self.program.types.get(key), Type::NumberLiteral { .. }) || key == TypeId::STRING && takes_numbers;
            for name in self.mapped_names(mapped, key, own, with) {
                match members.iter_mut().find(|m| m.name == name) {
                    Some(same) => same.ty = self.program.types.union([same.ty, ty]),
                    None => members.push(Member { name, ty, optional: optional || is_index, readonly, method, numeric }),
                }
            }
        }
        self.types().intern(Type::Object { members: members.into(), fresh: false })
    }

    /// The keys in the order of the source's members, which is the one objects are printed in.
    fn ordered_keys(&mut self, mut ordered: Vec<TypeId>, known: &[Member]) -> Vec<TypeId> {
        let place =
            |c: &Self, key: TypeId| c.member_key(key).and_then(|name| known.iter().position(|m| m.name == name)).unwrap_or(known.len());
        ordered.sort_by_key(|&key| place(self, key));
        ordered
    }

    /// The names that `key` is mapped to: itself, or what `as N` makes of it.
    fn mapped_names(&mut self, mapped: &Mapped, key: TypeId, own: Rc<str>, with: &Substitution) -> Vec<Rc<str>> {
        let Some(name) = mapped.name else { return vec![own] };
        let mut with = with.clone();
        with.insert(mapped.parameter, key);
        let names = self.substitute(name, &with);
        self.program.types.members(names).iter().filter_map(|&name| self.member_key(name)).collect()
    }

    /// `keyof` a mapped type that is still open.
    pub(super) fn mapped_keys(&mut self, root: u32, arguments: &[TypeId]) -> TypeId {
        let mapped = self.program.types.mapped(root).clone();
        let mut with = Self::substitution(&mapped.outer, arguments);
        match mapped.name {
            None => self.substitute(mapped.keys, &with),
            // Which members there are to be named is known when T is.
            Some(_) if matches!(self.program.types.get(mapped.keys), Type::KeyOf(_)) => {
                let open = self.types().intern(Type::Mapped { root, arguments: arguments.into() });
                self.types().intern(Type::KeyOf(open))
            }
            Some(name) => {
                let keys = self.substitute(mapped.keys, &with);
                with.insert(mapped.parameter, keys);
                self.substitute(name, &with)
            }
        }
    }

    /// `M[K]` of a mapped type that is still open: its template for K.
    pub(super) fn indexed_mapped(&mut self, object: TypeId, index: TypeId) -> Option<TypeId> {
        match self.program.types.get(object) {
            Type::Mapped { root, .. } if self.program.types.holds_condition(self.program.types.mapped(*root).template) => None,
            // What is not missing any more is known when the member is.
            Type::Mapped { root, .. } if self.program.types.mapped(*root).optional == MappedModifier::Remove => None,
            // One key at a time is what a value is asked for.
            Type::Mapped { root, .. } if !matches!(self.program.types.get(index), Type::Parameter(_)) && !self.goes_through_keys(*root) => None,
            // Of an array it makes an array, whose elements are asked for.
            Type::Mapped { .. } if index == TypeId::NUMBER => None,
            _ => self.bound_of_mapped(object, index),
        }
    }

    /// Whether a mapped type makes of a union of keys the union of what it makes of each: no key stands within another type.
    fn goes_through_keys(&self, root: u32) -> bool {
        let mapped = self.program.types.mapped(root);
        let mentions_key = |ty: TypeId| {
            let mut found = Vec::new();
            self.program.types.collect_parameters(ty, &mut found);
            found.contains(&mapped.parameter)
        };
        let is_plain = |ty: TypeId| match *self.program.types.get(ty) {
            Type::Parameter(_) => true,
            Type::Indexed { object, index } => !mentions_key(object) && matches!(self.program.types.get(index), Type::Parameter(_)),
            _ => !mentions_key(ty),
        };
        self.program.types.members(mapped.template).into_iter().all(is_plain)
    }

    /// What `M[K]` is at most: the template for K, whatever single keys make of it.
    pub(super) fn bound_of_mapped(&mut self, object: TypeId, index: TypeId) -> Option<TypeId> {
        let (root, arguments) = match self.program.types.get(object) {
            Type::Mapped { root, arguments } => (*root, arguments.clone()),
            _ => self.mapped_from.get(&object)?.clone(),
        };
        let mapped = self.program.types.mapped(root).clone();
        if mapped.name.is_some() {
            return None;
        }
        let with = Self::substitution(&mapped.outer, &arguments);
        Some(self.member_read(&mapped, index, &with))
    }

    /// What two open mapped types make of a key, if the first goes through all keys of the second, which asks for no more of its members.
    pub(super) fn mapped_alike(&mut self, from: (u32, &[TypeId]), to: (u32, &[TypeId]), by: super::relate::Relation) -> Option<(TypeId, TypeId)> {
        let (a, b) = (self.program.types.mapped(from.0).clone(), self.program.types.mapped(to.0).clone());
        let (with, other) = (Self::substitution(&a.outer, from.1), Self::substitution(&b.outer, to.1));
        let may_differ = by.is_comparable() || b.optional == MappedModifier::Add || a.optional == b.optional;
        if a.name.is_some() || b.name.is_some() || !may_differ {
            return None;
        }
        let (own, wanted) = (self.substitute(a.keys, &with), self.substitute(b.keys, &other));
        if !self.relate(wanted, own, by) {
            return None;
        }
        let key = self.types().intern(Type::Parameter(b.parameter));
        Some((self.map_member(&a, key, &with), self.map_member(&b, key, &other)))
    }

    /// Whether a `source` fits an open mapped type, whatever its type parameters stand for: `{}` where all members are optional, T itself for
    /// `{ [K in Q]: T[K] }`, and what fits T and has all of the keys, or some where all members are optional.
    pub(super) fn fits_open_mapped(&mut self, source: TypeId, root: u32, arguments: &[TypeId], by: super::relate::Relation) -> bool {
        let mapped = self.program.types.mapped(root).clone();
        if mapped.optional == MappedModifier::Add && self.is_empty_object(source) {
            return true;
        }
        if mapped.optional == MappedModifier::Remove || mapped.name.is_some() {
            return false;
        }
        if by.is_comparable() && self.maps_elements_of(source, root, arguments) {
            return true;
        }
        let with = Self::substitution(&mapped.outer, arguments);
        let key = self.types().intern(Type::Parameter(mapped.parameter));
        let template = self.substitute(mapped.template, &with);
        let may_lack = mapped.optional == MappedModifier::Add;
        let whole = match *self.program.types.get(template) {
            Type::Indexed { object, index } if index == key => Some(object),
            _ => None,
        };
        if whole == Some(source) && !may_lack {
            return true;
        }
        if matches!(self.program.types.get(source), Type::Mapped { .. }) || whole.is_none() && !self.is_undecided(source) {
            return false;
        }
        let (keys, own) = (self.substitute(mapped.keys, &with), self.key_of(source));
        let has_keys = match may_lack {
            true => self.intersect(&[keys, own]) != TypeId::NEVER,
            false => self.relate(keys, own, by),
        };
        let (own, wanted) = match whole {
            Some(object) => (source, object),
            None => (self.types().intern(Type::Indexed { object: source, index: key }), template),
        };
        has_keys && self.relate(own, wanted, by)
    }

    /// Whether an array is compared with what a mapped type makes of a list of which no more is known: to tsc it may have any elements.
    fn maps_elements_of(&mut self, source: TypeId, root: u32, arguments: &[TypeId]) -> bool {
        let open = self.types().intern(Type::Mapped { root, arguments: arguments.into() });
        let bound = self.constraint_of(open);
        self.element_type(source).is_some() && self.element_type(bound).is_some()
    }

    /// Whether a type is that of `{}` as it is written.
    pub(super) fn is_empty_literal(&self, ty: TypeId) -> bool {
        matches!(self.program.types.get(ty), Type::Object { fresh: true, members } if members.is_empty())
    }

    /// `{}` and `object`.
    fn is_empty_object(&self, ty: TypeId) -> bool {
        match self.program.types.get(ty) {
            Type::Object { members, .. } => members.is_empty(),
            ty => *ty == Type::NonPrimitive,
        }
    }
}

fn modified(modifier: MappedModifier, before: bool) -> bool {
    match modifier {
        MappedModifier::Keep => before,
        MappedModifier::Add => true,
        MappedModifier::Remove => false,
    }
}

/// A substitution in which `parameter` stands for something else.
fn replaced(with: &Substitution, parameter: TypeParameterId, ty: TypeId) -> Substitution {
    let mut with = with.clone();
    with.insert(parameter, ty);
    with
}
