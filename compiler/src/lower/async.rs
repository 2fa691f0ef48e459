//! `async` and `await`. Functions stay whole here: an await is one operation, and the pass `suspend` cuts functions at it.
//!
//! The body of an async function returns words, which `suspend` resolves the promise with.

use super::World;
use super::body::{Body, Known};
use super::kinds::{ANY, Substitution};
use crate::ir::{Class, Kinds, Op, Why};
use crate::program::{Expr, TypeId};

impl World<'_> {
    /// The class of promises; what an async function gives.
    pub fn promise_class(&mut self) -> Class {
        match self.program.library.classes.get("Promise") {
            Some(&id) => {
                if !self.made.contains(&id) {
                    self.made.push(id);
                }
                self.needs_suspend = true;
                self.class(id)
            }
            None => panic!("lower: a program with async functions lacks the library's Promise"),
        }
    }

    /// Asks for the library functions that `suspend` calls; says whether that asked for new bodies.
    pub fn reach_suspend(&mut self) -> bool {
        if !self.needs_suspend || self.module.suspend.is_some() {
            return false;
        }
        let func = |world: &mut Self, name: &str| {
            let function = world.library(name);
            let substitution = world.substitution_for(function, &[], &Substitution::new());
            world.instance(function, substitution).func
        };
        self.module.suspend = Some(crate::ir::SuspendSupport {
            create: func(self, "promise.create"),
            resolve: func(self, "promise.resolve"),
            reject: func(self, "promise.reject"),
            wait: func(self, "promise.wait"),
        });
        true
    }
}

impl<'p> Body<'_, 'p> {
    /// `await x`.
    pub fn lower_await(&mut self, operand: &'p Expr, ty: TypeId) -> Known {
        let known = self.observed(operand);
        let word = self.word(known);
        let result = self.emit(Op::Await(word), ANY);
        if self.world.is_valueless(ty) {
            return result;
        }
        let wanted: Kinds = self.kinds_of(ty);
        self.narrow(result, wanted, Why::Argument)
    }
}
