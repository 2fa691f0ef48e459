//! Strings: templates.

use super::Checker;
use crate::ast::{self, NodeId};
use crate::program::types::Member;
use crate::program::{ArrayElement, Expr, ExprKind, LogicalOp, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// The strings of a tagged template: one array for its place, whenever that is reached.
    pub(super) fn check_template_strings(&mut self, id: NodeId, cooked: &[Option<Rc<[u16]>>], raw: &[Rc<[u16]>], span: Span) -> Expr {
        let place = self.template_sites.len() as u32;
        let place = *self.template_sites.entry(id).or_insert(place);
        if let Some(function) = self.library.function("template.raw") {
            self.reach_function(function);
        }
        let strings = self.types().intern(Type::Array { element: TypeId::STRING, readonly: true });
        let raw_member = Member { name: "raw".into(), ty: strings, optional: false, readonly: true, method: false, numeric: false };
        let raw_object = self.types().intern(Type::Object { members: Rc::from([raw_member]), fresh: false });
        let ty = self.intersect(&[strings, raw_object]);
        let text = |units: &Rc<[u16]>| ArrayElement::Item(Expr { kind: ExprKind::String(units.clone()), ty: TypeId::STRING, span });
        let undefined = || Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span };
        let is_raw = cooked.iter().zip(raw).all(|(cooked, raw)| cooked.as_ref() == Some(raw));
        let cooked = cooked.iter().map(|units| units.as_ref().map_or_else(|| ArrayElement::Item(undefined()), text)).collect();
        let raw = match is_raw {
            true => undefined(),
            false => Expr { kind: ExprKind::Array(raw.iter().map(text).collect()), ty: strings, span },
        };
        let number = || Expr { kind: ExprKind::Number(f64::from(place)), ty: TypeId::NUMBER, span };
        let known_ty = self.types().union([ty, TypeId::UNDEFINED]);
        let known = self.library_call("template.site", vec![number()], known_ty, span);
        let element = self.types().union([TypeId::STRING, TypeId::UNDEFINED]);
        let cooked_ty = self.types().array(element);
        let cooked = Expr { kind: ExprKind::Array(cooked), ty: cooked_ty, span };
        let made = self.library_call("template.add", vec![number(), cooked, raw], ty, span);
        Expr { kind: ExprKind::Logical { op: LogicalOp::Coalesce, left: Box::new(known), right: Box::new(made) }, ty, span }
    }

    /// `` `a${x}b` ``; where a literal or template literal type is expected, of such a type; else a literal where all is constant.
    pub(super) fn check_template(&mut self, strings: &'a [ast::TemplateString], values: &'a [ast::Expr], expected: Option<TypeId>, as_const: bool, span: Span) -> Expr {
        let expects_type = as_const || expected.is_some_and(|ty| self.expects_text(ty));
        let constant = if expects_type { None } else { self.constant_text(self.cx.scope, strings, values, 0) };
        // What a tag like `String.raw` makes is no literal.
        let constant = constant.filter(|_| self.source_text(span).starts_with('`'));
        let values: Vec<Expr> = values.iter().map(|value| self.check_expr(value, None)).collect();
        values.iter().for_each(|value| self.require_text(value));
        let strings: Vec<Rc<[u16]>> = strings.iter().map(|s| s.units.clone()).collect();
        let ty = match constant {
            Some(text) => self.types().string_literal(text, true),
            None if expects_type => {
                let types: Vec<TypeId> = values.iter().map(|value| self.text_type(value.ty)).collect();
                self.template(&strings, &types)
            }
            None => TypeId::STRING,
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
