//! Cargo within a build script: for parts of Thimble that are built for another machine and embedded.
//!
//! In: the environment that cargo gives a build script. Out: a cargo command that is told nothing of how the outer build treats the host's
//! code, and the other machine's Rust library, installed if need be.

use std::env;
use std::path::PathBuf;
use std::process::Command;

/// A variable that cargo sets.
pub(crate) fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("cargo sets {name} for build scripts"))
}

/// Cargo, ready for its arguments.
pub(crate) fn command() -> Command {
    let mut cargo = Command::new(variable("CARGO"));
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        let inherited = ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER", "CARGO_TARGET_DIR"];
        if inherited.contains(&name.as_str()) || name.starts_with("CARGO_PROFILE_") || name.starts_with("CARGO_BUILD_") {
            cargo.env_remove(name);
        }
    }
    cargo
}

/// Adds Rust's own library for `target` when it is not installed; `what` is built for it.
pub(crate) fn ensure_target(target: &str, what: &str) {
    let rustc = variable("RUSTC");
    let sysroot = Command::new(&rustc).args(["--print", "sysroot"]).output().expect("rustc runs");
    let sysroot = PathBuf::from(String::from_utf8_lossy(&sysroot.stdout).trim());
    if sysroot.join("lib/rustlib").join(target).join("lib").is_dir() {
        return;
    }
    let added = Command::new("rustup").args(["target", "add", target]).status();
    match added {
        Ok(status) if status.success() => {}
        Ok(status) => panic!("`rustup target add {target}` failed ({status}); {what} is built for that target"),
        Err(error) => panic!(
            "{what} is built for {target}, for which this Rust ({}) has no library, and `rustup` does not run ({error}). \
             Install rustup from https://rustup.rs, or add the target by the means of your distribution.",
            sysroot.display()
        ),
    }
}
