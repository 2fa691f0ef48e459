//! On the host (tests) statics must lie below 4 GiB, because the runtime's addresses have 32 bits: no position-independent executable.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux") {
        println!("cargo::rustc-link-arg=-no-pie");
    }
}
