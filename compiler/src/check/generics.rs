//! Generics: type parameters, and type arguments as written.

use super::Checker;
use super::scope::{ScopeId, TypeName};
use crate::ast::{self, TypeKind};
use crate::problem::Problem;
use crate::program::types::Substitution;
use crate::program::{Interface, InterfaceId, Signature, Type, TypeId, TypeParameter, TypeParameterId};
use crate::source::Span;
use std::rc::Rc;

/// What the checker knows of a type parameter beyond the Program's entry.
#[derive(Debug)]
pub(super) struct TypeParameterInfo<'a> {
    pub scope: ScopeId,
    /// `None` for the type `this`.
    pub node: Option<&'a ast::TypeParameter>,
    /// The declared parameter that this one stands for: in a call from inside its own declaration, or where the type parameters around
    /// the declaration have arguments.
    pub origin: Option<TypeParameterId>,
    /// Its default, where that is not as its declaration says.
    default: Option<TypeId>,
}

/// The type `this`: stands for the type of the object through which a member was reached.
pub(super) const THIS: TypeParameterId = TypeParameterId(0);

/// The `this` of the class around, where another object's members are looked at.
pub(super) const OUTER_THIS: TypeParameterId = TypeParameterId(1);

/// Type parameters of a signature, by the first of them, and what their constraints and defaults have become.
pub(super) type BoundKey = (TypeParameterId, Vec<(TypeId, Option<TypeId>)>);

/// What is looked at when the base of a class or interface, or an alias, is known.
#[derive(Debug)]
pub(super) struct LateCheck {
    what: Late,
    /// What the tests around say.
    implied: Vec<(TypeId, TypeId)>,
    /// Whether what is wrong is reported.
    counts: bool,
}

/// What may be wrong there.
#[derive(Debug)]
enum Late {
    /// Type arguments do not fit the constraints of their parameters.
    Constraints { parameters: Vec<TypeParameterId>, arguments: Vec<TypeId>, places: Vec<Span> },
    /// An index is no key of an object type, one of them being open.
    Key { object: TypeId, index: TypeId, place: Span },
    /// What stands in a template literal type has no text.
    Text { ty: TypeId, place: Span },
}

impl<'a> Checker<'a> {
    /// Declares `<T extends C = D>` in `scope`.
    pub(super) fn open_type_parameters(&mut self, scope: ScopeId, nodes: &'a [ast::TypeParameter]) -> Vec<TypeParameterId> {
        let ids = self.name_type_parameters(scope, nodes);
        self.constrain_type_parameters(&ids);
        ids
    }

    /// Makes type parameters of which nothing is known yet.
    pub(super) fn name_type_parameters(&mut self, scope: ScopeId, nodes: &'a [ast::TypeParameter]) -> Vec<TypeParameterId> {
        nodes.iter().map(|node| self.open_type_parameter(scope, node)).collect()
    }

    pub(super) fn constrain_type_parameters(&mut self, ids: &[TypeParameterId]) {
        self.resolve_constraints(ids);
        self.check_type_parameters(ids);
    }

    /// The same for an interface or alias, whose constraints may speak of what is declared after it: they wait for `settle_type_parameters`.
    pub(super) fn declare_type_parameters(&mut self, scope: ScopeId, nodes: &'a [ast::TypeParameter]) -> Vec<TypeParameterId> {
        let ids = self.name_type_parameters(scope, nodes);
        if !ids.is_empty() {
            self.waiting_parameters.push(ids.clone());
        }
        ids
    }

    /// Resolves the constraints of the interfaces and aliases declared so far. Called when all names of a list of statements, or of all files, are
    /// declared, and before any type is resolved.
    pub(super) fn settle_type_parameters(&mut self) {
        let waiting = std::mem::take(&mut self.waiting_parameters);
        if waiting.is_empty() {
            return;
        }
        let is_within = std::mem::replace(&mut self.settling_constraints, true);
        self.unresolved_parameters.extend(waiting.iter().map(|ids| (ids[0], ids.clone())));
        for ids in &waiting {
            self.resolve_unresolved(ids);
        }
        self.settling_constraints = is_within;
        self.forget_settled();
        self.look_at_late();
        for ids in &waiting {
            self.check_type_parameters(ids);
        }
    }

    /// Resolves the constraints of declared type parameters, unless that has been done: one that speaks of a declaration needs those of that
    /// declaration first.
    fn resolve_unresolved(&mut self, ids: &[TypeParameterId]) {
        if let Some(all) = ids.first().and_then(|first| self.unresolved_parameters.remove(first)) {
            self.resolve_constraints(&all);
        }
    }

    fn resolve_constraints(&mut self, ids: &[TypeParameterId]) {
        let outer = self.being_constrained.len();
        self.being_constrained.extend(ids);
        let before = (self.problems.len(), std::mem::take(&mut self.trusted_constraint));
        for &id in ids {
            self.resolve_constraint(id);
        }
        self.being_constrained.truncate(outer);
        // What was taken on trust can be looked at now that all are known.
        if std::mem::replace(&mut self.trusted_constraint, before.1) && self.problems.len() == before.0 {
            for &id in ids {
                self.constraint_as_written(id);
            }
        }
    }

    /// Whether a type speaks of a type parameter whose constraint is being found out: what it is has to be taken on trust.
    pub(super) fn is_being_constrained(&mut self, ty: TypeId) -> bool {
        let is_own = matches!(self.program.types.get(ty), Type::Parameter(own) if self.being_constrained.contains(own));
        self.trusted_constraint |= is_own;
        is_own
    }

    /// That no type parameter is constrained by itself, that the ones with defaults come last, and that defaults fit.
    fn check_type_parameters(&mut self, ids: &[TypeParameterId]) {
        let mut has_default = false;
        for &id in ids {
            let TypeParameterInfo { scope, node: Some(node), .. } = self.type_parameters[id.index()] else { continue };
            if self.is_library(node.name.span.file) {
                return;
            }
            if self.is_constrained_by_itself(id) {
                let place = node.constraint.as_ref().map_or(node.name.span, |constraint| constraint.span);
                self.error(2313, place, format!("`{}` is constrained by itself", node.name.text));
                self.program.type_parameters[id.index()].constraint = TypeId::UNKNOWN;
            }
            if let Some(default) = &node.default {
                // Only those before it have their arguments by then.
                let at = ids.iter().position(|&other| other == id).unwrap_or(0);
                self.parameters_to_come = ids[at..].to_vec();
                self.resolve_type(scope, default);
                self.parameters_to_come.clear();
            }
            match (&node.default, &node.constraint) {
                (Some(default), Some(_)) => {
                    has_default = true;
                    let ty = self.quietly(|c| c.resolve_type(scope, default));
                    let constraint = self.program.type_parameters[id.index()].constraint;
                    if !self.is_assignable(ty, constraint) {
                        let (found, wanted) = (self.text(ty), self.text(constraint));
                        self.error(2344, default.span, format!("the default `{found}` does not fit the constraint `{wanted}`"));
                    }
                }
                (Some(_), None) => has_default = true,
                (None, _) if has_default => self.error(2706, node.name.span, format!("`{}` needs a default, since one before it has one", node.name.text)),
                (None, _) => {}
            }
        }
    }

    fn is_constrained_by_itself(&self, id: TypeParameterId) -> bool {
        let mut at = id;
        for _ in 0..self.program.type_parameters.len() {
            match self.program.types.get(self.program.type_parameters[at.index()].constraint) {
                Type::Parameter(next) if *next == id => return true,
                Type::Parameter(next) => at = *next,
                _ => return false,
            }
        }
        false
    }

    fn open_type_parameter(&mut self, scope: ScopeId, node: &'a ast::TypeParameter) -> TypeParameterId {
        let next = TypeParameterId(self.type_parameters.len() as u32);
        let id = *self.parameter_ids.entry(node.name.id).or_insert(next);
        if id == next {
            let constraint = TypeId::UNKNOWN;
            self.program.type_parameters.push(TypeParameter { name: node.name.text.clone(), constraint });
            self.type_parameters.push(TypeParameterInfo { scope, node: Some(node), origin: None, default: None });
        }
        self.declare_type(scope, &node.name, TypeName::Parameter(id));
        id
    }

    fn resolve_constraint(&mut self, id: TypeParameterId) {
        if let Some(ty) = self.constraint_as_written(id) {
            self.program.type_parameters[id.index()].constraint = ty;
        }
    }

    fn constraint_as_written(&mut self, id: TypeParameterId) -> Option<TypeId> {
        let TypeParameterInfo { scope, node, .. } = self.type_parameters[id.index()];
        let constraint = node?.constraint.as_ref()?;
        Some(self.resolve_type(scope, constraint))
    }

    /// What a value of type `ty` is known to be: a type parameter's constraint, anything else itself.
    pub(super) fn constraint_of(&mut self, ty: TypeId) -> TypeId {
        let mut ty = ty;
        for _ in 0..100 {
            match self.program.types.get(ty) {
                // Within a class, `this` is of that class.
                &Type::Parameter(THIS) if let Some(own) = self.own_this() => ty = own,
                &Type::Parameter(THIS) if let Some(&interface) = self.interfaces_under_way.last() => ty = self.own_interface_type(interface),
                &Type::Parameter(parameter) => ty = self.bound_of_parameter(parameter),
                _ if self.is_undecided(ty) => {
                    let bound = self.bound_of_open(ty);
                    if bound == ty {
                        return ty;
                    }
                    ty = bound;
                }
                _ => return ty,
            }
        }
        TypeId::UNKNOWN
    }

    /// What a type parameter extends. Of what is written to extend `any` no more is known than of what extends nothing; what was refused or is
    /// missing may be anything.
    pub(super) fn bound_of_parameter(&self, parameter: TypeParameterId) -> TypeId {
        let constraint = self.program.type_parameters[parameter.index()].constraint;
        let written = || self.type_parameters[parameter.index()].node.and_then(|node| node.constraint.as_ref());
        let is_any = constraint == TypeId::ANY && written().is_some_and(|written| matches!(written.kind, ast::TypeKind::Any));
        if is_any { TypeId::UNKNOWN } else { constraint }
    }

    /// Each parameter as a type, the arguments inside its own declaration.
    pub(super) fn own_arguments(&mut self, parameters: &[TypeParameterId]) -> Vec<TypeId> {
        parameters.iter().map(|&p| self.types().intern(Type::Parameter(p))).collect()
    }

    /// What the parameters stand for when given these arguments.
    pub(super) fn substitution(parameters: &[TypeParameterId], arguments: &[TypeId]) -> Substitution {
        parameters.iter().copied().zip(arguments.iter().copied()).collect()
    }

    /// Enters a type's name.
    pub(super) fn declare_type(&mut self, scope: ScopeId, name: &ast::Name, ty: TypeName<'a>) {
        if let Some(&earlier) = self.scope(scope).types.get(&name.text) {
            if let TypeName::Import(file, import, index) = earlier
                && !matches!(ty, TypeName::Import(..))
            {
                self.shadow_import(file, import, index, true);
                self.scope_mut(scope).types.insert(name.text.clone(), ty);
                return;
            }
            if matches!(earlier, TypeName::Missing) {
                self.scope_mut(scope).types.insert(name.text.clone(), ty);
                return;
            }
            let code = if matches!(earlier, TypeName::Enum(_)) || matches!(ty, TypeName::Enum(_)) { 2567 } else { 2300 };
            for span in self.type_span(earlier).into_iter().chain([name.span]) {
                self.error(code, span, format!("`{}` is declared more than once", name.text));
            }
            return;
        }
        self.scope_mut(scope).types.insert(name.text.clone(), ty);
    }

    /// Where a type's name is declared.
    pub(super) fn type_span(&self, ty: TypeName<'a>) -> Option<Span> {
        match ty {
            TypeName::Class(class) => Some(self.program.classes[class.index()].span),
            TypeName::Interface(interface) => Some(self.interfaces[interface.index()].span),
            TypeName::Alias(alias) => Some(self.aliases[alias.0 as usize].span),
            TypeName::Parameter(parameter) => self.type_parameters[parameter.index()].node.map(|node| node.name.span),
            TypeName::Enum(id) => Some(self.enum_span(id)),
            TypeName::Import(_, import, index) => Some(import.bindings[index].name.span),
            TypeName::EnumMember(..) | TypeName::Entity(_) | TypeName::Missing => None,
        }
    }

    /// Checks the number of type arguments and their constraints, and adds defaults. `None`: their number is wrong, which is reported.
    pub(super) fn complete_arguments(
        &mut self,
        name: &str,
        parameters: &[TypeParameterId],
        arguments: Vec<TypeId>,
        span: Span,
        places: &[ast::TypeNode],
    ) -> Option<Vec<TypeId>> {
        if !self.takes_arguments(parameters, arguments.len()) {
            if parameters.is_empty() {
                self.error(2315, span, format!("`{name}` takes no type arguments"));
            } else {
                let wanted = self.parameter_list_text(parameters);
                let number = if self.required_arguments(parameters) < parameters.len() { 2707 } else { 2314 };
                self.report(
                    Problem::ts(number, span, format!("`{name}` takes {}, found {}", count(parameters.len()), arguments.len()))
                        .with_help(format!("write `{name}{wanted}`")),
                );
            }
            return None;
        }
        Some(self.filled_arguments(parameters, arguments, places))
    }

    /// Type arguments of the right number, with defaults for the others. Checks their constraints.
    pub(super) fn filled_arguments(&mut self, parameters: &[TypeParameterId], mut arguments: Vec<TypeId>, places: &[ast::TypeNode]) -> Vec<TypeId> {
        self.resolve_unresolved(parameters);
        self.imply_constraints(parameters, &arguments, places);
        for &parameter in &parameters[arguments.len()..] {
            let default = self.default_argument(parameter, parameters, &arguments);
            arguments.push(default);
        }
        self.check_constraints(parameters, &arguments, places);
        arguments
    }

    /// The type parameter that the type `this` is.
    pub(super) fn declare_this_type(&mut self) {
        let this = self.made_up_parameter("this");
        let outer = self.made_up_parameter("this");
        debug_assert_eq!((this, outer), (THIS, OUTER_THIS));
    }

    /// A type parameter that no declaration has.
    pub(super) fn made_up_parameter(&mut self, name: &str) -> TypeParameterId {
        let id = TypeParameterId(self.program.type_parameters.len() as u32);
        self.program.type_parameters.push(TypeParameter { name: name.into(), constraint: TypeId::UNKNOWN });
        self.type_parameters.push(TypeParameterInfo { scope: ScopeId::GLOBAL, node: None, origin: None, default: None });
        id
    }

    /// How many type arguments must be written for these.
    pub(super) fn required_arguments(&self, parameters: &[TypeParameterId]) -> usize {
        parameters.iter().filter(|&&p| !self.has_default(p)).count()
    }

    /// Whether so many type arguments can be written for these.
    pub(super) fn takes_arguments(&self, parameters: &[TypeParameterId], count: usize) -> bool {
        (self.required_arguments(parameters)..=parameters.len()).contains(&count)
    }

    /// Whether a type parameter has a default.
    pub(super) fn has_default(&self, parameter: TypeParameterId) -> bool {
        self.type_parameters[parameter.index()].node.is_some_and(|node| node.default.is_some())
    }

    /// The default of a type parameter, given the arguments before it.
    pub(super) fn default_argument(&mut self, parameter: TypeParameterId, all: &[TypeParameterId], before: &[TypeId]) -> TypeId {
        let TypeParameterInfo { scope, node, default, .. } = self.type_parameters[parameter.index()];
        if let Some(default) = default {
            let with = Self::substitution(all, before);
            return self.substitute(default, &with);
        }
        match node.and_then(|node| node.default.as_ref()) {
            Some(default) => {
                let ty = self.resolve_type(scope, default);
                let mut with = Self::substitution(all, before);
                for (&parameter, &argument) in all.iter().zip(before) {
                    if let Some(origin) = self.type_parameters[parameter.index()].origin {
                        with.insert(origin, argument);
                    }
                }
                self.substitute(ty, &with)
            }
            None => {
                let constraint = self.program.type_parameters[parameter.index()].constraint;
                let with = Self::substitution(all, before);
                self.substitute(constraint, &with)
            }
        }
    }

    /// Type arguments as written must satisfy their constraints.
    pub(super) fn check_constraints(&mut self, parameters: &[TypeParameterId], arguments: &[TypeId], places: &[ast::TypeNode]) {
        let places: Vec<Span> = places.iter().map(|place| place.span).collect();
        let is_written = !places.is_empty();
        let constraints = Late::Constraints { parameters: parameters.to_vec(), arguments: arguments.to_vec(), places };
        if self.is_finding_out() && is_written {
            return self.look_later(constraints);
        }
        self.look_at(&constraints);
    }

    /// Complains where `index` may be no key of `object`, one of them being open. Within what says a base it is taken for one, and looked at later.
    pub(super) fn require_open_key(&mut self, object: TypeId, index: TypeId, place: Span) -> bool {
        if self.bases_under_way > 0 || self.settling_constraints {
            self.look_later(Late::Key { object, index, place });
            return true;
        }
        let (known, known_index) = (self.implied_type(object), self.implied_type(index));
        let is_key = self.is_key(known_index, known) || self.indexed_constraint(known, known_index).is_some();
        if !is_key {
            let (found, text) = (self.text(index), self.text(object));
            self.error(2536, place, format!("`{found}` may be something that is no key of `{text}`"));
        }
        is_key
    }

    /// What stands in a template literal type must have a text. Where types are being found out it is taken for granted, and looked at later.
    pub(super) fn require_hole(&mut self, ty: TypeId, place: Span) -> bool {
        if self.is_finding_out() {
            self.look_later(Late::Text { ty, place });
            return true;
        }
        self.require_hole_now(ty, place)
    }

    /// Whether it is being said what some name stands for: `class C extends Base<C>`, `type T = A | Base<T>`, `<A extends B, B>`.
    pub(super) fn is_finding_out(&self) -> bool {
        self.bases_under_way > 0 || !self.aliases_under_way.is_empty() || !self.interfaces_under_way.is_empty() || self.settling_constraints
    }

    fn look_later(&mut self, what: Late) {
        let late = LateCheck { what, implied: self.implied.clone(), counts: self.quiet == 0 };
        self.late_checks.push(late);
    }

    fn look_at(&mut self, what: &Late) {
        match what {
            Late::Constraints { parameters, arguments, places } => self.check_constraints_at(parameters, arguments, places),
            Late::Key { object, index, place } => {
                self.require_open_key(*object, *index, *place);
            }
            Late::Text { ty, place } => {
                self.require_hole_now(*ty, *place);
            }
        }
    }

    /// The base of a class or interface is known: what its type arguments must fit can be looked at when no other is being found out.
    pub(super) fn end_base(&mut self) {
        self.bases_under_way -= 1;
        self.forget_settled();
        if self.bases_under_way == 0 {
            self.for_good(Self::check_inherited_members);
            self.look_at_late();
        }
    }

    /// Looks at what was left for later, if nothing is being found out.
    pub(super) fn look_at_late(&mut self) {
        if self.is_finding_out() {
            return;
        }
        for late in std::mem::take(&mut self.late_checks) {
            let outer = std::mem::replace(&mut self.implied, late.implied);
            match late.counts {
                true => self.for_good(|c| c.look_at(&late.what)),
                false => self.quietly(|c| c.look_at(&late.what)),
            }
            self.implied = outer;
        }
    }

    fn check_constraints_at(&mut self, parameters: &[TypeParameterId], arguments: &[TypeId], places: &[Span]) {
        let with = Self::substitution(parameters, arguments);
        for ((&parameter, &argument), &place) in parameters.iter().zip(arguments).zip(places) {
            let constraint = self.program.type_parameters[parameter.index()].constraint;
            let constraint = self.substitute(constraint, &with);
            // `T extends Comparable<T>`: what T is is being said.
            if self.is_being_constrained(argument) {
                continue;
            }
            // What is wrong within the argument has been said.
            if self.problems.iter().any(|problem| place.contains(problem.span)) {
                continue;
            }
            if !self.fits_constraint(argument, constraint) && !self.fits_implied(argument, parameter, (parameters, arguments)) && !matches!(self.program.types.get(argument), Type::Alias { .. }) {
                if self.is_structurally_assignable(argument, constraint) {
                    self.report_nominal(argument, constraint, place);
                    continue;
                }
                let (found, wanted) = (self.text(argument), self.text(constraint));
                let name = self.program.type_parameters[parameter.index()].name.clone();
                self.error(2344, place, format!("`{name}` must be a `{wanted}`; `{found}` is not"));
            }
        }
    }

    /// Whether a type argument fits what the tests around say of the others: `K extends keyof T`, given a T that was found to be a tuple.
    fn fits_implied(&mut self, argument: TypeId, parameter: TypeParameterId, (parameters, arguments): (&[TypeParameterId], &[TypeId])) -> bool {
        let implied: Vec<TypeId> = arguments.iter().map(|&argument| self.implied_type(argument)).collect();
        if implied == arguments {
            return false;
        }
        let constraint = self.program.type_parameters[parameter.index()].constraint;
        let constraint = self.substitute(constraint, &Self::substitution(parameters, &implied));
        self.fits_constraint(argument, constraint)
    }

    /// Whether a type argument fits, as it is or with what the tests around say of it.
    fn fits_constraint(&mut self, argument: TypeId, constraint: TypeId) -> bool {
        if self.is_assignable(argument, constraint) {
            return true;
        }
        let known = self.implied_type(argument);
        known != argument && self.is_assignable(known, constraint)
    }

    /// The signature with type parameters of its own where a call stands inside the declaration of those it has: there the two are
    /// different types.
    pub(super) fn with_fresh_parameters(&mut self, signature: &Rc<Signature>) -> Rc<Signature> {
        let declared = &signature.type_parameters;
        // A body that is walked again has another scope with the same parameters.
        let around = if declared.is_empty() { Vec::new() } else { self.parameters_in_scope(self.cx.scope) };
        if !declared.iter().any(|parameter| around.binary_search(parameter).is_ok()) {
            return signature.clone();
        }
        let fresh: Vec<TypeParameterId> = declared.iter().map(|&parameter| self.fresh_parameter(parameter)).collect();
        Rc::new(self.renamed(signature, fresh))
    }

    /// The signature with these copies of its type parameters, which get their constraints.
    pub(super) fn renamed(&mut self, signature: &Signature, fresh: Vec<TypeParameterId>) -> Signature {
        let declared = &signature.type_parameters;
        let arguments = self.own_arguments(&fresh);
        let with = Self::substitution(declared, &arguments);
        for (&parameter, &own) in declared.iter().zip(&fresh) {
            let constraint = self.program.type_parameters[parameter.index()].constraint;
            self.program.type_parameters[own.index()].constraint = self.substitute(constraint, &with);
        }
        let mut renamed = self.substitute_signature(signature, &with);
        renamed.type_parameters = fresh;
        renamed
    }

    fn fresh_parameter(&mut self, declared: TypeParameterId) -> TypeParameterId {
        if let Some(&known) = self.fresh_parameters.get(&declared) {
            return known;
        }
        let id = self.copied_parameter(declared);
        self.fresh_parameters.insert(declared, id);
        id
    }

    /// The parameter as one of which nothing is known.
    pub(super) fn unknown_parameter(&mut self, parameter: TypeParameterId) -> TypeId {
        let own = match self.program.type_parameters[parameter.index()].constraint {
            TypeId::UNKNOWN => parameter,
            _ => match self.unknown_parameters.get(&parameter) {
                Some(&known) => known,
                None => {
                    let made = self.copied_parameter(parameter);
                    self.unknown_parameters.insert(parameter, made);
                    made
                }
            },
        };
        self.types().intern(Type::Parameter(own))
    }

    pub(super) fn copied_parameter(&mut self, declared: TypeParameterId) -> TypeParameterId {
        let id = TypeParameterId(self.program.type_parameters.len() as u32);
        let TypeParameterInfo { scope, node, default, .. } = self.type_parameters[declared.index()];
        let name = self.program.type_parameters[declared.index()].name.clone();
        self.program.type_parameters.push(TypeParameter { name, constraint: TypeId::UNKNOWN });
        self.type_parameters.push(TypeParameterInfo { scope, node, origin: Some(declared), default });
        id
    }

    /// A signature whose surroundings' type parameters were replaced `with` arguments: own type parameters whose constraints or defaults
    /// speak of those are others now. (`get<K extends keyof T>(key: K): T[K]` of a `Store<User>` takes the keys of a `User`.)
    pub(super) fn bind_own_parameters(&mut self, signature: Signature, with: &Substitution) -> Signature {
        let declared = &signature.type_parameters;
        if declared.iter().any(|parameter| with.contains_key(parameter)) {
            return signature;
        }
        let mut bounds = Vec::with_capacity(declared.len());
        let mut changed = false;
        for &parameter in declared {
            let constraint = self.program.type_parameters[parameter.index()].constraint;
            let bound = self.substitute(constraint, with);
            let default = self.declared_default(parameter);
            let bound_default = default.map(|default| self.substitute(default, with));
            changed |= bound != constraint || bound_default != default;
            bounds.push((bound, bound_default));
        }
        if !changed {
            return signature;
        }
        let own = self.bound_parameters(declared, &bounds);
        let arguments = self.own_arguments(&own);
        let renamed = Self::substitution(declared, &arguments);
        let mut bound = self.substitute_signature(&signature, &renamed);
        bound.type_parameters = own;
        bound
    }

    /// Whether what is put into a signature speaks of the signature's own type parameters, which there mean those of a call that is under way: in
    /// the body of `map<U>` of a `Cell<T>` the method of a `Cell<U>` is `map<V>(f: (value: U) => V)`.
    pub(super) fn would_capture(&self, signature: &Signature, with: &Substitution) -> bool {
        let own = &signature.type_parameters;
        if own.is_empty() || own.iter().any(|parameter| with.contains_key(parameter)) {
            return false;
        }
        let mut spoken_of = Vec::new();
        for &ty in with.values().filter(|&&ty| self.program.types.is_generic(ty)) {
            self.program.types.collect_parameters(ty, &mut spoken_of);
        }
        own.iter().any(|parameter| spoken_of.contains(parameter))
    }

    /// The same signature with type parameters of its own that nothing else speaks of.
    pub(super) fn with_other_parameters(&mut self, signature: &Signature) -> Signature {
        let declared = &signature.type_parameters;
        let mut bounds = Vec::with_capacity(declared.len());
        for &parameter in declared {
            bounds.push((self.program.type_parameters[parameter.index()].constraint, self.declared_default(parameter)));
        }
        let own = self.bound_parameters(declared, &bounds);
        let renamed = Self::substitution(declared, &self.own_arguments(&own));
        let mut other = self.substitute_signature(signature, &renamed);
        other.type_parameters = own;
        other
    }

    fn declared_default(&mut self, parameter: TypeParameterId) -> Option<TypeId> {
        let TypeParameterInfo { scope, node, default, .. } = self.type_parameters[parameter.index()];
        default.or_else(|| node.and_then(|node| node.default.as_ref()).map(|default| self.resolve_type(scope, default)))
    }

    /// Copies of `declared` with other constraints and defaults; the same ones each time.
    fn bound_parameters(&mut self, declared: &[TypeParameterId], bounds: &[(TypeId, Option<TypeId>)]) -> Vec<TypeParameterId> {
        let key: BoundKey = (declared[0], bounds.to_vec());
        if let Some(known) = self.bound_parameters.get(&key) {
            return known.clone();
        }
        let own: Vec<TypeParameterId> = declared.iter().map(|&parameter| self.copied_parameter(parameter)).collect();
        self.bound_parameters.insert(key, own.clone());
        let arguments = self.own_arguments(&own);
        let renamed = Self::substitution(declared, &arguments);
        for (&parameter, &(constraint, default)) in own.iter().zip(bounds) {
            self.program.type_parameters[parameter.index()].constraint = self.substitute(constraint, &renamed);
            self.type_parameters[parameter.index()].default = default.map(|default| self.substitute(default, &renamed));
        }
        own
    }

    /// `infer T` as a type argument is what the type parameter asks for.
    fn imply_constraints(&mut self, parameters: &[TypeParameterId], arguments: &[TypeId], places: &[ast::TypeNode]) {
        for ((&parameter, &argument), place) in parameters.iter().zip(arguments).zip(places) {
            if !matches!(place.kind, TypeKind::Infer(_)) {
                continue;
            }
            let constraint = self.program.type_parameters[parameter.index()].constraint;
            let constraint = self.substitute(constraint, &Self::substitution(parameters, arguments));
            if !self.program.types.holds(constraint, argument) {
                self.imply_constraint(argument, constraint);
            }
        }
    }

    /// Says what an inferred type is that does not say it itself.
    pub(super) fn imply_constraint(&mut self, inferred: TypeId, constraint: TypeId) {
        let Type::Parameter(parameter) = *self.program.types.get(inferred) else { return };
        let is_said = self.type_parameters[parameter.index()].node.is_some_and(|node| node.constraint.is_some());
        let own = self.program.type_parameters[parameter.index()].constraint;
        if own == TypeId::UNKNOWN {
            self.program.type_parameters[parameter.index()].constraint = constraint;
        } else if !is_said {
            // It stands in several places, and is what all of them ask for.
            self.program.type_parameters[parameter.index()].constraint = self.intersect(&[own, constraint]);
        }
    }

    fn parameter_list_text(&self, parameters: &[TypeParameterId]) -> String {
        let names: Vec<&str> = parameters.iter().map(|p| &*self.program.type_parameters[p.index()].name).collect();
        format!("<{}>", names.join(", "))
    }

    /// The interface that `name` declares, made at the first call.
    pub(super) fn interface_entity(&mut self, scope: ScopeId, name: &'a ast::Name, nodes: &'a [ast::TypeParameter]) -> InterfaceId {
        if let Some(&known) = self.interface_ids.get(&name.id) {
            return known;
        }
        let id = InterfaceId(self.program.interfaces.len() as u32);
        self.interface_ids.insert(name.id, id);
        let inner = self.open_scope(scope, self.scope(scope).owner);
        self.scope_mut(inner).interface = Some(id);
        let name_text: Rc<str> = name.text.clone();
        self.program.interfaces.push(Interface { name: name_text, type_parameters: Vec::new(), members: Vec::new() });
        self.interfaces.push(super::objects::InterfaceInfo::new(inner, name.span));
        let parameters = self.declare_type_parameters(inner, nodes);
        self.program.interfaces[id.index()].type_parameters = parameters;
        id
    }

    /// Whether an argument for a parameter of this type is taken as if `as const` stood behind it.
    pub(super) fn is_constant_parameter(&self, ty: TypeId) -> bool {
        self.program.types.members(ty).into_iter().any(|member| match self.program.types.get(member) {
            Type::Parameter(parameter) => self.type_parameters[parameter.index()].node.is_some_and(|node| node.is_const),
            _ => false,
        })
    }

    /// An interface that no declaration names: the type of `this` in the functions of an object literal.
    pub(super) fn made_up_interface(&mut self, node: ast::NodeId, parameters: Vec<TypeParameterId>, span: Span) -> InterfaceId {
        if let Some(&known) = self.interface_ids.get(&node) {
            return known;
        }
        let id = InterfaceId(self.program.interfaces.len() as u32);
        self.interface_ids.insert(node, id);
        self.program.interfaces.push(Interface { name: "this".into(), type_parameters: parameters, members: Vec::new() });
        self.interfaces.push(super::objects::InterfaceInfo::new(self.cx.scope, span));
        self.interfaces[id.index()].is_alias = true;
        id
    }

    /// The type parameters that may be named in a scope.
    pub(super) fn parameters_in_scope(&self, scope: ScopeId) -> Vec<TypeParameterId> {
        let mut all = Vec::new();
        let mut next = Some(scope);
        while let Some(id) = next {
            let scope = self.scope(id);
            all.extend(scope.types.values().filter_map(|ty| match ty {
                TypeName::Parameter(parameter) => Some(*parameter),
                _ => None,
            }));
            next = scope.parent();
        }
        all.sort_unstable();
        all.dedup();
        all
    }
}

fn count(number: usize) -> String {
    match number {
        1 => "one type argument".to_string(),
        n => format!("{n} type arguments"),
    }
}
