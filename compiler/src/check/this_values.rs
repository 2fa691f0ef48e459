//! The type `this`: its values are the object of the method at hand and what is made of it, not any object of the class.
//!
//! Within a class the type is read as the class, so that members are found and calls compiled as for any of its objects. What
//! is returned, stored or declared as `this` is looked at here once more: at where its value comes from.

use super::Checker;
use super::generics::THIS;
use super::members::How;
use super::variables::BindingKind;
use crate::program::types::Substitution;
use crate::program::{ArrayElement, BindingId, Callee, Expr, ExprKind, Place, Type, TypeId};
use crate::source::Span;

/// How far a value is followed back.
const DEEPEST: u32 = 20;

impl<'a> Checker<'a> {
    /// The type with the class at hand in place of `this`.
    pub(super) fn with_this_known(&mut self, ty: TypeId) -> TypeId {
        if !self.program.types.is_generic(ty) {
            return ty;
        }
        let own = self.cx.initializer_this.or(self.functions[self.cx.function.index()].this_type);
        match own.filter(|&own| matches!(self.program.types.get(own), Type::Class { .. })) {
            Some(own) => self.substitute(ty, &Substitution::from_iter([(THIS, own)])),
            None => ty,
        }
    }

    /// Complains of a value of the class that stands where `declared` has the type `this`.
    pub(super) fn require_this(&mut self, value: &Expr, declared: TypeId, span: Span) {
        if self.quiet > 0 || !self.program.types.is_generic(declared) {
            return;
        }
        let parts = self.program.types.members(declared);
        if parts.iter().any(|&part| self.program.types.get(part) == &Type::Parameter(THIS)) {
            if self.is_of_class_only(value, 0) {
                let text = self.text(value.ty);
                self.error(2322, span, format!("a `{text}` need not be a `this`: in a class that extends this one, `this` is more"));
            }
            return;
        }
        if let ([list], ExprKind::Array(items)) = (&parts[..], &value.kind)
            && let Some((element, _)) = self.types().array_parts(*list)
        {
            for item in items {
                if let ArrayElement::Item(item) = item {
                    self.require_this(item, element, item.span);
                }
            }
        }
    }

    /// The same of what is written into a field of this object.
    pub(super) fn require_this_of_field(&mut self, place: &Place, value: &Expr, span: Span) {
        let Place::Field { object, class, name } = place else { return };
        if !matches!(object.kind, ExprKind::This) {
            return;
        }
        let own = self.own_class_type(*class);
        let Type::Class { arguments, .. } = self.program.types.get(own).clone() else { return };
        if let Some(found) = self.class_member(*class, &arguments, name) {
            self.require_this(value, found.ty, span);
        }
    }

    /// Whether all that is known of a value is its class. Of values that come in other ways than those listed nothing is said.
    fn is_of_class_only(&mut self, value: &Expr, depth: u32) -> bool {
        let bare = self.types().non_null(value.ty);
        let is_chosen = matches!(value.kind, ExprKind::Conditional { .. } | ExprKind::Logical { .. });
        if depth > DEEPEST || !is_chosen && !matches!(self.program.types.get(bare), Type::Class { .. }) {
            return false;
        }
        match &value.kind {
            ExprKind::New { .. } => true,
            ExprKind::Read(binding) => self.holds_class_only(*binding),
            ExprKind::Call { callee: Callee::Method { object, class, name, .. }, .. } => {
                let (object, name) = (&**object, name.clone());
                self.gives_class_only(object, *class, &name, depth)
            }
            ExprKind::Call { callee: Callee::Static { function, type_arguments, .. } | Callee::Function { function, type_arguments }, .. } => {
                type_arguments.is_empty() && self.program.functions[function.index()].type_parameters.is_empty()
            }
            ExprKind::Get(Place::Field { object, class, name }) => {
                let name = name.clone();
                self.gives_class_only(object, *class, &name, depth)
            }
            ExprKind::Conditional { then, otherwise, .. } => self.is_of_class_only(then, depth + 1) || self.is_of_class_only(otherwise, depth + 1),
            ExprKind::Logical { left, right, .. } => self.is_of_class_only(left, depth + 1) || self.is_of_class_only(right, depth + 1),
            ExprKind::Assign { value, .. } => self.is_of_class_only(value, depth + 1),
            ExprKind::Sequence(items) => items.last().is_some_and(|last| self.is_of_class_only(last, depth + 1)),
            _ => false,
        }
    }

    /// A variable with a type of its own, or with a value that is of the class only.
    fn holds_class_only(&mut self, binding: BindingId) -> bool {
        let (owner, span) = (self.program.bindings[binding.index()].owner, self.program.bindings[binding.index()].span);
        match self.bindings[binding.index()].kind {
            BindingKind::Variable { node, .. } => match (&node.ty, &node.value) {
                (Some(ty), _) => !matches!(ty.kind, crate::ast::TypeKind::This | crate::ast::TypeKind::Union(_)),
                (None, Some(value)) => matches!(super::expressions::without_parens(value).kind, crate::ast::ExprKind::New { .. }),
                (None, None) => false,
            },
            BindingKind::Parameter => {
                let node = self.functions[owner.index()].node;
                let own = node.and_then(|node| node.parameters.iter().find(|p| p.name.span == span));
                own.is_some_and(|p| p.ty.as_ref().is_some_and(|ty| matches!(ty.kind, crate::ast::TypeKind::Reference { .. })))
            }
            _ => false,
        }
    }

    /// Whether a member of an object says no more than its class: it is not declared to be `this`, or the object itself is of its class only.
    fn gives_class_only(&mut self, object: &Expr, class: crate::program::ClassId, name: &str, depth: u32) -> bool {
        let own = self.own_class_type(class);
        let Type::Class { arguments, .. } = self.program.types.get(own).clone() else { return false };
        let Some(found) = self.class_member(class, &arguments, name) else { return false };
        let given = match (self.program.types.get(found.ty), &found.how) {
            (Type::Function(signature), How::Method(..)) if signature.type_parameters.is_empty() => signature.result,
            (_, How::Field(_)) => found.ty,
            _ => return false,
        };
        let bare = self.types().non_null(given);
        match self.program.types.get(bare) {
            Type::Parameter(THIS) => self.is_of_class_only(object, depth + 1),
            Type::Class { .. } => true,
            _ => false,
        }
    }
}
