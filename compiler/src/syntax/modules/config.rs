//! What a program's tsconfig.json says of where modules are: `baseUrl`, `paths`, and whether specifiers may end in `.ts`.
//!
//! In: the path of a program's entry. Out: the nearest tsconfig.json in its folder or above, with what it `extends`. The language's own options
//! do not matter: programs are always checked under `strict`.

use super::{join, normalise};
use crate::problem::Problem;
use crate::source::{Files, Sources, Span};
use jsonc_parser::{JsonObject, JsonValue, ParseOptions, parse_to_value};

/// How many folders above the entry are searched: more than any project is deep.
const HIGHEST: usize = 16;

/// How many files may extend one another.
const LONGEST: usize = 8;

/// The options of which either allows specifiers that end in `.ts`.
const TS_ENDINGS: [&str; 2] = ["allowImportingTsExtensions", "rewriteRelativeImportExtensions"];

/// What modules are found by.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// Which of [`TS_ENDINGS`] is set.
    ts_endings: [bool; 2],
    /// Where specifiers that are neither relative nor packages begin.
    base: Option<String>,
    /// Patterns with at most one `*`, and what they stand for, in folders from the root of the paths.
    paths: Vec<(String, Vec<String>)>,
}

impl Config {
    /// Of the program that begins at `entry`; what is wrong with the file is added to `problems`.
    pub fn of(entry: &str, files: &dyn Files, sources: &mut Sources, problems: &mut Vec<Problem>) -> Config {
        for folder in ancestors(folder_of(entry)) {
            let path = in_folder(&folder, "tsconfig.json");
            if let Ok(text) = files.read(&path) {
                let mut config = Config::default();
                config.add(&path, &text, 0, &mut Reading { files, sources, problems });
                return config;
            }
        }
        // Without a tsconfig.json specifiers may end in `.ts`: node asks for it.
        Config { ts_endings: [true; 2], ..Config::default() }
    }

    /// Whether specifiers may end in `.ts`.
    pub fn allows_ts_endings(&self) -> bool {
        self.ts_endings.contains(&true)
    }

    /// Adds what a file says, over what it extends.
    fn add(&mut self, path: &str, text: &str, depth: usize, reading: &mut Reading<'_>) {
        let Some(object) = reading.parse(path, text) else { return };
        for base in one_or_more(object.get("extends")) {
            if let (Some(base), true) = (reading.base(path, &base), depth < LONGEST) {
                self.add(&base.0, &base.1, depth + 1, reading);
            }
        }
        let Some(options) = object.get_object("compilerOptions") else { return };
        for (allowed, option) in self.ts_endings.iter_mut().zip(TS_ENDINGS) {
            *allowed = options.get_boolean(option).unwrap_or(*allowed);
        }
        if let Some(base) = options.get_string("baseUrl") {
            self.base = Some(join(path, base));
        }
        if let Some(paths) = options.get_object("paths") {
            let folder = self.base.clone().unwrap_or_else(|| normalise(folder_of(path)));
            let place = |target: &String| if target.starts_with('/') { normalise(target) } else { normalise(&in_folder(&folder, target)) };
            self.paths = paths.clone().into_iter().map(|(pattern, targets)| (pattern.to_string(), one_or_more(Some(&targets)).iter().map(place).collect())).collect();
        }
    }

    /// The paths, without endings, that `paths` and `baseUrl` give for a specifier, best first.
    pub fn places(&self, specifier: &str) -> Vec<String> {
        let matching = self.paths.iter().filter_map(|(pattern, targets)| {
            let (before, after) = pattern.split_once('*').unwrap_or((pattern, ""));
            let star = match pattern.contains('*') {
                false => (specifier == pattern).then_some(""),
                true if specifier.len() >= before.len() + after.len() => specifier.strip_prefix(before)?.strip_suffix(after),
                true => None,
            }?;
            // A pattern without a star is better than one with, and of those the one with most before the star.
            let rank = if pattern.contains('*') { before.len() } else { usize::MAX };
            Some((rank, targets.iter().map(move |target| target.replacen('*', star, 1))))
        });
        let mut places: Vec<String> = matching.max_by_key(|(rank, _)| *rank).into_iter().flat_map(|(_, places)| places).collect();
        places.extend(self.base.iter().map(|base| normalise(&in_folder(base, specifier))));
        places
    }
}

/// What reading tsconfig.json files needs.
struct Reading<'a> {
    files: &'a dyn Files,
    sources: &'a mut Sources,
    problems: &'a mut Vec<Problem>,
}

impl Reading<'_> {
    fn parse<'t>(&mut self, path: &str, text: &'t str) -> Option<JsonObject<'t>> {
        match parse_to_value(text, &ParseOptions::default()) {
            Ok(Some(JsonValue::Object(object))) => Some(object),
            Ok(_) => None,
            Err(error) => {
                let file = self.sources.add(path, text);
                let (start, end) = (error.range().start as u32, error.range().end as u32);
                self.problems.push(Problem::ts(5014, Span { file, start, end }, format!("`{path}` is no JSON: {}", error.kind())));
                None
            }
        }
    }

    /// The file that a tsconfig.json extends, with its text.
    fn base(&self, path: &str, named: &str) -> Option<(String, String)> {
        let places: Vec<String> = match named.starts_with(['.', '/']) {
            true => vec![join(path, named)],
            false => ancestors(folder_of(path)).map(|folder| in_folder(&folder, &format!("node_modules/{named}"))).collect(),
        };
        let endings = ["", ".json", "/tsconfig.json"];
        places.iter().flat_map(|place| endings.map(|ending| format!("{place}{ending}"))).find_map(|path| self.files.read(&path).ok().map(|text| (path, text)))
    }
}

fn one_or_more(value: Option<&JsonValue<'_>>) -> Vec<String> {
    match value {
        Some(JsonValue::String(one)) => vec![one.to_string()],
        Some(JsonValue::Array(many)) => many.iter().filter_map(|one| if let JsonValue::String(one) = one { Some(one.to_string()) } else { None }).collect(),
        _ => Vec::new(),
    }
}

/// The folder of a file; empty for the current one.
pub(super) fn folder_of(path: &str) -> &str {
    match path.rsplit_once('/') {
        Some(("", _)) => "/",
        Some((folder, _)) => folder,
        None => "",
    }
}

/// The path of something in a folder.
pub(super) fn in_folder(folder: &str, name: &str) -> String {
    match folder {
        "" => name.to_string(),
        _ if folder.ends_with('/') => format!("{folder}{name}"),
        _ => format!("{folder}/{name}"),
    }
}

/// A folder and those above it, from the inside out; above the current one they are `..`, `../..` and so on.
pub(super) fn ancestors(folder: &str) -> impl Iterator<Item = String> {
    let mut next = Some(folder.to_string());
    std::iter::from_fn(move || {
        let folder = next.take()?;
        next = match folder.as_str() {
            "/" => None,
            "" => Some("..".to_string()),
            up if up.rsplit('/').next() == Some("..") => Some(format!("{up}/..")),
            inner => Some(folder_of(inner).to_string()),
        };
        Some(folder)
    })
    .take(HIGHEST)
}
