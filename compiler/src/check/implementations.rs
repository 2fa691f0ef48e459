//! Overloads and their implementations: each list of signatures ends in the body that it belongs to.

use super::Checker;
use crate::ast::{self, ClassMemberKind, StatementKind as S};
use crate::source::Span;

/// A function, method or constructor among the statements or members around it.
struct Declaration<'n> {
    kind: Kind,
    name: &'n str,
    span: Span,
    is_static: bool,
    has_body: bool,
    /// It needs no body: `abstract`, or it may be missing.
    is_free: bool,
    /// Which statement or member it is.
    at: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Function,
    Method,
    Constructor,
}

impl<'a> Checker<'a> {
    /// Reports functions among these statements that have no body.
    pub(super) fn check_implementations(&mut self, statements: &[&'a ast::Statement]) {
        let mut all = Vec::new();
        for (at, statement) in statements.iter().enumerate() {
            if let S::Function { function, declare: false } = &statement.kind
                && let Some(name) = &function.name
                && !self.is_library(statement.span.file)
            {
                let (has_body, span) = (function.body.is_some(), name.span);
                all.push(Declaration { kind: Kind::Function, name: &name.text, span, is_static: false, has_body, is_free: false, at });
            }
        }
        self.check_bodies(&all);
        self.check_ambient_alike(statements);
    }

    /// The signatures of a function are all declared by `declare` or none is.
    fn check_ambient_alike(&mut self, statements: &[&'a ast::Statement]) {
        let functions: Vec<_> = statements
            .iter()
            .filter_map(|statement| match &statement.kind {
                S::Function { function, declare } if !self.is_library(statement.span.file) => Some((function.name.as_ref()?, function.body.is_some(), *declare)),
                _ => None,
            })
            .collect();
        for (index, (name, ..)) in functions.iter().enumerate() {
            if functions[..index].iter().any(|(other, ..)| other.text == name.text) {
                continue;
            }
            let all: Vec<_> = functions[index..].iter().filter(|(other, ..)| other.text == name.text).collect();
            let Some(&(_, _, canonical)) = all.iter().find(|(_, has_body, _)| *has_body).or(all.first()).copied() else { continue };
            for (other, ..) in all.iter().filter(|(_, _, declare)| *declare != canonical) {
                self.error(2384, other.span, format!("all signatures of `{}` are declared by `declare`, or none", other.text));
            }
        }
    }

    /// The signatures of a method or constructor are alike in who may use them, whether they may be missing, and `abstract`.
    fn check_modifiers_alike(&mut self, class: &'a ast::Class) {
        let functions: Vec<(&ast::ClassMember, bool, bool)> = class
            .members
            .iter()
            .filter_map(|member| match &member.kind {
                ClassMemberKind::Method(function) => Some((member, function.body.is_some(), false)),
                ClassMemberKind::Constructor(function) => Some((member, function.body.is_some(), true)),
                _ => None,
            })
            .collect();
        let alike = |a: &(&ast::ClassMember, bool, bool), b: &(&ast::ClassMember, bool, bool)| {
            a.2 == b.2 && a.0.name.text == b.0.name.text && a.0.modifiers.is_static == b.0.modifiers.is_static
        };
        for (index, function) in functions.iter().enumerate() {
            if functions[..index].iter().any(|other| alike(other, function)) {
                continue;
            }
            let all: Vec<_> = functions[index..].iter().filter(|other| alike(other, function)).collect();
            let Some(canonical) = all.iter().find(|(_, has_body, _)| *has_body).or(all.first()) else { continue };
            let wanted = canonical.0.modifiers;
            for (member, _, is_constructor) in &all {
                let (own, name) = (member.modifiers, &member.name);
                let place = if *is_constructor { member.span } else { name.span };
                if own.visibility != wanted.visibility {
                    self.error(2385, place, format!("all signatures of `{}` are public, private or protected alike", name.text));
                } else if own.is_abstract != wanted.is_abstract {
                    self.error(2512, place, format!("all signatures of `{}` are abstract, or none", name.text));
                }
                if own.optional != wanted.optional {
                    self.error(2386, place, format!("all signatures of `{}` may be missing, or none", name.text));
                }
            }
        }
    }

    /// Reports methods and constructors of a class that have no body.
    pub(super) fn check_class_implementations(&mut self, class: &'a ast::Class) {
        if self.is_library(class.span.file) {
            return;
        }
        let mut all = Vec::new();
        for (at, member) in class.members.iter().enumerate() {
            let (kind, function) = match &member.kind {
                ClassMemberKind::Method(function) => (Kind::Method, function),
                ClassMemberKind::Constructor(function) => (Kind::Constructor, function),
                _ => continue,
            };
            let is_free = member.modifiers.is_abstract || member.modifiers.optional;
            let (has_body, is_static) = (function.body.is_some(), member.modifiers.is_static);
            all.push(Declaration { kind, name: &member.name.text, span: member.name.span, is_static, has_body, is_free, at });
        }
        self.check_bodies(&all);
        self.check_modifiers_alike(class);
    }

    fn check_bodies(&mut self, all: &[Declaration]) {
        for declaration in all.iter().filter(|d| !d.has_body && !d.is_free) {
            let follower = all.iter().find(|other| other.at == declaration.at + 1 && other.kind == declaration.kind);
            let continues = |other: &Declaration| other.name == declaration.name && other.is_static == declaration.is_static;
            if !follower.is_some_and(continues) {
                self.report_without_body(declaration, follower);
            }
        }
    }

    fn report_without_body(&mut self, declaration: &Declaration, follower: Option<&Declaration>) {
        let name = declaration.name;
        match (follower, declaration.kind) {
            (Some(other), _) if other.name == name => {
                let (code, word) = if declaration.is_static { (2387, "static like") } else { (2388, "no static method, like") };
                self.error(code, other.span, format!("`{name}` has to be {word} the signature before it"));
            }
            (Some(other), _) if other.has_body => {
                self.error(2389, other.span, format!("the implementation of `{name}` has to stand here, behind its signatures"));
            }
            (_, Kind::Constructor) => self.error(2390, declaration.span, "a constructor without a body has to be followed by the one with a body"),
            _ => self.error(2391, declaration.span, format!("`{name}` has no body")),
        }
    }
}
