//! Reading on behind a mistake that ends the parser.
//!
//! Some mistakes tsc finds only when it checks what it has parsed, and it goes on to report whatever else is wrong in the file. swc gives
//! the whole file up there. So the offending words are replaced, byte for byte, and the text is parsed again: every place stays what it was,
//! and the rest of the file is checked too.
//!
//! Always holds: a text is repaired only for a mistake that is reported, so nothing is ever compiled of what stands instead.

use super::errors::{Complaint, Text};
use std::ops::Range;

/// How often a file is parsed again at most: who made more mistakes of these kinds meets the others once the first are mended.
pub(super) const LIMIT: usize = 40;

/// Types that are words of the language: nothing else may have their names.
pub(crate) const PREDEFINED_TYPES: &[&str] = &["any", "unknown", "never", "number", "bigint", "boolean", "string", "symbol", "void", "object", "undefined"];

/// What is replaced, and by what; blanks fill it up.
struct Edit {
    range: Range<usize>,
    with: &'static str,
}

/// The text without the mistake; `None` if it has to end the reading.
pub(super) fn repaired(text: &str, complaint: &Complaint) -> Option<String> {
    let edit = edit(&Text(text), complaint)?;
    let old = text.get(edit.range.clone())?;
    if old.is_empty() || old.len() < edit.with.len() {
        return None;
    }
    let mut new = text[..edit.range.start].to_string();
    new.push_str(edit.with);
    // Line breaks stay, and with them the line of every place.
    new.extend(old.bytes().skip(edit.with.len()).map(|byte| if matches!(byte, b'\n' | b'\r') { byte as char } else { ' ' }));
    new.push_str(&text[edit.range.end..]);
    (new != text).then_some(new)
}

fn edit(text: &Text, complaint: &Complaint) -> Option<Edit> {
    let Complaint { code, start, end, .. } = *complaint;
    let word = start..start + text.word(start).len();
    let blank = |range: Range<usize>| Some(Edit { range, with: "" });
    match code {
        // Modifiers, and the `await` of a loop.
        1024 | 1028 | 1029 | 1030 | 1040 | 1042 | 1044 | 1070 | 1071 | 1089 | 1103 | 1184 | 1187 | 1242 | 1243 | 1274 | 1277 | 1317 | 1357 => blank(word),
        1163 => Some(yields(text, word)),
        1308 | 2524 | 18037 if text.word(start) == "await" => Some(Edit { range: word, with: "void" }),
        1213 | 1214 if text.word(start) == "yield" => Some(Edit { range: word, with: "null" }),
        2815 => Some(Edit { range: word, with: "undefined" }),
        2730 => Some(Edit { range: word, with: "_" }),
        1344 => blank(start..start + text.rest(start).find(':')? + 1),
        1048 | 1186 | 1197 | 1246 => {
            let equals = equals_near(text, start)?;
            blank(equals..list_element_end(text, equals))
        }
        18009 | 18016 => blank(start..start + 1),
        // The statements of a second `default` go on with the clause before it.
        1113 => blank(start..start + text.rest(start).find(':')? + 1),
        1176 => Some(Edit { range: word, with: "extends" }),
        1121 | 1489 => blank(start..start + leading_zeros(text.rest(start))),
        1009 => blank(comma_at(text, start)?),
        1094 | 1099 => blank(angle_brackets(text, start)?),
        1162 | 1255 | 5085 => blank(mark(text, start, end)?),
        1257 => blank(mark(text, text.open_of_innermost(start)?, start)?),
        1209 => blank(optional_link(text, start)?),
        2357 | 2777 => blank(update(text, start, end)?),
        2364 | 2779 => blank(start..assignment_end(text, end)?),
        1213 | 1262 | 2414 | 2427 => Some(Edit { range: word.end - 1..word.end, with: "_" }),
        17006 => blank(start..text.token_end(start)),
        _ => None,
    }
}

/// `yield x` gives as little as `void x`; `yield` alone is nothing.
fn yields(text: &Text, word: Range<usize>) -> Edit {
    let next = text.skip_blanks(word.end);
    match text.rest(next).chars().next() {
        Some('*') => Edit { range: word.start..next + 1, with: "void" },
        Some(';' | ')' | ',' | ']' | '}') | None => Edit { range: word, with: "null" },
        Some(_) => Edit { range: word, with: "void" },
    }
}

fn leading_zeros(number: &str) -> usize {
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    number.bytes().take_while(|&byte| byte == b'0').count().min(digits.saturating_sub(1))
}

fn comma_at(text: &Text, start: usize) -> Option<Range<usize>> {
    let at = if text.rest(start).starts_with(',') { start } else { text.end_before(start).checked_sub(1)? };
    text.rest(at).starts_with(',').then_some(at..at + 1)
}

/// From the first `<` to what closes it.
fn angle_brackets(text: &Text, start: usize) -> Option<Range<usize>> {
    let open = if text.rest(start).starts_with('>') { text.end_before(start).checked_sub(1)? } else { start + text.rest(start).find('<')? };
    let mut depth = 0;
    for (at, c) in text.rest(open).char_indices() {
        match c {
            '<' => depth += 1,
            '>' if depth == 1 => return Some(open..open + at + 1),
            '>' => depth -= 1,
            '{' | '}' | ';' | '\n' => return None,
            _ => {}
        }
    }
    None
}

/// The `=` before an initialiser, at the place or behind it.
fn equals_near(text: &Text, start: usize) -> Option<usize> {
    let before = text.end_before(start).checked_sub(1).filter(|&at| text.rest(at).starts_with('='));
    before.or_else(|| Some(start + text.0[start..text.line_end(start)].find('=')?))
}

/// Where what begins at `start` ends in a list: before a comma, a semicolon, or what closes the list.
fn list_element_end(text: &Text, start: usize) -> usize {
    let mut depth = 0;
    for (at, c) in text.rest(start).char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' | ',' | ';' | '\n' if depth == 0 => return start + at,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
    }
    text.0.len()
}

/// The last mark behind a name, `x?:` or `x!:`, of those that stand where the parser stumbled; else the next one.
fn mark(text: &Text, start: usize, end: usize) -> Option<Range<usize>> {
    let is_mark = |at: &usize| {
        let behind = text.rest(text.skip_blanks(at + 1)).chars().next();
        let before = text.before(*at).chars().next_back();
        matches!(behind, Some(':' | ',' | ']' | '}' | '(')) && before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '"' | '\'' | ']'))
    };
    let marks = |range: Range<usize>| text.0.get(range.clone()).unwrap_or_default().match_indices(['?', '!']).map(move |(at, _)| range.start + at);
    let at = marks(start..end).filter(is_mark).last().or_else(|| marks(start..text.line_end(start)).find(is_mark))?;
    Some(at..at + 1)
}

/// The `?` of the first `?.` behind `new`.
fn optional_link(text: &Text, start: usize) -> Option<Range<usize>> {
    let at = start + text.0[start..text.line_end(start)].find("?.")?;
    Some(at..at + 1)
}

/// `++` or `--` behind the operand, or before it.
fn update(text: &Text, start: usize, end: usize) -> Option<Range<usize>> {
    let behind = text.skip_blanks(end);
    let before = text.end_before(start).checked_sub(2)?;
    let is_update = |at: usize| text.0.get(at..at + 2).is_some_and(|operator| matches!(operator, "++" | "--"));
    [behind, before].into_iter().find(|&at| is_update(at)).map(|at| at..at + 2)
}

/// Where the operator ends that assigns to what ends at `end`.
fn assignment_end(text: &Text, end: usize) -> Option<usize> {
    let at = text.skip_blanks(end);
    let operator = text.rest(at).bytes().take_while(|byte| b"=+-*/%&|^<>?".contains(byte)).count();
    let operator = text.0.get(at..at + operator)?;
    let assigns = operator.ends_with('=') && !matches!(operator, "==" | "===" | "!=" | "<=" | ">=");
    assigns.then_some(at + operator.len())
}
