//! Variables: their types, when first needed or when their declaration is reached, and their uses by name.

use super::literals::LiteralName;
use super::Checker;
use super::flow::Reference;
use super::namespaces::Host;
use super::results::Sought;
use super::scope::{ScopeId, Value};
use crate::ast::{self, VariableKind};
use crate::problem::Rule;
use crate::program::{Binding, BindingId, Expr, ExprKind, FunctionId, FunctionKind, Place, Type, Statement, StatementKind, TypeId};
use crate::source::Span;
use std::rc::Rc;

/// What the checker knows of a binding beyond the Program's entry.
#[derive(Debug)]
pub(super) struct BindingInfo<'a> {
    pub kind: BindingKind<'a>,
    pub scope: ScopeId,
    pub state: TypeState,
    /// Declared without a type and without a value that tells one: see `open.rs`.
    pub evolves: bool,
}

/// How a binding is declared.
#[derive(Debug, Clone, Copy)]
pub(super) enum BindingKind<'a> {
    Variable { node: &'a ast::Variable, kind: VariableKind, declare: bool },
    Parameter,
    ForOf,
    /// What is imported from a module that is not there.
    MissingImport,
    Catch,
    Function(FunctionId),
    /// Storage of a static field.
    Static,
}

/// What is known of a binding's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TypeState {
    Unknown,
    Computing,
    Known,
}

impl<'a> Checker<'a> {
    /// The binding of a `let`, `const` or `var`.
    pub(super) fn variable_binding(
        &mut self,
        scope: ScopeId,
        node: &'a ast::Variable,
        variables: &'a ast::Variables,
    ) -> BindingId {
        let declare = variables.declare;
        self.plain_binding(scope, &node.name, BindingKind::Variable { node, kind: variables.kind, declare })
    }

    /// The binding that `name` declares, made at the first call.
    pub(super) fn plain_binding(&mut self, scope: ScopeId, name: &'a ast::Name, kind: BindingKind<'a>) -> BindingId {
        if let Some(&known) = self.binding_ids.get(&name.id) {
            self.bindings[known.index()].scope = scope;
            return known;
        }
        let id = self.new_binding(scope, name.text.clone(), name.span, kind);
        self.binding_ids.insert(name.id, id);
        id
    }

    /// A binding for something that is not a name in the source.
    pub(super) fn new_binding(&mut self, scope: ScopeId, name: Rc<str>, span: Span, kind: BindingKind<'a>) -> BindingId {
        let id = BindingId(self.program.bindings.len() as u32);
        let home = self.scope(scope);
        let (owner, global) = (home.owner, home.is_module || scope == ScopeId::GLOBAL);
        self.program.bindings.push(Binding {
            name,
            ty: TypeId::ANY,
            owner,
            global,
            captured: false,
            assigned: false,
            needs_initialization_check: false,
            ambient: false,
            span,
        });
        self.bindings.push(BindingInfo { kind, scope, state: TypeState::Unknown, evolves: false });
        id
    }

    /// Settles a binding's declared type.
    pub(super) fn set_binding_type(&mut self, binding: BindingId, ty: TypeId) {
        self.program.bindings[binding.index()].ty = ty;
        self.bindings[binding.index()].state = TypeState::Known;
        // Their values may speak of the function itself.
        self.program.bindings[binding.index()].ty = self.with_given_members(binding, ty);
        if let BindingKind::Variable { node, .. } = self.bindings[binding.index()].kind {
            let from = node.ty.as_ref().map(|ty| ty.span).or(node.value.as_ref().map(|value| value.span));
            self.note_refused_variable(binding, ty, from);
        }
    }

    /// A binding's declared or inferred type, inferred now if the walk has not reached its declaration.
    pub(super) fn binding_type(&mut self, binding: BindingId) -> TypeId {
        match self.bindings[binding.index()].state {
            TypeState::Known => self.program.bindings[binding.index()].ty,
            TypeState::Computing => self.circular_binding_type(binding),
            TypeState::Unknown => {
                if self.has_missed_body() {
                    return TypeId::ANY;
                }
                if let Some(ty) = self.provisional_type(Sought::Variable(binding)) {
                    return ty;
                }
                self.bindings[binding.index()].state = TypeState::Computing;
                let ty = self.infer_binding_type(binding);
                if self.rests_on_others(Sought::Variable(binding)) || self.has_missed_body() {
                    self.bindings[binding.index()].state = TypeState::Unknown;
                    return ty;
                }
                self.set_binding_type(binding, ty);
                self.program.bindings[binding.index()].ty
            }
        }
    }

    /// The members of the literal that a variable without a type begins with, while its type is being found out.
    pub(super) fn literal_under_way(&self, binding: BindingId) -> Option<&'a [ast::Property]> {
        let BindingInfo { kind: BindingKind::Variable { node, .. }, state: TypeState::Computing, .. } = self.bindings[binding.index()] else { return None };
        let mut value = node.value.as_ref().filter(|_| node.ty.is_none() && node.pattern.is_none())?;
        loop {
            value = super::expressions::without_parens(value);
            match &value.kind {
                ast::ExprKind::Satisfies { operand, .. } | ast::ExprKind::AsConst(operand) => value = operand,
                ast::ExprKind::Object(properties) => return Some(properties),
                _ => return None,
            }
        }
    }

    fn infer_binding_type(&mut self, binding: BindingId) -> TypeId {
        let BindingInfo { kind, scope, .. } = self.bindings[binding.index()];
        match kind {
            BindingKind::Function(function) => self.overloaded_type(function),
            BindingKind::Variable { node, kind, .. } => {
                if let Some(pattern) = &node.pattern
                    && self.binding_ids.get(&node.name.id) != Some(&binding)
                {
                    return self.infer_part_type(binding, node, pattern, kind, scope);
                }
                if let Some(ty) = &node.ty {
                    return self.resolve_type(scope, ty);
                }
                let Some(value) = &node.value else { return TypeId::ANY };
                if let Some(ty) = self.annotated_function_type(scope, value) {
                    return ty;
                }
                let walk = |checker: &mut Self| {
                    let expected = node.pattern.as_ref().map(|pattern| checker.type_of_pattern(pattern));
                    let ty = checker.check_declared_value(binding, node.pattern.as_deref(), value, expected).ty;
                    if node.pattern.is_some() { checker.taken_apart_type(ty, kind) } else { checker.inferred_variable_type(ty, kind) }
                };
                // What is assumed of others for now must not be remembered.
                match self.inferring.is_empty() {
                    true => self.elsewhere(scope, |checker| checker.quietly(walk)),
                    false => self.infer_initializer(Sought::Variable(binding), scope, walk).unwrap_or(TypeId::ANY),
                }
            }
            _ => TypeId::ANY,
        }
    }

    /// The type of a variable of a pattern: the whole pattern is walked for it.
    fn infer_part_type(&mut self, binding: BindingId, node: &'a ast::Variable, pattern: &'a ast::Pattern, kind: VariableKind, scope: ScopeId) -> TypeId {
        let Some(&holder) = self.binding_ids.get(&node.name.id) else { return TypeId::ANY };
        self.binding_type(holder);
        self.elsewhere(scope, |checker| checker.quietly(|checker| checker.take_apart(pattern, holder, kind, node.ty.is_some())));
        match self.bindings[binding.index()].state {
            TypeState::Known => self.program.bindings[binding.index()].ty,
            _ => TypeId::ANY,
        }
    }

    /// The type of a variable whose type is asked for while its initialiser is being looked at.
    fn circular_binding_type(&mut self, binding: BindingId) -> TypeId {
        if let BindingKind::Variable { node, .. } = self.bindings[binding.index()].kind
            && let Some(annotation) = &node.ty
            && annotation.asks_for(&node.name.text)
        {
            let (name, span) = (&node.name.text, node.name.span);
            if !self.problems.iter().any(|p| p.span == span) {
                self.report_for_good(crate::problem::Problem::ts(2502, span, format!("the type of `{name}` speaks of itself")));
            }
            return TypeId::ANY;
        }
        if let BindingKind::Variable { node, .. } = self.bindings[binding.index()].kind
            && let Some(value) = &node.value
        {
            let scope = self.bindings[binding.index()].scope;
            if let Some(named) = self.literals_named.get(&LiteralName::Variable(binding)).filter(|named| named.is_asked) {
                return named.ty;
            }
            let found = self
                .annotated_function_type(scope, value)
                .or_else(|| self.type_without_arguments(scope, value))
                .or_else(|| self.type_without_bodies(|c| c.elsewhere(scope, |c| c.quietly(|c| c.check_expr(value, None))).ty));
            if let Some(ty) = found {
                return self.type_found_early(binding, node, ty);
            }
            if let Some(named) = self.literals_named.get_mut(&LiteralName::Variable(binding)) {
                named.is_asked = true;
                return named.ty;
            }
            return self.type_told_beside(binding, node, value);
        }
        TypeId::ANY
    }

    /// The type of a variable whose initialiser speaks of it, where that does not matter to what it is.
    fn type_told_beside(&mut self, binding: BindingId, node: &'a ast::Variable, value: &'a ast::Expr) -> TypeId {
        let BindingInfo { scope, kind: BindingKind::Variable { kind, .. }, .. } = self.bindings[binding.index()] else { return TypeId::ANY };
        let sought = Sought::Variable(binding);
        if let Some(ty) = self.assumed_type(sought) {
            return ty;
        }
        let walk = |c: &mut Self| {
            let ty = c.check_expr(value, None).ty;
            c.inferred_variable_type(ty, kind)
        };
        let Some(whole) = self.type_beside_itself(sought, scope, walk) else { return TypeId::ANY };
        if self.rests_on_others(sought) {
            return whole;
        }
        let ty = self.type_found_early(binding, node, whole);
        self.set_binding_type(binding, ty);
        ty
    }

    pub(super) fn report_circular_variable(&mut self, binding: BindingId) {
        let BindingKind::Variable { node, .. } = self.bindings[binding.index()].kind else { return };
        let name = node.pattern.as_ref().map_or_else(|| node.name.text.clone(), |pattern| pattern.text().into());
        let value = node.value.as_ref().map(|value| &super::expressions::without_parens(value).kind);
        let is_function = matches!(value, Some(ast::ExprKind::Arrow(node) | ast::ExprKind::Function(node)) if node.result.is_none());
        let (number, text, help) = if is_function {
            let text = format!("the result of `{name}` depends on itself: it is used in its own return expressions");
            (7023, text, "write the type of its result after the parameters: `): T`".to_string())
        } else {
            (7022, format!("the type of `{name}` depends on itself: it is used in its own initialiser"), format!("write its type: `{name}: …`"))
        };
        self.report_for_good(crate::problem::Problem::ts(number, node.name.span, text).with_help(help));
    }

    /// Takes note of the type of an initialiser that was found out before all of it was looked at. The type of the variable, which may be a part of that.
    fn type_found_early(&mut self, binding: BindingId, node: &'a ast::Variable, ty: TypeId) -> TypeId {
        let BindingInfo { scope, kind, .. } = self.bindings[binding.index()];
        let (BindingKind::Variable { kind, .. }, Some(value)) = (kind, &node.value) else { return ty };
        let holder = self.binding_ids.get(&node.name.id).copied().unwrap_or(binding);
        if self.leaves_bodies() || holder == binding && self.results_to_come.is_empty() {
            return self.with_given_members(binding, ty);
        }
        // A default of the pattern asks for a part of it.
        if holder != binding && self.bindings[holder.index()].state == TypeState::Known {
            return TypeId::ANY;
        }
        self.set_binding_type(holder, ty);
        if let Some(pattern) = node.pattern.as_deref().filter(|_| holder != binding) {
            self.elsewhere(scope, |checker| checker.quietly(|checker| checker.take_apart(pattern, holder, kind, false)));
        }
        self.name_result(value, &node.name.text, node.name.span);
        self.infer_left_results();
        let ty = self.settle(self.program.bindings[binding.index()].ty);
        self.set_binding_type(binding, ty);
        ty
    }

    /// The type of an assertion, or of a call or construction whose arguments do not matter to it.
    fn type_without_arguments(&mut self, scope: ScopeId, value: &'a ast::Expr) -> Option<TypeId> {
        match &super::expressions::without_parens(value).kind {
            // A callee that speaks of the variable itself says nothing.
            ast::ExprKind::Call { callee, type_arguments, .. } if !self.asked_early.contains(&callee.id) => {
                self.asked_early.push(callee.id);
                let result = self.elsewhere(scope, |c| c.quietly(|c| c.plain_call_result(callee, type_arguments)));
                self.asked_early.pop();
                result
            }
            ast::ExprKind::As { ty, .. } => self.asserted_type(scope, super::expressions::without_parens(value).id, ty),
            ast::ExprKind::New { callee, type_arguments, .. } if !self.asked_early.contains(&callee.id) => {
                let ast::ExprKind::Name(name) = &callee.kind else { return None };
                let Some(Value::Class(class)) = self.find_value(scope, name) else { return None };
                let parameters = self.class_parameters(class);
                if parameters.len() != type_arguments.len() {
                    return None;
                }
                self.asked_early.push(callee.id);
                let arguments = type_arguments.iter().map(|a| self.resolve_type(scope, a)).collect();
                self.asked_early.pop();
                Some(self.types().class(class, arguments))
            }
            _ => None,
        }
    }

    /// The type that the initialiser `id` is asserted to have. Where that speaks of the variable an alias stands for it, which gets its meaning
    /// at last; `None` where the type is nothing but itself.
    pub(super) fn asserted_type(&mut self, scope: ScopeId, id: ast::NodeId, ty: &'a ast::TypeNode) -> Option<TypeId> {
        if let Some(at) = self.asked_assertions.iter().position(|(asked, _)| *asked == id) {
            let (_, alias) = match self.asked_assertions[at].1 {
                Some(alias) => alias,
                None => {
                    let parameters = self.parameters_in_scope(scope);
                    let alias = self.alias_to_come(ty.span, scope, parameters);
                    *self.asked_assertions[at].1.insert(alias)
                }
            };
            return Some(alias);
        }
        self.asked_assertions.push((id, None));
        let meaning = self.resolve_type(scope, ty);
        let (_, alias) = self.asked_assertions.pop()?;
        match alias {
            Some((alias, place)) => self.settle_alias_to_come(alias, place, meaning).then(|| self.settle(meaning)),
            None => Some(meaning),
        }
    }

    /// What `let`, `const` infer from an initialiser of type `ty`.
    pub(super) fn inferred_variable_type(&mut self, ty: TypeId, kind: VariableKind) -> TypeId {
        // A unique symbol is kept where it is one of several types only.
        if let Type::Union(parts) = self.program.types.get(ty)
            && parts.iter().any(|&part| matches!(self.program.types.get(part), Type::UniqueSymbol(_)))
        {
            let (symbols, others): (Vec<TypeId>, Vec<TypeId>) = parts.iter().partition(|&&part| matches!(self.program.types.get(part), Type::UniqueSymbol(_)));
            let others = self.types().union(others);
            let others = self.inferred_variable_type(others, kind);
            return self.types().union(symbols.into_iter().chain([others]));
        }
        match self.program.types.get(ty) {
            Type::UniqueSymbol(_) => TypeId::SYMBOL,
            _ if kind == VariableKind::Const => self.types().regular(ty),
            _ => self.types().widen(ty),
        }
    }

    /// The same where a pattern takes the value apart: the literal of `value ?? {}` is held by no variable.
    fn taken_apart_type(&mut self, ty: TypeId, kind: VariableKind) -> TypeId {
        let Type::Union(parts) = self.program.types.get(ty).clone() else { return self.inferred_variable_type(ty, kind) };
        let parts: Vec<TypeId> = parts.iter().map(|&part| if self.is_empty_literal(part) { part } else { self.inferred_variable_type(part, kind) }).collect();
        self.types().union(parts)
    }

    /// Walks code outside of the body under way: nothing is narrowed there.
    pub(super) fn elsewhere<T>(&mut self, scope: ScopeId, walk: impl FnOnce(&mut Self) -> T) -> T {
        let owner = self.scope(scope).owner;
        let inner = super::flow::Context::new(owner, scope);
        let outer = std::mem::replace(&mut self.cx, inner);
        let result = self.forgetting(walk);
        self.cx = outer;
        result
    }

    /// `let a = 1, b: T`, where control reaches it.
    pub(super) fn check_variables(&mut self, variables: &'a ast::Variables, out: &mut Vec<Statement>) {
        for variable in &variables.declarations {
            if let Some(class) = super::classes::constant_class(variable, variables.kind) {
                self.check_class_statement(class, false, variable.span, out);
                continue;
            }
            let Some(&binding) = self.binding_ids.get(&variable.name.id) else { continue };
            let value = self.check_variable(binding, variable, variables);
            if variables.declare {
                continue;
            }
            if let Some(pattern) = &variable.pattern {
                if let Some(value) = value {
                    self.program.bindings[binding.index()].global = false;
                    let source = self.program.told(&value);
                    out.push(Statement { kind: StatementKind::Let { binding, value: Some(value) }, span: variable.span });
                    if let (Some(node), None) = (&variable.value, &variable.ty) {
                        self.hold_place(binding, node);
                    }
                    let steps = self.take_apart_from(&source, pattern, binding, variables.kind, variable.ty.is_some());
                    self.step_statements(steps, variables.kind, out);
                }
                continue;
            }
            if variables.kind == VariableKind::Var {
                if let Some(value) = value {
                    self.check_not_shadowed(binding, &variable.name);
                    out.push(self.assignment_statement(binding, value, variable.span));
                }
                continue;
            }
            out.push(Statement { kind: StatementKind::Let { binding, value }, span: variable.span });
        }
    }

    /// TS2481: between a `var` that gets a value and its function stands a block that has a variable of this name of its own.
    fn check_not_shadowed(&mut self, binding: BindingId, name: &ast::Name) {
        if let Some(super::scope::Value::Binding(near)) = self.find_value(self.cx.scope, &name.text)
            && near != binding
            && matches!(self.bindings[near.index()].kind, BindingKind::Variable { kind: VariableKind::Let | VariableKind::Const, .. } | BindingKind::ForOf)
            && self.bindings[near.index()].scope != self.bindings[binding.index()].scope
        {
            self.error(2481, name.span, format!("the `{0}` of the block around is not the `var {0}` that is given a value here", name.text));
        }
    }

    pub(super) fn assignment_statement(&mut self, binding: BindingId, value: Expr, span: Span) -> Statement {
        self.program.bindings[binding.index()].assigned = true;
        let ty = value.ty;
        let kind = ExprKind::Assign { place: Place::Binding(binding), value: Box::new(value) };
        Statement { kind: StatementKind::Expr(Expr { kind, ty, span }), span }
    }

    pub(super) fn check_variable(&mut self, binding: BindingId, node: &'a ast::Variable, variables: &'a ast::Variables) -> Option<Expr> {
        let scope = self.cx.scope;
        let declared = node.ty.as_ref().map(|ty| self.resolve_type(scope, ty));
        if let Some(ty) = declared {
            self.settle_declared(binding, node, ty);
        }
        let Some(value) = &node.value else {
            self.declare_without_value(binding, node, variables, declared);
            return None;
        };
        if declared.is_none() && self.bindings[binding.index()].state != TypeState::Known {
            self.bindings[binding.index()].state = TypeState::Computing;
        }
        let expected = declared.or_else(|| node.pattern.as_ref().map(|pattern| self.type_of_pattern(pattern)));
        let expr = self.check_declared_value(binding, node.pattern.as_deref(), value, expected);
        // An assignment to a member names nothing (ECMA-262, 13.15.2).
        if node.pattern.is_none() && !self.scope(self.bindings[binding.index()].scope).is_assignment {
            self.give_name(value, &expr, &node.name.text);
        }
        let expr = match declared {
            Some(ty) => self.with_later_members(binding, ty, expr),
            None => expr,
        };
        self.note_held_function(binding, &expr);
        let ty = match declared {
            Some(ty) => {
                if !self.makes_unique(ty, &expr) {
                    self.require_assignable(&expr, ty, Some(value), node.name.span);
                }
                ty
            }
            None if let Some(pattern) = &node.pattern => {
                let ty = self.taken_apart_type(expr.ty, variables.kind);
                // A literal that is taken apart where it stands may lack what has a default.
                if matches!(super::expressions::without_parens(value).kind, ast::ExprKind::Object(_)) { self.completed_by_pattern(ty, pattern) } else { ty }
            }
            None if self.begins_open(node, variables.kind, value, &expr) => {
                self.begin_open(binding, value, expr.ty);
                return Some(expr);
            }
            None if expr.ty == TypeId::VOID => TypeId::VOID,
            None => self.inferred_variable_type(expr.ty, variables.kind),
        };
        let ty = self.settle_declared(binding, node, ty);
        self.assign_flow(&Reference::binding(binding), ty, expr.ty);
        Some(expr)
    }

    /// The value that a declaration gives. Of `Math` and its like a pattern takes members by their names, which are all that there is of it.
    fn check_declared_value(&mut self, binding: BindingId, pattern: Option<&ast::Pattern>, value: &'a ast::Expr, expected: Option<TypeId>) -> Expr {
        let named = pattern.filter(|pattern| pattern.names_its_members()).and_then(|_| self.named_builtin(value));
        named.unwrap_or_else(|| self.check_first_value(LiteralName::Variable(binding), value, expected))
    }

    /// The type that a declaration gives its variable; a `var` that was declared before has its type already.
    fn settle_declared(&mut self, binding: BindingId, node: &ast::Variable, ty: TypeId) -> TypeId {
        let is_first = match self.bindings[binding.index()].kind {
            BindingKind::Variable { node: first, .. } => std::ptr::eq(first, node) || first.pattern.is_some(),
            _ => false,
        };
        if is_first {
            self.set_binding_type(binding, ty);
            return ty;
        }
        let known = self.binding_type(binding);
        self.require_same_type(known, ty, &node.name.text, node.name.span);
        known
    }

    /// All declarations of a `var` give it one type.
    pub(super) fn require_same_type(&mut self, known: TypeId, ty: TypeId, name: &str, span: Span) {
        let ty = self.types().regular(ty);
        if known != ty && ty != TypeId::ANY && !(self.is_assignable(ty, known) && self.is_assignable(known, ty)) {
            let (first, second) = (self.text(known), self.text(ty));
            self.error(2403, span, format!("`{name}` was declared as a `{first}` before; here it would be a `{second}`"));
        }
    }

    fn declare_without_value(
        &mut self,
        binding: BindingId,
        node: &ast::Variable,
        variables: &ast::Variables,
        declared: Option<TypeId>,
    ) {
        if variables.declare {
            if declared.is_none() {
                self.error(7005, node.name.span, format!("`{}` has no type and no value to infer it from", node.name.text));
            }
            return;
        }
        // Of a constant without value the parser has complained.
        let tells_nothing = variables.kind == VariableKind::Const || self.is_exported_by_namespace(binding);
        if declared.is_none() && variables.using.is_none() && node.pattern.is_none() && tells_nothing {
            self.error(7005, node.name.span, format!("`{}` has no type and no value to infer it from", node.name.text));
        }
        // A `var` that was assigned or declared before keeps what it has.
        if variables.kind == VariableKind::Var && (self.bindings[binding.index()].state == TypeState::Known || self.cx.flow.get(&Reference::binding(binding)).is_some()) {
            return;
        }
        let Some(ty) = declared else {
            if variables.kind == VariableKind::Const {
                return self.set_binding_type(binding, TypeId::ANY);
            }
            self.bindings[binding.index()].evolves = true;
            if self.bindings[binding.index()].state != TypeState::Known {
                self.set_binding_type(binding, TypeId::UNDEFINED);
            }
            self.cx.flow.narrow(Reference::binding(binding), TypeId::UNDEFINED);
            return;
        };
        self.cx.flow.forget(&Reference::binding(binding));
        if self.types().admits_undefined(ty) {
            // As in tsc, it is not known to be undefined: a function may have assigned it by the time that it is read.
            return;
        }
        if node.definite {
            self.program.empty_places.add_binding(binding);
        } else {
            self.cx.flow.declare_unassigned(binding);
        }
    }

    /// A name as an expression.
    pub(super) fn check_name(&mut self, name: &Rc<str>, span: Span) -> Expr {
        self.check_value_import(self.cx.scope, name, span);
        match self.find_value(self.cx.scope, name) {
            Some(Value::Binding(binding)) => self.read_binding(binding, span),
            Some(Value::Class(class)) => self.class_value(class, span),
            Some(Value::Enum(id)) => self.enum_as_value(id, name, span),
            Some(Value::EnumMember(id, member)) => self.enum_member_value(id, member, span),
            Some(Value::Namespace(space)) => self.space_as_value(space, span),
            Some(Value::Import(..) | Value::Entity(_)) | None => self.check_known_name(name, span),
        }
    }

    /// The names that are values without a declaration.
    fn check_known_name(&mut self, name: &Rc<str>, span: Span) -> Expr {
        match &**name {
            "undefined" => Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span },
            "NaN" => Expr { kind: ExprKind::Number(f64::NAN), ty: TypeId::NUMBER, span },
            "Infinity" => Expr { kind: ExprKind::Number(f64::INFINITY), ty: TypeId::NUMBER, span },
            ast::NEW_TARGET => self.check_new_target(span),
            _ => {
                self.report_unknown_name(name, span);
                self.missing(span)
            }
        }
    }

    /// `new.target`: in a constructor the class of the object, which is what `new` was asked for; elsewhere nothing, since a function is not
    /// constructed.
    fn check_new_target(&mut self, span: Span) -> Expr {
        let mut function = self.cx.function;
        while let (FunctionKind::Arrow, Some(parent)) = (self.program.functions[function.index()].kind, self.program.functions[function.index()].parent) {
            function = parent;
        }
        match self.program.functions[function.index()].kind {
            FunctionKind::Constructor(class) => {
                self.capture_this();
                let own = self.own_class_type(class);
                let ty = self.types().intern(Type::ClassValue(class));
                let object = Box::new(Expr { kind: ExprKind::This, ty: own, span });
                Expr { kind: ExprKind::Get(Place::Member { object, name: "constructor".into() }), ty, span }
            }
            FunctionKind::Module => {
                self.error(17013, span, "`new.target` stands in constructors and functions only");
                self.missing(span)
            }
            _ => Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span },
        }
    }

    /// `{ name }`, where nothing is called so.
    pub(super) fn report_unknown_shorthand(&mut self, name: &Rc<str>, span: Span) {
        if self.similar_name(self.cx.scope, name, false).is_some() {
            return self.report_unknown_name(name, span);
        }
        self.error(18004, span, format!("nothing is called `{name}`, so `{name}` alone cannot stand for `{name}: {name}`"));
    }

    pub(super) fn report_unknown_name(&mut self, name: &Rc<str>, span: Span) {
        let scope = self.cx.scope;
        if self.find_type(scope, name).is_none() && self.find::<super::scope::SpaceName>(scope, name).is_none() && self.is_empty_import(scope, name) {
            return;
        }
        // Of the other words for types tsc says that nothing is called so.
        let is_keyword = matches!(&**name, "any" | "unknown" | "never" | "number" | "string" | "boolean");
        if let Some(class) = self.scope(scope).class
            && !is_keyword
        {
            let owner = self.program.classes[class.index()].name.clone();
            let own = self.own_class_type(class);
            let is_of_object = self.this_type() == Some(own);
            let member = self.own_instance_member(class, name).filter(|_| is_of_object);
            for (found, number, place) in [(self.static_member(class, name), 2662, owner), (member, 2663, "this".into())] {
                if found.is_some() {
                    return self.report(
                        crate::problem::Problem::ts(number, span, format!("nothing is called `{name}`"))
                            .with_help(format!("did you mean the member `{place}.{name}`?")),
                    );
                }
            }
        }
        if self.find::<super::scope::SpaceName>(scope, name).is_some() {
            return self.error(2708, span, format!("`{name}` is a namespace of types only; a value is needed here"));
        }
        if &**name == "Function" && matches!(self.find_type(scope, name), Some(super::scope::TypeName::Interface(id)) if self.library.interface(name) == Some(id)) {
            return self.refuse_builtin_value(name, span);
        }
        if is_keyword || self.find_type(scope, name).is_some() {
            return self.error(2693, span, format!("`{name}` is a type; a value is needed here"));
        }
        if let Some(remedy) = super::foreign::remedy(name) {
            return self.report(
                crate::problem::Problem::th(Rule::ForeignGlobal, span).with_message(format!("`{name}` is not part of the library")).with_help(remedy),
            );
        }
        match self.similar_name(scope, name, false) {
            Some(similar) => self.report(
                crate::problem::Problem::ts(2552, span, format!("nothing is called `{name}`"))
                    .with_help(format!("did you mean `{similar}`?")),
            ),
            None => self.error(2304, span, format!("nothing is called `{name}`")),
        }
    }

    /// A variable's value where it stands.
    pub(super) fn read_binding(&mut self, binding: BindingId, span: Span) -> Expr {
        self.pass_refusal_on(binding, span);
        if self.binding_intrinsic(binding).is_some() {
            return self.intrinsic_value(binding, span);
        }
        if let Some(value) = self.conversion_value(binding, span) {
            return value;
        }
        if let BindingKind::Function(function) = self.bindings[binding.index()].kind {
            self.reach_function(function);
            if self.functions[function.index()].is_expression {
                // A function expression's own name: only the function itself can see it.
                let ty = self.binding_type(binding);
                return Expr { kind: ExprKind::Closure { function }, ty, span };
            }
        }
        self.use_binding(binding, span);
        self.note_host_value(Host::Function(binding), span);
        let value = self.read_named(binding, span);
        Expr { ty: self.with_exports(binding, value.ty), ..value }
    }

    /// A variable's value, the use of it being noted already.
    pub(super) fn read_used(&mut self, binding: BindingId, span: Span) -> Expr {
        let declared = self.binding_type(binding);
        let reference = Reference::binding(binding);
        let mut ty = self.cx.flow.get(&reference).unwrap_or(declared);
        if self.bindings[binding.index()].evolves {
            ty = self.read_open(binding, span, ty);
        }
        let ty = self.with_this_of_owner(binding, ty);
        Expr { kind: ExprKind::Read(binding), ty, span }
    }

    /// The same by the variable's plain name, which tsc asks for a value to be there.
    fn read_named(&mut self, binding: BindingId, span: Span) -> Expr {
        if !self.is_empty_at(binding, span) {
            return self.read_used(binding, span);
        }
        if self.is_without_type(binding) {
            return Expr { kind: ExprKind::Read(binding), ty: TypeId::UNDEFINED, span };
        }
        let value = self.read_used(binding, span);
        let declared = self.binding_type(binding);
        if self.bindings[binding.index()].evolves || !self.must_be_assigned(binding, declared) {
            return value;
        }
        let name = self.program.bindings[binding.index()].name.clone();
        self.error(2454, span, format!("`{name}` is used before a value was assigned to it on every way here"));
        Expr { ty: declared, ..value }
    }

    /// Whether on some way to `span` nothing was assigned to a variable: in its own body by the flow, in another where nothing ever is.
    fn is_empty_at(&self, binding: BindingId, span: Span) -> bool {
        if self.runs_within(self.program.bindings[binding.index()].owner) {
            // To tsc the value of a field is a body of its own, a static one's too; a pattern's own defaults are left alone, and so is a value of
            // which its variable's type is made.
            let is_own = matches!(self.bindings[binding.index()].kind, BindingKind::Variable { node, .. }
                if node.span.contains(span) && (node.pattern.is_some() || node.ty.is_none()));
            return self.cx.flow.is_unassigned(binding) || self.cx.field.is_none() && !is_own && self.declaration_behind(binding, span).is_some();
        }
        let BindingKind::Variable { node, kind: VariableKind::Let, declare: false } = self.bindings[binding.index()].kind else { return false };
        node.value.is_none() && node.pattern.is_none() && !self.is_exported(binding, node) && !self.is_assigned_anywhere(binding)
    }

    /// The declaration of a `let` or `const` that the use at `span`, in its own body, stands above.
    fn declaration_behind(&self, binding: BindingId, span: Span) -> Option<Span> {
        let BindingKind::Variable { node, kind, declare: false } = self.bindings[binding.index()].kind else { return None };
        let declaration = node.span;
        if kind == VariableKind::Var || declaration.file != span.file || span.start >= declaration.end {
            return None;
        }
        // Within a pattern a variable may be used behind its own place.
        let declared = self.program.bindings[binding.index()].span;
        let in_pattern = node.pattern.as_ref().is_some_and(|p| p.span.end >= span.end && declared.end <= span.start && !p.has_in_default_of(declared, span));
        let own = self.runs_within(self.program.bindings[binding.index()].owner) && !self.is_deferred(declaration);
        (own && !in_pattern).then_some(declared)
    }

    /// Whether nothing is written that tells a variable's type.
    fn is_without_type(&self, binding: BindingId) -> bool {
        let is_own = self.runs_within(self.program.bindings[binding.index()].owner);
        !is_own && matches!(self.bindings[binding.index()].kind, BindingKind::Variable { node, .. } if node.ty.is_none())
    }

    /// Whether a variable that is read where nothing was assigned to it is a mistake: its type does not say that it may be undefined.
    fn must_be_assigned(&self, binding: BindingId, declared: TypeId) -> bool {
        let info = &self.bindings[binding.index()];
        let is_promised = matches!(info.kind, BindingKind::Variable { node, .. } if node.definite);
        !is_promised && declared != TypeId::VOID && !self.program.types.admits_undefined(declared)
    }

    /// A default speaks of the parameters before its own.
    fn check_default_order(&mut self, binding: BindingId, span: Span) {
        let info = &self.program.bindings[binding.index()];
        let (declared, name) = (info.span, info.name.clone());
        if info.owner != self.cx.function || declared.file != span.file {
            return;
        }
        let own = self.functions[self.cx.function.index()].node.and_then(|node| node.parameters.iter().find(|p| p.name.span == declared));
        if span.start < declared.start {
            self.error(2373, span, format!("the parameter `{name}` stands behind this default, and has no value yet"));
        } else if own.is_some_and(|own| own.pattern.is_none() && declared.end <= span.start && span.end <= own.span.end) {
            self.error(2372, span, format!("the default of `{name}` cannot be made of `{name}` itself"));
        }
    }

    /// Notes a use of a variable: who captures it, and whether it may come before the declaration.
    pub(super) fn use_binding(&mut self, binding: BindingId, span: Span) {
        if self.variables_to_come.contains(&binding) {
            let name = self.program.bindings[binding.index()].name.clone();
            return self.error(2448, span, format!("`{name}` is used before its declaration"));
        }
        self.capture(binding);
        let info = &self.bindings[binding.index()];
        if let BindingKind::Function(function) = info.kind
            && self.functions[function.index()].node.is_some_and(|node| node.body.is_none())
            && !self.is_library(self.program.bindings[binding.index()].span.file)
        {
            return self.use_ambient(binding, span);
        }
        if matches!(info.kind, BindingKind::Parameter) {
            return self.check_default_order(binding, span);
        }
        let BindingKind::Variable { node, kind, declare } = info.kind else { return };
        if declare {
            return self.use_ambient(binding, span);
        }
        if kind == VariableKind::Var {
            return;
        }
        let declaration = node.span;
        if let Some(declared) = self.declaration_behind(binding, span) {
            let name = self.program.bindings[binding.index()].name.clone();
            self.report(
                crate::problem::Problem::ts(2448, span, format!("`{name}` is used before its declaration"))
                    .with_label(declared, "declared here"),
            );
        } else if self.may_run_early(binding, declaration, span) {
            self.program.bindings[binding.index()].needs_initialization_check = true;
        }
    }
}
