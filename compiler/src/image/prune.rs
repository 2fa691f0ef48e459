//! Dropping what nothing refers to.
//!
//! In: [`Pieces`] and the roots (vector table, second boot stage). Out: for each piece whether it is reached. A weak reference does not reach.
//! What cannot be linked is an error only where it is reached.

use super::LinkError;
use super::pieces::{Pieces, Target};

/// Marks what the roots reach, and which of the linker's own symbols are asked for.
pub(crate) struct Reached {
    /// By piece.
    pub(crate) pieces: Vec<bool>,
    /// Names among [`super::pieces::LINKER_SYMBOLS`].
    pub(crate) linker_symbols: Vec<&'static str>,
}

/// Follows every reference from the roots.
pub(crate) fn prune(pieces: &Pieces<'_>) -> Result<Reached, LinkError> {
    let mut reached = Reached { pieces: vec![false; pieces.list.len()], linker_symbols: Vec::new() };
    let mut waiting: Vec<usize> = pieces.second_stage.into_iter().chain([pieces.vectors]).collect();
    while let Some(index) = waiting.pop() {
        if std::mem::replace(&mut reached.pieces[index], true) {
            continue;
        }
        let piece = &pieces.list[index];
        for reference in &piece.references {
            match reference.target {
                Target::Piece { piece, keeps: true, .. } => waiting.push(piece),
                Target::Linker(name) if !reached.linker_symbols.contains(&name) => reached.linker_symbols.push(name),
                Target::Piece { .. } | Target::Linker(_) | Target::Nothing => {}
                Target::Undefined(symbol) => {
                    return Err(LinkError::Undefined { symbol: symbol.to_string(), from: piece.name.to_string() });
                }
                Target::Unknown(number) => {
                    let why = format!("ELF relocation {number} is not known");
                    return Err(LinkError::Relocation { from: piece.name.to_string(), offset: reference.offset, why });
                }
            }
        }
    }
    Ok(reached)
}
