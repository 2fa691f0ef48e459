//! Narrowing through other names: `const isText = typeof x === "string"; if (isText) …`, and members that stand in variables of their
//! own: `const { kind, value } = event; if (kind === "key") value…`.
//!
//! A condition holds only while nothing can have changed what it was made of: constants, parameters and variables that are never
//! assigned again, and their read-only members. A discriminant is believed of every place, as tsc does; what is then read of the
//! place is checked where it is read.

use super::Checker;
use super::flow::{Flow, Reference, Root};
use super::scope::Value;
use super::variables::BindingKind;
use crate::ast::{self, ExprKind as E, VariableKind};
use crate::program::{BindingId, Type, TypeId};
use std::rc::Rc;

/// How many names may stand for each other; as many as tsc follows.
const DEPTH: u32 = 5;

/// Where a variable of a pattern comes from.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    /// The made-up variable that holds the value which is taken apart.
    pub holder: BindingId,
    /// The member, or the position in a tuple.
    pub key: Rc<str>,
}

impl<'a> Checker<'a> {
    /// Notes that `part` is the member `key` of what `holder` holds.
    pub(super) fn note_origin(&mut self, part: BindingId, holder: BindingId, key: Rc<str>) {
        self.origins.insert(part, Origin { holder, key });
        let siblings = self.siblings.entry(holder).or_default();
        if !siblings.contains(&part) {
            siblings.push(part);
        }
    }

    /// What a constant says whose value is a condition.
    pub(super) fn narrow_alias(&mut self, flow: &mut Flow, node: &'a ast::Expr, holds: bool) {
        let Some((scope, value)) = self.constant_value(node).filter(|(_, value)| is_condition(value)) else { return };
        let found = self.as_if_in(scope, flow, |c| {
            let (_, yes, no) = c.check_condition(value);
            if holds { yes } else { no }
        });
        let Some(found) = found else { return };
        for (reference, ty) in found.beyond(flow) {
            if self.is_constant(&reference) {
                flow.narrow(reference, ty);
            }
        }
    }

    /// What a test of a variable says that is a member of something: `kind` of `const { kind } = a` or of `const kind = a.kind`.
    pub(super) fn narrow_origin(&mut self, flow: &mut Flow, node: &'a ast::Expr, part: &mut dyn FnMut(&mut Self, TypeId) -> TypeId) {
        let E::Name(name) = &node.kind else { return };
        let Some(Value::Binding(binding)) = self.find_value(self.cx.scope, name) else { return };
        if let Some(origin) = self.origins.get(&binding).cloned() {
            return self.narrow_pattern(flow, binding, &origin, part);
        }
        let Some((scope, value)) = self.constant_value(node).filter(|(_, value)| matches!(value.kind, E::Member { .. } | E::Index { .. })) else { return };
        let Some(expr) = self.as_if_in(scope, flow, |c| c.check_expr(value, None)) else { return };
        let outer = std::mem::replace(&mut self.cx.scope, scope);
        self.narrow_discriminant(flow, value, &expr, part);
        self.cx.scope = outer;
    }

    /// Initialiser and scope of a constant without annotation.
    fn constant_value(&mut self, node: &ast::Expr) -> Option<(super::scope::ScopeId, &'a ast::Expr)> {
        let E::Name(name) = &node.kind else { return None };
        let Value::Binding(binding) = self.find_value(self.cx.scope, name)? else { return None };
        let info = &self.bindings[binding.index()];
        let BindingKind::Variable { node, kind: VariableKind::Const, declare: false } = info.kind else { return None };
        if node.ty.is_some() || node.pattern.is_some() {
            return None;
        }
        Some((info.scope, super::expressions::without_parens(node.value.as_ref()?)))
    }

    /// Walks code of another place as if it stood where `flow` holds; nothing of the walk remains.
    fn as_if_in<T>(&mut self, scope: super::scope::ScopeId, flow: &Flow, walk: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.aliasing >= DEPTH || !flow.reachable {
            return None;
        }
        self.aliasing += 1;
        let owner = self.scope(scope).owner;
        let outer = (
            std::mem::replace(&mut self.cx.flow, flow.clone()),
            std::mem::replace(&mut self.cx.scope, scope),
            std::mem::replace(&mut self.cx.function, owner),
        );
        let result = self.quietly(walk);
        (self.cx.flow, self.cx.scope, self.cx.function) = outer;
        self.aliasing -= 1;
        Some(result)
    }

    /// Whether what `reference` names cannot change once it has its value.
    fn is_constant(&mut self, reference: &Reference) -> bool {
        let mut ty = match reference.root {
            Root::This => return reference.path.is_empty(),
            Root::Binding(binding) if self.is_never_assigned(binding) => self.program.bindings[binding.index()].ty,
            Root::Binding(_) => return false,
        };
        for name in &reference.path {
            let Some(found) = self.find_member(ty, name).filter(|found| found.readonly) else { return false };
            ty = found.ty;
        }
        true
    }

    pub(super) fn is_never_assigned(&self, binding: BindingId) -> bool {
        match self.bindings[binding.index()].kind {
            BindingKind::Variable { kind: VariableKind::Const, .. } => true,
            BindingKind::ForOf => self.constant_loop_variables.contains(&binding) || !self.is_assigned_anywhere(binding),
            BindingKind::Variable { kind: VariableKind::Let, .. } | BindingKind::Parameter => !self.is_assigned_anywhere(binding),
            _ => false,
        }
    }

    /// Which members of a union the holder of a pattern can be, and so what the pattern's other variables are.
    fn narrow_pattern(&mut self, flow: &mut Flow, tested: BindingId, origin: &Origin, part: &mut dyn FnMut(&mut Self, TypeId) -> TypeId) {
        let siblings = self.siblings.get(&origin.holder).cloned().unwrap_or_default();
        let constant = match self.bindings[tested.index()].kind {
            BindingKind::Variable { kind, .. } => kind == VariableKind::Const,
            BindingKind::ForOf => self.constant_loop_variables.contains(&tested),
            BindingKind::Parameter => siblings.iter().all(|&sibling| self.is_never_assigned(sibling)),
            _ => false,
        };
        if !constant {
            return;
        }
        let holder = Reference::binding(origin.holder);
        let whole = flow.get(&holder).unwrap_or(self.program.bindings[origin.holder.index()].ty);
        let whole = self.constraint_of(whole);
        let Some(kept) = self.members_by(whole, &origin.key, part) else { return };
        flow.narrow(holder, kept);
        for sibling in siblings {
            let Some(key) = self.origins.get(&sibling).map(|origin| origin.key.clone()) else { continue };
            self.narrow_sibling(flow, sibling, kept, &key);
        }
        self.narrow_taken_apart(flow, tested, origin, part);
    }

    /// What was taken apart, where it is a place: `a` of `const { kind } = a`. It is what its part says until something is written to it.
    fn narrow_taken_apart(&mut self, flow: &mut Flow, tested: BindingId, origin: &Origin, part: &mut dyn FnMut(&mut Self, TypeId) -> TypeId) {
        let info = &self.bindings[tested.index()];
        let BindingKind::Variable { node, .. } = info.kind else { return };
        let Some(value) = node.value.as_ref().map(super::expressions::without_parens) else { return };
        let is_whole = node.pattern.is_some() && node.ty.is_none() && self.binding_ids.get(&node.name.id) == Some(&origin.holder);
        if !is_whole || !matches!(value.kind, E::Name(_) | E::Member { .. } | E::Index { .. }) {
            return;
        }
        let scope = info.scope;
        let Some(whole) = self.as_if_in(scope, flow, |c| c.check_expr(value, None)) else { return };
        let Some(kept) = self.members_by(whole.ty, &origin.key, part) else { return };
        let outer = std::mem::replace(&mut self.cx.scope, scope);
        self.narrow_place(flow, value, whole.ty, kept);
        self.cx.scope = outer;
    }

    fn narrow_sibling(&mut self, flow: &mut Flow, sibling: BindingId, whole: TypeId, key: &Rc<str>) {
        let mut types = Vec::new();
        for member in self.program.types.members(whole) {
            let Some(found) = self.find_member(member, key) else { return };
            types.push(found.ty);
        }
        let ty = self.types().union(types);
        let reference = Reference::binding(sibling);
        let before = flow.get(&reference).unwrap_or(self.program.bindings[sibling.index()].ty);
        if ty != before && self.is_assignable(ty, before) {
            flow.narrow(reference, ty);
        }
    }

    /// The union that bounds an open type.
    pub(super) fn union_bound(&mut self, ty: TypeId) -> Option<TypeId> {
        let bound = if self.is_undecided(ty) { self.constraint_of(ty) } else { ty };
        (bound != ty && is_union(&self.program.types, bound)).then_some(bound)
    }

    /// The members of a union whose member `key` passes; `None` where that says nothing. Of an open type it is both it and what passes of its bound.
    pub(super) fn members_by(&mut self, whole: TypeId, key: &str, part: &mut dyn FnMut(&mut Self, TypeId) -> TypeId) -> Option<TypeId> {
        let members = self.program.types.members(whole);
        let mut kept = Vec::with_capacity(members.len());
        let mut is_discriminant = false;
        for &member in &members {
            if let Some(bound) = self.union_bound(member) {
                let left = self.members_by(bound, key, part)?;
                is_discriminant = true;
                match left {
                    TypeId::NEVER => {}
                    left if left == bound => kept.push(member),
                    left => kept.push(self.intersect(&[member, left])),
                }
                continue;
            }
            let found = self.find_member(member, key)?;
            is_discriminant |= self.program.types.members(found.ty).iter().all(|&t| {
                super::narrow::is_unit(&self.program.types, t) || matches!(self.program.types.get(t), Type::Boolean | Type::Template { .. })
            });
            if part(self, found.ty) != TypeId::NEVER {
                kept.push(member);
            }
        }
        is_discriminant.then(|| self.types().union(kept))
    }
}

/// Whether an expression is one whose truth says something of the places in it.
fn is_condition(value: &ast::Expr) -> bool {
    match &value.kind {
        E::Paren(inner) | E::Chain(inner) => is_condition(inner),
        E::Unary { op: ast::UnaryOp::Not, .. } | E::Binary { .. } | E::Call { .. } => true,
        E::Logical { op, .. } => *op != ast::LogicalOp::Coalesce,
        _ => false,
    }
}

/// Whether a type is one of which patterns tell the members apart.
pub(super) fn is_union(types: &crate::program::Types, ty: TypeId) -> bool {
    matches!(types.get(ty), Type::Union(_))
}
