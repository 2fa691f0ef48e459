//! RP2040 TIMER: 64 bits of microseconds and four alarms (data sheet 4.6).
//!
//! The count follows from the time since it was last set, at the watchdog's tick rate. An alarm fires when the low
//! word equals its target, once; a target that has just passed is met again after 2^32 us.

use super::{Done, NO_REGISTER, Refusal, Reply};
use crate::clock::{Clock, SECOND, scale};

const TIMEHW: u32 = 0x00;
const TIMELW: u32 = 0x04;
const TIMEHR: u32 = 0x08;
const TIMELR: u32 = 0x0c;
const ALARM0: u32 = 0x10;
const ALARM3: u32 = 0x1c;
const ARMED: u32 = 0x20;
const TIMERAWH: u32 = 0x24;
const TIMERAWL: u32 = 0x28;
const DBGPAUSE: u32 = 0x2c;
const PAUSE: u32 = 0x30;
const INTR: u32 = 0x34;
const INTE: u32 = 0x38;
const INTF: u32 = 0x3c;
const INTS: u32 = 0x40;

/// The timer's state.
#[derive(Debug, Clone, Default)]
pub(crate) struct Timer {
    /// Ticks per second; 0 while the watchdog gives none.
    hz: u32,
    /// The count at time `since_ns`.
    count: u64,
    since_ns: u64,
    /// TIMEHR, caught by reading TIMELR; and TIMELW, kept for the write of TIMEHW.
    latched_high: u32,
    written_low: u32,
    targets: [u32; 4],
    /// Full 64-bit counts at which armed alarms fire.
    due: [Option<u64>; 4],
    raised: u32,
    enabled: u32,
    forced: u32,
    pause: u32,
    dbgpause: u32,
}

impl Timer {
    /// Follows a change of the tick rate.
    pub(crate) fn set_hz(&mut self, hz: u32, clock: &Clock) {
        if self.hz != hz {
            self.count = self.now(clock);
            self.since_ns = clock.ns();
            self.hz = hz;
        }
    }

    fn now(&self, clock: &Clock) -> u64 {
        if self.hz == 0 || self.pause != 0 {
            return self.count;
        }
        self.count.wrapping_add(scale(clock.ns() - self.since_ns, u64::from(self.hz), SECOND))
    }

    /// Fires the alarms that are due.
    pub(crate) fn advance(&mut self, clock: &Clock) {
        if self.due == [None; 4] {
            return;
        }
        let now = self.now(clock);
        for alarm in 0..4 {
            if self.due[alarm].is_some_and(|due| due <= now) {
                self.due[alarm] = None;
                self.raised |= 1 << alarm;
            }
        }
    }

    /// The cycle at which the next alarm fires.
    pub(crate) fn next(&self, clock: &Clock) -> Option<u64> {
        let first = self.due.iter().flatten().min()?;
        if self.hz == 0 || self.pause != 0 {
            return None;
        }
        // Rounded up: at that time the count has reached the target.
        let ticks = u128::from(first.saturating_sub(self.count));
        let ns = (ticks * u128::from(SECOND)).div_ceil(u128::from(self.hz));
        Some(clock.cycle_at(self.since_ns + ns as u64))
    }

    /// Interrupts 0..3, bit by alarm.
    pub(crate) fn interrupts(&self) -> u32 {
        self.raised & self.enabled | self.forced
    }

    /// Alarms that are armed and would interrupt, bit by alarm.
    pub(crate) fn may_interrupt(&self) -> u32 {
        if self.hz == 0 || self.pause != 0 {
            return 0;
        }
        (0..4).filter(|&alarm| self.due[alarm].is_some()).fold(0, |bits, alarm| bits | 1 << alarm) & self.enabled
    }

    pub(crate) fn read(&mut self, offset: u32, clock: &Clock) -> Reply {
        Ok(match offset {
            TIMEHR => self.latched_high,
            TIMELR => {
                let now = self.now(clock);
                self.latched_high = (now >> 32) as u32;
                now as u32
            }
            ALARM0..=ALARM3 => self.targets[(offset - ALARM0) as usize / 4],
            ARMED => (0..4).filter(|&alarm| self.due[alarm].is_some()).map(|alarm| 1 << alarm).sum(),
            TIMERAWH => (self.now(clock) >> 32) as u32,
            TIMERAWL => self.now(clock) as u32,
            DBGPAUSE => self.dbgpause,
            PAUSE => self.pause,
            INTR => self.raised,
            INTE => self.enabled,
            INTF => self.forced,
            INTS => self.interrupts(),
            _ => return Err(NO_REGISTER),
        })
    }

    /// Writes a register; `raw` is the word as stored by the program, before an atomic alias combined it.
    pub(crate) fn write(&mut self, offset: u32, value: u32, raw: u32, clock: &Clock) -> Done {
        match offset {
            TIMELW => self.written_low = value,
            TIMEHW if self.due != [None; 4] => return Err(Refusal::Why("the time is set while an alarm is armed")),
            TIMEHW => {
                self.count = u64::from(value) << 32 | u64::from(self.written_low);
                self.since_ns = clock.ns();
            }
            ALARM0..=ALARM3 => self.arm((offset - ALARM0) as usize / 4, value, clock),
            ARMED => {
                for alarm in (0..4).filter(|alarm| raw >> alarm & 1 != 0) {
                    self.due[alarm] = None;
                }
            }
            DBGPAUSE => self.dbgpause = value & 6,
            PAUSE => {
                self.count = self.now(clock);
                self.since_ns = clock.ns();
                self.pause = value & 1;
            }
            INTR => self.raised &= !raw,
            INTE => self.enabled = value & 15,
            INTF => self.forced = value & 15,
            TIMEHR | TIMELR | TIMERAWH | TIMERAWL | INTS => {}
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }

    fn arm(&mut self, alarm: usize, target: u32, clock: &Clock) {
        let now = self.now(clock);
        self.targets[alarm] = target;
        self.due[alarm] = Some(now + u64::from(target.wrapping_sub(now as u32)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alarm_fires_once_at_its_microsecond() {
        let mut clock = Clock::new(125_000_000);
        let mut timer = Timer::default();
        timer.set_hz(1_000_000, &clock);
        timer.write(INTE, 1, 1, &clock).unwrap();
        timer.write(ALARM0, 1000, 1000, &clock).unwrap();
        assert_eq!(timer.next(&clock), Some(125_000));
        clock.cycle = 124_999;
        timer.advance(&clock);
        assert_eq!(timer.interrupts(), 0);
        clock.cycle = 125_000;
        timer.advance(&clock);
        assert_eq!(timer.interrupts(), 1);
        assert_eq!(timer.next(&clock), None);
        timer.write(INTR, 0, 1, &clock).unwrap();
        assert_eq!(timer.interrupts(), 0);
        assert_eq!(timer.read(TIMELR, &clock), Ok(1000));
    }

    #[test]
    fn without_a_tick_it_stands_still() {
        let mut clock = Clock::new(125_000_000);
        let mut timer = Timer::default();
        clock.cycle = 125_000_000;
        assert_eq!(timer.read(TIMERAWL, &clock), Ok(0));
        timer.set_hz(1_000_000, &clock);
        clock.cycle += 125;
        assert_eq!(timer.read(TIMERAWL, &clock), Ok(1));
    }
}
