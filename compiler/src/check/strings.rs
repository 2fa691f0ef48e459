//! Strings: templates.

use super::Checker;
use crate::ast;
use crate::program::{Expr, ExprKind, TypeId};
use crate::source::Span;

impl<'a> Checker<'a> {
    /// `` `a${x}b` ``.
    pub(super) fn check_template(&mut self, strings: &'a [ast::TemplateString], values: &'a [ast::Expr], span: Span) -> Expr {
        let values: Vec<Expr> = values.iter().map(|value| self.check_expr(value, None)).collect();
        let strings = strings.iter().map(|s| s.units.clone()).collect();
        Expr { kind: ExprKind::Template { strings, values }, ty: TypeId::STRING, span }
    }
}
