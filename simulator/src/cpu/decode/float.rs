//! The encodings of the single-precision FPU, FPv4-SP (DDI 0403, A6.4 to A6.7).
//!
//! Registers are the 32 single ones; a double register, which loads, stores and moves know, is two of them.

use super::super::op::{Float, Op};
use super::wide::{field, flag};

/// Decodes an instruction of coprocessors 10 and 11.
pub(super) fn decode(first: u16, second: u16) -> Op {
    if first & 0x1000 != 0 {
        return Op::Undefined;
    }
    match (first >> 8 & 15, flag(second, 4)) {
        (0xe, false) => data(first, second),
        (0xe, true) => transfer(first, second),
        _ if first & 0xfe0 == 0xc40 => transfer_pair(first, second),
        _ => load_store(first, second),
    }
}

/// The registers d, n, m of a data processing instruction.
fn registers(first: u16, second: u16) -> (u8, u8, u8) {
    let d = field(second, 12, 4) << 1 | field(first, 6, 1);
    let n = field(first, 0, 4) << 1 | field(second, 7, 1);
    let m = field(second, 0, 4) << 1 | field(second, 5, 1);
    (d, n, m)
}

/// A6.4.
fn data(first: u16, second: u16) -> Op {
    let (d, n, m) = registers(first, second);
    let op = flag(second, 6);
    // Double precision is not there.
    if flag(second, 8) {
        return Op::Undefined;
    }
    let kind = match (first >> 4 & 0xb, op) {
        (0, false) => Float::MulAdd,
        (0, true) => Float::MulSub,
        (1, false) => Float::NegMulSub,
        (1, true) => Float::NegMulAdd,
        (2, false) => Float::Mul,
        (2, true) => Float::NegMul,
        (3, false) => Float::Add,
        (3, true) => Float::Sub,
        (8, false) => Float::Div,
        (9, false) => Float::NegFusedSub,
        (9, true) => Float::NegFusedAdd,
        (10, false) => Float::FusedAdd,
        (10, true) => Float::FusedSub,
        (11, false) => return constant(first, second, d),
        (11, true) => return other(first, second, d, m),
        _ => return Op::Undefined,
    };
    Op::Float { kind, d, n, m }
}

/// VMOV (immediate): VFPExpandImm.
fn constant(first: u16, second: u16, d: u8) -> Op {
    if second & 0xa0 != 0 {
        return Op::Undefined;
    }
    let byte = u32::from(field(first, 0, 4) << 4 | field(second, 0, 4));
    let exponent = if byte & 0x40 != 0 { 0x7c } else { 0x80 };
    Op::FloatConstant { d, imm: byte >> 7 << 31 | (exponent | byte >> 4 & 3) << 23 | (byte & 15) << 19 }
}

/// The operations with one operand, comparisons and conversions.
fn other(first: u16, second: u16, d: u8, m: u8) -> Op {
    let top = flag(second, 7);
    let choose = |no: Float, yes: Float| if top { yes } else { no };
    let kind = match first & 15 {
        0 => choose(Float::Mov, Float::Abs),
        1 => choose(Float::Neg, Float::Sqrt),
        2 => choose(Float::HalfToSingle, Float::TopHalfToSingle),
        3 => choose(Float::SingleToHalf, Float::SingleToTopHalf),
        4 => choose(Float::Compare, Float::CompareE),
        5 if second & 0x2f == 0 => choose(Float::CompareZero, Float::CompareZeroE),
        8 => choose(Float::FromUnsigned, Float::FromSigned),
        12 => choose(Float::ToUnsignedR, Float::ToUnsigned),
        13 => choose(Float::ToSignedR, Float::ToSigned),
        10 | 11 | 14 | 15 => {
            let bits = if top { 32 } else { 16 };
            let amount = field(second, 0, 4) << 1 | field(second, 5, 1);
            let Some(fraction) = u8::checked_sub(bits, amount) else { return Op::Undefined };
            return Op::FloatFixed { to_fixed: flag(first, 2), signed: !flag(first, 0), d, bits, fraction };
        }
        _ => return Op::Undefined,
    };
    Op::Float { kind, d, n: 0, m }
}

/// A6.6: between a core register and one half of a double register, a single register, or the status.
fn transfer(first: u16, second: u16) -> Op {
    let rt = field(second, 12, 4);
    let to_core = flag(first, 4);
    let (_, n, _) = registers(first, second);
    let n = match (flag(second, 8), field(first, 5, 3)) {
        (false, 0) => n,
        (false, 7) if first & 15 == 1 => {
            return if to_core { Op::FloatStatusToCore { rt } } else { Op::FloatStatusFromCore { rt } };
        }
        // The 32-bit halves of D0 to D15.
        (true, half @ (0 | 1)) if second & 0xe0 == 0 => field(first, 0, 4) << 1 | half,
        _ => return Op::Undefined,
    };
    match (rt, to_core) {
        (13 | 15, _) => Op::Undefined,
        (_, true) => Op::FloatToCore { rt, n },
        (_, false) => Op::FloatFromCore { rt, n },
    }
}

/// A6.7: between two core registers and two neighbours.
fn transfer_pair(first: u16, second: u16) -> Op {
    let (rt2, rt) = (field(first, 0, 4), field(second, 12, 4));
    let m = match flag(second, 8) {
        true if flag(second, 5) => return Op::Undefined,
        true => field(second, 0, 4) << 1,
        false => field(second, 0, 4) << 1 | field(second, 5, 1),
    };
    if second & 0xd0 != 0x10 || m == 31 || [13, 15].contains(&rt) || [13, 15].contains(&rt2) {
        return Op::Undefined;
    }
    if flag(first, 4) { Op::FloatPairToCore { rt, rt2, m } } else { Op::FloatPairFromCore { rt, rt2, m } }
}

/// A6.5.
fn load_store(first: u16, second: u16) -> Op {
    let (pre, up, writeback, load) = (flag(first, 8), flag(first, 7), flag(first, 5), flag(first, 4));
    let double = flag(second, 8);
    let rn = field(first, 0, 4);
    let words = field(second, 0, 8);
    let d = match double {
        true if flag(first, 6) => return Op::Undefined,
        true => field(second, 12, 4) << 1,
        false => field(second, 12, 4) << 1 | field(first, 6, 1),
    };
    if pre && !writeback {
        let imm = i16::from(words) * 4;
        let imm = if up { imm } else { -imm };
        return match load {
            true => Op::FloatLoad { d, rn, double, imm },
            false if rn == 15 => Op::Undefined,
            false => Op::FloatStore { d, rn, double, imm },
        };
    }
    let count = if double { words & !1 } else { words };
    let down = pre;
    if count == 0 || count > 32 || d + count > 32 || pre == up || rn == 15 {
        return Op::Undefined;
    }
    if load { Op::FloatLoadList { d, count, rn, down, writeback } } else { Op::FloatStoreList { d, count, rn, down, writeback } }
}
