//! Which members of a union an object literal is meant for: the properties that are values of their own tell, as in
//! tsc's discriminateContextualTypeByObjectMembers.

use super::Checker;
use crate::ast::{self, PropertyValue};
use crate::program::{Type, TypeId};
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// Of a union of object types, the members that the literal's own discriminants leave: those it gives, and the
    /// optional ones it leaves out, which are `undefined`.
    pub(super) fn discriminated(&mut self, ty: TypeId, nodes: &'a [ast::Property]) -> TypeId {
        let members = self.bounded_members(ty);
        if members.len() < 2 {
            return ty;
        }
        let mut kept = members.clone();
        for (name, value) in nodes.iter().filter_map(named_value) {
            if may_discriminate(value) && self.is_discriminant(&members, name) {
                let given = self.quietly(|c| c.check_expr(value, None).ty);
                self.keep_discriminated(&mut kept, name, given);
            }
        }
        for name in self.optional_discriminants(&members) {
            if !nodes.iter().filter_map(named_value).any(|(given, _)| *given == name) {
                self.keep_discriminated(&mut kept, &name, TypeId::UNDEFINED);
            }
        }
        if kept.len() == members.len() { ty } else { self.types().union(kept) }
    }

    /// Leaves of the members of a union those whose `name` may be a part of what is `given`; all, if none may.
    fn keep_discriminated(&mut self, kept: &mut Vec<TypeId>, name: &str, given: TypeId) {
        let parts = self.program.types.constituents(given);
        let mut left = kept.clone();
        left.retain(|&member| match self.program.types.get(member) {
            Type::Object { .. } | Type::Interface { .. } => match self.find_member(member, name) {
                Some(found) => parts.iter().any(|&part| self.is_assignable(part, found.ty)),
                None => true,
            },
            _ => true,
        });
        if !left.is_empty() {
            *kept = left;
        }
    }

    /// The discriminants of a union of object types that all of them have, and one as an optional member.
    fn optional_discriminants(&mut self, members: &[TypeId]) -> Vec<Rc<str>> {
        if !members.iter().all(|&member| matches!(self.program.types.get(member), Type::Object { .. } | Type::Interface { .. })) {
            return Vec::new();
        }
        let names = self.properties(members[0]).unwrap_or_default().into_iter().map(|member| member.name);
        names.filter(|name| self.may_be_left_out(members, name) && self.is_discriminant(members, name)).collect()
    }

    /// Whether all members of a union have `name`, and one may be without it.
    fn may_be_left_out(&mut self, members: &[TypeId], name: &str) -> bool {
        let optional: Vec<Option<bool>> = members.iter().map(|&member| self.own_optionality(member, name)).collect();
        optional.iter().all(Option::is_some) && optional.contains(&Some(true))
    }

    /// Whether the values of a member tell the parts of a union apart.
    pub(super) fn is_discriminant(&mut self, parts: &[TypeId], name: &str) -> bool {
        parts.iter().any(|&part| {
            let Some(found) = self.find_member(part, name) else { return false };
            self.program.types.constituents(found.ty).iter().all(|&value| super::narrow::is_unit(&self.program.types, value))
        })
    }
}

/// A property's name and value, where it has both.
fn named_value(node: &ast::Property) -> Option<(&Rc<str>, &ast::Expr)> {
    match &node.value {
        PropertyValue::Expr(value) | PropertyValue::Shorthand(value) => Some((&node.name.text, value)),
        _ => None,
    }
}

/// Whether a property's value says by itself, without what is expected of it, which member of a union is meant (tsc's
/// isPossiblyDiscriminantValue).
fn may_discriminate(value: &ast::Expr) -> bool {
    use ast::ExprKind::*;
    match &value.kind {
        String(_) | Number(_) | Boolean(_) | Null | Template { .. } | Name(_) => true,
        Member { object, .. } => may_discriminate(object),
        Paren(inner) => may_discriminate(inner),
        _ => false,
    }
}
