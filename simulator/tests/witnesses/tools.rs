//! Running the programs that the tests need, and a place for their files.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// The repository's root.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate lies in the repository").to_path_buf()
}

/// The folder of the emulators' runners.
pub fn emulators() -> PathBuf {
    repository().join("tests/emulators")
}

/// Python with the emulators' packages.
pub fn python(script: &Path) -> Command {
    let mut command = Command::new(std::env::var("PYTHON").unwrap_or_else(|_| "python3".into()));
    command.arg(script);
    command
}

/// Runs a command and returns its standard output. Panics, with everything it said, unless it succeeds.
pub fn output(command: &mut Command) -> String {
    let told = format!("{command:?}");
    let result = command
        .output()
        .unwrap_or_else(|error| panic!("{told}: {error}; this test needs that program, see the head of simulator/tests/witnesses/main.rs"));
    let text = String::from_utf8_lossy(&result.stdout).into_owned();
    assert!(result.status.success(), "{told}: {}\n{text}\n{}", result.status, String::from_utf8_lossy(&result.stderr));
    text
}

/// A folder that is removed when the test is done with it.
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("witnesses-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&path).expect("the target folder can be written");
        Scratch(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// With the self-test images of every board in it.
    pub fn with_images() -> Self {
        let scratch = Self::new();
        output(Command::new("sh").arg(emulators().join("selftest/build.sh")).arg(scratch.path()));
        scratch
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A folder that stays behind does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
