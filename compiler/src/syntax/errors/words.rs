//! Words that stand where they may not: modifiers, `await`, declarations that have a place of their own, marks and initialisers.
//!
//! tsc reads such words and complains of them; swc stumbles over what comes before or behind. So the text around the place tells.

use super::grammar::{Found, found};
use super::place::Text;
use crate::syntax::repair::PREDEFINED_TYPES;
use swc_ecma_parser::error::SyntaxError;

const TYPE_MEMBER_MODIFIERS: &[&str] = &["public", "private", "protected", "static", "abstract", "async", "declare", "export", "override", "accessor"];
const ACCESSIBILITY: &[&str] = &["public", "private", "protected", "static"];
const DECLARATIONS: &[&str] = &["let", "const", "var", "function", "class", "interface", "enum", "type", "namespace", "module"];

/// What tsc says of the word at `start`, or of the one before it.
pub(super) fn misplaced(text: &Text, kind: &SyntaxError, start: usize) -> Found {
    let word = text.word(start);
    if matches!(kind, SyntaxError::TaggedTplInOptChain) {
        let at = start + text.rest(start).find('`').unwrap_or(0);
        return found(1358, "Tagged template expressions are not permitted in an optional chain.", at);
    }
    let listed = super::lists::mistake(text, start);
    if listed.is_some() {
        return listed;
    }
    if word.is_empty() { mark(text, start) } else { named(text, kind, word, start) }
}

fn named(text: &Text, kind: &SyntaxError, word: &str, start: usize) -> Found {
    let before = text.word_before(start);
    let behind = text.skip_blanks(start + word.len());
    let next = text.word(behind);
    let is_top_level = text.is_module_level(start);
    match word {
        _ if before == "interface" && PREDEFINED_TYPES.contains(&word) => found(2427, format!("Interface name cannot be '{word}'."), start),
        _ if before == "class" && PREDEFINED_TYPES.contains(&word) => found(2414, format!("Class name cannot be '{word}'."), start),
        _ if before == "class" && (matches!(kind, SyntaxError::InvalidIdentInStrict(_)) || word == "let") => {
            let message = format!("Identifier expected. '{word}' is a reserved word in strict mode. Class definitions are automatically in strict mode.");
            found(1213, message, start)
        }
        "await" if matches!(kind, SyntaxError::ExpectedIdent | SyntaxError::TS1003) => Some(awaits(text, start, behind)),
        "await" if matches!(kind, SyntaxError::InvalidIdentInAsync) && is_top_level => {
            found(1262, "Identifier expected. 'await' is a reserved word at the top-level of a module.", start)
        }
        "yield" if matches!(kind, SyntaxError::TS1109 | SyntaxError::InvalidExpr) && in_class(text, start) => {
            found(1213, "Identifier expected. 'yield' is a reserved word in strict mode. Class definitions are automatically in strict mode.", start)
        }
        "yield" if matches!(kind, SyntaxError::TS1109 | SyntaxError::InvalidExpr) => {
            let message = "Identifier expected. 'yield' is a reserved word in strict mode. Modules are automatically in strict mode.";
            found(1214, message, start)
        }
        "abstract" if DECLARATIONS.contains(&next) && next != "class" => {
            found(1242, "'abstract' modifier can only appear on a class, method, or property declaration.", start)
        }
        "import" if !text.rest(behind).starts_with(['(', '.']) && !is_top_level => {
            found(1232, "An import declaration can only be used at the top level of a namespace or module.", start)
        }
        "this" if matches!(kind, SyntaxError::ExpectedIdent | SyntaxError::TS1003 | SyntaxError::InvalidPat) && text.closer_of_innermost(start) == ")" => {
            found(2730, "An arrow function cannot have a 'this' parameter.", start)
        }
        "arguments" if !matches!(kind, SyntaxError::EvalAndArgumentsInStrict | SyntaxError::TS1100) => found(2815, "'arguments' cannot be referenced in property initializers or class static initialization blocks.", start),
        "export" if before == "export" => found(1030, "'export' modifier already seen.", start),
        "async" if before == "export" && next == "class" => found(1042, "'async' modifier cannot be used here.", start),
        "export" if !is_top_level => Some(inner_export(text, next, behind, start)),
        _ if ACCESSIBILITY.contains(&word) && DECLARATIONS.contains(&next) => Some(access_of_statement(word, is_top_level, start)),
        "class" | "function" if matches!(kind, SyntaxError::DeclNotAllowed) => label_of(text, start),
        "return" if matches!(kind, SyntaxError::ReturnNotAllowed) && in_static_block(text, start) => {
            found(18041, "A 'return' statement cannot be used inside a class static block.", start)
        }
        "let" | "const" if before == "default" => found(1109, "Expression expected.", start),
        "let" | "const" if matches!(kind, SyntaxError::DeclNotAllowed | SyntaxError::TS1109 | SyntaxError::InvalidExpr | SyntaxError::InvalidIdentInStrict(_)) => label_of(text, start),
        _ if before == "new" => chain_of_new(text, start),
        _ if matches!(kind, SyntaxError::ExpectedIdent | SyntaxError::TS1003 | SyntaxError::InvalidPat) && path_at(text, start).contains("?.") => {
            found(2779, "The left-hand side of an assignment expression may not be an optional property access.", start)
        }
        _ if let Some(mistake) = word_of_class(text, before, word, start) => Some(mistake),
        _ if text.char_before(start) == Some('.') => meta_property(text, word, start),
        _ if text.char_before(start).is_some_and(|c| c.is_alphanumeric()) => modifier_of_member(text, kind, before, start),
        _ => None,
    }
}

/// Names with dots between that begin at `start`.
fn path_at<'t>(text: &Text<'t>, start: usize) -> &'t str {
    let rest = text.rest(start);
    &rest[..rest.find(|c: char| !(c.is_alphanumeric() || "_$.?".contains(c))).unwrap_or(rest.len())]
}

/// A word before the member of a class that has no place there: the parser has taken it for the member's name.
fn word_of_class(text: &Text, word: &str, name: &str, start: usize) -> Option<(u32, String, usize)> {
    let at = text.word_before_start(start);
    let begins = text.char_before(at).is_some_and(|c| matches!(c, '{' | '}' | ';'));
    if !begins || text.end_before(start) != at + word.len() || !is_body_of_class(text, at) {
        return None;
    }
    match word {
        "const" => Some((1248, "A class member cannot have the 'const' keyword.".into(), start)),
        "export" => Some((1031, "'export' modifier cannot appear on class elements of this kind.".into(), at)),
        "let" | "var" | "function" => Some((1068, "Unexpected token. A constructor, method, accessor, or property was expected.".into(), at)),
        "readonly" if matches!(name, "get" | "set") => {
            Some((1024, "'readonly' modifier can only appear on a property declaration or index signature.".into(), at))
        }
        _ => None,
    }
}

/// Whether the innermost brace around `at` is that of a class.
fn is_body_of_class(text: &Text, at: usize) -> bool {
    text.open_of_innermost(at).filter(|&open| text.rest(open).starts_with('{')).is_some_and(|open| {
        let before = text.before(open);
        let head = &before[before.rfind(['{', '}', ';']).map_or(0, |end| end + 1)..];
        head.split_whitespace().any(|word| word == "class")
    })
}

/// `await` where no function can wait: in the value of a field, a static block, or as a name.
fn awaits(text: &Text, start: usize, behind: usize) -> (u32, String, usize) {
    let waits = text.rest(behind).starts_with(|c: char| c.is_alphanumeric() || "'\"`_$[{(+-!".contains(c));
    match (waits, in_static_block(text, start)) {
        (false, _) => (1359, "Identifier expected. 'await' is a reserved word that cannot be used here.".into(), start),
        (true, true) => (18037, "'await' expression cannot be used inside a class static block.".into(), start),
        (true, false) => (1308, "'await' expressions are only allowed within async functions and at the top levels of modules.".into(), start),
    }
}

/// Whether one of the braces around `at` is that of a class.
fn in_class(text: &Text, at: usize) -> bool {
    let outwards = std::iter::successors(text.open_of_innermost(at), |&open| text.open_of_innermost(open));
    outwards.into_iter().any(|open| {
        let before = text.before(open);
        let head = &before[before.rfind(['{', '}', ';']).map_or(0, |end| end + 1)..];
        head.split_whitespace().any(|word| word == "class")
    })
}

fn in_static_block(text: &Text, start: usize) -> bool {
    text.open_of_innermost(start).is_some_and(|open| text.word_before(open) == "static")
}

/// `declare` or `async`, read as an expression, before what neither modifies.
pub(super) fn modifier_of_statement(text: &Text, begin: usize) -> Found {
    let word = text.word(begin);
    let behind = text.skip_blanks(begin + word.len());
    match (word, text.word(behind)) {
        ("declare", "async") => found(1040, "'async' modifier cannot be used in an ambient context.", behind),
        ("declare", "export") => found(1029, "'export' modifier must precede 'declare' modifier.", behind),
        ("declare", "declare") => found(1030, "'declare' modifier already seen.", behind),
        ("async", "class") if text.is_module_level(begin) => found(1042, "'async' modifier cannot be used here.", begin),
        ("async", "class") => found(1184, "Modifiers cannot appear here.", begin),
        _ => None,
    }
}

/// `export` within a block or function.
fn inner_export(text: &Text, next: &str, behind: usize, start: usize) -> (u32, String, usize) {
    if next == "default" {
        return (1258, "A default export must be at the top level of a file or module declaration.".into(), start);
    }
    if text.rest(behind).starts_with(['{', '*']) {
        return (1233, "An export declaration can only be used at the top level of a namespace or module.".into(), start);
    }
    (1184, "Modifiers cannot appear here.".into(), start)
}

/// `public let x`.
fn access_of_statement(word: &str, is_top_level: bool, start: usize) -> (u32, String, usize) {
    if is_top_level {
        return (1044, format!("'{word}' modifier cannot appear on a module or namespace element."), start);
    }
    (1184, "Modifiers cannot appear here.".into(), start)
}

/// `label: let x`.
fn label_of(text: &Text, start: usize) -> Found {
    let colon = text.end_before(start).checked_sub(1).filter(|&at| text.rest(at).starts_with(':'))?;
    let label = text.word_before(colon);
    let begin = text.word_before_start(colon);
    let begins_statement = text.char_before(begin).is_none_or(|c| ";{})".contains(c)) || text.line_start(begin) == begin;
    (begins_statement && !label.is_empty() && label != "default").then(|| (1344, "A label is not allowed here.".into(), begin))
}

/// `new a?.b()`.
fn chain_of_new(text: &Text, start: usize) -> Found {
    let callee = text.rest(start);
    let end = callee.find(|c: char| !(c.is_alphanumeric() || "_$.?".contains(c))).unwrap_or(callee.len());
    let at = start + callee[..end].find("?.")?;
    found(1209, format!("Invalid optional chain from new expression. Did you mean to call '{}()'?", &text.0[start..at]), at)
}

/// `new.x`, `import.x`.
fn meta_property(text: &Text, name: &str, start: usize) -> Found {
    let dot = text.end_before(start).checked_sub(1).filter(|&at| text.rest(at).starts_with('.'))?;
    let (keyword, right) = match text.word_before(dot) {
        "new" => ("new", "target"),
        "import" => ("import", "meta"),
        _ => return None,
    };
    found(17012, format!("'{name}' is not a valid meta-property for keyword '{keyword}'. Did you mean '{right}'?"), start)
}

/// `public x` in an interface or an object literal, where `public` has been taken for a name.
fn modifier_of_member(text: &Text, kind: &SyntaxError, modifier: &str, start: usize) -> Found {
    let stumbles = matches!(kind, SyntaxError::ExpectedSemi | SyntaxError::TS1005 | SyntaxError::Expected(..) | SyntaxError::Unexpected { .. });
    if !stumbles || !TYPE_MEMBER_MODIFIERS.contains(&modifier) {
        return None;
    }
    let at = text.word_before_start(start);
    let begins = text.char_before(at).is_some_and(|c| matches!(c, '{' | ';' | ',')) || text.line_start(at) == text.end_before(at) + 1;
    match holder(text, at)? {
        _ if !begins => None,
        Holder::Members => found(1070, format!("'{modifier}' modifier cannot appear on a type member."), at),
        Holder::Object => found(1042, format!("'{modifier}' modifier cannot be used here."), at),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Holder {
    /// An interface or the literal of a type.
    Members,
    /// The literal of an object.
    Object,
}

/// What the innermost brace around `at` opens, as far as the words before it tell.
fn holder(text: &Text, at: usize) -> Option<Holder> {
    let open = text.open_of_innermost(at).filter(|&open| text.rest(open).starts_with('{'))?;
    let before = text.before(open);
    let begin = before.rfind([';', '}']).map_or(0, |end| end + 1);
    let head = before.get(text.skip_blanks(begin)..).unwrap_or_default();
    let head = head.strip_prefix("export ").unwrap_or(head).trim_start();
    if head.starts_with("interface ") || head.starts_with("type ") || matches!(text.char_before(open), Some(':' | '|' | '&' | '<')) && !head.contains("= {") {
        return Some(Holder::Members);
    }
    matches!(text.char_before(open), Some('=' | '(' | ',' | ':' | '[')).then_some(Holder::Object)
}

/// Signs: `#x` outside of classes, `a?:` and `a!:` of object literals, type parameters of accessors, initialisers.
fn mark(text: &Text, start: usize) -> Found {
    match text.rest(start).chars().next()? {
        '#' if text.closer_of_innermost(start) == ")" => found(18009, "Private identifiers cannot be used as parameters.", start),
        '#' if holder(text, start).is_some() => found(18016, "Private identifiers are not allowed outside class bodies.", start),
        '!' if holder(text, start) == Some(Holder::Object) && text.rest(text.skip_blanks(start + 1)).starts_with(':') => {
            found(1255, "A definite assignment assertion '!' is not permitted in this context.", start)
        }
        ':' if text.char_before(start) == Some('?') && holder(text, start) == Some(Holder::Object) => {
            found(1162, "An object member cannot be declared optional.", text.end_before(start) - 1)
        }
        '<' if matches!(text.word_before(text.word_before_start(start)), "get" | "set") => {
            found(1094, "An accessor cannot have type parameters.", text.word_before_start(start))
        }
        '[' if is_property_modifier(text.word_before(start)) && text.word_before(start) != "readonly" && text.closer_of_innermost(start) != ")" => {
            let modifier = text.word_before(start);
            found(1071, format!("'{modifier}' modifier cannot appear on an index signature."), text.word_before_start(start))
        }
        '[' | '{' if is_property_modifier(text.word_before(start)) => {
            found(1187, "A parameter property may not be declared using a binding pattern.", text.word_before_start(start))
        }
        '.' if is_property_modifier(text.word_before(start)) => {
            found(1317, "A parameter property cannot be declared using a rest parameter.", text.word_before_start(start))
        }
        '=' if !text.rest(start).starts_with("==") && !text.rest(start).starts_with("=>") => initialiser(text, start),
        _ => None,
    }
}

fn is_property_modifier(word: &str) -> bool {
    ACCESSIBILITY.contains(&word) || word == "readonly"
}

/// What has no initialiser but is given one.
fn initialiser(text: &Text, start: usize) -> Found {
    let name = text.word_before_start(start);
    let value = text.skip_blanks(start + 1);
    let before = text.before(text.end_before(name));
    if before.ends_with("...") {
        return match text.closer_of_innermost(start) {
            ")" => found(1048, "A rest parameter cannot have an initializer.", name),
            _ => found(1186, "A rest element cannot have an initializer.", start),
        };
    }
    if before.strip_suffix('(').is_some_and(|head| head.trim_end().ends_with("catch")) {
        return found(1197, "Catch clause variable cannot have an initializer.", value);
    }
    let begin = text.before(start).rfind(['{', ';', ',', '\n']).map_or(0, |at| at + 1);
    let is_typed = text.0[begin..start].contains(':');
    (is_typed && holder(text, start) == Some(Holder::Members)).then(|| (1246, "An interface property cannot have an initializer.".into(), value))
}
