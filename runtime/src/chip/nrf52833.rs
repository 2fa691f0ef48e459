//! nRF52833 (BBC micro:bit v2): 64 MHz, UART on P0.06/P1.08, TIMER0 as clock, TIMER1 for the display.
//!
//! Registers: see `nrf.rs`. Pins: lancaster-university/codal-microbit-v2, model/MicroBitIO.cpp.

use super::Step::{self, Write};
use super::nrf::{self, DIRSET, Display, OUTCLR, OUTSET, PORT, UART};
use super::{set_up, take_core};
use crate::memory::write_register;
use core::cell::Cell;

// Exceptions, then interrupts up to TIMER1 (9), as on the nRF51.
core::arch::global_asm!(
    ".syntax unified",
    ".section .vectors.nrf52833, \"a\"",
    ".balign 256",
    ".global th_vectors_nrf52833",
    ".type th_vectors_nrf52833, %object",
    "th_vectors_nrf52833:",
    ".word __stack_top",
    ".word th_start",
    ".rept 23",
    ".word th_hard_fault",
    ".endr",
    ".word th_timer1_nrf52833",
    ".size th_vectors_nrf52833, . - th_vectors_nrf52833",
);

unsafe extern "C" {
    static th_vectors_nrf52833: u32;
}

/// TX high and an output before the UART takes the pin; 115,200 baud. The byte-wise UART answers at the UARTE's address once it is
/// enabled as such; it takes bytes from flash, which EasyDMA does not.
static OPEN: [Step; 7] = [
    Write(OUTSET, 1 << 6),
    Write(DIRSET, 1 << 6),
    Write(UART + 0x50C, 6),
    Write(UART + 0x514, 40),
    Write(UART + 0x524, 0x01D7_E000),
    Write(UART + 0x500, 4),
    Write(UART + 0x008, 1),
];

#[unsafe(no_mangle)]
extern "C" fn th_chip_start_nrf52833() {
    take_core(&raw const th_vectors_nrf52833);
    set_up(&nrf::START);
}

#[unsafe(no_mangle)]
extern "C" fn th_console_open_nrf52833() {
    set_up(&OPEN);
}

#[unsafe(no_mangle)]
extern "C" fn th_console_write_nrf52833(bytes: *const u8, count: u32) {
    nrf::write(bytes, count);
}

#[unsafe(no_mangle)]
extern "C" fn th_clock_nrf52833() -> u64 {
    nrf::clock()
}

#[unsafe(no_mangle)]
extern "C" fn th_clock_sleep_nrf52833(time: u64) {
    nrf::sleep_until(time, th_clock_nrf52833);
}

#[unsafe(no_mangle)]
extern "C" fn th_pin_output_nrf52833(pin: u32) {
    nrf::output::<2>(pin);
}

#[unsafe(no_mangle)]
extern "C" fn th_pin_write_nrf52833(pin: u32, high: bool) {
    nrf::drive::<2>(pin, high);
}

#[unsafe(no_mangle)]
extern "C" fn th_pin_toggle_nrf52833(pin: u32) {
    nrf::drive::<2>(pin, !nrf::is_driven::<2>(pin));
}

#[unsafe(no_mangle)]
extern "C" fn th_pin_input_nrf52833(pin: u32, pull: u32) {
    nrf::input::<2>(pin, pull);
}

#[unsafe(no_mangle)]
extern "C" fn th_pin_read_nrf52833(pin: u32) -> bool {
    nrf::read::<2>(pin)
}

/// 5 rows (high when lit) of 5 columns (low when lit), one of these on port 1.
static DISPLAY: Display<5> = Display::new();

/// Each pixel is lit for 3 of 15 ms.
const PERIOD: u32 = 3000;

/// Pin of each row, all on port 0.
static ROW_PINS: [u8; 5] = [21, 22, 15, 24, 19];
const ROWS: u32 = 1 << 21 | 1 << 22 | 1 << 15 | 1 << 24 | 1 << 19;
/// Columns on port 0 (0, 1, 2 and 4) and on port 1 (3).
const COLUMNS: u32 = 1 << 28 | 1 << 11 | 1 << 31 | 1 << 30;
const COLUMNS_OF_PORT_1: u32 = 1 << 5;

#[unsafe(naked)]
#[unsafe(no_mangle)]
extern "C" fn th_timer1_nrf52833() {
    core::arch::naked_asm!("ldr r0, ={display}", "ldr r0, [r0]", "bx r0", display = sym DISPLAY)
}

extern "C" fn refresh() {
    let (row, lit) = DISPLAY.next_row();
    write_register(OUTCLR, ROWS);
    write_register(OUTSET, COLUMNS);
    write_register(OUTSET + PORT, COLUMNS_OF_PORT_1);
    write_register(OUTCLR, (lit & 1) << 28 | (lit >> 1 & 1) << 11 | (lit >> 2 & 1) << 31 | (lit >> 4 & 1) << 30);
    write_register(OUTCLR + PORT, (lit >> 3 & 1) << 5);
    write_register(OUTSET, ROW_PINS.get(usize::from(row)).map_or(0, |pin| 1 << (pin & 31)));
}

/// The row's columns and the bit of a pixel; `None` outside of the display.
fn pixel(x: i32, y: i32) -> Option<(&'static Cell<u16>, u16)> {
    if !(0..5).contains(&x) || !(0..5).contains(&y) {
        return None;
    }
    Some((DISPLAY.row(y as usize)?, 1 << x))
}

#[unsafe(no_mangle)]
extern "C" fn th_display_set_nrf52833(x: i32, y: i32, on: bool) {
    DISPLAY.open(refresh, PERIOD, &[Write(DIRSET, ROWS | COLUMNS), Write(DIRSET + PORT, COLUMNS_OF_PORT_1)]);
    nrf::light(pixel(x, y), on);
}

#[unsafe(no_mangle)]
extern "C" fn th_display_get_nrf52833(x: i32, y: i32) -> bool {
    pixel(x, y).is_some_and(|(row, bit)| row.get() & bit != 0)
}

#[unsafe(no_mangle)]
extern "C" fn th_display_clear_nrf52833() {
    DISPLAY.clear();
}
