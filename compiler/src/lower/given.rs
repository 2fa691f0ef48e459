//! Members that functions are given: `f.count = 0`, `Object.assign(f, { count: 0 })`.
//!
//! A function has no room for them: the library keeps them in a dictionary beside it (`compiler/lib/given.ts`). All functions that are no classes share
//! one table of members, in which each name that is ever given to a function is a pair of accessors.

use super::World;
use super::body::{Body, Known};
use super::kinds::{ANY, kinds};
use crate::ir::{Class, ClassInfo, Kinds, Member, Op, Selector, Value};
use std::rc::Rc;

/// A hidden member of all functions that are no classes, and of nothing else.
const PLAIN: &str = "%%plain";

impl World<'_> {
    /// Writes the table of members of functions for all selectors used so far.
    pub fn fill_given_members(&mut self, selectors: &[Selector]) {
        if self.program.given_to_functions.is_empty() {
            return;
        }
        let class = self.class_of_functions();
        for &selector in selectors {
            if self.module.classes[class.index()].members.iter().any(|(known, _)| *known == selector) {
                continue;
            }
            if let Some(member) = self.given_member(class, selector) {
                self.module.classes[class.index()].members.push((selector, member));
            }
        }
    }

    fn class_of_functions(&mut self) -> Class {
        let known = self.module.classes.iter().position(|class| class.of_functions);
        let index = known.unwrap_or_else(|| {
            self.module.classes.push(ClassInfo { name: "Function".into(), of_functions: true, ..ClassInfo::default() });
            self.module.classes.len() - 1
        });
        Class(index as u32)
    }

    pub fn given_member(&mut self, class: Class, selector: Selector) -> Option<Member> {
        let name = self.module.selectors[selector.index()].clone();
        match &*name {
            "%%keys" => Some(self.write_given(class, "%%keys", "given.keys", 0)),
            "%%value" => Some(self.write_given(class, "%%value", "given.value", 1)),
            "%%at" => Some(self.write_given(class, "%%at", "given.get", 1)),
            "%%put" => Some(self.write_given(class, "%%put", "given.set", 2)),
            "%%has" => Some(self.write_given(class, "%%has", "given.has", 1)),
            "%%accessor" => Some(Member::Method(self.write_hidden(class, "%%accessor", 1, |body, _, _| {
                let none = body.text("");
                body.word(none)
            }))),
            PLAIN => Some(Member::Method(self.write_hidden(class, PLAIN, 0, |body, _, _| body.undefined().value))),
            _ if self.program.given_to_functions.contains(&name) => Some(self.write_given_accessor(class, &name)),
            _ => None,
        }
    }

    /// A hidden member that a function of the library answers for.
    fn write_given(&mut self, class: Class, name: &str, function: &'static str, parameters: usize) -> Member {
        Member::Method(self.write_hidden(class, name, parameters, |body, object, arguments| {
            let arguments: Vec<Known> = arguments.iter().map(|&value| Known { value, kinds: ANY }).collect();
            body.call_given(function, object, &arguments)
        }))
    }

    fn write_given_accessor(&mut self, class: Class, name: &Rc<str>) -> Member {
        let getter = self.write_hidden(class, &format!("%%get {name}"), 0, |body, object, _| {
            let key = body.text(name);
            body.call_given("given.get", object, &[key])
        });
        let setter = self.write_hidden(class, &format!("%%set {name}"), 1, |body, object, arguments| {
            let key = body.text(name);
            body.call_given("given.set", object, &[key, Known { value: arguments[0], kinds: ANY }]);
            body.undefined().value
        });
        Member::Accessor(Some(getter), Some(setter))
    }
}

impl Body<'_, '_> {
    /// Whether an object has a member of this name, where functions may have been given one: `has` answers for what is no function.
    pub fn given_or(&mut self, name: &Rc<str>, object: Known, has: impl FnOnce(&mut Self, Known) -> Value) -> Value {
        let functions = kinds(object.kinds.bits & Kinds::FUNCTION);
        let given = &self.world.program.given_to_functions;
        let is_asked = given.contains(name) || &**name == "%%keys" && !given.is_empty();
        if functions.bits == 0 || !is_asked {
            return has(self, object);
        }
        let object = Known { value: self.word(object), kinds: object.kinds };
        let variable = self.b.variable(crate::ir::Type::Bool);
        // A class has its static members itself.
        let selector = self.world.selector(&PLAIN.into());
        let test = self.b.emit(Op::HasMember { selector, object: object.value }, crate::ir::Type::Bool);
        let fork = self.fork(test);
        let key = self.text(name);
        let found = match &**name {
            "%%keys" => self.call_library("given.any", vec![object]),
            _ => self.call_library("given.has", vec![object, key]),
        };
        let found = self.convert(found, kinds(Kinds::BOOL), crate::ir::Why::Load);
        self.b.write(variable, found);
        self.otherwise(&fork);
        let found = has(self, object);
        self.b.write(variable, found);
        self.meet(fork);
        self.b.read(variable)
    }

    /// Calls a function of `given.ts` for a function that is there as an address.
    pub fn call_given(&mut self, function: &'static str, object: Value, more: &[Known]) -> Value {
        let mut arguments = vec![Known { value: object, kinds: kinds(Kinds::FUNCTION) }];
        arguments.extend(more);
        let result = self.call_library(function, arguments);
        if self.world.is_valueless(self.world.program.functions[self.world.library(function).index()].result) {
            return self.undefined().value;
        }
        self.word(result)
    }
}
