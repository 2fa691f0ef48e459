//! Flash and RAM, and the decoded instructions that belong to them.
//!
//! Each bank keeps one [`Slot`] per halfword, filled when the halfword is first executed. Stores into RAM empty the
//! slots they overwrite; `code` bounds the RAM halfwords that hold any, so that a store elsewhere costs one compare.
//! Flash changes only by [`Memory::program`] and [`Memory::poke`], which forget all of it.

use std::ops::Range;

use crate::cpu::decode::{decode, is_wide};
use crate::cpu::op::{Op, Slot};
use crate::cpu::timing::Timing;

/// Bytes from a slot's address on that what is in it may depend on: a load's time depends on the next instruction.
const REACH: u32 = 8;

/// One contiguous memory.
#[derive(Debug, Clone)]
struct Bank {
    base: u32,
    bytes: Vec<u8>,
    /// One per halfword, from the base up to as far as code was executed.
    slots: Vec<Slot>,
}

impl Bank {
    fn new(base: u32, size: u32, fill: u8) -> Self {
        Bank { base, bytes: vec![fill; size as usize], slots: Vec::new() }
    }

    #[inline(always)]
    fn read<const N: usize>(&self, address: u32) -> Option<[u8; N]> {
        let at = address.wrapping_sub(self.base) as usize;
        self.bytes.get(at..at.wrapping_add(N))?.try_into().ok()
    }

    #[inline(always)]
    fn write<const N: usize>(&mut self, address: u32, value: [u8; N]) -> bool {
        let at = address.wrapping_sub(self.base) as usize;
        match self.bytes.get_mut(at..at.wrapping_add(N)) {
            Some(place) => {
                place.copy_from_slice(&value);
                true
            }
            None => false,
        }
    }

    #[inline(always)]
    fn slot(&self, address: u32) -> Option<Slot> {
        self.slots.get((address.wrapping_sub(self.base) >> 1) as usize).copied()
    }

    fn contains(&self, address: u32) -> bool {
        (address.wrapping_sub(self.base) as usize) < self.bytes.len()
    }

    fn keep(&mut self, address: u32, slot: Slot) {
        let at = (address.wrapping_sub(self.base) >> 1) as usize;
        if at >= self.slots.len() {
            let all = self.bytes.len() / 2;
            self.slots.resize((at + 1).next_power_of_two().clamp(4096.min(all), all), Slot::EMPTY);
        }
        self.slots[at] = slot;
    }
}

/// Flash and RAM of a chip.
#[derive(Debug, Clone)]
pub(crate) struct Memory {
    flash: Bank,
    ram: Bank,
    /// RAM for data only, on chips that have some.
    data: Option<Bank>,
    /// What decides how code is decoded: ARMv7E-M, and the core's timing.
    is_main: bool,
    timing: Timing,
    /// Offsets in RAM of the bytes of decoded instructions; empty if none.
    code: Range<u32>,
}

impl Memory {
    /// Erased flash (0xFF) and zeroed RAM. Both sizes are even.
    pub(crate) fn new(flash: (u32, u32), ram: (u32, u32), data: Option<(u32, u32)>, is_main: bool, timing: Timing) -> Self {
        let data = data.map(|(base, size)| Bank::new(base, size, 0));
        Memory { flash: Bank::new(flash.0, flash.1, 0xff), ram: Bank::new(ram.0, ram.1, 0), data, is_main, timing, code: 0..0 }
    }

    /// The decoded instruction at an even address; [`Op::Undecoded`] if there is none yet.
    #[inline(always)]
    pub(crate) fn slot(&self, address: u32) -> Slot {
        match self.flash.slot(address) {
            Some(slot) => slot,
            None => self.ram.slot(address).unwrap_or(Slot::EMPTY),
        }
    }

    /// Decodes the instruction at an even address and keeps it; `None` if the address is in neither memory.
    pub(crate) fn decode_at(&mut self, address: u32) -> Option<Slot> {
        let (op, size) = self.peek_op(address)?;
        let next = self.peek_op(address.wrapping_add(size)).map(|(next, _)| next);
        let slot = Slot { op, size: size as u8, cycles: self.timing.cycles(op, next) as u8 };
        self.keep(address, slot);
        Some(slot)
    }

    /// The instruction at an address and its size in bytes.
    fn peek_op(&self, address: u32) -> Option<(Op, u32)> {
        let half = |at: u32| {
            let bytes = self.ram.read(at).or_else(|| self.flash.read(at))?;
            Some(u16::from_le_bytes(bytes))
        };
        let first = half(address)?;
        let wide = is_wide(first);
        let second = if wide { half(address.wrapping_add(2))? } else { 0 };
        let op = match decode(address, first, second, self.is_main) {
            Op::LdrLiteral { rt, address } if address & 3 == 0 && self.flash.contains(address) => {
                Op::LdrConstant { rt, value: u32::from_le_bytes(self.flash.read(address)?) }
            }
            op => op,
        };
        Some((op, if wide { 4 } else { 2 }))
    }

    /// Makes `slot` what [`Memory::slot`] answers for an address in flash or RAM.
    pub(crate) fn keep(&mut self, address: u32, slot: Slot) {
        if self.flash.contains(address) {
            self.flash.keep(address, slot);
        } else if self.ram.contains(address) {
            self.ram.keep(address, slot);
            let at = address - self.ram.base;
            let all = if self.code.is_empty() { at..at + REACH } else { self.code.clone() };
            self.code = all.start.min(at)..all.end.max(at + REACH);
        }
    }

    /// Forgets every decoded instruction.
    pub(crate) fn forget_slots(&mut self) {
        self.flash.slots.clear();
        self.ram.slots.clear();
        self.code = 0..0;
    }

    /// Programs a word of flash as its controller does: bits can only become 0. False if the word is not in flash.
    pub(crate) fn program(&mut self, address: u32, value: u32) -> bool {
        let Some(old) = self.flash.read(address).map(u32::from_le_bytes) else { return false };
        self.flash.write(address, (old & value).to_le_bytes());
        self.forget_slots();
        true
    }

    /// Erases a stretch of flash; false if it is not all in it.
    pub(crate) fn erase(&mut self, address: u32, length: u32) -> bool {
        let at = address.wrapping_sub(self.flash.base) as usize;
        let Some(bytes) = self.flash.bytes.get_mut(at..at.saturating_add(length as usize)) else { return false };
        bytes.fill(0xff);
        self.forget_slots();
        true
    }

    /// Reads N bytes of RAM.
    #[inline(always)]
    pub(crate) fn read_ram<const N: usize>(&self, address: u32) -> Option<[u8; N]> {
        self.ram.read(address)
    }

    /// Reads N bytes of flash.
    #[inline(always)]
    pub(crate) fn read_flash<const N: usize>(&self, address: u32) -> Option<[u8; N]> {
        self.flash.read(address)
    }

    /// Reads N bytes of any memory.
    pub(crate) fn read<const N: usize>(&self, address: u32) -> Option<[u8; N]> {
        let data = || self.data.as_ref().and_then(|data| data.read(address));
        self.ram.read(address).or_else(|| self.flash.read(address)).or_else(data)
    }

    /// Writes N bytes of RAM, the one for data only included; false if they are not all in one.
    pub(crate) fn write_any<const N: usize>(&mut self, address: u32, value: [u8; N]) -> bool {
        self.write_ram(address, value) || self.data.as_mut().is_some_and(|data| data.write(address, value))
    }

    /// Writes N bytes of RAM, N at most 4; false if they are not all in it.
    #[inline(always)]
    pub(crate) fn write_ram<const N: usize>(&mut self, address: u32, value: [u8; N]) -> bool {
        if !self.ram.write(address, value) {
            return false;
        }
        let at = address.wrapping_sub(self.ram.base);
        if at.wrapping_add(3).wrapping_sub(self.code.start) < self.code.end.wrapping_sub(self.code.start).wrapping_add(3) {
            self.forget_around(at);
        }
        true
    }

    /// Empties the slots that depend on one of the four bytes from `at` on.
    #[cold]
    fn forget_around(&mut self, at: u32) {
        let first = (at / 2).saturating_sub(REACH / 2 - 1) as usize;
        let end = ((at / 2) as usize + 3).min(self.ram.slots.len());
        for slot in self.ram.slots.get_mut(first..end).into_iter().flatten() {
            *slot = Slot::EMPTY;
        }
    }

    /// Writes flash or RAM from outside the program; false, with nothing written, if some byte is in neither.
    pub(crate) fn poke(&mut self, address: u32, bytes: &[u8]) -> bool {
        let banks = [Some(&mut self.flash), Some(&mut self.ram), self.data.as_mut()];
        let Some(bank) = banks.into_iter().flatten().find(|bank| bank.contains(address)) else { return bytes.is_empty() };
        let at = address.wrapping_sub(bank.base) as usize;
        let Some(place) = at.checked_add(bytes.len()).and_then(|end| bank.bytes.get_mut(at..end)) else {
            return false;
        };
        place.copy_from_slice(bytes);
        self.forget_slots();
        true
    }

    /// `length` bytes of flash or RAM; `None` if some byte is in neither.
    pub(crate) fn peek(&self, address: u32, length: usize) -> Option<&[u8]> {
        [Some(&self.flash), Some(&self.ram), self.data.as_ref()].into_iter().flatten().find_map(|bank| {
            let at = address.wrapping_sub(bank.base) as usize;
            bank.bytes.get(at..at.checked_add(length)?)
        })
    }
}

#[cfg(test)]
impl Default for Memory {
    /// Next to nothing, for devices' tests.
    fn default() -> Self {
        Memory::new((0, 64), (0x2000_0000, 64), None, true, crate::cpu::timing::CORTEX_M4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RAM: u32 = 0x2000_0000;

    fn memory() -> Memory {
        Memory::default()
    }

    fn op(slot: Option<Slot>) -> Option<Op> {
        slot.map(|slot| slot.op)
    }

    #[test]
    fn a_store_forgets_the_instruction_it_overwrites() {
        let mut memory = memory();
        memory.poke(RAM, &[0x01, 0x20, 0x00, 0xf0, 0x00, 0xf8]);
        assert_eq!(op(memory.decode_at(RAM)), Some(Op::MovsImm { rd: 0, imm: 1 }));
        assert!(matches!(op(memory.decode_at(RAM + 2)), Some(Op::Bl { .. })));
        assert!(memory.write_ram(RAM + 4, [0xff, 0xff]));
        assert_eq!(memory.slot(RAM + 2).op, Op::Undecoded, "the second half of BL is gone");
        assert!(memory.write_ram(RAM + 1, [0x21]));
        assert_eq!(memory.slot(RAM).op, Op::Undecoded);
        assert_eq!(op(memory.decode_at(RAM)), Some(Op::MovsImm { rd: 1, imm: 1 }));
    }

    #[test]
    fn a_store_forgets_what_depended_on_it() {
        let mut memory = memory();
        // ldr.w r0, [r1]; ldr.w r2, [r3], then nop instead of the second one's halves.
        memory.poke(RAM, &[0xd1, 0xf8, 0x00, 0x00, 0xd3, 0xf8, 0x00, 0x20]);
        assert_eq!(memory.decode_at(RAM).unwrap().cycles, 1);
        assert!(memory.write_ram(RAM + 6, [0x00, 0x10]));
        assert_eq!(memory.slot(RAM), Slot::EMPTY);
        assert!(memory.write_ram(RAM + 4, [0x00, 0xbf]));
        assert_eq!(memory.decode_at(RAM).unwrap().cycles, 2);
    }

    #[test]
    fn programming_flash_clears_bits_and_forgets_instructions() {
        let mut memory = memory();
        memory.poke(0, &[0x01, 0x20, 0x01, 0x20]);
        memory.decode_at(0);
        assert!(memory.program(0, 0xffff_ff00));
        assert_eq!((memory.slot(0), memory.read(0)), (Slot::EMPTY, Some([0x00, 0x20, 0x01, 0x20])));
        assert!(memory.erase(0, 64));
        assert_eq!(memory.read(0), Some([0xff; 4]));
        assert!(!memory.erase(32, 64) && !memory.program(64, 0));
    }

    #[test]
    fn literals_out_of_flash_are_constants() {
        let mut memory = memory();
        memory.poke(0, &[0x00, 0x48, 0, 0, 0x78, 0x56, 0x34, 0x12]);
        assert_eq!(op(memory.decode_at(0)), Some(Op::LdrConstant { rt: 0, value: 0x1234_5678 }));
    }

    #[test]
    fn memory_ends_where_it_ends() {
        let mut memory = memory();
        assert_eq!(memory.read_ram::<4>(RAM + 61), None);
        assert_eq!(memory.read_ram::<4>(RAM - 1), None);
        assert!(!memory.write_ram(RAM + 64, [0]));
        assert_eq!(memory.read::<4>(60), Some([0xff; 4]));
    }
}
