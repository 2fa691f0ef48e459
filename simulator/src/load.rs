//! Images: a file's bytes in, an [`Image`] of addressed bytes and symbols out, checked strictly.
//!
//! The kind of file is told by its first bytes. What a reader must check, and why, is with each format. An image is
//! for one chip: its bytes lie in that chip's flash or RAM (or user information), and do not contradict each other.

use std::fmt;

use crate::chip::{Chip, Layout};

mod elf;
mod hex;
mod uf2;

/// Which format a file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// USB flashing format: blocks of 512 bytes.
    Uf2,
    /// Intel HEX.
    Hex,
    /// ELF, 32-bit little-endian Arm.
    Elf,
}

/// A stretch of an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// Where its first byte goes.
    pub address: u32,
    /// The bytes, at least one.
    pub bytes: Vec<u8>,
}

/// A name for an address, from an ELF file's symbol table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// Its name.
    pub name: String,
    /// Its address, without the Thumb bit for functions.
    pub address: u32,
    /// Size in bytes; 0 if the file does not say.
    pub size: u32,
    /// True for functions.
    pub is_function: bool,
}

/// What goes into a chip's memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// The file's format.
    pub format: Format,
    /// The bytes, ascending by address, not touching each other's addresses.
    pub chunks: Vec<Chunk>,
    /// Symbols, ascending by address; empty unless the file is ELF.
    pub symbols: Vec<Symbol>,
}

/// What is wrong with a file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadError {
    /// The place in the file.
    pub place: Place,
    /// What is wrong, in words.
    pub what: String,
}

/// A place in an image file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    File,
    /// UF2 block, counted from 0 in file order.
    Block(usize),
    /// Line of an Intel HEX file, counted from 1.
    Line(usize),
    /// Segment of an ELF file, counted from 0 as `readelf -l` does.
    Segment(usize),
}

impl LoadError {
    pub(crate) fn new(place: Place, what: impl Into<String>) -> Self {
        LoadError { place, what: what.into() }
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Place::File => {}
            Place::Block(block) => write!(f, "block {block}: ")?,
            Place::Line(line) => write!(f, "line {line}: ")?,
            Place::Segment(segment) => write!(f, "segment {segment}: ")?,
        }
        f.write_str(&self.what)
    }
}

impl std::error::Error for LoadError {}

/// User information registers of the nRF chips, which an image may bring: the nRF51's, and the nRF52833's.
pub(crate) const UICR: (u32, u32) = (0x1000_1000, 0x100);
const UICR_52833: (u32, u32) = (0x1000_1000, 0x308);

impl Image {
    /// Reads a UF2, Intel HEX or ELF file for a chip.
    pub fn parse(file: &[u8], chip: Chip) -> Result<Image, LoadError> {
        let layout = chip.layout();
        let (format, pieces, symbols) = if file.starts_with(b"\x7fELF") {
            let (pieces, symbols) = elf::read(file)?;
            (Format::Elf, pieces, symbols)
        } else if uf2::is_uf2(file) {
            let family = layout
                .uf2_family
                .ok_or_else(|| LoadError::new(Place::File, format!("{} has no loader that takes UF2 files", chip.name())))?;
            (Format::Uf2, uf2::read(file, family)?, Vec::new())
        } else if file.starts_with(b":") {
            (Format::Hex, hex::read(file, boards(chip))?, Vec::new())
        } else if file.is_empty() {
            return Err(LoadError::new(Place::File, "the file is empty"));
        } else {
            return Err(LoadError::new(Place::File, "not a UF2, Intel HEX or ELF file: its first bytes are none of theirs"));
        };
        let chunks = join(pieces, chip)?;
        if chunks.is_empty() {
            return Err(LoadError::new(Place::File, "the file holds no bytes for memory"));
        }
        Ok(Image { format, chunks, symbols })
    }

    /// The symbol of this name.
    pub fn symbol(&self, name: &str) -> Option<&Symbol> {
        self.symbols.iter().find(|symbol| symbol.name == name)
    }
}

/// Ids of the boards with this chip in a micro:bit universal hex.
fn boards(chip: Chip) -> &'static [u16] {
    match chip {
        Chip::Nrf51 => hex::V1_BOARDS,
        Chip::Nrf52833 => hex::V2_BOARDS,
        Chip::Rp2040 | Chip::Stm32f405 => &[],
    }
}

/// Bytes for an address, and where in the file they were.
pub(crate) struct Piece {
    pub(crate) address: u32,
    pub(crate) bytes: Vec<u8>,
    pub(crate) place: Place,
}

/// Sorts pieces and joins those that touch. Bytes given twice must be the same.
fn join(mut pieces: Vec<Piece>, chip: Chip) -> Result<Vec<Chunk>, LoadError> {
    pieces.retain(|piece| !piece.bytes.is_empty());
    for piece in &pieces {
        check_range(piece, chip)?;
    }
    pieces.sort_by_key(|piece| piece.address);
    let mut chunks: Vec<Chunk> = Vec::new();
    for piece in pieces {
        let last_end = chunks.last().map_or(0, |chunk| chunk.address + chunk.bytes.len() as u32);
        match chunks.last_mut() {
            Some(last) if piece.address <= last_end => {
                let at = (piece.address - last.address) as usize;
                let shared = (last_end - piece.address).min(piece.bytes.len() as u32) as usize;
                if let Some(differs) = (0..shared).find(|&i| last.bytes[at + i] != piece.bytes[i]) {
                    let address = piece.address + differs as u32;
                    return Err(LoadError::new(piece.place, format!("the byte at {address:#010x} is given twice, differently")));
                }
                last.bytes.extend_from_slice(&piece.bytes[shared..]);
            }
            _ => chunks.push(Chunk { address: piece.address, bytes: piece.bytes }),
        }
    }
    Ok(chunks)
}

fn check_range(piece: &Piece, chip: Chip) -> Result<(), LoadError> {
    let layout: &Layout = chip.layout();
    let mut ranges = vec![layout.flash, layout.ram];
    match chip {
        Chip::Nrf51 => ranges.push(UICR),
        Chip::Nrf52833 => ranges.push(UICR_52833),
        _ => ranges.extend(layout.data_ram),
    }
    let inside =
        |&(base, size): &(u32, u32)| piece.address >= base && u64::from(piece.address - base) + piece.bytes.len() as u64 <= u64::from(size);
    if ranges.iter().any(inside) {
        return Ok(());
    }
    let end = u64::from(piece.address) + piece.bytes.len() as u64;
    let what = format!("{:#010x} to {end:#010x} is not in the flash or RAM of {}", piece.address, chip.name());
    Err(LoadError::new(piece.place, what))
}

/// The checksum of the RP2040's second boot stage over its first 252 bytes: CRC-32, polynomial 0x04C11DB7, start all
/// ones, most significant bit first, neither reflected nor inverted (RP2040 data sheet, 2.8.1.3.1).
pub(crate) fn boot_checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte) << 24, |crc, _| if crc >> 31 != 0 { crc << 1 ^ 0x04c1_1db7 } else { crc << 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_crc32_mpeg2() {
        assert_eq!(boot_checksum(b"123456789"), 0x0376_e6e7);
    }
}
