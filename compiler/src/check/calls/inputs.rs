//! What functions take that are arguments of a call under inference: settled before the function is looked at, since its body needs it.

use super::super::Checker;
use super::super::infer::Inference;
use crate::ast;
use crate::program::types::SignatureParameter;
use crate::program::{Signature, TupleElement, Type, TypeId};

impl<'a> Checker<'a> {
    /// The parameters' types of a function that is expected must be settled before the function is looked at.
    /// What a parameter is annotated with need not be: it tells the type itself.
    pub(super) fn fix_inputs(&mut self, inference: &mut Inference, wanted: TypeId, function: Option<&'a ast::Function>) {
        match self.program.types.get(wanted).clone() {
            Type::Function(signature) => {
                let written = function.filter(|f| f.type_parameters.is_empty()).map(|f| &f.parameters);
                let mut alone = &signature.parameters[..];
                if let (Some((list, before)), Some(written)) = (self.open_list_of(inference, &signature), written) {
                    self.infer_list(inference, list, written.get(before.len()..).unwrap_or_default());
                    alone = before;
                }
                let annotations: Vec<Option<&'a ast::TypeNode>> = written.map(|all| all.iter().map(|p| p.ty.as_ref()).collect()).unwrap_or_default();
                for (parameter, annotation) in alone.iter().zip(annotations.iter().copied().chain(std::iter::repeat(None))) {
                    if let Some(annotation) = annotation {
                        let annotated = self.resolve_type(self.cx.scope, annotation);
                        self.infer_against(inference, annotated, parameter.ty);
                    }
                }
                for (index, parameter) in alone.iter().enumerate() {
                    if annotations.get(index).copied().flatten().is_none() {
                        self.fix(inference, parameter.ty);
                    }
                }
            }
            Type::Parameter(_) if let Some((_, bound)) = self.bound_in_call(inference, wanted) && matches!(self.program.types.get(bound), Type::Function(_)) => {
                self.fix_inputs(inference, bound, function);
            }
            Type::Union(members) => members.iter().for_each(|&m| self.fix_inputs(inference, m, function)),
            Type::Object { .. } | Type::Interface { .. } => {
                for member in self.properties(wanted).unwrap_or_default() {
                    if self.program.types.is_generic(member.ty) && matches!(self.program.types.get(member.ty), Type::Function(_)) {
                        self.fix_inputs(inference, member.ty, None);
                    }
                }
            }
            _ => {}
        }
    }

    /// The type parameter of a call that is the rest of what a function takes, `A` of `(x: number, ...a: A) => R`, of which nothing was seen yet; and
    /// what stands before it.
    fn open_list_of<'s>(&self, inference: &Inference, signature: &'s Signature) -> Option<(TypeId, &'s [SignatureParameter])> {
        let (last, before) = signature.parameters.split_last().filter(|(last, _)| last.rest)?;
        let &Type::Parameter(parameter) = self.program.types.get(last.ty) else { return None };
        inference.index(parameter).filter(|&index| !inference.is_seen(index)).map(|_| (last.ty, before))
    }

    /// Infers such a list from what a function says of its parameters: their types, or what their defaults are.
    fn infer_list(&mut self, inference: &mut Inference, list: TypeId, parameters: &'a [ast::Parameter]) {
        let mut elements = Vec::with_capacity(parameters.len());
        for parameter in parameters {
            let said = match (&parameter.ty, &parameter.default) {
                (Some(annotation), _) => self.resolve_type(self.cx.scope, annotation),
                (None, Some(default)) => {
                    let ty = self.quietly(|c| c.check_expr(default, None).ty);
                    self.types().widen(ty)
                }
                (None, None) => TypeId::UNKNOWN,
            };
            let ty = if parameter.rest { self.element_type(said).unwrap_or(TypeId::UNKNOWN) } else { said };
            let optional = parameter.optional || parameter.default.is_some();
            let ty = if optional { self.types().union([ty, TypeId::UNDEFINED]) } else { ty };
            elements.push(TupleElement { optional, rest: parameter.rest, label: Some(parameter.name.text.clone()), ..TupleElement::required(ty) });
        }
        let found = self.make_tuple(elements, false);
        self.infer_against(inference, found, list);
    }
}
