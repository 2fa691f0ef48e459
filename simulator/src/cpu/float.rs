//! Single-precision arithmetic as ARM's pseudo-code has it (DDI 0403, A2.5): bits and FPSCR in, bits and flags out.
//!
//! Everything is computed exactly in integers and rounded once: the result does not depend on the host. A value in
//! progress is `Number`: sign, exponent and a 64-bit significand whose lowest bit is sticky (set if anything was lost).

/// FPSCR: NZCV in bits 31..28, AHP 26, DN 25, FZ 24, rounding mode 23..22, cumulative flags below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Fpscr(pub(crate) u32);

/// Bits of FPSCR that exist.
pub(crate) const FPSCR_MASK: u32 = 0xf7c0_009f;

const INVALID: u32 = 1 << 0;
const DIVIDE_BY_ZERO: u32 = 1 << 1;
const OVERFLOW: u32 = 1 << 2;
const UNDERFLOW: u32 = 1 << 3;
const INEXACT: u32 = 1 << 4;
const INPUT_DENORMAL: u32 = 1 << 7;

const DEFAULT_NAN: u32 = 0x7fc0_0000;
const QUIET: u32 = 1 << 22;
const SIGN: u32 = 1 << 31;
const INFINITY: u32 = 0x7f80_0000;

/// How a result is rounded; the numbers are FPSCR's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rounding {
    Nearest = 0,
    Up = 1,
    Down = 2,
    Zero = 3,
}

/// A finite value other than zero: (-1)^negative * significand * 2^exponent.
#[derive(Debug, Clone, Copy)]
struct Number {
    negative: bool,
    exponent: i32,
    significand: u64,
}

/// What an operand is, denormals flushed if FZ says so.
#[derive(Debug, Clone, Copy)]
enum Operand {
    Zero(bool),
    Infinity(bool),
    SignallingNan,
    QuietNan,
    Finite(Number),
}

impl Operand {
    fn is_nan(self) -> bool {
        matches!(self, Operand::SignallingNan | Operand::QuietNan)
    }
}

/// A binary format: bits of the fraction, exponent bias.
struct Format {
    fraction: u32,
    bias: i32,
    /// The place of the sign bit.
    sign: u32,
    /// The largest biased exponent of a finite value.
    largest: i32,
}

const SINGLE: Format = Format { fraction: 23, bias: 127, sign: 31, largest: 254 };
const HALF: Format = Format { fraction: 10, bias: 15, sign: 15, largest: 30 };
/// Alternative half precision has no infinities and no NaNs.
const ALTERNATIVE_HALF: Format = Format { fraction: 10, bias: 15, sign: 15, largest: 31 };

impl Fpscr {
    pub(crate) fn rounding(self) -> Rounding {
        match self.0 >> 22 & 3 {
            0 => Rounding::Nearest,
            1 => Rounding::Up,
            2 => Rounding::Down,
            _ => Rounding::Zero,
        }
    }

    fn flushes(self) -> bool {
        self.0 >> 24 & 1 != 0
    }

    fn default_nans(self) -> bool {
        self.0 >> 25 & 1 != 0
    }

    fn alternative_half(self) -> bool {
        self.0 >> 26 & 1 != 0
    }

    fn raise(&mut self, flags: u32) {
        self.0 |= flags;
    }

    fn invalid(&mut self) -> u32 {
        self.raise(INVALID);
        DEFAULT_NAN
    }

    /// FPUnpack.
    fn unpack(&mut self, bits: u32) -> Operand {
        let negative = bits & SIGN != 0;
        let (exponent, fraction) = (bits >> 23 & 0xff, bits & 0x7f_ffff);
        match (exponent, fraction) {
            (0, 0) => Operand::Zero(negative),
            (0, _) if self.flushes() => {
                self.raise(INPUT_DENORMAL);
                Operand::Zero(negative)
            }
            (0xff, 0) => Operand::Infinity(negative),
            (0xff, _) if fraction & QUIET != 0 => Operand::QuietNan,
            (0xff, _) => Operand::SignallingNan,
            (0, _) => Operand::Finite(Number { negative, exponent: -149, significand: fraction.into() }),
            _ => Operand::Finite(Number { negative, exponent: exponent as i32 - 150, significand: (fraction | 1 << 23).into() }),
        }
    }

    /// FPProcessNaN over the operands in order: signalling ones first.
    fn nan(&mut self, operands: &[(Operand, u32)]) -> Option<u32> {
        let signalling = operands.iter().find(|(operand, _)| matches!(operand, Operand::SignallingNan));
        if signalling.is_some() {
            self.raise(INVALID);
        }
        let (_, bits) = signalling.or_else(|| operands.iter().find(|(operand, _)| operand.is_nan()))?;
        Some(if self.default_nans() { DEFAULT_NAN } else { bits | QUIET })
    }

    /// FPRound to single precision.
    fn round(&mut self, number: Number, rounding: Rounding) -> u32 {
        let negative = number.negative;
        if self.flushes() && 63 - number.significand.leading_zeros() as i32 + number.exponent < 1 - SINGLE.bias {
            self.raise(UNDERFLOW);
            return zero(negative);
        }
        self.round_to(number, rounding, &SINGLE)
    }

    fn round_to(&mut self, number: Number, rounding: Rounding, format: &Format) -> u32 {
        let Number { negative, exponent, significand } = number;
        let top = 63 - significand.leading_zeros() as i32;
        // The biased exponent before rounding, not below that of the denormals.
        let biased = (top + exponent + format.bias).max(0);
        // The exponent of the result's lowest bit.
        let lowest = biased.max(1) - format.bias - format.fraction as i32;
        let (mut kept, rest) = split(significand, lowest - exponent);
        let inexact = rest != Rest::Zero;
        let tiny = top + exponent < 1 - format.bias;
        if tiny && inexact {
            self.raise(UNDERFLOW);
        }
        let up = match rounding {
            Rounding::Nearest => rest == Rest::AboveHalf || rest == Rest::Half && kept & 1 != 0,
            Rounding::Up => inexact && !negative,
            Rounding::Down => inexact && negative,
            Rounding::Zero => false,
        };
        kept += u64::from(up);
        // A carry out of the fraction goes into the exponent by itself.
        let hidden = u64::from(biased > 0) << format.fraction;
        let bits = ((biased as u64) << format.fraction) + kept - hidden;
        let sign = u32::from(negative) << format.sign;
        if (bits >> format.fraction) as i32 > format.largest {
            return self.overflow(negative, rounding, format, sign);
        }
        if inexact {
            self.raise(INEXACT);
        }
        sign | bits as u32
    }

    fn overflow(&mut self, negative: bool, rounding: Rounding, format: &Format, sign: u32) -> u32 {
        let all_ones = ((format.largest as u32 + 1) << format.fraction) - 1;
        if format.largest == ALTERNATIVE_HALF.largest {
            self.raise(INVALID);
            return sign | all_ones;
        }
        self.raise(OVERFLOW | INEXACT);
        let infinite = match rounding {
            Rounding::Nearest => true,
            Rounding::Up => !negative,
            Rounding::Down => negative,
            Rounding::Zero => false,
        };
        sign | if infinite { all_ones + 1 } else { all_ones }
    }

    /// VADD; VSUB with `b` negated.
    pub(crate) fn add(&mut self, a: u32, b: u32) -> u32 {
        let (x, y) = (self.unpack(a), self.unpack(b));
        if let Some(nan) = self.nan(&[(x, a), (y, b)]) {
            return nan;
        }
        match (x, y) {
            (Operand::Infinity(p), Operand::Infinity(q)) if p != q => self.invalid(),
            (Operand::Infinity(negative), _) | (_, Operand::Infinity(negative)) => infinity(negative),
            (Operand::Zero(p), Operand::Zero(q)) => {
                if p == q {
                    zero(p)
                } else {
                    zero(self.rounding() == Rounding::Down)
                }
            }
            (Operand::Finite(x), Operand::Finite(y)) => {
                let sum = sum(widen(x), widen(y));
                self.finish(sum)
            }
            (Operand::Finite(number), _) | (_, Operand::Finite(number)) => self.round(number, self.rounding()),
            _ => unreachable!("NaNs are dealt with"),
        }
    }

    /// Rounds an exact or sticky sum; an exact zero has the sign that the rounding mode gives it.
    fn finish(&mut self, sum: Option<Number>) -> u32 {
        let rounding = self.rounding();
        match sum {
            Some(number) => self.round(number, rounding),
            None => zero(rounding == Rounding::Down),
        }
    }

    /// VMUL.
    pub(crate) fn mul(&mut self, a: u32, b: u32) -> u32 {
        let (x, y) = (self.unpack(a), self.unpack(b));
        if let Some(nan) = self.nan(&[(x, a), (y, b)]) {
            return nan;
        }
        let negative = (a ^ b) & SIGN != 0;
        match (x, y) {
            (Operand::Infinity(_), Operand::Zero(_)) | (Operand::Zero(_), Operand::Infinity(_)) => self.invalid(),
            (Operand::Infinity(_), _) | (_, Operand::Infinity(_)) => infinity(negative),
            (Operand::Finite(x), Operand::Finite(y)) => self.round(product(x, y), self.rounding()),
            _ => zero(negative),
        }
    }

    /// VDIV.
    pub(crate) fn div(&mut self, a: u32, b: u32) -> u32 {
        let (x, y) = (self.unpack(a), self.unpack(b));
        if let Some(nan) = self.nan(&[(x, a), (y, b)]) {
            return nan;
        }
        let negative = (a ^ b) & SIGN != 0;
        match (x, y) {
            (Operand::Infinity(_), Operand::Infinity(_)) | (Operand::Zero(_), Operand::Zero(_)) => self.invalid(),
            (Operand::Infinity(_), _) => infinity(negative),
            (Operand::Zero(_), _) | (_, Operand::Infinity(_)) => zero(negative),
            (_, Operand::Zero(_)) => {
                self.raise(DIVIDE_BY_ZERO);
                infinity(negative)
            }
            (Operand::Finite(x), Operand::Finite(y)) => self.round(quotient(x, y), self.rounding()),
            _ => unreachable!("NaNs are dealt with"),
        }
    }

    /// VSQRT.
    pub(crate) fn sqrt(&mut self, a: u32) -> u32 {
        let x = self.unpack(a);
        if let Some(nan) = self.nan(&[(x, a)]) {
            return nan;
        }
        match x {
            Operand::Zero(negative) => zero(negative),
            Operand::Finite(number) if !number.negative => self.round(root(number), self.rounding()),
            Operand::Infinity(false) => infinity(false),
            _ => self.invalid(),
        }
    }

    /// FPMulAdd: `addend + a * b`, rounded once.
    pub(crate) fn fused(&mut self, addend: u32, a: u32, b: u32) -> u32 {
        let (z, x, y) = (self.unpack(addend), self.unpack(a), self.unpack(b));
        let meaningless = matches!((x, y), (Operand::Infinity(_), Operand::Zero(_)) | (Operand::Zero(_), Operand::Infinity(_)));
        if meaningless && matches!(z, Operand::QuietNan) {
            return self.invalid();
        }
        if let Some(nan) = self.nan(&[(z, addend), (x, a), (y, b)]) {
            return nan;
        }
        let negative = (a ^ b) & SIGN != 0;
        let infinite = matches!(x, Operand::Infinity(_)) || matches!(y, Operand::Infinity(_));
        match (z, x, y) {
            _ if meaningless => self.invalid(),
            (Operand::Infinity(sign), ..) if infinite && sign != negative => self.invalid(),
            (Operand::Infinity(sign), ..) => infinity(sign),
            _ if infinite => infinity(negative),
            (Operand::Zero(_), Operand::Finite(x), Operand::Finite(y)) => self.round(product(x, y), self.rounding()),
            (Operand::Finite(z), Operand::Finite(x), Operand::Finite(y)) => {
                let sum = sum(widen(z), widen(product(x, y)));
                self.finish(sum)
            }
            (Operand::Finite(z), ..) => self.round(z, self.rounding()),
            (Operand::Zero(sign), ..) if sign == negative => zero(sign),
            _ => zero(self.rounding() == Rounding::Down),
        }
    }

    /// VCMP and VCMPE, which `signals` for quiet NaNs too: sets NZCV.
    pub(crate) fn compare(&mut self, a: u32, b: u32, signals: bool) {
        let (x, y) = (self.unpack(a), self.unpack(b));
        let flags = if x.is_nan() || y.is_nan() {
            if signals || matches!(x, Operand::SignallingNan) || matches!(y, Operand::SignallingNan) {
                self.raise(INVALID);
            }
            0b0011
        } else {
            let value = |operand, bits| if matches!(operand, Operand::Zero(_)) { 0.0 } else { f32::from_bits(bits) };
            let (x, y) = (value(x, a), value(y, b));
            if x == y {
                0b0110
            } else if x < y {
                0b1000
            } else {
                0b0010
            }
        };
        self.0 = self.0 & 0x0fff_ffff | flags << 28;
    }

    /// VCVT to an integer of `bits` bits after multiplying by 2^`fraction`, saturated.
    pub(crate) fn to_fixed(&mut self, a: u32, bits: u8, signed: bool, fraction: u8, rounding: Rounding) -> u32 {
        let (smallest, largest) = if signed { (-(1_i128 << (bits - 1)), (1_i128 << (bits - 1)) - 1) } else { (0, (1_i128 << bits) - 1) };
        let number = match self.unpack(a) {
            Operand::Zero(_) => return 0,
            Operand::Finite(number) => number,
            operand => {
                self.raise(INVALID);
                return match operand {
                    Operand::Infinity(true) => smallest as u32,
                    Operand::Infinity(false) => largest as u32,
                    _ => 0,
                };
            }
        };
        let exponent = number.exponent + i32::from(fraction);
        // Beyond 2^64 it saturates whatever the exponent.
        let (kept, rest) = if exponent > 0 {
            (u128::from(number.significand) << exponent.min(64), Rest::Zero)
        } else {
            let (kept, rest) = split(number.significand, -exponent);
            (kept.into(), rest)
        };
        let up = match rounding {
            Rounding::Nearest => rest == Rest::AboveHalf || rest == Rest::Half && kept & 1 != 0,
            Rounding::Up => rest != Rest::Zero && !number.negative,
            Rounding::Down => rest != Rest::Zero && number.negative,
            Rounding::Zero => false,
        };
        let magnitude = kept as i128 + i128::from(up);
        let value = if number.negative { -magnitude } else { magnitude };
        let result = value.clamp(smallest, largest);
        if result != value {
            self.raise(INVALID);
        } else if rest != Rest::Zero {
            self.raise(INEXACT);
        }
        result as u32
    }

    /// VCVT from an integer divided by 2^`fraction`.
    pub(crate) fn from_fixed(&mut self, value: i64, fraction: u8, rounding: Rounding) -> u32 {
        match value {
            0 => 0,
            _ => {
                let number = Number { negative: value < 0, exponent: -i32::from(fraction), significand: value.unsigned_abs() };
                self.round(number, rounding)
            }
        }
    }

    /// VCVTB and VCVTT from half precision.
    pub(crate) fn single_of_half(&mut self, half: u16) -> u32 {
        let half = u32::from(half);
        let sign = half >> 15 << 31;
        let (exponent, fraction) = (half >> 10 & 31, half & 0x3ff);
        match (exponent, fraction) {
            (0, 0) => sign,
            // FZ does not apply to half-precision inputs.
            (0, _) => {
                let shift = fraction.leading_zeros() - 21;
                sign | (113 - shift) << 23 | (fraction << shift & 0x3ff) << 13
            }
            (31, _) if self.alternative_half() => sign | 143 << 23 | fraction << 13,
            (31, 0) => sign | INFINITY,
            (31, _) => {
                if fraction & 0x200 == 0 {
                    self.raise(INVALID);
                }
                if self.default_nans() { DEFAULT_NAN } else { sign | INFINITY | QUIET | fraction << 13 }
            }
            _ => sign | (exponent + 112) << 23 | fraction << 13,
        }
    }

    /// VCVTB and VCVTT to half precision.
    pub(crate) fn half_of_single(&mut self, single: u32) -> u16 {
        let sign = single >> 31 << 15;
        let alternative = self.alternative_half();
        let bits = match self.unpack(single) {
            Operand::Zero(_) => sign,
            operand if operand.is_nan() => {
                if alternative || matches!(operand, Operand::SignallingNan) {
                    self.raise(INVALID);
                }
                match (alternative, self.default_nans()) {
                    (true, _) => sign,
                    (false, true) => 0x7e00,
                    (false, false) => sign | 0x7e00 | single >> 13 & 0x3ff,
                }
            }
            Operand::Finite(number) => self.round_to(number, self.rounding(), if alternative { &ALTERNATIVE_HALF } else { &HALF }),
            _ if alternative => {
                self.raise(INVALID);
                sign | 0x7fff
            }
            _ => sign | 0x7c00,
        };
        bits as u16
    }
}

fn zero(negative: bool) -> u32 {
    u32::from(negative) << 31
}

fn infinity(negative: bool) -> u32 {
    zero(negative) | INFINITY
}

/// What a shift to the right loses, against half of the last bit that stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rest {
    Zero,
    BelowHalf,
    Half,
    AboveHalf,
}

/// `value` >> `shift` (to the left if negative) and what is lost.
fn split(value: u64, shift: i32) -> (u64, Rest) {
    match shift {
        ..=0 => (value << -shift, Rest::Zero),
        1..64 => {
            let lost = value & ((1 << shift) - 1);
            let rest = match lost.cmp(&(1 << (shift - 1))) {
                _ if lost == 0 => Rest::Zero,
                std::cmp::Ordering::Less => Rest::BelowHalf,
                std::cmp::Ordering::Equal => Rest::Half,
                std::cmp::Ordering::Greater => Rest::AboveHalf,
            };
            (value >> shift, rest)
        }
        64 if value >> 63 != 0 => (0, if value << 1 == 0 { Rest::Half } else { Rest::AboveHalf }),
        _ => (0, if value == 0 { Rest::Zero } else { Rest::BelowHalf }),
    }
}

/// The same value with its highest bit at bit 61, so that sums have room above and a sticky bit far below.
fn widen(number: Number) -> Number {
    let shift = number.significand.leading_zeros() as i32 - 2;
    Number { exponent: number.exponent - shift, significand: number.significand << shift, ..number }
}

/// The sum of two widened numbers, sticky below; `None` if it is zero.
fn sum(x: Number, y: Number) -> Option<Number> {
    let (large, small) = if (x.exponent, x.significand) >= (y.exponent, y.significand) { (x, y) } else { (y, x) };
    let distance = large.exponent - small.exponent;
    let (shifted, rest) = split(small.significand, distance);
    let aligned = shifted | u64::from(rest != Rest::Zero);
    let significand = if large.negative == small.negative { large.significand + aligned } else { large.significand - aligned };
    (significand != 0).then_some(Number { significand, ..large })
}

fn product(x: Number, y: Number) -> Number {
    Number { negative: x.negative != y.negative, exponent: x.exponent + y.exponent, significand: x.significand * y.significand }
}

fn quotient(x: Number, y: Number) -> Number {
    let x_shift = x.significand.leading_zeros() as i32 - 1;
    let y_shift = y.significand.leading_zeros() as i32 - 33;
    let (dividend, divisor) = (x.significand << x_shift, y.significand << y_shift);
    let significand = dividend / divisor << 1 | u64::from(dividend % divisor != 0);
    Number { negative: x.negative != y.negative, exponent: x.exponent - x_shift - (y.exponent - y_shift) - 1, significand }
}

fn root(x: Number) -> Number {
    let mut shift = x.significand.leading_zeros() as i32 - 1;
    // The exponent has to be even.
    shift -= (x.exponent - shift) & 1;
    let value = x.significand << shift;
    let root = value.isqrt();
    Number { negative: false, exponent: (x.exponent - shift) / 2 - 1, significand: root << 1 | u64::from(root * root != value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The host's arithmetic is IEEE's, rounded to nearest: the same bits for random operands.
    #[test]
    fn agrees_with_the_host() {
        let mut state = 1_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as u32 ^ ((state >> 20) as u32 & 0x8080_0000)
        };
        let same = |ours: u32, host: f32| if host.is_nan() { f32::from_bits(ours).is_nan() } else { ours == host.to_bits() };
        for _ in 0..200_000 {
            let (a, b, c) = (next(), next(), next());
            let (x, y, z) = (f32::from_bits(a), f32::from_bits(b), f32::from_bits(c));
            let mut fpscr = Fpscr::default();
            assert!(same(fpscr.add(a, b), x + y), "{x:e} + {y:e}");
            assert!(same(fpscr.mul(a, b), x * y), "{x:e} * {y:e}");
            assert!(same(fpscr.div(a, b), x / y), "{x:e} / {y:e}");
            assert!(same(fpscr.sqrt(a), x.sqrt()), "sqrt {x:e}");
            assert!(same(fpscr.fused(c, a, b), x.mul_add(y, z)), "{x:e} * {y:e} + {z:e}");
            assert_eq!(fpscr.to_fixed(a, 32, true, 0, Rounding::Zero) as i32, x as i32, "{x:e}");
            assert_eq!(fpscr.to_fixed(a, 32, false, 0, Rounding::Zero), x as u32, "{x:e}");
            assert_eq!(fpscr.from_fixed((a as i32).into(), 0, Rounding::Nearest), (a as i32 as f32).to_bits(), "{a}");
        }
    }

    #[test]
    fn the_mode_decides_the_last_bit_and_the_flags_say_so() {
        let third = |mode: u32| {
            let mut fpscr = Fpscr(mode << 22);
            (fpscr.div(1_f32.to_bits(), 3_f32.to_bits()), fpscr.0 & 0xff)
        };
        assert_eq!(third(0), (0x3eaa_aaab, INEXACT));
        assert_eq!(third(1), (0x3eaa_aaab, INEXACT));
        assert_eq!(third(2), (0x3eaa_aaaa, INEXACT));
        assert_eq!(third(3), (0x3eaa_aaaa, INEXACT));
    }
}
