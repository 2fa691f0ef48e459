//! Lowering: Program in, Ir out.
//!
//! It starts at the modules' initialisers and lowers what they reach: a function when it is called or used as a value, a
//! method when a class that has it is made and a call may find it. Generic functions are lowered once for each way of
//! holding their type arguments; a class is one class, its type parameters standing for all that they are given anywhere.
//!
//! Always holds in the Ir it writes:
//! * Whatever is loaded from storage or comes through an indirect call is a `word` and is checked by `expect` before it
//!   is used as more; so no declared type is believed without a check.
//! * String 0 is the empty string.
//! * All calls of function values and members pass as many arguments as the largest function they may reach takes (`rest.rs`).

use crate::ir::{Cell, CellInfo, Class, ClassInfo, Convention, FieldInfo, Func, Function, Kinds, Module, Rep, Selector, Static, StaticInfo, Str, Type as Held};
use crate::problem::Problem;
use crate::program::{BindingId, ClassId, FunctionId, Program, TypeId, TypeParameterId};
use crate::source::Span;
use crate::hash::{HashMap, HashSet};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

mod accessors;
mod arrays;
mod r#async;
mod body;
mod calls;
mod class_captures;
mod class_values;
mod classes;
mod closures;
mod control;
mod dictionaries;
mod errors;
mod expressions;
mod facts;
mod functions;
mod generators;
mod given;
mod exports;
mod generics;
mod grow;
pub mod intrinsics;
mod kinds;
mod members;
mod modules;
mod numbers;
mod objects;
mod places;
mod reflect;
mod rest;
mod spread;
mod strings;
mod views;

#[cfg(test)]
mod tests;

use facts::Facts;
use functions::{Instance, InstanceKey};

/// Lowers a checked program.
///
/// # Errors
/// What is too much for one image.
pub fn lower(mut program: Program) -> Result<Module, Vec<Problem>> {
    program.find_empty_places();
    let mut world = World::new(&program);
    world.lower_modules();
    world.lower_reached();
    world.finish()
}

/// The module under construction and what has been asked for so far.
struct World<'p> {
    program: &'p Program,
    facts: Rc<Facts<'p>>,
    module: Module,
    /// What the type parameters of classes stand for.
    class_parameters: HashMap<TypeParameterId, Kinds>,
    instances: HashMap<InstanceKey, Instance>,
    /// Bodies still to be lowered.
    queue: VecDeque<Work>,
    strings: HashMap<Rc<[u16]>, Str>,
    selectors: HashMap<Rc<str>, Selector>,
    classes: HashMap<ClassId, Class>,
    /// The reverse, for classes of the program.
    class_ids: HashMap<Class, ClassId>,
    shapes: HashMap<Vec<Rc<str>>, Class>,
    statics: HashMap<BindingId, Static>,
    /// The getter of members without one.
    no_getter: Option<Func>,
    /// The setters of members that have only a getter, by the name of the class that declares it.
    no_setters: HashMap<(Rc<str>, Selector), Func>,
    /// Shapes of literals with getters and setters, each of one literal.
    accessor_shapes: BTreeMap<Class, accessors::AccessorShape>,
    cells: HashMap<BindingId, Cell>,
    constructors: HashMap<ClassId, Func>,
    /// Classes of which instances are made in code that was lowered.
    made: Vec<ClassId>,
    /// What dictionaries answer with where they stand for objects of fixed shape.
    entry_accessors: BTreeMap<Selector, crate::ir::Member>,
    /// Slots that are called, by the class that introduces them.
    called_slots: HashSet<(ClassId, u32)>,
    /// Functions by the name they were given, to keep names apart.
    names: HashMap<String, u32>,
    /// Functions that can be entered through function values.
    closures: Vec<Func>,
    /// Something shows functions or asks for their names.
    shows_functions: bool,
    /// Functions entered through function values, with those of the program that they stand for.
    entries: Vec<(Func, FunctionId)>,
    /// Methods as values that hold no object.
    taken: HashMap<FunctionId, Func>,
    /// Functions that call a method on the object that they hold, and whether `bind` made them.
    bindings: Vec<(Func, FunctionId, bool)>,
    /// Functions entered through values and members that take the rest of their arguments in an array.
    collected: BTreeMap<Func, rest::Collected>,
    /// Functions that call a value, or a member of this name, with the elements of an array.
    spreaders: Vec<(Func, Option<Selector>)>,
    /// Modules of which a function was lowered, by file.
    entered_files: HashSet<u32>,
    /// Initialisers by the number of their module.
    initializers: BTreeMap<usize, Func>,
    event_loop: Option<Func>,
    /// Classes that are values: the closure, and the class whose members are its own.
    class_values: HashMap<ClassId, (Func, Class)>,
    /// What holds the members of functions with namespaces of their names.
    function_holders: Vec<(FunctionId, Class)>,
    /// Hidden members that were written.
    hidden: HashMap<(Class, Selector), Func>,
    /// Hidden members for literals with spreads, both ways.
    spreads: HashMap<Selector, spread::Spreading>,
    spreadings: HashMap<spread::Spreading, Selector>,
    /// The shapes of literals with spreads and accessors.
    accessor_spreads: HashMap<spread::AccessorKeys, Class>,
    /// Where the first literal with spreads of a type stands.
    spread_spans: HashMap<TypeId, Span>,
    /// Shapes to which a member was added at run time.
    grown: HashMap<(Class, Rc<str>), Class>,
    /// What is too much for one image.
    problems: Vec<Problem>,
    /// Where the first literal of a shape stands.
    shape_spans: HashMap<Class, Span>,
    /// The types of the literals that make objects of a shape, and how many such notes there are.
    shape_types: HashMap<Class, HashSet<TypeId>>,
    shape_notes: usize,
    /// There are async functions.
    needs_suspend: bool,
    /// Some function is a generator.
    needs_generators: bool,
    /// Some function is an async generator.
    needs_async_generators: bool,
    /// Variables of `catch` clauses.
    caught: std::collections::BTreeSet<BindingId>,
    /// Something is thrown that may be an object other than an error.
    throws_objects: bool,
}

/// A function that has its id but not yet its body.
enum Work {
    /// A function of the program.
    Body(InstanceKey),
    /// The dynamic entry of one.
    Thunk(InstanceKey),
    /// The entry of a method that is taken from its object.
    Taken(Func, InstanceKey),
    /// A constructor.
    Constructor(ClassId),
}

impl<'p> World<'p> {
    fn new(program: &'p Program) -> World<'p> {
        let facts = Rc::new(Facts::collect(program));
        let mut world = World {
            program,
            facts,
            module: Module { library_files: program.library.functions.values().map(|f| program.functions[f.index()].span.file).collect(), ..Module::default() },
            class_parameters: HashMap::default(),
            instances: HashMap::default(),
            queue: VecDeque::new(),
            strings: HashMap::default(),
            selectors: HashMap::default(),
            classes: HashMap::default(),
            class_ids: HashMap::default(),
            shapes: HashMap::default(),
            statics: HashMap::default(),
            no_getter: None,
            no_setters: HashMap::default(),
            accessor_shapes: BTreeMap::new(),
            cells: HashMap::default(),
            constructors: HashMap::default(),
            made: Vec::new(),
            entry_accessors: BTreeMap::new(),
            called_slots: HashSet::default(),
            names: HashMap::default(),
            closures: Vec::new(),
            shows_functions: false,
            taken: HashMap::default(),
            bindings: Vec::new(),
            entries: Vec::new(),
            collected: BTreeMap::new(),
            spreaders: Vec::new(),
            entered_files: HashSet::default(),
            initializers: BTreeMap::new(),
            event_loop: None,
            class_values: HashMap::default(),
            function_holders: Vec::new(),
            hidden: HashMap::default(),
            spreads: HashMap::default(),
            spreadings: HashMap::default(),
            accessor_spreads: HashMap::default(),
            spread_spans: HashMap::default(),
            grown: HashMap::default(),
            problems: Vec::new(),
            shape_spans: HashMap::default(),
            shape_types: HashMap::default(),
            shape_notes: 0,
            needs_suspend: false,
            needs_generators: false,
            needs_async_generators: false,
            caught: Default::default(),
            throws_objects: false,
        };
        world.string(&[]);
        world.find_class_parameters();
        world
    }

    /// Lowers bodies until nothing new is asked for.
    fn lower_reached(&mut self) {
        loop {
            while let Some(work) = self.queue.pop_front() {
                match work {
                    Work::Body(key) => self.lower_instance(&key),
                    Work::Thunk(key) => self.lower_thunk(&key),
                    Work::Taken(func, key) => self.lower_taken(func, &key),
                    Work::Constructor(class) => self.lower_constructor(class),
                }
            }
            if !(self.fill_classes() | self.lower_initializers()) {
                break;
            }
        }
    }

    fn finish(mut self) -> Result<Module, Vec<Problem>> {
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        self.write_main();
        self.pad_calls();
        if self.shows_functions {
            self.write_function_texts();
        }
        Ok(self.module)
    }

    /// A string literal.
    fn string(&mut self, units: &[u16]) -> Str {
        if let Some(&id) = self.strings.get(units) {
            return id;
        }
        let id = Str(self.module.strings.len() as u32);
        let units: Rc<[u16]> = units.into();
        self.module.strings.push(units.clone());
        self.strings.insert(units, id);
        id
    }

    /// A text as string literal.
    fn text(&mut self, text: &str) -> Str {
        let units: Vec<u16> = text.encode_utf16().collect();
        self.string(&units)
    }

    /// A member name looked up at run time.
    fn selector(&mut self, name: &Rc<str>) -> Selector {
        let next = Selector(self.module.selectors.len() as u32);
        let id = *self.selectors.entry(name.clone()).or_insert(next);
        if id == next {
            self.module.selectors.push(name.clone());
        }
        id
    }

    /// The static of a global variable.
    fn static_of(&mut self, binding: BindingId) -> Static {
        if let Some(&id) = self.statics.get(&binding) {
            return id;
        }
        let info = &self.program.bindings[binding.index()];
        self.entered_files.insert(info.span.file.0);
        let id = self.new_static(info.name.clone());
        self.statics.insert(binding, id);
        id
    }

    /// Where a call says what `this` is to a function in an object literal.
    fn this_static(&mut self) -> Static {
        if let Some(id) = self.module.this {
            return id;
        }
        let id = self.new_static("this".into());
        self.module.this = Some(id);
        id
    }

    fn new_static(&mut self, name: Rc<str>) -> Static {
        self.module.statics.push(StaticInfo { name, rep: Rep::Word });
        Static(self.module.statics.len() as u32 - 1)
    }

    fn new_cell(&mut self, name: Rc<str>) -> Cell {
        self.module.cells.push(CellInfo { name, rep: Rep::Word });
        Cell(self.module.cells.len() as u32 - 1)
    }

    /// The class of object literals with these keys in this order.
    fn shape(&mut self, keys: Vec<Rc<str>>) -> Class {
        if let Some(&id) = self.shapes.get(&keys) {
            return id;
        }
        let id = Class(self.module.classes.len() as u32);
        self.module.classes.push(ClassInfo {
            name: format!("{{{}}}", keys.join(",")).into(),
            fields: keys.iter().map(|name| FieldInfo { name: name.clone(), rep: Rep::Word }).collect(),
            is_shape: true,
            ..ClassInfo::default()
        });
        self.shapes.insert(keys, id);
        id
    }

    /// An id for a function whose body comes later.
    fn reserve(&mut self) -> Func {
        self.module.functions.push(None);
        Func(self.module.functions.len() as u32 - 1)
    }

    /// A name for symbols that no other function has.
    fn unique_name(&mut self, name: &str) -> Rc<str> {
        let count = self.names.entry(name.to_owned()).or_insert(0);
        *count += 1;
        if *count == 1 { name.into() } else { format!("{name}${count}").into() }
    }

    /// A library function that lowering itself calls; `check` always provides those of `errors`.
    fn library(&self, name: &str) -> FunctionId {
        match self.program.library.functions.get(name) {
            Some(&id) => id,
            None => panic!("lower: the library's {name} is missing from the Program"),
        }
    }

    /// A function without body yet: what the builder does not know of it.
    fn blank_function(name: Rc<str>, display_name: Rc<str>, convention: Convention, result: Option<Held>, span: Span) -> Function {
        Function {
            name,
            display_name,
            result,
            convention,
            captures: Vec::new(),
            is_async: false,
            is_generator: false,
            types: Vec::new(),
            blocks: Vec::new(),
            slots: Vec::new(),
            span,
        }
    }
}
