//! The functions of `Object` that list the members of an object or give them to another: `Object.keys(o)`, `Object.assign(a, b)`.

use super::Checker;
use super::members::How;
use crate::problem::Rule;
use crate::program::types::{Signature, SignatureParameter};
use crate::program::{ArrayElement, Callee, Expr, ExprKind, TupleElement, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

impl Checker<'_> {
    /// `Object.keys(object)` and its like.
    pub(super) fn object_call(&mut self, name: &str, mut arguments: Vec<Expr>, result: TypeId, span: Span) -> Expr {
        let member = name.trim_start_matches("Object.");
        if member == "call" {
            self.reach_library_class("Dictionary");
            return self.library_call("object.objectOf", arguments, result, span);
        }
        if member == "%%bare" {
            self.reach_library_class("Dictionary");
            return self.library_call("bare.bare", arguments, result, span);
        }
        let Some(ty) = arguments.first().map(|a| a.ty) else { return self.missing(span) };
        let is_dictionary = self.entries_of(ty).is_some();
        match member {
            "getOwnPropertyNames" => {
                let object = arguments.swap_remove(0);
                let object = self.as_dictionary(object);
                let name = if is_dictionary { "dictionary.keys" } else { "object.ownNames" };
                self.library_call(name, vec![object], result, span)
            }
            "keys" | "values" | "entries" => {
                let ty = self.listed_type(member, ty).unwrap_or(result);
                let object = arguments.swap_remove(0);
                let object = self.as_dictionary(object);
                let file = if is_dictionary { "dictionary" } else { "object" };
                self.library_call(&format!("{file}.{member}"), vec![object], ty, span)
            }
            "fromEntries" => {
                let pairs = arguments.swap_remove(0);
                let pairs = self.as_array(pairs);
                self.reach_library_class("Dictionary");
                self.library_call("dictionary.fromEntries", vec![pairs], result, span)
            }
            "assign" => self.object_assign(arguments, result, span),
            "is" => self.library_call("object.is", arguments, TypeId::BOOLEAN, span),
            "hasOwn" | "%%own" | "%%enumerable" => {
                let name = match member {
                    _ if is_dictionary => "dictionary.has",
                    "%%enumerable" => "object.isEnumerable",
                    _ => "object.has",
                };
                self.library_call(name, arguments, TypeId::BOOLEAN, span)
            }
            "%%tag" => self.library_call("object.tag", arguments, TypeId::STRING, span),
            _ => {
                let callee = Callee::Intrinsic(crate::program::Intrinsic(name.into()));
                Expr { kind: ExprKind::Call { callee, arguments }, ty: result, span }
            }
        }
    }

    /// Whether the member `name` of a value is the one that every object has.
    pub(super) fn has_object_member(&mut self, ty: TypeId, name: &str) -> bool {
        let bound = self.constraint_of(ty);
        self.find_member(bound, name).is_none()
            && (self.element_type(bound).is_some()
                || matches!(
                    self.program.types.get(bound),
                    Type::Any | Type::Object { .. } | Type::Interface { .. } | Type::Class { .. } | Type::Intersection(_) | Type::NonPrimitive
                ))
    }

    /// How `hasOwnProperty` is called: with a key.
    pub(super) fn own_property_signatures(&mut self) -> Vec<Rc<Signature>> {
        let ty = self.types().union([TypeId::STRING, TypeId::NUMBER, TypeId::SYMBOL]);
        let key = SignatureParameter { name: "key".into(), ty, optional: false, rest: false };
        vec![Rc::new(Signature { type_parameters: Vec::new(), this: None, parameters: vec![key], result: TypeId::BOOLEAN, predicate: None })]
    }

    /// What `Object.values` or `Object.entries` gives of an object whose members tsc knows to be all there are.
    fn listed_type(&mut self, member: &str, ty: TypeId) -> Option<TypeId> {
        // Of an open mapped type its signature knows more.
        if matches!(self.program.types.get(ty), Type::Mapped { .. }) {
            return None;
        }
        let bound = self.constraint_of(ty);
        let bound = self.types().base_of_literal(bound);
        let element = match (self.entries_of(bound), self.program.types.get(bound).clone()) {
            (Some(entries), _) => entries.string.or(entries.number)?,
            (None, Type::Object { members, .. }) if members.is_empty() => TypeId::UNKNOWN,
            (None, Type::Object { members, .. }) => {
                let mut types: Vec<TypeId> = members.iter().map(|m| self.present_type(m)).collect();
                types.extend(self.has_numbers_for_keys(bound).then_some(TypeId::STRING));
                self.best_common_type(types)
            }
            (None, Type::Union(_)) => return None,
            (None, _) => self.element_type(bound)?,
        };
        match member {
            "values" => Some(self.types().array(element)),
            "entries" => {
                let pair = self.types().tuple(vec![TupleElement::required(TypeId::STRING), TupleElement::required(element)]);
                Some(self.types().array(pair))
            }
            _ => None,
        }
    }

    /// `Object.assign(target, …)`: the target must have a place for every member.
    fn object_assign(&mut self, arguments: Vec<Expr>, result: TypeId, span: Span) -> Expr {
        let mut arguments = self.sources_one_by_one(arguments, result);
        arguments.retain(|source| !source.is_nothing());
        for source in arguments.iter_mut().skip(1) {
            source.ty = self.with_this_known(source.ty);
        }
        if let [Expr { kind: ExprKind::Object(_), ty, .. }, sources @ ..] = &arguments[..]
            && !sources.iter().any(|source| matches!(source.kind, ExprKind::Spread(_)))
            && (!sources.iter().all(|source| self.has_places_for(*ty, source.ty)) || sources.iter().any(|source| self.is_copied_instance(source.ty)))
        {
            let ty = *ty;
            let grown = |c: &mut Self, source: &Expr| {
                c.entries_of(source.ty).is_none() && (c.is_open_spread(source.ty) || c.spread_ways(source.ty).is_some())
            };
            if self.entries_of(ty).is_none() && sources.iter().all(|source| grown(self, source)) {
                return self.assigned_literal(arguments, result, span);
            }
        }
        let mut arguments = arguments.into_iter();
        let Some(target) = arguments.next() else { return self.missing(span) };
        if self.called_part(target.ty).is_some() {
            self.note_told_apart(&target);
        }
        let (target_ty, binding) = (target.ty, self.made_up(target.ty, target.span));
        let read = |ty| Expr { kind: ExprKind::Read(binding), ty, span };
        let mut parts = Vec::new();
        for source in arguments {
            let is_dictionary = self.entries_of(target_ty).is_some();
            self.note_written(target_ty);
            if let ExprKind::Spread(list) = source.kind {
                let call = self.assign_list(read(target_ty), *list, span);
                parts.extend(call);
                continue;
            }
            let grows = !is_dictionary && !self.has_places_for(target_ty, source.ty);
            let bound = self.constraint_of(target_ty);
            if grows && self.may_grow(target_ty) {
                self.note_growing(target_ty);
                let call = self.library_call("mixed.copy", vec![read(target_ty), source], TypeId::VOID, span);
                parts.push(call);
                continue;
            }
            if grows && self.called_part(bound).is_some() && self.is_plain(source.ty) {
                for member in self.properties(source.ty).unwrap_or_default() {
                    self.note_given_to_function(&member.name);
                }
                let call = self.library_call("object.assign", vec![read(target_ty), source], TypeId::VOID, span);
                parts.push(call);
                continue;
            }
            if grows {
                let (wanted, found) = (self.text(target_ty), self.text(source.ty));
                self.refuse(Rule::FixedShape, source.span, format!("an object with fixed members cannot grow: `{wanted}` lacks members of `{found}`"));
                continue;
            }
            self.note_members_assigned(target_ty, source.ty);
            let name = match (is_dictionary, self.is_dictionary_or_nothing(source.ty)) {
                (true, _) if self.spreads_list(source.ty).0 => "mixed.copy",
                (true, true) => "dictionary.copy",
                (true, false) => "dictionary.copyMembers",
                _ => "object.assign",
            };
            let call = self.library_call(name, vec![read(target_ty), source], TypeId::VOID, span);
            parts.push(call);
        }
        parts.push(read(result));
        let body = Expr { kind: ExprKind::Sequence(parts), ty: result, span };
        Expr { kind: ExprKind::Let { binding, value: Box::new(target), body: Box::new(body) }, ty: result, span }
    }

    /// Takes note that the members of one object are given to another, which has places for them by its type.
    fn note_members_assigned(&mut self, target: TypeId, source: TypeId) {
        for part in self.program.types.constituents(source) {
            for member in self.properties(part).unwrap_or_default() {
                if let Some(found) = self.find_member(target, &member.name) {
                    self.note_member_written(target, &member.name, found.ty);
                }
            }
        }
    }

    /// Whether members may be added to values of the type. Those of a type parameter that may be any object are told apart at run time.
    fn may_grow(&mut self, ty: TypeId) -> bool {
        let bound = self.constraint_of(ty);
        self.is_plain(bound) || bound == TypeId::NON_PRIMITIVE && self.is_undecided(ty)
    }

    /// `Object.assign(target, ...list)`.
    fn assign_list(&mut self, target: Expr, list: Expr, span: Span) -> Option<Expr> {
        let element = self.element_type(list.ty).unwrap_or(TypeId::ANY);
        if self.entries_of(target.ty).is_none() && !self.has_places_for(target.ty, element) {
            if !self.may_grow(target.ty) {
                let (wanted, found) = (self.text(target.ty), self.text(element));
                self.refuse(Rule::FixedShape, list.span, format!("an object with fixed members cannot grow: `{wanted}` lacks members of `{found}`"));
                return None;
            }
            self.note_growing(target.ty);
        }
        let list = self.as_array(list);
        Some(self.library_call("mixed.copyAll", vec![target, list], TypeId::VOID, span))
    }

    /// The arguments of `Object.assign` with those that a rest parameter collects each on its own.
    fn sources_one_by_one(&mut self, mut arguments: Vec<Expr>, result: TypeId) -> Vec<Expr> {
        if result != TypeId::ANY {
            return arguments;
        }
        let collected = arguments.split_off(1.min(arguments.len()));
        for list in collected {
            let ExprKind::Array(items) = list.kind else {
                arguments.push(list);
                continue;
            };
            for item in items {
                match item {
                    ArrayElement::Item(source) => arguments.push(source),
                    ArrayElement::Spread(list) => arguments.push(Expr { ty: list.ty, span: list.span, kind: ExprKind::Spread(Box::new(list)) }),
                }
            }
        }
        arguments
    }

    /// Of `Partial<this>` and its like, which has no more members than the object of a class that it is given to, what is known.
    fn as_part_of(&mut self, target: TypeId, source: TypeId) -> TypeId {
        let Type::Mapped { root, arguments } = self.program.types.get(source).clone() else { return source };
        let Some(whole) = self.mapped_source(root, &arguments) else { return source };
        let (whole, bound) = (self.constraint_of(whole), self.constraint_of(target));
        if whole == bound && matches!(self.program.types.get(bound), Type::Class { .. }) { self.constraint_of(source) } else { source }
    }

    fn has_places_for(&mut self, target: TypeId, source: TypeId) -> bool {
        let source = self.types().non_null(source);
        if self.spreads_list(source).0 {
            return self.spreads_list(target).1;
        }
        let source = self.as_part_of(target, source);
        if source == TypeId::ANY || self.is_undecided(source) || self.entries_of(source).is_some() {
            return false;
        }
        if let Type::Union(parts) = self.program.types.get(source).clone() {
            return parts.iter().all(|&part| self.has_places_for(target, part));
        }
        let all = self.properties(source).unwrap_or_default();
        all.iter().all(|m| self.is_of_class(source, &m.name) || self.find_member(target, &m.name).is_some_and(|found| matches!(found.how, How::Field(_) | How::Member) || m.optional && matches!(found.how, How::Method(..) | How::Accessor(_))))
    }

    /// Whether the objects of a type have a member from their class and not as their own, so that nobody copies it.
    pub(super) fn is_of_class(&mut self, ty: TypeId, name: &str) -> bool {
        self.find_member(ty, name).is_some_and(|found| matches!(found.how, How::Method(..) | How::Accessor(_)))
    }
}
