//! Calls: what is called. `calls/arguments.rs` sees to the arguments, `calls/construct.rs` to `new`.

use super::Checker;
use super::flow::Flow;
use super::infer::Inference;
use super::members::{Found, How};
use super::scope::{Space, Value};
use super::variables::BindingKind;
use crate::ast::{self, ExprKind as E};
use crate::problem::{Problem, Rule};
use crate::program::types::{ABSTRACT_CONSTRUCT, SignatureParameter};
use crate::program::{
    ArrayElement, Callee, CastReason, ClassId, Expr, ExprKind, FunctionId, Intrinsic, Predicate, Signature, Type, TypeId,
};
use crate::source::Span;
use std::rc::Rc;

mod adopted;
mod arguments;
mod bound;
mod builtin;
mod console;
mod construct;
mod conversions;
mod declared_this;
pub(super) mod dynamic;
pub(in crate::check) mod object_members;
mod inferred;
mod inputs;
mod object_supers;
mod overloads;
mod parts;
mod supers;
mod told;

/// A call whose signature was chosen.
#[derive(Debug)]
pub(super) struct Resolved {
    /// Evaluated in order; a rest parameter's in an array literal.
    pub arguments: Vec<Expr>,
    /// Type arguments of the signature's own parameters.
    pub type_arguments: Vec<TypeId>,
    pub result: TypeId,
    /// What the call says of an argument.
    pub predicate: Option<Predicate>,
    /// Each argument has the type of its parameter.
    pub fits: bool,
}

/// How deep calls of functions where they stand are looked into for the types of what they are given, each argument of the one before:
/// every level checks what is within it twice.
const TOLD_WITHIN: u32 = 2;

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
        self.within_call(callee.span, |c| c.check_call_of(node, callee, type_arguments, arguments, optional, expected))
    }

    fn check_call_of(
        &mut self,
        node: &'a ast::Expr,
        callee: &'a ast::Expr,
        type_arguments: &'a [ast::TypeNode],
        arguments: &'a [ast::Expr],
        optional: bool,
        expected: Option<TypeId>,
    ) -> Expr {
        if !optional && self.constructs_when_called(callee) {
            return self.check_new(callee, type_arguments, arguments, expected, node.span);
        }
        // A function has `call`, so that `f.call?.(…)` asks for nothing.
        if type_arguments.is_empty()
            && let Some(call) = self.check_bound_call(callee, arguments, expected, node.span)
        {
            return call;
        }
        self.grow_by_call(callee, arguments);
        let before_body = runs_in_place(callee).then(|| self.cx.flow.clone());
        let (target, signatures, place) = match self.invoked_in_place(callee, arguments, optional, expected) {
            Some(value) => self.value_callee(value, callee, false),
            None => self.check_callee(callee, optional),
        };
        self.growing = None;
        let around_body = before_body.map(|before| (before.clone(), std::mem::replace(&mut self.cx.flow, before)));
        let signatures = self.with_told_this(callee, &target, signatures, node.span);
        let signatures: Vec<Rc<Signature>> = signatures.into_iter().map(|signature| self.telling_signature(signature)).collect();
        let before = self.problems.len();
        let call = if signatures.is_empty() {
            for argument in arguments {
                self.check_expr(argument, None);
            }
            return self.missing(node.span);
        } else {
            let told = self.told_method(&target, arguments);
            let outer = std::mem::replace(&mut self.told_method, told);
            let call = self.check_arguments(&signatures, type_arguments, arguments, place, node.span, expected);
            self.told_method = outer;
            call
        };
        if let Some((before, behind)) = around_body {
            self.go_on_behind_call(before, behind);
        }
        let mut call = call;
        if let (Target::Builtin(name, _), [only], false) = (&target, &mut self.problems[before..], call.fits)
            && matches!(only.code, crate::problem::Code::Ts(2345 | 2322))
            && super::library::has_signatures_in_typescript(name)
        {
            only.code = crate::problem::Code::Ts(2769);
        }
        call.arguments = self.convert_arguments(&target, &signatures, call.arguments, node.span);
        self.bind_callback(&target, &mut call, node.span);
        if type_arguments.is_empty() && matches!(&target, Target::Builtin(name, _) if &**name == "JSON.parse") {
            call.result = expected.unwrap_or(TypeId::ANY);
        }
        if let Target::Method(object, class, _) = &target
            && type_arguments.is_empty()
        {
            call.result = self.settled_defaults(object.ty, *class, call.result);
        }
        self.may_throw();
        self.note_predicate(node, &call);
        if call.result == TypeId::NEVER && self.is_declared_never(callee) {
            self.cx.flow = Flow::unreachable();
        }
        let call = self.finish_call(target, call, node.span);
        self.after_begin(callee, call)
    }

    /// A function that is called where it stands: what the call is wanted for is wanted of its result, its parameters have the types of the
    /// arguments, and those without an argument may be left out.
    fn invoked_in_place(&mut self, callee: &'a ast::Expr, arguments: &'a [ast::Expr], optional: bool, expected: Option<TypeId>) -> Option<Expr> {
        let inner = super::expressions::without_parens(callee);
        let (E::Function(node) | E::Arrow(node)) = &inner.kind else { return None };
        if runs_in_place(callee) {
            self.invoked_functions.insert(node.id);
        }
        let is_told = super::closures::waits_for_types(node) && !arguments.iter().any(|argument| matches!(argument.kind, E::Spread(_)));
        if optional || expected.is_none() && !is_told {
            return None;
        }
        let parameters = if is_told { self.told_parameters(node, arguments) } else { Vec::new() };
        let result = expected.unwrap_or(TypeId::UNKNOWN);
        let wanted = self.types().intern(Type::Function(Rc::new(Signature { type_parameters: Vec::new(), this: None, parameters, result, predicate: None })));
        if is_told {
            let kind = if matches!(inner.kind, E::Arrow(_)) { crate::program::FunctionKind::Arrow } else { crate::program::FunctionKind::Function };
            let function = self.function_entity(node, kind, self.cx.scope);
            self.functions[function.index()].is_expression = true;
            self.open_function(function);
            let without = self.program.functions[function.index()].parameters.iter_mut().zip(&node.parameters).skip(arguments.len());
            without.filter(|(_, node)| node.ty.is_none() && !node.rest).for_each(|(parameter, _)| parameter.optional = true);
        }
        Some(self.check_expr(inner, Some(wanted)))
    }

    /// Goes on behind a call of a function that is called where it stands, whose arguments were walked last: they come first as it runs. The
    /// body was walked from `before` to `behind`.
    fn go_on_behind_call(&mut self, before: Flow, behind: Flow) {
        let arguments = std::mem::replace(&mut self.cx.flow, behind);
        if self.cx.flow.reachable && arguments != before {
            self.meet(arguments);
        }
    }

    /// Parameters for a function that is called with these arguments; one without an argument gets undefined.
    fn told_parameters(&mut self, node: &ast::Function, arguments: &'a [ast::Expr]) -> Vec<crate::program::SignatureParameter> {
        let mut types = vec![TypeId::ANY; arguments.len()];
        if self.telling < TOLD_WITHIN {
            self.telling += 1;
            let flow = self.cx.flow.clone();
            for (told, argument) in types.iter_mut().zip(arguments) {
                let ty = self.quietly(|c| c.check_expr(argument, None)).ty;
                *told = self.types().widen(ty);
            }
            self.cx.flow = flow;
            self.telling -= 1;
        }
        let lacking = node.parameters.iter().skip(arguments.len()).take_while(|parameter| !parameter.rest);
        types.extend(lacking.map(|_| TypeId::UNDEFINED));
        types.into_iter().map(|ty| crate::program::SignatureParameter { name: "argument".into(), ty, optional: false, rest: false }).collect()
    }

    /// `Array(…)`, `Error(…)` and the other errors do the same with `new` and without (ECMA-262, 23.1.1 and 20.5.1).
    fn constructs_when_called(&mut self, callee: &ast::Expr) -> bool {
        let E::Name(name) = &callee.kind else { return false };
        match self.find_value(self.cx.scope, name) {
            Some(Value::Class(class)) => self.is_library(self.program.classes[class.index()].span.file) && name.ends_with("Error"),
            Some(Value::Binding(binding)) => &**name == "Array" && self.namespace_of(binding).is_some(),
            _ => false,
        }
    }

    /// What a call gives whatever its arguments are, if that is so.
    pub(super) fn plain_call_result(&mut self, callee: &'a ast::Expr, type_arguments: &'a [ast::TypeNode]) -> Option<TypeId> {
        let (_, signatures, _) = self.check_callee(callee, false);
        let signatures: Vec<Rc<Signature>> = signatures.into_iter().map(|signature| self.telling_signature(signature)).collect();
        if let ([only], false) = (&signatures[..], type_arguments.is_empty())
            && only.type_parameters.len() == type_arguments.len()
        {
            let scope = self.cx.scope;
            let given: Vec<TypeId> = type_arguments.iter().map(|node| self.resolve_type(scope, node)).collect();
            return Some(self.substitute(only.result, &Self::substitution(&only.type_parameters, &given)));
        }
        let first = signatures.first()?.result;
        let is_same = signatures.iter().all(|s| s.result == first && !self.result_speaks_of_arguments(s));
        is_same.then_some(first)
    }

    /// Whether the result hangs on what the type parameters stand for.
    fn result_speaks_of_arguments(&mut self, signature: &Signature) -> bool {
        signature.type_parameters.iter().any(|&parameter| {
            let parameter = self.types().intern(Type::Parameter(parameter));
            self.mentions(signature.result, parameter)
        })
    }

    /// tsc takes a call for the end of a way only when its callee's type is written down.
    pub(super) fn is_declared_never(&mut self, callee: &ast::Expr) -> bool {
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
            E::Member { object, .. } => self.is_declared_object(object),
            _ => false,
        }
    }

    /// Whether the type of an object whose member is called is written where the object is declared.
    fn is_declared_object(&mut self, object: &ast::Expr) -> bool {
        match &object.kind {
            E::Paren(inner) => self.is_declared_object(inner),
            E::Member { object, .. } => self.is_declared_object(object),
            E::Name(name) => match self.find_value(self.cx.scope, name) {
                Some(Value::Binding(binding)) => match self.bindings[binding.index()].kind {
                    BindingKind::Variable { node, .. } => node.ty.is_some() || node.pattern.is_some(),
                    _ => true,
                },
                _ => true,
            },
            _ => true,
        }
    }

    /// What is called, its signatures (none: in error), and where a wrong number of arguments is reported.
    fn check_callee(&mut self, node: &'a ast::Expr, optional: bool) -> (Target, Vec<Rc<Signature>>, Span) {
        match &node.kind {
            E::Paren(inner) if !optional => {
                let (target, signatures, _) = self.check_callee(inner, optional);
                (target, signatures, node.span)
            }
            E::Name(name) if !optional => self.named_callee(node, name),
            E::Member { object, property, optional: link } => {
                if let Some(space) = self.named_space(self.cx.scope, object, &property.text) {
                    return self.space_callee(space, property, node);
                }
                let object = self.check_object_of(object, *link);
                let asked = match &*property.text {
                    "hasOwnProperty" => Some("Object.hasOwn"),
                    "propertyIsEnumerable" => Some("Object.%%enumerable"),
                    _ => None,
                };
                if let Some(asked) = asked.filter(|_| self.has_object_member(object.ty, &property.text)) {
                    let signatures = self.own_property_signatures();
                    return (Target::Builtin(asked.into(), Some(object)), signatures, property.span);
                }
                if !optional && &*property.text == "valueOf" && object.ty != TypeId::ANY && self.has_object_member(object.ty, "valueOf") {
                    let result = self.types().intern(Type::Object { members: [].into(), fresh: false });
                    let signature = Signature { type_parameters: Vec::new(), this: None, parameters: Vec::new(), result, predicate: None };
                    return (Target::Itself(object), vec![Rc::new(signature)], property.span);
                }
                if !optional && matches!(&*property.text, "toString" | "toLocaleString") && self.has_only_object_text(object.ty, *link) {
                    let signature = Signature { type_parameters: Vec::new(), this: None, parameters: Vec::new(), result: TypeId::STRING, predicate: None };
                    return (Target::Text(object), vec![Rc::new(signature)], property.span);
                }
                let Some(found) = self.member_of(&object, property) else {
                    return (Target::Missing, Vec::new(), property.span);
                };
                self.member_callee(node, object, found, property, optional)
            }
            E::SuperMember { property } => self.super_callee(property, node.span, optional),
            E::Index { object, index, optional: link } if let Some(property) = self.symbol_named(index) => {
                let object = self.check_object_of(object, *link);
                self.check_expr(index, None);
                let Some(found) = self.member_of(&object, &property) else {
                    return (Target::Missing, Vec::new(), property.span);
                };
                self.member_callee(node, object, found, &property, optional)
            }
            // `a["push"](x)`, `object[NAME](x)`.
            E::Index { object, index, optional: link } if let Some(property) = self.builtin_named(object, index) => {
                let object = self.check_object_of(object, *link);
                let Some(found) = self.member_of(&object, &property) else {
                    return (Target::Missing, Vec::new(), property.span);
                };
                self.member_callee(node, object, found, &property, optional)
            }
            _ => {
                let value = self.check_expr(node, None);
                self.value_callee(value, node, optional)
            }
        }
    }

    fn names_constant(&mut self, name: &Rc<str>) -> bool {
        let Some(Value::Binding(binding)) = self.find_value(self.cx.scope, name) else { return false };
        matches!(self.bindings[binding.index()].kind, BindingKind::Variable { kind: ast::VariableKind::Const, .. })
    }

    /// The member of an array or text that a text in brackets names, or the method of an object that a constant or a member of an enum does.
    fn builtin_named(&mut self, object: &'a ast::Expr, index: &'a ast::Expr) -> Option<ast::Ident> {
        let is_literal = matches!(index.kind, E::String(_));
        let text: Rc<str> = match &index.kind {
            E::String(units) => String::from_utf16_lossy(units).into(),
            E::Member { object, .. } if self.enum_object(object).is_none() => return None,
            E::Name(name) if !self.names_constant(name) => return None,
            E::Name(_) | E::Member { .. } => {
                let ty = self.quietly(|c| c.check_expr(index, None)).ty;
                self.key_name(ty)?
            }
            _ => return None,
        };
        // The object is checked once more: one that is a call could be another such call, and so on.
        let mut innermost = object;
        while let E::Member { object, .. } = &innermost.kind {
            innermost = object;
        }
        if !matches!(innermost.kind, E::Name(_) | E::This | E::String(_)) {
            return None;
        }
        let ty = self.quietly(|c| c.check_expr(object, None)).ty;
        let found = self.find_member(ty, &text)?;
        let is_meant = match is_literal {
            true => self.element_type(ty).is_some() && text.parse::<f64>().is_err(),
            false => matches!(self.program.types.get(ty), Type::Class { .. }) && matches!(found.how, How::Method(..)),
        };
        is_meant.then_some(ast::Ident { text, span: index.span })
    }

    /// Whether all that is known of a value's `toString` is that every object has one. `linked`: it stands behind a `?.`.
    fn has_only_object_text(&mut self, ty: TypeId, linked: bool) -> bool {
        if matches!(ty, TypeId::ANY | TypeId::NEVER) || self.find_member(ty, "toString").is_some() {
            return false;
        }
        let anything = self.types().intern(Type::Object { members: [].into(), fresh: false });
        let bound = self.constraint_of(ty);
        let is_object = matches!(self.program.types.get(bound), Type::Object { .. } | Type::Interface { .. } | Type::Class { .. } | Type::NonPrimitive)
            && !self.is_some_function(bound)
            && self.find_member(bound, ABSTRACT_CONSTRUCT).is_none();
        is_object && self.is_assignable(ty, anything) || self.is_undecided(ty) && (linked || self.is_assignable(ty, anything))
    }

    fn named_callee(&mut self, node: &'a ast::Expr, name: &Rc<str>) -> (Target, Vec<Rc<Signature>>, Span) {
        if let Some(Value::Binding(binding)) = self.find_value(self.cx.scope, name) {
            if matches!(self.bindings[binding.index()].kind, BindingKind::Function(_)) {
                self.check_value_import(self.cx.scope, name, node.span);
            }
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
            if calls.is_empty() && !self.interface_members(interface).constructs.is_empty() {
                self.report(
                    Problem::ts(2348, node.span, format!("`{name}` is called without `new`")).with_help(format!("write `new {name}(…)`")),
                );
            } else if calls.is_empty() {
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
        if let Some(this) = self.functions[function.index()].this_type
            && !self.is_assignable(TypeId::VOID, this)
        {
            let text = self.text(this);
            self.error(2684, node.span, format!("`{name}` is called without an object, and its `this` is a `{text}`"));
        }
        if let Some(intrinsic) = self.functions[function.index()].intrinsic.clone() {
            let signatures = self.overloads_of(function).unwrap_or_else(|| vec![signature]);
            return (Target::Builtin(intrinsic, None), signatures, node.span);
        }
        self.reach_function(function);
        let target = Target::Function(function);
        match self.overloads_of(function) {
            Some(signatures) => (Target::Overloaded(Box::new(target), function), signatures, node.span),
            None => (target, vec![signature], node.span),
        }
    }

    /// A call of a nested function uses what that captures; the name itself is captured like any other.
    fn capture_function(&mut self, binding: crate::program::BindingId) {
        self.capture(binding);
    }

    /// `A.f(…)`: a function that a namespace or module exports is called like any other.
    fn space_callee(&mut self, space: Space, property: &'a ast::Ident, node: &'a ast::Expr) -> (Target, Vec<Rc<Signature>>, Span) {
        match self.space_member::<Value>(space, &property.text) {
            Some(Value::Binding(binding)) if matches!(self.bindings[binding.index()].kind, BindingKind::Function(_)) => {
                let (target, signatures, _) = self.binding_callee(binding, node);
                (target, signatures, property.span)
            }
            _ => {
                let value = self.check_space_member(space, property, node.span);
                self.value_callee(value, node, false)
            }
        }
    }

    /// The call of a function that a namespace exports, by its dotted name, once the namespace has begun.
    fn after_begin(&mut self, callee: &ast::Expr, call: Expr) -> Expr {
        let E::Member { object, property, .. } = &super::expressions::without_parens(callee).kind else { return call };
        let Some(space) = self.named_space(self.cx.scope, object, &property.text) else { return call };
        match self.space_member::<Value>(space, &property.text) {
            Some(Value::Binding(binding)) if matches!(self.bindings[binding.index()].kind, BindingKind::Function(_)) => self.begun(space, call),
            _ => call,
        }
    }

    fn member_callee(
        &mut self,
        node: &'a ast::Expr,
        object: Expr,
        found: Found,
        property: &ast::Ident,
        optional: bool,
    ) -> (Target, Vec<Rc<Signature>>, Span) {
        let name = &property.text;
        let mut object = object;
        if object.ty == TypeId::ANY && optional {
            object = match self.optional_method(object, name, TypeId::ANY, node.span) {
                Ok((receiver, of, asked)) => {
                    let function = self.link_object(asked, node, true);
                    return (Target::Optional { function, receiver, of, name: name.clone() }, vec![any_signature()], property.span);
                }
                Err(object) => object,
            };
            let kind = ExprKind::Get(self.member_place(object, &found, name));
            let value = self.link_object(Expr { kind, ty: TypeId::ANY, span: node.span }, node, true);
            return (Target::Any(Callee::Value(Box::new(value))), vec![any_signature()], property.span);
        }
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
            if without == TypeId::NEVER {
                return (Target::Missing, Vec::new(), property.span);
            }
            ty = without;
        }
        if ty == TypeId::ANY {
            return self.any_member_callee(node, object, &found, property, optional);
        }
        let all = self.call_signatures(ty);
        let Some((signature, more)) = all.as_deref().and_then(<[_]>::split_first) else {
            match found.how {
                How::Accessor(class) if !self.is_library(self.program.classes[class.index()].span.file) => self.report(
                    crate::problem::Problem::ts(6234, property.span, format!("`{name}` is read as a field; what it gives cannot be called"))
                        .with_help("leave the parentheses out"),
                ),
                _ => self.report_not_callable(ty, node, property.span),
            }
            return (Target::Missing, Vec::new(), property.span);
        };
        let signature = match found.how {
            How::StaticMethod(_, function) => self.told_signature(function, &object, name, signature.clone()),
            How::Method(class, function) if found.overloads.is_empty() => self.check_declared_this(&object, class, function, name, signature.clone()),
            _ => signature.clone(),
        };
        let mut signatures = vec![signature];
        signatures.extend(more.iter().cloned());
        signatures.extend(found.overloads.iter().cloned());
        if matches!(found.how, How::Method(..)) && signatures.len() > 1 {
            signatures = self.callable_on(&object, signatures, name);
        }
        let target = match &found.how {
            // Which body serves the signatures of an abstract method is found at run time, as for an interface.
            How::Method(_, function) if self.is_abstract_overload(*function) => Target::Member(object, name.clone()),
            How::Method(class, function) => self.overloaded(*function, Target::Method(object, *class, name.clone())),
            How::StaticMethod(_, function) if matches!(object.kind, ExprKind::ClassValue(_)) => {
                self.reach_function(*function);
                self.overloaded(*function, Target::Static(object, *function))
            }
            // Of several signatures the chosen one is fitted to the body.
            How::StaticMethod(_, function) if !found.overloads.is_empty() => {
                self.reach_function(*function);
                self.overloaded(*function, Target::Static(object, *function))
            }
            How::StaticMethod(_, function) => {
                self.reach_function(*function);
                Target::Member(object, name.clone())
            }
            How::Builtin(builtin) => {
                // The method of one of several arrays is compiled for the elements of all of them.
                let ty = self.array_of_all(object.ty).unwrap_or(object.ty);
                let receiver = builtin.receiver.then_some(Expr { ty, ..object });
                Target::Builtin(Self::builtin_name(builtin, name), receiver)
            }
            How::Member if !optional => Target::Member(object, name.clone()),
            _ if !optional && self.is_mixed(object.ty, name) => Target::Member(object, name.clone()),
            _ => {
                let ty = narrowed.unwrap_or(found.ty);
                let object = match found.how {
                    How::Member if optional && self.is_mixed(object.ty, name) => match self.optional_method(object, name, ty, node.span) {
                        Ok((receiver, of, asked)) => {
                            let function = self.link_object(asked, node, true);
                            return (Target::Optional { function, receiver, of, name: name.clone() }, signatures, property.span);
                        }
                        Err(object) => object,
                    },
                    _ => object,
                };
                let kind = ExprKind::Get(self.member_place(object, &found, name));
                let mut value = Expr { kind, ty, span: node.span };
                if optional {
                    value = self.link_object(value, node, true);
                }
                Target::Value(value)
            }
        };
        (target, signatures, property.span)
    }

    /// `o.f(…)` where the member is of type `any`.
    fn any_member_callee(&mut self, node: &'a ast::Expr, object: Expr, found: &Found, property: &ast::Ident, optional: bool) -> (Target, Vec<Rc<Signature>>, Span) {
        let name = property.text.clone();
        // The class says what may stand under the name.
        let object = Expr { ty: self.with_this_known(object.ty), ..object };
        let callee = match found.how {
            How::Member | How::Field(_) if !optional => Callee::Member { object: Box::new(object), name },
            _ => {
                let kind = ExprKind::Get(self.member_place(object, found, &name));
                let value = Expr { kind, ty: TypeId::ANY, span: node.span };
                Callee::Value(Box::new(if optional { self.link_object(value, node, true) } else { value }))
            }
        };
        (Target::Any(callee), vec![any_signature()], property.span)
    }

    fn value_callee(&mut self, value: Expr, node: &'a ast::Expr, optional: bool) -> (Target, Vec<Rc<Signature>>, Span) {
        let value = self.link_object(value, node, optional);
        let value = self.with_known_nothing(value);
        if value.ty == TypeId::ANY {
            return (Target::Any(Callee::Value(Box::new(value))), vec![any_signature()], node.span);
        }
        let without = self.types().non_null(value.ty);
        if without != value.ty && value.ty != TypeId::VOID {
            self.report_maybe_missing_function(value.ty, node.span);
            if without == TypeId::NEVER {
                return (Target::Missing, Vec::new(), node.span);
            }
        }
        match self.call_signatures(if value.ty == TypeId::VOID { value.ty } else { without }) {
            Some(signatures) => (Target::Value(value), signatures, node.span),
            None => {
                self.report_not_callable(value.ty, node, node.span);
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

    fn report_not_callable(&mut self, ty: TypeId, callee: &ast::Expr, span: Span) {
        if ty == TypeId::UNKNOWN {
            let number = if self.is_entity(callee) { 18046 } else { 2571 };
            return self.error(number, callee.span, "what is called is of type `unknown`");
        }
        let text = self.text(ty);
        if self.is_called_class(ty) {
            return self.refuse(Rule::BuiltinValue, span, format!("what is a `{text}` is called with `new`: `new …(…)`"));
        }
        if self.find_member(ty, ABSTRACT_CONSTRUCT).is_some() {
            return self.report(Problem::ts(2348, span, format!("a `{text}` is called without `new`")).with_help("write `new …(…)`"));
        }
        self.error(2349, span, format!("a `{text}` cannot be called"));
    }

    fn finish_call(&mut self, target: Target, call: Resolved, span: Span) -> Expr {
        if let Target::Overloaded(target, function) = target {
            return self.finish_overloaded(*target, function, call, span);
        }
        let Resolved { mut arguments, type_arguments, result, .. } = call;
        if matches!(target, Target::Any(_) | Target::OfObject(..) | Target::Member(..) | Target::Value(_) | Target::Optional { .. }) {
            arguments = one_by_one(arguments, span);
        }
        let callee = match target {
            Target::Missing | Target::Overloaded(..) => return self.missing(span),
            Target::Any(Callee::Member { object, name }) => return self.any_call(*object, name, arguments, span),
            Target::Any(callee) => callee,
            Target::Text(value) => {
                let kind = ExprKind::Template { strings: vec![[].into(), [].into()], values: vec![value] };
                return Expr { kind, ty: TypeId::STRING, span };
            }
            Target::Itself(value) => return value,
            Target::OfObject(object, name) => return self.object_member_call(object, &name, arguments, result, span),
            Target::Function(function) => Callee::Function { function, type_arguments },
            Target::Method(object, class, name) => Callee::Method { object: Box::new(object), class, name, type_arguments },
            Target::Static(object, function) => Callee::Static { object: Box::new(object), function, type_arguments },
            Target::Super(class, name) => {
                self.capture_this();
                Callee::Super { class, name, type_arguments }
            }
            // What is seen as iterable may be an array or a string.
            Target::Member(object, name) if &*name == super::generators::ITERATOR => {
                return self.library_call("iterator.iteratorOf", vec![object], result, span);
            }
            Target::Member(object, name) if self.is_mixed(object.ty, &name) => return self.mixed_call(object, name, arguments, result, span),
            Target::Member(object, name) => Callee::Member { object: Box::new(object), name },
            Target::Value(value) => Callee::Value(Box::new(value)),
            Target::Optional { function, receiver, of, name } => return self.call_optional(function, (receiver, of), &name, arguments, result, span),
            Target::Builtin(name, receiver) => return self.builtin_call(name, receiver, arguments, result, span),
        };
        arguments.shrink_to_fit();
        Expr { kind: ExprKind::Call { callee, arguments }, ty: result, span }
    }

    /// A call of something built in: a function of the library where it is one, else an operation.
    pub(super) fn builtin_call(&mut self, name: Rc<str>, receiver: Option<Expr>, mut arguments: Vec<Expr>, result: TypeId, span: Span) -> Expr {
        let count = arguments.len();
        if name.ends_with("Array.from")
            && self.from_iterable(&name, &arguments).is_none()
            && let Some(source) = arguments.first_mut()
        {
            let taken = std::mem::replace(source, Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span });
            let array = if &*name == "Array.from" { self.as_array(taken) } else { self.as_values(taken, count > 1) };
            arguments[0] = array;
        }
        match &*name {
            "console.assert" | "console.debug" | "console.error" | "console.info" | "console.log" | "console.warn" => return self.console_call(&name, arguments, span),
            "console.group" | "console.groupCollapsed" | "console.trace" => {
                self.format_message(&mut arguments);
                if let Some(function) = self.library.function("console.indented") {
                    self.reach_function(function);
                }
            }
            "JSON.parse" => return self.json_parse(arguments, result, span),
            "JSON.stringify" if result == TypeId::STRING && self.may_give_no_json(&arguments) => {
                let text = self.types().union([TypeId::STRING, TypeId::UNDEFINED]);
                let call = self.builtin_call(name, receiver, arguments, text, span);
                return Expr { kind: ExprKind::Cast { operand: Box::new(call), reason: CastReason::Lookup }, ty: result, span };
            }
            "JSON.stringify" => {
                self.reach_library_class("Dictionary");
            }
            _ => {}
        }
        if name.starts_with("Object.") {
            if let Some(receiver) = receiver {
                arguments.insert(0, receiver);
            }
            return self.object_call(&name, arguments, result, span);
        }
        let variant = match self.called_variant(&name, &mut arguments, span) {
            Some(variant) => Some(variant.to_string()),
            None => self.untyped_variant(&name, &arguments),
        };
        let mut result = result;
        if let Some(receiver) = receiver {
            if &*name == "Array.flat" {
                result = self.flat_type(receiver.ty, arguments.first());
            }
            arguments.insert(0, receiver);
        }
        let target = match variant {
            Some(variant) => self.library.function(&variant),
            None => self.builtin_target(&name, count),
        };
        let Some(function) = target else {
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

    /// Whether JSON.stringify may give undefined, although it is declared to give a string: so it does where a replacer leaves out the value itself.
    fn may_give_no_json(&mut self, arguments: &[Expr]) -> bool {
        let replaces = |c: &mut Self, replacer: &Expr| c.program.types.members(replacer.ty).into_iter().any(|m| m == TypeId::ANY || c.called_part(m).is_some());
        arguments.first().is_some_and(|value| self.may_have_no_json(value.ty)) || arguments.get(1).is_some_and(|replacer| replaces(self, replacer))
    }

    /// Whether values of this type have no text in JSON.
    fn may_have_no_json(&mut self, ty: TypeId) -> bool {
        let is_left_out = |c: &mut Self, m: TypeId| matches!(c.program.types.get(m), Type::ClassValue(_) | Type::Symbol) || c.called_part(m).is_some();
        self.program.types.admits_undefined(ty) || self.program.types.members(ty).into_iter().any(|member| is_left_out(self, member))
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
                    if elements.iter().any(|e| matches!(e, ArrayElement::Spread(_))) {
                        self.refuse(Rule::UnsupportedMember, span, format!("`{name}` with `...` is not supported yet"));
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
}

/// What a call calls.
enum Target {
    Missing,
    Any(Callee),
    /// What the value is as a text.
    Text(Expr),
    /// The value itself.
    Itself(Expr),
    Function(crate::program::FunctionId),
    Method(Expr, ClassId, Rc<str>),
    Static(Expr, crate::program::FunctionId),
    Super(ClassId, Rc<str>),
    /// What every object has, of this one.
    OfObject(Expr, Rc<str>),
    Member(Expr, Rc<str>),
    Value(Expr),
    /// `object.name?.(…)` of what may be something built in: what was asked for, what holds the object and the object's type.
    Optional { function: Expr, receiver: crate::program::BindingId, of: TypeId, name: Rc<str> },
    Builtin(Rc<str>, Option<Expr>),
    /// What the function that has several signatures is called by.
    Overloaded(Box<Target>, FunctionId),
}

/// A call through `any` takes whatever it is given.
pub(super) fn any_signature() -> Rc<Signature> {
    let parameter = SignatureParameter { name: "values".into(), ty: TypeId::ANY, optional: false, rest: true };
    Rc::new(Signature { type_parameters: Vec::new(), this: None, parameters: vec![parameter], result: TypeId::ANY, predicate: None })
}

/// The arguments as they are written: whoever is called through a value or member says how it takes them.
fn one_by_one(mut arguments: Vec<Expr>, call: Span) -> Vec<Expr> {
    match arguments.pop() {
        Some(Expr { kind: ExprKind::Array(items), span, .. }) if span == rest_span(call) => {
            // What was put in the place of arguments that are left out.
            while items.is_empty() && arguments.last().is_some_and(|last| last.span == span) {
                arguments.pop();
            }
            arguments.extend(items.into_iter().map(|item| match item {
                ArrayElement::Item(item) => item,
                ArrayElement::Spread(operand) => Expr { ty: operand.ty, span: operand.span, kind: ExprKind::Spread(Box::new(operand)) },
            }));
        }
        Some(last) => arguments.push(last),
        None => {}
    }
    arguments
}

/// Whether what is called is a function that stands there, whose body runs to its end or throws.
fn runs_in_place(callee: &ast::Expr) -> bool {
    match &super::expressions::without_parens(callee).kind {
        E::Function(node) | E::Arrow(node) => !node.is_async && !node.is_generator,
        _ => false,
    }
}

/// The array that collects a rest parameter's arguments is nowhere in the source.
fn rest_span(call: Span) -> Span {
    Span { start: call.end, ..call }
}
