//! Statements: the dispatch over their forms, blocks, hoisting.

use super::Checker;
use crate::ast::{self, StatementKind as S};
use crate::program::{Expr, Statement, StatementKind};
use crate::source::Span;

impl<'a> Checker<'a> {
    /// A list of statements whose names are declared in the current scope.
    pub(super) fn check_statements(&mut self, statements: &'a [ast::Statement], out: &mut Vec<Statement>) {
        self.hoist_functions(statements.iter(), out);
        self.check_rest(statements, out);
    }

    fn check_rest(&mut self, statements: &'a [ast::Statement], out: &mut Vec<Statement>) {
        for (at, statement) in statements.iter().enumerate() {
            if let S::Variables(variables @ ast::Variables { using: Some(using), .. }) = &statement.kind {
                let waits = statements[at..].iter().any(ast::Statement::waits_at_end);
                return self.check_using(variables, *using, waits, statement.span, &mut |c, out| c.check_rest(&statements[at + 1..], out), out);
            }
            self.check_statement(statement, out);
        }
    }

    /// Function declarations become closures at the start of their block; their bodies are walked later.
    pub(super) fn hoist_functions(&mut self, statements: impl Iterator<Item = &'a ast::Statement>, out: &mut Vec<Statement>) {
        let statements: Vec<&'a ast::Statement> = statements.collect();
        self.check_implementations(&statements);
        for statement in statements {
            let S::Function { function: node, .. } = &statement.kind else { continue };
            let Some(&function) = self.function_ids.get(&node.id) else { continue };
            if !self.is_library(statement.span.file) {
                self.queue_function(function);
            }
            let binding = node.name.as_ref().and_then(|name| self.binding_ids.get(&name.id));
            let (Some(&binding), Some(_)) = (binding, &node.body) else { continue };
            self.check_overloads(function);
            let ty = self.overloaded_type(function);
            self.set_binding_type(binding, ty);
            out.push(Statement { kind: StatementKind::Function { binding, function }, span: statement.span });
        }
    }

    /// A block with a scope of its own.
    pub(super) fn check_block(&mut self, statements: &'a [ast::Statement]) -> Vec<Statement> {
        self.in_scope(|checker, scope| {
            checker.declare_statements(scope, statements);
            let mut out = Vec::with_capacity(statements.len());
            checker.check_statements(statements, &mut out);
            out
        })
    }

    /// The body of an `if` or loop: a block, or one statement.
    pub(super) fn check_body(&mut self, statement: &'a ast::Statement) -> Vec<Statement> {
        match &statement.kind {
            S::Block(block) => self.check_block(&block.statements),
            _ => self.check_block(std::slice::from_ref(statement)),
        }
    }

    pub(super) fn check_statement(&mut self, node: &'a ast::Statement, out: &mut Vec<Statement>) {
        let span = node.span;
        match &node.kind {
            S::Variables(variables) => self.check_variables(variables, out),
            S::Function { .. } | S::Empty => {}
            S::Interface(interface) => self.check_interface(interface),
            S::TypeAlias(alias) => self.check_alias(alias),
            S::Enum(node) => self.check_enum(node, out),
            S::Namespace(node) => self.check_namespace(node, out),
            S::EntityAlias(node) => self.check_entity_alias(node),
            S::Class { class, declare } => self.check_class_statement(class, *declare, span, out),
            S::Expr(expr) if self.is_beside_sought(expr) => {}
            S::Expr(expr) => {
                let value = match &expr.kind {
                    ast::ExprKind::Yield { value, delegate } => self.check_yield(value.as_deref(), *delegate, (false, None), expr.span),
                    _ => self.check_for_truth(expr),
                };
                self.apply_assertion(expr);
                out.push(Statement { kind: StatementKind::Expr(value), span });
            }
            S::Block(block) => {
                let body = self.check_block(&block.statements);
                out.push(Statement { kind: StatementKind::Block(body), span });
            }
            S::If { test, then, otherwise } => out.push(self.check_if(test, then, otherwise.as_deref(), span)),
            S::While { test, body } => out.push(self.check_while(test, body, None, span)),
            S::DoWhile { body, test } => out.push(self.check_do_while(body, test, None, span)),
            S::For { init, test, update, body } => {
                let statement = self.check_for((init.as_ref(), test.as_ref(), update.as_ref()), body, None, span);
                out.push(statement);
            }
            S::ForOf { over, head, iterable, body } => out.push(self.check_for_of(*over, head, iterable, body, None, span)),
            S::Switch { subject, cases } => out.push(self.check_switch(subject, cases, span)),
            S::Labelled { label, body } => out.push(self.check_labelled(label, body, span)),
            S::Break(label) => out.push(self.check_break(label.as_ref(), span)),
            S::Continue(label) => out.push(self.check_continue(label.as_ref(), span)),
            S::Return(value) => out.push(self.check_return(value.as_ref(), span)),
            S::Throw(value) => out.push(self.check_throw(value, span)),
            S::Try { body, catch, finally } => out.push(self.check_try(body, catch.as_ref(), finally.as_ref(), span)),
        }
    }

    fn check_interface(&mut self, node: &'a ast::Interface) {
        if let Some(&id) = self.interface_ids.get(&node.name.id) {
            match self.collection_alias(id) {
                Some(alias) => _ = self.alias_meaning(alias),
                None => _ = self.interface_members(id),
            }
            self.check_parameters_alike(id, node);
            if self.interfaces[id.index()].span == node.name.span {
                self.check_annotated_variance(super::relate::Declared::Interface(id));
            }
        }
    }

    /// An expression as a statement of the Program.
    pub(super) fn effect(expr: Expr, span: Span) -> Statement {
        Statement { kind: StatementKind::Expr(expr), span }
    }

}
