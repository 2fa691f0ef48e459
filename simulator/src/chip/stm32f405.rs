//! The STM32F405's address map and how its peripherals hang together (RM0090, 2.3).

use super::Block;
use crate::device::{Done, Refusal, Reply, Wires};

/// The processor's clock after reset: the internal RC oscillator.
pub(super) const HSI_HZ: u32 = 16_000_000;

/// Everything on the chip that is not flash or RAM.
pub(super) static BLOCKS: &[Block] = &[];

/// State of all modelled blocks.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stm32f405 {}

impl Stm32f405 {
    pub(super) fn read(&mut self, _address: u32, _wires: &mut Wires) -> Reply {
        Err(Refusal::Unmapped)
    }

    pub(super) fn write(&mut self, _address: u32, _bytes: u8, _value: u32, _wires: &mut Wires) -> Done {
        Err(Refusal::Unmapped)
    }

    pub(super) fn advance(&mut self, _wires: &mut Wires) {}

    pub(super) fn next(&self, _wires: &Wires) -> Option<u64> {
        None
    }

    pub(super) fn may_wake(&self, _enabled: u128, _wires: &Wires) -> bool {
        false
    }

    pub(super) fn lines(&self) -> u128 {
        0
    }
}

/// Flash also lies at address 0 (boot from main flash, RM0090 table 3).
pub(super) fn mirrored(address: u32) -> u32 {
    if address < 0x10_0000 { 0x0800_0000 + address } else { address }
}
