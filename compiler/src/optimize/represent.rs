//! Chooses how every number is held, and every storage, and puts conversions on the edges.
//!
//! In: a module with refinements, and the facts about it. Out: the same program without `num`, open operations and refinements. Each
//! `num` becomes an `i32` if it provably is one, else a `u32`, else a tagged word when it has no fraction (an integer without a
//! known bound), else a double; what the program rounds to float32, with nothing else mixed in, is held as `f32`. A storage whose contents are all numbers or all booleans is raw, any other holds words. `to_word` and
//! `expect` vanish where the facts make them idle, so a value keeps its representation from one raw storage to another.

mod numbers;
mod rewrite;
mod words;

use super::demand::{Demand, demand};
use super::facts::{Fact, Num};
use super::groups::{Groups, Node};
use super::infer::{Facts, families};
use crate::ir::{Datum, Func, Function, Kinds, Known, Member, Module, Op, Rep, Type};

/// How everything outside of function bodies is held.
#[derive(Debug)]
pub struct Plan<'a> {
    /// What is known.
    pub facts: &'a Facts,
    /// Which arrays share a representation.
    pub groups: &'a Groups,
    /// By function: types of the parameters.
    pub params: Vec<Vec<Type>>,
    /// By function: type of the result.
    pub results: Vec<Option<Type>>,
    /// By function and capture: how it is held, and whether it is a cell.
    pub captures: Vec<Vec<(Rep, bool)>>,
}

/// Rewrites the whole module.
pub fn represent(module: &mut Module, groups: &Groups, facts: &Facts) {
    choose_storages(module, facts);
    module.known = known(module, facts);
    let plan = plan(module, groups, facts);
    let mut data = std::mem::take(&mut module.data);
    choose_data(&mut data, module, &plan);
    module.data = data;
    let functions = std::mem::take(&mut module.functions);
    let rewritten: Vec<Option<Function>> =
        functions.iter().enumerate().map(|(i, f)| f.as_ref().map(|f| rewrite::rewrite(module, &plan, Func(i as u32), f))).collect();
    module.functions = rewritten;
}

/// The kinds that storages hold.
fn known(module: &Module, facts: &Facts) -> Known {
    let kinds = |fact: &Fact| Kinds { bits: fact.bits, class: fact.class };
    let table = |all: &[Vec<Fact>]| all.iter().map(|row| row.iter().map(kinds).collect()).collect();
    let params = module.functions.iter().enumerate().map(|(i, function)| match function {
        Some(function) => function.params().iter().map(|p| kinds(&facts.values[i][p.index()])).collect(),
        None => Vec::new(),
    });
    Known {
        statics: facts.storages.statics.iter().map(kinds).collect(),
        fields: table(&facts.storages.fields),
        params: params.collect(),
        captures: table(&facts.storages.captures),
    }
}

/// The type of a number of which this is known.
pub fn number_type(num: Num) -> Type {
    if num.is_none() || num.is_int32() {
        Type::I32
    } else if num.is_uint32() {
        Type::U32
    } else if num.rounded && num.is_float32() {
        Type::F32
    } else if num.fraction {
        Type::F64
    } else {
        Type::Word
    }
}

/// How a storage with these contents is held; `narrow` where bytes and halfwords pay.
fn storage_rep(fact: Fact, narrow: &[(Rep, f64, f64)]) -> Rep {
    match fact.bits {
        Kinds::BOOL => Rep::Bool,
        Kinds::NUM => match narrow.iter().find(|(_, lo, hi)| fact.num.within(*lo, *hi)) {
            Some((rep, ..)) => *rep,
            None => match number_type(fact.num) {
                Type::I32 => Rep::I32,
                Type::U32 => Rep::U32,
                Type::F64 => Rep::F64,
                Type::F32 => Rep::F32,
                _ => Rep::Word,
            },
        },
        _ => Rep::Word,
    }
}

/// The same for elements, which may have holes: writes beyond the end leave undefined behind.
fn element_rep(fact: Fact) -> Rep {
    if fact.bits & Kinds::UNDEFINED == 0 {
        return storage_rep(fact, IN_ELEMENTS);
    }
    match fact.bits & !Kinds::UNDEFINED {
        Kinds::BOOL => Rep::HoleBool,
        Kinds::NUM if fact.num.within(-2147483647.0, 2147483647.0) => Rep::HoleI32,
        Kinds::NUM if matches!(number_type(fact.num), Type::F64 | Type::F32) => Rep::HoleF64,
        _ => Rep::Word,
    }
}

/// Loads of signed narrow integers need an index register on Thumb, so fields take only the unsigned ones.
const IN_FIELDS: &[(Rep, f64, f64)] = &[(Rep::U8, 0.0, 255.0), (Rep::U16, 0.0, 65535.0)];
const IN_ELEMENTS: &[(Rep, f64, f64)] = &[(Rep::U8, 0.0, 255.0), (Rep::I8, -128.0, 127.0), (Rep::U16, 0.0, 65535.0), (Rep::I16, -32768.0, 32767.0)];

fn choose_storages(module: &mut Module, facts: &Facts) {
    let storages = &facts.storages;
    for (class, known) in module.classes.iter_mut().zip(&storages.fields) {
        for (field, &fact) in class.fields.iter_mut().zip(known) {
            field.rep = if fact.bits & !Kinds::UNDEFINED == 0 { Rep::Nothing } else { storage_rep(fact, IN_FIELDS) };
        }
    }
    // What is found by name at run time is read as a word, whichever class it is in.
    let named: Vec<_> = module.classes.iter().flat_map(|c| &c.members).filter_map(|(_, m)| if let Member::Field(c, i) = m { Some((*c, *i)) } else { None }).collect();
    for (class, index) in named {
        module.classes[class.index()].fields[index as usize].rep = Rep::Word;
    }
    for (info, &fact) in module.statics.iter_mut().zip(&storages.statics) {
        info.rep = storage_rep(fact, &[]);
    }
    for (info, &fact) in module.cells.iter_mut().zip(&storages.cells) {
        info.rep = storage_rep(fact, &[]);
    }
    for (function, known) in module.functions.iter_mut().zip(&storages.captures) {
        let Some(function) = function else { continue };
        for (capture, &fact) in function.captures.iter_mut().zip(known) {
            capture.rep = if capture.cell.is_some() { Rep::Word } else { storage_rep(fact, &[]) };
        }
    }
}

/// Arrays in flash are held as all those that may stand in the same places.
fn choose_data(data: &mut [Datum], module: &Module, plan: &Plan<'_>) {
    for (i, function) in module.functions.iter().enumerate() {
        for instruction in function.iter().flat_map(|f| &f.blocks).flat_map(|b| &b.instructions) {
            if let (Op::Data(d) | Op::DataCopy(d), Some(result)) = (&instruction.op, instruction.result)
                && let Datum::Array { rep, .. } = &mut data[d.index()]
            {
                *rep = plan.elements(plan.groups.elements(Func(i as u32), result));
            }
        }
    }
}

fn plan<'a>(module: &Module, groups: &'a Groups, facts: &'a Facts) -> Plan<'a> {
    let families = families(module);
    let mut plan = Plan { facts, groups, params: Vec::new(), results: Vec::new(), captures: Vec::new() };
    for (i, function) in module.functions.iter().enumerate() {
        let Some(function) = function else {
            plan.params.push(Vec::new());
            plan.results.push(None);
            plan.captures.push(Vec::new());
            continue;
        };
        // All functions of a slot are entered alike.
        let join = |get: &dyn Fn(Func) -> Fact| families[i].iter().filter(|f| facts.reachable[f.index()]).fold(Fact::NONE, |all, &f| all.join(get(f), &module.classes));
        let choose = |ty: Type, get: &dyn Fn(Func) -> Fact| if ty == Type::Num { number_type(join(get).num) } else { ty };
        let params = function.params().iter().enumerate().map(|(n, &p)| choose(function.ty(p), &|f| facts.storages.params[f.index()][n])).collect();
        plan.params.push(params);
        plan.captures.push(function.captures.iter().map(|c| (c.rep, c.cell.is_some())).collect());
        plan.results.push(function.result.map(|ty| choose(ty, &|f| facts.storages.results[f.index()])));
    }
    plan
}

impl Plan<'_> {
    /// How the elements of a storage are held.
    fn elements(&self, node: Option<Node>) -> Rep {
        match node {
            Some(node) if !self.groups.must_be_words(node) => element_rep(self.facts.storages.nodes[self.groups.index(node)]),
            _ => Rep::Word,
        }
    }

    fn demand(&self, id: Func, function: &Function) -> Demand {
        demand(function, &self.facts.values[id.index()])
    }
}
