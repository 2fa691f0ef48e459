//! Which regions of memory a call may change.
//!
//! In: all functions of the program as CLIF. Out: [`Effects`], by symbol. A function changes what its stores name and whatever the functions it
//! calls change; code behind an address may change everything. A call that collects moves objects, but none whose address is
//! kept in a register or on the stack across the call (the scan pins them), so it changes nothing that a kept address leads to.

use super::abi::{self, Effect};
use super::memory::Region;
use super::{Clif, ClifFunction};
use cranelift_codegen::ir::{ExternalName, Function, Inst, InstructionData};
use crate::hash::{HashMap, HashSet};

/// A set of regions, by their numbers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes {
    /// Everything.
    pub all: bool,
    regions: HashSet<u32>,
}

impl Changes {
    fn everything() -> Changes {
        Changes { all: true, regions: HashSet::default() }
    }

    /// Whether the region is among them; memory without a region only if everything is.
    pub fn contains(&self, region: Option<u32>) -> bool {
        self.all || region.is_some_and(|r| self.regions.contains(&r))
    }

    /// Adds others; whether that made it larger.
    pub fn add(&mut self, other: &Changes) -> bool {
        let before = (self.all, self.regions.len());
        self.all |= other.all;
        self.regions.extend(&other.regions);
        before != (self.all, self.regions.len())
    }
}

/// By number of the symbol.
#[derive(Debug, Default)]
pub struct Effects {
    functions: HashMap<u32, Changes>,
}

impl Effects {
    /// Looks at every function, then at the calls between them until nothing is added.
    pub fn new(clif: &Clif) -> Effects {
        let numbers: HashMap<&str, u32> = clif.symbols.iter().enumerate().map(|(i, name)| (name.as_str(), i as u32)).collect();
        let mut effects = Effects::default();
        let mut calls: Vec<(u32, Vec<u32>)> = Vec::new();
        for function in &clif.functions {
            // A function nobody names is not called.
            let Some(&number) = numbers.get(function.name.as_str()) else { continue };
            let (own, callees) = direct(function);
            effects.functions.insert(number, own);
            calls.push((number, callees));
        }
        for (number, name) in clif.symbols.iter().enumerate() {
            effects.functions.entry(number as u32).or_insert_with(|| runtime(name));
        }
        loop {
            let mut changed = false;
            for (caller, callees) in &calls {
                for callee in callees {
                    let theirs = effects.functions.get(callee).cloned().unwrap_or_else(Changes::everything);
                    changed |= effects.functions.entry(*caller).or_default().add(&theirs);
                }
            }
            if !changed {
                return effects;
            }
        }
    }

    /// What an instruction changes, if anything.
    pub fn of(&self, function: &Function, inst: Inst) -> Changes {
        let data = &function.dfg.insts[inst];
        if let InstructionData::Call { func_ref, .. } | InstructionData::TryCall { func_ref, .. } = data {
            return callee(function, *func_ref).and_then(|number| self.functions.get(&number)).cloned().unwrap_or_else(Changes::everything);
        }
        own(function, inst)
    }
}

/// What an instruction other than a direct call changes.
fn own(function: &Function, inst: Inst) -> Changes {
    let data = &function.dfg.insts[inst];
    let opcode = data.opcode();
    if opcode.can_store() && !opcode.is_call() {
        return match region(function, inst) {
            Some(region) => Changes { all: false, regions: HashSet::from_iter([region]) },
            None => Changes::everything(),
        };
    }
    if opcode.is_call() { Changes::everything() } else { Changes::default() }
}

/// The number of the region an access names.
pub fn region(function: &Function, inst: Inst) -> Option<u32> {
    let region = function.dfg.insts[inst].alias_region(&function.dfg)?;
    Some(function.dfg.alias_regions[region].user_id)
}

fn callee(function: &Function, reference: cranelift_codegen::ir::FuncRef) -> Option<u32> {
    match function.dfg.ext_funcs[reference].name {
        ExternalName::User(name) => Some(function.params.user_named_funcs()[name].index),
        _ => None,
    }
}

/// Own stores, and whom the function calls.
fn direct(function: &ClifFunction) -> (Changes, Vec<u32>) {
    let function = &function.function;
    let (mut changes, mut callees) = (Changes::default(), Vec::new());
    for block in function.layout.blocks() {
        for inst in function.layout.block_insts(block) {
            match &function.dfg.insts[inst] {
                InstructionData::Call { func_ref, .. } | InstructionData::TryCall { func_ref, .. } => match callee(function, *func_ref) {
                    Some(number) => callees.push(number),
                    None => changes.all = true,
                },
                _ => {
                    changes.add(&own(function, inst));
                }
            }
        }
    }
    (changes, callees)
}

/// Families of runtime functions that make fresh objects, or look, and change no object that was there.
const HARMLESS: [&str; 13] = [
    "th_alloc",
    "th_view_new",
    "th_array_new",
    "th_array_slice",
    "th_array_concat",
    "th_array_join",
    "th_box_",
    "th_console_",
    "th_string_",
    "th_word_",
    "th_number_",
    "th_f64_",
    "th_parse_",
];

/// Arithmetic on tagged words.
const ARITHMETIC: [&str; 7] = ["th_add", "th_sub", "th_mul", "th_div", "th_rem", "th_pow", "th_neg"];

/// A function of the runtime, or one that the user links.
fn runtime(name: &str) -> Changes {
    let Some(row) = abi::FUNCTIONS.iter().find(|f| f.name == name) else { return Changes::everything() };
    if name.starts_with("th_array_grow_") {
        return Changes { all: false, regions: HashSet::from_iter([Region::ArrayStorage.id()]) };
    }
    let harmless = row.effect <= Effect::Reads || ARITHMETIC.contains(&name) || HARMLESS.iter().any(|family| name.starts_with(family));
    if harmless { Changes::default() } else { Changes::everything() }
}
