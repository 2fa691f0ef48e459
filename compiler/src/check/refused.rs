//! What follows from a refusal: one mistake, one error.
//!
//! Something that Thimble alone refuses has the type `any`. Unlike the `any` of a program it silences what tsc would say of an `any`: a callback without
//! types, a type parameter that nothing is known of. In: where something was refused, and what was made of it. Out: whether an expression or a variable
//! is without a type for that reason.

use super::Checker;
use crate::program::{BindingId, ClassId, Expr, Type, TypeId};
use crate::source::{FileId, Span};
use std::collections::BTreeSet;

/// Where refusals are, and what they have left without a type.
#[derive(Debug, Default, Clone)]
pub(super) struct Refusals {
    /// Where something was refused, in quiet walks too, or a variable is read that is without a type for that reason.
    places: BTreeSet<(FileId, u32)>,
    variables: BTreeSet<BindingId>,
    /// Callees of the calls under way, each within the one before.
    callees: Vec<Span>,
}

impl Checker<'_> {
    pub(super) fn note_refusal(&mut self, span: Span) {
        self.refusals.places.insert((span.file, span.start));
    }

    /// Whether a base further up is refused, so that nobody knows what the class inherits.
    pub(super) fn extends_refused(&self, class: ClassId) -> bool {
        let mut next = Some(class);
        while let Some(class) = next {
            let base = self.classes[class.index()].node.base.as_ref();
            if base.is_some_and(|base| &*base.name.parts[0].text == super::scope::REFUSED) || self.refused_bases.contains(&class) {
                return true;
            }
            next = self.program.classes[class.index()].base.as_ref().map(|(base, _)| *base);
        }
        false
    }

    /// Whether a type is a class of which nobody knows what it inherits, or one of its objects.
    pub(super) fn inherits_unknown(&self, ty: TypeId) -> bool {
        match *self.program.types.get(ty) {
            Type::Class { class, .. } | Type::ClassValue(class) => self.extends_refused(class),
            _ => false,
        }
    }

    /// Whether such a class is one of the types that a value may be of, or its elements.
    pub(super) fn holds_unknown(&self, ty: TypeId) -> bool {
        let is_unknown = |ty: TypeId| self.program.types.members(ty).into_iter().any(|part| self.inherits_unknown(part));
        is_unknown(ty) || matches!(self.program.types.get(ty), Type::Array { element, .. } if is_unknown(*element))
    }

    /// Whether something within `span` was refused.
    pub(super) fn holds_refusal(&self, span: Span) -> bool {
        self.refusals.places.range((span.file, span.start)..(span.file, span.end.max(span.start + 1))).next().is_some()
    }

    /// Whether an expression has no type because something was refused.
    pub(super) fn is_refused(&self, value: &Expr) -> bool {
        value.ty == TypeId::ANY && self.holds_refusal(value.span)
    }

    /// A variable that is declared by what stands at `from`.
    pub(super) fn note_refused_variable(&mut self, binding: BindingId, ty: TypeId, from: Option<Span>) {
        if ty == TypeId::ANY && from.is_some_and(|from| self.holds_refusal(from)) {
            self.refusals.variables.insert(binding);
        }
    }

    /// A variable is read.
    pub(super) fn pass_refusal_on(&mut self, binding: BindingId, span: Span) {
        if self.refusals.variables.contains(&binding) {
            self.note_refusal(span);
        }
    }

    /// Checks a call whose callee stands at `callee`.
    pub(super) fn within_call<T>(&mut self, callee: Span, check: impl FnOnce(&mut Self) -> T) -> T {
        self.refusals.callees.push(callee);
        let result = check(self);
        self.refusals.callees.pop();
        result
    }

    /// Whether the callee of a call under way was refused, so that nothing says what its arguments are wanted for.
    pub(super) fn is_argument_of_refused(&self) -> bool {
        self.refusals.callees.iter().any(|&callee| self.holds_refusal(callee))
    }
}
