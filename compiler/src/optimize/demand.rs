//! What the uses of a number ask of it: whether anybody can tell -0 from 0, and whether only its low 32 bits matter.
//!
//! Backwards over one function. In: the function with facts. Out: two sets of values.

use super::facts::Fact;
use crate::ir::{Function, NumOp, NumUnary, Op, Terminator, Value};

/// What is asked of each value.
#[derive(Debug)]
pub struct Demand {
    /// Somebody can tell whether it is -0.
    pub negative_zero: Vec<bool>,
    /// Some use looks at more than ToInt32 of it.
    pub whole: Vec<bool>,
}

impl Demand {
    /// Whether the value may be held modulo 2^32: nobody looks at more, and it is an integer that a double holds exactly.
    pub fn is_modular(&self, value: Value, fact: &Fact) -> bool {
        !self.whole[value.index()] && fact.num.is_exact()
    }
}

/// Computes the demands, starting from none and adding until nothing changes.
pub fn demand(function: &Function, facts: &[Fact]) -> Demand {
    let mut demand = Demand { negative_zero: vec![false; function.types.len()], whole: vec![false; function.types.len()] };
    loop {
        let before = count(&demand);
        for block in function.blocks.iter().rev() {
            terminator(function, &block.terminator, &mut demand);
            for instruction in block.instructions.iter().rev() {
                operands(&instruction.op, instruction.result, facts, &mut demand);
            }
        }
        if count(&demand) == before {
            return demand;
        }
    }
}

fn count(demand: &Demand) -> usize {
    demand.negative_zero.iter().chain(&demand.whole).filter(|d| **d).count()
}

fn terminator(function: &Function, terminator: &Terminator, demand: &mut Demand) {
    // A block's parameter asks of its arguments what is asked of it.
    terminator.targets(|t| {
        for (param, arg) in function.blocks[t.block.index()].params.iter().zip(&t.args) {
            demand.negative_zero[arg.index()] |= demand.negative_zero[param.index()];
            demand.whole[arg.index()] |= demand.whole[param.index()];
        }
    });
    match terminator {
        // -0 equals case 0.
        Terminator::Switch { value, .. } => demand.whole[value.index()] = true,
        Terminator::Return(Some(value)) => all(*value, demand),
        _ => {}
    }
}

fn all(value: Value, demand: &mut Demand) {
    demand.negative_zero[value.index()] = true;
    demand.whole[value.index()] = true;
}

fn operands(op: &Op, result: Option<Value>, facts: &[Fact], demand: &mut Demand) {
    let asked = |v: Option<Value>, set: &[bool]| v.is_some_and(|v| set[v.index()]);
    let (result_zero, result_whole) = (asked(result, &demand.negative_zero), asked(result, &demand.whole));
    match op {
        Op::Num { op, args: [a, b], .. } => match op {
            NumOp::And | NumOp::Or | NumOp::Xor | NumOp::Shl | NumOp::Shr | NumOp::Ushr | NumOp::Imul => {}
            NumOp::Add | NumOp::Sub | NumOp::Mul => {
                // Computed modulo 2^32 only if result and operands are exact: then the low bits of the operands are enough.
                let modular = !result_whole && result.is_some_and(|r| facts[r.index()].num.is_exact());
                let modular = modular && [a, b].iter().all(|v| facts[v.index()].num.is_exact());
                let (zero_a, zero_b) = zero_matters(*op, facts[a.index()], facts[b.index()], result_zero);
                demand.negative_zero[a.index()] |= zero_a;
                demand.negative_zero[b.index()] |= zero_b;
                demand.whole[a.index()] |= !modular;
                demand.whole[b.index()] |= !modular;
            }
            NumOp::Rem => {
                demand.negative_zero[a.index()] |= result_zero;
                demand.whole[a.index()] = true;
                demand.whole[b.index()] = true;
            }
            _ => [a, b].iter().for_each(|v| all(**v, demand)),
        },
        Op::NumUnary { op, arg, .. } => match op {
            NumUnary::Not | NumUnary::Clz32 => {}
            NumUnary::Abs => demand.whole[arg.index()] = true,
            _ => {
                demand.negative_zero[arg.index()] |= result_zero || matches!(op, NumUnary::Sqrt | NumUnary::Fround);
                demand.whole[arg.index()] = true;
            }
        },
        Op::NumCompare { args, .. } => args.iter().for_each(|v| demand.whole[v.index()] = true),
        // The result is the number itself; the bound only told something, and is used elsewhere if at all.
        Op::Refine { value, .. } => {
            demand.negative_zero[value.index()] |= result_zero;
            demand.whole[value.index()] |= result_whole;
        }
        Op::Truthy(v) | Op::NumToString(v) => demand.whole[v.index()] = true,
        Op::CheckIndex { index, .. } | Op::InBounds { index, .. } | Op::StringCheckIndex { index, .. } => demand.whole[index.index()] = true,
        Op::StringInBounds { index, .. } | Op::ViewCheckIndex { index, .. } | Op::ViewInBounds { index, .. } => demand.whole[index.index()] = true,
        Op::ElementGet { index, .. } | Op::StringUnit { index, .. } | Op::ViewGet { index, .. } => demand.whole[index.index()] = true,
        Op::ViewSet { element, index, value, .. } => {
            demand.whole[index.index()] = true;
            demand.whole[value.index()] |= !element.wraps();
            demand.negative_zero[value.index()] |= element.range().is_none();
        }
        Op::ElementSet { index, value, .. } | Op::ElementPut { index, value, .. } => {
            demand.whole[index.index()] = true;
            all(*value, demand);
        }
        op => op.operands(|v| all(v, demand)),
    }
}

/// Whether -0 for the first, the second operand can change the result, given whether the result's -0 matters.
fn zero_matters(op: NumOp, a: Fact, b: Fact, result: bool) -> (bool, bool) {
    let has_zero = |f: Fact| f.num.lo <= 0.0 && f.num.hi >= 0.0;
    match op {
        // Only -0 + -0 is -0.
        NumOp::Add => (result && b.num.negative_zero, result && a.num.negative_zero),
        // Only -0 - +0 is -0.
        NumOp::Sub => (result && has_zero(b), result && a.num.negative_zero),
        _ => (result, result),
    }
}
