//! Loads and stores: RAM and flash directly, everything else by address.
//!
//! The order is: RAM, flash, then the slow path, which checks alignment, the core's own registers and the chip's
//! peripherals, and says what is wrong with an access that nothing answers.

use crate::Machine;
use crate::cpu::execute::Trap;
use crate::cpu::fpu::Fpu;
use crate::device::{Done, NO_REGISTER, Refusal, Reply};
use crate::record::Event;
use crate::stop::{Access, AccessKind, Cause, Trouble};

/// The system control space: SysTick, NVIC, SCB.
const SYSTEM: u32 = 0xe000_e000;
const SYSTEM_END: u32 = 0xe000_f000;
/// Offsets in it.
const SYSTICK: u32 = 0x010;
const SYSTICK_END: u32 = 0x020;
const NVIC: u32 = 0x100;
const NVIC_END: u32 = 0x500;
const PRIORITIES: u32 = 0x400;
const DEMCR: u32 = 0xdfc;
/// The trace unit and, as offsets in it, its control, its cycle counter and its lock.
const DWT: u32 = 0xe000_1000;
const DWT_END: u32 = 0xe000_2000;
const DWT_CTRL: u32 = 0x000;
const DWT_CYCCNT: u32 = 0x004;
const DWT_LAR: u32 = 0xfb0;

impl Machine {
    /// Loads a word.
    #[inline(always)]
    pub(crate) fn load_word(&mut self, address: u32) -> Result<u32, Trap> {
        if address & 3 == 0 {
            if let Some(bytes) = self.wires.memory.read_ram(address) {
                return Ok(u32::from_le_bytes(bytes));
            }
            if let Some(bytes) = self.wires.memory.read_flash(address) {
                return Ok(u32::from_le_bytes(bytes));
            }
        }
        self.load_elsewhere(address, 4)
    }

    /// Loads a halfword.
    #[inline(always)]
    pub(crate) fn load_half(&mut self, address: u32) -> Result<u16, Trap> {
        if address & 1 == 0 {
            if let Some(bytes) = self.wires.memory.read_ram(address) {
                return Ok(u16::from_le_bytes(bytes));
            }
            if let Some(bytes) = self.wires.memory.read_flash(address) {
                return Ok(u16::from_le_bytes(bytes));
            }
        }
        self.load_elsewhere(address, 2).map(|value| value as u16)
    }

    /// Loads a byte.
    #[inline(always)]
    pub(crate) fn load_byte(&mut self, address: u32) -> Result<u8, Trap> {
        if let Some([byte]) = self.wires.memory.read_ram(address) {
            return Ok(byte);
        }
        if let Some([byte]) = self.wires.memory.read_flash(address) {
            return Ok(byte);
        }
        self.load_elsewhere(address, 1).map(|value| value as u8)
    }

    /// Stores a word.
    #[inline(always)]
    pub(crate) fn store_word(&mut self, address: u32, value: u32) -> Result<(), Trap> {
        if address & 3 == 0 && self.wires.memory.write_ram(address, value.to_le_bytes()) {
            return Ok(());
        }
        self.store_elsewhere(address, 4, value)
    }

    /// Stores a halfword.
    #[inline(always)]
    pub(crate) fn store_half(&mut self, address: u32, value: u16) -> Result<(), Trap> {
        if address & 1 == 0 && self.wires.memory.write_ram(address, value.to_le_bytes()) {
            return Ok(());
        }
        self.store_elsewhere(address, 2, u32::from(value))
    }

    /// Stores a byte.
    #[inline(always)]
    pub(crate) fn store_byte(&mut self, address: u32, value: u8) -> Result<(), Trap> {
        if self.wires.memory.write_ram(address, [value]) {
            return Ok(());
        }
        self.store_elsewhere(address, 1, u32::from(value))
    }

    /// Loads a word from an address that has to be a multiple of four even where others need not be.
    #[inline(always)]
    pub(crate) fn load_aligned(&mut self, address: u32) -> Result<u32, Trap> {
        if address & 3 != 0 {
            return Err(Trap::Fault(Cause::Unaligned(Access { kind: AccessKind::Read, address, bytes: 4 })));
        }
        self.load_word(address)
    }

    /// The same for a store.
    #[inline(always)]
    pub(crate) fn store_aligned(&mut self, address: u32, value: u32) -> Result<(), Trap> {
        if address & 3 != 0 {
            return Err(Trap::Fault(Cause::Unaligned(Access { kind: AccessKind::Write, address, bytes: 4 })));
        }
        self.store_word(address, value)
    }

    #[inline(never)]
    fn load_elsewhere(&mut self, address: u32, bytes: u8) -> Result<u32, Trap> {
        let access = Access { kind: AccessKind::Read, address, bytes };
        if address & (u32::from(bytes) - 1) != 0 {
            return self.load_unaligned(access);
        }
        if let Some(word) = self.wires.memory.read::<4>(self.chip.mirrored(address) & !3) {
            return Ok(narrow(u32::from_le_bytes(word), access));
        }
        if let Some((word, bit)) = self.chip.bit_of(address) {
            return Ok(self.load_word(word)? >> bit & 1);
        }
        let word = if (SYSTEM..SYSTEM_END).contains(&address) {
            self.read_system(access)?
        } else if self.layout.is_main && (DWT..DWT_END).contains(&address) {
            let reply = self.cycle_counter.read(address - DWT, self.wires.clock.cycle);
            reply.map_err(|refusal| self.refuse(refusal, access))?
        } else {
            self.stall(address, false);
            let reply = self.chip.read(address & !3, &mut self.wires);
            reply.map_err(|refusal| self.refuse(refusal, access))?
        };
        self.record.note(|| Event::Read { access, value: narrow(word, access) });
        Ok(narrow(word, access))
    }

    #[inline(never)]
    fn store_elsewhere(&mut self, address: u32, bytes: u8, value: u32) -> Result<(), Trap> {
        let access = Access { kind: AccessKind::Write, address, bytes };
        if address & (u32::from(bytes) - 1) != 0 {
            return self.store_unaligned(access, value);
        }
        let in_memory = match bytes {
            1 => self.wires.memory.write_any(address, [value as u8]),
            2 => self.wires.memory.write_any(address, (value as u16).to_le_bytes()),
            _ => self.wires.memory.write_any(address, value.to_le_bytes()),
        };
        if in_memory {
            return Ok(());
        }
        if let Some((word, bit)) = self.chip.bit_of(address) {
            let old = self.load_word(word)?;
            return self.store_word(word, old & !(1 << bit) | (value & 1) << bit);
        }
        if (SYSTEM..SYSTEM_END).contains(&address) {
            self.write_system(access, value)?;
        } else if self.layout.is_main && (DWT..DWT_END).contains(&address) {
            let done = self.cycle_counter.write(address - DWT, value, self.wires.clock.cycle);
            done.map_err(|refusal| self.refuse(refusal, access))?;
        } else {
            self.stall(address, true);
            let done = self.chip.write(address, bytes, value, &mut self.wires);
            done.map_err(|refusal| self.refuse(refusal, access))?;
        }
        self.record.note(|| Event::Write { access, value });
        self.attend();
        Ok(())
    }

    /// An access whose address is no multiple of its size: a fault, or two accesses to memory (DDI 0403, A3.2.1).
    fn load_unaligned(&mut self, access: Access) -> Result<u32, Trap> {
        if self.scb.traps_unaligned() {
            return Err(Trap::Fault(Cause::Unaligned(access)));
        }
        let address = self.chip.mirrored(access.address);
        let memory = &self.wires.memory;
        let value = match access.bytes {
            2 => memory.read(address).map(|bytes| u16::from_le_bytes(bytes).into()),
            _ => memory.read(address).map(u32::from_le_bytes),
        };
        self.wires.clock.cycle += 1;
        value.ok_or_else(|| self.refuse_unaligned(access))
    }

    fn store_unaligned(&mut self, access: Access, value: u32) -> Result<(), Trap> {
        if self.scb.traps_unaligned() {
            return Err(Trap::Fault(Cause::Unaligned(access)));
        }
        let memory = &mut self.wires.memory;
        let done = match access.bytes {
            2 => memory.write_any(access.address, (value as u16).to_le_bytes()),
            _ => memory.write_any(access.address, value.to_le_bytes()),
        };
        self.wires.clock.cycle += 1;
        if done { Ok(()) } else { Err(self.refuse_unaligned(access)) }
    }

    fn refuse_unaligned(&mut self, access: Access) -> Trap {
        let known = self.layout.has_block(access.address);
        let refusal = if known { Refusal::Why("an unaligned access to a peripheral is unpredictable") } else { Refusal::Unmapped };
        self.refuse(refusal, access)
    }

    /// Adds the cycles that a peripheral takes longer, or shorter, than memory.
    fn stall(&mut self, address: u32, is_write: bool) {
        let extra = self.chip.extra_cycles(address, is_write);
        self.wires.clock.cycle = self.wires.clock.cycle.saturating_add_signed(i64::from(extra));
    }

    /// What becomes of an access that a device refuses: a bus fault, or the end of the run with an explanation.
    pub(crate) fn refuse(&mut self, refusal: Refusal, access: Access) -> Trap {
        match refusal {
            Refusal::Unmapped => Trap::Fault(Cause::Unmapped(access)),
            Refusal::Why(why) => {
                self.trouble =
                    Some(Trouble { access: Some(access), pc: self.executing, near: self.layout.near(access.address), why: why.into() });
                Trap::Unmodelled
            }
        }
    }

    /// Unprivileged code may not touch the core's registers; they are whole words (DDI 0419, B3.1).
    fn check_system(&mut self, access: Access) -> Result<u32, Trap> {
        if !self.cpu.is_privileged() {
            return Err(Trap::Fault(Cause::Unprivileged(access)));
        }
        let offset = access.address - SYSTEM;
        if access.bytes != 4 && !self.layout.is_main {
            return Err(self.refuse(Refusal::Why("the core's registers are accessed as whole words"), access));
        }
        if (SYSTICK..SYSTICK_END).contains(&offset) && !self.layout.has_systick {
            return Err(self.refuse(Refusal::Why("this chip has no SysTick"), access));
        }
        Ok(offset)
    }

    fn read_system(&mut self, access: Access) -> Result<u32, Trap> {
        let reply = match self.check_system(access)? & !3 {
            offset @ SYSTICK..SYSTICK_END => {
                self.advance_systick();
                self.systick.read(offset - SYSTICK)
            }
            offset @ NVIC..NVIC_END => self.nvic.read(offset),
            DEMCR if self.layout.is_main => Ok(self.cycle_counter.enabled),
            offset if self.layout.is_main && Fpu::has_control(offset) => self.cpu.fpu.read_control(offset),
            offset => self.scb.read(offset, &self.nvic, self.cpu.exception),
        };
        reply.map_err(|refusal| self.refuse(refusal, access))
    }

    fn write_system(&mut self, access: Access, value: u32) -> Result<(), Trap> {
        let offset = self.check_system(access)?;
        if access.bytes != 4 {
            return self.write_priorities(offset, access, value);
        }
        let done = match offset {
            SYSTICK..SYSTICK_END => {
                self.advance_systick();
                self.systick.write(offset - SYSTICK, value, &self.wires.clock)
            }
            NVIC..NVIC_END => self.nvic.write(offset, value),
            DEMCR if self.layout.is_main => {
                self.cycle_counter.enabled = value;
                Ok(())
            }
            _ if self.layout.is_main && Fpu::has_control(offset) => self.cpu.fpu.write_control(offset, value),
            _ => self.scb.write(offset, value, &mut self.nvic),
        };
        done.map_err(|refusal| self.refuse(refusal, access))
    }

    /// Stores of bytes and halfwords, which ARMv7-M allows to priorities.
    fn write_priorities(&mut self, offset: u32, access: Access, value: u32) -> Result<(), Trap> {
        for (at, priority) in (offset..).zip(value.to_le_bytes()).take(access.bytes.into()) {
            if (PRIORITIES..NVIC_END).contains(&at) {
                self.nvic.write_priority(at, priority);
            } else if !self.scb.write_priority(at, priority, &mut self.nvic) {
                return Err(self.refuse(Refusal::Why("this register of the core is written as a whole word"), access));
            }
        }
        Ok(())
    }
}

/// The trace unit's cycle counter (DDI 0403, C1.8): CYCCNT counts processor cycles while it is on.
#[derive(Debug, Clone, Default)]
pub(crate) struct CycleCounter {
    /// DEMCR; its bit TRCENA lets the counter be used.
    enabled: u32,
    control: u32,
    /// CYCCNT is the cycle count minus this while it counts, and this itself while it does not.
    base: u32,
}

impl CycleCounter {
    fn counts(&self) -> bool {
        self.enabled & 1 << 24 != 0 && self.control & 1 != 0
    }

    fn value(&self, cycle: u64) -> u32 {
        if self.counts() { (cycle as u32).wrapping_sub(self.base) } else { self.base }
    }

    /// Reads a register at an offset from 0xE0001000.
    fn read(&self, offset: u32, cycle: u64) -> Reply {
        match offset {
            DWT_CTRL => Ok(0x4000_0000 | self.control),
            DWT_CYCCNT => Ok(self.value(cycle)),
            _ => Err(NO_REGISTER),
        }
    }

    fn write(&mut self, offset: u32, value: u32, cycle: u64) -> Done {
        let count = if offset == DWT_CYCCNT { value } else { self.value(cycle) };
        match offset {
            DWT_CTRL => self.control = value & 1,
            DWT_CYCCNT => {}
            // The lock access register of the block: unlocking it changes nothing here.
            DWT_LAR => {}
            _ => return Err(NO_REGISTER),
        }
        self.base = if self.counts() { (cycle as u32).wrapping_sub(count) } else { count };
        Ok(())
    }
}

/// The bytes of a word that a narrower load sees.
fn narrow(word: u32, access: Access) -> u32 {
    let value = word >> ((access.address & 3) * 8);
    match access.bytes {
        1 => value & 0xff,
        2 => value & 0xffff,
        _ => value,
    }
}
