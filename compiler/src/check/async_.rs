//! `async` and `await`.

use super::Checker;
use super::scope::{ScopeId, TypeName};
use crate::ast;
use crate::problem::Problem;
use crate::program::{ClassId, Expr, ExprKind, FunctionKind, Type, TypeId};
use crate::source::Span;

impl<'a> Checker<'a> {
    /// `await x`.
    pub(super) fn check_await(&mut self, operand: &'a ast::Expr, expected: Option<TypeId>, span: Span) -> Expr {
        let function = &self.program.functions[self.cx.function.index()];
        if function.kind == FunctionKind::Module && self.is_in_namespace() {
            self.error(1308, Span { end: span.start + 5, ..span }, "`await` stands in async functions and at the top level of files only");
        } else if !function.is_async && function.kind != FunctionKind::Module && self.place_of_block().is_none() {
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
        let ty = self.marked_awaited(ty);
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

    /// What a `PromiseLike` holds.
    pub(super) fn promise_like(&self, ty: TypeId) -> Option<TypeId> {
        let like = self.library.interface("PromiseLike")?;
        match self.program.types.get(ty) {
            Type::Interface { interface, arguments } if *interface == like => arguments.first().copied(),
            _ => None,
        }
    }

    /// What anything that is a `PromiseLike` holds.
    pub(super) fn held_by_promise(&mut self, ty: TypeId) -> Option<TypeId> {
        if let Some(held) = self.promised(ty).or_else(|| self.promise_like(ty)) {
            return Some(held);
        }
        let held = self.thenable(ty)?;
        let interface = self.library.interface("PromiseLike")?;
        let like = self.types().intern(Type::Interface { interface, arguments: [held].into() });
        self.is_structurally_assignable(ty, like).then_some(held)
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
            .map(|member| match self.promised_within(member) {
                Some(inner) => self.awaited(inner),
                None => self.thenable(member).unwrap_or(member),
            })
            .collect();
        self.types().union(parts)
    }

    /// What a promise holds that may have members beside those of its class.
    fn promised_within(&mut self, ty: TypeId) -> Option<TypeId> {
        let whole = self.unfolded(ty);
        match self.program.types.get(whole) {
            Type::Intersection(parts) => parts.iter().find_map(|&part| self.promised(part)),
            _ => self.promised(whole),
        }
    }

    /// What was waited for, with `Awaited` around open types of which nothing says that they are no promises.
    fn marked_awaited(&mut self, ty: TypeId) -> TypeId {
        if !self.is_undecided(ty) {
            return ty;
        }
        let mut parts = Vec::new();
        for member in self.program.types.members(ty) {
            let member = self.unfolded(member);
            parts.push(if self.may_be_promise(member) { self.awaited_of(member) } else { member });
        }
        self.types().union(parts)
    }

    fn may_be_promise(&mut self, ty: TypeId) -> bool {
        let is_key = matches!(self.program.types.get(ty), Type::KeyOf(_) | Type::Template { .. } | Type::StringCase { .. });
        if is_key || !self.is_undecided(ty) || self.program.types.inside_awaited(ty).is_some() {
            return false;
        }
        let bound = self.constraint_of(ty);
        self.program.types.members(bound).into_iter().any(|bound| match self.program.types.get(bound) {
            Type::Unknown | Type::Any => true,
            Type::Object { members, .. } if members.is_empty() => true,
            _ => self.promised(bound).is_some() || self.thenable(bound).is_some() || self.is_undecided(bound),
        })
    }

    /// `Awaited<T>`.
    fn awaited_of(&mut self, ty: TypeId) -> TypeId {
        match self.find_type(ScopeId::GLOBAL, "Awaited") {
            Some(TypeName::Alias(alias)) => self.alias_of(alias, &[ty]),
            _ => ty,
        }
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
                let parts: Vec<TypeId> = self.program.types.members(inner).into_iter().map(|member| self.unfolded(member)).collect();
                let parts: Vec<TypeId> = parts.into_iter().map(|member| self.program.types.inside_awaited(member).unwrap_or(member)).collect();
                let inner = self.types().union(parts);
                self.types().class(class, vec![inner])
            }
            None => TypeId::ANY,
        }
    }
}
