//! What Nordic's nRF51 and nRF52 series share: 16 MHz for peripherals, TIMER0 as clock, TIMER1 for a display, the byte-wise UART, pins.
//!
//! Register addresses: nRF51 Series Reference Manual 3.0, chapters 13 (clock), 14 (GPIO), 18 (timer), 28 (UART); the nRF52833 Product
//! Specification 1.6 has the same registers at the same addresses, and a second port of pins.

use super::Step::{self, Await, Write};
use super::{INTERRUPT_CLEAR_PENDING, INTERRUPT_DISABLE, INTERRUPT_ENABLE, mask_interrupts, set_up, sleep, unmask_interrupts};
use crate::memory::{read_register, write_register};
use crate::start::STAYS_AWAKE;
use core::cell::Cell;

const CLOCK: u32 = 0x4000_0000;
pub const UART: u32 = 0x4000_2000;
const TIMER0: u32 = 0x4000_8000;
const TIMER1: u32 = 0x4000_9000;
const GPIO: u32 = 0x5000_0000;
/// From one port's registers to the next one's.
pub const PORT: u32 = 0x300;
pub const OUTSET: u32 = GPIO + 0x508;
pub const OUTCLR: u32 = GPIO + 0x50C;
pub const DIRSET: u32 = GPIO + 0x518;

const TIMER0_INTERRUPT: u32 = 1 << 8;
const TIMER1_INTERRUPT: u32 = 1 << 9;

/// The crystal (the UART needs its accuracy), then TIMER0 with 32 bits at 16 MHz / 2^4.
pub static START: [Step; 5] = [
    Write(CLOCK, 1),
    Await(CLOCK + 0x100, 1),
    Write(TIMER0 + 0x508, 3),
    Write(TIMER0 + 0x510, 4),
    Write(TIMER0, 1),
];

/// Sends bytes, waiting for each.
#[inline(always)]
pub fn write(bytes: *const u8, count: u32) {
    for at in 0..count {
        // SAFETY: `at` is below `count`, as the caller has promised bytes.
        let byte = unsafe { bytes.add(at as usize).read() };
        write_register(UART + 0x11C, 0);
        write_register(UART + 0x51C, byte.into());
        while read_register(UART + 0x11C) == 0 {}
    }
}

/// What the 32-bit counter read last, and how often it has been seen to wrap. The program must ask at least once in 71
/// minutes; sleeping does.
struct Clock {
    last: Cell<u32>,
    wraps: Cell<u32>,
}

// SAFETY: only the program's thread reads the clock.
unsafe impl Sync for Clock {}

static COUNTER: Clock = Clock { last: Cell::new(0), wraps: Cell::new(0) };

/// Microseconds since start.
#[inline(always)]
pub fn clock() -> u64 {
    write_register(TIMER0 + 0x44, 1);
    let low = read_register(TIMER0 + 0x544);
    if low < COUNTER.last.get() {
        COUNTER.wraps.set(COUNTER.wraps.get() + 1);
    }
    COUNTER.last.set(low);
    u64::from(COUNTER.wraps.get()) << 32 | u64::from(low)
}

/// Sleeps until the clock, which `clock` reads, reaches `time`, or less.
#[inline(always)]
pub fn sleep_until(time: u64, clock: extern "C" fn() -> u64) {
    mask_interrupts();
    let wake = time.min(clock() + (1 << 31));
    write_register(TIMER0 + 0x140, 0);
    write_register(TIMER0 + 0x540, wake as u32);
    write_register(TIMER0 + 0x304, 1 << 16);
    write_register(INTERRUPT_ENABLE, TIMER0_INTERRUPT);
    if clock() < wake {
        sleep();
    }
    write_register(TIMER0 + 0x308, 1 << 16);
    write_register(TIMER0 + 0x140, 0);
    write_register(INTERRUPT_DISABLE, TIMER0_INTERRUPT);
    write_register(INTERRUPT_CLEAR_PENDING, TIMER0_INTERRUPT);
    unmask_interrupts();
}

/// What a register of a pin's port is away from the same register of port 0, on a chip with so many ports.
#[inline(always)]
fn port<const PORTS: u32>(pin: u32) -> u32 {
    if PORTS > 1 && pin > 31 { PORT } else { 0 }
}

/// Makes a pin an output.
#[inline(always)]
pub fn output<const PORTS: u32>(pin: u32) {
    write_register(DIRSET + port::<PORTS>(pin), 1 << (pin & 31));
}

/// Drives a pin.
#[inline(always)]
pub fn drive<const PORTS: u32>(pin: u32, high: bool) {
    write_register(if high { OUTSET } else { OUTCLR } + port::<PORTS>(pin), 1 << (pin & 31));
}

/// Whether a pin is driven high.
#[inline(always)]
pub fn is_driven<const PORTS: u32>(pin: u32) -> bool {
    read_register(GPIO + 0x504 + port::<PORTS>(pin)) >> (pin & 31) & 1 != 0
}

/// PIN_CNF: input with its buffer connected; pull 1 down, 3 up.
#[inline(always)]
pub fn input<const PORTS: u32>(pin: u32, pull: u32) {
    let pulls = match pull {
        1 => 3 << 2,
        2 => 1 << 2,
        _ => 0,
    };
    write_register(GPIO + 0x700 + port::<PORTS>(pin) + 4 * (pin & 31), pulls);
}

/// The level of a pin.
#[inline(always)]
pub fn read<const PORTS: u32>(pin: u32) -> bool {
    read_register(GPIO + 0x510 + port::<PORTS>(pin)) >> (pin & 31) & 1 != 0
}

/// A display of LEDs in rows, of which one is lit at a time.
pub struct Display<const ROWS: usize> {
    /// The handler of TIMER1 once the display is on, else 0.
    handler: Cell<u32>,
    /// Lit columns of each row.
    lit: [Cell<u16>; ROWS],
    row: Cell<u8>,
}

// SAFETY: the interrupt only reads `lit`, whose halfwords are written at once, and alone uses `row`.
unsafe impl<const ROWS: usize> Sync for Display<ROWS> {}

impl<const ROWS: usize> Display<ROWS> {
    /// Dark and off. An image without display has no code of it: TIMER1's handler jumps to what `handler` holds.
    pub const fn new() -> Self {
        Display { handler: Cell::new(0), lit: [const { Cell::new(0) }; ROWS], row: Cell::new(0) }
    }

    /// Switches it on, if it is not: makes its pins outputs, then calls `refresh` every `period` microseconds.
    #[inline(always)]
    pub fn open(&self, refresh: extern "C" fn(), period: u32, outputs: &[Step]) {
        if self.handler.get() != 0 {
            return;
        }
        self.handler.set(refresh as *const () as u32);
        STAYS_AWAKE.set();
        set_up(outputs);
        set_up(&[
            Write(TIMER1 + 0x510, 4),
            Write(TIMER1 + 0x540, period),
            Write(TIMER1 + 0x200, 1),
            Write(TIMER1 + 0x304, 1 << 16),
            Write(INTERRUPT_ENABLE, TIMER1_INTERRUPT),
            Write(TIMER1, 1),
        ]);
    }

    /// Acknowledges TIMER1 and goes to the next row: gives its number and lit columns.
    #[inline(always)]
    pub fn next_row(&self) -> (u8, u32) {
        write_register(TIMER1 + 0x140, 0);
        let row = self.row.get() + 1;
        let row = if usize::from(row) < ROWS { row } else { 0 };
        self.row.set(row);
        (row, self.lit.get(usize::from(row)).map_or(0, |lit| u32::from(lit.get())))
    }

    /// The lit columns of a row.
    #[inline(always)]
    pub fn row(&self, row: usize) -> Option<&Cell<u16>> {
        self.lit.get(row)
    }

    /// All dark.
    #[inline(always)]
    pub fn clear(&self) {
        for row in &self.lit {
            row.set(0);
        }
    }
}

/// Sets or clears a bit of a row.
#[inline(always)]
pub fn light(pixel: Option<(&Cell<u16>, u16)>, on: bool) {
    if let Some((row, bit)) = pixel {
        row.set(if on { row.get() | bit } else { row.get() & !bit });
    }
}
