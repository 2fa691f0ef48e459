//! The system control block (DDI 0419, B3.2): identification, vector table, sleep control, handler priorities.
//!
//! The state that decides what runs next lives in [`Nvic`]; here are the registers that show it.

use super::nvic::Nvic;
use super::{Done, NO_REGISTER, Refusal, Reply};

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
/// Priority bits of the two handlers in SHPR3, and of SVCall in SHPR2.
const PRIORITY: u32 = 0xc000_0000;

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
                    | if nvic.pending() != 0 { ISRPENDING } else { 0 }
                    | if nvic.systick_pending { PENDSTSET } else { 0 }
                    | if nvic.pendsv_pending { PENDSVSET } else { 0 }
            }
            VTOR => self.vector_table(),
            AIRCR => !VECTKEY << 16,
            SCR => self.scr,
            CCR => CCR_VALUE,
            SHPR2 => nvic.svcall_priority,
            SHPR3 => nvic.systick_priority | nvic.pendsv_priority >> 8,
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
            SHPR2 => nvic.svcall_priority = value & PRIORITY,
            SHPR3 => {
                nvic.systick_priority = value & PRIORITY;
                nvic.pendsv_priority = value << 8 & PRIORITY;
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
    nvic.pendsv_pending = (nvic.pendsv_pending || value & PENDSVSET != 0) && value & PENDSVCLR == 0;
    nvic.systick_pending = (nvic.systick_pending || value & PENDSTSET != 0) && value & PENDSTCLR == 0;
    Ok(())
}
