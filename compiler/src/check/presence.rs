//! What the form of an expression says of its value: whether it is null or undefined, and whether it counts as true.
//!
//! tsc's lists of forms. No type counts here: what its writer may have meant is an error even where the types allow it.

use super::Checker;
use super::expressions::without_parens;
use crate::ast::{self, AssignOp, ExprKind as E, LogicalOp};

/// Whether an expression's form says that it counts as true, or as false; 0, 1, true and false say what their writer meant.
fn syntactic_truth(node: &ast::Expr) -> Option<bool> {
    match &node.kind {
        E::Number(value) => (*value != 0.0 && *value != 1.0).then_some(true),
        E::Array(_) | E::Object(_) | E::Arrow(_) | E::Function(_) => Some(true),
        E::String(units) => Some(!units.is_empty()),
        E::Template { strings, values } if values.is_empty() => Some(!strings[0].units.is_empty()),
        E::Null => Some(false),
        E::Name(name) if &**name == "undefined" => Some(false),
        E::Unary { op: ast::UnaryOp::Void, .. } => Some(false),
        _ => None,
    }
}

/// Whether an expression's form says that there is a value, or that there is none.
fn syntactic_presence(node: &ast::Expr) -> Option<bool> {
    match &without_wrapping(node).kind {
        E::Null => Some(false),
        E::Name(name) => (&**name == "undefined").then_some(false),
        E::Missing | E::This | E::Member { .. } | E::Index { .. } | E::Call { .. } | E::Chain(_) | E::New { .. } => None,
        E::SuperCall { .. } | E::SuperMember { .. } | E::Await(_) | E::Yield { .. } | E::Logical { .. } | E::AssignPattern { .. } => None,
        E::Assign { op: AssignOp::Assign | AssignOp::Logical(_), .. } => None,
        E::Sequence(items) => items.last().and_then(syntactic_presence),
        E::Conditional { then, otherwise, .. } => syntactic_presence(then).filter(|&one| syntactic_presence(otherwise) == Some(one)),
        _ => Some(true),
    }
}

/// The expression inside parentheses and assertions.
pub(super) fn without_wrapping(node: &ast::Expr) -> &ast::Expr {
    match &node.kind {
        E::Paren(inner) | E::AsConst(inner) | E::NonNull(inner) => without_wrapping(inner),
        E::As { operand, .. } | E::Satisfies { operand, .. } | E::Instantiation { operand, .. } => without_wrapping(operand),
        _ => node,
    }
}

impl<'a> Checker<'a> {
    /// A condition whose form alone says how it ends, as `"a" || b`.
    pub(super) fn check_constant_truth(&mut self, node: &ast::Expr) {
        let node = without_parens(node);
        match syntactic_truth(node) {
            Some(true) => self.error(2872, node.span, "this is always true"),
            Some(false) => self.error(2873, node.span, "this is always false"),
            None => {}
        }
    }

    /// The left side of a `??` whose form alone says whether there is a value, and what stands between two of them.
    pub(super) fn check_constant_presence(&mut self, left: &ast::Expr) {
        let span = without_wrapping(left).span;
        match syntactic_presence(left) {
            Some(true) => self.error(2869, span, "this is never null or undefined, so what follows `??` is never used"),
            Some(false) => self.error(2871, span, "this is always null or undefined"),
            None => {}
        }
        if let E::Logical { op: LogicalOp::Coalesce, right, .. } = &left.kind {
            let span = without_wrapping(right).span;
            match syntactic_presence(right) {
                Some(true) => self.error(2881, span, "this is never null or undefined, so what follows the next `??` is never used"),
                Some(false) => self.error(2871, span, "this is always null or undefined"),
                None => {}
            }
        }
    }
}
