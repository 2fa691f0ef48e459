//! STM32F405 RCC, PWR and FLASH: oscillators, PLL, bus clocks, clock gates and flash wait states (RM0090, chapters 3.9,
//! 5.4 and 7.3).
//!
//! The processor's frequency follows from the registers. A source is switched to when it is ready. A setting that the
//! chip would not survive is named: a frequency above what is allowed, or too few wait states for it (3.3 V assumed).
//! The crystal has 12 MHz, as on the boards that carry this chip here.

use super::storage::Storage;
use super::{Done, NO_REGISTER, Refusal, Reply};
use crate::clock::Clock;

const CR: u32 = 0x00;
const PLLCFGR: u32 = 0x04;
const CFGR: u32 = 0x08;
const CIR: u32 = 0x0c;
const BDCR: u32 = 0x70;
const CSR: u32 = 0x74;
const LAST: u32 = 0x8c;

const HSION: u32 = 1 << 0;
const HSIRDY: u32 = 1 << 1;
const HSEON: u32 = 1 << 16;
const HSERDY: u32 = 1 << 17;
const PLLON: u32 = 1 << 24;
const PLLRDY: u32 = 1 << 25;
const PLLI2SON: u32 = 1 << 26;
const CR_MASK: u32 = HSION | 0xf8 | HSEON | 1 << 18 | 1 << 19 | PLLON;
const PLLSRC: u32 = 1 << 22;

/// Frequencies in Hz.
pub(crate) const HSI_HZ: u32 = 16_000_000;
pub(crate) const HSE_HZ: u32 = 12_000_000;
const MAX_HZ: u32 = 168_000_000;
const MAX_APB1_HZ: u32 = 42_000_000;
const MAX_APB2_HZ: u32 = 84_000_000;
/// Hz that one more flash wait state allows, above 2.7 V (RM0090, table 10).
const HZ_PER_WAIT_STATE: u32 = 30_000_000;

/// Start-up times in ns (data sheet DS8626, tables 33, 35 and 37): HSI 2.2 us, crystal 2 ms, PLL 200 us (75 to 300).
const HSI_NS: u64 = 2_200;
const HSE_NS: u64 = 2_000_000;
const PLL_NS: u64 = 200_000;

/// An oscillator: when it will be or was ready, if it is on.
type Oscillator = Option<u64>;

/// RCC and the registers of PWR and FLASH that belong with it.
#[derive(Debug, Clone)]
pub(crate) struct Rcc {
    cr: u32,
    pllcfgr: u32,
    cfgr: u32,
    /// What SWS says: 0 HSI, 1 HSE, 2 PLL.
    source: u32,
    hsi: Oscillator,
    hse: Oscillator,
    pll: Oscillator,
    /// The registers from 0x10 to 0x8c that only keep what is written.
    kept: Storage,
    /// FLASH_ACR.
    acr: u32,
    /// PWR_CR and PWR_CSR's enables.
    pwr: [u32; 2],
}

impl Default for Rcc {
    fn default() -> Self {
        let mut kept = [0; (LAST / 4 + 1) as usize];
        // Reset values: the low-power clock gates, the reset flags, PLLI2SCFGR.
        (kept[0x50 / 4], kept[0x54 / 4], kept[0x58 / 4]) = (0x7e67_91ff, 0xf1, 1);
        (kept[0x60 / 4], kept[0x64 / 4]) = (0x36fe_c9ff, 0x0007_5f33);
        (kept[CSR as usize / 4], kept[0x84 / 4]) = (0x0e00_0000, 0x2000_3000);
        Rcc {
            cr: HSION | 0x80,
            pllcfgr: 0x2400_3010,
            cfgr: 0,
            source: 0,
            hsi: Some(0),
            hse: None,
            pll: None,
            kept: Storage::new(&kept),
            acr: 0,
            pwr: [0x4000, 0],
        }
    }
}

fn is_ready(oscillator: Oscillator, clock: &Clock) -> bool {
    oscillator.is_some_and(|at| at <= clock.ns())
}

impl Rcc {
    /// True if the clock gate that is bit `bit` of the register at `offset` is open.
    pub(crate) fn is_on(&self, offset: u32, bit: u32) -> bool {
        self.kept.read(offset).is_ok_and(|word| word >> bit & 1 != 0)
    }

    /// Cycles of the processor for one of APB1 (`false`) or APB2 (`true`).
    pub(crate) fn apb_divider(&self, second: bool) -> u32 {
        match self.cfgr >> if second { 13 } else { 10 } & 7 {
            field @ 4.. => 2 << (field - 4),
            _ => 1,
        }
    }

    /// The same for the timers of a bus: they count twice as fast where the bus is divided (RM0090, 7.2).
    pub(crate) fn timer_divider(&self, second: bool) -> u32 {
        (self.apb_divider(second) / 2).max(1)
    }

    fn ahb_divider(&self) -> u32 {
        match self.cfgr >> 4 & 15 {
            field @ 8..12 => 2 << (field - 8),
            field @ 12.. => 64 << (field - 12),
            _ => 1,
        }
    }

    fn pll_hz(&self) -> Result<u32, Refusal> {
        let field = |at: u32, bits: u32| u64::from(self.pllcfgr >> at & ((1 << bits) - 1));
        let (m, n, p) = (field(0, 6), field(6, 9), 2 * (field(16, 2) + 1));
        let input = u64::from(if self.pllcfgr & PLLSRC != 0 { HSE_HZ } else { HSI_HZ });
        if m < 2 || !(50..433).contains(&n) {
            return Err(Refusal::Why("the PLL's M or N is out of range"));
        }
        let vco = input * n / m;
        if !(950_000..2_100_001).contains(&(input / m)) || !(100_000_000..432_000_001).contains(&vco) {
            return Err(Refusal::Why("the PLL's input or VCO frequency is out of range"));
        }
        Ok((vco / p) as u32)
    }

    /// Switches to the source that SW asks for if it is ready, and sets the processor's frequency.
    pub(crate) fn settle(&mut self, clock: &mut Clock) -> Done {
        let wanted = self.cfgr & 3;
        let ready = [self.hsi, self.hse, self.pll].get(wanted as usize).is_some_and(|&source| is_ready(source, clock));
        if ready {
            self.source = wanted;
        }
        let source = match self.source {
            0 => HSI_HZ,
            1 => HSE_HZ,
            _ => self.pll_hz()?,
        };
        let hz = source / self.ahb_divider();
        if hz > MAX_HZ || hz / self.apb_divider(false) > MAX_APB1_HZ || hz / self.apb_divider(true) > MAX_APB2_HZ {
            return Err(Refusal::Why("the clock is set faster than the chip, APB1 or APB2 allows (168, 42, 84 MHz)"));
        }
        if (self.acr & 7) < (hz - 1) / HZ_PER_WAIT_STATE {
            return Err(Refusal::Why("flash has too few wait states for this clock (FLASH_ACR.LATENCY)"));
        }
        clock.set_hz(hz);
        Ok(())
    }

    /// The cycle at which a source is ready that SW waits for.
    pub(crate) fn next(&self, clock: &Clock) -> Option<u64> {
        let wanted = self.cfgr & 3;
        if wanted == self.source {
            return None;
        }
        [self.hsi, self.hse, self.pll].get(wanted as usize).copied().flatten().map(|at| clock.cycle_at(at))
    }

    pub(crate) fn read(&mut self, offset: u32, clock: &mut Clock) -> Reply {
        self.settle(clock)?;
        let ready = |oscillator, bit| if is_ready(oscillator, clock) { bit } else { 0 };
        Ok(match offset {
            CR => self.cr | ready(self.hsi, HSIRDY) | ready(self.hse, HSERDY) | ready(self.pll, PLLRDY),
            PLLCFGR => self.pllcfgr,
            CFGR => self.cfgr | self.source << 2,
            CIR => 0,
            BDCR => self.kept.read(offset)?,
            // The low-speed oscillator is ready as soon as it is on.
            CSR => self.kept.read(offset).map(|csr| csr | (csr & 1) << 1)?,
            _ => return self.kept.read(offset),
        })
    }

    pub(crate) fn write(&mut self, offset: u32, value: u32, clock: &mut Clock) -> Done {
        match offset {
            CR if value & PLLI2SON != 0 => return Err(Refusal::Why("the PLL for I2S is not modelled")),
            CR => self.write_control(value, clock),
            PLLCFGR if self.pll.is_some() => return Err(Refusal::Why("PLLCFGR is written while the PLL is on")),
            PLLCFGR => self.pllcfgr = value & 0x0f43_7fff,
            CFGR => self.cfgr = value & 0xffff_fcf3,
            CIR if value & 0x3f00 != 0 => return Err(Refusal::Why("the clock interrupts are not modelled")),
            CIR => {}
            _ => return self.kept.write(offset, value),
        }
        self.settle(clock)
    }

    /// An oscillator that is in use stays on.
    fn write_control(&mut self, value: u32, clock: &Clock) {
        let pll_input = if self.pllcfgr & PLLSRC != 0 { HSEON } else { HSION };
        let in_use = match self.source {
            0 => HSION,
            1 => HSEON,
            _ => PLLON | pll_input,
        };
        self.cr = value & CR_MASK | in_use;
        let on = |bit: u32, now: Oscillator, delay: u64| match (self.cr & bit != 0, now) {
            (false, _) => None,
            (true, Some(at)) => Some(at),
            (true, None) => Some(clock.ns() + delay),
        };
        (self.hsi, self.hse) = (on(HSION, self.hsi, HSI_NS), on(HSEON, self.hse, HSE_NS));
        self.pll = on(PLLON, self.pll, PLL_NS);
    }

    /// FLASH: only ACR is there; programming is refused.
    pub(crate) fn read_flash(&self, offset: u32) -> Reply {
        match offset {
            0x00 => Ok(self.acr),
            0x0c => Ok(0),
            0x10 => Ok(1 << 31),
            _ => Err(NO_REGISTER),
        }
    }

    pub(crate) fn write_flash(&mut self, offset: u32, value: u32, clock: &mut Clock) -> Done {
        match offset {
            0x00 => {
                self.acr = value & 0x707;
                self.settle(clock)
            }
            _ => Err(Refusal::Why("programming flash is not modelled")),
        }
    }

    pub(crate) fn read_pwr(&self, offset: u32) -> Reply {
        match offset {
            0x0 => Ok(self.pwr[0]),
            // VOSRDY, and the backup regulator as soon as it is on.
            0x4 => Ok(self.pwr[1] | 1 << 14 | (self.pwr[1] >> 9 & 1) << 3),
            _ => Err(NO_REGISTER),
        }
    }

    pub(crate) fn write_pwr(&mut self, offset: u32, value: u32) -> Done {
        match offset {
            0x0 => self.pwr[0] = value & 0x43f3,
            0x4 => self.pwr[1] = value & 0x300,
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn started(pll: u32, acr: u32, cfgr: u32) -> (Done, Clock) {
        let (mut rcc, mut clock) = (Rcc::default(), Clock::new(HSI_HZ));
        rcc.write(CR, HSION | HSEON, &mut clock).unwrap();
        assert_eq!(rcc.read(CR, &mut clock).unwrap() & HSERDY, 0);
        clock.cycle += 16 * 2000;
        assert_ne!(rcc.read(CR, &mut clock).unwrap() & HSERDY, 0);
        rcc.write(PLLCFGR, pll, &mut clock).unwrap();
        rcc.write(CR, HSION | HSEON | PLLON, &mut clock).unwrap();
        clock.cycle += 16 * 200;
        rcc.write_flash(0, acr, &mut clock).unwrap();
        let done = rcc.write(CFGR, cfgr, &mut clock);
        (done, clock)
    }

    #[test]
    fn the_crystal_and_the_pll_give_168_mhz() {
        let (done, clock) = started(7 << 24 | PLLSRC | 336 << 6 | 12, 5, 4 << 13 | 5 << 10 | 2);
        assert_eq!((done, clock.hz()), (Ok(()), 168_000_000));
    }

    #[test]
    fn what_the_chip_would_not_survive_is_named() {
        for (pll, acr, cfgr) in [(336, 4, 4 << 13 | 5 << 10 | 2), (336, 5, 2), (400, 5, 4 << 13 | 5 << 10 | 2), (500, 5, 2)] {
            let (done, clock) = started(7 << 24 | PLLSRC | pll << 6 | 12, acr, cfgr);
            assert!(matches!(done, Err(Refusal::Why(_))), "N {pll}, ACR {acr}, CFGR {cfgr:#x}");
            assert_eq!(clock.hz(), HSI_HZ);
        }
    }

    #[test]
    fn a_source_that_is_not_ready_is_waited_for() {
        let (mut rcc, mut clock) = (Rcc::default(), Clock::new(HSI_HZ));
        rcc.write(CR, HSION | HSEON, &mut clock).unwrap();
        rcc.write(CFGR, 1, &mut clock).unwrap();
        assert_eq!(rcc.read(CFGR, &mut clock), Ok(1));
        clock.cycle = rcc.next(&clock).unwrap();
        assert_eq!((rcc.read(CFGR, &mut clock), clock.hz()), (Ok(5), HSE_HZ));
    }
}
