//! Numbers to text, as JavaScript prints them (ECMA-262, Number::toString).
//!
//! Shortest digits by exact big-number arithmetic (G. L. Steele and J. L. White, "How to print floating-point numbers
//! accurately", 1990, in the form of R. G. Burger and R. K. Dybvig, 1996): no tables, little code, exact; numbers of ordinary
//! size need three or four words.

use super::bignum::{Big, quotient};
use super::tagged::{as_i32, th_unbox_f64};
use crate::objects::flash;
use crate::strings::from_bytes;
use crate::words::{Ref, Word};
use core::cmp::Ordering;

crate::flash_strings! {
    NAN = "NaN";
    INFINITY = "Infinity";
    MINUS_INFINITY = "-Infinity";
}

/// Text being built on the stack; what does not fit is dropped.
pub struct Text<const N: usize> {
    bytes: [u8; N],
    count: usize,
}

impl<const N: usize> Text<N> {
    /// Nothing yet.
    pub const EMPTY: Self = Text { bytes: [0; N], count: 0 };

    /// Appends a byte.
    #[inline(never)]
    pub fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.count) {
            *place = byte;
            self.count += 1;
        }
    }

    /// Appends zeros.
    pub fn zeros(&mut self, count: i32) {
        for _ in 0..count {
            self.push(b'0');
        }
    }

    /// Takes the last byte off.
    pub fn pop(&mut self) -> Option<u8> {
        self.count = self.count.checked_sub(1)?;
        self.bytes.get(self.count).copied()
    }

    /// Takes bytes off the front.
    pub fn drop_front(&mut self, count: usize) {
        for at in count..self.count {
            let byte = self.bytes.get(at).copied().unwrap_or(0);
            if let Some(place) = self.bytes.get_mut(at - count) {
                *place = byte;
            }
        }
        self.count -= count.min(self.count);
    }

    /// What has been appended.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.count).unwrap_or(&[])
    }

    /// The same, to change.
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        self.bytes.get_mut(..self.count).unwrap_or(&mut [])
    }
}

/// Divides by 10 without a division instruction (H. S. Warren, "Hacker's Delight", 10-17).
fn divide_by_10(value: u32) -> (u32, u32) {
    let mut quotient = (value >> 1) + (value >> 2);
    quotient += quotient >> 4;
    quotient += quotient >> 8;
    quotient += quotient >> 16;
    quotient >>= 3;
    let rest = value - quotient * 10;
    if rest > 9 { (quotient + 1, rest - 10) } else { (quotient, rest) }
}

/// A magnitude with its sign as a string.
fn from_magnitude(mut value: u32, negative: bool) -> Ref {
    let mut bytes = [0; 11];
    let mut start = bytes.len();
    for place in bytes.iter_mut().rev() {
        let (quotient, rest) = divide_by_10(value);
        *place = b'0' + rest as u8;
        value = quotient;
        start -= 1;
        if value == 0 {
            break;
        }
    }
    if negative {
        start -= 1;
        if let Some(place) = bytes.get_mut(start) {
            *place = b'-';
        }
    }
    from_bytes(bytes.get(start..).unwrap_or(&[]))
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_from_i32(a: i32) -> Ref {
    from_magnitude(a.unsigned_abs(), a < 0)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_from_u32(a: u32) -> Ref {
    from_magnitude(a, false)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_from_number(a: Word) -> Ref {
    if a.is_int() { th_string_from_i32(a.int()) } else { th_string_from_f64(th_unbox_f64(a)) }
}

/// NaN and the infinities.
pub fn not_finite(a: f64) -> Option<Ref> {
    if a.to_bits() << 1 >> 53 != 0x7FF {
        return None;
    }
    Some(if a.to_bits() << 12 != 0 {
        flash(&NAN)
    } else if a.to_bits() >> 63 == 0 {
        flash(&INFINITY)
    } else {
        flash(&MINUS_INFINITY)
    })
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_string_from_f64(a: f64) -> Ref {
    let bits = a.to_bits();
    if bits << 1 == 0 {
        return th_string_from_i32(0);
    }
    if let Some(integer) = as_i32(a) {
        return th_string_from_i32(integer);
    }
    if let Some(text) = not_finite(a) {
        return text;
    }
    let mut text = Text::<28>::EMPTY;
    if bits >> 63 != 0 {
        text.push(b'-');
    }
    let mut digits = Text::<18>::EMPTY;
    let point = shortest(bits & !(1 << 63), &mut digits);
    lay_out(&mut text, digits.bytes(), point);
    from_bytes(text.bytes())
}

/// Digits and the place of the point (0.ddd * 10^point) as ECMA-262 lays them out.
fn lay_out(text: &mut Text<28>, digits: &[u8], point: i32) {
    if !(-5..=21).contains(&point) {
        return lay_out_scientific(text, digits, point - 1);
    }
    if point <= 0 {
        text.push(b'0');
        text.push(b'.');
        text.zeros(-point);
    }
    for (index, digit) in digits.iter().enumerate() {
        if index > 0 && index as i32 == point {
            text.push(b'.');
        }
        text.push(*digit);
    }
    text.zeros(point - digits.len() as i32);
}

/// One digit, the others behind the point, and the exponent.
pub fn lay_out_scientific<const N: usize>(text: &mut Text<N>, digits: &[u8], exponent: i32) {
    for (index, digit) in digits.iter().enumerate() {
        if index == 1 {
            text.push(b'.');
        }
        text.push(*digit);
    }
    text.push(b'e');
    text.push(if exponent < 0 { b'-' } else { b'+' });
    let (tens, ones) = divide_by_10(exponent.unsigned_abs());
    let (hundreds, tens) = divide_by_10(tens);
    if hundreds > 0 {
        text.push(b'0' + hundreds as u8);
    }
    if hundreds > 0 || tens > 0 {
        text.push(b'0' + tens as u8);
    }
    text.push(b'0' + ones as u8);
}

/// The mantissa and exponent of a positive finite double: its value is mantissa * 2^exponent.
pub fn parts(bits: u64) -> (u64, i32) {
    let (fraction, exponent) = (bits << 12 >> 12, (bits >> 52) as i32);
    if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) }
}

/// A power of ten that is at most one power too small: the value lies below 10^(result + 1), and is at least 10^(result - 1).
pub fn magnitude(mantissa: u64, exponent: i32) -> i32 {
    let binary = exponent + 63 - mantissa.leading_zeros() as i32;
    // log10(2) = 0.30103 = 78913 / 2^18, good for ±1,600.
    (binary * 78913 >> 18) + 1
}

/// The shortest digits that read back as this positive finite double, of those the nearest to it. Gives the place of the
/// point: the value is 0.ddd * 10^point.
pub fn shortest(bits: u64, digits: &mut Text<18>) -> i32 {
    let (mantissa, exponent) = parts(bits);
    let mut point = magnitude(mantissa, exponent);
    // Below a power of two the neighbour is half as far as above.
    let uneven = bits << 12 == 0 && bits >> 52 > 1;
    let scale = 1 + u32::from(uneven);
    let (mut rest, unit) = quotient(mantissa << scale, exponent - scale as i32, point);
    // Half the distance to the lower neighbour, over the same divisor: rest is mantissa * 2^scale of these.
    let (mut half, _) = quotient(1, exponent - scale as i32, point);
    let closed = mantissa & 1 == 0;
    let reaches = |rest: &Big, half: &Big, unit: &Big| {
        let mut sum = Big::new(0);
        sum.add(rest);
        sum.add(half);
        if uneven {
            sum.add(half);
        }
        match sum.compare(unit) {
            Ordering::Greater => true,
            Ordering::Equal => closed,
            Ordering::Less => false,
        }
    };
    if reaches(&rest, &half, &unit) {
        point += 1;
    } else {
        rest.multiply(10);
        half.multiply(10);
    }
    loop {
        let digit = rest.take_digit(&unit);
        let low = match rest.compare(&half) {
            Ordering::Less => true,
            Ordering::Equal => closed,
            Ordering::Greater => false,
        };
        let high = reaches(&rest, &half, &unit);
        if !low && !high {
            digits.push(b'0' + digit as u8);
            rest.multiply(10);
            half.multiply(10);
            continue;
        }
        let up = high
            && (!low
                || match rest.compare_doubled(&unit) {
                    Ordering::Greater => true,
                    Ordering::Equal => digit & 1 != 0,
                    Ordering::Less => false,
                });
        digits.push(b'0' + digit as u8 + u8::from(up));
        return point;
    }
}
