//! Types made of types: `keyof T`, `T[K]`, `A & B`, and working out what was open until its type parameters were known.
//!
//! In: types whose operands may mention type parameters. Out: the type they stand for, or an open type ([`Type::KeyOf`] and its like) that
//! waits in the interner. [`Checker::substitute`] is the one place where type parameters get meanings, and works out what that closes.
//! Conditional, mapped and template literal types have files of their own.

use super::Checker;
use crate::hash::{HashMap, HashSet};
use crate::ast::symbols::is_symbol;
use crate::ast::Visibility;
use crate::program::types::{NUMBER_INDEX, STRING_INDEX, SYMBOL_INDEX};
use crate::program::types::{Member, Substitution};
use crate::program::{Signature, Type, TypeId};
use std::rc::Rc;

/// Why a type could not be worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GoesOn {
    /// It is made of too many others (2589).
    TooDeep,
    /// It is a tuple of too many elements (2799).
    TooLong,
    /// It is a union of too many members (2590).
    TooWide,
}

/// How deep types may be worked out of each other before tsc's 2589 is reported. A type that leads to itself takes three: with these it may do so
/// as often as in tsc, 48 times.
const DEPTH: u32 = 147;
/// How many types may be worked out for one before the same is reported.
const MOST: u32 = 500_000;
/// More combinations of the members of unions are not looked at: tsc's 2590 begins here.
pub(super) const MOST_COMBINATIONS: usize = 100_000;
/// How deep the common members of object types are merged at once; what lies deeper stays an intersection until it is asked for.
const MERGED: usize = 6;

/// The name of a member.
pub(super) struct Key {
    pub name: Rc<str>,
    /// It is written as a number.
    pub numeric: bool,
}

impl Key {
    pub fn of(member: &Member) -> Key {
        Key { name: member.name.clone(), numeric: member.numeric }
    }
}

impl<'a> Checker<'a> {
    /// `ty` with its type parameters replaced, and worked out as far as that allows.
    pub(super) fn substitute(&mut self, ty: TypeId, with: &Substitution) -> TypeId {
        if with.is_empty() || !self.program.types.may_mention(ty, |parameter| with.contains_key(&parameter)) {
            return self.settle(ty);
        }
        if let Type::Function(signature) = self.program.types.get(ty).clone() {
            let signature = Rc::new(self.substitute_signature(&signature, with));
            return self.types().intern(Type::Function(signature));
        }
        let replaced = match self.program.types.binds(ty) {
            true => self.substitute_parts(ty, with),
            false => self.types().substitute(ty, with),
        };
        self.settle(replaced)
    }

    /// The same of a type among whose parts are functions with type parameters of their own: what constrains those is replaced too.
    fn substitute_parts(&mut self, ty: TypeId, with: &Substitution) -> TypeId {
        match self.program.types.get(ty).clone() {
            Type::Object { members, fresh } => {
                let members = members.iter().map(|m| Member { ty: self.substitute(m.ty, with), ..m.clone() }).collect();
                self.types().intern(Type::Object { members, fresh })
            }
            Type::Array { element, readonly } => {
                let element = self.substitute(element, with);
                self.types().intern(Type::Array { element, readonly })
            }
            Type::Union(parts) => {
                let parts: Vec<TypeId> = parts.iter().map(|&part| self.substitute(part, with)).collect();
                self.types().union(parts)
            }
            _ => self.types().substitute(ty, with),
        }
    }

    /// A signature with type parameters replaced (its own stay bound).
    pub(super) fn substitute_signature(&mut self, signature: &Signature, with: &Substitution) -> Signature {
        let mut replaced = if self.would_capture(signature, with) { self.with_other_parameters(signature) } else { signature.clone() };
        for parameter in &mut replaced.parameters {
            parameter.ty = self.substitute(parameter.ty, with);
        }
        replaced.this = replaced.this.map(|ty| self.substitute(ty, with));
        replaced.result = self.substitute(replaced.result, with);
        if let Some(ty) = replaced.predicate.as_mut().and_then(|predicate| predicate.ty.as_mut()) {
            *ty = self.substitute(*ty, with);
        }
        if replaced.type_parameters.is_empty() { replaced } else { self.bind_own_parameters(replaced, with) }
    }

    pub(super) fn settle_signature(&mut self, signature: &Signature) -> Signature {
        let mut settled = signature.clone();
        for parameter in &mut settled.parameters {
            parameter.ty = self.settle(parameter.ty);
        }
        settled.this = settled.this.map(|ty| self.settle(ty));
        settled.result = self.settle(settled.result);
        settled
    }

    /// `ty` with everything worked out that is known by now.
    pub(super) fn settle(&mut self, ty: TypeId) -> TypeId {
        if !self.program.types.is_open(ty) || self.program.types.recursive_name(ty).is_some() {
            return ty;
        }
        if self.settling == 0 {
            if !self.remembers {
                self.settled_types = HashMap::default();
            }
            if let Some(&settled) = self.settled_types.get(&ty) {
                return settled;
            }
            let before = self.goes_on.take();
            (self.settling, self.settled) = (1, 1);
            let settled = self.settle_within(ty);
            self.goes_on = before.or(self.goes_on);
            return settled;
        }
        if let Some(&settled) = self.settled_types.get(&ty) {
            return settled;
        }
        if self.goes_deeper() { self.settle_within(ty) } else { TypeId::ANY }
    }

    /// Runs `work` with what types come out as remembered from one to the next: it asks for the members of the same types many times, and finds out
    /// nothing of declarations but in walks of their own ([`Checker::elsewhere`]).
    pub(super) fn remembering<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        if self.remembers || self.settling > 0 {
            return work(self);
        }
        self.settled_types = HashMap::default();
        self.remembers = true;
        let result = work(self);
        self.remembers = false;
        result
    }

    /// An alias, an interface or a base is known: what spoke of it while it was not may come out otherwise.
    pub(super) fn forget_settled(&mut self) {
        self.settled_types = HashMap::default();
        self.known_bounds = HashMap::default();
    }

    /// Runs `work` without what is remembered of types around it, and forgets what it remembers.
    pub(super) fn forgetting<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let remembered = (std::mem::take(&mut self.settled_types), std::mem::take(&mut self.remembers));
        let result = work(self);
        (self.settled_types, self.remembers) = remembered;
        result
    }

    /// Counts one more type that the one at hand is made of; `false` if those are too many, or too deep within each other. Once a type is known
    /// to go on and on, what else it is made of does not matter. Who got `true` takes one from `settling` in the end.
    pub(super) fn goes_deeper(&mut self) -> bool {
        if self.goes_on.is_some() || self.settling >= DEPTH || self.settled >= MOST {
            self.goes_on.get_or_insert(GoesOn::TooDeep);
            return false;
        }
        self.settling += 1;
        self.settled += 1;
        true
    }

    /// Works out a type that is counted already.
    fn settle_within(&mut self, ty: TypeId) -> TypeId {
        let settled = self.settle_parts(ty);
        self.settling -= 1;
        if self.goes_on.is_none() {
            self.settled_types.insert(ty, settled);
            self.settled_types.insert(settled, settled);
        }
        settled
    }

    fn settle_all(&mut self, list: &[TypeId]) -> Vec<TypeId> {
        list.iter().map(|&ty| self.settle(ty)).collect()
    }

    fn settle_parts(&mut self, ty: TypeId) -> TypeId {
        match self.program.types.get(ty).clone() {
            Type::Array { element, readonly } => {
                let element = self.settle(element);
                self.types().intern(Type::Array { element, readonly })
            }
            Type::Tuple { elements, readonly } => self.settle_tuple(&elements, readonly),
            Type::Function(signature) => {
                let signature = Rc::new(self.settle_signature(&signature));
                self.types().intern(Type::Function(signature))
            }
            Type::Class { class, arguments } => {
                let arguments = self.settle_all(&arguments);
                self.types().class(class, arguments)
            }
            Type::Interface { interface, arguments } => {
                let arguments = self.settle_all(&arguments).into();
                self.types().intern(Type::Interface { interface, arguments })
            }
            Type::Object { members, fresh } => {
                let members = members.iter().map(|m| Member { ty: self.settle(m.ty), ..m.clone() }).collect();
                self.types().intern(Type::Object { members, fresh })
            }
            Type::Union(parts) => {
                let parts = self.settle_all(&parts);
                self.types().union(parts)
            }
            Type::Intersection(parts) => {
                let parts = self.settle_all(&parts);
                self.intersect(&parts)
            }
            Type::KeyOf(operand) => {
                let operand = self.settle(operand);
                self.key_of(operand)
            }
            Type::Indexed { object, index } => {
                let (object, index) = (self.settle(object), self.settle(index));
                self.indexed(object, index).unwrap_or(TypeId::UNKNOWN)
            }
            Type::Conditional { root, arguments } => {
                let arguments = self.settle_all(&arguments);
                self.conditional(root, &arguments)
            }
            Type::Mapped { root, arguments } => {
                let arguments = self.settle_all(&arguments);
                self.mapped(root, &arguments)
            }
            Type::Template { strings, types } => {
                let types = self.settle_all(&types);
                self.template(&strings, &types)
            }
            Type::StringCase { case, operand } => {
                let operand = self.settle(operand);
                self.string_case(case, operand)
            }
            Type::Alias { alias, name, arguments } => {
                let arguments = self.settle_all(&arguments);
                self.note_unfinished_with(ty, alias, &name, &arguments);
                self.alias_use(alias, &name, arguments)
            }
            _ => ty,
        }
    }

    /// Whether a type's keys and members depend on type parameters yet to be known.
    pub(super) fn is_undecided(&self, ty: TypeId) -> bool {
        match self.program.types.get(ty) {
            Type::Parameter(_)
            | Type::KeyOf(_)
            | Type::Indexed { .. }
            | Type::Conditional { .. }
            | Type::Mapped { .. }
            | Type::Alias { .. } => true,
            Type::StringCase { operand, .. } => self.program.types.is_generic(*operand),
            Type::Template { types: parts, .. } => parts.iter().any(|&part| self.program.types.is_generic(part)),
            Type::Union(parts) | Type::Intersection(parts) => parts.iter().any(|&part| self.is_undecided(part)),
            _ => false,
        }
    }

    /// `keyof ty`.
    pub(super) fn key_of(&mut self, ty: TypeId) -> TypeId {
        if self.is_undecided(ty) {
            return match self.program.types.get(ty).clone() {
                Type::Mapped { root, arguments } => self.mapped_keys(root, &arguments),
                _ => self.types().intern(Type::KeyOf(ty)),
            };
        }
        match self.program.types.get(ty).clone() {
            Type::Any | Type::Never => self.types().union([TypeId::STRING, TypeId::NUMBER, TypeId::SYMBOL]),
            Type::Union(parts) => {
                let keys: Vec<TypeId> = parts.iter().map(|&part| self.key_of(part)).collect();
                self.intersect(&keys)
            }
            Type::Intersection(parts) => {
                let keys: Vec<TypeId> = parts.iter().map(|&part| self.key_of(part)).collect();
                self.types().union(keys)
            }
            _ => self.known_keys(ty),
        }
    }

    /// The keys of an object one by one, those that its index signatures speak of among them.
    pub(super) fn each_key(&mut self, ty: TypeId) -> Vec<TypeId> {
        let parts = match self.program.types.get(ty).clone() {
            Type::Intersection(parts) => parts,
            _ => [ty].into(),
        };
        let mut all = Vec::new();
        for &part in parts.iter() {
            for key in self.keys_of_members(part) {
                all.extend(self.program.types.members(key).into_iter().filter(|key| !all.contains(key)).collect::<Vec<_>>());
            }
        }
        all
    }

    fn known_keys(&mut self, ty: TypeId) -> TypeId {
        let keys = self.keys_of_members(ty);
        self.types().union(keys)
    }

    fn keys_of_members(&mut self, ty: TypeId) -> Vec<TypeId> {
        let mut keys = Vec::new();
        if self.element_type(ty).is_some() {
            keys.push(TypeId::NUMBER);
        }
        if let Type::Tuple { elements, .. } = self.program.types.get(ty).clone() {
            let positions = elements.iter().take_while(|element| !element.rest).count();
            keys.extend((0..positions).map(|at| self.key_literal(&Key { name: at.to_string().into(), numeric: false })));
        }
        for name in self.public_names(ty) {
            keys.push(self.key_literal(&name));
        }
        keys
    }

    pub(super) fn public_names(&mut self, ty: TypeId) -> Vec<Key> {
        if let Some(interface) = self.is_under_way(ty) {
            return self.early_names(interface);
        }
        // A member's type may ask for the names.
        match *self.program.types.get(ty) {
            Type::Class { class, .. } => return self.class_public_names(class).into_iter().map(|name| Key { name, numeric: true }).collect(),
            Type::Interface { interface, .. } => return self.interface_names(interface),
            // As in tsc what every function has is no key of one.
            Type::Function(_) => return Vec::new(),
            _ => {}
        }
        let described_by = self.described_by(ty);
        let names: Vec<Key> = match self.properties(ty) {
            Some(members) => members.iter().filter(|m| !m.is_signature()).map(Key::of).collect(),
            None => match self.library.interface(&described_by) {
                Some(interface) => self.interface_members(interface).members.iter().map(|m| Key::of(&m.member)).collect(),
                None => Vec::new(),
            },
        };
        names.into_iter().filter(|key| self.find_member(ty, &key.name).is_none_or(|found| found.visibility == Visibility::Public)).collect()
    }

    /// The library's interface that has the members of a built-in type.
    fn described_by(&mut self, ty: TypeId) -> String {
        match self.types().array_parts(ty) {
            Some((_, true)) => "ReadonlyArray".into(),
            _ => self.builtin_owner(ty),
        }
    }

    /// The literal type of a member's name: a number where it is written as one.
    pub(super) fn key_literal(&mut self, Key { name, numeric }: &Key) -> TypeId {
        let name = &**name;
        match name {
            STRING_INDEX if *numeric => return self.types().union([TypeId::STRING, TypeId::NUMBER]),
            STRING_INDEX => return TypeId::STRING,
            NUMBER_INDEX => return TypeId::NUMBER,
            SYMBOL_INDEX => return TypeId::SYMBOL,
            _ if is_symbol(name) => return self.types().intern(Type::UniqueSymbol(name.into())),
            _ => {}
        }
        match name.parse::<f64>() {
            Ok(number) if *numeric && name == crate::ast::number_text(number) => self.types().number_literal(number, false),
            _ => self.types().string_literal(name.encode_utf16().collect(), false),
        }
    }

    /// The member that a key stands for: `string` and `number` stand for an index signature.
    pub(super) fn member_key(&self, key: TypeId) -> Option<Rc<str>> {
        match key {
            TypeId::STRING => Some(STRING_INDEX.into()),
            TypeId::NUMBER => Some(NUMBER_INDEX.into()),
            TypeId::SYMBOL => Some(SYMBOL_INDEX.into()),
            _ => self.key_name(key),
        }
    }

    /// The member's name that a literal type stands for.
    pub(super) fn key_name(&self, key: TypeId) -> Option<Rc<str>> {
        match self.program.types.get(key) {
            Type::StringLiteral { units, .. } => Some(String::from_utf16_lossy(units).into()),
            Type::NumberLiteral { bits, .. } => Some(crate::ast::number_text(f64::from_bits(*bits)).into()),
            Type::UniqueSymbol(key) if is_symbol(key) => Some(key.clone()),
            _ => None,
        }
    }

    /// The position that a type of a key names.
    pub(super) fn position_named(&self, index: TypeId) -> Option<usize> {
        super::members::position(&self.key_name(index)?)
    }

    /// `object[index]`; `None` where there is no such member.
    pub(super) fn indexed(&mut self, object: TypeId, index: TypeId) -> Option<TypeId> {
        if self.is_undecided(index) || self.is_undecided(object) {
            if let Some(ty) = self.indexed_mapped(object, index) {
                return Some(ty);
            }
            return Some(self.types().intern(Type::Indexed { object, index }));
        }
        if self.is_open_tuple(object) && self.key_name(index).as_deref() == Some("length") {
            return Some(self.types().intern(Type::Indexed { object, index }));
        }
        if object == TypeId::ANY || index == TypeId::NEVER {
            return Some(if object == TypeId::ANY { TypeId::ANY } else { TypeId::NEVER });
        }
        if let (Type::Union(parts), Some(position)) = (self.program.types.get(object).clone(), self.position_named(index))
            && parts.iter().all(|&part| matches!(self.program.types.get(part), Type::Tuple { .. } | Type::Array { .. }))
            && let Some(found) = self.element_of_tuples(&parts, position)
        {
            return Some(found);
        }
        for (whole, is_object) in [(index, false), (object, true)] {
            if let Type::Union(parts) = self.program.types.get(whole).clone() {
                let each = parts.iter().map(|&part| if is_object { self.indexed(part, index) } else { self.indexed(object, part) });
                let each: Vec<TypeId> = each.collect::<Option<_>>()?;
                return Some(self.types().union(each));
            }
        }
        if let Some(interface) = self.is_under_way(object)
            && let Some(name) = self.key_name(index)
            && let Type::Interface { arguments, .. } = self.program.types.get(object).clone()
        {
            let ty = self.early_member(interface, &name)?;
            let parameters = self.program.interfaces[interface.index()].type_parameters.clone();
            return Some(self.substitute(ty, &Self::substitution(&parameters, &arguments)));
        }
        let base = self.types().base_of_literal(index);
        // As in tsc the index signature of strings counts for symbols too.
        if let Some(entries) = self.entries_of(object)
            && matches!(index, TypeId::STRING | TypeId::NUMBER | TypeId::SYMBOL)
        {
            return match index {
                TypeId::NUMBER => entries.number.or(entries.string),
                TypeId::SYMBOL => entries.symbol.or(entries.string),
                _ => entries.string,
            };
        }
        match self.key_name(index).map(|name| self.find_member(object, &name)) {
            Some(Some(found)) => Some(self.whole_type(&found)),
            Some(None) if self.entries_of(object).is_some() => {
                let name = self.key_name(index)?;
                self.named_entry(object, &name)
            }
            _ if base == TypeId::NUMBER => self.element_type(object),
            _ => None,
        }
    }

    /// `A & B & …`.
    pub(super) fn intersect(&mut self, parts: &[TypeId]) -> TypeId {
        let mut flat: Vec<TypeId> = Vec::new();
        for &part in parts {
            match self.program.types.get(part).clone() {
                Type::Never => return TypeId::NEVER,
                Type::Unknown => {}
                Type::Intersection(inner) => flat.extend(inner.iter().filter(|ty| !flat.contains(ty)).copied().collect::<Vec<_>>()),
                _ if flat.contains(&part) => {}
                _ => flat.push(part),
            }
        }
        if flat.contains(&TypeId::ANY) {
            return TypeId::ANY;
        }
        if flat.iter().any(|&ty| self.is_union(ty)) {
            return self.intersect_unions(flat);
        }
        self.drop_implied(&mut flat);
        match flat[..] {
            [] => TypeId::UNKNOWN,
            [only] => only,
            _ if self.is_contradiction(&flat) => TypeId::NEVER,
            _ => self.merge_objects(flat),
        }
    }

    fn is_union(&self, ty: TypeId) -> bool {
        ty == TypeId::BOOLEAN || matches!(self.program.types.get(ty), Type::Union(_))
    }

    /// A union is gone through part by part: (A | B) & C is A & C | B & C. Of several, what they have in common is found out in halves, those that
    /// consist of single values first: each step leaves fewer parts for the next one (tsc's `getIntersectionType`).
    fn intersect_unions(&mut self, mut flat: Vec<TypeId>) -> TypeId {
        self.intersect_values(&mut flat);
        let unions: Vec<usize> = (0..flat.len()).filter(|&at| self.is_union(flat[at])).collect();
        let &[at, ..] = &unions[..] else { return self.intersect(&flat) };
        if unions.len() > 1 && flat.len() > 2 {
            let (first, second) = flat.split_at(flat.len() / 2);
            let halves = [self.intersect(first), self.intersect(second)];
            return self.intersect(&halves);
        }
        let combinations: usize = unions.iter().map(|&at| self.program.types.constituents(flat[at]).len()).product();
        if combinations > MOST_COMBINATIONS {
            self.goes_on.get_or_insert(GoesOn::TooWide);
            return TypeId::ANY;
        }
        let union = flat.remove(at);
        let mut each = Vec::new();
        for member in self.program.types.constituents(union) {
            let mut with = flat.clone();
            with.insert(at, member);
            each.push(self.intersect(&with));
        }
        self.types().union(each)
    }

    /// Puts what all unions of single values have in common in the place of the first of them.
    fn intersect_values(&mut self, flat: &mut Vec<TypeId>) {
        let is_value = |c: &Self, ty: TypeId| match c.program.types.get(ty) {
            Type::StringLiteral { fresh, of, .. } | Type::NumberLiteral { fresh, of, .. } => !fresh && of.is_none(),
            Type::BooleanLiteral(_) | Type::UniqueSymbol(_) | Type::Null | Type::Undefined => true,
            _ => false,
        };
        let of_values = |c: &Self, ty: TypeId| c.is_union(ty) && c.program.types.constituents(ty).iter().all(|&part| is_value(c, part));
        let all: Vec<usize> = (0..flat.len()).filter(|&at| of_values(self, flat[at])).collect();
        let [first, others @ ..] = &all[..] else { return };
        if others.is_empty() {
            return;
        }
        let mut common = self.program.types.constituents(flat[*first]).to_vec();
        for &at in others {
            let other: HashSet<TypeId> = self.program.types.constituents(flat[at]).into_iter().collect();
            common.retain(|part| other.contains(part));
        }
        flat[*first] = self.types().union(common);
        let mut at = 0;
        flat.retain(|_| {
            at += 1;
            !others.contains(&(at - 1))
        });
    }

    /// Drops what another part says more exactly: `string` beside `"a"`, `{}` beside anything that is not nullish.
    fn drop_implied(&mut self, flat: &mut Vec<TypeId>) {
        let all = flat.clone();
        let empty = |c: &Self, ty: TypeId| matches!(c.program.types.get(ty), Type::Object { members, .. } if members.is_empty());
        flat.retain(|&ty| {
            // Any number may be a member of an enum, and yet the member says more.
            let is_wider = |other: TypeId| ty == TypeId::NUMBER || !self.relates_simply(ty, other);
            let implied = |&other: &TypeId| other != ty && self.relates_simply(other, ty) && is_wider(other) && !matches!(other, TypeId::ANY | TypeId::NEVER);
            let solid = |&other: &TypeId| !empty(self, other) && !self.is_undecided(other);
            let open = all.iter().any(|&other| self.is_undecided(other));
            !(all.iter().any(implied) || empty(self, ty) && !open && all.iter().any(solid))
        });
        if flat.len() < all.len()
            && all.iter().any(|&ty| empty(self, ty))
            && flat.iter().any(|&ty| matches!(ty, TypeId::NULL | TypeId::UNDEFINED | TypeId::VOID))
        {
            *flat = vec![TypeId::NEVER];
        }
    }

    /// No value is of two different primitive types, of a primitive type and null or an object, or a tuple of two lengths.
    fn is_contradiction(&self, flat: &[TypeId]) -> bool {
        let unit = |ty: TypeId| {
            matches!(
                self.program.types.get(ty),
                Type::String
                    | Type::StringLiteral { .. }
                    | Type::Template { .. }
                    | Type::Number
                    | Type::NumberLiteral { .. }
                    | Type::EnumComputed { .. }
                    | Type::Boolean
                    | Type::BooleanLiteral(_)
                    | Type::Symbol
                    | Type::UniqueSymbol(_)
                    | Type::Null
                    | Type::Undefined
                    | Type::Void
            )
        };
        let primitives: Vec<TypeId> = flat.iter().copied().filter(|&ty| unit(ty)).collect();
        let nullish = primitives.iter().any(|ty| matches!(*ty, TypeId::NULL | TypeId::UNDEFINED));
        primitives.len() > 1
            && primitives.windows(2).any(|pair| !self.relates_simply(pair[0], pair[1]) && !self.relates_simply(pair[1], pair[0]))
            || nullish && flat.len() > 1 && !flat.iter().any(|&ty| self.is_undecided(ty))
            || !primitives.is_empty() && flat.contains(&TypeId::NON_PRIMITIVE)
            || self.differ_in_length(flat)
    }

    /// Whether there are tuples among the types that are never of the same length.
    fn differ_in_length(&self, flat: &[TypeId]) -> bool {
        let lengths = flat.iter().filter_map(|&ty| match self.program.types.get(ty) {
            Type::Tuple { elements, .. } => {
                let least = elements.iter().filter(|e| !e.optional && !e.rest).count();
                Some((least, if elements.iter().any(|e| e.rest) { usize::MAX } else { elements.len() }))
            }
            _ => None,
        });
        let (least, most) = lengths.fold((0, usize::MAX), |(least, most), (a, b)| (least.max(a), most.min(b)));
        least > most
    }

    /// Whether types of one member of two objects, which no value has both of, tell the objects apart: one is a literal type.
    fn tells_apart(&self, a: TypeId, b: TypeId) -> bool {
        let is_literal = |ty: TypeId| matches!(self.program.types.get(ty), Type::StringLiteral { .. } | Type::NumberLiteral { .. } | Type::BooleanLiteral(_));
        a != TypeId::NEVER && b != TypeId::NEVER && (is_literal(a) || is_literal(b))
    }

    /// Object types become one; classes, primitives and open types stay parts.
    fn merge_objects(&mut self, flat: Vec<TypeId>) -> TypeId {
        let plain = |c: &Self, ty: TypeId| matches!(c.program.types.get(ty), Type::Object { .. } | Type::Interface { .. }) && !c.stands_apart(ty);
        let (objects, mut rest): (Vec<TypeId>, Vec<TypeId>) = flat.iter().partition(|&&ty| plain(self, ty));
        if objects.len() < 2 || self.merging.contains(&flat) || self.merging.len() >= MERGED {
            return self.types().intern(Type::Intersection(flat.into()));
        }
        let whole = self.types().intern(Type::Intersection(flat.clone().into()));
        self.merging.push(flat);
        let merged = self.merge_members(&objects, whole);
        self.merging.pop();
        if rest.is_empty() || merged == TypeId::NEVER {
            return merged;
        }
        rest.push(merged);
        self.types().intern(Type::Intersection(rest.into()))
    }

    /// One object type with the members of all of these, which are parts of `whole`.
    fn merge_members(&mut self, objects: &[TypeId], whole: TypeId) -> TypeId {
        let mut members: Vec<Member> = Vec::new();
        for &object in objects {
            for member in self.properties_for(object, whole).unwrap_or_default() {
                match members.iter().position(|m| m.name == member.name) {
                    Some(at) => {
                        let before = members[at].ty;
                        members[at].ty = self.intersect(&[before, member.ty]);
                        members[at].optional &= member.optional;
                        members[at].readonly &= member.readonly;
                        if members[at].ty == TypeId::NEVER && self.tells_apart(before, member.ty) {
                            return TypeId::NEVER;
                        }
                    }
                    None => members.push(member),
                }
            }
        }
        let merged = self.types().intern(Type::Object { members: members.into(), fresh: false });
        self.merged_types.insert(merged);
        merged
    }

    /// `ty` without null and undefined; of an open type, `T & {}`.
    pub(super) fn solid(&mut self, ty: TypeId) -> TypeId {
        let ty = self.types().non_null(ty);
        if ty == TypeId::UNKNOWN {
            return self.anything();
        }
        if !self.is_undecided(ty) || !self.may_be_missing(ty) {
            return ty;
        }
        let empty = self.types().intern(Type::Object { members: [].into(), fresh: false });
        self.intersect(&[ty, empty])
    }

    /// Whether a value may be null or undefined, going by what is known of its type.
    pub(super) fn may_be_missing(&mut self, ty: TypeId) -> bool {
        let bound = self.constraint_of_object(ty);
        let parts = self.program.types.members(bound);
        parts.into_iter().any(|part| matches!(part, TypeId::NULL | TypeId::UNDEFINED | TypeId::VOID | TypeId::ANY | TypeId::UNKNOWN) || self.is_undecided(part))
    }

    /// What is known of an open type's values: its operands replaced by what is known of them. `unknown` where that is nothing.
    pub(super) fn bound_of_open(&mut self, ty: TypeId) -> TypeId {
        // `T extends { [K in keyof T]: unknown[] }` is bound by what is made of itself.
        if self.bounds_under_way.contains(&ty) {
            return TypeId::UNKNOWN;
        }
        if self.implied.is_empty()
            && let Some(&bound) = self.known_bounds.get(&ty)
        {
            return bound;
        }
        let lasts = self.bound_lasts(ty);
        self.bounds_under_way.push(ty);
        let bound = self.bound_by_operands(ty);
        self.bounds_under_way.pop();
        if lasts {
            self.known_bounds.insert(ty, bound);
        }
        bound
    }

    /// Whether the bound of a type is the same wherever it is asked for: it is not asked for within another bound, nor while something that it may
    /// be made of is being found out, nor where tests around say more of its parts, and it does not speak of `this`.
    fn bound_lasts(&self, ty: TypeId) -> bool {
        let is_plain = self.bounds_under_way.is_empty() && self.bounding == 0 && self.shelters == 0 && self.implied.is_empty();
        let is_known = !self.is_finding_out() && self.interfaces_under_way.is_empty() && self.being_constrained.is_empty();
        is_plain && is_known && !self.program.types.may_mention(ty, |parameter| parameter == super::generics::THIS)
    }

    fn bound_by_operands(&mut self, ty: TypeId) -> TypeId {
        match self.program.types.get(ty).clone() {
            Type::KeyOf(_) => self.types().union([TypeId::STRING, TypeId::NUMBER, TypeId::SYMBOL]),
            Type::Template { .. } | Type::StringCase { .. } => TypeId::STRING,
            // Of a type that was made of a mapped one too: what a key finds there goes with what it finds in others made of the same keys.
            Type::Indexed { object, index } if matches!(self.program.types.get(object), Type::Mapped { .. }) || self.mapped_from.contains_key(&object) => {
                self.bound_of_mapped(object, index).filter(|&bound| bound != ty).unwrap_or(TypeId::UNKNOWN)
            }
            Type::Indexed { object, index } if let Some(mapped) = self.mapped_constraint(object) => {
                // As in tsc the key is looked at first, and then the object.
                let index = self.key_at_most(index);
                self.bound_of_mapped(mapped, index).filter(|&bound| bound != ty).unwrap_or(TypeId::UNKNOWN)
            }
            // The length of a tuple some of whose elements are not known.
            Type::Indexed { object, .. } if self.is_open_tuple(object) => TypeId::NUMBER,
            Type::Indexed { object, index } => {
                let bound = self.constraint_of_object(object);
                if bound == TypeId::UNKNOWN {
                    return TypeId::UNKNOWN;
                }
                let known = self.implied_type(index);
                let is_key = known == index && self.is_key_of(index, object);
                if is_key && bound != object {
                    // T may have more members than what it extends: an index signature alone speaks of all of them.
                    return self.entries_of(bound).and_then(|entries| entries.string).unwrap_or(TypeId::UNKNOWN);
                }
                let index = if is_key { self.key_of(bound) } else { self.constraint_of(known) };
                let ty = self.indexed(bound, index).unwrap_or(TypeId::UNKNOWN);
                // What is still made of other types may be made of this one.
                let is_made = match *self.program.types.get(ty) {
                    Type::Parameter(_) | Type::Union(_) | Type::Intersection(_) => true,
                    Type::KeyOf(operand) => self.is_member_of_parameter(operand),
                    _ => !self.is_undecided(ty),
                };
                if is_made { ty } else { TypeId::UNKNOWN }
            }
            Type::Conditional { root, arguments } => self.bound_of_conditional(root, &arguments),
            Type::Alias { .. } => self.unfolded(ty),
            Type::Mapped { root, arguments } if let Some(known) = self.mapped_by_certain_keys(root, &arguments) => known,
            Type::Mapped { root, arguments } => {
                let arguments: Vec<TypeId> = arguments.iter().map(|&a| self.constraint_of(a)).collect();
                let ty = self.mapped(root, &arguments);
                if self.is_undecided(ty) { TypeId::UNKNOWN } else { ty }
            }
            Type::Intersection(parts) => {
                let parts: Vec<TypeId> = parts.iter().map(|&part| self.constraint_of(part)).collect();
                self.intersect(&parts)
            }
            _ => ty,
        }
    }

    /// What is known of an object that is asked for a member: of a union, and of what is known to be one, of each of its parts.
    pub(super) fn constraint_of_object(&mut self, ty: TypeId) -> TypeId {
        let known = if matches!(self.program.types.get(ty), Type::Union(_)) { ty } else { self.constraint_of(ty) };
        let Type::Union(parts) = self.program.types.get(known).clone() else { return known };
        let parts: Vec<TypeId> = parts.iter().map(|&part| self.constraint_of(part)).collect();
        self.types().union(parts)
    }

    /// `T`, `T["a"]`, `T["a"]["b"]`.
    fn is_member_of_parameter(&self, mut ty: TypeId) -> bool {
        while let Type::Indexed { object, index } = *self.program.types.get(ty) {
            if self.program.types.is_generic(index) {
                return false;
            }
            ty = object;
        }
        matches!(self.program.types.get(ty), Type::Parameter(_))
    }

    /// What a key is at most, if it is a type parameter that extends something.
    fn key_at_most(&self, mut index: TypeId) -> TypeId {
        for _ in 0..DEPTH {
            match self.program.types.get(index) {
                Type::Parameter(parameter) if self.program.type_parameters[parameter.index()].constraint != TypeId::UNKNOWN => {
                    index = self.program.type_parameters[parameter.index()].constraint;
                }
                _ => break,
            }
        }
        index
    }

    /// The mapped type that a type parameter extends.
    fn mapped_constraint(&self, ty: TypeId) -> Option<TypeId> {
        let Type::Parameter(parameter) = self.program.types.get(ty) else { return None };
        let constraint = self.program.type_parameters[parameter.index()].constraint;
        matches!(self.program.types.get(constraint), Type::Mapped { .. }).then_some(constraint)
    }

    /// Whether a type stands for keys of `this`: `K extends keyof this`, or some of them.
    pub(super) fn is_key_of_this(&mut self, index: TypeId) -> bool {
        let this = self.type_this();
        let keys = self.key_of(this);
        self.is_assignable(index, keys)
    }

    /// Whether a type stands for keys of what `object` stands for: `K extends keyof M`.
    fn is_key_of(&self, mut index: TypeId, object: TypeId) -> bool {
        for _ in 0..DEPTH {
            match self.program.types.get(index) {
                Type::Parameter(parameter) => index = self.program.type_parameters[parameter.index()].constraint,
                Type::KeyOf(operand) => return *operand == object,
                _ => return false,
            }
        }
        false
    }
}
