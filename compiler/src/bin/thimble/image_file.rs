//! Image files: which boards one may be for, and a machine that is about to run it.
//!
//! In: a file's bytes. Out: boards, or the reader's complaint. UF2 files name a family and universal hex files their boards; for others, whether
//! the image fits the board's memory decides, and then how much stack it sets aside.

use std::path::Path;

use crate::cmd::target::DEFAULT_BOARD;
use thimble_boards::{Board, all};
use thimble_simulator::{Chip, Image, LoadError, Machine};

/// Whether a file is a built one, by its ending.
pub(crate) fn is_image(file: &Path) -> bool {
    let ending = file.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
    matches!(ending.as_deref(), Some("uf2" | "hex" | "elf"))
}

/// A machine that is about to run an image, if the image is for the chip.
pub(crate) fn start(bytes: &[u8], chip: Chip) -> Result<(Machine, Image), LoadError> {
    let image = Image::parse(bytes, chip)?;
    Ok((Machine::new(chip, &image)?, image))
}

/// The boards that an image may be for, at least one, the likeliest first.
///
/// Boards that take this kind of file come first, the usual board before others: the complaint about the first is the one worth reading.
pub(crate) fn boards(bytes: &[u8]) -> Result<Vec<&'static Board>, LoadError> {
    let kind = if bytes.starts_with(b":") { "hex" } else { "uf2" };
    let mut candidates: Vec<&Board> = all().iter().collect();
    candidates.sort_by_key(|board| (board.format.ending() != kind, board.id != DEFAULT_BOARD));
    let mut fitting = Vec::new();
    let mut complaint = None;
    for board in candidates {
        let Some(chip) = Chip::named(&board.chip) else { continue };
        match start(bytes, chip) {
            Ok((machine, _)) => fitting.push((board, sets_aside_its_stack(&machine, board))),
            Err(error) => complaint = complaint.or(Some(error)),
        }
    }
    // Boards with memory at the same addresses take each other's images. Those that Thimble built have exactly the stack that their board's file
    // says; about others nothing more is known.
    if fitting.iter().any(|(_, own)| *own) {
        fitting.retain(|(_, own)| *own);
    }
    match complaint {
        Some(error) if fitting.is_empty() => Err(error),
        _ => Ok(fitting.into_iter().map(|(board, _)| board).collect()),
    }
}

/// Whether the first word of the image's vector table is the end of the board's stack.
fn sets_aside_its_stack(machine: &Machine, board: &Board) -> bool {
    machine.memory(board.flash.start + board.second_stage, 4) == Some(&board.stack_top().to_le_bytes()[..])
}
