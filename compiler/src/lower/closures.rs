//! Variables, and the closures that carry them.
//!
//! A variable lives in SSA form unless it is global (a static), captured and assigned or captured early (a cell), or assigned
//! inside a `try` that began after its declaration (a slot). What never changes is captured by value.
//!
//! A variable that is read before its initialisation holds undefined; where its type excludes that, the read throws a
//! ReferenceError.

use super::World;
use super::body::{Body, Known, Local};
use super::kinds::{ANY, held, kinds, may_be};
use crate::program::walk::{Node, walk_list};
use crate::ir::{Cell, Func, Kinds, Op, Type as Held, Value, Why};
use crate::program::{Binding, BindingId, ClassId, ExprKind, FunctionId, FunctionKind, Place, Statement, StatementKind};
use crate::hash::HashSet;

impl World<'_> {
    /// The cell kind of a captured variable.
    pub fn cell(&mut self, binding: BindingId) -> Cell {
        if let Some(&cell) = self.cells.get(&binding) {
            return cell;
        }
        let cell = self.new_cell(self.program.bindings[binding.index()].name.clone());
        self.cells.insert(binding, cell);
        cell
    }
}

impl<'p> Body<'_, 'p> {
    fn info(&self, binding: BindingId) -> &'p Binding {
        &self.world.program.bindings[binding.index()]
    }

    fn is_global(&self, binding: BindingId) -> bool {
        self.world.facts.is_global(self.world.program, binding)
    }

    /// A declaration is reached: a fresh variable with this value, or undefined.
    pub fn declare(&mut self, binding: BindingId, value: Option<Known>) {
        let info = self.info(binding);
        let declared = self.kinds_of(info.ty);
        if self.world.facts.literals.contains_key(&binding) {
            return;
        }
        if self.is_global(binding) {
            // Without a value it keeps the undefined that all statics start with, unless it holds another mark until here.
            let value = match value {
                Some(value) => Some(self.narrow(value, declared, Why::Load)),
                None => (self.unreached(binding) != Kinds::UNDEFINED).then(|| self.undefined()),
            };
            if let Some(value) = value {
                let word = self.word(value);
                let id = self.world.static_of(binding);
                self.b.effect(Op::StaticSet(id, word));
            }
            return;
        }
        if self.world.facts.cells.contains(&binding) {
            return self.declare_cell(binding, value, declared);
        }
        let (value, kinds) = match value {
            Some(value) => {
                let value = self.narrow(value, declared, Why::Load);
                let kept = if info.needs_initialization_check {
                    self.or_unreached(binding, declared)
                } else if info.assigned {
                    declared
                } else {
                    value.kinds
                };
                (value, kept)
            }
            None => (self.undefined(), self.or_unreached(binding, declared)),
        };
        let kinds = if kinds.bits == 0 { ANY } else { kinds };
        self.declare_local(binding, value, kinds);
    }

    fn declare_local(&mut self, binding: BindingId, value: Known, kinds: Kinds) {
        let converted = self.convert(value, kinds, Why::Load);
        if self.slotted.contains(&binding) {
            let slot = match self.locals.get(&binding) {
                Some(&Local::Slot(slot, before)) if before == kinds => slot,
                _ => self.b.slot(held(kinds)),
            };
            self.b.effect(Op::SlotSet(slot, converted));
            self.locals.insert(binding, Local::Slot(slot, kinds));
        } else {
            let variable = match self.locals.get(&binding) {
                // Read before this declaration (in another `case`), or lowered once more (in a `finally`).
                Some(&Local::Plain(variable, before)) if before == kinds => variable,
                _ => self.b.variable(held(kinds)),
            };
            self.b.write(variable, converted);
            self.locals.insert(binding, Local::Plain(variable, kinds));
        }
    }

    fn declare_cell(&mut self, binding: BindingId, value: Option<Known>, declared: Kinds) {
        let word = match value {
            Some(value) => {
                let value = self.narrow(value, declared, Why::Load);
                self.word(value)
            }
            None => self.undefined().value,
        };
        self.make_cell(binding, word);
    }

    fn make_cell(&mut self, binding: BindingId, word: Value) {
        let cell = self.world.cell(binding);
        match self.locals.get(&binding) {
            Some(&Local::Cell(variable, cell)) if self.predeclared.contains(&binding) => {
                let object = self.b.read(variable);
                self.b.effect(Op::CellSet { cell, object, value: word });
            }
            _ => {
                let object = self.b.emit(Op::CellNew(cell, word), Held::Ref);
                let variable = self.b.variable(Held::Ref);
                self.b.write(variable, object);
                self.locals.insert(binding, Local::Cell(variable, cell));
            }
        }
    }

    /// Makes the cells of variables declared in this block that a closure may capture before their declaration is reached.
    pub fn predeclare(&mut self, list: &'p [Statement]) {
        for binding in self.declared_by(list) {
            if self.world.facts.early.contains(&binding) {
                self.predeclare_one(binding);
            }
        }
    }

    /// The same in a `case`: the way to the next ones need not lead through it.
    pub fn predeclare_case(&mut self, list: &'p [Statement]) {
        for binding in self.declared_by(list) {
            let facts = self.world.facts.clone();
            if facts.early.contains(&binding) || self.is_checked(binding) && facts.cells.contains(&binding) {
                self.predeclare_one(binding);
            } else if self.is_checked(binding) && !self.is_global(binding) {
                let declared = self.kinds_of(self.info(binding).ty);
                let all = self.or_unreached(binding, declared);
                let mark = self.unreached_mark(binding);
                self.declare_local(binding, mark, if all.bits == 0 { ANY } else { all });
            }
        }
    }

    /// Whether a use of the variable, or of the class whose static field it is, may come before the declaration.
    fn is_checked(&self, binding: BindingId) -> bool {
        let program = self.world.program;
        let owner = self.world.facts.static_owners.get(&binding).map(|owner| program.classes[owner.index()].binding);
        self.info(owner.unwrap_or(binding)).needs_initialization_check
    }

    fn declared_by(&self, list: &'p [Statement]) -> Vec<BindingId> {
        let mut all = Vec::new();
        for statement in list {
            match &statement.kind {
                &StatementKind::Let { binding, .. } | &StatementKind::Function { binding, .. } => {
                    all.push(binding);
                }
                StatementKind::Class { class } => {
                    let info = &self.world.program.classes[class.index()];
                    all.push(info.binding);
                    all.extend(info.static_fields.iter().map(|f| f.binding));
                }
                _ => {}
            }
        }
        all
    }

    fn predeclare_one(&mut self, binding: BindingId) {
        if !self.is_global(binding) {
            self.predeclared.remove(&binding);
            let mark = self.unreached_mark(binding);
            let word = self.word(mark);
            self.make_cell(binding, word);
            self.predeclared.insert(binding);
        }
    }

    /// Declares the block's functions, whose names hold from its start.
    pub fn hoist_functions(&mut self, list: &'p [Statement]) {
        for statement in list {
            let StatementKind::Function { binding, function } = statement.kind else { continue };
            let is_constant = self.world.facts.functions.contains_key(&binding) && !self.world.facts.needs_closure(self.world.program, function);
            if !is_constant {
                let before = self.b.at(self.world.program.functions[function.index()].span);
                let closure = self.make_closure(function);
                self.declare(binding, Some(closure));
                self.b.at(before);
            }
        }
    }

    /// A variable's value.
    pub fn read(&mut self, binding: BindingId) -> Known {
        let facts = self.world.facts.clone();
        if let Some(literal) = facts.literals.get(&binding) {
            return self.expr(literal);
        }
        if let Some(&function) = facts.functions.get(&binding) {
            if Some(function) == self.function && self.closure.is_some() {
                let value = self.closure.expect("lower: checked above");
                return Known { value, kinds: kinds(Kinds::FUNCTION) };
            }
            if !facts.needs_closure(self.world.program, function) {
                return self.make_closure(function);
            }
        }
        let known = self.read_storage(binding);
        if self.info(binding).needs_initialization_check { self.check_initialized(binding, known) } else { known }
    }

    fn read_storage(&mut self, binding: BindingId) -> Known {
        let info = self.info(binding);
        let declared = self.kinds_of(info.ty);
        let as_read = if info.needs_initialization_check { ANY } else { declared };
        if self.is_global(binding) {
            let id = self.world.static_of(binding);
            let word = self.b.emit(Op::StaticGet(id), Held::Word);
            return self.loaded(word, as_read, Why::Load);
        }
        match self.locals.get(&binding).copied() {
            Some(Local::Plain(variable, kinds)) => Known { value: self.b.read(variable), kinds },
            Some(Local::Slot(slot, kinds)) => self.emit(Op::SlotGet(slot), kinds),
            Some(Local::Cell(variable, cell)) => {
                let object = self.b.read(variable);
                let word = self.b.emit(Op::CellGet(cell, object), Held::Word);
                self.loaded(word, as_read, Why::Load)
            }
            Some(Local::OuterCell(object, cell)) => {
                let word = self.b.emit(Op::CellGet(cell, object), Held::Word);
                self.loaded(word, as_read, Why::Load)
            }
            Some(Local::Fixed(known)) => known,
            // Declared in a `case` that was not lowered yet.
            None => self.undeclared(binding, declared),
        }
    }

    /// A variable mentioned before the code of its declaration: undefined until that is reached.
    fn undeclared(&mut self, binding: BindingId, declared: Kinds) -> Known {
        let all = self.or_unreached(binding, declared);
        let variable = self.b.variable(held(all));
        self.locals.insert(binding, Local::Plain(variable, all));
        Known { value: self.b.read(variable), kinds: all }
    }

    /// Throws a ReferenceError if the variable still holds what it started with.
    fn check_reached(&mut self, binding: BindingId, known: Known) {
        let info = self.info(binding);
        let declared = self.kinds_of(info.ty);
        let mark = self.unreached(binding);
        if info.ambient || !may_be(declared, mark) {
            self.throw_if_unreached(known, mark, info);
        }
    }

    fn check_initialized(&mut self, binding: BindingId, known: Known) -> Known {
        let declared = self.kinds_of(self.info(binding).ty);
        self.check_reached(binding, known);
        self.narrow(known, declared, Why::Load)
    }

    /// What a variable starts with that may be used before its declaration is reached: undefined, or another constant where it may well hold
    /// undefined, as one does whose declaration gives it no value. (Where it may hold all of them, early uses are not told.)
    fn unreached(&mut self, binding: BindingId) -> u32 {
        let info = self.info(binding);
        let declared = self.kinds_of(info.ty);
        if !info.needs_initialization_check || info.ambient {
            return Kinds::UNDEFINED;
        }
        let marks = match self.world.facts.empty.contains(&binding) {
            true => [Kinds::NULL, Kinds::BOOL, Kinds::UNDEFINED],
            false => [Kinds::UNDEFINED, Kinds::NULL, Kinds::BOOL],
        };
        marks.into_iter().find(|&mark| !may_be(declared, mark)).unwrap_or(Kinds::UNDEFINED)
    }

    /// The kinds of what such a variable holds before its declaration and behind it.
    fn or_unreached(&mut self, binding: BindingId, declared: Kinds) -> Kinds {
        let mark = self.unreached(binding);
        self.join(declared, kinds(Kinds::UNDEFINED | mark))
    }

    fn unreached_mark(&mut self, binding: BindingId) -> Known {
        match self.unreached(binding) {
            Kinds::NULL => self.emit(Op::Null, kinds(Kinds::NULL)),
            Kinds::BOOL => self.emit(Op::Bool(false), kinds(Kinds::BOOL)),
            _ => self.undefined(),
        }
    }

    /// Before anything runs: the variables in static memory for which undefined does not say that their declaration was not reached.
    pub fn mark_unreached(&mut self) {
        let mut all: Vec<(BindingId, crate::ir::Static)> = self.world.statics.iter().map(|(&binding, &id)| (binding, id)).collect();
        all.sort();
        for (binding, id) in all {
            if self.unreached(binding) != Kinds::UNDEFINED {
                let mark = self.unreached_mark(binding);
                let mark = self.word(mark);
                self.b.effect(Op::StaticSet(id, mark));
            }
        }
    }

    fn throw_if_unreached(&mut self, known: Known, mark: u32, binding: &Binding) {
        let test = self.is(known, kinds(mark));
        let thrower = if binding.ambient { "errors.throwUndeclared" } else { "errors.throwUninitialized" };
        self.throw_if(test, thrower, |body| vec![body.text(&binding.name)]);
    }

    /// A function is called that nothing but its declaration is known of.
    pub fn throw_undeclared(&mut self, name: &str) {
        let name = self.text(name);
        self.call_library("errors.throwUndeclared", vec![name]);
    }

    /// A class is used where its declaration may not have been reached. Its own code knows it while it is being evaluated.
    pub fn check_class_reached(&mut self, class: ClassId) {
        let info = &self.world.program.classes[class.index()];
        if !self.info(info.binding).needs_initialization_check || info.extent.contains(self.b.span()) {
            return;
        }
        if self.world.facts.is_capturing(class) {
            self.read(info.binding);
            if let Some(&mark) = self.world.program.marks.get(&class) {
                let known = self.read(mark);
                self.throw_if_unreached(known, Kinds::UNDEFINED, self.info(info.binding));
            }
            return;
        }
        let mark = self.world.static_of(info.binding);
        let word = self.b.emit(Op::StaticGet(mark), Held::Word);
        self.throw_if_unreached(Known { value: word, kinds: ANY }, Kinds::UNDEFINED, self.info(info.binding));
    }

    /// The same where the variable is a static field of a class.
    pub fn check_owner_reached(&mut self, binding: BindingId) {
        if let Some(&owner) = self.world.facts.static_owners.get(&binding) {
            self.check_class_reached(owner);
        }
    }

    /// The declaration of a class is over: from here on it may be used.
    pub fn mark_class_reached(&mut self, class: ClassId) {
        let binding = self.world.program.classes[class.index()].binding;
        if let Some(&mark) = self.world.program.marks.get(&class) {
            let reached = self.emit(Op::Bool(true), kinds(Kinds::BOOL));
            self.assign(mark, reached);
        }
        if self.info(binding).needs_initialization_check && !self.world.facts.is_capturing(class) {
            let mark = self.world.static_of(binding);
            let reached = self.b.emit(Op::Bool(true), Held::Bool);
            let reached = self.b.emit(Op::ToWord(reached), Held::Word);
            self.b.effect(Op::StaticSet(mark, reached));
        }
    }

    /// Gives a variable a new value.
    pub fn assign(&mut self, binding: BindingId, value: Known) {
        let info = self.info(binding);
        let declared = self.kinds_of(info.ty);
        // What its declaration leaves undefined, and no other mark can stand for, may have been reached.
        let is_told = self.unreached(binding) != Kinds::UNDEFINED || !self.world.facts.empty.contains(&binding);
        if info.needs_initialization_check && is_told {
            let old = self.read_storage(binding);
            self.check_reached(binding, old);
        }
        let value = self.narrow(value, declared, Why::Load);
        if self.is_global(binding) {
            let word = self.word(value);
            let id = self.world.static_of(binding);
            self.b.effect(Op::StaticSet(id, word));
            return;
        }
        match self.locals.get(&binding).copied() {
            Some(Local::Plain(variable, kinds)) => {
                let value = self.convert(value, kinds, Why::Load);
                self.b.write(variable, value);
            }
            Some(Local::Slot(slot, kinds)) => {
                let value = self.convert(value, kinds, Why::Load);
                self.b.effect(Op::SlotSet(slot, value));
            }
            Some(Local::Cell(variable, cell)) => {
                let object = self.b.read(variable);
                let value = self.word(value);
                self.b.effect(Op::CellSet { cell, object, value });
            }
            Some(Local::OuterCell(object, cell)) => {
                let value = self.word(value);
                self.b.effect(Op::CellSet { cell, object, value });
            }
            Some(Local::Fixed(_)) => panic!("lower: {} is assigned and yet captured by value", info.name),
            None => {
                self.undeclared(binding, declared);
                self.assign(binding, value);
            }
        }
    }

    /// Before each further round of a `for` loop a captured variable gets a fresh cell with its value (ECMA-262, 14.7.4.4).
    pub fn renew(&mut self, binding: BindingId) {
        if let Some(&Local::Cell(variable, cell)) = self.locals.get(&binding) {
            let old = self.b.read(variable);
            let word = self.b.emit(Op::CellGet(cell, old), Held::Word);
            let object = self.b.emit(Op::CellNew(cell, word), Held::Ref);
            self.b.write(variable, object);
        }
    }

    /// A function as a value.
    pub fn make_closure(&mut self, function: FunctionId) -> Known {
        let program = self.world.program;
        let facts = self.world.facts.clone();
        let outer = self.substitution.clone();
        let substitution = self.world.substitution_for(function, &[], &outer);
        if !facts.needs_closure(program, function) {
            let func = if facts.needs_object(program, function) { self.world.taken_method(function) } else { self.world.thunk(function, substitution) };
            return self.emit(Op::Func(func), kinds(Kinds::FUNCTION));
        }
        let func = self.world.instance(function, substitution).func;
        let mut captures: Vec<Value> = facts.captures(function).iter().map(|&binding| self.captured(binding)).collect();
        if facts.captures_this(program, function) {
            let this = self.this_value();
            captures.push(self.word(this));
        }
        self.emit(Op::ClosureNew { function: func, captures }, kinds(Kinds::FUNCTION))
    }

    /// What a closure or class made here holds of a variable: its cell, or its value.
    pub fn captured(&mut self, binding: BindingId) -> Value {
        match self.locals.get(&binding).copied() {
            Some(Local::Cell(variable, ..)) => self.b.read(variable),
            Some(Local::OuterCell(object, ..)) => object,
            _ => {
                let known = self.read_captured(binding);
                let word = self.word(known);
                // The running function under its own name, which it has no cell of: the name never changes, so a cell of its own is as good.
                // So it is with a class within itself.
                if self.world.facts.cells.contains(&binding) {
                    let cell = self.world.cell(binding);
                    self.b.emit(Op::CellNew(cell, word), Held::Ref)
                } else {
                    word
                }
            }
        }
    }

    fn read_captured(&mut self, binding: BindingId) -> Known {
        match self.world.facts.functions.get(&binding) {
            Some(_) => self.read(binding),
            None => self.read_storage(binding),
        }
    }

    /// Loads what the closure brought, at the entry.
    pub fn load_captures(&mut self, function: FunctionId, func: Func) {
        let Some(closure) = self.closure else { return self.load_member_captures(function) };
        // All instances of a generic function are entered with one closure, see `make_closure`.
        let outer = self.substitution.clone();
        let made = self.world.substitution_for(function, &[], &outer);
        let of = Some(self.world.instance(function, made).func).filter(|&of| of != func);
        let facts = self.world.facts.clone();
        let mut index = 0;
        for &binding in facts.captures(function) {
            let declared = self.kinds_of(self.info(binding).ty);
            let local = if facts.cells.contains(&binding) {
                let object = self.b.emit(Op::CaptureGet { of, index, closure }, Held::Ref);
                Local::OuterCell(object, self.world.cell(binding))
            } else {
                let word = self.b.emit(Op::CaptureGet { of, index, closure }, Held::Word);
                Local::Fixed(self.loaded(word, declared, Why::Load))
            };
            self.locals.insert(binding, local);
            index += 1;
        }
        if facts.captures_this(self.world.program, function) {
            let word = self.b.emit(Op::CaptureGet { of, index, closure }, Held::Word);
            let wanted = self.this_kinds(function);
            self.this = Some(self.loaded(word, wanted, Why::Load));
        }
    }

    /// What `this` is at a place outside the methods of a class that `function` declares: an object of the class in what it gives their fields, else the class.
    fn initializer_this_kinds(&mut self, function: Option<FunctionId>, place: crate::source::Span) -> Option<Kinds> {
        let around = self.world.program.classes.iter().zip(0..).filter(|(class, _)| Some(class.parent) == function && class.extent.contains(place));
        let (innermost, id) = around.min_by_key(|(class, _)| class.extent.end - class.extent.start)?;
        let holds = |field: &crate::program::Field| field.initializer.as_ref().is_some_and(|value| value.span.contains(place));
        Some(match innermost.fields.iter().any(holds) {
            true => super::kinds::instance(self.world.class(ClassId(id))),
            false => ANY,
        })
    }

    /// What `this` is in a function that captures it.
    fn this_kinds(&mut self, function: FunctionId) -> Kinds {
        let program = self.world.program;
        let mut at = Some(function);
        while let Some(id) = at {
            let info = &program.functions[id.index()];
            match info.kind {
                FunctionKind::Method(class) | FunctionKind::Constructor(class) | FunctionKind::Accessor(class) => {
                    let class = self.world.class(class);
                    return super::kinds::instance(class);
                }
                FunctionKind::Arrow if let Some(kinds) = self.initializer_this_kinds(info.parent, info.span) => return kinds,
                FunctionKind::Arrow => at = info.parent,
                FunctionKind::Function => return ANY,
                FunctionKind::StaticMethod(_) => return kinds(Kinds::FUNCTION),
                FunctionKind::Module => break,
            }
        }
        kinds(Kinds::INSTANCE)
    }

    /// `this`.
    pub fn this_value(&mut self) -> Known {
        match self.this {
            Some(this) => this,
            None => self.undefined(),
        }
    }

    /// Finds the variables that must live in the frame: assigned inside a `try` that began after their declaration.
    pub fn find_slotted(&mut self, list: &'p [Statement]) {
        let mut slotted = HashSet::default();
        walk_list(list, &mut |node| {
            if let Node::Statement(Statement { kind: StatementKind::Try { body, catch, finally }, .. }) = node {
                assigned_outside(body, &mut slotted);
                if let (Some(catch), Some(_)) = (catch, finally) {
                    assigned_outside(&catch.body, &mut slotted);
                }
            }
        });
        self.slotted = slotted;
    }
}

/// Adds the variables that `list` assigns but does not declare.
fn assigned_outside<'p>(list: &'p [Statement], slotted: &mut HashSet<BindingId>) {
    let mut declared = HashSet::default();
    let mut assigned = HashSet::default();
    walk_list(list, &mut |node| match node {
        Node::Statement(Statement { kind: StatementKind::Let { binding, .. } | StatementKind::ForOf { binding, .. }, .. }) => {
            declared.insert(*binding);
        }
        Node::Statement(Statement { kind: StatementKind::Try { catch: Some(catch), .. }, .. }) => declared.extend(catch.binding),
        Node::Expr(expr) => match &expr.kind {
            ExprKind::Assign { place: Place::Binding(b), .. }
            | ExprKind::AssignOp { place: Place::Binding(b), .. }
            | ExprKind::AssignLogical { place: Place::Binding(b), .. }
            | ExprKind::Update { place: Place::Binding(b), .. } => {
                assigned.insert(*b);
            }
            _ => {}
        },
        _ => {}
    });
    slotted.extend(assigned.difference(&declared));
}
