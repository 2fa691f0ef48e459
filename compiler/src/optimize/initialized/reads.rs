//! What may be read while a function runs: by operation, and by function with everything that it may call.
//!
//! In: a module. Out: sets of [`Storages`] by number. Calls whose target is not known reach every function that a value may be, so all of
//! these share one set.

use crate::ir::{Class, Convention, Func, Function, Member, Module, Op};
use fixedbitset::FixedBitSet;
use std::collections::BTreeSet;

/// Numbers of the storages that start as zero: the fields of all classes, then the statics.
#[derive(Debug, Clone)]
pub struct Storages {
    /// By class: the number of its first own field.
    fields: Vec<usize>,
    statics: usize,
    count: usize,
}

impl Storages {
    pub fn new(module: &Module) -> Storages {
        let mut statics = 0;
        let mut fields = Vec::with_capacity(module.classes.len());
        for class in &module.classes {
            fields.push(statics);
            statics += class.fields.len();
        }
        Storages { fields, statics, count: statics + module.statics.len() }
    }

    pub fn field(&self, class: Class, index: u32) -> usize {
        self.fields[class.index()] + index as usize
    }

    pub fn storage(&self, index: usize) -> usize {
        self.statics + index
    }

    pub fn none(&self) -> FixedBitSet {
        FixedBitSet::with_capacity(self.count)
    }

    pub fn all_statics(&self) -> FixedBitSet {
        let mut all = self.none();
        all.insert_range(self.statics..self.count);
        all
    }
}

/// What a function, or an operation, reads and calls itself.
#[derive(Default)]
struct Own {
    reads: Vec<usize>,
    calls: BTreeSet<Func>,
    /// Whether it may call any function that a value may be.
    calls_values: bool,
}

/// What may be read by whom.
pub struct Reads<'a> {
    module: &'a Module,
    storages: &'a Storages,
    /// By function: it and all that it may call.
    functions: Vec<FixedBitSet>,
    /// All functions that a value may be.
    values: FixedBitSet,
}

impl<'a> Reads<'a> {
    /// Grows until nothing is added.
    pub fn new(module: &'a Module, storages: &'a Storages) -> Reads<'a> {
        let own: Vec<Own> = module.functions.iter().map(|f| f.as_ref().map_or_else(Own::default, |f| own(module, storages, f))).collect();
        let mut functions: Vec<FixedBitSet> = own.iter().map(|own| with(storages.none(), &own.reads)).collect();
        let mut values = storages.none();
        let mut changed = true;
        while changed {
            changed = false;
            for (i, own) in own.iter().enumerate() {
                let mut reads = functions[i].clone();
                own.calls.iter().for_each(|callee| reads.union_with(&functions[callee.index()]));
                if own.calls_values {
                    reads.union_with(&values);
                }
                if module.functions[i].as_ref().is_some_and(|f| f.convention == Convention::Dynamic) && !reads.is_subset(&values) {
                    values.union_with(&reads);
                    changed = true;
                }
                if reads != functions[i] {
                    functions[i] = reads;
                    changed = true;
                }
            }
        }
        Reads { module, storages, functions, values }
    }

    /// What may be read while this function runs.
    pub fn function(&self, function: Func) -> &FixedBitSet {
        &self.functions[function.index()]
    }

    /// What may be read by this operation; `None` if nothing.
    pub fn op(&self, op: &Op) -> Option<FixedBitSet> {
        let mut own = Own::default();
        own.add(self.module, self.storages, op);
        if own.reads.is_empty() && own.calls.is_empty() && !own.calls_values {
            return None;
        }
        let mut reads = if own.calls_values { self.values.clone() } else { self.storages.none() };
        own.calls.iter().for_each(|callee| reads.union_with(self.function(*callee)));
        Some(with(reads, &own.reads))
    }
}

fn with(mut set: FixedBitSet, more: &[usize]) -> FixedBitSet {
    set.extend(more.iter().copied());
    set
}

fn own(module: &Module, storages: &Storages, function: &Function) -> Own {
    let mut own = Own::default();
    function.blocks.iter().flat_map(|b| &b.instructions).for_each(|i| own.add(module, storages, &i.op));
    own
}

impl Own {
    fn add(&mut self, module: &Module, storages: &Storages, op: &Op) {
        match op {
            Op::FieldGet { class, index, .. } => self.reads.push(storages.field(*class, *index)),
            Op::StaticGet(g) => self.reads.push(storages.storage(g.index())),
            Op::Call { function, .. } => {
                self.calls.insert(*function);
            }
            Op::CallVirtual { class, slot, .. } => self.calls.extend(super::super::groups::implementations(module, *class, *slot)),
            Op::MemberGet { selector, .. } | Op::MemberSet { selector, .. } | Op::CallMember { selector, .. } => {
                let members = module.classes.iter().flat_map(|c| &c.members).filter(|(s, _)| s == selector);
                members.for_each(|(_, member)| self.add_member(storages, member));
                self.calls_values |= matches!(op, Op::CallMember { .. });
            }
            Op::CallClosure { .. } | Op::Await(_) => self.calls_values = true,
            _ => {}
        }
    }

    fn add_member(&mut self, storages: &Storages, member: &Member) {
        match member {
            Member::Field(class, index) => self.reads.push(storages.field(*class, *index)),
            Member::Method(function) => {
                self.calls.insert(*function);
            }
            Member::Added(_) => {}
            Member::Accessor(get, set) => self.calls.extend(get.iter().chain(set)),
        }
    }
}
