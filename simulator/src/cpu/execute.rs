//! Executing one decoded instruction: registers, flags and memory change; cycles beyond the slot's own come back.
//!
//! Here are the instructions of ARMv6-M, which programs for the larger cores consist of mostly too, and a few that
//! are as frequent there; `execute/main.rs`, `execute/dsp.rs`, `execute/memory.rs` and `execute/float.rs` have the rest.
//! An instruction that cannot complete returns a [`Trap`] and leaves the registers as they were, except that a load
//! or store of a list may have done its first part (the architecture allows that: the instruction is restarted).
//! Semantics: Armv6-M Architecture Reference Manual (DDI 0419), chapter A6; flags by AddWithCarry of A2.2.1.

use super::op::{Op, Slot};
use super::{Cpu, Sleep};
use crate::Machine;
use crate::stop::Cause;

mod dsp;
mod float;
mod main;
mod memory;

/// Why an instruction did not simply complete.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Trap {
    /// The cache has no instruction for this address yet.
    Undecoded,
    /// The address is watched.
    Watched,
    /// HardFault, with the instruction's own address as return address.
    Fault(Cause),
    /// Control went to this address with bit 0 clear: the instruction is done, the next one faults.
    NotThumb(u32),
    /// A peripheral access the simulator cannot answer: `Machine::trouble` says which.
    Unmodelled,
    /// SVC.
    SupervisorCall,
    /// BKPT with its number.
    Breakpoint(u8),
    /// WFI or WFE.
    Sleep(Sleep),
    /// A branch to an EXC_RETURN value in Handler mode.
    Return(u32),
    /// IT: the instructions that follow are conditional.
    Conditional,
}

/// AddWithCarry: the sum, carry out and signed overflow.
#[inline(always)]
fn add_with_carry(x: u32, y: u32, carry: bool) -> (u32, bool, bool) {
    let (partial, first) = x.overflowing_add(y);
    let (sum, second) = partial.overflowing_add(u32::from(carry));
    (sum, first | second, ((x ^ sum) & (y ^ sum)) >> 31 != 0)
}

impl Cpu {
    #[inline(always)]
    pub(crate) fn get(&self, register: u8) -> u32 {
        self.r[usize::from(register & 15)]
    }

    #[inline(always)]
    pub(crate) fn put(&mut self, register: u8, value: u32) {
        self.r[usize::from(register & 15)] = value;
    }

    /// Writes a register that may be SP, whose two lowest bits are always zero.
    #[inline(always)]
    pub(crate) fn put_checked(&mut self, register: u8, value: u32) {
        self.put(register, if register == 13 { value & !3 } else { value });
    }

    /// Writes a result and sets N and Z by it.
    #[inline(always)]
    fn put_nz(&mut self, register: u8, value: u32) {
        self.put(register, value);
        self.set_nz(value);
    }

    #[inline(always)]
    fn set_nz(&mut self, value: u32) {
        self.n = value >> 31 != 0;
        self.z = value == 0;
    }

    /// `x + y + carry`, setting all four flags.
    #[inline(always)]
    fn add(&mut self, x: u32, y: u32, carry: bool) -> u32 {
        let (sum, c, v) = add_with_carry(x, y, carry);
        self.set_nz(sum);
        self.c = c;
        self.v = v;
        sum
    }

    /// Shift by register: `shift(value, n)` for n in 1..=255 gives result and carry; n = 0 leaves the carry.
    #[inline(always)]
    fn shift(&mut self, rd: u8, rm: u8, shift: impl FnOnce(u32, u32) -> (u32, bool)) {
        let (value, n) = (self.get(rd), self.get(rm) & 0xff);
        let result = if n == 0 {
            value
        } else {
            let (result, carry) = shift(value, n);
            self.c = carry;
            result
        };
        self.put_nz(rd, result);
    }

    /// ConditionPassed (A6.3).
    #[inline(always)]
    pub(crate) fn passes(&self, condition: u8) -> bool {
        let base = match condition >> 1 {
            0 => self.z,
            1 => self.c,
            2 => self.n,
            3 => self.v,
            4 => self.c && !self.z,
            5 => self.n == self.v,
            _ => self.n == self.v && !self.z,
        };
        base != (condition & 1 != 0)
    }
}

fn shift_left(value: u32, n: u32) -> (u32, bool) {
    match n {
        1..=31 => (value << n, value >> (32 - n) & 1 != 0),
        32 => (0, value & 1 != 0),
        _ => (0, false),
    }
}

fn shift_right(value: u32, n: u32) -> (u32, bool) {
    match n {
        1..=31 => (value >> n, value >> (n - 1) & 1 != 0),
        32 => (0, value >> 31 != 0),
        _ => (0, false),
    }
}

fn shift_right_signed(value: u32, n: u32) -> (u32, bool) {
    let n = n.min(32);
    let sign = (value as i32 >> 31) as u32;
    if n == 32 { (sign, sign != 0) } else { ((value as i32 >> n) as u32, value >> (n - 1) & 1 != 0) }
}

fn rotate_right(value: u32, n: u32) -> (u32, bool) {
    let result = value.rotate_right(n & 31);
    (result, result >> 31 != 0)
}

impl Machine {
    /// Executes `op`, which lies at `pc`, and returns the cycles beyond the slot's own.
    ///
    /// One arm per row of the instruction set: long, but flat.
    #[inline(always)]
    pub(crate) fn execute(&mut self, pc: u32, slot: Slot) -> Result<u32, Trap> {
        let cpu = &mut self.cpu;
        cpu.r[15] = pc.wrapping_add(slot.size.into());
        match slot.op {
            Op::LslImm { rd, rm, n } => {
                let (result, carry) = shift_left(cpu.get(rm), u32::from(n));
                cpu.c = carry;
                cpu.put_nz(rd, result);
            }
            Op::LsrImm { rd, rm, n } => {
                let (result, carry) = shift_right(cpu.get(rm), u32::from(n));
                cpu.c = carry;
                cpu.put_nz(rd, result);
            }
            Op::AsrImm { rd, rm, n } => {
                let (result, carry) = shift_right_signed(cpu.get(rm), u32::from(n));
                cpu.c = carry;
                cpu.put_nz(rd, result);
            }
            Op::Movs { rd, rm } => cpu.put_nz(rd, cpu.get(rm)),
            Op::Adds { rd, rn, rm } => {
                let sum = cpu.add(cpu.get(rn), cpu.get(rm), false);
                cpu.put(rd, sum);
            }
            Op::Subs { rd, rn, rm } => {
                let sum = cpu.add(cpu.get(rn), !cpu.get(rm), true);
                cpu.put(rd, sum);
            }
            Op::AddsImm { rd, rn, imm } => {
                let sum = cpu.add(cpu.get(rn), imm, false);
                cpu.put(rd, sum);
            }
            Op::SubsImm { rd, rn, imm } => {
                let sum = cpu.add(cpu.get(rn), !imm, true);
                cpu.put(rd, sum);
            }
            Op::MovsImm { rd, imm } => cpu.put_nz(rd, imm),
            Op::CmpImm { rn, imm } => {
                cpu.add(cpu.get(rn), !imm, true);
            }

            Op::And { rd, rm } => cpu.put_nz(rd, cpu.get(rd) & cpu.get(rm)),
            Op::Eor { rd, rm } => cpu.put_nz(rd, cpu.get(rd) ^ cpu.get(rm)),
            Op::Lsl { rd, rm } => cpu.shift(rd, rm, shift_left),
            Op::Lsr { rd, rm } => cpu.shift(rd, rm, shift_right),
            Op::Asr { rd, rm } => cpu.shift(rd, rm, shift_right_signed),
            Op::Ror { rd, rm } => cpu.shift(rd, rm, rotate_right),
            Op::Adc { rd, rm } => {
                let sum = cpu.add(cpu.get(rd), cpu.get(rm), cpu.c);
                cpu.put(rd, sum);
            }
            Op::Sbc { rd, rm } => {
                let sum = cpu.add(cpu.get(rd), !cpu.get(rm), cpu.c);
                cpu.put(rd, sum);
            }
            Op::Tst { rd, rm } => cpu.set_nz(cpu.get(rd) & cpu.get(rm)),
            Op::Rsb { rd, rm } => {
                let sum = cpu.add(!cpu.get(rm), 0, true);
                cpu.put(rd, sum);
            }
            Op::Cmp { rn, rm } => {
                cpu.add(cpu.get(rn), !cpu.get(rm), true);
            }
            Op::Cmn { rd, rm } => {
                cpu.add(cpu.get(rd), cpu.get(rm), false);
            }
            Op::Orr { rd, rm } => cpu.put_nz(rd, cpu.get(rd) | cpu.get(rm)),
            Op::Mul { rd, rm } => cpu.put_nz(rd, cpu.get(rd).wrapping_mul(cpu.get(rm))),
            Op::Bic { rd, rm } => cpu.put_nz(rd, cpu.get(rd) & !cpu.get(rm)),
            Op::Mvn { rd, rm } => cpu.put_nz(rd, !cpu.get(rm)),

            Op::Mov { rd, rm } => cpu.put(rd, cpu.get(rm)),
            Op::MovSp { rm } => cpu.r[13] = cpu.get(rm) & !3,
            Op::MovPc { rm } => {
                cpu.r[15] = cpu.get(rm) & !1;
            }
            Op::Add { rd, rm } => cpu.put(rd, cpu.get(rd).wrapping_add(cpu.get(rm))),
            Op::AddSp { rm } => cpu.r[13] = cpu.r[13].wrapping_add(cpu.get(rm)) & !3,
            Op::AddPc { rm, base } => {
                cpu.r[15] = base.wrapping_add(cpu.get(rm)) & !1;
            }
            Op::Bx { rm } => {
                let target = cpu.get(rm);
                return self.branch_exchange(target);
            }
            Op::Blx { rm } => {
                let target = cpu.get(rm);
                cpu.r[14] = pc.wrapping_add(2) | 1;
                if target & 1 == 0 {
                    return Err(Trap::NotThumb(target));
                }
                cpu.r[15] = target & !1;
            }

            Op::MoveTop { rd, imm } => cpu.put(rd, cpu.get(rd) & 0xffff | imm),
            Op::Ubfx { rd, rn, lsb, width } => cpu.put(rd, cpu.get(rn) >> (lsb & 31) & (!0 >> (32 - width & 31))),
            Op::DataImm { alu, rd, rn, imm } => {
                let result = cpu.alu(alu, cpu.get(rn), imm);
                cpu.put(rd, result);
            }
            Op::DataReg { alu, rd, rn, rm } => {
                let result = cpu.alu(alu, cpu.get(rn), cpu.get(rm));
                cpu.put_checked(rd, result);
            }
            Op::DataShift { alu, rd, rn, rm, shift, n } => {
                let result = cpu.alu(alu, cpu.get(rn), cpu.shifted(shift, rm, n).0);
                cpu.put_checked(rd, result);
            }
            Op::LoadShift { width, rt, rn, rm, n } => {
                let address = cpu.get(rn).wrapping_add(cpu.get(rm) << (n & 3));
                let value = self.load(width, address)?;
                self.cpu.put(rt, value);
            }
            Op::StoreShift { width, rt, rn, rm, n } => {
                let address = cpu.get(rn).wrapping_add(cpu.get(rm) << (n & 3));
                let value = cpu.get(rt);
                self.store(width, address, value)?;
            }

            Op::Address { rd, value } => cpu.put(rd, value),
            Op::AddOffset { rd, rn, imm } => cpu.put(rd, cpu.get(rn).wrapping_add(imm)),
            Op::MoveSp { imm } => cpu.r[13] = cpu.r[13].wrapping_add(imm),
            Op::LdrLiteral { rt, address } => {
                let value = self.load_word(address)?;
                self.cpu.put(rt, value);
            }
            Op::LdrConstant { rt, value } => {
                cpu.put(rt, value);
            }

            Op::StrReg { rt, rn, rm } => {
                let (address, value) = (cpu.get(rn).wrapping_add(cpu.get(rm)), cpu.get(rt));
                self.store_word(address, value)?;
            }
            Op::StrhReg { rt, rn, rm } => {
                let (address, value) = (cpu.get(rn).wrapping_add(cpu.get(rm)), cpu.get(rt));
                self.store_half(address, value as u16)?;
            }
            Op::StrbReg { rt, rn, rm } => {
                let (address, value) = (cpu.get(rn).wrapping_add(cpu.get(rm)), cpu.get(rt));
                self.store_byte(address, value as u8)?;
            }
            Op::LdrReg { rt, rn, rm } => {
                let address = cpu.get(rn).wrapping_add(cpu.get(rm));
                let value = self.load_word(address)?;
                self.cpu.put(rt, value);
            }
            Op::LdrhReg { rt, rn, rm } => {
                let address = cpu.get(rn).wrapping_add(cpu.get(rm));
                let value = self.load_half(address)?;
                self.cpu.put(rt, u32::from(value));
            }
            Op::LdrbReg { rt, rn, rm } => {
                let address = cpu.get(rn).wrapping_add(cpu.get(rm));
                let value = self.load_byte(address)?;
                self.cpu.put(rt, u32::from(value));
            }
            Op::LdrshReg { rt, rn, rm } => {
                let address = cpu.get(rn).wrapping_add(cpu.get(rm));
                let value = self.load_half(address)?;
                self.cpu.put(rt, value as i16 as u32);
            }
            Op::LdrsbReg { rt, rn, rm } => {
                let address = cpu.get(rn).wrapping_add(cpu.get(rm));
                let value = self.load_byte(address)?;
                self.cpu.put(rt, value as i8 as u32);
            }
            Op::StrImm { rt, rn, imm } => {
                let (address, value) = (cpu.get(rn).wrapping_add(imm), cpu.get(rt));
                self.store_word(address, value)?;
            }
            Op::LdrImm { rt, rn, imm } => {
                let address = cpu.get(rn).wrapping_add(imm);
                let value = self.load_word(address)?;
                self.cpu.put(rt, value);
            }
            Op::StrbImm { rt, rn, imm } => {
                let (address, value) = (cpu.get(rn).wrapping_add(imm), cpu.get(rt));
                self.store_byte(address, value as u8)?;
            }
            Op::LdrbImm { rt, rn, imm } => {
                let address = cpu.get(rn).wrapping_add(imm);
                let value = self.load_byte(address)?;
                self.cpu.put(rt, u32::from(value));
            }
            Op::StrhImm { rt, rn, imm } => {
                let (address, value) = (cpu.get(rn).wrapping_add(imm), cpu.get(rt));
                self.store_half(address, value as u16)?;
            }
            Op::LdrhImm { rt, rn, imm } => {
                let address = cpu.get(rn).wrapping_add(imm);
                let value = self.load_half(address)?;
                self.cpu.put(rt, u32::from(value));
            }
            Op::LdrshImm { rt, rn, imm } => {
                let address = cpu.get(rn).wrapping_add(imm);
                let value = self.load_half(address)?;
                self.cpu.put(rt, value as i16 as u32);
            }
            Op::LdrsbImm { rt, rn, imm } => {
                let address = cpu.get(rn).wrapping_add(imm);
                let value = self.load_byte(address)?;
                self.cpu.put(rt, value as i8 as u32);
            }
            Op::Push { list } => return self.push(list),
            Op::Pop { list } => return self.pop(list),
            Op::Stm { rn, list } => return self.store_multiple(rn, list),
            Op::Ldm { rn, list } => return self.load_multiple(rn, list),

            Op::Sxth { rd, rm } => cpu.put(rd, cpu.get(rm) as i16 as u32),
            Op::Sxtb { rd, rm } => cpu.put(rd, cpu.get(rm) as i8 as u32),
            Op::Uxth { rd, rm } => cpu.put(rd, cpu.get(rm) & 0xffff),
            Op::Uxtb { rd, rm } => cpu.put(rd, cpu.get(rm) & 0xff),
            Op::Rev { rd, rm } => cpu.put(rd, cpu.get(rm).swap_bytes()),
            Op::Rev16 { rd, rm } => cpu.put(rd, cpu.get(rm).swap_bytes().rotate_left(16)),
            Op::Revsh { rd, rm } => cpu.put(rd, (cpu.get(rm) as u16).swap_bytes() as i16 as u32),
            Op::Nop => {}

            Op::Branch { condition, target } => {
                if cpu.passes(condition) {
                    cpu.r[15] = target;
                    return Ok(self.timing.taken);
                }
            }
            Op::B { target } => cpu.r[15] = target,
            Op::CompareBranch { rn, nonzero, target } => {
                if (cpu.get(rn) != 0) == nonzero {
                    cpu.r[15] = target;
                    return Ok(self.timing.taken);
                }
            }
            Op::Bl { target } => {
                cpu.r[14] = pc.wrapping_add(4) | 1;
                cpu.r[15] = target;
            }
            _ => return self.execute_system(pc, slot.op),
        }
        Ok(0)
    }

    /// The instructions that concern the system rather than data: rare, so kept out of the hot match.
    #[inline(never)]
    fn execute_system(&mut self, pc: u32, op: Op) -> Result<u32, Trap> {
        match op {
            Op::Undecoded => Err(Trap::Undecoded),
            Op::Watched => Err(Trap::Watched),
            Op::Svc => Err(Trap::SupervisorCall),
            Op::Bkpt { number } => Err(Trap::Breakpoint(number)),
            Op::Wfi => Err(Trap::Sleep(Sleep::Interrupt)),
            Op::Wfe => Err(Trap::Sleep(Sleep::Event)),
            Op::Sev => {
                self.cpu.event = true;
                Ok(0)
            }
            Op::Cps { disable, masks } => {
                self.change_masks(disable, masks);
                Ok(0)
            }
            Op::Msr { rn, special, mask } => {
                let value = self.cpu.get(rn);
                self.cpu.write_special(special, mask, value);
                self.attend();
                Ok(0)
            }
            Op::Mrs { rd, special } => {
                let value = self.cpu.read_special(special);
                self.cpu.put(rd, value);
                Ok(0)
            }
            Op::Barrier => Ok(0),
            Op::It { state } => {
                self.cpu.it = state;
                Err(Trap::Conditional)
            }
            Op::Undefined => Err(Trap::Fault(Cause::Undefined)),
            op => self.execute_main(pc, op),
        }
    }

    /// BXWritePC: to a Thumb address, or out of an exception (B1.5.8).
    #[inline(always)]
    pub(crate) fn branch_exchange(&mut self, target: u32) -> Result<u32, Trap> {
        if target >> 28 == 15 && !self.cpu.in_thread_mode() {
            return Err(Trap::Return(target));
        }
        if target & 1 == 0 {
            return Err(Trap::NotThumb(target));
        }
        self.cpu.r[15] = target & !1;
        Ok(0)
    }

    fn push(&mut self, list: u16) -> Result<u32, Trap> {
        let count = list.count_ones();
        let base = self.cpu.r[13].wrapping_sub(4 * count);
        self.store_list(base, list)?;
        self.cpu.r[13] = base;
        Ok(0)
    }

    fn pop(&mut self, list: u16) -> Result<u32, Trap> {
        let count = list.count_ones();
        let base = self.cpu.r[13];
        self.load_list(base, list & 0x7fff)?;
        let end = base.wrapping_add(4 * count);
        if list >> 15 == 0 {
            self.cpu.r[13] = end;
            return Ok(0);
        }
        let target = self.load_aligned(end.wrapping_sub(4))?;
        self.cpu.r[13] = end;
        self.branch_exchange(target)
    }

    fn store_multiple(&mut self, rn: u8, list: u16) -> Result<u32, Trap> {
        let base = self.cpu.get(rn);
        self.store_list(base, list)?;
        let count = list.count_ones();
        self.cpu.put(rn, base.wrapping_add(4 * count));
        Ok(0)
    }

    /// The base register is written back unless it is loaded itself. An aborted load keeps the base, for the restart.
    fn load_multiple(&mut self, rn: u8, list: u16) -> Result<u32, Trap> {
        let base = self.cpu.get(rn);
        if let Err(trap) = self.load_list(base, list) {
            self.cpu.put(rn, base);
            return Err(trap);
        }
        let count = list.count_ones();
        if list >> rn & 1 == 0 {
            self.cpu.put(rn, base.wrapping_add(4 * count));
        }
        Ok(0)
    }

    #[inline(always)]
    pub(crate) fn store_list(&mut self, base: u32, list: u16) -> Result<(), Trap> {
        let (mut rest, mut address) = (list, base);
        while rest != 0 {
            let register = rest.trailing_zeros() as usize & 15;
            self.store_aligned(address, self.cpu.r[register])?;
            address = address.wrapping_add(4);
            rest &= rest - 1;
        }
        Ok(())
    }

    #[inline(always)]
    pub(crate) fn load_list(&mut self, base: u32, list: u16) -> Result<(), Trap> {
        let (mut rest, mut address) = (list, base);
        while rest != 0 {
            let register = rest.trailing_zeros() as usize & 15;
            self.cpu.r[register] = self.load_aligned(address)?;
            address = address.wrapping_add(4);
            rest &= rest - 1;
        }
        Ok(())
    }
}
