//! Async generators and `for await`.
//!
//! Both stand on the library's `AsyncWalk`: a loop asks, awaits the answer and takes it. What has no `[Symbol.asyncIterator]` is gone
//! over by its `[Symbol.iterator]`, each value awaited.

use super::Checker;
use super::generators::Steps;
use crate::ast;
use crate::program::{BindingId, Catch, Expr, ExprKind, FunctionKind, Place, Statement, StatementKind, TargetId, Type, TypeId};
use crate::source::Span;

/// The member that makes an object iterable by promises.
const ASYNC_ITERATOR: &str = "@@asyncIterator";

/// What the lowering of an async generator's body calls, and what goes over async iterables.
const FUNCTIONS: &[&str] = &[
    "create", "begin", "give", "finish", "beginning", "awaiting", "settled", "isReturn", "returned", "walk", "pass", "passed", "returns", "value",
];

impl<'a> Checker<'a> {
    /// What a type says that is one of async generators or of what they stand for.
    pub(super) fn async_generator_steps(&self, ty: TypeId) -> Option<Steps> {
        self.steps_of_library(ty, "AsyncGenerator", &["AsyncIterator", "AsyncIterable", "AsyncIterableIterator"])
    }

    pub(super) fn reach_async_generators(&mut self) {
        let functions = FUNCTIONS.iter().map(|name| format!("asyncgenerator.{name}"));
        let functions: Vec<_> = functions.chain(["iterator.interrupts", "iterator.interruption"].map(String::from)).collect();
        for name in functions {
            if let Some(function) = self.library.function(&name) {
                self.reach_function(function);
            }
        }
        for name in ["AsyncGenerator", "Promise"] {
            self.reach_library_class(name);
        }
    }

    /// What async iteration gives of a type; `None` of what has no `[Symbol.asyncIterator]`.
    pub(super) fn async_iteration(&mut self, ty: TypeId) -> Option<Steps> {
        let ty = self.constraint_of(ty);
        if ty == TypeId::ANY || self.types().non_null(ty) != ty {
            return None;
        }
        if let Type::Union(parts) = self.program.types.get(ty).clone() {
            let each: Vec<Steps> = parts.iter().map(|&part| self.async_iteration(part)).collect::<Option<_>>()?;
            return Some(self.joined_steps(&each));
        }
        if let Some(steps) = self.async_generator_steps(ty) {
            return Some(steps);
        }
        let method = self.find_member(ty, ASYNC_ITERATOR)?;
        let iterator = self.call_signature(method.ty)?.result;
        if let Some(steps) = self.async_generator_steps(iterator) {
            return Some(steps);
        }
        let next = self.find_member(iterator, "next")?;
        let signature = self.call_signature(next.ty)?;
        let result = self.awaited(signature.result);
        let sent = signature.parameters.first().map_or(TypeId::UNKNOWN, |p| p.ty);
        Some(self.steps_of_result(result, sent))
    }

    /// What `for await` and `yield*` give of a value, and what its iterator returns.
    pub(super) fn promised_element(&mut self, iterable: &Expr, span: Span) -> (TypeId, TypeId) {
        if let Some(steps) = self.awaited_steps(iterable.ty) {
            return (steps.given, steps.returned);
        }
        let returned = self.iteration(iterable.ty).map_or(TypeId::ANY, |steps| steps.returned);
        let before = self.problems.len();
        let element = self.iterated_element(iterable, span);
        if self.problems.len() > before {
            let text = self.text(iterable.ty);
            self.problems[before] = crate::problem::Problem::ts(2504, span, format!("a `{text}` cannot be gone over: it has no `[Symbol.asyncIterator]`"));
        }
        (self.awaited(element), returned)
    }

    /// The steps of async iteration, of a union where some are iterable and some by promises.
    pub(super) fn awaited_steps(&mut self, ty: TypeId) -> Option<Steps> {
        let bound = self.constraint_of(ty);
        let Type::Union(parts) = self.program.types.get(bound).clone() else { return self.async_iteration(bound) };
        let mut each = Vec::new();
        for &part in parts.iter() {
            each.push(match self.async_iteration(part) {
                Some(steps) => steps,
                None => {
                    let steps = self.iteration(part)?;
                    Steps { given: self.awaited(steps.given), ..steps }
                }
            });
        }
        Some(self.joined_steps(&each))
    }

    /// The type of what `for await` gives, one after the other.
    pub(super) fn check_for_await(&mut self, iterable: &Expr, node: &'a ast::Expr, span: Span) -> TypeId {
        let function = &self.program.functions[self.cx.function.index()];
        if !function.is_async && function.kind != FunctionKind::Module {
            let name = function.name.clone();
            let place = Span { start: span.start + 4, end: span.start + 9, ..span };
            self.report(
                crate::problem::Problem::ts(1103, place, "`for await` stands in async functions only").with_help(format!("write `async` before `{name}`")),
            );
        }
        self.note_waiting_module();
        let without = self.types().non_null(iterable.ty);
        if without != iterable.ty {
            self.require_present_operand(iterable.ty, node);
            return TypeId::ANY;
        }
        self.may_throw();
        self.promised_element(iterable, node.span).0
    }

    /// `for await (const x of iterable)`. Left early, the iterator is told, and waited for.
    pub(super) fn loop_by_promises(&mut self, iterable: Expr, element: TypeId, target: TargetId, binding: BindingId, is_var: bool, mut body: Vec<Statement>) -> StatementKind {
        let span = iterable.span;
        self.reach_library_class("Promise");
        let walk = self.made_up(TypeId::UNKNOWN, span);
        let read = |binding| Expr { kind: ExprKind::Read(binding), ty: TypeId::UNKNOWN, span };
        let statement = |kind| Statement { kind, span };
        let wait = |value| Expr { kind: ExprKind::Await(Box::new(value)), ty: TypeId::UNKNOWN, span };
        let begun = self.library_call("asyncgenerator.walk", vec![iterable], TypeId::UNKNOWN, span);
        let asked = self.library_call("asyncgenerator.ask", vec![read(walk)], TypeId::UNKNOWN, span);
        let test = self.library_call("asyncgenerator.arrived", vec![read(walk), wait(asked)], TypeId::BOOLEAN, span);
        let value = self.library_call("asyncgenerator.value", vec![read(walk)], element, span);
        let first = match is_var {
            true => {
                self.program.bindings[binding.index()].assigned = true;
                let kind = ExprKind::Assign { place: Place::Binding(binding), value: Box::new(value) };
                Self::effect(Expr { kind, ty: element, span }, span)
            }
            false => statement(StatementKind::Let { binding, value: Some(value) }),
        };
        body.insert(0, first);
        let error = self.made_up(TypeId::UNKNOWN, span);
        let quietly = self.close_walk(walk, false, span);
        let quietly = StatementKind::Try { body: vec![statement(quietly)], catch: Some(Catch { binding: None, body: Vec::new() }), finally: None };
        let caught = vec![statement(quietly), statement(StatementKind::Throw(read(error)))];
        let close = self.close_walk(walk, true, span);
        let guarded = StatementKind::Try {
            body: vec![statement(StatementKind::While { target, test, body })],
            catch: Some(Catch { binding: Some(error), body: caught }),
            finally: Some(vec![statement(close)]),
        };
        StatementKind::Block(vec![statement(StatementKind::Let { binding: walk, value: Some(begun) }), statement(guarded)])
    }

    /// Tells the iterator where that is needed. `checked`: what it answers must be an object.
    fn close_walk(&mut self, walk: BindingId, checked: bool, span: Span) -> StatementKind {
        let read = || Expr { kind: ExprKind::Read(walk), ty: TypeId::UNKNOWN, span };
        let test = self.library_call("asyncgenerator.closes", vec![read()], TypeId::BOOLEAN, span);
        let close = self.library_call("asyncgenerator.close", vec![read()], TypeId::UNKNOWN, span);
        let mut told = Expr { kind: ExprKind::Await(Box::new(close)), ty: TypeId::UNKNOWN, span };
        if checked {
            told = self.library_call("asyncgenerator.closed", vec![told], TypeId::VOID, span);
        }
        StatementKind::If { test, then: vec![Self::effect(told, span)], otherwise: Vec::new() }
    }
}
