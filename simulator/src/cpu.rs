//! The processor's own state: registers, flags, stack pointers, modes.
//!
//! `decode.rs` turns halfwords into [`op::Op`]s, `execute.rs` executes them on a [`crate::Machine`],
//! `exceptions.rs` enters and leaves handlers. Invariant: `r[15]` is the address of the next instruction to execute,
//! always even; `r[13]` is the stack pointer in use, `idle_sp` the other one, both multiples of four.

pub(crate) mod decode;
pub(crate) mod exceptions;
pub(crate) mod execute;
mod float;
pub(crate) mod fpu;
pub(crate) mod op;
pub(crate) mod timing;

use fpu::Fpu;

/// Exception number of NMI.
pub(crate) const NMI: u32 = 2;
/// Exception number of HardFault.
pub(crate) const HARD_FAULT: u32 = 3;
/// Exception number of MemManage.
pub(crate) const MEM_MANAGE: u32 = 4;
/// Exception number of BusFault.
pub(crate) const BUS_FAULT: u32 = 5;
/// Exception number of UsageFault.
pub(crate) const USAGE_FAULT: u32 = 6;
/// Exception number of SVCall.
pub(crate) const SV_CALL: u32 = 11;
/// Exception number of PendSV.
pub(crate) const PEND_SV: u32 = 14;
/// Exception number of SysTick.
pub(crate) const SYS_TICK: u32 = 15;
/// Exception number of interrupt 0.
pub(crate) const FIRST_INTERRUPT: u32 = 16;

/// CONTROL.nPRIV.
const UNPRIVILEGED: u32 = 1;
/// CONTROL.SPSEL.
const PROCESS_STACK: u32 = 2;

/// Why the core does not execute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sleep {
    /// WFI: wakes on a pending interrupt.
    Interrupt,
    /// WFE: wakes on an event too.
    Event,
}

/// Registers and modes of one core.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cpu {
    pub(crate) r: [u32; 16],
    pub(crate) n: bool,
    pub(crate) z: bool,
    pub(crate) c: bool,
    pub(crate) v: bool,
    /// Saturation happened (ARMv7E-M).
    pub(crate) q: bool,
    /// Greater or equal, a bit a byte lane (ARMv7E-M).
    pub(crate) ge: u8,
    /// ITSTATE: condition and mask of the conditional instructions to come; 0 outside of an IT block.
    pub(crate) it: u8,
    /// IPSR: the exception being handled, 0 in Thread mode.
    pub(crate) exception: u32,
    pub(crate) primask: bool,
    pub(crate) faultmask: bool,
    /// BASEPRI: exceptions of this priority and less urgent ones wait; 0 for none.
    pub(crate) basepri: u8,
    /// An exclusive load has been done, and nothing has cleared it.
    pub(crate) exclusive: bool,
    /// CONTROL: bit 0 nPRIV, bit 1 SPSEL, bit 2 FPCA.
    pub(crate) control: u32,
    /// The stack pointer not in use: PSP, or MSP while Thread mode uses the process stack.
    pub(crate) idle_sp: u32,
    /// The event register of WFE.
    pub(crate) event: bool,
    pub(crate) sleep: Option<Sleep>,
    /// Whether CONTROL.nPRIV exists: it is an option of the Cortex-M0+ and absent from the Cortex-M0.
    pub(crate) has_unprivileged: bool,
    /// ARMv7E-M rather than ARMv6-M.
    pub(crate) is_main: bool,
    /// Implemented bits of a priority, for BASEPRI.
    pub(crate) priority_bits: u8,
    pub(crate) fpu: Fpu,
}

impl Cpu {
    /// APSR: NZCV in bits 31..28, Q in 27, GE in 19..16.
    pub(crate) fn apsr(&self) -> u32 {
        let flags = u32::from(self.n) << 31 | u32::from(self.z) << 30 | u32::from(self.c) << 29 | u32::from(self.v) << 28;
        flags | u32::from(self.q) << 27 | u32::from(self.ge) << 16
    }

    /// xPSR: APSR, ITSTATE, the Thumb bit, IPSR.
    pub(crate) fn xpsr(&self) -> u32 {
        let it = u32::from(self.it);
        self.apsr() | (it & 3) << 25 | (it >> 2) << 10 | 1 << 24 | self.exception
    }

    /// Sets NZCV from bits 31..28.
    pub(crate) fn set_flags(&mut self, value: u32) {
        self.n = value >> 31 & 1 != 0;
        self.z = value >> 30 & 1 != 0;
        self.c = value >> 29 & 1 != 0;
        self.v = value >> 28 & 1 != 0;
    }

    /// Sets APSR and ITSTATE, as far as the core has them, from xPSR.
    pub(crate) fn set_psr(&mut self, value: u32) {
        self.set_flags(value);
        if self.is_main {
            self.q = value >> 27 & 1 != 0;
            self.ge = (value >> 16 & 15) as u8;
            self.it = (value >> 25 & 3 | value >> 8 & 0xfc) as u8;
        }
    }

    /// True outside of any exception handler.
    pub(crate) fn in_thread_mode(&self) -> bool {
        self.exception == 0
    }

    /// False in Thread mode with CONTROL.nPRIV set.
    pub(crate) fn is_privileged(&self) -> bool {
        !self.in_thread_mode() || self.control & UNPRIVILEGED == 0
    }

    /// True if `r[13]` is PSP.
    pub(crate) fn uses_process_stack(&self) -> bool {
        self.in_thread_mode() && self.control & PROCESS_STACK != 0
    }

    /// Changes mode or stack selection: `change` may write `exception` and `control`, and the stack pointers follow.
    pub(crate) fn change_mode(&mut self, change: impl FnOnce(&mut Self)) {
        let before = self.uses_process_stack();
        change(self);
        if self.uses_process_stack() != before {
            std::mem::swap(&mut self.r[13], &mut self.idle_sp);
        }
        self.fpu.ready = false;
    }

    /// MSP.
    pub(crate) fn main_sp(&self) -> u32 {
        if self.uses_process_stack() { self.idle_sp } else { self.r[13] }
    }

    /// PSP.
    pub(crate) fn process_sp(&self) -> u32 {
        if self.uses_process_stack() { self.r[13] } else { self.idle_sp }
    }

    /// MRS. Registers that do not exist, and those an unprivileged program may not see, read as zero (B4.2.2).
    pub(crate) fn read_special(&self, special: u8) -> u32 {
        let privileged = self.is_privileged();
        match special {
            0..=7 => {
                let flags = if special & 4 == 0 { self.apsr() } else { 0 };
                let number = if special & 1 != 0 && privileged { self.exception } else { 0 };
                flags | number
            }
            8 if privileged => self.main_sp(),
            9 if privileged => self.process_sp(),
            16 if privileged => u32::from(self.primask),
            17 | 18 if privileged => self.basepri.into(),
            19 if privileged => u32::from(self.faultmask),
            20 => self.control,
            _ => 0,
        }
    }

    /// MSR. Unprivileged writes reach the flags only; CONTROL.SPSEL changes in Thread mode only (B4.2.3).
    ///
    /// `mask` says which part of APSR is written: bit 1 NZCVQ, bit 0 GE.
    pub(crate) fn write_special(&mut self, special: u8, mask: u8, value: u32) {
        let privileged = self.is_privileged();
        match special {
            0..=3 => self.write_apsr(mask, value),
            8 if privileged => self.write_stack(false, value),
            9 if privileged => self.write_stack(true, value),
            16 if privileged => self.primask = value & 1 != 0,
            17 if privileged && self.is_main => self.basepri = value as u8 & self.priority_bits,
            18 if privileged && self.is_main => {
                let wanted = value as u8 & self.priority_bits;
                if wanted != 0 && (self.basepri == 0 || wanted < self.basepri) {
                    self.basepri = wanted;
                }
            }
            19 if privileged && self.is_main => self.write_faultmask(value & 1 != 0),
            20 if privileged => self.write_control(value),
            _ => {}
        }
    }

    fn write_apsr(&mut self, mask: u8, value: u32) {
        if mask & 2 != 0 {
            self.set_flags(value);
            self.q = self.is_main && value >> 27 & 1 != 0;
        }
        if mask & 1 != 0 && self.is_main {
            self.ge = (value >> 16 & 15) as u8;
        }
    }

    /// FAULTMASK cannot be set from HardFault or NMI (DDI 0403, B5.2.3).
    fn write_faultmask(&mut self, on: bool) {
        if !on || !matches!(self.exception, NMI | HARD_FAULT) {
            self.faultmask = on;
        }
    }

    fn write_stack(&mut self, process: bool, value: u32) {
        if self.uses_process_stack() == process {
            self.r[13] = value & !3;
        } else {
            self.idle_sp = value & !3;
        }
    }

    fn write_control(&mut self, value: u32) {
        let mut keep = 0;
        if !self.has_unprivileged {
            keep |= UNPRIVILEGED;
        }
        if !self.in_thread_mode() {
            keep |= PROCESS_STACK;
        }
        if !self.is_main {
            keep |= fpu::CONTEXT;
        }
        self.change_mode(|cpu| cpu.control = cpu.control & keep | value & 7 & !keep);
    }
}
