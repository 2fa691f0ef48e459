//! The system control block (DDI 0419, B3.2): identification, vector table, sleep control, handler priorities.
//!
//! The state that decides what runs next lives in [`Nvic`]; here are the registers that show it.

use super::nvic::Nvic;
use super::{Done, NO_REGISTER, Refusal, Reply};
use crate::cpu::{PEND_SV, SV_CALL, SYS_TICK};

const ACTLR: u32 = 0x008;
const CPUID: u32 = 0xd00;
const ICSR: u32 = 0xd04;
const VTOR: u32 = 0xd08;
const AIRCR: u32 = 0xd0c;
const SCR: u32 = 0xd10;
const CCR: u32 = 0xd14;
const SHPR2: u32 = 0xd1c;
const SHPR3: u32 = 0xd20;
const MPU_TYPE: u32 = 0xd90;
const MPU_CTRL: u32 = 0xd94;

const PENDSVSET: u32 = 1 << 28;
const PENDSVCLR: u32 = 1 << 27;
const PENDSTSET: u32 = 1 << 26;
const PENDSTCLR: u32 = 1 << 25;
const ISRPENDING: u32 = 1 << 22;
const NMIPENDSET: u32 = 1 << 31;
/// AIRCR takes a write only with this key in its upper half, and shows it inverted.
const VECTKEY: u32 = 0x05fa;
const SYSRESETREQ: u32 = 1 << 2;
const SLEEPONEXIT: u32 = 1 << 1;
const SEVONPEND: u32 = 1 << 4;
/// STKALIGN and UNALIGN_TRP: frames are 8-aligned and unaligned accesses fault, always.
const CCR_VALUE: u32 = 1 << 9 | 1 << 3;
/// M0+ with VTOR keeps bits 31..8 (RP2040 data sheet, M0PLUS_VTOR).
const VTOR_MASK: u32 = 0xffff_ff00;

/// Registers of the block, and what differs between cores.
#[derive(Debug, Clone)]
pub(crate) struct Scb {
    cpuid: u32,
    /// MPU_TYPE: how many regions the core has; programming them is not modelled.
    mpu_type: u32,
    /// The vector table's address; `None` on a core without VTOR, whose table is at 0.
    vtor: Option<u32>,
    scr: u32,
    /// Set by AIRCR.SYSRESETREQ.
    pub(crate) reset_requested: bool,
}

impl Scb {
    pub(crate) fn new(cpuid: u32, mpu_type: u32, vtor: Option<u32>) -> Self {
        Scb { cpuid, mpu_type, vtor, scr: 0, reset_requested: false }
    }

    /// Address of the vector table.
    pub(crate) fn vector_table(&self) -> u32 {
        self.vtor.unwrap_or(0)
    }

    /// SCR.SLEEPONEXIT.
    pub(crate) fn sleeps_on_exit(&self) -> bool {
        self.scr & SLEEPONEXIT != 0
    }

    /// SCR.SEVONPEND: an interrupt that becomes pending is an event for WFE, even if it is disabled.
    pub(crate) fn pending_is_event(&self) -> bool {
        self.scr & SEVONPEND != 0
    }

    /// Reads a register at an offset from 0xE000E000; `exception` is IPSR.
    pub(crate) fn read(&self, offset: u32, nvic: &Nvic, exception: u32) -> Reply {
        Ok(match offset {
            ACTLR => 0,
            CPUID => self.cpuid,
            ICSR => {
                exception
                    | nvic.pending_number() << 12
                    | if nvic.pending_interrupts() != 0 { ISRPENDING } else { 0 }
                    | if nvic.is_pending(SYS_TICK) { PENDSTSET } else { 0 }
                    | if nvic.is_pending(PEND_SV) { PENDSVSET } else { 0 }
            }
            VTOR => self.vector_table(),
            AIRCR => !VECTKEY << 16,
            SCR => self.scr,
            CCR => CCR_VALUE,
            SHPR2 => (nvic.priority(SV_CALL) as u32) << 24,
            SHPR3 => (nvic.priority(SYS_TICK) as u32) << 24 | (nvic.priority(PEND_SV) as u32) << 16,
            MPU_TYPE => self.mpu_type,
            MPU_CTRL => 0,
            _ => return Err(NO_REGISTER),
        })
    }

    /// Writes a register.
    pub(crate) fn write(&mut self, offset: u32, value: u32, nvic: &mut Nvic) -> Done {
        match offset {
            ACTLR | CPUID | CCR | MPU_TYPE => {}
            ICSR => return write_icsr(value, nvic),
            VTOR => {
                if let Some(vtor) = &mut self.vtor {
                    *vtor = value & VTOR_MASK;
                }
            }
            AIRCR if value >> 16 == VECTKEY => self.reset_requested |= value & SYSRESETREQ != 0,
            AIRCR => {}
            SCR => self.scr = value & 0x16,
            SHPR2 => nvic.set_priority(SV_CALL, (value >> 24) as u8),
            SHPR3 => {
                nvic.set_priority(SYS_TICK, (value >> 24) as u8);
                nvic.set_priority(PEND_SV, (value >> 16) as u8);
            }
            MPU_CTRL if value & 1 == 0 => {}
            MPU_CTRL => return Err(Refusal::Why("the memory protection unit is not modelled")),
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }
}

fn write_icsr(value: u32, nvic: &mut Nvic) -> Done {
    if value & NMIPENDSET != 0 {
        return Err(Refusal::Why("NMI is not modelled"));
    }
    for (number, set, clear) in [(PEND_SV, PENDSVSET, PENDSVCLR), (SYS_TICK, PENDSTSET, PENDSTCLR)] {
        if value & set != 0 {
            nvic.set_pending(number, true);
        }
        if value & clear != 0 {
            nvic.set_pending(number, false);
        }
    }
    Ok(())
}
