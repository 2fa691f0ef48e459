//! nRF52833 NVMC (Product Specification 1.5, chapter 4.3): erasing pages and programming words of flash.
//!
//! The processor stands still while flash is written, which is how the time passes here: the chip adds it to the clock.

use super::{Done, NO_REGISTER, Refusal, Reply};
use crate::memory::Memory;

const READY: u32 = 0x400;
const READYNEXT: u32 = 0x408;
const CONFIG: u32 = 0x504;
const ERASEPAGE: u32 = 0x508;
const ERASEALL: u32 = 0x50c;
const ERASEUICR: u32 = 0x514;
const ICACHECNF: u32 = 0x540;

/// What CONFIG allows.
const WRITE: u32 = 1;
const ERASE: u32 = 2;

/// Bytes of a page, and of all flash.
const PAGE: u32 = 0x1000;
const FLASH: u32 = 0x8_0000;

/// Nanoseconds: a word 42.5 us, a page 87.5 ms, all 173 ms (chapter 4.3, flash programming, maxima).
const WORD_NS: u64 = 42_500;
const PAGE_NS: u64 = 87_500_000;
const ALL_NS: u64 = 173_000_000;

/// The controller.
#[derive(Debug, Clone, Default)]
pub(crate) struct Nvmc {
    config: u32,
    cache: u32,
}

impl Nvmc {
    pub(crate) fn read(&self, offset: u32) -> Reply {
        Ok(match offset {
            READY | READYNEXT => 1,
            CONFIG => self.config,
            ICACHECNF => self.cache,
            _ => return Err(NO_REGISTER),
        })
    }

    /// Writes a register; the nanoseconds for which the processor stands still come back.
    pub(crate) fn write(&mut self, offset: u32, value: u32, memory: &mut Memory) -> Result<u64, Refusal> {
        let erases = self.config == ERASE;
        match offset {
            CONFIG => self.config = value & 3,
            ICACHECNF => self.cache = value & 0x101,
            ERASEPAGE if !erases => return Err(Refusal::Why("a page is erased while CONFIG does not allow it")),
            ERASEPAGE if memory.erase(value & !(PAGE - 1), PAGE) => return Ok(PAGE_NS),
            ERASEPAGE => return Err(Refusal::Why("the page to be erased is not in flash")),
            ERASEALL if value & 1 != 0 && erases && memory.erase(0, FLASH) => return Ok(ALL_NS),
            ERASEALL => {}
            ERASEUICR => return Err(Refusal::Why("erasing UICR is not modelled")),
            READY => {}
            _ => return Err(NO_REGISTER),
        }
        Ok(0)
    }

    /// A store into flash; the nanoseconds it takes.
    pub(crate) fn program(&self, address: u32, value: u32, memory: &mut Memory) -> Result<u64, Refusal> {
        self.check()?;
        if memory.program(address, value) { Ok(WORD_NS) } else { Err(Refusal::Unmapped) }
    }

    /// Refuses a store into flash or UICR while CONFIG does not allow it.
    pub(crate) fn check(&self) -> Done {
        if self.config == WRITE { Ok(()) } else { Err(Refusal::Why("a store into flash while NVMC.CONFIG does not allow it")) }
    }
}
