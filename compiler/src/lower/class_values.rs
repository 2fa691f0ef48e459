//! Classes as values.
//!
//! A class that is used as a value is a closure in flash, so that it can be compared and passed on like any function; calling it throws, as
//! in JavaScript. Its descriptor has a table of members as those of objects do: its static members, and hidden ones that construct an
//! object and that ask whether an object is one of its own. Members are written when something in the program asks for their name.

use super::World;
use super::body::{Body, Known};
use super::facts::Facts;
use super::functions::Instance;
use super::kinds::{self, ANY, Substitution, kinds};
use crate::ir::{Class, ClassInfo, Convention, Func, Kinds, Member, Op, Selector, Terminator, Type as Held, Value, Why};
use super::reflect::{Source, Visible, array_index, bound_method, gives_nothing, has_nothing, takes_nothing};
use crate::hash::HashSet;
use crate::ast::symbols::is_hidden;
use crate::program::statics::Shadow;
use crate::program::types::{CONSTRUCT, HAS_INSTANCE};
use crate::program::{BindingId, Class as Declared, ClassId, ExportSource, Exported, Expr, ExprKind, FunctionId, Parameter, Program, Type, TypeId};
use std::rc::Rc;

/// What a class has under a name.
enum StaticMember {
    Field(BindingId),
    Method(FunctionId),
    Accessor { getter: Option<FunctionId>, setter: Option<FunctionId> },
}

/// The text of what the library's `bind` makes, see `compiler/lib/function.ts`.
const BOUND_TEXT: &str = "%";

/// The property `length` of a function (ECMA-262, 15.1.5), as one character, counted from `0`.
fn arity(parameters: &[Parameter]) -> char {
    let count = parameters.iter().take_while(|p| !p.has_default && !p.rest).count();
    // No string of Latin-1 has more.
    char::from(b'0' + count.min(200) as u8)
}

fn own_static(class: &Declared, name: &str) -> Option<StaticMember> {
    if let Some((_, binding)) = class.static_variables().find(|(field, _)| &***field == name) {
        return Some(StaticMember::Field(binding));
    }
    if let Some(Exported { source: ExportSource::Getter(getter), .. }) = class.exports.iter().find(|member| &*member.name == name) {
        return Some(StaticMember::Accessor { getter: Some(*getter), setter: None });
    }
    let method = |name: &str| class.static_methods.iter().find(|m| &*m.name == name).map(|m| m.function);
    if let Some(function) = method(name) {
        return Some(StaticMember::Method(function));
    }
    let (getter, setter) = (method(&format!("get {name}")), method(&format!("set {name}")));
    (getter.is_some() || setter.is_some()).then_some(StaticMember::Accessor { getter, setter })
}

fn static_member(program: &Program, class: ClassId, name: &str) -> Option<StaticMember> {
    let mut at = Some(class);
    while let Some(id) = at {
        let info = &program.classes[id.index()];
        if let Some(member) = own_static(info, name) {
            return Some(member);
        }
        at = info.base.as_ref().map(|(base, _)| *base);
    }
    None
}

impl Facts<'_> {
    /// The static member that `object.name` is in whatever class passes as the object, if it is the same one in all of them.
    fn known_static(&self, program: &Program, object: &Expr, name: &str) -> Option<StaticMember> {
        let Type::ClassValue(class) = *program.types.get(object.ty) else { return None };
        let is_named = matches!(object.kind, ExprKind::ClassValue(_));
        let overridden = !is_named && self.family(class)[1..].iter().any(|c| own_static(&program.classes[c.index()], name).is_some());
        static_member(program, class, name).filter(|_| !overridden)
    }

    /// The static field that `object.name` is, whatever class the object may be.
    pub fn known_static_field(&self, program: &Program, object: &Expr, name: &str) -> Option<BindingId> {
        match self.known_static(program, object, name)? {
            StaticMember::Field(binding) if self.shadowed.contains(&binding) => None,
            // A class that is evaluated more than once has static fields of its own each time; where it is named, those of one time are in scope.
            StaticMember::Field(binding) => {
                let is_named = matches!(object.kind, ExprKind::ClassValue(_));
                let is_one = |owner: &ClassId| program.bindings[program.classes[owner.index()].binding.index()].global;
                Some(binding).filter(|binding| is_named || self.static_owners.get(binding).is_none_or(is_one))
            }
            _ => None,
        }
    }

    /// The static method that `object.name(…)` calls, whatever class the object may be; one that takes its arguments one by one.
    pub fn known_static_method(&self, program: &Program, object: &Expr, name: &str) -> Option<FunctionId> {
        let StaticMember::Method(function) = self.known_static(program, object, name)? else { return None };
        let info = &program.functions[function.index()];
        let plainly = info.type_parameters.is_empty() && !info.parameters.iter().any(|p| p.rest);
        plainly.then_some(function)
    }
}

impl World<'_> {
    /// The closure that a class is as a value.
    pub fn class_value(&mut self, class: ClassId) -> Func {
        if let Some(&(func, _)) = self.class_values.get(&class) {
            return func;
        }
        let func = self.reserve();
        let holder = Class(self.module.classes.len() as u32);
        let info = &self.program.classes[class.index()];
        let (name, span) = (info.name.clone(), info.span);
        self.module.classes.push(ClassInfo { name: name.clone(), value: Some(func), ..ClassInfo::default() });
        self.class_values.insert(class, (func, holder));
        self.closures.push(func);
        let mut body = Body::new(self, Rc::new(Substitution::new()), None, span);
        body.b.param(Held::Ref);
        let called = body.text(&name);
        body.call_library("errors.throwClass", vec![called]);
        body.b.terminate(Terminator::Unreachable);
        let name = body.world.unique_name(&format!("{name}$class"));
        let mut function = World::blank_function(name.clone(), name, Convention::Dynamic, Some(Held::Word), span);
        function.captures = body.world.class_capture_infos(class);
        body.finish(func, function);
        func
    }

    /// How each function that may be a value is shown, as node does it.
    pub fn write_function_texts(&mut self) {
        let program = self.program;
        let mut texts: Vec<(Func, String)> = Vec::new();
        let entries = self.entries.iter().map(|&(func, function)| (func, function, false));
        let bind = program.library.functions.get("function.bind").copied();
        for (func, function, is_bind) in entries.chain(self.bindings.iter().copied()) {
            let info = &program.functions[function.index()];
            // What `bind` makes tells what it is bound to itself.
            if bind.is_some() && info.parent == bind {
                texts.push((func, BOUND_TEXT.to_string()));
                continue;
            }
            let sort = match (info.is_async, info.is_generator) {
                (false, false) => "Function",
                (true, false) => "AsyncFunction",
                (false, true) => "GeneratorFunction",
                (true, true) => "AsyncGeneratorFunction",
            };
            let sort = if is_bind { "Function" } else { sort };
            let bound = if is_bind { "bound " } else { "" };
            let name = if info.given_name.is_empty() && !is_bind { " (anonymous)".to_string() } else { format!(": {bound}{}", info.given_name) };
            texts.push((func, format!("{}[{sort}{name}]", arity(&info.parameters))));
        }
        for (&class, &(func, _)) in &self.class_values {
            let info = &program.classes[class.index()];
            let named = |name: &str| if name.is_empty() { "(anonymous)".to_string() } else { name.to_string() };
            let base = info.base.as_ref().map_or(String::new(), |(base, _)| format!(" extends {}", named(&program.classes[base.index()].name)));
            let parameters = self.constructor_function(class).map_or(&[][..], |f| &program.functions[f.index()].parameters);
            let is_library = program.library.classes.values().any(|&known| known == class);
            let shown = if is_library { format!("Function: {}", info.name) } else { format!("class {}{base}", named(&info.name)) };
            texts.push((func, format!("{}[{shown}]", arity(parameters))));
        }
        texts.sort();
        for (func, text) in texts {
            let text = self.text(&text);
            self.module.function_texts.insert(func, text);
        }
    }

    /// Writes the member tables of the classes that are values.
    pub fn fill_class_values(&mut self, selectors: &[Selector]) {
        let mut all: Vec<(ClassId, Class)> = self.class_values.iter().map(|(&id, &(_, holder))| (id, holder)).collect();
        all.sort();
        for (id, holder) in all {
            let mut members = Vec::new();
            for &selector in selectors {
                let known = self.module.classes[holder.index()].members.iter().find(|(s, _)| *s == selector).map(|&(_, m)| m);
                if let Some(member) = known.or_else(|| self.class_value_member(id, holder, selector)) {
                    members.push((selector, member));
                }
            }
            self.module.classes[holder.index()].members = members;
        }
    }

    /// The class's own static fields that a loop goes over, and what reads them.
    fn static_getters(&mut self, id: ClassId, holder: Class) -> Vec<(Rc<str>, Func)> {
        let info = &self.program.classes[id.index()];
        let fields = info.static_fields.iter().map(|field| &field.name).filter(|name| !is_hidden(name));
        let mut names: Vec<Rc<str>> = fields.chain(info.exports.iter().map(|member| &member.name)).cloned().collect();
        names.sort_by_key(|name| array_index(name).map_or(u64::MAX, u64::from));
        let mut all = Vec::new();
        for name in names {
            let selector = self.selector(&name);
            if let Some(Member::Accessor(Some(getter), _)) = self.class_value_member(id, holder, selector) {
                all.push((name, getter));
            }
        }
        all
    }

    /// What finds the static members of a class by keys that are made at run time, inherited ones too: its fields and accessors, and its
    /// methods where they are not written to.
    fn write_keyed_static(&mut self, id: ClassId, holder: Class, hidden: &str) -> Option<Member> {
        let above = |id: &ClassId| self.program.classes[id.index()].base.as_ref().map(|(base, _)| *base);
        let found = |method: &str| match hidden {
            "%%at" => (!method.starts_with("set ")).then(|| method.trim_start_matches("get ").into()),
            // Writing to one that has a getter alone is an error, which the accessor knows.
            "%%put" => method.strip_prefix("set ").or_else(|| method.strip_prefix("get ")).map(Rc::from),
            _ => Some(method.trim_start_matches("get ").trim_start_matches("set ").into()),
        };
        let mut names: Vec<Rc<str>> = Vec::new();
        for class in std::iter::successors(Some(id), above) {
            let info = &self.program.classes[class.index()];
            names.extend(info.static_fields.iter().map(|field| &field.name).chain(info.exports.iter().map(|member| &member.name)).cloned());
            names.extend(info.static_methods.iter().filter_map(|method| found(&method.name)));
        }
        let mut known = HashSet::default();
        names.retain(|name| !is_hidden(name) && known.insert(name.clone()));
        if names.is_empty() {
            return None;
        }
        let mut members: Vec<Visible> = names.iter().map(|name| Visible::named(name)).collect();
        if hidden == "%%at" {
            for member in &mut members {
                if let Some(StaticMember::Method(function)) = static_member(self.program, id, &member.name) {
                    member.source = self.static_method_source(id, holder, &member.name, function);
                }
            }
        }
        Some(Member::Method(self.write_keyed(holder, hidden, &members)))
    }

    /// The names of the class's own members that no loop goes over (ECMA-262, 15.7.14: in the order in which they come to be).
    fn write_unlisted(&mut self, id: ClassId, holder: Class) -> Func {
        let mut names: Vec<Rc<str>> = ["length", "name", "prototype"].map(Rc::from).to_vec();
        for method in &self.program.classes[id.index()].static_methods {
            let name = method.name.trim_start_matches("get ").trim_start_matches("set ");
            if !is_hidden(name) && !names.iter().any(|known| **known == *name) {
                names.push(name.into());
            }
        }
        self.write_list(holder, "%%unlisted", &names)
    }

    /// A static method as a value: one of a class that captures keeps the class.
    fn static_method_source(&mut self, id: ClassId, holder: Class, name: &str, method: FunctionId) -> Source {
        match self.facts.is_capturing(id) {
            true => Source::Bound(self.write_binding(holder, name, method, false)),
            false => Source::Method(self.taken_method(method)),
        }
    }

    /// What finds these members by keys that are made at run time.
    pub fn write_keyed(&mut self, holder: Class, hidden: &str, members: &[Visible]) -> Func {
        match hidden {
            "%%at" => self.write_at(holder, members, gives_nothing),
            "%%put" => self.write_put(holder, members, takes_nothing),
            _ => self.write_test(holder, members.iter().map(|member| &member.name), has_nothing),
        }
    }

    fn class_value_member(&mut self, id: ClassId, holder: Class, selector: Selector) -> Option<Member> {
        let name = self.module.selectors[selector.index()].clone();
        match &*name {
            CONSTRUCT if self.program.classes[id.index()].is_abstract => return None,
            CONSTRUCT => return Some(Member::Method(self.write_construct(id))),
            "%%keys" | "%%value" | "%%accessor" => {
                let fields = self.static_getters(id, holder);
                return (!fields.is_empty()).then(|| Member::Method(self.write_static_member(&name, holder, &fields)));
            }
            "%%at" | "%%put" | "%%has" => return self.write_keyed_static(id, holder, &name),
            "%%unlisted" => return Some(Member::Method(self.write_unlisted(id, holder))),
            HAS_INSTANCE => return Some(Member::Method(self.write_has_instance(id, holder))),
            name if let Some(func) = self.inherited_class(id, holder, name) => return Some(Member::Method(func)),
            name if let Some((method, is_bind)) = bound_method(name) => {
                let Some(StaticMember::Method(function)) = static_member(self.program, id, method) else { return None };
                let is_kept = is_bind || self.facts.is_capturing(id);
                return Some(Member::Method(if is_kept { self.write_binding(holder, method, function, is_bind) } else { self.write_taken(holder, function) }));
            }
            _ => {}
        }
        let thunk = |world: &mut Self, function: FunctionId| {
            let substitution = world.substitution_for(function, &[], &Substitution::new());
            world.thunk(function, substitution)
        };
        Some(match static_member(self.program, id, &name)? {
            StaticMember::Method(function) => Member::Method(thunk(self, function)),
            StaticMember::Accessor { getter, setter } => {
                let getter = match getter {
                    Some(getter) => thunk(self, getter),
                    None => self.no_getter(holder),
                };
                Member::Accessor(Some(getter), setter.map(|setter| thunk(self, setter)))
            }
            StaticMember::Field(binding) if self.facts.shadowed.contains(&binding) => {
                let chain = self.shadows(id, binding);
                let getter = self.write_hidden(holder, "%%get", 0, |body, class, _| {
                    let known = body.read_shadowed(id, class, &chain, binding);
                    body.word(known)
                });
                let own = self.program.shadows.get(&(id, binding)).copied();
                let setter = self.write_hidden(holder, "%%set", 1, |body, class, arguments| {
                    if let Some(shadow) = own {
                        let there = body.emit(Op::Bool(true), kinds(Kinds::BOOL));
                        body.assign_static(id, class, shadow.is_there, there);
                    }
                    let field = own.map_or(binding, |shadow| shadow.value);
                    body.assign_static(id, class, field, Known { value: arguments[0], kinds: ANY });
                    body.undefined().value
                });
                Member::Accessor(Some(getter), Some(setter))
            }
            // A variable of a namespace may be read before it has its value.
            StaticMember::Field(binding) if !self.facts.is_global(self.program, binding) || !self.facts.static_owners.contains_key(&binding) => {
                let getter = self.write_hidden(holder, "%%get", 0, |body, class, _| {
                    let known = body.read_static(id, class, binding);
                    body.word(known)
                });
                let setter = self.write_hidden(holder, "%%set", 1, |body, class, arguments| {
                    body.assign_static(id, class, binding, Known { value: arguments[0], kinds: ANY });
                    body.undefined().value
                });
                Member::Accessor(Some(getter), Some(setter))
            }
            StaticMember::Field(binding) => {
                let id = self.static_of(binding);
                let getter = self.write_hidden(holder, "%%get", 0, |body, _, _| body.b.emit(Op::StaticGet(id), Held::Word));
                let setter = self.write_hidden(holder, "%%set", 1, |body, _, arguments| {
                    body.b.effect(Op::StaticSet(id, arguments[0]));
                    body.undefined().value
                });
                Member::Accessor(Some(getter), Some(setter))
            }
        })
    }

    /// Where `class` and the classes between it and the static field's own keep fields that writes make there, the nearest first.
    fn shadows(&mut self, class: ClassId, binding: BindingId) -> Vec<Shadow> {
        // Only classes below the field's own have one.
        self.program.upwards(class).filter_map(|class| self.program.shadows.get(&(class, binding)).copied()).collect()
    }

    fn write_has_instance(&mut self, id: ClassId, holder: Class) -> Func {
        let class = self.class(id);
        let is_capturing = self.facts.is_capturing(id);
        self.write_hidden(holder, HAS_INSTANCE, 1, |body, own, arguments| {
            let known = Known { value: arguments[0], kinds: ANY };
            let test = if is_capturing { body.is_instance(known, id, Known { value: own, kinds: kinds(Kinds::FUNCTION) }) } else { body.is(known, kinds::instance(class)) };
            body.b.emit(Op::ToWord(test), Held::Word)
        })
    }

    /// Makes an object of the class: what `new` calls where only run time knows the class.
    fn write_construct(&mut self, id: ClassId) -> Func {
        let func = self.reserve();
        let class = self.class(id);
        if !self.made.contains(&id) {
            self.made.push(id);
        }
        let program = self.program;
        let info = &program.classes[id.index()];
        let constructor = self.constructor_function(id);
        let wanted = constructor.map_or(Vec::new(), |f| self.instance(f, Substitution::new()).signature.params.clone());
        let parameters = constructor.map_or(&[][..], |f| &program.functions[f.index()].parameters);
        let mut body = Body::new(self, Rc::new(Substitution::new()), None, info.span);
        let own = body.b.param(Held::Ref);
        let fixed = parameters.iter().filter(|p| !p.rest).count();
        let words: Vec<Value> = (0..fixed).map(|_| body.b.param(Held::Word)).collect();
        let mut arguments = Vec::new();
        for ((parameter, word), &kinds) in parameters.iter().zip(words).zip(&wanted) {
            let known = body.with_literal_default(Some(parameter), Known { value: word, kinds: ANY }, kinds);
            arguments.push(body.narrow(known, kinds, Why::Argument));
        }
        if let Some(rest) = parameters.get(fixed) {
            let known = body.collected_rest(func, fixed, rest);
            arguments.push(known);
        }
        let object = body.new_instance(class);
        if body.world.facts.is_capturing(id) {
            body.give_class(id, object.value, Known { value: own, kinds: kinds(Kinds::FUNCTION) });
        }
        body.construct(id, object.value, arguments);
        let word = body.word(object);
        body.b.terminate(Terminator::Return(Some(word)));
        body.finish_made(func, &format!("{}.{CONSTRUCT}", info.name), Convention::Dynamic, Some(Held::Word));
        func
    }
}

impl<'p> Body<'_, 'p> {
    /// The nearest of the fields that writes have made, or the one that was declared.
    fn read_shadowed(&mut self, id: ClassId, class: Value, chain: &[Shadow], binding: BindingId) -> Known {
        let Some((nearest, above)) = chain.split_first() else {
            return self.read_static(id, class, binding);
        };
        let variable = self.b.variable(Held::Word);
        let there = self.read_static(id, class, nearest.is_there);
        let test = self.is(there, kinds(Kinds::UNDEFINED));
        let fork = self.fork(test);
        let value = self.read_shadowed(id, class, above, binding);
        let value = self.word(value);
        self.b.write(variable, value);
        self.otherwise(&fork);
        let value = self.read_static(id, class, nearest.value);
        let value = self.word(value);
        self.b.write(variable, value);
        self.meet(fork);
        Known { value: self.b.read(variable), kinds: ANY }
    }

    /// A static field of the class `class`, whose number is `id`, or of one that it inherits from.
    fn read_static(&mut self, id: ClassId, class: Value, binding: BindingId) -> Known {
        self.find_static(id, class, binding);
        self.read(binding)
    }

    fn assign_static(&mut self, id: ClassId, class: Value, binding: BindingId, value: Known) {
        self.find_static(id, class, binding);
        self.assign(binding, value);
    }

    fn find_static(&mut self, id: ClassId, class: Value, binding: BindingId) {
        if !self.world.facts.is_global(self.world.program, binding) {
            self.static_variable(id, class, binding);
        }
    }

    /// A class as a value.
    pub fn lower_class_value(&mut self, class: ClassId) -> Known {
        if self.world.facts.is_capturing(class) {
            return self.read(self.world.program.classes[class.index()].binding);
        }
        let func = self.world.class_value(class);
        self.emit(Op::Func(func), kinds(Kinds::FUNCTION))
    }

    /// `value instanceof class`, the class being a value.
    pub fn lower_instance_of_value(&mut self, value: &'p Expr, class: &'p Expr) -> Known {
        let value = self.expr(value);
        let value = self.word(value);
        let is_any = class.ty == TypeId::ANY;
        let class = self.expr(class);
        let class = self.word(class);
        let selector = self.world.selector(&HAS_INSTANCE.into());
        if is_any {
            self.must_have_instances(selector, class);
        }
        let word = self.emit(Op::CallMember { selector, args: vec![class, value], called: None }, ANY);
        self.narrow(word, kinds(Kinds::BOOL), Why::Load)
    }

    /// TypeError unless something stands for a class after `instanceof`.
    fn must_have_instances(&mut self, selector: Selector, class: Value) {
        let test = self.b.emit(Op::HasMember { selector, object: class }, Held::Bool);
        let wrong = self.b.emit(Op::Not(test), Held::Bool);
        self.throw_if(wrong, "errors.throwNoInstances", |_| vec![Known { value: class, kinds: ANY }]);
    }

    /// A static method called through a class that is named, or through whatever `object` is when the method is the same in all classes
    /// that may stand there.
    pub fn call_static(&mut self, object: &'p Expr, function: FunctionId, type_arguments: &[TypeId], arguments: &'p [Expr]) -> Known {
        let outer = self.substitution.clone();
        let substitution = self.world.substitution_for(function, type_arguments, &outer);
        let instance = self.world.instance(function, substitution);
        if instance.signature.this.is_none() {
            match object.kind {
                ExprKind::This => {}
                ExprKind::ClassValue(class) => self.check_class_reached(class),
                _ => drop(self.expr(object)),
            }
            return self.call_function(function, type_arguments, arguments);
        }
        let this = self.expr(object);
        let this = self.convert(this, kinds(Kinds::FUNCTION), Why::Load);
        let mut args = vec![this];
        args.extend(self.arguments(Some(function), &instance.signature.params.clone(), arguments));
        self.call_direct(&instance, args)
    }

    /// Calls a static method, accessor or block of `class` with what is known already.
    pub fn call_static_with(&mut self, class: ClassId, instance: &Instance, arguments: Vec<Known>) -> Known {
        let mut args = Vec::new();
        if instance.signature.this.is_some() {
            args.push(self.lower_class_value(class).value);
        }
        for (i, &kinds) in instance.signature.params.clone().iter().enumerate() {
            let known = match arguments.get(i) {
                Some(&known) => known,
                None => self.undefined(),
            };
            args.push(self.convert(known, kinds, Why::Argument));
        }
        self.call_direct(instance, args)
    }
}
