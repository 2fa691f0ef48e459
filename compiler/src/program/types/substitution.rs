//! Substitution: a type with types in the place of its type parameters.

use super::{Member, Predicate, Signature, SignatureParameter, Substitution, Type, TypeId, Types};
use std::rc::Rc;

impl Types {
    /// `ty` with its type parameters replaced.
    pub fn substitute(&mut self, ty: TypeId, with: &Substitution) -> TypeId {
        if with.is_empty() || !self.may_mention(ty, |parameter| with.contains_key(&parameter)) {
            return ty;
        }
        match self.get(ty).clone() {
            Type::Parameter(parameter) => with.get(&parameter).copied().unwrap_or(ty),
            Type::Array { element, readonly } => {
                let element = self.substitute(element, with);
                self.intern(Type::Array { element, readonly })
            }
            Type::Tuple { elements, readonly } => self.map_tuple(&elements, readonly, |types, ty| types.substitute(ty, with)),
            Type::Function(signature) => {
                let signature = Rc::new(self.substitute_signature(&signature, with));
                self.intern(Type::Function(signature))
            }
            Type::Class { class, arguments } => {
                let arguments = arguments.iter().map(|&a| self.substitute(a, with)).collect();
                self.intern(Type::Class { class, arguments })
            }
            Type::Interface { interface, arguments } => {
                let arguments = arguments.iter().map(|&a| self.substitute(a, with)).collect();
                self.intern(Type::Interface { interface, arguments })
            }
            Type::Object { members, fresh } => {
                let members = members.iter().map(|m| Member { ty: self.substitute(m.ty, with), ..m.clone() }).collect();
                self.intern(Type::Object { members, fresh })
            }
            Type::Union(members) => {
                let members: Vec<TypeId> = members.iter().map(|&m| self.substitute(m, with)).collect();
                self.union(members)
            }
            other => self.substitute_open(other, with).unwrap_or(ty),
        }
    }

    fn substitute_open(&mut self, ty: Type, with: &Substitution) -> Option<TypeId> {
        let all = |types: &mut Types, list: &[TypeId]| -> Rc<[TypeId]> { list.iter().map(|&ty| types.substitute(ty, with)).collect() };
        let ty = match ty {
            Type::Intersection(parts) => Type::Intersection(all(self, &parts)),
            Type::KeyOf(operand) => Type::KeyOf(self.substitute(operand, with)),
            Type::Indexed { object, index } => Type::Indexed { object: self.substitute(object, with), index: self.substitute(index, with) },
            Type::Conditional { root, arguments } => Type::Conditional { root, arguments: all(self, &arguments) },
            Type::Mapped { root, arguments } => Type::Mapped { root, arguments: all(self, &arguments) },
            Type::Template { strings, types } => Type::Template { strings, types: all(self, &types) },
            Type::StringCase { case, operand } => Type::StringCase { case, operand: self.substitute(operand, with) },
            Type::Alias { alias, name, arguments } => Type::Alias { alias, name, arguments: all(self, &arguments) },
            _ => return None,
        };
        // Parts that are known by now are still to be worked out, whatever `is_operator` says of the form.
        let id = self.intern(ty);
        self.open[id.0 as usize] = true;
        Some(id)
    }

    /// A signature with type parameters replaced (its own stay bound).
    pub fn substitute_signature(&mut self, signature: &Signature, with: &Substitution) -> Signature {
        Signature {
            type_parameters: signature.type_parameters.clone(),
            this: signature.this.map(|ty| self.substitute(ty, with)),
            parameters: signature
                .parameters
                .iter()
                .map(|p| SignatureParameter { ty: self.substitute(p.ty, with), ..p.clone() })
                .collect(),
            result: self.substitute(signature.result, with),
            predicate: signature.predicate.clone().map(|p| Predicate { ty: p.ty.map(|ty| self.substitute(ty, with)), ..p }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::HashMap;
    use crate::program::TypeParameterId;

    #[test]
    fn substitution_reaches_into_every_form() {
        let mut types = Types::default();
        let parameter = types.intern(Type::Parameter(TypeParameterId(0)));
        let array = types.array(parameter);
        let with = HashMap::from_iter([(TypeParameterId(0), TypeId::NUMBER)]);
        let numbers = types.array(TypeId::NUMBER);
        assert_eq!(types.substitute(array, &with), numbers);
        assert_eq!(types.substitute(TypeId::STRING, &with), TypeId::STRING);
    }
}
