//! Places whose undefined the program looks for: operands of comparisons, conditions, switches, `typeof`, `??`, `?.` and defaults, and what
//! goes to a place that is declared to admit undefined. An element past the end, or an entry that is missing, stays undefined in such a
//! place, as it does where the read itself is looked at.

use super::{Keeper, keeper, keeper_read, result_keeper};
use super::super::walk::Node;
use super::super::{BindingId, Callee, Expr, ExprKind, FunctionId, LogicalOp, Place, Program, StatementKind, Type, TypeId, UnaryOp};
use crate::hash::{HashMap, HashSet};
use crate::program::types::Member;
use crate::source::FileId;
use std::rc::Rc;

/// How a program looks at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    /// It compares it with other values.
    ForValue,
    /// It asks for undefined or null, for truth or for the type.
    ForUndefined,
}

/// The places that are looked at.
#[derive(Debug, Default)]
pub(super) struct Observed {
    looks: HashMap<Keeper, Look>,
    /// The files of the library.
    library: HashSet<FileId>,
}

impl Observed {
    pub fn new(program: &Program) -> Observed {
        let library = program.library.functions.values().map(|f| program.functions[f.index()].span.file).collect();
        Observed { library, ..Observed::default() }
    }

    /// Whether a file is of the library.
    pub fn is_library(&self, file: FileId) -> bool {
        self.library.contains(&file)
    }

    pub fn of(&self, keeper: &Keeper) -> Option<Look> {
        self.looks.get(keeper).copied()
    }

    /// Whether that was new.
    pub fn add(&mut self, keeper: Keeper, look: Look) -> bool {
        let known = self.looks.get(&keeper).copied();
        known < Some(look) && self.looks.insert(keeper, look) != Some(look)
    }

    /// Notes what a statement or expression looks at. `function` is the one it stands in, if it has a result of its own.
    pub fn visit(&mut self, program: &Program, function: Option<FunctionId>, node: Node) {
        match node {
            Node::Statement(statement) => self.visit_statement(program, function, &statement.kind),
            Node::Expr(expr) => self.visit_expr(program, &expr.kind),
            Node::List(_) => {}
        }
    }

    fn visit_statement(&mut self, program: &Program, function: Option<FunctionId>, statement: &StatementKind) {
        match statement {
            StatementKind::If { test, .. } | StatementKind::While { test, .. } | StatementKind::DoWhile { test, .. } | StatementKind::For { test: Some(test), .. } => {
                self.look_at(program, test, Look::ForUndefined);
            }
            StatementKind::Switch { subject, .. } => self.look_at(program, subject, Look::ForValue),
            StatementKind::Let { binding, value: Some(value) } if admits_undefined(program, program.bindings[binding.index()].ty) => {
                self.look_at(program, value, Look::ForUndefined);
            }
            StatementKind::Return(Some(value)) if function.is_some_and(|f| admits_undefined(program, program.functions[f.index()].result)) => {
                self.look_at(program, value, Look::ForUndefined);
            }
            _ => {}
        }
    }

    fn visit_expr(&mut self, program: &Program, expr: &ExprKind) {
        match expr {
            ExprKind::Logical { left: operand, .. }
            | ExprKind::Conditional { test: operand, .. }
            | ExprKind::Unary { op: UnaryOp::Not, operand }
            | ExprKind::TypeOf(operand)
            | ExprKind::OptionalChain { subject: operand, .. } => self.look_at(program, operand, Look::ForUndefined),
            ExprKind::Binary { op, left, right } if op.is_equality() => {
                let look = |other: &Expr| if is_nullish(program, other.ty) { Look::ForUndefined } else { Look::ForValue };
                self.look_at(program, left, look(right));
                self.look_at(program, right, look(left));
            }
            ExprKind::Binary { op, left, right } if op.is_relational() && is_text(program, left.ty) && is_text(program, right.ty) => {
                self.look_at(program, left, Look::ForValue);
                self.look_at(program, right, Look::ForValue);
            }
            ExprKind::AssignLogical { place, .. } => {
                if let Some(keeper) = keeper(program, place) {
                    self.add(keeper, Look::ForUndefined);
                }
            }
            ExprKind::Assign { place, value } if declared(program, place).is_some_and(|ty| admits_undefined(program, ty)) => {
                self.look_at(program, value, Look::ForUndefined);
            }
            ExprKind::Call { callee: Callee::Function { function, .. } | Callee::Static { function, .. }, arguments } => self.visit_arguments(program, *function, arguments),
            _ => {}
        }
    }

    /// Functions of the library whose callbacks give anything do not ask more of it than whether it is true.
    fn visit_arguments(&mut self, program: &Program, function: FunctionId, arguments: &[Expr]) {
        let is_library = self.is_library(program.functions[function.index()].span.file);
        for (parameter, argument) in program.functions[function.index()].parameters.iter().zip(arguments).filter(|(p, _)| !p.rest) {
            let ty = program.bindings[parameter.binding.index()].ty;
            if admits_undefined(program, ty) {
                self.look_at(program, argument, Look::ForUndefined);
            }
            if is_library
                && let Type::Function(signature) = program.types.get(ty)
                && signature.result == TypeId::UNKNOWN
                && let Some(result) = result_of_value(program, argument)
            {
                self.add(result, Look::ForUndefined);
            }
        }
    }

    /// The places whose values may be the value of the expression.
    fn look_at(&mut self, program: &Program, expr: &Expr, look: Look) {
        match &expr.kind {
            ExprKind::Conditional { then, otherwise, .. } => {
                self.look_at(program, then, look);
                self.look_at(program, otherwise, look);
            }
            ExprKind::Logical { op, left, right } => {
                if *op == LogicalOp::And {
                    self.look_at(program, left, look);
                }
                self.look_at(program, right, look);
            }
            ExprKind::Assign { place, value } => {
                self.look_at(program, value, look);
                if let Some(keeper) = keeper(program, place) {
                    self.add(keeper, look);
                }
            }
            _ => {
                if let Some(keeper) = keeper_read(program, expr) {
                    self.add(keeper, look);
                }
            }
        }
    }
}

/// The parameters of function literals that a function of the library gives elements of arrays, undefined among them.
pub(super) fn callback_parameters(program: &Program, function: FunctionId, arguments: &[Expr]) -> Vec<BindingId> {
    let mut found = Vec::new();
    for (parameter, argument) in program.functions[function.index()].parameters.iter().zip(arguments) {
        let Type::Function(signature) = program.types.get(program.bindings[parameter.binding.index()].ty) else { continue };
        let ExprKind::Closure { function } = argument.kind else { continue };
        let pairs = signature.parameters.iter().zip(&program.functions[function.index()].parameters);
        found.extend(pairs.filter(|(given, taken)| !taken.rest && admits_undefined(program, given.ty)).map(|(_, taken)| taken.binding));
    }
    found
}

/// What a call of a function value gives, where it is known which function it is.
fn result_of_value(program: &Program, value: &Expr) -> Option<Keeper> {
    match value.kind {
        ExprKind::Closure { function } => result_keeper(program, function).filter(|_| !program.functions[function.index()].is_async),
        ExprKind::Read(binding) => Some(Keeper::Called(binding)),
        _ => None,
    }
}

/// The members that an object of type `from` may lack when a cast says that it is a `to`.
pub(super) fn claimed(program: &Program, from: TypeId, to: TypeId) -> Vec<Rc<str>> {
    let has: HashSet<&Rc<str>> = members(program, from).into_iter().map(|member| &member.name).collect();
    members(program, to).into_iter().filter(|member| !member.optional && !has.contains(&member.name)).map(|member| member.name.clone()).collect()
}

/// Of an object type, those that all parts of a union have and those that some part of an intersection has.
fn members(program: &Program, ty: TypeId) -> Vec<&Member> {
    match program.types.get(ty) {
        Type::Interface { interface, .. } => program.interfaces[interface.index()].members.iter().collect(),
        Type::Object { members, .. } => members.iter().collect(),
        Type::Intersection(parts) => parts.iter().flat_map(|&part| members(program, part)).collect(),
        Type::Union(parts) => {
            let parts: Vec<Vec<&Member>> = parts.iter().filter(|&&part| !matches!(part, TypeId::NULL | TypeId::UNDEFINED)).map(|&part| members(program, part)).collect();
            let Some((first, rest)) = parts.split_first() else { return Vec::new() };
            first.iter().copied().filter(|member| rest.iter().all(|part| part.iter().any(|m| m.name == member.name))).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether the type has texts alone.
fn is_text(program: &Program, ty: TypeId) -> bool {
    match program.types.get(ty) {
        Type::Union(parts) => parts.iter().all(|&part| is_text(program, part)),
        Type::String | Type::StringLiteral { .. } => true,
        _ => false,
    }
}

/// Whether the type is null, undefined or both.
fn is_nullish(program: &Program, ty: TypeId) -> bool {
    match program.types.get(ty) {
        Type::Union(parts) => parts.iter().all(|&part| is_nullish(program, part)),
        _ => matches!(ty, TypeId::NULL | TypeId::UNDEFINED),
    }
}

/// Whether undefined is named among what the type admits; what may be anything does not ask for it.
fn admits_undefined(program: &Program, ty: TypeId) -> bool {
    match program.types.get(ty) {
        Type::Union(parts) => parts.contains(&TypeId::UNDEFINED),
        _ => ty == TypeId::UNDEFINED,
    }
}

/// The type that a place was declared with, if it has a declaration of its own.
fn declared(program: &Program, place: &Place) -> Option<TypeId> {
    match keeper(program, place)? {
        Keeper::Binding(binding) => Some(program.bindings[binding.index()].ty),
        Keeper::Field(class, name) => program.classes[class.index()].fields.iter().find(|field| field.name == name).map(|field| field.ty),
        _ => None,
    }
}
