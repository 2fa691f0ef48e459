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
        compiler.args(["-mcpu=cortex-m0", "-mthumb", "-Os", "-ffreestanding", "-ffunction-sections", "-fno-optimize-sibling-calls", "-fno-jump-tables", "-c"]);
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
    assert_eq!(lines[4..], ["    in build 0x2f5a11c4", "\u{3}"], "two frames, then the build: {text:?}");
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

/// The generator of `tests/target/doubles.c`.
struct Operands(u64);

impl Operands {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn operand(&mut self, other: u64) -> u64 {
        let (bits, how) = (self.next(), self.next());
        let (sign, fraction) = (bits & 1 << 63, bits & ((1 << 52) - 1));
        let narrow = (how >> 16 & 63) as u32;
        match how & 7 {
            0 | 1 => bits,
            2 => sign | (1023 - 32 + (how >> 8 & 63)) << 52 | fraction,
            3 => sign | (how >> 8 & 3) << 52 | fraction >> narrow,
            4 => sign | (2044 + (how >> 8 & 3)) << 52 | fraction >> narrow,
            5 => sign | (1023 - 4 + (how >> 8 & 7)) << 52 | fraction & u64::MAX << narrow,
            6 => other ^ (how >> 8 & 1) << 63 ^ bits & 7 ^ (how >> 9 & 1) << 52,
            _ => {
                let near = (other & 0x7FF << 52).wrapping_add((how >> 8 & 127) << 52).wrapping_sub(64 << 52).wrapping_add(fraction);
                other & 1 << 63 ^ sign ^ near
            }
        }
    }
}

const OPERATIONS: u32 = 12;

/// What an operation of `doubles.c` must give.
fn expected(operation: u32, a_bits: u64, b_bits: u64) -> u64 {
    let (a, b) = (f64::from_bits(a_bits), f64::from_bits(b_bits));
    let bits = |value: f64| if value.is_nan() { 0x7FF8 << 48 } else { value.to_bits() };
    let pair = |high: u32, low: u32| u64::from(high) << 32 | u64::from(low);
    let (x, y) = (a_bits as u32 >> (b_bits >> 40 & 31), b_bits as u32 >> (a_bits >> 40 & 31));
    match operation {
        0 => bits(a + b),
        1 => bits(a - b),
        2 => bits(a * b),
        3 => bits(a / b),
        4 => [a == b, a < b, a <= b, a > b, a >= b, a.is_nan() || b.is_nan()].iter().rev().fold(0, |all, one| all << 1 | u64::from(*one)),
        5 => pair(a as i32 as u32, a as u32),
        6 => bits(f64::from(a_bits as i32 >> (b_bits & 31))),
        7 => bits(f64::from(a_bits as u32 >> (b_bits & 31))),
        // ToInt32: exact, modulo 2^32.
        8 => u64::from(if a.is_finite() { a.trunc().rem_euclid(4_294_967_296.0) as u32 } else { 0 }),
        9 => bits(a.sqrt()),
        10 => pair((x as i32).checked_div(y as i32).unwrap_or(if y == 0 { 0 } else { i32::MIN }) as u32, (x as i32).checked_rem(y as i32).unwrap_or(0) as u32),
        _ => pair(x.checked_div(y).unwrap_or(0), x.checked_rem(y).unwrap_or(0)),
    }
}

#[test]
fn doubles_are_those_of_the_host() {
    // More of them: THIMBLE_BLOCKS=5000 cargo test doubles
    let blocks: usize = std::env::var("THIMBLE_BLOCKS").ok().and_then(|text| text.parse().ok()).unwrap_or(40);
    let (text, status) = execute(&link("doubles.c", &[&format!("-DBLOCKS={blocks}")]));
    assert_eq!(status, 0, "{text}");
    let mut sums = text.lines();
    let mut operands = Operands(0x0123_4567_89AB_CDEF);
    let mut b = 0;
    for block in 0..blocks {
        let mut own = [0_u64; OPERATIONS as usize];
        for _ in 0..1000 {
            let a = operands.operand(b);
            b = operands.operand(a);
            for (operation, sum) in own.iter_mut().enumerate() {
                *sum = sum.rotate_left(5).wrapping_add(expected(operation as u32, a, b));
            }
        }
        for (operation, sum) in own.iter().enumerate() {
            if sums.next().map(str::trim) != Some(&format!("{sum:016x}")) {
                explain(block, operation as u32);
            }
        }
    }
}

/// Runs a block again, each operation by itself, and names the first that is wrong.
fn explain(block: usize, wrong: u32) {
    let (text, _) = execute(&link("doubles.c", &[&format!("-DBLOCKS={}", block + 1), &format!("-DDETAIL={block}")]));
    for line in text.lines() {
        let fields: Vec<u64> = line.split_whitespace().map(|field| u64::from_str_radix(field, 16).expect("hexadecimal")).collect();
        let [operation, a, b, result] = fields[..] else { panic!("{line}") };
        let right = expected(operation as u32, a, b);
        assert!(result == right || operation != u64::from(wrong), "operation {operation} of {a:016x} and {b:016x}: {right:016x}, not {result:016x}");
    }
    panic!("block {block}, operation {wrong}: the checksum is wrong, no result is");
}

#[test]
fn blocks_are_copied_and_filled() {
    assert_eq!(execute(&link("blocks.c", &["-fno-builtin", "-fno-tree-loop-distribute-patterns"])), ("good\n".to_owned(), 0));
}
