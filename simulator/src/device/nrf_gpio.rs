//! nRF51 GPIO port P0 (nRF51 Series Reference Manual 3.0, chapter 14).

use super::{Done, NO_REGISTER, Reply};
use crate::pins::{Drive, Pull};

const OUT: u32 = 0x504;
const OUTSET: u32 = 0x508;
const OUTCLR: u32 = 0x50c;
const IN: u32 = 0x510;
const DIR: u32 = 0x514;
const DIRSET: u32 = 0x518;
const DIRCLR: u32 = 0x51c;
const PIN_CNF: u32 = 0x700;
const PIN_CNF_END: u32 = 0x780;

/// Bits of PIN_CNF: direction, input buffer off, and fields.
const CNF_OUTPUT: u32 = 1 << 0;
const CNF_DISCONNECTED: u32 = 1 << 1;
const CNF_MASK: u32 = 0x3_070f;
const SENSE_HIGH: u32 = 2;
const SENSE_LOW: u32 = 3;

/// Output register and the 32 configurations; DIR is bit 0 of each.
#[derive(Debug, Clone)]
pub(crate) struct Gpio {
    out: u32,
    cnf: [u32; 32],
}

impl Default for Gpio {
    fn default() -> Self {
        Gpio { out: 0, cnf: [CNF_DISCONNECTED; 32] }
    }
}

impl Gpio {
    fn dir(&self) -> u32 {
        self.cnf.iter().enumerate().fold(0, |dir, (pin, cnf)| dir | (cnf & CNF_OUTPUT) << pin)
    }

    fn set_dir(&mut self, dir: u32) {
        for (pin, cnf) in self.cnf.iter_mut().enumerate() {
            *cnf = *cnf & !CNF_OUTPUT | dir >> pin & 1;
        }
    }

    /// What a pin is driven to. The drive field's disconnected half releases it (open drain and open source).
    pub(crate) fn drive(&self, pin: usize) -> Drive {
        let cnf = self.cnf[pin];
        let high = self.out >> pin & 1 != 0;
        match (cnf & CNF_OUTPUT != 0, cnf >> 8 & 7, high) {
            (false, ..) | (_, 4 | 5, false) | (_, 6 | 7, true) => Drive::Released,
            (_, _, false) => Drive::Low,
            (_, _, true) => Drive::High,
        }
    }

    /// A pin's pull resistor.
    pub(crate) fn pull(&self, pin: usize) -> Pull {
        match self.cnf[pin] >> 2 & 3 {
            1 => Pull::Down,
            3 => Pull::Up,
            _ => Pull::None,
        }
    }

    /// Levels through the input buffers: a disconnected one reads 0.
    pub(crate) fn inputs(&self, levels: u32) -> u32 {
        self.cnf.iter().enumerate().fold(0, |seen, (pin, cnf)| if cnf & CNF_DISCONNECTED == 0 { seen | levels & 1 << pin } else { seen })
    }

    /// True while some pin has the level its SENSE field asks for.
    pub(crate) fn senses(&self, levels: u32) -> bool {
        let inputs = self.inputs(levels);
        self.cnf.iter().enumerate().any(|(pin, cnf)| match cnf >> 16 & 3 {
            SENSE_HIGH => inputs >> pin & 1 != 0,
            SENSE_LOW => inputs >> pin & 1 == 0,
            _ => false,
        })
    }

    /// Drives a pin's output bit for GPIOTE.
    pub(crate) fn set_out(&mut self, pin: usize, high: bool) {
        self.out = self.out & !(1 << pin) | u32::from(high) << pin;
    }

    /// The output register.
    pub(crate) fn out(&self) -> u32 {
        self.out
    }

    pub(crate) fn read(&self, offset: u32, levels: u32) -> Reply {
        Ok(match offset {
            OUT | OUTSET | OUTCLR => self.out,
            IN => self.inputs(levels),
            DIR | DIRSET | DIRCLR => self.dir(),
            PIN_CNF..PIN_CNF_END => self.cnf[(offset - PIN_CNF) as usize / 4],
            _ => return Err(NO_REGISTER),
        })
    }

    pub(crate) fn write(&mut self, offset: u32, value: u32) -> Done {
        match offset {
            OUT => self.out = value,
            OUTSET => self.out |= value,
            OUTCLR => self.out &= !value,
            IN => {}
            DIR => self.set_dir(value),
            DIRSET => self.set_dir(self.dir() | value),
            DIRCLR => self.set_dir(self.dir() & !value),
            PIN_CNF..PIN_CNF_END => self.cnf[(offset - PIN_CNF) as usize / 4] = value & CNF_MASK,
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }
}
