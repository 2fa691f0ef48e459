//! Generators. Functions stay whole here: a `yield` is the operation that an await is, and the pass `suspend` cuts functions at it.
//!
//! What comes back from a `yield` was sent by `next`, or it is a request to return or to throw at this place (`iterator.interrupts`).

use super::body::{Body, Known};
use super::kinds::ANY;
use crate::ir::{Kinds, Op, Terminator, Type as Held, Why};
use crate::program::{Expr, TypeId};

impl<'p> Body<'_, 'p> {
    /// Parameters are bound when the generator is made; the body waits for the first `next`.
    pub fn begin_generator(&mut self) {
        if self.is_async_generator() {
            // What is asked of one that has not begun never enters its body, but `next`.
            let beginning = self.call_library("asyncgenerator.beginning", Vec::new());
            let word = self.word(beginning);
            self.emit(Op::Await(word), ANY);
            return;
        }
        let undefined = self.undefined();
        let sent = self.emit(Op::Await(undefined.value), ANY);
        self.obey(sent);
    }

    /// `yield x`, `yield* x`.
    pub fn lower_yield(&mut self, value: &'p Expr, delegate: bool, ty: TypeId) -> Known {
        let known = if delegate { self.expr(value) } else { self.observed(value) };
        let result = match delegate {
            true if self.is_async_generator() => self.delegate_async(known),
            true => self.delegate(known),
            false if self.is_async_generator() => {
                let settled = self.wait_for(known);
                let sent = self.give_async(settled);
                self.obey(sent);
                sent
            }
            false => {
                let word = self.word(known);
                let sent = self.emit(Op::Await(word), ANY);
                self.obey(sent);
                sent
            }
        };
        if self.world.is_valueless(ty) {
            return result;
        }
        let wanted: Kinds = self.kinds_of(ty);
        self.narrow(result, wanted, Why::Argument)
    }

    /// Returns or throws where what was sent asks for it.
    fn obey(&mut self, sent: Known) {
        let interrupts = self.call_library("iterator.interrupts", vec![sent]);
        self.return_if(interrupts, |body| body.call_library("iterator.interruption", vec![sent]));
    }

    /// Returns a value if `test` is true.
    fn return_if(&mut self, test: Known, value: impl FnOnce(&mut Self) -> Known) {
        let test = self.truth(test);
        let (leave, go_on) = (self.b.block(), self.b.block());
        self.b.branch(test, leave, go_on);
        self.b.seal(leave);
        self.b.seal(go_on);
        self.b.switch_to(leave);
        let value = value(self);
        self.return_word(value);
        self.b.switch_to(go_on);
    }

    /// `return` of a value that is there.
    fn return_word(&mut self, value: Known) {
        let word = self.word(value);
        let handler = self.b.handler();
        self.run_finally_blocks(0);
        self.b.terminate(Terminator::Return(Some(word)));
        self.b.resume_handler(handler);
    }

    /// `yield*`: gives on what another iterator gives until that ends; the result is what it returns.
    fn delegate(&mut self, iterable: Known) -> Known {
        let delegation = self.call_library("iterator.delegate", vec![iterable]);
        let step = |body: &mut Self, sent| body.call_library("iterator.delegateStep", vec![delegation, sent]);
        self.pass_on(step, |body| {
            let value = body.call_library("iterator.delegated", vec![delegation]);
            let word = body.word(value);
            body.emit(Op::Await(word), ANY)
        });
        let result = self.call_library("iterator.delegated", vec![delegation]);
        let returns = self.call_library("iterator.delegateReturns", vec![delegation]);
        self.return_if(returns, |_| result);
        result
    }

    /// The loop of `yield*`. `step` passes on what was sent here and tells whether a value came back; `give` gives that value and tells what
    /// was sent next. Goes on where the other iterator has ended.
    fn pass_on(&mut self, step: impl FnOnce(&mut Self, Known) -> Known, give: impl FnOnce(&mut Self) -> Known) {
        let variable = self.b.variable(Held::Word);
        let undefined = self.undefined();
        self.b.write(variable, undefined.value);
        let (head, given, ended) = (self.b.block(), self.b.block(), self.b.block());
        self.b.jump(head);
        self.b.switch_to(head);
        let sent = Known { value: self.b.read(variable), kinds: ANY };
        let more = step(self, sent);
        let more = self.truth(more);
        self.b.branch(more, given, ended);
        self.b.seal(given);
        self.b.seal(ended);
        self.b.switch_to(given);
        let sent = give(self);
        self.b.write(variable, sent.value);
        self.b.jump(head);
        self.b.seal(head);
        self.b.switch_to(ended);
    }

    /// Gives a value of an async generator; what comes back, a value to return being waited for.
    fn give_async(&mut self, value: Known) -> Known {
        let word = self.word(value);
        let sent = self.emit(Op::Await(word), ANY);
        let variable = self.b.variable(Held::Word);
        let test = self.call_library("asyncgenerator.isReturn", vec![sent]);
        let test = self.truth(test);
        let fork = self.fork(test);
        let value = self.call_library("iterator.interruption", vec![sent]);
        let marked = self.call_library("asyncgenerator.awaiting", vec![value]);
        let word = self.word(marked);
        let settled = self.emit(Op::Await(word), ANY);
        let returned = self.call_library("asyncgenerator.returned", vec![settled]);
        let word = self.word(returned);
        self.b.write(variable, word);
        self.otherwise(&fork);
        self.b.write(variable, sent.value);
        self.meet(fork);
        Known { value: self.b.read(variable), kinds: ANY }
    }

    /// `yield*` in an async generator.
    fn delegate_async(&mut self, iterable: Known) -> Known {
        let walk = self.call_library("asyncgenerator.walk", vec![iterable]);
        let step = |body: &mut Self, sent| {
            let answer = body.call_library("asyncgenerator.pass", vec![walk, sent]);
            let answer = body.wait_for(answer);
            body.call_library("asyncgenerator.passed", vec![walk, answer])
        };
        self.pass_on(step, |body| {
            let value = body.call_library("asyncgenerator.value", vec![walk]);
            body.give_async(value)
        });
        let result = self.call_library("asyncgenerator.value", vec![walk]);
        let returns = self.call_library("asyncgenerator.returns", vec![walk]);
        self.return_if(returns, |_| result);
        result
    }
}
