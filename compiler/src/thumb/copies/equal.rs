//! Takes out copies into registers that hold the value already.
//!
//! In and out: a listing. Which registers certainly hold the same is found forwards through the whole function: a copy makes two equal, a write
//! ends it, and where ways meet only what all of them agree on is left. Nothing is taken to be equal where a function or a landing begins.

use super::super::assemble::{Item, Listing};
use super::super::inst::{Label, Reg, Thumb};
use super::{Set, bit, effect};
use crate::hash::HashMap;

/// Registers that are looked at: r0 to r12.
const REGISTERS: usize = 13;

/// By register: the least register that holds the same.
type Classes = [u8; REGISTERS];

/// Takes the copies out; whether there were any. `conditional`: by item, whether it may not happen.
pub fn drop_idle(listing: &mut Listing, conditional: &[bool]) -> bool {
    if !listing.items.iter().any(|item| copied(item).is_some()) {
        return false;
    }
    let entries = entries(listing, conditional);
    let mut idle = Vec::new();
    let mut state = Some(distinct());
    for (index, item) in listing.items.iter().enumerate() {
        enter(item, &entries, &mut state);
        let Some(classes) = &mut state else { continue };
        if let Some((to, from)) = copied(item)
            && !conditional[index]
            && classes[to] == classes[from]
        {
            idle.push(index);
            continue;
        }
        step(item, conditional[index], classes);
        if ends(item) {
            state = None;
        }
    }
    let any = !idle.is_empty();
    let mut idle = idle.into_iter().peekable();
    let mut index = 0;
    listing.items.retain(|_| {
        index += 1;
        idle.next_if_eq(&(index - 1)).is_none()
    });
    any
}

fn distinct() -> Classes {
    std::array::from_fn(|reg| reg as u8)
}

fn copied(item: &Item) -> Option<(usize, usize)> {
    match *item {
        Item::Inst(Thumb::Mov(Reg(to), Reg(from))) if usize::from(to.max(from)) < REGISTERS => Some((to.into(), from.into())),
        _ => None,
    }
}

/// What holds at each label that control has been seen to reach.
fn entries(listing: &Listing, conditional: &[bool]) -> HashMap<Label, Classes> {
    let mut entries: HashMap<Label, Classes> = HashMap::default();
    loop {
        let mut changed = false;
        let mut state = Some(distinct());
        for (index, item) in listing.items.iter().enumerate() {
            if let (Item::Label(label), Some(classes)) = (item, &state) {
                changed |= reach(&mut entries, *label, classes);
            }
            enter(item, &entries, &mut state);
            let Some(classes) = &mut state else { continue };
            step(item, conditional[index], classes);
            match item {
                Item::Inst(Thumb::Branch(label) | Thumb::BranchIf(_, label) | Thumb::CompareBranch(_, _, label)) => {
                    changed |= reach(&mut entries, *label, classes);
                }
                Item::Table(table) => {
                    for label in &listing.tables[*table as usize] {
                        changed |= reach(&mut entries, *label, classes);
                    }
                }
                Item::Landing(label) => changed |= reach(&mut entries, *label, &distinct()),
                _ => {}
            }
            if ends(item) {
                state = None;
            }
        }
        if !changed {
            return entries;
        }
    }
}

/// Another way into a label; whether that changes what holds there.
fn reach(entries: &mut HashMap<Label, Classes>, label: Label, classes: &Classes) -> bool {
    let met = match entries.get(&label) {
        Some(known) => meet(known, classes),
        None => *classes,
    };
    entries.insert(label, met) != Some(met)
}

/// What holds at a label is what was found for it.
fn enter(item: &Item, entries: &HashMap<Label, Classes>, state: &mut Option<Classes>) {
    if let Item::Label(label) = item {
        *state = entries.get(label).copied();
    }
}

/// Whether control does not go on to the next item; a table follows its jump.
fn ends(item: &Item) -> bool {
    match item {
        Item::Inst(Thumb::AddHigh(Reg::PC, _)) => false,
        Item::Inst(inst) => inst.ends_flow(),
        Item::Table(_) => true,
        _ => false,
    }
}

fn step(item: &Item, conditional: bool, classes: &mut Classes) {
    let writes: Set = match item {
        Item::Inst(inst) => effect(*inst).1,
        Item::TableAddress(rd, _) => bit(*rd),
        _ => return,
    };
    for reg in (0..REGISTERS).filter(|reg| writes & 1 << reg != 0) {
        part(classes, reg);
    }
    if let Some((to, from)) = copied(item)
        && !conditional
        && to != from
    {
        let least = classes[from].min(to as u8);
        let class = classes[from];
        classes[to] = class;
        for other in classes.iter_mut().filter(|other| **other == class) {
            *other = least;
        }
    }
}

/// The register holds something else from here on.
fn part(classes: &mut Classes, reg: usize) {
    let class = classes[reg];
    classes[reg] = reg as u8;
    if class == reg as u8 {
        // The others are named after the least of them.
        let mut least = None;
        for other in (0..REGISTERS).filter(|&other| other != reg) {
            if classes[other] == class {
                classes[other] = *least.get_or_insert(other as u8);
            }
        }
    }
}

/// Two registers are equal where they are in both.
fn meet(a: &Classes, b: &Classes) -> Classes {
    std::array::from_fn(|reg| (0..=reg).find(|&least| a[least] == a[reg] && b[least] == b[reg]).unwrap_or(reg) as u8)
}

#[cfg(test)]
mod tests {
    //! Functions before and after; `udf n` stands for label n.

    use super::super::super::inst::{Cond, SymbolId};
    use super::super::tests::{R0, R1, R4, RETURN, items, listed};
    use super::*;

    fn dropped(insts: &[Thumb]) -> Vec<Thumb> {
        let mut listing = Listing { items: items(insts), labels: 8, ..Listing::default() };
        let conditional = super::super::conditional(&listing.items);
        drop_idle(&mut listing, &conditional);
        listed(&listing)
    }

    #[test]
    fn a_copy_back_goes() {
        let add = Thumb::AddImm8(R4, 1);
        assert_eq!(dropped(&[Thumb::Mov(R1, R0), add, Thumb::Mov(R0, R1), RETURN]), [Thumb::Mov(R1, R0), add, RETURN]);
        // Not where either has changed.
        for changed in [R0, R1] {
            let code = [Thumb::Mov(R1, R0), Thumb::AddImm8(changed, 1), Thumb::Mov(R0, R1), RETURN];
            assert_eq!(dropped(&code), code);
        }
    }

    #[test]
    fn what_was_equal_through_a_third_stays_equal() {
        let code = [Thumb::Mov(R1, R0), Thumb::Mov(R4, R0), Thumb::MovImm(R0, 3), Thumb::Mov(R4, R1), RETURN];
        assert_eq!(dropped(&code), [code[0], code[1], code[2], RETURN]);
    }

    #[test]
    fn ways_that_meet_must_agree() {
        let copy = Thumb::Mov(R1, R0);
        let code = |other| {
            [
                Thumb::CmpImm(R4, 0),
                Thumb::BranchIf(Cond::Eq, Label(1)),
                other,
                Thumb::Branch(Label(2)),
                Thumb::Udf(1),
                copy,
                Thumb::Udf(2),
                copy,
                RETURN,
            ]
        };
        let agreed = code(copy);
        assert_eq!(dropped(&agreed), [&agreed[..7], &[RETURN]].concat());
        let other = code(Thumb::MovImm(R1, 0));
        assert_eq!(dropped(&other), other);
    }

    #[test]
    fn a_loop_keeps_what_holds_all_round() {
        let round = |change| [Thumb::Mov(R1, R0), Thumb::Udf(1), Thumb::Mov(R0, R1), change, Thumb::BranchIf(Cond::Ne, Label(1)), RETURN];
        let kept = round(Thumb::SubImm8(R4, 1));
        assert_eq!(dropped(&kept), [&kept[..2], &kept[3..]].concat());
        let changed = round(Thumb::SubImm8(R1, 1));
        assert_eq!(dropped(&changed), changed);
    }

    #[test]
    fn calls_and_conditional_copies_part() {
        let call = Thumb::Call(SymbolId(0), 1);
        let code = [Thumb::Mov(R4, R0), call, Thumb::Mov(R4, R0), RETURN];
        assert_eq!(dropped(&code), code);
        let code = [Thumb::CmpImm(R4, 0), Thumb::If(Cond::Eq, 0b1000), Thumb::Mov(R1, R0), Thumb::Mov(R0, R1), RETURN];
        assert_eq!(dropped(&code), code);
    }
}
