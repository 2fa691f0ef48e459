//! STM32F4 EXTI and SYSCFG: edges of pins as interrupts (RM0090, chapters 9.2 and 12). Lines 0 to 15 only.

use super::{Done, NO_REGISTER, Reply};

const IMR: u32 = 0x00;
const EMR: u32 = 0x04;
const RTSR: u32 = 0x08;
const FTSR: u32 = 0x0c;
const SWIER: u32 = 0x10;
const PR: u32 = 0x14;
/// Lines that exist.
const LINES: u32 = 0x7f_ffff;

/// Both blocks' registers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Exti {
    mask: u32,
    events: u32,
    rising: u32,
    falling: u32,
    pending: u32,
    levels: u32,
    /// SYSCFG: MEMRMP, PMC, EXTICR1 to 4.
    config: [u32; 6],
}

impl Exti {
    /// The port that a line looks at.
    pub(crate) fn port(&self, line: usize) -> usize {
        (self.config[2 + line / 4] >> (4 * (line % 4)) & 15) as usize
    }

    /// Looks at the levels of the sixteen lines.
    pub(crate) fn advance(&mut self, levels: u32) {
        let (rose, fell) = (levels & !self.levels, !levels & self.levels);
        self.pending |= rose & self.rising | fell & self.falling;
        self.levels = levels;
    }

    /// Pending lines whose interrupt is enabled.
    pub(crate) fn raised(&self) -> u32 {
        self.pending & self.mask
    }

    pub(crate) fn read(&self, offset: u32) -> Reply {
        Ok(match offset {
            IMR => self.mask,
            EMR => self.events,
            RTSR => self.rising,
            FTSR => self.falling,
            SWIER | PR => self.pending,
            _ => return Err(NO_REGISTER),
        })
    }

    pub(crate) fn write(&mut self, offset: u32, value: u32) -> Done {
        match offset {
            IMR => self.mask = value & LINES,
            EMR => self.events = value & LINES,
            RTSR => self.rising = value & LINES,
            FTSR => self.falling = value & LINES,
            SWIER => self.pending |= value & LINES,
            PR => self.pending &= !value,
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }

    pub(crate) fn read_syscfg(&self, offset: u32) -> Reply {
        match offset {
            // The compensation cell is ready when it is on, which nobody needs.
            0x20 => Ok(0),
            _ => self.config.get(offset as usize / 4).copied().ok_or(NO_REGISTER),
        }
    }

    pub(crate) fn write_syscfg(&mut self, offset: u32, value: u32) -> Done {
        *self.config.get_mut(offset as usize / 4).ok_or(NO_REGISTER)? = value & 0xffff;
        Ok(())
    }
}
