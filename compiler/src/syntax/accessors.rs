//! Getters and setters: what their heads may say.

use super::read::Reader;
use crate::ast::{Function, FunctionRole, TypeKind, TypeNode};
use crate::source::Span;
use swc_ecma_ast as swc;

impl Reader<'_> {
    /// `get x() {}`, named at `name`; `span` is all of it.
    pub fn read_getter(&mut self, function: &swc::Function, name: Span, span: Span) -> Function {
        let mut read = self.read_function(function, None, span);
        read.role = FunctionRole::Getter(name);
        self.check_no_this(function);
        if let Some(TypeNode { kind: TypeKind::Predicate { .. }, span }) = read.result {
            self.report(1228, span, super::types::PREDICATE_PLACE);
        }
        if !read.parameters.is_empty() {
            self.report(1054, name, "A 'get' accessor cannot have parameters.");
        }
        read
    }

    /// `set x(v) {}`.
    pub fn read_setter(&mut self, function: &swc::Function, name: Span, span: Span) -> Function {
        let mut read = self.read_function(function, None, span);
        read.role = FunctionRole::Setter(name);
        self.check_no_this(function);
        match &read.parameters[..] {
            [parameter] if parameter.rest => self.report(1053, parameter.span, "A 'set' accessor cannot have rest parameter."),
            [parameter] if parameter.optional => {
                let mark = Span { start: parameter.name.span.end, end: parameter.name.span.end + 1, ..name };
                self.report(1051, mark, "A 'set' accessor cannot have an optional parameter.");
            }
            [parameter] if parameter.default.is_some() => self.report(1052, name, "A 'set' accessor parameter cannot have an initializer."),
            [_] if read.result.is_some() => self.report(1095, name, "A 'set' accessor cannot have a return type annotation."),
            [_] => {}
            _ => self.report(1049, name, "A 'set' accessor must have exactly one parameter."),
        }
        read
    }

    /// Whose an accessor is, its object says.
    fn check_no_this(&mut self, function: &swc::Function) {
        if let Some(this) = &function.this_param {
            self.report(2784, self.span(this.span), "'get' and 'set' accessors cannot declare 'this' parameters.");
        }
    }
}
