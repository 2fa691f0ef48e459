//! The nested vectored interrupt controller and the pending state of the system exceptions (DDI 0419, B1.5, B3.4;
//! DDI 0403, B1.5, B3.4).
//!
//! Exceptions are bits by their number: 2 NMI, 3 HardFault, 4 MemManage, 5 BusFault, 6 UsageFault, 11 SVCall,
//! 14 PendSV, 15 SysTick, 16 and up interrupts. Interrupt lines are levels. An interrupt is pending if it was latched
//! (by a rising line or a write) or if its line is high while its handler is not active; so a device that keeps its
//! line up is served again after the return.

use super::{Done, NO_REGISTER, Reply};
use crate::cpu::{BUS_FAULT, FIRST_INTERRUPT, HARD_FAULT, MEM_MANAGE, NMI, PEND_SV, SV_CALL, SYS_TICK, USAGE_FAULT};

const ISER: u32 = 0x100;
const ICER: u32 = 0x180;
const ISPR: u32 = 0x200;
const ICPR: u32 = 0x280;
const IABR: u32 = 0x300;
const IPR: u32 = 0x400;
const IPR_END: u32 = 0x4f0;
/// From one row of registers to the next.
const ROW: u32 = 0x80;

/// A priority: smaller is more urgent. Those of NMI and HardFault are fixed.
pub(crate) type Priority = i32;
/// NMI's priority.
const NMI_PRIORITY: Priority = -2;
/// HardFault's priority.
pub(crate) const HARD_FAULT_PRIORITY: Priority = -1;
/// The priority of thread code with interrupts enabled: lower than any exception's.
pub(crate) const THREAD_PRIORITY: Priority = 256;

/// Exceptions that cannot be disabled.
const ALWAYS_ENABLED: u128 = 1 << NMI | 1 << HARD_FAULT | 1 << SV_CALL | 1 << PEND_SV | 1 << SYS_TICK;

/// What differs between the cores' controllers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Implemented {
    /// A bit for each interrupt there is.
    pub(crate) interrupts: u128,
    /// The priority bits of a byte: the highest two to four.
    pub(crate) priority_bits: u8,
    /// ARMv7-M's extras: active bits, priorities of bytes, priority groups, faults with handlers of their own.
    pub(crate) is_main: bool,
}

/// Enabled, pending and active exceptions, and their priorities.
#[derive(Debug, Clone)]
pub(crate) struct Nvic {
    implemented: Implemented,
    enabled: u128,
    latched: u128,
    /// The interrupt lines, bit 0 interrupt 0.
    lines: u128,
    active: u128,
    /// By exception number; the fixed ones are not in here.
    priorities: [u8; 128],
    /// The bits of a priority that decide whether one exception interrupts another.
    group: u8,
}

impl Nvic {
    pub(crate) fn new(implemented: Implemented) -> Self {
        Nvic { implemented, enabled: ALWAYS_ENABLED, latched: 0, lines: 0, active: 0, priorities: [0; 128], group: !0 }
    }

    /// Takes over the levels of the interrupt lines.
    pub(crate) fn set_lines(&mut self, lines: u128) {
        if lines != self.lines {
            self.latched |= (lines & !self.lines) << FIRST_INTERRUPT;
            self.lines = lines;
        }
    }

    /// Exceptions that are pending, enabled or not.
    pub(crate) fn pending(&self) -> u128 {
        self.latched | self.lines << FIRST_INTERRUPT & !self.active
    }

    /// Interrupts that are pending, bit 0 interrupt 0.
    pub(crate) fn pending_interrupts(&self) -> u128 {
        self.pending() >> FIRST_INTERRUPT
    }

    /// Interrupts that are enabled, bit 0 interrupt 0.
    pub(crate) fn enabled_interrupts(&self) -> u128 {
        self.enabled >> FIRST_INTERRUPT
    }

    /// True if exception `number` has been made pending by itself, apart from any line.
    pub(crate) fn is_pending(&self, number: u32) -> bool {
        self.pending() >> number & 1 != 0
    }

    /// Makes an exception pending, or no longer.
    pub(crate) fn set_pending(&mut self, number: u32, pending: bool) {
        set(&mut self.latched, number, pending);
    }

    /// True if an exception may be taken.
    pub(crate) fn is_enabled(&self, number: u32) -> bool {
        self.enabled >> number & 1 != 0
    }

    /// Enables or disables one of the faults that have handlers of their own.
    pub(crate) fn set_enabled(&mut self, number: u32, enabled: bool) {
        set(&mut self.enabled, number, enabled);
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
        set(&mut self.active, number, true);
        set(&mut self.latched, number, false);
    }

    /// Marks an exception no longer active.
    pub(crate) fn deactivate(&mut self, number: u32) {
        set(&mut self.active, number, false);
    }

    /// AIRCR.PRIGROUP: priority bits 0 to `grouping` do not count for preemption.
    pub(crate) fn set_grouping(&mut self, grouping: u32) {
        self.group = (!0_u32 << (grouping + 1)) as u8;
    }

    /// The priority of an exception as it was set.
    pub(crate) fn priority(&self, number: u32) -> Priority {
        match number {
            NMI => NMI_PRIORITY,
            HARD_FAULT => HARD_FAULT_PRIORITY,
            _ => self.priorities[number as usize].into(),
        }
    }

    /// The part of a priority that decides about preemption.
    pub(crate) fn preempting(&self, priority: Priority) -> Priority {
        if (0..THREAD_PRIORITY).contains(&priority) { priority & Priority::from(self.group) } else { priority }
    }

    /// Sets the priority of a system exception or an interrupt.
    pub(crate) fn set_priority(&mut self, number: u32, priority: u8) {
        self.priorities[number as usize] = priority & self.implemented.priority_bits;
    }

    /// The most urgent preempting priority among active exceptions.
    pub(crate) fn active_priority(&self) -> Priority {
        let mut rest = self.active;
        let mut best = THREAD_PRIORITY;
        while rest != 0 {
            best = best.min(self.preempting(self.priority(rest.trailing_zeros())));
            rest &= rest - 1;
        }
        best
    }

    /// The most urgent exception that is pending and enabled, with its priority; the lowest number among equals.
    pub(crate) fn most_urgent(&self) -> Option<(Priority, u32)> {
        let mut rest = self.pending() & self.enabled;
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

    /// Bits 32 * `row` and up of interrupt bits.
    fn row(bits: u128, row: u32) -> u32 {
        (bits >> (32 * row)) as u32
    }

    /// Reads a register at an offset from 0xE000E000.
    pub(crate) fn read(&self, offset: u32) -> Reply {
        let row = offset % ROW / 4;
        if !self.has(offset) {
            return Err(NO_REGISTER);
        }
        Ok(match offset - offset % ROW {
            ISER | ICER => Self::row(self.enabled_interrupts(), row),
            ISPR | ICPR => Self::row(self.pending_interrupts(), row),
            IABR => Self::row(self.active >> FIRST_INTERRUPT, row),
            _ => {
                let first = (FIRST_INTERRUPT + offset - IPR) as usize;
                u32::from_le_bytes(std::array::from_fn(|at| self.priorities.get(first + at).copied().unwrap_or(0)))
            }
        })
    }

    /// True if the controller has a register at this offset.
    fn has(&self, offset: u32) -> bool {
        let rows = if self.implemented.is_main { 4 } else { 1 };
        match offset {
            ISER..IPR => offset % ROW < 4 * rows && (self.implemented.is_main || offset < IABR) && offset < IABR + ROW,
            IPR..IPR_END => self.implemented.is_main || offset < IPR + 32,
            _ => false,
        }
    }

    /// Writes a register.
    pub(crate) fn write(&mut self, offset: u32, value: u32) -> Done {
        if !self.has(offset) {
            return Err(NO_REGISTER);
        }
        let existing = self.implemented.interrupts;
        let bits = if offset < IPR { (u128::from(value) << (offset % ROW / 4 * 32) & existing) << FIRST_INTERRUPT } else { 0 };
        match offset - offset % ROW {
            ISER => self.enabled |= bits,
            ICER => self.enabled &= !bits,
            ISPR => self.latched |= bits,
            ICPR => self.latched &= !bits,
            IABR => {}
            _ => value.to_le_bytes().into_iter().zip(offset..).for_each(|(priority, at)| self.write_priority(at, priority)),
        }
        Ok(())
    }

    /// Makes an interrupt pending, if it exists.
    pub(crate) fn pend_interrupt(&mut self, interrupt: u32) {
        if interrupt < 112 && self.implemented.interrupts >> interrupt & 1 != 0 {
            self.set_pending(FIRST_INTERRUPT + interrupt, true);
        }
    }

    /// Writes the byte of the priority registers at an offset.
    pub(crate) fn write_priority(&mut self, offset: u32, priority: u8) {
        let interrupt = offset - IPR;
        if interrupt < 112 && self.implemented.interrupts >> interrupt & 1 != 0 {
            self.set_priority(FIRST_INTERRUPT + interrupt, priority);
        }
    }

    /// The exceptions 4 to 6 that have handlers of their own on ARMv7-M.
    pub(crate) const FAULTS: [u32; 3] = [MEM_MANAGE, BUS_FAULT, USAGE_FAULT];
}

fn set(bits: &mut u128, number: u32, on: bool) {
    if on { *bits |= 1 << number } else { *bits &= !(1 << number) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nvic(priority_bits: u8, is_main: bool) -> Nvic {
        Nvic::new(Implemented { interrupts: 0xffff_ffff, priority_bits, is_main })
    }

    #[test]
    fn urgency_is_priority_then_number() {
        let mut nvic = nvic(0xc0, false);
        nvic.write(ISER, 0xff).unwrap();
        nvic.write(IPR, 0x40_80_40_ff).unwrap();
        nvic.set_lines(0b1111);
        assert_eq!(nvic.most_urgent(), Some((0x40, 17)));
        nvic.set_pending(SYS_TICK, true);
        assert_eq!(nvic.most_urgent(), Some((0, 15)));
    }

    #[test]
    fn a_line_that_stays_up_pends_again_after_the_return() {
        let mut nvic = nvic(0xc0, false);
        nvic.write(ISER, 1).unwrap();
        nvic.set_lines(1);
        nvic.activate(16);
        assert_eq!(nvic.pending(), 0);
        nvic.deactivate(16);
        assert_eq!(nvic.pending_interrupts(), 1);
        nvic.set_lines(0);
        assert_eq!(nvic.pending(), 0);
    }

    #[test]
    fn subpriorities_choose_but_do_not_preempt() {
        let mut nvic = nvic(0xf0, true);
        nvic.set_grouping(5);
        nvic.write(ISER, 3).unwrap();
        nvic.write(IPR, 0x4070).unwrap();
        assert_eq!(nvic.read(IPR), Ok(0x4070));
        nvic.set_lines(3);
        assert_eq!(nvic.most_urgent(), Some((0x40, 17)));
        assert_eq!(nvic.preempting(0x70), nvic.preempting(0x40));
        nvic.set_grouping(3);
        assert_ne!(nvic.preempting(0x70), nvic.preempting(0x40));
    }
}
