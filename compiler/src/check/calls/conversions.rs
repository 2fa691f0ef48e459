//! What JavaScript's library does with arguments of other kinds than it declares, which only `any` lets through: a position or a count
//! becomes a number, a text a string (ToNumber and ToString of ECMA-262, 7.1.4 and 7.1.17). A function of the program keeps to its types.

use super::super::Checker;
use super::Target;
use super::dynamic::again;
use crate::program::{ArrayElement, BinaryOp, Expr, ExprKind, Signature, SignatureParameter, Type, TypeId, UnaryOp};
use crate::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// The arguments of a call of something built in, those of type `any` as it takes them.
    pub(super) fn convert_arguments(&mut self, target: &Target, signatures: &[Rc<Signature>], arguments: Vec<Expr>, span: Span) -> Vec<Expr> {
        let Target::Builtin(name, receiver) = target else { return arguments };
        if self.is_library(span.file) || !arguments.iter().any(is_any_argument) {
            return arguments;
        }
        let count = arguments.len();
        let declared = match receiver.as_ref().map(|receiver| receiver.ty) {
            // What is to be an element is no position, whatever the elements are.
            Some(ty) if matches!(self.program.types.get(ty), Type::Array { .. } | Type::Tuple { .. }) => {
                let ty = self.types().array(TypeId::ANY);
                name.split_once('.').and_then(|(_, method)| self.method_of_builtin(ty, method, count))
            }
            _ => {
                let mut candidates = signatures.iter().filter(|signature| signature.parameters.len() >= count);
                candidates.next().filter(|_| candidates.next().is_none()).cloned()
            }
        };
        match declared {
            Some(signature) => self.converted(name, &signature, arguments),
            None => arguments,
        }
    }

    /// Arguments as the library's function of this name and signature takes them.
    pub(in crate::check) fn converted(&mut self, name: &str, signature: &Signature, arguments: Vec<Expr>) -> Vec<Expr> {
        let mut converted = Vec::with_capacity(arguments.len());
        for (index, argument) in arguments.into_iter().enumerate() {
            let parameter = signature.parameters.get(index).filter(|_| !(index == 0 && is_compared(name)));
            converted.push(match (parameter, argument.kind) {
                (Some(parameter), ExprKind::Array(elements)) if parameter.rest => {
                    let element = self.element_type(parameter.ty).unwrap_or(TypeId::ANY);
                    let items = elements.into_iter().map(|each| match each {
                        ArrayElement::Item(item) => ArrayElement::Item(self.as_taken(item, element)),
                        spread => spread,
                    });
                    Expr { kind: ExprKind::Array(items.collect()), ..argument }
                }
                (Some(parameter), kind) => self.as_taken(Expr { kind, ..argument }, parameter.ty),
                (None, kind) => Expr { kind, ..argument },
            });
        }
        converted
    }

    /// Whether what is passed for a parameter of the library becomes a number or a string.
    pub(in crate::check) fn is_converted(&mut self, parameter: &SignatureParameter) -> bool {
        !parameter.rest && matches!(self.types().non_null(parameter.ty), TypeId::NUMBER | TypeId::STRING)
    }

    /// A value as a parameter of the library takes it; undefined stays so where the parameter may be left out.
    pub(super) fn as_taken(&mut self, value: Expr, ty: TypeId) -> Expr {
        let required = self.types().non_null(ty);
        if !matches!(required, TypeId::NUMBER | TypeId::STRING) || value.ty != TypeId::ANY && self.is_assignable(value.ty, ty) {
            return value;
        }
        if !self.program.types.admits_undefined(ty) {
            return self.as_primitive(value, required);
        }
        if let ExprKind::Read(_) = value.kind {
            return self.as_optional(value, required, ty);
        }
        let span = value.span;
        let binding = self.made_up(TypeId::ANY, span);
        let body = self.as_optional(Expr { kind: ExprKind::Read(binding), ty: TypeId::ANY, span }, required, ty);
        Expr { kind: ExprKind::Let { binding, value: Box::new(value), body: Box::new(body) }, ty, span }
    }

    fn as_optional(&mut self, read: Expr, required: TypeId, ty: TypeId) -> Expr {
        let span = read.span;
        let undefined = || Box::new(Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span });
        let kind = ExprKind::Binary { op: BinaryOp::StrictEqual, left: Box::new(again(&read)), right: undefined() };
        let test = Box::new(Expr { kind, ty: TypeId::BOOLEAN, span });
        let otherwise = Box::new(self.as_primitive(read, required));
        Expr { kind: ExprKind::Conditional { test, then: undefined(), otherwise }, ty, span }
    }

    fn as_primitive(&mut self, value: Expr, ty: TypeId) -> Expr {
        let span = value.span;
        let value = if value.ty == TypeId::ANY { value } else { self.as_anything(value) };
        let kind = match ty {
            TypeId::NUMBER => ExprKind::Unary { op: UnaryOp::Plus, operand: Box::new(value) },
            _ => ExprKind::Template { strings: vec![[].into(), [].into()], values: vec![value] },
        };
        Expr { kind, ty, span }
    }
}

/// Whether the first argument is compared with what is there, and not converted.
fn is_compared(name: &str) -> bool {
    // A separator that is undefined is none.
    name == "String.split" || !name.starts_with("String.") && (name.ends_with(".indexOf") || name.ends_with(".lastIndexOf") || name.ends_with(".includes"))
}

fn is_any_argument(argument: &Expr) -> bool {
    match &argument.kind {
        ExprKind::Array(elements) => elements.iter().any(|element| matches!(element, ArrayElement::Item(item) if item.ty == TypeId::ANY)),
        _ => argument.ty == TypeId::ANY,
    }
}
