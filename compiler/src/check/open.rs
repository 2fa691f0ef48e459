//! Open variables: `let x;`, `let x = null`, `const xs = []` without a type.
//!
//! In: such a declaration. Out: at each read, the type that the assignments on the ways there tell, as tsc works it out: `x` has the type of what
//! was assigned last, and `xs` holds what `push`, `unshift` and `xs[i] = …` have put in so far. The variable's declared type is the union of all that.
//! A read that nothing tells a type for, or in another function than the variable's own, is an error.

use super::Checker;
use super::flow::{Reference, Root};
use super::scope::Value;
use super::variables::BindingKind;
use crate::ast::{self, ExprKind as E, VariableKind};
use crate::problem::{Problem, Rule};
use crate::program::{BindingId, Expr, ExprKind, Place, Type, TypeId};
use crate::source::Span;

/// How deep the type of an open array's elements may be nested: one that holds itself would never settle.
const DEEPEST: u32 = 10;

impl<'a> Checker<'a> {
    /// Whether a declaration's value leaves the type open.
    pub(super) fn begins_open(&self, node: &ast::Variable, kind: VariableKind, value: &ast::Expr, expr: &Expr) -> bool {
        let nothing = matches!(expr.ty, TypeId::NULL | TypeId::UNDEFINED) && kind != VariableKind::Const;
        (nothing || is_empty_array(value)) && !self.is_exported_variable(node)
    }

    /// Whether a variable is exported where it is declared, by its file or a namespace.
    pub(super) fn is_exported(&self, binding: BindingId, node: &ast::Variable) -> bool {
        self.is_exported_by_namespace(binding) || self.is_exported_variable(node)
    }

    fn is_exported_variable(&self, node: &ast::Variable) -> bool {
        self.modules.get(&node.span.file).is_some_and(|module| module.node.items.iter().any(|item| match &item.kind {
            ast::ItemKind::Statement { statement: ast::Statement { kind: ast::StatementKind::Variables(variables), .. }, export } => {
                *export != ast::Export::None && variables.declarations.iter().any(|variable| variable.name.id == node.name.id)
            }
            _ => false,
        }))
    }

    /// Enters an open variable with its first value.
    pub(super) fn begin_open(&mut self, binding: BindingId, value: &ast::Expr, ty: TypeId) {
        self.bindings[binding.index()].evolves = true;
        self.set_open(binding, Some(value), ty);
    }

    fn set_open(&mut self, binding: BindingId, value: Option<&ast::Expr>, ty: TypeId) {
        let reference = Reference::binding(binding);
        if value.is_some_and(is_empty_array) {
            let array = self.types().array(TypeId::NEVER);
            self.widen_declared(binding, array);
            self.assign_flow(&reference, array, array);
            self.cx.flow.forget(&reference);
            self.cx.flow.evolve(reference, TypeId::NEVER);
        } else {
            self.widen_declared(binding, ty);
            self.assign_flow(&reference, ty, ty);
        }
    }

    /// What the variable may hold at any time.
    fn widen_declared(&mut self, binding: BindingId, ty: TypeId) {
        let known = self.bindings[binding.index()].state == super::variables::TypeState::Known;
        let before = if known { self.program.bindings[binding.index()].ty } else { TypeId::NEVER };
        let grown = self.types().union([before, ty]);
        self.set_binding_type(binding, grown);
    }

    /// `x = value`: what is assigned is what it holds.
    pub(super) fn assign_open(&mut self, node: &'a ast::Expr, place: Place, value_node: &ast::Expr, value: Expr, span: Span) -> Expr {
        let Place::Binding(binding) = place else { unreachable!("only variables are open") };
        let ty = self.give_open(binding, Some(value_node), value.ty, node.span);
        Expr { kind: ExprKind::Assign { place, value: Box::new(value) }, ty, span }
    }

    /// Takes note of what an open variable is given, from an expression or, without `node`, from a part of a value; the type it has now.
    pub(super) fn give_open(&mut self, binding: BindingId, node: Option<&ast::Expr>, ty: TypeId, span: Span) -> TypeId {
        let ty = self.types().widen(ty);
        self.set_open(binding, node, ty);
        if !self.runs_within(self.program.bindings[binding.index()].owner) {
            self.refuse_elsewhere(binding, span);
            // Until this function ends its own reads are told.
            self.cx.flow.narrow(Reference::binding(binding), ty);
        }
        ty
    }

    /// The type of an open variable where it is read; `narrowed` is what the flow says of it.
    pub(super) fn read_open(&mut self, binding: BindingId, span: Span, narrowed: TypeId) -> TypeId {
        if !self.runs_within(self.program.bindings[binding.index()].owner) {
            if let Some(told) = self.told_here(binding) {
                return told;
            }
            if !self.is_growing(binding) {
                self.report_unknown_type(binding, span);
            }
            return TypeId::ANY;
        }
        let empty = self.types().array(TypeId::NEVER);
        let ty = match self.cx.flow.evolving(&Reference::binding(binding)) {
            Some(element) => self.types().array(element),
            None => narrowed,
        };
        // On some way nothing says what it may hold.
        let is_untold = self.program.types.members(ty).contains(&empty) && self.cx.flow.reachable;
        match (is_untold, self.is_growing(binding)) {
            (true, false) => {
                self.report_unknown_type(binding, span);
                self.types().array(TypeId::ANY)
            }
            (true, true) if ty != empty => {
                self.report_untold(binding);
                self.types().array(TypeId::ANY)
            }
            _ => ty,
        }
    }

    /// What another function than the variable's own has assigned to it before it reads it. Of arrays the flow may know what was put in before
    /// that function began, which does not count.
    fn told_here(&self, binding: BindingId) -> Option<TypeId> {
        let reference = Reference::binding(binding);
        self.cx.flow.get(&reference).filter(|_| self.cx.flow.evolving(&reference).is_none())
    }

    fn is_growing(&self, binding: BindingId) -> bool {
        self.growing.as_ref().is_some_and(|growing| *growing == Reference::binding(binding))
    }

    fn report_unknown_type(&mut self, binding: BindingId, span: Span) {
        self.report_untold(binding);
        let name = self.program.bindings[binding.index()].name.clone();
        self.error(7005, span, format!("`{name}` has no known type here"));
    }

    fn report_untold(&mut self, binding: BindingId) {
        let info = &self.program.bindings[binding.index()];
        let (name, declared) = (info.name.clone(), info.span);
        self.error(7034, declared, format!("nothing says what `{name}` may hold; write its type"));
    }

    /// What another function does to the variable is not on the way to the reads of its own.
    fn refuse_elsewhere(&mut self, binding: BindingId, span: Span) {
        let info = &self.program.bindings[binding.index()];
        let (name, declared) = (info.name.clone(), info.span);
        self.report(
            Problem::th(Rule::EvolvingVariable, span)
                .with_message(format!("this function cannot say what `{name}` holds"))
                .with_label(declared, "declared here, without a type")
                .with_help(format!("write its type: `{name}: …`")),
        );
    }

    /// Whether what a place holds is told by what is assigned to it.
    pub(super) fn is_open_place(&self, place: &Place) -> bool {
        matches!(place, Place::Binding(binding) if self.bindings[binding.index()].evolves)
    }

    /// The open variable that an expression names, or the field whose type is sought.
    fn open_place(&mut self, node: &ast::Expr) -> Option<Reference> {
        let E::Name(name) = &node.kind else { return self.sought_place(node) };
        match self.find_value(self.cx.scope, name)? {
            Value::Binding(binding) if self.bindings[binding.index()].evolves => Some(Reference::binding(binding)),
            _ => None,
        }
    }

    /// The object of `object.property`: the length of an open array may be asked for before anything is in it.
    pub(super) fn check_measured_object(&mut self, object: &'a ast::Expr, property: &ast::Ident, optional: bool) -> Expr {
        let outer = self.growing.clone();
        if &*property.text == "length" {
            self.growing = self.open_place(object);
        }
        // What a function gives does not matter to its name and to how many parameters it has.
        let checked = match matches!(&*property.text, "length" | "name") && self.names_function(object) {
            true => self.beside(|c| c.check_object_of(object, optional)),
            false => self.check_object_of(object, optional),
        };
        self.growing = outer;
        checked
    }

    /// Whether this is the name of a declared function.
    fn names_function(&mut self, node: &ast::Expr) -> bool {
        let E::Name(name) = &node.kind else { return false };
        matches!(self.find_value(self.cx.scope, name), Some(Value::Binding(binding)) if matches!(self.bindings[binding.index()].kind, BindingKind::Function(_)))
    }

    /// `xs.push(…)`, `xs.unshift(…)`, before the call is looked at.
    pub(super) fn grow_by_call(&mut self, callee: &'a ast::Expr, arguments: &'a [ast::Expr]) {
        self.growing = None;
        let E::Member { object, property, .. } = &callee.kind else { return };
        if matches!(&*property.text, "push" | "unshift")
            && let Some(place) = self.open_place(object)
        {
            self.grow(place, object.span, arguments);
        }
    }

    /// `xs[i] = value`, before the assignment is looked at.
    pub(super) fn grow_by_element(&mut self, place: &'a ast::Expr, value: &'a ast::Expr) {
        self.growing = None;
        let E::Index { object, .. } = &place.kind else { return };
        if let Some(place) = self.open_place(object) {
            self.grow(place, object.span, std::slice::from_ref(value));
        }
    }

    fn grow(&mut self, place: Reference, span: Span, values: &'a [ast::Expr]) {
        let binding = match place.root {
            Root::Binding(binding) => Some(binding),
            Root::This => None,
        };
        if let Some(binding) = binding.filter(|binding| !self.runs_within(self.program.bindings[binding.index()].owner)) {
            self.growing = Some(place);
            return self.refuse_elsewhere(binding, span);
        }
        let Some(mut element) = self.cx.flow.evolving(&place) else {
            self.growing = Some(place);
            return;
        };
        for value in values {
            let ty = self.type_put_in(value);
            element = self.types().union([element, ty]);
        }
        if self.is_nested_deeper(element, DEEPEST) {
            binding.iter().for_each(|&binding| self.report_unknown_type(binding, span));
            element = TypeId::ANY;
        }
        if let Some(binding) = binding {
            let array = self.types().array(element);
            self.widen_declared(binding, array);
        }
        self.cx.flow.evolve(place.clone(), element);
        self.growing = Some(place);
    }

    /// The type of one value, as it is without being expected to be anything; of a literal, also of one that is declared, its kind.
    fn type_put_in(&mut self, value: &'a ast::Expr) -> TypeId {
        let flow = self.cx.flow.clone();
        let ty = self.telling(|c| match &value.kind {
            E::Spread(many) => {
                let many = c.quietly(|c| c.check_expr(many, None)).ty;
                c.element_type(many).or_else(|| c.iteration(many).map(|steps| steps.given)).unwrap_or(TypeId::ANY)
            }
            _ => c.quietly(|c| c.check_expr(value, None)).ty,
        });
        self.cx.flow = flow;
        let ty = self.types().widen(ty);
        self.types().kind_of_literal(ty)
    }

    fn is_nested_deeper(&self, ty: TypeId, depth: u32) -> bool {
        let inner: Vec<TypeId> = match self.program.types.get(ty) {
            _ if depth == 0 => return true,
            Type::Array { element, .. } => vec![*element],
            Type::Union(members) => return members.iter().any(|&m| self.is_nested_deeper(m, depth)),
            Type::Object { members, .. } => members.iter().map(|m| m.ty).collect(),
            Type::Class { arguments, .. } | Type::Interface { arguments, .. } => arguments.to_vec(),
            _ => return false,
        };
        inner.into_iter().any(|part| self.is_nested_deeper(part, depth - 1))
    }
}

/// `[]`.
pub(super) fn is_empty_array(value: &ast::Expr) -> bool {
    matches!(&super::expressions::without_parens(value).kind, E::Array(items) if items.is_empty())
}
