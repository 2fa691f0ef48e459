//! Checks at compile time that every row of [`crate::abi`] has a function with exactly that signature.

use crate::words::{Ref, Word};

macro_rules! rust_type {
    (word) => { Word };
    (reference) => { Ref };
    (i32) => { i32 };
    (u32) => { u32 };
    (f64) => { f64 };
    (bool) => { bool };
    (ptr) => { u32 };
    (void) => { () };
    (never) => { ! };
}

macro_rules! check {
    ($($(#[$doc:meta])* fn $name:ident($($parameter:ident: $type:ident),*) -> $result:ident, $effect:ident, $failure:ident;)*) => {
        $(const _: unsafe extern "C" fn($(rust_type!($type)),*) -> rust_type!($result) = $name;)*
    };
}

use crate::arrays::*;
use crate::chip::*;
use crate::console::*;
use crate::errors::*;
use crate::heap::*;
use crate::numbers::*;
use crate::soft::{
    __aeabi_d2iz, __aeabi_d2uiz, __aeabi_dadd, __aeabi_dcmpeq, __aeabi_dcmpge, __aeabi_dcmpgt, __aeabi_dcmple, __aeabi_dcmplt, __aeabi_dcmpun, __aeabi_ddiv,
    __aeabi_dmul, __aeabi_dsub, __aeabi_i2d, __aeabi_idiv, __aeabi_ui2d, __aeabi_uidiv,
};
use crate::start::*;
use crate::strings::*;
use crate::tables::*;
use crate::time::*;

crate::abi::runtime_functions!(check);
