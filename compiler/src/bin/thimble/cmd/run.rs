//! `thimble run FILE`: builds a program, or takes a built image, and runs it in the simulator.
//!
//! stdout is exactly what the program printed. Ends when the program ends, when it can never wake again, or when `--for` is over.

use std::path::{Path, PathBuf};

use super::target::{self, Choices, Entry};
use crate::console::{Builds, Console, Names};
use crate::disk;
use crate::exit::Exit;
use crate::image_file;
use crate::report::Reporter;
use serde_json::json;
use thimble::image::{Lines, dwarf, elf};
use thimble_boards::Board;
use thimble_simulator::{Chip, Limits, Machine, Stop};

/// What `run` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  thimble run hello.ts\n  thimble run blink.ts --board microbit --for 5s\n  thimble run blink.uf2")]
pub(crate) struct Arguments {
    /// A TypeScript file, or an image: .uf2, .hex or .elf. Without it: the project's entry, as thimble.json says.
    file: Option<PathBuf>,
    /// The board; for a program the project's, else pico; for an image the board that it is for.
    #[arg(short, long)]
    board: Option<String>,
    /// Stop after so much simulated time: 5s, 250ms, 2m.
    #[arg(long = "for", value_name = "TIME", value_parser = nanoseconds)]
    limit: Option<u64>,
    #[command(flatten)]
    choices: Choices,
}

/// How much simulated time passes between two looks at the console.
const SLICE_NS: u64 = 10_000_000;

/// Runs.
pub(crate) fn run(arguments: &Arguments, reporter: &Reporter) -> Exit {
    let entry = match target::entry_or_project(arguments.file.as_deref(), reporter) {
        Ok(entry) => entry,
        Err(exit) => return exit,
    };
    let loaded =
        if image_file::is_image(&entry.file) { load(arguments, &entry.file, reporter) } else { compile(arguments, &entry, reporter) };
    let (mut machine, names) = match loaded {
        Ok(loaded) => loaded,
        Err(exit) => return exit,
    };
    let mut console = Console::new(reporter, Builds(vec![names]));
    let stop = run_to_end(&mut machine, arguments.limit, &mut console);
    console.finish();
    let exit = conclude(&stop, &machine, &mut console);
    if reporter.json {
        let count = machine.count();
        reporter.object(&[
            ("kind", json!("end")),
            ("reason", json!(stop.to_string())),
            ("exit", json!(exit.code())),
            ("nanoseconds", json!(machine.ns())),
            ("instructions", json!(count.instructions)),
            ("cycles", json!(count.cycles)),
        ]);
    }
    exit
}

/// The simulator's chip of a board.
fn chip(board: &Board, reporter: &Reporter) -> Result<Chip, Exit> {
    Chip::named(&board.chip).ok_or_else(|| {
        reporter.usage(&format!("the simulator does not know the {}; build the program and put it on the board", board.name))
    })
}

/// Builds the program; its image goes through the same reader as a file.
fn compile(arguments: &Arguments, entry: &Entry, reporter: &Reporter) -> Result<(Machine, Names), Exit> {
    let board = target::first_board(arguments.board.as_deref().unwrap_or(&entry.board), reporter)?;
    let chip = chip(board, reporter)?;
    let (image, sources) = target::compile(&entry.file, &arguments.choices.options(board), reporter)?;
    let file = elf::write(&image, &Lines::default());
    let (machine, loaded) = image_file::start(&file, chip).unwrap_or_else(|e| panic!("the simulator refuses what was just linked: {e}"));
    Ok((machine, Names { lines: Lines::of(&image, &sources), symbols: loaded.symbols }))
}

/// Reads an image file, for the named board or for the first one that it fits.
fn load(arguments: &Arguments, file: &Path, reporter: &Reporter) -> Result<(Machine, Names), Exit> {
    let path = disk::source_path(file);
    let bytes = disk::read(file).map_err(|error| reporter.usage(&disk::sentence(&path, &error)))?;
    let loaded = match &arguments.board {
        Some(id) => image_file::start(&bytes, chip(target::first_board(id, reporter)?, reporter)?),
        None => image_file::boards(&bytes).and_then(|boards| {
            let chip = Chip::named(&boards[0].chip).expect("an image fits chips that the simulator knows");
            image_file::start(&bytes, chip)
        }),
    };
    let (machine, image) = loaded.map_err(|error| reporter.usage(&format!("`{path}` cannot run: {error}")))?;
    // Without debug information, or with some that cannot be read, the symbols remain.
    let lines = if image.format == thimble_simulator::Format::Elf { dwarf::read(&bytes).unwrap_or_default() } else { Lines::default() };
    Ok((machine, Names { lines, symbols: image.symbols }))
}

/// Runs slice by slice so that text appears while the program runs.
fn run_to_end(machine: &mut Machine, limit: Option<u64>, console: &mut Console<'_>) -> Stop {
    loop {
        let slice = machine.ns().saturating_add(SLICE_NS);
        let stop = machine.run(Limits::until_ns(limit.map_or(slice, |limit| limit.min(slice))));
        console.take(&machine.take_console());
        // Nobody looks at them here, and a program may toggle a pin for hours.
        drop(machine.take_edges());
        match stop {
            Stop::TimeLimit if limit.is_none_or(|limit| machine.ns() < limit) => {}
            other => return other,
        }
    }
}

/// What the end means, and what the user is told beyond what the image itself said.
fn conclude(stop: &Stop, machine: &Machine, console: &mut Console<'_>) -> Exit {
    match stop {
        Stop::Ended { status: 0 } | Stop::Exited { status: 0 } | Stop::Idle => Exit::Well,
        Stop::Ended { .. } | Stop::Exited { .. } => Exit::Uncaught,
        Stop::TimeLimit | Stop::InstructionLimit => Exit::TimeLimit,
        Stop::Lockup(fault) => {
            let place = console.place(fault.pc);
            console.note(&format!("Uncaught fault: {stop}\n    at {place}\n"));
            Exit::Uncaught
        }
        Stop::Unmodelled(trouble) => {
            let place = console.place(trouble.pc);
            console.note(&format!("Uncaught fault: {stop}\n    at {place}\n"));
            Exit::Uncaught
        }
        Stop::Breakpoint { pc, .. } | Stop::Reached { pc } => {
            let place = console.place(*pc);
            console.note(&format!("Uncaught fault: {stop}\n    at {place}\n"));
            Exit::Uncaught
        }
        Stop::Reset { .. } => {
            console.note(&format!("Uncaught fault: {stop} after {} ms\n", machine.ns() / 1_000_000));
            Exit::Uncaught
        }
    }
}

/// A time with its unit, in nanoseconds.
fn nanoseconds(text: &str) -> Result<u64, String> {
    let split = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let scale = match unit {
        "us" => 1e3,
        "ms" => 1e6,
        "s" => 1e9,
        "m" | "min" => 60e9,
        "h" => 3600e9,
        _ => return Err("a time has a unit: 250us, 20ms, 5s, 2m".to_string()),
    };
    let value: f64 = number.parse().map_err(|_| format!("`{number}` is not a number"))?;
    Ok((value * scale) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_units() {
        assert_eq!(nanoseconds("5s"), Ok(5_000_000_000));
        assert_eq!(nanoseconds("1.5ms"), Ok(1_500_000));
        assert_eq!(nanoseconds("2m"), Ok(120_000_000_000));
        assert!(nanoseconds("5").is_err() && nanoseconds("s").is_err() && nanoseconds("1.2.3s").is_err());
    }
}
