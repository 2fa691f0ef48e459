//! The modifiers of class members and parameter properties: which may stand together, on what, and in which order.
//!
//! swc's tree keeps which modifiers there were but not their order, so they are read from the text again. The rules are those that tsc
//! applies when it checks a class; one problem a member.

use super::errors::Text;
use super::read::Reader;
use crate::source::Span;
use swc_common::Spanned;
use swc_ecma_ast as swc;

/// The codes of these rules.
pub(super) const CODES: &[u32] = &[1024, 1028, 1029, 1030, 1031, 1042, 1089, 1242, 1243, 1244, 1253, 1275, 18010, 18019];

/// What the modifiers belong to.
#[derive(Clone, Copy, PartialEq)]
enum Owner {
    Method,
    /// A getter or setter.
    Accessor,
    Field,
    Constructor,
    ParameterProperty,
}

/// A member, as far as its modifiers go.
struct Member {
    owner: Owner,
    /// Named `#x`.
    is_private_name: bool,
    in_abstract_class: bool,
}

/// Each modifier stands before those after it. The accessibility modifiers share a place, and so do `declare` and `abstract`, which come anywhere.
const ORDER: &[&[&str]] = &[&["public", "protected", "private"], &["static"], &["override"], &["accessor", "readonly"], &["async"]];

const ACCESSIBILITY: &[&str] = ORDER[0];

const ALL: &[&str] = &["public", "protected", "private", "static", "override", "readonly", "accessor", "async", "abstract", "declare"];

/// Those that only members of classes have.
pub(super) const OF_FIELDS: &[&str] = &["public", "protected", "private", "static", "override", "readonly", "abstract", "declare"];

fn rank(modifier: &str) -> Option<usize> {
    ORDER.iter().position(|place| place.contains(&modifier))
}

impl Reader<'_> {
    /// Reports the first mistake among the modifiers of a class member.
    pub(super) fn check_member_modifiers(&mut self, member: &swc::ClassMember, in_abstract_class: bool) {
        let of_method = |kind: swc::MethodKind| if kind == swc::MethodKind::Method { Owner::Method } else { Owner::Accessor };
        let (owner, key, is_private_name) = match member {
            swc::ClassMember::Constructor(constructor) => (Owner::Constructor, constructor.key.span(), false),
            swc::ClassMember::Method(method) => (of_method(method.kind), method.key.span(), false),
            swc::ClassMember::PrivateMethod(method) => (of_method(method.kind), method.key.span, true),
            swc::ClassMember::ClassProp(field) => (Owner::Field, field.key.span(), false),
            swc::ClassMember::PrivateProp(field) => (Owner::Field, field.key.span, true),
            swc::ClassMember::AutoAccessor(field) => (Owner::Field, field.key.span(), matches!(field.key, swc::Key::Private(_))),
            swc::ClassMember::TsIndexSignature(_) | swc::ClassMember::StaticBlock(_) | swc::ClassMember::Empty(_) => return,
        };
        let (start, end) = (self.span_of(member).start, self.span(key).start);
        self.check_modifiers(start, end, &Member { owner, is_private_name, in_abstract_class });
    }

    /// The same for `private readonly x` among a constructor's parameters.
    pub(super) fn check_property_modifiers(&mut self, property: &swc::TsParamProp) {
        let start = self.span(property.span).start;
        let end = self.span(property.param.span()).start;
        self.check_modifiers(start, end, &Member { owner: Owner::ParameterProperty, is_private_name: false, in_abstract_class: false });
    }

    fn check_modifiers(&mut self, start: u32, end: u32, member: &Member) {
        let text = Text(self.text);
        let mut seen: Vec<&str> = Vec::new();
        let mut at = text.skip_blanks(start as usize);
        while at < end as usize {
            let word = text.word(at);
            if !ALL.contains(&word) {
                return;
            }
            let span = Span { file: self.file, start: at as u32, end: (at + word.len()) as u32 };
            if let Some((code, message)) = mistake(word, &seen, member) {
                return self.report(code, span, message);
            }
            seen.push(word);
            at = text.skip_blanks(at + word.len());
        }
    }
}

/// What is wrong with the modifiers around `start`, where the parser gave a member up.
pub(super) fn mistake_around(text: &Text, start: usize) -> Option<(u32, String, usize)> {
    let mut at = start;
    while ALL.contains(&text.word_before(at)) {
        at = text.word_before_start(at);
    }
    let member = Member { owner: Owner::Method, is_private_name: false, in_abstract_class: true };
    let mut seen: Vec<&str> = Vec::new();
    while ALL.contains(&text.word(at)) {
        let word = text.word(at);
        if let Some((code, message)) = mistake(word, &seen, &member) {
            return Some((code, message, at));
        }
        seen.push(word);
        at = text.skip_blanks(at + word.len());
    }
    None
}

/// What is wrong with a modifier behind those that were seen.
fn mistake(word: &str, seen: &[&str], member: &Member) -> Option<(u32, String)> {
    let has = |modifier: &str| seen.contains(&modifier);
    let is_accessibility = ACCESSIBILITY.contains(&word);
    if is_accessibility && seen.iter().any(|earlier| ACCESSIBILITY.contains(earlier)) {
        return Some((1028, "Accessibility modifier already seen.".to_string()));
    }
    if has(word) {
        return Some((1030, format!("'{word}' modifier already seen.")));
    }
    if member.owner == Owner::Constructor && matches!(word, "static" | "override" | "async" | "readonly" | "abstract" | "declare") {
        return Some(match word {
            "readonly" => (1024, READONLY.to_string()),
            "abstract" => (1242, "'abstract' modifier can only appear on a class, method, or property declaration.".to_string()),
            "declare" => (1031, DECLARE.to_string()),
            _ => (1089, format!("'{word}' modifier cannot appear on a constructor declaration.")),
        });
    }
    if let Some(found) = pair(word, seen) {
        return Some(found);
    }
    let rank_of_word = rank(word);
    let later = seen.iter().find(|earlier| rank(earlier).zip(rank_of_word).is_some_and(|(earlier, own)| earlier > own));
    if let Some(later) = later {
        return Some((1029, format!("'{word}' modifier must precede '{later}' modifier.")));
    }
    misplaced(word, is_accessibility, member)
}

const READONLY: &str = "'readonly' modifier can only appear on a property declaration or index signature.";
const DECLARE: &str = "'declare' modifier cannot appear on class elements of this kind.";

/// Two that exclude each other, or that `abstract` has a say in.
fn pair(word: &str, seen: &[&str]) -> Option<(u32, String)> {
    let excludes = |a: &str, b: &str| Some((1243, format!("'{a}' modifier cannot be used with '{b}' modifier.")));
    let precedes = |a: &str, b: &str| Some((1029, format!("'{a}' modifier must precede '{b}' modifier.")));
    let has = |modifier: &str| seen.contains(&modifier);
    match word {
        "private" if has("abstract") => excludes("private", "abstract"),
        "public" | "protected" if has("abstract") => precedes(word, "abstract"),
        "static" | "async" if has("abstract") => excludes(word, "abstract"),
        "abstract" => match ["static", "private", "async"].into_iter().find(|other| has(other)) {
            Some(other) => excludes(other, "abstract"),
            None if has("override") => precedes("abstract", "override"),
            None if has("accessor") => precedes("abstract", "accessor"),
            None => None,
        },
        "override" if has("declare") => excludes("override", "declare"),
        "declare" if has("override") => excludes("override", "declare"),
        "readonly" if has("accessor") => excludes("readonly", "accessor"),
        "accessor" if has("readonly") => excludes("accessor", "readonly"),
        _ => None,
    }
}

/// What cannot stand on such a member at all.
fn misplaced(word: &str, is_accessibility: bool, member: &Member) -> Option<(u32, String)> {
    match word {
        _ if is_accessibility && member.is_private_name => {
            Some((18010, "An accessibility modifier cannot be used with a private identifier.".to_string()))
        }
        "abstract" | "declare" if member.is_private_name => Some((18019, format!("'{word}' modifier cannot be used with a private identifier."))),
        "abstract" if !member.in_abstract_class && member.owner == Owner::Field => {
            Some((1253, "Abstract properties can only appear within an abstract class.".to_string()))
        }
        "abstract" if !member.in_abstract_class => Some((1244, "Abstract methods can only appear within an abstract class.".to_string())),
        "readonly" if matches!(member.owner, Owner::Method | Owner::Accessor) => Some((1024, READONLY.to_string())),
        "declare" if member.owner != Owner::Field => Some((1031, DECLARE.to_string())),
        "accessor" if member.owner != Owner::Field => Some((1275, "'accessor' modifier can only appear on a property declaration.".to_string())),
        "async" if member.owner != Owner::Method => Some((1042, "'async' modifier cannot be used here.".to_string())),
        _ => None,
    }
}
