//! Drops what the program cannot reach: functions, entries of vtables, members that nobody asks for.
//!
//! In: a module and which functions `infer` found enterable. Out: the module without the others; ids stay.

use crate::ir::{Member, Module, Op};

/// Drops members of names that no instruction looks up, so that they ask nothing of the fields' representation.
pub fn drop_unused_members(module: &mut Module) {
    let mut used = vec![false; module.selectors.len()];
    for instruction in module.functions.iter().flatten().flat_map(|f| &f.blocks).flat_map(|b| &b.instructions) {
        if let Op::MemberGet { selector, .. } | Op::MemberSet { selector, .. } | Op::HasMember { selector, .. } | Op::CallMember { selector, .. } = instruction.op {
            used[selector.index()] = true;
        }
    }
    for class in &mut module.classes {
        class.members.retain(|(selector, _)| used[selector.index()]);
    }
}

/// Drops functions that cannot be entered.
pub fn drop_unreachable(module: &mut Module, reachable: &[bool]) {
    for (function, reachable) in module.functions.iter_mut().zip(reachable) {
        if !reachable {
            *function = None;
        }
    }
    for class in &mut module.classes {
        for slot in &mut class.vtable {
            *slot = slot.filter(|f| reachable[f.index()]);
        }
        class.members.retain_mut(|(_, member)| match member {
            Member::Field(..) | Member::Added(_) => true,
            Member::Method(function) => reachable[function.index()],
            Member::Accessor(get, set) => {
                *get = get.filter(|f| reachable[f.index()]);
                *set = set.filter(|f| reachable[f.index()]);
                get.is_some() || set.is_some()
            }
        });
    }
}
