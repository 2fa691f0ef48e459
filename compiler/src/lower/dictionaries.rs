//! Entries: what is found by a key that is made at run time.
//!
//! A dictionary is an instance of the library's class of that name; its entries are read and written by functions of the library.
//! Of any other object the key names a member, which the hidden members `%%at` and `%%put` find.

use super::World;
use super::body::{Body, Known};
use super::places::Access;
use super::kinds::{self, kinds};
use crate::ast::symbols::{is_hidden, is_symbol};
use crate::ir::{Class, Kinds, Member, Selector, Type as Held, Value, Why};
use crate::program::types::Member as Declared;
use crate::program::{ASKED, Expr, FunctionId, Property, PropertyKind, TypeId};
use std::rc::Rc;

/// Functions of the library that are there twice: for dictionaries alone, and for whatever may stand for one.
const MIXED: [&str; 10] = ["get", "set", "has", "isIn", "remove", "keys", "values", "entries", "copy", "copyMembers"];

impl World<'_> {
    /// The kinds of an object type with these members that is a dictionary, if it is one.
    pub fn dictionary_kinds(&mut self, members: &[Declared]) -> Option<Kinds> {
        if !members.iter().any(Declared::is_index) {
            return None;
        }
        if self.program.mixing.fixed_as_dictionary {
            return Some(kinds(Kinds::ALL & !kinds::NULLISH));
        }
        Some(self.dictionary_class().map_or(kinds(Kinds::INSTANCE), kinds::instance))
    }

    /// Whether instances of a class are dictionaries, which are shown like objects without a class.
    pub fn is_dictionary_class(&mut self, class: Class) -> bool {
        let known = self.dictionary_class();
        known.is_some() && (known == Some(class) || self.module.classes[class.index()].base == known)
    }

    /// The function that does for any object what this one of the library does for dictionaries, where such an object may stand for one.
    /// What the library itself calls knows what it has.
    pub fn mixed_function(&self, function: FunctionId, caller: Option<FunctionId>) -> FunctionId {
        let mixing = &self.program.mixing;
        let library = &self.program.library.functions;
        // A member of an object that a dictionary may stand for.
        let is_test = mixing.dictionary_as_fixed && library.get("object.isIn") == Some(&function);
        if !mixing.fixed_as_dictionary && !is_test {
            return function;
        }
        let file = |function: FunctionId| self.program.functions[function.index()].span.file;
        let own = ["dictionary.get", "mixed.get"].map(|name| library.get(name).copied().map(file));
        if caller.is_some_and(|caller| own.contains(&Some(file(caller)))) {
            return function;
        }
        if is_test {
            return self.library("mixed.isIn");
        }
        let known = MIXED.iter().find(|name| library.get(&*format!("dictionary.{name}")) == Some(&function));
        known.map_or(function, |name| self.library(&format!("mixed.{name}")))
    }

    /// A member of a dictionary that stands where an object of fixed shape is declared: its entry of that name.
    pub fn entry_member(&mut self, class: Class, selector: Selector) -> Option<Member> {
        let name = self.module.selectors[selector.index()].clone();
        let is_entry = !is_hidden(&name) && !ASKED.contains(&&*name);
        if !self.program.mixing.dictionary_as_fixed || !is_entry || !self.is_dictionary_class(class) {
            return None;
        }
        if let Some(&accessor) = self.entry_accessors.get(&selector) {
            return Some(accessor);
        }
        let key = name.clone();
        let getter = self.write_hidden(class, &format!("%%get {name}"), 0, |body, object, _| {
            let (object, key) = (body.dictionary(object, class), body.text(&key));
            let value = body.call_library("dictionary.get", vec![object, key]);
            body.word(value)
        });
        let setter = self.write_hidden(class, &format!("%%set {name}"), 1, |body, object, arguments| {
            let (object, key) = (body.dictionary(object, class), body.text(&name));
            body.call_library("dictionary.set", vec![object, key, Known { value: arguments[0], kinds: kinds::ANY }]);
            body.undefined().value
        });
        let accessor = Member::Accessor(Some(getter), Some(setter));
        self.entry_accessors.insert(selector, accessor);
        Some(accessor)
    }

    /// The class of dictionaries, if the program has any.
    pub fn dictionary_class(&mut self) -> Option<Class> {
        let id = self.program.library.classes.get("Dictionary").copied()?;
        Some(self.class(id))
    }
}

impl<'p> Body<'_, 'p> {
    fn is_dictionary(&mut self, object: Known) -> bool {
        let class = self.world.dictionary_class();
        kinds::only(object.kinds, Kinds::INSTANCE) && class.is_some() && object.kinds.class == class
    }

    /// Of the functions for a dictionary, for what may be one, and for an object that is none.
    fn entry_function(&mut self, object: Known, [sure, perhaps, no]: [&'static str; 3]) -> &'static str {
        let mixing = &self.world.program.mixing;
        let is_mixed = mixing.fixed_as_dictionary || mixing.dictionary_as_fixed;
        match self.is_dictionary(object) {
            true => sure,
            false if is_mixed => perhaps,
            false => no,
        }
    }

    fn dictionary(&self, object: Value, class: Class) -> Known {
        Known { value: object, kinds: kinds::instance(class) }
    }

    /// A fresh dictionary.
    pub fn new_dictionary(&mut self) -> Option<Known> {
        let id = self.world.program.library.classes.get("Dictionary").copied()?;
        Some(self.lower_new(id, &[]))
    }

    /// A literal of fixed members whose objects may be given others later.
    pub fn lower_literal_dictionary(&mut self, properties: &'p [Property]) -> Option<Known> {
        let dictionary = self.new_dictionary()?;
        for property in properties {
            let value = self.expr(&property.value);
            if is_symbol(&property.name) {
                self.call_library("errors.throwSymbolKey", Vec::new());
                continue;
            }
            let PropertyKind::Spread { without, .. } = &property.kind else {
                let key = self.text(&property.name);
                self.call_library("dictionary.set", vec![dictionary, key, value]);
                continue;
            };
            self.call_library("mixed.copy", vec![dictionary, value]);
            for name in without {
                let key = self.text(name);
                self.call_library("mixed.remove", vec![dictionary, key]);
            }
        }
        Some(dictionary)
    }

    /// `"name" in object` of what may be a dictionary.
    pub fn entry_in(&mut self, name: &Rc<str>, object: Known, class: Class) -> Known {
        let word = Known { value: self.word(object), kinds: object.kinds };
        let wanted = kinds::instance(class);
        let test = self.is(word, wanted);
        let variable = self.b.variable(Held::Bool);
        let fork = self.fork(test);
        let dictionary = Known { value: self.convert(word, wanted, Why::Narrowing), kinds: wanted };
        let key = self.text(name);
        let has = self.call_library("dictionary.has", vec![dictionary, key]);
        let has = self.convert(has, kinds(Kinds::BOOL), Why::Load);
        self.b.write(variable, has);
        self.otherwise(&fork);
        let has = self.has_member(name, word);
        self.b.write(variable, has.value);
        self.meet(fork);
        let value = self.b.read(variable);
        self.boolean(value)
    }

    /// The value at a key, undefined if there is none.
    pub fn read_entry(&mut self, object: Known, key: Known) -> Known {
        let object = self.holder_of(object, Access::Read, |body| body.to_text(key));
        let name = self.entry_function(object, ["dictionary.get", "mixed.get", "object.get"]);
        self.call_library(name, vec![object, key])
    }

    /// Sets the value at a key.
    pub fn write_entry(&mut self, object: Known, key: Known, value: Known) {
        let object = self.holder_of(object, Access::Set, |body| body.to_text(key));
        let name = self.entry_function(object, ["dictionary.set", "mixed.set", "object.set"]);
        self.call_library(name, vec![object, key, value]);
    }

    /// `object[key]` where the program can tell that nothing is there.
    pub fn entry_or_undefined(&mut self, object: Known, key: &'p Expr, ty: TypeId) -> Known {
        let key = self.expr(key);
        let known = self.read_entry(object, key);
        let wanted = self.kinds_of(ty);
        let wanted = if wanted.bits == 0 { kinds::ANY } else { self.join(wanted, kinds(Kinds::UNDEFINED)) };
        self.narrow(known, wanted, Why::Load)
    }
}
