//! Running: bursts of instructions between the moments at which something else has to happen.
//!
//! A burst ends at the next event of a device, at the run's limit, or when an instruction calls for attention. Before
//! every instruction all events up to its cycle have happened, so a device read never sees a stale state.

use crate::Machine;
use crate::cpu::execute::Trap;
use crate::cpu::op::{Op, Slot};
use crate::cpu::timing::WAIT;
use crate::cpu::{SYS_TICK, Sleep};
use crate::record::Event;
use crate::semihosting;
use crate::stop::{Access, AccessKind, Cause, Fault, Limits, Stop};

/// r0 at WFI, with the exit status in the low byte: the image is done.
const END_MARK: u32 = 0x5448_0000;
const END_MASK: u32 = 0xffff_ff00;

impl Machine {
    /// Runs until the program stops or a limit is reached.
    pub fn run(&mut self, limits: Limits) -> Stop {
        let last = limits.instructions.map_or(u64::MAX, |count| self.instructions.saturating_add(count));
        match self.run_until(limits.until_ns, last) {
            Ok(never) => match never {},
            Err(stop) => stop,
        }
    }

    /// Lets time pass, up to a time since reset, for a core that sleeps and that nothing can wake ([`Stop::Idle`]). On the
    /// board time passes too: counters count on, and an input that comes later comes at its time.
    ///
    /// # Errors
    /// What ended the wait early, as [`Machine::run`] says it.
    pub fn pass_until(&mut self, ns: u64) -> Result<(), Stop> {
        while self.wires.clock.ns() < ns && self.cpu.sleep.is_some() {
            self.settle()?;
            if self.is_woken() {
                break;
            }
            let next = self.next_event().unwrap_or(u64::MAX);
            let end = self.wires.clock.cycle_at(ns);
            self.wires.clock.cycle = self.wires.clock.cycle.max(next.min(end));
        }
        Ok(())
    }

    fn run_until(&mut self, until_ns: Option<u64>, last: u64) -> Result<std::convert::Infallible, Stop> {
        loop {
            self.settle()?;
            let end = until_ns.map_or(u64::MAX, |ns| self.wires.clock.cycle_at(ns));
            if until_ns.is_some_and(|ns| self.wires.clock.ns() >= ns) {
                return Err(Stop::TimeLimit);
            }
            if self.instructions >= last {
                return Err(Stop::InstructionLimit);
            }
            let next = self.next_event().unwrap_or(u64::MAX);
            if self.cpu.sleep.is_some() {
                self.sleep(next, end)?;
                continue;
            }
            self.deadline = if self.finishes_block() { self.wires.clock.cycle + 1 } else { next.min(end) };
            self.burst(last)?;
        }
    }

    /// Makes the run loop look at devices and interrupts before the next instruction.
    pub(crate) fn attend(&mut self) {
        self.deadline = 0;
    }

    /// Brings devices up to now and enters the handler that is due.
    fn settle(&mut self) -> Result<(), Stop> {
        self.chip.advance(&mut self.wires);
        self.advance_systick();
        let before = self.nvic.pending_interrupts();
        self.nvic.set_lines(self.chip.lines());
        if self.scb.pending_is_event() && self.nvic.pending_interrupts() & !before != 0 {
            self.cpu.event = true;
        }
        if self.scb.reset_requested {
            return Err(Stop::Reset { why: "AIRCR.SYSRESETREQ" });
        }
        if self.chip.wants_reset(&self.wires) {
            return Err(Stop::Reset { why: "the watchdog" });
        }
        while !self.finishes_block() && self.take_exception()? {}
        Ok(())
    }

    /// Whether exceptions wait for the end of an IT block: they do in a run that is recorded, because who repeats it may not be able to
    /// stop inside one.
    fn finishes_block(&self) -> bool {
        self.cpu.it != 0 && self.record.is_on()
    }

    pub(crate) fn advance_systick(&mut self) {
        if self.systick.advance(&self.wires.clock) {
            self.nvic.set_pending(SYS_TICK, true);
        }
    }

    fn next_event(&self) -> Option<u64> {
        let systick = if self.layout.has_systick { self.systick.next(&self.wires.clock) } else { None };
        [self.chip.next(&self.wires), systick].into_iter().flatten().min()
    }

    /// Passes the time to the next event, or wakes.
    fn sleep(&mut self, next: u64, end: u64) -> Result<(), Stop> {
        let woken_by_event = self.cpu.sleep == Some(Sleep::Event) && std::mem::take(&mut self.cpu.event);
        if woken_by_event || self.is_woken() {
            self.cpu.sleep = None;
            return Ok(());
        }
        let enabled = if self.scb.pending_is_event() { !0 } else { self.nvic.enabled_interrupts() };
        let systick = self.layout.has_systick && self.systick.next(&self.wires.clock).is_some();
        if !systick && !self.chip.may_wake(enabled, &self.wires) {
            return Err(Stop::Idle);
        }
        self.wires.clock.cycle = self.wires.clock.cycle.max(next.min(end));
        Ok(())
    }

    fn burst(&mut self, last: u64) -> Result<(), Stop> {
        self.conditional_burst(last)?;
        while self.wires.clock.cycle < self.deadline && self.instructions < last {
            let pc = self.cpu.r[15];
            let slot = self.wires.memory.slot(pc);
            self.executing = pc;
            match self.execute(pc, slot) {
                Ok(cycles) => self.retire(u32::from(slot.cycles) + cycles),
                Err(trap) => {
                    self.handle(trap, pc)?;
                    self.conditional_burst(last)?;
                }
            }
        }
        Ok(())
    }

    /// Goes through the rest of an IT block. Inside one, 16-bit instructions other than comparisons set no flags.
    fn conditional_burst(&mut self, last: u64) -> Result<(), Stop> {
        while self.cpu.it != 0 && self.wires.clock.cycle < self.deadline && self.instructions < last {
            let pc = self.cpu.r[15];
            self.executing = pc;
            let it = self.cpu.it;
            let slot = match self.wires.memory.slot(pc) {
                slot if matches!(slot.op, Op::Undecoded | Op::Watched) => match self.fetch(pc)? {
                    Some(slot) => slot,
                    None => continue,
                },
                slot => slot,
            };
            self.cpu.it = if it & 7 == 0 { 0 } else { it & 0xe0 | it << 1 & 0x1f };
            if !self.cpu.passes(it >> 4) {
                self.cpu.r[15] = pc.wrapping_add(slot.size.into());
                self.retire(1);
                self.skipped += 1;
                continue;
            }
            let flags = self.cpu.apsr();
            let done = self.execute(pc, slot);
            if slot.size == 2 && !matches!(slot.op, Op::CmpImm { .. } | Op::Cmp { .. } | Op::Cmn { .. } | Op::Tst { .. }) {
                self.cpu.set_flags(flags);
            }
            match done {
                Ok(cycles) => self.retire(u32::from(slot.cycles) + cycles),
                Err(trap) => {
                    if matches!(trap, Trap::Fault(_) | Trap::Unmodelled | Trap::Breakpoint(_)) {
                        self.cpu.it = it;
                    }
                    self.handle(trap, pc)?;
                }
            }
        }
        Ok(())
    }

    #[inline(always)]
    fn retire(&mut self, cycles: u32) {
        self.wires.clock.cycle += u64::from(cycles);
        self.instructions += 1;
    }

    /// Deals with an instruction that did not simply complete.
    #[inline(never)]
    fn handle(&mut self, trap: Trap, pc: u32) -> Result<(), Stop> {
        match trap {
            Trap::Undecoded | Trap::Watched => self.execute_fetched(pc),
            Trap::Fault(cause) => self.fault(Fault { cause, pc }),
            Trap::Conditional => {
                self.retire(1);
                Ok(())
            }
            Trap::NotThumb(target) => {
                self.retire(self.timing.branch);
                self.fault(Fault { cause: Cause::NotThumb, pc: target })
            }
            Trap::Unmodelled => {
                self.cpu.r[15] = pc;
                Err(self.unmodelled())
            }
            Trap::SupervisorCall => {
                self.retire(1);
                self.call_supervisor(pc)
            }
            Trap::Breakpoint(semihosting::NUMBER) => {
                self.retire(1);
                let instructions = self.effective();
                self.record.note(|| Event::Semihosting { instructions });
                self.semihost(pc).map_or(Ok(()), Err)
            }
            Trap::Breakpoint(number) => {
                self.cpu.r[15] = pc;
                Err(Stop::Breakpoint { pc, number })
            }
            Trap::Sleep(sleep) => self.fall_asleep(sleep, pc),
            Trap::Return(value) => {
                self.retire(self.timing.branch);
                self.leave(value, pc)
            }
        }
    }

    fn fall_asleep(&mut self, sleep: Sleep, pc: u32) -> Result<(), Stop> {
        if sleep == Sleep::Interrupt && self.cpu.r[0] & END_MASK == END_MARK {
            self.cpu.r[15] = pc;
            return Err(Stop::Ended { status: self.cpu.r[0] as u8 });
        }
        self.retire(WAIT);
        let event = sleep == Sleep::Event && std::mem::take(&mut self.cpu.event);
        if !event {
            self.cpu.sleep = Some(sleep);
            self.attend();
        }
        Ok(())
    }

    /// The instruction at `pc` as it is, decoded if need be, its watch counted; `None` after a fault. Stops where
    /// somebody wants to stop.
    fn fetch(&mut self, pc: u32) -> Result<Option<Slot>, Stop> {
        let Some(slot) = self.wires.memory.decode_at(pc) else {
            self.fail_fetch(pc)?;
            return Ok(None);
        };
        if self.watch.has(pc) {
            self.wires.memory.keep(pc, Slot { op: Op::Watched, ..slot });
            if self.watch.hit(pc, self.instructions, self.wires.clock.cycle) {
                self.cpu.r[15] = pc;
                return Err(Stop::Reached { pc });
            }
        }
        Ok(Some(slot))
    }

    /// There is no code at `pc`.
    fn fail_fetch(&mut self, pc: u32) -> Result<(), Stop> {
        let access = Access { kind: AccessKind::Fetch, address: pc, bytes: 2 };
        let cause = if pc >> 28 == 15 || (self.layout.has_block(pc) && pc >= 0x4000_0000) {
            Cause::NotExecutable(access)
        } else if self.layout.has_block(pc) {
            let why = crate::device::Refusal::Why("executing here is not modelled");
            let trap = self.refuse(why, access);
            return self.handle(trap, pc);
        } else {
            Cause::Unmapped(access)
        };
        self.fault(Fault { cause, pc })
    }

    fn execute_fetched(&mut self, pc: u32) -> Result<(), Stop> {
        let Some(slot) = self.fetch(pc)? else { return Ok(()) };
        match self.execute(pc, slot) {
            Ok(cycles) => {
                self.retire(u32::from(slot.cycles) + cycles);
                Ok(())
            }
            Err(trap) => self.handle(trap, pc),
        }
    }

    /// The stop that `trouble` describes.
    pub(crate) fn unmodelled(&mut self) -> Stop {
        Stop::Unmodelled(self.trouble.take().expect("a refused access says why"))
    }
}
