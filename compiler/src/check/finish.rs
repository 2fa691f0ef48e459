//! The end of a check: what the Program keeps, and the entries that `lower` asks for by name.

use super::Checker;
use crate::problem::Problem;
use crate::program::{ClassId, FunctionId, Program, StatementKind, Type, TypeId};
use std::rc::Rc;

impl Checker<'_> {
    /// The Program and the problems, in the order of their places.
    pub(super) fn finish(mut self) -> (Program, Vec<Problem>) {
        self.order_modules();
        self.complete_accessors();
        self.check_unmade();
        self.drop_unreached();
        self.order_captures();
        self.enter_library();
        self.relate_spreads();
        self.relate_spread_classes();
        self.relate_additions();
        self.tell_functions_apart();
        self.program.builtin_members = std::mem::take(&mut self.builtin_members).into_iter().map(|(member, _)| member).collect();
        self.program.add_hidden_statics();
        crate::problem::sort(&mut self.problems);
        (self.program, self.problems)
    }

    /// Files in the order in which they are initialised, whenever they were walked.
    fn order_modules(&mut self) {
        let order: Vec<_> = self.ast.modules.iter().map(|module| module.file).collect();
        self.program.modules.sort_by_key(|module| order.iter().position(|&file| file == module.file));
    }

    /// Library files keep only the functions and classes that were reached.
    fn drop_unreached(&mut self) {
        let initializers: Vec<FunctionId> = self.program.modules.iter().map(|module| module.initializer).collect();
        for initializer in initializers {
            let Some(body) = &mut self.program.functions[initializer.index()].body else { continue };
            let (functions, classes) = (&self.functions, &self.classes);
            body.retain(|statement| match &statement.kind {
                StatementKind::Function { function, .. } => functions[function.index()].queued,
                StatementKind::Class { class } => classes[class.index()].queued,
                _ => true,
            });
        }
    }

    /// Which object literals a spread may meet, going by types.
    fn relate_spreads(&mut self) {
        let (literals, spreads) = (self.literal_types.clone(), self.spread_types.clone());
        for &to in &spreads {
            for &literal in &literals {
                if self.program.types.members(to).into_iter().any(|member| self.spread_may_meet(literal, member)) {
                    self.program.spreadable.insert((literal, to));
                }
            }
            for (literal, target) in self.cast_literals.clone() {
                if self.cast_may_meet(target, to) {
                    self.program.spreadable.insert((literal, to));
                }
            }
        }
    }

    /// Which classes a spread may meet; those of the library only where the program names one: they have no members that are copied.
    fn relate_spread_classes(&mut self) {
        for index in 0..self.program.classes.len() {
            let class = ClassId(index as u32);
            let is_library = self.is_library(self.program.classes[index].span.file);
            let any = vec![TypeId::ANY; self.class_parameters(class).len()];
            let instance = self.types().class(class, any);
            for to in self.spread_types.clone() {
                if is_library && !self.names_library_class(to) {
                    continue;
                }
                if self.program.types.members(to).into_iter().any(|member| self.spread_may_meet(instance, member)) {
                    self.program.spreadable_classes.insert((class, to));
                }
            }
        }
    }

    fn names_library_class(&self, ty: TypeId) -> bool {
        let is_library = |part: TypeId| matches!(*self.program.types.get(part), Type::Class { class, .. } if self.is_library(self.program.classes[class.index()].span.file));
        self.program.types.members(ty).into_iter().any(is_library)
    }

    /// Which members may be added to which object literals, going by types.
    pub(super) fn relate_additions(&mut self) {
        let (literals, writes) = (self.literal_types.clone(), std::mem::take(&mut self.optional_writes));
        for (to, name) in writes {
            for &literal in &literals {
                if self.program.types.members(to).into_iter().any(|member| self.spread_may_meet(literal, member)) {
                    self.program.additions.entry(literal).or_default().insert(name.clone());
                }
            }
        }
        let writes = std::mem::take(&mut self.required_writes);
        for (literal, target) in self.cast_literals.clone() {
            for (to, name) in &writes {
                if self.cast_may_meet(target, *to) {
                    self.program.additions.entry(literal).or_default().insert(name.clone());
                }
            }
        }
    }

    /// Whether a literal that a cast said to be a `target` may be met as a `to`.
    pub(super) fn cast_may_meet(&mut self, target: TypeId, to: TypeId) -> bool {
        let parts = self.program.types.members(to);
        self.program.types.members(target).into_iter().any(|target| parts.iter().any(|&part| self.spread_may_meet(target, part)))
    }

    fn spread_may_meet(&mut self, literal: TypeId, to: TypeId) -> bool {
        // What is spread where it is written is just that literal.
        if let Type::Object { fresh: true, .. } = self.program.types.get(to) {
            return literal == to;
        }
        let from = self.program.types.regular(literal);
        self.program.types.is_generic(to) || self.program.types.is_generic(from) || self.is_assignable(from, to)
    }

    fn order_captures(&mut self) {
        for function in &mut self.program.functions {
            function.captures.sort_unstable();
        }
    }

    /// Enters the reached entities of the library under the names that `lower` asks for.
    fn enter_library(&mut self) {
        let functions: Vec<(Rc<str>, FunctionId)> = self.library.all_functions();
        for (name, function) in functions {
            if self.functions[function.index()].queued {
                self.program.library.functions.insert(name, function);
            }
        }
        for (name, class) in self.library.all_classes() {
            if self.classes[class.index()].queued {
                self.program.library.classes.insert(name, class);
            }
        }
    }
}
