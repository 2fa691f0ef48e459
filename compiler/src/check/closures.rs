//! Closures: arrows and function expressions, what they capture, and when a captured variable may not be there yet.

use super::Checker;
use super::flow::{Context, Flow, Root};
use super::scope::ScopeId;
use super::variables::BindingKind;
use crate::ast::{self, FunctionBody, StatementKind as S};
use crate::program::{BindingId, Expr, ExprKind, FunctionId, FunctionKind, Signature, SignatureParameter, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// Notes that the function under way uses `binding`: each function between it and the owner captures it.
    pub(super) fn capture(&mut self, binding: BindingId) {
        let info = &self.program.bindings[binding.index()];
        let owner = info.owner;
        if info.global || owner == self.cx.function {
            return;
        }
        self.program.bindings[binding.index()].captured = true;
        let mut next = Some(self.cx.function);
        while let Some(function) = next.filter(|&f| f != owner) {
            let body = &mut self.program.functions[function.index()];
            if !body.captures.contains(&binding) {
                body.captures.push(binding);
            }
            next = body.parent;
        }
    }

    /// Notes that the function under way uses `this`: each arrow up to the method captures it.
    pub(super) fn capture_this(&mut self) {
        let mut next = Some(self.cx.function);
        while let Some(function) = next {
            let body = &mut self.program.functions[function.index()];
            if body.kind != FunctionKind::Arrow {
                return;
            }
            body.captures_this = true;
            next = body.parent;
        }
    }

    /// Whether a use of `binding` at `span`, behind its declaration or in another function, may run before that declaration.
    pub(super) fn may_run_early(&self, binding: BindingId, declaration: Span, span: Span) -> bool {
        let scope = self.scope(self.bindings[binding.index()].scope);
        if declaration.file != span.file {
            return self.scopes_outwards(self.bindings[binding.index()].scope).any(|scope| self.scope(scope).in_cycle);
        }
        let case = |at: u32| scope.cases.partition_point(|&start| start <= at);
        if case(declaration.start) != case(span.start) {
            return true;
        }
        let elsewhere = self.program.bindings[binding.index()].owner != self.cx.function || self.is_deferred(declaration);
        elsewhere && self.may_closure_run_early(binding, declaration)
    }

    /// Whether the code under way is the value of a field, which runs when an object is made, and not where it stands among what surrounds
    /// the class and `declaration`.
    pub(super) fn is_deferred(&self, declaration: Span) -> bool {
        self.cx.field.is_some_and(|(class, index)| {
            !self.classes[class.index()].members[index].modifiers.is_static && !self.program.classes[class.index()].extent.contains(declaration)
        })
    }

    /// Whether a use of `binding` inside the function under way may run before its declaration at `declaration`.
    ///
    /// A closure made after the declaration cannot. A hoisted function or a method can, unless everything before the
    /// declaration in its block is free of calls.
    fn may_closure_run_early(&self, binding: BindingId, declaration: Span) -> bool {
        let info = &self.program.bindings[binding.index()];
        // A namespace's statements are the file's: what runs first there runs before them.
        let outwards = std::iter::successors(Some(self.scope(self.bindings[binding.index()].scope)), |scope| {
            scope.parent().map(|outer| self.scope(outer)).filter(|outer| scope.is_module && outer.is_module)
        });
        let first_effect = outwards.map(|scope| scope.first_effect).min().unwrap_or(0);
        let mut function = self.cx.function;
        loop {
            let body = &self.program.functions[function.index()];
            let Some(parent) = body.parent else { break };
            if parent == info.owner {
                break;
            }
            function = parent;
        }
        let outermost = &self.program.functions[function.index()];
        let made_in_place = matches!(outermost.kind, FunctionKind::Arrow)
            || outermost.kind == FunctionKind::Function && self.functions[function.index()].is_expression;
        if made_in_place && outermost.span.start >= declaration.end {
            return false;
        }
        first_effect < declaration.end
    }

    /// An arrow or function expression.
    pub(super) fn check_closure(&mut self, node: &'a ast::Function, arrow: bool, expected: Option<TypeId>, span: Span) -> Expr {
        let kind = if arrow { FunctionKind::Arrow } else { FunctionKind::Function };
        let function = self.function_entity(node, kind, self.cx.scope);
        // A function with a `this` of its own knows the one around it by its class.
        let keeps_this = arrow || self.functions[function.index()].shares_this;
        let expected = if keeps_this { expected } else { expected.map(|ty| self.with_this_known(ty)) };
        let is_invoked = self.invoked_functions.contains(&node.id);
        if self.leaves_bodies()
            && !(is_invoked && node.result.is_none())
            && let Some(ty) = self.bodiless_type(self.cx.scope, node, kind)
        {
            return Expr { kind: ExprKind::Closure { function }, ty, span };
        }
        // One that is all that is asked for says nothing of its own, unless it is called where it stands.
        if self.leaves_bodies()
            && !is_invoked
            && let Some(context) = expected.and_then(|ty| self.contextual_signature(ty, Some(node)))
        {
            let ty = self.types().intern(Type::Function(context));
            if !self.program.types.is_generic(ty) {
                return Expr { kind: ExprKind::Closure { function }, ty, span };
            }
        }
        self.functions[function.index()].is_expression = true;
        // As in tsc, what is called with fewer arguments than the function must have says nothing of them.
        let context = expected.and_then(|ty| self.contextual_signature(ty, Some(node))).filter(|context| !waits_for_types(node) || !has_fewer_parameters(context, node));
        let signature = self.check_closure_body(function, node, context.as_deref());
        let ty = self.types().intern(Type::Function(signature));
        Expr { kind: ExprKind::Closure { function }, ty, span }
    }

    /// Walks the body in place: narrowings of what cannot change any more hold inside. What one that is called where it stands finds out or
    /// assigns holds behind it.
    fn check_closure_body(&mut self, function: FunctionId, node: &'a ast::Function, context: Option<&Signature>) -> Rc<Signature> {
        let is_invoked = self.invoked_functions.contains(&node.id);
        let outer_flow = if is_invoked { self.invoked_flow(function) } else { self.closure_flow(node) };
        if self.program.functions[function.index()].kind == FunctionKind::Arrow {
            self.pass_this_on(function);
        }
        if let Some(this) = context.and_then(|c| c.this)
            && node.this_type.is_none()
            && self.program.functions[function.index()].kind == FunctionKind::Function
        {
            self.functions[function.index()].this_type = Some(this);
        }
        if context.is_none_or(|c| c.this.is_none()) {
            self.report_untyped_this(function, node);
        }
        self.open_function(function);
        self.settle_parameters(function, context);
        if let Some(context) = context {
            self.link_parameters(function, node, context);
        }
        let scope = self.functions[function.index()].scope.expect("a function whose scope was just opened");
        if self.leaves_bodies()
            && node.result.is_none()
            && let Some(result) = self.result_without_walk(node)
        {
            return Rc::new(self.signature_with_result(function, result));
        }
        let mut inner = Context::new(function, scope);
        inner.flow = outer_flow;
        if is_invoked {
            inner.tries = std::mem::take(&mut self.cx.tries);
        }
        let own = std::mem::replace(&mut self.cx, inner);
        let declared = self.declared_result(function);
        let hint = context.map(|c| c.result);
        let asks = is_invoked || declared.is_none() && hint.is_some_and(|hint| !matches!(hint, TypeId::VOID | TypeId::ANY));
        let result = self.in_closure(asks, |c| c.walk_function(function, node, declared, hint));
        let inner = std::mem::replace(&mut self.cx, own);
        if is_invoked {
            self.go_on_behind(function, inner);
        }
        Rc::new(self.signature_with_result(function, result))
    }

    /// What is known inside a function that is called where it stands: all that is known here, of `this` only if it is the same.
    fn invoked_flow(&self, function: FunctionId) -> Flow {
        let mut flow = self.cx.flow.clone();
        if self.program.functions[function.index()].kind != FunctionKind::Arrow {
            flow.retain(|known| known.root != Root::This);
        }
        flow
    }

    /// Goes on behind a function that is called where it stands, whose body was walked as `inner`.
    fn go_on_behind(&mut self, function: FunctionId, inner: Context) {
        let mut flow = self.joined(inner.flow, inner.exits);
        let bindings = &self.program.bindings;
        // What stands for a field that waits for its value is no variable of any body.
        flow.leave_scope_of(|binding| bindings.get(binding.index()).is_some_and(|binding| binding.owner == function));
        if self.program.functions[function.index()].kind != FunctionKind::Arrow {
            flow.restore(&self.cx.flow, |known| known.root == Root::This);
        }
        self.cx.tries = inner.tries;
        self.cx.flow = flow;
    }

    /// Whether the code under way runs where it stands in the body of `owner`: it is that body's, or within functions that are called where
    /// they stand there.
    pub(super) fn runs_within(&self, owner: FunctionId) -> bool {
        let mut function = self.cx.function;
        while function != owner {
            let is_invoked = self.functions[function.index()].node.is_some_and(|node| self.invoked_functions.contains(&node.id));
            match self.program.functions[function.index()].parent {
                Some(parent) if is_invoked => function = parent,
                _ => return false,
            }
        }
        true
    }

    /// What stays known inside a closure made here.
    fn closure_flow(&self, node: &ast::Function) -> Flow {
        let mut flow = self.cx.flow.clone();
        if !flow.reachable {
            return Flow::start();
        }
        // A member may have changed by the time of the call, whoever holds the object.
        flow.retain(|known| match known.root {
            _ if !known.path.is_empty() => false,
            Root::This => false,
            Root::Binding(binding) => match self.bindings[binding.index()].kind {
                BindingKind::Variable { kind: ast::VariableKind::Const, .. } => true,
                BindingKind::Variable { .. } if self.is_exported_by_namespace(binding) => false,
                // Parameters and `let`s: when nothing is assigned to them once the closure exists.
                BindingKind::Variable { kind: ast::VariableKind::Let, .. } | BindingKind::Parameter => {
                    !self.assigned_after(binding, node.span)
                }
                BindingKind::ForOf => self.constant_loop_variables.contains(&binding) || !self.assigned_after(binding, node.span),
                _ => false,
            },
        });
        flow
    }

    /// The parameters of a function that takes one of several lists are parts of that list: what is known of one says something of the others.
    fn link_parameters(&mut self, function: FunctionId, node: &'a ast::Function, context: &Signature) {
        let [rest] = &context.parameters[..] else { return };
        let lists = self.constraint_of(rest.ty);
        let is_list = |c: &Self, part: TypeId| matches!(c.program.types.get(part), Type::Tuple { .. });
        if !rest.rest || node.parameters.len() < 2 || !self.program.types.members(lists).into_iter().all(|part| is_list(self, part)) {
            return;
        }
        let linked: Vec<(usize, BindingId)> = self.program.functions[function.index()].parameters.iter().map(|p| p.binding).enumerate().collect();
        let Some(holder) = linked.first().map(|(_, first)| self.origins.get(first).map(|origin| origin.holder)) else { return };
        let holder = holder.unwrap_or_else(|| self.made_up(lists, node.span));
        self.set_binding_type(holder, lists);
        for (index, binding) in linked {
            let says_itself = node.parameters.get(index).is_none_or(|p| p.ty.is_some() || p.default.is_some() || p.pattern.is_some() || p.rest);
            if !says_itself {
                self.note_origin(binding, holder, index.to_string().into());
            }
        }
    }

    /// Gives each parameter its type: annotated, from the context, or from its default.
    pub(super) fn settle_parameters(&mut self, function: FunctionId, context: Option<&Signature>) {
        let node = self.functions[function.index()].node.expect("a closure has a node");
        let positional = context.map(|c| self.positional(c));
        for (index, parameter) in node.parameters.iter().enumerate() {
            // A default may ask for the function that it is a default of.
            let Some(binding) = self.program.functions[function.index()].parameters.get(index).map(|p| p.binding) else { return };
            if parameter.ty.is_some() {
                continue;
            }
            let is_told = |c: &Signature| index <= c.parameters.len() || c.parameters.iter().any(|parameter| parameter.rest);
            let from_context = positional.as_ref().and_then(|c| match parameter.rest {
                true => context.filter(|_| is_told(c)).map(|whole| self.parameter_tuple(whole, index)),
                false => self.parameter_type_at(c, index, false),
            });
            let from_context = match (from_context, &parameter.default) {
                // Where nothing but undefined is given, the default says it.
                (Some(ty), Some(_)) => Some(self.types().filter(ty, |_, m| m != TypeId::UNDEFINED)).filter(|&ty| ty != TypeId::NEVER),
                (ty, _) => ty,
            };
            if let Some(ty) = from_context {
                self.set_binding_type(binding, ty);
                // What comes behind the beginning of a rest may be missing.
                let is_of_rest = |c: &Signature| c.parameters.iter().position(|p| p.rest).is_some_and(|at| at <= index);
                if !parameter.rest && parameter.default.is_none() && positional.as_ref().is_some_and(is_of_rest) {
                    self.program.empty_places.add_binding(binding);
                }
            } else if parameter.default.is_none() {
                let mut ty = TypeId::ANY;
                match &parameter.pattern {
                    Some(pattern) if context.is_none() && node.body.is_none() => self.check_signature_pattern(pattern, false),
                    Some(pattern) if context.is_none() => ty = self.implied_parameter_type(pattern),
                    None if context.is_none() && !self.is_argument_of_refused() => self.report_implicit_any(parameter),
                    _ => {}
                }
                self.set_binding_type(binding, ty);
            }
            if let (Some(_), Some(scope)) = (&parameter.pattern, self.functions[function.index()].scope) {
                self.settle_parameter_parts(scope, parameter, binding);
            }
        }
    }

    /// The type that the parameter at `index` of a function with this signature has, optional ones with undefined.
    pub(super) fn parameter_type_at(&mut self, signature: &Signature, index: usize, rest: bool) -> Option<TypeId> {
        let last = signature.parameters.last()?;
        if rest {
            return match signature.parameters.get(index) {
                Some(parameter) if parameter.rest => Some(parameter.ty),
                _ => None,
            };
        }
        match signature.parameters.get(index) {
            Some(SignatureParameter { ty, rest: false, .. }) => Some(*ty),
            _ if last.rest => self.element_type(last.ty),
            _ => None,
        }
    }

    /// A parameter `this` without a type, which neither a context tells nor the literal that the function is a method of.
    pub(super) fn report_untyped_this(&mut self, function: FunctionId, node: &ast::Function) {
        let Some(this) = node.untyped_this else { return };
        let info = &mut self.functions[function.index()];
        if info.of_literal {
            return;
        }
        info.this_type = Some(TypeId::ANY);
        self.report_for_good(crate::problem::Problem::ts(7006, this, "the parameter `this` has no type, so it would be `any`".to_string()));
    }

    pub(super) fn report_implicit_any(&mut self, parameter: &ast::Parameter) {
        let (number, what) = if parameter.rest { (7019, "any[]") } else { (7006, "any") };
        let name = &parameter.name.text;
        self.report(
            crate::problem::Problem::ts(number, parameter.span, format!("the parameter `{name}` has no type, so it would be `{what}`"))
                .with_help(format!("write its type: `{name}: …`")),
        );
    }

    /// The type of a function expression whose annotations say all of it; its body is not looked at.
    pub(super) fn annotated_function_type(&mut self, scope: ScopeId, value: &'a ast::Expr) -> Option<TypeId> {
        if let ast::ExprKind::As { operand, ty } = &super::expressions::without_parens(value).kind
            && matches!(super::expressions::without_parens(operand).kind, ast::ExprKind::Arrow(_) | ast::ExprKind::Function(_))
        {
            return self.asserted_type(scope, super::expressions::without_parens(value).id, ty);
        }
        let (node, kind) = match &super::expressions::without_parens(value).kind {
            ast::ExprKind::Arrow(node) => (node, FunctionKind::Arrow),
            ast::ExprKind::Function(node) => (node, FunctionKind::Function),
            _ => return None,
        };
        // An annotation that speaks of the variable itself says nothing.
        if self.asked_early.contains(&node.id) {
            return None;
        }
        self.asked_early.push(node.id);
        let ty = self.annotated_type(scope, node, kind);
        self.asked_early.pop();
        ty
    }

    pub(super) fn annotated_type(&mut self, scope: ScopeId, node: &'a ast::Function, kind: FunctionKind) -> Option<TypeId> {
        let settled = node.result.is_some() || self.result_without_walk(node).is_some();
        if !settled || has_open_parameters(node) {
            return None;
        }
        let function = self.function_entity(node, kind, scope);
        self.functions[function.index()].is_expression = true;
        self.open_function(function);
        let result = match self.declared_result(function) {
            Some(result) => result,
            None => self.result_without_walk(node)?,
        };
        let signature = Rc::new(self.signature_with_result(function, result));
        Some(self.types().intern(Type::Function(signature)))
    }

    /// Whether `binding` may be assigned once a closure written at `closure` exists.
    fn assigned_after(&self, binding: BindingId, closure: Span) -> bool {
        let info = &self.program.bindings[binding.index()];
        let Some(module) = self.modules.get(&info.span.file) else { return true };
        let owner = self.functions[info.owner.index()].node.map(|node| node.span);
        let Some(places) = module.assignments.get(&info.name) else { return false };
        places.iter().any(|&(at, function_start)| {
            let within = owner.is_none_or(|owner| owner.start <= at && at < owner.end);
            let by_owner = function_start == owner.map_or(0, |owner| owner.start);
            within && (at >= closure.start || !by_owner)
        })
    }

    /// Whether anything in its function assigns to `binding` once it has its first value.
    pub(super) fn is_assigned_anywhere(&self, binding: BindingId) -> bool {
        let span = self.program.bindings[binding.index()].span;
        self.assigned_after(binding, Span { start: 0, ..span })
    }

    /// Notes that the body under way assigns to a variable.
    pub(super) fn note_assignment(&mut self, binding: BindingId) {
        self.program.bindings[binding.index()].assigned = true;
    }
}

/// Whether a body gives a value by `return`, nested functions not counted.
pub(super) fn returns_value(statements: &[ast::Statement]) -> bool {
    statements.iter().any(|statement| match &statement.kind {
        S::Return(value) => value.is_some(),
        S::Block(block) => returns_value(&block.statements),
        S::If { then, otherwise, .. } => {
            let one = |s: &ast::Statement| returns_value(std::slice::from_ref(s));
            one(then) || otherwise.as_ref().is_some_and(|s| one(s))
        }
        S::While { body, .. } | S::DoWhile { body, .. } | S::For { body, .. } | S::ForOf { body, .. } | S::Labelled { body, .. } => {
            returns_value(std::slice::from_ref(body))
        }
        S::Switch { cases, .. } => cases.iter().any(|case| returns_value(&case.body)),
        S::Try { body, catch, finally } => {
            returns_value(&body.statements)
                || catch.as_ref().is_some_and(|c| returns_value(&c.body.statements))
                || finally.as_ref().is_some_and(|f| returns_value(&f.statements))
        }
        _ => false,
    })
}

/// Whether running the statement may call a function, those written inside nested functions not counted.
pub(super) fn may_call_statement(statement: &ast::Statement) -> bool {
    let all = |list: &[ast::Statement]| list.iter().any(may_call_statement);
    let maybe = |e: &Option<ast::Expr>| e.as_ref().is_some_and(may_call);
    match &statement.kind {
        S::Variables(variables) => variables.declarations.iter().any(|v| maybe(&v.value) || v.pattern.is_some()),
        S::Namespace(node) => node.statements().any(|(s, _)| may_call_statement(s)),
        S::Function { .. } | S::EntityAlias(_) | S::Interface(_) | S::TypeAlias(_) | S::Empty | S::Break(_) | S::Continue(_) => false,
        S::Enum(node) => node.members.iter().any(|m| maybe(&m.value)),
        S::Class { class, .. } => class_may_call(class),
        S::Expr(e) | S::Throw(e) => may_call(e),
        S::Return(e) => maybe(e),
        S::Block(block) => all(&block.statements),
        S::If { test, then, otherwise } => {
            may_call(test) || may_call_statement(then) || otherwise.as_ref().is_some_and(|s| may_call_statement(s))
        }
        S::While { test, body } | S::DoWhile { test, body } => may_call(test) || may_call_statement(body),
        S::For { init, test, update, body } => {
            maybe(test)
                || maybe(update)
                || may_call_statement(body)
                || match init {
                    Some(ast::ForInit::Variables(variables)) => variables.declarations.iter().any(|v| maybe(&v.value)),
                    Some(ast::ForInit::Expr(e)) => may_call(e),
                    None => false,
                }
        }
        S::ForOf { over, iterable, body, .. } => *over == ast::Over::Keys || may_call(iterable) || may_call_statement(body),
        S::Switch { subject, cases } => may_call(subject) || cases.iter().any(|c| maybe(&c.test) || all(&c.body)),
        S::Labelled { body, .. } => may_call_statement(body),
        S::Try { .. } => true,
    }
}

fn class_may_call(class: &ast::Class) -> bool {
    class.members.iter().any(|m| match &m.kind {
        ast::ClassMemberKind::Field { value, .. } => m.modifiers.is_static && value.as_ref().is_some_and(may_call),
        ast::ClassMemberKind::StaticBlock(_) => true,
        _ => false,
    })
}

fn may_call(expr: &ast::Expr) -> bool {
    use ast::ExprKind as E;
    match &expr.kind {
        E::Missing | E::Number(_) | E::String(_) | E::TemplateStrings { .. } | E::Boolean(_) | E::Null | E::Name(_) | E::This => false,
        E::Arrow(_) | E::Function(_) | E::SuperMember { .. } => false,
        E::Class(class) => class_may_call(class),
        E::Call { .. } | E::New { .. } | E::SuperCall { .. } | E::Await(_) | E::Yield { .. } | E::AssignPattern { .. } | E::Spread(_) => true,
        E::Template { values, .. } | E::Array(values) | E::Sequence(values) => values.iter().any(may_call),
        E::Paren(e) | E::Chain(e) | E::NonNull(e) | E::AsConst(e) | E::Instantiation { operand: e, .. } | E::Delete(e) => may_call(e),
        E::Member { object, .. } => may_call(object),
        E::Index { object, index, .. } => may_call(object) || may_call(index),
        E::Object(properties) => properties.iter().any(|p| match &p.value {
            ast::PropertyValue::Expr(e) | ast::PropertyValue::Shorthand(e) => may_call(e),
            ast::PropertyValue::Getter(_) | ast::PropertyValue::Setter(_) => false,
            ast::PropertyValue::Method(_) | ast::PropertyValue::Spread(_) | ast::PropertyValue::Computed(..) => true,
        }),
        E::Unary { operand, .. } | E::Update { operand, .. } | E::As { operand, .. } | E::Satisfies { operand, .. } => may_call(operand),
        E::Binary { left, right, .. } | E::Logical { left, right, .. } => may_call(left) || may_call(right),
        E::Assign { place, value, .. } => may_call(place) || may_call(value),
        E::Conditional { test, then, otherwise } => may_call(test) || may_call(then) || may_call(otherwise),
    }
}

/// Whether a signature has fewer parameters than a function requires.
pub(super) fn has_fewer_parameters(signature: &Signature, node: &ast::Function) -> bool {
    let required = node.parameters.iter().take_while(|p| !p.optional && !p.rest && p.default.is_none()).count();
    !signature.parameters.last().is_some_and(|p| p.rest) && signature.parameters.len() < required
}

/// Whether a function has parameters without a type: what is expected of it tells that before a default does.
pub(super) fn waits_for_types(function: &ast::Function) -> bool {
    function.parameters.iter().any(|p| p.ty.is_none())
}

/// Whether a function has parameters of which neither a type nor a default says what they are.
pub(super) fn has_open_parameters(function: &ast::Function) -> bool {
    function.parameters.iter().any(|p| p.ty.is_none() && p.default.is_none())
}

/// Whether a function's parameters take types from the context, so that its arguments' inference has to wait for it.
pub(super) fn is_context_sensitive(expr: &ast::Expr) -> bool {
    use ast::ExprKind as E;
    match &expr.kind {
        E::Arrow(f) | E::Function(f) => {
            waits_for_types(f)
                || matches!(&f.body, Some(FunctionBody::Expr(body)) if is_context_sensitive(body))
        }
        E::Paren(e) => is_context_sensitive(e),
        E::Object(properties) => properties.iter().any(|p| match &p.value {
            ast::PropertyValue::Expr(e) | ast::PropertyValue::Shorthand(e) | ast::PropertyValue::Spread(e) | ast::PropertyValue::Computed(_, e) => is_context_sensitive(e),
            ast::PropertyValue::Getter(_) | ast::PropertyValue::Setter(_) => false,
            // What `this` is the context says, too.
            ast::PropertyValue::Method(f) => waits_for_types(f) || super::literals::asks_for_object(f),
        }),
        E::Array(items) => items.iter().any(is_context_sensitive),
        E::Conditional { then, otherwise, .. } => is_context_sensitive(then) || is_context_sensitive(otherwise),
        E::Logical { left, right, .. } => is_context_sensitive(left) || is_context_sensitive(right),
        _ => false,
    }
}
