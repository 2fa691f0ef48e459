//! The 32-bit instructions of ARMv7-M as text, and `it`.
//!
//! In: two halfwords. Out: what GNU objdump prints, `.w` where there is a 16-bit instruction of the same name. (DDI 0403, A5.3.)

use super::super::inst::{Cond, Data, Reg};
use super::{Decoded, Printer, any, list};

/// `it`, `itt`, `ite` … and the first condition.
pub fn if_then(code: u32) -> Option<String> {
    let first = Cond::from_code((code >> 4 & 15) as u8)?;
    let letters: String = conditions(code).iter().rev().skip(1).map(|cond| if *cond == first { 't' } else { 'e' }).collect();
    Some(format!("it{letters} {}", first.name()))
}

/// The conditions of the instructions that an `it` governs, the last one first; none if it is another instruction.
pub fn conditions(code: u32) -> Vec<Cond> {
    let Some(first) = Cond::from_code((code >> 4 & 15) as u8).filter(|_| code >> 8 == 0xbf && code & 15 != 0) else { return Vec::new() };
    let count = 4 - (code & 15).trailing_zeros();
    let of = |number: u32| match number {
        0 => first,
        _ if code >> (4 - number) & 1 == first as u32 & 1 => first,
        _ => first.invert(),
    };
    (0..count).rev().map(of).collect()
}

impl Printer<'_> {
    /// What is no `bl`.
    pub fn decode_wide(&self, offset: u32, first: u32, second: u32) -> Decoded {
        let pc = offset + 4;
        if first >> 11 == 0x1e && second & 0x8000 != 0 {
            return branch(pc, first, second).unwrap_or_else(|| unknown(first, second));
        }
        let imm12 = second & 0xfff;
        if first == 0xf8df {
            return Decoded::Literal(any(second >> 12), (pc & !3) + imm12);
        }
        if first & 0xfbff == 0xf20f {
            return Decoded::Address(any(second >> 8));
        }
        plain(first, second).or_else(|| super::single::decode(first, second)).map_or_else(|| unknown(first, second), Decoded::Plain)
    }
}

fn unknown(first: u32, second: u32) -> Decoded {
    Decoded::Plain(format!(".short {first:#06x}, {second:#06x}"))
}

fn branch(pc: u32, first: u32, second: u32) -> Option<Decoded> {
    let sign = first >> 10 & 1;
    let (j1, j2) = (second >> 13 & 1, second >> 11 & 1);
    if second & 0x1000 != 0 {
        let bits = sign << 24 | (j1 ^ sign ^ 1) << 23 | (j2 ^ sign ^ 1) << 22 | (first & 0x3ff) << 12 | (second & 0x7ff) << 1;
        return Some(Decoded::Branch("b.w".to_owned(), pc.wrapping_add_signed(((bits << 7) as i32) >> 7)));
    }
    let cond = Cond::from_code((first >> 6 & 15) as u8)?;
    let bits = sign << 20 | j2 << 19 | j1 << 18 | (first & 0x3f) << 12 | (second & 0x7ff) << 1;
    Some(Decoded::Branch(format!("b{}.w", cond.name()), pc.wrapping_add_signed(((bits << 11) as i32) >> 11)))
}

fn plain(first: u32, second: u32) -> Option<String> {
    match first >> 9 {
        0b111_0101 => data_register(first, second),
        0b111_0100 => multiple_or_pair(first, second),
        0b111_1000..=0b111_1011 => data_number(first, second),
        0b111_1100 => memory(first, second),
        0b111_1101 => register(first, second),
        _ => None,
    }
}

/// The mnemonic with `s` and `.w`.
fn named(name: &str, flags: bool) -> String {
    let width = if matches!(name, "orn" | "rsb") { "" } else { ".w" };
    format!("{name}{}{width}", if flags { "s" } else { "" })
}

fn three(op: u32, flags: bool, rd: Reg, rn: Reg, operand: &str) -> Option<String> {
    let name = Data::name(op)?;
    let two = |name: &str, reg: Reg| Some(format!("{name} {reg}, {operand}"));
    match (op, rd, rn) {
        (2, _, Reg::PC) => two(&named("mov", flags), rd),
        (3, _, Reg::PC) => two(&named("mvn", flags), rd),
        (0, Reg::PC, _) if flags => two("tst.w", rn),
        (8, Reg::PC, _) if flags => two("cmn.w", rn),
        (13, Reg::PC, _) if flags => two("cmp.w", rn),
        _ => Some(format!("{} {rd}, {rn}, {operand}", named(name, flags))),
    }
}

fn data_register(first: u32, second: u32) -> Option<String> {
    let n = (second >> 12 & 7) << 2 | second >> 6 & 3;
    let shift = (second >> 4 & 3) as usize;
    let rm = any(second);
    let operand = if n == 0 && shift == 0 { rm.to_string() } else { format!("{rm}, {} #{n}", ["lsl", "lsr", "asr", "ror"][shift]) };
    three(first >> 5 & 15, first & 16 != 0, any(second >> 8), any(first), &operand)
}

fn imm12(first: u32, second: u32) -> u32 {
    (first >> 10 & 1) << 11 | (second >> 12 & 7) << 8 | second & 255
}

/// What 12 bits stand for (DDI 0403, A5.3.2).
fn expanded(imm: u32) -> u32 {
    let byte = imm & 255;
    match imm >> 8 {
        0 => byte,
        1 => byte << 16 | byte,
        2 => byte << 24 | byte << 8,
        3 => byte * 0x0101_0101,
        _ => (0x80 | imm & 0x7f).rotate_right(imm >> 7),
    }
}

fn data_number(first: u32, second: u32) -> Option<String> {
    let (rd, rn, imm) = (any(second >> 8), any(first), imm12(first, second));
    if first & 0x0200 == 0 {
        return three(first >> 5 & 15, first & 16 != 0, rd, rn, &format!("#{}", expanded(imm)));
    }
    let lowest = (second >> 12 & 7) << 2 | second >> 6 & 3;
    let width = (second & 31) + 1;
    Some(match first & 0xfbf0 {
        0xf200 => format!("addw {rd}, {rn}, #{imm}"),
        0xf2a0 => format!("subw {rd}, {rn}, #{imm}"),
        0xf240 => format!("movw {rd}, #{}", (first & 15) << 12 | imm),
        0xf2c0 => format!("movt {rd}, #{}", (first & 15) << 12 | imm),
        0xf340 => format!("sbfx {rd}, {rn}, #{lowest}, #{width}"),
        0xf3c0 => format!("ubfx {rd}, {rn}, #{lowest}, #{width}"),
        0xf360 => format!("bfi {rd}, {rn}, #{lowest}, #{}", width - lowest),
        _ => return None,
    })
}

fn multiple_or_pair(first: u32, second: u32) -> Option<String> {
    let (rn, rt, rt2) = (any(first), any(second >> 12), any(second >> 8));
    let offset = (second & 255) * 4;
    let place = if offset == 0 { format!("[{rn}]") } else { format!("[{rn}, #{offset}]") };
    Some(match first & 0xfff0 {
        0xe9d0 => format!("ldrd {rt}, {rt2}, {place}"),
        0xe9c0 => format!("strd {rt}, {rt2}, {place}"),
        0xe920 if first == 0xe92d => format!("push.w {{{}}}", high_list(second, 14, "lr")),
        0xe8b0 if first == 0xe8bd => format!("pop.w {{{}}}", high_list(second, 15, "pc")),
        _ => return None,
    })
}

/// Registers up to r12 and one more.
fn high_list(mask: u32, last: u32, name: &str) -> String {
    let low = list(mask & 255, false, "");
    let high = (8..13).filter(|n| mask & 1 << n != 0).map(|n| format!("r{n}"));
    let names = std::iter::once(low).filter(|names| !names.is_empty()).chain(high);
    let names: Vec<String> = names.chain((mask & 1 << last != 0).then(|| name.to_owned())).collect();
    names.join(", ")
}

fn memory(first: u32, second: u32) -> Option<String> {
    let size = match first >> 5 & 3 {
        0 => "b",
        1 => "h",
        2 => "",
        _ => return None,
    };
    let sign = if first & 0x100 != 0 { "s" } else { "" };
    let name = if first & 16 != 0 { format!("ldr{sign}{size}.w") } else { format!("str{size}.w") };
    let (rn, rt) = (any(first), any(second >> 12));
    let imm = second & 0xfff;
    Some(if first & 0x80 != 0 {
        if imm == 0 { format!("{name} {rt}, [{rn}]") } else { format!("{name} {rt}, [{rn}, #{imm}]") }
    } else if second & 0xf00 == 0xc00 {
        // Downwards there is no 16-bit form.
        format!("{} {rt}, [{rn}, #-{}]", name.trim_end_matches(".w"), second & 255)
    } else if second & 0xfc0 == 0 {
        let shift = second >> 4 & 3;
        let shift = if shift == 0 { String::new() } else { format!(", lsl #{shift}") };
        format!("{name} {rt}, [{rn}, {}{shift}]", any(second))
    } else {
        return None;
    })
}

/// Shifts by register, extensions, multiplication, division.
fn register(first: u32, second: u32) -> Option<String> {
    let (rd, rn, rm, ra) = (any(second >> 8), any(first), any(second), any(second >> 12));
    let kind = second >> 4 & 15;
    let flags = if first & 16 != 0 { "s" } else { "" };
    Some(match (first & 0xfff0, kind) {
        (0xfa00..=0xfa70, 0) if second >> 12 == 15 => {
            format!("{}{flags}.w {rd}, {rn}, {rm}", ["lsl", "lsr", "asr", "ror"][(first >> 5 & 3) as usize])
        }
        (0xfa00..=0xfa50, 8) if first & 15 == 15 => {
            let name = match first >> 4 & 15 {
                0 => "sxth",
                1 => "uxth",
                4 => "sxtb",
                5 => "uxtb",
                _ => return None,
            };
            format!("{name}.w {rd}, {rm}")
        }
        (0xfa90, 8) => format!("rev.w {rd}, {rm}"),
        (0xfa90, 9) => format!("rev16.w {rd}, {rm}"),
        (0xfa90, 10) => format!("rbit {rd}, {rm}"),
        (0xfab0, 8) => format!("clz {rd}, {rm}"),
        (0xfb00, 0) if ra == Reg::PC => format!("mul.w {rd}, {rn}, {rm}"),
        (0xfb00, 0) => format!("mla {rd}, {rn}, {rm}, {ra}"),
        (0xfb00, 1) => format!("mls {rd}, {rn}, {rm}, {ra}"),
        (0xfb80, 0) => format!("smull {ra}, {rd}, {rn}, {rm}"),
        (0xfba0, 0) => format!("umull {ra}, {rd}, {rn}, {rm}"),
        (0xfb90, 15) => format!("sdiv {rd}, {rn}, {rm}"),
        (0xfbb0, 15) => format!("udiv {rd}, {rn}, {rm}"),
        _ => return None,
    })
}
