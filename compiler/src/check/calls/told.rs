//! `list.forEach(f, receiver)`: the library's methods that call back tell the function what its `this` is.
//!
//! The function is bound to it before the call, so that the methods need not know of it.

use super::super::Checker;
use super::super::expressions::without_parens;
use super::bound::is_place;
use super::{Resolved, Target};
use crate::ast::{self, ExprKind as E};
use crate::program::{Expr, ExprKind, FunctionKind, Type, TypeId};
use crate::source::Span;

/// The methods of arrays, typed arrays, maps and sets that take a `thisArg` behind the function.
const CALLING_BACK: &[&str] = &["every", "filter", "find", "findIndex", "findLast", "findLastIndex", "flatMap", "forEach", "map", "some"];

impl<'a> Checker<'a> {
    /// Which argument is the function that is told its `this` by the one behind it.
    fn told_callback(&self, target: &Target) -> Option<usize> {
        let calls_back = |name: &str| CALLING_BACK.contains(&name);
        match target {
            Target::Builtin(name, None) => name.ends_with("Array.from").then_some(1),
            Target::Builtin(name, Some(_)) => calls_back(name.rsplit('.').next().unwrap_or_default()).then_some(0),
            Target::Method(_, class, name) => (calls_back(name) && self.is_library(self.program.classes[class.index()].span.file)).then_some(0),
            Target::Member(object, name) => (calls_back(name) && self.program.types.members(object.ty).iter().all(|&m| self.is_library_collection(m))).then_some(0),
            _ => None,
        }
    }

    fn is_library_collection(&self, ty: TypeId) -> bool {
        match *self.program.types.get(ty) {
            Type::Array { .. } | Type::Tuple { .. } | Type::TypedArray(_) => true,
            Type::Interface { interface, .. } => self.is_library(self.interfaces[interface.index()].span.file),
            Type::Class { class, .. } => self.is_library(self.program.classes[class.index()].span.file),
            _ => false,
        }
    }

    /// The place of a method that is handed over together with the object that it is read from: `list.forEach(o.m, o)`.
    pub(super) fn told_method(&self, target: &Target, arguments: &[ast::Expr]) -> Option<Span> {
        let at = self.told_callback(target)?;
        let (callback, receiver) = (without_parens(arguments.get(at)?), arguments.get(at + 1)?);
        let E::Member { object, optional: false, .. } = &callback.kind else { return None };
        let is_same = is_place(receiver) && self.source_text(receiver.span) == self.source_text(object.span);
        is_same.then_some(callback.span)
    }

    /// A value of which is only asked whether it is there, or a function: a method need not forget its object for that.
    pub(in crate::check) fn check_asked_of(&mut self, node: &'a ast::Expr) -> Expr {
        let asked = without_parens(node);
        let is_member = matches!(asked.kind, E::Member { optional: false, .. });
        let outer = std::mem::replace(&mut self.told_method, is_member.then_some(asked.span));
        let value = self.check_expr(node, None);
        self.told_method = outer;
        value
    }

    /// Binds the function among the arguments to the `this` that it is told.
    pub(super) fn bind_callback(&mut self, target: &Target, call: &mut Resolved, span: Span) {
        let Some(at) = self.told_callback(target) else { return };
        if call.arguments.len() != at + 2 {
            return;
        }
        let this = call.arguments.remove(at + 1);
        let is_plain = matches!(this.kind, ExprKind::Read(_) | ExprKind::This | ExprKind::Undefined | ExprKind::Null);
        if is_plain && self.is_arrow(&call.arguments[at]) {
            return;
        }
        let callback = call.arguments.remove(at);
        let ty = callback.ty;
        let unknown = self.types().array(TypeId::UNKNOWN);
        let none = Expr { kind: ExprKind::Array(Vec::new()), ty: unknown, span };
        let bound = self.library_call("function.bind", vec![callback, this, none], ty, span);
        call.arguments.insert(at, Expr { ty, ..bound });
    }

    fn is_arrow(&self, value: &Expr) -> bool {
        matches!(value.kind, ExprKind::Closure { function } if self.program.functions[function.index()].kind == FunctionKind::Arrow)
    }
}
