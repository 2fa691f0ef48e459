//! The `thimble` binary that the tests run: built from the sources beside them, and a copy of its own for each test process.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

/// Path of the binary. Built on first use with the profile of the tests; the copy stays the same if others build meanwhile.
///
/// # Panics
/// When it cannot be built.
pub fn thimble() -> &'static PathBuf {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let mut build = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        build.current_dir(crate::root()).args(["build", "--quiet", "-p", "thimble", "--bin", "thimble", "--message-format", "json"]);
        if !cfg!(debug_assertions) {
            build.arg("--release");
        }
        let output = build.output().expect("cargo runs");
        assert!(output.status.success(), "thimble cannot be built:\n{}", String::from_utf8_lossy(&output.stderr));
        let messages = String::from_utf8_lossy(&output.stdout);
        let built = messages.lines().rev().find_map(executable).expect("cargo names the binary it has built");
        let folder = std::env::temp_dir().join(format!("thimble-tests-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        let copy = folder.join("thimble");
        std::fs::copy(built, &copy).expect("the binary can be copied");
        copy
    })
}

/// The path in one of cargo's messages, `"executable":"/…/thimble"`.
fn executable(message: &str) -> Option<String> {
    let rest = message.split_once("\"executable\":\"")?.1;
    Some(rest.split_once('"')?.0.replace("\\\\", "\\"))
}
