//! The end of a check: what the Program keeps, and the entries that `lower` asks for by name.

use super::Checker;
use crate::problem::Problem;
use crate::program::{FunctionId, Program, StatementKind};
use std::rc::Rc;

impl Checker<'_> {
    /// The Program and the problems, in the order of their places.
    pub(super) fn finish(mut self) -> (Program, Vec<Problem>) {
        self.order_modules();
        self.drop_unreached();
        self.order_captures();
        self.enter_library();
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
