//! Cycles of instructions and exceptions, as numbers per core.
//!
//! Zero wait states throughout. Cortex-M0 and Cortex-M0+ with the single-cycle multiplier, which both chips have:
//! Cortex-M0 Technical Reference Manual (DDI 0432C) table 3-1 and section 3.5.1; Cortex-M0+ Technical Reference Manual
//! (DDI 0484C) table 3-1 and section 3.6.1. In loads and stores of lists every register of the list costs one cycle.
//!
//! Cortex-M4: Technical Reference Manual r0p1 (DDI 0439) table 3-1, section 3.3.3 (load and store timings) and table
//! 7-1 (FPU). What the manual leaves open, and so the error of this model:
//! - P, the refill of the pipeline after a branch, is "1 to 3": taken as 1 for targets that the instruction holds, 2 for
//!   targets in registers, 3 for targets loaded from memory. A branch may be off by up to 2 cycles.
//! - A single load that is followed by another single load or store takes 1 cycle, else 2; a store with an immediate
//!   offset 1. A store that finds the write buffer full is not delayed.
//! - IT counts 1; the core may fold it into the instruction before it.
//! - Divisions take "2 to 12": a quotient of n bits is taken as 2 + ceil(n / 3.2).
//! - Exceptions take 12 cycles in and 10 out, one after another 22 where tail-chaining needs 6; lazily stacked registers
//!   cost nothing extra.
//! - Flash wait states, the nRF52833's cache and the STM32F405's prefetch are not modelled: at full clock, code that
//!   misses them is slower on the chip.

use super::op::{Float, Op};

/// What differs between the cores. Whatever is not named here costs 1 cycle; a load or store 2; a list 1 + registers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timing {
    /// Added to a conditional branch that is taken.
    pub(crate) taken: u32,
    /// B.
    pub(crate) branch: u32,
    /// BX, BLX, MOV and ADD to PC.
    pub(crate) branch_register: u32,
    /// BL.
    pub(crate) call: u32,
    /// POP with PC, without the cycle per register.
    pub(crate) pop_pc: u32,
    /// MSR, MRS, DSB, DMB, ISB.
    pub(crate) special: u32,
    /// From an interrupt's assertion to its handler's first instruction.
    pub(crate) entry: u32,
    /// Of the instruction that returns, for unstacking. For the smaller cores the manuals give no figure: eight loads as
    /// LDM does them.
    pub(crate) unstack: u32,
    /// Single loads and stores overlap with the one that follows.
    pub(crate) overlaps: bool,
}

/// Cortex-M0, as in the nRF51.
pub(crate) const CORTEX_M0: Timing =
    Timing { taken: 2, branch: 3, branch_register: 3, call: 4, pop_pc: 4, special: 4, entry: 16, unstack: 9, overlaps: false };

/// Cortex-M0+, as in the RP2040.
pub(crate) const CORTEX_M0PLUS: Timing =
    Timing { taken: 1, branch: 2, branch_register: 2, call: 3, pop_pc: 3, special: 3, entry: 15, unstack: 9, overlaps: false };

/// Cortex-M4, as in the nRF52833 and the STM32F405. MSR, MRS and barriers take 1 or 2.
pub(crate) const CORTEX_M4: Timing =
    Timing { taken: 1, branch: 2, branch_register: 3, call: 2, pop_pc: 4, special: 2, entry: 12, unstack: 10, overlaps: true };

/// WFI and WFE before they sleep.
pub(crate) const WAIT: u32 = 2;

/// Cycles of a division beyond the first two, by its quotient without sign.
pub(crate) fn division(quotient: u32) -> u32 {
    ((32 - quotient.leading_zeros()) * 10).div_ceil(32)
}

impl Timing {
    /// Cycles that `op` takes at least; `next` is what follows it in memory.
    pub(crate) fn cycles(&self, op: Op, next: Option<Op>) -> u32 {
        match op {
            Op::B { .. } => self.branch,
            Op::MovPc { .. } | Op::AddPc { .. } | Op::Bx { .. } | Op::Blx { .. } => self.branch_register,
            Op::Bl { .. } => self.call,
            Op::Msr { .. } | Op::Mrs { .. } | Op::Barrier => self.special,
            Op::Pop { list } if list >> 15 != 0 => self.pop_pc + list.count_ones(),
            Op::LoadList { list, .. } if list >> 15 != 0 => self.pop_pc + list.count_ones(),
            Op::Push { list } | Op::Pop { list } | Op::Stm { list, .. } | Op::Ldm { list, .. } => 1 + list.count_ones(),
            Op::LoadList { list, .. } | Op::StoreList { list, .. } => 1 + list.count_ones(),
            Op::LoadPair { .. } | Op::StorePair { .. } => 3,
            Op::LoadSpecial { rt: 15, .. } | Op::LoadSpecialShift { rt: 15, .. } => self.pop_pc + 1,
            Op::TableBranch { .. } => self.pop_pc + 1,
            Op::Divide { .. } => 2,
            Op::StrImm { .. } | Op::StrhImm { .. } | Op::StrbImm { .. } if self.overlaps => 1,
            _ => match loaded(op) {
                Some(target) if self.overlaps && next.is_some_and(|next| follows(next, target)) => 1,
                Some(_) => 2,
                None if is_store(op) => 2,
                None => float(op),
            },
        }
    }
}

/// The register that a single load writes.
fn loaded(op: Op) -> Option<u8> {
    match op {
        Op::LdrLiteral { rt, .. }
        | Op::LdrConstant { rt, .. }
        | Op::LoadLiteral { rt, .. }
        | Op::LdrReg { rt, .. }
        | Op::LdrhReg { rt, .. }
        | Op::LdrbReg { rt, .. }
        | Op::LdrshReg { rt, .. }
        | Op::LdrsbReg { rt, .. }
        | Op::LdrImm { rt, .. }
        | Op::LdrhImm { rt, .. }
        | Op::LdrbImm { rt, .. }
        | Op::LdrshImm { rt, .. }
        | Op::LdrsbImm { rt, .. }
        | Op::LoadShift { rt, .. }
        | Op::LoadIndexed { rt, .. }
        | Op::LoadSpecial { rt, .. }
        | Op::LoadSpecialShift { rt, .. }
        | Op::LoadExclusive { rt, .. } => Some(rt),
        _ => None,
    }
}

fn is_store(op: Op) -> bool {
    matches!(
        op,
        Op::StrReg { .. }
            | Op::StrhReg { .. }
            | Op::StrbReg { .. }
            | Op::StrImm { .. }
            | Op::StrhImm { .. }
            | Op::StrbImm { .. }
            | Op::StoreShift { .. }
            | Op::StoreIndexed { .. }
            | Op::StoreExclusive { .. }
    )
}

/// True if `next` is a single load or store whose address does not need the register just loaded.
fn follows(next: Op, loaded_register: u8) -> bool {
    let (base, index) = match next {
        Op::LdrLiteral { .. } | Op::LdrConstant { .. } | Op::LoadLiteral { .. } => return true,
        Op::LdrImm { rn, .. }
        | Op::LdrhImm { rn, .. }
        | Op::LdrbImm { rn, .. }
        | Op::LdrshImm { rn, .. }
        | Op::LdrsbImm { rn, .. }
        | Op::StrImm { rn, .. }
        | Op::StrhImm { rn, .. }
        | Op::StrbImm { rn, .. }
        | Op::LoadIndexed { rn, .. }
        | Op::StoreIndexed { rn, .. } => (rn, rn),
        Op::LdrReg { rn, rm, .. }
        | Op::LdrhReg { rn, rm, .. }
        | Op::LdrbReg { rn, rm, .. }
        | Op::LdrshReg { rn, rm, .. }
        | Op::LdrsbReg { rn, rm, .. }
        | Op::StrReg { rn, rm, .. }
        | Op::StrhReg { rn, rm, .. }
        | Op::StrbReg { rn, rm, .. }
        | Op::LoadShift { rn, rm, .. }
        | Op::StoreShift { rn, rm, .. } => (rn, rm),
        _ => return false,
    };
    base != loaded_register && index != loaded_register
}

/// The FPU's instructions (table 7-1); 1 for everything else.
fn float(op: Op) -> u32 {
    match op {
        Op::Float { kind: Float::Div | Float::Sqrt, .. } => 14,
        Op::Float {
            kind:
                Float::MulAdd
                | Float::MulSub
                | Float::NegMulAdd
                | Float::NegMulSub
                | Float::FusedAdd
                | Float::FusedSub
                | Float::NegFusedAdd
                | Float::NegFusedSub,
            ..
        } => 3,
        Op::FloatLoad { double, .. } | Op::FloatStore { double, .. } => 2 + u32::from(double),
        Op::FloatLoadList { count, .. } | Op::FloatStoreList { count, .. } => 1 + u32::from(count),
        Op::FloatPairToCore { .. } | Op::FloatPairFromCore { .. } => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loads_overlap_unless_the_second_needs_the_first() {
        let load = Op::LdrImm { rt: 0, rn: 1, imm: 0 };
        assert_eq!(CORTEX_M4.cycles(load, Some(Op::LdrImm { rt: 2, rn: 1, imm: 4 })), 1);
        assert_eq!(CORTEX_M4.cycles(load, Some(Op::LdrImm { rt: 2, rn: 0, imm: 4 })), 2);
        assert_eq!(CORTEX_M4.cycles(load, Some(Op::Nop)), 2);
        assert_eq!(CORTEX_M0.cycles(load, Some(Op::LdrImm { rt: 2, rn: 1, imm: 4 })), 2);
    }

    #[test]
    fn divisions_take_2_to_12() {
        assert_eq!((2 + division(0), 2 + division(1), 2 + division(!0)), (2, 3, 12));
    }
}
