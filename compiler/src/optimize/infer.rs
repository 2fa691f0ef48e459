//! What every value and every storage of the program may hold: an abstract interpretation of the whole module at once.
//!
//! In: a module with refinements (`sigma`), its [`Groups`]. Out: [`Facts`]. It starts from nothing and adds what can flow, round after round,
//! from what is entered from outside; bounds that keep growing are widened to thresholds taken from the program's own
//! constants. The result is a post-fixpoint: applying all transfer functions to it adds nothing. Two rounds without
//! widening then make bounds narrower again; each stays a post-fixpoint because the transfer functions are monotone.
//!
//! Flow-insensitive for storages (a field holds what anybody ever stores), flow-sensitive for values through SSA and refinement. Blocks that
//! no branch leads to under the facts at hand count for nothing (Wegman, Zadeck: Constant Propagation with Conditional Branches, 1991).

use super::bounds::Bounds;
use super::facts::{Fact, Num};
use super::groups::{Groups, Node, implementations};
use super::initialized::Initialized;
use super::trips::Trips;
use crate::ir::{Block, Class, ClassInfo, Convention, Element, Func, Function, Kinds, Member, Module, NumUnary, Op, Selector, Target, Terminator, Type, Value};
use fixedbitset::FixedBitSet;

/// No array, string or typed array on any board is longer (`clif` refuses greater lengths).
pub const MAX_LENGTH: f64 = 268435456.0;
const HEAP: u32 = Kinds::STRING | Kinds::ARRAY | Kinds::BINARY | Kinds::FUNCTION | Kinds::INSTANCE;
/// Rounds in which bounds may move freely before they are widened.
const FREE_ROUNDS: u32 = 4;
/// Rounds after which only the coarsest thresholds are used.
const FINE_ROUNDS: u32 = 24;
const NARROWING_ROUNDS: u32 = 3;
const COARSE: [f64; 12] =
    [-9007199254740992.0, -2147483648.0, -1073741824.0, -1.0, 0.0, 1.0, 255.0, 65535.0, 1073741823.0, 2147483647.0, 4294967295.0, 9007199254740992.0];

/// The result.
#[derive(Debug, Clone)]
pub struct Facts {
    /// By function and value.
    pub values: Vec<Vec<Fact>>,
    /// Storages.
    pub storages: Storages,
    /// Whether the function can be entered at all.
    pub reachable: Vec<bool>,
    /// By function and block: whether control can get there.
    pub executable: Vec<Vec<bool>>,
    /// By function and value: a checked index that needs no check (`fold` says so).
    pub proven: Vec<Vec<bool>>,
}

/// Facts of what is no value.
#[derive(Debug, Clone, PartialEq)]
pub struct Storages {
    /// By class and own field.
    pub fields: Vec<Vec<Fact>>,
    /// By static.
    pub statics: Vec<Fact>,
    /// By captured variable.
    pub cells: Vec<Fact>,
    /// By function and capture.
    pub captures: Vec<Vec<Fact>>,
    /// By function and try slot.
    pub slots: Vec<Vec<Fact>>,
    /// By function.
    pub results: Vec<Fact>,
    /// By function: what direct calls pass.
    pub params: Vec<Vec<Fact>>,
    /// By node of the groups: elements, indirect arguments and results.
    pub nodes: Vec<Fact>,
}

impl Storages {
    fn new(module: &Module, groups: &Groups) -> Storages {
        let per_function = |count: &dyn Fn(&Function) -> usize| -> Vec<Vec<Fact>> {
            module.functions.iter().map(|f| f.as_ref().map_or(Vec::new(), |f| vec![Fact::NONE; count(f)])).collect()
        };
        Storages {
            fields: module.classes.iter().map(|c| vec![Fact::NONE; c.fields.len()]).collect(),
            statics: vec![Fact::NONE; module.statics.len()],
            cells: vec![Fact::NONE; module.cells.len()],
            captures: per_function(&|f| f.captures.len()),
            slots: per_function(&|f| f.slots.len()),
            results: vec![Fact::NONE; module.functions.len()],
            params: per_function(&|f| f.params().len()),
            nodes: vec![Fact::NONE; groups.len()],
        }
    }
}

/// Computes the facts.
pub fn infer(module: &Module, groups: &Groups, initialized: &Initialized, bounds: &Bounds<'_>) -> Facts {
    let trips = Trips::new(module);
    let mut inference = Inference {
        module,
        groups,
        initialized,
        bounds,
        trips: &trips,
        families: families(module),
        thresholds: thresholds(module),
        facts: Facts {
            values: module.functions.iter().map(|f| f.as_ref().map_or(Vec::new(), |f| vec![Fact::NONE; f.types.len()])).collect(),
            storages: Storages::new(module, groups),
            reachable: vec![false; module.functions.len()],
            executable: module.functions.iter().map(|f| f.as_ref().map_or(Vec::new(), |f| vec![false; f.blocks.len()])).collect(),
            proven: module.functions.iter().map(|f| f.as_ref().map_or(Vec::new(), |f| vec![false; f.types.len()])).collect(),
        },
        next: Storages::new(module, groups),
        orders: module.functions.iter().map(|f| f.as_ref().map_or(Vec::new(), |f| crate::ir::flow::Flow::new(f).order)).collect(),
        handlers: module.functions.iter().map(|f| f.as_ref().map_or_else(FixedBitSet::new, handlers)).collect(),
        round: 0,
        narrowing: false,
        changed: false,
    };
    inference.run();
    inference.facts
}

/// Functions whose entry must look alike because one virtual call reaches them, by function.
pub fn families(module: &Module) -> Vec<Vec<Func>> {
    let mut roots: Vec<usize> = (0..module.functions.len()).collect();
    fn root(roots: &[usize], mut i: usize) -> usize {
        while roots[i] != i {
            i = roots[i];
        }
        i
    }
    for class in &module.classes {
        let Some(base) = class.base else { continue };
        let inherited = &module.classes[base.index()].vtable;
        for (own, theirs) in class.vtable.iter().zip(inherited) {
            if let (Some(a), Some(b)) = (own, theirs) {
                let (a, b) = (root(&roots, a.index()), root(&roots, b.index()));
                roots[a.max(b)] = a.min(b);
            }
        }
    }
    // An abstract slot joins the implementations below it.
    for (i, class) in module.classes.iter().enumerate() {
        for slot in 0..class.vtable.len() {
            for pair in implementations(module, Class(i as u32), slot as u32).windows(2) {
                let (a, b) = (root(&roots, pair[0].index()), root(&roots, pair[1].index()));
                roots[a.max(b)] = a.min(b);
            }
        }
    }
    let all: Vec<usize> = (0..roots.len()).map(|i| root(&roots, i)).collect();
    let mut members = vec![Vec::new(); all.len()];
    for (i, &r) in all.iter().enumerate() {
        members[r].push(Func(i as u32));
    }
    all.iter().map(|&r| members[r].clone()).collect()
}

fn handlers(function: &Function) -> FixedBitSet {
    function.blocks.iter().filter_map(|block| block.handler).map(|b| b.index()).collect()
}

/// The program's constants and their neighbours, and the limits of the representations.
fn thresholds(module: &Module) -> Vec<f64> {
    let mut all = COARSE.to_vec();
    for function in module.functions.iter().flatten() {
        for instruction in function.blocks.iter().flat_map(|b| &b.instructions) {
            if let Op::Number(bits) = instruction.op {
                let value = f64::from_bits(bits);
                if value.is_finite() && value.fract() == 0.0 {
                    all.extend([value - 1.0, value, value + 1.0]);
                }
            }
        }
    }
    all.push(MAX_LENGTH);
    all.sort_by(f64::total_cmp);
    all.dedup();
    all
}

struct Inference<'a> {
    module: &'a Module,
    groups: &'a Groups,
    initialized: &'a Initialized,
    bounds: &'a Bounds<'a>,
    trips: &'a Trips,
    families: Vec<Vec<Func>>,
    thresholds: Vec<f64>,
    facts: Facts,
    /// What the round at hand stores, while narrowing.
    next: Storages,
    orders: Vec<Vec<Block>>,
    /// By function: the blocks where exceptions land.
    handlers: Vec<FixedBitSet>,
    round: u32,
    narrowing: bool,
    changed: bool,
}

/// A storage as a place to join into.
#[derive(Clone, Copy)]
enum Place {
    Field(Class, u32),
    Static(usize),
    Cell(usize),
    Capture(Func, usize),
    Slot(Func, usize),
    Result(Func),
    Param(Func, usize),
    Node(Node),
}

impl Inference<'_> {
    fn run(&mut self) {
        loop {
            self.round += 1;
            self.changed = false;
            self.start_round();
            self.all_functions();
            if !self.changed {
                break;
            }
        }
        self.narrowing = true;
        for _ in 0..NARROWING_ROUNDS {
            self.next = Storages::new(self.module, self.groups);
            self.start_round();
            self.all_functions();
            let (module, groups) = (self.module, self.groups);
            self.facts.storages = std::mem::replace(&mut self.next, Storages::new(module, groups));
        }
    }

    /// What comes from outside: nobody but the checks and start-up calls these, with any word; what is described was thrown.
    fn start_round(&mut self) {
        if let Some(describe) = self.module.describe {
            self.reach(describe);
        }
        let entries = [self.module.main].into_iter().chain(self.module.throws.all().map(|(_, f)| f));
        for function in entries.flatten() {
            self.reach(function);
            let count = self.module.functions[function.index()].as_ref().map_or(0, |f| f.params().len());
            for i in 0..count {
                self.join(Place::Param(function, i), Fact::ANY);
            }
        }
        for (i, class) in self.module.classes.iter().enumerate() {
            for index in 0..class.fields.len() {
                if !self.initialized.field(Class(i as u32), index as u32) {
                    self.join(Place::Field(Class(i as u32), index as u32), Fact::of(Kinds::UNDEFINED));
                }
            }
        }
        for i in 0..self.module.statics.len() {
            if !self.initialized.storage(i) {
                self.join(Place::Static(i), Fact::of(Kinds::UNDEFINED));
            }
        }
    }

    fn reach(&mut self, function: Func) {
        if !std::mem::replace(&mut self.facts.reachable[function.index()], true) {
            self.changed = true;
        }
    }

    fn all_functions(&mut self) {
        for i in 0..self.module.functions.len() {
            if self.facts.reachable[i]
                && let Some(function) = &self.module.functions[i]
            {
                self.function(Func(i as u32), function);
            }
        }
    }

    fn function(&mut self, id: Func, function: &Function) {
        for (i, &param) in function.params().iter().enumerate() {
            let fact = self.param(id, function, i);
            self.set(id, param, fact);
        }
        let order = std::mem::take(&mut self.orders[id.index()]);
        self.execute(id, Block(0));
        let incoming = if self.narrowing { self.incoming(id, function, &order) } else { Vec::new() };
        for &b in &order {
            if !self.facts.executable[id.index()][b.index()] {
                continue;
            }
            if let Some(handler) = function.blocks[b.index()].handler {
                self.execute(id, handler);
            }
            if self.handlers[id.index()].contains(b.index()) {
                self.set(id, function.blocks[b.index()].params[0], self.thrown());
            } else if self.narrowing && b.0 != 0 {
                for &param in &function.blocks[b.index()].params {
                    self.facts.values[id.index()][param.index()] = incoming[param.index()];
                }
            }
            self.sums(id, function, b);
            for instruction in &function.blocks[b.index()].instructions {
                let fact = self.transfer(id, function, &instruction.op, instruction.result);
                if let Some(result) = instruction.result {
                    self.set(id, result, fact);
                }
            }
            self.terminator(id, function, &function.blocks[b.index()].terminator);
        }
        self.orders[id.index()] = order;
    }

    /// What was thrown somewhere: the parameter of its description.
    fn thrown(&self) -> Fact {
        self.module.describe.map_or(Fact::ANY, |describe| self.facts.storages.params[describe.index()][0])
    }

    fn throw(&mut self, fact: Fact) {
        if let Some(describe) = self.module.describe {
            self.join(Place::Param(describe, 0), fact);
        }
    }

    /// Parameters to which a bounded number of rounds adds something.
    fn sums(&mut self, id: Func, function: &Function, header: Block) {
        for sum in self.trips.at(id, header) {
            let range = sum.range(function, &|v| self.bounds.definition(id, v), &|v| self.get(id, v).num);
            let any = || sum.entering.iter().chain(&sum.next).fold(Num::NONE, |all, v| all.join(self.get(id, *v).num));
            let fact = Fact::number(range.unwrap_or_else(any));
            let old = self.get(id, sum.param);
            let new = if self.narrowing { fact } else { self.widened(old, old.join(fact, &self.module.classes)) };
            self.set(id, sum.param, new);
        }
    }

    fn execute(&mut self, id: Func, block: Block) {
        if !std::mem::replace(&mut self.facts.executable[id.index()][block.index()], true) {
            self.changed = true;
        }
    }

    /// Direct calls pass what they pass; a function entered indirectly gets what its storage holds, and itself or an object first.
    fn param(&mut self, id: Func, function: &Function, index: usize) -> Fact {
        let direct = self.facts.storages.params[id.index()][index];
        if function.convention == Convention::Direct {
            return direct;
        }
        let value = function.params()[index];
        let indirect = match index {
            0 => Fact::of(Kinds::FUNCTION | Kinds::INSTANCE),
            _ => self.node(self.groups.value(id, value)),
        };
        self.join_facts(direct, indirect)
    }

    fn join_facts(&self, a: Fact, b: Fact) -> Fact {
        a.join(b, &self.module.classes)
    }

    fn node(&self, node: Option<Node>) -> Fact {
        node.map_or(Fact::NONE, |n| self.facts.storages.nodes[self.groups.index(n)])
    }

    fn get(&self, id: Func, value: Value) -> Fact {
        self.facts.values[id.index()][value.index()]
    }

    fn set(&mut self, id: Func, value: Value, fact: Fact) {
        let old = self.get(id, value);
        if old == fact {
            return;
        }
        // While growing nothing shrinks: a refinement by a bound that grew could otherwise swing.
        let new = if self.narrowing { fact } else { old.join(fact, &self.module.classes) };
        if new != old {
            self.facts.values[id.index()][value.index()] = new;
            self.changed = true;
        }
    }

    fn widened(&self, old: Fact, new: Fact) -> Fact {
        if self.round <= FREE_ROUNDS {
            return new;
        }
        let thresholds: &[f64] = if self.round <= FINE_ROUNDS { &self.thresholds } else if self.round <= 2 * FINE_ROUNDS { &COARSE } else { &[] };
        Fact { num: new.num.widen(old.num, thresholds), ..new }
    }

    fn place<'s>(storages: &'s mut Storages, groups: &Groups, place: Place) -> &'s mut Fact {
        match place {
            Place::Field(class, index) => &mut storages.fields[class.index()][index as usize],
            Place::Static(i) => &mut storages.statics[i],
            Place::Cell(i) => &mut storages.cells[i],
            Place::Capture(function, i) => &mut storages.captures[function.index()][i],
            Place::Slot(function, i) => &mut storages.slots[function.index()][i],
            Place::Result(function) => &mut storages.results[function.index()],
            Place::Param(function, i) => &mut storages.params[function.index()][i],
            Place::Node(node) => &mut storages.nodes[groups.index(node)],
        }
    }

    fn join(&mut self, place: Place, fact: Fact) {
        let storages = if self.narrowing { &mut self.next } else { &mut self.facts.storages };
        let old = *Self::place(storages, self.groups, place);
        let mut new = old.join(fact, &self.module.classes);
        if new == old {
            return;
        }
        if !self.narrowing {
            new = self.widened(old, new);
            self.changed = true;
        }
        let storages = if self.narrowing { &mut self.next } else { &mut self.facts.storages };
        *Self::place(storages, self.groups, place) = new;
    }

    fn join_node(&mut self, node: Option<Node>, fact: Fact) {
        if let Some(node) = node {
            self.join(Place::Node(node), fact);
        }
    }

    /// What every block parameter gets from all edges, under the facts at hand.
    fn incoming(&self, id: Func, function: &Function, order: &[Block]) -> Vec<Fact> {
        let mut facts = vec![Fact::NONE; function.types.len()];
        for &b in order.iter().filter(|b| self.facts.executable[id.index()][b.index()]) {
            self.facts.targets(self.bounds, &self.module.classes, id, &function.blocks[b.index()].terminator, |t| {
                for (&param, &arg) in function.blocks[t.block.index()].params.iter().zip(&t.args) {
                    facts[param.index()] = facts[param.index()].join(self.get(id, arg), &self.module.classes);
                }
            });
        }
        facts
    }

    fn terminator(&mut self, id: Func, function: &Function, terminator: &Terminator) {
        if let Terminator::Return(value) = terminator {
            let fact = value.map_or(Fact::of(Kinds::UNDEFINED), |v| self.get(id, v));
            self.join(Place::Result(id), fact);
            self.join_node(self.groups.own_result(id), fact);
        } else if let Terminator::Throw(value) = terminator {
            self.throw(self.get(id, *value));
        }
        if self.narrowing {
            return;
        }
        let (mut flows, mut blocks) = (Vec::new(), Vec::new());
        self.facts.targets(self.bounds, &self.module.classes, id, terminator, |t| {
            blocks.push(t.block);
            flows.extend(function.blocks[t.block.index()].params.iter().copied().zip(t.args.iter().copied()));
        });
        blocks.into_iter().for_each(|b| self.execute(id, b));
        for (param, arg) in flows {
            if self.trips.of(id, param).is_some() {
                continue;
            }
            let old = self.get(id, param);
            let new = old.join(self.get(id, arg), &self.module.classes);
            if new != old {
                self.facts.values[id.index()][param.index()] = self.widened(old, new);
                self.changed = true;
            }
        }
    }

    fn transfer(&mut self, id: Func, function: &Function, op: &Op, result: Option<Value>) -> Fact {
        let get = |v: &Value| self.facts.values[id.index()][v.index()];
        let classes = &self.module.classes;
        let boolean = Fact::of(Kinds::BOOL);
        match op {
            Op::Number(bits) => Fact::number(Num::constant(f64::from_bits(*bits))),
            Op::Int(bits) if result.is_some_and(|v| function.ty(v) == Type::I32) => Fact::number(Num::constant(f64::from(*bits as i32))),
            Op::Int(bits) => Fact::number(Num::constant(f64::from(*bits))),
            Op::Bool(_) | Op::Not(_) | Op::NumCompare { .. } | Op::Is { .. } | Op::StrictEqual(_) | Op::LooseEqual(_) => boolean,
            Op::HasMember { selector, .. } => {
                self.reach_members(*selector);
                boolean
            }
            Op::Truthy(_) | Op::Same(_) | Op::InBounds { .. } | Op::StringInBounds { .. } | Op::ViewInBounds { .. } => boolean,
            Op::Undefined => Fact::of(Kinds::UNDEFINED),
            Op::Null => Fact::of(Kinds::NULL),
            Op::Str(_) | Op::TypeOf(_) | Op::NumToString(_) | Op::Concat { .. } => Fact::of(Kinds::STRING),
            Op::Num { op, args: [a, b], .. } => Fact::number(Num::binary(*op, get(a).num, get(b).num)),
            Op::NumUnary { op, arg, .. } => Fact::number(Num::unary(*op, get(arg).num)),
            Op::Refine { value, compare, bound } => Fact::number(get(value).num.refine(*compare, get(bound).num)),
            Op::Convert(_, v) | Op::ToWord(v) => get(v),
            Op::Expect { kinds, value, .. } | Op::RefineKinds { kinds, value } => get(value).meet(*kinds, classes),
            Op::New(class) => Fact { bits: Kinds::INSTANCE, class: Some(*class), num: Num::NONE },
            Op::ArrayLength(object) => Fact::number(Num::integers(self.bounds.lengths.least(self.groups.elements(id, *object)), MAX_LENGTH)),
            Op::StringLength(_) | Op::ViewLength(_) => Fact::number(Num::integers(0.0, MAX_LENGTH)),
            Op::ArrayPush { .. } => {
                self.write_elements(id, op);
                Fact::number(Num::integers(1.0, MAX_LENGTH))
            }
            Op::CheckIndex { index, .. } | Op::StringCheckIndex { index, .. } | Op::ViewCheckIndex { index, .. } => {
                let known = get(index).num;
                let (lo, hi) = (known.lo.max(0.0).ceil(), known.hi.min(MAX_LENGTH - 1.0).floor());
                if lo > hi { Fact::NONE } else { Fact::number(Num::integers(lo, hi)) }
            }
            Op::StringUnit { .. } => Fact::number(Num::integers(0.0, 65535.0)),
            Op::ViewGet { element, .. } => Fact::number(match element.range() {
                Some((lo, hi)) => Num::integers(lo, hi),
                None if *element == Element::F32 => Num::unary(NumUnary::Fround, Num::ANY),
                None => Num::ANY,
            }),
            Op::ViewNew { element, .. } | Op::ViewOf { element, .. } => Fact::of(element.kind()),
            Op::ViewBuffer { .. } => Fact::of(Kinds::BUFFER),
            Op::ViewOffset { .. } => Fact::number(Num::integers(0.0, MAX_LENGTH)),
            _ => self.transfer_storage(id, op, result),
        }
    }

    fn transfer_storage(&mut self, id: Func, op: &Op, result: Option<Value>) -> Fact {
        match op {
            Op::FieldGet { class, index, .. } => self.facts.storages.fields[class.index()][*index as usize],
            Op::StaticGet(g) => self.facts.storages.statics[g.index()],
            Op::CellGet(k, _) => self.facts.storages.cells[k.index()],
            Op::CaptureGet { of, index, .. } => {
                // How its captures are held must stay known.
                of.iter().for_each(|of| self.reach(*of));
                self.facts.storages.captures[of.unwrap_or(id).index()][*index as usize]
            }
            Op::SlotGet(t) => self.facts.storages.slots[id.index()][t.index()],
            Op::MemberGet { selector, .. } => self.member(*selector),
            Op::ElementGet { object, .. } => self.node(self.groups.elements(id, *object)),
            Op::ArrayPop { object, .. } => {
                let element = self.node(self.groups.elements(id, *object));
                self.join_facts(element, Fact::of(Kinds::UNDEFINED))
            }
            Op::FieldSet { class, index, value, .. } => self.write(id, Place::Field(*class, *index), *value),
            Op::StaticSet(g, value) => self.write(id, Place::Static(g.index()), *value),
            Op::CellNew(k, value) => {
                self.write(id, Place::Cell(k.index()), *value);
                Fact::of(HEAP)
            }
            Op::CellSet { cell, value, .. } => self.write(id, Place::Cell(cell.index()), *value),
            Op::SlotSet(t, value) => self.write(id, Place::Slot(id, t.index()), *value),
            Op::MemberSet { selector, value, .. } => self.member_set(id, *selector, *value),
            Op::ArrayNew { .. } | Op::ArrayNewFilled { .. } => {
                self.write_new_elements(id, op, result);
                Fact::of(Kinds::ARRAY)
            }
            Op::ElementSet { .. } | Op::ElementPut { .. } | Op::ArraySetLength { .. } => self.write_elements(id, op),
            Op::Func(function) => {
                self.reach(*function);
                Fact::of(Kinds::FUNCTION)
            }
            Op::ClosureNew { function, captures } => {
                self.reach(*function);
                for (i, capture) in captures.iter().enumerate() {
                    self.write(id, Place::Capture(*function, i), *capture);
                }
                Fact::of(Kinds::FUNCTION)
            }
            _ => self.transfer_call(id, op, result),
        }
    }

    fn write(&mut self, id: Func, place: Place, value: Value) -> Fact {
        let fact = self.get(id, value);
        self.join(place, fact);
        Fact::NONE
    }

    /// What a member found by name may give.
    fn member(&mut self, selector: Selector) -> Fact {
        let mut all = Fact::NONE;
        for (_, member) in self.module.classes.iter().flat_map(|c| &c.members).filter(|(s, _)| *s == selector) {
            let fact = match member {
                Member::Field(class, index) => self.facts.storages.fields[class.index()][*index as usize],
                Member::Accessor(Some(get), _) => {
                    if !self.facts.reachable[get.index()] {
                        self.facts.reachable[get.index()] = true;
                        self.changed = true;
                    }
                    self.facts.storages.results[get.index()]
                }
                _ => Fact::NONE,
            };
            all = all.join(fact, &self.module.classes);
        }
        all
    }

    /// Whoever asks whether there is a member must find it in the tables, called or not.
    fn reach_members(&mut self, selector: Selector) {
        let members: Vec<Member> = self.module.classes.iter().flat_map(|c| &c.members).filter(|(s, _)| *s == selector).map(|(_, m)| *m).collect();
        for member in members {
            match member {
                Member::Method(function) => self.reach(function),
                Member::Accessor(get, set) => get.into_iter().chain(set).for_each(|f| self.reach(f)),
                Member::Field(..) | Member::Added(_) => {}
            }
        }
    }

    fn member_set(&mut self, id: Func, selector: Selector, value: Value) -> Fact {
        let fact = self.get(id, value);
        let members: Vec<Member> = self.module.classes.iter().flat_map(|c| &c.members).filter(|(s, _)| *s == selector).map(|(_, m)| *m).collect();
        for member in members {
            match member {
                Member::Field(class, index) => self.join(Place::Field(class, index), fact),
                Member::Accessor(_, Some(set)) => {
                    self.reach(set);
                    self.join(Place::Param(set, 1), fact);
                }
                _ => {}
            }
        }
        Fact::NONE
    }

    fn write_new_elements(&mut self, id: Func, op: &Op, result: Option<Value>) {
        let node = result.and_then(|v| self.groups.elements(id, v));
        let elements = match op {
            Op::ArrayNew { elements, .. } => elements,
            Op::ArrayNewFilled { length, .. } if self.get(id, *length).num.single() != Some(0.0) => {
                return self.join_node(node, Fact::of(Kinds::UNDEFINED));
            }
            _ => return,
        };
        for &element in elements {
            let fact = self.get(id, element);
            self.join_node(node, fact);
        }
    }

    /// A write at or below the length stores the value alone; one that may lie further out, or a longer length, leaves undefined in between.
    fn write_elements(&mut self, id: Func, op: &Op) -> Fact {
        match op {
            Op::ElementSet { object, value, .. } | Op::ArrayPush { object, value, .. } => {
                let fact = self.get(id, *value);
                self.join_node(self.groups.elements(id, *object), fact);
            }
            Op::ElementPut { object, index, value, .. } => {
                let within = self.bounds.is_index(id, *object, *index, self.get(id, *index).num);
                let beyond = if within || self.get(id, *index).num.is_none() { Fact::NONE } else { Fact::of(Kinds::UNDEFINED) };
                let fact = self.join_facts(self.get(id, *value), beyond);
                self.join_node(self.groups.elements(id, *object), fact);
            }
            Op::ArraySetLength { object, length, .. } if self.get(id, *length).num.single() != Some(0.0) => {
                self.join_node(self.groups.elements(id, *object), Fact::of(Kinds::UNDEFINED));
            }
            _ => {}
        }
        Fact::NONE
    }

    fn transfer_call(&mut self, id: Func, op: &Op, result: Option<Value>) -> Fact {
        match op {
            Op::Call { function, args } => self.call(id, *function, args),
            Op::CallVirtual { class, slot, args } => {
                let mut all = Fact::NONE;
                for function in implementations(self.module, *class, *slot) {
                    let fact = self.call(id, function, args);
                    all = self.join_facts(all, fact);
                }
                all
            }
            Op::CallClosure { callee, args } => {
                for (i, &arg) in args.iter().enumerate() {
                    let fact = self.get(id, arg);
                    self.join_node(self.groups.argument(id, *callee, i), fact);
                }
                self.node(self.groups.result(id, *callee))
            }
            Op::CallMember { selector, args, .. } => {
                for (i, &arg) in args.iter().enumerate().skip(1) {
                    let fact = self.get(id, arg);
                    self.join_node(self.groups.member_argument(*selector, i - 1), fact);
                }
                let methods: Vec<Func> = self.module.classes.iter().flat_map(|c| &c.members).filter(|(s, _)| s == selector).filter_map(|(_, m)| if let Member::Method(f) = m { Some(*f) } else { None }).collect();
                methods.into_iter().for_each(|f| self.reach(f));
                // A getter may give the function that is called.
                self.member(*selector);
                self.node(self.groups.member_result(*selector))
            }
            Op::CallRuntime { name, args } => {
                if &**name == "th_uncaught" {
                    self.throw(self.get(id, args[0]));
                }
                self.runtime(id, name, args, result)
            }
            _ => Fact::ANY,
        }
    }

    fn call(&mut self, id: Func, function: Func, args: &[Value]) -> Fact {
        self.reach(function);
        let family = self.families[function.index()].clone();
        for (i, &arg) in args.iter().enumerate() {
            let fact = self.get(id, arg);
            for &member in &family {
                if self.facts.storages.params[member.index()].len() > i {
                    self.join(Place::Param(member, i), fact);
                }
            }
        }
        self.facts.storages.results[function.index()]
    }

    /// By the row of the runtime's table, better known for a few.
    fn runtime(&mut self, id: Func, name: &str, args: &[Value], result: Option<Value>) -> Fact {
        use crate::clif::abi::Type as Row;
        let row = crate::clif::runtime_row(name);
        if name == "th_array_fill_words" {
            let fact = self.get(id, args[1]);
            self.join_node(self.groups.elements(id, args[0]), fact);
        }
        if name == "th_string_split" {
            self.join_node(result.and_then(|v| self.groups.elements(id, v)), Fact::of(Kinds::STRING));
        }
        match (name, row.result) {
            ("th_string_index_of" | "th_string_last_index_of" | "th_array_index_of", _) => Fact::number(Num::integers(-1.0, MAX_LENGTH)),
            ("th_string_unit_at", _) => Fact::number(Num::integers(-1.0, 65535.0)),
            ("th_string_code_point_at", _) => Fact::number(Num::integers(-1.0, 1114111.0)),
            ("th_f64_floor" | "th_f64_ceil" | "th_f64_trunc" | "th_f64_round", _) => Fact::number(Num { fraction: false, ..Num::ANY }),
            (_, Row::I32) => Fact::number(Num::int32()),
            (_, Row::U32) => Fact::number(Num::integers(0.0, 4294967295.0)),
            (_, Row::F64) => Fact::number(Num::ANY),
            (_, Row::Bool) => Fact::of(Kinds::BOOL),
            ("th_string_split" | "th_array_slice" | "th_array_concat", _) => Fact::of(Kinds::ARRAY),
            ("th_word_typeof", _) => Fact::of(Kinds::STRING),
            (_, Row::Reference) if name.starts_with("th_string_") => Fact::of(Kinds::STRING),
            (_, Row::Reference) => Fact::of(HEAP),
            (_, Row::Word) => Fact::ANY,
            (_, Row::Ptr | Row::Void | Row::Never) => Fact::NONE,
        }
    }
}

impl Facts {
    /// Calls `f` with the targets a terminator can go to.
    fn targets(&self, bounds: &Bounds<'_>, classes: &[ClassInfo], id: Func, terminator: &Terminator, mut f: impl FnMut(&Target)) {
        let Terminator::Branch { test, then, otherwise } = terminator else { return terminator.targets(f) };
        match self.decide(bounds, classes, id, *test) {
            Some(true) => f(then),
            Some(false) => f(otherwise),
            None if self.is_undefined_yet(bounds, id, *test) => {}
            None => {
                f(then);
                f(otherwise);
            }
        }
    }

    /// The number of which an index is the integer part, if that is not above it: it is an integer, or not below 0.
    fn uncut(&self, bounds: &Bounds<'_>, id: Func, index: Value) -> Option<Value> {
        let Op::NumUnary { op: NumUnary::Trunc, arg, .. } = bounds.definition(id, index)? else { return None };
        let num = self.values[id.index()][arg.index()].num;
        (!num.fraction || num.lo >= 0.0).then_some(*arg)
    }

    /// What a test certainly gives.
    pub fn decide(&self, bounds: &Bounds<'_>, classes: &[ClassInfo], id: Func, test: Value) -> Option<bool> {
        let get = |v: &Value| self.values[id.index()][v.index()];
        match bounds.definition(id, test)? {
            Op::Bool(b) => Some(*b),
            Op::Not(v) => self.decide(bounds, classes, id, *v).map(|b| !b),
            Op::InBounds { object, index } => bounds.is_index(id, *object, *index, get(index).num).then_some(true),
            Op::StringInBounds { object, index } | Op::ViewInBounds { object, index } => {
                let num = get(index).num;
                let is_index = |index| bounds.is_fixed_index(id, *object, index, num);
                (is_index(*index) || self.uncut(bounds, id, *index).is_some_and(is_index)).then_some(true)
            }
            Op::NumCompare { op, args: [a, b], .. } => get(a).num.compare(*op, get(b).num),
            Op::Is { kinds, value } if get(value).bits != 0 => {
                let fact = get(value);
                if fact.is_within(*kinds, classes) {
                    return Some(true);
                }
                (fact.meet(*kinds, classes).bits == 0).then_some(false)
            }
            Op::HasMember { selector, .. } => {
                let is_nowhere = classes.iter().all(|class| class.members.iter().all(|(own, _)| own != selector));
                is_nowhere.then_some(false)
            }
            _ => None,
        }
    }

    /// Whether nothing has reached what the test looks at: then nothing gets past it so far.
    fn is_undefined_yet(&self, bounds: &Bounds<'_>, id: Func, test: Value) -> bool {
        let get = |v: &Value| self.values[id.index()][v.index()];
        match bounds.definition(id, test) {
            Some(Op::Not(v)) => self.is_undefined_yet(bounds, id, *v),
            Some(Op::NumCompare { args: [a, b], .. }) => get(a).num.is_none() || get(b).num.is_none(),
            Some(Op::InBounds { index, .. } | Op::StringInBounds { index, .. } | Op::ViewInBounds { index, .. }) => get(index).num.is_none(),
            Some(Op::Is { value, .. }) => get(value).bits == 0,
            _ => false,
        }
    }
}

/// Whether `op` of a number is the number itself when that is an integer.
pub fn is_rounding(op: NumUnary) -> bool {
    matches!(op, NumUnary::Floor | NumUnary::Ceil | NumUnary::Round | NumUnary::Trunc)
}
