//! Members that functions are given by assignments: `function f() {} f.count = 0;`. In tsc such an assignment declares the member; at the top level of a file
//! the reader of the syntax makes a namespace of it if it can (`syntax::function_members`), everywhere else it is a member of the function's type.

use super::Checker;
use super::expressions::without_parens;
use super::scope::{ScopeId, Value};
use super::variables::{BindingInfo, BindingKind};
use crate::ast::{self, AssignOp, ExprKind as E, StatementKind as S};
use crate::program::types::Member;
use crate::program::{BindingId, CastReason, Expr, ExprKind, FunctionId, FunctionKind, Type, TypeId};
use std::rc::Rc;

/// The members that assignments give to a function, and their values, in order.
pub(super) type Given<'a> = Vec<(Rc<str>, &'a ast::Expr)>;

/// How many members of one function may be worked out within each other.
const NESTED: usize = 3;

impl<'a> Checker<'a> {
    /// Takes note of the members that the functions of a block are given by statements of the same block, those within others among them.
    pub(super) fn declare_given_members(&mut self, scope: ScopeId, statements: impl Iterator<Item = &'a ast::Statement>) {
        for statement in statements {
            for part in parts(statement) {
                self.declare_given_members(scope, part.iter());
            }
            for (owner, member, value) in given_by(statement) {
                let Some(&Value::Binding(binding)) = self.scope(scope).values.get(owner) else { continue };
                if self.has_exported(binding, member) {
                    continue;
                }
                if self.is_function_constant(binding) {
                    self.given_members.entry(binding).or_default().push((member.clone(), value));
                } else if self.is_typed_function_constant(binding) {
                    self.later_members.entry(binding).or_default().push(member.clone());
                }
            }
        }
    }

    /// Whether a name stands for a constant with a type whose initialiser is a function.
    fn is_typed_function_constant(&self, binding: BindingId) -> bool {
        let BindingKind::Variable { node, kind: ast::VariableKind::Const, .. } = self.bindings[binding.index()].kind else { return false };
        node.ty.is_some() && node.value.as_ref().is_some_and(|value| matches!(value.kind, E::Arrow(_) | E::Function(_)))
    }

    /// The value of a constant with a type: a function counts with those members of the type that statements beside the declaration give it. Whether
    /// what they give fits is looked at there.
    pub(super) fn with_later_members(&mut self, binding: BindingId, declared: TypeId, value: Expr) -> Expr {
        let Some(names) = self.later_members.get(&binding).cloned() else { return value };
        let mut members: Vec<Member> = Vec::new();
        for name in names {
            if let Some(found) = self.find_member(declared, &name)
                && !members.iter().any(|member| member.name == name)
            {
                members.push(Member { name, ty: found.ty, optional: false, readonly: false, method: false, numeric: false });
            }
        }
        let members = self.types().intern(Type::Object { members: members.into(), fresh: false });
        let ty = self.intersect(&[value.ty, members]);
        if !self.is_assignable(ty, declared) {
            return Expr { ty, ..value };
        }
        self.note_told_apart(&value);
        let span = value.span;
        Expr { kind: ExprKind::Cast { operand: Box::new(value), reason: CastReason::As }, ty: declared, span }
    }

    /// Takes note that a variable gets a value: through `any` a function may be given members.
    pub(super) fn note_held_function(&mut self, binding: BindingId, value: &Expr) {
        if let Some(function) = self.function_of(value) {
            self.held_functions.entry(binding).or_default().push(function);
        }
    }

    /// The function that an expression makes or names.
    fn function_of(&self, value: &Expr) -> Option<FunctionId> {
        match value.kind {
            ExprKind::Cast { ref operand, .. } => self.function_of(operand),
            ExprKind::Closure { function } => Some(function),
            ExprKind::Read(binding) => match self.bindings[binding.index()].kind {
                BindingKind::Function(function) => Some(function),
                _ => None,
            },
            _ => None,
        }
    }

    /// A write to a member of what may be anything: if the object was seen to be a function, functions are given members of this name.
    pub(super) fn note_given_to_any(&mut self, object: &Expr, name: &Rc<str>) {
        if let ExprKind::Cast { operand, .. } = &object.kind {
            return self.note_given_to_any(operand, name);
        }
        let held = match object.kind {
            ExprKind::Read(binding) if self.held_functions.contains_key(&binding) => self.held_functions[&binding].clone(),
            _ => self.function_of(object).into_iter().collect(),
        };
        if held.is_empty() {
            return;
        }
        for function in held {
            if !self.is_made_once(function) {
                self.program.functions[function.index()].is_distinct = true;
            }
        }
        self.note_given_to_function(name);
    }

    /// Whether a name stands for a function that is declared, or is a constant's initialiser.
    pub(super) fn is_function_constant(&self, binding: BindingId) -> bool {
        match self.bindings[binding.index()].kind {
            BindingKind::Function(_) => true,
            BindingKind::Variable { node, kind: ast::VariableKind::Const, .. } => {
                node.ty.is_none() && node.value.as_ref().is_some_and(|value| matches!(value.kind, E::Arrow(_) | E::Function(_)))
            }
            _ => false,
        }
    }

    /// Whether a name stands for a function that is given members.
    pub(super) fn names_given(&mut self, node: &ast::Expr) -> bool {
        let E::Name(name) = &node.kind else { return false };
        matches!(self.find_value(self.cx.scope, name), Some(Value::Binding(binding)) if self.given_members.contains_key(&binding))
    }

    /// The type of a name: that of a function, with the members that it is given.
    pub(super) fn with_given_members(&mut self, binding: BindingId, ty: TypeId) -> TypeId {
        let Some(given) = self.given_members.get(&binding).cloned() else { return ty };
        let BindingInfo { scope, kind, .. } = self.bindings[binding.index()];
        let function = match kind {
            BindingKind::Function(function) => Some(function),
            BindingKind::Variable { node, .. } => match node.value.as_ref().map(|value| &value.kind) {
                Some(E::Arrow(function) | E::Function(function)) => self.function_ids.get(&function.id).copied(),
                _ => None,
            },
            _ => None,
        };
        // One that a file declares at its top level is made once.
        if let Some(function) = function.filter(|f| !self.is_made_once(*f)) {
            self.program.functions[function.index()].is_distinct = true;
        }
        let mut members: Vec<Member> = Vec::new();
        for (index, (name, value)) in given.into_iter().enumerate() {
            let value = self.given_type((binding, index), scope, value);
            match members.iter().position(|member| member.name == name) {
                Some(at) => members[at].ty = self.types().union([members[at].ty, value]),
                None => members.push(Member { name, ty: value, optional: false, readonly: false, method: false, numeric: false }),
            }
        }
        let members = self.types().intern(Type::Object { members: members.into(), fresh: false });
        self.intersect(&[ty, members])
    }

    /// The type of a member that a function is given. What it is made of may ask for the function: then that has the other members, as far as they
    /// can be told without this one.
    fn given_type(&mut self, member: (BindingId, usize), scope: ScopeId, value: &'a ast::Expr) -> TypeId {
        let depth = self.given_under_way.iter().filter(|&&(binding, _)| binding == member.0).count();
        if depth >= NESTED || self.given_under_way.contains(&member) {
            return TypeId::ANY;
        }
        self.given_under_way.push(member);
        let told = self.annotated_function_type(scope, value).or_else(|| self.function_told_later(scope, value));
        let ty = told.unwrap_or_else(|| self.elsewhere(scope, |c| c.quietly(|c| c.check_expr(value, None))).ty);
        self.given_under_way.pop();
        self.types().widen(ty)
    }

    fn is_made_once(&self, function: FunctionId) -> bool {
        !self.functions[function.index()].is_expression && self.scope(self.functions[function.index()].outer).is_module
    }

    /// Takes note that a function is given members: what is made from the same place at another time is another function.
    pub(super) fn note_told_apart(&mut self, value: &Expr) {
        match &value.kind {
            ExprKind::Cast { operand, .. } => self.note_told_apart(operand),
            ExprKind::Closure { function } => self.program.functions[function.index()].is_distinct = true,
            // Whichever function it is.
            _ if matches!(self.program.types.get(value.ty), Type::Function(_)) => self.all_told_apart = true,
            _ => {}
        }
    }

    /// The end of the check: functions that are made as often as they are evaluated.
    pub(super) fn tell_functions_apart(&mut self) {
        if !self.all_told_apart {
            return;
        }
        for function in (0..self.program.functions.len() as u32).map(FunctionId) {
            let is_function = matches!(self.program.functions[function.index()].kind, FunctionKind::Function | FunctionKind::Arrow);
            if is_function && self.functions[function.index()].node.is_some() && !self.is_made_once(function) {
                self.program.functions[function.index()].is_distinct = true;
            }
        }
    }

    /// Whether values of a type are functions, no classes, that may have members besides.
    pub(super) fn is_called_with_members(&mut self, ty: TypeId) -> bool {
        let ty = self.constraint_of(ty);
        matches!(self.program.types.get(ty), Type::Interface { .. } | Type::Object { .. } | Type::Intersection(_)) && self.called_part(ty).is_some()
    }

    /// Takes note that functions are given members of this name as the program runs.
    pub(super) fn note_given_to_function(&mut self, name: &Rc<str>) {
        self.program.given_to_functions.insert(name.clone());
        // What has members may be a function.
        self.program.class_objects = true;
        self.reach_library_class("Dictionary");
        for function in ["get", "set", "has", "any", "keys", "keysAfter", "value"] {
            if let Some(function) = self.library.function(&format!("given.{function}")) {
                self.reach_function(function);
            }
        }
    }
}

/// The statements that a statement is made of.
fn parts(statement: &ast::Statement) -> Vec<&[ast::Statement]> {
    let one = |statement| std::slice::from_ref::<ast::Statement>(statement);
    match &statement.kind {
        S::Block(block) => vec![&block.statements],
        S::If { then, otherwise, .. } => std::iter::once(one(then)).chain(otherwise.iter().map(|o| one(o))).collect(),
        S::While { body, .. } | S::DoWhile { body, .. } | S::Labelled { body, .. } | S::For { body, .. } | S::ForOf { body, .. } => vec![one(body)],
        S::Switch { cases, .. } => cases.iter().map(|case| &case.body[..]).collect(),
        S::Try { body, catch, finally } => {
            let blocks = [Some(body), catch.as_ref().map(|catch| &catch.body), finally.as_ref()];
            blocks.into_iter().flatten().map(|block| &block.statements[..]).collect()
        }
        _ => Vec::new(),
    }
}

/// `owner.member = value` as a statement; of `f.a = f.b = value` both, the inner one first.
fn given_by(statement: &ast::Statement) -> Vec<(&Rc<str>, &Rc<str>, &ast::Expr)> {
    let S::Expr(expr) = &statement.kind else { return Vec::new() };
    let mut found = Vec::new();
    let mut at = expr;
    while let E::Assign { op: AssignOp::Assign, place, value } = &without_parens(at).kind {
        if let E::Member { object, property, .. } = &place.kind
            && let E::Name(owner) = &object.kind
        {
            found.push((owner, &property.text));
        }
        at = value;
    }
    found.into_iter().rev().map(|(owner, member)| (owner, member, at)).collect()
}
