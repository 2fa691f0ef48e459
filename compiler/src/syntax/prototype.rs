//! Functions that every object has from `Object.prototype`, taken from there: `Object.prototype.toString.call(x)`, and as values
//! `const has = Object.prototype.hasOwnProperty`. There is no such object; what is asked of it is asked of `Object`.

use super::read::Reader;
use crate::ast::{Expr, ExprKind, Function, FunctionBody, FunctionRole, Ident, Name, Parameter, TypeKind, TypeNode};
use crate::source::Span;
use swc_ecma_ast as swc;

/// One of these functions.
#[derive(Clone, Copy)]
pub(super) struct Borrowed {
    /// What `Object` calls it, with the object as its first argument. A `%` keeps it out of programs' way.
    name: &'static str,
    takes_key: bool,
    gives: TypeKindOf,
}

#[derive(Clone, Copy)]
enum TypeKindOf {
    Boolean,
    String,
}

/// The function that this is: `Object.prototype.NAME`, `{}.NAME`.
fn borrowed_member(member: &swc::MemberExpr) -> Option<Borrowed> {
    let swc::MemberExpr { obj, prop: swc::MemberProp::Ident(name), .. } = member else { return None };
    let (name, takes_key, gives) = match &*name.sym {
        "hasOwnProperty" => ("%%own", true, TypeKindOf::Boolean),
        "propertyIsEnumerable" => ("%%enumerable", true, TypeKindOf::Boolean),
        "toString" => ("%%tag", false, TypeKindOf::String),
        _ => return None,
    };
    is_prototype(obj).then_some(Borrowed { name, takes_key, gives })
}

/// The function that this is where it is not called at once.
pub(super) fn borrowed_value(member: &swc::MemberExpr) -> Option<Borrowed> {
    // What `{}.toString()` calls is that of the new object.
    let is_new = matches!(without_parens(&member.obj), swc::Expr::Object(_));
    borrowed_member(member).filter(|_| !is_new)
}

/// The function that `f.call` calls.
pub(super) fn borrowed_call(callee: &swc::Expr) -> Option<Borrowed> {
    match callee {
        swc::Expr::Member(swc::MemberExpr { obj, prop: swc::MemberProp::Ident(name), .. }) if &*name.sym == "call" => match without_parens(obj) {
            swc::Expr::Member(member) => borrowed_member(member),
            _ => None,
        },
        _ => None,
    }
}

/// Whether the call is `Object.create(null)`, which makes an object that has nothing from anywhere: a dictionary.
pub(super) fn is_bare_object(callee: &swc::Expr, arguments: &[swc::ExprOrSpread]) -> bool {
    let swc::Expr::Member(swc::MemberExpr { obj, prop: swc::MemberProp::Ident(name), .. }) = callee else { return false };
    let is_null = |argument: &swc::ExprOrSpread| argument.spread.is_none() && matches!(*argument.expr, swc::Expr::Lit(swc::Lit::Null(_)));
    &*name.sym == "create" && super::subset::is_name(obj, "Object") && matches!(arguments, [only] if is_null(only))
}

/// Whether the functions of this object are those of `Object.prototype`.
fn is_prototype(object: &swc::Expr) -> bool {
    match without_parens(object) {
        swc::Expr::Member(swc::MemberExpr { obj, prop: swc::MemberProp::Ident(name), .. }) => &*name.sym == "prototype" && super::subset::is_name(obj, "Object"),
        swc::Expr::Object(literal) => literal.props.is_empty(),
        _ => false,
    }
}

fn without_parens(expr: &swc::Expr) -> &swc::Expr {
    match expr {
        swc::Expr::Paren(inner) => without_parens(&inner.expr),
        _ => expr,
    }
}

impl Reader<'_> {
    /// `Object.NAME`, which takes the object first.
    pub(super) fn read_borrowed_call(&mut self, borrowed: Borrowed, span: Span) -> Box<Expr> {
        self.read_of_object(borrowed.name, span)
    }

    /// `Object.NAME`.
    pub(super) fn read_of_object(&mut self, name: &str, span: Span) -> Box<Expr> {
        let object = Box::new(Expr { id: self.id(), kind: ExprKind::Name("Object".into()), span });
        let property = Ident { text: name.into(), span };
        Box::new(Expr { id: self.id(), kind: ExprKind::Member { object, property, optional: false }, span })
    }

    /// `function (this: any, key: any) { return Object.NAME(this, key); }`.
    pub(super) fn read_borrowed(&mut self, borrowed: Borrowed, span: Span) -> ExprKind {
        let any = || Some(TypeNode { kind: TypeKind::Any, span });
        let callee = self.read_borrowed_call(borrowed, span);
        let mut arguments = vec![Expr { id: self.id(), kind: ExprKind::This, span }];
        let mut parameters = Vec::new();
        if borrowed.takes_key {
            arguments.push(Expr { id: self.id(), kind: ExprKind::Name("key".into()), span });
            let name = Name { id: self.id(), text: "key".into(), span };
            parameters.push(Parameter { name, pattern: None, optional: false, rest: false, ty: any(), default: None, property: None, span });
        }
        let result = match borrowed.gives {
            TypeKindOf::Boolean => TypeKind::Boolean,
            TypeKindOf::String => TypeKind::String,
        };
        let value = Expr { id: self.id(), kind: ExprKind::Call { callee, type_arguments: Vec::new(), arguments, optional: false }, span };
        ExprKind::Function(Box::new(Function {
            id: self.id(),
            name: None,
            type_parameters: Vec::new(),
            this_type: any(),
            untyped_this: None,
            parameters,
            result: Some(TypeNode { kind: result, span }),
            is_async: false,
            is_generator: false,
            mentions_this: true,
            role: FunctionRole::Plain,
            body: Some(FunctionBody::Expr(Box::new(value))),
            span,
        }))
    }
}
