//! `async` and `await`.

use super::Checker;
use crate::ast;
use crate::problem::Problem;
use crate::program::{ClassId, Expr, ExprKind, FunctionKind, Type, TypeId};
use crate::source::Span;

impl<'a> Checker<'a> {
    /// `await x`.
    pub(super) fn check_await(&mut self, operand: &'a ast::Expr, expected: Option<TypeId>, span: Span) -> Expr {
        let function = &self.program.functions[self.cx.function.index()];
        if !function.is_async && function.kind != FunctionKind::Module {
            let name = function.name.clone();
            self.report(
                Problem::ts(1308, Span { end: span.start + 5, ..span }, "`await` stands in async functions only")
                    .with_help(format!("write `async` before `{name}`")),
            );
        }
        self.note_waiting_module();
        let value = self.check_expr(operand, expected);
        self.may_throw();
        let ty = self.awaited(value.ty);
        Expr { kind: ExprKind::Await(Box::new(value)), ty, span }
    }

    /// A module that waits at its top level is an async function: what imports it waits for it.
    pub(super) fn note_waiting_module(&mut self) {
        let function = self.cx.function;
        if self.program.functions[function.index()].kind == FunctionKind::Module && !self.program.functions[function.index()].is_async {
            self.program.functions[function.index()].is_async = true;
            self.program.functions[function.index()].result = self.promise_of(TypeId::VOID);
        }
    }

    /// What the promise holds, when the type is a promise.
    pub(super) fn promised(&self, ty: TypeId) -> Option<TypeId> {
        let promise = self.library.class("Promise")?;
        match self.program.types.get(ty) {
            Type::Class { class, arguments } if *class == promise => arguments.first().copied(),
            _ => None,
        }
    }

    /// The defaults of `then`'s type parameters speak of what the promise holds.
    pub(super) fn settled_defaults(&mut self, object: TypeId, class: ClassId, result: TypeId) -> TypeId {
        let Some(held) = self.promised(object).filter(|_| self.library.class("Promise") == Some(class)) else { return result };
        let with = Self::substitution(&self.class_parameters(class), &[held]);
        self.substitute(result, &with)
    }

    /// What `await` gives.
    pub(super) fn awaited(&mut self, ty: TypeId) -> TypeId {
        let parts: Vec<TypeId> = self
            .program
            .types
            .members(ty)
            .into_iter()
            .map(|member| match self.promised(member) {
                Some(inner) => self.awaited(inner),
                None => self.thenable(member).unwrap_or(member),
            })
            .collect();
        self.types().union(parts)
    }

    /// What is waited for of an object with a method `then`: what that hands to its first function.
    fn thenable(&mut self, ty: TypeId) -> Option<TypeId> {
        if !matches!(self.program.types.get(ty), Type::Object { .. } | Type::Interface { .. } | Type::Class { .. }) {
            return None;
        }
        let then = self.find_member(ty, "then")?.ty;
        let Type::Function(then) = self.program.types.get(then).clone() else { return None };
        let fulfilled = then.parameters.first()?.ty;
        let fulfilled = self.types().non_null(fulfilled);
        let Type::Function(fulfilled) = self.program.types.get(fulfilled).clone() else { return None };
        let value = fulfilled.parameters.first().map_or(TypeId::UNKNOWN, |p| p.ty);
        Some(if value == ty { value } else { self.awaited(value) })
    }

    /// `Promise<T>`.
    pub(super) fn promise_of(&mut self, ty: TypeId) -> TypeId {
        match self.reach_library_class("Promise") {
            Some(class) => {
                let inner = self.awaited(ty);
                self.types().class(class, vec![inner])
            }
            None => TypeId::ANY,
        }
    }
}
