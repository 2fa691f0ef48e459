//! The map of an image as text (`--emit map`): segments, then symbols by address, then owners by size.
//!
//! In: an [`Image`]. Out: one line each; addresses in hexadecimal, sizes in bytes.

use std::fmt::Write;

use super::{Image, SymbolKind};

/// The whole text.
pub fn write(image: &Image) -> String {
    let mut out = String::from("segments\n");
    for segment in &image.segments {
        let load = if segment.load == segment.address { String::new() } else { format!("  loaded from {:#010x}", segment.load) };
        let _ = writeln!(out, "  {:#010x} {:>7}  {}{load}", segment.address, segment.size, segment.name);
    }
    out.push_str("symbols\n");
    for symbol in &image.symbols {
        let size = if symbol.kind == SymbolKind::Boundary { String::new() } else { symbol.size.to_string() };
        let _ = writeln!(out, "  {:#010x} {size:>7}  {}", symbol.address, symbol.name);
    }
    let _ = writeln!(out, "owners\n  {:>10} {:>7}", "flash", "RAM");
    for owner in &image.owners {
        let _ = writeln!(out, "  {:>10} {:>7}  {}", owner.flash, owner.ram, owner.name);
    }
    out
}
