//! RP2040 WATCHDOG: the 1 us tick for TIMER and SysTick, the scratch registers and the watchdog itself
//! (data sheet 4.7).
//!
//! The counter loses two per tick (erratum RP2040-E1).

use super::{Done, NO_REGISTER, Reply};
use crate::clock::{Clock, scale};

const CTRL: u32 = 0x00;
const LOAD: u32 = 0x04;
const REASON: u32 = 0x08;
const SCRATCH0: u32 = 0x0c;
const SCRATCH_END: u32 = 0x2c;
const TICK: u32 = 0x2c;

const ENABLE: u32 = 1 << 30;
const TRIGGER: u32 = 1 << 31;
const TICK_ENABLE: u32 = 1 << 9;
const TICK_RUNNING: u32 = 1 << 10;
const LOSS_PER_TICK: u64 = 2;

/// Watchdog state; times in nanoseconds.
#[derive(Debug, Clone)]
pub(crate) struct Watchdog {
    ctrl: u32,
    scratch: [u32; 8],
    tick: u32,
    load: u32,
    loaded_at: u64,
    triggered: bool,
}

impl Default for Watchdog {
    fn default() -> Self {
        Watchdog { ctrl: 0x0700_0000, scratch: [0; 8], tick: TICK_ENABLE, load: 0, loaded_at: 0, triggered: false }
    }
}

impl Watchdog {
    /// Ticks per second, for the given clk_ref; 0 while the tick is off.
    pub(crate) fn tick_hz(&self, ref_hz: u32) -> u32 {
        let cycles = self.tick & 0x1ff;
        if self.tick & TICK_ENABLE == 0 || cycles == 0 { 0 } else { ref_hz / cycles }
    }

    /// The cycle at which the watchdog resets the chip, if it is running.
    pub(crate) fn next(&self, clock: &Clock, tick_hz: u32) -> Option<u64> {
        if self.triggered {
            return Some(clock.cycle);
        }
        if self.ctrl & ENABLE == 0 || tick_hz == 0 {
            return None;
        }
        let ns = scale(u64::from(self.load) / LOSS_PER_TICK, 1_000_000_000, u64::from(tick_hz));
        Some(clock.cycle_at(self.loaded_at + ns))
    }

    pub(crate) fn read(&self, offset: u32) -> Reply {
        Ok(match offset {
            CTRL => self.ctrl,
            REASON => 0,
            SCRATCH0..SCRATCH_END => self.scratch[(offset - SCRATCH0) as usize / 4],
            TICK => self.tick | if self.tick & TICK_ENABLE != 0 { TICK_RUNNING } else { 0 },
            _ => return Err(NO_REGISTER),
        })
    }

    pub(crate) fn write(&mut self, offset: u32, value: u32, clock: &Clock) -> Done {
        match offset {
            CTRL => {
                if value & ENABLE != 0 && self.ctrl & ENABLE == 0 {
                    self.loaded_at = clock.ns();
                }
                self.ctrl = value & !TRIGGER;
                self.triggered |= value & TRIGGER != 0;
            }
            LOAD => {
                self.load = value & 0x00ff_ffff;
                self.loaded_at = clock.ns();
            }
            REASON => {}
            SCRATCH0..SCRATCH_END => self.scratch[(offset - SCRATCH0) as usize / 4] = value,
            TICK => self.tick = value & 0x3ff,
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }
}
