//! Generators and what can be gone over by the iteration protocol: `function*`, `yield`, `[Symbol.iterator]`.
//!
//! A symbol of the language as a key is the member `@@iterator`. Arrays, strings, maps and sets are gone over without iterators
//! (`loops`, `tables`); what else is iterable is gone over by the library's `Walk`.

use super::Checker;
use crate::ast;
use crate::problem::Problem;
use crate::program::{BindingId, CastReason, Catch, Expr, ExprKind, FunctionId, Statement, StatementKind, TargetId, Type, TypeId};
use crate::source::Span;

/// The member that makes an object iterable.
pub(super) const ITERATOR: &str = "@@iterator";

/// What a generator or iterator gives, returns and is sent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Steps {
    pub given: TypeId,
    pub returned: TypeId,
    pub sent: TypeId,
}

impl<'a> Checker<'a> {
    /// What the library's types for generators say, of which `class` is the class and `names` the interfaces.
    pub(super) fn steps_of_library(&self, ty: TypeId, class: &str, names: &[&str]) -> Option<Steps> {
        let (is_known, arguments) = match self.program.types.get(ty).clone() {
            Type::Any => return Some(Steps { given: TypeId::ANY, returned: TypeId::ANY, sent: TypeId::ANY }),
            Type::Class { class: own, arguments } => (Some(own) == self.library.class(class), arguments),
            Type::Interface { interface, arguments } => (names.contains(&&*self.program.interfaces[interface.index()].name), arguments),
            _ => return None,
        };
        match arguments[..] {
            [given, returned, sent] if is_known => Some(Steps { given, returned, sent }),
            _ => None,
        }
    }

    /// What a type says that is one of generators or of what they stand for.
    pub(super) fn generator_steps(&self, ty: TypeId) -> Option<Steps> {
        self.steps_of_library(ty, "Generator", &["Iterator", "Iterable", "IterableIterator"])
    }

    /// What the declared result of a generator function says of its body: the library's types do, and others that a generator is one of.
    pub(super) fn declared_steps(&mut self, ty: TypeId, is_async: bool) -> Option<Steps> {
        if is_async {
            return self.async_generator_steps(ty);
        }
        if let Some(steps) = self.generator_steps(ty) {
            return Some(steps);
        }
        if !matches!(self.program.types.get(ty), Type::Object { .. } | Type::Interface { .. } | Type::Intersection(_)) {
            return None;
        }
        let steps = self.iteration(ty).or_else(|| self.steps_of(ty))?;
        let made = self.generator_of(steps.given, steps.returned, Some(steps.sent), false);
        self.is_assignable(made, ty).then_some(steps)
    }

    /// The result of a generator function that declares none.
    pub(super) fn generator_of(&mut self, given: TypeId, returned: TypeId, sent: Option<TypeId>, is_async: bool) -> TypeId {
        let name = if is_async { "AsyncGenerator" } else { "Generator" };
        let Some(class) = self.library.class(name) else { return TypeId::ANY };
        self.types().class(class, vec![given, returned, sent.unwrap_or(TypeId::UNKNOWN)])
    }

    /// What the lowering of a generator's body calls.
    pub(super) fn reach_generators(&mut self, is_async: bool) {
        if is_async {
            return self.reach_async_generators();
        }
        for name in ["create", "begin", "give", "finish", "interrupts", "interruption", "delegate", "delegateStep", "delegated", "delegateReturns"] {
            if let Some(function) = self.library.function(&format!("iterator.{name}")) {
                self.reach_function(function);
            }
        }
        self.reach_library_class("Generator");
    }

    fn in_generator(&self) -> bool {
        self.is_generator(self.cx.function)
    }

    pub(super) fn is_generator(&self, function: FunctionId) -> bool {
        self.program.functions[function.index()].is_generator
    }

    /// `yield x`, `yield* x`. `used`: its value is.
    pub(super) fn check_yield(&mut self, value: Option<&'a ast::Expr>, delegate: bool, (used, wanted): (bool, Option<TypeId>), span: Span) -> Expr {
        if !self.in_generator() {
            self.error(1163, Span { end: span.start + 5, ..span }, "`yield` stands in generator functions only: `function*`");
            return self.missing(span);
        }
        let declared = self.cx.steps;
        let expected = declared.or(self.cx.steps_hint);
        let hint = expected.map(|steps| steps.given).filter(|_| !delegate);
        let operand = match value {
            // What is given is a part of the result.
            Some(node) if declared.is_none() => self.telling(|c| c.check_expr(node, hint)),
            Some(node) => self.check_expr(node, hint),
            None => Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span },
        };
        let is_async = self.is_async_here();
        let (given, result) = match (delegate, value) {
            (true, Some(node)) if is_async => self.promised_element(&operand, node.span),
            (true, Some(node)) => {
                let given = self.spread_element(&operand, node);
                let steps = self.iteration(operand.ty);
                // What is sent goes on to what the rest is left to.
                self.cx.sent.extend(steps.map(|steps| steps.sent).filter(|&sent| declared.is_none() && sent != TypeId::ANY));
                (given, steps.map_or(TypeId::ANY, |steps| steps.returned))
            }
            _ if is_async => (self.awaited(operand.ty), expected.map_or(TypeId::ANY, |steps| steps.sent)),
            _ => (operand.ty, expected.map_or(TypeId::ANY, |steps| steps.sent)),
        };
        match (declared, value) {
            (Some(steps), Some(node)) if !delegate && given == operand.ty => self.require_assignable(&operand, steps.given, Some(node), node.span),
            (Some(steps), _) => self.require_type_assignable(given, steps.given, value.map_or(span, |v| v.span)),
            (None, _) if let Some(steps) = expected.filter(|_| used && !delegate) => self.cx.sent.push(steps.sent),
            // What is sent is what the place of `yield` wants.
            (None, _) if let Some(sent) = wanted.filter(|&ty| used && !delegate && ty != TypeId::ANY) => self.cx.sent.push(sent),
            (None, _) if used && !delegate => self.report(
                Problem::ts(7057, span, "what `yield` gives would be `any`: the generator does not say what is sent to it")
                    .with_help("declare its result: `Generator<T, void, Sent>`"),
            ),
            (None, _) => {}
        }
        self.cx.yields.push(given);
        self.may_throw();
        // What nobody looks at need not be what was declared: a loop sends undefined.
        let ty = if used { result } else { TypeId::UNKNOWN };
        Expr { kind: ExprKind::Yield { value: Box::new(operand), delegate }, ty, span }
    }

    /// What the iteration protocol gives of a type; `None` of what is not iterable by it.
    pub(super) fn iteration(&mut self, ty: TypeId) -> Option<Steps> {
        let ty = self.constraint_of(ty);
        if ty == TypeId::ANY || self.types().non_null(ty) != ty {
            return None;
        }
        if let Type::Union(parts) = self.program.types.get(ty).clone() {
            let each: Vec<Steps> = parts.iter().map(|&part| self.iteration(part)).collect::<Option<_>>()?;
            return Some(self.joined_steps(&each));
        }
        if let Type::Intersection(parts) = self.program.types.get(ty).clone()
            && let Some(steps) = parts.iter().find_map(|&part| self.iteration(part))
        {
            return Some(steps);
        }
        // An iterator alone is not gone over: it has no method that gives it.
        if let Some(steps) = self.steps_of_library(ty, "Generator", &["Iterable", "IterableIterator"]) {
            return Some(steps);
        }
        let method = self.find_member(ty, ITERATOR)?;
        let iterator = self.call_signature(method.ty)?.result;
        self.steps_of(iterator)
    }

    /// Whether the steps of what is gone over by methods of its own have no `value`.
    pub(super) fn gives_no_values(&mut self, ty: TypeId) -> bool {
        let result_of = |c: &mut Self, ty: TypeId, name: &str| c.find_member(ty, name).and_then(|method| c.call_signature(method.ty)).map(|signature| signature.result);
        let Some(iterator) = result_of(self, ty, ITERATOR).filter(|&iterator| self.generator_steps(iterator).is_none()) else { return false };
        let Some(result) = result_of(self, iterator, "next") else { return false };
        let results = self.program.types.members(result);
        results.iter().all(|&result| result != TypeId::ANY && self.find_member(result, "value").is_none())
    }

    pub(super) fn joined_steps(&mut self, each: &[Steps]) -> Steps {
        let mut join = |of: fn(&Steps) -> TypeId| self.types().union(each.iter().map(of).collect::<Vec<_>>());
        Steps { given: join(|s| s.given), returned: join(|s| s.returned), sent: join(|s| s.sent) }
    }

    /// What an iterator's `next` gives.
    pub(super) fn steps_of(&mut self, iterator: TypeId) -> Option<Steps> {
        if let Some(steps) = self.generator_steps(iterator) {
            return Some(steps);
        }
        let next = self.find_member(iterator, "next")?;
        let signature = self.call_signature(next.ty)?;
        let sent = signature.parameters.first().map_or(TypeId::UNKNOWN, |p| p.ty);
        Some(self.steps_of_result(signature.result, sent))
    }

    /// What `{ value, done }` says.
    pub(super) fn steps_of_result(&mut self, result: TypeId, sent: TypeId) -> Steps {
        let (mut given, mut returned) = (Vec::new(), Vec::new());
        for result in self.program.types.members(result) {
            if result == TypeId::ANY {
                return Steps { given: TypeId::ANY, returned: TypeId::ANY, sent: TypeId::ANY };
            }
            let value = self.find_member(result, "value").map_or(TypeId::UNDEFINED, |found| found.ty);
            let done = self.find_member(result, "done").map_or(TypeId::FALSE, |found| found.ty);
            let may_be = |c: &Self, literal: TypeId| c.program.types.constituents(done).iter().any(|&d| d == literal || d == TypeId::UNDEFINED && literal == TypeId::FALSE);
            if may_be(self, TypeId::FALSE) {
                given.push(value);
            }
            if may_be(self, TypeId::TRUE) {
                returned.push(value);
            }
        }
        Steps { given: self.types().union(given), returned: self.types().union(returned), sent }
    }

    /// An array of all that a value gives, where it is no array, string or table.
    pub(super) fn collected(&mut self, value: Expr) -> Expr {
        let element = match self.element_type(value.ty) {
            Some(element) if self.is_mixture(value.ty) => element,
            Some(_) => return self.as_bound_list(value),
            None if value.ty == TypeId::ANY => TypeId::ANY,
            None => match self.iteration(value.ty) {
                Some(steps) => steps.given,
                None => return value,
            },
        };
        let (ty, span) = (self.types().array(element), value.span);
        self.library_call("iterator.toArray", vec![value], ty, span)
    }

    /// A text or a typed array whose type is a type parameter, as what the parameter extends: lowering takes what it goes over for an array
    /// where the type does not say otherwise.
    pub(super) fn as_bound_list(&mut self, value: Expr) -> Expr {
        let bound = self.constraint_of(value.ty);
        let is_other = self.is_string(bound) || matches!(self.program.types.get(bound), Type::TypedArray(_));
        if bound == value.ty || !is_other {
            return value;
        }
        let span = value.span;
        Expr { kind: ExprKind::Cast { operand: Box::new(value), reason: CastReason::Narrowing }, ty: bound, span }
    }

    /// An array of the first values that something iterable gives; `None` where it is an array already, or none of this.
    pub(super) fn first_values(&mut self, value: Expr, count: usize) -> Result<Expr, Expr> {
        let element = match self.element_type(value.ty) {
            Some(element) if self.is_mixture(value.ty) => element,
            Some(_) => return Err(self.as_bound_list(value)),
            None if self.table_of(value.ty).is_some() => return Err(value),
            None if value.ty == TypeId::ANY => TypeId::ANY,
            None => match self.iteration(value.ty) {
                Some(steps) => steps.given,
                None => return Err(value),
            },
        };
        let (ty, span) = (self.types().array(element), value.span);
        let number = Expr { kind: ExprKind::Number(count as f64), ty: TypeId::NUMBER, span };
        Ok(self.library_call("iterator.first", vec![value, number], ty, span))
    }

    /// `for (const x of iterable)` by the protocol. Left early, the iterator is told.
    pub(super) fn loop_by_steps(&mut self, iterable: Expr, element: TypeId, target: TargetId, binding: BindingId, mut body: Vec<Statement>) -> StatementKind {
        let span = iterable.span;
        let walk = self.made_up(TypeId::UNKNOWN, span);
        let read = |binding| Expr { kind: ExprKind::Read(binding), ty: TypeId::UNKNOWN, span };
        let statement = |kind| Statement { kind, span };
        let begun = self.library_call("iterator.walk", vec![iterable], TypeId::UNKNOWN, span);
        let test = self.library_call("iterator.advance", vec![read(walk)], TypeId::BOOLEAN, span);
        let value = self.library_call("iterator.value", vec![read(walk)], element, span);
        body.insert(0, statement(StatementKind::Let { binding, value: Some(value) }));
        let error = self.made_up(TypeId::UNKNOWN, span);
        let quietly = self.library_call("iterator.closeQuietly", vec![read(walk)], TypeId::VOID, span);
        let close = self.library_call("iterator.close", vec![read(walk)], TypeId::VOID, span);
        let caught = vec![Self::effect(quietly, span), statement(StatementKind::Throw(read(error)))];
        let guarded = StatementKind::Try {
            body: vec![statement(StatementKind::While { target, test, body })],
            catch: Some(Catch { binding: Some(error), body: caught }),
            finally: Some(vec![Self::effect(close, span)]),
        };
        StatementKind::Block(vec![statement(StatementKind::Let { binding: walk, value: Some(begun) }), statement(guarded)])
    }
}
