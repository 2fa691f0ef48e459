//! Literals and property keys.

use super::read::Reader;
use crate::ast::number_text;
use crate::ast::{ExprKind, Ident, TemplateString};
use crate::problem::Rule;
use crate::source::Span;
use std::rc::Rc;
use swc_ecma_ast as swc;

impl Reader<'_> {
    /// A literal expression.
    pub fn read_literal(&mut self, literal: &swc::Lit) -> ExprKind {
        match literal {
            swc::Lit::Str(string) => ExprKind::String(units(string)),
            swc::Lit::Bool(boolean) => ExprKind::Boolean(boolean.value),
            swc::Lit::Null(_) => ExprKind::Null,
            swc::Lit::Num(number) => ExprKind::Number(number.value),
            swc::Lit::BigInt(big) => self.refuse_expr(Rule::NoBigint, self.span(big.span)),
            swc::Lit::Regex(regex) => self.refuse_expr(Rule::NoRegularExpression, self.span(regex.span)),
            swc::Lit::JSXText(_) => unreachable!("JSX is switched off in the parser"),
        }
    }

    /// The text of a template between its values.
    pub fn read_template_string(&mut self, element: &swc::TplElement) -> TemplateString {
        let span = self.span(element.span);
        // An invalid escape leaves nothing cooked; the parser has reported it.
        let units = element.cooked.as_ref().map_or_else(|| Rc::from([]), |cooked| cooked.to_ill_formed_utf16().collect());
        TemplateString { units, span }
    }

    /// The same as `String.raw` gives it: as written, line ends normalised.
    pub fn read_raw_string(&mut self, element: &swc::TplElement) -> TemplateString {
        let text = element.raw.replace("\r\n", "\n").replace('\r', "\n");
        TemplateString { units: text.encode_utf16().collect(), span: self.span(element.span) }
    }

    /// A key that is known when the program is compiled; `None` (and a problem) for one that is computed.
    pub fn read_key(&mut self, key: &swc::PropName) -> Option<Ident> {
        match key {
            swc::PropName::Ident(ident) => Some(self.ident_name(ident)),
            swc::PropName::Str(string) => Some(self.string_ident(string)),
            swc::PropName::Num(number) => {
                Some(Ident { text: number_text(number.value).into(), span: self.span(number.span) })
            }
            swc::PropName::Computed(computed) => self.read_computed_key(computed),
            swc::PropName::BigInt(big) => {
                self.refuse(Rule::NoBigint, self.span(big.span));
                None
            }
        }
    }

    /// `["x"]` and `[1]` are plain keys in brackets; anything else is computed.
    fn read_computed_key(&mut self, computed: &swc::ComputedPropName) -> Option<Ident> {
        let span = self.span(computed.span);
        match &*computed.expr {
            swc::Expr::Lit(swc::Lit::Str(string)) => Some(Ident { span, ..self.string_ident(string) }),
            swc::Expr::Lit(swc::Lit::Num(number)) => Some(Ident { text: number_text(number.value).into(), span }),
            swc::Expr::Tpl(template) if let [only] = &template.quasis[..] => Some(Ident { text: only.cooked.as_ref()?.to_string_lossy().into(), span }),
            key => match super::subset::known_symbol(key) {
                Some(name) => Some(Ident { text: name.into(), span }),
                None if let Some(text) = self.known_key(key) => Some(Ident { text, span }),
                None => {
                    self.refuse(Rule::NoComputedKey, span);
                    None
                }
            },
        }
    }

    /// The text of a key that a constant is.
    pub fn known_key(&mut self, key: &swc::Expr) -> Option<Rc<str>> {
        let name = super::keys::name_of(key)?;
        let root: Rc<str> = name.split('.').next().unwrap_or_default().into();
        let of_block = self.block_keys.iter().rev().find_map(|block| Some((block.by_name.get(&name)?.clone(), block.span)));
        let of_file = || Some((self.keys.by_name.get(&name)?.clone(), Span { start: 0, end: u32::MAX, ..self.span_of(key) }));
        let is_inner = self.function_depth > 0 || of_block.is_some();
        let Some((known, scope)) = of_block.or_else(of_file) else {
            self.unknown_keys.insert(root);
            return None;
        };
        if is_inner {
            self.inner_keys.push((root.clone(), self.span_of(key), scope));
        }
        self.value_names.insert(root);
        Some(known)
    }

    /// Refuses keys within functions and blocks by names that may mean something else there.
    pub fn refuse_ambiguous_keys(&mut self) {
        for (name, span, scope) in std::mem::take(&mut self.inner_keys) {
            let within = self.declared.get(&name).into_iter().flatten().filter(|&&at| (scope.start..scope.end).contains(&at));
            if within.count() != 1 {
                self.refuse(Rule::NoComputedKey, span);
            }
        }
    }

    /// A string that serves as a name.
    pub fn string_ident(&self, string: &swc::Str) -> Ident {
        Ident { text: string.value.to_string_lossy().into(), span: self.span(string.span) }
    }
}

/// The UTF-16 units of a string literal.
pub(super) fn units(string: &swc::Str) -> Rc<[u16]> {
    string.value.to_ill_formed_utf16().collect()
}
