//! Signatures of a value that is one of several functions, or all of several: the rules of tsc's `getUnionSignatures` and `getIntersectedSignatures`.

use super::Checker;
use super::calls::any_signature;
use crate::ast;
use crate::program::types::{CALL, SignatureParameter};
use crate::program::{Signature, Type, TypeId};
use std::rc::Rc;

/// Which way the types at one position of two signatures are put together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joined {
    /// The value is one of the functions: an argument must suit each, the result is one of theirs.
    Union,
    /// The value is all of the functions: an argument suits one of them, the result is all of theirs.
    Intersection,
}

impl<'a> Checker<'a> {
    /// The signatures by which a value is called.
    pub(super) fn call_signatures(&mut self, ty: TypeId) -> Option<Vec<Rc<Signature>>> {
        if let Some(all) = self.signatures_of_parts(ty) {
            return Some(all);
        }
        if self.is_some_function(ty) {
            return Some(vec![any_signature()]);
        }
        let ty = self.constraint_of(ty);
        match self.program.types.get(ty).clone() {
            Type::Function(signature) => Some(vec![signature]),
            Type::Intersection(_) => self.signatures_of_parts(ty),
            Type::Interface { .. } | Type::Object { .. } => self.called_part(ty).and_then(|function| self.call_signatures(function)),
            Type::Union(parts) => {
                // Of one that may be any function it is not known what the others have in common with it.
                if parts.iter().any(|&part| self.is_some_function(part)) {
                    return None;
                }
                let lists: Vec<Vec<Rc<Signature>>> = parts.iter().map(|&part| self.call_signatures(part)).collect::<Option<_>>()?;
                self.union_signatures(&lists)
            }
            _ => None,
        }
    }

    /// Those of the parts of an intersection that are functions.
    fn signatures_of_parts(&mut self, ty: TypeId) -> Option<Vec<Rc<Signature>>> {
        let Type::Intersection(parts) = self.program.types.get(ty).clone() else { return None };
        let mut all: Vec<Rc<Signature>> = Vec::new();
        for &part in parts.iter() {
            match self.program.types.get(part).clone() {
                Type::Function(signature) => all.push(signature),
                Type::Interface { .. } | Type::Object { .. } => {
                    let called = self.called_part(part).and_then(|function| self.call_signatures(function));
                    all.extend(called.into_iter().flatten());
                }
                _ => {}
            }
        }
        (!all.is_empty()).then_some(all)
    }

    /// The type of the functions that objects of an object type are, beside having members.
    pub(super) fn called_part(&mut self, ty: TypeId) -> Option<TypeId> {
        self.find_member(ty, CALL).map(|found| found.ty)
    }

    /// The signature of a value that is called, if it has just one.
    pub(super) fn call_signature(&mut self, ty: TypeId) -> Option<Rc<Signature>> {
        let ty = self.constraint_of(ty);
        if self.is_some_function(ty) {
            return None;
        }
        match &self.call_signatures(ty)?[..] {
            [only] => Some(self.telling_signature(only.clone())),
            _ => None,
        }
    }

    /// What all of several functions can be called by: the signatures that each has, else, when no more than one has several, each of those joined
    /// with what the others have.
    fn union_signatures(&mut self, lists: &[Vec<Rc<Signature>>]) -> Option<Vec<Rc<Signature>>> {
        let common = self.common_signatures(lists);
        if !common.is_empty() {
            return Some(common);
        }
        let mut overloaded = (0..lists.len()).filter(|&index| lists[index].len() > 1);
        let master = overloaded.next().unwrap_or(0);
        if overloaded.next().is_some() {
            return None;
        }
        let mut all = lists[master].clone();
        for (_, list) in lists.iter().enumerate().filter(|&(index, _)| index != master) {
            all = all.iter().map(|signature| self.joined_signature(signature, &list[0], Joined::Union)).collect::<Option<_>>()?;
        }
        Some(all)
    }

    /// The signatures with parameters that every list has, with the results of all.
    fn common_signatures(&mut self, lists: &[Vec<Rc<Signature>>]) -> Vec<Rc<Signature>> {
        let mut common: Vec<Rc<Signature>> = Vec::new();
        for signature in lists.iter().flatten() {
            if common.iter().any(|known| takes_the_same(known, signature)) {
                continue;
            }
            let matching: Option<Vec<Rc<Signature>>> = lists.iter().map(|list| self.matching_signature(list, signature)).collect();
            let Some(matching) = matching else { continue };
            let result = self.types().union(matching.iter().map(|s| s.result));
            let predicate = signature.predicate.clone().filter(|predicate| matching.iter().all(|s| s.predicate.as_ref() == Some(predicate)));
            common.push(Rc::new(Signature { result, predicate, ..(**signature).clone() }));
        }
        common
    }

    /// The signature of a list that takes what `signature` takes, or that and fewer arguments.
    fn matching_signature(&mut self, list: &[Rc<Signature>], signature: &Rc<Signature>) -> Option<Rc<Signature>> {
        if let Some(same) = list.iter().find(|other| takes_the_same(other, signature)) {
            return Some(same.clone());
        }
        for other in list {
            if self.serves_as(other, signature) {
                return Some(other.clone());
            }
        }
        None
    }

    /// Whether a signature takes all arguments that another takes, position by position, and needs no more of them.
    fn serves_as(&mut self, other: &Signature, signature: &Signature) -> bool {
        let least = |s: &Signature| s.parameters.iter().filter(|p| !p.optional && !p.rest).count();
        let is_plain = other.type_parameters.is_empty() && signature.type_parameters.is_empty() && other.this == signature.this;
        is_plain
            && least(other) <= least(signature)
            && (0..signature.parameters.len()).all(|index| {
                // What a signature does not take may be anything.
                let Some(own) = self.nth_parameter(other, index) else { return true };
                self.nth_parameter(signature, index).is_some_and(|given| given.ty == own.ty || given.ty != TypeId::ANY && self.is_assignable(given.ty, own.ty))
            })
    }

    /// Two signatures as one. `None`: both have type parameters of their own, and not the same.
    fn joined_signature(&mut self, left: &Rc<Signature>, right: &Rc<Signature>, way: Joined) -> Option<Rc<Signature>> {
        if left == right {
            return Some(left.clone());
        }
        let right = match (left.type_parameters.is_empty(), right.type_parameters.is_empty()) {
            (false, false) => self.renamed_like(right, left)?,
            _ if way == Joined::Intersection && left.type_parameters.len() != right.type_parameters.len() => return None,
            _ => right.clone(),
        };
        let type_parameters = if left.type_parameters.is_empty() { right.type_parameters.clone() } else { left.type_parameters.clone() };
        let this = match (left.this, right.this) {
            (Some(a), Some(b)) => Some(self.joined_type(a, b, way)),
            (a, b) => a.or(b),
        };
        let result = match way {
            Joined::Union => self.types().union([left.result, right.result]),
            Joined::Intersection => self.intersect(&[left.result, right.result]),
        };
        let parameters = self.joined_parameters(left, &right, way);
        let predicate = left.predicate.clone().filter(|predicate| right.predicate.as_ref() == Some(predicate));
        Some(Rc::new(Signature { type_parameters, this, parameters, result, predicate }))
    }

    /// Position by position; what one of the two does not take does not matter to it.
    fn joined_parameters(&mut self, left: &Signature, right: &Signature, way: Joined) -> Vec<SignatureParameter> {
        let (left, right) = (self.positional(left), self.positional(right));
        let (longest, shorter) = if left.parameters.len() >= right.parameters.len() { (&left, &right) } else { (&right, &left) };
        let has_rest = |s: &Signature| s.parameters.last().is_some_and(|p| p.rest);
        let needs_rest = has_rest(shorter) && !has_rest(longest);
        let mut all = Vec::with_capacity(longest.parameters.len() + 1);
        for (index, own) in longest.parameters.iter().enumerate() {
            let parameter = match shorter.parameters.get(index).or(shorter.parameters.last().filter(|p| p.rest)) {
                None => own.clone(),
                Some(other) if other.rest == own.rest && other.ty == own.ty => SignatureParameter { optional: own.optional && other.optional, ..own.clone() },
                Some(other) => {
                    let element = |c: &mut Self, p: &SignatureParameter| if p.rest { c.element_type(p.ty).unwrap_or(TypeId::ANY) } else { p.ty };
                    let (a, b) = (element(self, own), element(self, other));
                    let ty = self.joined_type(a, b, way);
                    let rest = own.rest || other.rest && !needs_rest && index + 1 == longest.parameters.len();
                    let ty = if rest { self.types().array(ty) } else { ty };
                    SignatureParameter { ty, rest, optional: own.optional && (other.optional || other.rest), ..own.clone() }
                }
            };
            all.push(parameter);
        }
        if needs_rest && let Some(rest) = shorter.parameters.last() {
            all.push(rest.clone());
        }
        all
    }

    fn joined_type(&mut self, a: TypeId, b: TypeId, way: Joined) -> TypeId {
        match way {
            Joined::Intersection => self.types().union([a, b]),
            Joined::Union if self.is_assignable(b, a) => b,
            Joined::Union if self.is_assignable(a, b) => a,
            Joined::Union => self.intersect(&[a, b]),
        }
    }

    /// A signature whose type parameters are those of another, if both have as many with the same constraints.
    fn renamed_like(&mut self, signature: &Rc<Signature>, like: &Signature) -> Option<Rc<Signature>> {
        if signature.type_parameters.len() != like.type_parameters.len() {
            return None;
        }
        let own = self.own_arguments(&like.type_parameters);
        let with = Self::substitution(&signature.type_parameters, &own);
        for (&a, &b) in signature.type_parameters.iter().zip(&like.type_parameters) {
            let constraint = self.program.type_parameters[a.index()].constraint;
            if self.substitute(constraint, &with) != self.program.type_parameters[b.index()].constraint {
                return None;
            }
        }
        let plain = Signature { type_parameters: Vec::new(), ..(**signature).clone() };
        let renamed = self.substitute_signature(&plain, &with);
        Some(Rc::new(Signature { type_parameters: like.type_parameters.clone(), ..renamed }))
    }

    /// The one signature that `ty` suggests to a function written where it is expected. `node`: that function, if it is at hand.
    pub(super) fn contextual_signature(&mut self, ty: TypeId, node: Option<&ast::Function>) -> Option<Rc<Signature>> {
        let ty = self.types().non_null(ty);
        let mut found: Option<Rc<Signature>> = None;
        let members = self.program.types.members(ty);
        // As in tsc those of several that have no room for the parameters say nothing.
        let is_chosen = |signature: &Signature| members.len() < 2 || node.is_none_or(|node| !super::closures::has_fewer_parameters(signature, node));
        for &member in &members {
            let Some(signature) = self.suggested_signature(member, node).filter(|signature| is_chosen(signature)) else { continue };
            match &mut found {
                None => found = Some(signature),
                Some(known) if *known == signature => {}
                Some(known) if takes_the_same(known, &signature) => {
                    let result = self.types().union([known.result, signature.result]);
                    *known = Rc::new(Signature { result, predicate: None, ..(**known).clone() });
                }
                Some(_) => return None,
            }
        }
        found
    }

    /// What one type suggests: of a function with several signatures, those together that have room for the parameters.
    fn suggested_signature(&mut self, ty: TypeId, node: Option<&ast::Function>) -> Option<Rc<Signature>> {
        let ty = self.constraint_of(ty);
        let ty = self.called_part(ty).unwrap_or(ty);
        if let Type::Function(signature) = self.program.types.get(ty) {
            return Some(signature.clone());
        }
        let mut all = self.signatures_of_parts(ty)?;
        all.retain(|signature| node.is_none_or(|node| !super::closures::has_fewer_parameters(signature, node)));
        let mut all = all.into_iter();
        let mut joined = all.next()?;
        for signature in all {
            joined = self.joined_signature(&joined, &signature, Joined::Intersection)?;
        }
        Some(joined)
    }
}

/// Whether two signatures differ in nothing but what they give.
fn takes_the_same(a: &Signature, b: &Signature) -> bool {
    let same = |(p, q): (&SignatureParameter, &SignatureParameter)| (p.ty, p.optional, p.rest) == (q.ty, q.optional, q.rest);
    a.type_parameters == b.type_parameters && a.this == b.this && a.parameters.len() == b.parameters.len() && a.parameters.iter().zip(&b.parameters).all(same)
}
