//! Which of tsc's messages an error of swc's amounts to. Each function knows one part of the grammar and answers with
//! code, words and place, or `None` if the error is none of its business.

use super::place::Text;
use swc_ecma_parser::error::SyntaxError;

/// Code, words, and the byte offset to report at.
pub(super) type Found = Option<(u32, String, usize)>;

pub(super) fn found(code: u32, message: impl Into<String>, at: usize) -> Found {
    Some((code, message.into(), at))
}

/// Where tsc reports something that is missing: at the token in its place, but after the last one at the end of the file.
fn missing(text: &Text, at: usize) -> usize {
    if text.is_end(at) { text.end_before(text.0.len()) } else { at }
}

/// Tokens that cannot be read.
pub(super) fn lexical(text: &Text, kind: &SyntaxError, start: usize) -> Found {
    match kind {
        SyntaxError::UnterminatedStrLit => found(1002, "Unterminated string literal.", text.line_end(start)),
        SyntaxError::UnterminatedTpl => found(1160, "Unterminated template literal.", text.0.len()),
        SyntaxError::UnterminatedRegExp => found(1161, "Unterminated regular expression literal.", start),
        SyntaxError::UnterminatedBlockComment => found(1010, "'*/' expected.", text.0.len()),
        SyntaxError::IdentAfterNum => {
            found(1351, "An identifier or keyword cannot immediately follow a numeric literal.", start)
        }
        SyntaxError::ExpectedDigit { radix: 2 } => found(1177, "Binary digit expected.", start),
        SyntaxError::ExpectedDigit { radix: 8 } => found(1178, "Octal digit expected.", start),
        SyntaxError::ExpectedDigit { radix: 16 } => found(1125, "Hexadecimal digit expected.", start),
        SyntaxError::ExpectedDigit { .. } | SyntaxError::NumLitTerminatedWithExp => found(1124, "Digit expected.", start),
        SyntaxError::NumericSeparatorIsAllowedOnlyBetweenTwoDigits => Some(separator(text, start)),
        SyntaxError::LegacyDecimal => found(1489, "Decimals with leading zeros are not allowed.", start),
        SyntaxError::LegacyOctal | SyntaxError::TS1085 => Some(octal(text, start)),
        SyntaxError::UnexpectedChar { .. } | SyntaxError::Hash => found(1127, "Invalid character.", start),
        SyntaxError::TS1005 if text.rest(start).starts_with('#') => found(1127, "Invalid character.", start),
        SyntaxError::BadCharacterEscapeSequence { .. }
        | SyntaxError::InvalidStrEscape
        | SyntaxError::InvalidUnicodeEscape
        | SyntaxError::ExpectedUnicodeEscape => Some(escape(text, start)),
        SyntaxError::TS1185 => found(1185, "Merge conflict marker encountered.", start),
        _ => None,
    }
}

/// The misplaced `_` of a number that begins at or before `start`.
fn separator(text: &Text, start: usize) -> (u32, String, usize) {
    let number = text.rest(start);
    match number.find("__") {
        Some(double) => (6189, "Multiple consecutive numeric separators are not permitted.".into(), start + double + 1),
        None => {
            let length = number.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(number.len());
            let at = number[..length].rfind('_').unwrap_or(0);
            (6188, "Numeric separators are not allowed here.".into(), start + at)
        }
    }
}

/// `010`, or `"\07"`.
fn octal(text: &Text, start: usize) -> (u32, String, usize) {
    let digits = |from: &str| from.chars().take_while(char::is_ascii_digit).collect::<String>();
    if text.rest(start).starts_with(|c: char| c.is_ascii_digit()) {
        let number = digits(text.rest(start));
        let value = number.trim_start_matches('0');
        return (1121, format!("Octal literals are not allowed. Use the syntax '0o{value}'."), start);
    }
    let at = text.rest(start).find('\\').map_or(start, |backslash| start + backslash);
    let value = u32::from_str_radix(&digits(&text.rest(at)[1.min(text.rest(at).len())..]), 8).unwrap_or(0);
    (1487, format!("Octal escape sequences are not allowed. Use the syntax '\\x{value:02x}'."), at)
}

/// An escape sequence that breaks off, from its backslash or before it.
fn escape(text: &Text, start: usize) -> (u32, String, usize) {
    let backslash = text.rest(start).find('\\').map_or(start, |backslash| start + backslash);
    let opening = if text.rest(backslash).starts_with("\\u{") { 3 } else { 2 };
    let digits_start = text.clamp(backslash + opening);
    let digits = text.rest(digits_start);
    let length = digits.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(digits.len());
    let too_large = opening == 3 && u32::from_str_radix(&digits[..length], 16).map_or(length > 0, |value| value > 0x10_FFFF);
    if too_large {
        let message = "An extended Unicode escape value must be between 0x0 and 0x10FFFF inclusive.";
        return (1198, message.into(), digits_start);
    }
    (1125, "Hexadecimal digit expected.".into(), digits_start + length)
}

/// One kind of thing was expected and another stands there.
pub(super) fn expected(text: &Text, kind: &SyntaxError, start: usize) -> Found {
    match kind {
        SyntaxError::Expected(token, _) => expected_token(text, token, start),
        SyntaxError::ExpectedSemiForExprStmt { expr } => {
            let begin = text.clamp(super::offset(expr.lo));
            let end = text.clamp(super::offset(expr.hi));
            missing_semicolon(text, begin, end, start)
        }
        SyntaxError::ExpectedSemi => found(1005, "';' expected.", start),
        SyntaxError::TS1005 => found(1005, format!("'{}' expected.", plain_token(text, start)), start),
        SyntaxError::Eof => found(1005, "'}' expected.", start),
        SyntaxError::ExpectedIdent | SyntaxError::TS1003 | SyntaxError::InvalidPat if text.word_before(start) == "class" => {
            let message = "A class declaration without the 'default' modifier must have a name.";
            found(1211, message, text.word_before_start(start))
        }
        SyntaxError::ExpectedIdent
        | SyntaxError::TS1003
        | SyntaxError::InvalidPat
        | SyntaxError::DotsWithoutIdentifier
        | SyntaxError::ReservedWordInImport
        | SyntaxError::ImportBindingIsString(_) => found(1003, "Identifier expected.", missing(text, start)),
        SyntaxError::TS1109 | SyntaxError::InvalidExpr => Some(expression(text, start)),
        SyntaxError::EmptyParenExpr => {
            found(1109, "Expression expected.", text.skip_blanks(text.clamp(start + 1)))
        }
        SyntaxError::SpreadInParenExpr => found(1109, "Expression expected.", start),
        SyntaxError::TS1110 => found(1110, "Type expected.", missing(text, start)),
        SyntaxError::TS1141 => found(1141, "String literal expected.", start),
        SyntaxError::EmptyTypeArgumentList => found(1099, "Type argument list cannot be empty.", start),
        SyntaxError::TS1098 => found(1098, "Type parameter list cannot be empty.", start),
        SyntaxError::TS1009 if text.rest(start).starts_with(',') || text.char_before(start) == Some(',') => {
            found(1009, "Trailing comma not allowed.", start)
        }
        SyntaxError::TS1009 | SyntaxError::TS1123 => found(1123, "Variable declaration list cannot be empty.", start),
        SyntaxError::ReservedWordInObjShorthandOrPat => {
            let at = text.skip_blanks(start + text.word(start).len());
            found(1005, "':' expected.", at)
        }
        SyntaxError::PropertyNamedConstructor => {
            found(1005, "'(' expected.", text.skip_blanks(start + text.word(start).len()))
        }
        SyntaxError::ExportExpectFrom(_) | SyntaxError::ExportDefaultWithOutFrom => {
            found(1005, "'from' expected.", start)
        }
        SyntaxError::Unexpected { got: _, expected } => unexpected_where(text, expected, start),
        _ => None,
    }
}

fn expected_token(text: &Text, token: &str, start: usize) -> Found {
    let before = text.word_before(start);
    match token {
        "(" if before == "for" && text.word(start) == "await" => {
            found(1103, "'for await' loops are only allowed within async functions and at the top levels of modules.", start)
        }
        "(" if matches!(text.word_before(text.word_before_start(start)), "async") => {
            found(1042, "'async' modifier cannot be used here.", text.word_before_start(text.word_before_start(start)))
        }
        "{" if text.word(start) == "implements" => {
            found(1176, "Interface declaration cannot have 'implements' clause.", start)
        }
        "{" | "from" if matches!(before, "export" | "import") => {
            found(1128, "Declaration or statement expected.", text.word_before_start(start))
        }
        "," if text.is_end(start) || text.rest(start).starts_with(';') => {
            let closer = text.closer_of_innermost(start);
            // tsc lets `;` end lists in parentheses and angle brackets only.
            let wanted = if text.is_end(start) || matches!(closer, ")" | ">") { closer } else { "," };
            found(1005, format!("'{wanted}' expected."), start)
        }
        "from" if text.char_before(start) == Some(',') => found(1005, "'{' expected.", start),
        "}" if follows_mapped_member(text, start) => found(7061, "A mapped type may not declare properties or methods.", start),
        "}" if switch_wants_case(text, start) => found(1130, "'case' or 'default' expected.", start),
        _ => found(1005, format!("'{token}' expected."), start),
    }
}

/// Whether the braces around `start` begin with `[K in …]`.
fn follows_mapped_member(text: &Text, start: usize) -> bool {
    let Some(open) = text.open_of_innermost(start).filter(|&open| text.rest(open).starts_with('{')) else { return false };
    let member = text.rest(text.skip_blanks(open + 1)).trim_start_matches(['+', '-']).trim_start();
    let member = member.strip_prefix("readonly").unwrap_or(member).trim_start();
    member.strip_prefix('[').is_some_and(|key| key.split_whitespace().nth(1) == Some("in"))
}

/// Whether `start` comes right after `switch (…) {`.
fn switch_wants_case(text: &Text, start: usize) -> bool {
    let before = text.before(text.end_before(start));
    let Some(head) = before.strip_suffix('{') else { return false };
    let head = head.trim_end();
    head.ends_with(')') && head.rfind("switch").is_some_and(|at| !head[at..].contains(['{', ';']))
}

/// An expression statement goes on without a semicolon.
fn missing_semicolon(text: &Text, begin: usize, end: usize, start: usize) -> Found {
    let word = text.word(begin);
    if word.is_empty() || begin + word.len() != end || word.starts_with(|c: char| c.is_ascii_digit()) {
        return found(1005, "';' expected.", start);
    }
    if let Some(found) = super::words::modifier_of_statement(text, begin) {
        return Some(found);
    }
    if let Some(keyword) = misspelt_keyword(word) {
        return found(1435, format!("Unknown keyword or identifier. Did you mean '{keyword}'?"), begin);
    }
    match word {
        "abstract" => {
            found(1242, "'abstract' modifier can only appear on a class, method, or property declaration.", begin)
        }
        "let" | "const" | "var" => found(1440, "Variable declaration not allowed at this location.", begin),
        _ => found(1434, "Unexpected keyword or identifier.", begin),
    }
}

/// The keyword that `word` is one slip away from.
fn misspelt_keyword(word: &str) -> Option<&'static str> {
    const STARTERS: [&str; 23] = [
        "abstract", "async", "await", "break", "class", "const", "continue", "declare", "else", "enum", "export", "finally",
        "function", "import", "interface", "namespace", "private", "protected", "public", "readonly", "return", "switch",
        "throw",
    ];
    STARTERS.iter().copied().find(|keyword| keyword.len() > 3 && is_one_slip(word, keyword))
}

/// One letter too many, too few, other, or two neighbours swapped; not equal.
fn is_one_slip(word: &str, keyword: &str) -> bool {
    let (word, keyword) = (word.as_bytes(), keyword.as_bytes());
    let same_front = word.iter().zip(keyword).take_while(|(a, b)| a == b).count();
    let (word, keyword) = (&word[same_front..], &keyword[same_front..]);
    let same_back = word.iter().rev().zip(keyword.iter().rev()).take_while(|(a, b)| a == b).count();
    let (word, keyword) = (&word[..word.len() - same_back], &keyword[..keyword.len() - same_back]);
    match (word, keyword) {
        ([_], []) | ([], [_]) | ([_], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// Which token tsc would have wanted where swc only says that punctuation is missing.
fn plain_token(text: &Text, start: usize) -> &'static str {
    let innermost = text.closer_of_innermost(start);
    match text.word(start) {
        "catch" | "finally" => "try",
        // A key without a value: `{ "a" }`.
        _ if text.rest(start).starts_with('}') && innermost == "}" => ":",
        _ => list_separator(text, start),
    }
}

/// `,` inside a declaration or a bracket that separates by commas, `;` elsewhere.
fn list_separator(text: &Text, start: usize) -> &'static str {
    let line = &text.before(start)[text.line_start(start)..];
    let statement = line.rsplit([';', '{', '}']).next().unwrap_or(line).trim_start();
    let statement = statement.strip_prefix("export ").unwrap_or(statement);
    let declares = ["let ", "const ", "var "].iter().any(|keyword| statement.starts_with(keyword));
    if declares && text.line_start(start) <= text.end_before(start) { "," } else { ";" }
}

/// Where swc wanted an expression or statement.
fn expression(text: &Text, start: usize) -> (u32, String, usize) {
    let word = text.word(start);
    if matches!(word, "let" | "const") {
        return (1156, format!("'{word}' declarations can only be declared inside a block."), start);
    }
    let closes = text.rest(start).starts_with([')', ']', '}']) || matches!(word, "else" | "case" | "default");
    let goes_on = text.char_before(start).is_some_and(|c| "+-*/%&|^=<>!~?:,([.".contains(c))
        || matches!(text.word_before(start), "return" | "typeof" | "await" | "new" | "in" | "of" | "instanceof" | "void" | "delete");
    if closes && !goes_on {
        return (1128, "Declaration or statement expected.".into(), start);
    }
    match (text.char_before(start), text.rest(start).chars().next()) {
        (Some('['), Some(']')) => (1011, "An element access expression should take an argument.".into(), start),
        (Some('(' | ','), Some(',')) => (1135, "Argument expression expected.".into(), start),
        _ => (1109, "Expression expected.".into(), missing(text, start)),
    }
}

/// swc lists what it could have read.
fn unexpected_where(text: &Text, expected: &str, start: usize) -> Found {
    if expected.starts_with("an identifier, void, yield") {
        return match text.rest(start).chars().next() {
            Some('?') => {
                found(17020, "'?' at the start of a type is not valid TypeScript syntax. Write '| null | undefined'.", start)
            }
            _ => found(1110, "Type expected.", missing(text, start)),
        };
    }
    match expected {
        "yield, an identifier, [ or {" => match text.rest(start).chars().next() {
            Some(',' | ':') => found(1138, "Parameter declaration expected.", start),
            None if text.char_before(start) == Some(',') => {
                found(1009, "Trailing comma not allowed.", text.end_before(start) - 1)
            }
            _ => found(1003, "Identifier expected.", missing(text, start)),
        },
        "identifier, string literal, numeric literal or [ for the computed key" => {
            match (text.char_before(start), text.rest(start).chars().next()) {
                (Some(',' | '{'), Some(',' | ';' | ')' | ']')) => found(1136, "Property assignment expected.", start),
                _ => found(1068, "Unexpected token. A constructor, method, accessor, or property was expected.", start),
            }
        }
        token if token.len() <= 2 => found(1005, format!("'{token}' expected."), start),
        members if members.starts_with("... , *,") => found(1005, "',' expected.", start),
        "a string literal" => found(1141, "String literal expected.", start),
        "let is reserved in const, let, class declaration" => Some(reserved("let", start)),
        _ => None,
    }
}

fn reserved(word: &str, at: usize) -> (u32, String, usize) {
    let message =
        format!("Identifier expected. '{word}' is a reserved word in strict mode. Modules are automatically in strict mode.");
    (1214, message, at)
}

/// Where the name stands that `using` declares.
fn after_using(text: &Text, start: usize) -> usize {
    let rest = text.0.get(start..).unwrap_or_default();
    let Some((before, behind)) = rest.split_once("using") else { return start };
    start + before.len() + "using".len() + (behind.len() - behind.trim_start().len())
}

/// Statements in the wrong place or form, and operators between what they cannot stand between.
pub(super) fn statement(text: &Text, kind: &SyntaxError, start: usize) -> Found {
    match kind {
        SyntaxError::InitRequiredForUsingDecl => found(1155, "'using' declarations must be initialized.", after_using(text, start)),
        SyntaxError::UsingDeclNotAllowedForForInLoop => {
            found(1493, "The left-hand side of a 'for...in' statement cannot be a 'using' declaration.", start)
        }
        SyntaxError::ReturnNotAllowed => {
            found(1108, "A 'return' statement can only be used within a function body.", start)
        }
        SyntaxError::TS1105 => found(
            1105,
            "A 'break' statement can only be used within an enclosing iteration or switch statement.",
            start,
        ),
        SyntaxError::TS1107 if !text.has_label_before(start) => jump_without_target(text, start),
        SyntaxError::TS1107 => found(1107, "Jump target cannot cross function boundary.", start),
        SyntaxError::TS1115 if text.rest(start).trim_start_matches("continue").trim_start().starts_with([';', '}']) => {
            found(1104, "A 'continue' statement can only be used within an enclosing iteration statement.", start)
        }
        SyntaxError::TS1115 | SyntaxError::TS1116 => jump_without_target(text, start),
        SyntaxError::DuplicateLabel(label) => found(1114, format!("Duplicate label '{label}'."), start),
        SyntaxError::LabelledFunctionInStrict | SyntaxError::LabelledGeneratorOrAsync => {
            // The label is the word before the colon.
            found(1344, "A label is not allowed here.", text.word_before_start(text.end_before(start).saturating_sub(1)))
        }
        SyntaxError::MultipleDefault { .. } => {
            let at = text.before(start).rfind("default").unwrap_or(start);
            found(1113, "A 'default' clause cannot appear more than once in a 'switch' statement.", at)
        }
        SyntaxError::LineBreakInThrow => found(1142, "Line break not permitted here.", text.end_before(start)),
        SyntaxError::LineBreakBeforeArrow => found(1200, "Line terminator not permitted before arrow.", start),
        SyntaxError::AwaitInFunction => found(
            1308,
            "'await' expressions are only allowed within async functions and at the top levels of modules.",
            start,
        ),
        SyntaxError::AwaitParamInAsync => {
            found(2524, "'await' expressions cannot be used in a parameter initializer.", start)
        }
        SyntaxError::YieldParamInGen => {
            found(2523, "'yield' expressions cannot be used in a parameter initializer.", start)
        }
        SyntaxError::TS2406 | SyntaxError::NotSimpleAssign | SyntaxError::InvalidAssignTarget => Some(target(text, start)),
        SyntaxError::NullishCoalescingWithLogicalOp => {
            found(5076, "'??' and '||' operations cannot be mixed without parentheses.", start)
        }
        SyntaxError::UnaryInExp { left_span, .. } => {
            let at = text.clamp(super::offset(left_span.lo));
            let operator = text.word(at);
            let operator = if operator.is_empty() { text.rest(at).get(..1).unwrap_or("") } else { operator };
            let message = format!("An unary expression with the '{operator}' operator is not allowed in the left-hand side of an exponentiation expression. Consider enclosing the expression in parentheses.");
            found(17006, message, at)
        }
        SyntaxError::DeclNotAllowed => {
            let word = text.word(start);
            found(1156, format!("'{word}' declarations can only be declared inside a block."), start)
        }
        SyntaxError::ConstDeclarationsRequireInitialization if text.rest(start).starts_with(['{', '[']) => {
            found(1182, "A destructuring declaration must have an initializer.", start)
        }
        SyntaxError::ConstDeclarationsRequireInitialization => {
            found(1155, "'const' declarations must be initialized.", start)
        }
        SyntaxError::PatVarWithoutInit => found(1182, "A destructuring declaration must have an initializer.", start),
        SyntaxError::TS2483 if !is_for_of(text, start) => {
            found(2404, "The left-hand side of a 'for...in' statement cannot use a type annotation.", start)
        }
        SyntaxError::TS2483 => {
            found(2483, "The left-hand side of a 'for...of' statement cannot use a type annotation.", start)
        }
        SyntaxError::TS1106 => found(1106, "The left-hand side of a 'for...of' statement may not be 'async'.", start),
        SyntaxError::TooManyVarInForInHead if !is_for_of(text, start) => {
            found(1091, "Only a single variable declaration is allowed in a 'for...in' statement.", start)
        }
        SyntaxError::TooManyVarInForInHead => {
            found(1188, "Only a single variable declaration is allowed in a 'for...of' statement.", start)
        }
        SyntaxError::VarInitializerInForInHead if !is_for_of(text, start) => {
            found(1189, "The variable declaration of a 'for...in' statement cannot have an initializer.", start)
        }
        SyntaxError::VarInitializerInForInHead => {
            found(1190, "The variable declaration of a 'for...of' statement cannot have an initializer.", start)
        }
        SyntaxError::NonTopLevelImportExport => {
            found(1232, "An import declaration can only be used at the top level of a namespace or module.", start)
        }
        _ => None,
    }
}

/// Whether the head of a loop that `start` stands in goes over values, not keys.
fn is_for_of(text: &Text, start: usize) -> bool {
    let head = text.rest(start);
    let place = |word: &str| head.match_indices(word).map(|(at, _)| at).find(|at| text.word(start + at) == word && !head[..*at].ends_with(|c: char| c.is_alphanumeric()));
    match (place("of"), place("in")) {
        (Some(of), Some(keys)) => of < keys,
        (_, keys) => keys.is_none(),
    }
}

/// What cannot be assigned, incremented or decremented.
fn target(text: &Text, start: usize) -> (u32, String, usize) {
    let before = text.before(text.end_before(start));
    if before.ends_with('(') && ["for", "await"].contains(&text.word_before(before.len() - 1)) {
        return loop_target(text, start);
    }
    let line = &text.rest(start)[..text.line_end(start) - start];
    let assigned = line.find(" =").unwrap_or(line.len());
    let updates = before.ends_with("++") || before.ends_with("--") || line[..assigned].contains("++") || line[..assigned].contains("--");
    if updates && line.contains("?.") {
        return (2777, "The operand of an increment or decrement operator may not be an optional property access.".into(), start);
    }
    if updates {
        return (2357, "The operand of an increment or decrement operator must be a variable or a property access.".into(), start);
    }
    if line[..assigned].contains("?.") {
        return (2779, "The left-hand side of an assignment expression may not be an optional property access.".into(), start);
    }
    (2364, "The left-hand side of an assignment expression must be a variable or a property access.".into(), start)
}

/// What a loop cannot assign to.
fn loop_target(text: &Text, start: usize) -> (u32, String, usize) {
    let word = if is_for_of(text, start) { "for...of" } else { "for...in" };
    let head = text.rest(start).find([' ', ')']).map_or("", |end| &text.rest(start)[..end]);
    match (head.contains("?."), word) {
        (true, "for...of") => (2781, "The left-hand side of a 'for...of' statement may not be an optional property access.".into(), start),
        (true, _) => (2780, "The left-hand side of a 'for...in' statement may not be an optional property access.".into(), start),
        (false, "for...of") => (2487, "The left-hand side of a 'for...of' statement must be a variable or a property access.".into(), start),
        (false, _) => (2406, "The left-hand side of a 'for...in' statement must be a variable or a property access.".into(), start),
    }
}

/// A jump to a label that encloses it nowhere.
fn jump_without_target(text: &Text, start: usize) -> Found {
    if text.word(start) == "continue" {
        return found(1115, "A 'continue' statement can only jump to a label of an enclosing iteration statement.", start);
    }
    found(1116, "A 'break' statement can only jump to a label of an enclosing statement.", start)
}

/// Where the name `constructor` stands, at `start` or behind what goes before it.
fn name_from(text: &Text, start: usize) -> usize {
    start + text.rest(start).find("constructor").unwrap_or(0)
}

/// Members of classes and object literals.
pub(super) fn member(text: &Text, kind: &SyntaxError, start: usize) -> Found {
    let name = || text.member_name(start);
    match kind {
        SyntaxError::GetterParam => found(1054, "A 'get' accessor cannot have parameters.", name()),
        SyntaxError::SetterParam | SyntaxError::SetterParamRequired => {
            found(1049, "A 'set' accessor must have exactly one parameter.", name())
        }
        SyntaxError::RestPatInSetter => found(1053, "A 'set' accessor cannot have rest parameter.", name()),
        SyntaxError::DuplicateConstructor => found(2392, "Multiple constructor implementations are not allowed.", start),
        SyntaxError::AsyncConstructor => {
            let at = text.before(start).rfind("async").unwrap_or(start);
            found(1089, "'async' modifier cannot appear on a constructor declaration.", at)
        }
        SyntaxError::TS1089(word) => {
            found(1089, format!("'{word}' modifier cannot appear on a constructor declaration."), start)
        }
        SyntaxError::GeneratorConstructor => found(1368, "Class constructor may not be a generator.", name_from(text, start)),
        SyntaxError::ConstructorAccessor => found(1341, "Class constructor may not be an accessor.", name_from(text, start)),
        SyntaxError::PrivateConstructor => found(18012, "'#constructor' is a reserved word.", start),
        SyntaxError::TS1092 => found(1092, "Type parameters cannot appear on a constructor declaration.", start),
        SyntaxError::TS1093 => found(1093, "Type annotation cannot appear on a constructor declaration.", start),
        SyntaxError::TS1244 => found(1244, "Abstract methods can only appear within an abstract class.", start),
        SyntaxError::TS1245 if ["get", "set"].contains(&text.word_before(name())) => {
            found(1318, "An abstract accessor cannot have an implementation.", name())
        }
        SyntaxError::TS1245 => {
            let at = name();
            let message =
                format!("Method '{}' cannot have an implementation because it is marked abstract.", text.word(at));
            found(1245, message, at)
        }
        SyntaxError::TS1267 => {
            let at = name();
            let message = format!("Property '{}' cannot have an initializer because it is marked abstract.", text.word(at));
            found(1267, message, at)
        }
        SyntaxError::TS4112 => found(
            4112,
            "This member cannot have an 'override' modifier because its containing class does not extend another class.",
            name(),
        ),
        SyntaxError::ReadOnlyMethod => {
            let start = if text.rest(start).starts_with('(') { text.word_before_start(text.word_before_start(start)) } else { start };
            found(1024, "'readonly' modifier can only appear on a property declaration or index signature.", start)
        }
        SyntaxError::TS1031 => found(1031, "'declare' modifier cannot appear on class elements of this kind.", start),
        SyntaxError::TS18010 => {
            found(18010, "An accessibility modifier cannot be used with a private identifier.", start)
        }
        SyntaxError::PrivateNameModifier(word) => {
            found(18019, format!("'{word}' modifier cannot be used with a private identifier."), start)
        }
        SyntaxError::TS1162 => found(1162, "An object member cannot be declared optional.", start),
        SyntaxError::TS1171 => found(1171, "A comma expression is not allowed in a computed property name.", start),
        _ => None,
    }
}

/// `let` where no declaration can begin, or before something that cannot be declared.
fn misplaced_let(text: &Text, start: usize) -> (u32, String, usize) {
    let next = text.rest(text.skip_blanks(start + "let".len()));
    match next.chars().next() {
        Some(c) if c.is_alphabetic() || "_$[{".contains(c) => {
            (1156, "'let' declarations can only be declared inside a block.".into(), start)
        }
        Some(c) if !"=;,.()<>+-*/".contains(c) => {
            (1440, "Variable declaration not allowed at this location.".into(), start)
        }
        _ => reserved("let", start),
    }
}

/// Where the first element of a tuple stands that is required although one before it is optional.
fn required_element(text: &Text, tuple: usize) -> usize {
    let (mut depth, mut begin, mut seen_optional) = (0, tuple + 1, false);
    for (at, c) in text.rest(tuple).char_indices() {
        match c {
            '[' | '(' | '{' | '<' => depth += 1,
            ',' | ']' if depth == 1 => {
                let element = &text.0[begin..tuple + at];
                let optional = element.trim_end().ends_with('?') || element.contains("?:");
                if seen_optional && !optional {
                    return text.skip_blanks(begin);
                }
                seen_optional |= optional;
                begin = tuple + at + 1;
            }
            ']' | ')' | '}' | '>' => depth -= 1,
            _ => {}
        }
    }
    tuple
}

/// Where the value of the field stands that begins at `start` or whose value does; `None` of a method.
fn value_of_field(text: &Text, start: usize) -> Option<usize> {
    let member = text.rest(start);
    let end = member.find(['(', '{', ';', '\n']).unwrap_or(member.len());
    let equals = member[..end].find('=')?;
    Some(text.skip_blanks(start + equals + 1))
}

/// Declarations, parameters, modifiers, types and modules.
pub(super) fn declaration(text: &Text, kind: &SyntaxError, start: usize) -> Found {
    let (code, message) = match kind {
        SyntaxError::InvalidIdentInStrict(word) if word == "enum" => {
            return found(1389, "'enum' is not allowed as a variable declaration name.", start);
        }
        SyntaxError::InvalidIdentInStrict(word) if word == "let" => return Some(misplaced_let(text, start)),
        SyntaxError::InvalidIdentInStrict(word) => return Some(reserved(word, start)),
        SyntaxError::InvalidIdentInAsync => {
            (1359, "Identifier expected. 'await' is a reserved word that cannot be used here.")
        }
        SyntaxError::EvalAndArgumentsInStrict | SyntaxError::TS1100 => {
            let name = text.word(start);
            return found(1215, format!("Invalid use of '{name}'. Modules are automatically in strict mode."), start);
        }
        SyntaxError::TS1014 | SyntaxError::NonLastRestParam if matches!(text.closer_of_innermost(start), "]" | "}") => {
            let at = if text.rest(start).starts_with("...") { text.skip_blanks(start + 3) } else { start };
            return found(2462, "A rest element must be last in a destructuring pattern.", at);
        }
        SyntaxError::TS1014 | SyntaxError::NonLastRestParam => (1014, "A rest parameter must be last in a parameter list."),
        SyntaxError::CommaAfterRestElement => {
            (1013, "A rest parameter or binding pattern may not have a trailing comma.")
        }
        SyntaxError::TS1015 => (1015, "Parameter cannot have question mark and initializer."),
        SyntaxError::TS1047 => (1047, "A rest parameter cannot be optional."),
        SyntaxError::TS1048 => (1048, "A rest parameter cannot have an initializer."),
        SyntaxError::TS2680 => (2680, "A 'this' parameter must be the first parameter."),
        SyntaxError::TS2369 => (2369, "A parameter property is only allowed in a constructor implementation."),
        SyntaxError::TS2371 => {
            (2371, "A parameter initializer is only allowed in a function or constructor implementation.")
        }
        SyntaxError::TSTypeAnnotationAfterAssign => (1005, "',' expected."),
        SyntaxError::TS1029(first, second) => {
            return found(1029, format!("'{first}' modifier must precede '{second}' modifier."), start);
        }
        SyntaxError::TS1030(word) => return found(1030, format!("'{word}' modifier already seen."), start),
        SyntaxError::TS1243(first, second) => {
            return found(1243, format!("'{first}' modifier cannot be used with '{second}' modifier."), start);
        }
        SyntaxError::TS1273(word) => {
            return found(1273, format!("'{word}' modifier cannot appear on a type parameter"), start);
        }
        SyntaxError::TS1038 => (1038, "A 'declare' modifier cannot be used in an already ambient context."),
        SyntaxError::TS1042 => (1042, "'async' modifier cannot be used here."),
        SyntaxError::TS1183 if let Some(at) = value_of_field(text, start) => {
            return found(1039, "Initializers are not allowed in ambient contexts.", at);
        }
        SyntaxError::TS1183 => (1183, "An implementation cannot be declared in ambient contexts."),
        SyntaxError::TS1184 => (1184, "Modifiers cannot appear here."),
        SyntaxError::TS1242 => (1242, "'abstract' modifier can only appear on a class, method, or property declaration."),
        SyntaxError::TS1263 => (1263, "Declarations with initializers cannot also have definite assignment assertions."),
        SyntaxError::TS1172 => (1172, "'extends' clause already seen."),
        SyntaxError::TS1173 => (1173, "'extends' clause must precede 'implements' clause."),
        SyntaxError::TS1174 => (1174, "Classes can only extend a single class."),
        SyntaxError::TS1175 => (1175, "'implements' clause already seen."),
        SyntaxError::TS2499 if text.word_before(start) == "implements" => {
            (2500, "A class can only implement an identifier/qualified-name with optional type arguments.")
        }
        SyntaxError::TS2499 => {
            (2499, "An interface can only extend an identifier/qualified-name with optional type arguments.")
        }
        SyntaxError::TS1096 => (1096, "An index signature must have exactly one parameter."),
        SyntaxError::TsRequiredAfterOptional => {
            return found(1257, "A required element cannot follow an optional element.", required_element(text, start));
        }
        SyntaxError::TsOptionalRestElement => (5085, "A tuple member cannot be both optional and rest."),
        SyntaxError::TS1196 => (1196, "Catch clause variable type annotation must be 'any' or 'unknown' if specified."),
        SyntaxError::TS2206 => (
            2206,
            "The 'type' modifier cannot be used on a named import when 'import type' is used on its import statement.",
        ),
        SyntaxError::TS2207 => (
            2207,
            "The 'type' modifier cannot be used on a named export when 'export type' is used on its export statement.",
        ),
        SyntaxError::InvalidSuperCall => (
            2337,
            "Super calls are not permitted outside constructors or in nested functions inside constructors.",
        ),
        SyntaxError::InvalidSuper => (
            2338,
            "'super' property access is permitted only in a constructor, member function, or member accessor of a derived class.",
        ),
        SyntaxError::TS2452 => (2452, "An enum member cannot have a numeric name."),
        _ => return None,
    };
    found(code, message, start)
}

/// Whatever has no counterpart in TypeScript's messages.
pub(super) fn unexpected(text: &Text, start: usize) -> (u32, String, usize) {
    let at = missing(text, start);
    if at != start || text.rest(at).is_empty() {
        return (1012, "Unexpected end of file.".into(), at);
    }
    let token = &text.0[at..text.token_end(at)];
    (1012, format!("Unexpected token '{token}'."), at)
}
