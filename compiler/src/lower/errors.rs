//! `throw`, `try`, `catch`, `finally`.
//!
//! A `try` begins a block whose handler is the catch block (or, without one, the code that runs the `finally` and throws on). The
//! `finally` is written once for each way out: falling off the end, an exception, and each `return`, `break` and `continue`.

use super::body::{Body, Known, Scope};
use super::kinds::{self, ANY};
use crate::ir::{Kinds, Terminator};
use crate::program::{Catch, Expr, ExprKind, Statement};

impl<'p> Body<'_, 'p> {
    /// `throw x`.
    pub fn lower_throw(&mut self, value: &'p Expr) {
        let known = self.expr(value);
        if !self.is_caught(value) && !self.is_described_plainly(known) {
            self.world.throws_objects = true;
        }
        let word = self.word(known);
        self.b.terminate(Terminator::Throw(word));
    }

    /// Whether a value is a `catch` clause's: what was thrown before adds nothing.
    fn is_caught(&self, value: &Expr) -> bool {
        matches!(value.kind, ExprKind::Read(binding) if self.world.caught.contains(&binding) && !self.world.program.bindings[binding.index()].assigned)
    }

    /// Whether a value is an error or a primitive.
    fn is_described_plainly(&mut self, known: Known) -> bool {
        let objects = kinds::HEAP & !Kinds::STRING;
        if !kinds::may_be(known.kinds, objects) {
            return true;
        }
        let Some(&error) = self.world.program.library.classes.get("Error") else { return false };
        let error = self.world.class(error);
        let wanted = Kinds { bits: Kinds::ALL & !objects | Kinds::INSTANCE, class: Some(error) };
        self.within(known.kinds, wanted)
    }

    /// `try`.
    pub fn lower_try(&mut self, body: &'p [Statement], catch: Option<&'p Catch>, finally: Option<&'p [Statement]>) {
        match finally {
            Some(finally) => self.lower_try_finally(body, catch, finally),
            None => match catch {
                Some(catch) => self.lower_try_catch(body, catch),
                None => self.lower_block(body),
            },
        }
    }

    fn lower_try_catch(&mut self, body: &'p [Statement], catch: &'p Catch) {
        let after = self.b.block();
        let (handler, thrown) = self.b.handler_block();
        let outside = self.b.set_handler(Some(handler));
        self.lower_block(body);
        self.b.set_handler(outside);
        self.b.jump(after);
        self.b.switch_to(handler);
        if let Some(binding) = catch.binding {
            self.world.caught.insert(binding);
            self.declare(binding, Some(Known { value: thrown, kinds: ANY }));
        }
        self.lower_block(&catch.body);
        self.b.jump(after);
        self.b.seal(after);
        self.b.switch_to(after);
    }

    fn lower_try_finally(&mut self, body: &'p [Statement], catch: Option<&'p Catch>, finally: &'p [Statement]) {
        let after = self.b.block();
        let (handler, thrown) = self.b.handler_block();
        let outside = self.b.set_handler(Some(handler));
        self.scopes.push(Scope::Finally { body: finally, outside });
        match catch {
            Some(catch) => self.lower_try_catch(body, catch),
            None => self.lower_block(body),
        }
        self.scopes.pop();
        self.b.set_handler(outside);
        if !self.b.is_unreachable() {
            self.lower_block(finally);
            self.b.jump(after);
        }
        self.b.switch_to(handler);
        self.lower_block(finally);
        self.b.terminate(Terminator::Throw(thrown));
        self.b.seal(after);
        self.b.switch_to(after);
    }

    /// On the way out to scope number `depth`: runs each `finally`, the innermost first, under the handler around its `try`,
    /// which stays in force: the caller jumps and then goes back to its own.
    pub fn run_finally_blocks(&mut self, depth: usize) {
        let scopes = self.scopes.clone();
        for i in (depth..scopes.len()).rev() {
            if let Scope::Finally { body, outside } = scopes[i] {
                self.scopes.truncate(i);
                self.b.set_handler(outside);
                self.lower_block(body);
            }
        }
        self.scopes = scopes;
    }
}
