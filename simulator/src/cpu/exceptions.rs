//! Exceptions: which one is taken, entry with stacking, return with unstacking, faults and lockup (DDI 0419, B1.5;
//! DDI 0403, B1.5).
//!
//! A frame that cannot be written is lost, but its handler runs all the same when that handler is HardFault's: the
//! core then stands in HardFault with SP below where the frame would be. A program whose stack ran over is reported
//! by its own handler that way. Frames are stacked and unstacked also where one handler follows another at once
//! (tail-chaining); memory is the same then, and only the time differs.

use super::execute::Trap;
use super::fpu::{CONTEXT, FRAME_WORDS};
use super::{BUS_FAULT, HARD_FAULT, MEM_MANAGE, NMI, SV_CALL, Sleep, USAGE_FAULT};
use crate::Machine;
use crate::device::nvic::{HARD_FAULT_PRIORITY, Priority};
use crate::record::Event;
use crate::stop::{Access, AccessKind, Cause, Fault, Stop};

/// Bytes of a basic frame: r0-r3, r12, lr, return address, xPSR.
const FRAME: u32 = 32;
/// In the stacked xPSR: the frame was moved down by four to be 8-aligned.
const ALIGNED: u32 = 1 << 9;
/// EPSR.T.
const THUMB: u32 = 1 << 24;
/// EXC_RETURN: to Handler mode, to Thread mode on the main stack, to Thread mode on the process stack.
const TO_HANDLER: u32 = 0xffff_fff1;
const TO_THREAD_MAIN: u32 = 0xffff_fff9;
const TO_THREAD_PROCESS: u32 = 0xffff_fffd;
/// Bit of EXC_RETURN that is clear for a frame with floating-point registers.
const BASIC: u32 = 1 << 4;

impl Machine {
    /// The priority of what is executing, the masks included.
    pub(crate) fn execution_priority(&self) -> Priority {
        let masked = match (self.cpu.faultmask, self.cpu.primask) {
            (true, _) => HARD_FAULT_PRIORITY,
            (_, true) => 0,
            _ => Priority::MAX,
        };
        self.unmasked_priority().min(masked)
    }

    /// The same without PRIMASK and FAULTMASK.
    fn unmasked_priority(&self) -> Priority {
        let active = self.nvic.active_priority();
        match self.cpu.basepri {
            0 => active,
            base => active.min(self.nvic.preempting(base.into())),
        }
    }

    /// Takes the most urgent pending exception if it is more urgent than what executes. True if a handler was entered.
    pub(crate) fn take_exception(&mut self) -> Result<bool, Stop> {
        match self.nvic.most_urgent() {
            Some((priority, number)) if self.nvic.preempting(priority) < self.execution_priority() => {
                self.enter(number, self.cpu.r[15], true)?;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// True if WFI would not sleep, or would wake: an exception is pending that could be taken were PRIMASK clear.
    pub(crate) fn is_woken(&self) -> bool {
        let most_urgent = self.nvic.most_urgent();
        most_urgent.is_some_and(|(priority, _)| self.nvic.preempting(priority) < self.unmasked_priority())
    }

    /// SVC: its handler, or HardFault if that cannot run now. `pc` is the instruction's address; the return address is
    /// that of the next one in both cases, as QEMU has it and NuttX's HardFault handler relies on.
    pub(crate) fn call_supervisor(&mut self, pc: u32) -> Result<(), Stop> {
        let next = pc.wrapping_add(2);
        if self.nvic.preempting(self.nvic.priority(SV_CALL)) < self.execution_priority() {
            self.enter(SV_CALL, next, true)
        } else {
            self.fault_returning_to(Fault { cause: Cause::SupervisorCall, pc }, next)
        }
    }

    /// The handler for a fault, with the address at fault as return address; or lockup if none can run.
    pub(crate) fn fault(&mut self, fault: Fault) -> Result<(), Stop> {
        self.fault_returning_to(fault, fault.pc)
    }

    fn fault_returning_to(&mut self, fault: Fault, return_address: u32) -> Result<(), Stop> {
        let number = self.handler_of(fault.cause);
        if number == HARD_FAULT && self.execution_priority() <= HARD_FAULT_PRIORITY {
            self.cpu.r[15] = fault.pc;
            return Err(Stop::Lockup(fault));
        }
        self.last_fault = Some(fault);
        self.enter(number, return_address, fault.cause != Cause::NotThumb)
    }

    /// Notes a fault in the status registers and chooses the exception: its own, or HardFault if that is not enabled
    /// or not urgent enough (B1.5.14).
    fn handler_of(&mut self, cause: Cause) -> u32 {
        let Some(status) = self.scb.fault_status() else { return HARD_FAULT };
        let number = match cause {
            Cause::SupervisorCall => SV_CALL,
            Cause::NotExecutable(_) => MEM_MANAGE,
            Cause::Unmapped(_) | Cause::Stacking(_) | Cause::Unstacking(_) | Cause::LazyStacking(_) | Cause::Unprivileged(_) => BUS_FAULT,
            Cause::Undefined | Cause::Unaligned(_) | Cause::NotThumb | Cause::BadReturn(_) | Cause::NoCoprocessor | Cause::DivideByZero => {
                USAGE_FAULT
            }
            Cause::VectorTable(_) => HARD_FAULT,
        };
        status.note(cause);
        let urgent = self.nvic.preempting(self.nvic.priority(number)) < self.execution_priority();
        if number == HARD_FAULT || self.nvic.is_enabled(number) && urgent && number != SV_CALL {
            return number;
        }
        if let Some(status) = self.scb.fault_status() {
            status.escalate();
        }
        HARD_FAULT
    }

    /// Enters the handler of exception `number`, with `return_address` and EPSR.T stacked.
    fn enter(&mut self, number: u32, return_address: u32, thumb: bool) -> Result<(), Stop> {
        let lr = self.exc_return();
        if let Err(access) = self.stack(return_address, thumb)
            && number != HARD_FAULT
            && number != NMI
        {
            return self.enter_after_failed_stacking(number, Fault { cause: Cause::Stacking(access), pc: return_address }, lr);
        }
        self.take_handler(number, lr, return_address)
    }

    /// The frame of exception `number` is lost. The more urgent handler runs, the fault's or its own; the other
    /// exception stays pending.
    fn enter_after_failed_stacking(&mut self, number: u32, fault: Fault, lr: u32) -> Result<(), Stop> {
        self.last_fault = Some(fault);
        let handler = self.handler_of(fault.cause);
        let first = if self.nvic.priority(handler) < self.nvic.priority(number) {
            handler
        } else {
            self.nvic.set_pending(handler, true);
            number
        };
        self.take_handler(first, lr, fault.pc)
    }

    /// The value that LR gets, from the mode before entry.
    fn exc_return(&self) -> u32 {
        let mode = match (self.cpu.in_thread_mode(), self.cpu.uses_process_stack()) {
            (false, _) => TO_HANDLER,
            (true, false) => TO_THREAD_MAIN,
            (true, true) => TO_THREAD_PROCESS,
        };
        if self.cpu.has_float_context() { mode & !BASIC } else { mode }
    }

    /// PushStack. SP moves even if the frame cannot be written; then the first access that failed comes back.
    fn stack(&mut self, return_address: u32, thumb: bool) -> Result<(), Access> {
        let floats = self.cpu.has_float_context();
        let cpu = &mut self.cpu;
        let sp = cpu.r[13];
        let size = if floats { FRAME + 4 * FRAME_WORDS } else { FRAME };
        // STKALIGN is always set; a frame with floating point is 8-aligned whatever it says.
        let frame = sp.wrapping_sub(size) & !4;
        let psr = cpu.xpsr() & !THUMB | if thumb { THUMB } else { 0 } | if sp & 4 != 0 { ALIGNED } else { 0 };
        let words = [cpu.r[0], cpu.r[1], cpu.r[2], cpu.r[3], cpu.r[12], cpu.r[14], return_address, psr];
        cpu.r[13] = frame;
        let mut failed = self.write_frame(frame, &words);
        if floats {
            let address = frame.wrapping_add(FRAME);
            if self.cpu.fpu.stacks_lazily() {
                let state = self.lazy_state();
                self.cpu.fpu.begin_lazy_stacking(address, state);
            } else {
                let words = self.cpu.fpu.frame_words();
                failed = failed.and(self.write_frame(address, &words));
            }
        }
        failed
    }

    fn write_frame(&mut self, frame: u32, words: &[u32]) -> Result<(), Access> {
        let mut failed = Ok(());
        for (index, word) in (0..).zip(words) {
            let address = frame.wrapping_add(4 * index);
            if !self.wires.memory.write_ram(address, word.to_le_bytes()) && failed.is_ok() {
                failed = Err(Access { kind: AccessKind::Write, address, bytes: 4 });
            }
        }
        failed
    }

    /// FPCCR's bits of the interrupted code: USER, THREAD, and whether HardFault, MemManage and BusFault could run.
    fn lazy_state(&self) -> u32 {
        let priority = self.execution_priority();
        let could = |number: u32| self.nvic.is_enabled(number) && self.nvic.preempting(self.nvic.priority(number)) < priority;
        u32::from(!self.cpu.is_privileged()) << 1
            | u32::from(self.cpu.in_thread_mode()) << 3
            | u32::from(priority > HARD_FAULT_PRIORITY) << 4
            | u32::from(could(MEM_MANAGE)) << 5
            | u32::from(could(BUS_FAULT)) << 6
    }

    /// ExceptionTaken: mode, stack, active state and PC.
    fn take_handler(&mut self, number: u32, lr: u32, return_address: u32) -> Result<(), Stop> {
        let instructions = self.effective();
        self.record.note(|| Event::Entry { number, instructions, return_address });
        self.nvic.activate(number);
        self.cpu.change_mode(|cpu| {
            cpu.exception = number;
            cpu.control &= !(super::PROCESS_STACK | CONTEXT);
        });
        self.cpu.r[14] = lr;
        self.cpu.it = 0;
        self.cpu.exclusive = false;
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
            Ok(vector) => self.fault(Fault { cause: Cause::NotThumb, pc: vector }),
            Err(Trap::Unmodelled) => Err(self.unmodelled()),
            Err(_) => {
                let access = Access { kind: AccessKind::Read, address: slot, bytes: 4 };
                self.fault(Fault { cause: Cause::VectorTable(access), pc: return_address })
            }
        }
    }

    /// A branch to EXC_RETURN in Handler mode (B1.5.8). `pc` is the instruction's address.
    pub(crate) fn leave(&mut self, value: u32, pc: u32) -> Result<(), Stop> {
        let number = self.cpu.exception;
        let nested = self.nvic.active_count() > 1;
        let basic = value & BASIC != 0 || !self.cpu.is_main;
        let mode = if basic { value } else { value | BASIC };
        let valid = match mode {
            TO_HANDLER => nested,
            TO_THREAD_MAIN | TO_THREAD_PROCESS => !nested || self.scb.lets_handlers_return_to_thread(),
            _ => false,
        };
        if !valid || !self.nvic.is_active(number) {
            return self.fault(Fault { cause: Cause::BadReturn(value), pc });
        }
        let process = mode == TO_THREAD_PROCESS;
        let sp = if process { self.cpu.process_sp() } else { self.cpu.main_sp() };
        let Some(frame) = self.wires.memory.read::<32>(sp).filter(|_| sp & 3 == 0) else {
            return self.fail_unstacking(number, sp, pc);
        };
        let floats = if basic { None } else { Some(sp.wrapping_add(FRAME)) };
        if let Some(at) = floats
            && !self.unstack_floats(at)
        {
            return self.fail_unstacking(number, at, pc);
        }
        self.nvic.deactivate(number);
        if number != NMI {
            self.cpu.faultmask = false;
        }
        self.cpu.exclusive = false;
        let instructions = self.effective();
        self.record.note(|| Event::Return { instructions });
        self.unstack(frame, process, mode == TO_HANDLER, floats.is_some())?;
        self.wires.clock.cycle += u64::from(self.timing.unstack);
        self.attend();
        Ok(())
    }

    fn fail_unstacking(&mut self, number: u32, address: u32, pc: u32) -> Result<(), Stop> {
        let access = Access { kind: AccessKind::Read, address, bytes: 4 };
        let fault = Fault { cause: Cause::Unstacking(access), pc };
        if number == HARD_FAULT { Err(Stop::Lockup(fault)) } else { self.fault(fault) }
    }

    /// Takes the floating-point registers back, unless they never went to the frame. False if it cannot be read.
    fn unstack_floats(&mut self, at: u32) -> bool {
        if self.cpu.fpu.is_stacked_lazily() {
            self.cpu.fpu.end_lazy_stacking();
            return true;
        }
        let Some(bytes) = self.wires.memory.read::<68>(at) else { return false };
        let word = |at: usize| u32::from_le_bytes([bytes[4 * at], bytes[4 * at + 1], bytes[4 * at + 2], bytes[4 * at + 3]]);
        self.cpu.fpu.set_frame_words(&std::array::from_fn(word));
        true
    }

    /// PopStack, and what the core does after it.
    fn unstack(&mut self, frame: [u8; FRAME as usize], process: bool, to_handler: bool, floats: bool) -> Result<(), Stop> {
        let word = |at: usize| u32::from_le_bytes([frame[4 * at], frame[4 * at + 1], frame[4 * at + 2], frame[4 * at + 3]]);
        let psr = word(7);
        let cpu = &mut self.cpu;
        cpu.change_mode(|cpu| {
            cpu.exception = if to_handler { psr & 0x1ff } else { 0 };
            if !to_handler {
                cpu.control = cpu.control & !super::PROCESS_STACK | if process { super::PROCESS_STACK } else { 0 };
            }
            cpu.control = cpu.control & !CONTEXT | if floats { CONTEXT } else { 0 };
        });
        let size = if floats { FRAME + 4 * FRAME_WORDS } else { FRAME };
        cpu.r[13] = cpu.r[13].wrapping_add(size) | if psr & ALIGNED != 0 { 4 } else { 0 };
        cpu.r[..4].copy_from_slice(&[word(0), word(1), word(2), word(3)]);
        cpu.r[12] = word(4);
        cpu.r[14] = word(5);
        cpu.r[15] = word(6) & !1;
        cpu.set_psr(psr);
        cpu.event = true;
        if psr & THUMB == 0 {
            return self.fault(Fault { cause: Cause::NotThumb, pc: word(6) });
        }
        if !to_handler && self.scb.sleeps_on_exit() {
            self.cpu.sleep = Some(Sleep::Interrupt);
        }
        Ok(())
    }
}
