//! Places that hold nothing, though their types exclude it: `x: T = null!`, `x!: T`, `undefined as unknown as T`, fields of an object that is
//! still being made, results of functions that return such, and what is copied from them as it is.
//!
//! Such a place admits null or undefined as well: from [`Program::find_empty_places`] on, with which lowering begins, its type in the
//! [`Program`] says so, and reads that flow on as the declared type are checked there, like every read of a place that was narrowed.
//!
//! So does a place that is given an element past the end or an entry that is missing, if the program looks there for undefined
//! ([`observed`]); where it does not, giving it is an error at once. What a cast says not to be null or undefined (`x!`, `x as T`) is
//! given in the same way.

mod early;
mod observed;

use observed::{Look, Observed};
use super::walk::{Node, walk_expr, walk_list};
use super::{BindingId, Callee, CastReason, ClassId, Expr, ExprKind, FunctionId, FunctionKind, LogicalOp, Place, Program, PropertyKind, Statement, StatementKind, Type, TypeId};
use crate::hash::{HashMap, HashSet};
use std::rc::Rc;

/// What a place may hold beside its declared type: null, undefined, or both.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Nothing {
    null: bool,
    undefined: bool,
}

impl Nothing {
    fn with(self, more: Nothing) -> Nothing {
        Nothing { null: self.null || more.null, undefined: self.undefined || more.undefined }
    }
}

const UNDEFINED: Nothing = Nothing { null: false, undefined: true };

/// The places, see the module's comment.
#[derive(Debug, Default)]
pub struct EmptyPlaces {
    places: HashMap<Keeper, Nothing>,
    /// Names of members that are found by name, and of the fields.
    members: HashSet<Rc<str>>,
    /// Fields, by the class that declares them, that hold nothing only while their object is being made; what finds members by name takes no
    /// account of them.
    early: HashSet<(ClassId, Rc<str>)>,
}

/// A place that keeps what it is given whatever its type says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Keeper {
    Binding(BindingId),
    /// By the class that declares it.
    Field(ClassId, Rc<str>),
    /// What a function returns; of an async one, what its promise settles to.
    Result(FunctionId),
    /// What a call of the function in a variable gives.
    Called(BindingId),
    /// What the promise settles to that a call of the async function in a variable gives.
    Settled(BindingId),
    /// What the methods of this name return, or the getters (`get x`), of a class that extends none with one, and of those that extend it.
    Method(ClassId, Rc<str>),
    /// What generators yield, whichever is at work.
    Yielded,
    /// What promises settle to that are not awaited where they are made.
    Promised,
}

/// What a place is given.
enum Source {
    Nothing(Nothing),
    Copy(Keeper),
    /// The value of the place, where a choice gives it.
    Chosen(Keeper),
    /// An element or entry, which may be missing, or no first value.
    Lookup,
    /// What a cast says not to be there.
    Claimed(Nothing),
    /// An element that is there; undefined where nothing was put yet.
    Element,
    /// A member found by name, which may be missing from what a cast says to have it.
    Member(Rc<str>),
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
        self.add(&Keeper::Binding(binding), UNDEFINED);
    }

    /// `x!: T` in a class.
    pub fn add_field(&mut self, class: ClassId, name: Rc<str>) {
        self.add(&Keeper::Field(class, name), UNDEFINED);
    }

    fn add_early(&mut self, class: ClassId, name: Rc<str>) {
        let is_new = self.add(&Keeper::Field(class, name.clone()), UNDEFINED);
        if is_new {
            self.early.insert((class, name));
        }
    }

    /// Whether members of this name may hold nothing.
    pub fn has_member(&self, name: &str) -> bool {
        self.members.contains(name)
    }

    /// Whether a field admits undefined only while its object is being made.
    pub fn is_early(&self, class: ClassId, name: &Rc<str>) -> bool {
        self.early.contains(&(class, name.clone()))
    }

    fn of(&self, keeper: &Keeper) -> Nothing {
        self.places.get(keeper).copied().unwrap_or_default()
    }

    /// Whether that was new.
    fn add(&mut self, keeper: &Keeper, more: Nothing) -> bool {
        let before = self.of(keeper);
        let all = before.with(more);
        if all == before {
            return false;
        }
        self.places.insert(keeper.clone(), all);
        true
    }
}

impl Program {
    /// Whether undefined is among the values of a type.
    pub fn admits_undefined(&self, ty: TypeId) -> bool {
        self.types.constituents(ty).iter().any(|&part| matches!(part, TypeId::UNDEFINED | TypeId::ANY | TypeId::UNKNOWN))
    }

    /// What the operand of a cast may be beside what the cast says that it is.
    fn claimed_away(&self, expr: &Expr) -> Nothing {
        let ExprKind::Cast { operand, reason: CastReason::As | CastReason::NonNull } = &expr.kind else { return Nothing::default() };
        let admits = |ty: TypeId, nothing: &[TypeId]| self.types.constituents(ty).iter().any(|part| matches!(*part, TypeId::ANY | TypeId::UNKNOWN) || nothing.contains(part));
        let within = self.claimed_away(operand);
        let may_be = |nothing: &[TypeId], is_within: bool| (is_within || admits(operand.ty, nothing)) && !admits(expr.ty, nothing);
        let undefined = may_be(&[TypeId::UNDEFINED, TypeId::VOID], within.undefined || operand.is_lookup());
        Nothing { null: may_be(&[TypeId::NULL], within.null), undefined }
    }

    /// Whether the expression is a cast that says of what may be null or undefined that it is not.
    pub fn is_claim(&self, expr: &Expr) -> bool {
        self.claimed_away(expr) != Nothing::default()
    }

    /// Whether the expression reads a place that may hold nothing against its type, says that there is something, or chooses what does.
    pub fn may_be_nothing(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Cast { .. } => self.is_claim(expr),
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
        places.members.extend(found.members.iter().cloned());
        let mut changed = true;
        while std::mem::take(&mut changed) {
            for (keeper, source) in &found.moves {
                let more = match source {
                    Source::Nothing(nothing) => *nothing,
                    Source::Copy(from) => places.of(from),
                    Source::Chosen(_) | Source::Lookup | Source::Claimed(_) | Source::Element | Source::Member(_) => continue,
                };
                changed |= places.add(keeper, more);
            }
        }
        found.look_at_never(self);
        found.spread_lookups(&mut places);
        self.widen(&mut places);
        self.empty_places = places;
    }

    fn widen(&mut self, places: &mut EmptyPlaces) {
        let mut all: Vec<(&Keeper, &Nothing)> = places.places.iter().collect();
        all.sort();
        for (keeper, &nothing) in all {
            match keeper {
                Keeper::Binding(binding) => self.bindings[binding.index()].ty = self.or_nothing(self.bindings[binding.index()].ty, nothing),
                Keeper::Field(class, name) => {
                    let Some(at) = self.classes[class.index()].fields.iter().position(|f| f.name == *name) else { continue };
                    let ty = self.or_nothing(self.classes[class.index()].fields[at].ty, nothing);
                    self.classes[class.index()].fields[at].ty = ty;
                    if !places.early.contains(&(*class, name.clone())) {
                        places.members.insert(name.clone());
                    }
                }
                _ => {}
            }
        }
        self.widen_results(places);
    }

    fn widen_results(&mut self, places: &mut EmptyPlaces) {
        let result = |(keeper, nothing): (&Keeper, &Nothing)| match keeper {
            Keeper::Result(function) => Some((*function, *nothing)),
            _ => None,
        };
        let mut results: Vec<(FunctionId, Nothing)> = places.places.iter().filter_map(result).collect();
        for (i, class) in self.classes.iter().enumerate() {
            for method in &class.methods {
                let Some(&nothing) = places.places.get(&method_keeper(self, ClassId(i as u32), method.name.clone())) else { continue };
                results.push((method.function, nothing));
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
        if matches!(ty, TypeId::ANY | TypeId::UNKNOWN | TypeId::VOID) {
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
    /// That function.
    function: Option<FunctionId>,
    /// Whether it is of the library, which asks for elements that are there.
    is_library: bool,
    moves: Vec<(Keeper, Source)>,
    members: HashSet<Rc<str>>,
    /// Where the program looks for undefined.
    observed: Observed,
    /// Variables for numbers that are given elements.
    numbers: HashSet<Keeper>,
    /// Variables that are read.
    read: HashSet<BindingId>,
    /// Parameters of callbacks that are given elements of arrays.
    callback_parameters: HashSet<BindingId>,
}

impl Found {
    fn look(&mut self, program: &Program) {
        self.observed = Observed::new(program);
        for (i, function) in program.functions.iter().enumerate() {
            self.is_library = self.observed.is_library(function.span.file);
            self.function = Some(FunctionId(i as u32)).filter(|_| !function.is_generator);
            self.returning = result_keeper(program, FunctionId(i as u32)).filter(|_| !self.is_library);
            if function.is_async {
                self.moves.extend(self.returning.clone().map(|result| (Keeper::Promised, Source::Copy(result))));
            }
            for parameter in &function.parameters {
                let Some(default) = &parameter.default else { continue };
                self.give(program, &Keeper::Binding(parameter.binding), default);
                walk_expr(default, &mut |node| self.visit(program, node));
            }
            function.body.iter().for_each(|body| walk_list(body, &mut |node| self.visit(program, node)));
        }
        (self.returning, self.function) = (None, None);
        for (i, class) in program.classes.iter().enumerate() {
            self.is_library = self.observed.is_library(class.span.file);
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

    /// A place of type `never`, as a variable behind `while (node) node = node.next!`, holds nothing but what it must not.
    fn look_at_never(&mut self, program: &Program) {
        for (to, _) in &self.moves {
            let ty = match to {
                Keeper::Binding(binding) => program.bindings[binding.index()].ty,
                Keeper::Result(function) => program.functions[function.index()].result,
                Keeper::Method(class, name) => match program.classes[class.index()].methods.iter().find(|method| method.name == *name) {
                    Some(method) => program.functions[method.function.index()].result,
                    None => continue,
                },
                _ => continue,
            };
            if ty == TypeId::NEVER {
                self.observed.add(to.clone(), Look::ForUndefined);
            }
        }
    }

    /// Lets the places that are looked at keep the undefined of elements that are not there, and hand it on to each other.
    fn spread_lookups(&mut self, places: &mut EmptyPlaces) {
        // What nobody reads may be anything.
        let unread = self.callback_parameters.iter().filter(|binding| !self.read.contains(binding));
        for &binding in unread {
            self.observed.add(Keeper::Binding(binding), Look::ForUndefined);
        }
        let mut changed = true;
        while std::mem::take(&mut changed) {
            for (to, source) in &self.moves {
                if let (Source::Copy(from) | Source::Chosen(from), Some(look)) = (source, self.observed.of(to)) {
                    changed |= self.observed.add(from.clone(), look);
                }
            }
        }
        let mut given: HashMap<Keeper, Nothing> = HashMap::default();
        changed = true;
        while std::mem::take(&mut changed) {
            for (to, source) in &self.moves {
                let Some(look) = self.observed.of(to) else { continue };
                let undefined_if = |is_given: bool| Nothing { null: false, undefined: is_given };
                let more = match source {
                    Source::Lookup => UNDEFINED,
                    Source::Claimed(nothing) if look == Look::ForUndefined => *nothing,
                    // Numbers stay numbers in loops that compare them with others: arrays are rarely left unfilled.
                    Source::Element => undefined_if(look == Look::ForUndefined || !self.numbers.contains(to)),
                    Source::Member(name) => undefined_if(self.members.contains(name)),
                    Source::Copy(from) | Source::Chosen(from) => given.get(from).copied().unwrap_or_default(),
                    Source::Claimed(_) | Source::Nothing(_) => continue,
                };
                let before = given.get(to).copied().unwrap_or_default();
                if before.with(more) != before {
                    given.insert(to.clone(), before.with(more));
                    changed = true;
                }
            }
        }
        for (keeper, nothing) in &given {
            places.add(keeper, *nothing);
        }
    }

    fn visit(&mut self, program: &Program, node: Node) {
        if !self.is_library {
            self.observed.visit(program, self.function, node);
            if let Node::Expr(Expr { kind: ExprKind::Read(binding) | ExprKind::Get(Place::Binding(binding)) | ExprKind::Update { place: Place::Binding(binding), .. } | ExprKind::AssignOp { place: Place::Binding(binding), .. }, .. }) = node {
                self.read.insert(*binding);
            }
        }
        if let Node::Expr(Expr { kind: ExprKind::Call { callee, arguments }, .. }) = node
            && !self.is_library
            && let (Some(name), Some(first)) = (method_of_promise(program, callee), arguments.first())
        {
            self.hand_on(program, name, first);
        }
        if let Node::Expr(Expr { kind: ExprKind::Call { callee: Callee::Function { function, .. } | Callee::Static { function, .. }, arguments }, .. }) = node {
            self.hand_over(program, *function, arguments);
        }
        match node {
            Node::Statement(Statement { kind: StatementKind::Let { binding, value: Some(value) }, .. }) => {
                self.give(program, &Keeper::Binding(*binding), value);
                if let ExprKind::Closure { function } = value.kind {
                    let result = result_keeper(program, function).filter(|_| !program.bindings[binding.index()].assigned);
                    let call = if program.functions[function.index()].is_async { Keeper::Settled } else { Keeper::Called };
                    self.moves.extend(result.map(|result| (call(*binding), Source::Copy(result))));
                }
            }
            Node::Statement(Statement { kind: StatementKind::Return(Some(value)), .. }) => {
                if let Some(keeper) = self.returning.clone() {
                    self.give(program, &keeper, value);
                }
            }
            // Nobody proves that a function is not called before such a variable is given its first value.
            Node::Statement(Statement { kind: StatementKind::Let { binding, value: None }, .. }) if !self.is_library => {
                let info = &program.bindings[binding.index()];
                if info.global || info.captured {
                    self.moves.push((Keeper::Binding(*binding), Source::Lookup));
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
            Node::Statement(Statement { kind: StatementKind::ForOf { binding, iterable, .. }, .. }) if !self.is_library => {
                if matches!(program.types.get(iterable.ty), Type::Array { .. }) {
                    self.give_element(program, *binding);
                }
            }
            Node::Expr(Expr { kind: ExprKind::Yield { value, delegate: false }, .. }) => self.give(program, &Keeper::Yielded, value),
            Node::Expr(Expr { kind: ExprKind::Call { callee: Callee::Function { function, .. }, arguments }, .. }) if !self.is_library => {
                for binding in observed::callback_parameters(program, *function, arguments) {
                    self.give_element(program, binding);
                    self.callback_parameters.insert(binding);
                }
            }
            Node::Expr(Expr { kind: ExprKind::Cast { operand, reason: CastReason::As }, ty, .. }) if !self.is_library => {
                self.members.extend(observed::claimed(program, operand.ty, *ty));
            }
            _ => {}
        }
    }

    /// A parameter that takes anything is handed what a place keeps: looks at it are looks at the place.
    fn hand_over(&mut self, program: &Program, function: FunctionId, arguments: &[Expr]) {
        let info = &program.functions[function.index()];
        if self.observed.is_library(info.span.file) {
            return;
        }
        for (parameter, argument) in info.parameters.iter().zip(arguments).filter(|(parameter, _)| !parameter.rest) {
            let takes_anything = matches!(program.bindings[parameter.binding.index()].ty, TypeId::ANY | TypeId::UNKNOWN);
            if let Some(from) = keeper_read(program, argument).filter(|_| takes_anything) {
                self.moves.push((Keeper::Binding(parameter.binding), Source::Chosen(from)));
            }
        }
    }

    /// A method of promises is given its first argument.
    fn hand_on(&mut self, program: &Program, method: &str, first: &Expr) {
        match method {
            "resolve" => self.give(program, &Keeper::Promised, first),
            "then" => {
                let ExprKind::Closure { function } = first.kind else { return };
                let parameter = program.functions[function.index()].parameters.first().filter(|parameter| !parameter.rest);
                self.moves.extend(parameter.map(|parameter| (Keeper::Binding(parameter.binding), Source::Copy(Keeper::Promised))));
            }
            // What several promises settle to is read out of an array, where what is missing is undefined.
            "all" | "allSettled" | "any" | "race" => drop(self.observed.add(Keeper::Promised, Look::ForUndefined)),
            _ => {}
        }
    }

    /// A variable is given the elements of an array.
    fn give_element(&mut self, program: &Program, binding: BindingId) {
        let keeper = Keeper::Binding(binding);
        if matches!(program.types.get(program.bindings[binding.index()].ty), Type::Number | Type::NumberLiteral { .. }) {
            self.numbers.insert(keeper.clone());
        }
        self.moves.push((keeper, Source::Element));
    }

    /// A place is given a value; only what is said to be something else is of interest.
    fn give(&mut self, program: &Program, to: &Keeper, value: &Expr) {
        match &value.kind {
            ExprKind::Cast { .. } if !value.is_lookup() => {
                let source = nothing(value).map(Source::Nothing).or_else(|| {
                    let claimed = program.claimed_away(value);
                    (claimed != Nothing::default() && !self.is_library).then_some(Source::Claimed(claimed))
                });
                self.moves.extend(source.map(|source| (to.clone(), source)));
            }
            ExprKind::Conditional { then, otherwise, .. } => {
                self.give(program, to, then);
                self.give(program, to, otherwise);
            }
            ExprKind::Logical { op, left, right } if matches!(to, Keeper::Binding(_)) => {
                if *op == LogicalOp::And {
                    self.give(program, to, left);
                }
                self.give(program, to, right);
            }
            // Where the result of a function or a field is chosen like this, what it gives is checked there, as most flags are, unless
            // the program looks for undefined.
            ExprKind::Logical { op, left, right } if !self.is_library => {
                let chosen = if *op == LogicalOp::And { &[left, right][..] } else { &[right] };
                for value in chosen {
                    self.choose(program, to, value);
                }
            }
            ExprKind::Assign { value, .. } => self.give(program, to, value),
            ExprKind::OptionalChain { .. } if !self.is_library => self.moves.push((to.clone(), Source::Lookup)),
            ExprKind::Get(Place::Member { name, .. }) if !self.is_library => self.moves.push((to.clone(), Source::Member(name.clone()))),
            _ if value.is_lookup() && !self.is_library => self.moves.push((to.clone(), Source::Lookup)),
            _ => self.moves.extend(keeper_read(program, value).map(|from| (to.clone(), Source::Copy(from)))),
        }
    }

    /// A place may be given what is chosen of several values.
    fn choose(&mut self, program: &Program, to: &Keeper, value: &Expr) {
        match keeper_read(program, value) {
            Some(from) => self.moves.push((to.clone(), Source::Chosen(from))),
            None => self.give(program, to, value),
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
        ExprKind::Call { callee, .. } => call_keeper(program, callee, false),
        ExprKind::Await(operand) => match &operand.kind {
            ExprKind::Call { callee, .. } => call_keeper(program, callee, true).or(Some(Keeper::Promised)),
            _ => Some(Keeper::Promised),
        },
        _ => None,
    }
}

/// What keeps what a call gives, or what its promise settles to.
fn call_keeper(program: &Program, callee: &Callee, is_awaited: bool) -> Option<Keeper> {
    let is_async = |function: &FunctionId| program.functions[function.index()].is_async;
    match callee {
        Callee::Function { function, .. } if program.library.functions.get("iterator.value") == Some(function) => Some(Keeper::Yielded),
        Callee::Function { function, .. } | Callee::Static { function, .. } => result_keeper(program, *function).filter(|_| is_async(function) == is_awaited),
        Callee::Value(function) => match function.kind {
            ExprKind::Read(binding) if is_awaited => Some(Keeper::Settled(binding)),
            ExprKind::Read(binding) => Some(Keeper::Called(binding)),
            _ => None,
        },
        Callee::Method { class, name, .. } | Callee::Super { class, name, .. } => {
            let above = |class: &ClassId| program.classes[class.index()].base.as_ref().map(|(base, _)| *base);
            let mut methods = std::iter::successors(Some(*class), above).flat_map(|class| &program.classes[class.index()].methods);
            let method = methods.find(|method| method.name == *name)?;
            (is_async(&method.function) == is_awaited).then(|| method_keeper(program, *class, name.clone()))
        }
        _ => None,
    }
}

/// The name of the method, static or not, if it is one of promises.
fn method_of_promise<'p>(program: &'p Program, callee: &'p Callee) -> Option<&'p str> {
    let promise = *program.library.classes.get("Promise")?;
    match callee {
        Callee::Method { class, name, .. } if *class == promise => Some(name),
        Callee::Static { function, .. } => {
            let info = &program.functions[function.index()];
            matches!(info.kind, FunctionKind::StaticMethod(class) if class == promise).then(|| info.name.strip_prefix("Promise."))?
        }
        _ => None,
    }
}

fn method_keeper(program: &Program, class: ClassId, name: Rc<str>) -> Keeper {
    Keeper::Method(program.first_with_method(class, &name), name)
}

/// What keeps what a function returns; `None` where a call gives something else.
fn result_keeper(program: &Program, function: FunctionId) -> Option<Keeper> {
    let info = &program.functions[function.index()];
    if info.is_generator {
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
