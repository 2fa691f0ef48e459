//! The nRF52833's address map and how its peripherals hang together (nRF52833 Product Specification 1.5, chapter 4.2).
//!
//! Every block from 0x40000000 on is 4 KiB and its number is its interrupt's; both ports share one. Peripherals count
//! the same 16 MHz as those of the nRF51 and are the same here: they get a clock of a quarter of the processor's
//! cycles.

use super::Block;
use crate::clock::Clock;
use crate::device::ficr::{self, UICR_WORDS_52833};
use crate::device::nrf_clock::ClockPower;
use crate::device::nrf_gpio::Gpio;
use crate::device::nrf_gpiote::Gpiote;
use crate::device::nrf_rng::Rng;
use crate::device::nrf_rtc::Rtc;
use crate::device::nrf_temp::Temp;
use crate::device::nrf_timer::NrfTimer;
use crate::device::nrf_uarte::NrfUarte;
use crate::device::nvmc::Nvmc;
use crate::device::storage::Storage;
use crate::device::{Done, NO_REGISTER, Refusal, Reply, Wires};

/// The processor's clock.
pub(super) const HZ: u32 = 64_000_000;
/// The peripherals' clock, and how many of the processor's cycles one of its takes.
const PERIPHERAL_HZ: u32 = 16_000_000;
const RATIO: u64 = 4;

const FLASH_END: u32 = 0x8_0000;
const FICR: u32 = 0x1000_0000;
const UICR: u32 = 0x1000_1000;
const CLOCK: u32 = 0x4000_0000;
const UARTE0: u32 = 0x4000_2000;
const GPIOTE: u32 = 0x4000_6000;
const TIMER: [u32; 5] = [0x4000_8000, 0x4000_9000, 0x4000_a000, 0x4001_a000, 0x4001_b000];
const RTC: [u32; 3] = [0x4000_b000, 0x4001_1000, 0x4002_4000];
const TEMP: u32 = 0x4000_c000;
const RNG: u32 = 0x4000_d000;
const NVMC: u32 = 0x4001_e000;
const GPIO: u32 = 0x5000_0000;
/// Offset of P1's registers from P0's.
const P1: u32 = 0x300;
/// Registers that the nRF51's CLOCK and POWER lack: GPREGRET2, and the powers of RAM from 0x900 on. They are kept.
const GPREGRET2: u32 = 0x520;
const RAM_POWER: u32 = 0x900;
const RAM_POWER_END: u32 = 0x990;

const fn block(base: u32, name: &'static str) -> Block {
    Block { base, size: 0x1000, name }
}

/// Everything on the chip that is not flash or RAM.
pub(super) static BLOCKS: &[Block] = &[
    Block { base: 0, size: FLASH_END, name: "flash" },
    block(FICR, "FICR"),
    block(UICR, "UICR"),
    Block { base: 0x2000_0000, size: 0x2_0000, name: "RAM" },
    block(CLOCK, "CLOCK and POWER"),
    block(0x4000_1000, "RADIO"),
    block(UARTE0, "UARTE0"),
    block(0x4000_3000, "SPIM0, SPIS0, TWIM0 and TWIS0"),
    block(0x4000_4000, "SPIM1, SPIS1, TWIM1 and TWIS1"),
    block(0x4000_5000, "NFCT"),
    block(GPIOTE, "GPIOTE"),
    block(0x4000_7000, "SAADC"),
    block(TIMER[0], "TIMER0"),
    block(TIMER[1], "TIMER1"),
    block(TIMER[2], "TIMER2"),
    block(RTC[0], "RTC0"),
    block(TEMP, "TEMP"),
    block(RNG, "RNG"),
    block(0x4000_e000, "ECB"),
    block(0x4000_f000, "AAR and CCM"),
    block(0x4001_0000, "WDT"),
    block(RTC[1], "RTC1"),
    block(0x4001_2000, "QDEC"),
    block(0x4001_3000, "COMP and LPCOMP"),
    block(0x4001_4000, "EGU0"),
    block(0x4001_5000, "EGU1"),
    block(0x4001_6000, "EGU2"),
    block(0x4001_7000, "EGU3"),
    block(0x4001_8000, "EGU4"),
    block(0x4001_9000, "EGU5"),
    block(TIMER[3], "TIMER3"),
    block(TIMER[4], "TIMER4"),
    block(0x4001_c000, "PWM0"),
    block(0x4001_d000, "PDM"),
    block(NVMC, "NVMC and ACL"),
    block(0x4001_f000, "PPI"),
    block(0x4002_0000, "MWU"),
    block(0x4002_1000, "PWM1"),
    block(0x4002_2000, "PWM2"),
    block(0x4002_3000, "SPIM2 and SPIS2"),
    block(RTC[2], "RTC2"),
    block(0x4002_5000, "I2S"),
    block(0x4002_6000, "FPU"),
    block(0x4002_7000, "USBD"),
    block(0x4002_8000, "UARTE1"),
    block(0x4002_d000, "PWM3"),
    block(0x4002_f000, "SPIM3"),
    block(GPIO, "GPIO P0 and P1"),
    Block { base: 0xe000_0000, size: 0x10_0000, name: "the core's private peripherals" },
];

/// The interrupt of a block.
fn interrupt_of(base: u32) -> u32 {
    base >> 12 & 63
}

/// State of all modelled blocks.
#[derive(Debug, Clone)]
pub(crate) struct Nrf52833 {
    clock: ClockPower,
    uart: NrfUarte,
    ports: [Gpio; 2],
    gpiote: Gpiote,
    timers: [NrfTimer; 5],
    rtcs: [Rtc; 3],
    rng: Rng,
    temp: Temp,
    nvmc: Nvmc,
    gpregret2: u32,
    ram_power: Storage,
    /// User information: erased, or what the image brings.
    pub(crate) uicr: [u32; UICR_WORDS_52833],
    /// Pin levels that `gpiote` has seen; `None` after a pin's configuration changed.
    seen: Option<u128>,
}

impl Default for Nrf52833 {
    fn default() -> Self {
        Nrf52833 {
            clock: ClockPower::default(),
            uart: NrfUarte::default(),
            ports: [Gpio::default(), Gpio::default()],
            gpiote: Gpiote::new(8),
            timers: [4, 4, 4, 6, 6].map(|channels| NrfTimer::new(true, channels)),
            rtcs: [Rtc::new(3), Rtc::new(4), Rtc::new(4)],
            rng: Rng::default(),
            temp: Temp::default(),
            nvmc: Nvmc::default(),
            gpregret2: 0,
            ram_power: Storage::new(&[0xffff; ((RAM_POWER_END - RAM_POWER) / 4) as usize]),
            uicr: [!0; UICR_WORDS_52833],
            seen: None,
        }
    }
}

/// The peripherals' time: cycles of 16 MHz.
fn slow(clock: &Clock) -> Clock {
    let mut slow = Clock::new(PERIPHERAL_HZ);
    slow.cycle = clock.cycle / RATIO;
    slow
}

impl Nrf52833 {
    pub(super) fn read(&mut self, address: u32, wires: &mut Wires) -> Reply {
        let (base, offset) = (address & !0xfff, address & 0xfff);
        let clock = slow(&wires.clock);
        let low = self.clock.low_since(&clock);
        if let Some(timer) = TIMER.iter().position(|&at| at == base) {
            return self.timers[timer].read(offset);
        }
        if let Some(rtc) = RTC.iter().position(|&at| at == base) {
            return self.rtcs[rtc].read(offset, low, &clock);
        }
        match base {
            FICR => ficr::read_ficr_52833(offset),
            UICR => self.uicr.get(offset as usize / 4).copied().ok_or(NO_REGISTER),
            CLOCK => match offset {
                GPREGRET2 => Ok(self.gpregret2),
                RAM_POWER..RAM_POWER_END => self.ram_power.read(offset - RAM_POWER),
                _ => self.clock.read(offset, &clock),
            },
            UARTE0 => self.uart.read(offset),
            GPIOTE => self.gpiote.read(offset),
            TEMP => self.temp.read(offset),
            RNG => self.rng.read(offset),
            NVMC => self.nvmc.read(offset),
            GPIO => {
                let (port, offset) = port(offset);
                self.ports[port].read(offset, levels(wires, port))
            }
            _ => refuse(address),
        }
    }

    pub(super) fn write(&mut self, address: u32, value: u32, wires: &mut Wires) -> Done {
        let (base, offset) = (address & !0xfff, address & 0xfff);
        let clock = slow(&wires.clock);
        let low = self.clock.low_since(&clock);
        if let Some(timer) = TIMER.iter().position(|&at| at == base) {
            return self.timers[timer].write(offset, value, &clock);
        }
        if let Some(rtc) = RTC.iter().position(|&at| at == base) {
            return self.rtcs[rtc].write(offset, value, low, &clock);
        }
        match base {
            0..FLASH_END => {
                let ns = self.nvmc.program(address, value, &mut wires.memory)?;
                stand_still(wires, ns);
                Ok(())
            }
            FICR => Err(Refusal::Why("FICR cannot be written")),
            UICR => {
                self.nvmc.check()?;
                *self.uicr.get_mut(offset as usize / 4).ok_or(NO_REGISTER)? &= value;
                Ok(())
            }
            CLOCK => match offset {
                GPREGRET2 => {
                    self.gpregret2 = value & 0xff;
                    Ok(())
                }
                RAM_POWER..RAM_POWER_END => self.ram_power.write(offset - RAM_POWER, value),
                _ => self.clock.write(offset, value, &clock),
            },
            UARTE0 => self.uart.write(offset, value, &clock, wires),
            GPIOTE => {
                self.gpiote.write(offset, value, &mut self.ports)?;
                self.settle_pins(wires);
                Ok(())
            }
            TEMP => self.temp.write(offset, value, &clock),
            RNG => self.rng.write(offset, value, &clock),
            NVMC => {
                let ns = self.nvmc.write(offset, value, &mut wires.memory)?;
                stand_still(wires, ns);
                Ok(())
            }
            GPIO => {
                let (port, offset) = port(offset);
                self.ports[port].write(offset, value)?;
                self.settle_pins(wires);
                Ok(())
            }
            _ => refuse(address),
        }
    }

    fn settle_pins(&mut self, wires: &mut Wires) {
        let (cycle, ns) = (wires.clock.cycle, wires.clock.ns());
        for pin in 0..wires.pins.count() {
            let gpio = &self.ports[pin / 32];
            wires.pins.set_drive(pin, gpio.drive(pin % 32), cycle, ns);
            wires.pins.set_pull(pin, gpio.pull(pin % 32));
        }
        self.seen = None;
    }

    pub(super) fn advance(&mut self, wires: &mut Wires) {
        let clock = slow(&wires.clock);
        self.clock.advance(&clock);
        self.uart.advance(&clock, wires);
        for timer in &mut self.timers {
            timer.advance(&clock);
        }
        let low = self.clock.low_since(&clock);
        for rtc in &mut self.rtcs {
            rtc.advance(low, &clock);
        }
        self.rng.advance(&clock);
        self.temp.advance(&clock);
        let all = wires.pins.all_levels();
        if self.seen != Some(all) {
            self.seen = Some(all);
            let inputs = [0, 1].map(|port| self.ports[port].inputs(levels(wires, port)));
            let senses = (0..2).any(|port| self.ports[port].senses(levels(wires, port)));
            self.gpiote.advance(u64::from(inputs[1]) << 32 | u64::from(inputs[0]), senses);
        }
    }

    pub(super) fn next(&self, wires: &Wires) -> Option<u64> {
        let low = self.clock.low_since(&slow(&wires.clock));
        let timers = self.timers.iter().map(NrfTimer::next);
        let rtcs = self.rtcs.iter().map(|rtc| rtc.next(low));
        let others = [self.clock.next(), self.uart.next(), self.rng.next(), self.temp.next()];
        timers.chain(rtcs).chain(others).flatten().min().map(|cycle| cycle * RATIO)
    }

    pub(super) fn may_wake(&self, enabled: u128, wires: &Wires) -> bool {
        let low = self.clock.low_since(&slow(&wires.clock));
        let line = |base: u32, may: bool| u128::from(may) << interrupt_of(base);
        // A starting clock counts for every interrupt: what it will start is not known.
        let starting = if self.clock.is_starting() { !0 } else { 0 };
        let timers = TIMER.iter().zip(&self.timers).fold(0, |lines, (&base, timer)| lines | line(base, timer.may_interrupt()));
        let rtcs = RTC.iter().zip(&self.rtcs).fold(0, |lines, (&base, rtc)| lines | line(base, rtc.may_interrupt(low)));
        let others = line(UARTE0, self.uart.may_interrupt()) | line(RNG, self.rng.may_interrupt()) | line(TEMP, self.temp.may_interrupt());
        (starting | timers | rtcs | others) & enabled != 0
    }

    pub(super) fn lines(&self) -> u128 {
        let line = |base: u32, raised: bool| u128::from(raised) << interrupt_of(base);
        let timers = TIMER.iter().zip(&self.timers).fold(0, |lines, (&base, timer)| lines | line(base, timer.interrupt()));
        let rtcs = RTC.iter().zip(&self.rtcs).fold(0, |lines, (&base, rtc)| lines | line(base, rtc.interrupt()));
        timers
            | rtcs
            | line(CLOCK, self.clock.interrupt())
            | line(UARTE0, self.uart.interrupt())
            | line(GPIOTE, self.gpiote.interrupt())
            | line(RNG, self.rng.interrupt())
            | line(TEMP, self.temp.interrupt())
    }
}

/// Which port an offset in the ports' block belongs to, and the offset in that port.
fn port(offset: u32) -> (usize, u32) {
    if (0x804..0xa80).contains(&offset) { (1, offset - P1) } else { (0, offset) }
}

/// The levels of a port's pins.
fn levels(wires: &Wires, port: usize) -> u32 {
    (wires.pins.all_levels() >> (32 * port)) as u32
}

/// The processor waits for the flash.
fn stand_still(wires: &mut Wires, ns: u64) {
    wires.clock.cycle += ns * u64::from(HZ / 1_000_000) / 1000;
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
    use crate::memory::Memory;
    use crate::pins::{Drive, Pins};

    fn chip() -> (Nrf52833, Wires) {
        (Nrf52833::default(), Wires::new(Clock::new(HZ), Memory::default(), Pins::new(42)))
    }

    #[test]
    fn timers_count_at_16_mhz() {
        let (mut chip, mut wires) = chip();
        for (offset, value) in [(0x508, 3), (0x510, 4), (0x554, 1000), (0x304, 1 << 21), (0x000, 1)] {
            chip.write(TIMER[3] + offset, value, &mut wires).unwrap();
        }
        assert_eq!(chip.next(&wires), Some(64_000));
        wires.clock.cycle = 64_000;
        chip.advance(&mut wires);
        assert_eq!(chip.lines(), 1 << 26);
        assert_eq!(chip.read(TIMER[0] + 0x554, &mut wires), Err(NO_REGISTER), "TIMER0 has four compare registers");
    }

    #[test]
    fn the_second_port_drives_pins_32_and_up() {
        let (mut chip, mut wires) = chip();
        chip.write(GPIO + P1 + 0x518, 1 << 5, &mut wires).unwrap();
        chip.write(GPIO + P1 + 0x508, 1 << 5, &mut wires).unwrap();
        assert_eq!(wires.pins.drive(37), Drive::High);
        assert_eq!(chip.read(GPIO + P1 + 0x504, &mut wires), Ok(1 << 5));
        assert_eq!(chip.read(GPIO + 0x504, &mut wires), Ok(0));
    }

    #[test]
    fn easy_dma_sends_from_ram_in_its_time_and_not_from_flash() {
        let (mut chip, mut wires) = chip();
        wires.memory.poke(0x2000_0000, b"hi");
        for (offset, value) in [(0x50c, 6), (0x524, 0x01d6_0000), (0x500, 8), (0x544, 0x2000_0000), (0x548, 2), (0x008, 1)] {
            chip.write(UARTE0 + offset, value, &mut wires).unwrap();
        }
        assert_eq!(wires.console.output, b"hi");
        assert_eq!(chip.read(UARTE0 + 0x120, &mut wires), Ok(0));
        let end = chip.next(&wires).unwrap();
        // Twenty bits at 114,746 a second (0x01d60000 / 2^32 * 16 MHz).
        assert!(end.abs_diff(64_000_000 * 20 / 114_746) < 20, "{end}");
        wires.clock.cycle = end;
        chip.advance(&mut wires);
        assert_eq!((chip.read(UARTE0 + 0x120, &mut wires), chip.read(UARTE0 + 0x54c, &mut wires)), (Ok(1), Ok(2)));
        chip.write(UARTE0 + 0x544, 0, &mut wires).unwrap();
        assert!(matches!(chip.write(UARTE0 + 8, 1, &mut wires), Err(Refusal::Why(_))));
    }

    #[test]
    fn easy_dma_receives_into_ram() {
        let (mut chip, mut wires) = chip();
        for (offset, value) in [(0x514, 40), (0x524, 0x01d6_0000), (0x500, 8), (0x534, 0x2000_0010), (0x538, 2), (0x000, 1)] {
            chip.write(UARTE0 + offset, value, &mut wires).unwrap();
        }
        wires.console.input.extend(b"ok!");
        for _ in 0..4 {
            chip.advance(&mut wires);
            wires.clock.cycle += 6000;
        }
        chip.advance(&mut wires);
        assert_eq!(wires.memory.read_ram::<3>(0x2000_0010), Some(*b"ok\0"));
        assert_eq!(chip.read(UARTE0 + 0x110, &mut wires), Ok(1));
        assert_eq!(wires.console.input, b"!");
    }

    #[test]
    fn flash_is_written_only_when_the_controller_allows_it() {
        let (mut chip, mut wires) = chip();
        assert!(chip.write(0x20, 5, &mut wires).is_err());
        chip.write(NVMC + 0x504, 1, &mut wires).unwrap();
        chip.write(0x20, 5, &mut wires).unwrap();
        assert_eq!(wires.memory.read::<4>(0x20), Some(5_u32.to_le_bytes()));
        assert_eq!(wires.clock.cycle, 42_500 * 64 / 1000);
    }
}
