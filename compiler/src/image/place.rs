//! Giving addresses to what is kept.
//!
//! In: [`Pieces`], what is [`Reached`], the board. Out: [`Layout`]. The same input always gives the same addresses.
//!
//! ```text
//! flash  second stage │ vectors │ runtime text │ compiled text │ read-only │ unwind │ handlers │ build │ initial .data
//! RAM    stack (grows down) │ .data │ roots │ .bss │ heap … end of RAM
//! ```
//! The stack lies at the very start of RAM so that overflowing it faults instead of overwriting something.
//! Read-only pieces are placed by falling alignment, so that hardly any byte is lost between them.

use std::collections::BTreeMap;

use super::pieces::{BUILD, Part, Pieces};
use super::prune::Reached;
use thimble_boards::Board;

/// Bytes of one row of the unwind and of the handler table.
pub(crate) const TABLE_ROW: u32 = 8;

/// Where everything lies.
pub(crate) struct Layout {
    /// By piece: its address, if it is kept. `.data` pieces have their address in RAM.
    pub(crate) addresses: Vec<Option<u32>>,
    /// The linker's own symbols.
    pub(crate) symbols: BTreeMap<&'static str, u32>,
    /// Start of the read-only part, for the section headers of an ELF.
    pub(crate) read_only_start: u32,
    /// One past the last byte of flash that is used.
    pub(crate) flash_end: u64,
    /// One past the last byte of RAM that is not heap.
    pub(crate) ram_end: u64,
}

/// A run of addresses being handed out.
struct Cursor(u64);

impl Cursor {
    fn align(&mut self, align: u32) -> u32 {
        self.0 = self.0.next_multiple_of(u64::from(align.max(1)));
        self.0 as u32
    }

    fn take(&mut self, size: u32, align: u32) -> u32 {
        let start = self.align(align);
        self.0 += u64::from(size);
        start
    }
}

/// Places everything. Addresses may lie past the board's memory: the caller compares the ends.
pub(crate) fn place(pieces: &Pieces<'_>, reached: &Reached, board: &Board, heap: Option<u32>) -> Layout {
    let mut layout = Layout {
        addresses: vec![None; pieces.list.len()],
        symbols: BTreeMap::new(),
        read_only_start: 0,
        flash_end: 0,
        ram_end: 0,
    };
    let data_size = place_ram(&mut layout, pieces, reached, board, heap);
    place_flash(&mut layout, pieces, reached, board, data_size);
    layout
}

/// Kept pieces of one part, in their order.
fn kept<'p>(pieces: &'p Pieces<'_>, reached: &'p Reached, part: Part) -> impl Iterator<Item = usize> + use<'p> {
    (0..pieces.list.len()).filter(move |i| reached.pieces[*i] && pieces.list[*i].part == part)
}

fn place_all(layout: &mut Layout, cursor: &mut Cursor, pieces: &Pieces<'_>, order: impl Iterator<Item = usize>) {
    for index in order {
        let piece = &pieces.list[index];
        layout.addresses[index] = Some(cursor.take(piece.size, piece.align));
    }
}

/// RAM; gives the size of `.data`.
fn place_ram(layout: &mut Layout, pieces: &Pieces<'_>, reached: &Reached, board: &Board, heap: Option<u32>) -> u32 {
    let mut cursor = Cursor(u64::from(board.ram.start) + u64::from(board.stack));
    layout.symbols.insert("__stack_top", cursor.align(8));
    for (part, start, end) in [
        (Part::Data, "__data_start", "__data_end"),
        (Part::Roots, "__roots_start", "__roots_end"),
        (Part::Bss, "__bss_start", "__bss_end"),
    ] {
        let align = kept(pieces, reached, part).map(|i| pieces.list[i].align).max().unwrap_or(1).max(4);
        layout.symbols.insert(start, cursor.align(align));
        place_all(layout, &mut cursor, pieces, kept(pieces, reached, part));
        layout.symbols.insert(end, cursor.align(4));
    }
    let heap_start = cursor.align(8);
    layout.ram_end = cursor.0;
    let ram_end = board.ram.end() as u32;
    let heap_end = heap.map_or(ram_end, |bytes| heap_start.saturating_add(bytes & !3).min(ram_end));
    layout.symbols.insert("__heap_start", heap_start);
    layout.symbols.insert("__heap_end", heap_end);
    layout.symbols["__data_end"] - layout.symbols["__data_start"]
}

fn place_flash(layout: &mut Layout, pieces: &Pieces<'_>, reached: &Reached, board: &Board, data_size: u32) {
    let mut cursor = Cursor(u64::from(board.flash.start));
    if let Some(index) = pieces.second_stage {
        layout.addresses[index] = Some(cursor.take(board.second_stage, 4));
    }
    for part in [Part::Vectors, Part::RuntimeText] {
        place_all(layout, &mut cursor, pieces, kept(pieces, reached, part));
    }
    layout.symbols.insert("__code_start", cursor.align(4));
    place_all(layout, &mut cursor, pieces, kept(pieces, reached, Part::CompiledText));
    layout.symbols.insert("__code_end", cursor.align(4));
    let mut read_only: Vec<usize> = kept(pieces, reached, Part::ReadOnly).collect();
    read_only.sort_by_key(|i| std::cmp::Reverse(pieces.list[*i].align));
    layout.read_only_start = cursor.align(read_only.first().map_or(4, |i| pieces.list[*i].align.max(4)));
    place_all(layout, &mut cursor, pieces, read_only.into_iter());
    for (start, end, rows) in [
        ("__unwind_start", "__unwind_end", unwind_rows(pieces, reached)),
        ("__handlers_start", "__handlers_end", handler_rows(pieces, reached)),
    ] {
        // A table that nothing reads is not there.
        let rows = if reached.linker_symbols.contains(&start) { rows } else { 0 };
        layout.symbols.insert(start, cursor.take(rows * TABLE_ROW, 4));
        layout.symbols.insert(end, cursor.align(4));
    }
    if reached.linker_symbols.contains(&BUILD) {
        layout.symbols.insert(BUILD, cursor.take(4, 4));
    }
    layout.symbols.insert("__data_load", cursor.take(data_size, 4));
    layout.flash_end = cursor.0;
}

fn unwind_rows(pieces: &Pieces<'_>, reached: &Reached) -> u32 {
    kept(pieces, reached, Part::CompiledText).filter(|i| pieces.list[*i].function.is_some()).count() as u32
}

fn handler_rows(pieces: &Pieces<'_>, reached: &Reached) -> u32 {
    let handlers = |i: usize| pieces.list[i].function.map_or(0, |f| f.handlers.len());
    kept(pieces, reached, Part::CompiledText).map(handlers).sum::<usize>() as u32
}
