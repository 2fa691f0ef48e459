//! nRF51 UART (Reference Manual 3.0, chapter 28): one byte at a time out, six bytes of buffer in.

use std::collections::VecDeque;

use super::{Console, Done, NO_REGISTER, Refusal, Reply, assign};
use crate::clock::Clock;

const STARTRX: u32 = 0x000;
const STOPRX: u32 = 0x004;
const STARTTX: u32 = 0x008;
const STOPTX: u32 = 0x00c;
const SUSPEND: u32 = 0x01c;
const CTS: u32 = 0x100;
const NCTS: u32 = 0x104;
const RXDRDY: u32 = 0x108;
const TXDRDY: u32 = 0x11c;
const ERROR: u32 = 0x124;
const RXTO: u32 = 0x144;
const SHORTS: u32 = 0x200;
const INTEN: u32 = 0x300;
const INTENSET: u32 = 0x304;
const INTENCLR: u32 = 0x308;
const ERRORSRC: u32 = 0x480;
const ENABLE: u32 = 0x500;
const PSELRTS: u32 = 0x508;
const PSELRXD: u32 = 0x514;
const RXD: u32 = 0x518;
const TXD: u32 = 0x51c;
const BAUDRATE: u32 = 0x524;
const CONFIG: u32 = 0x56c;

/// ENABLE's value for on.
const ENABLED: u32 = 4;
const BUFFER: usize = 6;
const OVERRUN: u32 = 1;
/// INTEN bits of the events RXDRDY and TXDRDY; each event's bit is its place in the event registers.
const BIT_RXDRDY: u32 = 1 << 2;
const BIT_TXDRDY: u32 = 1 << 7;
const BIT_ERROR: u32 = 1 << 9;
const DISCONNECTED: u32 = !0;

/// The UART; times in processor cycles.
#[derive(Debug, Clone)]
pub(crate) struct NrfUart {
    enable: u32,
    transmits: bool,
    receives: bool,
    /// PSELRTS, PSELTXD, PSELCTS, PSELRXD.
    psel: [u32; 4],
    baud: u32,
    config: u32,
    shorts: u32,
    inten: u32,
    events: u32,
    errors: u32,
    sending_until: Option<u64>,
    received: VecDeque<u8>,
    receiving_until: Option<u64>,
}

impl Default for NrfUart {
    fn default() -> Self {
        NrfUart {
            enable: 0,
            transmits: false,
            receives: false,
            psel: [DISCONNECTED; 4],
            baud: 0x0400_0000,
            config: 0,
            shorts: 0,
            inten: 0,
            events: 0,
            errors: 0,
            sending_until: None,
            received: VecDeque::new(),
            receiving_until: None,
        }
    }
}

/// The bit of the event whose register is at `offset`, as in INTEN.
fn event_bit(offset: u32) -> Option<u32> {
    matches!(offset, CTS | NCTS | RXDRDY | TXDRDY | ERROR | RXTO).then(|| 1 << ((offset - CTS) / 4))
}

impl NrfUart {
    /// Cycles of a character: BAUDRATE is bits per cycle times 2^32.
    pub(crate) fn character(&self) -> u64 {
        let bits = 10 + u64::from(self.config & 0xe != 0);
        (bits << 32) / u64::from(self.baud.max(1))
    }

    /// True if a pin carries what is sent.
    pub(crate) fn has_output(&self) -> bool {
        self.psel[1] != DISCONNECTED
    }

    /// True if a pin is chosen for receiving.
    pub(crate) fn has_input(&self) -> bool {
        self.psel[3] != DISCONNECTED
    }

    /// Clears an event of this UART; others are not its own.
    pub(crate) fn clear_event(&mut self, offset: u32) -> Done {
        if let Some(bit) = event_bit(offset) {
            assign(&mut self.events, bit, false);
        }
        Ok(())
    }

    pub(crate) fn advance(&mut self, clock: &Clock, console: &mut Console) {
        if self.sending_until.is_some_and(|until| until <= clock.cycle) {
            self.sending_until = None;
            self.events |= BIT_TXDRDY;
        }
        if self.enable != ENABLED || !self.receives || self.psel[3] == DISCONNECTED {
            self.receiving_until = None;
            return;
        }
        if self.receiving_until.is_none() && !console.input.is_empty() {
            self.receiving_until = Some(clock.cycle + self.character());
        }
        while let Some(until) = self.receiving_until.filter(|&until| until <= clock.cycle) {
            if let Some(byte) = console.input.pop_front() {
                self.accept(byte);
            }
            self.receiving_until = (!console.input.is_empty()).then(|| until + self.character());
        }
    }

    fn accept(&mut self, byte: u8) {
        if self.received.len() < BUFFER {
            self.received.push_back(byte);
            // RXDRDY announces the byte at the head of the buffer; the next one when that is taken.
            if self.received.len() == 1 {
                self.events |= BIT_RXDRDY;
            }
        } else {
            self.errors |= OVERRUN;
            self.events |= BIT_ERROR;
        }
    }

    pub(crate) fn next(&self) -> Option<u64> {
        [self.sending_until, self.receiving_until].into_iter().flatten().min()
    }

    pub(crate) fn interrupt(&self) -> bool {
        self.events & self.inten != 0
    }

    /// True if something is under way that an enabled interrupt may follow.
    pub(crate) fn may_interrupt(&self) -> bool {
        self.inten != 0 && self.next().is_some()
    }

    pub(crate) fn read(&mut self, offset: u32) -> Reply {
        if let Some(bit) = event_bit(offset) {
            return Ok(u32::from(self.events & bit != 0));
        }
        Ok(match offset {
            SHORTS => self.shorts,
            INTEN | INTENSET | INTENCLR => self.inten,
            ERRORSRC => self.errors,
            ENABLE => self.enable,
            PSELRTS..=PSELRXD => self.psel[(offset - PSELRTS) as usize / 4],
            RXD => {
                let byte = self.received.pop_front().unwrap_or(0);
                if !self.received.is_empty() {
                    self.events |= BIT_RXDRDY;
                }
                u32::from(byte)
            }
            BAUDRATE => self.baud,
            CONFIG => self.config,
            _ => return Err(NO_REGISTER),
        })
    }

    pub(crate) fn write(&mut self, offset: u32, value: u32, clock: &Clock, console: &mut Console) -> Done {
        if let Some(bit) = event_bit(offset) {
            assign(&mut self.events, bit, value != 0);
            return Ok(());
        }
        match offset {
            STARTRX => self.receives |= value == 1,
            STOPRX => self.receives &= value != 1,
            STARTTX => self.transmits |= value == 1,
            STOPTX => self.transmits &= value != 1,
            SUSPEND => (self.transmits, self.receives) = (self.transmits && value != 1, self.receives && value != 1),
            SHORTS => self.shorts = value,
            INTEN => self.inten = value,
            INTENSET => self.inten |= value,
            INTENCLR => self.inten &= !value,
            ERRORSRC => self.errors &= !value,
            ENABLE => self.enable = value & 7,
            PSELRTS..=PSELRXD => self.psel[(offset - PSELRTS) as usize / 4] = value,
            TXD => return self.send(value as u8, clock, console),
            BAUDRATE => self.baud = value,
            CONFIG if value & 1 != 0 => return Err(Refusal::Why("hardware flow control is not modelled")),
            CONFIG => self.config = value,
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }

    fn send(&mut self, byte: u8, clock: &Clock, console: &mut Console) -> Done {
        if self.enable != ENABLED || !self.transmits {
            return Ok(());
        }
        if self.sending_until.is_some() {
            return Err(Refusal::Why("TXD is written before TXDRDY of the byte before"));
        }
        self.sending_until = Some(clock.cycle + self.character());
        if self.psel[1] == DISCONNECTED {
            console.lost += 1;
        } else {
            console.output.push(byte);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PSELTXD: u32 = 0x50c;

    #[test]
    fn a_byte_at_115200_takes_ten_bits() {
        let (mut uart, mut clock, mut console) = (NrfUart::default(), Clock::new(16_000_000), Console::default());
        for (offset, value) in [(PSELTXD, 24), (BAUDRATE, 0x01d7_e000), (ENABLE, 4), (STARTTX, 1), (TXD, 65)] {
            uart.write(offset, value, &clock, &mut console).unwrap();
        }
        assert_eq!(console.output, b"A");
        assert!(uart.write(TXD, 66, &clock, &mut console).is_err());
        // BAUDRATE / 2^32 * 16 MHz is 115,219 bits a second.
        assert_eq!(uart.next(), Some(1388));
        clock.cycle = 1388;
        uart.advance(&clock, &mut console);
        assert_eq!(uart.read(TXDRDY), Ok(1));
    }
}
