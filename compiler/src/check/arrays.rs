//! Arrays: literals, elements, and the type that several values have in common.

use super::Checker;
use crate::ast::symbols::is_symbol;
use crate::ast;
use crate::problem::{Problem, Rule};
use std::rc::Rc;
use crate::program::types::{Member, NUMBER_INDEX};
use crate::program::{ArrayElement, Expr, ExprKind, Place, TupleElement, Type, TypeId};
use crate::source::Span;

impl<'a> Checker<'a> {
    /// `[a, b]`.
    pub(super) fn check_array(&mut self, items: &'a [ast::Expr], expected: Option<TypeId>, span: Span) -> Expr {
        if let Some(tuple) = expected.and_then(|ty| self.contextual_tuple(ty)) {
            return self.check_tuple(items, (&tuple, expected), span);
        }
        let context = expected.and_then(|ty| self.contextual_element(ty));
        let mut types = Vec::with_capacity(items.len());
        let mut elements = Vec::with_capacity(items.len());
        for item in items {
            if let ast::ExprKind::Spread(operand) = &item.kind {
                let value = self.check_expr(operand, expected);
                let given = self.spread_type_of(&value, operand);
                types.push(if self.is_open_list(value.ty) { self.open_element(value.ty, None).ty } else { given });
                elements.push(ArrayElement::Spread(self.as_array(value)));
                continue;
            }
            let value = self.check_expr(item, context);
            let value = self.kept_missing(value, context);
            context.into_iter().for_each(|wanted| self.note_element_seen(value.ty, wanted));
            types.push(self.mutable_type(value.ty, context));
            elements.push(ArrayElement::Item(value));
        }
        let element = match types.is_empty() {
            // An empty array takes the type it is wanted for, if that is one. Calls around are still to find out what they want.
            true => context.filter(|&c| !self.program.types.is_generic(c) && self.open_calls.is_empty() && expected.is_some_and(|ty| self.is_one_array(ty))).unwrap_or(TypeId::NEVER),
            false => self.best_common_type(types),
        };
        let ty = self.types().array(element);
        Expr { kind: ExprKind::Array(elements), ty, span }
    }

    /// Whether all arrays that a type admits have the same elements.
    fn is_one_array(&self, ty: TypeId) -> bool {
        let elements: Vec<TypeId> = self.program.types.members(ty).into_iter().filter_map(|m| match self.program.types.get(m) {
            Type::Array { element, .. } => Some(*element),
            _ => None,
        }).collect();
        elements.windows(2).all(|pair| pair[0] == pair[1])
    }

    /// `[a, b] as const`: a read-only tuple.
    pub(super) fn check_constant_array(&mut self, items: &'a [ast::Expr], expected: Option<TypeId>, span: Span) -> Expr {
        let mut types: Vec<TupleElement> = Vec::with_capacity(items.len());
        let mut elements = Vec::with_capacity(items.len());
        for item in items {
            if let ast::ExprKind::Spread(operand) = &item.kind {
                self.constant = true;
                let value = self.check_expr(operand, expected);
                types.extend(self.elements_of_spread(&value, operand));
                elements.push(ArrayElement::Spread(self.as_array(value)));
                continue;
            }
            let context = expected.and_then(|ty| self.contextual_element(ty));
            self.constant = true;
            let value = self.check_expr(item, context);
            let ty = self.types().unfresh_literals(value.ty);
            types.push(TupleElement::required(ty));
            elements.push(ArrayElement::Item(value));
        }
        let readonly = !expected.is_some_and(|ty| self.is_mutable_list(ty));
        let ty = match types.iter().filter(|e| e.rest).count() {
            0 | 1 => self.types().intern(Type::Tuple { elements: types.into(), readonly }),
            _ => {
                let element = self.best_common_type(types.iter().map(|e| e.ty).collect());
                self.types().intern(Type::Array { element, readonly })
            }
        };
        Expr { kind: ExprKind::Array(elements), ty, span }
    }

    /// Whether a type has arrays that can be written.
    pub(super) fn is_mutable_list(&mut self, ty: TypeId) -> bool {
        self.program.types.members(ty).into_iter().any(|member| {
            let member = self.constraint_of(member);
            matches!(self.program.types.get(member), Type::Array { readonly: false, .. } | Type::Tuple { readonly: false, .. })
        })
    }

    /// The elements that a spread adds to a tuple.
    fn elements_of_spread(&mut self, value: &Expr, operand: &'a ast::Expr) -> Vec<TupleElement> {
        let ty = self.constraint_of(value.ty);
        match self.program.types.get(ty).clone() {
            Type::Tuple { elements, .. } => elements.iter().map(|e| TupleElement { label: None, ..e.clone() }).collect(),
            _ if self.is_open_list(value.ty) => vec![self.open_element(value.ty, None)],
            _ => {
                let ty = self.spread_type_of(value, operand);
                vec![TupleElement { ty, optional: false, rest: true, label: None }]
            }
        }
    }

    /// Whether a type is open and one of lists, going by its constraint.
    fn is_open_list(&mut self, ty: TypeId) -> bool {
        let bound = self.constraint_of(ty);
        bound != ty && self.program.types.members(bound).into_iter().all(|part| self.types().array_parts(part).is_some())
    }

    /// The tuple that is expected, if one is; of several, what they expect together.
    pub(super) fn contextual_tuple(&mut self, ty: TypeId) -> Option<Vec<TupleElement>> {
        let mut found: Option<Vec<TupleElement>> = None;
        for member in self.program.types.members(ty) {
            let bound = if self.is_made_of_open(member) { member } else { self.constraint_of(member) };
            for part in self.program.types.members(bound) {
                let Some(elements) = self.listed_elements(part) else { continue };
                let Some(known) = &mut found else {
                    found = Some(elements);
                    continue;
                };
                for (index, element) in elements.iter().enumerate() {
                    match known.get_mut(index) {
                        Some(own) => own.ty = self.program.types.union([own.ty, element.ty]),
                        None => known.push(element.clone()),
                    }
                }
            }
        }
        found
    }

    /// The elements of a tuple, or of what a mapped type makes of each member of a type that is still open: that may be a tuple. To tsc an object
    /// type with a member `0` is like one.
    fn listed_elements(&mut self, ty: TypeId) -> Option<Vec<TupleElement>> {
        match self.program.types.get(ty) {
            Type::Tuple { elements, .. } => return Some(elements.to_vec()),
            Type::Object { .. } | Type::Interface { .. } => {
                let all = self.properties(ty)?;
                let at = |position: usize| all.iter().find(|member| *member.name == *position.to_string()).map(|member| TupleElement::required(member.ty));
                let elements: Vec<TupleElement> = (0..all.len()).map_while(at).collect();
                return Some(elements).filter(|elements| !elements.is_empty());
            }
            _ => {}
        }
        let open = self.is_made_of_open(ty).then(|| self.contextual_element(ty).unwrap_or(TypeId::UNKNOWN));
        open.map(|element| vec![TupleElement { ty: element, optional: false, rest: true, label: None }])
    }

    /// Whether a type is `{ [K in keyof T]: … }` of a type parameter T.
    fn is_made_of_open(&mut self, ty: TypeId) -> bool {
        let Type::Mapped { root, arguments } = self.program.types.get(ty).clone() else { return false };
        let mapped = self.program.types.mapped(root).clone();
        let keys = self.types().substitute(mapped.keys, &Self::substitution(&mapped.outer, &arguments));
        mapped.name.is_none() && matches!(self.program.types.get(keys), Type::KeyOf(whole) if matches!(self.program.types.get(*whole), Type::Parameter(_)))
    }

    /// Whether all tuples of a union may have undefined at a position.
    fn position_may_be_undefined(&mut self, expected: TypeId, at: usize) -> bool {
        self.program.types.members(expected).into_iter().all(|part| match self.program.types.get(part).clone() {
            Type::Tuple { elements, .. } => self.tuple_element(&elements, at).is_none_or(|ty| self.program.types.admits_undefined(ty)),
            _ => true,
        })
    }

    /// `[a, b]` where a tuple is expected: each element by its position.
    fn check_tuple(&mut self, items: &'a [ast::Expr], (wanted, expected): (&[TupleElement], Option<TypeId>), span: Span) -> Expr {
        let mut types: Vec<TupleElement> = Vec::with_capacity(items.len());
        let mut elements = Vec::with_capacity(items.len());
        let arrays = self.elements_of_arrays(expected);
        for item in items {
            if let ast::ExprKind::Spread(operand) = &item.kind {
                let value = self.check_expr(operand, None);
                types.extend(self.elements_of_spread(&value, operand));
                elements.push(ArrayElement::Spread(self.as_array(value)));
                continue;
            }
            let context = self.tuple_element(wanted, types.len()).filter(|&c| c != TypeId::UNKNOWN);
            let context = context.map(|context| self.types().union([context].into_iter().chain(arrays)));
            let value = self.check_expr(item, context);
            // Of several tuples each must have room for what is missing.
            let kept = context.filter(|_| expected.is_none_or(|expected| self.position_may_be_undefined(expected, types.len())));
            let value = self.kept_missing(value, kept);
            // Of several tuples `true` and `false` choose one.
            let chooses = context == Some(TypeId::BOOLEAN) && expected.is_some_and(|expected| self.program.types.members(expected).len() > 1);
            let ty = if chooses { self.types().unfresh_literals(value.ty) } else { self.mutable_type(value.ty, context) };
            types.push(TupleElement::required(ty));
            elements.push(ArrayElement::Item(value));
        }
        let ty = self.make_tuple(types, false);
        Expr { kind: ExprKind::Array(elements), ty, span }
    }

    /// What the arrays hold that may stand in place of an expected tuple.
    fn elements_of_arrays(&mut self, expected: Option<TypeId>) -> Option<TypeId> {
        let element = |c: &Self, part| match *c.program.types.get(part) {
            Type::Array { element, .. } => Some(element),
            _ => None,
        };
        let all: Vec<TypeId> = self.program.types.members(expected?).into_iter().filter_map(|part| element(self, part)).collect();
        (!all.is_empty()).then(|| self.types().union(all))
    }

    pub(super) fn contextual_element(&mut self, ty: TypeId) -> Option<TypeId> {
        let parts: Vec<TypeId> = self
            .program
            .types
            .members(ty)
            .into_iter()
            .filter_map(|member| {
                let member = self.constraint_of(member);
                match self.types().array_parts(member) {
                    Some((element, _)) => Some(element),
                    None if matches!(self.program.types.get(member), Type::Interface { .. }) => self.generator_steps(member).map(|steps| steps.given),
                    None => None,
                }
            })
            .collect();
        if parts.is_empty() { None } else { Some(self.types().union(parts)) }
    }

    /// The union of the types, without those that another one includes.
    pub(super) fn best_common_type(&mut self, types: Vec<TypeId>) -> TypeId {
        let union = self.types().union(types);
        let Type::Union(members) = self.program.types.get(union).clone() else { return union };
        let mut kept: Vec<TypeId> = members.to_vec();
        let mut index = 0;
        while index < kept.len() {
            let candidate = kept[index];
            let included = kept.iter().any(|&other| other != candidate && (self.is_included(candidate, other) || self.is_literal_of(candidate, other)));
            if included {
                kept.remove(index);
            } else {
                index += 1;
            }
        }
        self.types().union(kept)
    }

    /// Whether `a` is the type of an object literal that has what `b` asks for and nothing else: what `b` may lack, a literal lacks.
    fn is_literal_of(&mut self, a: TypeId, b: TypeId) -> bool {
        let Type::Object { fresh: true, members, .. } = self.program.types.get(a).clone() else { return false };
        if !matches!(self.program.types.get(b), Type::Object { fresh: false, .. } | Type::Interface { .. }) {
            return false;
        }
        let Some(wanted) = self.properties(b) else { return false };
        let is_known = |own: &Member| wanted.iter().any(|m| m.name == own.name);
        if wanted.is_empty() || wanted.iter().any(Member::is_index) || !members.iter().all(is_known) {
            return false;
        }
        let regular = self.types().regular(a);
        self.is_assignable(regular, b)
    }

    /// Whether every `a` is a `b` in tsc's stricter sense; only object-like types are compared.
    fn is_included(&mut self, a: TypeId, b: TypeId) -> bool {
        let object = |c: &Self, ty: TypeId| {
            matches!(
                c.program.types.get(ty),
                Type::Class { .. } | Type::Interface { .. } | Type::Object { .. } | Type::Array { .. } | Type::Tuple { .. } | Type::Function(_)
            )
        };
        // `{}` includes whatever is not nothing.
        if matches!(self.program.types.get(b), Type::Object { members, fresh: false } if members.is_empty()) {
            return a != b && self.is_assignable(a, b);
        }
        // The object of a method is one of its class.
        let is_this = self.is_type_this(a);
        if !(object(self, a) || is_this) || !object(self, b) {
            return false;
        }
        if self.is_vaguer(a, b) {
            return false;
        }
        // Only what is written there has the entries of an index signature by its members.
        let has_entries = |c: &mut Self, ty: TypeId| {
            matches!(c.program.types.get(ty), Type::Object { .. } | Type::Interface { .. }) && c.properties(ty).is_some_and(|all| all.iter().any(Member::is_index))
        };
        if has_entries(self, b) {
            let is_literal = matches!(self.program.types.get(a), Type::Object { fresh: true, .. });
            let regular = self.types().regular(a);
            return (is_literal || has_entries(self, a)) && self.is_assignable(regular, b);
        }
        // A function is no stricter form of one that takes fewer arguments.
        if let (Type::Function(p), Type::Function(q)) = (self.program.types.get(a), self.program.types.get(b)) {
            let has_rest = |s: &crate::program::Signature| s.parameters.last().is_some_and(|p| p.rest);
            if !has_rest(q) && (has_rest(p) || p.parameters.len() > q.parameters.len()) {
                return false;
            }
        }
        if let (Type::Object { fresh: true, .. }, _) | (_, Type::Object { fresh: true, .. }) = (self.program.types.get(a), self.program.types.get(b)) {
            let (x, y) = (self.types().regular(a), self.types().regular(b));
            let same_names = match (self.properties(x), self.properties(y)) {
                (Some(p), Some(q)) => p.len() == q.len() && p.iter().all(|own| q.iter().any(|m| m.name == own.name)),
                _ => true,
            };
            return same_names && self.is_assignable(x, y);
        }
        self.is_assignable(a, b)
    }

    /// Whether a part of `a` is any where `b` says more: then it is not the one that is left out.
    fn is_vaguer(&mut self, a: TypeId, b: TypeId) -> bool {
        match (self.program.types.get(a).clone(), self.program.types.get(b).clone()) {
            (Type::Array { element: x, .. }, Type::Array { element: y, .. }) => x == TypeId::ANY && y != TypeId::ANY,
            (Type::Object { members, .. }, Type::Object { .. } | Type::Interface { .. }) => {
                members.iter().filter(|own| own.ty == TypeId::ANY).any(|own| self.find_member(b, &own.name).is_some_and(|found| found.ty != TypeId::ANY))
            }
            _ => false,
        }
    }

    /// The type of a value's elements, if it has any: arrays, strings, typed arrays.
    pub(super) fn element_type(&mut self, ty: TypeId) -> Option<TypeId> {
        let ty = self.constraint_of(ty);
        match self.program.types.get(ty).clone() {
            Type::Array { element, .. } => Some(element),
            Type::Tuple { .. } => self.types().array_parts(ty).map(|(element, _)| element),
            Type::TypedArray(name) => super::library::is_typed_array(&name).then_some(TypeId::NUMBER),
            Type::String | Type::StringLiteral { .. } | Type::Template { .. } | Type::StringCase { .. } => Some(TypeId::STRING),
            Type::Union(members) => {
                let parts: Vec<TypeId> = members.iter().map(|&m| self.element_type(m)).collect::<Option<_>>()?;
                Some(self.types().union(parts))
            }
            Type::Intersection(parts) => parts.iter().find_map(|&part| self.element_type(part)),
            _ => None,
        }
    }

    /// `object[index]` as a place, with the elements' type.
    pub(super) fn element_place(&mut self, object: Expr, index: Expr, node: &'a ast::Expr, span: Span) -> (Place, TypeId) {
        if object.ty == TypeId::ANY
            && let Some(name) = self.literal_key(&index).filter(|key| is_symbol(key) || matches!(index.kind, ExprKind::String(_)) && key.parse::<f64>().is_err())
        {
            return (Place::Member { object: Box::new(object), name }, TypeId::ANY);
        }
        // What a key finds in an object of a class is found by its name.
        let object = if self.is_type_this(object.ty) { Expr { ty: self.with_this_known(object.ty), ..object } } else { object };
        let object = self.as_array_like(object, &index);
        let object = if self.is_number(index.ty) { self.as_bound_list(object) } else { object };
        let element = self.element_type(object.ty);
        let index = if element.is_some() { self.position_of(index) } else { index };
        // `a["length"]` is `a.length`.
        if element.is_some()
            && matches!(index.kind, ExprKind::String(_) | ExprKind::Read(_))
            && let Some(name) = self.literal_key(&index)
            && let Some(found) = self.find_member(object.ty, &name)
            && found.how == super::members::How::Length
        {
            let place = self.member_place(object, &found, &name);
            return (place, found.ty);
        }
        let ty = match element {
            // The keys of an array that `for … in` goes through are its positions.
            Some(element) if self.is_loop_key(&index) => {
                let span = index.span;
                let index = Expr { kind: ExprKind::Unary { op: crate::program::UnaryOp::Plus, operand: Box::new(index) }, ty: TypeId::NUMBER, span };
                return (Place::Element { object: Box::new(object), index: Box::new(index) }, element);
            }
            // A key of what a type parameter stands for: a position or the name of a member.
            Some(_) if let Some(ty) = self.open_entry(object.ty, index.ty) => {
                let object = self.as_anything(object);
                return (self.keyed_place(object, index), ty);
            }
            // A key of which nothing is known may be the text of a position, or the name of a member.
            Some(element) if index.ty == TypeId::ANY => {
                let object = self.as_anything(object);
                return (self.keyed_place(object, index), element);
            }
            Some(element) => {
                let before = self.problems.len();
                self.require_index(&index, object.ty, span);
                if self.problems.len() > before {
                    return (Place::Element { object: Box::new(object), index: Box::new(index) }, TypeId::ANY);
                }
                if self.is_mixture(object.ty) {
                    self.reach_elements_of_any();
                }
                self.positional_element(&object, &index).unwrap_or(element)
            }
            // Of what may be anything a number chooses an element, anything else a member.
            None if object.ty == TypeId::ANY && (index.ty == TypeId::ANY || !self.is_number(index.ty)) => return (self.keyed_place(object, index), TypeId::ANY),
            None if object.ty == TypeId::ANY => {
                self.reach_elements_of_any();
                TypeId::ANY
            }
            None => return self.named_element(object, index, node, span),
        };
        (Place::Element { object: Box::new(object), index: Box::new(index) }, ty)
    }

    /// `T[K]`, K being any key of T.
    fn open_entry(&mut self, object: TypeId, index: TypeId) -> Option<TypeId> {
        let bound = self.constraint_of(index);
        if self.is_number(bound) || !self.is_undecided(object) || !self.is_undecided(index) {
            return None;
        }
        let keys = self.key_of(object);
        if self.is_assignable(index, keys) { self.indexed(object, index) } else { None }
    }

    /// What is an array or only like one, as the latter, where a number chooses from it.
    fn as_array_like(&mut self, object: Expr, index: &Expr) -> Expr {
        let bound = self.constraint_of_object(object.ty);
        if !matches!(self.program.types.get(bound), Type::Union(_)) || !self.is_number(index.ty) || self.element_type(bound).is_some() {
            return object;
        }
        let Some(interface) = self.library.interface("ArrayLike") else { return object };
        let mut elements = Vec::new();
        for part in self.program.types.members(bound) {
            let own = match *self.program.types.get(part) {
                Type::Interface { interface: own, .. } if own == interface => self.find_member(part, NUMBER_INDEX).map(|found| found.ty),
                _ => self.element_type(part),
            };
            let Some(own) = own else { return object };
            elements.push(own);
        }
        let element = self.types().union(elements);
        let ty = self.types().intern(Type::Interface { interface, arguments: [element].into() });
        if !self.is_assignable(object.ty, ty) {
            return object;
        }
        let span = object.span;
        let holder = self.made_up(ty, span);
        let body = Expr { kind: ExprKind::Read(holder), ty, span };
        Expr { kind: ExprKind::Let { binding: holder, value: Box::new(object), body: Box::new(body) }, ty, span }
    }

    /// Whether a type is one of keys, or may turn out to be.
    pub(super) fn may_be_key(&mut self, ty: TypeId) -> bool {
        self.program.types.members(ty).into_iter().all(|part| {
            let is_open = self.is_undecided(part);
            is_open || part == TypeId::ANY || self.is_number(part) || self.is_string(part) || self.is_symbol_alone(part)
        })
    }

    /// `a["0"]`: a text that is written as a position is one.
    pub(super) fn position_of(&mut self, index: Expr) -> Expr {
        let ExprKind::String(units) = &index.kind else { return index };
        let text = String::from_utf16_lossy(units);
        match text.parse::<u32>() {
            Ok(position) if position.to_string() == text => {
                let ty = self.types().number_literal(position.into(), true);
                Expr { kind: ExprKind::Number(position.into()), ty, span: index.span }
            }
            _ => index,
        }
    }

    /// Whether only run time tells what sort of thing a value with elements is: a string, an array, a typed array.
    pub(super) fn is_mixture(&mut self, ty: TypeId) -> bool {
        let ty = self.constraint_of(ty);
        let Type::Union(parts) = self.program.types.get(ty).clone() else { return ty == TypeId::ANY };
        let mut sorts: Vec<u8> = parts
            .iter()
            .map(|&part| match self.program.types.get(part).clone() {
                Type::TypedArray(_) => 0,
                Type::Array { .. } | Type::Tuple { .. } => 1,
                _ if self.is_string(part) => 2,
                _ => 3,
            })
            .collect();
        sorts.dedup();
        sorts.len() > 1
    }

    /// What reads and writes elements of what may be anything.
    pub(super) fn reach_elements_of_any(&mut self) {
        for name in ["any.element", "any.putElement"] {
            if let Some(function) = self.library.function(name) {
                self.reach_function(function);
            }
        }
    }

    /// The type at a position of a tuple that the program names.
    pub(super) fn positional_element(&mut self, object: &Expr, index: &Expr) -> Option<TypeId> {
        let ty = self.constraint_of(object.ty);
        let Type::NumberLiteral { bits, .. } = *self.program.types.get(index.ty) else { return None };
        let number = f64::from_bits(bits);
        if number < 0.0 && matches!(self.program.types.get(ty), Type::Tuple { .. }) {
            self.error(2514, index.span, "the elements of a tuple begin at 0");
            return Some(TypeId::UNDEFINED);
        }
        if number < 0.0 || number.fract() != 0.0 {
            return None;
        }
        if let Type::Union(parts) = self.program.types.get(ty).clone() {
            let found = self.element_of_tuples(&parts, number as usize);
            if found == Some(TypeId::UNDEFINED) && self.are_ended(&parts, number as usize) {
                let text = self.text(object.ty);
                self.error(2339, index.span, format!("no `{text}` has an element at {number}"));
            }
            return found;
        }
        let Type::Tuple { elements, .. } = self.program.types.get(ty).clone() else { return None };
        let found = self.tuple_element(&elements, number as usize);
        if found.is_none() {
            let (text, count) = (self.text(object.ty), elements.len());
            self.error(2493, index.span, format!("a `{text}` has {count} elements: nothing is at {number}"));
            return Some(TypeId::ANY);
        }
        found
    }

    /// What stands at a position of one of several tuples or arrays: undefined in a tuple that ends before, if another does not.
    pub(super) fn element_of_tuples(&mut self, parts: &[TypeId], position: usize) -> Option<TypeId> {
        let mut found = Vec::with_capacity(parts.len());
        let mut arrays = Vec::new();
        for &part in parts {
            let part = self.constraint_of(part);
            match self.program.types.get(part).clone() {
                Type::Tuple { elements, .. } => found.push(self.tuple_element(&elements, position).unwrap_or(TypeId::UNDEFINED)),
                _ => arrays.push(self.element_type(part)?),
            }
        }
        // Where no tuple is so long, an array stands for all of them.
        if !arrays.is_empty() && found.iter().all(|&ty| ty == TypeId::UNDEFINED) {
            return None;
        }
        Some(self.types().union(found.into_iter().chain(arrays)))
    }

    /// Whether all are tuples that end before a position.
    fn are_ended(&mut self, parts: &[TypeId], position: usize) -> bool {
        parts.iter().all(|&part| match self.program.types.get(part).clone() {
            Type::Tuple { elements, .. } => self.tuple_element(&elements, position).is_none(),
            _ => false,
        })
    }

    fn require_index(&mut self, index: &Expr, object: TypeId, span: Span) {
        let ty = self.constraint_of(index.ty);
        if self.is_number(ty) || ty == TypeId::ANY {
            return;
        }
        let keys = self.key_of(object);
        if !self.is_undecided(index.ty) && !self.is_undecided(keys) && self.is_assignable(index.ty, keys) {
            return self.refuse(Rule::DynamicKey, span, "a member must be named where it is used");
        }
        let (found, text) = (self.text(index.ty), self.text(object));
        let nullish = self.types().non_null(index.ty) != index.ty;
        if nullish {
            return self.error(2538, index.span, format!("a `{found}` cannot be an index"));
        }
        let (number, span) = match self.is_undecided(index.ty) {
            true => (2536, span),
            false if self.may_be_key(index.ty) => (7015, index.span),
            false => (2538, index.span),
        };
        self.error(number, span, format!("the elements of a `{text}` are indexed by numbers, found a `{found}`"));
    }

    /// The member that a key names, if its type says which.
    pub(super) fn literal_key(&self, key: &Expr) -> Option<Rc<str>> {
        self.key_name(key.ty)
    }

    /// Whether a key is what its type says. Of others than constants the type may promise too much: the keys in `Object.keys(o) as (keyof T)[]`
    /// are those of the object at hand. A symbol that names a member is a constant.
    pub(super) fn is_settled_key(&mut self, key: &Expr, name: &str) -> bool {
        match key.kind {
            ExprKind::String(_) | ExprKind::Number(_) => true,
            ExprKind::Read(binding) => is_symbol(name) || self.holds_constant(binding, name),
            _ => is_symbol(name),
        }
    }

    /// `object["name"]`.
    fn named_element(&mut self, object: Expr, index: Expr, node: &'a ast::Expr, span: Span) -> (Place, TypeId) {
        let missing = |object: Expr| (Place::Member { object: Box::new(object), name: "".into() }, TypeId::ANY);
        let key = self.literal_key(&index);
        if let Some(key) = &key
            && self.is_settled_key(&index, key)
            && (self.entries_of(object.ty).is_none() || is_symbol(key))
            && let Some(found) = self.find_member(object.ty, key)
        {
            let place = self.member_place(object, &found, key);
            return (place, found.ty);
        }
        if self.is_symbol_alone(index.ty) && object.ty != TypeId::UNKNOWN {
            return missing(self.report_symbol_key(object, &index, span));
        }
        let (object, index) = match self.entry_by_key(object, index, span) {
            Ok(found) => return found,
            Err(parts) => parts,
        };
        if let Some(key) = &key
            && self.find_member(object.ty, key).is_some()
        {
            self.refuse(Rule::DynamicKey, span, "a member must be named where it is used");
            return missing(object);
        }
        if self.inherits_unknown(object.ty) {
            // What nobody knows of is refused with the base.
            self.note_refusal(span);
            return missing(object);
        }
        let text = self.text(object.ty);
        let is_known = matches!(index.kind, ExprKind::String(_) | ExprKind::Number(_));
        let has_numbers_alone = self.entries_of(object.ty).is_some_and(|entries| entries.string.is_none());
        if has_numbers_alone && self.is_assignable(index.ty, TypeId::STRING) {
            self.error(7015, index.span, format!("the keys of a `{text}` are numbers"));
        } else if is_known || index.ty == TypeId::STRING || index.ty == TypeId::NUMBER {
            self.report_absent_key(&object, &index, key.as_deref(), span);
        } else if index.ty != TypeId::ANY {
            self.report_key(&object, &index, span);
        } else if self.is_enum_object(object.ty) {
            self.refuse(Rule::DynamicKey, node.span, "a member must be named where it is used");
        } else {
            self.error(7053, span, format!("a `{text}` has no member with a key that may be anything"));
        }
        missing(object)
    }

    /// `object["name"]` and `object[key]` where no such member is known: it may be a slip of the pen, or another way may be meant.
    fn report_absent_key(&mut self, object: &Expr, index: &Expr, name: Option<&str>, span: Span) {
        let text = self.text(object.ty);
        if let (Some(name), Type::Class { class, .. }) = (name, self.program.types.get(object.ty).clone())
            && self.static_member(class, name).is_some()
        {
            return self.error(2576, span, format!("`{name}` is a static member of `{text}`: it belongs to the class, not to its objects"));
        }
        let similar = name.and_then(|name| super::scope::most_similar(name, self.member_names(object.ty)));
        if let Some(similar) = similar {
            let message = format!("`{text}` has no member `{}`", name.unwrap_or_default());
            return self.report(Problem::ts(2551, index.span, message).with_help(format!("did you mean `{similar}`?")));
        }
        for method in ["get", "set"] {
            if self.takes_key(object.ty, method, index.ty) {
                let message = format!("a `{text}` has no members for its keys");
                return self.report(Problem::ts(7052, span, message).with_help(format!("call `{method}` with the key")));
            }
        }
        self.report(
            Problem::ts(7053, span, format!("a `{text}` has no member with this key"))
                .with_help("give the object a type with an index signature, or use a `Map`, for keys that are made at run time"),
        );
    }

    /// Whether an object has a method that must be given such a key.
    fn takes_key(&mut self, object: TypeId, method: &str, key: TypeId) -> bool {
        let Some(found) = self.find_member(object, method) else { return false };
        let Type::Function(signature) = self.program.types.get(found.ty).clone() else { return false };
        signature.parameters.first().is_some_and(|p| !p.optional && !p.rest && self.is_assignable(key, p.ty))
    }

    /// A key whose type names no member that could be found by it.
    fn report_key(&mut self, object: &Expr, index: &Expr, span: Span) {
        let bound = self.constraint_of(index.ty);
        let keys = self.program.types.members(bound);
        if keys.iter().all(|&key| self.key_name(key).is_some_and(|name| self.find_member(object.ty, &name).is_some())) {
            return self.refuse(Rule::DynamicKey, span, "only fields can be chosen by a key: a method or an accessor must be named where it is used");
        }
        if matches!(self.program.types.get(object.ty), Type::Class { .. }) && self.is_key_of_this(index.ty) {
            return self.refuse(Rule::DynamicKey, span, "only fields can be chosen by a key, and an object of a class may have methods: name the member where it is used");
        }
        let (found, text) = (self.text(index.ty), self.text(object.ty));
        // A string index speaks of no symbols.
        let is_key = self.may_be_key(index.ty) && self.entries_of(object.ty).is_none_or(|entries| entries.string.is_none());
        match (self.is_undecided(index.ty), is_key) {
            (true, _) => self.error(2536, span, format!("`{found}` may be something that is no key of `{text}`")),
            (_, true) => self.error(7053, span, format!("a `{text}` has no member for each `{found}`")),
            (_, false) => self.error(2538, index.span, format!("a `{found}` cannot be a key")),
        }
    }

    /// Elements of read-only arrays and of strings cannot be written.
    pub(super) fn require_writable_elements(&mut self, object: &Expr, index: &Expr, span: Span) {
        let ty = self.constraint_of(object.ty);
        if let (Type::Tuple { readonly: true, .. }, Type::NumberLiteral { .. }) = (self.program.types.get(ty), self.program.types.get(index.ty)) {
            let text = self.text(object.ty);
            return self.error(2540, index.span, format!("the elements of a `{text}` are read-only"));
        }
        let is_readonly = |ty: &Type| matches!(ty, Type::Array { readonly: true, .. } | Type::Tuple { readonly: true, .. } | Type::String | Type::StringLiteral { .. });
        let types = &self.program.types;
        let readonly = match types.get(ty) {
            Type::Intersection(parts) => parts.iter().any(|&part| is_readonly(types.get(part))),
            ty => is_readonly(ty),
        };
        if readonly {
            let text = self.text(object.ty);
            self.error(2542, span, format!("the elements of a `{text}` are read-only"));
        }
    }
}
