//! Type aliases: what they mean, those that hold themselves, and their uses.

use super::Checker;
use super::operators::GoesOn;
use super::scope::{ScopeId, TypeName};
use crate::ast::{self, TypeKind};
use crate::problem::Problem;
use crate::program::{Type, TypeId, TypeParameterId};
use crate::source::Span;
use std::rc::Rc;

/// Index of an alias.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AliasId(pub u32);

/// `type T = …`, where it is not a named object type, and `interface T extends Array<A> {}`.
#[derive(Debug)]
pub(super) struct AliasInfo<'a> {
    name: Rc<str>,
    /// Where the name is declared.
    pub span: Span,
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
    /// It is nowhere written, and no name stands for it: see `later_results.rs`.
    Nowhere,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AliasState {
    Unresolved,
    UnderWay,
    Known(TypeId),
}

impl<'a> Checker<'a> {
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

    /// An alias whose meaning is still to be found out by other means, and the use of it where it has that meaning.
    pub(super) fn alias_to_come(&mut self, span: Span, scope: ScopeId, parameters: Vec<TypeParameterId>) -> (u32, TypeId) {
        let name: Rc<str> = "...".into();
        let arguments = self.own_arguments(&parameters).into();
        let AliasId(alias) = self.new_alias((&name, span), Written::Nowhere, scope, parameters);
        self.aliases[alias as usize].state = AliasState::UnderWay;
        (alias, self.types().intern(Type::Alias { alias, name, arguments }))
    }

    /// Gives such an alias its meaning. False where that needs itself: then it is `any`.
    pub(super) fn settle_alias_to_come(&mut self, alias: u32, place: TypeId, meaning: TypeId) -> bool {
        let is_circular = self.program.types.is_part_of(alias, meaning);
        let meaning = if is_circular { TypeId::ANY } else { self.settle(meaning) };
        self.aliases[alias as usize].state = AliasState::Known(meaning);
        self.forget_settled();
        if self.program.types.is_generic(place) {
            return !is_circular;
        }
        if self.program.types.holds(meaning, place) {
            self.types().define(place, meaning);
        } else {
            self.alias_results.insert(place, meaning);
        }
        !is_circular
    }

    /// Checks an alias that nothing may have used.
    pub(super) fn check_alias(&mut self, node: &ast::TypeAlias) {
        match self.find_type(self.cx.scope, &node.name.text) {
            Some(TypeName::Alias(id)) => {
                self.alias_meaning(id);
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

    /// Lets the aliases that are being found out wait for what an interface under way will say, from the last that stands in a form that may hold
    /// a use of it. Whether there is one.
    pub(super) fn postpone_aliases(&mut self) -> bool {
        let Some(held) = self.aliases_under_way.iter().rposition(|alias| alias.is_sheltered) else { return false };
        self.aliases_under_way[held..].iter_mut().for_each(|alias| alias.is_postponed = true);
        true
    }

    pub(super) fn alias_meaning(&mut self, id: AliasId) -> TypeId {
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
            (None, Written::Nowhere) => TypeId::ANY,
            (None, Written::Type(node)) => self.resolve_type(scope, node),
            (None, Written::Base(scope, heritage)) => self.sheltered(|c| c.resolve_heritage(scope, heritage, super::objects::Heir::Interface)).unwrap_or(TypeId::ANY),
        };
        self.shelters = shelters;
        self.forget_settled();
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
        let is_circular = info.is_circular;
        if is_circular {
            ty = TypeId::ANY;
        }
        info.state = AliasState::Known(ty);
        let (name, span) = (info.name.clone(), info.span);
        if is_circular {
            self.report_for_good(Problem::ts(2456, span, format!("the type `{name}` is defined by itself")));
        }
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
        self.look_at_late();
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
        let arguments = match self.complete_arguments(name, &parameters, written, span, places) {
            Some(arguments) => arguments,
            None if self.aliases[id.0 as usize].is_circular => vec![TypeId::ANY; parameters.len()],
            None => return TypeId::ANY,
        };
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
            let place = self.types().intern(Type::Alias { alias: id.0, name: name.into(), arguments: arguments.into() });
            self.unfinished_uses.insert(place);
            return place;
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

    /// The use of an alias that is this mapped type and nothing else.
    pub(super) fn alias_of_mapped(&mut self, root: u32, arguments: &[TypeId]) -> Option<TypeId> {
        let (alias, arguments) = self.aliases.iter().enumerate().find_map(|(at, info)| {
            let AliasState::Known(meaning) = info.state else { return None };
            let Type::Mapped { root: own, arguments: written } = self.program.types.get(meaning) else { return None };
            let place_of = |parameter: &TypeParameterId| written.iter().position(|&ty| *self.program.types.get(ty) == Type::Parameter(*parameter));
            let given: Option<Vec<TypeId>> = info.parameters.iter().map(|parameter| Some(arguments[place_of(parameter)?])).collect();
            Some((at, given?)).filter(|_| *own == root)
        })?;
        let texts: Vec<String> = arguments.iter().map(|&argument| self.text(argument)).collect();
        let name = format!("{}<{}>", self.aliases[alias].name, texts.join(", ")).into();
        Some(self.types().intern(Type::Alias { alias: alias as u32, name, arguments: arguments.into() }))
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

    /// What is known of a use of an alias without working it out; a use that is being worked out, or waits for its arguments, is itself. One that
    /// waited for members alone is worked out though its arguments speak of type parameters.
    fn known_alias_use(&mut self, place: TypeId) -> Option<TypeId> {
        let known = !matches!(self.program.types.get(place), Type::Alias { .. });
        if let Some(&ty) = self.alias_results.get(&place) {
            return Some(ty);
        }
        if self.alias_uses.contains(&place) {
            self.alias_cycles.insert(place);
            return Some(place);
        }
        let waits = self.program.types.is_generic(place) && !(self.finishing && self.unfinished_uses.contains(&place));
        (known || waits).then_some(place)
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
            // With type parameters in it, a use stays as it is within what it stands for, and is worked out with what is given for them.
            let is_circular = self.alias_cycles.remove(&place);
            if is_circular && self.program.types.is_generic(place) && ty != place {
                continue;
            }
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
        let Type::Alias { alias, arguments, .. } = self.program.types.get(ty) else { return ty };
        let (alias, arguments) = (*alias, arguments.clone());
        let AliasState::Known(meaning) = self.aliases[alias as usize].state else { return ty };
        let with = Self::substitution(&self.aliases[alias as usize].parameters.clone(), &arguments);
        self.substitute(meaning, &with)
    }
}
