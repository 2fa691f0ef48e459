//! Strings that grow in place: `s += x` where the old `s` is dead and nobody else holds it.
//!
//! In: Ir whose numbers have representations. Out: the same Ir in which such a [`Op::Concat`] has `reuse`, and one of a single character is
//! a call that appends the unit. A value *owns* its string when nothing else refers to it: it is fresh (every concatenation gives a
//! fresh string or one in flash, which never grows), or a block's parameter that on every edge takes over an owned string that dies there. A use that may keep
//! the string (a store, an argument, a conversion to a word) ends the ownership if the value is still needed afterwards.
//!
//! Everything else in the compiler believes that strings never change. That stays true of values, as the grown string has a name of its own;
//! only a length that is loaded too late would be wrong, so owned strings are asked for it by a call, which stays where it is.

use crate::clif::abi::{self, Effect};
use crate::ir::flow::Flow;
use crate::ir::{Block, Function, Instruction, Module, Op, Type, Value};
use fixedbitset::FixedBitSet;
use std::rc::Rc;

/// Runs on every function.
pub fn run(module: &mut Module) {
    module.functions.iter_mut().flatten().for_each(function);
}

fn function(function: &mut Function) {
    let concatenates = |i: &Instruction| matches!(i.op, Op::Concat { .. });
    if !function.blocks.iter().any(|b| b.instructions.iter().any(concatenates)) {
        return;
    }
    let flow = Flow::new(function);
    let mut plan = Plan::new(function, &flow);
    for &b in &flow.order {
        for at in 0..function.blocks[b.index()].instructions.len() {
            plan.reuse(function, b, at);
        }
    }
    if plan.found {
        plan.ask_lengths(function);
        append_characters(function);
    }
}

/// Runtime functions whose string is always fresh or in flash.
const FRESH: [&str; 10] = [
    "th_string_char_at",
    "th_string_from_code",
    "th_string_from_i32",
    "th_string_from_u32",
    "th_string_from_f64",
    "th_string_from_number",
    "th_string_from_f64_radix",
    "th_string_from_f64_fixed",
    "th_string_from_f64_exponential",
    "th_string_from_f64_precision",
];

/// Values as a set.
#[derive(Clone, PartialEq)]
struct Set(FixedBitSet);

impl Set {
    fn new(count: usize) -> Set {
        Set(FixedBitSet::with_capacity(count))
    }

    fn has(&self, v: Value) -> bool {
        self.0.contains(v.index())
    }

    fn add(&mut self, v: Value) {
        self.0.insert(v.index());
    }

    fn remove(&mut self, v: Value) {
        self.0.remove(v.index());
    }

    fn add_all(&mut self, other: &Set) {
        self.0.union_with(&other.0);
    }
}

struct Plan {
    /// By block: what is needed after its last instruction by its successors, arguments for them excepted.
    live_out: Vec<Set>,
    /// What may be extended by whoever holds it last.
    owned: Set,
    /// What something else may hold while the value is still needed.
    shared: Set,
    /// What may be worth growing: where ways join, which is what loops do, and what has grown already.
    growing: Set,
    /// Whether anything grows.
    found: bool,
}

impl Plan {
    fn new(function: &Function, flow: &Flow) -> Plan {
        let live_in = live_in(function, flow);
        let live_out = function.block_ids().map(|b| live_out(function, b, &live_in)).collect();
        let none = Set::new(function.types.len());
        let mut plan = Plan { live_out, owned: none.clone(), shared: none.clone(), growing: none, found: false };
        plan.find_shared(function);
        plan.find_owned(function, flow, &live_in);
        function.blocks.iter().skip(1).flat_map(|b| &b.params).for_each(|p| plan.growing.add(*p));
        plan
    }

    /// Whether a value is needed behind an instruction of a block.
    fn is_live_after(&self, function: &Function, block: Block, at: usize, value: Value) -> bool {
        let data = &function.blocks[block.index()];
        let mut used = self.live_out[block.index()].has(value);
        data.instructions[at + 1..].iter().for_each(|i| i.op.operands(|v| used |= v == value));
        data.terminator.operands(|v| used |= v == value);
        used
    }

    fn find_shared(&mut self, function: &Function) {
        for b in function.block_ids() {
            for (at, instruction) in function.blocks[b.index()].instructions.iter().enumerate() {
                if only_looks(&instruction.op) {
                    continue;
                }
                instruction.op.operands(|v| {
                    if function.ty(v) == Type::Ref && self.is_live_after(function, b, at, v) {
                        self.shared.add(v);
                    }
                });
            }
        }
    }

    /// The largest set that is consistent: whoever cannot own is taken out until nothing changes.
    fn find_owned(&mut self, function: &Function, flow: &Flow, live_in: &[Set]) {
        for b in function.block_ids() {
            let data = &function.blocks[b.index()];
            data.instructions.iter().filter(|i| is_fresh(&i.op)).filter_map(|i| i.result).for_each(|v| self.owned.add(v));
            if b.0 != 0 && flow.is_reachable(b) {
                data.params.iter().filter(|p| function.ty(**p) == Type::Ref).for_each(|p| self.owned.add(*p));
            }
        }
        for handler in function.blocks.iter().filter_map(|b| b.handler) {
            function.blocks[handler.index()].params.iter().for_each(|p| self.owned.remove(*p));
        }
        loop {
            let mut lost = Vec::new();
            for block in flow.order.iter().map(|b| &function.blocks[b.index()]) {
                block.terminator.targets(|target| {
                    let params = &function.blocks[target.block.index()].params;
                    for (i, (param, arg)) in params.iter().zip(&target.args).enumerate() {
                        let twice = target.args.iter().enumerate().any(|(j, other)| j != i && other == arg);
                        let moves = self.owned.has(*arg) && !self.shared.has(*arg) && !twice && !live_in[target.block.index()].has(*arg);
                        if self.owned.has(*param) && !moves {
                            lost.push(*param);
                        }
                    }
                });
            }
            if lost.is_empty() {
                return;
            }
            lost.into_iter().for_each(|param| self.owned.remove(param));
        }
    }

    /// Lets a concatenation extend its left side where that is allowed.
    fn reuse(&mut self, function: &mut Function, block: Block, at: usize) {
        let Op::Concat { left, right, .. } = function.blocks[block.index()].instructions[at].op else { return };
        let owns = self.growing.has(left) && self.owned.has(left) && !self.shared.has(left);
        if !owns || left == right || self.is_live_after(function, block, at, left) {
            return;
        }
        let instruction = &mut function.blocks[block.index()].instructions[at];
        instruction.op = Op::Concat { left, right, reuse: true };
        instruction.result.iter().for_each(|v| self.growing.add(*v));
        self.found = true;
    }

    /// See the head of this file.
    fn ask_lengths(&self, function: &mut Function) {
        let all = || function.blocks.iter().flat_map(|b| &b.instructions);
        let mut literals = Set::new(function.types.len());
        all().filter(|i| matches!(i.op, Op::Str(_))).filter_map(|i| i.result).for_each(|v| literals.add(v));
        for instruction in function.blocks.iter_mut().flat_map(|b| &mut b.instructions) {
            if let Op::StringLength(string) = instruction.op
                && self.owned.has(string)
                && !literals.has(string)
            {
                instruction.op = Op::CallRuntime { name: Rc::from("th_string_length"), args: vec![string] };
            }
        }
    }
}

/// Whether an operation makes a string that nobody else holds.
fn is_fresh(op: &Op) -> bool {
    match op {
        Op::Concat { .. } | Op::NumToString(_) | Op::Str(_) => true,
        Op::CallRuntime { name, .. } => FRESH.contains(&&**name),
        _ => false,
    }
}

/// Whether an operation does no more than look at the strings it takes, at once.
fn only_looks(op: &Op) -> bool {
    match op {
        Op::Concat { .. } | Op::StringLength(_) => true,
        Op::CallRuntime { name, .. } if name.starts_with("th_console_") || name.starts_with("th_string_char_at") => true,
        Op::CallRuntime { name, .. } => {
            let gives_none = |row: &abi::Function| !matches!(row.result, abi::Type::Word | abi::Type::Reference);
            abi::FUNCTIONS.iter().any(|row| row.name == &**name && row.effect <= Effect::Reads && gives_none(row))
        }
        _ => false,
    }
}

/// What is needed at the start of each block, its parameters excepted.
fn live_in(function: &Function, flow: &Flow) -> Vec<Set> {
    let mut live = vec![Set::new(function.types.len()); function.blocks.len()];
    let mut changed = true;
    while changed {
        changed = false;
        for &b in flow.order.iter().rev() {
            let mut now = live_out(function, b, &live);
            let data = &function.blocks[b.index()];
            data.terminator.operands(|v| now.add(v));
            for instruction in data.instructions.iter().rev() {
                instruction.result.iter().for_each(|v| now.remove(*v));
                instruction.op.operands(|v| now.add(v));
            }
            data.params.iter().for_each(|p| now.remove(*p));
            if now != live[b.index()] {
                live[b.index()] = now;
                changed = true;
            }
        }
    }
    live
}

/// What is needed behind a block. What its handler needs is needed all through it.
fn live_out(function: &Function, block: Block, live_in: &[Set]) -> Set {
    let mut live = Set::new(function.types.len());
    let data = &function.blocks[block.index()];
    data.terminator.targets(|t| live.add_all(&live_in[t.block.index()]));
    if let Some(handler) = data.handler {
        live.add_all(&live_in[handler.index()]);
    }
    live
}

/// `s += c` of one character, made just before: appends the unit without making the string.
fn append_characters(function: &mut Function) {
    let mut uses = vec![0u32; function.types.len()];
    for block in &function.blocks {
        block.instructions.iter().for_each(|i| i.op.operands(|v| uses[v.index()] += 1));
        block.terminator.operands(|v| uses[v.index()] += 1);
    }
    for block in &mut function.blocks {
        for at in 1..block.instructions.len() {
            let Op::Concat { left, right, reuse: true } = block.instructions[at].op else { continue };
            let made = block.instructions[..at].iter().rposition(|i| i.result == Some(right));
            let Some(made) = made.filter(|made| uses[right.index()] == 1 && block.instructions[made + 1..at].iter().all(|i| i.op.is_removable())) else { continue };
            let Op::CallRuntime { name, args } = &block.instructions[made].op else { continue };
            let (name, mut more) = match &**name {
                "th_string_from_code" => ("th_string_append_unit", args.clone()),
                "th_string_char_at" => ("th_string_append_char", args.clone()),
                _ => continue,
            };
            more.insert(0, left);
            block.instructions[at].op = Op::CallRuntime { name: Rc::from(name), args: more };
            // Its result is used no more.
            block.instructions[made].op = Op::Undefined;
        }
        block.instructions.retain(|i| !matches!((&i.op, i.result), (Op::Undefined, Some(v)) if function.types[v.index()] == Type::Ref));
    }
}
