//! Enums: their members' values and types, and what a program may do with them.
//!
//! Members are constants in the Program wherever their value is known; only a computed member has storage, filled where the
//! declaration stands. The enum's object does not exist: `E[value]` and `E[name]` become calls of a function that is made when
//! the first of them is met.

use super::Checker;
use super::constants::Constant;
use super::scope::{ScopeId, Space, SpaceName, TypeName, Value};
use super::variables::BindingKind;
use crate::ast::{self, ExprKind as E};
use crate::problem::{Problem, Rule};
use crate::program::types::{EnumType, Member};
use crate::program::{
    BindingId, Callee, CastReason, EnumId, Expr, ExprKind, FunctionId, FunctionKind, Parameter, Place, Statement, StatementKind, TargetId, Type, TypeId,
};
use crate::source::Span;
use std::rc::Rc;

/// What the checker knows of an enum.
#[derive(Debug)]
pub(super) struct EnumInfo<'a> {
    /// Its declarations.
    nodes: Vec<&'a ast::Enum>,
    /// Where it is declared.
    scope: ScopeId,
    /// Where its members are names.
    inside: ScopeId,
    members: Vec<MemberInfo<'a>>,
    state: State,
    /// `E[value]` and `E[name]`, once used.
    reverse: Option<FunctionId>,
    forward: Option<FunctionId>,
}

/// The object that an enum is at run time.
#[derive(Debug)]
pub(super) struct EnumObject {
    of: EnumId,
    /// It has numbers among its keys.
    numbered: bool,
}

#[derive(Debug)]
struct MemberInfo<'a> {
    node: &'a ast::EnumMember,
    value: Settled,
    /// Fresh.
    ty: TypeId,
}

#[derive(Debug, Clone, PartialEq)]
enum Settled {
    NotYet,
    Known(Constant),
    Computed(BindingId),
    /// Reported.
    Missing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Declared,
    /// The member with this index is being looked at.
    Settling(usize),
    Settled,
}

impl<'a> Checker<'a> {
    pub(super) fn declare_enum(&mut self, scope: ScopeId, node: &'a ast::Enum) {
        if self.enum_ids.contains_key(&node.name.id) {
            let id = self.enum_ids[&node.name.id];
            self.enter_enum(scope, node, id);
            return;
        }
        if let Some(&Value::Enum(earlier)) = self.scope(scope).values.get(&node.name.text) {
            self.merge_enum(earlier, node);
            return;
        }
        let id = EnumId(self.enums.len() as u32);
        self.enum_ids.insert(node.name.id, id);
        self.types().enums.push(EnumType { name: node.name.text.clone(), ty: TypeId::NEVER, members: Vec::new() });
        let inside = self.open_scope(scope, self.scope(scope).owner);
        self.enums.push(EnumInfo { nodes: vec![node], scope, inside, members: Vec::new(), state: State::Declared, reverse: None, forward: None });
        self.add_enum_members(id, node);
        self.enter_enum(scope, node, id);
    }

    fn enter_enum(&mut self, scope: ScopeId, node: &'a ast::Enum, id: EnumId) {
        self.declare_value(scope, &node.name, Value::Enum(id));
        self.scope_mut(scope).spaces.entry(node.name.text.clone()).or_insert(SpaceName::Known(Space::Enum(id)));
        match self.scope(scope).types.get(&node.name.text).copied() {
            Some(earlier @ (TypeName::Interface(_) | TypeName::Alias(_))) => {
                for span in self.type_span(earlier).into_iter().chain([node.name.span]) {
                    self.error(2567, span, format!("an enum shares its name with namespaces and enums alone, and `{}` is declared as something else too", node.name.text));
                }
            }
            _ => _ = self.scope_mut(scope).types.insert(node.name.text.clone(), TypeName::Enum(id)),
        }
    }

    /// A further declaration of the same enum.
    fn merge_enum(&mut self, id: EnumId, node: &'a ast::Enum) {
        self.enum_ids.insert(node.name.id, id);
        let first = self.enums[id.index()].nodes[0];
        if first.is_const != node.is_const {
            for span in [first.name.span, node.name.span] {
                self.error(2567, span, format!("`{}` is declared both as `const enum` and as `enum`", node.name.text));
            }
        }
        let without = |node: &ast::Enum| node.members.first().is_some_and(|m| m.value.is_none());
        if without(node) && self.enums[id.index()].nodes.iter().any(|n| without(n)) {
            let span = node.members[0].span;
            self.error(2432, span, "of several declarations of one enum only one may leave out the first member's value");
        }
        self.enums[id.index()].nodes.push(node);
        self.add_enum_members(id, node);
    }

    fn add_enum_members(&mut self, id: EnumId, node: &'a ast::Enum) {
        for member in &node.members {
            let index = self.enums[id.index()].members.len() as u32;
            if let Some(first) = self.enums[id.index()].members.iter().find(|m| m.node.name.text == member.name.text) {
                for span in [first.node.name.span, member.name.span] {
                    self.error(2300, span, format!("`{}` is declared more than once", member.name.text));
                }
                continue;
            }
            if member.name.text.parse::<f64>().is_ok_and(|n| n.is_finite() && crate::ast::number_text(n) == *member.name.text) {
                self.error(2452, member.name.span, "a member's name cannot be a number: that is how its value is looked up");
            }
            self.enums[id.index()].members.push(MemberInfo { node: member, value: Settled::NotYet, ty: TypeId::ANY });
            let inside = self.enums[id.index()].inside;
            self.scope_mut(inside).values.insert(member.name.text.clone(), Value::EnumMember(id, index));
        }
    }

    /// Where the enum's name is declared.
    pub(super) fn enum_span(&self, id: EnumId) -> Span {
        self.enums[id.index()].nodes[0].name.span
    }

    /// The union of an enum's members.
    pub(super) fn settled_enum(&mut self, id: EnumId) -> TypeId {
        if self.enums[id.index()].state == State::Declared {
            self.settle_enum(id);
        }
        self.types().enum_type(id)
    }

    fn settle_enum(&mut self, id: EnumId) {
        for index in 0..self.enums[id.index()].members.len() {
            self.enums[id.index()].state = State::Settling(index);
            let value = self.settle_member(id, index);
            let ty = match &value {
                Settled::Known(Constant::Number(number)) => self.types().enum_number(*number, id),
                Settled::Known(Constant::String(units)) => self.types().intern(Type::StringLiteral { units: units.clone(), fresh: true, of: Some(id) }),
                _ => self.types().intern(Type::EnumComputed { of: id, member: index as u32, fresh: true }),
            };
            let member = &mut self.enums[id.index()].members[index];
            (member.value, member.ty) = (value, ty);
            let name = member.node.name.text.clone();
            let regular = self.types().unfresh(ty);
            self.types().enums[id.index()].members.push((name, regular));
        }
        let all: Vec<TypeId> = self.types().enums[id.index()].members.iter().map(|(_, ty)| *ty).collect();
        let ty = self.types().union(all);
        self.types().enums[id.index()].ty = ty;
        self.enums[id.index()].state = State::Settled;
    }

    fn settle_member(&mut self, id: EnumId, index: usize) -> Settled {
        let info = &self.enums[id.index()];
        let (node, inside) = (info.members[index].node, info.inside);
        let Some(value) = &node.value else { return self.next_value(id, index) };
        match self.constant(inside, value) {
            Some(constant) => Settled::Known(constant),
            None => {
                let (scope, name) = (self.enums[id.index()].scope, format!("{}${}", self.types().enums[id.index()].name, node.name.text));
                let binding = self.new_binding(scope, name.into(), node.name.span, BindingKind::Static);
                self.set_binding_type(binding, TypeId::NUMBER);
                Settled::Computed(binding)
            }
        }
    }

    /// A member without initialiser: one more than the one before it.
    fn next_value(&mut self, id: EnumId, index: usize) -> Settled {
        let members = &self.enums[id.index()].members;
        let node = members[index].node;
        let is_first = self.enums[id.index()].nodes.iter().any(|n| n.members.first().is_some_and(|m| std::ptr::eq(m, node)));
        match (is_first, index.checked_sub(1).map(|before| &members[before].value)) {
            (true, _) | (_, None) => Settled::Known(Constant::Number(0.0)),
            (_, Some(Settled::Known(Constant::Number(before)))) => Settled::Known(Constant::Number(before + 1.0)),
            (_, Some(Settled::Missing)) => Settled::Missing,
            _ => Settled::Missing,
        }
    }

    /// The position of the member with this name.
    pub(super) fn enum_member(&self, id: EnumId, name: &str) -> Option<u32> {
        self.enums[id.index()].members.iter().position(|m| &*m.node.name.text == name).map(|index| index as u32)
    }

    /// The type that `E.A` names.
    pub(super) fn enum_member_type(&mut self, id: EnumId, member: u32) -> TypeId {
        self.settled_enum(id);
        let ty = self.enums[id.index()].members[member as usize].ty;
        self.types().unfresh(ty)
    }

    /// A member's value, if it is known before the program runs.
    pub(super) fn member_constant(&mut self, id: EnumId, member: u32) -> Option<Constant> {
        match self.enums[id.index()].state {
            State::Declared => self.settle_enum(id),
            // tsc goes on with 0, having complained.
            State::Settling(now) if member as usize >= now => return Some(Constant::Number(0.0)),
            _ => {}
        }
        match &self.enums[id.index()].members[member as usize].value {
            Settled::Known(constant) => Some(constant.clone()),
            _ => None,
        }
    }

    /// `E.A` as an expression.
    pub(super) fn enum_member_value(&mut self, id: EnumId, member: u32, span: Span) -> Expr {
        self.settled_enum(id);
        let info = &self.enums[id.index()].members[member as usize];
        let ty = info.ty;
        let kind = match info.value.clone() {
            Settled::Known(Constant::Number(number)) => ExprKind::Number(number),
            Settled::Known(Constant::String(units)) => ExprKind::String(units),
            Settled::Computed(binding) => {
                self.capture(binding);
                ExprKind::Read(binding)
            }
            Settled::NotYet | Settled::Missing => ExprKind::Undefined,
        };
        Expr { kind, ty, span }
    }

    /// `enum E {}` where control reaches it.
    pub(super) fn check_enum(&mut self, node: &'a ast::Enum, out: &mut Vec<Statement>) {
        let Some(&id) = self.enum_ids.get(&node.name.id) else { return };
        self.settled_enum(id);
        let outer = std::mem::replace(&mut self.cx.scope, self.enums[id.index()].inside);
        for member in &node.members {
            let Some(index) = self.enums[id.index()].members.iter().position(|m| std::ptr::eq(m.node, member)) else { continue };
            self.check_enum_value(id, index, node, out);
        }
        self.cx.scope = outer;
    }

    fn check_enum_value(&mut self, id: EnumId, index: usize, declaration: &ast::Enum, out: &mut Vec<Statement>) {
        let is_const = declaration.is_const;
        let info = &self.enums[id.index()].members[index];
        let (node, settled) = (info.node, info.value.clone());
        let Some(value) = &node.value else {
            if settled == Settled::Missing {
                self.error(1061, node.span, "only a number has a next one: this member needs a value");
            }
            return;
        };
        self.check_member_order(id, index, value);
        match settled {
            Settled::Known(Constant::Number(number)) if is_const && number.is_nan() => {
                self.error(2478, value.span, "a member of a `const enum` cannot be NaN");
            }
            Settled::Known(Constant::Number(number)) if is_const && number.is_infinite() => {
                self.error(2477, value.span, "a member of a `const enum` must be finite");
            }
            Settled::Computed(binding) => {
                let expr = self.check_expr(value, None);
                if declaration.declare && !is_const {
                    return self.error(1066, value.span, "a member of an enum that is only declared is a constant expression");
                }
                if is_const {
                    return self.error(2474, value.span, "a member of a `const enum` is a constant expression");
                }
                if !self.is_assignable(expr.ty, TypeId::NUMBER) {
                    let found = self.text(expr.ty);
                    return self.error(18033, value.span, format!("a computed member is a number, found a `{found}`"));
                }
                out.push(Statement { kind: StatementKind::Let { binding, value: Some(expr) }, span: node.span });
            }
            _ => {}
        }
    }

    /// TS2651: a member that refers to one further down; TS2565: to itself.
    fn check_member_order(&mut self, id: EnumId, index: usize, value: &'a ast::Expr) {
        let named = match &value.kind {
            E::Name(name) => match self.find_value(self.cx.scope, name) {
                Some(Value::EnumMember(of, member)) if of == id => Some((member, value.span)),
                Some(Value::Binding(binding)) if matches!(self.enums[id.index()].members[index].value, Settled::Known(_)) => return self.use_binding(binding, value.span),
                _ => None,
            },
            E::Member { object, property, .. } if self.enum_named(self.cx.scope, object) == Some(id) => {
                self.enum_member(id, &property.text).map(|member| (member, value.span))
            }
            E::Index { object, index, .. } if self.enum_named(self.cx.scope, object) == Some(id) => match &index.kind {
                E::String(name) => self.enum_member(id, &String::from_utf16_lossy(name)).map(|member| (member, value.span)),
                _ => None,
            },
            E::Paren(inner) | E::Unary { operand: inner, .. } => return self.check_member_order(id, index, inner),
            E::Binary { left, right, .. } => {
                self.check_member_order(id, index, left);
                return self.check_member_order(id, index, right);
            }
            _ => None,
        };
        match named {
            Some((member, span)) if member as usize == index => self.error(2565, span, "a member's value is not known before it is given"),
            Some((member, span)) if member as usize > index => self.error(2651, span, "a member's value can only refer to members before it"),
            _ => {}
        }
    }

    /// The enum that an expression names where a member is taken from it.
    pub(super) fn enum_object(&mut self, object: &ast::Expr) -> Option<EnumId> {
        self.enum_named(self.cx.scope, object)
    }

    /// TS2450: an enum above its declaration in the same body.
    fn use_enum(&mut self, id: EnumId, span: Span) {
        let info = &self.enums[id.index()];
        let (node, owner) = (info.nodes[0], self.scope(info.scope).owner);
        if !node.is_const && node.span.file == span.file && owner == self.cx.function && span.start < node.span.start {
            let name = node.name.text.clone();
            self.report(
                Problem::ts(2450, span, format!("the enum `{name}` is used before its declaration")).with_label(node.name.span, "declared here"),
            );
        }
    }

    /// `E.A`.
    pub(super) fn check_enum_member(&mut self, id: EnumId, object: &ast::Expr, property: &ast::Ident, span: Span) -> Expr {
        self.use_enum(id, object.span);
        match self.enum_member(id, &property.text) {
            Some(member) => self.enum_member_value(id, member, span),
            None => self.missing_enum_member(id, &property.text, property.span, span),
        }
    }

    fn missing_enum_member(&mut self, id: EnumId, name: &str, place: Span, span: Span) -> Expr {
        let owner = self.types().enums[id.index()].name.clone();
        let names = self.enums[id.index()].members.iter().map(|m| m.node.name.text.clone()).collect();
        match super::scope::most_similar(name, names) {
            Some(similar) => self.report(
                Problem::ts(2551, place, format!("the enum `{owner}` has no member `{name}`")).with_help(format!("did you mean `{similar}`?")),
            ),
            None => self.error(2339, place, format!("the enum `{owner}` has no member `{name}`")),
        }
        self.missing(span)
    }

    /// `E.A = …`.
    pub(super) fn written_enum_member(&mut self, id: EnumId, property: &ast::Ident) -> Option<(Place, TypeId)> {
        if self.enum_member(id, &property.text).is_some() {
            self.error(2540, property.span, format!("`{}` is a member of an enum, which never changes", property.text));
        } else {
            self.missing_enum_member(id, &property.text, property.span, property.span);
        }
        None
    }

    pub(super) fn is_const_enum(&self, id: EnumId) -> bool {
        self.enums[id.index()].nodes[0].is_const
    }

    /// An enum where a value is needed.
    pub(super) fn enum_as_value(&mut self, id: EnumId, name: &str, span: Span) -> Expr {
        self.use_enum(id, span);
        if self.is_const_enum(id) {
            self.error(2475, span, format!("`{name}` is a `const enum`: there is no object of it"));
        } else {
            return self.enum_made_object(id, name, span);
        }
        self.missing(span)
    }

    /// Whether a type is `typeof E` of an enum E.
    pub(super) fn is_enum_object(&self, ty: TypeId) -> bool {
        let Type::Object { members, .. } = self.program.types.get(ty) else { return false };
        let is_of_enum = |ty: TypeId| {
            matches!(self.program.types.get(ty), Type::NumberLiteral { of: Some(_), .. } | Type::StringLiteral { of: Some(_), .. } | Type::EnumComputed { .. })
        };
        !members.is_empty() && members.iter().all(|member| member.readonly && is_of_enum(member.ty))
    }

    /// Where it is declared.
    pub(super) fn enum_scope(&self, id: EnumId) -> ScopeId {
        self.enums[id.index()].scope
    }

    /// Its members' names, in order.
    pub(super) fn enum_member_names(&self, id: EnumId) -> Vec<Rc<str>> {
        self.enums[id.index()].members.iter().map(|member| member.node.name.text.clone()).collect()
    }

    /// `typeof E`: its members, read-only.
    pub(super) fn enum_object_type(&mut self, id: EnumId) -> TypeId {
        self.settled_enum(id);
        let members = self.types().enums[id.index()].members.clone();
        let members = members.into_iter().map(|(name, ty)| Member { name, ty, optional: false, readonly: true, method: false, numeric: false }).collect();
        let ty = self.types().intern(Type::Object { members, fresh: false });
        let whole = self.types().enum_type(id);
        let numbered = self.program.types.members(whole).into_iter().any(|member| self.program.types.is_number_member(member));
        self.enum_objects.insert(ty, EnumObject { of: id, numbered });
        ty
    }

    /// Whether this is the type of an enum's object that has numbers among its keys.
    pub(super) fn has_numbers_for_keys(&self, ty: TypeId) -> bool {
        self.enum_objects.get(&ty).is_some_and(|object| object.numbered)
    }

    /// The type that reading a member of an enum's object gives: as `E.A`, a literal that widens.
    pub(super) fn member_of_enum_object(&self, object: TypeId, name: &str) -> Option<TypeId> {
        let of = self.enum_objects.get(&object)?.of;
        self.enum_member(of, name).map(|member| self.enums[of.index()].members[member as usize].ty)
    }

    /// `E[index]`.
    pub(super) fn check_enum_index(&mut self, id: EnumId, object: &'a ast::Expr, index: &'a ast::Expr, span: Span) -> Expr {
        self.use_enum(id, object.span);
        let whole = self.settled_enum(id);
        if let E::String(units) = &super::expressions::without_parens(index).kind {
            let name = String::from_utf16_lossy(units);
            if let Some(member) = self.enum_member(id, &name) {
                return self.enum_member_value(id, member, span);
            }
        }
        let key = self.check_expr(index, None);
        let key = self.position_of(key);
        if self.is_const_enum(id) {
            if let ExprKind::String(units) = &key.kind {
                return self.missing_enum_member(id, &String::from_utf16_lossy(units), index.span, span);
            }
            self.error(2476, index.span, "a member of a `const enum` is named, or indexed by a string that is written there");
            return self.missing(span);
        }
        let numbers = self.program.types.members(whole).iter().any(|&m| self.program.types.is_number_member(m));
        if numbers && key.ty != TypeId::ANY && self.is_number(key.ty) {
            let ty = TypeId::STRING;
            return self.enum_lookup(id, key, ty, true, span);
        }
        if let Some(ty) = self.named_members(id, key.ty) {
            return self.enum_lookup(id, key, ty, false, span);
        }
        if let Some((of_numbers, of_names)) = self.numbers_and_names(key.ty).filter(|_| numbers)
            && let Some(named) = self.named_members(id, of_names)
        {
            return self.enum_lookup_by_sort(id, key, (of_numbers, of_names), named, span);
        }
        if self.types().non_null(key.ty) != key.ty {
            let found = self.text(key.ty);
            self.error(2538, index.span, format!("a `{found}` cannot be a key"));
        } else if key.ty != TypeId::ANY {
            let owner = self.types().enums[id.index()].name.clone();
            let (number, place) = match (numbers, self.is_number(key.ty)) {
                (true, false) => (7015, index.span),
                _ => (7053, span),
            };
            let found = self.text(key.ty);
            let names = self.types().enums[id.index()].members.iter().map(|(name, _)| name.clone()).collect();
            let similar = self.key_name(key.ty).and_then(|name| super::scope::most_similar(&name, names));
            match similar {
                Some(similar) => self.report(
                    Problem::ts(2551, index.span, format!("a `{found}` is no key of the enum `{owner}`")).with_help(format!("did you mean `{similar}`?")),
                ),
                None => self.error(number, place, format!("a `{found}` is no key of the enum `{owner}`")),
            }
        } else {
            self.refuse(Rule::DynamicKey, span, "a member of an enum is looked up by a number or by one of its names");
        }
        self.missing(span)
    }

    /// The parts of a key that may be a number or a name, as a value of an enum that has both may be.
    fn numbers_and_names(&mut self, key: TypeId) -> Option<(TypeId, TypeId)> {
        let (numbers, names): (Vec<TypeId>, Vec<TypeId>) = self.program.types.members(key).into_iter().partition(|&part| self.is_number(part));
        (!numbers.is_empty() && !names.is_empty()).then(|| (self.types().union(numbers), self.types().union(names)))
    }

    /// A number is looked up among the values, a name among the names.
    fn enum_lookup_by_sort(&mut self, id: EnumId, key: Expr, (numbers, names): (TypeId, TypeId), named: TypeId, span: Span) -> Expr {
        let (whole, place) = (key.ty, key.span);
        let binding = self.made_up(whole, place);
        let read = |ty: TypeId| {
            let value = Expr { kind: ExprKind::Read(binding), ty: whole, span: place };
            Expr { kind: ExprKind::Cast { operand: Box::new(value), reason: CastReason::Narrowing }, ty, span: place }
        };
        let then = self.enum_lookup(id, read(numbers), TypeId::STRING, true, span);
        let otherwise = self.enum_lookup(id, read(names), named, false, span);
        let test = super::calls::dynamic::is_typeof(Expr { kind: ExprKind::Read(binding), ty: whole, span: place }, "number", place);
        let ty = self.types().union([TypeId::STRING, named]);
        let chosen = Expr { ty, ..super::calls::dynamic::conditional(test, then, otherwise, span) };
        Expr { kind: ExprKind::Let { binding, value: Box::new(key), body: Box::new(chosen) }, ty, span }
    }

    /// The union of the members that a union of names stands for.
    fn named_members(&mut self, id: EnumId, key: TypeId) -> Option<TypeId> {
        let key = self.constraint_of(key);
        let mut found = Vec::new();
        for name in self.program.types.members(key) {
            let Type::StringLiteral { units, .. } = self.program.types.get(name).clone() else { return None };
            let member = self.enum_member(id, &String::from_utf16_lossy(&units))?;
            found.push(self.enum_member_type(id, member));
        }
        (!found.is_empty()).then(|| self.types().union(found))
    }

    /// A call of the function that looks a value or a name up.
    fn enum_lookup(&mut self, id: EnumId, key: Expr, ty: TypeId, reverse: bool, span: Span) -> Expr {
        let known = if reverse { self.enums[id.index()].reverse } else { self.enums[id.index()].forward };
        let function = match known {
            Some(function) => function,
            None => {
                let Some(function) = self.lookup_function(id, reverse, span) else { return self.missing(span) };
                let info = &mut self.enums[id.index()];
                *(if reverse { &mut info.reverse } else { &mut info.forward }) = Some(function);
                function
            }
        };
        let callee = Callee::Function { function, type_arguments: Vec::new() };
        let result = self.types().union([ty, TypeId::UNDEFINED]);
        let call = Expr { kind: ExprKind::Call { callee, arguments: vec![key] }, ty: result, span };
        Expr { kind: ExprKind::Cast { operand: Box::new(call), reason: CastReason::Lookup }, ty, span }
    }

    /// `switch (key) { case E.A: return "A"; … }`, or the other way round.
    fn lookup_function(&mut self, id: EnumId, reverse: bool, span: Span) -> Option<FunctionId> {
        let scope = self.enums[id.index()].scope;
        let (place, name) = (self.enum_span(id), self.types().enums[id.index()].name.clone());
        let computed = self.enums[id.index()].members.iter().any(|m| matches!(m.value, Settled::Computed(_)));
        if computed && !self.scope(scope).is_module {
            self.refuse(Rule::EnumValue, span, format!("the members of `{name}` are computed inside a function, so there is no table of them"));
            return None;
        }
        let function = self.new_function(format!("{name}[…]").into(), FunctionKind::Function, scope, None, place);
        let inside = self.open_scope(scope, function);
        self.scope_mut(inside).owner = function;
        let binding = self.new_binding(inside, "key$".into(), place, BindingKind::Parameter);
        let key_type = if reverse { TypeId::NUMBER } else { TypeId::STRING };
        self.set_binding_type(binding, key_type);
        let whole = self.settled_enum(id);
        let given = if reverse { TypeId::STRING } else { whole };
        let cases = self.lookup_cases(id, reverse, place);
        let subject = Expr { kind: ExprKind::Read(binding), ty: key_type, span: place };
        let body = StatementKind::Switch { target: TargetId(0), subject, cases };
        let result = self.types().union([given, TypeId::UNDEFINED]);
        let entry = &mut self.program.functions[function.index()];
        entry.parameters = vec![Parameter { binding, default: None, has_default: false, optional: false, rest: false }];
        entry.result = result;
        entry.body = Some(vec![Statement { kind: body, span: place }]);
        Some(function)
    }

    fn lookup_cases(&mut self, id: EnumId, reverse: bool, place: Span) -> Vec<(Option<Expr>, Vec<Statement>)> {
        let mut cases = Vec::new();
        // Of several members with one value the last one names it.
        for index in (0..self.enums[id.index()].members.len()).rev() {
            let value = self.enum_member_value(id, index as u32, place);
            let units: Rc<[u16]> = self.enums[id.index()].members[index].node.name.text.encode_utf16().collect();
            let name = Expr { kind: ExprKind::String(units), ty: TypeId::STRING, span: place };
            let value_is_text = matches!(value.kind, ExprKind::String(_));
            let repeated = |(test, _): &(Option<Expr>, Vec<Statement>)| test.as_ref().is_some_and(|t| t.ty == value.ty && reverse);
            if reverse && value_is_text || cases.iter().any(repeated) {
                continue;
            }
            let (test, given) = if reverse { (value, name) } else { (name, value) };
            let give = Statement { kind: StatementKind::Return(Some(given)), span: place };
            cases.push((Some(test), vec![give]));
        }
        cases.reverse();
        cases
    }
}
