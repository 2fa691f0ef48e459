//! nRF51 RTC0 and RTC1 (Reference Manual 3.0, chapter 19): 24 bits of the 32 kHz clock, prescaled.
//!
//! It counts only while the low-frequency clock runs. A compare register set to the present or the next count is not
//! met until the counter has wrapped: the manual promises an event from the next but one on.

use super::{Done, NO_REGISTER, Reply};
use crate::clock::Clock;

const START: u32 = 0x000;
const STOP: u32 = 0x004;
const CLEAR: u32 = 0x008;
const TRIGOVRFLW: u32 = 0x00c;
const TICK: u32 = 0x100;
const OVRFLW: u32 = 0x104;
const COMPARE0: u32 = 0x140;
const COMPARE_END: u32 = 0x150;
const INTENSET: u32 = 0x304;
const INTENCLR: u32 = 0x308;
const EVTEN: u32 = 0x340;
const EVTENSET: u32 = 0x344;
const EVTENCLR: u32 = 0x348;
const COUNTER: u32 = 0x504;
const PRESCALER: u32 = 0x508;
const CC0: u32 = 0x540;
const CC_END: u32 = 0x550;

const COUNT_MASK: u32 = 0xff_ffff;
/// 16 MHz / 32768 Hz as a fraction: cycles per tick of the low-frequency clock.
const CYCLES: u64 = 125_000;
const PER_TICKS: u64 = 256;

/// Event bits as in INTEN: tick, overflow, compare 0 to 3.
const BIT_TICK: u32 = 1 << 0;
const BIT_OVRFLW: u32 = 1 << 1;
const BIT_COMPARE0: u32 = 16;
/// What TRIGOVRFLW sets the counter to.
const NEARLY_OVER: u32 = 0xff_fff0;

/// One real-time counter. Ticks below are of the low-frequency clock since it started.
#[derive(Debug, Clone)]
pub(crate) struct Rtc {
    running: bool,
    /// The count at low-frequency tick `since`; `seen` is the last tick whose events were raised.
    count: u32,
    since: u64,
    seen: u64,
    prescaler: u32,
    cc: [u32; 4],
    /// The count before which a compare register is not looked at, as a tick.
    armed_from: [u64; 4],
    channels: usize,
    events: u32,
    inten: u32,
    evten: u32,
}

impl Rtc {
    /// RTC0 has three compare registers, RTC1 four.
    pub(crate) fn new(channels: usize) -> Self {
        Rtc {
            running: false,
            count: 0,
            since: 0,
            seen: 0,
            prescaler: 0,
            cc: [0; 4],
            armed_from: [0; 4],
            channels,
            events: 0,
            inten: 0,
            evten: 0,
        }
    }

    /// Low-frequency ticks up to now, if that clock runs since cycle `low_since`.
    fn now(low_since: Option<u64>, clock: &Clock) -> Option<u64> {
        low_since.map(|since| (clock.cycle - since) * PER_TICKS / CYCLES)
    }

    fn divisor(&self) -> u64 {
        u64::from(self.prescaler) + 1
    }

    fn count_at(&self, tick: u64) -> u32 {
        let counted = if self.running { tick.saturating_sub(self.since) / self.divisor() } else { 0 };
        self.count.wrapping_add(counted as u32) & COUNT_MASK
    }

    /// The first tick after `seen` at which the count becomes `target`.
    fn tick_of(&self, target: u32, from: u64) -> u64 {
        let from = from.max(self.seen + 1);
        // The first counting step at or after `from`.
        let step = from.saturating_sub(self.since).div_ceil(self.divisor()).max(1);
        let at_step = self.count.wrapping_add(step as u32) & COUNT_MASK;
        let more = u64::from(target.wrapping_sub(at_step) & COUNT_MASK);
        self.since + (step + more) * self.divisor()
    }

    /// The next event that is routed anywhere: its tick and its bit.
    fn next_event(&self) -> Option<(u64, u32)> {
        if !self.running {
            return None;
        }
        let watched = self.inten | self.evten;
        let compares = (0..self.channels)
            .map(|channel| (self.tick_of(self.cc[channel], self.armed_from[channel]), 1 << (BIT_COMPARE0 + channel as u32)));
        let overflow = (self.tick_of(0, 0), BIT_OVRFLW);
        let tick = (self.tick_of(self.count_at(self.seen).wrapping_add(1) & COUNT_MASK, 0), BIT_TICK);
        compares.chain([overflow, tick]).filter(|&(_, bit)| watched & bit != 0).min()
    }

    pub(crate) fn advance(&mut self, low_since: Option<u64>, clock: &Clock) {
        let Some(now) = Self::now(low_since, clock) else { return };
        while let Some((tick, _)) = self.next_event().filter(|&(tick, _)| tick <= now) {
            self.raise(tick);
            self.seen = tick;
        }
        self.seen = self.seen.max(now);
    }

    /// Raises every event of the counting step at `tick`.
    fn raise(&mut self, tick: u64) {
        let count = self.count_at(tick);
        let mut events = BIT_TICK | if count == 0 { BIT_OVRFLW } else { 0 };
        for channel in 0..self.channels {
            if self.cc[channel] == count && tick >= self.armed_from[channel] {
                events |= 1 << (BIT_COMPARE0 + channel as u32);
            }
        }
        self.events |= events & (self.inten | self.evten);
    }

    pub(crate) fn next(&self, low_since: Option<u64>) -> Option<u64> {
        let (tick, _) = self.next_event()?;
        Some(low_since? + (tick * CYCLES).div_ceil(PER_TICKS))
    }

    pub(crate) fn interrupt(&self) -> bool {
        self.events & self.inten != 0
    }

    /// True if it runs and has an interrupt enabled.
    pub(crate) fn may_interrupt(&self, low_since: Option<u64>) -> bool {
        self.running && low_since.is_some() && self.inten != 0
    }

    pub(crate) fn read(&self, offset: u32, low_since: Option<u64>, clock: &Clock) -> Reply {
        let event = |bit: u32| u32::from(self.events & bit != 0);
        Ok(match offset {
            TICK => event(BIT_TICK),
            OVRFLW => event(BIT_OVRFLW),
            COMPARE0..COMPARE_END => event(1 << (BIT_COMPARE0 + (offset - COMPARE0) / 4)),
            INTENSET | INTENCLR => self.inten,
            EVTEN..=EVTENCLR => self.evten,
            COUNTER => self.count_at(Self::now(low_since, clock).unwrap_or(self.since)),
            PRESCALER => self.prescaler,
            CC0..CC_END => self.cc[(offset - CC0) as usize / 4],
            _ => return Err(NO_REGISTER),
        })
    }

    pub(crate) fn write(&mut self, offset: u32, value: u32, low_since: Option<u64>, clock: &Clock) -> Done {
        let now = Self::now(low_since, clock).unwrap_or(self.since);
        match offset {
            START..=TRIGOVRFLW => {
                if value == 1 {
                    self.run_task(offset, now);
                }
            }
            TICK => self.set_event(BIT_TICK, value),
            OVRFLW => self.set_event(BIT_OVRFLW, value),
            COMPARE0..COMPARE_END => self.set_event(1 << (BIT_COMPARE0 + (offset - COMPARE0) / 4), value),
            INTENSET => self.inten |= value,
            INTENCLR => self.inten &= !value,
            EVTEN => self.evten = value,
            EVTENSET => self.evten |= value,
            EVTENCLR => self.evten &= !value,
            PRESCALER => self.prescaler = value & 0xfff,
            CC0..CC_END => {
                let channel = (offset - CC0) as usize / 4;
                self.cc[channel] = value & COUNT_MASK;
                self.armed_from[channel] = now + self.divisor() + 1;
            }
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }

    fn set_event(&mut self, bit: u32, value: u32) {
        super::assign(&mut self.events, bit, value != 0);
    }

    fn run_task(&mut self, task: u32, now: u64) {
        self.count = match task {
            CLEAR => 0,
            TRIGOVRFLW => NEARLY_OVER,
            _ => self.count_at(now),
        };
        if task == START {
            self.running = true;
        } else if task == STOP {
            self.running = false;
        }
        (self.since, self.seen) = (now, now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_is_32768_ticks() {
        let (mut rtc, mut clock) = (Rtc::new(3), Clock::new(16_000_000));
        for (offset, value) in [(CC0, 32768), (INTENSET, 1 << 16), (START, 1)] {
            rtc.write(offset, value, Some(0), &clock).unwrap();
        }
        assert_eq!(rtc.next(Some(0)), Some(16_000_000));
        clock.cycle = 15_999_999;
        rtc.advance(Some(0), &clock);
        assert!(!rtc.interrupt());
        clock.cycle = 16_000_000;
        rtc.advance(Some(0), &clock);
        assert!(rtc.interrupt());
        assert_eq!(rtc.read(COUNTER, Some(0), &clock), Ok(32768));
    }

    #[test]
    fn the_next_count_is_too_late() {
        let (mut rtc, clock) = (Rtc::new(3), Clock::new(16_000_000));
        for (offset, value) in [(INTENSET, 1 << 16), (START, 1), (CC0, 1)] {
            rtc.write(offset, value, Some(0), &clock).unwrap();
        }
        assert!(rtc.next(Some(0)).unwrap() > 1_000_000);
        rtc.write(CC0, 2, Some(0), &clock).unwrap();
        assert_eq!(rtc.next(Some(0)), Some(977));
    }

    #[test]
    fn without_the_clock_it_stands_still() {
        let (mut rtc, mut clock) = (Rtc::new(3), Clock::new(16_000_000));
        rtc.write(START, 1, None, &clock).unwrap();
        clock.cycle = 1_000_000;
        rtc.advance(None, &clock);
        assert_eq!(rtc.read(COUNTER, None, &clock), Ok(0));
    }
}
