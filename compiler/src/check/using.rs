//! `using` and `await using`: values that are disposed of when their block is left, the last first.
//!
//! What follows the declaration in its block becomes the body of a `try` whose `finally` disposes of the value. If the body threw and the disposal throws too,
//! what comes out is a `SuppressedError` that holds both.
//!
//! What `await using` waits for, its block keeps in a `disposal.Waits`: what was null or undefined waits once for its whole block, and only if
//! nothing else of the block has waited, before the next `using` or at the end.

use super::Checker;
use crate::ast::{self, Disposal};
use crate::problem::Problem;
use crate::program::{BindingId, Catch, Expr, ExprKind, Place, Statement, StatementKind, Type, TypeId};
use crate::source::Span;

/// Walks the statements that follow a declaration.
type Rest<'w, 'a> = &'w mut dyn FnMut(&mut Checker<'a>, &mut Vec<Statement>);

/// How a value is disposed of: `block` is what its block waits for, where it waits at all.
#[derive(Clone, Copy)]
struct Use {
    using: Disposal,
    block: Option<BindingId>,
}

impl<'a> Checker<'a> {
    /// `using a = …, b = …` with what follows it; `waits`: this or a later declaration of the block is an `await using`.
    pub(super) fn check_using(&mut self, variables: &'a ast::Variables, using: Disposal, waits: bool, span: Span, rest: Rest<'_, 'a>, out: &mut Vec<Statement>) {
        if using == Disposal::Waits {
            self.check_waiting_place(span);
        }
        if !waits {
            return self.use_values(&variables.declarations, variables, Use { using, block: None }, rest, out);
        }
        let scope = self.cx.scope;
        if let Some(&(_, block)) = self.waiting_blocks.last().filter(|(within, _)| *within == scope) {
            return self.use_values(&variables.declarations, variables, Use { using, block: Some(block) }, rest, out);
        }
        let block = self.begin_waiting_block(span, out);
        self.waiting_blocks.push((scope, block));
        let mut body = Vec::new();
        self.use_values(&variables.declarations, variables, Use { using, block: Some(block) }, rest, &mut body);
        self.waiting_blocks.pop();
        let finally = Some(vec![self.wait_if_owed(block, span)]);
        out.push(Statement { kind: StatementKind::Try { body, catch: None, finally }, span });
    }

    /// Makes what the `await using` of a block have in common.
    fn begin_waiting_block(&mut self, span: Span, out: &mut Vec<Statement>) -> BindingId {
        let block = self.made_up(TypeId::UNKNOWN, span);
        let value = Some(self.library_call("disposal.waits", vec![], TypeId::UNKNOWN, span));
        out.push(Statement { kind: StatementKind::Let { binding: block, value }, span });
        block
    }

    /// Waits a turn where what was null or undefined has not done so yet.
    fn wait_if_owed(&mut self, block: BindingId, span: Span) -> Statement {
        let read = Expr { kind: ExprKind::Read(block), ty: TypeId::UNKNOWN, span };
        let test = self.library_call("disposal.owes", vec![read], TypeId::BOOLEAN, span);
        let nothing = Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span };
        let wait = Expr { kind: ExprKind::Await(Box::new(nothing)), ty: TypeId::UNDEFINED, span };
        Statement { kind: StatementKind::If { test, then: vec![Self::effect(wait, span)], otherwise: vec![] }, span }
    }

    fn use_values(&mut self, declarations: &'a [ast::Variable], variables: &'a ast::Variables, how: Use, rest: Rest<'_, 'a>, out: &mut Vec<Statement>) {
        let Some((first, others)) = declarations.split_first() else { return rest(self, out) };
        let Some(&binding) = self.binding_ids.get(&first.name.id) else { return rest(self, out) };
        let Some(value) = self.check_variable(binding, first, variables) else { return rest(self, out) };
        let (ty, span) = (value.ty, value.span);
        self.require_disposable(ty, how.using, span);
        out.push(Statement { kind: StatementKind::Let { binding, value: Some(value) }, span: first.span });
        let mut body = Vec::new();
        self.use_values(others, variables, how, rest, &mut body);
        self.dispose_after(binding, ty, how, body, span, out);
    }

    /// `for (using x of …)`: the body of one round.
    pub(super) fn dispose_each(&mut self, binding: BindingId, element: TypeId, using: Disposal, body: Vec<Statement>, span: Span) -> Vec<Statement> {
        let mut out = Vec::new();
        if using == Disposal::Now {
            self.dispose_after(binding, element, Use { using, block: None }, body, span, &mut out);
            return out;
        }
        self.check_waiting_place(span);
        let block = self.begin_waiting_block(span, &mut out);
        self.dispose_after(binding, element, Use { using, block: Some(block) }, body, span, &mut out);
        out.push(self.wait_if_owed(block, span));
        out
    }

    fn check_waiting_place(&mut self, span: Span) {
        let function = &self.program.functions[self.cx.function.index()];
        if !function.is_async && function.kind != crate::program::FunctionKind::Module {
            let name = function.name.clone();
            let place = Span { end: span.start + "await".len() as u32, ..span };
            self.report(Problem::ts(2852, place, "`await using` stands in async functions only").with_help(format!("write `async` before `{name}`")));
        }
        self.note_waiting_module();
        self.reach_library_class("Promise");
    }

    /// Whether a value has a method that disposes of it, or there is nothing to dispose of.
    fn is_disposable(&mut self, ty: TypeId, using: Disposal) -> bool {
        let names: &[&str] = if using == Disposal::Waits { &["AsyncDisposable", "Disposable"] } else { &["Disposable"] };
        let mut admitted = vec![TypeId::NULL, TypeId::UNDEFINED];
        for interface in names.iter().filter_map(|name| self.library.interface(name)).collect::<Vec<_>>() {
            admitted.push(self.types().intern(Type::Interface { interface, arguments: [].into() }));
        }
        let admitted = self.types().union(admitted);
        self.is_assignable(ty, admitted)
    }

    fn require_disposable(&mut self, ty: TypeId, using: Disposal, span: Span) {
        if self.is_disposable(ty, using) {
            return;
        }
        let text = self.text(ty);
        match using {
            Disposal::Now => self.error(2850, span, format!("`using` needs a value with a method `[Symbol.dispose]`, null or undefined; found a `{text}`")),
            Disposal::Waits => {
                self.error(2851, span, format!("`await using` needs a value with a method `[Symbol.asyncDispose]` or `[Symbol.dispose]`, null or undefined; found a `{text}`"));
            }
        }
    }

    /// `body`, then the end of the value in `binding`.
    fn dispose_after(&mut self, binding: BindingId, ty: TypeId, how: Use, body: Vec<Statement>, span: Span, out: &mut Vec<Statement>) {
        self.may_throw();
        let using = how.using;
        let statement = |kind| Statement { kind, span };
        let read = |binding, ty| Expr { kind: ExprKind::Read(binding), ty, span };
        let (failed, error, caught) = (self.made_up(TypeId::BOOLEAN, span), self.made_up(TypeId::UNKNOWN, span), self.made_up(TypeId::UNKNOWN, span));
        let no = Expr { kind: ExprKind::Boolean(false), ty: TypeId::BOOLEAN, span };
        let nothing = Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span };
        // Of what a loop gives tsc asks nothing.
        if matches!(ty, TypeId::ANY | TypeId::UNKNOWN) || !self.is_disposable(ty, using) {
            let waits = Expr { kind: ExprKind::Boolean(using == Disposal::Waits), ty: TypeId::BOOLEAN, span };
            let test = self.library_call("disposal.require", vec![read(binding, ty), waits], TypeId::VOID, span);
            out.push(Self::effect(test, span));
        }
        out.push(statement(StatementKind::Let { binding: failed, value: Some(no) }));
        out.push(statement(StatementKind::Let { binding: error, value: Some(nothing) }));
        let yes = Expr { kind: ExprKind::Boolean(true), ty: TypeId::BOOLEAN, span };
        let handler = vec![
            self.made_up_assignment(failed, yes),
            self.made_up_assignment(error, read(caught, TypeId::UNKNOWN)),
            statement(StatementKind::Throw(read(caught, TypeId::UNKNOWN))),
        ];
        let told = vec![read(failed, TypeId::BOOLEAN), read(error, TypeId::UNKNOWN)];
        let finally = match using {
            Disposal::Now => {
                let arguments = std::iter::once(read(binding, ty)).chain(told).collect();
                let ends = Self::effect(self.library_call("disposal.dispose", arguments, TypeId::VOID, span), span);
                how.block.map(|block| self.wait_if_owed(block, span)).into_iter().chain([ends]).collect()
            }
            Disposal::Waits => {
                let block = how.block.expect("a block with `await using` keeps what it waits for");
                let thrown = self.made_up(TypeId::UNKNOWN, span);
                let test = self.library_call("disposal.begins", vec![read(block, TypeId::UNKNOWN), read(binding, ty)], TypeId::BOOLEAN, span);
                let begun = self.library_call("disposal.begun", vec![read(block, TypeId::UNKNOWN)], TypeId::UNKNOWN, span);
                let wait = Expr { kind: ExprKind::Await(Box::new(begun)), ty: TypeId::UNKNOWN, span };
                let waits = statement(StatementKind::If { test, then: vec![Self::effect(wait, span)], otherwise: vec![] });
                let arguments = std::iter::once(read(thrown, TypeId::UNKNOWN)).chain(told).collect();
                let both = self.library_call("disposal.combined", arguments, TypeId::UNKNOWN, span);
                let catch = Some(Catch { binding: Some(thrown), body: vec![statement(StatementKind::Throw(both))] });
                vec![statement(StatementKind::Try { body: vec![waits], catch, finally: None })]
            }
        };
        let catch = Some(Catch { binding: Some(caught), body: handler });
        out.push(statement(StatementKind::Try { body, catch, finally: Some(finally) }));
    }

    fn made_up_assignment(&mut self, binding: BindingId, value: Expr) -> Statement {
        self.program.bindings[binding.index()].assigned = true;
        let (ty, span) = (value.ty, value.span);
        let kind = ExprKind::Assign { place: Place::Binding(binding), value: Box::new(value) };
        Self::effect(Expr { kind, ty, span }, span)
    }
}
