//! Accessors of which a subclass overrides the getter alone: its objects have no setter then, though the base class has one.

use super::super::Checker;
use super::super::scope::ScopeId;
use super::super::variables::BindingKind;
use crate::ast::symbols::is_private;
use crate::hash::HashSet;
use crate::program::{BindingId, ClassId, Expr, ExprKind, FunctionId, FunctionKind, Method, Parameter, Statement, StatementKind, TypeId};
use std::rc::Rc;

impl Checker<'_> {
    /// Gives each class that lacks such a setter one that throws, as writing the member does in strict code.
    pub(in crate::check) fn complete_accessors(&mut self) {
        let mut made = HashSet::default();
        for class in (0..self.program.classes.len() as u32).map(ClassId) {
            let names: Vec<Rc<str>> = self.program.classes[class.index()].methods.iter().filter_map(|m| m.name.strip_prefix("get ").map(Rc::from)).collect();
            for name in names {
                let setter: Rc<str> = format!("set {name}").into();
                let Some(inherited) = self.hidden_setter(class, &name, &setter).filter(|function| !made.contains(function)) else { continue };
                let function = self.make_refusing_setter(class, &name, inherited);
                made.insert(function);
                self.program.classes[class.index()].methods.push(Method { name: setter, function });
            }
        }
    }

    /// The setter that an accessor of this class with a getter alone stands before.
    fn hidden_setter(&self, class: ClassId, name: &str, setter: &str) -> Option<FunctionId> {
        let base = |class: ClassId| self.program.classes[class.index()].base.as_ref().map(|(base, _)| *base);
        let method = |class: ClassId| self.program.classes[class.index()].methods.iter().find(|m| &*m.name == setter).map(|m| m.function);
        if is_private(name) || method(class).is_some() {
            return None;
        }
        std::iter::successors(base(class), |&class| base(class)).find_map(method)
    }

    fn make_refusing_setter(&mut self, class: ClassId, name: &str, inherited: FunctionId) -> FunctionId {
        let span = self.program.classes[class.index()].span;
        let ty = self.program.functions[inherited.index()].parameters.first().map_or(TypeId::ANY, |p| self.program.bindings[p.binding.index()].ty);
        let owner = self.program.classes[class.index()].name.clone();
        let function = self.new_function(format!("{owner}.{name}").into(), FunctionKind::Method(class), ScopeId::GLOBAL, None, span);
        let scope = self.open_scope(ScopeId::GLOBAL, function);
        let binding: BindingId = self.new_binding(scope, "value$".into(), span, BindingKind::Parameter);
        self.program.bindings[binding.index()].global = false;
        self.set_binding_type(binding, ty);
        let text = |text: &str| Expr { kind: ExprKind::String(text.encode_utf16().collect()), ty: TypeId::STRING, span };
        let arguments = vec![text(if owner.is_empty() { "Object" } else { &owner }), text(name)];
        let call = self.library_call("errors.throwGetterOnly", arguments, TypeId::NEVER, span);
        let made = &mut self.program.functions[function.index()];
        made.parameters.push(Parameter { binding, default: None, has_default: false, optional: false, rest: false });
        made.body = Some(vec![Statement { kind: StatementKind::Expr(call), span }]);
        function
    }
}
