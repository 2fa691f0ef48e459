//! `optimize`: Ir → Ir, knowing the whole world. Which passes run, in which order, and why.
//!
//! 0. `suspend` cuts async functions at their awaits: every later pass sees plain functions.
//! 1. `reach` drops members nobody asks for, so that they constrain nothing.
//! 2. `sigma` names what branches tell; without it `infer` would know nothing of loop bounds.
//! 3. `groups`, `initialized`, `bounds` (with `lengths`), `infer` (with `trips`) find what every value and storage may hold. They change nothing.
//! 4. `fold` writes down what that decides: branches and index checks; `reach` drops functions that `infer` could not enter, and members that only they asked for.
//! 5. `data` lays into flash what is made of constants and never changes.
//! 6. `represent` chooses representations and removes idle checks; from here on no number is open.
//! 7. `inline` puts small functions in the place of calls: now it is known which checks are left, so which of them can throw.
//! 8. `dead` drops what became unused.
//! 9. `building` lets strings grow in place, last: all other passes may believe that strings never change.

pub mod bounds;
pub mod building;
pub mod calls;
pub mod data;
pub mod dead;
pub mod demand;
pub mod facts;
pub mod fold;
pub mod groups;
pub mod infer;
pub mod inline;
pub mod initialized;
pub mod lengths;
pub mod reach;
pub mod represent;
pub mod sigma;
pub mod suspend;
pub mod trips;

#[cfg(test)]
mod tests;

use crate::ir::Module;
use crate::ir::verify::assert_sound;

/// Runs all passes. The module comes from `lower`; what leaves is ready for `clif`.
pub fn optimize(module: &mut Module) {
    checked(module, "lower");
    suspend::suspend(module);
    checked(module, "suspend");
    reach::drop_unused_members(module);
    module.functions.iter_mut().flatten().for_each(sigma::run);
    checked(module, "sigma");
    let groups = groups::Groups::new(module);
    let initialized = initialized::Initialized::new(module);
    let bounds = bounds::Bounds::new(module, &groups, &initialized);
    let mut facts = infer::infer(module, &groups, &initialized, &bounds);
    fold::decide(module, &facts, &bounds).apply(module, &mut facts);
    checked(module, "fold");
    reach::drop_unreachable(module, &facts.reachable);
    reach::drop_unused_members(module);
    data::run(module, &groups, &facts);
    represent::represent(module, &groups, &facts);
    checked(module, "represent");
    inline::run(module);
    dead::run(module);
    checked(module, "inline");
    building::run(module);
    checked(module, "building");
}

/// The verifier runs after every pass in debug builds and in this crate's tests.
fn checked(module: &Module, after: &str) {
    if cfg!(any(debug_assertions, test)) {
        assert_sound(module, after);
    }
}
