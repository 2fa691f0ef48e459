//! Walking over statements and expressions, each before its parts, in the order of evaluation.
//!
//! Function bodies are not entered: a closure or nested function is seen as the node that makes it.

use crate::program::{ArrayElement, Callee, Expr, ExprKind, Place, Statement, StatementKind};

/// What a walk comes by.
#[derive(Clone, Copy)]
pub enum Node<'p> {
    /// A list of statements: a block.
    List(&'p [Statement]),
    /// A statement.
    Statement(&'p Statement),
    /// An expression.
    Expr(&'p Expr),
}

/// Visits a list of statements and everything in it.
pub fn walk_list<'p>(list: &'p [Statement], visit: &mut dyn FnMut(Node<'p>)) {
    visit(Node::List(list));
    for statement in list {
        walk_statement(statement, visit);
    }
}

fn walk_statement<'p>(statement: &'p Statement, visit: &mut dyn FnMut(Node<'p>)) {
    visit(Node::Statement(statement));
    match &statement.kind {
        StatementKind::Let { value, .. } => value.iter().for_each(|e| walk_expr(e, visit)),
        StatementKind::Function { .. } | StatementKind::Class { .. } | StatementKind::Break(_) | StatementKind::Continue(_) => {}
        StatementKind::Expr(e) | StatementKind::Throw(e) => walk_expr(e, visit),
        StatementKind::Return(value) => value.iter().for_each(|e| walk_expr(e, visit)),
        StatementKind::Block(body) | StatementKind::Labelled { body, .. } => walk_list(body, visit),
        StatementKind::If { test, then, otherwise } => {
            walk_expr(test, visit);
            walk_list(then, visit);
            walk_list(otherwise, visit);
        }
        StatementKind::While { test, body, .. } => {
            walk_expr(test, visit);
            walk_list(body, visit);
        }
        StatementKind::DoWhile { body, test, .. } => {
            walk_list(body, visit);
            walk_expr(test, visit);
        }
        StatementKind::For { init, test, update, body, .. } => {
            walk_list(init, visit);
            test.iter().for_each(|e| walk_expr(e, visit));
            walk_list(body, visit);
            update.iter().for_each(|e| walk_expr(e, visit));
        }
        StatementKind::ForOf { iterable, body, .. } => {
            walk_expr(iterable, visit);
            walk_list(body, visit);
        }
        StatementKind::Switch { subject, cases, .. } => {
            walk_expr(subject, visit);
            for (test, body) in cases {
                test.iter().for_each(|e| walk_expr(e, visit));
                walk_list(body, visit);
            }
        }
        StatementKind::Try { body, catch, finally } => {
            walk_list(body, visit);
            catch.iter().for_each(|c| walk_list(&c.body, visit));
            finally.iter().for_each(|f| walk_list(f, visit));
        }
    }
}

/// Visits an expression and its parts.
pub fn walk_expr<'p>(expr: &'p Expr, visit: &mut dyn FnMut(Node<'p>)) {
    visit(Node::Expr(expr));
    match &expr.kind {
        ExprKind::Number(_) | ExprKind::String(_) | ExprKind::Boolean(_) | ExprKind::Null | ExprKind::Undefined => {}
        ExprKind::Read(_) | ExprKind::This | ExprKind::Closure { .. } | ExprKind::ClassValue(_) | ExprKind::DefineClass(_) | ExprKind::ChainSubject => {}
        ExprKind::Template { values, .. } | ExprKind::Sequence(values) => values.iter().for_each(|e| walk_expr(e, visit)),
        ExprKind::Get(place) | ExprKind::Update { place, .. } => walk_place(place, visit),
        ExprKind::Assign { place, value } | ExprKind::AssignOp { place, value, .. } | ExprKind::AssignLogical { place, value, .. } => {
            walk_place(place, visit);
            walk_expr(value, visit);
        }
        ExprKind::Unary { operand, .. } | ExprKind::Cast { operand, .. } | ExprKind::Spread(operand) => walk_expr(operand, visit),
        ExprKind::InstanceOf { value, .. } => walk_expr(value, visit),
        ExprKind::InstanceOfValue { value, class, .. } => {
            walk_expr(value, visit);
            walk_expr(class, visit);
        }
        ExprKind::In { object, .. } => walk_expr(object, visit),
        ExprKind::TypeOf(operand) | ExprKind::Await(operand) | ExprKind::Yield { value: operand, .. } => walk_expr(operand, visit),
        ExprKind::Binary { left, right, .. } | ExprKind::Logical { left, right, .. } => {
            walk_expr(left, visit);
            walk_expr(right, visit);
        }
        ExprKind::Let { value, body, .. } => {
            walk_expr(value, visit);
            walk_expr(body, visit);
        }
        ExprKind::OptionalChain { subject, chain } => {
            walk_expr(subject, visit);
            walk_expr(chain, visit);
        }
        ExprKind::Conditional { test, then, otherwise } => {
            walk_expr(test, visit);
            walk_expr(then, visit);
            walk_expr(otherwise, visit);
        }
        ExprKind::Call { callee, arguments } => {
            match callee {
                Callee::Method { object, .. } | Callee::Member { object, .. } | Callee::Value(object) => walk_expr(object, visit),
                Callee::Bound { function, this } => {
                    walk_expr(function, visit);
                    walk_expr(this, visit);
                }
                Callee::Function { .. } | Callee::Static { .. } | Callee::Super { .. } | Callee::Intrinsic(_) => {}
            }
            arguments.iter().for_each(|e| walk_expr(e, visit));
        }
        ExprKind::New { arguments, .. } | ExprKind::NewIntrinsic { arguments, .. } | ExprKind::SuperCall { arguments, .. } => {
            arguments.iter().for_each(|e| walk_expr(e, visit));
        }
        ExprKind::Array(elements) => {
            for element in elements {
                let (ArrayElement::Item(e) | ArrayElement::Spread(e)) = element;
                walk_expr(e, visit);
            }
        }
        ExprKind::Object(properties) => properties.iter().for_each(|p| walk_expr(&p.value, visit)),
    }
}

fn walk_place<'p>(place: &'p Place, visit: &mut dyn FnMut(Node<'p>)) {
    match place {
        Place::Binding(_) | Place::StaticAccessor { .. } => {}
        Place::Field { object, .. } | Place::Accessor { object, .. } | Place::Member { object, .. } | Place::Length { object } => walk_expr(object, visit),
        Place::Element { object, index } => {
            walk_expr(object, visit);
            walk_expr(index, visit);
        }
        Place::Entry { object, key } => {
            walk_expr(object, visit);
            walk_expr(key, visit);
        }
    }
}
