//! The peripherals: one file per kind, each with constants, state, read and write.
//!
//! A device is addressed by the offset of a register in its block, always whole words; `chip/` knows where blocks
//! lie and how a chip treats narrower accesses. A device never acts by itself: `advance` brings it up to the
//! current time, `next` says at which cycle it has something to do, `lines` or `interrupt` say what it asserts.

use std::collections::VecDeque;

use crate::clock::Clock;
use crate::memory::Memory;
use crate::pins::Pins;

pub(crate) mod clocks;
pub(crate) mod divider;
pub(crate) mod fault_status;
pub(crate) mod ficr;
pub(crate) mod io_bank;
pub(crate) mod nrf_clock;
pub(crate) mod nrf_gpio;
pub(crate) mod nrf_gpiote;
pub(crate) mod nrf_rng;
pub(crate) mod nrf_rtc;
pub(crate) mod nrf_temp;
pub(crate) mod nrf_timer;
pub(crate) mod nrf_uart;
pub(crate) mod nrf_uarte;
pub(crate) mod nvic;
pub(crate) mod nvmc;
pub(crate) mod resets;
pub(crate) mod scb;
pub(crate) mod sio;
pub(crate) mod ssi;
pub(crate) mod stm32_exti;
pub(crate) mod stm32_gpio;
pub(crate) mod stm32_rcc;
pub(crate) mod stm32_timer;
pub(crate) mod stm32_usart;
pub(crate) mod storage;
pub(crate) mod systick;
pub(crate) mod timer;
pub(crate) mod uart_pl011;
pub(crate) mod watchdog;

/// What every device can reach beside its own registers.
#[derive(Debug, Clone)]
pub(crate) struct Wires {
    pub(crate) clock: Clock,
    pub(crate) memory: Memory,
    pub(crate) pins: Pins,
    pub(crate) console: Console,
}

impl Wires {
    pub(crate) fn new(clock: Clock, memory: Memory, pins: Pins) -> Self {
        Wires { clock, memory, pins, console: Console::default() }
    }
}

/// The serial console: the chip's first UART, and semihosting.
#[derive(Debug, Clone, Default)]
pub(crate) struct Console {
    /// Bytes the program sent and nobody has taken yet.
    pub(crate) output: Vec<u8>,
    /// Bytes on their way to the program.
    pub(crate) input: VecDeque<u8>,
    /// Bytes the program sent while no pin carried the UART's output.
    pub(crate) lost: u64,
}

/// Why an access gets no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Nothing is there on the chip: a bus fault.
    Unmapped,
    /// The chip has it, or its documentation forbids it; the simulator has no answer.
    Why(&'static str),
}

/// A device has no register, or none that is modelled, at this offset.
pub(crate) const NO_REGISTER: Refusal = Refusal::Why("this register is not modelled");

/// Answer to a read.
pub(crate) type Reply = Result<u32, Refusal>;
/// Answer to a write.
pub(crate) type Done = Result<(), Refusal>;

/// Sets `flag` in `bits`, or clears it.
pub(crate) fn assign(bits: &mut u32, flag: u32, on: bool) {
    if on { *bits |= flag } else { *bits &= !flag }
}
