//! What differs from chip to chip: vectors, clocks, console, time, pins. One file per chip.
//!
//! One archive serves all chips of a core. A function of which every chip has its own is declared here without suffix and defined in
//! each chip's file with the chip's name behind it; the linker joins them (the rule stands in `abi.rs`):
//! `th_chip_start`, `th_console_open`, `th_console_write`, `th_clock`, `th_clock_sleep`, the pins and the display.
//! Which pin is the LED comes from the compiler; which pins the console uses is decided here.

use crate::memory::{read_register, write_register};

mod nrf;
#[cfg(not(armv7em))]
mod nrf51;
#[cfg(armv7em)]
mod nrf52833;
#[cfg(not(armv7em))]
mod rp2040;
#[cfg(armv7em)]
mod stm32f405;

/// Where RAM begins on every chip so far, and with it the stack's end.
pub const RAM_START: u32 = 0x2000_0000;

#[allow(missing_docs, reason = "rows of abi.rs")]
mod declared {
    unsafe extern "C" {
        pub fn th_pin_output(pin: u32);
        pub fn th_pin_write(pin: u32, high: bool);
        pub fn th_pin_toggle(pin: u32);
        pub fn th_pin_input(pin: u32, pull: u32);
        pub fn th_pin_read(pin: u32) -> bool;
        pub fn th_display_set(x: i32, y: i32, on: bool);
        pub fn th_display_get(x: i32, y: i32) -> bool;
        pub fn th_display_clear();
    }
}
pub use declared::*;

/// Masks all interrupts; WFI wakes for a pending one all the same.
#[inline(always)]
fn mask_interrupts() {
    // SAFETY: undone by `unmask_interrupts`.
    unsafe { core::arch::asm!("cpsid i", options(nostack, preserves_flags)) };
}

/// Lets interrupts in again.
#[inline(always)]
fn unmask_interrupts() {
    // SAFETY: as they were from the start.
    unsafe { core::arch::asm!("cpsie i", options(nostack, preserves_flags)) };
}

/// Sleeps until an interrupt is pending.
#[inline(always)]
fn sleep() {
    // SAFETY: sleeps.
    unsafe { core::arch::asm!("wfi", options(nostack, preserves_flags)) };
}

/// Set-enable, clear-enable and clear-pending registers of the interrupt controller (ARMv6-M, B3.4).
const INTERRUPT_ENABLE: u32 = 0xE000_E100;
const INTERRUPT_DISABLE: u32 = 0xE000_E180;
const INTERRUPT_CLEAR_PENDING: u32 = 0xE000_E280;

/// Polls at most so often for a condition that the hardware owes us; then goes on without it rather than hang.
const PATIENCE: u32 = 100_000;

/// One step of setting up a chip.
enum Step {
    /// Writes a value to a register.
    Write(u32, u32),
    /// Waits (with patience) until all these bits of a register are set.
    Await(u32, u32),
}

/// Takes steps in order.
fn set_up(steps: &[Step]) {
    for step in steps {
        match *step {
            Step::Write(register, value) => write_register(register, value),
            Step::Await(register, bits) => {
                let mut polls = 0;
                while read_register(register) & bits != bits && polls < PATIENCE {
                    polls += 1;
                }
            }
        }
    }
}

/// Interrupts to our vectors and none from before; the FPU on, its registers left alone by exceptions: no handler uses them, and a
/// frame has the same size always (DDI 0403, B3.2.5 VTOR, B3.2.20 CPACR, B3.2.21 FPCCR, B3.4 NVIC).
#[cfg(armv7em)]
fn take_core(vectors: *const u32) {
    mask_interrupts();
    write_register(0xE000_ED08, vectors as u32);
    for line in 0..3 {
        write_register(INTERRUPT_DISABLE + 4 * line, u32::MAX);
        write_register(INTERRUPT_CLEAR_PENDING + 4 * line, u32::MAX);
    }
    write_register(0xE000_ED88, 0xF << 20);
    write_register(0xE000_EF34, 0);
    // SAFETY: waits until the next instruction sees the above.
    unsafe { core::arch::asm!("dsb", "isb", options(nostack, preserves_flags)) };
    unmask_interrupts();
}
