//! Walking a class for good: fields, methods, constructor.

use super::super::Checker;
use super::super::flow::Reference;
use super::{Base, ClassMember, MemberKind};
use crate::ast::symbols::accessor_of;
use crate::ast::{self, ClassMemberKind};
use crate::problem::Problem;
use crate::program::{
    BindingId, ClassId, Expr, ExprKind, Field, FunctionId, FunctionKind, Method, Place, Statement, StatementKind, StaticField,
    TypeId,
};
use crate::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// Walks a class where its declaration stands; methods wait in the queue.
    pub(in crate::check) fn check_class(&mut self, class: ClassId) {
        self.classes[class.index()].queued = true;
        self.class_parameters(class);
        self.class_base(class);
        self.settle_promises(class);
        let scope = self.classes[class.index()].scope;
        let outer = std::mem::replace(&mut self.cx.scope, scope);
        self.check_members(class);
        self.cx.scope = outer;
        self.check_heritage(class);
        self.check_annotated_variance(super::super::relate::Declared::Class(class));
    }

    fn check_members(&mut self, class: ClassId) {
        let members = self.classes[class.index()].members.clone();
        let (mut fields, mut methods) = (Vec::new(), Vec::new());
        let (mut static_fields, mut static_methods) = (Vec::new(), Vec::new());
        for (index, member) in members.iter().enumerate() {
            let is_static = member.modifiers.is_static;
            match &member.kind {
                MemberKind::Field { value, binding, .. } => {
                    if member.modifiers.declare || member.modifiers.is_abstract {
                        self.member_type(class, index);
                        continue;
                    }
                    let (ty, initializer) = self.check_field(class, index, member, *value);
                    let name = member.name.clone();
                    match binding {
                        Some(binding) => {
                            self.set_binding_type(*binding, ty);
                            static_fields.push(StaticField { name, binding: *binding, initializer });
                        }
                        None => {
                            if member.modifiers.definite {
                                self.program.empty_places.add_field(class, name.clone());
                            }
                            fields.push(Field { name, ty, initializer, span: member.span });
                        }
                    }
                }
                MemberKind::Parameter { .. } => {
                    let ty = self.member_type(class, index);
                    fields.push(Field { name: member.name.clone(), ty, initializer: None, span: member.span });
                }
                MemberKind::Method(function) => {
                    self.ready_member(*function);
                    self.check_abstract_place(class, member);
                    let is_made = member.modifiers.is_abstract || self.functions[function.index()].node.is_some_and(|n| n.body.is_some());
                    if member.modifiers.optional && !is_made {
                        continue;
                    }
                    let method = Method { name: member.name.clone(), function: *function };
                    if is_static { static_methods.push(method) } else { methods.push(method) }
                }
                MemberKind::Accessor { getter, setter } => {
                    for (word, function) in [("get", getter), ("set", setter)] {
                        let Some(function) = *function else { continue };
                        self.ready_member(function);
                        if word == "set" && self.functions[function.index()].node.is_some_and(|n| n.parameters.first().is_some_and(|p| p.ty.is_none())) {
                            self.type_setter(class, index, function);
                            if getter.is_none() {
                                self.report_untyped_setter(&member.name, member.span);
                            }
                        }
                        let method = Method { name: format!("{word} {}", member.name).into(), function };
                        if is_static { static_methods.push(method) } else { methods.push(method) }
                    }
                }
            }
        }
        if let Some(constructor) = self.program.classes[class.index()].constructor {
            self.ready_member(constructor);
        }
        for (_, block) in self.program.classes[class.index()].static_blocks.clone() {
            self.ready_member(block);
        }
        let entry = &mut self.program.classes[class.index()];
        (entry.fields, entry.methods) = (fields, methods);
        (entry.static_fields, entry.static_methods) = (static_fields, static_methods);
    }

    /// TS7032: nothing says what a member without a getter takes.
    pub(in crate::check) fn report_untyped_setter(&mut self, name: &str, span: Span) {
        self.report(Problem::ts(7032, span, format!("nothing says what `{name}` takes")).with_help("write the type of the setter's parameter"));
    }

    /// A setter's parameter without a type has the getter's.
    fn type_setter(&mut self, class: ClassId, index: usize, setter: FunctionId) {
        let ty = self.member_type(class, index);
        self.open_function(setter);
        let binding = self.program.functions[setter.index()].parameters[0].binding;
        self.set_binding_type(binding, ty);
    }

    fn check_abstract_place(&mut self, class: ClassId, member: &ClassMember<'a>) {
        // Of methods the parser has complained.
        let is_field = matches!(member.kind, super::MemberKind::Field { .. });
        if is_field && member.modifiers.is_abstract && !self.program.classes[class.index()].is_abstract {
            let name = self.program.classes[class.index()].name.clone();
            self.report(
                Problem::ts(1253, member.span, format!("`{}` is abstract, so `{name}` must be", member.name))
                    .with_help(format!("write `abstract class {name}`")),
            );
        }
    }

    fn ready_member(&mut self, function: FunctionId) {
        self.open_function(function);
        self.queue_function(function);
        for signature in self.functions[function.index()].overloads.clone() {
            self.queue_function(signature);
        }
        let node = self.functions[function.index()].node;
        if node.is_some_and(|node| node.body.is_some() && !self.is_library(node.span.file)) {
            self.check_overloads(function);
        }
    }

    fn check_field(&mut self, class: ClassId, index: usize, member: &ClassMember<'a>, value: Option<&'a ast::Expr>) -> (TypeId, Option<Expr>) {
        let MemberKind::Field { ty: annotation, .. } = member.kind else { unreachable!("only fields are walked as fields") };
        let Some(value) = value else { return (self.member_type(class, index), None) };
        let is_static = member.modifiers.is_static;
        let declared = annotation.is_some().then(|| self.member_type(class, index));
        let known = self.member_type(class, index);
        let outer_flow = std::mem::replace(&mut self.cx.flow, super::super::flow::Flow::start());
        let outer_field = self.cx.field.replace((class, index));
        let expr = self.with_this(class, is_static, |c| c.check_expr(value, declared));
        self.cx.field = outer_field;
        self.give_name(value, &expr, &member.name);
        self.cx.flow = outer_flow;
        if let Some(declared) = declared
            && !self.makes_unique(declared, &expr)
        {
            self.with_this(class, is_static, |c| c.require_assignable(&expr, declared, Some(value), member.span));
        }
        (known, Some(expr))
    }

    /// What a constructor's body begins with: the parameters that are fields are assigned.
    pub(in crate::check) fn begin_constructor(&mut self, function: FunctionId, node: &'a ast::Function, body: &mut Vec<Statement>) {
        let FunctionKind::Constructor(class) = self.program.functions[function.index()].kind else { return };
        // What is sought is not known yet, and what is not set does not matter to it.
        if self.cx.seeks.is_none() {
            for (index, _) in self.unset_fields(class) {
                self.cx.flow.declare_unassigned(pseudo_binding(index));
            }
        }
        if self.class_base(class).is_none() {
            let assignments = self.parameter_assignments(class, function, node);
            body.extend(assignments);
        }
    }

    /// The end of a constructor: parameters that are fields of a derived class are assigned after `super(…)`, and every
    /// field must have been assigned.
    pub(in crate::check) fn end_constructor(&mut self, function: FunctionId, node: &'a ast::Function, body: &mut Vec<Statement>) {
        let FunctionKind::Constructor(class) = self.program.functions[function.index()].kind else { return };
        if self.class_base(class).is_some() {
            let is_super = |s: &Statement| matches!(&s.kind, StatementKind::Expr(Expr { kind: ExprKind::SuperCall { .. }, .. }));
            match body.iter().position(is_super) {
                Some(at) => {
                    let assignments = self.parameter_assignments(class, function, node);
                    body.splice(at + 1..at + 1, assignments);
                }
                None if !self.cx.super_called => {
                    self.report(
                        Problem::ts(2377, node.span, "the constructor of a class that extends another must call `super(…)`")
                            .with_help("write `super(…);` as its first statement"),
                    );
                }
                None => {
                    if node.parameters.iter().any(|p| p.property.is_some()) {
                        self.error(2401, node.span, "`super(…)` must stand directly in the body when parameters are fields");
                    }
                }
            }
        }
        if self.cx.seeks.is_some() {
            return;
        }
        self.leave();
        self.cx.flow = std::mem::replace(&mut self.cx.exits, super::super::flow::Flow::unreachable());
        if self.cx.flow.reachable {
            for (index, member) in self.unset_fields(class) {
                if self.cx.flow.is_unassigned(pseudo_binding(index)) {
                    self.report_unset(&member);
                }
            }
        }
    }

    /// Fields of a class without constructor have nobody to set them.
    pub(in crate::check) fn check_unset_fields(&mut self, class: ClassId) {
        if self.program.classes[class.index()].constructor.is_none() {
            for (_, member) in self.unset_fields(class) {
                self.report_unset(&member);
            }
        }
    }

    fn report_unset(&mut self, member: &ClassMember<'a>) {
        let name = accessor_of(&member.name).unwrap_or(&member.name).to_string();
        self.report(
            Problem::ts(2564, member.span, format!("the field `{name}` has no value at first, and the constructor does not always set it"))
                .with_help(format!("give it a value, or let its type include undefined: `{name}?: …`")),
        );
    }

    /// Own fields that must be assigned in the constructor, with their position among the members.
    fn unset_fields(&mut self, class: ClassId) -> Vec<(usize, ClassMember<'a>)> {
        let members = self.classes[class.index()].members.clone();
        let mut unset = Vec::new();
        for (index, member) in members.into_iter().enumerate() {
            let MemberKind::Field { value: None, .. } = member.kind else { continue };
            if member.is_promised {
                continue;
            }
            let m = member.modifiers;
            if m.is_static || m.definite || m.declare || m.is_abstract || m.optional {
                continue;
            }
            let ty = self.member_type(class, index);
            if !self.program.types.admits_undefined(ty) {
                unset.push((index, member));
            }
        }
        unset
    }

    /// The mark in the flow for a field of the class under construction that is not assigned yet.
    pub(in crate::check) fn field_mark(&self, class: ClassId, name: &str) -> Option<BindingId> {
        let constructor = self.program.classes[class.index()].constructor?;
        if !self.runs_within(constructor) {
            return None;
        }
        self.own_member(class, name, false).map(pseudo_binding)
    }

    fn parameter_assignments(&mut self, class: ClassId, function: FunctionId, node: &'a ast::Function) -> Vec<Statement> {
        let this_type = self.own_class_type(class);
        let mut assignments = Vec::new();
        for (index, parameter) in node.parameters.iter().enumerate() {
            if parameter.property.is_none() {
                continue;
            }
            let binding = self.program.functions[function.index()].parameters[index].binding;
            let ty = self.program.bindings[binding.index()].ty;
            assignments.push(field_assignment(class, this_type, parameter.name.text.clone(), binding, ty, parameter.span));
            self.cx.flow.narrow(Reference { root: super::super::flow::Root::This, path: vec![parameter.name.text.clone()] }, ty);
        }
        assignments
    }

    /// `super(…)`.
    pub(in crate::check) fn check_super_call(&mut self, arguments: &'a [ast::Expr], span: Span) -> Expr {
        let FunctionKind::Constructor(class) = self.program.functions[self.cx.function.index()].kind else {
            self.error(2337, span, "`super(…)` stands in constructors only");
            return self.missing(span);
        };
        let call = self.check_base_call(class, arguments, span);
        // Its arguments come before there is a `this`.
        self.cx.super_called = true;
        call
    }

    fn check_base_call(&mut self, class: ClassId, arguments: &'a [ast::Expr], span: Span) -> Expr {
        let Some((base, type_arguments)) = self.class_base(class) else {
            if matches!(self.classes[class.index()].base, Base::Known(None)) && self.classes[class.index()].node.base.is_none() {
                self.error(2335, span, "`super` stands in classes that extend another only");
            }
            return self.missing(span);
        };
        let signature = self.constructor_signature(base, &type_arguments);
        let before = self.problems.len();
        let call = self.check_arguments(&[signature], &[], arguments, span, span, None);
        self.blame_error_signatures(base, before, arguments);
        let kind = ExprKind::SuperCall { class: base, type_arguments, arguments: call.arguments };
        Expr { kind, ty: TypeId::VOID, span }
    }

    /// `class C {}` where control reaches it.
    pub(in crate::check) fn check_class_statement(&mut self, node: &'a ast::Class, declare: bool, span: Span, out: &mut Vec<Statement>) {
        let Some(&class) = self.class_ids.get(&node.id) else { return };
        self.check_class(class);
        if !declare {
            self.check_class_implementations(node);
            self.check_unset_fields(class);
        }
        for member in &node.members {
            if matches!(&member.kind, ClassMemberKind::Field { value: Some(_), .. } | ClassMemberKind::StaticBlock(_)) && member.modifiers.is_static {
                self.may_throw();
            }
        }
        if !declare || self.is_library(span.file) {
            out.push(Statement { kind: StatementKind::Class { class }, span });
        }
    }
}

fn pseudo_binding(index: usize) -> BindingId {
    BindingId(u32::MAX - index as u32)
}

fn field_assignment(class: ClassId, this_type: TypeId, name: Rc<str>, binding: BindingId, ty: TypeId, span: Span) -> Statement {
    let object = Box::new(Expr { kind: ExprKind::This, ty: this_type, span });
    let value = Box::new(Expr { kind: ExprKind::Read(binding), ty, span });
    let kind = ExprKind::Assign { place: Place::Field { object, class, name }, value };
    Statement { kind: StatementKind::Expr(Expr { kind, ty, span }), span }
}
