//! nRF51822 (BBC micro:bit v1): 16 MHz, UART on P0.24/P0.25, TIMER0 as clock, TIMER1 for the display. There is no SysTick.
//!
//! Register addresses: nRF51 Series Reference Manual 3.0, chapters 13 (clock), 14 (GPIO), 18 (timer), 28 (UART). The display's
//! matrix: lancaster-university/microbit-dal, MicroBitMatrixMaps.h.

use super::Step::{self, Await, Write};
use super::{INTERRUPT_CLEAR_PENDING, INTERRUPT_DISABLE, INTERRUPT_ENABLE, mask_interrupts, set_up, sleep, unmask_interrupts};
use crate::memory::{read_register, write_register};
use crate::start::STAYS_AWAKE;
use core::cell::Cell;

// Exceptions, then interrupts up to TIMER1 (9). Its handler jumps to whatever the display has registered, so that an image
// without display has no display code.
core::arch::global_asm!(
    ".syntax unified",
    ".section .vectors.nrf51, \"a\"",
    ".balign 256",
    ".global th_vectors_nrf51",
    ".type th_vectors_nrf51, %object",
    "th_vectors_nrf51:",
    ".word __stack_top",
    ".word th_start",
    ".rept 23",
    ".word th_hard_fault",
    ".endr",
    ".word th_timer1_nrf51",
    ".size th_vectors_nrf51, . - th_vectors_nrf51",
);

const CLOCK: u32 = 0x4000_0000;
const UART: u32 = 0x4000_2000;
const TIMER0: u32 = 0x4000_8000;
const TIMER1: u32 = 0x4000_9000;
const GPIO: u32 = 0x5000_0000;
const OUTSET: u32 = GPIO + 0x508;
const OUTCLR: u32 = GPIO + 0x50C;
const DIRSET: u32 = GPIO + 0x518;

const TIMER0_INTERRUPT: u32 = 1 << 8;
const TIMER1_INTERRUPT: u32 = 1 << 9;

/// The crystal (the UART needs its accuracy), then TIMER0 with 32 bits at 16 MHz / 2^4.
static START: [Step; 5] = [
    Write(CLOCK, 1),
    Await(CLOCK + 0x100, 1),
    Write(TIMER0 + 0x508, 3),
    Write(TIMER0 + 0x510, 4),
    Write(TIMER0, 1),
];

/// TX high and an output before the UART takes the pin; 115,200 baud.
static OPEN: [Step; 7] = [
    Write(OUTSET, 1 << 24),
    Write(DIRSET, 1 << 24),
    Write(UART + 0x50C, 24),
    Write(UART + 0x514, 25),
    Write(UART + 0x524, 0x01D7_E000),
    Write(UART + 0x500, 4),
    Write(UART + 0x008, 1),
];

#[unsafe(no_mangle)]
extern "C" fn th_chip_start_nrf51() {
    set_up(&START);
}

#[unsafe(no_mangle)]
extern "C" fn th_console_open_nrf51() {
    set_up(&OPEN);
}

#[unsafe(no_mangle)]
extern "C" fn th_console_write_nrf51(bytes: *const u8, count: u32) {
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

#[unsafe(no_mangle)]
extern "C" fn th_clock_nrf51() -> u64 {
    write_register(TIMER0 + 0x44, 1);
    let low = read_register(TIMER0 + 0x544);
    if low < COUNTER.last.get() {
        COUNTER.wraps.set(COUNTER.wraps.get() + 1);
    }
    COUNTER.last.set(low);
    u64::from(COUNTER.wraps.get()) << 32 | u64::from(low)
}

#[unsafe(no_mangle)]
extern "C" fn th_clock_sleep_nrf51(time: u64) {
    mask_interrupts();
    let wake = time.min(th_clock_nrf51() + (1 << 31));
    write_register(TIMER0 + 0x140, 0);
    write_register(TIMER0 + 0x540, wake as u32);
    write_register(TIMER0 + 0x304, 1 << 16);
    write_register(INTERRUPT_ENABLE, TIMER0_INTERRUPT);
    if th_clock_nrf51() < wake {
        sleep();
    }
    write_register(TIMER0 + 0x308, 1 << 16);
    write_register(TIMER0 + 0x140, 0);
    write_register(INTERRUPT_DISABLE, TIMER0_INTERRUPT);
    write_register(INTERRUPT_CLEAR_PENDING, TIMER0_INTERRUPT);
    unmask_interrupts();
}

#[unsafe(no_mangle)]
extern "C" fn th_pin_output_nrf51(pin: u32) {
    write_register(DIRSET, 1 << (pin & 31));
}

#[unsafe(no_mangle)]
extern "C" fn th_pin_write_nrf51(pin: u32, high: bool) {
    write_register(if high { OUTSET } else { OUTCLR }, 1 << (pin & 31));
}

#[unsafe(no_mangle)]
extern "C" fn th_pin_toggle_nrf51(pin: u32) {
    let high = read_register(GPIO + 0x504) >> (pin & 31) & 1 != 0;
    th_pin_write_nrf51(pin, !high);
}

/// PIN_CNF: input with its buffer connected; pull 1 down, 3 up.
#[unsafe(no_mangle)]
extern "C" fn th_pin_input_nrf51(pin: u32, pull: u32) {
    let pulls = match pull {
        1 => 3 << 2,
        2 => 1 << 2,
        _ => 0,
    };
    write_register(GPIO + 0x700 + 4 * (pin & 31), pulls);
}

#[unsafe(no_mangle)]
extern "C" fn th_pin_read_nrf51(pin: u32) -> bool {
    read_register(GPIO + 0x510) >> (pin & 31) & 1 != 0
}

/// The display: 3 rows (P0.13 to 15, high when lit) of 9 columns (P0.04 to 12, low when lit), one row at a time.
struct Display {
    /// The handler of TIMER1 once the display is on, else 0.
    handler: Cell<u32>,
    /// Lit columns of each row.
    lit: [Cell<u16>; 3],
    row: Cell<u8>,
}

// SAFETY: the interrupt only reads `lit`, whose halfwords are written at once, and alone uses `row`.
unsafe impl Sync for Display {}

static DISPLAY: Display = Display { handler: Cell::new(0), lit: [const { Cell::new(0) }; 3], row: Cell::new(0) };

const ROWS: u32 = 7 << 13;
const COLUMNS: u32 = 0x1FF << 4;

/// Row and column (row << 4 | column) of each pixel, line by line.
static PIXELS: [u8; 25] = [
    0x00, 0x13, 0x01, 0x14, 0x02, //
    0x23, 0x24, 0x25, 0x26, 0x27, //
    0x11, 0x08, 0x12, 0x28, 0x10, //
    0x07, 0x06, 0x05, 0x04, 0x03, //
    0x22, 0x16, 0x20, 0x15, 0x21, //
];

/// TIMER1: every 5 ms; each pixel is lit for 5 of 15 ms.
static OPEN_DISPLAY: [Step; 7] = [
    Write(DIRSET, ROWS | COLUMNS),
    Write(TIMER1 + 0x510, 4),
    Write(TIMER1 + 0x540, 5000),
    Write(TIMER1 + 0x200, 1),
    Write(TIMER1 + 0x304, 1 << 16),
    Write(INTERRUPT_ENABLE, TIMER1_INTERRUPT),
    Write(TIMER1, 1),
];

#[unsafe(naked)]
#[unsafe(no_mangle)]
extern "C" fn th_timer1_nrf51() {
    core::arch::naked_asm!("ldr r0, ={display}", "ldr r0, [r0]", "bx r0", display = sym DISPLAY)
}

extern "C" fn refresh() {
    write_register(TIMER1 + 0x140, 0);
    let row = match DISPLAY.row.get() {
        2 => 0,
        row => row + 1,
    };
    DISPLAY.row.set(row);
    let lit = DISPLAY.lit.get(usize::from(row)).map_or(0, Cell::get);
    write_register(OUTCLR, ROWS);
    write_register(OUTSET, COLUMNS);
    write_register(OUTCLR, u32::from(lit) << 4);
    write_register(OUTSET, 1 << (13 + row));
}

/// The row's columns and the bit of a pixel; `None` outside of the display.
fn pixel(x: i32, y: i32) -> Option<(&'static Cell<u16>, u16)> {
    if !(0..5).contains(&x) || !(0..5).contains(&y) {
        return None;
    }
    let place = PIXELS.get((5 * y + x) as usize)?;
    Some((DISPLAY.lit.get(usize::from(place >> 4))?, 1 << (place & 15)))
}

#[unsafe(no_mangle)]
extern "C" fn th_display_set_nrf51(x: i32, y: i32, on: bool) {
    if DISPLAY.handler.get() == 0 {
        DISPLAY.handler.set(refresh as *const () as u32);
        STAYS_AWAKE.set();
        set_up(&OPEN_DISPLAY);
    }
    if let Some((row, bit)) = pixel(x, y) {
        row.set(if on { row.get() | bit } else { row.get() & !bit });
    }
}

#[unsafe(no_mangle)]
extern "C" fn th_display_get_nrf51(x: i32, y: i32) -> bool {
    pixel(x, y).is_some_and(|(row, bit)| row.get() & bit != 0)
}

#[unsafe(no_mangle)]
extern "C" fn th_display_clear_nrf51() {
    for row in &DISPLAY.lit {
        row.set(0);
    }
}
