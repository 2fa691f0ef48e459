//! Statements and control flow.
//!
//! Loops test at the end of a copy of their condition only where `optimize` rotates them; here the test stands at the head.
//! A jump out of a statement runs the `finally` blocks on its way (see `errors`).

use super::body::{Body, Known, Returns, Scope};
use super::calls::takes_anything;
use crate::program::walk::{Node, walk_list};
use crate::ir::{Block, Op, Terminator, Type as Held, Value, Why};
use crate::program::{BindingId, Callee, Expr, ExprKind, LogicalOp, Statement, StatementKind, TargetId, UnaryOp};

/// The parts of a loop.
struct Loop<'p> {
    target: TargetId,
    test: Option<&'p Expr>,
    update: Option<&'p Expr>,
    per_iteration: &'p [BindingId],
    body: &'p [Statement],
}

impl<'p> Body<'_, 'p> {
    /// The statements of a block, its functions first.
    pub fn lower_block(&mut self, list: &'p [Statement]) {
        self.predeclare(list);
        self.hoist_functions(list);
        self.lower_list(list);
    }

    fn lower_list(&mut self, list: &'p [Statement]) {
        for statement in list {
            // What cannot be reached is not lowered; its declarations are nobody's business either.
            if self.b.is_unreachable() {
                return;
            }
            let before = self.b.at(statement.span);
            self.lower_statement(statement);
            self.b.at(before);
        }
    }

    fn lower_statement(&mut self, statement: &'p Statement) {
        match &statement.kind {
            StatementKind::Let { binding, value } => self.lower_let(*binding, value.as_ref()),
            // Hoisted.
            StatementKind::Function { .. } => {}
            StatementKind::Class { class } => self.lower_class_statement(*class, false),
            StatementKind::Expr(expr) => {
                self.observed(expr);
            }
            StatementKind::Block(body) => self.lower_block(body),
            StatementKind::If { test, then, otherwise } => self.lower_if(test, then, otherwise),
            StatementKind::While { target, test, body } => {
                self.lower_loop(&Loop { target: *target, test: Some(test), update: None, per_iteration: &[], body });
            }
            StatementKind::DoWhile { target, body, test } => self.lower_do_while(*target, body, test),
            StatementKind::For { target, init, per_iteration, test, update, body } => {
                self.lower_block(init);
                self.part_from_init(init, per_iteration);
                self.lower_loop(&Loop { target: *target, test: test.as_ref(), update: update.as_ref(), per_iteration, body });
            }
            StatementKind::ForOf { target, binding, iterable, body } => self.lower_for_of(*target, *binding, iterable, body),
            StatementKind::Switch { target, subject, cases } => self.lower_switch(*target, subject, cases),
            StatementKind::Labelled { target, body } => self.lower_labelled(*target, body),
            StatementKind::Break(target) => self.jump_out(*target, false),
            StatementKind::Continue(target) => self.jump_out(*target, true),
            StatementKind::Return(value) => self.lower_return(value.as_ref()),
            StatementKind::Throw(value) => self.lower_throw(value),
            StatementKind::Try { body, catch, finally } => self.lower_try(body, catch.as_ref(), finally.as_deref()),
        }
    }

    /// What closures of a `for` loop's initialisers capture are variables that no round shares (ECMA-262, 14.7.4.2).
    fn part_from_init(&mut self, init: &'p [Statement], per_iteration: &[BindingId]) {
        let mut is_captured = false;
        walk_list(init, &mut |node| is_captured |= matches!(node, Node::Expr(Expr { kind: ExprKind::Closure { .. } | ExprKind::DefineClass(_), .. })));
        if is_captured {
            per_iteration.iter().for_each(|&binding| self.renew(binding));
        }
    }

    fn lower_let(&mut self, binding: BindingId, value: Option<&'p Expr>) {
        let Some(value) = value else { return self.declare(binding, None) };
        if self.world.facts.literals.contains_key(&binding) {
            return;
        }
        let ty = self.world.program.bindings[binding.index()].ty;
        let declared = self.kinds_of(ty);
        let admits_undefined = declared.bits & crate::ir::Kinds::UNDEFINED != 0 && declared.bits != crate::ir::Kinds::ALL;
        let admits_undefined = admits_undefined || takes_anything(ty) && self.may_be_missing(value) || self.is_flowing(value, declared);
        let known = if admits_undefined { self.observed(value) } else { self.expr(value) };
        self.declare(binding, Some(known));
    }

    /// What the library asks about the whole program: nothing is made of what is left out for it.
    fn constant_condition(&self, test: &Expr) -> Option<bool> {
        let ExprKind::Call { callee: Callee::Intrinsic(intrinsic), .. } = &test.kind else { return None };
        super::intrinsics::asked(&intrinsic.0).map(|asked| self.world.holds_of_program(asked))
    }

    fn lower_if(&mut self, test: &'p Expr, then: &'p [Statement], otherwise: &'p [Statement]) {
        if let Some(holds) = self.constant_condition(test) {
            return self.lower_block(if holds { then } else { otherwise });
        }
        let (yes, after) = (self.b.block(), self.b.block());
        let no = if otherwise.is_empty() { after } else { self.b.block() };
        self.condition(test, yes, no);
        self.b.seal(yes);
        self.b.switch_to(yes);
        self.lower_block(then);
        self.b.jump(after);
        if no != after {
            self.b.seal(no);
            self.b.switch_to(no);
            self.lower_block(otherwise);
            self.b.jump(after);
        }
        self.b.seal(after);
        self.b.switch_to(after);
    }

    /// Branches on an expression's truth without making a boolean of `&&`, `||` and `!`.
    pub fn condition(&mut self, test: &'p Expr, yes: Block, no: Block) {
        let before = self.b.at(test.span);
        match &test.kind {
            ExprKind::Unary { op: UnaryOp::Not, operand } => self.condition(operand, no, yes),
            ExprKind::Logical { op: op @ (LogicalOp::And | LogicalOp::Or), left, right } => {
                let middle = self.b.block();
                match op {
                    LogicalOp::And => self.condition(left, middle, no),
                    _ => self.condition(left, yes, middle),
                }
                self.b.seal(middle);
                self.b.switch_to(middle);
                self.condition(right, yes, no);
            }
            ExprKind::Boolean(value) => self.b.jump(if *value { yes } else { no }),
            _ => {
                let known = self.observed(test);
                let truth = self.truth(known);
                self.b.branch(truth, yes, no);
            }
        }
        self.b.at(before);
    }

    fn lower_loop(&mut self, parts: &Loop<'p>) {
        let (head, inside, repeat, after) = (self.b.block(), self.b.block(), self.b.block(), self.b.block());
        self.b.jump(head);
        self.b.switch_to(head);
        match parts.test {
            Some(test) => self.condition(test, inside, after),
            None => self.b.jump(inside),
        }
        self.b.seal(inside);
        self.b.switch_to(inside);
        self.scopes.push(Scope::Target { target: parts.target, leave: after, repeat: Some(repeat) });
        self.lower_block(parts.body);
        self.scopes.pop();
        self.b.jump(repeat);
        self.b.seal(repeat);
        self.b.switch_to(repeat);
        for &binding in parts.per_iteration {
            self.renew(binding);
        }
        if let Some(update) = parts.update {
            self.expr(update);
        }
        self.b.jump(head);
        self.b.seal(head);
        self.b.seal(after);
        self.b.switch_to(after);
    }

    fn lower_do_while(&mut self, target: TargetId, body: &'p [Statement], test: &'p Expr) {
        let (inside, repeat, after) = (self.b.block(), self.b.block(), self.b.block());
        self.b.jump(inside);
        self.b.switch_to(inside);
        self.scopes.push(Scope::Target { target, leave: after, repeat: Some(repeat) });
        self.lower_block(body);
        self.scopes.pop();
        self.b.jump(repeat);
        self.b.seal(repeat);
        self.b.switch_to(repeat);
        self.condition(test, inside, after);
        self.b.seal(inside);
        self.b.seal(after);
        self.b.switch_to(after);
    }

    fn lower_labelled(&mut self, target: TargetId, body: &'p [Statement]) {
        let after = self.b.block();
        self.scopes.push(Scope::Target { target, leave: after, repeat: None });
        self.lower_block(body);
        self.scopes.pop();
        self.b.jump(after);
        self.b.seal(after);
        self.b.switch_to(after);
    }

    fn lower_switch(&mut self, target: TargetId, subject: &'p Expr, cases: &'p [(Option<Expr>, Vec<Statement>)]) {
        let subject = self.observed(subject);
        // All cases are one scope.
        for (_, body) in cases {
            self.predeclare_case(body);
        }
        for (_, body) in cases {
            self.hoist_functions(body);
        }
        let after = self.b.block();
        let bodies: Vec<Block> = cases.iter().map(|_| self.b.block()).collect();
        let default = cases.iter().position(|(test, _)| test.is_none());
        let otherwise = default.map_or(after, |i| bodies[i]);
        match dense_cases(&self.b, subject, cases) {
            Some(table) => self.switch_by_table(subject.value, &table, &bodies, otherwise),
            None => self.switch_by_tests(subject, cases, &bodies, otherwise),
        }
        self.scopes.push(Scope::Target { target, leave: after, repeat: None });
        for (i, (_, body)) in cases.iter().enumerate() {
            // The case before falls through.
            if i > 0 {
                self.b.jump(bodies[i]);
            }
            self.b.seal(bodies[i]);
            self.b.switch_to(bodies[i]);
            self.lower_list(body);
        }
        self.scopes.pop();
        self.b.jump(after);
        self.b.seal(after);
        self.b.switch_to(after);
    }

    fn switch_by_tests(&mut self, subject: Known, cases: &'p [(Option<Expr>, Vec<Statement>)], bodies: &[Block], otherwise: Block) {
        for ((test, _), &body) in cases.iter().zip(bodies) {
            let Some(test) = test else { continue };
            let value = self.observed(test);
            let equal = self.equal(subject, value, true);
            let next = self.b.block();
            self.b.branch(equal, body, next);
            self.b.seal(next);
            self.b.switch_to(next);
        }
        self.b.jump(otherwise);
    }

    /// Case numbers minus the least one index the table.
    fn switch_by_table(&mut self, subject: Value, table: &Dense, bodies: &[Block], otherwise: Block) {
        let target = |block: Block| crate::ir::Target { block, args: Vec::new() };
        let value = if table.least == 0 {
            subject
        } else {
            let least = self.constant(f64::from(table.least));
            self.b.emit(Op::Num { op: crate::ir::NumOp::Sub, rep: crate::ir::NumRep::Open, args: [subject, least] }, Held::Num)
        };
        let cases = table.entries.iter().map(|entry| target(entry.map_or(otherwise, |i| bodies[i]))).collect();
        self.b.terminate(Terminator::Switch { value, cases, default: target(otherwise) });
    }

    fn lower_return(&mut self, value: Option<&'p Expr>) {
        let result = match (self.returns, value) {
            (Returns::Nothing, None) => None,
            (Returns::Nothing, Some(value)) => {
                self.observed(value);
                None
            }
            (Returns::Value(_), None) if self.is_suspended() => None,
            (Returns::Value(kinds), None) => {
                let undefined = self.undefined();
                Some(self.convert(undefined, kinds, Why::Load))
            }
            (Returns::Value(_), Some(value)) if self.is_suspended() => {
                let function = self.function.expect("lower: only functions of the program are suspended");
                let result = self.world.program.functions[function.index()].result;
                let wanted = self.kinds_of(result);
                let known = if wanted.bits & crate::ir::Kinds::UNDEFINED != 0 { self.observed(value) } else { self.expr(value) };
                let known = if self.is_async_generator() { self.wait_for(known) } else { known };
                Some(self.word(known))
            }
            (Returns::Value(kinds), Some(value)) => Some(self.return_value(value, kinds)),
        };
        if self.b.is_unreachable() {
            return;
        }
        let handler = self.b.handler();
        self.run_finally_blocks(0);
        self.b.terminate(Terminator::Return(result));
        self.b.resume_handler(handler);
    }

    /// The value as the declared result first, then as what comes back is held.
    fn return_value(&mut self, value: &'p Expr, kinds: crate::ir::Kinds) -> Value {
        let declared = self.function.map(|f| self.world.program.functions[f.index()].result);
        let wanted = match declared {
            Some(ty) if !self.world.is_valueless(ty) => self.kinds_of(ty),
            _ => kinds,
        };
        let value = self.expr_to(value, wanted);
        let wanted = if wanted.bits == 0 { super::kinds::ANY } else { wanted };
        self.convert(Known { value, kinds: wanted }, kinds, Why::Load)
    }

    /// `break` and `continue`.
    fn jump_out(&mut self, target: TargetId, repeat: bool) {
        let found = self.scopes.iter().rposition(|s| matches!(s, Scope::Target { target: t, repeat: r, .. } if *t == target && (!repeat || r.is_some())));
        let Some(depth) = found else { panic!("lower: a jump to a statement that does not enclose it") };
        let Scope::Target { leave, repeat: again, .. } = self.scopes[depth] else { unreachable!("lower: found as a target") };
        let handler = self.b.handler();
        self.run_finally_blocks(depth + 1);
        let to = if repeat { again.expect("lower: a repeatable target") } else { leave };
        self.b.jump(to);
        self.b.resume_handler(handler);
    }
}

/// Cases that are distinct small integers close together.
struct Dense {
    least: i32,
    /// By number minus the least: the case.
    entries: Vec<Option<usize>>,
}

fn dense_cases(builder: &crate::ir::build::Builder, subject: Known, cases: &[(Option<Expr>, Vec<Statement>)]) -> Option<Dense> {
    if builder.ty(subject.value) != Held::Num {
        return None;
    }
    let mut numbers = Vec::new();
    for (i, (test, _)) in cases.iter().enumerate() {
        let Some(test) = test else { continue };
        let ExprKind::Number(number) = test.kind else { return None };
        let whole = number as i32;
        if f64::from(whole) != number || whole.unsigned_abs() > 1 << 20 {
            return None;
        }
        numbers.push((whole, i));
    }
    let least = numbers.iter().map(|n| n.0).min()?;
    let most = numbers.iter().map(|n| n.0).max()?;
    let span = (most - least) as usize + 1;
    // Fewer than four cases are faster as comparisons; a table with many gaps is large.
    if numbers.len() < 4 || span > 2 * numbers.len() {
        return None;
    }
    let least = if (0..=1).contains(&least) { 0 } else { least };
    let mut entries = vec![None; (most - least) as usize + 1];
    for (number, case) in numbers {
        let entry = &mut entries[(number - least) as usize];
        // The first of equal cases wins.
        entry.get_or_insert(case);
    }
    Some(Dense { least, entries })
}
