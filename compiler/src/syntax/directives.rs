//! Comments that speak to the type checker: `@ts-expect-error`, `@ts-ignore`, `@ts-nocheck`.
//!
//! In: a file's text and swc's comments. Out: [`Directives`]. As in tsc a directive stands at the beginning of a line comment, or of the last
//! line of a block comment; `@ts-nocheck` stands in a line comment before all code.

use crate::ast::{Directive, Directives};
use crate::source::{FileId, Span};
use swc_common::comments::{Comment, CommentKind, SingleThreadedComments};

/// The directives of a file; `code` is where its first token stands.
pub(super) fn read(file: FileId, text: &str, comments: &SingleThreadedComments, code: u32) -> Directives {
    let mut all: Vec<Comment> = Vec::new();
    let (leading, trailing) = comments.borrow_all();
    all.extend(leading.values().chain(trailing.values()).flatten().cloned());
    drop((leading, trailing));
    all.sort_by_key(|comment| comment.span.lo);
    let mut directives = Directives::default();
    for comment in &all {
        // swc's offsets begin at 1.
        let (start, end) = (comment.span.lo.0.saturating_sub(1), comment.span.hi.0.saturating_sub(1));
        if comment.kind == CommentKind::Line
            && start < code
            && let Some(word) = comment.text.trim_start_matches('/').trim_start().strip_prefix('@')
        {
            match word.split([' ', '\t', ':']).next() {
                Some("ts-nocheck") => directives.unchecked = Some(Span { file, start, end }),
                Some("ts-check") => directives.unchecked = None,
                _ => {}
            }
        }
        let last = match comment.kind {
            CommentKind::Line => start,
            CommentKind::Block => text[start as usize..end as usize].rfind('\n').map_or(start, |at| start + at as u32 + 1),
        };
        let words = text[last as usize..end as usize].trim_start().trim_start_matches(['/', '*']).trim_start();
        let expects = words.starts_with("@ts-expect-error");
        if expects || words.starts_with("@ts-ignore") {
            directives.lines.push(Directive { span: Span { file, start: last, end }, expects });
        }
    }
    directives
}

/// Whether a text may hold a directive at all.
pub(super) fn may_have(text: &str) -> bool {
    text.contains("@ts-")
}
