//! Modules: their initialisers in order, and the function that start-up calls.
//!
//! A module whose top level only gives variables literal values (most of the library) needs its initialiser only when one of
//! its functions or variables is used.

use super::World;
use super::body::Body;
use super::kinds::{self, Substitution};
use crate::code::START;
use crate::ir::{Convention, Func, Op, Terminator};
use crate::program::{FunctionId, Module, StatementKind};
use crate::source::Span;
use std::rc::Rc;

/// The library's event loop, and the functions that give it something to do.
const EVENT_LOOP: &str = "events.run";
const EVENT_SOURCES: &[&str] = &["events.queueMicrotask", "events.setTimeout", "events.setInterval", "events.setTimeoutWith", "events.setIntervalWith"];

impl World<'_> {
    /// Asks for what a program always needs: the initialisers, and what failing checks call.
    pub fn lower_modules(&mut self) {
        let describe = self.library_func("errors.describe");
        self.module.describe = Some(describe);
        self.module.throws.expect = Some(self.library_func("errors.throwExpect"));
        self.module.throws.index = Some(self.library_func("errors.throwIndex"));
        self.module.throws.element = Some(self.library_func("errors.throwElement"));
        self.module.throws.length = Some(self.library_func("errors.throwLength"));
        self.module.throws.callable = Some(self.library_func("errors.throwCallable"));
        self.module.throws.member = Some(self.library_func("errors.throwMember"));
        // What failing checks need does not by itself make a module worth initialising.
        self.entered_files.clear();
        self.lower_initializers();
    }

    pub fn library_func(&mut self, name: &str) -> Func {
        let function = self.library(name);
        self.instance(function, Substitution::new()).func
    }

    /// Asks for the initialisers that are needed by now; says whether there was a new one.
    pub fn lower_initializers(&mut self) -> bool {
        let program = self.program;
        let mut found = false;
        for (i, module) in program.modules.iter().enumerate() {
            let needed = self.entered_files.contains(&module.file.0) || self.has_effects(module);
            if needed && !self.initializers.contains_key(&i) {
                let func = self.instance(module.initializer, Substitution::new()).func;
                self.initializers.insert(i, func);
                found = true;
            }
        }
        self.reach_suspend() | found | self.reach_event_loop()
    }

    /// Whether the module's top level does more than name functions and literals.
    fn has_effects(&self, module: &Module) -> bool {
        let body = self.program.functions[module.initializer.index()].body.as_deref().unwrap_or(&[]);
        body.iter().any(|statement| match &statement.kind {
            StatementKind::Let { value, .. } => value.as_ref().is_some_and(|v| !v.is_literal()),
            StatementKind::Function { .. } => false,
            StatementKind::Class { class } if !self.program.classes[class.index()].static_blocks.is_empty() => true,
            StatementKind::Class { class } => self.program.classes[class.index()].static_fields.iter().any(|f| f.initializer.as_ref().is_some_and(|v| !v.is_literal())),
            _ => true,
        })
    }

    fn reach_event_loop(&mut self) -> bool {
        if self.event_loop.is_some() || !EVENT_SOURCES.iter().any(|name| self.is_reached(name)) {
            return false;
        }
        self.event_loop = Some(self.library_func(EVENT_LOOP));
        true
    }

    fn is_reached(&self, name: &str) -> bool {
        let Some(&function) = self.program.library.functions.get(name) else { return false };
        self.instances.keys().any(|k: &super::functions::InstanceKey| k.function == function)
    }

    /// Writes the function that start-up calls.
    pub fn write_main(&mut self) {
        let func = self.reserve();
        // No place of the program: what is put in the place of these calls has its own.
        let span = Span::default();
        let program = self.program;
        let any_waits = self.initializers.keys().any(|&i| program.functions[program.modules[i].initializer.index()].is_async);
        let waiting = any_waits.then(|| self.write_waiting());
        let initializers: Vec<Func> = if any_waits { Vec::new() } else { self.initializers.values().copied().collect() };
        let event_loop = self.event_loop;
        let mut body = Body::new(self, Rc::new(Substitution::new()), None::<FunctionId>, span);
        body.mark_unreached();
        if let Some(function) = waiting {
            let promise = kinds::instance(body.world.promise_class());
            body.emit(Op::Call { function, args: Vec::new() }, promise);
        }
        for function in initializers.into_iter().chain(event_loop) {
            body.b.effect(Op::Call { function, args: Vec::new() });
        }
        body.b.terminate(Terminator::Return(None));
        let name = body.world.unique_name("main");
        body.finish(func, World::blank_function(name, START.into(), Convention::Direct, None, span));
        self.module.main = Some(func);
    }

    /// An async function that initialises the modules, for programs with modules that wait at their top level: those behind one wait for it.
    fn write_waiting(&mut self) -> Func {
        let func = self.reserve();
        let span = Span::default();
        let promise = kinds::instance(self.promise_class());
        let program = self.program;
        let modules: Vec<(Func, bool)> =
            self.initializers.iter().map(|(&i, &func)| (func, program.functions[program.modules[i].initializer.index()].is_async)).collect();
        let mut body = Body::new(self, Rc::new(Substitution::new()), None::<FunctionId>, span);
        for (function, waits) in modules {
            let op = Op::Call { function, args: Vec::new() };
            if waits {
                let known = body.emit(op, promise);
                let word = body.word(known);
                body.emit(Op::Await(word), kinds::ANY);
            } else {
                body.b.effect(op);
            }
        }
        body.b.terminate(Terminator::Return(None));
        let name = body.world.unique_name("modules");
        let mut function = World::blank_function(name, "modules".into(), Convention::Direct, Some(kinds::held(promise)), span);
        function.is_async = true;
        body.finish(func, function);
        func
    }
}
