//! Template literal types and the library's `Uppercase`, `Lowercase`, `Capitalize`, `Uncapitalize`.
//!
//! With every part known they are unions of string literals; a part that is `string` or `number` leaves a pattern.

use super::Checker;
use super::infer::Inference;
use crate::ast::number_text;
use crate::program::types::StringCase;
use crate::program::{Type, TypeId};
use std::rc::Rc;

/// More texts than this are not listed; tsc's 2590 begins at 100,000.
const MOST_TEXTS: usize = 10_000;
/// A text of more units than this is not kept: each step of a type that builds texts up makes another one.
const LONGEST_TEXT: usize = 100_000;

/// A template literal type under way: its strings, one more than its types.
type Pattern = (Vec<Vec<u16>>, Vec<TypeId>);

impl<'a> Checker<'a> {
    /// `` `a${T}b` `` with the types given.
    pub(super) fn template(&mut self, strings: &[Rc<[u16]>], types: &[TypeId]) -> TypeId {
        let mut patterns: Vec<Pattern> = vec![(vec![strings[0].to_vec()], Vec::new())];
        for (&ty, string) in types.iter().zip(&strings[1..]) {
            let mut next = Vec::new();
            let parts = self.program.types.constituents(ty);
            for pattern in &patterns {
                next.extend(parts.iter().map(|&part| self.extend_pattern(pattern, part, string)));
            }
            let is_long = |(strings, _): &Pattern| strings.iter().any(|string| string.len() > LONGEST_TEXT);
            if next.len() > MOST_TEXTS || next.iter().any(is_long) {
                return TypeId::STRING;
            }
            patterns = next;
        }
        let each: Vec<TypeId> = patterns.into_iter().map(|pattern| self.pattern_type(pattern)).collect();
        self.types().union(each)
    }

    /// `pattern` followed by `part` and `string`.
    fn extend_pattern(&self, pattern: &Pattern, part: TypeId, string: &[u16]) -> Pattern {
        let (mut strings, mut types) = pattern.clone();
        let last = strings.last_mut().expect("a pattern begins with a string");
        match self.program.types.get(part) {
            Type::Template { strings: inner, types: holes } => {
                last.extend(inner[0].iter());
                types.extend(holes.iter());
                strings.extend(inner[1..].iter().map(|s| s.to_vec()));
                strings.last_mut().expect("it is not empty").extend(string);
            }
            _ => match self.literal_text(part) {
                Some(text) => last.extend(text.iter().chain(string)),
                None => {
                    types.push(part);
                    strings.push(string.to_vec());
                }
            },
        }
        (strings, types)
    }

    /// The text of a literal type in a template.
    fn literal_text(&self, ty: TypeId) -> Option<Vec<u16>> {
        let text = match self.program.types.get(ty) {
            Type::StringLiteral { units, .. } => return Some(units.to_vec()),
            Type::NumberLiteral { bits, .. } => number_text(f64::from_bits(*bits)),
            Type::BooleanLiteral(value) => value.to_string(),
            Type::Null => "null".to_string(),
            Type::Undefined => "undefined".to_string(),
            _ => return None,
        };
        Some(text.encode_utf16().collect())
    }

    fn pattern_type(&mut self, (strings, types): Pattern) -> TypeId {
        if types.is_empty() {
            return self.types().string_literal(strings[0].clone().into(), false);
        }
        if types == [TypeId::STRING] && strings.iter().all(Vec::is_empty) {
            return TypeId::STRING;
        }
        let strings = strings.into_iter().map(Rc::from).collect();
        self.types().intern(Type::Template { strings, types: types.into() })
    }

    /// `Uppercase<operand>` and its like.
    pub(super) fn string_case(&mut self, case: StringCase, operand: TypeId) -> TypeId {
        let each: Vec<TypeId> = self.program.types.members(operand).into_iter().map(|part| self.case_of(case, part)).collect();
        self.types().union(each)
    }

    fn case_of(&mut self, case: StringCase, part: TypeId) -> TypeId {
        match self.program.types.get(part).clone() {
            Type::StringLiteral { units, .. } => {
                let text = cased_units(case, &units);
                self.types().string_literal(text, false)
            }
            Type::Template { strings, types } => {
                let strings: Vec<Rc<[u16]>> = strings.iter().enumerate().map(|(index, text)| if case.is_of_all() || index == 0 { cased_units(case, text) } else { text.clone() }).collect();
                let first = usize::from(strings[0].is_empty());
                let types: Vec<TypeId> =
                    types.iter().enumerate().map(|(index, &ty)| if case.is_of_all() || index < first { self.string_case(case, ty) } else { ty }).collect();
                self.template(&strings, &types)
            }
            Type::StringCase { case: own, .. } if own == case => part,
            Type::Any => TypeId::ANY,
            _ => self.types().intern(Type::StringCase { case, operand: part }),
        }
    }

    /// Whether a text, or a template, is as `Uppercase<operand>` or its like would make it, and an `operand`.
    pub(super) fn is_in_case(&mut self, source: TypeId, case: StringCase, operand: TypeId) -> bool {
        matches!(self.program.types.get(source), Type::StringLiteral { .. } | Type::Template { .. })
            && self.string_case(case, source) == self.types().unfresh(source)
            && self.is_assignable(source, operand)
    }

    /// Whether each text of `source`, a literal or a template, is one of a template's; for `string`, `number` and `boolean` in its holes.
    pub(super) fn matches_template(&mut self, source: TypeId, strings: &[Rc<[u16]>], types: &[TypeId]) -> bool {
        self.template_parts(source, strings).is_some_and(|parts| parts.into_iter().zip(types).all(|(part, &ty)| self.fits_hole(part, ty)))
    }

    fn fits_hole(&mut self, part: TypeId, hole: TypeId) -> bool {
        if let Type::Template { strings, types } = self.program.types.get(part).clone() {
            return match types[..] {
                [only] if strings.iter().all(|string| string.is_empty()) => self.is_assignable(only, hole) || self.is_assignable(part, hole),
                _ => self.is_assignable(part, hole),
            };
        }
        match self.program.types.get(hole).clone() {
            Type::Number => self.hole_number(part).is_some(),
            Type::Boolean => ["true", "false"].contains(&self.key_name(part).as_deref().unwrap_or_default()),
            Type::Union(parts) => parts.iter().any(|&hole| self.fits_hole(part, hole)),
            _ => match self.literal_text(hole) {
                Some(text) => self.literal_text(part) == Some(text),
                None => self.is_assignable(part, hole),
            },
        }
    }

    /// The number that a text is as JavaScript writes it.
    fn hole_number(&mut self, part: TypeId) -> Option<TypeId> {
        let text = self.key_name(part)?;
        let number: f64 = text.parse().ok()?;
        (number.is_finite() && number_text(number) == *text).then(|| self.types().number_literal(number, false))
    }

    /// What of a literal or a template stands in each hole of another: as little as possible, the last one takes the rest
    /// (tsc's `inferFromLiteralPartsToTemplateLiteral`).
    fn template_parts(&mut self, source: TypeId, strings: &[Rc<[u16]>]) -> Option<Vec<TypeId>> {
        let (mut texts, holes) = match self.program.types.get(source).clone() {
            Type::StringLiteral { units, .. } => (vec![units], Vec::new()),
            Type::Template { strings, types } => (strings.to_vec(), types.to_vec()),
            _ => return None,
        };
        let (first, last) = (&strings[0], &strings[strings.len() - 1]);
        let end = texts.len() - 1;
        if end == 0 && texts[0].len() < first.len() + last.len() || !texts[0].starts_with(first) || !texts[end].ends_with(last) {
            return None;
        }
        texts[end] = texts[end][..texts[end].len() - last.len()].into();
        // Where what is not given to a hole yet begins: in which text, and where in it.
        let mut at = (0, first.len());
        let mut parts = Vec::new();
        for delimiter in &strings[1..strings.len() - 1] {
            let (next, after) = match delimiter.len() {
                0 if at.1 < texts[at.0].len() => ((at.0, at.1 + 1), 0),
                0 if at.0 < end => ((at.0 + 1, 0), 0),
                0 => return None,
                length => (find_delimiter(&texts, at, delimiter)?, length),
            };
            parts.push(self.between(&texts, &holes, at, next));
            at = (next.0, next.1 + after);
        }
        parts.push(self.between(&texts, &holes, at, (end, texts[end].len())));
        Some(parts)
    }

    /// What stands between two places of a template.
    fn between(&mut self, texts: &[Rc<[u16]>], holes: &[TypeId], from: (usize, usize), to: (usize, usize)) -> TypeId {
        if from.0 == to.0 {
            return self.types().string_literal(texts[from.0][from.1..to.1].into(), false);
        }
        let mut strings: Vec<Rc<[u16]>> = vec![texts[from.0][from.1..].into()];
        strings.extend(texts[from.0 + 1..to.0].iter().cloned());
        strings.push(texts[to.0][..to.1].into());
        self.template(&strings, &holes[from.0..to.0])
    }

    /// Learns from a `source` that stands where a template is declared.
    pub(super) fn infer_to_template(&mut self, inference: &mut Inference, source: TypeId, strings: &[Rc<[u16]>], types: &[TypeId]) {
        let Some(parts) = self.template_parts(source, strings) else { return };
        for (part, &ty) in parts.into_iter().zip(types) {
            let part = self.hole_for_constraint(part, ty);
            self.infer_from(inference, part, ty);
        }
    }

    /// `infer N extends number` infers the number that the text is.
    fn hole_for_constraint(&mut self, part: TypeId, hole: TypeId) -> TypeId {
        let Type::Parameter(parameter) = *self.program.types.get(hole) else { return part };
        let constraint = self.program.type_parameters[parameter.index()].constraint;
        if constraint == TypeId::NUMBER { self.hole_number(part).unwrap_or(part) } else { part }
    }
}

/// The first place of a delimiter from `at` on, within one of the texts.
fn find_delimiter(texts: &[Rc<[u16]>], at: (usize, usize), delimiter: &[u16]) -> Option<(usize, usize)> {
    (at.0..texts.len()).find_map(|index| {
        let from = if index == at.0 { at.1 } else { 0 };
        let found = texts[index][from..].windows(delimiter.len()).position(|window| window == delimiter)?;
        Some((index, from + found))
    })
}

/// The text in another case, as JavaScript's `toUpperCase` and its like make it; the first of it is a unit, be that half a letter.
fn cased_units(case: StringCase, units: &[u16]) -> Rc<[u16]> {
    let (first, rest) = units.split_at(units.len().min(1));
    match case {
        StringCase::Upper => each_letter(units, str::to_uppercase).into(),
        StringCase::Lower => each_letter(units, str::to_lowercase).into(),
        StringCase::Capital => [&each_letter(first, str::to_uppercase), rest].concat().into(),
        StringCase::Small => [&each_letter(first, str::to_lowercase), rest].concat().into(),
    }
}

/// A text with its letters changed. Halves of letters that stand alone stay what they are.
fn each_letter(units: &[u16], change: fn(&str) -> String) -> Vec<u16> {
    if let Ok(text) = String::from_utf16(units) {
        return change(&text).encode_utf16().collect();
    }
    let letters = char::decode_utf16(units.iter().copied()).map(|letter| match letter {
        Ok(letter) => change(&letter.to_string()).encode_utf16().collect(),
        Err(half) => vec![half.unpaired_surrogate()],
    });
    letters.collect::<Vec<_>>().concat()
}
