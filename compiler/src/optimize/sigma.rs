//! Names what branches tell: after `branch lt v, n` the value v has, where the branch was taken, a name of its own.
//!
//! Ir in, the same program out with [`Op::Refine`] and [`Op::RefineKinds`] at the start of blocks that one branch alone leads to, every use
//! they dominate renamed. A checked index is renamed likewise: after `check_index a, i` it is the checked one that is used. Edges from
//! a block with several successors to one with several predecessors get a block of their own first.

use crate::ir::flow::Flow;
use crate::ir::{Block, BlockData, Compare, Function, Instruction, Kinds, Op, Target, Terminator, Type, Value};

/// Rewrites one function.
pub fn run(function: &mut Function) {
    split_critical_edges(function);
    let flow = Flow::new(function);
    let definitions = definitions(function);
    let mut names: Vec<Value> = (0..function.types.len() as u32).map(Value).collect();
    let children = flow.dominator_children();
    // Walk the dominator tree; on the way back the old names come back.
    let mut stack = vec![Step::Enter(Block(0))];
    let mut undo: Vec<(Value, Value)> = Vec::new();
    while let Some(step) = stack.pop() {
        match step {
            Step::Enter(block) => {
                stack.push(Step::Leave(undo.len()));
                rename_block(function, &flow, &definitions, block, &mut names, &mut undo);
                stack.extend(children[block.index()].iter().rev().map(|&c| Step::Enter(c)));
            }
            Step::Leave(depth) => {
                while undo.len() > depth {
                    let (value, old) = undo.pop().expect("the length was tested");
                    names[value.index()] = old;
                }
            }
        }
    }
}

enum Step {
    Enter(Block),
    Leave(usize),
}

/// Gives each edge between a forking and a joining block a block of its own.
pub fn split_critical_edges(function: &mut Function) {
    let flow = Flow::new(function);
    for b in 0..function.blocks.len() {
        let mut terminator = std::mem::replace(&mut function.blocks[b].terminator, Terminator::Unreachable);
        let mut count = 0;
        terminator.targets(|_| count += 1);
        if count > 1 {
            terminator.targets_mut(|t| {
                if flow.predecessors[t.block.index()].len() > 1 || count_targets(&flow, b, t.block) {
                    function.blocks.push(BlockData { params: vec![], instructions: vec![], terminator: Terminator::Jump(t.clone()), handler: None });
                    *t = Target { block: Block(function.blocks.len() as u32 - 1), args: vec![] };
                }
            });
        }
        function.blocks[b].terminator = terminator;
    }
}

/// Whether the block is one of several equal targets: then, too, an edge needs a place of its own.
fn count_targets(flow: &Flow, from: usize, to: Block) -> bool {
    flow.successors[from].len() == 1 && flow.successors[from][0] == to
}

/// The operation that defines each value.
fn definitions(function: &Function) -> Vec<Option<Op>> {
    let mut all = vec![None; function.types.len()];
    for instruction in function.blocks.iter().flat_map(|b| &b.instructions) {
        if let Some(v) = instruction.result {
            let interesting =
                matches!(instruction.op, Op::NumCompare { .. } | Op::Not(_) | Op::Is { .. } | Op::StrictEqual(_) | Op::LooseEqual(_) | Op::Truthy(_) | Op::Undefined | Op::Null);
            all[v.index()] = interesting.then(|| instruction.op.clone());
        }
    }
    all
}

fn rename_block(function: &mut Function, flow: &Flow, definitions: &[Option<Op>], block: Block, names: &mut Vec<Value>, undo: &mut Vec<(Value, Value)>) {
    let mut added = Vec::new();
    if let [predecessor] = flow.predecessors[block.index()][..] {
        if let Terminator::Branch { test, then, .. } = &function.blocks[predecessor.index()].terminator {
            let taken = then.block == block;
            for (value, op) in learn(function, definitions, *test, taken) {
                let ty = function.ty(value);
                let current = names[value.index()];
                let fresh = function.fresh(ty);
                let op = with_current(op, current, names);
                added.push(Instruction { result: Some(fresh), op, span: Default::default() });
                undo.push((value, current));
                names[value.index()] = fresh;
            }
        }
    }
    let mut instructions = std::mem::take(&mut function.blocks[block.index()].instructions);
    for mut instruction in instructions.drain(..) {
        instruction.op.operands_mut(|v| *v = names.get(v.index()).copied().unwrap_or(*v));
        let checked = match (&instruction.op, instruction.result) {
            (Op::CheckIndex { index, .. } | Op::StringCheckIndex { index, .. } | Op::ViewCheckIndex { index, .. }, Some(checked)) => Some((*index, checked)),
            _ => None,
        };
        added.push(instruction);
        // The index may itself be a newer name; what later uses say is the name from before the walk. It equals the checked one except that it may be -0.
        if let Some((index, bound)) = checked
            && let Some(old) = names.iter().position(|n| *n == index)
        {
            let fresh = function.fresh(function.ty(index));
            added.push(Instruction { result: Some(fresh), op: Op::Refine { value: index, compare: Compare::Eq, bound }, span: Default::default() });
            undo.push((Value(old as u32), index));
            names[old] = fresh;
        }
    }
    let data = &mut function.blocks[block.index()];
    data.instructions = added;
    data.terminator.operands_mut(|v| *v = names.get(v.index()).copied().unwrap_or(*v));
}

fn with_current(op: Op, current: Value, names: &[Value]) -> Op {
    match op {
        Op::Refine { compare, bound, .. } => Op::Refine { value: current, compare, bound: names[bound.index()] },
        Op::RefineKinds { kinds, .. } => Op::RefineKinds { value: current, kinds },
        _ => unreachable!("learn gives refinements"),
    }
}

/// What the outcome of a test says of which values.
fn learn(function: &Function, definitions: &[Option<Op>], test: Value, taken: bool) -> Vec<(Value, Op)> {
    let Some(op) = definitions.get(test.index()).and_then(Option::as_ref) else { return Vec::new() };
    let kinds = |value: Value, bits: u32, class| (value, Op::RefineKinds { value, kinds: Kinds { bits, class } });
    match op {
        Op::Not(inner) => learn(function, definitions, *inner, !taken),
        Op::NumCompare { op, args: [a, b], .. } => {
            let compare = if taken { *op } else { negated(*op) };
            vec![(*a, Op::Refine { value: *a, compare, bound: *b }), (*b, Op::Refine { value: *b, compare: mirrored(compare), bound: *a })]
        }
        Op::Is { kinds: k, value } if taken => vec![kinds(*value, k.bits, k.class)],
        // An instance that is not of the class may be of another: only without a class do instances go.
        Op::Is { kinds: k, value } => {
            let gone = if k.class.is_some() { k.bits & !Kinds::INSTANCE } else { k.bits };
            vec![kinds(*value, Kinds::ALL & !gone, None)]
        }
        Op::StrictEqual([a, b]) | Op::LooseEqual([a, b]) => {
            let loose = matches!(op, Op::LooseEqual(_));
            let constant = |v: Value| match definitions.get(v.index()).and_then(Option::as_ref) {
                Some(Op::Undefined) => Some(Kinds::UNDEFINED),
                Some(Op::Null) => Some(Kinds::NULL),
                _ => None,
            };
            let (value, bit) = match (constant(*a), constant(*b)) {
                (_, Some(bit)) => (*a, bit),
                (Some(bit), _) => (*b, bit),
                _ => return Vec::new(),
            };
            let bits = if loose { Kinds::UNDEFINED | Kinds::NULL } else { bit };
            vec![kinds(value, if taken { bits } else { Kinds::ALL & !bits }, None)]
        }
        Op::Truthy(value) if taken && function.ty(*value) == Type::Word => vec![kinds(*value, Kinds::ALL & !(Kinds::UNDEFINED | Kinds::NULL), None)],
        _ => Vec::new(),
    }
}

/// What holds when `compare` does not, NaN aside.
fn negated(compare: Compare) -> Compare {
    match compare {
        Compare::Eq => Compare::Ne,
        Compare::Ne => Compare::Eq,
        Compare::Lt => Compare::Ge,
        Compare::Le => Compare::Gt,
        Compare::Gt => Compare::Le,
        Compare::Ge => Compare::Lt,
    }
}

/// The same with the operands exchanged.
fn mirrored(compare: Compare) -> Compare {
    match compare {
        Compare::Eq => Compare::Eq,
        Compare::Ne => Compare::Ne,
        Compare::Lt => Compare::Gt,
        Compare::Le => Compare::Ge,
        Compare::Gt => Compare::Lt,
        Compare::Ge => Compare::Le,
    }
}
