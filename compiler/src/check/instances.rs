//! `x instanceof C`: what it tells of the type of `x`.

use super::Checker;
use super::flow::Flow;
use crate::ast;
use crate::problem::{Problem, Rule};
use crate::program::{ClassId, Expr, Type, TypeId};
use crate::source::Span;

/// An interface that was taken not to describe instances of a class, because `made` beside it are.
#[derive(Debug)]
pub(super) struct Unmade {
    class: ClassId,
    made: Vec<TypeId>,
    interface: TypeId,
    span: Span,
}

impl<'a> Checker<'a> {
    /// `x instanceof C`.
    pub(super) fn narrow_instance(&mut self, flow: &mut Flow, node: &'a ast::Expr, value: &Expr, class: ClassId, holds: bool) {
        let narrowed = self.instance_part(value.ty, class, holds, value.span);
        self.narrow_place(flow, node, value.ty, narrowed);
        if holds {
            self.narrow_chain(flow, node, value);
        }
    }

    /// What an instance of a class that only run time knows is. Where the test fails it may still be one of another class of that type.
    pub(super) fn narrow_made(&mut self, flow: &mut Flow, node: &'a ast::Expr, value: &Expr, instance: TypeId, holds: bool) {
        if let Type::Class { class, .. } = *self.program.types.get(instance) {
            return self.narrow_instance(flow, node, value, class, holds);
        }
        if !holds || instance == TypeId::ANY {
            return;
        }
        let kept: Vec<TypeId> = self.program.types.constituents(value.ty).into_iter().filter(|&part| self.is_assignable(part, instance)).collect();
        let narrowed = if kept.is_empty() || matches!(value.ty, TypeId::UNKNOWN | TypeId::ANY) { instance } else { self.types().union(kept) };
        self.narrow_place(flow, node, value.ty, narrowed);
    }

    /// What a value of type `ty` is that is, or is not, an instance of `class`. Where a part of the type is made by that class or one that extends it,
    /// interfaces beside it are taken to be no such objects, as in tsc.
    fn instance_part(&mut self, ty: TypeId, class: ClassId, holds: bool, span: Span) -> TypeId {
        let parameters = self.class_parameters(class);
        let any = vec![TypeId::ANY; parameters.len()];
        let candidate = self.types().class(class, any);
        if matches!(ty, TypeId::UNKNOWN | TypeId::ANY | TypeId::NON_PRIMITIVE) {
            return if holds { candidate } else { ty };
        }
        let mut kept = Vec::new();
        let mut made = Vec::new();
        let mut described = Vec::new();
        for member in self.program.types.constituents(ty) {
            let constraint = self.constraint_of(member);
            // An instance that has something else besides stays what it is.
            if let Type::Intersection(parts) = self.program.types.get(constraint).clone()
                && parts.iter().any(|&part| matches!(*self.program.types.get(part), Type::Class { class: own, .. } if self.extends_class(own, class)))
            {
                if holds {
                    kept.push(member);
                }
                continue;
            }
            if member != constraint && matches!(self.program.types.get(constraint), Type::Union(_)) {
                let part = self.instance_part(constraint, class, holds, span);
                kept.push(self.part_of_open(member, constraint, part));
                continue;
            }
            match self.program.types.get(constraint).clone() {
                Type::Class { class: own, .. } if self.extends_class(own, class) => {
                    if holds {
                        made.push(constraint);
                        kept.push(member);
                    }
                }
                Type::Class { class: own, arguments } if self.descends(class, own) => {
                    let part = if holds { self.narrowed_class(class, own, &arguments).unwrap_or(candidate) } else { constraint };
                    kept.push(self.part_of_open(member, constraint, part));
                }
                Type::Class { .. } => {
                    if !holds {
                        kept.push(member);
                    }
                }
                Type::Interface { .. } | Type::Object { .. } | Type::NonPrimitive | Type::Unknown if !holds => kept.push(member),
                Type::Interface { .. } | Type::Object { .. } if member == constraint && !self.is_assignable(candidate, member) => described.push(member),
                // What stands for a type that is not known yet is still of that type.
                Type::Interface { .. } | Type::Object { .. } | Type::NonPrimitive | Type::Unknown if member != constraint => {
                    kept.push(self.intersect(&[member, candidate]));
                }
                Type::Interface { .. } | Type::Object { .. } | Type::NonPrimitive | Type::Unknown => kept.push(candidate),
                _ => {
                    if !holds {
                        kept.push(member);
                    }
                }
            }
        }
        for &interface in &described {
            if made.is_empty() {
                kept.push(self.intersect(&[interface, candidate]));
            } else if self.quiet == 0 {
                self.unmade.push(Unmade { class, made: made.clone(), interface, span });
            }
        }
        // Of which class it is an instance besides nobody knows where a base was refused.
        if holds && kept.is_empty() && self.extends_refused(class) {
            return candidate;
        }
        self.types().union(kept)
    }

    /// Looks at what was taken to be no instance when every class is known: one that is such an object too would have type arguments that nobody asked for.
    pub(super) fn check_unmade(&mut self) {
        for Unmade { class, made, interface, span } in std::mem::take(&mut self.unmade) {
            for index in 0..self.program.classes.len() {
                let other = ClassId(index as u32);
                if other == class || !self.extends_class(other, class) {
                    continue;
                }
                let any = vec![TypeId::ANY; self.class_parameters(other).len()];
                let instance = self.types().class(other, any);
                if !self.is_assignable(instance, interface) || made.iter().any(|&part| self.is_made_alike(other, part)) {
                    continue;
                }
                let texts = [instance, interface].map(|ty| self.text(ty));
                let message = format!("a `{}` may be here too, which is a `{}`: what `instanceof` tells of the rest does not hold for it", texts[0], texts[1]);
                self.report(Problem::th(Rule::UnsupportedType, span).with_message(message).with_help(format!("add `{}` to the type of the value", texts[0])));
            }
        }
    }

    /// Whether every instance of a class is one of `part`, a class that has no type arguments.
    fn is_made_alike(&self, class: ClassId, part: TypeId) -> bool {
        matches!(self.program.types.get(part), Type::Class { class: own, arguments } if arguments.is_empty() && self.extends_class(class, *own))
    }

    /// What is left of an open type of whose constraint `part` is left: what stands for a type that is not known yet is still of that type.
    fn part_of_open(&mut self, member: TypeId, constraint: TypeId, part: TypeId) -> TypeId {
        match part {
            _ if member == constraint => part,
            TypeId::NEVER => TypeId::NEVER,
            _ if part == constraint => member,
            _ => self.intersect(&[member, part]),
        }
    }

    fn descends(&mut self, class: ClassId, ancestor: ClassId) -> bool {
        self.class_base(class);
        self.extends_class(class, ancestor)
    }

    /// The subclass with type arguments that make it the base it was known as.
    fn narrowed_class(&mut self, class: ClassId, base: ClassId, arguments: &[TypeId]) -> Option<TypeId> {
        let parameters = self.class_parameters(class);
        let own = self.own_arguments(&parameters);
        let as_base = self.as_base(class, &own, base)?;
        let mut inference = super::infer::Inference::new(&parameters);
        for (&target, &source) in as_base.iter().zip(arguments) {
            self.infer_from(&mut inference, source, target);
        }
        let with = self.inferred_arguments(&mut inference);
        let found = parameters.iter().map(|p| with[p]).collect();
        Some(self.types().class(class, found))
    }
}
