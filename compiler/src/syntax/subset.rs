//! What the language admits and refuses.
//!
//! Most refusals need no look around: the reader meets a form that the Ast does not have and reports the rule that names it
//! (`NoWith`, `NoDebugger` …). Here stand the ones that hang on a name. They are decided without scopes: `eval` and
//! `arguments` cannot be declared in a module, and the others are names that a program of its own would not use for
//! something else. Each rule has its page in `compiler/problems/`; a test reads every page's examples.

use crate::problem::Rule;
use swc_ecma_ast as swc;

/// The rule against using this name as an expression.
pub(super) fn refused_name(name: &str) -> Option<Rule> {
    match name {
        "eval" => Some(Rule::NoEval),
        "arguments" => Some(Rule::NoArguments),
        "Proxy" | "Reflect" => Some(Rule::NoReflection),
        "require" => Some(Rule::NoCommonjs),
        _ => None,
    }
}

/// The rule against `object.property`.
pub(super) fn refused_member(object: &swc::Expr, property: &str) -> Option<Rule> {
    match property {
        // A class may call a field of its objects so.
        "prototype" if matches!(object, swc::Expr::This(_)) => None,
        "prototype" | "__proto__" => Some(Rule::NoPrototype),
        "create" | "getPrototypeOf" | "setPrototypeOf" if is_name(object, "Object") => Some(Rule::NoPrototype),
        "defineProperty" | "defineProperties" | "getOwnPropertyDescriptor" | "getOwnPropertyDescriptors"
            if is_name(object, "Object") =>
        {
            Some(Rule::NoReflection)
        }
        "exports" if is_name(object, "module") => Some(Rule::NoCommonjs),
        _ => None,
    }
}

/// The name under which the checker knows a member whose key is a symbol of the language.
pub(super) fn known_symbol(key: &swc::Expr) -> Option<&'static str> {
    let swc::Expr::Member(swc::MemberExpr { obj, prop: swc::MemberProp::Ident(name), .. }) = key else { return None };
    match &*name.sym {
        _ if !is_name(obj, "Symbol") => None,
        "iterator" => Some("@@iterator"),
        "asyncIterator" => Some("@@asyncIterator"),
        "dispose" => Some("@@dispose"),
        "asyncDispose" => Some("@@asyncDispose"),
        "toPrimitive" => Some("@@toPrimitive"),
        "toStringTag" => Some("@@toStringTag"),
        _ => None,
    }
}

/// Whether a key in brackets is a literal: a string, a number or a template without values.
pub(super) fn is_literal_key(key: &swc::Expr) -> bool {
    match key {
        swc::Expr::Lit(swc::Lit::Str(_) | swc::Lit::Num(_)) => true,
        swc::Expr::Tpl(template) => template.exprs.is_empty(),
        _ => false,
    }
}

/// Whether this is `String.raw`, the only tag that needs no array of strings.
pub(super) fn is_raw_tag(tag: &swc::Expr) -> bool {
    matches!(tag, swc::Expr::Member(swc::MemberExpr { obj, prop: swc::MemberProp::Ident(name), .. }) if &*name.sym == "raw" && is_name(obj, "String"))
}

/// Whether this is `Function`, which makes code out of strings when it is called.
pub(super) fn is_function_constructor(callee: &swc::Expr) -> bool {
    is_name(callee, "Function")
}

/// Whether this is the name `name`.
pub(super) fn is_name(expr: &swc::Expr, name: &str) -> bool {
    matches!(expr, swc::Expr::Ident(ident) if &*ident.sym == name)
}
