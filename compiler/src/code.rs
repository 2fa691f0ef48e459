//! Code: machine code and data as relocatable sections, before anything has an address.
//!
//! `thumb` makes a [`Section`] of every compiled function, `clif` one of every data object (string literals,
//! descriptors, statics); `image` adds the prebuilt runtime's sections, drops what is not reached and places the rest.
//! One section holds exactly one symbol, so pruning sections is pruning symbols.
//! Section order in [`Code`] is deterministic: it follows the Ir, never a hash map.

use crate::source::Span;

/// The name of the function that start-up calls. Brackets tell stack traces that the programmer did not write it.
pub const START: &str = "<start>";

/// Everything the compiled program itself contributes to an image.
#[derive(Debug, Default, Clone)]
pub struct Code {
    /// One per function and data object.
    pub sections: Vec<Section>,
}

/// A relocatable piece of code or data with the symbol that names it.
#[derive(Debug, Clone)]
pub struct Section {
    /// The symbol at offset 0; unique in the program.
    pub name: String,
    /// Where it will lie.
    pub kind: SectionKind,
    /// Contents; empty for [`SectionKind::Roots`] and [`SectionKind::Bss`].
    pub bytes: Vec<u8>,
    /// Size in bytes; equals `bytes.len()` wherever there are contents.
    pub size: u32,
    /// Alignment in bytes, a power of two.
    pub align: u32,
    /// Places to patch, ascending by offset.
    pub relocations: Vec<Relocation>,
    /// For functions only.
    pub function: Option<FunctionInfo>,
    /// Whom a person would blame for these bytes (function, class or literal), for size reports.
    pub owner: String,
}

/// Which part of the memory map a section belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKind {
    /// Thumb instructions and their literal pools.
    Text,
    /// Constants in flash.
    ReadOnly,
    /// Initialised RAM, copied from flash at start-up.
    Data,
    /// Zeroed RAM that holds words the collector must trace.
    Roots,
    /// Zeroed RAM without references.
    Bss,
}

/// What `image` needs of a function beside its bytes.
#[derive(Debug, Clone, Default)]
pub struct FunctionInfo {
    /// Its name as the programmer knows it (`Body.advance`), for stack traces.
    pub display_name: String,
    /// Words of locals and spill slots below the saved registers.
    pub frame_words: u16,
    /// Bit n: rn is saved in the prologue (n = 4..=11); bit 14: lr is saved.
    pub saved: u16,
    /// Calls that may land elsewhere when the callee throws.
    pub handlers: Vec<Handler>,
    /// Source positions, ascending by offset; each holds up to the next one.
    pub lines: Vec<(u32, Span)>,
    /// Stretches of the section that are no instructions (literal pools, jump tables), `start..end`, ascending.
    pub data: Vec<(u32, u32)>,
}

/// A call inside `try`: where control goes when the callee throws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handler {
    /// Offset of the instruction after the call.
    pub return_offset: u32,
    /// Offset of the landing pad; entered with the thrown word in r0.
    pub landing_offset: u32,
}

/// One place in a section that holds an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relocation {
    /// Byte offset in the section.
    pub offset: u32,
    /// How the address is stored.
    pub kind: RelocationKind,
    /// The symbol referred to.
    pub target: String,
    /// Added to the symbol's address.
    pub addend: i32,
}

/// The relocations that occur (Arm ELF ABI, IHI 0044, section 5.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelocationKind {
    /// 32-bit address; the Thumb bit is set when the target is a function.
    Abs32,
    /// `BL` (R_ARM_THM_CALL).
    ThumbCall,
    /// `B.W` (R_ARM_THM_JUMP24), ARMv7-M only.
    ThumbJump24,
    /// `MOVW` (R_ARM_THM_MOVW_ABS_NC), ARMv7-M only.
    MovwAbs,
    /// `MOVT` (R_ARM_THM_MOVT_ABS), ARMv7-M only.
    MovtAbs,
}
