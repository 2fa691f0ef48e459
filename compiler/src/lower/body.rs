//! The body being lowered: its builder, its variables, and the conversions between kinds that everything else uses.

use super::World;
use super::kinds::{self, ANY, NULLISH, Substitution, held, kinds, may_be, only};
use crate::ir::build::{Builder, Variable};
use crate::ir::{Block, Cell, Class, Convention, Func, Kinds, Op, Slot, Type as Held, Value, Why};
use crate::program::{BindingId, Expr, FunctionId, Statement, TargetId, TypeId};
use crate::source::Span;
use crate::hash::{HashMap, HashSet};
use std::rc::Rc;

/// A value and what is known of it for certain.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// Held as its type in the builder says.
    pub value: Value,
    /// It is one of these.
    pub kinds: Kinds,
}

/// Where a variable lives.
#[derive(Debug, Clone, Copy)]
pub enum Local {
    /// In SSA form.
    Plain(Variable, Kinds),
    /// In the frame, because of `try`.
    Slot(Slot, Kinds),
    /// In a cell of this function, whose address is in the variable.
    Cell(Variable, Cell),
    /// In a cell that the closure brought.
    OuterCell(Value, Cell),
    /// A value that never changes.
    Fixed(Known),
}

/// What a jump out of a statement has to pass.
#[derive(Clone)]
pub enum Scope<'p> {
    /// A statement that `break` leaves, and `continue` repeats.
    Target { target: TargetId, leave: Block, repeat: Option<Block> },
    /// A `finally` that runs on the way out; `outside` is the handler around the whole `try`.
    Finally { body: &'p [Statement], outside: Option<Block> },
}

/// What `return` gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Returns {
    /// Nothing.
    Nothing,
    /// A value of these kinds.
    Value(Kinds),
}

/// A function while it is lowered.
pub struct Body<'w, 'p> {
    pub world: &'w mut World<'p>,
    pub b: Builder,
    pub substitution: Rc<Substitution>,
    /// The function whose code this is; none in made-up ones.
    pub function: Option<FunctionId>,
    pub locals: HashMap<BindingId, Local>,
    /// Variables whose cells were made before their declaration.
    pub predeclared: HashSet<BindingId>,
    pub this: Option<Known>,
    /// The function's own closure.
    pub closure: Option<Value>,
    pub scopes: Vec<Scope<'p>>,
    /// Variables that live in the frame because of `try`.
    pub slotted: HashSet<BindingId>,
    /// The optional chains being evaluated, the innermost last: their subjects as they are written.
    pub chains: Vec<&'p Expr>,
    /// The values of the same.
    pub subjects: Vec<Known>,
    /// The objects whose members they are, where a call of one must say what `this` is.
    pub chain_objects: Vec<Option<Value>>,
    pub returns: Returns,
}

impl<'w, 'p> Body<'w, 'p> {
    /// An empty body.
    pub fn new(world: &'w mut World<'p>, substitution: Rc<Substitution>, function: Option<FunctionId>, span: Span) -> Body<'w, 'p> {
        Body {
            world,
            b: Builder::new(span),
            substitution,
            function,
            locals: HashMap::default(),
            predeclared: HashSet::default(),
            this: None,
            closure: None,
            scopes: Vec::new(),
            slotted: HashSet::default(),
            chains: Vec::new(),
            subjects: Vec::new(),
            chain_objects: Vec::new(),
            returns: Returns::Nothing,
        }
    }

    /// The kinds of a type here.
    pub fn kinds_of(&mut self, ty: TypeId) -> Kinds {
        let substitution = self.substitution.clone();
        self.world.kinds_of(ty, &substitution)
    }

    /// Whether every value of `a` is one of `b`.
    pub fn within(&self, a: Kinds, b: Kinds) -> bool {
        kinds::within(&self.world.module.classes, a, b)
    }

    /// Both.
    pub fn join(&self, a: Kinds, b: Kinds) -> Kinds {
        kinds::join(&self.world.module.classes, a, b)
    }

    /// Emits an operation whose result is held as its kinds say.
    pub fn emit(&mut self, op: Op, kinds: Kinds) -> Known {
        let value = self.b.emit(op, held(kinds));
        Known { value, kinds }
    }

    /// A word out of storage, of which only `kinds` are expected.
    pub fn loaded(&mut self, word: Value, kinds: Kinds, why: Why) -> Known {
        self.narrow(Known { value: word, kinds: ANY }, kinds, why)
    }

    /// The value as a member of `to`, checked unless that is known already.
    pub fn narrow(&mut self, known: Known, to: Kinds, why: Why) -> Known {
        let to = if to.bits == 0 { ANY } else { to };
        Known { value: self.convert(known, to, why), kinds: self.tighter(known.kinds, to) }
    }

    fn tighter(&self, known: Kinds, to: Kinds) -> Kinds {
        // What is held in the same way and is within the wanted kinds may keep what is known beyond them.
        if self.within(known, to) && held(known) == held(to) { known } else { to }
    }

    /// The value held as `to` wants it, checked unless it is known to belong there.
    pub fn convert(&mut self, known: Known, to: Kinds, why: Why) -> Value {
        let have = self.b.ty(known.value);
        let want = held(to);
        let proven = self.within(known.kinds, to);
        if have == want && (proven || to.bits == Kinds::ALL) {
            return known.value;
        }
        if want == Held::Word && proven {
            return self.word(known);
        }
        let word = self.word(known);
        if to.bits == Kinds::ALL {
            return word;
        }
        self.b.emit(Op::Expect { kinds: to, value: word, why }, want)
    }

    /// The value as a word.
    pub fn word(&mut self, known: Known) -> Value {
        match self.b.ty(known.value) {
            Held::Word => known.value,
            _ => self.b.emit(Op::ToWord(known.value), Held::Word),
        }
    }

    /// The value as a number, checked.
    pub fn number(&mut self, known: Known) -> Value {
        self.convert(known, kinds(Kinds::NUM), Why::Load)
    }

    /// `undefined`.
    pub fn undefined(&mut self) -> Known {
        self.emit(Op::Undefined, kinds(Kinds::UNDEFINED))
    }

    /// A number.
    pub fn constant(&mut self, number: f64) -> Value {
        self.b.emit(Op::Number(number.to_bits()), Held::Num)
    }

    /// A string.
    pub fn text(&mut self, text: &str) -> Known {
        let id = self.world.text(text);
        self.emit(Op::Str(id), kinds(Kinds::STRING))
    }

    /// A boolean.
    pub fn boolean(&mut self, value: Value) -> Known {
        Known { value, kinds: kinds(Kinds::BOOL) }
    }

    /// JavaScript's truth of a value: `bool`.
    pub fn truth(&mut self, known: Known) -> Value {
        let heap_without_strings = kinds::HEAP & !Kinds::STRING;
        match self.b.ty(known.value) {
            Held::Bool => known.value,
            Held::Ref if only(known.kinds, heap_without_strings) => self.b.emit(Op::Bool(true), Held::Bool),
            Held::Word if only(known.kinds, heap_without_strings | NULLISH) => {
                let is = self.b.emit(Op::Is { kinds: kinds(NULLISH), value: known.value }, Held::Bool);
                self.b.emit(Op::Not(is), Held::Bool)
            }
            _ => self.b.emit(Op::Truthy(known.value), Held::Bool),
        }
    }

    /// Whether the value is undefined or null: `bool`.
    pub fn is_nullish(&mut self, known: Known) -> Value {
        self.is(known, kinds(NULLISH))
    }

    /// Whether the value is one of `wanted`: `bool`.
    pub fn is(&mut self, known: Known, wanted: Kinds) -> Value {
        if !may_be(known.kinds, wanted.bits) {
            return self.b.emit(Op::Bool(false), Held::Bool);
        }
        if self.within(known.kinds, wanted) {
            return self.b.emit(Op::Bool(true), Held::Bool);
        }
        let word = self.word(known);
        self.b.emit(Op::Is { kinds: wanted, value: word }, Held::Bool)
    }

    /// Two blocks that are entered on a `bool`; the first is the current one afterwards.
    pub fn fork(&mut self, test: Value) -> Fork {
        let (then, otherwise) = (self.b.block(), self.b.block());
        self.b.branch(test, then, otherwise);
        self.b.seal(then);
        self.b.seal(otherwise);
        let join = self.b.block();
        self.b.switch_to(then);
        Fork { otherwise, join }
    }

    /// Ends the current arm and goes on in the other one.
    pub fn otherwise(&mut self, fork: &Fork) {
        self.b.jump(fork.join);
        self.b.switch_to(fork.otherwise);
    }

    /// Ends the second arm and goes on where both meet.
    pub fn meet(&mut self, fork: Fork) {
        self.b.jump(fork.join);
        self.b.seal(fork.join);
        self.b.switch_to(fork.join);
    }

    /// Completes the function under `func`.
    pub fn finish(self, func: Func, function: crate::ir::Function) {
        self.world.module.functions[func.index()] = Some(self.b.finish(function));
    }

    /// Completes a function of lowering's own making.
    pub fn finish_made(self, func: Func, name: &str, convention: Convention, result: Option<Held>) {
        let span = self.b.span();
        let name = self.world.unique_name(name);
        self.finish(func, World::blank_function(name.clone(), name, convention, result, span));
    }

    /// A fresh instance.
    pub fn new_instance(&mut self, class: Class) -> Known {
        self.emit(Op::New(class), kinds::instance(class))
    }

    /// A row of the runtime's table.
    pub fn runtime(&mut self, name: &str, args: Vec<Value>, result: Kinds) -> Known {
        self.emit(Op::CallRuntime { name: name.into(), args }, result)
    }

    /// A row of the runtime's table without result.
    pub fn runtime_effect(&mut self, name: &str, args: Vec<Value>) {
        self.b.effect(Op::CallRuntime { name: name.into(), args });
    }
}

/// A branch whose arms are being written.
pub struct Fork {
    otherwise: Block,
    join: Block,
}
