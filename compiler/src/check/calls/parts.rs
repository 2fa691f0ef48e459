//! Inference from the parts of a literal among the arguments. In: the literal and the type declared for it. Out: what its parts say of
//! the type parameters.
//!
//! `{ make: () => 1, use: n => n + 1 }` tells by its first part what its second takes: first the parts are heard that wait for nothing,
//! then the functions from left to right, each settling what its parameters are made of (tsc: intra-expression inference, 4.7).

use super::super::Checker;
use super::super::closures::{is_context_sensitive, waits_for_types};
use super::super::expressions::without_parens;
use super::super::infer::Inference;
use crate::ast::{self, ExprKind as E, PropertyValue};
use crate::program::{Type, TypeId};

impl<'a> Checker<'a> {
    /// Learns from an argument that waits for its context, so that what its functions take is settled afterwards.
    pub(super) fn infer_from_waiting(&mut self, inference: &mut Inference, node: &'a ast::Expr, wanted: TypeId) {
        if !is_literal(node) || matches!(self.program.types.get(wanted), Type::Parameter(_)) {
            return self.fix_inputs(inference, wanted, function_of(node));
        }
        self.note_depth(inference, wanted);
        for late in [false, true] {
            self.infer_from_parts(inference, node, wanted, late);
        }
    }

    fn infer_from_parts(&mut self, inference: &mut Inference, node: &'a ast::Expr, wanted: TypeId, late: bool) {
        match &without_parens(node).kind {
            E::Array(items) if !items.iter().any(|item| matches!(item.kind, E::Spread(_))) => {
                let tuple = self.contextual_tuple(wanted);
                for (index, item) in items.iter().enumerate() {
                    let declared = match &tuple {
                        Some(elements) => self.tuple_element(elements, index),
                        None => self.contextual_element(wanted),
                    };
                    if let Some(declared) = declared {
                        self.infer_from_part(inference, item, declared, late);
                    }
                }
            }
            E::Object(properties) => {
                for property in properties {
                    let Some(declared) = self.contextual_member(wanted, &property.name.text) else { continue };
                    match &property.value {
                        PropertyValue::Expr(value) | PropertyValue::Shorthand(value) => self.infer_from_part(inference, value, declared, late),
                        PropertyValue::Method(function) => self.infer_from_method(inference, property, function, declared, late),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn infer_from_method(&mut self, inference: &mut Inference, property: &'a ast::Property, function: &'a ast::Function, declared: TypeId, late: bool) {
        if waits_for_types(function) != late {
            return;
        }
        if late {
            self.fix_inputs(inference, declared, Some(function));
        }
        // What `this` is, the whole literal says.
        if function.mentions_this {
            return;
        }
        let with = self.known_so_far(inference);
        let context = self.substitute(declared, &with);
        let flow = self.cx.flow.clone();
        self.own_function_entity(function, property);
        let value = self.quietly(|c| c.check_closure(function, false, Some(context), property.span));
        self.cx.flow = flow;
        self.infer_from(inference, value.ty, declared);
    }

    fn infer_from_part(&mut self, inference: &mut Inference, node: &'a ast::Expr, declared: TypeId, late: bool) {
        if !self.program.types.is_generic(declared) {
            return;
        }
        let waits = is_context_sensitive(node);
        if waits && is_literal(node) {
            return self.infer_from_parts(inference, node, declared, late);
        }
        if waits != late {
            return;
        }
        if late {
            self.fix_inputs(inference, declared, function_of(node));
        }
        let with = self.known_so_far(inference);
        let context = self.substitute(declared, &with);
        // The literal is checked as a whole afterwards.
        let flow = self.cx.flow.clone();
        let value = self.quietly(|c| c.check_expr(node, Some(context)));
        self.cx.flow = flow;
        let found = self.mutable_type(value.ty, Some(declared));
        self.infer_from(inference, found, declared);
    }
}

fn is_literal(node: &ast::Expr) -> bool {
    matches!(without_parens(node).kind, E::Array(_) | E::Object(_))
}

fn function_of(node: &ast::Expr) -> Option<&ast::Function> {
    match &without_parens(node).kind {
        E::Arrow(function) | E::Function(function) => Some(function),
        _ => None,
    }
}
