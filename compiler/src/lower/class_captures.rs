//! Classes that use variables of the functions around them.
//!
//! Each evaluation of such a class makes a closure of the function that stands for the class as a value: it holds what the members use, and
//! the base if that is such a class too. The variable that is the class's name holds the closure. An instance has it in a hidden field, one
//! for each such class from its own upwards; `new` sets them before any constructor runs. Static members find it by their `this`, and static
//! fields are variables that it captures. So `instanceof` asks for one evaluation, as in JavaScript.

use super::World;
use super::body::{Body, Known, Local};
use super::facts::member_of;
use super::kinds::{ANY, kinds};
use crate::ir::{CaptureInfo, Class, Func, Kinds, Op, Rep, Type as Held, Value, Why};
use crate::program::{BindingId, ClassId, FunctionId};

/// The hidden field of instances.
pub const CLASS: &str = "%%class";

/// What the names of hidden members of classes as values begin with that give the class of this number that they inherit from, or that
/// they are.
const INHERITED: &str = "%%inherits ";

impl World<'_> {
    /// What the closure that is an evaluated class holds.
    pub fn class_capture_infos(&mut self, class: ClassId) -> Vec<CaptureInfo> {
        let facts = self.facts.clone();
        let info = |world: &mut Self, binding: BindingId| CaptureInfo {
            name: world.program.bindings[binding.index()].name.clone(),
            rep: Rep::Word,
            cell: facts.cells.contains(&binding).then(|| world.cell(binding)),
        };
        facts.class_captures(class).iter().map(|&binding| info(self, binding)).collect()
    }

    fn class_field(&mut self, id: ClassId) -> (Class, u32) {
        let class = self.class(id);
        let index = self.module.classes[class.index()].fields.iter().position(|f| &*f.name == CLASS);
        (class, index.expect("lower: a class that captures has a field for that") as u32)
    }

    /// A hidden member by which static members find their own class in whatever class they are called on.
    pub fn inherited_class(&mut self, id: ClassId, holder: Class, selector: &str) -> Option<Func> {
        let wanted = ClassId(selector.strip_prefix(INHERITED)?.parse().ok()?);
        if !self.facts.clone().family(wanted).contains(&id) {
            return None;
        }
        Some(self.write_hidden(holder, selector, 0, |body, class, _| {
            let own = Known { value: class, kinds: kinds(Kinds::FUNCTION) };
            let found = body.base_value(id, own, wanted);
            body.word(found)
        }))
    }
}

impl<'p> Body<'_, 'p> {
    /// The class is evaluated: makes it, and the variables that its static fields are.
    pub fn evaluate_class(&mut self, class: ClassId, is_expression: bool) {
        let facts = self.world.facts.clone();
        if !facts.is_capturing(class) {
            return;
        }
        let info = &self.world.program.classes[class.index()];
        for field in &info.static_fields {
            if is_expression {
                self.predeclared.remove(&field.binding);
            }
            self.declare(field.binding, None);
            self.predeclared.insert(field.binding);
        }
        let function = self.world.class_value(class);
        let captures = facts.class_captures(class).iter().map(|&binding| self.captured(binding)).collect();
        let made = self.emit(Op::ClosureNew { function, captures }, kinds(Kinds::FUNCTION));
        self.declare(info.binding, Some(made));
    }

    /// Makes what a member of a class captures its local variables.
    pub fn load_member_captures(&mut self, function: FunctionId) {
        let program = self.world.program;
        let facts = self.world.facts.clone();
        let Some(class) = member_of(program.functions[function.index()].kind) else { return };
        if !facts.captures(function).is_empty() {
            let own = self.own_class(class);
            self.load_class_captures(class, own, facts.captures(function));
        }
    }

    /// Makes what the initialisers of a class's fields capture local variables.
    pub fn load_field_captures(&mut self, class: ClassId) {
        let facts = self.world.facts.clone();
        if let Some(needed) = facts.field_captures.get(&class).filter(|needed| !needed.is_empty()) {
            let own = self.own_class(class);
            self.load_class_captures(class, own, needed);
        }
    }

    fn load_class_captures(&mut self, class: ClassId, own: Known, needed: &[BindingId]) {
        for &binding in needed {
            let local = if binding == self.world.program.classes[class.index()].binding { Local::Fixed(own) } else { self.class_capture(class, own.value, binding) };
            self.locals.insert(binding, local);
        }
    }

    /// The evaluated class whose member is running, by its `this`.
    fn own_class(&mut self, class: ClassId) -> Known {
        let this = self.this_value();
        if !super::kinds::only(this.kinds, Kinds::FUNCTION) {
            let (declaring, index) = self.world.class_field(class);
            return self.class_of(declaring, index, this.value);
        }
        if self.world.facts.subclasses[class.index()].is_empty() {
            return this;
        }
        let selector = self.world.selector(&format!("{INHERITED}{}", class.0).into());
        let word = self.word(this);
        let found = self.emit(Op::CallMember { selector, args: vec![word], called: None }, ANY);
        self.narrow(found, kinds(Kinds::FUNCTION), Why::Load)
    }

    /// The evaluated class of an instance.
    pub fn class_of_instance(&mut self, id: ClassId, object: Value) -> Known {
        let (class, index) = self.world.class_field(id);
        self.class_of(class, index, object)
    }

    fn class_of(&mut self, class: Class, index: u32, object: Value) -> Known {
        let word = self.b.emit(Op::FieldGet { class, index, object }, Held::Word);
        self.loaded(word, kinds(Kinds::FUNCTION), Why::Load)
    }

    /// A variable that an evaluated class holds.
    fn class_capture(&mut self, class: ClassId, value: Value, binding: BindingId) -> Local {
        let facts = self.world.facts.clone();
        let of = Some(self.world.class_value(class));
        let index = facts.class_captures(class).iter().position(|&b| b == binding).expect("lower: a class captures what its members capture") as u32;
        let get = Op::CaptureGet { of, index, closure: value };
        if facts.cells.contains(&binding) {
            return Local::OuterCell(self.b.emit(get, Held::Ref), self.world.cell(binding));
        }
        let word = self.b.emit(get, Held::Word);
        let declared = self.kinds_of(self.world.program.bindings[binding.index()].ty);
        Local::Fixed(self.loaded(word, declared, Why::Load))
    }

    /// The evaluated class `wanted` from which the evaluated class `class` inherits, or which it is.
    fn base_value(&mut self, class: ClassId, value: Known, wanted: ClassId) -> Known {
        let (mut at, mut found) = (class, value);
        while at != wanted {
            let (base, _) = self.world.program.classes[at.index()].base.as_ref().expect("lower: a class that inherits from another");
            let binding = self.world.program.classes[base.index()].binding;
            found = match self.class_capture(at, found.value, binding) {
                Local::OuterCell(object, cell) => {
                    let word = self.b.emit(Op::CellGet(cell, object), Held::Word);
                    self.loaded(word, kinds(Kinds::FUNCTION), Why::Load)
                }
                Local::Fixed(known) => known,
                _ => unreachable!("lower: a capture is one of these"),
            };
            at = *base;
        }
        found
    }

    /// Tells a fresh instance which evaluated class it is of.
    pub fn give_class(&mut self, class: ClassId, object: Value, value: Known) {
        let facts = self.world.facts.clone();
        let (mut at, mut value) = (class, value);
        loop {
            let (declaring, index) = self.world.class_field(at);
            let word = self.word(value);
            self.b.effect(Op::FieldSet { class: declaring, index, object, value: word });
            let base = self.world.program.classes[at.index()].base.as_ref().map(|(base, _)| *base);
            let Some(base) = base.filter(|&base| facts.is_capturing(base)) else { return };
            value = self.base_value(at, value, base);
            at = base;
        }
    }

    /// The variable that a static field of an evaluated class is, inherited or its own.
    pub fn static_variable(&mut self, class: ClassId, value: Value, binding: BindingId) {
        let owner = self.world.facts.static_owners[&binding];
        let found = self.base_value(class, Known { value, kinds: kinds(Kinds::FUNCTION) }, owner);
        let local = self.class_capture(owner, found.value, binding);
        self.locals.insert(binding, local);
    }

    /// Whether an object is an instance of this evaluation of a class.
    pub fn is_instance(&mut self, known: Known, class: ClassId, value: Known) -> Value {
        let instance = super::kinds::instance(self.world.class(class));
        let test = self.is(known, instance);
        let result = self.b.variable(Held::Bool);
        let fork = self.fork(test);
        let object = self.convert(known, instance, Why::Load);
        let own = self.class_of_instance(class, object);
        let same = self.b.emit(Op::Same([own.value, value.value]), Held::Bool);
        self.b.write(result, same);
        self.otherwise(&fork);
        let no = self.b.emit(Op::Bool(false), Held::Bool);
        self.b.write(result, no);
        self.meet(fork);
        self.b.read(result)
    }
}
