//! `super.x` that no base class has: what every object has from `Object.prototype`, called on the object at hand.
//!
//! In the methods of an object literal there is nothing else to be found, as no program gives an object another prototype. tsc takes
//! that `super` for `any`.

use super::super::Checker;
use super::super::library::is_member_of_every_object;
use super::dynamic::again;
use super::{Target, any_signature};
use crate::ast;
use crate::problem::Rule;
use crate::program::{Callee, CastReason, Expr, ExprKind, Signature, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// `super.m(…)`, or `super.m?.(…)`.
    pub(super) fn literal_super_callee(&mut self, property: &'a ast::Ident, span: Span, optional: bool) -> (Target, Vec<Rc<Signature>>, Span) {
        let name = &property.text;
        let target = match &**name {
            "hasOwnProperty" | "isPrototypeOf" | "propertyIsEnumerable" | "toLocaleString" | "toString" | "valueOf" => {
                let Some(ty) = self.this_type() else { return (Target::Missing, Vec::new(), property.span) };
                Target::OfObject(this_of(ty, span), name.clone())
            }
            _ => {
                let value = self.check_literal_super(property, span);
                let value = if optional { self.link_value(value) } else { value };
                Target::Any(Callee::Value(Box::new(value)))
            }
        };
        (target, vec![any_signature()], property.span)
    }

    /// `super.m(…)` in a class, where no base class has the method.
    pub(super) fn class_super_callee(&mut self, this_type: TypeId, property: &ast::Ident, span: Span) -> Option<(Target, Vec<Rc<Signature>>, Span)> {
        let name = &property.text;
        if !matches!(self.program.types.get(this_type), Type::Class { .. }) {
            return None;
        }
        let signatures = match &**name {
            "hasOwnProperty" | "propertyIsEnumerable" => self.own_property_signatures(),
            "toLocaleString" | "toString" => vec![gives(TypeId::STRING)],
            "valueOf" => {
                self.capture_this();
                let object = self.types().intern(Type::Object { members: [].into(), fresh: false });
                return Some((Target::Itself(this_of(this_type, span)), vec![gives(object)], property.span));
            }
            _ => return None,
        };
        self.capture_this();
        Some((Target::OfObject(this_of(this_type, span), name.clone()), signatures, property.span))
    }

    /// `super.x` that is not called.
    pub(super) fn check_literal_super(&mut self, property: &'a ast::Ident, span: Span) -> Expr {
        if is_member_of_every_object(&property.text) || property.text.starts_with("__") {
            let message = format!("`super.{}` can only be called: every object has it, and no object holds it", property.text);
            self.refuse(Rule::NoPrototype, span, message);
            return self.missing(span);
        }
        Expr { kind: ExprKind::Undefined, ty: TypeId::ANY, span }
    }

    /// A call of what every object has, of an object that may have a member of the same name itself.
    pub(super) fn object_member_call(&mut self, object: Expr, name: &str, arguments: Vec<Expr>, result: TypeId, span: Span) -> Expr {
        let object_span = object.span;
        let held = self.hold(object, arguments, span);
        let object = Expr { kind: ExprKind::Read(held.receiver), ty: TypeId::ANY, span: object_span };
        let key = match (held.all, held.arguments.first()) {
            (Some(_), _) => {
                self.refuse(Rule::NoPrototype, span, format!("`super.{name}` with `...` is not supported"));
                return self.missing(span);
            }
            (None, Some(key)) => again(key),
            (None, None) => Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span },
        };
        let call = match name {
            "toString" => self.library_call("object.tag", vec![object], TypeId::STRING, span),
            "toLocaleString" => Expr { kind: ExprKind::Template { strings: vec![[].into(), [].into()], values: vec![object] }, ty: TypeId::STRING, span },
            _ => self.object_operation(name, vec![object, key], span),
        };
        let call = if call.ty == result { call } else { Expr { kind: ExprKind::Cast { operand: Box::new(call), reason: CastReason::As }, ty: result, span } };
        held.around(call, span)
    }

    /// What every object can be asked with a key, or for itself: `operands` are the object and the key.
    pub(super) fn object_operation(&mut self, name: &str, mut operands: Vec<Expr>, span: Span) -> Expr {
        match name {
            "hasOwnProperty" => self.library_call("object.has", operands, TypeId::BOOLEAN, span),
            "propertyIsEnumerable" => self.library_call("object.isEnumerable", operands, TypeId::BOOLEAN, span),
            // An object that a literal made is no other object's prototype.
            "isPrototypeOf" => Expr { kind: ExprKind::Boolean(false), ty: TypeId::BOOLEAN, span },
            _ => operands.swap_remove(0),
        }
    }
}

fn this_of(ty: TypeId, span: Span) -> Expr {
    Expr { kind: ExprKind::This, ty, span: Span { end: span.start + 5, ..span } }
}

fn gives(result: TypeId) -> Rc<Signature> {
    Rc::new(Signature { type_parameters: Vec::new(), this: None, parameters: Vec::new(), result, predicate: None })
}
