//! The signatures of functions: opened when they are first asked for, and what they say to callers.

use super::Checker;
use super::scope::{ScopeId, Value};
use super::variables::BindingKind;
use crate::ast;
use crate::program::{BinaryOp, BindingId, CastReason, Expr, ExprKind, FunctionId, FunctionKind, Parameter, Signature, SignatureParameter, Statement, StatementKind, Type, TypeId};
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// Makes the scope of a function's type parameters and parameters, and gives annotated parameters their types.
    pub(super) fn open_function(&mut self, function: FunctionId) {
        if self.functions[function.index()].scope.is_some() {
            return;
        }
        let Some(node) = self.functions[function.index()].node else { return };
        let outer = self.functions[function.index()].outer;
        let scope = self.open_scope(outer, function);
        self.functions[function.index()].scope = Some(scope);
        if let Some(name) = node.name.as_ref().filter(|_| self.functions[function.index()].is_expression) {
            let binding = self.plain_binding(scope, name, BindingKind::Function(function));
            self.declare_value(scope, name, Value::Binding(binding));
        }
        self.sheltered(|c| c.open_signature(function, node, scope));
        self.finish_parameters(function);
    }

    /// Whether the types of what a function takes are being found out.
    pub(super) fn is_opening(&self, function: FunctionId) -> bool {
        let info = &self.functions[function.index()];
        info.scope.is_some() && info.node.is_some_and(|node| node.parameters.len() > self.program.functions[function.index()].parameters.len())
    }

    /// The types of what a function takes, which may speak of aliases that are being defined.
    fn open_signature(&mut self, function: FunctionId, node: &'a ast::Function, scope: ScopeId) {
        let own = self.open_type_parameters(scope, &node.type_parameters);
        self.program.functions[function.index()].type_parameters = own;
        if let Some(this_type) = &node.this_type {
            let ty = self.resolve_type(scope, this_type);
            let is_own = match self.program.functions[function.index()].kind {
                FunctionKind::Function | FunctionKind::StaticMethod(_) => true,
                // Of the class's own objects only those with certain type arguments.
                FunctionKind::Method(class) => matches!(self.program.types.get(ty), Type::Class { class: of, .. } if *of == class),
                _ => false,
            };
            if is_own {
                self.functions[function.index()].this_type = Some(ty);
            }
            self.functions[function.index()].declared_this = Some(ty);
        }
        // An expression is told by its context.
        if !self.functions[function.index()].is_expression {
            self.report_untyped_this(function, node);
        }
        if self.functions[function.index()].this_type.is_none() {
            self.functions[function.index()].this_type = self.this_of_member(function);
        }
        let parameters = node.parameters.iter().map(|p| self.open_parameter(scope, p, node.body.is_some())).collect();
        self.program.functions[function.index()].parameters = parameters;
        self.check_parameter_order(&node.parameters);
        if !self.functions[function.index()].is_expression {
            self.imply_parameters(function, node, scope);
        }
    }

    /// A pattern without annotation says what a declared function takes; nothing else will. What is wrong with it is said where the body is walked.
    fn imply_parameters(&mut self, function: FunctionId, node: &'a ast::Function, scope: ScopeId) {
        for (index, parameter) in node.parameters.iter().enumerate() {
            if let (Some(pattern), None, None) = (&parameter.pattern, &parameter.ty, &parameter.default) {
                let ty = self.elsewhere(scope, |c| c.quietly(|c| c.implied_parameter_type(pattern)));
                self.set_binding_type(self.program.functions[function.index()].parameters[index].binding, ty);
            }
        }
    }

    /// What `this` is in a member of a class.
    fn this_of_member(&mut self, function: FunctionId) -> Option<TypeId> {
        match self.program.functions[function.index()].kind {
            FunctionKind::Method(class) | FunctionKind::Accessor(class) | FunctionKind::Constructor(class) => Some(self.own_class_type(class)),
            FunctionKind::StaticMethod(class) => Some(self.types().intern(Type::ClassValue(class))),
            FunctionKind::Function | FunctionKind::Arrow | FunctionKind::Module => None,
        }
    }

    fn open_parameter(&mut self, scope: ScopeId, node: &'a ast::Parameter, has_body: bool) -> Parameter {
        let binding = self.plain_binding(scope, &node.name, BindingKind::Parameter);
        match &node.pattern {
            Some(pattern) => self.declare_pattern(scope, pattern, BindingKind::Parameter),
            None => self.declare_value(scope, &node.name, Value::Binding(binding)),
        }
        if let Some(ty) = &node.ty {
            let mut resolved = self.resolve_type(scope, ty);
            if node.optional && node.pattern.is_some() && has_body {
                self.error(2463, node.span, "what is taken apart must be there: give the pattern a default instead of the `?`");
            } else if node.optional {
                resolved = self.types().union([resolved, TypeId::UNDEFINED]);
            }
            if node.rest && self.element_type(resolved).is_none() && self.constraint_of(resolved) != TypeId::ANY {
                self.report_no_rest(node.span);
            }
            self.set_binding_type(binding, resolved);
            self.note_refused_variable(binding, resolved, Some(ty.span));
            self.settle_parameter_parts(scope, node, binding);
        } else if let Some(default) = &node.default {
            let expected = node.pattern.as_ref().map(|pattern| self.type_of_pattern(pattern));
            let ty = self.elsewhere(scope, |c| c.quietly(|c| c.check_expr(default, expected).ty));
            let mut ty = self.types().widen(ty);
            if let Some(pattern) = &node.pattern {
                ty = self.elsewhere(scope, |c| c.completed_by_pattern(ty, pattern));
            }
            self.set_binding_type(binding, ty);
            self.note_refused_variable(binding, ty, Some(default.span));
            self.settle_parameter_parts(scope, node, binding);
        }
        Parameter { binding, default: None, has_default: node.default.is_some(), optional: node.optional, rest: node.rest }
    }

    /// The variables of a parameter's pattern get their types, so that bodies and signatures can ask for them.
    pub(super) fn settle_parameter_parts(&mut self, scope: ScopeId, node: &'a ast::Parameter, binding: BindingId) {
        if let Some(pattern) = &node.pattern {
            self.elsewhere(scope, |c| c.quietly(|c| c.take_apart(pattern, binding, ast::VariableKind::Let, node.ty.is_some())));
        }
    }

    /// The body begins by taking apart the parameters that are patterns. Defaults behind a pattern may speak of its variables.
    pub(super) fn take_parameters_apart(&mut self, function: FunctionId, node: &'a ast::Function, body: &mut Vec<Statement>) {
        let mut is_behind = false;
        for (index, parameter) in node.parameters.iter().enumerate() {
            let mut binding = self.program.functions[function.index()].parameters[index].binding;
            if is_behind && parameter.property.is_none() {
                binding = self.default_in_body(function, index, body);
            }
            let Some(pattern) = &parameter.pattern else { continue };
            is_behind = true;
            let steps = self.take_apart_from("", pattern, binding, ast::VariableKind::Let, parameter.ty.is_some());
            self.step_statements(steps, ast::VariableKind::Let, body);
        }
    }

    /// Gives a parameter its default in the body: what is passed is held by a variable of its own. The parameter's variable.
    fn default_in_body(&mut self, function: FunctionId, index: usize, body: &mut Vec<Statement>) -> BindingId {
        let held = self.program.functions[function.index()].parameters[index].binding;
        // A body may be walked more than once.
        let named = self.defaults_in_bodies.get(&held).copied().unwrap_or(held);
        let parameter = &mut self.program.functions[function.index()].parameters[index];
        // What a literal is does not depend on other parameters; callers pass it.
        let Some(default) = parameter.default.take_if(|default| !default.is_literal()) else { return named };
        let ty = self.program.bindings[named.index()].ty;
        let span = default.span;
        let holder = if held == named {
            let with_undefined = self.types().union([ty, TypeId::UNDEFINED]);
            let holder = self.made_up(with_undefined, span);
            self.defaults_in_bodies.insert(holder, named);
            holder
        } else {
            held
        };
        let parameter = &mut self.program.functions[function.index()].parameters[index];
        (parameter.binding, parameter.optional) = (holder, true);
        let read = |ty| Expr { kind: ExprKind::Read(holder), ty, span };
        let undefined = Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span };
        let held_ty = self.program.bindings[holder.index()].ty;
        let test = ExprKind::Binary { op: BinaryOp::StrictEqual, left: Box::new(read(held_ty)), right: Box::new(undefined) };
        let test = Expr { kind: test, ty: TypeId::BOOLEAN, span };
        let given = Expr { kind: ExprKind::Cast { operand: Box::new(read(held_ty)), reason: CastReason::Narrowing }, ty, span };
        let value = ExprKind::Conditional { test: Box::new(test), then: Box::new(default), otherwise: Box::new(given) };
        body.push(Statement { kind: StatementKind::Let { binding: named, value: Some(Expr { kind: value, ty, span }) }, span });
        named
    }

    pub(super) fn report_no_rest(&mut self, span: crate::source::Span) {
        self.error(2370, span, "a rest parameter collects arguments, so its type must be an array");
    }

    pub(super) fn check_parameter_order(&mut self, parameters: &[ast::Parameter]) {
        let mut behind = parameters.iter().skip_while(|parameter| !parameter.optional);
        if let Some(required) = behind.find(|parameter| !parameter.optional && !parameter.rest && parameter.default.is_none()) {
            self.error(1016, required.name.span, "a required parameter cannot follow an optional one");
        }
    }

    /// The annotated result of a function: the type of a call, a promise for an async one.
    pub(super) fn declared_result(&mut self, function: FunctionId) -> Option<TypeId> {
        let node = self.functions[function.index()].node?;
        let scope = self.functions[function.index()].scope?;
        if let FunctionKind::Constructor(_) = self.program.functions[function.index()].kind {
            return Some(TypeId::VOID);
        }
        match node.result.as_ref().or(self.functions[function.index()].taken) {
            Some(ty) => Some(self.sheltered(|c| c.resolve_type(scope, ty))),
            // A declaration without body and result has nothing to infer from.
            None if node.body.is_none() => Some(TypeId::ANY),
            None => None,
        }
    }

    /// Notes that a getter and a setter are of one name.
    pub(super) fn pair_accessors(&mut self, getter: FunctionId, setter: &'a ast::Function) {
        self.functions[getter.index()].taken = setter.parameters.first().and_then(|p| p.ty.as_ref());
    }

    /// The type of a function declaration or method as a value.
    pub(super) fn function_type(&mut self, function: FunctionId) -> TypeId {
        let signature = self.function_signature(function);
        self.types().intern(Type::Function(signature))
    }

    /// The same of one that may have several signatures: a value that is each of these functions.
    pub(super) fn overloaded_type(&mut self, function: FunctionId) -> TypeId {
        let overloads = self.functions[function.index()].overloads.clone();
        if overloads.is_empty() {
            return self.function_type(function);
        }
        let mut parts: Vec<TypeId> = Vec::new();
        for overload in overloads {
            let ty = self.function_type(overload);
            if !parts.contains(&ty) {
                parts.push(ty);
            }
        }
        match parts[..] {
            [only] => only,
            _ => self.types().intern(Type::Intersection(parts.into())),
        }
    }

    /// The signature of a function declaration or method; its result is inferred now if need be.
    pub(super) fn function_signature(&mut self, function: FunctionId) -> Rc<Signature> {
        self.settle_unannotated_parameters(function);
        let result = match self.declared_result(function) {
            Some(result) => result,
            None => self.result_or_place(function),
        };
        Rc::new(self.signature_with_result(function, result))
    }

    /// Opens a declaration whose parameters may be asked for.
    pub(super) fn settle_unannotated_parameters(&mut self, function: FunctionId) {
        self.open_function(function);
        for index in 0..self.program.functions[function.index()].parameters.len() {
            self.settle_unannotated(function, index);
        }
    }

    /// A parameter of a declaration that has neither type nor default.
    fn settle_unannotated(&mut self, function: FunctionId, index: usize) {
        let node = &self.functions[function.index()].node.expect("only functions with a node have parameters").parameters[index];
        let binding = self.program.functions[function.index()].parameters[index].binding;
        if node.ty.is_none() && node.default.is_none() && self.bindings[binding.index()].state != super::variables::TypeState::Known {
            self.set_binding_type(binding, TypeId::ANY);
        }
    }

    pub(super) fn signature_with_result(&mut self, function: FunctionId, result: TypeId) -> Signature {
        let body = &self.program.functions[function.index()];
        let parameters = body
            .parameters
            .iter()
            .map(|p| {
                let binding = &self.program.bindings[p.binding.index()];
                let defaulted = self.functions[function.index()]
                    .node
                    .is_some_and(|n| n.parameters.iter().any(|d| d.name.span == binding.span && d.default.is_some()));
                SignatureParameter { name: binding.name.clone(), ty: binding.ty, optional: p.optional || defaulted, rest: p.rest }
            })
            .collect();
        let mut signature = Signature { type_parameters: body.type_parameters.clone(), this: self.functions[function.index()].declared_this, parameters, result, predicate: None };
        for parameter in &mut signature.parameters {
            if parameter.optional && !parameter.rest {
                parameter.ty = self.program.types.union([parameter.ty, TypeId::UNDEFINED]);
            }
        }
        let info = &self.functions[function.index()];
        signature.predicate = info.guard.clone();
        if let (Some(node), Some(scope)) = (info.node.and_then(|n| n.result.as_ref()), info.scope) {
            signature.predicate = self.resolve_predicate(scope, node, &signature.parameters);
        }
        signature
    }
}
