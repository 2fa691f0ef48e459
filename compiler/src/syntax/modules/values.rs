//! Which imports are left of a module when TypeScript has erased its types: those of which something is used as a value.

use crate::ast::{Export, ExportName, Import, Imported, ItemKind, Module, StatementKind};
use crate::source::FileId;

/// The modules that `module` makes node evaluate, in the order of its imports.
pub(super) fn evaluated_imports(all: &[&Module], module: &Module) -> Vec<FileId> {
    let mut files = Vec::new();
    for item in &module.items {
        let file = match &item.kind {
            ItemKind::Import(import) if is_evaluated(all, module, import) => import.from.file,
            ItemKind::ExportAll(export) if !export.type_only => export.from.file,
            ItemKind::ExportNames(export) if !export.type_only => export.from.as_ref().and_then(|from| from.file).filter(|&file| {
                // `export {} from "…"` stays.
                export.names.is_empty() || export.names.iter().any(|name| is_value_export(all, file, name))
            }),
            _ => None,
        };
        files.extend(file);
    }
    files
}

fn is_value_export(all: &[&Module], file: FileId, name: &ExportName) -> bool {
    !name.type_only && is_value(all, file, &name.local.text, &mut Vec::new())
}

fn is_evaluated(all: &[&Module], module: &Module, import: &Import) -> bool {
    if import.type_only {
        return false;
    }
    if import.bindings.is_empty() {
        return !import.braces;
    }
    import.bindings.iter().filter(|binding| !binding.type_only).any(|binding| {
        let used = module.value_names.contains(&binding.name.text);
        let exported = || {
            locally_exported(module, &binding.name.text)
                && import.from.file.is_none_or(|file| match &binding.imported {
                    Imported::Namespace => true,
                    Imported::Default => is_value(all, file, "default", &mut Vec::new()),
                    Imported::Named(name) => is_value(all, file, &name.text, &mut Vec::new()),
                })
        };
        used || exported()
    })
}

/// Whether `export { name }` stands in the module.
fn locally_exported(module: &Module, name: &str) -> bool {
    module.items.iter().any(|item| match &item.kind {
        ItemKind::ExportNames(export) if export.from.is_none() && !export.type_only => {
            export.names.iter().any(|exported| !exported.type_only && &*exported.local.text == name)
        }
        _ => false,
    })
}

/// Whether the export `name` of `file` is more than a type. What is not found counts as a value: `check` reports it.
fn is_value(all: &[&Module], file: FileId, name: &str, asked: &mut Vec<(FileId, String)>) -> bool {
    let Some(module) = all.iter().find(|module| module.file == file) else { return true };
    let question = (file, name.to_string());
    if asked.contains(&question) {
        return false;
    }
    asked.push(question);
    let mut found = None;
    for item in &module.items {
        let answer = match &item.kind {
            ItemKind::Statement { statement, export } => exported_kind(&statement.kind, *export, name),
            ItemKind::ExportDefault(_) if name == "default" => Some(true),
            ItemKind::ExportNames(export) => export.names.iter().find(|exported| &*exported.exported.text == name).map(|exported| {
                !export.type_only
                    && !exported.type_only
                    && match &export.from {
                        Some(from) => from.file.is_none_or(|from| is_value(all, from, &exported.local.text, asked)),
                        None => is_local_value(all, module, &exported.local.text, asked),
                    }
            }),
            ItemKind::ExportAll(export) if export.name.as_ref().is_some_and(|given| &*given.text == name) => Some(!export.type_only),
            _ => None,
        };
        found = match (found, answer) {
            (Some(a), Some(b)) => Some(a || b),
            (a, b) => a.or(b),
        };
    }
    found.unwrap_or_else(|| {
        let stars = module.items.iter().filter_map(|item| match &item.kind {
            ItemKind::ExportAll(export) if export.name.is_none() && !export.type_only => export.from.file,
            _ => None,
        });
        let mut stars = stars.peekable();
        stars.peek().is_none() || stars.any(|from| is_value(all, from, name, asked))
    })
}

/// Whether a declaration exports `name`, and if so whether as a value.
fn exported_kind(kind: &StatementKind, export: Export, name: &str) -> Option<bool> {
    let wanted = |declared: &str| match export {
        Export::None => false,
        Export::Named => declared == name,
        Export::Default => name == "default",
    };
    declared(kind, &wanted)
}

/// Whether a statement declares a wanted name, and if so whether as a value.
fn declared(kind: &StatementKind, wanted: &dyn Fn(&str) -> bool) -> Option<bool> {
    match kind {
        StatementKind::Variables(variables) => {
            variables.declarations.iter().any(|variable| wanted(&variable.name.text)).then_some(true)
        }
        StatementKind::Function { function, .. } => function.name.as_ref().is_some_and(|name| wanted(&name.text)).then_some(true),
        StatementKind::Class { class, .. } => wanted(&class.name.text).then_some(true),
        StatementKind::Enum(declaration) => wanted(&declaration.name.text).then_some(true),
        StatementKind::Namespace(namespace) => wanted(&namespace.name.text).then(|| namespace.is_instantiated()),
        StatementKind::EntityAlias(alias) => wanted(&alias.name.text).then_some(!alias.type_only),
        StatementKind::Interface(interface) => wanted(&interface.name.text).then_some(false),
        StatementKind::TypeAlias(alias) => wanted(&alias.name.text).then_some(false),
        _ => None,
    }
}

fn is_local_value(all: &[&Module], module: &Module, name: &str, asked: &mut Vec<(FileId, String)>) -> bool {
    for item in &module.items {
        let answer = match &item.kind {
            ItemKind::Statement { statement, .. } => declared(&statement.kind, &|declared| declared == name),
            ItemKind::Import(import) => {
                import.bindings.iter().find(|binding| &*binding.name.text == name).map(|binding| {
                    !import.type_only
                        && !binding.type_only
                        && import.from.file.is_none_or(|file| match &binding.imported {
                            Imported::Namespace => true,
                            Imported::Default => is_value(all, file, "default", asked),
                            Imported::Named(name) => is_value(all, file, &name.text, asked),
                        })
                })
            }
            _ => None,
        };
        if let Some(true) = answer {
            return true;
        }
    }
    false
}
