//! Compiled functions on a bare machine: linked flat, called with words, routines of the runtime played by the host.
//!
//! In: [`Section`]s. Out: what a call leaves in r0 and r1, and what it cost. After every call the harness checks that r4 to r11 and sp are
//! as before; routines leave garbage in every register they may change.

use std::collections::HashMap;
use thimble::code::{RelocationKind, Section};
use thimble::thumb::Core;
use thimble_simulator::{Chip, Limits, Machine, Stop};

/// Where routines lie, from the start of code: one breakpoint each.
const ROUTINES: u32 = 0xf_8000;
/// Where a called function returns to, from the start of code.
const RETURN: u32 = 0xf_0000;
/// Free memory for programs, 64 kB.
pub const MEMORY: u32 = 0x2000_0000;
const STACK: u32 = 0x2001_8000;

/// What a call came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// r0 and r1.
    Returned([u32; 2]),
    /// `udf` with this code.
    Trapped(u8),
}

/// Linked functions on a machine.
pub struct Flat {
    machine: Machine,
    /// Where code lies.
    code: u32,
    symbols: HashMap<String, u32>,
    routines: Vec<String>,
    /// Instructions and cycles of the last call, routines not counted.
    pub cost: (u64, u64),
}

impl Flat {
    /// Places the sections one after the other. Symbols nobody defines become routines, see [`routine`].
    pub fn new(sections: &[Section], core: Core) -> Flat {
        let (chip, code): (Chip, u32) = match core {
            Core::V6M => (Chip::Rp2040, 0x1000_0000),
            Core::V7EM => (Chip::Stm32f405, 0x0800_0000),
        };
        let mut machine = Machine::blank(chip);
        let mut symbols = HashMap::new();
        let mut next = code;
        for section in sections {
            next = next.next_multiple_of(section.align);
            symbols.insert(section.name.clone(), next);
            next += section.size;
        }
        let mut flat = Flat { machine, code, symbols, routines: Vec::new(), cost: (0, 0) };
        for section in sections {
            let bytes = flat.relocate(section);
            let at = flat.symbols[&section.name];
            assert!(flat.machine.set_memory(at, &bytes), "code fits into flash");
        }
        for index in 0..flat.routines.len() as u32 {
            flat.machine.set_memory(code + ROUTINES + 4 * index, &0xbe42u16.to_le_bytes());
        }
        machine = flat.machine;
        machine.set_memory(code + RETURN, &0xbe43u16.to_le_bytes());
        let mut flat = Flat { machine, ..flat };
        if core == Core::V7EM {
            flat.enable_fpu();
        }
        flat
    }

    /// As start-up does, by `str r1, [r0]` to CPACR (DDI 0403, B3.2.20).
    fn enable_fpu(&mut self) {
        let at = self.code + RETURN + 4;
        self.machine.set_memory(at, &0x4770_6001_u32.to_le_bytes());
        self.symbols.insert("enable the FPU".to_owned(), at);
        let outcome = self.call("enable the FPU", &[0xe000_ed88, 0xf << 20]);
        assert!(matches!(outcome, Ok(Outcome::Returned(_))), "the FPU is there: {outcome:?}");
    }

    fn address(&mut self, name: &str) -> u32 {
        if let Some(address) = self.symbols.get(name) {
            return *address;
        }
        if let Some(offset) = name.strip_prefix("memory") {
            return MEMORY + offset.parse::<u32>().unwrap_or(0);
        }
        let address = self.code + ROUTINES + 4 * self.routines.len() as u32;
        self.routines.push(name.to_owned());
        self.symbols.insert(name.to_owned(), address);
        address
    }

    fn relocate(&mut self, section: &Section) -> Vec<u8> {
        let base = self.symbols[&section.name];
        let mut bytes = section.bytes.clone();
        for relocation in &section.relocations {
            let target = self.address(&relocation.target).wrapping_add_signed(relocation.addend);
            let at = relocation.offset as usize;
            match relocation.kind {
                RelocationKind::Abs32 => {
                    let thumb = u32::from(!relocation.target.starts_with("memory"));
                    bytes[at..at + 4].copy_from_slice(&(target | thumb).to_le_bytes());
                }
                RelocationKind::ThumbCall => {
                    let distance = target.wrapping_sub(base + relocation.offset + 4);
                    bytes[at..at + 4].copy_from_slice(&call(distance));
                }
                other => panic!("{other:?} is not made"),
            }
        }
        bytes
    }

    /// Words of memory, from [`MEMORY`] on.
    pub fn set_memory(&mut self, bytes: &[u8]) {
        assert!(self.machine.set_memory(MEMORY, bytes), "memory is there");
    }

    /// Bytes of memory.
    pub fn memory(&self, length: usize) -> &[u8] {
        self.machine.memory(MEMORY, length).expect("memory is there")
    }

    /// Calls a function: the first four words in registers, the others on the stack.
    ///
    /// # Errors
    /// What broke the calling convention, or how the run ended instead of returning.
    pub fn call(&mut self, name: &str, words: &[u32]) -> Result<Outcome, String> {
        let entry = *self.symbols.get(name).ok_or_else(|| format!("no function {name}"))?;
        let mut registers = self.machine.registers();
        for (number, register) in registers.r.iter_mut().enumerate() {
            *register = 0xa5a5_0000 + number as u32 * 0x11;
        }
        for (index, word) in words.iter().enumerate() {
            match index {
                0..4 => registers.r[index] = *word,
                _ => assert!(self.machine.set_memory(STACK + 4 * (index as u32 - 4), &word.to_le_bytes()), "the stack is there"),
            }
        }
        registers.r[13] = STACK;
        registers.r[14] = self.code + RETURN | 1;
        registers.r[15] = entry;
        let before = registers;
        self.machine.set_registers(&registers);
        let start = self.machine.count();
        let outcome = self.run_on()?;
        let end = self.machine.count();
        self.cost = (end.instructions - start.instructions, end.cycles - start.cycles);
        let after = self.machine.registers();
        if let Outcome::Returned(_) = outcome {
            for number in (4..12).chain([13]) {
                if after.r[number] != before.r[number] {
                    return Err(format!("{name} changed r{number} from {:#x} to {:#x}", before.r[number], after.r[number]));
                }
            }
        }
        Ok(outcome)
    }

    fn run_on(&mut self) -> Result<Outcome, String> {
        loop {
            match self.machine.run(Limits::instructions(2_000_000)) {
                Stop::Breakpoint { pc, number: 0x43 } if pc == self.code + RETURN => {
                    let r = self.machine.registers().r;
                    return Ok(Outcome::Returned([r[0], r[1]]));
                }
                Stop::Breakpoint { pc, number: 0x42 } => self.play_routine(pc),
                other => {
                    let pc = self.machine.last_fault().map(|fault| fault.pc);
                    let code = pc.and_then(|pc| self.machine.memory(pc, 2)).map(|b| u16::from_le_bytes([b[0], b[1]]));
                    return match code {
                        Some(code) if code >> 8 == 0xde => Ok(Outcome::Trapped(code as u8)),
                        _ => Err(format!("ended by {other:?}, last fault {:?}", self.machine.last_fault())),
                    };
                }
            }
        }
    }

    fn play_routine(&mut self, pc: u32) {
        let name = &self.routines[((pc - self.code - ROUTINES) / 4) as usize];
        let mut registers = self.machine.registers();
        let r = registers.r;
        assert_eq!(r[13] % 8, 0, "sp is aligned to 8 at calls of {name}");
        let stack = self.machine.memory(r[13], 8).map_or([0; 2], |b| [word(&b[..4]), word(&b[4..])]);
        let results = routine(name, [r[0], r[1], r[2], r[3]], stack);
        for (number, garbage) in [(0, 0xdead_0000u32), (1, 0xdead_0011), (2, 0xdead_0022), (3, 0xdead_0033), (12, 0xdead_00cc)] {
            registers.r[number] = results.get(number).copied().unwrap_or(garbage);
        }
        registers.r[15] = r[14] & !1;
        registers.xpsr ^= 0xf000_0000;
        self.machine.set_registers(&registers);
    }
}

fn word(bytes: &[u8]) -> u32 {
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}

/// `bl` over a distance from pc.
fn call(distance: u32) -> [u8; 4] {
    let sign = distance >> 24 & 1;
    let j1 = (distance >> 23 ^ sign ^ 1) & 1;
    let j2 = (distance >> 22 ^ sign ^ 1) & 1;
    let first = 0xf000 | sign << 10 | distance >> 12 & 0x3ff;
    let second = 0xd000 | j1 << 13 | j2 << 11 | distance >> 1 & 0x7ff;
    let [a, b, ..] = first.to_le_bytes();
    let [c, d, ..] = second.to_le_bytes();
    [a, b, c, d]
}

/// What a routine of the runtime gives for r0 to r3 and two words of stack. A routine with an unknown name adds up its arguments in a way that
/// tells them apart (r0 + 3 r1 + 5 r2 + 7 r3).
pub fn routine(name: &str, r: [u32; 4], stack: [u32; 2]) -> Vec<u32> {
    let (a, b) = (u64::from(r[1]) << 32 | u64::from(r[0]), u64::from(r[3]) << 32 | u64::from(r[2]));
    let (x, y) = (f64::from_bits(a), f64::from_bits(b));
    let wide = |value: u64| vec![value as u32, (value >> 32) as u32];
    let double = |value: f64| wide(value.to_bits());
    let flag = |value: bool| vec![u32::from(value)];
    match name {
        "__aeabi_lmul" => wide(a.wrapping_mul(b)),
        "__aeabi_ldivmod" => [wide((a as i64).wrapping_div(b as i64) as u64), wide((a as i64).wrapping_rem(b as i64) as u64)].concat(),
        "__aeabi_uldivmod" => [wide(a / b), wide(a % b)].concat(),
        "__aeabi_llsl" => wide(a << r[2]),
        "__aeabi_llsr" => wide(a >> r[2]),
        "__aeabi_lasr" => wide((a as i64 >> r[2]) as u64),
        "__aeabi_idiv" => vec![(r[0] as i32).wrapping_div(r[1] as i32) as u32],
        "__aeabi_uidiv" => vec![r[0] / r[1]],
        "__aeabi_idivmod" => {
            let (n, d) = (r[0] as i32, r[1] as i32);
            vec![n.wrapping_div(d) as u32, n.wrapping_rem(d) as u32]
        }
        "__aeabi_uidivmod" => vec![r[0] / r[1], r[0] % r[1]],
        "__clzsi2" => vec![r[0].leading_zeros()],
        "__aeabi_dadd" => double(x + y),
        "__aeabi_dsub" => double(x - y),
        "__aeabi_dmul" => double(x * y),
        "__aeabi_ddiv" => double(x / y),
        "__aeabi_dcmpeq" => flag(x == y),
        "__aeabi_dcmplt" => flag(x < y),
        "__aeabi_dcmple" => flag(x <= y),
        "__aeabi_dcmpgt" => flag(x > y),
        "__aeabi_dcmpge" => flag(x >= y),
        "__aeabi_dcmpun" => flag(x.is_nan() || y.is_nan()),
        "__aeabi_i2d" => double(f64::from(r[0] as i32)),
        "__aeabi_ui2d" => double(f64::from(r[0])),
        "__aeabi_l2d" => double(a as i64 as f64),
        "__aeabi_ul2d" => double(a as f64),
        "__aeabi_d2iz" => vec![x as i32 as u32],
        "__aeabi_d2uiz" => vec![x as u32],
        "__aeabi_d2lz" => wide(x as i64 as u64),
        "__aeabi_d2ulz" => wide(x as u64),
        "th_f64_sqrt" => double(x.sqrt()),
        "th_f64_floor" => double(x.floor()),
        "th_f64_ceil" => double(x.ceil()),
        "th_f64_trunc" => double(x.trunc()),
        "th_f64_nearest" => double(x.round_ties_even()),
        "th_f64_min" => double(if x.is_nan() || y.is_nan() { f64::NAN } else { x.min(y) }),
        "th_f64_max" => double(if x.is_nan() || y.is_nan() { f64::NAN } else { x.max(y) }),
        "th_f64_fma" => double(x.mul_add(y, f64::from_bits(u64::from(stack[1]) << 32 | u64::from(stack[0])))),
        _ => vec![r[0].wrapping_add(r[1].wrapping_mul(3)).wrapping_add(r[2].wrapping_mul(5)).wrapping_add(r[3].wrapping_mul(7))],
    }
}
