//! `<` and its like where an element may be missing: undefined is neither less nor greater than anything, so the comparison does not hold,
//! and nothing but the test of the index is needed to know it.

use super::body::{Body, Known};
use super::kinds::kinds;
use crate::ir::{Block, Kinds, Op, Type as Held, Why};
use crate::program::{BinaryOp, Expr, ExprKind, Place};

impl<'p> Body<'_, 'p> {
    /// Whether an operand is an element or entry, or a variable that holds one, and may be undefined although its type excludes it.
    pub fn may_miss(&mut self, operand: &'p Expr) -> bool {
        let declared = self.kinds_of(operand.ty);
        if declared.bits & Kinds::UNDEFINED != 0 || declared.bits == 0 {
            return false;
        }
        match &operand.kind {
            ExprKind::Get(Place::Element { .. } | Place::Entry { .. }) => true,
            ExprKind::Read(binding) | ExprKind::Get(Place::Binding(binding)) => self.world.facts.questioned.contains(binding),
            _ => false,
        }
    }

    /// The comparison as a value.
    pub fn order_of_elements(&mut self, op: BinaryOp, left: &'p Expr, right: &'p Expr) -> Known {
        let variable = self.b.variable(Held::Bool);
        let (yes, no, join) = (self.b.block(), self.b.block(), self.b.block());
        self.order_condition(op, left, right, yes, no);
        for (block, holds) in [(yes, true), (no, false)] {
            self.b.seal(block);
            self.b.switch_to(block);
            let value = self.b.emit(Op::Bool(holds), Held::Bool);
            self.b.write(variable, value);
            self.b.jump(join);
        }
        self.b.seal(join);
        self.b.switch_to(join);
        let value = self.b.read(variable);
        self.boolean(value)
    }

    /// Branches on the comparison. Without the left side there is still the right one to evaluate, if that does anything.
    pub fn order_condition(&mut self, op: BinaryOp, left: &'p Expr, right: &'p Expr, yes: Block, no: Block) {
        let missing = if is_plain(right) { no } else { self.b.block() };
        let left = self.present_or(left, missing);
        let right_there = self.present_or(right, no);
        let known = self.binary(op, left, right_there);
        let truth = self.truth(known);
        self.b.branch(truth, yes, no);
        if missing != no {
            self.b.seal(missing);
            self.b.switch_to(missing);
            self.observed(right);
            self.b.jump(no);
        }
    }

    /// The operand; control goes to `missing` if it is an element that is not there.
    fn present_or(&mut self, operand: &'p Expr, missing: Block) -> Known {
        if !self.may_miss(operand) {
            return self.expr(operand);
        }
        let before = self.b.at(operand.span);
        let known = match &operand.kind {
            ExprKind::Get(Place::Element { object, index }) => self.present_element(object, index, operand, missing),
            _ => {
                let known = self.observed(operand);
                let test = self.is(known, kinds(Kinds::UNDEFINED));
                let there = self.b.block();
                self.b.branch(test, missing, there);
                self.b.seal(there);
                self.b.switch_to(there);
                let wanted = self.kinds_of(operand.ty);
                self.narrow(known, wanted, Why::Narrowing)
            }
        };
        self.b.at(before);
        known
    }

    fn present_element(&mut self, object: &'p Expr, index: &'p Expr, operand: &'p Expr, missing: Block) -> Known {
        let object = self.expr(object);
        let index = self.expr(index);
        let wanted = self.kinds_of(operand.ty);
        self.element_if_there(object, index, wanted, missing)
    }
}

/// Whether an operand does nothing but give its value.
fn is_plain(operand: &Expr) -> bool {
    match &operand.kind {
        ExprKind::Number(_) | ExprKind::String(_) | ExprKind::Boolean(_) | ExprKind::Null | ExprKind::Undefined | ExprKind::Read(_) | ExprKind::This => true,
        ExprKind::Get(place) => match place {
            Place::Binding(_) => true,
            Place::Field { object, .. } | Place::Length { object } => is_plain(object),
            Place::Element { object, index } => is_plain(object) && is_plain(index),
            _ => false,
        },
        ExprKind::Binary { left, right, .. } => is_plain(left) && is_plain(right) && left.ty == crate::program::TypeId::NUMBER && right.ty == left.ty,
        ExprKind::Cast { operand, .. } => is_plain(operand),
        _ => false,
    }
}
