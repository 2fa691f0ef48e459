//! STM32F4 USART (RM0090, chapter 30): asynchronous, 8 or 9 bits, a byte and a shift register each way.
//!
//! Bytes appear on the console when they are written: nothing keeps them from leaving, not even the end of the program.
//! The chip says whether a pin carries them, and gives
//! the processor's cycles per bit unit (the bus divider).

use super::{Console, Done, NO_REGISTER, Refusal, Reply};
use crate::clock::Clock;

const SR: u32 = 0x00;
const DR: u32 = 0x04;
const BRR: u32 = 0x08;
const CR1: u32 = 0x0c;
const CR2: u32 = 0x10;
const CR3: u32 = 0x14;
const GTPR: u32 = 0x18;

const ORE: u32 = 1 << 3;
const RXNE: u32 = 1 << 5;
const TC: u32 = 1 << 6;
const TXE: u32 = 1 << 7;
/// CR1.
const RE: u32 = 1 << 2;
const TE: u32 = 1 << 3;
const UE: u32 = 1 << 13;
const M: u32 = 1 << 12;
const OVER8: u32 = 1 << 15;
/// CR3: DMA, hardware flow control, and other modes.
const CR3_UNMODELLED: u32 = 0x7fe;

/// How the chip has wired a USART at the moment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wiring {
    /// Processor cycles per cycle of the bus.
    pub(crate) divider: u32,
    /// A pin carries the output, another one the input.
    pub(crate) output: bool,
    pub(crate) input: bool,
}

/// One USART; times in processor cycles.
#[derive(Debug, Clone)]
pub(crate) struct Usart {
    status: u32,
    baud: u32,
    control: [u32; 3],
    gtpr: u32,
    /// The byte that waits for the shift register, and until when that is busy.
    waiting: Option<u8>,
    sending_until: Option<u64>,
    received: u8,
    receiving_until: Option<u64>,
}

impl Default for Usart {
    fn default() -> Self {
        Usart {
            status: TXE | TC,
            baud: 0,
            control: [0; 3],
            gtpr: 0,
            waiting: None,
            sending_until: None,
            received: 0,
            receiving_until: None,
        }
    }
}

impl Usart {
    fn is_on(&self, what: u32) -> bool {
        self.control[0] & (UE | what) == UE | what
    }

    /// True if it is off and nothing is under way.
    pub(crate) fn is_idle(&self) -> bool {
        self.control[0] & UE == 0 && self.sending_until.is_none()
    }

    /// Processor cycles of a character: BRR counts sixteenths of a bit, or eighths with OVER8.
    fn character(&self, divider: u32) -> u64 {
        let units = match self.control[0] & OVER8 {
            0 => self.baud,
            _ => (self.baud & !15) / 2 + (self.baud & 7),
        };
        let bits = 10 + u64::from(self.control[0] & M != 0) + u64::from(self.control[1] >> 13 & 1);
        u64::from(units.max(1)) * bits * u64::from(divider)
    }

    pub(crate) fn advance(&mut self, clock: &Clock, console: &mut Console, wiring: Wiring) {
        while let Some(until) = self.sending_until.filter(|&until| until <= clock.cycle) {
            self.sending_until = None;
            match self.waiting.take() {
                Some(_) => self.shift_out(until, wiring),
                None => self.status |= TC,
            }
        }
        if !self.is_on(RE) || !wiring.input {
            self.receiving_until = None;
            return;
        }
        let character = self.character(wiring.divider);
        if self.receiving_until.is_none() && !console.input.is_empty() {
            self.receiving_until = Some(clock.cycle + character);
        }
        while let Some(until) = self.receiving_until.filter(|&until| until <= clock.cycle) {
            if let Some(byte) = console.input.pop_front() {
                self.accept(byte);
            }
            self.receiving_until = (!console.input.is_empty()).then_some(until + character);
        }
    }

    /// A byte that finds the one before it unread is lost.
    fn accept(&mut self, byte: u8) {
        if self.status & RXNE != 0 {
            self.status |= ORE;
        } else {
            self.received = byte;
            self.status |= RXNE;
        }
    }

    /// The shift register is busy with a byte from `now` on.
    fn shift_out(&mut self, now: u64, wiring: Wiring) {
        self.sending_until = Some(now + self.character(wiring.divider));
        self.status = self.status & !TC | TXE;
    }

    fn send(&mut self, byte: u8, clock: &Clock, console: &mut Console, wiring: Wiring) -> Done {
        if self.waiting.is_some() {
            return Err(Refusal::Why("DR is written while TXE is 0: a byte would be lost"));
        }
        if wiring.output {
            console.output.push(byte);
        } else {
            console.lost += 1;
        }
        if self.sending_until.is_none() {
            self.shift_out(clock.cycle, wiring);
        } else {
            self.waiting = Some(byte);
            self.status &= !(TXE | TC);
        }
        Ok(())
    }

    pub(crate) fn next(&self) -> Option<u64> {
        [self.sending_until, self.receiving_until].into_iter().flatten().min()
    }

    /// TXE, TC, RXNE and the overrun, each with its enable in CR1.
    pub(crate) fn interrupt(&self) -> bool {
        let enables = self.control[0] & (TXE | TC | RXNE);
        self.control[0] & UE != 0 && (self.status & enables != 0 || self.status & ORE != 0 && enables & RXNE != 0)
    }

    pub(crate) fn may_interrupt(&self) -> bool {
        self.control[0] & (TXE | TC | RXNE) != 0 && self.next().is_some()
    }

    pub(crate) fn read(&mut self, offset: u32) -> Reply {
        Ok(match offset {
            SR => self.status,
            DR => {
                self.status &= !(RXNE | ORE);
                self.received.into()
            }
            BRR => self.baud,
            CR1..=CR3 => self.control[(offset - CR1) as usize / 4],
            GTPR => self.gtpr,
            _ => return Err(NO_REGISTER),
        })
    }

    pub(crate) fn write(&mut self, offset: u32, value: u32, clock: &Clock, console: &mut Console, wiring: Wiring) -> Done {
        match offset {
            // TC and RXNE are cleared by zeros.
            SR => self.status &= value | !(TC | RXNE),
            DR if !self.is_on(TE) => {}
            DR => return self.send(value as u8, clock, console, wiring),
            BRR => self.baud = value & 0xffff,
            CR2 if value & 0x4860 != 0 => return Err(Refusal::Why("LIN and synchronous modes are not modelled")),
            CR3 if value & CR3_UNMODELLED != 0 => return Err(Refusal::Why("DMA, flow control and other modes are not modelled")),
            CR1..=CR3 => self.control[(offset - CR1) as usize / 4] = value & 0xffff,
            GTPR => self.gtpr = value & 0xffff,
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_bytes_fit_and_each_takes_ten_bits() {
        let (mut usart, mut clock, mut console) = (Usart::default(), Clock::new(168_000_000), Console::default());
        let wiring = Wiring { divider: 4, output: true, input: true };
        for (offset, value) in [(BRR, 365), (CR1, UE | TE | RE), (DR, 65), (DR, 66)] {
            usart.write(offset, value, &clock, &mut console, wiring).unwrap();
        }
        assert_eq!((console.output.as_slice(), usart.read(SR)), (&b"AB"[..], Ok(0)));
        assert!(usart.write(DR, 67, &clock, &mut console, wiring).is_err());
        assert_eq!(usart.next(), Some(365 * 40));
        clock.cycle = 365 * 40;
        usart.advance(&clock, &mut console, wiring);
        assert_eq!(usart.read(SR), Ok(TXE));
        clock.cycle = 2 * 365 * 40;
        usart.advance(&clock, &mut console, wiring);
        assert_eq!(usart.read(SR), Ok(TXE | TC));
    }

    #[test]
    fn a_byte_that_is_not_read_loses_the_next() {
        let (mut usart, mut clock, mut console) = (Usart::default(), Clock::new(16_000_000), Console::default());
        let wiring = Wiring { divider: 1, output: true, input: true };
        for (offset, value) in [(BRR, 139), (CR1, UE | RE | RXNE)] {
            usart.write(offset, value, &clock, &mut console, wiring).unwrap();
        }
        console.input.extend(b"xy");
        usart.advance(&clock, &mut console, wiring);
        clock.cycle = 2780;
        usart.advance(&clock, &mut console, wiring);
        assert!(usart.interrupt());
        assert_eq!(usart.read(SR), Ok(TXE | TC | RXNE | ORE));
        assert_eq!((usart.read(DR), usart.read(SR)), (Ok(120), Ok(TXE | TC)));
    }
}
