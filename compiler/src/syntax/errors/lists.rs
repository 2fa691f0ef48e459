//! What stands wrong in lists that have a grammar of their own: parameters of index signatures, type parameters, members of enums.

use super::grammar::{Found, found};
use super::place::Text;

/// What tsc says of what begins at `start`, where the innermost bracket around it opens such a list.
pub(super) fn mistake(text: &Text, start: usize) -> Found {
    let open = text.open_of_innermost(start)?;
    match text.rest(open).chars().next()? {
        '[' if opens_index_signature(text, open) => in_index_signature(text, open, start),
        '<' => type_parameter_modifier(text, open, start),
        '{' if text.head_before(open, &["enum"]) => in_enum(text, start),
        _ => None,
    }
}

/// Whether a bracket begins a member of a class, an interface or an object's type, and holds `name: …` or nothing.
fn opens_index_signature(text: &Text, open: usize) -> bool {
    let Some(brace) = text.open_of_innermost(open).filter(|&brace| text.rest(brace).starts_with('{')) else { return false };
    let line = text.before(brace);
    let head = &line[line.rfind(['{', '}', ';']).map_or(0, |end| end + 1)..];
    let holds_members = ["interface ", "class ", "type "].iter().any(|word| head.contains(word)) || matches!(text.char_before(brace), Some(':' | '|' | '&' | '<'));
    let begins = text.char_before(open).is_some_and(|c| matches!(c, '{' | ';' | ',')) || text.line_start(open) == text.end_before(open) + 1 || !text.word_before(open).is_empty();
    holds_members && begins
}

fn in_index_signature(text: &Text, open: usize, start: usize) -> Found {
    let first = text.skip_blanks(open + 1);
    let name_end = first + text.word(first).len();
    let modifier = text.word(first);
    let named = text.skip_blanks(name_end);
    match text.rest(start).chars().next()? {
        '.' if start == first => found(1017, "An index signature cannot have a rest parameter.", start),
        ']' if start == first => found(1096, "An index signature must have exactly one parameter.", start),
        '?' if start == named => found(1019, "An index signature parameter cannot have a question mark.", start),
        ':' if text.char_before(start) == Some('?') => found(1019, "An index signature parameter cannot have a question mark.", text.end_before(start) - 1),
        ',' if text.rest(named).starts_with(':') => found(1096, "An index signature must have exactly one parameter.", first),
        '=' if text.rest(named).starts_with(':') => found(1020, "An index signature parameter cannot have an initializer.", first),
        _ if start == named && matches!(modifier, "public" | "private" | "protected" | "readonly" | "static") => {
            found(1018, "An index signature parameter cannot have an accessibility modifier.", start)
        }
        _ => None,
    }
}

/// `<in T>` of a function, `<const T>` of what is none.
fn type_parameter_modifier(text: &Text, open: usize, start: usize) -> Found {
    if text.char_before(start).is_none_or(|c| !matches!(c, '<' | ',')) || text.word(text.skip_blanks(start + text.word(start).len())).is_empty() {
        return None;
    }
    match text.word(start) {
        "const" => found(1277, "'const' modifier can only appear on a type parameter of a function, method or class", start),
        word @ ("in" | "out") if open < start => {
            found(1274, format!("'{word}' modifier can only appear on a type parameter of a class, interface or type alias"), start)
        }
        _ => None,
    }
}

fn in_enum(text: &Text, start: usize) -> Found {
    const COMMA: &str = "An enum member name must be followed by a ',', '=', or '}'.";
    let begins = text.char_before(start).is_some_and(|c| matches!(c, '{' | ','));
    match text.rest(start).chars().next()? {
        '[' if begins => found(1164, "Computed property names are not allowed in enums.", start),
        '#' if begins => found(18024, "An enum member cannot be named with a private identifier.", start),
        _ if !begins && !text.word_before(start).is_empty() && !text.before(text.word_before_start(start)).trim_end().ends_with('=') => found(1357, COMMA, start),
        _ => None,
    }
}
