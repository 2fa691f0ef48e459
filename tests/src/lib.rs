//! What the harnesses share: where things lie, what to walk, how a changed expectation is written back.
//!
//! `THIMBLE_BLESS=1` makes every harness write the answer it got instead of comparing.

use std::path::{Path, PathBuf};

/// As in `thimble` itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

pub mod binary;
pub mod device;
pub mod differ;
pub mod flat;
pub mod documents;
pub mod generate;
pub mod literate;
pub mod normal;
pub mod oracle;

/// The repository's root folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests lie in a folder of the repository").to_path_buf()
}

/// Whether expectations are to be rewritten (`THIMBLE_BLESS=1`).
pub fn blessing() -> bool {
    std::env::var_os("THIMBLE_BLESS").is_some_and(|v| v == "1")
}

/// How many random cases a harness tries: `all` where time does not matter (`THIMBLE_FULL=1`, as `tests/all.sh` sets it), else `some`.
pub fn sample(all: usize, some: usize) -> usize {
    if std::env::var_os("THIMBLE_FULL").is_some_and(|v| v == "1") { all } else { some }
}

/// The seeds of a harness: `THIMBLE_SEEDS=from..to`, or as many from 0 on as [`sample`] says.
///
/// # Panics
/// When the variable is something else.
pub fn seeds(all: usize, some: usize) -> std::ops::Range<u64> {
    let Ok(text) = std::env::var("THIMBLE_SEEDS") else { return 0..sample(all, some) as u64 };
    let range = text.split_once("..").and_then(|(from, to)| Some(from.parse().ok()?..to.parse().ok()?));
    range.unwrap_or_else(|| panic!("THIMBLE_SEEDS is from..to, not {text:?}"))
}

/// All files below `folder` (relative to the root) whose names end in `ending`, sorted by path.
///
/// # Panics
/// When there is none: a harness that finds nothing must not pass.
pub fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    walk(&root().join(folder), ending, &mut found);
    found.sort();
    assert!(!found.is_empty(), "no *{ending} below {folder}");
    found
}

fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
        let path = entry.expect("a readable folder").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !matches!(name.as_str(), "target" | "node_modules" | ".git") {
                walk(&path, ending, found);
            }
        } else if name.ends_with(ending) {
            found.push(path);
        }
    }
}

/// Compares `actual` with the contents of `path`, or writes it there when blessing.
///
/// # Errors
/// The first line that differs, both ways.
pub fn compare(path: &Path, actual: &str) -> Result<(), String> {
    if blessing() {
        return std::fs::write(path, actual).map_err(|e| format!("{}: {e}", path.display()));
    }
    let expected = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    difference(&expected, actual).map_or(Ok(()), |d| Err(format!("{}: {d}", path.display())))
}

/// Where two texts differ first, in words; `None` when they are equal.
pub fn difference(expected: &str, actual: &str) -> Option<String> {
    if expected == actual {
        return None;
    }
    let (mut want, mut got) = (expected.split('\n'), actual.split('\n'));
    for line in 1.. {
        match (want.next(), got.next()) {
            (Some(a), Some(b)) if a == b => {}
            (None, None) => break,
            (a, b) => {
                let show = |x: Option<&str>| x.map_or("(end)".to_string(), |s| format!("{s:?}"));
                return Some(format!("line {line}: expected {}, got {}", show(a), show(b)));
            }
        }
    }
    Some("they differ in line ends".to_string())
}
