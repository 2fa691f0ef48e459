//! `super.x`: methods and accessors of the base class, called on the object at hand.

use super::super::Checker;
use super::super::classes::MemberKind;
use super::super::library::is_member_of_every_object;
use super::super::members::{Found, How};
use super::Target;
use crate::ast;
use crate::problem::Rule;
use crate::program::{Callee, ClassId, Expr, ExprKind, FunctionId, FunctionKind, Signature, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// The type of `this` where `super.x` stands; `None`, with a complaint, where it cannot stand.
    fn this_of_super(&mut self, span: Span) -> Option<TypeId> {
        let place = Span { end: span.start + 5, ..span };
        if self.is_super_of_literal() {
            self.refuse(Rule::NoPrototype, place, "only what every object has can be called by `super` in an object literal");
            return None;
        }
        if self.precedes_super_call() {
            self.error(17011, place, "`super(…)` must be called before a member of `super` is used");
        }
        let Some(this_type) = self.this_type() else {
            self.error(2660, place, "`super` stands in the members of classes that extend another only");
            return None;
        };
        let class = match self.program.types.get(this_type) {
            Type::Class { class, .. } | Type::ClassValue(class) => *class,
            _ => {
                self.refuse(Rule::NoPrototype, place, "`super` here is not that of a class: an object has no prototype");
                return None;
            }
        };
        if self.extends_refused(class) {
            return None;
        }
        if self.class_base(class).is_none() && self.classes[class.index()].node.base.is_none() {
            let name = self.program.classes[class.index()].name.clone();
            self.error(2335, place, format!("`{name}` extends no class, so there is no `super`"));
            return None;
        }
        Some(this_type)
    }

    /// Whether `super` is that of an object literal, whose methods stand around it.
    pub(super) fn is_super_of_literal(&self) -> bool {
        let outside = |id: &FunctionId| self.program.functions[id.index()].kind != FunctionKind::Arrow;
        let mut around = std::iter::successors(Some(self.cx.function), |id| self.program.functions[id.index()].parent);
        around.find(outside).is_some_and(|id| self.functions[id.index()].of_literal)
    }

    /// `super.m(…)`. `optional`: it is `super.m?.(…)`.
    pub(super) fn super_callee(&mut self, property: &'a ast::Ident, span: Span, optional: bool) -> (Target, Vec<Rc<Signature>>, Span) {
        let missing = (Target::Missing, Vec::new(), property.span);
        if self.is_super_of_literal() {
            return self.literal_super_callee(property, span, optional);
        }
        let Some(this_type) = self.this_of_super(span) else { return missing };
        let found = self.super_member(this_type, &property.text);
        let Some(found) = found else {
            return self.class_super_callee(this_type, property, span).unwrap_or_else(|| {
                self.report_no_super(this_type, property);
                missing
            });
        };
        if found.how == How::Member {
            self.refuse_optional_super(property);
            return missing;
        }
        let Some(signature) = self.call_signature(found.ty) else {
            self.error(2340, property.span, "only methods can be called through `super`");
            return missing;
        };
        let mut signatures = vec![signature];
        signatures.extend(found.overloads.iter().cloned());
        match found.how {
            How::Method(class, function) => {
                if self.functions[function.index()].node.is_some_and(|n| n.body.is_none()) {
                    self.error(2513, property.span, format!("`{}` is abstract in the base class: there is nothing to call", property.text));
                }
                (self.overloaded(function, Target::Super(class, property.text.clone())), signatures, property.span)
            }
            How::StaticMethod(_, function) => {
                let this = Expr { kind: ExprKind::This, ty: this_type, span: Span { end: span.start + 5, ..span } };
                (self.overloaded(function, Target::Static(this, function)), signatures, property.span)
            }
            _ => {
                self.error(2855, property.span, "only methods can be reached through `super`");
                missing
            }
        }
    }

    fn report_no_super(&mut self, this_type: TypeId, property: &ast::Ident) {
        let name = &property.text;
        if is_member_of_every_object(name) {
            let message = format!("`super.{name}` is no member of a class that `super` could name");
            return self.refuse(Rule::NoPrototype, property.span, message);
        }
        if let Type::Class { class, .. } = *self.program.types.get(this_type)
            && self.static_member(class, name).is_some()
        {
            return self.error(2576, property.span, format!("`{name}` is a static member: it belongs to the class, not to its objects"));
        }
        if !self.is_base_found(this_type) {
            // That nothing is called as the base is was the mistake.
            return self.note_refusal(property.span);
        }
        self.error(2339, property.span, format!("the base class has no member `{name}`"));
    }

    /// Whether it is known what a class extends, or a class extends nothing.
    fn is_base_found(&mut self, this_type: TypeId) -> bool {
        let (Type::Class { class, .. } | Type::ClassValue(class)) = *self.program.types.get(this_type) else { return true };
        self.classes[class.index()].node.base.is_none() || self.class_base(class).is_some()
    }

    fn refuse_optional_super(&mut self, property: &ast::Ident) {
        let message = format!("the base class may lack the method `{}`: `super` cannot ask for it", property.text);
        self.refuse(Rule::OptionalMethod, property.span, message);
    }

    /// `super.x` that is not called: an accessor of the base class.
    pub(in crate::check) fn check_super_member(&mut self, property: &'a ast::Ident, span: Span) -> Expr {
        if self.is_super_of_literal() {
            return self.check_literal_super(property, span);
        }
        let Some(this_type) = self.this_of_super(span) else { return self.missing(span) };
        let found = self.super_member(this_type, &property.text);
        let Some(found) = found else {
            self.report_no_super(this_type, property);
            return self.missing(span);
        };
        match found.how {
            How::Accessor(class) => match self.super_accessor(this_type, class, property, "get", span) {
                Some(callee) => Expr { kind: ExprKind::Call { callee, arguments: Vec::new() }, ty: found.ty, span },
                None => Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span },
            },
            How::Method(..) | How::StaticMethod(..) => {
                self.refuse(Rule::MethodExtracted, span, format!("`super.{}` can only be called", property.text));
                self.missing(span)
            }
            How::Member => {
                self.refuse_optional_super(property);
                self.missing(span)
            }
            How::Static(..) => {
                let message = format!("`super.{}` is a static field: name the class in place of `super`", property.text);
                self.refuse(Rule::NoPrototype, span, message);
                self.missing(span)
            }
            _ => {
                self.error(2855, property.span, "only methods and accessors can be reached through `super`");
                self.missing(span)
            }
        }
    }

    fn super_member(&mut self, this_type: TypeId, name: &str) -> Option<Found> {
        match self.program.types.get(this_type).clone() {
            Type::Class { class, arguments } => self.class_base(class).and_then(|(base, passed)| {
                let with = Self::substitution(&self.class_parameters(class), &arguments);
                let passed: Vec<TypeId> = passed.iter().map(|&a| self.substitute(a, &with)).collect();
                self.class_member(base, &passed, name)
            }),
            Type::ClassValue(class) => self.class_base(class).and_then(|(base, _)| self.static_member(base, name)),
            _ => None,
        }
    }

    /// `super.x = value`, which calls the base class's setter.
    pub(in crate::check) fn check_super_assign(&mut self, property: &'a ast::Ident, value_node: &'a ast::Expr, span: Span) -> Expr {
        let Some((setter, declared)) = self.super_setter(property, span) else {
            let value = self.check_expr(value_node, None);
            return Expr { span, ..value };
        };
        let value = self.check_expr(value_node, Some(declared));
        self.require_assignable(&value, declared, Some(value_node), Span { end: property.span.end, ..span });
        self.call_super_setter(setter, property, value, span)
    }

    /// `super.x op= value`: the base class's getter, then its setter.
    pub(in crate::check) fn check_super_compound(&mut self, op: ast::BinaryOp, node: &'a ast::Expr, property: &'a ast::Ident, value_node: &'a ast::Expr, span: Span) -> Expr {
        let current = self.check_super_member(property, node.span);
        let setter = self.super_setter(property, span);
        let value = self.check_expr(value_node, None);
        let Some((setter, declared)) = setter else { return Expr { span, ..value } };
        let (op, ty) = self.binary_result(op, (current.ty, node), (value.ty, value_node), span);
        let result = Expr { kind: ExprKind::Binary { op, left: Box::new(current), right: Box::new(value) }, ty, span };
        self.require_assignable(&result, declared, None, Span { end: property.span.end, ..span });
        self.call_super_setter(setter, property, result, span)
    }

    /// The base class's setter, and what it takes.
    fn super_setter(&mut self, property: &'a ast::Ident, span: Span) -> Option<(ClassId, TypeId)> {
        let this_type = self.this_of_super(span)?;
        let Some(found) = self.super_member(this_type, &property.text) else {
            self.error(2339, property.span, format!("the base class has no member `{}`", property.text));
            return None;
        };
        let How::Accessor(class) = found.how else {
            match found.how {
                How::Method(..) | How::StaticMethod(..) | How::Member => {
                    self.refuse(Rule::UnsupportedPlace, span, format!("the method `{}` cannot be replaced", property.text));
                }
                How::Static(..) => {
                    let message = format!("`super.{}` is a static field: name the class in place of `super`", property.text);
                    self.refuse(Rule::NoPrototype, span, message);
                }
                _ => self.error(2855, property.span, "only methods and accessors can be reached through `super`"),
            }
            return None;
        };
        if found.readonly {
            self.error(2540, property.span, format!("`{}` has no setter in the base class", property.text));
            return None;
        }
        let taken = match self.program.types.get(this_type).clone() {
            Type::Class { class: own, arguments } => {
                let passed = self.as_base(own, &arguments, class)?;
                let with = Self::substitution(&self.class_parameters(class), &passed);
                self.setter_type(class, &property.text, false).map(|ty| self.substitute(ty, &with))
            }
            _ => self.setter_type(class, &property.text, true),
        };
        Some((class, taken.unwrap_or(found.ty)))
    }

    fn call_super_setter(&mut self, class: ClassId, property: &ast::Ident, value: Expr, span: Span) -> Expr {
        let ty = value.ty;
        let this_type = self.this_type().unwrap_or(TypeId::ANY);
        let Some(callee) = self.super_accessor(this_type, class, property, "set", span) else { return value };
        // The assignment gives the value, whatever the setter does with it.
        let holder = self.made_up(ty, span);
        let read = || Expr { kind: ExprKind::Read(holder), ty, span };
        let call = Expr { kind: ExprKind::Call { callee, arguments: vec![read()] }, ty: TypeId::VOID, span };
        let body = Expr { kind: ExprKind::Sequence(vec![call, read()]), ty, span };
        Expr { kind: ExprKind::Let { binding: holder, value: Box::new(value), body: Box::new(body) }, ty, span }
    }

    /// What calls the getter (`get`) or setter (`set`) of the base class on the object, or the class, at hand. `None`: a static one that there is not.
    fn super_accessor(&mut self, this_type: TypeId, class: ClassId, property: &ast::Ident, which: &str, span: Span) -> Option<Callee> {
        self.capture_this();
        if !matches!(self.program.types.get(this_type), Type::ClassValue(_)) {
            return Some(Callee::Super { class, name: format!("{which} {}", property.text).into(), type_arguments: Vec::new() });
        }
        let index = self.own_member(class, &property.text, true)?;
        let MemberKind::Accessor { getter, setter } = self.classes[class.index()].members[index].kind else { return None };
        let function = if which == "get" { getter } else { setter }?;
        self.reach_function(function);
        let this = Expr { kind: ExprKind::This, ty: this_type, span: Span { end: span.start + 5, ..span } };
        Some(Callee::Static { object: Box::new(this), function, type_arguments: Vec::new() })
    }
}
