//! Does not load again what is in a register, nor test again what a branch has told.
//!
//! In: a function after the egraph pass. Out: the same function with fewer loads and branches. What is known goes down chains of blocks of which each has one
//! predecessor: values loaded or stored, by address and offset, until a store changes their region, and conditions with their outcome on the way
//! taken. A call ends what is known of memory, whatever it changes: to keep a value across it costs as much as another load.

use super::effects::region;
use cranelift_codegen::cursor::{Cursor, FuncCursor};
use cranelift_codegen::dominator_tree::DominatorTree;
use cranelift_codegen::flowgraph::ControlFlowGraph;
use cranelift_codegen::ir::condcodes::{CondCode, IntCC};
use cranelift_codegen::ir::{Block, Function, Inst, InstBuilder, InstructionData, Opcode, Type, Value, ValueDef};
use crate::hash::HashMap;

/// A place in memory and how it is read: operation, address, offset, type.
type Place = (Opcode, Value, i32, Type);

/// What is known at a place of the program.
#[derive(Debug, Clone, Default)]
struct Known {
    /// What a load of the place would give, with the number of its region.
    memory: HashMap<Place, (u32, Value)>,
    /// Values known to be zero (false) or not.
    conditions: HashMap<Value, bool>,
    /// Comparisons known to hold.
    comparisons: Vec<(IntCC, Value, Value)>,
}

/// Runs on one function; whether a branch went, so that blocks may be unreachable.
pub fn run(function: &mut Function) -> bool {
    let cfg = ControlFlowGraph::with_function(function);
    let domtree = DominatorTree::with_function(function, &cfg);
    let order: Vec<Block> = domtree.cfg_rpo().copied().collect();
    let mut ends: HashMap<Block, Known> = HashMap::default();
    let mut folded = false;
    for block in order {
        let mut known = entering(function, &cfg, &ends, block);
        let insts: Vec<Inst> = function.layout.block_insts(block).collect();
        for inst in insts {
            instruction(function, &mut known, inst);
        }
        folded |= branch(function, &known, block);
        ends.insert(block, known);
    }
    function.dfg.resolve_all_aliases();
    folded
}

/// What the only predecessor knows at its end, and what its branch tells.
fn entering(function: &Function, cfg: &ControlFlowGraph, ends: &HashMap<Block, Known>, block: Block) -> Known {
    let mut predecessors = cfg.pred_iter(block);
    let (Some(from), None) = (predecessors.next(), predecessors.next()) else { return Known::default() };
    let Some(mut known) = ends.get(&from.block).cloned() else { return Known::default() };
    match &function.dfg.insts[from.inst] {
        InstructionData::Jump { .. } => {}
        InstructionData::Brif { arg, blocks, .. } => {
            let pool = &function.dfg.value_lists;
            let taken = blocks[0].block(pool) == block;
            if taken != (blocks[1].block(pool) == block) {
                known.tell(function, *arg, taken);
            }
        }
        // A call that may throw has ended what was known of memory; a table tells nothing.
        _ => {}
    }
    known
}

impl Known {
    /// A condition's outcome.
    fn tell(&mut self, function: &Function, condition: Value, holds: bool) {
        let condition = function.dfg.resolve_aliases(condition);
        self.conditions.insert(condition, holds);
        if let Some((cond, a, b)) = comparison(function, condition) {
            self.comparisons.push((if holds { cond } else { cond.complement() }, a, b));
        }
    }

    /// Whether a condition certainly holds, or certainly not.
    fn decide(&self, function: &Function, condition: Value) -> Option<bool> {
        let condition = function.dfg.resolve_aliases(condition);
        if let Some(&holds) = self.conditions.get(&condition) {
            return Some(holds);
        }
        let (cond, a, b) = comparison(function, condition)?;
        let same = |x: Value, y: Value| x == y || constant(function, x).is_some_and(|n| constant(function, y) == Some(n));
        self.comparisons.iter().find_map(|&(known, x, y)| {
            let comparable = same(a, x) && same(b, y);
            (comparable && known == cond).then_some(true).or((comparable && known == cond.complement()).then_some(false))
        })
    }
}

fn comparison(function: &Function, value: Value) -> Option<(IntCC, Value, Value)> {
    let ValueDef::Result(inst, _) = function.dfg.value_def(value) else { return None };
    match function.dfg.insts[inst] {
        InstructionData::IntCompare { cond, args, .. } => {
            Some((cond, function.dfg.resolve_aliases(args[0]), function.dfg.resolve_aliases(args[1])))
        }
        _ => None,
    }
}

fn constant(function: &Function, value: Value) -> Option<(Type, i64)> {
    let ValueDef::Result(inst, _) = function.dfg.value_def(value) else { return None };
    match function.dfg.insts[inst] {
        InstructionData::UnaryImm { opcode: Opcode::Iconst, imm } => Some((function.dfg.value_type(value), imm.bits())),
        _ => None,
    }
}

/// A load of what is known becomes that; a store makes its place known; whatever changes memory makes regions unknown.
fn instruction(function: &mut Function, known: &mut Known, inst: Inst) {
    let number = region(function, inst);
    match (function.dfg.insts[inst], number) {
        (InstructionData::Load { opcode, arg, offset, flags }, Some(number)) if function.dfg.mem_flags[flags].notrap() => {
            let result = function.dfg.first_result(inst);
            let place = (opcode, function.dfg.resolve_aliases(arg), offset.into(), function.dfg.value_type(result));
            if let Some(&(_, value)) = known.memory.get(&place) {
                function.layout.remove_inst(inst);
                function.dfg.clear_results(inst);
                function.dfg.change_to_alias(result, value);
            } else {
                known.memory.insert(place, (number, result));
            }
        }
        (InstructionData::Store { opcode, args, offset, .. }, Some(number)) => {
            known.memory.retain(|_, (other, _)| *other != number);
            if opcode == Opcode::Store {
                let [value, address] = args.map(|v| function.dfg.resolve_aliases(v));
                known.memory.insert((Opcode::Load, address, offset.into(), function.dfg.value_type(value)), (number, value));
            }
        }
        _ => {
            let opcode = function.dfg.insts[inst].opcode();
            if opcode.is_call() || opcode.can_store() {
                known.memory.clear();
            }
        }
    }
}

/// Replaces a branch whose condition is decided by a jump.
fn branch(function: &mut Function, known: &Known, block: Block) -> bool {
    let Some(last) = function.layout.last_inst(block) else { return false };
    let InstructionData::Brif { arg, blocks, .. } = function.dfg.insts[last] else { return false };
    let Some(holds) = known.decide(function, arg) else { return false };
    let way = blocks[usize::from(!holds)];
    let (target, args) = (way.block(&function.dfg.value_lists), way.args(&function.dfg.value_lists).collect::<Vec<_>>());
    FuncCursor::new(function).at_inst(last).ins().jump(target, &args);
    function.layout.remove_inst(last);
    true
}
