//! Puts small functions in the place of calls to them.
//!
//! In: a represented module. Out: the same program with fewer calls. Only functions that call nothing of the program and cannot throw are taken, so no stack
//! trace ever misses one; a function that has lost its calls that way is taken in the next round. Size is kept in bounds: a body replaces a call
//! if it is about as large as the call, or is called from one place alone, and has no loop.

use super::calls::call_places;
use crate::ir::flow::Flow;
use crate::ir::{Block, BlockData, Func, Function, Instruction, Module, Op, Target, Terminator, Value};

/// Operations of a function that is taken wherever it is called.
const SMALL: usize = 10;
/// Operations of a function that is taken at its only call.
const ONCE: usize = 60;
/// Nothing is put into a function that has grown to this many operations.
const LARGEST: usize = 400;
const ROUNDS: usize = 3;

/// Rewrites the module.
pub fn run(module: &mut Module) {
    for _ in 0..ROUNDS {
        let places = call_places(module);
        let chosen: Vec<bool> = (0..module.functions.len()).map(|i| is_chosen(module, i, places[i])).collect();
        let mut changed = false;
        for i in 0..module.functions.len() {
            let Some(mut function) = module.functions[i].take() else { continue };
            changed |= inline_calls(module, &chosen, Func(i as u32), &mut function);
            module.functions[i] = Some(function);
        }
        if !changed {
            return;
        }
    }
}

fn is_chosen(module: &Module, index: usize, places: u32) -> bool {
    let Some(function) = &module.functions[index] else { return false };
    let limit = if places == 1 { ONCE } else { SMALL };
    places > 0 && weight(function) <= limit && is_leaf(function) && !has_loop(function)
}

/// Next to a loop a call costs nothing; within another function the loop would share the registers with all of that.
fn has_loop(function: &Function) -> bool {
    !Flow::new(function).loops().is_empty()
}

/// What a body costs: operations that become instructions.
fn weight(function: &Function) -> usize {
    let counts = |op: &Op| !matches!(op, Op::Int(_) | Op::Bool(_) | Op::Undefined | Op::Null | Op::Convert(..) | Op::ToWord(_));
    let operations: usize = function.blocks.iter().map(|b| b.instructions.iter().filter(|i| counts(&i.op)).count()).sum();
    let branches = function.blocks.iter().filter(|b| matches!(b.terminator, Terminator::Branch { .. } | Terminator::Switch { .. })).count();
    operations + branches
}

/// Whether it calls nothing of the program, cannot throw and needs no frame of its own.
fn is_leaf(function: &Function) -> bool {
    function.slots.is_empty()
        && function.captures.is_empty()
        && function.blocks.iter().all(|block| {
            block.handler.is_none()
                && !matches!(block.terminator, Terminator::Throw(_))
                // Where nothing leads, `dead` has left an empty block.
                && (!matches!(block.terminator, Terminator::Unreachable) || block.instructions.is_empty())
                && block.instructions.iter().all(|i| !i.op.may_throw() && !matches!(i.op, Op::CallRuntime { .. }))
        })
}

/// Replaces the calls in one function; whether there were any.
fn inline_calls(module: &Module, chosen: &[bool], id: Func, function: &mut Function) -> bool {
    let mut changed = false;
    let mut b = 0;
    // Blocks that are added at the end are looked at as well: the rest of a block may hold more calls.
    while b < function.blocks.len() {
        let call = function.blocks[b]
            .instructions
            .iter()
            .position(|i| matches!(&i.op, Op::Call { function, .. } if chosen[function.index()] && *function != id));
        if let Some(position) = call
            && weight(function) < LARGEST
            && let Op::Call { function: callee, args } = function.blocks[b].instructions[position].op.clone()
            && let Some(body) = &module.functions[callee.index()]
        {
            let own_places = !module.library_files.contains(&body.span.file);
            replace(function, b, position, &args, body, own_places);
            changed = true;
        }
        b += 1;
    }
    changed
}

/// Splits the block at the call; the body's blocks come in between. Without `own_places` the call's place is theirs.
fn replace(function: &mut Function, block: usize, position: usize, args: &[Value], body: &Function, own_places: bool) {
    let first = function.types.len() as u32;
    let rename = |v: Value| Value(first + v.0);
    function.types.extend(&body.types);
    let body_start = function.blocks.len() as u32;
    let rest = Block(body_start + body.blocks.len() as u32);
    let mut tail = function.blocks[block].instructions.split_off(position);
    let call: Instruction = tail.remove(0);
    let entry = Target { block: Block(body_start), args: args.to_vec() };
    let terminator = std::mem::replace(&mut function.blocks[block].terminator, Terminator::Jump(entry));
    for data in &body.blocks {
        let mut data = data.clone();
        data.params.iter_mut().for_each(|p| *p = rename(*p));
        for instruction in &mut data.instructions {
            instruction.result = instruction.result.map(rename);
            if !own_places {
                instruction.span = call.span;
            }
            instruction.op.operands_mut(|v| *v = rename(*v));
        }
        data.terminator.operands_mut(|v| *v = rename(*v));
        data.terminator.targets_mut(|t| t.block = Block(body_start + t.block.0));
        if let Terminator::Return(value) = data.terminator {
            let args = if call.result.is_some() { value.into_iter().collect() } else { Vec::new() };
            data.terminator = Terminator::Jump(Target { block: rest, args });
        }
        function.blocks.push(data);
    }
    let handler = function.blocks[block].handler;
    function.blocks.push(BlockData { params: call.result.into_iter().collect(), instructions: tail, terminator, handler });
}
