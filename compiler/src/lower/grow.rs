//! Members added to object literals after they were made: `const p: { x: number; y?: string } = { x: 1 }; p.y = "a"`.
//!
//! The object's shape grows: a write of a member that it lacks makes it an object of another shape, a subclass of the one before with
//! that member as its only field. So each order in which members are added is a shape, keys stand in the order in which they
//! came, and whatever asks for an object's members (`in`, printing, spreads) needs to know nothing of growth. Which members may be
//! added to which literals, `check` says by types.

use super::World;
use crate::ir::{Class, ClassInfo, FieldInfo, Rep};
use crate::problem::{Problem, Rule};
use crate::program::MOST_ADDITIONS;
use std::collections::BTreeSet;
use std::rc::Rc;

impl World<'_> {
    /// The shape of the literal from which objects of this shape come.
    pub fn root_shape(&self, mut class: Class) -> Class {
        while let (true, Some(base)) = (self.module.classes[class.index()].is_grown, self.module.classes[class.index()].base) {
            class = base;
        }
        class
    }

    /// Members that may be added to objects of a shape.
    pub fn additions(&self, class: Class) -> BTreeSet<Rc<str>> {
        let types = self.shape_types.get(&self.root_shape(class));
        let all = types.into_iter().flatten().filter_map(|ty| self.program.additions.get(ty)).flatten();
        all.filter(|name| self.known_field(class, name).is_none()).cloned().collect()
    }

    /// The shape of objects of `class` to which `name` was added.
    pub fn grown_shape(&mut self, class: Class, name: &Rc<str>) -> Class {
        if let Some(&id) = self.grown.get(&(class, name.clone())) {
            return id;
        }
        let id = Class(self.module.classes.len() as u32);
        let base = &self.module.classes[class.index()].name;
        self.module.classes.push(ClassInfo {
            name: format!("{base}+{name}").into(),
            base: Some(class),
            fields: vec![FieldInfo { name: name.clone(), rep: Rep::Word }],
            is_shape: true,
            is_grown: true,
            ..ClassInfo::default()
        });
        self.grown.insert((class, name.clone()), id);
        id
    }

    /// Refuses literals to which too many members may be added; whether there are none.
    pub fn may_all_grow(&mut self) -> bool {
        let roots: Vec<Class> = self.shapes.values().copied().collect();
        let before = self.problems.len();
        for class in roots {
            let additions = self.additions(class);
            if additions.len() > MOST_ADDITIONS {
                let span = self.shape_spans.get(&class).copied().unwrap_or_default();
                let names: Vec<String> = additions.iter().map(|name| format!("`{name}`")).collect();
                let message = format!("{} members may be added to this object later: {}", names.len(), names.join(", "));
                let help = format!("write them here, as `undefined`, until {MOST_ADDITIONS} are left");
                self.problems.push(Problem::th(Rule::ManyAdditions, span).with_message(message).with_help(help));
            }
        }
        self.problems.len() == before
    }
}
