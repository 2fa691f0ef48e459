//! toFixed and toString(radix).

use super::bignum::quotient;
use super::format::{Text, magnitude, not_finite, parts, th_string_from_f64};
use super::math::th_f64_floor;
use crate::memory::store8;
use crate::strings::{from_bytes, new_string};
use crate::words::Ref;

/// See `abi.rs`. Exact; a tie goes up in magnitude, as ECMA-262 has it.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_from_f64_fixed(a: f64, digits: u32) -> Ref {
    if !(-1e21 < a && a < 1e21) {
        return th_string_from_f64(a);
    }
    // 21 digits, a carry, 100 digits.
    let mut number = Text::<124>::EMPTY;
    let point = round_at(a.to_bits() << 1 >> 1, digits as i32, &mut number);
    let mut text = Text::<128>::EMPTY;
    if a < 0.0 {
        text.push(b'-');
    }
    let found = number.bytes();
    let whole = found.iter().take(point.max(0) as usize);
    if point <= 0 {
        text.push(b'0');
    }
    whole.for_each(|digit| text.push(*digit));
    if digits > 0 {
        text.push(b'.');
        text.zeros((-point).min(digits as i32));
        found.iter().skip(point.max(0) as usize).for_each(|digit| text.push(*digit));
    }
    from_bytes(text.bytes())
}

/// The digits of a finite double up to `places` behind the point, rounded there; gives the place of the point.
fn round_at(bits: u64, places: i32, digits: &mut Text<124>) -> i32 {
    let (mantissa, exponent) = parts(bits);
    if mantissa == 0 {
        digits.zeros(places + 1);
        return 1;
    }
    // One place more than is needed in front: the first digit is 0, and takes a carry.
    let point = magnitude(mantissa, exponent) + 2;
    let (mut rest, unit) = quotient(mantissa, exponent, point);
    for _ in 0..point + places {
        rest.multiply(10);
        let digit = rest.take_digit(&unit);
        digits.push(b'0' + digit as u8);
    }
    if point + places > 0 && rest.compare_doubled(&unit).is_ge() {
        carry(digits.bytes_mut());
    }
    let zeros = digits.bytes().iter().take((point - 1).max(0) as usize).take_while(|digit| **digit == b'0').count();
    digits.drop_front(zeros);
    point - zeros as i32
}

/// Adds one in the last place; there is a digit in front that takes the carry.
pub fn carry(digits: &mut [u8]) {
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return;
        }
        *digit = b'0';
    }
}

fn digit(value: u32) -> u8 {
    if value < 10 { b'0' + value as u8 } else { b'a' - 10 + value as u8 }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_from_i32_radix(a: i32, radix: u32) -> Ref {
    let mut bytes = [0; 33];
    let mut start = bytes.len();
    let mut value = a.unsigned_abs();
    let mut put = |byte| {
        start -= 1;
        if let Some(place) = bytes.get_mut(start) {
            *place = byte;
        }
    };
    loop {
        let quotient = value.checked_div(radix).unwrap_or(0);
        put(digit(value - quotient * radix));
        value = quotient;
        if value == 0 {
            break;
        }
    }
    if a < 0 {
        put(b'-');
    }
    from_bytes(bytes.get(start..).unwrap_or(&[]))
}

/// See `abi.rs`. ECMA-262 leaves the digits behind the point to the implementation; these are the ones V8 gives: as many as tell
/// the number from its neighbours. They are worked out twice, once to count them.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_from_f64_radix(a: f64, radix: u32) -> Ref {
    if radix == 10 {
        return th_string_from_f64(a);
    }
    if let Some(text) = not_finite(a) {
        return text;
    }
    let value = f64::from_bits(a.to_bits() << 1 >> 1);
    let base = f64::from(radix);
    let fraction = fraction_digits(value, base, None);
    let mut whole = th_f64_floor(value);
    if fraction.rounds_up && fraction.count == 0 {
        whole += 1.0;
    }
    let sign = u32::from(a < 0.0);
    let front = sign + whole_digits(whole, base, None);
    let behind = if fraction.count > 0 { fraction.count + 1 } else { 0 };
    let text = new_string(front + behind, false);
    let start = text.contents();
    if sign != 0 {
        store8(start, b'-');
    }
    whole_digits(whole, base, Some(start + front));
    if behind > 0 {
        store8(start + front, b'.');
        fraction_digits(value, base, Some((start + front + 1, fraction)));
    }
    text
}

/// The digits of a whole number, written so that they end at an address; how many there are.
#[inline(never)]
fn whole_digits(mut whole: f64, base: f64, end: Option<u32>) -> u32 {
    let mut count = 0;
    let mut put = |byte| {
        count += 1;
        if let Some(end) = end {
            store8(end - count, byte);
        }
    };
    while whole / base >= 9_007_199_254_740_992.0 {
        whole /= base;
        put(b'0');
    }
    loop {
        let rest = super::math::th_f64_rem(whole, base);
        put(digit(rest as u32));
        whole = (whole - rest) / base;
        if whole <= 0.0 {
            return count;
        }
    }
}

/// The digits behind the point.
#[derive(Clone, Copy)]
struct Fraction {
    /// How many there are.
    count: u32,
    /// The last of them is one more than it was worked out to be; without any the whole part is.
    rounds_up: bool,
}

/// The digits behind the point, written to an address once it is known how many there are.
#[inline(never)]
fn fraction_digits(value: f64, base: f64, to: Option<(u32, Fraction)>) -> Fraction {
    let mut fraction = value - th_f64_floor(value);
    let mut delta = (0.5 * (f64::from_bits(value.to_bits() + 1) - value)).max(f64::from_bits(1));
    // All digits so far, and those without the last ones that are as large as digits are: a carry turns these into zeros, which are left out.
    let (mut count, mut kept) = (0, 0);
    if fraction < delta {
        return Fraction { count, rounds_up: false };
    }
    loop {
        fraction *= base;
        delta *= base;
        let whole = fraction as u32;
        if let Some((start, known)) = to
            && count < known.count
        {
            let is_last = count + 1 == known.count;
            store8(start + count, digit(whole + u32::from(is_last && known.rounds_up)));
        }
        count += 1;
        if f64::from(whole) + 1.0 < base {
            kept = count;
        }
        fraction -= f64::from(whole);
        if (fraction > 0.5 || fraction == 0.5 && whole & 1 != 0) && fraction + delta > 1.0 {
            return Fraction { count: kept, rounds_up: true };
        }
        if fraction < delta {
            return Fraction { count, rounds_up: false };
        }
    }
}
