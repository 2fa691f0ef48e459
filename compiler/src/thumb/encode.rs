//! The 32-bit encodings of ARMv7-M: a machine instruction → two halfwords.
//!
//! In: a [`Thumb`] that names no label, literal or symbol. Out: its halfwords, or nothing if it has 16 bits. Always holds: operands
//! are in range, which is asserted. Encodings: ARMv7-M Architecture Reference Manual (DDI 0403), A7.7.

use super::inst::{Data, Reg, Thumb, Unary, Width};

fn bits(reg: Reg) -> u32 {
    u32::from(reg.0)
}

/// The two halfwords of a 32-bit instruction.
pub fn encode_wide(inst: Thumb) -> Option<[u32; 2]> {
    Some(match inst {
        Thumb::Data(op, flags, rd, rn, rm, shift, n) => {
            assert!(n < 32, "shifts of operands are below 32");
            let n = u32::from(n);
            let second = (n >> 2) << 12 | bits(rd) << 8 | (n & 3) << 6 | (shift as u32) << 4 | bits(rm);
            [0xea00 | data_bits(op, flags, rn), second]
        }
        Thumb::DataImm(op, flags, rd, rn, imm) => with_imm12(0xf000 | data_bits(op, flags, rn), rd, imm),
        Thumb::AddImm12(rd, rn, n) => {
            assert!(n.unsigned_abs() < 4096, "addw adds less than 4,096");
            with_imm12(if n < 0 { 0xf2a0 } else { 0xf200 } | bits(rn), rd, n.unsigned_abs())
        }
        Thumb::MovWide(rd, n) => with_imm12(0xf240 | u32::from(n >> 12), rd, n & 0xfff),
        Thumb::ShiftBy(shift, flags, rd, rn, rm) => {
            [0xfa00 | (shift as u32) << 5 | u32::from(flags) << 4 | bits(rn), 0xf000 | bits(rd) << 8 | bits(rm)]
        }
        Thumb::UnaryWide(op, rd, rm) => encode_unary(op, rd, rm),
        Thumb::Extract(signed, rd, rn, lowest, width) => {
            [if signed { 0xf340 } else { 0xf3c0 } | bits(rn), field(rd, lowest) | u32::from(width - 1)]
        }
        Thumb::Insert(rd, rn, lowest, width) => [0xf360 | bits(rn), field(rd, lowest) | u32::from(lowest + width - 1)],
        Thumb::Mul(rd, rn, rm) => [0xfb00 | bits(rn), 0xf000 | bits(rd) << 8 | bits(rm)],
        Thumb::MulAdd(rd, rn, rm, ra) => [0xfb00 | bits(rn), bits(ra) << 12 | bits(rd) << 8 | bits(rm)],
        Thumb::MulSub(rd, rn, rm, ra) => [0xfb00 | bits(rn), bits(ra) << 12 | bits(rd) << 8 | 0x10 | bits(rm)],
        Thumb::MulLong(signed, low, high, rn, rm) => {
            [if signed { 0xfb80 } else { 0xfba0 } | bits(rn), bits(low) << 12 | bits(high) << 8 | bits(rm)]
        }
        Thumb::Divide(signed, rd, rn, rm) => [if signed { 0xfb90 } else { 0xfbb0 } | bits(rn), 0xf0f0 | bits(rd) << 8 | bits(rm)],
        Thumb::Float(float) => float.encode(),
        _ => return encode_memory(inst),
    })
}

fn encode_memory(inst: Thumb) -> Option<[u32; 2]> {
    Some(match inst {
        Thumb::LoadWide(width, rt, rn, offset) => with_offset(load_code(width), rt, rn, offset),
        Thumb::StoreWide(width, rt, rn, offset) => with_offset(store_code(width), rt, rn, offset),
        Thumb::LoadIndexWide(width, rt, rn, rm, n) => [load_code(width) | bits(rn), bits(rt) << 12 | u32::from(n & 3) << 4 | bits(rm)],
        Thumb::StoreIndexWide(width, rt, rn, rm, n) => [store_code(width) | bits(rn), bits(rt) << 12 | u32::from(n & 3) << 4 | bits(rm)],
        Thumb::PushWide(mask) => [0xe92d, u32::from(mask)],
        Thumb::PopWide(mask) => [0xe8bd, u32::from(mask)],
        _ => return None,
    })
}

fn data_bits(op: Data, flags: bool, rn: Reg) -> u32 {
    (op as u32) << 5 | u32::from(flags) << 4 | bits(rn)
}

/// i:imm3:imm8 spread over both halfwords.
fn with_imm12(first: u32, rd: Reg, imm: u16) -> [u32; 2] {
    let imm = u32::from(imm);
    [first | (imm >> 11 & 1) << 10, (imm >> 8 & 7) << 12 | bits(rd) << 8 | imm & 0xff]
}

/// Destination and lowest bit of a bit field.
fn field(rd: Reg, lowest: u8) -> u32 {
    let n = u32::from(lowest);
    (n >> 2) << 12 | bits(rd) << 8 | (n & 3) << 6
}

fn encode_unary(op: Unary, rd: Reg, rm: Reg) -> [u32; 2] {
    let (first, second) = match op {
        Unary::Sxth => (0xfa0f, 0xf080),
        Unary::Uxth => (0xfa1f, 0xf080),
        Unary::Sxtb => (0xfa4f, 0xf080),
        Unary::Uxtb => (0xfa5f, 0xf080),
        Unary::Rev => (0xfa90 | bits(rm), 0xf080),
        Unary::Rev16 => (0xfa90 | bits(rm), 0xf090),
        Unary::Rbit => (0xfa90 | bits(rm), 0xf0a0),
        Unary::Clz => (0xfab0 | bits(rm), 0xf080),
    };
    [first, second | bits(rd) << 8 | bits(rm)]
}

fn load_code(width: Width) -> u32 {
    match width {
        Width::U8 => 0xf810,
        Width::S8 => 0xf910,
        Width::U16 => 0xf830,
        Width::S16 => 0xf930,
        Width::Word => 0xf850,
    }
}

fn store_code(width: Width) -> u32 {
    match width {
        Width::U8 | Width::S8 => 0xf800,
        Width::U16 | Width::S16 => 0xf820,
        Width::Word => 0xf840,
    }
}

/// Twelve bits upwards, eight downwards.
fn with_offset(code: u32, rt: Reg, rn: Reg, offset: i16) -> [u32; 2] {
    assert!((-255..4096).contains(&offset), "an offset of -255 to 4,095");
    if offset < 0 {
        [code | bits(rn), bits(rt) << 12 | 0xc00 | u32::from(offset.unsigned_abs())]
    } else {
        [code | 0x80 | bits(rn), bits(rt) << 12 | u32::from(offset.unsigned_abs())]
    }
}

/// `b.w` or `b<cond>.w` over a distance from pc (encodings T4 and T3, A7.7.12).
pub fn branch_wide(cond: Option<super::inst::Cond>, distance: i32) -> [u32; 2] {
    let d = distance as u32;
    let sign = d >> 31;
    let Some(cond) = cond else {
        let j = |n: u32| (d >> n & 1 ^ 1) ^ sign;
        return [0xf000 | sign << 10 | d >> 12 & 0x3ff, 0x9000 | j(23) << 13 | j(22) << 11 | d >> 1 & 0x7ff];
    };
    assert!((-(1 << 20)..1 << 20).contains(&distance), "a conditional branch reaches 1 MiB");
    [0xf000 | sign << 10 | (cond as u32) << 6 | d >> 12 & 0x3f, 0x8000 | (d >> 18 & 1) << 13 | (d >> 19 & 1) << 11 | d >> 1 & 0x7ff]
}

/// `ldr.w rt, [pc, #distance]` (encoding T2, A7.7.44).
pub fn literal_wide(rt: Reg, distance: u32) -> [u32; 2] {
    assert!(distance < 4096, "literal out of reach of its load");
    [0xf8df, bits(rt) << 12 | distance]
}

/// `adr.w rd, #distance` forwards (encoding T3, A7.7.7).
pub fn address_wide(rd: Reg, distance: u32) -> [u32; 2] {
    with_imm12(0xf20f, rd, u16::try_from(distance).expect("a table lies right behind its address"))
}

#[cfg(test)]
mod tests {
    use super::super::inst::modified_immediate;

    /// What DDI 0403, A5.3.2 (ThumbExpandImm) makes of 12 bits.
    fn expand(imm: u16) -> u32 {
        let byte = u32::from(imm & 0xff);
        match imm >> 8 {
            0 => byte,
            1 => byte << 16 | byte,
            2 => byte << 24 | byte << 8,
            3 => byte * 0x0101_0101,
            _ => (0x80 | u32::from(imm & 0x7f)).rotate_right(u32::from(imm >> 7)),
        }
    }

    #[test]
    fn every_modified_immediate_is_found_again_and_nothing_else() {
        for imm in 0..0x1000 {
            // The repeating forms of 0 are unpredictable and never made.
            if imm >> 8 < 4 && imm & 0xff == 0 && imm != 0 {
                continue;
            }
            let word = expand(imm);
            assert_eq!(modified_immediate(word).map(expand), Some(word), "{imm:#x}");
        }
        for word in [0x101, 0x1ff, 0xff00_0001, 0x1_0203, 0x8000_0001, 0xff00_ff01, 0xffff] {
            assert_eq!(modified_immediate(word), None, "{word:#x}");
        }
    }
}
