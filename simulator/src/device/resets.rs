//! RP2040 RESETS: which subsystems are held in reset (data sheet 2.14).

use super::{Done, NO_REGISTER, Reply};

const RESET: u32 = 0x0;
const WDSEL: u32 = 0x4;
const RESET_DONE: u32 = 0x8;

/// One bit for each of the 25 subsystems.
const ALL: u32 = 0x01ff_ffff;
/// IO_QSPI and PADS_QSPI, which the boot ROM releases to reach the flash.
const RELEASED_BY_ROM: u32 = 1 << 6 | 1 << 9;

/// The reset bits.
#[derive(Debug, Clone)]
pub(crate) struct Resets {
    reset: u32,
    wdsel: u32,
}

impl Default for Resets {
    fn default() -> Self {
        Resets { reset: ALL & !RELEASED_BY_ROM, wdsel: 0 }
    }
}

impl Resets {
    /// True if the subsystem with this bit number is held in reset.
    pub(crate) fn holds(&self, bit: u32) -> bool {
        self.reset >> bit & 1 != 0
    }

    /// Subsystems held in reset, bit by number.
    pub(crate) fn held(&self) -> u32 {
        self.reset
    }

    pub(crate) fn read(&self, offset: u32) -> Reply {
        Ok(match offset {
            RESET => self.reset,
            WDSEL => self.wdsel,
            RESET_DONE => !self.reset & ALL,
            _ => return Err(NO_REGISTER),
        })
    }

    pub(crate) fn write(&mut self, offset: u32, value: u32) -> Done {
        match offset {
            RESET => self.reset = value & ALL,
            WDSEL => self.wdsel = value & ALL,
            RESET_DONE => {}
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }
}
