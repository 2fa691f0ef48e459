//! A record of what an image does beyond plain instructions, for comparing runs with another emulator.
//!
//! With the reads that peripherals answered and the points at which exceptions were entered, another processor model
//! can execute the same instructions without modelling any peripheral.

use crate::stop::Access;

/// Something noteworthy, in order of happening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A load answered by a peripheral or the core's own registers.
    Read {
        /// The load.
        access: Access,
        /// What it got.
        value: u32,
    },
    /// A store taken by one.
    Write {
        /// The store.
        access: Access,
        /// What was stored.
        value: u32,
    },
    /// Entry to an exception handler.
    Entry {
        /// The exception's number: 3 HardFault, 11 SVCall, 14 PendSV, 15 SysTick, 16 and up interrupts.
        number: u32,
        /// Instructions executed before it, without those that an IT block skipped.
        instructions: u64,
        /// The address that was stacked for the return.
        return_address: u32,
    },
    /// Return from an exception handler, done.
    Return {
        /// Instructions executed, the one that returned included, those that an IT block skipped not.
        instructions: u64,
    },
    /// A semihosting operation, done.
    Semihosting {
        /// Instructions executed, the BKPT included, those that an IT block skipped not.
        instructions: u64,
    },
}

/// The events since recording was switched on, or none.
#[derive(Debug, Clone, Default)]
pub(crate) struct Record {
    events: Option<Vec<Event>>,
}

impl Record {
    /// Starts or stops recording; either empties the record.
    pub(crate) fn switch(&mut self, on: bool) {
        self.events = on.then(Vec::new);
    }

    /// Whether events are being recorded.
    pub(crate) fn is_on(&self) -> bool {
        self.events.is_some()
    }

    #[inline]
    pub(crate) fn note(&mut self, event: impl FnOnce() -> Event) {
        if let Some(events) = &mut self.events {
            events.push(event());
        }
    }

    /// Takes what was recorded so far.
    pub(crate) fn take(&mut self) -> Vec<Event> {
        self.events.as_mut().map(std::mem::take).unwrap_or_default()
    }
}
