//! Constructions: `new`, of classes and of built-in types.

use super::super::Checker;
use super::super::library::is_typed_array;
use super::super::scope::Value;
use super::Resolved;
use crate::ast::{self, ExprKind as E};
use crate::program::types::{ABSTRACT_CONSTRUCT, CONSTRUCT};
use crate::program::{ArrayElement, Callee, ClassId, Expr, ExprKind, Intrinsic, Signature, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// `new callee(…)`.
    pub(in crate::check) fn check_new(
        &mut self,
        callee: &'a ast::Expr,
        type_arguments: &'a [ast::TypeNode],
        arguments: &'a [ast::Expr],
        expected: Option<TypeId>,
        span: Span,
    ) -> Expr {
        self.within_call(callee.span, |c| c.check_new_of(callee, type_arguments, arguments, expected, span))
    }

    fn check_new_of(
        &mut self,
        callee: &'a ast::Expr,
        type_arguments: &'a [ast::TypeNode],
        arguments: &'a [ast::Expr],
        expected: Option<TypeId>,
        span: Span,
    ) -> Expr {
        if let E::Name(name) = &callee.kind
            && let Some(Value::Binding(binding)) = self.find_value(self.cx.scope, name)
            && let Some(interface) = self.namespace_of(binding)
        {
            return self.new_builtin(interface, name, callee, type_arguments, arguments, (expected, span));
        }
        let value = self.check_expr(callee, None);
        let ExprKind::ClassValue(class) = value.kind else { return self.construct_value(value, callee, type_arguments, arguments, (expected, span)) };
        self.may_throw();
        if !self.can_be_constructed(class, span) {
            return self.construct_nothing(arguments, span);
        }
        let signatures = self.generic_constructors(class);
        let before = self.problems.len();
        let mut call = self.check_arguments(&signatures, type_arguments, arguments, span, span, expected);
        self.blame_table_source(class, before, arguments, callee.span);
        self.blame_error_signatures(class, before, arguments);
        // A map may be made without type arguments or with two.
        if let (true, [_], [only]) = (self.library.class("Map") == Some(class), type_arguments, &mut self.problems[before..])
            && only.code == crate::problem::Code::Ts(2558)
        {
            only.code = crate::problem::Code::Ts(2743);
        }
        if let (Some((constructor, _)), [_, _, ..]) = (self.constructor_of(class), &signatures[..]) {
            let arguments = std::mem::take(&mut call.arguments);
            let passed = Resolved { arguments, type_arguments: Vec::new(), result: TypeId::VOID, predicate: None, fits: true };
            call.arguments = self.fit_body(constructor, passed, span).arguments;
        }
        if ["Map", "Set", "WeakMap", "WeakSet"].iter().any(|name| self.library.class(name) == Some(class)) {
            let is_map = ["Map", "WeakMap"].iter().any(|name| self.library.class(name) == Some(class));
            call.arguments = std::mem::take(&mut call.arguments).into_iter().map(|argument| self.as_table_source(argument, is_map)).collect();
        }
        if let Some(at) = self.message_of_error(class)
            && let Some(message) = call.arguments.get_mut(at).filter(|message| message.ty == TypeId::ANY)
        {
            let ty = self.types().union([TypeId::STRING, TypeId::UNDEFINED]);
            let given = std::mem::replace(message, Expr { kind: ExprKind::Undefined, ty: TypeId::UNDEFINED, span });
            *message = self.as_taken(given, ty);
        }
        // tsc's library says so of maps that are made of nothing.
        if arguments.is_empty() && type_arguments.is_empty() && ["Map", "WeakMap"].iter().any(|name| self.library.class(name) == Some(class)) {
            call.type_arguments.iter_mut().filter(|ty| **ty == TypeId::UNKNOWN).for_each(|ty| *ty = TypeId::ANY);
            call.result = self.types().class(class, call.type_arguments.clone());
        }
        let own = self.own_class_parameters(class).len();
        let outer = self.class_parameters(class).split_off(own);
        call.type_arguments.extend(self.own_arguments(&outer));
        let kind = ExprKind::New { class, type_arguments: call.type_arguments, arguments: call.arguments };
        Expr { kind, ty: call.result, span }
    }

    /// Which argument is the message that one of the library's errors is made with: what comes from `any` becomes a text.
    fn message_of_error(&self, class: ClassId) -> Option<usize> {
        let info = &self.program.classes[class.index()];
        match &*info.name {
            _ if !self.is_library(info.span.file) => None,
            "AggregateError" => Some(1),
            "SuppressedError" => Some(2),
            name => name.ends_with("Error").then_some(0),
        }
    }

    /// TypeScript's library declares two constructors for errors: of a message alone both are named.
    pub(in crate::check) fn blame_error_signatures(&mut self, class: ClassId, before: usize, arguments: &[ast::Expr]) {
        let mut maker = class;
        while self.program.classes[maker.index()].constructor.is_none()
            && let Some((base, _)) = self.class_base(maker)
        {
            maker = base;
        }
        let info = &self.program.classes[maker.index()];
        let is_error = self.is_library(info.span.file) && info.name.ends_with("Error");
        if let ([message], true, [only]) = (arguments, is_error, &mut self.problems[before..])
            && only.code == crate::problem::Code::Ts(2345)
            && only.span == message.span
        {
            only.code = crate::problem::Code::Ts(2769);
        }
    }

    /// The library of tsc has two constructors of maps and sets, so that it says of what fits neither that no overload does.
    fn blame_table_source(&mut self, class: ClassId, before: usize, arguments: &[ast::Expr], callee: Span) {
        let [source] = arguments else { return };
        if !["Map", "Set", "WeakMap", "WeakSet"].iter().any(|name| self.library.class(name) == Some(class)) {
            return;
        }
        use crate::problem::Code::Ts;
        let mut first = true;
        let mut index = before.min(self.problems.len());
        while let Some(problem) = self.problems.get_mut(index) {
            if !matches!(problem.code, Ts(2322 | 2345)) || !super::arguments::is_blamed(source, problem.span) {
                index += 1;
                continue;
            }
            if !std::mem::take(&mut first) {
                self.problems.remove(index);
                continue;
            }
            if problem.span != source.span {
                problem.labels.push(crate::problem::Label { span: problem.span, text: "this does not fit".to_string() });
                problem.span = callee;
            }
            problem.code = Ts(2769);
            index += 1;
        }
    }

    /// `new value(…)`, the class being known at run time only.
    fn construct_value(
        &mut self,
        value: Expr,
        callee: &'a ast::Expr,
        type_arguments: &'a [ast::TypeNode],
        arguments: &'a [ast::Expr],
        (expected, span): (Option<TypeId>, Span),
    ) -> Expr {
        self.may_throw();
        let signatures = match self.construct_signatures(value.ty) {
            Some(signatures) => signatures,
            None => {
                if let Some(signatures) = self.builtin_constructors(value.ty) {
                    let call = self.check_arguments(&signatures, type_arguments, arguments, span, span, expected);
                    self.refuse_unknown_builtin(value.ty, callee.span);
                    return Expr { ty: call.result, ..self.missing(span) };
                }
                self.report_not_constructable(value.ty, callee.span, span);
                return self.construct_nothing(arguments, span);
            }
        };
        if let Type::ClassValue(class) = *self.program.types.get(value.ty)
            && !self.can_be_constructed(class, span)
        {
            return self.construct_nothing(arguments, span);
        }
        let call = self.check_arguments(&signatures, type_arguments, arguments, span, span, expected);
        let callee = Callee::Member { object: Box::new(value), name: CONSTRUCT.into() };
        let arguments = super::one_by_one(call.arguments, span);
        Expr { kind: ExprKind::Call { callee, arguments }, ty: call.result, span }
    }

    /// `new` of what cannot be constructed, of which nothing is said but what is wrong in its arguments.
    fn construct_nothing(&mut self, arguments: &'a [ast::Expr], span: Span) -> Expr {
        arguments.iter().for_each(|argument| drop(self.check_expr(argument, None)));
        self.missing(span)
    }

    /// The signatures by which `new` may construct what a value of this type makes.
    fn construct_signatures(&mut self, ty: TypeId) -> Option<Vec<Rc<Signature>>> {
        if ty == TypeId::ANY {
            return Some(vec![super::any_signature()]);
        }
        let found = self.find_member(ty, CONSTRUCT)?;
        self.call_signatures(found.ty)
    }

    /// Those of a built-in object such as `Uint8Array`, whose interface tells what `new` makes of it.
    fn builtin_constructors(&mut self, ty: TypeId) -> Option<Vec<Rc<Signature>>> {
        let Type::Interface { interface, .. } = *self.program.types.get(ty) else { return None };
        let name = self.program.interfaces[interface.index()].name.clone();
        if self.library.interface(&name) != Some(interface) {
            return None;
        }
        let constructs = self.interface_members(interface).constructs.clone();
        (!constructs.is_empty()).then_some(constructs)
    }

    /// Whoever makes a value of a built-in object is refused there; here only if nobody did.
    fn refuse_unknown_builtin(&mut self, ty: TypeId, span: Span) {
        use crate::problem::{Code, Rule};
        if !self.problems.iter().any(|problem| problem.code == Code::Th(Rule::BuiltinValue)) {
            let text = self.text(ty);
            self.refuse(Rule::BuiltinValue, span, format!("no value is a `{text}`: write the name of what is constructed"));
        }
    }

    fn report_not_constructable(&mut self, ty: TypeId, callee: Span, span: Span) {
        let text = self.text(ty);
        if self.find_member(ty, ABSTRACT_CONSTRUCT).is_some() && self.find_member(ty, CONSTRUCT).is_none() {
            return self.error(2511, span, format!("a `{text}` may be abstract: only a class that extends it can be constructed"));
        }
        if matches!(ty, TypeId::NULL | TypeId::UNDEFINED) {
            return self.error(18050, callee, "null and undefined construct nothing");
        }
        let bare = self.types().non_null(ty);
        if bare != ty && self.find_member(bare, CONSTRUCT).is_some() {
            let members = self.program.types.members(ty);
            let (number, what) = match (members.contains(&TypeId::NULL), members.contains(&TypeId::UNDEFINED)) {
                (true, true) => (18049, "null or undefined"),
                (true, false) => (18047, "null"),
                _ => (18048, "undefined"),
            };
            return self.error(number, callee, format!("what is constructed may be {what} here"));
        }
        let (number, span) = match self.program.types.get(ty).clone() {
            Type::Unknown => (18046, callee),
            _ if self.called_part(ty).is_some() => (7009, span),
            _ => (2351, callee),
        };
        self.error(number, span, format!("a `{text}` is not a class, so `new` cannot construct it"));
    }

    /// Who may use the constructor that `new class` runs.
    pub(in crate::check) fn constructor_visibility(&mut self, class: ClassId) -> ast::Visibility {
        let Some((constructor, owner)) = self.constructor_of(class) else { return ast::Visibility::Public };
        let node = self.classes[owner.index()].node;
        let found = node.members.iter().find_map(|m| match &m.kind {
            ast::ClassMemberKind::Constructor(f) if self.function_ids.get(&f.id) == Some(&constructor) => Some(m.modifiers.visibility),
            _ => None,
        });
        found.unwrap_or(ast::Visibility::Public)
    }

    /// What a map or set is made of, as an array: a string's or a typed array's elements are put into one.
    fn as_table_source(&mut self, value: Expr, is_map: bool) -> Expr {
        if value.ty == TypeId::ANY {
            let span = value.span;
            return self.library_call(if is_map { "iterator.entriesOfAny" } else { "iterator.valuesOfAny" }, vec![value], TypeId::ANY, span);
        }
        let value = self.as_array(value);
        let is_text = self.is_assignable(value.ty, TypeId::STRING);
        let element = match self.program.types.get(value.ty) {
            Type::TypedArray(_) => TypeId::NUMBER,
            _ if is_text => TypeId::STRING,
            _ => return value,
        };
        let (ty, span) = (self.types().array(element), value.span);
        Expr { kind: ExprKind::Array(vec![ArrayElement::Spread(value)]), ty, span }
    }

    /// TS2675: a class whose constructor is private cannot be extended from outside.
    pub(in crate::check) fn check_base_constructor(&mut self, class: ClassId, base: ClassId, span: Span) {
        let Some((_, owner)) = self.constructor_of(base) else { return };
        let node = self.classes[owner.index()].node;
        let private = node.members.iter().any(|m| matches!(m.kind, ast::ClassMemberKind::Constructor(_)) && m.modifiers.visibility == ast::Visibility::Private);
        let (outer, inner) = (node.span, self.classes[class.index()].node.span);
        if private && !(outer.file == inner.file && outer.start <= inner.start && inner.end <= outer.end) {
            let name = self.program.classes[base.index()].name.clone();
            self.error(2675, span, format!("`{name}` cannot be extended: its constructor is private"));
        }
    }

    /// Whether `new class` may stand here; says why not.
    fn can_be_constructed(&mut self, class: ClassId, span: Span) -> bool {
        let name = self.program.classes[class.index()].name.clone();
        if self.program.classes[class.index()].is_abstract {
            self.error(2511, span, format!("`{name}` is abstract: only a class that extends it can be constructed"));
            return false;
        }
        let Some((_, owner)) = self.constructor_of(class) else { return true };
        let inside = self.scope(self.cx.scope).class;
        match self.constructor_visibility(class) {
            ast::Visibility::Private if inside != Some(owner) => {
                self.error(2673, span, format!("the constructor of `{name}` is private: only the class itself may use it"));
                false
            }
            ast::Visibility::Protected if !inside.is_some_and(|i| self.extends_class(i, owner)) => {
                self.error(2674, span, format!("the constructor of `{name}` is protected: only subclasses may use it"));
                false
            }
            _ => true,
        }
    }

    /// The constructor that `new class` runs, and the class that declares it.
    fn constructor_of(&mut self, class: ClassId) -> Option<(crate::program::FunctionId, ClassId)> {
        match self.program.classes[class.index()].constructor {
            Some(constructor) => Some((constructor, class)),
            None => {
                let (base, _) = self.class_base(class)?;
                self.constructor_of(base)
            }
        }
    }

    /// The constructor's signature with the class's type parameters as its own.
    fn generic_constructor(&mut self, class: ClassId) -> Rc<Signature> {
        let own = self.own_class_type(class);
        let Type::Class { arguments, .. } = self.program.types.get(own).clone() else { unreachable!("an instance type is a class") };
        let mut signature = (*self.constructor_signature(class, &arguments)).clone();
        signature.type_parameters = self.own_class_parameters(class);
        signature.result = own;
        Rc::new(signature)
    }

    /// The signatures by which `new` may call the constructor.
    pub(in crate::check) fn generic_constructors(&mut self, class: ClassId) -> Vec<Rc<Signature>> {
        let whole = self.generic_constructor(class);
        match self.program.classes[class.index()].constructor.and_then(|constructor| self.overloads_of(constructor)) {
            Some(all) => all
                .iter()
                .map(|one| Rc::new(Signature { type_parameters: whole.type_parameters.clone(), this: None, parameters: one.parameters.clone(), result: whole.result, predicate: None }))
                .collect(),
            None => vec![whole],
        }
    }

    /// The parameters with which `new class<arguments>` is called.
    pub(in crate::check) fn constructor_signature(&mut self, class: ClassId, arguments: &[TypeId]) -> Rc<Signature> {
        let with = Self::substitution(&self.class_parameters(class), arguments);
        if let Some(constructor) = self.program.classes[class.index()].constructor {
            let signature = self.function_signature(constructor);
            let mut signature = self.substitute_signature(&signature, &with);
            signature.result = TypeId::VOID;
            return Rc::new(signature);
        }
        match self.class_base(class) {
            Some((base, passed)) => {
                let passed: Vec<TypeId> = passed.iter().map(|&a| self.substitute(a, &with)).collect();
                self.constructor_signature(base, &passed)
            }
            None if self.extends_refused(class) => Rc::new(Signature { result: TypeId::VOID, ..(*super::any_signature()).clone() }),
            None => Rc::new(Signature { type_parameters: Vec::new(), this: None, parameters: Vec::new(), result: TypeId::VOID, predicate: None }),
        }
    }

    fn new_builtin(
        &mut self,
        interface: crate::program::InterfaceId,
        name: &Rc<str>,
        callee: &'a ast::Expr,
        type_arguments: &'a [ast::TypeNode],
        arguments: &'a [ast::Expr],
        (expected, span): (Option<TypeId>, Span),
    ) -> Expr {
        let signatures = self.interface_members(interface).constructs.clone();
        if &**name == "Date" {
            self.report(
                crate::problem::Problem::th(crate::problem::Rule::UnsupportedMember, span)
                    .with_message("a board has no calendar: `new Date` is not supported")
                    .with_help("`Date.now()` and `performance.now()` give the time since the program started"),
            );
            return self.missing(span);
        }
        if &**name == "Symbol" {
            self.error(7009, span, "`Symbol` is called without `new`");
            return self.missing(span);
        }
        if matches!(&**name, "String" | "Number" | "Boolean") {
            self.report(
                crate::problem::Problem::th(crate::problem::Rule::UnsupportedType, callee.span)
                    .with_message(format!("the object type `{name}` is not supported"))
                    .with_help(format!("write `{name}(…)`: the value itself")),
            );
            return self.missing(span);
        }
        if signatures.is_empty() {
            self.error(2351, callee.span, format!("`{name}` is not a class, so `new` cannot construct it"));
            return self.missing(span);
        }
        let call = self.check_arguments(&signatures, type_arguments, arguments, span, span, expected);
        let mut call = call;
        if &**name == "Object" {
            self.may_throw();
            return self.object_call("Object.call", call.arguments, call.result, span);
        }
        if is_typed_array(name) || &**name == "ArrayBuffer" {
            return self.new_typed_array(name, call, span);
        }
        if call.arguments.is_empty() {
            // A length, 0 when it is left out.
            call.arguments.push(Expr { kind: ExprKind::Number(0.0), ty: TypeId::NUMBER, span });
        }
        if &**name == "Array" {
            return self.array_of(call.arguments, call.result, span);
        }
        self.may_throw();
        let intrinsic = Intrinsic(format!("{name}.constructor").into());
        Expr { kind: ExprKind::NewIntrinsic { intrinsic, arguments: call.arguments }, ty: call.result, span }
    }

    /// `new Int8Array(…)`, `new ArrayBuffer(…)`: a function of the library for each sort of first argument.
    fn new_typed_array(&mut self, name: &str, mut call: Resolved, span: Span) -> Expr {
        self.may_throw();
        let first = call.arguments.first().map_or(TypeId::NUMBER, |first| self.constraint_of(first.ty));
        let function = match self.program.types.get(first).clone() {
            _ if self.is_number(first) => "ofLength",
            Type::TypedArray(class) if &*class == "ArrayBuffer" => "onBuffer",
            Type::Any => "create",
            _ => "ofValues",
        };
        if function == "ofValues"
            && let Some(values) = call.arguments.pop()
        {
            let values = self.as_values(values, false);
            call.arguments.push(values);
        }
        self.builtin_call(format!("{name}.{function}").into(), None, call.arguments, call.result, span)
    }
}
