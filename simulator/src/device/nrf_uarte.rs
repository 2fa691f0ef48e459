//! nRF52833 UART with EasyDMA (Product Specification 1.5, chapter 6.33), which shares its registers with the byte-wise
//! UART of the nRF51: ENABLE says which of the two answers.
//!
//! A transfer reads its bytes when it starts and ends when the last one would have left; received bytes go to memory
//! as they arrive. EasyDMA reaches RAM only.

use super::nrf_uart::NrfUart;
use super::{Console, Done, NO_REGISTER, Refusal, Reply, Wires};
use crate::clock::Clock;

const STARTRX: u32 = 0x000;
const STOPRX: u32 = 0x004;
const STARTTX: u32 = 0x008;
const STOPTX: u32 = 0x00c;
const FLUSHRX: u32 = 0x02c;
const EVENTS: u32 = 0x100;
const EVENTS_END: u32 = 0x180;
const SHORTS: u32 = 0x200;
const INTEN: u32 = 0x300;
const INTENSET: u32 = 0x304;
const INTENCLR: u32 = 0x308;
const ERRORSRC: u32 = 0x480;
const ENABLE: u32 = 0x500;
const RXD_PTR: u32 = 0x534;
const RXD_MAXCNT: u32 = 0x538;
const RXD_AMOUNT: u32 = 0x53c;
const TXD_PTR: u32 = 0x544;
const TXD_MAXCNT: u32 = 0x548;
const TXD_AMOUNT: u32 = 0x54c;

/// ENABLE's value for EasyDMA.
const ENABLED: u32 = 8;
/// Events as bits of INTEN, each the place of its register.
const RXDRDY: u32 = 1 << 2;
const ENDRX: u32 = 1 << 4;
const TXDRDY: u32 = 1 << 7;
const ENDTX: u32 = 1 << 8;
const RXTO: u32 = 1 << 17;
const RXSTARTED: u32 = 1 << 19;
const TXSTARTED: u32 = 1 << 20;
const TXSTOPPED: u32 = 1 << 22;
const KNOWN_EVENTS: u32 = 0b11 | RXDRDY | ENDRX | TXDRDY | ENDTX | 1 << 9 | RXTO | RXSTARTED | TXSTARTED | TXSTOPPED;
/// SHORTS.
const ENDRX_STARTRX: u32 = 1 << 5;
const ENDRX_STOPRX: u32 = 1 << 6;
/// Bits of MAXCNT.
const COUNT_MASK: u32 = 0xffff;

/// Both UARTs.
#[derive(Debug, Clone, Default)]
pub(crate) struct NrfUarte {
    bytewise: NrfUart,
    enabled: bool,
    events: u32,
    shorts: u32,
    inten: u32,
    /// Pointers and lengths, as written; the amounts of the last transfers.
    receive: Transfer,
    transmit: Transfer,
    sending_until: Option<u64>,
    receiving: bool,
    receiving_until: Option<u64>,
    /// The transfer under way: where the next byte goes, and how many there are.
    next_byte: u32,
    received: u32,
}

#[derive(Debug, Clone, Default)]
struct Transfer {
    pointer: u32,
    length: u32,
    amount: u32,
}

impl NrfUarte {
    /// Brings it up to `clock`, whose cycles are of 16 MHz.
    pub(crate) fn advance(&mut self, clock: &Clock, wires: &mut Wires) {
        if !self.enabled {
            self.bytewise.advance(clock, &mut wires.console);
            return;
        }
        if self.sending_until.is_some_and(|until| until <= clock.cycle) {
            self.sending_until = None;
            self.events |= ENDTX | TXDRDY;
        }
        while self.receives() {
            let character = self.bytewise.character();
            let until = match (self.receiving_until, wires.console.input.is_empty()) {
                (Some(until), _) => until,
                (None, false) => *self.receiving_until.insert(clock.cycle + character),
                (None, true) => return,
            };
            if until > clock.cycle {
                return;
            }
            if let Some(byte) = wires.console.input.pop_front() {
                wires.memory.write_ram(self.next_byte, [byte]);
                self.accept();
            }
            self.receiving_until = (!wires.console.input.is_empty()).then_some(until + character);
        }
    }

    fn receives(&self) -> bool {
        self.receiving && self.bytewise.has_input()
    }

    fn accept(&mut self) {
        self.next_byte = self.next_byte.wrapping_add(1);
        self.received += 1;
        self.receive.amount = self.received;
        self.events |= RXDRDY;
        if self.received >= self.receive.length {
            self.events |= ENDRX;
            self.receiving = false;
            if self.shorts & ENDRX_STARTRX != 0 {
                self.start_receiving();
            } else if self.shorts & ENDRX_STOPRX != 0 {
                self.events |= RXTO;
            }
        }
    }

    fn start_receiving(&mut self) {
        self.events |= RXSTARTED;
        (self.receiving, self.next_byte, self.received) = (self.receive.length > 0, self.receive.pointer, 0);
        self.receive.amount = 0;
    }

    fn stop_receiving(&mut self) {
        if self.receiving {
            self.events |= ENDRX;
        }
        self.events |= RXTO;
        (self.receiving, self.receiving_until) = (false, None);
    }

    /// Sends `length` bytes at `pointer`.
    fn start_sending(&mut self, clock: &Clock, wires: &mut Wires) -> Done {
        if self.sending_until.is_some() {
            return Err(Refusal::Why("STARTTX before ENDTX of the transfer before"));
        }
        let Transfer { pointer, length, .. } = self.transmit;
        let bytes = (pointer..pointer.saturating_add(length)).map(|at| wires.memory.read_ram::<1>(at).map(|[byte]| byte));
        let Some(bytes) = bytes.collect::<Option<Vec<u8>>>() else {
            return Err(Refusal::Why("EasyDMA reaches RAM only, and TXD.PTR or its end is elsewhere"));
        };
        self.events |= TXSTARTED;
        self.transmit.amount = length;
        self.sending_until = Some(clock.cycle + self.bytewise.character() * u64::from(length));
        self.give(&bytes, &mut wires.console);
        Ok(())
    }

    fn give(&self, bytes: &[u8], console: &mut Console) {
        if self.bytewise.has_output() {
            console.output.extend(bytes);
        } else {
            console.lost += bytes.len() as u64;
        }
    }

    pub(crate) fn next(&self) -> Option<u64> {
        if !self.enabled {
            return self.bytewise.next();
        }
        [self.sending_until, self.receiving_until].into_iter().flatten().min()
    }

    pub(crate) fn interrupt(&self) -> bool {
        if self.enabled { self.events & self.inten != 0 } else { self.bytewise.interrupt() }
    }

    pub(crate) fn may_interrupt(&self) -> bool {
        if self.enabled { self.inten != 0 && self.next().is_some() } else { self.bytewise.may_interrupt() }
    }

    pub(crate) fn read(&mut self, offset: u32) -> Reply {
        Ok(match offset {
            RXD_PTR => self.receive.pointer,
            RXD_MAXCNT => self.receive.length,
            RXD_AMOUNT => self.receive.amount,
            TXD_PTR => self.transmit.pointer,
            TXD_MAXCNT => self.transmit.length,
            TXD_AMOUNT => self.transmit.amount,
            ENABLE if self.enabled => ENABLED,
            EVENTS..EVENTS_END if self.enabled => u32::from(self.events & event_bit(offset)? != 0),
            SHORTS if self.enabled => self.shorts,
            INTEN | INTENSET | INTENCLR if self.enabled => self.inten,
            ERRORSRC if self.enabled => 0,
            _ => return self.bytewise.read(offset),
        })
    }

    pub(crate) fn write(&mut self, offset: u32, value: u32, clock: &Clock, wires: &mut Wires) -> Done {
        let is_task = matches!(offset, STARTRX | STOPRX | STARTTX | STOPTX | FLUSHRX);
        match offset {
            RXD_PTR => self.receive.pointer = value,
            RXD_MAXCNT => self.receive.length = value & COUNT_MASK,
            TXD_PTR => self.transmit.pointer = value,
            TXD_MAXCNT => self.transmit.length = value & COUNT_MASK,
            ENABLE => {
                self.enabled = value & 15 == ENABLED;
                return self.bytewise.write(offset, if self.enabled { 0 } else { value }, clock, &mut wires.console);
            }
            // A driver clears the events of both kinds before it enables either.
            EVENTS..EVENTS_END if self.enabled || event_bit(offset).is_ok() && value == 0 => {
                super::assign(&mut self.events, event_bit(offset)?, value != 0);
                if !self.enabled {
                    return self.bytewise.clear_event(offset);
                }
            }
            _ if !self.enabled => return self.bytewise.write(offset, value, clock, &mut wires.console),
            _ if is_task && value != 1 => {}
            STARTRX => self.start_receiving(),
            STOPRX => self.stop_receiving(),
            STARTTX => return self.start_sending(clock, wires),
            STOPTX => {
                self.sending_until = None;
                self.events |= TXSTOPPED;
            }
            FLUSHRX => self.receive.amount = 0,
            SHORTS => self.shorts = value & (ENDRX_STARTRX | ENDRX_STOPRX),
            INTEN => self.inten = value,
            INTENSET => self.inten |= value,
            INTENCLR => self.inten &= !value,
            ERRORSRC => {}
            _ => return self.bytewise.write(offset, value, clock, &mut wires.console),
        }
        Ok(())
    }
}

/// The bit of the event whose register is at `offset`, as in INTEN.
fn event_bit(offset: u32) -> Result<u32, Refusal> {
    let bit = 1 << ((offset - EVENTS) / 4);
    if KNOWN_EVENTS & bit != 0 { Ok(bit) } else { Err(NO_REGISTER) }
}
