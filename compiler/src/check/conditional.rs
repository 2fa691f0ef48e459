//! Conditional types: `C extends E ? T : F`, with `infer`.
//!
//! As written they are kept once in the interner ([`Conditional`]); a use is its number and what stands for each type parameter of the
//! surroundings. Only the branch that is chosen is worked out, so that a type may go through another form of itself.

use super::Checker;
use super::infer::Inference;
use super::scope::ScopeId;
use crate::ast;
use crate::program::types::{Conditional, Substitution};
use crate::program::{Type, TypeId, TypeParameterId};

/// How deep bounds of conditional types are worked out of each other; of what lies deeper nothing is known.
const BOUNDS: u32 = 8;

impl<'a> Checker<'a> {
    /// A conditional type as written.
    pub(super) fn resolve_conditional(&mut self, scope: ScopeId, node: &'a ast::ConditionalType) -> TypeId {
        let check = self.resolve_type(scope, &node.check);
        let inner = self.open_scope(scope, self.scope(scope).owner);
        self.infer_scopes.push((inner, Vec::new()));
        let extends = self.resolve_type(inner, &node.extends);
        let infers = self.infer_scopes.pop().map_or_else(Vec::new, |(_, infers)| infers);
        let implied = self.implied.len();
        self.imply(check, extends);
        let then = self.sheltered(|c| c.resolve_type(inner, &node.then));
        self.implied.truncate(implied);
        let otherwise = self.sheltered(|c| c.resolve_type(scope, &node.otherwise));
        let distributes = match self.program.types.get(check) {
            Type::Parameter(parameter) => Some(*parameter),
            _ => None,
        };
        let conditional = Conditional { check, extends, infers, then, otherwise, distributes, outer: Vec::new() };
        let open = self.types().add_conditional(conditional);
        self.settle(open)
    }

    /// Where the test holds, what was tested is what it was tested against; `[A]` against `[B]` tells it of A.
    fn imply(&mut self, check: TypeId, extends: TypeId) {
        if self.is_undecided(check) {
            self.implied.push((check, extends));
        } else if let (Type::Tuple { elements: a, .. }, Type::Tuple { elements: b, .. }) = (self.program.types.get(check), self.program.types.get(extends))
            && let ([a], [b]) = (&a[..], &b[..])
            && !a.rest
            && !b.rest
        {
            self.imply(a.ty, b.ty);
        }
    }

    /// A type as written together with what the tests around it say of it.
    pub(super) fn implied_type(&mut self, ty: TypeId) -> TypeId {
        let mut parts = vec![ty];
        parts.extend(self.implied.iter().filter(|(tested, _)| *tested == ty).map(|(_, against)| *against));
        if parts.len() == 1 { ty } else { self.intersect(&parts) }
    }

    /// `infer T`: a type parameter of the nearest conditional type in whose `extends` part it stands.
    pub(super) fn resolve_infer(&mut self, node: &'a ast::TypeParameter) -> TypeId {
        // Syntax has complained of any other place.
        let Some(&(scope, _)) = self.infer_scopes.last() else { return TypeId::ANY };
        let again = match self.scope(scope).types.get(&node.name.text) {
            Some(super::scope::TypeName::Parameter(known)) => Some(*known),
            _ => None,
        };
        let parameter = match again {
            Some(known) => known,
            None => {
                let parameter = self.open_type_parameters(scope, std::slice::from_ref(node))[0];
                self.infer_scopes.last_mut().expect("it was just read").1.push(parameter);
                parameter
            }
        };
        self.types().intern(Type::Parameter(parameter))
    }

    /// A conditional type given `arguments` for its outer type parameters.
    pub(super) fn conditional(&mut self, root: u32, arguments: &[TypeId]) -> TypeId {
        let conditional = self.program.types.conditional(root).clone();
        let with = Self::substitution(&conditional.outer, arguments);
        let Some(given) = conditional.distributes.and_then(|parameter| Some((parameter, *with.get(&parameter)?))) else {
            return self.choose_branch(root, &conditional, &with);
        };
        let (parameter, given) = given;
        if given == TypeId::ANY || !matches!(self.program.types.get(given), Type::Union(_) | Type::Boolean | Type::Never) {
            return self.choose_branch(root, &conditional, &with);
        }
        let mut each = Vec::new();
        for member in self.program.types.constituents(given) {
            let mut with = with.clone();
            with.insert(parameter, member);
            each.push(self.choose_branch(root, &conditional, &with));
        }
        self.types().union(each)
    }

    fn choose_branch(&mut self, root: u32, conditional: &Conditional, with: &Substitution) -> TypeId {
        let check = self.substitute(conditional.check, with);
        let check = self.without_own_parameters(check);
        let mut with_inferred = with.clone();
        let mut extends = self.substitute(conditional.extends, with);
        if !conditional.infers.is_empty() && !self.is_undecided(check) {
            self.infer_branch(&conditional.infers, check, extends, &mut with_inferred);
            extends = self.substitute(conditional.extends, &with_inferred);
        }
        if check == TypeId::ANY && !matches!(extends, TypeId::ANY | TypeId::UNKNOWN) {
            let branches = [conditional.then, conditional.otherwise].map(|branch| self.substitute(branch, &with_inferred));
            return self.types().union(branches);
        }
        if self.is_undecided(check)
            || self.program.types.is_generic(extends)
            || self.program.types.is_generic(check) && !self.is_structurally_assignable(check, extends)
        {
            let arguments = conditional.outer.iter().map(|parameter| with[parameter]).collect();
            return self.types().intern(Type::Conditional { root, arguments });
        }
        let holds = self.is_structurally_assignable(check, extends);
        let branch = if holds { conditional.then } else { conditional.otherwise };
        self.substitute(branch, &with_inferred)
    }

    /// A generic function is tested as what it is whatever its own type parameters are.
    fn without_own_parameters(&mut self, ty: TypeId) -> TypeId {
        let Type::Function(signature) = self.program.types.get(ty).clone() else { return ty };
        if signature.type_parameters.is_empty() {
            return ty;
        }
        let bounds: Vec<TypeId> = signature.type_parameters.iter().map(|p| self.program.type_parameters[p.index()].constraint).collect();
        let with = Self::substitution(&signature.type_parameters, &bounds);
        let plain = self.substitute_signature(&signature, &with);
        self.types().intern(Type::Function(std::rc::Rc::new(plain)))
    }

    fn infer_branch(&mut self, infers: &[TypeParameterId], check: TypeId, extends: TypeId, with: &mut Substitution) {
        let mut inference = Inference::of_condition(infers);
        self.infer_from(&mut inference, check, extends);
        let inferred = self.inferred_arguments(&mut inference);
        with.extend(inferred);
    }

    /// Both branches of an open conditional type, given `arguments`.
    pub(super) fn branches(&mut self, root: u32, arguments: &[TypeId]) -> [TypeId; 2] {
        let conditional = self.program.types.conditional(root).clone();
        let with = Self::substitution(&conditional.outer, arguments);
        [conditional.then, conditional.otherwise].map(|branch| self.substitute(branch, &with))
    }

    /// What values of an open conditional type may be: what it makes of all that its type parameter may be, otherwise either branch.
    pub(super) fn bound_of_conditional(&mut self, root: u32, arguments: &[TypeId]) -> TypeId {
        if self.bounding >= BOUNDS {
            return TypeId::UNKNOWN;
        }
        self.bounding += 1;
        let bound = match self.bound_by_constraint(root, arguments) {
            Some(bound) => bound,
            None => {
                let branches = self.branches(root, arguments).map(|branch| self.constraint_of(branch));
                self.types().union(branches)
            }
        };
        self.bounding -= 1;
        bound
    }

    /// A conditional type that goes through the members of a type parameter, given that parameter's constraint.
    fn bound_by_constraint(&mut self, root: u32, arguments: &[TypeId]) -> Option<TypeId> {
        let conditional = self.program.types.conditional(root).clone();
        let parameter = conditional.distributes?;
        let at = conditional.outer.iter().position(|&outer| outer == parameter)?;
        let bound = self.constraint_of(arguments[at]);
        if bound == arguments[at] || bound == TypeId::UNKNOWN || self.is_undecided(bound) {
            return None;
        }
        let mut arguments = arguments.to_vec();
        arguments[at] = bound;
        let ty = self.conditional(root, &arguments);
        let ty = self.constraint_of(ty);
        (ty != TypeId::NEVER && !self.is_undecided(ty)).then_some(ty)
    }
}
