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
        let generators = self.reach_generators() | self.reach_description();
        if !self.needs_suspend || self.module.suspend.is_some() {
            return generators;
        }
        let func = Self::support_function;
        self.module.suspend = Some(crate::ir::SuspendSupport {
            create: func(self, "promise.create"),
            resolve: func(self, "promise.resolve"),
            reject: func(self, "promise.reject"),
            wait: func(self, "promise.wait"),
        });
        true
    }
}

impl World<'_> {
    fn support_function(&mut self, name: &str) -> crate::ir::Func {
        let function = self.library(name);
        let substitution = self.substitution_for(function, &[], &Substitution::new());
        self.instance(function, substitution).func
    }

    /// The class of generators; what a generator function gives.
    pub fn generator_class(&mut self) -> Class {
        let Some(&id) = self.program.library.classes.get("Generator") else {
            panic!("lower: a program with generators lacks the library's Generator");
        };
        if !self.made.contains(&id) {
            self.made.push(id);
        }
        self.needs_generators = true;
        self.class(id)
    }

    /// The class of async generators.
    pub fn async_generator_class(&mut self) -> Class {
        let Some(&id) = self.program.library.classes.get("AsyncGenerator") else {
            panic!("lower: a program with async generators lacks the library's AsyncGenerator");
        };
        if !self.made.contains(&id) {
            self.made.push(id);
        }
        self.needs_async_generators = true;
        self.class(id)
    }

    /// What is not caught is shown like console.log shows it, where it may be an object.
    fn reach_description(&mut self) -> bool {
        let any = self.throws_objects.then(|| self.support_function("errors.describeAny"));
        if any.is_none() || self.module.describe == any {
            return false;
        }
        self.module.describe = any;
        true
    }

    fn reach_generators(&mut self) -> bool {
        let mut asked = false;
        if self.needs_generators && self.module.generators.is_none() {
            self.module.generators = Some(self.generator_support("iterator"));
            asked = true;
        }
        if self.needs_async_generators && self.module.async_generators.is_none() {
            self.module.async_generators = Some(self.generator_support("asyncgenerator"));
            asked = true;
        }
        asked
    }

    fn generator_support(&mut self, file: &str) -> crate::ir::GeneratorSupport {
        let mut function = |name: &str| self.support_function(&format!("{file}.{name}"));
        crate::ir::GeneratorSupport { create: function("create"), begin: function("begin"), give: function("give"), finish: function("finish") }
    }
}

impl<'p> Body<'_, 'p> {
    /// `await x`.
    pub fn lower_await(&mut self, operand: &'p Expr, ty: TypeId) -> Known {
        let known = self.observed(operand);
        let result = self.wait_for(known);
        if self.world.is_valueless(ty) {
            return result;
        }
        let wanted: Kinds = self.kinds_of(ty);
        self.narrow(result, wanted, Why::Argument)
    }

    /// What a value settles to. An async generator's body gives what it waits for like what it yields, marked.
    pub fn wait_for(&mut self, known: Known) -> Known {
        if !self.is_async_generator() {
            let word = self.word(known);
            return self.emit(Op::Await(word), ANY);
        }
        let marked = self.call_library("asyncgenerator.awaiting", vec![known]);
        let word = self.word(marked);
        let sent = self.emit(Op::Await(word), ANY);
        self.call_library("asyncgenerator.settled", vec![sent])
    }

    /// Whether the body is an async generator's.
    pub fn is_async_generator(&self) -> bool {
        self.function.is_some_and(|f| {
            let info = &self.world.program.functions[f.index()];
            info.is_async && info.is_generator
        })
    }
}
