//! What every object has from `Object.prototype`, read through `any`: `x.toString`, `x.constructor`.
//!
//! No object holds these. A read that finds no member of the object's own gives a function that does what the call of such a member does, to
//! the object that its own call tells it.

use super::super::Checker;
use super::super::scope::ScopeId;
use super::super::variables::BindingKind;
use super::dynamic::conditional;
use crate::program::{BinaryOp, CastReason, Expr, ExprKind, FunctionId, FunctionKind, Parameter, Place, Statement, StatementKind, TypeId};
use crate::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// The value of `object.name`, or if that is undefined what every object has under this name; `object` is a variable.
    pub(super) fn or_object_member(&mut self, value: Expr, object: Expr, name: &Rc<str>, is_called: bool, span: Span) -> Expr {
        let inherited = match &**name {
            "constructor" => self.library_call("constructors.of", vec![object], TypeId::ANY, span),
            _ => Expr { kind: ExprKind::Closure { function: self.object_method(name, is_called, span) }, ty: TypeId::ANY, span },
        };
        let found = self.made_up(TypeId::ANY, span);
        let read = || Expr { kind: ExprKind::Read(found), ty: TypeId::ANY, span };
        let nothing = Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span };
        let kind = ExprKind::Binary { op: BinaryOp::StrictEqual, left: Box::new(read()), right: Box::new(nothing) };
        let body = conditional(Expr { kind, ty: TypeId::BOOLEAN, span }, inherited, read(), span);
        Expr { kind: ExprKind::Let { binding: found, value: Box::new(value), body: Box::new(body) }, ty: TypeId::ANY, span }
    }

    /// One of these methods as a function; one that is only looked at does nothing when it is called.
    fn object_method(&mut self, name: &Rc<str>, is_called: bool, span: Span) -> FunctionId {
        let key = (TypeId::NON_PRIMITIVE, name.clone(), is_called);
        if let Some(&known) = self.method_values.get(&key) {
            return known;
        }
        let function = self.new_function(name.clone(), FunctionKind::Function, ScopeId::GLOBAL, None, span);
        self.method_values.insert(key, function);
        self.program.functions[function.index()].result = TypeId::ANY;
        self.program.functions[function.index()].body = Some(Vec::new());
        if is_called {
            let body = self.object_method_body(function, name, span);
            self.program.functions[function.index()].body = Some(vec![Statement { kind: StatementKind::Return(Some(body)), span }]);
        }
        function
    }

    fn object_method_body(&mut self, function: FunctionId, name: &str, span: Span) -> Expr {
        let this = Expr { kind: ExprKind::This, ty: TypeId::ANY, span };
        let mut arguments = Vec::new();
        if matches!(name, "hasOwnProperty" | "propertyIsEnumerable" | "isPrototypeOf") {
            let scope = self.open_scope(ScopeId::GLOBAL, function);
            let binding = self.new_binding(scope, "key".into(), span, BindingKind::Parameter);
            self.program.bindings[binding.index()].global = false;
            self.set_binding_type(binding, TypeId::ANY);
            let parameter = Parameter { binding, default: None, has_default: false, optional: false, rest: false };
            self.program.functions[function.index()].parameters.push(parameter);
            arguments.push(Expr { kind: ExprKind::Read(binding), ty: TypeId::ANY, span });
        }
        arguments.insert(0, this);
        match name {
            // What has no text of its own has the same for both.
            "toString" | "toLocaleString" => Expr { kind: ExprKind::Template { strings: vec![[].into(), [].into()], values: arguments }, ty: TypeId::STRING, span },
            _ => self.object_operation(name, arguments, span),
        }
    }
}

/// The object of `object.constructor`, as [`Checker::read_found`] makes it of what may be anything and of other objects.
pub(in crate::check) fn constructed(value: &Expr) -> Option<&Expr> {
    match &value.kind {
        ExprKind::Get(Place::Member { object, name }) if &**name == "constructor" => Some(object),
        ExprKind::Let { value: object, body, .. } => held_constructor(body).then_some(object),
        ExprKind::Cast { operand, reason: CastReason::As } => constructed(operand),
        _ => None,
    }
}

/// Whether this is what [`Checker::or_object_member`] makes of a read of `constructor`.
fn held_constructor(body: &Expr) -> bool {
    let ExprKind::Let { value, .. } = &body.kind else { return false };
    matches!(&value.kind, ExprKind::Get(Place::Member { name, .. }) if &**name == "constructor")
}
