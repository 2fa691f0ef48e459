//! The RP2040's integer divider, part of SIO (data sheet 2.3.1.5).
//!
//! Writing an operand starts a division of eight cycles; results read before that are the old ones, CSR.READY says so.

use super::{Done, NO_REGISTER, Reply};
use crate::clock::Clock;

const UDIVIDEND: u32 = 0x60;
const UDIVISOR: u32 = 0x64;
const SDIVIDEND: u32 = 0x68;
const SDIVISOR: u32 = 0x6c;
const QUOTIENT: u32 = 0x70;
const REMAINDER: u32 = 0x74;
const CSR: u32 = 0x78;

const READY: u32 = 1 << 0;
const DIRTY: u32 = 1 << 1;
const CYCLES: u64 = 8;

/// Operands, results, and the cycle at which new results are there.
#[derive(Debug, Clone, Default)]
pub(crate) struct Divider {
    dividend: u32,
    divisor: u32,
    quotient: u32,
    remainder: u32,
    next: Option<(u64, u32, u32)>,
    dirty: bool,
}

impl Divider {
    fn settle(&mut self, clock: &Clock) {
        if let Some((at, quotient, remainder)) = self.next
            && clock.cycle >= at
        {
            (self.quotient, self.remainder) = (quotient, remainder);
            self.next = None;
        }
    }

    pub(crate) fn read(&mut self, offset: u32, clock: &Clock) -> Reply {
        self.settle(clock);
        Ok(match offset {
            UDIVIDEND | SDIVIDEND => self.dividend,
            UDIVISOR | SDIVISOR => self.divisor,
            QUOTIENT => {
                self.dirty = false;
                self.quotient
            }
            REMAINDER => self.remainder,
            CSR => (if self.next.is_none() { READY } else { 0 }) | if self.dirty { DIRTY } else { 0 },
            _ => return Err(NO_REGISTER),
        })
    }

    pub(crate) fn write(&mut self, offset: u32, value: u32, clock: &Clock) -> Done {
        self.settle(clock);
        self.dirty = true;
        match offset {
            UDIVIDEND | SDIVIDEND => self.dividend = value,
            UDIVISOR | SDIVISOR => self.divisor = value,
            QUOTIENT | REMAINDER => {
                let result = if offset == QUOTIENT { &mut self.quotient } else { &mut self.remainder };
                *result = value;
                self.next = None;
                return Ok(());
            }
            _ => return Err(NO_REGISTER),
        }
        let (quotient, remainder) = if offset == UDIVIDEND || offset == UDIVISOR { self.unsigned() } else { self.signed() };
        self.next = Some((clock.cycle + CYCLES, quotient, remainder));
        Ok(())
    }

    /// Division by zero gives all ones and the dividend.
    fn unsigned(&self) -> (u32, u32) {
        match self.divisor {
            0 => (!0, self.dividend),
            divisor => (self.dividend / divisor, self.dividend % divisor),
        }
    }

    /// Truncates towards zero; division by zero gives -1 for a dividend >= 0, else +1.
    fn signed(&self) -> (u32, u32) {
        let (dividend, divisor) = (self.dividend as i32, self.divisor as i32);
        match divisor {
            0 => (if dividend >= 0 { !0 } else { 1 }, self.dividend),
            _ => (dividend.wrapping_div(divisor) as u32, dividend.wrapping_rem(divisor) as u32),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_after_eight_cycles() {
        let (mut divider, mut clock) = (Divider::default(), Clock::new(1));
        divider.write(SDIVIDEND, -7i32 as u32, &clock).unwrap();
        divider.write(SDIVISOR, 2, &clock).unwrap();
        clock.cycle = 7;
        assert_eq!(divider.read(CSR, &clock), Ok(DIRTY));
        clock.cycle = 8;
        assert_eq!(divider.read(CSR, &clock), Ok(READY | DIRTY));
        assert_eq!(divider.read(REMAINDER, &clock), Ok(-1i32 as u32));
        assert_eq!(divider.read(QUOTIENT, &clock), Ok(-3i32 as u32));
        assert_eq!(divider.read(CSR, &clock), Ok(READY));
    }
}
