//! Calls of generic signatures whose type arguments are not written: what the arguments, and what is expected of the call, tell of them.

use super::super::Checker;
use super::super::infer::Inference;
use super::Resolved;
use crate::ast::{self, ExprKind as E};
use crate::program::types::{Member, Substitution};
use crate::program::{ArrayElement, Expr, ExprKind, Signature, TupleElement, Type, TypeId, TypeParameterId, Types};
use crate::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// Whether a class has type parameters: what its objects hold is known when the other arguments have been heard.
    fn makes_generic_objects(&self, ty: TypeId) -> bool {
        matches!(*self.program.types.get(ty), Type::ClassValue(class) if !self.program.classes[class.index()].type_parameters.is_empty())
    }

    /// Applies a generic signature without type arguments: the arguments are heard in two rounds, those that wait for what the others tell in the
    /// second, and then compared with what that makes of the signature.
    pub(super) fn apply_inferred(&mut self, signature: &Rc<Signature>, nodes: &'a [ast::Expr], (place, span): (Span, Span), expected: Option<TypeId>) -> Resolved {
        let signature = &self.with_fresh_parameters(signature);
        let mut inference = Inference::new(&signature.type_parameters);
        self.note_arity(&mut inference, signature, nodes);
        self.note_result(&mut inference, signature.result);
        if let Some(expected) = expected.filter(|&e| e != TypeId::UNKNOWN && e != TypeId::ANY) {
            self.hint_from_result(&mut inference, signature, expected);
        }
        let hints = inference.hinted();
        let outer = self.open_calls.len();
        self.open_calls.extend(&signature.type_parameters);
        let mut values: Vec<Option<Expr>> = nodes.iter().map(|_| None).collect();
        let mut generic: Vec<(usize, TypeId, TypeId)> = Vec::new();
        let gives_function = self.gives_plain_function(signature);
        let mut adopted: Vec<TypeParameterId> = Vec::new();
        let waiting: Vec<bool> = nodes.iter().map(|node| super::super::closures::is_context_sensitive(node) || nodes.len() > 1 && self.makes_function(node)).collect();
        for late in [false, true] {
            for (index, node) in nodes.iter().enumerate() {
                // What a generic function takes and gives is known when those before it have been heard.
                if late && let Some(&(_, function, wanted)) = generic.iter().find(|&&(at, ..)| at == index) {
                    match gives_function.then(|| self.adopt_parameters(&mut inference, function, wanted, node.id)).flatten() {
                        Some(own) => adopted.extend(own),
                        None => self.infer_from(&mut inference, function, wanted),
                    }
                }
                if waiting[index] != late {
                    continue;
                }
                if let E::Spread(operand) = &node.kind {
                    let value = self.check_spread_operand(operand);
                    let element = self.spread_element(&value, operand);
                    for at in index..signature.parameters.len().max(index + 1) {
                        let wanted = self.argument_type(signature, at);
                        let from = match self.spread_elements(value.ty) {
                            Some(elements) => elements.get(at - index).map(|e| e.ty),
                            None => Some(element),
                        };
                        if let Some(from) = from {
                            self.infer_from(&mut inference, from, wanted);
                        }
                    }
                    values[index] = Some(value);
                    continue;
                }
                let wanted = match self.behind_open(signature, index, nodes) {
                    Some((wanted, front)) if late => {
                        self.infer_front(&mut inference, signature, front, &values, nodes);
                        wanted
                    }
                    Some((wanted, _)) => wanted,
                    None => self.argument_type(signature, index),
                };
                if late && !matches!(super::super::expressions::without_parens(node).kind, E::Call { .. }) {
                    self.infer_from_waiting(&mut inference, node, wanted);
                }
                let with = self.known_so_far(&inference);
                // What stands for a type of the call that is bounded by others is expected to be what these make of its bound.
                let with = if late || self.bound_in_call(&inference, wanted).is_some() { self.with_bounds(&inference, with) } else { with };
                let context = self.substitute(wanted, &with);
                self.constant = self.is_constant_parameter(wanted);
                let value = self.check_expr(node, Some(context));
                inference.refused |= self.is_refused(&value);
                inference.array_literals = array_literals(&value);
                // Whether a literal stays one is not for the arguments before it to say.
                let hinted = self.substitute(wanted, &hints);
                let ty = if self.wants_literals(hinted, value.ty) { self.types().unfresh_literals(value.ty) } else { value.ty };
                let ty = self.told_by_literal(&inference, node, wanted, ty);
                match is_generic_function(&self.program.types, ty) || self.makes_generic_objects(ty) {
                    true if !late => generic.push((index, ty, wanted)),
                    _ => self.infer_from(&mut inference, ty, wanted),
                }
                inference.array_literals.clear();
                values[index] = Some(value);
            }
            self.infer_rest(&mut inference, signature, &values, nodes);
        }
        self.open_calls.truncate(outer);
        let with = self.inferred_arguments(&mut inference);
        let plain = Rc::new(self.substitute_signature(signature, &with));
        let positional = self.positional(&plain);
        // Where a list has two open parts, nothing says yet how long each of them is.
        let has_parts = signature.parameters.iter().any(|p| matches!(self.program.types.get(p.ty), Type::Function(f) if self.open_list(f).is_some()));
        if !has_parts && signature.parameters.last().is_some_and(|p| p.rest && self.program.types.is_generic(p.ty)) {
            let given = self.argument_count(nodes);
            if given.open.is_none() && !given.fits(&positional, &self.program.types) {
                self.report_count(&[plain.clone()], nodes, given.fixed, place, span);
            }
        }
        let values: Vec<Expr> = values.into_iter().map(|v| v.expect("each argument was checked in one of the two rounds")).collect();
        let mut given = Vec::with_capacity(values.len());
        let mut index = 0;
        let mut open = self.open_list(&plain);
        let mut blamed = false;
        for (value, node) in values.into_iter().zip(nodes) {
            if let Some(open) = open.as_mut().filter(|open| index >= open.from) {
                given.push(self.add_to_open(open, value, node));
                continue;
            }
            if matches!(node.kind, E::Spread(_)) {
                (index, blamed) = self.spread_argument_unless(blamed, &positional, value, node, index, &mut given);
                continue;
            }
            let wanted = self.argument_type(&positional, index);
            let value = self.literal_again(value, node, wanted);
            blamed = self.check_argument_unless(blamed, &value, node, wanted);
            given.push(ArrayElement::Item(self.kept_missing(value, Some(wanted))));
            index += 1;
        }
        let fits = self.check_open(open, span) && !blamed;
        let mut type_arguments: Vec<TypeId> = signature.type_parameters.iter().map(|p| with[p]).collect();
        let arguments = self.collect_rest(&plain, given, span);
        let mut result = self.class_outside(plain.result, &with);
        if !adopted.is_empty() {
            // Where the function is made nothing is known of what its calls will say.
            let unknown = adopted.iter().map(|&parameter| (parameter, TypeId::UNKNOWN)).collect();
            type_arguments = type_arguments.into_iter().map(|argument| self.substitute(argument, &unknown)).collect();
            result = self.with_adopted(result, adopted);
        }
        Resolved { arguments, type_arguments, result, predicate: plain.predicate.clone(), fits }
    }

    /// What an object literal tells of the type parameter that it is given for, where functions have told what they take for it: as in tsc its members
    /// are what they are without that.
    fn told_by_literal(&mut self, inference: &Inference, node: &'a ast::Expr, wanted: TypeId, ty: TypeId) -> TypeId {
        let (Type::Parameter(parameter), Type::Object { members, fresh: true }) = (self.program.types.get(wanted), self.program.types.get(ty).clone()) else { return ty };
        let E::Object(properties) = &super::super::expressions::without_parens(node).kind else { return ty };
        if !inference.is_only_taken(*parameter) {
            return ty;
        }
        let is_written = |name: &str| {
            properties.iter().any(|property| {
                let ast::PropertyValue::Expr(value) = &property.value else { return false };
                *property.name.text == *name && matches!(super::super::expressions::without_parens(value).kind, E::String(_) | E::Number(_) | E::Boolean(_))
            })
        };
        let constraint = self.constraint_of(wanted);
        let mut told = Vec::with_capacity(members.len());
        for member in members.iter() {
            let context = self.contextual_member(constraint, &member.name);
            let keeps = context.is_some_and(|context| self.wants_literals(context, member.ty));
            let ty = if keeps || !is_written(&member.name) { member.ty } else { self.program.types.base_of_literal(member.ty) };
            told.push(Member { ty, ..member.clone() });
        }
        self.types().intern(Type::Object { members: told.into(), fresh: true })
    }

    /// A literal that was walked before the other arguments told what it is wanted for, walked again if that makes it fit.
    fn literal_again(&mut self, value: Expr, node: &'a ast::Expr, wanted: TypeId) -> Expr {
        let is_literal = matches!(super::super::expressions::without_parens(node).kind, E::Object(_) | E::Array(_));
        if !is_literal || self.telling >= super::TOLD_WITHIN || self.is_assignable(value.ty, wanted) {
            return value;
        }
        self.telling += 1;
        let again = self.quietly(|c| c.check_expr(node, Some(wanted))).ty;
        let value = if self.is_assignable(again, wanted) { self.check_expr(node, Some(wanted)) } else { value };
        self.telling -= 1;
        value
    }

    /// `...args: T` without a spread among the arguments: T has as many elements as there are arguments left.
    fn note_arity(&mut self, inference: &mut Inference, signature: &Signature, nodes: &'a [ast::Expr]) {
        let Some(rest) = signature.parameters.last().filter(|p| p.rest) else { return };
        let fixed = signature.parameters.len() - 1;
        if let Type::Parameter(parameter) = *self.program.types.get(rest.ty)
            && let Some(index) = inference.parameters.iter().position(|&p| p == parameter)
            && !nodes.iter().any(|node| matches!(node.kind, E::Spread(_)))
        {
            inference.arity[index] = Some(nodes.len().saturating_sub(fixed));
        }
    }

    /// `...args: T`: T is the tuple of what is given, once all of that is known.
    fn infer_rest(&mut self, inference: &mut Inference, signature: &Signature, values: &[Option<Expr>], nodes: &'a [ast::Expr]) {
        let Some(rest) = signature.parameters.last().filter(|p| p.rest) else { return };
        let from = signature.parameters.len() - 1;
        let open = self.is_undecided(rest.ty) || matches!(self.program.types.get(rest.ty), Type::Tuple { .. });
        if !open || !self.program.types.is_generic(rest.ty) || values.len() < from || values[from..].iter().any(Option::is_none) {
            return;
        }
        let mut elements = Vec::new();
        let context = self.constraint_of(rest.ty);
        let context = self.element_type(context);
        for (value, node) in values[from..].iter().flatten().zip(&nodes[from..]) {
            if matches!(node.kind, E::Spread(_)) {
                self.spread_type(value.ty, None, &mut elements);
            } else {
                elements.push(TupleElement::required(self.mutable_type(value.ty, context)));
            }
        }
        let all = self.make_tuple(elements, false);
        self.infer_from(inference, all, rest.ty);
    }

    /// What is declared for an argument that stands behind the open part of a list: `(x: T) => void` of `...args: [...T, (x: T) => void]`; and which
    /// argument is the first of those behind.
    fn behind_open(&mut self, signature: &Signature, index: usize, nodes: &'a [ast::Expr]) -> Option<(TypeId, usize)> {
        let rest = signature.parameters.last().filter(|p| p.rest)?;
        let Type::Tuple { elements, .. } = self.program.types.get(rest.ty) else { return None };
        let open = elements.iter().position(|e| e.rest).filter(|_| elements.iter().filter(|e| e.rest).count() == 1)?;
        let behind = &elements[open + 1..];
        let first = nodes.len().checked_sub(behind.len()).filter(|&first| first >= signature.parameters.len() - 1 + open)?;
        let is_spread = nodes.iter().any(|node| matches!(node.kind, E::Spread(_)));
        (!is_spread && index >= first && self.program.types.is_generic(rest.ty)).then(|| (behind[index - first].ty, first))
    }

    /// Learns from the arguments in front of those that `behind_open` speaks of, so that a function among the latter knows what it takes.
    fn infer_front(&mut self, inference: &mut Inference, signature: &Signature, first: usize, values: &[Option<Expr>], nodes: &'a [ast::Expr]) {
        let from = signature.parameters.len() - 1;
        let Type::Tuple { elements, .. } = self.program.types.get(signature.parameters[from].ty).clone() else { return };
        let Some(open) = elements.iter().position(|e| e.rest) else { return };
        if values[from..first].iter().any(Option::is_none) || nodes.len() < first {
            return;
        }
        let front = self.make_tuple(elements[..=open].to_vec(), false);
        let context = self.constraint_of(elements[open].ty);
        let context = self.element_type(context);
        let given: Vec<TupleElement> = values[from..first].iter().flatten().map(|value| TupleElement::required(self.mutable_type(value.ty, context))).collect();
        let given = self.make_tuple(given, false);
        self.infer_from(inference, given, front);
    }

    /// What the expected result says of the type parameters, when the arguments say nothing.
    fn hint_from_result(&mut self, inference: &mut Inference, signature: &Signature, expected: TypeId) {
        let mut from_result = Inference::new(&signature.type_parameters);
        let expected = self.types().non_null(expected);
        if self.is_open_alone(expected) {
            return;
        }
        self.infer_from(&mut from_result, expected, signature.result);
        let with: Substitution = self.known_so_far(&from_result);
        for (index, parameter) in signature.type_parameters.iter().enumerate() {
            let hint = with.get(parameter).copied().and_then(|hint| self.without_open(hint));
            // Of the members that an argument has, a bound says more than a pattern.
            let bound = self.program.type_parameters[parameter.index()].constraint;
            let has_members = matches!(self.program.types.get(bound), Type::Interface { .. } | Type::Object { .. });
            inference.hints[index] = hint.filter(|&hint| !(has_members && self.only_takes_apart(hint)));
        }
    }

    /// A hint, without what the calls around are still to find out: that alone suggests nothing, and as a part of something else only the form.
    fn without_open(&mut self, hint: TypeId) -> Option<TypeId> {
        if self.is_open_alone(hint) {
            return None;
        }
        let with: Substitution = self.open_calls.iter().map(|&parameter| (parameter, TypeId::UNKNOWN)).collect();
        Some(if with.is_empty() { hint } else { self.substitute(hint, &with) })
    }

    /// Whether a type, or a member of its union, is what a call around is still to find out.
    fn is_open_alone(&self, ty: TypeId) -> bool {
        let is_open = |&member: &TypeId| matches!(self.program.types.get(member), Type::Parameter(parameter) if self.open_calls.contains(parameter));
        self.program.types.members(ty).iter().any(is_open)
    }

    /// Parameters of which nothing is known are bounded by what is known of the others: of `H extends (e: E) => void` it is known what it takes.
    fn with_bounds(&mut self, inference: &Inference, mut with: Substitution) -> Substitution {
        for &parameter in &inference.parameters {
            if with.contains_key(&parameter) {
                continue;
            }
            let bound = self.program.type_parameters[parameter.index()].constraint;
            let known = self.substitute(bound, &with);
            if known != bound {
                let bounded = self.copied_parameter(parameter);
                self.program.type_parameters[bounded.index()].constraint = known;
                self.open_calls.push(bounded);
                let bounded = self.types().intern(Type::Parameter(bounded));
                with.insert(parameter, bounded);
            }
        }
        with
    }

    /// A type parameter of the call, and what bounds it, where that speaks of other ones.
    pub(super) fn bound_in_call(&self, inference: &Inference, wanted: TypeId) -> Option<(TypeParameterId, TypeId)> {
        let &Type::Parameter(parameter) = self.program.types.get(wanted) else { return None };
        let bound = self.program.type_parameters[parameter.index()].constraint;
        (inference.parameters.contains(&parameter) && self.program.types.is_generic(bound)).then_some((parameter, bound))
    }
}

fn is_generic_function(types: &Types, ty: TypeId) -> bool {
    matches!(types.get(ty), Type::Function(signature) if !signature.type_parameters.is_empty())
}

/// The types of an array literal and of those within it.
fn array_literals(value: &Expr) -> Vec<TypeId> {
    let ExprKind::Array(items) = &value.kind else { return Vec::new() };
    let within = items.iter().flat_map(|item| match item {
        ArrayElement::Item(item) => array_literals(item),
        ArrayElement::Spread(_) => Vec::new(),
    });
    std::iter::once(value.ty).chain(within).collect()
}
