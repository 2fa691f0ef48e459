//! Registers that only keep what is written: pads, drive strengths, bias settings.
//!
//! For blocks whose effect the simulator does not need but which start-up code writes and reads back.

use super::{Done, NO_REGISTER, Reply};

/// A row of word registers from offset 0.
#[derive(Debug, Clone)]
pub(crate) struct Storage {
    words: Vec<u32>,
}

impl Storage {
    /// Registers with these reset values.
    pub(crate) fn new(words: &[u32]) -> Self {
        Storage { words: words.to_vec() }
    }

    /// Reads a register.
    pub(crate) fn read(&self, offset: u32) -> Reply {
        self.words.get(offset as usize / 4).copied().ok_or(NO_REGISTER)
    }

    /// Writes a register.
    pub(crate) fn write(&mut self, offset: u32, value: u32) -> Done {
        *self.words.get_mut(offset as usize / 4).ok_or(NO_REGISTER)? = value;
        Ok(())
    }
}
