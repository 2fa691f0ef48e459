//! STM32F4 general-purpose timers TIM2 to TIM5 as up-counters (RM0090, chapter 18): update and compare events.
//!
//! TIM2 and TIM5 have 32 bits, the others 16. Counting down or both ways, capture, output on pins, slave modes and DMA
//! are not modelled. The count follows from the cycle at which it last was set.

use super::{Done, NO_REGISTER, Refusal, Reply};
use crate::clock::Clock;

const CR1: u32 = 0x00;
const CR2: u32 = 0x04;
const SMCR: u32 = 0x08;
const DIER: u32 = 0x0c;
const SR: u32 = 0x10;
const EGR: u32 = 0x14;
const CCMR1: u32 = 0x18;
const CCER: u32 = 0x20;
const CNT: u32 = 0x24;
const PSC: u32 = 0x28;
const ARR: u32 = 0x2c;
const CCR1: u32 = 0x34;
const CCR4: u32 = 0x40;

const CEN: u32 = 1 << 0;
const UDIS: u32 = 1 << 1;
const OPM: u32 = 1 << 3;
const DIR_AND_CMS: u32 = 0x70;
const UIF: u32 = 1 << 0;
const ALL_FLAGS: u32 = 0x1f;

/// One timer.
#[derive(Debug, Clone)]
pub(crate) struct StmTimer {
    mask: u32,
    control: u32,
    interrupts: u32,
    flags: u32,
    compare: [u32; 4],
    /// Written, and in use since the last update event.
    prescaler: u32,
    active_prescaler: u32,
    reload: u32,
    count: u32,
    since: u64,
    /// Processor cycles of one cycle of the timer's clock.
    divider: u32,
}

impl StmTimer {
    pub(crate) fn new(wide: bool) -> Self {
        let mask = if wide { !0 } else { 0xffff };
        StmTimer {
            mask,
            control: 0,
            interrupts: 0,
            flags: 0,
            compare: [0; 4],
            prescaler: 0,
            active_prescaler: 0,
            reload: mask,
            count: 0,
            since: 0,
            divider: 1,
        }
    }

    /// Cycles of one count.
    fn tick(&self) -> u64 {
        (u64::from(self.active_prescaler) + 1) * u64::from(self.divider)
    }

    fn counts(&self) -> bool {
        self.control & CEN != 0
    }

    /// Counts from now until the next overflow or match.
    fn ticks_to_event(&self) -> u64 {
        let overflow = u64::from(self.reload.wrapping_sub(self.count)) + 1;
        let overflow = if self.count > self.reload { u64::from(self.mask - self.count) + 1 } else { overflow };
        let matches = self.compare.iter().filter(|&&at| at > self.count && at <= self.reload).map(|&at| u64::from(at - self.count));
        matches.min().map_or(overflow, |ticks| ticks.min(overflow))
    }

    /// The cycle of the next event, if there is one that anybody can see.
    pub(crate) fn next(&self) -> Option<u64> {
        self.counts().then(|| self.since + self.ticks_to_event() * self.tick())
    }

    /// Brings it up to now; `divider` is that of the bus at the moment.
    pub(crate) fn advance(&mut self, clock: &Clock, divider: u32) {
        while let Some(at) = self.next().filter(|&at| at <= clock.cycle) {
            let ticks = self.ticks_to_event();
            let wraps = u64::from(self.count) + ticks > u64::from(self.reload) || self.count > self.reload;
            self.since = at;
            if wraps {
                self.count = 0;
                self.update();
            } else {
                self.count += ticks as u32;
            }
            self.meet();
        }
        if divider != self.divider {
            self.settle(clock);
            self.divider = divider;
        }
    }

    /// The flags of the compare registers that equal the count.
    fn meet(&mut self) {
        for (channel, &at) in self.compare.iter().enumerate() {
            if at == self.count {
                self.flags |= 2 << channel;
            }
        }
    }

    /// An update event.
    fn update(&mut self) {
        if self.control & UDIS != 0 {
            return;
        }
        self.active_prescaler = self.prescaler;
        self.flags |= UIF;
        if self.control & OPM != 0 {
            self.control &= !CEN;
        }
    }

    /// Moves the base up to now: `count` is then the count at `since`.
    fn settle(&mut self, clock: &Clock) {
        if self.counts() {
            let ticks = (clock.cycle - self.since) / self.tick();
            self.count = self.count.wrapping_add(ticks as u32) & self.mask;
            self.since += ticks * self.tick();
        } else {
            self.since = clock.cycle;
        }
    }

    pub(crate) fn interrupt(&self) -> bool {
        self.flags & self.interrupts & ALL_FLAGS != 0
    }

    pub(crate) fn may_interrupt(&self) -> bool {
        self.counts() && self.interrupts & ALL_FLAGS != 0
    }

    pub(crate) fn read(&mut self, offset: u32, clock: &Clock) -> Reply {
        self.settle(clock);
        Ok(match offset {
            CR1 => self.control,
            CR2 | SMCR | CCMR1..=CCER => 0,
            DIER => self.interrupts,
            SR => self.flags,
            CNT => self.count,
            PSC => self.prescaler,
            ARR => self.reload,
            CCR1..=CCR4 => self.compare[(offset - CCR1) as usize / 4],
            _ => return Err(NO_REGISTER),
        })
    }

    pub(crate) fn write(&mut self, offset: u32, value: u32, clock: &Clock) -> Done {
        self.settle(clock);
        match offset {
            CR1 if value & DIR_AND_CMS != 0 => return Err(Refusal::Why("counting down or both ways is not modelled")),
            CR1 => self.control = value & 0x3ff,
            CR2 | SMCR | CCMR1..=CCER if value == 0 => {}
            DIER if value & !ALL_FLAGS != 0 => return Err(Refusal::Why("the timer's DMA and trigger are not modelled")),
            DIER => self.interrupts = value,
            SR => self.flags &= value,
            EGR => {
                if value & 1 != 0 {
                    let running = self.control;
                    (self.count, self.since) = (0, clock.cycle);
                    self.update();
                    self.control = running;
                }
                self.flags |= value & 0x1e;
            }
            CNT => self.count = value & self.mask,
            PSC => self.prescaler = value & 0xffff,
            ARR => self.reload = value & self.mask,
            CCR1..=CCR4 => self.compare[(offset - CCR1) as usize / 4] = value & self.mask,
            _ => return Err(Refusal::Why("this mode of the timer is not modelled")),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_period_is_reload_and_prescaler_each_plus_one() {
        let (mut timer, mut clock) = (StmTimer::new(true), Clock::new(16_000_000));
        for (offset, value) in [(PSC, 15), (ARR, 999), (CCR1, 400), (EGR, 1), (SR, 0), (DIER, 1), (CR1, CEN)] {
            timer.write(offset, value, &clock).unwrap();
        }
        clock.cycle = timer.next().unwrap();
        assert_eq!(clock.cycle, 400 * 16);
        timer.advance(&clock, 1);
        assert_eq!((timer.read(SR, &clock), timer.interrupt()), (Ok(2), false));
        clock.cycle = timer.next().unwrap();
        assert_eq!(clock.cycle, 1000 * 16);
        timer.advance(&clock, 1);
        // The compare registers that nobody set are met at 0.
        assert_eq!((timer.read(SR, &clock), timer.interrupt(), timer.read(CNT, &clock)), (Ok(0x1f), true, Ok(0)));
        clock.cycle += 16 * 7 + 3;
        assert_eq!(timer.read(CNT, &clock), Ok(7));
    }
}
