//! Calls whose result is a new generic function: `compose(list, box)`.
//!
//! A generic function that is passed where a function of the call's own type parameters is wanted, of which nothing is known yet, leaves its type
//! parameters to the function that the call gives. In: such an argument and what is known so far. Out: what it says of the call's type parameters,
//! and the type parameters of the result.

use super::super::Checker;
use super::super::infer::Inference;
use crate::ast::NodeId;
use crate::program::{Signature, Type, TypeId, TypeParameterId};
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// Whether a call gives a function that may have type parameters of what it is given.
    pub(super) fn gives_plain_function(&self, signature: &Signature) -> bool {
        matches!(self.program.types.get(signature.result), Type::Function(result) if result.type_parameters.is_empty())
    }

    /// Learns from the argument `node`, a generic function, where `wanted` is declared and tells type parameters of the call of which nothing was
    /// seen before: they speak of the argument's own from now on, which are given. `None`: nothing was learnt.
    pub(super) fn adopt_parameters(&mut self, inference: &mut Inference, function: TypeId, wanted: TypeId, node: NodeId) -> Option<Vec<TypeParameterId>> {
        if inference.all_seen() {
            return None;
        }
        let wanted = self.types().non_null(wanted);
        let (Type::Function(own), Type::Function(wanted)) = (self.program.types.get(function).clone(), self.program.types.get(wanted).clone()) else { return None };
        if !wanted.type_parameters.is_empty() {
            return None;
        }
        let own = self.renamed_for(&own, node);
        let mut found = Inference::new(&inference.parameters);
        found.taking(|found| self.infer_parameters(found, &own, &wanted));
        if !found.any_seen() {
            return None;
        }
        self.infer_from(&mut found, own.result, wanted.result);
        inference.merge(found).then(|| own.type_parameters.clone())
    }

    /// The signature with copies of its type parameters that belong to this argument alone.
    fn renamed_for(&mut self, signature: &Rc<Signature>, node: NodeId) -> Signature {
        let declared = &signature.type_parameters;
        let mut fresh = Vec::with_capacity(declared.len());
        for &parameter in declared {
            let own = match self.adopted_parameters.get(&(node, parameter)) {
                Some(&known) => known,
                None => self.copied_parameter(parameter),
            };
            self.adopted_parameters.insert((node, parameter), own);
            fresh.push(own);
        }
        self.renamed(signature, fresh)
    }

    /// A function that a call gives, with these type parameters of its own; those of one name are told apart by numbers.
    pub(super) fn with_adopted(&mut self, result: TypeId, adopted: Vec<TypeParameterId>) -> TypeId {
        let Type::Function(signature) = self.program.types.get(result).clone() else { return result };
        for (at, parameter) in adopted.iter().enumerate() {
            let name = self.program.type_parameters[parameter.index()].name.clone();
            let is_taken = |c: &Self, name: &str| adopted[..at].iter().any(|other| &*c.program.type_parameters[other.index()].name == name);
            if is_taken(self, &name) {
                let numbered = (1..).map(|number| format!("{name}{number}")).find(|name| !is_taken(self, name));
                self.program.type_parameters[parameter.index()].name = numbered.expect("there are more numbers than type parameters").into();
            }
        }
        self.types().intern(Type::Function(Rc::new(Signature { type_parameters: adopted, ..(*signature).clone() })))
    }
}
