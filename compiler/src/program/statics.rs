//! Static fields that no program writes down.
//!
//! In: the classes, and the writes to static fields through other classes than their own. Out: [`Program::shadows`], a pair of hidden static fields
//! for each class that may get a field of its own by such a write, and [`Program::marks`], one for each class within a function whose static
//! initialisers run code that may use the class too early. They are fields of their classes like any others, so each evaluation of a class
//! within a function has its own.

use super::{Binding, BindingId, Class, ClassId, ExportSource, Program, StaticField, TypeId};
use std::rc::Rc;

/// Where a class keeps a static field that it gets by a write.
#[derive(Debug, Clone, Copy)]
pub struct Shadow {
    /// Its value.
    pub value: BindingId,
    /// True from the first write on.
    pub is_there: BindingId,
}

impl Class {
    /// Whether the class itself has a static member of this name.
    fn has_own_static(&self, name: &str) -> bool {
        let is_named = |method: &str| method == name || method.strip_prefix("get ").or(method.strip_prefix("set ")) == Some(name);
        self.static_variables().any(|(field, _)| &**field == name) || self.static_methods.iter().any(|method| is_named(&method.name))
    }

    /// Its static fields, and after them the variables that the namespace of its name exports.
    pub fn static_variables(&self) -> impl Iterator<Item = (&Rc<str>, BindingId)> {
        let exported = self.exports.iter().filter_map(|member| match member.source {
            ExportSource::Variable(binding) => Some((&member.name, binding)),
            ExportSource::Getter(_) => None,
        });
        self.static_fields.iter().map(|field| (&field.name, field.binding)).chain(exported)
    }

    /// Whether its static initialisers may run other code.
    fn runs_code(&self) -> bool {
        !self.static_blocks.is_empty() || self.static_fields.iter().filter_map(|field| field.initializer.as_ref()).any(|value| !value.is_literal())
    }
}

impl Program {
    /// Adds the hidden static fields.
    pub fn add_hidden_statics(&mut self) {
        for (binding, class) in std::mem::take(&mut self.static_writes) {
            self.add_shadows(binding, class);
        }
        for id in (0..self.classes.len() as u32).map(ClassId) {
            let class = &self.classes[id.index()];
            let binding = &self.bindings[class.binding.index()];
            if binding.needs_initialization_check && !binding.global && class.runs_code() {
                let name = class.name.clone();
                let mark = self.add_hidden(id, "%%reached", name, TypeId::BOOLEAN);
                self.marks.insert(id, mark);
            }
        }
    }

    /// The field may be written through any class that inherits from this one.
    fn add_shadows(&mut self, binding: BindingId, class: ClassId) {
        let field = self.classes.iter().enumerate().find_map(|(owner, class)| {
            let (name, _) = class.static_variables().find(|(_, known)| *known == binding)?;
            Some((ClassId(owner as u32), name.clone()))
        });
        let Some((owner, name)) = field else { return };
        let heirs: Vec<ClassId> = (0..self.classes.len() as u32).map(ClassId).filter(|&heir| self.inherits_static(heir, owner, &name)).collect();
        if !heirs.iter().any(|&heir| self.is_heir(heir, class)) {
            return;
        }
        let (ty, full) = (self.bindings[binding.index()].ty, self.bindings[binding.index()].name.clone());
        for heir in heirs {
            if !self.shadows.contains_key(&(heir, binding)) {
                let value = self.add_hidden(heir, &format!("%%own {name}"), full.clone(), ty);
                let is_there = self.add_hidden(heir, &format!("%%has {name}"), full.clone(), TypeId::BOOLEAN);
                self.shadows.insert((heir, binding), Shadow { value, is_there });
            }
        }
    }

    fn add_hidden(&mut self, class: ClassId, field: &str, name: Rc<str>, ty: TypeId) -> BindingId {
        let id = BindingId(self.bindings.len() as u32);
        let ty = self.types.union([ty, TypeId::UNDEFINED]);
        let info = &mut self.classes[class.index()];
        info.static_fields.push(StaticField { name: field.into(), binding: id, initializer: None });
        self.bindings.push(Binding {
            name,
            ty,
            owner: info.parent,
            global: true,
            captured: false,
            assigned: true,
            needs_initialization_check: false,
            ambient: false,
            span: info.span,
        });
        id
    }

    /// Whether `class` finds a static field of `owner`, which is another class, under this name.
    fn inherits_static(&self, class: ClassId, owner: ClassId, name: &str) -> bool {
        class != owner && self.upwards(class).take_while(|&id| id != owner).all(|id| !self.classes[id.index()].has_own_static(name)) && self.is_heir(class, owner)
    }

    fn is_heir(&self, class: ClassId, base: ClassId) -> bool {
        self.upwards(class).any(|id| id == base)
    }

    /// The class and those it inherits from, the nearest first.
    pub fn upwards(&self, class: ClassId) -> impl Iterator<Item = ClassId> {
        std::iter::successors(Some(class), |class| self.classes[class.index()].base.as_ref().map(|(base, _)| *base))
    }
}
