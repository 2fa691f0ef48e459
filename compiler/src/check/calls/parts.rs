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

/// How deep hearings may stand within each other. Each reads its part twice; what lies deeper is heard with its literal only, so that the time
/// for nested calls stays bounded.
const NESTED: u32 = 3;

/// A part of a literal, and the type declared for it.
struct Part<'a> {
    declared: TypeId,
    /// It is part of what bounds a type parameter, which learns nothing from what stands for that.
    is_bound: bool,
    source: PartSource<'a>,
}

enum PartSource<'a> {
    Value(&'a ast::Expr),
    Method(&'a ast::Property, &'a ast::Function),
}

impl<'a> Part<'a> {
    fn function(&self) -> Option<&'a ast::Function> {
        match self.source {
            PartSource::Value(node) => function_of(node),
            PartSource::Method(_, function) => Some(function),
        }
    }

    fn waits(&self) -> bool {
        match self.source {
            PartSource::Value(node) => is_context_sensitive(node),
            PartSource::Method(_, function) => waits_for_types(function),
        }
    }
}

impl<'a> Checker<'a> {
    /// Learns from an argument that waits for its context, so that what its functions take is settled afterwards.
    pub(super) fn infer_from_waiting(&mut self, inference: &mut Inference, node: &'a ast::Expr, wanted: TypeId) {
        if !is_literal(node) || matches!(self.program.types.get(wanted), Type::Parameter(_)) && self.bound_in_call(inference, wanted).is_none() {
            return self.fix_inputs(inference, wanted, function_of(node));
        }
        self.note_depth(inference, wanted);
        let mut parts = Vec::new();
        self.collect_parts(inference, node, (wanted, false), &mut parts);
        let (waiting, ready): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(Part::waits);
        for part in &ready {
            self.hear(inference, part);
        }
        for (index, part) in waiting.iter().enumerate() {
            self.fix_inputs(inference, part.declared, part.function());
            // After the last one nothing waits: it is heard with the literal.
            if index + 1 < waiting.len() {
                self.hear(inference, part);
            }
        }
    }

    /// Whether an argument is itself a call of a generic function which gives a function. What such a call is wanted for decides it, so it waits
    /// like a function written in place until the arguments before it have been heard (tsc: `isGenericFunctionReturningFunction`).
    pub(super) fn makes_function(&mut self, node: &'a ast::Expr) -> bool {
        let E::Call { callee, type_arguments, .. } = &without_parens(node).kind else { return false };
        // The callee is looked at once more: one that is a call could be another such call, and so on.
        if !type_arguments.is_empty() || !is_path(callee) {
            return false;
        }
        let flow = self.cx.flow.clone();
        let (_, signatures, _) = self.quietly(|c| c.check_callee(callee, false));
        self.cx.flow = flow;
        signatures.iter().any(|s| !s.type_parameters.is_empty() && matches!(self.program.types.get(s.result), Type::Function(_)))
    }

    /// The parts of a literal whose types speak of type parameters, from left to right.
    fn collect_parts(&mut self, inference: &Inference, node: &'a ast::Expr, (wanted, is_bound): (TypeId, bool), parts: &mut Vec<Part<'a>>) {
        let (wanted, is_bound) = self.bound_in_call(inference, wanted).map_or((wanted, is_bound), |(_, bound)| (bound, true));
        match &without_parens(node).kind {
            E::Array(items) if !items.iter().any(|item| matches!(item.kind, E::Spread(_))) => {
                let tuple = self.contextual_tuple(wanted);
                for (index, item) in items.iter().enumerate() {
                    let declared = match &tuple {
                        Some(elements) => self.tuple_element(elements, index),
                        None => self.contextual_element(wanted),
                    };
                    self.collect_part(inference, PartSource::Value(item), (declared, is_bound), parts);
                }
            }
            E::Object(properties) => {
                for property in properties {
                    let declared = self.contextual_member(wanted, &property.name.text);
                    let source = match &property.value {
                        PropertyValue::Expr(value) | PropertyValue::Shorthand(value) => PartSource::Value(value),
                        PropertyValue::Method(function) => PartSource::Method(property, function),
                        _ => continue,
                    };
                    self.collect_part(inference, source, (declared, is_bound), parts);
                }
            }
            _ => {}
        }
    }

    fn collect_part(&mut self, inference: &Inference, source: PartSource<'a>, (declared, is_bound): (Option<TypeId>, bool), parts: &mut Vec<Part<'a>>) {
        let Some(declared) = declared.filter(|&ty| self.program.types.is_generic(ty)) else { return };
        match source {
            PartSource::Value(node) if is_literal(node) && is_context_sensitive(node) => self.collect_parts(inference, node, (declared, is_bound), parts),
            source => parts.push(Part { declared, is_bound, source }),
        }
    }

    /// Learns from a part, which is checked again with the whole literal afterwards.
    fn hear(&mut self, inference: &mut Inference, part: &Part<'a>) {
        if part.is_bound || self.hearings >= NESTED {
            return;
        }
        let with = self.known_so_far(inference);
        let context = self.substitute(part.declared, &with);
        let flow = self.cx.flow.clone();
        self.hearings += 1;
        let found = match part.source {
            PartSource::Value(node) => {
                let value = self.quietly(|c| c.check_expr(node, Some(context)));
                Some(self.mutable_type(value.ty, Some(part.declared)))
            }
            // What `this` is, the whole literal says.
            PartSource::Method(_, function) if function.mentions_this => None,
            PartSource::Method(property, function) => {
                self.own_function_entity(function, property);
                Some(self.quietly(|c| c.check_closure(function, false, Some(context), property.span)).ty)
            }
        };
        self.hearings -= 1;
        self.cx.flow = flow;
        if let Some(found) = found {
            self.infer_from(inference, found, part.declared);
        }
    }
}

/// Whether an expression is a name, or members of one.
fn is_path(node: &ast::Expr) -> bool {
    match &without_parens(node).kind {
        E::Name(_) | E::This => true,
        E::Member { object, .. } => is_path(object),
        _ => false,
    }
}

fn is_literal(node: &ast::Expr) -> bool {
    matches!(without_parens(node).kind, E::Array(_) | E::Object(_))
}

pub(super) fn function_of(node: &ast::Expr) -> Option<&ast::Function> {
    match &without_parens(node).kind {
        E::Arrow(function) | E::Function(function) => Some(function),
        _ => None,
    }
}
