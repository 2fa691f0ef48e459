//! The 32-bit encodings of ARMv7E-M (DDI 0403, A5.3). `decode` gets both halfwords; everything here is pure.

use super::super::op::{Alu, Extend, Index, Lanes, Multiply, MultiplyLong, Op, Parallel, Shift, Width};
use super::{call_target, float, sign_extend};

/// A field of `bits` bits whose lowest is bit `at`.
pub(super) fn field(code: u16, at: u32, bits: u32) -> u8 {
    (code >> at & ((1 << bits) - 1)) as u8
}

pub(super) fn flag(code: u16, at: u32) -> bool {
    code >> at & 1 != 0
}

/// Decodes a 32-bit instruction at `address`.
pub(super) fn decode(address: u32, first: u16, second: u16) -> Op {
    match (first >> 11 & 3, first >> 4 & 0x7f) {
        (1, op) if op & 0x64 == 0 => block(first, second),
        (1, op) if op & 0x64 == 4 => dual_or_exclusive(first, second),
        (1, op) if op & 0x60 == 0x20 => data_shifted(first, second),
        (1 | 3, op) if op & 0x40 != 0 => coprocessor(first, second),
        (2, _) if flag(second, 15) => branch_or_control(address, first, second),
        (2, op) if op & 0x20 == 0 => data_immediate(first, second),
        (2, _) => plain_immediate(address, first, second),
        (3, op) if op & 0x71 == 0 => store_single(first, second),
        (3, op) if op & 0x61 == 1 => load_single(address, first, second),
        (3, op) if op & 0x70 == 0x20 => data_register(first, second),
        (3, op) if op & 0x78 == 0x30 => multiply(first, second),
        (3, op) if op & 0x78 == 0x38 => multiply_long(first, second),
        _ => Op::Undefined,
    }
}

/// LDM, STM, PUSH and POP of A5.3.5.
fn block(first: u16, second: u16) -> Op {
    let rn = field(first, 0, 4);
    let (load, writeback, mode) = (flag(first, 4), flag(first, 5), field(first, 7, 2));
    let list = second;
    let forbidden = if load { 1 << 13 } else { 1 << 13 | 1 << 15 };
    let unpredictable = list & forbidden != 0
        || list.count_ones() < 2
        || rn == 15
        || writeback && list >> rn & 1 != 0
        || load && list >> 14 == 3
        || !matches!(mode, 1 | 2);
    let down = mode == 2;
    match (load, writeback, rn) {
        _ if unpredictable => Op::Undefined,
        (true, true, 13) if !down => Op::Pop { list },
        (false, true, 13) if down => Op::Push { list },
        (true, ..) => Op::LoadList { rn, down, writeback, list },
        (false, ..) => Op::StoreList { rn, down, writeback, list },
    }
}

/// A5.3.6.
fn dual_or_exclusive(first: u16, second: u16) -> Op {
    let (rn, rt, rt2) = (field(first, 0, 4), field(second, 12, 4), field(second, 8, 4));
    let (pre, up, writeback, load) = (flag(first, 8), flag(first, 7), flag(first, 5), flag(first, 4));
    let bytes = i16::from(field(second, 0, 8)) * 4;
    if pre || writeback {
        let imm = if up { bytes } else { -bytes };
        let index = match (pre, writeback) {
            (true, false) => Index::Offset,
            (true, true) => Index::Pre,
            _ => Index::Post,
        };
        let registers = rt < 15 && rt != 13 && rt2 < 15 && rt2 != 13 && !(writeback && (rn == rt || rn == rt2));
        return match load {
            _ if !registers || rn == 15 && (writeback || !load) => Op::Undefined,
            true => Op::LoadPair { rt, rt2, rn, index, imm },
            false => Op::StorePair { rt, rt2, rn, index, imm },
        };
    }
    let kind = field(second, 4, 4);
    match (up, load, kind) {
        (false, false, _) => Op::StoreExclusive { width: Width::Word, rd: rt2, rt, rn, words: field(second, 0, 8) },
        (false, true, _) => Op::LoadExclusive { width: Width::Word, rt, rn, imm: bytes as u16 },
        (true, false, 4) => Op::StoreExclusive { width: Width::Byte, rd: field(second, 0, 4), rt, rn, words: 0 },
        (true, false, 5) => Op::StoreExclusive { width: Width::Half, rd: field(second, 0, 4), rt, rn, words: 0 },
        (true, true, 0) => Op::TableBranch { rn, rm: field(second, 0, 4), half: false },
        (true, true, 1) => Op::TableBranch { rn, rm: field(second, 0, 4), half: true },
        (true, true, 4) => Op::LoadExclusive { width: Width::Byte, rt, rn, imm: 0 },
        (true, true, 5) => Op::LoadExclusive { width: Width::Half, rt, rn, imm: 0 },
        _ => Op::Undefined,
    }
}

/// The operation of A5.3.1 and A5.3.11, with rn and rd for the forms that lack one of them.
fn alu(first: u16, rn: u8, rd: u8, flags: bool) -> Option<Alu> {
    let compares = rd == 15 && flags;
    let alu = match (field(first, 5, 4), compares, rn) {
        (0, true, _) => Alu::Tst,
        (0, ..) => Alu::And,
        (1, false, _) => Alu::Bic,
        (2, false, 15) => Alu::Mov,
        (2, false, _) => Alu::Orr,
        (3, false, 15) => Alu::Mvn,
        (3, false, _) => Alu::Orn,
        (4, true, _) => Alu::Teq,
        (4, ..) => Alu::Eor,
        (8, true, _) => Alu::Cmn,
        (8, ..) => Alu::Add,
        (10, false, _) => Alu::Adc,
        (11, false, _) => Alu::Sbc,
        (13, true, _) => Alu::Cmp,
        (13, ..) => Alu::Sub,
        (14, false, _) => Alu::Rsb,
        _ => return None,
    };
    let needs_rn = !matches!(alu, Alu::Mov | Alu::Mvn);
    (compares || rd != 15).then_some(alu).filter(|_| !needs_rn || rn != 15)
}

/// DecodeImmShift: the kind of shift and its amount, 0 for none.
fn immediate_shift(kind: u8, amount: u8) -> (Shift, u8) {
    match (kind, amount) {
        (0, n) => (Shift::Lsl, n),
        (1, 0) => (Shift::Lsr, 32),
        (1, n) => (Shift::Lsr, n),
        (2, 0) => (Shift::Asr, 32),
        (2, n) => (Shift::Asr, n),
        (_, 0) => (Shift::Rrx, 1),
        (_, n) => (Shift::Ror, n),
    }
}

/// A5.3.11.
fn data_shifted(first: u16, second: u16) -> Op {
    let (rn, rd, rm) = (field(first, 0, 4), field(second, 8, 4), field(second, 0, 4));
    let amount = field(second, 12, 3) << 2 | field(second, 6, 2);
    let flags = flag(first, 4);
    if rm == 15 || flag(second, 15) {
        return Op::Undefined;
    }
    if field(first, 5, 4) == 6 {
        let top = flag(second, 5);
        let (_, n) = immediate_shift(if top { 2 } else { 0 }, amount);
        return if flags || flag(second, 4) || rd == 15 || rn == 15 { Op::Undefined } else { Op::Pack { top, rd, rn, rm, n } };
    }
    let Some(alu) = alu(first, rn, rd, flags) else { return Op::Undefined };
    let (shift, n) = immediate_shift(field(second, 4, 2), amount);
    match (flags, n) {
        (true, _) => shifted_with_flags(alu, rd, rn, rm, shift, n),
        (false, 0) if alu == Alu::Mov && rd != 13 => Op::Mov { rd, rm },
        (false, 0) => Op::DataReg { alu, rd, rn, rm },
        (false, _) => Op::DataShift { alu, rd, rn, rm, shift, n },
    }
}

/// The forms with flags, as the narrow ones where these do the same.
fn shifted_with_flags(alu: Alu, rd: u8, rn: u8, rm: u8, shift: Shift, n: u8) -> Op {
    match (alu, n) {
        (Alu::Cmp, 0) => Op::Cmp { rn, rm },
        (Alu::Add, 0) if rd != 13 => Op::Adds { rd, rn, rm },
        (Alu::Sub, 0) if rd != 13 => Op::Subs { rd, rn, rm },
        _ => Op::DataShiftFlags { alu, rd, rn, rm, shift, n },
    }
}

/// ThumbExpandImm_C: the constant, and whether it sets the carry (to its bit 31).
fn expand_immediate(first: u16, second: u16) -> (u32, bool) {
    let byte = u32::from(second & 0xff);
    let control = (first >> 10 & 1) << 4 | (second >> 12 & 7) << 1 | second >> 7 & 1;
    match control >> 1 {
        0 => (byte, false),
        1 => (byte << 16 | byte, false),
        2 => (byte << 24 | byte << 8, false),
        3 => (byte * 0x0101_0101, false),
        _ => ((0x80 | byte & 0x7f).rotate_right(u32::from(control)), true),
    }
}

/// A5.3.1.
fn data_immediate(first: u16, second: u16) -> Op {
    let (rn, rd, flags) = (field(first, 0, 4), field(second, 8, 4), flag(first, 4));
    let (imm, carries) = expand_immediate(first, second);
    let Some(alu) = alu(first, rn, rd, flags) else { return Op::Undefined };
    match (alu, flags) {
        (Alu::Mov, false) if rd != 13 => Op::Address { rd, value: imm },
        (Alu::Add, false) => add_immediate(rd, rn, imm),
        (Alu::Sub, false) => add_immediate(rd, rn, imm.wrapping_neg()),
        (_, false) => Op::DataImm { alu, rd, rn, imm },
        (Alu::Cmp, true) => Op::CmpImm { rn, imm },
        (Alu::Add, true) if rd != 13 => Op::AddsImm { rd, rn, imm },
        (Alu::Sub, true) if rd != 13 => Op::SubsImm { rd, rn, imm },
        (Alu::Mov, true) if !carries => Op::MovsImm { rd, imm },
        (_, true) if carries => Op::DataImmCarry { alu, rd, rn, imm },
        (_, true) => Op::DataImmFlags { alu, rd, rn, imm },
    }
}

fn add_immediate(rd: u8, rn: u8, imm: u32) -> Op {
    match (rd, rn) {
        (13, 13) => Op::MoveSp { imm },
        (13, _) => Op::Undefined,
        _ => Op::AddOffset { rd, rn, imm },
    }
}

/// A5.3.3.
fn plain_immediate(address: u32, first: u16, second: u16) -> Op {
    let (rn, rd) = (field(first, 0, 4), field(second, 8, 4));
    let imm12 = u32::from(first >> 10 & 1) << 11 | u32::from(second >> 12 & 7) << 8 | u32::from(second & 0xff);
    let imm16 = u32::from(rn) << 12 | imm12;
    let lsb = field(second, 12, 3) << 2 | field(second, 6, 2);
    let last = field(second, 0, 5);
    let base = address.wrapping_add(4) & !3;
    let shift = if flag(first, 5) { Shift::Asr } else { Shift::Lsl };
    if rd == 15 {
        return Op::Undefined;
    }
    match field(first, 4, 5) {
        0b00000 if rn == 15 => Op::Address { rd, value: base.wrapping_add(imm12) },
        0b00000 => add_immediate(rd, rn, imm12),
        0b00100 => Op::Address { rd, value: imm16 },
        0b01010 if rn == 15 => Op::Address { rd, value: base.wrapping_sub(imm12) },
        0b01010 => add_immediate(rd, rn, imm12.wrapping_neg()),
        0b01100 => Op::MoveTop { rd, imm: imm16 << 16 },
        0b10110 if last < lsb => Op::Undefined,
        0b10110 => Op::Bfi { rd, rn, lsb, width: last - lsb + 1 },
        _ if rn == 15 => Op::Undefined,
        0b10010 if lsb == 0 => Op::Saturate16 { signed: true, rd, rn, bits: field(second, 0, 4) + 1 },
        0b10000 | 0b10010 => Op::Saturate { signed: true, rd, rn, shift, n: lsb, bits: last + 1 },
        0b11010 if lsb == 0 => Op::Saturate16 { signed: false, rd, rn, bits: field(second, 0, 4) },
        0b11000 | 0b11010 => Op::Saturate { signed: false, rd, rn, shift, n: lsb, bits: last },
        0b10100 | 0b11100 if lsb + last > 31 => Op::Undefined,
        0b10100 => Op::Sbfx { rd, rn, lsb, width: last + 1 },
        0b11100 => Op::Ubfx { rd, rn, lsb, width: last + 1 },
        _ => Op::Undefined,
    }
}

/// A5.3.4.
fn branch_or_control(address: u32, first: u16, second: u16) -> Op {
    let pc = address.wrapping_add(4);
    match (flag(second, 14), flag(second, 12)) {
        (true, true) => Op::Bl { target: call_target(address, first, second) },
        (true, false) => Op::Undefined,
        (false, true) => Op::B { target: call_target(address, first, second) },
        (false, false) if first >> 7 & 7 == 7 => control(first, second),
        (false, false) => {
            let (sign, j1, j2) = (u32::from(first >> 10 & 1), u32::from(second >> 13 & 1), u32::from(second >> 11 & 1));
            let offset = sign << 20 | j2 << 19 | j1 << 18 | u32::from(first & 0x3f) << 12 | u32::from(second & 0x7ff) << 1;
            Op::Branch { condition: field(first, 6, 4), target: pc.wrapping_add(sign_extend(offset, 21)) }
        }
    }
}

fn control(first: u16, second: u16) -> Op {
    let special = second as u8;
    match first & 0x7f0 {
        0x380 => Op::Msr { rn: field(first, 0, 4), special, mask: field(second, 10, 2) },
        0x3a0 if second & 0x700 == 0 => match special {
            2 => Op::Wfe,
            3 => Op::Wfi,
            4 => Op::Sev,
            _ => Op::Nop,
        },
        0x3b0 => match field(second, 4, 4) {
            2 => Op::ClearExclusive,
            4..=6 => Op::Barrier,
            _ => Op::Undefined,
        },
        0x3e0 => Op::Mrs { rd: field(second, 8, 4), special },
        _ => Op::Undefined,
    }
}

/// The address forms that loads and stores of one register share (A5.3.7 to A5.3.10).
enum Form {
    Offset(u32),
    Indexed { pre: bool, imm: i16 },
    Register { rm: u8, n: u8 },
    Undefined,
}

/// `long` chooses the form with twelve bits of offset.
fn form(second: u16, long: bool) -> Form {
    if long {
        return Form::Offset(u32::from(second & 0xfff));
    }
    if second & 0xfc0 == 0 {
        let rm = field(second, 0, 4);
        return if rm == 13 || rm == 15 { Form::Undefined } else { Form::Register { rm, n: field(second, 4, 2) } };
    }
    if !flag(second, 11) {
        return Form::Undefined;
    }
    let (pre, up, writeback) = (flag(second, 10), flag(second, 9), flag(second, 8));
    let bytes = i16::from(field(second, 0, 8));
    let imm = if up { bytes } else { -bytes };
    match (pre, writeback) {
        // Up and no writeback is the unprivileged form: the same access, as memory has no protection here.
        (true, false) => Form::Offset(i32::from(imm) as u32),
        (_, true) => Form::Indexed { pre, imm },
        _ => Form::Undefined,
    }
}

fn store_single(first: u16, second: u16) -> Op {
    let (rn, rt) = (field(first, 0, 4), field(second, 12, 4));
    let width = match field(first, 5, 2) {
        0 => Width::Byte,
        1 => Width::Half,
        2 => Width::Word,
        _ => return Op::Undefined,
    };
    if rn == 15 || rt == 15 {
        return Op::Undefined;
    }
    match (form(second, flag(first, 7)), width) {
        (Form::Offset(imm), Width::Byte) => Op::StrbImm { rt, rn, imm },
        (Form::Offset(imm), Width::Half) => Op::StrhImm { rt, rn, imm },
        (Form::Offset(imm), _) => Op::StrImm { rt, rn, imm },
        (Form::Indexed { imm, .. }, _) if rn == rt || imm == 0 && rn == 13 => Op::Undefined,
        (Form::Indexed { pre, imm }, _) => Op::StoreIndexed { width, rt, rn, pre, imm },
        (Form::Register { rm, n }, _) => Op::StoreShift { width, rt, rn, rm, n },
        (Form::Undefined, _) => Op::Undefined,
    }
}

fn load_single(address: u32, first: u16, second: u16) -> Op {
    let (rn, rt) = (field(first, 0, 4), field(second, 12, 4));
    let width = match (field(first, 5, 2), flag(first, 8)) {
        (0, false) => Width::Byte,
        (0, true) => Width::SignedByte,
        (1, false) => Width::Half,
        (1, true) => Width::SignedHalf,
        (2, false) => Width::Word,
        _ => return Op::Undefined,
    };
    if rt == 15 && width != Width::Word {
        // Preloads and memory hints.
        return Op::Nop;
    }
    if rn == 15 {
        let offset = u32::from(second & 0xfff);
        let base = address.wrapping_add(4) & !3;
        let address = if flag(first, 7) { base.wrapping_add(offset) } else { base.wrapping_sub(offset) };
        return match width {
            Width::Word if rt == 13 || rt == 15 => Op::LoadSpecial { rt, rn, index: Index::Offset, imm: address.wrapping_sub(base) as i16 },
            Width::Word => Op::LdrLiteral { rt, address },
            _ => Op::LoadLiteral { width, rt, address },
        };
    }
    let form = form(second, flag(first, 7));
    if rt == 13 || rt == 15 {
        return load_special(width, rt, rn, form);
    }
    match (form, width) {
        (Form::Offset(imm), Width::Byte) => Op::LdrbImm { rt, rn, imm },
        (Form::Offset(imm), Width::SignedByte) => Op::LdrsbImm { rt, rn, imm },
        (Form::Offset(imm), Width::Half) => Op::LdrhImm { rt, rn, imm },
        (Form::Offset(imm), Width::SignedHalf) => Op::LdrshImm { rt, rn, imm },
        (Form::Offset(imm), Width::Word) => Op::LdrImm { rt, rn, imm },
        (Form::Indexed { .. }, _) if rn == rt => Op::Undefined,
        (Form::Indexed { pre, imm }, _) => Op::LoadIndexed { width, rt, rn, pre, imm },
        (Form::Register { rm, n: 0 }, Width::Word) => Op::LdrReg { rt, rn, rm },
        (Form::Register { rm, n }, _) => Op::LoadShift { width, rt, rn, rm, n },
        (Form::Undefined, _) => Op::Undefined,
    }
}

fn load_special(width: Width, rt: u8, rn: u8, form: Form) -> Op {
    match form {
        _ if width != Width::Word => Op::Undefined,
        Form::Offset(imm) => Op::LoadSpecial { rt, rn, index: Index::Offset, imm: imm as i16 },
        Form::Indexed { pre: true, imm } => Op::LoadSpecial { rt, rn, index: Index::Pre, imm },
        Form::Indexed { pre: false, imm } => Op::LoadSpecial { rt, rn, index: Index::Post, imm },
        Form::Register { rm, n } => Op::LoadSpecialShift { rt, rn, rm, n },
        Form::Undefined => Op::Undefined,
    }
}

/// A5.3.12 to A5.3.15.
fn data_register(first: u16, second: u16) -> Op {
    let (rn, rd, rm) = (field(first, 0, 4), field(second, 8, 4), field(second, 0, 4));
    let (op1, op2) = (field(first, 4, 4), field(second, 4, 4));
    if second >> 12 != 15 || rd == 15 || rm == 15 {
        return Op::Undefined;
    }
    match (op1, op2) {
        (0..=7, 0) => {
            let shift = [Shift::Lsl, Shift::Lsr, Shift::Asr, Shift::Ror][usize::from(op1 >> 1)];
            Op::ShiftReg { shift, rd, rn, rm, flags: op1 & 1 != 0 }
        }
        (0..=5, 8..) => {
            let extend = [Extend::Sxth, Extend::Uxth, Extend::Sxtb16, Extend::Uxtb16, Extend::Sxtb, Extend::Uxtb][usize::from(op1)];
            Op::Extend { extend, rd, rn, rm, rotate: op2 % 4 * 8 }
        }
        (8.., 0..8) => parallel(op1, op2, rd, rn, rm),
        (8, 8..12) => Op::SaturatingAdd { subtract: op2 & 2 != 0, double: op2 & 1 != 0, rd, rn, rm },
        (9, 8) => Op::Rev { rd, rm },
        (9, 9) => Op::Rev16 { rd, rm },
        (9, 10) => Op::Rbit { rd, rm },
        (9, 11) => Op::Revsh { rd, rm },
        (10, 8) => Op::Select { rd, rn, rm },
        (11, 8) => Op::Clz { rd, rm },
        _ => Op::Undefined,
    }
}

fn parallel(op1: u8, op2: u8, rd: u8, rn: u8, rm: u8) -> Op {
    let kind = match op1 & 7 {
        0 => Parallel::Add8,
        1 => Parallel::Add16,
        2 => Parallel::Asx,
        4 => Parallel::Sub8,
        5 => Parallel::Sub16,
        6 => Parallel::Sax,
        _ => return Op::Undefined,
    };
    let lanes = match op2 {
        0 => Lanes::Signed,
        1 => Lanes::SignedSaturating,
        2 => Lanes::SignedHalving,
        4 => Lanes::Unsigned,
        5 => Lanes::UnsignedSaturating,
        6 => Lanes::UnsignedHalving,
        _ => return Op::Undefined,
    };
    Op::Parallel { kind, lanes, rd, rn, rm }
}

/// A5.3.16.
fn multiply(first: u16, second: u16) -> Op {
    let (rn, ra, rd, rm) = (field(first, 0, 4), field(second, 12, 4), field(second, 8, 4), field(second, 0, 4));
    let op2 = field(second, 4, 2);
    if second & 0xc0 != 0 || rd == 15 {
        return Op::Undefined;
    }
    let kind = match (field(first, 4, 3), op2) {
        (0, 0) if ra == 15 => Multiply::Mul,
        (0, 0) => Multiply::Mla,
        (0, 1) => Multiply::Mls,
        (1, _) => [Multiply::Bb, Multiply::Bt, Multiply::Tb, Multiply::Tt][usize::from(op2)],
        (2, 0) => Multiply::Dual,
        (2, 1) => Multiply::DualX,
        (3, 0) => Multiply::Wb,
        (3, 1) => Multiply::Wt,
        (4, 0) => Multiply::DualSub,
        (4, 1) => Multiply::DualSubX,
        (5, 0) => Multiply::Most,
        (5, 1) => Multiply::MostR,
        (6, 0) => Multiply::MostSub,
        (6, 1) => Multiply::MostSubR,
        (7, 0) => Multiply::AbsoluteDifferences,
        _ => return Op::Undefined,
    };
    Op::Multiply { kind, rd, rn, rm, ra }
}

/// A5.3.17.
fn multiply_long(first: u16, second: u16) -> Op {
    let (rn, low, high, rm) = (field(first, 0, 4), field(second, 12, 4), field(second, 8, 4), field(second, 0, 4));
    let kind = match (field(first, 4, 3), field(second, 4, 4)) {
        (0, 0) => MultiplyLong::Smull,
        (1, 15) => return Op::Divide { signed: true, rd: high, rn, rm },
        (2, 0) => MultiplyLong::Umull,
        (3, 15) => return Op::Divide { signed: false, rd: high, rn, rm },
        (4, 0) => MultiplyLong::Smlal,
        (4, op2 @ 8..12) => [MultiplyLong::Bb, MultiplyLong::Bt, MultiplyLong::Tb, MultiplyLong::Tt][usize::from(op2 & 3)],
        (4, 12) => MultiplyLong::Dual,
        (4, 13) => MultiplyLong::DualX,
        (5, 12) => MultiplyLong::DualSub,
        (5, 13) => MultiplyLong::DualSubX,
        (6, 0) => MultiplyLong::Umlal,
        (6, 6) => MultiplyLong::Umaal,
        _ => return Op::Undefined,
    };
    if low == high || low == 15 || high == 15 { Op::Undefined } else { Op::MultiplyLong { kind, low, high, rn, rm } }
}

/// Coprocessors 10 and 11 are the FPU; there are no others.
fn coprocessor(first: u16, second: u16) -> Op {
    if first & 0xef00 == 0xef00 {
        return Op::Undefined;
    }
    match field(second, 8, 4) {
        10 | 11 => float::decode(first, second),
        _ => Op::NoCoprocessor,
    }
}
