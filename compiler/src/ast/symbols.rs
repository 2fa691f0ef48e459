//! Keys that are symbols, and private names, as the names of members.
//!
//! A symbol of the language is `@@iterator`. A unique symbol that the program declares is `@@PATH@PLACE@DESCRIPTION`, the last part only if it has one: its
//! declaration tells it from all others, the rest is for people. A unique symbol that cannot be a key, because it is made anew each time or what it is called
//! is not known, is `%PATH@PLACE`.
//!
//! A private name is `#x`, or `#x@CLASS` where another class of the same object may have an `#x` of its own.

use super::NodeId;
use crate::source::Span;
use std::rc::Rc;

/// What the names of members begin with whose keys are symbols.
pub const SYMBOL: &str = "@@";

/// What the names of fields begin with that keep what accessors hold.
const ACCESSOR: &str = "#accessor ";

/// The key that the declaration at `span` makes; `path` is how it is named (`KEY`, `Class.KEY`).
pub fn unique_symbol(path: &str, span: Span, description: Option<&str>) -> Rc<str> {
    let description = description.map_or(String::new(), |text| format!("@{text}"));
    format!("{SYMBOL}{path}@{}.{}{description}", span.file.0, span.start).into()
}

/// The same for one that cannot be a key.
pub fn keyless_symbol(path: &str, span: Span) -> Rc<str> {
    format!("%{path}@{}.{}", span.file.0, span.start).into()
}

/// The private name, written `#name`, that belongs to `class` alone.
pub fn private_name_of(class: NodeId, name: &str) -> Rc<str> {
    format!("{name}@{}", class.0).into()
}

/// A private name as it is written: `#x`. Nothing for other names.
pub fn private_spelling(name: &str) -> Option<&str> {
    let written = name.split_once('@').map_or(name, |(written, _)| written);
    name.starts_with('#').then_some(written)
}

/// The field that keeps what `accessor name` holds.
pub fn accessor_field(name: &str) -> Rc<str> {
    format!("{ACCESSOR}{name}").into()
}

/// The accessor whose value a field of this name keeps.
pub fn accessor_of(field: &str) -> Option<&str> {
    field.strip_prefix(ACCESSOR)
}

/// Whether the member of this name has a symbol for its key.
pub fn is_symbol(name: &str) -> bool {
    name.starts_with(SYMBOL)
}

/// How the symbol behind a key is named: `KEY`, `Symbol.iterator`.
pub fn symbol_path(key: &str) -> String {
    let path = key.trim_start_matches(['@', '%']);
    match path.split_once('@') {
        Some((path, _)) => path.to_string(),
        None => format!("Symbol.{path}"),
    }
}

/// What `console.log` prints for the key: `Symbol(description)`.
pub fn symbol_text(key: &str) -> String {
    let mut parts = key.trim_start_matches(SYMBOL).splitn(3, '@');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(name), None, _) => format!("Symbol(Symbol.{name})"),
        (_, _, description) => format!("Symbol({})", description.unwrap_or_default()),
    }
}

/// What a function is called that is the member of this name: `[description]` for a symbol.
pub fn function_name(name: &str) -> Rc<str> {
    if !is_symbol(name) {
        return private_spelling(name).unwrap_or(name).into();
    }
    match symbol_text(name).trim_start_matches("Symbol(").trim_end_matches(')') {
        "" => "".into(),
        description => format!("[{description}]").into(),
    }
}

/// A member's name as people write it: a symbol stands in brackets.
pub fn member_text(name: &str) -> String {
    if is_symbol(name) { format!("[{}]", symbol_path(name)) } else { private_spelling(name).unwrap_or(name).to_string() }
}

/// A message with the names of members in backticks as people write them.
pub fn readable(message: &str) -> String {
    let parts = message.split('`').enumerate();
    parts.map(|(at, part)| if at % 2 == 1 { member_text(part) } else { part.to_string() }).collect::<Vec<_>>().join("`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn keys_tell_what_they_were_made_of() {
        let span = Span { file: FileId(3), start: 7, end: 8 };
        let key = unique_symbol("A.tag", span, Some("a@b"));
        assert_eq!((symbol_path(&key), symbol_text(&key), member_text(&key)), ("A.tag".into(), "Symbol(a@b)".into(), "[A.tag]".into()));
        let bare = unique_symbol("k", span, None);
        assert_eq!((symbol_path(&bare), symbol_text(&bare)), ("k".into(), "Symbol()".into()));
        assert_eq!((symbol_path("@@iterator"), symbol_text("@@iterator")), ("Symbol.iterator".into(), "Symbol(Symbol.iterator)".into()));
        assert_eq!(readable(&format!("no `{bare}` in `{{ a: 1 }}`")), "no `[k]` in `{ a: 1 }`");
        assert_eq!((symbol_path(&keyless_symbol("k", span)), is_symbol(&keyless_symbol("k", span))), ("k".into(), false));
    }
}
