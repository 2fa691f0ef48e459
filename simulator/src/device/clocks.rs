//! RP2040 clock generation: XOSC, ROSC, both PLLs and the CLOCKS block (RP2040 data sheet 2.15 to 2.18).
//!
//! Kept together because what they make is one thing: the frequency of each clock. Glitchless switching is
//! immediate; a PLL locks as soon as it is powered; the crystal takes the start-up delay that is programmed.

use super::{Done, NO_REGISTER, Refusal, Reply};
use crate::clock::{Clock, SECOND};

/// The crystal of every RP2040 board we know.
pub(crate) const XOSC_HZ: u32 = 12_000_000;
/// The ring oscillator after reset, nominal (data sheet 2.17.1: 1.8 to 12 MHz, typically 6.5).
pub(crate) const ROSC_HZ: u32 = 6_500_000;

const XOSC_CTRL: u32 = 0x00;
const XOSC_STATUS: u32 = 0x04;
const XOSC_DORMANT: u32 = 0x08;
const XOSC_STARTUP: u32 = 0x0c;
const XOSC_ENABLED: u32 = 1 << 12;
const STABLE: u32 = 1 << 31;
const XOSC_ENABLE_FIELD: u32 = 0xfff000;
const XOSC_ENABLE: u32 = 0xfab000;

/// The crystal oscillator.
#[derive(Debug, Clone)]
pub(crate) struct Xosc {
    ctrl: u32,
    startup: u32,
    stable_at: Option<u64>,
}

impl Default for Xosc {
    fn default() -> Self {
        Xosc { ctrl: 0, startup: 0xc4, stable_at: None }
    }
}

impl Xosc {
    fn is_stable(&self, clock: &Clock) -> bool {
        self.stable_at.is_some_and(|at| clock.ns() >= at)
    }

    /// The crystal's frequency if it runs steadily.
    fn hz(&self, clock: &Clock) -> u32 {
        if self.is_stable(clock) { XOSC_HZ } else { 0 }
    }

    pub(crate) fn read(&self, offset: u32, clock: &Clock) -> Reply {
        Ok(match offset {
            XOSC_CTRL => self.ctrl,
            XOSC_STATUS => {
                let enabled = if self.stable_at.is_some() { XOSC_ENABLED } else { 0 };
                enabled | if self.is_stable(clock) { STABLE } else { 0 }
            }
            XOSC_STARTUP => self.startup,
            _ => return Err(NO_REGISTER),
        })
    }

    pub(crate) fn write(&mut self, offset: u32, value: u32, clock: &Clock) -> Done {
        match offset {
            XOSC_CTRL => {
                self.ctrl = value;
                let enable = value & XOSC_ENABLE_FIELD == XOSC_ENABLE;
                // DELAY counts 256 crystal cycles each (2.16.3).
                let delay = u64::from(self.startup & 0x3fff) * 256 * SECOND / u64::from(XOSC_HZ);
                self.stable_at = enable.then(|| self.stable_at.unwrap_or(clock.ns() + delay));
            }
            XOSC_STARTUP => self.startup = value,
            XOSC_DORMANT => return Err(Refusal::Why("dormant mode is not modelled")),
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }
}

const PLL_CS: u32 = 0x0;
const PLL_PWR: u32 = 0x4;
const PLL_FBDIV: u32 = 0x8;
const PLL_PRIM: u32 = 0xc;
const PLL_LOCK: u32 = 1 << 31;
const PLL_BYPASS: u32 = 1 << 8;
const PLL_PD: u32 = 1 << 0;
const PLL_POSTDIVPD: u32 = 1 << 3;
const PLL_VCOPD: u32 = 1 << 5;

/// One phase-locked loop on the crystal.
#[derive(Debug, Clone)]
pub(crate) struct Pll {
    cs: u32,
    pwr: u32,
    fbdiv: u32,
    prim: u32,
}

impl Default for Pll {
    fn default() -> Self {
        Pll { cs: 1, pwr: 0x2d, fbdiv: 0, prim: 0x77000 }
    }
}

impl Pll {
    fn is_locked(&self) -> bool {
        self.pwr & (PLL_PD | PLL_VCOPD) == 0 && self.fbdiv != 0
    }

    /// Output frequency from the reference's; 0 if it is powered down.
    fn hz(&self, reference: u32) -> u32 {
        if self.cs & PLL_BYPASS != 0 {
            return reference;
        }
        let post = (self.prim >> 16 & 7) * (self.prim >> 12 & 7);
        if !self.is_locked() || self.pwr & PLL_POSTDIVPD != 0 || post == 0 {
            return 0;
        }
        let vco = u64::from(reference) / u64::from((self.cs & 0x3f).max(1)) * u64::from(self.fbdiv);
        (vco / u64::from(post)) as u32
    }

    pub(crate) fn read(&self, offset: u32) -> Reply {
        Ok(match offset {
            PLL_CS => self.cs & !PLL_LOCK | if self.is_locked() { PLL_LOCK } else { 0 },
            PLL_PWR => self.pwr,
            PLL_FBDIV => self.fbdiv,
            PLL_PRIM => self.prim,
            _ => return Err(NO_REGISTER),
        })
    }

    pub(crate) fn write(&mut self, offset: u32, value: u32) -> Done {
        match offset {
            PLL_CS => self.cs = value & 0x13f,
            PLL_PWR => self.pwr = value & 0x2d,
            PLL_FBDIV => self.fbdiv = value & 0xfff,
            PLL_PRIM => self.prim = value & 0x77000,
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }
}

/// Generators in register order: GPOUT0..3, REF, SYS, PERI, USB, ADC, RTC; each CTRL, DIV, SELECTED.
const GENERATORS: usize = 10;
const REF: usize = 4;
const SYS: usize = 5;
const PERI: usize = 6;
const GENERATORS_END: u32 = 0x78;
const RESUS_CTRL: u32 = 0x78;
const RESUS_STATUS: u32 = 0x7c;
const WAKE_EN0: u32 = 0xa0;
const ENABLED1: u32 = 0xb4;
const INTR: u32 = 0xb8;
const INTS: u32 = 0xc4;
const CLOCK_ENABLE: u32 = 1 << 11;

/// What clocks are made of, for questions about frequencies.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sources {
    pub(crate) xosc: Xosc,
    pub(crate) pll_sys: Pll,
    pub(crate) pll_usb: Pll,
}

/// The CLOCKS block.
#[derive(Debug, Clone)]
pub(crate) struct Clocks {
    ctrl: [u32; GENERATORS],
    div: [u32; GENERATORS],
    resus: u32,
    /// WAKE_EN and SLEEP_EN: gating is not modelled, all clocks run.
    gates: [u32; 4],
    pub(crate) sources: Sources,
}

impl Default for Clocks {
    fn default() -> Self {
        Clocks { ctrl: [0; GENERATORS], div: [0x100; GENERATORS], resus: 0xff, gates: [!0; 4], sources: Sources::default() }
    }
}

impl Clocks {
    fn aux(&self, generator: usize) -> usize {
        (self.ctrl[generator] >> 5 & 7) as usize
    }

    /// Divides by the 24.8 fixed-point divider of a generator; an integer part of 0 means 65536 (2.15.7).
    fn divided(&self, generator: usize, hz: u32) -> u32 {
        let div = u64::from(self.div[generator]);
        let div = if div >> 8 == 0 { div | 1 << 24 } else { div };
        (u64::from(hz) * 256 / div) as u32
    }

    /// clk_ref: ROSC, PLL_USB or XOSC.
    pub(crate) fn ref_hz(&self, clock: &Clock) -> u32 {
        let xosc = self.sources.xosc.hz(clock);
        let hz = match self.ctrl[REF] & 3 {
            0 => ROSC_HZ,
            1 if self.aux(REF) == 0 => self.sources.pll_usb.hz(xosc),
            2 => xosc,
            _ => 0,
        };
        self.divided(REF, hz)
    }

    /// clk_sys: clk_ref or one of the auxiliary sources; 0 if that does not run.
    pub(crate) fn sys_hz(&self, clock: &Clock) -> u32 {
        let hz = if self.ctrl[SYS] & 1 == 0 { self.ref_hz(clock) } else { self.auxiliary(self.aux(SYS), clock) };
        self.divided(SYS, hz)
    }

    fn auxiliary(&self, source: usize, clock: &Clock) -> u32 {
        let xosc = self.sources.xosc.hz(clock);
        match source {
            0 => self.sources.pll_sys.hz(xosc),
            1 => self.sources.pll_usb.hz(xosc),
            2 => ROSC_HZ,
            3 => xosc,
            _ => 0,
        }
    }

    /// clk_peri, which the UARTs count; 0 while it is off.
    pub(crate) fn peri_hz(&self, clock: &Clock) -> u32 {
        if self.ctrl[PERI] & CLOCK_ENABLE == 0 {
            return 0;
        }
        match self.aux(PERI) {
            0 => self.sys_hz(clock),
            source => self.auxiliary(source - 1, clock),
        }
    }

    /// SELECTED: one-hot for the two glitchless multiplexers, 1 for the rest.
    fn selected(&self, generator: usize) -> u32 {
        match generator {
            REF => 1 << (self.ctrl[REF] & 3),
            SYS => 1 << (self.ctrl[SYS] & 1),
            _ => 1,
        }
    }

    pub(crate) fn read(&self, offset: u32) -> Reply {
        Ok(match offset {
            0..GENERATORS_END => {
                let generator = offset as usize / 12;
                match offset % 12 {
                    0 => self.ctrl[generator],
                    4 => self.div[generator],
                    _ => self.selected(generator),
                }
            }
            RESUS_CTRL => self.resus,
            RESUS_STATUS => 0,
            WAKE_EN0..0xb0 => self.gates[(offset - WAKE_EN0) as usize / 4],
            0xb0..=ENABLED1 => !0,
            INTR..=INTS => 0,
            _ => return Err(NO_REGISTER),
        })
    }

    /// Writes a register. The caller applies the new frequency of clk_sys.
    pub(crate) fn write(&mut self, offset: u32, value: u32) -> Done {
        match offset {
            0..GENERATORS_END => {
                let generator = offset as usize / 12;
                match offset % 12 {
                    0 => self.ctrl[generator] = value,
                    4 => self.div[generator] = value,
                    _ => {}
                }
            }
            RESUS_CTRL if value & 0x100 == 0 => self.resus = value,
            RESUS_CTRL => return Err(Refusal::Why("clock resuscitation is not modelled")),
            WAKE_EN0..0xb0 => self.gates[(offset - WAKE_EN0) as usize / 4] = value,
            INTR..=INTS if value == 0 => {}
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }
}

const ROSC_CTRL: u32 = 0x00;
const ROSC_PHASE: u32 = 0x14;
const ROSC_STATUS: u32 = 0x18;
const ROSC_RANDOMBIT: u32 = 0x1c;

/// The ring oscillator: always running at its nominal frequency, with a random bit that is a fixed sequence here.
#[derive(Debug, Clone)]
pub(crate) struct Rosc {
    settings: [u32; 6],
    random: u32,
}

impl Default for Rosc {
    fn default() -> Self {
        Rosc { settings: [0xaa0, 0, 0, 0, 0xaa0 + 16, 8], random: 0x2545_f491 }
    }
}

impl Rosc {
    pub(crate) fn read(&mut self, offset: u32) -> Reply {
        Ok(match offset {
            ROSC_CTRL..=ROSC_PHASE => self.settings[offset as usize / 4],
            ROSC_STATUS => STABLE | XOSC_ENABLED,
            ROSC_RANDOMBIT => {
                self.random = xorshift(self.random);
                self.random >> 31
            }
            _ => return Err(NO_REGISTER),
        })
    }

    pub(crate) fn write(&mut self, offset: u32, value: u32) -> Done {
        match offset {
            0x0c => Err(Refusal::Why("dormant mode is not modelled")),
            ROSC_CTRL..=ROSC_PHASE => {
                self.settings[offset as usize / 4] = value;
                Ok(())
            }
            _ => Err(NO_REGISTER),
        }
    }
}

/// The next state of a 32-bit xorshift generator (Marsaglia 2003, shifts 13, 17, 5). Never 0 from a non-zero state.
pub(crate) fn xorshift(mut state: u32) -> u32 {
    state ^= state << 13;
    state ^= state >> 17;
    state ^ state << 5
}
