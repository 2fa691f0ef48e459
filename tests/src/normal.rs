//! Texts of types in a normal form: the members of unions and of object types stand in the order of their own texts.
//!
//! tsc prints a union's members in the order in which it first met them anywhere in the program, which says nothing.

/// The text of a type with the members of unions and of object types in the order of their own texts.
pub fn normal(text: &str) -> String {
    whole(&tokens(text))
}

fn tokens(text: &str) -> Vec<&str> {
    let mut list = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '`' => rest[1..].find(first).map_or(rest.len(), |end| end + 2),
            _ if rest.starts_with("=>") => 2,
            _ if rest.starts_with("...") => 3,
            c if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        list.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    list
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || "_$#.".contains(c)
}

/// Whether the token opens a bracket, or closes one.
fn depth(token: &str) -> i32 {
    match token {
        "(" | "[" | "{" | "<" => 1,
        ")" | "]" | "}" | ">" => -1,
        _ => 0,
    }
}

/// The pieces between separators outside brackets.
fn split<'a, 't>(tokens: &'a [&'t str], separator: &str) -> Vec<&'a [&'t str]> {
    let mut open = 0;
    let pieces = tokens.split(|token| {
        open += depth(token);
        open == 0 && *token == separator
    });
    pieces.filter(|piece| !piece.is_empty()).collect()
}

/// Where a token stands outside brackets.
fn outside(tokens: &[&str], wanted: &str) -> Option<usize> {
    let mut open = 0;
    tokens.iter().position(|token| {
        open += depth(token);
        open == 0 && *token == wanted
    })
}

fn whole(tokens: &[&str]) -> String {
    if let Some(arrow) = outside(tokens, "=>") {
        return format!("{} => {}", grouped(&tokens[..arrow]), whole(&tokens[arrow + 1..]));
    }
    let mut parts: Vec<String> = split(tokens, "|").into_iter().map(|part| grouped(part)).collect();
    parts.sort();
    parts.join(" | ")
}

fn grouped(tokens: &[&str]) -> String {
    let mut text = String::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        text += if text.is_empty() { "" } else { " " };
        text += token;
        at += 1;
        if depth(token) == 1 {
            let mut open = 1;
            let inner = tokens[at..].iter().take_while(|token| { open += depth(token); open > 0 }).count();
            let mut items: Vec<String> = split(&tokens[at..at + inner], if *token == "{" { ";" } else { "," }).into_iter().map(item).collect();
            if *token == "{" {
                items.sort();
            }
            text += &items.join("; ");
            at += inner;
        }
    }
    text
}

/// A member, a parameter, an element of a tuple.
fn item(tokens: &[&str]) -> String {
    match outside(tokens, ":") {
        Some(colon) => format!("{}: {}", grouped(&tokens[..colon]), whole(&tokens[colon + 1..])),
        None => whole(tokens),
    }
}
