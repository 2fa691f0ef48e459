//! UF2 (microsoft/uf2, README.md): a row of 512-byte blocks, each complete in itself, in any order.
//!
//! Checked in every block: both start magics and the end magic, flags, payload size, alignment. Checked over the
//! blocks of the wanted family: one total, numbers below it, none missing, duplicates identical. Blocks of other
//! families, comment blocks and file-container blocks are no part of the image.

use std::collections::BTreeMap;

use super::{LoadError, Piece, Place};

const BLOCK: usize = 512;
const MAGIC_START: [u32; 2] = [0x0a32_4655, 0x9e5d_5157];
const MAGIC_END: u32 = 0x0ab1_6f30;
const PAYLOAD: usize = 32;
const PAYLOAD_MAX: u32 = 476;
const FLAG_NOT_MAIN_FLASH: u32 = 0x1;
const FLAG_FILE_CONTAINER: u32 = 0x1000;
const FLAG_FAMILY: u32 = 0x2000;

/// A block's header, numbers as in the file.
struct Header {
    flags: u32,
    address: u32,
    size: u32,
    number: u32,
    total: u32,
    family: u32,
}

fn word(block: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([block[at], block[at + 1], block[at + 2], block[at + 3]])
}

/// True if the first block has any of the three magic numbers: a damaged file is still one of these.
pub(super) fn is_uf2(file: &[u8]) -> bool {
    let has = |at: usize, magic: u32| file.len() >= at + 4 && word(file, at) == magic;
    has(0, MAGIC_START[0]) || has(4, MAGIC_START[1]) || has(508, MAGIC_END)
}

/// The pieces of the image for a family.
pub(super) fn read(file: &[u8], family: u32) -> Result<Vec<Piece>, LoadError> {
    if !file.len().is_multiple_of(BLOCK) {
        let what = format!("the length, {} bytes, is not a multiple of {BLOCK}: the file is cut off", file.len());
        return Err(LoadError::new(Place::File, what));
    }
    let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
    let mut total = None;
    let mut others = Vec::new();
    let mut pieces = Vec::new();
    for (index, block) in file.chunks_exact(BLOCK).enumerate() {
        let header = check_block(index, block)?;
        if header.flags & (FLAG_NOT_MAIN_FLASH | FLAG_FILE_CONTAINER) != 0 {
            continue;
        }
        let block_family = (header.flags & FLAG_FAMILY != 0).then_some(header.family);
        if block_family != Some(family) {
            others.push(block_family);
            continue;
        }
        check_number(index, &header, *total.get_or_insert(header.total))?;
        if let Some(&first) = seen.get(&header.number) {
            check_same(file, first, index, &header)?;
            continue;
        }
        seen.insert(header.number, index);
        let bytes = block[PAYLOAD..PAYLOAD + header.size as usize].to_vec();
        pieces.push(Piece { address: header.address, bytes, place: Place::Block(index) });
    }
    check_complete(family, total, &seen, &others)?;
    Ok(pieces)
}

fn check_block(index: usize, block: &[u8]) -> Result<Header, LoadError> {
    let fail = |what: String| Err(LoadError::new(Place::Block(index), what));
    for (at, expected, name) in [(0, MAGIC_START[0], "first"), (4, MAGIC_START[1], "second"), (508, MAGIC_END, "final")] {
        let found = word(block, at);
        if found != expected {
            return fail(format!("the {name} magic number is {found:#010x}, not {expected:#010x}"));
        }
    }
    let header = Header {
        flags: word(block, 8),
        address: word(block, 12),
        size: word(block, 16),
        number: word(block, 20),
        total: word(block, 24),
        family: word(block, 28),
    };
    if header.size > PAYLOAD_MAX {
        return fail(format!("the payload of {} bytes is more than {PAYLOAD_MAX}", header.size));
    }
    if !header.size.is_multiple_of(4) || !header.address.is_multiple_of(4) {
        return fail(format!("address {:#010x} or payload size {} is not a multiple of 4", header.address, header.size));
    }
    Ok(header)
}

fn check_number(index: usize, header: &Header, total: u32) -> Result<(), LoadError> {
    let fail = |what: String| Err(LoadError::new(Place::Block(index), what));
    if header.total != total {
        return fail(format!("it says {} blocks in all, an earlier one {total}", header.total));
    }
    if header.number >= total {
        return fail(format!("its number is {} of {total}", header.number));
    }
    Ok(())
}

fn check_same(file: &[u8], first: usize, second: usize, header: &Header) -> Result<(), LoadError> {
    let block = |index: usize| &file[index * BLOCK..(index + 1) * BLOCK];
    if block(first)[8..508] == block(second)[8..508] {
        return Ok(());
    }
    let what = format!("number {} came before in block {first}, with other contents", header.number);
    Err(LoadError::new(Place::Block(second), what))
}

fn check_complete(family: u32, total: Option<u32>, seen: &BTreeMap<u32, usize>, others: &[Option<u32>]) -> Result<(), LoadError> {
    let Some(total) = total else {
        let found = match others.first() {
            Some(Some(other)) => format!("; the first block is for family {other:#010x}"),
            Some(None) => "; the first block names no family".into(),
            None => String::new(),
        };
        return Err(LoadError::new(Place::File, format!("no block is for family {family:#010x}{found}")));
    };
    match (0..total).find(|number| !seen.contains_key(number)) {
        None => Ok(()),
        Some(missing) => {
            let count = total as usize - seen.len();
            let what = format!("{count} of {total} blocks missing, the first is number {missing}");
            Err(LoadError::new(Place::File, what))
        }
    }
}
