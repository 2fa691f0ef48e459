//! Calls: arguments in order, then whatever stands for the callee.

use super::World;
use super::body::{Body, Known};
use super::functions::Instance;
use super::kinds::{self, ANY, Substitution, kinds};
use super::places::Access;
use crate::ir::{Kinds, Op, Terminator, Type as Held, Value, Why};
use crate::program::types::{CONSTRUCT, Member};
use crate::program::walk::{Node, walk_expr};
use crate::program::{Callee, Expr, ExprKind, FunctionId, Place, Type, TypeId};
use std::rc::Rc;

/// The library's function that throws where what is called is no function.
const THROW_CALLED: &str = "errors.throwCalled";

impl<'p> Body<'_, 'p> {
    /// A call; `ty` is the type of its result.
    pub fn lower_call(&mut self, callee: &'p Callee, arguments: &'p [Expr], ty: TypeId) -> Known {
        let result = self.call_as_it_is(callee, arguments, ty);
        if matches!(callee, Callee::Intrinsic(_)) { result } else { self.as_declared(result, ty) }
    }

    /// The same, with whatever the function gives.
    pub fn call_as_it_is(&mut self, callee: &'p Callee, arguments: &'p [Expr], ty: TypeId) -> Known {
        match callee {
            Callee::Function { function, type_arguments } => self.call_function(*function, type_arguments, arguments),
            Callee::Static { object, function, type_arguments } => self.call_static(object, *function, type_arguments, arguments),
            Callee::Method { object, class, name, type_arguments } => {
                let object = self.expr(object);
                self.call_method(object, *class, name, type_arguments, arguments)
            }
            Callee::Super { class, name, type_arguments } => self.call_super(*class, name, type_arguments, arguments),
            Callee::Member { object, name } => {
                if let Some(function) = self.world.facts.known_static_method(self.world.program, object, name) {
                    return self.call_static(object, function, &[], arguments);
                }
                let parameters = self.world.parameters_of_member(object.ty, name, arguments.len());
                let called = self.world.may_be_anything(object.ty, name).then(|| self.world.program.told_called(&self.chains, object, name));
                let object = self.expr(object);
                let is_checked_later = called.is_some() && &**name == CONSTRUCT;
                let object = if is_checked_later { object } else { self.holder(object, name, Access::Read) };
                if self.world.facts.unsettled.contains(name) && self.depend_on_order(arguments) {
                    return self.call_found(object, name, &parameters, arguments, called.as_deref());
                }
                self.call_member(object, name, &parameters, arguments, called.as_deref())
            }
            Callee::Value(callee) => {
                let parameters = self.world.parameters_of(callee.ty, arguments.len());
                let called = (callee.ty == TypeId::ANY).then(|| self.told(callee));
                let (callee, this) = self.called_value(callee);
                self.call_value(callee, this, &parameters, arguments, called.as_deref())
            }
            Callee::Bound { function, this } => {
                let parameters = self.world.parameters_of(function.ty, arguments.len());
                let called = (function.ty == TypeId::ANY).then(|| self.told(function));
                let callee = self.expr(function);
                let this = self.expr(this);
                let this = self.word(this);
                self.call_value(callee, Some(this).filter(|_| self.world.facts.is_told_this), &parameters, arguments, called.as_deref())
            }
            Callee::Intrinsic(intrinsic) => self.lower_intrinsic(intrinsic, arguments, ty),
        }
    }

    /// Calls a function value; what may be anything is named by `called` if it is no function.
    fn call_value(&mut self, callee: Known, this: Option<Value>, parameters: &[TypeId], arguments: &'p [Expr], called: Option<&str>) -> Known {
        let spread = self.spread_arguments(arguments);
        let args = if spread.is_none() { self.words(arguments, parameters) } else { Vec::new() };
        if let Some(called) = called {
            self.must_be_function(callee, called);
        }
        let callee = self.convert(callee, kinds(Kinds::FUNCTION), Why::Argument);
        self.tell_this_to_value(this);
        match spread {
            Some(all) => self.call_spread(callee, None, all),
            None => self.emit(Op::CallClosure { callee, args }, ANY),
        }
    }

    /// How an error names an expression.
    fn told(&self, expr: &Expr) -> String {
        self.world.program.told_in(&self.chains, expr)
    }

    /// TypeError, which names what is called, unless it is a function.
    fn must_be_function(&mut self, callee: Known, called: &str) {
        if kinds::only(callee.kinds, Kinds::FUNCTION) {
            return;
        }
        let test = self.is(callee, kinds(Kinds::FUNCTION));
        let wrong = self.b.emit(Op::Not(test), Held::Bool);
        self.throw_if(wrong, THROW_CALLED, |body| vec![body.text(called)]);
    }

    /// TypeError, which names what `new` is applied to, unless it is a class.
    fn must_be_class(&mut self, class: Value, named: &str) {
        let selector = self.world.selector(&CONSTRUCT.into());
        let test = self.b.emit(Op::HasMember { selector, object: class }, Held::Bool);
        let wrong = self.b.emit(Op::Not(test), Held::Bool);
        self.throw_if(wrong, "errors.throwConstructor", |body| vec![body.text(named)]);
    }

    /// Calls one of the library's functions that throw, with what it tells.
    pub fn throw_if(&mut self, wrong: Value, thrower: &str, told: impl FnOnce(&mut Self) -> Vec<Known>) {
        let fork = self.fork(wrong);
        let told = told(self);
        self.call_library(thrower, told);
        self.b.terminate(Terminator::Unreachable);
        self.otherwise(&fork);
        self.meet(fork);
    }

    /// Calls a member that is read before the arguments are evaluated: they may change it, and an accessor runs first.
    fn call_found(&mut self, object: Known, name: &Rc<str>, parameters: &[TypeId], arguments: &'p [Expr], called: Option<&str>) -> Known {
        // Of what may be anything the member may be missing, which is told by the call.
        let wanted = if kinds::only(object.kinds, kinds::HEAP) { kinds(Kinds::FUNCTION) } else { ANY };
        let word = self.word(object);
        let selector = self.world.selector(name);
        let callee = self.read_member(selector, Known { value: word, kinds: object.kinds }, wanted);
        let this = Some(word).filter(|_| self.world.facts.passes_this(name));
        self.call_value(callee, this, parameters, arguments, called)
    }

    /// Whether it makes a difference if these are evaluated before or after the member is read.
    fn depend_on_order(&self, arguments: &'p [Expr]) -> bool {
        let mut depend = false;
        for argument in arguments {
            walk_expr(argument, &mut |node| depend |= matches!(node, Node::Expr(expr) if !self.is_settled(expr)));
        }
        depend
    }

    /// Whether an expression itself, its parts left aside, does the same whenever it is evaluated.
    fn is_settled(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Read(binding) => !self.world.program.bindings[binding.index()].assigned,
            ExprKind::Template { .. } | ExprKind::Unary { .. } | ExprKind::Binary { .. } | ExprKind::Cast { .. } => true,
            ExprKind::Closure { .. } | ExprKind::This | ExprKind::ClassValue(_) | ExprKind::Array(_) | ExprKind::Object(_) => true,
            _ => expr.is_literal(),
        }
    }

    /// A function value that is called, and the object whose member it is, where the call must say so.
    pub fn called_value(&mut self, callee: &'p Expr) -> (Known, Option<Value>) {
        match &callee.kind {
            ExprKind::ChainSubject => {
                let this = self.chain_objects.last().copied().flatten();
                (self.expr(callee), this)
            }
            ExprKind::Cast { operand, .. } => self.called_value(operand),
            ExprKind::OptionalChain { subject, chain } => self.called_chain(subject, chain),
            ExprKind::Get(place) => {
                let wanted = self.kinds_of(callee.ty);
                let told = self.with_object(place, wanted, callee.ty);
                told.map_or_else(|| (self.expr(callee), None), |(function, object)| (function, Some(object)))
            }
            _ => (self.expr(callee), None),
        }
    }

    /// What a place of type `ty` holds, a member as `wanted`, and the object in which it is; where a call of what it holds must say what `this` is.
    pub fn with_object(&mut self, place: &'p Place, wanted: Kinds, ty: TypeId) -> Option<(Known, Value)> {
        let (Place::Member { object, .. } | Place::Field { object, .. } | Place::Entry { object, .. } | Place::Element { object, .. }) = place else {
            return None;
        };
        let is_told = match place {
            // A field may hold a function that was written through an object type.
            Place::Member { name, .. } | Place::Field { name, .. } => self.world.facts.passes_this(name),
            _ => self.world.facts.this_escapes,
        };
        if !is_told {
            return None;
        }
        let object = self.expr(object);
        let word = self.word(object);
        let may_be_missing = wanted.bits & Kinds::UNDEFINED != 0;
        let value = match place {
            Place::Member { name, .. } | Place::Field { name, .. } => self.observed_member(object, name, wanted),
            Place::Entry { key, .. } if may_be_missing => self.entry_or_undefined(object, key, ty),
            Place::Element { index, .. } if may_be_missing => self.element_or_undefined(object, index, ty),
            Place::Entry { key, .. } => self.entry_there(object, key, ty),
            Place::Element { index, .. } => self.element_there(object, index, ty),
            _ => return None,
        };
        Some((value, word))
    }

    /// The result of a call as its declared type has it.
    pub fn as_declared(&mut self, result: Known, ty: TypeId) -> Known {
        if self.b.is_unreachable() || self.world.is_valueless(ty) {
            return result;
        }
        let wanted = self.kinds_of(ty);
        self.narrow(result, wanted, Why::Argument)
    }

    pub fn call_function(&mut self, function: FunctionId, type_arguments: &[TypeId], arguments: &'p [Expr]) -> Known {
        let function = self.world.mixed_function(function, self.function);
        let outer = self.substitution.clone();
        let substitution = self.world.substitution_for(function, type_arguments, &outer);
        let instance = self.world.instance(function, substitution);
        if instance.signature.dynamic {
            return self.call_closure_of(function, &instance, arguments);
        }
        let args = self.arguments(Some(function), &instance.signature.params.clone(), arguments);
        self.tell_this_to_function(function);
        self.call_direct(&instance, args)
    }

    /// A function that needs a closure, called by its name.
    fn call_closure_of(&mut self, function: FunctionId, instance: &Instance, arguments: &'p [Expr]) -> Known {
        let closure = self.closure_of(function);
        let takes_rest = self.world.program.functions[function.index()].parameters.last().is_some_and(|p| p.rest);
        let mut args = vec![closure];
        match Self::one_by_one(arguments).filter(|_| takes_rest) {
            Some(all) => {
                let known: Vec<Known> = all.into_iter().map(|argument| self.argument(argument, ANY, None)).collect();
                args.extend(known.into_iter().map(|k| self.word(k)).collect::<Vec<_>>());
            }
            None if takes_rest => {
                let all = self.whole_arguments(arguments);
                self.tell_this_to_function(function);
                return self.call_spread(closure, None, all);
            }
            None => {
                let known = self.evaluate_arguments(Some(function), &vec![ANY; instance.signature.params.len()], arguments);
                args.extend(known.into_iter().map(|k| self.word(k)).collect::<Vec<_>>());
            }
        }
        self.tell_this_to_function(function);
        self.emit(Op::Call { function: instance.func, args }, ANY)
    }

    /// A function that is called by its name has no object.
    fn tell_this_to_function(&mut self, function: FunctionId) {
        if self.world.facts.receives_this(self.world.program, function) {
            let undefined = self.undefined();
            self.tell_this(undefined.value);
        }
    }

    /// The closure of a function that needs one and is called by its name.
    fn closure_of(&mut self, function: FunctionId) -> Value {
        let known = match self.world.facts.clone().names.get(&function) {
            Some(&binding) => self.read(binding),
            // Called where it stands: `(() => …)()`.
            None => self.make_closure(function),
        };
        self.convert(known, kinds(Kinds::FUNCTION), Why::Load)
    }

    /// Arguments as words, for calls through values.
    pub fn words(&mut self, arguments: &'p [Expr], parameters: &[TypeId]) -> Vec<Value> {
        let known: Vec<Known> = arguments.iter().enumerate().map(|(i, a)| self.argument(a, ANY, parameters.get(i).copied())).collect();
        known.into_iter().map(|k| self.word(k)).collect()
    }

    /// An argument; where the parameter admits undefined, so does an element past the end, and what takes anything takes what a place
    /// holds, whatever the checker narrowed it to.
    fn argument(&mut self, argument: &'p Expr, wanted: Kinds, declared: Option<TypeId>) -> Known {
        if declared.is_some_and(takes_anything) {
            return self.observed(argument);
        }
        if wanted.bits & Kinds::UNDEFINED != 0 && wanted.bits != Kinds::ALL {
            let value = self.expr_to(argument, wanted);
            return Known { value, kinds: wanted };
        }
        self.expr(argument)
    }

    /// Evaluates the arguments, then converts them; missing ones are undefined or a constant default.
    pub fn arguments(&mut self, function: Option<FunctionId>, wanted: &[Kinds], arguments: &'p [Expr]) -> Vec<Value> {
        let known = self.evaluate_arguments(function, wanted, arguments);
        wanted.iter().zip(known).map(|(&kinds, known)| self.convert(known, kinds, Why::Argument)).collect()
    }

    /// One value for each wanted parameter.
    pub fn evaluate_arguments(&mut self, function: Option<FunctionId>, wanted: &[Kinds], arguments: &'p [Expr]) -> Vec<Known> {
        let program = self.world.program;
        let parameters = function.map_or(&[][..], |f| &program.functions[f.index()].parameters);
        let mut known = Vec::new();
        for (i, argument) in arguments.iter().enumerate() {
            let declared = parameters.get(i).filter(|p| !p.rest).map(|p| program.bindings[p.binding.index()].ty);
            let value = self.argument(argument, wanted.get(i).copied().unwrap_or(ANY), declared);
            known.push(value);
        }
        known.truncate(wanted.len());
        for (i, value) in known.iter_mut().enumerate() {
            *value = self.with_literal_default(parameters.get(i), *value, wanted[i]);
        }
        for i in known.len()..wanted.len() {
            let missing = self.missing_argument(parameters.get(i), wanted[i]);
            known.push(missing);
        }
        known
    }

    /// A library function that lowering calls on its own account, with values it has already.
    pub fn call_library(&mut self, name: &str, arguments: Vec<Known>) -> Known {
        let function = self.world.library(name);
        let substitution = self.world.substitution_for(function, &[], &Substitution::new());
        let instance = self.world.instance(function, substitution);
        self.call_instance(&instance, arguments)
    }

    /// A direct body with values that are there already.
    pub fn call_instance(&mut self, instance: &Instance, arguments: Vec<Known>) -> Known {
        let wanted = instance.signature.params.clone();
        let mut args = Vec::new();
        for (i, &kinds) in wanted.iter().enumerate() {
            let known = match arguments.get(i) {
                Some(&known) => known,
                None => self.undefined(),
            };
            args.push(self.convert(known, kinds, Why::Argument));
        }
        self.call_direct(instance, args)
    }

    /// `object.name(…)` where the class is not known: found at run time. The error names it by `called`, where there is nothing to call.
    pub fn call_member(&mut self, object: Known, name: &Rc<str>, parameters: &[TypeId], arguments: &'p [Expr], called: Option<&str>) -> Known {
        let selector = self.world.selector(name);
        let object = self.word(object);
        let spread = self.spread_arguments(arguments);
        let mut args = vec![object];
        if spread.is_none() {
            args.extend(self.words(arguments, parameters));
        }
        if self.world.facts.passes_this(name) {
            self.tell_this(object);
        }
        if let Some(class) = called
            && &**name == CONSTRUCT
        {
            self.must_be_class(object, class);
        }
        match spread {
            Some(all) => self.call_spread(object, Some(selector), all),
            None => {
                let called = called.filter(|_| &**name != CONSTRUCT).map(|text| self.called_text(text));
                self.emit(Op::CallMember { selector, args, called }, ANY)
            }
        }
    }

    /// How an error names what is called.
    fn called_text(&mut self, text: &str) -> Value {
        if self.world.module.throws.called.is_none() {
            self.world.module.throws.called = Some(self.world.library_func(THROW_CALLED));
        }
        self.text(text).value
    }

    /// Says what `this` is to a function in an object literal that is called next. It looks before anything else happens.
    pub fn tell_this(&mut self, object: Value) {
        let id = self.world.this_static();
        self.b.effect(Op::StaticSet(id, object));
    }

    /// A function that is called without an object has none; not said where no such function can be told.
    fn tell_this_to_value(&mut self, this: Option<Value>) {
        let this = match this {
            Some(this) => this,
            None if self.world.facts.this_escapes => self.undefined().value,
            None => return,
        };
        self.tell_this(this);
    }
}

impl World<'_> {
    /// The declared types of the places of so many arguments of a function type; none of anything else.
    fn parameters_of(&self, ty: TypeId, count: usize) -> Vec<TypeId> {
        let signature = match self.program.types.get(ty) {
            Type::Function(signature) => signature,
            _ => match self.members_of_type(ty).iter().find(|m| m.is_call()).map(|m| self.program.types.get(m.ty)) {
                Some(Type::Function(signature)) => signature,
                _ => return Vec::new(),
            },
        };
        let place = |i: usize| match signature.parameters.get(i).or(signature.parameters.last())? {
            p if !p.rest => Some(p.ty),
            p => match self.program.types.get(p.ty) {
                Type::Array { element, .. } => Some(*element),
                _ => None,
            },
        };
        (0..count).map_while(place).collect()
    }

    /// The members of an object type.
    fn members_of_type(&self, ty: TypeId) -> &[Member] {
        match self.program.types.get(ty) {
            Type::Interface { interface, .. } => &self.program.interfaces[interface.index()].members[..],
            Type::Object { members, .. } => members,
            _ => &[],
        }
    }

    /// Whether anything may stand under the name of a member.
    fn may_be_anything(&self, object: TypeId, name: &str) -> bool {
        let ty = match self.program.types.get(object) {
            Type::Class { class, .. } => self.field_type(*class, name),
            _ => self.members_of_type(object).iter().find(|m| &*m.name == name).map(|m| m.ty),
        };
        object == TypeId::ANY || ty == Some(TypeId::ANY)
    }

    /// The types of the parameters of a member that is called.
    fn parameters_of_member(&self, object: TypeId, name: &str, count: usize) -> Vec<TypeId> {
        self.members_of_type(object).iter().find(|m| &*m.name == name).map_or_else(Vec::new, |m| self.parameters_of(m.ty, count))
    }
}

/// Whether a place of this type admits anything, undefined included; what a type parameter stands for may exclude it.
pub fn takes_anything(ty: TypeId) -> bool {
    matches!(ty, TypeId::ANY | TypeId::UNKNOWN)
}
