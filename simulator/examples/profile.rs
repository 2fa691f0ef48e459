//! Runs an image and writes where its cycles go: one line for each address executed, `ADDRESS COUNT CYCLES`.
//!
//! `cargo run --release -p thimble-simulator --example profile -- CHIP IMAGE [INSTRUCTIONS]`
//! tests/measure/profile.py turns it into an annotated disassembly.

use std::collections::BTreeMap;
use std::error::Error;

use thimble_simulator::{Chip, Image, Limits, Machine, Stop};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [chip, path, rest @ ..] = arguments.as_slice() else {
        return Err("usage: profile CHIP IMAGE [INSTRUCTIONS]".into());
    };
    let chip = Chip::named(chip).ok_or_else(|| format!("no chip is called {chip}"))?;
    let limit: u64 = rest.first().map_or(Ok(u64::MAX), |text| text.parse())?;
    let image = Image::parse(&std::fs::read(path)?, chip)?;
    let mut machine = Machine::new(chip, &image)?;
    let mut counts: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
    while machine.count().instructions < limit {
        let address = machine.registers().r[15];
        let before = machine.count().cycles;
        let stop = machine.run(Limits::instructions(1));
        let entry = counts.entry(address).or_default();
        entry.0 += 1;
        entry.1 += machine.count().cycles - before;
        if stop != Stop::InstructionLimit {
            break;
        }
    }
    for (address, (count, cycles)) in counts {
        println!("{address:x} {count} {cycles}");
    }
    Ok(())
}
