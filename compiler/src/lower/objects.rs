//! Object literals, optional chains, `in`.
//!
//! A literal is an instance of the shape that its keys make. A method of a literal is a function in a field; if it uses `this`,
//! a call of the member tells it the object (`calls`). Getters and setters: see `accessors`.

use super::body::{Body, Known};
use super::kinds::{self, ANY, kinds};
use crate::ir::{Kinds, Op, Type as Held, Value};
use crate::program::{Expr, ExprKind, Property, PropertyKind, TypeId};
use std::rc::Rc;

impl<'p> Body<'_, 'p> {
    /// `{a: 1, b}`.
    pub fn lower_object(&mut self, properties: &'p [Property], ty: TypeId) -> Known {
        if properties.iter().any(|p| matches!(p.kind, PropertyKind::Spread { .. })) {
            return self.lower_spread_object(properties, ty);
        }
        let mut keys: Vec<Rc<str>> = Vec::new();
        for property in properties {
            if !keys.contains(&property.name) {
                keys.push(property.name.clone());
            }
        }
        if properties.iter().any(|p| matches!(p.kind, PropertyKind::Getter | PropertyKind::Setter)) {
            return self.lower_accessor_object(properties, keys, ty);
        }
        if self.world.program.mixing.literals.contains(&ty)
            && let Some(known) = self.lower_literal_dictionary(properties)
        {
            return known;
        }
        let class = self.world.shape(keys.clone());
        let span = self.b.span();
        self.world.note_shape(class, ty, span);
        let index = |name: &Rc<str>| keys.iter().position(|k| k == name).expect("lower: a property without key") as u32;
        // Values come first, so that a fresh object is never seen half-filled.
        let mut values = Vec::new();
        for property in properties {
            let known = self.expr(&property.value);
            values.push((index(&property.name), self.word(known)));
        }
        let object = self.new_instance(class);
        for (index, value) in values {
            self.b.effect(Op::FieldSet { class, index, object: object.value, value });
        }
        object
    }

    /// `a?.b…`.
    pub fn lower_optional_chain(&mut self, subject: &'p Expr, chain: &'p Expr, expr: &'p Expr) -> Known {
        let wanted = self.result_of_type(expr);
        let wanted = self.join(wanted, kinds(Kinds::UNDEFINED));
        self.in_chain(subject, wanted, |body| body.expr_to(chain, wanted))
    }

    /// `(a?.b)()`: the value of the chain, and the object whose member it is, as [`Body::called_value`] gives them.
    pub fn called_chain(&mut self, subject: &'p Expr, chain: &'p Expr) -> (Known, Option<Value>) {
        let this = self.b.variable(Held::Word);
        let undefined = self.undefined();
        self.b.write(this, undefined.value);
        let mut is_told = false;
        let callee = self.in_chain(subject, ANY, |body| {
            let (callee, object) = body.called_value(chain);
            if let Some(object) = object {
                body.b.write(this, object);
                is_told = true;
            }
            body.word(callee)
        });
        (callee, is_told.then(|| self.b.read(this)))
    }

    /// What `value` gives of a chain's subject that is there, held as `wanted`, which admits undefined.
    fn in_chain(&mut self, subject: &'p Expr, wanted: Kinds, value: impl FnOnce(&mut Self) -> Value) -> Known {
        let (subject_known, object) = self.chain_subject(subject);
        let variable = self.b.variable(kinds::held(wanted));
        let test = self.is_nullish(subject_known);
        let fork = self.fork(test);
        let undefined = self.undefined();
        let undefined = self.convert(undefined, wanted, crate::ir::Why::Load);
        self.b.write(variable, undefined);
        self.otherwise(&fork);
        let present = self.present(subject_known, subject);
        self.chains.push(subject);
        self.subjects.push(present);
        self.chain_objects.push(object);
        let value = value(self);
        self.chains.pop();
        self.subjects.pop();
        self.chain_objects.pop();
        self.b.write(variable, value);
        self.meet(fork);
        Known { value: self.b.read(variable), kinds: wanted }
    }

    /// The subject of a chain; with it the object whose member it is, where a call of that must say what `this` is.
    fn chain_subject(&mut self, subject: &'p Expr) -> (Known, Option<Value>) {
        match &subject.kind {
            ExprKind::Get(place) => {
                // It may hold null against its type.
                let wanted = self.kinds_of(subject.ty);
                let wanted = self.join(wanted, kinds(kinds::NULLISH));
                let told = self.with_object(place, wanted, subject.ty);
                told.map_or_else(|| (self.observed(subject), None), |(function, object)| (function, Some(object)))
            }
            ExprKind::OptionalChain { subject, chain } => self.called_chain(subject, chain),
            _ => (self.observed(subject), None),
        }
    }

    /// A value that was found to be neither undefined nor null.
    fn present(&mut self, known: Known, expr: &Expr) -> Known {
        let declared = self.kinds_of(expr.ty);
        let rest = kinds::without(declared, kinds::NULLISH);
        if rest.bits == 0 {
            return Known { value: known.value, kinds: kinds::without(ANY, kinds::NULLISH) };
        }
        self.narrow(known, rest, crate::ir::Why::Narrowing)
    }

    /// `"name" in x`.
    pub fn lower_in(&mut self, name: &Rc<str>, object: &'p Expr) -> Known {
        let known = self.expr(object);
        let objects = kinds(Kinds::ARRAY | Kinds::BINARY | Kinds::FUNCTION | Kinds::INSTANCE);
        let known = if object.ty == TypeId::ANY { self.searched(name, known, objects) } else { known };
        let known = self.narrow(known, objects, crate::ir::Why::Narrowing);
        // No dictionary has it.
        if &**name == "@@iterator" {
            return self.iterator_in(name, known);
        }
        let built_in = kinds(builtin_holders(name) & known.kinds.bits);
        if built_in.bits != 0 {
            let known = Known { value: self.word(known), kinds: known.kinds };
            let test = self.is(known, built_in);
            return self.either(test, |body| body.member_in(name, known).value);
        }
        self.member_in(name, known)
    }

    /// What `in` looks into, where it may be anything: TypeError, which names the member, unless it is one of these objects.
    fn searched(&mut self, name: &Rc<str>, known: Known, objects: Kinds) -> Known {
        let known = Known { value: self.word(known), kinds: known.kinds };
        let test = self.is(known, objects);
        let wrong = self.b.emit(Op::Not(test), Held::Bool);
        self.throw_if(wrong, "errors.throwSearch", |body| vec![body.key_text(name), known]);
        Known { value: known.value, kinds: kinds(known.kinds.bits & objects.bits) }
    }

    /// The same of members that objects are given.
    fn member_in(&mut self, name: &Rc<str>, known: Known) -> Known {
        if self.world.program.mixing.dictionary_as_fixed
            && let Some(class) = self.world.dictionary_class()
        {
            return self.entry_in(name, known, class);
        }
        self.has_member(name, known)
    }

    /// `Symbol.iterator in x`: arrays have it, though no table of members says so.
    fn iterator_in(&mut self, name: &Rc<str>, object: Known) -> Known {
        let built_in = kinds::kinds(object.kinds.bits & (Kinds::ARRAY | Kinds::VIEWS));
        if built_in.bits == 0 {
            return self.has_member(name, object);
        }
        let object = Known { value: self.word(object), kinds: object.kinds };
        let test = self.is(object, built_in);
        self.either(test, |body| body.own_member(name, object))
    }

    /// Whether `test` holds, or else what `otherwise` finds.
    fn either(&mut self, test: Value, otherwise: impl FnOnce(&mut Self) -> Value) -> Known {
        let variable = self.b.variable(Held::Bool);
        let fork = self.fork(test);
        self.b.write(variable, test);
        self.otherwise(&fork);
        let has = otherwise(self);
        self.b.write(variable, has);
        self.meet(fork);
        let value = self.b.read(variable);
        self.boolean(value)
    }

    /// Whether an object has a member of this name, a method or an inherited one included.
    pub fn has_member(&mut self, name: &Rc<str>, object: Known) -> Known {
        let with_length = kinds::kinds(object.kinds.bits & (Kinds::ARRAY | Kinds::VIEWS | Kinds::FUNCTION));
        if &**name == "length" && with_length.bits != 0 {
            let object = Known { value: self.word(object), kinds: object.kinds };
            let test = self.is(object, with_length);
            return self.either(test, |body| body.own_member(name, object));
        }
        let value = self.own_member(name, object);
        self.boolean(value)
    }

    fn own_member(&mut self, name: &Rc<str>, object: Known) -> Value {
        self.given_or(name, object, |body, object| {
            let object = body.word(object);
            let selector = body.world.selector(name);
            body.b.emit(Op::HasMember { selector, object }, Held::Bool)
        })
    }
}

/// The sorts of values that have a member of this name in JavaScript, though no table of members says so.
fn builtin_holders(name: &str) -> u32 {
    let of_objects = ["constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf"];
    if of_objects.contains(&name) {
        return kinds::HEAP & !Kinds::STRING;
    }
    let of_lists = [
        "at", "copyWithin", "entries", "every", "fill", "filter", "find", "findIndex", "findLast", "findLastIndex", "forEach", "includes", "indexOf", "join", "keys", "lastIndexOf",
        "map", "reduce", "reduceRight", "reverse", "slice", "some", "sort", "toReversed", "toSorted", "values", "with",
    ];
    let of_arrays = ["concat", "flat", "flatMap", "pop", "push", "shift", "splice", "toSpliced", "unshift"];
    let sorts = [
        (&of_lists[..], Kinds::ARRAY | Kinds::VIEWS),
        (&of_arrays[..], Kinds::ARRAY),
        (&["byteOffset", "set", "subarray", "buffer", "BYTES_PER_ELEMENT"][..], Kinds::VIEWS),
        (&["byteLength"][..], Kinds::VIEWS | Kinds::BUFFER),
        (&["apply", "bind", "call", "name"][..], Kinds::FUNCTION),
    ];
    sorts.iter().filter(|(names, _)| names.contains(&name)).fold(0, |all, (_, sort)| all | sort)
}
