//! Who is told what `this` is.
//!
//! A function that is no method has its `this` from the call, through one static variable that the call sets and the function reads first: so
//! functions in object literals, and methods that are taken from their objects. What cannot reach such a function sets nothing: the program
//! is asked here which names these have, and whether one may be called under another name.

use super::{Facts, Survey};
use crate::ast::symbols::{is_hidden, is_own};
use crate::lower::kinds::is_built_in_member;
use crate::program::types::Member;
use crate::program::{Expr, ExprKind, FunctionId, FunctionKind, Place, Program, Type, TypeId};

impl Facts<'_> {
    /// Whether it is told what `this` is by whoever calls it, as functions in object literals are.
    pub fn receives_this(&self, program: &Program, function: FunctionId) -> bool {
        program.functions[function.index()].kind == FunctionKind::Function && self.uses_this.contains(&function)
    }

    /// Whether a method that is taken from its object must be told it.
    pub fn needs_object(&self, program: &Program, method: FunctionId) -> bool {
        let (FunctionKind::Method(class) | FunctionKind::StaticMethod(class)) = program.functions[method.index()].kind else { return false };
        self.is_capturing(class) || self.uses_this.contains(&method)
    }

    /// Whether a call of member `name` must say what `this` is.
    pub fn passes_this(&self, name: &str) -> bool {
        !is_own(name) && self.this_escapes || self.this_names.contains(name)
    }
}

impl Survey<'_> {
    /// Takes note of a member that is read, if its value may be a function; `times` is negative where it turns out to be called.
    pub(super) fn note_read(&mut self, program: &Program, value: &Expr, name: &str, times: i32) {
        if may_be_function(program, value.ty) {
            *self.read.entry(name.into()).or_default() += times;
        }
    }

    /// Takes note that a value is called: the member that it is read from is known then.
    pub(super) fn is_called(&mut self, program: &Program, value: &Expr) {
        match &value.kind {
            ExprKind::Cast { operand, .. } => self.is_called(program, operand),
            ExprKind::Let { body, .. } => self.is_called(program, body),
            ExprKind::OptionalChain { chain, .. } => self.is_called(program, chain),
            ExprKind::Conditional { otherwise, .. } => self.is_called(program, otherwise),
            ExprKind::Get(Place::Member { name, .. }) => {
                self.note_read(program, value, name, -1);
                self.read_and_called.insert(name.clone());
            }
            _ => {}
        }
    }

    /// Decides under which names functions are told their `this`, once it is known which use it.
    pub(super) fn find_this_names(&mut self, program: &Program) {
        let held = std::mem::take(&mut self.held);
        let mut known = std::mem::take(&mut self.accessors);
        known.extend(held.iter().map(|(_, function)| *function));
        let told = (0..program.functions.len() as u32).map(FunctionId).filter(|&f| self.facts.receives_this(program, f));
        let told: Vec<FunctionId> = told.collect();
        // One that is declared apart and declares its `this` goes wherever its name goes.
        let is_apart = told.iter().any(|f| !known.contains(f));
        let in_literals = held.into_iter().filter(|(_, function)| self.facts.receives_this(program, *function));
        self.facts.this_names = in_literals.map(|(name, _)| name).collect();
        let is_read = self.facts.this_names.iter().any(|name| self.is_read(name));
        self.facts.this_escapes = is_apart || is_read || self.reads_any && !self.facts.this_names.is_empty();
        self.find_taken_methods(program);
        self.facts.is_told_this = self.facts.this_escapes || !told.is_empty() || !self.facts.this_names.is_empty();
    }

    /// The same for methods that are read as values.
    fn find_taken_methods(&mut self, program: &Program) {
        for method in program.classes.iter().flat_map(|class| class.methods.iter().chain(&class.static_methods)) {
            let name = &method.name;
            // Read first, and called when the arguments are known.
            let is_found = self.read_and_called.contains(name) || self.facts.unsettled.contains(name);
            if is_found || self.is_read(name) {
                self.facts.taken_names.insert(name.clone());
            }
            if !self.facts.needs_object(program, method.function) {
                continue;
            }
            if is_found {
                self.facts.this_names.insert(name.clone());
            }
            let is_read_by_key = self.reads_any && !is_hidden(name);
            self.facts.this_escapes |= self.is_read(name) || is_read_by_key || self.made.contains_key(&method.function);
        }
    }

    /// Whether something reads a member of this name, other than to call it.
    fn is_read(&self, name: &str) -> bool {
        self.read.get(name).is_some_and(|&times| times > 0)
    }
}

/// Whether a function without members of its own may be a value of this type.
fn may_be_function(program: &Program, ty: TypeId) -> bool {
    let takes_function = |members: &[Member]| members.iter().any(Member::is_signature) || members.iter().all(|m| m.optional || is_built_in_member(program, &m.name));
    match program.types.get(ty) {
        Type::Undefined | Type::Null | Type::Boolean | Type::BooleanLiteral(_) | Type::Number | Type::NumberLiteral { .. } | Type::EnumComputed { .. } => false,
        Type::String | Type::StringLiteral { .. } | Type::Template { .. } | Type::StringCase { .. } | Type::Symbol | Type::UniqueSymbol(_) => false,
        Type::Array { .. } | Type::Tuple { .. } | Type::TypedArray(_) | Type::Class { .. } => false,
        Type::Interface { interface, .. } => takes_function(&program.interfaces[interface.index()].members),
        Type::Object { members, .. } => takes_function(members),
        Type::Union(parts) => parts.iter().any(|&part| may_be_function(program, part)),
        _ => true,
    }
}
