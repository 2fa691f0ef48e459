//! Node's answers, through `tests/oracle/node.mjs`.
//!
//! In: TypeScript files. Out: what node prints when it runs what tsc emits for them.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What node prints for each of the files, in their order. `together`: small programs without imports or timers, in one
/// process; an error that leaves such a program is a line `Uncaught <name>` at the end.
///
/// # Panics
/// When node cannot be run.
pub fn node(files: &[PathBuf], together: bool) -> Vec<String> {
    let folder = scratch("node");
    let mut command = Command::new("node");
    command.arg(crate::root().join("tests/oracle/node.mjs"));
    if together {
        command.arg("--together");
    }
    let output = command.arg(&folder).args(files).output().expect("node runs");
    assert!(output.status.success(), "node.mjs: {}", String::from_utf8_lossy(&output.stderr));
    let printed = files.iter().map(|file| {
        let path = folder.join(file.file_stem().expect("a file has a name")).with_extension("out");
        std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    });
    let printed = printed.collect();
    let _ = std::fs::remove_dir_all(&folder);
    printed
}

/// A new empty folder of this process.
///
/// # Panics
/// When it cannot be made.
pub fn scratch(name: &str) -> PathBuf {
    use std::sync::atomic::{AtomicU32, Ordering};
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder: &Path = &std::env::temp_dir();
    let folder = folder.join(format!("thimble-{name}-{}-{number}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    folder
}
