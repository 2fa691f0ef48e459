//! Fields with neither type nor value: their types are what the constructor, or the static blocks, assign to them.
//!
//! In: such a field, when its type is first asked for. Out: what `this.x` is known to be where the constructor ends, undefined included if some way
//! there assigns nothing. The body is walked quietly for each such field; while that lasts, `Context::seeks` names the field, and what is assigned to
//! it is known in the flow as of a variable without a type (`open.rs`).

use super::super::Checker;
use super::super::expressions::without_parens;
use super::super::flow::{Flow, Reference, Root};
use super::super::results::Sought;
use super::{ClassMember, MemberKind};
use crate::ast::{self, ExprKind as E};
use crate::problem::{Code, Problem};
use crate::program::{ClassId, Expr, ExprKind, FunctionId, FunctionKind, Place, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

/// How many walks of its constructor a class may have for each of its members, before what is assumed stays assumed.
const WALKS_FOR_EACH: usize = 4;

/// Whether the type of a member is what is assigned to it.
pub(super) fn is_told_by_assignments(member: &ClassMember) -> bool {
    matches!(member.kind, MemberKind::Field { ty: None, value: None, .. }) && !member.is_promised
}

/// The `x` of `this.x`, `this.x.y` and so on.
fn first_member_of_this(node: &ast::Expr) -> Option<&Rc<str>> {
    let E::Member { object, property, .. } = &without_parens(node).kind else { return None };
    match without_parens(object).kind {
        E::This => Some(&property.text),
        _ => first_member_of_this(object),
    }
}

/// Whether something may be assigned while the expression is worked out, its functions apart.
fn may_assign(node: &ast::Expr) -> bool {
    match &node.kind {
        E::Number(_) | E::String(_) | E::Boolean(_) | E::Null | E::Name(_) | E::This | E::Arrow(_) | E::Function(_) => false,
        E::Template { values, .. } | E::Array(values) => values.iter().any(may_assign),
        E::Paren(e) | E::NonNull(e) | E::AsConst(e) | E::Spread(e) | E::Chain(e) => may_assign(e),
        E::Member { object, .. } => may_assign(object),
        E::Index { object, index, .. } => may_assign(object) || may_assign(index),
        E::Call { callee, arguments, .. } | E::New { callee, arguments, .. } => may_assign(callee) || arguments.iter().any(may_assign),
        E::Unary { operand, .. } | E::As { operand, .. } | E::Satisfies { operand, .. } => may_assign(operand),
        E::Binary { left, right, .. } | E::Logical { left, right, .. } => may_assign(left) || may_assign(right),
        E::Conditional { test, then, otherwise } => [test, then, otherwise].into_iter().any(|part| may_assign(part)),
        _ => true,
    }
}

impl<'a> Checker<'a> {
    pub(super) fn infer_assigned_field(&mut self, class: ClassId, index: usize, member: &ClassMember<'a>) -> TypeId {
        let base = if member.modifiers.declare { self.type_in_base(class, member) } else { None };
        let bodies = self.assigning_bodies(class, member);
        if bodies.is_empty()
            && let Some(base) = base
        {
            return base;
        }
        for body in bodies {
            self.settle_unannotated_parameters(body);
            let at_last = self.is_walked_too_often(class);
            let ty = self.infer_field_in((class, index), body, at_last, |c| c.type_at_end(member, body, base));
            if self.rests_on_others(Sought::Field(class, index)) {
                return ty;
            }
            let says_nothing = self.program.types.constituents(ty).iter().all(|&part| matches!(part, TypeId::NULL | TypeId::UNDEFINED));
            if !says_nothing {
                return self.finish_assigned(member, ty);
            }
        }
        self.report_untyped_field(member, "any")
    }

    /// Counts the walks for the fields of a class. Where fields and results rest on one another all over, each could be walked again for each other.
    fn is_walked_too_often(&mut self, class: ClassId) -> bool {
        let info = &mut self.classes[class.index()];
        info.walks += 1;
        info.walks > WALKS_FOR_EACH * info.members.len()
    }

    /// The functions in which `this.x = …` tells the type.
    fn assigning_bodies(&self, class: ClassId, member: &ClassMember<'a>) -> Vec<FunctionId> {
        let entry = &self.program.classes[class.index()];
        if member.modifiers.is_static {
            return entry.static_blocks.iter().map(|&(_, block)| block).collect();
        }
        let has_body = |function: &FunctionId| self.functions[function.index()].node.is_some_and(|node| node.body.is_some());
        entry.constructor.filter(has_body).into_iter().collect()
    }

    fn type_in_base(&mut self, class: ClassId, member: &ClassMember<'a>) -> Option<TypeId> {
        let (base, arguments) = self.class_base(class)?;
        let found = if member.modifiers.is_static { self.static_member(base, &member.name) } else { self.class_member(base, &arguments, &member.name) };
        found.map(|found| found.ty)
    }

    /// What the member is known to be where `body` ends; `base`: what it is at its start, if not undefined.
    fn type_at_end(&mut self, member: &ClassMember<'a>, body: FunctionId, base: Option<TypeId>) -> TypeId {
        let node = self.functions[body.index()].node.expect("a body is written somewhere");
        let place = Reference { root: Root::This, path: vec![member.name.clone()] };
        self.cx.seeks = Some(place.clone());
        self.cx.flow.narrow(place.clone(), base.unwrap_or(TypeId::UNDEFINED));
        let declared = self.declared_result(body);
        self.walk_function(body, node, declared, None);
        self.leave();
        self.cx.flow = std::mem::replace(&mut self.cx.exits, Flow::unreachable());
        match self.known_of(&place) {
            Some(ty) if self.cx.flow.reachable => ty,
            _ => TypeId::ANY,
        }
    }

    fn finish_assigned(&mut self, member: &ClassMember<'a>, ty: TypeId) -> TypeId {
        let is_empty = |c: &Self, part: TypeId| matches!(c.program.types.get(part), Type::Array { element: TypeId::NEVER, .. });
        if self.program.types.constituents(ty).iter().any(|&part| is_empty(self, part)) {
            self.report_untyped_field(member, "any[]");
            return self.types().array(TypeId::ANY);
        }
        let ty = self.types().widen(ty);
        if member.modifiers.optional { self.types().union([ty, TypeId::UNDEFINED]) } else { ty }
    }

    fn report_untyped_field(&mut self, member: &ClassMember<'a>, implied: &str) -> TypeId {
        if !self.problems.iter().any(|p| p.span == member.span && p.code == Code::Ts(7008)) {
            let message = format!("nothing says what the field `{}` holds, so it would be `{implied}`", member.name);
            self.report_for_good(Problem::ts(7008, member.span, message).with_help(format!("write its type: `{}: …`", member.name)));
        }
        TypeId::ANY
    }

    pub(in crate::check) fn report_circular_field(&mut self, class: ClassId, index: usize) {
        let member = self.classes[class.index()].members[index].clone();
        self.report_circular_member(&member, 7022);
    }

    /// Whether a statement tells nothing of the field whose type is sought: it assigns to another such field, or calls a method of one or of the object.
    /// As in tsc what such a statement makes is not asked for, and cannot make a circle.
    pub(in crate::check) fn is_beside_sought(&mut self, statement: &ast::Expr) -> bool {
        let Some(Reference { path: sought, .. }) = &self.cx.seeks else { return false };
        let (place, parts) = match &statement.kind {
            E::Assign { op: ast::AssignOp::Assign, place, value } => (place, std::slice::from_ref(&**value)),
            E::Call { callee, arguments, .. } => (callee, &arguments[..]),
            _ => return false,
        };
        let Some(name) = first_member_of_this(place) else { return false };
        sought.first() != Some(name) && self.is_inferred_member(name) && !parts.iter().any(may_assign)
    }

    /// Whether the class under way infers what the member of its objects is or gives.
    fn is_inferred_member(&self, name: &str) -> bool {
        let FunctionKind::Constructor(class) = self.program.functions[self.cx.function.index()].kind else { return false };
        let Some(index) = self.own_member(class, name, false) else { return false };
        let member = &self.classes[class.index()].members[index];
        match member.kind {
            MemberKind::Method(function) => {
                let info = &self.functions[function.index()];
                info.overloads.is_empty() && info.node.is_some_and(|node| node.result.is_none())
            }
            _ => is_told_by_assignments(member),
        }
    }

    /// The field whose type is sought, if the expression names it.
    pub(in crate::check) fn sought_place(&mut self, node: &ast::Expr) -> Option<Reference> {
        self.cx.seeks.as_ref()?;
        let named = self.reference_of(node)?;
        self.cx.seeks.clone().filter(|sought| *sought == named)
    }

    /// What the flow knows of a place.
    pub(in crate::check) fn known_of(&mut self, reference: &Reference) -> Option<TypeId> {
        let element = if self.cx.seeks.as_ref() == Some(reference) { self.cx.flow.evolving(reference) } else { None };
        match element {
            Some(element) => Some(self.types().array(element)),
            None => self.cx.flow.get(reference),
        }
    }

    /// `this.x = value`, where the type of `x` is sought.
    pub(in crate::check) fn assign_sought(&mut self, node: &'a ast::Expr, place: Place, value_node: &'a ast::Expr, span: Span) -> Expr {
        let value = match self.annotated_function_type(self.cx.scope, value_node) {
            // It says all, and may speak of the field itself.
            Some(ty) => Expr { kind: ExprKind::Undefined, ty, span },
            None => self.telling(|c| c.check_expr(value_node, None)),
        };
        let ty = value.ty;
        if let Some(reference) = self.sought_place(node) {
            if super::super::open::is_empty_array(value_node) {
                self.cx.flow.forget(&reference);
                self.cx.flow.evolve(reference, TypeId::NEVER);
                self.may_throw();
            } else {
                self.give_sought(reference, ty);
            }
        }
        Expr { kind: ExprKind::Assign { place, value: Box::new(value) }, ty, span }
    }

    /// Takes note of what the field whose type is sought holds now.
    pub(in crate::check) fn give_sought(&mut self, reference: Reference, ty: TypeId) {
        let ty = self.types().widen_literals(ty);
        self.cx.flow.forget(&reference);
        self.cx.flow.narrow(reference, ty);
        self.may_throw();
    }

    /// What a pattern takes apart is expected to be what its parts are given to: the type of the field is needed for itself.
    pub(in crate::check) fn refuse_sought_in_pattern(&mut self, node: &ast::Expr) {
        if self.sought_place(node).is_none() {
            return;
        }
        if let Some(sought) = self.sought_last() {
            self.telling(|c| c.note_circular(sought, true));
        }
    }

    /// Whether the type of a place is what a constructor assigns to it: it says nothing of what is assigned.
    pub(in crate::check) fn is_told_by_assignments(&self, place: &Place) -> bool {
        let Place::Field { class, name, .. } = place else { return false };
        self.own_member(*class, name, false).is_some_and(|index| is_told_by_assignments(&self.classes[class.index()].members[index]))
    }
}
