//! The FPU's state beside its arithmetic: registers, who may use it, and what an exception does with them
//! (DDI 0403, B1.5.7, B3.2.20 to B3.2.23).

use super::Cpu;
use super::float::Fpscr;
use crate::device::{Done, NO_REGISTER, Reply};

/// CONTROL.FPCA: the code that runs has used the FPU.
pub(crate) const CONTEXT: u32 = 1 << 2;

/// Registers in the system control space.
const CPACR: u32 = 0xd88;
const FPCCR: u32 = 0xf34;
const FPCAR: u32 = 0xf38;
const FPDSCR: u32 = 0xf3c;
const MVFR0: u32 = 0xf40;
const MVFR1: u32 = 0xf44;
/// Single precision with division, square root, all rounding modes (DDI 0439, 7.2.3).
const MVFR0_VALUE: u32 = 0x1011_0021;
const MVFR1_VALUE: u32 = 0x1100_0011;

/// FPCCR: automatic and lazy saving, a frame waits for its registers, and the state at the time it was made.
const ASPEN: u32 = 1 << 31;
const LSPEN: u32 = 1 << 30;
const LSPACT: u32 = 1 << 0;
const FPCCR_MASK: u32 = ASPEN | LSPEN | 0x16b;
/// The bits of FPSCR that a new context takes from FPDSCR.
const DEFAULTS: u32 = 0x07c0_0000;

/// Words of a frame beyond the eight basic ones: s0 to s15, FPSCR, one unused.
pub(crate) const FRAME_WORDS: u32 = 18;

/// Registers and control.
#[derive(Debug, Clone)]
pub(crate) struct Fpu {
    s: [u32; 32],
    pub(crate) fpscr: Fpscr,
    cpacr: u32,
    fpccr: u32,
    fpcar: u32,
    fpdscr: u32,
    /// The next instruction may use the registers at once: allowed, none waiting to be saved, context marked.
    pub(crate) ready: bool,
}

impl Default for Fpu {
    fn default() -> Self {
        Fpu { s: [0; 32], fpscr: Fpscr(0), cpacr: 0, fpccr: ASPEN | LSPEN, fpcar: 0, fpdscr: 0, ready: false }
    }
}

impl Fpu {
    #[inline(always)]
    pub(crate) fn get(&self, register: u8) -> u32 {
        self.s[usize::from(register & 31)]
    }

    #[inline(always)]
    pub(crate) fn put(&mut self, register: u8, value: u32) {
        self.s[usize::from(register & 31)] = value;
    }

    /// CPACR: both coprocessors' fields, 1 for privileged code only, 3 for all.
    pub(crate) fn is_allowed(&self, privileged: bool) -> bool {
        match self.cpacr >> 20 & 15 {
            0b1111 => true,
            0b0101 => privileged,
            _ => false,
        }
    }

    pub(crate) fn is_stacked_lazily(&self) -> bool {
        self.fpccr & LSPACT != 0
    }

    pub(crate) fn end_lazy_stacking(&mut self) {
        self.fpccr &= !LSPACT;
    }

    pub(crate) fn stacks_lazily(&self) -> bool {
        self.fpccr & LSPEN != 0
    }

    /// Leaves room at `address` for registers that are saved when somebody uses the FPU. `state` are FPCCR's bits of
    /// the code that was interrupted.
    pub(crate) fn begin_lazy_stacking(&mut self, address: u32, state: u32) {
        self.fpcar = address & !7;
        self.fpccr = self.fpccr & (ASPEN | LSPEN) | state | LSPACT;
        self.ready = false;
    }

    /// Where the waiting registers go.
    pub(crate) fn lazy_frame(&self) -> u32 {
        self.fpcar
    }

    /// s0 to s15 and FPSCR, as a frame holds them.
    pub(crate) fn frame_words(&self) -> [u32; 17] {
        std::array::from_fn(|at| if at == 16 { self.fpscr.0 } else { self.s[at] })
    }

    /// Takes back what a frame holds.
    pub(crate) fn set_frame_words(&mut self, words: &[u32; 17]) {
        self.s[..16].copy_from_slice(&words[..16]);
        self.fpscr = Fpscr(words[16] & super::float::FPSCR_MASK);
    }

    /// All registers, for a debugger.
    pub(crate) fn registers(&self) -> ([u32; 32], u32) {
        (self.s, self.fpscr.0)
    }

    /// Sets all registers.
    pub(crate) fn set_registers(&mut self, s: [u32; 32], fpscr: u32) {
        self.s = s;
        self.fpscr = Fpscr(fpscr & super::float::FPSCR_MASK);
    }

    /// Reads a register at an offset from 0xE000E000.
    pub(crate) fn read_control(&self, offset: u32) -> Reply {
        Ok(match offset {
            CPACR => self.cpacr,
            FPCCR => self.fpccr,
            FPCAR => self.fpcar,
            FPDSCR => self.fpdscr,
            MVFR0 => MVFR0_VALUE,
            MVFR1 => MVFR1_VALUE,
            _ => return Err(NO_REGISTER),
        })
    }

    /// Writes one.
    pub(crate) fn write_control(&mut self, offset: u32, value: u32) -> Done {
        match offset {
            CPACR => self.cpacr = value & 0x00f0_0000,
            FPCCR => self.fpccr = value & FPCCR_MASK,
            FPCAR => self.fpcar = value & !7,
            FPDSCR => self.fpdscr = value & DEFAULTS,
            MVFR0 | MVFR1 => {}
            _ => return Err(NO_REGISTER),
        }
        self.ready = false;
        Ok(())
    }

    /// True if a control register lies at this offset.
    pub(crate) fn has_control(offset: u32) -> bool {
        matches!(offset, CPACR | FPCCR..=MVFR1)
    }
}

impl Cpu {
    /// True if the code that runs has floating-point state that an exception has to keep.
    pub(crate) fn has_float_context(&self) -> bool {
        self.control & CONTEXT != 0
    }

    /// Marks the context as one with floating point, if that is automatic.
    pub(crate) fn begin_float_context(&mut self) {
        if self.fpu.fpccr & ASPEN != 0 && !self.has_float_context() {
            self.fpu.fpscr = Fpscr(self.fpu.fpscr.0 & !DEFAULTS | self.fpu.fpdscr);
            self.control |= CONTEXT;
        }
        self.fpu.ready = true;
    }
}
