//! Symbols: what tells them from other values, and what they are as keys.
//!
//! The type of each unique symbol says which declaration made it, so a key is known like a name and its member lies at a fixed place. A `symbol` of which no
//! more is known is a value like others, and no key.

use super::Checker;
use crate::ast;
use crate::ast::symbols::is_symbol;
use crate::problem::{Problem, Rule};
use crate::program::{Expr, Type, TypeId};
use crate::source::Span;

/// Why a symbol cannot be a key.
pub(super) const SYMBOL_KEY: &str = "only a symbol that a module declares once can be a key: `const key = Symbol(\"text\")` at its top, or a class's `static readonly`";

impl<'a> Checker<'a> {
    /// Whether the type says that some value of it is a symbol.
    pub(super) fn is_symbol_type(&mut self, ty: TypeId) -> bool {
        let bound = if ty == TypeId::ANY { ty } else { self.constraint_of(ty) };
        self.program.types.members(bound).iter().any(|&m| self.is_symbol_alone(m))
    }

    /// Whether every value of the type is a symbol.
    pub(super) fn is_symbol_alone(&self, ty: TypeId) -> bool {
        match self.program.types.get(ty) {
            Type::Symbol | Type::UniqueSymbol(_) => true,
            Type::Union(members) => members.iter().all(|&m| self.is_symbol_alone(m)),
            _ => false,
        }
    }

    /// The member that a constant symbol in brackets names.
    pub(super) fn symbol_named(&mut self, index: &'a ast::Expr) -> Option<ast::Ident> {
        if !matches!(super::expressions::without_parens(index).kind, ast::ExprKind::Name(_) | ast::ExprKind::Member { .. }) {
            return None;
        }
        let ty = self.quietly(|c| c.check_expr(index, None)).ty;
        let text = self.key_name(ty).filter(|name| is_symbol(name))?;
        Some(ast::Ident { text, span: index.span })
    }

    /// Complains of a symbol where a text is made of a value.
    pub(super) fn require_text(&mut self, value: &Expr) {
        if self.is_symbol_type(value.ty) {
            self.report(Problem::ts(2731, value.span, "a symbol does not turn into a text by itself").with_help("write `String(…)`, or `.description`"));
        }
    }

    /// Whether an object has a member for each of several symbols.
    fn has_members_for(&mut self, object: TypeId, keys: TypeId) -> bool {
        let keys = self.program.types.members(keys);
        keys.len() > 1 && keys.into_iter().all(|key| self.key_name(key).is_some_and(|name| self.find_member(object, &name).is_some()))
    }

    /// `object[symbol]` that finds nothing; gives the object back.
    pub(super) fn report_symbol_key(&mut self, object: Expr, index: &Expr, span: Span) -> Expr {
        let (text, found) = (self.text(object.ty), self.text(index.ty));
        match self.key_name(index.ty) {
            _ if self.entries_of(object.ty).is_some_and(|entries| entries.string.is_some() && entries.symbol.is_none()) => {
                self.error(2538, index.span, format!("a `{found}` is no key of a `{text}`"));
            }
            _ if self.find_member(object.ty, crate::program::types::SYMBOL_INDEX).is_some() => self.refuse(Rule::NoComputedKey, index.span, SYMBOL_KEY),
            None if self.has_members_for(object.ty, index.ty) => self.refuse(Rule::DynamicKey, span, "a member with a symbol for a key must be named where it is used"),
            Some(_) => self.error(7053, span, format!("a `{text}` has no member `[{}]`", found.trim_start_matches("typeof "))),
            None => self.error(7053, span, format!("a `{text}` has no member with a symbol for a key")),
        }
        object
    }

    /// Whether a constant or static field of this type may have this value: `Symbol()` makes the unique symbol that its declaration names.
    pub(super) fn makes_unique(&self, declared: TypeId, value: &Expr) -> bool {
        matches!(self.program.types.get(declared), Type::UniqueSymbol(_))
            && value.ty == TypeId::SYMBOL
            && matches!(value.kind, crate::program::ExprKind::Call { .. })
    }
}
