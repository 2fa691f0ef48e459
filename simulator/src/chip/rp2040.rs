//! The RP2040's address map and how its peripherals hang together (RP2040 data sheet, 2.2).
//!
//! Every APB and AHB block answers at four aliases: plain, XOR, set, clear (2.1.2); SIO does not. A block held in
//! reset gives no answer. What the boot ROM does before the second stage is in `load.rs`; its functions are not
//! modelled.

use super::Block;
use crate::device::clocks::{Clocks, Rosc};
use crate::device::io_bank::{IoBank, PINS};
use crate::device::resets::Resets;
use crate::device::sio::Sio;
use crate::device::ssi::Ssi;
use crate::device::storage::Storage;
use crate::device::timer::Timer;
use crate::device::uart_pl011::Uart;
use crate::device::watchdog::Watchdog;
use crate::device::{Done, NO_REGISTER, Refusal, Reply, Wires};
use crate::pins::Drive;

const ROM_END: u32 = 0x4000;
const XIP: u32 = 0x1000_0000;
const XIP_CTRL: u32 = 0x1400_0000;
const SSI: u32 = 0x1800_0000;
const SYSINFO: u32 = 0x4000_0000;
const CLOCKS: u32 = 0x4000_8000;
const RESETS: u32 = 0x4000_c000;
const PSM: u32 = 0x4001_0000;
const IO_BANK0: u32 = 0x4001_4000;
const IO_QSPI: u32 = 0x4001_8000;
const PADS_BANK0: u32 = 0x4001_c000;
const PADS_QSPI: u32 = 0x4002_0000;
const XOSC: u32 = 0x4002_4000;
const PLL_SYS: u32 = 0x4002_8000;
const PLL_USB: u32 = 0x4002_c000;
const UART0: u32 = 0x4003_4000;
const UART1: u32 = 0x4003_8000;
const TIMER: u32 = 0x4005_4000;
const WATCHDOG: u32 = 0x4005_8000;
const ROSC: u32 = 0x4006_0000;
const VREG: u32 = 0x4006_4000;
const SIO: u32 = 0xd000_0000;

const fn block(base: u32, size: u32, name: &'static str) -> Block {
    Block { base, size, name }
}

/// Everything on the chip that is not flash or RAM.
pub(super) static BLOCKS: &[Block] = &[
    block(0, ROM_END, "boot ROM"),
    block(XIP, 0x400_0000, "XIP flash"),
    block(XIP_CTRL, 0x100_0000, "XIP_CTRL"),
    block(0x1500_0000, 0x4000, "XIP_SRAM"),
    block(SSI, 0x1000, "SSI"),
    block(0x2000_0000, 0x4_2000, "SRAM"),
    block(0x2100_0000, 0x4_0000, "SRAM (not striped)"),
    block(SYSINFO, 0x4000, "SYSINFO"),
    block(0x4000_4000, 0x4000, "SYSCFG"),
    block(CLOCKS, 0x4000, "CLOCKS"),
    block(RESETS, 0x4000, "RESETS"),
    block(PSM, 0x4000, "PSM"),
    block(IO_BANK0, 0x4000, "IO_BANK0"),
    block(IO_QSPI, 0x4000, "IO_QSPI"),
    block(PADS_BANK0, 0x4000, "PADS_BANK0"),
    block(PADS_QSPI, 0x4000, "PADS_QSPI"),
    block(XOSC, 0x4000, "XOSC"),
    block(PLL_SYS, 0x4000, "PLL_SYS"),
    block(PLL_USB, 0x4000, "PLL_USB"),
    block(0x4003_0000, 0x4000, "BUSCTRL"),
    block(UART0, 0x4000, "UART0"),
    block(UART1, 0x4000, "UART1"),
    block(0x4003_c000, 0x4000, "SPI0"),
    block(0x4004_0000, 0x4000, "SPI1"),
    block(0x4004_4000, 0x4000, "I2C0"),
    block(0x4004_8000, 0x4000, "I2C1"),
    block(0x4004_c000, 0x4000, "ADC"),
    block(0x4005_0000, 0x4000, "PWM"),
    block(TIMER, 0x4000, "TIMER"),
    block(WATCHDOG, 0x4000, "WATCHDOG"),
    block(0x4005_c000, 0x4000, "RTC"),
    block(ROSC, 0x4000, "ROSC"),
    block(VREG, 0x4000, "VREG_AND_CHIP_RESET"),
    block(0x4006_c000, 0x4000, "TBMAN"),
    block(0x5000_0000, 0x4000, "DMA"),
    block(0x5010_0000, 0x1_0000, "USB memory"),
    block(0x5011_0000, 0x4000, "USB"),
    block(0x5020_0000, 0x4000, "PIO0"),
    block(0x5030_0000, 0x4000, "PIO1"),
    block(0x5040_0000, 0x4000, "XIP_AUX"),
    block(SIO, 0x200, "SIO"),
    block(0xe000_0000, 0x10_0000, "the core's private peripherals"),
];

/// The reset bit of a block, for those modelled here that have one (2.14.1).
fn reset_bit(base: u32) -> Option<u32> {
    Some(match base {
        IO_BANK0 => 5,
        IO_QSPI => 6,
        PADS_BANK0 => 8,
        PADS_QSPI => 9,
        PLL_SYS => 12,
        PLL_USB => 13,
        TIMER => 21,
        UART0 => 22,
        UART1 => 23,
        _ => return None,
    })
}

const IRQ_IO_BANK0: u32 = 13;
const IRQ_UART0: u32 = 20;
const IRQ_UART1: u32 = 21;

/// CHIP_ID of stepping B2 and PLATFORM "ASIC" (2.20.2).
const CHIP_ID: u32 = 0x2000_2927;
const PLATFORM: u32 = 2;
/// All seventeen domains are powered (2.13).
const PSM_DONE: u32 = 0x1_ffff;
/// The stack pointer in the boot ROM's vector table, where the ROM keeps its pointers to functions, and its magic.
const ROM_STACK: u32 = 0x2004_1f00;
const ROM_TABLES: std::ops::Range<u32> = 0x14..0x1c;
const ROM_MAGIC: u32 = 0x10;
const ROM_MAGIC_VALUE: u32 = 0x0201_754d;

/// Cycles of an access beyond those of the instruction. SIO is on the core's single-cycle port: one less (2.3.1).
/// The APB bridge: two more for a read and three for a write, as rp2040js counts; the data sheet (2.1.4) says only
/// that the bridge adds cycles.
pub(super) fn extra_cycles(address: u32, is_write: bool) -> i32 {
    match address >> 28 {
        0xd => -1,
        0x4 if is_write => 3,
        0x4 => 2,
        _ => 0,
    }
}

/// The flash window repeats at 0x11, 0x12 and 0x13 with other cache behaviour (2.6.3).
pub(super) fn mirrored(address: u32) -> u32 {
    if address.wrapping_sub(XIP) < 0x400_0000 { XIP | address & 0x00ff_ffff } else { address }
}

/// State of all modelled blocks.
#[derive(Debug, Clone)]
pub(crate) struct Rp2040 {
    clocks: Clocks,
    rosc: Rosc,
    resets: Resets,
    watchdog: Watchdog,
    timer: Timer,
    uarts: [Uart; 2],
    sio: Sio,
    io: IoBank,
    ssi: Ssi,
    psm: Storage,
    io_qspi: Storage,
    pads_qspi: Storage,
    vreg: Storage,
    xip_ctrl: Storage,
    /// Ticks per second for timer and watchdog, by the clocks as last set.
    tick_hz: u32,
    /// Pin levels that `io` has seen, before its own settings; `None` after these changed.
    seen: Option<u32>,
}

impl Default for Rp2040 {
    fn default() -> Self {
        Rp2040 {
            clocks: Clocks::default(),
            rosc: Rosc::default(),
            resets: Resets::default(),
            watchdog: Watchdog::default(),
            timer: Timer::default(),
            uarts: [Uart::default(), Uart::default()],
            sio: Sio::default(),
            io: IoBank::default(),
            ssi: Ssi::default(),
            psm: Storage::new(&[0; 3]),
            io_qspi: Storage::new(&[0, 31, 0, 31, 0, 31, 0, 31, 0, 31, 0, 31, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            pads_qspi: Storage::new(&[0, 0x56, 0x52, 0x52, 0x52, 0x52, 0x5a]),
            vreg: Storage::new(&[0xb1, 0x91, 0]),
            // CTRL, FLUSH, STAT (flushed, FIFO empty), hit and access counters, stream.
            xip_ctrl: Storage::new(&[3, 0, 3, 0, 0, 0, 0, 0]),
            tick_hz: 0,
            seen: None,
        }
    }
}

impl Rp2040 {
    pub(super) fn read(&mut self, address: u32, wires: &mut Wires) -> Reply {
        if address < ROM_END {
            return read_rom(address);
        }
        if address.wrapping_sub(SIO) < 0x200 {
            return self.sio.read(address - SIO, self.io.inputs(wires.pins.levels()), &wires.clock);
        }
        self.read_block(address & !0x3fff, address & 0xfff, wires)
    }

    fn read_block(&mut self, base: u32, offset: u32, wires: &mut Wires) -> Reply {
        self.check_reset(base)?;
        let clock = &wires.clock;
        match base {
            XIP_CTRL => self.xip_ctrl.read(offset),
            SSI => self.ssi.read(offset),
            SYSINFO => match offset {
                0x00 => Ok(CHIP_ID),
                0x04 => Ok(PLATFORM),
                _ => Err(NO_REGISTER),
            },
            CLOCKS => self.clocks.read(offset),
            RESETS => self.resets.read(offset),
            PSM if offset == 0xc => Ok(PSM_DONE),
            PSM => self.psm.read(offset),
            IO_BANK0 => self.io.read(offset),
            IO_QSPI => self.io_qspi.read(offset),
            PADS_BANK0 => self.io.read_pad(offset),
            PADS_QSPI => self.pads_qspi.read(offset),
            XOSC => self.clocks.sources.xosc.read(offset, clock),
            PLL_SYS => self.clocks.sources.pll_sys.read(offset),
            PLL_USB => self.clocks.sources.pll_usb.read(offset),
            UART0 => self.uarts[0].read(offset),
            UART1 => self.uarts[1].read(offset),
            TIMER => self.timer.read(offset, clock),
            WATCHDOG => self.watchdog.read(offset),
            ROSC => self.rosc.read(offset),
            VREG => self.vreg.read(offset),
            XIP..XIP_CTRL => Err(Refusal::Why("the flash ends below this address")),
            _ => refuse(base),
        }
    }

    pub(super) fn write(&mut self, address: u32, raw: u32, wires: &mut Wires) -> Done {
        if address < ROM_END {
            return Err(Refusal::Why("the boot ROM cannot be written"));
        }
        if address.wrapping_sub(SIO) < 0x200 {
            return self.write_sio(address - SIO, raw, wires);
        }
        let (base, offset) = (address & !0x3fff, address & 0xfff);
        self.check_reset(base)?;
        let value = match address >> 12 & 3 {
            0 => raw,
            1 => self.read_block(base, offset, wires)? ^ raw,
            2 => self.read_block(base, offset, wires)? | raw,
            _ => self.read_block(base, offset, wires)? & !raw,
        };
        self.write_block(base, offset, value, raw, wires)
    }

    fn write_block(&mut self, base: u32, offset: u32, value: u32, raw: u32, wires: &mut Wires) -> Done {
        match base {
            XIP_CTRL => self.xip_ctrl.write(offset, value),
            SSI => self.ssi.write(offset, value),
            SYSINFO => Ok(()),
            RESETS => self.write_resets(offset, value, wires),
            PSM => self.psm.write(offset, value),
            IO_BANK0 | PADS_BANK0 => {
                if base == IO_BANK0 {
                    self.io.write(offset, value, raw)?;
                } else {
                    self.io.write_pad(offset, value)?;
                }
                self.settle_pins(!0, wires);
                Ok(())
            }
            IO_QSPI => self.io_qspi.write(offset, value),
            PADS_QSPI => self.pads_qspi.write(offset, value),
            UART0 | UART1 => self.write_uart(usize::from(base == UART1), offset, value, raw, wires),
            TIMER => self.timer.write(offset, value, raw, &wires.clock),
            VREG => self.vreg.write(offset, value),
            CLOCKS | XOSC | PLL_SYS | PLL_USB | WATCHDOG | ROSC => {
                self.write_clocking(base, offset, value, wires)?;
                self.settle_clocks(wires)
            }
            XIP..XIP_CTRL => Err(Refusal::Why("a store into flash")),
            _ => refuse(base),
        }
    }

    fn write_clocking(&mut self, base: u32, offset: u32, value: u32, wires: &Wires) -> Done {
        let sources = &mut self.clocks.sources;
        match base {
            CLOCKS => self.clocks.write(offset, value),
            XOSC => sources.xosc.write(offset, value, &wires.clock),
            PLL_SYS => sources.pll_sys.write(offset, value),
            PLL_USB => sources.pll_usb.write(offset, value),
            WATCHDOG => self.watchdog.write(offset, value, &wires.clock),
            _ => self.rosc.write(offset, value),
        }
    }

    fn check_reset(&self, base: u32) -> Done {
        match reset_bit(base) {
            Some(bit) if self.resets.holds(bit) => Err(Refusal::Why("this peripheral is held in reset")),
            _ => Ok(()),
        }
    }

    fn write_sio(&mut self, offset: u32, value: u32, wires: &mut Wires) -> Done {
        let before = (self.sio.out, self.sio.enable);
        self.sio.write(offset, value, &wires.clock)?;
        let changed = (self.sio.out ^ before.0) | (self.sio.enable ^ before.1);
        self.settle_pins(changed, wires);
        Ok(())
    }

    fn write_uart(&mut self, which: usize, offset: u32, value: u32, raw: u32, wires: &mut Wires) -> Done {
        let mut sent = Vec::new();
        self.uarts[which].write(offset, value, raw, &wires.clock, &mut sent)?;
        // The console is UART0; what UART1 sends goes nowhere.
        if which == 0 && self.io.carries_uart_tx(0) {
            wires.console.output.extend(sent);
        } else {
            wires.console.lost += sent.len() as u64;
        }
        Ok(())
    }

    fn write_resets(&mut self, offset: u32, value: u32, wires: &mut Wires) -> Done {
        let before = self.resets.held();
        self.resets.write(offset, value)?;
        let newly_held = |base| reset_bit(base).is_some_and(|bit| self.resets.holds(bit) && before >> bit & 1 == 0);
        let (functions, pads) = (newly_held(IO_BANK0), newly_held(PADS_BANK0));
        let fresh = Rp2040::default();
        for (which, base) in [UART0, UART1].into_iter().enumerate() {
            if newly_held(base) {
                self.uarts[which] = fresh.uarts[which].clone();
            }
        }
        if newly_held(TIMER) {
            self.timer = fresh.timer;
        }
        if newly_held(PLL_SYS) {
            self.clocks.sources.pll_sys = fresh.clocks.sources.pll_sys;
        }
        if newly_held(PLL_USB) {
            self.clocks.sources.pll_usb = fresh.clocks.sources.pll_usb;
        }
        self.io.reset(functions, pads);
        self.settle_pins(!0, wires);
        self.settle_clocks(wires)
    }

    /// Applies the frequencies that now hold to the processor, the timer and the UARTs.
    fn settle_clocks(&mut self, wires: &mut Wires) -> Done {
        let clock = &mut wires.clock;
        let sys = self.clocks.sys_hz(clock);
        if sys == 0 {
            return Err(Refusal::Why("clk_sys is left without a running source"));
        }
        clock.set_hz(sys);
        self.tick_hz = self.watchdog.tick_hz(self.clocks.ref_hz(clock));
        self.timer.set_hz(self.tick_hz, clock);
        let peri = self.clocks.peri_hz(clock);
        for uart in &mut self.uarts {
            uart.set_hz(peri);
        }
        Ok(())
    }

    /// Drives the pins of `mask` as SIO and the function selection now say.
    fn settle_pins(&mut self, mask: u32, wires: &mut Wires) {
        let (cycle, ns) = (wires.clock.cycle, wires.clock.ns());
        for pin in (0..PINS).filter(|pin| mask >> pin & 1 != 0) {
            let drive = match self.io.driven(pin, self.sio.out, self.sio.enable) {
                None => Drive::Released,
                Some(false) => Drive::Low,
                Some(true) => Drive::High,
            };
            wires.pins.set_drive(pin, drive, cycle, ns);
            wires.pins.set_pull(pin, self.io.pull(pin));
        }
        self.seen = None;
    }

    pub(super) fn advance(&mut self, wires: &mut Wires) {
        self.timer.advance(&wires.clock);
        self.uarts[0].advance(&wires.clock, Some(&mut wires.console));
        self.uarts[1].advance(&wires.clock, None);
        let levels = wires.pins.levels();
        if self.seen != Some(levels) {
            self.seen = Some(levels);
            self.io.advance(self.io.inputs(levels));
        }
    }

    pub(super) fn next(&self, wires: &Wires) -> Option<u64> {
        let clock = &wires.clock;
        [self.timer.next(clock), self.uarts[0].next(clock), self.uarts[1].next(clock), self.watchdog.next(clock, self.tick_hz)]
            .into_iter()
            .flatten()
            .min()
    }

    pub(super) fn may_wake(&self, enabled: u32, wires: &Wires) -> bool {
        let uart = |which: usize, irq: u32| u32::from(self.uarts[which].may_interrupt(&wires.clock)) << irq;
        let sources = self.timer.may_interrupt() | uart(0, IRQ_UART0) | uart(1, IRQ_UART1);
        sources & enabled != 0 || self.watchdog.next(&wires.clock, self.tick_hz).is_some()
    }

    pub(super) fn wants_reset(&self, wires: &Wires) -> bool {
        self.watchdog.next(&wires.clock, self.tick_hz).is_some_and(|at| at <= wires.clock.cycle)
    }

    pub(super) fn lines(&self) -> u32 {
        self.timer.interrupts()
            | u32::from(self.io.interrupt()) << IRQ_IO_BANK0
            | u32::from(self.uarts[0].interrupt()) << IRQ_UART0
            | u32::from(self.uarts[1].interrupt()) << IRQ_UART1
    }
}

/// Blocks that exist but are not modelled say so; everything else is a bus fault.
fn refuse<T>(base: u32) -> Result<T, Refusal> {
    if BLOCKS.iter().any(|block| base.wrapping_sub(block.base) < block.size) {
        Err(Refusal::Why("this peripheral is not modelled"))
    } else {
        Err(Refusal::Unmapped)
    }
}

/// The ROM's contents are not ours to carry: its published constants read true, its function tables are refused,
/// the rest reads zero (a program may look at address 0 through a null reference).
fn read_rom(address: u32) -> Reply {
    match address {
        0 => Ok(ROM_STACK),
        ROM_MAGIC => Ok(ROM_MAGIC_VALUE),
        _ if ROM_TABLES.contains(&address) => Err(Refusal::Why("the boot ROM's functions are not modelled")),
        _ => Ok(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::memory::Memory;
    use crate::pins::Pins;

    const SET: u32 = 0x2000;
    const CLEAR: u32 = 0x3000;

    fn chip() -> (Rp2040, Wires) {
        let clock = Clock::new(6_500_000);
        (Rp2040::default(), Wires::new(clock, Memory::default(), Pins::new(PINS)))
    }

    /// As start-up code sets clocks up: 125 MHz from the crystal, and the microsecond tick.
    fn started() -> (Rp2040, Wires) {
        let (mut chip, mut wires) = chip();
        let mut write = |address, value| chip.write(address, value, &mut wires).unwrap();
        write(RESETS + CLEAR, 1 << 5 | 1 << 8 | 1 << 12 | 1 << 21 | 1 << 22);
        write(XOSC + 0xc, 47);
        write(XOSC + SET, 0xfa_baa0);
        wires.clock.cycle += 6_600;
        let mut write = |address, value| chip.write(address, value, &mut wires).unwrap();
        write(CLOCKS + 0x30, 2);
        write(PLL_SYS + 8, 125);
        write(PLL_SYS + CLEAR + 4, 0x21);
        write(PLL_SYS + 0xc, 6 << 16 | 2 << 12);
        write(PLL_SYS + CLEAR + 4, 8);
        write(CLOCKS + 0x3c, 1);
        write(CLOCKS + 0x48, 1 << 11);
        write(WATCHDOG + 0x2c, 1 << 9 | 12);
        (chip, wires)
    }

    #[test]
    fn start_up_reaches_125_mhz_and_a_microsecond_tick() {
        let (mut chip, mut wires) = started();
        assert_eq!(wires.clock.hz(), 125_000_000);
        let before = chip.read(TIMER + 0x28, &mut wires).unwrap();
        wires.clock.cycle += 125 * 500;
        assert_eq!(chip.read(TIMER + 0x28, &mut wires), Ok(before + 500));
    }

    #[test]
    fn a_clock_that_does_not_run_is_refused() {
        let (mut chip, mut wires) = chip();
        assert!(matches!(chip.write(CLOCKS + 0x30, 2, &mut wires), Err(Refusal::Why(why)) if why.contains("clk_sys")));
    }

    #[test]
    fn what_is_in_reset_gives_no_answer() {
        let (mut chip, mut wires) = chip();
        assert_eq!(chip.read(UART0 + 0x18, &mut wires), Err(Refusal::Why("this peripheral is held in reset")));
        chip.write(RESETS + CLEAR, 1 << 22, &mut wires).unwrap();
        assert_eq!(chip.read(UART0 + 0x18, &mut wires), Ok(0x90));
        assert_eq!(chip.read(0x4003_c000, &mut wires), Err(Refusal::Why("this peripheral is not modelled")));
        assert_eq!(chip.read(0x6000_0000, &mut wires), Err(Refusal::Unmapped));
    }

    #[test]
    fn a_pin_follows_sio_once_it_is_selected() {
        let (mut chip, mut wires) = started();
        chip.write(SIO + 0x24, 1 << 25, &mut wires).unwrap();
        assert!(wires.pins.edges.is_empty(), "the pin's function is not SIO yet");
        chip.write(IO_BANK0 + 8 * 25 + 4, 5, &mut wires).unwrap();
        chip.write(SIO + 0x1c, 1 << 25, &mut wires).unwrap();
        let states: Vec<Drive> = wires.pins.edges.iter().map(|edge| edge.to).collect();
        assert_eq!(states, [Drive::Low, Drive::High]);
        chip.advance(&mut wires);
        assert_eq!(chip.read(SIO + 4, &mut wires).unwrap() >> 25, 1);
    }

    #[test]
    fn a_falling_edge_interrupts_until_it_is_cleared() {
        let (mut chip, mut wires) = started();
        // GP3: pull-up, function SIO, interrupt on the falling edge (bit 14 of group 0).
        chip.write(PADS_BANK0 + 4 + 12, 0x5a, &mut wires).unwrap();
        chip.write(IO_BANK0 + 8 * 3 + 4, 5, &mut wires).unwrap();
        chip.advance(&mut wires);
        assert_eq!(chip.read(SIO + 4, &mut wires).unwrap() >> 3 & 1, 1);
        chip.write(IO_BANK0 + 0xf0, !0, &mut wires).unwrap();
        chip.write(IO_BANK0 + SET + 0x100, 1 << 14, &mut wires).unwrap();
        wires.pins.set_outside(3, Some(false));
        chip.advance(&mut wires);
        assert_eq!(chip.lines(), 1 << IRQ_IO_BANK0);
        chip.write(IO_BANK0 + 0xf0, 1 << 14, &mut wires).unwrap();
        assert_eq!(chip.lines(), 0);
    }

    #[test]
    fn the_console_needs_a_pin() {
        let (mut chip, mut wires) = started();
        for (offset, value) in [(0x24, 67), (0x28, 52), (0x2c, 0x70), (0x30, 0x301), (0, 65)] {
            chip.write(UART0 + offset, value, &mut wires).unwrap();
        }
        assert_eq!((wires.console.output.as_slice(), wires.console.lost), (&b""[..], 1));
        chip.write(IO_BANK0 + 4, 2, &mut wires).unwrap();
        chip.write(UART0, 66, &mut wires).unwrap();
        assert_eq!(wires.console.output, b"B");
    }

    #[test]
    fn an_atomic_clear_of_an_interrupt_flag_clears_that_flag() {
        let (mut chip, mut wires) = started();
        chip.write(TIMER + 0x38, 3, &mut wires).unwrap();
        let now = chip.read(TIMER + 0x28, &mut wires).unwrap();
        chip.write(TIMER + 0x10, now + 1, &mut wires).unwrap();
        chip.write(TIMER + 0x14, now + 1, &mut wires).unwrap();
        wires.clock.cycle += 250;
        chip.advance(&mut wires);
        assert_eq!(chip.lines(), 3);
        chip.write(TIMER + CLEAR + 0x34, 1, &mut wires).unwrap();
        assert_eq!(chip.lines(), 2);
    }
}
