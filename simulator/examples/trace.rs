//! Writes down a run so that another processor model can repeat it: see tests/emulators/lockstep.py.
//!
//! `cargo run -p thimble-simulator --example trace -- CHIP IMAGE EVERY [INSTRUCTIONS] [FROM]`
//! Every EVERY instructions the registers are written, up to INSTRUCTIONS in all (default 20 million); before FROM only
//! what a repetition needs. Instructions that an IT block skips do not count, as Unicorn does not count them. Lines, in order of happening, numbers in hexadecimal:
//!
//!     s COUNT r0 .. r14 pc xpsr CYCLES     the state after COUNT instructions
//!     r ADDRESS BYTES VALUE         a load that no memory answered
//!     w ADDRESS BYTES VALUE         a store that no memory took
//!     e COUNT NUMBER RETURN         exception NUMBER entered, RETURN stacked
//!     x COUNT                       exception left
//!     b COUNT                       semihosting done
//!     m CRC                         CRC-32 of RAM at the end
//!     # WORDS                       why the run ended

use std::error::Error;
use std::io::{BufWriter, Write};

use thimble_simulator::{Chip, Event, Image, Limits, Machine, Stop};

/// Where every chip's RAM starts, for the checksum.
const RAM: u32 = 0x2000_0000;
/// ITSTATE in xPSR.
const IT: u32 = 0x0600_fc00;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [chip, path, every, rest @ ..] = arguments.as_slice() else {
        return Err("usage: trace CHIP IMAGE EVERY [INSTRUCTIONS] [FROM]".into());
    };
    let chip = Chip::named(chip).ok_or_else(|| format!("no chip is called {chip}"))?;
    let every: u64 = every.parse()?;
    let total: u64 = rest.first().map_or(Ok(20_000_000), |text| text.parse())?;
    let from: u64 = rest.get(1).map_or(Ok(0), |text| text.parse())?;
    let image = Image::parse(&std::fs::read(path)?, chip)?;
    let mut machine = Machine::new(chip, &image)?;
    machine.record(true);
    let mut out = BufWriter::new(std::io::stdout().lock());
    write_state(&machine, &mut out)?;
    let stop = loop {
        let done = machine.effective();
        let step = if done < from { from - done } else { every }.min(total.saturating_sub(done));
        let mut stop = if step == 0 { Stop::InstructionLimit } else { machine.run(Limits::instructions(step)) };
        // Unicorn does not stop inside an IT block.
        while stop == Stop::InstructionLimit && machine.registers().xpsr & IT != 0 {
            stop = machine.run(Limits::instructions(1));
        }
        write_events(&mut machine, &mut out)?;
        if stop != Stop::InstructionLimit || machine.effective() >= total {
            break stop;
        }
        write_state(&machine, &mut out)?;
    };
    write_state(&machine, &mut out)?;
    let size = match chip {
        Chip::Rp2040 => 0x4_2000,
        Chip::Nrf51 => 0x4000,
        Chip::Nrf52833 | Chip::Stm32f405 => 0x2_0000,
    };
    let ram = machine.memory(RAM, size).ok_or("the chip's RAM is not where this program thinks")?;
    writeln!(out, "m {:x}", crc32(ram))?;
    writeln!(out, "# {stop}")?;
    Ok(())
}

fn write_state(machine: &Machine, out: &mut impl Write) -> std::io::Result<()> {
    let registers = machine.registers();
    write!(out, "s {:x}", machine.effective())?;
    for register in registers.r {
        write!(out, " {register:x}")?;
    }
    writeln!(out, " {:x} {:x}", registers.xpsr, machine.count().cycles)
}

fn write_events(machine: &mut Machine, out: &mut impl Write) -> std::io::Result<()> {
    for event in machine.take_record() {
        match event {
            Event::Read { access, value } => writeln!(out, "r {:x} {} {value:x}", access.address, access.bytes)?,
            Event::Write { access, value } => writeln!(out, "w {:x} {} {value:x}", access.address, access.bytes)?,
            Event::Entry { number, instructions, return_address } => {
                writeln!(out, "e {instructions:x} {number:x} {return_address:x}")?;
            }
            Event::Return { instructions } => writeln!(out, "x {instructions:x}")?,
            Event::Semihosting { instructions } => writeln!(out, "b {instructions:x}")?,
        }
    }
    Ok(())
}

/// CRC-32 as zlib computes it.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes
        .iter()
        .fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 != 0 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 }))
}
