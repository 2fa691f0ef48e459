//! Exponentials, logarithms and hyperbolic functions, computed as fdlibm does, so that the bits are those of JavaScript's other implementations.
//!
//! In and out: doubles. Sun's fdlibm 5.3 gives the methods and their coefficients: a reduction to a small interval, there a minimax
//! polynomial, and the order in which the parts are added, on which the last bit depends. The results are within 1 ulp of the exact value.

use super::math::{th_f64_sqrt, th_f64_to_i32};

const LN2: f64 = core::f64::consts::LN_2;
/// ln 2 in two parts, the first with few bits, so that its products with small integers are exact.
const LN2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fee0_0000);
const LN2_LOW: f64 = f64::from_bits(0x3dea_39ef_3579_3c76);
/// Beyond this exp overflows.
const EXP_MOST: f64 = f64::from_bits(0x4086_2e42_fefa_39ef);
/// Below this exp is 0.
const EXP_LEAST: f64 = f64::from_bits(0xc087_4910_d52d_3051);
/// Beyond this sinh and cosh overflow.
const HYPERBOLIC_MOST: f64 = f64::from_bits(0x4086_33ce_8fb9_f87d);

/// The high word of a double without its sign.
fn size(x: f64) -> u32 {
    (x.to_bits() >> 32) as u32 & 0x7fff_ffff
}

/// 2^n for an exponent of normal numbers.
fn power(n: i32) -> f64 {
    f64::from_bits(((n + 1023) as u64) << 52)
}

/// x = k ln 2 + r, |r| <= 0.5 ln 2; exp(r) = 1 + 2r / (R - r) with R a polynomial in r².
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_exp(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    if x > EXP_MOST {
        return f64::INFINITY;
    }
    if x < EXP_LEAST {
        return 0.0;
    }
    let (mut high, mut low, mut k) = (0.0, 0.0, 0);
    let mut r = x;
    if size(x) > 0x3fd6_2e42 {
        // Above 0.5 ln 2; below 1.5 ln 2 the multiple is 1.
        if size(x) < 0x3ff0_a2b2 {
            if x == 1.0 {
                return core::f64::consts::E;
            }
            k = if x < 0.0 { -1 } else { 1 };
        } else {
            k = th_f64_to_i32(x * core::f64::consts::LOG2_E + if x < 0.0 { -0.5 } else { 0.5 });
        }
        high = x - f64::from(k) * LN2_HIGH;
        low = f64::from(k) * LN2_LOW;
        r = high - low;
    } else if size(x) < 0x3e30_0000 {
        return 1.0 + x;
    }
    const P: [u64; 5] = [0x3fc5_5555_5555_553e, 0xbf66_c16c_16be_bd93, 0x3f11_566a_af25_de2c, 0xbebb_bd41_c5d2_6bf1, 0x3e66_3769_72be_a4d0];
    let t = r * r;
    let c = r - t * P.iter().rev().fold(0.0, |sum, &p| f64::from_bits(p) + t * sum);
    if k == 0 {
        return 1.0 - ((r * c) / (c - 2.0) - r);
    }
    let y = 1.0 - ((low - (r * c) / (2.0 - c)) - high);
    match k {
        1024 => y * 2.0 * power(1023),
        -1021..1024 => y * power(k),
        _ => y * power(k + 1000) * power(-1000),
    }
}

/// x = 2^k (1 + f), sqrt(2)/2 < 1 + f < sqrt(2); log(1 + f) = f - s (f - R), s = f / (2 + f), R a polynomial in s².
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_log(x: f64) -> f64 {
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x < 0.0 || x.is_nan() || x == f64::INFINITY {
        return if x < 0.0 { f64::NAN } else { x };
    }
    let (x, below) = if size(x) < 0x10_0000 { (x * power(54), -54) } else { (x, 0) };
    let fraction = size(x) & 0xf_ffff;
    let up = (fraction + 0x9_5f64) & 0x10_0000;
    let k = f64::from((size(x) >> 20) as i32 - 1023 + below + (up >> 20) as i32);
    let f = f64::from_bits(u64::from(fraction | up ^ 0x3ff0_0000) << 32 | x.to_bits() & 0xffff_ffff) - 1.0;
    if (2 + fraction) & 0xf_ffff < 3 {
        if f == 0.0 {
            return k * LN2_HIGH + k * LN2_LOW;
        }
        let r = f * f * (0.5 - 0.33333333333333333 * f);
        return if k == 0.0 { f - r } else { k * LN2_HIGH - ((r - k * LN2_LOW) - f) };
    }
    let s = f / (2.0 + f);
    let r = series(s);
    // The one or the other loses no bits.
    if (0x6_147a..=0x6_b851).contains(&fraction) {
        let half = 0.5 * f * f;
        if k == 0.0 { f - (half - s * (half + r)) } else { k * LN2_HIGH - ((half - (s * (half + r) + k * LN2_LOW)) - f) }
    } else if k == 0.0 {
        f - s * (f - r)
    } else {
        k * LN2_HIGH - ((s * (f - r) - k * LN2_LOW) - f)
    }
}

/// Coefficients of the polynomial of the logarithm.
static SERIES: [u64; 7] =
    [0x3fe5_5555_5555_5593, 0x3fd9_9999_9997_fa04, 0x3fd2_4924_9422_9359, 0x3fcc_71c5_1d8e_78af, 0x3fc7_4664_96cb_03de, 0x3fc3_9a09_d078_c69f, 0x3fc2_f112_df3e_5244];

/// The logarithm of 1 + x: as that of 1 + f = (1 + x) / 2^k, with what was lost in 1 + x added at the end.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_log1p(x: f64) -> f64 {
    if x <= -1.0 || !x.is_finite() {
        return if x == -1.0 { f64::NEG_INFINITY } else if x < -1.0 { f64::NAN } else { x };
    }
    if size(x) < 0x3e20_0000 {
        return if size(x) < 0x3c90_0000 { x } else { x - x * x * 0.5 };
    }
    let (mut f, mut k, mut c, mut fraction) = (x, 0, 0.0, 1);
    let near = if x > 0.0 { size(x) < 0x3fda_827a } else { size(x) <= 0x3fd2_bec4 };
    if !near {
        let u = if size(x) < 0x4340_0000 { 1.0 + x } else { x };
        k = (size(u) >> 20) as i32 - 1023;
        if size(x) < 0x4340_0000 {
            c = if k > 0 { 1.0 - (u - x) } else { x - (u - 1.0) } / u;
        }
        fraction = size(u) & 0xf_ffff;
        let mut high = fraction | 0x3ff0_0000;
        if fraction >= 0x6_a09e {
            k += 1;
            high = fraction | 0x3fe0_0000;
            fraction = (0x10_0000 - fraction) >> 2;
        }
        f = f64::from_bits(u64::from(high) << 32 | u.to_bits() & 0xffff_ffff) - 1.0;
    }
    let k = f64::from(k);
    let low = k * LN2_LOW + c;
    let half = 0.5 * f * f;
    if fraction == 0 {
        let r = half * (1.0 - 0.66666666666666666 * f);
        return if f == 0.0 { k * LN2_HIGH + low } else { k * LN2_HIGH - ((r - low) - f) };
    }
    let s = f / (2.0 + f);
    let z = s * s;
    let r = z * SERIES.iter().rev().fold(0.0, |sum, &l| f64::from_bits(l) + z * sum);
    if k == 0.0 { f - (half - s * (half + r)) } else { k * LN2_HIGH - ((half - (s * (half + r) + low)) - f) }
}

/// The polynomial of the logarithm, even and odd powers apart.
fn series(s: f64) -> f64 {
    let l = SERIES.map(f64::from_bits);
    let z = s * s;
    let w = z * z;
    let even = w * (l[1] + w * (l[3] + w * l[5]));
    let odd = z * (l[0] + w * (l[2] + w * (l[4] + w * l[6])));
    odd + even
}

/// By the natural logarithm of the fraction, log10(2) in two parts.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_log10(x: f64) -> f64 {
    const LOG10_E: f64 = f64::from_bits(0x3fdb_cb7b_1526_e50e);
    const HIGH: f64 = f64::from_bits(0x3fd3_4413_509f_6000);
    const LOW: f64 = f64::from_bits(0x3d59_fef3_11f1_2b36);
    if x == 0.0 || x < 0.0 || !x.is_finite() {
        return th_f64_log(x);
    }
    if x == 1.0 {
        return 0.0;
    }
    let (x, below) = if size(x) < 0x10_0000 { (x * power(54), -54) } else { (x, 0) };
    let k = (size(x) >> 20) as i32 - 1023 + below;
    let up = i32::from(k < 0);
    let fraction = f64::from_bits(x.to_bits() & ((1 << 52) - 1) | ((1023 - up) as u64) << 52);
    let y = f64::from(k + up);
    let z = y * LOW + LOG10_E * th_f64_log(fraction);
    z + y * HIGH
}

/// By expm1 where it is below 1, else by exp; in two steps where exp would overflow.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_sinh(x: f64) -> f64 {
    let half = if x < 0.0 { -0.5 } else { 0.5 };
    let a = x.abs();
    if size(x) < 0x3e30_0000 || !x.is_finite() {
        return x;
    }
    if a < 22.0 {
        let t = libm::expm1(a);
        return half * if a < 1.0 { 2.0 * t - t * t / (t + 1.0) } else { t + t / (t + 1.0) };
    }
    large(half, a)
}

/// By expm1 where it is small, else by exp.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_cosh(x: f64) -> f64 {
    let a = x.abs();
    if !x.is_finite() {
        return a;
    }
    if size(x) < 0x3fd6_2e43 {
        let t = libm::expm1(a);
        let w = 1.0 + t;
        return if size(x) < 0x3c80_0000 { w } else { 1.0 + (t * t) / (w + w) };
    }
    if a < 22.0 {
        let t = th_f64_exp(a);
        return 0.5 * t + 0.5 / t;
    }
    large(0.5, a)
}

/// half * exp(a), which may be finite where exp(a) is not.
fn large(half: f64, a: f64) -> f64 {
    if a < 709.0 || size(a) < 0x4086_2e42 {
        return half * th_f64_exp(a);
    }
    if a > HYPERBOLIC_MOST {
        return half * f64::INFINITY;
    }
    let w = th_f64_exp(0.5 * a);
    half * w * w
}

/// By expm1 of twice the number.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_tanh(x: f64) -> f64 {
    let a = x.abs();
    if x.is_nan() || size(x) < 0x3e30_0000 {
        return x;
    }
    let z = if a >= 22.0 {
        1.0
    } else if a >= 1.0 {
        1.0 - 2.0 / (libm::expm1(2.0 * a) + 2.0)
    } else {
        let t = libm::expm1(-2.0 * a);
        -t / (t + 2.0)
    };
    z.copysign(x)
}

/// Logarithms of what is exact enough in each interval.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_asinh(x: f64) -> f64 {
    let a = x.abs();
    if size(x) < 0x3e30_0000 || !x.is_finite() {
        return x;
    }
    let w = if size(x) > 0x41b0_0000 {
        th_f64_log(a) + LN2
    } else if size(x) > 0x4000_0000 {
        th_f64_log(2.0 * a + 1.0 / (th_f64_sqrt(x * x + 1.0) + a))
    } else {
        let t = x * x;
        th_f64_log1p(a + t / (1.0 + th_f64_sqrt(1.0 + t)))
    };
    w.copysign(x)
}

/// Likewise; NaN below 1.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_acosh(x: f64) -> f64 {
    if x < 1.0 || x.is_nan() {
        return f64::NAN;
    }
    if size(x) >= 0x41b0_0000 {
        return if x == f64::INFINITY { x } else { th_f64_log(x) + LN2 };
    }
    if size(x) > 0x4000_0000 {
        let t = x * x;
        return th_f64_log(2.0 * x - 1.0 / (x + th_f64_sqrt(t - 1.0)));
    }
    let t = x - 1.0;
    th_f64_log1p(t + th_f64_sqrt(2.0 * t + t * t))
}

/// Likewise; infinite at 1, NaN beyond.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_atanh(x: f64) -> f64 {
    let a = x.abs();
    if a > 1.0 || x.is_nan() {
        return f64::NAN;
    }
    if size(x) < 0x3e30_0000 {
        return x;
    }
    let t = a + a;
    let sum = if a < 0.5 { t + t * a / (1.0 - a) } else { t / (1.0 - a) };
    (0.5 * th_f64_log1p(sum)).copysign(x)
}

/// A third of the exponent gives 5 bits, a polynomial 23, one step of Newton's method the rest (FreeBSD's method).
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_cbrt(x: f64) -> f64 {
    const P: [f64; 5] = [1.87595182427177009643, -1.88497979543377169875, 1.621429720105354466140, -0.758397934778766047437, 0.145996192886612446982];
    const NORMAL: u32 = 715_094_163;
    const SMALL: u32 = 696_219_795;
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let high = if size(x) < 0x10_0000 { size(x * power(54)) / 3 + SMALL } else { size(x) / 3 + NORMAL };
    let t = f64::from_bits(u64::from(high) << 32).copysign(x);
    let r = (t * t) * (t / x);
    let t = t * ((P[0] + r * (P[1] + r * P[2])) + ((r * r) * r) * (P[3] + r * P[4]));
    let t = f64::from_bits((t.to_bits() + 0x8000_0000) & 0xffff_ffff_c000_0000);
    let r = x / (t * t);
    let r = (r - t) / (t + t + r);
    t + t * r
}

/// The largest taken out, the squares of the ratios summed as Kahan does, which is what the other implementation of JavaScript does.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_hypot(a: f64, b: f64) -> f64 {
    let (a, b) = (a.abs(), b.abs());
    if a == f64::INFINITY || b == f64::INFINITY {
        return f64::INFINITY;
    }
    if a.is_nan() || b.is_nan() {
        return f64::NAN;
    }
    let largest = if a > b { a } else { b };
    if largest == 0.0 {
        return 0.0;
    }
    let (x, y) = (a / largest, b / largest);
    let (first, second) = (x * x, y * y);
    th_f64_sqrt(first + second) * largest
}

/// Infinite slopes are taken for infinite from 2^61 on, whichever side they are on.
#[unsafe(no_mangle)]
pub extern "C" fn th_f64_atan2(y: f64, x: f64) -> f64 {
    let steep = y.is_finite() && x.is_finite() && x != 0.0 && (size(y) as i32 - size(x) as i32) >> 20 > 60;
    if steep { core::f64::consts::FRAC_PI_2.copysign(y) } else { libm::atan2(y, x) }
}
