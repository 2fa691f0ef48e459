//! A compiled function as text, for `--emit asm` and tests.
//!
//! In: a [`Section`] of kind `Text`. Out: one line per instruction, label, pool word. Reads the bytes, not what made them,
//! so the text is a witness of the encoding. Unknown halfwords print as `.short`.

mod single;
mod wide;

use super::inst::{Alu, Cond, Reg, Width};
use crate::code::{RelocationKind, Section};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The text of a function.
pub fn disassemble(section: &Section) -> String {
    let data = section.function.as_ref().map_or(&[][..], |function| &function.data[..]);
    let mut printer = Printer { section, data, labels: BTreeMap::new(), out: String::new() };
    printer.find_labels();
    printer.print();
    printer.out
}

struct Printer<'a> {
    section: &'a Section,
    data: &'a [(u32, u32)],
    labels: BTreeMap<u32, usize>,
    out: String,
}

/// What an instruction refers to, beside its text.
enum Decoded {
    /// Text, complete.
    Plain(String),
    /// A branch: mnemonic and target.
    Branch(String, u32),
    /// A load from the pool: register and the word's offset.
    Literal(Reg, u32),
    /// `adr` of the table that follows.
    Address(Reg),
}

impl Printer<'_> {
    fn half(&self, offset: u32) -> u32 {
        let at = offset as usize;
        u32::from(u16::from_le_bytes([self.section.bytes[at], self.section.bytes[at + 1]]))
    }

    fn word(&self, offset: u32) -> u32 {
        self.half(offset) | self.half(offset + 2) << 16
    }

    /// Offsets of instructions with their sizes, pools left out.
    fn instructions(&self) -> Vec<(u32, u32)> {
        let mut list = Vec::new();
        let mut offset = 0;
        let mut data = self.data.iter();
        let mut next = data.next();
        while offset < self.section.size {
            if let Some((start, end)) = next.filter(|(start, _)| *start == offset) {
                debug_assert!(start <= end);
                offset = *end;
                next = data.next();
                continue;
            }
            let size = if self.half(offset) >> 11 >= 0x1d { 4 } else { 2 };
            list.push((offset, size));
            offset += size;
        }
        list
    }

    fn find_labels(&mut self) {
        let mut targets: Vec<u32> = Vec::new();
        for (offset, size) in self.instructions() {
            if let Decoded::Branch(_, target) = self.decode(offset, size) {
                targets.push(target);
            }
        }
        if let Some(function) = &self.section.function {
            targets.extend(function.handlers.iter().map(|handler| handler.landing_offset));
        }
        for (start, end) in self.data {
            targets.extend(self.table_entries(*start, *end));
        }
        targets.sort_unstable();
        targets.dedup();
        self.labels = targets.into_iter().enumerate().map(|(number, target)| (target, number)).collect();
    }

    /// The targets of a jump table; none if the stretch is a literal pool. A table follows `add pc, reg`, and the load before that
    /// tells how wide its entries are.
    fn table_entries(&self, start: u32, end: u32) -> Vec<u32> {
        if start < 4 || self.half(start - 2) & 0xff87 != 0x4487 {
            return Vec::new();
        }
        let first = start.next_multiple_of(4);
        // `ldrsh rt, [rn, rm]`, of two bytes or four.
        let halves = self.half(start - 4) >> 9 == 0b0101111 || start >= 6 && self.half(start - 6) >> 4 == 0xf93;
        let distance = |offset| if halves { i32::from(self.half(offset) as u16 as i16) } else { self.word(offset) as i32 };
        (first..end).step_by(if halves { 2 } else { 4 }).map(|offset| (start + 2).wrapping_add_signed(distance(offset))).collect()
    }

    fn label(&self, target: u32) -> String {
        self.labels.get(&target).map_or_else(|| format!("+{target:#x}"), |number| format!("L{number}"))
    }

    fn print(&mut self) {
        writeln!(self.out, "{}:", self.section.name).expect("a string takes what is written");
        let mut data = self.data.iter().peekable();
        // Conditions of the instructions that an `it` governs, the last one first.
        let mut conditions: Vec<Cond> = Vec::new();
        for (offset, size) in self.instructions() {
            while let Some((start, end)) = data.next_if(|(start, _)| *start < offset) {
                self.print_data(*start, *end);
            }
            self.print_label(offset);
            let mut text = self.text(offset, size);
            match conditions.pop() {
                Some(cond) => text = conditional(&text, cond),
                None => conditions = wide::conditions(self.half(offset)),
            }
            writeln!(self.out, "    {text}").expect("a string takes what is written");
            let landing = self.section.function.iter().flat_map(|f| &f.handlers).find(|handler| handler.return_offset == offset + size);
            if let Some(handler) = landing {
                let label = self.label(handler.landing_offset);
                writeln!(self.out, "      @ throws to {label}").expect("a string takes what is written");
            }
        }
        for (start, end) in data {
            self.print_data(*start, *end);
        }
    }

    fn print_label(&mut self, offset: u32) {
        if self.labels.contains_key(&offset) {
            let label = self.label(offset);
            writeln!(self.out, "{label}:").expect("a string takes what is written");
        }
    }

    fn print_data(&mut self, start: u32, end: u32) {
        let entries = self.table_entries(start, end);
        if !entries.is_empty() {
            let names: Vec<String> = entries.into_iter().map(|target| self.label(target)).collect();
            return writeln!(self.out, "    .table {}", names.join(", ")).expect("a string takes what is written");
        }
        for offset in (start.next_multiple_of(4)..end).step_by(4) {
            let text = self.literal(offset);
            writeln!(self.out, "    .word {text}").expect("a string takes what is written");
        }
    }

    fn literal(&self, offset: u32) -> String {
        let relocation = self.section.relocations.iter().find(|r| r.offset == offset && r.kind == RelocationKind::Abs32);
        match relocation {
            Some(r) if r.addend == 0 => r.target.clone(),
            Some(r) => format!("{}{:+}", r.target, r.addend),
            None => format!("{:#x}", self.word(offset)),
        }
    }

    fn text(&self, offset: u32, size: u32) -> String {
        match self.decode(offset, size) {
            Decoded::Plain(text) => text,
            Decoded::Branch(name, target) => format!("{name} {}", self.label(target)),
            Decoded::Literal(rt, at) => format!("ldr {rt}, ={}", self.literal(at)),
            Decoded::Address(rd) => format!("adr {rd}, table"),
        }
    }

    fn decode(&self, offset: u32, size: u32) -> Decoded {
        let code = self.half(offset);
        if size == 4 {
            return self.decode_long(offset);
        }
        match code >> 12 {
            0b1011 if code & 0x0500 == 0x0100 => {
                let distance = (code >> 9 & 1) << 6 | (code >> 3 & 31) << 1;
                let name = if code & 0x0800 == 0 { "cbz" } else { "cbnz" };
                Decoded::Branch(format!("{name} {},", low(code)), offset + 4 + distance)
            }
            0b1101 if code >> 8 & 15 < 14 => {
                let cond = Cond::from_code((code >> 8 & 15) as u8).expect("below 14");
                let target = (offset + 4).wrapping_add_signed(i32::from(code as u8 as i8) * 2);
                Decoded::Branch(format!("b{}", cond.name()), target)
            }
            0b1110 => {
                let distance = ((code << 21) as i32) >> 20;
                Decoded::Branch("b".to_owned(), (offset + 4).wrapping_add_signed(distance))
            }
            0b0100 if code & 0x0800 != 0 => Decoded::Literal(low(code >> 8), (offset + 4 & !3) + (code & 255) * 4),
            0b1010 if code & 0x0800 == 0 => Decoded::Address(low(code >> 8)),
            _ => Decoded::Plain(plain(code).unwrap_or_else(|| format!(".short {code:#06x}"))),
        }
    }

    fn decode_long(&self, offset: u32) -> Decoded {
        let (first, second) = (self.half(offset), self.half(offset + 2));
        if first >> 11 != 0x1e || second & 0xd000 != 0xd000 {
            return self.decode_wide(offset, first, second);
        }
        let call = self.section.relocations.iter().find(|r| r.offset == offset && r.kind == RelocationKind::ThumbCall);
        if let Some(relocation) = call {
            return Decoded::Plain(format!("bl {}", relocation.target));
        }
        let sign = first >> 10 & 1;
        let i1 = (second >> 13 ^ sign ^ 1) & 1;
        let i2 = (second >> 11 ^ sign ^ 1) & 1;
        let bits = sign << 24 | i1 << 23 | i2 << 22 | (first & 0x3ff) << 12 | (second & 0x7ff) << 1;
        let distance = ((bits << 7) as i32) >> 7;
        Decoded::Branch("bl".to_owned(), (offset + 4).wrapping_add_signed(distance))
    }
}

/// An instruction under a condition: its mnemonic takes the condition's letters and sets no flags.
fn conditional(text: &str, cond: Cond) -> String {
    let (name, rest) = text.split_once(' ').unwrap_or((text, ""));
    let (name, width) = name.split_once('.').map_or((name, String::new()), |(name, width)| (name, format!(".{width}")));
    let name = if name == "movs" { "mov" } else { name };
    format!("{name}{}{width} {rest}", cond.name())
}

fn low(bits: u32) -> Reg {
    Reg((bits & 7) as u8)
}

fn any(bits: u32) -> Reg {
    Reg((bits & 15) as u8)
}

/// The instructions without labels (DDI 0419, A5.2).
fn plain(code: u32) -> Option<String> {
    let (rd, rn, rm) = (low(code), low(code >> 3), low(code >> 6));
    let byte = code & 255;
    Some(match code >> 11 {
        0 if code >> 6 == 0 => format!("movs {rd}, {rn}"),
        0..=2 => {
            let n = code >> 6 & 31;
            let n = if n == 0 { 32 } else { n };
            format!("{} {rd}, {rn}, #{n}", ["lsls", "lsrs", "asrs"][(code >> 11) as usize])
        }
        3 => {
            let name = if code & 0x200 == 0 { "adds" } else { "subs" };
            let last = if code & 0x400 == 0 { rm.to_string() } else { format!("#{}", code >> 6 & 7) };
            format!("{name} {rd}, {rn}, {last}")
        }
        4 => format!("movs {}, #{byte}", low(code >> 8)),
        5 => format!("cmp {}, #{byte}", low(code >> 8)),
        6 => format!("adds {}, #{byte}", low(code >> 8)),
        7 => format!("subs {}, #{byte}", low(code >> 8)),
        8 if code & 0x400 == 0 => {
            format!("{} {rd}, {rn}", Alu::NAMES[(code >> 6 & 15) as usize])
        }
        8 => high(code)?,
        10 | 11 => {
            let names = ["str", "strh", "strb", "ldrsb", "ldr", "ldrh", "ldrb", "ldrsh"];
            format!("{} {rd}, [{rn}, {rm}]", names[(code >> 9 & 7) as usize])
        }
        12..=17 => {
            let width = [Width::Word, Width::U8, Width::U16][((code >> 12) - 6) as usize];
            let name = if code & 0x800 == 0 { "str" } else { "ldr" };
            offset_form(&format!("{name}{}", width.suffix()), rd, rn, (code >> 6 & 31) * width.bytes())
        }
        18 => offset_form("str", low(code >> 8), Reg::SP, byte * 4),
        19 => offset_form("ldr", low(code >> 8), Reg::SP, byte * 4),
        21 => format!("add {}, sp, #{}", low(code >> 8), byte * 4),
        23 if code >> 8 == 0xbf && code & 15 != 0 => wide::if_then(code)?,
        22 | 23 => miscellaneous(code)?,
        27 if code >> 8 == 0xde => format!("udf #{byte}"),
        _ => return None,
    })
}

fn offset_form(name: &str, rt: Reg, rn: Reg, offset: u32) -> String {
    if offset == 0 { format!("{name} {rt}, [{rn}]") } else { format!("{name} {rt}, [{rn}, #{offset}]") }
}

/// High registers: `add`, `cmp`, `mov`, `bx`, `blx`.
fn high(code: u32) -> Option<String> {
    let rd = any(code & 7 | code >> 4 & 8);
    let rm = any(code >> 3);
    Some(match code >> 8 & 3 {
        0 => format!("add {rd}, {rm}"),
        1 => format!("cmp {rd}, {rm}"),
        2 => format!("mov {rd}, {rm}"),
        _ if code & 0x80 == 0 => format!("bx {rm}"),
        _ => format!("blx {rm}"),
    })
}

fn miscellaneous(code: u32) -> Option<String> {
    let (rd, rm) = (low(code), low(code >> 3));
    Some(match code >> 6 {
        0x2c0 | 0x2c1 => format!("add sp, #{}", (code & 127) * 4),
        0x2c2 | 0x2c3 => format!("sub sp, #{}", (code & 127) * 4),
        0x2c8..=0x2cb => format!("{} {rd}, {rm}", ["sxth", "sxtb", "uxth", "uxtb"][(code >> 6 & 3) as usize]),
        0x2e8 => format!("rev {rd}, {rm}"),
        0x2e9 => format!("rev16 {rd}, {rm}"),
        0x2eb => format!("revsh {rd}, {rm}"),
        0x2d0..=0x2d7 => format!("push {{{}}}", list(code & 255, code & 0x100 != 0, "lr")),
        0x2f0..=0x2f7 => format!("pop {{{}}}", list(code & 255, code & 0x100 != 0, "pc")),
        _ => return None,
    })
}

fn list(mask: u32, last: bool, name: &str) -> String {
    let mut names: Vec<String> = (0..8).filter(|n| mask & 1 << n != 0).map(|n| format!("r{n}")).collect();
    if last {
        names.push(name.to_owned());
    }
    names.join(", ")
}
