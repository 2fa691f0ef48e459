//! RP2040 (Raspberry Pi Pico): 125 MHz from the 12 MHz crystal, UART0 on GP0/GP1, the 64-bit microsecond timer.
//!
//! Register addresses and sequences: RP2040 datasheet, sections 2.13 to 2.20 (clocks, resets, GPIO), 4.2 (UART), 4.6 (timer),
//! 4.10 (flash interface). Registers have aliases at +0x2000 (set bits) and +0x3000 (clear bits).

use super::Step::{self, Await, Write};
use super::{INTERRUPT_CLEAR_PENDING, INTERRUPT_DISABLE, INTERRUPT_ENABLE, mask_interrupts, set_up, sleep, unmask_interrupts};
use crate::memory::{read_register, write_register};

// The second-stage boot loader: the ROM copies 256 bytes from the start of flash into RAM and runs them, if their CRC (bytes
// 252 to 255, which our linker writes) is right. Sets up execution from flash with the read command 03h, which every flash chip
// understands, at a quarter of the system clock; then starts the program at 0x10000100 like a reset would.
core::arch::global_asm!(
    ".syntax unified",
    ".section .boot2, \"ax\"",
    ".balign 256",
    ".global th_boot2_rp2040",
    ".type th_boot2_rp2040, %object",
    "th_boot2_rp2040:",
    "ldr r0, =0x18000000", // SSI
    "movs r1, #0",
    "str r1, [r0, #0x08]", // SSIENR: off while it is changed
    "movs r1, #4",
    "str r1, [r0, #0x14]", // BAUDR: clk_sys / 4
    "ldr r1, =0x001F0300", // CTRLR0: 32-bit frames, EEPROM read mode
    "str r1, [r0]",
    "movs r1, #0",
    "str r1, [r0, #0x04]", // CTRLR1: one frame
    "ldr r1, =0x03000218", // SPI_CTRLR0: command 03h, 8 bits of it, 24 of address
    "movs r2, #0xF4",
    "str r1, [r0, r2]",
    "movs r1, #1",
    "str r1, [r0, #0x08]", // SSIENR: on
    "ldr r0, =0x10000100",
    "ldr r1, =0xE000ED08", // VTOR
    "str r0, [r1]",
    "ldr r1, [r0]",
    "ldr r0, [r0, #4]",
    "msr msp, r1",
    "bx r0",
    ".balign 4",
    ".pool",
    ".space 252 - (. - th_boot2_rp2040)",
    ".size th_boot2_rp2040, 252",
    // Exceptions and the timer's interrupt. Sleeping wakes with interrupts masked, so no handler is ever entered on the chip; but
    // rp2040js enters one whatever the mask, so there is one that does no harm.
    ".section .vectors.rp2040, \"a\"",
    ".balign 256",
    ".global th_vectors_rp2040",
    ".type th_vectors_rp2040, %object",
    "th_vectors_rp2040:",
    ".word __stack_top",
    ".word th_start",
    ".rept 14",
    ".word th_hard_fault",
    ".endr",
    ".word th_timer_rp2040",
    ".size th_vectors_rp2040, . - th_vectors_rp2040",
);

const RESETS_CLEAR: u32 = 0x4000_F000;
const RESET_DONE: u32 = 0x4000_C008;
const CLOCKS: u32 = 0x4000_8000;
const XOSC: u32 = 0x4002_4000;
const PLL_SYS: u32 = 0x4002_8000;
const CLEAR: u32 = 0x3000;
const WATCHDOG_TICK: u32 = 0x4005_802C;
const UART: u32 = 0x4003_4000;
const TIMER: u32 = 0x4005_4000;
const IO_BANK: u32 = 0x4001_4000;
const PADS: u32 = 0x4001_C000;
const SIO: u32 = 0xD000_0000;

/// IO_BANK0, PADS_BANK0, PLL_SYS, TIMER, UART0.
const USED: u32 = 1 << 5 | 1 << 8 | 1 << 12 | 1 << 21 | 1 << 22;

/// FUNCSEL of a pin: UART, SIO.
const FUNCTION_UART: u32 = 2;
const FUNCTION_SIO: u32 = 5;

/// Clocks: crystal, PLL at 1500 MHz / 6 / 2 = 125 MHz, peripherals likewise, timer tick every 12 crystal periods.
static START: [Step; 20] = [
    Write(RESETS_CLEAR, USED),
    Await(RESET_DONE, USED),
    Write(XOSC, 0xAA0),
    Write(XOSC + 0x0C, 47),
    Write(XOSC, 0xFA_BAA0),
    Await(XOSC + 0x04, 1 << 31),
    Write(CLOCKS + 0x30, 2),
    Await(CLOCKS + 0x38, 1 << 2),
    Write(CLOCKS + 0x3C, 0),
    Await(CLOCKS + 0x44, 1),
    Write(PLL_SYS, 1),
    Write(PLL_SYS + 0x08, 125),
    Write(PLL_SYS + 0x04 + CLEAR, 0x21),
    Await(PLL_SYS, 1 << 31),
    Write(PLL_SYS + 0x0C, 6 << 16 | 2 << 12),
    Write(PLL_SYS + 0x04 + CLEAR, 0x08),
    Write(CLOCKS + 0x3C, 1),
    Await(CLOCKS + 0x44, 2),
    Write(CLOCKS + 0x48, 1 << 11),
    Write(WATCHDOG_TICK, 1 << 9 | 12),
];

/// 125 MHz / 16 / (67 + 52/64) = 115,207 baud; 8 bits, FIFO.
static OPEN: [Step; 6] = [
    Write(UART + 0x24, 67),
    Write(UART + 0x28, 52),
    Write(UART + 0x2C, 0x70),
    Write(UART + 0x30, 0x301),
    Write(IO_BANK + 0x04, FUNCTION_UART),
    Write(IO_BANK + 0x0C, FUNCTION_UART),
];

#[unsafe(no_mangle)]
extern "C" fn th_chip_start_rp2040() {
    set_up(&START);
}

#[unsafe(no_mangle)]
extern "C" fn th_console_open_rp2040() {
    set_up(&OPEN);
}

#[unsafe(no_mangle)]
extern "C" fn th_console_write_rp2040(bytes: *const u8, count: u32) {
    for at in 0..count {
        while read_register(UART + 0x18) & 1 << 5 != 0 {}
        // SAFETY: `at` is below `count`, as the caller has promised bytes.
        let byte = unsafe { bytes.add(at as usize).read() };
        write_register(UART, byte.into());
    }
}

#[unsafe(no_mangle)]
extern "C" fn th_clock_rp2040() -> u64 {
    loop {
        let high = read_register(TIMER + 0x24);
        let low = read_register(TIMER + 0x28);
        if read_register(TIMER + 0x24) == high {
            return u64::from(high) << 32 | u64::from(low);
        }
    }
}

/// The interrupt of alarm 0: acknowledges it.
#[unsafe(naked)]
#[unsafe(no_mangle)]
extern "C" fn th_timer_rp2040() {
    core::arch::naked_asm!("ldr r0, ={status}", "movs r1, #1", "str r1, [r0]", "bx lr", status = const TIMER + 0x34)
}

#[unsafe(no_mangle)]
extern "C" fn th_clock_sleep_rp2040(time: u64) {
    mask_interrupts();
    write_register(TIMER + 0x38, 1);
    write_register(TIMER + 0x10, time as u32);
    write_register(INTERRUPT_ENABLE, 1);
    // Not for the last microseconds: rp2040js rings an alarm early by a fraction of one, and then never for what is left.
    if th_clock_rp2040() + 2 < time {
        sleep();
    }
    write_register(TIMER + 0x20, 1);
    write_register(TIMER + 0x34, 1);
    write_register(INTERRUPT_DISABLE, 1);
    write_register(INTERRUPT_CLEAR_PENDING, 1);
    unmask_interrupts();
}

#[unsafe(no_mangle)]
extern "C" fn th_pin_output_rp2040(pin: u32) {
    write_register(IO_BANK + 8 * pin + 4, FUNCTION_SIO);
    write_register(SIO + 0x24, 1 << (pin & 31));
}

#[unsafe(no_mangle)]
extern "C" fn th_pin_write_rp2040(pin: u32, high: bool) {
    write_register(SIO + if high { 0x14 } else { 0x18 }, 1 << (pin & 31));
}

#[unsafe(no_mangle)]
extern "C" fn th_pin_toggle_rp2040(pin: u32) {
    write_register(SIO + 0x1C, 1 << (pin & 31));
}

/// Pad register: input enabled (bit 6), 4 mA (bit 4), Schmitt trigger (bit 1), pull-up (bit 3), pull-down (bit 2).
#[unsafe(no_mangle)]
extern "C" fn th_pin_input_rp2040(pin: u32, pull: u32) {
    let pulls = match pull {
        1 => 1 << 3,
        2 => 1 << 2,
        _ => 0,
    };
    write_register(PADS + 4 * pin + 4, 1 << 6 | 1 << 4 | 1 << 1 | pulls);
    write_register(SIO + 0x28, 1 << (pin & 31));
    write_register(IO_BANK + 8 * pin + 4, FUNCTION_SIO);
}

#[unsafe(no_mangle)]
extern "C" fn th_pin_read_rp2040(pin: u32) -> bool {
    read_register(SIO + 0x04) >> (pin & 31) & 1 != 0
}
