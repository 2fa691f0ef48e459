//! Functions: their entities, results and bodies; `opening` has their signatures.

use super::Checker;
use super::flow::Context;
use super::results::Inferred;
use super::scope::{ScopeId, Value};
use super::variables::BindingKind;
use crate::ast::symbols::{SYMBOL, function_name, is_private, is_symbol, member_text};
use crate::ast::{self, FunctionBody};
use crate::problem::{Problem, Rule};
use crate::program::{BindingId, Expr, ExprKind, Function, FunctionId, FunctionKind, Statement, StatementKind, TypeId};
use crate::source::Span;
use std::rc::Rc;

/// What the checker knows of a function beyond the Program's entry.
#[derive(Debug)]
pub(super) struct FunctionInfo<'a> {
    /// `None` for a file's initialiser and what the checker makes up.
    pub node: Option<&'a ast::Function>,
    /// The scope in which it is written.
    pub outer: ScopeId,
    /// The scope of its type parameters and parameters, once opened.
    pub scope: Option<ScopeId>,
    /// The type of `this` in its body, if it has one.
    pub this_type: Option<TypeId>,
    /// Its `this` is that of the class member around it.
    pub shares_this: bool,
    /// What `this` is declared to be.
    pub declared_this: Option<TypeId>,
    /// Of a getter: the type that its setter takes, which it gives where it says nothing else.
    pub taken: Option<&'a ast::TypeNode>,
    /// A function expression or arrow.
    pub is_expression: bool,
    /// A method or accessor of an object literal.
    pub of_literal: bool,
    /// The result of a function without annotation, once inferred.
    pub inferred: Inferred,
    /// Its body is walked or waits to be.
    pub queued: bool,
    /// It is a signature in front of another of its name.
    pub is_overload: bool,
    /// The predicate that its body amounts to, without being annotated.
    pub guard: Option<crate::program::Predicate>,
    /// The signatures in front of it, by which it is called instead of by its own.
    pub overloads: Vec<FunctionId>,
    /// Without a body in the library: the name of the operation.
    pub intrinsic: Option<Rc<str>>,
}

impl FunctionInfo<'_> {
    /// What is known of a function before anything is.
    pub fn placeholder() -> Self {
        FunctionInfo {
            node: None,
            outer: ScopeId::GLOBAL,
            scope: None,
            this_type: None,
            shares_this: false,
            declared_this: None,
            taken: None,
            is_expression: false,
            of_literal: false,
            inferred: Inferred::NotYet,
            queued: false,
            is_overload: false,
            guard: None,
            overloads: Vec::new(),
            intrinsic: None,
        }
    }
}

/// Where the name of a symbol, or a private one, begins with which the name of a method ends.
fn hidden_part(name: &str) -> Option<usize> {
    let symbol = name.match_indices(SYMBOL).find(|(at, _)| is_symbol(&name[*at..]));
    let found = symbol.or_else(|| name.match_indices('#').find(|(at, _)| is_private(&name[*at..])));
    found.map(|(at, _)| at)
}

impl<'a> Checker<'a> {
    /// The function that `node` declares, made at the first call.
    pub(super) fn function_entity(&mut self, node: &'a ast::Function, kind: FunctionKind, outer: ScopeId) -> FunctionId {
        let name = match &node.name {
            Some(name) => name.text.clone(),
            None => "<anonymous>".into(),
        };
        let span = node.name.as_ref().map_or(node.span, |name| name.span);
        self.named_function_entity(node, kind, outer, name, span)
    }

    pub(super) fn named_function_entity(
        &mut self,
        node: &'a ast::Function,
        kind: FunctionKind,
        outer: ScopeId,
        name: Rc<str>,
        span: Span,
    ) -> FunctionId {
        if let Some(&known) = self.function_ids.get(&node.id) {
            let info = &mut self.functions[known.index()];
            if info.outer != outer {
                info.outer = outer;
                info.scope = None;
            }
            return known;
        }
        let id = self.new_function(name, kind, outer, Some(node), span);
        self.program.functions[id.index()].is_async = node.is_async;
        self.program.functions[id.index()].is_generator = node.is_generator;
        self.function_ids.insert(node.id, id);
        id
    }

    pub(super) fn new_function(
        &mut self,
        name: Rc<str>,
        kind: FunctionKind,
        outer: ScopeId,
        node: Option<&'a ast::Function>,
        span: Span,
    ) -> FunctionId {
        let id = FunctionId(self.program.functions.len() as u32);
        let parent = (kind != FunctionKind::Module).then(|| self.scope(outer).owner);
        // A method's name ends with the name of a member.
        let (name, given_name) = match hidden_part(&name) {
            Some(at) => (format!("{}{}", &name[..at], member_text(&name[at..])).into(), Some(function_name(&name[at..]))),
            None => (name, None),
        };
        let given_name: Rc<str> = given_name.unwrap_or_else(|| match name.rsplit('.').next() {
            Some(last) if !name.starts_with('<') => last.into(),
            _ => "".into(),
        });
        self.program.functions.push(Function {
            name,
            given_name,
            is_distinct: false,
            kind,
            type_parameters: Vec::new(),
            parameters: Vec::new(),
            result: TypeId::VOID,
            is_async: false,
            is_generator: false,
            body: None,
            captures: Vec::new(),
            captures_this: false,
            exports: Vec::new(),
            parent,
            span,
        });
        self.functions.push(FunctionInfo { node, outer, ..FunctionInfo::placeholder() });
        id
    }

    /// A function or class without a name of its own gets that of the variable, parameter, member or field whose value it is.
    pub(super) fn give_name(&mut self, node: &ast::Expr, value: &Expr, name: &str) {
        let (mut node, mut value) = (super::expressions::without_parens(node), value);
        // Types that are written beside it leave no trace.
        while let (ast::ExprKind::As { operand, .. } | ast::ExprKind::Satisfies { operand, .. } | ast::ExprKind::NonNull(operand), _) = (&node.kind, &value.kind) {
            node = super::expressions::without_parens(operand);
            if let ExprKind::Cast { operand, .. } = &value.kind {
                value = operand;
            }
        }
        match (&node.kind, &value.kind) {
            (ast::ExprKind::Arrow(written) | ast::ExprKind::Function(written), ExprKind::Closure { function }) if written.name.is_none() => {
                self.program.functions[function.index()].given_name = function_name(name);
            }
            (ast::ExprKind::Class(written), ExprKind::DefineClass(class)) if written.name.text.is_empty() => {
                self.program.classes[class.index()].name = name.into();
            }
            _ => {}
        }
    }

    /// `function f() {}` at the start of its block.
    pub(super) fn declare_function(&mut self, scope: ScopeId, node: &'a ast::Function) {
        let Some(name) = &node.name else { return };
        let function = self.function_entity(node, FunctionKind::Function, scope);
        if let Some(&Value::Binding(earlier)) = self.scope(scope).values.get(&name.text)
            && self.is_overload_of(earlier, function, node)
        {
            return;
        }
        let binding = self.plain_binding(scope, name, BindingKind::Function(function));
        self.declare_value(scope, name, Value::Binding(binding));
    }

    /// Whether `node` is a further declaration of the function that is bound: signatures first, the body last.
    fn is_overload_of(&mut self, earlier: BindingId, function: FunctionId, node: &ast::Function) -> bool {
        let BindingKind::Function(first) = self.bindings[earlier.index()].kind else { return false };
        let known = &self.functions[first.index()];
        if known.overloads.contains(&function) || first == function && !known.overloads.is_empty() {
            return true;
        }
        if first == function || known.node.is_some_and(|n| n.body.is_some()) {
            return false;
        }
        let mut signatures = std::mem::take(&mut self.functions[first.index()].overloads);
        if signatures.is_empty() {
            signatures.push(first);
        }
        for signature in &signatures {
            self.functions[signature.index()].is_overload = true;
        }
        if node.body.is_none() {
            signatures.push(function);
            self.functions[first.index()].overloads = signatures;
            return true;
        }
        self.functions[function.index()].overloads = signatures;
        self.bindings[earlier.index()].kind = BindingKind::Function(function);
        if let Some(name) = &node.name {
            self.binding_ids.insert(name.id, earlier);
        }
        true
    }

    /// Sees to it that a function's body is walked.
    pub(super) fn queue_function(&mut self, function: FunctionId) {
        let info = &mut self.functions[function.index()];
        if !info.queued && info.intrinsic.is_none() && info.node.is_some() {
            info.queued = true;
            self.pending.push_back(function);
        }
    }

    /// Walks the body of a function declaration or method, for good.
    pub(super) fn check_function_body(&mut self, function: FunctionId) {
        let Some(node) = self.functions[function.index()].node else { return };
        self.open_function(function);
        let in_library = self.is_library(node.span.file);
        for (index, parameter) in node.parameters.iter().enumerate() {
            if parameter.ty.is_none() && parameter.default.is_none() && !in_library && !self.is_typed_setter(function) {
                self.settle_parameters_at(function, index);
            }
        }
        let declared = self.declared_result(function);
        if node.body.is_none() {
            let info = &self.program.functions[function.index()];
            if node.result.is_none() && !in_library && matches!(info.kind, FunctionKind::Function | FunctionKind::Method(_) | FunctionKind::StaticMethod(_)) {
                let (name, span) = (info.name.clone(), info.span);
                self.report_untyped_result(&name, span);
            }
            self.program.functions[function.index()].result = self.returned_type(function, declared.unwrap_or(TypeId::ANY));
            return;
        }
        let Some(scope) = self.functions[function.index()].scope else { return };
        let owned = Context::new(function, scope);
        let outer = std::mem::replace(&mut self.cx, owned);
        self.walk_function(function, node, declared, None);
        self.cx = outer;
    }

    /// What is declared without a body says what it gives.
    pub(super) fn report_untyped_result(&mut self, name: &str, span: Span) {
        self.report(
            Problem::ts(7010, span, format!("nothing says what `{name}` gives, so it would be `any`")).with_help("write the type of its result after the parameters: `): T`"),
        );
    }

    /// Whether the function is a setter whose parameter has the getter's type.
    fn is_typed_setter(&self, function: FunctionId) -> bool {
        let setter = &self.program.functions[function.index()];
        let (FunctionKind::Accessor(class) | FunctionKind::StaticMethod(class)) = setter.kind else { return false };
        self.has_getter_beside(class, function)
    }

    fn settle_parameters_at(&mut self, function: FunctionId, index: usize) {
        if index == 0 {
            self.settle_parameters(function, None);
            return;
        }
        let node = self.functions[function.index()].node.expect("the caller looked at it");
        let earlier = node.parameters[..index].iter().any(|p| p.ty.is_none() && p.default.is_none());
        if !earlier {
            self.settle_parameters(function, None);
        }
    }

    /// Walks a body whose scope is open and whose context is current; gives the type of a call.
    ///
    /// `declared` is what the annotation says, `hint` what the context expects of a function without one.
    pub(super) fn walk_function(
        &mut self,
        function: FunctionId,
        node: &'a ast::Function,
        declared: Option<TypeId>,
        hint: Option<TypeId>,
    ) -> TypeId {
        if self.is_opening(function) {
            // One of its own defaults asks for what it gives.
            return declared.unwrap_or(TypeId::ANY);
        }
        let written = declared.map(|ty| self.returned_type_checked(function, node, ty));
        if node.is_generator {
            self.reach_generators(node.is_async);
            self.cx.steps = declared.and_then(|ty| self.declared_steps(ty, node.is_async));
            self.cx.steps_hint = hint.filter(|_| declared.is_none()).and_then(|ty| self.declared_steps(ty, node.is_async));
        }
        self.cx.result = written;
        self.cx.result_hint = written.or_else(|| hint.map(|ty| self.returned_hint(function, ty)));
        let start = self.cx.flow.clone();
        self.check_defaults(function, node);
        let mut body = Vec::new();
        self.take_parameters_apart(function, node, &mut body);
        self.begin_constructor(function, node, &mut body);
        let inner = match &node.body {
            Some(FunctionBody::Expr(expr)) => self.walk_expression_body(expr, &mut body),
            Some(FunctionBody::Block(block)) => self.walk_block_body(node, block, &mut body),
            None => TypeId::ANY,
        };
        self.end_constructor(function, node, &mut body);
        let result = self.with_class_for_this(function, written.unwrap_or(inner));
        if declared.is_none() && result == TypeId::BOOLEAN && !node.is_async {
            self.infer_guard(function, node, start);
        }
        let entry = &mut self.program.functions[function.index()];
        entry.result = result;
        entry.body = node.body.is_some().then_some(body);
        match declared {
            Some(declared) => declared,
            None if node.is_generator => {
                let yields = std::mem::take(&mut self.cx.yields);
                let given = if yields.is_empty() { TypeId::NEVER } else { self.widened_result(yields) };
                let sent = std::mem::take(&mut self.cx.sent);
                let sent = if sent.is_empty() { None } else { Some(self.intersect(&sent)) };
                self.generator_of(given, inner, sent, node.is_async)
            }
            None if node.is_async => self.promise_of(inner),
            None => inner,
        }
    }

    /// The type inside the promise for async functions, the declared one otherwise.
    fn returned_type(&mut self, function: FunctionId, declared: TypeId) -> TypeId {
        if self.is_generator(function) {
            let is_async = self.program.functions[function.index()].is_async;
            return self.declared_steps(declared, is_async).map_or(TypeId::ANY, |steps| steps.returned);
        }
        if self.program.functions[function.index()].is_async { self.awaited(declared) } else { declared }
    }

    fn returned_type_checked(&mut self, function: FunctionId, node: &ast::Function, declared: TypeId) -> TypeId {
        if node.is_generator
            && self.declared_steps(declared, node.is_async).is_none()
            && let Some(annotation) = &node.result
        {
            self.check_generator_type(declared, node.is_async, annotation.span);
        }
        if node.is_async
            && !node.is_generator
            && declared != TypeId::ANY
            && self.promised(declared).is_none()
            && let Some(annotation) = &node.result
        {
            let given = self.awaited(declared);
            let text = self.text(given);
            self.report(
                Problem::ts(1064, annotation.span, "an async function gives a promise".to_string())
                    .with_help(format!("write `Promise<{text}>`")),
            );
            return given;
        }
        self.returned_type(function, declared)
    }

    /// A generator function's result must be something that its generator is.
    fn check_generator_type(&mut self, declared: TypeId, is_async: bool, span: Span) {
        if declared == TypeId::VOID {
            return self.error(2505, span, "a generator function gives a generator, never nothing");
        }
        let made = self.generator_of(TypeId::ANY, TypeId::ANY, Some(TypeId::ANY), is_async);
        if !self.is_assignable(made, declared) {
            self.report_not_assignable(made, declared, 2322, span);
        }
    }

    fn returned_hint(&mut self, function: FunctionId, hint: TypeId) -> TypeId {
        self.returned_type(function, hint)
    }

    /// What a returned expression is wanted for: of an async function the value or a promise of it.
    fn returned_context(&mut self) -> Option<TypeId> {
        let hint = self.cx.result_hint?;
        let function = self.cx.function;
        let says_nothing = matches!(hint, TypeId::ANY | TypeId::UNKNOWN | TypeId::NEVER);
        if says_nothing || self.is_generator(function) || !self.program.functions[function.index()].is_async {
            return Some(hint);
        }
        let promise = self.promise_of(hint);
        Some(self.types().union([hint, promise]))
    }

    fn check_defaults(&mut self, function: FunctionId, node: &'a ast::Function) {
        for (index, parameter) in node.parameters.iter().enumerate() {
            let Some(default) = &parameter.default else { continue };
            let binding = self.program.functions[function.index()].parameters[index].binding;
            let declared = self.program.bindings[binding.index()].ty;
            let value = self.check_expr(default, Some(declared));
            if parameter.pattern.is_none() {
                self.give_name(default, &value, &parameter.name.text);
            }
            if parameter.ty.is_some() || parameter.pattern.is_none() {
                self.require_assignable(&value, declared, Some(default), parameter.name.span);
            }
            // Where undefined is given, the default stands in for it.
            let given = self.types().filter(declared, |_, member| member != TypeId::UNDEFINED);
            if given != declared && !self.program.types.admits_undefined(value.ty) {
                self.cx.flow.narrow(super::flow::Reference::binding(binding), given);
            }
            self.program.functions[function.index()].parameters[index].default = Some(value);
        }
    }

    fn walk_expression_body(&mut self, expr: &'a ast::Expr, body: &mut Vec<Statement>) -> TypeId {
        let hint = self.returned_context();
        let value = self.telling(|c| c.check_expr(expr, hint));
        let ty = self.check_result(&value, expr, expr.span);
        let span = value.span;
        body.push(Statement { kind: StatementKind::Return(Some(value)), span });
        self.widened_result(vec![ty])
    }

    fn walk_block_body(&mut self, node: &'a ast::Function, block: &'a ast::Block, body: &mut Vec<Statement>) -> TypeId {
        let scope = self.cx.scope;
        let block_scope = self.open_scope(scope, self.cx.function);
        self.cx.scope = block_scope;
        self.declare_vars(block_scope, &block.statements);
        self.declare_statements(block_scope, &block.statements);
        self.begin_unassigned(block_scope);
        let start = body.len();
        self.check_statements(&block.statements, body);
        self.begin_vars(block_scope, block.span, start, body);
        self.cx.scope = scope;
        self.check_ending(node, block);
        let mut returns = std::mem::take(&mut self.cx.returns);
        if returns.is_empty() {
            // tsc: a function that never returns normally is `never` when it is an expression, `void` when declared.
            let expression = self.functions[self.cx.function.index()].is_expression;
            return match self.cx.result_hint {
                _ if !self.cx.flow.reachable && !self.cx.returns_nothing && expression => TypeId::NEVER,
                // Where undefined is wanted, nothing is just that.
                Some(TypeId::UNDEFINED) => TypeId::UNDEFINED,
                _ => TypeId::VOID,
            };
        }
        if self.cx.flow.reachable || self.cx.returns_nothing {
            returns.push(TypeId::UNDEFINED);
        }
        self.widened_result(returns)
    }

    /// A `var` is there from the start of its function, for closures to share.
    fn begin_vars(&mut self, scope: ScopeId, block: Span, start: usize, body: &mut Vec<Statement>) {
        let mut shared = self.vars_of(scope);
        shared.retain(|binding| !self.program.bindings[binding.index()].global);
        shared.sort_unstable();
        let span = Span { end: block.start, ..block };
        body.splice(start..start, shared.into_iter().map(|binding| Statement { kind: StatementKind::Let { binding, value: None }, span }));
    }

    /// The `var`s of a function or file, whose scope this is.
    fn vars_of(&self, scope: ScopeId) -> Vec<BindingId> {
        let bindings = self.scope(scope).values.values().filter_map(|value| match value {
            Value::Binding(binding) => Some(*binding),
            _ => None,
        });
        let is_var = |binding: &BindingId| match self.bindings[binding.index()].kind {
            BindingKind::Variable { kind, declare, .. } => kind == ast::VariableKind::Var && !declare,
            BindingKind::ForOf => true,
            _ => false,
        };
        bindings.filter(is_var).collect()
    }

    /// A `var` holds nothing until it is assigned, wherever that is.
    pub(super) fn begin_unassigned(&mut self, scope: ScopeId) {
        for binding in self.vars_of(scope) {
            self.cx.flow.declare_unassigned(binding);
        }
    }

    /// What is inferred from the types returned.
    fn widened_result(&mut self, returns: Vec<TypeId>) -> TypeId {
        let ty = self.best_common_type(returns);
        let keeps_literals = self.cx.result_hint.is_some_and(|hint| self.wants_literals(hint, ty));
        let members = self.program.types.members(ty).len();
        if members == 1 && !keeps_literals { self.types().widen(ty) } else { self.types().regular(ty) }
    }

    /// The end of a body that control can reach although a value must be given.
    fn check_ending(&mut self, node: &ast::Function, block: &ast::Block) {
        if !self.cx.flow.reachable {
            return;
        }
        if let ast::FunctionRole::Getter(name) = node.role
            && self.cx.returns.is_empty()
            && !self.cx.returns_nothing
        {
            self.error(2378, name, "a getter has to return a value");
        }
        // Without an annotation the result includes undefined; TS7030 is not part of `strict`.
        let Some(wanted) = self.cx.result else { return };
        let returns = !self.cx.returns.is_empty() || self.cx.returns_nothing;
        let needs_none = matches!(wanted, TypeId::ANY | TypeId::UNDEFINED) || self.program.types.members(wanted).contains(&TypeId::VOID);
        if needs_none || returns && self.program.types.admits_undefined(wanted) {
            return;
        }
        let annotation = node.result.as_ref().map_or(block.span, |ty| ty.span);
        let text = self.text(wanted);
        if wanted == TypeId::NEVER {
            self.error(2534, annotation, "a function of type `never` must not reach its end");
        } else if self.cx.returns.is_empty() && !self.cx.returns_nothing {
            self.error(2355, annotation, format!("a `{text}` is promised, but nothing is returned"));
        } else {
            self.report(
                Problem::ts(2366, annotation, format!("the end can be reached without returning the `{text}` that is promised"))
                    .with_help("return a value on every way, or add `undefined` to the type"),
            );
        }
    }


    /// `return`, `return x`.
    pub(super) fn check_return(&mut self, value: Option<&'a ast::Expr>, span: Span) -> Statement {
        // At the top of a file there is nothing to return from: the parser has reported it, and tsc looks no further.
        if self.program.functions[self.cx.function.index()].kind == FunctionKind::Module {
            self.leave();
            return Statement { kind: StatementKind::Return(None), span };
        }
        // `return this` says what a constructor does anyway.
        let constructs = matches!(self.program.functions[self.cx.function.index()].kind, FunctionKind::Constructor(_));
        let value = value.filter(|expr| !(constructs && matches!(super::expressions::without_parens(expr).kind, ast::ExprKind::This)));
        let role = self.functions[self.cx.function.index()].node.map(|node| node.role);
        if value.is_some() && matches!(role, Some(ast::FunctionRole::Setter(_))) {
            self.error(2408, span, "a setter returns nothing: what it returned would be lost");
        }
        let result = value.map(|expr| self.check_returned(expr, span));
        if result.is_none() {
            self.cx.returns_nothing = true;
            if let Some(wanted) = self.cx.result.filter(|&w| !self.program.types.admits_undefined(w)) {
                let text = self.text(wanted);
                self.error(2322, span, format!("a `{text}` must be returned here"));
            }
        }
        self.leave();
        Statement { kind: StatementKind::Return(result), span }
    }

    fn check_returned(&mut self, expr: &'a ast::Expr, span: Span) -> Expr {
        let hint = self.returned_context();
        // What the function gives when it calls itself is what it gives otherwise.
        let is_again = self.cx.result.is_none() && self.is_own_call(expr);
        let kind = self.program.functions[self.cx.function.index()].kind;
        let tells = !is_again && !matches!(kind, FunctionKind::Constructor(_));
        let value = if tells { self.telling(|c| c.check_expr(expr, hint)) } else { self.check_expr(expr, hint) };
        let mut ty = if is_again { TypeId::NEVER } else { value.ty };
        match kind {
            FunctionKind::Constructor(_) => {
                let own = self.functions[self.cx.function.index()].this_type;
                match own.is_none_or(|own| self.is_structurally_assignable(ty, own)) {
                    true => self.refuse(Rule::ConstructorResult, span, "a constructor gives the object that was made for it"),
                    false => {
                        let own = own.map_or_else(String::new, |own| self.text(own));
                        let found = self.text(ty);
                        self.error(2322, span, format!("expected `{own}`, found `{found}`"));
                        self.error(2409, span, "what a constructor returns must be of the class that it constructs");
                    }
                }
            }
            _ if is_again => {}
            _ => ty = self.check_result(&value, expr, span),
        }
        if self.cx.flow.reachable {
            self.cx.returns.push(ty);
        }
        value
    }

    /// Whether an expression is a call of the function under way by a name that always means it, in an async function what it waits for.
    fn is_own_call(&mut self, expr: &ast::Expr) -> bool {
        let mut call = super::expressions::without_parens(expr);
        if let (ast::ExprKind::Await(inner), true) = (&call.kind, self.is_async_here()) {
            call = super::expressions::without_parens(inner);
        }
        let ast::ExprKind::Call { callee, .. } = &call.kind else { return false };
        let ast::ExprKind::Name(name) = &callee.kind else { return false };
        let Some(Value::Binding(binding)) = self.find_value(self.cx.scope, name) else { return false };
        let own = self.functions[self.cx.function.index()].node;
        match self.bindings[binding.index()].kind {
            BindingKind::Function(function) => function == self.cx.function,
            BindingKind::Variable { node, kind: ast::VariableKind::Const, .. } => {
                node.value.as_ref().is_some_and(|value| match &super::expressions::without_parens(value).kind {
                    ast::ExprKind::Arrow(function) | ast::ExprKind::Function(function) => own.is_some_and(|own| own.id == function.id),
                    _ => false,
                })
            }
            _ => false,
        }
    }

    /// Compares what is returned with what is promised; gives the type of the result, inside the promise of an async function.
    fn check_result(&mut self, value: &Expr, expr: &'a ast::Expr, span: Span) -> TypeId {
        let ty = if self.is_async_here() { self.awaited(value.ty) } else { value.ty };
        if let Some(wanted) = self.cx.result {
            if ty == value.ty {
                self.require_returned(value, wanted, expr, span);
            } else {
                self.require_type_assignable(ty, wanted, span);
            }
        }
        ty
    }

    pub(super) fn is_async_here(&self) -> bool {
        self.program.functions[self.cx.function.index()].is_async
    }
}
