//! Tests that can only go one way: of functions that were meant to be called, of promises that were meant to be awaited, of enums' members.

use super::Checker;
use super::expressions::without_parens;
use crate::ast::{self, ExprKind as E, LogicalOp};
use crate::problem::Problem;
use crate::program::{Expr, ExprKind, Type, TypeId};
use crate::source::Span;

/// Where what is tested may be mentioned, which makes the test a question whether it is there.
#[derive(Default)]
struct Within {
    /// What runs where the test holds.
    body: Option<Span>,
    /// What stands behind `&&`.
    rights: Vec<Span>,
}

impl Checker<'_> {
    /// A whole condition, of which `body` is what runs where it holds.
    pub(super) fn check_tested(&mut self, test: &ast::Expr, expr: &Expr, body: Span) {
        self.check_ends(test, expr, &Within { body: Some(body), rights: Vec::new() });
    }

    /// The operands of `&&`, and within an `if` those of `||` and `??`. Those below a `??` were looked at as values.
    pub(super) fn check_tested_operands(&mut self, node: &ast::Expr, expr: &Expr, body: Option<Span>) {
        self.check_operands(node, expr, &Within { body, rights: Vec::new() });
    }

    fn check_operands(&mut self, node: &ast::Expr, expr: &Expr, within: &Within) {
        let is_bare = !matches!(node.kind, E::Paren(_));
        let Some((op, [(left, left_expr), (right, right_expr)])) = operands(node, expr) else { return };
        let mut rights = Vec::new();
        if op == LogicalOp::And {
            rights.push(right.span);
            rights.extend(is_bare.then(|| within.rights.clone()).into_iter().flatten());
        }
        let inner = Within { body: within.body, rights: if matches!(left.kind, E::Paren(_)) { Vec::new() } else { rights } };
        if op == LogicalOp::And || within.body.is_some() {
            self.check_ends(left, left_expr, &inner);
        }
        if op != LogicalOp::Coalesce {
            self.check_operands(left, left_expr, &inner);
            self.check_operands(right, right_expr, &Within { body: within.body, rights: Vec::new() });
        }
    }

    /// What decides last: the right operand, and of `||` and `??` the left ones too.
    fn check_ends(&mut self, node: &ast::Expr, expr: &Expr, within: &Within) {
        let Some((op, [(left, left_expr), (right, right_expr)])) = operands(node, expr) else { return self.check_truth(node, expr, within) };
        let right = without_parens(right);
        match operands(right, right_expr) {
            Some(_) => self.check_ends(right, right_expr, &Within { body: within.body, rights: Vec::new() }),
            None => self.check_truth(right, right_expr, within),
        }
        if op != LogicalOp::And {
            self.check_ends(left, left_expr, &Within { body: within.body, rights: Vec::new() });
        }
    }

    fn check_truth(&mut self, node: &ast::Expr, expr: &Expr, within: &Within) {
        if self.quiet > 0 {
            return;
        }
        let node = without_parens(node);
        let node = if let E::Chain(inner) = &node.kind { inner } else { node };
        if self.check_enum_truth(node, expr) {
            return;
        }
        let ty = self.constraint_of(expr.ty);
        let is_promise = ty != TypeId::ANY && self.promised(ty).is_some();
        if !is_promise && !self.has_signatures(ty) {
            return;
        }
        let name = match &node.kind {
            E::Name(name) => Some(name),
            E::Member { property, .. } => Some(&property.text),
            _ => None,
        };
        match name {
            Some(name) if self.is_mentioned(node, name, within) => {}
            _ if is_promise => self.report(
                Problem::ts(2801, node.span, "this condition is always true: it is a promise").with_help("write `await` before it"),
            ),
            Some(name) => self.report(
                Problem::ts(2774, node.span, format!("this condition is always true: `{name}` is a function"))
                    .with_help(format!("call it: `{name}()`")),
            ),
            None => {}
        }
    }

    fn has_signatures(&mut self, ty: TypeId) -> bool {
        match self.program.types.get(ty).clone() {
            Type::Function(_) => true,
            Type::Intersection(parts) => parts.iter().any(|&part| self.has_signatures(part)),
            Type::Union(parts) => parts.iter().all(|&part| self.has_signatures(part)),
            Type::Interface { .. } | Type::Object { .. } => self.called_part(ty).is_some(),
            _ => false,
        }
    }

    /// `if (E.A)`: a constant. Says whether it is one.
    fn check_enum_truth(&mut self, node: &ast::Expr, expr: &Expr) -> bool {
        let E::Member { object, .. } = &node.kind else { return false };
        if self.enum_object(object).is_none() {
            return false;
        }
        let always = match &expr.kind {
            ExprKind::Number(number) => *number != 0.0 && !number.is_nan(),
            ExprKind::String(units) => !units.is_empty(),
            _ => return false,
        };
        self.error(2845, node.span, format!("this condition is always {always}: it is a member of an enum"));
        true
    }

    fn is_mentioned(&self, node: &ast::Expr, name: &str, within: &Within) -> bool {
        let is_member = matches!(node.kind, E::Member { .. });
        let path = normal(&self.source_text(node.span));
        let said = |span: Span| normal(&self.source_text(span));
        // The name itself, alone, is no use.
        let uses = |text: String, name: &str, of_member: bool| (is_member || text != name) && mentions(&text, name, of_member);
        let in_right = |&right: &Span| uses(said(right), name, is_member);
        let in_body = |body: Span| uses(said(body), if is_member { &path } else { name }, false);
        within.rights.iter().any(in_right) || within.body.is_some_and(in_body)
    }
}

type Operand<'n> = (&'n ast::Expr, &'n Expr);

/// The two sides of `&&`, `||` and `??`.
fn operands<'n>(node: &'n ast::Expr, expr: &'n Expr) -> Option<(LogicalOp, [Operand<'n>; 2])> {
    match (&without_parens(node).kind, &expr.kind) {
        (E::Logical { op, left, right }, ExprKind::Logical { left: left_expr, right: right_expr, .. }) => {
            Some((*op, [(&**left, &**left_expr), (&**right, &**right_expr)]))
        }
        _ => None,
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '#')
}

/// A text without the spaces that separate nothing, and with plain dots only.
fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    let mut spaced = false;
    for c in text.chars() {
        if c.is_whitespace() {
            spaced = true;
            continue;
        }
        if spaced && is_word(c) && normal.chars().last().is_some_and(is_word) {
            normal.push(' ');
        }
        spaced = false;
        normal.push(c);
    }
    normal.replace("?.", ".").replace("!.", ".")
}

/// Whether a text has the path as a whole, or, where it is a member's name, that behind a dot.
fn mentions(text: &str, path: &str, is_member: bool) -> bool {
    text.match_indices(path).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + path.len()..]);
        let is_behind_dot = before.ends_with('.') && !before.ends_with("...");
        !after.starts_with(is_word) && !before.ends_with(is_word) && is_behind_dot == is_member
    })
}
