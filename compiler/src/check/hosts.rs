//! Classes and functions that share their name with a namespace, as values: what the namespace exports are members of theirs.
//!
//! In: the uses of such a class or function where its value matters, `f` in `const g = f`; a dotted name, `f.x`, finds what is exported by itself
//! (`namespaces`). Out: members of its type, and for `lower` [`crate::program::Class::exports`] and [`crate::program::Function::exports`]. A program that
//! uses none of them as a value has none.

use super::Checker;
use super::members::{Found, How};
use super::namespaces::Host;
use super::scope::{ScopeId, Space, Value};
use super::spaces::SpaceMember;
use super::variables::{BindingKind, TypeState};
use crate::ast;
use crate::program::{BindingId, ClassId, ExportSource, Exported, FunctionKind, Statement, StatementKind, TypeId};
use crate::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// The namespace that shares its name with a class or function.
    fn space_of(&self, host: Host) -> Option<Space> {
        self.hosts.get(&host).map(|&id| Space::Namespace(id))
    }

    /// Whether a function has a member of this name from the namespace of its own.
    pub(super) fn has_exported(&mut self, binding: BindingId, name: &str) -> bool {
        self.space_of(Host::Function(binding)).is_some_and(|space| self.space_member::<Value>(space, name).is_some())
    }

    /// Takes note that a class or function is used as a value.
    pub(super) fn note_host_value(&mut self, host: Host, span: Span) {
        let Some(space) = self.space_of(host) else { return };
        for name in self.value_names_of(space) {
            if let Some(Value::Binding(binding)) = self.space_member::<Value>(space, &name) {
                self.note_early_export(binding, span);
            }
        }
        if !self.host_values.iter().any(|(known, _)| *known == host) {
            self.host_values.push((host, span));
        }
    }

    /// What the namespace of a function's name adds to the function's type.
    pub(super) fn with_exports(&mut self, binding: BindingId, ty: TypeId) -> TypeId {
        let Some(space) = self.space_of(Host::Function(binding)).filter(|_| self.is_declared_function(binding)) else { return ty };
        let names = self.value_names_of(space);
        let members: Vec<_> = names.iter().filter_map(|name| self.exported_member(space, name)).collect();
        if members.is_empty() {
            return ty;
        }
        // What has members may be a function.
        self.program.class_objects = true;
        let members = self.types_of_members(&members);
        self.intersect(&[ty, members])
    }

    /// What assignments give is in the function's type already.
    fn is_declared_function(&self, binding: BindingId) -> bool {
        matches!(self.bindings[binding.index()].kind, BindingKind::Function(_))
    }

    /// The static member that a class has from the namespace of its name.
    pub(super) fn exported_static(&mut self, class: ClassId, name: &str) -> Option<Found> {
        let space = self.space_of(Host::Class(class))?;
        let member = self.exported_member(space, name)?;
        let how = match self.source_variable(member.value) {
            Some(binding) => How::Static(class, binding),
            None => How::Member,
        };
        let span = self.value_span(member.value);
        Some(Found { readonly: !member.variable, how, span, ..Found::of_type(member.ty) })
    }

    /// The names of the static members that a class has from the namespace of its name.
    pub(super) fn exported_static_names(&mut self, class: ClassId) -> Vec<Rc<str>> {
        let Some(space) = self.space_of(Host::Class(class)) else { return Vec::new() };
        self.value_names_of(space)
    }

    /// What a namespace exports is no second member of a name for its class, and fits what the class inherits under that name.
    pub(super) fn check_exported_statics(&mut self, class: ClassId) {
        let name = self.program.classes[class.index()].name.clone();
        let mut fits = true;
        for member in self.exported_static_names(class) {
            let Some(exported) = self.exported_static(class, &member) else { continue };
            if let Some(index) = self.own_member(class, &member, true) {
                let spans = [Some(self.classes[class.index()].members[index].span), exported.span];
                for span in spans.into_iter().flatten() {
                    self.error(2300, span, format!("`{member}` is a static member of `{name}`, and its namespace exports it too"));
                }
                continue;
            }
            let inherited = self.class_base(class).and_then(|(base, _)| self.static_member(base, &member));
            if let Some(inherited) = inherited.filter(|inherited| fits && !self.is_assignable(exported.ty, inherited.ty)) {
                fits = false;
                let (found, wanted) = (self.text(exported.ty), self.text(inherited.ty));
                let span = self.program.classes[class.index()].span;
                self.error(2417, span, format!("`{member}` is a `{wanted}` in the class that `{name}` extends; the `{found}` that its namespace exports does not fit"));
            }
        }
    }

    /// What is exported under a name, which may be what the type asked for is made of: then it may be anything.
    fn exported_member(&mut self, space: Space, name: &str) -> Option<SpaceMember<'a>> {
        let value = self.space_member::<Value>(space, name)?;
        let ty = match value {
            Value::Binding(binding) if self.is_sought(binding) => TypeId::ANY,
            _ => self.exported_type(value, self.value_span(value)?)?,
        };
        Some(SpaceMember { name: name.into(), value, ty, variable: self.may_be_assigned(value) })
    }

    /// Whether the type of what is exported is being found out, or may rest on what is.
    fn is_sought(&self, binding: BindingId) -> bool {
        match self.bindings[binding.index()].kind {
            BindingKind::Function(function) => self.may_rest_on_others(function),
            _ => self.bindings[binding.index()].state == TypeState::Computing,
        }
    }

    fn source_variable(&self, value: Value) -> Option<BindingId> {
        match value {
            Value::Binding(binding) if matches!(self.bindings[binding.index()].kind, BindingKind::Variable { .. }) => Some(binding),
            _ => None,
        }
    }

    /// The end of the walk: the members of those classes and functions that are values.
    pub(super) fn export_members(&mut self) {
        let mut done = 0;
        // What is exported may be a class of this sort itself.
        while let Some(&(host, span)) = self.host_values.get(done) {
            done += 1;
            let Some(space) = self.space_of(host) else { continue };
            let mut exports = Vec::new();
            for name in self.value_names_of(space) {
                let Some(value) = self.space_member::<Value>(space, &name) else { continue };
                exports.extend(self.export_source(value, &name, span).map(|source| Exported { name, source }));
            }
            match host {
                Host::Class(class) => self.program.classes[class.index()].exports = exports,
                Host::Function(binding) => {
                    let BindingKind::Function(function) = self.bindings[binding.index()].kind else { continue };
                    self.program.functions[function.index()].exports = exports;
                }
                Host::Enum(_) => {}
            }
        }
    }

    fn export_source(&mut self, value: Value<'a>, name: &str, span: Span) -> Option<ExportSource> {
        if let Some(variable) = self.source_variable(value) {
            // Through a value that may be anything, it may be written anywhere.
            if self.may_be_assigned(value) {
                self.note_assignment(variable);
            }
            return Some(ExportSource::Variable(variable));
        }
        let ty = self.exported_type(value, span)?;
        let function = self.new_function(name.into(), FunctionKind::Function, ScopeId::GLOBAL, None, span);
        let value = self.in_function(function, |c| c.exported_value(value, name, span))?;
        let entry = &mut self.program.functions[function.index()];
        (entry.result, entry.body) = (ty, Some(vec![Statement { kind: StatementKind::Return(Some(value)), span }]));
        Some(ExportSource::Getter(function))
    }

    /// Whether what a namespace exports can change.
    pub(super) fn may_be_assigned(&self, value: Value) -> bool {
        let Value::Binding(binding) = value else { return false };
        matches!(self.bindings[binding.index()].kind, BindingKind::Variable { kind, .. } if kind != ast::VariableKind::Const)
    }
}
