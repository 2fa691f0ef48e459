//! House rules that a program can check: files open with their contract, chips are named only where they may be,
//! nothing is left half done, and what grows past the aims of file and function length is reported.

use std::fmt::Write;
use std::path::Path;
use thimble_tests::{files, root};

/// Rust sources of the project, with their text.
fn sources() -> Vec<(String, String)> {
    ["boards", "compiler", "runtime", "simulator", "tests"]
        .iter()
        .flat_map(|folder| files(folder, ".rs"))
        .map(|path| (relative(&path), std::fs::read_to_string(&path).expect("a readable source")))
        .collect()
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/")
}

#[test]
fn every_file_opens_with_its_contract() {
    let bare: Vec<_> = sources().into_iter().filter(|(_, text)| !text.starts_with("//!")).map(|(path, _)| path).collect();
    assert!(bare.is_empty(), "without `//!` at the top: {bare:?}");
}

#[test]
fn nothing_is_left_half_done() {
    // Written in two halves so that this file does not find itself.
    let marks = [concat!("todo", "!("), concat!("unimplemented", "!("), concat!("#[ign", "ore"), concat!("FIX", "ME"), concat!("XX", "X")];
    let mut found = String::new();
    for (path, text) in sources() {
        for (number, line) in text.lines().enumerate() {
            if marks.iter().any(|mark| line.contains(mark)) {
                let _ = writeln!(found, "{path}:{}: {}", number + 1, line.trim());
            }
        }
    }
    assert!(found.is_empty(), "\n{found}");
}

/// A chip's name may appear only in boards/, runtime/src/chip, the simulator and tests: the rest of the compiler and
/// runtime must not know which chips exist.
#[test]
fn chips_are_named_only_where_they_may_be() {
    let mut found = String::new();
    for (path, text) in sources() {
        if ["boards/", "simulator/", "tests/", "runtime/src/chip"].iter().any(|place| path.starts_with(place)) || path.contains("/tests/") {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate() {
            let lower = line.to_lowercase();
            if !line.trim_start().starts_with("//") && ["rp2040", "nrf51", "nrf52", "stm32"].iter().any(|chip| lower.contains(chip)) {
                let _ = writeln!(found, "{path}:{}: {}", number + 1, line.trim());
            }
        }
    }
    assert!(found.is_empty(), "\n{found}");
}

/// Only `syntax` knows swc; only the command line's report knows miette; only `clif` and `thumb` know Cranelift.
#[test]
fn each_stage_keeps_its_own_libraries() {
    let rules: [(&str, &[&str]); 3] = [
        ("swc_", &["compiler/src/syntax"]),
        ("miette", &["compiler/src/bin/thimble"]),
        ("cranelift_", &["compiler/src/clif", "compiler/src/thumb", "tests/"]),
    ];
    let mut found = String::new();
    for (path, text) in sources() {
        for (library, places) in rules {
            if places.iter().any(|place| path.starts_with(place)) || path == "tests/src/tidy.rs" {
                continue;
            }
            for (number, line) in text.lines().enumerate() {
                if line.contains(library) && !line.trim_start().starts_with("//") {
                    let _ = writeln!(found, "{path}:{}: {}", number + 1, line.trim());
                }
            }
        }
    }
    assert!(found.is_empty(), "\n{found}");
}

/// The compiler's tables have a fixed order (compiler/src/hash.rs), so that images are the same, byte for byte, everywhere.
#[test]
fn no_table_of_the_compiler_has_a_random_order() {
    let random = ["HashMap", "HashSet"];
    let in_compiler = sources().into_iter().filter(|(path, _)| path.starts_with("compiler/src") && path != "compiler/src/hash.rs");
    let lines = in_compiler.flat_map(|(path, text)| {
        let uses = text.lines().enumerate().filter(|(_, l)| l.contains("std::collections") && random.iter().any(|r| l.contains(r)));
        uses.map(|(number, line)| format!("{path}:{}: {line}", number + 1)).collect::<Vec<_>>()
    });
    let found: Vec<String> = lines.collect();
    assert!(found.is_empty(), "use crate::hash instead:\n{}", found.join("\n"));
}

/// A file may pass the aim of 600 lines, not twice that: then it is two things.
#[test]
fn no_file_gets_away() {
    let long: Vec<_> = sources().into_iter().map(|(path, text)| (text.lines().count(), path)).filter(|(lines, _)| *lines > 1200).collect();
    assert!(long.is_empty(), "files over 1200 lines: {long:?}");
}
