//! Control flow without loops: `if`, `switch`, labels and jumps.

use super::Checker;
use super::flow::{Flow, Target};
use super::scope::{ScopeId, Value};
use super::variables::BindingKind;
use crate::ast::{self, StatementKind as S};
use crate::program::{BindingId, Expr, Statement, StatementKind, TargetId, TypeId};
use crate::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    pub(super) fn check_if(&mut self, test: &'a ast::Expr, then: &'a ast::Statement, otherwise: Option<&'a ast::Statement>, span: Span) -> Statement {
        let (test_node, (test, yes, no)) = (test, self.check_condition(test));
        self.check_tested(test_node, &test, then.span);
        self.check_tested_operands(test_node, &test, Some(then.span));
        if matches!(then.kind, S::Empty) {
            self.error(1313, then.span, "the body of this `if` is empty: a `;` stands after the condition");
        }
        self.cx.flow = yes;
        let then = self.check_body(then);
        let after_then = std::mem::replace(&mut self.cx.flow, no);
        let otherwise = otherwise.map_or(Vec::new(), |statement| self.check_body(statement));
        self.meet(after_then);
        Statement { kind: StatementKind::If { test, then, otherwise }, span }
    }

    /// A statement that `break` can leave.
    pub(super) fn open_target(&mut self, label: Option<Rc<str>>, is_loop: bool, is_switch: bool) -> TargetId {
        let id = TargetId(self.cx.next_target);
        self.cx.next_target += 1;
        let (breaks, continues) = (Flow::unreachable(), Flow::unreachable());
        self.cx.targets.push(Target { id, label, is_loop, is_switch, breaks, continues });
        id
    }

    pub(super) fn close_target(&mut self) -> Target {
        self.cx.targets.pop().expect("a target that was opened is closed once")
    }

    pub(super) fn check_break(&mut self, label: Option<&ast::Ident>, span: Span) -> Statement {
        self.check_jump(span, StatementKind::Break, |target| match label {
            Some(label) => (target.label.as_ref() == Some(&label.text)).then_some(&mut target.breaks),
            None => (target.is_loop || target.is_switch).then_some(&mut target.breaks),
        })
    }

    pub(super) fn check_continue(&mut self, label: Option<&ast::Ident>, span: Span) -> Statement {
        let named = label.and_then(|label| self.cx.targets.iter().rev().find(|target| target.label.as_ref() == Some(&label.text)));
        if let (Some(label), Some(false)) = (label, named.map(|target| target.is_loop)) {
            self.error(1115, span, format!("`continue` goes on with a loop, and `{}` labels none", label.text));
        }
        self.check_jump(span, StatementKind::Continue, |target| match label {
            Some(label) => (target.label.as_ref() == Some(&label.text)).then_some(&mut target.continues),
            None => target.is_loop.then_some(&mut target.continues),
        })
    }

    /// A jump to the innermost target that `flow_at` gives the jumps of. One without a target was complained of when it was read,
    /// but for those in static blocks, around which the parser sees the loops outside.
    fn check_jump(&mut self, span: Span, kind: fn(TargetId) -> StatementKind, flow_at: impl Fn(&mut Target) -> Option<&mut Flow>) -> Statement {
        let in_block = self.place_of_block().is_some();
        let found = self.cx.targets.iter_mut().rev().find_map(|target| {
            let id = target.id;
            flow_at(target).map(|jumps| (id, jumps))
        });
        let Some((id, jumps)) = found else {
            if in_block {
                self.error(1107, span, "a jump does not leave the static block of a class");
            }
            return Statement { kind: StatementKind::Expr(self.missing(span)), span };
        };
        let flow = std::mem::replace(&mut self.cx.flow, Flow::unreachable());
        let before = std::mem::replace(jumps, Flow::unreachable());
        *jumps = before.join(flow, &mut self.program);
        Statement { kind: kind(id), span }
    }

    pub(super) fn check_labelled(&mut self, label: &'a ast::Ident, body: &'a ast::Statement, span: Span) -> Statement {
        let label = Some(label.text.clone());
        match &body.kind {
            S::While { test, body } => self.check_while(test, body, label, span),
            S::DoWhile { body, test } => self.check_do_while(body, test, label, span),
            S::For { init, test, update, body } => self.check_for((init.as_ref(), test.as_ref(), update.as_ref()), body, label, span),
            S::ForOf { over, head, iterable, body } => self.check_for_of(*over, head, iterable, body, label, span),
            _ => {
                let target = self.open_target(label, false, false);
                let body = self.check_body(body);
                let closed = self.close_target();
                self.meet(closed.breaks);
                Statement { kind: StatementKind::Labelled { target, body }, span }
            }
        }
    }

    pub(super) fn check_switch(&mut self, subject_node: &'a ast::Expr, cases: &'a [ast::SwitchCase], span: Span) -> Statement {
        let subject = self.check_expr(subject_node, None);
        let target = self.open_target(None, false, true);
        let outer = self.cx.scope;
        let scope = self.open_scope(outer, self.cx.function);
        for case in cases {
            self.declare_statements(scope, &case.body);
        }
        self.begin_cases(scope);
        let mut entry = self.cx.flow.clone();
        self.scope_mut(scope).first_effect = span.start;
        self.scope_mut(scope).cases = cases.iter().map(|case| case.span.start).collect();
        self.cx.scope = scope;
        let (tests, starts) = self.check_cases(subject_node, &subject, cases, &mut entry);
        self.cx.flow = Flow::unreachable();
        let mut bodies = Vec::with_capacity(cases.len());
        for ((case, test), start) in cases.iter().zip(tests).zip(starts) {
            self.meet(start.unwrap_or_else(|| entry.clone()));
            let mut body = Vec::new();
            self.check_statements(&case.body, &mut body);
            bodies.push((test, body));
        }
        self.cx.scope = outer;
        let has_default = cases.iter().any(|case| case.test.is_none());
        let is_exhausted = !has_default && self.is_exhausted(subject_node, &subject, &entry);
        if !has_default && !is_exhausted {
            self.meet(entry.clone());
        }
        let closed = self.close_target();
        self.meet(closed.breaks);
        if is_exhausted && !self.cx.flow.reachable {
            // Behind a switch that leaves nothing over the subject is `never`: `const none: never = subject` says so.
            self.cx.flow = entry.never_reached();
        }
        Statement { kind: StatementKind::Switch { target, subject, cases: bodies }, span }
    }

    /// What one case declares holds nothing in the others.
    fn begin_cases(&mut self, scope: ScopeId) {
        let bindings: Vec<BindingId> = self.scope(scope).values.values().filter_map(|value| match value {
            Value::Binding(binding) => Some(*binding),
            _ => None,
        }).collect();
        for binding in bindings {
            if matches!(self.bindings[binding.index()].kind, BindingKind::Variable { node, .. } if node.value.is_some() && node.pattern.is_none()) {
                self.cx.flow.declare_unassigned(binding);
            }
        }
    }

    /// The cases' tests, and what is known where each body begins (`None`: the default). `entry` becomes what is known where
    /// no case matched.
    fn check_cases(
        &mut self,
        subject_node: &'a ast::Expr,
        subject: &Expr,
        cases: &'a [ast::SwitchCase],
        entry: &mut Flow,
    ) -> (Vec<Option<Expr>>, Vec<Option<Flow>>) {
        let (mut tests, mut starts) = (Vec::new(), Vec::new());
        for case in cases {
            let Some(test_node) = &case.test else {
                tests.push(None);
                starts.push(None);
                continue;
            };
            self.cx.flow = entry.clone();
            let hint = Some(subject.ty);
            let (matched, missed, test) = self.check_case(subject_node, subject, test_node, hint);
            *entry = missed;
            tests.push(Some(test));
            starts.push(Some(matched));
        }
        let values: Vec<TypeId> = tests.iter().flatten().map(|test| test.ty).collect();
        if values.len() > 1 && !matches!(subject_node.kind, ast::ExprKind::Boolean(true)) {
            self.narrow_by_cases(entry, subject_node, subject, &values);
        }
        (tests, starts)
    }

    fn check_case(&mut self, subject_node: &'a ast::Expr, subject: &Expr, test_node: &'a ast::Expr, hint: Option<TypeId>) -> (Flow, Flow, Expr) {
        if let ast::ExprKind::Boolean(true) = subject_node.kind {
            let (test, yes, no) = self.check_condition(test_node);
            self.check_comparable_case(&test, subject, test_node);
            return (yes, no, test);
        }
        let test = self.check_expr(test_node, hint);
        self.check_comparable_case(&test, subject, test_node);
        let (yes, no) = self.case_ways(subject_node, subject, &test);
        (yes, no, test)
    }

    fn check_comparable_case(&mut self, test: &Expr, subject: &Expr, node: &ast::Expr) {
        let nullish = matches!(test.ty, TypeId::NULL | TypeId::UNDEFINED);
        if !nullish && !self.are_comparable(subject.ty, test.ty) {
            let (found, wanted) = (self.text(test.ty), self.text(subject.ty));
            self.error(2678, node.span, format!("this case never matches: a `{found}` is not comparable with the `{wanted}` of the switch"));
        }
    }

    /// Whether the cases leave nothing over of the subject, so that no way leads past them.
    fn is_exhausted(&mut self, node: &'a ast::Expr, subject: &Expr, entry: &Flow) -> bool {
        if !entry.reachable || subject.ty == TypeId::NEVER {
            return false;
        }
        match &super::expressions::without_parens(node).kind {
            ast::ExprKind::Boolean(true) => false,
            ast::ExprKind::Unary { op: ast::UnaryOp::TypeOf, operand } => {
                let crate::program::ExprKind::TypeOf(value) = &subject.kind else { return false };
                let known = self.reference_of(operand).and_then(|r| entry.get(&r)).unwrap_or(value.ty);
                known == TypeId::NEVER
            }
            _ => self.subject_left(node, subject, entry) == TypeId::NEVER,
        }
    }

    fn subject_left(&mut self, node: &'a ast::Expr, subject: &Expr, entry: &Flow) -> TypeId {
        match self.reference_of(node) {
            Some(reference) => entry.get(&reference).unwrap_or(subject.ty),
            None => subject.ty,
        }
    }
}
