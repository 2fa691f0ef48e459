//! Calls of functions with several signatures: the call chose one of them, but it is the body that runs.
//!
//! The arguments go to the body's own parameters, and what it gives is checked against what the chosen signature promises.

use super::super::Checker;
use super::super::infer::Inference;
use super::{Resolved, Target, rest_span};
use crate::ast;
use crate::problem::Rule;
use crate::program::{ArrayElement, CastReason, Expr, ExprKind, FunctionId, Signature, Type, TypeId, Types};
use crate::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// The signatures by which a function is called, when it has several.
    pub(in crate::check) fn overloads_of(&mut self, function: FunctionId) -> Option<Vec<Rc<Signature>>> {
        let all = self.functions[function.index()].overloads.clone();
        (!all.is_empty()).then(|| all.into_iter().map(|one| self.function_signature(one)).collect())
    }

    pub(super) fn overloaded(&mut self, function: FunctionId, target: Target) -> Target {
        if self.functions[function.index()].overloads.is_empty() { target } else { Target::Overloaded(Box::new(target), function) }
    }

    /// Whether a method has several signatures and no body.
    pub(super) fn is_abstract_overload(&self, function: FunctionId) -> bool {
        let info = &self.functions[function.index()];
        !info.overloads.is_empty() && info.node.is_some_and(|node| node.body.is_none())
    }

    /// A call by one of several signatures, passed on as the body takes it.
    pub(super) fn finish_overloaded(&mut self, target: Target, function: FunctionId, call: Resolved, span: Span) -> Expr {
        let promised = call.result;
        let call = if self.is_static_of_promise(&target) { self.with_lists(function, call) } else { call };
        let call = self.fit_body(function, call, span);
        let called = self.finish_call(target, call, span);
        let proven = called.ty == promised || called.ty != TypeId::ANY && self.is_assignable(called.ty, promised);
        if proven || matches!(promised, TypeId::VOID | TypeId::ANY | TypeId::UNKNOWN | TypeId::NEVER) {
            return Expr { ty: promised, ..called };
        }
        Expr { kind: ExprKind::Cast { operand: Box::new(called), reason: CastReason::Narrowing }, ty: promised, span }
    }

    fn is_static_of_promise(&self, target: &Target) -> bool {
        let Target::Static(object, _) = target else { return false };
        self.library.class("Promise").is_some_and(|promise| self.program.types.get(object.ty) == &Type::ClassValue(promise))
    }

    /// The call of a function that is declared for anything iterable and whose body takes a list, as `Promise.all`.
    fn with_lists(&mut self, function: FunctionId, mut call: Resolved) -> Resolved {
        let body = self.function_signature(function);
        let takes_list = |c: &Self, at: usize| body.parameters.get(at).is_some_and(|p| matches!(c.program.types.get(p.ty), Type::Array { .. }));
        let arguments = std::mem::take(&mut call.arguments);
        let listed = arguments.into_iter().enumerate().map(|(at, argument)| if takes_list(self, at) { self.as_array(argument) } else { argument });
        call.arguments = listed.collect();
        call
    }

    /// The same call with the arguments of the function's own parameters, and the function's own result.
    pub(super) fn fit_body(&mut self, function: FunctionId, call: Resolved, span: Span) -> Resolved {
        let body = self.function_signature(function);
        let mut values = Vec::with_capacity(call.arguments.len());
        for argument in call.arguments {
            match argument.kind {
                ExprKind::Array(elements) if argument.span == rest_span(span) => values.extend(elements),
                _ => values.push(ArrayElement::Item(argument)),
            }
        }
        let fixed = body.parameters.iter().filter(|p| !p.rest).count();
        if values.iter().take(fixed).any(|v| matches!(v, ArrayElement::Spread(_))) {
            self.refuse(Rule::Overloads, span, "what is spread here would go to parameters that the function has one by one");
        }
        let mut inference = Inference::new(&body.type_parameters);
        for (value, parameter) in values.iter().zip(&body.parameters) {
            if let (ArrayElement::Item(value), false) = (value, parameter.rest) {
                self.infer_from(&mut inference, value.ty, parameter.ty);
            }
        }
        let mut with = self.inferred_arguments(&mut inference);
        // What the body's own parameters cannot say of the arguments is left open.
        let fits = values.iter().zip(&body.parameters).all(|(value, parameter)| match value {
            ArrayElement::Item(value) if !parameter.rest => {
                let ty = self.types().substitute(parameter.ty, &with);
                self.is_assignable(value.ty, ty)
            }
            _ => true,
        });
        if !fits {
            with.values_mut().for_each(|ty| *ty = TypeId::ANY);
        }
        let type_arguments = body.type_parameters.iter().map(|p| with[p]).collect();
        let result = self.types().substitute(body.result, &with);
        let result = if self.program.types.is_generic(result) { TypeId::ANY } else { result };
        let arguments = self.collect_rest(&body, values, span);
        Resolved { arguments, type_arguments, result, predicate: None, fits: true }
    }

    /// Whether a signature takes the arguments of a call only since one of them may be anything (where in tsc the argument is no subtype of the
    /// parameter, so that the signatures after it are asked first). `functions`: those that are given count.
    pub(super) fn fits_as_any(&mut self, signature: &Signature, call: &Resolved, functions: bool) -> bool {
        if !call.arguments.iter().any(|argument| self.gives_anything(argument.ty)) {
            return false;
        }
        let with = Self::substitution(&signature.type_parameters, &call.type_arguments);
        call.arguments.iter().zip(&signature.parameters).any(|(argument, parameter)| {
            let is_function = matches!(self.program.types.get(argument.ty), Type::Function(_));
            if parameter.rest || is_function && !functions {
                return false;
            }
            let wanted = self.substitute(parameter.ty, &with);
            self.is_loosely(argument.ty, wanted)
        })
    }

    /// Whether a type is `any`, holds it or returns it.
    fn gives_anything(&self, ty: TypeId) -> bool {
        match self.program.types.get(ty) {
            Type::Any => true,
            Type::Array { element, .. } => self.gives_anything(*element),
            Type::Function(signature) => self.gives_anything(signature.result),
            _ => false,
        }
    }

    /// Whether `any` in `source` stands where `target` asks for something.
    fn is_loosely(&mut self, source: TypeId, target: TypeId) -> bool {
        // A type parameter of what surrounds the call asks for itself.
        let takes_anything = |types: &Types, part: TypeId| {
            matches!(part, TypeId::ANY | TypeId::UNKNOWN | TypeId::VOID) || types.is_generic(part) && !matches!(types.get(part), Type::Parameter(_))
        };
        if self.program.types.members(target).iter().any(|&part| takes_anything(&self.program.types, part)) {
            return false;
        }
        let target = self.types().non_null(target);
        match self.program.types.get(source).clone() {
            Type::Any => true,
            Type::Array { element, .. } => self.element_type(target).is_some_and(|wanted| self.is_loosely(element, wanted)),
            Type::Function(signature) => self.call_signature(target).is_some_and(|wanted| self.is_loosely(signature.result, wanted.result)),
            _ => false,
        }
    }

    /// TS2394: each signature must be one that the body can serve. The first that is not is reported.
    pub(in crate::check) fn check_overloads(&mut self, function: FunctionId) {
        let Some(signatures) = self.overloads_of(function) else { return };
        let body = self.function_signature(function);
        let nodes = self.functions[function.index()].overloads.clone();
        for (signature, node) in signatures.iter().zip(nodes) {
            if !self.serves(&body, signature) {
                let place = self.overload_place(node);
                return self.error(2394, place, "the body below does not fit this signature");
            }
        }
    }

    fn overload_place(&self, node: FunctionId) -> Span {
        self.program.functions[node.index()].span
    }

    fn serves(&mut self, body: &Signature, signature: &Signature) -> bool {
        let all = |s: &Signature| s.type_parameters.clone();
        let any: Vec<TypeId> = all(body).iter().map(|_| TypeId::ANY).collect();
        let with = Self::substitution(&body.type_parameters, &any);
        let body = self.substitute_signature(body, &with);
        let any: Vec<TypeId> = all(signature).iter().map(|_| TypeId::ANY).collect();
        let with = Self::substitution(&signature.type_parameters, &any);
        let signature = self.substitute_signature(signature, &with);
        let results = signature.result == TypeId::VOID || self.fits_either_way(body.result, signature.result);
        let required = body.parameters.iter().filter(|p| !p.optional && !p.rest).count();
        let room = if signature.parameters.last().is_some_and(|p| p.rest) { usize::MAX } else { signature.parameters.len() };
        results
            && required <= room
            && signature.parameters.iter().zip(&body.parameters).all(|(a, b)| a.rest != b.rest || self.fits_either_way(a.ty, b.ty))
    }

    fn fits_either_way(&mut self, a: TypeId, b: TypeId) -> bool {
        let (a, b) = (self.types().unfresh(a), self.types().unfresh(b));
        self.is_assignable(a, b) || self.is_assignable(b, a)
    }

    /// Remembers what a call says of an argument, for where its value decides.
    pub(super) fn note_predicate(&mut self, node: &'a ast::Expr, call: &Resolved) {
        let Some(predicate) = &call.predicate else {
            self.predicates.remove(&node.id);
            return;
        };
        self.predicates.insert(node.id, predicate.clone());
    }
}
