//! Who captures what: functions, and classes that use variables of the functions around them.
//!
//! In: what each piece of code mentions and makes. Out: [`Facts::captures`], [`Facts::class_captures`], [`Facts::field_captures`] and the variables
//! that live in cells. A name of a function or class counts as a variable only where that function or class captures something itself, so
//! the sets grow until they no longer change.

use super::{Facts, Moment, Survey};
use crate::hash::HashMap;
use crate::program::{BindingId, ClassId, FunctionId, FunctionKind, Program};
use std::collections::BTreeSet;

/// A piece of code that mentions variables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// A function's body and its parameters' defaults.
    Function(FunctionId),
    /// The initialisers of a class's instance fields: they run in its constructor.
    Fields(ClassId),
    /// The initialisers of its static fields: they run where the class is evaluated.
    Statics(ClassId),
}

/// The class whose member a function is.
pub fn member_of(kind: FunctionKind) -> Option<ClassId> {
    match kind {
        FunctionKind::Method(class) | FunctionKind::StaticMethod(class) | FunctionKind::Constructor(class) | FunctionKind::Accessor(class) => Some(class),
        FunctionKind::Function | FunctionKind::Arrow | FunctionKind::Module => None,
    }
}

/// The sets while they grow.
#[derive(Default)]
struct Growing {
    functions: HashMap<FunctionId, BTreeSet<BindingId>>,
    classes: HashMap<ClassId, BTreeSet<BindingId>>,
}

impl Growing {
    fn captures(&self, function: FunctionId) -> bool {
        self.functions.get(&function).is_some_and(|set| !set.is_empty())
    }

    /// A class within a function that may be used before it is evaluated is a variable too, whatever it captures.
    fn is_capturing(&self, program: &Program, class: ClassId) -> bool {
        let binding = &program.bindings[program.classes[class.index()].binding.index()];
        let is_early = binding.needs_initialization_check && !binding.global;
        is_early || self.classes.get(&class).is_some_and(|set| !set.is_empty())
    }
}

impl Facts<'_> {
    /// The captures of a function.
    pub fn captures(&self, function: FunctionId) -> &[BindingId] {
        self.captures.get(&function).map_or(&[], |c| c)
    }

    /// The captures of a class: those of its members, and its base if that captures something itself.
    pub fn class_captures(&self, class: ClassId) -> &[BindingId] {
        self.class_captures.get(&class).map_or(&[], |c| c)
    }

    /// Whether each evaluation of the class makes another one.
    pub fn is_capturing(&self, class: ClassId) -> bool {
        self.class_captures.contains_key(&class)
    }

    /// Whether a variable lives in static memory.
    pub fn is_global(&self, program: &Program, binding: BindingId) -> bool {
        program.bindings[binding.index()].global && !self.static_owners.get(&binding).is_some_and(|class| self.is_capturing(*class))
    }

    /// Whether a function value of it needs a closure made at run time.
    pub fn needs_closure(&self, program: &Program, function: FunctionId) -> bool {
        let info = &program.functions[function.index()];
        info.is_distinct || member_of(info.kind).is_none() && !self.captures(function).is_empty() || self.captures_this(program, function)
    }
}

impl Survey<'_> {
    /// The names of classes, and whose their static fields are.
    pub fn find_class_names(&mut self, program: &Program) {
        for (i, class) in program.classes.iter().enumerate() {
            let id = ClassId(i as u32);
            self.facts.class_names.insert(class.binding, id);
            self.facts.static_owners.extend(class.static_fields.iter().map(|f| (f.binding, id)));
        }
    }

    /// Grows the sets of captures until they no longer change.
    pub fn find_captures(&mut self, program: &Program) {
        let mentions = std::mem::take(&mut self.mentions);
        self.mentions = mentions.into_iter().map(|(code, set)| (code, set.into_iter().filter_map(|b| self.named(program, b)).collect())).collect();
        let mut inside: HashMap<FunctionId, Vec<ClassId>> = HashMap::default();
        for (i, class) in program.classes.iter().enumerate() {
            inside.entry(class.parent).or_default().push(ClassId(i as u32));
        }
        let mut known = Growing::default();
        loop {
            let mut changed = false;
            for i in (0..program.classes.len() as u32).rev() {
                let wanted = self.class_needs(program, &known, ClassId(i));
                changed |= known.classes.get(&ClassId(i)).map_or(0, BTreeSet::len) != wanted.len();
                known.classes.insert(ClassId(i), wanted);
            }
            for id in (0..program.functions.len() as u32).rev().map(FunctionId) {
                let mut wanted = self.needs(&known, Code::Function(id));
                for &class in inside.get(&id).into_iter().flatten() {
                    wanted.extend(known.classes.get(&class).into_iter().flatten());
                    wanted.extend(self.needs(&known, Code::Statics(class)));
                }
                wanted.retain(|&b| program.bindings[b.index()].owner != id && self.is_variable(program, &known, b, Some(id)));
                let before = known.functions.entry(id).or_default();
                changed |= before.len() != wanted.len();
                *before = wanted;
            }
            if !changed {
                break;
            }
        }
        let capturing: Vec<ClassId> = known.classes.keys().copied().filter(|&class| known.is_capturing(program, class)).collect();
        let of_fields = capturing.iter().map(|&class| (class, self.field_needs(program, &known, class).into_iter().collect()));
        self.facts.field_captures = of_fields.collect();
        self.facts.captures = known.functions.into_iter().map(|(f, set)| (f, set.into_iter().collect())).collect();
        self.facts.class_captures = capturing.into_iter().map(|class| (class, known.classes[&class].iter().copied().collect())).collect();
    }

    /// What a piece of code mentions, and what the closures that it makes need.
    fn needs(&self, known: &Growing, code: Code) -> BTreeSet<BindingId> {
        let mut wanted = self.mentions.get(&code).cloned().unwrap_or_default();
        for made in self.makes.get(&code).into_iter().flatten() {
            wanted.extend(known.functions.get(made).into_iter().flatten());
        }
        wanted
    }

    fn class_needs(&self, program: &Program, known: &Growing, class: ClassId) -> BTreeSet<BindingId> {
        let info = &program.classes[class.index()];
        let methods = info.methods.iter().chain(&info.static_methods).map(|m| m.function);
        let blocks = info.static_blocks.iter().map(|&(_, block)| block);
        let mut wanted = self.field_needs(program, known, class);
        for member in methods.chain(blocks).chain(info.constructor) {
            wanted.extend(known.functions.get(&member).into_iter().flatten());
        }
        wanted.remove(&info.binding);
        let base = info.base.as_ref().map(|(base, _)| *base).filter(|&base| known.is_capturing(program, base));
        wanted.extend(base.map(|base| program.classes[base.index()].binding));
        // Static fields are variables of each class that is made.
        let is_nested = !program.bindings[info.binding.index()].global;
        if !wanted.is_empty() || is_nested {
            wanted.extend(info.static_fields.iter().map(|f| f.binding));
        }
        wanted
    }

    /// What the initialisers of instance fields need of the functions around the class; the class itself among it.
    fn field_needs(&self, program: &Program, known: &Growing, class: ClassId) -> BTreeSet<BindingId> {
        let info = &program.classes[class.index()];
        let mut around = vec![info.parent];
        while let Some(parent) = program.functions[around[around.len() - 1].index()].parent {
            around.push(parent);
        }
        let mut wanted = self.needs(known, Code::Fields(class));
        wanted.retain(|&b| {
            let binding = &program.bindings[b.index()];
            // What an initialiser itself declares is its own.
            let inner = info.fields.iter().filter_map(|f| f.initializer.as_ref()).any(|e| {
                e.span.file == binding.span.file && (e.span.start..=e.span.end).contains(&binding.span.start)
            });
            !inner && around.contains(&binding.owner) && self.is_variable(program, known, b, None)
        });
        wanted
    }

    fn named(&self, program: &Program, binding: BindingId) -> Option<BindingId> {
        if binding.index() < program.bindings.len() {
            return Some(binding);
        }
        self.facts.names.get(&FunctionId(u32::MAX - binding.0)).copied()
    }

    /// Whether a name is a variable of some function rather than a constant or in static memory.
    fn is_variable(&self, program: &Program, known: &Growing, binding: BindingId, user: Option<FunctionId>) -> bool {
        if let Some(&class) = self.facts.static_owners.get(&binding) {
            return known.is_capturing(program, class);
        }
        if program.bindings[binding.index()].global || self.facts.literals.contains_key(&binding) {
            return false;
        }
        if let Some(&class) = self.facts.class_names.get(&binding) {
            return known.is_capturing(program, class);
        }
        match self.facts.functions.get(&binding) {
            // A function's own name is its own closure.
            Some(&named) => Some(named) != user && (known.captures(named) || program.functions[named.index()].is_distinct || self.facts.uses_this.contains(&named)),
            None => true,
        }
    }

    /// Static members that use what their class captures find it by their `this`.
    pub fn find_static_users(&mut self, program: &Program) {
        for (i, class) in program.classes.iter().enumerate() {
            let blocks = class.static_blocks.iter().map(|&(_, block)| block);
            for function in class.static_methods.iter().map(|m| m.function).chain(blocks) {
                if !self.facts.captures(function).is_empty() {
                    self.facts.uses_this.insert(function);
                    self.values.insert(ClassId(i as u32));
                }
            }
        }
    }

    /// Finds the variables that closures and classes share with others, or get before they have their value.
    pub fn find_cells(&mut self, program: &Program) {
        let mut cells: Vec<(BindingId, bool)> = Vec::new();
        for (&function, captured) in &self.facts.captures {
            cells.extend(captured.iter().map(|&b| (b, self.is_early(program, function, b))));
        }
        for (&class, captured) in &self.facts.class_captures {
            cells.extend(captured.iter().map(|&b| (b, self.is_early_in_class(program, class, b))));
        }
        for (binding, is_early) in cells {
            let info = &program.bindings[binding.index()];
            if is_early {
                self.facts.early.insert(binding);
            }
            if is_early || info.assigned || info.needs_initialization_check {
                self.facts.cells.insert(binding);
            }
        }
    }

    /// Whether the closure through which `function` gets at `binding` is made before `binding` has its value.
    fn is_early(&self, program: &Program, function: FunctionId, binding: BindingId) -> bool {
        let owner = program.bindings[binding.index()].owner;
        let mut outermost = function;
        while let Some(parent) = program.functions[outermost.index()].parent.filter(|&p| p != owner) {
            outermost = parent;
        }
        let made = match member_of(program.functions[outermost.index()].kind) {
            Some(class) => self.evaluated.get(&class),
            None => self.made.get(&outermost),
        };
        self.is_before(made, binding)
    }

    fn is_early_in_class(&self, program: &Program, class: ClassId, binding: BindingId) -> bool {
        let parent = program.classes[class.index()].parent;
        if parent == program.bindings[binding.index()].owner {
            return self.is_before(self.evaluated.get(&class), binding);
        }
        self.is_early(program, parent, binding)
    }

    fn is_before(&self, made: Option<&Moment>, binding: BindingId) -> bool {
        let made = made.copied().unwrap_or((u32::MAX, 0));
        // Parameters, catch variables and loop variables are there before any code that could capture them.
        self.initialized.get(&binding).is_some_and(|&initialized| made <= initialized)
    }
}
