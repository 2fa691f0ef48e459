//! Keys that are constants of other modules.
//!
//! In: the modules of a program, read file by file. Out: the same, each file that names a key by something it imports read again with what that
//! is. Exports are followed through `export … from`; a chain of them ends at [`DEEPEST`].

use super::super::keys::Keys;
use super::super::parse_with;
use super::{Loader, references_mut};
use crate::ast::{Imported, ItemKind, Module};
use crate::hash::{HashMap, HashSet};
use crate::source::FileId;
use std::rc::Rc;

/// What one file has to do with keys.
#[derive(Debug, Default)]
pub(super) struct FileKeys {
    /// Those that it declares.
    pub own: Keys,
    /// Names of imports by which it names a key.
    pub unknown: HashSet<Rc<str>>,
}

/// How many re-exports are followed.
const DEEPEST: u32 = 20;

impl Loader<'_> {
    /// Reads again the files whose keys other files declare.
    pub(super) fn resolve_keys(&mut self) {
        for at in 0..self.modules.len() {
            let imported = self.imported_keys(at);
            if imported.is_empty() {
                continue;
            }
            let file = self.module(at).file;
            let mut parsed = parse_with(file, self.sources.get(file), &mut self.ids, &imported);
            let before = self.modules[at].as_mut().expect("modules are taken only at the end");
            for (new, old) in references_mut(&mut parsed.module).zip(references_mut(before)) {
                new.file = old.file;
            }
            self.modules[at] = Some(parsed.module);
            self.found[at] = parsed.problems;
        }
    }

    /// The keys of a file that it imports, by the names it has for them.
    fn imported_keys(&self, at: usize) -> HashMap<String, Rc<str>> {
        let mut found = HashMap::default();
        let mut names: Vec<&Rc<str>> = self.keys[at].unknown.iter().collect();
        names.sort();
        for name in names {
            let Some((file, exported)) = imported(self.module(at), name) else { continue };
            match exported {
                Some(exported) => self.add_exports(file, &exported, name, DEEPEST, &mut found),
                None => self.add_namespace(file, name, DEEPEST, &mut found),
            }
        }
        found
    }

    /// All that the export `exported` of a file stands for: itself, and what is reached through it (`Enum.Member`); under the name `name`.
    fn add_exports(&self, file: FileId, exported: &str, name: &str, depth: u32, found: &mut HashMap<String, Rc<str>>) {
        let at = self.position(file);
        if depth == 0 {
            return;
        }
        for item in &self.module(at).items {
            match &item.kind {
                ItemKind::ExportNames(export) => {
                    let Some(one) = export.names.iter().find(|n| &*n.exported.text == exported) else { continue };
                    match (&export.from, imported(self.module(at), &one.local.text)) {
                        (Some(from), _) => {
                            if let Some(file) = from.file {
                                self.add_exports(file, &one.local.text, name, depth - 1, found);
                            }
                        }
                        (None, Some((file, Some(inner)))) => self.add_exports(file, &inner, name, depth - 1, found),
                        (None, Some((file, None))) => self.add_namespace(file, name, depth - 1, found),
                        (None, None) => self.add_own(at, &one.local.text, name, found),
                    }
                    return;
                }
                ItemKind::ExportAll(export) if export.name.as_ref().is_some_and(|n| &*n.text == exported) => {
                    if let Some(file) = export.from.file {
                        self.add_namespace(file, name, depth - 1, found);
                    }
                    return;
                }
                _ => {}
            }
        }
        let before = found.len();
        self.add_own(at, exported, name, found);
        if found.len() > before {
            return;
        }
        for item in &self.module(at).items {
            if let ItemKind::ExportAll(export) = &item.kind
                && export.name.is_none()
                && let Some(file) = export.from.file
            {
                self.add_exports(file, exported, name, depth - 1, found);
            }
        }
    }

    /// What the file declares as `own`, under the name `name`.
    fn add_own(&self, at: usize, own: &str, name: &str, found: &mut HashMap<String, Rc<str>>) {
        for (known, key) in &self.keys[at].own.by_name {
            let Some(rest) = known.strip_prefix(own).filter(|rest| rest.is_empty() || rest.starts_with('.')) else { continue };
            found.insert(format!("{name}{rest}"), key.clone());
        }
    }

    /// `import * as name`: everything that the file exports.
    fn add_namespace(&self, file: FileId, name: &str, depth: u32, found: &mut HashMap<String, Rc<str>>) {
        let at = self.position(file);
        if depth == 0 {
            return;
        }
        for (known, key) in &self.keys[at].own.by_name {
            found.insert(format!("{name}.{known}"), key.clone());
        }
        for item in &self.module(at).items {
            match &item.kind {
                ItemKind::ExportNames(export) => {
                    for one in &export.names {
                        let exported = &one.exported.text;
                        self.add_exports(file, exported, &format!("{name}.{exported}"), depth - 1, found);
                    }
                }
                ItemKind::ExportAll(export) => {
                    let inner = export.name.as_ref().map_or(name.to_string(), |n| format!("{name}.{}", n.text));
                    if let Some(file) = export.from.file {
                        self.add_namespace(file, &inner, depth - 1, found);
                    }
                }
                _ => {}
            }
        }
    }
}

/// The file that a module imports `name` from, and what that calls it; `None`: all of the file.
fn imported(module: &Module, name: &str) -> Option<(FileId, Option<Rc<str>>)> {
    module.items.iter().find_map(|item| {
        let ItemKind::Import(import) = &item.kind else { return None };
        let binding = import.bindings.iter().find(|b| &*b.name.text == name)?;
        let exported = match &binding.imported {
            Imported::Default => Some("default".into()),
            Imported::Namespace => None,
            Imported::Named(ident) => Some(ident.text.clone()),
        };
        Some((import.from.file?, exported))
    })
}
