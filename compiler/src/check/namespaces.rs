//! Namespaces: what they export, what a dotted name means, and the aliases of both.
//!
//! A namespace has no object: its variables are globals like a module's, its functions are called directly, and its blocks run where they stand, as part
//! of the file's initialiser. Each block is a scope of its own. What it exports is entered in the namespace's table as well, which the other blocks and
//! dotted names look into; a class, function or enum of the same name is the namespace's host and has the same members.
//!
//! Always: whoever reaches into a namespace from code that may run before its first block is tested there for its having begun.

use super::Checker;
use super::scope::{Meaning, Scope, ScopeId, Space, SpaceName, TypeName, Value, most_similar};
use super::variables::BindingKind;
use crate::ast::{self, ExprKind as E, StatementKind as S};
use crate::hash::HashMap;
use crate::problem::{Problem, Rule};
use crate::program::{BindingId, ClassId, EnumId, Expr, ExprKind, Place, Statement, StatementKind, TypeId};
use crate::source::Span;
use std::rc::Rc;

/// Index of a namespace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct NamespaceId(u32);

/// Index of an `import X = A.B`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct EntityId(u32);

/// What a namespace shares its name and its members with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Host {
    Class(ClassId),
    Function(BindingId),
    Enum(EnumId),
}

impl Host {
    fn of(value: Value, checker: &Checker) -> Option<Host> {
        match value {
            Value::Class(class) => Some(Host::Class(class)),
            Value::Enum(id) => Some(Host::Enum(id)),
            Value::Binding(binding) => match checker.bindings[binding.index()].kind {
                BindingKind::Function(_) => Some(Host::Function(binding)),
                BindingKind::Variable { kind: ast::VariableKind::Const, node, .. } => {
                    let value = node.value.as_ref().filter(|value| matches!(value.kind, E::Arrow(_) | E::Function(_)));
                    value.map(|_| Host::Function(binding))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a namespace that is written as one may share its name with it.
    fn is_declared(self, checker: &Checker) -> bool {
        !matches!(self, Host::Function(binding) if !matches!(checker.bindings[binding.index()].kind, BindingKind::Function(_)))
    }
}

/// What the checker knows of a namespace.
#[derive(Debug)]
pub(super) struct NamespaceInfo {
    name: Rc<str>,
    /// Its first block's name.
    span: Span,
    /// Only its tables count: what the blocks export.
    exports: ScopeId,
    /// The blocks' scopes, by their names.
    blocks: HashMap<ast::NodeId, ScopeId>,
    /// Set when the first block with something to run is reached: that block, and the mark.
    begun: Option<(ast::NodeId, Span, BindingId)>,
    host: Option<Host>,
}

/// An alias, and whether it is being looked through.
#[derive(Debug)]
pub(super) struct EntityInfo<'a> {
    node: &'a ast::EntityAlias,
    scope: ScopeId,
    under_way: bool,
    /// It stands for itself in the end.
    is_circular: bool,
    /// It is the one of its circle that is blamed.
    is_to_blame: bool,
}

impl<'a> Checker<'a> {
    fn namespace(&self, id: NamespaceId) -> &NamespaceInfo {
        &self.namespaces[id.0 as usize]
    }

    fn namespace_mut(&mut self, id: NamespaceId) -> &mut NamespaceInfo {
        &mut self.namespaces[id.0 as usize]
    }

    /// `namespace A {}`, and what stands in it.
    pub(super) fn declare_namespace(&mut self, scope: ScopeId, node: &'a ast::Namespace) {
        let id = self.namespace_entity(scope, node);
        let exports = self.namespace(id).exports;
        let block = self.open_scope(scope, self.scope(scope).owner);
        let own = self.scope_mut(block);
        (own.is_module, own.shared) = (true, Some(exports).filter(|_| !node.is_assignment));
        own.is_assignment = node.is_assignment;
        self.namespace_mut(id).blocks.insert(node.name.id, block);
        for (statement, exported) in node.statements() {
            let names = if exported { declared_names(statement) } else { Vec::new() };
            // What an earlier block exports under the name is declared further here.
            for name in &names {
                self.copy_meanings(exports, block, &name.text);
            }
            self.declare_statement(block, statement);
            self.declare_vars(block, std::slice::from_ref(statement));
            for name in &names {
                self.copy_meanings(block, exports, &name.text);
                if node.is_assignment {
                    self.scope_mut(block).values.remove(&name.text);
                }
            }
        }
    }

    fn copy_meanings(&mut self, from: ScopeId, to: ScopeId, name: &Rc<str>) {
        let Scope { values, types, spaces, .. } = self.scope(from);
        let (value, ty, space) = (values.get(name).copied(), types.get(name).copied(), spaces.get(name).copied());
        let to = self.scope_mut(to);
        to.values.extend(value.map(|value| (name.clone(), value)));
        to.types.extend(ty.map(|ty| (name.clone(), ty)));
        to.spaces.extend(space.map(|space| (name.clone(), space)));
    }

    /// The namespace that a block belongs to.
    fn namespace_entity(&mut self, scope: ScopeId, node: &'a ast::Namespace) -> NamespaceId {
        let name = &node.name;
        let id = match self.scope(scope).spaces.get(&name.text) {
            Some(&SpaceName::Known(Space::Namespace(id))) => id,
            earlier => {
                let host = match earlier {
                    Some(&SpaceName::Known(Space::Enum(of))) => Some(Host::Enum(of)),
                    _ => None,
                };
                let exports = self.open_scope(scope, self.scope(scope).owner);
                let id = NamespaceId(self.namespaces.len() as u32);
                self.namespaces.push(NamespaceInfo { name: name.text.clone(), span: name.span, exports, blocks: HashMap::default(), begun: None, host });
                self.scope_mut(scope).spaces.insert(name.text.clone(), SpaceName::Known(Space::Namespace(id)));
                id
            }
        };
        if node.is_instantiated() {
            self.instantiate(scope, node, id);
        }
        id
    }

    /// A block with something to run: the namespace is a value.
    fn instantiate(&mut self, scope: ScopeId, node: &'a ast::Namespace, id: NamespaceId) {
        if self.namespace(id).begun.is_none() && !node.declare {
            let begun = self.new_binding(scope, node.name.text.clone(), node.name.span, BindingKind::Static);
            self.set_binding_type(begun, TypeId::BOOLEAN);
            self.namespace_mut(id).begun = Some((node.name.id, node.span, begun));
        }
        let value = Value::Namespace(Space::Namespace(id));
        match self.scope(scope).values.get(&node.name.text).copied() {
            Some(Value::Namespace(Space::Namespace(known))) if known == id => {}
            Some(earlier) => match Host::of(earlier, self).filter(|host| node.is_assignment || host.is_declared(self)) {
                Some(host) => self.join_host(host, id),
                None => self.declare_value(scope, &node.name, value),
            },
            None => self.declare_value(scope, &node.name, value),
        }
    }

    fn join_host(&mut self, host: Host, id: NamespaceId) {
        self.hosts.insert(host, id);
        self.namespace_mut(id).host = Some(host);
    }

    /// Whether a value declared after a namespace of its name is the namespace's host.
    pub(super) fn is_late_host(&mut self, scope: ScopeId, name: &ast::Name, earlier: Value<'a>, later: Value<'a>) -> bool {
        let Value::Namespace(Space::Namespace(id)) = earlier else { return false };
        let Some(host) = Host::of(later, self).filter(|host| host.is_declared(self)) else { return false };
        self.join_host(host, id);
        self.scope_mut(scope).values.insert(name.text.clone(), later);
        let info = self.namespace(id);
        // A function is there before everything else, and so may be given members.
        let is_given = |first| matches!(host, Host::Function(_)) && info.blocks.get(&first).is_some_and(|&block| self.scope(block).is_assignment);
        if !matches!(host, Host::Enum(_)) && info.begun.is_some_and(|(first, block, _)| block.start < name.span.start && !is_given(first)) {
            let span = info.span;
            self.error(2434, span, format!("the namespace `{}` must stand behind the class or function of its name", name.text));
        }
        true
    }

    /// Where a namespace is declared first.
    pub(super) fn namespace_span(&self, id: NamespaceId) -> Span {
        self.namespace(id).span
    }

    /// Whether code outside of its block can assign to a variable by its dotted name.
    pub(super) fn is_exported_by_namespace(&self, binding: BindingId) -> bool {
        let own = self.scope(self.bindings[binding.index()].scope);
        if own.is_assignment {
            return true;
        }
        let Some(shared) = own.shared else { return false };
        let name = &self.program.bindings[binding.index()].name;
        matches!(self.scope(shared).values.get(name), Some(&Value::Binding(exported)) if exported == binding)
    }

    /// `import X = A.B`.
    pub(super) fn declare_entity_alias(&mut self, scope: ScopeId, node: &'a ast::EntityAlias) {
        let id = EntityId(self.entities.len() as u32);
        self.entities.push(EntityInfo { node, scope, under_way: false, is_circular: false, is_to_blame: false });
        if !node.type_only {
            self.declare_value(scope, &node.name, Value::Entity(id));
        }
        let own = self.scope_mut(scope);
        own.types.entry(node.name.text.clone()).or_insert(TypeName::Entity(id));
        own.spaces.entry(node.name.text.clone()).or_insert(SpaceName::Entity(id));
    }

    /// Where an alias is declared.
    pub(super) fn entity_span(&self, id: EntityId) -> Span {
        self.entities[id.0 as usize].node.name.span
    }

    /// What an alias stands for.
    pub(super) fn entity_meaning<M: Meaning<'a>>(&mut self, id: EntityId) -> Option<M> {
        let EntityInfo { node, scope, under_way, .. } = &mut self.entities[id.0 as usize];
        let (node, scope) = (*node, *scope);
        if std::mem::replace(under_way, true) {
            self.note_entity_circle();
            return None;
        }
        let found = self.entity(scope, &node.entity.parts);
        self.entities[id.0 as usize].under_way = false;
        found
    }

    /// Of the aliases under way, which stand for themselves in the end, the first is to blame, once.
    fn note_entity_circle(&mut self) {
        let mut circle = self.entities.iter_mut().filter(|entity| entity.under_way);
        let Some(first) = circle.next() else { return };
        let mut is_known = std::mem::replace(&mut first.is_circular, true);
        for entity in circle {
            is_known |= std::mem::replace(&mut entity.is_circular, true);
        }
        if !is_known && let Some(first) = self.entities.iter_mut().find(|entity| entity.under_way) {
            first.is_to_blame = true;
        }
    }

    /// What a dotted name means.
    pub(super) fn entity<M: Meaning<'a>>(&mut self, scope: ScopeId, parts: &[ast::Ident]) -> Option<M> {
        match parts {
            [only] => self.find(scope, &only.text),
            [first, last] if &*first.text == "globalThis" && self.find::<SpaceName>(scope, &first.text).is_none() => {
                let outermost = std::iter::successors(Some(scope), |&id| self.scope(id).parent()).last()?;
                self.find(outermost, &last.text)
            }
            [spaces @ .., last] => {
                let space = self.entity_space(scope, spaces)?;
                self.space_member(space, &last.text)
            }
            [] => None,
        }
    }

    /// What stands in front of a dot.
    fn entity_space(&mut self, scope: ScopeId, parts: &[ast::Ident]) -> Option<Space> {
        match self.entity::<SpaceName>(scope, parts)? {
            SpaceName::Known(space) => Some(space),
            _ => None,
        }
    }

    /// What is exported under `name`.
    pub(super) fn space_member<M: Meaning<'a>>(&mut self, space: Space, name: &str) -> Option<M> {
        match space {
            Space::File(file) => self.exported(file, name),
            Space::Enum(id) => M::enum_member(id, self.enum_member(id, name)?),
            Space::Namespace(id) => {
                let NamespaceInfo { exports, host, .. } = *self.namespace(id);
                let found = M::table(self.scope(exports)).get(name).copied();
                if let Some(found) = found.and_then(|found| self.follow(found)) {
                    return Some(found);
                }
                match host {
                    Some(Host::Enum(of)) => M::enum_member(of, self.enum_member(of, name)?),
                    _ => None,
                }
            }
        }
    }

    fn space_names(&self, space: Space) -> Vec<Rc<str>> {
        match space {
            Space::Namespace(id) => {
                let exports = self.scope(self.namespace(id).exports);
                exports.values.keys().chain(exports.types.keys()).cloned().collect()
            }
            Space::File(file) => self.exported_names(file),
            Space::Enum(_) => Vec::new(),
        }
    }

    /// The value that an expression names: a name, or what a namespace or module exports.
    pub(super) fn named_value(&mut self, scope: ScopeId, expr: &ast::Expr) -> Option<Value<'a>> {
        match &expr.kind {
            E::Paren(inner) => self.named_value(scope, inner),
            E::Name(name) => self.find_value(scope, name),
            E::Member { object, property, .. } => {
                let space = self.named_space(scope, object, &property.text)?;
                self.space_member(space, &property.text)
            }
            _ => None,
        }
    }

    /// The space that `object.name` reaches into: one that `object` names, or that belongs to a class or function and has such a member.
    pub(super) fn named_space(&mut self, scope: ScopeId, object: &ast::Expr, name: &str) -> Option<Space> {
        match self.named_value(scope, object)? {
            Value::Namespace(space) => {
                if let ast::ExprKind::Name(name) = &object.kind
                    && !self.type_spaces.is_empty()
                {
                    self.check_value_import(scope, name, object.span);
                }
                Some(space)
            }
            value => {
                let host = Host::of(value, self)?;
                let space = Space::Namespace(*self.hosts.get(&host)?);
                self.space_member::<Value>(space, name).map(|_| space)
            }
        }
    }

    /// `A.x`, read.
    pub(super) fn check_space_member(&mut self, space: Space, property: &ast::Ident, span: Span) -> Expr {
        let value = match self.space_member::<Value>(space, &property.text) {
            Some(Value::Binding(binding)) => self.read_exported(binding, span, matches!(space, Space::Namespace(_))),
            Some(Value::Class(class)) => self.class_value(class, span),
            Some(Value::Enum(id)) => self.enum_as_value(id, &property.text, span),
            Some(Value::EnumMember(id, member)) => self.enum_member_value(id, member, span),
            Some(Value::Namespace(inner)) => self.space_as_value(inner, span),
            Some(Value::Import(..) | Value::Entity(_)) | None => return self.missing_space_member(space, property, span),
        };
        self.begun(space, value)
    }

    fn missing_space_member(&mut self, space: Space, property: &ast::Ident, span: Span) -> Expr {
        let owner = self.space_text(space);
        match most_similar(&property.text, self.space_names(space)) {
            Some(similar) => self.report(
                Problem::ts(2551, property.span, format!("{owner} exports nothing called `{}`", property.text)).with_help(format!("did you mean `{similar}`?")),
            ),
            None => {
                let problem = Problem::ts(2339, property.span, format!("{owner} exports no value called `{}`", property.text));
                let of_default = self.is_member_of_default(space, &property.text);
                let help = format!("its default export has a member `{0}`: `import name from …`, and `name.{0}`", property.text);
                self.report(if of_default { problem.with_help(help) } else { problem });
            }
        }
        self.missing(span)
    }

    /// Whether it is what a module exports as its default that has the member, as the value of a JSON file does.
    fn is_member_of_default(&mut self, space: Space, name: &str) -> bool {
        let Some(Value::Binding(default)) = self.space_member::<Value>(space, &Rc::from("default")) else { return false };
        let ty = self.binding_type(default);
        self.find_member(ty, name).is_some()
    }

    /// The names under which values may be exported.
    pub(super) fn space_value_names(&mut self, space: Space) -> Vec<Rc<str>> {
        match space {
            Space::Namespace(id) => self.scope(self.namespace(id).exports).values.keys().cloned().collect(),
            Space::File(file) => self.all_exported_names(file),
            Space::Enum(_) => Vec::new(),
        }
    }

    fn space_text(&self, space: Space) -> String {
        match space {
            Space::Namespace(id) => format!("the namespace `{}`", self.namespace(id).name),
            _ => "the module".to_string(),
        }
    }

    /// `value`, got out of a namespace: where this may run before the namespace's first block, it is tested.
    pub(super) fn begun(&mut self, space: Space, value: Expr) -> Expr {
        let Some(mark) = self.early_mark(space, value.span) else { return value };
        self.program.bindings[mark.index()].needs_initialization_check = true;
        let (ty, span) = (value.ty, value.span);
        let test = Expr { kind: ExprKind::Read(mark), ty: TypeId::BOOLEAN, span };
        Expr { kind: ExprKind::Sequence(vec![test, value]), ty, span }
    }

    /// The mark of a namespace that may not have begun where a use of it stands.
    fn early_mark(&mut self, space: Space, span: Span) -> Option<BindingId> {
        let Space::Namespace(id) = space else { return None };
        let info = self.namespace(id);
        let (_, block, mark) = info.begun?;
        if info.host.is_some_and(|host| matches!(host, Host::Class(_) | Host::Function(_))) || block.file != span.file {
            return None;
        }
        let within = self.scopes_outwards(self.cx.scope).any(|scope| self.scope(scope).shared == Some(info.exports));
        let begins = Span { end: block.start, ..block };
        let own = self.program.bindings[mark.index()].owner == self.cx.function;
        let early = if own { span.start < block.start } else { self.may_run_early(mark, begins, span) };
        (early && !within).then_some(mark)
    }

    /// A variable that a namespace exports, by its dotted name: unlike a plain name it may be read above the declaration, which is tested as it runs.
    fn read_exported(&mut self, binding: BindingId, span: Span, in_namespace: bool) -> Expr {
        if in_namespace && self.note_early_export(binding, span) {
            return self.read_used(binding, span);
        }
        self.read_binding(binding, span)
    }

    /// Notes the use of an exported variable; says whether it is one that the program declares with a value.
    pub(super) fn note_early_export(&mut self, binding: BindingId, span: Span) -> bool {
        let BindingKind::Variable { node, kind, declare: false } = self.bindings[binding.index()].kind else { return false };
        self.capture(binding);
        let own = self.program.bindings[binding.index()].owner == self.cx.function;
        if kind != ast::VariableKind::Var && node.span.file == span.file {
            let early = if own { span.start < node.span.end } else { self.may_run_early(binding, node.span, span) };
            self.program.bindings[binding.index()].needs_initialization_check |= early;
        }
        true
    }

    /// `A.x = …`.
    pub(super) fn written_space_member(&mut self, space: Space, property: &ast::Ident) -> Option<(Place, TypeId)> {
        let name = &property.text;
        if let Space::File(_) = space {
            self.error(2540, property.span, format!("`{name}` belongs to another module; only that can assign to it"));
            return None;
        }
        match self.space_member::<Value>(space, name) {
            Some(Value::Binding(binding)) => match self.bindings[binding.index()].kind {
                BindingKind::Variable { kind: ast::VariableKind::Const, .. } => self.error(2540, property.span, format!("`{name}` is a constant")),
                BindingKind::Variable { .. } => {
                    self.note_early_export(binding, property.span);
                    self.note_assignment(binding);
                    let ty = self.binding_type(binding);
                    return Some((Place::Binding(binding), ty));
                }
                _ => self.refuse(Rule::UnsupportedPlace, property.span, format!("the function `{name}` cannot be replaced")),
            },
            Some(Value::EnumMember(..)) => self.error(2540, property.span, format!("`{name}` is a member of an enum, which never changes")),
            Some(_) => self.refuse(Rule::UnsupportedPlace, property.span, format!("`{name}` cannot be replaced")),
            None => {
                self.missing_space_member(space, property, property.span);
            }
        }
        None
    }

    /// `namespace A {}`, where control reaches it: its statements follow one another in the file's initialiser.
    pub(super) fn check_namespace(&mut self, node: &'a ast::Namespace, out: &mut Vec<Statement>) {
        let Some(SpaceName::Known(Space::Namespace(id))) = self.scope(self.cx.scope).spaces.get(&node.name.text).copied() else { return };
        let Some(&block) = self.namespace(id).blocks.get(&node.name.id) else { return };
        if let Some((first, span, binding)) = self.namespace(id).begun
            && first == node.name.id
        {
            let value = Expr { kind: ExprKind::Boolean(true), ty: TypeId::BOOLEAN, span };
            out.push(Statement { kind: StatementKind::Let { binding, value: Some(value) }, span });
        }
        let scope = std::mem::replace(&mut self.cx.scope, block);
        // To tsc a block is a function of its own: nothing is narrowed in it, and what it assigns narrows nothing behind it.
        let flow = std::mem::replace(&mut self.cx.flow, super::flow::Flow::start());
        self.begin_unassigned(block);
        self.hoist_functions(node.statements().map(|(statement, _)| statement), out);
        for (statement, _) in node.statements() {
            self.check_statement(statement, out);
        }
        (self.cx.scope, self.cx.flow) = (scope, flow);
    }

    /// `import X = A.B`, where it stands.
    pub(super) fn check_entity_alias(&mut self, node: &'a ast::EntityAlias) {
        let (scope, parts) = (self.cx.scope, &node.entity.parts[..]);
        let known = match parts {
            [only] => self.entity_space(scope, std::slice::from_ref(only)).is_some(),
            _ => self.entity::<Value>(scope, parts).is_some() || self.entity::<TypeName>(scope, parts).is_some() || self.entity::<SpaceName>(scope, parts).is_some(),
        };
        if !known {
            match self.entities.iter().find(|entity| std::ptr::eq(entity.node, node)) {
                Some(EntityInfo { is_circular: true, is_to_blame, .. }) => {
                    if *is_to_blame {
                        let name = &node.name.text;
                        self.error(2303, node.span, format!("`{name}` stands for itself in the end: nothing declares it"));
                    }
                }
                _ => self.unknown_space(scope, parts),
            }
            return;
        }
        if let Some(Value::Binding(binding)) = self.entity(scope, parts)
            && let BindingKind::Variable { kind, .. } = self.bindings[binding.index()].kind
            && kind != ast::VariableKind::Const
        {
            let (name, entity) = (&node.name.text, self.source_text(node.entity.span));
            self.report(
                Problem::th(Rule::NamespaceValue, node.entity.span)
                    .with_message(format!("`{entity}` is a variable: another name for it would be a copy that does not change with it"))
                    .with_help(format!("write `const {name} = {entity};` for the copy, or use `{entity}` itself")),
            );
        }
    }

    /// Complains of a dotted name: of the first part that is not found where it should be.
    pub(super) fn unknown_space(&mut self, scope: ScopeId, parts: &[ast::Ident]) {
        let Some((first, rest)) = parts.split_first() else { return };
        let Some(mut space) = self.entity_space(scope, std::slice::from_ref(first)) else {
            return self.unknown_first(scope, parts);
        };
        for (index, part) in rest.iter().enumerate() {
            let next = rest.get(index + 1);
            match (self.space_member::<SpaceName>(space, &part.text), next) {
                (Some(SpaceName::Known(inner)), Some(_)) => space = inner,
                (_, Some(next)) if self.space_member::<TypeName>(space, &part.text).is_some() => return self.type_before_dot(&part.text, next.span),
                _ => return self.missing_export(space, part),
            }
        }
    }

    fn type_before_dot(&mut self, name: &str, span: Span) {
        self.report(
            Problem::ts(2713, span, format!("`{name}` is a type; a namespace is needed in front of a dot"))
                .with_help(format!("the type of a member is `{name}[\"member\"]`")),
        );
    }

    fn unknown_first(&mut self, scope: ScopeId, parts: &[ast::Ident]) {
        let first = &parts[0];
        let name = &first.text;
        if let ("globalThis", Some(member)) = (&**name, parts.get(1)) {
            return self.error(2694, member.span, format!("nothing called `{}` is there everywhere", member.text));
        }
        if let Some(ty) = self.find_type(scope, name) {
            let has_member = parts.get(1).is_some_and(|member| self.type_name_has(ty, &member.text));
            if has_member {
                return self.type_before_dot(name, first.span);
            }
            return self.error(2702, first.span, format!("`{name}` is a type; a namespace is needed in front of a dot"));
        }
        if matches!(&**name, "Intl" | "Reflect") {
            let whole: Vec<&str> = parts.iter().map(|part| &*part.text).collect();
            let message = format!("the library type `{}` is not supported yet", whole.join("."));
            return self.report(Problem::th(Rule::UnsupportedType, first.span).with_message(message));
        }
        let mut names: Vec<Rc<str>> = Vec::new();
        for scope in self.scopes_outwards(scope) {
            names.extend(self.scope(scope).spaces.keys().cloned());
        }
        match most_similar(name, names) {
            Some(similar) => {
                self.report(Problem::ts(2833, first.span, format!("no namespace is called `{name}`")).with_help(format!("did you mean `{similar}`?")));
            }
            None => self.error(2503, first.span, format!("no namespace is called `{name}`")),
        }
    }

    fn type_name_has(&mut self, ty: TypeName<'a>, member: &str) -> bool {
        match ty {
            // In its own declaration: what that says is all there is.
            TypeName::Interface(id) if self.interfaces[id.index()].under_way => {
                let said = self.interfaces[id.index()].parts.iter().flat_map(|(_, part)| part.iter());
                said.filter_map(ast::MemberSignature::name).any(|name| *name.text == *member)
            }
            TypeName::Interface(id) => self.interface_members(id).members.iter().any(|m| *m.member.name == *member),
            TypeName::Class(class) => self.class_member_names(class, false).iter().any(|name| **name == *member),
            _ => false,
        }
    }

    fn missing_export(&mut self, space: Space, part: &ast::Ident) {
        if let Space::Enum(id) = space {
            let owner = self.types().enums[id.index()].name.clone();
            return self.error(2694, part.span, format!("the enum `{owner}` has no member `{}`", part.text));
        }
        let owner = self.space_text(space);
        match most_similar(&part.text, self.space_names(space)) {
            Some(similar) => self.report(
                Problem::ts(2724, part.span, format!("{owner} exports nothing called `{}`", part.text)).with_help(format!("did you mean `{similar}`?")),
            ),
            None => self.error(2694, part.span, format!("{owner} exports no type called `{}`", part.text)),
        }
    }
}

/// The names that a statement declares.
pub(super) fn declared_names(statement: &ast::Statement) -> Vec<&ast::Name> {
    match &statement.kind {
        S::Variables(variables) => {
            let mut names = Vec::new();
            for variable in &variables.declarations {
                match &variable.pattern {
                    Some(pattern) => names.extend(pattern.names()),
                    None => names.push(&variable.name),
                }
            }
            names
        }
        S::Function { function, .. } => function.name.iter().collect(),
        S::Class { class, .. } => vec![&class.name],
        S::Enum(declaration) => vec![&declaration.name],
        S::Interface(interface) => vec![&interface.name],
        S::TypeAlias(alias) => vec![&alias.name],
        S::Namespace(namespace) => vec![&namespace.name],
        S::EntityAlias(alias) => vec![&alias.name],
        _ => Vec::new(),
    }
}
