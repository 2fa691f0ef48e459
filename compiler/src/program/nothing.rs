//! Places that hold nothing, though their types exclude it: `x: T = null!`, `x!: T`, `undefined as unknown as T`, fields of an object that is
//! still being made, results of functions that return such, and what is copied from them as it is.
//!
//! Such a place admits null or undefined as well: its type in the [`Program`] says so, and reads that flow on as the declared
//! type are checked there, like every read of a place that was narrowed.

mod early;

use super::walk::{Node, walk_expr, walk_list};
use super::{BindingId, Callee, ClassId, Expr, ExprKind, FunctionId, FunctionKind, LogicalOp, Place, Program, PropertyKind, Statement, StatementKind, TypeId};
use crate::hash::{HashMap, HashSet};
use crate::source::FileId;
use std::rc::Rc;

/// What a place may hold beside its declared type: null, undefined, or both.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Nothing {
    null: bool,
    undefined: bool,
}

/// The places, see the module's comment.
#[derive(Debug, Default)]
pub struct EmptyPlaces {
    bindings: HashMap<BindingId, Nothing>,
    /// By the class that declares them.
    fields: HashMap<(ClassId, Rc<str>), Nothing>,
    results: HashMap<FunctionId, Nothing>,
    /// As [`Keeper::Method`] has them.
    methods: HashMap<(ClassId, Rc<str>), Nothing>,
    /// Names of members that are found by name, and of the fields.
    members: HashSet<Rc<str>>,
    /// Fields that hold nothing only while their object is being made; what finds members by name takes no account of them.
    early: HashSet<(ClassId, Rc<str>)>,
}

/// A place that keeps what it is given whatever its type says.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Keeper {
    Binding(BindingId),
    Field(ClassId, Rc<str>),
    /// What a function returns.
    Result(FunctionId),
    /// What the methods of this name return, or the getters (`get x`), of a class that extends none with one, and of those that extend it.
    Method(ClassId, Rc<str>),
}

/// What a place is given.
enum Source {
    Nothing(Nothing),
    Copy(Keeper),
}

impl Expr {
    /// `null!`, `undefined as any as T`: nothing, said to be something.
    pub fn is_nothing(&self) -> bool {
        nothing(self).is_some()
    }
}

fn nothing(expr: &Expr) -> Option<Nothing> {
    match &expr.kind {
        ExprKind::Null => Some(Nothing { null: true, undefined: false }),
        ExprKind::Undefined => Some(Nothing { null: false, undefined: true }),
        ExprKind::Cast { operand, .. } => nothing(operand),
        _ => None,
    }
}

impl EmptyPlaces {
    /// `let x!: T`.
    pub fn add_binding(&mut self, binding: BindingId) {
        self.bindings.insert(binding, Nothing { null: false, undefined: true });
    }

    /// `x!: T` in a class.
    pub fn add_field(&mut self, class: ClassId, name: Rc<str>) {
        self.fields.insert((class, name), Nothing { null: false, undefined: true });
    }

    fn add_early(&mut self, class: ClassId, name: Rc<str>) {
        if !self.fields.contains_key(&(class, name.clone())) {
            self.early.insert((class, name.clone()));
            self.add_field(class, name);
        }
    }

    /// Whether members of this name may hold nothing.
    pub fn has_member(&self, name: &str) -> bool {
        self.members.contains(name)
    }

    fn of(&self, keeper: &Keeper) -> Nothing {
        match keeper {
            Keeper::Binding(binding) => self.bindings.get(binding),
            Keeper::Field(class, name) => self.fields.get(&(*class, name.clone())),
            Keeper::Result(function) => self.results.get(function),
            Keeper::Method(class, name) => self.methods.get(&(*class, name.clone())),
        }
        .copied()
        .unwrap_or_default()
    }

    /// Whether that was new.
    fn add(&mut self, keeper: &Keeper, more: Nothing) -> bool {
        let before = self.of(keeper);
        let all = Nothing { null: before.null || more.null, undefined: before.undefined || more.undefined };
        match keeper {
            Keeper::Binding(binding) if all != before => drop(self.bindings.insert(*binding, all)),
            Keeper::Field(class, name) if all != before => drop(self.fields.insert((*class, name.clone()), all)),
            Keeper::Result(function) if all != before => drop(self.results.insert(*function, all)),
            Keeper::Method(class, name) if all != before => drop(self.methods.insert((*class, name.clone()), all)),
            _ => {}
        }
        all != before
    }
}

impl Program {
    /// Whether the expression reads a place that may hold nothing against its type, or chooses what does.
    pub fn may_be_nothing(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Conditional { then, otherwise, .. } => self.may_be_nothing(then) || self.may_be_nothing(otherwise),
            ExprKind::Logical { op: LogicalOp::And, left, right } => self.may_be_nothing(left) || self.may_be_nothing(right),
            ExprKind::Logical { right, .. } => self.may_be_nothing(right),
            ExprKind::Get(Place::Member { name, .. }) | ExprKind::Call { callee: Callee::Member { name, .. }, .. } => self.empty_places.has_member(name),
            _ => keeper_read(self, expr).is_some_and(|keeper| self.empty_places.of(&keeper) != Nothing::default()),
        }
    }

    /// Finds the places that are given nothing, and lets their types say so.
    pub fn find_empty_places(&mut self) {
        let mut found = Found::default();
        found.look(self);
        let mut places = std::mem::take(&mut self.empty_places);
        // No rule asks that they be given a value.
        self.classes.iter().flat_map(|class| &class.static_fields).filter(|field| field.initializer.is_none()).for_each(|field| places.add_binding(field.binding));
        for (class, name) in early::early_fields(self) {
            places.add_early(class, name);
        }
        places.members.extend(found.members);
        let mut changed = true;
        while std::mem::take(&mut changed) {
            for (keeper, source) in &found.moves {
                let more = match source {
                    Source::Nothing(nothing) => *nothing,
                    Source::Copy(from) => places.of(from),
                };
                changed |= places.add(keeper, more);
            }
        }
        self.widen(&mut places);
        self.empty_places = places;
    }

    fn widen(&mut self, places: &mut EmptyPlaces) {
        // A variable that may be read too early holds undefined then, and must not admit it.
        places.bindings.retain(|binding, nothing| {
            nothing.undefined &= !self.bindings[binding.index()].needs_initialization_check;
            nothing.null || nothing.undefined
        });
        let mut bindings: Vec<_> = places.bindings.iter().collect();
        bindings.sort_by_key(|(binding, _)| **binding);
        for (binding, &nothing) in bindings {
            self.bindings[binding.index()].ty = self.or_nothing(self.bindings[binding.index()].ty, nothing);
        }
        let mut fields: Vec<_> = places.fields.iter().collect();
        fields.sort_by_key(|(key, _)| *key);
        for ((class, name), &nothing) in fields {
            let Some(at) = self.classes[class.index()].fields.iter().position(|f| f.name == *name) else { continue };
            let ty = self.or_nothing(self.classes[class.index()].fields[at].ty, nothing);
            self.classes[class.index()].fields[at].ty = ty;
            if !places.early.contains(&(*class, name.clone())) {
                places.members.insert(name.clone());
            }
        }
        self.widen_results(places);
    }

    fn widen_results(&mut self, places: &mut EmptyPlaces) {
        let mut results: Vec<(FunctionId, Nothing)> = places.results.iter().map(|(function, nothing)| (*function, *nothing)).collect();
        for (i, class) in self.classes.iter().enumerate() {
            for method in &class.methods {
                let key = (self.first_with_method(ClassId(i as u32), &method.name), method.name.clone());
                let Some(nothing) = places.methods.get(&key) else { continue };
                results.push((method.function, *nothing));
                places.members.insert(method.name.strip_prefix("get ").unwrap_or(&method.name).into());
            }
        }
        results.sort_by_key(|(function, _)| *function);
        for (function, nothing) in results {
            let result = self.functions[function.index()].result;
            self.functions[function.index()].result = self.or_nothing(result, nothing);
        }
    }

    /// The topmost of the class and those that it extends that declares a method of this name.
    fn first_with_method(&self, class: ClassId, name: &str) -> ClassId {
        let above = |class: &ClassId| self.classes[class.index()].base.as_ref().map(|(base, _)| *base);
        let declares = |class: &ClassId| self.classes[class.index()].methods.iter().any(|method| &*method.name == name);
        std::iter::successors(Some(class), above).filter(declares).last().unwrap_or(class)
    }

    fn or_nothing(&mut self, ty: TypeId, nothing: Nothing) -> TypeId {
        // What may be anything admits nothing as it is.
        if matches!(ty, TypeId::ANY | TypeId::UNKNOWN | TypeId::VOID | TypeId::NEVER) {
            return ty;
        }
        let null = nothing.null.then_some(TypeId::NULL);
        let undefined = nothing.undefined.then_some(TypeId::UNDEFINED);
        self.types.union([Some(ty), null, undefined].into_iter().flatten())
    }
}

/// What goes where.
#[derive(Default)]
struct Found {
    /// Of the function at work, if what it returns is what a call of it gives.
    returning: Option<Keeper>,
    moves: Vec<(Keeper, Source)>,
    members: HashSet<Rc<str>>,
}

impl Found {
    fn look(&mut self, program: &Program) {
        let library: HashSet<FileId> = program.library.functions.values().map(|f| program.functions[f.index()].span.file).collect();
        for (i, function) in program.functions.iter().enumerate() {
            self.returning = result_keeper(program, FunctionId(i as u32)).filter(|_| !library.contains(&function.span.file));
            for parameter in &function.parameters {
                let Some(default) = &parameter.default else { continue };
                self.give(program, &Keeper::Binding(parameter.binding), default);
                walk_expr(default, &mut |node| self.visit(program, node));
            }
            function.body.iter().for_each(|body| walk_list(body, &mut |node| self.visit(program, node)));
        }
        self.returning = None;
        for (i, class) in program.classes.iter().enumerate() {
            for field in &class.fields {
                let Some(value) = &field.initializer else { continue };
                self.give(program, &Keeper::Field(ClassId(i as u32), field.name.clone()), value);
                walk_expr(value, &mut |node| self.visit(program, node));
            }
            for field in &class.static_fields {
                let Some(value) = &field.initializer else { continue };
                self.give(program, &Keeper::Binding(field.binding), value);
                walk_expr(value, &mut |node| self.visit(program, node));
            }
        }
    }

    fn visit(&mut self, program: &Program, node: Node) {
        match node {
            Node::Statement(Statement { kind: StatementKind::Let { binding, value: Some(value) }, .. }) => self.give(program, &Keeper::Binding(*binding), value),
            Node::Statement(Statement { kind: StatementKind::Return(Some(value)), .. }) => {
                if let Some(keeper) = self.returning.clone() {
                    self.give(program, &keeper, value);
                }
            }
            Node::Expr(Expr { kind: ExprKind::Assign { place, value }, .. }) => match (keeper(program, place), place) {
                (Some(keeper), _) => self.give(program, &keeper, value),
                (None, Place::Member { name, .. }) if value.is_nothing() => drop(self.members.insert(name.clone())),
                _ => {}
            },
            Node::Expr(Expr { kind: ExprKind::Object(properties), .. }) => {
                let empty = properties.iter().filter(|p| matches!(p.kind, PropertyKind::Value) && matches!(p.value.kind, ExprKind::Cast { .. }) && p.value.is_nothing());
                self.members.extend(empty.map(|p| p.name.clone()));
            }
            _ => {}
        }
    }

    /// A place is given a value; only what is said to be something else is of interest.
    fn give(&mut self, program: &Program, to: &Keeper, value: &Expr) {
        match &value.kind {
            ExprKind::Cast { .. } => self.moves.extend(nothing(value).map(|n| (to.clone(), Source::Nothing(n)))),
            ExprKind::Conditional { then, otherwise, .. } => {
                self.give(program, to, then);
                self.give(program, to, otherwise);
            }
            // (Where the result of a function or a field is chosen like this, what it gives is checked there: most flags are.)
            ExprKind::Logical { op, left, right } if matches!(to, Keeper::Binding(_)) => {
                if *op == LogicalOp::And {
                    self.give(program, to, left);
                }
                self.give(program, to, right);
            }
            ExprKind::Assign { value, .. } => self.give(program, to, value),
            _ => self.moves.extend(keeper_read(program, value).map(|from| (to.clone(), Source::Copy(from)))),
        }
    }
}

/// What keeps the value of a place, if it has a declaration of its own.
fn keeper(program: &Program, place: &Place) -> Option<Keeper> {
    match place {
        Place::Binding(binding) => Some(Keeper::Binding(*binding)),
        Place::Field { class, name, .. } => {
            let declares = |class: &ClassId| program.classes[class.index()].fields.iter().any(|f| f.name == *name);
            let above = |class: &ClassId| program.classes[class.index()].base.as_ref().map(|(base, _)| *base);
            std::iter::successors(Some(*class), above).find(declares).map(|class| Keeper::Field(class, name.clone()))
        }
        _ => None,
    }
}

fn keeper_read(program: &Program, expr: &Expr) -> Option<Keeper> {
    match &expr.kind {
        ExprKind::Read(binding) => Some(Keeper::Binding(*binding)),
        ExprKind::Get(Place::Accessor { class, name, .. }) => Some(method_keeper(program, *class, format!("get {name}").into())),
        ExprKind::Get(place) => keeper(program, place),
        ExprKind::Call { callee, .. } => match callee {
            Callee::Function { function, .. } | Callee::Static { function, .. } => result_keeper(program, *function),
            Callee::Method { class, name, .. } | Callee::Super { class, name, .. } => Some(method_keeper(program, *class, name.clone())),
            _ => None,
        },
        _ => None,
    }
}

fn method_keeper(program: &Program, class: ClassId, name: Rc<str>) -> Keeper {
    Keeper::Method(program.first_with_method(class, &name), name)
}

/// What keeps what a function returns; `None` where a call gives something else.
fn result_keeper(program: &Program, function: FunctionId) -> Option<Keeper> {
    let info = &program.functions[function.index()];
    if info.is_async || info.is_generator {
        return None;
    }
    match info.kind {
        FunctionKind::Method(class) | FunctionKind::Accessor(class) => {
            let method = program.classes[class.index()].methods.iter().find(|method| method.function == function)?;
            Some(method_keeper(program, class, method.name.clone()))
        }
        FunctionKind::Function | FunctionKind::Arrow | FunctionKind::StaticMethod(_) => Some(Keeper::Result(function)),
        FunctionKind::Constructor(_) | FunctionKind::Module => None,
    }
}
