//! How long to run and why a run ended: the types between [`crate::Machine::run`] and its caller.

use std::fmt;

/// Bounds of one run; what is `None` does not bound it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    /// Simulated time since reset, in nanoseconds, at which to stop with [`Stop::TimeLimit`].
    pub until_ns: Option<u64>,
    /// Instructions to execute in this run before [`Stop::InstructionLimit`].
    pub instructions: Option<u64>,
}

impl Limits {
    /// Run until the program stops by itself.
    pub const NONE: Limits = Limits { until_ns: None, instructions: None };

    /// Up to a time since reset.
    pub fn until_ns(ns: u64) -> Self {
        Limits { until_ns: Some(ns), instructions: None }
    }

    /// Up to a number of instructions from now.
    pub fn instructions(count: u64) -> Self {
        Limits { until_ns: None, instructions: Some(count) }
    }
}

/// Why [`crate::Machine::run`] returned. Running on is possible after each of them; where the machine cannot go on by
/// itself the same answer comes again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// The image said that it is done: WFI with 0x544800ss in r0. The status is ss: 0 well, 1 uncaught error or fault.
    Ended {
        /// The exit status.
        status: u8,
    },
    /// Semihosting SYS_EXIT or SYS_EXIT_EXTENDED.
    Exited {
        /// 0 for ADP_Stopped_ApplicationExit, the given code with SYS_EXIT_EXTENDED, 1 for every other reason.
        status: u32,
    },
    /// The core sleeps and nothing that is scheduled can wake it; a pin or console input from outside still may.
    Idle,
    /// [`Limits::until_ns`] is reached.
    TimeLimit,
    /// [`Limits::instructions`] is reached.
    InstructionLimit,
    /// A fault within HardFault's own handler, or on entry to it: the core is locked up for good. What led into that
    /// handler is [`crate::Machine::last_fault`].
    Lockup(Fault),
    /// BKPT without meaning for semihosting; PC is at it.
    Breakpoint {
        /// Address of the instruction.
        pc: u32,
        /// Its immediate.
        number: u8,
    },
    /// The next instruction to execute is one that [`crate::Machine::break_at`] named.
    Reached {
        /// Its address.
        pc: u32,
    },
    /// The program uses something the simulator does not model, or the chip does not have.
    Unmodelled(Trouble),
    /// The program or the watchdog reset the chip.
    Reset {
        /// AIRCR.SYSRESETREQ, or the watchdog.
        why: &'static str,
    },
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Stop::Ended { status } => write!(f, "the image ended with status {status}"),
            Stop::Exited { status } => write!(f, "the image exited by semihosting with status {status}"),
            Stop::Idle => write!(f, "the core sleeps and nothing can wake it"),
            Stop::TimeLimit => write!(f, "the time limit is reached"),
            Stop::InstructionLimit => write!(f, "the instruction limit is reached"),
            Stop::Lockup(fault) => write!(f, "the core locked up: {fault}"),
            Stop::Breakpoint { pc, number } => write!(f, "breakpoint {number} at {pc:#010x}"),
            Stop::Reached { pc } => write!(f, "{pc:#010x} is reached"),
            Stop::Unmodelled(trouble) => trouble.fmt(f),
            Stop::Reset { why } => write!(f, "the chip is reset by {why}"),
        }
    }
}

/// What an access does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessKind {
    /// A load.
    Read,
    /// A store.
    Write,
    /// An instruction fetch.
    Fetch,
}

/// One access to memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Access {
    /// Load, store or fetch.
    pub kind: AccessKind,
    /// The first byte's address.
    pub address: u32,
    /// 1, 2 or 4.
    pub bytes: u8,
}

impl fmt::Display for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            AccessKind::Read => "read",
            AccessKind::Write => "write",
            AccessKind::Fetch => "fetch",
        };
        write!(f, "{}-byte {kind} at {:#010x}", self.bytes, self.address)
    }
}

/// What made the core fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// An encoding the architecture does not define, UDF included.
    Undefined,
    /// An address that is not a multiple of the access's size.
    Unaligned(Access),
    /// Nothing answers at the address.
    Unmapped(Access),
    /// The memory does not hold instructions (peripherals, the system region).
    NotExecutable(Access),
    /// A branch, return or vector without the Thumb bit.
    NotThumb,
    /// SVC where SVCall cannot be taken: interrupts masked or a handler of the same or a higher priority active.
    SupervisorCall,
    /// A coprocessor that the core lacks, or the FPU without permission in CPACR.
    NoCoprocessor,
    /// Division by zero, with CCR.DIV_0_TRP set.
    DivideByZero,
    /// The vector table's entry could not be read.
    VectorTable(Access),
    /// Floating-point registers that wait to be saved could not be written into their frame.
    LazyStacking(Access),
    /// The exception frame could not be written: the stack pointer is outside of RAM.
    Stacking(Access),
    /// The exception frame could not be read back.
    Unstacking(Access),
    /// EXC_RETURN is not one of the three valid values, or no exception is active that could return so.
    BadReturn(u32),
    /// An unprivileged access to the system control space.
    Unprivileged(Access),
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cause::Undefined => write!(f, "undefined instruction"),
            Cause::Unaligned(access) => write!(f, "unaligned {access}"),
            Cause::Unmapped(access) => write!(f, "{access}, where nothing is"),
            Cause::NotExecutable(access) => write!(f, "{access}, which is not memory for code"),
            Cause::NotThumb => write!(f, "branch to an address without the Thumb bit"),
            Cause::SupervisorCall => write!(f, "SVC where its handler cannot run"),
            Cause::NoCoprocessor => write!(f, "coprocessor instruction without coprocessor, or the FPU while it is off"),
            Cause::DivideByZero => write!(f, "division by zero"),
            Cause::VectorTable(access) => write!(f, "the handler's address cannot be read: {access}, where nothing is"),
            Cause::LazyStacking(access) => write!(f, "saving floating-point registers: {access}, where nothing is"),
            Cause::Stacking(access) => write!(f, "stacking an exception frame: {access}, where nothing is"),
            Cause::Unstacking(access) => write!(f, "unstacking an exception frame: {access}, where nothing is"),
            Cause::BadReturn(value) => write!(f, "exception return with {value:#010x}"),
            Cause::Unprivileged(access) => write!(f, "unprivileged {access}"),
        }
    }
}

/// A fault: its cause and the instruction at fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// What happened.
    pub cause: Cause,
    /// Address of the instruction, or the address control went to for [`Cause::NotThumb`].
    pub pc: u32,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (pc {:#010x})", self.cause, self.pc)
    }
}

/// Something used that is not modelled or not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The access; `None` for what is not an access (an unknown semihosting operation).
    pub access: Option<Access>,
    /// Address of the instruction.
    pub pc: u32,
    /// The peripheral at the address, or the nearest one below it.
    pub near: String,
    /// Why it is refused.
    pub why: String,
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(access) = self.access {
            write!(f, "{access} ({}): ", self.near)?;
        }
        write!(f, "{} (pc {:#010x})", self.why, self.pc)
    }
}
