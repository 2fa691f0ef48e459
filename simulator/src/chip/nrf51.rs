//! The nRF51822's address map and how its peripherals hang together (nRF51 Series Reference Manual 3.0, chapter 5).
//!
//! All registers are whole words. Every block from 0x40000000 on is 4 KiB and its number is its interrupt's.
//! The chip has no SysTick (`lib.rs` refuses it). The processor runs at 16 MHz always.

use super::Block;
use crate::device::ficr::{self, UICR_WORDS};
use crate::device::nrf_clock::ClockPower;
use crate::device::nrf_gpio::Gpio;
use crate::device::nrf_gpiote::Gpiote;
use crate::device::nrf_rng::Rng;
use crate::device::nrf_rtc::Rtc;
use crate::device::nrf_timer::NrfTimer;
use crate::device::nrf_uart::NrfUart;
use crate::device::{Done, NO_REGISTER, Refusal, Reply, Wires};

/// The processor's clock.
pub(super) const HZ: u32 = 16_000_000;

const FICR: u32 = 0x1000_0000;
const UICR: u32 = 0x1000_1000;
const CLOCK: u32 = 0x4000_0000;
const UART0: u32 = 0x4000_2000;
const GPIOTE: u32 = 0x4000_6000;
const TIMER0: u32 = 0x4000_8000;
const TIMER1: u32 = 0x4000_9000;
const TIMER2: u32 = 0x4000_a000;
const RTC0: u32 = 0x4000_b000;
const RNG: u32 = 0x4000_d000;
const RTC1: u32 = 0x4001_1000;
const NVMC: u32 = 0x4001_e000;
const GPIO: u32 = 0x5000_0000;

const fn block(base: u32, name: &'static str) -> Block {
    Block { base, size: 0x1000, name }
}

/// Everything on the chip that is not flash or RAM.
pub(super) static BLOCKS: &[Block] = &[
    Block { base: 0, size: 0x4_0000, name: "flash" },
    block(FICR, "FICR"),
    block(UICR, "UICR"),
    Block { base: 0x2000_0000, size: 0x4000, name: "RAM" },
    block(CLOCK, "CLOCK and POWER"),
    block(0x4000_1000, "RADIO"),
    block(UART0, "UART0"),
    block(0x4000_3000, "SPI0 and TWI0"),
    block(0x4000_4000, "SPI1, SPIS1 and TWI1"),
    block(GPIOTE, "GPIOTE"),
    block(0x4000_7000, "ADC"),
    block(TIMER0, "TIMER0"),
    block(TIMER1, "TIMER1"),
    block(TIMER2, "TIMER2"),
    block(RTC0, "RTC0"),
    block(0x4000_c000, "TEMP"),
    block(RNG, "RNG"),
    block(0x4000_e000, "ECB"),
    block(0x4000_f000, "AAR and CCM"),
    block(0x4001_0000, "WDT"),
    block(RTC1, "RTC1"),
    block(0x4001_2000, "QDEC"),
    block(0x4001_3000, "LPCOMP"),
    block(0x4001_4000, "SWI"),
    block(NVMC, "NVMC"),
    block(0x4001_f000, "PPI"),
    block(GPIO, "GPIO P0"),
    Block { base: 0xe000_0000, size: 0x10_0000, name: "the core's private peripherals" },
    Block { base: 0xf000_0000, size: 0x1000, name: "the core's ROM table" },
];

/// The interrupt of a block.
fn interrupt_of(base: u32) -> u32 {
    base >> 12 & 31
}

/// State of all modelled blocks.
#[derive(Debug, Clone)]
pub(crate) struct Nrf51 {
    clock: ClockPower,
    uart: NrfUart,
    gpio: Gpio,
    gpiote: Gpiote,
    timers: [NrfTimer; 3],
    rtcs: [Rtc; 2],
    rng: Rng,
    /// User information: erased, or what the image brings.
    pub(crate) uicr: [u32; UICR_WORDS],
    /// Pin levels that `gpiote` has seen; `None` after a pin's configuration changed.
    seen: Option<u32>,
}

impl Default for Nrf51 {
    fn default() -> Self {
        Nrf51 {
            clock: ClockPower::default(),
            uart: NrfUart::default(),
            gpio: Gpio::default(),
            gpiote: Gpiote::new(4),
            timers: [NrfTimer::new(true, 4), NrfTimer::new(false, 4), NrfTimer::new(false, 4)],
            rtcs: [Rtc::new(3), Rtc::new(4)],
            rng: Rng::default(),
            uicr: [!0; UICR_WORDS],
            seen: None,
        }
    }
}

impl Nrf51 {
    pub(super) fn read(&mut self, address: u32, wires: &mut Wires) -> Reply {
        let (base, offset) = (address & !0xfff, address & 0xfff);
        let low = self.clock.low_since(&wires.clock);
        match base {
            FICR => ficr::read_ficr(offset),
            UICR => self.uicr.get(offset as usize / 4).copied().ok_or(NO_REGISTER),
            CLOCK => self.clock.read(offset, &wires.clock),
            UART0 => self.uart.read(offset),
            GPIOTE => self.gpiote.read(offset),
            TIMER0 | TIMER1 | TIMER2 => self.timers[timer(base)].read(offset),
            RTC0 => self.rtcs[0].read(offset, low, &wires.clock),
            RTC1 => self.rtcs[1].read(offset, low, &wires.clock),
            RNG => self.rng.read(offset),
            NVMC => ficr::read_nvmc(offset),
            GPIO => self.gpio.read(offset, wires.pins.levels()),
            _ => refuse(address),
        }
    }

    pub(super) fn write(&mut self, address: u32, value: u32, wires: &mut Wires) -> Done {
        let (base, offset) = (address & !0xfff, address & 0xfff);
        let low = self.clock.low_since(&wires.clock);
        let clock = &wires.clock;
        match base {
            FICR | UICR => Err(Refusal::Why("programming flash is not modelled")),
            CLOCK => self.clock.write(offset, value, clock),
            UART0 => self.uart.write(offset, value, &wires.clock, &mut wires.console),
            GPIOTE => {
                self.gpiote.write(offset, value, std::slice::from_mut(&mut self.gpio))?;
                self.settle_pins(wires);
                Ok(())
            }
            TIMER0 | TIMER1 | TIMER2 => self.timers[timer(base)].write(offset, value, clock),
            RTC0 => self.rtcs[0].write(offset, value, low, clock),
            RTC1 => self.rtcs[1].write(offset, value, low, clock),
            RNG => self.rng.write(offset, value, clock),
            NVMC => ficr::write_nvmc(offset, value),
            GPIO => {
                self.gpio.write(offset, value)?;
                self.settle_pins(wires);
                Ok(())
            }
            0..0x4_0000 => Err(Refusal::Why("a store into flash")),
            _ => refuse(address),
        }
    }

    fn settle_pins(&mut self, wires: &mut Wires) {
        let (cycle, ns) = (wires.clock.cycle, wires.clock.ns());
        for pin in 0..wires.pins.count() {
            wires.pins.set_drive(pin, self.gpio.drive(pin), cycle, ns);
            wires.pins.set_pull(pin, self.gpio.pull(pin));
        }
        self.seen = None;
    }

    pub(super) fn advance(&mut self, wires: &mut Wires) {
        let clock = &wires.clock;
        self.clock.advance(clock);
        self.uart.advance(clock, &mut wires.console);
        for timer in &mut self.timers {
            timer.advance(clock);
        }
        let low = self.clock.low_since(clock);
        for rtc in &mut self.rtcs {
            rtc.advance(low, clock);
        }
        self.rng.advance(clock);
        let levels = wires.pins.levels();
        if self.seen != Some(levels) {
            self.seen = Some(levels);
            self.gpiote.advance(self.gpio.inputs(levels).into(), self.gpio.senses(levels));
        }
    }

    pub(super) fn next(&self, wires: &Wires) -> Option<u64> {
        let low = self.clock.low_since(&wires.clock);
        let timers = self.timers.iter().map(NrfTimer::next);
        let rtcs = self.rtcs.iter().map(|rtc| rtc.next(low));
        timers.chain(rtcs).chain([self.clock.next(), self.uart.next(), self.rng.next()]).flatten().min()
    }

    pub(super) fn may_wake(&self, enabled: u32, wires: &Wires) -> bool {
        let low = self.clock.low_since(&wires.clock);
        let line = |base: u32, may: bool| u32::from(may) << interrupt_of(base);
        // A starting clock counts for every interrupt: what it will start is not known.
        let starting = if self.clock.is_starting() { !0 } else { 0 };
        let sources = starting
            | line(UART0, self.uart.may_interrupt())
            | line(TIMER0, self.timers[0].may_interrupt())
            | line(TIMER1, self.timers[1].may_interrupt())
            | line(TIMER2, self.timers[2].may_interrupt())
            | line(RTC0, self.rtcs[0].may_interrupt(low))
            | line(RTC1, self.rtcs[1].may_interrupt(low))
            | line(RNG, self.rng.may_interrupt());
        sources & enabled != 0
    }

    pub(super) fn lines(&self) -> u32 {
        let line = |base: u32, raised: bool| u32::from(raised) << interrupt_of(base);
        line(CLOCK, self.clock.interrupt())
            | line(UART0, self.uart.interrupt())
            | line(GPIOTE, self.gpiote.interrupt())
            | line(TIMER0, self.timers[0].interrupt())
            | line(TIMER1, self.timers[1].interrupt())
            | line(TIMER2, self.timers[2].interrupt())
            | line(RTC0, self.rtcs[0].interrupt())
            | line(RTC1, self.rtcs[1].interrupt())
            | line(RNG, self.rng.interrupt())
    }
}

/// Which of the three timers a block is.
fn timer(base: u32) -> usize {
    ((base - TIMER0) >> 12) as usize
}

/// Blocks that exist but are not modelled say so; everything else is a bus fault.
fn refuse<T>(address: u32) -> Result<T, Refusal> {
    if BLOCKS.iter().any(|block| address.wrapping_sub(block.base) < block.size) {
        Err(Refusal::Why("this peripheral is not modelled"))
    } else {
        Err(Refusal::Unmapped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::memory::Memory;
    use crate::pins::Pins;

    fn chip() -> (Nrf51, Wires) {
        let clock = Clock::new(HZ);
        (Nrf51::default(), Wires::new(clock, Memory::default(), Pins::new(32)))
    }

    #[test]
    fn the_crystal_and_the_slow_clock_start_with_an_event() {
        let (mut chip, mut wires) = chip();
        chip.write(CLOCK, 1, &mut wires).unwrap();
        chip.write(CLOCK + 8, 1, &mut wires).unwrap();
        assert_eq!(chip.read(CLOCK + 0x100, &mut wires), Ok(0));
        while let Some(at) = chip.clock.next() {
            wires.clock.cycle = at;
            chip.advance(&mut wires);
        }
        assert_eq!(chip.read(CLOCK + 0x100, &mut wires), Ok(1));
        assert_eq!(chip.read(CLOCK + 0x104, &mut wires), Ok(1));
        assert_eq!(chip.read(CLOCK + 0x40c, &mut wires), Ok(0x1_0001));
    }

    #[test]
    fn a_button_raises_a_gpiote_event() {
        let (mut chip, mut wires) = chip();
        wires.pins.set_outside(17, Some(true));
        chip.write(GPIO + 0x700 + 4 * 17, 0, &mut wires).unwrap();
        chip.advance(&mut wires);
        assert_eq!(chip.read(GPIO + 0x510, &mut wires), Ok(1 << 17));
        chip.write(GPIOTE + 0x510, 1 | 17 << 8 | 2 << 16, &mut wires).unwrap();
        chip.write(GPIOTE + 0x304, 1, &mut wires).unwrap();
        wires.pins.set_outside(17, Some(false));
        chip.advance(&mut wires);
        assert_eq!(chip.lines(), 1 << interrupt_of(GPIOTE));
        chip.write(GPIOTE + 0x100, 0, &mut wires).unwrap();
        assert_eq!(chip.lines(), 0);
    }

    #[test]
    fn random_bytes_come_at_their_pace_and_repeat_from_run_to_run() {
        let (mut chip, mut wires) = chip();
        chip.write(RNG, 1, &mut wires).unwrap();
        wires.clock.cycle += 167 * 16;
        chip.advance(&mut wires);
        assert_eq!(chip.read(RNG + 0x100, &mut wires), Ok(1));
        let first = chip.read(RNG + 0x508, &mut wires).unwrap();
        let mut again = Nrf51::default();
        let mut clock = Clock::new(HZ);
        again.rng.write(0, 1, &clock).unwrap();
        clock.cycle += 167 * 16;
        again.rng.advance(&clock);
        assert_eq!(again.rng.read(0x508), Ok(first));
    }

    #[test]
    fn the_rest_is_named_or_faults() {
        let (mut chip, mut wires) = chip();
        assert_eq!(chip.read(0x4000_1000, &mut wires), Err(Refusal::Why("this peripheral is not modelled")));
        assert_eq!(chip.write(0x100, 0, &mut wires), Err(Refusal::Why("a store into flash")));
        assert_eq!(chip.read(0x3000_0000, &mut wires), Err(Refusal::Unmapped));
    }
}
