//! Functions whose type is asked for while their result is being found out: `const w = () => w`.
//!
//! In: a function of which nobody needs to know the result yet. Out: its signature, with a use of an alias for the result, which gets its meaning
//! once the result is known. Whoever calls the function by that signature before needs the result for itself, which is a mistake.

use super::Checker;
use super::results::{Inferred, Sought};
use super::scope::ScopeId;
use crate::ast;
use crate::program::types::Substitution;
use crate::program::{FunctionId, FunctionKind, Signature, Type, TypeId, TypeParameterId};
use crate::source::Span;
use std::rc::Rc;

/// What becomes of the bodies of function expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bodies {
    LookedInto,
    /// They are left out; false once one was needed all the same.
    LeftOut { holds: bool },
    /// Those that are needed are looked into, for what they return.
    LeftOutWhereNotNeeded,
}

impl<'a> Checker<'a> {
    /// Whether bodies of functions are left out.
    pub(super) fn leaves_bodies(&self) -> bool {
        self.bodies != Bodies::LookedInto
    }

    /// Whether a body is left out although it is needed, of which note is taken.
    fn misses_body(&mut self) -> bool {
        let misses = matches!(self.bodies, Bodies::LeftOut { .. });
        if misses {
            self.bodies = Bodies::LeftOut { holds: false };
        }
        misses
    }

    /// Whether a body was missed: what is found out from then on holds for nothing.
    pub(super) fn has_missed_body(&self) -> bool {
        self.bodies == Bodies::LeftOut { holds: false }
    }

    /// The result of a function as part of its type.
    pub(super) fn result_or_place(&mut self, function: FunctionId) -> TypeId {
        match self.functions[function.index()].inferred {
            Inferred::UnderWay => self.place_of_result(function),
            _ => self.inferred_result(function),
        }
    }

    /// The use of an alias that stands for the result of a function.
    fn place_of_result(&mut self, function: FunctionId) -> TypeId {
        if let Some(&place) = self.places_of_results.get(&function) {
            return place;
        }
        let scope = self.functions[function.index()].outer;
        let span = self.program.functions[function.index()].span;
        let parameters = self.parameters_of_result(function, scope);
        let (alias, place) = self.alias_to_come(span, scope, parameters);
        self.places_of_results.insert(function, place);
        self.later_results.insert(alias, function);
        place
    }

    /// The type parameters that a function's result may speak of.
    fn parameters_of_result(&self, function: FunctionId, scope: ScopeId) -> Vec<TypeParameterId> {
        let mut parameters = self.program.functions[function.index()].type_parameters.clone();
        parameters.extend(self.parameters_in_scope(scope));
        parameters
    }

    /// A result is known for good: what stands for it gets its meaning.
    pub(super) fn give_place_meaning(&mut self, function: FunctionId, result: TypeId) {
        let Some(&place) = self.places_of_results.get(&function) else { return };
        let result = match self.functions[function.index()].this_type {
            Some(own) => self.substitute(result, &Substitution::from_iter([(super::generics::THIS, own)])),
            None => result,
        };
        let Type::Alias { alias, .. } = *self.program.types.get(place) else { return };
        if !self.settle_alias_to_come(alias, place, result) {
            self.report_circular_result(function);
        }
    }

    /// The function whose result a type stands for that is not known yet.
    fn waits_for_result(&self, ty: TypeId) -> Option<FunctionId> {
        let Type::Alias { alias, .. } = self.program.types.get(ty) else { return None };
        self.later_results.get(alias).copied()
    }

    /// The type itself, where a result stands for it.
    pub(super) fn told_result(&mut self, ty: TypeId) -> TypeId {
        let Some(function) = self.waits_for_result(ty) else { return ty };
        if !matches!(self.functions[function.index()].inferred, Inferred::Known(_)) {
            if self.misses_body() {
                self.related.rest_on_assumed_type();
                return TypeId::ANY;
            }
            let result = self.inferred_result(function);
            if !matches!(self.functions[function.index()].inferred, Inferred::Known(_)) {
                self.related.rest_on_assumed_type();
                return result;
            }
        }
        self.unfolded(ty)
    }

    /// What is called needs to say what it gives.
    pub(super) fn telling_signature(&mut self, signature: Rc<Signature>) -> Rc<Signature> {
        let result = self.told_result(signature.result);
        if result == signature.result { signature } else { Rc::new(Signature { result, ..(*signature).clone() }) }
    }

    /// The result of a getter, which is what its member is.
    pub(super) fn result_of_getter(&mut self, getter: FunctionId) -> TypeId {
        let result = self.function_signature(getter).result;
        self.told_result(result)
    }

    /// The type of a function expression that is not looked into.
    pub(super) fn bodiless_type(&mut self, scope: ScopeId, node: &'a ast::Function, kind: FunctionKind) -> Option<TypeId> {
        if let Some(ty) = self.annotated_type(scope, node, kind) {
            return Some(ty);
        }
        if super::closures::has_open_parameters(node) {
            return None;
        }
        let function = self.function_entity(node, kind, scope);
        self.functions[function.index()].is_expression = true;
        if kind == FunctionKind::Arrow {
            self.pass_this_on(function);
        }
        self.open_function(function);
        let result = self.place_of_result(function);
        self.results_to_come.push(function);
        let signature = Rc::new(self.signature_with_result(function, result));
        Some(self.types().intern(Type::Function(signature)))
    }

    /// The type of a function expression in whose body others may speak of what it is given to.
    pub(super) fn function_told_later(&mut self, scope: ScopeId, value: &'a ast::Expr) -> Option<TypeId> {
        let (node, kind) = match &super::expressions::without_parens(value).kind {
            ast::ExprKind::Arrow(node) => (node, FunctionKind::Arrow),
            ast::ExprKind::Function(node) => (node, FunctionKind::Function),
            _ => return None,
        };
        let ty = self.elsewhere(scope, |c| c.bodiless_type(scope, node, kind))?;
        self.infer_left_results();
        Some(self.settle(ty))
    }

    /// The type of an initialiser that needs nothing of the bodies of its functions, which are left for [`Checker::infer_left_results`].
    pub(super) fn type_without_bodies(&mut self, walk: impl FnOnce(&mut Self) -> TypeId) -> Option<TypeId> {
        match self.bodies {
            Bodies::LookedInto => {}
            Bodies::LeftOut { .. } => return self.misses_body().then_some(TypeId::ANY),
            Bodies::LeftOutWhereNotNeeded => return None,
        }
        let before = self.results_to_come.len();
        self.bodies = Bodies::LeftOut { holds: true };
        let ty = walk(self);
        let holds = std::mem::replace(&mut self.bodies, Bodies::LookedInto) == Bodies::LeftOut { holds: true };
        if !holds {
            self.results_to_come.truncate(before);
        }
        holds.then(|| self.types().widen(ty))
    }

    /// The type of an initialiser that speaks of what it is given to, as `sought`, where that tells nothing: in the statements of functions,
    /// beside what they return. `None` where it needs itself, which is reported.
    pub(super) fn type_beside_itself(&mut self, sought: Sought, scope: ScopeId, walk: impl Fn(&mut Self) -> TypeId) -> Option<TypeId> {
        let before = self.results_to_come.len();
        let outer = std::mem::replace(&mut self.bodies, Bodies::LeftOutWhereNotNeeded);
        let ty = self.infer_initializer(sought, scope, walk);
        self.bodies = outer;
        if ty.is_none() {
            self.results_to_come.truncate(before);
        }
        ty
    }

    /// Finds out what the functions give that were not looked into. What rests on something further out waits for that.
    pub(super) fn infer_left_results(&mut self) {
        for function in std::mem::take(&mut self.results_to_come) {
            self.in_closure(false, |c| c.inferred_result(function));
            if !matches!(self.functions[function.index()].inferred, Inferred::Known(_)) {
                self.results_to_come.push(function);
            }
        }
    }

    /// What a function is called in messages, and where, that is the value of a variable.
    pub(super) fn name_result(&mut self, value: &ast::Expr, name: &Rc<str>, span: Span) {
        let (ast::ExprKind::Arrow(node) | ast::ExprKind::Function(node)) = &super::expressions::without_parens(value).kind else { return };
        if let Some(&function) = self.function_ids.get(&node.id) {
            self.named_results.insert(function, (name.clone(), span));
        }
    }
}
