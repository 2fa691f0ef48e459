//! Tuples whose length waits for a type parameter, and parameter lists that are tuples.
//!
//! `...T` of a `T` that is still open stands as a rest element whose type is `T[number]`; once T is known its elements take the place.
//! A rest parameter whose type is a tuple is, for the types, as many parameters as the tuple has elements.

use super::Checker;
use super::operators::{GoesOn, MOST_COMBINATIONS};
use crate::program::types::{SignatureParameter, TupleElement};
use crate::program::{Signature, Type, TypeId};
use std::rc::Rc;

/// No tuple made of others is longer: tsc's 2799.
const LONGEST: usize = 10_000;

impl<'a> Checker<'a> {
    /// `...ty` in a tuple, `ty` still being open.
    pub(super) fn open_element(&mut self, ty: TypeId, label: Option<Rc<str>>) -> TupleElement {
        let ty = self.types().intern(Type::Indexed { object: ty, index: TypeId::NUMBER });
        TupleElement { ty, optional: false, rest: true, label }
    }

    /// The open type whose elements stand here.
    pub(super) fn spread_of(&self, element: &TupleElement) -> Option<TypeId> {
        match *self.program.types.get(element.ty) {
            Type::Indexed { object, index: TypeId::NUMBER } if element.rest => Some(object),
            _ => None,
        }
    }

    /// What `[...A]` spreads, where that is all there is.
    pub(super) fn spread_alone(&self, elements: &[TupleElement]) -> Option<TypeId> {
        let [only] = elements else { return None };
        self.spread_of(only)
    }

    /// A tuple whose parts may be known by now.
    pub(super) fn settle_tuple(&mut self, elements: &[TupleElement], readonly: bool) -> TypeId {
        let mut settled: Vec<TupleElement> = Vec::with_capacity(elements.len());
        for element in elements {
            match self.spread_of(element) {
                Some(object) => {
                    let object = self.settle(object);
                    self.spread_type(object, element.label.clone(), &mut settled);
                }
                None => {
                    let ty = self.settle(element.ty);
                    settled.push(TupleElement { ty, ..element.clone() });
                }
            }
            if settled.len() >= LONGEST && elements.len() < LONGEST {
                self.goes_on.get_or_insert(GoesOn::TooLong);
                return TypeId::ANY;
            }
        }
        self.make_tuple(settled, readonly)
    }

    /// Adds what `...ty` stands for.
    pub(super) fn spread_type(&mut self, ty: TypeId, label: Option<Rc<str>>, out: &mut Vec<TupleElement>) {
        match self.program.types.get(ty).clone() {
            Type::Tuple { elements, .. } => out.extend(elements.iter().cloned()),
            Type::Array { element, .. } => out.push(TupleElement { ty: element, optional: false, rest: true, label }),
            Type::Any => out.push(TupleElement { ty: TypeId::ANY, optional: false, rest: true, label }),
            Type::Never | Type::Union(_) => out.push(self.open_element(ty, label)),
            _ if self.is_undecided(ty) => out.push(self.open_element(ty, label)),
            _ => {}
        }
    }

    /// A list of the same elements that is not read-only.
    pub(super) fn mutable_list(&mut self, list: TypeId) -> TypeId {
        match self.program.types.get(list).clone() {
            Type::Array { element, .. } => self.types().array(element),
            Type::Tuple { elements, .. } => self.types().intern(Type::Tuple { elements, readonly: false }),
            _ => list,
        }
    }

    /// Whether a type can be spread in a tuple.
    pub(super) fn is_spreadable(&mut self, ty: TypeId) -> bool {
        // A use of an alias that is being defined is looked at where it is used.
        if ty == TypeId::ANY || matches!(self.program.types.get(ty), Type::Alias { .. }) {
            return true;
        }
        if !self.is_undecided(ty) {
            return self.program.types.members(ty).into_iter().all(|part| part == TypeId::ANY || self.types().array_parts(part).is_some());
        }
        let known = self.implied_type(ty);
        let bound = self.constraint_of(known);
        let parts = self.program.types.members(bound);
        let is_alias = |c: &Self, ty: TypeId| matches!(c.program.types.get(ty), Type::Alias { .. });
        let spreads = parts.iter().all(|&part| self.types().array_parts(part).is_some() || part == TypeId::ANY || is_alias(self, part));
        spreads && !parts.is_empty() || self.is_list(known)
    }

    /// Whether a tuple's length is not known yet.
    pub(super) fn is_open_tuple(&self, ty: TypeId) -> bool {
        matches!(self.program.types.get(ty), Type::Tuple { elements, .. } if elements.iter().any(|element| self.spread_of(element).is_some()))
    }

    /// Whether a type is a tuple, or may be one, in which the elements of `part` stand.
    pub(super) fn spreads(&self, ty: TypeId, part: TypeId) -> bool {
        let spreads = |tuple| matches!(self.program.types.get(tuple), Type::Tuple { elements, .. } if elements.iter().any(|e| self.spread_of(e) == Some(part)));
        self.program.types.members(ty).into_iter().any(spreads)
    }

    /// Whether the type is one of arrays, whatever it turns out to be.
    fn is_list(&mut self, ty: TypeId) -> bool {
        let list = self.types().intern(Type::Array { element: TypeId::UNKNOWN, readonly: true });
        self.is_structurally_assignable(ty, list)
    }

    /// `[...(A | B)]` is `[...A] | [...B]`, and with nothing to spread there is no such tuple.
    fn made_of_union(&mut self, elements: &[TupleElement], readonly: bool) -> Option<TypeId> {
        let is_union = |c: &Self, element: &TupleElement| c.spread_of(element).filter(|&ty| matches!(c.program.types.get(ty), Type::Union(_) | Type::Never));
        let (at, union) = elements.iter().enumerate().find_map(|(at, element)| Some((at, is_union(self, element)?)))?;
        let parts = elements.iter().filter_map(|element| is_union(self, element)).map(|ty| self.program.types.members(ty).len().max(1));
        if parts.fold(1usize, usize::saturating_mul) > MOST_COMBINATIONS {
            self.goes_on.get_or_insert(GoesOn::TooWide);
            return Some(TypeId::ANY);
        }
        // A type that is made of a spread of itself has no end.
        if !self.goes_deeper() {
            return Some(TypeId::ANY);
        }
        let mut each = Vec::new();
        for part in self.program.types.members(union) {
            let mut with = elements.to_vec();
            with[at] = self.open_element(part, elements[at].label.clone());
            each.push(self.settle_tuple(&with, readonly));
        }
        self.settling -= 1;
        Some(self.types().union(each))
    }

    /// A tuple in normal form: at most one rest that is not open, nothing optional in front of something required.
    pub(super) fn make_tuple(&mut self, mut elements: Vec<TupleElement>, readonly: bool) -> TypeId {
        if let Some(union) = self.made_of_union(&elements, readonly) {
            return union;
        }
        if let Some(last) = elements.iter().rposition(|e| !e.optional && !e.rest) {
            elements[..last].iter_mut().for_each(|e| e.optional = false);
        }
        // From the first rest to the last element that may be missing all are one rest.
        let is_rest = |c: &Self, e: &TupleElement| e.rest && c.spread_of(e).is_none();
        let first = elements.iter().position(|e| is_rest(self, e));
        let last = elements.iter().rposition(|e| e.optional || is_rest(self, e));
        if let (Some(first), Some(last)) = (first, last)
            && first < last
        {
            let joined = self.types().union(elements[first..=last].iter().map(|e| e.ty).collect::<Vec<_>>());
            elements.splice(first..=last, [TupleElement { ty: joined, optional: false, rest: true, label: None }]);
        }
        if let [only] = &elements[..]
            && let Some(object) = self.spread_of(only)
            && !readonly
            && only.label.is_none()
            && matches!(self.program.types.get(object), Type::Tuple { .. })
        {
            return object;
        }
        self.types().intern(Type::Tuple { elements: elements.into(), readonly })
    }

    /// What is left of a tuple: of one that ends in all of an open type, that type.
    pub(super) fn remaining_tuple(&mut self, elements: Vec<TupleElement>) -> TypeId {
        if let [only] = &elements[..]
            && let Some(open) = self.spread_of(only)
        {
            return open;
        }
        self.make_tuple(elements, false)
    }

    /// The signature with the elements of a rest parameter's tuple as parameters of their own.
    pub(super) fn positional(&mut self, signature: &Signature) -> Signature {
        let Some(rest) = signature.parameters.last().filter(|p| p.rest) else { return signature.clone() };
        let Type::Tuple { elements, .. } = self.program.types.get(rest.ty).clone() else { return signature.clone() };
        let name = rest.name.clone();
        let mut all = signature.clone();
        all.parameters.pop();
        for (index, element) in elements.iter().enumerate() {
            let ty = match (element.rest, self.spread_of(element)) {
                (true, _) if index + 1 < elements.len() => self.make_tuple(elements[index..].to_vec(), false),
                (true, Some(object)) => object,
                (true, None) => self.types().array(element.ty),
                (false, _) => element.ty,
            };
            let name = element.label.clone().unwrap_or_else(|| format!("{name}_{index}").into());
            all.parameters.push(SignatureParameter { name, ty, optional: element.optional, rest: element.rest });
            if element.rest {
                break;
            }
        }
        all
    }

    /// What the parameters are called in a tuple of them: the elements of a rest parameter's tuple as they are called there, if they are.
    fn labels_of_parameters(&self, signature: &Signature) -> Vec<Option<Rc<str>>> {
        let named = |parameter: &SignatureParameter| match self.program.types.get(parameter.ty) {
            Type::Tuple { elements, .. } if parameter.rest => elements.iter().map(|element| element.label.clone()).collect(),
            _ => vec![Some(parameter.name.clone())],
        };
        signature.parameters.iter().flat_map(named).collect()
    }

    /// The tuple of a signature's parameters from `from` on: what `...args: P` stands for.
    pub(super) fn parameter_tuple(&mut self, signature: &Signature, from: usize) -> TypeId {
        let labels = self.labels_of_parameters(signature);
        let signature = self.positional(signature);
        let mut elements = Vec::new();
        // What comes after the place of a rest parameter is among its elements.
        let last = signature.parameters.iter().position(|parameter| parameter.rest).unwrap_or(from);
        for (parameter, label) in signature.parameters.iter().zip(labels).skip(from.min(last)) {
            if parameter.rest {
                self.spread_type(parameter.ty, label, &mut elements);
            } else {
                elements.push(TupleElement { ty: parameter.ty, optional: parameter.optional, rest: false, label });
            }
        }
        // A rest alone is the array itself.
        if let ([only], Some(rest)) = (&elements[..], signature.parameters.last().filter(|p| p.rest))
            && only.rest
        {
            return rest.ty;
        }
        self.make_tuple(elements, false)
    }
}
