//! Semihosting: BKPT 0xAB asks the host for console output or ends the run (Arm, "Semihosting for AArch32 and
//! AArch64", IHI 0100).

use crate::Machine;
use crate::stop::{Stop, Trouble};

/// The breakpoint's number that means semihosting.
pub(crate) const NUMBER: u8 = 0xab;

const SYS_WRITEC: u32 = 0x03;
const SYS_WRITE0: u32 = 0x04;
const SYS_EXIT: u32 = 0x18;
const SYS_EXIT_EXTENDED: u32 = 0x20;
/// The reason of an orderly end.
const APPLICATION_EXIT: u32 = 0x20026;

impl Machine {
    /// Does operation r0 with argument r1; `None` if the program goes on.
    pub(crate) fn semihost(&mut self, pc: u32) -> Option<Stop> {
        let (operation, argument) = (self.cpu.r[0], self.cpu.r[1]);
        let done = match operation {
            SYS_WRITEC => self.host_byte(argument).map(|byte| self.wires.console.output.push(byte)),
            SYS_WRITE0 => self.write_text(argument),
            SYS_EXIT => return Some(exited(argument, 0)),
            SYS_EXIT_EXTENDED => match (self.host_word(argument), self.host_word(argument.wrapping_add(4))) {
                (Some(reason), Some(code)) => return Some(exited(reason, code)),
                _ => None,
            },
            _ => {
                let why = format!("semihosting operation {operation:#x} is not modelled");
                return Some(Stop::Unmodelled(Trouble { access: None, pc, near: String::new(), why }));
            }
        };
        match done {
            Some(()) => None,
            None => {
                let why = format!("the argument of semihosting operation {operation:#x}, {argument:#010x}, is not in memory");
                Some(Stop::Unmodelled(Trouble { access: None, pc, near: String::new(), why }))
            }
        }
    }

    fn host_byte(&self, address: u32) -> Option<u8> {
        self.wires.memory.read(address).map(|[byte]| byte)
    }

    fn host_word(&self, address: u32) -> Option<u32> {
        self.wires.memory.read(address).map(u32::from_le_bytes)
    }

    fn write_text(&mut self, mut address: u32) -> Option<()> {
        loop {
            match self.host_byte(address)? {
                0 => return Some(()),
                byte => self.wires.console.output.push(byte),
            }
            address = address.wrapping_add(1);
        }
    }
}

fn exited(reason: u32, code: u32) -> Stop {
    Stop::Exited { status: if reason == APPLICATION_EXIT { code } else { 1 } }
}
