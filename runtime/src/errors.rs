//! Ends that a program does not want, and exceptions.
//!
//! On the board see `errors/unwind.rs` (exceptions) and `errors/report.rs` (what is printed at the end).

#[cfg(target_os = "none")]
mod origin;
#[cfg(target_os = "none")]
mod report;
#[cfg(target_os = "none")]
mod unwind;

#[cfg(target_os = "none")]
pub use report::{out_of_memory, th_rejected, th_uncaught};
#[cfg(target_os = "none")]
pub use unwind::th_throw;

/// The heap is full of live objects; on the host a test fails.
#[cfg(not(target_os = "none"))]
pub fn out_of_memory() -> ! {
    panic!("out of memory")
}
