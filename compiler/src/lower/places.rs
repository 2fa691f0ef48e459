//! Places: reading, assigning, and both at once. The object and index of a place are evaluated once.

use super::body::{Body, Known};
use super::calls::takes_anything;
use super::kinds::{self, ANY, kinds};
use crate::ast::symbols::{is_symbol, symbol_text};
use crate::ir::{Class, Kinds, Op, Selector, Type as Held, Value, Why};
use crate::program::{ExprKind, BinaryOp, BindingId, ClassId, Expr, LogicalOp, Place, Type, TypeId};
use crate::program::types::BOUND;
use std::rc::Rc;

/// A place whose parts have been evaluated.
enum Target {
    Binding(BindingId),
    Field { class: Class, index: u32, object: Value, kinds: Kinds },
    Accessor { class: ClassId, name: Rc<str>, object: Known },
    StaticAccessor { class: ClassId, name: Rc<str> },
    /// The object is a word.
    Member { selector: Selector, object: Known },
    ArrayLength { object: Value },
    FixedLength { object: Known },
    /// Of an array.
    Element { object: Value, index: Value },
    /// Of a typed array.
    View { object: Known, index: Value },
    /// Of a string.
    Unit { object: Value, index: Value },
    /// A value by a key that run time makes.
    Entry { object: Known, key: Known },
    /// Of what may be an array or something else.
    Loose { object: Known, index: Value },
}

/// What is done with a member of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Read,
    Set,
}

impl<'p> Body<'_, 'p> {
    /// A place's value, `ty` being its type as seen here.
    pub fn get(&mut self, place: &'p Place, ty: TypeId) -> Known {
        if let Place::Member { object, name } = place {
            if &**name == "length" {
                return self.length_member(object, name, ty);
            }
            if let Some(answer) = self.world.answered_member(name) {
                let object = self.expr(object);
                return self.answered_or_member(object, name, answer, ty);
            }
        }
        let target = self.target(place);
        self.read_target(&target, ty)
    }

    /// `object[index]` of an object that has been evaluated.
    pub fn element_there(&mut self, object: Known, index: &'p Expr, ty: TypeId) -> Known {
        let index = self.expr(index);
        let target = self.element_target(object, index);
        self.read_target(&target, ty)
    }

    /// The same of a value by a key that run time makes.
    pub fn entry_there(&mut self, object: Known, key: &'p Expr, ty: TypeId) -> Known {
        let key = self.expr(key);
        self.read_target(&Target::Entry { object, key }, ty)
    }

    /// `x.raw` where x may be the strings of a tagged template, `x.name` where it may be a function: the library's function answers for those.
    fn answered_or_member(&mut self, object: Known, name: &Rc<str>, (sort, function): (u32, &str), ty: TypeId) -> Known {
        if !kinds::may_be(object.kinds, sort) {
            let target = self.known_member_target(object, name);
            return self.read_target(&target, ty);
        }
        let object = Known { value: self.word(object), kinds: object.kinds };
        let variable = self.b.variable(Held::Word);
        let test = self.is(object, kinds(sort));
        let test = if sort == Kinds::FUNCTION && self.world.has_static(name) { self.lacks_static(name, object, test) } else { test };
        let fork = self.fork(test);
        let answer = self.call_library(function, vec![object]);
        let answer = self.word(answer);
        self.b.write(variable, answer);
        self.otherwise(&fork);
        let target = self.known_member_target(object, name);
        let member = self.read_target(&target, ty);
        let member = self.word(member);
        self.b.write(variable, member);
        self.meet(fork);
        let wanted = self.kinds_of(ty);
        let word = self.b.read(variable);
        self.loaded(word, wanted, Why::Load)
    }

    /// Whether the function, which `test` says that it is, is no class with a static member of this name.
    fn lacks_static(&mut self, name: &Rc<str>, object: Known, test: Value) -> Value {
        let variable = self.b.variable(Held::Bool);
        let fork = self.fork(test);
        let selector = self.world.selector(name);
        let has = self.b.emit(Op::HasMember { selector, object: object.value }, Held::Bool);
        let lacks = self.b.emit(Op::Not(has), Held::Bool);
        self.b.write(variable, lacks);
        self.otherwise(&fork);
        self.b.write(variable, test);
        self.meet(fork);
        self.b.read(variable)
    }

    /// `x.length` where x may be a string, an array or an object with such a member.
    fn length_member(&mut self, object: &'p Expr, name: &Rc<str>, ty: TypeId) -> Known {
        let object = self.expr(object);
        let built_in = kinds(Kinds::STRING | Kinds::ARRAY | Kinds::VIEWS);
        if !kinds::may_be(object.kinds, built_in.bits) {
            return self.length_of_other(object, name, ty);
        }
        let wanted = self.kinds_of(ty);
        let wanted = if wanted.bits == 0 { ANY } else { wanted };
        let variable = self.b.variable(kinds::held(wanted));
        let test = self.is(object, built_in);
        let fork = self.fork(test);
        let known = self.narrow(object, built_in, Why::Load);
        let length = self.length_of(known);
        let length = self.convert(length, wanted, Why::Load);
        self.b.write(variable, length);
        self.otherwise(&fork);
        let member = self.length_of_other(object, name, ty);
        let member = self.convert(member, wanted, Why::Load);
        self.b.write(variable, member);
        self.meet(fork);
        Known { value: self.b.read(variable), kinds: wanted }
    }

    /// Of what is no string, array or view.
    fn length_of_other(&mut self, object: Known, name: &Rc<str>, ty: TypeId) -> Known {
        if let Some(answer) = self.world.answered_member(name) {
            return self.answered_or_member(object, name, answer, ty);
        }
        let target = self.known_member_target(object, name);
        self.read_target(&target, ty)
    }

    fn target(&mut self, place: &'p Place) -> Target {
        match place {
            Place::Binding(binding) => {
                self.check_owner_reached(*binding);
                Target::Binding(*binding)
            }
            Place::Field { object, class, name } => self.field_target(object, *class, name),
            Place::Accessor { object, class, name } if self.world.facts.replaced.contains(&(*class, name.clone())) => self.member_target(object, name),
            Place::Accessor { object, class, name } => {
                let object = self.expr(object);
                Target::Accessor { class: *class, name: name.clone(), object }
            }
            Place::StaticAccessor { class, name } => {
                self.check_class_reached(*class);
                Target::StaticAccessor { class: *class, name: name.clone() }
            }
            Place::Member { object, name } => match self.world.facts.known_static_field(self.world.program, object, name) {
                Some(binding) => {
                    match object.kind {
                        ExprKind::This => {}
                        ExprKind::ClassValue(class) => self.check_class_reached(class),
                        _ => drop(self.expr(object)),
                    }
                    Target::Binding(binding)
                }
                None => self.member_target(object, name),
            },
            Place::Length { object } => {
                let object = self.expr(object);
                if kinds::only(object.kinds, Kinds::ARRAY) { Target::ArrayLength { object: object.value } } else { Target::FixedLength { object } }
            }
            Place::Element { object, index } => {
                let object = self.expr(object);
                let index = self.expr(index);
                self.element_target(object, index)
            }
            Place::Entry { object, key } => {
                let object = self.expr(object);
                let key = self.expr(key);
                Target::Entry { object, key }
            }
        }
    }

    fn field_target(&mut self, object: &'p Expr, class: ClassId, name: &Rc<str>) -> Target {
        let object = self.expr(object);
        let wanted = kinds::instance(self.world.class(class));
        let value = self.convert(object, wanted, Why::Load);
        match self.world.field(class, name) {
            Some((class_, index)) => {
                let declared = self.world.field_type(class, name);
                let kinds = declared.map_or(ANY, |ty| self.kinds_of(ty));
                Target::Field { class: class_, index, object: value, kinds }
            }
            None => Target::Member { selector: self.world.selector(name), object: Known { value: self.b.emit(Op::ToWord(value), Held::Word), kinds: wanted } },
        }
    }

    /// A member of an object whose shape is known is a field; any other is looked up at run time.
    fn member_target(&mut self, object: &'p Expr, name: &Rc<str>) -> Target {
        let known = self.expr(object);
        let is_told = matches!(object.kind, ExprKind::This) && !self.world.program.types.admits_undefined(object.ty);
        match self.known_member_target(known, name) {
            // A method called without an object fails as with any other value: telling undefined apart at each `this.x = …` is not worth the code.
            Target::Member { selector, object } if is_told => Target::Member { selector, object: Known { kinds: kinds::without(object.kinds, kinds::NULLISH), ..object } },
            target => target,
        }
    }

    fn known_member_target(&mut self, object: Known, name: &Rc<str>) -> Target {
        if kinds::only(object.kinds, Kinds::INSTANCE) {
            if let Some((class, index)) = self.field_class(object).and_then(|c| self.world.known_field(c, name)) {
                return Target::Field { class, index, object: object.value, kinds: ANY };
            }
        }
        Target::Member { selector: self.world.selector(name), object: Known { value: self.word(object), kinds: object.kinds } }
    }

    /// The class whose fields are the members of an object: those of a dictionary are none.
    fn field_class(&mut self, object: Known) -> Option<Class> {
        object.kinds.class.filter(|&class| !self.world.is_dictionary_class(class))
    }

    /// A member of an object that may lack it.
    pub fn observed_member(&mut self, object: Known, name: &Rc<str>, wanted: Kinds) -> Known {
        let wanted = self.join(wanted, kinds(Kinds::UNDEFINED));
        match self.known_member_target(object, name) {
            Target::Member { selector, object } => self.read_member(selector, object, wanted),
            Target::Field { class, index, object, .. } => {
                let word = self.b.emit(Op::FieldGet { class, index, object }, Held::Word);
                self.loaded(word, wanted, Why::Load)
            }
            _ => unreachable!("lower: a member is a field or found by its name"),
        }
    }

    fn element_target(&mut self, object: Known, index: Known) -> Target {
        if kinds::only(object.kinds, Kinds::STRING) {
            return Target::Unit { object: object.value, index: self.number(index) };
        }
        if kinds::only(object.kinds, Kinds::VIEWS) {
            return Target::View { object, index: self.number(index) };
        }
        if !kinds::only(object.kinds, Kinds::ARRAY) && self.world.program.library.functions.contains_key("any.element") {
            return Target::Loose { object, index: self.number(index) };
        }
        let object = self.convert(object, kinds(Kinds::ARRAY), Why::Load);
        Target::Element { object, index: self.number(index) }
    }

    fn read_target(&mut self, target: &Target, ty: TypeId) -> Known {
        let mut wanted = self.kinds_of(ty);
        if wanted.bits == 0 {
            wanted = ANY;
        }
        match *target {
            Target::Binding(binding) => self.read(binding),
            Target::Field { class, index, object, kinds } => {
                let word = self.b.emit(Op::FieldGet { class, index, object }, Held::Word);
                // A narrowed field is checked once, for what it was narrowed to.
                let wanted = if self.within(wanted, kinds) { wanted } else { kinds };
                self.loaded(word, wanted, Why::Load)
            }
            Target::Accessor { class, ref name, object } => self.call_getter(object, class, name),
            Target::StaticAccessor { class, ref name } => {
                let known = self.call_static_accessor(class, &format!("get {name}"), Vec::new());
                self.narrow(known, wanted, Why::Argument)
            }
            Target::Member { selector, object } => self.read_member(selector, object, wanted),
            Target::ArrayLength { object } => self.emit(Op::ArrayLength(object), kinds(Kinds::NUM)),
            Target::FixedLength { object } => self.length_of(object),
            Target::Element { object, index } => {
                if wanted.bits & Kinds::UNDEFINED != 0 {
                    return self.array_element_or_undefined(object, index, wanted);
                }
                let index = self.b.emit(Op::CheckIndex { object, index }, Held::Num);
                let word = self.b.emit(Op::ElementGet { object, index, rep: Default::default() }, Held::Word);
                self.loaded(word, wanted, Why::Element)
            }
            Target::View { object, index } => {
                if wanted.bits & Kinds::UNDEFINED != 0 {
                    return self.view_element_or_undefined(object, index);
                }
                let index = self.b.emit(Op::ViewCheckIndex { object: object.value, index }, Held::Num);
                self.view_element(object, index)
            }
            Target::Unit { object, index } => self.string_element(object, index),
            Target::Loose { object, index } => {
                let known = self.loose_element(object, index);
                let why = if wanted.bits & Kinds::UNDEFINED != 0 { Why::Load } else { Why::Element };
                self.narrow(known, wanted, why)
            }
            Target::Entry { object, key } => {
                let known = self.read_entry(object, key);
                let why = if wanted.bits & Kinds::UNDEFINED != 0 { Why::Load } else { Why::Element };
                self.narrow(known, wanted, why)
            }
        }
    }

    /// A member found at run time; where undefined may come out, an object that lacks it gives that.
    pub fn read_member(&mut self, selector: Selector, object: Known, wanted: Kinds) -> Known {
        let name = self.world.module.selectors[selector.index()].clone();
        if !self.world.facts.taken_names.contains(&name) || wanted.bits & Kinds::FUNCTION == 0 {
            return self.read_value_member(selector, object, wanted);
        }
        // A method as a value.
        let bound = self.world.selector(&format!("{BOUND}{name}").into());
        let test = self.b.emit(Op::HasMember { selector: bound, object: object.value }, Held::Bool);
        let variable = self.b.variable(Held::Word);
        let fork = self.fork(test);
        let word = self.b.emit(Op::CallMember { selector: bound, args: vec![object.value], called: None }, Held::Word);
        self.b.write(variable, word);
        self.otherwise(&fork);
        let value = self.read_value_member(selector, object, wanted);
        let word = self.word(value);
        self.b.write(variable, word);
        self.meet(fork);
        let word = self.b.read(variable);
        self.loaded(word, wanted, Why::Load)
    }

    /// An object of which a member is read or set; undefined and null have none, which is a TypeError that names the member.
    pub fn holder(&mut self, object: Known, name: &Rc<str>, access: Access) -> Known {
        self.holder_of(object, access, |body| body.key_text(name))
    }

    /// The same; `key` writes what gives the member's name.
    pub fn holder_of(&mut self, object: Known, access: Access, key: impl FnOnce(&mut Self) -> Known) -> Known {
        if !kinds::may_be(object.kinds, kinds::NULLISH) {
            return object;
        }
        let word = self.word(object);
        let test = self.is_nullish(object);
        let thrower = if access == Access::Read { "errors.throwReading" } else { "errors.throwSetting" };
        self.throw_if(test, thrower, |body| vec![Known { value: word, kinds: object.kinds }, key(body)]);
        Known { value: word, kinds: kinds::without(object.kinds, kinds::NULLISH) }
    }

    /// How errors name a member.
    pub fn key_text(&mut self, name: &Rc<str>) -> Known {
        if is_symbol(name) { self.text(&symbol_text(name)) } else { self.text(name) }
    }

    fn read_value_member(&mut self, selector: Selector, object: Known, wanted: Kinds) -> Known {
        if wanted.bits & Kinds::UNDEFINED == 0 {
            let word = self.b.emit(Op::MemberGet { selector, object: object.value }, Held::Word);
            return self.loaded(word, wanted, Why::Load);
        }
        let name = self.world.module.selectors[selector.index()].clone();
        let object = self.holder(object, &name, Access::Read).value;
        let test = self.b.emit(Op::HasMember { selector, object }, Held::Bool);
        let variable = self.b.variable(Held::Word);
        let fork = self.fork(test);
        let word = self.b.emit(Op::MemberGet { selector, object }, Held::Word);
        self.b.write(variable, word);
        self.otherwise(&fork);
        let undefined = self.undefined();
        self.b.write(variable, undefined.value);
        self.meet(fork);
        let word = self.b.read(variable);
        self.loaded(word, wanted, Why::Load)
    }

    /// A place's value as declared, whatever the checker narrowed it to: for tests that must see what is there.
    pub fn get_declared(&mut self, place: &'p Place, ty: TypeId) -> Known {
        let target = self.target(place);
        match target {
            Target::Field { class, index, object, kinds } => {
                let word = self.b.emit(Op::FieldGet { class, index, object }, Held::Word);
                self.loaded(word, kinds, Why::Load)
            }
            _ => self.read_target(&target, ty),
        }
    }

    /// A member found by name, or the nothing that it may hold against its type.
    pub fn get_or_nothing(&mut self, place: &'p Place, ty: TypeId) -> Known {
        let declared = self.kinds_of(ty);
        let wanted = self.join(declared, kinds(kinds::NULLISH));
        match self.target(place) {
            Target::Field { class, index, object, .. } => {
                let word = self.b.emit(Op::FieldGet { class, index, object }, Held::Word);
                self.loaded(word, wanted, Why::Load)
            }
            Target::Member { selector, object } => self.read_member(selector, object, wanted),
            target => self.read_target(&target, ty),
        }
    }

    fn write_target(&mut self, target: &Target, value: Known) {
        match *target {
            Target::Binding(binding) => self.assign(binding, value),
            Target::Field { class, index, object, kinds } => {
                let value = self.narrow(value, kinds, Why::Load);
                let value = self.word(value);
                self.b.effect(Op::FieldSet { class, index, object, value });
            }
            Target::Accessor { class, ref name, object } => self.call_setter(object, class, name, value),
            Target::StaticAccessor { class, ref name } => {
                self.call_static_accessor(class, &format!("set {name}"), vec![value]);
            }
            Target::Member { selector, object } => self.put_member(selector, object, value),
            Target::ArrayLength { object } => {
                let length = self.number(value);
                self.b.effect(Op::ArraySetLength { object, length, rep: Default::default() });
            }
            Target::Element { object, index } => {
                let value = self.word(value);
                self.b.effect(Op::ElementPut { object, index, value, rep: Default::default() });
            }
            Target::View { object, index } => self.put_view_element(object, index, value),
            Target::Loose { object, index } => self.put_loose_element(object, index, value),
            Target::Entry { object, key } => self.write_entry(object, key, value),
            // Strings and lengths that cannot change: `check` refuses the assignment.
            Target::Unit { .. } | Target::FixedLength { .. } => {}
        }
    }

    /// Sets a member that is found at run time; what has a length may be an array.
    fn put_member(&mut self, selector: Selector, object: Known, value: Known) {
        let fork = (&*self.world.module.selectors[selector.index()] == "length").then(|| {
            let test = self.is(object, kinds(Kinds::ARRAY));
            let fork = self.fork(test);
            let object = self.convert(object, kinds(Kinds::ARRAY), Why::Load);
            let length = self.number(value);
            self.b.effect(Op::ArraySetLength { object, length, rep: Default::default() });
            self.otherwise(&fork);
            fork
        });
        let value = self.word(value);
        let name = self.world.module.selectors[selector.index()].clone();
        let object = self.holder(object, &name, Access::Set).value;
        self.b.effect(Op::MemberSet { selector, object, value });
        if let Some(fork) = fork {
            self.meet(fork);
        }
    }

    /// The kinds that an assignment to the place admits; elements past the end may go where undefined may.
    fn admits(&mut self, target: &Target) -> Kinds {
        match *target {
            Target::Binding(binding) => {
                let ty = self.world.program.bindings[binding.index()].ty;
                self.kinds_of(ty)
            }
            Target::Field { kinds, .. } => kinds,
            _ => kinds(0),
        }
    }

    /// Whether a place is declared to hold anything.
    fn is_for_anything(&self, place: &Place) -> bool {
        let program = self.world.program;
        match place {
            Place::Binding(binding) => takes_anything(program.bindings[binding.index()].ty),
            Place::Field { class, name, .. } => self.world.field_type(*class, name).is_some_and(takes_anything),
            Place::Member { object, .. } => takes_anything(object.ty),
            Place::Element { object, .. } | Place::Entry { object, .. } => match program.types.get(object.ty) {
                Type::Array { element, .. } => takes_anything(*element),
                _ => takes_anything(object.ty),
            },
            _ => false,
        }
    }

    /// Whether a value may be undefined or null whatever its type says.
    pub fn may_be_missing(&self, value: &Expr) -> bool {
        value.is_lookup() || self.world.program.may_be_nothing(value)
    }

    /// Whether the value is copied from a place that may hold nothing to one that admits it.
    pub fn is_flowing(&self, value: &Expr, admits: Kinds) -> bool {
        admits.bits & kinds::NULLISH != 0 && self.world.program.may_be_nothing(value)
    }

    /// `a = b`.
    pub fn lower_assign(&mut self, place: &'p Place, value: &'p Expr) -> Known {
        let target = self.target(place);
        let admits = self.admits(&target);
        let observed = admits.bits & Kinds::UNDEFINED != 0 && admits.bits != Kinds::ALL || self.is_flowing(value, admits) || self.may_be_missing(value) && self.is_for_anything(place);
        let value = if observed { self.observed(value) } else { self.expr(value) };
        self.write_target(&target, value);
        value
    }

    /// `a op= b`.
    pub fn lower_assign_op(&mut self, place: &'p Place, op: BinaryOp, value: &'p Expr, current: TypeId) -> Known {
        let target = self.target(place);
        let old = self.read_target(&target, current);
        let joins = op == BinaryOp::Add && kinds::only(old.kinds, Kinds::STRING);
        let value = if joins { self.told_operand(value) } else { self.expr(value) };
        let new = self.binary(op, old, value);
        self.write_target(&target, new);
        new
    }

    /// `a &&= b`, `a ||= b`, `a ??= b`.
    pub fn lower_assign_logical(&mut self, place: &'p Place, op: LogicalOp, value: &'p Expr, ty: TypeId) -> Known {
        let target = self.target(place);
        let wanted = self.kinds_of(ty);
        let wanted = if wanted.bits == 0 { ANY } else { wanted };
        let left = self.read_for_test(&target);
        self.choose(op, left, wanted, |body| {
            let value = body.expr_to(value, wanted);
            body.write_target(&target, Known { value, kinds: wanted });
            value
        })
    }

    /// The value for a test that tells undefined and null apart from the rest: nothing is expected of it yet.
    fn read_for_test(&mut self, target: &Target) -> Known {
        match *target {
            Target::Field { class, index, object, .. } => {
                let word = self.b.emit(Op::FieldGet { class, index, object }, Held::Word);
                Known { value: word, kinds: ANY }
            }
            Target::Member { selector, object } => self.read_member(selector, object, ANY),
            Target::Element { object, index } => self.array_element_or_undefined(object, index, ANY),
            Target::Binding(binding) => self.read(binding),
            Target::Entry { object, key } => self.read_entry(object, key),
            Target::Loose { object, index } => self.loose_element(object, index),
            _ => self.read_target(target, TypeId::ANY),
        }
    }

    /// `a++`, `--a`.
    pub fn lower_update(&mut self, place: &'p Place, (increment, prefix): (bool, bool), converts: bool) -> Known {
        let target = self.target(place);
        let known = self.read_target(&target, if converts { TypeId::ANY } else { TypeId::NUMBER });
        let old = if converts { self.to_number(known) } else { self.number(known) };
        let one = self.constant(1.0);
        let op = if increment { crate::ir::NumOp::Add } else { crate::ir::NumOp::Sub };
        let new = self.b.emit(Op::Num { op, rep: crate::ir::NumRep::Open, args: [old, one] }, Held::Num);
        self.write_target(&target, Known { value: new, kinds: kinds(Kinds::NUM) });
        Known { value: if prefix { new } else { old }, kinds: kinds(Kinds::NUM) }
    }
}

impl super::World<'_> {
    /// Whether a class of the program has a static member of this name.
    fn has_static(&self, name: &str) -> bool {
        let has = |class: &crate::program::Class| {
            let methods = class.static_methods.iter().any(|m| *m.name == *name || m.name.strip_prefix("get ") == Some(name));
            let exported = class.exports.iter().any(|member| *member.name == *name);
            methods || exported || class.static_fields.iter().any(|f| *f.name == *name)
        };
        self.program.classes.iter().any(has)
    }

    /// Whether a member of this name is no member of some values, but what a function of the library answers for them, if the program asks for it.
    fn answered_member(&self, name: &str) -> Option<(u32, &'static str)> {
        let answer = match name {
            "raw" => (Kinds::ARRAY, "template.raw"),
            "name" => (Kinds::FUNCTION, "function.name"),
            "length" => (Kinds::FUNCTION, "function.length"),
            _ => return None,
        };
        self.program.library.functions.contains_key(answer.1).then_some(answer)
    }
}
