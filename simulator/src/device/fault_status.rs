//! ARMv7-M's fault status and address registers (DDI 0403, B3.2.15 to B3.2.19): what went wrong, for the handler.
//!
//! Bits stay until the program writes ones to them. Every bus fault is reported as precise: stores that fail are, on
//! the chip, if its write buffer is off (ACTLR.DISDEFWBUF).

use super::{Done, NO_REGISTER, Reply};
use crate::stop::{Access, AccessKind, Cause};

const CFSR: u32 = 0xd28;
const HFSR: u32 = 0xd2c;
const DFSR: u32 = 0xd30;
const MMFAR: u32 = 0xd34;
const BFAR: u32 = 0xd38;
const AFSR: u32 = 0xd3c;

const IACCVIOL: u32 = 1 << 0;
const IBUSERR: u32 = 1 << 8;
const PRECISERR: u32 = 1 << 9;
const UNSTKERR: u32 = 1 << 11;
const STKERR: u32 = 1 << 12;
const LSPERR: u32 = 1 << 13;
const BFARVALID: u32 = 1 << 15;
const UNDEFINSTR: u32 = 1 << 16;
const INVSTATE: u32 = 1 << 17;
const INVPC: u32 = 1 << 18;
const NOCP: u32 = 1 << 19;
const UNALIGNED: u32 = 1 << 24;
const DIVBYZERO: u32 = 1 << 25;
/// HFSR: the vector could not be read, and a fault that could not be taken as itself.
const VECTTBL: u32 = 1 << 1;
const FORCED: u32 = 1 << 30;

/// The registers.
#[derive(Debug, Clone, Default)]
pub(crate) struct FaultStatus {
    cfsr: u32,
    hfsr: u32,
    mmfar: u32,
    bfar: u32,
}

impl FaultStatus {
    /// Sets the bits for a fault, and the address of an access that failed.
    pub(crate) fn note(&mut self, cause: Cause) {
        match cause {
            Cause::Unmapped(Access { kind: AccessKind::Fetch, .. }) => self.cfsr |= IBUSERR,
            Cause::Unmapped(access) | Cause::Unprivileged(access) => {
                self.cfsr |= PRECISERR | BFARVALID;
                self.bfar = access.address;
            }
            Cause::Stacking(_) => self.cfsr |= STKERR,
            Cause::Unstacking(_) => self.cfsr |= UNSTKERR,
            Cause::LazyStacking(_) => self.cfsr |= LSPERR,
            Cause::NotExecutable(_) => self.cfsr |= IACCVIOL,
            Cause::Undefined => self.cfsr |= UNDEFINSTR,
            Cause::NotThumb => self.cfsr |= INVSTATE,
            Cause::BadReturn(_) => self.cfsr |= INVPC,
            Cause::NoCoprocessor => self.cfsr |= NOCP,
            Cause::Unaligned(_) => self.cfsr |= UNALIGNED,
            Cause::DivideByZero => self.cfsr |= DIVBYZERO,
            Cause::VectorTable(_) => self.hfsr |= VECTTBL,
            Cause::SupervisorCall => {}
        }
    }

    /// A fault became HardFault.
    pub(crate) fn escalate(&mut self) {
        self.hfsr |= FORCED;
    }

    /// True if one of the registers lies at this offset from 0xE000E000.
    pub(crate) fn has(offset: u32) -> bool {
        (CFSR..=AFSR).contains(&offset)
    }

    pub(crate) fn read(&self, offset: u32) -> Reply {
        Ok(match offset {
            CFSR => self.cfsr,
            HFSR => self.hfsr,
            DFSR | AFSR => 0,
            MMFAR => self.mmfar,
            BFAR => self.bfar,
            _ => return Err(NO_REGISTER),
        })
    }

    /// Ones clear bits of the status registers.
    pub(crate) fn write(&mut self, offset: u32, value: u32) -> Done {
        match offset {
            CFSR => self.cfsr &= !value,
            HFSR => self.hfsr &= !value,
            DFSR | AFSR => {}
            MMFAR => self.mmfar = value,
            BFAR => self.bfar = value,
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }
}
