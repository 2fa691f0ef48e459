//! What members a class has, its own and inherited ones, and of what types.

use super::super::literals::LiteralName;
use super::super::Checker;
use super::super::expressions::without_parens;
use super::super::members::{Found, How};
use super::super::results::Sought;
use super::assigned::is_told_by_assignments;
use super::{ClassMember, Known, MemberKind};
use crate::ast::symbols::is_private;
use crate::ast::{self, Visibility};
use crate::problem::{Problem, Rule};
use crate::program::types::{ABSTRACT_CONSTRUCT, CONSTRUCT, Member};
use crate::program::{ClassId, FunctionId, Type, TypeId};
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// An instance member, inherited ones included.
    pub(in crate::check) fn class_member(&mut self, class: ClassId, arguments: &[TypeId], name: &str) -> Option<Found> {
        self.settle_promises(class);
        if let Some(index) = self.own_member(class, name, false).filter(|&index| !self.is_secret(class, index)) {
            let mut found = self.found_member(class, index);
            let with = Self::substitution(&self.class_parameters(class), arguments);
            found.ty = self.substitute(found.ty, &with);
            found.overloads = found.overloads.iter().map(|s| Rc::new(self.substitute_signature(s, &with))).collect();
            return Some(found);
        }
        let (base, base_arguments) = self.class_base(class)?;
        let with = Self::substitution(&self.class_parameters(class), arguments);
        let passed: Vec<TypeId> = base_arguments.iter().map(|&a| self.substitute(a, &with)).collect();
        self.class_member(base, &passed, name)
    }

    /// What the library's classes keep to themselves: members with a `$` or a `%` in their names. For programs they are not there.
    pub(super) fn is_secret(&self, class: ClassId, index: usize) -> bool {
        self.classes[class.index()].members[index].name.contains(['$', '%'])
            && self.is_library(self.program.classes[class.index()].span.file)
            && !self.is_library(self.program.functions[self.cx.function.index()].span.file)
    }

    /// The library's class among `class` and its ancestors that has a member of this name which it keeps to itself.
    pub(in crate::check) fn keeper_of(&mut self, class: ClassId, name: &str) -> Option<ClassId> {
        let mut next = Some(class);
        while let Some(id) = next {
            if self.own_member(id, name, false).is_some_and(|index| self.is_secret(id, index)) {
                return Some(id);
            }
            next = self.class_base(id).map(|(base, _)| base);
        }
        None
    }

    /// A static member, inherited ones included.
    pub(in crate::check) fn static_member(&mut self, class: ClassId, name: &str) -> Option<Found> {
        match self.own_member(class, name, true) {
            Some(index) => Some(self.found_member(class, index)),
            None => {
                if let Some(found) = self.exported_static(class, name) {
                    return Some(found);
                }
                let (base, _) = self.class_base(class)?;
                self.static_member(base, name)
            }
        }
    }

    /// The member that `this.name` would find in the class's own methods.
    pub(in crate::check) fn own_instance_member(&mut self, class: ClassId, name: &str) -> Option<Found> {
        let own = self.own_class_type(class);
        self.find_member(own, name)
    }

    /// Whether a field gets its value at `index` of the members or behind that; a parameter that is a field gets it when the others have theirs.
    pub(in crate::check) fn is_initialised_later(&self, class: ClassId, name: &str, is_static: bool, index: usize) -> bool {
        let Some(at) = self.own_member(class, name, is_static) else { return false };
        let member = &self.classes[class.index()].members[at];
        match member.kind {
            MemberKind::Field { value, .. } => {
                let has_none = !is_static && value.is_none() && !member.modifiers.definite;
                (at >= index || has_none) && !member.modifiers.optional && !member.modifiers.declare
            }
            MemberKind::Parameter { .. } => true,
            _ => false,
        }
    }

    pub(in crate::check) fn own_member(&self, class: ClassId, name: &str, is_static: bool) -> Option<usize> {
        self.classes[class.index()].members.iter().position(|m| &*m.name == name && m.modifiers.is_static == is_static)
    }

    /// Whether the class declares the member of its objects and leaves it to others to make it.
    pub(in crate::check) fn is_abstract_member(&self, class: ClassId, name: &str) -> bool {
        self.own_member(class, name, false).is_some_and(|at| self.classes[class.index()].members[at].modifiers.is_abstract)
    }

    /// Whether the class itself declares a member of its objects.
    pub(in crate::check) fn declares(&self, class: ClassId, name: &str) -> bool {
        self.own_member(class, name, false).is_some()
    }

    pub(super) fn found_member(&mut self, class: ClassId, index: usize) -> Found {
        let ty = self.member_type(class, index);
        let member = &self.classes[class.index()].members[index];
        let (how, readonly) = match &member.kind {
            MemberKind::Field { binding: Some(binding), .. } => (How::Static(class, *binding), member.modifiers.readonly),
            MemberKind::Field { .. } | MemberKind::Parameter { .. } => (How::Field(class), member.modifiers.readonly),
            // It may be there in some subclass only.
            MemberKind::Method(_) if member.modifiers.optional => (How::Member, true),
            MemberKind::Method(function) if member.modifiers.is_static => (How::StaticMethod(class, *function), true),
            MemberKind::Method(function) => (How::Method(class, *function), true),
            MemberKind::Accessor { setter, .. } => (How::Accessor(class), setter.is_none()),
        };
        let overloads = match member.kind {
            MemberKind::Method(function) => self.overloads_of(function).map_or(Vec::new(), |all| all[1..].to_vec()),
            _ => Vec::new(),
        };
        let member = &self.classes[class.index()].members[index];
        Found { ty, overloads, readonly, how, span: Some(member.span), visibility: member.modifiers.visibility, inherited: None, write: None }
    }

    /// Whether the function is the setter of a class's member that has a getter too.
    pub(in crate::check) fn has_getter_beside(&self, class: ClassId, function: FunctionId) -> bool {
        let is_pair = |m: &ClassMember| matches!(m.kind, MemberKind::Accessor { getter: Some(_), setter: Some(setter) } if setter == function);
        self.classes[class.index()].members.iter().any(is_pair)
    }

    /// What may be assigned to an accessor of a class, in terms of the class's type parameters; `None` without a setter.
    pub(in crate::check) fn setter_type(&mut self, class: ClassId, name: &str, is_static: bool) -> Option<TypeId> {
        let index = self.own_member(class, name, is_static)?;
        let MemberKind::Accessor { getter, setter: Some(setter) } = self.classes[class.index()].members[index].kind else { return None };
        let parameter = self.functions[setter.index()].node?.parameters.first()?;
        if parameter.ty.is_none() && getter.is_some() {
            return Some(self.member_type(class, index));
        }
        self.function_signature(setter).parameters.first().map(|p| p.ty)
    }

    /// The type of an own member in terms of the class's type parameters.
    pub(in crate::check) fn member_type(&mut self, class: ClassId, index: usize) -> TypeId {
        let member = &self.classes[class.index()].members[index];
        match member.ty {
            Known::Known(ty) => return ty,
            Known::UnderWay => return self.circular_member(class, index),
            Known::NotYet => {}
        }
        if self.has_missed_body() {
            return TypeId::ANY;
        }
        if let Some(ty) = self.provisional_type(Sought::Field(class, index)) {
            return ty;
        }
        self.classes[class.index()].members[index].ty = Known::UnderWay;
        self.class_parameters(class);
        let ty = self.infer_member_type(class, index);
        if self.rests_on_others(Sought::Field(class, index)) || self.has_missed_body() {
            self.classes[class.index()].members[index].ty = Known::NotYet;
            return ty;
        }
        if let MemberKind::Method(function) | MemberKind::Accessor { getter: Some(function), .. } = self.classes[class.index()].members[index].kind
            && self.is_provisional(function)
        {
            self.classes[class.index()].members[index].ty = Known::NotYet;
            return ty;
        }
        self.classes[class.index()].members[index].ty = Known::Known(ty);
        let finished = self.settle(ty);
        if finished != ty {
            self.classes[class.index()].members[index].ty = Known::Known(finished);
        }
        finished
    }

    /// Whether the type of one of the class's own members is being found out.
    pub(in crate::check) fn has_unfinished_member(&self, class: ClassId) -> bool {
        self.classes[class.index()].members.iter().any(|m| match m.kind {
            _ if matches!(m.ty, Known::UnderWay) => true,
            MemberKind::Method(function) => self.is_opening(function),
            MemberKind::Parameter { constructor, .. } => self.is_opening(constructor),
            _ => false,
        })
    }

    fn circular_member(&mut self, class: ClassId, index: usize) -> TypeId {
        let member = self.classes[class.index()].members[index].clone();
        match member.kind {
            MemberKind::Method(function) => return self.function_type(function),
            MemberKind::Accessor { getter: Some(getter), .. } => return self.result_of_getter(getter),
            _ => {}
        }
        if let Some(named) = self.literals_named.get(&LiteralName::Field(class, index)) {
            return named.ty;
        }
        if let MemberKind::Field { ty: None, value: Some(value), .. } = member.kind
            && let Some(ty) = self.field_without_bodies(class, &member, value)
        {
            if !self.leaves_bodies() {
                self.classes[class.index()].members[index].ty = Known::Known(ty);
                self.infer_left_results();
            }
            return ty;
        }
        if let MemberKind::Field { ty: Some(_), .. } = member.kind
            && let Some(place) = self.named_within_itself(member.span, self.classes[class.index()].scope)
        {
            return place;
        }
        if is_told_by_assignments(&member) {
            self.note_circular(Sought::Field(class, index), true);
            return TypeId::ANY;
        }
        if let MemberKind::Field { ty: None, value: Some(value), .. } = member.kind {
            return self.field_told_beside((class, index), &member, value);
        }
        let number = match member.kind {
            MemberKind::Field { ty: Some(_), .. } => 2502,
            _ => 7022,
        };
        self.report_circular_member(&member, number);
        TypeId::ANY
    }

    /// The type of a field whose value speaks of it where that does not matter to what it is.
    fn field_told_beside(&mut self, (class, index): (ClassId, usize), member: &ClassMember<'a>, value: &'a ast::Expr) -> TypeId {
        let sought = Sought::Field(class, index);
        let scope = self.classes[class.index()].scope;
        if let Some(ty) = self.assumed_type(sought) {
            return ty;
        }
        let walk = |c: &mut Self| {
            let ty = c.with_this(class, member.modifiers.is_static, |c| c.check_expr(value, None).ty);
            c.held_by_field(member, ty)
        };
        let Some(ty) = self.type_beside_itself(sought, scope, walk) else { return TypeId::ANY };
        if self.rests_on_others(sought) {
            return ty;
        }
        self.classes[class.index()].members[index].ty = Known::Known(ty);
        self.infer_left_results();
        self.settle(ty)
    }

    fn held_by_field(&mut self, member: &ClassMember<'a>, ty: TypeId) -> TypeId {
        if member.modifiers.readonly { self.types().regular(ty) } else { self.types().widen(ty) }
    }

    pub(super) fn report_circular_member(&mut self, member: &ClassMember<'a>, number: u32) {
        if self.problems.iter().any(|p| p.span == member.span && p.code == crate::problem::Code::Ts(number)) {
            return;
        }
        self.report_for_good(
            Problem::ts(number, member.span, format!("the type of `{}` depends on itself", member.name))
                .with_help(format!("write its type: `{}: …`", member.name)),
        );
    }

    fn infer_member_type(&mut self, class: ClassId, index: usize) -> TypeId {
        let member = self.classes[class.index()].members[index].clone();
        let scope = self.classes[class.index()].scope;
        match member.kind {
            MemberKind::Method(function) => {
                let first = self.functions[function.index()].overloads.first().copied();
                let ty = self.function_type(first.unwrap_or(function));
                if member.modifiers.optional { self.types().union([ty, TypeId::UNDEFINED]) } else { ty }
            }
            MemberKind::Parameter { index, constructor } => {
                let signature = self.function_signature(constructor);
                let parameter = &signature.parameters[index];
                let ty = parameter.ty;
                let defaulted = self.functions[constructor.index()].node.is_some_and(|n| n.parameters[index].default.is_some());
                if defaulted { self.types().filter(ty, |_, m| m != TypeId::UNDEFINED) } else { ty }
            }
            MemberKind::Accessor { getter: Some(getter), .. } => self.result_of_getter(getter),
            MemberKind::Accessor { setter: Some(setter), .. } => {
                self.function_signature(setter).parameters.first().map_or(TypeId::ANY, |p| p.ty)
            }
            MemberKind::Accessor { .. } => TypeId::ANY,
            MemberKind::Field { ty: Some(ty), .. } => {
                let found = self.own_type(member.span, |c| c.sheltered(|c| c.resolve_type(scope, ty)));
                let ty = found.unwrap_or_else(|| {
                    self.report_circular_member(&member, 2502);
                    TypeId::ANY
                });
                if member.modifiers.optional { self.types().union([ty, TypeId::UNDEFINED]) } else { ty }
            }
            MemberKind::Field { value: Some(value), .. } => self.infer_field(class, index, value),
            MemberKind::Field { .. } => self.infer_assigned_field(class, index, &member),
        }
    }

    /// The type of a field whose value speaks of it in functions only.
    fn field_without_bodies(&mut self, class: ClassId, member: &ClassMember<'a>, value: &'a ast::Expr) -> Option<TypeId> {
        let scope = self.classes[class.index()].scope;
        let is_static = member.modifiers.is_static;
        self.type_without_bodies(|c| c.elsewhere(scope, |c| c.quietly(|c| c.with_this(class, is_static, |c| c.check_expr(value, None).ty))))
    }

    fn infer_field(&mut self, class: ClassId, index: usize, value: &'a ast::Expr) -> TypeId {
        let scope = self.classes[class.index()].scope;
        let member = self.classes[class.index()].members[index].clone();
        if let Some(ty) = self.annotated_function_type(scope, value) {
            return ty;
        }
        let is_static = member.modifiers.is_static;
        let ty = self.elsewhere(scope, |c| c.quietly(|c| c.with_this(class, is_static, |c| c.check_first_value(LiteralName::Field(class, index), value, None).ty)));
        let ty = self.held_by_field(&member, ty);
        self.field_type(&member, value, ty)
    }

    /// Like variables, a field that begins empty needs its type written.
    fn field_type(&mut self, member: &ClassMember<'a>, value: &ast::Expr, ty: TypeId) -> TypeId {
        let empty = matches!(&without_parens(value).kind, ast::ExprKind::Array(items) if items.is_empty());
        if empty || matches!(ty, TypeId::NULL | TypeId::UNDEFINED) {
            self.report(
                Problem::th(Rule::EvolvingVariable, member.span)
                    .with_message(format!("nothing says what `{}` may hold later", member.name))
                    .with_help(format!("write its type: `{}: …`", member.name)),
            );
        }
        ty
    }

    /// All public and other instance members with their types, for comparing.
    pub(in crate::check) fn class_properties(&mut self, class: ClassId, arguments: &[TypeId]) -> Vec<Member> {
        let names = self.class_member_names(class, false);
        let mut all = Vec::with_capacity(names.len());
        for name in names {
            let Some(found) = self.class_member(class, arguments, &name) else { continue };
            let method = is_method(&found.how);
            let optional = self.is_optional_member(class, &name);
            all.push(Member { name, ty: found.ty, optional, readonly: found.readonly, method, numeric: true });
        }
        all
    }

    /// A class as an object: its static members, and what it constructs.
    pub(in crate::check) fn static_properties(&mut self, class: ClassId) -> Vec<Member> {
        let mut names = self.class_member_names(class, true);
        names.push(if self.program.classes[class.index()].is_abstract { ABSTRACT_CONSTRUCT } else { CONSTRUCT }.into());
        let own = self.types().intern(Type::ClassValue(class));
        let mut all = Vec::with_capacity(names.len());
        for name in names {
            let Some(found) = self.find_member(own, &name) else { continue };
            let method = is_method(&found.how);
            all.push(Member { name, ty: found.ty, optional: false, readonly: found.readonly, method, numeric: true });
        }
        all
    }

    /// The names of the instance members that everybody may use.
    pub(in crate::check) fn class_public_names(&mut self, class: ClassId) -> Vec<Rc<str>> {
        let mut names = self.class_member_names(class, false);
        names.retain(|name| {
            let mut next = Some(class);
            while let Some(id) = next {
                if let Some(index) = self.own_member(id, name, false) {
                    return self.classes[id.index()].members[index].modifiers.visibility == Visibility::Public && !is_private(name);
                }
                next = self.class_base(id).map(|(base, _)| base);
            }
            true
        });
        names
    }

    /// The fields of a class's objects that everybody may use, and whether they may be missing.
    pub(in crate::check) fn public_fields(&mut self, class: ClassId) -> Vec<(Rc<str>, bool)> {
        let mut fields = Vec::new();
        for name in self.class_public_names(class) {
            let mut next = Some(class);
            while let Some(id) = next {
                if let Some(index) = self.own_member(id, &name, false) {
                    if matches!(self.classes[id.index()].members[index].kind, MemberKind::Field { .. } | MemberKind::Parameter { .. }) {
                        let optional = self.is_optional_member(class, &name);
                        fields.push((name.clone(), optional));
                    }
                    break;
                }
                next = self.class_base(id).map(|(base, _)| base);
            }
        }
        fields
    }

    pub(in crate::check) fn is_optional_member(&mut self, class: ClassId, name: &str) -> bool {
        self.settle_promises(class);
        match self.own_member(class, name, false) {
            Some(index) => self.classes[class.index()].members[index].modifiers.optional,
            None => self.class_base(class).is_some_and(|(base, _)| self.is_optional_member(base, name)),
        }
    }

    pub(in crate::check) fn class_member_names(&mut self, class: ClassId, is_static: bool) -> Vec<Rc<str>> {
        self.settle_promises(class);
        let mut names: Vec<Rc<str>> = match self.class_base(class) {
            Some((base, _)) => self.class_member_names(base, is_static),
            None => Vec::new(),
        };
        for (index, member) in self.classes[class.index()].members.iter().enumerate() {
            if member.modifiers.is_static == is_static && !names.contains(&member.name) && !self.is_secret(class, index) {
                names.push(member.name.clone());
            }
        }
        if is_static {
            let exported = self.exported_static_names(class);
            names.extend(exported.into_iter().filter(|name| !names.contains(name)).collect::<Vec<_>>());
        }
        names
    }

    /// Whether a member may be read from outside: for messages.
    pub(in crate::check) fn is_public(found: &Found) -> bool {
        found.visibility == Visibility::Public
    }
}

/// Whether what a class or its objects have in this way was declared as a method; of the optional ones no more is known where they are used.
pub(in crate::check) fn is_method(how: &How) -> bool {
    matches!(how, How::Method(..) | How::StaticMethod(..) | How::Member)
}
