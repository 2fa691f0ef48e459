//! One function rewritten: every old value becomes a new one of some representation, converted where it is used.
//!
//! Always holds: a use names the type it needs and gets a value of that type; a definition may have any type. Definitions are seen before
//! uses (reverse postorder), block parameters are made first.

use super::super::facts::{Fact, Num};
use super::{Plan, number_type};
use crate::clif::{abi, runtime_row};
use crate::ir::flow::Flow;
use crate::ir::verify::{load_types, store_types};
use crate::ir::{
    Block, BlockData, Convert, Element, Func, Function, Instruction, Module, NumOp, NumRep, Op, Rep, Target, Terminator, Type, Value,
};
use crate::source::Span;

/// The rewriting of one function.
pub(super) struct Rewrite<'a> {
    pub module: &'a Module,
    plan: &'a Plan<'a>,
    id: Func,
    pub old: &'a Function,
    facts: &'a [Fact],
    demand: super::Demand,
    /// By old value; numbers that are constants are made at each use.
    map: Vec<Option<Value>>,
    constants: Vec<Option<f64>>,
    /// By old value: it is an element held like this, and may be undefined.
    holes: Vec<Option<Rep>>,
    /// By old value: where its definition stands.
    definitions: Vec<Option<(Block, usize)>>,
    pub new: Function,
    instructions: Vec<Instruction>,
    span: Span,
}

/// Rewrites a function.
pub(super) fn rewrite(module: &Module, plan: &Plan<'_>, id: Func, old: &Function) -> Function {
    let mut new = Function { types: Vec::new(), blocks: Vec::new(), result: plan.results[id.index()], ..old.clone() };
    let slots = &plan.facts.storages.slots[id.index()];
    new.slots = old.slots.iter().zip(slots).map(|(&ty, fact)| if ty == Type::Num { number_type(fact.num) } else { ty }).collect();
    let mut rewrite = Rewrite {
        module,
        plan,
        id,
        old,
        facts: &plan.facts.values[id.index()],
        demand: plan.demand(id, old),
        map: vec![None; old.types.len()],
        constants: vec![None; old.types.len()],
        holes: vec![None; old.types.len()],
        definitions: definitions(old),
        new,
        instructions: Vec::new(),
        span: Span::default(),
    };
    rewrite.blocks();
    rewrite.new
}

impl Rewrite<'_> {
    fn blocks(&mut self) {
        let flow = Flow::new(self.old);
        for b in self.old.block_ids() {
            let params = self.block_params(b, flow.is_reachable(b));
            let handler = self.old.blocks[b.index()].handler;
            self.new.blocks.push(BlockData { params, instructions: Vec::new(), terminator: Terminator::Unreachable, handler });
        }
        for &b in &flow.order {
            let block = &self.old.blocks[b.index()];
            for instruction in &block.instructions {
                self.span = instruction.span;
                self.instruction(&instruction.op, instruction.result);
            }
            let terminator = self.terminator(&block.terminator);
            self.new.blocks[b.index()].instructions = std::mem::take(&mut self.instructions);
            self.new.blocks[b.index()].terminator = terminator;
        }
    }

    fn block_params(&mut self, block: Block, reachable: bool) -> Vec<Value> {
        if !reachable && block.0 != 0 {
            return Vec::new();
        }
        let handlers: Vec<Block> = self.old.blocks.iter().filter_map(|b| b.handler).collect();
        let params = &self.old.blocks[block.index()].params;
        let mut made = Vec::new();
        for (i, &p) in params.iter().enumerate() {
            let ty = match (block.0, self.old.ty(p)) {
                (0, _) => self.plan.params[self.id.index()][i],
                (_, Type::Num) => self.choice(p),
                (_, Type::Word) if !handlers.contains(&block) => self.word_type(p),
                (_, ty) => ty,
            };
            let value = self.new.fresh(ty);
            self.map[p.index()] = Some(value);
            made.push(value);
        }
        made
    }

    /// What is known of an old value.
    pub fn fact(&self, value: Value) -> Fact {
        self.facts[value.index()]
    }

    /// The representation that an operation or parameter of type `num` gives its result.
    pub fn choice(&self, value: Value) -> Type {
        if self.demand.is_modular(value, &self.fact(value)) {
            return Type::I32;
        }
        number_type(self.visible(value))
    }

    /// The representation of a parameter of type `word`: raw where only numbers or only booleans come.
    fn word_type(&self, value: Value) -> Type {
        match self.fact(value).bits {
            crate::ir::Kinds::NUM => self.choice(value),
            crate::ir::Kinds::BOOL => Type::Bool,
            _ => Type::Word,
        }
    }

    /// The numbers that somebody can tell apart from what is held: without -0 where nobody can.
    pub fn visible(&self, value: Value) -> Num {
        let num = self.fact(value).num;
        Num { negative_zero: num.negative_zero && self.demand.negative_zero[value.index()], ..num }
    }

    /// Whether only ToInt32 of the value is looked at.
    pub fn is_truncated(&self, value: Value) -> bool {
        !self.demand.whole[value.index()]
    }

    /// The operation that defines an old value.
    pub fn definition(&self, value: Value) -> Option<&Op> {
        let (block, position) = self.definitions[value.index()]?;
        Some(&self.old.blocks[block.index()].instructions[position].op)
    }

    /// Adds an instruction with a result.
    pub fn emit(&mut self, ty: Type, op: Op) -> Value {
        let value = self.new.fresh(ty);
        self.instructions.push(Instruction { result: Some(value), op, span: self.span });
        value
    }

    /// Adds one without.
    pub fn effect(&mut self, op: Op) {
        self.instructions.push(Instruction { result: None, op, span: self.span });
    }

    /// Says which new value an old one is.
    pub fn define(&mut self, old: Option<Value>, new: Value) {
        if let Some(old) = old {
            self.map[old.index()] = Some(new);
        }
    }

    /// Makes one old value stand for another.
    pub fn alias(&mut self, old: Option<Value>, of: Value) {
        if let Some(old) = old {
            self.map[old.index()] = self.map[of.index()];
            self.constants[old.index()] = self.constants[of.index()];
            self.holes[old.index()] = self.holes[of.index()];
        }
    }

    /// The number an old value is, if it is a constant.
    pub fn constant(&self, value: Value) -> Option<f64> {
        self.constants[value.index()]
    }

    /// How an old value is held if it is an element that may be undefined.
    pub fn hole(&self, value: Value) -> Option<Rep> {
        self.holes[value.index()]
    }

    /// The element that an old value is, undefined or not.
    pub fn raw(&self, value: Value) -> Value {
        self.map[value.index()].expect("an element is defined before it is used")
    }

    /// An element that is there, as a plain value.
    pub fn present(&mut self, element: Value, rep: Rep) -> Value {
        if rep != Rep::HoleBool {
            return element;
        }
        let one = self.emit(Type::I32, Op::Int(1));
        self.emit(Type::Bool, Op::NumCompare { op: crate::ir::Compare::Eq, rep: NumRep::I32, args: [element, one] })
    }

    /// The type an old value has now; for constants the one they would like.
    pub fn natural(&self, value: Value) -> Type {
        match (self.constants[value.index()], self.map[value.index()]) {
            _ if self.holes[value.index()].is_some() => Type::Word,
            (Some(n), _) => number_type(Num::constant(n)),
            (None, Some(new)) => self.new.ty(new),
            (None, None) => panic!("{value} of {:?} is defined before it is used", self.old.name),
        }
    }

    /// An old value as it is.
    pub fn as_is(&mut self, value: Value) -> Value {
        self.coerce(value, self.natural(value))
    }

    /// An old value as a value of this type.
    pub fn coerce(&mut self, value: Value, to: Type) -> Value {
        if let Some(n) = self.constants[value.index()] {
            return self.constant_as(n, to);
        }
        if let Some(rep) = self.holes[value.index()] {
            let how = match rep {
                Rep::HoleBool => Convert::HoleBoolToWord,
                Rep::HoleI32 => Convert::HoleI32ToWord,
                _ => Convert::HoleF64ToWord,
            };
            let raw = self.raw(value);
            let word = self.emit(Type::Word, Op::Convert(how, raw));
            return self.convert(word, to, self.fact(value).num);
        }
        let from = self.map[value.index()].unwrap_or_else(|| panic!("{value} of {:?} is defined before it is used", self.old.name));
        self.convert(from, to, self.fact(value).num)
    }

    /// A number in a representation that can hold it, or for `i32` and `u32` its low bits.
    fn constant_as(&mut self, n: f64, to: Type) -> Value {
        match to {
            Type::I32 | Type::U32 => self.emit(to, Op::Int(low_bits(n))),
            Type::F64 | Type::F32 => self.emit(to, Op::Number(n.to_bits())),
            Type::Word if Num::constant(n).is_int31() => {
                let int = self.emit(Type::I32, Op::Int(n as i32 as u32));
                self.emit(Type::Word, Op::Convert(Convert::TagI31, int))
            }
            Type::Word => {
                let double = self.emit(Type::F64, Op::Number(n.to_bits()));
                self.emit(Type::Word, Op::Convert(Convert::BoxF64, double))
            }
            Type::Bool | Type::Ref | Type::Num => panic!("a number is asked for as {to:?}"),
        }
    }

    /// A new value converted; `num` is what is known of it when it is a number.
    pub fn convert(&mut self, value: Value, to: Type, num: Num) -> Value {
        let from = self.new.ty(value);
        if from == to {
            return value;
        }
        let small = num.is_int31();
        let how = match (from, to) {
            (Type::I32, Type::U32) | (Type::U32, Type::I32) => Convert::Reinterpret,
            (Type::I32, Type::F64) => Convert::I32ToF64,
            (Type::U32, Type::F64) => Convert::U32ToF64,
            (Type::I32, Type::Word) => if small { Convert::TagI31 } else { Convert::BoxI32 },
            (Type::U32, Type::Word) if small => {
                let signed = self.emit(Type::I32, Op::Convert(Convert::Reinterpret, value));
                return self.emit(to, Op::Convert(Convert::TagI31, signed));
            }
            (Type::U32, Type::Word) => Convert::BoxU32,
            (Type::I32, Type::F32) => Convert::I32ToF32,
            (Type::U32, Type::F32) => Convert::U32ToF32,
            (Type::F64, Type::F32) => Convert::F64ToF32,
            (Type::F32, Type::F64) => Convert::F32ToF64,
            (Type::F32, Type::I32) if num.is_int32() => Convert::F32ToI32Exact,
            (Type::F32, _) | (Type::Word, Type::F32) => {
                let double = self.convert(value, Type::F64, num);
                return self.convert(double, to, num);
            }
            (Type::F64, Type::I32) => if num.within(-2147483648.0, 2147483647.0) { Convert::F64ToI32Exact } else { Convert::F64ToInt32 },
            (Type::F64, Type::U32) => Convert::F64ToU32Exact,
            (Type::F64, Type::Word) => Convert::BoxF64,
            (Type::Word, Type::I32) if small => Convert::UntagI31,
            (Type::Word, Type::I32) => Convert::TaggedToInt32,
            (Type::Word, Type::U32) => Convert::UnboxU32,
            (Type::Word, Type::F64) if small => {
                let int = self.emit(Type::I32, Op::Convert(Convert::UntagI31, value));
                return self.emit(to, Op::Convert(Convert::I32ToF64, int));
            }
            (Type::Word, Type::F64) => Convert::UnboxF64,
            (Type::Word, Type::Ref) => Convert::WordToRef,
            (Type::Word, Type::Bool) => Convert::WordToBool,
            (Type::Bool | Type::Ref, Type::Word) => return self.emit(to, Op::ToWord(value)),
            // Only code that is never reached asks for this: the facts say that no value gets here.
            _ => return self.impossible(to),
        };
        self.emit(to, Op::Convert(how, value))
    }

    /// A value of this type for code that no execution reaches.
    fn impossible(&mut self, ty: Type) -> Value {
        match ty {
            Type::I32 | Type::U32 => self.emit(ty, Op::Int(0)),
            Type::F64 | Type::F32 => self.emit(ty, Op::Number(0)),
            Type::Bool => self.emit(ty, Op::Bool(false)),
            Type::Word => self.emit(ty, Op::Undefined),
            Type::Ref => {
                let word = self.emit(Type::Word, Op::Undefined);
                self.emit(ty, Op::Convert(Convert::WordToRef, word))
            }
            Type::Num => panic!("no number is open any more"),
        }
    }

    /// ECMA-262 ToInt32 of an old value; the low bits when it is held modulo 2^32.
    pub fn to_int32(&mut self, value: Value) -> Value {
        if let Some(n) = self.constant(value) {
            return self.constant_as(n, Type::I32);
        }
        let now = self.as_is(value);
        match self.new.ty(now) {
            Type::I32 => now,
            Type::U32 => self.emit(Type::I32, Op::Convert(Convert::Reinterpret, now)),
            Type::F64 if self.fact(value).num.is_int32() => self.emit(Type::I32, Op::Convert(Convert::F64ToI32Exact, now)),
            Type::F64 => self.emit(Type::I32, Op::Convert(Convert::F64ToInt32, now)),
            Type::F32 => self.convert(now, Type::I32, self.fact(value).num),
            Type::Word if self.fact(value).num.is_int31() => self.emit(Type::I32, Op::Convert(Convert::UntagI31, now)),
            Type::Word => self.emit(Type::I32, Op::Convert(Convert::TaggedToInt32, now)),
            Type::Bool | Type::Ref | Type::Num => self.impossible(Type::I32),
        }
    }

    /// Old values as words.
    fn words(&mut self, values: &[Value]) -> Vec<Value> {
        values.iter().map(|&v| self.coerce(v, Type::Word)).collect()
    }

    /// An old value as what a storage takes.
    fn stored(&mut self, value: Value, rep: Rep) -> Value {
        let how = match rep {
            Rep::HoleBool => Convert::WordToHoleBool,
            Rep::HoleI32 => Convert::WordToHoleI32,
            Rep::HoleF64 => Convert::WordToHoleF64,
            _ => return self.coerce(value, store_types(rep)[0]),
        };
        if self.holes[value.index()] == Some(rep) {
            return self.raw(value);
        }
        if self.fact(value).bits & crate::ir::Kinds::UNDEFINED == 0 {
            return self.coerce(value, if rep == Rep::HoleBool { Type::Bool } else { load_types(rep)[0] });
        }
        let word = self.coerce(value, Type::Word);
        self.emit(load_types(rep)[0], Op::Convert(how, word))
    }

    /// Loads: the new value has the type of the storage.
    fn load(&mut self, result: Option<Value>, rep: Rep, op: Op) {
        let value = self.emit(load_types(rep)[0], op);
        self.define(result, value);
    }

    fn terminator(&mut self, terminator: &Terminator) -> Terminator {
        match terminator {
            Terminator::Jump(target) => Terminator::Jump(self.target(target)),
            Terminator::Branch { test, then, otherwise } => {
                let test = self.coerce(*test, Type::Bool);
                Terminator::Branch { test, then: self.target(then), otherwise: self.target(otherwise) }
            }
            Terminator::Switch { value, cases, default } => self.switch(*value, cases, default),
            Terminator::Return(None) => Terminator::Return(None),
            Terminator::Return(Some(value)) => {
                let ty = self.new.result.expect("the verifier compared result and return");
                Terminator::Return(Some(self.coerce(*value, ty)))
            }
            Terminator::Throw(value) => Terminator::Throw(self.coerce(*value, Type::Word)),
            Terminator::Unreachable => Terminator::Unreachable,
        }
    }

    fn target(&mut self, target: &Target) -> Target {
        let types: Vec<Type> = self.new.blocks[target.block.index()].params.iter().map(|&p| self.new.ty(p)).collect();
        Target { block: target.block, args: target.args.iter().zip(types).map(|(&a, ty)| self.coerce(a, ty)).collect() }
    }

    /// A number that may be no integer is compared as a double with what its low bits are: different, and it is no case.
    fn switch(&mut self, value: Value, cases: &[Target], default: &Target) -> Terminator {
        let cases: Vec<Target> = cases.iter().map(|t| self.target(t)).collect();
        let default = self.target(default);
        if matches!(self.natural(value), Type::I32) || self.fact(value).num.is_int32() {
            return Terminator::Switch { value: self.coerce(value, Type::I32), cases, default };
        }
        let int = self.to_int32(value);
        let double = self.coerce(value, Type::F64);
        let back = self.emit(Type::F64, Op::Convert(Convert::I32ToF64, int));
        let same = self.emit(Type::Bool, Op::NumCompare { op: crate::ir::Compare::Eq, rep: NumRep::F64, args: [double, back] });
        let otherwise = default.clone();
        self.new.blocks.push(BlockData { params: vec![], instructions: vec![], terminator: Terminator::Switch { value: int, cases, default }, handler: None });
        Terminator::Branch { test: same, then: Target { block: Block(self.new.blocks.len() as u32 - 1), args: vec![] }, otherwise }
    }

    fn instruction(&mut self, op: &Op, result: Option<Value>) {
        match op {
            Op::Number(bits) => self.constants[result.expect("it has a result").index()] = Some(f64::from_bits(*bits)),
            Op::Int(_) | Op::Bool(_) | Op::Undefined | Op::Null | Op::Str(_) | Op::Func(_) | Op::Data(_) | Op::DataCopy(_) | Op::New(_) => {
                let ty = self.old.ty(result.expect("it has a result"));
                let value = self.emit(ty, op.clone());
                self.define(result, value);
            }
            Op::Num { op, args, .. } => self.arithmetic(*op, *args, result.expect("it has a result")),
            Op::NumUnary { op, arg, .. } => self.unary(*op, *arg, result.expect("it has a result")),
            Op::NumCompare { op, args, .. } => {
                let value = self.compare(*op, args[0], args[1]);
                self.define(result, value);
            }
            Op::Refine { value, .. } => self.refine(*value, result.expect("it has a result")),
            Op::RefineKinds { value, .. } => self.refine_kinds(*value, result),
            // `suspend` takes addresses back out of frames.
            Op::ToWord(value) | Op::Convert(Convert::WordToRef, value) => self.alias(result, *value),
            Op::Not(_) | Op::Expect { .. } | Op::Is { .. } | Op::StrictEqual(_) | Op::LooseEqual(_) | Op::Truthy(_) | Op::Same(_) | Op::TypeOf(_) | Op::NumToString(_) => {
                self.word_op(op, result)
            }
            _ => self.storage(op, result),
        }
    }

    fn refine(&mut self, value: Value, result: Value) {
        if self.constant(value).is_some() {
            return self.alias(Some(result), value);
        }
        let to = self.choice(result);
        // What is known of the refined number is true here, so the conversion may rely on it.
        let now = self.as_is(value);
        let new = self.convert(now, to, self.fact(result).num);
        self.define(Some(result), new);
    }

    /// An element that turned out to be there is a plain value from here on.
    fn refine_kinds(&mut self, value: Value, result: Option<Value>) {
        match (self.hole(value), result) {
            (Some(rep), Some(refined)) if self.fact(refined).bits & crate::ir::Kinds::UNDEFINED == 0 => {
                let raw = self.raw(value);
                let plain = self.present(raw, rep);
                self.define(result, plain);
            }
            _ => self.alias(result, value),
        }
    }

    fn storage(&mut self, op: &Op, result: Option<Value>) {
        match op {
            Op::FieldGet { class, index, .. } if self.module.classes[class.index()].fields[*index as usize].rep == Rep::Nothing => {
                let undefined = self.emit(Type::Word, Op::Undefined);
                self.define(result, undefined);
            }
            Op::FieldSet { class, index, .. } if self.module.classes[class.index()].fields[*index as usize].rep == Rep::Nothing => {}
            Op::FieldGet { class, index, object } => {
                let object = self.coerce(*object, Type::Ref);
                let rep = self.module.classes[class.index()].fields[*index as usize].rep;
                self.load(result, rep, Op::FieldGet { class: *class, index: *index, object });
            }
            Op::FieldSet { class, index, object, value } => {
                let object = self.coerce(*object, Type::Ref);
                let value = self.stored(*value, self.module.classes[class.index()].fields[*index as usize].rep);
                self.effect(Op::FieldSet { class: *class, index: *index, object, value });
            }
            Op::StaticGet(g) => self.load(result, self.module.statics[g.index()].rep, op.clone()),
            Op::StaticSet(g, value) => {
                let value = self.stored(*value, self.module.statics[g.index()].rep);
                self.effect(Op::StaticSet(*g, value));
            }
            Op::CellNew(k, value) => {
                let value = self.stored(*value, self.module.cells[k.index()].rep);
                let cell = self.emit(Type::Ref, Op::CellNew(*k, value));
                self.define(result, cell);
            }
            Op::CellGet(k, object) => {
                let object = self.coerce(*object, Type::Ref);
                self.load(result, self.module.cells[k.index()].rep, Op::CellGet(*k, object));
            }
            Op::CellSet { cell, object, value } => {
                let object = self.coerce(*object, Type::Ref);
                let value = self.stored(*value, self.module.cells[cell.index()].rep);
                self.effect(Op::CellSet { cell: *cell, object, value });
            }
            Op::CaptureGet { of, index, closure } => {
                let closure = self.coerce(*closure, Type::Ref);
                let (rep, is_cell) = self.plan.captures[of.unwrap_or(self.id).index()][*index as usize];
                let ty = if is_cell { Type::Ref } else { load_types(rep)[0] };
                let value = self.emit(ty, Op::CaptureGet { of: *of, index: *index, closure });
                self.define(result, value);
            }
            Op::ClosureNew { function, captures } => self.closure(*function, captures, result),
            Op::SlotGet(t) => {
                let value = self.emit(self.new.slots[t.index()], Op::SlotGet(*t));
                self.define(result, value);
            }
            Op::SlotSet(t, value) => {
                let value = self.coerce(*value, self.new.slots[t.index()]);
                self.effect(Op::SlotSet(*t, value));
            }
            Op::MemberGet { selector, object } => {
                let object = self.coerce(*object, Type::Word);
                self.load(result, Rep::Word, Op::MemberGet { selector: *selector, object });
            }
            Op::MemberSet { selector, object, value } => {
                let (object, value) = (self.coerce(*object, Type::Word), self.coerce(*value, Type::Word));
                self.effect(Op::MemberSet { selector: *selector, object, value });
            }
            Op::HasMember { selector, object } => {
                let object = self.coerce(*object, Type::Word);
                self.load(result, Rep::Bool, Op::HasMember { selector: *selector, object });
            }
            _ => self.container(op, result),
        }
    }

    fn closure(&mut self, function: Func, captures: &[Value], result: Option<Value>) {
        let infos = self.plan.captures[function.index()].clone();
        let captures = captures.iter().zip(infos).map(|(&c, (rep, is_cell))| if is_cell { self.coerce(c, Type::Ref) } else { self.stored(c, rep) }).collect();
        let value = self.emit(Type::Ref, Op::ClosureNew { function, captures });
        self.define(result, value);
    }

    /// How the elements of the array in an old value are held.
    fn elements(&self, object: Value) -> Rep {
        self.plan.elements(self.plan.groups.elements(self.id, object))
    }

    /// What is asked to be an index: an `i32` if it is one, else as it is.
    fn index(&mut self, value: Value) -> Value {
        let num = Num { negative_zero: false, ..self.fact(value).num };
        match self.natural(value) {
            _ if num.is_int32() => self.coerce(value, Type::I32),
            // Nobody counts in float32.
            Type::F32 => self.coerce(value, Type::F64),
            _ => self.as_is(value),
        }
    }

    fn is_proven(&self, checked: Option<Value>) -> bool {
        checked.is_some_and(|v| self.plan.facts.proven[self.id.index()][v.index()])
    }

    fn container(&mut self, op: &Op, result: Option<Value>) {
        match op {
            Op::ArrayNew { elements, .. } => {
                let rep = result.map_or(Rep::Word, |r| self.elements(r));
                let elements = elements.iter().map(|&e| self.stored(e, rep)).collect();
                let value = self.emit(Type::Ref, Op::ArrayNew { elements, rep });
                self.define(result, value);
            }
            Op::ArrayNewFilled { length, .. } => {
                let rep = result.map_or(Rep::Word, |r| self.elements(r));
                let length = self.index(*length);
                let value = self.emit(Type::Ref, Op::ArrayNewFilled { length, rep });
                self.define(result, value);
            }
            Op::ElementGet { object, index, .. } => {
                let rep = self.elements(*object);
                let (object, index) = (self.coerce(*object, Type::Ref), self.coerce(*index, Type::I32));
                self.load(result, rep, Op::ElementGet { object, index, rep });
                if let (Some(result), Rep::HoleBool | Rep::HoleI32 | Rep::HoleF64) = (result, rep) {
                    self.holes[result.index()] = Some(rep);
                }
            }
            Op::ElementSet { object, index, value, .. } => {
                let rep = self.elements(*object);
                let (object, index, value) = (self.coerce(*object, Type::Ref), self.coerce(*index, Type::I32), self.stored(*value, rep));
                self.effect(Op::ElementSet { object, index, value, rep });
            }
            Op::ElementPut { object, index, value, .. } => {
                let rep = self.elements(*object);
                let (object, index, value) = (self.coerce(*object, Type::Ref), self.index(*index), self.stored(*value, rep));
                self.effect(Op::ElementPut { object, index, value, rep });
            }
            Op::ArrayPush { object, value, .. } => {
                let rep = self.elements(*object);
                let (object, value) = (self.coerce(*object, Type::Ref), self.stored(*value, rep));
                let length = self.emit(Type::I32, Op::ArrayPush { object, value, rep });
                self.define(result, length);
            }
            Op::ArrayPop { object, .. } => {
                let rep = self.elements(*object);
                let object = self.coerce(*object, Type::Ref);
                let value = self.emit(Type::Word, Op::ArrayPop { object, rep });
                self.define(result, value);
            }
            Op::ArraySetLength { object, length, .. } => {
                let rep = self.elements(*object);
                let (object, length) = (self.coerce(*object, Type::Ref), self.index(*length));
                self.effect(Op::ArraySetLength { object, length, rep });
            }
            _ => self.views(op, result),
        }
    }

    fn views(&mut self, op: &Op, result: Option<Value>) {
        match op {
            Op::ViewNew { element, length } => {
                let length = self.coerce(*length, Type::I32);
                let value = self.emit(Type::Ref, Op::ViewNew { element: *element, length });
                self.define(result, value);
            }
            Op::ViewOf { element, buffer, offset, length } => {
                let (buffer, offset, length) = (self.coerce(*buffer, Type::Ref), self.coerce(*offset, Type::I32), self.coerce(*length, Type::I32));
                let value = self.emit(Type::Ref, Op::ViewOf { element: *element, buffer, offset, length });
                self.define(result, value);
            }
            Op::ViewGet { element, object, index } => {
                let (object, index) = (self.coerce(*object, Type::Ref), self.coerce(*index, Type::I32));
                let value = self.emit(element.ty(), Op::ViewGet { element: *element, object, index });
                self.define(result, value);
            }
            Op::ViewSet { element, object, index, value } => {
                let (object, index, value) = (self.coerce(*object, Type::Ref), self.coerce(*index, Type::I32), self.view_value(*element, *value));
                self.effect(Op::ViewSet { element: *element, object, index, value });
            }
            Op::ViewBuffer { element, object } => {
                let object = self.coerce(*object, Type::Ref);
                let value = self.emit(Type::Ref, Op::ViewBuffer { element: *element, object });
                self.define(result, value);
            }
            Op::ViewOffset { element, object } => {
                let object = self.coerce(*object, Type::Ref);
                let value = self.emit(Type::I32, Op::ViewOffset { element: *element, object });
                self.define(result, value);
            }
            _ => self.lengths(op, result),
        }
    }

    /// A number as an element of a typed array.
    fn view_value(&mut self, element: Element, value: Value) -> Value {
        if element.wraps() {
            return self.to_int32(value);
        }
        if element == Element::U8Clamped && self.visible(value).is_int32() {
            let number = self.coerce(value, Type::I32);
            return self.clamped(number, self.visible(value));
        }
        if element == Element::F32 {
            return self.single(value);
        }
        let double = self.coerce(value, Type::F64);
        match element {
            Element::U8Clamped => self.emit(Type::I32, Op::Convert(Convert::F64ToClamped, double)),
            _ => double,
        }
    }

    /// An integer cut to 0 to 255.
    fn clamped(&mut self, mut number: Value, known: Num) -> Value {
        for (op, limit, is_needed) in [(NumOp::Max, 0, known.lo < 0.0), (NumOp::Min, 255, known.hi > 255.0)] {
            if is_needed {
                let limit = self.emit(Type::I32, Op::Int(limit));
                number = self.emit(Type::I32, Op::Num { op, rep: NumRep::I32, args: [number, limit] });
            }
        }
        number
    }

    fn lengths(&mut self, op: &Op, result: Option<Value>) {
        let mut op = op.clone();
        let ty = match &mut op {
            Op::ArrayLength(object) | Op::StringLength(object) | Op::ViewLength(object) => {
                *object = self.coerce(*object, Type::Ref);
                Type::I32
            }
            Op::CheckIndex { index, .. } | Op::StringCheckIndex { index, .. } | Op::ViewCheckIndex { index, .. } if self.is_proven(result) => {
                let index = self.coerce(*index, Type::I32);
                return self.define(result, index);
            }
            Op::CheckIndex { object, index } | Op::StringCheckIndex { object, index } | Op::ViewCheckIndex { object, index } => {
                *object = self.coerce(*object, Type::Ref);
                *index = self.index(*index);
                Type::I32
            }
            Op::InBounds { object, index } | Op::StringInBounds { object, index } | Op::ViewInBounds { object, index } => {
                *object = self.coerce(*object, Type::Ref);
                *index = self.index(*index);
                Type::Bool
            }
            Op::StringUnit { object, index } => {
                *object = self.coerce(*object, Type::Ref);
                *index = self.coerce(*index, Type::I32);
                Type::I32
            }
            Op::Concat { left, right, .. } => {
                *left = self.coerce(*left, Type::Ref);
                *right = self.coerce(*right, Type::Ref);
                Type::Ref
            }
            _ => return self.call(&op, result),
        };
        let value = self.emit(ty, op);
        self.define(result, value);
    }

    fn call(&mut self, op: &Op, result: Option<Value>) {
        let (op, ty) = match op {
            Op::Call { function, args } => {
                let args = self.passed(*function, args);
                (Op::Call { function: *function, args }, self.plan.results[function.index()])
            }
            Op::CallVirtual { class, slot, args } => {
                let targets = super::super::groups::implementations(self.module, *class, *slot);
                let Some(&function) = targets.first() else { return self.no_target(result) };
                let args = self.passed(function, args);
                if targets.len() == 1 {
                    return self.called(Op::Call { function, args }, self.plan.results[function.index()], result);
                }
                (Op::CallVirtual { class: *class, slot: *slot, args }, self.plan.results[function.index()])
            }
            Op::CallClosure { callee, args } => {
                let known = self.fact(*callee).bits & !crate::ir::Kinds::FUNCTION == 0;
                let callee = self.coerce(*callee, if known { Type::Ref } else { Type::Word });
                (Op::CallClosure { callee, args: self.words(args) }, Some(Type::Word))
            }
            Op::CallMember { selector, args, called } => {
                let called = called.map(|text| self.coerce(text, Type::Word));
                (Op::CallMember { selector: *selector, args: self.words(args), called }, Some(Type::Word))
            }
            Op::CallRuntime { name, args } => return self.runtime(name, args, result),
            _ => panic!("{op:?} is gone before `represent`"),
        };
        self.called(op, ty, result);
    }

    fn called(&mut self, op: Op, ty: Option<Type>, result: Option<Value>) {
        match ty.filter(|_| result.is_some()) {
            Some(ty) => {
                let value = self.emit(ty, op);
                self.define(result, value);
            }
            None => self.effect(op),
        }
    }

    /// A virtual call on a class of which no instance exists.
    fn no_target(&mut self, result: Option<Value>) {
        if let Some(result) = result {
            let ty = match self.old.ty(result) {
                Type::Num => Type::I32,
                ty => ty,
            };
            let value = self.impossible(ty);
            self.define(Some(result), value);
        }
    }

    fn passed(&mut self, function: Func, args: &[Value]) -> Vec<Value> {
        let types = self.plan.params[function.index()].clone();
        args.iter().zip(types).map(|(&a, ty)| self.coerce(a, ty)).collect()
    }

    fn runtime(&mut self, name: &std::rc::Rc<str>, args: &[Value], result: Option<Value>) {
        let row = runtime_row(name);
        let args = args.iter().zip(row.parameters).map(|(&a, ty)| self.runtime_argument(a, *ty)).collect();
        let op = Op::CallRuntime { name: name.clone(), args };
        let ty = match row.result {
            abi::Type::Void | abi::Type::Never => return self.effect(op),
            abi::Type::Word => Type::Word,
            abi::Type::Reference | abi::Type::Ptr => Type::Ref,
            abi::Type::I32 => Type::I32,
            abi::Type::U32 => Type::U32,
            abi::Type::F64 => Type::F64,
            abi::Type::Bool => Type::Bool,
        };
        match result {
            None => self.effect(op),
            Some(_) => {
                let value = self.emit(ty, op);
                self.define(result, value);
            }
        }
    }

    /// Integers are truncated and saturated, NaN gives 0: what the conversions of doubles do.
    fn runtime_argument(&mut self, value: Value, ty: abi::Type) -> Value {
        let num = self.fact(value).num;
        match ty {
            abi::Type::Word => self.coerce(value, Type::Word),
            abi::Type::Reference | abi::Type::Ptr => self.coerce(value, Type::Ref),
            abi::Type::F64 => self.coerce(value, Type::F64),
            abi::Type::Bool => self.coerce(value, Type::Bool),
            abi::Type::I32 | abi::Type::U32 => {
                let (to, fits, how) = match ty {
                    abi::Type::I32 => (Type::I32, num.is_int32(), Convert::F64ToI32Exact),
                    _ => (Type::U32, num.is_uint32(), Convert::F64ToU32Exact),
                };
                if fits {
                    return self.coerce(value, to);
                }
                let double = self.coerce(value, Type::F64);
                self.emit(to, Op::Convert(how, double))
            }
            abi::Type::Void | abi::Type::Never => panic!("no parameter has this type"),
        }
    }
}

/// By value: block and position of the instruction that defines it.
fn definitions(function: &Function) -> Vec<Option<(Block, usize)>> {
    let mut all = vec![None; function.types.len()];
    for b in function.block_ids() {
        for (i, instruction) in function.blocks[b.index()].instructions.iter().enumerate() {
            if let Some(v) = instruction.result {
                all[v.index()] = Some((b, i));
            }
        }
    }
    all
}

/// ToInt32 of a constant, as bits.
fn low_bits(n: f64) -> u32 {
    if n.is_finite() { n.trunc().rem_euclid(4294967296.0) as u32 } else { 0 }
}
