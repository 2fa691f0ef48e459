//! GPIOTE: channels of pin events and pin tasks, and the PORT event (nRF51 Series Reference Manual 3.0, chapter 15;
//! nRF52833 Product Specification 1.5, chapter 6.10).
//!
//! The nRF51 has four channels and one port; the nRF52833 eight channels, two ports, and tasks that set and clear.

use super::nrf_gpio::Gpio;
use super::{Done, NO_REGISTER, Reply};

const OUT0: u32 = 0x000;
const OUT_END: u32 = 0x020;
const SET0: u32 = 0x030;
const SET_END: u32 = 0x050;
const CLR0: u32 = 0x060;
const CLR_END: u32 = 0x080;
const IN0: u32 = 0x100;
const IN_END: u32 = 0x120;
const PORT: u32 = 0x17c;
const INTENSET: u32 = 0x304;
const INTENCLR: u32 = 0x308;
const CONFIG0: u32 = 0x510;
const CONFIG_END: u32 = 0x530;

const MODE_EVENT: u32 = 1;
const MODE_TASK: u32 = 3;
const LOW_TO_HIGH: u32 = 1;
const HIGH_TO_LOW: u32 = 2;
const TOGGLE: u32 = 3;
const INTEN_PORT: u32 = 1 << 31;

/// Channels, events and interrupt enables.
#[derive(Debug, Clone)]
pub(crate) struct Gpiote {
    channels: usize,
    config: [u32; 8],
    events: [bool; 8],
    port: bool,
    inten: u32,
    levels: u64,
    sensed: bool,
}

fn mode(config: u32) -> u32 {
    config & 3
}

/// Port and pin in it.
fn pin(config: u32) -> (usize, usize) {
    ((config >> 13 & 1) as usize, (config >> 8 & 31) as usize)
}

/// The place of a pin among the levels.
fn place(config: u32) -> usize {
    let (port, pin) = pin(config);
    32 * port + pin
}

fn polarity(config: u32) -> u32 {
    config >> 16 & 3
}

/// What a task does to an output.
#[derive(Clone, Copy)]
enum Task {
    ByPolarity,
    Set,
    Clear,
}

impl Gpiote {
    pub(crate) fn new(channels: usize) -> Self {
        Gpiote { channels, config: [0; 8], events: [false; 8], port: false, inten: 0, levels: 0, sensed: false }
    }

    /// True if this register belongs to a channel or task that the chip lacks.
    fn is_beyond(&self, offset: u32) -> bool {
        let channel = |first: u32| (offset - first) as usize / 4;
        match offset {
            OUT0..OUT_END => channel(OUT0) >= self.channels,
            SET0..SET_END | CLR0..CLR_END => self.channels < 8,
            IN0..IN_END => channel(IN0) >= self.channels,
            CONFIG0..CONFIG_END => channel(CONFIG0) >= self.channels,
            _ => false,
        }
    }

    fn run_task(&self, channel: u32, task: Task, ports: &mut [Gpio]) {
        let config = self.config[channel as usize];
        let (port, pin) = pin(config);
        let Some(gpio) = ports.get_mut(port).filter(|_| mode(config) == MODE_TASK) else { return };
        let high = gpio.out() >> pin & 1 != 0;
        let to = match (task, polarity(config)) {
            (Task::Set, _) | (Task::ByPolarity, LOW_TO_HIGH) => true,
            (Task::Clear, _) | (Task::ByPolarity, HIGH_TO_LOW) => false,
            (Task::ByPolarity, TOGGLE) => !high,
            _ => high,
        };
        gpio.set_out(pin, to);
    }

    /// Looks at the pins and raises the events of their edges.
    pub(crate) fn advance(&mut self, levels: u64, sensed: bool) {
        let changed = self.levels ^ levels;
        for (config, event) in self.config.iter().zip(&mut self.events) {
            if mode(*config) == MODE_EVENT && changed >> place(*config) & 1 != 0 {
                let wanted = if levels >> place(*config) & 1 != 0 { LOW_TO_HIGH } else { HIGH_TO_LOW };
                *event |= polarity(*config) & wanted != 0;
            }
        }
        self.port |= sensed && !self.sensed;
        (self.levels, self.sensed) = (levels, sensed);
    }

    pub(crate) fn interrupt(&self) -> bool {
        let events = (0..8).any(|channel| self.events[channel] && self.inten >> channel & 1 != 0);
        events || self.port && self.inten & INTEN_PORT != 0
    }

    pub(crate) fn read(&self, offset: u32) -> Reply {
        if self.is_beyond(offset) {
            return Err(NO_REGISTER);
        }
        Ok(match offset {
            IN0..IN_END => u32::from(self.events[(offset - IN0) as usize / 4]),
            PORT => u32::from(self.port),
            INTENSET | INTENCLR => self.inten,
            CONFIG0..CONFIG_END => self.config[(offset - CONFIG0) as usize / 4],
            _ => return Err(NO_REGISTER),
        })
    }

    /// Writes a register; tasks change the pin through `ports`.
    pub(crate) fn write(&mut self, offset: u32, value: u32, ports: &mut [Gpio]) -> Done {
        if self.is_beyond(offset) {
            return Err(NO_REGISTER);
        }
        match offset {
            OUT0..OUT_END | SET0..SET_END | CLR0..CLR_END if value != 1 => {}
            OUT0..OUT_END => self.run_task((offset - OUT0) / 4, Task::ByPolarity, ports),
            SET0..SET_END => self.run_task((offset - SET0) / 4, Task::Set, ports),
            CLR0..CLR_END => self.run_task((offset - CLR0) / 4, Task::Clear, ports),
            IN0..IN_END => self.events[(offset - IN0) as usize / 4] = value != 0,
            PORT => self.port = value != 0,
            INTENSET => self.inten |= value,
            INTENCLR => self.inten &= !value,
            CONFIG0..CONFIG_END => {
                let channel = (offset - CONFIG0) / 4;
                self.config[channel as usize] = value;
                let task = if value >> 20 & 1 != 0 { Task::Set } else { Task::Clear };
                self.run_task(channel, task, ports);
            }
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }
}
