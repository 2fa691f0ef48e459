//! swc's parse errors as problems with TypeScript's codes, words and places.
//!
//! swc says what it met, TypeScript what it missed, so the translation looks at the text around the place. A table test
//! holds it to tsc's answers. One mistake is one problem: of several errors on one line only the first is reported, because
//! the others are nearly always its consequences.

use crate::problem::Problem;
use crate::source::{FileId, Span};
use swc_common::Spanned;
use swc_ecma_parser::error::{Error, SyntaxError};

mod grammar;
mod lists;
mod place;
mod words;

pub(in crate::syntax) use place::Text;

/// What tsc would say: its code, its words, and the range of bytes to mark.
pub(super) struct Complaint {
    pub code: u32,
    message: String,
    pub start: usize,
    pub end: usize,
}

/// Problems for `errors`, in order of place.
pub(super) fn translate(file: FileId, text: &str, errors: Vec<Error>) -> Vec<Problem> {
    let text = Text(text);
    let mut complaints: Vec<Complaint> = errors.iter().filter_map(|error| complaint(&text, error)).collect();
    complaints.sort_by_key(|complaint| (complaint.start, complaint.code));
    let mut problems: Vec<Problem> = Vec::new();
    let mut last_line = None;
    for complaint in complaints {
        let line = text.line_start(complaint.start);
        if last_line.replace(line) != Some(line) {
            let span = Span { file, start: complaint.start as u32, end: complaint.end as u32 };
            problems.push(Problem::ts(complaint.code, span, complaint.message));
        }
    }
    problems
}

/// The text without the mistake that ended the parser, the last of `errors`, or without another on its line that led to it; and the error
/// that is put aside. `None` if the mistake has to stay.
pub(super) fn repaired(text: &str, errors: &mut Vec<Error>) -> Option<(String, Error)> {
    let around = Text(text);
    let line = around.line_start(around.clamp(offset(errors.last()?.span().lo)));
    let mend = |error: &Error| super::repair::repaired(text, &complaint(&around, error)?);
    let (at, new) = errors.iter().enumerate().rev().filter(|(_, error)| around.line_start(around.clamp(offset(error.span().lo))) == line).find_map(|(at, error)| Some((at, mend(error)?)))?;
    Some((new, errors.swap_remove(at)))
}

/// Whether the error is `const` without a value.
pub(super) fn is_missing_value(error: &Error) -> bool {
    matches!(innermost(error.kind()), SyntaxError::ConstDeclarationsRequireInitialization)
}

/// The complaint for one error; `None` for what only swc minds, or what the subset refuses anyway.
fn complaint(text: &Text, error: &Error) -> Option<Complaint> {
    let kind = innermost(error.kind());
    let start = text.clamp(offset(error.span().lo));
    let end = text.clamp(offset(error.span().hi)).max(start);
    if is_left_to_the_subset(kind) {
        return None;
    }
    if matches!(kind, SyntaxError::TS1005) && start == end && text.char_before(start) == Some('}') {
        // The only error of swc's without extent after a block: `try` with nothing behind it.
        return Some(Complaint { code: 1472, message: "'catch' or 'finally' expected.".to_string(), start, end });
    }
    if let Some(at) = yields_outside_generator(text, start) {
        let message = "A 'yield' expression is only allowed in a generator body.".to_string();
        return Some(Complaint { code: 1163, message, start: at, end: at + "yield".len() });
    }
    let found = grammar::lexical(text, kind, start)
        .or_else(|| words::misplaced(text, kind, start))
        .or_else(|| super::modifiers::mistake_around(text, start).filter(|_| matches!(kind, SyntaxError::Unexpected { .. } | SyntaxError::TS1042)))
        .or_else(|| grammar::expected(text, kind, start))
        .or_else(|| grammar::statement(text, kind, start))
        .or_else(|| grammar::member(text, kind, start))
        .or_else(|| grammar::declaration(text, kind, start));
    let (code, message, at) = found.unwrap_or_else(|| grammar::unexpected(text, start));
    let end = if at == start { end } else { text.token_end(at) };
    Some(Complaint { code, message, start: at, end: end.max(at) })
}

/// Where the `yield` is that made the parser stumble over what it gives: outside generators it reads a name there.
fn yields_outside_generator(text: &Text, start: usize) -> Option<usize> {
    let at = if text.word(start) == "yield" { start } else { text.word_before_start(start) };
    if text.word(at) != "yield" {
        return None;
    }
    let given = text.skip_blanks(at + "yield".len());
    let on_one_line = !text.0[at..given].contains('\n');
    let gives = text.rest(given).starts_with(|c: char| c.is_alphanumeric() || "'\"`_$[{".contains(c));
    (on_one_line && gives).then_some(at)
}

fn innermost(kind: &SyntaxError) -> &SyntaxError {
    match kind {
        SyntaxError::WithLabel { inner, .. } => innermost(inner.kind()),
        kind => kind,
    }
}

/// swc's offsets begin at 1.
pub(super) fn offset(position: swc_common::BytePos) -> usize {
    position.0.saturating_sub(1) as usize
}

/// Errors about features that are refused by name, and a rule of TypeScript 7 that 5.9 does not have.
fn is_left_to_the_subset(kind: &SyntaxError) -> bool {
    matches!(
        kind,
        SyntaxError::TS2410
            | SyntaxError::WithInStrict
            | SyntaxError::TS1102
            | SyntaxError::TS2703
            | SyntaxError::InvalidNewTarget
            | SyntaxError::TsAssertionBinaryOp
    )
}
