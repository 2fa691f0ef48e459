//! Expressions as the errors of node name them: `o.f(...).x is not a function`.

use crate::ast::symbols::is_symbol;
use super::print::{binary_sign, logical_sign};
use super::types::CONSTRUCT;
use super::{Callee, Expr, ExprKind, Place, Program};
use std::rc::Rc;

/// What stands for an expression that has no name.
const UNNAMED: &str = "(intermediate value)";

impl Program {
    /// An expression as node names it; types and casts leave no trace.
    pub fn told(&self, expr: &Expr) -> String {
        self.told_in(&[], expr)
    }

    /// The same of an expression in optional chains, of which these are the subjects, the innermost last.
    pub fn told_in(&self, chains: &[&Expr], expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::Number(number) => crate::ast::number_text(*number),
            ExprKind::String(units) => format!("\"{}\"", String::from_utf16_lossy(units)),
            ExprKind::Boolean(value) => value.to_string(),
            ExprKind::Null => "null".into(),
            ExprKind::Undefined => "undefined".into(),
            ExprKind::This => "this".into(),
            ExprKind::Read(binding) => self.told_name(&self.bindings[binding.index()].name),
            ExprKind::ClassValue(class) => self.told_name(&self.classes[class.index()].name),
            ExprKind::Get(place) => self.told_place(chains, place),
            ExprKind::Call { callee: Callee::Member { name, .. }, .. } if &**name == CONSTRUCT => UNNAMED.into(),
            ExprKind::Call { callee, .. } => self.told_callee(chains, callee) + "(...)",
            ExprKind::ChainSubject => self.told_subject(chains),
            ExprKind::Cast { operand, .. } => self.told_in(chains, operand),
            ExprKind::Binary { op, left, right } => format!("({} {} {})", self.told_in(chains, left), binary_sign(*op), self.told_in(chains, right)),
            ExprKind::Logical { op, left, right } => format!("({} {} {})", self.told_in(chains, left), logical_sign(*op), self.told_in(chains, right)),
            _ => UNNAMED.into(),
        }
    }

    /// The subject of the innermost of these chains; only as that of a longer one has a chain a name.
    fn told_subject(&self, chains: &[&Expr]) -> String {
        let Some((subject, outer)) = chains.split_last() else { return UNNAMED.into() };
        match &subject.kind {
            ExprKind::OptionalChain { subject, chain } => self.told_in(&[outer, &[&**subject]].concat(), chain),
            _ => self.told_in(outer, subject),
        }
    }

    /// What a call of the member `name` calls; `new` calls a hidden one of what it is applied to.
    pub fn told_called(&self, chains: &[&Expr], object: &Expr, name: &str) -> String {
        if name == CONSTRUCT { self.told_in(chains, object) } else { self.told_member(chains, object, name) }
    }

    /// The member `name` of an object.
    pub fn told_member(&self, chains: &[&Expr], object: &Expr, name: &str) -> String {
        match name.strip_prefix("@@").filter(|_| is_symbol(name)) {
            // A symbol of JavaScript's own; what a program calls its symbols is not kept.
            Some(known) if !known.contains('@') => format!("{}[Symbol.{known}]", self.told_in(chains, object)),
            Some(_) => format!("{}[{UNNAMED}]", self.told_in(chains, object)),
            None if is_subject(object) => format!("{}?.{name}", self.told_in(chains, object)),
            None => format!("{}.{name}", self.told_in(chains, object)),
        }
    }

    fn told_place(&self, chains: &[&Expr], place: &Place) -> String {
        match place {
            Place::Binding(binding) => self.told_name(&self.bindings[binding.index()].name),
            Place::Field { object, name, .. } | Place::Accessor { object, name, .. } | Place::Member { object, name } => self.told_member(chains, object, name),
            Place::StaticAccessor { class, name } => format!("{}.{name}", self.classes[class.index()].name),
            Place::Length { object } => self.told_member(chains, object, "length"),
            Place::Element { object, index: key } | Place::Entry { object, key } => match &key.kind {
                ExprKind::String(units) => self.told_member(chains, object, &String::from_utf16_lossy(units)),
                _ if is_subject(object) => format!("{}?.[{}]", self.told_in(chains, object), self.told_in(chains, key)),
                _ => format!("{}[{}]", self.told_in(chains, object), self.told_in(chains, key)),
            },
        }
    }

    fn told_callee(&self, chains: &[&Expr], callee: &Callee) -> String {
        match callee {
            Callee::Function { function, .. } => self.told_name(&self.functions[function.index()].given_name),
            Callee::Method { object, name, .. } | Callee::Member { object, name } => self.told_member(chains, object, name),
            Callee::Static { object, function, .. } => self.told_member(chains, object, &self.functions[function.index()].given_name),
            Callee::Value(value) => self.told_in(chains, value),
            Callee::Super { .. } | Callee::Bound { .. } | Callee::Intrinsic(_) => UNNAMED.into(),
        }
    }

    /// The name of something; what the program cannot name has none.
    fn told_name(&self, name: &Rc<str>) -> String {
        if name.is_empty() || name.contains('$') { UNNAMED.into() } else { name.to_string() }
    }
}

fn is_subject(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::ChainSubject)
}
