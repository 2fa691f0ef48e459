//! Classes: their entities, members and heritage. `classes/members.rs` finds members, `classes/body.rs` walks a class for
//! good, `classes/rules.rs` compares it with what it extends and implements, `classes/pairs.rs` completes accessors.

use super::Checker;
use super::scope::{ScopeId, TypeName, Value};
use super::namespaces::Host;
use super::variables::BindingKind;
use crate::ast::symbols::is_private;
use crate::ast::{self, ClassMemberKind};
use crate::problem::{Problem, Rule};
use crate::program::types::ABSTRACT_CONSTRUCT;
use crate::program::{BindingId, Class, ClassId, Expr, ExprKind, FunctionId, FunctionKind, InterfaceId, Type, TypeId, TypeParameterId};
use crate::source::Span;
use std::rc::Rc;

mod assigned;
mod body;
mod members;
mod pairs;
mod rules;

pub(super) use members::is_method;

/// What the checker knows of a class beyond the Program's entry.
#[derive(Debug)]
pub(super) struct ClassInfo<'a> {
    pub node: &'a ast::Class,
    /// The scope of its type parameters and members.
    pub scope: ScopeId,
    base: Base,
    /// The static blocks, each with the number of members before it.
    pub block_places: Vec<(FunctionId, usize)>,
    /// In order; instance and static members alike.
    pub members: Vec<ClassMember<'a>>,
    /// Signatures in front of the constructor, until it is met.
    constructor_overloads: Vec<FunctionId>,
    /// Interfaces of its name whose members were not entered yet.
    pub promises: Vec<InterfaceId>,
    /// How often its constructor was walked for the types of fields.
    walks: usize,
    /// It is walked or waits to be.
    pub queued: bool,
    /// Its type parameters have been declared.
    has_parameters: bool,
}

#[derive(Debug, Clone)]
enum Base {
    NotYet,
    UnderWay,
    Known(Option<(ClassId, Vec<TypeId>)>),
}

/// A member of a class.
#[derive(Debug, Clone)]
pub(super) struct ClassMember<'a> {
    pub name: Rc<str>,
    pub span: Span,
    pub modifiers: ast::Modifiers,
    pub kind: MemberKind<'a>,
    ty: Known,
    /// An interface of the class's name declares it.
    is_promised: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    NotYet,
    UnderWay,
    Known(TypeId),
}

/// What a [`ClassMember`] is.
#[derive(Debug, Clone)]
pub(super) enum MemberKind<'a> {
    Field { ty: Option<&'a ast::TypeNode>, value: Option<&'a ast::Expr>, binding: Option<BindingId> },
    Parameter { index: usize, constructor: FunctionId },
    Method(FunctionId),
    Accessor { getter: Option<FunctionId>, setter: Option<FunctionId> },
}

impl ClassMember<'_> {
    /// A field that an interface of the class's name declares.
    pub fn promised(name: Rc<str>, span: Span, modifiers: ast::Modifiers, ty: TypeId) -> Self {
        ClassMember { name, span, modifiers, kind: MemberKind::Field { ty: None, value: None, binding: None }, ty: Known::Known(ty), is_promised: true }
    }

    /// Whether it is one of the Program's static fields.
    fn is_static_field(&self) -> bool {
        self.modifiers.is_static && !self.modifiers.declare && matches!(self.kind, MemberKind::Field { .. })
    }
}

/// The class that a declaration makes its constant the name of.
pub(super) fn constant_class(variable: &ast::Variable, kind: ast::VariableKind) -> Option<&ast::Class> {
    let value = variable.value.as_ref().filter(|_| kind == ast::VariableKind::Const && variable.pattern.is_none() && variable.ty.is_none())?;
    match &super::expressions::without_parens(value).kind {
        ast::ExprKind::Class(class) => Some(class),
        _ => None,
    }
}

/// The library's classes that can be extended without type arguments.
const TABLES: [&str; 4] = ["Map", "Set", "WeakMap", "WeakSet"];

impl<'a> Checker<'a> {
    /// `class C {}` at the start of its block.
    pub(super) fn declare_class(&mut self, scope: ScopeId, node: &'a ast::Class, declare: bool) {
        let class = self.class_entity(scope, node);
        if declare {
            self.ambient_classes.insert(class);
        }
        if declare && !self.is_library(node.span.file) {
            let binding = self.program.classes[class.index()].binding;
            self.declare_only(binding);
        }
        self.declare_value(scope, &node.name, Value::Class(class));
        match self.scope(scope).types.get(&node.name.text).copied() {
            Some(TypeName::Class(_)) => return,
            Some(TypeName::Interface(interface)) if !self.interfaces[interface.index()].is_alias => {
                self.scope_mut(scope).types.insert(node.name.text.clone(), TypeName::Class(class));
                return self.promise(class, interface);
            }
            _ => {}
        }
        self.declare_type(scope, &node.name, TypeName::Class(class));
    }

    /// `const C = class {}`: a class whose name is the constant's; its own name, if it has one, means it within itself only.
    pub(super) fn declare_constant_class(&mut self, scope: ScopeId, name: &ast::Name, node: &'a ast::Class) {
        let class = self.class_expression(scope, node);
        if node.name.text.is_empty() {
            self.program.classes[class.index()].name = name.text.clone();
            let binding = self.program.classes[class.index()].binding;
            self.program.bindings[binding.index()].name = name.text.clone();
        }
        self.declare_value(scope, name, Value::Class(class));
    }

    /// The class of an expression; its name means it within itself.
    fn class_expression(&mut self, scope: ScopeId, node: &'a ast::Class) -> ClassId {
        let is_new = !self.class_ids.contains_key(&node.id);
        let class = self.class_entity(scope, node);
        self.class_expressions.insert(class);
        if is_new && !node.name.text.is_empty() {
            let inner = self.classes[class.index()].scope;
            self.scope_mut(inner).values.insert(node.name.text.clone(), Value::Class(class));
            self.scope_mut(inner).types.insert(node.name.text.clone(), TypeName::Class(class));
        }
        class
    }

    /// `class {}` where a value is wanted.
    pub(super) fn check_class_expression(&mut self, node: &'a ast::Class, span: Span) -> Expr {
        let class = self.class_expression(self.cx.scope, node);
        self.check_class_implementations(node);
        self.check_class(class);
        self.check_unset_fields(class);
        let ty = self.types().intern(Type::ClassValue(class));
        Expr { kind: ExprKind::DefineClass(class), ty, span }
    }

    fn class_entity(&mut self, scope: ScopeId, node: &'a ast::Class) -> ClassId {
        if let Some(&known) = self.class_ids.get(&node.id) {
            return known;
        }
        let id = ClassId(self.program.classes.len() as u32);
        self.class_ids.insert(node.id, id);
        let parent = self.scope(scope).owner;
        let binding = self.new_binding(scope, node.name.text.clone(), node.name.span, BindingKind::Static);
        let ty = self.types().intern(Type::ClassValue(id));
        self.set_binding_type(binding, ty);
        self.program.classes.push(Class {
            name: node.name.text.clone(),
            type_parameters: Vec::new(),
            outer_parameters: 0,
            base: None,
            is_abstract: node.is_abstract,
            fields: Vec::new(),
            methods: Vec::new(),
            static_fields: Vec::new(),
            exports: Vec::new(),
            static_methods: Vec::new(),
            static_blocks: Vec::new(),
            constructor: None,
            implements: Vec::new(),
            parent,
            binding,
            span: node.name.span,
            extent: node.span,
        });
        let inner = self.open_scope(scope, parent);
        self.scope_mut(inner).class = Some(id);
        self.classes.push(ClassInfo { node, scope: inner, base: Base::NotYet, block_places: Vec::new(), members: Vec::new(), promises: Vec::new(), constructor_overloads: Vec::new(), walks: 0, queued: false, has_parameters: false });
        self.for_good(|c| c.enter_members(id));
        id
    }

    /// The class's type parameters and those around it, declared at the first call: their constraints may name what is declared later.
    pub(super) fn class_parameters(&mut self, class: ClassId) -> Vec<TypeParameterId> {
        let ClassInfo { node, scope, .. } = self.classes[class.index()];
        if !self.classes[class.index()].has_parameters {
            let outer = self.parameters_around(scope);
            let own = self.name_type_parameters(scope, &node.type_parameters);
            self.program.classes[class.index()].outer_parameters = outer.len();
            self.program.classes[class.index()].type_parameters = own.iter().copied().chain(outer).collect();
            // The constraints may speak of the class: `class C<T extends C<T>>`; and of an alias that asks for it: `type A = C<A>`, `class C<T extends A>`.
            self.classes[class.index()].has_parameters = true;
            match self.aliases_under_way.is_empty() {
                true => self.constrain_type_parameters(&own),
                false => self.sheltered(|c| c.constrain_type_parameters(&own)),
            }
        }
        self.program.classes[class.index()].type_parameters.clone()
    }

    /// The type parameters of the class itself, for which a program writes arguments.
    pub(super) fn own_class_parameters(&mut self, class: ClassId) -> Vec<TypeParameterId> {
        let mut all = self.class_parameters(class);
        all.truncate(all.len() - self.program.classes[class.index()].outer_parameters);
        all
    }

    /// The type parameters around a class: in its members' types they mean what they mean there.
    fn parameters_around(&mut self, scope: ScopeId) -> Vec<TypeParameterId> {
        let Some(around) = self.scope(scope).parent() else { return Vec::new() };
        let mut next = Some(around);
        while let Some(id) = next {
            if let Some(outer) = self.scope(id).class {
                self.class_parameters(outer);
            }
            next = self.scope(id).parent();
        }
        self.parameters_in_scope(around)
    }

    /// `C<A>`: what is written, with the defaults, and what stands around the class as it is there. `None`: the number of what is written is wrong, which
    /// is reported.
    pub(super) fn complete_class_arguments(&mut self, class: ClassId, name: &str, written: Vec<TypeId>, span: Span, places: &[ast::TypeNode]) -> Option<Vec<TypeId>> {
        let own = self.own_class_parameters(class);
        let mut all = self.complete_arguments(name, &own, written, span, places)?;
        let outer = self.class_parameters(class).split_off(own.len());
        all.extend(self.own_arguments(&outer));
        Some(all)
    }

    /// The type arguments of a base; anything, where their number is wrong.
    pub(super) fn complete_base_arguments(&mut self, base: ClassId, name: &str, written: Vec<TypeId>, heritage: &ast::Heritage) -> Vec<TypeId> {
        // As in tsc, `new Map()` alone says what a map holds that is extended without type arguments.
        if written.is_empty() && TABLES.iter().any(|table| self.library.class(table) == Some(base)) {
            return vec![TypeId::ANY; self.class_parameters(base).len()];
        }
        let all = self.complete_class_arguments(base, name, written, heritage.span, &heritage.type_arguments);
        all.unwrap_or_else(|| vec![TypeId::ANY; self.class_parameters(base).len()])
    }

    /// The type of `this` in the class's instance members.
    pub(super) fn own_class_type(&mut self, class: ClassId) -> TypeId {
        let parameters = self.class_parameters(class);
        let arguments = self.own_arguments(&parameters);
        self.types().class(class, arguments)
    }

    fn enter_members(&mut self, class: ClassId) {
        let node = self.classes[class.index()].node;
        let is_constructor = |member: &&ast::ClassMember| matches!(member.kind, ClassMemberKind::Constructor(_));
        // Parameters that are fields are the first fields of an object.
        for member in node.members.iter().filter(is_constructor) {
            self.enter_member(class, member);
        }
        self.promote_declared_constructor(class);
        for member in node.members.iter().filter(|m| !is_constructor(m)) {
            self.enter_member(class, member);
        }
    }

    /// Of a class that is only declared, the signatures are all there is to its constructor.
    fn promote_declared_constructor(&mut self, class: ClassId) {
        let signatures = std::mem::take(&mut self.classes[class.index()].constructor_overloads);
        let Some(&last) = signatures.last() else { return };
        self.functions[last.index()].is_overload = false;
        self.program.classes[class.index()].constructor = Some(last);
        if signatures.len() > 1 {
            self.functions[last.index()].overloads = signatures;
        }
    }

    fn enter_member(&mut self, class: ClassId, node: &'a ast::ClassMember) {
        let scope = self.classes[class.index()].scope;
        let is_static = node.modifiers.is_static;
        let method_kind = if is_static { FunctionKind::StaticMethod(class) } else { FunctionKind::Method(class) };
        let accessor_kind = if is_static { method_kind } else { FunctionKind::Accessor(class) };
        let kind = match &node.kind {
            ClassMemberKind::StaticBlock(function) => {
                let block = self.member_function(class, node, function, method_kind);
                let members = &self.classes[class.index()].members;
                let (before, place) = (members.iter().filter(|m| m.is_static_field()).count(), members.len());
                self.classes[class.index()].block_places.push((block, place));
                return self.program.classes[class.index()].static_blocks.push((before, block));
            }
            ClassMemberKind::Constructor(function) => return self.enter_constructor(class, function),
            ClassMemberKind::Field { ty, value } => {
                let binding = is_static.then(|| {
                    let name = format!("{}.{}", self.program.classes[class.index()].name, node.name.text);
                    let binding = self.new_binding(scope, name.into(), node.name.span, BindingKind::Static);
                    self.program.bindings[binding.index()].global = true;
                    binding
                });
                MemberKind::Field { ty: ty.as_ref(), value: value.as_ref(), binding }
            }
            ClassMemberKind::Method(function) => {
                if node.modifiers.optional && is_static {
                    let help = format!("write a field that may hold a function: `static {}?: (…) => …`", node.name.text);
                    self.report(Problem::th(Rule::OptionalMethod, node.name.span).with_help(help));
                }
                let id = self.member_function(class, node, function, method_kind);
                if self.is_method_overload(class, node, id, function.body.is_some()) {
                    return;
                }
                MemberKind::Method(id)
            }
            ClassMemberKind::Getter(function) => {
                let id = self.member_function(class, node, function, accessor_kind);
                MemberKind::Accessor { getter: Some(id), setter: None }
            }
            ClassMemberKind::Setter(function) => {
                let id = self.member_function(class, node, function, accessor_kind);
                MemberKind::Accessor { getter: None, setter: Some(id) }
            }
        };
        self.add_class_member(class, node.name.text.clone(), node.name.span, node.modifiers, kind);
    }

    /// Whether a method is one of several signatures, which are not members of their own; the body is the member.
    fn is_method_overload(&mut self, class: ClassId, node: &ast::ClassMember, function: FunctionId, has_body: bool) -> bool {
        let is_static = node.modifiers.is_static;
        let known = self.classes[class.index()].members.iter().position(|m| m.name == node.name.text && m.modifiers.is_static == is_static);
        let earlier = known.and_then(|index| match self.classes[class.index()].members[index].kind {
            MemberKind::Method(earlier) if self.functions[earlier.index()].node.is_some_and(|n| n.body.is_none()) => Some((index, earlier)),
            _ => None,
        });
        let Some((index, earlier)) = earlier else { return false };
        let takes_rest = |function: &FunctionId| self.functions[function.index()].node.is_some_and(|node| node.parameters.iter().any(|p| p.rest));
        if node.modifiers.is_abstract && [earlier, function].iter().any(takes_rest) {
            // No body says in what form the values of all signatures are given.
            let message = format!("the abstract method `{}` has several signatures of which one takes a rest parameter", node.name.text);
            self.refuse(Rule::Overloads, node.name.span, message);
        }
        self.functions[earlier.index()].is_overload = true;
        let mut signatures = std::mem::take(&mut self.functions[earlier.index()].overloads);
        if signatures.is_empty() {
            signatures.push(earlier);
        }
        if has_body {
            self.functions[function.index()].overloads = signatures;
            self.classes[class.index()].members[index].kind = MemberKind::Method(function);
        } else {
            signatures.push(function);
            self.functions[earlier.index()].overloads = signatures;
        }
        true
    }

    fn member_function(
        &mut self,
        class: ClassId,
        node: &ast::ClassMember,
        function: &'a ast::Function,
        kind: FunctionKind,
    ) -> FunctionId {
        let scope = self.classes[class.index()].scope;
        let name = format!("{}.{}", self.program.classes[class.index()].name, node.name.text);
        self.named_function_entity(function, kind, scope, name.into(), node.name.span)
    }

    fn enter_constructor(&mut self, class: ClassId, node: &'a ast::Function) {
        let scope = self.classes[class.index()].scope;
        if node.body.is_none() && !self.is_library(node.span.file) {
            let name = format!("{}.constructor", self.program.classes[class.index()].name);
            let id = self.named_function_entity(node, FunctionKind::Constructor(class), scope, name.into(), node.span);
            self.functions[id.index()].is_overload = true;
            return self.classes[class.index()].constructor_overloads.push(id);
        }
        if self.program.classes[class.index()].constructor.is_some() {
            return self.error(2392, node.span, "a class has one constructor");
        }
        let name = format!("{}.constructor", self.program.classes[class.index()].name);
        let id = self.named_function_entity(node, FunctionKind::Constructor(class), scope, name.into(), node.span);
        self.program.classes[class.index()].constructor = Some(id);
        self.functions[id.index()].overloads = std::mem::take(&mut self.classes[class.index()].constructor_overloads);
        for (index, parameter) in node.parameters.iter().enumerate() {
            if let Some(property) = &parameter.property {
                let modifiers = ast::Modifiers {
                    visibility: property.visibility,
                    readonly: property.readonly,
                    is_override: property.is_override,
                    optional: parameter.optional,
                    ..ast::Modifiers::default()
                };
                let kind = MemberKind::Parameter { index, constructor: id };
                self.add_class_member(class, parameter.name.text.clone(), parameter.name.span, modifiers, kind);
            }
        }
    }

    fn add_class_member(&mut self, class: ClassId, name: Rc<str>, span: Span, modifiers: ast::Modifiers, kind: MemberKind<'a>) {
        self.check_member_name(class, &name, span, modifiers.is_static, &kind);
        let members = &mut self.classes[class.index()].members;
        if let Some(known) = members.iter_mut().find(|m| m.name == name && m.modifiers.is_static == modifiers.is_static) {
            if let (MemberKind::Accessor { getter, setter }, MemberKind::Accessor { getter: more_get, setter: more_set }) = (&mut known.kind, &kind) {
                if getter.is_none() && more_get.is_some() || setter.is_none() && more_set.is_some() {
                    let (first, second) = ((known.span, known.modifiers), (span, modifiers));
                    let (read, write) = if more_set.is_some() { (first, second) } else { (second, first) };
                    *getter = getter.or(*more_get);
                    *setter = setter.or(*more_set);
                    if let (Some(getter), Some(setter)) = (*getter, *setter)
                        && let Some(setter) = self.functions[setter.index()].node
                    {
                        self.pair_accessors(getter, setter);
                    }
                    return self.check_accessor_pair(&name, read, write);
                }
            }
            let first = known.span;
            let methods = matches!((&known.kind, &kind), (MemberKind::Method(_), MemberKind::Method(_)));
            let fields = matches!((&known.kind, &kind), (MemberKind::Field { .. }, MemberKind::Field { .. }));
            // Of a field behind an accessor tsc blames the field alone.
            let behind = matches!((&known.kind, &kind), (MemberKind::Accessor { .. }, MemberKind::Field { .. }));
            for span in [Some(first).filter(|_| !fields && !behind), Some(span)].into_iter().flatten() {
                self.error(if methods { 2393 } else { 2300 }, span, format!("`{name}` is declared more than once in this class"));
            }
            return;
        }
        members.push(ClassMember { name, span, modifiers, kind, ty: Known::NotYet, is_promised: false });
    }

    /// A getter and a setter of one name are abstract alike, and who may write may read.
    fn check_accessor_pair(&mut self, name: &str, read: (Span, ast::Modifiers), write: (Span, ast::Modifiers)) {
        let openness = |visibility: ast::Visibility| match visibility {
            ast::Visibility::Private => 0,
            ast::Visibility::Protected => 1,
            ast::Visibility::Public => 2,
        };
        for span in [read.0, write.0] {
            if read.1.is_abstract != write.1.is_abstract {
                self.error(2676, span, format!("the getter and the setter of `{name}` are both abstract, or neither"));
            } else if openness(read.1.visibility) < openness(write.1.visibility) {
                self.error(2808, span, format!("whoever may set `{name}` has to be able to read it"));
            }
        }
    }

    /// Names that a class cannot give to a member of this kind.
    fn check_member_name(&mut self, class: ClassId, name: &Rc<str>, span: Span, is_static: bool, kind: &MemberKind<'a>) {
        if is_static && &**name == "prototype" {
            if !matches!(kind, MemberKind::Field { .. }) {
                self.error(2300, span, "every class has a `prototype` of its own");
            }
            self.error(2699, span, "a static member cannot be called `prototype`: a function has one");
        }
        let others = self.classes[class.index()].members.iter().any(|m| m.name == *name && m.modifiers.is_static != is_static);
        if others && is_private(name) {
            self.error(2804, span, format!("`{name}` is declared for objects and for the class itself: one private name has one meaning"));
        }
    }

    /// The class that `class` extends, with the type arguments given to it.
    pub(super) fn class_base(&mut self, class: ClassId) -> Option<(ClassId, Vec<TypeId>)> {
        match self.classes[class.index()].base.clone() {
            Base::Known(base) => base,
            Base::UnderWay => {
                let info = &self.program.classes[class.index()];
                let (name, span) = (info.name.clone(), info.span);
                self.report_for_good(Problem::ts(2506, span, format!("the class `{name}` extends itself")));
                self.classes[class.index()].base = Base::Known(None);
                None
            }
            Base::NotYet => {
                self.bases_under_way += 1;
                let found = self.find_base(class);
                self.end_base();
                found
            }
        }
    }

    fn find_base(&mut self, class: ClassId) -> Option<(ClassId, Vec<TypeId>)> {
        self.classes[class.index()].base = Base::UnderWay;
        let found = self.for_good(|c| c.resolve_base(class));
        if matches!(self.classes[class.index()].base, Base::Known(_)) {
            return None;
        }
        if let Some((base, _)) = &found
            && self.extends_class(*base, class)
        {
            self.report_class_cycle(class, *base);
            self.classes[class.index()].base = Base::Known(None);
            return None;
        }
        self.classes[class.index()].base = Base::Known(found.clone());
        self.program.classes[class.index()].base = found.clone();
        if let Some((base, _)) = &found {
            // A cycle further up shows itself here.
            self.class_base(*base);
            self.reach_class(*base);
        }
        found
    }

    /// Each class on the way from `class` over `base` back to it.
    fn report_class_cycle(&mut self, class: ClassId, base: ClassId) {
        let mut next = Some(base);
        let mut all = vec![class];
        while let Some(id) = next.filter(|&id| id != class) {
            all.push(id);
            next = match &self.classes[id.index()].base {
                Base::Known(base) => base.as_ref().map(|(base, _)| *base),
                _ => None,
            };
        }
        for id in all {
            let info = &self.program.classes[id.index()];
            let (name, span) = (info.name.clone(), info.span);
            self.report_for_good(Problem::ts(2506, span, format!("the class `{name}` extends itself")));
        }
    }

    fn resolve_base(&mut self, class: ClassId) -> Option<(ClassId, Vec<TypeId>)> {
        let ClassInfo { node, scope, .. } = self.classes[class.index()];
        self.class_parameters(class);
        let heritage = node.base.as_ref()?;
        let name = heritage.name.parts.last()?;
        let is_value = self.entity::<Value>(scope, &heritage.name.parts);
        if let [only] = &heritage.name.parts[..] {
            self.check_value_import(scope, &only.text, only.span);
        }
        if let Some(TypeName::Missing) = self.find_type(scope, &heritage.name.parts[0].text) {
            return None;
        }
        match is_value {
            // The name of a constant is no type.
            Some(Value::Class(base)) if self.find_entity(scope, &heritage.name).is_none() => {
                let written = heritage.type_arguments.iter().map(|a| self.resolve_type(scope, a)).collect();
                let all = self.complete_base_arguments(base, &name.text, written, heritage);
                Some((base, all))
            }
            Some(Value::Class(_)) => match self.resolve_heritage(scope, heritage, super::objects::Heir::Class).map(|ty| self.program.types.get(ty).clone()) {
                Some(Type::Class { class, arguments }) => Some((class, arguments.to_vec())),
                _ => None,
            },
            Some(Value::Binding(binding)) if let Some(base) = self.aliased_class(binding) => {
                let written = heritage.type_arguments.iter().map(|a| self.resolve_type(scope, a)).collect();
                let all = self.complete_base_arguments(base, &name.text, written, heritage);
                Some((base, all))
            }
            Some(_) if self.library.is_constructor(&name.text) => {
                self.refused_bases.insert(class);
                self.refuse(Rule::BuiltinExtended, heritage.span, format!("`{}` is built in and cannot be extended", name.text));
                None
            }
            Some(value) => {
                self.report_no_class(class, value, heritage, &name.text);
                None
            }
            None if self.find_entity(scope, &heritage.name).is_some() => {
                self.report(
                    Problem::ts(2689, heritage.name.span, format!("`{}` is an interface; a class extends a class", name.text))
                        .with_help(format!("write `implements {}`", name.text)),
                );
                None
            }
            None if self.is_empty_import(scope, &name.text) => None,
            None if &*name.text == "undefined" => {
                self.error(2507, heritage.span, "`undefined` is not a class");
                None
            }
            None => {
                self.report_unknown_name(&name.text, heritage.name.span);
                None
            }
        }
    }

    /// What a class extends is a value, but not the name of a class: some class, or none.
    fn report_no_class(&mut self, class: ClassId, value: Value, heritage: &ast::Heritage, name: &str) {
        let ty = match value {
            Value::Binding(binding) => self.binding_type(binding),
            _ => TypeId::UNKNOWN,
        };
        if matches!(ty, TypeId::ANY | TypeId::NULL) || self.find_member(ty, ABSTRACT_CONSTRUCT).is_some() {
            self.refused_bases.insert(class);
            return self.refuse(Rule::NoMixin, heritage.span, format!("which class `{name}` is only run time tells"));
        }
        self.error(2507, heritage.span, format!("`{name}` is not a class"));
    }

    /// The class of which a constant is another name.
    fn aliased_class(&mut self, binding: BindingId) -> Option<ClassId> {
        let BindingKind::Variable { node, kind: ast::VariableKind::Const, .. } = self.bindings[binding.index()].kind else { return None };
        let value = node.value.as_ref().filter(|_| node.ty.is_none() && node.pattern.is_none())?;
        let ast::ExprKind::Name(name) = &super::expressions::without_parens(value).kind else { return None };
        match self.find_value(self.bindings[binding.index()].scope, name)? {
            Value::Class(class) => Some(class),
            Value::Binding(other) if other != binding => self.aliased_class(other),
            _ => None,
        }
    }

    /// Whether `class` is `ancestor` or extends it.
    pub(super) fn extends_class(&self, class: ClassId, ancestor: ClassId) -> bool {
        let mut next = Some(class);
        for _ in 0..1000 {
            match next {
                Some(id) if id == ancestor => return true,
                Some(id) => {
                    next = match &self.classes[id.index()].base {
                        Base::Known(base) => base.as_ref().map(|(base, _)| *base),
                        _ => None,
                    }
                }
                None => return false,
            }
        }
        false
    }

    /// The type arguments with which an instance of `class` is one of `ancestor`.
    pub(super) fn as_base(&mut self, class: ClassId, arguments: &[TypeId], ancestor: ClassId) -> Option<Vec<TypeId>> {
        if class == ancestor {
            return Some(arguments.to_vec());
        }
        let (base, base_arguments) = self.class_base(class)?;
        let with = Self::substitution(&self.class_parameters(class), arguments);
        let passed: Vec<TypeId> = base_arguments.iter().map(|&a| self.substitute(a, &with)).collect();
        self.as_base(base, &passed, ancestor)
    }

    /// Whether tsc's library declares that a class can be called as a function: its errors.
    pub(super) fn is_called_class(&mut self, ty: TypeId) -> bool {
        let Type::ClassValue(class) = *self.program.types.get(ty) else { return false };
        self.is_library(self.program.classes[class.index()].span.file)
            && self.library.class("Error").is_some_and(|error| self.as_base(class, &[], error).is_some())
    }

    /// Whether there is an object that the type `this` speaks of: not for static members, nor for what a constructor takes.
    pub(super) fn has_this_type(&self, scope: ScopeId, place: Span) -> bool {
        // No class stands in an interface, but an interface may stand in a class's member.
        if self.scope(scope).interface.is_some_and(|interface| !self.interfaces[interface.index()].is_alias) {
            return true;
        }
        let Some(class) = self.scope(scope).class else { return false };
        let encloses = |span: Span| span.file == place.file && span.start <= place.start && place.end <= span.end;
        !self.classes[class.index()].node.members.iter().any(|member| match &member.kind {
            ClassMemberKind::Constructor(function) => function.parameters.iter().any(|parameter| encloses(parameter.span)),
            _ => member.modifiers.is_static && encloses(member.span),
        })
    }

    /// Whether the place lies in a static member of the class that the type parameter belongs to.
    pub(super) fn is_in_static_member(&self, parameter: TypeParameterId, place: Span) -> bool {
        let Some(class) = self.scope(self.type_parameters[parameter.index()].scope).class else { return false };
        let node = self.classes[class.index()].node;
        let encloses = |span: Span| span.file == place.file && span.start <= place.start && place.end <= span.end;
        node.type_parameters.iter().any(|own| self.type_parameters[parameter.index()].node.is_some_and(|node| node.name.id == own.name.id))
            && node.members.iter().any(|member| member.modifiers.is_static && encloses(member.span))
    }

    /// Runs `walk` as the class's field initialisers run: `this` is the object, or the class itself.
    pub(super) fn with_this<T>(&mut self, class: ClassId, is_static: bool, walk: impl FnOnce(&mut Self) -> T) -> T {
        let this_type = if is_static { self.types().intern(Type::ClassValue(class)) } else { self.own_class_type(class) };
        let before = self.cx.initializer_this.replace(this_type);
        let result = walk(self);
        self.cx.initializer_this = before;
        result
    }

    /// A class's name as an expression.
    pub(super) fn class_value(&mut self, class: ClassId, span: Span) -> Expr {
        self.use_class(class, span);
        self.note_host_value(Host::Class(class), span);
        let ty = self.types().intern(Type::ClassValue(class));
        Expr { kind: ExprKind::ClassValue(class), ty, span }
    }

    /// A class cannot be used above its declaration in the same body.
    pub(super) fn use_class(&mut self, class: ClassId, span: Span) {
        self.reach_class(class);
        let node = self.classes[class.index()].node;
        let info = &self.program.classes[class.index()];
        let own = node.span.file == span.file && info.parent == self.cx.function && !self.is_deferred(node.span);
        let (binding, extent) = (info.binding, info.extent);
        let is_above = own && span.start < extent.start;
        if !is_above && !extent.contains(span) && self.may_run_early(binding, node.span, span) {
            self.program.bindings[binding.index()].needs_initialization_check = true;
        }
        if is_above {
            let name = self.program.classes[class.index()].name.clone();
            self.report(
                Problem::ts(2449, span, format!("the class `{name}` is used before its declaration"))
                    .with_label(node.name.span, "declared here"),
            );
        }
    }
}
