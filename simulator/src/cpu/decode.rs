//! Decoding: halfwords of Thumb code in, [`Op`] out.
//!
//! Here are the 16-bit encodings, and the 32-bit ones of ARMv6-M; `decode/wide.rs` and `decode/float.rs` have those of
//! ARMv7E-M and its FPU. What the architecture does not define, and what it calls unpredictable, decodes to
//! [`Op::Undefined`], which faults when executed. Encodings: Armv6-M Architecture Reference Manual (DDI 0419), chapter
//! A5; Armv7-M Architecture Reference Manual (DDI 0403), chapter A5.

// Binary literals are grouped as the manual's tables group the fields.
#![allow(clippy::unusual_byte_groupings)]

mod float;
mod wide;

use super::op::Op;

/// True if `first` is the first halfword of a 32-bit instruction (A5.1).
pub(crate) fn is_wide(first: u16) -> bool {
    first >> 11 > 0b11100
}

/// Decodes the instruction at `address` whose halfwords are `first` and, for 32-bit forms, `second`.
/// `is_main` for ARMv7E-M rather than ARMv6-M.
pub(crate) fn decode(address: u32, first: u16, second: u16, is_main: bool) -> Op {
    if is_wide(first) {
        return if is_main { wide::decode(address, first, second) } else { decode_wide(address, first, second) };
    }
    let pc = address.wrapping_add(4);
    if is_main && let Some(op) = decode_main(first, pc) {
        return op;
    }
    match first >> 10 {
        0b000000..=0b001111 => decode_immediate(first),
        0b010000 => decode_data(first),
        0b010001 => decode_special(first, pc),
        0b010010 | 0b010011 => Op::LdrLiteral { rt: low(first, 8), address: (pc & !3).wrapping_add(u32::from(first & 0xff) * 4) },
        0b010100..=0b100111 => decode_load_store(first),
        0b101000 | 0b101001 => Op::Address { rd: low(first, 8), value: (pc & !3).wrapping_add(u32::from(first & 0xff) * 4) },
        0b101010 | 0b101011 => Op::AddOffset { rd: low(first, 8), rn: 13, imm: u32::from(first & 0xff) * 4 },
        0b101100..=0b101111 => decode_miscellaneous(first),
        0b110000 | 0b110001 => block(first, |rn, list| Op::Stm { rn, list }),
        0b110010 | 0b110011 => block(first, |rn, list| Op::Ldm { rn, list }),
        0b110100..=0b110111 => decode_conditional(first, pc),
        _ => Op::B { target: pc.wrapping_add(sign_extend(u32::from(first) << 1, 12)) },
    }
}

/// The 16-bit encodings that ARMv7-M adds: CBZ, CBNZ, IT, CPS of FAULTMASK (DDI 0403, A5.2.5).
fn decode_main(code: u16, pc: u32) -> Option<Op> {
    let target = pc.wrapping_add(u32::from(code >> 4 & 0x20 | code >> 3 & 0x1f) << 1);
    match code >> 8 {
        0xb1 | 0xb3 => Some(Op::CompareBranch { rn: low(code, 0), nonzero: false, target }),
        0xb9 | 0xbb => Some(Op::CompareBranch { rn: low(code, 0), nonzero: true, target }),
        0xb6 if code & 0xffec == 0xb660 && code & 3 != 0 => Some(Op::Cps { disable: code & 0x10 != 0, masks: (code & 3) as u8 }),
        // AL has no else; the condition 15 does not exist.
        0xbf if code & 15 != 0 => Some(match code as u8 {
            0xf0.. => Op::Undefined,
            state if state >> 4 == 14 && (state & 15).count_ones() != 1 => Op::Undefined,
            state => Op::It { state },
        }),
        _ => None,
    }
}

/// The three-bit register field whose lowest bit is `at`.
fn low(code: u16, at: u32) -> u8 {
    (code >> at & 7) as u8
}

/// `value`'s low `bits` bits as a signed number.
fn sign_extend(value: u32, bits: u32) -> u32 {
    ((value << (32 - bits)) as i32 >> (32 - bits)) as u32
}

fn decode_immediate(code: u16) -> Op {
    let (rd, rn, rm) = (low(code, 0), low(code, 3), low(code, 6));
    let n = (code >> 6 & 31) as u8;
    let (rdn, imm) = (low(code, 8), u32::from(code & 0xff));
    match code >> 9 {
        0..=3 if n == 0 => Op::Movs { rd, rm: rn },
        0..=3 => Op::LslImm { rd, rm: rn, n },
        4..=7 => Op::LsrImm { rd, rm: rn, n: if n == 0 { 32 } else { n } },
        8..=11 => Op::AsrImm { rd, rm: rn, n: if n == 0 { 32 } else { n } },
        12 => Op::Adds { rd, rn, rm },
        13 => Op::Subs { rd, rn, rm },
        14 => Op::AddsImm { rd, rn, imm: u32::from(rm) },
        15 => Op::SubsImm { rd, rn, imm: u32::from(rm) },
        16..=19 => Op::MovsImm { rd: rdn, imm },
        20..=23 => Op::CmpImm { rn: rdn, imm },
        24..=27 => Op::AddsImm { rd: rdn, rn: rdn, imm },
        _ => Op::SubsImm { rd: rdn, rn: rdn, imm },
    }
}

fn decode_data(code: u16) -> Op {
    let (rd, rm) = (low(code, 0), low(code, 3));
    match code >> 6 & 15 {
        0 => Op::And { rd, rm },
        1 => Op::Eor { rd, rm },
        2 => Op::Lsl { rd, rm },
        3 => Op::Lsr { rd, rm },
        4 => Op::Asr { rd, rm },
        5 => Op::Adc { rd, rm },
        6 => Op::Sbc { rd, rm },
        7 => Op::Ror { rd, rm },
        8 => Op::Tst { rd, rm },
        9 => Op::Rsb { rd, rm },
        10 => Op::Cmp { rn: rd, rm },
        11 => Op::Cmn { rd, rm },
        12 => Op::Orr { rd, rm },
        13 => Op::Mul { rd, rm },
        14 => Op::Bic { rd, rm },
        _ => Op::Mvn { rd, rm },
    }
}

/// ADD, CMP and MOV of all sixteen registers, BX and BLX. `pc` is what the instruction reads as PC.
fn decode_special(code: u16, pc: u32) -> Op {
    let rm = (code >> 3 & 15) as u8;
    let rd = (code & 7 | code >> 4 & 8) as u8;
    match (code >> 8 & 3, rd, rm) {
        (0, 15, 15) => Op::B { target: pc.wrapping_add(pc) & !1 },
        (0, 15, _) => Op::AddPc { rm, base: pc },
        (0, 13, 15) => Op::MoveSp { imm: pc & !3 },
        (0, 13, _) => Op::AddSp { rm },
        (0, _, 15) => Op::AddOffset { rd, rn: rd, imm: pc },
        (0, _, _) => Op::Add { rd, rm },
        // CMP with PC is unpredictable: refused rather than guessed.
        (1, 15, _) | (1, _, 15) => Op::Undefined,
        (1, _, _) => Op::Cmp { rn: rd, rm },
        (2, 15, 15) => Op::B { target: pc },
        (2, 15, _) => Op::MovPc { rm },
        (2, _, 15) => Op::Address { rd, value: pc },
        (2, 13, _) => Op::MovSp { rm },
        (2, _, _) => Op::Mov { rd, rm },
        // BX PC leaves Thumb state and BLX PC is unpredictable: both fault.
        (_, _, 15) => Op::Undefined,
        _ if code & 0x80 == 0 => Op::Bx { rm },
        _ => Op::Blx { rm },
    }
}

fn decode_load_store(code: u16) -> Op {
    let (rt, rn, rm) = (low(code, 0), low(code, 3), low(code, 6));
    let imm5 = u32::from(code >> 6 & 31);
    let (sp_rt, sp_imm) = (low(code, 8), u32::from(code & 0xff) * 4);
    match code >> 9 {
        0b0101_000 => Op::StrReg { rt, rn, rm },
        0b0101_001 => Op::StrhReg { rt, rn, rm },
        0b0101_010 => Op::StrbReg { rt, rn, rm },
        0b0101_011 => Op::LdrsbReg { rt, rn, rm },
        0b0101_100 => Op::LdrReg { rt, rn, rm },
        0b0101_101 => Op::LdrhReg { rt, rn, rm },
        0b0101_110 => Op::LdrbReg { rt, rn, rm },
        0b0101_111 => Op::LdrshReg { rt, rn, rm },
        0b0110_000..=0b0110_011 => Op::StrImm { rt, rn, imm: imm5 * 4 },
        0b0110_100..=0b0110_111 => Op::LdrImm { rt, rn, imm: imm5 * 4 },
        0b0111_000..=0b0111_011 => Op::StrbImm { rt, rn, imm: imm5 },
        0b0111_100..=0b0111_111 => Op::LdrbImm { rt, rn, imm: imm5 },
        0b1000_000..=0b1000_011 => Op::StrhImm { rt, rn, imm: imm5 * 2 },
        0b1000_100..=0b1000_111 => Op::LdrhImm { rt, rn, imm: imm5 * 2 },
        0b1001_000..=0b1001_011 => Op::StrImm { rt: sp_rt, rn: 13, imm: sp_imm },
        _ => Op::LdrImm { rt: sp_rt, rn: 13, imm: sp_imm },
    }
}

fn decode_miscellaneous(code: u16) -> Op {
    let (rd, rm) = (low(code, 0), low(code, 3));
    let sp_imm = u32::from(code & 0x7f) * 4;
    let list = code & 0xff;
    match code >> 6 & 0x3f {
        0b000000 | 0b000001 => Op::MoveSp { imm: sp_imm },
        0b000010 | 0b000011 => Op::MoveSp { imm: sp_imm.wrapping_neg() },
        0b001000 => Op::Sxth { rd, rm },
        0b001001 => Op::Sxtb { rd, rm },
        0b001010 => Op::Uxth { rd, rm },
        0b001011 => Op::Uxtb { rd, rm },
        0b010000..=0b010111 => non_empty(list | (code & 0x100) << 6, |list| Op::Push { list }),
        0b011001 if code & 0xffef == 0xb662 => Op::Cps { disable: code & 0x10 != 0, masks: 2 },
        0b101000 => Op::Rev { rd, rm },
        0b101001 => Op::Rev16 { rd, rm },
        0b101011 => Op::Revsh { rd, rm },
        0b110000..=0b110111 => non_empty(list | (code & 0x100) << 7, |list| Op::Pop { list }),
        0b111000..=0b111011 => Op::Bkpt { number: code as u8 },
        0b111100..=0b111111 => decode_hint(code),
        _ => Op::Undefined,
    }
}

/// NOP, YIELD and the unallocated hints do nothing (A5.2.5, "other hints execute as NOP").
fn decode_hint(code: u16) -> Op {
    match code & 0xff {
        0x20 => Op::Wfe,
        0x30 => Op::Wfi,
        0x40 => Op::Sev,
        hint if hint & 15 == 0 => Op::Nop,
        // A non-zero mask is IT, which ARMv6-M lacks.
        _ => Op::Undefined,
    }
}

/// An empty register list is unpredictable: refused rather than guessed.
fn non_empty(list: u16, op: impl Fn(u16) -> Op) -> Op {
    if list == 0 { Op::Undefined } else { op(list) }
}

fn block(code: u16, op: impl Fn(u8, u16) -> Op) -> Op {
    non_empty(code & 0xff, |list| op(low(code, 8), list))
}

fn decode_conditional(code: u16, pc: u32) -> Op {
    match code >> 8 & 15 {
        14 => Op::Undefined,
        15 => Op::Svc,
        condition => Op::Branch { condition: condition as u8, target: pc.wrapping_add(sign_extend(u32::from(code & 0xff) << 1, 9)) },
    }
}

/// BL, MSR, MRS and the barriers: all the 32-bit instructions of ARMv6-M that do not fault (A5.3).
fn decode_wide(address: u32, first: u16, second: u16) -> Op {
    if first >> 11 != 0b11110 || second & 0x8000 == 0 {
        return Op::Undefined;
    }
    if second & 0xd000 == 0xd000 {
        return Op::Bl { target: call_target(address, first, second) };
    }
    if second & 0x5000 != 0 {
        return Op::Undefined;
    }
    match first & 0x7f0 {
        0x380 | 0x390 => Op::Msr { rn: (first & 15) as u8, special: second as u8, mask: 2 },
        0x3b0 if matches!(second >> 4 & 15, 4..=6) => Op::Barrier,
        0x3e0 | 0x3f0 => Op::Mrs { rd: (second >> 8 & 15) as u8, special: second as u8 },
        _ => Op::Undefined,
    }
}

/// Target of BL, encoding T1: S:I1:I2:imm10:imm11:0 where I = NOT (J EOR S) (A6.7.13).
fn call_target(address: u32, first: u16, second: u16) -> u32 {
    let (first, second) = (u32::from(first), u32::from(second));
    let sign = first >> 10 & 1;
    let i1 = !(second >> 13 ^ sign) & 1;
    let i2 = !(second >> 11 ^ sign) & 1;
    let offset = sign << 24 | i1 << 23 | i2 << 22 | (first & 0x3ff) << 12 | (second & 0x7ff) << 1;
    address.wrapping_add(4).wrapping_add(sign_extend(offset, 25))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_reach_both_ways() {
        assert_eq!(decode(0x1000, 0xf7ff, 0xfffe, false), Op::Bl { target: 0x1000 });
        assert_eq!(decode(0x1000, 0xf000, 0xf802, false), Op::Bl { target: 0x1008 });
    }

    #[test]
    fn what_v6m_lacks_is_undefined() {
        for code in [0xbf08, 0xb100, 0xde00, 0xb650, 0xba80] {
            assert_eq!(decode(0, code, 0, false), Op::Undefined, "{code:#06x}");
        }
        assert_eq!(decode(0, 0xfb90, 0xf0f1, false), Op::Undefined);
    }
}
