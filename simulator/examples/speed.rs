//! Runs an image and says how fast the simulator was.
//!
//! `cargo run --release -p thimble-simulator --example speed -- CHIP IMAGE [MILLISECONDS [FROM TO]]`
//! Console text goes to stdout, the rest to stderr. The default limit is ten simulated seconds. FROM and TO are
//! functions of an ELF file or addresses: instructions and cycles are counted from the first execution of FROM to the
//! last one of TO.

use std::error::Error;
use std::io::Write;
use std::time::Instant;

use thimble_simulator::{Chip, Image, Limits, Machine};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [chip, path, rest @ ..] = arguments.as_slice() else {
        return Err("usage: speed CHIP IMAGE [MILLISECONDS]".into());
    };
    let chip = Chip::named(chip).ok_or_else(|| format!("no chip is called {chip}"))?;
    let limit: u64 = rest.first().map_or(Ok(10_000), |text| text.parse())?;
    let image = Image::parse(&std::fs::read(path)?, chip)?;
    let mut machine = Machine::new(chip, &image)?;
    let window = match rest {
        [_, from, to, ..] => Some((address(&image, from)?, address(&image, to)?)),
        _ => None,
    };
    if let Some((from, to)) = window {
        machine.count_at(from);
        machine.count_at(to);
    }
    let begin = Instant::now();
    let stop = machine.run(Limits::until_ns(limit * 1_000_000));
    let seconds = begin.elapsed().as_secs_f64();
    std::io::stdout().write_all(&machine.take_console())?;
    let count = machine.count();
    eprintln!(
        "{stop}; {} instructions, {} cycles, {:.3} simulated ms, {} edges; {:.3} s, {:.1} MIPS",
        count.instructions,
        count.cycles,
        machine.ns() as f64 / 1e6,
        machine.edges().len(),
        seconds,
        count.instructions as f64 / 1e6 / seconds
    );
    if let Some((from, to)) = window
        && let (Some(from), Some(to)) = (machine.hits(from).first, machine.hits(to).last)
    {
        let counted = to - from;
        eprintln!("window: {} instructions, {} cycles", counted.instructions, counted.cycles);
    }
    if let Some(fault) = machine.last_fault() {
        eprintln!("last fault: {fault}");
    }
    Ok(())
}

/// A function's address, or a number.
fn address(image: &Image, text: &str) -> Result<u32, Box<dyn Error>> {
    match image.symbol(text) {
        Some(symbol) => Ok(symbol.address),
        None => Ok(u32::from_str_radix(text.trim_start_matches("0x"), 16)?),
    }
}
