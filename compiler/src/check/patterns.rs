//! Patterns: taking values apart in declarations, parameters, loops and assignments.
//!
//! The value is held in a variable first (made up by `syntax`, or here for parts of parts); then each part is read from it
//! in order and goes to its variable or place.

use super::operators::Key;
use super::Checker;
use super::flow::Reference;
use super::scope::{ScopeId, Value};
use super::spreads::Added;
use super::variables::BindingKind;
use crate::ast::{self, Pattern, PatternKey, PatternKind, VariableKind};
use crate::problem::Code;
use crate::program::types::Member;
use crate::program::{
    ArrayElement, BindingId, CastReason, Expr, ExprKind, LogicalOp, Place, Property, PropertyKind, Statement, StatementKind, TupleElement, Type, TypeId,
};
use crate::source::Span;
use std::rc::Rc;

/// What is done with one part.
pub(super) enum Step {
    /// A variable gets its first value.
    Let(BindingId, Expr),
    /// A place is written.
    Effect(Expr),
}

/// What of an object goes to parts of their own: members by name, and by keys that only run time knows.
#[derive(Default)]
struct Taken {
    names: Vec<Rc<str>>,
    keys: Vec<Expr>,
}

impl<'a> Checker<'a> {
    /// Declares the variables of a pattern.
    pub(super) fn declare_pattern(&mut self, scope: ScopeId, pattern: &'a Pattern, kind: BindingKind<'a>) {
        for name in pattern.names() {
            let binding = self.plain_binding(scope, name, kind);
            self.declare_value(scope, name, Value::Binding(binding));
        }
    }

    /// Takes the value of a made-up variable apart. `is_typed`: the declaration says what it takes apart, so defaults must fit that.
    pub(super) fn take_apart(&mut self, pattern: &'a Pattern, holder: BindingId, kind: VariableKind, is_typed: bool) -> Vec<Step> {
        let ty = self.program.bindings[holder.index()].ty;
        let value = Expr { kind: ExprKind::Read(holder), ty, span: pattern.span };
        let mut steps = Vec::new();
        let outer = std::mem::replace(&mut self.typed_pattern, is_typed);
        self.take_parts(pattern, value, kind, &mut steps);
        self.typed_pattern = outer;
        steps
    }

    /// The same of what is told by `source` (a parameter's value by nothing), which may be null or undefined if it may be anything, or has nothing but
    /// a rest taken of it: the first step asks for that. As in node, patterns that begin with a default or another pattern ask nothing.
    pub(super) fn take_apart_from(&mut self, source: &str, pattern: &'a Pattern, holder: BindingId, kind: VariableKind, is_typed: bool) -> Vec<Step> {
        let mut steps = self.take_apart(pattern, holder, kind, is_typed);
        let (ty, span) = (self.program.bindings[holder.index()].ty, pattern.span);
        if let PatternKind::Object { properties, .. } = &pattern.kind
            && (ty == TypeId::ANY || properties.is_empty() && self.may_lack_parts(ty))
        {
            let member = match properties.first() {
                Some(first) if first.default.is_some() || is_member(&first.target) => return steps,
                Some(ast::PatternProperty { key: PatternKey::Name(name), .. }) => text(&name.text, span),
                _ => Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span },
            };
            let value = Expr { kind: ExprKind::Read(holder), ty, span };
            let arguments = vec![value, member, text(source, span)];
            steps.insert(0, Step::Effect(self.library_call("errors.mustHaveParts", arguments, TypeId::VOID, span)));
        }
        steps
    }

    /// Whether null or undefined are among the values of a type.
    fn may_lack_parts(&mut self, ty: TypeId) -> bool {
        let bound = self.constraint_of(ty);
        bound == TypeId::UNKNOWN || self.types().non_null(bound) != bound
    }

    /// The holder of a pattern is what `node` gives: what is known of the parts of that, if it is a place, is known of the pattern's.
    pub(super) fn hold_place(&mut self, holder: BindingId, node: &ast::Expr) {
        if let Some(place) = self.reference_of(node) {
            self.cx.flow.copy_parts(&place, &Reference::binding(holder));
        }
    }

    /// A part with the type that it is known to have here.
    fn as_known(&self, part: Expr) -> Expr {
        let known = part_reference(&part).and_then(|reference| self.cx.flow.get(&reference));
        Expr { ty: known.unwrap_or(part.ty), ..part }
    }

    /// The steps as statements.
    pub(super) fn step_statements(&mut self, steps: Vec<Step>, kind: VariableKind, out: &mut Vec<Statement>) {
        for step in steps {
            match step {
                Step::Let(binding, value) => {
                    let is_name = !self.program.bindings[binding.index()].name.contains('$');
                    let span = value.span;
                    if kind == VariableKind::Var && is_name {
                        self.program.bindings[binding.index()].assigned = true;
                        let ty = value.ty;
                        let kind = ExprKind::Assign { place: Place::Binding(binding), value: Box::new(value) };
                        out.push(Self::effect(Expr { kind, ty, span }, span));
                    } else {
                        out.push(Statement { kind: StatementKind::Let { binding, value: Some(value) }, span });
                    }
                }
                Step::Effect(expr) => {
                    let span = expr.span;
                    out.push(Self::effect(expr, span));
                }
            }
        }
    }

    /// `{}` takes no part, of anything but null and undefined.
    fn take_nothing(&mut self, pattern: &Pattern, value: Expr, steps: &mut Vec<Step>) {
        let has = |nothing: TypeId| self.program.types.constituents(value.ty).contains(&nothing);
        let (number, what) = match (has(TypeId::NULL), has(TypeId::UNDEFINED)) {
            (true, false) => (2531, "null"),
            (false, true) => (2532, "undefined"),
            (true, true) => (2533, "null or undefined"),
            (false, false) => return self.take_members(&[], None, value, VariableKind::Let, steps),
        };
        self.error(number, pattern.span, format!("what is taken apart may be {what}"));
    }

    fn take_parts(&mut self, pattern: &'a Pattern, value: Expr, kind: VariableKind, steps: &mut Vec<Step>) {
        match &pattern.kind {
            PatternKind::Array { elements, rest } => self.take_elements(elements, rest.as_deref(), value, pattern.span, kind, steps),
            PatternKind::Object { properties, rest: None } if properties.is_empty() => self.take_nothing(pattern, value, steps),
            PatternKind::Object { properties, rest } => self.take_members(properties, rest.as_deref(), value, kind, steps),
            PatternKind::Missing | PatternKind::Name(_) | PatternKind::Place(_) => {}
        }
    }

    fn take_elements(
        &mut self,
        elements: &'a [Option<ast::PatternElement>],
        rest: Option<&'a Pattern>,
        value: Expr,
        span: Span,
        kind: VariableKind,
        steps: &mut Vec<Step>,
    ) {
        if value.ty != TypeId::ANY {
            self.require_sends_nothing(value.ty, span, 2765);
        }
        let value = match rest {
            None => match self.first_values(value, elements.len()) {
                Ok(array) => self.held(array, steps),
                Err(value) => self.as_positions(value, span, steps),
            },
            Some(_) => self.as_positions(value, span, steps),
        };
        for (position, element) in elements.iter().enumerate() {
            let Some(element) = element else { continue };
            let at = element.target.span;
            let ty = self.types().number_literal(position as f64, true);
            let index = Expr { kind: ExprKind::Number(position as f64), ty, span: at };
            let part = match element.default.is_some() && self.is_beyond(&value, position) {
                true => Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span: at },
                false => {
                    let part = self.part_of_array(&value, index, at);
                    self.as_known(part)
                }
            };
            self.note_part(&element.target, element.default.is_some(), &value, position.to_string().into());
            self.give_part(&element.target, element.default.as_ref(), part, kind, steps);
        }
        if let Some(rest) = rest {
            let part = self.remaining_elements(&value, elements.len(), rest.span);
            self.give_part(rest, None, part, kind, steps);
        }
    }

    /// What an array pattern reads from by position: strings and other iterables are made an array first.
    fn as_positions(&mut self, value: Expr, span: Span, steps: &mut Vec<Step>) -> Expr {
        let ty = self.constraint_of(value.ty);
        if value.ty == TypeId::ANY {
            let array = self.as_array(value);
            return self.held(array, steps);
        }
        if self.program.types.members(ty).iter().all(|&m| matches!(self.program.types.get(m), Type::Array { .. } | Type::Tuple { .. })) {
            return value;
        }
        let element = self.iterated_element(&value, span);
        let ty = self.types().array(element);
        let kind = ExprKind::Array(vec![ArrayElement::Spread(self.as_array(value))]);
        self.held(Expr { kind, ty, span }, steps)
    }

    /// The value in a made-up variable.
    fn held(&mut self, value: Expr, steps: &mut Vec<Step>) -> Expr {
        let (ty, span) = (value.ty, value.span);
        let binding = self.made_up(ty, span);
        if let Some(place) = part_reference(&value) {
            self.cx.flow.copy_parts(&place, &Reference::binding(binding));
        }
        steps.push(Step::Let(binding, value));
        Expr { kind: ExprKind::Read(binding), ty, span }
    }

    /// A variable of the function under way that the program cannot name.
    pub(super) fn made_up(&mut self, ty: TypeId, span: Span) -> BindingId {
        let binding = self.new_binding(self.cx.scope, "part$".into(), span, BindingKind::ForOf);
        self.program.bindings[binding.index()].global = false;
        self.program.bindings[binding.index()].owner = self.cx.function;
        self.set_binding_type(binding, ty);
        binding
    }

    /// Whether a tuple has no element at the position.
    fn is_beyond(&mut self, value: &Expr, position: usize) -> bool {
        let ty = self.constraint_of(value.ty);
        matches!(self.program.types.get(ty), Type::Tuple { elements, .. } if position >= elements.len() && elements.iter().all(|e| !e.rest))
    }

    fn part_of_array(&mut self, value: &Expr, index: Expr, span: Span) -> Expr {
        let object = again(value);
        let ty = match value.ty {
            TypeId::ANY => TypeId::ANY,
            _ => self.positional_element(value, &index).or_else(|| self.element_type(value.ty)).unwrap_or(TypeId::ANY),
        };
        let place = Place::Element { object: Box::new(object), index: Box::new(index) };
        Expr { kind: ExprKind::Get(place), ty, span }
    }

    pub(super) fn remaining_elements(&mut self, value: &Expr, from: usize, span: Span) -> Expr {
        let bound = self.constraint_of(value.ty);
        let parts = self.program.types.members(bound);
        let tails = parts.iter().map(|&part| self.remainder_of_tuple(part, from)).collect::<Option<Vec<TypeId>>>();
        let ty = tails.as_deref().map(|tails| self.types().union(tails.iter().copied()));
        // One function takes the elements of all parts of a union.
        let element = self.element_type(value.ty).unwrap_or(TypeId::ANY);
        let array = ty.filter(|_| parts.len() == 1).unwrap_or_else(|| self.types().array(element));
        let number = self.types().number_literal(from as f64, true);
        let start = Expr { kind: ExprKind::Number(from as f64), ty: number, span };
        let mut whole = again(value);
        if parts.len() > 1 {
            let ty = self.types().array(element);
            whole = Expr { kind: ExprKind::Cast { operand: Box::new(whole), reason: CastReason::As }, ty, span };
        }
        let remaining = self.builtin_call("Array.slice".into(), Some(whole), vec![start], array, span);
        match ty {
            Some(ty) if ty != array => Expr { kind: ExprKind::Cast { operand: Box::new(remaining), reason: CastReason::As }, ty, span },
            _ => remaining,
        }
    }

    /// The elements of a tuple behind so many; `None` if it has no more, or the type is none.
    fn remainder_of_tuple(&mut self, ty: TypeId, from: usize) -> Option<TypeId> {
        let Type::Tuple { elements, .. } = self.program.types.get(ty) else { return None };
        if elements.len() < from && !elements.iter().any(|e| e.rest) {
            return None;
        }
        let tail: Vec<TupleElement> = elements.get(from..).map_or_else(Vec::new, |tail| tail.to_vec());
        Some(self.remaining_tuple(tail))
    }

    fn take_members(
        &mut self,
        properties: &'a [ast::PatternProperty],
        rest: Option<&'a Pattern>,
        value: Expr,
        kind: VariableKind,
        steps: &mut Vec<Step>,
    ) {
        let mut taken = Taken::default();
        for property in properties {
            let at = property.target.span;
            let part = match &property.key {
                PatternKey::Name(name) => {
                    taken.names.push(name.text.clone());
                    if matches!(property.target.kind, PatternKind::Place(_)) && at == name.span && self.is_unknown_name(&name.text) {
                        self.report_unknown_shorthand(&name.text, name.span);
                        continue;
                    }
                    self.note_part(&property.target, property.default.is_some(), &value, name.text.clone());
                    let part = self.part_of_object(&value, name, property.default.is_some(), at);
                    self.as_known(part)
                }
                PatternKey::Computed(key) => {
                    let mut index = self.check_expr(key, None);
                    match self.literal_key(&index).filter(|name| self.is_settled_key(&index, name)) {
                        Some(name) => taken.names.push(name),
                        None if rest.is_some() => {
                            index = self.held(index, steps);
                            taken.keys.push(again(&index));
                        }
                        None => {}
                    }
                    self.part_by_key(&value, index, key, at)
                }
            };
            self.give_part(&property.target, property.default.as_ref(), part, kind, steps);
        }
        if let Some(rest) = rest {
            let part = self.remaining_members(&value, &taken, rest.span);
            let part = self.without_keys(part, taken.keys, steps);
            self.give_part(rest, None, part, kind, steps);
        }
    }

    /// `{ [key]: target }`. As in tsc nothing is asked of a key of an object of which not all is known.
    fn part_by_key(&mut self, value: &Expr, index: Expr, key: &'a ast::Expr, at: Span) -> Expr {
        let known = self.constraint_of(index.ty);
        let is_plain_key = matches!(index.ty, TypeId::STRING | TypeId::NUMBER);
        if self.is_undecided(value.ty) && !(is_plain_key && self.has_no_index(value.ty)) && !self.is_number(known) && (self.is_undecided(index.ty) || self.literal_key(&index).is_none()) && index.ty != TypeId::ANY {
            let ty = self.types().intern(Type::Indexed { object: value.ty, index: index.ty });
            return Expr { kind: ExprKind::Get(self.keyed_place(again(value), index)), ty, span: at };
        }
        if matches!(known, TypeId::STRING | TypeId::NUMBER) && self.has_no_index(value.ty) {
            let (text, found) = (self.text(value.ty), self.text(known));
            self.error(2537, key.span, format!("`{text}` has no index signature for a `{found}`"));
            return self.missing(at);
        }
        let (place, ty) = self.element_place(again(value), index, key, at);
        self.read_by_key(place, ty, at)
    }

    /// Whether an object has no other members than those that are declared by name.
    fn has_no_index(&mut self, ty: TypeId) -> bool {
        let ty = if matches!(self.program.types.get(ty), Type::Parameter(_)) { self.constraint_of(ty) } else { ty };
        if matches!(ty, TypeId::UNKNOWN | TypeId::NON_PRIMITIVE) {
            return true;
        }
        let is_object = matches!(self.program.types.get(ty), Type::Object { .. } | Type::Interface { .. } | Type::Class { .. });
        is_object && self.entries_of(ty).is_none() && self.element_type(ty).is_none()
    }

    fn part_of_object(&mut self, value: &Expr, name: &'a ast::Ident, has_default: bool, span: Span) -> Expr {
        let object = again(value);
        if matches!(value.ty, TypeId::UNKNOWN) {
            self.report_missing_member(value.ty, &name.text, name.span);
            return self.missing(span);
        }
        // A member that an empty literal lacks and that has a default is no mistake.
        let is_lacking_literal = has_default && matches!(self.program.types.get(value.ty), Type::Object { members, .. } if members.is_empty());
        if is_lacking_literal {
            return Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span };
        }
        // `{ 0: first }` of what has elements.
        if let Ok(number) = name.text.parse::<f64>()
            && (value.ty == TypeId::ANY || self.element_type(value.ty).is_some())
        {
            self.reach_elements_of_any();
            let ty = self.types().number_literal(number, true);
            return self.part_of_array(value, Expr { kind: ExprKind::Number(number), ty, span: name.span }, span);
        }
        let Some(found) = self.member_of(&object, name) else { return self.missing(span) };
        self.read_found(object, &found, &name.text, span)
    }

    /// The own members of an object except those `taken`, as a fresh object.
    fn remaining_members(&mut self, value: &Expr, taken: &Taken, span: Span) -> Expr {
        let is_open = self.is_open_spread(value.ty) || taken.keys.iter().any(|key| self.is_undecided(key.ty));
        let ty = match is_open {
            true => self.open_remainder(value.ty, taken),
            false => self.known_remainder(value.ty, taken, span),
        };
        let from = self.spread_source(value.ty);
        self.literal_types.insert(ty);
        self.spread_results.insert(ty);
        let kind = PropertyKind::Spread { from, without: taken.names.clone() };
        let property = Property { name: "".into(), kind, value: again(value) };
        let keys: Vec<TypeId> = taken.keys.iter().map(|key| key.ty).collect();
        let kept = |c: &mut Self, members: &mut Vec<Member>| members.retain(|m| !taken.names.contains(&m.name) && !c.is_among(m, &keys));
        let union = if is_open { None } else { self.spread_union(&[Added::Spread(from)], kept) };
        self.told_apart(Expr { kind: ExprKind::Object(vec![property]), ty, span }, union)
    }

    /// Takes from what remains the members whose keys only run time knows.
    fn without_keys(&mut self, part: Expr, keys: Vec<Expr>, steps: &mut Vec<Step>) -> Expr {
        if keys.is_empty() {
            return part;
        }
        let part = self.held(part, steps);
        for key in keys {
            let span = key.span;
            // What is of an open type may be a dictionary or not.
            let is_dictionary = !self.is_undecided(part.ty) && self.entries_of(part.ty).is_some();
            let removal = if is_dictionary {
                self.note_written(part.ty);
                "dictionary.remove"
            } else {
                self.note_growing(part.ty);
                "mixed.remove"
            };
            let removed = self.library_call(removal, vec![again(&part), key], TypeId::BOOLEAN, span);
            steps.push(Step::Effect(removed));
        }
        part
    }

    /// What remains of an object whose members only its type parameter tells.
    fn open_remainder(&mut self, ty: TypeId, taken: &Taken) -> TypeId {
        let names: Vec<TypeId> = taken.names.iter().flat_map(|name| [true, false].map(|numeric| self.key_literal(&Key { name: name.clone(), numeric }))).collect();
        let mut keys: Vec<TypeId> = names.into_iter().chain(taken.keys.iter().map(|key| key.ty)).collect();
        if keys.is_empty() {
            return ty;
        }
        // What the objects of a class have from their class is no member of their own.
        let bound = self.constraint_of(ty);
        for member in self.properties(bound).unwrap_or_default() {
            if self.is_of_class(bound, &member.name) {
                keys.push(self.key_literal(&Key::of(&member)));
            }
        }
        let keys = self.types().union(keys);
        self.omitted(ty, keys)
    }

    fn known_remainder(&mut self, ty: TypeId, taken: &Taken, span: Span) -> TypeId {
        let keys: Vec<TypeId> = taken.keys.iter().map(|key| key.ty).collect();
        let before = self.problems.len();
        let members = self.spread_members(ty, span);
        self.problems[before..].iter_mut().filter(|p| p.code == Code::Ts(2698)).for_each(|p| p.code = Code::Ts(2700));
        match members {
            Some(members) => {
                let kept = members.into_iter().filter(|m| !taken.names.contains(&m.name) && !self.is_among(m, &keys));
                let kept: Vec<Member> = kept.collect();
                self.types().intern(Type::Object { members: kept.into(), fresh: false })
            }
            None => TypeId::ANY,
        }
    }

    /// Whether a member that has a name of its own has one that the keys may be.
    fn is_among(&mut self, member: &Member, keys: &[TypeId]) -> bool {
        let name = self.key_literal(&Key::of(member));
        !member.is_index() && keys.iter().any(|&key| self.is_assignable(name, key))
    }

    /// A variable without a default tells which member of a union it was taken from.
    fn note_part(&mut self, target: &Pattern, has_default: bool, value: &Expr, key: Rc<str>) {
        if let (PatternKind::Name(name), false, ExprKind::Read(holder)) = (&target.kind, has_default, &value.kind)
            && super::aliases::is_union(&self.program.types, value.ty)
            && let Some(&binding) = self.binding_ids.get(&name.id)
        {
            self.note_origin(binding, *holder, key);
        }
    }

    /// A part goes where the pattern says, or its default where it is undefined.
    fn give_part(&mut self, target: &'a Pattern, default: Option<&'a ast::Expr>, part: Expr, kind: VariableKind, steps: &mut Vec<Step>) {
        let part = match default {
            Some(default) => self.part_or_default(target, part, default, kind),
            None => part,
        };
        match &target.kind {
            PatternKind::Missing => {}
            PatternKind::Name(name) => self.give_to_name(name, part, kind, steps),
            PatternKind::Place(node) => self.give_to_place(node, part, steps),
            PatternKind::Array { .. } | PatternKind::Object { .. } => {
                let part = self.held(Expr { span: target.span, ..part }, steps);
                self.take_parts(target, part, kind, steps);
            }
        }
    }

    fn part_or_default(&mut self, target: &'a Pattern, part: Expr, node: &'a ast::Expr, kind: VariableKind) -> Expr {
        let span = part.span;
        let present = self.types().filter(part.ty, |_, m| m != TypeId::UNDEFINED);
        let wanted = match &target.kind {
            PatternKind::Array { .. } | PatternKind::Object { .. } if present == TypeId::NEVER => Some(self.type_of_pattern(target)),
            _ if present == TypeId::NEVER => None,
            _ => Some(present),
        };
        let before = self.cx.flow.clone();
        let default = self.check_expr(node, wanted);
        match &target.kind {
            PatternKind::Name(name) => self.give_name(node, &default, &name.text),
            PatternKind::Place(place) => self.name_assigned(place, node, &default),
            _ => {}
        }
        self.meet(before);
        // The literal stays one as long as the variable holds what it was declared with.
        let is_named = matches!(target.kind, PatternKind::Name(_));
        let is_kept = is_named && (kind == VariableKind::Const || wanted.is_some_and(|wanted| self.wants_literals(wanted, default.ty)));
        let default_ty = if is_kept { default.ty } else { self.mutable_type(default.ty, wanted) };
        let default_ty = self.completed_by_pattern(default_ty, target);
        let holds_literal = matches!(default.kind, ExprKind::Object(_)) && matches!(self.program.types.get(present), Type::Object { .. } | Type::Interface { .. });
        let ty = match part.ty {
            TypeId::ANY => TypeId::ANY,
            // A default that may itself be undefined takes nothing away from what is declared.
            _ if self.typed_pattern && present != part.ty && default.ty != TypeId::ANY && self.is_assignable(TypeId::UNDEFINED, default.ty) => {
                self.require_assignable(&default, part.ty, Some(node), target.span);
                part.ty
            }
            _ if self.typed_pattern && present != TypeId::NEVER => {
                self.require_assignable(&default, present, Some(node), target.span);
                present
            }
            // A literal that lacks nothing but what may be missing is one of those.
            _ if holds_literal && self.is_assignable(default_ty, present) => present,
            _ => self.best_common_type(vec![present, default_ty]),
        };
        Expr { kind: ExprKind::Logical { op: LogicalOp::Default, left: Box::new(part), right: Box::new(default) }, ty, span }
    }

    fn give_to_name(&mut self, name: &'a ast::Name, part: Expr, kind: VariableKind, steps: &mut Vec<Step>) {
        let Some(&binding) = self.binding_ids.get(&name.id) else { return };
        let ty = self.inferred_variable_type(part.ty, kind);
        self.set_binding_type(binding, ty);
        self.assign_flow(&Reference::binding(binding), ty, part.ty);
        steps.push(Step::Let(binding, Expr { span: name.span, ..part }));
    }

    fn give_to_place(&mut self, node: &'a ast::Expr, part: Expr, steps: &mut Vec<Step>) {
        let Some((place, declared)) = self.check_place(node) else { return };
        self.refuse_sought_in_pattern(node);
        self.take_part(node, &place, declared, &part);
        let (ty, span) = (part.ty, node.span);
        steps.push(Step::Effect(Expr { kind: ExprKind::Assign { place, value: Box::new(part) }, ty, span }));
    }

    /// Takes note of a part of a value that goes to an existing place.
    pub(super) fn take_part(&mut self, node: &'a ast::Expr, place: &Place, declared: TypeId, part: &Expr) {
        match *place {
            Place::Binding(binding) if self.is_open_place(place) => drop(self.give_open(binding, None, part.ty, node.span)),
            _ => {
                self.require_assignable(part, declared, None, node.span);
                self.assigned(node, place, declared, part.ty);
            }
        }
    }

    /// `[a, b] = value`, `({a, b} = value)`.
    pub(super) fn check_assign_pattern(&mut self, pattern: &'a Pattern, node: &'a ast::Expr, span: Span) -> Expr {
        let context = self.type_of_pattern(pattern);
        let value = self.check_expr(node, Some(context));
        let ty = value.ty;
        let holder = self.made_up(ty, pattern.span);
        self.hold_place(holder, node);
        let source = self.program.told(&value);
        let steps = self.take_apart_from(&source, pattern, holder, VariableKind::Let, false);
        let mut parts: Vec<Expr> = vec![Expr { kind: ExprKind::Read(holder), ty, span }];
        for step in steps.into_iter().rev() {
            match step {
                Step::Effect(expr) => parts.insert(0, expr),
                Step::Let(binding, value) => {
                    let body = Box::new(Expr { kind: ExprKind::Sequence(std::mem::take(&mut parts)), ty, span });
                    parts = vec![Expr { kind: ExprKind::Let { binding, value: Box::new(value), body }, ty, span }];
                }
            }
        }
        let body = Box::new(Expr { kind: ExprKind::Sequence(parts), ty, span });
        Expr { kind: ExprKind::Let { binding: holder, value: Box::new(value), body }, ty, span }
    }

    /// What a pattern alone says of the value: what is expected of an initialiser without annotation.
    pub(super) fn type_of_pattern(&mut self, pattern: &'a Pattern) -> TypeId {
        match &pattern.kind {
            PatternKind::Missing | PatternKind::Name(_) | PatternKind::Place(_) => TypeId::UNKNOWN,
            PatternKind::Array { elements, rest } => {
                let mut all: Vec<TupleElement> = Vec::new();
                for element in elements {
                    let ty = element.as_ref().map_or(TypeId::UNKNOWN, |e| self.type_of_pattern(&e.target));
                    let optional = element.as_ref().is_some_and(|e| e.default.is_some());
                    all.push(TupleElement { ty, optional, rest: false, label: None });
                }
                if rest.is_some() {
                    all.push(TupleElement { ty: TypeId::UNKNOWN, optional: false, rest: true, label: None });
                }
                self.types().tuple(all)
            }
            PatternKind::Object { properties, .. } => {
                let mut members = Vec::new();
                for property in properties {
                    let PatternKey::Name(name) = &property.key else { continue };
                    let ty = self.type_of_pattern(&property.target);
                    members.push(Member { name: name.text.clone(), ty, optional: property.default.is_some(), readonly: false, method: false, numeric: false });
                }
                self.types().intern(Type::Object { members: members.into(), fresh: false })
            }
        }
    }

    /// The type of a parameter that is a pattern and says no more: its members' types are those of their defaults. Members without a
    /// default have no type, which is reported.
    pub(super) fn implied_parameter_type(&mut self, pattern: &'a Pattern) -> TypeId {
        match &pattern.kind {
            // It takes the members that nothing is said of, too.
            PatternKind::Object { properties, rest } if rest.is_some() || properties.iter().any(|p| !matches!(p.key, PatternKey::Name(_))) => {
                for property in properties {
                    self.implied_part_type(&property.target, property.default.as_ref());
                }
                TypeId::ANY
            }
            PatternKind::Object { properties, .. } => {
                let mut members = Vec::new();
                for property in properties {
                    let PatternKey::Name(name) = &property.key else { continue };
                    let ty = self.implied_part_type(&property.target, property.default.as_ref());
                    let optional = property.default.is_some();
                    let ty = if optional { self.types().union([ty, TypeId::UNDEFINED]) } else { ty };
                    members.push(Member { name: name.text.clone(), ty, optional, readonly: false, method: false, numeric: false });
                }
                self.types().intern(Type::Object { members: members.into(), fresh: false })
            }
            PatternKind::Array { elements, rest } if !elements.is_empty() || rest.is_some() => {
                let mut all = Vec::new();
                for element in elements.iter() {
                    let ty = match element {
                        Some(element) => self.implied_part_type(&element.target, element.default.as_ref()),
                        None => TypeId::ANY,
                    };
                    let optional = element.as_ref().is_some_and(|e| e.default.is_some());
                    let ty = if optional { self.types().union([ty, TypeId::UNDEFINED]) } else { ty };
                    all.push(TupleElement { ty, optional, rest: false, label: None });
                }
                if let Some(rest) = rest {
                    self.implied_part_type(rest, None);
                    all.push(TupleElement { ty: TypeId::ANY, optional: false, rest: true, label: None });
                }
                self.types().tuple(all)
            }
            _ => TypeId::ANY,
        }
    }

    /// The type of a default, with the members and elements that only the pattern's own defaults speak of.
    pub(super) fn completed_by_pattern(&mut self, ty: TypeId, pattern: &'a Pattern) -> TypeId {
        if let (PatternKind::Array { elements, .. }, Type::Tuple { elements: own, readonly: false }) = (&pattern.kind, self.program.types.get(ty).clone())
            && !own.iter().any(|element| element.rest)
        {
            let mut own = own.to_vec();
            for element in elements.iter().skip(own.len()) {
                let part = element.as_ref().map_or(TypeId::ANY, |e| self.implied_part_type(&e.target, e.default.as_ref()));
                let part = self.types().union([part, TypeId::UNDEFINED]);
                own.push(TupleElement { ty: part, optional: true, rest: false, label: None });
            }
            return self.types().tuple(own);
        }
        let (PatternKind::Object { properties, .. }, Type::Object { members, .. }) = (&pattern.kind, self.program.types.get(ty).clone()) else { return ty };
        let mut members: Vec<Member> = members.to_vec();
        for property in properties {
            let (PatternKey::Name(name), Some(default)) = (&property.key, &property.default) else { continue };
            if members.iter().all(|m| m.name != name.text) {
                let part = self.implied_part_type(&property.target, Some(default));
                let part = self.types().union([part, TypeId::UNDEFINED]);
                members.push(Member { name: name.text.clone(), ty: part, optional: true, readonly: false, method: false, numeric: false });
            }
        }
        self.types().intern(Type::Object { members: members.into(), fresh: false })
    }

    /// A pattern in a function type says nothing but what the parts are called: where they have no type, another name or a default, something
    /// else was meant.
    pub(super) fn check_signature_pattern(&mut self, pattern: &Pattern, is_typed: bool) {
        let renamed = |key: &PatternKey, target: &Pattern| !matches!(key, PatternKey::Name(key) if key.span == target.span);
        let (defaults, names): (Vec<&ast::Expr>, Vec<&ast::Name>) = match &pattern.kind {
            PatternKind::Name(name) if !is_typed => {
                self.error(7031, name.span, format!("`{}` has no type, so it would be `any`", name.text));
                return;
            }
            PatternKind::Array { elements, .. } => (elements.iter().flatten().filter_map(|e| e.default.as_ref()).collect(), Vec::new()),
            PatternKind::Object { properties, .. } => {
                let renamed = properties.iter().filter(|p| renamed(&p.key, &p.target));
                let named = |p: &'_ ast::PatternProperty| matches!(p.target.kind, PatternKind::Name(_));
                let names = renamed.filter(|p| named(p)).flat_map(|p| p.target.names()).collect();
                (properties.iter().filter_map(|p| p.default.as_ref()).collect(), names)
            }
            _ => return,
        };
        for default in defaults {
            self.error(2371, default.span, "a function type has no defaults: only a function that does something with them has");
        }
        let told: Vec<Span> = names.iter().map(|name| name.span).collect();
        for name in names {
            let message = format!("nothing uses the name `{}`; a type goes behind the whole pattern", name.text);
            self.error(2842, name.span, message);
        }
        let is_told = |part: &Pattern| matches!(&part.kind, PatternKind::Name(name) if told.contains(&name.span));
        for part in pattern.parts() {
            if !is_told(part) {
                self.check_signature_pattern(part, is_typed);
            }
        }
    }

    fn implied_part_type(&mut self, target: &'a Pattern, default: Option<&'a ast::Expr>) -> TypeId {
        match (&target.kind, default) {
            (_, Some(default)) => {
                let expected = matches!(target.kind, PatternKind::Array { .. }).then(|| self.type_of_pattern(target));
                let ty = self.quietly(|c| c.check_expr(default, expected).ty);
                let ty = self.types().widen(ty);
                self.completed_by_pattern(ty, target)
            }
            (PatternKind::Name(name), None) => {
                if !self.is_argument_of_refused() {
                    self.error(7031, name.span, format!("`{}` has no type, so it would be `any`", name.text));
                }
                TypeId::ANY
            }
            (_, None) => self.implied_parameter_type(target),
        }
    }
}

/// The same read once more; only reads of made-up variables are repeated.
fn again(value: &Expr) -> Expr {
    let kind = match value.kind {
        ExprKind::Read(binding) => ExprKind::Read(binding),
        _ => ExprKind::Undefined,
    };
    Expr { kind, ty: value.ty, span: value.span }
}

/// A part of a place as a place; its object is a variable, or a part of one.
fn part_reference(part: &Expr) -> Option<Reference> {
    let (object, key) = match &part.kind {
        ExprKind::Read(binding) => return Some(Reference::binding(*binding)),
        ExprKind::Get(Place::Field { object, name, .. } | Place::Accessor { object, name, .. } | Place::Member { object, name }) => (object, name.clone()),
        ExprKind::Get(Place::Element { object, index }) => match index.kind {
            ExprKind::Number(position) => (object, position.to_string().into()),
            _ => return None,
        },
        _ => return None,
    };
    let mut reference = part_reference(object)?;
    reference.path.push(key);
    Some(reference)
}

/// Whether a part goes to a member of an object.
fn is_member(target: &Pattern) -> bool {
    matches!(&target.kind, PatternKind::Place(place) if !matches!(place.kind, ast::ExprKind::Name(_)))
}

fn text(text: &str, span: Span) -> Expr {
    Expr { kind: ExprKind::String(text.encode_utf16().collect()), ty: TypeId::STRING, span }
}
