//! How long the arrays of each group are at least, at every place of the program that can tell.
//!
//! In: a module with refinements, and its groups. Out: [`Lengths`]. An array begins with as many elements as its literal has, and the code that
//! follows at once often appends a known number (`const a = []; for (let i = 0; i < 8; i++) a.push(0);`): until an instruction
//! that may see an array of the group, or may leave the function, nobody can tell that it was ever shorter. Where no operation
//! of the program shortens an array of the group, its arrays are never shorter than the shortest one at birth. The groups stand for
//! Steensgaard's classes: whatever array a value of the group can be was born at one of its sites.

use super::groups::{Groups, Node};
use crate::ir::flow::{Flow, Loop};
use crate::ir::{Block, Class, Compare, Func, Function, Instruction, Module, NumOp, Op, Static, Terminator, Value};
use crate::hash::HashMap;

/// The result.
#[derive(Debug, Default)]
pub struct Lengths {
    /// By node of the elements; groups without arrays are not in it.
    groups: HashMap<Node, Group>,
}

#[derive(Debug, Clone, Copy)]
struct Group {
    least: u32,
    shrinks: bool,
}

/// What runtime functions on arrays do to lengths: these leave them alone or lengthen.
const HARMLESS: [&str; 6] =
    ["th_array_join", "th_array_slice", "th_array_concat", "th_array_insert", "th_array_index_of", "th_array_includes"];

impl Lengths {
    /// Looks at every birth and every shortening.
    pub fn new(module: &Module, groups: &Groups) -> Lengths {
        let mut lengths = Lengths::default();
        let catches = module.functions.iter().flatten().any(|f| f.blocks.iter().any(|b| b.handler.is_some()));
        for (i, function) in module.functions.iter().enumerate() {
            if let Some(function) = function {
                lengths.function(groups, Func(i as u32), function, catches);
            }
        }
        lengths
    }

    /// No array of the group is shorter than this.
    pub fn least(&self, elements: Option<Node>) -> f64 {
        elements.and_then(|n| self.groups.get(&n)).filter(|g| !g.shrinks).map_or(0.0, |g| f64::from(g.least))
    }

    /// Whether an array of the group never gets shorter.
    pub fn only_grow(&self, elements: Option<Node>) -> bool {
        elements.is_some_and(|n| self.groups.get(&n).is_none_or(|g| !g.shrinks))
    }

    fn function(&mut self, groups: &Groups, id: Func, function: &Function, catches: bool) {
        let mut births = None;
        for b in function.block_ids() {
            for (i, Instruction { op, result, .. }) in function.blocks[b.index()].instructions.iter().enumerate() {
                match op {
                    Op::ArrayNew { .. } | Op::ArrayNewFilled { .. } => {
                        let Some(array) = *result else { continue };
                        let birth = births.get_or_insert_with(|| Births::new(groups, id, function, catches));
                        let length = birth.initial(op) + birth.appended(b, i, array);
                        self.born(groups.elements(id, array), length);
                    }
                    Op::ArrayPop { object, .. } | Op::ArraySetLength { object, .. } => self.shrinks(groups.elements(id, *object)),
                    Op::CallRuntime { name, args } => {
                        if let Some(result) = result {
                            self.born(groups.elements(id, *result), 0);
                        }
                        if name.starts_with("th_array_") && !name.starts_with("th_array_fill") && !HARMLESS.contains(&&**name) {
                            args.iter().for_each(|a| self.shrinks(groups.elements(id, *a)));
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    fn born(&mut self, elements: Option<Node>, length: u32) {
        let Some(node) = elements else { return };
        let group = self.groups.entry(node).or_insert(Group { least: length, shrinks: false });
        group.least = group.least.min(length);
    }

    fn shrinks(&mut self, elements: Option<Node>) {
        let Some(node) = elements else { return };
        self.groups.entry(node).or_insert(Group { least: 0, shrinks: false }).shrinks = true;
    }
}

/// Where a fresh array is known to lie beside the value itself.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Home {
    Static(Static),
    Field(Value, Class, u32),
}

/// One function in which arrays are born.
struct Births<'a> {
    groups: &'a Groups,
    id: Func,
    function: &'a Function,
    flow: Flow,
    loops: Vec<Loop>,
    definitions: Vec<Option<&'a Op>>,
    catches: bool,
}

impl<'a> Births<'a> {
    fn new(groups: &'a Groups, id: Func, function: &'a Function, catches: bool) -> Births<'a> {
        let flow = Flow::new(function);
        let loops = flow.loops();
        Births { groups, id, function, flow, loops, definitions: super::bounds::definitions(function), catches }
    }

    fn number(&self, value: Value) -> Option<f64> {
        match self.definitions[value.index()] {
            Some(Op::Number(bits)) => Some(f64::from_bits(*bits)),
            Some(Op::Refine { value, .. }) => self.number(*value),
            _ => None,
        }
    }

    fn initial(&self, op: &Op) -> u32 {
        match op {
            Op::ArrayNew { elements, .. } => elements.len() as u32,
            Op::ArrayNewFilled { length, .. } => self.number(*length).map_or(0, |n| n as u32),
            _ => 0,
        }
    }

    /// How many elements are appended to the array made by instruction `at` of `block` before anybody can look at it.
    fn appended(&self, block: Block, at: usize, array: Value) -> u32 {
        let mut homes = Vec::new();
        let mut total = 0u32;
        let (mut block, mut from) = (block, at + 1);
        let mut visited = vec![false; self.function.blocks.len()];
        loop {
            if std::mem::replace(&mut visited[block.index()], true) {
                return total;
            }
            if self.function.blocks[block.index()].handler.is_some() {
                return total;
            }
            for Instruction { op, result, .. } in &self.function.blocks[block.index()].instructions[from..] {
                match self.step(array, op, *result, &mut homes) {
                    Some(pushes) => total = total.saturating_add(pushes),
                    None => return total,
                }
            }
            from = 0;
            let Terminator::Jump(target) = &self.function.blocks[block.index()].terminator else { return total };
            let next = target.block;
            match self.loops.iter().find(|l| l.header == next && !l.blocks.contains(&block)) {
                None => block = next,
                Some(lp) => match self.counted(lp, &target.args, array, &mut homes) {
                    None => return total,
                    Some((pushes, exit)) => {
                        total = total.saturating_add(pushes);
                        block = exit;
                    }
                },
            }
        }
    }

    /// What one instruction of the stretch appends; `None` where the stretch ends before it.
    fn step(&self, array: Value, op: &Op, result: Option<Value>, homes: &mut Vec<Home>) -> Option<u32> {
        match op {
            Op::ArrayPush { object, .. } if self.is(*object, array, homes) => return Some(1),
            // Only the stores that are followed; a store to where it may lie already ends that.
            Op::StaticSet(g, value) => {
                homes.retain(|h| *h != Home::Static(*g));
                if self.is(*value, array, homes) {
                    homes.push(Home::Static(*g));
                }
                return Some(0);
            }
            Op::FieldSet { class, index, object, value } => {
                homes.retain(|h| !matches!(h, Home::Field(_, c, i) if (c, i) == (class, index)));
                if self.is(*value, array, homes) {
                    homes.push(Home::Field(*object, *class, *index));
                }
                return Some(0);
            }
            // A check of the array itself: it passes.
            Op::Expect { value, .. } if self.is(*value, array, homes) => return Some(0),
            _ => {}
        }
        if op.is_call() || (op.may_throw() && self.catches) || self.looks(op, result) {
            return None;
        }
        Some(0)
    }

    /// Whether the instruction touches an array of the group: its length or its elements.
    fn looks(&self, op: &Op, result: Option<Value>) -> bool {
        match op {
            Op::ArrayLength(_)
            | Op::CheckIndex { .. }
            | Op::InBounds { .. }
            | Op::ElementGet { .. }
            | Op::ElementSet { .. }
            | Op::ElementPut { .. } => true,
            Op::ArrayPop { .. } | Op::ArraySetLength { .. } => true,
            // Tables and the like take no arrays apart, but those of arrays do.
            Op::CallRuntime { args, .. } => args.iter().chain(&result).any(|v| self.groups.elements(self.id, *v).is_some()),
            Op::Await(_) => true,
            _ => false,
        }
    }

    /// Whether a value is the array.
    fn is(&self, value: Value, array: Value, homes: &[Home]) -> bool {
        if value == array {
            return true;
        }
        match self.definitions[value.index()] {
            Some(Op::ToWord(v) | Op::Expect { value: v, .. } | Op::RefineKinds { value: v, .. } | Op::Convert(_, v)) => {
                self.is(*v, array, homes)
            }
            Some(Op::StaticGet(g)) => homes.contains(&Home::Static(*g)),
            Some(Op::FieldGet { class, index, object }) => homes.contains(&Home::Field(*object, *class, *index)),
            _ => false,
        }
    }

    /// What a loop appends that does nothing else to arrays, counts up to a number and is left there alone; and where it goes on.
    fn counted(&self, lp: &Loop, entering: &[Value], array: Value, homes: &mut Vec<Home>) -> Option<(u32, Block)> {
        let (rounds, exit) = self.rounds(lp, entering)?;
        let mut pushes = 0;
        for &b in &lp.blocks {
            let data = &self.function.blocks[b.index()];
            if data.handler.is_some() {
                return None;
            }
            let every_round = lp.latches.iter().all(|&l| self.flow.dominates(b, l)) && self.innermost(b) == Some(lp.header);
            for Instruction { op, result, .. } in &data.instructions {
                // A home that is stored to in the loop may hold something else in the next round.
                if matches!(op, Op::StaticSet(g, _) if homes.contains(&Home::Static(*g)))
                    || matches!(op, Op::FieldSet { class, index, .. } if homes.iter().any(|h| matches!(h, Home::Field(_, c, i) if (c, i) == (class, index))))
                {
                    return None;
                }
                let count = self.step(array, op, *result, homes)?;
                pushes += if every_round { count } else { 0 };
            }
            if b != lp.header && !self.stays(lp, b) {
                return None;
            }
        }
        Some((pushes.saturating_mul(rounds), exit))
    }

    fn innermost(&self, block: Block) -> Option<Block> {
        self.loops.iter().filter(|l| l.blocks.contains(&block)).min_by_key(|l| l.blocks.len()).map(|l| l.header)
    }

    /// Whether control stays in the loop after the block.
    fn stays(&self, lp: &Loop, block: Block) -> bool {
        let mut all = !matches!(
            self.function.blocks[block.index()].terminator,
            Terminator::Return(_) | Terminator::Throw(_) | Terminator::Unreachable
        );
        self.function.blocks[block.index()].terminator.targets(|t| all &= lp.blocks.contains(&t.block));
        all
    }

    /// How often the loop runs, if its header tests a counter that starts at a number, goes up by one each round, against a number.
    fn rounds(&self, lp: &Loop, entering: &[Value]) -> Option<(u32, Block)> {
        let header = &self.function.blocks[lp.header.index()];
        let Terminator::Branch { test, then, otherwise } = &header.terminator else { return None };
        let Some(Op::NumCompare { op: Compare::Lt, args: [counter, limit], .. }) = self.definitions[test.index()] else { return None };
        if !lp.blocks.contains(&then.block) || lp.blocks.contains(&otherwise.block) || !otherwise.args.is_empty() {
            return None;
        }
        let position = header.params.iter().position(|p| p == counter)?;
        let (start, limit) = (self.number(entering[position])?, self.number(*limit)?);
        for &latch in &lp.latches {
            let Terminator::Jump(target) = &self.function.blocks[latch.index()].terminator else { return None };
            if !self.is_one_more(target.args[position], *counter) {
                return None;
            }
        }
        let integers = start.fract() == 0.0 && limit.fract() == 0.0 && start >= 0.0 && (start..=1e6).contains(&limit);
        integers.then(|| ((limit - start) as u32, otherwise.block))
    }

    fn is_one_more(&self, value: Value, counter: Value) -> bool {
        let Some(Op::Num { op: NumOp::Add, args, .. }) = self.definitions[value.index()] else { return false };
        let is_counter = |v: Value| {
            let mut v = v;
            while let Some(Op::Refine { value, .. }) = self.definitions[v.index()] {
                v = *value;
            }
            v == counter
        };
        (is_counter(args[0]) && self.number(args[1]) == Some(1.0)) || (is_counter(args[1]) && self.number(args[0]) == Some(1.0))
    }
}
