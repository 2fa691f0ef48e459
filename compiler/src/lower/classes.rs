//! Classes: layout, constructors, virtual methods, `super`, `instanceof`.
//!
//! A constructor is a direct function `(this, arguments…)` that fills an object which `new` made. Fields have define
//! semantics: one without initialiser starts as undefined, which a fresh object already is. A field that a subclass declares
//! again is the base's field; without initialiser it is set to undefined once more.

use super::World;
use super::body::{Body, Known, Returns};
use super::class_captures::CLASS;
use super::facts::find_method;
use super::functions::{Instance, Signature};
use super::kinds::{self, Substitution, held};
use crate::ir::{Class, ClassInfo, Convention, FieldInfo, Func, Op, Rep, Terminator, Type as Held, Why};
use crate::program::{ClassId, Expr, Field, FunctionId, TypeId};
use std::rc::Rc;

impl<'p> World<'p> {
    /// The Ir's class.
    pub fn class(&mut self, id: ClassId) -> Class {
        if let Some(&class) = self.classes.get(&id) {
            return class;
        }
        let program = self.program;
        let info = &program.classes[id.index()];
        let base_id = info.base.as_ref().map(|(base, _)| *base);
        let base = base_id.map(|b| self.class(b));
        let inherited = |name: &str| base_id.is_some_and(|b| declaring_class(program, b, name).is_some());
        let own = info.fields.iter().filter(|f| !inherited(&f.name)).map(|f| f.name.clone());
        let hidden = self.facts.is_capturing(id).then(|| CLASS.into());
        let fields = hidden.into_iter().chain(own).map(|name| FieldInfo { name, rep: Rep::Word }).collect();
        let class = Class(self.module.classes.len() as u32);
        self.module.classes.push(ClassInfo { name: info.name.clone(), base, fields, ..ClassInfo::default() });
        self.classes.insert(id, class);
        self.class_ids.insert(class, id);
        class
    }

    /// The class that declares a field, and its index there.
    pub fn field(&mut self, class: ClassId, name: &str) -> Option<(Class, u32)> {
        let declaring = declaring_class(self.program, class, name)?;
        let class = self.class(declaring);
        let index = self.module.classes[class.index()].fields.iter().position(|f| &*f.name == name)?;
        Some((class, index as u32))
    }

    /// The declared type of a field.
    pub fn field_type(&self, class: ClassId, name: &str) -> Option<TypeId> {
        let mut at = Some(class);
        while let Some(id) = at {
            let info = &self.program.classes[id.index()];
            if let Some(field) = info.fields.iter().find(|f| &*f.name == name) {
                return Some(field.ty);
            }
            at = info.base.as_ref().map(|(b, _)| *b);
        }
        None
    }

    /// The class whose constructor `new` runs: the nearest one with a constructor or fields to initialise.
    fn constructing_class(&self, class: ClassId) -> Option<ClassId> {
        let mut at = Some(class);
        while let Some(id) = at {
            let info = &self.program.classes[id.index()];
            let needs_code = info.fields.iter().any(|f| f.initializer.is_some() || self.begins_undefined(id, f));
            if info.constructor.is_some() || needs_code {
                return Some(id);
            }
            at = info.base.as_ref().map(|(b, _)| *b);
        }
        None
    }

    /// Whether a field without initialiser must be set to undefined: the base's constructor may have given it a value. Fields that exclude
    /// undefined are assigned by the constructor.
    fn begins_undefined(&self, class: ClassId, field: &Field) -> bool {
        let Some((base, _)) = &self.program.classes[class.index()].base else { return false };
        let is_optional = || !self.program.empty_places.is_early(class, &field.name) && self.program.admits_undefined(field.ty);
        self.redeclares(class, &field.name) || self.constructing_class(*base).is_some() && is_optional()
    }

    fn redeclares(&self, class: ClassId, name: &str) -> bool {
        let base = self.program.classes[class.index()].base.as_ref().map(|(b, _)| *b);
        base.is_some_and(|b| declaring_class(self.program, b, name).is_some())
    }

    /// The nearest constructor that somebody wrote, from `class` upwards: its parameters are what `new` takes.
    fn written_constructor(&self, class: ClassId) -> Option<FunctionId> {
        let mut at = Some(class);
        while let Some(id) = at {
            let info = &self.program.classes[id.index()];
            if info.constructor.is_some() {
                return info.constructor;
            }
            at = info.base.as_ref().map(|(b, _)| *b);
        }
        None
    }

    /// What to call to construct an instance of `class`; `None` when there is nothing to do.
    pub fn constructor(&mut self, class: ClassId) -> Option<Instance> {
        let class = self.constructing_class(class)?;
        if let Some(function) = self.program.classes[class.index()].constructor {
            return Some(self.instance(function, Substitution::new()));
        }
        let this = kinds::instance(self.class(class));
        let params = match self.written_constructor(class) {
            Some(function) => self.instance(function, Substitution::new()).signature.params.clone(),
            None => Vec::new(),
        };
        let func = match self.constructors.get(&class) {
            Some(&func) => func,
            None => {
                let func = self.reserve();
                self.constructors.insert(class, func);
                self.entered_files.insert(self.program.classes[class.index()].span.file.0);
                self.queue.push_back(super::Work::Constructor(class));
                func
            }
        };
        let signature = Signature { this: Some(this), params, result: Returns::Nothing, dynamic: false };
        Some(Instance { func, thunk: None, signature: Rc::new(signature) })
    }

    /// The parameters that `new` of a class fills, for defaults.
    pub fn constructor_function(&self, class: ClassId) -> Option<FunctionId> {
        self.written_constructor(class)
    }

    /// A constructor that nobody wrote: passes its arguments to the base's, then initialises the fields.
    pub fn lower_constructor(&mut self, class: ClassId) {
        let instance = self.constructor(class).expect("lower: a constructor that was asked for");
        let program = self.program;
        let info = &program.classes[class.index()];
        let mut body = Body::new(self, Rc::new(Substitution::new()), None, info.span);
        let this = body.b.param(Held::Ref);
        body.this = Some(Known { value: this, kinds: instance.signature.this.expect("lower: constructors have this") });
        let params: Vec<Known> = instance.signature.params.iter().map(|&k| Known { value: body.b.param(held(k)), kinds: k }).collect();
        if let Some((base, _)) = &info.base {
            body.construct(*base, this, params);
        }
        body.initialize_fields(class);
        body.b.terminate(Terminator::Return(None));
        let func = instance.func;
        let name = body.world.unique_name(&format!("{}.constructor", info.name));
        let display: Rc<str> = format!("new {}", info.name).into();
        body.finish(func, World::blank_function(name, display, Convention::Direct, None, info.span));
    }

    /// The slot of a virtual method, counted from the topmost base.
    pub fn slot(&self, owner: ClassId, name: &str) -> u32 {
        let own = self.facts.slots[owner.index()].iter().position(|n| &**n == name).expect("lower: a method without slot");
        (self.slots_before(owner) + own) as u32
    }

    fn slots_before(&self, class: ClassId) -> usize {
        let mut count = 0;
        let mut at = self.program.classes[class.index()].base.as_ref().map(|(b, _)| *b);
        while let Some(id) = at {
            count += self.facts.slots[id.index()].len();
            at = self.program.classes[id.index()].base.as_ref().map(|(b, _)| *b);
        }
        count
    }

    /// Fills vtables and member tables of the classes made so far; says whether that asked for new bodies.
    pub fn fill_classes(&mut self) -> bool {
        let before = self.queue.len();
        // Classes that are only named have their slots too: calls go through them.
        let mut known: Vec<ClassId> = self.classes.keys().copied().collect();
        known.sort();
        for id in known {
            self.fill_vtable(id);
        }
        self.fill_members();
        self.queue.len() > before
    }

    fn fill_vtable(&mut self, id: ClassId) {
        let class = self.class(id);
        let mut vtable: Vec<Option<Func>> = Vec::new();
        let mut chain: Vec<ClassId> = std::iter::successors(Some(id), |c| self.program.classes[c.index()].base.as_ref().map(|(b, _)| *b)).collect();
        chain.reverse();
        for owner in chain {
            for name in self.facts.clone().slots[owner.index()].iter() {
                let slot = vtable.len() as u32;
                let is_called = self.made.contains(&id) && self.called_slots.contains(&(owner, slot));
                let method = self.concrete_method(id, name).filter(|_| is_called);
                vtable.push(method.map(|function| {
                    let substitution = self.substitution_for(function, &[], &Substitution::new());
                    self.instance(function, substitution).func
                }));
            }
        }
        self.module.classes[class.index()].vtable = vtable;
    }
}

/// The topmost class from `class` upwards that declares a field `name`.
fn declaring_class(program: &crate::program::Program, class: ClassId, name: &str) -> Option<ClassId> {
    let mut found = None;
    let mut at = Some(class);
    while let Some(id) = at {
        let info = &program.classes[id.index()];
        if info.fields.iter().any(|f| &*f.name == name) {
            found = Some(id);
        }
        at = info.base.as_ref().map(|(b, _)| *b);
    }
    found
}

impl<'p> Body<'_, 'p> {
    /// `new C(…)`.
    pub fn lower_new(&mut self, class: ClassId, arguments: &'p [Expr]) -> Known {
        self.check_class_reached(class);
        let ir_class = self.world.class(class);
        if !self.world.made.contains(&class) {
            self.world.made.push(class);
        }
        let evaluated = self.world.facts.is_capturing(class).then(|| self.lower_class_value(class));
        let arguments = match self.world.constructor_function(class) {
            Some(function) => self.constructor_arguments(function, arguments),
            None => arguments.iter().map(|a| self.expr(a)).collect(),
        };
        let object = self.new_instance(ir_class);
        if let Some(evaluated) = evaluated {
            self.give_class(class, object.value, evaluated);
        }
        self.construct(class, object.value, arguments);
        object
    }

    fn constructor_arguments(&mut self, function: FunctionId, arguments: &'p [Expr]) -> Vec<Known> {
        let instance = self.world.instance(function, Substitution::new());
        self.evaluate_arguments(Some(function), &instance.signature.params.clone(), arguments)
    }

    /// Runs the constructor of `class` on `this`.
    pub fn construct(&mut self, class: ClassId, this: crate::ir::Value, arguments: Vec<Known>) {
        let Some(instance) = self.world.constructor(class) else { return };
        let mut args = vec![this];
        let wanted = instance.signature.params.clone();
        for (i, &kinds) in wanted.iter().enumerate() {
            let known = match arguments.get(i) {
                Some(&known) => known,
                None => self.undefined(),
            };
            args.push(self.convert(known, kinds, Why::Argument));
        }
        self.call_direct(&instance, args);
    }

    /// A written constructor begins: fields come first, before the defaults of parameters, unless `super()` is to come before them.
    pub fn start_constructor(&mut self, class: ClassId) {
        if self.world.program.classes[class.index()].base.is_none() {
            self.initialize_fields(class);
        }
    }

    /// `super(…)`: the base's constructor, then the own fields.
    pub fn lower_super_call(&mut self, base: ClassId, arguments: &'p [Expr]) -> Known {
        let this = self.this_value();
        let arguments = match self.world.constructor_function(base) {
            Some(function) => self.constructor_arguments(function, arguments),
            None => arguments.iter().map(|a| self.expr(a)).collect(),
        };
        self.construct(base, this.value, arguments);
        if let Some(class) = self.enclosing_class() {
            self.initialize_fields(class);
        }
        self.undefined()
    }

    fn enclosing_class(&self) -> Option<ClassId> {
        let function = self.function?;
        match self.world.program.functions[function.index()].kind {
            crate::program::FunctionKind::Constructor(class) => Some(class),
            _ => None,
        }
    }

    /// Field initialisers in order.
    pub fn initialize_fields(&mut self, class: ClassId) {
        let program = self.world.program;
        let this = self.this_value();
        self.load_field_captures(class);
        for field in &program.classes[class.index()].fields {
            let (declaring, index) = self.world.field(class, &field.name).expect("lower: a class lacks its own field");
            let before = self.b.at(field.span);
            let value = match &field.initializer {
                Some(initializer) => {
                    let wanted = self.kinds_of(field.ty);
                    let value = self.expr_to(initializer, wanted);
                    Some(self.word(Known { value, kinds: wanted }))
                }
                // Parameter properties have no initialiser either: the constructor's body assigns them.
                None if self.world.begins_undefined(class, field) => Some(self.undefined().value),
                None => None,
            };
            if let Some(value) = value {
                self.b.effect(Op::FieldSet { class: declaring, index, object: this.value, value });
            }
            self.b.at(before);
        }
    }

    /// Static fields and blocks, where the class declaration stands or its expression is evaluated.
    pub fn lower_class_statement(&mut self, class: ClassId, is_expression: bool) {
        let program = self.world.program;
        let info = &program.classes[class.index()];
        if let Some((base, _)) = info.base {
            self.check_class_reached(base);
        }
        self.evaluate_class(class, is_expression);
        for (i, field) in info.static_fields.iter().enumerate() {
            self.run_static_blocks(class, i);
            if let Some(initializer) = &field.initializer {
                let wanted = self.kinds_of(program.bindings[field.binding.index()].ty);
                let outer = self.this;
                if self.world.facts.static_this.contains(&class) {
                    self.this = Some(self.lower_class_value(class));
                }
                let value = self.expr_to(initializer, wanted);
                self.this = outer;
                self.declare(field.binding, Some(Known { value, kinds: wanted }));
            }
        }
        self.run_static_blocks(class, info.static_fields.len());
        self.mark_class_reached(class);
    }

    fn run_static_blocks(&mut self, class: ClassId, before: usize) {
        let program = self.world.program;
        for &(at, function) in &program.classes[class.index()].static_blocks {
            if at == before {
                self.call_with(class, function, Vec::new());
            }
        }
    }

    /// The getter or setter `name` of a class itself; inherited ones too.
    pub fn call_static_accessor(&mut self, class: ClassId, name: &str, arguments: Vec<Known>) -> Known {
        let program = self.world.program;
        let mut at = Some(class);
        while let Some(id) = at {
            let info = &program.classes[id.index()];
            if let Some(method) = info.static_methods.iter().find(|m| &*m.name == name) {
                return self.call_with(class, method.function, arguments);
            }
            at = info.base.as_ref().map(|(b, _)| *b);
        }
        self.undefined()
    }

    fn call_with(&mut self, class: ClassId, function: FunctionId, arguments: Vec<Known>) -> Known {
        let outer = self.substitution.clone();
        let substitution = self.world.substitution_for(function, &[], &outer);
        let instance = self.world.instance(function, substitution);
        self.call_static_with(class, &instance, arguments)
    }

    /// `object.name(…)` through the object's class.
    pub fn call_method(&mut self, object: Known, class: ClassId, name: &Rc<str>, type_arguments: &[TypeId], arguments: &'p [Expr]) -> Known {
        let program = self.world.program;
        let facts = self.world.facts.clone();
        let this_kinds = kinds::instance(self.world.class(class));
        let this = self.convert(object, this_kinds, Why::Load);
        let declared = find_method(program, class, name).map(|(_, f)| f);
        let implementations = facts.implementations(program, class, name);
        match (implementations.as_slice(), declared) {
            (&[only], _) => self.call_known_method(only, this, type_arguments, arguments),
            ([_, _, ..], Some(declared)) => self.call_slot(declared, this, name, arguments),
            // No instance of the class is ever made, so this is never reached.
            (_, Some(declared)) if program.functions[declared.index()].body.is_some() => self.call_known_method(declared, this, type_arguments, arguments),
            _ => {
                arguments.iter().for_each(|a| {
                    self.expr(a);
                });
                self.b.terminate(Terminator::Unreachable);
                self.undefined()
            }
        }
    }

    /// Calls a method that is known.
    pub fn call_known_method(&mut self, function: FunctionId, this: crate::ir::Value, type_arguments: &[TypeId], arguments: &'p [Expr]) -> Known {
        let outer = self.substitution.clone();
        let substitution = self.world.substitution_for(function, type_arguments, &outer);
        let instance = self.world.instance(function, substitution);
        let mut args = vec![this];
        args.extend(self.arguments(Some(function), &instance.signature.params.clone(), arguments));
        self.call_direct(&instance, args)
    }

    fn call_slot(&mut self, declared: FunctionId, this: crate::ir::Value, name: &Rc<str>, arguments: &'p [Expr]) -> Known {
        let owner = self.world.facts.slot_owner[&declared];
        let class = self.world.class(owner);
        let slot = self.world.slot(owner, name);
        self.world.called_slots.insert((owner, slot));
        // Abstract methods have a signature too; no body is asked for here.
        let signature = self.world.method_signature(declared);
        let mut args = vec![this];
        args.extend(self.arguments(None, &signature.params.clone(), arguments));
        let op = Op::CallVirtual { class, slot, args };
        match signature.result {
            Returns::Nothing => {
                self.b.effect(op);
                self.undefined()
            }
            Returns::Value(kinds) => self.emit(op, kinds),
        }
    }

    /// `super.m(…)`.
    pub fn call_super(&mut self, class: ClassId, name: &Rc<str>, type_arguments: &[TypeId], arguments: &'p [Expr]) -> Known {
        let this = self.this_value();
        match self.world.concrete_method(class, name) {
            Some(function) => self.call_known_method(function, this.value, type_arguments, arguments),
            None => self.undefined(),
        }
    }

    /// Calls a getter.
    pub fn call_getter(&mut self, object: Known, class: ClassId, name: &str) -> Known {
        let name: Rc<str> = format!("get {name}").into();
        // What can only be set reads as undefined.
        if find_method(self.world.program, class, &name).is_none() {
            return self.undefined();
        }
        self.call_method(object, class, &name, &[], &[])
    }

    /// Calls a setter with a value that was evaluated already.
    pub fn call_setter(&mut self, object: Known, class: ClassId, name: &str, value: Known) {
        let name: Rc<str> = format!("set {name}").into();
        let program = self.world.program;
        let this_kinds = kinds::instance(self.world.class(class));
        let this = self.convert(object, this_kinds, Why::Load);
        let Some((_, declared)) = find_method(program, class, &name) else { return };
        let implementations = self.world.facts.clone().implementations(program, class, &name);
        if let [_, _, ..] = implementations.as_slice() {
            let owner = self.world.facts.slot_owner[&declared];
            let slot = self.world.slot(owner, &name);
            self.world.called_slots.insert((owner, slot));
            let signature = self.world.method_signature(declared);
            let value = self.convert(value, signature.params[0], Why::Argument);
            let class = self.world.class(owner);
            self.b.effect(Op::CallVirtual { class, slot, args: vec![this, value] });
            return;
        }
        let function = implementations.first().copied().unwrap_or(declared);
        let substitution = self.world.substitution_for(function, &[], &Substitution::new());
        let instance = self.world.instance(function, substitution);
        let value = self.convert(value, instance.signature.params[0], Why::Argument);
        self.call_direct(&instance, vec![this, value]);
    }

    /// `x instanceof C`.
    pub fn lower_instance_of(&mut self, value: &'p Expr, class: ClassId) -> Known {
        let known = self.expr(value);
        self.check_class_reached(class);
        if self.world.facts.is_capturing(class) {
            let evaluated = self.lower_class_value(class);
            let test = self.is_instance(known, class, evaluated);
            return self.boolean(test);
        }
        let class = self.world.class(class);
        let test = self.is(known, kinds::instance(class));
        self.boolean(test)
    }
}
