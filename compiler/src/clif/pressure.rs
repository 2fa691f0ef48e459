//! Register pressure: how many values are live at once in a part of a function.
//!
//! In: a function whose values have no aliases. Out: a count of words. Liveness is the usual backward flow over blocks (Cooper and Torczon,
//! Engineering a Compiler, 8.6), with a bit for each value.

use cranelift_codegen::entity::{EntityRef, SecondaryMap};
use cranelift_codegen::flowgraph::ControlFlowGraph;
use cranelift_codegen::ir::{Block, Function, Opcode, Value, ValueDef};
use fixedbitset::FixedBitSet;

/// What is live at the start of each block; true until the function changes.
pub struct Pressure {
    live_in: SecondaryMap<Block, FixedBitSet>,
}

impl Pressure {
    /// Computes it for a whole function.
    pub fn new(function: &Function, cfg: &ControlFlowGraph) -> Pressure {
        Pressure { live_in: live_in(function, cfg) }
    }

    /// The most words that are live at once at any place of these blocks, cold ones aside; constants and symbols, which are made where
    /// they are used, do not count.
    pub fn most_live(&self, function: &Function, cfg: &ControlFlowGraph, blocks: &[Block]) -> usize {
        let warm = blocks.iter().copied().filter(|b| !function.layout.is_cold(*b));
        warm.map(|block| self.most_live_in(function, cfg, block)).max().unwrap_or(0)
    }

    fn most_live_in(&self, function: &Function, cfg: &ControlFlowGraph, block: Block) -> usize {
        let mut live = Live::new(function);
        for successor in cfg.succ_iter(block).filter(|s| !function.layout.is_cold(*s)) {
            self.live_in[successor].ones().for_each(|v| live.begin(Value::new(v)));
        }
        let mut most = live.words;
        let mut next = function.layout.last_inst(block);
        while let Some(inst) = next {
            function.dfg.inst_results(inst).iter().for_each(|r| live.end(*r));
            function.dfg.inst_values(inst).for_each(|v| live.begin(v));
            most = most.max(live.words);
            next = function.layout.prev_inst(inst);
        }
        most
    }
}

/// The values live at one place, and the words that they take.
struct Live<'a> {
    function: &'a Function,
    values: FixedBitSet,
    words: usize,
}

impl<'a> Live<'a> {
    fn new(function: &'a Function) -> Live<'a> {
        Live { function, values: FixedBitSet::with_capacity(function.dfg.num_values()), words: 0 }
    }

    fn begin(&mut self, value: Value) {
        if !self.values.put(value.index()) {
            self.words += words(self.function, value);
        }
    }

    fn end(&mut self, value: Value) {
        if self.values.contains(value.index()) {
            self.values.remove(value.index());
            self.words -= words(self.function, value);
        }
    }
}

fn words(function: &Function, value: Value) -> usize {
    if let ValueDef::Result(inst, _) = function.dfg.value_def(value)
        && matches!(function.dfg.insts[inst].opcode(), Opcode::Iconst | Opcode::SymbolValue | Opcode::F64const | Opcode::FuncAddr)
    {
        return 0;
    }
    function.dfg.value_type(value).bytes().div_ceil(4) as usize
}

/// Values live at the start of each block, its own parameters aside.
fn live_in(function: &Function, cfg: &ControlFlowGraph) -> SecondaryMap<Block, FixedBitSet> {
    let count = function.dfg.num_values();
    let mut live_in: SecondaryMap<Block, FixedBitSet> = SecondaryMap::new();
    let mut defined: SecondaryMap<Block, FixedBitSet> = SecondaryMap::new();
    for block in function.layout.blocks() {
        let (mut used, mut own) = (FixedBitSet::with_capacity(count), FixedBitSet::with_capacity(count));
        own.extend(function.dfg.block_params(block).iter().map(|p| p.index()));
        for inst in function.layout.block_insts(block) {
            used.extend(function.dfg.inst_values(inst).map(|v| v.index()).filter(|v| !own.contains(*v)));
            own.extend(function.dfg.inst_results(inst).iter().map(|r| r.index()));
        }
        (live_in[block], defined[block]) = (used, own);
    }
    let order: Vec<Block> = function.layout.blocks().collect();
    let mut changed = true;
    while changed {
        changed = false;
        for &block in order.iter().rev() {
            for successor in cfg.succ_iter(block).filter(|s| *s != block) {
                let arriving = std::mem::take(&mut live_in[successor]);
                changed |= add_all_but(&mut live_in[block], &arriving, &defined[block]);
                live_in[successor] = arriving;
            }
        }
    }
    live_in
}

/// Adds what is in `more` and not in `without`; whether that was anything new.
fn add_all_but(set: &mut FixedBitSet, more: &FixedBitSet, without: &FixedBitSet) -> bool {
    let mut grown = false;
    for ((word, more), without) in set.as_mut_slice().iter_mut().zip(more.as_slice()).zip(without.as_slice()) {
        let joined = *word | (more & !without);
        grown |= joined != *word;
        *word = joined;
    }
    grown
}
