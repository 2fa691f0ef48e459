//! Arm PL011 UART (DDI 0183), as in the RP2040 (data sheet 4.2): FIFOs of 32 bytes, byte times, interrupts.
//!
//! A byte counts as sent when it enters the transmitter: it will go out whatever the program does then. The status
//! flags and interrupts follow the time its bits take on the line.

use std::collections::VecDeque;

use super::{Console, Done, NO_REGISTER, Refusal, Reply, assign};
use crate::clock::{Clock, SECOND};

const DR: u32 = 0x00;
const RSR: u32 = 0x04;
const FR: u32 = 0x18;
const IBRD: u32 = 0x24;
const FBRD: u32 = 0x28;
const LCR_H: u32 = 0x2c;
const CR: u32 = 0x30;
const IFLS: u32 = 0x34;
const IMSC: u32 = 0x38;
const RIS: u32 = 0x3c;
const MIS: u32 = 0x40;
const ICR: u32 = 0x44;
const DMACR: u32 = 0x48;
const PERIPHID0: u32 = 0xfe0;

const FR_BUSY: u32 = 1 << 3;
const FR_RXFE: u32 = 1 << 4;
const FR_TXFF: u32 = 1 << 5;
const FR_RXFF: u32 = 1 << 6;
const FR_TXFE: u32 = 1 << 7;
const LCR_PEN: u32 = 1 << 1;
const LCR_STP2: u32 = 1 << 3;
const LCR_FEN: u32 = 1 << 4;
const CR_UARTEN: u32 = 1 << 0;
const CR_LBE: u32 = 1 << 7;
const CR_TXE: u32 = 1 << 8;
const CR_RXE: u32 = 1 << 9;
const INT_RX: u32 = 1 << 4;
const INT_TX: u32 = 1 << 5;
const INT_RT: u32 = 1 << 6;
const INT_OE: u32 = 1 << 10;
const DR_OE: u32 = 1 << 11;

const FIFO_DEPTH: usize = 32;
/// The receive timeout, in bit times.
const TIMEOUT_BITS: u64 = 32;
/// Identification registers, from 0xFE0.
const IDENTIFICATION: [u32; 8] = [0x11, 0x10, 0x34, 0x00, 0x0d, 0xf0, 0x05, 0xb1];

/// One UART; times in nanoseconds.
#[derive(Debug, Clone)]
pub(crate) struct Uart {
    ibrd: u32,
    fbrd: u32,
    lcr_h: u32,
    cr: u32,
    ifls: u32,
    imsc: u32,
    ris: u32,
    dmacr: u32,
    /// Bytes accepted before the transmitter was enabled.
    held: VecDeque<u8>,
    /// Bytes in the FIFO behind the one being shifted out, and when that one is done.
    waiting: usize,
    shifting_until: Option<u64>,
    received: VecDeque<u8>,
    overrun: bool,
    receiving_until: Option<u64>,
    timeout_at: Option<u64>,
    /// Frequency of the baud rate generator's clock.
    hz: u32,
}

impl Default for Uart {
    fn default() -> Self {
        Uart {
            ibrd: 0,
            fbrd: 0,
            lcr_h: 0,
            cr: CR_TXE | CR_RXE,
            ifls: 0x12,
            imsc: 0,
            ris: 0,
            dmacr: 0,
            held: VecDeque::new(),
            waiting: 0,
            shifting_until: None,
            received: VecDeque::new(),
            overrun: false,
            receiving_until: None,
            timeout_at: None,
            hz: 0,
        }
    }
}

impl Uart {
    /// Follows the frequency of clk_peri.
    pub(crate) fn set_hz(&mut self, hz: u32) {
        self.hz = hz;
    }

    fn depth(&self) -> usize {
        if self.lcr_h & LCR_FEN != 0 { FIFO_DEPTH } else { 1 }
    }

    fn sends(&self) -> bool {
        self.cr & (CR_UARTEN | CR_TXE) == CR_UARTEN | CR_TXE && self.bit_ns(1) > 0
    }

    fn receives(&self) -> bool {
        self.cr & (CR_UARTEN | CR_RXE) == CR_UARTEN | CR_RXE && self.bit_ns(1) > 0
    }

    /// Nanoseconds of a number of bits: the divisor is IBRD + FBRD / 64, of sixteen clocks a bit. 0 without a clock.
    fn bit_ns(&self, bits: u64) -> u64 {
        let divisor = u64::from(self.ibrd * 64 + self.fbrd);
        if self.hz == 0 { 0 } else { bits * divisor * SECOND / (4 * u64::from(self.hz)) }
    }

    /// Nanoseconds of one character with its start, parity and stop bits.
    fn character_ns(&self) -> u64 {
        let data = 5 + (self.lcr_h >> 5 & 3);
        let parity = u32::from(self.lcr_h & LCR_PEN != 0);
        let stop = 1 + u32::from(self.lcr_h & LCR_STP2 != 0);
        self.bit_ns(u64::from(1 + data + parity + stop))
    }

    /// FIFO fill at which the receive interrupt comes, and up to which the transmit interrupt comes.
    fn trigger(&self, field: u32) -> usize {
        match (self.depth(), field & 7) {
            (1, _) => 1,
            (depth, 0) => depth / 8,
            (depth, 1) => depth / 4,
            (depth, 2) => depth / 2,
            (depth, 3) => depth * 3 / 4,
            (depth, _) => depth * 7 / 8,
        }
    }

    fn transmit_trigger(&self) -> usize {
        if self.depth() == 1 { 0 } else { self.trigger(self.ifls) }
    }

    /// Brings transmitter and receiver up to now.
    pub(crate) fn advance(&mut self, clock: &Clock, console: Option<&mut Console>) {
        let now = clock.ns();
        while let Some(until) = self.shifting_until.filter(|&until| until <= now) {
            self.shifting_until = None;
            if self.waiting > 0 {
                self.waiting -= 1;
                self.shifting_until = Some(until + self.character_ns());
                if self.waiting == self.transmit_trigger() {
                    self.ris |= INT_TX;
                }
            }
        }
        if let Some(console) = console {
            self.receive(now, console);
        }
        if self.timeout_at.is_some_and(|at| at <= now) {
            self.timeout_at = None;
            self.ris |= INT_RT;
        }
    }

    fn receive(&mut self, now: u64, console: &mut Console) {
        if !self.receives() {
            self.receiving_until = None;
            return;
        }
        if self.receiving_until.is_none() && !console.input.is_empty() {
            self.receiving_until = Some(now + self.character_ns());
        }
        while let Some(until) = self.receiving_until.filter(|&until| until <= now) {
            self.receiving_until = None;
            if let Some(byte) = console.input.pop_front() {
                self.accept(byte, until);
            }
            if !console.input.is_empty() {
                self.receiving_until = Some(until + self.character_ns());
            }
        }
    }

    fn accept(&mut self, byte: u8, at: u64) {
        if self.received.len() == self.depth() {
            self.overrun = true;
            self.ris |= INT_OE;
            return;
        }
        self.received.push_back(byte);
        if self.received.len() >= self.trigger(self.ifls >> 3) {
            self.ris |= INT_RX;
        }
        self.timeout_at = Some(at + self.bit_ns(TIMEOUT_BITS));
    }

    /// The cycle of the next change.
    pub(crate) fn next(&self, clock: &Clock) -> Option<u64> {
        let times = [self.shifting_until, self.receiving_until, self.timeout_at];
        times.into_iter().flatten().min().map(|at| clock.cycle_at(at))
    }

    /// True while an unmasked interrupt is raised.
    pub(crate) fn interrupt(&self) -> bool {
        self.ris & self.imsc != 0
    }

    /// True if something is under way that an unmasked interrupt may follow.
    pub(crate) fn may_interrupt(&self, clock: &Clock) -> bool {
        self.imsc != 0 && self.next(clock).is_some()
    }

    fn flags(&self) -> u32 {
        let mut flags = 0;
        assign(&mut flags, FR_BUSY, self.shifting_until.is_some());
        assign(&mut flags, FR_TXFE, self.waiting + self.held.len() == 0);
        assign(&mut flags, FR_TXFF, self.waiting + self.held.len() >= self.depth());
        assign(&mut flags, FR_RXFE, self.received.is_empty());
        assign(&mut flags, FR_RXFF, self.received.len() == self.depth());
        flags
    }

    pub(crate) fn read(&mut self, offset: u32) -> Reply {
        Ok(match offset {
            DR => self.take(),
            RSR => u32::from(self.overrun) << 3,
            FR => self.flags(),
            IBRD => self.ibrd,
            FBRD => self.fbrd,
            LCR_H => self.lcr_h,
            CR => self.cr,
            IFLS => self.ifls,
            IMSC => self.imsc,
            RIS => self.ris,
            MIS => self.ris & self.imsc,
            DMACR => self.dmacr,
            PERIPHID0..0x1000 => IDENTIFICATION[(offset - PERIPHID0) as usize / 4],
            _ => return Err(NO_REGISTER),
        })
    }

    fn take(&mut self) -> u32 {
        let Some(byte) = self.received.pop_front() else { return 0 };
        if self.received.len() < self.trigger(self.ifls >> 3) {
            self.ris &= !INT_RX;
        }
        if self.received.is_empty() {
            self.ris &= !INT_RT;
            self.timeout_at = None;
        }
        u32::from(byte) | if std::mem::take(&mut self.overrun) { DR_OE } else { 0 }
    }

    /// Writes a register; `raw` is the word before an atomic alias combined it. Bytes that leave go to `sent`.
    pub(crate) fn write(&mut self, offset: u32, value: u32, raw: u32, clock: &Clock, sent: &mut Vec<u8>) -> Done {
        match offset {
            DR => self.send(value as u8, clock, sent),
            RSR => self.overrun = false,
            IBRD => self.ibrd = value & 0xffff,
            FBRD => self.fbrd = value & 0x3f,
            LCR_H => self.lcr_h = value & 0xff,
            CR if value & CR_LBE != 0 => return Err(Refusal::Why("loop-back is not modelled")),
            CR => {
                self.cr = value & 0xffff;
                while self.sends()
                    && let Some(byte) = self.held.pop_front()
                {
                    self.send(byte, clock, sent);
                }
            }
            IFLS => self.ifls = value & 0x3f,
            IMSC => self.imsc = value & 0x7ff,
            ICR => self.ris &= !raw,
            DMACR if value & 7 == 0 => self.dmacr = value,
            DMACR => return Err(Refusal::Why("DMA is not modelled")),
            FR | RIS | MIS => {}
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }

    /// A byte into the transmitter; one too many is lost, as on the chip.
    fn send(&mut self, byte: u8, clock: &Clock, sent: &mut Vec<u8>) {
        if !self.sends() {
            if self.held.len() < self.depth() {
                self.held.push_back(byte);
            }
            return;
        }
        if self.shifting_until.is_none() {
            self.shifting_until = Some(clock.ns() + self.character_ns());
        } else if self.waiting < self.depth() {
            self.waiting += 1;
        } else {
            return;
        }
        if self.waiting > self.transmit_trigger() {
            self.ris &= !INT_TX;
        }
        sent.push(byte);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uart(lcr_h: u32) -> Uart {
        let mut uart = Uart::default();
        let clock = Clock::new(125_000_000);
        uart.set_hz(125_000_000);
        for (offset, value) in [(IBRD, 67), (FBRD, 52), (LCR_H, lcr_h), (CR, 0x301)] {
            uart.write(offset, value, value, &clock, &mut Vec::new()).unwrap();
        }
        uart
    }

    #[test]
    fn a_byte_takes_ten_bits() {
        let (mut uart, mut clock, mut sent) = (uart(0x60), Clock::new(125_000_000), Vec::new());
        uart.write(DR, 65, 65, &clock, &mut sent).unwrap();
        assert_eq!(uart.read(FR), Ok(FR_BUSY | FR_TXFE | FR_RXFE));
        uart.write(DR, 66, 66, &clock, &mut sent).unwrap();
        assert_eq!(uart.read(FR), Ok(FR_BUSY | FR_TXFF | FR_RXFE));
        uart.write(DR, 67, 67, &clock, &mut sent).unwrap();
        assert_eq!(sent, b"AB", "the third byte finds no room");
        // 10 bits of 16 * (67 + 52/64) cycles.
        assert_eq!(uart.next(&clock), Some(10_850));
        clock.cycle = 10_850;
        uart.advance(&clock, None);
        assert_eq!(uart.read(FR), Ok(FR_BUSY | FR_TXFE | FR_RXFE));
        assert_eq!(uart.read(RIS), Ok(INT_TX));
    }

    #[test]
    fn received_bytes_come_one_character_apart() {
        let (mut uart, mut clock, mut console) = (uart(0x70), Clock::new(125_000_000), Console::default());
        console.input.extend(*b"hi");
        uart.advance(&clock, Some(&mut console));
        assert_eq!(uart.read(FR).unwrap() & FR_RXFE, FR_RXFE);
        clock.cycle = 10_850;
        uart.advance(&clock, Some(&mut console));
        assert_eq!(uart.read(DR), Ok(u32::from(b'h')));
        clock.cycle = 21_700;
        uart.advance(&clock, Some(&mut console));
        assert_eq!(uart.read(DR), Ok(u32::from(b'i')));
        assert_eq!(uart.read(DR), Ok(0));
    }
}
