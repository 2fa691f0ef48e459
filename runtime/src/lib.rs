//! The runtime: what a compiled program finds on the board.
//!
//! Comes in: calls from compiled code by the rows of [`abi`]; a memory map by linker symbols. Goes out: a static archive, each
//! function in a section of its own, of which an image takes what it reaches. Always holds: no function panics, throws or
//! calls compiled code, but for start-up (`thimble_main`) and the report of an uncaught exception (`thimble_describe`).
//!
//! On the host the same sources are an ordinary library, so that the parts that touch no device can be tested there.

#![cfg_attr(target_os = "none", no_std)]
// The runtime is addresses and registers; memory.rs says by which contract.
#![allow(unsafe_code)]
#![allow(clippy::precedence, reason = "`x + 3 & !3` is how sizes are rounded")]

pub mod abi;
pub mod arrays;
#[cfg(target_os = "none")]
mod chip;
pub mod console;
pub mod errors;
pub mod heap;
pub mod memory;
pub mod numbers;
pub mod objects;
#[cfg(target_os = "none")]
mod signatures;
#[cfg(target_os = "none")]
mod soft;
#[cfg(target_os = "none")]
mod start;
pub mod strings;
pub mod tables;
#[cfg(target_os = "none")]
mod time;
pub mod words;

/// Never linked: nothing that panics is reachable, which a test proves. The core library asks for it.
#[cfg(target_os = "none")]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {
        core::hint::spin_loop();
    }
}
