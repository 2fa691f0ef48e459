//! Builds the simulator for the browser and lists what the page consists of.
//!
//! In: `dist/`, the simulator's sources, `examples/`. Out: `$OUT_DIR/embedded.rs` with `PAGE` (address and bytes of each file,
//! `simulator.wasm` among them) and `EXAMPLES` (path and text of each source), sorted.

use std::fs;
use std::path::{Path, PathBuf};

use inner_cargo::{ensure_target, variable};

#[path = "../../compiler/inner_cargo.rs"]
mod inner_cargo;

const TARGET: &str = "wasm32-unknown-unknown";

fn main() {
    let out = PathBuf::from(variable("OUT_DIR"));
    let here = PathBuf::from(variable("CARGO_MANIFEST_DIR"));
    let root = here.join("../..");
    for source in ["build.rs", "../../compiler/inner_cargo.rs", "../src", "../Cargo.toml", "../../Cargo.toml", "../../Cargo.lock", "dist", "../../examples"] {
        println!("cargo::rerun-if-changed={source}");
    }
    ensure_target(TARGET, "the playground's simulator");
    let wasm = build(&here.join("../Cargo.toml"), &out.join("wasm"));
    let mut page = list(&here.join("dist"), &here.join("dist"), "");
    page.push(("simulator.wasm".to_string(), wasm));
    page.sort();
    let mut examples = list(&root.join("examples"), &root, ".ts");
    examples.sort();
    let text = format!(
        "/// The page.\npub const PAGE: &[File] = &[\n{}];\n/// Path and text of each example and of the modules they import.\npub const EXAMPLES: &[(&str, &str)] = &[\n{}];\n",
        rows(&page, "include_bytes!"),
        rows(&examples, "include_str!"),
    );
    fs::write(out.join("embedded.rs"), text).expect("OUT_DIR can be written");
}

/// Builds the module; gives its path.
fn build(manifest: &Path, folder: &Path) -> PathBuf {
    let mut cargo = inner_cargo::command();
    cargo
        .args(["rustc", "--profile", "web", "--locked", "--lib", "--crate-type", "cdylib", "--features", "wasm", "--target", TARGET])
        .arg("--manifest-path")
        .arg(manifest)
        .arg("--target-dir")
        .arg(folder);
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "the simulator does not build for {TARGET}:\n{}", String::from_utf8_lossy(&output.stderr));
    folder.join(TARGET).join("web/thimble_simulator.wasm")
}

/// The files below a folder whose names end in `ending`: path relative to `root`, and where they are.
fn list(folder: &Path, root: &Path, ending: &str) -> Vec<(String, PathBuf)> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut files = Vec::new();
    for path in entries.map(|entry| entry.expect("a readable folder").path()) {
        if path.is_dir() {
            files.extend(list(&path, root, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            let name = path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
            files.push((name, path));
        }
    }
    files
}

fn rows(files: &[(String, PathBuf)], include: &str) -> String {
    files.iter().map(|(name, path)| format!("    ({name:?}, {include}({:?})),\n", path.display().to_string())).collect()
}
