//! nRF52833 TEMP (Product Specification 1.5, chapter 6.26): a measurement takes 36 us; the die is at 25 degrees always.

use super::{Done, NO_REGISTER, Reply};
use crate::clock::Clock;

const START: u32 = 0x000;
const STOP: u32 = 0x004;
const DATARDY: u32 = 0x100;
const INTENSET: u32 = 0x304;
const INTENCLR: u32 = 0x308;
const TEMP: u32 = 0x508;

/// Cycles of 16 MHz.
const CONVERSION: u64 = 36 * 16;
/// In quarters of a degree.
const TEMPERATURE: u32 = 25 * 4;

/// The sensor.
#[derive(Debug, Clone, Default)]
pub(crate) struct Temp {
    due: Option<u64>,
    ready: bool,
    inten: u32,
}

impl Temp {
    pub(crate) fn advance(&mut self, clock: &Clock) {
        if self.due.is_some_and(|due| due <= clock.cycle) {
            (self.due, self.ready) = (None, true);
        }
    }

    pub(crate) fn next(&self) -> Option<u64> {
        self.due
    }

    pub(crate) fn interrupt(&self) -> bool {
        self.ready && self.inten & 1 != 0
    }

    pub(crate) fn may_interrupt(&self) -> bool {
        self.due.is_some() && self.inten & 1 != 0
    }

    pub(crate) fn read(&self, offset: u32) -> Reply {
        Ok(match offset {
            DATARDY => u32::from(self.ready),
            INTENSET | INTENCLR => self.inten,
            TEMP => TEMPERATURE,
            _ => return Err(NO_REGISTER),
        })
    }

    pub(crate) fn write(&mut self, offset: u32, value: u32, clock: &Clock) -> Done {
        match offset {
            START if value == 1 => self.due = Some(clock.cycle + CONVERSION),
            STOP if value == 1 => self.due = None,
            START | STOP => {}
            DATARDY => self.ready = value != 0,
            INTENSET => self.inten |= value & 1,
            INTENCLR => self.inten &= !value,
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }
}
