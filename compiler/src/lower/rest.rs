//! Rest parameters of functions that are entered through values and members, and calls that spread an array there.
//!
//! All such calls hand over as many words as the largest function they may reach takes. Where one of these has a rest parameter, one word
//! more says what the arguments were: how many, as a number, where the words hold them all, else an array of all of them, made for
//! this call. So nobody pays who cannot reach such a function, and any function may stand for any other. How many words there are is known
//! at the end: until then a rest parameter is what a function without arguments gives, the *collector*, and calls that spread go to
//! a function of their own, the *spreader*.

use super::World;
use super::body::{Body, Known};
use super::kinds::{ANY, kinds};
use crate::hash::HashMap;
use crate::ir::{Compare, Convention, Func, Function, Instruction, Kinds, Member, NumRep, Op, Selector, Terminator, Type as Held, Value, Why};
use crate::program::{ArrayElement, Expr, ExprKind};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A function with a rest parameter that is entered through values or members.
#[derive(Debug, Clone, Copy)]
pub struct Collected {
    /// What makes the array.
    collector: Func,
    /// The first argument that goes into it.
    from: usize,
    /// What the elements must be.
    element: Kinds,
}

/// What the calls of one sort hand over, the function or object not counted.
#[derive(Debug, Clone, Copy, Default)]
struct Handed {
    /// Words.
    words: usize,
    /// Then one that says what the arguments were.
    says: bool,
}

impl Handed {
    fn join(self, other: Handed) -> Handed {
        Handed { words: self.words.max(other.words), says: self.says || other.says }
    }
}

/// What all indirect calls hand over.
struct Conventions {
    closures: Handed,
    members: BTreeMap<Selector, Handed>,
    /// Closures with a rest parameter, which may be called by their names.
    entries: HashMap<Func, Handed>,
}

impl World<'_> {
    /// Settles what indirect calls hand over, now that every function is there, and makes them do so.
    pub fn pad_calls(&mut self) {
        let conventions = self.conventions();
        let entries: Vec<(Func, Collected)> = self.collected.iter().map(|(&entry, &collected)| (entry, collected)).collect();
        for (entry, collected) in entries {
            let handed = conventions.entries[&entry];
            self.write_collector(collected, handed);
            self.take_remaining(entry, collected, handed);
        }
        for function in self.module.functions.iter_mut().flatten() {
            pad_function(function, &conventions);
        }
        for (spreader, selector) in std::mem::take(&mut self.spreaders) {
            let handed = selector.map_or(conventions.closures, |s| conventions.members.get(&s).copied().unwrap_or_default());
            self.write_spreader(spreader, selector, handed);
        }
    }

    fn handed_to(&self, func: Func) -> Handed {
        let params = self.module.functions[func.index()].as_ref().map_or(1, |f| f.blocks[0].params.len());
        Handed { words: params - 1, says: self.collected.contains_key(&func) }
    }

    fn conventions(&self) -> Conventions {
        let mut closures = self.closures.iter().fold(Handed::default(), |all, &f| all.join(self.handed_to(f)));
        if self.needs_suspend || self.needs_generators || self.needs_async_generators {
            // Functions cut up by `suspend` are gone on with by a value, and whether it is thrown.
            closures.words = closures.words.max(2);
        }
        let mut methods: BTreeMap<Selector, Handed> = BTreeMap::new();
        let mut values: std::collections::BTreeSet<Selector> = Default::default();
        for &(selector, member) in self.module.classes.iter().flat_map(|c| &c.members) {
            let known = methods.entry(selector).or_default();
            match member {
                Member::Method(func) => {
                    *known = known.join(self.handed_to(func));
                    // A static method, which is a function value too.
                    if known.says && self.closures.contains(&func) {
                        values.insert(selector);
                    }
                }
                Member::Added(_) => {}
                Member::Field(..) | Member::Accessor(..) => drop(values.insert(selector)),
            }
        }
        // A member that holds a function here and is a method there is called as either.
        let shared = values.iter().fold(closures, |all, s| all.join(methods[s]));
        if shared.says {
            closures = shared;
        }
        for selector in &values {
            let handed = methods.entry(*selector).or_default();
            *handed = handed.join(closures);
        }
        let mut entries = HashMap::default();
        for &entry in self.collected.keys() {
            entries.insert(entry, closures);
        }
        for &(selector, member) in self.module.classes.iter().flat_map(|c| &c.members) {
            if let Member::Method(func) = member
                && let Some(handed) = entries.get_mut(&func)
            {
                *handed = methods[&selector];
            }
        }
        Conventions { closures, members: methods, entries }
    }

    /// Gives a function with a rest parameter the words that it does not name, and hands them to the collector.
    fn take_remaining(&mut self, entry: Func, collected: Collected, handed: Handed) {
        let function = self.module.functions[entry.index()].as_mut().expect("lower: a function that takes a rest was lowered");
        let mut remaining = Vec::new();
        for _ in collected.from..=handed.words {
            function.types.push(Held::Word);
            remaining.push(Value(function.types.len() as u32 - 1));
        }
        function.blocks[0].params.extend(&remaining);
        for instruction in function.blocks.iter_mut().flat_map(|b| &mut b.instructions) {
            if let Op::Call { function, args } = &mut instruction.op
                && *function == collected.collector
            {
                *args = remaining.clone();
            }
        }
    }

    /// The arguments from a position on, out of the words that may hold them and the word that says what they are.
    fn write_collector(&mut self, collected: Collected, handed: Handed) {
        let mut body = Body::new(self, Rc::new(Default::default()), None, Default::default());
        let words: Vec<Value> = (collected.from..handed.words).map(|_| body.b.param(Held::Word)).collect();
        let says = Known { value: body.b.param(Held::Word), kinds: kinds(Kinds::ARRAY | Kinds::NUM) };
        let test = body.is(says, kinds(Kinds::ARRAY));
        let (whole, counted) = (body.b.block(), body.b.block());
        body.b.branch(test, whole, counted);
        body.b.seal(whole);
        body.b.seal(counted);
        body.b.switch_to(whole);
        let array = body.convert(says, kinds(Kinds::ARRAY), Why::Argument);
        let result = if collected.from == 0 { array } else { body.elements_from(array, collected.from) };
        body.b.terminate(Terminator::Return(Some(result)));
        body.b.switch_to(counted);
        let count = body.convert(says, kinds(Kinds::NUM), Why::Argument);
        let result = body.emit(Op::ArrayNew { elements: Vec::new(), rep: Default::default() }, kinds(Kinds::ARRAY)).value;
        let end = body.b.block();
        for (position, word) in (collected.from..).zip(words) {
            let at = body.constant(position as f64);
            let there = body.b.emit(Op::NumCompare { op: Compare::Gt, rep: NumRep::Open, args: [count, at] }, Held::Bool);
            let more = body.b.block();
            body.b.branch(there, more, end);
            body.b.seal(more);
            body.b.switch_to(more);
            let known = body.narrow(Known { value: word, kinds: ANY }, collected.element, Why::Argument);
            let word = body.word(known);
            body.push(result, word);
        }
        body.b.jump(end);
        body.b.seal(end);
        body.b.switch_to(end);
        body.b.terminate(Terminator::Return(Some(result)));
        body.finish_made(collected.collector, "<rest>", Convention::Direct, Some(Held::Ref));
    }

    /// Calls a function or member with the elements of an array.
    fn write_spreader(&mut self, spreader: Func, selector: Option<Selector>, handed: Handed) {
        let mut body = Body::new(self, Rc::new(Default::default()), None, Default::default());
        let callee = body.b.param(if selector.is_some() { Held::Word } else { Held::Ref });
        let all = body.b.param(Held::Ref);
        let mut args: Vec<Value> = Vec::new();
        for position in 0..handed.words {
            let at = body.constant(position as f64);
            args.push(body.array_element_or_undefined(all, at, ANY).value);
        }
        if handed.says {
            args.push(body.word(Known { value: all, kinds: kinds(Kinds::ARRAY) }));
        }
        let op = match selector {
            None => Op::CallClosure { callee, args },
            Some(selector) => Op::CallMember { selector, args: std::iter::once(callee).chain(args).collect(), called: None },
        };
        let result = body.b.emit(op, Held::Word);
        body.b.terminate(Terminator::Return(Some(result)));
        body.finish_made(spreader, "<spread>", Convention::Direct, Some(Held::Word));
    }
}

impl<'p> Body<'_, 'p> {
    /// The rest parameter of the function `entry` that is being written, whose arguments from `from` on it takes.
    pub fn collect_rest(&mut self, entry: Func, from: usize, element: Kinds) -> Known {
        let collector = self.world.reserve();
        self.world.collected.insert(entry, Collected { collector, from, element });
        self.emit(Op::Call { function: collector, args: Vec::new() }, kinds(Kinds::ARRAY))
    }

    /// A fresh array with the elements of another from a position on.
    fn elements_from(&mut self, array: Value, from: usize) -> Value {
        let result = self.emit(Op::ArrayNew { elements: Vec::new(), rep: Default::default() }, kinds(Kinds::ARRAY)).value;
        self.each_from(Known { value: array, kinds: kinds(Kinds::ARRAY) }, from, |body, known| {
            let word = body.word(known);
            body.push(result, word);
        });
        result
    }

    /// Calls a function value, or the member of an object, with arguments of which some are spread.
    pub fn call_spread(&mut self, callee: Value, selector: Option<Selector>, arguments: Value) -> Known {
        let spreader = self.world.reserve();
        self.world.spreaders.push((spreader, selector));
        self.emit(Op::Call { function: spreader, args: vec![callee, arguments] }, ANY)
    }

    /// All arguments in an array, if some of them are spread.
    pub fn spread_arguments(&mut self, arguments: &'p [Expr]) -> Option<Value> {
        if !arguments.iter().any(|a| matches!(a.kind, ExprKind::Spread(_))) {
            return None;
        }
        let array = self.emit(Op::ArrayNew { elements: Vec::new(), rep: Default::default() }, kinds(Kinds::ARRAY)).value;
        for argument in arguments {
            match &argument.kind {
                ExprKind::Spread(operand) => {
                    let from = self.expr(operand);
                    self.push_all(array, from);
                }
                _ => {
                    let known = self.expr(argument);
                    let word = self.word(known);
                    self.push(array, word);
                }
            }
        }
        Some(array)
    }

    /// The arguments of a call whose last is the array of a rest parameter, in one array.
    pub fn whole_arguments(&mut self, arguments: &'p [Expr]) -> Value {
        let array = self.emit(Op::ArrayNew { elements: Vec::new(), rep: Default::default() }, kinds(Kinds::ARRAY)).value;
        let Some((last, fixed)) = arguments.split_last() else { return array };
        for argument in fixed {
            let known = self.expr(argument);
            let word = self.word(known);
            self.push(array, word);
        }
        let rest = self.expr(last);
        self.push_all(array, rest);
        array
    }

    /// The arguments of a call one by one, where it hands them over in an array and spreads nothing.
    pub fn one_by_one(arguments: &'p [Expr]) -> Option<Vec<&'p Expr>> {
        let (last, fixed) = arguments.split_last()?;
        let ExprKind::Array(items) = &last.kind else { return None };
        let mut all: Vec<&Expr> = fixed.iter().collect();
        for item in items {
            let ArrayElement::Item(item) = item else { return None };
            all.push(item);
        }
        Some(all)
    }
}

/// Adds what is missing to each indirect call, right before it.
fn pad_function(function: &mut Function, conventions: &Conventions) {
    let Function { types, blocks, .. } = function;
    for block in blocks {
        let mut padded = Vec::with_capacity(block.instructions.len());
        for mut instruction in std::mem::take(&mut block.instructions) {
            let span = instruction.span;
            let (args, own, handed) = match &mut instruction.op {
                Op::CallClosure { args, .. } => (args, 0, conventions.closures),
                // The first argument is the object, or the closure.
                Op::CallMember { selector, args, .. } => (args, 1, conventions.members.get(selector).copied().unwrap_or_default()),
                Op::Call { function, args } if conventions.entries.contains_key(function) => (args, 1, conventions.entries[function]),
                _ => {
                    padded.push(instruction);
                    continue;
                }
            };
            let mut emit = |op, ty| {
                types.push(ty);
                let value = Value(types.len() as u32 - 1);
                padded.push(Instruction { result: Some(value), op, span });
                value
            };
            let given = args.len() - own;
            let says = handed.says.then(|| {
                let said = match given > handed.words {
                    true => emit(Op::ArrayNew { elements: args[own..].to_vec(), rep: Default::default() }, Held::Ref),
                    false => emit(Op::Number((given as f64).to_bits()), Held::Num),
                };
                emit(Op::ToWord(said), Held::Word)
            });
            if given < handed.words {
                let undefined = emit(Op::Undefined, Held::Word);
                args.resize(own + handed.words, undefined);
            }
            if let Some(says) = says {
                args.truncate(own + handed.words);
                args.push(says);
            }
            padded.push(instruction);
        }
        block.instructions = padded;
    }
}
