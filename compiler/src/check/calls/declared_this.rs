//! Calls of functions that declare their `this`: which objects they may be called on, and what these say of the functions' type parameters.

use super::super::Checker;
use super::super::infer::Inference;
use super::Target;
use crate::ast::{self, ExprKind as E};
use crate::program::types::Substitution;
use crate::program::{ClassId, Expr, ExprKind, FunctionId, Place, Signature, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

impl Checker<'_> {
    /// A method may say which objects of its class it can be called on: `build(this: Builder<"done">)`. Gives the signature with what that says of its
    /// type parameters.
    pub(super) fn check_declared_this(&mut self, object: &Expr, class: ClassId, function: FunctionId, name: &str, signature: Rc<Signature>) -> Rc<Signature> {
        let Some(declared) = self.functions[function.index()].declared_this else { return signature };
        let known = self.with_this_known(object.ty);
        let Type::Class { class: own, arguments } = self.program.types.get(known).clone() else { return signature };
        let Some(passed) = self.as_base(own, &arguments, class) else { return signature };
        let mut with = Self::substitution(&self.class_parameters(class), &passed);
        with.insert(super::super::generics::THIS, object.ty);
        let declared = self.substitute(declared, &with);
        self.told_by_object(object, declared, name, signature)
    }

    /// Of the signatures of a method those that say of their `this` that it may be such an object; all, where none may, which is a mistake.
    pub(super) fn callable_on(&mut self, object: &Expr, signatures: Vec<Rc<Signature>>, name: &str) -> Vec<Rc<Signature>> {
        if signatures.iter().all(|signature| signature.this.is_none()) {
            return signatures;
        }
        let mut callable = Vec::new();
        for signature in &signatures {
            match signature.this {
                None => callable.push(signature.clone()),
                Some(declared) => {
                    let (told, declared) = self.told_by(object.ty, declared, signature.clone());
                    callable.extend(self.is_structurally_assignable(object.ty, declared).then_some(told));
                }
            }
        }
        if callable.is_empty() {
            let found = self.text(object.ty);
            self.error(2769, object.span, format!("no signature of `{name}` can be called on a `{found}`"));
            return signatures;
        }
        callable
    }

    /// The signature of a method that is called on `object`, with what `declared` as its `this` says of its type parameters.
    fn told_by_object(&mut self, object: &Expr, declared: TypeId, name: &str, signature: Rc<Signature>) -> Rc<Signature> {
        let (signature, declared) = self.told_by(object.ty, declared, signature);
        if !self.is_structurally_assignable(object.ty, declared) {
            let (found, wanted) = (self.text(object.ty), self.text(declared));
            self.error(2684, object.span, format!("`{name}` can be called on a `{wanted}` only, found a `{found}`"));
        }
        signature
    }

    /// The signature of a static method with what its declared `this` says of its type parameters.
    pub(super) fn told_signature(&mut self, function: FunctionId, object: &Expr, name: &str, signature: Rc<Signature>) -> Rc<Signature> {
        if self.functions[function.index()].node.is_none_or(|node| node.this_type.is_none()) {
            return signature;
        }
        let Some(declared) = self.functions[function.index()].this_type else { return signature };
        self.told_by_object(object, declared, name, signature)
    }

    /// A signature with what its declared `this` says of its type parameters when it is called on a `given`; and what it declares then.
    fn told_by(&mut self, given: TypeId, declared: TypeId, signature: Rc<Signature>) -> (Rc<Signature>, TypeId) {
        if signature.type_parameters.is_empty() {
            return (signature, declared);
        }
        let mut inference = Inference::new(&signature.type_parameters);
        self.infer_from(&mut inference, given, declared);
        let with = self.inferred_arguments(&mut inference);
        // What `this` does not mention is still to be inferred from the arguments.
        let is_told = |c: &mut Self, parameter| {
            let alone = Substitution::from_iter([(parameter, TypeId::NEVER)]);
            c.substitute(declared, &alone) != declared
        };
        let told: Substitution = with.into_iter().filter(|&(parameter, _)| is_told(self, parameter)).collect();
        let mut plain = self.substitute_signature(&signature, &told);
        plain.type_parameters.retain(|parameter| !told.contains_key(parameter));
        let declared = self.substitute(declared, &told);
        (Rc::new(plain), declared)
    }

    /// What a function value is called on must be what its type declares `this` to be.
    pub(super) fn with_told_this(&mut self, callee: &ast::Expr, target: &Target, signatures: Vec<Rc<Signature>>, call: Span) -> Vec<Rc<Signature>> {
        let ([signature], Target::Value(_) | Target::Member(..)) = (&signatures[..], target) else { return signatures };
        let Some(declared) = signature.this.filter(|&ty| ty != TypeId::VOID) else { return signatures };
        let object = match target {
            Target::Member(object, _) => Some((object.ty, object.span)),
            Target::Value(Expr { kind: ExprKind::Get(Place::Field { object, .. } | Place::Member { object, .. } | Place::Accessor { object, .. }), .. }) => {
                Some((object.ty, object.span))
            }
            _ if matches!(callee.kind, E::Member { .. } | E::Index { .. } | E::Chain(_)) => return signatures,
            _ => None,
        };
        let (given, place) = object.unwrap_or((TypeId::VOID, call));
        let (signature, declared) = self.told_by(given, declared, signature.clone());
        if !self.is_structurally_assignable(given, declared) {
            let (found, wanted) = (self.text(given), self.text(declared));
            self.error(2684, place, format!("the function is called on a `{found}`, and its `this` is a `{wanted}`"));
        }
        vec![signature]
    }
}
