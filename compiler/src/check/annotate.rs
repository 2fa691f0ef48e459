//! Types as written: [`ast::TypeNode`] in, [`TypeId`] out.

use super::Checker;
use super::operators::GoesOn;
use super::scope::{ScopeId, SpaceName, TypeName, Value};
use crate::ast::{self, TypeKind, TypeNode};
use crate::problem::{Problem, Rule};
use crate::program::types::{ABSTRACT_CONSTRUCT, CONSTRUCT, Member};
use crate::program::{FunctionKind, Signature, SignatureParameter, TupleElement, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

impl<'a> Checker<'a> {
    /// The type that `node` names in `scope`.
    pub(super) fn resolve_type(&mut self, scope: ScopeId, node: &'a TypeNode) -> TypeId {
        if !self.waiting_parameters.is_empty() {
            self.settle_type_parameters();
        }
        self.for_good(|c| {
            let ty = c.resolve_kind(scope, node);
            c.report_endless(node.span);
            ty
        })
    }

    /// Says of the type just worked out that it has no end, if so.
    pub(super) fn report_endless(&mut self, span: Span) {
        match self.goes_on.take() {
            Some(GoesOn::TooDeep) => self.error(2589, span, "this type goes on and on: it is made of more than a hundred others, each needed for the one before"),
            Some(GoesOn::TooLong) => self.error(2799, span, "this tuple has more than ten thousand elements"),
            Some(GoesOn::TooWide) => self.error(2590, span, "the unions in this type have more than a hundred thousand combinations"),
            None => {}
        }
    }

    fn resolve_kind(&mut self, scope: ScopeId, node: &'a TypeNode) -> TypeId {
        match &node.kind {
            TypeKind::Missing | TypeKind::Any => TypeId::ANY,
            TypeKind::Unknown => TypeId::UNKNOWN,
            TypeKind::Never => TypeId::NEVER,
            TypeKind::Void => TypeId::VOID,
            TypeKind::Undefined => TypeId::UNDEFINED,
            TypeKind::Null => TypeId::NULL,
            TypeKind::Boolean => TypeId::BOOLEAN,
            TypeKind::Number => TypeId::NUMBER,
            TypeKind::String => TypeId::STRING,
            TypeKind::Object => TypeId::NON_PRIMITIVE,
            TypeKind::Symbol => TypeId::SYMBOL,
            TypeKind::UniqueSymbol(key) => self.types().intern(Type::UniqueSymbol(key.clone())),
            TypeKind::BooleanLiteral(value) => if *value { TypeId::TRUE } else { TypeId::FALSE },
            TypeKind::NumberLiteral(value) => self.types().number_literal(*value, false),
            TypeKind::StringLiteral(units) => self.types().string_literal(units.clone(), false),
            TypeKind::Array(element) => {
                let element = self.sheltered(|c| c.resolve_type(scope, element));
                self.types().array(element)
            }
            TypeKind::Union(parts) => {
                let parts: Vec<TypeId> = parts.iter().map(|part| self.resolve_type(scope, part)).collect();
                self.types().union(parts)
            }
            TypeKind::Function(function) => self.within_members(|c| c.resolve_function_type(scope, function)),
            TypeKind::Members(members) => self.within_members(|c| c.resolve_object_type(scope, members, node.span)),
            TypeKind::Readonly(inner) => self.resolve_readonly(scope, inner),
            TypeKind::Reference { name, arguments } => self.resolve_reference(scope, name, arguments, node.span),
            TypeKind::TypeOf(name, arguments) if arguments.is_empty() => self.resolve_typeof(scope, name),
            TypeKind::TypeOf(name, arguments) => {
                let ty = self.resolve_typeof(scope, name);
                self.instantiated(scope, ty, arguments)
            }
            TypeKind::This if self.has_this_type(scope, node.span) => {
                self.type_this()
            }
            TypeKind::This => {
                self.error(2526, node.span, "the type `this` is known in the members of classes and interfaces only");
                TypeId::ANY
            }
            TypeKind::Tuple(elements) => self.resolve_tuple(scope, elements, node.span),
            TypeKind::Intersection(parts) => {
                let parts: Vec<TypeId> = parts.iter().map(|part| self.resolve_type(scope, part)).collect();
                // What has not said all its members yet cannot be joined with others.
                if parts.iter().any(|&part| self.is_under_way(part).is_some()) && self.postpone_aliases() {
                    return TypeId::ANY;
                }
                self.intersect(&parts)
            }
            TypeKind::Constructor { signature, is_abstract } => self.within_members(|c| c.resolve_constructor_type(scope, signature, *is_abstract)),
            TypeKind::KeyOf(operand) if let Some(keys) = self.keys_by_form(scope, operand) => keys,
            TypeKind::KeyOf(operand) => {
                let operand = self.resolve_type(scope, operand);
                match self.shelters > 0 && self.is_under_way(operand).is_some() {
                    true => self.types().intern(Type::KeyOf(operand)),
                    false => self.key_of(operand),
                }
            }
            TypeKind::Indexed { object, index } => self.resolve_indexed(scope, object, index, node.span),
            TypeKind::Conditional(conditional) => self.resolve_conditional(scope, conditional),
            TypeKind::Infer(parameter) => self.resolve_infer(parameter),
            TypeKind::Mapped(mapped) => self.resolve_mapped(scope, mapped),
            TypeKind::Template(strings, types) => {
                let types: Vec<TypeId> = types.iter().map(|ty| self.resolve_hole(scope, ty)).collect();
                self.template(strings, &types)
            }
            // What a call gives; what it says is part of the signature.
            TypeKind::Predicate { asserts, .. } => if *asserts { TypeId::VOID } else { TypeId::BOOLEAN },
        }
    }

    /// Runs `walk` in a form that may hold a use of the alias that is being defined.
    pub(super) fn sheltered<T>(&mut self, walk: impl FnOnce(&mut Self) -> T) -> T {
        self.shelters += 1;
        let result = walk(self);
        self.shelters -= 1;
        result
    }

    /// `object[index]`.
    fn resolve_indexed(&mut self, scope: ScopeId, object_node: &'a TypeNode, index_node: &'a TypeNode, span: Span) -> TypeId {
        let (mut object, index) = (self.resolve_type(scope, object_node), self.resolve_type(scope, index_node));
        if let (TypeKind::This, Some(class)) = (&object_node.kind, self.scope(scope).class) {
            object = self.own_class_type(class);
        }
        // Of the keys of `this` the object under way has every one.
        let is_own = matches!(object_node.kind, TypeKind::This) && self.is_key_of_this(index);
        let is_trusted = is_own || self.is_being_constrained(object);
        let is_open = (self.is_undecided(index) || self.is_undecided(object)) && object != TypeId::ANY;
        if is_open && !is_trusted && !self.require_open_key(object, index, span) {
            return TypeId::ANY;
        }
        if self.is_beyond_tuple(object, index) {
            let text = self.text(object);
            self.error(2493, index_node.span, format!("`{text}` has no element of this number"));
            return TypeId::UNDEFINED;
        }
        if let Some(ty) = self.indexed(object, index) {
            return ty;
        }
        if object == TypeId::NEVER {
            return TypeId::NEVER;
        }
        for key in self.program.types.members(index) {
            if self.indexed(object, key).is_none() {
                self.report_no_key(object, key, index_node.span);
            }
        }
        TypeId::ANY
    }

    fn report_no_key(&mut self, object: TypeId, key: TypeId, span: Span) {
        if let Some(name) = self.key_name(key) {
            return self.report_missing_key(object, &name, span);
        }
        let (text, found) = (self.text(object), self.text(key));
        match key {
            TypeId::STRING | TypeId::NUMBER => self.error(2537, span, format!("`{text}` has no index signature for a `{found}`")),
            _ => self.error(2538, span, format!("`{found}` is no key of `{text}`")),
        }
    }

    /// Whether the index is the number of an element that a tuple of a known length does not have.
    fn is_beyond_tuple(&mut self, object: TypeId, index: TypeId) -> bool {
        let Type::Tuple { elements, .. } = self.program.types.get(object) else { return false };
        let (length, is_open) = (elements.len(), elements.iter().any(|element| element.rest));
        let number = self.position_named(index);
        !is_open && number.is_some_and(|number| number >= length)
    }

    /// Whether a type is one of the keys of another.
    pub(super) fn is_key(&mut self, index: TypeId, object: TypeId) -> bool {
        let keys = self.key_of(object);
        self.is_assignable(index, keys)
    }

    /// What `object[index]` is at most, when both are replaced by what is known of them.
    pub(super) fn indexed_constraint(&mut self, object: TypeId, index: TypeId) -> Option<TypeId> {
        let (object, index) = (self.constraint_of_object(object), self.constraint_of(index));
        if self.is_undecided(object) || self.is_undecided(index) { None } else { self.indexed(object, index) }
    }

    /// A type in a hole of a template literal type.
    fn resolve_hole(&mut self, scope: ScopeId, node: &'a TypeNode) -> TypeId {
        let ty = self.resolve_type(scope, node);
        // What `infer` finds in a text is a text.
        if let TypeKind::Infer(_) = &node.kind {
            self.imply_constraint(ty, TypeId::STRING);
        }
        if self.require_hole(ty, node.span) { ty } else { TypeId::ANY }
    }

    /// Complains where a value of a type has no text.
    pub(super) fn require_hole_now(&mut self, ty: TypeId, place: Span) -> bool {
        let texts = [TypeId::STRING, TypeId::NUMBER, TypeId::BOOLEAN, TypeId::NULL, TypeId::UNDEFINED];
        let allowed = self.types().union(texts);
        let known = self.implied_type(ty);
        let has_text = self.is_being_constrained(ty) || self.is_assignable(known, allowed) || matches!(self.program.types.get(ty), Type::Alias { .. });
        if !has_text {
            let found = self.text(ty);
            self.error(2322, place, format!("a `{found}` has no text that a template literal type could hold"));
        }
        has_text
    }

    /// `new (…) => T`: an object type with nothing but a construct signature.
    fn resolve_constructor_type(&mut self, scope: ScopeId, node: &'a ast::FunctionType, is_abstract: bool) -> TypeId {
        let signature = Rc::new(self.resolve_signature(scope, node));
        let ty = self.types().intern(Type::Function(signature));
        let name = if is_abstract { ABSTRACT_CONSTRUCT } else { CONSTRUCT };
        let member = Member { name: name.into(), ty, optional: false, readonly: true, method: false, numeric: false };
        self.types().intern(Type::Object { members: [member].into(), fresh: false })
    }

    fn refuse_type(&mut self, span: Span, what: &str, instead: &str) -> TypeId {
        self.report(
            Problem::th(Rule::UnsupportedType, span).with_message(format!("{what} not supported yet")).with_help(instead.to_string()),
        );
        TypeId::ANY
    }

    /// `[A, name?: B, ...C[]]`.
    fn resolve_tuple(&mut self, scope: ScopeId, nodes: &'a [ast::TupleElement], span: Span) -> TypeId {
        let mut elements: Vec<TupleElement> = Vec::with_capacity(nodes.len());
        let mut rest_before = false;
        for node in nodes {
            let mut ty = if node.rest { self.resolve_type(scope, &node.ty) } else { self.sheltered(|c| c.resolve_type(scope, &node.ty)) };
            let label = node.label.as_ref().map(|l| l.text.clone());
            if node.rest {
                // The tuple has no end where what it spreads has none.
                self.early_alias_uses.iter_mut().filter(|(use_of, _)| *use_of == ty).for_each(|(_, place)| *place = span);
                if matches!(node.ty.kind, TypeKind::Infer(_)) {
                    let any_array = self.types().array(TypeId::UNKNOWN);
                    self.imply_constraint(ty, any_array);
                }
                let known = elements.len();
                self.spread_type(ty, label, &mut elements);
                // A spread of what is not known yet may turn out to have an end.
                if ty != TypeId::ANY && !self.is_undecided(ty) && elements[known..].iter().any(|element| element.rest && self.spread_of(element).is_none()) {
                    if rest_before {
                        self.error(1265, Span { start: node.ty.span.start.saturating_sub(3), ..node.ty.span }, "a tuple has one rest element");
                    }
                    rest_before = true;
                }
                if !self.is_spreadable(ty) {
                    self.error(2574, Span { start: node.ty.span.start.saturating_sub(3), ..node.ty.span }, "a rest element has an array type");
                }
                continue;
            }
            if node.optional {
                if rest_before {
                    self.error(1266, node.ty.span, "an optional element cannot follow a rest element");
                }
                ty = self.types().union([ty, TypeId::UNDEFINED]);
            }
            elements.push(TupleElement { ty, optional: node.optional, rest: node.rest, label });
        }
        self.make_tuple(elements, false)
    }

    fn resolve_function_type(&mut self, scope: ScopeId, node: &'a ast::FunctionType) -> TypeId {
        let signature = Rc::new(self.resolve_signature(scope, node));
        self.types().intern(Type::Function(signature))
    }

    /// Parameters and result as written.
    pub(super) fn resolve_signature(&mut self, scope: ScopeId, node: &'a ast::FunctionType) -> Signature {
        let inner = if node.type_parameters.is_empty() { scope } else { self.open_scope(scope, self.scope(scope).owner) };
        let type_parameters = self.open_type_parameters(inner, &node.type_parameters);
        let this = node.this_type.as_ref().map(|ty| self.resolve_type(inner, ty));
        self.check_parameter_order(&node.parameters);
        let mut parameters = Vec::with_capacity(node.parameters.len());
        for parameter in &node.parameters {
            if let Some(pattern) = &parameter.pattern {
                self.check_signature_pattern(pattern, parameter.ty.is_some());
            }
            let mut ty = match &parameter.ty {
                Some(ty) => self.resolve_type(inner, ty),
                None => {
                    if parameter.pattern.is_none() {
                        self.report_nameless_type(inner, parameter);
                    }
                    TypeId::ANY
                }
            };
            if parameter.rest && parameter.ty.as_ref().is_some_and(|node| matches!(node.kind, TypeKind::Infer(_))) {
                let any_array = self.types().array(TypeId::UNKNOWN);
                self.imply_constraint(ty, any_array);
            }
            if parameter.rest && parameter.ty.is_some() && self.never_collects(ty) {
                self.report_no_rest(parameter.span);
            }
            if parameter.optional {
                ty = self.types().union([ty, TypeId::UNDEFINED]);
            }
            parameters.push(SignatureParameter {
                name: parameter.name.text.clone(),
                ty,
                optional: parameter.optional,
                rest: parameter.rest,
            });
        }
        let result = match &node.result {
            Some(result) => self.resolve_type(inner, result),
            None => TypeId::ANY,
        };
        let predicate = node.result.as_ref().and_then(|result| self.resolve_predicate(inner, result, &parameters));
        Signature { type_parameters, this, parameters, result, predicate }
    }

    /// Whether a type is no array, whatever else is found out of the types under way.
    fn never_collects(&self, ty: TypeId) -> bool {
        match *self.program.types.get(ty) {
            Type::Parameter(parameter) => self.bound_of_parameter(parameter) == TypeId::UNKNOWN,
            _ => matches!(ty, TypeId::NUMBER | TypeId::STRING | TypeId::BOOLEAN | TypeId::UNDEFINED | TypeId::NULL | TypeId::VOID | TypeId::UNKNOWN),
        }
    }

    /// `(a) => void`: a name without a type; where the name is a type's, it was meant as one.
    fn report_nameless_type(&mut self, scope: ScopeId, parameter: &ast::Parameter) {
        let name = &parameter.name.text;
        let is_type = matches!(&**name, "string" | "number" | "boolean" | "any" | "unknown" | "void" | "object" | "never" | "symbol" | "bigint")
            || self.find_type(scope, name).is_some();
        let (number, help) = match (is_type, parameter.rest) {
            (true, _) => (7051, format!("give it a name: `value: {name}`")),
            (false, true) => (7019, format!("write its type: `...{name}: T[]`")),
            (false, false) => (7006, format!("write its type: `{name}: T`")),
        };
        self.report(Problem::ts(number, parameter.span, format!("the parameter `{name}` has no type, so it would be `any`")).with_help(help));
    }

    fn resolve_readonly(&mut self, scope: ScopeId, inner: &'a TypeNode) -> TypeId {
        let ty = self.resolve_type(scope, inner);
        match *self.program.types.get(ty) {
            Type::Array { element, .. } => self.types().intern(Type::Array { element, readonly: true }),
            Type::Tuple { ref elements, .. } => {
                let elements = elements.clone();
                self.types().intern(Type::Tuple { elements, readonly: true })
            }
            _ => {
                if !matches!(inner.kind, TypeKind::Missing | TypeKind::Tuple(_)) {
                    self.error(1354, inner.span, "`readonly` goes before an array type");
                }
                ty
            }
        }
    }

    /// `Name<A>`.
    fn resolve_reference(&mut self, scope: ScopeId, name: &'a ast::EntityName, arguments: &'a [TypeNode], span: Span) -> TypeId {
        let found = self.find_entity(scope, name);
        let is_alias = match found {
            Some(TypeName::Alias(_)) => true,
            Some(TypeName::Interface(interface)) => self.interfaces[interface.index()].is_alias,
            _ => false,
        };
        // What an alias is given is part of what it stands for.
        let resolve = |c: &mut Self| -> Vec<TypeId> { arguments.iter().map(|a| c.resolve_type(scope, a)).collect() };
        let written = if is_alias { resolve(self) } else { self.sheltered(resolve) };
        let text = &name.parts[name.parts.len() - 1].text;
        let Some(found) = found else {
            return self.unknown_type(scope, name);
        };
        match found {
            TypeName::Parameter(parameter) => {
                if self.parameters_to_come.contains(&parameter) {
                    self.error(2744, name.span, format!("the default of a type parameter speaks of those before it only, and `{}` comes later", name.parts[0].text));
                }
                if !arguments.is_empty() {
                    self.error(2315, span, format!("`{text}` takes no type arguments"));
                }
                if self.is_in_static_member(parameter, span) {
                    self.error(2302, span, format!("`{text}` is known to the class's objects only: a static member has no use for it"));
                    return TypeId::ANY;
                }
                self.types().intern(Type::Parameter(parameter))
            }
            TypeName::Alias(alias) => self.alias_reference(alias, text, written, span, arguments),
            TypeName::Class(class) => {
                let all = self.sheltered(|c| c.complete_class_arguments(class, text, written, span, arguments));
                self.reach_class(class);
                // Nothing is said of a type that is wrong.
                all.map_or(TypeId::ANY, |all| self.types().class(class, all))
            }
            TypeName::Interface(interface) if let Some(alias) = self.collection_alias(interface) => self.alias_reference(alias, text, written, span, arguments),
            TypeName::Interface(interface) => {
                if let Some(ty) = self.builtin_type(interface, &written, span, arguments.first().map_or(span, |node| node.span)) {
                    return ty;
                }
                let parameters = self.program.interfaces[interface.index()].type_parameters.clone();
                let Some(all) = self.sheltered(|c| c.complete_arguments(text, &parameters, written, span, arguments)) else { return TypeId::ANY };
                // The library's own declarations need its members.
                if let Some(function) = self.conversion_type(interface).filter(|_| !self.is_library(span.file)) {
                    return function;
                }
                if let Some(function) = self.callable_interface(interface) {
                    return self.substitute(function, &Self::substitution(&parameters, &all));
                }
                self.types().intern(Type::Interface { interface, arguments: all.into() })
            }
            TypeName::Enum(_) | TypeName::EnumMember(..) if !arguments.is_empty() => {
                self.error(2315, span, format!("`{text}` takes no type arguments"));
                TypeId::ANY
            }
            TypeName::Enum(id) => self.settled_enum(id),
            TypeName::EnumMember(id, member) => self.enum_member_type(id, member),
            TypeName::Import(..) | TypeName::Entity(_) | TypeName::Missing => TypeId::ANY,
        }
    }

    /// The type a dotted name names.
    pub(super) fn find_entity(&mut self, scope: ScopeId, name: &ast::EntityName) -> Option<TypeName<'a>> {
        self.entity(scope, &name.parts)
    }

    /// Whether a name in front of a dot was imported from a file that is not there; types of that name stand for no namespace.
    fn is_missed_space(&self, scope: ScopeId, name: &str) -> bool {
        let mut next = Some(scope);
        while let Some(id) = next {
            match (self.scope(id).types.get(name), self.scope(id).values.get(name)) {
                (Some(TypeName::Missing), _) => return true,
                (_, Some(&Value::Import(file, import, index))) => return self.is_passed_on_missing(file, &import.bindings[index]),
                _ => {}
            }
            next = self.scope(id).parent();
        }
        false
    }

    pub(super) fn unknown_type(&mut self, scope: ScopeId, name: &ast::EntityName) -> TypeId {
        let text = &name.parts[name.parts.len() - 1].text;
        let span = name.span;
        if let Some(TypeName::Missing) = self.find_type(scope, &name.parts[0].text) {
            return TypeId::ANY;
        }
        if name.parts.len() > 1 {
            if !self.is_missed_space(scope, &name.parts[0].text) {
                self.unknown_dotted_type(scope, name);
            }
            return TypeId::ANY;
        }
        if self.find_value(scope, text).is_none() && self.find::<SpaceName>(scope, text).is_none() && self.is_empty_import(scope, text) {
            return TypeId::ANY;
        }
        if self.find::<SpaceName>(scope, text).is_some() {
            self.error(2709, span, format!("`{text}` is a namespace; a type is needed here"));
            return TypeId::ANY;
        }
        if let [only] = &name.parts[..]
            && let Some(value @ (Value::Binding(_) | Value::Class(_))) = self.find_value(scope, &only.text)
            && !(super::library::is_known_to_tsc(text) && matches!(value, Value::Binding(b) if self.is_library(self.program.bindings[b.index()].span.file)))
        {
            self.report(
                Problem::ts(2749, span, format!("`{text}` is a value; a type is needed here")).with_help(format!("its type is `typeof {text}`")),
            );
            return TypeId::ANY;
        }
        if super::library::is_known_to_tsc(text) {
            self.report(
                Problem::th(Rule::UnsupportedType, span).with_message(format!("the library type `{text}` is not supported yet")),
            );
            return TypeId::ANY;
        }
        match self.similar_name(scope, text, true) {
            Some(similar) => self.report(
                Problem::ts(2552, span, format!("no type is called `{text}`")).with_help(format!("did you mean `{similar}`?")),
            ),
            None => self.error(2304, span, format!("no type is called `{text}`")),
        }
        TypeId::ANY
    }

    /// A dotted name that is no type.
    fn unknown_dotted_type(&mut self, scope: ScopeId, name: &ast::EntityName) {
        let text = self.source_text(name.span);
        match self.entity::<Value>(scope, &name.parts) {
            Some(_) if self.entity::<SpaceName>(scope, &name.parts).is_none() => self.report(
                Problem::ts(2749, name.span, format!("`{text}` is a value; a type is needed here")).with_help(format!("its type is `typeof {text}`")),
            ),
            _ => self.unknown_space(scope, &name.parts),
        }
    }

    fn unknown_value_of_typeof(&mut self, scope: ScopeId, name: &ast::EntityName) -> TypeId {
        let first = &name.parts[0];
        match self.find_type(scope, &first.text) {
            Some(_) => self.error(2693, first.span, format!("`{}` is a type; `typeof` asks for the type of a value", first.text)),
            None => self.elsewhere(scope, |c| c.report_unknown_name(&first.text, first.span)),
        }
        TypeId::ANY
    }

    /// `typeof x`, `typeof A.x.y` in a type.
    fn resolve_typeof(&mut self, scope: ScopeId, name: &ast::EntityName) -> TypeId {
        if let Some(class) = self.scope(scope).class.filter(|_| &*name.parts[0].text == "this") {
            let own = self.own_class_type(class);
            return self.member_named(own, &name.parts[1..]);
        }
        // The longest part that names a value, and the members read from it.
        let known = (1..=name.parts.len()).rev().find_map(|count| Some((count, self.entity::<Value>(scope, &name.parts[..count])?)));
        let Some((count, value)) = known else { return self.unknown_value_of_typeof(scope, name) };
        let ty = match value {
            // What is known of a variable here is its type.
            Value::Binding(binding) => {
                let ty = match self.cx.flow.get(&super::flow::Reference::binding(binding)) {
                    Some(narrowed) => narrowed,
                    None => {
                        let ty = self.binding_type(binding);
                        self.with_exports(binding, ty)
                    }
                };
                // The type may stand where `this` is something else.
                let owner = self.program.bindings[binding.index()].owner;
                self.with_class_for_this(owner, ty)
            }
            Value::Class(class) => self.types().intern(Type::ClassValue(class)),
            Value::Enum(id) => self.enum_object_type(id),
            Value::EnumMember(id, member) => self.enum_member_type(id, member),
            Value::Namespace(space) => self.space_type(space, name.span),
            _ => return self.refuse_type(name.span, "this use of `typeof` is", "name the type"),
        };
        if let Type::Interface { interface, .. } = *self.program.types.get(ty)
            && let Some(function) = self.conversion_type(interface).filter(|_| count == name.parts.len())
        {
            return function;
        }
        let ty = if count < name.parts.len() { self.object_of_typeof(ty, &name.parts[..count]) } else { ty };
        let ty = self.member_named(ty, &name.parts[count..]);
        self.types().unfresh(ty)
    }

    /// What `typeof x.a` asks for a member must not be null, undefined or unknown.
    fn object_of_typeof(&mut self, ty: TypeId, parts: &[ast::Ident]) -> TypeId {
        let members = self.program.types.members(ty);
        let (null, undefined) = (members.contains(&TypeId::NULL), members.contains(&TypeId::UNDEFINED));
        let (what, number) = match (null, undefined) {
            _ if ty == TypeId::UNKNOWN => ("of type `unknown`", 18046),
            (true, true) => ("perhaps null or undefined", 18049),
            (true, false) => ("perhaps null", 18047),
            (false, true) => ("perhaps undefined", 18048),
            (false, false) => return ty,
        };
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return ty };
        let span = Span { end: last.span.end, ..first.span };
        let text = self.source_text(span);
        self.error(number, span, format!("`{text}` is {what}: it has no members to ask for"));
        let without = self.types().non_null(ty);
        if matches!(without, TypeId::NEVER | TypeId::UNKNOWN) { TypeId::ANY } else { without }
    }

    /// `keyof typeof x` while the type of `x` is being found out: what the members of a literal are called does not wait for what they are.
    fn keys_by_form(&mut self, scope: ScopeId, operand: &ast::TypeNode) -> Option<TypeId> {
        let TypeKind::TypeOf(name, arguments) = &operand.kind else { return None };
        let (Value::Binding(binding), true) = (self.entity::<Value>(scope, &name.parts)?, arguments.is_empty()) else { return None };
        let properties = self.literal_under_way(binding)?;
        let names = self.literal_names(properties)?;
        let is_plain = |node: &ast::Property| {
            !matches!(node.value, ast::PropertyValue::Spread(_)) && !ast::symbols::is_symbol(&node.name.text) && !self.is_written_as_number(node.name.span)
        };
        if !properties.iter().all(is_plain) {
            return None;
        }
        let keys: Vec<TypeId> = names.iter().map(|name| self.types().string_literal(name.encode_utf16().collect(), false)).collect();
        Some(self.types().union(keys))
    }

    /// The type of `value.a.b`.
    fn member_named(&mut self, mut ty: TypeId, parts: &[ast::Ident]) -> TypeId {
        for part in parts {
            let Some(found) = self.find_member(ty, &part.text) else {
                if let Some(entry) = self.named_entry(ty, &part.text) {
                    ty = entry;
                    continue;
                }
                if &*part.text == "prototype" {
                    self.refuse(Rule::NoPrototype, part.span, "a class has no prototype object that a program could read or change");
                    return TypeId::ANY;
                }
                self.report_missing_member(ty, &part.text, part.span);
                return TypeId::ANY;
            };
            ty = self.whole_type(&found);
        }
        ty
    }

    /// The type of `this` here, if there is one; the use is noted.
    pub(super) fn this_type(&mut self) -> Option<TypeId> {
        if self.cx.initializer_this.is_some() {
            return self.cx.initializer_this;
        }
        let info = &self.functions[self.cx.function.index()];
        let ty = info.this_type?;
        if self.program.functions[self.cx.function.index()].kind == FunctionKind::Arrow {
            self.capture_this();
        }
        Some(ty)
    }
}
