//! Which variables a file assigns where: found once, by name, so that a closure knows whether what it captures can change.

use crate::ast::{self, ExprKind as E, StatementKind as S};
use crate::hash::HashMap;
use std::rc::Rc;

/// Assignments by the assigned variable's name: offset, and offset of the innermost function around it (0: none).
pub(super) type Assignments = HashMap<Rc<str>, Vec<(u32, u32)>>;

/// All assignments to plain names in a file.
pub(super) fn collect(module: &ast::Module) -> Assignments {
    let mut collector = Collector { found: HashMap::default(), function: 0 };
    for item in &module.items {
        match &item.kind {
            ast::ItemKind::Statement { statement, .. } => collector.statement(statement),
            ast::ItemKind::ExportDefault(expr) => collector.expr(expr),
            _ => {}
        }
    }
    collector.found
}

struct Collector {
    found: Assignments,
    function: u32,
}

impl Collector {
    fn statements(&mut self, all: &[ast::Statement]) {
        all.iter().for_each(|s| self.statement(s));
    }

    fn optional(&mut self, expr: &Option<ast::Expr>) {
        if let Some(expr) = expr {
            self.expr(expr);
        }
    }

    fn statement(&mut self, statement: &ast::Statement) {
        match &statement.kind {
            S::Variables(variables) => self.variables(variables),
            S::Function { function, .. } => self.function(function),
            S::Class { class, .. } => self.class(class),
            S::Enum(node) => node.members.iter().for_each(|m| self.optional(&m.value)),
            S::Namespace(node) => node.statements().for_each(|(s, _)| self.statement(s)),
            S::EntityAlias(_) | S::Interface(_) | S::TypeAlias(_) | S::Empty | S::Break(_) | S::Continue(_) => {}
            S::Expr(e) | S::Throw(e) => self.expr(e),
            S::Return(e) => self.optional(e),
            S::Block(block) => self.statements(&block.statements),
            S::If { test, then, otherwise } => {
                self.expr(test);
                self.statement(then);
                if let Some(otherwise) = otherwise {
                    self.statement(otherwise);
                }
            }
            S::While { test, body } | S::DoWhile { test, body } => {
                self.expr(test);
                self.statement(body);
            }
            S::For { init, test, update, body } => {
                match init {
                    Some(ast::ForInit::Variables(variables)) => self.variables(variables),
                    Some(ast::ForInit::Expr(e)) => self.expr(e),
                    None => {}
                }
                self.optional(test);
                self.optional(update);
                self.statement(body);
            }
            S::ForOf { head, iterable, body, .. } => {
                match head {
                    ast::ForHead::Place(place) => self.place(place),
                    ast::ForHead::Variable { pattern, .. } => pattern.iter().for_each(|p| self.pattern(p)),
                }
                self.expr(iterable);
                self.statement(body);
            }
            S::Switch { subject, cases } => {
                self.expr(subject);
                for case in cases {
                    self.optional(&case.test);
                    self.statements(&case.body);
                }
            }
            S::Labelled { body, .. } => self.statement(body),
            S::Try { body, catch, finally } => {
                self.statements(&body.statements);
                if let Some(catch) = catch {
                    catch.pattern.iter().for_each(|p| self.pattern(p));
                    self.statements(&catch.body.statements);
                }
                if let Some(finally) = finally {
                    self.statements(&finally.statements);
                }
            }
        }
    }

    fn class(&mut self, class: &ast::Class) {
        for member in &class.members {
            match &member.kind {
                ast::ClassMemberKind::Field { value, .. } => self.optional(value),
                ast::ClassMemberKind::Method(f)
                | ast::ClassMemberKind::Getter(f)
                | ast::ClassMemberKind::Setter(f)
                | ast::ClassMemberKind::Constructor(f)
                | ast::ClassMemberKind::StaticBlock(f) => self.function(f),
            }
        }
    }

    fn function(&mut self, function: &ast::Function) {
        let outer = std::mem::replace(&mut self.function, function.span.start);
        for parameter in &function.parameters {
            self.optional(&parameter.default);
            parameter.pattern.iter().for_each(|p| self.pattern(p));
        }
        match &function.body {
            Some(ast::FunctionBody::Block(block)) => self.statements(&block.statements),
            Some(ast::FunctionBody::Expr(expr)) => self.expr(expr),
            None => {}
        }
        self.function = outer;
    }

    fn variables(&mut self, variables: &ast::Variables) {
        for variable in &variables.declarations {
            self.optional(&variable.value);
            variable.pattern.iter().for_each(|p| self.pattern(p));
        }
    }

    fn pattern(&mut self, pattern: &ast::Pattern) {
        for (expr, is_place) in pattern.expressions() {
            if is_place { self.place(expr) } else { self.expr(expr) }
        }
    }

    /// Something that is written to.
    fn place(&mut self, place: &ast::Expr) {
        match &super::expressions::without_parens(place).kind {
            E::Name(name) => self.found.entry(name.clone()).or_default().push((place.span.start, self.function)),
            E::As { operand, .. } | E::Satisfies { operand, .. } => self.place(operand),
            _ => self.expr(place),
        }
    }

    fn expr(&mut self, expr: &ast::Expr) {
        match &expr.kind {
            E::Missing | E::Number(_) | E::TemplateStrings { .. } | E::String(_) | E::Boolean(_) | E::Null | E::Name(_) | E::This | E::SuperMember { .. } => {}
            E::Template { values, .. } | E::Array(values) | E::Sequence(values) | E::SuperCall { arguments: values } => {
                values.iter().for_each(|e| self.expr(e));
            }
            E::Paren(e) | E::Chain(e) | E::NonNull(e) | E::AsConst(e) | E::Instantiation { operand: e, .. } | E::Await(e) | E::Spread(e) | E::Delete(e) => self.expr(e),
            E::Yield { value, .. } => value.iter().for_each(|e| self.expr(e)),
            E::AssignPattern { pattern, value } => {
                self.expr(value);
                self.pattern(pattern);
            }
            E::Member { object, .. } => self.expr(object),
            E::Index { object, index, .. } => {
                self.expr(object);
                self.expr(index);
            }
            E::Call { callee, arguments, .. } | E::New { callee, arguments, .. } => {
                self.expr(callee);
                arguments.iter().for_each(|e| self.expr(e));
            }
            E::Object(properties) => {
                for property in properties {
                    match &property.value {
                        ast::PropertyValue::Expr(e) | ast::PropertyValue::Shorthand(e) => self.expr(e),
                        ast::PropertyValue::Method(f) | ast::PropertyValue::Getter(f) | ast::PropertyValue::Setter(f) => self.function(f),
                        ast::PropertyValue::Spread(e) => self.expr(e),
                        ast::PropertyValue::Computed(key, e) => {
                            self.expr(key);
                            self.expr(e);
                        }
                    }
                }
            }
            E::Function(f) | E::Arrow(f) => self.function(f),
            E::Class(class) => self.class(class),
            E::Update { operand, .. } => self.place(operand),
            E::Unary { operand, .. } | E::As { operand, .. } | E::Satisfies { operand, .. } => self.expr(operand),
            E::Binary { left, right, .. } | E::Logical { left, right, .. } => {
                self.expr(left);
                self.expr(right);
            }
            E::Assign { place, value, .. } => {
                self.place(place);
                self.expr(value);
            }
            E::Conditional { test, then, otherwise } => {
                self.expr(test);
                self.expr(then);
                self.expr(otherwise);
            }
        }
    }
}
