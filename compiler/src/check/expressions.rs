//! Expressions: the dispatch over their forms, and the forms that belong to no language area.

use super::Checker;
use super::flow::{Flow, Reference, Root};
use super::scope::Value;
use crate::ast::{self, ExprKind as E};
use crate::problem::Rule;
use crate::program::types::Member;
use crate::program::{CastReason, Expr, ExprKind, FunctionId, LogicalOp, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

/// The expression inside any parentheses.
pub(super) fn without_parens(expr: &ast::Expr) -> &ast::Expr {
    match &expr.kind {
        E::Paren(inner) => without_parens(inner),
        _ => expr,
    }
}

/// Whether evaluating an expression can only give its value: tsc's list of forms.
fn has_no_effect(node: &ast::Expr) -> bool {
    match &without_parens(node).kind {
        E::Number(value) => *value != 0.0,
        E::String(_) | E::Boolean(_) | E::Null | E::Name(_) | E::Template { .. } | E::Function(_) | E::Arrow(_) | E::Array(_) | E::Object(_) => true,
        E::Unary { op, operand } => *op != ast::UnaryOp::Void && has_no_effect(operand) || *op == ast::UnaryOp::TypeOf,
        E::Binary { left, right, .. } | E::Logical { left, right, .. } => has_no_effect(left) && has_no_effect(right),
        E::Conditional { then, otherwise, .. } => has_no_effect(then) && has_no_effect(otherwise),
        _ => false,
    }
}

/// An expression that is a value and nothing else.
pub(super) fn constant(kind: ExprKind, ty: TypeId, span: Span) -> Expr {
    Expr { kind, ty, span }
}

impl<'a> Checker<'a> {
    /// Types an expression. `expected` is what the context suggests, not what it requires.
    pub(super) fn check_expr(&mut self, node: &'a ast::Expr, expected: Option<TypeId>) -> Expr {
        let value = self.check_expr_kind(node, expected);
        // Within a generic declaration the parts of a type that is made of itself are uses of its alias still: `next` of
        // `type List<T> = { next: List<T> } | null`.
        let ty = self.unfolded(value.ty);
        Expr { ty, ..value }
    }

    fn check_expr_kind(&mut self, node: &'a ast::Expr, expected: Option<TypeId>) -> Expr {
        let span = node.span;
        let as_const = std::mem::take(&mut self.constant);
        match &node.kind {
            E::Missing => {
                self.note_refusal(span);
                self.missing(span)
            }
            E::Number(value) => {
                let ty = self.types().number_literal(*value, true);
                constant(ExprKind::Number(*value), ty, span)
            }
            E::String(units) => {
                let ty = self.types().string_literal(units.clone(), true);
                constant(ExprKind::String(units.clone()), ty, span)
            }
            E::Boolean(value) => constant(ExprKind::Boolean(*value), if *value { TypeId::TRUE } else { TypeId::FALSE }, span),
            E::Null => constant(ExprKind::Null, TypeId::NULL, span),
            E::Template { strings, values } => self.check_template(strings, values, expected, as_const, span),
            E::TemplateStrings { cooked, raw } => self.check_template_strings(node.id, cooked, raw, span),
            E::Name(name) => {
                let value = self.check_name(name, span);
                self.beside_this_types(value)
            }
            E::This => self.check_this(span),
            E::Paren(inner) => {
                self.constant = as_const;
                self.check_expr(inner, expected)
            }
            E::Member { object, property, optional } => {
                let value = self.check_member(object, property, *optional, node);
                self.beside_this_types(value)
            }
            E::Index { object, index, optional } => self.check_index(object, index, *optional, node),
            E::Call { callee, type_arguments, arguments, optional } => {
                self.check_call(node, callee, type_arguments, arguments, *optional, expected)
            }
            E::Chain(inner) => self.check_chain(inner, expected, span),
            E::New { callee, type_arguments, arguments } => self.check_new(callee, type_arguments, arguments, expected, span),
            E::SuperCall { arguments } => self.check_super_call(arguments, span),
            E::SuperMember { property } => self.check_super_member(property, span),
            E::Array(items) if as_const => self.check_constant_array(items, expected, span),
            E::Array(items) => self.check_array(items, expected, span),
            E::Object(properties) => self.check_object(properties, expected, as_const, span),
            E::Function(function) => self.check_closure(function, false, expected, span),
            E::Arrow(function) => self.check_closure(function, true, expected, span),
            E::Class(class) => self.check_class_expression(class, span),
            E::Unary { op, operand } => self.check_unary(*op, operand, span),
            E::Update { operand, increment, prefix } => self.check_update(operand, *increment, *prefix, span),
            E::Binary { op, left, right } => self.check_binary(*op, left, right, span),
            E::Logical { .. } => self.check_logical(node, expected),
            E::Assign { op, place, value } => self.check_assign(*op, place, value, span),
            E::Conditional { test, then, otherwise } => self.check_conditional(test, then, otherwise, expected, span),
            E::Sequence(items) => self.check_sequence(items, expected, span),
            E::Await(operand) => self.check_await(operand, expected, span),
            E::AssignPattern { pattern, value } => self.check_assign_pattern(pattern, value, span),
            // Array literals and calls take it apart themselves.
            E::Spread(operand) => self.check_expr(operand, None),
            E::As { operand, ty } => self.check_as(operand, ty, span),
            E::AsConst(operand) => self.check_as_const(operand, expected, span),
            E::Instantiation { operand, arguments } => self.check_instantiation(operand, arguments),
            E::Satisfies { operand, ty } => self.check_satisfies(operand, ty),
            E::NonNull(operand) => self.check_non_null(operand, expected, span),
            E::Yield { value, delegate } => self.check_yield(value.as_deref(), *delegate, (true, expected), span),
            E::Delete(operand) => self.check_delete(operand, span),
        }
    }

    /// Whether the constructor under way has not made its object yet.
    pub(super) fn precedes_super_call(&mut self) -> bool {
        let crate::program::FunctionKind::Constructor(class) = self.program.functions[self.cx.function.index()].kind else { return false };
        !self.cx.super_called && self.class_base(class).is_some()
    }

    fn check_this(&mut self, span: Span) -> Expr {
        if self.precedes_super_call() {
            self.error(17009, span, "`super(…)` must be called before `this` is used");
        }
        match self.this_type() {
            Some(ty) => {
                let reference = Reference { root: Root::This, path: Vec::new() };
                let narrowed = self.cx.flow.get(&reference);
                match self.declared_this().filter(|&declared| declared != ty) {
                    // Methods may say of their object that it is of another type than the class.
                    Some(declared) => {
                        let this = Expr { kind: ExprKind::This, ty, span };
                        Expr { kind: ExprKind::Cast { operand: Box::new(this), reason: CastReason::As }, ty: narrowed.unwrap_or(declared), span }
                    }
                    None => {
                        let is_own = self.is_this_of_member() && matches!(self.program.types.get(ty), Type::Class { .. });
                        let this = if is_own { self.type_this() } else { ty };
                        Expr { kind: ExprKind::This, ty: narrowed.unwrap_or(this), span }
                    }
                }
            }
            None if self.is_top_level_this() => {
                Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span }
            }
            None => {
                self.error(2683, span, "`this` has no meaning here: it is the object of a class's methods");
                self.missing(span)
            }
        }
    }

    /// The function whose `this` is meant here.
    fn function_of_this(&self) -> FunctionId {
        let mut function = self.cx.function;
        while self.program.functions[function.index()].kind == crate::program::FunctionKind::Arrow {
            function = self.scope(self.functions[function.index()].outer).owner;
        }
        function
    }

    /// What the method around here says that its `this` is.
    fn declared_this(&self) -> Option<TypeId> {
        let function = self.function_of_this();
        let is_method = matches!(self.program.functions[function.index()].kind, crate::program::FunctionKind::Method(_));
        self.functions[function.index()].declared_this.filter(|_| is_method)
    }

    /// Whether no function has a `this` here, but arrows: that of a module is undefined. A namespace has none.
    fn is_top_level_this(&mut self) -> bool {
        self.program.functions[self.function_of_this().index()].kind == crate::program::FunctionKind::Module && !self.is_in_namespace()
    }

    pub(super) fn is_in_namespace(&self) -> bool {
        self.scopes_outwards(self.cx.scope).any(|scope| self.scope(scope).shared.is_some())
    }

    fn check_sequence(&mut self, items: &'a [ast::Expr], expected: Option<TypeId>, span: Span) -> Expr {
        let last = items.len() - 1;
        for item in &items[..last] {
            if has_no_effect(item) {
                self.error(2695, item.span, "the value to the left of the comma is not used");
            }
        }
        let values: Vec<Expr> =
            items.iter().enumerate().map(|(i, item)| self.check_expr(item, expected.filter(|_| i == last))).collect();
        let ty = values[last].ty;
        Expr { kind: ExprKind::Sequence(values), ty, span }
    }

    /// `a ? b : c`.
    fn check_conditional(
        &mut self,
        test: &'a ast::Expr,
        then: &'a ast::Expr,
        otherwise: &'a ast::Expr,
        expected: Option<TypeId>,
        span: Span,
    ) -> Expr {
        let (test_node, (test, yes, no)) = (test, self.check_condition(test));
        self.check_tested(test_node, &test, then.span);
        self.check_tested_operands(test_node, &test, None);
        self.cx.flow = yes;
        let then = self.check_expr(then, expected);
        let after_then = std::mem::replace(&mut self.cx.flow, no);
        let otherwise = self.check_expr(otherwise, expected);
        self.meet(after_then);
        let ty = self.best_common_type(vec![then.ty, otherwise.ty]);
        Expr { kind: ExprKind::Conditional { test: Box::new(test), then: Box::new(then), otherwise: Box::new(otherwise) }, ty, span }
    }

    /// `&&`, `||`, `??` for their value.
    fn check_logical(&mut self, node: &'a ast::Expr, expected: Option<TypeId>) -> Expr {
        let value = self.check_joined_ways(node, expected);
        self.as_never_false(value, expected)
    }

    fn check_joined_ways(&mut self, node: &'a ast::Expr, expected: Option<TypeId>) -> Expr {
        let (expr, yes, no) = self.check_logical_ways(node, expected);
        self.check_tested_operands(node, &expr, None);
        self.cx.flow = self.joined(yes, no);
        expr
    }

    /// What is used for its truth at most.
    pub(super) fn check_for_truth(&mut self, node: &'a ast::Expr) -> Expr {
        match &without_parens(node).kind {
            E::Logical { .. } => self.check_joined_ways(without_parens(node), None),
            _ => self.check_expr(node, None),
        }
    }

    /// The value of `v && …` where `v` is of an open type: tsc takes such a `v` never to be false. Where the value is used, and nothing else will do,
    /// that is checked when the program runs; a condition asks for no more than its truth.
    fn as_never_false(&mut self, value: Expr, expected: Option<TypeId>) -> Expr {
        let told = self.told_of_and(&value);
        if told == value.ty || expected.is_some_and(|wanted| self.is_assignable(value.ty, wanted)) {
            return value;
        }
        let span = value.span;
        Expr { kind: ExprKind::Cast { operand: Box::new(value), reason: CastReason::As }, ty: told, span }
    }

    /// What tsc takes `a && b` to be: of what `a` is where it is false, open types are left out.
    fn told_of_and(&mut self, value: &Expr) -> TypeId {
        let ExprKind::Logical { op: LogicalOp::And, left, right } = &value.kind else { return value.ty };
        let (before, then) = (self.told_of_and(left), self.told_of_and(right));
        let falsy = self.falsy_part(before);
        let mut kept = self.program.types.constituents(falsy).to_vec();
        kept.retain(|&part| !self.is_undecided(part));
        if (before, then) == (left.ty, right.ty) && self.types().union(kept.iter().copied()) == falsy {
            return value.ty;
        }
        match kept.is_empty() {
            true => then,
            false => self.best_common_type([kept, vec![then]].concat()),
        }
    }

    /// `&&`, `||`, `??`, and what is known where it is true and where it is false.
    pub(super) fn check_logical_ways(&mut self, node: &'a ast::Expr, expected: Option<TypeId>) -> (Expr, Flow, Flow) {
        let E::Logical { op, left, right } = &node.kind else { unreachable!("the caller looked at the form") };
        match op {
            ast::LogicalOp::Coalesce => {
                let expr = self.check_coalesce(left, right, expected, node.span);
                let (yes, no) = self.narrowed_ways(node, &expr);
                (expr, yes, no)
            }
            ast::LogicalOp::And | ast::LogicalOp::Or => self.check_and_or(*op, left, right, expected, node.span),
        }
    }

    fn check_and_or(
        &mut self,
        op: ast::LogicalOp,
        left: &'a ast::Expr,
        right: &'a ast::Expr,
        expected: Option<TypeId>,
        span: Span,
    ) -> (Expr, Flow, Flow) {
        let is_and = op == ast::LogicalOp::And;
        self.check_constant_truth(left);
        let left_node = left;
        // What `&&` gives of its left side is false: nobody asks what more it is.
        let looked_at = if is_and { std::slice::from_ref(&left) } else { &[] };
        let (left, left_yes, left_no) = self.looking_at(looked_at, |c| c.check_condition_expecting(left, expected));
        self.check_has_truth(left_node, left.ty);
        let (go_on, stop) = if is_and { (left_yes, left_no) } else { (left_no, left_yes) };
        self.cx.flow = go_on;
        let hint = expected.or(if is_and { None } else { Some(left.ty) });
        let (right, right_yes, right_no) = self.check_condition_expecting(right, hint);
        let kept = if is_and { self.falsy_part(left.ty) } else { self.truth_of(&left) };
        let ty = match is_and {
            true if kept == TypeId::NEVER && left.ty != TypeId::NEVER => right.ty,
            _ => self.best_common_type(vec![kept, right.ty]),
        };
        let whole = Some(left.ty).filter(|&whole| !is_and && self.is_never_falsy(whole));
        let op = if is_and { LogicalOp::And } else { LogicalOp::Or };
        let expr = Expr { kind: ExprKind::Logical { op, left: Box::new(left), right: Box::new(right) }, ty, span };
        let expr = self.as_whole(expr, whole, expected);
        match is_and {
            true => {
                let no = self.joined(stop, right_no);
                (expr, right_yes, no)
            }
            false => {
                let yes = self.joined(stop, right_yes);
                (expr, yes, right_no)
            }
        }
    }

    /// What a value is where it counts as true; `a && b` is `b` there.
    fn truth_of(&mut self, value: &Expr) -> TypeId {
        match &value.kind {
            ExprKind::Logical { op: LogicalOp::And, right, .. } => self.truth_of(right),
            _ => self.truthy_part(value.ty),
        }
    }

    fn check_coalesce(&mut self, left: &'a ast::Expr, right: &'a ast::Expr, expected: Option<TypeId>, span: Span) -> Expr {
        self.check_constant_presence(left);
        let left = self.check_expr(left, expected);
        let before = self.cx.flow.clone();
        let hint = expected.or_else(|| Some(self.types().non_null(left.ty)));
        let right = self.check_expr(right, hint);
        self.meet(before);
        let whole = Some(left.ty).filter(|&ty| !self.may_be_missing(ty));
        let kept = self.solid(left.ty);
        let ty = self.best_common_type(vec![kept, right.ty]);
        let value = Expr { kind: ExprKind::Logical { op: LogicalOp::Coalesce, left: Box::new(left), right: Box::new(right) }, ty, span };
        self.as_whole(value, whole, expected)
    }

    /// As in tsc what is never missing, or never falsy, is the value whatever stands behind. A field may have been given `null!`, so that is used
    /// only where nothing else will do.
    fn as_whole(&mut self, value: Expr, whole: Option<TypeId>, expected: Option<TypeId>) -> Expr {
        let (ty, span) = (value.ty, value.span);
        let ExprKind::Logical { left, right, .. } = &value.kind else { return value };
        let is_literal = matches!(self.program.types.get(right.ty), Type::Object { fresh: true, .. });
        let is_lookup = left.may_be_lookup();
        let is_needed = |c: &mut Self, whole| match expected {
            Some(wanted) => !c.is_assignable(ty, wanted) && c.is_assignable(whole, wanted),
            // Of `options || {}` all members of the options can be asked for. What is looked up may be missing whatever its type says.
            None => !is_lookup && (is_literal || matches!(c.program.types.get(whole), Type::Parameter(_))),
        };
        match whole {
            Some(whole) if whole != ty && is_needed(self, whole) => Expr { kind: ExprKind::Cast { operand: Box::new(value), reason: CastReason::As }, ty: whole, span },
            _ => value,
        }
    }

    /// Whether nothing of a type counts as false.
    fn is_never_falsy(&mut self, ty: TypeId) -> bool {
        let bound = if self.is_undecided(ty) { self.constraint_of(ty) } else { ty };
        bound != TypeId::NEVER && self.falsy_part(bound) == TypeId::NEVER
    }

    /// Types a condition, and says what is known where it holds and where it does not.
    pub(super) fn check_condition(&mut self, node: &'a ast::Expr) -> (Expr, Flow, Flow) {
        let (expr, yes, no) = self.looking_at(&[node], |c| c.check_condition_expecting(node, None));
        self.check_constant_truth(node);
        self.check_has_truth(node, expr.ty);
        (expr, yes, no)
    }

    /// Walks expressions of whose values the program asks only whether they are there, and of what type.
    pub(super) fn looking_at<T>(&mut self, nodes: &[&ast::Expr], walk: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.tested.len();
        nodes.iter().for_each(|node| note_members(node, &mut self.tested));
        let result = walk(self);
        self.tested.truncate(before);
        result
    }

    /// Complains when what is tested has no value.
    pub(super) fn check_has_truth(&mut self, node: &ast::Expr, ty: TypeId) {
        if ty == TypeId::VOID {
            self.error(1345, without_parens(node).span, "the condition has no value: it is a call of a function that returns nothing");
        }
    }

    fn check_condition_expecting(&mut self, node: &'a ast::Expr, expected: Option<TypeId>) -> (Expr, Flow, Flow) {
        match &node.kind {
            E::Paren(inner) => self.check_condition_expecting(inner, expected),
            E::Logical { .. } => self.check_logical_ways(node, expected),
            E::Unary { op: ast::UnaryOp::Not, operand } => {
                self.check_constant_truth(operand);
                let (value, yes, no) = self.looking_at(&[operand], |c| c.check_condition_expecting(operand, None));
                self.check_has_truth(operand, value.ty);
                self.check_tested_operands(operand, &value, None);
                (self.negated(value, node.span), no, yes)
            }
            E::Boolean(value) => {
                let expr = self.check_expr(node, expected);
                let flow = self.cx.flow.clone();
                if *value { (expr, flow, Flow::unreachable()) } else { (expr, Flow::unreachable(), flow) }
            }
            _ => {
                let expr = self.check_expr(node, expected);
                let (yes, no) = self.narrowed_ways(node, &expr);
                (expr, yes, no)
            }
        }
    }

    /// Where a keyword stands that follows an expression.
    fn word_behind(&self, span: Span, word: &str) -> Span {
        let text = &self.sources.get(span.file).text;
        let behind = text.get(span.end as usize..).and_then(|rest| rest.find(word));
        behind.map_or(span, |at| Span { start: span.end + at as u32, end: span.end + (at + word.len()) as u32, ..span })
    }

    /// `x as T`.
    fn check_as(&mut self, operand: &'a ast::Expr, ty: &'a ast::TypeNode, span: Span) -> Expr {
        let target = self.resolve_type(self.cx.scope, ty);
        // Whoever asks for the type alone needs nothing of the operand.
        if self.leaves_bodies() {
            return Expr { kind: ExprKind::Undefined, ty: target, span };
        }
        let value = self.check_expr(operand, Some(target));
        let source = match self.program.types.get(value.ty) {
            Type::Template { .. } | Type::StringCase { .. } => TypeId::STRING,
            _ => self.types().base_of_literal(value.ty),
        };
        if self.entries_of(source).is_none() {
            self.note_seen_as(target);
        }
        self.note_seen_as_fixed(source, target);
        // What the target takes without a cast lacks nothing that it must have.
        let regular = self.program.types.regular(value.ty);
        if self.literal_types.contains(&value.ty) && !self.is_assignable(regular, target) {
            self.cast_literals.insert((value.ty, target));
        }
        if self.is_called_with_members(target) {
            self.note_told_apart(&value);
        }
        let widened = self.types().widen(source);
        if self.holds_unknown(source) || self.holds_unknown(target) {
            self.note_refusal(span);
        } else if !self.is_comparable_to(target, widened) && !self.is_comparable_to(source, target) {
            let (found, wanted) = (self.text(value.ty), self.text(target));
            self.report(
                crate::problem::Problem::ts(2352, span, format!("a `{found}` is never a `{wanted}`"))
                    .with_help("if this is meant, write `as unknown as …`; it is checked when the program runs"),
            );
        } else if value.ty != TypeId::NEVER && self.casts_into_class(value.ty, target) {
            let (found, wanted) = (self.text(value.ty), self.text(target));
            let class = if self.program.types.members(target).len() > 1 { "such a class".to_string() } else { format!("`{wanted}`") };
            self.refuse(
                Rule::NominalClass,
                span,
                format!("a `{found}` is no `{wanted}`: only `new` of {class} or a subclass makes one"),
            );
        }
        Expr { kind: ExprKind::Cast { operand: Box::new(value), reason: CastReason::As }, ty: target, span }
    }

    /// Whether a cast claims a class for what cannot be an instance of it.
    fn casts_into_class(&mut self, source: TypeId, target: TypeId) -> bool {
        let target_parts = self.program.types.members(target);
        let source_parts = self.program.types.members(source);
        let is_class = |c: &Self, ty: TypeId| matches!(c.program.types.get(ty), Type::Class { .. });
        if target_parts.is_empty() || !target_parts.iter().all(|&t| is_class(self, t)) {
            return false;
        }
        source_parts.iter().all(|&part| match self.program.types.get(part).clone() {
            Type::Object { fresh, .. } => fresh,
            Type::Class { class, .. } => target_parts.iter().all(|&t| match *self.program.types.get(t) {
                Type::Class { class: wanted, .. } => !self.extends_class(class, wanted) && !self.extends_class(wanted, class),
                _ => true,
            }),
            _ => false,
        })
    }

    /// `x as const`: literals stay literals, arrays become read-only tuples, members read-only.
    fn check_as_const(&mut self, operand: &'a ast::Expr, expected: Option<TypeId>, span: Span) -> Expr {
        let target = without_parens(operand);
        let is_literal = |node: &ast::Expr| matches!(node.kind, E::Number(_) | E::String(_) | E::Boolean(_) | E::Array(_) | E::Object(_) | E::Template { .. } | E::Missing);
        let negated = matches!(&target.kind, E::Unary { op: ast::UnaryOp::Negate | ast::UnaryOp::Plus, operand } if matches!(operand.kind, E::Number(_)));
        if !is_literal(target) && !negated && !self.names_enum_member(target) {
            self.error(1355, operand.span, "`as const` stands behind literals: of numbers, strings, booleans, arrays, objects");
        }
        self.constant = true;
        let value = self.check_expr(operand, expected);
        self.constant = false;
        let ty = match self.program.types.get(value.ty) {
            Type::Object { .. } => value.ty,
            _ => self.types().unfresh(value.ty),
        };
        Expr { ty, span, ..value }
    }

    fn names_enum_member(&mut self, node: &ast::Expr) -> bool {
        matches!(&node.kind, E::Member { object, .. } | E::Index { object, .. } if self.enum_object(object).is_some())
    }

    /// What `satisfies` suggests to a literal: against a dictionary's type it stays the object that it is, each member being an entry; so do
    /// the literals within it.
    fn satisfied_context(&mut self, operand: &'a ast::Expr, target: TypeId) -> TypeId {
        let operand = match &without_parens(operand).kind {
            E::AsConst(inner) => inner,
            _ => operand,
        };
        let E::Object(properties) = &without_parens(operand).kind else { return target };
        let known = self.properties(target).unwrap_or_default();
        let entry = self.entries_of(target).and_then(|entries| entries.string);
        let mut members: Vec<Member> = if entry.is_some() { Vec::new() } else { known.clone() };
        for property in properties {
            let value = match &property.value {
                ast::PropertyValue::Spread(_) | ast::PropertyValue::Computed(..) => return target,
                ast::PropertyValue::Expr(value) => Some(value),
                _ => None,
            };
            let own = known.iter().find(|m| m.name == property.name.text).cloned();
            let new = |ty| Member { name: property.name.text.clone(), ty, optional: false, readonly: false, method: false, numeric: false };
            let Some(mut member) = own.or_else(|| entry.map(new)) else { continue };
            if let Some(value) = value {
                let present = self.present_type(&member);
                let inner = self.satisfied_context(value, present);
                member.ty = if inner == present { member.ty } else { inner };
            }
            members.retain(|m| m.name != member.name);
            members.push(Member { optional: member.optional && entry.is_none(), ..member });
        }
        if entry.is_none() && members.iter().all(|m| known.contains(m)) {
            return target;
        }
        self.types().intern(Type::Object { members: members.into(), fresh: false })
    }

    fn check_satisfies(&mut self, operand: &'a ast::Expr, ty: &'a ast::TypeNode) -> Expr {
        let target = self.resolve_type(self.cx.scope, ty);
        let context = self.satisfied_context(operand, target);
        let value = self.check_expr(operand, Some(context));
        if context != target && self.is_structurally_assignable(value.ty, target) {
            self.check_excess(operand, value.ty, target);
            return value;
        }
        if !self.is_assignable(value.ty, target) {
            let before = self.problems.len();
            let keyword = self.word_behind(operand.span, "satisfies");
            self.require_assignable(&value, target, Some(operand), operand.span);
            if let [only] = &mut self.problems[before..]
                && matches!(only.code, crate::problem::Code::Ts(2322 | 2739 | 2740 | 2741))
                && only.span == operand.span
            {
                (only.code, only.span) = (crate::problem::Code::Ts(1360), keyword);
            }
        } else {
            self.check_excess(operand, value.ty, target);
        }
        value
    }

    /// `x!`.
    fn check_non_null(&mut self, operand: &'a ast::Expr, expected: Option<TypeId>, span: Span) -> Expr {
        let value = self.check_asserted(operand, expected);
        let ty = match value.ty {
            TypeId::UNKNOWN => self.anything(),
            known => self.types().non_null(known),
        };
        let ty = self.with_something(ty, &[]);
        if ty == value.ty && !value.is_lookup() {
            return Expr { span, ..value };
        }
        Expr { kind: ExprKind::Cast { operand: Box::new(value), reason: CastReason::NonNull }, ty, span }
    }

    /// What `!` stands behind: of a variable it says too that it has been given a value by now, by a function for one.
    fn check_asserted(&mut self, operand: &'a ast::Expr, expected: Option<TypeId>) -> Expr {
        let unassigned = match &operand.kind {
            E::Name(name) => match self.find_value(self.cx.scope, name) {
                Some(Value::Binding(binding)) => Some(binding).filter(|&binding| self.cx.flow.is_unassigned(binding)),
                _ => None,
            },
            _ => None,
        };
        let Some(binding) = unassigned else { return self.check_expr_not_only_missing(operand, expected) };
        self.cx.flow.declare_assigned(binding);
        let value = self.check_expr(operand, expected);
        self.cx.flow.declare_unassigned(binding);
        value
    }

    /// An operand of `!`: where it would be null or undefined only, it is what it is declared to be, as in tsc: some closure has assigned it.
    fn check_expr_not_only_missing(&mut self, operand: &'a ast::Expr, expected: Option<TypeId>) -> Expr {
        let reference = self.reference_of(operand).filter(|_| !matches!(operand.kind, E::Paren(_)));
        let known = reference.as_ref().and_then(|reference| self.cx.flow.get(reference));
        let is_missing = known.is_some_and(|ty| ty != TypeId::NEVER && self.types().non_null(ty) == TypeId::NEVER);
        let (Some(reference), true) = (reference, is_missing) else { return self.check_expr(operand, expected) };
        let flow = self.cx.flow.clone();
        self.cx.flow.forget(&reference);
        let value = self.check_expr(operand, expected);
        self.cx.flow = flow;
        value
    }

    /// `a?.b…`.
    fn check_chain(&mut self, inner: &'a ast::Expr, expected: Option<TypeId>, span: Span) -> Expr {
        let base = self.chain_subjects.len();
        let result = self.check_expr(inner, expected);
        self.close_chain(base, result, span)
    }

    /// What a chain gives whose links were walked since `base`.
    pub(super) fn close_chain(&mut self, base: usize, mut result: Expr, span: Span) -> Expr {
        let subjects = self.chain_subjects.split_off(base);
        let mut may_stop = false;
        for (subject, flow) in subjects.into_iter().rev() {
            may_stop |= self.types().non_null(subject.ty) != subject.ty || subject.ty == TypeId::UNKNOWN;
            let mut ty = result.ty;
            if may_stop && ty != TypeId::ANY {
                ty = self.types().union([ty, TypeId::UNDEFINED]);
            }
            let chain = Box::new(Expr { span, ..result });
            result = Expr { kind: ExprKind::OptionalChain { subject: Box::new(subject), chain }, ty, span };
            self.meet(flow);
        }
        result
    }

    /// The object of a link: where the link is optional, what stands for it once it is known to be there, as it is in the rest of the chain.
    pub(super) fn link_object(&mut self, object: Expr, node: &ast::Expr, optional: bool) -> Expr {
        if !optional {
            return object;
        }
        let ty = object.ty;
        let mut flow = self.cx.flow.clone();
        self.narrow_chain(&mut flow, without_parens(node), &object);
        let linked = self.link_value(object);
        let there = self.types().non_null(ty);
        self.narrow_place(&mut flow, node, ty, there);
        self.cx.flow = flow;
        linked
    }

    /// The same of what no expression names.
    pub(super) fn link_value(&mut self, object: Expr) -> Expr {
        let (ty, span) = (self.types().non_null(object.ty), object.span);
        let ty = self.with_something(ty, &[]);
        self.chain_subjects.push((object, self.cx.flow.clone()));
        Expr { kind: ExprKind::ChainSubject, ty, span }
    }

    /// The place that an expression names, if it can be narrowed.
    pub(super) fn reference_of(&mut self, node: &ast::Expr) -> Option<Reference> {
        match &node.kind {
            E::Name(name) => match self.find_value(self.cx.scope, name)? {
                Value::Binding(binding) if self.binding_intrinsic(binding).is_none() => Some(Reference::binding(binding)),
                // Static fields are narrowed as those of any constant object.
                Value::Class(class) => Some(Reference::binding(self.program.classes[class.index()].binding)),
                _ => None,
            },
            E::This => Some(Reference { root: Root::This, path: Vec::new() }),
            E::Paren(inner) | E::NonNull(inner) | E::Chain(inner) => self.reference_of(inner),
            E::Member { object, property, .. } if self.named_space(self.cx.scope, object, &property.text).is_some() => {
                match self.named_value(self.cx.scope, node)? {
                    Value::Binding(binding) => Some(Reference::binding(binding)),
                    _ => None,
                }
            }
            E::Member { object, property, .. } => self.extended_reference(object, property.text.clone()),
            E::Index { object, index, .. } => {
                let key = self.reference_key(index)?;
                self.extended_reference(object, key)
            }
            E::Assign { op: ast::AssignOp::Assign, place, .. } => self.reference_of(place),
            _ => None,
        }
    }

    /// What stands in a reference for `[index]`: the key itself, or the variable that holds it and never changes.
    fn reference_key(&mut self, index: &ast::Expr) -> Option<Rc<str>> {
        match &without_parens(index).kind {
            E::Number(value) => Some(format!("{value}").into()),
            E::String(units) => Some(String::from_utf16_lossy(units).into()),
            E::Name(name) => {
                let Value::Binding(binding) = self.find_value(self.cx.scope, name)? else { return None };
                if !self.is_never_assigned(binding) {
                    return None;
                }
                let known = self.program.bindings[binding.index()].ty;
                Some(self.key_name(known).unwrap_or_else(|| format!("%{}", binding.index()).into()))
            }
            _ => None,
        }
    }

    fn extended_reference(&mut self, object: &ast::Expr, name: Rc<str>) -> Option<Reference> {
        let mut reference = self.reference_of(object)?;
        reference.path.push(name);
        Some(reference)
    }
}

/// The members whose truth decides a condition.
fn note_members(node: &ast::Expr, places: &mut Vec<Span>) {
    match &node.kind {
        E::Paren(inner) | E::Chain(inner) => note_members(inner, places),
        E::Logical { left, right, .. } => [left, right].into_iter().for_each(|part| note_members(part, places)),
        E::Unary { op: ast::UnaryOp::Not, operand } => note_members(operand, places),
        E::Member { .. } => places.push(node.span),
        _ => {}
    }
}
