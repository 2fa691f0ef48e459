//! `f.call(…)`, `f.apply(…)`, `f.bind(…)`: calls that say what `this` is, with the types of `strictBindCallApply`.
//!
//! Of a method the object must be the one it is read from: `o.m.bind(o)`.

use super::super::Checker;
use super::super::members::How;
use super::one_by_one;
use crate::ast::{self, ExprKind as E};
use crate::program::types::BIND;
use crate::program::{ArrayElement, Callee, Expr, ExprKind, Signature, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

/// Which of the three.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Call,
    Apply,
    Bind,
}

impl<'a> Checker<'a> {
    /// The call, if it is one of the three.
    pub(super) fn check_bound_call(&mut self, callee: &'a ast::Expr, arguments: &'a [ast::Expr], expected: Option<TypeId>, span: Span) -> Option<Expr> {
        let E::Member { object: target, property, optional: link } = &callee.kind else { return None };
        let way = match &*property.text {
            "call" => Way::Call,
            "apply" => Way::Apply,
            "bind" => Way::Bind,
            _ => return None,
        };
        if arguments.iter().take(if way == Way::Apply { 2 } else { 1 }).any(|a| matches!(a.kind, E::Spread(_))) {
            return None;
        }
        if let Some(bound) = self.bound_method(target, way, arguments, expected, span) {
            return Some(bound);
        }
        let (signature, is_typed) = self.bindable(target)?;
        // As in tsc what is generic gives what it gives of what its type parameters extend.
        let known = Rc::new(self.at_constraints(&signature));
        let function = self.check_object_of(target, *link);
        if arguments.is_empty() && way == Way::Bind {
            self.error(2554, property.span, "1 argument expected, found 0");
            return Some(self.missing(span));
        }
        let this = match arguments.first() {
            Some(node) => self.check_told_this(known.this, node),
            None => Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span },
        };
        self.may_throw();
        Some(match way {
            Way::Call => {
                let is_generic = !signature.type_parameters.is_empty();
                let call = self.check_arguments(&[signature], &[], arguments.get(1..).unwrap_or(&[]), property.span, span, expected);
                let callee = Callee::Bound { function: Box::new(function), this: Box::new(this) };
                let ty = if is_generic { known.result } else { call.result };
                Expr { kind: ExprKind::Call { callee, arguments: one_by_one(call.arguments, span) }, ty, span }
            }
            Way::Apply => self.apply_list(function, this, &known, arguments.get(1), span),
            Way::Bind => {
                let signature = if arguments.len() < 2 && signature.this.is_none() { signature } else { known };
                let bound = self.bind_first(function, this, &signature, &arguments[1..], span);
                match is_typed {
                    true => bound,
                    // `bind` of `Function` gives any.
                    false => self.as_anything(bound),
                }
            }
        })
    }

    /// `o.m.bind(o)` and its like.
    fn bound_method(&mut self, target: &'a ast::Expr, way: Way, arguments: &'a [ast::Expr], expected: Option<TypeId>, span: Span) -> Option<Expr> {
        let E::Member { object, property, optional: link } = &super::super::expressions::without_parens(target).kind else { return None };
        if self.named_space(self.cx.scope, object, &property.text).is_some() || self.enum_object(object).is_some() || !is_place(object) {
            return None;
        }
        let ty = self.foreseen(|c| c.check_object_of(object, *link).ty);
        let bare = self.constraint_of(ty);
        let found = self.find_member(bare, &property.text).filter(|found| matches!(found.how, How::Method(..)))?;
        let receiver = arguments.first()?;
        if !is_place(receiver) || self.source_text(receiver.span) != self.source_text(object.span) {
            return None;
        }
        let signature = self.call_signature(found.ty).filter(|s| s.type_parameters.is_empty() && found.overloads.is_empty());
        match way {
            Way::Call => Some(self.check_call(target, target, &[], &arguments[1..], false, expected)),
            Way::Apply => None,
            Way::Bind => {
                let signature = signature?;
                if let How::Method(_, function) = found.how {
                    self.reach_function(function);
                }
                let object = self.check_object_of(object, *link);
                let callee = Callee::Member { object: Box::new(object), name: format!("{BIND}{}", property.text).into() };
                let function = Expr { kind: ExprKind::Call { callee, arguments: Vec::new() }, ty: found.ty, span };
                if arguments.len() == 1 {
                    return Some(function);
                }
                let this = Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span };
                Some(self.bind_first(function, this, &signature, &arguments[1..], span))
            }
        }
    }

    /// The signature of a function value, of several the last as in tsc, and whether anything is known of it.
    fn bindable(&mut self, target: &'a ast::Expr) -> Option<(Rc<Signature>, bool)> {
        let ty = self.foreseen(|c| c.check_expr(target, None).ty);
        let ty = self.types().non_null(ty);
        let bare = self.constraint_of(ty);
        let bare = self.called_part(bare).unwrap_or(bare);
        match self.program.types.get(bare) {
            Type::Function(signature) => Some((signature.clone(), true)),
            Type::Interface { interface, .. } if self.is_function_interface(*interface) => {
                let ty = self.types().array(TypeId::ANY);
                let mut signature = (*super::any_signature()).clone();
                signature.parameters.iter_mut().for_each(|parameter| parameter.ty = ty);
                Some((Rc::new(signature), false))
            }
            _ => self.call_signatures(bare)?.pop().map(|signature| (signature, true)),
        }
    }

    /// The type of what is checked once more later.
    fn foreseen(&mut self, check: impl FnOnce(&mut Self) -> TypeId) -> TypeId {
        let flow = self.cx.flow.clone();
        let links = self.chain_subjects.len();
        let ty = self.quietly(check);
        self.chain_subjects.truncate(links);
        self.cx.flow = flow;
        ty
    }

    /// What the function is told as its `this`, which it may have declared.
    fn check_told_this(&mut self, declared: Option<TypeId>, node: &'a ast::Expr) -> Expr {
        let this = self.check_expr(node, declared);
        if let Some(declared) = declared {
            self.check_argument(&this, node, declared);
        }
        this
    }

    fn apply_list(&mut self, function: Expr, this: Expr, signature: &Signature, list: Option<&'a ast::Expr>, span: Span) -> Expr {
        let wanted = self.parameter_tuple(signature, 0);
        let mut arguments = Vec::new();
        match list {
            Some(node) => {
                let given = self.check_expr(node, Some(wanted));
                self.check_argument(&given, node, wanted);
                if !matches!(given.ty, TypeId::NULL | TypeId::UNDEFINED) {
                    let (ty, span) = (given.ty, given.span);
                    let array = self.as_array(given);
                    arguments.push(Expr { kind: ExprKind::Spread(Box::new(array)), ty, span });
                }
            }
            None => {
                let empty = self.make_tuple(Vec::new(), false);
                if !self.is_assignable(empty, wanted) {
                    self.report_not_assignable(empty, wanted, 2345, function.span);
                }
            }
        }
        let callee = Callee::Bound { function: Box::new(function), this: Box::new(this) };
        Expr { kind: ExprKind::Call { callee, arguments }, ty: signature.result, span }
    }

    /// A function that hands over these arguments first.
    fn bind_first(&mut self, function: Expr, this: Expr, signature: &Signature, first: &'a [ast::Expr], span: Span) -> Expr {
        let positional = self.positional(signature);
        let mut items = Vec::new();
        for (index, node) in first.iter().enumerate() {
            let wanted = self.parameter_type_at(&positional, index, false);
            let value = self.check_expr(node, wanted);
            match wanted {
                Some(wanted) => self.check_argument(&value, node, wanted),
                None => self.error(2554, node.span, format!("{} arguments expected, found {}", positional.parameters.len() + 1, first.len() + 1)),
            }
            items.push(ArrayElement::Item(value));
        }
        let remaining = positional.parameters.iter().enumerate().filter(|(i, p)| *i >= first.len() || p.rest).map(|(_, p)| p.clone()).collect();
        let signature = Signature { parameters: remaining, this: None, ..signature.clone() };
        // What several signatures say stays as it is where nothing is handed over.
        let has_several = first.is_empty() && self.call_signatures(function.ty).is_some_and(|all| all.len() > 1);
        let ty = if has_several { function.ty } else { self.types().intern(Type::Function(Rc::new(signature))) };
        let unknown = self.types().array(TypeId::UNKNOWN);
        let items = Expr { kind: ExprKind::Array(items), ty: unknown, span };
        let bound = self.library_call("function.bind", vec![function, this, items], ty, span);
        Expr { ty, ..bound }
    }
}

/// Whether evaluating it twice gives the same object.
pub(super) fn is_place(node: &ast::Expr) -> bool {
    match &node.kind {
        E::This | E::Name(_) => true,
        E::Member { object, optional: false, .. } => is_place(object),
        E::Paren(inner) => is_place(inner),
        _ => false,
    }
}
