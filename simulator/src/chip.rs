//! The chips: a table of what differs, and the door to each chip's peripherals.
//!
//! A chip is chosen by name; adding one is a row in [`Chip`], a `Layout`, and a file in `chip/`.

use crate::cpu::timing::{CORTEX_M0, CORTEX_M0PLUS, CORTEX_M4, Timing};
use crate::device::{Done, Refusal, Reply, Wires};

mod nrf51;
mod nrf52833;
mod rp2040;
mod stm32f405;

pub(crate) use nrf51::Nrf51;
pub(crate) use nrf52833::Nrf52833;
pub(crate) use rp2040::Rp2040;
pub(crate) use stm32f405::Stm32f405;

/// A chip the simulator knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chip {
    /// Raspberry Pi RP2040, one core of two.
    Rp2040,
    /// Nordic nRF51822 with 256 KiB of flash and 16 KiB of RAM.
    Nrf51,
    /// Nordic nRF52833 with 512 KiB of flash and 128 KiB of RAM. Pin P1.n has number 32 + n.
    Nrf52833,
    /// ST STM32F405RG with 1 MiB of flash, 128 KiB of RAM and 64 KiB of CCM RAM. Pin n of port A has number n, of
    /// port B 16 + n, and so on.
    Stm32f405,
}

/// A named stretch of the address space that holds a peripheral, modelled or not.
pub(crate) struct Block {
    pub(crate) base: u32,
    pub(crate) size: u32,
    pub(crate) name: &'static str,
}

/// What the core and the loaders need to know of a chip.
pub(crate) struct Layout {
    /// Address and size in bytes.
    pub(crate) flash: (u32, u32),
    pub(crate) ram: (u32, u32),
    /// RAM that holds no code and that no peripheral reaches.
    pub(crate) data_ram: Option<(u32, u32)>,
    /// Processor clock after reset.
    pub(crate) hz: u32,
    pub(crate) pins: usize,
    /// A bit for each interrupt there is.
    pub(crate) interrupts: u128,
    /// The family id of its UF2 files; `None` if no loader of this chip takes UF2.
    pub(crate) uf2_family: Option<u32>,
    /// Where programs start that a resident boot loader starts.
    pub(crate) application: Option<u32>,
    pub(crate) timing: Timing,
    pub(crate) cpuid: u32,
    pub(crate) mpu_type: u32,
    /// Implemented bits of a priority.
    pub(crate) priority_bits: u8,
    /// ARMv7E-M rather than ARMv6-M.
    pub(crate) is_main: bool,
    pub(crate) has_vtor: bool,
    pub(crate) has_systick: bool,
    pub(crate) has_unprivileged: bool,
    /// Ascending by address.
    pub(crate) blocks: &'static [Block],
}

static RP2040: Layout = Layout {
    flash: (0x1000_0000, 0x20_0000),
    ram: (0x2000_0000, 0x4_2000),
    data_ram: None,
    hz: crate::device::clocks::ROSC_HZ,
    pins: crate::device::io_bank::PINS,
    interrupts: 0x03ff_ffff,
    uf2_family: Some(0xe48b_ff56),
    application: None,
    timing: CORTEX_M0PLUS,
    cpuid: 0x410c_c601,
    mpu_type: 0x800,
    priority_bits: 0xc0,
    is_main: false,
    has_vtor: true,
    has_systick: true,
    has_unprivileged: true,
    blocks: rp2040::BLOCKS,
};

static NRF51: Layout = Layout {
    flash: (0, 0x4_0000),
    ram: (0x2000_0000, 0x4000),
    data_ram: None,
    hz: nrf51::HZ,
    pins: 32,
    interrupts: 0xffff_ffff,
    uf2_family: None,
    application: None,
    timing: CORTEX_M0,
    cpuid: 0x410c_c200,
    mpu_type: 0,
    priority_bits: 0xc0,
    is_main: false,
    has_vtor: false,
    has_systick: false,
    has_unprivileged: false,
    blocks: nrf51::BLOCKS,
};

static NRF52833: Layout = Layout {
    flash: (0, 0x8_0000),
    ram: (0x2000_0000, 0x2_0000),
    data_ram: None,
    hz: nrf52833::HZ,
    pins: 42,
    interrupts: (1 << 48) - 1,
    uf2_family: Some(0x621e_937a),
    application: None,
    timing: CORTEX_M4,
    cpuid: CORTEX_M4_CPUID,
    mpu_type: 0x800,
    priority_bits: 0xe0,
    is_main: true,
    has_vtor: true,
    has_systick: true,
    has_unprivileged: true,
    blocks: nrf52833::BLOCKS,
};

static STM32F405: Layout = Layout {
    flash: (0x0800_0000, 0x10_0000),
    ram: (0x2000_0000, 0x2_0000),
    data_ram: Some((0x1000_0000, 0x1_0000)),
    hz: stm32f405::HSI_HZ,
    pins: 128,
    interrupts: (1 << 82) - 1,
    uf2_family: Some(0x5775_5a57),
    application: Some(0x0801_0000),
    timing: CORTEX_M4,
    cpuid: CORTEX_M4_CPUID,
    mpu_type: 0x800,
    priority_bits: 0xf0,
    is_main: true,
    has_vtor: true,
    has_systick: true,
    has_unprivileged: true,
    blocks: stm32f405::BLOCKS,
};

/// Cortex-M4 r0p1.
const CORTEX_M4_CPUID: u32 = 0x410f_c241;

impl Chip {
    /// Every chip.
    pub const ALL: [Chip; 4] = [Chip::Rp2040, Chip::Nrf51, Chip::Nrf52833, Chip::Stm32f405];

    /// The chip of this name, as boards name it.
    pub fn named(name: &str) -> Option<Chip> {
        Self::ALL.into_iter().find(|chip| chip.name() == name)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Chip::Rp2040 => "rp2040",
            Chip::Nrf51 => "nrf51",
            Chip::Nrf52833 => "nrf52833",
            Chip::Stm32f405 => "stm32f405",
        }
    }

    pub(crate) fn layout(self) -> &'static Layout {
        match self {
            Chip::Rp2040 => &RP2040,
            Chip::Nrf51 => &NRF51,
            Chip::Nrf52833 => &NRF52833,
            Chip::Stm32f405 => &STM32F405,
        }
    }
}

impl Layout {
    /// The block that holds `address`, or the nearest below it, with the distance: `UART0+0x18`.
    pub(crate) fn near(&self, address: u32) -> String {
        match self.blocks.iter().rev().find(|block| block.base <= address) {
            Some(block) => {
                let offset = address - block.base;
                let beyond = if offset < block.size { "" } else { "above " };
                format!("{beyond}{}+{offset:#x}", block.name)
            }
            None => "below every peripheral".into(),
        }
    }

    /// True if some peripheral of the chip lies there.
    pub(crate) fn has_block(&self, address: u32) -> bool {
        self.blocks.iter().any(|block| address.wrapping_sub(block.base) < block.size)
    }
}

/// The peripherals of one chip and their state.
#[derive(Debug, Clone)]
pub(crate) enum Peripherals {
    Rp2040(Box<Rp2040>),
    Nrf51(Box<Nrf51>),
    Nrf52833(Box<Nrf52833>),
    Stm32f405(Box<Stm32f405>),
}

/// The same expression for whichever chip it is.
macro_rules! each {
    ($peripherals:expr, $chip:ident => $answer:expr) => {
        match $peripherals {
            Peripherals::Rp2040($chip) => $answer,
            Peripherals::Nrf51($chip) => $answer,
            Peripherals::Nrf52833($chip) => $answer,
            Peripherals::Stm32f405($chip) => $answer,
        }
    };
}

impl Peripherals {
    pub(crate) fn new(chip: Chip) -> Self {
        match chip {
            Chip::Rp2040 => Peripherals::Rp2040(Box::default()),
            Chip::Nrf51 => Peripherals::Nrf51(Box::default()),
            Chip::Nrf52833 => Peripherals::Nrf52833(Box::default()),
            Chip::Stm32f405 => Peripherals::Stm32f405(Box::default()),
        }
    }

    /// Reads the word at a word address.
    pub(crate) fn read(&mut self, address: u32, wires: &mut Wires) -> Reply {
        each!(self, chip => chip.read(address, wires))
    }

    /// Writes 1, 2 or 4 bytes at an address that is a multiple of that.
    pub(crate) fn write(&mut self, address: u32, bytes: u8, value: u32, wires: &mut Wires) -> Done {
        match self {
            Peripherals::Rp2040(chip) => {
                // Narrow stores reach registers as the value repeated over the word (data sheet 2.1.4).
                let word = match bytes {
                    1 => (value & 0xff) * 0x0101_0101,
                    2 => (value & 0xffff) * 0x0001_0001,
                    _ => value,
                };
                chip.write(address & !3, word, wires)
            }
            Peripherals::Nrf51(_) if bytes != 4 && NRF51.has_block(address) => Err(WHOLE_WORDS),
            Peripherals::Nrf51(chip) => chip.write(address & !3, value, wires),
            Peripherals::Nrf52833(_) if bytes != 4 && NRF52833.has_block(address) => Err(WHOLE_WORDS),
            Peripherals::Nrf52833(chip) => chip.write(address & !3, value, wires),
            Peripherals::Stm32f405(chip) => chip.write(address, bytes, value, wires),
        }
    }

    /// Cycles that an access takes beyond the instruction's own; negative where it takes fewer.
    pub(crate) fn extra_cycles(&self, address: u32, is_write: bool) -> i32 {
        match self {
            Peripherals::Rp2040(_) => rp2040::extra_cycles(address, is_write),
            _ => 0,
        }
    }

    /// Where an address that only mirrors memory really points to.
    pub(crate) fn mirrored(&self, address: u32) -> u32 {
        match self {
            Peripherals::Rp2040(_) => rp2040::mirrored(address),
            Peripherals::Stm32f405(_) => stm32f405::mirrored(address),
            _ => address,
        }
    }

    /// The word and bit that an address of a bit-band alias stands for (DDI 0439, 3.7).
    pub(crate) fn bit_of(&self, address: u32) -> Option<(u32, u32)> {
        let region = address & 0xf000_0000;
        let offset = (address & 0x0fff_ffff).checked_sub(0x0200_0000).filter(|&offset| offset < 0x0200_0000)?;
        let aliased = matches!(self, Peripherals::Stm32f405(_)) && matches!(region, 0x2000_0000 | 0x4000_0000);
        aliased.then_some((region | offset >> 5 & !3, offset >> 2 & 31))
    }

    /// Brings every device up to the current time.
    pub(crate) fn advance(&mut self, wires: &mut Wires) {
        each!(self, chip => chip.advance(wires))
    }

    /// The cycle at which some device has something to do.
    pub(crate) fn next(&self, wires: &Wires) -> Option<u64> {
        each!(self, chip => chip.next(wires))
    }

    /// The interrupt lines that are asserted.
    pub(crate) fn lines(&self) -> u128 {
        match self {
            Peripherals::Rp2040(chip) => chip.lines().into(),
            Peripherals::Nrf51(chip) => chip.lines().into(),
            Peripherals::Nrf52833(chip) => chip.lines(),
            Peripherals::Stm32f405(chip) => chip.lines(),
        }
    }

    /// True if, by the passing of time alone, one of the `enabled` interrupts may be raised, or the chip reset.
    pub(crate) fn may_wake(&self, enabled: u128, wires: &Wires) -> bool {
        match self {
            Peripherals::Rp2040(chip) => chip.may_wake(enabled as u32, wires),
            Peripherals::Nrf51(chip) => chip.may_wake(enabled as u32, wires),
            Peripherals::Nrf52833(chip) => chip.may_wake(enabled, wires),
            Peripherals::Stm32f405(chip) => chip.may_wake(enabled, wires),
        }
    }

    /// The user information registers, from their first word on, of chips that have some.
    pub(crate) fn user_information(&mut self) -> Option<&mut [u32]> {
        match self {
            Peripherals::Nrf51(chip) => Some(&mut chip.uicr),
            Peripherals::Nrf52833(chip) => Some(&mut chip.uicr),
            _ => None,
        }
    }

    /// True if a watchdog wants the chip reset now.
    pub(crate) fn wants_reset(&self, wires: &Wires) -> bool {
        match self {
            Peripherals::Rp2040(chip) => chip.wants_reset(wires),
            _ => false,
        }
    }
}

/// A narrow store to a chip whose registers are whole words.
const WHOLE_WORDS: Refusal = Refusal::Why("this chip's registers are written as whole words");
