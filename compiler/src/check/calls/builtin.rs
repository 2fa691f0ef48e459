//! Built-in functions whose library function, or whose result, depends on how they are called.

use super::super::Checker;
use super::rest_span;
use crate::problem::Rule;
use crate::program::{ArrayElement, Expr, ExprKind, Intrinsic, Type, TypeId};
use crate::library::TYPED_ARRAYS;
use crate::source::Span;

/// How many levels `flat` is followed through the type of what it flattens; tsc follows as many.
const FLAT_LEVELS: usize = 20;

impl<'a> Checker<'a> {
    /// `Array.from` of what is no array and has an iterator, which is asked between the calls of the function, and of what may be anything.
    pub(super) fn from_iterable(&mut self, name: &str, arguments: &[Expr]) -> Option<&'static str> {
        let source = arguments.first().filter(|_| name == "Array.from")?.ty;
        let is_mapped = arguments.len() > 1;
        let may_be_either = self.is_iterable_or_like(source);
        // What it reads may be in a dictionary.
        self.program.mixing.dictionary_as_fixed |= may_be_either;
        if source == TypeId::ANY || may_be_either {
            return Some(if is_mapped { "array.fromAnyMapped" } else { "array.fromAny" });
        }
        let is_iterable = is_mapped && self.element_type(source).is_none() && self.table_of(source).is_none() && self.iteration(source).is_some();
        is_iterable.then_some("array.fromIterableMapped")
    }

    /// An array of what a typed array is made of, for which what is only like an array, or may be, is read first. What it lacks is no number,
    /// unless a function is still to make numbers of the values.
    pub(in crate::check) fn as_values(&mut self, source: Expr, is_mapped: bool) -> Expr {
        let bound = self.constraint_of(source.ty);
        let is_known = self.element_type(bound).is_some() || self.table_of(bound).is_some() || self.iteration(bound).is_some();
        if is_known {
            return self.as_array(source);
        }
        self.program.mixing.dictionary_as_fixed = true;
        let (ty, span) = (self.types().array(TypeId::ANY), source.span);
        self.library_call(if is_mapped { "array.fromAny" } else { "array.numbersOfAny" }, vec![source], ty, span)
    }

    /// Whether a value may be iterable, or only like an array: run time tells.
    fn is_iterable_or_like(&mut self, ty: TypeId) -> bool {
        let bound = self.constraint_of(ty);
        matches!(self.program.types.get(bound), Type::Union(_)) && self.element_type(bound).is_none() && self.iteration(bound).is_none()
    }

    /// The library's function for this call, where the name alone does not say it. Arguments that it does not take are left out.
    pub(in crate::check) fn called_variant(&mut self, name: &str, arguments: &mut Vec<Expr>, span: Span) -> Option<&'static str> {
        let is_left_out = |argument: Option<&Expr>| argument.is_some_and(|a| matches!(a.kind, ExprKind::Undefined) && a.span == rest_span(span));
        match name {
            // Called with nothing, which `any` lets through, it removes nothing.
            "Array.splice" | "Array.toSpliced" if is_left_out(arguments.get(1)) && arguments[0].span != rest_span(span) => {
                arguments.truncate(1);
                Some(if name == "Array.splice" { "array.spliceFrom" } else { "array.toSplicedFrom" })
            }
            "Math.hypot" => {
                let ExprKind::Array(values) = &arguments.first()?.kind else { return None };
                let is_plain = values.len() <= 2 && !values.iter().any(|value| matches!(value, ArrayElement::Spread(_)));
                (!is_plain).then_some("math.hypotenuse")
            }
            "String.call" if arguments.iter().any(|a| self.is_symbol_type(a.ty)) => Some("symbol.text"),
            "Array.sort" | "Array.toSorted" => {
                let compare = arguments.first()?.ty;
                let variant = if name == "Array.sort" { "array.sortMaybe" } else { "array.toSortedMaybe" };
                self.program.types.admits_undefined(compare).then_some(variant)
            }
            "Array.from" if let Some(variant) = self.from_iterable(name, arguments) => Some(variant),
            "Array.from" if let Some(source) = arguments.first().map(|argument| argument.ty) => {
                let has_elements = self.find_member(source, "0").is_some() || self.entries_of(source).is_some();
                let variant = if arguments.len() == 1 { "array.fromLike" } else { "array.fromLikeMapped" };
                let is_like = has_elements && self.element_type(source).is_none();
                // What it reads may be in a dictionary.
                self.program.mixing.dictionary_as_fixed |= is_like;
                is_like.then_some(variant)
            }
            "setTimeout" | "setInterval" => {
                let ExprKind::Array(values) = &arguments.last()?.kind else { return None };
                if values.is_empty() {
                    arguments.pop();
                    return None;
                }
                Some(if name == "setTimeout" { "events.setTimeoutWith" } else { "events.setIntervalWith" })
            }
            _ => None,
        }
    }

    /// The library's function for what only `any` lets through: arguments of kinds that the function which programs mean does not take.
    pub(in crate::check) fn untyped_variant(&mut self, name: &str, arguments: &[Expr]) -> Option<String> {
        let (owner, method) = name.split_once('.')?;
        let given = |index: usize| arguments.get(index).map(|argument| argument.ty);
        let is_odd = match (owner, method) {
            ("Array", "concat") => matches!(&arguments.first()?.kind, ExprKind::Array(items) if items.iter().any(is_any_element)),
            ("String", "replace" | "replaceAll") => {
                let by = given(1)?;
                let gives_text = |c: &mut Self, part| c.call_signature(part).is_some_and(|signature| c.is_string(signature.result));
                self.program.types.members(by).into_iter().any(|part| !self.is_string(part) && !gives_text(self, part))
            }
            ("String", "split") => given(0).is_some_and(|ty| !self.is_string(ty)),
            (_, "indexOf" | "lastIndexOf" | "includes") if TYPED_ARRAYS.iter().any(|(class, ..)| *class == owner) => {
                given(0).is_some_and(|ty| self.types().base_of_literal(ty) != TypeId::NUMBER)
            }
            _ => false,
        };
        is_odd.then(|| format!("{}.{method}Any", owner.to_lowercase()))
    }

    /// The type of what `array.flat(depth)` gives.
    pub(in crate::check) fn flat_type(&mut self, array: TypeId, depth: Option<&Expr>) -> TypeId {
        let levels = match depth.map(|d| &d.kind) {
            None | Some(ExprKind::Undefined) => Some(1),
            Some(&ExprKind::Number(levels)) if levels < FLAT_LEVELS as f64 => Some(levels.max(0.0) as usize),
            _ => None,
        };
        let Some(mut element) = self.element_type(array) else { return TypeId::ANY };
        let mut each = vec![element];
        for _ in 0..levels.unwrap_or(FLAT_LEVELS) {
            let parts: Vec<TypeId> = self.program.types.members(element).into_iter().map(|m| self.array_element(m).unwrap_or(m)).collect();
            let next = self.types().union(parts);
            if next == element {
                break;
            }
            element = next;
            each.push(next);
        }
        // How deep an unknown depth reaches is not known: any level may be the last.
        let element = if levels.is_some() { element } else { self.types().union(each) };
        self.types().array(element)
    }

    fn array_element(&mut self, ty: TypeId) -> Option<TypeId> {
        matches!(self.program.types.get(ty), Type::Array { .. } | Type::Tuple { .. }).then(|| self.element_type(ty)).flatten()
    }

    /// `Array(…)`, `new Array(…)`: a length, or the elements.
    pub(in crate::check) fn array_of(&mut self, mut arguments: Vec<Expr>, ty: TypeId, span: Span) -> Expr {
        if let [Expr { kind: ExprKind::Array(elements), span: place, .. }] = &arguments[..]
            && *place == rest_span(span)
        {
            if elements.iter().any(|e| matches!(e, ArrayElement::Spread(_))) {
                self.refuse(Rule::UnsupportedMember, span, "`Array` with `...` would take a single number for a length");
            }
            let may_be_length = matches!(&elements[..], [ArrayElement::Item(only)] if self.may_be_length(only.ty));
            let kind = arguments.remove(0).kind;
            return match kind {
                ExprKind::Array(only) if may_be_length => {
                    let only = only.into_iter().map(|(ArrayElement::Item(value) | ArrayElement::Spread(value))| value).collect();
                    self.may_throw();
                    self.library_call("array.ofOne", only, ty, span)
                }
                kind => Expr { kind, ty, span },
            };
        }
        if arguments.is_empty() {
            arguments.push(Expr { kind: ExprKind::Number(0.0), ty: TypeId::NUMBER, span });
        }
        self.may_throw();
        Expr { kind: ExprKind::NewIntrinsic { intrinsic: Intrinsic("Array.constructor".into()), arguments }, ty, span }
    }

    /// Whether only run time tells that the one argument of `Array` is a number.
    fn may_be_length(&mut self, ty: TypeId) -> bool {
        let bound = self.constraint_of(ty);
        matches!(bound, TypeId::ANY | TypeId::UNKNOWN) || self.program.types.members(bound).into_iter().any(|part| self.is_number(part))
    }

}

fn is_any_element(element: &ArrayElement) -> bool {
    matches!(element, ArrayElement::Item(item) | ArrayElement::Spread(item) if item.ty == TypeId::ANY)
}
