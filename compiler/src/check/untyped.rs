//! Functions of which nothing is known but that they are: `Function`. As in tsc they are called with anything and give anything; what they
//! take is checked when the program runs.

use super::Checker;
use crate::program::{CastReason, Expr, ExprKind, InterfaceId, Type, TypeId};

impl Checker<'_> {
    /// `Function`.
    pub(super) fn some_function(&mut self) -> TypeId {
        match self.library.interface("Function") {
            Some(interface) => self.types().intern(Type::Interface { interface, arguments: [].into() }),
            None => TypeId::ANY,
        }
    }

    /// Whether nothing is known of a type but that it is one of functions: `Function`, or that and something else.
    pub(super) fn is_some_function(&mut self, ty: TypeId) -> bool {
        let bound = self.constraint_of(ty);
        match self.program.types.get(bound).clone() {
            Type::Interface { interface, .. } => self.is_function_interface(interface),
            Type::Intersection(parts) => parts.iter().any(|&part| self.is_some_function(part)),
            _ => false,
        }
    }

    /// Whether an interface is the library's `Function`.
    pub(super) fn is_function_interface(&self, interface: InterfaceId) -> bool {
        self.library.interface("Function") == Some(interface)
    }

    /// A value as one that may be anything.
    pub(super) fn as_anything(&self, value: Expr) -> Expr {
        let span = value.span;
        Expr { kind: ExprKind::Cast { operand: Box::new(value), reason: CastReason::As }, ty: TypeId::ANY, span }
    }
}
