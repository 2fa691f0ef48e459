//! Objects: interfaces, object types as written, and object literals.

use super::Checker;
use super::type_aliases::AliasId;
use super::scope::{ScopeId, TypeName};
use crate::ast::symbols::{is_own, is_symbol};
use crate::ast::{self, MemberSignature, SignatureKind, Visibility};
use crate::problem::{Problem, Rule};
use crate::program::types::{CALL, CONSTRUCT, Member, NUMBER_INDEX, STRING_INDEX, SYMBOL_INDEX, Substitution};
use crate::program::{ClassId, InterfaceId, Signature, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

/// What the checker knows of an interface beyond the Program's entry.
#[derive(Debug)]
pub(super) struct InterfaceInfo<'a> {
    pub scope: ScopeId,
    /// What its declarations say, and where the names in it are found.
    pub parts: Vec<(ScopeId, &'a [MemberSignature])>,
    pub extends: Vec<(ScopeId, &'a ast::Heritage)>,
    pub resolved: Option<Rc<Shape>>,
    pub under_way: bool,
    /// The alias that it is instead, if it is one; `None`: nobody asked yet.
    pub collection: Option<Option<AliasId>>,
    /// It is no interface but an object type with a name, or the type of a literal: it may stand for a dictionary.
    pub is_alias: bool,
    /// Its first declaration's name.
    pub span: Span,
}

/// The members of an interface, its bases' included, in terms of its own type parameters.
#[derive(Debug, Default)]
pub(super) struct Shape {
    pub members: Vec<ShapeMember>,
    /// Call signatures; those of programs are a member as well.
    pub calls: Vec<Rc<Signature>>,
    /// Construct signatures; only the library has them.
    pub constructs: Vec<Rc<Signature>>,
    /// `[index: number]: T`; only the library has it.
    pub element: Option<TypeId>,
    /// How many members the declarations before the one at hand have.
    pub earlier: usize,
}

/// Who has a heritage: what is wrong with it has codes for each.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Heir {
    Class,
    Interface,
}

/// One member of a [`Shape`].
#[derive(Debug, Clone)]
pub(super) struct ShapeMember {
    pub member: Member,
    /// Overloads beyond the first (in the library only).
    pub overloads: Vec<Rc<Signature>>,
    pub span: Span,
    /// The class from which the interface has it, where that hides it.
    pub hidden: Option<(Visibility, ClassId)>,
    /// What a setter takes, where that is not what the getter gives.
    pub write: Option<TypeId>,
}

impl ShapeMember {
    pub fn new(member: Member, span: Span) -> ShapeMember {
        ShapeMember { member, overloads: Vec::new(), span, hidden: None, write: None }
    }
}

impl<'a> InterfaceInfo<'a> {
    pub fn new(scope: ScopeId, span: Span) -> Self {
        InterfaceInfo { scope, parts: Vec::new(), extends: Vec::new(), resolved: None, under_way: false, collection: None, is_alias: false, span }
    }

    /// An object type that an alias names.
    pub fn add_members(&mut self, members: &'a [MemberSignature]) {
        self.is_alias = true;
        self.parts.push((self.scope, members));
    }

    /// One declaration, with the scope in which it stands if that is not the first one's.
    pub fn add(&mut self, scope: Option<ScopeId>, node: &'a ast::Interface) {
        let scope = scope.unwrap_or(self.scope);
        if !self.parts.iter().any(|(_, known)| std::ptr::eq(*known, &node.members[..])) {
            self.parts.push((scope, &node.members));
            self.extends.extend(node.extends.iter().map(|heritage| (scope, heritage)));
        }
    }

    /// Where the names in one of its declarations are found.
    pub fn scope_of(&self, node: &ast::Interface) -> Option<ScopeId> {
        self.parts.iter().find(|(_, members)| std::ptr::eq(*members, &node.members[..])).map(|(scope, _)| *scope)
    }
}

/// A member of an interface that takes the place of one of its base.
#[derive(Debug)]
pub(super) struct LateOverride {
    interface: InterfaceId,
    own: Member,
    base: Member,
}

/// Whether an object type as written can be called or constructed.
pub(super) fn is_callable(members: &[MemberSignature]) -> bool {
    members.iter().any(|m| matches!(m.kind, SignatureKind::Call(_) | SignatureKind::Construct(_)))
}

impl<'a> Checker<'a> {
    /// All members of an interface; those of the Program's entry are set at the same time.
    pub(super) fn interface_members(&mut self, id: InterfaceId) -> Rc<Shape> {
        if let Some(members) = self.literal_members(id) {
            return Rc::new(Shape { members, ..Shape::default() });
        }
        if let Some(known) = &self.interfaces[id.index()].resolved {
            return known.clone();
        }
        if self.interfaces[id.index()].under_way {
            self.report_interface_cycle(id);
            return Rc::default();
        }
        self.interfaces[id.index()].under_way = true;
        self.interfaces_under_way.push(id);
        let InterfaceInfo { parts, extends, .. } = &self.interfaces[id.index()];
        let (parts, extends) = (parts.clone(), extends.clone());
        let shape = self.for_good(|c| c.gather_members(id, parts, extends));
        self.interfaces[id.index()].under_way = false;
        self.interfaces_under_way.pop();
        self.forget_settled();
        let shape = self.finish_shape(id, shape);
        self.program.interfaces[id.index()].members = shape.members.iter().map(|m| m.member.clone()).collect();
        self.end_base();
        shape
    }

    /// What the declarations of an interface and its bases say.
    fn gather_members(&mut self, id: InterfaceId, parts: Vec<(ScopeId, &'a [MemberSignature])>, extends: Vec<(ScopeId, &'a ast::Heritage)>) -> Shape {
        let mut shape = Shape::default();
        for (scope, part) in parts {
            shape.earlier = shape.members.len();
            self.sheltered(|c| c.resolve_members(scope, part, &mut shape));
        }
        // What has elements is known to the compiler, but of what only promises to have some.
        if self.library.interface("ArrayLike") == Some(id)
            && let Some(ty) = shape.element
        {
            self.reach_library_class("Dictionary");
            let member = Member { name: NUMBER_INDEX.into(), ty, optional: true, readonly: true, method: false, numeric: false };
            shape.members.push(ShapeMember::new(member, self.interfaces[id.index()].span));
        }
        let name = self.interfaces[id.index()].span;
        if !self.is_library(name.file) {
            self.add_calls(&mut shape, name);
        }
        let own = shape.members.len();
        self.bases_under_way += 1;
        for (scope, base) in extends {
            self.inherit_interface(scope, base, id, &mut shape, own);
        }
        self.check_against_index(&shape, own, name);
        shape
    }

    /// Each interface on the way from `id` back to it.
    fn report_interface_cycle(&mut self, id: InterfaceId) {
        let first = self.interfaces_under_way.iter().position(|&other| other == id).unwrap_or(0);
        for id in self.interfaces_under_way[first..].to_vec() {
            let (name, span) = (self.program.interfaces[id.index()].name.clone(), self.interfaces[id.index()].span);
            if !self.problems.iter().any(|p| p.span == span && p.code == crate::problem::Code::Ts(2310)) {
                self.error(2310, span, format!("the interface `{name}` extends itself"));
            }
        }
    }

    /// An interface in its own declaration.
    pub(super) fn own_interface_type(&mut self, interface: InterfaceId) -> TypeId {
        let parameters = self.program.interfaces[interface.index()].type_parameters.clone();
        let arguments = self.own_arguments(&parameters).into();
        self.types().intern(Type::Interface { interface, arguments })
    }

    /// An interface that says only how it is called is a function type.
    pub(super) fn callable_interface(&mut self, id: InterfaceId) -> Option<TypeId> {
        let info = &self.interfaces[id.index()];
        let only_calls = info.parts.iter().flat_map(|(_, part)| part.iter()).all(|m| matches!(m.kind, SignatureKind::Call(_)));
        if !only_calls || info.parts.iter().all(|(_, part)| part.is_empty()) || !info.extends.is_empty() || info.under_way || self.is_library(info.span.file) {
            return None;
        }
        let calls = self.interface_members(id).calls.clone();
        let parts: Vec<TypeId> = calls.into_iter().map(|signature| self.types().intern(Type::Function(signature))).collect();
        match parts[..] {
            [only] => Some(only),
            _ => Some(self.types().intern(Type::Intersection(parts.into()))),
        }
    }

    /// The call signatures of an interface or object type that has members besides, as a member.
    fn add_calls(&mut self, shape: &mut Shape, span: Span) {
        let calls: Vec<TypeId> = shape.calls.iter().map(|signature| self.program.types.intern(Type::Function(signature.clone()))).collect();
        let ty = match calls[..] {
            [] => return,
            [only] => only,
            _ => self.types().intern(Type::Intersection(calls.into())),
        };
        let member = Member { name: CALL.into(), ty, optional: false, readonly: true, method: false, numeric: false };
        shape.members.insert(0, ShapeMember::new(member, span));
    }

    fn inherit_interface(&mut self, scope: ScopeId, heritage: &'a ast::Heritage, interface: InterfaceId, shape: &mut Shape, own: usize) {
        let name_span = self.interfaces[interface.index()].span;
        let Some(base) = self.resolve_heritage(scope, heritage, Heir::Interface) else { return };
        for base_member in self.base_members(base, heritage.span, name_span) {
            let redefined = shape.members[..own].iter().find(|m| m.member.name == base_member.member.name).cloned();
            match redefined {
                // It is called by the signatures of both, its own first.
                Some(own_member) if own_member.member.is_call() || own_member.member.is_construct() => {
                    let both = self.intersect(&[own_member.member.ty, base_member.member.ty]);
                    shape.members.iter_mut().filter(|m| m.member.name == own_member.member.name).for_each(|m| m.member.ty = both);
                }
                Some(own_member) => {
                    if base_member.hidden.is_some() {
                        let name = own_member.member.name.clone();
                        self.error(2430, name_span, format!("`{name}` is hidden in the class that is extended: nothing else may have its place"));
                    } else {
                        let [own, base] = [&own_member, &base_member].map(|member| self.with_all_signatures(member));
                        self.late_overrides.push(LateOverride { interface, own, base });
                    }
                }
                None if let Some(other) = shape.members.iter().find(|m| m.member.name == base_member.member.name) => {
                    let (a, b, name) = (other.member.ty, base_member.member.ty, base_member.member.name.clone());
                    let agrees = a == b || self.is_assignable(a, b) && self.is_assignable(b, a) && !matches!((a, b), (TypeId::ANY, _) | (_, TypeId::ANY));
                    if !agrees && other.member.optional == base_member.member.optional && !self.is_library(name_span.file) {
                        let (found, wanted) = (self.text(a), self.text(b));
                        self.error(2320, name_span, format!("what is extended does not agree on `{name}`: a `{found}` and a `{wanted}`"));
                    }
                }
                None => shape.members.push(base_member),
            }
        }
    }

    /// A member whose type is that of all its signatures.
    fn with_all_signatures(&mut self, member: &ShapeMember) -> Member {
        let overloads = member.overloads.iter().map(|overload| self.program.types.intern(Type::Function(overload.clone())));
        let mut all = vec![member.member.ty];
        all.extend(overloads.filter(|&overload| overload != member.member.ty));
        let ty = if let [only] = all[..] { only } else { self.types().intern(Type::Intersection(all.into())) };
        Member { ty, ..member.member.clone() }
    }

    /// Complains of members of interfaces that may not stand for those of their bases, now that all are known that they speak of. Methods take
    /// what either of them takes.
    pub(super) fn check_inherited_members(&mut self) {
        for LateOverride { interface, mut own, mut base } in std::mem::take(&mut self.late_overrides) {
            let place = self.interfaces[interface.index()].span;
            let this = Substitution::from_iter([(super::generics::THIS, self.own_interface_type(interface))]);
            for member in [&mut own, &mut base] {
                member.ty = self.substitute(member.ty, &this);
            }
            let [holder, wanted] = [&own, &base].map(|member| self.types().intern(Type::Object { members: [member.clone()].into(), fresh: false }));
            if self.is_assignable(holder, wanted) {
                continue;
            }
            if self.is_structurally_assignable(holder, wanted) {
                self.report_nominal(own.ty, base.ty, place);
            } else {
                let (name, found, wanted) = (own.name, self.text(own.ty), self.text(base.ty));
                self.error(2430, place, format!("`{name}` is a `{found}` here and a `{wanted}` in the interface that is extended"));
            }
        }
    }

    /// What an interface gets from `base`.
    fn base_members(&mut self, base: TypeId, place: Span, name_span: Span) -> Vec<ShapeMember> {
        match self.program.types.get(base).clone() {
            Type::Interface { interface, .. } if self.is_collection_interface(interface) && !self.is_library(name_span.file) => self.refuse_collection(base, place),
            Type::Class { class, .. } if self.is_collection_class(class) => self.refuse_collection(base, place),
            Type::Array { .. } | Type::Tuple { .. } | Type::TypedArray(_) => self.refuse_collection(base, place),
            Type::Function(_) => {
                let member = Member { name: CALL.into(), ty: base, optional: false, readonly: true, method: false, numeric: false };
                vec![ShapeMember::new(member, place)]
            }
            Type::Interface { interface, arguments } => self.members_with(interface, &arguments),
            Type::Class { class, arguments } => self.members_for_interface(class, &arguments),
            Type::Object { .. } | Type::Intersection(_) if !self.is_undecided(base) => {
                let members = self.properties(base).unwrap_or_default();
                members.into_iter().map(|m| ShapeMember::new(m, place)).collect()
            }
            Type::Any => Vec::new(),
            _ => {
                let text = self.text(base);
                self.error(2312, place, format!("an interface extends object types whose members are known; `{text}` is none"));
                Vec::new()
            }
        }
    }

    /// What is refused has the members that it would have, so that its uses are no mistakes of their own.
    fn refuse_collection(&mut self, base: TypeId, place: Span) -> Vec<ShapeMember> {
        let text = self.text(base);
        self.report(
            crate::problem::Problem::th(Rule::UnsupportedType, place)
                .with_message(format!("an interface cannot add members to `{text}`, whose values have none beside those of the language"))
                .with_help(format!("put it into the object: `interface … {{ items: {text} }}`, or leave the members out: then the interface is another name for it")),
        );
        let declared = match self.program.types.get(base).clone() {
            Type::Interface { interface, arguments } => Some((interface, arguments)),
            Type::Class { class, arguments } => return self.members_for_interface(class, &arguments),
            Type::Array { element, readonly } => {
                let name = if readonly { "ReadonlyArray" } else { "Array" };
                self.library.interface(name).map(|interface| (interface, [element].into()))
            }
            _ => None,
        };
        let mut members = declared.map_or_else(Vec::new, |(interface, arguments)| self.members_with(interface, &arguments));
        if &*text == "Function" {
            let call = Member { name: CALL.into(), ty: self.some_function(), optional: false, readonly: true, method: false, numeric: false };
            members.push(ShapeMember::new(call, place));
        }
        members
    }

    /// The members of an interface with these type arguments.
    fn members_with(&mut self, interface: InterfaceId, arguments: &[TypeId]) -> Vec<ShapeMember> {
        let members = self.interface_members(interface);
        let with = Self::substitution(&self.program.interfaces[interface.index()].type_parameters, arguments);
        members.members.iter().map(|m| self.substitute_member(m, &with)).collect()
    }

    /// The members of a class's objects, for an interface that extends it. Of a class of the library, what programs know of it.
    fn members_for_interface(&mut self, class: ClassId, arguments: &[TypeId]) -> Vec<ShapeMember> {
        self.reach_class(class);
        let is_library = self.is_library(self.program.classes[class.index()].span.file);
        let optional: Vec<Member> = self.class_properties(class, arguments);
        let mut all = Vec::with_capacity(optional.len());
        for Member { name, optional, method, numeric, .. } in optional {
            let Some(found) = self.class_member(class, arguments, &name) else { continue };
            let is_hidden = found.is_hidden(&name);
            if is_library && (is_hidden || is_own(&name) || &*name == "toString") {
                continue;
            }
            let member = Member { name, ty: found.ty, optional, readonly: found.readonly && !method, method, numeric };
            let span = found.span.unwrap_or(self.program.classes[class.index()].span);
            let hidden = found.class().filter(|_| is_hidden).map(|owner| (found.visibility, owner));
            all.push(ShapeMember { overloads: found.overloads, hidden, ..ShapeMember::new(member, span) });
        }
        all
    }

    /// `interface A extends Array<string> {}`: what adds nothing to a collection of the language is another name for it.
    pub(super) fn collection_alias(&mut self, id: InterfaceId) -> Option<AliasId> {
        if let Some(known) = self.interfaces[id.index()].collection {
            return known;
        }
        self.interfaces[id.index()].collection = Some(None);
        let InterfaceInfo { scope, span, ref parts, ref extends, .. } = self.interfaces[id.index()];
        let [(outer, base)] = extends[..] else { return None };
        if parts.iter().any(|(_, part)| !part.is_empty()) || self.is_library(span.file) {
            return None;
        }
        let is_collection = match self.find_entity(outer, &base.name)? {
            TypeName::Interface(base) => self.is_collection_interface(base) || self.collection_alias(base).is_some(),
            TypeName::Class(base) => self.is_collection_class(base),
            _ => false,
        };
        if !is_collection {
            return None;
        }
        let parameters = self.program.interfaces[id.index()].type_parameters.clone();
        let name = self.program.interfaces[id.index()].name.clone();
        let alias = self.new_alias((&name, span), super::type_aliases::Written::Base(outer, base), scope, parameters);
        self.interfaces[id.index()].collection = Some(Some(alias));
        Some(alias)
    }

    fn is_collection_interface(&self, id: InterfaceId) -> bool {
        let name = &self.program.interfaces[id.index()].name;
        self.library.interface(name) == Some(id)
            && (matches!(&**name, "Array" | "ReadonlyArray" | "String" | "Number" | "Boolean" | "Symbol" | "Function" | "ArrayBuffer") || super::library::is_typed_array(name))
    }

    /// A class of the library, errors apart: programs make those themselves.
    fn is_collection_class(&mut self, id: ClassId) -> bool {
        let mut root = id;
        while let Some((base, _)) = self.class_base(root) {
            root = base;
        }
        self.is_library(self.program.classes[id.index()].span.file) && self.library.class("Error") != Some(root)
    }

    /// The type that `extends X<A>` or `implements X<A>` names; `None` when in error.
    pub(super) fn resolve_heritage(&mut self, scope: ScopeId, heritage: &'a ast::Heritage, heir: Heir) -> Option<TypeId> {
        let written: Vec<TypeId> = heritage.type_arguments.iter().map(|a| self.resolve_type(scope, a)).collect();
        let name = heritage.name.parts.last()?;
        let places = &heritage.type_arguments;
        match self.find_entity(scope, &heritage.name) {
            Some(TypeName::Interface(interface)) if let Some(alias) = self.collection_alias(interface) => Some(self.alias_reference(alias, &name.text, written, heritage.span, places)),
            Some(TypeName::Interface(interface)) => {
                let first = places.first().map_or(heritage.span, |node| node.span);
                if self.shelters > 0 && let Some(ty) = self.builtin_type(interface, &written, heritage.span, first) {
                    return Some(ty);
                }
                let parameters = self.program.interfaces[interface.index()].type_parameters.clone();
                let all = self.complete_arguments(&name.text, &parameters, written, heritage.span, places);
                let all = all.unwrap_or_else(|| vec![TypeId::ANY; parameters.len()]);
                Some(self.types().intern(Type::Interface { interface, arguments: all.into() }))
            }
            Some(TypeName::Class(class)) => {
                let all = self.complete_base_arguments(class, &name.text, written, heritage);
                Some(self.types().class(class, all))
            }
            Some(TypeName::Alias(alias)) => Some(self.alias_reference(alias, &name.text, written, heritage.span, places)),
            Some(TypeName::Parameter(_) | TypeName::Enum(_) | TypeName::EnumMember(..)) => {
                let (code, word) = if heir == Heir::Class { (2422, "implemented") } else { (2312, "extended") };
                self.error(code, heritage.span, format!("only a class, an interface or an object type can be {word}"));
                None
            }
            Some(TypeName::Import(..) | TypeName::Entity(_) | TypeName::Missing) => None,
            None if heritage.name.parts.len() == 1 && crate::syntax::PREDEFINED_TYPES.contains(&&*name.text) => {
                let (code, word) = if heir == Heir::Class { (2864, "a class cannot implement") } else { (2840, "an interface cannot extend") };
                self.error(code, heritage.name.span, format!("{word} `{}`, which is no type of objects", name.text));
                None
            }
            None => {
                self.unknown_type(scope, &heritage.name);
                None
            }
        }
    }

    pub(super) fn substitute_member(&mut self, member: &ShapeMember, with: &Substitution) -> ShapeMember {
        let ty = self.substitute(member.member.ty, with);
        let overloads = member.overloads.iter().map(|s| Rc::new(self.substitute_signature(s, with))).collect();
        let write = member.write.map(|ty| self.substitute(ty, with));
        ShapeMember { member: Member { ty, ..member.member.clone() }, overloads, write, ..*member }
    }

    /// `{ x: A; m(): B }` as a type.
    pub(super) fn resolve_object_type(&mut self, scope: ScopeId, members: &'a [MemberSignature], span: Span) -> TypeId {
        let mut shape = Shape::default();
        self.resolve_members(scope, members, &mut shape);
        let has_members = !shape.members.is_empty();
        self.add_calls(&mut shape, span);
        if let ([only], false) = (&shape.members[..], has_members)
            && only.member.is_call()
        {
            return only.member.ty;
        }
        self.check_against_index(&shape, shape.members.len(), span);
        let members = shape.members.into_iter().map(|m| m.member).collect();
        self.types().intern(Type::Object { members, fresh: false })
    }

    /// All signatures of a method may be missing, or none.
    fn check_optional_alike(&mut self, nodes: &[MemberSignature]) {
        let mut firsts: Vec<(&str, bool)> = Vec::new();
        for node in nodes {
            let SignatureKind::Method { name, optional, .. } = &node.kind else { continue };
            match firsts.iter().find(|(first, _)| **first == *name.text) {
                Some((_, wanted)) if wanted != optional => {
                    self.report_for_good(Problem::ts(2386, name.span, format!("all signatures of `{}` may be missing, or none", name.text)));
                }
                Some(_) => {}
                None => firsts.push((&name.text, *optional)),
            }
        }
    }

    fn resolve_members(&mut self, scope: ScopeId, nodes: &'a [MemberSignature], shape: &mut Shape) {
        self.check_optional_alike(nodes);
        for node in nodes {
            match &node.kind {
                SignatureKind::Property { name, ty, optional, readonly } => {
                    let mut resolved = ty.as_ref().map_or(TypeId::ANY, |ty| self.resolve_type(scope, ty));
                    if ty.is_none() {
                        self.error(7008, name.span, format!("the member `{}` has no type, so it would be `any`", name.text));
                    }
                    if *optional {
                        resolved = self.types().union([resolved, TypeId::UNDEFINED]);
                    }
                    self.add_member(shape, name, resolved, *optional, *readonly, false);
                }
                SignatureKind::Method { name, signature, optional } => {
                    if signature.result.is_none() {
                        self.report_untyped_result(&name.text, name.span);
                    }
                    let signature = Rc::new(self.resolve_signature(scope, signature));
                    self.add_method(shape, name, signature, *optional);
                }
                SignatureKind::Accessor { name, accessor } => self.resolve_accessor(scope, shape, name, accessor, nodes),
                SignatureKind::Call(signature) | SignatureKind::Construct(signature) if signature.result.is_none() && !self.is_library(node.span.file) => {
                    let number = if matches!(node.kind, SignatureKind::Call(_)) { 7020 } else { 7013 };
                    self.error(number, node.span, "nothing says what the signature gives, so it would be `any`");
                    self.resolve_signature(scope, signature);
                }
                SignatureKind::Call(signature) => shape.calls.push(Rc::new(self.resolve_signature(scope, signature))),
                SignatureKind::Construct(signature) if self.is_library(node.span.file) => shape.constructs.push(Rc::new(self.resolve_signature(scope, signature))),
                SignatureKind::Construct(signature) => self.add_construct(scope, signature, node.span, shape),
                SignatureKind::Index(index) if self.is_library(node.span.file) && !matches!(index.key.kind, ast::TypeKind::String) => {
                    shape.element = Some(self.resolve_type(scope, &index.value));
                }
                SignatureKind::Index(index) => self.resolve_index_signature(scope, index, node.span, shape),
            }
        }
    }

    /// `new (…): T`; several are the signatures of one member.
    fn add_construct(&mut self, scope: ScopeId, node: &'a ast::FunctionType, span: Span, shape: &mut Shape) {
        let signature = Rc::new(self.resolve_signature(scope, node));
        let ty = self.types().intern(Type::Function(signature));
        match shape.members.iter_mut().find(|m| &*m.member.name == CONSTRUCT) {
            Some(earlier) => {
                let parts = match self.program.types.get(earlier.member.ty) {
                    Type::Intersection(parts) => parts.iter().copied().chain([ty]).collect(),
                    _ => vec![earlier.member.ty, ty],
                };
                earlier.member.ty = self.program.types.intern(Type::Intersection(parts.into()));
            }
            None => {
                let member = Member { name: CONSTRUCT.into(), ty, optional: false, readonly: true, method: false, numeric: false };
                shape.members.push(ShapeMember::new(member, span));
            }
        }
    }

    fn resolve_index_signature(&mut self, scope: ScopeId, index: &'a ast::IndexSignature, span: Span, shape: &mut Shape) {
        let key = self.resolve_type(scope, &index.key);
        let ty = self.resolve_type(scope, &index.value);
        self.reach_library_class("Dictionary");
        for key in self.program.types.members(key) {
            let name = match key {
                TypeId::STRING => STRING_INDEX,
                TypeId::NUMBER => NUMBER_INDEX,
                TypeId::ANY => return,
                TypeId::SYMBOL => SYMBOL_INDEX,
                _ if matches!(self.program.types.get(key), Type::Template { .. }) => {
                    self.refuse(Rule::IndexSignature, span, "an index signature's key is `string`, `number` or `symbol`");
                    // Of its keys no more is said.
                    if !shape.members.iter().any(|member| &*member.member.name == STRING_INDEX) {
                        let member = Member { name: STRING_INDEX.into(), ty: TypeId::ANY, optional: true, readonly: index.readonly, method: false, numeric: true };
                        shape.members.push(ShapeMember::new(member, span));
                    }
                    return;
                }
                _ if !matches!(self.program.types.get(key), Type::StringLiteral { .. } | Type::NumberLiteral { .. } | Type::Parameter(_)) => {
                    return self.error(1268, index.parameter.span, "an index signature's key is `string` or `number`");
                }
                _ => return self.error(1337, index.parameter.span, "an index signature's key is `string` or `number`; for known keys use a mapped type"),
            };
            if let Some(earlier) = shape.members.iter().find(|m| &*m.member.name == name) {
                for span in [earlier.span, span] {
                    self.error(2374, span, "an index signature of this kind stands here more than once");
                }
                continue;
            }
            let member = Member { name: name.into(), ty, optional: true, readonly: index.readonly, method: false, numeric: name == STRING_INDEX };
            shape.members.push(ShapeMember::new(member, span));
        }
    }

    /// Members beside an index signature must fit it. The first `own` of them stand here themselves; where neither member nor signature does, the
    /// name of the interface that has them together is to blame.
    fn check_against_index(&mut self, shape: &Shape, own: usize, name: Span) {
        for at in (0..shape.members.len()).filter(|&at| shape.members[at].member.is_index()) {
            self.check_against_one(shape, at, own, name);
        }
    }

    fn check_against_one(&mut self, shape: &Shape, at: usize, own: usize, name: Span) {
        let index = &shape.members[at];
        for (position, other) in shape.members.iter().enumerate() {
            let is_spoken_of = match other.member.is_index() {
                true => (&*index.member.name, &*other.member.name) == (STRING_INDEX, NUMBER_INDEX),
                false => other.member.is_spoken_of(&index.member),
            };
            if is_spoken_of && !self.is_structurally_assignable(other.member.ty, index.member.ty) {
                let (found, wanted) = (self.text(other.member.ty), self.text(index.member.ty));
                let (number, what) = if other.member.is_index() { (2413, "the number index") } else { (2411, &*other.member.name) };
                // A key in brackets is blamed with its bracket.
                let bracket = u32::from(is_symbol(&other.member.name));
                let span = if position < own { Span { start: other.span.start - bracket, ..other.span } } else if at < own { index.span } else { name };
                self.error(number, span, format!("`{what}` is a `{found}`, which does not fit the index signature's `{wanted}`"));
            }
        }
    }

    /// `nodes`: what is declared beside it, the other half of the pair among them, which gives a half without a type its own.
    fn resolve_accessor(&mut self, scope: ScopeId, shape: &mut Shape, name: &ast::Ident, accessor: &'a ast::Accessor, nodes: &'a [MemberSignature]) {
        let is_getter = |accessor: &ast::Accessor| matches!(accessor, ast::Accessor::Get(_));
        let other = nodes.iter().find_map(|node| match &node.kind {
            SignatureKind::Accessor { name: of, accessor: other } if of.text == name.text && is_getter(other) != is_getter(accessor) => Some(other),
            _ => None,
        });
        let ty = match accessor_type(accessor).or_else(|| other.and_then(accessor_type)) {
            Some(node) => self.resolve_type(scope, node),
            None => {
                if other.is_some() || shape.members.iter().all(|m| m.member.name != name.text) {
                    self.report_untyped_accessor(name, accessor, other.is_some());
                }
                TypeId::ANY
            }
        };
        if let Some(known) = shape.members.iter_mut().find(|m| m.member.name == name.text) {
            known.member.readonly = false;
            match accessor {
                ast::Accessor::Get(_) => known.write = Some(std::mem::replace(&mut known.member.ty, ty)),
                ast::Accessor::Set(_) => known.write = Some(ty),
            }
            known.write = known.write.filter(|&ty| ty != known.member.ty);
            return;
        }
        self.add_member(shape, name, ty, false, is_getter(accessor), false);
    }

    /// Of a pair without a type the setter is blamed.
    fn report_untyped_accessor(&mut self, name: &ast::Ident, accessor: &ast::Accessor, is_pair: bool) {
        match accessor {
            ast::Accessor::Get(_) if is_pair => {}
            ast::Accessor::Get(_) => self.error(7033, name.span, format!("nothing says what `{}` gives", name.text)),
            ast::Accessor::Set(parameter) => {
                self.report_untyped_setter(&name.text, name.span);
                if !is_pair {
                    self.report_implicit_any(parameter);
                }
            }
        }
    }

    fn add_member(&mut self, shape: &mut Shape, name: &ast::Ident, ty: TypeId, optional: bool, readonly: bool, method: bool) {
        if let Some(at) = shape.members.iter().position(|m| m.member.name == name.text) {
            let earlier = &shape.members[at];
            let first = earlier.span;
            if at < shape.earlier && !method && (earlier.member.optional, earlier.member.readonly) != (optional, readonly) {
                for span in [first, name.span] {
                    self.error(2687, span, format!("all declarations of `{}` are optional and read-only alike", name.text));
                }
            }
            let earlier = &shape.members[at];
            if earlier.member.ty == ty && at < shape.earlier {
                // Said once more in a further declaration.
            } else if earlier.member.ty == ty && first.file == name.span.file && first != name.span {
                for span in [first, name.span] {
                    self.error(2300, span, format!("`{}` is declared more than once", name.text));
                }
            } else if first != name.span {
                // A property behind a method of its name is another declaration of it to tsc, of another type.
                let varies = earlier.member.method && !method;
                if at >= shape.earlier && first.file == name.span.file && !varies {
                    for span in [first, name.span] {
                        self.error(2300, span, format!("`{}` is declared more than once", name.text));
                    }
                }
                let wanted = self.text(shape.members.iter().find(|m| m.member.name == name.text).map_or(ty, |m| m.member.ty));
                self.error(2717, name.span, format!("`{}` was declared as `{wanted}` before", name.text));
            }
            return;
        }
        let member = Member { name: name.text.clone(), ty, optional, readonly, method, numeric: self.is_written_as_number(name.span) };
        shape.members.push(ShapeMember::new(member, name.span));
    }

    fn add_method(&mut self, shape: &mut Shape, name: &ast::Ident, signature: Rc<Signature>, optional: bool) {
        if let Some(known) = shape.members.iter_mut().find(|m| m.member.name == name.text && m.member.method) {
            let rests = |ty: TypeId, c: &Self| matches!(c.program.types.get(ty), Type::Function(s) if s.parameters.iter().any(|p| p.rest));
            let first = known.member.ty;
            let any_rest = signature.parameters.iter().any(|p| p.rest);
            known.overloads.push(signature);
            if (any_rest || rests(first, self)) && !self.is_library(name.span.file) {
                self.refuse(Rule::Overloads, name.span, format!("one of the signatures of `{}` has a rest parameter", name.text));
            }
            return;
        }
        let mut ty = self.types().intern(Type::Function(signature));
        if optional {
            ty = self.types().union([ty, TypeId::UNDEFINED]);
        }
        self.add_member(shape, name, ty, optional, false, true);
    }

    /// The type of a property or element that may be written later: literals widen unless the context wants them.
    pub(super) fn mutable_type(&mut self, ty: TypeId, context: Option<TypeId>) -> TypeId {
        match context {
            Some(context) if self.wants_literals(context, ty) => self.types().unfresh_literals(ty),
            _ => self.types().widen_literals(ty),
        }
    }

    /// Whether `context` names literals of the kind of `ty`, so that `ty` stays a literal type.
    pub(super) fn wants_literals(&mut self, context: TypeId, ty: TypeId) -> bool {
        let base = |c: &mut Self, ty: TypeId| match c.program.types.get(ty) {
            Type::UniqueSymbol(_) => TypeId::SYMBOL,
            _ => c.program.types.kind_of_literal(ty),
        };
        let mut kinds: Vec<TypeId> = self.program.types.members(ty).iter().map(|&m| base(self, m)).collect();
        // Members of enums are literals of their values' kind too.
        kinds.extend(self.program.types.members(ty).iter().filter_map(|&member| match self.program.types.get(member) {
            Type::StringLiteral { of: Some(_), .. } => Some(TypeId::STRING),
            Type::NumberLiteral { of: Some(_), .. } => Some(TypeId::NUMBER),
            _ => None,
        }));
        for member in self.program.types.members(context) {
            let wanted = match self.program.types.get(member) {
                Type::Parameter(parameter) if self.type_parameters[parameter.index()].node.is_some_and(|node| node.is_const) => return true,
                Type::Parameter(_) | Type::Indexed { .. } | Type::Conditional { .. } => {
                    let constraint = self.constraint_of(member);
                    if self.program.types.members(constraint).iter().any(|m| kinds.contains(m)) {
                        return true;
                    }
                    constraint
                }
                Type::Intersection(parts) => {
                    let parts = parts.clone();
                    if parts.iter().any(|&part| self.wants_literals(part, ty)) {
                        return true;
                    }
                    continue;
                }
                _ => member,
            };
            let literal = base(self, wanted);
            if literal != wanted && kinds.contains(&literal) {
                return true;
            }
        }
        false
    }

    /// What an expected type expects of the property `name`.
    pub(super) fn contextual_member(&mut self, ty: TypeId, name: &str) -> Option<TypeId> {
        let parts: Vec<TypeId> = self
            .bounded_members(ty)
            .into_iter()
            .filter_map(|member| {
                match self.program.types.get(member) {
                    Type::Object { .. } | Type::Interface { .. } | Type::Class { .. } => {
                        self.find_member(member, name).map(|f| f.ty).or_else(|| self.named_entry(member, name))
                    }
                    Type::Intersection(parts) => {
                        let expected: Vec<TypeId> = parts.clone().iter().filter_map(|&part| self.contextual_member(part, name)).collect();
                        (!expected.is_empty()).then(|| self.intersect(&expected))
                    }
                    _ => None,
                }
            })
            .collect();
        // A union with `any` or `unknown` in it is that; as a context its other members still say what is expected.
        let told: Vec<TypeId> = parts.iter().copied().filter(|&part| !matches!(part, TypeId::ANY | TypeId::UNKNOWN)).collect();
        let parts = if told.is_empty() { parts } else { told };
        if parts.is_empty() { None } else { Some(self.types().union(parts)) }
    }

    /// The members of a union, of a type parameter in it those of what bounds it.
    pub(super) fn bounded_members(&mut self, ty: TypeId) -> Vec<TypeId> {
        let members = self.program.types.members(ty);
        let bounds: Vec<TypeId> = members.into_iter().map(|member| self.constraint_of(member)).collect();
        bounds.into_iter().flat_map(|bound| self.program.types.members(bound)).collect()
    }
}

fn accessor_type(accessor: &ast::Accessor) -> Option<&ast::TypeNode> {
    match accessor {
        ast::Accessor::Get(ty) => ty.as_ref(),
        ast::Accessor::Set(parameter) => parameter.ty.as_ref(),
    }
}
