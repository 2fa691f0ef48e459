//! STM32F405 (Adafruit Feather): 168 MHz from the 12 MHz crystal or, where that does not start, 16 MHz from the internal oscillator;
//! USART3 on PB10/PB11, SysTick every millisecond as clock.
//!
//! Register addresses and sequences: RM0090, chapters 3.9 (flash), 7.3 (clocks), 8.4 (GPIO), 30.6 (USART); SysTick: DDI 0403, B3.3.

use super::{PATIENCE, sleep, take_core};
use crate::memory::{read_register, write_register};
use core::cell::Cell;

// Exceptions; of the interrupts none is used.
core::arch::global_asm!(
    ".syntax unified",
    ".section .vectors.stm32f405, \"a\"",
    ".balign 512",
    ".global th_vectors_stm32f405",
    ".type th_vectors_stm32f405, %object",
    "th_vectors_stm32f405:",
    ".word __stack_top",
    ".word th_start",
    ".rept 13",
    ".word th_hard_fault",
    ".endr",
    ".word th_tick_stm32f405",
    ".size th_vectors_stm32f405, . - th_vectors_stm32f405",
);

unsafe extern "C" {
    static th_vectors_stm32f405: u32;
}

const RCC: u32 = 0x4002_3800;
const RCC_PLL: u32 = RCC + 0x04;
const RCC_CONFIGURATION: u32 = RCC + 0x08;
const RCC_AHB1: u32 = RCC + 0x30;
const RCC_APB1: u32 = RCC + 0x40;
const FLASH_ACCESS: u32 = 0x4002_3C00;
const USART3: u32 = 0x4000_4800;
const GPIO: u32 = 0x4002_0000;
const GPIOB: u32 = GPIO + 0x400;
const SYSTICK: u32 = 0xE000_E010;

/// Megahertz of the core, and milliseconds since start.
struct Clock {
    megahertz: Cell<u32>,
    ticks: Cell<u64>,
}

// SAFETY: the interrupt alone writes `ticks`; whoever reads it reads until two readings agree.
unsafe impl Sync for Clock {}

static CLOCK: Clock = Clock { megahertz: Cell::new(0), ticks: Cell::new(0) };

fn set(register: u32, bits: u32) {
    write_register(register, read_register(register) | bits);
}

fn clear(register: u32, bits: u32) {
    write_register(register, read_register(register) & !bits);
}

/// Waits (with patience) until the bits of `mask` read as `bits`; says whether they do.
fn becomes(register: u32, mask: u32, bits: u32) -> bool {
    (0..PATIENCE).any(|_| read_register(register) & mask == bits)
}

/// A boot loader may have left the PLL running: back to the internal oscillator first.
fn leave_pll() {
    set(RCC, 1);
    becomes(RCC, 2, 2);
    write_register(RCC_CONFIGURATION, 0);
    becomes(RCC_CONFIGURATION, 12, 0);
    clear(RCC, 1 << 24);
}

/// 12 MHz / 12 * 336 / 2 = 168 MHz, APB1 at a quarter, APB2 at half of it; five wait states with caches and prefetch. (Voltage scale 1, which
/// this asks for, is what reset leaves.) Says whether it runs.
fn enter_pll() -> bool {
    set(RCC, 1 << 16);
    if !becomes(RCC, 1 << 17, 1 << 17) {
        return false;
    }
    write_register(RCC_PLL, 7 << 24 | 1 << 22 | 336 << 6 | 12);
    set(RCC, 1 << 24);
    if !becomes(RCC, 1 << 25, 1 << 25) {
        return false;
    }
    write_register(FLASH_ACCESS, 7 << 8 | 5);
    write_register(RCC_CONFIGURATION, 4 << 13 | 5 << 10 | 2);
    becomes(RCC_CONFIGURATION, 12, 8)
}

#[unsafe(no_mangle)]
extern "C" fn th_chip_start_stm32f405() {
    write_register(SYSTICK, 0);
    take_core(&raw const th_vectors_stm32f405);
    leave_pll();
    CLOCK.megahertz.set(if enter_pll() { 168 } else { 16 });
    write_register(SYSTICK + 4, CLOCK.megahertz.get() * 1000 - 1);
    write_register(SYSTICK + 8, 0);
    write_register(SYSTICK, 7);
}

/// PB10 and PB11 are USART3 (function 7), the receiving one pulled up; 115,200 baud from APB1, 8 bits.
#[unsafe(no_mangle)]
extern "C" fn th_console_open_stm32f405() {
    set(RCC_AHB1, 1 << 1);
    set(RCC_APB1, 1 << 18);
    set(GPIOB + 0x24, 7 << 8 | 7 << 12);
    set(GPIOB + 0x0C, 1 << 22);
    set(GPIOB, 2 << 20 | 2 << 22);
    write_register(USART3 + 0x08, if CLOCK.megahertz.get() == 168 { 365 } else { 139 });
    write_register(USART3 + 0x0C, 1 << 13 | 1 << 3 | 1 << 2);
}

/// Waits behind each byte until it is on its way: the program may end after the last one.
#[unsafe(no_mangle)]
extern "C" fn th_console_write_stm32f405(bytes: *const u8, count: u32) {
    for at in 0..count {
        // SAFETY: `at` is below `count`, as the caller has promised bytes.
        let byte = unsafe { bytes.add(at as usize).read() };
        write_register(USART3 + 4, byte.into());
        while read_register(USART3) & 1 << 7 == 0 {}
    }
}

#[unsafe(no_mangle)]
extern "C" fn th_tick_stm32f405() {
    CLOCK.ticks.set(CLOCK.ticks.get() + 1);
}

/// Milliseconds since start, as the interrupt has counted them.
fn ticks() -> u64 {
    loop {
        // SAFETY: reads a static; volatile, because the interrupt changes it.
        let (first, second) = unsafe { (CLOCK.ticks.as_ptr().read_volatile(), CLOCK.ticks.as_ptr().read_volatile()) };
        if first == second {
            return first;
        }
    }
}

/// Interrupts are on here, so a tick that is due is counted before the second reading.
#[unsafe(no_mangle)]
extern "C" fn th_clock_stm32f405() -> u64 {
    loop {
        let before = ticks();
        let left = read_register(SYSTICK + 8);
        if ticks() == before {
            let megahertz = CLOCK.megahertz.get();
            return before * 1000 + u64::from((megahertz * 1000 - 1).saturating_sub(left) / megahertz);
        }
    }
}

/// Sleeps until the next tick, unless the time comes before it. (A tick just between the question and sleeping makes it wake one tick
/// late; JavaScript's times are never exact.)
#[unsafe(no_mangle)]
extern "C" fn th_clock_sleep_stm32f405(time: u64) {
    if (ticks() + 1) * 1000 <= time {
        sleep();
    }
}

/// The registers of a pin's port, its clock on, and the pin's number in it. Sixteen pins a port.
fn port(pin: u32) -> (u32, u32) {
    let port = pin >> 4 & 15;
    set(RCC_AHB1, 1 << port);
    // The clock takes two cycles to arrive (ES0182, "Delay after an RCC peripheral clock enabling"): read it back.
    read_register(RCC_AHB1);
    (GPIO + 0x400 * port, pin & 15)
}

/// Two bits for each pin of a port.
fn put_pair(register: u32, pin: u32, bits: u32) {
    write_register(register, read_register(register) & !(3 << (2 * pin)) | bits << (2 * pin));
}

#[unsafe(no_mangle)]
extern "C" fn th_pin_output_stm32f405(pin: u32) {
    let (base, pin) = port(pin);
    put_pair(base, pin, 1);
}

#[unsafe(no_mangle)]
extern "C" fn th_pin_write_stm32f405(pin: u32, high: bool) {
    let bit = pin & 15 | if high { 0 } else { 16 };
    write_register(GPIO + 0x400 * (pin >> 4 & 15) + 0x18, 1 << bit);
}

#[unsafe(no_mangle)]
extern "C" fn th_pin_toggle_stm32f405(pin: u32) {
    let high = read_register(GPIO + 0x400 * (pin >> 4 & 15) + 0x14) >> (pin & 15) & 1 != 0;
    th_pin_write_stm32f405(pin, !high);
}

/// Pull 1 up, 2 down, as the register has it.
#[unsafe(no_mangle)]
extern "C" fn th_pin_input_stm32f405(pin: u32, pull: u32) {
    let (base, pin) = port(pin);
    put_pair(base + 0x0C, pin, if pull <= 2 { pull } else { 0 });
    put_pair(base, pin, 0);
}

#[unsafe(no_mangle)]
extern "C" fn th_pin_read_stm32f405(pin: u32) -> bool {
    read_register(GPIO + 0x400 * (pin >> 4 & 15) + 0x10) >> (pin & 15) & 1 != 0
}
