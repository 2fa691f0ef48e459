//! Reports of unwanted ends: one frame of stderr text, the line `Uncaught …`, then a line for each caller, then exit status 1.
//!
//! ```text
//! Uncaught RangeError: index 7 is outside 0..3
//!     at 0x10000abc
//!     in build 0x2f5a11c4
//! ```
//! The build is what the linker made of the image's bytes, so that nobody looks up addresses in another one.
//! Addresses are those of call instructions' second half (return address minus 2) or of the instruction that faulted.

use super::origin;
use super::unwind::{Frame, caller_of, is_compiled};
use crate::chip::RAM_START;
use crate::console::Output;
use crate::memory::{load, load16};
use crate::start::th_exit;
use crate::words::{Ref, Word};
use core::ptr::addr_of;

unsafe extern "C" {
    fn thimble_describe(value: Word) -> Ref;
    static __stack_top: u32;
    static __build: u32;
}

/// Callers printed at most.
const DEPTH: u32 = 16;

/// Bytes at the stack's top that the report of a stack overflow uses for itself.
const REPORT_STACK: u32 = 512;

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_uncaught(value: Word) -> ! {
    // Looked up before the description, which may collect.
    let (thrown, rejecters) = (origin::place_of(value), origin::rejecters(value));
    let mut output = describe(value);
    match thrown {
        Some(place) => line(&mut output, place),
        None => rejecters.for_each(|place| line(&mut output, place)),
    }
    end(output)
}

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_rejected(value: Word) {
    origin::rejected(value, find_caller(stack_pointer()));
}

/// An exception that nobody catches; `origin` is where it was thrown last.
pub fn report_uncaught(value: Word, origin: Frame) -> ! {
    let first = origin::place_of(value).filter(|place| *place != origin.return_address);
    let mut output = describe(value);
    if let Some(place) = first {
        line(&mut output, place);
    }
    trace(&mut output, Some(origin), stack_top());
    end(output)
}

/// The report's first line.
fn describe(value: Word) -> Output {
    // SAFETY: compiled code, which keeps the calling convention and does not throw here.
    let text = unsafe { thimble_describe(value) };
    let mut output = begin();
    output.string(text);
    output.byte(b'\n');
    output
}

/// The heap is full.
pub fn out_of_memory() -> ! {
    let mut output = begin();
    output.text("Error: out of memory\n");
    trace(&mut output, find_caller(stack_pointer()), stack_top());
    end(output)
}

/// The handler of all faults. On a stack overflow the hardware could not save anything and the stack pointer is useless: then, and
/// when there is little room left, takes one at the stack's top, where the oldest frames are.
#[unsafe(naked)]
#[unsafe(no_mangle)]
pub extern "C" fn th_hard_fault() -> ! {
    core::arch::naked_asm!(
        "mov r0, sp",
        "ldr r1, ={room}",
        "cmp r0, r1",
        "bhs 1f",
        "ldr r1, =__stack_top",
        "mov sp, r1",
        "1: bl {report}",
        room = const RAM_START + REPORT_STACK,
        report = sym report_fault,
    )
}

/// `frame` is where the hardware has put (or could not put) r0-r3, r12, lr, pc, xPSR.
extern "C" fn report_fault(frame: u32) -> ! {
    let mut output = begin();
    let limit = if frame < RAM_START + REPORT_STACK { stack_top() - REPORT_STACK } else { stack_top() };
    if frame < RAM_START {
        output.text("RangeError: Maximum call stack size exceeded\n");
        trace(&mut output, find_caller(RAM_START), limit);
    } else {
        output.text("Error: hardware fault\n");
        let (pc, stack) = (load(frame + 24), frame + 32);
        let origin = if is_compiled(pc) { Some(Frame { return_address: pc + 2, stack }) } else { find_caller(stack) };
        trace(&mut output, origin, limit);
    }
    end(output)
}

#[inline(always)]
fn stack_pointer() -> u32 {
    let stack: u32;
    // SAFETY: reads a register.
    unsafe { core::arch::asm!("mov {}, sp", out(reg) stack, options(nomem, nostack, preserves_flags)) };
    stack
}

fn stack_top() -> u32 {
    addr_of!(__stack_top) as u32
}

fn begin() -> Output {
    let mut output = Output::new();
    output.begin_error();
    output.text("Uncaught ");
    output
}

fn end(mut output: Output) -> ! {
    // SAFETY: the linker lays a word there.
    numbered(&mut output, "    in build 0x", unsafe { __build });
    output.end_error();
    th_exit(1)
}

/// The line for a place that called.
fn line(output: &mut Output, return_address: u32) {
    numbered(output, "    at 0x", return_address - 2);
}

/// A line that ends with a number. One copy: every image has this.
#[inline(never)]
fn numbered(output: &mut Output, lead: &str, number: u32) {
    output.text(lead);
    output.hex(number);
    output.byte(b'\n');
}

/// Prints a frame and its callers, as long as they lie below `limit`.
fn trace(output: &mut Output, mut frame: Option<Frame>, limit: u32) {
    let mut lines = 0;
    while let Some(at) = frame
        && lines < DEPTH
    {
        line(output, at.return_address);
        frame = if at.stack < limit { caller_of(at, None) } else { None };
        lines += 1;
    }
}

/// The innermost compiled frame above `stack`: the first word that is an address right behind a call in compiled code. The
/// runtime saves lr above everything else of its frames, so the caller's frame begins behind it.
fn find_caller(stack: u32) -> Option<Frame> {
    let mut slot = stack;
    while slot < stack_top() {
        let word = load(slot);
        if word & 1 != 0 && is_compiled(word - 1) && is_compiled(word - 5) && follows_call(word - 1) {
            return Some(Frame { return_address: word - 1, stack: slot + 4 });
        }
        slot += 4;
    }
    None
}

/// Whether the instruction before `address` is BL (11110… 11x1…) or BLX with a register (0100 0111 1…).
fn follows_call(address: u32) -> bool {
    let last = load16(address - 2);
    last & 0xFF87 == 0x4780 || last & 0xD000 == 0xD000 && load16(address - 4) & 0xF800 == 0xF000
}
