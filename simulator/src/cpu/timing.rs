//! Cycles of instructions and exceptions, as numbers per core.
//!
//! Zero wait states and the single-cycle multiplier, which both chips have. Sources: Cortex-M0 Technical Reference
//! Manual (DDI 0432C) table 3-1 and section 3.5.1; Cortex-M0+ Technical Reference Manual (DDI 0484C) table 3-1 and
//! section 3.6.1. In loads and stores of lists every register of the list costs one cycle.

/// What differs between the cores. Whatever is not named here costs 1 cycle; a load or store 2; a list 1 + registers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timing {
    /// B, taken B<cond>, BX, BLX, MOV and ADD to PC.
    pub(crate) branch: u32,
    /// BL.
    pub(crate) call: u32,
    /// POP with PC, without the cycle per register.
    pub(crate) pop_pc: u32,
    /// MSR, MRS, DSB, DMB, ISB.
    pub(crate) special: u32,
    /// From an interrupt's assertion to its handler's first instruction.
    pub(crate) entry: u32,
    /// Of the instruction that returns, for unstacking. The manuals give no figure: eight loads as LDM does them.
    pub(crate) unstack: u32,
}

/// Cortex-M0, as in the nRF51.
pub(crate) const CORTEX_M0: Timing = Timing { branch: 3, call: 4, pop_pc: 4, special: 4, entry: 16, unstack: 9 };

/// Cortex-M0+, as in the RP2040.
pub(crate) const CORTEX_M0PLUS: Timing = Timing { branch: 2, call: 3, pop_pc: 3, special: 3, entry: 15, unstack: 9 };

/// Cortex-M4, as in the nRF52833 and the STM32F405.
pub(crate) const CORTEX_M4: Timing = Timing { branch: 2, call: 2, pop_pc: 3, special: 2, entry: 12, unstack: 10 };

/// WFI and WFE before they sleep.
pub(crate) const WAIT: u32 = 2;
