//! RP2040 IO_BANK0 and PADS_BANK0: what each pin is connected to, its pull, and its interrupts (data sheet 2.19).
//!
//! Function 5 (SIO) drives a pin; the UARTs' functions are known so that it is known whether their output reaches a
//! pin; every other function leaves the pin released.

use super::{Done, NO_REGISTER, Reply};
use crate::pins::Pull;

/// Pins of the bank.
pub(crate) const PINS: usize = 30;

const INTR0: u32 = 0x0f0;
const INTE0: u32 = 0x100;
const INTF0: u32 = 0x110;
const INTS0: u32 = 0x120;
const PROC0_END: u32 = 0x130;
const BANK_END: u32 = 0x190;

const FUNCSEL_UART: u32 = 2;
const FUNCSEL_SIO: u32 = 5;
const FUNCSEL_NONE: u32 = 31;

/// Bits of a pad control register.
const PAD_OD: u32 = 1 << 7;
const PAD_IE: u32 = 1 << 6;
const PAD_PUE: u32 = 1 << 3;
const PAD_PDE: u32 = 1 << 2;
const PAD_RESET: u32 = 0x56;
const VOLTAGE_SELECT: u32 = 0x00;
const PAD0: u32 = 0x04;
const PADS_END: u32 = 0x84;

/// Interrupt conditions of a pin, in this order in its four bits.
const LEVEL_LOW: u32 = 1;
const LEVEL_HIGH: u32 = 2;
const EDGE_LOW: u32 = 4;
const EDGE_HIGH: u32 = 8;
/// The latched ones of the eight pins of a register.
const EDGES: u32 = 0xcccc_cccc;

/// Function selection, pads and interrupts of GPIO 0 to 29.
#[derive(Debug, Clone)]
pub(crate) struct IoBank {
    ctrl: [u32; PINS],
    pads: [u32; 32],
    voltage: u32,
    /// Latched edges, and enables and forces of processor 0, four bits a pin.
    edges: [u32; 4],
    enable: [u32; 4],
    force: [u32; 4],
    /// Processor 1's and dormant wake's registers: kept, without effect.
    other: [u32; 24],
    levels: u32,
}

impl Default for IoBank {
    fn default() -> Self {
        IoBank {
            ctrl: [FUNCSEL_NONE; PINS],
            pads: [PAD_RESET; 32],
            voltage: 0,
            edges: [0; 4],
            enable: [0; 4],
            force: [0; 4],
            other: [0; 24],
            levels: 0,
        }
    }
}

impl IoBank {
    /// What SIO's out and enable bits do to a pin: `None` released, else the level.
    pub(crate) fn driven(&self, pin: usize, out: u32, enable: u32) -> Option<bool> {
        let ctrl = self.ctrl[pin];
        if ctrl & 31 != FUNCSEL_SIO || self.pads[pin] & PAD_OD != 0 {
            return None;
        }
        override_bit(ctrl >> 12, enable >> pin & 1 != 0).then(|| override_bit(ctrl >> 8, out >> pin & 1 != 0))
    }

    /// The pull of a pin's pad.
    pub(crate) fn pull(&self, pin: usize) -> Pull {
        match self.pads[pin] & (PAD_PUE | PAD_PDE) {
            PAD_PUE => Pull::Up,
            PAD_PDE => Pull::Down,
            // Both at once is bus keep: the level stays, which an undriven simulated pin does not need.
            _ => Pull::None,
        }
    }

    /// The levels as the inside sees them: pads with the input off read low, and INOVER may force them.
    pub(crate) fn inputs(&self, levels: u32) -> u32 {
        (0..PINS).fold(0, |seen, pin| {
            let level = levels >> pin & 1 != 0 && self.pads[pin] & PAD_IE != 0;
            seen | u32::from(override_bit(self.ctrl[pin] >> 16, level)) << pin
        })
    }

    /// True if some pin carries UART `uart`'s output: GP0, 12, 16, 28 for UART0, GP4, 8, 20, 24 for UART1.
    pub(crate) fn carries_uart_tx(&self, uart: usize) -> bool {
        let pins: [usize; 4] = if uart == 0 { [0, 12, 16, 28] } else { [4, 8, 20, 24] };
        pins.iter().any(|&pin| self.ctrl[pin] & 31 == FUNCSEL_UART)
    }

    /// Takes over new levels (as the inside sees them) and latches their edges.
    pub(crate) fn advance(&mut self, levels: u32) {
        let changed = self.levels ^ levels;
        self.levels = levels;
        for pin in (0..PINS).filter(|pin| changed >> pin & 1 != 0) {
            let edge = if levels >> pin & 1 != 0 { EDGE_HIGH } else { EDGE_LOW };
            self.edges[pin / 8] |= edge << (pin % 8 * 4);
        }
    }

    fn raw(&self, group: usize) -> u32 {
        (0..8).map(|at| (at, group * 8 + at)).filter(|&(_, pin)| pin < PINS).fold(self.edges[group], |bits, (at, pin)| {
            let level = if self.levels >> pin & 1 != 0 { LEVEL_HIGH } else { LEVEL_LOW };
            bits | level << (at * 4)
        })
    }

    fn status(&self, group: usize) -> u32 {
        self.raw(group) & self.enable[group] | self.force[group]
    }

    /// True while some enabled condition holds.
    pub(crate) fn interrupt(&self) -> bool {
        (0..4).any(|group| (self.enable[group] | self.force[group]) != 0 && self.status(group) != 0)
    }

    /// Reads a register of IO_BANK0. STATUS shows the pin's level only.
    pub(crate) fn read(&self, offset: u32) -> Reply {
        let group = offset as usize / 4 % 4;
        Ok(match offset {
            0..INTR0 if offset % 8 == 4 => self.ctrl[offset as usize / 8],
            0..INTR0 => {
                let level = self.levels >> (offset / 8) & 1;
                level << 17 | level << 19
            }
            INTR0..INTE0 => self.raw(group),
            INTE0..INTF0 => self.enable[group],
            INTF0..INTS0 => self.force[group],
            INTS0..PROC0_END => self.status(group),
            PROC0_END..BANK_END => self.other[(offset - PROC0_END) as usize / 4],
            _ => return Err(NO_REGISTER),
        })
    }

    /// Writes a register of IO_BANK0; `raw` is the word before an atomic alias combined it.
    pub(crate) fn write(&mut self, offset: u32, value: u32, raw: u32) -> Done {
        let group = offset as usize / 4 % 4;
        match offset {
            0..INTR0 if offset % 8 == 4 => self.ctrl[offset as usize / 8] = value,
            0..INTR0 => {}
            INTR0..INTE0 => self.edges[group] &= !(raw & EDGES),
            INTE0..INTF0 => self.enable[group] = value,
            INTF0..INTS0 => self.force[group] = value,
            INTS0..PROC0_END => {}
            PROC0_END..BANK_END => self.other[(offset - PROC0_END) as usize / 4] = value,
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }

    /// Reads a register of PADS_BANK0.
    pub(crate) fn read_pad(&self, offset: u32) -> Reply {
        Ok(match offset {
            VOLTAGE_SELECT => self.voltage,
            PAD0..PADS_END => self.pads[(offset - PAD0) as usize / 4],
            _ => return Err(NO_REGISTER),
        })
    }

    /// Writes a register of PADS_BANK0.
    pub(crate) fn write_pad(&mut self, offset: u32, value: u32) -> Done {
        match offset {
            VOLTAGE_SELECT => self.voltage = value & 1,
            PAD0..PADS_END => self.pads[(offset - PAD0) as usize / 4] = value & 0xff,
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }

    /// Back to reset values: the function selections, or the pads.
    pub(crate) fn reset(&mut self, functions: bool, pads: bool) {
        let fresh = IoBank::default();
        if pads {
            (self.pads, self.voltage) = (fresh.pads, fresh.voltage);
        }
        if functions {
            *self = IoBank { pads: self.pads, voltage: self.voltage, levels: self.levels, ..fresh };
        }
    }
}

/// An override field: 0 passes, 1 inverts, 2 forces low, 3 forces high.
fn override_bit(field: u32, bit: bool) -> bool {
    match field & 3 {
        0 => bit,
        1 => !bit,
        2 => false,
        _ => true,
    }
}
