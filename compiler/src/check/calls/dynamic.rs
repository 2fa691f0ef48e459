//! Calls through `any`: `x.map(f)` where nothing says what `x` is.
//!
//! In: what is called, the member's name and the arguments as they are written. Out: an expression that asks which of the built-in types with
//! a method of that name the value has and calls that method, and otherwise finds the member at run time. A program pays for the names that it
//! calls through `any`, and for no others.

use super::super::library::is_member_of_every_object;
use super::super::members::How;
use super::super::scope::ScopeId;
use super::super::variables::BindingKind;
use super::super::Checker;
use super::rest_span;
use crate::program::{
    ArrayElement, BinaryOp, BindingId, Callee, CastReason, Expr, ExprKind, FunctionId, FunctionKind, Intrinsic, LogicalOp, Parameter, Place, Signature, Statement,
    StatementKind, Type, TypeId,
};
use crate::library;
use crate::source::Span;
use std::rc::Rc;

/// The values of a call, each evaluated once: what each of the ways to go on reads.
pub(super) struct Held {
    pub receiver: BindingId,
    pub arguments: Vec<Expr>,
    /// Some of the arguments are spread: all of them in an array.
    pub all: Option<BindingId>,
    /// What they are read from, in the order in which it is evaluated.
    values: Vec<(BindingId, Expr)>,
}

impl<'a> Checker<'a> {
    /// `object.name(…)` of any object.
    pub(super) fn any_call(&mut self, object: Expr, name: Rc<str>, arguments: Vec<Expr>, span: Span) -> Expr {
        let mut owners = if self.is_library(span.file) { Vec::new() } else { self.owners_of(&name, &arguments) };
        owners.retain(|&(owner, _)| &*name != "toString" || owner != TypeId::SYMBOL);
        self.call_of_owners(object, name, arguments, owners, span)
    }

    /// `object.name(…)` of what may be something built in and something else, such as `string | string[]`, or an object type that takes arrays.
    pub(super) fn mixed_call(&mut self, object: Expr, name: Rc<str>, arguments: Vec<Expr>, result: TypeId, span: Span) -> Expr {
        let owners = self.owners_within(object.ty, &name, &arguments);
        let object = self.as_anything(object);
        let call = self.call_of_owners(object, name, arguments, owners, span);
        as_result(call, result)
    }

    /// The built-in types with a method of this name of which a value of type `ty` may be.
    fn owners_within(&mut self, ty: TypeId, name: &Rc<str>, arguments: &[Expr]) -> Vec<(TypeId, Rc<Signature>)> {
        let mut owners = self.owners_of(name, arguments);
        if ty != TypeId::ANY {
            let sorts = self.builtin_sorts(ty);
            owners.retain(|&(owner, _)| sorts.contains(&owner) || self.is_asked_of(name, owner));
        }
        owners
    }

    /// What `object.name?.(…)` asks for where the object may be something built in with such a method: a value that is there if the method is. The
    /// call says what is held as the object. `ty` is the type of the member.
    pub(super) fn optional_method(&mut self, object: Expr, name: &Rc<str>, ty: TypeId, span: Span) -> Result<(BindingId, TypeId, Expr), Expr> {
        let owners = self.owners_within(object.ty, name, &[]);
        let is_of_functions = object.ty == TypeId::ANY && is_method_of_functions(name);
        if owners.is_empty() && !is_of_functions || self.is_library(span.file) {
            return Err(object);
        }
        let of = object.ty;
        let object = self.as_anything(object);
        let receiver = self.made_up(TypeId::ANY, span);
        let read = || Expr { kind: ExprKind::Read(receiver), ty: TypeId::ANY, span };
        let mut asked = get_member(read(), name, span);
        if is_of_functions {
            // That there is one is all that is asked: the call knows what it does.
            let there = Expr { kind: ExprKind::Boolean(true), ty: TypeId::ANY, span };
            asked = conditional(is_typeof(read(), "function", span), there, asked, span);
        }
        for (owner, signature) in owners {
            let test = self.is_owner(read(), owner, span);
            let method = self.method_of_sort(owner, name, &signature, false, span);
            asked = conditional(test, method, asked, span);
        }
        let kind = ExprKind::Let { binding: receiver, value: Box::new(object), body: Box::new(asked) };
        Ok((receiver, of, Expr { kind, ty, span }))
    }

    /// The call of an [`Self::optional_method`] that is there: `function`, or the method of what is built in.
    pub(super) fn call_optional(&mut self, function: Expr, (receiver, of): (BindingId, TypeId), name: &Rc<str>, arguments: Vec<Expr>, result: TypeId, span: Span) -> Expr {
        let owners = self.owners_within(of, name, &arguments);
        let held = self.hold_arguments(receiver, arguments, span);
        let this = Box::new(Expr { kind: ExprKind::Read(receiver), ty: TypeId::ANY, span });
        let callee = Callee::Bound { function: Box::new(Expr { ty: TypeId::ANY, ..function }), this };
        let call = Expr { kind: ExprKind::Call { callee, arguments: held.written(span) }, ty: TypeId::ANY, span };
        let call = self.call_of_held(held, name, call, owners, span);
        as_result(call, result)
    }

    /// Whether what a value may be has methods of this name that are no members of an object.
    pub(super) fn is_mixed(&mut self, ty: TypeId, name: &str) -> bool {
        let bound = self.constraint_of(ty);
        let parts = self.program.types.members(bound);
        // What has no text of its own may stand where an object with one is wanted.
        if let Some(text) = self.text_of_every_object(name)
            && parts.iter().any(|&part| matches!(self.program.types.get(part), Type::Interface { .. } | Type::Object { .. }))
            && self.find_member(bound, name).is_some_and(|found| found.ty == text)
        {
            return true;
        }
        parts.len() > 1 && parts.into_iter().any(|part| self.builtin_sort(part) != TypeId::UNKNOWN) || self.builtin_members.iter().any(|(method, _)| **method == *name)
    }

    /// Takes note of something built in that stands where an object with methods is wanted: `const stack: { push(n: number): void } = [1]`.
    pub(in crate::check) fn note_seen_as_object(&mut self, source: TypeId, target: TypeId) {
        let sort = self.builtin_sort(source);
        if sort == TypeId::UNKNOWN {
            return;
        }
        let owner: Rc<str> = self.builtin_owner(sort).into();
        for member in self.properties(target).unwrap_or_default() {
            let is_builtin = self.find_member(sort, &member.name).is_some_and(|found| matches!(found.how, How::Builtin(_)));
            if &*member.name != super::super::generators::ITERATOR && is_builtin {
                self.builtin_members.insert((member.name.clone(), owner.clone()));
            }
        }
    }

    /// The same of an element of a literal: beside one of type `{}` the type of all elements does not speak of an array among them.
    pub(in crate::check) fn note_element_seen(&mut self, element: TypeId, wanted: TypeId) {
        let is_object = |c: &Self, part: TypeId| matches!(c.program.types.get(part), Type::Object { .. } | Type::Interface { .. });
        let parts = self.program.types.members(wanted);
        if self.builtin_sort(element) != TypeId::UNKNOWN && !self.program.types.is_generic(wanted) && parts.into_iter().any(|part| is_object(self, part)) {
            // The relation takes note.
            self.is_assignable(element, wanted);
        }
    }

    /// `object.name` of what may be something built in, where that has such a member and no object type need have: `byteLength`, or a method.
    pub(in crate::check) fn mixed_read(&mut self, object: Expr, name: &Rc<str>, result: TypeId, span: Span) -> Result<Expr, Expr> {
        let mut owners = self.view_types();
        let sorts = self.builtin_sorts(object.ty);
        owners.retain(|&owner| {
            let found = self.find_member(owner, name);
            found.is_some_and(|found| matches!(found.how, How::Builtin(_)) && !matches!(self.program.types.get(found.ty), Type::Function(_)))
                && (object.ty == TypeId::ANY || sorts.contains(&owner) || self.is_asked_of(name, owner))
        });
        let is_tested = self.tested.contains(&span);
        let may_be_method = object.ty == TypeId::ANY || self.is_mixed(object.ty, name);
        let methods = if may_be_method { self.owners_within(object.ty, name, &[]) } else { Vec::new() };
        let is_of_all = object.ty == TypeId::ANY && is_member_of_every_object(name);
        // Of functions only whether they have the method: what it does their calls know.
        let is_of_functions = object.ty == TypeId::ANY && is_method_of_functions(name) && is_tested;
        if owners.is_empty() && methods.is_empty() && !is_of_all && !is_of_functions || self.is_library(span.file) {
            return Err(object);
        }
        let object = self.as_anything(object);
        let held = self.hold(object, Vec::new(), span);
        let read = |binding| Expr { kind: ExprKind::Read(binding), ty: TypeId::ANY, span };
        let mut value = get_member(read(held.receiver), name, span);
        if is_of_all {
            value = self.or_object_member(value, read(held.receiver), name, !is_tested, span);
        }
        if is_of_functions {
            value = conditional(is_typeof(read(held.receiver), "function", span), read(held.receiver), value, span);
        }
        for (owner, signature) in methods {
            let test = self.is_owner(read(held.receiver), owner, span);
            let method = self.method_of_sort(owner, name, &signature, !is_tested, span);
            value = conditional(test, method, value, span);
        }
        for owner in owners {
            let test = self.is_owner(read(held.receiver), owner, span);
            let view = Expr { kind: ExprKind::Cast { operand: Box::new(read(held.receiver)), reason: CastReason::Narrowing }, ty: owner, span };
            let builtin = super::super::members::Builtin { owner: self.builtin_owner(owner).into(), receiver: true };
            let own = self.builtin_property(&builtin, view, name, TypeId::ANY, span);
            value = conditional(test, own, value, span);
        }
        Ok(as_result(held.around(value, span), result))
    }

    /// A method of a built-in type as a function: it is called on what the call says is `this`. One that is only looked at does nothing when called.
    fn method_of_sort(&mut self, owner: TypeId, name: &Rc<str>, signature: &Signature, is_called: bool, span: Span) -> Expr {
        let key = (owner, name.clone(), is_called);
        let function = match self.method_values.get(&key) {
            Some(&known) => known,
            None => {
                let made = self.make_method_of_sort(owner, name, signature, is_called, span);
                self.method_values.insert(key, made);
                made
            }
        };
        let ty = self.types().intern(Type::Function(Rc::new(signature.clone())));
        Expr { kind: ExprKind::Closure { function }, ty, span }
    }

    fn make_method_of_sort(&mut self, owner: TypeId, name: &Rc<str>, signature: &Signature, is_called: bool, span: Span) -> FunctionId {
        let function = self.new_function(name.clone(), FunctionKind::Function, ScopeId::GLOBAL, None, span);
        self.program.functions[function.index()].result = TypeId::ANY;
        self.program.functions[function.index()].body = Some(Vec::new());
        if !is_called {
            return function;
        }
        let scope = self.open_scope(ScopeId::GLOBAL, function);
        let mut arguments = Vec::new();
        for parameter in &signature.parameters {
            let binding = self.new_binding(scope, parameter.name.clone(), span, BindingKind::Parameter);
            self.program.bindings[binding.index()].global = false;
            let ty = if parameter.rest { self.types().array(TypeId::ANY) } else { TypeId::ANY };
            self.set_binding_type(binding, ty);
            let entry = Parameter { binding, default: None, has_default: false, optional: !parameter.rest, rest: parameter.rest };
            self.program.functions[function.index()].parameters.push(entry);
            let value = Expr { kind: ExprKind::Read(binding), ty, span };
            arguments.push(match parameter.rest {
                true => Expr { kind: ExprKind::Array(vec![ArrayElement::Spread(value)]), ty, span },
                false => value,
            });
        }
        let this = Expr { kind: ExprKind::This, ty: TypeId::ANY, span };
        let receiver = Expr { kind: ExprKind::Cast { operand: Box::new(this), reason: CastReason::As }, ty: owner, span };
        let builtin: Rc<str> = format!("{}.{name}", self.builtin_owner(owner)).into();
        let arguments = self.converted(&builtin, signature, arguments);
        let call = self.builtin_call(builtin, Some(receiver), arguments, TypeId::ANY, span);
        self.program.functions[function.index()].body = Some(vec![Statement { kind: StatementKind::Return(Some(call)), span }]);
        function
    }

    /// The typed arrays of the program, and buffers where it may have any.
    fn view_types(&mut self) -> Vec<TypeId> {
        let typed = library::TYPED_ARRAYS.iter().map(|(class, ..)| *class).filter(|class| self.library.interface(class).is_some());
        let buffers = self.library.function("arraybuffer.slice").map(|_| "ArrayBuffer");
        let known: Vec<&str> = typed.chain(buffers).collect();
        known.into_iter().map(|class| self.types().intern(Type::TypedArray(class.into()))).collect()
    }

    fn is_asked_of(&mut self, name: &Rc<str>, owner: TypeId) -> bool {
        let owner: Rc<str> = self.builtin_owner(owner).into();
        self.builtin_members.contains(&(name.clone(), owner))
    }

    /// The type by whose name a built-in value's methods are known: one of those that [`Self::owners_of`] goes through; unknown for all others.
    fn builtin_sort(&mut self, part: TypeId) -> TypeId {
        let part = self.constraint_of(part);
        match self.program.types.get(part) {
            Type::Array { .. } | Type::Tuple { .. } => self.types().array(TypeId::ANY),
            Type::TypedArray(_) => part,
            Type::Template { .. } | Type::StringCase { .. } => TypeId::STRING,
            _ => match self.types().base_of_literal(part) {
                base @ (TypeId::STRING | TypeId::NUMBER | TypeId::BOOLEAN | TypeId::SYMBOL) => base,
                _ => TypeId::UNKNOWN,
            },
        }
    }

    /// The same of all that a value of type `ty` may be.
    fn builtin_sorts(&mut self, ty: TypeId) -> Vec<TypeId> {
        let bound = self.constraint_of(ty);
        self.program.types.members(bound).into_iter().map(|part| self.builtin_sort(part)).collect()
    }

    fn call_of_owners(&mut self, object: Expr, name: Rc<str>, arguments: Vec<Expr>, owners: Vec<(TypeId, Rc<Signature>)>, span: Span) -> Expr {
        let is_text = &*name == "toString" && arguments.is_empty();
        let is_bound = is_method_of_functions(&name) || &*name == "valueOf";
        if owners.is_empty() && !is_text && !is_bound || self.is_library(span.file) {
            return any_member_call(object, name, arguments, span);
        }
        let object = if object.ty == TypeId::ANY && !arguments.iter().all(Expr::is_literal) { holder(object, &name, span) } else { object };
        let held = self.hold(object, arguments, span);
        let receiver = Expr { kind: ExprKind::Read(held.receiver), ty: TypeId::ANY, span };
        let call = any_member_call(receiver, name.clone(), held.written(span), span);
        self.call_of_held(held, &name, call, owners, span)
    }

    /// The call of the method `name` of what is held: of one of the built-in types, or else `call`.
    fn call_of_held(&mut self, held: Held, name: &str, mut call: Expr, owners: Vec<(TypeId, Rc<Signature>)>, span: Span) -> Expr {
        let read = |binding| Expr { kind: ExprKind::Read(binding), ty: TypeId::ANY, span };
        if name == "toString" && held.arguments.is_empty() && held.all.is_none() {
            let kind = ExprKind::Template { strings: vec![[].into(), [].into()], values: vec![read(held.receiver)] };
            let nullish = self.is_nullish(read(held.receiver), span);
            call = conditional(nullish, call, Expr { kind, ty: TypeId::STRING, span }, span);
            if owners.iter().any(|&(owner, _)| owner == TypeId::SYMBOL) {
                let test = self.is_owner(read(held.receiver), TypeId::SYMBOL, span);
                let symbol = Expr { kind: ExprKind::Cast { operand: Box::new(read(held.receiver)), reason: CastReason::Narrowing }, ty: TypeId::SYMBOL, span };
                let text = self.builtin_call("Symbol.toString".into(), Some(symbol), Vec::new(), TypeId::STRING, span);
                call = conditional(test, text, call, span);
            }
        } else {
            if matches!(name, "call" | "apply") {
                let bound = bound_call(name, &held, span);
                call = conditional(is_typeof(read(held.receiver), "function", span), bound, call, span);
            }
            if name == "bind" && held.all.is_none() {
                let bound = self.any_bind(&held, span);
                call = conditional(is_typeof(read(held.receiver), "function", span), bound, call, span);
            }
            if name == "valueOf" {
                call = self.value_of_any(&held, call, span);
            }
            for (owner, signature) in owners {
                let Some(arguments) = held.fitted(&signature, span) else { continue };
                let test = self.is_owner(read(held.receiver), owner, span);
                let receiver = Expr { kind: ExprKind::Cast { operand: Box::new(read(held.receiver)), reason: CastReason::Narrowing }, ty: owner, span };
                let builtin: Rc<str> = format!("{}.{name}", self.builtin_owner(owner)).into();
                let arguments = self.converted(&builtin, &signature, arguments);
                let own = self.builtin_call(builtin, Some(receiver), arguments, TypeId::ANY, span);
                call = conditional(test, own, call, span);
            }
        }
        held.around(call, span)
    }

    /// `f.bind(this, …)` of a value that is a function.
    fn any_bind(&mut self, held: &Held, span: Span) -> Expr {
        let function = Expr { kind: ExprKind::Read(held.receiver), ty: TypeId::ANY, span };
        let nothing = Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span };
        let this = held.arguments.first().map_or(nothing, again);
        let first = held.arguments.iter().skip(1).map(|argument| ArrayElement::Item(again(argument))).collect();
        let first = Expr { kind: ExprKind::Array(first), ty: self.types().array(TypeId::ANY), span };
        self.library_call("function.bind", vec![function, this, first], TypeId::ANY, span)
    }

    /// `x.valueOf()` of what may be an object that has no such method of its own: the object itself.
    fn value_of_any(&mut self, held: &Held, call: Expr, span: Span) -> Expr {
        let read = || Expr { kind: ExprKind::Read(held.receiver), ty: TypeId::ANY, span };
        let callee = Callee::Intrinsic(Intrinsic("runtime.hasValueOf".into()));
        let has = Expr { kind: ExprKind::Call { callee, arguments: vec![read()] }, ty: TypeId::BOOLEAN, span };
        let nullish = self.is_nullish(read(), span);
        let kind = ExprKind::Logical { op: LogicalOp::Or, left: Box::new(has), right: Box::new(nullish) };
        conditional(Expr { kind, ty: TypeId::BOOLEAN, span }, call, read(), span)
    }

    /// The built-in types that have a method of this name, which is tested first last.
    fn owners_of(&mut self, name: &str, arguments: &[Expr]) -> Vec<(TypeId, Rc<Signature>)> {
        let mut types = vec![TypeId::SYMBOL, TypeId::BOOLEAN, TypeId::NUMBER];
        types.extend(self.view_types());
        types.push(TypeId::STRING);
        types.push(self.types().array(TypeId::ANY));
        types.into_iter().filter_map(|ty| Some((ty, self.method_of_builtin(ty, name, arguments.len())?))).collect()
    }

    /// The signature of a method of a built-in type: of several the one that takes so many arguments and no more than it must.
    pub(super) fn method_of_builtin(&mut self, ty: TypeId, name: &str, count: usize) -> Option<Rc<Signature>> {
        let found = self.find_member(ty, name)?;
        let first = self.call_signature(found.ty)?;
        let all = std::iter::once(first).chain(found.overloads);
        all.min_by_key(|signature| {
            let takes = signature.parameters.len();
            (takes < count && !signature.parameters.last().is_some_and(|p| p.rest), takes)
        })
    }

    pub(super) fn hold(&mut self, object: Expr, arguments: Vec<Expr>, span: Span) -> Held {
        let receiver = self.made_up(TypeId::ANY, span);
        let mut held = self.hold_arguments(receiver, arguments, span);
        held.values.insert(0, (receiver, object));
        held
    }

    /// The same of an object that a variable holds.
    fn hold_arguments(&mut self, receiver: BindingId, arguments: Vec<Expr>, span: Span) -> Held {
        let mut held = Held { receiver, arguments: Vec::new(), all: None, values: Vec::new() };
        if arguments.iter().any(|a| matches!(a.kind, ExprKind::Spread(_))) {
            let elements = arguments.into_iter().map(|argument| match argument.kind {
                ExprKind::Spread(operand) => ArrayElement::Spread(*operand),
                _ => ArrayElement::Item(argument),
            });
            let ty = self.types().array(TypeId::ANY);
            let all = self.made_up(ty, span);
            held.values.push((all, Expr { kind: ExprKind::Array(elements.collect()), ty, span }));
            held.all = Some(all);
            return held;
        }
        for argument in arguments {
            let (ty, span) = (argument.ty, argument.span);
            let kind = match argument.kind {
                ExprKind::Number(number) => ExprKind::Number(number),
                ExprKind::String(ref units) => ExprKind::String(units.clone()),
                _ => {
                    let binding = self.made_up(ty, span);
                    held.values.push((binding, argument));
                    ExprKind::Read(binding)
                }
            };
            held.arguments.push(Expr { kind, ty, span });
        }
        held
    }

    fn is_owner(&mut self, value: Expr, ty: TypeId, span: Span) -> Expr {
        match self.program.types.get(ty).clone() {
            Type::Array { .. } => {
                let callee = Callee::Intrinsic(Intrinsic("Array.isArray".into()));
                Expr { kind: ExprKind::Call { callee, arguments: vec![value] }, ty: TypeId::BOOLEAN, span }
            }
            Type::TypedArray(class) => self.instance_of_typed(value, &class, span),
            _ => {
                let name = self.text(ty);
                is_typeof(value, &name, span)
            }
        }
    }

    fn is_nullish(&mut self, value: Expr, span: Span) -> Expr {
        let null = Expr { kind: ExprKind::Null, ty: TypeId::NULL, span };
        let kind = ExprKind::Binary { op: BinaryOp::Equal, left: Box::new(value), right: Box::new(null) };
        Expr { kind, ty: TypeId::BOOLEAN, span }
    }
}

impl Held {
    /// `body`, which reads the values.
    pub fn around(self, body: Expr, span: Span) -> Expr {
        let ty = body.ty;
        self.values.into_iter().rev().fold(body, |body, (binding, value)| Expr {
            kind: ExprKind::Let { binding, value: Box::new(value), body: Box::new(body) },
            ty,
            span,
        })
    }

    fn all_of(&self, span: Span) -> Option<Expr> {
        // What the array holds may be anything, so its type is of no interest here.
        self.all.map(|all| Expr { kind: ExprKind::Read(all), ty: TypeId::ANY, span })
    }

    /// The arguments as they were written.
    fn written(&self, span: Span) -> Vec<Expr> {
        match self.all_of(span) {
            Some(all) => vec![Expr { ty: all.ty, kind: ExprKind::Spread(Box::new(all)), span }],
            None => self.arguments.iter().map(again).collect(),
        }
    }

    /// The arguments as a built-in method takes them, those that are missing undefined; `None` where it cannot be called like this.
    fn fitted(&self, signature: &Signature, span: Span) -> Option<Vec<Expr>> {
        let place = rest_span(span);
        let takes_rest = signature.parameters.last().is_some_and(|p| p.rest);
        let named = signature.parameters.len() - usize::from(takes_rest);
        if self.all.is_some() && (!takes_rest || named > 0) {
            return None;
        }
        let mut fitted: Vec<Expr> = self.arguments.iter().take(named).map(again).collect();
        for parameter in &signature.parameters[fitted.len().min(named)..named] {
            if parameter.optional && !takes_rest {
                break;
            }
            fitted.push(Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span: place });
        }
        if takes_rest {
            let elements = match self.all_of(span) {
                Some(all) => vec![ArrayElement::Spread(all)],
                None => self.arguments.iter().skip(named).map(|argument| ArrayElement::Item(again(argument))).collect(),
            };
            fitted.push(Expr { kind: ExprKind::Array(elements), ty: TypeId::ANY, span: place });
        }
        Some(fitted)
    }
}

/// Whether every function has a method of this name.
fn is_method_of_functions(name: &str) -> bool {
    matches!(name, "call" | "apply" | "bind")
}

/// `f.call(this, …)`, `f.apply(this, list)` of a value that is a function.
fn bound_call(name: &str, held: &Held, span: Span) -> Expr {
    let undefined = || Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span };
    let this = held.arguments.first().map_or_else(undefined, again);
    let function = Expr { kind: ExprKind::Read(held.receiver), ty: TypeId::ANY, span };
    let arguments = match (name, held.arguments.get(1)) {
        ("apply", Some(list)) => {
            let list = again(list);
            vec![Expr { kind: ExprKind::Spread(Box::new(Expr { ty: TypeId::ANY, ..list })), ty: TypeId::ANY, span }]
        }
        ("apply", None) => Vec::new(),
        _ => held.arguments.iter().skip(1).map(again).collect(),
    };
    let callee = Callee::Bound { function: Box::new(function), this: Box::new(this) };
    Expr { kind: ExprKind::Call { callee, arguments }, ty: TypeId::ANY, span }
}

fn any_member_call(object: Expr, name: Rc<str>, arguments: Vec<Expr>, span: Span) -> Expr {
    let callee = Callee::Member { object: Box::new(object), name };
    Expr { kind: ExprKind::Call { callee, arguments }, ty: TypeId::ANY, span }
}

/// An object whose member is called with arguments that are evaluated first: it is looked at before them.
fn holder(object: Expr, name: &str, span: Span) -> Expr {
    let name = Expr { kind: ExprKind::String(name.encode_utf16().collect()), ty: TypeId::STRING, span };
    let callee = Callee::Intrinsic(Intrinsic("runtime.holder".into()));
    Expr { kind: ExprKind::Call { callee, arguments: vec![object, name] }, ty: TypeId::ANY, span }
}

fn get_member(object: Expr, name: &Rc<str>, span: Span) -> Expr {
    let place = Place::Member { object: Box::new(object), name: name.clone() };
    Expr { kind: ExprKind::Get(place), ty: TypeId::ANY, span }
}

/// A value of which nothing is known, where one of type `ty` is wanted.
fn as_result(value: Expr, ty: TypeId) -> Expr {
    let span = value.span;
    match ty {
        TypeId::ANY | TypeId::UNKNOWN | TypeId::VOID => Expr { ty, ..value },
        _ => Expr { kind: ExprKind::Cast { operand: Box::new(value), reason: CastReason::As }, ty, span },
    }
}

pub(in crate::check) fn conditional(test: Expr, then: Expr, otherwise: Expr, span: Span) -> Expr {
    let kind = ExprKind::Conditional { test: Box::new(test), then: Box::new(then), otherwise: Box::new(otherwise) };
    Expr { kind, ty: TypeId::ANY, span }
}

pub(in crate::check) fn is_typeof(value: Expr, name: &str, span: Span) -> Expr {
    let left = Box::new(Expr { kind: ExprKind::TypeOf(Box::new(value)), ty: TypeId::STRING, span });
    let right = Box::new(Expr { kind: ExprKind::String(name.encode_utf16().collect()), ty: TypeId::STRING, span });
    Expr { kind: ExprKind::Binary { op: BinaryOp::StrictEqual, left, right }, ty: TypeId::BOOLEAN, span }
}

/// A value that is held, once more.
pub(super) fn again(value: &Expr) -> Expr {
    let kind = match &value.kind {
        ExprKind::Number(number) => ExprKind::Number(*number),
        ExprKind::String(units) => ExprKind::String(units.clone()),
        ExprKind::Read(binding) => ExprKind::Read(*binding),
        other => unreachable!("check: {other:?} is not held"),
    };
    Expr { kind, ty: value.ty, span: value.span }
}
