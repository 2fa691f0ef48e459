//! What the lowering of whole programs must hold: every operation of the library's declarations is in the table, and every
//! test program lowers to Ir that the verifier accepts.

use crate::ir::verify::verify;
use crate::source::{Files, ReadError};
use std::path::{Path, PathBuf};

struct Disk;

impl Files for Disk {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        std::fs::read_to_string(path).map_err(|_| ReadError::Missing)
    }
}

/// The Ir of a program; `None` when the checker refuses it.
fn lowered(path: &Path) -> Option<crate::ir::Module> {
    let board = thimble_boards::find("pico").expect("the board is there");
    let path = path.to_str().expect("paths of tests are UTF-8").to_owned();
    crate::Loaded::new(&[path], &Disk, board).lower().0
}

fn programs(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests").join(folder);
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder).expect("a folder of tests").map(|e| e.expect("a readable folder").path()).collect();
    all.retain(|p| p.extension().is_some_and(|e| e == "ts"));
    all.sort();
    all
}

#[test]
fn every_test_program_lowers_to_sound_ir() {
    for path in programs("run").into_iter().chain(programs("bench")) {
        let Some(mut module) = lowered(&path) else { panic!("{} does not check", path.display()) };
        assert_eq!(verify(&module), Vec::<String>::new(), "{}", path.display());
        crate::optimize::suspend::suspend(&mut module);
        assert_eq!(verify(&module), Vec::<String>::new(), "{} after suspend", path.display());
    }
}

#[test]
fn every_declared_operation_is_known() {
    let typed = crate::library::typed_files(|_| true);
    let declarations = typed.iter().filter(|(path, _)| path.ends_with(".d.ts")).flat_map(|(_, text)| text.lines());
    let mut missing = Vec::new();
    let mut owner = None;
    for line in include_str!("../../lib/lib.d.ts").lines().chain(declarations) {
        if let Some(rest) = line.strip_prefix("interface ").or_else(|| line.strip_prefix("declare interface ")) {
            let name = rest.split(['<', ' ', '{']).next().expect("a name").trim_end_matches("Constructor");
            owner = Some(match name {
                "ReadonlyArray" => "Array",
                "Console" => "console",
                "Performance" => "performance",
                other => other,
            });
        } else if line.starts_with('}') {
            owner = None;
        } else if let Some(owner) = owner.filter(|o| !matches!(*o, "PromiseLike" | "Iterator" | "AsyncIterator" | "ReadonlyMap" | "ReadonlySet")) {
            missing.extend(member(line.trim()).filter(|m| !is_provided(owner, m)).map(|m| format!("{owner}.{m}")));
        }
    }
    for line in include_str!("../../lib/runtime.ts").lines() {
        let Some(rest) = line.strip_prefix("export declare function ") else { continue };
        missing.extend(member(rest).filter(|m| !super::intrinsics::is_known(&format!("runtime.{m}"))).map(|m| format!("runtime.{m}")));
    }
    assert_eq!(missing, Vec::<String>::new());
}

/// The name of the method that a line of a declaration declares.
fn member(line: &str) -> Option<&str> {
    if line.starts_with('(') {
        return Some("call");
    }
    let name = line.split(|c: char| !c.is_alphanumeric() && c != '_').next().filter(|n| !n.is_empty())?;
    match &line[name.len()..] {
        rest if rest.starts_with('(') || rest.starts_with('<') => Some(if name == "new" { "constructor" } else { name }),
        _ if name == "new" => Some("constructor"),
        _ => None,
    }
}

fn is_provided(owner: &str, member: &str) -> bool {
    let file = format!("thimble:{}.ts", owner.to_lowercase());
    let own = crate::library::FILES.iter().map(|(path, text)| (path.to_string(), text.to_string()));
    let text = own.chain(crate::library::typed_files(|_| true)).find(|(path, _)| *path == file).map_or(String::new(), |(_, text)| text);
    // The checker chooses a function by the first argument.
    let member = if member == "constructor" && crate::ir::Element::of_class(owner).is_some() { "ofLength" } else { member };
    // `Object(x)` and `new Object(x)` are one.
    let member = if owner == "Object" && matches!(member, "call" | "constructor") { "objectOf" } else { member };
    let exported = [format!("export function {member}("), format!("export function {member}<")];
    let name = format!("{owner}.{member}");
    // The checker makes a condition and a warning of it.
    let is_expanded = name == "console.assert";
    is_expanded || super::intrinsics::is_known(&name) || crate::check::is_renamed(&name) || exported.iter().any(|e| text.contains(e.as_str()))
}
