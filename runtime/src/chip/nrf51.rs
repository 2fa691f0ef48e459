//! nRF51822 (BBC micro:bit v1): 16 MHz, UART on P0.24/P0.25, TIMER0 as clock, TIMER1 for the display. There is no SysTick.
//!
//! Registers: see `nrf.rs`. The display's matrix: lancaster-university/microbit-dal, MicroBitMatrixMaps.h.

use super::Step::{self, Write};
use super::nrf::{self, DIRSET, Display, OUTCLR, OUTSET, UART};
use super::set_up;
use crate::memory::write_register;
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
    set_up(&nrf::START);
}

#[unsafe(no_mangle)]
extern "C" fn th_console_open_nrf51() {
    set_up(&OPEN);
}

#[unsafe(no_mangle)]
extern "C" fn th_console_write_nrf51(bytes: *const u8, count: u32) {
    nrf::write(bytes, count);
}

#[unsafe(no_mangle)]
extern "C" fn th_clock_nrf51() -> u64 {
    nrf::clock()
}

#[unsafe(no_mangle)]
extern "C" fn th_clock_sleep_nrf51(time: u64) {
    nrf::sleep_until(time, th_clock_nrf51);
}

#[unsafe(no_mangle)]
extern "C" fn th_pin_output_nrf51(pin: u32) {
    nrf::output::<1>(pin);
}

#[unsafe(no_mangle)]
extern "C" fn th_pin_write_nrf51(pin: u32, high: bool) {
    nrf::drive::<1>(pin, high);
}

#[unsafe(no_mangle)]
extern "C" fn th_pin_toggle_nrf51(pin: u32) {
    nrf::drive::<1>(pin, !nrf::is_driven::<1>(pin));
}

#[unsafe(no_mangle)]
extern "C" fn th_pin_input_nrf51(pin: u32, pull: u32) {
    nrf::input::<1>(pin, pull);
}

#[unsafe(no_mangle)]
extern "C" fn th_pin_read_nrf51(pin: u32) -> bool {
    nrf::read::<1>(pin)
}

/// 3 rows (P0.13 to 15, high when lit) of 9 columns (P0.04 to 12, low when lit).
static DISPLAY: Display<3> = Display::new();

const ROWS: u32 = 7 << 13;
const COLUMNS: u32 = 0x1FF << 4;

/// Each pixel is lit for 5 of 15 ms.
const PERIOD: u32 = 5000;

/// Row and column (row << 4 | column) of each pixel, line by line.
static PIXELS: [u8; 25] = [
    0x00, 0x13, 0x01, 0x14, 0x02, //
    0x23, 0x24, 0x25, 0x26, 0x27, //
    0x11, 0x08, 0x12, 0x28, 0x10, //
    0x07, 0x06, 0x05, 0x04, 0x03, //
    0x22, 0x16, 0x20, 0x15, 0x21, //
];

#[unsafe(naked)]
#[unsafe(no_mangle)]
extern "C" fn th_timer1_nrf51() {
    core::arch::naked_asm!("ldr r0, ={display}", "ldr r0, [r0]", "bx r0", display = sym DISPLAY)
}

extern "C" fn refresh() {
    let (row, lit) = DISPLAY.next_row();
    write_register(OUTCLR, ROWS);
    write_register(OUTSET, COLUMNS);
    write_register(OUTCLR, lit << 4);
    write_register(OUTSET, 1 << (13 + row));
}

/// The row's columns and the bit of a pixel; `None` outside of the display.
fn pixel(x: i32, y: i32) -> Option<(&'static Cell<u16>, u16)> {
    if !(0..5).contains(&x) || !(0..5).contains(&y) {
        return None;
    }
    let place = PIXELS.get((5 * y + x) as usize)?;
    Some((DISPLAY.row(usize::from(place >> 4))?, 1 << (place & 15)))
}

#[unsafe(no_mangle)]
extern "C" fn th_display_set_nrf51(x: i32, y: i32, on: bool) {
    DISPLAY.open(refresh, PERIOD, &[Write(DIRSET, ROWS | COLUMNS)]);
    nrf::light(pixel(x, y), on);
}

#[unsafe(no_mangle)]
extern "C" fn th_display_get_nrf51(x: i32, y: i32) -> bool {
    pixel(x, y).is_some_and(|(row, bit)| row.get() & bit != 0)
}

#[unsafe(no_mangle)]
extern "C" fn th_display_clear_nrf51() {
    DISPLAY.clear();
}
