//! Exceptions: from a throw to its handler by tables, without cost for code that does not throw.
//!
//! Compiled functions have frames of a fixed size: from low to high addresses `frame` words, saved r8..r11, saved r4..r7, lr; on ARMv7E-M,
//! which pushes all in one, saved r4..r11, lr.
//! Two tables, sorted by address, describe them (the linker writes both):
//! `__unwind_start..__unwind_end`: u32 start, u16 frame words, u16 saved registers (bit n = rn, bit 14 = lr);
//! `__handlers_start..__handlers_end`: u32 return address of a call inside `try`, u32 landing pad.

use super::origin;
use super::report::report_uncaught;
use crate::memory::{load, load16};
use crate::words::Word;
use core::ptr::addr_of;

unsafe extern "C" {
    static __code_start: u8;
    static __code_end: u8;
    static __unwind_start: u8;
    static __unwind_end: u8;
    static __handlers_start: u8;
    static __handlers_end: u8;
}

/// A place in compiled code that called: where it goes on, and its stack pointer at the call.
#[derive(Clone, Copy)]
pub struct Frame {
    /// The return address, Thumb bit cleared.
    pub return_address: u32,
    /// The stack pointer as it was at the call.
    pub stack: u32,
}

/// Saved registers in the order of a frame.
type Registers = [u32; 8];

/// See `abi.rs`.
#[cfg(armv7em)]
#[unsafe(naked)]
#[unsafe(no_mangle)]
pub extern "C" fn th_throw(value: Word) -> ! {
    core::arch::naked_asm!("mov r1, sp", "mov r2, lr", "push {{r4-r11}}", "mov r3, sp", "bl {throw}", throw = sym throw_from)
}

/// See `abi.rs`.
#[cfg(not(armv7em))]
#[unsafe(naked)]
#[unsafe(no_mangle)]
pub extern "C" fn th_throw(value: Word) -> ! {
    core::arch::naked_asm!(
        "mov r1, sp",
        "mov r2, lr",
        "push {{r4-r7}}",
        "mov r4, r8",
        "mov r5, r9",
        "mov r6, r10",
        "mov r7, r11",
        "push {{r4-r7}}",
        "mov r3, sp",
        "bl {throw}",
        throw = sym throw_from,
    )
}

extern "C" fn throw_from(value: Word, stack: u32, return_address: u32, registers: &mut Registers) -> ! {
    let origin = Frame { return_address: return_address & !1, stack };
    origin::thrown(value, origin.return_address);
    let mut frame = origin;
    while handler_of(frame).is_none() {
        match caller_of(frame, None) {
            Some(caller) => frame = caller,
            None => report_uncaught(value, origin),
        }
    }
    frame = origin;
    loop {
        if let Some(landing) = handler_of(frame) {
            resume(value, frame.stack, landing | 1, registers);
        }
        match caller_of(frame, Some(registers)) {
            Some(caller) => frame = caller,
            None => report_uncaught(value, origin),
        }
    }
}

/// Goes on at a landing pad with all registers as they were at its call.
#[cfg(armv7em)]
#[unsafe(naked)]
extern "C" fn resume(value: Word, stack: u32, landing: u32, registers: &Registers) -> ! {
    core::arch::naked_asm!("ldmia r3, {{r4-r11}}", "mov sp, r1", "bx r2")
}

/// Goes on at a landing pad with all registers as they were at its call.
#[cfg(not(armv7em))]
#[unsafe(naked)]
extern "C" fn resume(value: Word, stack: u32, landing: u32, registers: &Registers) -> ! {
    core::arch::naked_asm!(
        "ldmia r3!, {{r4-r7}}",
        "mov r8, r4",
        "mov r9, r5",
        "mov r10, r6",
        "mov r11, r7",
        "ldmia r3!, {{r4-r7}}",
        "mov sp, r1",
        "bx r2",
    )
}

/// Whether an address is one of compiled code.
pub fn is_compiled(address: u32) -> bool {
    address.wrapping_sub(addr_of!(__code_start) as u32) < addr_of!(__code_end) as u32 - addr_of!(__code_start) as u32
}

/// The last row (of 8 bytes) of a sorted table whose first word is at most `address`.
fn row_at_or_before(start: u32, end: u32, address: u32) -> Option<u32> {
    let (mut low, mut high) = (0, (end - start) / 8);
    while low < high {
        let middle = (low + high) / 2;
        if load(start + 8 * middle) <= address {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    (low > 0).then(|| start + 8 * (low - 1))
}

/// The landing pad for a call, if it stands in a `try`.
fn handler_of(frame: Frame) -> Option<u32> {
    let row = row_at_or_before(addr_of!(__handlers_start) as u32, addr_of!(__handlers_end) as u32, frame.return_address)?;
    (load(row) == frame.return_address).then(|| load(row + 4))
}

/// The frame of the function that called this frame's function; `None` outside of compiled code. Restores the registers that
/// this frame's function saved.
pub fn caller_of(frame: Frame, registers: Option<&mut Registers>) -> Option<Frame> {
    // The call may be the last instruction of its function, so the return address may belong to the next one.
    let call = frame.return_address - 2;
    if !is_compiled(call) {
        return None;
    }
    let row = row_at_or_before(addr_of!(__unwind_start) as u32, addr_of!(__unwind_end) as u32, call)?;
    let saved = u32::from(load16(row + 6));
    let mut slot = frame.stack + 4 * u32::from(load16(row + 4));
    let mut unused = [0; 8];
    let registers = registers.unwrap_or(&mut unused);
    // r8..r11 lie below r4..r7: bits 8 to 11 first, then 4 to 7; or all by their numbers.
    let order = if cfg!(armv7em) { saved >> 4 & 0xFF } else { saved >> 8 & 15 | saved & 0xF0 };
    for (bit, register) in registers.iter_mut().enumerate() {
        if order >> bit & 1 != 0 {
            *register = load(slot);
            slot += 4;
        }
    }
    if saved & 1 << 14 == 0 {
        return None;
    }
    let caller = Frame { return_address: load(slot) & !1, stack: slot + 4 };
    is_compiled(caller.return_address - 2).then_some(caller)
}
