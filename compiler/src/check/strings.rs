//! Strings: templates.

use super::Checker;
use crate::ast;
use crate::program::{Expr, ExprKind, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// `` `a${x}b` ``; where a literal or template literal type is expected, of such a type.
    pub(super) fn check_template(&mut self, strings: &'a [ast::TemplateString], values: &'a [ast::Expr], expected: Option<TypeId>, span: Span) -> Expr {
        let values: Vec<Expr> = values.iter().map(|value| self.check_expr(value, None)).collect();
        let strings: Vec<Rc<[u16]>> = strings.iter().map(|s| s.units.clone()).collect();
        let ty = match expected.is_some_and(|ty| self.expects_text(ty)) {
            true => {
                let types: Vec<TypeId> = values.iter().map(|value| self.text_type(value.ty)).collect();
                self.template(&strings, &types)
            }
            false => TypeId::STRING,
        };
        Expr { kind: ExprKind::Template { strings, values }, ty, span }
    }

    fn expects_text(&mut self, expected: TypeId) -> bool {
        self.program.types.members(expected).into_iter().any(|member| {
            let open = self.is_undecided(member);
            let bound = self.constraint_of(member);
            match self.program.types.get(bound) {
                Type::StringLiteral { .. } | Type::Template { .. } => true,
                Type::String => open,
                _ => false,
            }
        })
    }

    /// What a value contributes to a template literal type: a text of its own, or `string`.
    fn text_type(&mut self, ty: TypeId) -> TypeId {
        let ty = self.types().unfresh(ty);
        let texts = [TypeId::STRING, TypeId::NUMBER, TypeId::BOOLEAN, TypeId::NULL, TypeId::UNDEFINED];
        let allowed = self.types().union(texts);
        if ty != TypeId::ANY && self.is_assignable(ty, allowed) { ty } else { TypeId::STRING }
    }
}
