//! Whole programs again on Unicorn, instruction count by instruction count (`tests/emulators/lockstep.py`).
//!
//! The self-test images with their peripherals and interrupts, and the C variants of the bench programs.

use std::path::{Path, PathBuf};

use crate::counts::build_bench;
use crate::tools::{Scratch, emulators, output, python, repository};

/// The `trace` example, which `cargo test` builds beside the tests.
fn trace() -> PathBuf {
    let test = std::env::current_exe().expect("the test knows its own path");
    let path = test.parent().and_then(Path::parent).expect("tests lie in deps").join("examples/trace");
    assert!(path.exists(), "{} is missing: cargo build -p thimble-simulator --example trace", path.display());
    path
}

fn check(image: &Path, chip: &str, every: u32) -> String {
    let mut command = python(&emulators().join("lockstep.py"));
    command.arg(image).args(["--chip", chip, "--every", &every.to_string(), "--trace"]).arg(trace());
    let said = output(&mut command);
    assert!(said.starts_with("equal: "), "{said}");
    said
}

#[test]
fn self_test_images() {
    let scratch = Scratch::with_images();
    for (chip, name) in [("nrf51", "microbit.hex"), ("rp2040", "rp2040-core.uf2")] {
        let said = check(&scratch.path().join(name), chip, 10);
        assert!(said.contains(" 6 exceptions"), "{name}: {said}");
    }
}

#[test]
fn bench_programs() {
    let scratch = Scratch::new();
    for entry in std::fs::read_dir(repository().join("tests/bench")).expect("the bench programs are there") {
        let source = entry.expect("a folder can be read").path();
        if source.extension().is_some_and(|extension| extension == "c") {
            let image = build_bench(&source, scratch.path(), "cortex-m0");
            check(&image, "nrf51", 1000);
        }
    }
}
