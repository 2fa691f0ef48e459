//! Whole images: the same console text and pin edges as QEMU (micro:bit) and rp2040js (RP2040).

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use thimble_simulator::{Chip, Drive, Image, Limits, Machine, Stop};

use crate::tools::{Scratch, emulators, output, python, repository};

/// Simulated time that is enough for every self-test image.
const LIMIT_NS: u64 = 1_000_000_000;

fn machine(chip: Chip, path: &Path) -> Machine {
    let file = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let image = Image::parse(&file, chip).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Machine::new(chip, &image).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Console text as lines without carriage returns.
fn lines(console: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(console).replace('\r', "").lines().map(String::from).collect()
}

/// A pin, and the level it went to.
type Level = (u8, bool);

/// What rp2040js prints and does to pins.
fn run_rp2040js(image: &Path) -> (Vec<String>, Vec<(Level, u64)>) {
    let mut command = Command::new("node");
    command.arg(emulators().join("run-rp2040.mjs")).arg(image).args(["--ms", "500", "--until", "DONE", "--json"]);
    let text = output(command.current_dir(repository().join("tests")));
    let events: Vec<Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let console = events.iter().filter(|event| event["kind"] == "uart0");
    let console = console.map(|event| serde_json::from_str(event["text"].as_str().unwrap()).unwrap()).collect();
    let levels = events.iter().filter(|event| event["kind"] == "gpio").filter_map(|event| {
        let level = match event["to"].as_str()? {
            "High" => true,
            "Low" => false,
            _ => return None,
        };
        Some(((event["pin"].as_u64()? as u8, level), event["ns"].as_u64()?))
    });
    (console, levels.collect())
}

/// What QEMU's micro:bit prints and does to pins.
fn run_qemu(image: &Path, arguments: &[&str]) -> (Vec<String>, Vec<Level>) {
    run_qemu_board("microbit", image, arguments)
}

/// The same on one of QEMU's boards. Pins of the STM32F405 are not among the levels.
fn run_qemu_board(board: &str, image: &Path, arguments: &[&str]) -> (Vec<String>, Vec<Level>) {
    let mut command = python(&emulators().join("run-qemu.py"));
    // The limit is host time, and only a run that goes wrong needs all of it.
    let text = output(command.args(["--board", board, "--ms", "60000"]).arg(image).args(arguments));
    let console = text.lines().filter_map(|line| Some(line.strip_prefix("uart  '")?.strip_suffix('\'')?.to_string()));
    let levels = text.lines().filter_map(|line| {
        let (_, edge) = line.split_once("gpio  P0.")?;
        Some((edge[..2].parse().ok()?, edge.split("-> ").nth(1)?.starts_with('1')))
    });
    (console.collect(), levels.collect())
}

/// Our levels, as rp2040js and QEMU show them: a pin that begins to be driven low has not changed for QEMU.
fn levels(machine: &Machine, first_low_counts: bool) -> Vec<(Level, u64)> {
    let edges = machine
        .edges()
        .iter()
        .filter(|edge| edge.to == Drive::High || edge.to == Drive::Low && (first_low_counts || edge.from == Drive::High));
    edges.map(|edge| ((edge.pin, edge.to == Drive::High), edge.ns)).collect()
}

#[test]
fn the_rp2040_image_does_what_it_does_on_rp2040js() {
    let scratch = Scratch::with_images();
    let image = scratch.path().join("rp2040-core.uf2");
    let (console, edges) = run_rp2040js(&image);
    let mut ours = machine(Chip::Rp2040, &image);
    assert_eq!(ours.run(Limits::until_ns(LIMIT_NS)), Stop::Idle);
    assert_eq!(lines(&ours.take_console()), console);
    // rp2040js tells nothing of the UART's pin either: it has no level there.
    let our_edges = levels(&ours, true);
    let only = |edges: &[(Level, u64)]| edges.iter().map(|edge| edge.0).collect::<Vec<_>>();
    assert_eq!(only(&our_edges), only(&edges));
    // The timer's interrupt toggles the LED every 1000 us; rp2040js loses the fraction of a microsecond each time.
    for (ours, theirs) in our_edges[1..].windows(2).zip(edges[1..].windows(2)) {
        let (ours, theirs) = (ours[1].1 - ours[0].1, theirs[1].1 - theirs[0].1);
        assert!(ours.abs_diff(theirs) < 2000, "{ours} ns between edges, rp2040js {theirs}");
    }
}

#[test]
fn exceptions_are_those_of_rp2040js() {
    let scratch = Scratch::with_images();
    let image = scratch.path().join("exceptions-rp2040.uf2");
    let mut ours = machine(Chip::Rp2040, &image);
    assert_eq!(ours.run(Limits::until_ns(LIMIT_NS)), Stop::Idle);
    assert_eq!(lines(&ours.take_console()), run_rp2040js(&image).0);
}

#[test]
fn exceptions_and_faults_are_those_of_qemu() {
    let scratch = Scratch::with_images();
    for name in ["exceptions-nrf51.elf", "overflow.elf"] {
        let image = scratch.path().join(name);
        let mut ours = machine(Chip::Nrf51, &image);
        assert_eq!(ours.run(Limits::until_ns(LIMIT_NS)), Stop::Idle);
        assert_eq!(lines(&ours.take_console()), run_qemu(&image, &["--until", "DONE"]).0, "{name}");
    }
}

#[test]
fn the_microbit_image_does_what_it_does_on_qemu() {
    let scratch = Scratch::with_images();
    let image = scratch.path().join("microbit.hex");
    let (console, edges) = run_qemu(&image, &["--until", "DONE"]);
    let mut ours = machine(Chip::Nrf51, &image);
    assert_eq!(ours.run(Limits::until_ns(LIMIT_NS)), Stop::Idle);
    // Random bytes differ by nature. The image reads pins whose input buffers are off: 0 on the chip, not on QEMU.
    let comparable = |lines: Vec<String>| -> Vec<String> {
        lines.into_iter().filter(|line| !line.starts_with("rng ") && !line.starts_with("gpio in ")).collect()
    };
    assert_eq!(comparable(lines(&ours.take_console())), comparable(console));
    let ours: Vec<Level> = levels(&ours, false).into_iter().map(|edge| edge.0).collect();
    assert_eq!(ours, edges);
}

#[test]
fn buttons_are_seen_as_on_qemu() {
    let scratch = Scratch::with_images();
    let image = scratch.path().join("buttons.elf");
    // QEMU starts with its inputs low and the runner raises them while the image runs: compare from "both up" on.
    let (console, _) = run_qemu(&image, &["--until", "A down B up", "--press", "17@3000=0"]);
    let from = console.iter().position(|line| line == "A up B up").expect("both buttons are up at first");
    let mut ours = machine(Chip::Nrf51, &image);
    ours.set_pin(17, Some(true));
    ours.set_pin(26, Some(true));
    assert_eq!(ours.run(Limits::until_ns(400_000_000)), Stop::TimeLimit);
    ours.set_pin(17, Some(false));
    assert_eq!(ours.run(Limits::until_ns(500_000_000)), Stop::TimeLimit);
    assert_eq!(lines(&ours.take_console()), console[from..]);
}

/// QEMU's crystal and PLL never start and its TIM2 has no time; everything else the image prints is the same, behind
/// a boot loader too.
#[test]
fn the_stm32f405_image_says_what_it_says_on_qemu() {
    let scratch = Scratch::with_images();
    for name in ["stm32f4.elf", "stm32f4app.uf2"] {
        let image = scratch.path().join(name);
        let mut ours = machine(Chip::Stm32f405, &image);
        assert_eq!(ours.run(Limits::until_ns(LIMIT_NS)), Stop::TimeLimit, "TIM2 runs on");
        let console = lines(&ours.take_console());
        assert!(console.contains(&"hse 00000001 pll 00000001".into()) && console.contains(&"tim2 00000003".into()), "{console:?}");
        assert_eq!(ours.clock_hz(), 168_000_000);
        let comparable = |lines: Vec<String>| -> Vec<String> {
            lines.into_iter().filter(|line| !line.starts_with("hse ") && !line.starts_with("tim2 ")).collect()
        };
        assert_eq!(comparable(console), comparable(run_qemu_board("stm32f405", &image, &["--until", "DONE"]).0), "{name}");
        // PB5, at every millisecond of SysTick.
        let edges = levels(&ours, false);
        assert_eq!(edges.iter().map(|edge| edge.0).collect::<Vec<_>>(), [true, false, true, false, true, false].map(|high| (21, high)));
        for pair in edges.windows(2) {
            assert!((pair[1].1 - pair[0].1).abs_diff(1_000_000) < 2000, "{edges:?}");
        }
    }
}

#[test]
fn the_nrf52833_image_says_what_it_says_on_unicorn() {
    let scratch = Scratch::with_images();
    let image = scratch.path().join("nrf52833.hex");
    let mut command = python(&emulators().join("run-unicorn.py"));
    let text = output(command.args(["--board", "nrf52833", "--until", "DONE", "--ms", "3000"]).arg(&image));
    let theirs: Vec<&str> = text.lines().filter_map(|line| line.split_once("uart  '")?.1.strip_suffix('\'')).collect();
    let mut ours = machine(Chip::Nrf52833, &image);
    assert_eq!(ours.run(Limits::until_ns(LIMIT_NS)), Stop::Idle);
    let console = lines(&ours.take_console());
    // The runner's last line tells that it saw the text rather than the line itself.
    assert_eq!(console[..theirs.len()], theirs);
    assert_eq!(console[theirs.len()..], ["DONE"]);
    let edges: Vec<Level> = levels(&ours, true).into_iter().map(|edge| edge.0).filter(|level| level.0 == 21).collect();
    assert_eq!(edges[edges.len() - 6..], [true, false, true, false, true, false].map(|high| (21, high)));
}

#[test]
fn what_is_not_modelled_is_named() {
    let scratch = Scratch::with_images();
    let mut ours = machine(Chip::Rp2040, &scratch.path().join("rp2040.uf2"));
    let Stop::Unmodelled(trouble) = ours.run(Limits::until_ns(LIMIT_NS)) else { panic!("SPI0 is not modelled") };
    let text = trouble.to_string();
    assert!(text.starts_with("4-byte write at 0x4003c010 (SPI0+0x10): this peripheral is not modelled (pc 0x1000"), "{text}");
}
