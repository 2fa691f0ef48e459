//! Object literals with fixed members: properties, methods, accessors, spreads; and what `this` is in their functions.
//!
//! `this` in a method is what the context expects of the literal, else the literal itself. In the latter case its type is needed
//! before the methods have been walked: it is an interface made for the literal, to which members come as they become known; the
//! type of a method is found out when something asks for it, as with classes. The variable or field that a literal is the
//! first value of is the same to its functions, arrows too, while its type is being found out.

use super::Checker;
use super::objects::ShapeMember;
use super::spreads::{Added, write_member};
use crate::ast::{self, ExprKind as E, PropertyValue};
use crate::hash::HashSet;
use crate::problem::Rule;
use crate::program::types::Member;
use crate::program::{BindingId, CastReason, ClassId, Expr, ExprKind, FunctionId, FunctionKind, InterfaceId, Property, PropertyKind, Signature, SignatureParameter, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

/// A literal whose functions use `this`.
#[derive(Debug)]
pub(super) struct LiteralThis {
    /// Members whose types are known.
    known: Vec<Member>,
    /// Methods and accessors whose types are found out when they are asked for.
    waiting: Vec<(Rc<str>, Accessors)>,
}

/// The variable or field that an object is known by to its own functions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum LiteralName {
    Variable(BindingId),
    /// By its place among the class's members.
    Field(ClassId, usize),
}

/// A literal under way that is the first value of a variable or field.
#[derive(Debug, Clone, Copy)]
pub(super) struct NamedLiteral {
    /// What the name stands for in its functions.
    pub ty: TypeId,
    /// The annotations of its functions were found not to say all.
    pub is_asked: bool,
}

/// What stands behind a waiting member.
#[derive(Debug, Clone, Copy, Default)]
struct Accessors {
    method: Option<FunctionId>,
    getter: Option<FunctionId>,
    setter: Option<FunctionId>,
}

/// What a literal is to its own functions.
#[derive(Debug, Clone, Copy)]
struct OwnType {
    /// Made for it.
    interface: Option<InterfaceId>,
    ty: TypeId,
    /// What `this` is in them: the literal, unless `ThisType` says otherwise.
    this: TypeId,
}

/// A literal under way.
struct Literal<'a> {
    nodes: &'a [ast::Property],
    /// In step with them.
    names: Vec<Rc<str>>,
    expected: Option<TypeId>,
    /// What `ThisType` says of `this`.
    told: Option<TypeId>,
    properties: Vec<Option<Property>>,
    members: Vec<Member>,
    /// What each of `nodes` adds to the members, once it has been walked.
    added: Vec<Option<Added>>,
    /// Members that came from a spread: they may be overwritten.
    spread: HashSet<Rc<str>>,
    is_any: bool,
    /// What was spread of a type that is not known where this is compiled, and the members before it.
    open: Vec<TypeId>,
    /// It stands in an `as const` or its like.
    constant: bool,
    /// The variable or field without a type of its own whose first value it is.
    named: Option<LiteralName>,
    /// A setter takes another type than its getter gives.
    takes_more: bool,
}

/// The function of a property whose `this` is the object.
pub(super) fn own_function(value: &PropertyValue) -> Option<&ast::Function> {
    match value {
        PropertyValue::Method(function) | PropertyValue::Getter(function) | PropertyValue::Setter(function) => Some(function),
        PropertyValue::Expr(value) | PropertyValue::Computed(_, value) => match &super::expressions::without_parens(value).kind {
            ast::ExprKind::Function(function) => Some(function),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a function's `this` is the object that the literal makes: it speaks of `this` and does not declare what that is.
pub(super) fn asks_for_object(function: &ast::Function) -> bool {
    function.mentions_this && function.this_type.is_none()
}

/// What may speak of the object itself, and is walked when its other members are known: its functions; and, if a variable or field
/// has the object for its first value, arrows and objects that hold functions.
fn is_deferred(value: &PropertyValue, is_named: bool) -> bool {
    let held = match value {
        PropertyValue::Expr(value) | PropertyValue::Computed(_, value) => Some(value),
        _ => None,
    };
    own_function(value).is_some() || is_named && held.is_some_and(holds_function)
}

/// Whether a getter and a setter have one name, of which the setter may take another type.
fn has_pair(nodes: &[ast::Property]) -> bool {
    let setter = |n: &ast::Property| matches!(&n.value, PropertyValue::Setter(f) if f.parameters.first().is_some_and(|p| p.ty.is_some())).then(|| n.name.text.clone());
    let mut setters = nodes.iter().filter_map(setter);
    setters.any(|name| nodes.iter().any(|n| n.name.text == name && matches!(n.value, PropertyValue::Getter(_))))
}

fn arrow(value: &PropertyValue) -> Option<&ast::Function> {
    let PropertyValue::Expr(value) = value else { return None };
    match &super::expressions::without_parens(value).kind {
        E::Arrow(function) => Some(function),
        _ => None,
    }
}

/// What tells the value of a property from all others.
fn held_id(value: &PropertyValue) -> Option<ast::NodeId> {
    match value {
        PropertyValue::Expr(value) | PropertyValue::Computed(_, value) => Some(value.id),
        _ => None,
    }
}

fn holds_function(value: &ast::Expr) -> bool {
    match &super::expressions::without_parens(value).kind {
        E::Arrow(_) | E::Function(_) => true,
        E::Object(properties) => properties.iter().any(|p| is_deferred(&p.value, true)),
        _ => false,
    }
}

impl<'a> Checker<'a> {
    /// The first value of a variable or field; a literal may be named by it.
    pub(super) fn check_first_value(&mut self, name: LiteralName, value: &'a ast::Expr, expected: Option<TypeId>) -> Expr {
        if expected.is_none() && matches!(super::expressions::without_parens(value).kind, E::Object(_)) {
            self.named_literal = Some(name);
        }
        let checked = self.check_expr(value, expected);
        self.named_literal = None;
        self.literals_named.remove(&name);
        checked
    }

    /// What is known of the members that are expected where an open type stands: of `M[K]` and of conditional types what they are at most.
    fn known_context(&mut self, ty: TypeId) -> TypeId {
        match self.program.types.get(ty).clone() {
            Type::Indexed { .. } | Type::Conditional { .. } => self.constraint_of(ty),
            Type::Union(parts) if self.program.types.is_open(ty) => {
                let parts: Vec<TypeId> = parts.iter().map(|&part| self.known_context(part)).collect();
                self.types().union(parts)
            }
            _ => ty,
        }
    }

    /// `{a: 1, b, m() {}}`.
    pub(super) fn check_object(&mut self, nodes: &'a [ast::Property], expected: Option<TypeId>, constant: bool, span: Span) -> Expr {
        let named = self.named_literal.take();
        let told_around = self.told_this.take();
        let expected = expected.map(|ty| {
            let known = self.known_context(ty);
            self.discriminated(known, nodes)
        });
        if let Some(dictionary) = expected.and_then(|ty| self.expected_dictionary(ty)) {
            return self.check_dictionary(nodes, Some(dictionary), span);
        }
        let Some(names) = self.literal_names(nodes) else { return self.check_dictionary(nodes, expected, span) };
        let problems = self.problems.len();
        let mut literal = Literal {
            nodes,
            names,
            expected,
            told: expected.and_then(|ty| self.told_this_by(ty)).or(told_around),
            properties: nodes.iter().map(|_| None).collect(),
            members: Vec::with_capacity(nodes.len()),
            added: nodes.iter().map(|_| None).collect(),
            spread: HashSet::default(),
            is_any: false,
            open: Vec::new(),
            constant,
            named,
            takes_more: false,
        };
        self.declare_order(&mut literal);
        self.pair_literal_accessors(nodes);
        let own = self.literal_this(&literal, span);
        for (index, node) in nodes.iter().enumerate() {
            if let PropertyValue::Spread(value) = &node.value {
                let property = self.check_spread(value, node.span, &mut literal);
                literal.added[index] = Some(Added::Spread(property.value.ty));
                if literal.members.iter().any(Member::is_index) {
                    self.take_back(problems);
                    return self.check_dictionary(nodes, expected, span);
                }
                literal.properties[index] = Some(property);
            } else if !is_deferred(&node.value, named.is_some()) {
                self.check_property(index, &mut literal);
            }
        }
        let interface = own.and_then(|own| own.interface);
        self.settle_literal(interface, &literal);
        if let (Some(name), Some(OwnType { interface: Some(_), ty, .. })) = (named, own) {
            self.literals_named.insert(name, NamedLiteral { ty, is_asked: false });
        }
        for (index, node) in nodes.iter().enumerate() {
            if own_function(&node.value).is_some() {
                self.check_own_function(index, &mut literal, own.map(|own| own.this));
            } else if is_deferred(&node.value, named.is_some()) {
                self.check_property(index, &mut literal);
                self.settle_literal(interface, &literal);
            }
        }
        let takes_more = literal.takes_more && !literal.is_any && literal.open.is_empty();
        let value = self.finish_literal(literal, span);
        match own {
            // An object type says one type for reading and writing a member; the interface that is `this` says both.
            Some(OwnType { interface: Some(_), ty, .. }) if takes_more => Expr { kind: ExprKind::Cast { operand: Box::new(value), reason: CastReason::As }, ty, span },
            _ => value,
        }
    }

    /// The names of a literal's members; `None` if a key is known only while the program runs.
    pub(super) fn literal_names(&mut self, nodes: &'a [ast::Property]) -> Option<Vec<Rc<str>>> {
        let name = |c: &mut Self, node: &'a ast::Property| match &node.value {
            PropertyValue::Computed(key, _) => {
                let is_plain = matches!(super::expressions::without_parens(key).kind, ast::ExprKind::Name(_) | ast::ExprKind::Member { .. } | ast::ExprKind::Template { .. });
                let key = if is_plain { c.quietly(|c| c.check_expr(key, None)).ty } else { return None };
                c.key_name(key)
            }
            _ => Some(node.name.text.clone()),
        };
        nodes.iter().map(|node| name(self, node)).collect()
    }

    fn finish_literal(&mut self, literal: Literal<'a>, span: Span) -> Expr {
        let properties: Vec<Property> = literal.properties.into_iter().flatten().collect();
        let is_accessor = |p: &Property| matches!(p.kind, PropertyKind::Getter | PropertyKind::Setter);
        if let Some(accessor) = properties.iter().find(|p| is_accessor(p))
            && literal.is_any
        {
            let span = accessor.value.span;
            self.refuse(Rule::NoObjectAccessor, span, "an object literal that spreads a value of type `any` has no getters and setters: it may be a dictionary");
        }
        let mut members: Vec<Member> = literal.members.into_iter().filter(|m| m.ty != TypeId::NEVER || !m.method).collect();
        // What is spread together has lost who may write it.
        let has_spread = properties.iter().any(|p| matches!(p.kind, PropertyKind::Spread { .. }));
        let is_accessor_of = |m: &Member| properties.iter().any(|p| is_accessor(p) && p.name == m.name);
        let set_readonly = |m: &mut Member| m.readonly = literal.constant && !is_accessor_of(m) || m.readonly && !has_spread;
        members.iter_mut().for_each(set_readonly);
        let has_members = !members.is_empty();
        let is_known = has_spread && !literal.is_any && literal.open.is_empty();
        let added: Vec<Added> = literal.added.into_iter().flatten().collect();
        let union = if is_known { self.spread_union(&added, |_, members| members.iter_mut().for_each(set_readonly)) } else { None };
        let mut ty = if literal.is_any { TypeId::ANY } else { self.types().intern(Type::Object { members: members.into(), fresh: literal.open.is_empty() }) };
        if !literal.is_any && !literal.open.is_empty() {
            let mut parts = literal.open;
            parts.extend(has_members.then_some(ty));
            ty = self.intersect(&parts);
        }
        self.literal_types.insert(ty);
        if has_spread {
            self.spread_results.insert(ty);
        }
        if literal.expected == Some(TypeId::ANY) {
            self.any_literals.insert(ty);
        }
        self.told_apart(Expr { kind: ExprKind::Object(properties), ty, span }, union)
    }

    /// An object that was made of unions, as the union it is.
    pub(super) fn told_apart(&mut self, object: Expr, union: Option<TypeId>) -> Expr {
        let Some(union) = union else { return object };
        self.cast_literals.insert((object.ty, union));
        let span = object.span;
        Expr { kind: ExprKind::Cast { operand: Box::new(object), reason: CastReason::As }, ty: union, span }
    }

    /// Members stand in the order in which they are written, whatever the order in which they are walked: functions have their places
    /// kept. (A method of type `never` is such a place.)
    fn declare_order(&mut self, literal: &mut Literal<'a>) {
        let functions = literal.nodes.iter().filter(|n| is_deferred(&n.value, literal.named.is_some())).count();
        if functions == 0 || literal.nodes.iter().any(|n| matches!(n.value, PropertyValue::Spread(_))) {
            return;
        }
        for name in &literal.names {
            if !literal.members.iter().any(|m| m.name == *name) {
                literal.members.push(Member { name: name.clone(), ty: TypeId::NEVER, optional: false, readonly: false, method: true, numeric: false });
            }
        }
    }

    fn pair_literal_accessors(&mut self, nodes: &'a [ast::Property]) {
        for setter in nodes {
            let PropertyValue::Setter(takes) = &setter.value else { continue };
            if let Some(getter) = nodes.iter().find(|n| n.name.text == setter.name.text && matches!(n.value, PropertyValue::Getter(_)))
                && let Some(gives) = own_function(&getter.value)
            {
                let gives = self.own_function_entity(gives, getter);
                self.pair_accessors(gives, takes);
            }
        }
    }

    /// A property that is neither a spread nor a function with a `this` of its own.
    fn check_property(&mut self, index: usize, literal: &mut Literal<'a>) {
        let node = &literal.nodes[index];
        let name = &literal.names[index].clone();
        let context = literal.expected.and_then(|ty| self.contextual_member(ty, name));
        let value = match &node.value {
            PropertyValue::Shorthand(value) if self.is_unknown_name(name) => {
                self.report_unknown_shorthand(name, value.span);
                self.missing(value.span)
            }
            PropertyValue::Expr(value) | PropertyValue::Shorthand(value) | PropertyValue::Computed(_, value) => {
                self.constant = literal.constant;
                self.told_this = literal.told.filter(|_| matches!(super::expressions::without_parens(value).kind, E::Object(_)));
                let checked = self.check_expr(value, context);
                self.give_name(value, &checked, name);
                checked
            }
            _ => unreachable!("the caller took the others"),
        };
        self.add_property(index, value, context, PropertyKind::Value, literal);
    }

    /// A method, an accessor or a function expression.
    fn check_own_function(&mut self, index: usize, literal: &mut Literal<'a>, this_type: Option<TypeId>) {
        let node = &literal.nodes[index];
        let name = literal.names[index].clone();
        let Some(function) = own_function(&node.value) else { return };
        let context = literal.expected.and_then(|ty| self.contextual_member(ty, &name));
        let id = self.own_function_entity(function, node);
        if asks_for_object(function) {
            self.functions[id.index()].this_type = this_type;
        }
        let (kind, hint) = match &node.value {
            PropertyValue::Getter(_) => (PropertyKind::Getter, context.map(|ty| self.hint_signature(Vec::new(), ty))),
            PropertyValue::Setter(_) => (PropertyKind::Setter, self.setter_hint(function, literal, &name, node.name.span)),
            _ => (PropertyKind::Value, context),
        };
        let value = match &node.value {
            PropertyValue::Expr(value) | PropertyValue::Computed(_, value) => {
                let checked = self.check_expr(value, context);
                self.give_name(value, &checked, &name);
                checked
            }
            _ => self.check_closure(function, false, hint, node.span),
        };
        self.add_property(index, value, context, kind, literal);
    }

    pub(super) fn own_function_entity(&mut self, function: &'a ast::Function, node: &ast::Property) -> FunctionId {
        let scope = self.cx.scope;
        let (word, span) = match &node.value {
            PropertyValue::Getter(_) => ("get ", node.span),
            PropertyValue::Setter(_) => ("set ", node.span),
            PropertyValue::Method(_) => ("", node.span),
            _ => return self.function_entity(function, FunctionKind::Function, scope),
        };
        let name = format!("{word}{}", node.name.text);
        let id = self.named_function_entity(function, FunctionKind::Function, scope, name.into(), span);
        self.functions[id.index()].of_literal = true;
        id
    }

    /// An arrow's `this` is that of the code around it.
    fn arrow_entity(&mut self, arrow: &'a ast::Function) -> FunctionId {
        let id = self.function_entity(arrow, FunctionKind::Arrow, self.cx.scope);
        self.pass_this_on(id);
        id
    }

    /// A setter's parameter without a type has the getter's.
    fn setter_hint(&mut self, setter: &ast::Function, literal: &Literal<'a>, name: &str, span: Span) -> Option<TypeId> {
        if setter.parameters.first().is_some_and(|p| p.ty.is_some()) {
            return None;
        }
        let getter = literal.nodes.iter().find(|n| matches!(n.value, PropertyValue::Getter(_)) && *n.name.text == *name);
        if getter.is_none() {
            self.report_untyped_setter(name, span);
        }
        let getter = getter?;
        let getter = own_function(&getter.value).map(|f| self.own_function_entity(f, getter))?;
        let ty = self.result_of_getter(getter);
        let parameter = SignatureParameter { name: "value".into(), ty, optional: false, rest: false };
        Some(self.hint_signature(vec![parameter], TypeId::VOID))
    }

    fn hint_signature(&mut self, parameters: Vec<SignatureParameter>, result: TypeId) -> TypeId {
        let signature = Signature { type_parameters: Vec::new(), this: None, parameters, result, predicate: None };
        self.types().intern(Type::Function(Rc::new(signature)))
    }

    /// Whether one of several types that are expected has just this single value for the member: the union of all that they say of it does not
    /// tell where another says `string`.
    fn is_named_by_a_part(&mut self, value: TypeId, name: &str, literal: &Literal<'a>) -> bool {
        let Some(expected) = literal.expected.filter(|&ty| matches!(self.program.types.get(ty), Type::Union(_))) else { return false };
        let single = self.types().unfresh_literals(value);
        if self.program.types.base_of_literal(single) == single {
            return false;
        }
        let parts = self.program.types.members(expected);
        parts.into_iter().any(|part| self.contextual_member(part, name).is_some_and(|ty| self.program.types.members(ty).contains(&single)))
    }

    fn add_property(&mut self, index: usize, value: Expr, context: Option<TypeId>, kind: PropertyKind, literal: &mut Literal<'a>) {
        let node = &literal.nodes[index];
        let name = literal.names[index].clone();
        let is_accessor = kind != PropertyKind::Value;
        let value = self.kept_missing(value, context);
        let ty = match (&kind, self.program.types.get(value.ty)) {
            (PropertyKind::Getter, Type::Function(signature)) => signature.result,
            (PropertyKind::Setter, Type::Function(signature)) => signature.parameters.first().map_or(TypeId::ANY, |p| p.ty),
            _ => value.ty,
        };
        let ty = match literal.constant {
            _ if kind == PropertyKind::Getter || is_asserted(node) => ty,
            true => self.types().unfresh_literals(ty),
            false if self.is_named_by_a_part(ty, &name, literal) => self.types().unfresh_literals(ty),
            false => self.mutable_type(ty, context),
        };
        let pair = |p: &&ast::Property| p.name.text == name && !matches!(p.value, PropertyValue::Spread(_) | PropertyValue::Computed(..));
        let is_pair = is_accessor && literal.nodes.iter().filter(pair).all(|p| matches!(p.value, PropertyValue::Getter(_) | PropertyValue::Setter(_)));
        let earlier = literal.nodes[..index].iter().zip(&literal.names);
        let is_computed = matches!(node.value, PropertyValue::Computed(..));
        let repeated = !is_computed && earlier.into_iter().any(|(n, known)| *known == name && !matches!(n.value, PropertyValue::Spread(_) | PropertyValue::Computed(..)));
        if literal.spread.remove(&name) {
            literal.members.retain(|m| m.name != name);
        } else if repeated && !(is_pair && literal.properties.iter().flatten().filter(|p| p.name == name).all(|p| p.kind != kind)) {
            return self.report_repeated(index, &name, literal);
        }
        let method = matches!(node.value, PropertyValue::Method(_));
        let has = |literal: &Literal<'a>, wanted: fn(&PropertyValue) -> bool| literal.nodes.iter().any(|n| n.name.text == name && wanted(&n.value));
        let readonly = is_accessor && !has(literal, |v| matches!(v, PropertyValue::Setter(_)));
        if kind == PropertyKind::Setter && has(literal, |v| matches!(v, PropertyValue::Getter(_))) {
            literal.takes_more |= self.takes_another(index, ty, literal);
        } else {
            let numeric = self.is_written_as_number(node.name.span) || self.is_number_key(&node.value);
            let member = Member { name: name.clone(), ty, optional: false, readonly, method, numeric };
            literal.added[index] = Some(Added::Property(member.clone()));
            write_member(&mut literal.members, member);
        }
        literal.properties[index] = Some(Property { name, kind, value });
    }

    /// Whether a property's key is computed and a number.
    fn is_number_key(&mut self, value: &'a PropertyValue) -> bool {
        let PropertyValue::Computed(key, _) = value else { return false };
        let key = self.quietly(|c| c.check_expr(key, None)).ty;
        matches!(self.program.types.get(key), Type::NumberLiteral { .. })
    }

    /// A second property of one name; tsc tells values, methods and accessors apart, and marks both names where an accessor comes last.
    fn report_repeated(&mut self, index: usize, name: &Rc<str>, literal: &Literal<'a>) {
        let accessor = |node: &ast::Property| matches!(node.value, PropertyValue::Getter(_) | PropertyValue::Setter(_));
        let method = |node: &ast::Property| matches!(node.value, PropertyValue::Method(_));
        let node = &literal.nodes[index];
        let Some(at) = literal.names[..index].iter().rposition(|known| known == name) else { return };
        let earlier = &literal.nodes[at];
        let number = match (accessor(earlier), accessor(node)) {
            (true, true) => 1118,
            (false, false) if method(earlier) && method(node) => 2300,
            (false, false) if method(earlier) == method(node) => 1117,
            _ => 1119,
        };
        let message = format!("`{name}` stands twice in this object");
        if accessor(node) {
            for span in [earlier.name.span, node.name.span] {
                self.error(2300, span, message.clone());
            }
        }
        self.error(number, node.name.span, message);
    }

    /// Whether a setter takes another type than the getter of its name gives, which is the member's type.
    fn takes_another(&mut self, index: usize, ty: TypeId, literal: &Literal<'a>) -> bool {
        let node = &literal.nodes[index];
        let getter = literal.nodes.iter().find(|n| n.name.text == node.name.text && matches!(n.value, PropertyValue::Getter(_)));
        let Some(getter) = getter.and_then(|n| own_function(&n.value).map(|f| self.own_function_entity(f, n))) else { return false };
        let result = self.result_of_getter(getter);
        result != ty && !(self.is_assignable(result, ty) && self.is_assignable(ty, result))
    }

    /// The type of `this` in the literal's functions, if they use it; with the interface made for the literal unless the context gives it.
    fn literal_this(&mut self, literal: &Literal<'a>, span: Span) -> Option<OwnType> {
        let mentions_this = literal.nodes.iter().any(|n| own_function(&n.value).is_some_and(asks_for_object));
        let is_named = literal.named.is_some();
        if !mentions_this && !(is_named && literal.nodes.iter().any(|n| is_deferred(&n.value, true))) && !has_pair(literal.nodes) {
            return None;
        }
        if let Some(told) = literal.told.filter(|_| mentions_this) {
            self.require_plain_this(told, span);
        }
        let context = match literal.told {
            Some(told) => Some(told).filter(|&told| !self.waits_for_call(told)),
            // Of `any` nothing is known in its functions either.
            None => literal.expected.map(|ty| self.types().non_null(ty)).filter(|&ty| ty == TypeId::ANY || self.is_object_context(ty)),
        };
        if let Some(context) = context {
            // The literal's functions have a `this` of their own: they know the one around them by its class.
            let context = self.with_this_known(context);
            for node in literal.nodes {
                if let Some(function) = own_function(&node.value).filter(|f| asks_for_object(f)) {
                    let id = self.own_function_entity(function, node);
                    self.functions[id.index()].this_type = Some(context);
                }
            }
            return Some(OwnType { interface: None, ty: context, this: context });
        }
        let first = literal.nodes.iter().find_map(|n| own_function(&n.value).map(|f| f.id).or_else(|| held_id(&n.value).filter(|_| is_named)))?;
        let parameters = self.parameters_in_scope(self.cx.scope);
        let arguments = self.own_arguments(&parameters);
        let interface = self.made_up_interface(first, parameters, span);
        let ty = self.types().intern(Type::Interface { interface, arguments: arguments.into() });
        let this = literal.told.map_or(ty, |told| self.told_of_literal(told, literal.expected, ty));
        let this = self.with_this_known(this);
        let mut waiting: Vec<(Rc<str>, Accessors)> = Vec::new();
        for (node, name) in literal.nodes.iter().zip(&literal.names) {
            let id = match (own_function(&node.value), arrow(&node.value).filter(|_| is_named)) {
                (Some(function), _) => {
                    let id = self.own_function_entity(function, node);
                    if asks_for_object(function) {
                        self.functions[id.index()].this_type = Some(this);
                    }
                    id
                }
                (None, Some(function)) => self.arrow_entity(function),
                (None, None) => continue,
            };
            let at = waiting.iter().position(|(n, _)| n == name).unwrap_or_else(|| {
                waiting.push((name.clone(), Accessors::default()));
                waiting.len() - 1
            });
            let entry = &mut waiting[at].1;
            match &node.value {
                PropertyValue::Getter(_) => entry.getter = Some(id),
                PropertyValue::Setter(_) => entry.setter = Some(id),
                _ => entry.method = Some(id),
            }
        }
        self.literals_this.insert(interface, LiteralThis { known: Vec::new(), waiting });
        Some(OwnType { interface: Some(interface), ty, this })
    }

    fn is_object_context(&mut self, ty: TypeId) -> bool {
        let parts = self.program.types.members(ty);
        !parts.is_empty()
            && parts.iter().all(|&part| match self.program.types.get(part) {
                Type::Object { members, .. } => !members.is_empty(),
                Type::Interface { .. } | Type::Intersection(_) => true,
                Type::Parameter(_) if !self.waits_for_call(part) => {
                    let bound = self.constraint_of(part);
                    bound != part && self.is_object_context(bound)
                }
                _ => false,
            })
    }

    /// The members that are no functions are known now.
    fn settle_literal(&mut self, interface: Option<InterfaceId>, literal: &Literal<'a>) {
        let Some(interface) = interface else { return };
        let Some(waiting) = self.literals_this.get(&interface).map(|l| l.waiting.clone()) else { return };
        let is_known = |m: &&Member| !waiting.iter().any(|(name, _)| *name == m.name) && (m.ty != TypeId::NEVER || !m.method);
        let known = literal.members.iter().filter(is_known).map(|m| Member { ty: self.with_this_known(m.ty), ..m.clone() }).collect();
        if let Some(own) = self.literals_this.get_mut(&interface) {
            own.known = known;
        }
    }

    /// A member of the object that `this` is in a literal's function; the type of a function is found out now if need be.
    pub(super) fn literal_member(&mut self, interface: InterfaceId, name: &str) -> Option<Option<ShapeMember>> {
        let own = self.literals_this.get(&interface)?;
        let span = self.interfaces[interface.index()].span;
        if let Some(member) = own.known.iter().find(|m| &*m.name == name) {
            return Some(Some(ShapeMember::new(member.clone(), span)));
        }
        let Some((name, waiting)) = own.waiting.iter().find(|(n, _)| &**n == name).cloned() else { return Some(None) };
        Some(Some(self.waiting_member(name, waiting, span)))
    }

    fn waiting_member(&mut self, name: Rc<str>, waiting: Accessors, span: Span) -> ShapeMember {
        let mut write = None;
        let (ty, readonly, method) = match waiting {
            Accessors { method: Some(function), .. } => {
                let ty = self.function_type(function);
                (self.with_this_of(function, ty), false, true)
            }
            Accessors { getter: Some(getter), setter, .. } => {
                let ty = self.result_of_getter(getter);
                write = setter.and_then(|setter| self.taken_by_setter(setter)).filter(|&taken| taken != ty);
                (ty, setter.is_none(), false)
            }
            Accessors { setter: Some(setter), .. } => (self.taken_by_setter(setter).unwrap_or(TypeId::ANY), false, false),
            Accessors { .. } => (TypeId::ANY, false, false),
        };
        ShapeMember { write, ..ShapeMember::new(Member { name, ty, optional: false, readonly, method, numeric: false }, span) }
    }

    fn taken_by_setter(&mut self, setter: FunctionId) -> Option<TypeId> {
        self.function_signature(setter).parameters.first().map(|p| p.ty)
    }

    /// All members of such an object.
    pub(super) fn literal_members(&mut self, interface: InterfaceId) -> Option<Vec<ShapeMember>> {
        let own = self.literals_this.get(&interface)?;
        let (members, waiting) = (own.known.clone(), own.waiting.clone());
        let span = self.interfaces[interface.index()].span;
        let mut all: Vec<ShapeMember> = members.into_iter().map(|member| ShapeMember::new(member, span)).collect();
        all.extend(waiting.into_iter().map(|(name, w)| self.waiting_member(name, w, span)));
        Some(all)
    }

    /// `...value` in an object literal: adds its members to those before it.
    fn check_spread(&mut self, node: &'a ast::Expr, span: Span, literal: &mut Literal<'a>) -> Property {
        let nodes = literal.nodes;
        let value = self.check_expr(node, literal.expected);
        let value = self.spreadable(value);
        if self.is_open_spread(value.ty) {
            // What is written before it, then what it has: the whole is both.
            let before = std::mem::take(&mut literal.members);
            if !before.is_empty() {
                let before = self.types().intern(Type::Object { members: before.into(), fresh: false });
                literal.open.push(before);
            }
            literal.open.push(value.ty);
            let from = self.spread_source(value.ty);
            return Property { name: "".into(), kind: PropertyKind::Spread { from, without: Vec::new() }, value };
        }
        let Literal { members, spread, is_any, .. } = literal;
        let from = self.spread_source(value.ty);
        match self.spread_members(value.ty, span) {
            Some(more) => {
                for member in more {
                    match members.iter().position(|m| m.name == member.name) {
                        Some(at) if member.optional => {
                            let present = self.types().filter(member.ty, |_, m| m != TypeId::UNDEFINED);
                            members[at].ty = self.types().union([members[at].ty, present]);
                        }
                        Some(at) => {
                            if !spread.contains(&member.name)
                                && let Some(earlier) = nodes.iter().find(|n| n.name.text == member.name)
                            {
                                self.error(2783, earlier.name.span, format!("`{}` is always overwritten by what is spread behind it", member.name));
                            }
                            members[at] = Member { readonly: false, ..member.clone() };
                            spread.insert(member.name);
                        }
                        None => {
                            spread.insert(member.name.clone());
                            members.push(Member { readonly: false, ..member });
                        }
                    }
                }
            }
            None => *is_any = true,
        }
        Property { name: "".into(), kind: PropertyKind::Spread { from, without: Vec::new() }, value }
    }

    /// Whether what a spread adds is known only where the type parameter is.
    pub(super) fn is_open_spread(&mut self, ty: TypeId) -> bool {
        match self.program.types.get(ty) {
            Type::Parameter(_) => true,
            Type::Intersection(_) | Type::Mapped { .. } => self.is_undecided(ty),
            _ => false,
        }
    }

    pub(super) fn is_unknown_name(&mut self, name: &str) -> bool {
        !matches!(name, "undefined" | "NaN" | "Infinity") && self.find_value(self.cx.scope, name).is_none()
    }
}

/// Whether a cast says what a property is: a literal that it names stays one.
fn is_asserted(node: &ast::Property) -> bool {
    let PropertyValue::Expr(value) = &node.value else { return false };
    matches!(super::expressions::without_parens(value).kind, E::As { .. } | E::AsConst(_))
}
