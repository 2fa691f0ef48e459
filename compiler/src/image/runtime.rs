//! The prebuilt runtime, carried inside the compiler.
//!
//! In: a core. Out: its [`Objects`], read once from what the build script left.

use std::sync::OnceLock;

use super::Objects;
use thimble_boards::Core;

/// The runtime for a core.
pub fn runtime(core: Core) -> &'static Objects {
    static ARMV6M: OnceLock<Objects> = OnceLock::new();
    static ARMV7EM: OnceLock<Objects> = OnceLock::new();
    match core {
        Core::Armv6m => ARMV6M.get_or_init(|| read(include_bytes!(concat!(env!("OUT_DIR"), "/armv6m.o")))),
        Core::Armv7em => ARMV7EM.get_or_init(|| read(include_bytes!(concat!(env!("OUT_DIR"), "/armv7em.o")))),
    }
}

fn read(bytes: &[u8]) -> Objects {
    Objects::read(bytes).unwrap_or_else(|e| panic!("the embedded runtime cannot be read: {e}"))
}
