//! Small improvements of the finished instruction sequence.
//!
//! In and out: a listing. Removes comparisons with zero whose flags are there already, and makes one instruction of others and their branch,
//! where the processor has it; everything stays within a stretch without labels. A jump to an instruction that returns becomes that
//! instruction, which is no larger.

use super::Core;
use super::assemble::Item;
use super::inst::{Alu, Cond, Data, Reg, Thumb};
use super::single::Float;
use crate::hash::HashMap;

/// Improves the items in place.
pub fn improve(items: &mut Vec<Item>, core: Core) {
    return_at_once(items);
    let mut doomed = Vec::new();
    for index in 0..items.len() {
        let Some(reg) = compared_with_zero(&items[index]) else { continue };
        if reads_only_sign_and_zero(items, index) && has_flags_of(items, index, reg) {
            doomed.push(index);
        } else if let Some(Item::Inst(Thumb::BranchIf(cond @ (Cond::Eq | Cond::Ne), label))) = items.get(index + 1)
            && core.is_v7()
            && reg.is_low()
        {
            items[index + 1] = Item::Inst(Thumb::CompareBranch(*cond == Cond::Ne, reg, *label));
            doomed.push(index);
        }
    }
    let mut doomed = doomed.into_iter().peekable();
    let mut index = 0;
    items.retain(|_| {
        index += 1;
        doomed.next_if_eq(&(index - 1)).is_none()
    });
}

fn return_at_once(items: &mut [Item]) {
    let mut returns = HashMap::default();
    for (index, item) in items.iter().enumerate() {
        let Item::Label(label) = item else { continue };
        let next = items[index..].iter().find(|item| !matches!(item, Item::Place(_) | Item::Label(_)));
        if let Some(Item::Inst(inst @ (Thumb::Bx(_) | Thumb::Pop(_)))) = next
            && inst.ends_flow()
        {
            returns.insert(*label, *inst);
        }
    }
    for item in items {
        if let Item::Inst(Thumb::Branch(label)) = item
            && let Some(inst) = returns.get(label)
        {
            *item = Item::Inst(*inst);
        }
    }
}

/// The register of a comparison with zero.
fn compared_with_zero(item: &Item) -> Option<Reg> {
    match *item {
        Item::Inst(Thumb::CmpImm(reg, 0) | Thumb::DataImm(Data::Sub, true, Reg::PC, reg, 0)) => Some(reg),
        _ => None,
    }
}

/// Whether an `it` before it governs the instruction.
fn is_conditional(items: &[Item], index: usize) -> bool {
    let from = index.saturating_sub(4);
    (from..index).any(|at| matches!(items[at], Item::Inst(Thumb::If(_, mask)) if index - at <= 4 - mask.trailing_zeros() as usize))
}

/// Whether the flags that instruction `index` sets go to one branch that looks at N or Z alone. (Nobody else reads flags across instructions
/// that `emit` makes, except the branch of its own `Op`, which follows at once.)
fn reads_only_sign_and_zero(items: &[Item], index: usize) -> bool {
    let next = items[index + 1..].iter().find(|item| !matches!(item, Item::Place(_)));
    matches!(next, Some(Item::Inst(Thumb::BranchIf(Cond::Eq | Cond::Ne | Cond::Mi | Cond::Pl, _))))
}

/// Whether N and Z before instruction `index` are those of `reg`.
fn has_flags_of(items: &[Item], index: usize, reg: Reg) -> bool {
    let mut reg = reg;
    for (at, item) in items[..index].iter().enumerate().rev() {
        match *item {
            Item::Place(_) => {}
            _ if is_conditional(items, at) => return false,
            Item::Inst(Thumb::Mov(to, from)) if to == reg => reg = from,
            Item::Inst(inst) => match flags_of(inst) {
                Some(result) => return result == Some(reg),
                None if writes(inst, reg) => return false,
                None => {}
            },
            Item::Label(_) | Item::Landing(_) | Item::Table(_) | Item::TableAddress(..) => return false,
        }
    }
    false
}

/// `None` if the instruction leaves the flags alone; else the register whose value N and Z describe, if there is one.
fn flags_of(inst: Thumb) -> Option<Option<Reg>> {
    match inst {
        Thumb::ShiftImm(_, rd, ..) | Thumb::Add(rd, ..) | Thumb::Sub(rd, ..) | Thumb::AddImm3(rd, ..) | Thumb::SubImm3(rd, ..) => {
            Some(Some(rd))
        }
        Thumb::MovImm(rd, _) | Thumb::AddImm8(rd, _) | Thumb::SubImm8(rd, _) => Some(Some(rd)),
        Thumb::Alu(Alu::Tst | Alu::Cmp | Alu::Cmn, ..) | Thumb::CmpImm(..) | Thumb::Call(..) | Thumb::Blx(_) => Some(None),
        Thumb::CmpHigh(..) | Thumb::CompareBranch(..) | Thumb::Float(Float::Flags) => Some(None),
        Thumb::Data(_, true, rd, ..) | Thumb::DataImm(_, true, rd, ..) | Thumb::ShiftBy(_, true, rd, ..) => {
            Some((rd != Reg::PC).then_some(rd))
        }
        Thumb::Alu(_, rd, _) => Some(Some(rd)),
        _ => None,
    }
}

/// Whether an instruction that leaves the flags alone writes the register.
fn writes(inst: Thumb, reg: Reg) -> bool {
    match inst {
        Thumb::AddHigh(rd, _) | Thumb::Mov(rd, _) | Thumb::LoadLiteral(rd, _) | Thumb::LoadIndex(_, rd, ..) => rd == reg,
        Thumb::Load(_, rd, ..) | Thumb::LoadSp(rd, _) | Thumb::AddSp(rd, _) | Thumb::Unary(_, rd, _) => rd == reg,
        Thumb::Pop(mask) => mask & 1 << reg.0 != 0,
        // What is not looked at more closely.
        _ => inst.size() == 4,
    }
}
