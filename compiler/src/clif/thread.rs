//! Lets branches that depend on where control comes from be taken there: `a && b` in a condition, a comparison whose fast and slow way both end in one test.
//!
//! In: CLIF as built. Out: the same function in which a block that only tests one of its parameters (perhaps after a few small operations on it) is copied
//! to the blocks that jump to it, where the parameter is known better: a constant decides the branch, a comparison is fused with it. Mueller, Whalley:
//! Avoiding Conditional Branches by Code Replication, PLDI 1995.

use cranelift_codegen::cursor::{Cursor, FuncCursor};
use cranelift_codegen::flowgraph::ControlFlowGraph;
use cranelift_codegen::ir::{Block, BlockArg, Function, Inst, InstBuilder, InstructionData, Opcode, Value, ValueDef};
use crate::hash::{HashMap, HashSet};

/// A block with more operations before its branch is not copied, nor one that more blocks jump to.
const MOST_OPERATIONS: usize = 4;
const MOST_COPIES: usize = 4;

/// Runs on one function.
pub fn run(function: &mut Function) {
    let used_elsewhere = used_in_other_blocks(function);
    let mut blocks: Vec<Block> = function.layout.blocks().collect();
    // From the end, so that of two tests in a row the second is gone when the first is copied.
    blocks.reverse();
    let cfg = ControlFlowGraph::with_function(function);
    for block in blocks {
        if is_test(function, block, &used_elsewhere) {
            let jumps: Vec<Inst> =
                cfg.pred_iter(block).map(|p| p.inst).filter(|i| function.dfg.insts[*i].opcode() == Opcode::Jump).collect();
            if (1..=MOST_COPIES).contains(&jumps.len()) {
                jumps.into_iter().for_each(|jump| copy_to(function, block, jump));
            }
        }
    }
}

/// Values that some block other than their own uses.
fn used_in_other_blocks(function: &Function) -> HashSet<Value> {
    let mut all = HashSet::default();
    for block in function.layout.blocks() {
        for inst in function.layout.block_insts(block) {
            for value in function.dfg.inst_values(inst) {
                let value = function.dfg.resolve_aliases(value);
                let home = match function.dfg.value_def(value) {
                    ValueDef::Result(inst, _) => function.layout.inst_block(inst),
                    ValueDef::Param(block, _) => Some(block),
                    ValueDef::Union(..) => None,
                };
                if home != Some(block) {
                    all.insert(value);
                }
            }
        }
    }
    all
}

/// Whether the block has parameters, small operations that nobody else looks at, and a branch on what comes of them.
fn is_test(function: &Function, block: Block, used_elsewhere: &HashSet<Value>) -> bool {
    let params = function.dfg.block_params(block);
    if params.is_empty() || params.iter().any(|p| used_elsewhere.contains(p)) {
        return false;
    }
    let insts: Vec<Inst> = function.layout.block_insts(block).collect();
    let Some((last, rest)) = insts.split_last() else { return false };
    let InstructionData::Brif { arg, blocks, .. } = &function.dfg.insts[*last] else { return false };
    let small = |inst: &Inst| {
        let opcode = function.dfg.insts[*inst].opcode();
        let pure = matches!(
            opcode,
            Opcode::Iconst
                | Opcode::Icmp
                | Opcode::Band
                | Opcode::Bor
                | Opcode::Bxor
                | Opcode::Iadd
                | Opcode::Isub
                | Opcode::Ishl
                | Opcode::Ushr
                | Opcode::Sshr
                | Opcode::Uextend
                | Opcode::Ireduce
        );
        pure && function.dfg.inst_results(*inst).iter().all(|r| !used_elsewhere.contains(r))
    };
    let operations = rest.iter().filter(|i| function.dfg.insts[**i].opcode() != Opcode::Iconst).count();
    operations <= MOST_OPERATIONS
        && rest.iter().all(small)
        // A loop's own header is no test of where control comes from.
        && blocks.iter().all(|b| b.block(&function.dfg.value_lists) != block)
        && depends_on(function, block, *arg)
}

/// Whether the value comes of the block's parameters.
fn depends_on(function: &Function, block: Block, value: Value) -> bool {
    let mut work = vec![value];
    while let Some(value) = work.pop() {
        match function.dfg.value_def(function.dfg.resolve_aliases(value)) {
            ValueDef::Param(home, _) if home == block => return true,
            ValueDef::Result(inst, _) if function.layout.inst_block(inst) == Some(block) => work.extend(function.dfg.inst_args(inst)),
            _ => {}
        }
    }
    false
}

/// Puts the block's operations and branch in the place of a jump to it.
fn copy_to(function: &mut Function, block: Block, jump: Inst) {
    let InstructionData::Jump { destination, .. } = function.dfg.insts[jump] else { return };
    let args: Vec<BlockArg> = destination.args(&function.dfg.value_lists).collect();
    let mut names: HashMap<Value, Value> = HashMap::default();
    for (&param, arg) in function.dfg.block_params(block).iter().zip(args) {
        let BlockArg::Value(value) = arg else { return };
        names.insert(param, value);
    }
    let insts: Vec<Inst> = function.layout.block_insts(block).collect();
    let mut cursor = FuncCursor::new(function).at_inst(jump);
    for inst in insts {
        if let InstructionData::Brif { arg, blocks, .. } = cursor.func.dfg.insts[inst] {
            let test = name(cursor.func, &names, arg);
            let ways = blocks.map(|b| {
                let pool = &cursor.func.dfg.value_lists;
                let args: Vec<BlockArg> =
                    b.args(pool).map(|a| if let BlockArg::Value(v) = a { name(cursor.func, &names, v).into() } else { a }).collect();
                (b.block(pool), args)
            });
            cursor.set_srcloc(cursor.func.srcloc(inst));
            cursor.ins().brif(test, ways[0].0, &ways[0].1, ways[1].0, &ways[1].1);
        } else {
            let copy = cursor.func.dfg.clone_inst(inst);
            let resolved: Vec<Value> = cursor.func.dfg.inst_args(copy).iter().map(|v| name(cursor.func, &names, *v)).collect();
            cursor.func.dfg.inst_args_mut(copy).copy_from_slice(&resolved);
            cursor.insert_inst(copy);
            let place = cursor.func.srcloc(inst);
            cursor.func.set_srcloc(copy, place);
            let (old, new) = (cursor.func.dfg.first_result(inst), cursor.func.dfg.first_result(copy));
            names.insert(old, new);
        }
    }
    cursor.func.layout.remove_inst(jump);
}

fn name(function: &Function, names: &HashMap<Value, Value>, value: Value) -> Value {
    let value = function.dfg.resolve_aliases(value);
    names.get(&value).copied().unwrap_or(value)
}
