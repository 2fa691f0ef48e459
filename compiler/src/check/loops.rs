//! Loops. A body is walked again until what is known at its head no longer changes; only the last walk counts.

use super::Checker;
use super::flow::{Flow, Reference, Target};
use super::scope::Value;
use super::variables::BindingKind;
use crate::ast::{self, ForHead, ForInit, VariableKind};
use crate::problem::Problem;
use crate::program::{BindingId, Expr, ExprKind, Statement, StatementKind, TypeId};
use crate::source::Span;
use std::rc::Rc;

/// What a loop goes over.
struct Each {
    /// Gives the elements.
    iterable: Expr,
    /// Their type.
    element: TypeId,
    over: ast::Over,
    /// The dictionary whose keys they are: those that were deleted on the way are passed over.
    guarded: Option<BindingId>,
}

impl<'a> Checker<'a> {
    /// Walks a loop: `walk` goes once round from the head, gives what it made, and leaves the flow where the loop goes back.
    fn settle_loop<T>(&mut self, label: Option<Rc<str>>, mut walk: impl FnMut(&mut Self) -> (T, Flow)) -> (T, Target, Flow) {
        let entry = self.cx.flow.clone();
        let mut head = entry.clone();
        let targets = self.cx.next_target;
        let problems = self.problems.len();
        let (returns, returned_nothing) = (self.cx.returns.len(), self.cx.returns_nothing);
        loop {
            self.cx.flow = head.clone();
            self.cx.next_target = targets;
            self.open_target(label.clone(), true, false);
            let (made, exit) = walk(self);
            let closed = self.close_target();
            let back = std::mem::replace(&mut self.cx.flow, Flow::unreachable());
            let next = self.joined(entry.clone(), back);
            // What is known at the head can only shrink, so this ends.
            let next = self.joined(next, head.clone());
            if next == head {
                return (made, closed, exit);
            }
            head = next;
            self.take_back(problems);
            self.cx.returns.truncate(returns);
            self.cx.returns_nothing = returned_nothing;
        }
    }

    /// The end of a body: falling off its end and `continue` meet.
    fn meet_continues(&mut self) {
        let target = self.cx.targets.last_mut().expect("a loop's body has its target");
        let continues = std::mem::replace(&mut target.continues, Flow::unreachable());
        self.meet(continues);
    }

    fn check_loop_test(&mut self, node: &'a ast::Expr) -> (Expr, Flow, Flow) {
        let (test, yes, no) = self.check_condition(node);
        self.check_tested_operands(node, &test, None);
        (test, yes, no)
    }

    pub(super) fn check_while(&mut self, test: &'a ast::Expr, body: &'a ast::Statement, label: Option<Rc<str>>, span: Span) -> Statement {
        let ((test, body), closed, exit) = self.settle_loop(label, |c| {
            let (test, yes, no) = c.check_loop_test(test);
            c.cx.flow = yes;
            let body = c.check_body(body);
            c.meet_continues();
            ((test, body), no)
        });
        self.cx.flow = self.joined(exit, closed.breaks);
        Statement { kind: StatementKind::While { target: closed.id, test, body }, span }
    }

    pub(super) fn check_do_while(&mut self, body: &'a ast::Statement, test: &'a ast::Expr, label: Option<Rc<str>>, span: Span) -> Statement {
        let ((body, test), closed, exit) = self.settle_loop(label, |c| {
            let body = c.check_body(body);
            c.meet_continues();
            let (test, yes, no) = c.check_loop_test(test);
            c.cx.flow = yes;
            ((body, test), no)
        });
        self.cx.flow = self.joined(exit, closed.breaks);
        Statement { kind: StatementKind::DoWhile { target: closed.id, body, test }, span }
    }

    pub(super) fn check_for(
        &mut self,
        (init, test, update): (Option<&'a ForInit>, Option<&'a ast::Expr>, Option<&'a ast::Expr>),
        body: &'a ast::Statement,
        label: Option<Rc<str>>,
        span: Span,
    ) -> Statement {
        self.in_scope(|checker, scope| {
            let (init, per_iteration) = checker.check_for_init(init, scope);
            let ((test, update, body), closed, exit) = checker.settle_loop(label, |c| {
                let (test, exit) = match test {
                    Some(test) => {
                        let (test, yes, no) = c.check_loop_test(test);
                        c.cx.flow = yes;
                        (Some(test), no)
                    }
                    None => (None, Flow::unreachable()),
                };
                let body = c.check_body(body);
                c.meet_continues();
                let update = update.map(|update| c.check_expr(update, None));
                ((test, update, body), exit)
            });
            checker.cx.flow = checker.joined(exit, closed.breaks);
            Statement { kind: StatementKind::For { target: closed.id, init, per_iteration, test, update, body }, span }
        })
    }

    fn check_for_init(&mut self, init: Option<&'a ForInit>, scope: super::scope::ScopeId) -> (Vec<Statement>, Vec<BindingId>) {
        let (mut out, mut per_iteration) = (Vec::new(), Vec::new());
        match init {
            Some(ForInit::Variables(variables)) => {
                if variables.kind != VariableKind::Var {
                    for variable in &variables.declarations {
                        self.declare_variable(scope, variable, variables);
                        if variables.kind == VariableKind::Let {
                            let names = variable.pattern.as_ref().map_or_else(|| vec![&variable.name], |p| p.names());
                            per_iteration.extend(names.iter().filter_map(|name| self.binding_ids.get(&name.id)));
                        }
                    }
                }
                self.check_variables(variables, &mut out);
            }
            Some(ForInit::Expr(expr)) => {
                let value = self.check_expr(expr, None);
                out.push(Self::effect(value, expr.span));
            }
            None => {}
        }
        (out, per_iteration)
    }

    pub(super) fn check_for_of(
        &mut self,
        over: ast::Over,
        head: &'a ForHead,
        iterable: &'a ast::Expr,
        body: &'a ast::Statement,
        label: Option<Rc<str>>,
        span: Span,
    ) -> Statement {
        if over == ast::Over::Keys {
            return self.check_for_in(head, iterable, body, label, span);
        }
        let iterable_node = iterable;
        let iterable = self.check_gone_over(head, iterable);
        let iterable = if iterable.ty == TypeId::UNKNOWN { self.unknown_object(iterable, iterable_node) } else { iterable };
        let element = match over {
            ast::Over::Promised => {
                let sent = self.awaited_steps(iterable.ty).map(|steps| steps.sent);
                self.require_undefined_sent(sent, iterable_node.span, 2763);
                self.check_for_await(&iterable, iterable_node, span)
            }
            _ => {
                self.require_sends_nothing(iterable.ty, iterable_node.span, 2763);
                self.iterated_type(&iterable, iterable_node)
            }
        };
        self.check_each(head, Each { iterable, element, over, guarded: None }, body, label, span)
    }

    /// What a loop goes over, where the loop's own variables are known and have no value yet.
    fn check_gone_over(&mut self, head: &'a ForHead, node: &'a ast::Expr) -> Expr {
        let names: Vec<&'a ast::Name> = match head {
            ForHead::Variable { kind: VariableKind::Var, .. } | ForHead::Place(_) => Vec::new(),
            ForHead::Variable { pattern: Some(pattern), .. } => pattern.names(),
            ForHead::Variable { name, .. } => vec![name],
        };
        let text = self.source_text(node.span);
        if !names.iter().any(|name| text.contains(&*name.text)) {
            return self.check_expr(node, None);
        }
        self.in_scope(|checker, scope| {
            for name in names {
                let binding = checker.new_binding(scope, name.text.clone(), name.span, BindingKind::ForOf);
                checker.program.bindings[binding.index()].global = false;
                checker.set_binding_type(binding, TypeId::ANY);
                checker.variables_to_come.insert(binding);
                checker.scope_mut(scope).values.insert(name.text.clone(), Value::Binding(binding));
            }
            checker.check_expr(node, None)
        })
    }

    /// `for (const key in object)`: over an array of its keys.
    fn check_for_in(&mut self, head: &'a ForHead, object: &'a ast::Expr, body: &'a ast::Statement, label: Option<Rc<str>>, span: Span) -> Statement {
        let value = self.check_gone_over(head, object);
        let mut out = Vec::new();
        let ty = value.ty;
        let (keys, element, guarded) = self.keys_to_go_over(value, &mut out);
        // What has a key is there; after the loop it is not known whether there was one.
        let before = self.cx.flow.clone();
        let present = self.types().non_null(ty);
        if present != TypeId::NEVER {
            let mut flow = before.clone();
            self.narrow_place(&mut flow, object, ty, present);
            self.cx.flow = flow;
        }
        let kind = self.check_each(head, Each { iterable: keys, element, over: ast::Over::Keys, guarded }, body, label, span);
        if present != ty {
            let after = self.cx.flow.clone();
            self.cx.flow = self.joined(before, after);
        }
        if out.is_empty() {
            return kind;
        }
        out.push(kind);
        Statement { kind: StatementKind::Block(out), span }
    }

    /// `for (var x of …)`: the elements come to a variable of the loop's own, and go from there to the function's.
    fn head_of_var(&mut self, scope: super::scope::ScopeId, name: &'a ast::Name, element: TypeId) -> BindingId {
        if let Some(&variable) = self.binding_ids.get(&name.id) {
            match self.bindings[variable.index()].state {
                super::variables::TypeState::Unknown => self.set_binding_type(variable, element),
                _ => {
                    let known = self.binding_type(variable);
                    self.require_same_type(known, element, &name.text, name.span);
                }
            }
        }
        let binding = self.new_binding(scope, "element$".into(), name.span, BindingKind::ForOf);
        self.program.bindings[binding.index()].global = false;
        binding
    }

    fn give_to_var(&mut self, name: &'a ast::Name, element: BindingId, ty: TypeId) -> Option<Statement> {
        let &variable = self.binding_ids.get(&name.id)?;
        self.cx.flow.forget(&Reference::binding(variable));
        self.cx.flow.declare_assigned(variable);
        let value = Expr { kind: ExprKind::Read(element), ty, span: name.span };
        Some(self.assignment_statement(variable, value, name.span))
    }

    fn check_each(&mut self, head: &'a ForHead, each: Each, body: &'a ast::Statement, label: Option<Rc<str>>, span: Span) -> Statement {
        let Each { iterable, element, over, guarded } = each;
        self.in_scope(|checker, scope| {
            let binding = match head {
                ForHead::Variable { kind: VariableKind::Var, name, pattern: None, .. } => checker.head_of_var(scope, name, element),
                ForHead::Variable { kind, name, pattern, .. } => {
                    let binding = checker.plain_binding(scope, name, BindingKind::ForOf);
                    if let Some(pattern) = pattern {
                        checker.program.bindings[binding.index()].global = false;
                        checker.declare_loop_pattern(scope, pattern, *kind);
                        checker.set_binding_type(binding, element);
                    } else {
                        checker.declare_value(scope, name, Value::Binding(binding));
                    }
                    if *kind == VariableKind::Const {
                        checker.constant_loop_variables.insert(binding);
                    }
                    binding
                }
                ForHead::Place(place) => {
                    let binding = checker.new_binding(scope, "element$".into(), place.span, BindingKind::ForOf);
                    checker.program.bindings[binding.index()].global = false;
                    binding
                }
            };
            if over == ast::Over::Keys {
                checker.key_variables.insert(binding);
            }
            checker.set_binding_type(binding, element);
            let (body, closed, exit) = checker.settle_loop(label, |c| {
                let exit = c.cx.flow.clone();
                c.cx.flow.forget(&Reference::binding(binding));
                let mut first = Vec::new();
                if let Some(object) = guarded {
                    let target = c.cx.targets.last().expect("a loop's body has its target").id;
                    first.push(c.skip_deleted(object, binding, target, span));
                }
                match head {
                    ForHead::Place(place) => first.extend(c.assign_element(place, binding, element, over)),
                    ForHead::Variable { kind, pattern: Some(pattern), .. } => {
                        let steps = c.take_apart_from(".for", pattern, binding, *kind, false);
                        c.step_statements(steps, *kind, &mut first);
                    }
                    ForHead::Variable { kind: VariableKind::Var, name, .. } => first.extend(c.give_to_var(name, binding, element)),
                    ForHead::Variable { .. } => {}
                }
                let mut body = c.check_body_with_key(head, over, body);
                if let ForHead::Variable { using: Some(using), name, .. } = head {
                    body = c.dispose_each(binding, element, *using, body, name.span);
                }
                body.splice(0..0, first);
                c.meet_continues();
                (body, exit)
            });
            checker.cx.flow = checker.joined(exit, closed.breaks);
            if over == ast::Over::Promised {
                let is_var = matches!(head, ForHead::Variable { kind: VariableKind::Var, pattern: None, .. });
                let kind = checker.loop_by_promises(iterable, element, closed.id, binding, is_var, body);
                return Statement { kind, span };
            }
            if let Some(table) = checker.table_of(iterable.ty) {
                let kind = checker.loop_over_table(&table, iterable, closed.id, binding, body);
                return Statement { kind, span };
            }
            if checker.is_mixture(iterable.ty) || checker.element_type(iterable.ty).is_none() {
                let kind = checker.loop_by_steps(iterable, element, closed.id, binding, body);
                return Statement { kind, span };
            }
            let iterable = checker.as_bound_list(iterable);
            Statement { kind: StatementKind::ForOf { target: closed.id, binding, iterable, body }, span }
        })
    }

    /// The body of a loop. A `var` that goes through keys counts as one of them there.
    fn check_body_with_key(&mut self, head: &ForHead, over: ast::Over, body: &'a ast::Statement) -> Vec<Statement> {
        let key = match head {
            ForHead::Variable { kind: VariableKind::Var, name, pattern: None, .. } if over == ast::Over::Keys => self.binding_ids.get(&name.id).copied(),
            _ => None,
        };
        let key = key.filter(|&key| self.key_variables.insert(key));
        let body = self.check_body(body);
        if let Some(key) = key {
            self.key_variables.remove(&key);
        }
        body
    }

    fn declare_loop_pattern(&mut self, scope: super::scope::ScopeId, pattern: &'a ast::Pattern, kind: VariableKind) {
        if kind == VariableKind::Var {
            return;
        }
        self.declare_pattern(scope, pattern, BindingKind::ForOf);
        if kind == VariableKind::Const {
            let names = pattern.names();
            self.constant_loop_variables.extend(names.iter().filter_map(|name| self.binding_ids.get(&name.id)));
        }
    }

    /// `for (x of xs)`: the element goes to an existing place.
    fn assign_element(&mut self, node: &'a ast::Expr, binding: BindingId, element: TypeId, over: ast::Over) -> Option<Statement> {
        let value = Expr { kind: ExprKind::Read(binding), ty: element, span: node.span };
        let (place, declared) = self.check_place(node)?;
        if over == ast::Over::Keys && !self.is_open_place(&place) && !self.is_assignable(element, declared) {
            self.error(2405, node.span, "what a `for … in` goes over are keys, so the variable must take strings");
            return None;
        }
        self.take_part(node, &place, declared, &value);
        let kind = ExprKind::Assign { place, value: Box::new(value) };
        Some(Self::effect(Expr { kind, ty: element, span: node.span }, node.span))
    }

    /// Complains of an iterator that must be sent something each time: who goes over it by itself sends undefined.
    pub(super) fn require_sends_nothing(&mut self, iterable: TypeId, span: Span, number: u32) {
        if self.element_type(iterable).is_some() || self.table_of(iterable).is_some() {
            return;
        }
        let sent = self.iteration(iterable).map(|steps| steps.sent);
        self.require_undefined_sent(sent, span, number);
    }

    fn require_undefined_sent(&mut self, sent: Option<TypeId>, span: Span, number: u32) {
        let Some(sent) = sent else { return };
        if !self.is_assignable(TypeId::UNDEFINED, sent) {
            let text = self.text(sent);
            self.error(number, span, format!("what is gone over must be sent a `{text}` each time, and is sent undefined here"));
        }
    }

    /// What spreading a value gives one after the other.
    pub(super) fn spread_type_of(&mut self, value: &Expr, node: &'a ast::Expr) -> TypeId {
        self.require_sends_nothing(value.ty, node.span, 2764);
        self.spread_element(value, node)
    }

    /// The same, whatever the iterator must be sent. A value that may be missing has no iterator to tsc, which speaks of `for … of` otherwise.
    pub(super) fn spread_element(&mut self, value: &Expr, node: &'a ast::Expr) -> TypeId {
        let without = self.types().non_null(value.ty);
        if without == value.ty {
            return self.iterated_element(value, node.span);
        }
        let missing = if self.types().admits_undefined(value.ty) { "undefined" } else { "null" };
        let text = self.source_text(node.span);
        let problem = match without {
            TypeId::NEVER => Problem::ts(2488, node.span, format!("`{text}` cannot be gone over: it has no `[Symbol.iterator]`")),
            _ => Problem::ts(2488, node.span, format!("`{text}` may be {missing} here, which cannot be gone over"))
                .with_help(format!("test it first, or go over `{text} ?? []`")),
        };
        self.report(problem);
        self.element_type(without).unwrap_or(TypeId::ANY)
    }

    /// What `for … of` gives one after the other.
    pub(super) fn iterated_type(&mut self, iterable: &Expr, node: &'a ast::Expr) -> TypeId {
        let without = self.types().non_null(iterable.ty);
        // What gives nothing is not what may be missing.
        let gives_nothing = self.program.types.members(iterable.ty).contains(&TypeId::VOID);
        if without != iterable.ty && !gives_nothing {
            self.require_present_operand(iterable.ty, node);
            return self.element_type(without).unwrap_or(TypeId::ANY);
        }
        self.iterated_element(iterable, node.span)
    }

    /// The same for a value whose expression stands nowhere.
    pub(super) fn iterated_element(&mut self, iterable: &Expr, span: Span) -> TypeId {
        if let Some(element) = self.element_type(iterable.ty) {
            return element;
        }
        if let Some(table) = self.table_of(iterable.ty) {
            return self.table_element(&table);
        }
        if iterable.ty == TypeId::ANY || iterable.ty == TypeId::NEVER {
            return TypeId::ANY;
        }
        if let Some(steps) = self.iteration(iterable.ty) {
            if self.gives_no_values(iterable.ty) {
                self.error(2490, span, "what the `next` of an iterator gives has a `value`");
                return TypeId::ANY;
            }
            return steps.given;
        }
        let known = self.with_this_known(iterable.ty);
        if self.inherits_unknown(known) {
            return TypeId::ANY;
        }
        let text = self.text(iterable.ty);
        self.error(2488, span, format!("a `{text}` cannot be gone over: it has no `[Symbol.iterator]`"));
        TypeId::ANY
    }

}
