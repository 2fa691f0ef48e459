//! nRF51 GPIOTE: four channels of pin events and pin tasks, and the PORT event (Reference Manual 3.0, chapter 15).

use super::nrf_gpio::Gpio;
use super::{Done, NO_REGISTER, Reply};

const OUT0: u32 = 0x000;
const OUT_END: u32 = 0x010;
const IN0: u32 = 0x100;
const IN_END: u32 = 0x110;
const PORT: u32 = 0x17c;
const INTENSET: u32 = 0x304;
const INTENCLR: u32 = 0x308;
const CONFIG0: u32 = 0x510;
const CONFIG_END: u32 = 0x520;

const MODE_EVENT: u32 = 1;
const MODE_TASK: u32 = 3;
const LOW_TO_HIGH: u32 = 1;
const HIGH_TO_LOW: u32 = 2;
const TOGGLE: u32 = 3;
const INTEN_PORT: u32 = 1 << 31;

/// Channels, events and interrupt enables.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gpiote {
    config: [u32; 4],
    events: [bool; 4],
    port: bool,
    inten: u32,
    levels: u32,
    sensed: bool,
}

fn mode(config: u32) -> u32 {
    config & 3
}

fn pin(config: u32) -> usize {
    (config >> 8 & 31) as usize
}

fn polarity(config: u32) -> u32 {
    config >> 16 & 3
}

impl Gpiote {
    /// Looks at the pins and raises the events of their edges.
    pub(crate) fn advance(&mut self, levels: u32, sensed: bool) {
        let changed = self.levels ^ levels;
        for (config, event) in self.config.iter().zip(&mut self.events) {
            if mode(*config) == MODE_EVENT && changed >> pin(*config) & 1 != 0 {
                let wanted = if levels >> pin(*config) & 1 != 0 { LOW_TO_HIGH } else { HIGH_TO_LOW };
                *event |= polarity(*config) & wanted != 0;
            }
        }
        self.port |= sensed && !self.sensed;
        (self.levels, self.sensed) = (levels, sensed);
    }

    pub(crate) fn interrupt(&self) -> bool {
        let events = (0..4).any(|channel| self.events[channel] && self.inten >> channel & 1 != 0);
        events || self.port && self.inten & INTEN_PORT != 0
    }

    pub(crate) fn read(&self, offset: u32) -> Reply {
        Ok(match offset {
            IN0..IN_END => u32::from(self.events[(offset - IN0) as usize / 4]),
            PORT => u32::from(self.port),
            INTENSET | INTENCLR => self.inten,
            CONFIG0..CONFIG_END => self.config[(offset - CONFIG0) as usize / 4],
            _ => return Err(NO_REGISTER),
        })
    }

    /// Writes a register; tasks change the pin through `gpio`.
    pub(crate) fn write(&mut self, offset: u32, value: u32, gpio: &mut Gpio) -> Done {
        match offset {
            OUT0..OUT_END => {
                let config = self.config[(offset - OUT0) as usize / 4];
                if value == 1 && mode(config) == MODE_TASK {
                    let high = gpio.out() >> pin(config) & 1 != 0;
                    gpio.set_out(
                        pin(config),
                        match polarity(config) {
                            LOW_TO_HIGH => true,
                            HIGH_TO_LOW => false,
                            TOGGLE => !high,
                            _ => high,
                        },
                    );
                }
            }
            IN0..IN_END => self.events[(offset - IN0) as usize / 4] = value != 0,
            PORT => self.port = value != 0,
            INTENSET => self.inten |= value,
            INTENCLR => self.inten &= !value,
            CONFIG0..CONFIG_END => {
                self.config[(offset - CONFIG0) as usize / 4] = value;
                if mode(value) == MODE_TASK {
                    gpio.set_out(pin(value), value >> 20 & 1 != 0);
                }
            }
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }
}
