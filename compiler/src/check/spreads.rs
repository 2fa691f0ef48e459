//! Spreads in object literals: what members a value adds.
//!
//! What is no object and has no members adds nothing: `null`, `undefined`, `false`, and the 0 and "" that `count && { … }` leaves.

use super::Checker;
use crate::problem::Rule;
use crate::program::types::{Member, NUMBER_INDEX};
use crate::program::{Expr, ExprKind, LogicalOp, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// The value that is spread: undefined where it is a 0 or "" beside objects, so that nothing but objects and nothing remains.
    pub(super) fn spreadable(&mut self, value: Expr) -> Expr {
        let parts = self.program.types.constituents(value.ty);
        let is_falsy = |c: &Self, part: TypeId| c.is_falsy_literal(part);
        if !parts.iter().any(|&part| is_falsy(self, part)) || parts.iter().all(|&part| is_falsy(self, part)) {
            return value;
        }
        let span = value.span;
        let kept: Vec<TypeId> = parts.into_iter().filter(|&part| !is_falsy(self, part)).chain([TypeId::UNDEFINED]).collect();
        let ty = self.types().union(kept);
        let nothing = Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span };
        let kind = ExprKind::Logical { op: LogicalOp::Or, left: Box::new(value), right: Box::new(nothing) };
        Expr { kind, ty, span }
    }

    /// The members that spreading a value of type `ty` adds; `None` for `any`.
    pub(super) fn spread_members(&mut self, ty: TypeId, span: Span) -> Option<Vec<Member>> {
        if ty == TypeId::ANY {
            return None;
        }
        let parts = self.program.types.constituents(ty);
        let nothing = |m: &TypeId| matches!(*m, TypeId::NULL | TypeId::UNDEFINED | TypeId::VOID | TypeId::FALSE | TypeId::NEVER);
        if parts.iter().all(nothing) {
            let text = self.text(ty);
            self.error(2698, span, format!("only objects can be spread here; this is a `{text}`"));
            return Some(Vec::new());
        }
        let mut all: Option<Vec<Member>> = None;
        let mut may_be_nothing = parts.iter().any(nothing);
        for part in parts.into_iter().filter(|m| !nothing(m)) {
            let subject = self.constraint_of(part);
            let members = match self.program.types.get(subject).clone() {
                Type::Class { .. } => self.own_fields(subject),
                _ if self.called_part(subject).is_some() => {
                    let text = self.text(part);
                    self.refuse(Rule::UnsupportedType, span, format!("the members of a `{text}`, which is a function, cannot be spread into an object literal"));
                    return None;
                }
                Type::Object { .. } | Type::Interface { .. } => self.properties(subject).unwrap_or_default(),
                _ if self.is_array_of_some(subject) => self.elements_as_members(subject),
                _ => {
                    let text = self.text(part);
                    if self.is_undecided(part) {
                        self.refuse(Rule::UnsupportedType, span, format!("what `{text}` has is not known where this is compiled, so it cannot be spread"));
                        return None;
                    }
                    if part == TypeId::NON_PRIMITIVE {
                        self.refuse(Rule::UnsupportedType, span, "what an `object` has is not known where this is compiled, so it cannot be spread");
                        return None;
                    }
                    if matches!(self.program.types.get(subject), Type::ClassValue(_)) {
                        self.refuse(Rule::UnsupportedType, span, format!("the members of a `{text}` cannot be spread into an object literal"));
                        return None;
                    }
                    self.error(2698, span, format!("only objects can be spread here; this is a `{text}`"));
                    return None;
                }
            };
            all = Some(match all {
                None => members,
                Some(known) => self.either_members(known, members),
            });
        }
        may_be_nothing |= all.is_none();
        let mut all = all.unwrap_or_default();
        if may_be_nothing {
            for member in all.iter_mut().filter(|m| !m.is_index()) {
                member.optional = true;
                member.ty = self.types().union([member.ty, TypeId::UNDEFINED]);
            }
        }
        Some(all)
    }

    /// Whether values of the type may be arrays, and whether they are nothing else.
    pub(super) fn spreads_list(&mut self, ty: TypeId) -> (bool, bool) {
        let parts = self.program.types.constituents(ty);
        let nothing = |m: &TypeId| matches!(*m, TypeId::NULL | TypeId::UNDEFINED | TypeId::VOID | TypeId::FALSE | TypeId::NEVER);
        let (mut any, mut all) = (false, true);
        for part in parts.into_iter().filter(|m| !nothing(m)) {
            let is_list = self.is_array_of_some(part);
            (any, all) = (any | is_list, all & is_list);
        }
        (any, all)
    }

    fn is_array_of_some(&mut self, ty: TypeId) -> bool {
        let ty = self.constraint_of(ty);
        self.element_type(ty).is_some() && !self.is_string(ty)
    }

    /// What an array spreads: its elements, by their positions.
    fn elements_as_members(&mut self, ty: TypeId) -> Vec<Member> {
        let member = |name: Rc<str>, ty, optional| Member { name, ty, optional, readonly: false, method: false, numeric: true };
        let mut members = Vec::new();
        if let Type::Tuple { elements, .. } = self.program.types.get(ty).clone() {
            for (i, element) in elements.iter().take_while(|e| !e.rest).enumerate() {
                members.push(member(i.to_string().into(), element.ty, element.optional));
            }
        }
        if let Some(element) = self.element_type(ty) {
            members.push(member(NUMBER_INDEX.into(), element, true));
        }
        members
    }

    fn is_falsy_literal(&self, ty: TypeId) -> bool {
        match self.program.types.get(ty) {
            Type::NumberLiteral { bits, .. } => *bits == 0,
            Type::StringLiteral { units, .. } => units.is_empty(),
            _ => false,
        }
    }

    /// The fields of a class that everybody may see.
    fn own_fields(&mut self, ty: TypeId) -> Vec<Member> {
        let Type::Class { class, .. } = *self.program.types.get(ty) else { return Vec::new() };
        // The methods' types are not asked for: they may be what this is for.
        let mut fields = Vec::new();
        for (name, optional) in self.public_fields(class) {
            let Some(found) = self.find_member(ty, &name) else { continue };
            fields.push(Member { name, ty: found.ty, optional, readonly: found.readonly, method: false, numeric: true });
        }
        fields
    }

    /// Members of an object that is one of two.
    fn either_members(&mut self, a: Vec<Member>, b: Vec<Member>) -> Vec<Member> {
        let mut all = Vec::new();
        for member in &a {
            let other = b.iter().find(|m| m.name == member.name);
            let ty = self.types().union([member.ty, other.map_or(TypeId::UNDEFINED, |o| o.ty)]);
            all.push(Member { ty, optional: member.optional || other.is_none_or(|o| o.optional), ..member.clone() });
        }
        for member in b.into_iter().filter(|m| !a.iter().any(|k| k.name == m.name)) {
            let ty = self.types().union([member.ty, TypeId::UNDEFINED]);
            all.push(Member { ty, optional: true, ..member });
        }
        all
    }

    /// The type of the objects that a spread copies.
    pub(super) fn spread_source(&mut self, ty: TypeId) -> TypeId {
        let from = self.types().filter(ty, |_, m| !matches!(m, TypeId::NULL | TypeId::UNDEFINED | TypeId::VOID | TypeId::FALSE));
        self.spread_types.insert(from);
        from
    }
}
