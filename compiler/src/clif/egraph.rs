//! Cranelift's own passes, which need no target: what happens to a function between `clif` and `thumb`.
//!
//! In: CLIF as built. Out: the same function without unreachable code and aliases, and, unless it is left out, optimised by the egraph pass
//! (value numbering, folding, redundant loads, loop-invariant code).

use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::Function;
use cranelift_codegen::settings::{self, Configurable};
use cranelift_codegen::Context;

/// Runs the passes in place. `egraph` says whether the optimising one is among them, `verify` whether each verifies what it is given.
///
/// # Panics
/// Where `verify` finds that the function is not valid.
pub fn run(function: &mut Function, egraph: bool, verify: bool) {
    let flags = flags(verify);
    let mut context = Context::for_function(std::mem::replace(function, Function::new()));
    let invariant = "the CLIF is valid";
    context.compute_cfg();
    context.compute_domtree();
    context.eliminate_unreachable_code(&flags).expect(invariant);
    context.remove_constant_phis(&flags).expect(invariant);
    context.func.dfg.resolve_all_aliases();
    if egraph {
        context.egraph_pass(&flags, &mut ControlPlane::default()).expect(invariant);
    }
    *function = context.func;
}

fn flags(verify: bool) -> settings::Flags {
    let mut builder = settings::builder();
    builder.set("enable_verifier", if verify { "true" } else { "false" }).expect("Cranelift has this setting");
    settings::Flags::new(builder)
}
