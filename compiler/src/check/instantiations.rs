//! Type arguments without a call: `f<number>`, `Box<number>`, `typeof f<string>`.
//!
//! The value is the function or class itself; only its type says less. A class becomes an object type: what it constructs, and its static members.

use super::Checker;
use super::scope::ScopeId;
use crate::ast;
use crate::program::types::{Member, Substitution};
use crate::program::{Expr, Signature, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// `operand<arguments>`.
    pub(super) fn check_instantiation(&mut self, operand: &'a ast::Expr, arguments: &'a [ast::TypeNode]) -> Expr {
        let value = self.check_expr(operand, None);
        if let Type::ClassValue(_) = self.program.types.get(value.ty) {
            self.program.class_objects = true;
        }
        let ty = self.instantiated(self.cx.scope, value.ty, arguments);
        Expr { ty, ..value }
    }

    /// The type of what is generic once it is given these type arguments.
    pub(super) fn instantiated(&mut self, scope: ScopeId, ty: TypeId, arguments: &'a [ast::TypeNode]) -> TypeId {
        let given: Vec<TypeId> = arguments.iter().map(|node| self.resolve_type(scope, node)).collect();
        let place = match arguments {
            [first, .., last] => Span { end: last.span.end, ..first.span },
            [only] => only.span,
            [] => return ty,
        };
        if ty == TypeId::ANY {
            return ty;
        }
        let found = match self.program.types.get(ty).clone() {
            Type::Function(signature) => self.instantiated_signature(&signature, &given, arguments).map(|signature| self.types().intern(Type::Function(signature))),
            Type::Intersection(parts) => {
                let fitting: Vec<TypeId> = parts.iter().filter_map(|&part| self.instantiated_part(part, &given, arguments)).collect();
                let is_function = |c: &Self, part: TypeId| matches!(c.program.types.get(part), Type::Function(_));
                let members = parts.iter().copied().filter(|&part| !is_function(self, part));
                let all = fitting.iter().copied().chain(members).collect();
                self.all_of(all).filter(|_| !fitting.is_empty())
            }
            Type::ClassValue(class) => self.instantiated_class(class, &given, arguments),
            _ => None,
        };
        found.unwrap_or_else(|| {
            let text = self.text(ty);
            let count = given.len();
            self.error(2635, place, format!("a `{text}` does not take {count} type argument{}", if count == 1 { "" } else { "s" }));
            TypeId::ANY
        })
    }

    fn instantiated_part(&mut self, part: TypeId, given: &[TypeId], nodes: &[ast::TypeNode]) -> Option<TypeId> {
        let Type::Function(signature) = self.program.types.get(part).clone() else { return None };
        let signature = self.instantiated_signature(&signature, given, nodes)?;
        Some(self.types().intern(Type::Function(signature)))
    }

    fn instantiated_signature(&mut self, signature: &Signature, given: &[TypeId], nodes: &[ast::TypeNode]) -> Option<Rc<Signature>> {
        let parameters = signature.type_parameters.clone();
        if parameters.is_empty() || !self.takes_arguments(&parameters, given.len()) {
            return None;
        }
        self.check_constraints(&parameters, given, nodes);
        let mut all = given.to_vec();
        for &parameter in &parameters[given.len()..] {
            let default = self.default_argument(parameter, &parameters, &all);
            all.push(default);
        }
        let with = Self::substitution(&parameters, &all);
        let plain = Signature { type_parameters: Vec::new(), ..signature.clone() };
        Some(Rc::new(self.substitute_signature(&plain, &with)))
    }

    fn instantiated_class(&mut self, class: crate::program::ClassId, given: &[TypeId], nodes: &[ast::TypeNode]) -> Option<TypeId> {
        let mut members = Vec::new();
        for member in self.static_properties(class) {
            let ty = if member.is_construct() { self.instantiated_constructor(member.ty, given, nodes)? } else { member.ty };
            members.push(Member { ty, ..member });
        }
        Some(self.types().intern(Type::Object { members: members.into(), fresh: false }))
    }

    /// A class that a generic function gives, once the function's type parameters are known: what it constructs, and its static members.
    pub(super) fn class_outside(&mut self, ty: TypeId, with: &Substitution) -> TypeId {
        let Type::ClassValue(class) = *self.program.types.get(ty) else { return ty };
        let own = self.own_class_parameters(class).len();
        if !self.class_parameters(class)[own..].iter().any(|outer| with.contains_key(outer)) {
            return ty;
        }
        self.program.class_objects = true;
        let mut members = self.static_properties(class);
        for member in &mut members {
            member.ty = self.substitute(member.ty, with);
        }
        self.types().intern(Type::Object { members: members.into(), fresh: false })
    }

    fn instantiated_constructor(&mut self, ty: TypeId, given: &[TypeId], nodes: &[ast::TypeNode]) -> Option<TypeId> {
        let parts = match self.program.types.get(ty).clone() {
            Type::Intersection(parts) => parts.to_vec(),
            _ => vec![ty],
        };
        let fitting: Vec<TypeId> = parts.into_iter().filter_map(|part| self.instantiated_part(part, given, nodes)).collect();
        self.all_of(fitting)
    }

    /// One function, or one with several signatures.
    fn all_of(&mut self, parts: Vec<TypeId>) -> Option<TypeId> {
        match parts[..] {
            [] => None,
            [only] => Some(only),
            _ => Some(self.types().intern(Type::Intersection(parts.into()))),
        }
    }
}
