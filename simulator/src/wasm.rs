//! The browser's door: one machine behind plain functions of numbers and bytes.
//!
//! In: a file's bytes, typed text, pin levels, how far to run. Out: console bytes, pins, edges, registers, and sentences about
//! what went wrong. The functions that JavaScript calls are in `exports`; `web/src/door.ts` is their other side.
//!
//! Plain functions instead of generated bindings: what `cargo build --target wasm32-unknown-unknown` writes is then the file
//! the page loads, and no further tool has to be there when Thimble is built. All that crosses is numbers and two byte buffers.
//!
//! Always holds: bytes from outside are in `input` before a call, its bytes for outside in `output` after it; multi-byte numbers in
//! them are little-endian. Times are nanoseconds as doubles, exact for the first 104 days.

use crate::{Chip, Drive, Image, Limits, Machine, Pull, Stop};

#[cfg(target_family = "wasm")]
mod exports;

/// How a run ended; the numbers are `web/src/door.ts`'s.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// The limit is reached; there is more to run.
    Running = 0,
    /// The core sleeps until an input comes; time has passed up to the limit.
    Asleep = 1,
    /// The program ended well.
    Ended = 2,
    /// It cannot go on; `output` says why.
    Failed = 3,
}

/// A byte of [`Door::pins`] for each pin: what the program does in bits 0 and 1, its pull in bits 2 and 3, the level in bit 4.
fn pin_byte(machine: &Machine, pin: u8) -> u8 {
    let pull = match machine.pull(pin) {
        Pull::None => 0,
        Pull::Up => 1,
        Pull::Down => 2,
    };
    drive_bits(machine.pin(pin)) | pull << 2 | u8::from(machine.level(pin)) << 4
}

fn drive_bits(drive: Drive) -> u8 {
    match drive {
        Drive::Released => 0,
        Drive::Low => 1,
        Drive::High => 2,
    }
}

/// How long one step may sleep before it comes back without having executed anything.
const STEP_NS: u64 = 1_000_000_000;

struct Loaded {
    chip: Chip,
    image: Image,
    machine: Machine,
}

/// The state behind the exported functions.
#[derive(Default)]
struct Door {
    input: Vec<u8>,
    output: Vec<u8>,
    loaded: Option<Loaded>,
}

impl Door {
    /// Loads the image file in `input`, which the chip's name goes before. False, with the reason in `output` and the image before
    /// still there, if it is none for this chip.
    fn load(&mut self, name_length: usize) -> bool {
        let (name, file) = self.input.split_at(name_length.min(self.input.len()));
        let name = String::from_utf8_lossy(name);
        let loaded = match Chip::named(&name) {
            None => Err(format!("the simulator does not know the chip `{name}`")),
            Some(chip) => Image::parse(file, chip)
                .and_then(|image| Ok(Loaded { chip, machine: Machine::new(chip, &image)?, image }))
                .map_err(|error| error.to_string()),
        };
        match loaded {
            Ok(loaded) => {
                self.loaded = Some(loaded);
                self.output.clear();
                true
            }
            Err(why) => {
                self.say(&why);
                false
            }
        }
    }

    /// The loaded image from its reset on, with nothing typed and no pin driven from outside.
    fn reset(&mut self) {
        if let Some(loaded) = &mut self.loaded {
            loaded.machine = Machine::new(loaded.chip, &loaded.image).expect("an image that has started starts again");
        }
    }

    fn machine(&mut self) -> Option<&mut Machine> {
        self.loaded.as_mut().map(|loaded| &mut loaded.machine)
    }

    /// Runs up to a time since reset. For a core that nothing can wake, time passes all the same.
    fn run_until(&mut self, ns: u64) -> State {
        let Some(machine) = self.machine() else { return State::Ended };
        match machine.run(Limits::until_ns(ns)) {
            Stop::Idle => match machine.pass_until(ns) {
                Ok(()) => self.asleep(),
                Err(stop) => self.stopped(&stop),
            },
            stop => self.stopped(&stop),
        }
    }

    /// Executes one instruction, sleeping before it where the program sleeps.
    fn step(&mut self) -> State {
        let Some(machine) = self.machine() else { return State::Ended };
        let limits = Limits { until_ns: Some(machine.ns().saturating_add(STEP_NS)), instructions: Some(1) };
        match machine.run(limits) {
            Stop::Idle => self.asleep(),
            stop => self.stopped(&stop),
        }
    }

    /// What sleeps for good inside of HardFault's handler has crashed.
    fn asleep(&mut self) -> State {
        const HARD_FAULT: u32 = 3;
        let Some(machine) = self.machine() else { return State::Ended };
        let fault = machine.last_fault().filter(|_| machine.registers().xpsr & 0x1ff == HARD_FAULT);
        let Some(fault) = fault else { return State::Asleep };
        let place = self.place(fault.pc);
        self.say(&format!("hard fault: {fault}\n    at {place}"));
        State::Failed
    }

    fn stopped(&mut self, stop: &Stop) -> State {
        let pc = match stop {
            Stop::TimeLimit | Stop::InstructionLimit => return State::Running,
            Stop::Idle => return State::Asleep,
            Stop::Ended { status: 0 } | Stop::Exited { status: 0 } => return State::Ended,
            Stop::Ended { .. } | Stop::Exited { .. } | Stop::Reset { .. } => None,
            Stop::Lockup(fault) => Some(fault.pc),
            Stop::Unmodelled(trouble) => Some(trouble.pc),
            Stop::Breakpoint { pc, .. } | Stop::Reached { pc } => Some(*pc),
        };
        let place = pc.map(|pc| format!("\n    at {}", self.place(pc))).unwrap_or_default();
        self.say(&format!("{stop}{place}"));
        State::Failed
    }

    /// An address with the function around it, where the image names one.
    fn place(&self, address: u32) -> String {
        let symbols = self.loaded.as_ref().map_or(&[][..], |loaded| &loaded.image.symbols);
        let after = symbols.partition_point(|symbol| symbol.address <= address);
        let around = symbols[..after].iter().rev().find(|symbol| symbol.is_function).filter(|s| address - s.address < s.size);
        match around {
            Some(symbol) => format!("{} ({address:#010x})", symbol.name),
            None => format!("{address:#010x}"),
        }
    }

    fn say(&mut self, text: &str) {
        self.output.clear();
        self.output.extend_from_slice(text.as_bytes());
    }

    /// Leaves in `output` the console bytes since the last call.
    fn console(&mut self) {
        self.output = self.machine().map(Machine::take_console).unwrap_or_default();
    }

    /// Types the bytes in `input`.
    fn feed(&mut self) {
        let input = std::mem::take(&mut self.input);
        if let Some(machine) = self.machine() {
            machine.feed_console(&input);
        }
    }

    /// Leaves in `output` a byte for each pin: see [`pin_byte`].
    fn pins(&mut self) {
        self.output = match self.machine() {
            Some(machine) => (0..machine.pins()).map(|pin| pin_byte(machine, pin)).collect(),
            None => Vec::new(),
        };
    }

    /// Drives a pin from outside: 0 low, 1 high, anything else lets go. Pins that the chip does not have are left alone.
    fn set_pin(&mut self, pin: u32, level: u32) {
        if let Some(machine) = self.machine().filter(|machine| pin < u32::from(machine.pins())) {
            machine.set_pin(pin as u8, [Some(false), Some(true)].get(level as usize).copied().flatten());
        }
    }

    /// Leaves in `output` the edges since the last call, 16 bytes each: the time as a double, the pin, what the program did to it
    /// before and does from then on as in [`pin_byte`], five zeros.
    fn edges(&mut self) {
        let edges = self.machine().map(Machine::take_edges).unwrap_or_default();
        self.output.clear();
        for edge in edges {
            self.output.extend((edge.ns as f64).to_le_bytes());
            self.output.extend([edge.pin, drive_bits(edge.from), drive_bits(edge.to), 0, 0, 0, 0, 0]);
        }
    }

    /// Leaves in `output` r0 to r15 and xPSR.
    fn registers(&mut self) {
        let registers = self.machine().map(|machine| machine.registers());
        self.output.clear();
        if let Some(registers) = registers {
            self.output.extend(registers.r.iter().chain([&registers.xpsr]).flat_map(|word| word.to_le_bytes()));
        }
    }
}

#[cfg(test)]
mod tests;
