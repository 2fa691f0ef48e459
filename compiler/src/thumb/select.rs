//! Clif → selected code: which machine instructions compute what.
//!
//! In: a CLIF function and its [`Flow`]. Out: [`VCode`] over virtual registers. Blocks are taken in postorder and their
//! instructions backwards, so every use is seen before the definition: what nobody asked for is not made, and an instruction that its
//! user absorbs (a comparison by a branch, an address by a load) vanishes. Constants, addresses of symbols and of stack slots are made
//! anew at each use. Values of i8 and i16 have arbitrary upper bits; who cares about those extends (see `values`).
//! Values of i64 and f64 are two virtual registers, "halves", low first; each half is made only if it is used.

mod calls;
mod conditions;
mod float;
mod instructions;
mod integer;
mod invariant;
mod memory;
mod overflow;
mod single;
mod uses;
mod values;
mod wide;

use super::abi;
use super::flow::{self, Flow, Node};
use super::inst::{Literal, LiteralId, SymbolId};
use super::vcode::{Inst, Op, Test, VBlock, VCode};
use super::{Core, Unit, inst::Cond};
use crate::hash::HashMap;
use cranelift_codegen::entity::SecondaryMap;
use cranelift_codegen::ir::{self, BlockArg, Function, Opcode, Value, ValueDef};
use cranelift_codegen::loop_analysis::Loop;
use regalloc2::{Operand, OperandConstraint, OperandKind, OperandPos, RegClass, VReg};
use uses::Uses;

/// Selected code and the names it refers to.
pub struct Selected {
    /// The code.
    pub code: VCode,
    /// By [`LiteralId`].
    pub literals: Vec<Literal>,
    /// By [`SymbolId`].
    pub symbols: Vec<String>,
}

/// A condition: operands of the test, the test, and when it holds.
struct Condition {
    operands: Vec<Operand>,
    test: Test,
    cond: Cond,
}

struct Selector<'a> {
    function: &'a Function,
    flow: &'a Flow,
    unit: &'a Unit<'a>,
    uses: Uses,
    /// Registers of each value's halves; `VReg::invalid()` as long as nobody asked.
    halves: SecondaryMap<Value, [VReg; 2]>,
    code: VCode,
    /// Instructions being made for one CLIF instruction, forwards.
    pending: Vec<Inst>,
    /// Per node, backwards.
    done: Vec<Vec<Inst>>,
    /// Per node: block parameters and arguments of each successor.
    arguments: Vec<Vec<Vec<VReg>>>,
    /// What a `try_call` at the end of the block in work leaves in r0 and r1.
    thrown: [VReg; 2],
    /// Source location of the CLIF instruction in work.
    place: u32,
    literals: Vec<Literal>,
    literal_ids: HashMap<Literal, LiteralId>,
    symbols: Vec<String>,
    symbol_ids: HashMap<String, SymbolId>,
    /// Byte offset of each stack slot.
    slots: Vec<u32>,
    /// The node in work.
    node: usize,
    /// Literals that are loaded before a loop, by literal and the node that does so.
    hoisted: HashMap<(LiteralId, usize), VReg>,
    /// The loads, by node; and sums.
    hoists: Vec<(usize, Inst)>,
    /// Sums that are made before a loop, by summands and the node that does so.
    sums: HashMap<(Value, i32, usize), VReg>,
    /// Whether a loop has no calls.
    quiet: HashMap<Loop, bool>,
}

/// Selects instructions for the whole function.
pub fn select(function: &Function, flow: &Flow, unit: &Unit) -> Selected {
    let mut selector = Selector {
        function,
        flow,
        unit,
        uses: Uses::new(function, flow),
        halves: SecondaryMap::with_default([VReg::invalid(); 2]),
        code: VCode::default(),
        pending: Vec::new(),
        done: vec![Vec::new(); flow.nodes.len()],
        arguments: vec![Vec::new(); flow.nodes.len()],
        thrown: [VReg::invalid(); 2],
        place: u32::MAX,
        literals: Vec::new(),
        literal_ids: HashMap::default(),
        symbols: Vec::new(),
        symbol_ids: HashMap::default(),
        slots: Vec::new(),
        node: 0,
        hoisted: HashMap::default(),
        hoists: Vec::new(),
        sums: HashMap::default(),
        quiet: HashMap::default(),
    };
    selector.place_slots();
    for block in flow.order.iter().rev() {
        selector.select_block(*block);
    }
    selector.finish()
}

impl Selector<'_> {
    /// The processor.
    fn core(&self) -> Core {
        self.unit.core
    }

    /// Where a result goes that 16-bit instructions leave in the register of operand `index`: there if that dies here or the processor
    /// has no other way, else anywhere.
    fn result_like(&self, register: VReg, index: usize, dies: bool) -> Operand {
        if dies || !self.core().is_v7() { reuse(register, index) } else { def(register) }
    }

    /// Stack slots in the order of their size, so that the small ones stay within reach of sp-relative instructions.
    fn place_slots(&mut self) {
        let slots = &self.function.sized_stack_slots;
        let mut order: Vec<ir::StackSlot> = slots.keys().collect();
        order.sort_by_key(|slot| slots[*slot].size);
        self.slots = vec![0; order.len()];
        let mut end = 0u32;
        for slot in order {
            let data = &slots[slot];
            end = end.next_multiple_of(4.max(1 << data.align_shift.min(3)));
            self.slots[slot.as_u32() as usize] = end;
            end += data.size;
        }
        self.code.slot_bytes = end.next_multiple_of(4);
    }

    fn select_block(&mut self, block: ir::Block) {
        let node = self.flow.of_block[block] as usize;
        self.node = node;
        let mut insts: Vec<ir::Inst> = self.function.layout.block_insts(block).collect();
        let last = insts.pop().unwrap_or_else(|| panic!("{block} is empty"));
        self.set_place(last);
        self.select_edges(block, node, last);
        self.flush(node);
        for inst in insts.into_iter().rev() {
            if self.is_wanted(inst) {
                self.set_place(inst);
                self.select_inst(inst);
                self.flush(node);
            }
        }
        if block == self.flow.order[0] {
            self.select_arguments();
            self.flush(node);
        }
    }

    fn set_place(&mut self, inst: ir::Inst) {
        let place = self.function.srcloc(inst);
        self.place = if place.is_default() { u32::MAX } else { place.bits() };
    }

    /// Whether the instruction acts by itself or somebody asked for a result that is not made yet.
    fn is_wanted(&self, inst: ir::Inst) -> bool {
        if self.uses.is_fused(inst) {
            return false;
        }
        let asked = |value: &Value| self.halves[*value].iter().any(|half| *half != VReg::invalid());
        uses::acts(self.function, inst) || self.function.dfg.inst_results(inst).iter().any(asked)
    }

    /// The end of a block, and the nodes on its critical edges.
    fn select_edges(&mut self, block: ir::Block, node: usize, last: ir::Inst) {
        let calls = flow::edges(self.function, block);
        self.thrown = [VReg::invalid(); 2];
        let mut arguments = Vec::new();
        for (number, call) in calls.iter().enumerate() {
            let next = self.flow.nodes[node].successors[number] as usize;
            if let Node::Edge(..) = self.flow.nodes[next].node {
                let registers = self.edge_arguments(call, last);
                self.arguments[next] = vec![registers];
                self.emit(Op::Jump, &[]);
                self.flush(next);
                arguments.push(Vec::new());
            } else {
                arguments.push(self.edge_arguments(call, last));
            }
        }
        self.arguments[node] = arguments;
        self.select_end(block, last);
    }

    /// Registers for the needed parameters of the block that is branched to.
    fn edge_arguments(&mut self, call: &ir::BlockCall, last: ir::Inst) -> Vec<VReg> {
        let pool = &self.function.dfg.value_lists;
        let params = self.function.dfg.block_params(call.block(pool));
        let mut registers = Vec::new();
        for (argument, param) in call.args(pool).zip(params) {
            if !self.uses.is_needed(*param) {
                continue;
            }
            for half in 0..abi::words_of(self.function.dfg.value_type(*param)) {
                registers.push(match argument {
                    BlockArg::Value(value) => self.half(value, half),
                    BlockArg::TryCallRet(number) => self.try_result(last, number as usize, half),
                    BlockArg::TryCallExn(number) => {
                        assert_eq!(number, 0, "an exception's payload is one word");
                        self.thrown_word(0)
                    }
                });
            }
        }
        registers
    }

    fn select_end(&mut self, block: ir::Block, last: ir::Inst) {
        use ir::InstructionData as Data;
        match self.function.dfg.insts[last] {
            Data::Jump { .. } => self.emit(Op::Jump, &[]),
            Data::Brif { arg, .. } => {
                let condition = self.branch_condition(arg, block);
                self.emit(Op::Branch(condition.test, condition.cond), &condition.operands);
            }
            Data::BranchTable { arg, table, .. } => self.select_table(arg, table),
            Data::Trap { code, .. } => self.emit(Op::Trap(code.as_raw().get()), &[]),
            Data::MultiAry { opcode: Opcode::Return, .. } => self.select_return(last),
            Data::TryCall { .. } | Data::TryCallIndirect { .. } => self.select_call(last),
            ref other => panic!("clif ends no block in {}", other.opcode()),
        }
    }

    fn select_table(&mut self, index: Value, table: ir::JumpTable) {
        // The default is the first edge.
        let (_, numbers) = flow::distinct(self.function, self.function.dfg.jump_tables[table].all_branches());
        let list = numbers[1..].to_vec();
        if list.is_empty() {
            return self.emit(Op::Jump, &[]);
        }
        let index = self.half(index, 0);
        let limit = self.constant(list.len() as u32);
        let (t, u) = (self.temp(), self.temp());
        self.code.tables.push(list);
        let id = self.code.tables.len() as u32 - 1;
        self.emit(Op::Table(id), &[use_(index), use_(limit), early(t), early(u)]);
    }

    /// Moves what was made for one instruction to its node, backwards.
    fn flush(&mut self, node: usize) {
        self.done[node].extend(self.pending.drain(..).rev());
    }

    fn emit(&mut self, op: Op, operands: &[Operand]) {
        let first = self.code.operands.len() as u32;
        self.code.operands.extend_from_slice(operands);
        self.code.calls |= op.is_call();
        self.pending.push(Inst { op, place: self.place, first, count: operands.len() as u32 });
    }

    fn temp(&mut self) -> VReg {
        let register = VReg::new(self.code.registers as usize, RegClass::Int);
        self.code.registers += 1;
        register
    }

    fn symbol(&mut self, name: String) -> SymbolId {
        if let Some(id) = self.symbol_ids.get(&name) {
            return *id;
        }
        let id = SymbolId(self.symbols.len() as u32);
        self.symbols.push(name.clone());
        // Symbols of compiled functions have a number behind a #.
        if (name.starts_with("__aeabi_") || name.starts_with("th_")) && !name.contains('#') {
            self.code.soft.insert(id);
        }
        self.symbol_ids.insert(name, id);
        id
    }

    fn literal(&mut self, literal: Literal) -> LiteralId {
        *self.literal_ids.entry(literal).or_insert_with(|| {
            self.literals.push(literal);
            LiteralId(self.literals.len() as u32 - 1)
        })
    }

    /// The CLIF instruction that makes a value.
    fn maker(&self, value: Value) -> Option<ir::Inst> {
        match self.function.dfg.value_def(value) {
            ValueDef::Result(inst, _) => Some(inst),
            ValueDef::Param(..) | ValueDef::Union(..) => None,
        }
    }

    fn finish(mut self) -> Selected {
        for (node, load) in std::mem::take(&mut self.hoists) {
            // Backwards, so the jump comes first.
            self.done[node].insert(1, load);
        }
        for (node, insts) in std::mem::take(&mut self.done).into_iter().enumerate() {
            let place = &self.flow.nodes[node];
            let first = self.code.insts.len() as u32;
            self.code.insts.extend(insts.into_iter().rev());
            let params = match place.node {
                Node::Block(block) if block != self.flow.order[0] => self.block_params(block),
                Node::Block(_) | Node::Edge(..) => Vec::new(),
            };
            let block = VBlock {
                first,
                end: self.code.insts.len() as u32,
                successors: place.successors.iter().map(|n| regalloc2::Block::new(*n as usize)).collect(),
                predecessors: place.predecessors.iter().map(|n| regalloc2::Block::new(*n as usize)).collect(),
                params,
                arguments: std::mem::take(&mut self.arguments[node]),
                frequency: place.frequency,
            };
            self.code.blocks.push(block);
        }
        self.code.layout = self.flow.layout.iter().map(|node| *node as usize).collect();
        Selected { code: self.code, literals: self.literals, symbols: self.symbols }
    }

    fn block_params(&mut self, block: ir::Block) -> Vec<VReg> {
        let mut registers = Vec::new();
        for param in self.function.dfg.block_params(block) {
            if self.uses.is_needed(*param) {
                for half in 0..abi::words_of(self.function.dfg.value_type(*param)) {
                    registers.push(self.own_half(*param, half));
                }
            }
        }
        registers
    }
}

/// Read before the instruction writes anything.
fn use_(register: VReg) -> Operand {
    Operand::reg_use(register)
}

/// Read after the instruction may have written its results.
fn late(register: VReg) -> Operand {
    Operand::reg_use_at_end(register)
}

/// Written after everything is read.
fn def(register: VReg) -> Operand {
    Operand::reg_def(register)
}

/// Written while operands are still to be read.
fn early(register: VReg) -> Operand {
    Operand::reg_def_at_start(register)
}

/// Written in the register of operand `index`.
fn reuse(register: VReg, index: usize) -> Operand {
    Operand::reg_reuse_def(register, index)
}

fn fixed_use(register: VReg, number: u8) -> Operand {
    Operand::reg_fixed_use(register, super::vcode::physical(number))
}

fn fixed_def(register: VReg, number: u8) -> Operand {
    let constraint = OperandConstraint::FixedReg(super::vcode::physical(number));
    Operand::new(register, constraint, OperandKind::Def, OperandPos::Late)
}
