//! What is inferred from a walk over a body: the result of a function without annotation, and the type of a field that the constructor assigns.
//!
//! In: such a function or field, when it is first asked for. Out: its type. It may be asked for again while it is being found out: by what it is
//! inferred from, which is a mistake, or beside that, where the answer does not matter, but what was found out with its help must be remembered
//! no longer than that takes.

use super::Checker;
use super::scope::ScopeId;
use crate::ast::{self, FunctionBody};
use crate::problem::Problem;
use crate::program::{BindingId, ClassId, FunctionId, TypeId};

/// How far the inference of a result is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inferred {
    NotYet,
    UnderWay,
    Known(TypeId),
}

/// What a walk over a body is to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Sought {
    /// The result of a function.
    Result(FunctionId),
    /// The type of a field, by its position among the members of its class.
    Field(ClassId, usize),
    /// The type of a variable.
    Variable(BindingId),
}

/// An inference that is under way.
#[derive(Debug)]
pub(super) struct Inferring {
    sought: Sought,
    /// The function whose body is walked.
    body: FunctionId,
    /// The walk is in one of the expressions that tell: a returned one, or one that is assigned to the field.
    tells: bool,
    /// What is sought was asked for meanwhile.
    asked: bool,
    /// Such an expression needs what is sought itself.
    circular: bool,
    /// What is sought further out and was assumed to be something, and whether an expression that tells needs it.
    assumed: Vec<(Sought, bool)>,
}

/// A type that holds while that is not known of which something was assumed for it.
#[derive(Debug)]
pub(super) struct Provisional {
    ty: TypeId,
    assumed: Vec<(Sought, bool)>,
}

/// How an inference ended.
struct Outcome {
    ty: TypeId,
    /// The type holds for good.
    is_final: bool,
    /// It needs itself, which was reported.
    is_circular: bool,
    /// Something was assumed of it meanwhile.
    asks_itself: bool,
}

impl<'a> Checker<'a> {
    /// The result of a function without annotation.
    pub(super) fn inferred_result(&mut self, function: FunctionId) -> TypeId {
        match self.functions[function.index()].inferred {
            Inferred::Known(result) => result,
            Inferred::UnderWay => {
                self.note_circular(Sought::Result(function), true);
                TypeId::ANY
            }
            Inferred::NotYet => {
                if self.has_missed_body() {
                    return TypeId::ANY;
                }
                if let Some(result) = self.provisional_type(Sought::Result(function)) {
                    return result;
                }
                let node = self.functions[function.index()].node.expect("a function without a node declares its result");
                if let Some(result) = self.result_without_walk(node) {
                    self.functions[function.index()].inferred = Inferred::Known(result);
                    return result;
                }
                self.infer_result(function, node)
            }
        }
    }

    /// What is known for now of something that rests on what is being inferred.
    pub(super) fn provisional_type(&mut self, sought: Sought) -> Option<TypeId> {
        let known = self.provisional.get(&sought)?;
        let (ty, assumed) = (known.ty, known.assumed.clone());
        for (other, needed) in assumed {
            self.note_circular(other, needed);
        }
        Some(ty)
    }

    /// Whether a function's result must be inferred yet while something else is being inferred.
    pub(super) fn may_rest_on_others(&self, function: FunctionId) -> bool {
        let info = &self.functions[function.index()];
        let is_written = info.node.is_none_or(|node| node.result.is_some());
        !is_written && !matches!(info.inferred, Inferred::Known(_)) && !self.inferring.is_empty()
    }

    /// A body that returns no value needs no look at what it does.
    pub(super) fn result_without_walk(&mut self, node: &ast::Function) -> Option<TypeId> {
        let Some(FunctionBody::Block(block)) = &node.body else { return None };
        if node.is_generator {
            return None;
        }
        if super::closures::returns_value(&block.statements) {
            return None;
        }
        Some(if node.is_async { self.promise_of(TypeId::VOID) } else { TypeId::VOID })
    }

    fn infer_result(&mut self, function: FunctionId, node: &'a ast::Function) -> TypeId {
        self.functions[function.index()].inferred = Inferred::UnderWay;
        let outcome = self.infer_in_body(Sought::Result(function), function, |c| c.walk_function(function, node, None, None));
        let is_final = outcome.is_final && !self.has_missed_body();
        self.functions[function.index()].inferred = if is_final { Inferred::Known(outcome.ty) } else { Inferred::NotYet };
        if is_final {
            self.give_place_meaning(function, outcome.ty);
        }
        if self.inferring.is_empty() {
            self.infer_left_results();
        }
        self.settle(outcome.ty)
    }

    /// The type of a field that is sought in a body. `at_last`: it holds for good even if something was assumed for it.
    pub(super) fn infer_field_in(&mut self, (class, index): (ClassId, usize), body: FunctionId, at_last: bool, walk: impl FnOnce(&mut Self) -> TypeId) -> TypeId {
        let sought = Sought::Field(class, index);
        let outcome = self.infer_in_body(sought, body, walk);
        if at_last && !outcome.is_final {
            self.provisional.remove(&sought);
        }
        outcome.ty
    }

    /// Walks `body`, the scope of whose parameters is open, for what it tells.
    fn infer_in_body(&mut self, sought: Sought, body: FunctionId, walk: impl FnOnce(&mut Self) -> TypeId) -> Outcome {
        let scope = self.functions[body.index()].scope.expect("a function whose scope was just opened");
        self.infer(sought, body, scope, walk)
    }

    /// Walks code in `scope`, which stands in `body`, for what it tells.
    fn infer(&mut self, sought: Sought, body: FunctionId, scope: ScopeId, walk: impl FnOnce(&mut Self) -> TypeId) -> Outcome {
        self.inferring.push(Inferring { sought, body, tells: false, asked: false, circular: false, assumed: Vec::new() });
        let mut ty = self.elsewhere(scope, |c| {
            c.quietly(|c| {
                c.cx.function = body;
                walk(c)
            })
        });
        let done = self.inferring.pop().expect("an inference that was begun ends once");
        let tainted = !done.assumed.is_empty();
        let is_circular = done.circular || tainted && ty == TypeId::ANY && self.inferring.is_empty();
        if is_circular {
            if !self.has_missed_body() && !self.is_told_further_out(sought) {
                self.report_circular(sought);
            }
            ty = TypeId::ANY;
        }
        self.provisional.retain(|_, other| other.assumed.iter().all(|&(of, _)| of != sought));
        let is_final = !tainted || done.circular;
        if !is_final {
            self.provisional.insert(sought, Provisional { ty, assumed: done.assumed });
        }
        Outcome { ty, is_final, is_circular, asks_itself: done.asked }
    }

    /// What is assumed for now of what is being inferred, or rests on that.
    pub(super) fn assumed_type(&mut self, sought: Sought) -> Option<TypeId> {
        if self.inferring.iter().any(|inferring| inferring.sought == sought) {
            self.note_circular(sought, true);
            return Some(TypeId::ANY);
        }
        self.provisional_type(sought)
    }

    /// The type of a variable or field whose initialiser is walked, `None` where it needs itself, which is reported. It may be spoken of there where
    /// that tells nothing: in the statements of functions, beside what they return.
    pub(super) fn infer_initializer(&mut self, sought: Sought, scope: ScopeId, walk: impl Fn(&mut Self) -> TypeId) -> Option<TypeId> {
        let body = self.scope(scope).owner;
        let outcome = self.infer(sought, body, scope, |c| c.telling(&walk));
        if outcome.is_circular {
            return None;
        }
        if outcome.is_final && outcome.asks_itself && !self.holds_again(sought, scope, outcome.ty, walk) {
            self.report_circular(sought);
            return None;
        }
        Some(outcome.ty)
    }

    /// Whether an initialiser is of the type `ty` where what it is given to is of that type: what was assumed of it may have told in a roundabout way.
    fn holds_again(&mut self, sought: Sought, scope: ScopeId, ty: TypeId, walk: impl Fn(&mut Self) -> TypeId) -> bool {
        let ty = self.settle(ty);
        self.provisional.insert(sought, Provisional { ty, assumed: Vec::new() });
        let again = self.elsewhere(scope, |c| c.quietly(walk));
        self.provisional.remove(&sought);
        self.settle(again) == ty
    }

    /// Something under way is asked for; `needed`: by an expression that tells.
    pub(super) fn note_circular(&mut self, sought: Sought, needed: bool) {
        let Some(first) = self.inferring.iter().position(|i| i.sought == sought) else { return };
        self.inferring[first].asked = true;
        let mut needed = needed;
        for at in (first + 1..self.inferring.len()).rev() {
            let later = &mut self.inferring[at];
            needed &= later.tells;
            if !later.assumed.contains(&(sought, needed)) {
                later.assumed.push((sought, needed));
            }
        }
        if needed && self.inferring[first].tells {
            self.inferring[first..].iter_mut().for_each(|i| i.circular = true);
        }
    }

    /// What the innermost inference is for.
    pub(super) fn sought_last(&self) -> Option<Sought> {
        self.inferring.last().map(|inferring| inferring.sought)
    }

    /// Whether a function's result rests on what is assumed of others for now.
    pub(super) fn is_provisional(&self, function: FunctionId) -> bool {
        self.functions[function.index()].inferred == Inferred::UnderWay || self.rests_on_others(Sought::Result(function))
    }

    /// Whether what was inferred last holds for now only.
    pub(super) fn rests_on_others(&self, sought: Sought) -> bool {
        self.provisional.contains_key(&sought)
    }

    /// Whether a function without a name is part of a circle that is reported of what it is given to.
    fn is_told_further_out(&self, sought: Sought) -> bool {
        let Sought::Result(function) = sought else { return false };
        let is_named = self.named_results.contains_key(&function) || self.functions[function.index()].node.is_some_and(|node| node.name.is_some());
        !is_named && self.functions[function.index()].is_expression && self.inferring.last().is_some_and(|outer| outer.circular)
    }

    fn report_circular(&mut self, sought: Sought) {
        match sought {
            Sought::Result(function) => self.report_circular_result(function),
            Sought::Field(class, index) => self.report_circular_field(class, index),
            Sought::Variable(binding) => self.report_circular_variable(binding),
        }
    }

    pub(super) fn report_circular_result(&mut self, function: FunctionId) {
        let body = &self.program.functions[function.index()];
        let (name, span) = self.named_results.get(&function).cloned().unwrap_or((body.name.clone(), body.span));
        self.report_for_good(
            Problem::ts(7023, span, format!("the result of `{name}` depends on itself: it is used in its own return expressions"))
                .with_help("write the type of its result after the parameters: `): T`"),
        );
    }

    /// Runs `walk` as part of an expression that tells what is sought in the body under way.
    pub(super) fn telling<T>(&mut self, walk: impl FnOnce(&mut Self) -> T) -> T {
        let told = self.cx.told.clone();
        let outer = self.replace_telling(&told);
        let result = self.set_telling(true, walk);
        self.replace_telling(&outer);
        result
    }

    /// Runs `walk` over the body of a function that stands in an expression. Nothing that it does matters to what is sought further out but what
    /// it returns, and that only if somebody `asks` for its result where it stands: otherwise nobody does before what is sought is known.
    pub(super) fn in_closure<T>(&mut self, asks: bool, walk: impl FnOnce(&mut Self) -> T) -> T {
        let silent = vec![false; self.inferring.len()];
        let outer = self.replace_telling(&silent);
        if asks {
            self.cx.told.clone_from(&outer);
        }
        let result = walk(self);
        self.replace_telling(&outer);
        result
    }

    /// Says of the outermost inferences whether the walk is in an expression that tells them; gives what held before.
    fn replace_telling(&mut self, tells: &[bool]) -> Vec<bool> {
        self.inferring.iter_mut().zip(tells).map(|(inferring, &tells)| std::mem::replace(&mut inferring.tells, tells)).collect()
    }

    /// Runs `walk` as something that such an expression has no use for the result of.
    pub(super) fn beside<T>(&mut self, walk: impl FnOnce(&mut Self) -> T) -> T {
        self.set_telling(false, walk)
    }

    fn set_telling<T>(&mut self, tells: bool, walk: impl FnOnce(&mut Self) -> T) -> T {
        let function = self.cx.function;
        // What a function within has no use for, the body under way has none for either.
        let is_meant = |body| !tells || body == function;
        let before = self.inferring.last_mut().filter(|i| is_meant(i.body)).map(|i| std::mem::replace(&mut i.tells, tells));
        let result = walk(self);
        if let (Some(before), Some(last)) = (before, self.inferring.last_mut()) {
            last.tells = before;
        }
        result
    }
}
