//! Building functions: blocks, instructions, and SSA construction on the fly.
//!
//! In come operations and reads and writes of *variables*; out goes a [`Function`] in SSA form. The algorithm is Braun et al.,
//! "Simple and Efficient Construction of Static Single Assignment Form" (CC 2013), with two changes: it uses a list of
//! pending parameters instead of recursion, so that long functions cannot overflow the host's stack; and parameters that
//! turn out to merge one value only are removed at the end, all at once.
//!
//! Always holds: every block has one terminator once [`Builder::finish`] is called; a block's predecessors are all known when it is sealed;
//! code after a terminator goes to a block that nothing reaches, which `finish` drops.

use super::{Block, BlockData, Function, Instruction, Op, Slot, Str, Target, Terminator, Type, Value};
use crate::source::Span;
use crate::hash::HashMap;

/// A variable of the source (or a made-up one) while SSA form is being built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Variable(u32);

/// A function under construction.
#[derive(Debug)]
pub struct Builder {
    types: Vec<Type>,
    blocks: Vec<Draft>,
    slots: Vec<Type>,
    variables: Vec<Type>,
    definitions: HashMap<(Variable, Block), Value>,
    /// Block parameters whose arguments have not been passed yet.
    pending: Vec<(Block, Variable)>,
    /// Constants that stand for variables read before any write; they go to the start of the entry.
    prologue: Vec<Instruction>,
    current: Block,
    handler: Option<Block>,
    span: Span,
}

/// A block under construction.
#[derive(Debug)]
struct Draft {
    params: Vec<Value>,
    instructions: Vec<Instruction>,
    terminator: Option<Terminator>,
    handler: Option<Block>,
    predecessors: Vec<Block>,
    sealed: bool,
    /// Parameters made before all predecessors were known.
    incomplete: Vec<Variable>,
}

impl Builder {
    /// An empty function whose entry is the current block.
    pub fn new(span: Span) -> Builder {
        let mut builder = Builder {
            types: Vec::new(),
            blocks: Vec::new(),
            slots: Vec::new(),
            variables: Vec::new(),
            definitions: HashMap::default(),
            pending: Vec::new(),
            prologue: Vec::new(),
            current: Block(0),
            handler: None,
            span,
        };
        builder.block();
        builder.seal(Block(0));
        builder
    }

    /// Adds a parameter of the function; only before anything else is written.
    pub fn param(&mut self, ty: Type) -> Value {
        let value = self.fresh(ty);
        self.blocks[0].params.push(value);
        value
    }

    /// From here on instructions come from `span`; gives the span that held before.
    pub fn at(&mut self, span: Span) -> Span {
        std::mem::replace(&mut self.span, span)
    }

    /// The place that new instructions are given.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The type of a value.
    pub fn ty(&self, value: Value) -> Type {
        self.types[value.index()]
    }

    /// A new block without predecessors, to be sealed when all are known.
    pub fn block(&mut self) -> Block {
        self.blocks.push(Draft {
            params: Vec::new(),
            instructions: Vec::new(),
            terminator: None,
            handler: None,
            predecessors: Vec::new(),
            sealed: false,
            incomplete: Vec::new(),
        });
        Block(self.blocks.len() as u32 - 1)
    }

    /// A block that will catch what is thrown in blocks entered from the current one; its parameter is the thrown word.
    pub fn handler_block(&mut self) -> (Block, Value) {
        let block = self.block();
        let thrown = self.fresh(Type::Word);
        self.blocks[block.index()].params.push(thrown);
        // To the variables, control comes straight from before the `try`: what is assigned inside lives in slots.
        self.blocks[block.index()].predecessors.push(self.current);
        self.seal(block);
        (block, thrown)
    }

    /// A fresh slot.
    pub fn slot(&mut self, ty: Type) -> Slot {
        self.slots.push(ty);
        Slot(self.slots.len() as u32 - 1)
    }

    /// The type of a slot.
    pub fn slot_type(&self, slot: Slot) -> Type {
        self.slots[slot.index()]
    }

    /// Where exceptions go in blocks begun from now on; gives the handler that held before. Goes on in a fresh block.
    pub fn set_handler(&mut self, handler: Option<Block>) -> Option<Block> {
        let before = std::mem::replace(&mut self.handler, handler);
        let next = self.block();
        self.jump(next);
        self.seal(next);
        self.switch_to(next);
        before
    }

    /// After a jump: blocks begun from now on have `handler` again.
    pub fn resume_handler(&mut self, handler: Option<Block>) {
        self.handler = handler;
        self.switch_to(self.current);
    }

    /// The handler in force.
    pub fn handler(&self) -> Option<Block> {
        self.handler
    }

    /// Goes on writing at the end of `block`.
    pub fn switch_to(&mut self, block: Block) {
        self.current = block;
        let draft = &mut self.blocks[block.index()];
        if draft.instructions.is_empty() && draft.terminator.is_none() {
            draft.handler = self.handler;
        }
    }

    /// The block being written.
    pub fn current(&self) -> Block {
        self.current
    }

    /// Whether nothing can reach the current block.
    pub fn is_unreachable(&self) -> bool {
        let draft = &self.blocks[self.current.index()];
        self.current != Block(0) && draft.sealed && draft.predecessors.is_empty()
    }

    /// Appends an instruction with a result.
    pub fn emit(&mut self, op: Op, ty: Type) -> Value {
        let value = self.fresh(ty);
        let span = self.span;
        self.blocks[self.current.index()].instructions.push(Instruction { result: Some(value), op, span });
        value
    }

    /// Appends an instruction without a result.
    pub fn effect(&mut self, op: Op) {
        let span = self.span;
        self.blocks[self.current.index()].instructions.push(Instruction { result: None, op, span });
    }

    /// Ends the block with a jump.
    pub fn jump(&mut self, to: Block) {
        self.terminate(Terminator::Jump(Target { block: to, args: Vec::new() }));
    }

    /// Ends the block on a `bool`.
    pub fn branch(&mut self, test: Value, then: Block, otherwise: Block) {
        let target = |block| Target { block, args: Vec::new() };
        self.terminate(Terminator::Branch { test, then: target(then), otherwise: target(otherwise) });
    }

    /// Ends the block, and goes on in one that nothing reaches.
    pub fn terminate(&mut self, terminator: Terminator) {
        let from = self.current;
        // What cannot be reached leads nowhere: so joins see only real predecessors.
        let terminator = if self.is_unreachable() { Terminator::Unreachable } else { terminator };
        let mut reached = Vec::new();
        terminator.targets(|t| reached.push(t.block));
        // A switch may name a block for several of its cases.
        reached.sort_unstable();
        reached.dedup();
        for to in reached {
            assert!(!self.blocks[to.index()].sealed, "builder: a jump to a block whose predecessors were declared complete");
            self.blocks[to.index()].predecessors.push(from);
        }
        self.blocks[from.index()].terminator = Some(terminator);
        let next = self.block();
        self.seal(next);
        self.switch_to(next);
    }

    /// Declares that all predecessors of `block` are known.
    pub fn seal(&mut self, block: Block) {
        let draft = &mut self.blocks[block.index()];
        draft.sealed = true;
        let incomplete = std::mem::take(&mut draft.incomplete);
        self.pending.extend(incomplete.into_iter().map(|variable| (block, variable)));
        self.pass_arguments();
    }

    /// A new variable.
    pub fn variable(&mut self, ty: Type) -> Variable {
        self.variables.push(ty);
        Variable(self.variables.len() as u32 - 1)
    }

    /// The variable's type.
    pub fn variable_type(&self, variable: Variable) -> Type {
        self.variables[variable.0 as usize]
    }

    /// Gives a variable a new value.
    pub fn write(&mut self, variable: Variable, value: Value) {
        assert_eq!(self.ty(value), self.variable_type(variable), "builder: a value of another type than its variable");
        self.definitions.insert((variable, self.current), value);
    }

    /// The variable's value here; a constant of its type where it was never written.
    pub fn read(&mut self, variable: Variable) -> Value {
        let value = self.find(variable, self.current);
        self.pass_arguments();
        value
    }

    fn fresh(&mut self, ty: Type) -> Value {
        self.types.push(ty);
        Value(self.types.len() as u32 - 1)
    }

    /// The definition that reaches the end of `block`; makes a parameter where several may.
    fn find(&mut self, variable: Variable, mut block: Block) -> Value {
        let mut passed = Vec::new();
        let value = loop {
            if let Some(&value) = self.definitions.get(&(variable, block)) {
                break value;
            }
            passed.push(block);
            let draft = &self.blocks[block.index()];
            match (draft.sealed, draft.predecessors.as_slice()) {
                (true, &[only]) => block = only,
                (true, []) => break self.default_value(variable),
                (sealed, _) => break self.merge(variable, block, sealed),
            }
        };
        for block in passed {
            self.definitions.insert((variable, block), value);
        }
        value
    }

    fn merge(&mut self, variable: Variable, block: Block, sealed: bool) -> Value {
        let param = self.fresh(self.variable_type(variable));
        self.blocks[block.index()].params.push(param);
        self.definitions.insert((variable, block), param);
        if sealed {
            self.pending.push((block, variable));
        } else {
            self.blocks[block.index()].incomplete.push(variable);
        }
        param
    }

    /// Passes each pending parameter its arguments, which may ask for further parameters further up.
    ///
    /// Parameters of one block are pending in the order in which they were made, so arguments line up with them.
    fn pass_arguments(&mut self) {
        let mut next = 0;
        while next < self.pending.len() {
            let (block, variable) = self.pending[next];
            next += 1;
            for from in self.blocks[block.index()].predecessors.clone() {
                let value = self.find(variable, from);
                let terminator = self.blocks[from.index()].terminator.as_mut().expect("builder: a predecessor without terminator");
                terminator.targets_mut(|t| {
                    if t.block == block {
                        t.args.push(value)
                    }
                });
            }
        }
        self.pending.clear();
    }

    fn default_value(&mut self, variable: Variable) -> Value {
        let ty = self.variable_type(variable);
        let op = match ty {
            Type::Num | Type::F64 | Type::F32 => Op::Number(0),
            Type::I32 | Type::U32 => Op::Int(0),
            Type::Bool => Op::Bool(false),
            // String 0 of a module is the empty string (see `lower`).
            Type::Ref => Op::Str(Str(0)),
            Type::Word => Op::Undefined,
        };
        let value = self.fresh(ty);
        self.prologue.push(Instruction { result: Some(value), op, span: self.span });
        value
    }

    /// Completes `function`: everything but names, convention, captures and result comes from the builder.
    ///
    /// The current block must be terminated or unreachable. Blocks are put into reverse postorder, values numbered in order.
    pub fn finish(mut self, function: Function) -> Function {
        let order = self.order();
        self.remove_redundant_params(&order);
        self.place_prologue(&order);
        let mut blocks = Vec::with_capacity(order.len());
        let mut block_names = vec![None; self.blocks.len()];
        for (i, b) in order.iter().enumerate() {
            block_names[b.index()] = Some(Block(i as u32));
        }
        let rename = |b: Block| block_names[b.index()].expect("builder: a reachable block leads to a dropped one");
        for &b in &order {
            let draft = &mut self.blocks[b.index()];
            let mut terminator = draft.terminator.take().expect("builder: a reachable block without terminator");
            terminator.targets_mut(|t| t.block = rename(t.block));
            blocks.push(BlockData {
                params: std::mem::take(&mut draft.params),
                instructions: std::mem::take(&mut draft.instructions),
                terminator,
                handler: draft.handler.map(rename),
            });
        }
        let types = number_values(&mut blocks, &self.types);
        Function { types, blocks, slots: self.slots, ..function }
    }

    /// Puts those made-up constants that are used at the start of the entry.
    fn place_prologue(&mut self, order: &[Block]) {
        let mut used = vec![false; self.types.len()];
        for &block in order {
            let draft = &self.blocks[block.index()];
            draft.instructions.iter().for_each(|i| i.op.operands(|v| used[v.index()] = true));
            draft.terminator.as_ref().expect("builder: a reachable block without terminator").operands(|v| used[v.index()] = true);
        }
        let prologue = std::mem::take(&mut self.prologue);
        self.blocks[0].instructions.splice(0..0, prologue.into_iter().filter(|i| i.result.is_some_and(|v| used[v.index()])));
    }

    /// Reachable blocks in reverse postorder, what a `then` leads to before what an `else` leads to, handlers last.
    fn order(&self) -> Vec<Block> {
        let mut seen = vec![false; self.blocks.len()];
        let mut postorder = Vec::new();
        let mut stack = vec![(Block(0), self.successors(Block(0)))];
        seen[0] = true;
        while let Some((block, rest)) = stack.last_mut() {
            match rest.pop() {
                Some(next) => {
                    if !std::mem::replace(&mut seen[next.index()], true) {
                        stack.push((next, self.successors(next)));
                    }
                }
                None => {
                    postorder.push(*block);
                    stack.pop();
                }
            }
        }
        postorder.reverse();
        postorder
    }

    /// In the order in which they should follow; the walk takes them from the back.
    fn successors(&self, block: Block) -> Vec<Block> {
        let draft = &self.blocks[block.index()];
        let mut all = Vec::new();
        draft.terminator.as_ref().expect("builder: a reachable block without terminator").targets(|t| all.push(t.block));
        all.extend(draft.handler);
        all
    }

    /// Drops parameters that only ever get one value (or themselves), until none is left.
    fn remove_redundant_params(&mut self, order: &[Block]) {
        let stands_for = self.redundant_params(order);
        for &block in order {
            let mut terminator = self.blocks[block.index()].terminator.take().expect("builder: a reachable block without terminator");
            terminator.targets_mut(|t| {
                let params = &self.blocks[t.block.index()].params;
                let mut kept = params.iter().map(|p| stands_for[p.index()].is_none());
                t.args.retain(|_| kept.next().expect("builder: more arguments than parameters"));
            });
            terminator.operands_mut(|v| *v = resolve(&stands_for, *v));
            let draft = &mut self.blocks[block.index()];
            draft.terminator = Some(terminator);
            for instruction in &mut draft.instructions {
                instruction.op.operands_mut(|v| *v = resolve(&stands_for, *v));
            }
        }
        for &block in order {
            self.blocks[block.index()].params.retain(|p| stands_for[p.index()].is_none());
        }
    }

    /// For each redundant block parameter the value that it always has.
    fn redundant_params(&self, order: &[Block]) -> Vec<Option<Value>> {
        let mut stands_for = vec![None; self.types.len()];
        let mut incoming: Vec<Vec<Vec<Value>>> = vec![Vec::new(); self.blocks.len()];
        for &block in order {
            self.blocks[block.index()].terminator.as_ref().expect("builder: a reachable block without terminator").targets(|t| incoming[t.block.index()].push(t.args.clone()));
        }
        let mut changed = true;
        while std::mem::take(&mut changed) {
            for &block in &order[1..] {
                // A handler's parameter comes with no jump.
                if incoming[block.index()].is_empty() {
                    continue;
                }
                for (i, &param) in self.blocks[block.index()].params.iter().enumerate() {
                    if stands_for[param.index()].is_none() {
                        stands_for[param.index()] = only_value(&incoming[block.index()], i, param, &stands_for);
                        changed |= stands_for[param.index()].is_some();
                    }
                }
            }
        }
        stands_for
    }
}

/// The one value other than `param` itself that `param` is passed, if there is only one.
fn only_value(incoming: &[Vec<Value>], i: usize, param: Value, stands_for: &[Option<Value>]) -> Option<Value> {
    let mut values = incoming.iter().map(|args| resolve(stands_for, args[i])).filter(|&a| a != param);
    let first = values.next()?;
    values.all(|a| a == first).then_some(first)
}

fn resolve(stands_for: &[Option<Value>], mut value: Value) -> Value {
    while let Some(other) = stands_for[value.index()] {
        value = other;
    }
    value
}

/// Numbers the values in the order of their definitions; gives their types by the new numbers.
fn number_values(blocks: &mut [BlockData], types: &[Type]) -> Vec<Type> {
    let mut names = vec![None; types.len()];
    let mut kept = Vec::new();
    let mut define = |v: &mut Value| {
        kept.push(types[v.index()]);
        let new = Value(kept.len() as u32 - 1);
        names[v.index()] = Some(new);
        *v = new;
    };
    for block in blocks.iter_mut() {
        block.params.iter_mut().for_each(&mut define);
        block.instructions.iter_mut().filter_map(|i| i.result.as_mut()).for_each(&mut define);
    }
    let rename = |v: &mut Value| *v = names[v.index()].expect("builder: a use of a value that no reachable block defines");
    for block in blocks {
        block.instructions.iter_mut().for_each(|i| i.op.operands_mut(rename));
        block.terminator.operands_mut(rename);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Convention, Module, NumOp, NumRep, verify};

    fn blank() -> Function {
        Function {
            name: "f".into(),
            display_name: "f".into(),
            result: Some(Type::Num),
            convention: Convention::Direct,
            captures: Vec::new(),
            is_async: false,
            is_generator: false,
            types: Vec::new(),
            blocks: Vec::new(),
            slots: Vec::new(),
            span: Span::default(),
        }
    }

    fn text(builder: Builder) -> String {
        let mut module = Module { functions: vec![Some(builder.finish(blank()))], ..Module::default() };
        module.strings.push([].into());
        assert_eq!(verify::verify(&module), Vec::<String>::new(), "{module}");
        let text = module.to_string();
        text[text.find("b0").expect("an entry block")..].to_owned()
    }

    fn number(b: &mut Builder, n: f64) -> Value {
        b.emit(Op::Number(n.to_bits()), Type::Num)
    }

    #[test]
    fn a_loop_merges_only_what_changes() {
        let mut b = Builder::new(Span::default());
        let test = b.param(Type::Bool);
        let (fixed, counter) = (b.variable(Type::Num), b.variable(Type::Num));
        let one = number(&mut b, 1.0);
        b.write(fixed, one);
        b.write(counter, one);
        let (head, body, after) = (b.block(), b.block(), b.block());
        b.jump(head);
        b.switch_to(head);
        b.branch(test, body, after);
        b.seal(body);
        b.switch_to(body);
        let args = [b.read(counter), b.read(fixed)];
        let sum = b.emit(Op::Num { op: NumOp::Add, rep: NumRep::Open, args }, Type::Num);
        b.write(counter, sum);
        b.jump(head);
        b.seal(head);
        b.seal(after);
        b.switch_to(after);
        let result = b.read(counter);
        b.terminate(Terminator::Return(Some(result)));
        assert_eq!(
            text(b),
            "b0(v0: bool):\n    v1: num = number 1.0\n    jump b1(v1)\nb1(v2: num):\n    branch v0, b2, b3\nb2:\n    v3: num = add v2, v1\n    jump b1(v3)\nb3:\n    return v2\n}\n"
        );
    }

    #[test]
    fn a_handler_sees_what_was_before_the_try() {
        let mut b = Builder::new(Span::default());
        let x = b.variable(Type::Num);
        let one = number(&mut b, 1.0);
        b.write(x, one);
        let (handler, _) = b.handler_block();
        b.set_handler(Some(handler));
        let two = number(&mut b, 2.0);
        b.write(x, two);
        b.set_handler(None);
        let inside = b.read(x);
        b.terminate(Terminator::Return(Some(inside)));
        b.switch_to(handler);
        let outside = b.read(x);
        b.terminate(Terminator::Return(Some(outside)));
        let text = text(b);
        assert!(text.contains("(v3: word):\n    return v0") || text.contains("return v0"), "{text}");
    }

    #[test]
    fn a_variable_never_written_has_a_constant() {
        let mut b = Builder::new(Span::default());
        let x = b.variable(Type::Num);
        let value = b.read(x);
        b.terminate(Terminator::Return(Some(value)));
        assert_eq!(text(b), "b0:\n    v0: num = number 0.0\n    return v0\n}\n");
    }

    #[test]
    fn thousands_of_joins_do_not_overflow_the_stack() {
        let mut b = Builder::new(Span::default());
        let test = b.param(Type::Bool);
        let x = b.variable(Type::Num);
        let one = number(&mut b, 1.0);
        b.write(x, one);
        for _ in 0..20_000 {
            let (then, join) = (b.block(), b.block());
            b.branch(test, then, join);
            b.seal(then);
            b.switch_to(then);
            b.jump(join);
            b.seal(join);
            b.switch_to(join);
        }
        let value = b.read(x);
        b.terminate(Terminator::Return(Some(value)));
        assert!(b.finish(blank()).blocks.iter().all(|block| block.params.len() <= 1));
    }
}
