//! Simulated time: the processor's cycle count and how long each cycle lasted.
//!
//! The cycle count only grows. When the processor clock changes, time continues from that moment at the new rate, so
//! `ns` never steps back; the fraction of a nanosecond at a change is dropped.

/// Nanoseconds per second.
pub(crate) const SECOND: u64 = 1_000_000_000;

/// The clock of the processor.
#[derive(Debug, Clone)]
pub(crate) struct Clock {
    /// Processor cycles since reset.
    pub(crate) cycle: u64,
    hz: u64,
    /// The cycle and time at which `hz` began to hold.
    since_cycle: u64,
    since_ns: u64,
}

impl Clock {
    /// A clock at cycle 0 and time 0.
    pub(crate) fn new(hz: u32) -> Self {
        Clock { cycle: 0, hz: u64::from(hz), since_cycle: 0, since_ns: 0 }
    }

    /// Processor cycles per second, now.
    pub(crate) fn hz(&self) -> u32 {
        self.hz as u32
    }

    /// Changes the rate from now on.
    pub(crate) fn set_hz(&mut self, hz: u32) {
        if self.hz != u64::from(hz) {
            self.since_ns = self.ns();
            self.since_cycle = self.cycle;
            self.hz = u64::from(hz);
        }
    }

    /// Nanoseconds since reset, rounded down.
    pub(crate) fn ns(&self) -> u64 {
        self.since_ns + scale(self.cycle - self.since_cycle, SECOND, self.hz)
    }

    /// The first cycle at which `ns() >= at`, if the rate stays; now, if that is past.
    pub(crate) fn cycle_at(&self, at: u64) -> u64 {
        let Some(after) = at.checked_sub(self.since_ns) else { return self.cycle };
        let cycles = (u128::from(after) * u128::from(self.hz)).div_ceil(u128::from(SECOND));
        let cycle = u128::from(self.since_cycle) + cycles;
        u64::try_from(cycle).unwrap_or(u64::MAX).max(self.cycle)
    }
}

/// `value * multiplier / divisor`, rounded down, without overflow on the way.
pub(crate) fn scale(value: u64, multiplier: u64, divisor: u64) -> u64 {
    (u128::from(value) * u128::from(multiplier) / u128::from(divisor)) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_goes_on_through_a_change_of_rate() {
        let mut clock = Clock::new(12_000_000);
        clock.cycle = 12;
        assert_eq!(clock.ns(), 1000);
        clock.set_hz(125_000_000);
        clock.cycle += 125;
        assert_eq!(clock.ns(), 2000);
        assert_eq!(clock.cycle_at(3000), 12 + 250);
        assert_eq!(clock.cycle_at(3001), 12 + 251);
        assert_eq!(clock.cycle_at(5), clock.cycle);
    }
}
