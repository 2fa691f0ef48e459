//! The nRF52833's address map and how its peripherals hang together (nRF52833 Product Specification 1.5, chapter 4.2).

use super::Block;
use crate::device::ficr::UICR_WORDS;
use crate::device::{Done, Refusal, Reply, Wires};

/// The processor's clock.
pub(super) const HZ: u32 = 64_000_000;

/// Everything on the chip that is not flash or RAM.
pub(super) static BLOCKS: &[Block] = &[];

/// State of all modelled blocks.
#[derive(Debug, Clone)]
pub(crate) struct Nrf52833 {
    /// User information: erased, or what the image brings.
    pub(crate) uicr: [u32; UICR_WORDS],
}

impl Default for Nrf52833 {
    fn default() -> Self {
        Nrf52833 { uicr: [!0; UICR_WORDS] }
    }
}

impl Nrf52833 {
    pub(super) fn read(&mut self, _address: u32, _wires: &mut Wires) -> Reply {
        Err(Refusal::Unmapped)
    }

    pub(super) fn write(&mut self, _address: u32, _value: u32, _wires: &mut Wires) -> Done {
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
