//! swc's errors as problems with TypeScript's codes.

use crate::problem::Problem;
use crate::source::{FileId, Span};
use swc_common::Spanned;
pub(super) fn translate(file: FileId, _text: &str, errors: Vec<swc_ecma_parser::error::Error>) -> Vec<Problem> {
    errors.into_iter().map(|e| { let s = e.span(); Problem::ts(1005, Span{file, start: s.lo.0.saturating_sub(1), end: s.hi.0.saturating_sub(1)}, format!("{:?}", e.kind())) }).collect()
}
