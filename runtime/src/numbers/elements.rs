//! Doubles as elements of typed arrays: singles, clamped bytes, words.
//!
//! What comes out of bytes is never the NaN that stands for undefined in arrays of doubles (all ones in the high word).

use super::math::th_f64_to_i32;

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_single_to_f64(bits: i32) -> f64 {
    let single = f32::from_bits(bits as u32);
    if single.is_nan() { f64::NAN } else { f64::from(single) }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_to_single(a: f64) -> i32 {
    (a as f32).to_bits() as i32
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_to_clamped(a: f64) -> i32 {
    if a >= 255.0 {
        return 255;
    }
    if a > 0.0 {
        let down = th_f64_to_i32(a);
        let rest = a - f64::from(down);
        return down + i32::from(rest > 0.5 || rest == 0.5 && down & 1 != 0);
    }
    0
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_of_words(low: i32, high: i32) -> f64 {
    if high == -1 { f64::NAN } else { f64::from_bits(u64::from(low as u32) | u64::from(high as u32) << 32) }
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_low_word(a: f64) -> i32 {
    a.to_bits() as i32
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_high_word(a: f64) -> i32 {
    (a.to_bits() >> 32) as i32
}
