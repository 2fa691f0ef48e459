//! Takes out of loops what is the same in every round, loads included.
//!
//! In: a function after the egraph pass, which knows nothing of what calls change and puts cheap sums back into loops. Out: the same function with loads
//! and sums before the loops. A load may move if its address is the same in every round, nothing in the loop changes its region, and it
//! can be made whether the loop's body runs or not: its address is certainly that of such an object ([`Sure`]), or an access that the
//! loop's entry cannot avoid has shown it. Moves stop where the loop would hold more values than there are registers.

use super::effects::{Changes, Effects, region};
use super::pressure::Pressure;
use super::world::{Object, Sure};
use cranelift_codegen::cursor::{Cursor, FuncCursor};
use cranelift_codegen::dominator_tree::DominatorTree;
use cranelift_codegen::flowgraph::ControlFlowGraph;
use cranelift_codegen::ir::{Block, Function, Inst, InstBuilder, InstructionData, Opcode, Value, ValueDef, types};
use cranelift_codegen::loop_analysis::{Loop, LoopAnalysis};
use crate::hash::HashSet;

/// How many values a loop may hold before nothing more is moved: sums, and loads (r8 to r11 hold values at the price of a move). With a call in
/// the loop only the registers that calls keep count.
const SUMS: usize = 7;
const LOADS: usize = 9;
const SUMS_ACROSS_CALLS: usize = 4;
const LOADS_ACROSS_CALLS: usize = 7;

/// Runs on one function; `params` says what its parameters certainly are.
pub fn run(function: &mut Function, params: &[Option<Object>], sure: &Sure, effects: &Effects) {
    let cfg = ControlFlowGraph::with_function(function);
    let domtree = DominatorTree::with_function(function, &cfg);
    let mut loops = LoopAnalysis::new();
    loops.compute(function, &cfg, &domtree);
    let mut all: Vec<Loop> = loops.loops().collect();
    if all.is_empty() {
        return;
    }
    // Inner loops first: what leaves them may leave the next one as well.
    all.sort_by_key(|&lp| std::cmp::Reverse(loops.loop_level(loops.loop_header(lp)).level()));
    let mut pressure = Pressure::new(function, &cfg);
    for lp in all {
        let Some(preheader) = preheader(function, &cfg, &loops, lp) else { continue };
        let blocks: Vec<Block> = domtree.cfg_rpo().copied().filter(|b| loops.is_in_loop(*b, lp)).collect();
        let live = pressure.most_live(function, &cfg, &blocks);
        let mut hoist = Hoist::new(function, params, sure, effects, &domtree, preheader, blocks, live);
        hoist.run(loops.loop_header(lp));
        if hoist.changed {
            pressure = Pressure::new(function, &cfg);
        }
    }
    function.dfg.resolve_all_aliases();
}

/// The block before the loop, if there is exactly one and it leads nowhere else.
fn preheader(function: &Function, cfg: &ControlFlowGraph, loops: &LoopAnalysis, lp: Loop) -> Option<Block> {
    let mut outside = cfg.pred_iter(loops.loop_header(lp)).filter(|p| !loops.is_in_loop(p.block, lp));
    let (entering, more) = (outside.next()?, outside.next());
    let jumps = function.dfg.insts[entering.inst].opcode() == Opcode::Jump;
    (more.is_none() && jumps).then_some(entering.block)
}

/// One loop.
struct Hoist<'a> {
    function: &'a mut Function,
    params: &'a [Option<Object>],
    sure: &'a Sure,
    domtree: &'a DominatorTree,
    preheader: Block,
    blocks: Vec<Block>,
    inside: HashSet<Block>,
    changes: Changes,
    /// Words live at once where most are.
    live: usize,
    calls: bool,
    /// Whether anything was moved.
    changed: bool,
}

impl<'a> Hoist<'a> {
    #[allow(clippy::too_many_arguments, reason = "what a loop is, once")]
    fn new(
        function: &'a mut Function,
        params: &'a [Option<Object>],
        sure: &'a Sure,
        effects: &Effects,
        domtree: &'a DominatorTree,
        preheader: Block,
        blocks: Vec<Block>,
        live: usize,
    ) -> Hoist<'a> {
        let mut changes = Changes::default();
        let mut calls = false;
        for &block in &blocks {
            for inst in function.layout.block_insts(block) {
                changes.add(&effects.of(function, inst));
                calls |= !function.layout.is_cold(block) && function.dfg.insts[inst].opcode().is_call();
            }
        }
        let inside = blocks.iter().copied().collect();
        Hoist { function, params, sure, domtree, preheader, blocks, inside, changes, live, calls, changed: false }
    }

    fn run(&mut self, header: Block) {
        let shown = self.shown(header);
        for block in self.blocks.clone() {
            if self.function.layout.is_cold(block) {
                continue;
            }
            let insts: Vec<Inst> = self.function.layout.block_insts(block).collect();
            for inst in insts {
                if self.invariant_operands(inst) && self.may_move(inst, &shown) {
                    self.move_out(inst);
                } else {
                    self.split_address(inst);
                }
            }
        }
    }

    /// Addresses that every entry into the loop accesses, with what they are there: accesses before the loop, and in its header.
    fn shown(&self, header: Block) -> Vec<(Value, Object)> {
        let mut all = Vec::new();
        let mut block = Some(header);
        while let Some(b) = block {
            for inst in self.function.layout.block_insts(b) {
                // A call might not return; what stands behind it in the header is not unavoidable.
                if b == header && self.function.dfg.insts[inst].opcode().is_call() {
                    break;
                }
                let object = region(self.function, inst).and_then(|r| self.sure.lies_in.get(&r));
                if let (Some(&object), Some(address)) = (object, address(self.function, inst)) {
                    all.push((address, object));
                }
            }
            block = self.domtree.idom(b);
        }
        all
    }

    fn is_outside(&self, value: Value) -> bool {
        match self.function.dfg.value_def(value) {
            ValueDef::Result(inst, _) => self.function.layout.inst_block(inst).is_none_or(|b| !self.inside.contains(&b)),
            ValueDef::Param(block, _) => !self.inside.contains(&block),
            ValueDef::Union(..) => false,
        }
    }

    /// Whether all operands are the same in every round; constants and addresses of symbols are, wherever they stand.
    fn invariant_operands(&self, inst: Inst) -> bool {
        let args = self.function.dfg.inst_args(inst);
        !args.is_empty() && args.iter().all(|a| self.is_outside(*a) || self.is_constant(*a))
    }

    fn is_constant(&self, value: Value) -> bool {
        let ValueDef::Result(inst, _) = self.function.dfg.value_def(value) else { return false };
        matches!(self.function.dfg.insts[inst].opcode(), Opcode::Iconst | Opcode::SymbolValue)
    }

    fn may_move(&self, inst: Inst, shown: &[(Value, Object)]) -> bool {
        let data = &self.function.dfg.insts[inst];
        let opcode = data.opcode();
        let (sums, loads) = if self.calls { (SUMS_ACROSS_CALLS, LOADS_ACROSS_CALLS) } else { (SUMS, LOADS) };
        let one_word =
            self.function.dfg.inst_results(inst).iter().all(|r| matches!(self.function.dfg.value_type(*r), types::I32 | types::I8));
        match opcode {
            Opcode::Iadd
            | Opcode::Isub
            | Opcode::Ishl
            | Opcode::Imul
            | Opcode::Band
            | Opcode::Bor
            | Opcode::Bxor
            | Opcode::Ushr
            | Opcode::Sshr => one_word && self.live < sums,
            Opcode::Load | Opcode::Uload8 | Opcode::Uload16 | Opcode::Sload8 | Opcode::Sload16 if one_word && self.live < loads => {
                self.load_may_move(inst, shown)
            }
            _ => false,
        }
    }

    fn load_may_move(&self, inst: Inst, shown: &[(Value, Object)]) -> bool {
        let data = &self.function.dfg.insts[inst];
        let (Some(region), Some(flags)) = (region(self.function, inst), data.memflags_data(&self.function.dfg)) else { return false };
        if !flags.notrap() || self.changes.contains(Some(region)) && !self.sure.constant.contains(&region) {
            return false;
        }
        let Some(address) = address(self.function, inst) else { return false };
        self.is_symbol(address) || self.sure.lies_in.get(&region).is_some_and(|&wanted| self.is_sure(address, wanted, shown))
    }

    fn is_symbol(&self, value: Value) -> bool {
        let ValueDef::Result(inst, _) = self.function.dfg.value_def(value) else { return false };
        self.function.dfg.insts[inst].opcode() == Opcode::SymbolValue
    }

    /// Whether an address is certainly that of an object of these kinds, from where it is defined on.
    fn is_sure(&self, address: Value, wanted: Object, shown: &[(Value, Object)]) -> bool {
        if shown.iter().any(|&(value, object)| value == address && self.sure.fits(object, wanted)) {
            return true;
        }
        let held = match self.function.dfg.value_def(address) {
            ValueDef::Param(block, number) if Some(block) == self.function.layout.entry_block() => {
                self.params.get(number).copied().flatten()
            }
            ValueDef::Result(inst, 0) if self.function.dfg.insts[inst].opcode() == Opcode::Load => {
                region(self.function, inst).and_then(|r| self.sure.holds.get(&r)).copied()
            }
            _ => None,
        };
        held.is_some_and(|held| self.sure.fits(held, wanted))
    }

    /// Moves an instruction, and the constants it needs, before the loop; where the same already stands there, that is used.
    fn move_out(&mut self, inst: Inst) {
        self.changed = true;
        let Some(last) = self.function.layout.last_inst(self.preheader) else { return };
        for arg in self.function.dfg.inst_args(inst).to_vec() {
            if let ValueDef::Result(constant, _) = self.function.dfg.value_def(arg)
                && !self.is_outside(arg)
            {
                self.function.layout.remove_inst(constant);
                self.function.layout.insert_inst(constant, last);
            }
        }
        self.function.layout.remove_inst(inst);
        if let Some(same) = self.same_before(inst) {
            let (old, new) = (self.function.dfg.first_result(inst), self.function.dfg.first_result(same));
            self.function.dfg.clear_results(inst);
            self.function.dfg.change_to_alias(old, new);
            self.function.dfg.resolve_all_aliases();
            return;
        }
        self.function.layout.insert_inst(inst, last);
        self.live += 1;
    }

    /// An equal instruction in the block before the loop.
    fn same_before(&self, inst: Inst) -> Option<Inst> {
        let dfg = &self.function.dfg;
        let args = dfg.inst_args(inst);
        let found = self.function.layout.block_insts(self.preheader).find(|&other| {
            let same_operation = match (&dfg.insts[inst], &dfg.insts[other]) {
                (InstructionData::Binary { opcode: a, .. }, InstructionData::Binary { opcode: b, .. }) => a == b,
                (InstructionData::Load { opcode: a, offset: x, .. }, InstructionData::Load { opcode: b, offset: y, .. }) => {
                    a == b && x == y && region(self.function, inst) == region(self.function, other)
                }
                _ => false,
            };
            same_operation
                && dfg.inst_args(other).iter().zip(args).all(|(a, b)| self.same_value(*a, *b))
                && dfg.inst_results(inst).iter().zip(dfg.inst_results(other)).all(|(a, b)| dfg.value_type(*a) == dfg.value_type(*b))
        })?;
        // A load there is the same only if nothing changes its region between it and the loop.
        let loads = self.function.dfg.insts[found].opcode().can_load();
        let mut next = self.function.layout.next_inst(found);
        while let Some(inst) = next.filter(|_| loads) {
            let opcode = self.function.dfg.insts[inst].opcode();
            if opcode.can_store() || opcode.is_call() {
                return None;
            }
            next = self.function.layout.next_inst(inst);
        }
        Some(found)
    }

    fn same_value(&self, a: Value, b: Value) -> bool {
        let number = |v: Value| match self.function.dfg.value_def(v) {
            ValueDef::Result(inst, _) => match self.function.dfg.insts[inst] {
                InstructionData::UnaryImm { opcode: Opcode::Iconst, imm } => Some((self.function.dfg.value_type(v), imm.bits())),
                _ => None,
            },
            _ => None,
        };
        a == b || number(a).is_some_and(|n| number(b) == Some(n))
    }

    /// `[(base + index) + offset]` as `[(base + offset) + index]`, where the first sum is the same in every round: one addition less in each.
    fn split_address(&mut self, inst: Inst) {
        let limit = if self.calls { SUMS_ACROSS_CALLS } else { SUMS };
        let Some(offset) = plain_offset(self.function, inst).filter(|&o| o > 0 && o < 256 && self.live < limit + 1) else { return };
        let Some(sum) = address(self.function, inst) else { return };
        let ValueDef::Result(add, _) = self.function.dfg.value_def(sum) else { return };
        if self.function.dfg.insts[add].opcode() != Opcode::Iadd || self.is_outside(sum) {
            return;
        }
        let args = self.function.dfg.inst_args(add).to_vec();
        let Some(&base) = args.iter().find(|a| self.is_outside(**a) && !self.is_constant(**a)) else { return };
        let index = if args[0] == base { args[1] } else { args[0] };
        if self.is_outside(index) || self.is_constant(index) {
            return;
        }
        self.changed = true;
        let moved = self.moved_base(base, offset);
        let mut cursor = FuncCursor::new(self.function).at_inst(inst);
        cursor.set_srcloc(cursor.func.srcloc(inst));
        let address = cursor.ins().iadd(moved, index);
        set_address(self.function, inst, address);
    }

    /// `base + offset` before the loop.
    fn moved_base(&mut self, base: Value, offset: i32) -> Value {
        let insts: Vec<Inst> = self.function.layout.block_insts(self.preheader).collect();
        for inst in insts.iter().copied() {
            if self.function.dfg.insts[inst].opcode() == Opcode::Iadd {
                let args = self.function.dfg.inst_args(inst);
                if args[0] == base && self.constant(args[1]) == Some(i64::from(offset)) {
                    return self.function.dfg.first_result(inst);
                }
            }
        }
        let last = *insts.last().expect("the block before the loop ends in a jump");
        let mut cursor = FuncCursor::new(self.function).at_inst(last);
        self.live += 1;
        cursor.ins().iadd_imm_s(base, i64::from(offset))
    }

    fn constant(&self, value: Value) -> Option<i64> {
        let ValueDef::Result(inst, _) = self.function.dfg.value_def(value) else { return None };
        match self.function.dfg.insts[inst] {
            InstructionData::UnaryImm { opcode: Opcode::Iconst, imm } => Some(imm.bits()),
            _ => None,
        }
    }
}

/// The address operand of a plain load or store.
fn address(function: &Function, inst: Inst) -> Option<Value> {
    match function.dfg.insts[inst] {
        InstructionData::Load { arg, .. } => Some(arg),
        InstructionData::Store { args, .. } => Some(args[1]),
        _ => None,
    }
}

/// The offset of an access of one register.
fn plain_offset(function: &Function, inst: Inst) -> Option<i32> {
    let one_word = |v: Value| matches!(function.dfg.value_type(v), types::I32 | types::I8);
    match function.dfg.insts[inst] {
        InstructionData::Load { offset, .. } if one_word(function.dfg.first_result(inst)) => Some(offset.into()),
        InstructionData::Store { offset, args, .. } if one_word(args[0]) => Some(offset.into()),
        _ => None,
    }
}

fn set_address(function: &mut Function, inst: Inst, address: Value) {
    match &mut function.dfg.insts[inst] {
        InstructionData::Load { arg, offset, .. } => {
            *arg = address;
            *offset = 0.into();
        }
        InstructionData::Store { args, offset, .. } => {
            args[1] = address;
            *offset = 0.into();
        }
        _ => unreachable!("only loads and stores have an address"),
    }
}
