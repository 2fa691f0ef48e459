//! What each selector finds in each class: filled in once it is known which classes are made and which selectors are used.

use super::World;
use super::facts::find_method;
use super::kinds::{Substitution, kinds};
use crate::ir::{Class, Func, Kinds, Member, Selector};
use crate::program::ClassId;
use std::rc::Rc;

impl World<'_> {
    /// The field `name` of instances of an Ir class: the class that declares it and its index there.
    pub fn known_field(&self, class: Class, name: &str) -> Option<(Class, u32)> {
        let mut at = Some(class);
        while let Some(id) = at {
            let info = &self.module.classes[id.index()];
            if let Some(index) = info.fields.iter().position(|f| &*f.name == name) {
                return Some((id, index as u32));
            }
            at = info.base;
        }
        None
    }

    /// Writes the member tables of all classes made so far and all shapes, for all selectors used so far.
    pub fn fill_members(&mut self) {
        while self.problems.is_empty() && self.may_all_grow() {
            let before = (self.module.classes.len(), self.module.selectors.len(), self.shape_notes);
            self.fill_members_once();
            // Hidden members may make shapes and ask for further hidden members.
            if before == (self.module.classes.len(), self.module.selectors.len(), self.shape_notes) {
                return;
            }
        }
    }

    fn fill_members_once(&mut self) {
        let selectors: Vec<Selector> = (0..self.module.selectors.len() as u32).map(Selector).collect();
        for id in self.made.clone() {
            let class = self.class(id);
            let members = selectors.iter().filter_map(|&s| self.class_member(id, class, s).map(|m| (s, m))).collect();
            self.module.classes[class.index()].members = members;
        }
        self.fill_class_values(&selectors);
        self.fill_given_members(&selectors);
        self.fill_exports(&selectors);
        let shapes: Vec<Class> = self.shapes.values().chain(self.grown.values()).chain(self.accessor_shapes.keys()).copied().collect();
        for class in shapes {
            let members = selectors.iter().filter_map(|&s| self.shape_member(class, s).map(|m| (s, m))).collect();
            self.module.classes[class.index()].members = members;
        }
    }

    fn shape_member(&mut self, class: Class, selector: Selector) -> Option<Member> {
        let name = self.module.selectors[selector.index()].clone();
        match self.known_field(class, &name) {
            Some((declaring, index)) => Some(Member::Field(declaring, index)),
            None if let Some(Member::Accessor(getter, setter)) = self.accessor(class, &name) => {
                let getter = getter.unwrap_or_else(|| self.no_getter(class));
                let setter = setter.or_else(|| self.no_setter(class, "", selector));
                Some(Member::Accessor(Some(getter), setter))
            }
            None if self.additions(class).contains(&name) => Some(Member::Added(self.grown_shape(class, &name))),
            None => self.hidden_member(class, selector),
        }
    }

    fn class_member(&mut self, id: ClassId, class: Class, selector: Selector) -> Option<Member> {
        let name = self.module.selectors[selector.index()].clone();
        if let Some(member) = self.entry_member(class, selector) {
            return Some(member);
        }
        if let Some((declaring, index)) = self.known_field(class, &name) {
            return Some(Member::Field(declaring, index));
        }
        if let Some(func) = self.member_function(id, &name) {
            return Some(Member::Method(func));
        }
        let getter = self.member_function(id, &format!("get {name}"));
        let setter = self.member_function(id, &format!("set {name}"));
        if getter.is_some() || setter.is_some() {
            let getter = getter.unwrap_or_else(|| self.no_getter(class));
            let owner = find_method(self.program, id, &format!("get {name}")).map_or(id, |(owner, _)| owner);
            let program = self.program;
            let setter = setter.or_else(|| self.no_setter(class, &program.classes[owner.index()].name, selector));
            return Some(Member::Accessor(Some(getter), setter));
        }
        let is_symbol = self.program.library.classes.get("SymbolValue") == Some(&id);
        if &*name == "constructor" && !is_symbol {
            let value = self.class_value(id);
            let getter = self.write_hidden(class, "%%class", 0, |body, object, _| {
                if body.world.facts.is_capturing(id) {
                    let known = body.class_of_instance(id, object);
                    return body.word(known);
                }
                let known = body.emit(crate::ir::Op::Func(value), kinds(Kinds::FUNCTION));
                body.word(known)
            });
            return Some(Member::Accessor(Some(getter), None));
        }
        self.hidden_member(class, selector)
    }

    /// What stands for the getter of a member that has only a setter: gives undefined.
    pub fn no_getter(&mut self, class: Class) -> Func {
        match self.no_getter {
            Some(func) => func,
            None => {
                let func = self.write_hidden(class, "%%none", 0, |body, _, _| body.undefined().value);
                self.no_getter = Some(func);
                func
            }
        }
    }

    /// What stands for the setter of a member that has only a getter, which `owner` declares, where the program sets members of this name: throws.
    fn no_setter(&mut self, class: Class, owner: &str, selector: Selector) -> Option<Func> {
        let name = self.module.selectors[selector.index()].clone();
        if !self.facts.set_names.contains(&name) {
            return None;
        }
        let owner: Rc<str> = if owner.is_empty() { "Object".into() } else { owner.into() };
        let key = (owner.clone(), selector);
        if let Some(&func) = self.no_setters.get(&key) {
            return Some(func);
        }
        let func = self.write_hidden(class, &format!("%%readonly {name}"), 1, |body, _, _| {
            let (owner, name) = (body.text(&owner), body.text(&name));
            body.call_library("errors.throwGetterOnly", vec![owner, name]);
            body.undefined().value
        });
        self.no_setters.insert(key, func);
        Some(func)
    }

    fn member_function(&mut self, id: ClassId, name: &str) -> Option<Func> {
        let (_, function) = find_method(self.program, id, name)?;
        self.program.functions[function.index()].body.as_ref()?;
        let substitution = self.substitution_for(function, &[], &Substitution::new());
        Some(self.thunk(function, substitution))
    }
}
