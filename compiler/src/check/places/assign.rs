//! Assignments: `=`, `op=`, `&&=` and its like, `++`, and what they tell of the variables that they change.

use super::super::Checker;
use super::super::expressions::without_parens;
use super::super::flow::Reference;
use super::super::literals::asks_for_object;
use crate::ast::{self, AssignOp, ExprKind as E};
use crate::problem::{Code, Problem, Rule};
use crate::program::{BindingId, CastReason, Expr, ExprKind, FunctionKind, LogicalOp, Place, Signature, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// `place op= value`.
    pub(in crate::check) fn check_assign(&mut self, op: AssignOp, place: &'a ast::Expr, value: &'a ast::Expr, span: Span) -> Expr {
        match op {
            AssignOp::Assign => self.check_plain_assign(place, value, span),
            AssignOp::Binary(op) => self.check_compound(op, place, value, span),
            AssignOp::Logical(op) => self.check_logical_assign(op, place, value, span),
        }
    }

    fn check_plain_assign(&mut self, node: &'a ast::Expr, value_node: &'a ast::Expr, span: Span) -> Expr {
        if let E::SuperMember { property } = &without_parens(node).kind {
            return self.check_super_assign(property, value_node, span);
        }
        self.grow_by_element(node, value_node);
        let before = self.problems.len();
        let place = self.check_place(node);
        self.growing = None;
        let Some((place, declared)) = place else {
            // What was refused may have had a `this`, and told a function what it takes.
            self.leaves_this_open(value_node);
            let is_refused = matches!(self.problems[before..], [Problem { code: Code::Th(_), .. }]);
            let is_function = matches!(without_parens(value_node).kind, E::Arrow(_) | E::Function(_));
            let value = match is_refused && is_function {
                true => self.quietly(|c| c.check_expr(value_node, None)),
                false => self.check_expr(value_node, None),
            };
            return Expr { span, ..value };
        };
        if self.sought_place(node).is_some() {
            return self.assign_sought(node, place, value_node, span);
        }
        let declares_this = |c: &mut Self| c.call_signature(declared).is_some_and(|signature| signature.this.is_some());
        if matches!((&place, &node.kind), (Place::Binding(_), E::Member { .. })) && !declares_this(self) && self.leaves_this_open(value_node) {
            let message = "a function in a static field is not told what `this` is: name the class instead";
            self.report(Problem::th(Rule::UnsupportedPlace, value_node.span).with_message(message));
        }
        let evolves = self.is_open_place(&place);
        let says_nothing = evolves || self.is_told_by_assignments(&place) && !super::super::open::is_empty_array(value_node);
        let expected = self.with_this_of_place(&place, value_node, declared);
        let value = self.check_expr(value_node, (!says_nothing).then_some(expected));
        self.name_assigned(node, value_node, &value);
        if let Place::Binding(binding) = place {
            self.note_held_function(binding, &value);
        }
        if evolves {
            return self.assign_open(node, place, value_node, value, span);
        }
        self.require_assignable(&value, declared, Some(value_node), node.span);
        self.assigned(node, &place, declared, value.ty);
        let ty = value.ty;
        let value = self.kept_missing(value, Some(declared));
        Expr { kind: ExprKind::Assign { place, value: Box::new(value) }, ty, span }
    }

    /// Whether a value is a function that speaks of a `this` which nothing tells; nothing more is said of that.
    fn leaves_this_open(&mut self, value: &'a ast::Expr) -> bool {
        self.tell_this(value, TypeId::ANY)
    }

    /// Gives a function that speaks of a `this` without declaring it an object of type `this`. Whether the value is one.
    fn tell_this(&mut self, value: &'a ast::Expr, this: TypeId) -> bool {
        let E::Function(function) = &without_parens(value).kind else { return false };
        let asks = asks_for_object(function);
        if asks {
            let function = self.function_entity(function, FunctionKind::Function, self.cx.scope);
            self.functions[function.index()].this_type = Some(this);
        }
        asks
    }

    /// What is expected of a value for a place of type `declared`: a function that is written as a member of an object has the object as its `this`.
    fn with_this_of_place(&mut self, place: &Place, value: &'a ast::Expr, declared: TypeId) -> TypeId {
        let (Place::Member { object, .. } | Place::Field { object, .. } | Place::Entry { object, .. }) = place else { return declared };
        let E::Function(function) = &without_parens(value).kind else { return declared };
        let this = self.with_this_known(object.ty);
        let id = self.function_entity(function, FunctionKind::Function, self.cx.scope);
        self.functions[id.index()].shares_this = self.is_type_this(object.ty) && function.this_type.is_none();
        if declared == TypeId::ANY {
            self.tell_this(value, this);
            return declared;
        }
        let present = self.types().non_null(declared);
        match self.call_signature(present) {
            Some(signature) if signature.this.is_none() => {
                let signature = Signature { this: Some(this), ..(*signature).clone() };
                self.types().intern(Type::Function(Rc::new(signature)))
            }
            _ => declared,
        }
    }

    /// A value for a place of type `declared`, if that is known: where it admits undefined, an element past the end and a missing entry are undefined.
    pub(in crate::check) fn kept_missing(&mut self, value: Expr, declared: Option<TypeId>) -> Expr {
        if !value.may_be_lookup() || !declared.is_some_and(|ty| self.program.types.admits_undefined(ty)) {
            return value;
        }
        let (ty, span) = (self.types().union([value.ty, TypeId::UNDEFINED]), value.span);
        Expr { kind: ExprKind::Cast { operand: Box::new(value), reason: CastReason::Lookup }, ty, span }
    }

    /// A function that is assigned to a variable has its name, one that is assigned to a member has none (ECMA-262, 13.15.2).
    pub(in crate::check) fn name_assigned(&mut self, node: &ast::Expr, value_node: &ast::Expr, value: &Expr) {
        if let E::Name(name) = &node.kind {
            self.give_name(value_node, value, name);
        }
    }

    /// What the flow knows a variable, or a field of the object under construction, by as long as nothing was assigned to it.
    fn assignment_mark(&self, node: &ast::Expr, place: &Place) -> Option<BindingId> {
        match place {
            Place::Field { object, class, name } if matches!(object.kind, ExprKind::This) => self.field_mark(*class, name),
            // An `accessor` is kept in a field of its own.
            Place::Accessor { object, class, name } if matches!(object.kind, ExprKind::This) => self.field_mark(*class, &crate::ast::symbols::accessor_field(name)),
            Place::Binding(binding) if matches!(without_parens(node).kind, E::Name(_)) => Some(*binding),
            _ => None,
        }
    }

    /// What is known once a place has been written.
    pub(in crate::check) fn assigned(&mut self, node: &'a ast::Expr, place: &Place, declared: TypeId, value: TypeId) {
        if let Some(reference) = self.sought_place(node) {
            return self.give_sought(reference, value);
        }
        if let Some(mark) = self.assignment_mark(node, place) {
            self.cx.flow.declare_assigned(mark);
        }
        if let Some(reference) = self.reference_of(node) {
            // An accessor gives what its getter says, whatever was assigned.
            let declared = match place {
                Place::Accessor { object, class, name } => {
                    let owner = *class;
                    let known = self.with_this_known(object.ty);
                    match self.program.types.get(known).clone() {
                        Type::Class { arguments, class } => {
                            let passed = self.as_base(class, &arguments, owner);
                            passed.and_then(|passed| self.class_member(owner, &passed, name)).map_or(declared, |found| found.ty)
                        }
                        _ => declared,
                    }
                }
                Place::Member { object, name } => self.find_member(object.ty, name).filter(|found| found.write.is_some()).map_or(declared, |found| found.ty),
                _ => declared,
            };
            self.assign_flow(&reference, declared, value);
        }
    }

    /// Notes an assignment in the flow: the place now holds the part of its declared type that the value can be.
    pub(in crate::check) fn assign_flow(&mut self, reference: &Reference, declared: TypeId, value: TypeId) {
        self.cx.flow.forget(reference);
        if let (super::super::flow::Root::Binding(binding), true) = (reference.root, reference.path.is_empty()) {
            self.cx.flow.declare_assigned(binding);
            if self.bindings[binding.index()].evolves {
                self.cx.flow.narrow(reference.clone(), value);
                return self.may_throw();
            }
        }
        // What only `new` makes was refused, and says nothing of the place.
        let is_refused = !self.is_assignable(value, declared) && self.is_structurally_assignable(value, declared);
        let reduced = if is_refused { declared } else { self.reduced_by_assignment(declared, value) };
        if reduced != declared {
            self.cx.flow.narrow(reference.clone(), reduced);
        }
        self.may_throw();
    }

    fn reduced_by_assignment(&mut self, declared: TypeId, value: TypeId) -> TypeId {
        if declared == value || value == TypeId::ANY || self.program.types.constituents(declared).len() < 2 {
            return declared;
        }
        // What never comes, as where a loop is walked for the first time, leaves the place with nothing.
        if value == TypeId::NEVER {
            return value;
        }
        let parts = self.program.types.constituents(value);
        let declared_parts = self.program.types.constituents(declared);
        let kept: Vec<TypeId> =
            declared_parts.into_iter().filter(|&d| parts.iter().any(|&v| self.is_assignable(v, d))).collect();
        let kept = self.types().union(kept);
        // As in tsc nothing is known where what is kept has no room for the value.
        if self.is_assignable(value, kept) { kept } else { declared }
    }

    /// The same behind `+=` and its like, which make anything of the kind of a literal: `base` is the declared type with such kinds.
    fn assigned_from_itself(&mut self, node: &'a ast::Expr, place: &Place, (declared, base): (TypeId, TypeId), value: TypeId) {
        self.assigned(node, place, base, value);
        if base != declared
            && self.sought_place(node).is_none()
            && let Some(reference) = self.reference_of(node)
            && self.cx.flow.get(&reference).is_none()
        {
            self.cx.flow.narrow(reference, base);
        }
    }

    fn check_compound(&mut self, op: ast::BinaryOp, node: &'a ast::Expr, value_node: &'a ast::Expr, span: Span) -> Expr {
        if let E::SuperMember { property } = &without_parens(node).kind {
            return self.check_super_compound(op, node, property, value_node, span);
        }
        let current = self.check_quiet_read(node);
        let Some((place, declared)) = self.check_place(node) else {
            return self.check_expr(value_node, None);
        };
        let value = self.check_expr(value_node, None);
        let before = self.problems.len();
        let (op, ty) = self.binary_result(op, (current, node), (value.ty, value_node), span);
        // As in tsc what must hold the result is what the place is known to hold here; of literal types their kind counts.
        let known = if matches!(current, TypeId::NEVER | TypeId::UNKNOWN) { declared } else { current };
        let holding = self.base_of_literals(known);
        if self.problems.len() == before && !self.is_assignable(ty, holding) && ty != TypeId::ANY {
            self.report_not_assignable(ty, known, 2322, node.span);
        }
        let base = self.base_of_literals(declared);
        // A field whose type is sought is what it was.
        let held = if self.sought_place(node).is_some() { self.base_of_literals(current) } else { ty };
        self.assigned_from_itself(node, &place, (declared, base), held);
        Expr { kind: ExprKind::AssignOp { place, op, current, value: Box::new(value) }, ty, span }
    }

    fn base_of_literals(&mut self, ty: TypeId) -> TypeId {
        let base = |c: &mut Self, part: TypeId| match c.program.types.get(part) {
            Type::Template { .. } | Type::StringCase { .. } => TypeId::STRING,
            _ => c.program.types.base_of_literal(part),
        };
        let parts: Vec<TypeId> = self.program.types.members(ty).into_iter().map(|part| base(self, part)).collect();
        self.types().union(parts)
    }

    /// The type that reading a place would give. The read that counts is the operation's own.
    fn check_quiet_read(&mut self, node: &'a ast::Expr) -> TypeId {
        self.check_read(node, |p| matches!(p.code, crate::problem::Code::Ts(2454 | 2565)))
    }

    /// The same; of what there is to complain of in the place itself only what `keeps` admits is kept: all other complaints the write makes too.
    fn check_read(&mut self, node: &'a ast::Expr, keeps: impl Fn(&Problem) -> bool) -> TypeId {
        let before = self.problems.len();
        let ty = self.check_expr(node, None).ty;
        // What it asked for elsewhere is asked for once.
        let is_elsewhere = |p: &Problem| p.span.file != node.span.file || !node.span.contains(p.span);
        let kept: Vec<Problem> = self.problems.drain(before..).filter(|p| keeps(p) || is_elsewhere(p)).collect();
        self.problems.extend(kept);
        ty
    }

    fn check_logical_assign(&mut self, op: ast::LogicalOp, node: &'a ast::Expr, value_node: &'a ast::Expr, span: Span) -> Expr {
        // What has no value yet is given one: that is no use of it.
        let read = self.check_read(node, |_| false);
        let Some((place, declared)) = self.check_place(node) else {
            return self.check_expr(value_node, None);
        };
        let reference = self.reference_of(node);
        let kept = match op {
            ast::LogicalOp::And => self.falsy_part(read),
            ast::LogicalOp::Or => self.truthy_part(read),
            ast::LogicalOp::Coalesce => self.types().non_null(read),
        };
        let entered = match op {
            ast::LogicalOp::And => self.truthy_part(read),
            ast::LogicalOp::Or => self.untrue_part(read),
            ast::LogicalOp::Coalesce => read,
        };
        let mut stopped = self.cx.flow.clone();
        if op != ast::LogicalOp::And
            && let Some(mark) = self.assignment_mark(node, &place)
        {
            // It holds something where nothing is assigned.
            stopped.declare_assigned(mark);
        }
        if let Some(reference) = &reference {
            stopped.narrow(reference.clone(), kept);
            if entered != read {
                self.cx.flow.narrow(reference.clone(), entered);
            }
        }
        let value = match self.sought_place(node) {
            Some(_) => self.telling(|c| c.check_expr(value_node, None)),
            None => self.check_expr(value_node, Some(declared)),
        };
        self.name_assigned(node, value_node, &value);
        self.require_assignable(&value, declared, Some(value_node), node.span);
        self.assigned(node, &place, declared, value.ty);
        self.meet(stopped);
        let ty = self.best_common_type(vec![kept, value.ty]);
        let op = match op {
            ast::LogicalOp::And => LogicalOp::And,
            ast::LogicalOp::Or => LogicalOp::Or,
            ast::LogicalOp::Coalesce => LogicalOp::Coalesce,
        };
        Expr { kind: ExprKind::AssignLogical { place, op, value: Box::new(value) }, ty, span }
    }

    /// `x++`, `--x`.
    pub(in crate::check) fn check_update(&mut self, operand: &'a ast::Expr, increment: bool, prefix: bool, span: Span) -> Expr {
        if !may_be_updated(operand) {
            self.check_expr(operand, None);
            return self.missing(span);
        }
        let read = self.check_quiet_read(operand);
        let Some((place, declared)) = self.check_place(operand) else { return self.missing(span) };
        let read = self.require_present_operand(read, operand);
        if !self.is_number(read) {
            let text = self.text(read);
            let sign = if increment { "++" } else { "--" };
            self.error(2356, operand.span, format!("`{sign}` needs a number, found a `{text}`"));
        }
        let base = self.base_of_literals(declared);
        let held = if self.sought_place(operand).is_some() { self.base_of_literals(read) } else { TypeId::NUMBER };
        self.assigned_from_itself(operand, &place, (declared, base), held);
        let converts = read == TypeId::ANY;
        Expr { kind: ExprKind::Update { place, increment, prefix, converts }, ty: TypeId::NUMBER, span }
    }
}

/// Whether `++` may stand beside an expression; where not, syntax has complained.
fn may_be_updated(node: &ast::Expr) -> bool {
    match &without_parens(node).kind {
        E::As { operand, .. } | E::Satisfies { operand, .. } | E::NonNull(operand) => may_be_updated(operand),
        kind => matches!(kind, E::Name(_) | E::Member { .. } | E::Index { .. } | E::SuperMember { .. } | E::Missing),
    }
}
