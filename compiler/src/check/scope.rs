//! Scopes: which name means what where.
//!
//! A scope is made when its block, function, class or file is entered and stays for good, so that bodies can be walked
//! later. Values and types are separate worlds, as in TypeScript; a class is in both. The global scope holds the
//! library's names; each file's scope lies directly in it.

use super::Checker;
use super::type_aliases::AliasId;
use super::namespaces::{EntityId, NamespaceId};
use crate::ast::symbols::private_spelling;
use crate::ast::{self, StatementKind};
use crate::problem::{Problem, Rule};
use crate::program::{BindingId, ClassId, EnumId, FunctionId, InterfaceId, TypeParameterId};
use crate::source::{FileId, Span};
use crate::hash::HashMap;
use std::rc::Rc;

/// Index of a [`Scope`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ScopeId(u32);

impl ScopeId {
    /// The scope of the library's global names.
    pub const GLOBAL: ScopeId = ScopeId(0);
}

/// What a name means as a value.
#[derive(Debug, Clone, Copy)]
pub(super) enum Value<'a> {
    Binding(BindingId),
    Class(ClassId),
    /// An enum.
    Enum(EnumId),
    /// A member of an enum, within the enum's own initialisers.
    EnumMember(EnumId, u32),
    /// A namespace, or `import * as x`.
    Namespace(Space),
    Import(FileId, &'a ast::Import, usize),
    /// `import X = A.B`.
    Entity(EntityId),
}

/// What has members that a dotted name reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Space {
    /// What `import * as x` names.
    File(FileId),
    Namespace(NamespaceId),
    /// Its members are types too.
    Enum(EnumId),
}

/// What a name means in front of a dot.
#[derive(Debug, Clone, Copy)]
pub(super) enum SpaceName<'a> {
    Known(Space),
    Import(FileId, &'a ast::Import, usize),
    Entity(EntityId),
}

/// What a name means as a type.
#[derive(Debug, Clone, Copy)]
pub(super) enum TypeName<'a> {
    Class(ClassId),
    Enum(EnumId),
    /// One member of an enum.
    EnumMember(EnumId, u32),
    Interface(InterfaceId),
    Alias(AliasId),
    Parameter(TypeParameterId),
    Import(FileId, &'a ast::Import, usize),
    Entity(EntityId),
    /// From a file that is missing, which was complained of: it is `any`.
    Missing,
}

/// One of the three worlds of names: values, types, and what stands in front of a dot.
pub(super) trait Meaning<'a>: Copy {
    /// The names of a scope.
    fn table<'s>(scope: &'s Scope<'a>) -> &'s HashMap<Rc<str>, Self>;
    /// What has to be looked through.
    fn other_name(self) -> OtherName<'a>;
    /// A whole file.
    fn of_file(file: FileId) -> Option<Self>;
    /// A member of an enum.
    fn enum_member(id: EnumId, member: u32) -> Option<Self>;
}

/// A name for something that another place declares.
#[derive(Debug, Clone, Copy)]
pub(super) enum OtherName<'a> {
    /// None: it is the thing itself.
    No,
    Import(FileId, &'a ast::Import, usize),
    Entity(EntityId),
}

impl<'a> Meaning<'a> for Value<'a> {
    fn table<'s>(scope: &'s Scope<'a>) -> &'s HashMap<Rc<str>, Self> {
        &scope.values
    }

    fn other_name(self) -> OtherName<'a> {
        match self {
            Value::Import(file, import, index) => OtherName::Import(file, import, index),
            Value::Entity(id) => OtherName::Entity(id),
            _ => OtherName::No,
        }
    }

    fn of_file(file: FileId) -> Option<Self> {
        Some(Value::Namespace(Space::File(file)))
    }

    fn enum_member(id: EnumId, member: u32) -> Option<Self> {
        Some(Value::EnumMember(id, member))
    }
}

impl<'a> Meaning<'a> for TypeName<'a> {
    fn table<'s>(scope: &'s Scope<'a>) -> &'s HashMap<Rc<str>, Self> {
        &scope.types
    }

    fn other_name(self) -> OtherName<'a> {
        match self {
            TypeName::Import(file, import, index) => OtherName::Import(file, import, index),
            TypeName::Entity(id) => OtherName::Entity(id),
            _ => OtherName::No,
        }
    }

    fn of_file(_: FileId) -> Option<Self> {
        None
    }

    fn enum_member(id: EnumId, member: u32) -> Option<Self> {
        Some(TypeName::EnumMember(id, member))
    }
}

impl<'a> Meaning<'a> for SpaceName<'a> {
    fn table<'s>(scope: &'s Scope<'a>) -> &'s HashMap<Rc<str>, Self> {
        &scope.spaces
    }

    fn other_name(self) -> OtherName<'a> {
        match self {
            SpaceName::Import(file, import, index) => OtherName::Import(file, import, index),
            SpaceName::Entity(id) => OtherName::Entity(id),
            SpaceName::Known(_) => OtherName::No,
        }
    }

    fn of_file(file: FileId) -> Option<Self> {
        Some(SpaceName::Known(Space::File(file)))
    }

    fn enum_member(_: EnumId, _: u32) -> Option<Self> {
        None
    }
}

/// One scope.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    parent: Option<ScopeId>,
    /// The function in whose body it lies.
    pub owner: FunctionId,
    /// The class whose members it holds, directly or further out; private members are visible within.
    pub class: Option<ClassId>,
    /// The interface in which it lies, where `this` is a type.
    pub interface: Option<InterfaceId>,
    pub values: HashMap<Rc<str>, Value<'a>>,
    pub types: HashMap<Rc<str>, TypeName<'a>>,
    pub spaces: HashMap<Rc<str>, SpaceName<'a>>,
    /// Of a block of a namespace: the scope that holds what all blocks of it export.
    pub shared: Option<ScopeId>,
    /// It holds what an assignment gives a function as a member; nothing finds that by its name alone.
    pub is_assignment: bool,
    /// Offset of the first statement of the block that may run a function declared in it.
    pub first_effect: u32,
    /// Of a `switch`: where its cases begin. The way to one need not lead through those before it.
    pub cases: Vec<u32>,
    /// Of a file among whose imports is a cycle: others may use what it declares before it runs.
    pub in_cycle: bool,
    /// A file's scope, or one of a block of a namespace: its variables are globals.
    pub is_module: bool,
}

/// The name that a class has for its base where the base is refused.
pub(crate) const REFUSED: &str = "#refused";

/// The scope around the library.
pub(super) fn outermost<'a>() -> Scope<'a> {
    let mut scope = Scope::global();
    scope.types.insert(REFUSED.into(), TypeName::Missing);
    scope
}

impl Scope<'_> {
    /// The scope around it.
    pub fn parent(&self) -> Option<ScopeId> {
        self.parent
    }

    pub fn global() -> Self {
        Scope {
            parent: None,
            owner: FunctionId(0),
            class: None,
            interface: None,
            values: HashMap::default(),
            types: HashMap::default(),
            spaces: HashMap::default(),
            shared: None,
            is_assignment: false,
            first_effect: u32::MAX,
            cases: Vec::new(),
            in_cycle: false,
            is_module: false,
        }
    }
}

impl<'a> Checker<'a> {
    /// A new scope inside `parent`, in the body of `owner`.
    pub(super) fn open_scope(&mut self, parent: ScopeId, owner: FunctionId) -> ScopeId {
        let Scope { class, interface, .. } = *self.scope(parent);
        self.scopes.push(Scope { parent: Some(parent), owner, class, interface, ..Scope::global() });
        ScopeId(self.scopes.len() as u32 - 1)
    }

    pub(super) fn scope(&self, id: ScopeId) -> &Scope<'a> {
        &self.scopes[id.0 as usize]
    }

    pub(super) fn scope_mut(&mut self, id: ScopeId) -> &mut Scope<'a> {
        &mut self.scopes[id.0 as usize]
    }

    /// Runs `walk` in a scope inside the current one.
    pub(super) fn in_scope<T>(&mut self, walk: impl FnOnce(&mut Self, ScopeId) -> T) -> T {
        let outer = self.cx.scope;
        let inner = self.open_scope(outer, self.cx.function);
        self.cx.scope = inner;
        let result = walk(self, inner);
        self.cx.scope = outer;
        result
    }

    /// `scope` and those around it, what a namespace's other blocks export behind each of its blocks.
    pub(super) fn scopes_outwards(&self, scope: ScopeId) -> impl Iterator<Item = ScopeId> {
        let own = std::iter::successors(Some(scope), |&id| self.scope(id).parent);
        own.flat_map(|id| [Some(id), self.scope(id).shared].into_iter().flatten())
    }

    /// What `name` means in `scope`, other names for things elsewhere looked through.
    pub(super) fn find<M: Meaning<'a>>(&mut self, scope: ScopeId, name: &str) -> Option<M> {
        let mut next = Some(scope);
        while let Some(id) = next {
            let shared = self.scope(id).shared;
            for table in [Some(id), shared].into_iter().flatten() {
                let found = M::table(self.scope(table)).get(name).copied();
                if let Some(found) = found.and_then(|found| self.follow(found)) {
                    return Some(found);
                }
            }
            next = self.scope(id).parent;
        }
        None
    }

    /// What `name` means as a value in `scope`.
    pub(super) fn find_value(&mut self, scope: ScopeId, name: &str) -> Option<Value<'a>> {
        self.find(scope, name)
    }

    /// What `name` means as a type in `scope`.
    pub(super) fn find_type(&mut self, scope: ScopeId, name: &str) -> Option<TypeName<'a>> {
        self.find(scope, name)
    }

    /// The visible name most like `name`, for "did you mean".
    pub(super) fn similar_name(&self, scope: ScopeId, name: &str, types: bool) -> Option<Rc<str>> {
        let mut candidates: Vec<Rc<str>> = Vec::new();
        for id in self.scopes_outwards(scope) {
            match types {
                true => candidates.extend(self.scope(id).types.keys().cloned()),
                false => candidates.extend(self.scope(id).values.keys().cloned()),
            }
        }
        most_similar(name, candidates)
    }

    /// Declares what the statements of a block declare, functions' bodies and nested blocks excluded.
    pub(super) fn declare_statements(&mut self, scope: ScopeId, statements: &'a [ast::Statement]) {
        for statement in statements {
            self.declare_statement(scope, statement);
        }
        self.scope_mut(scope).first_effect = first_effect(statements);
        self.declare_given_members(scope, statements.iter());
        self.settle_type_parameters();
    }

    pub(super) fn declare_statement(&mut self, scope: ScopeId, statement: &'a ast::Statement) {
        match &statement.kind {
            StatementKind::Variables(variables) if variables.kind != ast::VariableKind::Var => {
                for variable in &variables.declarations {
                    self.declare_variable(scope, variable, variables);
                }
            }
            StatementKind::Function { function, .. } => self.declare_function(scope, function),
            StatementKind::Class { class, declare } => self.declare_class(scope, class, *declare),
            StatementKind::Enum(node) => self.declare_enum(scope, node),
            StatementKind::Namespace(node) => self.declare_namespace(scope, node),
            StatementKind::EntityAlias(node) => self.declare_entity_alias(scope, node),
            StatementKind::Interface(interface) => self.declare_interface(scope, interface),
            StatementKind::TypeAlias(alias) => self.declare_alias(scope, alias),
            StatementKind::Labelled { body, .. } => self.declare_statement(scope, body),
            _ => {}
        }
    }

    /// Declares the `var`s of a function's body in its scope: those in nested blocks too.
    pub(super) fn declare_vars(&mut self, scope: ScopeId, statements: &'a [ast::Statement]) {
        for statement in statements {
            self.declare_vars_of(scope, statement);
        }
    }

    fn declare_vars_of(&mut self, scope: ScopeId, statement: &'a ast::Statement) {
        match &statement.kind {
            StatementKind::Variables(variables) => self.declare_var_list(scope, variables),
            StatementKind::Block(block) => self.declare_vars(scope, &block.statements),
            StatementKind::If { then, otherwise, .. } => {
                self.declare_vars_of(scope, then);
                if let Some(otherwise) = otherwise {
                    self.declare_vars_of(scope, otherwise);
                }
            }
            StatementKind::While { body, .. } | StatementKind::DoWhile { body, .. } | StatementKind::Labelled { body, .. } => {
                self.declare_vars_of(scope, body);
            }
            StatementKind::For { init, body, .. } => {
                if let Some(ast::ForInit::Variables(variables)) = init {
                    self.declare_var_list(scope, variables);
                }
                self.declare_vars_of(scope, body);
            }
            StatementKind::ForOf { head, body, .. } => {
                if let ast::ForHead::Variable { kind: ast::VariableKind::Var, name, pattern, .. } = head
                    && !(pattern.is_none() && self.redeclares_var(scope, name))
                {
                    let binding = self.plain_binding(scope, name, super::variables::BindingKind::ForOf);
                    match pattern {
                        Some(pattern) => self.declare_pattern(scope, pattern, super::variables::BindingKind::ForOf),
                        None => self.declare_value(scope, name, Value::Binding(binding)),
                    }
                }
                self.declare_vars_of(scope, body);
            }
            StatementKind::Switch { cases, .. } => {
                for case in cases {
                    self.declare_vars(scope, &case.body);
                }
            }
            StatementKind::Try { body, catch, finally } => {
                self.declare_vars(scope, &body.statements);
                if let Some(catch) = catch {
                    self.declare_vars(scope, &catch.body.statements);
                }
                if let Some(finally) = finally {
                    self.declare_vars(scope, &finally.statements);
                }
            }
            _ => {}
        }
    }

    fn declare_var_list(&mut self, scope: ScopeId, variables: &'a ast::Variables) {
        if variables.kind != ast::VariableKind::Var {
            return;
        }
        for variable in &variables.declarations {
            self.declare_variable(scope, variable, variables);
        }
    }

    /// Enters a variable, or those of its pattern.
    pub(super) fn declare_variable(&mut self, scope: ScopeId, variable: &'a ast::Variable, variables: &'a ast::Variables) {
        if variables.kind == ast::VariableKind::Var && variable.pattern.is_none() && self.redeclares_var(scope, &variable.name) {
            return;
        }
        if let Some(class) = super::classes::constant_class(variable, variables.kind) {
            return self.declare_constant_class(scope, &variable.name, class);
        }
        let binding = self.variable_binding(scope, variable, variables);
        match &variable.pattern {
            Some(pattern) => {
                let kind = super::variables::BindingKind::Variable { node: variable, kind: variables.kind, declare: variables.declare };
                self.declare_pattern(scope, pattern, kind);
            }
            None => self.declare_value(scope, &variable.name, Value::Binding(binding)),
        }
    }

    /// Whether a `var` names one of its function that is there already, or a parameter: both are one variable.
    fn redeclares_var(&mut self, scope: ScopeId, name: &ast::Name) -> bool {
        let earlier = self.scope(scope).values.get(&name.text).copied().or_else(|| self.parameter_around(scope, &name.text));
        match earlier {
            Some(Value::Binding(binding)) if self.is_var(Value::Binding(binding)) => {
                self.binding_ids.insert(name.id, binding);
                true
            }
            _ => false,
        }
    }

    /// The parameter of that name, if this is the scope of its function's body.
    fn parameter_around(&self, scope: ScopeId, name: &str) -> Option<Value<'a>> {
        let outer = self.scope(scope).parent.filter(|&outer| self.scope(outer).owner == self.scope(scope).owner)?;
        self.scope(outer).values.get(name).copied().filter(|&value| self.is_parameter(value))
    }

    /// Enters a value's name; a second one of the same name is refused.
    pub(super) fn declare_value(&mut self, scope: ScopeId, name: &ast::Name, value: Value<'a>) {
        if name.text.is_empty() {
            return;
        }
        if let Some(&earlier) = self.scope(scope).values.get(&name.text) {
            if self.is_late_host(scope, name, earlier, value) {
                return;
            }
            if let Some(own) = self.beside_import(earlier, value) {
                self.scope_mut(scope).values.insert(name.text.clone(), own);
                return;
            }
            if self.is_missing_import(earlier) {
                // An import of what is missing: which was reported, and says nothing of what this is.
                self.scope_mut(scope).values.insert(name.text.clone(), value);
                return;
            }
            self.report_redeclared(name, earlier, value);
            return;
        }
        if let Some(parameter) = self.parameter_around(scope, &name.text).filter(|_| !self.is_var(value)) {
            self.report_redeclared(name, parameter, value);
        }
        self.scope_mut(scope).values.insert(name.text.clone(), value);
    }

    /// Whether a name is imported from a module that is not there.
    pub(super) fn is_missing_import(&self, value: Value<'a>) -> bool {
        matches!(value, Value::Binding(binding) if matches!(self.bindings[binding.index()].kind, super::variables::BindingKind::MissingImport))
    }

    fn report_redeclared(&mut self, name: &ast::Name, earlier: Value<'a>, later: Value<'a>) {
        let first = self.value_span(earlier);
        if first == Some(name.span) {
            return;
        }
        let is_enum = |value: Value<'a>| matches!(value, Value::Enum(_));
        if is_enum(earlier) || is_enum(later) {
            for span in first.into_iter().chain([name.span]) {
                self.error(2567, span, format!("an enum shares its name with namespaces and enums alone, and `{}` is declared as something else too", name.text));
            }
            return;
        }
        if let Some(of_class) = self.class_beside_function(name, earlier, later) {
            if [earlier, later].into_iter().any(|value| matches!(value, Value::Class(class) if self.ambient_classes.contains(&class))) {
                let message = format!("a function cannot be the constructor of the class `{}` that is only declared", name.text);
                return self.report(Problem::th(Rule::NoPrototype, of_class).with_message(message).with_help("write the class with its constructor and methods"));
            }
            for span in first.into_iter().chain([name.span]) {
                let code = if span == of_class { 2813 } else { 2814 };
                self.error(code, span, format!("`{}` is a class and a function", name.text));
            }
            return;
        }
        // tsc enters functions first, and words the mistake after what was entered first.
        let involves_function = self.is_function(earlier) || self.is_function(later);
        // `var`s are entered before the others, but tsc goes by their places.
        let is_first = self.is_block_scoped(earlier) || self.is_block_scoped(later) && first.is_some_and(|first| first.file == name.span.file && first.start > name.span.start);
        if is_first && !involves_function {
            // tsc marks every declaration of the name; the first mark is enough for a person, both for agreement.
            for span in first.into_iter().chain([name.span]) {
                self.error(2451, span, format!("`{}` is declared more than once in this block", name.text));
            }
        } else if self.is_function(earlier) && self.is_function(later) {
            for span in first.into_iter().chain([name.span]) {
                self.error(2393, span, format!("`{}` has more than one body", name.text));
            }
        } else if self.is_var(earlier) && self.is_var(later) && !(self.is_parameter(earlier) && self.is_parameter(later)) {
            self.refuse(
                crate::problem::Rule::VarRedeclared,
                name.span,
                format!("`var {}` is declared by a pattern and once more in this function", name.text),
            );
        } else {
            for span in first.into_iter().chain([name.span]) {
                self.error(2300, span, format!("`{}` is declared more than once", name.text));
            }
        }
    }

    /// Where the class is declared, if one is a class and the other a function.
    fn class_beside_function(&self, name: &ast::Name, earlier: Value<'a>, later: Value<'a>) -> Option<Span> {
        match (earlier, later) {
            (Value::Class(_), _) if self.is_function(later) => self.value_span(earlier),
            (_, Value::Class(_)) if self.is_function(earlier) => Some(name.span),
            _ => None,
        }
    }

    fn is_var(&self, value: Value<'a>) -> bool {
        use super::variables::BindingKind as K;
        let Value::Binding(binding) = value else { return false };
        matches!(self.bindings[binding.index()].kind, K::Variable { kind: ast::VariableKind::Var, .. } | K::Parameter | K::ForOf)
    }

    fn is_parameter(&self, value: Value<'a>) -> bool {
        let Value::Binding(binding) = value else { return false };
        matches!(self.bindings[binding.index()].kind, super::variables::BindingKind::Parameter)
    }

    fn is_function(&self, value: Value<'a>) -> bool {
        let Value::Binding(binding) = value else { return false };
        matches!(self.bindings[binding.index()].kind, super::variables::BindingKind::Function(_))
    }

    fn is_block_scoped(&self, value: Value<'a>) -> bool {
        use super::variables::BindingKind as K;
        let Value::Binding(binding) = value else { return false };
        matches!(self.bindings[binding.index()].kind, K::Variable { kind: ast::VariableKind::Let | ast::VariableKind::Const, .. })
    }

    /// Whether `name` is an import here.
    pub(super) fn is_imported(&self, name: &str) -> bool {
        let mut scopes = self.scopes_outwards(self.cx.scope);
        let found = scopes.find_map(|id| self.scope(id).values.get(name));
        matches!(found, Some(Value::Import(..) | Value::Namespace(Space::File(_))))
    }

    /// Where a value's name is declared.
    pub(super) fn value_span(&self, value: Value<'a>) -> Option<Span> {
        match value {
            Value::Binding(binding) => Some(self.program.bindings[binding.index()].span),
            Value::Class(class) => Some(self.program.classes[class.index()].span),
            Value::Enum(id) => Some(self.enum_span(id)),
            Value::EnumMember(..) => None,
            Value::Import(_, import, index) => Some(import.bindings[index].name.span),
            Value::Namespace(Space::Namespace(id)) => Some(self.namespace_span(id)),
            Value::Namespace(_) => None,
            Value::Entity(id) => Some(self.entity_span(id)),
        }
    }
}

/// The candidate nearest to `name`, if near enough to be a slip of the keyboard: tsc's rule, so that the codes agree.
pub(super) fn most_similar(name: &str, mut candidates: Vec<Rc<str>>) -> Option<Rc<str>> {
    // Private names are compared as they are written.
    let name = private_spelling(name).unwrap_or(name);
    for candidate in &mut candidates {
        if let Some(written) = private_spelling(candidate).map(Rc::from) {
            *candidate = written;
        }
    }
    candidates.sort_unstable();
    let length = name.chars().count();
    let longest_difference = (length * 34 / 100).max(2);
    // Distances are counted in tenths.
    let mut best = (length * 4 / 10 + 1) * 10;
    let mut found = None;
    for candidate in candidates {
        let same_but_case = candidate.to_lowercase() == name.to_lowercase();
        let count = candidate.chars().count();
        if &*candidate == name || candidate.contains('$') || count.abs_diff(length) > longest_difference || count < 3 && !same_but_case {
            continue;
        }
        let distance = edit_distance(name, &candidate);
        if distance < best {
            best = distance;
            found = Some(candidate);
        }
    }
    found
}

/// Levenshtein's distance in tenths; exchanging a letter costs as much as leaving one out and putting one in, another case 0.1.
fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).map(|i| i * 10).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], (i + 1) * 10);
        for (j, &y) in b.iter().enumerate() {
            let exchange = match x == y {
                true => 0,
                false if x.to_lowercase().eq(y.to_lowercase()) => 1,
                false => 20,
            };
            let next = (corner + exchange).min(row[j] + 10).min(row[j + 1] + 10);
            corner = std::mem::replace(&mut row[j + 1], next);
        }
    }
    row[b.len()]
}

/// Offset of the first statement that calls or constructs something outside of nested functions.
fn first_effect(statements: &[ast::Statement]) -> u32 {
    statements.iter().find_map(first_effect_of).unwrap_or(u32::MAX)
}

/// The same of one statement; a namespace's statements count one by one.
pub(super) fn first_effect_of(statement: &ast::Statement) -> Option<u32> {
    match &statement.kind {
        StatementKind::Namespace(node) => node.statements().find_map(|(inner, _)| first_effect_of(inner)),
        _ => super::closures::may_call_statement(statement).then_some(statement.span.start),
    }
}
