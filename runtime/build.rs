//! Which core this is for: the configuration `armv7em` holds on Cortex-M4 and M7.
//!
//! On the host (tests) statics must lie below 4 GiB, because the runtime's addresses have 32 bits: no position-independent executable.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(armv7em)");
    if std::env::var("TARGET").is_ok_and(|target| target.starts_with("thumbv7em")) {
        println!("cargo::rustc-cfg=armv7em");
    }
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux") {
        println!("cargo::rustc-link-arg=-no-pie");
    }
}
