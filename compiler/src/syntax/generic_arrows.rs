//! The mistakes within generic arrow functions.
//!
//! swc reads `<T>(x) => …` on trial, since it may be a type assertion, and keeps no mistake that it met on the trial and could go on behind.
//! So a text that has such functions is read once more with blanks for their type parameters, where nothing is on trial.

use crate::source::Span;
use std::ops::Range;
use swc_common::Spanned;
use swc_ecma_ast as swc;
use swc_ecma_parser::error::Error;

/// A generic arrow function: where it stands, and where its type parameters do.
pub(super) struct GenericArrow {
    span: Span,
    parameters: Range<usize>,
}

impl super::read::Reader<'_> {
    /// Remembers the function if it is generic.
    pub(super) fn note_generic_arrow(&mut self, arrow: &swc::ArrowExpr) {
        if let Some(parameters) = &arrow.type_params {
            let parameters = self.span(parameters.span);
            self.generic_arrows.push(GenericArrow { span: self.span(arrow.span), parameters: parameters.start as usize..parameters.end as usize });
        }
    }
}

/// The mistakes in `text` within any of the functions.
pub(super) fn mistakes_within(arrows: &[GenericArrow], text: &str) -> Vec<Error> {
    if arrows.is_empty() {
        return Vec::new();
    }
    let mut blanked = text.as_bytes().to_vec();
    for arrow in arrows {
        blanked[arrow.parameters.clone()].fill(b' ');
    }
    // What is blanked begins at `<` and ends at `>`: no character is cut in two.
    let Ok(blanked) = String::from_utf8(blanked) else { return Vec::new() };
    let (_, mut errors) = super::parse_once(&blanked, None);
    errors.retain(|error| {
        let at = super::errors::offset(error.span().lo) as u32;
        arrows.iter().any(|arrow| (arrow.span.start..arrow.span.end).contains(&at))
    });
    errors
}
