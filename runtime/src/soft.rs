//! Arithmetic that the core has no instructions for, in hand-written Thumb: division, doubles, memory blocks.
//!
//! Names and conventions are those of the Arm runtime ABI (IHI 0043) where it has one.

unsafe extern "C" {
    /// See `abi.rs`.
    pub fn __aeabi_idiv(a: i32, b: i32) -> i32;
    /// See `abi.rs`.
    pub fn __aeabi_uidiv(a: u32, b: u32) -> u32;
    /// See `abi.rs`.
    pub fn __aeabi_dadd(a: f64, b: f64) -> f64;
    /// See `abi.rs`.
    pub fn __aeabi_dsub(a: f64, b: f64) -> f64;
    /// See `abi.rs`.
    pub fn __aeabi_dmul(a: f64, b: f64) -> f64;
    /// See `abi.rs`.
    pub fn __aeabi_ddiv(a: f64, b: f64) -> f64;
    /// See `abi.rs`.
    pub fn __aeabi_dcmpeq(a: f64, b: f64) -> bool;
    /// See `abi.rs`.
    pub fn __aeabi_dcmplt(a: f64, b: f64) -> bool;
    /// See `abi.rs`.
    pub fn __aeabi_dcmple(a: f64, b: f64) -> bool;
    /// See `abi.rs`.
    pub fn __aeabi_dcmpgt(a: f64, b: f64) -> bool;
    /// See `abi.rs`.
    pub fn __aeabi_dcmpge(a: f64, b: f64) -> bool;
    /// See `abi.rs`.
    pub fn __aeabi_dcmpun(a: f64, b: f64) -> bool;
    /// See `abi.rs`.
    pub fn __aeabi_i2d(a: i32) -> f64;
    /// See `abi.rs`.
    pub fn __aeabi_ui2d(a: u32) -> f64;
    /// See `abi.rs`.
    pub fn __aeabi_d2iz(a: f64) -> i32;
    /// See `abi.rs`.
    pub fn __aeabi_d2uiz(a: f64) -> u32;
    /// See `abi.rs`.
    pub safe fn th_f64_sqrt(a: f64) -> f64;
    /// See `abi.rs`.
    pub safe fn th_f64_to_i32(a: f64) -> i32;
}

// ARMv7E-M divides by an instruction, and `compiler_builtins` has the routines that use it.
#[cfg(not(armv7em))]
core::arch::global_asm!(include_str!("soft/divide.s"), options(raw));
core::arch::global_asm!(include_str!("soft/blocks.s"), options(raw));
core::arch::global_asm!(include_str!("soft/pack.s"), options(raw));
core::arch::global_asm!(include_str!("soft/add.s"), options(raw));
#[cfg(not(armv7em))]
core::arch::global_asm!(concat!(include_str!("soft/product.s"), include_str!("soft/multiply.s")), options(raw));
#[cfg(armv7em)]
core::arch::global_asm!(concat!(include_str!("soft/product_v7em.s"), include_str!("soft/multiply.s")), options(raw));
core::arch::global_asm!(include_str!("soft/quotient.s"), options(raw));
core::arch::global_asm!(include_str!("soft/root.s"), options(raw));
core::arch::global_asm!(include_str!("soft/compare.s"), options(raw));
core::arch::global_asm!(include_str!("soft/integer.s"), options(raw));
core::arch::global_asm!(include_str!("soft/convert.s"), options(raw));
