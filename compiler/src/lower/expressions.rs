//! Expressions: one arm for each form, the areas do the work.

use super::body::{Body, Known};
use super::kinds::{self, kinds};
use crate::ir::{Kinds, Op, Type as Held, Value, Why};
use crate::program::{CastReason, Expr, ExprKind, LogicalOp, Place, TypeId, UnaryOp};

impl<'p> Body<'_, 'p> {
    /// An expression's value, as its type has it.
    pub fn expr(&mut self, expr: &'p Expr) -> Known {
        let before = self.b.at(expr.span);
        let known = self.expr_kind(expr);
        self.b.at(before);
        known
    }

    /// An expression for a place that admits `wanted`: an element past the end is undefined where that is among them.
    pub fn expr_to(&mut self, expr: &'p Expr, wanted: Kinds) -> Value {
        let before = self.b.at(expr.span);
        let value = match &expr.kind {
            ExprKind::Get(Place::Element { .. } | Place::Entry { .. }) | ExprKind::Cast { reason: CastReason::Lookup, .. } if wanted.bits & Kinds::UNDEFINED != 0 => {
                let known = self.observed(expr);
                self.convert(known, wanted, Why::Load)
            }
            ExprKind::Read(_) | ExprKind::Get(_) | ExprKind::Call { .. } | ExprKind::Await(_) | ExprKind::Logical { .. } | ExprKind::Cast { .. } if self.is_flowing(expr, wanted) => {
                let known = self.observed(expr);
                self.convert(known, wanted, Why::Load)
            }
            ExprKind::Logical { .. } if wanted.bits & Kinds::UNDEFINED != 0 && expr.may_be_lookup() => {
                let known = self.observed(expr);
                self.convert(known, wanted, Why::Load)
            }
            ExprKind::Conditional { test, then, otherwise } => self.conditional(test, then, otherwise, wanted),
            ExprKind::Array(elements) if wanted.bits & Kinds::ARRAY != 0 => {
                let known = self.lower_array(elements, expr.ty);
                self.convert(known, wanted, Why::Load)
            }
            _ => {
                let known = self.expr_kind(expr);
                self.convert(known, wanted, self.why_of(expr))
            }
        };
        self.b.at(before);
        value
    }

    fn why_of(&self, expr: &Expr) -> Why {
        match expr.kind {
            ExprKind::Call { .. } => Why::Argument,
            _ => Why::Load,
        }
    }

    /// An expression where the program can tell whether an element was missing: undefined is let through, and so is whatever a
    /// variable or field holds beyond what the checker narrowed it to.
    pub fn observed(&mut self, expr: &'p Expr) -> Known {
        match &expr.kind {
            ExprKind::Read(binding) | ExprKind::Get(Place::Binding(binding)) => {
                let before = self.b.at(expr.span);
                self.check_owner_reached(*binding);
                let known = self.read(*binding);
                self.b.at(before);
                known
            }
            ExprKind::Call { callee, arguments } if self.world.program.may_be_nothing(expr) => {
                let before = self.b.at(expr.span);
                let known = self.call_as_it_is(callee, arguments, expr.ty);
                self.b.at(before);
                known
            }
            ExprKind::Await(operand) if self.world.program.may_be_nothing(expr) => {
                let before = self.b.at(expr.span);
                let known = self.lower_await(operand, TypeId::ANY);
                self.b.at(before);
                known
            }
            ExprKind::Get(place @ Place::Accessor { .. }) if self.world.program.may_be_nothing(expr) => {
                let before = self.b.at(expr.span);
                let known = self.get_declared(place, expr.ty);
                self.b.at(before);
                known
            }
            ExprKind::Get(place @ Place::Field { .. }) => {
                let before = self.b.at(expr.span);
                let known = self.get_declared(place, expr.ty);
                self.b.at(before);
                known
            }
            ExprKind::Get(place @ Place::Member { name, .. }) if &**name != "length" && self.world.program.empty_places.has_member(name) => {
                let before = self.b.at(expr.span);
                let known = self.get_or_nothing(place, expr.ty);
                self.b.at(before);
                known
            }
            ExprKind::Cast { operand, reason: CastReason::Lookup } => self.observed(operand),
            ExprKind::Cast { operand, .. } if self.world.program.is_claim(expr) && !operand.is_nothing() => {
                let before = self.b.at(expr.span);
                let known = self.observed(operand);
                let result = self.result_of_type(expr);
                let wanted = Kinds { bits: result.bits | known.kinds.bits & kinds::NULLISH, ..result };
                let known = self.narrow(known, wanted, Why::Cast);
                self.b.at(before);
                known
            }
            ExprKind::Get(Place::Element { object, index }) => {
                let before = self.b.at(expr.span);
                let object = self.expr(object);
                let known = self.element_or_undefined(object, index, expr.ty);
                self.b.at(before);
                known
            }
            ExprKind::Get(Place::Entry { object, key }) => {
                let before = self.b.at(expr.span);
                let object = self.expr(object);
                let known = self.entry_or_undefined(object, key, expr.ty);
                self.b.at(before);
                known
            }
            ExprKind::Conditional { .. } | ExprKind::Logical { .. } if expr.may_be_lookup() || self.world.program.may_be_nothing(expr) => self.observed_choice(expr),
            _ => self.expr(expr),
        }
    }

    /// An operand whose text becomes part of another: a place that holds nothing, whatever its type says, says so in it.
    pub fn told_operand(&mut self, expr: &'p Expr) -> Known {
        if self.world.program.may_be_nothing(expr) { self.observed(expr) } else { self.expr(expr) }
    }

    /// A choice of which one branch may find nothing.
    fn observed_choice(&mut self, expr: &'p Expr) -> Known {
        let before = self.b.at(expr.span);
        let result = self.result_of_type(expr);
        let nothing = if self.world.program.may_be_nothing(expr) { kinds::NULLISH } else { Kinds::UNDEFINED };
        let wanted = Kinds { bits: result.bits | nothing, ..result };
        let known = match &expr.kind {
            ExprKind::Conditional { test, then, otherwise } => Known { value: self.conditional(test, then, otherwise, wanted), kinds: wanted },
            ExprKind::Logical { op, left, right } => self.lower_logical(*op, left, right, wanted),
            _ => unreachable!("lower: the caller asks for choices only"),
        };
        self.b.at(before);
        known
    }

    fn expr_kind(&mut self, expr: &'p Expr) -> Known {
        match &expr.kind {
            ExprKind::Number(number) => {
                let value = self.constant(*number);
                Known { value, kinds: kinds(Kinds::NUM) }
            }
            ExprKind::String(units) => {
                let id = self.world.string(units);
                self.emit(Op::Str(id), kinds(Kinds::STRING))
            }
            ExprKind::Boolean(value) => self.emit(Op::Bool(*value), kinds(Kinds::BOOL)),
            ExprKind::Null => self.emit(Op::Null, kinds(Kinds::NULL)),
            ExprKind::Undefined => self.undefined(),
            ExprKind::Template { strings, values } => self.lower_template(strings, values),
            ExprKind::Read(binding) => {
                let known = self.read(*binding);
                self.as_narrowed(known, expr)
            }
            ExprKind::This => self.this_value(),
            ExprKind::Get(place) => {
                let known = self.get(place, expr.ty);
                self.as_narrowed(known, expr)
            }
            ExprKind::Assign { place, value } => self.lower_assign(place, value),
            ExprKind::AssignOp { place, op, current, value } => self.lower_assign_op(place, *op, value, *current),
            ExprKind::AssignLogical { place, op, value } => self.lower_assign_logical(place, *op, value, expr.ty),
            ExprKind::Update { place, increment, prefix, converts } => self.lower_update(place, (*increment, *prefix), *converts),
            ExprKind::Unary { op, operand } => self.lower_unary(*op, operand),
            ExprKind::Binary { op, left, right } => self.lower_binary(*op, left, right),
            ExprKind::Logical { op, left, right } => {
                let wanted = self.result_of_type(expr);
                self.lower_logical(*op, left, right, wanted)
            }
            ExprKind::Let { binding, value, body } => {
                let known = self.expr(value);
                self.declare(*binding, Some(known));
                self.expr(body)
            }
            ExprKind::Conditional { test, then, otherwise } => {
                let wanted = self.result_of_type(expr);
                let value = self.conditional(test, then, otherwise, wanted);
                Known { value, kinds: wanted }
            }
            ExprKind::Sequence(parts) => {
                let mut last = None;
                for part in parts {
                    last = Some(self.expr(part));
                }
                last.unwrap_or_else(|| self.undefined())
            }
            ExprKind::Call { callee, arguments } => self.lower_call(callee, arguments, expr.ty),
            ExprKind::New { class, arguments, .. } => self.lower_new(*class, arguments),
            ExprKind::NewIntrinsic { intrinsic, arguments } => self.lower_intrinsic(intrinsic, arguments, expr.ty),
            ExprKind::SuperCall { class, arguments, .. } => self.lower_super_call(*class, arguments),
            ExprKind::Array(elements) => self.lower_array(elements, expr.ty),
            ExprKind::Object(properties) => self.lower_object(properties, expr.ty),
            ExprKind::Closure { function } => self.make_closure(*function),
            ExprKind::ClassValue(class) => {
                self.check_class_reached(*class);
                self.lower_class_value(*class)
            }
            ExprKind::DefineClass(class) => {
                self.lower_class_statement(*class, true);
                self.lower_class_value(*class)
            }
            ExprKind::Cast { operand, reason } => self.lower_cast(operand, *reason, expr),
            ExprKind::InstanceOf { value, class } => self.lower_instance_of(value, *class),
            ExprKind::InstanceOfValue { value, class, .. } => self.lower_instance_of_value(value, class),
            ExprKind::In { name, object } => self.lower_in(name, object),
            ExprKind::TypeOf(operand) => self.lower_type_of(operand),
            ExprKind::OptionalChain { subject, chain } => self.lower_optional_chain(subject, chain, expr),
            ExprKind::ChainSubject => *self.subjects.last().expect("lower: a chain's subject outside of a chain"),
            ExprKind::Await(operand) => self.lower_await(operand, expr.ty),
            // Calls that may have it look for it.
            ExprKind::Spread(_) => panic!("lower: a spread argument of a call that takes its arguments one by one"),
            ExprKind::Yield { value, delegate } => self.lower_yield(value, *delegate, expr.ty),
        }
    }

    /// The kinds of an expression's type; everything for `never`.
    pub fn result_of_type(&mut self, expr: &Expr) -> Kinds {
        let wanted = self.kinds_of(expr.ty);
        if wanted.bits == 0 { kinds::ANY } else { wanted }
    }

    /// What was read, as the checker's narrowing has it here; checked, since narrowings of what others can write do not last.
    fn as_narrowed(&mut self, known: Known, expr: &Expr) -> Known {
        let wanted = self.result_of_type(expr);
        if self.within(known.kinds, wanted) {
            return known;
        }
        self.narrow(known, wanted, Why::Narrowing)
    }

    /// `c ? a : b` as `wanted`.
    fn conditional(&mut self, test: &'p Expr, then: &'p Expr, otherwise: &'p Expr, wanted: Kinds) -> Value {
        let variable = self.b.variable(kinds::held(wanted));
        let (yes, no, join) = (self.b.block(), self.b.block(), self.b.block());
        self.condition(test, yes, no);
        for (arm, block) in [(then, yes), (otherwise, no)] {
            self.b.seal(block);
            self.b.switch_to(block);
            let value = self.expr_to(arm, wanted);
            self.b.write(variable, value);
            self.b.jump(join);
        }
        self.b.seal(join);
        self.b.switch_to(join);
        self.b.read(variable)
    }

    /// `a && b`, `a || b`, `a ?? b` as a value.
    fn lower_logical(&mut self, op: LogicalOp, left: &'p Expr, right: &'p Expr, wanted: Kinds) -> Known {
        let left = self.observed(left);
        self.choose(op, left, wanted, |body| body.expr_to(right, wanted))
    }

    /// The value of a logical operator: the left side, or what `right` gives as `wanted`.
    pub fn choose(&mut self, op: LogicalOp, left: Known, wanted: Kinds, right: impl FnOnce(&mut Self) -> Value) -> Known {
        let (take_right, test) = self.decides(op, left);
        let variable = self.b.variable(kinds::held(wanted));
        let (other, keep, join) = (self.b.block(), self.b.block(), self.b.block());
        let (then, otherwise) = if take_right { (other, keep) } else { (keep, other) };
        self.b.branch(test, then, otherwise);
        self.b.seal(other);
        self.b.seal(keep);
        self.b.switch_to(keep);
        let kept = self.kept(op, left, wanted);
        self.b.write(variable, kept);
        self.b.jump(join);
        self.b.switch_to(other);
        let value = right(self);
        self.b.write(variable, value);
        self.b.jump(join);
        self.b.seal(join);
        self.b.switch_to(join);
        Known { value: self.b.read(variable), kinds: wanted }
    }

    /// The test of a logical operator on its left side, and whether truth leads to the right side.
    fn decides(&mut self, op: LogicalOp, left: Known) -> (bool, Value) {
        match op {
            LogicalOp::And => (true, self.truth(left)),
            LogicalOp::Or => (false, self.truth(left)),
            LogicalOp::Coalesce => (true, self.is_nullish(left)),
            LogicalOp::Default => (true, self.is(left, kinds(Kinds::UNDEFINED))),
        }
    }

    /// The left side where it is the result. What the test has shown needs no check of its own.
    fn kept(&mut self, op: LogicalOp, left: Known, wanted: Kinds) -> Value {
        let remaining = match op {
            // Only what can be false; objects are not.
            LogicalOp::And => kinds::without(left.kinds, kinds::HEAP & !Kinds::STRING),
            LogicalOp::Or | LogicalOp::Coalesce => kinds::without(left.kinds, kinds::NULLISH),
            LogicalOp::Default => kinds::without(left.kinds, Kinds::UNDEFINED),
        };
        if self.b.ty(left.value) == Held::Word && kinds::held(wanted) == Held::Word && self.within(remaining, wanted) {
            return left.value;
        }
        self.convert(left, wanted, Why::Narrowing)
    }

    /// `x as T`, `x!`.
    fn lower_cast(&mut self, operand: &'p Expr, reason: CastReason, expr: &'p Expr) -> Known {
        if operand.is_nothing() && reason != CastReason::Lookup {
            return self.expr(operand);
        }
        let wanted = self.result_of_type(expr);
        let known = if reason == CastReason::NonNull { self.expr(operand) } else { self.observed_as(operand, wanted) };
        let why = match reason {
            CastReason::As => Why::Cast,
            CastReason::NonNull => Why::NonNull,
            CastReason::Narrowing => Why::Narrowing,
            CastReason::Lookup => Why::Element,
        };
        self.narrow(known, wanted, why)
    }

    /// An operand that goes to a place of kinds `wanted` without being converted yet.
    fn observed_as(&mut self, operand: &'p Expr, wanted: Kinds) -> Known {
        if wanted.bits & Kinds::UNDEFINED != 0 { self.observed(operand) } else { self.expr(operand) }
    }

    fn lower_unary(&mut self, op: UnaryOp, operand: &'p Expr) -> Known {
        match op {
            UnaryOp::Not => {
                let known = self.observed(operand);
                let truth = self.truth(known);
                let value = self.b.emit(Op::Not(truth), Held::Bool);
                self.boolean(value)
            }
            UnaryOp::Void => {
                self.observed(operand);
                self.undefined()
            }
            UnaryOp::Negate | UnaryOp::Plus | UnaryOp::BitNot => self.lower_number_unary(op, operand),
        }
    }
}
