//! Text to numbers: Number(s), parseFloat, parseInt; correctly rounded whatever the length of the text.
//!
//! The first 19 significant digits and a power of ten of 64 bits give a mantissa with a known error. Where that does not
//! decide the rounding, the text is compared, digit by digit, with the exact decimal expansion of the double halfway between
//! the two candidates (in the manner of W. D. Clinger, "How to read floating point numbers accurately", 1990).

use super::bignum::quotient;
use crate::strings::{is_space, trimmed, unit_at};
use crate::words::Ref;
use core::cmp::Ordering;

/// A decimal number found in a string.
struct Decimal {
    string: Ref,
    /// Where its first significant digit stands, and where its digits end.
    first: u32,
    end: u32,
    /// The first 19 significant digits.
    leading: u64,
    /// How many digits `leading` has.
    count: i32,
    /// Some digit behind `leading` is not 0.
    more: bool,
    /// The value is 0.ddd * 10^point.
    point: i32,
}

/// Digits that surely fit 64 bits.
const LEADING: i32 = 19;

fn digit_at(s: Ref, at: u32, end: u32) -> Option<u32> {
    if at >= end {
        return None;
    }
    unit_at(s, at).checked_sub(u32::from(b'0')).filter(|digit| *digit < 10)
}

fn is_at(s: Ref, at: u32, end: u32, byte: u8) -> bool {
    at < end && unit_at(s, at) == u32::from(byte)
}

/// Reads digits, a point and an exponent from `at` on; gives the number and where it ends. `None` without a digit.
fn scan(string: Ref, mut at: u32, end: u32) -> Option<(Decimal, u32)> {
    let mut decimal = Decimal { string, first: at, end, leading: 0, count: 0, more: false, point: 0 };
    let (mut any, mut behind_point) = (false, false);
    loop {
        if let Some(digit) = digit_at(string, at, end) {
            any = true;
            decimal.take(digit, at, behind_point);
        } else if !behind_point && is_at(string, at, end, b'.') {
            behind_point = true;
        } else {
            break;
        }
        at += 1;
    }
    if !any {
        return None;
    }
    decimal.end = at;
    if (is_at(string, at, end, b'e') || is_at(string, at, end, b'E'))
        && let Some((exponent, after)) = scan_exponent(string, at + 1, end)
    {
        decimal.point += exponent;
        at = after;
    }
    Some((decimal, at))
}

/// A signed exponent; far ones are cut to what surely overflows.
fn scan_exponent(s: Ref, mut at: u32, end: u32) -> Option<(i32, u32)> {
    let negative = is_at(s, at, end, b'-');
    if negative || is_at(s, at, end, b'+') {
        at += 1;
    }
    let mut exponent = digit_at(s, at, end)? as i32;
    at += 1;
    while let Some(digit) = digit_at(s, at, end) {
        if exponent < 1 << 24 {
            exponent = 10 * exponent + digit as i32;
        }
        at += 1;
    }
    Some((if negative { -exponent } else { exponent }, at))
}

impl Decimal {
    /// One more digit, at `at`.
    fn take(&mut self, digit: u32, at: u32, behind_point: bool) {
        if self.count == 0 {
            if digit == 0 {
                self.point -= i32::from(behind_point);
                return;
            }
            self.first = at;
        }
        self.point += i32::from(!behind_point);
        if self.count < LEADING {
            self.leading = 10 * self.leading + u64::from(digit);
            self.count += 1;
        } else {
            self.more |= digit != 0;
        }
    }

    /// The nearest double.
    fn to_f64(&self) -> f64 {
        if self.leading == 0 || self.point < -330 {
            return 0.0;
        }
        if self.point > 310 {
            return f64::INFINITY;
        }
        let power = self.point - self.count;
        if !self.more && self.leading < 1 << 53 && power.abs() <= 22 {
            return exact(self.leading, power);
        }
        let (mantissa, exponent, error) = approximate(self.leading, power, self.more);
        self.round(mantissa, exponent, error)
    }

    /// Rounds mantissa * 2^exponent (mantissa with bit 63 set, wrong by at most `error`) to 53 bits, fewer if subnormal.
    fn round(&self, mantissa: u64, exponent: i32, error: u64) -> f64 {
        let dropped = 11.max(-1074 - exponent) as u32;
        // With 65 dropped the value is just below half the smallest double, or by the error at or above it.
        if dropped > 65 {
            return 0.0;
        }
        let kept = mantissa.checked_shr(dropped).unwrap_or(0);
        let lost = mantissa - kept.checked_shl(dropped).unwrap_or(0);
        let half = 1_u64.checked_shl(dropped - 1).unwrap_or(0);
        let exponent = exponent + dropped as i32;
        let up = if half != 0 && lost.abs_diff(half) > error {
            lost > half
        } else {
            match self.compare(2 * kept + 1, exponent - 1) {
                Ordering::Greater => true,
                Ordering::Equal => kept & 1 != 0,
                Ordering::Less => false,
            }
        };
        compose(kept + u64::from(up), exponent)
    }

    /// Compares with mantissa * 2^exponent, exactly, by that number's decimal digits.
    fn compare(&self, mantissa: u64, exponent: i32) -> Ordering {
        let (mut rest, unit) = quotient(mantissa, exponent, self.point);
        for at in self.first..self.end {
            let Some(own) = digit_at(self.string, at, self.end) else { continue };
            rest.multiply(10);
            let digit = rest.take_digit(&unit);
            if own != digit {
                return own.cmp(&digit);
            }
        }
        if rest.is_zero() { Ordering::Equal } else { Ordering::Less }
    }
}

/// Below 2^53 and with a power of ten up to 22 both are exact doubles, and one operation rounds once.
fn exact(value: u64, power: i32) -> f64 {
    let mut ten = 1.0;
    for _ in 0..power.abs() {
        ten *= 10.0;
    }
    if power < 0 { value as f64 / ten } else { value as f64 * ten }
}

/// The upper half of a product, normalised; the exponent that it has lost.
fn multiply(a: u64, b: u64) -> (u64, i32) {
    let halves = |x: u64| (x >> 32, x & 0xFFFF_FFFF);
    let ((a1, a0), (b1, b0)) = (halves(a), halves(b));
    let middle = a1 * b0 + (a0 * b0 >> 32);
    let (carry, other) = halves(middle);
    let product = a1 * b1 + carry + (a0 * b1 + other >> 32);
    let shift = product.leading_zeros() as i32;
    (product << shift, 64 - shift)
}

/// value * 10^power as a mantissa of 64 bits, an exponent, and a bound of the mantissa's error.
fn approximate(value: u64, power: i32, more: bool) -> (u64, i32, u64) {
    let shift = value.leading_zeros();
    let (mut mantissa, mut exponent) = (value << shift, power - shift as i32);
    let count = power.unsigned_abs();
    // 5 or 1/5 with bit 63 set.
    let (mut base, mut base_exponent): (u64, i32) = if power < 0 { (0xCCCC_CCCC_CCCC_CCCC, -66) } else { (5 << 61, -61) };
    let mut left = count;
    while left > 0 {
        if left & 1 != 0 {
            let (product, gained) = multiply(mantissa, base);
            mantissa = product;
            exponent += base_exponent + gained;
        }
        let (square, gained) = multiply(base, base);
        base = square;
        base_exponent = 2 * base_exponent + gained;
        left >>= 1;
    }
    // Each of `count` factors is off by less than 4 units of the last place with what cutting adds; the digits not looked at
    // by less than 16.
    (mantissa, exponent, u64::from(4 * count) + if more { 32 } else { 16 })
}

/// The double mantissa * 2^exponent; the mantissa has at most 53 bits, or is 2^53.
pub(super) fn compose(mantissa: u64, exponent: i32) -> f64 {
    if mantissa >> 53 != 0 {
        return compose(mantissa >> 1, exponent + 1);
    }
    if mantissa >> 52 == 0 {
        return f64::from_bits(mantissa);
    }
    let biased = exponent + 1075;
    if biased >= 0x7FF {
        return f64::INFINITY;
    }
    f64::from_bits((biased as u64) << 52 | mantissa & (1 << 52) - 1)
}

/// The value of a letter or decimal digit in a radix.
fn digit_in(s: Ref, at: u32, end: u32, radix: u32) -> Option<u32> {
    if at >= end {
        return None;
    }
    let unit = unit_at(s, at);
    let digit = match unit {
        0x30..=0x39 => unit - 0x30,
        0x41..=0x5A => unit - 0x41 + 10,
        0x61..=0x7A => unit - 0x61 + 10,
        _ => return None,
    };
    (digit < radix).then_some(digit)
}

/// Reads an integer in a radix that is no power of two. ECMA-262 leaves the value of more digits than a double holds to the implementation;
/// this is V8's: parts of as many digits as fit 32 bits, whatever the radix, are added up in doubles.
fn sum_parts(s: Ref, start: u32, end: u32, radix: u32) -> f64 {
    const LARGEST: u32 = u32::MAX / 36;
    let (mut at, mut value) = (start, 0.0);
    loop {
        let (mut part, mut multiplier) = (0_u32, 1_u32);
        let is_over = loop {
            let Some(digit) = digit_in(s, at, end, radix) else { break true };
            let next = multiplier.wrapping_mul(radix);
            if next > LARGEST {
                break false;
            }
            part = part.wrapping_mul(radix).wrapping_add(digit);
            multiplier = next;
            at += 1;
        };
        value = value * f64::from(multiplier) + f64::from(part);
        if is_over {
            return value;
        }
    }
}

/// Reads an integer in a radix that is a power of two, rounded once; gives its value and where it ends.
fn scan_integer(s: Ref, start: u32, end: u32, radix: u32) -> (f64, u32) {
    let mut at = start;
    let mut exact = 0_u64;
    let mut value = 0.0;
    let mut wide = false;
    // What falls below 64 bits, its exponent, and whether any of it was not 0.
    let bits = radix.trailing_zeros();
    let (mut exponent, mut sticky) = (0, 0);
    while let Some(digit) = digit_in(s, at, end, radix) {
        if exact >> 58 == 0 {
            exact = exact * u64::from(radix) + u64::from(digit);
            value = exact as f64;
        } else {
            exponent += bits as i32;
            sticky |= u64::from(digit != 0);
            wide = true;
        }
        at += 1;
    }
    if wide {
        value = (exact | sticky) as f64;
        for _ in 0..exponent.min(1100) {
            value *= 2.0;
        }
    }
    (value, at)
}

/// The radix that `0x`, `0o` or `0b` names, if the text starts with one.
fn prefix(s: Ref, at: u32, end: u32) -> Option<u32> {
    if !is_at(s, at, end, b'0') || at + 1 >= end {
        return None;
    }
    match unit_at(s, at + 1) | 0x20 {
        0x78 => Some(16),
        0x6F => Some(8),
        0x62 => Some(2),
        _ => None,
    }
}

/// A sign, and where the text goes on.
fn sign(s: Ref, at: u32, end: u32) -> (f64, u32) {
    if is_at(s, at, end, b'-') {
        (-1.0, at + 1)
    } else {
        (1.0, at + u32::from(is_at(s, at, end, b'+')))
    }
}

fn is_infinity(s: Ref, at: u32, end: u32) -> bool {
    end - at >= 8 && b"Infinity".iter().enumerate().all(|(index, byte)| unit_at(s, at + index as u32) == u32::from(*byte))
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_to_f64(s: Ref) -> f64 {
    let (start, end) = trimmed(s, true, true);
    if start == end {
        return 0.0;
    }
    if let Some(radix) = prefix(s, start, end) {
        let (value, at) = scan_integer(s, start + 2, end, radix);
        return if at == end && at > start + 2 { value } else { f64::NAN };
    }
    let (sign, start) = sign(s, start, end);
    if is_infinity(s, start, end) && start + 8 == end {
        return sign * f64::INFINITY;
    }
    match scan(s, start, end) {
        Some((decimal, at)) if at == end => sign * decimal.to_f64(),
        _ => f64::NAN,
    }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_parse_float(s: Ref) -> f64 {
    let (start, end) = trimmed(s, true, false);
    let (sign, start) = sign(s, start, end);
    if is_infinity(s, start, end) {
        return sign * f64::INFINITY;
    }
    scan(s, start, end).map_or(f64::NAN, |(decimal, _)| sign * decimal.to_f64())
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_parse_int(s: Ref, radix: u32) -> f64 {
    let mut start = 0;
    let end = s.length();
    while start < end && is_space(unit_at(s, start)) {
        start += 1;
    }
    let (sign, mut start) = sign(s, start, end);
    let mut radix = radix;
    if (radix == 0 || radix == 16) && prefix(s, start, end) == Some(16) {
        start += 2;
        radix = 16;
    } else if radix == 0 {
        radix = 10;
    }
    if !(2..=36).contains(&radix) || digit_in(s, start, end, radix).is_none() {
        return f64::NAN;
    }
    if radix.is_power_of_two() {
        return sign * scan_integer(s, start, end, radix).0;
    }
    if radix != 10 {
        return sign * sum_parts(s, start, end, radix);
    }
    let mut digits_end = start;
    while digit_at(s, digits_end, end).is_some() {
        digits_end += 1;
    }
    scan(s, start, digits_end).map_or(f64::NAN, |(decimal, _)| sign * decimal.to_f64())
}
