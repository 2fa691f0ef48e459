//! Takes out copies between registers that the allocator left behind.
//!
//! In and out: a listing. `mov a, b` goes where `a` holds the value already ([`equal`]), where what follows can use `b` until `a` is overwritten or no longer needed, or where the instruction that
//! made `b` can make `a` at once. Both look only at a stretch of instructions without labels; what is needed after it is found for the whole
//! function first. Calls of addresses are taken to read r0 to r3, returns r0, r1 and what the caller keeps.

mod equal;

use super::assemble::{Item, Listing};
use super::inst::{Alu, Label, Reg, Thumb};
use crate::hash::HashMap;

/// Registers as bits.
type Set = u16;

const ARGUMENTS: Set = 0b1111;
const RESULTS: Set = 0b11;
/// r4 to r11 and sp.
const KEPT: Set = 0b10_1111_1111_0000;
/// What a call may overwrite: r0 to r3, r12, lr.
const CLOBBERED: Set = 1 << 14 | 1 << 12 | ARGUMENTS;
/// How often the listing is gone over: a copy may go once another has gone.
const ROUNDS: usize = 4;

/// Improves the listing in place.
pub fn coalesce(listing: &mut Listing) {
    for _ in 0..ROUNDS {
        let mut idle = false;
        let mut conditional = conditional(&listing.items);
        if equal::drop_idle(listing, &conditional) {
            idle = true;
            conditional = self::conditional(&listing.items);
        }
        let live = liveness(listing, &conditional);
        let mut round = Round { live, conditional, items: &mut listing.items, doomed: Vec::new() };
        if !round.run() && !idle {
            return;
        }
    }
}

fn bit(reg: Reg) -> Set {
    1 << reg.0
}

/// What an instruction reads and what it writes.
fn effect(inst: Thumb) -> (Set, Set) {
    match inst {
        Thumb::ShiftImm(_, rd, rm, _) | Thumb::Unary(_, rd, rm) | Thumb::Mov(rd, rm) => (bit(rm), bit(rd)),
        Thumb::AddImm3(rd, rn, _) | Thumb::SubImm3(rd, rn, _) => (bit(rn), bit(rd)),
        Thumb::Add(rd, rn, rm) | Thumb::Sub(rd, rn, rm) => (bit(rn) | bit(rm), bit(rd)),
        Thumb::MovImm(rd, _) | Thumb::LoadLiteral(rd, _) => (0, bit(rd)),
        Thumb::CmpImm(rn, _) => (bit(rn), 0),
        Thumb::AddImm8(rd, _) | Thumb::SubImm8(rd, _) => (bit(rd), bit(rd)),
        Thumb::Alu(Alu::Tst | Alu::Cmp | Alu::Cmn, rn, rm) => (bit(rn) | bit(rm), 0),
        Thumb::Alu(Alu::Neg | Alu::Mvn, rd, rm) => (bit(rm), bit(rd)),
        Thumb::Alu(_, rd, rm) | Thumb::AddHigh(rd, rm) => (bit(rd) | bit(rm), bit(rd)),
        Thumb::CmpHigh(rn, rm) => (bit(rn) | bit(rm), 0),
        Thumb::Bx(rm) => (bit(rm) | RESULTS | KEPT, 0),
        Thumb::Blx(rm) => (bit(rm) | ARGUMENTS | bit(Reg::SP), CLOBBERED),
        Thumb::Call(_, arguments) => (arguments | bit(Reg::SP), CLOBBERED),
        Thumb::LoadIndex(_, rt, rn, rm) => (bit(rn) | bit(rm), bit(rt)),
        Thumb::StoreIndex(_, rt, rn, rm) => (bit(rt) | bit(rn) | bit(rm), 0),
        Thumb::Load(_, rt, rn, _) => (bit(rn), bit(rt)),
        Thumb::Store(_, rt, rn, _) => (bit(rt) | bit(rn), 0),
        Thumb::LoadSp(rt, _) | Thumb::AddSp(rt, _) => (bit(Reg::SP), bit(rt)),
        Thumb::StoreSp(rt, _) => (bit(rt) | bit(Reg::SP), 0),
        Thumb::AdjustSp(_) => (bit(Reg::SP), bit(Reg::SP)),
        Thumb::Push(mask) | Thumb::PushWide(mask) => (mask | bit(Reg::SP), bit(Reg::SP)),
        Thumb::Pop(mask) | Thumb::PopWide(mask) if mask & 1 << 15 != 0 => (RESULTS | KEPT & !mask | bit(Reg::SP), mask),
        Thumb::Pop(mask) | Thumb::PopWide(mask) => (bit(Reg::SP), mask | bit(Reg::SP)),
        // Nobody looks at registers after a trap.
        Thumb::Udf(_) | Thumb::Branch(_) | Thumb::BranchIf(..) | Thumb::If(..) => (0, 0),
        _ => effect_wide(inst),
    }
}

/// The same of the instructions of ARMv7-M. pc stands for "no operand" there.
fn effect_wide(inst: Thumb) -> (Set, Set) {
    let (reads, writes) = match inst {
        Thumb::Data(_, _, rd, rn, rm, ..) | Thumb::ShiftBy(_, _, rd, rn, rm) => (bit(rn) | bit(rm), bit(rd)),
        Thumb::DataImm(_, _, rd, rn, _) | Thumb::AddImm12(rd, rn, _) | Thumb::UnaryWide(_, rd, rn) => (bit(rn), bit(rd)),
        Thumb::MovWide(rd, _) => (0, bit(rd)),
        Thumb::Extract(_, rd, rn, ..) => (bit(rn), bit(rd)),
        Thumb::Insert(rd, rn, ..) => (bit(rd) | bit(rn), bit(rd)),
        Thumb::Mul(rd, rn, rm) | Thumb::Divide(_, rd, rn, rm) => (bit(rn) | bit(rm), bit(rd)),
        Thumb::MulAdd(rd, rn, rm, ra) | Thumb::MulSub(rd, rn, rm, ra) => (bit(rn) | bit(rm) | bit(ra), bit(rd)),
        Thumb::MulLong(_, low, high, rn, rm) => (bit(rn) | bit(rm), bit(low) | bit(high)),
        Thumb::LoadWide(_, rt, rn, _) => (bit(rn), bit(rt)),
        Thumb::StoreWide(_, rt, rn, _) => (bit(rt) | bit(rn), 0),
        Thumb::LoadIndexWide(_, rt, rn, rm, _) => (bit(rn) | bit(rm), bit(rt)),
        Thumb::StoreIndexWide(_, rt, rn, rm, _) => (bit(rt) | bit(rn) | bit(rm), 0),
        Thumb::CompareBranch(_, rn, _) => (bit(rn), 0),
        Thumb::Float(float) => float.effect(),
        other => unreachable!("{other:?} has an effect of its own"),
    };
    (reads & !bit(Reg::PC), writes & !bit(Reg::PC))
}

/// By item: whether an `it` before it governs it, so that it may not happen: what it overwrites is still needed, and it must stay.
fn conditional(items: &[Item]) -> Vec<bool> {
    let mut left = 0;
    items
        .iter()
        .map(|item| match item {
            Item::Inst(Thumb::If(_, mask)) => {
                left = 4 - mask.trailing_zeros();
                false
            }
            _ => {
                let governed = left > 0;
                left = left.saturating_sub(1);
                governed
            }
        })
        .collect()
}

/// By item: the registers whose contents somebody may still read when control stands before it; and after the last one.
fn liveness(listing: &Listing, conditional: &[bool]) -> Vec<Set> {
    let items = &listing.items;
    let mut live = vec![0; items.len() + 1];
    let mut at_labels: HashMap<Label, Set> = HashMap::default();
    loop {
        let before = at_labels.clone();
        for index in (0..items.len()).rev() {
            let after = live[index + 1];
            let at = |label: &Label| at_labels.get(label).copied().unwrap_or(0);
            live[index] = match &items[index] {
                Item::Inst(inst) => {
                    let falls = match inst {
                        Thumb::Branch(label) => at(label),
                        Thumb::BranchIf(_, label) | Thumb::CompareBranch(_, _, label) => after | at(label),
                        // A jump through a table: the table follows and knows.
                        Thumb::AddHigh(Reg::PC, _) => after,
                        inst if inst.ends_flow() => 0,
                        _ => after,
                    };
                    let (reads, writes) = effect(*inst);
                    if conditional[index] { falls | reads } else { falls & !writes | reads }
                }
                Item::Label(label) => {
                    at_labels.insert(*label, after);
                    after
                }
                // Stands after the call: what the landing needs must survive it.
                Item::Landing(label) => after | at(label),
                Item::Table(table) => listing.tables[*table as usize].iter().fold(0, |all, label| all | at(label)),
                Item::TableAddress(rd, _) => after & !bit(*rd),
                Item::Place(_) => after,
            };
        }
        if at_labels == before {
            return live;
        }
    }
}

struct Round<'a> {
    live: Vec<Set>,
    conditional: Vec<bool>,
    items: &'a mut Vec<Item>,
    doomed: Vec<usize>,
}

impl Round<'_> {
    /// Whether anything was taken out.
    fn run(&mut self) -> bool {
        // What lies before this index has been changed in this round, so what is known of it may be out of date.
        let mut fresh = 0;
        for index in 0..self.items.len() {
            let Item::Inst(Thumb::Mov(to, from)) = self.items[index] else { continue };
            if index < fresh || to.0 > 12 || from.0 > 12 || self.conditional[index] {
                continue;
            }
            if to == from || self.live[index + 1] & bit(to) == 0 {
                self.doomed.push(index);
                fresh = index + 1;
            } else if let Some(end) = self.use_source(index, to, from) {
                self.doomed.push(index);
                fresh = end + 1;
            } else if self.make_at_once(index, fresh, to, from) {
                self.doomed.push(index);
                fresh = index + 1;
            }
        }
        let mut doomed = std::mem::take(&mut self.doomed).into_iter().peekable();
        let any = doomed.peek().is_some();
        let mut index = 0;
        self.items.retain(|_| {
            index += 1;
            doomed.next_if_eq(&(index - 1)).is_none()
        });
        any
    }

    /// Lets what follows `mov to, from` read `from`, up to where `to` is needed no more; gives that place.
    fn use_source(&mut self, index: usize, to: Reg, from: Reg) -> Option<usize> {
        let mut changed = Vec::new();
        for at in index + 1..self.items.len() {
            let inst = match self.items[at] {
                Item::Inst(inst) => inst,
                Item::Place(_) => continue,
                _ => return None,
            };
            let (reads, writes) = effect(inst);
            if branches(inst) || self.conditional[at] && writes & bit(to) != 0 {
                // The other way must not need it.
                return None;
            }
            if reads & bit(to) != 0 {
                changed.push((at, read_instead(inst, to, from)?));
            }
            if writes & bit(to) != 0 || self.live[at + 1] & bit(to) == 0 {
                for (at, inst) in changed {
                    self.items[at] = Item::Inst(inst);
                }
                return Some(at);
            }
            if writes & bit(from) != 0 || inst.ends_flow() {
                return None;
            }
        }
        None
    }

    /// Lets the instruction that makes `from` make `to`, if `from` is needed no more after `mov to, from`.
    fn make_at_once(&mut self, index: usize, fresh: usize, to: Reg, from: Reg) -> bool {
        if self.live[index + 1] & bit(from) != 0 {
            return false;
        }
        let mut changed = Vec::new();
        for at in (fresh..index).rev() {
            let inst = match self.items[at] {
                Item::Inst(inst) => inst,
                Item::Place(_) => continue,
                _ => return false,
            };
            let (mut reads, writes) = effect(inst);
            if self.conditional[at] {
                reads |= writes;
            }
            if branches(inst)
                || (reads | writes) & bit(to) != 0 && !(writes & bit(from) != 0 && writes & bit(to) == 0 && reads & bit(from) == 0)
            {
                return false;
            }
            if (reads | writes) & bit(from) == 0 {
                continue;
            }
            let makes = writes & bit(from) != 0 && reads & bit(from) == 0;
            let Some(renamed) = (if makes { write_instead(inst, from, to) } else { rename(inst, from, to) }) else { return false };
            changed.push((at, renamed));
            if makes {
                for (at, inst) in changed {
                    self.items[at] = Item::Inst(inst);
                }
                return true;
            }
        }
        false
    }
}

fn branches(inst: Thumb) -> bool {
    matches!(inst, Thumb::Branch(_) | Thumb::BranchIf(..) | Thumb::CompareBranch(..))
}

/// The instruction reading `new` where it reads `old`; `None` if it cannot, or overwrites what it reads.
fn read_instead(inst: Thumb, old: Reg, new: Reg) -> Option<Thumb> {
    let name = |reg: Reg| if reg == old { new } else { reg };
    match inst {
        Thumb::Mov(rd, rm) => return Some(Thumb::Mov(rd, name(rm))),
        Thumb::AddHigh(rd, rm) if rd != old => return Some(Thumb::AddHigh(rd, name(rm))),
        _ if inst.size() == 4 => return read_instead_wide(inst, name),
        _ => {}
    }
    if !new.is_low() {
        return None;
    }
    Some(match inst {
        Thumb::ShiftImm(shift, rd, rm, n) => Thumb::ShiftImm(shift, rd, name(rm), n),
        Thumb::Unary(op, rd, rm) => Thumb::Unary(op, rd, name(rm)),
        Thumb::AddImm3(rd, rn, n) => Thumb::AddImm3(rd, name(rn), n),
        Thumb::SubImm3(rd, rn, n) => Thumb::SubImm3(rd, name(rn), n),
        Thumb::Add(rd, rn, rm) => Thumb::Add(rd, name(rn), name(rm)),
        Thumb::Sub(rd, rn, rm) => Thumb::Sub(rd, name(rn), name(rm)),
        Thumb::CmpImm(rn, n) => Thumb::CmpImm(name(rn), n),
        Thumb::Alu(op @ (Alu::Tst | Alu::Cmp | Alu::Cmn), rn, rm) if rn.is_low() && rm.is_low() => Thumb::Alu(op, name(rn), name(rm)),
        Thumb::Alu(op @ (Alu::Neg | Alu::Mvn), rd, rm) => Thumb::Alu(op, rd, name(rm)),
        Thumb::Alu(op, rd, rm) if rd != old => Thumb::Alu(op, rd, name(rm)),
        Thumb::LoadIndex(width, rt, rn, rm) => Thumb::LoadIndex(width, rt, name(rn), name(rm)),
        Thumb::StoreIndex(width, rt, rn, rm) => Thumb::StoreIndex(width, name(rt), name(rn), name(rm)),
        Thumb::Load(width, rt, rn, n) => Thumb::Load(width, rt, name(rn), n),
        Thumb::Store(width, rt, rn, n) => Thumb::Store(width, name(rt), name(rn), n),
        Thumb::StoreSp(rt, n) => Thumb::StoreSp(name(rt), n),
        _ => return None,
    })
}

/// The same of the 32-bit instructions, which name any register.
fn read_instead_wide(inst: Thumb, name: impl Fn(Reg) -> Reg) -> Option<Thumb> {
    Some(match inst {
        Thumb::Data(op, s, rd, rn, rm, shift, n) => Thumb::Data(op, s, rd, name(rn), name(rm), shift, n),
        Thumb::DataImm(op, s, rd, rn, n) => Thumb::DataImm(op, s, rd, name(rn), n),
        Thumb::AddImm12(rd, rn, n) => Thumb::AddImm12(rd, name(rn), n),
        Thumb::ShiftBy(shift, s, rd, rn, rm) => Thumb::ShiftBy(shift, s, rd, name(rn), name(rm)),
        Thumb::UnaryWide(op, rd, rm) => Thumb::UnaryWide(op, rd, name(rm)),
        Thumb::Extract(signed, rd, rn, lowest, width) => Thumb::Extract(signed, rd, name(rn), lowest, width),
        Thumb::Mul(rd, rn, rm) => Thumb::Mul(rd, name(rn), name(rm)),
        Thumb::MulAdd(rd, rn, rm, ra) => Thumb::MulAdd(rd, name(rn), name(rm), name(ra)),
        Thumb::MulSub(rd, rn, rm, ra) => Thumb::MulSub(rd, name(rn), name(rm), name(ra)),
        Thumb::MulLong(signed, low, high, rn, rm) => Thumb::MulLong(signed, low, high, name(rn), name(rm)),
        Thumb::Divide(signed, rd, rn, rm) => Thumb::Divide(signed, rd, name(rn), name(rm)),
        Thumb::LoadWide(width, rt, rn, n) => Thumb::LoadWide(width, rt, name(rn), n),
        Thumb::StoreWide(width, rt, rn, n) => Thumb::StoreWide(width, name(rt), name(rn), n),
        Thumb::LoadIndexWide(width, rt, rn, rm, n) => Thumb::LoadIndexWide(width, rt, name(rn), name(rm), n),
        Thumb::StoreIndexWide(width, rt, rn, rm, n) => Thumb::StoreIndexWide(width, name(rt), name(rn), name(rm), n),
        _ => return None,
    })
}

/// The instruction writing `new` where it writes `old`, which it does not read.
fn write_instead(inst: Thumb, old: Reg, new: Reg) -> Option<Thumb> {
    let name = |reg: Reg| if reg == old { new } else { reg };
    match inst {
        Thumb::Mov(rd, rm) => return Some(Thumb::Mov(name(rd), rm)),
        _ if inst.size() == 4 => return write_instead_wide(inst, name),
        _ => {}
    }
    if !new.is_low() {
        return None;
    }
    Some(match inst {
        Thumb::ShiftImm(shift, rd, rm, n) => Thumb::ShiftImm(shift, name(rd), rm, n),
        Thumb::Unary(op, rd, rm) => Thumb::Unary(op, name(rd), rm),
        Thumb::AddImm3(rd, rn, n) => Thumb::AddImm3(name(rd), rn, n),
        Thumb::SubImm3(rd, rn, n) => Thumb::SubImm3(name(rd), rn, n),
        Thumb::Add(rd, rn, rm) => Thumb::Add(name(rd), rn, rm),
        Thumb::Sub(rd, rn, rm) => Thumb::Sub(name(rd), rn, rm),
        Thumb::MovImm(rd, n) => Thumb::MovImm(name(rd), n),
        Thumb::LoadLiteral(rd, literal) => Thumb::LoadLiteral(name(rd), literal),
        Thumb::Alu(op @ (Alu::Neg | Alu::Mvn), rd, rm) => Thumb::Alu(op, name(rd), rm),
        Thumb::LoadIndex(width, rt, rn, rm) => Thumb::LoadIndex(width, name(rt), rn, rm),
        Thumb::Load(width, rt, rn, n) => Thumb::Load(width, name(rt), rn, n),
        Thumb::LoadSp(rt, n) => Thumb::LoadSp(name(rt), n),
        Thumb::AddSp(rd, n) => Thumb::AddSp(name(rd), n),
        _ => return None,
    })
}

/// The same of the 32-bit instructions.
fn write_instead_wide(inst: Thumb, name: impl Fn(Reg) -> Reg) -> Option<Thumb> {
    Some(match inst {
        Thumb::Data(op, s, rd, rn, rm, shift, n) => Thumb::Data(op, s, name(rd), rn, rm, shift, n),
        Thumb::DataImm(op, s, rd, rn, n) => Thumb::DataImm(op, s, name(rd), rn, n),
        Thumb::AddImm12(rd, rn, n) => Thumb::AddImm12(name(rd), rn, n),
        Thumb::MovWide(rd, n) => Thumb::MovWide(name(rd), n),
        Thumb::LoadLiteral(rt, literal) => Thumb::LoadLiteral(name(rt), literal),
        Thumb::ShiftBy(shift, s, rd, rn, rm) => Thumb::ShiftBy(shift, s, name(rd), rn, rm),
        Thumb::UnaryWide(op, rd, rm) => Thumb::UnaryWide(op, name(rd), rm),
        Thumb::Extract(signed, rd, rn, lowest, width) => Thumb::Extract(signed, name(rd), rn, lowest, width),
        Thumb::Mul(rd, rn, rm) => Thumb::Mul(name(rd), rn, rm),
        Thumb::MulAdd(rd, rn, rm, ra) => Thumb::MulAdd(name(rd), rn, rm, ra),
        Thumb::MulSub(rd, rn, rm, ra) => Thumb::MulSub(name(rd), rn, rm, ra),
        Thumb::Divide(signed, rd, rn, rm) => Thumb::Divide(signed, name(rd), rn, rm),
        Thumb::LoadWide(width, rt, rn, n) => Thumb::LoadWide(width, name(rt), rn, n),
        Thumb::LoadIndexWide(width, rt, rn, rm, n) => Thumb::LoadIndexWide(width, name(rt), rn, rm, n),
        _ => return None,
    })
}

/// The instruction with `new` in every place of `old`.
fn rename(inst: Thumb, old: Reg, new: Reg) -> Option<Thumb> {
    let name = |reg: Reg| if reg == old { new } else { reg };
    match inst {
        Thumb::AddImm8(rd, n) if new.is_low() => Some(Thumb::AddImm8(name(rd), n)),
        Thumb::SubImm8(rd, n) if new.is_low() => Some(Thumb::SubImm8(name(rd), n)),
        Thumb::Alu(op, rd, rm) if new.is_low() && rd == old => Some(Thumb::Alu(op, new, name(rm))),
        inst => {
            let read = read_instead(inst, old, new)?;
            if effect(inst).1 & bit(old) != 0 { write_instead(read, old, new) } else { Some(read) }
        }
    }
}

#[cfg(test)]
mod tests {
    //! Stretches of code before and after.

    use super::super::inst::{Cond, Label, Reg, Shift, SymbolId, Thumb, Width};
    use super::*;

    pub(super) const R0: Reg = Reg(0);
    pub(super) const R1: Reg = Reg(1);
    pub(super) const R4: Reg = Reg(4);
    pub(super) const RETURN: Thumb = Thumb::Bx(Reg::LR);

    /// `udf n` stands for label n.
    pub(super) fn items(insts: &[Thumb]) -> Vec<Item> {
        insts.iter().map(|&inst| if let Thumb::Udf(n) = inst { Item::Label(Label(u32::from(n))) } else { Item::Inst(inst) }).collect()
    }

    /// The reverse.
    pub(super) fn listed(listing: &Listing) -> Vec<Thumb> {
        let inst = |item: &Item| match item {
            Item::Inst(inst) => *inst,
            Item::Label(label) => Thumb::Udf(label.0 as u8),
            _ => panic!("no other items"),
        };
        listing.items.iter().map(inst).collect()
    }

    fn coalesced(insts: &[Thumb]) -> Vec<Thumb> {
        let mut listing = Listing { items: items(insts), labels: 8, ..Listing::default() };
        coalesce(&mut listing);
        listed(&listing)
    }

    #[test]
    fn the_source_is_read_where_it_lasts() {
        let load = |from| Thumb::Load(Width::Word, R0, from, 4);
        let after = [Thumb::MovImm(R1, 0), RETURN];
        assert_eq!(coalesced(&[Thumb::Mov(R1, R4), load(R1), after[0], after[1]]), [load(R4), after[0], after[1]]);
    }

    #[test]
    fn a_copy_stays_where_both_are_needed() {
        let code = [Thumb::Mov(R1, R0), Thumb::AddImm8(R0, 1), Thumb::Add(R0, R0, R1), RETURN];
        assert_eq!(coalesced(&code), code);
    }

    #[test]
    fn a_result_is_made_where_it_goes() {
        let code = [Thumb::ShiftImm(Shift::Lsl, R1, R4, 2), Thumb::AddImm8(R1, 1), Thumb::Mov(R0, R1), Thumb::MovImm(R1, 0), RETURN];
        assert_eq!(coalesced(&code), [Thumb::ShiftImm(Shift::Lsl, R0, R4, 2), Thumb::AddImm8(R0, 1), Thumb::MovImm(R1, 0), RETURN]);
    }

    #[test]
    fn arguments_and_results_of_calls_stay() {
        let code = [
            Thumb::Mov(R1, R4),
            Thumb::Call(SymbolId(0), 0b11),
            Thumb::Mov(R4, R0),
            Thumb::MovImm(R0, 3),
            Thumb::Call(SymbolId(0), 1),
            Thumb::Add(R0, R0, R4),
            RETURN,
        ];
        assert_eq!(coalesced(&code), code);
        // r1 is no argument here, and nobody else wants it.
        let code = [Thumb::Mov(R1, R4), Thumb::Call(SymbolId(0), 1), Thumb::MovImm(R1, 0), RETURN];
        assert_eq!(coalesced(&code), code[1..]);
    }

    #[test]
    fn what_another_way_needs_stays() {
        // Label 1 is a loop's head that reads r1.
        let code = [
            Thumb::Mov(R1, R0),
            Thumb::Udf(1),
            Thumb::AddImm8(R0, 1),
            Thumb::Alu(Alu::Cmp, R0, R1),
            Thumb::BranchIf(Cond::Lt, Label(1)),
            RETURN,
        ];
        assert_eq!(coalesced(&code), code);
        // At label 2 nobody does.
        let code = [Thumb::Mov(R1, R0), Thumb::Branch(Label(2)), Thumb::Udf(2), Thumb::MovImm(R1, 0), RETURN];
        assert_eq!(coalesced(&code), [Thumb::Branch(Label(2)), Thumb::Udf(2), Thumb::MovImm(R1, 0), RETURN]);
    }

    #[test]
    fn saved_registers_are_restored() {
        let high = Reg(8);
        let code = [
            Thumb::Mov(R4, high),
            Thumb::Push(1 << 4),
            Thumb::Mov(high, R0),
            Thumb::Call(SymbolId(0), 0),
            Thumb::Mov(R0, high),
            Thumb::Pop(1 << 4),
            Thumb::Mov(high, R4),
            RETURN,
        ];
        assert_eq!(coalesced(&code), code);
    }
}
