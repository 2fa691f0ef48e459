//! How often functions are called: from how many places, and what runs once at most.
//!
//! In: a module at any point of the pipeline. Changes nothing.

use crate::ir::flow::Flow;
use crate::ir::{Block as Id, Constant, Convention, Func, Function, Module, Op};

/// By function: how many calls name it. Every other use counts as two, so that one means that it is called from one place alone.
pub fn call_places(module: &Module) -> Vec<u32> {
    let mut places = vec![0; module.functions.len()];
    for instruction in module.functions.iter().flatten().flat_map(|f| &f.blocks).flat_map(|b| &b.instructions) {
        match &instruction.op {
            Op::Call { function, .. } => places[function.index()] += 1,
            Op::Func(function) | Op::ClosureNew { function, .. } => places[function.index()] += 2,
            _ => {}
        }
    }
    let tables = module.classes.iter().flat_map(|c| c.vtable.iter().flatten());
    tables.for_each(|f| places[f.index()] += 2);
    let held = module.data.iter().flat_map(|d| d.constants());
    held.for_each(|c| if let Constant::Func(f) = c { places[f.index()] += 2 });
    let fixed = [module.main, module.describe].into_iter().chain(module.throws.all().map(|(_, f)| f));
    fixed.flatten().for_each(|f| places[f.index()] += 2);
    places
}

/// By function that is entered once at most: by block, whether that runs once at most.
pub fn runs_once(module: &Module) -> Vec<Option<Vec<bool>>> {
    let calls = call_places(module);
    let mut once = vec![None; module.functions.len()];
    // From callers to callees: modules call what initialises others.
    let mut work: Vec<Func> = module.main.into_iter().collect();
    while let Some(id) = work.pop() {
        let Some(function) = &module.functions[id.index()] else { continue };
        let straight = straight(function);
        for b in function.block_ids().filter(|b| straight[b.index()]) {
            for instruction in &function.blocks[b.index()].instructions {
                if let Op::Call { function: callee, .. } = instruction.op
                    && calls[callee.index()] == 1
                    && module.functions[callee.index()].as_ref().is_some_and(|f| f.convention == Convention::Direct)
                {
                    work.push(callee);
                }
            }
        }
        once[id.index()] = Some(straight);
    }
    once
}

/// By block: whether it is in no loop. Jumps into the middle of a loop do not come from structured programs; every block of such a
/// function counts as in one.
fn straight(function: &Function) -> Vec<bool> {
    let flow = Flow::new(function);
    let goes_back = |from: Id, to: Id| flow.position[to.index()] <= flow.position[from.index()];
    let into_a_loop = |from: Id, to: Id| goes_back(from, to) && !flow.dominates(to, from);
    if flow.order.iter().any(|&b| flow.successors[b.index()].iter().any(|&s| into_a_loop(b, s))) {
        return vec![false; function.blocks.len()];
    }
    let mut straight: Vec<bool> = function.block_ids().map(|b| flow.is_reachable(b)).collect();
    flow.loops().iter().flat_map(|l| &l.blocks).for_each(|b| straight[b.index()] = false);
    straight
}
