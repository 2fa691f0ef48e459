//! `suspend`: cuts async functions at their awaits, and generators at their yields.
//!
//! An async function becomes two. The one that callers know makes the promise and a frame object, puts its parameters into the
//! frame and enters the *resume function*, a closure over the frame (and over what the original captured). The resume function
//! begins with a switch over the state in the frame: 0 is the start, k the code after the k-th await. At an await it writes the state,
//! hands itself to `wait` of the library and returns; it is entered again with the value, or with the reason and true.
//!
//! A value that is used where its definition no longer dominates, because an await lies between, lives in the frame: stored right
//! after its definition, loaded before each such use. Slots live in the frame too. What a return gives resolves the promise, what nobody
//! catches rejects it.
//!
//! A generator is cut in the same way: the frame holds the generator in the promise's place, an `await` is a `yield`, which gives its value
//! to the generator and returns, and exceptions are left to whoever went on with it.
//!
//! In: Ir as `lower` writes it. Out: the same without `await` and without async functions.

use crate::ir::flow::Flow;
use crate::ir::{
    Block, BlockData, CaptureInfo, Class, ClassInfo, Convention, Convert, FieldInfo, Func, Function, GeneratorSupport, Instruction, Kinds, Module, Op, Rep, Slot, SuspendSupport, Target,
    Static, Terminator, Type, Value, Why,
};
use crate::source::Span;
use std::collections::BTreeMap;

/// Index of the state in a frame.
const STATE: u32 = 0;
/// Index of the promise in a frame.
const PROMISE: u32 = 1;

/// Rewrites every async function of the module.
pub fn suspend(module: &mut Module) {
    for index in 0..module.functions.len() {
        let Some(function) = &module.functions[index] else { continue };
        let support = match (function.is_async, function.is_generator) {
            (false, false) => continue,
            (true, true) => Support::Generator(module.async_generators.expect("suspend: an async generator in a module without the library's async generators")),
            (false, true) => Support::Generator(module.generators.expect("suspend: a generator in a module without the library's generators")),
            (true, false) => Support::Async(module.suspend.expect("suspend: an async function in a module without the library's promises")),
        };
        suspend_function(module, Func(index as u32), support);
    }
}

/// Whose functions are called.
#[derive(Clone, Copy)]
enum Support {
    Async(SuspendSupport),
    Generator(GeneratorSupport),
}

impl Support {
    /// Makes what callers get.
    fn create(self) -> Func {
        match self {
            Support::Async(s) => s.create,
            Support::Generator(s) => s.create,
        }
    }

    /// Takes what the body returns.
    fn resolve(self) -> Func {
        match self {
            Support::Async(s) => s.resolve,
            Support::Generator(s) => s.finish,
        }
    }
}

fn suspend_function(module: &mut Module, func: Func, support: Support) {
    let original = module.functions[func.index()].take().expect("suspend: a function that was just looked at");
    let class = Class(module.classes.len() as u32);
    let resume = Func(module.functions.len() as u32);
    let mut frame = Frame { class, fields: vec!["state".into(), "promise".into()], values: BTreeMap::new(), slots: Vec::new() };
    for i in 0..original.slots.len() {
        let field = frame.add(format!("t{i}"));
        frame.slots.push(field);
    }
    // All parameters but the closure, which the resume function replaces.
    let skipped = usize::from(!original.captures.is_empty());
    for &param in &original.params()[skipped..] {
        frame.field_of(param);
    }
    let stub = write_stub(&original, resume, &frame, support, skipped, module.this);
    let body = Cutter::new(&original, &mut frame, support).cut(skipped == 1);
    module.functions[func.index()] = Some(stub);
    module.functions.push(Some(body));
    let fields = frame.fields.iter().map(|name| FieldInfo { name: name.as_str().into(), rep: Rep::Word }).collect();
    let name = format!("{}$frame", original.name).into();
    module.classes.push(ClassInfo { name, fields, ..ClassInfo::default() });
}

/// The layout of one function's frame objects.
struct Frame {
    class: Class,
    fields: Vec<String>,
    /// Fields of values that live across an await.
    values: BTreeMap<Value, u32>,
    /// Fields of the slots.
    slots: Vec<u32>,
}

impl Frame {
    fn add(&mut self, name: String) -> u32 {
        self.fields.push(name);
        self.fields.len() as u32 - 1
    }

    fn field_of(&mut self, value: Value) -> u32 {
        if let Some(&field) = self.values.get(&value) {
            return field;
        }
        let field = self.add(value.to_string());
        self.values.insert(value, field);
        field
    }
}

/// Appends instructions of one span to a list, making values as it goes.
struct Writer<'a> {
    types: &'a mut Vec<Type>,
    out: &'a mut Vec<Instruction>,
    span: Span,
}

impl Writer<'_> {
    fn value(&mut self, op: Op, ty: Type) -> Value {
        self.types.push(ty);
        let value = Value(self.types.len() as u32 - 1);
        self.out.push(Instruction { result: Some(value), op, span: self.span });
        value
    }

    fn effect(&mut self, op: Op) {
        self.out.push(Instruction { result: None, op, span: self.span });
    }

    fn word(&mut self, value: Value) -> Value {
        match self.types[value.index()] {
            Type::Word => value,
            _ => self.value(Op::ToWord(value), Type::Word),
        }
    }

    fn store(&mut self, class: Class, object: Value, index: u32, value: Value) {
        let value = self.word(value);
        self.effect(Op::FieldSet { class, index, object, value });
    }

    /// What was stored comes back as the same type: numbers and booleans as such; an address may be a cell's, which is no kind of
    /// value, so it is taken as it is.
    fn load(&mut self, class: Class, object: Value, index: u32, ty: Type) -> Value {
        let word = self.value(Op::FieldGet { class, index, object }, Type::Word);
        let kinds = |bits| Kinds { bits, class: None };
        match ty {
            Type::Word => word,
            Type::Num => self.value(Op::Expect { kinds: kinds(Kinds::NUM), value: word, why: Why::Load }, ty),
            Type::Bool => self.value(Op::Expect { kinds: kinds(Kinds::BOOL), value: word, why: Why::Load }, ty),
            Type::Ref => self.value(Op::Convert(Convert::WordToRef, word), ty),
            Type::I32 | Type::U32 | Type::F64 | Type::F32 => panic!("suspend: numbers are open before `represent`"),
        }
    }
}

/// The function that callers know.
fn write_stub(original: &Function, resume: Func, frame: &Frame, support: Support, skipped: usize, told: Option<Static>) -> Function {
    let params = original.params().to_vec();
    let mut types: Vec<Type> = params.iter().map(|&p| original.ty(p)).collect();
    let mut out = Vec::new();
    let new_params: Vec<Value> = (0..params.len() as u32).map(Value).collect();
    let mut w = Writer { types: &mut types, out: &mut out, span: original.span };
    // What the function is told as `this`, it reads before anything else; what is called here in between must not change it.
    let first = original.blocks[0].instructions.first().map(|i| &i.op);
    let this = told.filter(|&this| first == Some(&Op::StaticGet(this))).map(|this| (this, w.value(Op::StaticGet(this), Type::Word)));
    let promise = w.value(Op::Call { function: support.create(), args: Vec::new() }, Type::Ref);
    let object = w.value(Op::New(frame.class), Type::Ref);
    let zero = w.value(Op::Number(0), Type::Num);
    w.store(frame.class, object, STATE, zero);
    w.store(frame.class, object, PROMISE, promise);
    for (i, param) in params.iter().enumerate().skip(skipped) {
        w.store(frame.class, object, frame.values[param], new_params[i]);
    }
    let mut captures = vec![w.word(object)];
    let of = captured_of(original);
    for (index, capture) in original.captures.iter().enumerate() {
        let ty = if capture.cell.is_some() { Type::Ref } else { Type::Word };
        captures.push(w.value(Op::CaptureGet { of, index: index as u32, closure: new_params[0] }, ty));
    }
    let closure = w.value(Op::ClosureNew { function: resume, captures }, Type::Ref);
    if let Support::Generator(generators) = support {
        w.effect(Op::Call { function: generators.begin, args: vec![promise, closure] });
    }
    let undefined = w.value(Op::Undefined, Type::Word);
    let no = w.value(Op::Bool(false), Type::Bool);
    let no = w.word(no);
    if let Some((this, value)) = this {
        w.effect(Op::StaticSet(this, value));
    }
    w.value(Op::Call { function: resume, args: vec![closure, undefined, no] }, Type::Word);
    let result = if original.result == Some(Type::Word) { w.word(promise) } else { promise };
    let entry = BlockData { params: new_params, instructions: out, terminator: Terminator::Return(Some(result)), handler: None };
    Function { is_async: false, is_generator: false, types, blocks: vec![entry], slots: Vec::new(), ..original.clone() }
}

/// Whose closure a function is entered with, where that is not its own: another instance's of the same generic function.
fn captured_of(original: &Function) -> Option<Func> {
    let own = *original.params().first()?;
    original.blocks.iter().flat_map(|block| &block.instructions).find_map(|instruction| match instruction.op {
        Op::CaptureGet { of, closure, .. } if closure == own => Some(of),
        _ => None,
    })?
}

/// Writes the resume function.
struct Cutter<'a> {
    original: &'a Function,
    frame: &'a mut Frame,
    support: Support,
    types: Vec<Type>,
    blocks: Vec<BlockData>,
    /// Parameters of the resume function and what its entry loads.
    closure: Value,
    sent: Value,
    rejected: Value,
    object: Value,
    /// Where to go on after each await.
    resumes: Vec<Block>,
}

impl<'a> Cutter<'a> {
    fn new(original: &'a Function, frame: &'a mut Frame, support: Support) -> Cutter<'a> {
        let mut types = original.types.clone();
        let mut fresh = |ty| {
            types.push(ty);
            Value(types.len() as u32 - 1)
        };
        let (closure, sent, rejected, object) = (fresh(Type::Ref), fresh(Type::Word), fresh(Type::Word), fresh(Type::Ref));
        Cutter { original, frame, support, types, blocks: Vec::new(), closure, sent, rejected, object, resumes: Vec::new() }
    }

    fn cut(mut self, has_closure: bool) -> Function {
        // Block 0 is the new entry; the original's blocks follow by one, then what awaits and failures need.
        self.blocks.push(BlockData { params: vec![self.closure, self.sent, self.rejected], instructions: Vec::new(), terminator: Terminator::Unreachable, handler: None });
        for block in &self.original.blocks {
            let mut block = block.clone();
            block.handler = block.handler.map(|b| Block(b.0 + 1));
            block.terminator.targets_mut(|t| t.block = Block(t.block.0 + 1));
            self.blocks.push(block);
        }
        // The original's parameters come out of the frame wherever they are used.
        self.blocks[1].params.clear();
        let reject = match self.support {
            Support::Async(support) => Some(self.write_reject(support)),
            // What a generator's body does not catch goes on to whoever called `next`.
            Support::Generator(_) => None,
        };
        for index in 1..self.blocks.len() {
            self.rewrite_block(index, has_closure, reject);
        }
        self.split_awaits(reject);
        self.write_entry();
        self.keep_across();
        let mut captures = vec![CaptureInfo { name: "frame".into(), rep: Rep::Word, cell: None }];
        captures.extend(self.original.captures.iter().cloned());
        Function {
            name: format!("{}$resume", self.original.name).into(),
            result: Some(Type::Word),
            convention: Convention::Dynamic,
            captures,
            is_async: false,
            is_generator: false,
            types: self.types,
            blocks: self.blocks,
            slots: Vec::new(),
            ..self.original.clone()
        }
    }

    /// The handler of what nobody catches.
    fn write_reject(&mut self, support: SuspendSupport) -> Block {
        self.types.push(Type::Word);
        let thrown = Value(self.types.len() as u32 - 1);
        let mut out = Vec::new();
        let terminator = self.reject_with(support, thrown, self.original.span, &mut out);
        self.blocks.push(BlockData { params: vec![thrown], instructions: out, terminator, handler: None });
        Block(self.blocks.len() as u32 - 1)
    }

    /// Rejects the promise at the place of `span`, which reports name, and ends the function.
    fn reject_with(&mut self, support: SuspendSupport, reason: Value, span: Span, out: &mut Vec<Instruction>) -> Terminator {
        let mut w = Writer { types: &mut self.types, out, span };
        let promise = w.load(self.frame.class, self.object, PROMISE, Type::Ref);
        w.effect(Op::Call { function: support.reject, args: vec![promise, reason] });
        Terminator::Return(Some(w.value(Op::Undefined, Type::Word)))
    }

    /// Captures, slots, returns and missing handlers of one block.
    fn rewrite_block(&mut self, index: usize, has_closure: bool, reject: Option<Block>) {
        let mut out = Vec::new();
        let old = std::mem::take(&mut self.blocks[index].instructions);
        for mut instruction in old {
            let mut w = Writer { types: &mut self.types, out: &mut out, span: instruction.span };
            match instruction.op {
                Op::CaptureGet { ref mut of, ref mut index, ref mut closure } if has_closure && *closure == self.original.params()[0] => {
                    *of = None;
                    *index += 1;
                    *closure = self.closure;
                    out.push(instruction);
                }
                Op::SlotGet(Slot(slot)) => {
                    let result = instruction.result.expect("suspend: a load without result");
                    let ty = w.types[result.index()];
                    w.load(self.frame.class, self.object, self.frame.slots[slot as usize], ty);
                    // The load's last instruction takes the place of the slot's value.
                    out.last_mut().expect("suspend: a load was just written").result = Some(result);
                }
                Op::SlotSet(Slot(slot), value) => w.store(self.frame.class, self.object, self.frame.slots[slot as usize], value),
                _ => out.push(instruction),
            }
        }
        if reject.is_none_or(|reject| index != reject.index()) {
            let is_caught = self.blocks[index].handler.is_some();
            self.blocks[index].handler = self.blocks[index].handler.or(reject);
            let span = out.last().map_or(self.original.span, |i| i.span);
            match (self.blocks[index].terminator.clone(), self.support) {
                (Terminator::Return(value), _) => self.write_return(index, value, &mut out),
                (Terminator::Throw(reason), Support::Async(support)) if !is_caught => {
                    self.blocks[index].terminator = self.reject_with(support, reason, span, &mut out);
                }
                _ => {}
            }
        }
        self.blocks[index].instructions = out;
    }

    fn write_return(&mut self, index: usize, value: Option<Value>, out: &mut Vec<Instruction>) {
        let span = out.last().map_or(self.original.span, |i| i.span);
        let mut w = Writer { types: &mut self.types, out, span };
        let undefined = w.value(Op::Undefined, Type::Word);
        let value = value.map_or(undefined, |v| w.word(v));
        let promise = w.load(self.frame.class, self.object, PROMISE, Type::Ref);
        w.effect(Op::Call { function: self.support.resolve(), args: vec![promise, value] });
        self.blocks[index].terminator = Terminator::Return(Some(undefined));
    }

    /// Ends blocks at their awaits; what follows becomes a block of its own, entered by way of a test for rejection.
    fn split_awaits(&mut self, reject: Option<Block>) {
        let mut index = 1;
        while index < self.blocks.len() {
            if let Some(at) = self.blocks[index].instructions.iter().position(|i| matches!(i.op, Op::Await(_))) {
                self.split(index, at, reject);
            }
            index += 1;
        }
    }

    fn split(&mut self, index: usize, at: usize, reject: Option<Block>) {
        let rest = self.blocks[index].instructions.split_off(at + 1);
        let awaiting = self.blocks[index].instructions.pop().expect("suspend: the await that was found");
        let Op::Await(waited) = awaiting.op else { unreachable!("suspend: found as an await") };
        let result = awaiting.result.expect("suspend: an await without result");
        let handler = self.blocks[index].handler;
        let number = self.resumes.len() + 1;
        let base = self.blocks.len() as u32;
        let (test, throw, go_on) = (Block(base), Block(base + 1), Block(base + 2));
        let terminator = std::mem::replace(&mut self.blocks[index].terminator, Terminator::Unreachable);
        let mut out = std::mem::take(&mut self.blocks[index].instructions);
        let mut w = Writer { types: &mut self.types, out: &mut out, span: awaiting.span };
        let state = w.value(Op::Number((number as f64).to_bits()), Type::Num);
        w.store(self.frame.class, self.object, STATE, state);
        match self.support {
            Support::Async(support) => w.effect(Op::Call { function: support.wait, args: vec![waited, self.closure] }),
            Support::Generator(support) => {
                let generator = w.load(self.frame.class, self.object, PROMISE, Type::Ref);
                w.effect(Op::Call { function: support.give, args: vec![generator, waited] });
            }
        }
        let undefined = w.value(Op::Undefined, Type::Word);
        self.blocks[index].instructions = out;
        self.blocks[index].terminator = Terminator::Return(Some(undefined));
        self.resume_blocks(awaiting.span, reject, handler, (throw, go_on));
        self.blocks.push(BlockData { params: vec![result], instructions: rest, terminator, handler });
        self.resumes.push(test);
    }

    /// Where a body is entered again: with a reason it throws, else it goes on. A generator is sent what there is to throw like any value.
    fn resume_blocks(&mut self, span: Span, reject: Option<Block>, handler: Option<Block>, (throw, go_on): (Block, Block)) {
        let go_on = Target { block: go_on, args: vec![self.sent] };
        let mut out = Vec::new();
        let Support::Async(support) = self.support else {
            // The second block keeps its place; nothing leads to it.
            self.blocks.push(BlockData { params: Vec::new(), instructions: out, terminator: Terminator::Jump(go_on), handler: None });
            self.blocks.push(BlockData { params: Vec::new(), instructions: Vec::new(), terminator: Terminator::Unreachable, handler: None });
            return;
        };
        let mut w = Writer { types: &mut self.types, out: &mut out, span };
        let is_rejected = w.value(Op::Truthy(self.rejected), Type::Bool);
        let branch = Terminator::Branch { test: is_rejected, then: Target { block: throw, args: Vec::new() }, otherwise: go_on };
        self.blocks.push(BlockData { params: Vec::new(), instructions: out, terminator: branch, handler: None });
        let mut out = Vec::new();
        let rethrow = if handler == reject { self.reject_with(support, self.sent, span, &mut out) } else { Terminator::Throw(self.sent) };
        self.blocks.push(BlockData { params: Vec::new(), instructions: out, terminator: rethrow, handler });
    }

    fn write_entry(&mut self) {
        let mut out = Vec::new();
        let mut w = Writer { types: &mut self.types, out: &mut out, span: self.original.span };
        let word = w.value(Op::CaptureGet { of: None, index: 0, closure: self.closure }, Type::Word);
        let kinds = Kinds { bits: Kinds::INSTANCE, class: Some(self.frame.class) };
        w.effect(Op::Expect { kinds, value: word, why: Why::Load });
        out.last_mut().expect("suspend: just written").result = Some(self.object);
        let mut w = Writer { types: &mut self.types, out: &mut out, span: self.original.span };
        let state = w.load(self.frame.class, self.object, STATE, Type::Num);
        let target = |block| Target { block, args: Vec::new() };
        let start = target(Block(1));
        self.blocks[0].terminator = if self.resumes.is_empty() {
            Terminator::Jump(start)
        } else {
            let cases = std::iter::once(Block(1)).chain(self.resumes.iter().copied()).map(target).collect();
            Terminator::Switch { value: state, cases, default: start }
        };
        self.blocks[0].instructions = out;
    }

    /// Puts into the frame whatever is used where its definition does not dominate any more.
    fn keep_across(&mut self) {
        let definitions = self.definitions();
        let function = Function { types: self.types.clone(), blocks: self.blocks.clone(), slots: Vec::new(), ..self.original.clone() };
        let flow = Flow::new(&function);
        for index in 0..self.blocks.len() {
            let block = Block(index as u32);
            if !flow.is_reachable(block) {
                continue;
            }
            self.reload_in(block, &definitions, &flow);
        }
        self.store_kept(&definitions);
    }

    /// The block that defines each value.
    fn definitions(&self) -> Vec<Option<Block>> {
        let mut definitions = vec![None; self.types.len()];
        for (index, block) in self.blocks.iter().enumerate() {
            for value in block.params.iter().copied().chain(block.instructions.iter().filter_map(|i| i.result)) {
                definitions[value.index()] = Some(Block(index as u32));
            }
        }
        definitions
    }

    fn reload_in(&mut self, block: Block, definitions: &[Option<Block>], flow: &Flow) {
        let old = std::mem::take(&mut self.blocks[block.index()].instructions);
        let mut out = Vec::with_capacity(old.len());
        for mut instruction in old {
            let span = instruction.span;
            instruction.op.operands_mut(|v| *v = self.here(*v, block, definitions, flow, &mut out, span));
            out.push(instruction);
        }
        let span = out.last().map_or(self.original.span, |i| i.span);
        let mut terminator = std::mem::replace(&mut self.blocks[block.index()].terminator, Terminator::Unreachable);
        terminator.operands_mut(|v| *v = self.here(*v, block, definitions, flow, &mut out, span));
        self.blocks[block.index()].terminator = terminator;
        self.blocks[block.index()].instructions = out;
    }

    /// The value itself where its definition dominates, else a load from the frame.
    fn here(&mut self, value: Value, block: Block, definitions: &[Option<Block>], flow: &Flow, out: &mut Vec<Instruction>, span: Span) -> Value {
        let defined = definitions.get(value.index()).copied().flatten();
        let is_new = value.index() >= definitions.len();
        if is_new || defined.is_some_and(|d| d == block || (flow.is_reachable(d) && flow.dominates(d, block))) {
            return value;
        }
        let field = self.frame.field_of(value);
        let ty = self.types[value.index()];
        Writer { types: &mut self.types, out, span }.load(self.frame.class, self.object, field, ty)
    }

    /// Stores each kept value right after its definition; parameters of the original are there from the start.
    fn store_kept(&mut self, definitions: &[Option<Block>]) {
        for (value, field) in self.frame.values.clone() {
            let Some(block) = definitions.get(value.index()).copied().flatten() else { continue };
            let data = &mut self.blocks[block.index()];
            let at = data.instructions.iter().position(|i| i.result == Some(value)).map_or(0, |i| i + 1);
            let span = data.instructions.get(at.saturating_sub(1)).map_or(self.original.span, |i| i.span);
            let mut out = Vec::new();
            Writer { types: &mut self.types, out: &mut out, span }.store(self.frame.class, self.object, field, value);
            self.blocks[block.index()].instructions.splice(at..at, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::parse::parse_module;
    use crate::ir::verify::verify;

    fn suspended(text: &str) -> Module {
        let mut module = parse_module(text).unwrap_or_else(|e| panic!("line {}: {}", e.line, e.message));
        module.suspend = Some(SuspendSupport { create: Func(0), resolve: Func(1), reject: Func(1), wait: Func(2) });
        suspend(&mut module);
        assert_eq!(verify(&module), Vec::<String>::new(), "{module}");
        module
    }

    const LIBRARY: &str = "function f0 \"create\" -> ref {\nb0:\n v0: ref = new c0\n return v0\n}\nfunction f1 \"resolve\" {\nb0(v0: ref, v1: word):\n return\n}\nfunction f2 \"wait\" {\nb0(v0: word, v1: ref):\n return\n}\n";

    fn with_library(function: &str) -> String {
        format!("class c0 \"Promise\" {{\n}}\n{LIBRARY}{function}")
    }

    #[test]
    fn what_lives_across_an_await_goes_to_the_frame() {
        let module = suspended(&with_library(
            "function f3 \"f\" async -> ref {\nb0(v0: num):\n v1: num = add v0, v0\n v2: word = to_word v1\n v3: word = await v2\n v4: num = add v1, v0\n v5: word = to_word v4\n return v5\n}",
        ));
        let frame = module.classes.last().expect("the frame's class");
        let names: Vec<&str> = frame.fields.iter().map(|f| &*f.name).collect();
        assert_eq!(names, ["state", "promise", "v0", "v1"]);
    }

    #[test]
    fn loops_and_handlers_go_on_after_an_await() {
        suspended(&with_library(
            "function f3 \"f\" async -> ref {\nb0(v0: num, v1: bool):\n jump b1(v0)\nb1(v2: num) handler b3:\n v3: word = to_word v2\n v4: word = await v3\n v5: num = add v2, v0\n branch v1, b1(v5), b2\nb2:\n v6: word = to_word v0\n return v6\nb3(v7: word):\n return v7\n}",
        ));
    }
}
