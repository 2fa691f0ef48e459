//! Writes into the program what the facts decide: branches that always go one way, checks of indices that cannot fail, writes that cannot lengthen an array.
//!
//! In: a module and facts about it. Out: the same program with fewer branches; the facts stay true of it (values keep their names, a parameter
//! that all edges give the same value is replaced by it). What is behind a branch that is never taken is gone.

use super::bounds::Bounds;
use super::infer::Facts;
use crate::ir::{Block, Func, Function, Module, Op, Target, Terminator, Value};

/// What is to become of one function.
#[derive(Debug, Default)]
struct Edits {
    /// By block: the only way on.
    jumps: Vec<(Block, Option<Target>)>,
    ops: Vec<(Block, usize, Op)>,
    /// Checked indices that need no check.
    proven: Vec<Value>,
}

/// The decisions about a whole module.
#[derive(Debug)]
pub struct Decisions {
    functions: Vec<Edits>,
}

/// Decides. The module is not changed yet, because what is known refers to it.
pub fn decide(module: &Module, facts: &Facts, bounds: &Bounds<'_>) -> Decisions {
    let functions = module.functions.iter().enumerate().map(|(i, function)| match function {
        Some(function) if facts.reachable[i] => edits(module, facts, bounds, Func(i as u32), function),
        _ => Edits::default(),
    });
    Decisions { functions: functions.collect() }
}

impl Decisions {
    /// Carries them out.
    pub fn apply(self, module: &mut Module, facts: &mut Facts) {
        for ((function, edits), proven) in module.functions.iter_mut().zip(self.functions).zip(&mut facts.proven) {
            let Some(function) = function else { continue };
            proven.resize(function.types.len(), false);
            edits.proven.iter().for_each(|v| proven[v.index()] = true);
            for (block, position, op) in edits.ops {
                function.blocks[block.index()].instructions[position].op = op;
            }
            for (block, target) in edits.jumps {
                function.blocks[block.index()].terminator = target.map_or(Terminator::Unreachable, Terminator::Jump);
            }
            super::dead::function(function);
            replace_equal_params(function);
        }
    }
}

fn edits(module: &Module, facts: &Facts, bounds: &Bounds<'_>, id: Func, function: &Function) -> Edits {
    let mut edits = Edits::default();
    for b in function.block_ids().filter(|b| facts.executable[id.index()][b.index()]) {
        let data = &function.blocks[b.index()];
        for (position, instruction) in data.instructions.iter().enumerate() {
            let num = |v: &Value| facts.values[id.index()][v.index()].num;
            match &instruction.op {
                Op::CheckIndex { object, index } if bounds.is_index(id, *object, *index, num(index)) => {
                    edits.proven.extend(instruction.result)
                }
                Op::StringCheckIndex { object, index } | Op::ViewCheckIndex { object, index }
                    if bounds.is_fixed_index(id, *object, *index, num(index)) =>
                {
                    edits.proven.extend(instruction.result);
                }
                Op::ElementPut { object, index, value, rep } if bounds.is_index(id, *object, *index, num(index)) => {
                    edits.ops.push((b, position, Op::ElementSet { object: *object, index: *index, value: *value, rep: *rep }));
                }
                Op::InBounds { .. } | Op::StringInBounds { .. } | Op::ViewInBounds { .. } => {
                    if let Some(known) = instruction.result.and_then(|v| facts.decide(bounds, &module.classes, id, v)) {
                        edits.ops.push((b, position, Op::Bool(known)));
                    }
                }
                _ => {}
            }
        }
        if let Terminator::Branch { test, then, otherwise } = &data.terminator {
            let goes = |t: &Target| facts.executable[id.index()][t.block.index()];
            let way = match facts.decide(bounds, &module.classes, id, *test) {
                Some(true) => Some(Some(then)),
                Some(false) => Some(Some(otherwise)),
                None => match (goes(then), goes(otherwise)) {
                    (true, true) => None,
                    (true, false) => Some(Some(then)),
                    (false, true) => Some(Some(otherwise)),
                    (false, false) => Some(None),
                },
            };
            edits.jumps.extend(way.map(|t| (b, t.cloned())));
        }
    }
    edits
}

/// Replaces each parameter to which all edges bring one value, itself aside, by that value, until none is left.
pub fn replace_equal_params(function: &mut Function) {
    let handlers: Vec<Block> = function.blocks.iter().filter_map(|b| b.handler).collect();
    loop {
        let mut brought: Vec<Vec<Option<Value>>> = function.blocks.iter().map(|b| vec![None; b.params.len()]).collect();
        let mut mixed: Vec<Vec<bool>> = function.blocks.iter().map(|b| vec![false; b.params.len()]).collect();
        for block in &function.blocks {
            block.terminator.targets(|t| {
                let params = &function.blocks[t.block.index()].params;
                for (i, &arg) in t.args.iter().enumerate().filter(|(i, arg)| **arg != params[*i]) {
                    let seen = &mut brought[t.block.index()][i];
                    mixed[t.block.index()][i] |= seen.is_some_and(|s| s != arg);
                    *seen = Some(arg);
                }
            });
        }
        let mut names: Vec<Value> = (0..function.types.len() as u32).map(Value).collect();
        let mut gone: Vec<Vec<usize>> = vec![Vec::new(); function.blocks.len()];
        for b in function.block_ids().skip(1).filter(|b| !handlers.contains(b)) {
            for (i, &param) in function.blocks[b.index()].params.iter().enumerate() {
                if let (Some(value), false) = (brought[b.index()][i], mixed[b.index()][i]) {
                    names[param.index()] = value;
                    gone[b.index()].push(i);
                }
            }
        }
        if gone.iter().all(Vec::is_empty) {
            return;
        }
        let resolve = |mut v: Value| {
            while names[v.index()] != v {
                v = names[v.index()];
            }
            v
        };
        for block in &mut function.blocks {
            block.instructions.iter_mut().for_each(|i| i.op.operands_mut(|v| *v = resolve(*v)));
            block.terminator.operands_mut(|v| *v = resolve(*v));
            block.terminator.targets_mut(|t| without(&mut t.args, &gone[t.block.index()]));
        }
        for (block, gone) in function.blocks.iter_mut().zip(&gone) {
            without(&mut block.params, gone);
        }
    }
}

/// Takes out the members at these positions (ascending).
fn without(values: &mut Vec<Value>, positions: &[usize]) {
    for &i in positions.iter().rev() {
        values.remove(i);
    }
}
