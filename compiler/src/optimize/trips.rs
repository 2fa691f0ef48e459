//! Sums over the rounds of a loop that runs a bounded number of times: `for (let i = 0; i < n; i++) if (…) count++` counts to n at most.
//!
//! In: a module with refinements. Out: [`Trips`]: for parameters of loop headers to which each round adds something, where they start, and the counter that
//! bounds the rounds. The sums themselves come from the facts at hand, so `infer` asks again and again. Without this, such a sum is only known to be an
//! integer. Gupta, A fresh look at optimizing array bound checking, PLDI 1990, uses the same bound on rounds.

use super::facts::Num;
use crate::ir::flow::{Flow, Loop};
use crate::ir::{Block, Compare, Func, Function, Module, NumOp, Op, Terminator, Type, Value};

/// The sums of all functions.
#[derive(Debug, Default)]
pub struct Trips {
    functions: Vec<Vec<Sum>>,
}

/// One parameter of a loop header.
#[derive(Debug)]
pub struct Sum {
    /// The header.
    pub header: Block,
    /// The parameter.
    pub param: Value,
    /// What it is at first, one for each way into the loop.
    pub entering: Vec<Value>,
    /// What it is in the next round, one for each way back.
    pub next: Vec<Value>,
    counter: Counter,
    body: Vec<Block>,
}

/// What bounds the rounds: `counter < limit` is tested at the head of each, and each adds `step`.
#[derive(Debug, Clone)]
struct Counter {
    entering: Vec<Value>,
    limit: Value,
    step: f64,
}

/// How far a sum is followed from one round to the next.
const DEPTH: u32 = 12;
/// Sums beyond this are rounded.
const EXACT: f64 = 9007199254740992.0;

impl Trips {
    /// Looks at every loop.
    pub fn new(module: &Module) -> Trips {
        Trips { functions: module.functions.iter().map(|f| f.as_ref().map_or(Vec::new(), sums)).collect() }
    }

    /// The sums that begin at a block.
    pub fn at(&self, id: Func, header: Block) -> impl Iterator<Item = &Sum> {
        self.functions[id.index()].iter().filter(move |s| s.header == header)
    }

    /// The sum that a parameter is.
    pub fn of(&self, id: Func, param: Value) -> Option<&Sum> {
        self.functions[id.index()].iter().find(|s| s.param == param)
    }
}

fn sums(function: &Function) -> Vec<Sum> {
    let flow = Flow::new(function);
    let definitions = super::bounds::definitions(function);
    let mut all = Vec::new();
    for lp in flow.loops() {
        let Some((position, counter)) = counter(function, &definitions, &flow, &lp) else { continue };
        for (i, &param) in function.blocks[lp.header.index()].params.iter().enumerate() {
            if i == position || function.ty(param) != Type::Num {
                continue;
            }
            let (entering, next) = edges(function, &flow, &lp, i);
            let sum = Sum { header: lp.header, param, entering, next, counter: counter.clone(), body: lp.blocks.clone() };
            if sum.next.iter().all(|&v| leads_to(function, &definitions, &sum, v, DEPTH)) {
                all.push(sum);
            }
        }
    }
    all
}

/// What the edges into the loop, and those back to its head, bring for one parameter.
fn edges(function: &Function, flow: &Flow, lp: &Loop, position: usize) -> (Vec<Value>, Vec<Value>) {
    let (mut entering, mut next) = (Vec::new(), Vec::new());
    for &from in &flow.predecessors[lp.header.index()] {
        function.blocks[from.index()].terminator.targets(|t| {
            if t.block == lp.header {
                if lp.latches.contains(&from) { next.push(t.args[position]) } else { entering.push(t.args[position]) }
            }
        });
    }
    (entering, next)
}

/// The parameter that counts: its position, and what bounds it.
fn counter(function: &Function, definitions: &[Option<&Op>], flow: &Flow, lp: &Loop) -> Option<(usize, Counter)> {
    let header = &function.blocks[lp.header.index()];
    let Terminator::Branch { test, then, otherwise } = &header.terminator else { return None };
    let Some(Op::NumCompare { op: Compare::Lt | Compare::Le, args: [value, limit], .. }) = definitions[test.index()] else { return None };
    if !lp.blocks.contains(&then.block) || lp.blocks.contains(&otherwise.block) {
        return None;
    }
    let position = header.params.iter().position(|p| p == value)?;
    let (entering, next) = edges(function, flow, lp, position);
    let steps: Option<Vec<f64>> = next.iter().map(|&v| step(definitions, v, *value)).collect();
    let step = steps?.into_iter().fold(f64::INFINITY, f64::min);
    (step >= 1.0 && step.is_finite()).then_some((position, Counter { entering, limit: *limit, step }))
}

/// The constant that a counter's next value is more than the counter.
fn step(definitions: &[Option<&Op>], next: Value, counter: Value) -> Option<f64> {
    let plain = |mut v: Value| {
        while let Some(Op::Refine { value, .. }) = definitions[v.index()] {
            v = *value;
        }
        v
    };
    let Some(Op::Num { op: NumOp::Add, args: [a, b], .. }) = definitions[plain(next).index()] else { return None };
    let Some(Op::Number(bits)) = definitions[plain(*b).index()] else { return None };
    (plain(*a) == counter).then_some(f64::from_bits(*bits))
}

/// Whether a value is the parameter with something added, on whichever way through the round.
fn leads_to(function: &Function, definitions: &[Option<&Op>], sum: &Sum, value: Value, depth: u32) -> bool {
    if value == sum.param {
        return true;
    }
    if depth == 0 {
        return false;
    }
    match definitions[value.index()] {
        Some(Op::Refine { value, .. }) => leads_to(function, definitions, sum, *value, depth - 1),
        Some(Op::Num { op: NumOp::Add, args: [a, b], .. }) => {
            leads_to(function, definitions, sum, *a, depth - 1) || leads_to(function, definitions, sum, *b, depth - 1)
        }
        Some(Op::Num { op: NumOp::Sub, args: [a, _], .. }) => leads_to(function, definitions, sum, *a, depth - 1),
        Some(_) => false,
        None => {
            let incoming = joined(function, sum, value);
            !incoming.is_empty() && incoming.iter().all(|&v| leads_to(function, definitions, sum, v, depth - 1))
        }
    }
}

/// What a parameter of a block of the loop's body gets; nothing if it is no such.
fn joined(function: &Function, sum: &Sum, param: Value) -> Vec<Value> {
    let home = sum.body.iter().find(|b| **b != sum.header && function.blocks[b.index()].params.contains(&param));
    let Some(&home) = home else { return Vec::new() };
    let position = function.blocks[home.index()].params.iter().position(|p| *p == param).expect("it was found there");
    let mut all = Vec::new();
    for b in &sum.body {
        function.blocks[b.index()].terminator.targets(|t| {
            if t.block == home {
                all.push(t.args[position]);
            }
        });
    }
    all
}

impl Sum {
    /// All numbers the parameter can be under the facts at hand; `None` if the rounds or what they add are not bounded.
    pub fn range<'d>(&self, function: &Function, definitions: &dyn Fn(Value) -> Option<&'d Op>, get: &dyn Fn(Value) -> Num) -> Option<Num> {
        let join = |values: &[Value]| values.iter().fold(Num::NONE, |all, v| all.join(get(*v)));
        let (start, from, limit) = (join(&self.entering), join(&self.counter.entering), get(self.counter.limit));
        if start.is_none() || from.is_none() || limit.is_none() {
            return Some(start);
        }
        let rounds = (((limit.hi - from.lo) / self.counter.step).floor() + 1.0).max(0.0);
        let added = self.next.iter().try_fold(Num::NONE, |all, v| Some(all.join(self.added(function, definitions, get, *v, DEPTH)?)))?;
        if added.is_none() {
            return Some(start);
        }
        let total = Num { lo: (added.lo * rounds).min(0.0), hi: (added.hi * rounds).max(0.0), ..added };
        let bounded = !from.nan && rounds.is_finite() && !added.fraction && !added.nan && total.lo > -EXACT && total.hi < EXACT;
        let sum = Num::binary(NumOp::Add, start, Num::integers(total.lo, total.hi));
        (bounded && !start.fraction && sum.lo > -EXACT && sum.hi < EXACT).then_some(start.join(sum))
    }

    /// What a round adds on its way to `value`.
    fn added<'d>(
        &self,
        function: &Function,
        definitions: &dyn Fn(Value) -> Option<&'d Op>,
        get: &dyn Fn(Value) -> Num,
        value: Value,
        depth: u32,
    ) -> Option<Num> {
        if value == self.param {
            return Some(Num::constant(0.0));
        }
        if depth == 0 {
            return None;
        }
        let follow = |v: Value| self.added(function, definitions, get, v, depth - 1);
        match definitions(value) {
            Some(Op::Refine { value, .. }) => follow(*value),
            Some(Op::Num { op: op @ (NumOp::Add | NumOp::Sub), args: [a, b], .. }) => {
                let (rest, more) = match follow(*a) {
                    Some(rest) => (rest, get(*b)),
                    None if *op == NumOp::Add => (follow(*b)?, get(*a)),
                    None => return None,
                };
                if rest.is_none() || more.is_none() { Some(Num::NONE) } else { Some(Num::binary(*op, rest, more)) }
            }
            Some(_) => None,
            None => Some(joined(function, self, value))
                .filter(|all| !all.is_empty())?
                .into_iter()
                .try_fold(Num::NONE, |all, v| Some(all.join(follow(v)?))),
        }
    }
}
