//! The library as the checker sees it: which declarations describe built-in types, which names programs may use, and which
//! TypeScript function stands behind a built-in method.

use super::Checker;
use super::flow::Flow;
use super::members::Builtin;
use super::scope::{ScopeId, Value};
use super::variables::BindingKind;
use crate::ast::{self, ModuleKind, TypeKind};
use crate::problem::Rule;
use crate::program::{
    ArrayElement, BindingId, Callee, ClassId, Expr, ExprKind, FunctionId, FunctionKind, InterfaceId, Intrinsic, Parameter, Signature, Statement,
    StatementKind, Type, TypeId,
};
use crate::source::{FileId, Span};
use crate::hash::HashMap;
use crate::library;
use std::rc::Rc;

/// The library's entities by name.
#[derive(Debug, Default)]
pub(super) struct LibraryIndex {
    interfaces: HashMap<Rc<str>, InterfaceId>,
    /// Interfaces that describe a global value (`Math`, `StringConstructor`), with the name that owns their members.
    pub namespaces: HashMap<InterfaceId, Rc<str>>,
    /// Global values by name, with the interface that describes them.
    values: HashMap<Rc<str>, InterfaceId>,
    /// Exported functions by `file.name`.
    functions: HashMap<Rc<str>, FunctionId>,
    classes: HashMap<Rc<str>, ClassId>,
    /// Module declarations of the library that something reached.
    pub reached: Vec<FileId>,
}

/// Classes of the library that are global names in JavaScript.
const GLOBAL_CLASSES: &[&str] =
    &["Error", "TypeError", "RangeError", "ReferenceError", "SyntaxError", "EvalError", "URIError", "AggregateError", "SuppressedError", "Map", "Set", "WeakMap", "WeakSet", "WeakRef", "Promise", "DataView"];

/// Built-ins that can be called to convert something, and be values. `Object` can be called as well, and is more than a conversion.
const CONVERSIONS: &[&str] = &["String", "Number", "Boolean", "Symbol"];

/// Classes of the library that are global names of types only.
const GLOBAL_TYPES: &[&str] = &["Generator", "AsyncGenerator", "ArrayIterator", "MapIterator", "SetIterator", "StringIterator", "IteratorObject"];

/// Global functions and methods whose TypeScript function has another name: JavaScript's name, the number of arguments from
/// which (and up to which) it is meant, `file.name`.
const RENAMED: &[(&str, usize, usize, &str)] = &[
    ("clearTimeout", 0, 9, "events.clearTimer"),
    ("clearInterval", 0, 9, "events.clearTimer"),
    ("setTimeout", 0, 9, "events.setTimeout"),
    ("setInterval", 0, 9, "events.setInterval"),
    ("structuredClone", 0, 9, "clone.structuredClone"),
    ("queueMicrotask", 0, 9, "events.queueMicrotask"),
    ("Array.reduce", 1, 1, "array.reduceFirst"),
    ("Array.sort", 1, 1, "array.sortBy"),
    ("Array.toSorted", 1, 1, "array.toSortedBy"),
    ("Array.reduceRight", 1, 1, "array.reduceRightFirst"),
    ("Array.lastIndexOf", 2, 2, "array.lastIndexFrom"),
    ("Array.toString", 0, 9, "array.join"),
    ("Date.now", 0, 9, "time.millis"),
    ("performance.now", 0, 9, "time.now"),
    ("Array.with", 0, 9, "array.withElement"),
    ("Array.from", 2, 2, "array.fromMapped"),
    ("String.localeCompare", 0, 9, "collate.localeCompare"),
    ("String.@@iterator", 0, 9, "iterator.ofString"),
    ("Array.@@iterator", 0, 9, "array.values"),
    ("Symbol.for", 0, 9, "registry.registered"),
    ("Symbol.keyFor", 0, 9, "registry.keyFor"),
    ("Object.hasOwn", 0, 9, "object.has"),
    ("Object.%%own", 0, 9, "object.has"),
    ("Object.%%enumerable", 0, 9, "object.isEnumerable"),
    ("Object.%%tag", 0, 9, "object.tag"),
    ("Object.getOwnPropertyNames", 0, 9, "object.ownNames"),
    ("Object.fromEntries", 0, 9, "dictionary.fromEntries"),
    ("ArrayBuffer.isView", 0, 9, "arraybuffer.testView"),
];

/// The same for the methods of every typed array, in the file of its name.
const RENAMED_TYPED: &[(&str, usize, usize, &str)] = &[
    ("reduce", 1, 1, "reduceFirst"),
    ("reduceRight", 1, 1, "reduceRightFirst"),
    ("sort", 1, 1, "sortBy"),
    ("toSorted", 1, 1, "toSortedBy"),
    ("with", 0, 9, "withElement"),
    ("from", 2, 2, "fromMapped"),
    ("@@iterator", 0, 9, "values"),
];

/// Whether this names a sort of typed array.
pub(super) fn is_typed_array(name: &str) -> bool {
    library::TYPED_ARRAYS.iter().any(|(typed, ..)| *typed == name)
}

/// Whether the library's function for a built-in has another name than JavaScript's.
#[cfg(test)]
pub(crate) fn is_renamed(name: &str) -> bool {
    let typed = name.split_once('.').filter(|(owner, _)| is_typed_array(owner));
    RENAMED.iter().any(|(n, ..)| *n == name) || typed.is_some_and(|(_, member)| RENAMED_TYPED.iter().any(|(n, ..)| *n == member))
}

impl LibraryIndex {
    /// The interface that describes the members of the built-in type `name`.
    pub fn interface(&self, name: &str) -> Option<InterfaceId> {
        self.interfaces.get(name).copied()
    }

    /// Whether `name` is a built-in value with a constructor that is not a class.
    pub fn is_constructor(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// The library's class of this name.
    pub fn class(&self, name: &str) -> Option<ClassId> {
        self.classes.get(name).copied()
    }

    /// Every exported function by `file.name`.
    pub fn all_functions(&self) -> Vec<(Rc<str>, FunctionId)> {
        self.functions.iter().map(|(name, &function)| (name.clone(), function)).collect()
    }

    /// Every exported class by name.
    pub fn all_classes(&self) -> Vec<(Rc<str>, ClassId)> {
        self.classes.iter().map(|(name, &class)| (name.clone(), class)).collect()
    }

    /// The library's function `file.name`.
    pub fn function(&self, name: &str) -> Option<FunctionId> {
        self.functions.get(name).copied()
    }
}

impl<'a> Checker<'a> {
    /// Enters the library's names.
    pub(super) fn declare_library(&mut self) {
        self.declare_this_type();
        let ast = self.ast;
        let library: Vec<&'a ast::Module> = ast.modules.iter().filter(|m| self.is_library(m.file)).collect();
        for module in &library {
            self.declare_module(module);
        }
        for module in &library {
            match module.kind {
                ModuleKind::Globals => self.index_globals(module),
                _ => self.index_module(module),
            }
        }
    }

    fn index_globals(&mut self, module: &'a ast::Module) {
        for item in &module.items {
            let ast::ItemKind::Statement { statement, .. } = &item.kind else { continue };
            match &statement.kind {
                ast::StatementKind::Interface(interface) => {
                    if let Some(&id) = self.interface_ids.get(&interface.name.id) {
                        self.library.interfaces.insert(interface.name.text.clone(), id);
                    }
                }
                ast::StatementKind::Variables(variables) => {
                    for variable in &variables.declarations {
                        self.index_value(variable);
                    }
                }
                ast::StatementKind::Function { function, .. } => {
                    if let (Some(&id), Some(name)) = (self.function_ids.get(&function.id), &function.name) {
                        self.functions[id.index()].intrinsic = Some(name.text.clone());
                    }
                }
                _ => {}
            }
        }
    }

    /// `declare const Math: Math`.
    fn index_value(&mut self, variable: &'a ast::Variable) {
        let Some(TypeKind::Reference { name, .. }) = variable.ty.as_ref().map(|ty| &ty.kind) else { return };
        if let Some(super::scope::TypeName::Interface(id)) = self.find_entity(ScopeId::GLOBAL, name) {
            self.library.namespaces.insert(id, variable.name.text.clone());
            self.library.values.insert(variable.name.text.clone(), id);
        }
    }

    fn index_module(&mut self, module: &'a ast::Module) {
        let stem = self.stem(module.file);
        for item in &module.items {
            let ast::ItemKind::Statement { statement, export } = &item.kind else { continue };
            match &statement.kind {
                ast::StatementKind::Function { function, .. } => {
                    let (Some(&id), Some(name)) = (self.function_ids.get(&function.id), &function.name) else { continue };
                    let full: Rc<str> = format!("{stem}.{}", name.text).into();
                    if function.body.is_none() {
                        self.functions[id.index()].intrinsic = Some(self.intrinsic_name(&stem, &name.text));
                    } else if *export != ast::Export::None {
                        self.library.functions.insert(full, id);
                    }
                }
                ast::StatementKind::Class { class, .. } if *export != ast::Export::None => self.index_class(class),
                _ => {}
            }
        }
    }

    fn index_class(&mut self, node: &'a ast::Class) {
        let Some(&class) = self.class_ids.get(&node.id) else { return };
        let name = node.name.text.clone();
        self.library.classes.insert(name.clone(), class);
        if GLOBAL_TYPES.contains(&&*name) {
            self.scope_mut(ScopeId::GLOBAL).types.insert(name.clone(), super::scope::TypeName::Class(class));
        }
        if GLOBAL_CLASSES.contains(&&*name) {
            let global = self.scope_mut(ScopeId::GLOBAL);
            global.values.insert(name.clone(), Value::Class(class));
            global.types.insert(name, super::scope::TypeName::Class(class));
        }
    }

    /// `array` for `thimble:array.ts`.
    fn stem(&self, file: FileId) -> String {
        let path = &self.sources.get(file).path;
        let name = path.strip_prefix("thimble:").unwrap_or(path);
        name.trim_end_matches(".ts").trim_end_matches(".d").to_string()
    }

    /// Files that programs import are `thimble/time.sleep`, those within the library `runtime.millis`.
    fn intrinsic_name(&self, stem: &str, name: &str) -> Rc<str> {
        match stem {
            "runtime" | "text" | "errors" | "array" | "map" | "set" | "events" | "promise" => format!("{stem}.{name}").into(),
            _ => format!("thimble/{stem}.{name}").into(),
        }
    }

    /// The built-in type that a library interface describes; `first` is the place of the first type argument.
    pub(super) fn builtin_type(&mut self, interface: InterfaceId, written: &[TypeId], span: Span, first: Span) -> Option<TypeId> {
        let name = self.program.interfaces[interface.index()].name.clone();
        if self.library.interface(&name) != Some(interface) {
            return None;
        }
        match &*name {
            "Array" | "ReadonlyArray" => {
                let [element] = written[..] else {
                    self.error(2314, span, format!("`{name}` takes one type argument: the type of the elements"));
                    return Some(TypeId::ANY);
                };
                Some(self.types().intern(Type::Array { element, readonly: &*name == "ReadonlyArray" }))
            }
            "ArrayBuffer" => Some(self.types().intern(Type::TypedArray(name))),
            _ if is_typed_array(&name) => {
                // tsc's typed arrays name the type of their buffer, of which there is one.
                let buffer = self.types().intern(Type::TypedArray("ArrayBuffer".into()));
                if written.iter().any(|&ty| !self.is_assignable(ty, buffer)) || written.len() > 1 {
                    self.error(2344, first, format!("the type argument of `{name}` is the type of its buffer, `ArrayBuffer`"));
                }
                Some(self.types().intern(Type::TypedArray(name)))
            }
            "String" | "Number" | "Boolean" | "Symbol" => {
                let help = name.to_ascii_lowercase();
                self.report(
                    crate::problem::Problem::th(Rule::UnsupportedType, span)
                        .with_message(format!("the object type `{name}` is not supported"))
                        .with_help(format!("write `{help}`")),
                );
                // What is said of the rest of the program is what is said once the help is taken.
                Some(match &*name {
                    "String" => TypeId::STRING,
                    "Number" => TypeId::NUMBER,
                    "Boolean" => TypeId::BOOLEAN,
                    _ => TypeId::SYMBOL,
                })
            }
            _ => None,
        }
    }

    /// The name of the operation behind a global function without a body.
    pub(super) fn binding_intrinsic(&self, binding: BindingId) -> Option<Rc<str>> {
        match self.bindings[binding.index()].kind {
            BindingKind::Function(function) => self.functions[function.index()].intrinsic.clone(),
            _ => None,
        }
    }

    /// The interface of a global value such as `Math`, when `binding` is one.
    pub(super) fn namespace_of(&self, binding: BindingId) -> Option<InterfaceId> {
        let BindingKind::Variable { declare: true, .. } = self.bindings[binding.index()].kind else { return None };
        if !self.is_library(self.program.bindings[binding.index()].span.file) {
            return None;
        }
        self.library.values.get(&self.program.bindings[binding.index()].name).copied()
    }

    /// What a call of the built-in `name` with `count` arguments calls: a function of the library, or an operation.
    pub(super) fn builtin_target(&mut self, name: &str, count: usize) -> Option<FunctionId> {
        if let Some((owner, member)) = name.split_once('.').filter(|(owner, _)| is_typed_array(owner)) {
            let renamed = RENAMED_TYPED.iter().find(|(n, from, to, _)| *n == member && (*from..=*to).contains(&count));
            let own = renamed.map_or(member, |(.., own)| own);
            return self.library.function(&format!("{}.{own}", owner.to_ascii_lowercase()));
        }
        let renamed = RENAMED.iter().find(|(n, from, to, _)| *n == name && (*from..=*to).contains(&count));
        let full = match renamed {
            Some((.., full)) => full.to_string(),
            None => {
                let (owner, member) = name.split_once('.')?;
                format!("{}.{member}", owner.to_ascii_lowercase())
            }
        };
        let function = self.library.function(&full)?;
        Some(function)
    }

    /// `Owner.member`.
    pub(super) fn builtin_name(builtin: &Builtin, member: &str) -> Rc<str> {
        format!("{}.{member}", builtin.owner).into()
    }

    /// A global function without a body, or `Math` itself, used as a value.
    pub(super) fn intrinsic_value(&mut self, binding: BindingId, span: Span) -> Expr {
        let BindingKind::Function(function) = self.bindings[binding.index()].kind else { return self.missing(span) };
        let signature = self.function_signature(function);
        let name = self.program.bindings[binding.index()].name.clone();
        self.wrap_intrinsic(&name, &signature, span)
    }

    /// Reaches what `lower` calls on its own account: the failing checks, the event loop, texts of values.
    pub(super) fn reach_roots(&mut self) {
        let converts = self.own_texts_have(|text| ["valueOf", "toPrimitive", "any", "unknown"].iter().any(|word| text.contains(word)));
        for (name, function) in self.library.all_functions() {
            let (file, member) = name.split_once('.').expect("library names are `file.name`");
            let wanted = match file {
                "errors" | "text" | "inspect" => true,
                "events" => member == "run",
                "number" => matches!(member, "primitive" | "numeric" | "comparable") && converts,
                _ => false,
            };
            if wanted {
                self.reach_function(function);
            }
        }
    }

    /// What `lower` calls where a promise occurs.
    fn reach_promises(&mut self) {
        for (name, function) in self.library.all_functions() {
            if name.starts_with("promise.") || name.starts_with("events.") {
                self.reach_function(function);
            }
        }
    }

    /// Whether the text of a file of the program is like this: what may decide whether it needs a part of the library.
    pub(super) fn own_texts_have(&self, is_like_this: impl Fn(&str) -> bool) -> bool {
        self.ast.modules.iter().any(|module| !self.is_library(module.file) && is_like_this(&self.sources.get(module.file).text))
    }

    /// Takes note that the program needs this function of the library, or that the user's code names it.
    pub(super) fn reach_function(&mut self, function: FunctionId) {
        let file = self.program.functions[function.index()].span.file;
        if self.is_library(file) {
            self.queue_function(function);
            self.reach_module(file);
        }
    }

    /// The same for a class of the library.
    pub(super) fn reach_class(&mut self, class: ClassId) {
        let file = self.program.classes[class.index()].span.file;
        if !self.is_library(file) || self.classes[class.index()].queued {
            return;
        }
        self.classes[class.index()].queued = true;
        self.reach_module(file);
        self.library_classes.push(class);
        if self.library.class("Promise") == Some(class) {
            self.reach_promises();
        }
    }

    /// The library's class of this name, which the program uses.
    pub(super) fn reach_library_class(&mut self, name: &str) -> Option<ClassId> {
        let class = self.library.class(name)?;
        self.reach_class(class);
        Some(class)
    }

    /// Walks a reached class of the library.
    pub(super) fn check_library_class(&mut self, class: ClassId) {
        let scope = self.classes[class.index()].scope;
        self.elsewhere(scope, |c| c.check_class(class));
    }

    /// A library file with something reached in it is initialised.
    pub(super) fn reach_module(&mut self, file: FileId) {
        if self.is_library(file) && !self.library.reached.contains(&file) {
            self.library.reached.push(file);
        }
    }

    /// A use of something declared without an implementation.
    pub(super) fn use_ambient(&mut self, binding: BindingId, span: Span) {
        let info = &self.program.bindings[binding.index()];
        let name = info.name.clone();
        if self.is_library(info.span.file) {
            return self.refuse_builtin_value(&name, span);
        }
        self.declare_only(binding);
    }

    pub(super) fn refuse_builtin_value(&mut self, name: &str, span: Span) {
        self.refuse(Rule::BuiltinValue, span, format!("`{name}` cannot be used as a value, only its members can"));
    }

    /// Nothing makes what stands for this name.
    pub(super) fn declare_only(&mut self, binding: BindingId) {
        let info = &mut self.program.bindings[binding.index()];
        (info.ambient, info.needs_initialization_check) = (true, true);
    }

    /// Whether a variable is read that nothing makes.
    pub(super) fn is_only_declared(&self, value: &Expr) -> bool {
        let ExprKind::Read(binding) = value.kind else { return false };
        let is_declared = matches!(self.bindings[binding.index()].kind, BindingKind::Variable { declare: true, .. });
        is_declared && !self.is_library(self.program.bindings[binding.index()].span.file)
    }

    /// A number that a built-in constant stands for.
    pub(super) fn builtin_constant(name: &str) -> Option<f64> {
        use std::f64::consts as c;
        if let Some(owner) = name.strip_suffix(".BYTES_PER_ELEMENT") {
            return library::TYPED_ARRAYS.iter().find(|(typed, ..)| *typed == owner).map(|(_, size, _)| f64::from(*size));
        }
        Some(match name {
            "Math.E" => c::E,
            "Math.LN10" => c::LN_10,
            "Math.LN2" => c::LN_2,
            "Math.LOG10E" => c::LOG10_E,
            "Math.LOG2E" => c::LOG2_E,
            "Math.PI" => c::PI,
            "Math.SQRT1_2" => c::FRAC_1_SQRT_2,
            "Math.SQRT2" => c::SQRT_2,
            "Number.MAX_SAFE_INTEGER" => 9007199254740991.0,
            "Number.MIN_SAFE_INTEGER" => -9007199254740991.0,
            "Number.MAX_VALUE" => f64::MAX,
            "Number.MIN_VALUE" => 5e-324,
            "Number.EPSILON" => f64::EPSILON,
            "Number.POSITIVE_INFINITY" => f64::INFINITY,
            "Number.NEGATIVE_INFINITY" => f64::NEG_INFINITY,
            "Number.NaN" => f64::NAN,
            _ => return None,
        })
    }

    /// `NumberConstructor` and its like: as values they are functions without members.
    pub(super) fn conversion_type(&mut self, interface: InterfaceId) -> Option<TypeId> {
        self.library.namespaces.get(&interface).filter(|name| CONVERSIONS.contains(&&***name))?;
        let signature = self.interface_members(interface).calls.first()?.clone();
        Some(self.types().intern(Type::Function(signature)))
    }

    /// One of [`CONVERSIONS`] as a function value.
    pub(super) fn conversion_value(&mut self, binding: BindingId, span: Span) -> Option<Expr> {
        let interface = self.namespace_of(binding)?;
        let signature = self.interface_members(interface).calls.first()?.clone();
        let name = self.program.bindings[binding.index()].name.clone();
        if !CONVERSIONS.contains(&&*name) {
            self.refuse_builtin_value(&name, span);
            return Some(self.missing(span));
        }
        Some(self.wrap_intrinsic(&format!("{name}.call").into(), &signature, span))
    }

    /// A built-in function as a value: a function that calls it, the same wherever the value is used.
    fn wrap_intrinsic(&mut self, name: &Rc<str>, signature: &Signature, span: Span) -> Expr {
        // These two are one function each (ECMA-262, 21.1.2.12 and 21.1.2.13).
        let name: &Rc<str> = &name.strip_prefix("Number.").filter(|global| matches!(*global, "parseFloat" | "parseInt")).map_or_else(|| name.clone(), Rc::from);
        let ty = self.types().intern(Type::Function(Rc::new(signature.clone())));
        let function = match self.intrinsic_values.get(&(name.clone(), ty)) {
            Some(&known) => known,
            None => {
                let made = self.make_intrinsic(name, signature, span);
                self.intrinsic_values.insert((name.clone(), ty), made);
                made
            }
        };
        Expr { kind: ExprKind::Closure { function }, ty, span }
    }

    fn make_intrinsic(&mut self, name: &Rc<str>, signature: &Signature, span: Span) -> FunctionId {
        let scope = ScopeId::GLOBAL;
        // `Number` and the like are functions themselves.
        let known_as = name.strip_suffix(".call").map_or_else(|| name.clone(), Rc::from);
        let function = self.new_function(known_as, FunctionKind::Function, scope, None, span);
        let inner = self.open_scope(scope, function);
        let mut arguments = Vec::new();
        for parameter in &signature.parameters {
            let binding = self.new_binding(inner, parameter.name.clone(), span, BindingKind::Parameter);
            self.program.bindings[binding.index()].global = false;
            // Through `any` it may be called with anything.
            let ty = if self.is_converted(parameter) { TypeId::ANY } else { parameter.ty };
            self.set_binding_type(binding, ty);
            let entry = Parameter { binding, default: None, has_default: false, optional: parameter.optional, rest: parameter.rest };
            self.program.functions[function.index()].parameters.push(entry);
            let value = Expr { kind: ExprKind::Read(binding), ty, span };
            arguments.push(match parameter.rest {
                true => Expr { kind: ExprKind::Array(vec![ArrayElement::Spread(value)]), ty: parameter.ty, span },
                false => value,
            });
        }
        let arguments = self.converted(name, signature, arguments);
        let call = match self.builtin_target(name, arguments.len()) {
            _ if name.starts_with("console.") => self.builtin_call(name.clone(), None, arguments, signature.result, span),
            Some(function) => {
                self.reach_function(function);
                let callee = Callee::Function { function, type_arguments: Vec::new() };
                Expr { kind: ExprKind::Call { callee, arguments }, ty: signature.result, span }
            }
            None => Expr { kind: ExprKind::Call { callee: Callee::Intrinsic(Intrinsic(name.clone())), arguments }, ty: signature.result, span },
        };
        let body = &mut self.program.functions[function.index()];
        body.result = signature.result;
        body.body = Some(vec![Statement { kind: StatementKind::Return(Some(call)), span }]);
        function
    }

    /// A read of a built-in's member that belongs to an object.
    pub(super) fn builtin_property(&mut self, builtin: &Builtin, object: Expr, member: &str, ty: TypeId, span: Span) -> Expr {
        if let "Function" | "Symbol" = &*builtin.owner {
            let file = builtin.owner.to_ascii_lowercase();
            return self.library_call(&format!("{file}.{member}"), vec![object], ty, span);
        }
        let callee = Callee::Intrinsic(Intrinsic(Self::builtin_name(builtin, member)));
        Expr { kind: ExprKind::Call { callee, arguments: vec![object] }, ty, span }
    }

    /// Whether a value of the type is a function, or one of several.
    pub(super) fn may_be_called(&mut self, ty: TypeId) -> bool {
        self.program.types.members(ty).into_iter().any(|part| self.call_signatures(part).is_some_and(|all| !all.is_empty()))
    }

    /// A read of a built-in's member that is not called.
    pub(super) fn builtin_value(&mut self, builtin: &Builtin, member: &str, ty: TypeId, span: Span) -> Expr {
        let name = Self::builtin_name(builtin, member);
        if let Some(value) = Self::builtin_constant(&name) {
            return Expr { kind: ExprKind::Number(value), ty: TypeId::NUMBER, span };
        }
        match self.program.types.get(ty).clone() {
            Type::UniqueSymbol(_) => {
                let name = Expr { kind: ExprKind::String(format!("Symbol.{member}").encode_utf16().collect()), ty: TypeId::STRING, span };
                self.library_call("registry.ofLanguage", vec![name], ty, span)
            }
            Type::Function(signature) if !builtin.receiver => self.wrap_intrinsic(&name, &signature, span),
            _ if self.may_be_called(ty) => {
                self.refuse(Rule::MethodExtracted, span, format!("`{member}` is used without calling it"));
                self.missing(span)
            }
            _ => {
                let callee = Callee::Intrinsic(Intrinsic(name));
                Expr { kind: ExprKind::Call { callee, arguments: Vec::new() }, ty, span }
            }
        }
    }
}

/// Ends the name of the operation behind `x instanceof Int8Array`.
pub(super) const HAS_INSTANCE: &str = ".@@hasInstance";

impl<'a> Checker<'a> {
    /// `value instanceof Int8Array`, `Array`, `Object` or `Function`.
    pub(super) fn instance_of_typed(&mut self, value: Expr, class: &str, span: Span) -> Expr {
        let callee = Callee::Intrinsic(Intrinsic(format!("{class}{HAS_INSTANCE}").into()));
        Expr { kind: ExprKind::Call { callee, arguments: vec![value] }, ty: TypeId::BOOLEAN, span }
    }

    /// What that says of the value; `test` is the operation's name.
    pub(super) fn narrow_typed(&mut self, flow: &mut Flow, node: &'a ast::Expr, value: &Expr, test: &str, holds: bool) {
        let class: Rc<str> = test.trim_end_matches(HAS_INSTANCE).into();
        if value.ty == TypeId::ANY && matches!(&*class, "Object" | "Function") {
            return;
        }
        let candidate = match &*class {
            "Array" => self.types().array(TypeId::ANY),
            "Object" => TypeId::NON_PRIMITIVE,
            "Function" => self.some_function(),
            // What it is an instance of was refused.
            _ if !is_typed_array(&class) && &*class != "ArrayBuffer" => {
                return self.narrow_place(flow, node, value.ty, if holds { TypeId::ANY } else { value.ty });
            }
            _ => self.types().intern(Type::TypedArray(class)),
        };
        let narrowed = if matches!(value.ty, TypeId::UNKNOWN | TypeId::ANY | TypeId::NON_PRIMITIVE) {
            if holds { candidate } else { value.ty }
        } else {
            let mut kept = self.program.types.constituents(value.ty);
            // An interface may be the type of a typed array too.
            let is_open = kept.iter().any(|&ty| matches!(self.program.types.get(ty), Type::Interface { .. } | Type::Object { .. }));
            let is_open = is_open && !matches!(self.program.types.get(candidate), Type::NonPrimitive);
            kept.retain(|&mut ty| self.is_instance_of(ty, candidate) == holds);
            if holds && kept.is_empty() && is_open { candidate } else { self.types().union(kept) }
        };
        self.narrow_place(flow, node, value.ty, narrowed);
    }

    /// Whether every value of a type is an instance of what `candidate` describes.
    fn is_instance_of(&mut self, ty: TypeId, candidate: TypeId) -> bool {
        let bound = self.constraint_of(ty);
        match (self.program.types.get(candidate), self.program.types.get(bound)) {
            (Type::NonPrimitive | Type::Interface { .. }, _) => self.is_assignable(bound, candidate),
            (Type::Array { .. }, Type::Array { .. } | Type::Tuple { .. }) => true,
            _ => bound == candidate,
        }
    }
}

/// Names that tsc's own library has as types and that are refused by name until they are supported.
pub(super) fn is_known_to_tsc(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "AggregateErrorConstructor", "ArrayBufferTypes", "AsyncGeneratorFunction", "AsyncGeneratorFunctionConstructor", "AsyncIteratorObject", "Atomics", "BigInt",
        "BigInt64Array", "BigInt64ArrayConstructor", "BigIntConstructor", "BigIntToLocaleStringOptions", "BigUint64Array", "BigUint64ArrayConstructor",
        "BuiltinIteratorReturn", "CallableFunction", "ClassAccessorDecoratorContext", "ClassAccessorDecoratorResult", "ClassAccessorDecoratorTarget",
        "ClassDecorator", "ClassDecoratorContext", "ClassFieldDecoratorContext", "ClassGetterDecoratorContext", "ClassMemberDecoratorContext",
        "ClassMethodDecoratorContext", "ClassSetterDecoratorContext", "ConcatArray", "DataViewConstructor", "Date", "DateConstructor", "DecoratorContext",
        "DecoratorMetadata", "DecoratorMetadataObject", "FinalizationRegistry", "FinalizationRegistryConstructor", "FunctionConstructor", "GeneratorFunction",
        "GeneratorFunctionConstructor", "IArguments", "ImportAssertions", "ImportAttributes", "ImportCallOptions", "ImportMeta", "Intl", "MethodDecorator",
        "NewableFunction", "ParameterDecorator", "PromiseConstructorLike", "PropertyDecorator", "PropertyDescriptor", "PropertyDescriptorMap", "Proxy",
        "ProxyConstructor", "ProxyHandler", "Reflect", "RegExp", "RegExpConstructor", "RegExpExecArray", "RegExpIndicesArray", "RegExpMatchArray",
        "RegExpStringIterator", "SharedArrayBuffer", "SharedArrayBufferConstructor", "TypedPropertyDescriptor", "WeakKeyTypes", "WeakRefConstructor",
    ];
    NAMES.contains(&name)
}

/// Whether every object has a member of this name from `Object.prototype`.
pub(super) fn is_member_of_every_object(name: &str) -> bool {
    matches!(name, "toString" | "valueOf" | "hasOwnProperty" | "toLocaleString" | "constructor" | "isPrototypeOf" | "propertyIsEnumerable")
}

/// Members of versions of the library after ES2022 that ours has not: tsc says which version they belong to. Of classes, their static
/// members too.
pub(super) fn is_member_of_later_version(owner: &str, name: &str) -> bool {
    let names: &[&str] = match owner {
        "String" => &["isWellFormed", "toWellFormed"],
        "Promise" => &["withResolvers"],
        "ObjectConstructor" | "Map" => &["groupBy"],
        "ArrayConstructor" => &["fromAsync"],
        "Set" => &["union", "intersection", "difference", "symmetricDifference", "isSubsetOf", "isSupersetOf", "isDisjointFrom"],
        _ => &[],
    };
    names.contains(&name)
}

/// Members of strings that make HTML (ECMA-262, B.2.2). Thimble has none of them; tsc suggests them for what is written like them.
pub(super) const HTML_MEMBERS: [&str; 13] =
    ["anchor", "big", "blink", "bold", "fixed", "fontcolor", "fontsize", "italics", "link", "small", "strike", "sub", "sup"];

/// Members that tsc's own library has and ours does not have yet.
pub(super) fn is_member_known_to_tsc(owner: &str, name: &str) -> bool {
    const OF_FUNCTIONS: [&str; 7] = ["apply", "call", "bind", "name", "length", "toString", "prototype"];
    if is_member_of_every_object(name) || owner == "String" && HTML_MEMBERS.contains(&name) || owner.ends_with("Constructor") && OF_FUNCTIONS.contains(&name) {
        return true;
    }
    let names: &[&str] = match owner {
        "Array" => &["toLocaleString"],
        "String" => &["match", "matchAll", "search", "normalize"],
        "Number" => &["toLocaleString"],
        "Function" => &OF_FUNCTIONS,
        "DataView" => &["getBigInt64", "getBigUint64", "setBigInt64", "setBigUint64"],
        "Error" | "TypeError" | "RangeError" | "ReferenceError" | "SyntaxError" | "EvalError" | "URIError" | "AggregateError" => &["stack"],
        "Console" => &["dirxml", "clear"],
        "ObjectConstructor" => &[
            "create", "seal", "isSealed", "isFrozen", "preventExtensions", "isExtensible", "getOwnPropertyDescriptor", "getOwnPropertyDescriptors",
            "getOwnPropertySymbols", "getPrototypeOf", "setPrototypeOf", "defineProperty", "defineProperties",
        ],
        "DateConstructor" => &["parse", "UTC"],
        "StringConstructor" => &["raw"],
        "Symbol" => &["toStringTag", "toPrimitive"],
        "SymbolConstructor" => &["hasInstance", "isConcatSpreadable", "match", "matchAll", "replace", "search", "species", "split", "unscopables"],
        _ => &[],
    };
    names.contains(&name)
}

/// Whether TypeScript's library declares several signatures for what is one here: tsc names the mistake after all of them.
pub(super) fn has_signatures_in_typescript(name: &str) -> bool {
    matches!(name, "Array.concat" | "JSON.stringify" | "String.localeCompare" | "String.replace" | "String.replaceAll" | "String.split")
}
