//! Doubles: what JavaScript's operators and Math give beyond the four operations.
//!
//! The elementary functions here are libm's, a port of the FreeBSD and musl ones that descend from fdlibm, as node's do: results are
//! within 1 ulp of the exact value and mostly the same bits as node's; those that were not are in `elementary`. `sqrt`, `floor` and their kind are exact.

use super::format::parts;
use super::parse::compose;
use core::cell::Cell;

macro_rules! elementary {
    ($($name:ident = $function:ident;)*) => {$(
        /// See `abi.rs`.
        #[unsafe(no_mangle)]
        pub extern "C" fn $name(a: f64) -> f64 {
            libm::$function(a)
        }
    )*};
}

elementary! {
    th_f64_sin = sin;
    th_f64_cos = cos;
    th_f64_tan = tan;
    th_f64_asin = asin;
    th_f64_acos = acos;
    th_f64_atan = atan;
    th_f64_expm1 = expm1;
    th_f64_log2 = log2;
}

/// See `abi.rs`. Unlike C's pow: 1 or -1 to an infinite power, and anything to NaN, is NaN.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_pow(a: f64, b: f64) -> f64 {
    if b.is_nan() || b.is_infinite() && (a == 1.0 || a == -1.0) {
        return f64::NAN;
    }
    libm::pow(a, b)
}

const SIGN: u64 = 1 << 63;
const MANTISSA: u64 = (1 << 52) - 1;

#[cfg(target_os = "none")]
pub use crate::soft::{th_f64_sqrt, th_f64_to_i32};

/// The exponent of a double without its bias: the value is 1.… * 2^exponent (unless subnormal).
fn exponent(value: f64) -> i32 {
    ((value.to_bits() >> 52) as i32 & 0x7FF) - 1023
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_trunc(a: f64) -> f64 {
    let exponent = exponent(a);
    if exponent >= 52 {
        return a;
    }
    let kept = if exponent < 0 { SIGN } else { !(MANTISSA >> exponent) };
    f64::from_bits(a.to_bits() & kept)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_floor(a: f64) -> f64 {
    let whole = th_f64_trunc(a);
    if whole.to_bits() != a.to_bits() && a.to_bits() & SIGN != 0 { whole - 1.0 } else { whole }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_ceil(a: f64) -> f64 {
    -th_f64_floor(-a)
}

/// See `abi.rs`. Adding one half and rounding down is right but for the largest double below one half and for odd integers of
/// 53 bits, where the sum is not exact; hence by the parts.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_round(a: f64) -> f64 {
    let down = th_f64_floor(a);
    let rounded = if a - down >= 0.5 { down + 1.0 } else { down };
    // The sign of a zero is that of the argument.
    f64::from_bits(rounded.to_bits() | a.to_bits() & SIGN)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_sign(a: f64) -> f64 {
    if a > 0.0 {
        1.0
    } else if a < 0.0 {
        -1.0
    } else {
        a
    }
}

/// See `abi.rs`. NaN wins; -0 is less than +0.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_min(a: f64, b: f64) -> f64 {
    if a < b || a.is_nan() || (a == b && a.to_bits() & SIGN != 0) { a } else { b }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_max(a: f64, b: f64) -> f64 {
    if a > b || a.is_nan() || (a == b && b.to_bits() & SIGN != 0) { a } else { b }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_is(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan()
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_is_i32(a: f64) -> bool {
    super::tagged::as_i32(a).is_some()
}

/// See `abi.rs`; on the board in `soft/integer.s`. The mantissa shifted to its place, modulo 2^32.
#[cfg(not(target_os = "none"))]
pub extern "C" fn th_f64_to_i32(a: f64) -> i32 {
    let exponent = exponent(a);
    if !(0..=83).contains(&exponent) {
        return 0;
    }
    let mantissa = a.to_bits() & MANTISSA | 1 << 52;
    let magnitude = if exponent <= 52 { (mantissa >> (52 - exponent)) as u32 } else { (mantissa as u32).wrapping_shl(exponent as u32 - 52) };
    if a.to_bits() & SIGN != 0 { (magnitude as i32).wrapping_neg() } else { magnitude as i32 }
}

/// See `abi.rs`. Exact: long division of the mantissas, one bit a step.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_rem(a: f64, b: f64) -> f64 {
    let sign = a.to_bits() & SIGN;
    let (dividend, divisor) = (a.to_bits() & !SIGN, b.to_bits() & !SIGN);
    if dividend >= INFINITE || divisor > INFINITE || divisor == 0 {
        return f64::NAN;
    }
    if dividend < divisor {
        return a;
    }
    let (mut rest, mut steps) = normal_parts(dividend);
    let (divisor, mut exponent) = normal_parts(divisor);
    loop {
        if rest >= divisor {
            rest -= divisor;
        }
        if steps == exponent || rest == 0 {
            break;
        }
        rest <<= 1;
        steps -= 1;
    }
    while rest != 0 && rest >> 52 == 0 && exponent > -1074 {
        rest <<= 1;
        exponent -= 1;
    }
    if exponent < -1074 {
        rest >>= -1074 - exponent;
        exponent = -1074;
    }
    f64::from_bits(compose(rest, exponent).to_bits() | sign)
}

const INFINITE: u64 = 0x7FF << 52;

/// Mantissa, with bit 52 set, and exponent of a positive finite double other than 0.
fn normal_parts(bits: u64) -> (u64, i32) {
    let (mantissa, exponent) = parts(bits);
    let shift = mantissa.leading_zeros() - 11;
    (mantissa << shift, exponent - shift as i32)
}

/// See `abi.rs`; on the board in `soft/root.s`.
#[cfg(not(target_os = "none"))]
pub extern "C" fn th_f64_sqrt(a: f64) -> f64 {
    a.sqrt()
}

/// The generator's state (xorshift128+, S. Vigna 2014, shifts 23, 17, 26).
struct Random(Cell<[u64; 2]>);

// SAFETY: only the program's thread draws numbers.
unsafe impl Sync for Random {}

/// Seeded with the fractions of the square roots of 2 and 3.
static RANDOM: Random = Random(Cell::new([0x6A09_E667_F3BC_C908, 0xBB67_AE85_84CA_A73B]));

/// See `abi.rs`. The upper 52 bits become the fraction of a number in [1, 2).
#[unsafe(no_mangle)]
pub extern "C" fn th_random() -> f64 {
    let [mut x, y] = RANDOM.0.get();
    x ^= x << 23;
    x = x ^ y ^ x >> 17 ^ y >> 26;
    RANDOM.0.set([y, x]);
    f64::from_bits(1023 << 52 | x.wrapping_add(y) >> 12) - 1.0
}

/// The square root of a float32: that of the double, rounded (Figueroa, When is double rounding innocuous?, 1995).
#[unsafe(no_mangle)]
pub extern "C" fn th_f32_sqrt(a: f32) -> f32 {
    th_f64_sqrt(f64::from(a)) as f32
}
