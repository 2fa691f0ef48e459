//! Sums that do not change in a loop, made before it: on ARMv7E-M, which has the registers for them.
//!
//! Cranelift makes additions of numbers anew wherever they are used, inside of loops too, and an element's address is its array's, which stays,
//! plus a changing index, plus the header's size, which stays too. Always holds: only loops without calls are treated, so no collection
//! moves an object while all that is left of its address is a sum.

use super::super::inst::Data;
use super::super::vcode::{Inst, Op};
use super::integer::takes_sum;
use super::values::Leaf;
use super::{Selector, def, use_};
use cranelift_codegen::ir::{self, Value, ValueDef, types};
use cranelift_codegen::loop_analysis::Loop;
use regalloc2::VReg;

/// How many registers a loop may have for what is made before it.
pub const MOST: usize = 4;

impl Selector<'_> {
    /// Makes `d = a + number` before the innermost loop, if a comes from there; says whether it did.
    pub(super) fn hoist_sum(&mut self, d: VReg, a: Value, number: i32) -> bool {
        let Some((node, a)) = self.invariant(a, number) else { return false };
        self.make_before(node, d, a, number);
        true
    }

    /// A register for `a + number`, made before the innermost loop.
    pub(super) fn hoisted_sum(&mut self, a: Value, number: i32) -> Option<VReg> {
        let before = self.flow.before_loop(self.node as u32)? as usize;
        let key = (self.function.dfg.resolve_aliases(a), number, before);
        if let Some(register) = self.sums.get(&key) {
            return Some(*register);
        }
        let (node, a) = self.invariant(a, number)?;
        let d = self.temp();
        self.sums.insert(key, d);
        self.make_before(node, d, a, number);
        Some(d)
    }

    /// A small number in a register before the innermost loop.
    pub(super) fn hoisted_number(&mut self, number: u8) -> Option<VReg> {
        self.quiet_loop()?;
        let literal = self.literal(super::Literal::Word(number.into()));
        Some(self.outside_loop(literal, Op::MovImm(number)))
    }

    fn make_before(&mut self, node: usize, d: VReg, a: VReg, number: i32) {
        let op = if number.unsigned_abs() < 8 { Op::AddImm3(number as i16) } else { Op::DataImm(Data::Add, number as u32) };
        let first = self.code.operands.len() as u32;
        self.code.operands.extend([def(d), use_(a)]);
        self.hoists.push((node, Inst { op, place: self.place, first, count: 2 }));
    }

    /// The node before the innermost loop and the register of a value from there, if a sum with it may be made there.
    fn invariant(&mut self, a: Value, number: i32) -> Option<(usize, VReg)> {
        let (node, inner) = self.quiet_loop()?;
        let Leaf::Half(value, 0) = self.leaf(a, 0) else { return None };
        let block = match self.function.dfg.value_def(value) {
            ValueDef::Result(inst, _) => self.function.layout.inst_block(inst)?,
            ValueDef::Param(block, _) => block,
            ValueDef::Union(..) => return None,
        };
        let may = takes_sum(number) && !self.flow.loops.is_in_loop(block, inner);
        let room = self.hoists.iter().filter(|(other, _)| *other == node).count() < MOST;
        (may && room).then(|| (node, self.own_half(value, 0)))
    }

    /// The innermost loop and the node before it, if nothing in the loop calls.
    fn quiet_loop(&mut self) -> Option<(usize, Loop)> {
        if !self.core().is_v7() {
            return None;
        }
        let node = self.flow.before_loop(self.node as u32)? as usize;
        let inner = self.flow.loop_of(self.node as u32)?;
        let (function, flow) = (self.function, self.flow);
        let calls = |inst: ir::Inst| {
            let floats = function.dfg.inst_results(inst).iter().any(|result| function.dfg.value_type(*result) == types::F64);
            floats || function.dfg.insts[inst].opcode() == ir::Opcode::Fdemote || function.dfg.insts[inst].opcode().is_call()
        };
        let quiet = *self.quiet.entry(inner).or_insert_with(|| {
            let blocks = flow.order.iter().filter(|block| flow.loops.is_in_loop(**block, inner));
            !blocks.flat_map(|block| function.layout.block_insts(*block)).any(calls)
        });
        quiet.then_some((node, inner))
    }
}
