//! Upper and lower case of Latin (up to U+017F), Greek and Cyrillic letters; all others stay as they are.
//!
//! `ß` becomes `SS`, `ÿ` and `µ` leave Latin-1, as ECMA-262 has it by Unicode's tables; final sigma is not told apart.

use super::{new_string, set_unit, unit_at};
use crate::words::Ref;

/// Latin Extended-A: pairs whose capital has the even number.
fn is_even_upper(unit: u32) -> bool {
    matches!(unit, 0x100..=0x12F | 0x132..=0x137 | 0x14A..=0x177)
}

/// Latin Extended-A: pairs whose capital has the odd number.
fn is_odd_upper(unit: u32) -> bool {
    matches!(unit, 0x139..=0x148 | 0x179..=0x17E)
}

fn upper(unit: u32) -> u32 {
    match unit {
        0x61..=0x7A | 0xE0..=0xF6 | 0xF8..=0xFE => unit - 32,
        0xB5 => 0x39C,
        0xFF => 0x178,
        0x3B1..=0x3C1 | 0x3C3..=0x3CB | 0x430..=0x44F => unit - 32,
        0x3C2 => 0x3A3,
        0x450..=0x45F => unit - 80,
        0x3AC => 0x386,
        0x3AD..=0x3AF => unit - 37,
        0x3CC => 0x38C,
        0x3CD | 0x3CE => unit - 63,
        0x131 => 0x49,
        0x17F => 0x53,
        _ if is_even_upper(unit) => unit & !1,
        _ if is_odd_upper(unit) => (unit - 1) | 1,
        _ => unit,
    }
}

fn lower(unit: u32) -> u32 {
    match unit {
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE => unit + 32,
        0x178 => 0xFF,
        0x391..=0x3A1 | 0x3A3..=0x3AB | 0x410..=0x42F => unit + 32,
        0x400..=0x40F => unit + 80,
        0x386 => 0x3AC,
        0x388..=0x38A => unit + 37,
        0x38C => 0x3CC,
        0x38E | 0x38F => unit + 63,
        _ if is_even_upper(unit) => unit | 1,
        _ if is_odd_upper(unit) => (unit + 1) & !1,
        _ => unit,
    }
}

const SHARP_S: u32 = 0xDF;

fn mapped(s: Ref, map: fn(u32) -> u32, sharp_s_grows: bool) -> Ref {
    let length = s.length();
    let (mut total, mut wide, mut same) = (length, false, true);
    for at in 0..length {
        let unit = unit_at(s, at);
        if sharp_s_grows && unit == SHARP_S {
            total += 1;
            same = false;
        }
        let image = map(unit);
        wide |= image > 0xFF;
        same &= image == unit;
    }
    if same {
        return s;
    }
    let string = new_string(total, wide);
    let mut to = 0;
    for at in 0..length {
        let unit = unit_at(s, at);
        if sharp_s_grows && unit == SHARP_S {
            set_unit(string, to, u32::from(b'S'));
            set_unit(string, to + 1, u32::from(b'S'));
            to += 2;
        } else {
            set_unit(string, to, map(unit));
            to += 1;
        }
    }
    string
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_to_upper(s: Ref) -> Ref {
    mapped(s, upper, true)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_to_lower(s: Ref) -> Ref {
    mapped(s, lower, false)
}
