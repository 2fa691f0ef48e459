//! STM32F4 GPIO port (RM0090, chapter 8.4): sixteen pins.

use super::{Done, NO_REGISTER, Reply};
use crate::pins::{Drive, Pull};

const MODER: u32 = 0x00;
const OTYPER: u32 = 0x04;
const OSPEEDR: u32 = 0x08;
const PUPDR: u32 = 0x0c;
const IDR: u32 = 0x10;
const ODR: u32 = 0x14;
const BSRR: u32 = 0x18;
const LCKR: u32 = 0x1c;
const AFRL: u32 = 0x20;
const AFRH: u32 = 0x24;

const OUTPUT: u32 = 1;
const ALTERNATE: u32 = 2;
const ANALOG: u32 = 3;

/// One port.
#[derive(Debug, Clone, Default)]
pub(crate) struct Port {
    mode: u32,
    open_drain: u32,
    speed: u32,
    pull: u32,
    out: u32,
    alternate: [u32; 2],
}

impl Port {
    /// After reset; the debug pins of ports A and B are in use.
    pub(crate) fn new(number: usize) -> Self {
        match number {
            0 => Port { mode: 0xa800_0000, speed: 0x0c00_0000, pull: 0x6400_0000, ..Port::default() },
            1 => Port { mode: 0x0000_0280, speed: 0x0000_00c0, pull: 0x0000_0100, ..Port::default() },
            _ => Port::default(),
        }
    }

    fn mode(&self, pin: usize) -> u32 {
        self.mode >> (2 * pin) & 3
    }

    /// The alternate function a pin has now, if any.
    pub(crate) fn function(&self, pin: usize) -> Option<u32> {
        (self.mode(pin) == ALTERNATE).then(|| self.alternate[pin / 8] >> (4 * (pin % 8)) & 15)
    }

    /// What a pin is driven to as a plain output.
    pub(crate) fn drive(&self, pin: usize) -> Drive {
        let high = self.out >> pin & 1 != 0;
        match (self.mode(pin), high) {
            (OUTPUT, false) => Drive::Low,
            (OUTPUT, true) if self.open_drain >> pin & 1 == 0 => Drive::High,
            _ => Drive::Released,
        }
    }

    pub(crate) fn pull(&self, pin: usize) -> Pull {
        match self.pull >> (2 * pin) & 3 {
            1 => Pull::Up,
            2 => Pull::Down,
            _ => Pull::None,
        }
    }

    /// Levels through the input buffers: an analogue pin reads 0.
    pub(crate) fn inputs(&self, levels: u32) -> u32 {
        (0..16).filter(|&pin| self.mode(pin) != ANALOG).fold(0, |seen, pin| seen | levels & 1 << pin)
    }

    pub(crate) fn read(&self, offset: u32, levels: u32) -> Reply {
        Ok(match offset {
            MODER => self.mode,
            OTYPER => self.open_drain,
            OSPEEDR => self.speed,
            PUPDR => self.pull,
            IDR => self.inputs(levels),
            ODR => self.out,
            BSRR | LCKR => 0,
            AFRL => self.alternate[0],
            AFRH => self.alternate[1],
            _ => return Err(NO_REGISTER),
        })
    }

    pub(crate) fn write(&mut self, offset: u32, value: u32) -> Done {
        match offset {
            MODER => self.mode = value,
            OTYPER => self.open_drain = value & 0xffff,
            OSPEEDR => self.speed = value,
            PUPDR => self.pull = value,
            IDR => {}
            ODR => self.out = value & 0xffff,
            // Setting wins over resetting.
            BSRR => self.out = self.out & !(value >> 16) | value & 0xffff,
            AFRL => self.alternate[0] = value,
            AFRH => self.alternate[1] = value,
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }
}
