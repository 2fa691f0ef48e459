//! Packages: `import … from "name"` and `"name/part"`, from a node_modules folder beside the importing file or above it.
//!
//! A package is of use when it holds TypeScript. Where its package.json points is looked for in this order: `"thimble"`, which names a file or maps
//! parts to files as `"exports"` does; `"exports"`, under the conditions of [`CONDITIONS`]; `"source"`, `"types"`, `"typings"`, `"module"`,
//! `"main"`; the file `index`. A path to a `.js` file stands for the `.ts` file beside it. (Node's manual, "Packages"; TypeScript's handbook,
//! "Modules - Reference".) What begins with `#` is looked up under `"imports"` of the package.json above the importing file.

use super::config::{ancestors, folder_of, in_folder};
use super::{Loader, Wanted, candidates, not_found, normalise};
use crate::problem::{Problem, Rule};
use crate::source::{FileId, Span};
use jsonc_parser::{JsonObject, JsonValue, ParseOptions, parse_to_value};

/// The conditions of `"exports"` that are followed.
const CONDITIONS: &[&str] = &["thimble", "source", "types", "import", "module", "default"];

/// What is node's own, and not on a board.
const NODE: &[&str] = &[
    "assert", "async_hooks", "buffer", "child_process", "cluster", "console", "constants", "crypto", "dgram", "dns", "domain", "events", "fs", "http", "http2", "https",
    "inspector", "module", "net", "os", "path", "perf_hooks", "process", "punycode", "querystring", "readline", "repl", "stream", "string_decoder", "timers", "tls", "tty",
    "url", "util", "v8", "vm", "worker_threads", "zlib",
];

impl Loader<'_> {
    /// The file of a package that a specifier means.
    pub(super) fn package(&mut self, importer: &str, wanted: &Wanted) -> Option<FileId> {
        let specifier = &*wanted.specifier;
        if specifier.strip_prefix("node:").is_some_and(|name| !name.is_empty()) {
            return self.refuse_node(wanted);
        }
        let (name, part) = split(specifier);
        for folder in ancestors(folder_of(importer)) {
            let root = in_folder(&folder, &format!("node_modules/{name}"));
            if let Ok(text) = self.files.read(&in_folder(&root, "package.json")) {
                return self.in_package(&root, &text, part, wanted);
            }
            if let Some(file) = self.first(candidates(&normalise(&in_folder(&root, part))), wanted) {
                return Some(file);
            }
        }
        if NODE.contains(&name) {
            return self.refuse_node(wanted);
        }
        let help = format!("no node_modules folder beside `{importer}` or above it has a package `{name}`: `npm install {name}`, if it is written in TypeScript");
        self.problems.push(not_found(specifier, wanted.span).with_help(help));
        None
    }

    fn refuse_node(&mut self, wanted: &Wanted) -> Option<FileId> {
        let help = "this module is part of node; on a board there are \"thimble/board\" and \"thimble/time\"";
        self.problems.push(not_found(&wanted.specifier, wanted.span).with_help(help));
        None
    }

    /// The file that `#name` means in the package of the importing file.
    pub(super) fn own_import(&mut self, importer: &str, wanted: &Wanted) -> Option<FileId> {
        let specifier = &*wanted.specifier;
        let found = ancestors(folder_of(importer)).into_iter().find_map(|folder| {
            let path = in_folder(&folder, "package.json");
            self.files.read(&path).ok().map(|text| (folder, path, text))
        });
        let Some((root, path, text)) = found else {
            let help = format!("no package.json beside `{importer}` or above it could name it under \"imports\"");
            self.problems.push(not_found(specifier, wanted.span).with_help(help));
            return None;
        };
        let manifest = self.manifest(&path, &text)?;
        let mut targets = Vec::new();
        if let Some(JsonValue::Object(entries)) = manifest.get("imports") {
            by_key(entries, specifier, &mut targets);
        }
        for target in targets {
            let file = match target.starts_with("./") {
                true => self.first(typescript(&normalise(&in_folder(&root, &target))), wanted),
                false => return self.package(importer, &Wanted { specifier: target.into(), span: wanted.span, types_only: wanted.types_only }),
            };
            if file.is_some() {
                return file;
            }
        }
        let help = format!("`{path}` names no TypeScript file for it under \"imports\"");
        self.problems.push(not_found(specifier, wanted.span).with_help(help));
        None
    }

    /// What a package.json says; an empty object if that is something else.
    fn manifest<'t>(&mut self, path: &str, text: &'t str) -> Option<JsonObject<'t>> {
        match parse_to_value(text, &ParseOptions::default()) {
            Ok(Some(JsonValue::Object(manifest))) => Some(manifest),
            Ok(_) => Some(JsonObject::new(Default::default())),
            Err(error) => {
                let file = self.sources.add(path, text);
                let (start, end) = (error.range().start as u32, error.range().end as u32);
                self.problems.push(Problem::ts(5014, Span { file, start, end }, format!("`{path}` is no JSON: {}", error.kind())));
                None
            }
        }
    }

    fn in_package(&mut self, root: &str, text: &str, part: &str, wanted: &Wanted) -> Option<FileId> {
        let path = in_folder(root, "package.json");
        let manifest = self.manifest(&path, text)?;
        let places: Vec<String> = targets(&manifest, part).iter().map(|target| normalise(&in_folder(root, target))).collect();
        if let Some(file) = self.first(places.iter().flat_map(|place| typescript(place)).collect(), wanted) {
            return Some(file);
        }
        let declarations = places.iter().flat_map(|place| candidates(place)).find(|place| self.files.read(place).is_ok());
        let (name, _) = split(&wanted.specifier);
        let problem = match declarations {
            Some(found) => Problem::th(Rule::JavascriptPackage, wanted.span)
                .with_message(format!("the package `{name}` holds JavaScript, and only the types of it in TypeScript: `{found}`"))
                .with_help(format!("if its sources are in `{root}`, let `\"thimble\"` in its package.json name the file")),
            None => not_found(&wanted.specifier, wanted.span).with_help(format!("`{path}` names no TypeScript file for it")),
        };
        self.problems.push(problem);
        None
    }

    /// The first of `paths` that is a file of use: declarations alone only where only types are asked for.
    fn first(&mut self, paths: Vec<String>, wanted: &Wanted) -> Option<FileId> {
        paths.into_iter().filter(|path| wanted.types_only || !path.ends_with(".d.ts")).find_map(|path| self.find(&path, wanted.span))
    }
}

/// `@scope/name/part` as name and part.
fn split(specifier: &str) -> (&str, &str) {
    let scope = if specifier.starts_with('@') { specifier.find('/').map_or(0, |at| at + 1) } else { 0 };
    match specifier[scope..].find('/') {
        Some(at) => (&specifier[..scope + at], &specifier[scope + at + 1..]),
        None => (specifier, ""),
    }
}

/// The paths within the package that may hold the part, best first.
fn targets(manifest: &JsonObject<'_>, part: &str) -> Vec<String> {
    let key = if part.is_empty() { ".".to_string() } else { format!("./{part}") };
    let mut found = Vec::new();
    for field in ["thimble", "exports"] {
        if let Some(value) = manifest.get(field) {
            exported(value, &key, &mut found);
        }
    }
    if !part.is_empty() {
        if manifest.get("exports").is_none() {
            found.push(part.to_string());
        }
        return found;
    }
    found.extend(["source", "types", "typings", "module", "main"].iter().filter_map(|field| manifest.get_string(field)).map(|path| path.to_string()));
    found.push("index".to_string());
    found
}

/// What `"exports"` gives for `key`.
fn exported(value: &JsonValue<'_>, key: &str, found: &mut Vec<String>) {
    let JsonValue::Object(entries) = value else {
        if key == "." {
            conditional(value, "", found);
        }
        return;
    };
    if !entries.clone().take_inner().keys().any(|name| name.starts_with('.')) {
        if key == "." {
            conditional(value, "", found);
        }
        return;
    }
    by_key(entries, key, found);
}

/// What stands for `key` itself, or for the longest pattern that it fits.
fn by_key(entries: &JsonObject<'_>, key: &str, found: &mut Vec<String>) {
    let entries = entries.clone().take_inner();
    if let Some(exact) = entries.get(key) {
        return conditional(exact, "", found);
    }
    let patterns = entries.iter().filter_map(|(pattern, target)| {
        let (before, after) = pattern.split_once('*')?;
        let star = (key.len() >= before.len() + after.len()).then(|| key.strip_prefix(before)?.strip_suffix(after)).flatten()?;
        Some((before.len(), star, target))
    });
    if let Some((_, star, target)) = patterns.max_by_key(|(length, ..)| *length) {
        conditional(target, star, found);
    }
}

/// All paths under a target's conditions, in their order.
fn conditional(target: &JsonValue<'_>, star: &str, found: &mut Vec<String>) {
    match target {
        JsonValue::String(path) => found.push(path.replace('*', star)),
        JsonValue::Array(choices) => choices.iter().for_each(|choice| conditional(choice, star, found)),
        JsonValue::Object(conditions) => {
            for (condition, target) in conditions.clone().take_inner().iter() {
                if CONDITIONS.contains(&&**condition) {
                    conditional(target, star, found);
                }
            }
        }
        _ => {}
    }
}

/// The TypeScript files that a path of a package.json can mean.
fn typescript(path: &str) -> Vec<String> {
    let endings = [".d.ts", ".d.mts", ".mjs", ".js"];
    match endings.iter().find_map(|ending| path.strip_suffix(ending)) {
        // Last the declarations themselves, for imports of types.
        Some(plain) => vec![format!("{plain}.ts"), format!("{plain}.d.ts")],
        None => candidates(path),
    }
}
