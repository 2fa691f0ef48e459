//! RP2040 SIO: the single-cycle block of each core: GPIO, divider, spin locks (data sheet 2.3.1).
//!
//! Core 1 is not modelled: it sleeps in the boot ROM, its FIFO never has anything for us.

use super::divider::Divider;
use super::{Done, NO_REGISTER, Refusal, Reply};
use crate::clock::Clock;

const CPUID: u32 = 0x00;
const GPIO_IN: u32 = 0x04;
const GPIO_HI_IN: u32 = 0x08;
const GPIO_OUT: u32 = 0x10;
const GPIO_OE_XOR: u32 = 0x2c;
const GPIO_HI_OUT: u32 = 0x30;
const GPIO_HI_OE_XOR: u32 = 0x4c;
const FIFO_ST: u32 = 0x50;
const FIFO_WR: u32 = 0x54;
const FIFO_RD: u32 = 0x58;
const SPINLOCK_ST: u32 = 0x5c;
const DIVIDER: u32 = 0x60;
const DIVIDER_END: u32 = 0x7c;
const SPINLOCK0: u32 = 0x100;
const SPINLOCK_END: u32 = 0x180;

/// FIFO_ST: room to write, nothing to read.
const FIFO_READY: u32 = 1 << 1;
const PINS: u32 = 0x3fff_ffff;

/// GPIO output registers, divider and spin locks.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sio {
    /// GPIO_OUT and GPIO_OE.
    pub(crate) out: u32,
    pub(crate) enable: u32,
    /// The same of the flash pins, which nobody looks at.
    high: [u32; 2],
    divider: Divider,
    locks: u32,
}

impl Sio {
    /// Reads a register; `levels` are the pins as SIO sees them.
    pub(crate) fn read(&mut self, offset: u32, levels: u32, clock: &Clock) -> Reply {
        Ok(match offset {
            CPUID => 0,
            GPIO_IN => levels,
            GPIO_HI_IN => 0,
            GPIO_OUT..=GPIO_OE_XOR => {
                if offset < 0x20 {
                    self.out
                } else {
                    self.enable
                }
            }
            GPIO_HI_OUT..=GPIO_HI_OE_XOR => self.high[usize::from(offset >= 0x40)],
            FIFO_ST => FIFO_READY,
            FIFO_RD => 0,
            SPINLOCK_ST => self.locks,
            DIVIDER..DIVIDER_END => return self.divider.read(offset, clock),
            SPINLOCK0..SPINLOCK_END => self.claim((offset - SPINLOCK0) / 4),
            _ => return Err(NO_REGISTER),
        })
    }

    pub(crate) fn write(&mut self, offset: u32, value: u32, clock: &Clock) -> Done {
        match offset {
            GPIO_OUT..=GPIO_OE_XOR => {
                let target = if offset < 0x20 { &mut self.out } else { &mut self.enable };
                *target = combine(*target, value, offset) & PINS;
            }
            GPIO_HI_OUT..=GPIO_HI_OE_XOR => {
                let target = &mut self.high[usize::from(offset >= 0x40)];
                *target = combine(*target, value, offset) & 0x3f;
            }
            FIFO_ST => {}
            FIFO_WR => return Err(Refusal::Why("core 1 is not modelled")),
            DIVIDER..DIVIDER_END => return self.divider.write(offset, value, clock),
            SPINLOCK0..SPINLOCK_END => self.locks &= !(1 << ((offset - SPINLOCK0) / 4)),
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }

    /// Reading a spin lock takes it: its bit if it was free, else 0.
    fn claim(&mut self, lock: u32) -> u32 {
        let bit = 1 << lock;
        let free = self.locks & bit == 0;
        self.locks |= bit;
        if free { bit } else { 0 }
    }
}

/// The four registers of a group: value, set, clear, toggle.
fn combine(old: u32, value: u32, offset: u32) -> u32 {
    match offset & 0xc {
        0x0 => value,
        0x4 => old | value,
        0x8 => old & !value,
        _ => old ^ value,
    }
}
