//! Which fields and statics are never read before they are first written.
//!
//! Everything starts as zero bits, which is `undefined` in a word and 0 in a raw integer; only where no program can see that first state
//! may a storage be raw. In: a module. Out: [`Initialized`].
//!
//! For fields of a class: from each `new` its object is followed into the constructors it is passed to. While a field of it is not
//! yet written, nothing may run that reads that field of any object: no such read, no call of a function that may. Once the object
//! may be known elsewhere, an exception would let it escape half made; so in a module with handlers a possible throw then counts as a read
//! of everything. For statics: the same along `main` and the initialisers it alone calls.

use super::calls::call_places;
use crate::ir::flow::Flow;
use crate::ir::{Block, Class, Func, Function, Instruction, Module, Op, Terminator, Value};
use crate::hash::HashMap;
use fixedbitset::FixedBitSet;

mod reads;

use reads::{Reads, Storages};

/// The result: what is *not* safe.
#[derive(Debug, Clone)]
pub struct Initialized {
    storages: Storages,
    exposed: FixedBitSet,
}

impl Initialized {
    /// Whether no read of the field can see its first state.
    pub fn field(&self, class: Class, index: u32) -> bool {
        !self.exposed.contains(self.storages.field(class, index))
    }

    /// The same for a static.
    pub fn storage(&self, index: usize) -> bool {
        !self.exposed.contains(self.storages.storage(index))
    }

    /// Looks at every `new` and at the start of the program.
    pub fn new(module: &Module) -> Initialized {
        let storages = Storages::new(module);
        let mut scan = Scan {
            module,
            storages: &storages,
            reads: Reads::new(module, &storages),
            calls: call_places(module),
            catches: module.functions.iter().flatten().any(|f| f.blocks.iter().any(|b| b.handler.is_some())),
            exposed: storages.none(),
            followed: Vec::new(),
            known: HashMap::default(),
            handlers: 0,
        };
        for function in module.functions.iter().flatten() {
            for block in &function.blocks {
                for (i, instruction) in block.instructions.iter().enumerate() {
                    if let (Op::New(class), Some(object)) = (&instruction.op, instruction.result) {
                        scan.object(*class, object, &block.instructions[i + 1..]);
                    }
                }
            }
        }
        let statics = storages.all_statics();
        match module.main {
            Some(main) => {
                let mut state = State { unset: statics, escaped: false };
                scan.function(main, None, &mut state);
                // `main` over, nothing runs any more.
            }
            None => scan.exposed.union_with(&statics),
        }
        let exposed = scan.exposed;
        Initialized { storages, exposed }
    }
}

/// What is not yet written, and whether others may know the object.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct State {
    unset: FixedBitSet,
    escaped: bool,
}

struct Scan<'a> {
    module: &'a Module,
    storages: &'a Storages,
    reads: Reads<'a>,
    /// By function: how many places may call it.
    calls: Vec<u32>,
    catches: bool,
    exposed: FixedBitSet,
    /// The functions that are being followed, from the outermost on.
    followed: Vec<Func>,
    /// What calls left that were followed already: what such a call exposes is exposed.
    known: HashMap<Entry, State>,
    /// How many of the blocks being followed, callers' included, have a handler.
    handlers: u32,
}

/// A call as it is followed: of what, with a fresh object or without, where an exception is caught or not, and in which state.
type Entry = (Func, bool, bool, State);

/// Constructors nest as deep as classes inherit; methods that they call may nest deeper than this compiler's stack.
const DEPTH_LIMIT: usize = 32;

impl Scan<'_> {
    /// Follows a fresh object to the end of its block.
    fn object(&mut self, class: Class, object: Value, rest: &[Instruction]) {
        let chain = std::iter::successors(Some(class), |c| self.module.classes[c.index()].base);
        let mut state = State { unset: self.storages.none(), escaped: false };
        for class in chain {
            let own = 0..self.module.classes[class.index()].fields.len() as u32;
            state.unset.extend(own.map(|index| self.storages.field(class, index)));
        }
        for instruction in rest {
            if state.unset.is_clear() {
                return;
            }
            self.instruction(instruction, Some(object), &mut state);
        }
        // Whatever comes after the block may look at it.
        self.exposed.union_with(&state.unset);
    }

    /// Runs a function on the state: `this` is its first parameter when an object is followed.
    fn function(&mut self, id: Func, this: Option<()>, state: &mut State) {
        let Some(function) = self.module.functions[id.index()].as_ref().filter(|_| self.followed.len() < DEPTH_LIMIT) else {
            self.exposed.union_with(&state.unset);
            return;
        };
        if self.followed.contains(&id) {
            // A call within itself may read what it reads, write nothing, and make the object known anywhere.
            self.expose_reads(id, state);
            state.escaped |= this.is_some();
            return;
        }
        let entry = (id, this.is_some(), self.handlers > 0, state.clone());
        if let Some(left) = self.known.get(&entry) {
            *state = left.clone();
            return;
        }
        self.followed.push(id);
        let this = this.map(|()| function.params()[0]);
        *state = self.blocks(function, this, state.clone());
        self.followed.pop();
        self.known.insert(entry, state.clone());
    }

    /// A forward analysis: at a join only what is written on every way counts as written. Only forward edges add to a block's state; a
    /// back edge brings a state with fewer unset storages than the header had, so it changes nothing.
    fn blocks(&mut self, function: &Function, this: Option<Value>, start: State) -> State {
        let flow = Flow::new(function);
        let mut states: Vec<Option<State>> = vec![None; function.blocks.len()];
        states[0] = Some(start);
        let mut end: Option<State> = None;
        for &b in &flow.order {
            let mut state = states[b.index()].clone().expect("an earlier block leads here");
            let handled = u32::from(function.blocks[b.index()].handler.is_some());
            self.handlers += handled;
            for instruction in &function.blocks[b.index()].instructions {
                self.instruction(instruction, this, &mut state);
            }
            self.handlers -= handled;
            match &function.blocks[b.index()].terminator {
                Terminator::Return(value) => {
                    state.escaped |= value.is_some() && *value == this;
                    end = Some(join(end, &state));
                }
                Terminator::Throw(_) => self.may_throw(&state),
                _ => {}
            }
            let terminator = &function.blocks[b.index()].terminator;
            terminator.targets(|t| state.escaped |= this.is_some_and(|this| t.args.contains(&this)));
            for &next in &flow.successors[b.index()] {
                let Block(n) = next;
                states[n as usize] = Some(join(states[n as usize].take(), &state));
            }
        }
        // A function that never returns leaves nothing to be read afterwards.
        end.unwrap_or_else(|| State { unset: self.storages.none(), escaped: false })
    }

    fn may_throw(&mut self, state: &State) {
        // Without handlers only the description of the uncaught exception still runs.
        // An object may be caught half made anywhere; module initialisation only by a `try` around it.
        if self.catches && state.escaped || self.handlers > 0 {
            self.exposed.union_with(&state.unset);
        } else if let Some(describe) = self.module.describe {
            self.expose_reads(describe, state);
        }
    }

    fn expose_reads(&mut self, function: Func, state: &State) {
        self.exposed.extend(state.unset.intersection(self.reads.function(function)));
    }

    fn instruction(&mut self, instruction: &Instruction, this: Option<Value>, state: &mut State) {
        if instruction.op.may_throw() {
            self.may_throw(state);
        }
        match &instruction.op {
            Op::FieldGet { class, index, .. } => {
                let field = self.storages.field(*class, *index);
                if state.unset.contains(field) {
                    self.exposed.insert(field);
                }
            }
            Op::FieldSet { class, index, object, value } => {
                state.escaped |= Some(*value) == this;
                if Some(*object) == this {
                    state.unset.remove(self.storages.field(*class, *index));
                }
            }
            Op::StaticGet(g) if state.unset.contains(self.storages.storage(g.index())) => {
                self.exposed.insert(self.storages.storage(g.index()));
            }
            Op::StaticSet(g, value) => {
                state.escaped |= Some(*value) == this;
                if this.is_none() {
                    state.unset.remove(self.storages.storage(g.index()));
                }
            }
            Op::Call { function, args } => self.call(*function, args, this, state),
            op => {
                if let Some(read) = self.reads.op(op) {
                    self.exposed.extend(state.unset.intersection(&read));
                }
                op.operands(|v| state.escaped |= Some(v) == this);
            }
        }
    }

    fn call(&mut self, function: Func, args: &[Value], this: Option<Value>, state: &mut State) {
        match this {
            // A constructor, or a method called on the half-made object: its first parameter is the object.
            Some(this) if args.first() == Some(&this) && !args[1..].contains(&this) => self.function(function, Some(()), state),
            Some(this) => {
                self.expose_reads(function, state);
                state.escaped |= args.contains(&this);
            }
            // An initialiser that runs once goes on where its caller was.
            None if self.calls[function.index()] == 1 => self.function(function, None, state),
            None => self.expose_reads(function, state),
        }
    }
}

/// What is unset on some way is unset.
fn join(into: Option<State>, state: &State) -> State {
    match into {
        None => state.clone(),
        Some(mut old) => {
            old.unset.union_with(&state.unset);
            old.escaped |= state.escaped;
            old
        }
    }
}
