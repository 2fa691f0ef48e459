//! The chip's pins: what the program drives, what the world drives, and what a reader sees.
//!
//! A pin that the program drives has that level. Otherwise it has the level set from outside, or else the level its
//! pull gives it; a floating pin reads low. Every change of the driven state is recorded with its time.

/// What the program does to a pin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drive {
    /// Nothing: it is an input, or not in use.
    Released,
    /// Driven to 0.
    Low,
    /// Driven to 1.
    High,
}

/// The resistor inside a pad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pull {
    /// None: a pin that nothing drives floats.
    #[default]
    None,
    /// To the supply.
    Up,
    /// To ground.
    Down,
}

/// A change of what the program drives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// Processor cycles since reset.
    pub cycle: u64,
    /// Nanoseconds since reset.
    pub ns: u64,
    /// Pin number (GPn, P0.n; see [`crate::Chip`] for chips with several ports).
    pub pin: u8,
    /// The state before; at reset every pin is [`Drive::Released`].
    pub from: Drive,
    /// The state from now on.
    pub to: Drive,
}

#[derive(Debug, Clone, Copy)]
struct Pin {
    drive: Drive,
    pull: Pull,
    outside: Option<bool>,
}

/// All pins of a chip, at most 128.
#[derive(Debug, Clone)]
pub(crate) struct Pins {
    pins: Vec<Pin>,
    pub(crate) edges: Vec<Edge>,
    /// Levels as seen from inside, bit n = pin n.
    levels: u128,
}

impl Pins {
    pub(crate) fn new(count: usize) -> Self {
        let pin = Pin { drive: Drive::Released, pull: Pull::None, outside: None };
        Pins { pins: vec![pin; count], edges: Vec::new(), levels: 0 }
    }

    pub(crate) fn count(&self) -> usize {
        self.pins.len()
    }

    /// Bit n = level of pin n, of the first 32 pins.
    pub(crate) fn levels(&self) -> u32 {
        self.levels as u32
    }

    /// Bit n = level of pin n.
    pub(crate) fn all_levels(&self) -> u128 {
        self.levels
    }

    pub(crate) fn drive(&self, pin: usize) -> Drive {
        self.pins[pin].drive
    }

    pub(crate) fn pull(&self, pin: usize) -> Pull {
        self.pins[pin].pull
    }

    /// Sets what the program does to a pin, at the given cycle and time.
    pub(crate) fn set_drive(&mut self, pin: usize, to: Drive, cycle: u64, ns: u64) {
        let from = self.pins[pin].drive;
        if from != to {
            self.pins[pin].drive = to;
            self.edges.push(Edge { cycle, ns, pin: pin as u8, from, to });
            self.settle(pin);
        }
    }

    pub(crate) fn set_pull(&mut self, pin: usize, pull: Pull) {
        self.pins[pin].pull = pull;
        self.settle(pin);
    }

    /// What drives the pin from outside; `None` lets go of it.
    pub(crate) fn set_outside(&mut self, pin: usize, level: Option<bool>) {
        self.pins[pin].outside = level;
        self.settle(pin);
    }

    fn settle(&mut self, pin: usize) {
        let Pin { drive, pull, outside } = self.pins[pin];
        let high = match drive {
            Drive::High => true,
            Drive::Low => false,
            Drive::Released => outside.unwrap_or(pull == Pull::Up),
        };
        self.levels = self.levels & !(1 << pin) | u128::from(high) << pin;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_drives_decides() {
        let mut pins = Pins::new(2);
        pins.set_pull(1, Pull::Up);
        assert_eq!(pins.levels(), 2);
        pins.set_outside(1, Some(false));
        assert_eq!(pins.levels(), 0);
        pins.set_drive(1, Drive::High, 5, 40);
        assert_eq!(pins.levels(), 2);
        pins.set_drive(1, Drive::High, 6, 48);
        let edge = Edge { cycle: 5, ns: 40, pin: 1, from: Drive::Released, to: Drive::High };
        assert_eq!(pins.edges, [edge]);
    }
}
