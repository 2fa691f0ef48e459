//! The STM32F405's address map and how its peripherals hang together (RM0090, 2.3 and table 62).
//!
//! A peripheral whose clock gate is closed does not answer on the chip; here that is named. Pins are numbered through
//! the ports: 16 a port. Narrow stores to GPIO change the bytes they name, elsewhere they are words with zeros above.

use super::Block;
use crate::device::stm32_exti::Exti;
use crate::device::stm32_gpio::Port;
use crate::device::stm32_rcc::{self, Rcc};
use crate::device::stm32_timer::StmTimer;
use crate::device::stm32_usart::{Usart, Wiring};
use crate::device::{Done, Refusal, Reply, Wires};

/// The processor's clock after reset: the internal RC oscillator.
pub(super) const HSI_HZ: u32 = stm32_rcc::HSI_HZ;

const FLASH: u32 = 0x0800_0000;
const FLASH_SIZE: u32 = 0x10_0000;
const PWR: u32 = 0x4000_7000;
const SYSCFG: u32 = 0x4001_3800;
const EXTI: u32 = 0x4001_3c00;
const GPIO: u32 = 0x4002_0000;
const GPIO_END: u32 = 0x4002_2000;
const RCC: u32 = 0x4002_3800;
const FLASH_REGISTERS: u32 = 0x4002_3c00;
/// The identity of our own choosing, and the size of flash in kB (RM0090, chapter 39).
const UNIQUE_ID: u32 = 0x1fff_7a10;
const IDENTITY: [u32; 3] = [0x0038_0025, 0x3334_5116, 0x3634_3930];

const fn block(base: u32, name: &'static str) -> Block {
    Block { base, size: 0x400, name }
}

/// Everything on the chip that is not flash or RAM.
pub(super) static BLOCKS: &[Block] = &[
    Block { base: 0, size: FLASH_SIZE, name: "flash, as mapped to 0" },
    Block { base: FLASH, size: FLASH_SIZE, name: "flash" },
    Block { base: 0x1000_0000, size: 0x1_0000, name: "CCM RAM" },
    Block { base: 0x1fff_0000, size: 0x7800, name: "boot ROM" },
    Block { base: 0x1fff_7800, size: 0x800, name: "one-time programmable memory and identity" },
    Block { base: 0x2000_0000, size: 0x2_0000, name: "SRAM" },
    block(0x4000_0000, "TIM2"),
    block(0x4000_0400, "TIM3"),
    block(0x4000_0800, "TIM4"),
    block(0x4000_0c00, "TIM5"),
    block(0x4000_1000, "TIM6"),
    block(0x4000_1400, "TIM7"),
    block(0x4000_1800, "TIM12"),
    block(0x4000_1c00, "TIM13"),
    block(0x4000_2000, "TIM14"),
    block(0x4000_2800, "RTC and backup registers"),
    block(0x4000_2c00, "WWDG"),
    block(0x4000_3000, "IWDG"),
    block(0x4000_3400, "I2S2ext"),
    block(0x4000_3800, "SPI2"),
    block(0x4000_3c00, "SPI3"),
    block(0x4000_4000, "I2S3ext"),
    block(0x4000_4400, "USART2"),
    block(0x4000_4800, "USART3"),
    block(0x4000_4c00, "UART4"),
    block(0x4000_5000, "UART5"),
    block(0x4000_5400, "I2C1"),
    block(0x4000_5800, "I2C2"),
    block(0x4000_5c00, "I2C3"),
    block(0x4000_6400, "CAN1"),
    block(0x4000_6800, "CAN2"),
    block(PWR, "PWR"),
    block(0x4000_7400, "DAC"),
    block(0x4001_0000, "TIM1"),
    block(0x4001_0400, "TIM8"),
    block(0x4001_1000, "USART1"),
    block(0x4001_1400, "USART6"),
    block(0x4001_2000, "ADC1 to ADC3"),
    block(0x4001_2c00, "SDIO"),
    block(0x4001_3000, "SPI1"),
    block(SYSCFG, "SYSCFG"),
    block(EXTI, "EXTI"),
    block(0x4001_4000, "TIM9"),
    block(0x4001_4400, "TIM10"),
    block(0x4001_4800, "TIM11"),
    block(0x4002_0000, "GPIOA"),
    block(0x4002_0400, "GPIOB"),
    block(0x4002_0800, "GPIOC"),
    block(0x4002_0c00, "GPIOD"),
    block(0x4002_1000, "GPIOE"),
    block(0x4002_1400, "GPIOF"),
    block(0x4002_1800, "GPIOG"),
    block(0x4002_1c00, "GPIOH"),
    block(0x4002_2000, "GPIOI"),
    block(0x4002_3000, "CRC"),
    block(RCC, "RCC"),
    block(FLASH_REGISTERS, "FLASH"),
    block(0x4002_4000, "backup SRAM"),
    block(0x4002_6000, "DMA1"),
    block(0x4002_6400, "DMA2"),
    Block { base: 0x4004_0000, size: 0x4_0000, name: "USB OTG HS" },
    Block { base: 0x5000_0000, size: 0x4_0000, name: "USB OTG FS" },
    block(0x5006_0800, "RNG"),
    Block { base: 0xe000_0000, size: 0x10_0000, name: "the core's private peripherals" },
];

/// Registers of the clock gates.
const AHB1ENR: u32 = 0x30;
const APB1ENR: u32 = 0x40;
const APB2ENR: u32 = 0x44;

/// A USART's place: address, clock gate, interrupt, its alternate function, and the pins that it can have.
struct UsartPlace {
    base: u32,
    gate: (u32, u32),
    interrupt: u32,
    function: u32,
    /// Pin numbers for output and for input (data sheet DS8626, table 9).
    outputs: &'static [usize],
    inputs: &'static [usize],
}

const fn pin(port: u8, number: usize) -> usize {
    (port - b'A') as usize * 16 + number
}

static USARTS: [UsartPlace; 6] = [
    UsartPlace {
        base: 0x4001_1000,
        gate: (APB2ENR, 4),
        interrupt: 37,
        function: 7,
        outputs: &[pin(b'A', 9), pin(b'B', 6)],
        inputs: &[pin(b'A', 10), pin(b'B', 7)],
    },
    UsartPlace {
        base: 0x4000_4400,
        gate: (APB1ENR, 17),
        interrupt: 38,
        function: 7,
        outputs: &[pin(b'A', 2), pin(b'D', 5)],
        inputs: &[pin(b'A', 3), pin(b'D', 6)],
    },
    UsartPlace {
        base: 0x4000_4800,
        gate: (APB1ENR, 18),
        interrupt: 39,
        function: 7,
        outputs: &[pin(b'B', 10), pin(b'C', 10), pin(b'D', 8)],
        inputs: &[pin(b'B', 11), pin(b'C', 11), pin(b'D', 9)],
    },
    UsartPlace {
        base: 0x4000_4c00,
        gate: (APB1ENR, 19),
        interrupt: 52,
        function: 8,
        outputs: &[pin(b'A', 0), pin(b'C', 10)],
        inputs: &[pin(b'A', 1), pin(b'C', 11)],
    },
    UsartPlace { base: 0x4000_5000, gate: (APB1ENR, 20), interrupt: 53, function: 8, outputs: &[pin(b'C', 12)], inputs: &[pin(b'D', 2)] },
    UsartPlace {
        base: 0x4001_1400,
        gate: (APB2ENR, 5),
        interrupt: 71,
        function: 8,
        outputs: &[pin(b'C', 6), pin(b'G', 14)],
        inputs: &[pin(b'C', 7), pin(b'G', 9)],
    },
];

/// TIM2 to TIM5: their interrupts. Their gates are bits 0 to 3 of APB1ENR, their addresses 1 KiB apart.
const TIMER: u32 = 0x4000_0000;
const TIMER_INTERRUPTS: [u32; 4] = [28, 29, 30, 50];

/// EXTI's interrupts: lines 0 to 4 have their own, 5 to 9 and 10 to 15 share one.
fn exti_interrupt(line: u32) -> u32 {
    match line {
        0..5 => 6 + line,
        5..10 => 23,
        _ => 40,
    }
}

/// Flash also lies at address 0 (boot from main flash, RM0090 table 3).
pub(super) fn mirrored(address: u32) -> u32 {
    if address < FLASH_SIZE { FLASH + address } else { address }
}

const CLOCK_OFF: Refusal = Refusal::Why("this peripheral's clock is off (RCC)");

/// State of all modelled blocks.
#[derive(Debug, Clone)]
pub(crate) struct Stm32f405 {
    rcc: Rcc,
    ports: [Port; 8],
    usarts: [Usart; 6],
    timers: [StmTimer; 4],
    exti: Exti,
    /// Pin levels that `exti` has seen; `None` after a pin's configuration changed.
    seen: Option<u128>,
}

impl Default for Stm32f405 {
    fn default() -> Self {
        Stm32f405 {
            rcc: Rcc::default(),
            ports: std::array::from_fn(Port::new),
            usarts: Default::default(),
            timers: [true, false, false, true].map(StmTimer::new),
            exti: Exti::default(),
            seen: None,
        }
    }
}

/// Which peripheral an address belongs to.
enum Target {
    Rcc,
    Flash,
    Pwr,
    Syscfg,
    Exti,
    Port(usize),
    Usart(usize),
    Timer(usize),
}

impl Stm32f405 {
    /// The peripheral at an address, if it is modelled and its clock is on.
    fn target(&self, address: u32) -> Result<Target, Refusal> {
        let base = address & !0x3ff;
        if let Some(index) = USARTS.iter().position(|place| place.base == base) {
            let (register, bit) = USARTS[index].gate;
            return self.gated(register, bit, Target::Usart(index));
        }
        match base {
            RCC => Ok(Target::Rcc),
            FLASH_REGISTERS => Ok(Target::Flash),
            PWR => self.gated(APB1ENR, 28, Target::Pwr),
            SYSCFG => self.gated(APB2ENR, 14, Target::Syscfg),
            EXTI => Ok(Target::Exti),
            GPIO..GPIO_END => {
                let port = (base - GPIO) >> 10;
                self.gated(AHB1ENR, port, Target::Port(port as usize))
            }
            0x4000_0000 | 0x4000_0400 | 0x4000_0800 | 0x4000_0c00 => {
                let timer = (base - TIMER) >> 10;
                self.gated(APB1ENR, timer, Target::Timer(timer as usize))
            }
            _ if address < FLASH_SIZE || address.wrapping_sub(FLASH) < FLASH_SIZE => Err(Refusal::Why("a store into flash")),
            _ if BLOCKS.iter().any(|block| address.wrapping_sub(block.base) < block.size) => {
                Err(Refusal::Why("this peripheral is not modelled"))
            }
            _ => Err(Refusal::Unmapped),
        }
    }

    fn gated(&self, register: u32, bit: u32, target: Target) -> Result<Target, Refusal> {
        if self.rcc.is_on(register, bit) { Ok(target) } else { Err(CLOCK_OFF) }
    }

    fn wiring(&self, usart: usize) -> Wiring {
        let place = &USARTS[usart];
        let connected = |pins: &[usize]| pins.iter().any(|&pin| self.ports[pin / 16].function(pin % 16) == Some(place.function));
        Wiring { divider: self.rcc.apb_divider(place.gate.0 == APB2ENR), output: connected(place.outputs), input: connected(place.inputs) }
    }

    pub(super) fn read(&mut self, address: u32, wires: &mut Wires) -> Reply {
        match address {
            UNIQUE_ID..0x1fff_7a1c => return Ok(IDENTITY[(address - UNIQUE_ID) as usize / 4]),
            0x1fff_7a20 => return Ok((FLASH_SIZE / 1024) << 16 | 0xffff),
            0xe004_2000 => return Ok(0x1007_6413),
            _ => {}
        }
        let offset = address & 0x3ff;
        match self.target(address)? {
            Target::Rcc => self.rcc.read(offset, &mut wires.clock),
            Target::Flash => self.rcc.read_flash(offset),
            Target::Pwr => self.rcc.read_pwr(offset),
            Target::Syscfg => self.exti.read_syscfg(offset),
            Target::Exti => self.exti.read(offset),
            Target::Port(port) => self.ports[port].read(offset, levels(wires, port)),
            Target::Usart(usart) => self.usarts[usart].read(offset),
            Target::Timer(timer) => self.timers[timer].read(offset, &wires.clock),
        }
    }

    pub(super) fn write(&mut self, address: u32, bytes: u8, value: u32, wires: &mut Wires) -> Done {
        let target = self.target(address)?;
        let offset = address & 0x3fc;
        let value = self.widened(&target, address, bytes, value, wires)?;
        match target {
            Target::Rcc => self.rcc.write(offset, value, &mut wires.clock),
            Target::Flash => self.rcc.write_flash(offset, value, &mut wires.clock),
            Target::Pwr => self.rcc.write_pwr(offset, value),
            Target::Syscfg => {
                self.seen = None;
                self.exti.write_syscfg(offset, value)
            }
            Target::Exti => self.exti.write(offset, value),
            Target::Port(port) => {
                self.ports[port].write(offset, value)?;
                self.settle_pins(port, wires);
                Ok(())
            }
            Target::Usart(usart) => {
                let wiring = self.wiring(usart);
                self.usarts[usart].write(offset, value, &wires.clock, &mut wires.console, wiring)
            }
            Target::Timer(timer) => self.timers[timer].write(offset, value, &wires.clock),
        }
    }

    /// The word that a narrow store amounts to.
    fn widened(&self, target: &Target, address: u32, bytes: u8, value: u32, wires: &Wires) -> Reply {
        const BSRR: u32 = 0x18;
        let shift = (address & 3) * 8;
        let mask = if bytes == 4 { !0 } else { ((1 << (8 * u32::from(bytes))) - 1) << shift };
        let old = match target {
            Target::Port(_) if address & 0x3fc == BSRR => 0,
            Target::Port(port) if bytes != 4 => self.ports[*port].read(address & 0x3fc, levels(wires, *port))?,
            _ => 0,
        };
        Ok(old & !mask | value << shift & mask)
    }

    fn settle_pins(&mut self, port: usize, wires: &mut Wires) {
        let (cycle, ns) = (wires.clock.cycle, wires.clock.ns());
        for pin in 0..16 {
            wires.pins.set_drive(16 * port + pin, self.ports[port].drive(pin), cycle, ns);
            wires.pins.set_pull(16 * port + pin, self.ports[port].pull(pin));
        }
        self.seen = None;
    }

    pub(super) fn advance(&mut self, wires: &mut Wires) {
        // A setting that cannot be was refused when it was written.
        let _ = self.rcc.settle(&mut wires.clock);
        for usart in 0..self.usarts.len() {
            if self.usarts[usart].is_idle() {
                continue;
            }
            let wiring = self.wiring(usart);
            self.usarts[usart].advance(&wires.clock, &mut wires.console, wiring);
        }
        let divider = self.rcc.timer_divider(false);
        for timer in &mut self.timers {
            timer.advance(&wires.clock, divider);
        }
        let all = wires.pins.all_levels();
        if self.seen != Some(all) {
            self.seen = Some(all);
            let level = |line: usize| {
                let port = self.exti.port(line);
                self.ports.get(port).map_or(0, |gpio| gpio.inputs(levels(wires, port)) & 1 << line)
            };
            let lines = (0..16).fold(0, |lines, line| lines | level(line));
            self.exti.advance(lines);
        }
    }

    pub(super) fn next(&self, wires: &Wires) -> Option<u64> {
        let usarts = self.usarts.iter().map(Usart::next);
        let timers = self.timers.iter().map(StmTimer::next);
        usarts.chain(timers).chain([self.rcc.next(&wires.clock)]).flatten().min()
    }

    pub(super) fn may_wake(&self, enabled: u128, _wires: &Wires) -> bool {
        self.sources(Usart::may_interrupt, StmTimer::may_interrupt) & enabled != 0
    }

    pub(super) fn lines(&self) -> u128 {
        let raised = self.exti.raised();
        let pins = (0..16).filter(|line| raised >> line & 1 != 0).fold(0, |lines, line| lines | 1 << exti_interrupt(line));
        self.sources(Usart::interrupt, StmTimer::interrupt) | pins
    }

    /// The interrupts of the USARTs and timers of which something holds.
    fn sources(&self, usart: impl Fn(&Usart) -> bool, timer: impl Fn(&StmTimer) -> bool) -> u128 {
        let usarts = USARTS.iter().zip(&self.usarts).map(|(place, device)| (place.interrupt, usart(device)));
        let timers = TIMER_INTERRUPTS.iter().zip(&self.timers).map(|(&interrupt, device)| (interrupt, timer(device)));
        usarts.chain(timers).fold(0, |lines, (interrupt, holds)| lines | u128::from(holds) << interrupt)
    }
}

/// The levels of a port's sixteen pins.
fn levels(wires: &Wires, port: usize) -> u32 {
    (wires.pins.all_levels() >> (16 * port)) as u32 & 0xffff
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::memory::Memory;
    use crate::pins::{Drive, Pins};

    fn chip() -> (Stm32f405, Wires) {
        (Stm32f405::default(), Wires::new(Clock::new(HSI_HZ), Memory::default(), Pins::new(128)))
    }

    fn write(chip: &mut Stm32f405, wires: &mut Wires, words: &[(u32, u32)]) {
        for &(address, value) in words {
            chip.write(address, 4, value, wires).unwrap();
        }
    }

    const GPIOC: u32 = GPIO + 0x800;

    #[test]
    fn a_peripheral_without_its_clock_is_named() {
        let (mut chip, mut wires) = chip();
        assert_eq!(chip.read(GPIOC, &mut wires), Err(CLOCK_OFF));
        write(&mut chip, &mut wires, &[(RCC + AHB1ENR, 4)]);
        assert_eq!(chip.read(GPIOC, &mut wires), Ok(0));
        assert_eq!(chip.read(0x4002_6000, &mut wires), Err(Refusal::Why("this peripheral is not modelled")));
        assert_eq!(chip.read(0x6000_0000, &mut wires), Err(Refusal::Unmapped));
    }

    #[test]
    fn a_port_drives_its_pins_and_takes_narrow_stores() {
        let (mut chip, mut wires) = chip();
        write(&mut chip, &mut wires, &[(RCC + AHB1ENR, 4), (GPIOC, 1 << 2), (GPIOC + 0x18, 2)]);
        assert_eq!(wires.pins.drive(33), Drive::High);
        chip.write(GPIOC + 0x1a, 2, 2, &mut wires).unwrap();
        assert_eq!(wires.pins.drive(33), Drive::Low);
        chip.write(GPIOC + 0x15, 1, 0xff, &mut wires).unwrap();
        assert_eq!(chip.read(GPIOC + 0x14, &mut wires), Ok(0xff00));
    }

    #[test]
    fn the_console_needs_its_pin() {
        let (mut chip, mut wires) = chip();
        let usart = USARTS[2].base;
        write(&mut chip, &mut wires, &[(RCC + AHB1ENR, 2), (RCC + APB1ENR, 1 << 18), (usart + 8, 139), (usart + 12, 0x200c)]);
        write(&mut chip, &mut wires, &[(usart + 4, 65)]);
        assert_eq!((wires.console.output.len(), wires.console.lost), (0, 1));
        write(&mut chip, &mut wires, &[(GPIO + 0x424, 7 << 8), (GPIO + 0x400, 2 << 20), (usart + 4, 66)]);
        wires.clock.cycle += 1390;
        chip.advance(&mut wires);
        assert_eq!(wires.console.output, b"B");
    }

    #[test]
    fn a_button_raises_the_interrupt_of_its_line() {
        let (mut chip, mut wires) = chip();
        // Line 5 looks at port C: EXTICR2, field 1.
        write(&mut chip, &mut wires, &[(RCC + AHB1ENR, 4), (RCC + APB2ENR, 1 << 14), (SYSCFG + 0x0c, 2 << 4)]);
        write(&mut chip, &mut wires, &[(EXTI, 1 << 5), (EXTI + 0x0c, 1 << 5)]);
        wires.pins.set_outside(37, Some(true));
        chip.advance(&mut wires);
        assert_eq!(chip.lines(), 0);
        wires.pins.set_outside(37, Some(false));
        chip.advance(&mut wires);
        assert_eq!(chip.lines(), 1 << 23);
        write(&mut chip, &mut wires, &[(EXTI + 0x14, 1 << 5)]);
        assert_eq!(chip.lines(), 0);
    }
}
