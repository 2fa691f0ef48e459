//! The nested vectored interrupt controller and the pending state of the system exceptions (DDI 0419, B1.5, B3.4).
//!
//! Interrupt lines are levels. An interrupt is pending if it was latched (by a rising line or a write) or if its line
//! is high while its handler is not active; so a device that keeps its line up is served again after the return.

use super::{Done, NO_REGISTER, Reply};
use crate::cpu::{FIRST_INTERRUPT, HARD_FAULT, PEND_SV, SV_CALL, SYS_TICK};

const ISER: u32 = 0x100;
const ICER: u32 = 0x180;
const ISPR: u32 = 0x200;
const ICPR: u32 = 0x280;
const IPR: u32 = 0x400;
const IPR_END: u32 = 0x420;

/// Implemented priority bits of each byte: the two highest.
const PRIORITY_MASK: u32 = 0xc0c0_c0c0;

/// A priority: smaller is more urgent. HardFault's is fixed.
pub(crate) type Priority = i32;
/// HardFault's priority.
pub(crate) const HARD_FAULT_PRIORITY: Priority = -1;
/// The priority of thread code with interrupts enabled: lower than any exception's.
pub(crate) const THREAD_PRIORITY: Priority = 256;

/// Enabled, pending and active exceptions, and their priorities.
#[derive(Debug, Clone, Default)]
pub(crate) struct Nvic {
    enabled: u32,
    latched: u32,
    lines: u32,
    priorities: [u32; 8],
    /// Bit n: exception n is active (48 exceptions).
    active: u64,
    /// Priorities of SVCall, PendSV and SysTick, in bits 31..24 as SHPR2 and SHPR3 hold them.
    pub(crate) svcall_priority: u32,
    pub(crate) pendsv_priority: u32,
    pub(crate) systick_priority: u32,
    pub(crate) pendsv_pending: bool,
    pub(crate) systick_pending: bool,
}

impl Nvic {
    /// Takes over the levels of the interrupt lines.
    pub(crate) fn set_lines(&mut self, lines: u32) {
        self.latched |= lines & !self.lines;
        self.lines = lines;
    }

    /// Interrupts that are pending, enabled or not.
    pub(crate) fn pending(&self) -> u32 {
        self.latched | self.lines & !self.active_interrupts()
    }

    /// Interrupts that are enabled.
    pub(crate) fn enabled(&self) -> u32 {
        self.enabled
    }

    fn active_interrupts(&self) -> u32 {
        (self.active >> FIRST_INTERRUPT) as u32
    }

    /// True while exception `number` is active.
    pub(crate) fn is_active(&self, number: u32) -> bool {
        self.active >> number & 1 != 0
    }

    /// How many exceptions are active.
    pub(crate) fn active_count(&self) -> u32 {
        self.active.count_ones()
    }

    /// Marks an exception active and no longer pending.
    pub(crate) fn activate(&mut self, number: u32) {
        self.active |= 1 << number;
        match number {
            PEND_SV => self.pendsv_pending = false,
            SYS_TICK => self.systick_pending = false,
            FIRST_INTERRUPT.. => self.latched &= !(1 << (number - FIRST_INTERRUPT)),
            _ => {}
        }
    }

    /// Marks an exception no longer active.
    pub(crate) fn deactivate(&mut self, number: u32) {
        self.active &= !(1 << number);
    }

    /// The priority of an exception.
    pub(crate) fn priority(&self, number: u32) -> Priority {
        (match number {
            HARD_FAULT => return HARD_FAULT_PRIORITY,
            SV_CALL => self.svcall_priority >> 24,
            PEND_SV => self.pendsv_priority >> 24,
            SYS_TICK => self.systick_priority >> 24,
            FIRST_INTERRUPT.. => {
                let interrupt = number - FIRST_INTERRUPT;
                self.priorities[interrupt as usize / 4] >> (interrupt % 4 * 8) & 0xff
            }
            _ => panic!("exception {number} has no priority"),
        }) as Priority
    }

    /// The most urgent priority among active exceptions.
    pub(crate) fn active_priority(&self) -> Priority {
        let mut rest = self.active;
        let mut best = THREAD_PRIORITY;
        while rest != 0 {
            best = best.min(self.priority(rest.trailing_zeros()));
            rest &= rest - 1;
        }
        best
    }

    /// The most urgent exception that is pending and enabled; the lowest number among equals.
    pub(crate) fn most_urgent(&self) -> Option<(Priority, u32)> {
        let mut rest = u64::from(self.pending() & self.enabled) << FIRST_INTERRUPT
            | u64::from(self.pendsv_pending) << PEND_SV
            | u64::from(self.systick_pending) << SYS_TICK;
        let mut best = None;
        while rest != 0 {
            let number = rest.trailing_zeros();
            let candidate = (self.priority(number), number);
            if best.is_none_or(|best| candidate < best) {
                best = Some(candidate);
            }
            rest &= rest - 1;
        }
        best
    }

    /// The number of the most urgent pending exception, for ICSR.VECTPENDING; 0 if none.
    pub(crate) fn pending_number(&self) -> u32 {
        self.most_urgent().map_or(0, |(_, number)| number)
    }

    /// Reads a register at an offset from 0xE000E000.
    pub(crate) fn read(&self, offset: u32) -> Reply {
        Ok(match offset {
            ISER | ICER => self.enabled,
            ISPR | ICPR => self.pending(),
            IPR..IPR_END => self.priorities[(offset - IPR) as usize / 4],
            _ => return Err(NO_REGISTER),
        })
    }

    /// Writes a register; `existing` has a bit for each interrupt the chip has.
    pub(crate) fn write(&mut self, offset: u32, value: u32, existing: u32) -> Done {
        match offset {
            ISER => self.enabled |= value & existing,
            ICER => self.enabled &= !value,
            ISPR => self.latched |= value & existing,
            ICPR => self.latched &= !value,
            IPR..IPR_END => self.priorities[(offset - IPR) as usize / 4] = value & PRIORITY_MASK,
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urgency_is_priority_then_number() {
        let mut nvic = Nvic::default();
        nvic.write(ISER, 0xff, !0).unwrap();
        nvic.write(IPR, 0x40_80_40_ff, !0).unwrap();
        nvic.set_lines(0b1111);
        assert_eq!(nvic.most_urgent(), Some((0x40, 17)));
        nvic.systick_pending = true;
        assert_eq!(nvic.most_urgent(), Some((0, 15)));
    }

    #[test]
    fn a_line_that_stays_up_pends_again_after_the_return() {
        let mut nvic = Nvic::default();
        nvic.write(ISER, 1, !0).unwrap();
        nvic.set_lines(1);
        nvic.activate(16);
        assert_eq!(nvic.pending(), 0);
        nvic.deactivate(16);
        assert_eq!(nvic.pending(), 1);
        nvic.set_lines(0);
        assert_eq!(nvic.pending(), 0);
    }
}
