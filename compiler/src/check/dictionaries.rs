//! Dictionaries: objects of a type with an index signature, whose keys are made at run time.
//!
//! An index signature is a member of its type ([`Member::is_index`]). Where such a type is expected an object literal makes a
//! dictionary instead of an object of fixed shape. Where one of the two stands for the other, [`crate::program::Mixing`] says so: then
//! what is done to dictionaries asks first which of them it has. Members that are chosen by a key of a known object type are found by
//! name at run time.

use super::Checker;
use super::literals::{asks_for_object, own_function};
use super::members::{Found, How};
use super::spreads::Added;
use super::symbols::SYMBOL_KEY;
use crate::ast::symbols::{is_private, is_symbol};
use crate::ast::{self, PropertyValue, Visibility};
use crate::problem::{Problem, Rule};
use crate::program::types::{Member, NUMBER_INDEX, STRING_INDEX, SYMBOL_INDEX};
use crate::program::{BindingId, Callee, CastReason, Expr, ExprKind, FunctionKind, Intrinsic, Place, Statement, StatementKind, TargetId, Type, TypeId, UnaryOp};
use crate::source::Span;
use std::rc::Rc;

/// The types of a dictionary's values.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Entries {
    /// Of `[key: string]`.
    pub string: Option<TypeId>,
    /// Of `[key: number]`.
    pub number: Option<TypeId>,
    /// Of `[key: symbol]`.
    pub symbol: Option<TypeId>,
    pub readonly: bool,
}

/// Whether a key is a number as JavaScript writes it.
fn is_number_key(name: &str) -> bool {
    name.parse::<f64>().is_ok_and(|n| crate::ast::number_text(n) == name)
}

impl<'a> Checker<'a> {
    /// What a type's index signatures say; `None` of a type without one. Of a union: of each of its members.
    pub(super) fn entries_of(&mut self, ty: TypeId) -> Option<Entries> {
        let ty = self.constraint_of(ty);
        if let Type::Union(parts) = self.program.types.get(ty).clone() {
            let each: Vec<Entries> = parts.iter().map(|&part| self.entries_of(part)).collect::<Option<_>>()?;
            return Some(self.joined_entries(&each));
        }
        if !matches!(self.program.types.get(ty), Type::Object { .. } | Type::Interface { .. } | Type::Intersection(_)) {
            return None;
        }
        let [string, number, symbol] = [STRING_INDEX, NUMBER_INDEX, SYMBOL_INDEX].map(|index| self.find_member(ty, index));
        let readonly = string.as_ref().or(number.as_ref()).or(symbol.as_ref())?.readonly;
        let ty = |found: Option<Found>| found.map(|found| found.ty);
        Some(Entries { string: ty(string), number: ty(number), symbol: ty(symbol), readonly })
    }

    fn joined_entries(&mut self, each: &[Entries]) -> Entries {
        let mut join = |of: fn(&Entries) -> Option<TypeId>| {
            let types: Option<Vec<TypeId>> = each.iter().map(of).collect();
            types.map(|types| self.types().union(types))
        };
        Entries { string: join(|e| e.string), number: join(|e| e.number.or(e.string)), symbol: join(|e| e.symbol), readonly: each.iter().any(|e| e.readonly) }
    }

    /// The type of the entry at `name`, which is no member that is declared by itself.
    pub(super) fn named_entry(&mut self, ty: TypeId, name: &str) -> Option<TypeId> {
        let entries = self.entries_of(ty)?;
        if is_symbol(name) {
            return entries.symbol;
        }
        entries.number.filter(|_| is_number_key(name)).or(entries.string)
    }

    /// The same as a member that was found.
    pub(super) fn entry_member(&mut self, ty: TypeId, name: &str) -> Option<Found> {
        let entries = self.entries_of(ty)?;
        let found = match self.find_member(ty, name) {
            Some(found) => Found { how: How::Entry, ..found },
            // The methods that every object has come before the entries.
            None if super::library::is_member_of_every_object(name) || self.lacks_key(ty, name) => return None,
            None => {
                let ty = self.named_entry(ty, name)?;
                Found { ty, overloads: Vec::new(), readonly: entries.readonly, how: How::Entry, span: None, visibility: Visibility::Public, inherited: None, write: None }
            }
        };
        Some(found)
    }

    /// `object.name` of a dictionary.
    pub(super) fn entry_place(&mut self, object: Expr, name: &Rc<str>) -> Place {
        let span = object.span;
        let units: Rc<[u16]> = name.encode_utf16().collect();
        let key = Expr { kind: ExprKind::String(units), ty: TypeId::STRING, span };
        self.keyed_place(object, key)
    }

    /// `object[key]` found at run time.
    pub(super) fn keyed_place(&mut self, object: Expr, key: Expr) -> Place {
        for name in ["dictionary.get", "dictionary.set", "object.get", "object.set"] {
            if let Some(function) = self.library.function(name) {
                self.reach_function(function);
            }
        }
        Place::Entry { object: Box::new(self.as_dictionary(object)), key: Box::new(key) }
    }

    /// An object whose type is a type parameter that only dictionaries can be, as one.
    pub(super) fn as_dictionary(&mut self, object: Expr) -> Expr {
        let bound = self.constraint_of(object.ty);
        if bound == object.ty || self.entries_of(bound).is_none() {
            return object;
        }
        // Nobody compared what stands for an open mapped type with a dictionary: it may be either.
        if matches!(self.program.types.get(object.ty), Type::Mapped { .. }) {
            self.mixed_types.insert((object.ty, bound));
        }
        let span = object.span;
        Expr { kind: ExprKind::Cast { operand: Box::new(object), reason: CastReason::Narrowing }, ty: bound, span }
    }

    /// `object[key]` of something without elements: an entry of a dictionary, or a member whose name the key's type knows.
    pub(super) fn entry_by_key(&mut self, object: Expr, key: Expr, span: Span) -> Result<(Place, TypeId), (Expr, Expr)> {
        let key_ty = self.constraint_of(key.ty);
        if self.is_undecided(object.ty) && self.is_undecided(key.ty) {
            let keys = self.key_of(object.ty);
            if self.is_assignable(key.ty, keys)
                && let Some(ty) = self.indexed(object.ty, key.ty)
            {
                return Ok((self.keyed_place(object, key), ty));
            }
        }
        let may_lack = matches!(self.program.types.get(object.ty), Type::Mapped { .. }) && !self.is_key(key.ty, object.ty);
        if let Some(entries) = self.entries_of(object.ty) {
            let ty = match self.key_name(key_ty) {
                _ if may_lack => None,
                Some(name) => self.entry_member(object.ty, &name).map(|found| found.ty),
                None if self.is_number(key_ty) => entries.number.or(entries.string),
                None if entries.string.is_none() && self.is_loop_key(&key) => entries.number,
                None if key_ty == TypeId::ANY => entries.string,
                None => self.entries_by_keys(object.ty, &entries, key_ty),
            };
            return match ty {
                Some(ty) => Ok((self.keyed_place(object, key), ty)),
                None => Err((object, key)),
            };
        }
        if let Some(ty) = self.literal_entries(&object, key_ty) {
            return Ok((self.keyed_place(object, key), ty));
        }
        let names_some = self.is_undecided(key.ty) || matches!(self.program.types.get(key.ty), Type::Union(_) | Type::StringLiteral { .. });
        let keys = self.key_of(object.ty);
        if key.ty == TypeId::ANY || !names_some || !self.is_assignable(key.ty, keys) {
            return Err((object, key));
        }
        let bound = self.constraint_of(object.ty);
        if self.element_type(bound).is_some() {
            return Err((object, key));
        }
        let Some(ty) = self.indexed(object.ty, key.ty) else { return Err((object, key)) };
        if matches!(self.program.types.get(bound), Type::Class { .. }) && !self.names_fields(bound, key.ty) {
            self.refuse(Rule::DynamicKey, span, "only fields can be chosen by a key: a method or an accessor must be named where it is used");
        }
        // A namespace of built-in functions is no object that could be searched.
        if matches!(object.kind, ExprKind::Undefined) {
            self.refuse(Rule::DynamicKey, span, "a built-in function must be named where it is used");
        }
        Ok((self.keyed_place(object, key), ty))
    }

    /// `{ … }[key]`: a literal has the members that are written and no others, so any key may be asked for.
    fn literal_entries(&mut self, object: &Expr, key: TypeId) -> Option<TypeId> {
        let Type::Object { members, fresh: true } = self.program.types.get(object.ty).clone() else { return None };
        if !matches!(object.kind, ExprKind::Object(_)) || !matches!(key, TypeId::STRING | TypeId::NUMBER) {
            return None;
        }
        let all = members.iter().map(|m| m.ty).chain([TypeId::UNDEFINED]);
        Some(self.types().union(all))
    }

    /// The type of the entries that the keys of type `keys` choose; `None` where one of them is no key.
    fn entries_by_keys(&mut self, object: TypeId, entries: &Entries, keys: TypeId) -> Option<TypeId> {
        let mut types = Vec::new();
        let mut all = Vec::new();
        for key in self.program.types.members(keys) {
            let key = self.constraint_of(key);
            all.extend(self.program.types.members(key));
        }
        for key in all {
            types.push(match self.key_name(key) {
                Some(name) => self.entry_member(object, &name)?.ty,
                None if self.is_number(key) => entries.number.or(entries.string)?,
                None if self.is_assignable(key, TypeId::STRING) => entries.string?,
                None if self.is_assignable(key, TypeId::SYMBOL) => entries.symbol?,
                None => return None,
            });
        }
        Some(self.types().union(types))
    }

    /// What may be written where a key chooses among members: it must fit all of them. Of a key that waits for a type parameter that is asked
    /// when a value is there (`fits_written`): it may be a `T[K]` itself.
    pub(super) fn written_type(&mut self, place: &Place, key: TypeId, read: TypeId) -> TypeId {
        let Place::Entry { object, .. } = place else { return read };
        let keys = self.constraint_of(key);
        if self.entries_of(object.ty).is_some() || self.is_undecided(object.ty) || self.is_undecided(key) || self.program.types.members(keys).len() < 2 {
            return read;
        }
        let object = object.ty;
        let each: Option<Vec<TypeId>> = self.program.types.members(keys).into_iter().map(|key| self.indexed(object, key)).collect();
        each.map_or(read, |each| self.intersect(&each))
    }

    /// Whether a key is the variable of a `for … in` loop: of an object with numbers as keys it counts as one.
    pub(super) fn is_loop_key(&self, key: &Expr) -> bool {
        matches!(key.kind, ExprKind::Read(binding) if self.key_variables.contains(&binding))
    }

    /// Whether every key names a field of the class.
    fn names_fields(&mut self, class: TypeId, keys: TypeId) -> bool {
        let keys = self.constraint_of(keys);
        self.program.types.members(keys).into_iter().all(|key| {
            let Some(name) = self.key_name(key) else { return false };
            self.find_member(class, &name).is_some_and(|found| matches!(found.how, How::Field(_) | How::Accessor(_)))
        })
    }

    /// Complains when an entry is written that may only be read.
    pub(super) fn require_writable_entries(&mut self, object: TypeId, span: Span) {
        if self.entries_of(object).is_some_and(|entries| entries.readonly) {
            let text = self.text(object);
            self.error(2542, span, format!("the entries of a `{text}` are read-only"));
        }
    }

    /// The dictionary type that an object literal is expected to be: the only object type among what is expected.
    pub(super) fn expected_dictionary(&mut self, expected: TypeId) -> Option<TypeId> {
        let mut found = None;
        for member in self.program.types.members(expected) {
            let bound = self.constraint_of(member);
            // What stands for a type parameter stays the object that it is.
            if bound != member {
                return None;
            }
            if self.entries_of(bound).is_some() && found.is_none() {
                found = Some(bound);
            } else if matches!(self.program.types.get(bound), Type::Object { .. } | Type::Interface { .. } | Type::Class { .. } | Type::Union(_) | Type::Intersection(_)) {
                return None;
            }
        }
        found
    }

    /// A call of a function of the library.
    pub(super) fn library_call(&mut self, name: &str, arguments: Vec<Expr>, ty: TypeId, span: Span) -> Expr {
        let Some(function) = self.library.function(name) else { return self.missing(span) };
        self.reach_function(function);
        let callee = Callee::Function { function, type_arguments: Vec::new() };
        Expr { kind: ExprKind::Call { callee, arguments }, ty, span }
    }

    /// `{a: 1, [k]: 2, ...others}` as a dictionary: made empty, then filled in the order in which it is written. What is expected need be none.
    pub(super) fn check_dictionary(&mut self, nodes: &'a [ast::Property], expected: Option<TypeId>, span: Span) -> Expr {
        let Some(class) = self.reach_library_class("Dictionary") else { return self.missing(span) };
        let binding = self.made_up(TypeId::ANY, span);
        let read = move |ty| Expr { kind: ExprKind::Read(binding), ty, span };
        let any_dictionary = self.index_type(TypeId::UNKNOWN, STRING_INDEX, Vec::new());
        let mut parts = Vec::with_capacity(nodes.len() + 1);
        let mut members: Vec<Member> = Vec::new();
        let mut values = Vec::new();
        let entries = expected.and_then(|ty| self.entries_of(ty));
        // Something of which no members are known is spread into it, which is refused.
        let mut is_unknown = false;
        let only_numbers = entries.is_some_and(|e| e.string.is_none());
        let mut open = Vec::new();
        // What arrays spread: entries that only numbers name, where nothing else has keys that are not known.
        let mut elements = Vec::new();
        let mut is_named = entries.is_none();
        let mut added = Vec::new();
        for node in nodes {
            match &node.value {
                PropertyValue::Spread(value) => {
                    let value = self.check_expr(value, expected);
                    let value = self.spreadable(value);
                    if self.is_open_spread(value.ty) {
                        open.push(value.ty);
                        parts.push(self.library_call("mixed.copyMembers", vec![read(any_dictionary), value], TypeId::VOID, node.span));
                        continue;
                    }
                    let bound = self.constraint_of(value.ty);
                    is_unknown |= self.is_undecided(value.ty) && self.properties(bound).is_none();
                    let (may_be_list, is_list) = self.spreads_list(value.ty);
                    let own = self.entries_of_spread(&value, node.span, &mut members);
                    if may_be_list {
                        is_named &= is_list;
                        elements.extend(own);
                        parts.push(self.library_call("mixed.copyElements", vec![read(any_dictionary), value], TypeId::VOID, node.span));
                        continue;
                    }
                    is_named &= !self.is_dictionary_or_nothing(value.ty);
                    values.extend(own);
                    added.push(Added::Spread(value.ty));
                    let name = if self.is_dictionary_or_nothing(value.ty) { "dictionary.copy" } else { "dictionary.copyMembers" };
                    let copied = self.library_call(name, vec![read(any_dictionary), value], TypeId::VOID, node.span);
                    parts.push(copied);
                }
                _ => {
                    let (key, value, ty) = self.check_entry(node, expected, &mut members);
                    match self.key_name(key.ty) {
                        Some(_) => added.extend(members.last().cloned().map(Added::Property)),
                        None => is_named = false,
                    }
                    // Of the entries that only numbers name.
                    if !only_numbers || self.key_name(key.ty).is_none_or(|name| is_number_key(&name)) {
                        values.push(ty);
                    }
                    let place = self.keyed_place(read(any_dictionary), key);
                    parts.push(Expr { kind: ExprKind::Assign { place, value: Box::new(value) }, ty, span: node.span });
                }
            }
        }
        let has_elements = !elements.is_empty();
        let only_numbers = only_numbers || is_named && has_elements;
        if is_named && has_elements {
            values = elements;
        } else {
            values.extend(elements);
        }
        let value = match values.is_empty() {
            true => entries.and_then(|e| e.string.or(e.number)).filter(|&ty| !self.program.types.is_generic(ty)).unwrap_or(TypeId::NEVER),
            false => self.best_common_type(values),
        };
        let index = if only_numbers { NUMBER_INDEX } else { STRING_INDEX };
        let union = match is_unknown || only_numbers || has_elements {
            true => None,
            false => self.spread_union(&added, |c, members| c.set_index(members, value, index)),
        };
        let mut ty = if is_unknown { TypeId::ANY } else { union.unwrap_or_else(|| self.index_type(value, index, members)) };
        if !open.is_empty() {
            // It is what the type parameter stands for, too, although it is a dictionary.
            self.program.mixing.dictionary_as_fixed = true;
            open.push(ty);
            ty = self.intersect(&open);
        }
        self.set_binding_type(binding, ty);
        parts.push(read(ty));
        let new = ExprKind::New { class, type_arguments: Vec::new(), arguments: Vec::new() };
        let new = Expr { kind: new, ty, span };
        let body = Expr { kind: ExprKind::Sequence(parts), ty, span };
        Expr { kind: ExprKind::Let { binding, value: Box::new(new), body: Box::new(body) }, ty, span }
    }

    /// Entries of one type in the place of those that members had before.
    fn set_index(&mut self, members: &mut Vec<Member>, value: TypeId, index: &str) {
        members.retain(|member| !member.is_index());
        members.push(Member { name: index.into(), ty: value, optional: true, readonly: false, method: false, numeric: index == STRING_INDEX });
    }

    fn index_type(&mut self, value: TypeId, index: &str, mut members: Vec<Member>) -> TypeId {
        self.set_index(&mut members, value, index);
        self.types().intern(Type::Object { members: members.into(), fresh: true })
    }

    pub(super) fn is_dictionary_or_nothing(&mut self, ty: TypeId) -> bool {
        let present = self.types().non_null(ty);
        self.entries_of(present).is_some()
    }

    /// The types of what a spread adds.
    fn entries_of_spread(&mut self, value: &Expr, span: Span, members: &mut Vec<Member>) -> Vec<TypeId> {
        let Some(all) = self.spread_members(value.ty, span) else { return vec![TypeId::ANY] };
        // What may be missing is there with another type than undefined, or not at all.
        let own = |c: &mut Self, m: &Member| if m.is_index() { m.ty } else { c.present_type(m) };
        let types = all.iter().map(|m| own(self, m)).collect();
        for member in all.into_iter().filter(|m| !m.is_index() && !m.optional) {
            members.retain(|m| m.name != member.name);
            members.push(Member { readonly: false, ..member });
        }
        types
    }

    /// One `key: value` of a dictionary: the key, the value, and the type that the value has as an entry.
    fn check_entry(&mut self, node: &'a ast::Property, expected: Option<TypeId>, members: &mut Vec<Member>) -> (Expr, Expr, TypeId) {
        if crate::ast::symbols::is_symbol(&node.name.text) {
            self.refuse(Rule::NoComputedKey, node.name.span, "a symbol cannot be a key beside keys that are made at run time");
        }
        let (key, name, value_node) = match &node.value {
            PropertyValue::Computed(key, value) => {
                let key = self.check_expr(key, None);
                self.require_key(&key, node.name.span);
                let name = self.key_name(key.ty);
                (key, name, Some(value))
            }
            PropertyValue::Expr(value) | PropertyValue::Shorthand(value) => (self.text_key(&node.name), Some(node.name.text.clone()), Some(value)),
            PropertyValue::Method(_) => (self.text_key(&node.name), Some(node.name.text.clone()), None),
            _ => {
                self.refuse(Rule::NoObjectAccessor, node.span, "a dictionary has no getters and setters");
                (self.text_key(&node.name), None, None)
            }
        };
        let context = expected.and_then(|ty| match &name {
            Some(name) => self.contextual_member(ty, name),
            None => self.entries_of(ty).and_then(|e| e.string.or(e.number)),
        });
        self.refuse_this_of_entry(node, context);
        let value = match (value_node, &node.value) {
            (Some(node), _) => {
                let value = self.check_expr(node, context);
                if let Some(name) = &name {
                    self.give_name(node, &value, name);
                }
                value
            }
            (None, PropertyValue::Method(function)) => {
                let scope = self.cx.scope;
                self.named_function_entity(function, FunctionKind::Function, scope, node.name.text.clone(), node.span);
                self.check_closure(function, false, context, node.span)
            }
            _ => self.missing(node.span),
        };
        let mut ty = self.mutable_type(value.ty, context);
        let is_named = !matches!(node.value, PropertyValue::Computed(..));
        if let (Some(wanted), Some(value_node), true) = (context, value_node, is_named)
            && !self.program.types.is_generic(wanted)
        {
            let before = self.problems.len();
            self.require_entry(value_node, &value, ty, wanted, node.name.span);
            if self.problems.len() > before {
                ty = wanted;
            }
        }
        if let Some(name) = name {
            members.retain(|m| m.name != name);
            members.push(Member { name, ty, optional: false, readonly: false, method: false, numeric: false });
        }
        (key, value, ty)
    }

    /// A method that is an entry has no `this`, unless the context declares what that is.
    fn refuse_this_of_entry(&mut self, node: &'a ast::Property, context: Option<TypeId>) {
        let is_accessor = matches!(node.value, PropertyValue::Getter(_) | PropertyValue::Setter(_));
        let Some(function) = own_function(&node.value).filter(|function| !is_accessor && asks_for_object(function)) else { return };
        if context.and_then(|ty| self.call_signature(ty)).is_some_and(|signature| signature.this.is_some()) {
            return;
        }
        self.refuse(Rule::FixedShape, node.span, "the methods of a dictionary have no `this`: name the dictionary instead");
        let entity = self.own_function_entity(function, node);
        self.functions[entity.index()].this_type = Some(TypeId::ANY);
    }

    fn text_key(&mut self, name: &ast::Ident) -> Expr {
        let units: Rc<[u16]> = name.text.encode_utf16().collect();
        let ty = self.types().string_literal(units.clone(), false);
        Expr { kind: ExprKind::String(units), ty, span: name.span }
    }

    fn require_key(&mut self, key: &Expr, span: Span) {
        if self.is_symbol_alone(key.ty) {
            return self.refuse(Rule::NoComputedKey, span, SYMBOL_KEY);
        }
        let allowed = self.types().union([TypeId::STRING, TypeId::NUMBER, TypeId::SYMBOL]);
        if !self.is_assignable(key.ty, allowed) {
            let text = self.text(key.ty);
            self.error(2464, span, format!("a key is a string or a number, found a `{text}`"));
        }
    }

    /// `key in object` with a key that is made at run time, or of a dictionary.
    pub(super) fn check_key_in(&mut self, key: Expr, object: Expr, span: Span) -> Expr {
        let name = if self.entries_of(object.ty).is_some() { "dictionary.isIn" } else { "object.isIn" };
        let object = self.as_dictionary(object);
        // The key is evaluated first.
        let held = self.made_up(key.ty, key.span);
        let read = Expr { kind: ExprKind::Read(held), ty: key.ty, span: key.span };
        let call = self.library_call(name, vec![object, read], TypeId::BOOLEAN, span);
        Expr { kind: ExprKind::Let { binding: held, value: Box::new(key), body: Box::new(call) }, ty: TypeId::BOOLEAN, span }
    }

    /// `delete object[key]`.
    pub(super) fn check_delete(&mut self, operand: &'a ast::Expr, span: Span) -> Expr {
        let operand = super::expressions::without_parens(operand);
        if let Some(problem) = Self::undeletable(operand, span) {
            self.check_expr(operand, None);
            self.report(problem);
            return self.missing(span);
        }
        if let ast::ExprKind::Chain(inner) = &operand.kind {
            return self.check_delete_of_chain(inner, span);
        }
        let before = self.problems.len();
        let Some((place, _)) = self.check_place(operand) else {
            let after = self.problems.len();
            if let [only] = &mut self.problems[before..]
                && only.code == crate::problem::Code::Ts(2540)
            {
                (only.code, only.span) = (crate::problem::Code::Ts(2704), operand.span);
            }
            if after == before {
                self.error(2703, operand.span, "only a member or an entry can be deleted");
            }
            return self.missing(span);
        };
        match place {
            Place::Entry { object, key } if self.entries_of(object.ty).is_some() => {
                if let ast::ExprKind::Member { property, .. } = &operand.kind
                    && self.find_member(object.ty, &property.text).is_some_and(|found| !self.program.types.admits_undefined(found.ty))
                {
                    self.error(2790, operand.span, "only a member that may be missing can be deleted");
                }
                if let Some(reference) = self.reference_of(operand) {
                    self.cx.flow.forget(&reference);
                }
                self.note_written(object.ty);
                self.library_call("dictionary.remove", vec![*object, *key], TypeId::BOOLEAN, span)
            }
            Place::Binding(_) => {
                // A namespace's variable is always there.
                let number = if matches!(operand.kind, ast::ExprKind::Member { .. }) { 2790 } else { 2703 };
                self.error(number, operand.span, "only a member or an entry can be deleted");
                self.missing(span)
            }
            Place::Member { object, name } => {
                let optional = self.find_member(object.ty, &name).is_none_or(|found| self.program.types.admits_undefined(found.ty));
                if !optional {
                    self.error(2790, operand.span, "only a member that may be missing can be deleted");
                }
                if let Some(reference) = self.reference_of(operand) {
                    self.cx.flow.forget(&reference);
                    self.cx.flow.narrow(reference, TypeId::UNDEFINED);
                }
                self.note_growing(object.ty);
                let units: Rc<[u16]> = name.encode_utf16().collect();
                let key = Expr { kind: ExprKind::String(units), ty: TypeId::STRING, span };
                self.library_call("mixed.remove", vec![*object, key], TypeId::BOOLEAN, span)
            }
            // A key that is known at run time only, of an object that is no dictionary by its type.
            Place::Entry { object, key } if self.deletes_by_key(object.ty) => {
                self.note_growing(object.ty);
                self.library_call("mixed.remove", vec![*object, *key], TypeId::BOOLEAN, span)
            }
            // Fields of classes: tsc's own rule first.
            Place::Field { ref object, ref name, .. } if self.find_member(object.ty, name).is_some_and(|found| !self.program.types.admits_undefined(found.ty)) => {
                self.error(2790, operand.span, "only a member that may be missing can be deleted");
                self.missing(span)
            }
            _ => {
                self.refuse(Rule::NoDelete, span, "a field of a class and an element cannot be deleted");
                self.missing(span)
            }
        }
    }

    /// Whether objects of this type are made by literals, as far as it tells.
    fn deletes_by_key(&mut self, ty: TypeId) -> bool {
        self.is_undecided(ty) || matches!(self.program.types.get(ty), Type::Object { .. } | Type::Interface { .. })
    }

    /// `delete a?.b`: where there is no `a`, there is nothing to delete, which is well.
    fn check_delete_of_chain(&mut self, inner: &'a ast::Expr, span: Span) -> Expr {
        let base = self.chain_subjects.len();
        let removed = self.check_delete(inner, span);
        let removed = self.close_chain(base, removed, span);
        let well = Expr { kind: ExprKind::Boolean(true), ty: TypeId::BOOLEAN, span };
        let kind = ExprKind::Logical { op: crate::program::LogicalOp::Coalesce, left: Box::new(removed), right: Box::new(well) };
        Expr { kind, ty: TypeId::BOOLEAN, span }
    }

    /// What a form alone says against deleting it.
    fn undeletable(operand: &'a ast::Expr, span: Span) -> Option<Problem> {
        match &operand.kind {
            ast::ExprKind::Member { property, .. } if is_private(&property.text) => {
                Some(Problem::ts(18011, operand.span, format!("`{}` is private: each object of its class keeps it", property.text)))
            }
            ast::ExprKind::Member { .. } | ast::ExprKind::Index { .. } | ast::ExprKind::Missing | ast::ExprKind::Name(_) | ast::ExprKind::SuperMember { .. } => None,
            ast::ExprKind::NonNull(inner) | ast::ExprKind::As { operand: inner, .. } => Self::undeletable(super::expressions::without_parens(inner), span),
            ast::ExprKind::Chain(inner) => Self::undeletable(inner, span),
            _ => Some(Problem::ts(2703, operand.span, "only a member or an entry can be deleted")),
        }
    }

    /// What `for … in` goes over: an array of keys, and the object, if its members may be deleted on the way.
    pub(super) fn keys_to_go_over(&mut self, object: Expr, out: &mut Vec<Statement>) -> (Expr, TypeId, Option<BindingId>) {
        let span = object.span;
        let present = self.types().non_null(object.ty);
        if present == TypeId::NEVER && present != object.ty {
            let text = self.text(object.ty);
            self.error(2407, span, format!("`for … in` goes over the keys of an object, found a `{text}`"));
            return (self.missing(span), TypeId::STRING, None);
        }
        let is_object = present == TypeId::ANY || self.is_undecided(present) || self.is_assignable(present, TypeId::NON_PRIMITIVE);
        if !is_object {
            let text = self.text(object.ty);
            self.error(2407, span, format!("`for … in` goes over the keys of an object, found a `{text}`"));
        }
        let own = self.types().non_null(object.ty);
        let element = self.key_element(own);
        let ty = self.types().array(element);
        let object = if present == object.ty { object } else { self.or_empty(object, present) };
        let is_unknown = present == TypeId::ANY || self.is_undecided(present);
        let is_dictionary = self.entries_of(object.ty).is_some();
        let keys = if is_dictionary { "dictionary.keys" } else if is_unknown { "object.keysIn" } else { "object.keys" };
        let is_fixed = |part| matches!(self.program.types.get(part), Type::Class { .. } | Type::Array { .. } | Type::Tuple { .. } | Type::TypedArray(_));
        if !is_dictionary && !is_unknown && self.program.types.members(present).into_iter().all(is_fixed) {
            return (self.library_call(keys, vec![object], ty, span), element, None);
        }
        let object = if is_dictionary { self.as_dictionary(object) } else { object };
        let (object_ty, held) = (object.ty, self.made_up(object.ty, span));
        out.push(Statement { kind: StatementKind::Let { binding: held, value: Some(object) }, span });
        let read = Expr { kind: ExprKind::Read(held), ty: object_ty, span };
        (self.library_call(keys, vec![read], ty, span), element, Some(held))
    }

    /// `object ?? {}`: there is nothing to go over in null and undefined.
    fn or_empty(&mut self, object: Expr, present: TypeId) -> Expr {
        let span = object.span;
        let class = if self.entries_of(present).is_some() { self.reach_library_class("Dictionary") } else { None };
        // The keys of what is no dictionary are found whatever it is.
        let (empty, ty) = match class {
            Some(class) => (ExprKind::New { class, type_arguments: Vec::new(), arguments: Vec::new() }, present),
            None => (ExprKind::Object(Vec::new()), TypeId::ANY),
        };
        let empty_ty = if class.is_some() { present } else { self.types().intern(Type::Object { members: [].into(), fresh: false }) };
        let right = Box::new(Expr { kind: empty, ty: empty_ty, span });
        Expr { kind: ExprKind::Logical { op: crate::program::LogicalOp::Coalesce, left: Box::new(object), right }, ty, span }
    }

    /// The type of the keys that `for … in` gives.
    fn key_element(&mut self, ty: TypeId) -> TypeId {
        if !self.is_undecided(ty) {
            return TypeId::STRING;
        }
        let keys = self.key_of(ty);
        self.intersect(&[keys, TypeId::STRING])
    }

    /// `if (!(key in object)) continue;`, of what may be no dictionary only where the program deletes members at all.
    pub(super) fn skip_deleted(&mut self, object: BindingId, key: BindingId, target: TargetId, span: Span) -> Statement {
        let ty = self.program.bindings[object.index()].ty;
        let is_dictionary = self.entries_of(ty).is_some();
        let read = |binding, ty| Expr { kind: ExprKind::Read(binding), ty, span };
        let (object, key) = (read(object, ty), read(key, TypeId::STRING));
        let object = if is_dictionary { object } else { self.as_anything(object) };
        let has = self.library_call(if is_dictionary { "dictionary.has" } else { "mixed.remains" }, vec![object, key], TypeId::BOOLEAN, span);
        let lacks = Expr { kind: ExprKind::Unary { op: UnaryOp::Not, operand: Box::new(has) }, ty: TypeId::BOOLEAN, span };
        let skip = only_if(lacks, Statement { kind: StatementKind::Continue(target), span });
        if is_dictionary {
            return skip;
        }
        let callee = Callee::Intrinsic(Intrinsic("runtime.anyDeletions".into()));
        only_if(Expr { kind: ExprKind::Call { callee, arguments: Vec::new() }, ty: TypeId::BOOLEAN, span }, skip)
    }
}

fn only_if(test: Expr, then: Statement) -> Statement {
    let span = then.span;
    Statement { kind: StatementKind::If { test, then: vec![then], otherwise: Vec::new() }, span }
}
