//! The module graph: from the entry files to everything they import, in the order in which node would run it.
//!
//! In: paths of entry files and a reader of files. Out: an [`Ast`] whose modules stand in order of initialisation: the
//! post-order of a depth-first walk over the imports, each module's in the order they are written, cycles cut where the
//! walk meets a module it has begun (ECMA-262, 16.2.1.5). Imports that TypeScript leaves out of its output, because
//! nothing of them is used as a value, do not count for the order; a module that only such imports reach is read for its
//! types and not [`run`](crate::ast::Module::runs).
//!
//! Specifiers resolve as under `moduleResolution: bundler`: `./x` is `x.ts`, `x.d.ts`, `x/index.ts` or `x/index.d.ts`, and
//! `./x.js` is `x.ts`, `./x.json` a file of data. `thimble/x` is a module of the library. What tsconfig.json says of paths comes next ([`config`]),
//! then packages ([`packages`]).

use super::{NodeIds, Parsed, parse_with};
use crate::ast::{Ast, ItemKind, Module, ModuleKind, ModuleReference};
use crate::library;
use crate::problem::Problem;
use crate::source::{FileId, Files, ReadError, Sources, Span};
use crate::hash::HashMap;
use std::rc::Rc;
use thimble_boards::Board;

mod config;
mod keys;
mod packages;
mod values;

use config::Config;

/// A module that a file asks for.
struct Wanted {
    /// As written.
    specifier: Rc<str>,
    span: Span,
    /// Only types of it are asked for.
    types_only: bool,
}

/// Reads the entry files and all they reach, and the library. Unreadable entries and unresolved imports are problems.
pub fn load(entries: &[String], board: &Board, files: &dyn Files, sources: &mut Sources) -> (Ast, Vec<Problem>) {
    let mut problems = Vec::new();
    let config = entries.first().map(|entry| Config::of(&normalise(entry), files, sources, &mut problems)).unwrap_or_default();
    let mut loader = Loader { board, files, sources, config, ids: NodeIds::default(), modules: Vec::new(), keys: Vec::new(), found: Vec::new(), by_path: HashMap::default(), problems };
    let mut library: Vec<FileId> = library::FILES.iter().map(|(path, text)| loader.add(path, text)).collect();
    let entries: Vec<FileId> = entries.iter().map(|path| loader.entry(&normalise(path))).collect();
    let resolved = loader.resolve_from(0);
    let typed = library::typed_files(|name| loader.mentions(name));
    library.extend(typed.iter().map(|(path, text)| loader.add(path, text)));
    loader.resolve_from(resolved);
    loader.resolve_keys();
    let (order, runs) = loader.order(&library, &entries);
    loader.finish(&order, &runs)
}

struct Loader<'a> {
    board: &'a Board,
    files: &'a dyn Files,
    sources: &'a mut Sources,
    config: Config,
    ids: NodeIds,
    /// In the order they were read; `None` only after [`Loader::finish`] has taken it.
    modules: Vec<Option<Module>>,
    /// What each module's constants are as keys, and which it names that it imports.
    keys: Vec<keys::FileKeys>,
    /// What reading each module found wrong.
    found: Vec<Vec<Problem>>,
    /// Position in `modules`, by path.
    by_path: HashMap<String, usize>,
    problems: Vec<Problem>,
}

impl Loader<'_> {
    /// Parses a file that is not there yet.
    fn add(&mut self, path: &str, text: &str) -> FileId {
        // A byte order mark is no part of the text, nor of the columns that tsc counts.
        let file = self.sources.add(path, text.strip_prefix('\u{feff}').unwrap_or(text));
        let source = self.sources.get(file);
        let parsed = match path.ends_with(".json") {
            true => Parsed::of(super::json::parse(file, source, &mut self.ids)),
            false => parse_with(file, source, &mut self.ids, &HashMap::default()),
        };
        self.found.push(parsed.problems);
        self.keys.push(keys::FileKeys { own: parsed.keys, unknown: parsed.unknown_keys });
        self.by_path.insert(path.to_string(), self.modules.len());
        self.modules.push(Some(parsed.module));
        file
    }

    fn known(&self, path: &str) -> Option<FileId> {
        self.by_path.get(path).map(|&at| self.module(at).file)
    }

    fn module(&self, at: usize) -> &Module {
        self.modules[at].as_ref().expect("modules are taken only at the end")
    }

    fn position(&self, file: FileId) -> usize {
        self.by_path[&self.sources.get(file).path]
    }

    /// A file the user named; if its name begins as the library's do, it is still the user's.
    fn entry(&mut self, path: &str) -> FileId {
        let path = &if path.starts_with(library::SCHEME) { format!("./{path}") } else { path.to_string() };
        if let Some(file) = self.known(path) {
            return file;
        }
        match self.files.read(path) {
            Ok(text) => self.add(path, &text),
            Err(error) => {
                let file = self.add(path, "");
                self.problems.push(unreadable(path, &error, Span { file, start: 0, end: 0 }));
                file
            }
        }
    }

    /// Whether a file that is none of the library's contains this text.
    fn mentions(&self, name: &str) -> bool {
        let sources = self.modules.iter().flatten().map(|module| self.sources.get(module.file));
        sources.into_iter().any(|source| !source.is_library() && source.text.contains(name))
    }

    /// Resolves every import of the modules from `next` on, and of the files that this brings in; gives how many modules there are.
    fn resolve_from(&mut self, mut next: usize) -> usize {
        while next < self.modules.len() {
            let importer = self.sources.get(self.module(next).file).path.clone();
            let wanted: Vec<Wanted> = references(self.module(next)).collect();
            let found: Vec<Option<FileId>> = wanted.iter().map(|wanted| self.resolve(&importer, wanted)).collect();
            let module = self.modules[next].as_mut().expect("modules are taken only at the end");
            for (reference, file) in references_mut(module).zip(found) {
                reference.file = file;
            }
            next += 1;
        }
        next
    }

    fn resolve(&mut self, importer: &str, wanted: &Wanted) -> Option<FileId> {
        let Wanted { specifier, span, .. } = wanted;
        if let Some(name) = specifier.strip_prefix("thimble/") {
            return self.library_module(name, wanted);
        }
        let plain = specifier.strip_suffix(".ts").filter(|plain| !plain.ends_with(".d"));
        if let (Some(plain), false) = (plain, self.config.allows_ts_endings()) {
            let message = "An import path can only end with a '.ts' extension when 'allowImportingTsExtensions' is enabled.";
            self.problems.push(Problem::ts(5097, *span, message).with_help(format!("write {plain:?}, or enable it in tsconfig.json")));
        }
        if specifier.starts_with("./") || specifier.starts_with("../") || specifier.starts_with('/') || matches!(&**specifier, "." | "..") {
            return self.at_places(&[join(importer, specifier)], *span).or_else(|| {
                self.problems.push(not_found(specifier, *span));
                None
            });
        }
        // A package's own files do not follow the program's tsconfig.json.
        let in_package = importer.starts_with("node_modules/") || importer.contains("/node_modules/");
        let places = if in_package { Vec::new() } else { self.config.places(specifier) };
        self.at_places(&places, *span).or_else(|| match specifier.starts_with('#') {
            true => self.own_import(importer, wanted),
            false => self.package(importer, wanted),
        })
    }

    fn library_module(&mut self, name: &str, wanted: &Wanted) -> Option<FileId> {
        if name == "board" {
            return Some(self.board_module());
        }
        if library::MODULES.contains(&name) {
            return self.known(&format!("thimble:{name}.ts"));
        }
        let public: Vec<String> = library::MODULES.iter().map(|name| format!("\"thimble/{name}\"")).collect();
        let help = format!("the library's modules are {} and \"thimble/board\"", public.join(", "));
        self.problems.push(not_found(&wanted.specifier, wanted.span).with_help(help));
        None
    }

    /// The first file there is at one of `places`, paths that may lack their endings.
    fn at_places(&mut self, places: &[String], span: Span) -> Option<FileId> {
        places.iter().flat_map(|place| candidates(place)).find_map(|path| self.find(&path, span))
    }

    /// The file at `path`, read now or before.
    fn find(&mut self, path: &str, span: Span) -> Option<FileId> {
        if let Some(file) = self.known(path) {
            return Some(file);
        }
        if path.starts_with(library::SCHEME) {
            return None;
        }
        match self.files.read(path) {
            Ok(text) => Some(self.add(path, &text)),
            Err(ReadError::Missing | ReadError::Directory) => None,
            Err(error) => {
                self.problems.push(unreadable(path, &error, span));
                Some(self.add(path, ""))
            }
        }
    }

    fn board_module(&mut self) -> FileId {
        let path = format!("{}board.ts", library::SCHEME);
        match self.known(&path) {
            Some(file) => file,
            None => {
                let text = library::board_module(self.board);
                self.add(&path, &text)
            }
        }
    }

    /// Positions in `modules` in the order of initialisation, and whether each runs.
    fn order(&self, library: &[FileId], entries: &[FileId]) -> (Vec<usize>, Vec<bool>) {
        let mut order = Vec::new();
        let mut begun = vec![false; self.modules.len()];
        let all: Vec<&Module> = self.modules.iter().flatten().collect();
        let evaluated: Vec<Vec<FileId>> = all.iter().map(|module| values::evaluated_imports(&all, module)).collect();
        for file in library.iter().chain(entries) {
            self.visit(self.position(*file), &evaluated, &mut begun, &mut order);
        }
        let types_only: Vec<usize> = (0..self.modules.len()).filter(|&at| !begun[at]).collect();
        (types_only.into_iter().chain(order).collect(), begun)
    }

    /// Depth first, without recursion: a chain of imports may be long.
    fn visit(&self, root: usize, evaluated: &[Vec<FileId>], begun: &mut [bool], order: &mut Vec<usize>) {
        let mut stack = Vec::new();
        if !std::mem::replace(&mut begun[root], true) {
            stack.push((root, 0));
        }
        while let Some((at, next)) = stack.last_mut() {
            match evaluated[*at].get(*next) {
                Some(&file) => {
                    *next += 1;
                    let imported = self.position(file);
                    if !std::mem::replace(&mut begun[imported], true) {
                        stack.push((imported, 0));
                    }
                }
                None => {
                    order.push(*at);
                    stack.pop();
                }
            }
        }
    }

    fn finish(mut self, order: &[usize], runs: &[bool]) -> (Ast, Vec<Problem>) {
        self.problems.extend(std::mem::take(&mut self.found).into_iter().flatten());
        let mut modules = Vec::new();
        for &at in order {
            let mut module = self.modules[at].take().expect("each module stands once in the order");
            module.runs = runs[at] && !matches!(module.kind, ModuleKind::Declarations | ModuleKind::Globals);
            modules.push(module);
        }
        // Stable: declarations of global names first, then the library, then the program.
        modules.sort_by_key(|module| match module.kind {
            ModuleKind::Globals => 0,
            _ if self.sources.get(module.file).is_library() => 1,
            _ => 2,
        });
        crate::problem::sort(&mut self.problems);
        (Ast { modules, node_count: self.ids.count() }, self.problems)
    }
}

/// Every module that a module asks for, in order.
fn references(module: &Module) -> impl Iterator<Item = Wanted> + '_ {
    module.items.iter().filter_map(|item| {
        let (from, types_only) = match &item.kind {
            ItemKind::Import(import) => (&import.from, import.type_only),
            ItemKind::ExportNames(export) => (export.from.as_ref()?, export.type_only),
            ItemKind::ExportAll(export) => (&export.from, export.type_only),
            ItemKind::Statement { .. } | ItemKind::ExportDefault(_) => return None,
        };
        Some(Wanted { specifier: from.specifier.clone(), span: from.span, types_only })
    })
}

fn references_mut(module: &mut Module) -> impl Iterator<Item = &mut ModuleReference> {
    module.items.iter_mut().filter_map(|item| match &mut item.kind {
        ItemKind::Import(import) => Some(&mut import.from),
        ItemKind::ExportNames(export) => export.from.as_mut(),
        ItemKind::ExportAll(export) => Some(&mut export.from),
        ItemKind::Statement { .. } | ItemKind::ExportDefault(_) => None,
    })
}

fn not_found(specifier: &str, span: Span) -> Problem {
    Problem::ts(2307, span, format!("Cannot find module '{specifier}' or its corresponding type declarations."))
}

fn unreadable(path: &str, error: &ReadError, span: Span) -> Problem {
    match error {
        ReadError::Missing => Problem::ts(6053, span, format!("File '{path}' not found.")),
        ReadError::Directory => Problem::ts(5012, span, format!("Cannot read file '{path}': it is a directory.")),
        ReadError::NotUtf8 { offset } => Problem::ts(1490, span, "File appears to be binary.")
            .with_help(format!("'{path}' is not UTF-8 text from byte {offset} on")),
        ReadError::Other(words) => Problem::ts(5012, span, format!("Cannot read file '{path}': {words}.")),
    }
}

/// The paths that may hold the module `base`, best first.
fn candidates(base: &str) -> Vec<String> {
    if base.ends_with(".ts") || base.ends_with(".json") {
        return vec![base.to_string()];
    }
    if base.is_empty() {
        // The folder where the compiler was called.
        return vec!["index.ts".to_string(), "index.d.ts".to_string()];
    }
    let mut paths = Vec::new();
    if let Some(plain) = base.strip_suffix(".js") {
        paths.extend([format!("{plain}.ts"), format!("{plain}.d.ts")]);
    }
    paths.extend(["", "/index"].iter().flat_map(|part| [".ts", ".d.ts"].map(|ending| format!("{base}{part}{ending}"))));
    paths
}

/// The path that `specifier` means in a file at `importer`.
fn join(importer: &str, specifier: &str) -> String {
    if specifier.starts_with('/') {
        return normalise(specifier);
    }
    match importer.strip_prefix(library::SCHEME) {
        Some(name) => format!("{}{}", library::SCHEME, join(name, specifier)),
        None => {
            let folder = importer.rsplit_once('/').map_or("", |(folder, _)| folder);
            let rooted = importer.starts_with('/') && folder.is_empty();
            normalise(&format!("{}{folder}{}{specifier}", if rooted { "/" } else { "" }, if folder.is_empty() { "" } else { "/" }))
        }
    }
}

/// Without `.` and `..` where they can be resolved, and without doubled slashes.
fn normalise(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("{}{}", if path.starts_with('/') { "/" } else { "" }, parts.join("/"))
}

#[cfg(test)]
mod tests;
