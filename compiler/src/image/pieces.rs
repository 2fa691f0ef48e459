//! Everything that could go into an image, with every reference resolved.
//!
//! In: [`Code`], the runtime's [`Objects`], the board and the options. Out: [`Pieces`]: sections of both in one list, each reference bound
//! to a piece, to a symbol that the linker itself makes, or to nothing. A compiled definition wins over the runtime's, a strong one
//! over a weak one. A reference to `X` means `X_semihosting` in an image built for semihosting, else `X_<chip>`, else `X`,
//! whichever is defined first in that order; so one runtime serves several chips.

use crate::hash::HashMap;

use super::objects::{ObjectPart, Objects, PartKind};
use super::relocate::{ObjectPatch, Patch, implicit_addend, object_patch, pc_bias};
use super::LinkError;
use crate::code::{Code, FunctionInfo, Section, SectionKind};
use crate::options::Options;

/// Name of the vector table, the root of every image.
pub(crate) const VECTORS: &str = "th_vectors";
/// Name of the second boot stage, a root where the board needs one.
const SECOND_STAGE: &str = "th_boot2";
/// Name of runtime sections that hold words the collector traces.
const ROOTS: &str = ".roots";

/// All candidates and their symbols.
pub(crate) struct Pieces<'a> {
    /// Compiled sections in their order, then the runtime's in theirs.
    pub(crate) list: Vec<Piece<'a>>,
    /// The vector table.
    pub(crate) vectors: usize,
    /// The second boot stage, where the board needs one.
    pub(crate) second_stage: Option<usize>,
    symbols: HashMap<&'a str, Definition>,
}

/// One section that could go into an image.
pub(crate) struct Piece<'a> {
    /// Its symbol, or the section's name in the object.
    pub(crate) name: &'a str,
    /// Where it goes.
    pub(crate) part: Part,
    /// Contents; empty for zeroed memory.
    pub(crate) bytes: &'a [u8],
    /// Size in bytes.
    pub(crate) size: u32,
    /// Alignment, a power of two.
    pub(crate) align: u32,
    /// What it refers to.
    pub(crate) references: Vec<Reference<'a>>,
    /// For compiled functions.
    pub(crate) function: Option<&'a FunctionInfo>,
    /// Whom to blame for its size; `None` for the runtime.
    pub(crate) owner: Option<&'a str>,
}

/// Parts of an image, in the order of their addresses: flash first, then RAM.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    SecondStage,
    Vectors,
    RuntimeText,
    CompiledText,
    ReadOnly,
    Data,
    Roots,
    Bss,
}

/// One place that holds an address.
pub(crate) struct Reference<'a> {
    pub(crate) offset: u32,
    pub(crate) patch: Patch,
    pub(crate) target: Target<'a>,
    /// As the ELF formulas want it: branches include the program counter's bias.
    pub(crate) addend: i32,
}

/// What a reference is bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target<'a> {
    /// A place in a piece. `keeps` is false for weak references: they are 0 unless something else keeps the piece.
    Piece { piece: usize, offset: u32, thumb: bool, keeps: bool },
    /// A symbol that the linker makes.
    Linker(&'static str),
    /// A weak reference to what is not defined: address 0.
    Nothing,
    /// Defined nowhere; an error if it is reached.
    Undefined(&'a str),
    /// A relocation of this ELF number, which is not understood; an error if it is reached.
    Unknown(u32),
}

/// Where the image says which build it is ([`super::Image::build`]); the symbol is there if the word is.
pub(crate) const BUILD: &str = "__build";

/// Symbols that come from the memory map (see [`super::place`]).
pub(crate) const LINKER_SYMBOLS: [&str; 17] = [
    "__stack_top",
    BUILD,
    "__data_start",
    "__data_end",
    "__data_load",
    "__roots_start",
    "__roots_end",
    "__bss_start",
    "__bss_end",
    "__heap_start",
    "__heap_end",
    "__code_start",
    "__code_end",
    "__unwind_start",
    "__unwind_end",
    "__handlers_start",
    "__handlers_end",
];

#[derive(Clone, Copy)]
struct Definition {
    piece: usize,
    offset: u32,
    size: u32,
    thumb: bool,
    rank: Rank,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Weak,
    Strong,
    Compiled,
}

/// Lists all pieces and binds their references.
pub(crate) fn gather<'a>(code: &'a Code, runtime: &'a Objects, options: &Options) -> Result<Pieces<'a>, LinkError> {
    let board = &options.board;
    let symbols = define(code, runtime)?;
    let resolver = Resolver { symbols: &symbols, chip: &board.chip, semihosting: options.semihosting };
    let mut list: Vec<Piece> = code.sections.iter().map(|s| compiled_piece(s, &resolver)).collect();
    let base = list.len();
    list.extend(runtime.sections.iter().map(|part| runtime_piece(part, runtime, base, &resolver)));

    let mut root = |symbol: &str, part| {
        let missing = || LinkError::Undefined { symbol: symbol.to_string(), from: board.id.clone() };
        let piece = resolver.find(symbol).ok_or_else(missing)?.piece;
        list[piece].part = part;
        Ok(piece)
    };
    let vectors = root(VECTORS, Part::Vectors)?;
    let second_stage = if board.second_stage == 0 { None } else { Some(root(SECOND_STAGE, Part::SecondStage)?) };
    Ok(Pieces { list, vectors, second_stage, symbols })
}

impl Pieces<'_> {
    /// The piece that defines exactly this symbol.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.symbols.get(name).map(|d| d.piece)
    }

    /// Every global definition that wins, by name.
    pub(crate) fn definitions(&self) -> Vec<Named<'_>> {
        let mut list: Vec<Named> =
            self.symbols.iter().map(|(name, d)| Named { name, piece: d.piece, offset: d.offset, size: d.size, thumb: d.thumb }).collect();
        list.sort_by_key(|named| named.name);
        list
    }
}

/// A symbol and where it is defined.
pub(crate) struct Named<'p> {
    pub(crate) name: &'p str,
    pub(crate) piece: usize,
    pub(crate) offset: u32,
    pub(crate) size: u32,
    pub(crate) thumb: bool,
}

/// The global symbols of compiled code and runtime.
fn define<'a>(code: &'a Code, runtime: &'a Objects) -> Result<HashMap<&'a str, Definition>, LinkError> {
    let mut symbols: HashMap<&'a str, Definition> = HashMap::default();
    let mut add = |name: &'a str, definition: Definition| {
        let known = symbols.get(name).map(|d| d.rank);
        match known {
            Some(rank) if rank == definition.rank && rank != Rank::Weak => Err(LinkError::Duplicate { symbol: name.to_string() }),
            Some(rank) if rank >= definition.rank => Ok(()),
            _ => {
                symbols.insert(name, definition);
                Ok(())
            }
        }
    };
    for (piece, section) in code.sections.iter().enumerate() {
        add(&section.name, Definition { piece, offset: 0, size: section.size, thumb: section.kind == SectionKind::Text, rank: Rank::Compiled })?;
    }
    for symbol in runtime.symbols.iter().filter(|s| s.global) {
        if let Some((section, offset)) = symbol.place {
            let rank = if symbol.weak { Rank::Weak } else { Rank::Strong };
            add(&symbol.name, Definition { piece: code.sections.len() + section, offset, size: symbol.size, thumb: symbol.thumb, rank })?;
        }
    }
    Ok(symbols)
}

struct Resolver<'s, 'a> {
    symbols: &'s HashMap<&'a str, Definition>,
    chip: &'s str,
    semihosting: bool,
}

impl<'a> Resolver<'_, 'a> {
    fn find(&self, name: &str) -> Option<Definition> {
        let semihosting = if self.semihosting { self.symbols.get(format!("{name}_semihosting").as_str()) } else { None };
        semihosting.or_else(|| self.symbols.get(format!("{name}_{}", self.chip).as_str())).or_else(|| self.symbols.get(name)).copied()
    }

    fn resolve(&self, name: &'a str, weak: bool) -> Target<'a> {
        if let Some(found) = self.find(name) {
            return Target::Piece { piece: found.piece, offset: found.offset, thumb: found.thumb, keeps: !weak };
        }
        match LINKER_SYMBOLS.iter().find(|s| **s == name) {
            Some(symbol) => Target::Linker(symbol),
            None if weak => Target::Nothing,
            None => Target::Undefined(name),
        }
    }
}

fn compiled_piece<'a>(section: &'a Section, resolver: &Resolver<'_, 'a>) -> Piece<'a> {
    let part = match section.kind {
        SectionKind::Text => Part::CompiledText,
        SectionKind::ReadOnly => Part::ReadOnly,
        SectionKind::Data => Part::Data,
        SectionKind::Roots => Part::Roots,
        SectionKind::Bss => Part::Bss,
    };
    let references = section
        .relocations
        .iter()
        .map(|r| {
            let patch = Patch::from(r.kind);
            Reference { offset: r.offset, patch, target: resolver.resolve(&r.target, false), addend: r.addend + pc_bias(patch) }
        })
        .collect();
    Piece {
        name: &section.name,
        part,
        bytes: &section.bytes,
        size: section.size,
        align: section.align,
        references,
        function: section.function.as_ref(),
        owner: Some(&section.owner),
    }
}

fn runtime_piece<'a>(part: &'a ObjectPart, runtime: &'a Objects, base: usize, resolver: &Resolver<'_, 'a>) -> Piece<'a> {
    let references = part
        .relocations
        .iter()
        .filter_map(|r| {
            let symbol = &runtime.symbols[r.symbol];
            let target = match symbol.place {
                Some((section, offset)) if !symbol.global => {
                    Target::Piece { piece: base + section, offset, thumb: symbol.thumb, keeps: true }
                }
                _ => resolver.resolve(&symbol.name, symbol.weak && symbol.place.is_none()),
            };
            match object_patch(r.r_type) {
                ObjectPatch::Nothing => None,
                ObjectPatch::Patch(patch) => {
                    Some(Reference { offset: r.offset, patch, target, addend: implicit_addend(patch, &part.bytes, r.offset) })
                }
                ObjectPatch::Unknown => Some(Reference { offset: r.offset, patch: Patch::Abs32, target: Target::Unknown(r.r_type), addend: 0 }),
            }
        })
        .collect();
    let is_roots = part.name.starts_with(ROOTS);
    Piece {
        name: part.name.strip_prefix(".text.").unwrap_or(&part.name),
        part: match part.kind {
            _ if is_roots => Part::Roots,
            PartKind::Text => Part::RuntimeText,
            PartKind::ReadOnly => Part::ReadOnly,
            PartKind::Data => Part::Data,
            PartKind::Zeroed => Part::Bss,
        },
        bytes: if is_roots { &[] } else { &part.bytes },
        size: part.size,
        align: part.align,
        references,
        function: None,
        owner: None,
    }
}
