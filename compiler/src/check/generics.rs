//! Generics: type parameters, type aliases, and type arguments as written.

use super::Checker;
use super::operators::GoesOn;
use super::scope::{ScopeId, TypeName};
use crate::ast::{self, TypeKind};
use crate::problem::Problem;
use crate::program::types::Substitution;
use crate::program::{Interface, InterfaceId, Signature, Type, TypeId, TypeParameter, TypeParameterId};
use crate::source::Span;
use std::rc::Rc;

/// Index of an alias.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AliasId(pub u32);

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

/// Type parameters of a signature, by the first of them, and what their constraints and defaults have become.
pub(super) type BoundKey = (TypeParameterId, Vec<(TypeId, Option<TypeId>)>);

/// `type T = …`, where it is not a named object type, and `interface T extends Array<A> {}`.
#[derive(Debug)]
pub(super) struct AliasInfo<'a> {
    name: Rc<str>,
    /// Where the name is declared.
    span: Span,
    written: Written<'a>,
    /// Where its type parameters live.
    scope: ScopeId,
    parameters: Vec<TypeParameterId>,
    state: AliasState,
    /// It has to be known before it is known.
    is_circular: bool,
}

/// An alias whose meaning is being found out.
#[derive(Debug, Clone, Copy)]
pub(super) struct AliasUnderWay {
    id: AliasId,
    /// What asked for it holds it in a form that may hold a use of itself.
    is_sheltered: bool,
    /// It needs one that is under way too, which holds it in such a form: it can be known after that one only.
    is_postponed: bool,
}

/// What an alias stands for, as written.
#[derive(Debug, Clone, Copy)]
pub(super) enum Written<'a> {
    Type(&'a ast::TypeNode),
    /// What an interface extends, and where.
    Base(ScopeId, &'a ast::Heritage),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AliasState {
    Unresolved,
    UnderWay,
    Known(TypeId),
}

/// Type arguments that are looked at when the base of a class or interface is known.
#[derive(Debug)]
pub(super) struct LateConstraints {
    parameters: Vec<TypeParameterId>,
    arguments: Vec<TypeId>,
    places: Vec<Span>,
    /// What the tests around say.
    implied: Vec<(TypeId, TypeId)>,
    /// Whether what is wrong is reported.
    counts: bool,
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
    fn declare_type_parameters(&mut self, scope: ScopeId, nodes: &'a [ast::TypeParameter]) -> Vec<TypeParameterId> {
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
        for ids in &waiting {
            self.resolve_constraints(ids);
        }
        for ids in &waiting {
            self.check_type_parameters(ids);
        }
    }

    fn resolve_constraints(&mut self, ids: &[TypeParameterId]) {
        let outer = self.being_constrained.len();
        self.being_constrained.extend(ids);
        for &id in ids {
            self.resolve_constraint(id);
        }
        self.being_constrained.truncate(outer);
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
        let TypeParameterInfo { scope, node, .. } = self.type_parameters[id.index()];
        if let Some(constraint) = node.and_then(|node| node.constraint.as_ref()) {
            let ty = self.resolve_type(scope, constraint);
            self.program.type_parameters[id.index()].constraint = ty;
        }
    }

    /// What a value of type `ty` is known to be: a type parameter's constraint, anything else itself.
    pub(super) fn constraint_of(&mut self, ty: TypeId) -> TypeId {
        let mut ty = ty;
        for _ in 0..100 {
            match self.program.types.get(ty) {
                // Within a class, `this` is of that class.
                &Type::Parameter(THIS) if let Some(own) = self.functions[self.cx.function.index()].this_type => ty = own,
                &Type::Parameter(THIS) if let Some(&interface) = self.interfaces_under_way.last() => ty = self.own_interface_type(interface),
                Type::Parameter(parameter) => ty = self.program.type_parameters[parameter.index()].constraint,
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

    /// `type T = …`: an object type gets a name of its own, anything else stands for its meaning.
    pub(super) fn declare_alias(&mut self, scope: ScopeId, node: &'a ast::TypeAlias) {
        if let TypeKind::Members(members) = &node.ty.kind
            && !super::objects::is_callable(members)
        {
            let id = self.interface_entity(scope, &node.name, &node.type_parameters);
            self.interfaces[id.index()].add_members(members);
            self.interfaces[id.index()].is_alias = true;
            return self.declare_type(scope, &node.name, TypeName::Interface(id));
        }
        let inner = self.open_scope(scope, self.scope(scope).owner);
        let parameters = self.declare_type_parameters(inner, &node.type_parameters);
        let id = self.new_alias((&node.name.text, node.name.span), Written::Type(&node.ty), inner, parameters);
        self.declare_type(scope, &node.name, TypeName::Alias(id));
    }

    /// An alias that waits to be asked for its meaning.
    pub(super) fn new_alias(&mut self, (name, span): (&Rc<str>, Span), written: Written<'a>, scope: ScopeId, parameters: Vec<TypeParameterId>) -> AliasId {
        let id = AliasId(self.aliases.len() as u32);
        self.aliases.push(AliasInfo { name: name.clone(), span, written, scope, parameters, state: AliasState::Unresolved, is_circular: false });
        id
    }

    /// Checks an alias that nothing may have used.
    pub(super) fn check_alias(&mut self, node: &ast::TypeAlias) {
        match self.find_type(self.cx.scope, &node.name.text) {
            Some(TypeName::Alias(id)) => {
                self.check_alias_meaning(id);
                self.check_alias_variance(id, node);
            }
            Some(TypeName::Interface(id)) => {
                self.interface_members(id);
                self.check_annotated_variance(super::relate::Declared::Interface(id));
            }
            _ => {}
        }
    }

    /// What `in` and `out` say of an alias: only what has members or parameters of its own can be measured by them.
    fn check_alias_variance(&mut self, id: AliasId, node: &ast::TypeAlias) {
        for (at, parameter) in node.type_parameters.iter().enumerate().filter(|(_, p)| p.is_in || p.is_out) {
            let meaning = self.alias_meaning(id);
            if !matches!(self.program.types.get(meaning), Type::Function(_) | Type::Object { .. } | Type::Mapped { .. }) {
                self.error(2637, parameter.span, "`in` and `out` are for interfaces, classes, and aliases of objects and functions");
            } else if parameter.is_in != parameter.is_out {
                let parameters = self.aliases[id.0 as usize].parameters.clone();
                let used_as = self.own_arguments(&parameters);
                let instance = |c: &mut Self, marker: TypeId| {
                    let mut arguments = used_as.clone();
                    arguments[at] = marker;
                    c.alias_of(id, &arguments)
                };
                self.check_variance_of(parameter, instance);
            }
        }
    }

    /// Finds out what an alias means, and complains if that needs itself.
    pub(super) fn check_alias_meaning(&mut self, id: AliasId) {
        self.alias_meaning(id);
        let AliasInfo { ref name, span, is_circular, .. } = self.aliases[id.0 as usize];
        if is_circular {
            let name = name.clone();
            self.error(2456, span, format!("the type `{name}` is defined by itself"));
        }
    }

    /// Of the aliases on the way from `id` back to it, those that stand in a form that may hold a use of `id` wait for it; where none does, each
    /// has to be known before it is known.
    fn note_circle(&mut self, id: AliasId) {
        let first = self.aliases_under_way.iter().position(|other| other.id == id).unwrap_or(0);
        let circle = &mut self.aliases_under_way[first..];
        if let Some(held) = circle.iter().rposition(|other| other.is_sheltered).filter(|&held| held > 0) {
            circle[held..].iter_mut().for_each(|other| other.is_postponed = true);
            return;
        }
        for other in circle {
            self.aliases[other.id.0 as usize].is_circular = true;
        }
    }

    fn alias_meaning(&mut self, id: AliasId) -> TypeId {
        self.alias_meaning_within(id).unwrap_or(TypeId::ANY)
    }

    /// What an alias stands for. `None`: that waits for one under way.
    fn alias_meaning_within(&mut self, id: AliasId) -> Option<TypeId> {
        match self.aliases[id.0 as usize].state {
            AliasState::Known(ty) => Some(ty),
            AliasState::UnderWay => {
                self.note_circle(id);
                Some(TypeId::ANY)
            }
            // What is to be found out anew needs no parts; and of what waits already a use will do.
            AliasState::Unresolved if self.aliases_under_way.last().is_some_and(|top| top.is_postponed) => Some(TypeId::ANY),
            AliasState::Unresolved if self.shelters > 0 && self.postponed_aliases.contains(&id) => None,
            AliasState::Unresolved => self.find_alias_meaning(id),
        }
    }

    fn find_alias_meaning(&mut self, id: AliasId) -> Option<TypeId> {
        let AliasInfo { written, scope, span, .. } = self.aliases[id.0 as usize];
        self.aliases[id.0 as usize].state = AliasState::UnderWay;
        self.aliases_under_way.push(AliasUnderWay { id, is_sheltered: self.shelters > 0, is_postponed: false });
        let shelters = std::mem::take(&mut self.shelters);
        let name = self.aliases[id.0 as usize].name.clone();
        let ty = match (self.library_string_type(&name, span, scope), written) {
            (Some(ty), _) => ty,
            (None, Written::Type(node)) => self.resolve_type(scope, node),
            (None, Written::Base(scope, heritage)) => self.sheltered(|c| c.resolve_heritage(scope, heritage, super::objects::Heir::Interface)).unwrap_or(TypeId::ANY),
        };
        self.shelters = shelters;
        if self.aliases_under_way.pop().is_some_and(|own| own.is_postponed) {
            self.aliases[id.0 as usize].state = AliasState::Unresolved;
            if !self.postponed_aliases.contains(&id) {
                self.postponed_aliases.push(id);
            }
            return None;
        }
        Some(self.settle_alias(id, ty))
    }

    /// Notes what an alias stands for.
    fn settle_alias(&mut self, id: AliasId, mut ty: TypeId) -> TypeId {
        let is_circular = self.program.types.is_part_of(id.0, ty);
        let info = &mut self.aliases[id.0 as usize];
        info.is_circular |= is_circular;
        if info.is_circular {
            ty = TypeId::ANY;
        }
        info.state = AliasState::Known(ty);
        let (name, span) = (info.name.clone(), info.span);
        if let Type::Conditional { root, .. } = *self.program.types.get(ty) {
            let parameters = self.aliases[id.0 as usize].parameters.clone();
            let awaits = &*name == "Awaited" && self.is_library(span.file);
            self.types().name_conditional(root, &name, &parameters, awaits);
        }
        self.define_uses(id, ty);
        while self.aliases_under_way.is_empty()
            && let Some(postponed) = self.postponed_aliases.pop()
        {
            self.alias_meaning(postponed);
        }
        while self.aliases_under_way.is_empty()
            && let Some((place, span)) = self.early_alias_uses.pop()
        {
            self.settle_early_use(place, span);
        }
        self.settle(ty)
    }

    /// Works out a use of an alias whose arguments were known while the alias was not. What is wrong in it is wrong where it stands.
    fn settle_early_use(&mut self, place: TypeId, span: Span) {
        let before = self.goes_on.take();
        self.for_good(|c| {
            c.settle(place);
            c.report_endless(span);
        });
        self.goes_on = before;
    }

    /// `Name<A, B>` for an alias.
    pub(super) fn alias_reference(&mut self, id: AliasId, name: &str, written: Vec<TypeId>, span: Span, places: &[ast::TypeNode]) -> TypeId {
        let parameters = self.aliases[id.0 as usize].parameters.clone();
        let is_complete = self.takes_arguments(&parameters, written.len());
        let arguments = self.complete_arguments(name, &parameters, written, span, places);
        if !is_complete && !self.aliases[id.0 as usize].is_circular {
            return TypeId::ANY;
        }
        if self.aliases[id.0 as usize].state == AliasState::UnderWay && self.shelters > 0 {
            let ty = self.types().intern(Type::Alias { alias: id.0, name: name.into(), arguments: arguments.into() });
            if !parameters.is_empty() && !self.program.types.is_generic(ty) {
                self.early_alias_uses.push((ty, span));
            }
            return ty;
        }
        let Some(meaning) = self.alias_meaning_within(id) else {
            return self.types().intern(Type::Alias { alias: id.0, name: name.into(), arguments: arguments.into() });
        };
        if self.aliases[id.0 as usize].is_circular && !places.is_empty() {
            // It has lost its type parameters with its meaning.
            self.error(2315, span, format!("`{name}` takes no type arguments, since it is defined by itself"));
        }
        if self.shelters > 0 && self.goes_through_unfinished(meaning, &arguments) {
            return self.types().intern(Type::Alias { alias: id.0, name: name.into(), arguments: arguments.into() });
        }
        let with = Self::substitution(&parameters, &arguments);
        self.substitute(meaning, &with)
    }

    /// `Omit<object, keys>`.
    pub(super) fn omitted(&mut self, object: TypeId, keys: TypeId) -> TypeId {
        match self.find_type(ScopeId::GLOBAL, "Omit") {
            Some(TypeName::Alias(id)) => self.alias_of(id, &[object, keys]),
            _ => TypeId::ANY,
        }
    }

    /// An alias, given arguments that it takes.
    pub(super) fn alias_of(&mut self, id: AliasId, arguments: &[TypeId]) -> TypeId {
        let meaning = self.alias_meaning(id);
        let with = Self::substitution(&self.aliases[id.0 as usize].parameters.clone(), arguments);
        self.substitute(meaning, &with)
    }

    /// `Uppercase<S>` and its like, whose meaning cannot be written.
    fn library_string_type(&mut self, name: &str, span: Span, scope: ScopeId) -> Option<TypeId> {
        let (case, _) = *crate::program::types::StringCase::NAMES.iter().find(|(_, known)| **known == *name)?;
        let Some(TypeName::Parameter(parameter)) = self.is_library(span.file).then(|| self.find_type(scope, "S")).flatten() else { return None };
        let operand = self.types().intern(Type::Parameter(parameter));
        Some(self.types().intern(Type::StringCase { case, operand }))
    }

    /// An alias without type parameters that holds itself: every use within gets its meaning.
    fn define_uses(&mut self, id: AliasId, meaning: TypeId) {
        let name = self.aliases[id.0 as usize].name.clone();
        let place = self.types().intern(Type::Alias { alias: id.0, name, arguments: [].into() });
        let is_defined = self.types().define(place, meaning);
        debug_assert!(is_defined, "a circular alias is `any`");
    }

    /// A use of an alias with these arguments, from inside its own definition or what that was given to.
    pub(super) fn alias_use(&mut self, alias: u32, name: &Rc<str>, arguments: Vec<TypeId>) -> TypeId {
        let place = self.types().intern(Type::Alias { alias, name: name.clone(), arguments: arguments.clone().into() });
        let AliasState::Known(meaning) = self.aliases[alias as usize].state else { return place };
        if let Some(ty) = self.known_alias_use(place) {
            return ty;
        }
        self.alias_uses.insert(place);
        let with = Self::substitution(&self.aliases[alias as usize].parameters.clone(), &arguments);
        let ty = self.substitute(meaning, &with);
        self.leave_alias_uses(&[place], ty)
    }

    /// What is known of a use of an alias without working it out; a use that is being worked out, or waits for its arguments, is itself.
    fn known_alias_use(&mut self, place: TypeId) -> Option<TypeId> {
        let known = !matches!(self.program.types.get(place), Type::Alias { .. });
        if let Some(&ty) = self.alias_results.get(&place) {
            return Some(ty);
        }
        if self.alias_uses.contains(&place) {
            self.alias_cycles.insert(place);
            return Some(place);
        }
        (known || self.program.types.is_generic(place)).then_some(place)
    }

    /// The conditional type that an alias stands for, with its arguments, which is worked out from here on; `Err`: what any other use stands for.
    pub(super) fn enter_alias_use(&mut self, alias: u32, name: &Rc<str>, arguments: Vec<TypeId>, uses: &mut Vec<TypeId>) -> Result<(u32, Vec<TypeId>), TypeId> {
        let AliasState::Known(meaning) = self.aliases[alias as usize].state else { return Err(self.alias_use(alias, name, arguments)) };
        let Type::Conditional { root, arguments: written } = self.program.types.get(meaning).clone() else { return Err(self.alias_use(alias, name, arguments)) };
        let place = self.types().intern(Type::Alias { alias, name: name.clone(), arguments: arguments.clone().into() });
        if let Some(ty) = self.known_alias_use(place) {
            return Err(ty);
        }
        self.alias_uses.insert(place);
        uses.push(place);
        let with = Self::substitution(&self.aliases[alias as usize].parameters.clone(), &arguments);
        Ok((root, written.iter().map(|&argument| self.substitute(argument, &with)).collect()))
    }

    /// Notes that all these uses of aliases, which were being worked out, stand for `ty`.
    pub(super) fn leave_alias_uses(&mut self, uses: &[TypeId], ty: TypeId) -> TypeId {
        let mut ty = ty;
        for &place in uses {
            self.alias_uses.remove(&place);
            let is_circular = self.alias_cycles.remove(&place);
            let is_endless = ty == place || is_circular && (self.spreads(ty, place) || !self.types().define(place, ty));
            if is_endless {
                self.goes_on.get_or_insert(GoesOn::TooDeep);
                ty = TypeId::ANY;
            }
            if is_endless || !is_circular {
                self.alias_results.insert(place, ty);
            }
        }
        ty
    }

    /// What a use of an alias stands for whose arguments are not all known yet; any other type is itself.
    pub(super) fn unfolded(&mut self, ty: TypeId) -> TypeId {
        let Type::Alias { alias, arguments, .. } = self.program.types.get(ty).clone() else { return ty };
        let AliasState::Known(meaning) = self.aliases[alias as usize].state else { return ty };
        let with = Self::substitution(&self.aliases[alias as usize].parameters.clone(), &arguments);
        self.substitute(meaning, &with)
    }

    /// Checks the number of type arguments and their constraints, and adds defaults.
    pub(super) fn complete_arguments(
        &mut self,
        name: &str,
        parameters: &[TypeParameterId],
        mut arguments: Vec<TypeId>,
        span: Span,
        places: &[ast::TypeNode],
    ) -> Vec<TypeId> {
        self.imply_constraints(parameters, &arguments, places);
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
            return vec![TypeId::ANY; parameters.len()];
        }
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
        debug_assert_eq!(this, THIS);
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
        let (implied, counts) = (self.implied.clone(), self.quiet == 0);
        let late = LateConstraints { parameters: parameters.to_vec(), arguments: arguments.to_vec(), places, implied, counts };
        // `class C extends Base<C>`: what C is is being said.
        if self.bases_under_way > 0 && !late.places.is_empty() {
            return self.late_constraints.push(late);
        }
        self.check_constraints_at(&late);
    }

    /// The base of a class or interface is known: what its type arguments must fit can be looked at when no other is being found out.
    pub(super) fn end_base(&mut self) {
        self.bases_under_way -= 1;
        if self.bases_under_way == 0 {
            for late in std::mem::take(&mut self.late_constraints) {
                let outer = std::mem::replace(&mut self.implied, late.implied.clone());
                match late.counts {
                    true => self.for_good(|c| c.check_constraints_at(&late)),
                    false => self.quietly(|c| c.check_constraints_at(&late)),
                }
                self.implied = outer;
            }
        }
    }

    fn check_constraints_at(&mut self, late: &LateConstraints) {
        let with = Self::substitution(&late.parameters, &late.arguments);
        for ((&parameter, &argument), &place) in late.parameters.iter().zip(&late.arguments).zip(&late.places) {
            let constraint = self.program.type_parameters[parameter.index()].constraint;
            let constraint = self.substitute(constraint, &with);
            // `T extends Comparable<T>`: what T is is being said.
            if matches!(self.program.types.get(argument), Type::Parameter(own) if self.being_constrained.contains(own)) {
                continue;
            }
            if !self.fits_constraint(argument, constraint) && !self.fits_implied(argument, parameter, late) && !matches!(self.program.types.get(argument), Type::Alias { .. }) {
                let (found, wanted) = (self.text(argument), self.text(constraint));
                let name = self.program.type_parameters[parameter.index()].name.clone();
                self.error(2344, place, format!("`{name}` must be a `{wanted}`; `{found}` is not"));
            }
        }
    }

    /// Whether a type argument fits what the tests around say of the others: `K extends keyof T`, given a T that was found to be a tuple.
    fn fits_implied(&mut self, argument: TypeId, parameter: TypeParameterId, late: &LateConstraints) -> bool {
        let implied: Vec<TypeId> = late.arguments.iter().map(|&argument| self.implied_type(argument)).collect();
        if implied == late.arguments {
            return false;
        }
        let constraint = self.program.type_parameters[parameter.index()].constraint;
        let constraint = self.substitute(constraint, &Self::substitution(&late.parameters, &implied));
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
        let surrounds = |c: &Self, parameter: &TypeParameterId| {
            let declaring = c.type_parameters[parameter.index()].scope;
            let mut next = Some(c.cx.scope);
            while let Some(scope) = next {
                if scope == declaring {
                    return true;
                }
                next = c.scope(scope).parent();
            }
            false
        };
        if !declared.iter().any(|parameter| surrounds(self, parameter)) {
            return signature.clone();
        }
        let fresh: Vec<TypeParameterId> = declared.iter().map(|&parameter| self.fresh_parameter(parameter)).collect();
        let arguments = self.own_arguments(&fresh);
        let with = Self::substitution(declared, &arguments);
        for (&parameter, &own) in declared.iter().zip(&fresh) {
            let constraint = self.program.type_parameters[parameter.index()].constraint;
            self.program.type_parameters[own.index()].constraint = self.substitute(constraint, &with);
        }
        let mut renamed = self.substitute_signature(signature, &with);
        renamed.type_parameters = fresh;
        Rc::new(renamed)
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

    fn copied_parameter(&mut self, declared: TypeParameterId) -> TypeParameterId {
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
            let constraint = self.program.type_parameters[parameter.index()].constraint;
            if matches!(place.kind, TypeKind::Infer(_)) && !self.program.types.is_generic(constraint) {
                self.imply_constraint(argument, constraint);
            }
        }
    }

    /// Says what an inferred type is that does not say it itself.
    pub(super) fn imply_constraint(&mut self, inferred: TypeId, constraint: TypeId) {
        if let Type::Parameter(parameter) = *self.program.types.get(inferred) {
            let own = &mut self.program.type_parameters[parameter.index()].constraint;
            if *own == TypeId::UNKNOWN {
                *own = constraint;
            }
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
