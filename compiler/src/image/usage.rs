//! How much of the board a program uses, and who uses it.
//!
//! In: placed pieces. Out: [`Usage`] for the line that every build prints, and [`Owner`]s for the report when a program does not fit.
//! Initialised variables count in flash and in RAM, because they lie in both.

use std::collections::BTreeMap;

use super::pieces::{Part, Pieces};
use super::place::Layout;
use thimble_boards::Board;

/// Bytes used of what the board has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// Bytes of flash.
    pub flash: u64,
    /// Bytes of flash on the board.
    pub flash_size: u32,
    /// Bytes of variables, without stack and heap.
    pub statics: u64,
    /// Bytes set aside for the stack.
    pub stack: u32,
    /// Bytes of RAM on the board.
    pub ram_size: u32,
}

/// A function, class, literal or part of the runtime with the bytes it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// Its name.
    pub name: String,
    /// Bytes of flash.
    pub flash: u32,
    /// Bytes of RAM.
    pub ram: u32,
}

impl Usage {
    /// RAM that is in use before the program allocates anything: stack and variables.
    pub fn ram(&self) -> u64 {
        self.statics + u64::from(self.stack)
    }

    /// What is left for objects.
    pub fn heap(&self) -> u64 {
        u64::from(self.ram_size).saturating_sub(self.ram())
    }

    /// Whether the board is large enough.
    pub fn fits(&self) -> bool {
        self.flash <= u64::from(self.flash_size) && self.ram() <= u64::from(self.ram_size)
    }
}

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "flash {} of {} bytes, ", self.flash, self.flash_size)?;
        write!(f, "RAM {} of {} bytes (stack {}, variables {})", self.ram(), self.ram_size, self.stack, self.statics)
    }
}

/// Adds up a layout.
pub(crate) fn usage(layout: &Layout, board: &Board) -> Usage {
    Usage {
        flash: layout.flash_end - u64::from(board.flash.start),
        flash_size: board.flash.size,
        statics: layout.ram_end - u64::from(board.ram.start) - u64::from(board.stack),
        stack: board.stack,
        ram_size: board.ram.size,
    }
}

/// Everybody with at least one byte, largest in flash and RAM together first, equals by name.
pub(crate) fn owners(pieces: &Pieces<'_>, layout: &Layout) -> Vec<Owner> {
    let mut by_name: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for (piece, address) in pieces.list.iter().zip(&layout.addresses) {
        if address.is_none() || piece.size == 0 {
            continue;
        }
        let name = piece.owner.map_or_else(|| runtime_owner(piece.name), str::to_string);
        let (flash, ram) = by_name.entry(name).or_default();
        match piece.part {
            Part::Data => (*flash, *ram) = (*flash + piece.size, *ram + piece.size),
            Part::Roots | Part::Bss => *ram += piece.size,
            _ => *flash += piece.size,
        }
    }
    for (table, start, end) in [("unwind table", "__unwind_start", "__unwind_end"), ("handler table", "__handlers_start", "__handlers_end")] {
        let size = layout.symbols[end] - layout.symbols[start];
        if size > 0 {
            by_name.insert(table.to_string(), (size, 0));
        }
    }
    let mut owners: Vec<Owner> = by_name.into_iter().map(|(name, (flash, ram))| Owner { name, flash, ram }).collect();
    owners.sort_by_key(|o| std::cmp::Reverse(u64::from(o.flash) + u64::from(o.ram)));
    owners
}

/// Functions and data of the runtime by name; constants that have none together.
fn runtime_owner(piece: &str) -> String {
    match piece.split_once("_ZN") {
        Some((_, path)) => format!("runtime: {}", rust_path(path)),
        None => match piece.rsplit('.').next() {
            Some(symbol) if !piece.contains(".L") => format!("runtime: {symbol}"),
            _ => "runtime: constants".to_string(),
        },
    }
}

/// The path in a symbol of Rust's (The Rust reference's legacy mangling: each name behind its length, a hash last), without the
/// crate's own name and the names of closures.
fn rust_path(mut mangled: &str) -> String {
    let mut names = Vec::new();
    while let Some(end) = mangled.find(|c: char| !c.is_ascii_digit()) {
        let (length, rest) = mangled.split_at(end);
        let Some((name, rest)) = length.parse().ok().and_then(|length| rest.split_at_checked(length)) else { break };
        names.push(name);
        mangled = rest;
    }
    names.pop();
    names.retain(|name| *name != "thimble_runtime" && !name.contains("$u7b$"));
    names.join("::")
}
