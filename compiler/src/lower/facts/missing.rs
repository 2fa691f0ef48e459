//! Which variables may hold the undefined of a missing element: those that an element or entry is assigned to, and that the program asks,
//! somewhere, whether there is anything in them (a condition, `?.`, `??`, `typeof`, a comparison with null or undefined). For all others a
//! missing element is an error where it is read.

use super::super::walk::Node;
use crate::hash::HashSet;
use crate::program::{BinaryOp, BindingId, CastReason, Expr, ExprKind, LogicalOp, Place, Program, StatementKind, TypeId, UnaryOp};

#[derive(Default)]
pub struct Missing {
    declared: HashSet<BindingId>,
    given: HashSet<BindingId>,
    asked: HashSet<BindingId>,
}

impl Missing {
    /// The variables.
    pub fn questioned(&self, program: &Program) -> HashSet<BindingId> {
        let wanted = |b: &&BindingId| self.given.contains(b) && self.declared.contains(b) && !program.bindings[b.index()].needs_initialization_check;
        self.asked.iter().filter(wanted).copied().collect()
    }

    /// Looks at one node, its parts come by themselves.
    pub fn visit(&mut self, program: &Program, node: Node) {
        match node {
            Node::List(_) => {}
            Node::Statement(statement) => match &statement.kind {
                StatementKind::Let { binding, value } => {
                    self.declared.insert(*binding);
                    value.iter().for_each(|value| self.gives(*binding, value));
                }
                StatementKind::If { test, .. } | StatementKind::While { test, .. } | StatementKind::DoWhile { test, .. } => self.condition(test),
                StatementKind::For { test: Some(test), .. } => self.condition(test),
                _ => {}
            },
            Node::Expr(expr) => self.visit_expr(program, expr),
        }
    }

    fn visit_expr(&mut self, program: &Program, expr: &Expr) {
        match &expr.kind {
            ExprKind::Let { binding, value, .. } => {
                self.declared.insert(*binding);
                self.gives(*binding, value);
            }
            ExprKind::Assign { place: Place::Binding(binding), value } => self.gives(*binding, value),
            ExprKind::AssignLogical { place: Place::Binding(binding), .. } => drop(self.asked.insert(*binding)),
            ExprKind::Binary { op, left, right } if matches!(op, BinaryOp::Equal | BinaryOp::NotEqual | BinaryOp::StrictEqual | BinaryOp::StrictNotEqual) => {
                for (side, other) in [(left, right), (right, left)] {
                    // Numbers are compared so often that only a question for nothing counts.
                    if matches!(other.kind, ExprKind::Null | ExprKind::Undefined) || !is_number(program, side.ty) {
                        self.asks(side);
                    }
                }
            }
            ExprKind::Logical { left, .. } => self.condition(left),
            ExprKind::Conditional { test, .. } => self.condition(test),
            ExprKind::Unary { op: UnaryOp::Not, operand } => self.condition(operand),
            ExprKind::TypeOf(operand) => self.asks(operand),
            ExprKind::OptionalChain { subject, .. } => self.asks(subject),
            _ => {}
        }
    }

    fn gives(&mut self, binding: BindingId, value: &Expr) {
        if may_miss(value) {
            self.given.insert(binding);
        }
    }

    /// A condition asks its parts.
    fn condition(&mut self, test: &Expr) {
        match &test.kind {
            ExprKind::Unary { op: UnaryOp::Not, operand } => self.condition(operand),
            ExprKind::Logical { op: LogicalOp::And | LogicalOp::Or, left, right } => {
                self.condition(left);
                self.condition(right);
            }
            _ => self.asks(test),
        }
    }

    fn asks(&mut self, value: &Expr) {
        match &value.kind {
            ExprKind::Read(binding) | ExprKind::Get(Place::Binding(binding)) | ExprKind::Assign { place: Place::Binding(binding), .. } => {
                self.asked.insert(*binding);
            }
            ExprKind::Cast { operand, reason } if *reason != CastReason::NonNull => self.asks(operand),
            _ => {}
        }
    }
}

fn is_number(program: &Program, ty: TypeId) -> bool {
    program.types.members(ty).iter().all(|&member| member == TypeId::NUMBER || program.types.is_number_member(member))
}

/// Whether a value may be an element that is not there, or be found through one.
fn may_miss(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Get(Place::Element { .. } | Place::Entry { .. }) | ExprKind::Cast { reason: CastReason::Lookup, .. } | ExprKind::OptionalChain { .. } => true,
        ExprKind::Conditional { then, otherwise, .. } => may_miss(then) || may_miss(otherwise),
        _ => false,
    }
}
