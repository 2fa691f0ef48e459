//! Ir → Clif: every function as Cranelift IR, every data object as a section.
//!
//! In: a represented [`Module`] (no `num`, no open operation, no `await`, no `refine`). Out: a [`Clif`]. Always holds: only types
//! i8 (booleans), i32 and f64 occur; checks that fail branch to cold blocks; every memory access names the region of
//! memory it belongs to, one for each field, static, cell, capture and element representation, so that Cranelift's alias
//! analysis knows which stores a load can see; a call in a block with a handler is a `try_call`.
//!
//! [`optimize`] then runs Cranelift's passes and ours on it.
//!
//! The address of an object stays an operand of everything that dereferences it, so the conservative scan of the stack finds it.

mod arrays;
mod calls;
mod data;
mod effects;
pub mod egraph;
mod function;
mod hoist;
mod holes;
mod layout;
mod members;
mod memory;
mod numbers;
mod objects;
mod pressure;
mod reuse;
mod strings;
mod symbols;
mod thread;
mod views;
mod words;
mod world;

use crate::code::Section;
use crate::ir::{Func, Module};
use crate::source::Span;
use cranelift_codegen::ir::Function;

pub use layout::Layouts;
pub use symbols::Symbols;

/// The rows of the runtime's table, from the runtime itself.
#[path = "../../runtime/src/abi.rs"]
#[allow(missing_docs, dead_code)]
pub mod abi;

/// The program as Cranelift sees it.
#[derive(Debug)]
pub struct Clif {
    /// In the order of the Ir.
    pub functions: Vec<ClifFunction>,
    /// String literals, descriptors, interface tables, flash closures, statics.
    pub data: Vec<Section>,
    /// Names of the symbols: `UserExternalName::index` counts in here.
    pub symbols: Vec<String>,
    /// What is certain of regions of memory.
    sure: world::Sure,
}

/// One function.
#[derive(Debug)]
pub struct ClifFunction {
    /// Its symbol.
    pub name: String,
    /// For stack traces.
    pub display_name: String,
    /// Its body; a source location is an index in `spans`.
    pub function: Function,
    /// Places in the source.
    pub spans: Vec<Span>,
    /// What its parameters certainly are.
    params: Vec<Option<world::Object>>,
}

impl Clif {
    /// Runs Cranelift's verifier over every function.
    ///
    /// # Panics
    /// Where `translate` made what Cranelift does not accept; `program` says of what.
    pub fn assert_valid(&self, program: &str) {
        let flags = cranelift_codegen::settings::Flags::new(cranelift_codegen::settings::builder());
        for ClifFunction { function, .. } in &self.functions {
            cranelift_codegen::verify_function(function, &flags).unwrap_or_else(|error| panic!("{program}: {error}\n{function}"));
        }
    }
}

/// The row of a runtime function; panics where the table has none.
pub fn runtime_row(name: &str) -> &'static abi::Function {
    calls::row(name)
}

/// Translates the whole module.
pub fn translate(module: &Module) -> Clif {
    let layouts = Layouts::new(module);
    let mut symbols = Symbols::new(module);
    let mut functions = Vec::new();
    for (i, function) in module.functions.iter().enumerate() {
        if let Some(function) = function {
            functions.push(function::translate(module, &layouts, &mut symbols, Func(i as u32), function));
        }
    }
    let data = data::sections(module, &layouts, &mut symbols);
    Clif { functions, data, symbols: symbols.into_names(), sure: world::Sure::new(module) }
}

/// Runs the passes on all functions: `egraph` says whether those that optimise are among them, `verify` whether Cranelift verifies what it is
/// given.
pub fn optimize(clif: &mut Clif, egraph: bool, verify: bool) {
    for function in &mut clif.functions {
        thread::run(&mut function.function);
        egraph::run(&mut function.function, egraph, verify);
        if egraph && reuse::run(&mut function.function) {
            // Branches went, and blocks with them.
            egraph::run(&mut function.function, false, verify);
        }
    }
    if egraph {
        let effects = effects::Effects::new(clif);
        for function in &mut clif.functions {
            hoist::run(&mut function.function, &function.params, &clif.sure, &effects);
        }
    }
}
