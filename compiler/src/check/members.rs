//! Members: what `object.name` finds in each kind of type.

use super::Checker;
use super::generics::{OUTER_THIS, THIS};
use super::operators::Key;
use super::scope::most_similar;
use crate::ast::symbols::{is_private, private_spelling};
use crate::ast::{self, Visibility};
use crate::problem::{Problem, Rule};
use crate::program::types::{ABSTRACT_CONSTRUCT, CALL, CONSTRUCT, Member, Substitution};
use crate::program::{BindingId, ClassId, FunctionId, InterfaceId, Signature, SignatureParameter, TupleElement, Type, TypeId, TypeParameterId};
use crate::source::Span;
use std::rc::Rc;

/// A member that was found.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Declared, type arguments filled in.
    pub ty: TypeId,
    /// Further signatures of a library method.
    pub overloads: Vec<Rc<Signature>>,
    pub readonly: bool,
    pub how: How,
    /// Where it is declared.
    pub span: Option<Span>,
    pub visibility: Visibility,
    /// The class from which an interface has it, where that hides it.
    pub inherited: Option<ClassId>,
    /// What may be written to an interface's accessor, where that is not what it gives.
    pub write: Option<TypeId>,
}

impl Found {
    /// Whether only some code may use the member, which has this name.
    pub fn is_hidden(&self, name: &str) -> bool {
        self.visibility != Visibility::Public || is_private(name)
    }

    /// A member that no declaration speaks of, found by its name at run time.
    pub(super) fn of_type(ty: TypeId) -> Found {
        Found { ty, overloads: Vec::new(), readonly: false, how: How::Member, span: None, visibility: Visibility::Public, inherited: None, write: None }
    }

    /// The class that declares it.
    pub fn class(&self) -> Option<ClassId> {
        match self.how {
            How::Field(class) | How::Accessor(class) | How::Method(class, _) | How::Static(class, _) | How::StaticMethod(class, _) => Some(class),
            _ => self.inherited,
        }
    }
}

/// How the Program reaches a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum How {
    /// A field declared by this class.
    Field(ClassId),
    /// An accessor declared by this class.
    Accessor(ClassId),
    /// A method declared by this class.
    Method(ClassId, FunctionId),
    /// A static field's storage.
    Static(ClassId, BindingId),
    StaticMethod(ClassId, FunctionId),
    /// By name at run time.
    Member,
    /// By a key of a dictionary.
    Entry,
    /// Of an array, string or typed array.
    Length,
    /// A member of a built-in type.
    Builtin(Rc<Builtin>),
}

/// A member of a built-in type.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Builtin {
    /// `Array`, `Math`.
    pub owner: Rc<str>,
    /// The object is an argument; not so for `Math.sqrt`.
    pub receiver: bool,
}

/// The position that a member's name is, if it is written as one.
pub(super) fn position(name: &str) -> Option<usize> {
    name.parse().ok().filter(|position: &usize| position.to_string() == name)
}

impl<'a> Checker<'a> {
    /// The type of a member where it is there: the `undefined` of one that may be missing is left out.
    pub(super) fn present_type(&mut self, member: &Member) -> TypeId {
        if member.optional { self.types().filter(member.ty, |_, part| part != TypeId::UNDEFINED) } else { member.ty }
    }

    /// The member `name` of a value of type `ty`.
    pub(super) fn find_member(&mut self, ty: TypeId, name: &str) -> Option<Found> {
        self.find_member_for(ty, name, ty)
    }

    /// The same of a value that is known to be of type `this` besides: what a member says of `this` it says of that.
    fn find_member_for(&mut self, ty: TypeId, name: &str, this: TypeId) -> Option<Found> {
        match self.program.types.get(ty).clone() {
            Type::Array { element, readonly } => {
                let interface = if readonly { "ReadonlyArray" } else { "Array" };
                self.found_of(&[element], this, |c, arguments| c.builtin_member("Array", interface, arguments, name))
            }
            Type::Tuple { elements, .. } => self.tuple_member(ty, &elements, name),
            Type::String | Type::StringLiteral { .. } => self.builtin_member("String", "String", &[], name),
            Type::Number | Type::NumberLiteral { .. } | Type::EnumComputed { .. } => self.builtin_member("Number", "Number", &[], name),
            Type::Boolean | Type::BooleanLiteral(_) => self.builtin_member("Boolean", "Boolean", &[], name),
            Type::Symbol | Type::UniqueSymbol(_) => self.builtin_member("Symbol", "Symbol", &[], name),
            Type::TypedArray(owner) => self.builtin_member(&owner, &owner, &[], name),
            Type::Function(_) if name == CALL => Some(Found::of_type(ty)),
            Type::Function(_) => self.builtin_member("Function", "Function", &[], name),
            Type::Class { class, arguments } => {
                let found = self.found_of(&arguments, this, |c, arguments| c.class_member(class, arguments, name));
                found.or_else(|| self.constructor_property(name))
            }
            Type::ClassValue(class) if matches!(name, CONSTRUCT | ABSTRACT_CONSTRUCT) => self.construct_member(class, name),
            Type::ClassValue(class) => self.static_member(class, name).or_else(|| self.builtin_member("Function", "Function", &[], name)),
            Type::Interface { interface, .. } if self.is_function_interface(interface) => self.builtin_member("Function", "Function", &[], name),
            Type::Interface { .. } | Type::Object { .. } if name == ABSTRACT_CONSTRUCT && !self.has_own_member(ty, name) => self.find_member(ty, CONSTRUCT),
            Type::Interface { interface, arguments } => {
                let found = self.found_of(&arguments, this, |c, arguments| c.interface_member(interface, arguments, name));
                let Some(mut found) = found else { return self.member_of_function(ty, name) };
                if let Some(owner) = self.library.namespaces.get(&interface).cloned() {
                    found.how = How::Builtin(Rc::new(Builtin { owner, receiver: false }));
                }
                Some(found)
            }
            Type::Object { members, .. } => match members.iter().find(|m| &*m.name == name) {
                Some(member) => Some(object_member(member)),
                None => self.member_of_function(ty, name),
            },
            Type::Union(members) => self.union_member(&members, name),
            Type::Intersection(parts) => self.intersection_member(&parts, name, this).or_else(|| self.member_of_bound(ty, name)),
            Type::Template { .. } | Type::StringCase { .. } => self.find_member(TypeId::STRING, name),
            Type::Mapped { .. } if self.lacks_key(ty, name) => None,
            _ if self.is_undecided(ty) => self.member_of_bound(ty, name),
            _ => None,
        }
    }

    /// Whether nothing says that an open mapped type has this member: of `Record<K, V>` no key is known.
    pub(super) fn lacks_key(&mut self, ty: TypeId, name: &str) -> bool {
        let Type::Mapped { root, arguments } = self.program.types.get(ty).clone() else { return false };
        if crate::ast::symbols::is_own(name) {
            return false;
        }
        if let Some(certain) = self.mapped_by_certain_keys(root, &arguments) {
            return self.find_member(certain, name).is_none();
        }
        // `Partial<Omit<T, "a">>`.
        if let Some(source) = self.mapped_source(root, &arguments).filter(|&source| matches!(self.program.types.get(source), Type::Mapped { .. })) {
            return self.lacks_key(source, name);
        }
        [false, true].into_iter().all(|numeric| {
            let key = self.key_literal(&Key { name: name.into(), numeric });
            !self.is_key(key, ty)
        })
    }

    /// A member of what an open type stands for. Of `T & {}` the parts may lack what both together have.
    fn member_of_bound(&mut self, ty: TypeId, name: &str) -> Option<Found> {
        let bound = self.constraint_of(ty);
        if bound == ty {
            return None;
        }
        self.find_member_for(bound, name, ty)
    }

    /// `object.constructor`: some class.
    pub(super) fn constructor_property(&mut self, name: &str) -> Option<Found> {
        let interface = self.library.interface("Function").filter(|_| name == "constructor")?;
        let ty = self.types().intern(Type::Interface { interface, arguments: [].into() });
        Some(Found::of_type(ty))
    }

    /// What is called or constructed with is a function too.
    fn member_of_function(&mut self, ty: TypeId, name: &str) -> Option<Found> {
        if !matches!(name, "name" | "length") || !self.properties(ty)?.iter().any(Member::is_signature) {
            return None;
        }
        self.builtin_member("Function", "Function", &[], name)
    }

    /// Takes note that `name` or `length` is read of what may be a function without its type's saying so.
    pub(super) fn note_asked_of_functions(&mut self, name: &str) {
        if matches!(name, "name" | "length")
            && let Some(function) = self.library.function(&format!("function.{name}"))
        {
            self.reach_function(function);
        }
    }

    fn has_own_member(&mut self, ty: TypeId, name: &str) -> bool {
        self.own_optionality(ty, name).is_some()
    }

    /// Whether the member may be missing that [`Checker::properties`] would list under this name. Asks for no member's type.
    pub(super) fn member_is_optional(&mut self, ty: TypeId, name: &str) -> bool {
        self.own_optionality(ty, name) == Some(true)
    }

    /// The same; `None` where there is no such member.
    pub(super) fn own_optionality(&mut self, ty: TypeId, name: &str) -> Option<bool> {
        match self.program.types.get(ty).clone() {
            Type::Object { members, .. } => members.iter().find(|m| &*m.name == name).map(|m| m.optional),
            Type::Interface { interface, .. } => {
                let shape = self.interface_members(interface);
                shape.members.iter().find(|m| &*m.member.name == name).map(|m| m.member.optional)
            }
            Type::Class { class, .. } => {
                let names = self.class_member_names(class, false);
                names.iter().any(|own| &**own == name).then(|| self.is_optional_member(class, name))
            }
            Type::ClassValue(class) => self.class_member_names(class, true).iter().any(|own| &**own == name).then_some(false),
            Type::Intersection(parts) => {
                let said: Vec<bool> = parts.iter().filter_map(|&part| {
                    let part = self.constraint_of(part);
                    self.own_optionality(part, name)
                }).collect();
                (!said.is_empty()).then(|| said.iter().all(|&optional| optional))
            }
            _ => None,
        }
    }

    /// A class as what `new` constructs.
    fn construct_member(&mut self, class: ClassId, name: &str) -> Option<Found> {
        if self.program.classes[class.index()].is_abstract && name == CONSTRUCT {
            return None;
        }
        let parts: Vec<TypeId> = self.generic_constructors(class).into_iter().map(|s| self.types().intern(Type::Function(s))).collect();
        let ty = match parts[..] {
            [only] => only,
            _ => self.types().intern(Type::Intersection(parts.into())),
        };
        let visibility = self.constructor_visibility(class);
        Some(Found { ty, overloads: Vec::new(), readonly: true, how: How::Member, span: None, visibility, inherited: None, write: None })
    }

    /// A member with what stands for a type parameter.
    fn with_parameter(&mut self, mut found: Found, parameter: TypeParameterId, ty: TypeId) -> Found {
        if self.program.types.is_generic(found.ty) || found.write.is_some() {
            let with = Substitution::from_iter([(parameter, ty)]);
            found.ty = self.substitute(found.ty, &with);
            found.overloads = found.overloads.iter().map(|s| Rc::new(self.substitute_signature(s, &with))).collect();
            found.write = found.write.map(|ty| self.substitute(ty, &with));
        }
        found
    }

    /// What `find` finds of a type with these arguments, with what its object is put in for `this`. The `this` of which the arguments may speak is
    /// that of the class around them.
    fn found_of(&mut self, arguments: &[TypeId], object: TypeId, find: impl FnOnce(&mut Self, &[TypeId]) -> Option<Found>) -> Option<Found> {
        let hidden = self.hiding_this(arguments);
        let found = find(self, hidden.as_deref().unwrap_or(arguments))?;
        let found = self.with_parameter(found, THIS, object);
        if hidden.is_none() {
            return Some(found);
        }
        let this = self.type_this();
        Some(self.with_parameter(found, OUTER_THIS, this))
    }

    /// The arguments with another name for the `this` of which they speak; `None` if they speak of none.
    fn hiding_this(&mut self, arguments: &[TypeId]) -> Option<Vec<TypeId>> {
        if !arguments.iter().any(|&argument| self.mentions_type_this(argument)) {
            return None;
        }
        let outer = self.types().intern(Type::Parameter(OUTER_THIS));
        let with = Substitution::from_iter([(THIS, outer)]);
        Some(arguments.iter().map(|&argument| self.substitute(argument, &with)).collect())
    }

    /// A tuple has the members of an array; its length is known, and its positions are members.
    fn tuple_member(&mut self, ty: TypeId, elements: &[TupleElement], name: &str) -> Option<Found> {
        if let Some(index) = position(name) {
            let element = self.tuple_element(elements, index)?;
            let member = Member { name: name.into(), ty: element, optional: false, readonly: false, method: false, numeric: false };
            return Some(object_member(&member));
        }
        let (element, readonly) = self.types().array_parts(ty)?;
        let interface = if readonly { "ReadonlyArray" } else { "Array" };
        let mut found = self.found_of(&[element], ty, |c, arguments| c.builtin_member("Array", interface, arguments, name))?;
        if name == "length" && !elements.iter().any(|e| e.rest) {
            let least = elements.iter().filter(|e| !e.optional).count();
            let lengths: Vec<TypeId> = (least..=elements.len()).map(|n| self.types().number_literal(n as f64, false)).collect();
            found.ty = self.types().union(lengths);
        }
        Some(found)
    }

    /// The type at a position of a tuple; `None` past its end.
    pub(super) fn tuple_element(&mut self, elements: &[TupleElement], index: usize) -> Option<TypeId> {
        let rest = elements.iter().position(|e| e.rest);
        match rest {
            // Elements behind a rest may stand at any later position.
            Some(rest) if index >= rest => Some(self.types().union(elements[rest..].iter().map(|e| e.ty).collect::<Vec<_>>())),
            _ => elements.get(index).map(|e| e.ty),
        }
    }

    fn interface_member(&mut self, interface: InterfaceId, arguments: &[TypeId], name: &str) -> Option<Found> {
        let member = match self.literal_member(interface, name) {
            Some(member) => &member?,
            None => {
                let shape = self.interface_members(interface);
                &shape.members.iter().find(|m| &*m.member.name == name)?.clone()
            }
        };
        let parameters = self.program.interfaces[interface.index()].type_parameters.clone();
        let with = Self::substitution(&parameters, arguments);
        let member = self.substitute_member(member, &with);
        Some(Found {
            ty: member.member.ty,
            overloads: member.overloads,
            readonly: member.member.readonly,
            how: How::Member,
            span: Some(member.span),
            visibility: member.hidden.map_or(Visibility::Public, |(visibility, _)| visibility),
            inherited: member.hidden.map(|(_, class)| class),
            write: member.write,
        })
    }

    /// A member of a built-in type, as the library's interface `interface` declares it.
    fn builtin_member(&mut self, owner: &str, interface: &str, arguments: &[TypeId], name: &str) -> Option<Found> {
        let interface = self.library.interface(interface)?;
        let mut found = self.interface_member(interface, arguments, name)?;
        if owner == "Function" {
            self.note_asked_of_functions(name);
        }
        found.how = match name {
            "length" if owner != "Function" => How::Length,
            _ => How::Builtin(Rc::new(Builtin { owner: owner.into(), receiver: true })),
        };
        Some(found)
    }

    /// A member that every part of a union has.
    fn union_member(&mut self, members: &[TypeId], name: &str) -> Option<Found> {
        let found = self.found_in_each(members, name)?;
        let all = self.types().union(members.iter().copied());
        if let Some(array) = self.array_of_all(all)
            && found.iter().any(|f| !f.overloads.is_empty() || self.is_generic_or_calls_back(f.ty))
        {
            return self.find_member(array, name);
        }
        let mut first = found[0].clone();
        first.readonly = found.iter().any(|f| f.readonly);
        if found.iter().any(|f| f.how != first.how) {
            first.how = How::Member;
        }
        if found.iter().any(|f| f.ty != first.ty || f.overloads != first.overloads || f.how != first.how) {
            let types: Vec<TypeId> = found.iter().map(|f| self.whole_type(f)).collect();
            first.ty = self.types().union(types);
            first.overloads = Vec::new();
        }
        Some(first)
    }

    /// The member in each part of a union: where one declares it, an entry of a dictionary among the others may be it.
    fn found_in_each(&mut self, parts: &[TypeId], name: &str) -> Option<Vec<Found>> {
        let found: Vec<Option<Found>> = parts.iter().map(|&part| self.find_member(part, name)).collect();
        if found.iter().all(Option::is_none) {
            return None;
        }
        let mut all = Vec::with_capacity(found.len());
        for (found, &part) in found.into_iter().zip(parts) {
            let found = match found {
                Some(found) => found,
                // The literal of `value ?? {}`: what others have is undefined in it, until a variable holds it.
                None if self.is_empty_literal(part) => Found {
                    ty: TypeId::UNDEFINED,
                    overloads: Vec::new(),
                    readonly: true,
                    how: How::Member,
                    span: None,
                    visibility: Visibility::Public,
                    inherited: None,
                    write: None,
                },
                None => {
                    let entry = self.entry_member(part, name)?;
                    self.program.mixing.dictionary_as_fixed = true;
                    Found { how: How::Member, ..entry }
                }
            };
            all.push(found);
        }
        Some(all)
    }

    fn is_generic_or_calls_back(&self, method: TypeId) -> bool {
        let Type::Function(signature) = self.program.types.get(method) else { return false };
        let calls_back = |parameter: &SignatureParameter| matches!(self.program.types.get(parameter.ty), Type::Function(_));
        !signature.type_parameters.is_empty() || signature.parameters.iter().any(calls_back)
    }

    /// The array type for what is one of several arrays: generic methods have no signature in common, so tsc takes those of this one.
    pub(super) fn array_of_all(&mut self, ty: TypeId) -> Option<TypeId> {
        let Type::Union(members) = self.program.types.get(ty).clone() else { return None };
        let parts: Vec<(TypeId, bool)> = members.iter().map(|&m| self.array_within(m)).collect::<Option<_>>()?;
        let element = self.types().union(parts.iter().map(|part| part.0));
        let readonly = parts.iter().any(|part| part.1);
        Some(self.types().intern(Type::Array { element, readonly }))
    }

    /// The elements of an array, and whether it is read-only; of `T & any[]` those of the one array among its parts.
    fn array_within(&mut self, ty: TypeId) -> Option<(TypeId, bool)> {
        let Type::Intersection(parts) = self.program.types.get(ty).clone() else { return self.types().array_parts(ty) };
        let mut arrays = parts.iter().filter_map(|&part| self.types().array_parts(part));
        let first = arrays.next();
        first.filter(|_| arrays.next().is_none())
    }

    /// A member that a part of an intersection has; of several, their types together.
    fn intersection_member(&mut self, parts: &[TypeId], name: &str, this: TypeId) -> Option<Found> {
        let found: Vec<Found> = parts.iter().filter_map(|&part| self.find_member_for(part, name, this)).collect();
        let mut first = found.first()?.clone();
        if found.len() > 1 {
            // It is called by the signatures of each.
            let overloads = found.iter().flat_map(|f| f.overloads.clone());
            let overloads: Vec<TypeId> = overloads.map(|signature| self.types().intern(Type::Function(signature))).collect();
            let types: Vec<TypeId> = found.iter().map(|f| f.ty).chain(overloads).collect();
            first.ty = self.intersect(&types);
            first.overloads.clear();
            first.readonly = found.iter().all(|f| f.readonly);
        }
        Some(first)
    }

    /// Whether the class under way may use a member of this visibility declared by `class`.
    pub(super) fn check_visibility(&mut self, found: &Found, object: TypeId, name: &str, span: Span) {
        let Some(class) = found.class() else { return };
        let within = self.scope(self.cx.scope).class;
        if is_private(name) && !self.is_within_class(class, span) {
            let owner = self.program.classes[class.index()].name.clone();
            return self.error(18013, span, format!("`{name}` of `{owner}` is private: only the class itself may use it"));
        }
        let of = match *self.program.types.get(object) {
            Type::Class { class: of, .. } => Some(of),
            _ => None,
        };
        if let (Visibility::Protected, Some(inner)) = (found.visibility, within)
            && (of.is_some() || found.inherited.is_some())
            && !self.is_within_class(class, span)
            && self.extends_class(inner, class)
            && !of.is_some_and(|of| self.extends_class(of, inner))
        {
            let (owner, name_here) = (self.program.classes[class.index()].name.clone(), self.program.classes[inner.index()].name.clone());
            return self.error(2446, span, format!("`{name}` of `{owner}` is protected: here it can be reached through a `{name_here}` only"));
        }
        let allowed = match found.visibility {
            Visibility::Public => true,
            Visibility::Private => self.is_within_class(class, span),
            Visibility::Protected => within.is_some_and(|inner| self.extends_class(inner, class)) || self.is_within_class(class, span),
        };
        if allowed {
            return;
        }
        let owner = self.program.classes[class.index()].name.clone();
        let (number, word) = match found.visibility {
            Visibility::Protected => (2445, "protected: only the class and its subclasses may use it"),
            _ => (2341, "private: only the class itself may use it"),
        };
        let mut problem = Problem::ts(number, span, format!("`{name}` of `{owner}` is {word}"));
        if let Some(declared) = found.span {
            problem = problem.with_label(declared, "declared here");
        }
        self.report(problem);
    }

    /// TS18013 and TS18014: a class of the object has a private name written like this one, but here it means none or that of another class.
    pub(super) fn report_other_private_name(&mut self, object: TypeId, property: &ast::Ident) -> bool {
        let ty = self.constraint_of(object);
        let Some(class) = self.class_with_private_name_like(ty, &property.text) else { return false };
        let (number, why) = match self.is_within_class(class, property.span) {
            true => (18014, "the class around this place has a private name of its own that is written alike"),
            false => (18013, "only the class itself may use it"),
        };
        let owner = self.program.classes[class.index()].name.clone();
        self.error(number, property.span, format!("`{}` of `{owner}` is private: {why}", property.text));
        true
    }

    /// The class of such an object, or a base of it, that declares a private name written like `name`.
    pub(super) fn class_with_private_name_like(&mut self, ty: TypeId, name: &str) -> Option<ClassId> {
        let written = private_spelling(name)?;
        let (mut next, is_static) = match *self.program.types.get(ty) {
            Type::Class { class, .. } => (Some(class), false),
            Type::ClassValue(class) => (Some(class), true),
            _ => (None, false),
        };
        while let Some(class) = next {
            let mut members = self.classes[class.index()].members.iter().filter(|member| member.modifiers.is_static == is_static);
            if members.any(|member| private_spelling(&member.name) == Some(written)) {
                return Some(class);
            }
            next = self.class_base(class).map(|(base, _)| base);
        }
        None
    }

    /// Whether the code under way stands inside the declaration of `class`.
    fn is_within_class(&self, class: ClassId, here: Span) -> bool {
        let span = self.classes[class.index()].node.span;
        span.file == here.file && span.start <= here.start && here.end <= span.end
    }

    /// Complains that `ty` has no member `name`.
    pub(super) fn report_missing_member(&mut self, ty: TypeId, name: &str, span: Span) {
        let ty = self.with_this_known(ty);
        if self.constraint_of(ty) == TypeId::ANY || self.inherits_unknown(ty) {
            // What nobody knows of is refused with the base, or missed with what a type parameter extends.
            self.note_refusal(span);
            return;
        }
        let text = self.text(ty);
        let owner = self.library_owner(ty);
        if super::library::is_member_of_later_version(&owner, name) {
            return self.error(2550, span, format!("`{text}` has no member `{name}`: it came after ES2022"));
        }
        if matches!(self.program.types.get(ty), Type::ClassValue(_)) && name == "prototype" {
            return self.refuse(Rule::NoPrototype, span, "a class has no prototype object that a program could read or change");
        }
        if matches!(self.program.types.get(ty), Type::ClassValue(_)) && matches!(name, "call" | "apply" | "bind") {
            let message = format!("a `{text}` is no function that could be given another `this`");
            return self.report(Problem::th(Rule::NoPrototype, span).with_message(message).with_help("`new` makes objects of it, and `extends` other classes"));
        }
        let may_be_nothing = self.is_undecided(ty) && self.constraint_of(ty) == TypeId::UNKNOWN;
        if super::library::is_member_known_to_tsc(&owner, name) && !may_be_nothing {
            return self.refuse(Rule::UnsupportedMember, span, format!("`{name}` of `{text}` is not supported yet"));
        }
        if let Type::Class { class, .. } = *self.program.types.get(ty)
            && !is_private(name)
            && self.static_member(class, name).is_some()
        {
            let owner = self.program.classes[class.index()].name.clone();
            return self.report(
                Problem::ts(2576, span, format!("`{name}` is a static member: it belongs to the class, not to its objects"))
                    .with_help(format!("write `{owner}.{name}`")),
            );
        }
        let members = self.program.types.members(ty);
        if members.len() > 1
            && let Some(&lacking) = members.iter().find(|&&m| self.find_member(m, name).is_none())
            && members.iter().any(|&m| self.find_member(m, name).is_some())
        {
            let lacking = self.text(lacking);
            let message = format!("`{lacking}` has no member `{name}`, and the value may be one: it is a `{text}`");
            let similar = most_similar(name, self.member_names(ty));
            return self.report(match similar {
                Some(similar) => Problem::ts(2551, span, message).with_help(format!("did you mean `{similar}`?")),
                None => Problem::ts(2339, span, message).with_help("narrow it first, with `typeof`, `instanceof` or a comparison"),
            });
        }
        let mut names = self.member_names(ty);
        let is_within = matches!(*self.program.types.get(ty), Type::Class { class, .. } | Type::ClassValue(class) if self.is_within_class(class, span));
        names.retain(|name| is_within || !is_private(name));
        match most_similar(name, names) {
            Some(similar) => self.report(
                Problem::ts(2551, span, format!("`{text}` has no member `{name}`")).with_help(format!("did you mean `{similar}`?")),
            ),
            None => self.error(2339, span, format!("`{text}` has no member `{name}`")),
        }
    }

    /// Complains that `ty` has no member for the key `name` of a type `ty[name]`: there tsc asks for no similar name.
    pub(super) fn report_missing_key(&mut self, ty: TypeId, name: &str, span: Span) {
        let before = self.problems.len();
        self.report_missing_member(ty, name, span);
        if let [problem] = &mut self.problems[before..]
            && problem.code == crate::problem::Code::Ts(2551)
        {
            problem.code = crate::problem::Code::Ts(2339);
        }
    }

    /// The names of the members that a program can ask a value for; of one of several types, those that all have.
    pub(super) fn member_names(&mut self, ty: TypeId) -> Vec<Rc<str>> {
        match self.program.types.get(ty).clone() {
            Type::Class { class, .. } => self.class_member_names(class, false),
            Type::ClassValue(class) => self.class_member_names(class, true),
            Type::Interface { interface, .. } => {
                self.interface_members(interface).members.iter().map(|m| m.member.name.clone()).collect()
            }
            Type::Object { members, .. } => members.iter().map(|m| m.name.clone()).collect(),
            Type::Intersection(parts) => parts.iter().flat_map(|&part| self.member_names(part)).collect(),
            Type::Union(parts) => {
                let mut each = parts.iter().map(|&part| self.member_names(part));
                let first = each.next().unwrap_or_default();
                each.fold(first, |common, names| common.into_iter().filter(|name| names.contains(name)).collect())
            }
            _ if self.is_undecided(ty) => {
                let constraint = self.constraint_of(ty);
                if constraint == ty { Vec::new() } else { self.member_names(constraint) }
            }
            _ => match self.library.interface(&self.builtin_owner(ty)) {
                Some(interface) => {
                    let html = (self.builtin_owner(ty) == "String").then_some(super::library::HTML_MEMBERS);
                    let html = html.into_iter().flatten().map(Rc::from);
                    self.interface_members(interface).members.iter().map(|m| m.member.name.clone()).chain(html).collect()
                }
                None => Vec::new(),
            },
        }
    }

    /// The type of a member with all its signatures; what may be missing may still be.
    pub(super) fn whole_type(&mut self, found: &Found) -> TypeId {
        if found.overloads.is_empty() {
            return found.ty;
        }
        let first = self.types().non_null(found.ty);
        let mut parts = vec![first];
        for overload in &found.overloads {
            let ty = self.program.types.intern(Type::Function(overload.clone()));
            if !parts.contains(&ty) {
                parts.push(ty);
            }
        }
        let whole = match parts[..] {
            [only] => only,
            _ => self.types().intern(Type::Intersection(parts.into())),
        };
        let missing = self.types().filter(found.ty, |_, part| part == TypeId::UNDEFINED);
        self.types().union([whole, missing])
    }

    /// The same of a class that extends one of the library.
    fn library_owner(&mut self, ty: TypeId) -> String {
        let mut base = match *self.program.types.get(ty) {
            Type::Class { class, .. } => Some(class),
            Type::Intersection(ref parts) => {
                let parts = parts.clone();
                return parts.iter().map(|&part| self.library_owner(part)).find(|owner| !owner.is_empty()).unwrap_or_default();
            }
            _ => return self.builtin_owner(ty),
        };
        while let Some(class) = base {
            if self.is_library(self.program.classes[class.index()].span.file) {
                return self.program.classes[class.index()].name.to_string();
            }
            base = self.program.classes[class.index()].base.as_ref().map(|(base, _)| *base);
        }
        String::new()
    }

    /// The library interface that describes a built-in type; empty for what has none.
    pub(super) fn builtin_owner(&self, ty: TypeId) -> String {
        match self.program.types.get(ty) {
            Type::Array { .. } | Type::Tuple { .. } => "Array".to_string(),
            Type::String | Type::StringLiteral { .. } | Type::Template { .. } | Type::StringCase { .. } => "String".to_string(),
            Type::Number | Type::NumberLiteral { .. } | Type::EnumComputed { .. } => "Number".to_string(),
            Type::Boolean | Type::BooleanLiteral(_) => "Boolean".to_string(),
            Type::Symbol | Type::UniqueSymbol(_) => "Symbol".to_string(),
            Type::TypedArray(name) => name.to_string(),
            Type::Function(_) => "Function".to_string(),
            Type::Interface { interface, .. } => self.program.interfaces[interface.index()].name.to_string(),
            Type::Class { class, .. } | Type::ClassValue(class) if self.is_library(self.program.classes[class.index()].span.file) => {
                self.program.classes[class.index()].name.to_string()
            }
            _ => String::new(),
        }
    }

    /// All properties of an object-like type, for comparing types. `None`: it has no members of its own kind.
    pub(super) fn properties(&mut self, ty: TypeId) -> Option<Vec<Member>> {
        self.properties_for(ty, ty)
    }

    /// The same of values that are known to be of type `this` besides.
    pub(super) fn properties_for(&mut self, ty: TypeId, this: TypeId) -> Option<Vec<Member>> {
        match self.program.types.get(ty).clone() {
            Type::Object { members, .. } => Some(members.to_vec()),
            Type::Interface { interface, arguments } => {
                let shape = self.interface_members(interface);
                let parameters = self.program.interfaces[interface.index()].type_parameters.clone();
                let mut with = Self::substitution(&parameters, &arguments);
                with.insert(THIS, this);
                Some(shape.members.iter().map(|m| self.substitute_member(m, &with).member).collect())
            }
            Type::Class { class, arguments } => {
                let with = Substitution::from_iter([(THIS, this)]);
                let hidden = self.hiding_this(&arguments);
                let members = self.class_properties(class, hidden.as_deref().unwrap_or(&arguments));
                let outer = self.type_this();
                let back = Substitution::from_iter([(OUTER_THIS, outer)]);
                let of_object = |c: &mut Self, ty| {
                    let ty = c.substitute(ty, &with);
                    if hidden.is_some() { c.substitute(ty, &back) } else { ty }
                };
                Some(members.into_iter().map(|m| Member { ty: of_object(self, m.ty), ..m }).collect())
            }
            Type::ClassValue(class) => Some(self.static_properties(class)),
            Type::Intersection(parts) => self.intersection_properties(&parts, this),
            _ => None,
        }
    }
}

impl Checker<'_> {
    fn intersection_properties(&mut self, parts: &[TypeId], this: TypeId) -> Option<Vec<Member>> {
        let mut all: Vec<Member> = Vec::new();
        for &part in parts {
            let part = self.constraint_of(part);
            for member in self.properties_for(part, this).unwrap_or_default() {
                match all.iter().position(|m| m.name == member.name) {
                    Some(at) => {
                        all[at].ty = self.intersect(&[all[at].ty, member.ty]);
                        all[at].optional &= member.optional;
                    }
                    None => all.push(member),
                }
            }
        }
        (!all.is_empty()).then_some(all)
    }
}

fn object_member(member: &Member) -> Found {
    Found {
        ty: member.ty,
        overloads: Vec::new(),
        readonly: member.readonly,
        how: How::Member,
        span: None,
        visibility: Visibility::Public,
        inherited: None,
        write: None,
    }
}
