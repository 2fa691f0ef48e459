//! Functions: what may be called how, and their bodies.
//!
//! A function that needs no closure has a *direct* body, whose parameters and result are held as their types say, and, if it is
//! used as a value, a *dynamic* thunk over words that calls it. A function that needs a closure has one dynamic body; direct calls
//! of it pass the closure and words. Methods in a slot of the vtable share one signature, the join of all of them.

use super::World;
use super::body::{Body, Known, Local, Returns};
use super::facts::find_method;
use super::kinds::{self, ANY, Substitution, coarse_name, held, join, kinds};
use crate::ir::{CaptureInfo, Convention, Func, Kinds, Op, Rep, Terminator, Type as Held, Value, Why};
use crate::program::{ClassId, Expr, Function, FunctionId, FunctionKind, Parameter};
use std::rc::Rc;

/// A function and what its type parameters stand for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct InstanceKey {
    /// The function.
    pub function: FunctionId,
    /// Its type parameters and those around it.
    pub substitution: Substitution,
}

/// A function of the Ir that comes from a function of the Program.
#[derive(Debug, Clone)]
pub struct Instance {
    /// The body.
    pub func: Func,
    /// The entry for function values and members, when the body is not that itself.
    pub thunk: Option<Func>,
    /// How the body takes its arguments.
    pub signature: Rc<Signature>,
}

/// How a body is called.
#[derive(Debug, Clone)]
pub struct Signature {
    /// `this`, first.
    pub this: Option<Kinds>,
    /// Then these.
    pub params: Vec<Kinds>,
    /// What comes back.
    pub result: Returns,
    /// Words in, a word out, the closure first.
    pub dynamic: bool,
}

impl<'p> World<'p> {
    /// The instance of a function; its body is lowered in due course.
    pub fn instance(&mut self, function: FunctionId, substitution: Substitution) -> Instance {
        let key = InstanceKey { function, substitution };
        if let Some(instance) = self.instances.get(&key) {
            return instance.clone();
        }
        let signature = Rc::new(self.signature(function, &key.substitution));
        let func = self.reserve();
        if signature.dynamic {
            self.closures.push(func);
            self.entries.push((func, function));
            self.hold_exports(function, func);
        }
        self.entered_files.insert(self.program.functions[function.index()].span.file.0);
        let instance = Instance { func, thunk: None, signature };
        self.instances.insert(key.clone(), instance.clone());
        self.queue.push_back(super::Work::Body(key));
        instance
    }

    /// The instance's entry for function values and members.
    pub fn thunk(&mut self, function: FunctionId, substitution: Substitution) -> Func {
        let instance = self.instance(function, substitution.clone());
        if instance.signature.dynamic {
            return instance.func;
        }
        if let Some(thunk) = instance.thunk {
            return thunk;
        }
        let key = InstanceKey { function, substitution };
        let thunk = self.reserve();
        if instance.signature.this.is_none() {
            self.closures.push(thunk);
            self.entries.push((thunk, function));
            self.hold_exports(function, thunk);
        }
        self.instances.get_mut(&key).expect("lower: an instance that was just made").thunk = Some(thunk);
        self.queue.push_back(super::Work::Thunk(key));
        thunk
    }

    /// The method as a value: whoever calls it says what its object is.
    pub fn taken_method(&mut self, method: FunctionId) -> Func {
        if let Some(&func) = self.taken.get(&method) {
            return func;
        }
        let substitution = self.substitution_for(method, &[], &Substitution::new());
        if matches!(self.program.functions[method.index()].kind, FunctionKind::StaticMethod(_)) && !self.facts.needs_object(self.program, method) {
            return self.thunk(method, substitution);
        }
        let func = self.reserve();
        self.closures.push(func);
        self.entries.push((func, method));
        self.taken.insert(method, func);
        self.queue.push_back(super::Work::Taken(func, InstanceKey { function: method, substitution }));
        func
    }

    fn signature(&mut self, function: FunctionId, substitution: &Substitution) -> Signature {
        if let Some(&owner) = self.facts.clone().slot_owner.get(&function) {
            return self.slot_signature(function, owner);
        }
        self.own_signature(function, substitution)
    }

    /// The signature by which a method is called, asking for no body.
    pub fn method_signature(&mut self, function: FunctionId) -> Signature {
        self.signature(function, &Substitution::new())
    }

    fn own_signature(&mut self, function: FunctionId, substitution: &Substitution) -> Signature {
        let program = self.program;
        let info = &program.functions[function.index()];
        let params = info.parameters.iter().map(|p| self.param_kinds(p, substitution)).collect();
        let this = match info.kind {
            FunctionKind::Method(class) | FunctionKind::Constructor(class) | FunctionKind::Accessor(class) => Some(kinds::instance(self.class(class))),
            FunctionKind::StaticMethod(_) if self.facts.uses_this.contains(&function) => Some(kinds(Kinds::FUNCTION)),
            FunctionKind::Function | FunctionKind::Arrow | FunctionKind::StaticMethod(_) | FunctionKind::Module => None,
        };
        let dynamic = self.facts.needs_closure(program, function);
        let result = if info.is_async && info.is_generator {
            Returns::Value(kinds::instance(self.async_generator_class()))
        } else if info.is_async {
            Returns::Value(kinds::instance(self.promise_class()))
        } else if info.is_generator {
            Returns::Value(kinds::instance(self.generator_class()))
        } else if dynamic {
            Returns::Value(ANY)
        } else if self.is_valueless(info.result) || matches!(info.kind, FunctionKind::Constructor(_) | FunctionKind::Module) {
            Returns::Nothing
        } else {
            Returns::Value(self.kinds_of(info.result, substitution))
        };
        Signature { this, params, result, dynamic }
    }

    /// What the caller passes for a parameter: a constant default is passed by it, any other is worked out by the callee.
    fn param_kinds(&mut self, parameter: &Parameter, substitution: &Substitution) -> Kinds {
        let declared = self.kinds_of(self.program.bindings[parameter.binding.index()].ty, substitution);
        match &parameter.default {
            Some(default) if !default.is_literal() => join(&self.module.classes, declared, kinds(Kinds::UNDEFINED)),
            _ => declared,
        }
    }

    /// The signature that all methods in the slot share.
    fn slot_signature(&mut self, function: FunctionId, owner: ClassId) -> Signature {
        let program = self.program;
        let name = self.method_name(function);
        let mut shared: Option<Signature> = None;
        for member in self.facts.clone().family(owner) {
            for method in program.classes[member.index()].methods.iter().filter(|m| m.name == name) {
                let own = self.virtual_signature(method.function);
                shared = Some(match shared {
                    Some(shared) => self.join_signatures(shared, own),
                    None => own,
                });
            }
        }
        let mut shared = shared.expect("lower: a slot without methods");
        shared.this = Some(kinds::instance(self.class(owner)));
        shared
    }

    fn virtual_signature(&mut self, function: FunctionId) -> Signature {
        let mut own = self.own_signature(function, &Substitution::new());
        for (i, parameter) in self.program.functions[function.index()].parameters.iter().enumerate() {
            if parameter.default.is_some() {
                own.params[i] = join(&self.module.classes, own.params[i], kinds(Kinds::UNDEFINED));
            }
        }
        own
    }

    fn join_signatures(&mut self, a: Signature, b: Signature) -> Signature {
        let classes = &self.module.classes;
        let undefined = kinds(Kinds::UNDEFINED);
        let param = |s: &Signature, i: usize| s.params.get(i).copied().unwrap_or(undefined);
        let params = (0..a.params.len().max(b.params.len())).map(|i| join(classes, param(&a, i), param(&b, i))).collect();
        let result = match (a.result, b.result) {
            (Returns::Nothing, Returns::Nothing) => Returns::Nothing,
            (Returns::Value(a), Returns::Value(b)) => Returns::Value(join(classes, a, b)),
            (Returns::Value(k), Returns::Nothing) | (Returns::Nothing, Returns::Value(k)) => Returns::Value(join(classes, k, undefined)),
        };
        Signature { this: a.this, params, result, dynamic: false }
    }

    /// The name under which a class declares a method or accessor.
    pub fn method_name(&self, function: FunctionId) -> Rc<str> {
        let (FunctionKind::Method(class) | FunctionKind::Accessor(class)) = self.program.functions[function.index()].kind else {
            panic!("lower: a slot for what is no method");
        };
        let methods = &self.program.classes[class.index()].methods;
        methods.iter().find(|m| m.function == function).expect("lower: a method that its class does not list").name.clone()
    }

    /// Lowers the body of an instance.
    pub fn lower_instance(&mut self, key: &InstanceKey) {
        let instance = self.instances[key].clone();
        let program = self.program;
        let info = &program.functions[key.function.index()];
        let mut body = Body::new(self, Rc::new(key.substitution.clone()), Some(key.function), info.span);
        body.begin(&instance.signature);
        let statements = info.body.as_deref().unwrap_or(&[]);
        body.find_slotted(statements);
        body.bind_params(info, &instance);
        if info.body.is_none() && !matches!(info.kind, FunctionKind::Method(_) | FunctionKind::Accessor(_)) {
            body.throw_undeclared(&info.name);
        }
        if info.is_generator {
            body.begin_generator();
        }
        body.lower_block(statements);
        body.return_nothing();
        let mut function = body.describe_function(info, &key.substitution, &instance.signature);
        function.captures = body.capture_infos(key.function);
        body.finish(instance.func, function);
    }

    /// Lowers the dynamic entry of a direct body.
    pub fn lower_thunk(&mut self, key: &InstanceKey) {
        let instance = self.instances[key].clone();
        let thunk = instance.thunk.expect("lower: a thunk that was asked for");
        // Only objects that have the member come here.
        self.write_entry(thunk, key, &instance, |_, first| first);
    }

    /// Lowers a [`Self::taken_method`].
    pub fn lower_taken(&mut self, func: Func, key: &InstanceKey) {
        let instance = self.instance(key.function, key.substitution.clone());
        let method = key.function;
        self.write_entry(func, key, &instance, |body, closure| if body.world.facts.needs_object(body.world.program, method) { body.told_object(method) } else { closure });
    }

    /// An entry of a direct body: checks the words, calls, gives a word. `object` makes `this` of the first parameter, which is the closure or the object.
    fn write_entry(&mut self, entry: Func, key: &InstanceKey, instance: &Instance, object: impl FnOnce(&mut Body<'_, 'p>, Value) -> Value) {
        let program = self.program;
        let info = &program.functions[key.function.index()];
        let mut body = Body::new(self, Rc::new(key.substitution.clone()), None, info.span);
        let first = body.b.param(Held::Ref);
        let mut words = Vec::new();
        let fixed = info.parameters.iter().filter(|p| !p.rest).count();
        for i in 0..fixed {
            let word = body.b.param(Held::Word);
            words.push((i, word));
        }
        let mut args = Vec::new();
        if instance.signature.this.is_some() {
            args.push(object(&mut body, first));
        }
        for (i, word) in words {
            let known = Known { value: word, kinds: ANY };
            let known = body.with_literal_default(info.parameters.get(i), known, instance.signature.params[i]);
            args.push(body.convert(known, instance.signature.params[i], Why::Argument));
        }
        if let Some(rest) = info.parameters.get(fixed) {
            let known = body.collected_rest(entry, fixed, rest);
            args.push(body.convert(known, instance.signature.params[fixed], Why::Argument));
        }
        let result = body.call_direct(instance, args);
        let word = body.word(result);
        body.b.terminate(Terminator::Return(Some(word)));
        let mut name = instance_name(&info.name, &key.substitution);
        name.push_str("$value");
        let unique = body.world.unique_name(&name);
        // The brackets tell stack traces that the programmer did not write it.
        let display = format!("<{} as a value>", info.name).into();
        let function = World::blank_function(unique, display, Convention::Dynamic, Some(Held::Word), info.span);
        body.finish(entry, function);
    }

    /// The method that instances of `class` have under `name`, if it has a body.
    pub fn concrete_method(&self, class: ClassId, name: &str) -> Option<FunctionId> {
        find_method(self.program, class, name).map(|(_, f)| f).filter(|f| self.program.functions[f.index()].body.is_some())
    }
}

fn instance_name(name: &str, substitution: &Substitution) -> String {
    let mut text = name.to_owned();
    if !substitution.is_empty() {
        let names: Vec<&str> = substitution.values().map(|&k| coarse_name(k)).collect();
        text.push_str(&format!("<{}>", names.join(",")));
    }
    text
}

impl<'p> Body<'_, 'p> {
    /// Makes the parameters that come before the declared ones: the closure, `this`.
    fn begin(&mut self, signature: &Signature) {
        self.returns = signature.result;
        if signature.dynamic {
            self.closure = Some(self.b.param(Held::Ref));
        }
        if let Some(this) = signature.this {
            let value = self.b.param(Held::Ref);
            self.this = Some(Known { value, kinds: this });
        }
    }

    fn bind_params(&mut self, info: &'p Function, instance: &Instance) {
        let signature = &instance.signature;
        let mut incoming: Vec<Known> = Vec::with_capacity(signature.params.len());
        for (&own, parameter) in signature.params.iter().zip(&info.parameters) {
            if signature.dynamic && parameter.rest {
                break;
            }
            let kinds = if signature.dynamic { ANY } else { own };
            incoming.push(Known { value: self.b.param(held(kinds)), kinds });
        }
        if let Some(rest) = info.parameters.get(incoming.len()).filter(|_| signature.dynamic) {
            let known = self.collected_rest(instance.func, incoming.len(), rest);
            incoming.push(known);
        } else {
            // A slot's signature may have more than this method names.
            let more = &signature.params[incoming.len()..];
            incoming.extend(more.iter().map(|&kinds| Known { value: self.b.param(held(kinds)), kinds }));
        }
        self.narrow_this(info);
        if let Some(function) = self.function {
            if self.world.facts.receives_this(self.world.program, function) {
                let id = self.world.this_static();
                self.this = Some(self.emit(Op::StaticGet(id), ANY));
            }
            self.load_captures(function, instance.func);
        }
        if let FunctionKind::Constructor(class) = info.kind {
            self.start_constructor(class);
        }
        for (parameter, known) in info.parameters.iter().zip(incoming) {
            let span = self.world.program.bindings[parameter.binding.index()].span;
            let before = self.b.at(span);
            let known = self.with_default(parameter, known);
            let declared = self.kinds_of(self.world.program.bindings[parameter.binding.index()].ty);
            let known = self.narrow(known, declared, Why::Argument);
            self.declare(parameter.binding, Some(known));
            self.b.at(before);
        }
    }

    /// The array of a rest parameter, in a function that is entered through values or members.
    pub fn collected_rest(&mut self, entry: Func, from: usize, parameter: &Parameter) -> Known {
        let element = self.element_kinds(self.world.program.bindings[parameter.binding.index()].ty);
        self.collect_rest(entry, from, element)
    }

    /// In a slot, `this` comes as the class that introduces the slot; the method knows that it is its own.
    fn narrow_this(&mut self, info: &Function) {
        if let (FunctionKind::Method(class) | FunctionKind::Accessor(class), Some(this)) = (info.kind, self.this) {
            let class = self.world.class(class);
            self.this = Some(Known { value: this.value, kinds: kinds::instance(class) });
        }
    }

    /// The argument, or the default where it is undefined.
    fn with_default(&mut self, parameter: &'p Parameter, known: Known) -> Known {
        let Some(default) = &parameter.default else { return known };
        if known.kinds.bits & Kinds::UNDEFINED == 0 {
            return known;
        }
        let declared = self.kinds_of(self.world.program.bindings[parameter.binding.index()].ty);
        let test = self.is(known, kinds(Kinds::UNDEFINED));
        let variable = self.b.variable(held(declared));
        let fork = self.fork(test);
        let value = self.expr_to(default, declared);
        self.b.write(variable, value);
        self.otherwise(&fork);
        let given = self.convert(known, declared, Why::Argument);
        self.b.write(variable, given);
        self.meet(fork);
        Known { value: self.b.read(variable), kinds: declared }
    }

    /// As the caller of a direct body does it: a constant default takes the place of undefined.
    pub fn with_literal_default(&mut self, parameter: Option<&'p Parameter>, known: Known, wanted: Kinds) -> Known {
        match parameter {
            Some(parameter) if parameter.default.as_ref().is_some_and(Expr::is_literal) && wanted.bits & Kinds::UNDEFINED == 0 => self.with_default(parameter, known),
            _ => known,
        }
    }

    /// The default of a parameter that the caller left out.
    pub fn missing_argument(&mut self, parameter: Option<&'p Parameter>, wanted: Kinds) -> Known {
        let default: Option<&'p Expr> = parameter.and_then(|p| p.default.as_ref()).filter(|d| d.is_literal());
        match default {
            Some(default) if wanted.bits & Kinds::UNDEFINED == 0 => self.expr(default),
            _ => self.undefined(),
        }
    }

    /// What whoever calls says that `this` is: TypeError unless it is an instance of the method's class.
    fn told_object(&mut self, method: FunctionId) -> Value {
        let info = &self.world.program.functions[method.index()];
        let own = match info.kind {
            FunctionKind::Method(class) => kinds::instance(self.world.class(class)),
            _ => kinds(Kinds::FUNCTION),
        };
        let id = self.world.this_static();
        let told = self.emit(Op::StaticGet(id), ANY);
        let test = self.is(told, own);
        let wrong = self.b.emit(Op::Not(test), Held::Bool);
        self.throw_if(wrong, "errors.throwApart", |body| vec![body.text(&info.name)]);
        self.convert(told, own, Why::Narrowing)
    }

    /// Falls off the end: gives undefined.
    pub fn return_nothing(&mut self) {
        let value = match self.returns {
            Returns::Nothing => None,
            Returns::Value(_) if self.is_suspended() => None,
            Returns::Value(kinds) => {
                if self.b.is_unreachable() {
                    return self.b.terminate(Terminator::Unreachable);
                }
                let undefined = self.undefined();
                Some(self.convert(undefined, kinds, Why::Load))
            }
        };
        self.b.terminate(Terminator::Return(value));
    }

    fn describe_function(&mut self, info: &Function, substitution: &Substitution, signature: &Signature) -> crate::ir::Function {
        let name = self.world.unique_name(&instance_name(&info.name, substitution));
        let convention = if signature.dynamic { Convention::Dynamic } else { Convention::Direct };
        let result = match signature.result {
            Returns::Nothing => None,
            Returns::Value(_) if signature.dynamic => Some(Held::Word),
            Returns::Value(kinds) => Some(held(kinds)),
        };
        let mut function = World::blank_function(name, info.name.clone(), convention, result, info.span);
        function.is_async = info.is_async;
        function.is_generator = info.is_generator;
        function
    }

    fn capture_infos(&mut self, function: FunctionId) -> Vec<CaptureInfo> {
        let program = self.world.program;
        let facts = self.world.facts.clone();
        let mut infos = Vec::new();
        if !facts.needs_closure(program, function) {
            return infos;
        }
        for &binding in facts.captures(function) {
            let cell = match self.locals.get(&binding) {
                Some(Local::OuterCell(_, cell)) => Some(*cell),
                _ => None,
            };
            infos.push(CaptureInfo { name: program.bindings[binding.index()].name.clone(), rep: Rep::Word, cell });
        }
        if facts.captures_this(program, function) {
            infos.push(CaptureInfo { name: "this".into(), rep: Rep::Word, cell: None });
        }
        infos
    }

    /// Whether the body is an async function's or a generator's.
    pub fn is_suspended(&self) -> bool {
        self.function.is_some_and(|f| {
            let info = &self.world.program.functions[f.index()];
            info.is_async || info.is_generator
        })
    }

    /// Calls a direct body.
    pub fn call_direct(&mut self, instance: &Instance, args: Vec<Value>) -> Known {
        let op = Op::Call { function: instance.func, args };
        match instance.signature.result {
            Returns::Nothing => {
                self.b.effect(op);
                self.undefined()
            }
            Returns::Value(kinds) => self.emit(op, kinds),
        }
    }
}
