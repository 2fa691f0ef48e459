//! `console`: messages whose first argument is written with specifiers (`%s`, `%d`, …), and `console.assert`.
//!
//! Specifiers are expanded here, so that only such messages pay for them. A first argument that is made at run time is looked at by the library,
//! in programs whose text has a specifier anywhere.

use super::super::Checker;
use super::rest_span;
use crate::problem::Rule;
use crate::program::{ArrayElement, Callee, Expr, ExprKind, Intrinsic, TypeId};
use crate::source::Span;
use std::rc::Rc;

const PERCENT: u16 = b'%' as u16;

impl<'a> Checker<'a> {
    /// `console.log` and its like.
    pub(in crate::check) fn console_call(&mut self, name: &Rc<str>, mut arguments: Vec<Expr>, span: Span) -> Expr {
        if &**name == "console.assert" {
            return self.console_assert(arguments, span);
        }
        self.format_message(&mut arguments);
        Expr { kind: ExprKind::Call { callee: Callee::Intrinsic(Intrinsic(name.clone())), arguments }, ty: TypeId::VOID, span }
    }

    /// Arguments that are one message, its specifiers replaced.
    pub(in crate::check) fn format_message(&mut self, arguments: &mut [Expr]) {
        if let [Expr { kind: ExprKind::Array(items), .. }] = arguments {
            let given = std::mem::take(items);
            *items = self.formatted(given);
        }
    }

    /// The same values with the specifiers of the first replaced.
    fn formatted(&mut self, items: Vec<ArrayElement>) -> Vec<ArrayElement> {
        let [ArrayElement::Item(Expr { kind: ExprKind::String(units), .. }), _, ..] = &items[..] else { return self.formatted_later(items) };
        if !units.contains(&PERCENT) || items.iter().any(|item| matches!(item, ArrayElement::Spread(_))) {
            return items;
        }
        let units = units.clone();
        let mut items = items.into_iter().map(|item| match item {
            ArrayElement::Item(value) | ArrayElement::Spread(value) => value,
        });
        let span = items.next().expect("a message was just found").span;
        let (mut strings, mut values) = (Vec::new(), Vec::new());
        let mut text: Vec<u16> = Vec::new();
        let mut at = 0;
        while at < units.len() {
            let specifier = units.get(at + 1).filter(|_| units[at] == PERCENT).and_then(|&unit| u8::try_from(unit).ok());
            match specifier {
                Some(b'%') => text.push(PERCENT),
                Some(specifier @ (b's' | b'd' | b'i' | b'f' | b'j' | b'o' | b'O' | b'c')) if items.len() > 0 => {
                    let value = items.next().expect("the values were just counted");
                    strings.push(std::mem::take(&mut text).into());
                    values.push(self.specified(specifier, value));
                }
                _ => {
                    text.push(units[at]);
                    at += 1;
                    continue;
                }
            }
            at += 2;
        }
        strings.push(text.into());
        let message = match values.is_empty() {
            true => Expr { kind: ExprKind::String(strings.remove(0)), ty: TypeId::STRING, span },
            false => Expr { kind: ExprKind::Template { strings, values }, ty: TypeId::STRING, span },
        };
        std::iter::once(message).chain(items).map(ArrayElement::Item).collect()
    }

    /// The same where only run time tells what the first value is, in a program whose text has specifiers somewhere.
    fn formatted_later(&mut self, items: Vec<ArrayElement>) -> Vec<ArrayElement> {
        let may_be_message = match &items[..] {
            [ArrayElement::Spread(_), ..] => true,
            [ArrayElement::Item(first), _, ..] => {
                let ty = self.constraint_of(first.ty);
                !matches!(first.kind, ExprKind::String(_)) && self.program.types.members(ty).iter().any(|&m| m == TypeId::ANY || m == TypeId::UNKNOWN || self.is_string(m))
            }
            _ => false,
        };
        if !may_be_message || !self.own_texts_have(has_specifier) {
            return items;
        }
        let Some(span) = items.first().map(|(ArrayElement::Item(first) | ArrayElement::Spread(first))| first.span) else { return items };
        let ty = self.types().array(TypeId::ANY);
        let all = Expr { kind: ExprKind::Array(items), ty, span };
        let message = if self.own_texts_have(|text| text.contains("%o")) { "format.revealingMessage" } else { "format.message" };
        vec![ArrayElement::Item(self.library_call(message, vec![all], TypeId::STRING, span))]
    }

    /// What a specifier makes of a value.
    fn specified(&mut self, specifier: u8, value: Expr) -> Expr {
        let span = value.span;
        match specifier {
            b's' if self.types().base_of_literal(value.ty) == TypeId::STRING => value,
            b's' => self.library_call("format.text", vec![value], TypeId::STRING, span),
            b'd' => self.library_call("format.number", vec![value], TypeId::STRING, span),
            b'i' => self.library_call("format.integer", vec![value], TypeId::STRING, span),
            b'f' => self.library_call("format.float", vec![value], TypeId::STRING, span),
            b'j' => {
                // What has no JSON is shown as undefined.
                let text = self.types().union([TypeId::STRING, TypeId::UNDEFINED]);
                self.builtin_call("JSON.stringify".into(), None, vec![value], text, span)
            }
            b'O' => self.library_call("inspect.inspect", vec![value], TypeId::STRING, span),
            b'c' => {
                let nothing = Expr { kind: ExprKind::String([].into()), ty: TypeId::STRING, span };
                Expr { kind: ExprKind::Sequence(vec![value, nothing]), ty: TypeId::STRING, span }
            }
            _ => self.library_call("reveal.reveal", vec![value], TypeId::STRING, span),
        }
    }

    /// `console.assert(condition, …)`: where the condition fails, a warning.
    fn console_assert(&mut self, arguments: Vec<Expr>, span: Span) -> Expr {
        let mut arguments = arguments.into_iter();
        let (Some(condition), Some(Expr { kind: ExprKind::Array(data), ty, .. })) = (arguments.next(), arguments.next()) else { return self.missing(span) };
        if data.iter().any(|item| matches!(item, ArrayElement::Spread(_))) {
            self.refuse(Rule::UnsupportedMember, span, "`console.assert` with `...` is not supported");
            return self.missing(span);
        }
        // Everything is evaluated, whether the condition holds or not.
        let mut held = vec![(self.made_up(condition.ty, span), condition)];
        let words = |text: &str| text.encode_utf16().collect::<Rc<[u16]>>();
        let mut written = None;
        for (index, item) in data.into_iter().enumerate() {
            let (ArrayElement::Item(value) | ArrayElement::Spread(value)) = item;
            if let (0, ExprKind::String(units)) = (index, &value.kind) {
                // It stays written, for its specifiers.
                written = Some(ExprKind::String(words("Assertion failed: ").iter().chain(units.iter()).copied().collect()));
                continue;
            }
            held.push((self.made_up(value.ty, value.span), value));
        }
        let reads: Vec<Expr> = held.iter().map(|(binding, value)| Expr { kind: ExprKind::Read(*binding), ty: value.ty, span: value.span }).collect();
        let mut reads = reads.into_iter();
        let test = reads.next().expect("the condition is held first");
        let message = match (written, reads.len()) {
            (Some(written), _) => written,
            (None, 0) => ExprKind::String(words("Assertion failed")),
            (None, _) => ExprKind::Template { strings: vec![words("Assertion failed: "), words("")], values: reads.next().into_iter().collect() },
        };
        let message = Expr { kind: message, ty: TypeId::STRING, span };
        let items = self.formatted(std::iter::once(message).chain(reads).map(ArrayElement::Item).collect());
        let items = Expr { kind: ExprKind::Array(items), ty, span: rest_span(span) };
        let warning = Expr { kind: ExprKind::Call { callee: Callee::Intrinsic(Intrinsic("console.warn".into())), arguments: vec![items] }, ty: TypeId::VOID, span };
        let nothing = Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span };
        let whole = ExprKind::Conditional { test: Box::new(test), then: Box::new(nothing), otherwise: Box::new(warning) };
        held.into_iter().rev().fold(Expr { kind: whole, ty: TypeId::VOID, span }, |body, (binding, value)| {
            Expr { kind: ExprKind::Let { binding, value: Box::new(value), body: Box::new(body) }, ty: TypeId::VOID, span }
        })
    }
}

/// Whether a text has `%s` or its like.
fn has_specifier(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| pair[0] == b'%' && b"sdifjoOc".contains(&pair[1]))
}
