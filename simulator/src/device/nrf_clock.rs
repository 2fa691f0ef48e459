//! nRF51 CLOCK and POWER, which share a block (nRF51 Series Reference Manual 3.0, chapters 11 and 13).
//!
//! The processor runs at 16 MHz from either oscillator, so starting the crystal changes no frequency here; what
//! start-up code waits for is the event. The low-frequency clock has to be started before an RTC counts.

use super::{Done, NO_REGISTER, Refusal, Reply};
use crate::clock::Clock;

const HFCLKSTART: u32 = 0x000;
const HFCLKSTOP: u32 = 0x004;
const LFCLKSTART: u32 = 0x008;
const LFCLKSTOP: u32 = 0x00c;
const CONSTLAT: u32 = 0x078;
const LOWPWR: u32 = 0x07c;
const HFCLKSTARTED: u32 = 0x100;
const LFCLKSTARTED: u32 = 0x104;
const INTENSET: u32 = 0x304;
const INTENCLR: u32 = 0x308;
const RESETREAS: u32 = 0x400;
const HFCLKRUN: u32 = 0x408;
const HFCLKSTAT: u32 = 0x40c;
const LFCLKRUN: u32 = 0x414;
const LFCLKSTAT: u32 = 0x418;
const LFCLKSRCCOPY: u32 = 0x41c;
const RAMSTATUS: u32 = 0x428;
const SYSTEMOFF: u32 = 0x500;
const POFCON: u32 = 0x510;
const LFCLKSRC: u32 = 0x518;
const GPREGRET: u32 = 0x51c;
const RAMON: u32 = 0x524;
const XTALFREQ: u32 = 0x550;
const RAMONB: u32 = 0x554;
const DCDCEN: u32 = 0x578;

/// Bits of INTEN, and of the running state.
const HF: u32 = 1 << 0;
const LF: u32 = 1 << 1;
const RUNNING: u32 = 1 << 16;
/// Start-up times in cycles: crystal 800 us (product specification 8.1.3, typical), RC 32 kHz 390 us (8.1.6).
const HF_STARTUP: u64 = 12_800;
const LF_STARTUP: u64 = 6_240;

/// One oscillator: since when it has been running.
#[derive(Debug, Clone, Default)]
struct Oscillator {
    ready_at: Option<u64>,
    /// The event register.
    started: bool,
    /// The event of this start is still to come.
    pending: bool,
}

impl Oscillator {
    fn start(&mut self, clock: &Clock, delay: u64) {
        if self.ready_at.is_none_or(|at| at <= clock.cycle) {
            // Starting a running oscillator gives the event at once.
            let delay = if self.ready_at.is_some() { 0 } else { delay };
            self.ready_at = Some(clock.cycle + delay);
            self.pending = true;
        }
    }

    fn advance(&mut self, clock: &Clock) {
        if self.pending && self.ready_at.is_some_and(|at| at <= clock.cycle) {
            (self.pending, self.started) = (false, true);
        }
    }

    fn runs(&self, clock: &Clock) -> bool {
        self.ready_at.is_some_and(|at| at <= clock.cycle)
    }

    fn next(&self) -> Option<u64> {
        self.ready_at.filter(|_| self.pending)
    }
}

/// The block's state.
#[derive(Debug, Clone, Default)]
pub(crate) struct ClockPower {
    high: Oscillator,
    low: Oscillator,
    inten: u32,
    source: u32,
    /// RESETREAS, POFCON, GPREGRET, DCDCEN: kept.
    kept: [u32; 4],
}

impl ClockPower {
    /// The cycle at which the low-frequency clock began to run, once it does.
    pub(crate) fn low_since(&self, clock: &Clock) -> Option<u64> {
        self.low.ready_at.filter(|&at| at <= clock.cycle)
    }

    pub(crate) fn advance(&mut self, clock: &Clock) {
        self.high.advance(clock);
        self.low.advance(clock);
    }

    pub(crate) fn next(&self) -> Option<u64> {
        [self.high.next(), self.low.next()].into_iter().flatten().min()
    }

    pub(crate) fn interrupt(&self) -> bool {
        self.high.started && self.inten & HF != 0 || self.low.started && self.inten & LF != 0
    }

    /// True while an oscillator is starting: an RTC may begin to count by it.
    pub(crate) fn is_starting(&self) -> bool {
        self.next().is_some()
    }

    pub(crate) fn read(&self, offset: u32, clock: &Clock) -> Reply {
        Ok(match offset {
            HFCLKSTARTED => u32::from(self.high.started),
            LFCLKSTARTED => u32::from(self.low.started),
            0x10c | 0x110 => 0,
            INTENSET | INTENCLR => self.inten,
            HFCLKRUN => u32::from(self.high.ready_at.is_some()),
            // The RC oscillator runs whenever the crystal does not: always RUNNING, bit 0 says which.
            HFCLKSTAT => RUNNING | u32::from(self.high.runs(clock)),
            LFCLKRUN => u32::from(self.low.ready_at.is_some()),
            LFCLKSTAT => self.source | if self.low.runs(clock) { RUNNING } else { 0 },
            LFCLKSRC | LFCLKSRCCOPY => self.source,
            RAMSTATUS | RAMON => 3,
            RAMONB => 0,
            XTALFREQ => 0xff,
            _ => self.kept[kept(offset).ok_or(NO_REGISTER)?],
        })
    }

    pub(crate) fn write(&mut self, offset: u32, value: u32, clock: &Clock) -> Done {
        match offset {
            HFCLKSTART if value == 1 => self.high.start(clock, HF_STARTUP),
            LFCLKSTART if value == 1 => self.low.start(clock, LF_STARTUP),
            HFCLKSTOP if value == 1 => self.high = Oscillator { started: self.high.started, ..Oscillator::default() },
            LFCLKSTOP if value == 1 => self.low = Oscillator { started: self.low.started, ..Oscillator::default() },
            HFCLKSTART..=LFCLKSTOP | CONSTLAT | LOWPWR => {}
            HFCLKSTARTED => self.high.started = value != 0,
            LFCLKSTARTED => self.low.started = value != 0,
            INTENSET => self.inten |= value,
            INTENCLR => self.inten &= !value,
            LFCLKSRC => self.source = value & 3,
            SYSTEMOFF => return Err(Refusal::Why("system-off mode is not modelled")),
            RESETREAS => self.kept[0] &= !value,
            RAMON | RAMONB | XTALFREQ => {}
            _ => self.kept[kept(offset).ok_or(NO_REGISTER)?] = value,
        }
        Ok(())
    }
}

fn kept(offset: u32) -> Option<usize> {
    [RESETREAS, POFCON, GPREGRET, DCDCEN].iter().position(|&at| at == offset)
}
