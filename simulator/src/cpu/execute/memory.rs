//! Loads and stores of ARMv7-M beyond base plus offset (DDI 0403, A7.7): writeback, pairs, lists, into SP and PC,
//! exclusives. An access that faults leaves the base register as it was.

use super::super::op::{Index, Op, Width};
use super::Trap;
use crate::Machine;

impl Machine {
    /// Loads a byte, halfword or word, extended.
    #[inline(always)]
    pub(super) fn load(&mut self, width: Width, address: u32) -> Result<u32, Trap> {
        Ok(match width {
            Width::Word => self.load_word(address)?,
            Width::Half => self.load_half(address)?.into(),
            Width::SignedHalf => self.load_half(address)? as i16 as u32,
            Width::Byte => self.load_byte(address)?.into(),
            Width::SignedByte => self.load_byte(address)? as i8 as u32,
        })
    }

    /// Stores the low byte or halfword, or the word.
    #[inline(always)]
    pub(super) fn store(&mut self, width: Width, address: u32, value: u32) -> Result<(), Trap> {
        match width {
            Width::Word => self.store_word(address, value),
            Width::Half | Width::SignedHalf => self.store_half(address, value as u16),
            Width::Byte | Width::SignedByte => self.store_byte(address, value as u8),
        }
    }

    /// The address of an access, and what the base becomes.
    fn indexed(&self, pc: u32, rn: u8, index: Index, imm: i16) -> (u32, Option<u32>) {
        let base = if rn == 15 { pc.wrapping_add(4) & !3 } else { self.cpu.get(rn) };
        let moved = base.wrapping_add_signed(imm.into());
        match index {
            Index::Offset => (moved, None),
            Index::Pre => (moved, Some(moved)),
            Index::Post => (base, Some(moved)),
        }
    }

    fn write_back(&mut self, rn: u8, moved: Option<u32>) {
        if let Some(moved) = moved {
            self.cpu.put_checked(rn, moved);
        }
    }

    pub(super) fn execute_memory(&mut self, pc: u32, op: Op) -> Result<u32, Trap> {
        match op {
            Op::LoadLiteral { width, rt, address } => {
                let value = self.load(width, address)?;
                self.cpu.put(rt, value);
            }
            Op::LoadIndexed { width, rt, rn, pre, imm } => {
                let (address, moved) = self.indexed(pc, rn, if pre { Index::Pre } else { Index::Post }, imm);
                let value = self.load(width, address)?;
                self.write_back(rn, moved);
                self.cpu.put(rt, value);
            }
            Op::StoreIndexed { width, rt, rn, pre, imm } => {
                let (address, moved) = self.indexed(pc, rn, if pre { Index::Pre } else { Index::Post }, imm);
                self.store(width, address, self.cpu.get(rt))?;
                self.write_back(rn, moved);
            }
            Op::LoadSpecial { rt, rn, index, imm } => {
                let (address, moved) = self.indexed(pc, rn, index, imm);
                let value = self.load_word(address)?;
                self.write_back(rn, moved);
                return self.put_special(rt, value);
            }
            Op::LoadSpecialShift { rt, rn, rm, n } => {
                let address = self.cpu.get(rn).wrapping_add(self.cpu.get(rm) << n);
                let value = self.load_word(address)?;
                return self.put_special(rt, value);
            }
            Op::LoadPair { rt, rt2, rn, index, imm } => {
                let (address, moved) = self.indexed(pc, rn, index, imm);
                let (first, second) = (self.load_aligned(address)?, self.load_aligned(address.wrapping_add(4))?);
                self.write_back(rn, moved);
                self.cpu.put(rt, first);
                self.cpu.put(rt2, second);
            }
            Op::StorePair { rt, rt2, rn, index, imm } => {
                let (address, moved) = self.indexed(pc, rn, index, imm);
                self.store_aligned(address, self.cpu.get(rt))?;
                self.store_aligned(address.wrapping_add(4), self.cpu.get(rt2))?;
                self.write_back(rn, moved);
            }
            Op::LoadList { rn, down, writeback, list } => return self.load_block(rn, down, writeback, list),
            Op::StoreList { rn, down, writeback, list } => {
                let (base, moved) = self.block(rn, down, list);
                self.store_list(base, list)?;
                self.write_back(rn, writeback.then_some(moved));
            }
            Op::LoadExclusive { width, rt, rn, imm } => {
                let value = self.load_exclusive(width, self.cpu.get(rn).wrapping_add(imm.into()))?;
                self.cpu.put(rt, value);
                self.cpu.exclusive = true;
            }
            Op::StoreExclusive { width, rd, rt, rn, words } => {
                let address = self.cpu.get(rn).wrapping_add(4 * u32::from(words));
                // The monitor holds no address: any exclusive store after an exclusive load succeeds (DDI 0439, 3.9).
                if self.cpu.exclusive {
                    self.store_exclusive(width, address, self.cpu.get(rt))?;
                }
                self.cpu.put(rd, u32::from(!self.cpu.exclusive));
                self.cpu.exclusive = false;
            }
            _ => self.cpu.exclusive = false,
        }
        Ok(0)
    }

    fn put_special(&mut self, rt: u8, value: u32) -> Result<u32, Trap> {
        if rt == 15 {
            return self.branch_exchange(value);
        }
        self.cpu.put_checked(rt, value);
        Ok(0)
    }

    /// Where a list begins, and what its base becomes.
    fn block(&self, rn: u8, down: bool, list: u16) -> (u32, u32) {
        let (base, size) = (self.cpu.get(rn), 4 * list.count_ones());
        if down { (base.wrapping_sub(size), base.wrapping_sub(size)) } else { (base, base.wrapping_add(size)) }
    }

    fn load_block(&mut self, rn: u8, down: bool, writeback: bool, list: u16) -> Result<u32, Trap> {
        let (base, (start, moved)) = (self.cpu.get(rn), self.block(rn, down, list));
        let loaded = self.load_list(start, list & 0x7fff).and_then(|()| match list >> 15 {
            0 => Ok(None),
            _ => self.load_aligned(start.wrapping_add(4 * (list.count_ones() - 1))).map(Some),
        });
        let target = match loaded {
            Ok(target) => target,
            Err(trap) => {
                self.cpu.put(rn, base);
                return Err(trap);
            }
        };
        self.write_back(rn, writeback.then_some(moved));
        target.map_or(Ok(0), |target| self.branch_exchange(target))
    }

    fn load_exclusive(&mut self, width: Width, address: u32) -> Result<u32, Trap> {
        match width {
            Width::Word => self.load_aligned(address),
            Width::Half => self.check_half(address).and_then(|()| self.load(width, address)),
            _ => self.load(width, address),
        }
    }

    fn store_exclusive(&mut self, width: Width, address: u32, value: u32) -> Result<(), Trap> {
        match width {
            Width::Word => self.store_aligned(address, value),
            Width::Half => self.check_half(address).and_then(|()| self.store(width, address, value)),
            _ => self.store(width, address, value),
        }
    }

    fn check_half(&self, address: u32) -> Result<(), Trap> {
        use crate::stop::{Access, AccessKind, Cause};
        let access = Access { kind: AccessKind::Read, address, bytes: 2 };
        if address & 1 == 0 { Ok(()) } else { Err(Trap::Fault(Cause::Unaligned(access))) }
    }
}
