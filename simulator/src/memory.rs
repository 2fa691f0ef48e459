//! Flash and RAM, and the decoded instructions that belong to them.
//!
//! Each bank keeps one [`Op`] per halfword, filled when the halfword is first executed. Stores into RAM forget the
//! ops they overwrite; `code` bounds the RAM halfwords that hold any, so that a store elsewhere costs one compare.
//! Flash does not change while a machine runs, except by [`Memory::poke`], which forgets all of it.

use std::ops::Range;

use crate::cpu::decode::{Op, decode, is_wide};

/// One contiguous memory.
#[derive(Debug, Clone)]
struct Bank {
    base: u32,
    bytes: Vec<u8>,
    /// One per halfword, from the base up to as far as code was executed.
    ops: Vec<Op>,
}

impl Bank {
    fn new(base: u32, size: u32, fill: u8) -> Self {
        Bank { base, bytes: vec![fill; size as usize], ops: Vec::new() }
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
    fn op(&self, address: u32) -> Option<Op> {
        self.ops.get((address.wrapping_sub(self.base) >> 1) as usize).copied()
    }

    fn contains(&self, address: u32) -> bool {
        (address.wrapping_sub(self.base) as usize) < self.bytes.len()
    }

    fn keep(&mut self, address: u32, op: Op) {
        let at = (address.wrapping_sub(self.base) >> 1) as usize;
        if at >= self.ops.len() {
            let all = self.bytes.len() / 2;
            self.ops.resize((at + 1).next_power_of_two().clamp(4096.min(all), all), Op::Undecoded);
        }
        self.ops[at] = op;
    }
}

/// Flash and RAM of a chip.
#[derive(Debug, Clone)]
pub(crate) struct Memory {
    flash: Bank,
    ram: Bank,
    /// Offsets in RAM of the bytes of decoded instructions; empty if none.
    code: Range<u32>,
}

impl Memory {
    /// Erased flash (0xFF) and zeroed RAM. Both sizes are even.
    pub(crate) fn new(flash: (u32, u32), ram: (u32, u32)) -> Self {
        Memory { flash: Bank::new(flash.0, flash.1, 0xff), ram: Bank::new(ram.0, ram.1, 0), code: 0..0 }
    }

    /// The decoded instruction at an even address; [`Op::Undecoded`] if there is none yet.
    #[inline(always)]
    pub(crate) fn op(&self, address: u32) -> Op {
        match self.flash.op(address) {
            Some(op) => op,
            None => self.ram.op(address).unwrap_or(Op::Undecoded),
        }
    }

    /// Decodes the instruction at an even address and keeps it; `None` if the address is in neither memory.
    pub(crate) fn decode_at(&mut self, address: u32) -> Option<Op> {
        let first = u16::from_le_bytes(self.read(address)?);
        let second = if is_wide(first) { u16::from_le_bytes(self.read(address.wrapping_add(2))?) } else { 0 };
        let op = match decode(address, first, second) {
            Op::LdrLiteral { rt, address } if self.flash.contains(address) => {
                Op::LdrConstant { rt, value: u32::from_le_bytes(self.flash.read(address)?) }
            }
            op => op,
        };
        self.keep(address, op);
        Some(op)
    }

    /// Makes `op` what [`Memory::op`] answers for an address in flash or RAM.
    pub(crate) fn keep(&mut self, address: u32, op: Op) {
        if self.flash.contains(address) {
            self.flash.keep(address, op);
        } else if self.ram.contains(address) {
            self.ram.keep(address, op);
            let at = address - self.ram.base;
            let all = if self.code.is_empty() { at..at + 4 } else { self.code.clone() };
            self.code = all.start.min(at)..all.end.max(at + 4);
        }
    }

    /// Forgets every decoded instruction.
    pub(crate) fn forget_ops(&mut self) {
        self.flash.ops.clear();
        self.ram.ops.clear();
        self.code = 0..0;
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

    /// Reads N bytes of RAM or flash.
    pub(crate) fn read<const N: usize>(&self, address: u32) -> Option<[u8; N]> {
        self.ram.read(address).or_else(|| self.flash.read(address))
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

    /// Forgets the ops that may contain one of the four bytes from `at` on: the wide one before them included.
    #[cold]
    fn forget_around(&mut self, at: u32) {
        let first = (at / 2).saturating_sub(1) as usize;
        let end = ((at / 2) as usize + 2).min(self.ram.ops.len());
        for op in self.ram.ops.get_mut(first..end).into_iter().flatten() {
            *op = Op::Undecoded;
        }
    }

    /// Writes flash or RAM from outside the program; false, with nothing written, if some byte is in neither.
    pub(crate) fn poke(&mut self, address: u32, bytes: &[u8]) -> bool {
        let bank = if self.flash.contains(address) { &mut self.flash } else { &mut self.ram };
        let at = address.wrapping_sub(bank.base) as usize;
        let Some(place) = at.checked_add(bytes.len()).and_then(|end| bank.bytes.get_mut(at..end)) else {
            return false;
        };
        place.copy_from_slice(bytes);
        self.forget_ops();
        true
    }

    /// `length` bytes of flash or RAM; `None` if some byte is in neither.
    pub(crate) fn peek(&self, address: u32, length: usize) -> Option<&[u8]> {
        [&self.flash, &self.ram].into_iter().find_map(|bank| {
            let at = address.wrapping_sub(bank.base) as usize;
            bank.bytes.get(at..at.checked_add(length)?)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RAM: u32 = 0x2000_0000;

    #[test]
    fn a_store_forgets_the_instruction_it_overwrites() {
        let mut memory = Memory::new((0, 64), (RAM, 64));
        memory.poke(RAM, &[0x01, 0x20, 0x00, 0xf0, 0x00, 0xf8]);
        assert_eq!(memory.decode_at(RAM), Some(Op::MovsImm { rd: 0, imm: 1 }));
        assert!(matches!(memory.decode_at(RAM + 2), Some(Op::Bl { .. })));
        assert!(memory.write_ram(RAM + 4, [0xff, 0xff]));
        assert_eq!(memory.op(RAM + 2), Op::Undecoded, "the second half of BL is gone");
        assert!(memory.write_ram(RAM + 1, [0x21]));
        assert_eq!(memory.op(RAM), Op::Undecoded);
        assert_eq!(memory.decode_at(RAM), Some(Op::MovsImm { rd: 1, imm: 1 }));
    }

    #[test]
    fn literals_out_of_flash_are_constants() {
        let mut memory = Memory::new((0, 64), (RAM, 64));
        memory.poke(0, &[0x00, 0x48, 0, 0, 0x78, 0x56, 0x34, 0x12]);
        assert_eq!(memory.decode_at(0), Some(Op::LdrConstant { rt: 0, value: 0x1234_5678 }));
    }

    #[test]
    fn memory_ends_where_it_ends() {
        let mut memory = Memory::new((0, 64), (RAM, 64));
        assert_eq!(memory.read_ram::<4>(RAM + 61), None);
        assert_eq!(memory.read_ram::<4>(RAM - 1), None);
        assert!(!memory.write_ram(RAM + 64, [0]));
        assert_eq!(memory.read::<4>(60), Some([0xff; 4]));
    }
}
