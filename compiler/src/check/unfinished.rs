//! Members whose types go through the members of their own interface or class: `interface M { without: Omit<M, "a"> }`.
//!
//! In: the use of an alias for a mapped or conditional type, given a type whose members are being found out. Out: the use as it is written,
//! which stays an open type until the members are known, and is worked out then.

use super::operators::Key;
use super::Checker;
use super::objects::{Heir, Shape, ShapeMember};
use super::scope::ScopeId;
use crate::ast::{MemberSignature, SignatureKind};
use crate::problem::Problem;
use crate::program::types::Member;
use crate::program::{FunctionId, InterfaceId, Signature, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// Whether an alias of this meaning asks what members its arguments have, and one of them is being asked already.
    pub(super) fn goes_through_unfinished(&self, meaning: TypeId, arguments: &[TypeId]) -> bool {
        self.goes_through_members(meaning) && arguments.iter().any(|&ty| self.is_unfinished(ty))
    }

    fn goes_through_members(&self, meaning: TypeId) -> bool {
        match self.program.types.get(meaning) {
            Type::KeyOf(_) | Type::Indexed { .. } | Type::Conditional { .. } | Type::Mapped { .. } | Type::Alias { .. } => true,
            Type::Union(parts) | Type::Intersection(parts) => parts.iter().any(|&part| self.goes_through_members(part)),
            _ => false,
        }
    }

    /// A use that waits for members waits for those of what its arguments turn out to be as well.
    pub(super) fn note_unfinished_with(&mut self, place: TypeId, alias: u32, name: &Rc<str>, arguments: &[TypeId]) {
        if self.finishing && self.unfinished_uses.contains(&place) {
            let same = self.types().intern(Type::Alias { alias, name: name.clone(), arguments: arguments.into() });
            self.unfinished_uses.insert(same);
        }
    }

    /// Whether the members of a type are being found out.
    fn is_unfinished(&self, ty: TypeId) -> bool {
        match self.program.types.get(ty) {
            Type::Class { class, .. } => self.has_unfinished_member(*class),
            Type::Union(parts) => parts.iter().any(|&part| self.is_unfinished(part)),
            // What waits itself is waited for.
            Type::Alias { arguments, .. } => arguments.iter().any(|&argument| self.is_unfinished(argument)),
            Type::KeyOf(operand) => self.is_unfinished(*operand),
            _ => self.is_under_way(ty).is_some(),
        }
    }

    /// Enters the members of an interface, then works out what waited for them.
    pub(super) fn finish_shape(&mut self, id: InterfaceId, shape: Shape) -> Rc<Shape> {
        let waits = shape.members.iter().any(|m| self.waits_for_members(m));
        let shape = Rc::new(shape);
        self.interfaces[id.index()].resolved = Some(shape.clone());
        if !waits {
            return shape;
        }
        let members = self.finishing(|c| shape.members.iter().map(|m| c.finish_member(m)).collect());
        let finished = Rc::new(Shape { members, calls: shape.calls.clone(), constructs: shape.constructs.clone(), ..*shape });
        self.interfaces[id.index()].resolved = Some(finished.clone());
        finished
    }

    /// The types of what a method takes that waited for the members of its class.
    pub(super) fn finish_parameters(&mut self, function: FunctionId) {
        for index in 0..self.program.functions[function.index()].parameters.len() {
            let binding = self.program.functions[function.index()].parameters[index].binding;
            let ty = self.program.bindings[binding.index()].ty;
            if self.program.types.is_open(ty) {
                let settled = self.finishing(|c| c.settle(ty));
                self.set_binding_type(binding, settled);
            }
        }
    }

    /// Runs `work`, in which what waited for members is worked out.
    fn finishing<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.finishing, true);
        let result = self.forgetting(work);
        self.finishing = before;
        result
    }

    fn waits_for_members(&self, member: &ShapeMember) -> bool {
        let types = [Some(member.member.ty), member.write];
        types.into_iter().flatten().any(|ty| self.program.types.is_open(ty)) || !member.overloads.is_empty()
    }

    fn finish_member(&mut self, member: &ShapeMember) -> ShapeMember {
        let ty = self.settle(member.member.ty);
        let overloads: Vec<Rc<Signature>> = member.overloads.iter().map(|s| Rc::new(self.settle_signature(s))).collect();
        let write = member.write.map(|ty| self.settle(ty));
        ShapeMember { member: Member { ty, ..member.member.clone() }, overloads, write, ..*member }
    }

    /// The type of a member of an interface whose members are being found out: what its own declarations say, or what it extends.
    pub(super) fn early_member(&mut self, id: InterfaceId, name: &str) -> Option<TypeId> {
        self.early_own_member(id, name).or_else(|| self.early_base_member(id, name))
    }

    fn early_base_member(&mut self, id: InterfaceId, name: &str) -> Option<TypeId> {
        let key = self.key_literal(&Key { name: name.into(), numeric: false });
        self.early_bases(id).into_iter().find_map(|base| self.indexed(base, key))
    }

    /// What such an interface extends, but for those that are being found out too.
    fn early_bases(&mut self, id: InterfaceId) -> Vec<TypeId> {
        let extends = self.interfaces[id.index()].extends.clone();
        let bases: Vec<TypeId> = extends.into_iter().filter_map(|(scope, heritage)| self.quietly(|c| c.resolve_heritage(scope, heritage, Heir::Interface))).collect();
        bases.into_iter().filter(|&base| self.is_under_way(base).is_none()).collect()
    }

    fn early_own_member(&mut self, id: InterfaceId, name: &str) -> Option<TypeId> {
        let nodes: Vec<(ScopeId, &'a MemberSignature)> = self.early_nodes(id).filter(|(_, node)| node.name().is_some_and(|own| *own.text == *name)).collect();
        let &(scope, first) = nodes.first()?;
        let span = first.name()?.span;
        if let Some(place) = self.named_within_itself(span, scope) {
            return Some(place);
        }
        if self.early_members.contains(&span) {
            return Some(self.report_early_member(name, span));
        }
        self.early_members.push(span);
        let mut is_known = true;
        let found = self.own_type(span, |c| {
            let ty = c.quietly(|c| c.sheltered(|c| c.early_type(&nodes)));
            is_known = ty.is_some();
            ty.unwrap_or(TypeId::ANY)
        });
        self.early_members.pop();
        let ty = found.unwrap_or_else(|| self.report_early_member(name, span));
        is_known.then_some(ty)
    }

    fn report_early_member(&mut self, name: &str, span: Span) -> TypeId {
        if !self.problems.iter().any(|p| p.span == span) {
            self.report_for_good(Problem::ts(2502, span, format!("the type of `{name}` speaks of itself")));
        }
        TypeId::ANY
    }

    fn early_type(&mut self, nodes: &[(ScopeId, &'a MemberSignature)]) -> Option<TypeId> {
        let mut types = Vec::with_capacity(nodes.len());
        let mut may_be_missing = false;
        for &(scope, node) in nodes {
            types.push(match &node.kind {
                SignatureKind::Property { ty: Some(ty), optional, .. } => {
                    may_be_missing |= optional;
                    self.resolve_type(scope, ty)
                }
                SignatureKind::Method { signature, optional, .. } => {
                    may_be_missing |= optional;
                    let signature = Rc::new(self.resolve_signature(scope, signature));
                    self.types().intern(Type::Function(signature))
                }
                _ => return None,
            });
        }
        let ty = match types[..] {
            [only] => only,
            _ => self.types().intern(Type::Intersection(types.into())),
        };
        Some(if may_be_missing { self.types().union([ty, TypeId::UNDEFINED]) } else { ty })
    }

    fn early_nodes(&self, id: InterfaceId) -> impl Iterator<Item = (ScopeId, &'a MemberSignature)> + use<'a> {
        let parts = self.interfaces[id.index()].parts.clone();
        parts.into_iter().flat_map(|(scope, part)| part.iter().map(move |node| (scope, node)))
    }

    /// The names of such an interface's members.
    pub(super) fn early_names(&mut self, id: InterfaceId) -> Vec<Key> {
        let own = self.early_nodes(id).filter_map(|(_, node)| node.name());
        let mut names: Vec<Key> = own.map(|name| Key { name: name.text.clone(), numeric: self.is_written_as_number(name.span) }).collect();
        for base in self.early_bases(id) {
            names.extend(self.public_names(base));
        }
        names
    }

    /// What an object type says of its members beside their types, which for interfaces need not be known yet.
    pub(super) fn members_as_declared(&mut self, ty: TypeId) -> Vec<Member> {
        match *self.program.types.get(ty) {
            Type::Interface { interface, .. } if self.is_under_way(ty).is_none() => self.interface_members(interface).members.iter().map(|m| m.member.clone()).collect(),
            _ => self.properties(ty).unwrap_or_default(),
        }
    }

    /// The names of an interface's members that everybody may use.
    pub(super) fn interface_names(&mut self, id: InterfaceId) -> Vec<Key> {
        self.interface_members(id).members.iter().filter(|m| m.hidden.is_none() && !m.member.is_signature()).map(|m| Key::of(&m.member)).collect()
    }

    /// Whether an interface's members are being found out.
    pub(super) fn is_under_way(&self, ty: TypeId) -> Option<InterfaceId> {
        match self.program.types.get(ty) {
            Type::Interface { interface, .. } if self.interfaces[interface.index()].under_way => Some(*interface),
            _ => None,
        }
    }
}
