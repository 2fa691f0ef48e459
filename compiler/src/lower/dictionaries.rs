//! Entries: what is found by a key that is made at run time.
//!
//! A dictionary is an instance of the library's class of that name; its entries are read and written by functions of the library.
//! Of any other object the key names a member, which the hidden members `%at` and `%put` find.

use super::World;
use super::body::{Body, Known};
use super::kinds::{self, kinds};
use crate::ir::{Class, Kinds, Why};
use crate::program::types::Member;
use crate::program::{Expr, TypeId};

impl World<'_> {
    /// The kinds of an object type with these members that is a dictionary, if it is one.
    pub fn dictionary_kinds(&mut self, members: &[Member]) -> Option<Kinds> {
        if !members.iter().any(Member::is_index) {
            return None;
        }
        Some(self.dictionary_class().map_or(kinds(Kinds::INSTANCE), kinds::instance))
    }

    /// Whether instances of a class are dictionaries, which are shown like objects without a class.
    pub fn is_dictionary_class(&mut self, class: Class) -> bool {
        self.dictionary_class() == Some(class)
    }

    fn dictionary_class(&mut self) -> Option<Class> {
        let id = self.program.library.classes.get("Dictionary").copied()?;
        Some(self.class(id))
    }
}

impl<'p> Body<'_, 'p> {
    fn is_dictionary(&mut self, object: Known) -> bool {
        let class = self.world.dictionary_class();
        kinds::only(object.kinds, Kinds::INSTANCE) && class.is_some() && object.kinds.class == class
    }

    /// The value at a key, undefined if there is none.
    pub fn read_entry(&mut self, object: Known, key: Known) -> Known {
        let name = if self.is_dictionary(object) { "dictionary.get" } else { "object.get" };
        self.call_library(name, vec![object, key])
    }

    /// Sets the value at a key.
    pub fn write_entry(&mut self, object: Known, key: Known, value: Known) {
        let name = if self.is_dictionary(object) { "dictionary.set" } else { "object.set" };
        self.call_library(name, vec![object, key, value]);
    }

    /// `object[key]` where the program can tell that nothing is there.
    pub fn entry_or_undefined(&mut self, object: &'p Expr, key: &'p Expr, ty: TypeId) -> Known {
        let object = self.expr(object);
        let key = self.expr(key);
        let known = self.read_entry(object, key);
        let wanted = self.kinds_of(ty);
        let wanted = if wanted.bits == 0 { kinds::ANY } else { self.join(wanted, kinds(Kinds::UNDEFINED)) };
        self.narrow(known, wanted, Why::Load)
    }
}
