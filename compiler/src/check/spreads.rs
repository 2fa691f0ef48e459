//! Spreads in object literals: what members a value adds.
//!
//! What is no object and has no members adds nothing: `null`, `undefined`, `false`, and the 0 and "" that `count && { … }` leaves.

use super::Checker;
use crate::problem::Rule;
use crate::program::types::{Member, NUMBER_INDEX};
use crate::program::{Expr, ExprKind, LogicalOp, Property, PropertyKind, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

/// What adds members to an object that is being made.
#[derive(Debug, Clone)]
pub(super) enum Added {
    /// A property that is written.
    Property(Member),
    /// A spread of a value of this type.
    Spread(TypeId),
}

/// An object has one type for all of what it may be where unions with more combinations than this are spread into it.
const MOST_WAYS: usize = 100;

fn is_nothing(part: TypeId) -> bool {
    matches!(part, TypeId::NULL | TypeId::UNDEFINED | TypeId::VOID | TypeId::FALSE | TypeId::NEVER)
}

impl<'a> Checker<'a> {
    /// The value that is spread: undefined where it is a 0 or "" beside objects, so that nothing but objects and nothing remains.
    pub(super) fn spreadable(&mut self, value: Expr) -> Expr {
        // What is copied of `this` are the fields of the class.
        let value = Expr { ty: self.with_this_known(value.ty), ..value };
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
        if parts.iter().all(|&part| is_nothing(part)) {
            let text = self.text(ty);
            self.error(2698, span, format!("only objects can be spread here; this is a `{text}`"));
            return Some(Vec::new());
        }
        let mut all: Option<Vec<Member>> = None;
        let mut may_be_nothing = parts.iter().any(|&part| is_nothing(part));
        for part in parts.into_iter().filter(|&part| !is_nothing(part)) {
            let Some(members) = self.members_to_spread(part) else {
                self.report_unspreadable(part, span);
                return None;
            };
            all = Some(match all {
                None => members,
                Some(known) => self.either_members(known, members),
            });
        }
        may_be_nothing |= all.is_none();
        let mut all = all.unwrap_or_default();
        if may_be_nothing {
            self.make_optional(&mut all);
        }
        Some(all)
    }

    /// The members that spreading a value adds whose type is no union; `None` if that is not known, or nothing can be spread.
    fn members_to_spread(&mut self, part: TypeId) -> Option<Vec<Member>> {
        let subject = self.constraint_of(part);
        match self.program.types.get(subject).clone() {
            Type::Class { .. } => Some(self.own_fields(subject)),
            _ if self.called_part(subject).is_some() => None,
            Type::Object { .. } | Type::Interface { .. } => Some(self.properties(subject).unwrap_or_default()),
            _ => self.is_array_of_some(subject).then(|| self.elements_as_members(subject)),
        }
    }

    fn report_unspreadable(&mut self, part: TypeId, span: Span) {
        let subject = self.constraint_of(part);
        let text = self.text(part);
        let reason = if self.called_part(subject).is_some() {
            format!("the members of a `{text}`, which is a function, cannot be spread into an object literal")
        } else if self.is_undecided(part) {
            format!("what `{text}` has is not known where this is compiled, so it cannot be spread")
        } else if part == TypeId::NON_PRIMITIVE {
            "what an `object` has is not known where this is compiled, so it cannot be spread".to_string()
        } else if matches!(self.program.types.get(subject), Type::ClassValue(_)) {
            format!("the members of a `{text}` cannot be spread into an object literal")
        } else {
            return self.error(2698, span, format!("only objects can be spread here; this is a `{text}`"));
        };
        self.refuse(Rule::UnsupportedType, span, reason);
    }

    /// The type of an object into which unions are spread: one member for each combination of their parts, so that what tells them apart
    /// goes on to do so (tsc's `getSpreadType`). `finish` has the last word on the members of each. `None` if all are one.
    pub(super) fn spread_union(&mut self, added: &[Added], mut finish: impl FnMut(&mut Self, &mut Vec<Member>)) -> Option<TypeId> {
        let is_union = |one: &Added| matches!(one, Added::Spread(ty) if matches!(self.program.types.get(*ty), Type::Union(_)));
        if !added.iter().any(is_union) {
            return None;
        }
        let mut ways: Vec<Vec<Member>> = vec![Vec::new()];
        for one in added {
            match one {
                Added::Property(member) => ways.iter_mut().for_each(|way| write_member(way, member.clone())),
                Added::Spread(ty) => {
                    let parts = self.spread_ways(*ty)?;
                    if ways.len() * parts.len() > MOST_WAYS {
                        return None;
                    }
                    ways = ways.iter().flat_map(|way| parts.iter().map(|part| (way.clone(), part))).map(|(way, part)| self.spread_over(way, part)).collect();
                }
            }
        }
        if ways.len() < 2 {
            return None;
        }
        let types = ways.into_iter().map(|mut members| {
            finish(self, &mut members);
            self.types().intern(Type::Object { members: members.into(), fresh: false })
        });
        let types: Vec<TypeId> = types.collect();
        Some(self.types().union(types))
    }

    /// `Object.assign({ … }, source, …)`: nobody else has the object yet, so it is the literal with the sources spread into it. `result` is what
    /// tsc says that it is.
    pub(super) fn assigned_literal(&mut self, arguments: Vec<Expr>, result: TypeId, span: Span) -> Expr {
        let mut sources = arguments.into_iter();
        let Some(Expr { kind: ExprKind::Object(mut properties), ty, .. }) = sources.next() else { return self.missing(span) };
        let mut members = self.properties(ty).unwrap_or_default();
        let mut added: Vec<Added> = members.iter().cloned().map(Added::Property).collect();
        let (mut is_open, mut has_instance) = (false, false);
        for value in sources {
            is_open |= self.is_open_spread(value.ty);
            has_instance |= self.is_copied_instance(value.ty);
            if !is_open && let Some(more) = self.spread_members(value.ty, span) {
                members = self.spread_over(members, &more);
            }
            added.push(Added::Spread(value.ty));
            let from = self.spread_source(value.ty);
            properties.push(Property { name: "".into(), kind: PropertyKind::Spread { from, without: Vec::new() }, value });
        }
        let kind = ExprKind::Object(properties);
        if is_open {
            return Expr { kind, ty: result, span };
        }
        let ty = self.types().intern(Type::Object { members: members.into(), fresh: false });
        self.literal_types.insert(ty);
        self.spread_results.insert(ty);
        let union = self.spread_union(&added, |_, _| {});
        let object = self.told_apart(Expr { kind, ty, span }, union);
        // A copy of an instance has its fields and is none itself.
        if has_instance { object } else { Expr { ty: result, ..object } }
    }

    /// Whether what is spread is nothing but objects, some of them of a class.
    pub(super) fn is_copied_instance(&mut self, ty: TypeId) -> bool {
        let bounds: Vec<TypeId> = self.program.types.constituents(ty).into_iter().map(|part| self.constraint_of(part)).collect();
        bounds.iter().any(|&bound| matches!(self.program.types.get(bound), Type::Class { .. })) && self.spread_ways(ty).is_some()
    }

    /// The members that each of a union's parts adds; of a single part beside nothing they are optional.
    pub(super) fn spread_ways(&mut self, ty: TypeId) -> Option<Vec<Vec<Member>>> {
        let mut ways = Vec::new();
        let mut may_be_nothing = false;
        for part in self.program.types.constituents(ty) {
            let members = if is_nothing(part) { Vec::new() } else { self.members_to_spread(part)? };
            match members.is_empty() {
                true => may_be_nothing = true,
                false => ways.push(members),
            }
        }
        match &mut ways[..] {
            [only] if may_be_nothing => self.make_optional(only),
            _ if may_be_nothing => ways.push(Vec::new()),
            _ => {}
        }
        Some(ways)
    }

    /// Members of what may not be there.
    fn make_optional(&mut self, members: &mut [Member]) {
        for member in members.iter_mut().filter(|member| !member.is_index()) {
            member.optional = true;
            member.ty = self.types().union([member.ty, TypeId::UNDEFINED]);
        }
    }

    /// The members of an object over which others are spread: an optional one leaves what was there.
    fn spread_over(&mut self, mut way: Vec<Member>, spread: &[Member]) -> Vec<Member> {
        for member in spread {
            let member = Member { readonly: false, ..member.clone() };
            match way.iter_mut().find(|known| known.name == member.name).filter(|_| member.optional) {
                Some(known) => {
                    let present = self.present_type(&member);
                    known.ty = self.program.types.union([known.ty, present]);
                }
                None => write_member(&mut way, member),
            }
        }
        way
    }

    /// Whether values of the type may be arrays, and whether they are nothing else.
    pub(super) fn spreads_list(&mut self, ty: TypeId) -> (bool, bool) {
        let parts = self.program.types.constituents(ty);
        let (mut any, mut all) = (false, true);
        for part in parts.into_iter().filter(|&part| !is_nothing(part)) {
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

/// Puts a member in the place of the one of its name, or behind all others.
pub(super) fn write_member(members: &mut Vec<Member>, member: Member) {
    match members.iter_mut().find(|known| known.name == member.name) {
        Some(known) => *known = member,
        None => members.push(member),
    }
}
