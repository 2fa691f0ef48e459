//! `JSON.parse`: what was parsed is checked against the type that is declared for it.
//!
//! The library parses to values of no declared type, objects being dictionaries. For each type that is wanted a function is
//! made here that checks such a value and makes of it one of the type: objects of fixed shape of dictionaries, the rest in place.

use super::Checker;
use super::scope::ScopeId;
use super::variables::BindingKind;
use crate::problem::{Problem, Rule};
use crate::program::types::Member;
use crate::program::{
    ArrayElement, BinaryOp, BindingId, Callee, CastReason, Expr, ExprKind, FunctionId, FunctionKind, Intrinsic, Parameter, Place, Property, PropertyKind, Statement, StatementKind,
    Type, TypeId,
};
use crate::source::Span;
use std::rc::Rc;

/// For as many optional members there is a literal for each choice of them.
const MOST_CHOSEN: usize = 2;

/// A member of a parsed object whose value was checked.
struct Part {
    member: Member,
    /// Holds the value.
    value: BindingId,
    /// Of one that is optional: holds whether the text has it.
    is_there: Option<BindingId>,
}

impl Part {
    fn read(&self, span: Span) -> Expr {
        Expr { kind: ExprKind::Read(self.value), ty: self.member.ty, span }
    }
}

impl<'a> Checker<'a> {
    /// `JSON.parse(text)` where a `wanted` is expected.
    pub(super) fn json_parse(&mut self, arguments: Vec<Expr>, wanted: TypeId, span: Span) -> Expr {
        if wanted == TypeId::ANY {
            self.reads_any = true;
        }
        let function = if arguments.len() > 1 { "json.revived" } else { "json.parse" };
        let parsed = self.library_call(function, arguments, TypeId::UNKNOWN, span);
        let made_since = self.program.functions.len();
        self.is_json_refused = false;
        let checked = self.json_checked(parsed, wanted);
        if self.is_json_refused {
            // What is refused here is refused again wherever it is asked for.
            self.json_readers.retain(|_, reader| reader.index() < made_since);
        }
        checked
    }

    /// A parsed value as one of type `ty`.
    fn json_checked(&mut self, value: Expr, ty: TypeId) -> Expr {
        if matches!(ty, TypeId::ANY | TypeId::UNKNOWN) {
            return Expr { ty, ..value };
        }
        let span = value.span;
        let function = self.json_reader(ty, span);
        let callee = Callee::Function { function, type_arguments: Vec::new() };
        Expr { kind: ExprKind::Call { callee, arguments: vec![value] }, ty, span }
    }

    /// A parsed value as one of a type that only the caller of a generic function knows: as with what may be anything, its parts are checked where they
    /// are used, and its objects stay dictionaries.
    fn json_unchecked(&mut self, value: Expr, ty: TypeId) -> Expr {
        self.reads_any = true;
        let anything = self.as_anything(value);
        cast(anything, ty)
    }

    /// The function that checks a parsed value against `ty`.
    fn json_reader(&mut self, ty: TypeId, span: Span) -> FunctionId {
        if let Some(&known) = self.json_readers.get(&ty) {
            return known;
        }
        let name = format!("JSON.parse<{}>", self.text(ty)).into();
        let function = self.new_function(name, FunctionKind::Function, ScopeId::GLOBAL, None, span);
        self.json_readers.insert(ty, function);
        let inner = self.open_scope(ScopeId::GLOBAL, function);
        let binding = self.new_binding(inner, "value".into(), span, BindingKind::Parameter);
        self.program.bindings[binding.index()].global = false;
        self.set_binding_type(binding, TypeId::UNKNOWN);
        self.program.functions[function.index()].parameters.push(Parameter { binding, default: None, has_default: false, optional: false, rest: false });
        let outer = std::mem::replace(&mut self.cx, super::flow::Context::new(function, inner));
        let value = Expr { kind: ExprKind::Read(binding), ty: TypeId::UNKNOWN, span };
        let result = self.json_value(&value, ty);
        self.cx = outer;
        let body = &mut self.program.functions[function.index()];
        body.result = ty;
        body.body = Some(vec![Statement { kind: StatementKind::Return(Some(result)), span }]);
        function
    }

    fn json_closure(&mut self, ty: TypeId, span: Span) -> Expr {
        let function = self.json_reader(ty, span);
        Expr { kind: ExprKind::Closure { function }, ty: TypeId::UNKNOWN, span }
    }

    /// What a variable's value is as `ty`.
    fn json_value(&mut self, value: &Expr, ty: TypeId) -> Expr {
        let span = value.span;
        if self.program.types.members(ty).into_iter().any(|part| self.is_undecided(part)) {
            return self.json_unchecked(read_again(value, TypeId::UNKNOWN), ty);
        }
        match self.program.types.get(ty).clone() {
            Type::Any | Type::Unknown => read_again(value, ty),
            Type::String | Type::Number | Type::Boolean | Type::Null => cast(read_again(value, TypeId::UNKNOWN), ty),
            Type::StringLiteral { .. } | Type::NumberLiteral { .. } | Type::BooleanLiteral(_) | Type::Undefined => {
                let text = self.text(ty);
                let wrong = self.json_mismatch(&text, ty, span);
                let test = self.json_is(value, ty);
                choice(test, cast(read_again(value, TypeId::UNKNOWN), ty), wrong)
            }
            Type::Array { element, .. } => {
                if matches!(element, TypeId::ANY | TypeId::UNKNOWN) {
                    return cast(read_again(value, TypeId::UNKNOWN), ty);
                }
                let check = self.json_closure(element, span);
                self.library_call("json.elements", vec![read_again(value, TypeId::UNKNOWN), check], ty, span)
            }
            Type::Tuple { elements, .. } if elements.iter().all(|e| !e.rest && !e.optional) => {
                let types: Vec<TypeId> = elements.iter().map(|e| e.ty).collect();
                self.json_tuple(value, &types, ty)
            }
            Type::Object { .. } | Type::Interface { .. } => self.json_object(value, ty),
            Type::Union(_) => self.json_union(value, ty),
            _ => self.refuse_json(ty, span),
        }
    }

    fn json_mismatch(&mut self, wanted: &str, ty: TypeId, span: Span) -> Expr {
        let text = text_of(wanted, span);
        self.library_call("json.mismatch", vec![text], ty, span)
    }

    fn refuse_json(&mut self, ty: TypeId, span: Span) -> Expr {
        let text = self.text(ty);
        self.is_json_refused = true;
        self.report(
            Problem::th(Rule::UntypedJson, span)
                .with_message(format!("JSON holds no `{text}`: a parsed value cannot be checked against it"))
                .with_help("parse to plain objects, arrays, strings and numbers, and make the others of them"),
        );
        self.missing(span)
    }

    fn json_tuple(&mut self, value: &Expr, types: &[TypeId], ty: TypeId) -> Expr {
        let span = value.span;
        let number = |n: usize| Expr { kind: ExprKind::Number(n as f64), ty: TypeId::NUMBER, span };
        let array_ty = self.types().array(TypeId::UNKNOWN);
        let held = self.made_up(array_ty, span);
        let mut items = Vec::with_capacity(types.len());
        for (i, &part) in types.iter().enumerate() {
            let object = Expr { kind: ExprKind::Read(held), ty: array_ty, span };
            let place = Place::Element { object: Box::new(object), index: Box::new(number(i)) };
            let item = Expr { kind: ExprKind::Get(place), ty: TypeId::UNKNOWN, span };
            items.push(ArrayElement::Item(self.json_checked(item, part)));
        }
        let array = self.library_call("json.tuple", vec![read_again(value, TypeId::UNKNOWN), number(types.len())], array_ty, span);
        let body = Expr { kind: ExprKind::Array(items), ty, span };
        Expr { kind: ExprKind::Let { binding: held, value: Box::new(array), body: Box::new(body) }, ty, span }
    }

    /// An object's members in the order of its type.
    fn json_object(&mut self, value: &Expr, ty: TypeId) -> Expr {
        let span = value.span;
        let members = self.properties(ty).unwrap_or_default();
        if let Some(entries) = self.entries_of(ty) {
            let (Some(element), 1) = (entries.string.or(entries.number), members.len()) else { return self.refuse_json(ty, span) };
            let check = self.json_closure(element, span);
            return self.library_call("json.entries", vec![read_again(value, TypeId::UNKNOWN), check], ty, span);
        }
        if members.iter().any(|member| member.optional) {
            return self.json_object_of_some(value, &members, ty);
        }
        let checked = |c: &mut Self, member: &Member| {
            let given = c.json_member(value, &member.name, false);
            c.json_checked(given, member.ty)
        };
        let values = members.iter().map(|member| checked(self, member)).collect();
        self.json_literal(&members, values, ty, span)
    }

    /// The object literal with these values of its members.
    fn json_literal(&mut self, members: &[Member], values: Vec<Expr>, ty: TypeId, span: Span) -> Expr {
        let made: Vec<Member> = members.iter().map(|member| Member { optional: false, readonly: false, method: false, ..member.clone() }).collect();
        let literal = self.types().intern(Type::Object { members: made.into(), fresh: true });
        self.literal_types.insert(literal);
        let properties = members.iter().zip(values).map(|(member, value)| Property { name: member.name.clone(), kind: PropertyKind::Value, value });
        let object = Expr { kind: ExprKind::Object(properties.collect()), ty: literal, span };
        // An object without members still has to be one.
        cast(object, ty)
    }

    /// An object of a type with optional members has those that the text has: for few of them there is a literal for each choice, for more
    /// it is a dictionary. All values are checked first.
    fn json_object_of_some(&mut self, value: &Expr, members: &[Member], ty: TypeId) -> Expr {
        let span = value.span;
        let mut held = Vec::new();
        let mut parts = Vec::with_capacity(members.len());
        for member in members {
            let given = self.json_member(value, &member.name, member.optional);
            let checked = self.json_checked(given, member.ty);
            let binding = self.made_up(checked.ty, span);
            held.push((binding, checked));
            let is_there = member.optional.then(|| {
                let test = self.library_call("json.hasMember", vec![read_again(value, TypeId::UNKNOWN), text_of(&member.name, span)], TypeId::BOOLEAN, span);
                let binding = self.made_up(TypeId::BOOLEAN, span);
                held.push((binding, test));
                binding
            });
            parts.push(Part { member: member.clone(), value: binding, is_there });
        }
        let body = match parts.iter().filter(|part| part.is_there.is_some()).count() {
            count if count <= MOST_CHOSEN => self.json_choices(&parts, 0, Vec::new(), ty, span),
            _ => self.json_dictionary(parts, ty, span),
        };
        held.into_iter().rev().fold(body, |body, (binding, value)| Expr { kind: ExprKind::Let { binding, value: Box::new(value), body: Box::new(body) }, ty, span })
    }

    /// The literals for each choice of the optional members from `at` on; `chosen` come before.
    fn json_choices(&mut self, parts: &[Part], at: usize, mut chosen: Vec<usize>, ty: TypeId, span: Span) -> Expr {
        let Some(part) = parts.get(at) else {
            let members: Vec<Member> = chosen.iter().map(|&i| parts[i].member.clone()).collect();
            let values = chosen.iter().map(|&i| parts[i].read(span)).collect();
            return self.json_literal(&members, values, ty, span);
        };
        let without = part.is_there.map(|is_there| (is_there, self.json_choices(parts, at + 1, chosen.clone(), ty, span)));
        chosen.push(at);
        let with = self.json_choices(parts, at + 1, chosen, ty, span);
        match without {
            Some((is_there, without)) => choice(Expr { kind: ExprKind::Read(is_there), ty: TypeId::BOOLEAN, span }, with, without),
            None => with,
        }
    }

    /// A dictionary with the members that are there.
    fn json_dictionary(&mut self, parts: Vec<Part>, ty: TypeId, span: Span) -> Expr {
        // Other literals of this type are dictionaries too then.
        let members = parts.iter().map(|part| Member { optional: false, readonly: false, method: false, ..part.member.clone() }).collect();
        let literal = self.types().intern(Type::Object { members, fresh: true });
        self.literal_types.insert(literal);
        self.reach_library_class("Dictionary");
        self.program.mixing.literals.insert(literal);
        let object = self.made_up(TypeId::ANY, span);
        let read = |binding, ty| Expr { kind: ExprKind::Read(binding), ty, span };
        let mut body = cast(read(object, TypeId::ANY), ty);
        for part in parts.into_iter().rev() {
            let place = Place::Member { object: Box::new(read(object, TypeId::ANY)), name: part.member.name.clone() };
            let kind = ExprKind::Assign { place, value: Box::new(part.read(span)) };
            let set = Expr { kind, ty: TypeId::ANY, span };
            let nothing = Expr { kind: ExprKind::Undefined, ty: TypeId::ANY, span };
            let added = match part.is_there {
                Some(is_there) => choice(read(is_there, TypeId::BOOLEAN), set, nothing),
                None => set,
            };
            let done = self.made_up(TypeId::ANY, span);
            body = Expr { kind: ExprKind::Let { binding: done, value: Box::new(added), body: Box::new(body) }, ty, span };
        }
        let empty = Expr { kind: ExprKind::Object(Vec::new()), ty: literal, span };
        Expr { kind: ExprKind::Let { binding: object, value: Box::new(empty), body: Box::new(body) }, ty, span }
    }

    /// The member of a parsed object.
    fn json_member(&mut self, value: &Expr, name: &str, optional: bool) -> Expr {
        let span = value.span;
        let optional = Expr { kind: ExprKind::Boolean(optional), ty: TypeId::BOOLEAN, span };
        self.library_call("json.member", vec![read_again(value, TypeId::UNKNOWN), text_of(name, span), optional], TypeId::UNKNOWN, span)
    }

    /// One of several types: told apart by what the value is, objects by a member that has a literal type in each.
    fn json_union(&mut self, value: &Expr, ty: TypeId) -> Expr {
        let span = value.span;
        let parts = self.program.types.members(ty);
        let is_object = |c: &Self, part: TypeId| matches!(c.program.types.get(part), Type::Object { .. } | Type::Interface { .. });
        let objects: Vec<TypeId> = parts.iter().copied().filter(|&part| is_object(self, part)).collect();
        let key = if objects.len() > 1 { self.json_discriminant(&objects) } else { None };
        if objects.len() > 1 && key.is_none() {
            return self.refuse_json(ty, span);
        }
        let text = self.text(ty);
        let mut result = self.json_mismatch(&text, ty, span);
        for part in parts.into_iter().rev() {
            let test = match (&key, is_object(self, part)) {
                (Some(key), true) => {
                    let literal = self.find_member(part, key).map_or(TypeId::NEVER, |found| found.ty);
                    let object = self.library_call("json.isObject", vec![read_again(value, TypeId::UNKNOWN)], TypeId::BOOLEAN, span);
                    let member = self.json_member(value, key, true);
                    let same = self.json_is(&member, literal);
                    both(object, same)
                }
                _ => self.json_is(value, part),
            };
            let chosen = match self.program.types.get(part) {
                Type::Object { .. } | Type::Interface { .. } | Type::Array { .. } | Type::Tuple { .. } => self.json_checked(read_again(value, TypeId::UNKNOWN), part),
                Type::Class { .. } | Type::Function(_) => self.refuse_json(part, span),
                _ => cast(read_again(value, TypeId::UNKNOWN), part),
            };
            result = choice(test, Expr { ty, ..chosen }, result);
        }
        result
    }

    /// The member that tells the object types apart.
    fn json_discriminant(&mut self, objects: &[TypeId]) -> Option<Rc<str>> {
        let names: Vec<Rc<str>> = self.properties(objects[0])?.into_iter().map(|m| m.name).collect();
        names.into_iter().find(|name| {
            let types: Option<Vec<TypeId>> = objects.iter().map(|&object| self.find_member(object, name).map(|found| found.ty)).collect();
            types.is_some_and(|types| {
                let is_literal = |&ty: &TypeId| matches!(self.program.types.get(ty), Type::StringLiteral { .. } | Type::NumberLiteral { .. } | Type::BooleanLiteral(_));
                types.iter().all(is_literal) && (1..types.len()).all(|i| !types[..i].contains(&types[i]))
            })
        })
    }

    /// Whether a value is of the sort that `ty` is.
    fn json_is(&mut self, value: &Expr, ty: TypeId) -> Expr {
        let span = value.span;
        let again = read_again(value, TypeId::UNKNOWN);
        let type_is = |name: &str| {
            let of = Expr { kind: ExprKind::TypeOf(Box::new(read_again(value, TypeId::UNKNOWN))), ty: TypeId::STRING, span };
            same(of, text_of(name, span))
        };
        match self.program.types.get(ty).clone() {
            Type::String => type_is("string"),
            Type::Number => type_is("number"),
            Type::Boolean => type_is("boolean"),
            Type::Null => same(again, Expr { kind: ExprKind::Null, ty, span }),
            Type::Undefined => same(again, Expr { kind: ExprKind::Undefined, ty, span }),
            Type::StringLiteral { units, .. } => same(again, Expr { kind: ExprKind::String(units), ty, span }),
            Type::NumberLiteral { bits, .. } => same(again, Expr { kind: ExprKind::Number(f64::from_bits(bits)), ty, span }),
            Type::BooleanLiteral(literal) => same(again, Expr { kind: ExprKind::Boolean(literal), ty, span }),
            Type::Array { .. } | Type::Tuple { .. } => {
                let callee = Callee::Intrinsic(Intrinsic("runtime.isArray".into()));
                Expr { kind: ExprKind::Call { callee, arguments: vec![again] }, ty: TypeId::BOOLEAN, span }
            }
            Type::Any | Type::Unknown => Expr { kind: ExprKind::Boolean(true), ty: TypeId::BOOLEAN, span },
            _ => self.library_call("json.isObject", vec![again], TypeId::BOOLEAN, span),
        }
    }
}

/// The same variable, or the same call that has no effect, once more.
fn read_again(value: &Expr, ty: TypeId) -> Expr {
    let kind = match &value.kind {
        ExprKind::Read(binding) => ExprKind::Read(*binding),
        ExprKind::Call { callee: Callee::Function { function, .. }, arguments } => {
            let arguments = arguments.iter().map(|a| read_again(a, a.ty)).collect();
            ExprKind::Call { callee: Callee::Function { function: *function, type_arguments: Vec::new() }, arguments }
        }
        ExprKind::String(units) => ExprKind::String(units.clone()),
        ExprKind::Boolean(value) => ExprKind::Boolean(*value),
        _ => unreachable!("a parsed value is a variable or a member of one"),
    };
    Expr { kind, ty, span: value.span }
}

fn text_of(text: &str, span: Span) -> Expr {
    Expr { kind: ExprKind::String(text.encode_utf16().collect()), ty: TypeId::STRING, span }
}

fn cast(operand: Expr, ty: TypeId) -> Expr {
    let span = operand.span;
    Expr { kind: ExprKind::Cast { operand: Box::new(operand), reason: CastReason::As }, ty, span }
}

fn same(left: Expr, right: Expr) -> Expr {
    let span = left.span;
    Expr { kind: ExprKind::Binary { op: BinaryOp::StrictEqual, left: Box::new(left), right: Box::new(right) }, ty: TypeId::BOOLEAN, span }
}

fn both(left: Expr, right: Expr) -> Expr {
    let span = left.span;
    Expr { kind: ExprKind::Logical { op: crate::program::LogicalOp::And, left: Box::new(left), right: Box::new(right) }, ty: TypeId::BOOLEAN, span }
}

fn choice(test: Expr, then: Expr, otherwise: Expr) -> Expr {
    let (ty, span) = (otherwise.ty, test.span);
    Expr { kind: ExprKind::Conditional { test: Box::new(test), then: Box::new(then), otherwise: Box::new(otherwise) }, ty, span }
}
