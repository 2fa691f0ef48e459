//! Exceptions: `throw`, `try`, `catch`, `finally`.

use super::Checker;
use super::flow::Flow;
use super::scope::Value;
use super::variables::BindingKind;
use crate::ast;
use crate::program::{Catch, FunctionKind, Statement, StatementKind, TypeId};
use crate::source::Span;

/// How deep walks of `finally` blocks that were walked before may stand within each other. Deeper ones end with what the first walk knows, which
/// holds by every way, so that the time for nested blocks stays bounded.
const REPEATS: u32 = 3;

impl<'a> Checker<'a> {
    pub(super) fn check_throw(&mut self, value: &'a ast::Expr, span: Span) -> Statement {
        let value = self.check_expr(value, None);
        self.may_throw();
        self.cx.flow = Flow::unreachable();
        Statement { kind: StatementKind::Throw(value), span }
    }

    pub(super) fn check_try(&mut self, body: &'a ast::Block, catch: Option<&'a ast::Catch>, finally: Option<&'a ast::Block>, span: Span) -> Statement {
        let entry = self.cx.flow.clone();
        let outer_exits = std::mem::replace(&mut self.cx.exits, Flow::unreachable());
        self.cx.tries.push(entry.clone());
        let body = self.check_block(&body.statements);
        let thrown = self.cx.tries.pop().expect("a try that was opened is closed once");
        let mut leaves = thrown.clone();
        let after_body = std::mem::replace(&mut self.cx.flow, thrown);
        let catch = catch.map(|catch| {
            // What the catch clause throws leaves through `finally` too.
            self.cx.tries.push(self.cx.flow.clone());
            let made = self.check_catch(catch);
            let rethrown = self.cx.tries.pop().expect("a catch that was opened is closed once");
            leaves = self.joined(leaves.clone(), rethrown);
            made
        });
        let after_catch = if catch.is_some() { self.cx.flow.clone() } else { Flow::unreachable() };
        let after = self.joined(after_body, after_catch);
        let exits = std::mem::replace(&mut self.cx.exits, outer_exits);
        let Some(node) = finally else {
            self.cx.flow = exits;
            self.leave();
            self.cx.flow = after;
            return Statement { kind: StatementKind::Try { body, catch, finally: None }, span };
        };
        let leaves = self.joined(leaves, exits.clone());
        let (finally, end) = self.check_finally(node, after, leaves);
        self.leave_through(node, exits, end);
        Statement { kind: StatementKind::Try { body, catch, finally: Some(finally) }, span }
    }

    /// `finally` is reached in every way; what follows it, only by the ways that ended well. Gives what is known at its end by any way, too.
    fn check_finally(&mut self, block: &'a ast::Block, after: Flow, leaves: Flow) -> (Vec<Statement>, Flow) {
        let any = self.joined(after.clone(), leaves);
        self.cx.flow = any;
        let made = self.check_block(&block.statements);
        let end = self.cx.flow.clone();
        if after.reachable {
            self.cx.flow = after;
            self.walk_again(block, end.clone());
        } else {
            self.cx.flow = Flow::unreachable();
        }
        (made, end)
    }

    /// The ways on which `return` leaves through `finally`, at whose end `end` is known by any way.
    fn leave_through(&mut self, block: &'a ast::Block, exits: Flow, end: Flow) {
        let is_invoked = self.functions[self.cx.function.index()].node.is_some_and(|node| self.invoked_functions.contains(&node.id));
        let counts = self.cx.seeks.is_some() || is_invoked || matches!(self.program.functions[self.cx.function.index()].kind, FunctionKind::Constructor(_));
        if !exits.reachable || !counts {
            return;
        }
        let after = std::mem::replace(&mut self.cx.flow, exits);
        self.walk_again(block, end);
        self.leave();
        self.cx.flow = after;
    }

    /// From the current point to the end of a block that was walked before, to `end`.
    fn walk_again(&mut self, block: &'a ast::Block, end: Flow) {
        if !end.reachable || self.repeats >= REPEATS {
            self.cx.flow = end;
            return;
        }
        let (returns, next) = (self.cx.returns.len(), self.cx.next_target);
        self.repeats += 1;
        self.quietly(|c| c.check_block(&block.statements));
        self.repeats -= 1;
        self.cx.returns.truncate(returns);
        self.cx.next_target = next;
    }

    /// A variable of the block itself cannot have the name of what is caught.
    fn check_catch_names(&mut self, node: &'a ast::Catch) {
        let caught: Vec<&ast::Name> = match &node.pattern {
            Some(pattern) => pattern.names(),
            None => node.name.iter().collect(),
        };
        for statement in &node.body.statements {
            let ast::StatementKind::Variables(variables) = &statement.kind else { continue };
            if variables.kind == ast::VariableKind::Var {
                continue;
            }
            for variable in variables.declarations.iter().filter(|v| v.pattern.is_none() && caught.iter().any(|name| name.text == v.name.text)) {
                let name = &variable.name;
                self.error(2492, name.span, format!("`{}` is what is caught; a variable of the same block needs another name", name.text));
            }
        }
    }

    fn check_catch(&mut self, node: &'a ast::Catch) -> Catch {
        self.in_scope(|checker, scope| {
            let binding = node.name.as_ref().map(|name| {
                let binding = checker.plain_binding(scope, name, BindingKind::Catch);
                match &node.pattern {
                    Some(pattern) => checker.declare_pattern(scope, pattern, BindingKind::Catch),
                    None => checker.declare_value(scope, name, Value::Binding(binding)),
                }
                let mut ty = node.ty.as_ref().map_or(TypeId::UNKNOWN, |ty| checker.resolve_type(scope, ty));
                if let (Some(annotation), false) = (&node.ty, matches!(ty, TypeId::ANY | TypeId::UNKNOWN)) {
                    checker.error(1196, annotation.span, "what is caught may be anything: its type is `any` or `unknown`");
                    ty = TypeId::ANY;
                }
                checker.set_binding_type(binding, ty);
                checker.cx.flow.forget(&super::flow::Reference::binding(binding));
                binding
            });
            checker.check_catch_names(node);
            let mut body = Vec::new();
            if let (Some(pattern), Some(holder)) = (&node.pattern, binding) {
                let steps = checker.take_apart_from(".catch", pattern, holder, ast::VariableKind::Let, true);
                checker.step_statements(steps, ast::VariableKind::Let, &mut body);
            }
            body.extend(checker.check_block(&node.body.statements));
            Catch { binding, body }
        })
    }
}
