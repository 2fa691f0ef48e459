//! Which indices are known to lie within their array, string or typed array.
//!
//! An index lies within if it is an integer from 0 up and either below the least length of the array's group ([`Lengths`]), or known to be
//! below a length of the same object: from a branch (`i < a.length`, named by `sigma`), from an earlier check, through a chain of such comparisons (`i < j`,
//! `j < a.length`), or because it only ever goes down from such an index. Strings and typed arrays keep their length for ever, an array whose group
//! never shrinks keeps at least the one that was compared with: so it does not matter what happens in between. ABCD (Bodik, Gupta,
//! Sarkar, PLDI 2000) does the same on a graph of inequalities; here the definitions are the graph.

use super::calls::runs_once;
use super::facts::Num;
use super::groups::Groups;
use super::initialized::Initialized;
use super::lengths::Lengths;
use crate::ir::{Block, Func, Function, Module, NumOp, Op, Value};

/// What is needed to tell.
#[derive(Debug)]
pub struct Bounds<'a> {
    groups: &'a Groups,
    /// Least lengths.
    pub lengths: Lengths,
    /// Statics that hold one object for ever once they are read.
    constant: Vec<bool>,
    functions: Vec<Option<Definitions<'a>>>,
}

/// One function's values.
#[derive(Debug)]
struct Definitions<'a> {
    ops: Vec<Option<&'a Op>>,
    /// For each block parameter, what the edges bring.
    incoming: Vec<Vec<Value>>,
}

/// How deep chains of comparisons are followed.
const DEPTH: u32 = 8;

/// The operation that defines each value.
pub fn definitions(function: &Function) -> Vec<Option<&Op>> {
    let mut all = vec![None; function.types.len()];
    for instruction in function.blocks.iter().flat_map(|b| &b.instructions) {
        if let Some(v) = instruction.result {
            all[v.index()] = Some(&instruction.op);
        }
    }
    all
}

impl<'a> Bounds<'a> {
    /// Prepares for all functions.
    pub fn new(module: &'a Module, groups: &'a Groups, initialized: &Initialized) -> Bounds<'a> {
        let constant = constant_statics(module, initialized);
        let functions = module.functions.iter().map(|f| f.as_ref().map(Definitions::new)).collect();
        Bounds { groups, lengths: Lengths::new(module, groups), constant, functions }
    }

    /// The operation that defines a value.
    pub fn definition(&self, id: Func, value: Value) -> Option<&'a Op> {
        self.functions[id.index()].as_ref().and_then(|f| f.ops[value.index()])
    }

    /// Whether `index`, of which `num` is known, is an index of `object`.
    pub fn is_index(&self, id: Func, object: Value, index: Value, num: Num) -> bool {
        if num.fraction || num.nan || num.lo > num.hi || num.lo < 0.0 {
            return false;
        }
        let elements = self.groups.elements(id, object);
        num.hi < self.lengths.least(elements) || self.lengths.only_grow(elements) && self.is_below(id, object, index)
    }

    /// The same for a string or a typed array, whose length never changes.
    pub fn is_fixed_index(&self, id: Func, object: Value, index: Value, num: Num) -> bool {
        !num.fraction && !num.nan && num.lo <= num.hi && num.lo >= 0.0 && self.is_below(id, object, index)
    }

    fn is_below(&self, id: Func, object: Value, index: Value) -> bool {
        let Some(definitions) = &self.functions[id.index()] else { return false };
        let search = Search { bounds: self, definitions, object: self.root(definitions, object) };
        search.below(index, DEPTH, &mut Vec::new())
    }

    /// The value behind checks and conversions.
    fn root(&self, definitions: &Definitions<'_>, mut value: Value) -> Root {
        loop {
            match definitions.ops[value.index()] {
                Some(Op::ToWord(v) | Op::Expect { value: v, .. } | Op::RefineKinds { value: v, .. } | Op::Convert(_, v)) => value = *v,
                Some(Op::StaticGet(g)) if self.constant[g.index()] => return Root::Static(g.0),
                _ => return Root::Value(value),
            }
        }
    }
}

/// Statics that are stored to once, by code that runs once, and are not read before.
fn constant_statics(module: &Module, initialized: &Initialized) -> Vec<bool> {
    let once = runs_once(module);
    let mut stores: Vec<Vec<(usize, Block)>> = vec![Vec::new(); module.statics.len()];
    for (i, function) in module.functions.iter().enumerate() {
        let Some(function) = function else { continue };
        for b in function.block_ids() {
            for instruction in &function.blocks[b.index()].instructions {
                if let Op::StaticSet(g, _) = instruction.op {
                    stores[g.index()].push((i, b));
                }
            }
        }
    }
    let is_constant = |index: usize| {
        let [(function, block)] = stores[index][..] else { return false };
        once[function].as_ref().is_some_and(|straight| straight[block.index()]) && initialized.storage(index)
    };
    (0..module.statics.len()).map(is_constant).collect()
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Root {
    Value(Value),
    Static(u32),
}

impl<'a> Definitions<'a> {
    fn new(function: &'a Function) -> Definitions<'a> {
        let mut incoming = vec![Vec::new(); function.types.len()];
        for block in &function.blocks {
            block.terminator.targets(|t| {
                for (&param, &arg) in function.blocks[t.block.index()].params.iter().zip(&t.args) {
                    incoming[param.index()].push(arg);
                }
            });
        }
        // What calls pass is not among the edges.
        function.params().iter().for_each(|p| incoming[p.index()].clear());
        for block in &function.blocks {
            if let Some(handler) = block.handler {
                function.blocks[handler.index()].params.iter().for_each(|p| incoming[p.index()].clear());
            }
        }
        Definitions { ops: definitions(function), incoming }
    }
}

/// One question.
struct Search<'a, 'b> {
    bounds: &'b Bounds<'a>,
    definitions: &'b Definitions<'a>,
    object: Root,
}

impl Search<'_, '_> {
    fn op(&self, value: Value) -> Option<&Op> {
        self.definitions.ops[value.index()]
    }

    /// Whether the value is certainly below the object's length, from where it is defined on. `assumed`: block parameters of which it is assumed.
    fn below(&self, value: Value, depth: u32, assumed: &mut Vec<Value>) -> bool {
        use crate::ir::Compare::{Eq, Le, Lt};
        if depth == 0 {
            return false;
        }
        match self.op(value) {
            Some(Op::Refine { value: inner, compare, bound }) => {
                let by_bound = match compare {
                    Lt => self.is_length(*bound) || self.below(*bound, depth - 1, assumed),
                    Le | Eq => self.below(*bound, depth - 1, assumed),
                    _ => false,
                };
                by_bound || self.below(*inner, depth, assumed)
            }
            Some(Op::CheckIndex { object, index } | Op::StringCheckIndex { object, index } | Op::ViewCheckIndex { object, index }) => {
                self.bounds.root(self.definitions, *object) == self.object || self.below(*index, depth - 1, assumed)
            }
            Some(Op::Num { op: NumOp::Sub, args: [a, b], .. }) => match self.number(*b) {
                Some(n) if n >= 1.0 && self.is_length(*a) => true,
                Some(n) if n >= 0.0 => self.below(*a, depth - 1, assumed),
                _ => false,
            },
            Some(Op::Num { op: NumOp::Add, args: [a, b], .. }) => match self.number(*b) {
                Some(n) if n <= -1.0 && self.is_length(*a) => true,
                Some(n) if n <= 0.0 => self.below(*a, depth - 1, assumed),
                _ => false,
            },
            Some(_) => false,
            None => self.parameter(value, depth, assumed),
        }
    }

    /// By induction over the rounds of a loop: whatever an edge brings is below, given that the parameter was so before.
    fn parameter(&self, value: Value, depth: u32, assumed: &mut Vec<Value>) -> bool {
        if assumed.contains(&value) {
            return true;
        }
        let incoming = &self.definitions.incoming[value.index()];
        if incoming.is_empty() {
            return false;
        }
        let before = assumed.len();
        assumed.push(value);
        let holds = incoming.iter().all(|arg| self.below(*arg, depth - 1, assumed));
        if !holds {
            // What was shown meanwhile may have leant on this.
            assumed.truncate(before);
        }
        holds
    }

    /// Whether the value is a length the object has or had.
    fn is_length(&self, value: Value) -> bool {
        match self.op(value) {
            Some(Op::ArrayLength(o) | Op::StringLength(o) | Op::ViewLength(o)) => self.bounds.root(self.definitions, *o) == self.object,
            Some(Op::Refine { value, .. }) => self.is_length(*value),
            _ => false,
        }
    }

    fn number(&self, value: Value) -> Option<f64> {
        match self.op(value) {
            Some(Op::Number(bits)) => Some(f64::from_bits(*bits)),
            Some(Op::Refine { value, .. }) => self.number(*value),
            _ => None,
        }
    }
}
