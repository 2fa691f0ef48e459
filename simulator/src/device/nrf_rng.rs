//! nRF51 RNG (Reference Manual 3.0, chapter 20): random bytes at their real pace, from a fixed sequence.

use super::clocks::xorshift;
use super::{Done, NO_REGISTER, Reply};
use crate::clock::Clock;

const START: u32 = 0x000;
const STOP: u32 = 0x004;
const VALRDY: u32 = 0x100;
const SHORTS: u32 = 0x200;
const INTENSET: u32 = 0x304;
const INTENCLR: u32 = 0x308;
const CONFIG: u32 = 0x504;
const VALUE: u32 = 0x508;

/// Cycles for a byte without and with bias correction: 167 us and 677 us (product specification, 8.17).
const RAW_CYCLES: u64 = 167 * 16;
const CORRECTED_CYCLES: u64 = 677 * 16;

/// The generator's state.
#[derive(Debug, Clone)]
pub(crate) struct Rng {
    state: u32,
    due: Option<u64>,
    ready: bool,
    shorts: u32,
    inten: u32,
    config: u32,
    value: u32,
}

impl Default for Rng {
    fn default() -> Self {
        Rng { state: 0x9e37_79b9, due: None, ready: false, shorts: 0, inten: 0, config: 0, value: 0 }
    }
}

impl Rng {
    fn pace(&self) -> u64 {
        if self.config & 1 != 0 { CORRECTED_CYCLES } else { RAW_CYCLES }
    }

    pub(crate) fn advance(&mut self, clock: &Clock) {
        while let Some(due) = self.due.filter(|&due| due <= clock.cycle) {
            self.state = xorshift(self.state);
            self.value = self.state >> 24;
            self.ready = true;
            self.due = (self.shorts & 1 == 0).then(|| due + self.pace());
        }
    }

    pub(crate) fn next(&self) -> Option<u64> {
        self.due
    }

    pub(crate) fn interrupt(&self) -> bool {
        self.ready && self.inten & 1 != 0
    }

    /// True if a byte is on its way that will interrupt.
    pub(crate) fn may_interrupt(&self) -> bool {
        self.inten & 1 != 0 && self.due.is_some()
    }

    pub(crate) fn read(&self, offset: u32) -> Reply {
        Ok(match offset {
            VALRDY => u32::from(self.ready),
            SHORTS => self.shorts,
            INTENSET | INTENCLR => self.inten,
            CONFIG => self.config,
            VALUE => self.value,
            _ => return Err(NO_REGISTER),
        })
    }

    pub(crate) fn write(&mut self, offset: u32, value: u32, clock: &Clock) -> Done {
        match offset {
            START if value == 1 => self.due = self.due.or(Some(clock.cycle + self.pace())),
            STOP if value == 1 => self.due = None,
            START | STOP => {}
            VALRDY => self.ready = value != 0,
            SHORTS => self.shorts = value & 1,
            INTENSET => self.inten |= value & 1,
            INTENCLR => self.inten &= !value,
            CONFIG => self.config = value & 1,
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }
}
