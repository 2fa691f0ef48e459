//! Integer operations that the core has no instruction for; where it has none for division either, that is in `soft/divide.s`.

/// See `abi.rs`.
#[cfg(any(not(target_os = "none"), armv7em))]
#[cfg_attr(armv7em, unsafe(no_mangle))]
pub extern "C" fn th_i32_rem(a: i32, b: i32) -> i32 {
    if b == 0 { 0 } else { a.wrapping_rem(b) }
}

/// See `abi.rs`.
#[cfg(any(not(target_os = "none"), armv7em))]
#[cfg_attr(armv7em, unsafe(no_mangle))]
pub extern "C" fn th_u32_rem(a: u32, b: u32) -> u32 {
    if b == 0 { 0 } else { a % b }
}

#[cfg(all(target_os = "none", not(armv7em)))]
mod on_target {
    unsafe extern "C" {
        /// See `abi.rs`.
        pub safe fn th_i32_rem(a: i32, b: i32) -> i32;
        /// See `abi.rs`.
        pub safe fn th_u32_rem(a: u32, b: u32) -> u32;
    }
}
#[cfg(all(target_os = "none", not(armv7em)))]
pub use on_target::*;

/// See `abi.rs`.
#[unsafe(no_mangle)]
pub extern "C" fn th_clz32(a: u32) -> u32 {
    a.leading_zeros()
}
