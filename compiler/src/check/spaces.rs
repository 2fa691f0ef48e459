//! Enums, namespaces and modules as objects: where a program uses one other than by its members' names.
//!
//! In: what is exported. Out: a call of a function that makes the object when it is first called and keeps it in a global; a program that has no such use has
//! neither. Variables that can change become accessors, so that the object and the names never disagree.

use super::Checker;
use super::scope::{ScopeId, Space, Value};
use super::variables::BindingKind;
use crate::problem::{Problem, Rule};
use crate::program::types::Member;
use crate::program::{
    BindingId, Callee, EnumId, Expr, ExprKind, FunctionId, FunctionKind, LogicalOp, Parameter, Place, Property, PropertyKind, Statement, StatementKind, Type, TypeId,
};
use crate::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// `E` where a value is needed.
    pub(super) fn enum_made_object(&mut self, id: EnumId, name: &str, span: Span) -> Expr {
        let ty = self.enum_object_type(id);
        let key = KeptKey::Enum(id);
        if let Some(&function) = self.kept_objects.get(&key) {
            return self.kept_object(function, ty, span);
        }
        let (scope, place) = (self.enum_scope(id), self.enum_span(id));
        let beside = self.hosts.contains_key(&super::namespaces::Host::Enum(id));
        let Some(properties) = self.enum_properties(id, place).filter(|_| !beside) else {
            self.report(
                Problem::th(Rule::EnumValue, span)
                    .with_message(format!("some members of `{name}` are computed as the program runs or come from a namespace, so its keys are not known"))
                    .with_help(format!("write an array of the members that are meant: `[{name}.…]`")),
            );
            return self.missing(span);
        };
        let function = self.keeping_function(format!("{name}$object").into(), scope, ty, place);
        self.kept_objects.insert(key, function);
        self.fill_keeping(function, properties, ty, place);
        self.kept_object(function, ty, span)
    }

    /// What JavaScript puts into an enum's object: each member, and for numbers the member's name by its value.
    fn enum_properties(&mut self, id: EnumId, place: Span) -> Option<Vec<Property>> {
        self.settled_enum(id);
        let mut properties: Vec<Property> = Vec::new();
        for (index, name) in self.enum_member_names(id).into_iter().enumerate() {
            let value = self.enum_member_value(id, index as u32, place);
            let units: Rc<[u16]> = name.encode_utf16().collect();
            let reverse = match value.kind {
                ExprKind::Number(number) => Some(crate::ast::number_text(number)),
                ExprKind::String(_) => None,
                _ => return None,
            };
            properties.push(Property { name, kind: PropertyKind::Value, value });
            let Some(key) = reverse else { continue };
            // Of several members with one value the last one names it, where the first stands.
            properties.retain(|p| *p.name != *key);
            let value = Expr { kind: ExprKind::String(units), ty: TypeId::STRING, span: place };
            properties.push(Property { name: key.into(), kind: PropertyKind::Value, value });
        }
        Some(properties)
    }

    /// A namespace or module where a value is needed.
    pub(super) fn space_as_value(&mut self, space: Space, span: Span) -> Expr {
        let Some(members) = self.space_members(space, span) else { return self.missing(span) };
        let ty = self.types_of_members(&members);
        let key = KeptKey::Space(space);
        if let Some(&function) = self.kept_objects.get(&key) {
            return self.kept_object(function, ty, span);
        }
        let function = self.keeping_function("namespace$object".into(), ScopeId::GLOBAL, ty, span);
        self.kept_objects.insert(key, function);
        let properties = self.in_function(function, |c| {
            let mut properties = Vec::new();
            for member in members {
                c.add_space_properties(space, &member, span, &mut properties);
            }
            properties
        });
        self.fill_keeping(function, properties, ty, span);
        let value = self.kept_object(function, ty, span);
        self.begun(space, value)
    }

    /// `typeof A`.
    pub(super) fn space_type(&mut self, space: Space, span: Span) -> TypeId {
        match self.space_members(space, span) {
            Some(members) => self.types_of_members(&members),
            None => TypeId::ANY,
        }
    }

    pub(super) fn types_of_members(&mut self, members: &[SpaceMember<'a>]) -> TypeId {
        let member = |m: &SpaceMember| Member { name: m.name.clone(), ty: m.ty, optional: false, readonly: !m.variable, method: false, numeric: false };
        let members = members.iter().map(member).collect();
        self.types().intern(Type::Object { members, fresh: false })
    }

    /// The values that a namespace or module exports, in the order in which JavaScript's object has them.
    fn space_members(&mut self, space: Space, span: Span) -> Option<Vec<SpaceMember<'a>>> {
        if self.spaces_under_way.contains(&space) {
            self.report(Problem::th(Rule::NamespaceValue, span).with_message("an object of this would contain itself"));
            return None;
        }
        self.spaces_under_way.push(space);
        let mut members = Vec::new();
        for name in self.value_names_of(space) {
            let Some(value) = self.space_member::<Value>(space, &name) else { continue };
            let Some(ty) = self.exported_type(value, span) else { continue };
            members.push(SpaceMember { name, value, ty, variable: self.may_be_assigned(value) });
        }
        self.spaces_under_way.pop();
        Some(members)
    }

    /// The type of what a namespace or module exports.
    pub(super) fn exported_type(&mut self, value: Value<'a>, span: Span) -> Option<TypeId> {
        Some(match value {
            Value::Binding(binding) => {
                let ty = self.binding_type(binding);
                self.with_exports(binding, ty)
            }
            Value::Class(class) => self.types().intern(Type::ClassValue(class)),
            Value::Enum(id) => self.enum_object_type(id),
            Value::Namespace(inner) => self.space_type(inner, span),
            _ => return None,
        })
    }

    /// Of a module in the alphabet's order (ECMA-262, 10.4.6), of a namespace as the statements stand.
    pub(super) fn value_names_of(&mut self, space: Space) -> Vec<Rc<str>> {
        let mut names = self.space_value_names(space);
        names.sort_unstable_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
        names.dedup();
        if let Space::Namespace(_) = space {
            let mut placed: Vec<(Option<Span>, Rc<str>)> = Vec::new();
            for name in names {
                let value = self.space_member::<Value>(space, &name);
                placed.push((value.and_then(|value| self.value_span(value)), name));
            }
            placed.sort_by_key(|(span, _)| span.map_or((0, 0), |span| (span.file.0, span.start)));
            return placed.into_iter().map(|(_, name)| name).collect();
        }
        names
    }

    fn add_space_properties(&mut self, space: Space, member: &SpaceMember<'a>, span: Span, properties: &mut Vec<Property>) {
        let name = member.name.clone();
        if let (true, Value::Binding(binding)) = (member.variable, member.value) {
            let getter = self.variable_accessor(binding, PropertyKind::Getter, span);
            properties.push(Property { name: name.clone(), kind: PropertyKind::Getter, value: getter });
            if let Space::Namespace(_) = space {
                let setter = self.variable_accessor(binding, PropertyKind::Setter, span);
                properties.push(Property { name, kind: PropertyKind::Setter, value: setter });
            }
            return;
        }
        let value = self.exported_value(member.value, &name, span);
        properties.extend(value.map(|value| Property { name, kind: PropertyKind::Value, value }));
    }

    /// What a namespace or module exports under a name.
    pub(super) fn exported_value(&mut self, value: Value<'a>, name: &str, span: Span) -> Option<Expr> {
        Some(match value {
            Value::Binding(binding) => self.read_binding(binding, span),
            Value::Class(class) => self.class_value(class, span),
            // There is no object of it that could be a member.
            Value::Enum(id) if self.is_const_enum(id) => return None,
            Value::Enum(id) => self.enum_as_value(id, name, span),
            Value::Namespace(inner) => self.space_as_value(inner, span),
            _ => return None,
        })
    }

    /// A getter or setter of a global variable.
    fn variable_accessor(&mut self, binding: BindingId, kind: PropertyKind, span: Span) -> Expr {
        let ty = self.binding_type(binding);
        let name = self.program.bindings[binding.index()].name.clone();
        let function = self.new_function(name, FunctionKind::Function, ScopeId::GLOBAL, None, span);
        let inner = self.open_scope(ScopeId::GLOBAL, function);
        let (parameters, result, statement) = if kind == PropertyKind::Getter {
            let read = Expr { kind: ExprKind::Read(binding), ty, span };
            (Vec::new(), ty, StatementKind::Return(Some(read)))
        } else {
            let given = self.new_binding(inner, "value$".into(), span, BindingKind::Parameter);
            self.set_binding_type(given, ty);
            self.note_assignment(binding);
            let value = Box::new(Expr { kind: ExprKind::Read(given), ty, span });
            let assign = Expr { kind: ExprKind::Assign { place: Place::Binding(binding), value }, ty, span };
            (vec![Parameter { binding: given, default: None, has_default: false, optional: false, rest: false }], TypeId::VOID, StatementKind::Expr(assign))
        };
        let entry = &mut self.program.functions[function.index()];
        (entry.parameters, entry.result, entry.body) = (parameters, result, Some(vec![Statement { kind: statement, span }]));
        let ty = self.function_type_of(function);
        Expr { kind: ExprKind::Closure { function }, ty, span }
    }

    fn function_type_of(&mut self, function: FunctionId) -> TypeId {
        let result = self.program.functions[function.index()].result;
        let signature = self.signature_with_result(function, result);
        self.types().intern(Type::Function(Rc::new(signature)))
    }

    fn keeping_function(&mut self, name: Rc<str>, scope: ScopeId, ty: TypeId, place: Span) -> FunctionId {
        let function = self.new_function(name, FunctionKind::Function, scope, None, place);
        self.program.functions[function.index()].result = ty;
        function
    }

    /// `return kept ??= { … }`.
    fn fill_keeping(&mut self, function: FunctionId, properties: Vec<Property>, ty: TypeId, place: Span) {
        let kept = self.new_binding(ScopeId::GLOBAL, "kept$".into(), place, BindingKind::Static);
        let or_undefined = self.types().union([ty, TypeId::UNDEFINED]);
        self.set_binding_type(kept, or_undefined);
        let entry = &mut self.program.bindings[kept.index()];
        (entry.global, entry.assigned) = (true, true);
        let value = Box::new(Expr { kind: ExprKind::Object(properties), ty, span: place });
        let keep = ExprKind::AssignLogical { place: Place::Binding(kept), op: LogicalOp::Coalesce, value };
        let keep = Expr { kind: keep, ty, span: place };
        self.program.functions[function.index()].body = Some(vec![Statement { kind: StatementKind::Return(Some(keep)), span: place }]);
    }

    fn kept_object(&mut self, function: FunctionId, ty: TypeId, span: Span) -> Expr {
        let callee = Callee::Function { function, type_arguments: Vec::new() };
        Expr { kind: ExprKind::Call { callee, arguments: Vec::new() }, ty, span }
    }

    /// Walks code that a made-up function consists of.
    pub(super) fn in_function<T>(&mut self, function: FunctionId, walk: impl FnOnce(&mut Self) -> T) -> T {
        let scope = self.open_scope(ScopeId::GLOBAL, function);
        self.elsewhere(scope, walk)
    }
}

/// Which object it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum KeptKey {
    Enum(EnumId),
    Space(Space),
}

/// A value that a namespace or module exports.
#[derive(Debug)]
pub(super) struct SpaceMember<'a> {
    pub name: Rc<str>,
    pub value: Value<'a>,
    pub ty: TypeId,
    /// It may be assigned to.
    pub variable: bool,
}
