//! What may be known of a value: which kinds of words it may be, which numbers.
//!
//! A [`Fact`] describes a set of values; bottom is the empty set (nothing seen so far), joining is union. Every transfer
//! function gives a set that contains each result the operation can have on members of its operands' sets. Bounds are doubles
//! computed by the operation itself on the operands' bounds: rounding to nearest is monotone, so the bounds hold for the rounded
//! results too.

use crate::ir::{Class, ClassInfo, Compare, Kinds, NumOp, NumUnary};

/// A set of numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Num {
    /// Least member, NaN aside; above `hi` when there is none.
    pub lo: f64,
    /// Greatest member.
    pub hi: f64,
    /// Members that are no integers may occur (infinities count as integers).
    pub fraction: bool,
    /// NaN may occur.
    pub nan: bool,
    /// -0 may occur (0 is then within the bounds).
    pub negative_zero: bool,
    /// Members that no float32 is may occur; integers of at most 24 bits are float32 whatever this says.
    pub wide: bool,
    /// The program rounded some to float32: that is how they are meant to be held.
    pub rounded: bool,
}

const INT32: (f64, f64) = (-2147483648.0, 2147483647.0);
const UINT32_MAX: f64 = 4294967295.0;
/// Up to this size a float32 holds every integer.
const FLOAT32_INTEGERS: f64 = 16777216.0;
/// Greatest 31-bit integer, what fits a tagged word.
const INT31_MAX: f64 = 1073741823.0;

impl Num {
    /// No number.
    pub const NONE: Num = Num { lo: f64::INFINITY, hi: f64::NEG_INFINITY, fraction: false, nan: false, negative_zero: false, wide: false, rounded: false };
    /// What an operation gives of which no more is said: it may need a double.
    const COMPUTED: Num = Num { wide: true, ..Num::NONE };
    /// Every number.
    pub const ANY: Num = Num { lo: f64::NEG_INFINITY, hi: f64::INFINITY, fraction: true, nan: true, negative_zero: true, wide: true, rounded: true };

    /// The integers of a range.
    pub const fn integers(lo: f64, hi: f64) -> Num {
        Num { lo, hi, fraction: false, nan: false, negative_zero: false, wide: true, rounded: false }
    }

    /// Every int32.
    pub const fn int32() -> Num {
        Num::integers(INT32.0, INT32.1)
    }

    /// One number.
    pub fn constant(value: f64) -> Num {
        if value.is_nan() {
            return Num { nan: true, ..Num::NONE };
        }
        let negative_zero = value == 0.0 && value.is_sign_negative();
        let fraction = value.fract() != 0.0 && value.is_finite();
        let wide = f64::from(value as f32) != value;
        Num { lo: value + 0.0, hi: value + 0.0, fraction, nan: false, negative_zero, wide, rounded: false }
    }

    /// Whether there is none.
    pub fn is_none(&self) -> bool {
        self.lo > self.hi && !self.nan
    }

    /// Whether there is no number beside perhaps NaN.
    fn is_empty(&self) -> bool {
        self.lo > self.hi
    }

    /// The one member, if exactly one.
    pub fn single(&self) -> Option<f64> {
        (self.lo == self.hi && !self.nan && !self.negative_zero).then_some(self.lo)
    }

    /// Union.
    pub fn join(self, other: Num) -> Num {
        Num {
            lo: self.lo.min(other.lo),
            hi: self.hi.max(other.hi),
            fraction: self.fraction || other.fraction,
            nan: self.nan || other.nan,
            negative_zero: self.negative_zero || other.negative_zero,
            wide: self.wide || other.wide,
            rounded: self.rounded || other.rounded,
        }
    }

    /// Whether all are float32 (NaN and -0 are).
    pub fn is_float32(&self) -> bool {
        !self.wide || !self.fraction && self.lo >= -FLOAT32_INTEGERS && self.hi <= FLOAT32_INTEGERS
    }

    /// Whether all are integers of a range, -0 and NaN excluded.
    pub fn within(&self, lo: f64, hi: f64) -> bool {
        !self.fraction && !self.nan && !self.negative_zero && self.lo >= lo && self.hi <= hi
    }

    /// Whether all are int32.
    pub fn is_int32(&self) -> bool {
        self.within(INT32.0, INT32.1)
    }

    /// Whether all are uint32.
    pub fn is_uint32(&self) -> bool {
        self.within(0.0, UINT32_MAX)
    }

    /// Whether all fit a tagged word without a box.
    pub fn is_int31(&self) -> bool {
        self.within(-INT31_MAX - 1.0, INT31_MAX)
    }

    /// Whether all are integers that a double holds exactly, -0 allowed: their low 32 bits say what ToInt32 says.
    pub fn is_exact(&self) -> bool {
        !self.fraction && !self.nan && self.lo >= -9007199254740992.0 && self.hi <= 9007199254740992.0
    }

    fn has_zero(&self) -> bool {
        self.lo <= 0.0 && self.hi >= 0.0
    }

    fn has_infinity(&self) -> bool {
        !self.is_empty() && (self.lo == f64::NEG_INFINITY || self.hi == f64::INFINITY)
    }

    /// May be below zero or -0.
    fn may_be_negative(&self) -> bool {
        self.lo < 0.0 || self.negative_zero
    }

    /// May be above zero or +0.
    fn may_be_positive(&self) -> bool {
        self.hi >= 0.0
    }

    /// ECMA-262 ToInt32: integers in range stay, everything else may become anything.
    pub fn to_int32(self) -> Num {
        let rest = Num { fraction: false, nan: false, negative_zero: false, ..self };
        if self.is_empty() {
            return if self.nan { Num::constant(0.0) } else { Num::NONE };
        }
        if self.lo >= INT32.0 && self.hi <= INT32.1 {
            let cut = if self.fraction { Num::integers(rest.lo.trunc() + 0.0, rest.hi.trunc() + 0.0) } else { rest };
            return if self.nan { cut.join(Num::constant(0.0)) } else { cut };
        }
        Num::int32()
    }

    /// What is left when the number is known to satisfy `self compare bound`, unless either is NaN, in which case nothing is known.
    pub fn refine(self, compare: Compare, bound: Num) -> Num {
        if bound.nan || bound.is_empty() || self.is_empty() {
            return self;
        }
        // The next integer below or above, when only integers occur.
        let below = |x: f64| if self.fraction || x.is_infinite() { x } else { x.ceil() - 1.0 };
        let above = |x: f64| if self.fraction || x.is_infinite() { x } else { x.floor() + 1.0 };
        let (lo, hi) = match compare {
            Compare::Lt => (self.lo, self.hi.min(below(bound.hi))),
            Compare::Le => (self.lo, self.hi.min(bound.hi)),
            Compare::Gt => (self.lo.max(above(bound.lo)), self.hi),
            Compare::Ge => (self.lo.max(bound.lo), self.hi),
            Compare::Eq => (self.lo.max(bound.lo), self.hi.min(bound.hi)),
            Compare::Ne if bound.lo == bound.hi => {
                (if self.lo == bound.lo { above(self.lo) } else { self.lo }, if self.hi == bound.hi { below(self.hi) } else { self.hi })
            }
            Compare::Ne => (self.lo, self.hi),
        };
        let negative_zero = self.negative_zero && lo <= 0.0 && hi >= 0.0;
        let fraction = self.fraction && (compare != Compare::Eq || bound.fraction);
        if lo > hi { Num { nan: self.nan, ..Num::NONE } } else { Num { lo, hi, fraction, negative_zero, ..self } }
    }

    /// What a comparison certainly gives.
    pub fn compare(self, op: Compare, other: Num) -> Option<bool> {
        if self.is_none() || other.is_none() || self.nan || other.nan {
            return None;
        }
        let (always, never) = match op {
            Compare::Lt => (self.hi < other.lo, self.lo >= other.hi),
            Compare::Le => (self.hi <= other.lo, self.lo > other.hi),
            Compare::Gt => (self.lo > other.hi, self.hi <= other.lo),
            Compare::Ge => (self.lo >= other.hi, self.hi < other.lo),
            Compare::Eq | Compare::Ne => {
                let same = self.lo == self.hi && other.lo == other.hi && self.lo == other.lo;
                let apart = self.hi < other.lo || self.lo > other.hi;
                if op == Compare::Eq { (same, apart) } else { (apart, same) }
            }
        };
        if always { Some(true) } else if never { Some(false) } else { None }
    }

    /// Two numbers to one.
    pub fn binary(op: NumOp, a: Num, b: Num) -> Num {
        if a.is_none() || b.is_none() {
            return Num::NONE;
        }
        match op {
            NumOp::And | NumOp::Or | NumOp::Xor | NumOp::Shl | NumOp::Shr | NumOp::Ushr | NumOp::Imul => bits(op, a, b),
            _ if a.is_empty() || b.is_empty() => Num::constant(f64::NAN),
            NumOp::Add => add(a, b),
            NumOp::Sub => sub(a, b),
            NumOp::Mul => mul(a, b),
            NumOp::Div => div(a, b),
            NumOp::Rem => rem(a, b),
            NumOp::Min => Num { lo: a.lo.min(b.lo), hi: a.hi.min(b.hi), ..a.join(b) },
            NumOp::Max => Num { lo: a.lo.max(b.lo), hi: a.hi.max(b.hi), ..a.join(b) },
            NumOp::Pow => pow(a, b),
            NumOp::Atan2 => Num { lo: -4.0, hi: 4.0, ..Num::ANY },
            NumOp::Hypot => Num { lo: 0.0, negative_zero: false, ..Num::ANY },
        }
        .tidy()
    }

    /// One number to one.
    pub fn unary(op: NumUnary, a: Num) -> Num {
        if a.is_none() {
            return Num::NONE;
        }
        if a.is_empty() && !matches!(op, NumUnary::Not | NumUnary::Clz32) {
            return a;
        }
        let whole = Num { fraction: false, ..a };
        match op {
            NumUnary::Neg => Num { lo: 0.0 - a.hi, hi: 0.0 - a.lo, negative_zero: a.has_zero(), ..a },
            NumUnary::Not => {
                let i = a.to_int32();
                Num::integers(-i.hi - 1.0, -i.lo - 1.0)
            }
            NumUnary::Floor => Num { lo: a.lo.floor(), hi: a.hi.floor(), ..whole },
            // What lies between -1 and 0 becomes -0.
            NumUnary::Ceil | NumUnary::Trunc | NumUnary::Round => {
                let negative_zero = a.negative_zero || (a.fraction && a.lo < 0.0 && a.hi >= -1.0);
                let (lo, hi) = (a.lo.floor(), a.hi.ceil());
                Num { lo, hi: if negative_zero { hi.max(0.0) } else { hi }, negative_zero, ..whole }
            }
            NumUnary::Sqrt => Num { lo: 0.0, hi: a.hi.max(0.0).sqrt(), fraction: true, nan: a.nan || a.lo < 0.0, negative_zero: a.negative_zero, ..Num::COMPUTED },
            NumUnary::Abs => {
                let lo = if a.has_zero() { 0.0 } else { a.lo.abs().min(a.hi.abs()) };
                Num { lo, hi: a.lo.abs().max(a.hi.abs()), negative_zero: false, ..a }
            }
            NumUnary::Sign => Num { lo: -1.0, hi: 1.0, ..whole },
            NumUnary::Clz32 => Num::integers(0.0, 32.0),
            NumUnary::Fround => {
                // What is too small becomes a zero of its sign.
                let negative_zero = a.negative_zero || a.fraction && a.lo < 0.0 && a.hi > -1.0;
                let hi = f64::from(a.hi as f32);
                let hi = if negative_zero { hi.max(0.0) } else { hi };
                Num { lo: f64::from(a.lo as f32), hi, negative_zero, wide: false, rounded: true, ..a }
            }
        }
        .tidy()
    }

    /// Makes bounds plain: no -0, no NaN.
    fn tidy(self) -> Num {
        let lo = if self.lo.is_nan() { f64::NEG_INFINITY } else { self.lo + 0.0 };
        let hi = if self.hi.is_nan() { f64::INFINITY } else { self.hi + 0.0 };
        Num { lo, hi, ..self }
    }

    /// Bounds moved outwards to one of `thresholds` (ascending), so that iteration ends.
    pub fn widen(self, old: Num, thresholds: &[f64]) -> Num {
        if old.is_empty() {
            return self;
        }
        let below = |x: f64| thresholds.iter().rev().copied().find(|&t| t <= x).unwrap_or(f64::NEG_INFINITY);
        let above = |x: f64| thresholds.iter().copied().find(|&t| t >= x).unwrap_or(f64::INFINITY);
        let lo = if self.lo < old.lo { below(self.lo) } else { self.lo };
        let hi = if self.hi > old.hi { above(self.hi) } else { self.hi };
        Num { lo, hi, ..self }
    }
}

/// Integers stay integers (the rounded sum of two integers is one); opposite infinities give NaN; -0 needs two of them.
fn add(a: Num, b: Num) -> Num {
    let opposite = (a.hi == f64::INFINITY && b.lo == f64::NEG_INFINITY) || (a.lo == f64::NEG_INFINITY && b.hi == f64::INFINITY);
    Num {
        lo: a.lo + b.lo,
        hi: a.hi + b.hi,
        fraction: a.fraction || b.fraction,
        nan: a.nan || b.nan || opposite,
        negative_zero: a.negative_zero && b.negative_zero,
        ..Num::COMPUTED
    }
}

/// As the sum with -b; -0 comes from -0 - +0 alone.
fn sub(a: Num, b: Num) -> Num {
    let negated = Num { lo: -b.hi, hi: -b.lo, negative_zero: b.has_zero(), ..b };
    add(a, negated)
}

/// Extremes lie at the corners; 0 times infinity is NaN and no bound. -0 comes from a zero and a number of the other sign, or underflow.
fn mul(a: Num, b: Num) -> Num {
    let corner = |x: f64, y: f64| if x == 0.0 || y == 0.0 { 0.0 } else { x * y };
    let corners = [corner(a.lo, b.lo), corner(a.lo, b.hi), corner(a.hi, b.lo), corner(a.hi, b.hi)];
    let zero_times_infinity = (a.has_zero() && b.has_infinity()) || (b.has_zero() && a.has_infinity());
    let zero = a.has_zero() || b.has_zero() || (a.fraction && b.fraction);
    let signs_differ = (a.may_be_negative() && b.may_be_positive()) || (a.may_be_positive() && b.may_be_negative());
    Num {
        lo: corners.into_iter().fold(f64::INFINITY, f64::min),
        hi: corners.into_iter().fold(f64::NEG_INFINITY, f64::max),
        fraction: a.fraction || b.fraction,
        nan: a.nan || b.nan || zero_times_infinity,
        negative_zero: zero && signs_differ,
        ..Num::COMPUTED
    }
}

/// Fractions always; bounded only when the divisor stays clear of zero.
fn div(a: Num, b: Num) -> Num {
    let signs_differ = (a.may_be_negative() && b.may_be_positive()) || (a.may_be_positive() && b.may_be_negative());
    let nan = a.nan || b.nan || (a.has_zero() && b.has_zero()) || (a.has_infinity() && b.has_infinity());
    let (mut lo, mut hi) = (f64::NEG_INFINITY, f64::INFINITY);
    if !b.has_zero() && !(a.has_infinity() && b.has_infinity()) {
        let corners = [a.lo / b.lo, a.lo / b.hi, a.hi / b.lo, a.hi / b.hi];
        lo = corners.into_iter().fold(f64::INFINITY, f64::min);
        hi = corners.into_iter().fold(f64::NEG_INFINITY, f64::max);
    } else if a.lo >= 0.0 && b.lo >= 0.0 && !b.negative_zero {
        lo = 0.0;
    }
    Num { lo, hi, fraction: true, nan, negative_zero: signs_differ, ..Num::COMPUTED }
}

/// The sign is the dividend's, the size below the divisor's and not above the dividend's.
fn rem(a: Num, b: Num) -> Num {
    let fraction = a.fraction || b.fraction;
    let largest = b.lo.abs().max(b.hi.abs());
    let limit = if fraction || largest.is_infinite() { largest } else { (largest - 1.0).max(0.0) };
    Num {
        lo: if a.lo < 0.0 { a.lo.max(-limit) } else { 0.0 },
        hi: if a.hi > 0.0 { a.hi.min(limit) } else { 0.0 },
        fraction,
        nan: a.nan || b.nan || b.has_zero() || a.has_infinity(),
        negative_zero: a.may_be_negative(),
        ..Num::COMPUTED
    }
}

fn pow(a: Num, b: Num) -> Num {
    if a.fraction || b.fraction || b.lo < 0.0 || a.lo < 0.0 {
        return Num::ANY;
    }
    // 0 ** 0 is 1, so the greatest may be 1 although the base is 0.
    Num { lo: 0.0, hi: a.hi.powf(b.hi).max(1.0), fraction: false, nan: a.nan || b.nan || b.has_infinity(), negative_zero: a.negative_zero, ..Num::COMPUTED }
}

/// Bit operations on the int32 values of both.
fn bits(op: NumOp, a: Num, b: Num) -> Num {
    let (x, y) = (a.to_int32(), b.to_int32());
    let both_positive = x.lo >= 0.0 && y.lo >= 0.0;
    match op {
        NumOp::And if both_positive => Num::integers(0.0, x.hi.min(y.hi)),
        // The sign bit of the other operand is cleared, and every bit above.
        NumOp::And if x.lo >= 0.0 => Num::integers(0.0, x.hi),
        NumOp::And if y.lo >= 0.0 => Num::integers(0.0, y.hi),
        NumOp::Or | NumOp::Xor if y.single() == Some(0.0) => x,
        NumOp::Or | NumOp::Xor if x.single() == Some(0.0) => y,
        NumOp::And | NumOp::Or | NumOp::Xor => {
            // Both are representable in k + 1 bits, and so is the result.
            let magnitude = |n: Num| n.hi.max(-n.lo - 1.0);
            let limit = magnitude(x).max(magnitude(y)).max(0.0);
            let power = ((limit as u64) + 1).next_power_of_two() as f64;
            let lo = if both_positive { if op == NumOp::Or { x.lo.max(y.lo) } else { 0.0 } } else { -power };
            Num::integers(lo, power - 1.0)
        }
        NumOp::Imul => {
            let product = mul(x, y);
            if product.lo >= INT32.0 && product.hi <= INT32.1 { Num::integers(product.lo, product.hi) } else { Num::int32() }
        }
        _ => shift(op, x, y),
    }
}

fn shift(op: NumOp, x: Num, count: Num) -> Num {
    // Counts are taken modulo 32; only those from 0 to 31 are followed.
    let known = count.lo >= 0.0 && count.hi <= 31.0;
    let (least, most) = if known { (count.lo as i32, count.hi as i32) } else { (0, 31) };
    let scale = |n: i32| 2f64.powi(n);
    match op {
        NumOp::Shl => {
            let corners = [x.lo * scale(least), x.lo * scale(most), x.hi * scale(least), x.hi * scale(most)];
            let (lo, hi) = (corners.into_iter().fold(f64::INFINITY, f64::min), corners.into_iter().fold(f64::NEG_INFINITY, f64::max));
            if known && lo >= INT32.0 && hi <= INT32.1 { Num::integers(lo, hi) } else { Num::int32() }
        }
        NumOp::Ushr if x.lo < 0.0 => Num::integers(0.0, (UINT32_MAX / scale(least)).floor()),
        _ => {
            // An arithmetic shift rounds down and is monotone in the number; more shifting moves towards 0 or -1.
            let down = |v: f64, n: i32| (v / scale(n)).floor();
            let lo = down(x.lo, least).min(down(x.lo, most));
            let hi = down(x.hi, least).max(down(x.hi, most));
            Num::integers(lo, hi)
        }
    }
}

/// A set of values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fact {
    /// Kinds that may occur.
    pub bits: u32,
    /// When instances occur: all are of this class or its subclasses; `None`: of any.
    pub class: Option<Class>,
    /// When numbers occur: which.
    pub num: Num,
}

impl Fact {
    /// Nothing.
    pub const NONE: Fact = Fact { bits: 0, class: None, num: Num::NONE };
    /// Anything.
    pub const ANY: Fact = Fact { bits: Kinds::ALL, class: None, num: Num::ANY };

    /// Numbers.
    pub fn number(num: Num) -> Fact {
        if num.is_none() { Fact::NONE } else { Fact { bits: Kinds::NUM, class: None, num } }
    }

    /// Values of these kinds, numbers unrestricted.
    pub fn kinds(kinds: Kinds) -> Fact {
        let num = if kinds.bits & Kinds::NUM != 0 { Num::ANY } else { Num::NONE };
        Fact { bits: kinds.bits, class: kinds.class, num }
    }

    /// Values of these kinds of objects or constants.
    pub const fn of(bits: u32) -> Fact {
        Fact { bits, class: None, num: Num::NONE }
    }

    /// Union.
    pub fn join(self, other: Fact, classes: &[ClassInfo]) -> Fact {
        let class = match (self.bits & Kinds::INSTANCE != 0, other.bits & Kinds::INSTANCE != 0) {
            (true, true) => common(self.class, other.class, classes),
            (true, false) => self.class,
            (false, true) => other.class,
            (false, false) => None,
        };
        Fact { bits: self.bits | other.bits, class, num: self.num.join(other.num) }
    }

    /// What is left of it among `kinds`.
    pub fn meet(self, kinds: Kinds, classes: &[ClassInfo]) -> Fact {
        let mut bits = self.bits & kinds.bits;
        let mut class = self.class;
        if let (true, Some(wanted)) = (bits & Kinds::INSTANCE != 0, kinds.class) {
            class = match self.class {
                Some(c) if is_subclass(c, wanted, classes) => Some(c),
                Some(c) if !is_subclass(wanted, c, classes) => {
                    // Neither is the other's ancestor: no object is both.
                    bits &= !Kinds::INSTANCE;
                    None
                }
                _ => Some(wanted),
            };
        }
        if bits & Kinds::INSTANCE == 0 {
            class = None;
        }
        Fact { bits, class, num: if bits & Kinds::NUM != 0 { self.num } else { Num::NONE } }
    }

    /// What is left of it outside `kinds`.
    pub fn without(self, kinds: Kinds, classes: &[ClassInfo]) -> Fact {
        let mut bits = self.bits & !kinds.bits;
        // Instances go only if all of them are of the class.
        let all = kinds.class.is_none_or(|wanted| self.class.is_some_and(|c| is_subclass(c, wanted, classes)));
        if !all {
            bits |= self.bits & Kinds::INSTANCE;
        }
        self.meet(Kinds { bits, class: None }, classes)
    }

    /// Whether all its values belong to `kinds`.
    pub fn is_within(&self, kinds: Kinds, classes: &[ClassInfo]) -> bool {
        let class_fits = self.bits & Kinds::INSTANCE == 0
            || match (self.class, kinds.class) {
                (_, None) => true,
                (None, Some(_)) => false,
                (Some(c), Some(wanted)) => is_subclass(c, wanted, classes),
            };
        self.bits & !kinds.bits == 0 && class_fits
    }
}

/// Whether `class` is `of` or inherits from it.
pub fn is_subclass(class: Class, of: Class, classes: &[ClassInfo]) -> bool {
    std::iter::successors(Some(class), |c| classes[c.index()].base).any(|c| c == of)
}

/// The nearest common ancestor.
fn common(a: Option<Class>, b: Option<Class>, classes: &[ClassInfo]) -> Option<Class> {
    let (a, b) = (a?, b?);
    std::iter::successors(Some(a), |c| classes[c.index()].base).find(|&c| is_subclass(b, c, classes))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers at which arithmetic is peculiar.
    const SAMPLES: [f64; 22] = [
        f64::NEG_INFINITY, -1e300, -4294967296.5, -2147483649.0, -2147483648.0, -65536.0, -2.5, -1.0, -0.5, -0.0, 0.0, 0.25, 1.0, 2.0, 31.0, 32.0, 255.0,
        2147483647.0, 2147483648.0, 4294967295.0, 1e300, f64::INFINITY,
    ];

    fn contains(set: Num, x: f64) -> bool {
        if x.is_nan() {
            return set.nan;
        }
        let negative_zero = x == 0.0 && x.is_sign_negative();
        set.lo <= x && x <= set.hi && (set.fraction || x.fract() == 0.0 || x.is_infinite()) && (!negative_zero || set.negative_zero)
    }

    fn to_int32(x: f64) -> i32 {
        if !x.is_finite() { 0 } else { x.trunc().rem_euclid(4294967296.0) as u32 as i32 }
    }

    fn run(op: NumOp, a: f64, b: f64) -> f64 {
        let (x, y) = (to_int32(a), to_int32(b));
        match op {
            NumOp::Add => a + b,
            NumOp::Sub => a - b,
            NumOp::Mul => a * b,
            NumOp::Div => a / b,
            NumOp::Rem => a % b,
            NumOp::And => f64::from(x & y),
            NumOp::Or => f64::from(x | y),
            NumOp::Xor => f64::from(x ^ y),
            NumOp::Shl => f64::from(x.wrapping_shl(y as u32)),
            NumOp::Shr => f64::from(x.wrapping_shr(y as u32)),
            NumOp::Ushr => f64::from((x as u32).wrapping_shr(y as u32)),
            NumOp::Imul => f64::from(x.wrapping_mul(y)),
            _ => unreachable!(),
        }
    }

    /// Every operation, on sets joined from pairs of samples, contains the result on each member.
    #[test]
    fn transfer_functions_are_sound() {
        use NumOp::*;
        let pairs: Vec<(f64, f64)> = SAMPLES.iter().enumerate().flat_map(|(i, &a)| SAMPLES[i..].iter().map(move |&b| (a, b))).collect();
        for op in [Add, Sub, Mul, Div, Rem, And, Or, Xor, Shl, Shr, Ushr, Imul] {
            for &(a1, a2) in &pairs {
                for &(b1, b2) in &pairs {
                    let (a, b) = (Num::constant(a1).join(Num::constant(a2)), Num::constant(b1).join(Num::constant(b2)));
                    let set = Num::binary(op, a, b);
                    for x in [a1, a2] {
                        for y in [b1, b2] {
                            let result = run(op, x, y);
                            assert!(contains(set, result), "{op:?} {x} {y} = {result} is not in {set:?} of {a:?} and {b:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn unary_transfer_functions_are_sound() {
        use NumUnary::*;
        for op in [Neg, Not, Floor, Ceil, Trunc, Sqrt, Abs, Fround] {
            for a in SAMPLES {
                for b in SAMPLES {
                    let set = Num::unary(op, Num::constant(a).join(Num::constant(b)));
                    let result = match op {
                        Neg => -a,
                        Not => f64::from(!to_int32(a)),
                        Floor => a.floor(),
                        Ceil => a.ceil(),
                        Trunc => a.trunc(),
                        Sqrt => a.sqrt(),
                        Abs => a.abs(),
                        _ => f64::from(a as f32),
                    };
                    assert!(contains(set, result), "{op:?} {a} = {result} is not in {set:?}");
                }
            }
        }
    }

    #[test]
    fn comparisons_are_decided_rightly() {
        use Compare::*;
        for (op, holds) in [(Lt, f64::lt as fn(&f64, &f64) -> bool), (Le, f64::le), (Gt, f64::gt), (Ge, f64::ge), (Eq, f64::eq), (Ne, f64::ne)] {
            for a in SAMPLES {
                for other in SAMPLES {
                    for b in SAMPLES {
                        let set = Num::constant(a).join(Num::constant(other));
                        for x in [a, other] {
                            assert!(set.compare(op, Num::constant(b)).is_none_or(|known| known == holds(&x, &b)), "{x} {op:?} {b}, and {set:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn refinement_keeps_what_satisfies() {
        use Compare::*;
        for (op, holds) in [(Lt, f64::lt as fn(&f64, &f64) -> bool), (Le, f64::le), (Gt, f64::gt), (Ge, f64::ge), (Eq, f64::eq), (Ne, f64::ne)] {
            for a in SAMPLES {
                for other in SAMPLES {
                    for b in SAMPLES {
                        let set = Num::constant(a).join(Num::constant(other)).refine(op, Num::constant(b));
                        assert!(!holds(&a, &b) || contains(set, a), "{a} {op:?} {b} holds, but {a} is not in {set:?}");
                    }
                }
            }
        }
    }
}
