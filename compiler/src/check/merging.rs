//! Several declarations of one name: interfaces that add to one another, and interfaces that add members to a class.
//!
//! What an interface promises of a class becomes fields of the class without initialiser, unless the class or one that it extends has the member: nobody
//! else could make it. So a promised method that nothing assigned is undefined, and a call of it throws, as in JavaScript.

use super::Checker;
use super::classes::ClassMember;
use super::generics::TypeParameterInfo;
use super::scope::{ScopeId, TypeName};
use crate::ast;
use crate::hash::HashMap;
use crate::program::{ClassId, InterfaceId, TypeId};
use crate::source::Span;

/// A declaration that may be one of several of its name.
struct Declared {
    span: Span,
    exported: bool,
    /// Types, values and namespaces: 1, 2 and 4.
    spaces: u8,
}

fn declared_by(item: &ast::Item) -> Option<(&str, Declared)> {
    let ast::ItemKind::Statement { statement, export } = &item.kind else { return None };
    let (name, spaces) = match &statement.kind {
        ast::StatementKind::Interface(node) => (&node.name, 1),
        ast::StatementKind::Enum(node) => (&node.name, 3),
        ast::StatementKind::Class { class, .. } => (&class.name, 3),
        ast::StatementKind::Namespace(node) if !node.is_assignment => (&node.name, 4),
        _ => return None,
    };
    Some((&name.text, Declared { span: name.span, exported: *export != ast::Export::None, spaces }))
}

impl<'a> Checker<'a> {
    /// `interface I {}`: several of one name are one; those of a class's name add to the class.
    pub(super) fn declare_interface(&mut self, scope: ScopeId, node: &'a ast::Interface) {
        match self.scope(scope).types.get(&node.name.text).copied() {
            Some(TypeName::Interface(earlier)) if !self.interfaces[earlier.index()].is_alias => return self.merge_interface(scope, earlier, node),
            Some(TypeName::Class(class)) => {
                let id = self.interface_entity(scope, &node.name, &node.type_parameters);
                self.interfaces[id.index()].add(None, node);
                return self.promise(class, id);
            }
            _ => {}
        }
        let id = self.interface_entity(scope, &node.name, &node.type_parameters);
        self.interfaces[id.index()].add(None, node);
        self.declare_type(scope, &node.name, TypeName::Interface(id));
    }

    fn merge_interface(&mut self, outer: ScopeId, id: InterfaceId, node: &'a ast::Interface) {
        let scope = self.interfaces[id.index()].scope;
        let known = self.program.interfaces[id.index()].type_parameters.clone();
        if known.len() != node.type_parameters.len() {
            let first = self.interfaces[id.index()].span;
            return self.report_unlike_parameters(&node.name, first);
        }
        // What it says may be found in another block of its namespace than what the first declaration says.
        let inner = match self.scope(scope).parent() == Some(outer) {
            true => scope,
            false => {
                let inner = self.open_scope(outer, self.scope(outer).owner);
                self.scope_mut(inner).interface = Some(id);
                inner
            }
        };
        let mut alike = true;
        for (&parameter, again) in known.iter().zip(&node.type_parameters) {
            let TypeParameterInfo { node: first, .. } = self.type_parameters[parameter.index()];
            alike &= first.is_none_or(|first| first.name.text == again.name.text);
            self.scope_mut(inner).types.entry(again.name.text.clone()).or_insert(TypeName::Parameter(parameter));
        }
        if !alike {
            let first = self.interfaces[id.index()].span;
            self.report_unlike_parameters(&node.name, first);
        }
        self.interface_ids.insert(node.name.id, id);
        self.interfaces[id.index()].add(Some(inner), node);
    }

    /// All declarations of a name are exported, or none is, as far as they declare the same of types, values and namespaces.
    pub(super) fn check_exported_alike(&mut self, items: &'a [ast::Item]) {
        let mut seen: HashMap<&str, Vec<Declared>> = HashMap::default();
        for item in items {
            if let Some((name, declared)) = declared_by(item) {
                seen.entry(name).or_default().push(declared);
            }
        }
        let mut mixed: Vec<(&str, Span)> = Vec::new();
        for (&name, places) in seen.iter().filter(|(_, places)| places.len() > 1) {
            let of = |exported: bool| places.iter().filter(|p| p.exported == exported).fold(0, |all, p| all | p.spaces);
            let common = of(true) & of(false);
            mixed.extend(places.iter().filter(|p| p.spaces & common != 0).map(|p| (name, p.span)));
        }
        self.check_overloads_exported_alike(items);
        mixed.sort_unstable_by_key(|(_, span)| span.start);
        for (name, span) in mixed {
            self.error(2395, span, format!("all declarations of `{name}` must be exported, or none"));
        }
    }

    /// The signatures of a function are exported as the one with the body is.
    fn check_overloads_exported_alike(&mut self, items: &'a [ast::Item]) {
        let mut signatures: Vec<(&ast::Name, bool)> = Vec::new();
        for item in items {
            let ast::ItemKind::Statement { statement: ast::Statement { kind: ast::StatementKind::Function { function, .. }, .. }, export } = &item.kind else { continue };
            let Some(name) = &function.name else { continue };
            let is_exported = *export != ast::Export::None;
            signatures.retain(|(known, _)| known.text == name.text);
            if function.body.is_none() {
                signatures.push((name, is_exported));
                continue;
            }
            for (signature, _) in signatures.drain(..).filter(|(_, exported)| *exported != is_exported).collect::<Vec<_>>() {
                self.error(2383, signature.span, format!("all signatures of `{}` must be exported, or none", name.text));
            }
        }
    }

    fn report_unlike_parameters(&mut self, name: &ast::Name, first: Span) {
        for span in [first, name.span] {
            self.error(2428, span, format!("all declarations of `{}` must have the same type parameters", name.text));
        }
    }

    /// What several declarations of an interface say of a type parameter, its bound and its default, they say alike.
    pub(super) fn check_parameters_alike(&mut self, id: InterfaceId, node: &'a ast::Interface) {
        let known = self.program.interfaces[id.index()].type_parameters.clone();
        let Some(inner) = self.interfaces[id.index()].scope_of(node) else { return };
        for (&parameter, again) in known.iter().zip(&node.type_parameters) {
            let TypeParameterInfo { node: Some(first), scope, .. } = self.type_parameters[parameter.index()] else { continue };
            if std::ptr::eq(first, again) {
                continue;
            }
            let pairs = [(&first.constraint, &again.constraint), (&first.default, &again.default)];
            let differ = |c: &mut Self, (first, again): (&'a Option<ast::TypeNode>, &'a Option<ast::TypeNode>)| match (first, again) {
                (Some(first), Some(again)) => c.resolve_type(scope, first) != c.resolve_type(inner, again),
                _ => false,
            };
            if pairs.into_iter().any(|pair| differ(self, pair)) {
                let first = self.interfaces[id.index()].span;
                return self.report_unlike_parameters(&node.name, first);
            }
        }
    }

    /// An interface adds its members to a class of its name.
    pub(super) fn promise(&mut self, class: ClassId, interface: InterfaceId) {
        let parameters = &self.classes[class.index()].node.type_parameters;
        let names: Vec<_> = parameters.iter().map(|p| p.name.text.clone()).collect();
        let own: Vec<_> = self.program.interfaces[interface.index()].type_parameters.clone();
        let own: Vec<_> = own.into_iter().filter_map(|p| self.type_parameters[p.index()].node.map(|node| node.name.text.clone())).collect();
        if names != own {
            let (first, second) = (self.program.classes[class.index()].span, self.interfaces[interface.index()].span);
            let name = self.program.classes[class.index()].name.clone();
            for span in [first, second] {
                self.error(2428, span, format!("all declarations of `{name}` must have the same type parameters"));
            }
        }
        let promises = &mut self.classes[class.index()].promises;
        if !promises.contains(&interface) {
            promises.push(interface);
        }
    }

    /// A field that the class declares and its interface promises has one type: what is written later is blamed.
    fn check_promised_again(&mut self, class: ClassId, promised: &super::objects::ShapeMember) {
        let Some(index) = self.own_member(class, &promised.member.name, false) else { return };
        let member = self.classes[class.index()].members[index].clone();
        if promised.member.method || !matches!(member.kind, super::classes::MemberKind::Field { .. } | super::classes::MemberKind::Parameter { .. }) {
            return;
        }
        let ty = self.member_type(class, index);
        if ty != promised.member.ty && ty != TypeId::ANY && promised.member.ty != TypeId::ANY {
            let later = if member.span.start < promised.span.start { promised.span } else { member.span };
            self.error(2717, later, format!("`{}` was declared with another type before", member.name));
        }
    }

    /// Enters what interfaces promise of a class, once it is asked for its members.
    pub(super) fn settle_promises(&mut self, class: ClassId) {
        for interface in std::mem::take(&mut self.classes[class.index()].promises) {
            let shape = self.interface_members(interface);
            let parameters = self.program.interfaces[interface.index()].type_parameters.clone();
            let own: Vec<TypeId> = { let own = self.class_parameters(class); self.own_arguments(&own) };
            let with = Self::substitution(&parameters, &own[..parameters.len().min(own.len())]);
            for member in &shape.members {
                let member = self.substitute_member(member, &with);
                if self.class_member(class, &own, &member.member.name).is_some() {
                    self.check_promised_again(class, &member);
                    continue;
                }
                let modifiers = ast::Modifiers { readonly: member.member.readonly, optional: member.member.optional, definite: true, ..ast::Modifiers::default() };
                self.classes[class.index()].members.push(ClassMember::promised(member.member.name.clone(), member.span, modifiers, member.member.ty));
            }
        }
    }
}
