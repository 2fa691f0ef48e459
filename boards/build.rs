//! Embeds every board and chip: a board is added by adding one TOML file.
//!
//! In: `*.toml` beside this file's manifest and in `chips/`. Out: `$OUT_DIR/embedded.rs` with `BOARDS` and `CHIPS`, sorted by id.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let text = format!("{}{}", table("BOARDS", "Boards", &root), table("CHIPS", "Chips", &root.join("chips")));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("embedded.rs");
    fs::write(out, text).expect("OUT_DIR can be written");
    println!("cargo::rerun-if-changed=build.rs");
}

/// A Rust constant that holds (id, text) of every board or chip file of one folder.
fn table(name: &str, what: &str, folder: &Path) -> String {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml") && path.file_name().is_some_and(|n| n != "Cargo.toml"))
        .collect();
    files.sort_by_key(|path| path.file_stem().map(std::ffi::OsStr::to_owned));
    let rows: String = files
        .iter()
        .map(|path| {
            println!("cargo::rerun-if-changed={}", path.display());
            let id = path.file_stem().and_then(|s| s.to_str()).expect("board files have plain names");
            format!("    ({id:?}, include_str!({:?})),\n", path.display().to_string())
        })
        .collect();
    format!("/// {what} by id: the text of each file.\npub(crate) const {name}: &[(&str, &str)] = &[\n{rows}];\n")
}
