//! Drops instructions without effect whose result nobody uses, and blocks that nothing leads to.

use crate::ir::flow::Flow;
use crate::ir::{Function, Module, Terminator};

/// Cleans every function.
pub fn run(module: &mut Module) {
    module.functions.iter_mut().flatten().for_each(function);
}

/// Cleans one function.
pub fn function(function: &mut Function) {
    let flow = Flow::new(function);
    for b in function.block_ids() {
        if !flow.is_reachable(b) {
            let block = &mut function.blocks[b.index()];
            block.instructions.clear();
            block.terminator = Terminator::Unreachable;
        }
    }
    let mut uses = vec![0u32; function.types.len()];
    for block in &function.blocks {
        block.instructions.iter().for_each(|i| i.op.operands(|v| uses[v.index()] += 1));
        block.terminator.operands(|v| uses[v.index()] += 1);
    }
    // Backwards, so that what only dead instructions used dies in the same walk; loops need none of this.
    for &b in flow.order.iter().rev() {
        let block = &mut function.blocks[b.index()];
        let mut kept = Vec::with_capacity(block.instructions.len());
        for instruction in block.instructions.drain(..).rev() {
            let dead = instruction.op.is_removable() && instruction.result.is_none_or(|v| uses[v.index()] == 0);
            if dead {
                instruction.op.operands(|v| uses[v.index()] -= 1);
            } else {
                kept.push(instruction);
            }
        }
        kept.reverse();
        block.instructions = kept;
    }
}
