//! What each `Op` is in machine instructions. Operands come in the order that `vcode` documents.

use super::super::assemble::Item;
use super::super::inst::{Alu, Cond, Data, Label, Reg, Shift, Thumb, Unary, modified_immediate};
use super::super::single::{Float, Single};
use super::super::vcode::{Op, Test};
use super::Emitter;
use super::narrow::Flags;
use regalloc2::{Function, Inst as InstIndex, OperandKind};

impl Emitter<'_> {
    /// The register of an instruction's nth operand.
    fn reg(&self, inst: InstIndex, operand: usize) -> Reg {
        let allocation = self.allocated.output.inst_allocs(inst)[operand];
        let reg = allocation.as_reg().expect("operands are in registers");
        Reg(reg.hw_enc() as u8)
    }

    /// The same of the FPU.
    fn single(&self, inst: InstIndex, operand: usize) -> Single {
        Single(self.reg(inst, operand).0)
    }

    pub(super) fn emit_op(&mut self, op: Op, inst: InstIndex) {
        let r = |operand: usize| self.reg(inst, operand);
        match op {
            Op::Arguments => {}
            Op::MovImm(n) => self.put_number(Flags::Set, r(0), n.into()),
            Op::Constant(n) => self.put_number(Flags::Set, r(0), n),
            Op::MovShifted(n, shift) => {
                let d = r(0);
                self.put(Thumb::MovImm(d, n));
                self.put(Thumb::ShiftImm(Shift::Lsl, d, d, shift));
            }
            Op::MovNot(n) => {
                let d = r(0);
                self.put(Thumb::MovImm(d, n));
                self.put(Thumb::Alu(Alu::Mvn, d, d));
            }
            Op::MovAdd(n) => {
                let d = r(0);
                self.put(Thumb::MovImm(d, 255));
                self.put(Thumb::AddImm8(d, n));
            }
            Op::Literal(literal) => self.put(Thumb::LoadLiteral(r(0), literal)),
            Op::Move => self.move_register(r(0), r(1)),
            Op::Alu(op) => self.put_alu(op, r(0), r(1), r(2)),
            Op::AluUnary(op) => self.put_alu_unary(op, r(0), r(1)),
            Op::Add => self.put_sum(r(0), r(1), r(2)),
            Op::Sub => self.put_sub(r(0), r(1), r(2)),
            Op::AddImm3(n) | Op::AddImm8(n) => self.put_add_number(r(0), r(1), n.into()),
            Op::ShiftImm(shift, n) => self.put_shift(shift, r(0), r(1), n),
            Op::Unary(op) => self.put_unary(op, r(0), r(1)),
            Op::Data(op, shift, n) => self.put(Thumb::Data(op, true, r(0), r(1), r(2), shift, n)),
            Op::DataImm(op, n) => self.put_data_number(op, r(0), r(1), n),
            Op::MulAdd => self.put(Thumb::MulAdd(r(0), r(1), r(2), r(3))),
            Op::MulSub => self.put(Thumb::MulSub(r(0), r(1), r(2), r(3))),
            Op::MulLong(signed) => self.put(Thumb::MulLong(signed, r(0), r(1), r(2), r(3))),
            Op::Divide(signed) => self.put(Thumb::Divide(signed, r(0), r(1), r(2))),
            Op::Extract(signed, lowest, width) => self.put(Thumb::Extract(signed, r(0), r(1), lowest, width)),
            Op::Insert(lowest, width) => self.put(Thumb::Insert(r(0), r(2), lowest, width)),
            Op::AddWide => {
                let (low, high, a, b, c) = (r(0), r(1), r(2), r(3), r(5));
                self.put_add(low, a, b);
                self.put_alu(Alu::Adc, high, high, c);
            }
            Op::SubWide => {
                let (low, high, a, b, c) = (r(0), r(1), r(2), r(3), r(5));
                self.put_sub(low, a, b);
                self.put_alu(Alu::Sbc, high, high, c);
            }
            Op::NegWide => {
                // Zero first: the move sets no flag that the borrow goes through.
                let (low, high, a, b) = (r(0), r(1), r(2), r(3));
                self.put_number(Flags::Set, high, 0);
                self.put_alu_unary(Alu::Neg, low, a);
                self.put_alu(Alu::Sbc, high, high, b);
            }
            Op::Call(_) | Op::CallIndirect | Op::TryCall(_) | Op::TryCallIndirect => self.emit_call(op, inst),
            Op::IsZero | Op::IsNonZero | Op::MaskNonZero | Op::SetIf(..) => self.emit_boolean(op, inst),
            Op::Select(..) | Op::SelectWide(..) | Op::TrapIf(..) => self.emit_skipping(op, inst),
            Op::Jump | Op::Branch(..) | Op::Table(_) | Op::Return | Op::Trap(_) => self.emit_end(op, inst),
            Op::SingleBinary(_) | Op::SingleUnary(_) | Op::SingleConstant(_) | Op::ToCore | Op::FromCore | Op::LoadSingle(_) | Op::StoreSingle(_) => {
                let float = self.float(op, inst);
                self.put(Thumb::Float(float));
            }
            _ => self.emit_memory(op, inst),
        }
    }

    fn float(&self, op: Op, inst: InstIndex) -> Float {
        let (r, s) = (|operand: usize| self.reg(inst, operand), |operand: usize| self.single(inst, operand));
        match op {
            Op::SingleBinary(op) => Float::Binary(op, s(0), s(1), s(2)),
            Op::SingleUnary(op) => Float::Unary(op, s(0), s(1)),
            Op::SingleConstant(n) => Float::Constant(s(0), n),
            Op::ToCore => Float::ToCore(r(0), s(1)),
            Op::FromCore => Float::FromCore(s(0), r(1)),
            Op::LoadSingle(offset) => Float::Load(s(0), r(1), offset),
            Op::StoreSingle(offset) => Float::Store(s(0), r(1), offset),
            other => unreachable!("{other:?} is no operation of the FPU"),
        }
    }

    fn move_register(&mut self, d: Reg, a: Reg) {
        if d != a {
            self.put(Thumb::Mov(d, a));
        }
    }

    fn emit_memory(&mut self, op: Op, inst: InstIndex) {
        let r = |operand: usize| self.reg(inst, operand);
        match op {
            Op::Load(width, offset) => self.put_load(width, r(0), r(1), offset),
            Op::LoadIndex(width, n) => self.put_load_index(width, r(0), r(1), r(2), n),
            Op::Store(width, offset) => self.put_store(width, r(0), r(1), offset),
            Op::StoreIndex(width, n) => self.put_store_index(width, r(0), r(1), r(2), n),
            Op::LoadSlot(offset) => self.load_sp(r(0), self.allocated.frame.slots() + offset),
            Op::StoreSlot(offset) => self.store_sp(r(0), self.allocated.frame.slots() + offset),
            Op::SlotAddress(offset) => {
                let (d, base) = (r(0), self.allocated.frame.slots() + offset);
                self.sp_address(d, base);
            }
            Op::LoadIncoming(offset) => self.load_sp(r(0), self.allocated.frame.total() + offset),
            Op::StoreOutgoing(offset) => self.store_sp(r(0), offset),
            other => unreachable!("{other:?} is no memory operation"),
        }
    }

    fn emit_call(&mut self, op: Op, inst: InstIndex) {
        match op {
            Op::Call(symbol) | Op::TryCall(symbol) => {
                let arguments = self.arguments(inst);
                self.put(Thumb::Call(symbol, arguments));
            }
            _ => self.put(Thumb::Blx(self.reg(inst, 0))),
        }
        if matches!(op, Op::TryCall(_) | Op::TryCallIndirect) {
            let normal = self.code.blocks[self.block].successors.len() - 1;
            if normal > 0 {
                self.listing.items.push(Item::Landing(Self::label_of(self.successor(0))));
            }
            self.jump_to(self.successor(normal));
        }
    }

    /// The registers that a call reads: fixed ones, which hold arguments.
    fn arguments(&self, inst: InstIndex) -> u16 {
        let allocations = self.allocated.output.inst_allocs(inst);
        let uses = self.code.inst_operands(inst).iter().zip(allocations).filter(|(operand, _)| operand.kind() == OperandKind::Use);
        uses.filter_map(|(_, allocation)| allocation.as_reg()).fold(0, |all, reg| all | 1 << reg.hw_enc()) & 0b1111
    }

    fn emit_boolean(&mut self, op: Op, inst: InstIndex) {
        let r = |operand: usize| self.reg(inst, operand);
        match op {
            Op::IsZero => {
                let (d, a) = (r(0), r(1));
                if d.is_low() && a.is_low() {
                    self.put(Thumb::Alu(Alu::Neg, d, a));
                    return self.put(Thumb::Alu(Alu::Adc, d, a));
                }
                // 32 leading zeros or fewer.
                self.put_unary(Unary::Clz, d, a);
                self.put_shift(Shift::Lsr, d, d, 5);
            }
            Op::IsNonZero => {
                let (d, t) = (r(0), r(2));
                self.put_add_number(t, d, -1);
                self.put_alu(Alu::Sbc, d, d, t);
            }
            Op::MaskNonZero => {
                let (d, a) = (r(0), r(1));
                self.put_alu_unary(Alu::Neg, d, a);
                self.put_alu(Alu::Sbc, d, d, d);
            }
            Op::SetIf(test, cond) => {
                let d = r(test.operands());
                match cond {
                    _ if self.core.is_v7() && cond != Cond::Lo => {
                        self.emit_test(test, inst);
                        self.put(Thumb::If(cond, if cond as u8 & 1 == 0 { 0b1100 } else { 0b0100 }));
                        self.conditional_number(d, 1);
                        self.conditional_number(d, 0);
                    }
                    Cond::Lo => {
                        self.emit_test(test, inst);
                        self.borrow(d);
                    }
                    Cond::Hs => {
                        self.put(Thumb::MovImm(d, 0));
                        self.emit_test(test, inst);
                        self.put(Thumb::Alu(Alu::Adc, d, d));
                    }
                    _ => {
                        self.put(Thumb::MovImm(d, 1));
                        self.emit_test(test, inst);
                        let done = self.skip_if(cond);
                        self.put(Thumb::MovImm(d, 0));
                        self.listing.items.push(Item::Label(done));
                    }
                }
            }
            other => unreachable!("{other:?} makes no boolean"),
        }
    }

    /// 1 if the carry is clear, else 0.
    fn borrow(&mut self, d: Reg) {
        self.put_alu(Alu::Sbc, d, d, d);
        self.put_alu_unary(Alu::Neg, d, d);
    }

    /// `mov d, #n` under a condition, where the 16-bit form sets no flags.
    fn conditional_number(&mut self, d: Reg, n: u8) {
        if d.is_low() { self.put(Thumb::MovImm(d, n)) } else { self.put_number(Flags::Keep, d, n.into()) }
    }

    /// Moves unless the condition holds: over a branch, or on ARMv7-M under a condition.
    fn move_unless(&mut self, cond: Cond, moves: &[(Reg, Reg)]) {
        let moves: Vec<(Reg, Reg)> = moves.iter().copied().filter(|(d, a)| d != a).collect();
        if moves.is_empty() {
            return;
        }
        if self.core.is_v7() {
            let cond = cond.invert();
            let mask = match moves.len() {
                1 => 0b1000,
                _ => (cond as u8 & 1) << 3 | 0b0100,
            };
            self.put(Thumb::If(cond, mask));
            return moves.into_iter().for_each(|(d, a)| self.put(Thumb::Mov(d, a)));
        }
        let done = self.skip_if(cond);
        moves.into_iter().for_each(|(d, a)| self.put(Thumb::Mov(d, a)));
        self.listing.items.push(Item::Label(done));
    }

    /// Branches to a new label, to be placed, if the condition holds.
    fn skip_if(&mut self, cond: Cond) -> Label {
        let label = self.new_label();
        self.put(Thumb::BranchIf(cond, label));
        label
    }

    fn emit_skipping(&mut self, op: Op, inst: InstIndex) {
        let r = |operand: usize| self.reg(inst, operand);
        match op {
            Op::Select(test, cond) => {
                let first = test.operands();
                let (d, y) = (r(first), r(first + 2));
                self.emit_test(test, inst);
                self.move_unless(cond, &[(d, y)]);
            }
            Op::SelectWide(test, cond) => {
                let first = test.operands();
                let (d, y) = ([r(first), r(first + 1)], [r(first + 4), r(first + 5)]);
                self.emit_test(test, inst);
                self.move_unless(cond, &[(d[0], y[0]), (d[1], y[1])]);
            }
            Op::TrapIf(test, cond, code) => {
                self.emit_test(test, inst);
                let done = self.skip_if(cond.invert());
                self.put(Thumb::Udf(code));
                self.listing.items.push(Item::Label(done));
            }
            other => unreachable!("{other:?} skips nothing"),
        }
    }

    /// Sets the flags; the test's operands are the instruction's first.
    pub(super) fn emit_test(&mut self, test: Test, inst: InstIndex) {
        let r = |operand: usize| self.reg(inst, operand);
        match test {
            Test::Cmp => self.put_alu_unary(Alu::Cmp, r(0), r(1)),
            Test::CmpImm(n) if n < 256 && r(0).is_low() => self.put(Thumb::CmpImm(r(0), n as u8)),
            Test::CmpImm(n) => self.test_number(Data::Sub, r(0), n),
            Test::CmnImm(n) => self.test_number(Data::Add, r(0), n),
            Test::TstImm(n) => self.test_number(Data::And, r(0), n),
            Test::CmpShifted(shift, n) => self.put(Thumb::Data(Data::Sub, true, Reg::PC, r(0), r(1), shift, n)),
            Test::Cmn => self.put_alu_unary(Alu::Cmn, r(0), r(1)),
            Test::Tst => self.put_alu_unary(Alu::Tst, r(0), r(1)),
            Test::Single => {
                let (a, b) = (self.single(inst, 0), self.single(inst, 1));
                self.put(Thumb::Float(Float::Compare(a, b)));
                self.put(Thumb::Float(Float::Flags));
            }
            Test::Shift(shift, n) => self.put_shift(shift, r(1), r(0), n),
            Test::AddImm3(n) => self.put_add_number(r(1), r(0), n.into()),
            Test::Wide => {
                let (a, b, high, t) = (r(0), r(1), r(3), r(4));
                self.put_alu_unary(Alu::Cmp, a, b);
                self.put_alu(Alu::Sbc, t, t, high);
            }
            Test::Add => self.put_add(r(2), r(0), r(1)),
            Test::Sub => self.put_sub(r(2), r(0), r(1)),
            Test::AddConst(n) => self.put_add_number(r(1), r(0), n),
        }
    }

    /// Flags of an operation with a number.
    fn test_number(&mut self, op: Data, a: Reg, n: u32) {
        self.put(Thumb::DataImm(op, true, Reg::PC, a, modified_immediate(n).expect("a number that data processing takes")));
    }

    fn emit_end(&mut self, op: Op, inst: InstIndex) {
        match op {
            Op::Jump => self.jump_to(self.successor(0)),
            Op::Branch(test, cond) => {
                self.emit_test(test, inst);
                self.branch(cond, self.successor(0), self.successor(1));
            }
            Op::Table(table) => self.emit_table(table, inst),
            Op::Return => self.emit_epilogue(),
            Op::Trap(code) => self.put(Thumb::Udf(code)),
            other => unreachable!("{other:?} ends no block"),
        }
    }

    fn emit_table(&mut self, table: u32, inst: InstIndex) {
        let (index, limit, t, u) = (self.reg(inst, 0), self.reg(inst, 1), self.reg(inst, 2), self.reg(inst, 3));
        let labels = self.code.tables[table as usize].iter().map(|number| Self::label_of(self.successor(*number as usize))).collect();
        self.put_alu_unary(Alu::Cmp, index, limit);
        self.put(Thumb::BranchIf(Cond::Hs, Self::label_of(self.successor(0))));
        self.put_shift(Shift::Lsl, t, index, self.listing.entries.shift());
        self.listing.tables.push(labels);
        let id = self.listing.tables.len() as u32 - 1;
        self.listing.items.push(Item::TableAddress(u, id));
        self.put_load_index(self.listing.entries.width(), t, u, t, 0);
        self.put(Thumb::AddHigh(Reg::PC, t));
        self.listing.items.push(Item::Table(id));
    }
}
