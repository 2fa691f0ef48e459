//! Who uses what: computed once, before selection.
//!
//! In: a CLIF function. Out: which values anything observable depends on, how often each is used, and how often merely as a condition.

use super::super::flow::Flow;
use cranelift_codegen::entity::{EntitySet, SecondaryMap};
use cranelift_codegen::ir::{self, BlockArg, Function, InstructionData, Opcode, Value, ValueDef};

/// Uses of every value.
pub struct Uses {
    needed: EntitySet<Value>,
    total: SecondaryMap<Value, u32>,
    tested: SecondaryMap<Value, u32>,
    /// Instructions that their user has absorbed although they have effects or several results.
    fused: EntitySet<ir::Inst>,
}

/// Whether an instruction does something beside making its results.
pub fn acts(function: &Function, inst: ir::Inst) -> bool {
    let data = &function.dfg.insts[inst];
    let opcode = data.opcode();
    if matches!(opcode, Opcode::SequencePoint | Opcode::Nop | Opcode::Fence) {
        return false;
    }
    let dropped_load = opcode.can_load()
        && !opcode.can_store()
        && !opcode.is_call()
        && data.memflags_data(&function.dfg).is_some_and(|flags| flags.notrap());
    let division = matches!(opcode, Opcode::Udiv | Opcode::Sdiv | Opcode::Urem | Opcode::Srem | Opcode::FcvtToSint | Opcode::FcvtToUint);
    let may = opcode.is_call() || opcode.is_terminator() || opcode.can_store() || opcode.can_trap() || opcode.other_side_effects();
    may && !dropped_load && !division
}

impl Uses {
    /// Follows uses from the instructions that act.
    pub fn new(function: &Function, flow: &Flow) -> Uses {
        let mut uses = Uses {
            needed: EntitySet::new(),
            total: SecondaryMap::with_default(0),
            tested: SecondaryMap::with_default(0),
            fused: EntitySet::new(),
        };
        let mut work = Vec::new();
        let mut counted: EntitySet<ir::Inst> = EntitySet::new();
        for block in &flow.order {
            for inst in function.layout.block_insts(*block) {
                if acts(function, inst) {
                    uses.count_arguments(function, inst, &mut work);
                }
            }
        }
        while let Some(value) = work.pop() {
            match function.dfg.value_def(value) {
                ValueDef::Result(inst, _) => {
                    if !acts(function, inst) && counted.insert(inst) {
                        uses.count_arguments(function, inst, &mut work);
                    }
                }
                ValueDef::Param(block, number) => uses.count_incoming(function, flow, block, number, &mut work),
                ValueDef::Union(..) => panic!("the egraph pass leaves no unions"),
            }
        }
        uses
    }

    fn count_arguments(&mut self, function: &Function, inst: ir::Inst, work: &mut Vec<Value>) {
        let data = &function.dfg.insts[inst];
        let condition = match data {
            InstructionData::Brif { arg, .. } | InstructionData::CondTrap { arg, .. } => Some(*arg),
            InstructionData::Ternary { opcode: Opcode::Select, args } => Some(args[0]),
            _ => None,
        };
        for (index, value) in function.dfg.inst_args(inst).iter().enumerate() {
            self.count(*value, work);
            if index == 0 && condition == Some(*value) {
                self.tested[*value] += 1;
            }
        }
    }

    fn count_incoming(&mut self, function: &Function, flow: &Flow, block: ir::Block, number: usize, work: &mut Vec<Value>) {
        let pool = &function.dfg.value_lists;
        let sources: Vec<ir::Block> = flow.cfg.pred_iter(block).map(|pred| pred.block).collect();
        let mut seen: Vec<ir::Block> = Vec::new();
        for source in sources {
            if seen.contains(&source) || flow.of_block[source] == u32::MAX {
                continue;
            }
            seen.push(source);
            for call in super::flow::edges(function, source) {
                if call.block(pool) == block
                    && let Some(BlockArg::Value(value)) = call.args(pool).nth(number)
                {
                    self.count(value, work);
                }
            }
        }
    }

    fn count(&mut self, value: Value, work: &mut Vec<Value>) {
        self.total[value] += 1;
        if self.needed.insert(value) {
            work.push(value);
        }
    }

    /// Whether anything observable depends on the value.
    pub fn is_needed(&self, value: Value) -> bool {
        self.needed.contains(value)
    }

    /// Whether the value has one use.
    pub fn is_single(&self, value: Value) -> bool {
        self.total[value] == 1
    }

    /// How many uses the value has.
    pub fn count_of(&self, value: Value) -> u32 {
        self.total[value]
    }

    /// Whether every use asks only if the value is zero.
    pub fn is_only_tested(&self, value: Value) -> bool {
        self.total[value] == self.tested[value]
    }

    /// Notes that an instruction is made at its user.
    pub fn fuse(&mut self, inst: ir::Inst) {
        self.fused.insert(inst);
    }

    /// Whether an instruction is made at its user.
    pub fn is_fused(&self, inst: ir::Inst) -> bool {
        self.fused.contains(inst)
    }
}
