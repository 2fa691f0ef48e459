//! Writing addresses into code and data.
//!
//! In: the bytes of a placed section, one place in them, the address they must refer to. Out: the bytes patched, or why that cannot be.
//! The formulas are those of "ELF for the Arm Architecture" (IHI 0044), section 5.6: S the symbol, A the addend, P the place, T the Thumb bit.

use crate::code::RelocationKind;

/// How an address is stored: the relocations of [`RelocationKind`] and those that only prebuilt objects contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Patch {
    /// `(S + A) | T` in a word.
    Abs32,
    /// `((S + A) | T) - P` in a word.
    Rel32,
    /// `BL`: `((S + A) | T) - P`, 16 MiB either way.
    ThumbCall,
    /// `B.W`, the same range.
    ThumbJump24,
    /// `B`: 2 KiB either way.
    ThumbJump11,
    /// `MOVW`: the low half of `(S + A) | T`.
    MovwAbs,
    /// `MOVT`: the high half of `S + A`.
    MovtAbs,
}

impl From<RelocationKind> for Patch {
    fn from(kind: RelocationKind) -> Patch {
        match kind {
            RelocationKind::Abs32 => Patch::Abs32,
            RelocationKind::ThumbCall => Patch::ThumbCall,
            RelocationKind::ThumbJump24 => Patch::ThumbJump24,
            RelocationKind::MovwAbs => Patch::MovwAbs,
            RelocationKind::MovtAbs => Patch::MovtAbs,
        }
    }
}

/// What a relocation of a prebuilt object asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ObjectPatch {
    /// Nothing (`R_ARM_NONE`, `R_ARM_V4BX`).
    Nothing,
    /// This.
    Patch(Patch),
    /// A relocation that no object for these cores has contained so far.
    Unknown,
}

/// The meaning of ELF's relocation numbers (IHI 0044, table 4-9).
pub(crate) fn object_patch(r_type: u32) -> ObjectPatch {
    use object::elf;
    match elf::RelocationType(r_type) {
        elf::R_ARM_NONE | elf::R_ARM_V4BX => ObjectPatch::Nothing,
        // TARGET1 means ABS32 on bare metal (IHI 0044, 5.6.1.3).
        elf::R_ARM_ABS32 | elf::R_ARM_TARGET1 => ObjectPatch::Patch(Patch::Abs32),
        elf::R_ARM_REL32 => ObjectPatch::Patch(Patch::Rel32),
        elf::R_ARM_THM_PC22 => ObjectPatch::Patch(Patch::ThumbCall),
        elf::R_ARM_THM_JUMP24 => ObjectPatch::Patch(Patch::ThumbJump24),
        elf::R_ARM_THM_PC11 => ObjectPatch::Patch(Patch::ThumbJump11),
        elf::R_ARM_THM_MOVW_ABS_NC => ObjectPatch::Patch(Patch::MovwAbs),
        elf::R_ARM_THM_MOVT_ABS => ObjectPatch::Patch(Patch::MovtAbs),
        _ => ObjectPatch::Unknown,
    }
}

/// How far ahead of an instruction the program counter reads; ELF's addends of branches contain it (IHI 0044, 5.6.1.1).
pub(crate) fn pc_bias(patch: Patch) -> i32 {
    match patch {
        Patch::ThumbCall | Patch::ThumbJump24 | Patch::ThumbJump11 => -4,
        Patch::Abs32 | Patch::Rel32 | Patch::MovwAbs | Patch::MovtAbs => 0,
    }
}

/// The addend that a prebuilt object stores in the place itself.
pub(crate) fn implicit_addend(patch: Patch, bytes: &[u8], offset: u32) -> i32 {
    let at = offset as usize;
    match patch {
        Patch::Abs32 | Patch::Rel32 => word(bytes, at) as i32,
        Patch::ThumbCall | Patch::ThumbJump24 => decode_branch(half(bytes, at), half(bytes, at + 2)),
        Patch::ThumbJump11 => (i32::from(half(bytes, at) & 0x7ff) << 21) >> 20,
        Patch::MovwAbs | Patch::MovtAbs => i32::from(decode_mov(half(bytes, at), half(bytes, at + 2)) as i16),
    }
}

/// Patches one place. `symbol` is the target's address without the Thumb bit, `place` the address of the patched byte.
pub(crate) fn apply(patch: Patch, bytes: &mut [u8], offset: u32, place: u32, symbol: u32, thumb: bool, addend: i32) -> Result<(), String> {
    let at = offset as usize;
    let value = symbol.wrapping_add(addend as u32);
    let tagged = value | u32::from(thumb);
    let distance = tagged.wrapping_sub(place) as i32;
    match patch {
        Patch::Abs32 => put_word(bytes, at, tagged),
        Patch::Rel32 => put_word(bytes, at, distance as u32),
        Patch::ThumbCall | Patch::ThumbJump24 => {
            if !thumb {
                return Err("a branch to something that is no code".to_string());
            }
            if !(-(1 << 24)..1 << 24).contains(&distance) {
                return Err(format!("a branch over {distance} bytes; BL reaches 16 MiB"));
            }
            let (first, second) = encode_branch(half(bytes, at + 2), distance);
            put_half(bytes, at, first);
            put_half(bytes, at + 2, second);
        }
        Patch::ThumbJump11 => {
            if !(-(1 << 11)..1 << 11).contains(&distance) {
                return Err(format!("a branch over {distance} bytes; B reaches 2 KiB"));
            }
            put_half(bytes, at, 0xe000 | (distance >> 1) as u16 & 0x7ff);
        }
        Patch::MovwAbs => put_mov(bytes, at, tagged as u16),
        Patch::MovtAbs => put_mov(bytes, at, (value >> 16) as u16),
    }
    Ok(())
}

/// `BL` and `B.W`, encoding T1/T4 (Armv6-M ARM, A6.7.13): S:I1:I2:imm10:imm11:0 with I = NOT(J EOR S).
fn decode_branch(first: u16, second: u16) -> i32 {
    let bit = |value: u16, n: u16| u32::from(value >> n & 1);
    let s = bit(first, 10);
    let (i1, i2) = (1 ^ bit(second, 13) ^ s, 1 ^ bit(second, 11) ^ s);
    let raw = s << 24 | i1 << 23 | i2 << 22 | u32::from(first & 0x3ff) << 12 | u32::from(second & 0x7ff) << 1;
    (raw << 7) as i32 >> 7
}

/// The two halfwords for a branch over `distance` bytes; the bits of `second` that tell `BL` from `B.W` are kept.
fn encode_branch(second: u16, distance: i32) -> (u16, u16) {
    let bits = distance as u32;
    let s = bits >> 24 & 1;
    let j = |n: u32| (bits >> n & 1) ^ 1 ^ s;
    let first = 0xf000 | (s << 10) as u16 | (bits >> 12 & 0x3ff) as u16;
    let second = second & 0xd000 | (j(23) << 13) as u16 | (j(22) << 11) as u16 | (bits >> 1 & 0x7ff) as u16;
    (first, second)
}

/// `MOVW`/`MOVT`, encoding T3/T1 (Armv7-M ARM, A7.7.76): imm4:i:imm3:imm8.
fn decode_mov(first: u16, second: u16) -> u16 {
    (first & 0xf) << 12 | (first >> 10 & 1) << 11 | (second >> 12 & 7) << 8 | second & 0xff
}

fn put_mov(bytes: &mut [u8], at: usize, value: u16) {
    let first = half(bytes, at) & 0xfbf0 | value >> 12 | (value >> 11 & 1) << 10;
    let second = half(bytes, at + 2) & 0x8f00 | (value >> 8 & 7) << 12 | value & 0xff;
    put_half(bytes, at, first);
    put_half(bytes, at + 2, second);
}

fn half(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn put_half(bytes: &mut [u8], at: usize, value: u16) {
    bytes[at..at + 2].copy_from_slice(&value.to_le_bytes());
}

fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn put_word(bytes: &mut [u8], at: usize, value: u32) {
    bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn branches_decode_what_they_encode() {
        for distance in [0, 4, -4, 0x7fe, -0x800, 0x12_3456, -0x12_3456, (1 << 24) - 2, -(1 << 24)] {
            let (first, second) = encode_branch(0xd000, distance);
            assert_eq!(decode_branch(first, second), distance, "{distance:#x}");
        }
        // GNU as: `bl .` assembles to f7ff fffe, `bl .+4` to f000 f800.
        assert_eq!(encode_branch(0xd000, -4), (0xf7ff, 0xfffe));
        assert_eq!(encode_branch(0xd000, 0), (0xf000, 0xf800));
        assert_eq!(implicit_addend(Patch::ThumbCall, &[0xff, 0xf7, 0xfe, 0xff], 0), -4);
    }

    #[test]
    fn calls_reach_both_ways_and_no_further() {
        let mut code = [0x00, 0xf0, 0x00, 0xf8];
        apply(Patch::ThumbCall, &mut code, 0, 0x1000, 0x1010, true, -4).expect("near");
        assert_eq!(decode_branch(half(&code, 0), half(&code, 2)), 0x0c);
        apply(Patch::ThumbCall, &mut code, 0, 0x1010, 0x1000, true, -4).expect("near");
        assert_eq!(decode_branch(half(&code, 0), half(&code, 2)), -0x14);
        assert!(apply(Patch::ThumbCall, &mut code, 0, 0, 0x0200_0000, true, -4).is_err());
        assert!(apply(Patch::ThumbCall, &mut code, 0, 0, 0x10, false, -4).is_err());
    }

    #[test]
    fn words_carry_the_thumb_bit_and_addends() {
        let mut data = [0; 4];
        apply(Patch::Abs32, &mut data, 0, 0x100, 0x2000, true, 0).expect("a word");
        assert_eq!(word(&data, 0), 0x2001);
        apply(Patch::Abs32, &mut data, 0, 0x100, 0x2000, false, 8).expect("a word");
        assert_eq!(word(&data, 0), 0x2008);
        apply(Patch::Rel32, &mut data, 0, 0x100, 0x80, false, 0).expect("a word");
        assert_eq!(word(&data, 0) as i32, -0x80);
    }

    #[test]
    fn moves_hold_halves() {
        // GNU as: movw r3, #0 is f240 0300, movt r3, #0 is f2c0 0300; movw r3, #0xfedc is f64f 63dc.
        let mut code = [0x40, 0xf2, 0x00, 0x03, 0xc0, 0xf2, 0x00, 0x03];
        apply(Patch::MovwAbs, &mut code, 0, 0, 0x1234_fedc, false, 0).expect("a half");
        apply(Patch::MovtAbs, &mut code, 4, 4, 0x1234_fedc, false, 0).expect("a half");
        assert_eq!((half(&code, 0), half(&code, 2)), (0xf64f, 0x63dc));
        assert_eq!(decode_mov(half(&code, 4), half(&code, 6)), 0x1234);
        assert_eq!(implicit_addend(Patch::MovwAbs, &code, 0), i32::from(0xfedc_u16 as i16));
    }

    #[test]
    fn short_jumps_are_checked() {
        let mut code = [0xfe, 0xe7];
        assert_eq!(implicit_addend(Patch::ThumbJump11, &code, 0), -4);
        apply(Patch::ThumbJump11, &mut code, 0, 0x100, 0x110, true, -4).expect("near");
        assert_eq!(half(&code, 0), 0xe006);
        assert!(apply(Patch::ThumbJump11, &mut code, 0, 0, 0x1000, true, -4).is_err());
    }
}
