//! The single-precision instructions of ARMv7E-M's FPU as the processor has them.
//!
//! In: a [`Float`]. Out: its two halfwords, and which core registers it reads and writes. Only s0 to s15 are used, all of which a call may change, so no
//! function saves any. Encodings: ARMv7-M Architecture Reference Manual (DDI 0403), A7.7.221 to A7.7.260.

use super::inst::Reg;
use std::fmt;

/// A single-precision register, s0 to s15.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Single(pub u8);

impl fmt::Display for Single {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s{}", self.0)
    }
}

/// Two operands to one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "each is the operation of that name")]
pub enum Binary {
    Add,
    Sub,
    Mul,
    Div,
}

/// One operand to one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unary {
    /// A copy.
    Move,
    /// The sign inverted.
    Neg,
    /// The sign cleared.
    Abs,
    /// The square root.
    Sqrt,
    /// An integer in the register, signed or not, to the nearest float.
    FromInt(bool),
    /// A float to the integer towards 0, signed or not; saturates, NaN gives 0.
    ToInt(bool),
}

/// An instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Float {
    /// `vadd.f32 sd, sn, sm` and its like.
    Binary(Binary, Single, Single, Single),
    /// `vneg.f32 sd, sm` and its like.
    Unary(Unary, Single, Single),
    /// `vmov.f32 sd, #n`, n as eight bits.
    Constant(Single, u8),
    /// `vcmp.f32 sd, sm`
    Compare(Single, Single),
    /// `vmrs APSR_nzcv, fpscr`: the comparison's flags become the core's.
    Flags,
    /// `vmov sn, rt`
    FromCore(Single, Reg),
    /// `vmov rt, sn`
    ToCore(Reg, Single),
    /// `vldr sd, [rn, #offset]`, a multiple of 4, at most 1,020 either way.
    Load(Single, Reg, i16),
    /// `vstr sd, [rn, #offset]`, likewise.
    Store(Single, Reg, i16),
}

/// The eight bits that stand for a float in `vmov.f32` (DDI 0403, A6.4.1): a sign, three bits of exponent, four of fraction.
pub fn constant(bits: u32) -> Option<u8> {
    let exponent = bits >> 25 & 0x3f;
    let whole = bits & 0x7_ffff == 0 && (exponent == 0x1f || exponent == 0x20);
    whole.then(|| (bits >> 24 & 0x80 | bits >> 19 & 0x7f) as u8)
}

/// Whether a load or store takes this offset.
pub fn takes_offset(offset: i64) -> bool {
    (-1020..=1020).contains(&offset) && offset % 4 == 0
}

impl Float {
    /// The core registers read and written, as bits.
    pub fn effect(self) -> (u16, u16) {
        match self {
            Float::FromCore(_, reg) | Float::Load(_, reg, _) | Float::Store(_, reg, _) => (1 << reg.0, 0),
            Float::ToCore(reg, _) => (0, 1 << reg.0),
            Float::Binary(..) | Float::Unary(..) | Float::Constant(..) | Float::Compare(..) | Float::Flags => (0, 0),
        }
    }

    /// The two halfwords.
    pub fn encode(self) -> [u32; 2] {
        match self {
            Float::Binary(op, d, n, m) => {
                let (first, second) = match op {
                    Binary::Add => (0xee30, 0x0a00),
                    Binary::Sub => (0xee30, 0x0a40),
                    Binary::Mul => (0xee20, 0x0a00),
                    Binary::Div => (0xee80, 0x0a00),
                };
                let [first, second] = two([first, second], d, m);
                [first | top(n), second | low(n) << 7]
            }
            Float::Unary(op, d, m) => {
                let code = match op {
                    Unary::Move => [0xeeb0, 0x0a40],
                    Unary::Abs => [0xeeb0, 0x0ac0],
                    Unary::Neg => [0xeeb1, 0x0a40],
                    Unary::Sqrt => [0xeeb1, 0x0ac0],
                    Unary::FromInt(signed) => [0xeeb8, 0x0a40 | u32::from(signed) << 7],
                    Unary::ToInt(signed) => [0xeebc | u32::from(signed), 0x0ac0],
                };
                two(code, d, m)
            }
            Float::Constant(d, n) => {
                let n = u32::from(n);
                [0xeeb0 | low(d) << 6 | n >> 4, 0x0a00 | top(d) << 12 | n & 15]
            }
            Float::Compare(d, m) => two([0xeeb4, 0x0a40], d, m),
            Float::Flags => [0xeef1, 0xfa10],
            Float::FromCore(n, rt) => [0xee00 | top(n), 0x0a10 | u32::from(rt.0) << 12 | low(n) << 7],
            Float::ToCore(rt, n) => [0xee10 | top(n), 0x0a10 | u32::from(rt.0) << 12 | low(n) << 7],
            Float::Load(d, rn, offset) => memory(0xed10, d, rn, offset),
            Float::Store(d, rn, offset) => memory(0xed00, d, rn, offset),
        }
    }
}

/// A register's number is four bits and, as the lowest, one that stands elsewhere.
fn top(reg: Single) -> u32 {
    assert!(reg.0 < 16, "s0 to s15");
    u32::from(reg.0 >> 1)
}

fn low(reg: Single) -> u32 {
    u32::from(reg.0 & 1)
}

/// Destination and last operand.
fn two([first, second]: [u32; 2], d: Single, m: Single) -> [u32; 2] {
    [first | low(d) << 6, second | top(d) << 12 | low(m) << 5 | top(m)]
}

fn memory(code: u32, d: Single, rn: Reg, offset: i16) -> [u32; 2] {
    assert!(takes_offset(offset.into()), "an offset of at most 1,020, a multiple of 4");
    let up = u32::from(offset >= 0) << 7;
    [code | up | low(d) << 6 | u32::from(rn.0), 0x0a00 | top(d) << 12 | u32::from(offset.unsigned_abs() / 4)]
}

#[cfg(test)]
mod tests {
    use super::constant;

    /// What DDI 0403, A6.4.1 (VFPExpandImm) makes of eight bits.
    fn expand(imm: u8) -> u32 {
        let imm = u32::from(imm);
        let inverted = imm >> 6 & 1 ^ 1;
        (imm >> 7) << 31 | inverted << 30 | (0x1f * (inverted ^ 1)) << 25 | (imm & 0x3f) << 19
    }

    #[test]
    fn every_constant_is_found_again_and_nothing_else() {
        for imm in 0..=255 {
            assert_eq!(constant(expand(imm)), Some(imm));
            assert_eq!(constant(expand(imm) | 1), None);
        }
        for other in [0f32, -0.0, 0.1, 33.0, 32.0, 0.0625, f32::NAN, f32::INFINITY] {
            assert_eq!(constant(other.to_bits()), None, "{other}");
        }
        assert_eq!(constant(1f32.to_bits()), Some(0x70));
    }
}
