//! Images for the micro:bit on QEMU: start-up, console, collector, exceptions, faults; and what must not be linked.
//!
//! Each program of `tests/target/` is linked with the archive as the compiler's linker does it (`nrf51.ld` stands for it).
//! Needs arm-none-eabi-gcc and qemu-system-arm.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

fn run(command: &mut Command) -> Output {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).to_owned()
}

/// The runtime for the micro:bit's core, with `th_exit` open to replacement.
fn archive() -> &'static Path {
    static ARCHIVE: OnceLock<PathBuf> = OnceLock::new();
    ARCHIVE.get_or_init(|| {
        let target = folder().join("thumb");
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--release", "--offline", "--target", "thumbv6m-none-eabi", "--manifest-path"]);
        cargo.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).arg("--target-dir").arg(&target);
        cargo.env_remove("RUSTFLAGS").env_remove("CARGO_TARGET_DIR").env_remove("CARGO_ENCODED_RUSTFLAGS");
        run(&mut cargo);
        let built = target.join("thumbv6m-none-eabi/release/libthimble_runtime.a");
        let archive = folder().join("libruntime.a");
        run(Command::new("arm-none-eabi-objcopy").arg("--weaken-symbol=th_exit").arg(built).arg(&archive));
        archive
    })
}

/// Compiles and links a program; gives its ELF file.
fn link(program: &str, options: &[&str]) -> PathBuf {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/target");
    let name = program.split('.').next().unwrap_or(program);
    let object = folder().join(format!("{name}.program.o"));
    let support = folder().join(format!("{name}.support.o"));
    for (source, object) in [(program, &object), ("support.c", &support)] {
        let mut compiler = Command::new("arm-none-eabi-gcc");
        compiler.args(["-mcpu=cortex-m0", "-mthumb", "-Os", "-ffreestanding", "-ffunction-sections", "-fno-optimize-sibling-calls", "-c"]);
        run(compiler.args(options).arg(sources.join(source)).arg("-o").arg(object));
    }
    let elf = folder().join(format!("{name}.elf"));
    let mut linker = Command::new("arm-none-eabi-ld");
    linker.args(["--gc-sections", "--no-warn-rwx-segments", "-T"]).arg(sources.join("nrf51.ld"));
    run(linker.arg(&object).arg(&support).arg(archive()).arg("-o").arg(&elf));
    elf
}

/// What an image prints, and its exit status.
fn execute(elf: &Path) -> (String, i32) {
    let mut qemu = Command::new("timeout");
    qemu.args(["60", "qemu-system-arm", "-M", "microbit", "-display", "none", "-serial", "null", "-monitor", "none"]);
    qemu.args(["-semihosting-config", "enable=on,target=native", "-kernel"]).arg(elf);
    let output = qemu.output().expect("QEMU runs");
    let text = [output.stdout, output.stderr].concat();
    (String::from_utf8(text).expect("UTF-8"), output.status.code().expect("ended by itself"))
}

/// Whether an address that a report prints lies in a function of the program.
fn is_in(elf: &Path, address: &str, function: &str) -> bool {
    let symbols = run(Command::new("arm-none-eabi-nm").arg("-S").arg(elf));
    let address = u32::from_str_radix(address.trim_start_matches("0x"), 16).expect("an address");
    String::from_utf8_lossy(&symbols.stdout).lines().any(|line| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let number = |text: &str| u32::from_str_radix(text, 16).expect("a number");
        matches!(fields[..], [start, size, _, name] if name == function && (number(start)..number(start) + number(size)).contains(&address))
    })
}

#[test]
fn hello_prints_and_ends() {
    assert_eq!(execute(&link("hello.c", &[])), ("Hello, world!\n".to_owned(), 0));
}

#[test]
fn exceptions_find_their_handler_or_are_reported() {
    let elf = link("exceptions.s", &[]);
    let (text, status) = execute(&elf);
    let lines: Vec<&str> = text.split('\n').collect();
    assert_eq!((lines[0], lines[1], status), ("caught", "\u{2}Uncaught Error: x", 1), "{text:?}");
    assert!(lines[2].starts_with("    at 0x") && lines[3].starts_with("    at 0x"), "{text:?}");
    assert_eq!(lines[4], "\u{3}", "two frames: {text:?}");
}

#[test]
fn stack_overflow_is_told_from_other_faults() {
    let elf = link("overflow.c", &[]);
    let (text, status) = execute(&elf);
    let lines: Vec<&str> = text.split('\n').collect();
    assert_eq!((lines[0], status), ("\u{2}Uncaught RangeError: Maximum call stack size exceeded", 1), "{text:?}");
    assert!(is_in(&elf, lines[1].trim().trim_start_matches("at "), "deeper"), "{text:?}");
    let elf = link("fault.c", &[]);
    let (text, status) = execute(&elf);
    let lines: Vec<&str> = text.split('\n').collect();
    assert_eq!((lines[0], status), ("\u{2}Uncaught Error: hardware fault", 1), "{text:?}");
    assert!(is_in(&elf, lines[1].trim().trim_start_matches("at "), "thimble_main"), "{text:?}");
}

#[test]
fn a_full_heap_is_reported_with_its_place() {
    let elf = link("exhaustion.c", &[]);
    let (text, status) = execute(&elf);
    let lines: Vec<&str> = text.split('\n').collect();
    assert_eq!((lines[0], status), ("\u{2}Uncaught Error: out of memory", 1), "{text:?}");
    assert!(is_in(&elf, lines[1].trim().trim_start_matches("at "), "thimble_main"), "{text:?}");
}

#[test]
fn references_in_registers_and_on_the_stack_are_roots() {
    assert_eq!(execute(&link("garbage.c", &[])), ("good\n".to_owned(), 0));
}

#[test]
fn nothing_that_panics_or_formats_is_linked() {
    let objects = run(Command::new("arm-none-eabi-nm").arg(archive()));
    let listing = String::from_utf8_lossy(&objects.stdout).into_owned();
    let own: Vec<&str> = listing.lines().filter_map(|line| line.split_whitespace().last()).filter(|name| name.starts_with("th_")).collect();
    assert!(own.len() > 150, "the runtime's functions are there");
    // An image with every function of the table.
    let roots: Vec<String> = own.iter().filter(|name| !name.contains("vectors") && !name.contains("boot2")).map(|name| format!("-u{name}")).collect();
    let elf = folder().join("everything.elf");
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/target");
    let program = link("exceptions.s", &[]).with_file_name("exceptions.program.o");
    let mut linker = Command::new("arm-none-eabi-ld");
    linker.args(["--gc-sections", "--no-warn-rwx-segments", "-T"]).arg(sources.join("nrf51.ld")).args(&roots);
    run(linker.arg(&program).arg(archive()).arg("-o").arg(&elf));
    let symbols = run(Command::new("arm-none-eabi-nm").arg(&elf));
    for line in String::from_utf8_lossy(&symbols.stdout).lines() {
        assert!(!line.contains("panic") && !line.contains("core3fmt") && !line.contains("4core3fmt"), "linked: {line}");
    }
}
