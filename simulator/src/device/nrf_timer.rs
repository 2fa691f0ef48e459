//! nRF51 TIMER0 to TIMER2 (Reference Manual 3.0, chapter 18): four compare registers on a counter of 8 to 32 bits.
//!
//! The count follows from the cycle at which the counter last started, was cleared or had its prescaler changed; the
//! 16 MHz it divides is the processor's clock.

use super::{Done, NO_REGISTER, Reply};
use crate::clock::Clock;

const START: u32 = 0x000;
const STOP: u32 = 0x004;
const COUNT: u32 = 0x008;
const CLEAR: u32 = 0x00c;
const SHUTDOWN: u32 = 0x010;
const CAPTURE0: u32 = 0x040;
const CAPTURE_END: u32 = 0x058;
const COMPARE0: u32 = 0x140;
const COMPARE_END: u32 = 0x158;
const SHORTS: u32 = 0x200;
const INTENSET: u32 = 0x304;
const INTENCLR: u32 = 0x308;
const MODE: u32 = 0x504;
const BITMODE: u32 = 0x508;
const PRESCALER: u32 = 0x510;
const CC0: u32 = 0x540;
const CC_END: u32 = 0x558;

/// The prescaler after reset, and its largest useful value.
const PRESCALER_RESET: u32 = 4;
const PRESCALER_MAX: u32 = 9;
/// INTEN bits start here, one a compare register.
const INTEN_COMPARE0: u32 = 16;

/// One timer.
#[derive(Debug, Clone)]
pub(crate) struct NrfTimer {
    running: bool,
    /// The count at cycle `since`, with the prescaler's phase starting there.
    count: u32,
    since: u64,
    counter_mode: bool,
    bitmode: u32,
    prescaler: u32,
    cc: [u32; 6],
    events: [bool; 6],
    /// How many compare registers there are: 4 or 6.
    channels: usize,
    shorts: u32,
    inten: u32,
    /// It counts beyond 16 bits.
    wide: bool,
}

impl NrfTimer {
    pub(crate) fn new(wide: bool, channels: usize) -> Self {
        NrfTimer {
            running: false,
            count: 0,
            since: 0,
            counter_mode: false,
            bitmode: 0,
            prescaler: PRESCALER_RESET,
            cc: [0; 6],
            events: [false; 6],
            channels,
            shorts: 0,
            inten: 0,
            wide,
        }
    }

    fn mask(&self) -> u32 {
        match self.bitmode {
            1 => 0xff,
            2 if self.wide => 0xff_ffff,
            3 if self.wide => !0,
            _ => 0xffff,
        }
    }

    /// A bit a channel.
    fn all(&self) -> u32 {
        (1 << self.channels) - 1
    }

    /// True if this register belongs to a channel that is not there.
    fn is_beyond(&self, offset: u32) -> bool {
        let channel = |first: u32| (offset - first) as usize / 4;
        match offset {
            CAPTURE0..CAPTURE_END => channel(CAPTURE0) >= self.channels,
            COMPARE0..COMPARE_END => channel(COMPARE0) >= self.channels,
            CC0..CC_END => channel(CC0) >= self.channels,
            _ => false,
        }
    }

    fn counts(&self) -> bool {
        self.running && !self.counter_mode
    }

    /// Ticks from the count at `since` until it next becomes `target`: 1 to 2^bits.
    fn ticks_to(&self, target: u32) -> u64 {
        let distance = u64::from(target.wrapping_sub(self.count) & self.mask());
        if distance == 0 { u64::from(self.mask()) + 1 } else { distance }
    }

    /// The compare registers met next, with the cycle.
    fn next_match(&self) -> Option<u64> {
        if !self.counts() {
            return None;
        }
        // A target beyond the counter's width is never met.
        let reachable = self.cc[..self.channels].iter().filter(|&&cc| cc <= self.mask());
        reachable.map(|&cc| self.since + (self.ticks_to(cc) << self.prescaler)).min()
    }

    pub(crate) fn advance(&mut self, clock: &Clock) {
        while let Some(at) = self.next_match().filter(|&at| at <= clock.cycle) {
            self.move_to(at);
            self.meet();
        }
    }

    /// Sets the base to a cycle that is a whole number of ticks after it.
    fn move_to(&mut self, at: u64) {
        let ticks = (at - self.since) >> self.prescaler;
        self.count = self.count.wrapping_add(ticks as u32) & self.mask();
        self.since += ticks << self.prescaler;
    }

    /// Raises the events of the compare registers that equal the count, and does their shortcuts.
    fn meet(&mut self) {
        let met = (0..self.channels).filter(|&channel| self.cc[channel] == self.count).fold(0, |met, channel| met | 1 << channel);
        for channel in (0..self.channels).filter(|channel| met >> channel & 1 != 0) {
            self.events[channel] = true;
        }
        if self.shorts & met != 0 {
            self.count = 0;
        }
        if self.shorts >> 8 & met != 0 {
            self.running = false;
        }
    }

    /// The cycle of the next compare event.
    pub(crate) fn next(&self) -> Option<u64> {
        self.next_match()
    }

    pub(crate) fn interrupt(&self) -> bool {
        (0..self.channels).any(|channel| self.events[channel] && self.inten >> (INTEN_COMPARE0 + channel as u32) & 1 != 0)
    }

    /// True if it runs and has an interrupt enabled.
    pub(crate) fn may_interrupt(&self) -> bool {
        self.counts() && self.inten != 0
    }

    pub(crate) fn read(&self, offset: u32) -> Reply {
        if self.is_beyond(offset) {
            return Err(NO_REGISTER);
        }
        Ok(match offset {
            COMPARE0..COMPARE_END => u32::from(self.events[(offset - COMPARE0) as usize / 4]),
            SHORTS => self.shorts,
            INTENSET | INTENCLR => self.inten,
            MODE => u32::from(self.counter_mode),
            BITMODE => self.bitmode,
            PRESCALER => self.prescaler,
            CC0..CC_END => self.cc[(offset - CC0) as usize / 4],
            _ => return Err(NO_REGISTER),
        })
    }

    pub(crate) fn write(&mut self, offset: u32, value: u32, clock: &Clock) -> Done {
        if self.is_beyond(offset) {
            return Err(NO_REGISTER);
        }
        match offset {
            START..=SHUTDOWN | CAPTURE0..CAPTURE_END => {
                if value == 1 {
                    self.run_task(offset, clock);
                }
            }
            COMPARE0..COMPARE_END => self.events[(offset - COMPARE0) as usize / 4] = value != 0,
            SHORTS => self.shorts = value & self.all() * 0x101,
            INTENSET => self.inten |= value & self.all() << INTEN_COMPARE0,
            INTENCLR => self.inten &= !value,
            MODE => self.counter_mode = value & 1 != 0,
            BITMODE => self.bitmode = value & 3,
            PRESCALER => {
                self.settle(clock);
                self.since = clock.cycle;
                self.prescaler = (value & 15).min(PRESCALER_MAX);
            }
            CC0..CC_END => {
                self.settle(clock);
                self.cc[(offset - CC0) as usize / 4] = value;
            }
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }

    /// Moves the base up to now.
    fn settle(&mut self, clock: &Clock) {
        if self.counts() {
            self.move_to(clock.cycle);
        }
    }

    fn run_task(&mut self, task: u32, clock: &Clock) {
        self.settle(clock);
        match task {
            START if !self.running => (self.running, self.since) = (true, clock.cycle),
            START => {}
            STOP | SHUTDOWN => self.running = false,
            COUNT => {
                if self.running && self.counter_mode {
                    self.count = self.count.wrapping_add(1) & self.mask();
                    self.meet();
                }
            }
            CLEAR => (self.count, self.since) = (0, clock.cycle),
            _ => self.cc[(task - CAPTURE0) as usize / 4] = self.count,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compare_with_clear_is_periodic() {
        let (mut timer, mut clock) = (NrfTimer::new(true, 4), Clock::new(16_000_000));
        clock.cycle = 5;
        for (offset, value) in [(PRESCALER, 4), (CC0, 1000), (SHORTS, 1), (INTENSET, 1 << 16), (START, 1)] {
            timer.write(offset, value, &clock).unwrap();
        }
        for round in 1..4 {
            assert_eq!(timer.next(), Some(5 + round * 16_000));
            clock.cycle = 5 + round * 16_000;
            timer.advance(&clock);
            assert!(timer.interrupt());
            timer.write(COMPARE0, 0, &clock).unwrap();
            assert!(!timer.interrupt());
        }
        clock.cycle += 161;
        timer.write(CAPTURE0 + 4, 1, &clock).unwrap();
        assert_eq!(timer.read(CC0 + 4), Ok(10));
    }

    #[test]
    fn sixteen_bits_wrap() {
        let (mut timer, mut clock) = (NrfTimer::new(false, 4), Clock::new(16_000_000));
        for (offset, value) in [(PRESCALER, 0), (START, 1)] {
            timer.write(offset, value, &clock).unwrap();
        }
        clock.cycle = 0x1_0005;
        timer.advance(&clock);
        timer.write(CAPTURE0, 1, &clock).unwrap();
        assert_eq!(timer.read(CC0), Ok(5));
    }
}
