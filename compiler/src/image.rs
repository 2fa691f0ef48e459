//! Code, the prebuilt runtime and a board become an [`Image`].
//!
//! In: [`Code`], [`Objects`] (the runtime), the [`Options`] with their board. Out: an [`Image`] with every byte at its address, or a
//! [`LinkError`]. What the vector table does not reach is not in the image. Same input, same bytes.
//! Writers turn an image into files: [`elf`], [`uf2`], [`hex`], [`map`], and the flat [`Image::flash`].

use crate::code::Code;
use crate::options::Options;
use crate::source::Span;
use thimble_boards::Board;

pub mod dwarf;
pub mod elf;
pub mod hex;
pub mod lines;
pub mod map;
pub mod objects;
mod pieces;
mod place;
mod prune;
mod relocate;
mod runtime;
mod second_stage;
mod tables;
pub mod uf2;
mod usage;

#[cfg(test)]
mod tests;

pub use lines::Lines;
pub use objects::Objects;
pub use runtime::runtime;
pub use usage::{Owner, Usage};

use pieces::{BUILD, Part, Piece, Pieces, Target};
use place::Layout;

/// Why there is no image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkError {
    /// The program is larger than the board.
    DoesNotFit {
        /// What it would use.
        usage: Usage,
        /// The ten largest owners, largest first.
        largest: Vec<Owner>,
    },
    /// Something that is reached is defined nowhere: a broken runtime or a bug of an earlier stage.
    Undefined {
        /// The missing symbol.
        symbol: String,
        /// The section that refers to it.
        from: String,
    },
    /// Two definitions of equal standing.
    Duplicate {
        /// The symbol.
        symbol: String,
    },
    /// An address that cannot be written where it is wanted.
    Relocation {
        /// The section that holds the place.
        from: String,
        /// The place in it.
        offset: u32,
        /// What is wrong.
        why: String,
    },
}

impl std::fmt::Display for LinkError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LinkError::DoesNotFit { usage, .. } => write!(f, "the program does not fit: {usage}"),
            LinkError::Undefined { symbol, from } => write!(f, "`{symbol}`, which `{from}` needs, is defined nowhere"),
            LinkError::Duplicate { symbol } => write!(f, "`{symbol}` is defined twice"),
            LinkError::Relocation { from, offset, why } => write!(f, "in `{from}` at byte {offset}: {why}"),
        }
    }
}

impl std::error::Error for LinkError {}

/// A finished program: what lies where, and what it is called.
#[derive(Debug, Clone)]
pub struct Image {
    /// Start of flash on this board.
    pub flash_start: u32,
    /// Every byte of flash from its start to the last one used.
    pub flash: Vec<u8>,
    /// Stretches of memory as an ELF describes them, by address.
    pub segments: Vec<Segment>,
    /// What is called how, by address.
    pub symbols: Vec<Symbol>,
    /// The reset handler, without Thumb bit.
    pub entry: u32,
    /// What tells this image from others and stands in it, for its reports of errors to name: a checksum of its other bytes. `None`
    /// where nothing in it reports errors.
    pub build: Option<u32>,
    /// Compiled functions, by address.
    pub functions: Vec<PlacedFunction>,
    /// Bytes used of what the board has.
    pub usage: Usage,
    /// Who uses them, largest first.
    pub owners: Vec<Owner>,
}

/// A stretch of memory with one purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// `.text`, `.rodata`, `.data`, `.roots`, `.bss`.
    pub name: &'static str,
    /// Where the program sees it.
    pub address: u32,
    /// Where its bytes lie in flash; equal to `address` except for `.data`. Without meaning for zeroed memory.
    pub load: u32,
    /// Contents; empty for zeroed memory.
    pub bytes: Vec<u8>,
    /// Size in bytes.
    pub size: u32,
}

/// A name for an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// The name.
    pub name: String,
    /// The address, without Thumb bit.
    pub address: u32,
    /// Size in bytes, 0 where unknown.
    pub size: u32,
    /// What is there.
    pub kind: SymbolKind,
}

/// What a symbol names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolKind {
    /// Thumb code.
    Function,
    /// Data.
    Object,
    /// A boundary in the memory map.
    Boundary,
}

/// A compiled function at its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedFunction {
    /// Its name as the programmer knows it.
    pub name: String,
    /// First address.
    pub start: u32,
    /// One past the last address.
    pub end: u32,
    /// Source positions, ascending by address; each holds up to the next one.
    pub lines: Vec<(u32, Span)>,
    /// Stretches that are no instructions, `start..end`, ascending.
    pub data: Vec<(u32, u32)>,
}

impl Image {
    /// The address of a symbol.
    pub fn symbol(&self, name: &str) -> Option<u32> {
        self.symbols.iter().find(|s| s.name == name).map(|s| s.address)
    }}

/// Links a program.
pub fn link(code: &Code, runtime: &Objects, options: &Options) -> Result<Image, LinkError> {
    let board = &options.board;
    let mut pieces = pieces::gather(code, runtime, options)?;
    if options.collect_always {
        collect_always(&mut pieces);
    }
    let reached = prune::prune(&pieces)?;
    let layout = place::place(&pieces, &reached, board, options.heap);
    let owners = usage::owners(&pieces, &layout);
    let usage = usage::usage(&layout, board);
    if !usage.fits() {
        return Err(LinkError::DoesNotFit { usage, largest: owners.into_iter().take(10).collect() });
    }
    let mut flash = flash(&pieces, &layout, board)?;
    let build = sign(&mut flash, &layout, board);
    Ok(Image {
        flash_start: board.flash.start,
        segments: segments(&flash, &layout, board),
        symbols: symbols(&pieces, &layout),
        entry: reset_handler(&flash, board),
        build,
        functions: placed_functions(&pieces, &layout),
        flash,
        usage,
        owners,
    })
}

/// The runtime's switch for collecting at every allocation: a zeroed word, here made an initialised one that holds 1.
fn collect_always(pieces: &mut Pieces<'_>) {
    const SWITCH: &str = "th_gc_stress";
    if let Some(index) = pieces.find(SWITCH) {
        let piece = &mut pieces.list[index];
        assert_eq!(piece.size, 4, "{SWITCH} is a word in a section of its own");
        piece.bytes = &[1, 0, 0, 0];
        if piece.part == Part::Bss {
            piece.part = Part::Data;
        }
    }
}

/// Every byte of flash, addresses filled in.
fn flash(pieces: &Pieces<'_>, layout: &Layout, board: &Board) -> Result<Vec<u8>, LinkError> {
    let mut flash = vec![0; (layout.flash_end - u64::from(board.flash.start)) as usize];
    let mut put = |load: u32, bytes: &[u8]| {
        let at = (load - board.flash.start) as usize;
        flash[at..at + bytes.len()].copy_from_slice(bytes);
    };
    for (piece, address) in pieces.list.iter().zip(&layout.addresses) {
        let Some(address) = *address else { continue };
        match piece.part {
            Part::Roots | Part::Bss => {}
            Part::Data => put(address - layout.symbols["__data_start"] + layout.symbols["__data_load"], &relocated(piece, address, layout)?),
            Part::SecondStage => put(address, &second_stage::finish(&relocated(piece, address, layout)?)),
            Part::Vectors | Part::RuntimeText | Part::CompiledText | Part::ReadOnly => put(address, &relocated(piece, address, layout)?),
        }
    }
    for (start, end, table) in [
        ("__unwind_start", "__unwind_end", tables::unwind(pieces, layout)),
        ("__handlers_start", "__handlers_end", tables::handlers(pieces, layout)),
    ] {
        let (start, end) = (layout.symbols[start], layout.symbols[end]);
        if start != end {
            assert_eq!(table.len() as u32, end - start, "a table has the size that was set aside for it");
            put(start, &table);
        }
    }
    Ok(flash)
}

/// Writes the checksum of everything where the image wants to know it; the word was zero.
fn sign(flash: &mut [u8], layout: &Layout, board: &Board) -> Option<u32> {
    let at = (layout.symbols.get(BUILD)? - board.flash.start) as usize;
    let build = second_stage::crc32(flash);
    flash[at..at + 4].copy_from_slice(&build.to_le_bytes());
    Some(build)
}

/// The contents of a placed piece with its references written in.
fn relocated(piece: &Piece<'_>, address: u32, layout: &Layout) -> Result<Vec<u8>, LinkError> {
    let mut bytes = piece.bytes.to_vec();
    for reference in &piece.references {
        let (symbol, thumb) = match reference.target {
            Target::Piece { piece, offset, thumb, .. } => match layout.addresses[piece] {
                Some(base) => (base + offset, thumb),
                None => (0, false),
            },
            Target::Linker(name) => (layout.symbols[name], false),
            Target::Nothing => (0, false),
            Target::Undefined(name) => unreachable!("pruning refuses the undefined symbol {name}"),
            Target::Unknown(number) => unreachable!("pruning refuses relocation {number}"),
        };
        let place = address + reference.offset;
        relocate::apply(reference.patch, &mut bytes, reference.offset, place, symbol, thumb, reference.addend)
            .map_err(|why| LinkError::Relocation { from: piece.name.to_string(), offset: reference.offset, why })?;
    }
    Ok(bytes)
}

/// Word 1 of the vector table.
fn reset_handler(flash: &[u8], board: &Board) -> u32 {
    let at = board.second_stage as usize + 4;
    let word = flash.get(at..at + 4).expect("a vector table has at least a stack pointer and a reset handler");
    u32::from_le_bytes([word[0], word[1], word[2], word[3]]) & !1
}

fn segments(flash: &[u8], layout: &Layout, board: &Board) -> Vec<Segment> {
    let at = |name: &str| layout.symbols[name];
    let in_flash = |name, start: u32, end: u32, address| {
        let (from, to) = (start - board.flash.start, end - board.flash.start);
        Segment { name, address, load: start, bytes: flash[from as usize..to as usize].to_vec(), size: end - start }
    };
    let zeroed = |name, start: u32, end: u32| Segment { name, address: start, load: start, bytes: Vec::new(), size: end - start };
    let data_size = at("__data_end") - at("__data_start");
    vec![
        in_flash(".text", board.flash.start, layout.read_only_start, board.flash.start),
        in_flash(".rodata", layout.read_only_start, at("__data_load"), layout.read_only_start),
        in_flash(".data", at("__data_load"), at("__data_load") + data_size, at("__data_start")),
        zeroed(".roots", at("__roots_start"), at("__roots_end")),
        zeroed(".bss", at("__bss_start"), at("__bss_end")),
    ]
}

fn symbols(pieces: &Pieces<'_>, layout: &Layout) -> Vec<Symbol> {
    let mut symbols: Vec<Symbol> = pieces
        .definitions()
        .into_iter()
        .filter_map(|d| {
            let address = layout.addresses[d.piece]? + d.offset;
            let kind = if d.thumb { SymbolKind::Function } else { SymbolKind::Object };
            Some(Symbol { name: d.name.to_string(), address, size: d.size, kind })
        })
        .collect();
    symbols.extend(
        layout.symbols.iter().map(|(name, address)| Symbol { name: name.to_string(), address: *address, size: 0, kind: SymbolKind::Boundary }),
    );
    symbols.sort_by(|a, b| (a.address, &a.name).cmp(&(b.address, &b.name)));
    symbols
}

fn placed_functions(pieces: &Pieces<'_>, layout: &Layout) -> Vec<PlacedFunction> {
    pieces
        .list
        .iter()
        .zip(&layout.addresses)
        .filter_map(|(piece, address)| {
            let (start, function) = ((*address)?, piece.function?);
            Some(PlacedFunction {
                name: function.display_name.clone(),
                start,
                end: start + piece.size,
                lines: function.lines.iter().map(|(offset, span)| (start + offset, *span)).collect(),
                data: function.data.iter().map(|(from, to)| (start + from, start + to)).collect(),
            })
        })
        .collect()
}
