//! Integer operations that the core has no instruction for; division itself is in `soft/divide.s`.

/// See `abi.rs`.
#[cfg(not(target_os = "none"))]
pub extern "C" fn th_i32_rem(a: i32, b: i32) -> i32 {
    if b == 0 { 0 } else { a.wrapping_rem(b) }
}

/// See `abi.rs`.
#[cfg(not(target_os = "none"))]
pub extern "C" fn th_u32_rem(a: u32, b: u32) -> u32 {
    if b == 0 { 0 } else { a % b }
}

#[cfg(target_os = "none")]
mod on_target {
    unsafe extern "C" {
        /// See `abi.rs`.
        pub safe fn th_i32_rem(a: i32, b: i32) -> i32;
        /// See `abi.rs`.
        pub safe fn th_u32_rem(a: u32, b: u32) -> u32;
    }
}
#[cfg(target_os = "none")]
pub use on_target::*;

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_clz32(a: u32) -> u32 {
    a.leading_zeros()
}
