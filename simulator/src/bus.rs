//! Loads and stores: RAM and flash directly, everything else by address.
//!
//! The order is: RAM, flash, then the slow path, which checks alignment, the core's own registers and the chip's
//! peripherals, and says what is wrong with an access that nothing answers.

use crate::Machine;
use crate::cpu::execute::Trap;
use crate::device::Refusal;
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

impl Machine {
    /// Loads a word.
    #[inline(always)]
    pub(crate) fn load_word(&mut self, address: u32) -> Result<u32, Trap> {
        if address & 3 == 0 {
            if let Some(bytes) = self.memory.read_ram(address) {
                return Ok(u32::from_le_bytes(bytes));
            }
            if let Some(bytes) = self.memory.read_flash(address) {
                return Ok(u32::from_le_bytes(bytes));
            }
        }
        self.load_elsewhere(address, 4)
    }

    /// Loads a halfword.
    #[inline(always)]
    pub(crate) fn load_half(&mut self, address: u32) -> Result<u16, Trap> {
        if address & 1 == 0 {
            if let Some(bytes) = self.memory.read_ram(address) {
                return Ok(u16::from_le_bytes(bytes));
            }
            if let Some(bytes) = self.memory.read_flash(address) {
                return Ok(u16::from_le_bytes(bytes));
            }
        }
        self.load_elsewhere(address, 2).map(|value| value as u16)
    }

    /// Loads a byte.
    #[inline(always)]
    pub(crate) fn load_byte(&mut self, address: u32) -> Result<u8, Trap> {
        if let Some([byte]) = self.memory.read_ram(address) {
            return Ok(byte);
        }
        if let Some([byte]) = self.memory.read_flash(address) {
            return Ok(byte);
        }
        self.load_elsewhere(address, 1).map(|value| value as u8)
    }

    /// Stores a word.
    #[inline(always)]
    pub(crate) fn store_word(&mut self, address: u32, value: u32) -> Result<(), Trap> {
        if address & 3 == 0 && self.memory.write_ram(address, value.to_le_bytes()) {
            return Ok(());
        }
        self.store_elsewhere(address, 4, value)
    }

    /// Stores a halfword.
    #[inline(always)]
    pub(crate) fn store_half(&mut self, address: u32, value: u16) -> Result<(), Trap> {
        if address & 1 == 0 && self.memory.write_ram(address, value.to_le_bytes()) {
            return Ok(());
        }
        self.store_elsewhere(address, 2, u32::from(value))
    }

    /// Stores a byte.
    #[inline(always)]
    pub(crate) fn store_byte(&mut self, address: u32, value: u8) -> Result<(), Trap> {
        if self.memory.write_ram(address, [value]) {
            return Ok(());
        }
        self.store_elsewhere(address, 1, u32::from(value))
    }

    #[inline(never)]
    fn load_elsewhere(&mut self, address: u32, bytes: u8) -> Result<u32, Trap> {
        let access = Access { kind: AccessKind::Read, address, bytes };
        self.check_alignment(access)?;
        let mirrored = self.chip.mirrored(address);
        if mirrored != address
            && let Some(word) = self.memory.read::<4>(mirrored & !3)
        {
            return Ok(narrow(u32::from_le_bytes(word), access));
        }
        let word = if (SYSTEM..SYSTEM_END).contains(&address) {
            self.read_system(access)?
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
        self.check_alignment(access)?;
        if (SYSTEM..SYSTEM_END).contains(&address) {
            self.write_system(access, value)?;
        } else {
            self.stall(address, true);
            let done = self.chip.write(address, bytes, value, &mut self.wires);
            done.map_err(|refusal| self.refuse(refusal, access))?;
        }
        self.record.note(|| Event::Write { access, value });
        self.attend();
        Ok(())
    }

    fn check_alignment(&self, access: Access) -> Result<(), Trap> {
        if access.address & (u32::from(access.bytes) - 1) == 0 { Ok(()) } else { Err(Trap::Fault(Cause::Unaligned(access))) }
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
        if access.bytes != 4 {
            return Err(self.refuse(Refusal::Why("the core's registers are accessed as whole words"), access));
        }
        if (SYSTICK..SYSTICK_END).contains(&offset) && !self.layout.has_systick {
            return Err(self.refuse(Refusal::Why("this chip has no SysTick"), access));
        }
        Ok(offset)
    }

    fn read_system(&mut self, access: Access) -> Result<u32, Trap> {
        let reply = match self.check_system(access)? {
            offset @ SYSTICK..SYSTICK_END => {
                self.advance_systick();
                self.systick.read(offset - SYSTICK)
            }
            offset @ NVIC..NVIC_END => self.nvic.read(offset),
            offset => self.scb.read(offset, &self.nvic, self.cpu.exception),
        };
        reply.map_err(|refusal| self.refuse(refusal, access))
    }

    fn write_system(&mut self, access: Access, value: u32) -> Result<(), Trap> {
        let done = match self.check_system(access)? {
            offset @ SYSTICK..SYSTICK_END => {
                self.advance_systick();
                self.systick.write(offset - SYSTICK, value, &self.wires.clock)
            }
            offset @ NVIC..NVIC_END => self.nvic.write(offset, value),
            offset => self.scb.write(offset, value, &mut self.nvic),
        };
        done.map_err(|refusal| self.refuse(refusal, access))
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
