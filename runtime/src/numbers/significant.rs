//! toExponential and toPrecision: a number of significant digits, exact; a tie goes up in magnitude, as ECMA-262 has it.

use super::bignum::quotient;
use super::format::{Text, lay_out_scientific, magnitude, not_finite, parts, shortest};
use crate::strings::from_bytes;
use crate::words::Ref;

/// 101 digits, and one in front that takes a carry.
const DIGITS: usize = 102;

/// Sign, point, digits, and six zeros in front or an exponent.
const TEXT: usize = DIGITS + 10;

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_from_f64_exponential(a: f64, digits: u32) -> Ref {
    if let Some(text) = not_finite(a) {
        return text;
    }
    let mut text = signed(a);
    let magnitude = a.to_bits() << 1 >> 1;
    if digits == 0 && magnitude != 0 {
        let mut found = Text::<18>::EMPTY;
        let point = shortest(magnitude, &mut found);
        lay_out_scientific(&mut text, found.bytes(), point - 1);
    } else {
        let mut found = Text::<DIGITS>::EMPTY;
        let point = significant(magnitude, digits.max(1), &mut found);
        lay_out_scientific(&mut text, found.bytes(), point - 1);
    }
    from_bytes(text.bytes())
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_from_f64_precision(a: f64, precision: u32) -> Ref {
    if let Some(text) = not_finite(a) {
        return text;
    }
    let mut text = signed(a);
    let mut found = Text::<DIGITS>::EMPTY;
    let point = significant(a.to_bits() << 1 >> 1, precision, &mut found);
    if !(-5..=precision as i32).contains(&point) {
        lay_out_scientific(&mut text, found.bytes(), point - 1);
        return from_bytes(text.bytes());
    }
    if point <= 0 {
        text.push(b'0');
        text.push(b'.');
        text.zeros(-point);
    }
    for (index, digit) in found.bytes().iter().enumerate() {
        if index > 0 && index as i32 == point {
            text.push(b'.');
        }
        text.push(*digit);
    }
    from_bytes(text.bytes())
}

fn signed(a: f64) -> Text<TEXT> {
    let mut text = Text::EMPTY;
    if a < 0.0 {
        text.push(b'-');
    }
    text
}

/// `count` digits of a finite double; gives the place of the point: the value is 0.ddd * 10^point.
fn significant(bits: u64, count: u32, digits: &mut Text<DIGITS>) -> i32 {
    let (mantissa, exponent) = parts(bits);
    if mantissa == 0 {
        digits.zeros(count as i32);
        return 1;
    }
    let mut point = magnitude(mantissa, exponent) + 1;
    let (mut rest, unit) = quotient(mantissa, exponent, point);
    digits.push(b'0');
    while digits.bytes().len() <= count as usize {
        rest.multiply(10);
        let digit = rest.take_digit(&unit);
        if digit == 0 && digits.bytes().len() == 1 {
            point -= 1;
        } else {
            digits.push(b'0' + digit as u8);
        }
    }
    if rest.compare_doubled(&unit).is_ge() {
        super::radix::carry(digits.bytes_mut());
    }
    if digits.bytes().first() == Some(&b'0') {
        digits.drop_front(1);
    } else {
        digits.pop();
        point += 1;
    }
    point
}
