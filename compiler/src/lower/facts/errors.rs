//! Members that errors of the program's own classes have for themselves, although the library's class declares them.
//!
//! In JavaScript `name` is a member of `Error.prototype`, and `message` one that no loop goes over. A class that declares such a field,
//! or whose constructor assigns `this.name`, gives its objects an enumerable member of that name.

use super::Facts;
use crate::program::{ClassId, ExprKind, Place, Program, Statement, StatementKind};
use std::rc::Rc;

/// Those names.
const NAMES: [&str; 2] = ["name", "message"];

impl Facts<'_> {
    /// Looks for them.
    pub(super) fn find_error_names(&mut self, program: &Program) {
        let Some(&error) = program.library.classes.get("Error") else { return };
        let is_library = |id: ClassId| program.library.classes.values().any(|&class| class == id);
        for id in (0..program.classes.len() as u32).map(ClassId) {
            let bases = std::iter::successors(Some(id), |&class| program.classes[class.index()].base.as_ref().map(|(base, _)| *base));
            if is_library(id) || !bases.into_iter().any(|class| class == error) {
                continue;
            }
            let names = own_names(program, id);
            if !names.is_empty() {
                self.error_names.insert(id, names);
            }
        }
    }
}

/// The names that a class makes enumerable members, each with the number of the class's other fields before it.
fn own_names(program: &Program, class: ClassId) -> Vec<(usize, Rc<str>)> {
    let class = &program.classes[class.index()];
    let mut names: Vec<(usize, Rc<str>)> = Vec::new();
    for field in class.fields.iter() {
        if NAMES.contains(&&*field.name) {
            let before = class.fields.iter().take_while(|other| other.name != field.name).filter(|other| !NAMES.contains(&&*other.name)).count();
            names.push((before, field.name.clone()));
        }
    }
    let body = class.constructor.and_then(|constructor| program.functions[constructor.index()].body.as_deref()).unwrap_or_default();
    if !names.iter().any(|(_, name)| &**name == "name") && body.iter().any(assigns_name) {
        names.push((usize::MAX, "name".into()));
    }
    names
}

/// `this.name = …`.
fn assigns_name(statement: &Statement) -> bool {
    let StatementKind::Expr(expr) = &statement.kind else { return false };
    let ExprKind::Assign { place: Place::Field { object, name, .. }, .. } = &expr.kind else { return false };
    matches!(object.kind, ExprKind::This) && &**name == "name"
}
