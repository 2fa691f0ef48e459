//! SysTick: the 24-bit down-counter of the core (Armv6-M Architecture Reference Manual, B3.3).
//!
//! The counter is not stepped: its value follows from the tick at which it was last loaded. It counts processor
//! cycles, or, with CLKSOURCE = 0, a reference of 1 MHz, which is what the RP2040 gives it.

use super::{Done, NO_REGISTER, Reply};
use crate::clock::Clock;

const CTRL: u32 = 0x0;
const LOAD: u32 = 0x4;
const VALUE: u32 = 0x8;
const CALIB: u32 = 0xc;

const ENABLE: u32 = 1 << 0;
const TICKINT: u32 = 1 << 1;
const CLKSOURCE: u32 = 1 << 2;
const COUNTFLAG: u32 = 1 << 16;
const COUNT_MASK: u32 = 0x00ff_ffff;

/// NOREF = 0, SKEW = 1, no calibration value (RP2040 data sheet, 2.4.8 "SYST_CALIB" resets to 0; ten milliseconds unknown).
const CALIB_VALUE: u32 = 0;

/// Nanoseconds of one tick of the reference clock.
const REFERENCE_NS: u64 = 1000;

/// The counter and its control bits.
#[derive(Debug, Clone, Default)]
pub(crate) struct SysTick {
    control: u32,
    load: u32,
    /// The value at tick `since`; it stands there while the counter is disabled.
    value: u32,
    since: u64,
    count_flag: bool,
}

impl SysTick {
    /// Ticks of the selected source since reset.
    fn now(&self, clock: &Clock) -> u64 {
        if self.control & CLKSOURCE != 0 { clock.cycle } else { clock.ns() / REFERENCE_NS }
    }

    /// Counts up to now; true if zero was reached on the way with the interrupt enabled.
    pub(crate) fn advance(&mut self, clock: &Clock) -> bool {
        let now = self.now(clock);
        let passed = now - self.since;
        self.since = now;
        if self.control & ENABLE == 0 || passed == 0 {
            return false;
        }
        let (value, load) = (u64::from(self.value), u64::from(self.load));
        if passed < value {
            self.value = (value - passed) as u32;
            return false;
        }
        // From value down to 0, then load..=0 again and again. A counter at 0 reloads at the next tick.
        let reached = value > 0 || (load > 0 && passed > load);
        let beyond = passed - value;
        self.value = if beyond == 0 || load == 0 { 0 } else { ((load + 1 - beyond % (load + 1)) % (load + 1)) as u32 };
        self.count_flag |= reached;
        reached && self.control & TICKINT != 0
    }

    /// The cycle at which the interrupt is next due.
    pub(crate) fn next(&self, clock: &Clock) -> Option<u64> {
        if self.control & (ENABLE | TICKINT) != ENABLE | TICKINT {
            return None;
        }
        let ticks = match (self.value, self.load) {
            (0, 0) => return None,
            (0, load) => u64::from(load) + 1,
            (value, _) => u64::from(value),
        };
        let at = self.since + ticks;
        Some(if self.control & CLKSOURCE != 0 { at } else { clock.cycle_at(at * REFERENCE_NS) })
    }

    /// Reads a register; reading CTRL clears COUNTFLAG.
    pub(crate) fn read(&mut self, offset: u32) -> Reply {
        Ok(match offset {
            CTRL => self.control | if std::mem::take(&mut self.count_flag) { COUNTFLAG } else { 0 },
            LOAD => self.load,
            VALUE => self.value,
            CALIB => CALIB_VALUE,
            _ => return Err(NO_REGISTER),
        })
    }

    /// Writes a register; any write of the current value clears it and COUNTFLAG.
    pub(crate) fn write(&mut self, offset: u32, value: u32, clock: &Clock) -> Done {
        match offset {
            CTRL => {
                self.control = value & (ENABLE | TICKINT | CLKSOURCE);
                self.since = self.now(clock);
            }
            LOAD => self.load = value & COUNT_MASK,
            VALUE => {
                self.value = 0;
                self.count_flag = false;
            }
            CALIB => {}
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn started(load: u32) -> (SysTick, Clock) {
        let (mut tick, clock) = (SysTick::default(), Clock::new(1_000_000));
        tick.write(LOAD, load, &clock).unwrap();
        tick.write(CTRL, ENABLE | TICKINT | CLKSOURCE, &clock).unwrap();
        (tick, clock)
    }

    #[test]
    fn the_period_is_load_plus_one() {
        let (mut tick, mut clock) = started(9);
        assert_eq!(tick.next(&clock), Some(10));
        for round in 1..4 {
            clock.cycle = round * 10 - 1;
            assert!(!tick.advance(&clock));
            assert_eq!(tick.read(VALUE), Ok(1));
            clock.cycle = round * 10;
            assert!(tick.advance(&clock));
            assert_eq!(tick.read(VALUE), Ok(0));
        }
        clock.cycle = 31;
        assert!(!tick.advance(&clock));
        assert_eq!(tick.read(VALUE), Ok(9));
    }

    #[test]
    fn the_flag_is_cleared_by_reading() {
        let (mut tick, mut clock) = started(9);
        clock.cycle = 25;
        assert!(tick.advance(&clock));
        assert_eq!(tick.read(VALUE), Ok(5));
        assert_eq!(tick.read(CTRL), Ok(7 | COUNTFLAG));
        assert_eq!(tick.read(CTRL), Ok(7));
    }
}
