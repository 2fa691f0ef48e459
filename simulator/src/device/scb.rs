//! The system control block (DDI 0419, B3.2; DDI 0403, B3.2): identification, vector table, sleep control, handler priorities.
//!
//! The state that decides what runs next lives in [`Nvic`]; here are the registers that show it.

use super::fault_status::FaultStatus;
use super::nvic::Nvic;
use super::{Done, NO_REGISTER, Refusal, Reply};
use crate::cpu::{NMI, PEND_SV, SV_CALL, SYS_TICK, USAGE_FAULT};

const ICTR: u32 = 0x004;
const ACTLR: u32 = 0x008;
const CPUID: u32 = 0xd00;
const ICSR: u32 = 0xd04;
const VTOR: u32 = 0xd08;
const AIRCR: u32 = 0xd0c;
const SCR: u32 = 0xd10;
const CCR: u32 = 0xd14;
const SHPR1: u32 = 0xd18;
const SHPR2: u32 = 0xd1c;
const SHPR3: u32 = 0xd20;
const SHCSR: u32 = 0xd24;
const ID_FIRST: u32 = 0xd40;
const ID_END: u32 = 0xd74;
const MPU_TYPE: u32 = 0xd90;
const MPU_CTRL: u32 = 0xd94;
const MPU_RNR: u32 = 0xd98;
const MPU_END: u32 = 0xdbc;
const STIR: u32 = 0xf00;

const PENDSVSET: u32 = 1 << 28;
const PENDSVCLR: u32 = 1 << 27;
const PENDSTSET: u32 = 1 << 26;
const PENDSTCLR: u32 = 1 << 25;
const ISRPENDING: u32 = 1 << 22;
const RETTOBASE: u32 = 1 << 11;
const NMIPENDSET: u32 = 1 << 31;
/// AIRCR takes a write only with this key in its upper half, and shows it inverted.
const VECTKEY: u32 = 0x05fa;
const SYSRESETREQ: u32 = 1 << 2;
const SLEEPONEXIT: u32 = 1 << 1;
const SEVONPEND: u32 = 1 << 4;
/// STKALIGN and UNALIGN_TRP: frames are 8-aligned and unaligned accesses fault, always.
const CCR_VALUE: u32 = 1 << 9 | 1 << 3;
/// Bits of CCR that an ARMv7-M program can change, and two of them.
const CCR_MASK: u32 = 0x31b;
const NONBASETHRDENA: u32 = 1 << 0;
const UNALIGN_TRP: u32 = 1 << 3;
const DIV_0_TRP: u32 = 1 << 4;
const STKALIGN: u32 = 1 << 9;
/// ARMv7-M keeps bits 31..7 (DDI 0403, B3.2.5).
const MAIN_VTOR_MASK: u32 = 0xffff_ff80;
/// SHCSR: the bit that enables a fault; those that say which exceptions are active and pending.
const SHCSR_ENABLE: u32 = 16;
const SHCSR_ACTIVE: [(u32, u32); 7] = [(0, 4), (1, 5), (3, 6), (7, 11), (8, 12), (10, PEND_SV), (11, SYS_TICK)];
const SHCSR_PENDING: [(u32, u32); 4] = [(12, 6), (13, 4), (14, 5), (15, SV_CALL)];
/// ID_PFR0 to ID_ISAR4 (DDI 0439, 4.1).
const IDENTITY: [u32; 13] =
    [0x30, 0x200, 0x10_0000, 0, 0x10_0030, 0, 0x100_0000, 0, 0x110_1110, 0x211_2000, 0x2123_2231, 0x111_1131, 0x131_0132];
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
    /// What only ARMv7-M has.
    main: Option<Main>,
    /// Set by AIRCR.SYSRESETREQ.
    pub(crate) reset_requested: bool,
}

/// Registers that ARMv6-M lacks.
#[derive(Debug, Clone)]
struct Main {
    faults: FaultStatus,
    ccr: u32,
    /// AIRCR.PRIGROUP.
    grouping: u32,
    actlr: u32,
    /// The protection unit's registers from MPU_RNR on: kept, and without effect while it is off.
    mpu: [u32; 9],
}

impl Scb {
    pub(crate) fn new(cpuid: u32, mpu_type: u32, vtor: Option<u32>, is_main: bool) -> Self {
        let main = is_main.then(|| Main { faults: FaultStatus::default(), ccr: STKALIGN, grouping: 0, actlr: 0, mpu: [0; 9] });
        Scb { cpuid, mpu_type, vtor, scr: 0, main, reset_requested: false }
    }

    /// The fault status registers, on cores that have them.
    pub(crate) fn fault_status(&mut self) -> Option<&mut FaultStatus> {
        self.main.as_mut().map(|main| &mut main.faults)
    }

    fn ccr(&self) -> u32 {
        self.main.as_ref().map_or(CCR_VALUE, |main| main.ccr)
    }

    /// True if accesses to addresses that are not multiples of their size fault (CCR.UNALIGN_TRP; ARMv6-M always).
    pub(crate) fn traps_unaligned(&self) -> bool {
        self.ccr() & UNALIGN_TRP != 0
    }

    /// CCR.DIV_0_TRP.
    pub(crate) fn traps_division(&self) -> bool {
        self.ccr() & DIV_0_TRP != 0
    }

    /// CCR.NONBASETHRDENA.
    pub(crate) fn lets_handlers_return_to_thread(&self) -> bool {
        self.ccr() & NONBASETHRDENA != 0
    }

    /// Sets the vector table's address, as a boot loader does.
    pub(crate) fn set_vector_table(&mut self, address: u32) {
        self.vtor = Some(address);
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
            ACTLR => self.main.as_ref().map_or(0, |main| main.actlr),
            CPUID => self.cpuid,
            ICSR => {
                exception
                    | nvic.pending_number() << 12
                    | if nvic.pending_interrupts() != 0 { ISRPENDING } else { 0 }
                    | if nvic.is_pending(SYS_TICK) { PENDSTSET } else { 0 }
                    | if nvic.is_pending(PEND_SV) { PENDSVSET } else { 0 }
                    | if self.main.is_some() && nvic.active_count() < 2 { RETTOBASE } else { 0 }
            }
            VTOR => self.vector_table(),
            AIRCR => !VECTKEY << 16 | self.main.as_ref().map_or(0, |main| main.grouping << 8),
            SCR => self.scr,
            CCR => self.ccr(),
            SHPR2 => (nvic.priority(SV_CALL) as u32) << 24,
            SHPR3 => (nvic.priority(SYS_TICK) as u32) << 24 | (nvic.priority(PEND_SV) as u32) << 16,
            MPU_TYPE => self.mpu_type,
            MPU_CTRL => 0,
            _ => return self.main.as_ref().ok_or(NO_REGISTER)?.read(offset, nvic),
        })
    }

    /// Writes a register.
    pub(crate) fn write(&mut self, offset: u32, value: u32, nvic: &mut Nvic) -> Done {
        match offset {
            CPUID | MPU_TYPE => {}
            ICSR => return write_icsr(value, nvic),
            VTOR => {
                if let Some(vtor) = &mut self.vtor {
                    *vtor = value & if self.main.is_some() { MAIN_VTOR_MASK } else { VTOR_MASK };
                }
            }
            AIRCR if value >> 16 == VECTKEY => {
                self.reset_requested |= value & SYSRESETREQ != 0;
                if let Some(main) = &mut self.main {
                    main.grouping = value >> 8 & 7;
                    nvic.set_grouping(main.grouping);
                }
            }
            AIRCR => {}
            SCR => self.scr = value & 0x16,
            SHPR2 => nvic.set_priority(SV_CALL, (value >> 24) as u8),
            SHPR3 => {
                nvic.set_priority(SYS_TICK, (value >> 24) as u8);
                nvic.set_priority(PEND_SV, (value >> 16) as u8);
            }
            MPU_CTRL if value & 1 == 0 => {}
            MPU_CTRL => return Err(Refusal::Why("the memory protection unit is not modelled")),
            _ => match &mut self.main {
                Some(main) => return main.write(offset, value, nvic),
                None if matches!(offset, ACTLR | CCR) => {}
                None => return Err(NO_REGISTER),
            },
        }
        Ok(())
    }

    /// Writes one byte of SHPR1 to SHPR3, which ARMv7-M allows. False if it is elsewhere.
    pub(crate) fn write_priority(&mut self, offset: u32, priority: u8, nvic: &mut Nvic) -> bool {
        let number = offset.wrapping_sub(SHPR1) + 4;
        let exists = self.main.is_some() && (4..16).contains(&number);
        if exists && matches!(number, 4..=6 | SV_CALL | PEND_SV | SYS_TICK) {
            nvic.set_priority(number, priority);
        }
        exists
    }
}

impl Main {
    fn read(&self, offset: u32, nvic: &Nvic) -> Reply {
        Ok(match offset {
            ICTR => 3,
            SHPR1 => (4..=6).fold(0, |value, number| value | (nvic.priority(number) as u32) << (8 * (number - 4))),
            SHCSR => {
                let enabled =
                    Nvic::FAULTS.iter().fold(0, |bits, &number| bits | u32::from(nvic.is_enabled(number)) << (number - 4 + SHCSR_ENABLE));
                let active = SHCSR_ACTIVE.iter().fold(0, |bits, &(bit, number)| bits | u32::from(nvic.is_active(number)) << bit);
                let pending = SHCSR_PENDING.iter().fold(0, |bits, &(bit, number)| bits | u32::from(nvic.is_pending(number)) << bit);
                enabled | active | pending
            }
            ID_FIRST..ID_END => IDENTITY[(offset - ID_FIRST) as usize / 4],
            MPU_RNR..MPU_END => self.mpu[(offset - MPU_RNR) as usize / 4],
            _ if FaultStatus::has(offset) => return self.faults.read(offset),
            _ => return Err(NO_REGISTER),
        })
    }

    fn write(&mut self, offset: u32, value: u32, nvic: &mut Nvic) -> Done {
        match offset {
            ACTLR => self.actlr = value,
            CCR => self.ccr = value & CCR_MASK | STKALIGN,
            SHPR1 => (4..=USAGE_FAULT).for_each(|number| nvic.set_priority(number, (value >> (8 * (number - 4))) as u8)),
            SHCSR => {
                for number in Nvic::FAULTS {
                    nvic.set_enabled(number, value >> (number - 4 + SHCSR_ENABLE) & 1 != 0);
                }
                for (bit, number) in SHCSR_PENDING {
                    nvic.set_pending(number, value >> bit & 1 != 0);
                }
            }
            STIR => nvic.pend_interrupt(value & 0x1ff),
            ICTR | ID_FIRST..ID_END => {}
            MPU_RNR..MPU_END => self.mpu[(offset - MPU_RNR) as usize / 4] = value,
            _ if FaultStatus::has(offset) => return self.faults.write(offset, value),
            _ => return Err(NO_REGISTER),
        }
        Ok(())
    }
}

fn write_icsr(value: u32, nvic: &mut Nvic) -> Done {
    if value & NMIPENDSET != 0 {
        nvic.set_pending(NMI, true);
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
