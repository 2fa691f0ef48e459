//! The type `this`: its values are the object of the method at hand and what is made of it, not any object of the class.
//!
//! Within a class the type is read as the class, so that members are found and calls compiled as for any of its objects. What
//! is returned, stored or declared as `this` is looked at here once more: at where its value comes from.

use super::Checker;
use super::generics::THIS;
use super::members::How;
use super::variables::BindingKind;
use crate::program::types::Substitution;
use crate::program::{ArrayElement, BindingId, Callee, ClassId, Expr, ExprKind, Place, Type, TypeId};
use crate::source::Span;

/// How far a value is followed back.
const DEEPEST: u32 = 20;

impl<'a> Checker<'a> {
    /// What `this` is here.
    pub(super) fn own_this(&self) -> Option<TypeId> {
        self.cx.initializer_this.or(self.functions[self.cx.function.index()].this_type)
    }

    /// The type of a variable where it is read: the `this` of which it speaks is that of the function to which the variable belongs.
    pub(super) fn with_this_of_owner(&mut self, binding: BindingId, ty: TypeId) -> TypeId {
        if !self.program.types.may_mention(ty, |parameter| parameter == THIS) {
            return ty;
        }
        let owner = self.functions[self.program.bindings[binding.index()].owner.index()].this_type;
        match owner.filter(|&owner| Some(owner) != self.own_this()) {
            Some(owner) => self.substitute(ty, &Substitution::from_iter([(THIS, owner)])),
            None => ty,
        }
    }

    /// The type with the class at hand in place of `this`.
    pub(super) fn with_this_known(&mut self, ty: TypeId) -> TypeId {
        if !self.program.types.is_generic(ty) {
            return ty;
        }
        let own = self.own_this();
        match own.filter(|&own| matches!(self.program.types.get(own), Type::Class { .. })) {
            Some(own) => self.substitute(ty, &Substitution::from_iter([(THIS, own)])),
            None => ty,
        }
    }

    /// The type of what a method without annotation returns: `this` where the value is the object itself, or comes from a member
    /// that gives it, so that a subclass gets back what it is (`class A { add() { return this; } }`).
    pub(super) fn type_with_this(&mut self, value: &Expr, depth: u32) -> TypeId {
        if depth > DEEPEST {
            return value.ty;
        }
        match &value.kind {
            ExprKind::This if matches!(self.program.types.get(value.ty), Type::Class { .. }) => self.types().intern(Type::Parameter(THIS)),
            ExprKind::Read(binding) if self.holds_this(*binding) => self.types().intern(Type::Parameter(THIS)),
            ExprKind::Call { callee: Callee::Method { object, class, name, .. }, .. } | ExprKind::Get(Place::Field { object, class, name }) => {
                let asked = self.type_with_this(object, depth + 1);
                let is_this = self.program.types.get(asked) == &Type::Parameter(THIS);
                is_this.then(|| self.given_by_this(*class, name)).flatten().unwrap_or(value.ty)
            }
            ExprKind::Call { callee: Callee::Super { class, name, .. }, .. } => self.given_by_this(*class, name).unwrap_or(value.ty),
            ExprKind::Conditional { then, otherwise, .. } => {
                let parts = [self.type_with_this(then, depth + 1), self.type_with_this(otherwise, depth + 1)];
                if parts == [then.ty, otherwise.ty] { value.ty } else { self.best_common_type(parts.to_vec()) }
            }
            ExprKind::Array(items) => self.list_with_this(items, value.ty, depth),
            _ => value.ty,
        }
    }

    /// The same of an array of nothing but such values.
    fn list_with_this(&mut self, items: &[ArrayElement], ty: TypeId, depth: u32) -> TypeId {
        let mut parts = Vec::new();
        for item in items {
            let ArrayElement::Item(item) = item else { return ty };
            let part = self.type_with_this(item, depth + 1);
            if part == item.ty {
                return ty;
            }
            parts.push(part);
        }
        match self.program.types.get(ty).clone() {
            Type::Array { readonly, .. } if !parts.is_empty() => {
                let element = self.best_common_type(parts);
                self.types().intern(Type::Array { element, readonly })
            }
            _ => ty,
        }
    }

    /// Whether a variable without annotation holds the `this` of the function under way.
    fn holds_this(&self, binding: BindingId) -> bool {
        self.program.bindings[binding.index()].owner == self.cx.function && self.was_given_this(binding)
    }

    /// Whether a variable without annotation was given `this` at first.
    fn was_given_this(&self, binding: BindingId) -> bool {
        match self.bindings[binding.index()].kind {
            BindingKind::Variable { node, .. } if node.ty.is_none() && node.pattern.is_none() => {
                node.value.as_ref().is_some_and(|value| matches!(super::expressions::without_parens(value).kind, crate::ast::ExprKind::This))
            }
            _ => false,
        }
    }

    /// What a member gives that is asked of `this`, where its type speaks of `this`.
    fn given_by_this(&mut self, class: ClassId, name: &str) -> Option<TypeId> {
        let object = self.functions[self.cx.function.index()].this_type?;
        let Type::Class { class: own, arguments } = self.program.types.get(object).clone() else { return None };
        let passed = self.as_base(own, &arguments, class)?;
        let found = self.class_member(class, &passed, name)?;
        let given = match (self.program.types.get(found.ty), &found.how) {
            (Type::Function(signature), How::Method(..)) if signature.type_parameters.is_empty() && found.overloads.is_empty() => signature.result,
            (_, How::Field(_) | How::Accessor(_)) => found.ty,
            _ => return None,
        };
        (self.with_this_known(given) != given).then_some(given)
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

    /// The same of what is written into a variable that was given `this` at first, or into a field of this object.
    pub(super) fn require_this_of_place(&mut self, place: &Place, value: &Expr, span: Span) {
        if let Place::Binding(binding) = *place
            && self.was_given_this(binding)
        {
            let this = self.types().intern(Type::Parameter(THIS));
            return self.require_this(value, this, span);
        }
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
                (None, Some(value)) => node.pattern.is_none() && matches!(super::expressions::without_parens(value).kind, crate::ast::ExprKind::New { .. }),
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
    fn gives_class_only(&mut self, object: &Expr, class: ClassId, name: &str, depth: u32) -> bool {
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
