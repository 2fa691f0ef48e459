//! Exceptions: which one is taken, entry with stacking, return with unstacking, faults and lockup (DDI 0419, B1.5).
//!
//! A frame that cannot be written is lost, but its handler runs all the same when that handler is HardFault's: the
//! core then stands in HardFault with SP below where the frame would be. A program whose stack ran over is reported
//! by its own handler that way.

use super::execute::Trap;
use super::{HARD_FAULT, SV_CALL, Sleep};
use crate::Machine;
use crate::device::nvic::{HARD_FAULT_PRIORITY, Priority};
use crate::record::Event;
use crate::stop::{Access, AccessKind, Cause, Fault, Stop};

/// Bytes of an exception frame: r0-r3, r12, lr, return address, xPSR.
const FRAME: u32 = 32;
/// In the stacked xPSR: the frame was moved down by four to be 8-aligned.
const ALIGNED: u32 = 1 << 9;
/// EPSR.T.
const THUMB: u32 = 1 << 24;
/// EXC_RETURN: to Handler mode, to Thread mode on the main stack, to Thread mode on the process stack.
const TO_HANDLER: u32 = 0xffff_fff1;
const TO_THREAD_MAIN: u32 = 0xffff_fff9;
const TO_THREAD_PROCESS: u32 = 0xffff_fffd;

impl Machine {
    /// The priority of what is executing, PRIMASK included.
    fn execution_priority(&self) -> Priority {
        let active = self.nvic.active_priority();
        if self.cpu.primask { active.min(0) } else { active }
    }

    /// Takes the most urgent pending exception if it is more urgent than what executes. True if a handler was entered.
    pub(crate) fn take_exception(&mut self) -> Result<bool, Stop> {
        match self.nvic.most_urgent() {
            Some((priority, number)) if priority < self.execution_priority() => {
                self.enter(number, self.cpu.r[15], true)?;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// True if WFI would not sleep, or would wake: an exception is pending that could be taken were PRIMASK clear.
    pub(crate) fn is_woken(&self) -> bool {
        self.nvic.most_urgent().is_some_and(|(priority, _)| priority < self.nvic.active_priority())
    }

    /// SVC: its handler, or HardFault if that cannot run now. `pc` is the instruction's address; the return address is
    /// that of the next one in both cases, as QEMU has it and NuttX's HardFault handler relies on.
    pub(crate) fn call_supervisor(&mut self, pc: u32) -> Result<(), Stop> {
        let next = pc.wrapping_add(2);
        if self.nvic.priority(SV_CALL) < self.execution_priority() {
            self.enter(SV_CALL, next, true)
        } else {
            self.hard_fault_returning_to(Fault { cause: Cause::SupervisorCall, pc }, next)
        }
    }

    /// HardFault with the address at fault as return address, or lockup if HardFault is already active.
    pub(crate) fn hard_fault(&mut self, fault: Fault) -> Result<(), Stop> {
        self.hard_fault_returning_to(fault, fault.pc)
    }

    fn hard_fault_returning_to(&mut self, fault: Fault, return_address: u32) -> Result<(), Stop> {
        if self.execution_priority() <= HARD_FAULT_PRIORITY {
            self.cpu.r[15] = fault.pc;
            return Err(Stop::Lockup(fault));
        }
        self.last_fault = Some(fault);
        self.enter(HARD_FAULT, return_address, fault.cause != Cause::NotThumb)
    }

    /// Enters the handler of exception `number`, with `return_address` and EPSR.T stacked.
    fn enter(&mut self, number: u32, return_address: u32, thumb: bool) -> Result<(), Stop> {
        let to = self.exc_return();
        if let Err(access) = self.stack(return_address, thumb)
            && number != HARD_FAULT
        {
            // The fault is more urgent: HardFault's handler runs instead, with no frame, and the exception stays pending.
            self.last_fault = Some(Fault { cause: Cause::Stacking(access), pc: return_address });
            return self.take_handler(HARD_FAULT, to, return_address);
        }
        self.take_handler(number, to, return_address)
    }

    /// The value that LR gets, from the mode before entry.
    fn exc_return(&self) -> u32 {
        match (self.cpu.in_thread_mode(), self.cpu.uses_process_stack()) {
            (false, _) => TO_HANDLER,
            (true, false) => TO_THREAD_MAIN,
            (true, true) => TO_THREAD_PROCESS,
        }
    }

    /// PushStack. SP moves even if the frame cannot be written; then the first access that failed comes back.
    fn stack(&mut self, return_address: u32, thumb: bool) -> Result<(), Access> {
        let cpu = &mut self.cpu;
        let sp = cpu.r[13];
        let frame = sp.wrapping_sub(FRAME) & !4;
        let psr = cpu.apsr() | cpu.exception | if thumb { THUMB } else { 0 } | if sp & 4 != 0 { ALIGNED } else { 0 };
        let words = [cpu.r[0], cpu.r[1], cpu.r[2], cpu.r[3], cpu.r[12], cpu.r[14], return_address, psr];
        cpu.r[13] = frame;
        let mut failed = Ok(());
        for (index, word) in (0..).zip(words) {
            let at = frame.wrapping_add(4 * index);
            if !self.memory.write_ram(at, word.to_le_bytes()) && failed.is_ok() {
                failed = Err(Access { kind: AccessKind::Write, address: at, bytes: 4 });
            }
        }
        failed
    }

    /// ExceptionTaken: mode, stack, active state and PC.
    fn take_handler(&mut self, number: u32, lr: u32, return_address: u32) -> Result<(), Stop> {
        let instructions = self.instructions;
        self.record.note(|| Event::Entry { number, instructions, return_address });
        self.nvic.activate(number);
        self.cpu.change_mode(|cpu| {
            cpu.exception = number;
            cpu.control &= !super::PROCESS_STACK;
        });
        self.cpu.r[14] = lr;
        self.cpu.event = true;
        self.cpu.sleep = None;
        self.wires.clock.cycle += u64::from(self.timing.entry);
        self.attend();
        let slot = self.scb.vector_table().wrapping_add(4 * number);
        match self.load_word(slot) {
            Ok(vector) if vector & 1 != 0 => {
                self.cpu.r[15] = vector & !1;
                Ok(())
            }
            Ok(vector) => self.hard_fault(Fault { cause: Cause::NotThumb, pc: vector }),
            Err(Trap::Unmodelled) => Err(self.unmodelled()),
            Err(_) => {
                let access = Access { kind: AccessKind::Read, address: slot, bytes: 4 };
                self.hard_fault(Fault { cause: Cause::Unmapped(access), pc: return_address })
            }
        }
    }

    /// A branch to EXC_RETURN in Handler mode (B1.5.8). `pc` is the instruction's address.
    pub(crate) fn leave(&mut self, value: u32, pc: u32) -> Result<(), Stop> {
        let number = self.cpu.exception;
        let nested = self.nvic.active_count() > 1;
        let valid = match value {
            TO_HANDLER => nested,
            TO_THREAD_MAIN | TO_THREAD_PROCESS => !nested,
            _ => false,
        };
        if !valid || !self.nvic.is_active(number) {
            return self.hard_fault(Fault { cause: Cause::BadReturn(value), pc });
        }
        let process = value == TO_THREAD_PROCESS;
        let sp = if process { self.cpu.process_sp() } else { self.cpu.main_sp() };
        let Some(frame) = self.memory.read::<32>(sp).filter(|_| sp & 3 == 0) else {
            let access = Access { kind: AccessKind::Read, address: sp, bytes: 4 };
            let fault = Fault { cause: Cause::Unstacking(access), pc };
            if number == HARD_FAULT {
                return Err(Stop::Lockup(fault));
            }
            return self.hard_fault(fault);
        };
        self.nvic.deactivate(number);
        let instructions = self.instructions;
        self.record.note(|| Event::Return { instructions });
        self.unstack(frame, process, value == TO_HANDLER)?;
        self.wires.clock.cycle += u64::from(self.timing.unstack);
        self.attend();
        Ok(())
    }

    /// PopStack, and what the core does after it.
    fn unstack(&mut self, frame: [u8; FRAME as usize], process: bool, to_handler: bool) -> Result<(), Stop> {
        let word = |at: usize| u32::from_le_bytes([frame[4 * at], frame[4 * at + 1], frame[4 * at + 2], frame[4 * at + 3]]);
        let psr = word(7);
        let cpu = &mut self.cpu;
        cpu.change_mode(|cpu| {
            cpu.exception = if to_handler { psr & 0x3f } else { 0 };
            if !to_handler {
                cpu.control = cpu.control & !super::PROCESS_STACK | if process { super::PROCESS_STACK } else { 0 };
            }
        });
        cpu.r[13] = cpu.r[13].wrapping_add(FRAME) | if psr & ALIGNED != 0 { 4 } else { 0 };
        cpu.r[..4].copy_from_slice(&[word(0), word(1), word(2), word(3)]);
        cpu.r[12] = word(4);
        cpu.r[14] = word(5);
        cpu.r[15] = word(6) & !1;
        cpu.set_apsr(psr);
        cpu.event = true;
        if psr & THUMB == 0 {
            return self.hard_fault(Fault { cause: Cause::NotThumb, pc: word(6) });
        }
        if !to_handler && self.scb.sleeps_on_exit() {
            self.cpu.sleep = Some(Sleep::Interrupt);
        }
        Ok(())
    }
}
