//! Modules: files, their imports and exports, and their top-level statements.

use super::Checker;
use super::flow::Context;
use super::scope::{Meaning, OtherName, ScopeId, Space, SpaceName, TypeName, Value, most_similar};
use crate::ast::{self, Export, Imported, ItemKind, ModuleKind};
use crate::problem::{Code, Problem};
use crate::program::{Expr, ExprKind, FunctionId, FunctionKind, Module, Statement, StatementKind};
use crate::source::{FileId, Span};
use crate::hash::HashMap;
use std::rc::Rc;

/// What the value of `export default …` is entered as.
const DEFAULT_VALUE: &str = "default$";

/// How many names of a module a message lists.
const MOST_LISTED: usize = 8;

/// What the checker knows of a file.
#[derive(Debug)]
pub(super) struct ModuleInfo<'a> {
    pub node: &'a ast::Module,
    pub scope: ScopeId,
    pub initializer: FunctionId,
    /// Where the first default export stands, until a second one is met.
    first_default: Option<Span>,
    /// Exported names, with what they mean in which file.
    exports: HashMap<Rc<str>, Exported>,
    /// `export * from …`.
    stars: Vec<FileId>,
    /// Names that are exported where they are declared; and whether what they name is more than a type.
    declared_exports: HashMap<Rc<str>, (Span, bool)>,
    /// The binding of `export default expression`.
    default: Option<crate::program::BindingId>,
    /// Assignments by the assigned variable's name: where, and where the function begins in which they stand (0: none).
    pub assignments: HashMap<Rc<str>, Vec<(u32, u32)>>,
    /// Its top level was walked.
    pub walked: bool,
}

/// An import of whose name there is something else in its file.
#[derive(Debug)]
pub(super) struct Shadowed {
    /// What is imported, from where.
    file: FileId,
    exported: Rc<str>,
    /// What it is called here.
    name: Rc<str>,
    span: Span,
    /// The other thing is a type.
    is_type: bool,
}

#[derive(Debug, Clone)]
enum Exported {
    Local(Rc<str>),
    From(FileId, Rc<str>),
    Namespace(FileId),
}

impl<'a> Checker<'a> {
    /// Enters the user's files.
    pub(super) fn declare_modules(&mut self) {
        let ast = self.ast;
        for module in &ast.modules {
            if !self.is_library(module.file) {
                self.declare_module(module);
            }
        }
        self.settle_type_parameters();
        for module in ast.modules.iter().rev() {
            self.check_circular_exports(module);
        }
        for module in &ast.modules {
            self.check_imports(module);
        }
        self.check_shadowed_imports();
        self.note_cycles();
    }

    /// Makes a file's scope and declares its names.
    pub(super) fn declare_module(&mut self, module: &'a ast::Module) {
        let path: Rc<str> = self.sources.get(module.file).path.as_str().into();
        let span = Span { file: module.file, start: 0, end: 0 };
        let initializer = self.new_function(path, FunctionKind::Module, ScopeId::GLOBAL, None, span);
        let scope = match module.kind {
            ModuleKind::Globals => ScopeId::GLOBAL,
            _ => self.open_scope(ScopeId::GLOBAL, initializer),
        };
        if scope != ScopeId::GLOBAL {
            let own = self.scope_mut(scope);
            own.owner = initializer;
            own.is_module = true;
        }
        let assignments = super::assignments::collect(module);
        let info = ModuleInfo {
            node: module,
            scope,
            initializer,
            first_default: None,
            exports: HashMap::default(),
            stars: Vec::new(),
            declared_exports: HashMap::default(),
            default: None,
            assignments,
            walked: false,
        };
        self.modules.insert(module.file, info);
        self.functions[initializer.index()].scope = Some(scope);
        for item in &module.items {
            self.declare_item(module.file, scope, item);
        }
        let statements = module.items.iter().filter_map(|item| match &item.kind {
            ItemKind::Statement { statement, .. } => Some(statement),
            _ => None,
        });
        self.declare_given_members(scope, statements);
        self.settle_default_export(module, scope);
        self.set_first_effect(module, scope);
    }

    /// `export default Name` gives the declaration of that name all its meanings; a variable's value is taken where the export stands, and a
    /// type of the same name goes with it.
    fn settle_default_export(&mut self, module: &'a ast::Module, scope: ScopeId) {
        for item in &module.items {
            let ItemKind::ExportDefault(expr) = &item.kind else { continue };
            let ast::ExprKind::Name(name) = &expr.kind else { continue };
            let own = self.scope(scope);
            let is_declaration = match own.values.get(name) {
                Some(Value::Binding(binding)) => matches!(self.bindings[binding.index()].kind, super::variables::BindingKind::Function(_)),
                Some(_) => true,
                None => own.types.contains_key(name) || own.spaces.contains_key(name),
            };
            if is_declaration && let Some(info) = self.modules.get_mut(&module.file) {
                info.exports.insert("default".into(), Exported::Local(name.clone()));
                info.default = None;
            } else if let Some(&ty) = self.scope(scope).types.get(name) {
                self.scope_mut(scope).types.insert(DEFAULT_VALUE.into(), ty);
            }
        }
    }

    fn set_first_effect(&mut self, module: &'a ast::Module, scope: ScopeId) {
        let first = module.items.iter().find_map(|item| match &item.kind {
            ItemKind::Statement { statement, .. } => super::scope::first_effect_of(statement),
            ItemKind::ExportDefault(_) => Some(item.span.start),
            _ => None,
        });
        self.scope_mut(scope).first_effect = first.unwrap_or(u32::MAX);
    }

    fn declare_item(&mut self, file: FileId, scope: ScopeId, item: &'a ast::Item) {
        match &item.kind {
            ItemKind::Statement { statement, export } => {
                self.declare_statement(scope, statement);
                self.declare_vars(scope, std::slice::from_ref(statement));
                if *export != Export::None {
                    self.export_declaration(file, statement, *export);
                }
            }
            ItemKind::Import(import) => self.declare_import(scope, import),
            ItemKind::ExportNames(names) => self.export_names(file, names),
            ItemKind::ExportAll(all) => {
                let Some(from) = all.from.file else { return };
                match &all.name {
                    Some(name) => self.add_export(file, name.text.clone(), Exported::Namespace(from), name.span),
                    None => self.modules.get_mut(&file).expect("a file that is being declared").stars.push(from),
                }
            }
            ItemKind::ExportDefault(expr) => {
                let binding = self.new_binding(scope, DEFAULT_VALUE.into(), expr.span, super::variables::BindingKind::ForOf);
                self.modules.get_mut(&file).expect("a file that is being declared").default = Some(binding);
                self.scope_mut(scope).values.insert(DEFAULT_VALUE.into(), Value::Binding(binding));
                self.add_export(file, "default".into(), Exported::Local(DEFAULT_VALUE.into()), item.span);
            }
        }
    }

    /// Of an import and something of the file itself that have one name, the latter; `None` if neither or both are imports.
    pub(super) fn beside_import(&mut self, earlier: Value<'a>, later: Value<'a>) -> Option<Value<'a>> {
        let ((Value::Import(file, import, index), own) | (own, Value::Import(file, import, index))) = (earlier, later) else { return None };
        if matches!(own, Value::Import(..)) {
            return None;
        }
        self.shadow_import(file, import, index, false);
        Some(own)
    }

    /// Takes note of an import of whose name there is something else in its file.
    pub(super) fn shadow_import(&mut self, file: FileId, import: &'a ast::Import, index: usize, is_type: bool) {
        let binding = &import.bindings[index];
        let exported = match &binding.imported {
            Imported::Named(name) => name.text.clone(),
            _ => "default".into(),
        };
        self.shadowed_imports.push(Shadowed { file, exported, name: binding.name.text.clone(), span: binding.name.span, is_type });
    }

    /// TS2440: an import brings a meaning that something else of its name in the file has too.
    fn check_shadowed_imports(&mut self) {
        for import in std::mem::take(&mut self.shadowed_imports) {
            let brings = match import.is_type {
                true => self.exported::<TypeName>(import.file, &import.exported).is_some(),
                false => self.exported::<Value>(import.file, &import.exported).is_some(),
            };
            if brings && !self.problems.iter().any(|p| p.span == import.span && p.code == Code::Ts(2440)) {
                self.error(2440, import.span, format!("`{}` is imported, and declared in this file too", import.name));
            }
        }
    }

    fn declare_import(&mut self, scope: ScopeId, import: &'a ast::Import) {
        let Some(file) = import.from.file else {
            // The missing file was reported: what comes from it is `any`.
            self.lacks_modules = true;
            for binding in &import.bindings {
                let id = self.plain_binding(scope, &binding.name, super::variables::BindingKind::MissingImport);
                self.set_binding_type(id, crate::program::TypeId::ANY);
                match self.scope(scope).values.get(&binding.name.text).copied() {
                    Some(earlier) if self.is_missing_import(earlier) => {
                        for span in self.value_span(earlier).into_iter().chain([binding.name.span]) {
                            self.error(2300, span, format!("`{}` is imported more than once", binding.name.text));
                        }
                    }
                    Some(_) => {}
                    None => drop(self.scope_mut(scope).values.insert(binding.name.text.clone(), Value::Binding(id))),
                }
                self.scope_mut(scope).types.entry(binding.name.text.clone()).or_insert(TypeName::Missing);
            }
            return;
        };
        for (index, binding) in import.bindings.iter().enumerate() {
            if binding.imported == Imported::Namespace {
                if import.type_only {
                    self.type_spaces.insert((scope, binding.name.text.clone()));
                }
                self.declare_value(scope, &binding.name, Value::Namespace(Space::File(file)));
                self.scope_mut(scope).spaces.insert(binding.name.text.clone(), SpaceName::Known(Space::File(file)));
                continue;
            }
            self.declare_value(scope, &binding.name, Value::Import(file, import, index));
            if self.scope(scope).types.contains_key(&binding.name.text) {
                self.shadow_import(file, import, index, true);
            }
            let own = self.scope_mut(scope);
            own.types.entry(binding.name.text.clone()).or_insert(TypeName::Import(file, import, index));
            own.spaces.entry(binding.name.text.clone()).or_insert(SpaceName::Import(file, import, index));
        }
    }

    fn export_declaration(&mut self, file: FileId, statement: &'a ast::Statement, export: Export) {
        if let ast::StatementKind::Variables(variables) = &statement.kind
            && variables.kind != ast::VariableKind::Const
            && !variables.declare
        {
            // Who imports it sees no assignment.
            for variable in variables.declarations.iter().filter(|v| v.ty.is_none() && v.value.is_none() && v.pattern.is_none()) {
                self.error(7005, variable.name.span, format!("`{}` has no type and no value to infer it from", variable.name.text));
            }
        }
        for name in super::namespaces::declared_names(statement) {
            let seen = if export == Export::Default { "default".into() } else { name.text.clone() };
            if export != Export::Default && !self.is_library(file) {
                // tsc takes an enum or namespace for something that may be declared again.
                let is_value = matches!(statement.kind, ast::StatementKind::Variables(_) | ast::StatementKind::Function { .. } | ast::StatementKind::Class { .. });
                let own = &mut self.modules.get_mut(&file).expect("a file that is being declared").declared_exports;
                own.entry(name.text.clone()).or_insert((name.span, is_value));
            }
            self.add_export(file, seen, Exported::Local(name.text.clone()), name.span);
        }
    }

    /// What is exported where it is declared is not exported once more under its name.
    fn check_export_conflicts(&mut self, file: FileId, names: &'a ast::ExportNames) {
        for name in names.names.iter().filter(|name| names.from.is_none() && name.exported.text == name.local.text) {
            let Some(&(declared, is_value)) = self.modules.get(&file).and_then(|info| info.declared_exports.get(&name.local.text)) else { continue };
            let message = format!("`{}` is exported where it is declared, and here again", name.local.text);
            if is_value {
                self.error(2323, declared, message.clone());
                self.error(2323, name.exported.span, message.clone());
            }
            self.error(2484, name.local.span, message);
        }
    }

    /// The lists of a file export each name once.
    fn check_export_lists(&mut self, module: &'a ast::Module) {
        let lists = module.items.iter().filter_map(|item| match &item.kind {
            ItemKind::ExportNames(names) => Some(names),
            _ => None,
        });
        let names: Vec<_> = lists.flat_map(|list| list.names.iter().map(|name| (list.from.as_ref().and_then(|from| from.file), name))).collect();
        for (at, (from, name)) in names.iter().enumerate() {
            let again = |(other, earlier): &&(Option<FileId>, &ast::ExportName)| other == from && earlier.exported.text == name.exported.text && earlier.local.text == name.local.text;
            if let Some((_, earlier)) = names[..at].iter().find(again).filter(|_| &*name.exported.text != "default") {
                for span in [earlier.exported.span, name.exported.span] {
                    self.error(2300, span, format!("`{}` is exported more than once", name.exported.text));
                }
            }
        }
    }

    fn export_names(&mut self, file: FileId, names: &'a ast::ExportNames) {
        for name in &names.names {
            let exported = match &names.from {
                Some(from) => match from.file {
                    Some(from) => Exported::From(from, name.local.text.clone()),
                    None => continue,
                },
                None => Exported::Local(name.local.text.clone()),
            };
            self.add_export(file, name.exported.text.clone(), exported, name.exported.span);
        }
    }

    fn add_export(&mut self, file: FileId, name: Rc<str>, exported: Exported, span: Span) {
        let exports = &mut self.modules.get_mut(&file).expect("a file that is being declared").exports;
        match exports.get(&name) {
            // Declarations that merge (interfaces; a value and a type of one name) are exported together.
            Some(Exported::Local(known)) if &**known != DEFAULT_VALUE && matches!(&exported, Exported::Local(again) if again == known) => {}
            Some(_) if &*name == "default" => {
                let first = self.modules.get_mut(&file).and_then(|info| info.first_default.take());
                for span in first.into_iter().chain([span]) {
                    self.error(2528, span, "a module has one default export");
                }
            }
            Some(_) => self.error(2300, span, format!("`{name}` is exported more than once")),
            None => {
                let is_default = &*name == "default";
                exports.insert(name, exported);
                if is_default {
                    self.modules.get_mut(&file).expect("a file that is being declared").first_default = Some(span);
                }
            }
        }
    }

    /// What a file exports under `name`, as a value, as a type, or in front of a dot.
    pub(super) fn exported<M: Meaning<'a>>(&mut self, file: FileId, name: &str) -> Option<M> {
        self.exported_within(file, name, 0)
    }

    fn exported_within<M: Meaning<'a>>(&mut self, file: FileId, name: &str, depth: u32) -> Option<M> {
        if depth > 100 {
            return None;
        }
        let info = self.modules.get(&file)?;
        let (scope, stars) = (info.scope, info.stars.clone());
        match info.exports.get(name).cloned() {
            Some(Exported::Local(local)) => {
                let meaning = M::table(self.scope(scope)).get(&local).copied()?;
                self.follow_within(meaning, depth + 1)
            }
            Some(Exported::From(from, name)) => self.exported_within(from, &name, depth + 1),
            Some(Exported::Namespace(from)) => M::of_file(from),
            None if name == "default" => None,
            None => stars.into_iter().find_map(|from| self.exported_within(from, name, depth + 1)),
        }
    }

    /// The thing itself that a name means.
    pub(super) fn follow<M: Meaning<'a>>(&mut self, meaning: M) -> Option<M> {
        self.follow_within(meaning, 0)
    }

    fn follow_within<M: Meaning<'a>>(&mut self, meaning: M, depth: u32) -> Option<M> {
        match meaning.other_name() {
            OtherName::No => Some(meaning),
            OtherName::Entity(id) => self.entity_meaning(id),
            OtherName::Import(file, import, index) => match &import.bindings[index].imported {
                Imported::Named(name) => self.exported_within(file, &name.text, depth),
                Imported::Default => self.exported_within(file, "default", depth),
                Imported::Namespace => M::of_file(file),
            },
        }
    }

    /// What a file exports by name, `export *` left out.
    pub(super) fn exported_names(&self, file: FileId) -> Vec<Rc<str>> {
        self.modules.get(&file).map_or_else(Vec::new, |info| info.exports.keys().cloned().collect())
    }

    /// What a file exports by name, from the files of its `export *` too.
    pub(super) fn all_exported_names(&self, file: FileId) -> Vec<Rc<str>> {
        let (mut files, mut at) = (vec![file], 0);
        let mut names = self.exported_names(file);
        while let Some(info) = files.get(at).and_then(|file| self.modules.get(file)) {
            for &star in &info.stars {
                if !files.contains(&star) {
                    files.push(star);
                    names.extend(self.exported_names(star).into_iter().filter(|name| &**name != "default"));
                }
            }
            at += 1;
        }
        names
    }

    fn exports_something(&mut self, file: FileId, name: &str) -> bool {
        self.exported::<Value>(file, name).is_some() || self.exported::<TypeName>(file, name).is_some() || self.exported::<SpaceName>(file, name).is_some()
    }

    fn declares_something(&self, scope: ScopeId, name: &str) -> bool {
        let scope = self.scope(scope);
        scope.values.contains_key(name) || scope.types.contains_key(name) || scope.spaces.contains_key(name)
    }

    /// TS2308: what several `export *` give under one name, and the file does not export by itself, none of them gives.
    fn check_star(&mut self, module: &'a ast::Module, at: usize, from: FileId) {
        let stars = |item: &ast::Item| match &item.kind {
            ItemKind::ExportAll(all) if all.name.is_none() => all.from.file.filter(|&file| file != from),
            _ => None,
        };
        let earlier: Vec<FileId> = module.items[..at].iter().filter_map(stars).collect();
        let own = self.exported_names(module.file);
        for name in self.all_exported_names(from) {
            let is_given = &*name != "default" && !own.contains(&name);
            if !is_given {
                continue;
            }
            let here = self.declared_at(from, &name);
            let first = earlier.iter().copied().find(|&file| self.exports_something(file, &name));
            if first.is_some_and(|first| self.declared_at(first, &name) != here) {
                self.error(2308, module.items[at].span, format!("`{name}` is exported by another `export *` too: export it by its name"));
            }
        }
    }

    /// Where the value and the type are declared that a file exports under a name.
    fn declared_at(&mut self, file: FileId, name: &str) -> (Option<Span>, Option<Span>) {
        let value = self.exported::<Value>(file, name).and_then(|value| self.value_span(value));
        (value, self.exported::<TypeName>(file, name).and_then(|ty| self.type_span(ty)))
    }

    /// Each imported name must be exported by its file.
    fn check_imports(&mut self, module: &'a ast::Module) {
        if !self.is_library(module.file) {
            self.check_export_lists(module);
        }
        for (at, item) in module.items.iter().enumerate() {
            match &item.kind {
                ItemKind::ExportAll(all) if all.name.is_none() && !self.is_library(module.file) => {
                    if let Some(from) = all.from.file {
                        self.check_star(module, at, from);
                    }
                }
                ItemKind::Import(import) => self.check_import(import),
                ItemKind::ExportNames(names) => {
                    self.check_export_names(module.file, names);
                    self.check_export_conflicts(module.file, names);
                }
                _ => {}
            }
        }
    }

    fn check_import(&mut self, import: &'a ast::Import) {
        let Some(file) = import.from.file else { return };
        if !self.is_library(import.from.span.file) {
            self.reach_module(file);
        }
        for binding in &import.bindings {
            if import.type_only || binding.type_only {
                self.type_imports.insert(binding.name.text.clone());
            }
            let (name, span) = match &binding.imported {
                Imported::Named(name) => (name.text.clone(), name.span),
                Imported::Default => ("default".into(), binding.name.span),
                Imported::Namespace => continue,
            };
            if self.is_type_export(file, &name) {
                self.type_imports.insert(binding.name.text.clone());
            }
            self.check_exported(file, &name, span, &import.from.specifier);
        }
    }

    /// `export type { name }`.
    fn is_type_export(&self, file: FileId, name: &str) -> bool {
        self.modules.get(&file).is_some_and(|info| info.node.items.iter().any(|item| match &item.kind {
            ItemKind::ExportNames(names) => names.names.iter().any(|n| (names.type_only || n.type_only) && *n.exported.text == *name),
            _ => false,
        }))
    }

    /// Imports and exports of a file that stand for themselves in the end: of each circle the first that is met is to blame.
    fn check_circular_exports(&mut self, module: &'a ast::Module) {
        for item in &module.items {
            match &item.kind {
                ItemKind::Import(import) => {
                    for binding in &import.bindings {
                        if let (Imported::Named(name), Some(file)) = (&binding.imported, import.from.file) {
                            let is_own = |exported: &Exported| matches!(exported, Exported::Local(local) if *local == binding.name.text);
                            self.check_circle(module.file, (file, name.text.clone()), is_own, name.span);
                        }
                    }
                }
                ItemKind::ExportNames(names) => {
                    let Some(file) = names.from.as_ref().and_then(|from| from.file) else { continue };
                    for name in &names.names {
                        let is_own = |exported: &Exported| matches!(exported, Exported::From(from, local) if *from == file && *local == name.local.text);
                        self.check_circle(module.file, (file, name.local.text.clone()), is_own, name.local.span);
                    }
                }
                _ => {}
            }
        }
    }

    /// Follows an export from file to file. `is_own` knows what `file` exports of the name at hand.
    fn check_circle(&mut self, file: FileId, first: (FileId, Rc<str>), is_own: impl Fn(&Exported) -> bool, span: Span) {
        let mut met: Vec<(FileId, Rc<str>)> = Vec::new();
        let mut next = Some(first);
        while let Some(export) = next {
            if let Some(start) = met.iter().position(|known| *known == export) {
                let is_new = !met.iter().any(|known| self.circular_exports.contains(known));
                let circle = &met[start..];
                let own = circle.iter().any(|(of, name)| *of == file && self.modules.get(of).and_then(|info| info.exports.get(name)).is_some_and(&is_own));
                if own && is_new {
                    self.error(2303, span, format!("`{}` stands for itself in the end: no file declares it", export.1));
                }
                if own {
                    self.circular_exports.extend(met);
                }
                return;
            }
            next = self.next_export(&export);
            met.push(export);
        }
    }

    /// The export of another file that an export stands for.
    fn next_export(&self, (file, name): &(FileId, Rc<str>)) -> Option<(FileId, Rc<str>)> {
        let info = self.modules.get(file)?;
        match info.exports.get(name)? {
            Exported::From(from, other) => Some((*from, other.clone())),
            Exported::Namespace(_) => None,
            Exported::Local(local) => {
                let OtherName::Import(from, import, index) = Value::table(self.scope(info.scope)).get(local)?.other_name() else { return None };
                match &import.bindings[index].imported {
                    Imported::Named(name) => Some((from, name.text.clone())),
                    Imported::Default => Some((from, "default".into())),
                    Imported::Namespace => None,
                }
            }
        }
    }

    /// Whether a name is that of an import that brings nothing, which was complained of where it is imported.
    pub(super) fn is_empty_import(&self, scope: ScopeId, name: &str) -> bool {
        let mut next = Some(scope);
        while let Some(id) = next {
            let scope = self.scope(id);
            let value = scope.values.get(name).map(|value| matches!(value, Value::Import(..)));
            if let Some(found) = value.or_else(|| scope.types.get(name).map(|ty| matches!(ty, TypeName::Import(..)))) {
                return found;
            }
            next = scope.parent();
        }
        false
    }

    /// TS1361, TS1362: what `import type` brings and `export type` gives is no value.
    pub(super) fn check_value_import(&mut self, scope: ScopeId, name: &str, span: Span) {
        if !self.type_imports.contains(name) {
            return;
        }
        let mut next = Some(scope);
        while let Some(id) = next {
            if self.type_spaces.contains(&(id, name.into())) {
                if self.problems.last().is_some_and(|last| last.span == span) {
                    return;
                }
                return self.report(
                    Problem::ts(1361, span, format!("`{name}` is imported by `import type`: it is no value here"))
                        .with_help("leave `type` out of its import"),
                );
            }
            if let Some(found) = self.scope(id).values.get(name) {
                let Value::Import(file, import, index) = *found else { return };
                let binding = &import.bindings[index];
                if import.type_only || binding.type_only {
                    self.report(
                        Problem::ts(1361, span, format!("`{name}` is imported by `import type`: it is no value here"))
                            .with_help("leave `type` out of its import"),
                    );
                } else if let Imported::Named(exported) = &binding.imported
                    && self.is_type_export(file, &exported.text)
                {
                    self.report(
                        Problem::ts(1362, span, format!("`{name}` is exported by `export type`: it is no value here"))
                            .with_help("leave `type` out of its export"),
                    );
                }
                return;
            }
            next = self.scope(id).parent();
        }
    }

    /// Whether what is imported comes from a file that is not there.
    pub(super) fn is_passed_on_missing(&self, file: FileId, binding: &ast::ImportBinding) -> bool {
        matches!(&binding.imported, Imported::Named(exported) if self.passes_on_missing(file, &exported.text, &mut Vec::new()))
    }

    /// Whether a module, or one whose exports it passes on, exports this name from a file that is not there, which is complained of there.
    fn passes_on_missing(&self, file: FileId, name: &str, seen: &mut Vec<FileId>) -> bool {
        let Some(info) = self.modules.get(&file).filter(|_| !seen.contains(&file)) else { return false };
        seen.push(file);
        info.node.items.iter().any(|item| match &item.kind {
            ItemKind::ExportNames(names) => names.from.as_ref().is_some_and(|from| from.file.is_none()) && names.names.iter().any(|one| &*one.exported.text == name),
            ItemKind::ExportAll(all) => match (all.from.file, &all.name) {
                (None, Some(own)) => &*own.text == name,
                (Some(from), None) => name != "default" && self.passes_on_missing(from, name, seen),
                _ => false,
            },
            _ => false,
        })
    }

    fn check_exported(&mut self, file: FileId, name: &str, span: Span, specifier: &str) {
        if self.exports_something(file, name) || self.circular_exports.contains(&(file, name.into())) {
            return;
        }
        if self.passes_on_missing(file, name, &mut Vec::new()) {
            return;
        }
        let Some(info) = self.modules.get(&file) else { return };
        if name == "default" {
            return self.error(1192, span, format!("`{specifier}` has no default export"));
        }
        let scope = info.scope;
        let other = info.exports.iter().find(|(_, exported)| matches!(exported, Exported::Local(local) if &**local == name)).map(|(other, _)| other.clone());
        if self.declares_something(scope, name)
            && let Some(other) = other
        {
            return self.report(
                Problem::ts(2460, span, format!("`{specifier}` exports its `{name}` under another name"))
                    .with_help(format!("import `{other} as {name}`")),
            );
        }
        if self.declares_something(scope, name) {
            return self.report(
                Problem::ts(2459, span, format!("`{name}` is declared in `{specifier}` but not exported"))
                    .with_help(format!("write `export` before its declaration in `{specifier}`")),
            );
        }
        let has_default = info.exports.contains_key("default");
        let names: Vec<Rc<str>> = info.exports.keys().cloned().collect();
        let listed = listed_names(&names);
        match most_similar(name, names) {
            Some(similar) => self.report(
                Problem::ts(2724, span, format!("`{specifier}` exports nothing called `{name}`"))
                    .with_help(format!("did you mean `{similar}`?")),
            ),
            None if has_default => self.report(
                Problem::ts(2614, span, format!("`{specifier}` exports nothing called `{name}`"))
                    .with_help(format!("its default export is imported without braces: `import {name} from …`")),
            ),
            None => {
                let problem = Problem::ts(2305, span, format!("`{specifier}` exports nothing called `{name}`"));
                self.report(match listed {
                    Some(listed) => problem.with_help(format!("it exports {listed}")),
                    None => problem,
                });
            }
        }
    }

    fn check_export_names(&mut self, file: FileId, names: &'a ast::ExportNames) {
        for name in &names.names {
            match &names.from {
                Some(from) => {
                    if let Some(target) = from.file {
                        let before = self.problems.len();
                        self.check_exported(target, &name.local.text, name.local.span, &from.specifier);
                        // Who passes it on asks for a name, not for what is imported by default.
                        for problem in self.problems[before..].iter_mut().filter(|problem| problem.code == crate::problem::Code::Ts(1192)) {
                            problem.code = crate::problem::Code::Ts(2305);
                        }
                    }
                }
                None => {
                    let scope = self.modules[&file].scope;
                    let text = &name.local.text;
                    if !self.declares_something(scope, text) {
                        self.error(2304, name.local.span, format!("nothing is called `{text}`"));
                    }
                }
            }
        }
    }

    /// Where imports form a cycle, a file's functions may run before the file does.
    fn note_cycles(&mut self) {
        let ast = self.ast;
        let order: HashMap<FileId, usize> = ast.modules.iter().enumerate().map(|(i, m)| (m.file, i)).collect();
        for (at, module) in ast.modules.iter().enumerate() {
            for item in &module.items {
                let ItemKind::Import(import) = &item.kind else { continue };
                let Some(&target) = import.from.file.as_ref().and_then(|file| order.get(file)) else { continue };
                if target < at || import.type_only {
                    continue;
                }
                for late in &ast.modules[at..=target] {
                    let scope = self.modules[&late.file].scope;
                    self.scope_mut(scope).first_effect = 0;
                    self.scope_mut(scope).in_cycle = true;
                }
            }
        }
    }

    /// Walks the top level of the user's files, in the order in which they run.
    pub(super) fn check_modules(&mut self) {
        let ast = self.ast;
        for module in &ast.modules {
            if !self.is_library(module.file) {
                self.check_module(module.file);
            }
        }
    }

    /// Walks a file's top level, once.
    pub(super) fn check_module(&mut self, file: FileId) {
        let Some(info) = self.modules.get_mut(&file) else { return };
        if std::mem::replace(&mut info.walked, true) {
            return;
        }
        let (node, scope, initializer) = (info.node, info.scope, info.initializer);
        let outer = std::mem::replace(&mut self.cx, Context::new(initializer, scope));
        let mut body = Vec::new();
        self.check_exported_alike(&node.items);
        self.begin_unassigned(scope);
        self.hoist_functions(node.items.iter().filter_map(|item| match &item.kind {
            ItemKind::Statement { statement, .. } => Some(statement),
            _ => None,
        }), &mut body);
        self.check_items(file, &node.items, &mut body);
        self.cx = outer;
        self.program.functions[initializer.index()].body = Some(body);
        if node.runs || self.is_library(file) && node.kind == ModuleKind::Library {
            self.program.modules.push(Module { file, initializer });
        }
    }

    fn check_items(&mut self, file: FileId, items: &'a [ast::Item], body: &mut Vec<Statement>) {
        for (at, item) in items.iter().enumerate() {
            match &item.kind {
                ItemKind::Statement { statement: ast::Statement { kind: ast::StatementKind::Variables(variables), span }, .. } if let Some(using) = variables.using => {
                    let waits = items[at..].iter().any(|item| matches!(&item.kind, ItemKind::Statement { statement, .. } if statement.waits_at_end()));
                    return self.check_using(variables, using, waits, *span, &mut |c, body| c.check_items(file, &items[at + 1..], body), body);
                }
                ItemKind::Statement { statement, .. } => self.check_statement(statement, body),
                ItemKind::ExportDefault(expr) => self.check_default_export(file, expr, body),
                _ => {}
            }
        }
    }

    fn check_default_export(&mut self, file: FileId, expr: &'a ast::Expr, body: &mut Vec<Statement>) {
        let Some(binding) = self.modules[&file].default else { return };
        let value = self.check_expr(expr, None);
        let ty = self.types().regular(value.ty);
        self.set_binding_type(binding, ty);
        let span = value.span;
        body.push(Statement { kind: StatementKind::Let { binding, value: Some(value) }, span });
    }

    /// The expression of what is in error: `any`, complained of already.
    pub(super) fn missing(&mut self, span: Span) -> Expr {
        Expr { kind: ExprKind::Undefined, ty: crate::program::TypeId::ANY, span }
    }
}

/// Names for a message, in alphabetical order, if they are few enough to be read.
fn listed_names(names: &[Rc<str>]) -> Option<String> {
    let mut sorted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    sorted.sort();
    let (last, before) = sorted.split_last().filter(|(_, before)| before.len() < MOST_LISTED)?;
    Some(if before.is_empty() { last.clone() } else { format!("{} and {last}", before.join(", ")) })
}
