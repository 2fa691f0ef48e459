//! Loads and stores, and which part of their address the instruction adds itself.

use super::super::inst::{Shift, Width};
use super::super::vcode::Op;
use super::values::Leaf;
use super::{Selector, def, use_};
use cranelift_codegen::ir::{self, InstructionData, Opcode, Type, Value, types};
use regalloc2::VReg;

/// An address an instruction can use.
#[derive(Clone, Copy)]
enum Address {
    /// Base and an offset the width takes.
    Offset(VReg, i16),
    /// Base, index, and how far that is shifted left.
    Index(VReg, VReg, u8),
    /// A word of the stack slots.
    Slot(u32),
}

impl Selector<'_> {
    /// Any load.
    pub fn select_load(&mut self, inst: ir::Inst) {
        if self.load_single(inst) {
            return;
        }
        let (address, offset) = self.address_of(inst, 0);
        let ty = self.result_type(inst);
        let value = self.function.dfg.first_result(inst);
        let (width, signed) = match self.function.dfg.insts[inst].opcode() {
            Opcode::Load | Opcode::AtomicLoad => (width_of(ty), false),
            Opcode::Uload8 => (Width::U8, false),
            Opcode::Sload8 => (Width::U8, true),
            Opcode::Uload16 => (Width::U16, false),
            Opcode::Sload16 => (Width::U16, true),
            Opcode::Uload32 | Opcode::Sload32 => return self.load_extended(inst, address, offset),
            other => panic!("{other} is no load clif makes"),
        };
        if super::values::is_wide(ty) && self.function.dfg.insts[inst].opcode() != Opcode::Load {
            return self.load_narrow_wide(value, width, signed, address, offset);
        }
        for (half, offset) in self.wanted_offsets(value, ty, offset) {
            let d = self.own_half(value, half);
            self.load(d, width, signed, address, offset);
        }
    }

    /// The halves of a value that somebody asked for, with their offsets.
    fn wanted_offsets(&self, value: Value, ty: Type, offset: i32) -> Vec<(usize, i32)> {
        let all = (0..super::abi::words_of(ty)).map(|half| (half, offset.wrapping_add(4 * half as i32)));
        // An unused load that may trap is still made.
        let any = self.asked(value, 0) || self.asked(value, 1);
        all.filter(|(half, _)| !any || self.asked(value, *half)).collect()
    }

    pub(super) fn load(&mut self, d: VReg, width: Width, signed: bool, address: Value, offset: i32) {
        match self.address(width, address, offset) {
            Address::Slot(offset) => self.emit(Op::LoadSlot(offset), &[def(d)]),
            Address::Index(base, index, n) => {
                self.emit(Op::LoadIndex(signed_width(width, signed), n), &[def(d), use_(base), use_(index)]);
            }
            Address::Offset(base, offset) if self.core().is_v7() => {
                self.emit(Op::Load(signed_width(width, signed), offset), &[def(d), use_(base)]);
            }
            Address::Offset(base, offset) if signed => {
                let t = self.temp();
                self.emit(Op::Load(width, offset), &[def(t), use_(base)]);
                let ty = if width == Width::U8 { types::I8 } else { types::I16 };
                self.emit(Op::Unary(super::values::extension(ty, true)), &[def(d), use_(t)]);
            }
            Address::Offset(base, offset) => self.emit(Op::Load(width, offset), &[def(d), use_(base)]),
        }
    }

    /// `uload32.i64` and `sload32.i64`.
    fn load_extended(&mut self, inst: ir::Inst, address: Value, offset: i32) {
        let [low, high] = self.result_pair(inst);
        self.load(low, Width::Word, false, address, offset);
        self.extend_high(low, high, self.function.dfg.insts[inst].opcode() == Opcode::Sload32);
    }

    /// A byte or halfword to 64 bits.
    fn load_narrow_wide(&mut self, value: Value, width: Width, signed: bool, address: Value, offset: i32) {
        let (low, high) = (self.own_half(value, 0), self.own_half(value, 1));
        self.load(low, width, signed, address, offset);
        self.extend_high(low, high, signed);
    }

    /// Any store.
    pub fn select_store(&mut self, inst: ir::Inst) {
        if self.store_single(inst) {
            return;
        }
        let value = self.function.dfg.inst_args(inst)[0];
        let (address, offset) = self.address_of(inst, 1);
        let ty = self.type_of(value);
        match self.function.dfg.insts[inst].opcode() {
            Opcode::Istore8 => self.store_half(value, 0, Width::U8, address, offset),
            Opcode::Istore16 => self.store_half(value, 0, Width::U16, address, offset),
            Opcode::Istore32 => self.store_half(value, 0, Width::Word, address, offset),
            _ => {
                for half in 0..super::abi::words_of(ty) {
                    self.store_half(value, half, width_of(ty), address, offset.wrapping_add(4 * half as i32));
                }
            }
        }
    }

    fn store_half(&mut self, value: Value, half: usize, width: Width, address: Value, offset: i32) {
        let register = match self.leaf(value, half) {
            Leaf::Word(word @ 0..256) => self.hoisted_number(word as u8),
            _ => None,
        };
        // A constant is stored as what its bits are, whatever its type.
        let register = register.unwrap_or_else(|| {
            let leaf = self.leaf(value, half);
            self.make(leaf)
        });
        self.store_word(register, width, address, offset);
    }

    /// Stores a core register.
    pub(super) fn store_word(&mut self, register: VReg, width: Width, address: Value, offset: i32) {
        match self.address(width, address, offset) {
            Address::Slot(offset) => self.emit(Op::StoreSlot(offset), &[use_(register)]),
            Address::Index(base, index, n) => self.emit(Op::StoreIndex(width, n), &[use_(register), use_(base), use_(index)]),
            Address::Offset(base, offset) => self.emit(Op::Store(width, offset), &[use_(register), use_(base)]),
        }
    }

    /// Address value and offset of a memory instruction whose address is argument `index`.
    pub(super) fn address_of(&self, inst: ir::Inst, index: usize) -> (Value, i32) {
        let offset = self.function.dfg.insts[inst].load_store_offset().unwrap_or(0);
        (self.function.dfg.inst_args(inst)[index], offset)
    }

    /// Base and offset that a load or store of the FPU takes; `None` where the address is better made otherwise.
    pub(super) fn single_address(&mut self, address: Value, offset: i32) -> Option<(VReg, i16)> {
        let (base, sum) = self.peel_offsets(Width::Word, address, offset);
        let (base, sum) = if super::super::single::takes_offset(sum.into()) { (base, sum) } else { (address, offset) };
        let plain = matches!(self.leaf(base, 0), Leaf::Half(..) | Leaf::Global(..)) && (sum != 0 || self.indexed(base).is_none());
        (plain && super::super::single::takes_offset(sum.into())).then(|| (self.word(base), sum as i16))
    }

    fn address(&mut self, width: Width, address: Value, offset: i32) -> Address {
        let (address, offset) = self.peel_offsets(width, address, offset);
        if let Leaf::Slot(slot) = self.leaf(address, 0)
            && width == Width::Word
        {
            return Address::Slot(slot.wrapping_add(offset as u32));
        }
        if let Leaf::Word(word) = self.leaf(address, 0) {
            return self.absolute(width, word.wrapping_add(offset as u32));
        }
        if let Some((base, index)) = self.indexed(address) {
            if offset == 0 {
                return self.sum_address(base, index);
            }
            for (base, index) in [(base, index), (index, base)] {
                if let Some(base) = self.hoisted_sum(base, offset) {
                    let (index, n) = self.scaled(index).unwrap_or((index, 0));
                    return Address::Index(base, self.word(index), n);
                }
            }
        }
        let base = self.word(address);
        self.offset(width, base, offset)
    }

    fn sum_address(&mut self, base: Value, index: Value) -> Address {
        for (base, index) in [(base, index), (index, base)] {
            if let Some((index, n)) = self.scaled(index) {
                return Address::Index(self.word(base), self.word(index), n);
            }
        }
        Address::Index(self.word(base), self.word(index), 0)
    }

    /// An index that the instruction shifts itself.
    fn scaled(&self, index: Value) -> Option<(Value, u8)> {
        match self.fused_shift(index) {
            Some((index, Shift::Lsl, n @ 1..=3)) => Some((index, n)),
            _ => None,
        }
    }

    /// Adds constants that were added to the address to the offset, as far as the instruction takes the sum.
    fn peel_offsets(&self, width: Width, address: Value, offset: i32) -> (Value, i32) {
        let (mut inner, mut sum) = (address, offset);
        let mut best = (address, offset);
        while let Some((base, number)) = self.plus_number(inner) {
            inner = base;
            sum = sum.wrapping_add(number);
            if self.core().takes_offset(width, i64::from(sum)) || matches!(self.leaf(inner, 0), Leaf::Slot(_) | Leaf::Word(_)) {
                best = (inner, sum);
            }
        }
        best
    }

    fn plus_number(&self, value: Value) -> Option<(Value, i32)> {
        let inst = self.maker(self.function.dfg.resolve_aliases(value))?;
        let InstructionData::Binary { opcode: Opcode::Iadd, args } = self.function.dfg.insts[inst] else { return None };
        match (self.number(args[0]), self.number(args[1])) {
            (None, Some(number)) => Some((args[0], number as i32)),
            (Some(number), None) => Some((args[1], number as i32)),
            _ => None,
        }
    }

    /// The summands of an address that is not worth a register of its own.
    fn indexed(&self, address: Value) -> Option<(Value, Value)> {
        let value = self.function.dfg.resolve_aliases(address);
        let inst = self.maker(value)?;
        let InstructionData::Binary { opcode: Opcode::Iadd, args } = self.function.dfg.insts[inst] else { return None };
        let constant = args.iter().any(|arg| self.number(*arg).is_some());
        (!constant && self.uses.count_of(value) <= 2).then_some((args[0], args[1]))
    }

    /// A number as address: neighbours share their base.
    fn absolute(&mut self, width: Width, word: u32) -> Address {
        let reach = if self.core().is_v7() { 4096 } else { width.bytes() * 32 };
        let offset = if word % width.bytes() == 0 { word % reach } else { 0 };
        let base = self.constant(word - offset);
        Address::Offset(base, offset as i16)
    }

    fn offset(&mut self, width: Width, base: VReg, offset: i32) -> Address {
        if self.core().takes_offset(width, i64::from(offset)) {
            return Address::Offset(base, offset as i16);
        }
        if (-255..0).contains(&offset) {
            let t = self.temp();
            self.add_number(t, base, offset);
            return Address::Offset(t, 0);
        }
        let index = self.constant(offset as u32);
        Address::Index(base, index, 0)
    }
}

/// The width of a load that extends the sign.
fn signed_width(width: Width, signed: bool) -> Width {
    match (width, signed) {
        (Width::U8, true) => Width::S8,
        (Width::U16, true) => Width::S16,
        _ => width,
    }
}

/// The width of a plain load or store of (a half of) this type.
fn width_of(ty: Type) -> Width {
    match ty {
        types::I8 => Width::U8,
        types::I16 => Width::U16,
        _ => Width::Word,
    }
}
