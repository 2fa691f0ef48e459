//! Type predicates and assertions: what `x is T` and `asserts x` say, and what follows from them.

use super::Checker;
use super::flow::{Flow, Reference};
use super::scope::ScopeId;
use crate::ast::{self, ExprKind as E, FunctionBody, TypeKind, TypeNode};
use crate::program::types::{Member, SignatureParameter};
use crate::program::{Expr, FunctionId, Predicate, Type, TypeId};

impl<'a> Checker<'a> {
    /// The predicate that a result's annotation is.
    pub(super) fn resolve_predicate(&mut self, scope: ScopeId, node: &'a TypeNode, parameters: &[SignatureParameter]) -> Option<Predicate> {
        let TypeKind::Predicate { asserts, subject, ty } = &node.kind else { return None };
        let ty = ty.as_ref().map(|ty| (self.resolve_type(scope, ty), ty.span));
        if let Some((ty, span)) = ty
            && !self.is_library(span.file)
        {
            self.note_seen_as(ty);
        }
        let index = match &*subject.text {
            "this" => None,
            name => match parameters.iter().position(|p| &*p.name == name) {
                Some(index) => Some(index as u32),
                None => {
                    let is_part = self.scope(scope).values.contains_key(name);
                    let (code, message) = match is_part {
                        true => (1230, format!("`{name}` is a part of a parameter: only a whole parameter is told of")),
                        false => (1225, format!("no parameter is called `{name}`")),
                    };
                    self.error(code, subject.span, message);
                    return None;
                }
            },
        };
        if index.is_some_and(|index| parameters[index as usize].rest) {
            self.error(1229, subject.span, format!("`{}` is many arguments: none of them is told of", subject.text));
            return None;
        }
        if let (Some(index), Some((ty, span))) = (index, ty) {
            let declared = parameters[index as usize].ty;
            self.note_seen_as_fixed(declared, ty);
            if !self.is_assignable(ty, declared) && !self.is_library(span.file) {
                if self.is_structurally_assignable(ty, declared) {
                    self.report_nominal(ty, declared, span);
                } else {
                    let (found, wanted) = (self.text(ty), self.text(declared));
                    self.error(2677, span, format!("a `{found}` is never a `{wanted}`, which the parameter is"));
                }
            }
        }
        let refused = ty.is_some_and(|(ty, span)| ty == TypeId::ANY && self.holds_refusal(span));
        Some(Predicate { asserts: *asserts, subject: index, ty: ty.map(|(ty, _)| ty), refused })
    }

    /// The expression that a call's predicate speaks of.
    fn predicate_subject(node: &'a ast::Expr, predicate: &Predicate) -> Option<&'a ast::Expr> {
        let E::Call { callee, arguments, .. } = &node.kind else { return None };
        match predicate.subject {
            Some(index) => {
                let argument = arguments.get(index as usize)?;
                let spreads = arguments[..=index as usize].iter().any(|a| matches!(a.kind, E::Spread(_)));
                (!spreads).then_some(argument)
            }
            None => match &super::expressions::without_parens(callee).kind {
                E::Member { object, .. } => Some(object),
                _ => None,
            },
        }
    }

    /// What a call of a guard says where it is true, or false.
    pub(super) fn narrow_by_guard(&mut self, flow: &mut Flow, node: &'a ast::Expr, holds: bool) {
        let Some(predicate) = self.predicates.get(&node.id).filter(|p| !p.asserts).cloned() else { return };
        let (Some(subject), Some(ty)) = (Self::predicate_subject(node, &predicate), predicate.ty) else { return };
        let value = self.walked_again(subject);
        let found = value.ty;
        let narrowed = match predicate.refused {
            true => if holds { TypeId::ANY } else { found },
            false => self.guarded_part(found, ty, holds),
        };
        self.narrow_place(flow, subject, found, narrowed);
        if holds {
            self.narrow_guarded_chain(flow, subject, &value, ty);
        }
    }

    /// Where the last member of a chain `a?.b` was found to be something, `a` is there.
    fn narrow_guarded_chain(&mut self, flow: &mut Flow, subject: &'a ast::Expr, value: &Expr, guarded: TypeId) {
        if !self.program.types.admits_undefined(guarded) {
            self.narrow_chain(flow, subject, value);
        }
    }

    /// An expression that was walked before, as it was then.
    fn walked_again(&mut self, node: &'a ast::Expr) -> Expr {
        let flow = self.cx.flow.clone();
        let value = self.quietly(|c| c.check_expr(node, None));
        self.cx.flow = flow;
        value
    }

    /// A call that stands as a statement: what it asserts holds from here on.
    pub(super) fn apply_assertion(&mut self, node: &'a ast::Expr) {
        let node = super::expressions::without_parens(node);
        let Some(predicate) = self.predicates.get(&node.id).filter(|p| p.asserts).cloned() else { return };
        if let E::Call { callee, .. } = &node.kind
            && !self.is_declared_never(callee)
        {
            return self.error(2775, callee.span, "what asserts something needs its type written where it is declared");
        }
        let Some(subject) = Self::predicate_subject(node, &predicate) else { return };
        let Some(ty) = predicate.ty else {
            let (_, yes, _) = self.quietly(|c| c.check_condition(subject));
            self.cx.flow = yes;
            return;
        };
        let value = self.walked_again(subject);
        let found = value.ty;
        let narrowed = if predicate.refused { TypeId::ANY } else { self.guarded_part(found, ty, true) };
        let mut flow = self.cx.flow.clone();
        self.narrow_place(&mut flow, subject, found, narrowed);
        self.narrow_guarded_chain(&mut flow, subject, &value, ty);
        self.cx.flow = flow;
    }

    /// A function whose only act is to return a condition is a guard for a parameter when the condition tells exactly whether
    /// that is of a narrower type (tsc's rule of 5.5).
    pub(super) fn infer_guard(&mut self, function: FunctionId, node: &'a ast::Function, start: Flow) {
        let condition = match &node.body {
            Some(FunctionBody::Expr(expr)) => &**expr,
            Some(FunctionBody::Block(block)) => match &block.statements[..] {
                [ast::Statement { kind: ast::StatementKind::Return(Some(expr)), .. }] => expr,
                _ => return,
            },
            None => return,
        };
        let scope = self.functions[function.index()].scope;
        for index in 0..node.parameters.len() {
            let parameter = &self.program.functions[function.index()].parameters[index];
            let (binding, rest) = (parameter.binding, parameter.rest);
            let declared = self.program.bindings[binding.index()].ty;
            // That a boolean is true is worth no guard.
            if rest || !self.is_narrowable(declared) || declared == TypeId::BOOLEAN || self.program.bindings[binding.index()].assigned || node.parameters[index].pattern.is_some() {
                continue;
            }
            let ways = |c: &mut Self, flow: Flow| {
                let outer = (std::mem::replace(&mut c.cx.flow, flow), c.cx.scope);
                c.cx.scope = scope.unwrap_or(outer.1);
                let (_, yes, no) = c.quietly(|c| c.check_condition(condition));
                (c.cx.flow, c.cx.scope) = outer;
                (yes, no)
            };
            let reference = Reference::binding(binding);
            let (yes, _) = ways(self, start.clone());
            let Some(narrowed) = yes.get(&reference).filter(|&ty| ty != declared && ty != TypeId::NEVER) else { continue };
            let mut within = start.clone();
            within.narrow(reference.clone(), narrowed);
            let (_, no) = ways(self, within);
            // Functions within the condition were walked for a narrower value: what they are is what they are for every value.
            ways(self, start.clone());
            if !no.reachable || no.get(&reference) == Some(TypeId::NEVER) {
                let guard = Predicate { asserts: false, subject: Some(index as u32), ty: Some(narrowed), refused: false };
                self.functions[function.index()].guard = Some(guard);
                return;
            }
        }
    }

    /// Whether a condition may leave less of a type: one of several, or one of which no more is known.
    fn is_narrowable(&mut self, ty: TypeId) -> bool {
        let parts = self.program.types.constituents(ty);
        matches!(ty, TypeId::UNKNOWN | TypeId::ANY) || parts.len() > 1 || parts.iter().any(|&part| self.is_undecided(part))
    }

    /// Of `ty`, what is a `candidate`, or what is none.
    pub(super) fn guarded_part(&mut self, ty: TypeId, candidate: TypeId, holds: bool) -> TypeId {
        if !holds {
            if matches!(ty, TypeId::ANY | TypeId::UNKNOWN) || candidate == TypeId::ANY {
                return ty;
            }
            let mut kept = Vec::new();
            for part in self.program.types.constituents(ty) {
                if !self.is_guarded(part, candidate) || self.leaves_open(part, candidate) {
                    kept.push(self.open_part(part, |c, own| !c.is_assignable(own, candidate)));
                }
            }
            return self.types().union(kept);
        }
        if matches!(ty, TypeId::ANY | TypeId::UNKNOWN) {
            return if ty == TypeId::ANY && self.says_little(candidate) { ty } else { candidate };
        }
        let parts = self.program.types.constituents(ty);
        let mut found = Vec::new();
        for wanted in self.program.types.constituents(candidate) {
            let before = found.len();
            for &part in &parts {
                if self.is_assignable(part, wanted) && part != TypeId::ANY {
                    found.push(if self.says_more(wanted, part) || self.leaves_open(part, wanted) { wanted } else { part });
                } else if self.is_assignable(wanted, part) {
                    found.push(wanted);
                }
            }
            // What stands for a type that is not known yet counts only where nothing else is such a candidate.
            if found.len() == before {
                for &part in &parts {
                    if self.is_undecided(part) && self.may_be_bound(part, wanted) {
                        found.push(self.intersect(&[part, wanted]));
                    }
                }
            }
        }
        if !found.is_empty() {
            return self.types().union(found);
        }
        let is_primitive = |c: &Self, ty: TypeId| !matches!(c.program.types.get(ty), Type::Class { .. } | Type::Interface { .. } | Type::Object { .. });
        if parts.iter().all(|&p| is_primitive(self, p) && !self.is_undecided(p)) {
            return TypeId::NEVER;
        }
        self.intersect(&[ty, candidate])
    }

    /// `Function` and `Object`, of which less is known than of `any`: a test for them leaves `any` as it is, as in tsc.
    fn says_little(&mut self, candidate: TypeId) -> bool {
        candidate == self.some_function() || candidate == self.anything()
    }

    /// Whether what a guard asks for is said of all values of a type. What functions take is compared as tsc does: by the members of its classes.
    fn is_guarded(&mut self, part: TypeId, candidate: TypeId) -> bool {
        let is_function = |c: &Self, ty| matches!(c.program.types.get(ty), Type::Function(_));
        self.is_assignable(part, candidate) || is_function(self, part) && is_function(self, candidate) && self.is_structurally_assignable(part, candidate)
    }

    /// Whether of two types of objects that may stand for each other it is the first that has members, if only such as may be missing, which the
    /// second does not speak of.
    fn says_more(&mut self, one: TypeId, other: TypeId) -> bool {
        let (Some(more), Some(less)) = (self.object_properties(one), self.object_properties(other)) else { return false };
        let lacks = |all: &[Member], wanted: &[Member]| wanted.iter().any(|w| !all.iter().any(|m| m.name == w.name));
        lacks(&less, &more) && !lacks(&more, &less) && self.is_assignable(one, other)
    }

    /// Whether a type has `any` for a type argument or for its elements where the other, of the same class or interface or an array too, says
    /// what it is.
    fn leaves_open(&self, part: TypeId, wanted: TypeId) -> bool {
        let (open, said) = match (self.program.types.get(part), self.program.types.get(wanted)) {
            (Type::Array { element: open, .. }, Type::Array { element: said, .. }) => return *open == TypeId::ANY && *said != TypeId::ANY,
            (Type::Class { class: a, arguments: x }, Type::Class { class: b, arguments: y }) if a == b => (x, y),
            (Type::Interface { interface: a, arguments: x, .. }, Type::Interface { interface: b, arguments: y, .. }) if a == b => (x, y),
            _ => return false,
        };
        open.iter().zip(said.iter()).any(|(&open, &said)| open == TypeId::ANY && said != TypeId::ANY)
    }

    /// The members of the objects of a type.
    fn object_properties(&mut self, ty: TypeId) -> Option<Vec<Member>> {
        match self.program.types.get(ty) {
            Type::Object { .. } | Type::Interface { .. } | Type::Class { .. } | Type::Intersection(_) => self.properties(ty),
            _ => None,
        }
    }

    /// Of a type that stands for one of several, what is left where only those that `is_kept` are possible.
    pub(super) fn open_part(&mut self, part: TypeId, mut is_kept: impl FnMut(&mut Self, TypeId) -> bool) -> TypeId {
        let bound = if self.is_undecided(part) { self.constraint_of(part) } else { part };
        let Type::Union(all) = self.program.types.get(bound).clone() else { return part };
        let kept: Vec<TypeId> = all.iter().copied().filter(|&own| is_kept(self, own)).collect();
        if bound == part || kept.is_empty() || kept.len() == all.len() {
            return part;
        }
        let kept = self.types().union(kept);
        self.intersect(&[part, kept])
    }

    /// Whether what an open type stands for may be a `wanted`, going by what is known of it.
    fn may_be_bound(&mut self, part: TypeId, wanted: TypeId) -> bool {
        let bound = self.constraint_of(part);
        if bound == TypeId::UNKNOWN {
            return matches!(self.program.types.get(part), Type::Parameter(_) | Type::Indexed { .. });
        }
        bound != part && self.program.types.members(bound).into_iter().any(|bound| self.is_assignable(bound, wanted) || self.is_assignable(wanted, bound))
    }
}
