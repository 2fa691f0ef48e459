//! The files a person flashes, in emulators written by others: every bench program's UF2 on rp2040js and on QEMU's STM32F405, its hex on
//! QEMU's micro:bit.
//!
//! All must print what node prints, and Unicorn must go through every instruction with the same registers. Blink's edges on rp2040js are 500 ms apart, and are our simulator's in number and order.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use thimble_simulator::{Chip, Drive, Image, Limits, Machine, Stop};
use thimble_tests::{binary, difference, files, root};

/// The RP2040 pin that the pico's LED is on.
const LED: u64 = 25;

#[test]
fn bench_programs_print_the_same_on_rp2040js() {
    everywhere("pico", "uf2", |image, marker| {
        let events = on_rp2040js(image, &["--ms", "60000", "--until", marker, "--no-edges"]);
        let lines = events.iter().filter(|event| event["kind"] == "uart0");
        lines.map(|event| serde_json::from_str::<String>(event["text"].as_str().expect("a line has a text")).expect("it is quoted") + "\n").collect()
    });
}

#[test]
fn bench_programs_print_the_same_on_qemu() {
    everywhere("microbit", "hex", |image, marker| {
        let mut command = Command::new("python3");
        // The limit is host time, and only a run that goes wrong needs all of it.
        command.arg(emulators().join("run-qemu.py")).args(["--board", "microbit", "--ms", "120000", "--until", marker]).arg(image);
        let text = said(&mut command);
        let lines = text.lines().filter_map(|line| line.strip_prefix("uart  '")?.strip_suffix('\''));
        lines.map(|line| format!("{line}\n")).collect()
    });
}

#[test]
fn bench_programs_print_the_same_on_qemus_stm32f405() {
    everywhere("feather-stm32f405", "uf2", |image, marker| {
        let mut command = Command::new("python3");
        // Its third serial port is the board's.
        command.arg(emulators().join("run-qemu.py")).args(["--board", "stm32f405", "--uart", "2", "--ms", "120000", "--until", marker]).arg(image);
        let text = said(&mut command);
        let lines = text.lines().filter_map(|line| line.strip_prefix("uart  '")?.strip_suffix('\''));
        lines.map(|line| format!("{line}\n")).collect()
    });
}

/// Builds every bench program for `board` and compares what `run` makes of the file (told the last line to wait for) with node's output.
fn everywhere(board: &str, ending: &str, run: impl Fn(&Path, &str) -> String) {
    for source in files("tests/bench", ".ts") {
        let expected = std::fs::read_to_string(source.with_extension("out")).expect("node's output lies beside the program");
        let image = built(&source, board, ending);
        let marker = expected.lines().last().expect("a bench program prints something");
        if let Some(difference) = difference(&expected, &run(&image, marker)) {
            panic!("{} on {board}: {difference}", source.display());
        }
    }
}

#[test]
fn bench_programs_step_alike_on_unicorn() {
    for source in files("tests/bench", ".ts") {
        for board in thimble_boards::all() {
            step_alike(&source, board);
        }
    }
}

/// The only program whose compiled code uses the FPU.
#[test]
fn float32_step_alike_on_unicorn() {
    for board in thimble_boards::all().iter().filter(|board| board.core == thimble_boards::Core::Armv7em) {
        step_alike(&root().join("tests/run/numbers-float32.ts"), board);
    }
}

fn step_alike(source: &Path, board: &thimble_boards::Board) {
    let (id, chip, ending) = (&board.id, &board.chip, board.format.ending());
    let image = built(source, id, ending);
    let mut command = Command::new(std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into()));
    command.arg(emulators().join("lockstep.py")).arg(image).args(["--chip", chip, "--every", "1000", "--trace"]).arg(trace());
    let answer = said(&mut command);
    assert!(answer.starts_with("equal: "), "{} on {id}: {answer}", source.display());
}

/// The simulator's `trace` example, which `cargo test --workspace` builds beside the tests.
fn trace() -> PathBuf {
    let test = std::env::current_exe().expect("the test knows its own path");
    let path = test.parent().and_then(Path::parent).expect("tests lie in deps").join("examples/trace");
    assert!(path.exists(), "{} is missing: cargo build --release -p thimble-simulator --example trace", path.display());
    path
}

#[test]
fn blink_is_on_time_and_as_in_our_simulator() {
    let image = built(&root().join("examples/blink.ts"), "pico", "uf2");
    let events = on_rp2040js(&image, &["--ms", "20000", "--pins", "25"]);
    let theirs: Vec<(bool, u64)> = events.iter().filter_map(edge).collect();
    let ours = simulated_edges(&image);
    let levels = |edges: &[(bool, u64)]| edges.iter().map(|edge| edge.0).collect::<Vec<bool>>();
    assert_eq!(levels(&theirs), levels(&ours));
    for (name, edges) in [("rp2040js", &theirs), ("our simulator", &ours)] {
        let toggles: Vec<u64> = edges.iter().map(|edge| edge.1).skip_while(|at| *at < 100).collect();
        assert!(toggles.len() >= 10, "{name}: {} edges", toggles.len());
        // The first edge is the pin becoming an output, low; blink's own follow, the last toggle and low() at its end together.
        for pair in edges[1..11].windows(2) {
            let apart = pair[1].1 - pair[0].1;
            assert!(apart.abs_diff(500_000_000) < 500_000, "{name}: edges {apart} ns apart");
        }
    }
}

/// A level that rp2040js saw the LED go to, and when, in nanoseconds.
fn edge(event: &Value) -> Option<(bool, u64)> {
    let level = match event["to"].as_str()? {
        "High" => true,
        "Low" => false,
        _ => return None,
    };
    (event["kind"] == "gpio" && event["pin"] == LED).then(|| (level, event["ns"].as_u64().expect("an edge has a time")))
}

fn simulated_edges(image: &Path) -> Vec<(bool, u64)> {
    let chip = Chip::named("rp2040").expect("the pico's chip");
    let file = std::fs::read(image).expect("the image was just written");
    let image = Image::parse(&file, chip).expect("a sound image");
    let mut machine = Machine::new(chip, &image).expect("an image that starts");
    let stop = machine.run(Limits::until_ns(20_000_000_000));
    assert!(matches!(stop, Stop::Ended { status: 0 }), "{stop}");
    let edges = machine.edges().iter().filter(|edge| u64::from(edge.pin) == LED && matches!(edge.to, Drive::High | Drive::Low));
    edges.map(|edge| (edge.to == Drive::High, edge.ns)).collect()
}

fn emulators() -> PathBuf {
    root().join("tests/emulators")
}

/// The file that `thimble build` makes for a board, in a folder of this test's own.
fn built(source: &Path, board: &str, ending: &str) -> PathBuf {
    let stem = source.file_stem().expect("a program has a name").to_string_lossy();
    let image = binary::thimble().with_file_name(format!("{stem}-{board}.{ending}"));
    said(Command::new(binary::thimble()).arg("build").arg(source).args(["--board", board, "-o"]).arg(&image));
    image
}

/// The events of a run on rp2040js.
fn on_rp2040js(image: &Path, arguments: &[&str]) -> Vec<Value> {
    let mut command = Command::new("node");
    // The script looks for the package from the folder it runs in.
    command.current_dir(root().join("tests")).arg(emulators().join("run-rp2040.mjs")).arg(image).arg("--json").args(arguments);
    said(&mut command).lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// What a command prints; it must succeed.
fn said(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}\n{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}
