//! Calls and constructions: what is called, with which type arguments, and whether the arguments fit.

use super::Checker;
use super::infer::Inference;
use super::members::{Found, How};
use super::scope::Value;
use super::variables::BindingKind;
use crate::ast::{self, ExprKind as E};
use crate::problem::{Problem, Rule};
use crate::program::types::{SignatureParameter, Substitution};
use crate::program::{ArrayElement, Callee, ClassId, Expr, ExprKind, Intrinsic, Signature, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

/// A call whose signature was chosen.
#[derive(Debug)]
pub(super) struct Resolved {
    /// Evaluated in order; a rest parameter's in an array literal.
    pub arguments: Vec<Expr>,
    /// Type arguments of the signature's own parameters.
    pub type_arguments: Vec<TypeId>,
    pub result: TypeId,
}

impl<'a> Checker<'a> {
    /// `callee(…)`.
    pub(super) fn check_call(
        &mut self,
        node: &'a ast::Expr,
        callee: &'a ast::Expr,
        type_arguments: &'a [ast::TypeNode],
        arguments: &'a [ast::Expr],
        optional: bool,
        expected: Option<TypeId>,
    ) -> Expr {
        let (target, signatures, place) = self.check_callee(callee, optional);
        let call = if signatures.is_empty() {
            for argument in arguments {
                self.check_expr(argument, None);
            }
            return self.missing(node.span);
        } else {
            self.check_arguments(&signatures, type_arguments, arguments, place, node.span, expected)
        };
        self.may_throw();
        if call.result == TypeId::NEVER && self.is_declared_never(callee) {
            self.cx.flow = super::flow::Flow::unreachable();
        }
        self.finish_call(target, call, node.span)
    }

    /// What a call gives whatever its arguments are, if that is so.
    pub(super) fn plain_call_result(&mut self, callee: &'a ast::Expr) -> Option<TypeId> {
        let (_, signatures, _) = self.check_callee(callee, false);
        match &signatures[..] {
            [only] if only.type_parameters.is_empty() => Some(only.result),
            _ => None,
        }
    }

    /// tsc takes a call for the end of a way only when its callee's type is written down.
    fn is_declared_never(&mut self, callee: &ast::Expr) -> bool {
        match &callee.kind {
            E::Paren(inner) => self.is_declared_never(inner),
            E::Name(name) => match self.find_value(self.cx.scope, name) {
                Some(Value::Binding(binding)) => match self.bindings[binding.index()].kind {
                    BindingKind::Function(function) => self.functions[function.index()].node.is_some_and(|n| n.result.is_some()),
                    BindingKind::Variable { node, .. } => node.ty.is_some(),
                    BindingKind::Parameter => true,
                    _ => false,
                },
                _ => false,
            },
            E::Member { .. } => true,
            _ => false,
        }
    }

    /// What is called, its signatures (none: in error), and where a wrong number of arguments is reported.
    fn check_callee(&mut self, node: &'a ast::Expr, optional: bool) -> (Target, Vec<Rc<Signature>>, Span) {
        match &node.kind {
            E::Paren(inner) if !optional => self.check_callee(inner, optional),
            E::Name(name) if !optional => self.named_callee(node, name),
            E::Member { object, property, optional: link } => {
                if let Some(file) = self.namespace_object(object) {
                    return self.module_callee(file, property, node);
                }
                let object = self.check_object_of(object, *link);
                let Some(found) = self.member_of(&object, property) else {
                    return (Target::Missing, Vec::new(), property.span);
                };
                self.member_callee(node, object, found, property, optional)
            }
            E::SuperMember { property } => self.super_callee(property, node.span),
            _ => {
                let value = self.check_expr(node, None);
                self.value_callee(value, node, optional)
            }
        }
    }

    fn named_callee(&mut self, node: &'a ast::Expr, name: &Rc<str>) -> (Target, Vec<Rc<Signature>>, Span) {
        if let Some(Value::Binding(binding)) = self.find_value(self.cx.scope, name) {
            return self.binding_callee(binding, node);
        }
        if let Some(Value::Class(class)) = self.find_value(self.cx.scope, name) {
            self.report(
                Problem::ts(2348, node.span, format!("the class `{name}` is called without `new`")).with_help(format!("write `new {name}(…)`")),
            );
            self.reach_class(class);
            return (Target::Missing, Vec::new(), node.span);
        }
        let value = self.check_expr(node, None);
        self.value_callee(value, node, false)
    }

    fn binding_callee(&mut self, binding: crate::program::BindingId, node: &'a ast::Expr) -> (Target, Vec<Rc<Signature>>, Span) {
        let name = self.program.bindings[binding.index()].name.clone();
        if let Some(interface) = self.namespace_of(binding) {
            let calls = self.interface_members(interface).calls.clone();
            if calls.is_empty() {
                self.error(2349, node.span, format!("`{name}` cannot be called"));
            }
            return (Target::Builtin(format!("{name}.call").into(), None), calls, node.span);
        }
        let BindingKind::Function(function) = self.bindings[binding.index()].kind else {
            let value = self.check_expr(node, None);
            return self.value_callee(value, node, false);
        };
        self.capture_function(binding);
        let signature = self.function_signature(function);
        if let Some(intrinsic) = self.functions[function.index()].intrinsic.clone() {
            return (Target::Builtin(intrinsic, None), vec![signature], node.span);
        }
        self.reach_function(function);
        (Target::Function(function), vec![signature], node.span)
    }

    /// A call of a nested function uses what that captures; the name itself is captured like any other.
    fn capture_function(&mut self, binding: crate::program::BindingId) {
        self.capture(binding);
    }

    fn module_callee(&mut self, file: crate::source::FileId, property: &'a ast::Ident, node: &'a ast::Expr) -> (Target, Vec<Rc<Signature>>, Span) {
        match self.exported_value(file, &property.text) {
            Some(Value::Binding(binding)) if matches!(self.bindings[binding.index()].kind, BindingKind::Function(_)) => {
                self.binding_callee(binding, node)
            }
            _ => {
                let value = self.check_namespace_member(file, property, node.span);
                self.value_callee(value, node, false)
            }
        }
    }

    fn member_callee(
        &mut self,
        node: &'a ast::Expr,
        object: Expr,
        found: Found,
        property: &'a ast::Ident,
        optional: bool,
    ) -> (Target, Vec<Rc<Signature>>, Span) {
        let name = &property.text;
        if object.ty == TypeId::ANY {
            let callee = Callee::Member { object: Box::new(object), name: name.clone() };
            return (Target::Any(callee), vec![any_signature()], property.span);
        }
        let narrowed = self.reference_of(node).and_then(|reference| self.cx.flow.get(&reference));
        let mut ty = narrowed.unwrap_or(found.ty);
        if optional {
            ty = self.types().non_null(ty);
        }
        let without = self.types().non_null(ty);
        if without != ty {
            self.report_maybe_missing_function(ty, node.span);
            return (Target::Missing, Vec::new(), property.span);
        }
        let Some(signature) = self.call_signature(ty) else {
            self.report_not_callable(ty, property.span);
            return (Target::Missing, Vec::new(), property.span);
        };
        let mut signatures = vec![signature];
        signatures.extend(found.overloads.iter().cloned());
        let target = match &found.how {
            How::Method(class, _) => Target::Method(object, *class, name.clone()),
            How::StaticMethod(class, function) => {
                self.reach_function(*function);
                Target::Static(*class, *function)
            }
            How::Builtin(builtin) => {
                let receiver = builtin.receiver.then_some(object);
                Target::Builtin(Self::builtin_name(builtin, name), receiver)
            }
            How::Member if !optional => Target::Member(object, name.clone()),
            _ => {
                let kind = ExprKind::Get(self.member_place(object, &found, name));
                let mut value = Expr { kind, ty: narrowed.unwrap_or(found.ty), span: node.span };
                if optional {
                    value = self.link_object(value, true);
                }
                Target::Value(value)
            }
        };
        (target, signatures, property.span)
    }

    fn value_callee(&mut self, value: Expr, node: &'a ast::Expr, optional: bool) -> (Target, Vec<Rc<Signature>>, Span) {
        let value = self.link_object(value, optional);
        if value.ty == TypeId::ANY {
            return (Target::Any(Callee::Value(Box::new(value))), vec![any_signature()], node.span);
        }
        let without = self.types().non_null(value.ty);
        if without != value.ty && without != TypeId::NEVER {
            self.report_maybe_missing_function(value.ty, node.span);
            return (Target::Missing, Vec::new(), node.span);
        }
        match self.call_signature(value.ty) {
            Some(signature) => (Target::Value(value), vec![signature], node.span),
            None => {
                self.report_not_callable(value.ty, node.span);
                (Target::Missing, Vec::new(), node.span)
            }
        }
    }

    fn report_maybe_missing_function(&mut self, ty: TypeId, span: Span) {
        let members = self.program.types.members(ty);
        let (number, what) = match (members.contains(&TypeId::NULL), members.contains(&TypeId::UNDEFINED)) {
            (true, true) => (2723, "null or undefined"),
            (true, false) => (2721, "null"),
            _ => (2722, "undefined"),
        };
        self.report(Problem::ts(number, span, format!("what is called may be {what}")).with_help("test it first, or call it by `?.(…)`"));
    }

    fn report_not_callable(&mut self, ty: TypeId, span: Span) {
        if ty == TypeId::UNKNOWN {
            return self.error(18046, span, "what is called is of type `unknown`");
        }
        let text = self.text(ty);
        self.error(2349, span, format!("a `{text}` cannot be called"));
    }

    /// The signature of a value that is called: one function, or a union of functions that agree.
    fn call_signature(&mut self, ty: TypeId) -> Option<Rc<Signature>> {
        let ty = self.constraint_of(ty);
        if let Type::Function(signature) = self.program.types.get(ty) {
            return Some(signature.clone());
        }
        let mut found: Vec<Rc<Signature>> = Vec::new();
        for member in self.program.types.members(ty) {
            let Type::Function(signature) = self.program.types.get(member) else { return None };
            found.push(signature.clone());
        }
        let (first, rest) = found.split_first()?;
        let mut joined = (**first).clone();
        for other in rest {
            if !other.type_parameters.is_empty() || !joined.type_parameters.is_empty() {
                return None;
            }
            joined.result = self.types().union([joined.result, other.result]);
            for (index, parameter) in other.parameters.iter().enumerate() {
                match joined.parameters.get(index).cloned() {
                    Some(own) if self.is_assignable(parameter.ty, own.ty) => joined.parameters[index] = parameter.clone(),
                    Some(_) => {}
                    None => joined.parameters.push(parameter.clone()),
                }
            }
        }
        Some(Rc::new(joined))
    }

    /// `super.m(…)`.
    fn super_callee(&mut self, property: &'a ast::Ident, span: Span) -> (Target, Vec<Rc<Signature>>, Span) {
        let missing = (Target::Missing, Vec::new(), property.span);
        let Some(this_type) = self.this_type() else {
            self.error(2337, span, "`super` stands in the methods of classes only");
            return missing;
        };
        let found = match self.program.types.get(this_type).clone() {
            Type::Class { class, arguments } => self.class_base(class).and_then(|(base, passed)| {
                let with = Self::substitution(&self.class_parameters(class), &arguments);
                let passed: Vec<TypeId> = passed.iter().map(|&a| self.types().substitute(a, &with)).collect();
                self.class_member(base, &passed, &property.text)
            }),
            Type::ClassValue(class) => self.class_base(class).and_then(|(base, _)| self.static_member(base, &property.text)),
            _ => None,
        };
        let Some(found) = found else {
            self.error(2339, property.span, format!("the base class has no method `{}`", property.text));
            return missing;
        };
        let Some(signature) = self.call_signature(found.ty) else {
            self.error(2340, property.span, "only methods can be called through `super`");
            return missing;
        };
        match found.how {
            How::Method(class, function) => {
                if self.functions[function.index()].node.is_some_and(|n| n.body.is_none()) {
                    self.error(2513, property.span, format!("`{}` is abstract in the base class: there is nothing to call", property.text));
                }
                (Target::Super(class, property.text.clone()), vec![signature], property.span)
            }
            How::StaticMethod(class, function) => (Target::Static(class, function), vec![signature], property.span),
            _ => {
                self.error(2855, property.span, "only methods can be reached through `super`");
                missing
            }
        }
    }

    pub(super) fn check_super_member(&mut self, property: &'a ast::Ident, span: Span) -> Expr {
        self.refuse(Rule::MethodExtracted, span, format!("`super.{}` can only be called", property.text));
        self.missing(span)
    }

    fn finish_call(&mut self, target: Target, call: Resolved, span: Span) -> Expr {
        let Resolved { mut arguments, type_arguments, result } = call;
        let callee = match target {
            Target::Missing => return self.missing(span),
            Target::Any(callee) => callee,
            Target::Function(function) => Callee::Function { function, type_arguments },
            Target::Method(object, class, name) => Callee::Method { object: Box::new(object), class, name, type_arguments },
            Target::Static(class, function) => Callee::Static { class, function, type_arguments },
            Target::Super(class, name) => {
                self.capture_this();
                Callee::Super { class, name, type_arguments }
            }
            Target::Member(object, name) => Callee::Member { object: Box::new(object), name },
            Target::Value(value) => Callee::Value(Box::new(value)),
            Target::Builtin(name, receiver) => return self.builtin_call(name, receiver, arguments, result, span),
        };
        arguments.shrink_to_fit();
        Expr { kind: ExprKind::Call { callee, arguments }, ty: result, span }
    }

    /// A call of something built in: a function of the library where it is one, else an operation.
    fn builtin_call(&mut self, name: Rc<str>, receiver: Option<Expr>, mut arguments: Vec<Expr>, result: TypeId, span: Span) -> Expr {
        let count = arguments.len();
        if let Some(receiver) = receiver {
            arguments.insert(0, receiver);
        }
        let Some(function) = self.builtin_target(&name, count) else {
            let callee = Callee::Intrinsic(Intrinsic(name));
            return Expr { kind: ExprKind::Call { callee, arguments }, ty: result, span };
        };
        self.reach_function(function);
        let signature = self.function_signature(function);
        let mut arguments = self.fit_rest(&name, &signature, arguments, span);
        arguments.truncate(signature.parameters.len());
        let mut inference = Inference::new(&signature.type_parameters);
        for (argument, parameter) in arguments.iter().zip(&signature.parameters) {
            self.infer_from(&mut inference, argument.ty, parameter.ty);
        }
        let with = self.inferred_arguments(&mut inference);
        let type_arguments = signature.type_parameters.iter().map(|p| with[p]).collect();
        let callee = Callee::Function { function, type_arguments };
        Expr { kind: ExprKind::Call { callee, arguments }, ty: result, span }
    }

    /// A rest parameter that JavaScript declares and the library's function does not: one value is passed as it is.
    fn fit_rest(&mut self, name: &str, signature: &Signature, arguments: Vec<Expr>, span: Span) -> Vec<Expr> {
        let takes_rest = signature.parameters.last().is_some_and(|p| p.rest);
        let mut fitted = Vec::with_capacity(arguments.len());
        for argument in arguments {
            match argument.kind {
                ExprKind::Array(elements) if argument.span == rest_span(span) && !takes_rest => {
                    if elements.len() > 1 || fitted.len() + elements.len() > signature.parameters.len() {
                        self.refuse(Rule::UnsupportedMember, span, format!("`{name}` with several values is not supported yet"));
                    }
                    fitted.extend(elements.into_iter().map(|e| match e {
                        ArrayElement::Item(item) | ArrayElement::Spread(item) => item,
                    }));
                }
                _ => fitted.push(argument),
            }
        }
        fitted
    }

    /// Chooses among `signatures` and checks the arguments against the chosen one.
    pub(super) fn check_arguments(
        &mut self,
        signatures: &[Rc<Signature>],
        type_arguments: &'a [ast::TypeNode],
        arguments: &'a [ast::Expr],
        place: Span,
        span: Span,
        expected: Option<TypeId>,
    ) -> Resolved {
        let fitting: Vec<&Rc<Signature>> = signatures.iter().filter(|s| accepts_count(s, arguments.len())).collect();
        match fitting[..] {
            [] => {
                self.report_count(signatures, arguments, place, span);
                for argument in arguments {
                    self.check_expr(argument, None);
                }
                let result = if signatures.len() == 1 && signatures[0].type_parameters.is_empty() { signatures[0].result } else { TypeId::ANY };
                Resolved { arguments: Vec::new(), type_arguments: vec![TypeId::ANY; signatures[0].type_parameters.len()], result }
            }
            [only] => self.apply(only, type_arguments, arguments, span, expected),
            [.., last] => {
                for signature in &fitting[..fitting.len() - 1] {
                    if self.would_accept(signature, type_arguments, arguments, span, expected) {
                        return self.apply(signature, type_arguments, arguments, span, expected);
                    }
                }
                self.apply(last, type_arguments, arguments, span, expected)
            }
        }
    }

    /// Tries a signature without letting anything of the trial remain.
    fn would_accept(&mut self, signature: &Rc<Signature>, written: &'a [ast::TypeNode], arguments: &'a [ast::Expr], span: Span, expected: Option<TypeId>) -> bool {
        let flow = self.cx.flow.clone();
        let quiet = std::mem::replace(&mut self.quiet, 0);
        let before = self.problems.len();
        self.apply(signature, written, arguments, span, expected);
        let accepted = self.problems.len() == before;
        self.problems.truncate(before);
        self.quiet = quiet;
        self.cx.flow = flow;
        accepted
    }

    fn report_count(&mut self, signatures: &[Rc<Signature>], arguments: &[ast::Expr], place: Span, span: Span) {
        let least = signatures.iter().map(|s| required(s)).min().unwrap_or(0);
        let has_rest = signatures.iter().any(|s| s.parameters.last().is_some_and(|p| p.rest));
        let most = signatures.iter().map(|s| s.parameters.len()).max().unwrap_or(0);
        let found = arguments.len();
        let (number, wanted) = match (has_rest, least == most) {
            (true, _) => (2555, format!("at least {least}")),
            (false, true) => (2554, least.to_string()),
            (false, false) => (2554, format!("{least} to {most}")),
        };
        let at = match arguments.get(most) {
            Some(first) if found > most => Span { end: arguments[found - 1].span.end, ..first.span },
            _ => Span { end: span.end, ..place },
        };
        let at = if found < least { place } else { at };
        let mut problem = Problem::ts(number, at, format!("{wanted} argument{} expected, found {found}", if wanted == "1" { "" } else { "s" }));
        if let (Some(missing), true) = (signatures[0].parameters.get(found), found < least) {
            let ty = self.text(missing.ty);
            problem = problem.with_help(format!("`{}: {ty}` is missing", missing.name));
        }
        self.report(problem);
    }

    /// Checks the arguments against one signature; type arguments are as written or inferred.
    fn apply(&mut self, signature: &Rc<Signature>, written: &'a [ast::TypeNode], arguments: &'a [ast::Expr], span: Span, expected: Option<TypeId>) -> Resolved {
        if signature.type_parameters.is_empty() {
            if let (Some(first), Some(last)) = (written.first(), written.last()) {
                let at = Span { end: last.span.end, ..first.span };
                self.error(2558, at, format!("0 type arguments expected, found {}", written.len()));
            }
            return self.apply_plain(signature, Vec::new(), arguments, span);
        }
        let parameters = signature.type_parameters.clone();
        if !written.is_empty() {
            let given: Vec<TypeId> = written.iter().map(|w| self.resolve_type(self.cx.scope, w)).collect();
            let least = parameters.iter().filter(|&&p| !self.has_default(p)).count();
            if given.len() < least || given.len() > parameters.len() {
                let at = Span { end: written[written.len() - 1].span.end, ..written[0].span };
                self.error(2558, at, format!("{} type arguments expected, found {}", parameters.len(), given.len()));
                let any = vec![TypeId::ANY; parameters.len()];
                let with = Self::substitution(&parameters, &any);
                let plain = Rc::new(self.types().substitute_signature(signature, &with));
                return self.apply_plain(&plain, any, arguments, span);
            }
            let all = self.complete_arguments("the function", &parameters, given, span, written);
            let with = Self::substitution(&parameters, &all);
            let plain = Rc::new(self.types().substitute_signature(signature, &with));
            return self.apply_plain(&plain, all, arguments, span);
        }
        self.apply_inferred(signature, arguments, span, expected)
    }

    fn apply_plain(&mut self, signature: &Rc<Signature>, type_arguments: Vec<TypeId>, arguments: &'a [ast::Expr], span: Span) -> Resolved {
        let mut values = Vec::with_capacity(arguments.len());
        for (index, node) in arguments.iter().enumerate() {
            let wanted = self.argument_type(signature, index);
            let value = self.check_expr(node, Some(wanted));
            self.check_argument(&value, node, wanted);
            values.push(value);
        }
        let arguments = self.collect_rest(signature, values, span);
        Resolved { arguments, type_arguments, result: signature.result }
    }

    fn apply_inferred(&mut self, signature: &Rc<Signature>, nodes: &'a [ast::Expr], span: Span, expected: Option<TypeId>) -> Resolved {
        let mut inference = Inference::new(&signature.type_parameters);
        self.note_result(&mut inference, signature.result);
        if let Some(expected) = expected.filter(|&e| e != TypeId::UNKNOWN && e != TypeId::ANY) {
            self.hint_from_result(&mut inference, signature, expected);
        }
        let mut values: Vec<Option<Expr>> = nodes.iter().map(|_| None).collect();
        for late in [false, true] {
            for (index, node) in nodes.iter().enumerate() {
                if super::closures::is_context_sensitive(node) != late {
                    continue;
                }
                let wanted = self.argument_type(signature, index);
                if late {
                    self.fix_inputs(&mut inference, wanted);
                }
                let with = self.known_so_far(&inference);
                let context = self.types().substitute(wanted, &with);
                let value = self.check_expr(node, Some(context));
                self.infer_from(&mut inference, value.ty, wanted);
                values[index] = Some(value);
            }
        }
        let with = self.inferred_arguments(&mut inference);
        let plain = Rc::new(self.types().substitute_signature(signature, &with));
        let values: Vec<Expr> = values.into_iter().map(|v| v.expect("each argument was checked in one of the two rounds")).collect();
        for (index, (value, node)) in values.iter().zip(nodes).enumerate() {
            let wanted = self.argument_type(&plain, index);
            self.check_argument(value, node, wanted);
        }
        let type_arguments = signature.type_parameters.iter().map(|p| with[p]).collect();
        let arguments = self.collect_rest(&plain, values, span);
        Resolved { arguments, type_arguments, result: plain.result }
    }

    /// What the expected result says of the type parameters, when the arguments say nothing.
    fn hint_from_result(&mut self, inference: &mut Inference, signature: &Signature, expected: TypeId) {
        let mut from_result = Inference::new(&signature.type_parameters);
        let expected = self.types().non_null(expected);
        self.infer_from(&mut from_result, expected, signature.result);
        let with: Substitution = self.known_so_far(&from_result);
        for (index, parameter) in signature.type_parameters.iter().enumerate() {
            inference.hints[index] = with.get(parameter).copied();
        }
    }

    /// The parameters' types of a function that is expected must be settled before the function is looked at.
    fn fix_inputs(&mut self, inference: &mut Inference, wanted: TypeId) {
        match self.program.types.get(wanted).clone() {
            Type::Function(signature) => {
                for parameter in &signature.parameters {
                    self.fix(inference, parameter.ty);
                }
            }
            Type::Union(members) => members.iter().for_each(|&m| self.fix_inputs(inference, m)),
            Type::Object { .. } | Type::Interface { .. } => {
                for member in self.properties(wanted).unwrap_or_default() {
                    if self.program.types.is_generic(member.ty) && matches!(self.program.types.get(member.ty), Type::Function(_)) {
                        self.fix_inputs(inference, member.ty);
                    }
                }
            }
            _ => {}
        }
    }

    /// The declared type of the argument at `index`.
    fn argument_type(&mut self, signature: &Signature, index: usize) -> TypeId {
        match signature.parameters.get(index) {
            Some(SignatureParameter { ty, rest: false, .. }) => *ty,
            _ => match signature.parameters.last() {
                Some(last) if last.rest => self.element_type(last.ty).unwrap_or(TypeId::ANY),
                _ => TypeId::ANY,
            },
        }
    }

    fn check_argument(&mut self, value: &Expr, node: &'a ast::Expr, wanted: TypeId) {
        if self.is_assignable(value.ty, wanted) {
            self.check_excess(node, value.ty, wanted);
            return;
        }
        if self.quiet > 0 {
            return;
        }
        let before = self.problems.len();
        self.require_assignable(value, wanted, Some(node), node.span);
        // A mismatch of the argument as a whole has a number of its own.
        if let [only] = &mut self.problems[before..]
            && only.span == node.span
            && matches!(only.code, crate::problem::Code::Ts(2322 | 2739 | 2740 | 2741 | 2559 | 4104))
            && !matches!(super::expressions::without_parens(node).kind, E::Arrow(_) if only.span != node.span)
        {
            if only.code != crate::problem::Code::Ts(2559) {
                only.code = crate::problem::Code::Ts(2345);
            }
        }
    }

    /// Puts what goes to a rest parameter into an array.
    fn collect_rest(&mut self, signature: &Signature, mut values: Vec<Expr>, span: Span) -> Vec<Expr> {
        let Some(rest) = signature.parameters.last().filter(|p| p.rest) else { return values };
        let fixed = signature.parameters.len() - 1;
        let tail = values.split_off(fixed.min(values.len()));
        let items = tail.into_iter().map(ArrayElement::Item).collect();
        if values.len() == fixed {
            values.push(Expr { kind: ExprKind::Array(items), ty: rest.ty, span: rest_span(span) });
        }
        values
    }

    /// `new callee(…)`.
    pub(super) fn check_new(
        &mut self,
        callee: &'a ast::Expr,
        type_arguments: &'a [ast::TypeNode],
        arguments: &'a [ast::Expr],
        expected: Option<TypeId>,
        span: Span,
    ) -> Expr {
        if let E::Name(name) = &callee.kind
            && let Some(Value::Binding(binding)) = self.find_value(self.cx.scope, name)
            && let Some(interface) = self.namespace_of(binding)
        {
            return self.new_builtin(interface, name, callee, type_arguments, arguments, (expected, span));
        }
        let value = self.check_expr(callee, None);
        let Type::ClassValue(class) = *self.program.types.get(value.ty) else {
            if value.ty != TypeId::ANY {
                let text = self.text(value.ty);
                self.error(2351, callee.span, format!("a `{text}` is not a class, so `new` cannot construct it"));
            }
            for argument in arguments {
                self.check_expr(argument, None);
            }
            return self.missing(span);
        };
        self.may_throw();
        if self.program.classes[class.index()].is_abstract {
            let name = self.program.classes[class.index()].name.clone();
            self.error(2511, span, format!("`{name}` is abstract: only a class that extends it can be constructed"));
        }
        self.check_constructor_visibility(class, span);
        let signature = self.generic_constructor(class);
        let call = self.check_arguments(&[signature], type_arguments, arguments, span, span, expected);
        let kind = ExprKind::New { class, type_arguments: call.type_arguments, arguments: call.arguments };
        Expr { kind, ty: call.result, span }
    }

    fn check_constructor_visibility(&mut self, class: ClassId, span: Span) {
        let Some((constructor, owner)) = self.constructor_of(class) else { return };
        let node = self.classes[owner.index()].node;
        let visibility = node.members.iter().find_map(|m| match &m.kind {
            ast::ClassMemberKind::Constructor(f) if self.function_ids.get(&f.id) == Some(&constructor) => Some(m.modifiers.visibility),
            _ => None,
        });
        let inside = self.scope(self.cx.scope).class;
        let name = self.program.classes[class.index()].name.clone();
        match visibility {
            Some(ast::Visibility::Private) if inside != Some(owner) => {
                self.error(2673, span, format!("the constructor of `{name}` is private: only the class itself may use it"));
            }
            Some(ast::Visibility::Protected) if !inside.is_some_and(|i| self.extends_class(i, owner)) => {
                self.error(2674, span, format!("the constructor of `{name}` is protected: only subclasses may use it"));
            }
            _ => {}
        }
    }

    /// The constructor that `new class` runs, and the class that declares it.
    fn constructor_of(&mut self, class: ClassId) -> Option<(crate::program::FunctionId, ClassId)> {
        match self.program.classes[class.index()].constructor {
            Some(constructor) => Some((constructor, class)),
            None => {
                let (base, _) = self.class_base(class)?;
                self.constructor_of(base)
            }
        }
    }

    /// The constructor's signature with the class's type parameters as its own.
    fn generic_constructor(&mut self, class: ClassId) -> Rc<Signature> {
        let own = self.own_class_type(class);
        let Type::Class { arguments, .. } = self.program.types.get(own).clone() else { unreachable!("an instance type is a class") };
        let mut signature = (*self.constructor_signature(class, &arguments)).clone();
        signature.type_parameters = self.class_parameters(class);
        signature.result = own;
        Rc::new(signature)
    }

    /// The parameters with which `new class<arguments>` is called.
    pub(super) fn constructor_signature(&mut self, class: ClassId, arguments: &[TypeId]) -> Rc<Signature> {
        let with = Self::substitution(&self.class_parameters(class), arguments);
        if let Some(constructor) = self.program.classes[class.index()].constructor {
            let signature = self.function_signature(constructor);
            let mut signature = self.types().substitute_signature(&signature, &with);
            signature.result = TypeId::VOID;
            return Rc::new(signature);
        }
        match self.class_base(class) {
            Some((base, passed)) => {
                let passed: Vec<TypeId> = passed.iter().map(|&a| self.types().substitute(a, &with)).collect();
                self.constructor_signature(base, &passed)
            }
            None => Rc::new(Signature { type_parameters: Vec::new(), parameters: Vec::new(), result: TypeId::VOID }),
        }
    }

    fn new_builtin(
        &mut self,
        interface: crate::program::InterfaceId,
        name: &Rc<str>,
        callee: &'a ast::Expr,
        type_arguments: &'a [ast::TypeNode],
        arguments: &'a [ast::Expr],
        (expected, span): (Option<TypeId>, Span),
    ) -> Expr {
        let signatures = self.interface_members(interface).constructs.clone();
        if signatures.is_empty() {
            self.error(2351, callee.span, format!("`{name}` is not a class, so `new` cannot construct it"));
            return self.missing(span);
        }
        let call = self.check_arguments(&signatures, type_arguments, arguments, span, span, expected);
        self.may_throw();
        let intrinsic = Intrinsic(format!("{name}.constructor").into());
        Expr { kind: ExprKind::NewIntrinsic { intrinsic, arguments: call.arguments }, ty: call.result, span }
    }
}

/// What a call calls.
enum Target {
    Missing,
    Any(Callee),
    Function(crate::program::FunctionId),
    Method(Expr, ClassId, Rc<str>),
    Static(ClassId, crate::program::FunctionId),
    Super(ClassId, Rc<str>),
    Member(Expr, Rc<str>),
    Value(Expr),
    Builtin(Rc<str>, Option<Expr>),
}

/// A call through `any` takes whatever it is given.
fn any_signature() -> Rc<Signature> {
    let parameter = SignatureParameter { name: "values".into(), ty: TypeId::ANY, optional: true, rest: false };
    Rc::new(Signature { type_parameters: Vec::new(), parameters: vec![parameter; 64], result: TypeId::ANY })
}

/// The array that collects a rest parameter's arguments is nowhere in the source.
fn rest_span(call: Span) -> Span {
    Span { start: call.end, ..call }
}

fn required(signature: &Signature) -> usize {
    signature.parameters.iter().filter(|p| !p.optional && !p.rest).count()
}

fn accepts_count(signature: &Signature, count: usize) -> bool {
    let has_rest = signature.parameters.last().is_some_and(|p| p.rest);
    // A trailing parameter of type void may be left out.
    let least = signature.parameters.iter().rposition(|p| !p.optional && !p.rest && p.ty != TypeId::VOID).map_or(0, |i| i + 1);
    count >= least && (has_rest || count <= signature.parameters.len())
}
