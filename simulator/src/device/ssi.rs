//! RP2040 SSI: the serial flash interface, as far as a second boot stage uses it (data sheet 4.10).
//!
//! Reading flash through XIP needs no transfers here: code and data come from memory. Transfers by hand are
//! answered by a flash that is ready and has quad mode enabled, which is what second stages ask for.

use std::collections::VecDeque;

use super::{Done, NO_REGISTER, Reply};

const SSIENR: u32 = 0x08;
const SR: u32 = 0x28;
const TXFLR: u32 = 0x20;
const RXFLR: u32 = 0x24;
const IDR: u32 = 0x58;
const VERSION: u32 = 0x5c;
const DR0: u32 = 0x60;
const DR_END: u32 = 0xf0;
const SPI_CTRLR0: u32 = 0xf4;
const END: u32 = 0x100;

/// SR: transmit FIFO empty and not full.
const SR_IDLE: u32 = 1 << 2 | 1 << 1;
const SR_RECEIVED: u32 = 1 << 3;

/// Flash commands: read status registers 1 and 2, write enable.
const READ_STATUS_1: u32 = 0x05;
const READ_STATUS_2: u32 = 0x35;
const WRITE_ENABLE: u32 = 0x06;
/// Status register 2 with quad mode on.
const QUAD_ENABLED: u32 = 0x02;

/// Register file and the flash's pending answers.
#[derive(Debug, Clone)]
pub(crate) struct Ssi {
    words: [u32; 64],
    command: Option<u32>,
    answers: VecDeque<u32>,
}

impl Default for Ssi {
    fn default() -> Self {
        Ssi { words: [0; 64], command: None, answers: VecDeque::new() }
    }
}

impl Ssi {
    pub(crate) fn read(&mut self, offset: u32) -> Reply {
        Ok(match offset {
            SR => SR_IDLE | if self.answers.is_empty() { 0 } else { SR_RECEIVED },
            TXFLR => 0,
            RXFLR => self.answers.len() as u32,
            IDR => 0x5153_5049,
            VERSION => 0x3430_312a,
            DR0..DR_END => self.answers.pop_front().unwrap_or(0),
            0..END => self.words[offset as usize / 4],
            _ => return Err(NO_REGISTER),
        })
    }

    pub(crate) fn write(&mut self, offset: u32, value: u32) -> Done {
        match offset {
            DR0..DR_END => self.transfer(value),
            0..=SPI_CTRLR0 => {
                if offset == SSIENR {
                    (self.command, self.answers) = (None, VecDeque::new());
                }
                self.words[offset as usize / 4] = value;
            }
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }

    /// The first byte is a command, the second fetches its answer.
    fn transfer(&mut self, byte: u32) {
        let answer = match self.command.take() {
            None if byte == WRITE_ENABLE => 0,
            None => {
                self.command = Some(byte);
                0
            }
            Some(READ_STATUS_2) => QUAD_ENABLED,
            Some(READ_STATUS_1 | _) => 0,
        };
        self.answers.push_back(answer);
    }
}
