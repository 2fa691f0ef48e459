//! What is only declared: in `.d.ts` files, behind `declare`, in a `declare namespace`.
//!
//! There is nothing to run there: no statements, no bodies, and of values only literals, which stand for the types of constants.

use super::read::Reader;
use crate::ast::{TypeKind, TypeNode};
use crate::source::Span;
use swc_ecma_ast as swc;

impl Reader<'_> {
    /// The type that a literal gives an ambient constant, `any` if it gives none; reports values that an ambient declaration may not have.
    pub fn read_ambient_value(&mut self, value: Option<&swc::Expr>, is_constant: bool, is_typed: bool) -> Option<TypeNode> {
        let value = value?;
        let span = self.span_of(value);
        if !is_constant || is_typed {
            self.report(1039, span, "Initializers are not allowed in ambient contexts.");
            return (!is_typed).then_some(TypeNode { kind: TypeKind::Any, span });
        }
        let kind = self.literal_type(value, span);
        if kind.is_none() {
            self.report(1254, span, "A 'const' initializer in an ambient context must be a string or numeric literal or literal enum reference.");
        }
        Some(TypeNode { kind: kind.unwrap_or(TypeKind::Any), span })
    }

    fn literal_type(&mut self, value: &swc::Expr, span: Span) -> Option<TypeKind> {
        match value {
            swc::Expr::Lit(swc::Lit::Str(text)) => Some(TypeKind::StringLiteral(super::literals::units(text))),
            swc::Expr::Lit(swc::Lit::Num(number)) => Some(TypeKind::NumberLiteral(number.value)),
            swc::Expr::Lit(swc::Lit::Bool(boolean)) => Some(TypeKind::BooleanLiteral(boolean.value)),
            swc::Expr::Tpl(template) if template.exprs.is_empty() => {
                let units = template.quasis.first().map(|part| self.read_template_string(part).units)?;
                Some(TypeKind::StringLiteral(units))
            }
            swc::Expr::Unary(swc::UnaryExpr { op: swc::UnaryOp::Minus, arg, .. }) => match &**arg {
                swc::Expr::Lit(swc::Lit::Num(number)) => Some(TypeKind::NumberLiteral(-number.value)),
                _ => None,
            },
            swc::Expr::Member(_) => {
                let mut parts = Vec::new();
                let mut rest = value;
                while let swc::Expr::Member(swc::MemberExpr { obj, prop: swc::MemberProp::Ident(name), .. }) = rest {
                    parts.push(self.ident_name(name));
                    rest = obj;
                }
                let swc::Expr::Ident(root) = rest else { return None };
                parts.push(self.ident(root));
                parts.reverse();
                Some(TypeKind::Reference { name: crate::ast::EntityName { parts, span }, arguments: Vec::new() })
            }
            _ => None,
        }
    }

    /// Nothing runs in an ambient context; the first statement of a block is told of.
    pub fn check_ambient_items(&mut self, items: &[swc::ModuleItem]) {
        let is_statement = |item: &&swc::ModuleItem| matches!(item, swc::ModuleItem::Stmt(statement) if !matches!(statement, swc::Stmt::Decl(_)));
        if let Some(first) = items.iter().find(is_statement).filter(|_| self.declarations) {
            self.report(1036, self.span_of(first), "Statements are not allowed in ambient contexts.");
        }
    }

    /// Generators have bodies.
    pub fn check_ambient_generator(&mut self, function: &swc::Function, is_ambient: bool, span: Span) {
        if function.is_generator && is_ambient {
            let start = span.start as usize;
            let star = self.text[start..].find('*').map_or(span.start, |at| (start + at) as u32);
            self.report(1221, Span { start: star, end: star + 1, ..span }, "Generators are not allowed in an ambient context.");
        }
    }
}
