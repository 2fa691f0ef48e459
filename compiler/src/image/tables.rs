//! The tables that throwing and stack traces read.
//!
//! In: kept compiled functions and their addresses. Out: the bytes of both tables, each sorted by address because functions are placed in
//! their order and handlers ascend within one.
//!
//! ```text
//! unwind    u32 start of function   u16 words of locals   u16 saved registers (bit n: rn, bit 14: lr)
//! handlers  u32 return address      u32 landing pad                         (no Thumb bits)
//! ```

use super::pieces::Pieces;
use super::place::Layout;
use crate::code::FunctionInfo;

/// Compiled functions with their addresses, ascending.
pub(crate) fn functions<'p>(pieces: &'p Pieces<'_>, layout: &'p Layout) -> impl Iterator<Item = (u32, &'p FunctionInfo)> {
    pieces.list.iter().zip(&layout.addresses).filter_map(|(piece, address)| Some(((*address)?, piece.function?)))
}

/// One row per compiled function.
pub(crate) fn unwind(pieces: &Pieces<'_>, layout: &Layout) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (start, function) in functions(pieces, layout) {
        bytes.extend(start.to_le_bytes());
        bytes.extend(function.frame_words.to_le_bytes());
        bytes.extend(function.saved.to_le_bytes());
    }
    bytes
}

/// One row per call inside a `try`.
pub(crate) fn handlers(pieces: &Pieces<'_>, layout: &Layout) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (start, function) in functions(pieces, layout) {
        assert!(
            function.handlers.is_sorted_by_key(|h| h.return_offset),
            "the handlers of {} do not ascend by return offset",
            function.display_name
        );
        for handler in &function.handlers {
            bytes.extend((start + handler.return_offset).to_le_bytes());
            bytes.extend((start + handler.landing_offset).to_le_bytes());
        }
    }
    bytes
}
