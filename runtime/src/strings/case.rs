//! Upper and lower case of all letters, as ECMA-262 has it by Unicode's tables (22.1.3.28, 22.1.3.30): without regard to the language.
//!
//! `case_tables.rs` says what becomes of each letter; some become two or three. A capital sigma at the end of a word becomes `ς`; which
//! characters belong to a word there is decided for the letters of the tables and the marks and signs of Latin text.

use super::case_tables::*;
use super::{new_string, set_unit, unit_at};
use crate::words::Ref;

/// One direction.
struct Case {
    /// The letters of ASCII begin here; their images are these many behind (modulo 2^32).
    ascii: u32,
    ascii_distance: u32,
    runs: &'static [(u16, u16, i16)],
    high: &'static [(u16, u16, i16)],
    several: &'static [(u16, [u16; 3])],
}

static TO_UPPER: Case = Case { ascii: 0x61, ascii_distance: 0u32.wrapping_sub(32), runs: &UPPER, high: &UPPER_HIGH, several: &UPPER_SEVERAL };
static TO_LOWER: Case = Case { ascii: 0x41, ascii_distance: 32, runs: &LOWER, high: &LOWER_HIGH, several: &LOWER_SEVERAL };

const CAPITAL_SIGMA: u32 = 0x3A3;
const FINAL_SIGMA: u32 = 0x3C2;

/// The image of a letter that has one of its own kind in the runs.
fn by_run(runs: &[(u16, u16, i16)], letter: u32) -> u32 {
    let behind = runs.partition_point(|run| u32::from(run.0) <= letter);
    let Some(&(start, count, distance)) = behind.checked_sub(1).and_then(|at| runs.get(at)) else { return letter };
    let (from_start, every_second) = (letter - u32::from(start), u32::from(count >> 15));
    let number = from_start >> every_second;
    let misses = number >= u32::from(count & 0x7FFF) || from_start & every_second != 0;
    if misses { letter } else { letter.wrapping_add(distance as u32) & 0xFFFF }
}

impl Case {
    /// The image of the letter at `at`: up to three units, and how many units the letter has.
    fn image(&self, s: Ref, at: u32) -> ([u32; 3], u32) {
        let unit = unit_at(s, at);
        if unit < 0x80 {
            let moves = unit.wrapping_sub(self.ascii) < 26;
            return ([if moves { unit.wrapping_add(self.ascii_distance) } else { unit }, 0, 0], 1);
        }
        if (0xD800..0xDC00).contains(&unit) && at + 1 < s.length() {
            let low = unit_at(s, at + 1);
            if (0xDC00..0xE000).contains(&low) && unit < 0xD840 {
                let letter = by_run(self.high, (unit - 0xD800) << 10 | (low - 0xDC00));
                return ([0xD800 + (letter >> 10), 0xDC00 + (letter & 0x3FF), 0], 2);
            }
        }
        match self.several.binary_search_by_key(&unit, |entry| u32::from(entry.0)) {
            Ok(found) => (self.several[found].1.map(u32::from), 1),
            Err(_) => ([by_run(self.runs, unit), 0, 0], 1),
        }
    }

    /// Maps a whole string; one that stays as it is is given back.
    fn map(&self, s: Ref, sigma: impl Fn(u32) -> bool) -> Ref {
        let each = |mut take: &mut dyn FnMut(u32)| {
            let mut at = 0;
            while at < s.length() {
                let (mut image, units) = self.image(s, at);
                if sigma(at) {
                    image[0] = FINAL_SIGMA;
                }
                let take = &mut take;
                image.iter().enumerate().filter(|(i, u)| *i == 0 || **u != 0).for_each(|(_, u)| take(*u));
                at += units;
            }
        };
        let (mut total, mut wide, mut same) = (0, false, true);
        each(&mut |unit| {
            same = same && total < s.length() && unit_at(s, total) == unit;
            wide |= unit > 0xFF;
            total += 1;
        });
        if same {
            return s;
        }
        let string = new_string(total, wide);
        let mut to = 0;
        each(&mut |unit| {
            set_unit(string, to, unit);
            to += 1;
        });
        string
    }
}

/// Whether the letter that ends or begins at `at` has case: it has a small letter or is one.
fn is_cased(s: Ref, at: u32) -> bool {
    let unit = unit_at(s, at);
    if (0xD800..0xE000).contains(&unit) {
        let first = if unit < 0xDC00 { at } else { at.saturating_sub(1) };
        let low = if first + 1 < s.length() { unit_at(s, first + 1) } else { 0 };
        let is_pair = (0xD800..0xD840).contains(&unit_at(s, first)) && (0xDC00..0xE000).contains(&low);
        return is_pair && has_case(&LOWER_HIGH, (unit_at(s, first) - 0xD800) << 10 | (low - 0xDC00));
    }
    let is_ascii = matches!(unit, 0x41..=0x5A | 0x61..=0x7A);
    is_ascii || has_case(&LOWER, unit) || matches!(unit, 0xAA | 0xBA | 0xDF | 0x131 | 0x138 | 0x149 | 0x17F | 0x1F0 | 0x390 | 0x3B0 | 0x3C2)
}

/// Whether a letter moves by one of the runs, or is where one moves.
fn has_case(runs: &[(u16, u16, i16)], letter: u32) -> bool {
    by_run(runs, letter) != letter
        || runs.iter().any(|run| {
            let capital = letter.wrapping_sub(run.2 as u32) & 0xFFFF;
            capital != letter && by_run(core::slice::from_ref(run), capital) == letter
        })
}

/// Whether a unit stands in words without being a letter of theirs: Case_Ignorable, in Latin text.
fn is_ignored(unit: u32) -> bool {
    matches!(unit, 0x27 | 0x2E | 0x3A | 0x5E | 0x60 | 0xA8 | 0xAD | 0xAF | 0xB4 | 0xB7 | 0xB8 | 0x2B0..=0x344 | 0x346..=0x36F | 0x387 | 0x483..=0x489)
        || matches!(unit, 0x200B..=0x200F | 0x2018 | 0x2019 | 0x2024 | 0x2027 | 0x202A..=0x202E | 0x2060..=0x206F | 0x20D0..=0x20F0 | 0xFE00..=0xFE0F)
}

/// Whether the unit is a capital sigma that ends a word: a letter before it, none behind it, whatever is ignored between.
fn ends_word(s: Ref, at: u32) -> bool {
    if unit_at(s, at) != CAPITAL_SIGMA {
        return false;
    }
    let is_letter = |found: Option<u32>| found.is_some_and(|at| is_cased(s, at));
    let before = (0..at).rev().find(|&i| !is_ignored(unit_at(s, i)));
    let behind = (at + 1..s.length()).find(|&i| !is_ignored(unit_at(s, i)));
    is_letter(before) && !is_letter(behind)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_to_upper(s: Ref) -> Ref {
    TO_UPPER.map(s, |_| false)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_to_lower(s: Ref) -> Ref {
    TO_LOWER.map(s, |at| ends_word(s, at))
}
