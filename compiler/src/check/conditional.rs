//! Conditional types: `C extends E ? T : F`, with `infer`.
//!
//! As written they are kept once in the interner ([`Conditional`]); a use is its number and what stands for each type parameter of the
//! surroundings. Only the branch that is chosen is worked out, so that a type may go through another form of itself.

use super::Checker;
use super::infer::Inference;
use super::operators::GoesOn;
use super::relate::Relation;
use super::scope::ScopeId;
use crate::ast;
use crate::program::types::{Conditional, Substitution};
use crate::program::{Type, TypeId, TypeParameterId};

/// How deep bounds of conditional types are worked out of each other; of what lies deeper nothing is known.
const BOUNDS: u32 = 8;
/// How often a conditional type may stand for another one that it leads to before tsc's 2589 is reported.
const TAIL: u32 = 1000;

/// How a conditional type comes out.
enum Decision {
    /// It is this type.
    Is(TypeId),
    /// It is this branch, with these meanings of the type parameters.
    Branch(TypeId, Substitution),
}

/// What a conditional type's test is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tested {
    Itself,
    /// What a type parameter is at most.
    Constraint,
}

impl<'a> Checker<'a> {
    /// A conditional type as written.
    pub(super) fn resolve_conditional(&mut self, scope: ScopeId, node: &'a ast::ConditionalType) -> TypeId {
        let check = self.resolve_type(scope, &node.check);
        let inner = self.open_scope(scope, self.scope(scope).owner);
        self.infer_scopes.push((inner, Vec::new()));
        let extends = self.resolve_type(inner, &node.extends);
        let infers = self.infer_scopes.pop().map_or_else(Vec::new, |(_, infers)| infers);
        let implied = self.implied.len();
        // What holds for anything tells nothing.
        if !matches!(node.extends.kind, ast::TypeKind::Any | ast::TypeKind::Unknown) {
            self.imply(check, extends);
        }
        let then = self.sheltered(|c| c.resolve_type(inner, &node.then));
        self.implied.truncate(implied);
        let otherwise = self.sheltered(|c| c.resolve_type(scope, &node.otherwise));
        let distributes = match self.program.types.get(check) {
            Type::Parameter(parameter) => Some(*parameter),
            _ => None,
        };
        let conditional = Conditional { check, extends, infers, then, otherwise, distributes, outer: Vec::new(), name: None, awaits: false };
        let open = self.types().add_conditional(conditional);
        self.settle(open)
    }

    /// Where the test holds, what was tested is what it was tested against: `number extends keyof T` says that T has elements. `[A]` against `[B]`
    /// tells it of A.
    fn imply(&mut self, check: TypeId, extends: TypeId) {
        if self.is_undecided(check) || self.is_undecided(extends) && !matches!(self.program.types.get(check), Type::Tuple { .. }) {
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
        if let Type::Indexed { object, index } = *self.program.types.get(ty) {
            parts.extend(self.implied_member(object, index));
        }
        parts.extend(self.implied.iter().filter(|(tested, _)| *tested == ty).map(|(_, against)| *against));
        if parts.len() > 1 {
            return self.intersect(&parts);
        }
        let with = self.implied_parameters(ty);
        if with.is_empty() { ty } else { self.substitute(ty, &with) }
    }

    /// What the tests around say of the type parameters that a type is made of.
    fn implied_parameters(&mut self, ty: TypeId) -> Substitution {
        let mut with = Substitution::default();
        if self.implied.is_empty() || !self.program.types.is_generic(ty) {
            return with;
        }
        let mut free = Vec::new();
        self.program.types.collect_free_parameters(ty, &mut free);
        for (tested, against) in self.implied.clone() {
            if let Type::Parameter(parameter) = *self.program.types.get(tested)
                && free.contains(&parameter)
            {
                let before = with.get(&parameter).copied().unwrap_or(tested);
                let known = self.intersect(&[before, against]);
                with.insert(parameter, known);
            }
        }
        with
    }

    /// `object[index]`, where the tests around say something of the two.
    fn implied_member(&mut self, object: TypeId, index: TypeId) -> Option<TypeId> {
        let (known, key) = (self.implied_type(object), self.implied_type(index));
        if (known, key) == (object, index) {
            return None;
        }
        let Type::Intersection(parts) = self.program.types.get(known).clone() else { return self.indexed_constraint(known, key) };
        // What one of several says is so whatever the others say.
        let said: Vec<TypeId> = parts.iter().filter_map(|&part| self.indexed_constraint(part, key)).collect();
        (!said.is_empty()).then(|| self.intersect(&said))
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

    /// A conditional type given `arguments` for its outer type parameters. Where the branch that is chosen is a conditional type again, or an alias of
    /// one, the next is worked out in the place of the first (tsc's tail recursion), so that a type may go through a thousand forms of itself.
    pub(super) fn conditional(&mut self, root: u32, arguments: &[TypeId]) -> TypeId {
        self.conditional_of(root, arguments, Tested::Itself)
    }

    fn conditional_of(&mut self, root: u32, arguments: &[TypeId], tested: Tested) -> TypeId {
        let mut next = (root, arguments.to_vec());
        let mut uses = Vec::new();
        for _ in 0..TAIL {
            let step = match self.decide(next.0, &next.1, tested) {
                Decision::Is(ty) => Err(ty),
                Decision::Branch(branch, with) => self.follow_branch(branch, &with, &mut uses),
            };
            match step {
                Ok(following) => next = following,
                Err(ty) => return self.leave_alias_uses(&uses, ty),
            }
        }
        self.goes_on.get_or_insert(GoesOn::TooDeep);
        self.leave_alias_uses(&uses, TypeId::ANY)
    }

    /// The branch of a conditional type, or what it is where no single branch is.
    fn decide(&mut self, root: u32, arguments: &[TypeId], tested: Tested) -> Decision {
        let conditional = self.program.types.conditional(root).clone();
        let with = Self::substitution(&conditional.outer, arguments);
        let Some(given) = conditional.distributes.and_then(|parameter| Some((parameter, *with.get(&parameter)?))) else {
            return self.choose_branch(root, &conditional, &with, tested);
        };
        let (parameter, given) = given;
        if given == TypeId::ANY || !matches!(self.program.types.get(given), Type::Union(_) | Type::Boolean | Type::Never) {
            return self.choose_branch(root, &conditional, &with, tested);
        }
        let mut each = Vec::new();
        for member in self.program.types.constituents(given) {
            let mut with = with.clone();
            with.insert(parameter, member);
            each.push(match self.choose_branch(root, &conditional, &with, tested) {
                Decision::Is(ty) => ty,
                Decision::Branch(branch, with) => self.substitute(branch, &with),
            });
        }
        Decision::Is(self.types().union(each))
    }

    /// A branch that is a conditional type in turn, with its arguments; `Err`: what any other branch is.
    fn follow_branch(&mut self, branch: TypeId, with: &Substitution, uses: &mut Vec<TypeId>) -> Result<(u32, Vec<TypeId>), TypeId> {
        match self.program.types.get(branch).clone() {
            Type::Conditional { root, arguments } => Ok((root, arguments.iter().map(|&argument| self.substitute(argument, with)).collect())),
            Type::Alias { alias, name, arguments } => {
                let arguments = arguments.iter().map(|&argument| self.substitute(argument, with)).collect();
                self.enter_alias_use(alias, &name, arguments, uses)
            }
            _ => Err(self.substitute(branch, with)),
        }
    }

    fn choose_branch(&mut self, root: u32, conditional: &Conditional, with: &Substitution, tested: Tested) -> Decision {
        let check = self.substitute(conditional.check, with);
        let mut with_inferred = with.clone();
        let mut extends = self.substitute(conditional.extends, with);
        let positions = self.is_test_by_position(conditional);
        let waits = self.waits(check, positions);
        if !conditional.infers.is_empty() && !waits {
            let plain = self.without_own_parameters(check);
            self.infer_branch(&conditional.infers, plain, extends, &mut with_inferred);
            extends = self.substitute(conditional.extends, &with_inferred);
        }
        if check == TypeId::ANY && !matches!(extends, TypeId::ANY | TypeId::UNKNOWN) {
            let branches = [conditional.then, conditional.otherwise].map(|branch| self.substitute(branch, &with_inferred));
            return Decision::Is(self.types().union(branches));
        }
        let holds = if waits || self.waits(extends, positions) { None } else { self.test_holds(check, extends) };
        match holds {
            Some(true) => Decision::Branch(conditional.then, with_inferred),
            Some(false) if tested == Tested::Constraint && self.may_hold_for_less(check, extends) => {
                if let Type::Parameter(parameter) = *self.program.types.get(conditional.check) {
                    let known = self.intersect(&[check, extends]);
                    with_inferred.insert(parameter, known);
                }
                let then = self.substitute(conditional.then, &with_inferred);
                let otherwise = self.substitute(conditional.otherwise, with);
                Decision::Is(self.types().union([then, otherwise]))
            }
            Some(false) => Decision::Branch(conditional.otherwise, with_inferred),
            None => {
                let arguments = conditional.outer.iter().map(|parameter| with[parameter]).collect();
                Decision::Is(self.types().intern(Type::Conditional { root, arguments }))
            }
        }
    }

    /// Whether a test that does not hold for what a type parameter is at most may hold for what it stands for.
    fn may_hold_for_less(&mut self, check: TypeId, extends: TypeId) -> bool {
        self.program.types.members(extends).into_iter().any(|part| self.is_structurally_assignable(part, check))
    }

    /// `[A, B] extends [C, D]`: a test of several types at once.
    fn is_test_by_position(&self, conditional: &Conditional) -> bool {
        let count = |ty| match self.program.types.get(ty) {
            Type::Tuple { elements, .. } if !elements.iter().any(|e| e.rest) => Some(elements.len()),
            _ => None,
        };
        count(conditional.check).is_some_and(|own| count(conditional.extends) == Some(own))
    }

    /// Whether a test of this type waits for what a type parameter stands for.
    fn waits(&self, ty: TypeId, by_position: bool) -> bool {
        self.is_undecided(ty)
            || self.is_open_tuple(ty)
            || by_position && matches!(self.program.types.get(ty), Type::Tuple { elements, .. } if elements.iter().any(|e| self.is_undecided(e.ty)))
    }

    /// How a test comes out, if it does so whatever the type parameters in it stand for: it never holds where it does not hold with `any` for
    /// them, and always where it holds with nothing known of them.
    fn test_holds(&mut self, check: TypeId, extends: TypeId) -> Option<bool> {
        if matches!(extends, TypeId::ANY | TypeId::UNKNOWN) {
            return Some(true);
        }
        let mut free = Vec::new();
        self.program.types.collect_free_parameters(check, &mut free);
        self.program.types.collect_free_parameters(extends, &mut free);
        if free.is_empty() {
            return Some(self.is_structurally_assignable(check, extends));
        }
        let loosest = Self::substitution(&free, &vec![TypeId::ANY; free.len()]);
        let (own, wanted) = (self.substitute(check, &loosest), self.substitute(extends, &loosest));
        if !self.is_structurally_assignable(own, wanted) {
            return Some(false);
        }
        let unknown: Vec<TypeId> = free.iter().map(|&parameter| self.unknown_parameter(parameter)).collect();
        let strictest = Self::substitution(&free, &unknown);
        let (own, wanted) = (self.substitute(check, &strictest), self.substitute(extends, &strictest));
        self.is_structurally_assignable(own, wanted).then_some(true)
    }

    /// A generic function is tested as what it is whatever its own type parameters are.
    fn without_own_parameters(&mut self, ty: TypeId) -> TypeId {
        let Type::Function(signature) = self.program.types.get(ty).clone() else { return ty };
        if signature.type_parameters.is_empty() {
            return ty;
        }
        let plain = self.at_constraints(&signature);
        self.types().intern(Type::Function(std::rc::Rc::new(plain)))
    }

    fn infer_branch(&mut self, infers: &[TypeParameterId], check: TypeId, extends: TypeId, with: &mut Substitution) {
        let mut inference = Inference::of_condition(infers);
        self.infer_from(&mut inference, check, extends);
        let inferred = self.inferred_arguments(&mut inference);
        with.extend(inferred);
    }

    /// Both branches of an open conditional type, given `arguments`. In `A extends B ? A : …` what A stands for is a B too where the test holds.
    pub(super) fn branches(&mut self, root: u32, arguments: &[TypeId]) -> [TypeId; 2] {
        let conditional = self.program.types.conditional(root).clone();
        let mut with = Self::substitution(&conditional.outer, arguments);
        let otherwise = self.substitute(conditional.otherwise, &with);
        if !conditional.infers.is_empty() {
            self.bind_inferred(&conditional.infers, &mut with);
            return [self.substitute(conditional.then, &with), otherwise];
        }
        let tested = [conditional.check, conditional.extends].map(|ty| self.substitute(ty, &with));
        let known = self.intersect(&tested);
        if let Type::Parameter(parameter) = *self.program.types.get(conditional.check) {
            with.insert(parameter, known);
        }
        let then = self.substitute(conditional.then, &with);
        [self.with_tested(then, tested[0], known), otherwise]
    }

    /// A type with `known` wherever what was tested stands for itself or as a key.
    fn with_tested(&mut self, ty: TypeId, tested: TypeId, known: TypeId) -> TypeId {
        if ty == tested {
            return known;
        }
        match self.program.types.get(ty).clone() {
            Type::Indexed { object, index } => {
                let (object, index) = (self.with_tested(object, tested, known), self.with_tested(index, tested, known));
                self.types().intern(Type::Indexed { object, index })
            }
            Type::Union(parts) => {
                let parts: Vec<TypeId> = parts.iter().map(|&part| self.with_tested(part, tested, known)).collect();
                self.types().union(parts)
            }
            _ => ty,
        }
    }

    /// What is inferred is what its constraint says, given what the type parameters of that stand for.
    fn bind_inferred(&mut self, infers: &[TypeParameterId], with: &mut Substitution) {
        for &parameter in infers {
            let constraint = self.program.type_parameters[parameter.index()].constraint;
            if self.program.types.is_generic(constraint) {
                let own = self.types().intern(Type::Parameter(parameter));
                let bound = self.substitute(constraint, with);
                let known = self.intersect(&[own, bound]);
                with.insert(parameter, known);
            }
        }
    }

    /// Whether the branches of an open conditional type fit those of another that tests against the same, where what the one tests fits what the
    /// other does, this way or that (as tsc has it).
    pub(super) fn relate_conditionals(&mut self, from: (u32, &[TypeId]), to: (u32, &[TypeId]), by: Relation) -> bool {
        let Some([check, branches @ ..]) = self.tested_alike(from, to) else { return false };
        (self.relate(check.0, check.1, by) || self.relate(check.1, check.0, by)) && branches.into_iter().all(|(own, wanted)| self.relate(own, wanted, by))
    }

    /// What two open conditional types test, and their branches, pair by pair, if they test against the same.
    pub(super) fn tested_alike(&mut self, from: (u32, &[TypeId]), to: (u32, &[TypeId])) -> Option<[(TypeId, TypeId); 3]> {
        let (a, b) = (self.program.types.conditional(from.0).clone(), self.program.types.conditional(to.0).clone());
        if a.distributes.is_some() != b.distributes.is_some() || a.infers.len() != b.infers.len() {
            return None;
        }
        let (mut with, other) = (Self::substitution(&a.outer, from.1), Self::substitution(&b.outer, to.1));
        // What the one infers has the names of what the other does.
        let named = self.own_arguments(&b.infers);
        with.extend(a.infers.iter().copied().zip(named));
        let mut both = |a: TypeId, b: TypeId| (self.substitute(a, &with), self.substitute(b, &other));
        let (check, extends) = (both(a.check, b.check), both(a.extends, b.extends));
        let pairs = [check, both(a.then, b.then), both(a.otherwise, b.otherwise)];
        self.is_identical(extends.0, extends.1).then_some(pairs)
    }

    /// What values of an open conditional type may be: what it makes of all that its type parameter may be, otherwise either branch.
    pub(super) fn bound_of_conditional(&mut self, root: u32, arguments: &[TypeId]) -> TypeId {
        if self.bounding >= BOUNDS {
            return TypeId::UNKNOWN;
        }
        self.bounding += 1;
        let by_constraint = self.bound_by_constraint(root, arguments).map(|ty| self.constraint_of(ty)).filter(|&ty| ty != TypeId::NEVER && !self.is_undecided(ty));
        let bound = match by_constraint {
            // `Parameters<T>` of a `T extends (...args: any) => any`.
            Some(TypeId::ANY) if self.gives_parameter_list(root) => self.types().array(TypeId::ANY),
            Some(bound) => bound,
            None => {
                let branches = self.branches(root, arguments).map(|branch| self.constraint_of(branch));
                self.types().union(branches)
            }
        };
        self.bounding -= 1;
        bound
    }

    /// Whether a conditional type is the list of what a function takes.
    fn gives_parameter_list(&self, root: u32) -> bool {
        let conditional = self.program.types.conditional(root);
        let Type::Function(signature) = self.program.types.get(conditional.extends) else { return false };
        signature.parameters.last().is_some_and(|last| last.rest && last.ty == conditional.then)
    }

    /// A conditional type that goes through the members of a type parameter, given that parameter's constraint.
    pub(super) fn bound_by_constraint(&mut self, root: u32, arguments: &[TypeId]) -> Option<TypeId> {
        let conditional = self.program.types.conditional(root).clone();
        let parameter = conditional.distributes?;
        let at = conditional.outer.iter().position(|&outer| outer == parameter)?;
        let bound = self.constraint_of(arguments[at]);
        if bound == arguments[at] || bound == TypeId::UNKNOWN || self.is_undecided(bound) {
            return None;
        }
        let mut arguments = arguments.to_vec();
        arguments[at] = bound;
        let ty = self.conditional_of(root, &arguments, Tested::Constraint);
        (ty != TypeId::NEVER).then_some(ty)
    }
}
