//! Keys that are symbols, private names, and names of the compiler's own, as the names of members.
//!
//! All of them are spelled as no text is that a program has for a key, while `#fff`, `%` and `@@` are texts like any other.
//!
//! A symbol of the language is `@@iterator`. A unique symbol that the program declares is `@@PATH@PLACE@DESCRIPTION`, the last part only if it has one: its
//! declaration tells it from all others, the rest is for people. A unique symbol that cannot be a key, because it is made anew each time or what it is called
//! is not known, is `%PATH@PLACE`.
//!
//! A private name is `#x@`, or `#x@CLASS` where another class of the same object may have an `#x` of its own.
//!
//! A member that only the compiler and the library know begins with `%%`.

use super::NodeId;
use crate::source::Span;
use std::rc::Rc;

/// What the names of members begin with whose keys are symbols.
pub const SYMBOL: &str = "@@";

/// The symbols of the language that are keys.
const OF_LANGUAGE: [&str; 7] = ["iterator", "asyncIterator", "dispose", "asyncDispose", "toPrimitive", "toStringTag", "hasInstance"];

/// What the names of members begin with that are the compiler's own.
const OWN: &str = "%%";

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

/// The private name, written `#name`, that no other class of the same object has.
pub fn private_name(name: &str) -> Rc<str> {
    format!("{name}@").into()
}

/// A private name as it is written: `#x`. Nothing for other names.
pub fn private_spelling(name: &str) -> Option<&str> {
    let (written, class) = name.rsplit_once('@').filter(|_| name.starts_with('#'))?;
    class.bytes().all(|byte| byte.is_ascii_digit()).then_some(written)
}

/// Whether a member's name is a private one.
pub fn is_private(name: &str) -> bool {
    private_spelling(name).is_some()
}

/// Whether a member's name is one of the compiler's own.
pub fn is_own(name: &str) -> bool {
    name.starts_with(OWN) && name.len() > OWN.len()
}

/// Whether no text names a member: a private one, one whose key is a symbol, one of the compiler's own.
pub fn is_hidden(name: &str) -> bool {
    is_private(name) || is_own(name) || is_symbol(name)
}

/// The field that keeps what `accessor name` holds.
pub fn accessor_field(name: &str) -> Rc<str> {
    private_name(&format!("{ACCESSOR}{name}"))
}

/// The accessor whose value a field of this name keeps.
pub fn accessor_of(field: &str) -> Option<&str> {
    private_spelling(field)?.strip_prefix(ACCESSOR)
}

/// Whether the member of this name has a symbol for its key.
pub fn is_symbol(name: &str) -> bool {
    let Some(path) = name.strip_prefix(SYMBOL) else { return false };
    // A unique symbol tells its file and where it stands there.
    let is_place = |place: &str| place.split('@').next().and_then(|place| place.split_once('.')).is_some_and(|(file, start)| is_number(file) && is_number(start));
    OF_LANGUAGE.contains(&path) || path.split_once('@').is_some_and(|(_, place)| is_place(place))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
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

/// A message with the names of members in backticks as people write them, alone or behind an object (`this.#x`).
pub fn readable(message: &str) -> String {
    let member = |part: &str| match part.rfind(".#") {
        Some(dot) => format!("{}.{}", &part[..dot], member_text(&part[dot + 1..])),
        None => member_text(part),
    };
    let parts = message.split('`').enumerate();
    parts.map(|(at, part)| if at % 2 == 1 { member(part) } else { part.to_string() }).collect::<Vec<_>>().join("`")
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

    #[test]
    fn texts_are_no_names_of_the_compilers() {
        for text in ["#", "#fff", "#a@b", "#x", "%", "%%", "%d", "% ", "%keys", "@@", "@@iterators", "@@x@y", "@@a@1.b", "@"] {
            assert!(!is_hidden(text), "{text}");
        }
        let span = Span { file: FileId(3), start: 7, end: 8 };
        let names = [unique_symbol("A.tag", span, Some("a@b")), unique_symbol("k", span, None), private_name("#x"), private_name_of(NodeId(4), "#x"), accessor_field("x")];
        for name in names.iter().map(|name| &**name).chain(["@@iterator", "%%keys", "%%bound m"]) {
            assert!(is_hidden(name), "{name}");
        }
        assert_eq!((private_spelling(&private_name("#x")), private_spelling(&private_name_of(NodeId(4), "#x"))), (Some("#x"), Some("#x")));
        assert_eq!((accessor_of(&accessor_field("a@b")), accessor_of(&private_name("#x"))), (Some("a@b"), None));
    }
}
