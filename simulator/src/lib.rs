//! The simulator: a microcontroller that runs an image, byte for byte, as the chip would.
//!
//! [`Image::parse`] reads a UF2, Intel HEX or ELF file for a [`Chip`]; [`Machine::new`] puts it into the chip's memory
//! and does what the chip does at reset; [`Machine::run`] executes until the program stops. Console bytes, pin edges,
//! registers and memory can be looked at between runs, and inputs set.
//!
//! Always holds: the same image with the same inputs at the same times gives the same run, cycle for cycle. Time is
//! counted in processor cycles at the frequency the program has configured. There is no I/O and no host time in here.
//! Nothing is guessed: an access to what is not modelled ends the run and names the address.
//!
//! ```no_run
//! use thimble_simulator::{Chip, Image, Limits, Machine};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let chip = Chip::named("rp2040").unwrap();
//! let image = Image::parse(&std::fs::read("blink.uf2")?, chip)?;
//! let mut machine = Machine::new(chip, &image)?;
//! let stop = machine.run(Limits::until_ns(3_000_000_000));
//! println!("{}{stop}", String::from_utf8_lossy(&machine.take_console()));
//! # Ok(())
//! # }
//! ```

mod bus;
mod chip;
mod clock;
mod cpu;
mod device;
mod load;
mod memory;
mod pins;
mod record;
mod run;
mod semihosting;
mod stop;
// Tested natively; what the browser calls is only in the wasm module.
#[cfg(any(feature = "wasm", test))]
mod wasm;
mod watch;

pub use chip::Chip;
pub use load::{Chunk, Format, Image, LoadError, Place, Symbol};
pub use pins::{Drive, Edge, Pull};
pub use record::Event;
pub use stop::{Access, AccessKind, Cause, Fault, Limits, Stop, Trouble};
pub use watch::{Count, Hits};

use bus::CycleCounter;
use chip::{Layout, Peripherals};
use cpu::Cpu;
use cpu::timing::Timing;
use device::Wires;
use device::nvic::{Implemented, Nvic};
use device::scb::Scb;
use device::systick::SysTick;
use memory::Memory;
use pins::Pins;
use record::Record;
use watch::Watch;

/// The core's registers as a debugger sees them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Registers {
    /// r0 to r12, SP, LR, and PC: the address of the next instruction.
    pub r: [u32; 16],
    /// NZCV in bits 31..28, T in bit 24, the exception number in bits 8..0; on ARMv7E-M also Q in bit 27, GE in bits
    /// 19..16 and ITSTATE in bits 26..25 and 15..10.
    pub xpsr: u32,
}

/// A chip with an image in it.
#[derive(Debug, Clone)]
pub struct Machine {
    cpu: Cpu,
    chip: Peripherals,
    nvic: Nvic,
    systick: SysTick,
    scb: Scb,
    cycle_counter: CycleCounter,
    wires: Wires,
    layout: &'static Layout,
    timing: Timing,
    /// Instructions executed since reset.
    instructions: u64,
    /// Those of them whose condition in an IT block did not hold.
    skipped: u64,
    /// The cycle at which the present burst of instructions ends.
    deadline: u64,
    /// Address of the instruction being executed.
    executing: u32,
    /// What the access that was last refused was.
    trouble: Option<Trouble>,
    last_fault: Option<Fault>,
    watch: Watch,
    record: Record,
}

impl std::fmt::Debug for Layout {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Layout({:#010x})", self.cpuid)
    }
}

impl Machine {
    /// A chip just out of reset with `image` in its memory.
    ///
    /// On the RP2040 this does what the boot ROM does for a start from flash: it checks the second stage's checksum,
    /// copies the stage to 0x20041F00 and jumps there with LR = 0. On the nRF51 the core reads its stack pointer and
    /// reset address from address 0.
    ///
    /// # Errors
    /// The image cannot start on a real chip either: no second stage, a wrong checksum, no vector table.
    pub fn new(chip: Chip, image: &Image) -> Result<Machine, LoadError> {
        let mut machine = Machine::blank(chip);
        for chunk in &image.chunks {
            if !machine.wires.memory.poke(chunk.address, &chunk.bytes) {
                machine.set_user_information(chunk);
            }
        }
        match chip {
            Chip::Rp2040 => machine.boot_second_stage()?,
            Chip::Nrf51 | Chip::Nrf52833 | Chip::Stm32f405 => machine.boot_vector_table()?,
        }
        Ok(machine)
    }

    /// A chip with erased flash and zeroed RAM, PC at 0: for tests that put single instructions into it.
    pub fn blank(chip: Chip) -> Machine {
        let layout = chip.layout();
        let cpu = Cpu {
            has_unprivileged: layout.has_unprivileged,
            is_main: layout.is_main,
            priority_bits: layout.priority_bits,
            ..Cpu::default()
        };
        let memory = Memory::new(layout.flash, layout.ram, layout.data_ram, layout.is_main, layout.timing);
        Machine {
            cpu,
            chip: Peripherals::new(chip),
            nvic: Nvic::new(Implemented { interrupts: layout.interrupts, priority_bits: layout.priority_bits, is_main: layout.is_main }),
            systick: SysTick::default(),
            scb: Scb::new(layout.cpuid, layout.mpu_type, layout.has_vtor.then_some(0), layout.is_main),
            wires: Wires::new(clock::Clock::new(layout.hz), memory, Pins::new(layout.pins)),
            cycle_counter: CycleCounter::default(),
            layout,
            timing: layout.timing,
            instructions: 0,
            skipped: 0,
            deadline: 0,
            executing: 0,
            trouble: None,
            last_fault: None,
            watch: Watch::default(),
            record: Record::default(),
        }
    }

    fn set_user_information(&mut self, chunk: &Chunk) {
        let Some(words) = self.chip.user_information() else {
            panic!("Image::parse let bytes at {:#010x} through, which are in no memory of this chip", chunk.address)
        };
        for (at, byte) in (chunk.address - load::UICR.0..).zip(&chunk.bytes) {
            let (word, shift) = (at as usize / 4, at % 4 * 8);
            words[word] = words[word] & !(0xff << shift) | u32::from(*byte) << shift;
        }
    }

    /// The RP2040's boot from flash (RP2040 data sheet, 2.8.1.3).
    fn boot_second_stage(&mut self) -> Result<(), LoadError> {
        const SIZE: usize = 256;
        const ENTRY: u32 = 0x2004_1f00;
        let stage = self.wires.memory.peek(self.layout.flash.0, SIZE).expect("flash is larger than a second stage").to_vec();
        let computed = load::boot_checksum(&stage[..SIZE - 4]);
        let stored = u32::from_le_bytes([stage[252], stage[253], stage[254], stage[255]]);
        if computed != stored {
            let what = format!(
                "the second boot stage's checksum is {stored:#010x}, computed {computed:#010x}: the chip would stay in USB boot mode"
            );
            return Err(LoadError { place: Place::File, what });
        }
        self.wires.memory.poke(ENTRY, &stage);
        self.cpu.r[13] = ENTRY;
        self.cpu.r[15] = ENTRY;
        Ok(())
    }

    /// Reset of a core whose vector table lies at address 0, or start by the boot loader that is resident below
    /// `layout.application` and would be there on a board, if the image leaves its place free: it sets VTOR and SP and
    /// jumps, with everything else as after reset.
    fn boot_vector_table(&mut self) -> Result<(), LoadError> {
        let memory = &self.wires.memory;
        let word = |address| memory.read(self.chip.mirrored(address)).map(u32::from_le_bytes).unwrap_or(!0);
        let loaded = self.layout.application.filter(|_| word(0) == !0 && word(4) == !0);
        let table = loaded.unwrap_or(0);
        let (sp, reset) = (word(table), word(table.wrapping_add(4)));
        if reset == !0 || reset & 1 == 0 {
            let place = if table == 0 { "0".into() } else { format!("{table:#010x}") };
            let what = format!("no vector table at address {place}: the reset address is {reset:#010x}");
            return Err(LoadError { place: Place::File, what });
        }
        if loaded.is_some() {
            self.scb.set_vector_table(table);
        }
        self.cpu.r[13] = sp & !3;
        self.cpu.r[14] = !0;
        self.cpu.r[15] = reset & !1;
        Ok(())
    }

    /// Takes the console bytes sent since the last call: the first UART's and semihosting's, in order.
    pub fn take_console(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.wires.console.output)
    }

    /// How many bytes the program sent on a UART while no pin carried its output, so that nobody can see them.
    pub fn lost_console_bytes(&self) -> u64 {
        self.wires.console.lost
    }

    /// Types bytes into the console: they arrive at the first UART at its baud rate, once it receives.
    pub fn feed_console(&mut self, bytes: &[u8]) {
        self.wires.console.input.extend(bytes);
    }

    /// Drives a pin from outside, or lets go of it (`None`): then its pull decides, and without one it reads low.
    ///
    /// # Panics
    /// If the chip has no such pin.
    pub fn set_pin(&mut self, pin: u8, level: Option<bool>) {
        self.wires.pins.set_outside(usize::from(pin), level);
    }

    /// What the program does to a pin now.
    ///
    /// # Panics
    /// If the chip has no such pin.
    pub fn pin(&self, pin: u8) -> Drive {
        self.wires.pins.drive(usize::from(pin))
    }

    /// How many pins the chip has.
    pub fn pins(&self) -> u8 {
        self.wires.pins.count() as u8
    }

    /// The resistor that the program has switched on in a pin's pad.
    ///
    /// # Panics
    /// If the chip has no such pin.
    pub fn pull(&self, pin: u8) -> Pull {
        self.wires.pins.pull(usize::from(pin))
    }

    /// The level at a pin: what the program drives, else what drives it from outside, else its pull's; floating reads low.
    ///
    /// # Panics
    /// If the chip has no such pin.
    pub fn level(&self, pin: u8) -> bool {
        assert!(pin < self.pins(), "pin {pin} of {}", self.pins());
        self.wires.pins.all_levels() >> pin & 1 != 0
    }

    /// Every change of what the program drives, since reset or since they were taken.
    pub fn edges(&self) -> &[Edge] {
        &self.wires.pins.edges
    }

    /// Takes the recorded edges.
    pub fn take_edges(&mut self) -> Vec<Edge> {
        std::mem::take(&mut self.wires.pins.edges)
    }

    /// Simulated nanoseconds since reset.
    pub fn ns(&self) -> u64 {
        self.wires.clock.ns()
    }

    /// The processor's present frequency in Hz.
    pub fn clock_hz(&self) -> u32 {
        self.wires.clock.hz()
    }

    /// Instructions and processor cycles since reset.
    pub fn count(&self) -> Count {
        Count { instructions: self.instructions, cycles: self.wires.clock.cycle }
    }

    /// Instructions since reset without those that an IT block skipped, which other emulators do not count.
    pub fn effective(&self) -> u64 {
        self.instructions - self.skipped
    }

    /// The last fault that led into a fault's handler. After [`Stop::Lockup`], which names the fault that could not be
    /// handled, this is the one before it, if any.
    pub fn last_fault(&self) -> Option<Fault> {
        self.last_fault
    }

    /// The nearest peripheral at or below an address, with the distance, for messages: `UART0+0x18`.
    pub fn near(&self, address: u32) -> String {
        self.layout.near(address)
    }

    /// The core's registers.
    pub fn registers(&self) -> Registers {
        Registers { r: self.cpu.r, xpsr: self.cpu.xpsr() }
    }

    /// Sets registers and flags. The exception number cannot be changed; SP and PC lose their low bits.
    pub fn set_registers(&mut self, registers: &Registers) {
        self.cpu.r = registers.r;
        self.cpu.r[13] &= !3;
        self.cpu.r[15] &= !1;
        self.cpu.set_psr(registers.xpsr);
        self.cpu.sleep = None;
    }

    /// s0 to s31 and FPSCR, on chips with an FPU; zeros on others.
    pub fn float_registers(&self) -> ([u32; 32], u32) {
        self.cpu.fpu.registers()
    }

    /// Sets s0 to s31 and FPSCR.
    pub fn set_float_registers(&mut self, s: [u32; 32], fpscr: u32) {
        self.cpu.fpu.set_registers(s, fpscr);
    }

    /// Bytes of flash or RAM; `None` if some of them are in neither.
    pub fn memory(&self, address: u32, length: usize) -> Option<&[u8]> {
        self.wires.memory.peek(address, length)
    }

    /// Overwrites flash or RAM; false, with nothing written, if some byte is in neither.
    pub fn set_memory(&mut self, address: u32, bytes: &[u8]) -> bool {
        self.wires.memory.poke(address, bytes)
    }

    /// Counts how often the instruction at an address is executed, and when: see [`Machine::hits`].
    pub fn count_at(&mut self, address: u32) {
        self.watch.count_at(address & !1);
        self.wires.memory.forget_slots();
    }

    /// What was counted at an address.
    pub fn hits(&self, address: u32) -> Hits {
        self.watch.hits(address & !1)
    }

    /// Instructions and cycles from the first execution of `from` to the first execution of `to`, both named to
    /// [`Machine::count_at`] before the run; `None` if one of them was not reached, or `to` came first.
    pub fn measured(&self, from: u32, to: u32) -> Option<Count> {
        let (from, to) = (self.hits(from).first?, self.hits(to).first?);
        (to.instructions >= from.instructions).then(|| to - from)
    }

    /// Makes runs stop with [`Stop::Reached`] before the instruction at an address is executed, or no longer.
    pub fn break_at(&mut self, address: u32, on: bool) {
        self.watch.stop_at(address & !1, on);
        self.wires.memory.forget_slots();
    }

    /// Starts or stops recording peripheral accesses and exception entries; either empties the record.
    pub fn record(&mut self, on: bool) {
        self.record.switch(on);
    }

    /// Takes what was recorded since it was last taken.
    pub fn take_record(&mut self) -> Vec<Event> {
        self.record.take()
    }
}
