//! Object literals with `...value`, and what remains of an object in a pattern.
//!
//! Which members an object has is known at run time only, but all classes and shapes are known here. A literal with spreads calls a
//! hidden member of the first object that is spread; each class has its own, written here, which knows what to copy and so
//! which shape results. With more spreads it goes on to a hidden member of the next object.

use super::World;
use super::accessors::{HIDDEN, accessor_function};
use super::body::{Body, Known};
use super::kinds::{self, ANY, Substitution, kinds};
use super::reflect::Visible;
use crate::ast::symbols::is_symbol;
use crate::ir::{Class, Func, Kinds, Op, Selector, Type as Held, Value};
use crate::problem::{Problem, Rule};
use crate::program::{Expr, ExprKind, FunctionId, Property, PropertyKind, Type, TypeId};
use crate::source::Span;
use std::rc::Rc;

/// Hidden members beyond this number are not written: a program whose spreads feed each other in all orders would never end, and is
/// refused.
const MOST: usize = 500;

/// One part of a literal with spreads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Part {
    /// A member with a value.
    Value(Rc<str>),
    /// The members of an object.
    Spread { from: TypeId, without: Vec<Rc<str>> },
    Accessor(Accessor),
}

/// A getter (kind 0) or a setter (1) of a literal with spreads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Accessor {
    name: Rc<str>,
    kind: usize,
    function: FunctionId,
    substitution: Substitution,
    /// It needs a closure, which is the part's value.
    is_held: bool,
}

/// What tells the shapes of such literals apart: all keys, and the accessors among them.
pub type AccessorKeys = (Vec<Rc<str>>, Vec<Accessor>);

/// A literal of which some spreads are resolved: what a hidden member stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Spreading {
    parts: Vec<Part>,
    /// The type of the literal.
    ty: TypeId,
    /// The classes of the first objects that are spread.
    resolved: Vec<Class>,
}

/// Where a member of the result comes from.
enum Source {
    /// The value of a part.
    Part(usize),
    /// A member of the object that a part spreads.
    Member(usize, Visible),
    /// The parts that are its getter and its setter.
    Accessor([Option<usize>; 2]),
}

impl Spreading {
    fn spreads(&self) -> impl Iterator<Item = usize> {
        self.parts.iter().enumerate().filter(|(_, p)| matches!(p, Part::Spread { .. })).map(|(i, _)| i)
    }

    /// The part whose class is to be found next.
    fn next(&self) -> Option<usize> {
        self.spreads().nth(self.resolved.len())
    }
}

impl World<'_> {
    /// The hidden member by which an object of unknown class goes on.
    fn spread_selector(&mut self, spreading: Spreading) -> Selector {
        if let Some(&selector) = self.spreadings.get(&spreading) {
            return selector;
        }
        let name: Rc<str> = format!("%%spread{}", self.spreadings.len()).into();
        let selector = self.selector(&name);
        self.spreadings.insert(spreading.clone(), selector);
        self.spreads.insert(selector, spreading);
        selector
    }

    /// The hidden member of a class for a literal that spreads its instances; `None` where they lack what the literal's types promise.
    pub fn write_spread(&mut self, class: Class, spreading: &Spreading) -> Option<Func> {
        let at = spreading.next().expect("lower: a spread that is resolved has no selector");
        let Part::Spread { from, .. } = &spreading.parts[at] else { unreachable!("lower: found as a spread") };
        if self.is_dictionary_class(class) {
            return self.write_dictionary_spread(class, spreading, at);
        }
        if let Some(&id) = self.class_ids.get(&class) {
            if !self.program.spreadable_classes.contains(&(id, *from)) {
                return None;
            }
        } else {
            let types = self.shape_types.get(&self.root_shape(class))?;
            // No literal has the type of a class or a type parameter: what has it is a copy of an instance, see `lower_spread_object`.
            let is_copied = |ty: TypeId| self.program.types.members(ty).iter().any(|&m| matches!(self.program.types.get(m), Type::Class { .. } | Type::Parameter(_)));
            let may_meet = |ty: &TypeId| *ty == TypeId::ANY || ty == from && is_copied(*ty) || self.program.spreadable.contains(&(*ty, *from));
            if !types.iter().any(may_meet) {
                return None;
            }
        }
        if self.hidden.len() > MOST {
            self.refuse_spread(Rule::EndlessSpreads, spreading);
            return None;
        }
        let mut next = spreading.clone();
        next.resolved.push(class);
        // The object comes first, then all other parts in order.
        let others = spreading.parts.len() - 1;
        Some(self.write_hidden(class, "%%spread", others, |body, object, arguments| {
            let mut values: Vec<Value> = arguments.to_vec();
            values.insert(at, object);
            body.go_on_spreading(&next, values)
        }))
    }

    /// Once is enough, where a literal of this type stands.
    fn refuse_spread(&mut self, rule: Rule, spreading: &Spreading) {
        if self.problems.is_empty() {
            let span = self.spread_spans.get(&spreading.ty).copied().unwrap_or_default();
            self.problems.push(Problem::th(rule, span));
        }
    }

    /// With a dictionary among what is spread, the result is one: all parts are put into it in their order.
    fn write_dictionary_spread(&mut self, class: Class, spreading: &Spreading, at: usize) -> Option<Func> {
        let mixing = &self.program.mixing;
        if !mixing.fixed_as_dictionary && !mixing.dictionary_as_fixed {
            return None;
        }
        let parts = spreading.parts.clone();
        if parts.iter().any(|part| matches!(part, Part::Accessor(_))) {
            // Entries have no code.
            self.refuse_spread(Rule::NoObjectAccessor, spreading);
            return None;
        }
        Some(self.write_hidden(class, "%%spread", parts.len() - 1, |body, object, arguments| {
            let mut values: Vec<Value> = arguments.to_vec();
            values.insert(at, body.b.emit(Op::ToWord(object), Held::Word));
            let result = body.new_dictionary().expect("lower: a dictionary is spread");
            for (part, value) in parts.iter().zip(values) {
                let value = Known { value, kinds: ANY };
                match part {
                    // Keys that are made at run time are texts.
                    Part::Value(name) if is_symbol(name) => drop(body.call_library("errors.throwSymbolKey", Vec::new())),
                    Part::Value(name) => {
                        let key = body.text(name);
                        body.call_library("dictionary.set", vec![result, key, value]);
                    }
                    Part::Spread { without, .. } => {
                        body.call_library("mixed.copy", vec![result, value]);
                        for name in without {
                            let key = body.text(name);
                            body.call_library("mixed.remove", vec![result, key]);
                        }
                    }
                    Part::Accessor(_) => unreachable!("lower: a dictionary has no accessors"),
                }
            }
            body.word(result)
        }))
    }

    /// Notes that a literal of type `ty` makes objects of the shape.
    pub fn note_shape(&mut self, class: Class, ty: TypeId, span: Span) {
        if span != Span::default() {
            self.shape_spans.entry(class).or_insert(span);
        }
        if self.shape_types.entry(class).or_default().insert(ty) {
            self.shape_notes += 1;
        }
    }

    /// The members of the result, and where they come from.
    fn spread_result(&self, spreading: &Spreading) -> (Vec<Rc<str>>, Vec<Source>) {
        let (mut names, mut sources): (Vec<Rc<str>>, Vec<Source>) = (Vec::new(), Vec::new());
        let mut classes = spreading.resolved.iter();
        let mut set = |name: &Rc<str>, source: Source| match names.iter().position(|n| n == name) {
            Some(known) => {
                sources[known] = match (&sources[known], source) {
                    (Source::Accessor([getter, setter]), Source::Accessor(own)) => Source::Accessor([own[0].or(*getter), own[1].or(*setter)]),
                    (_, source) => source,
                }
            }
            None => {
                names.push(name.clone());
                sources.push(source);
            }
        };
        for (i, part) in spreading.parts.iter().enumerate() {
            match part {
                Part::Value(name) => set(name, Source::Part(i)),
                Part::Accessor(own) => set(&own.name, Source::Accessor([(own.kind == 0).then_some(i), (own.kind == 1).then_some(i)])),
                Part::Spread { without, .. } => {
                    let class = *classes.next().expect("lower: every spread is resolved");
                    for member in self.enumerable(class).into_iter().filter(|m| !without.contains(&m.name)) {
                        let name = member.name.clone();
                        set(&name, Source::Member(i, member));
                    }
                }
            }
        }
        (names, sources)
    }
}

impl<'p> Body<'_, 'p> {
    /// `{a: 1, ...b}`.
    pub fn lower_spread_object(&mut self, properties: &'p [Property], ty: TypeId) -> Known {
        let has_accessors = properties.iter().any(|p| matches!(p.kind, PropertyKind::Getter | PropertyKind::Setter));
        if !has_accessors
            && self.world.program.mixing.literals.contains(&ty)
            && let Some(known) = self.lower_literal_dictionary(properties)
        {
            return known;
        }
        let mut parts = Vec::new();
        let mut values: Vec<Known> = Vec::new();
        for (i, property) in properties.iter().enumerate() {
            match &property.kind {
                PropertyKind::Spread { from, without } => {
                    let known = self.observed(&property.value);
                    let mut known = self.spread_subject(known);
                    // What comes later must not change what is copied.
                    if !properties[i + 1..].iter().all(|p| is_plain(&p.value)) {
                        let copy = Part::Spread { from: *from, without: Vec::new() };
                        known = self.build_spread(vec![copy], vec![known], *from);
                    }
                    parts.push(Part::Spread { from: *from, without: without.clone() });
                    values.push(known);
                }
                PropertyKind::Getter | PropertyKind::Setter => {
                    let function = accessor_function(property);
                    let outer = self.substitution.clone();
                    let substitution = self.world.substitution_for(function, &[], &outer);
                    let is_held = self.world.facts.needs_closure(self.world.program, function);
                    let kind = usize::from(property.kind == PropertyKind::Setter);
                    parts.push(Part::Accessor(Accessor { name: property.name.clone(), kind, function, substitution, is_held }));
                    let known = if is_held { self.expr(&property.value) } else { self.undefined() };
                    values.push(known);
                }
                PropertyKind::Value => {
                    parts.push(Part::Value(property.name.clone()));
                    let known = self.expr(&property.value);
                    values.push(known);
                }
            }
        }
        let (parts, values) = accessors_behind(parts.into_iter().zip(values).collect());
        self.build_spread(parts, values, ty)
    }

    fn build_spread(&mut self, parts: Vec<Part>, values: Vec<Known>, ty: TypeId) -> Known {
        let span = self.b.span();
        self.world.spread_spans.entry(ty).or_insert(span);
        let mut spreading = Spreading { parts, ty, resolved: Vec::new() };
        // Objects whose shape is known need no dispatch.
        while let Some(at) = spreading.next() {
            let class = values[at].kinds.class.filter(|c| self.world.module.classes[c.index()].is_shape);
            let is_known = |c: &Class| kinds::only(values[at].kinds, Kinds::INSTANCE) && self.world.additions(*c).is_empty();
            let Some(class) = class.filter(is_known) else { break };
            spreading.resolved.push(class);
        }
        if spreading.next().is_none() {
            let objects: Vec<Value> = values.iter().map(|v| v.value).collect();
            return self.finish_spread(&spreading, |body, i| match spreading.parts[i] {
                Part::Value(_) | Part::Accessor(_) => body.word(values[i]),
                Part::Spread { .. } => objects[i],
            });
        }
        let words: Vec<Value> = values.iter().map(|&v| self.word(v)).collect();
        let word = self.go_on_spreading(&spreading, words);
        self.loaded(word, kinds(Kinds::INSTANCE), crate::ir::Why::Load)
    }

    /// Goes on with the next object, or builds the result.
    fn go_on_spreading(&mut self, spreading: &Spreading, values: Vec<Value>) -> Value {
        let Some(at) = spreading.next() else {
            let result = self.finish_spread(spreading, |body, i| {
                // Objects of known class come as addresses or as words.
                match body.b.ty(values[i]) {
                    Held::Word if matches!(spreading.parts[i], Part::Spread { .. }) => {
                        body.convert(Known { value: values[i], kinds: ANY }, kinds(Kinds::INSTANCE), crate::ir::Why::Load)
                    }
                    _ => values[i],
                }
            });
            return self.word(result);
        };
        let selector = self.world.spread_selector(spreading.clone());
        let mut args = vec![values[at]];
        args.extend(values.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, &v)| v));
        let words = args.into_iter().map(|value| match self.b.ty(value) {
            Held::Word => value,
            _ => self.b.emit(Op::ToWord(value), Held::Word),
        });
        let args = words.collect();
        self.b.emit(Op::CallMember { selector, args, called: None }, Held::Word)
    }

    fn finish_spread(&mut self, spreading: &Spreading, mut value: impl FnMut(&mut Self, usize) -> Value) -> Known {
        let (names, sources) = self.world.spread_result(spreading);
        let has_accessors = sources.iter().any(|source| matches!(source, Source::Accessor(_)));
        let class = if has_accessors { self.spread_accessor_shape(spreading, names, &sources) } else { self.world.shape(names) };
        let span = self.b.span();
        self.world.note_shape(class, spreading.ty, span);
        let (mut words, mut closures) = (Vec::with_capacity(sources.len()), Vec::new());
        for source in &sources {
            match source {
                Source::Part(i) => words.push(value(self, *i)),
                Source::Member(i, member) => {
                    let object = value(self, *i);
                    words.push(self.get_visible(member, object));
                }
                Source::Accessor(own) => {
                    let held = own.iter().flatten().filter(|&&i| matches!(&spreading.parts[i], Part::Accessor(accessor) if accessor.is_held));
                    closures.extend(held.copied());
                }
            }
        }
        for i in closures {
            words.push(value(self, i));
        }
        let object = self.new_instance(class);
        for (index, value) in words.into_iter().enumerate() {
            self.b.effect(Op::FieldSet { class, index: index as u32, object: object.value, value });
        }
        object
    }

    /// The shape of a result with accessors: fields for the values, then for the closures of accessors.
    fn spread_accessor_shape(&mut self, spreading: &Spreading, keys: Vec<Rc<str>>, sources: &[Source]) -> Class {
        let own = |source: &Source| if let Source::Accessor(own) = source { own.iter().flatten().copied().collect() } else { Vec::new() };
        let accessor = |i: usize| if let Part::Accessor(accessor) = &spreading.parts[i] { accessor.clone() } else { unreachable!("lower: found as an accessor") };
        let accessors: Vec<Accessor> = sources.iter().flat_map(own).map(accessor).collect();
        let told_by = (keys, accessors);
        if let Some(&known) = self.world.accessor_spreads.get(&told_by) {
            return known;
        }
        let (keys, accessors) = told_by.clone();
        let is_value = |(_, source): &(&Rc<str>, &Source)| !matches!(source, Source::Accessor(_));
        let mut fields: Vec<Rc<str>> = keys.iter().zip(sources).filter(is_value).map(|(key, _)| key.clone()).collect();
        let values = fields.len();
        fields.extend(accessors.iter().filter(|a| a.is_held).map(|a| Rc::from(format!("{}{}", HIDDEN[a.kind], a.name))));
        let class = self.new_accessor_shape(keys, fields);
        self.world.accessor_spreads.insert(told_by, class);
        let mut next = values;
        for accessor in accessors {
            let field = accessor.is_held.then_some(next);
            next += usize::from(accessor.is_held);
            self.add_accessor(class, &accessor.name, accessor.kind, (accessor.function, accessor.substitution), field);
        }
        class
    }

    /// What is spread: nothing of null, undefined, booleans, numbers and functions.
    fn spread_subject(&mut self, known: Known) -> Known {
        let nothing = kinds::NULLISH | Kinds::BOOL | Kinds::NUM | Kinds::FUNCTION;
        if !kinds::may_be(known.kinds, nothing) {
            return self.narrow(known, kinds(Kinds::INSTANCE), crate::ir::Why::Load);
        }
        let variable = self.b.variable(Held::Ref);
        let test = self.is(known, kinds(nothing));
        let fork = self.fork(test);
        let empty = self.world.shape(Vec::new());
        let span = self.b.span();
        self.world.note_shape(empty, TypeId::ANY, span);
        let empty = self.new_instance(empty);
        self.b.write(variable, empty.value);
        self.otherwise(&fork);
        let rest = kinds::without(known.kinds, nothing);
        let present = self.convert(Known { value: known.value, kinds: rest }, kinds(Kinds::INSTANCE), crate::ir::Why::Load);
        self.b.write(variable, present);
        self.meet(fork);
        Known { value: self.b.read(variable), kinds: kinds(Kinds::INSTANCE) }
    }
}

/// Whether evaluating the expression can change nothing.
fn is_plain(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Number(_) | ExprKind::String(_) | ExprKind::Boolean(_) | ExprKind::Null | ExprKind::Undefined => true,
        ExprKind::Read(_) | ExprKind::This | ExprKind::Closure { .. } => true,
        ExprKind::Array(elements) => elements.is_empty(),
        ExprKind::Unary { operand, .. } => is_plain(operand),
        _ => false,
    }
}

/// Node makes a literal that begins with a spread of a copy to which the values are added before the getters and setters beside them, up to
/// the next spread: their keys come in that order.
fn accessors_behind(mut parts: Vec<(Part, Known)>) -> (Vec<Part>, Vec<Known>) {
    let is_spread = |(part, _): &(Part, Known)| matches!(part, Part::Spread { .. });
    if parts.first().is_some_and(is_spread) {
        let end = parts.iter().skip(1).position(is_spread).map_or(parts.len(), |at| at + 1);
        parts[1..end].sort_by_key(|(part, _)| matches!(part, Part::Accessor(_)));
    }
    parts.into_iter().unzip()
}
