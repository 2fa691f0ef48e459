//! What each `Op` is in machine instructions. Operands come in the order that `vcode` documents.

use super::super::assemble::Item;
use super::super::inst::{Alu, Cond, Label, Reg, Shift, Thumb, Width};
use super::super::vcode::{Op, Test};
use super::Emitter;
use regalloc2::{Function, Inst as InstIndex, OperandKind};

impl Emitter<'_> {
    /// The register of an instruction's nth operand.
    fn reg(&self, inst: InstIndex, operand: usize) -> Reg {
        let allocation = self.allocated.output.inst_allocs(inst)[operand];
        let reg = allocation.as_reg().expect("operands are in registers");
        Reg(reg.hw_enc() as u8)
    }

    pub(super) fn emit_op(&mut self, op: Op, inst: InstIndex) {
        let r = |operand: usize| self.reg(inst, operand);
        match op {
            Op::Arguments => {}
            Op::MovImm(n) => self.put(Thumb::MovImm(r(0), n)),
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
            Op::Alu(op) => self.put(Thumb::Alu(op, r(0), r(2))),
            Op::AluUnary(op) => self.put(Thumb::Alu(op, r(0), r(1))),
            Op::Add => self.put(Thumb::Add(r(0), r(1), r(2))),
            Op::Sub => self.put(Thumb::Sub(r(0), r(1), r(2))),
            Op::AddImm3(n) => self.add_small(r(0), r(1), n),
            Op::AddImm8(n) => self.add_byte(r(0), n),
            Op::ShiftImm(shift, n) => self.put(Thumb::ShiftImm(shift, r(0), r(1), n)),
            Op::Unary(op) => self.put(Thumb::Unary(op, r(0), r(1))),
            Op::AddWide => {
                let (low, high, a, b, c) = (r(0), r(1), r(2), r(3), r(5));
                self.put(Thumb::Add(low, a, b));
                self.put(Thumb::Alu(Alu::Adc, high, c));
            }
            Op::SubWide => {
                let (low, high, a, b, c) = (r(0), r(1), r(2), r(3), r(5));
                self.put(Thumb::Sub(low, a, b));
                self.put(Thumb::Alu(Alu::Sbc, high, c));
            }
            Op::NegWide => {
                // Zero first: the move sets no flag that the borrow goes through.
                let (low, high, a, b) = (r(0), r(1), r(2), r(3));
                self.put(Thumb::MovImm(high, 0));
                self.put(Thumb::Alu(Alu::Neg, low, a));
                self.put(Thumb::Alu(Alu::Sbc, high, b));
            }
            Op::Call(_) | Op::CallIndirect | Op::TryCall(_) | Op::TryCallIndirect => self.emit_call(op, inst),
            Op::IsZero | Op::IsNonZero | Op::MaskNonZero | Op::SetIf(..) => self.emit_boolean(op, inst),
            Op::Select(..) | Op::SelectWide(..) | Op::TrapIf(..) => self.emit_skipping(op, inst),
            Op::Jump | Op::Branch(..) | Op::Table(_) | Op::Return | Op::Trap(_) => self.emit_end(op, inst),
            _ => self.emit_memory(op, inst),
        }
    }

    fn move_register(&mut self, d: Reg, a: Reg) {
        if d != a {
            self.put(Thumb::Mov(d, a));
        }
    }

    fn add_small(&mut self, d: Reg, a: Reg, n: i16) {
        let size = n.unsigned_abs() as u8;
        self.put(if n < 0 { Thumb::SubImm3(d, a, size) } else { Thumb::AddImm3(d, a, size) });
    }

    fn add_byte(&mut self, d: Reg, n: i16) {
        let size = n.unsigned_abs() as u8;
        self.put(if n < 0 { Thumb::SubImm8(d, size) } else { Thumb::AddImm8(d, size) });
    }

    fn emit_memory(&mut self, op: Op, inst: InstIndex) {
        let r = |operand: usize| self.reg(inst, operand);
        match op {
            Op::Load(width, offset) => self.put(Thumb::Load(width, r(0), r(1), offset)),
            Op::LoadIndex(width) => self.put(Thumb::LoadIndex(width, r(0), r(1), r(2))),
            Op::Store(width, offset) => self.put(Thumb::Store(width, r(0), r(1), offset)),
            Op::StoreIndex(width) => self.put(Thumb::StoreIndex(width, r(0), r(1), r(2))),
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
                self.put(Thumb::Alu(Alu::Neg, d, a));
                self.put(Thumb::Alu(Alu::Adc, d, a));
            }
            Op::IsNonZero => {
                let (d, t) = (r(0), r(2));
                self.put(Thumb::SubImm3(t, d, 1));
                self.put(Thumb::Alu(Alu::Sbc, d, t));
            }
            Op::MaskNonZero => {
                let (d, a) = (r(0), r(1));
                self.put(Thumb::Alu(Alu::Neg, d, a));
                self.put(Thumb::Alu(Alu::Sbc, d, d));
            }
            Op::SetIf(test, cond) => {
                let d = r(test.operands());
                match cond {
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
        self.put(Thumb::Alu(Alu::Sbc, d, d));
        self.put(Thumb::Alu(Alu::Neg, d, d));
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
                let done = self.skip_if(cond);
                self.move_register(d, y);
                self.listing.items.push(Item::Label(done));
            }
            Op::SelectWide(test, cond) => {
                let first = test.operands();
                let (d, y) = ([r(first), r(first + 1)], [r(first + 4), r(first + 5)]);
                self.emit_test(test, inst);
                let done = self.skip_if(cond);
                self.move_register(d[0], y[0]);
                self.move_register(d[1], y[1]);
                self.listing.items.push(Item::Label(done));
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
    fn emit_test(&mut self, test: Test, inst: InstIndex) {
        let r = |operand: usize| self.reg(inst, operand);
        match test {
            Test::Cmp => self.put(Thumb::Alu(Alu::Cmp, r(0), r(1))),
            Test::CmpImm(n) => self.put(Thumb::CmpImm(r(0), n)),
            Test::Cmn => self.put(Thumb::Alu(Alu::Cmn, r(0), r(1))),
            Test::Tst => self.put(Thumb::Alu(Alu::Tst, r(0), r(1))),
            Test::Shift(shift, n) => self.put(Thumb::ShiftImm(shift, r(1), r(0), n)),
            Test::AddImm3(n) => self.put(Thumb::AddImm3(r(1), r(0), n)),
            Test::Wide => {
                let (a, b, high, t) = (r(0), r(1), r(3), r(4));
                self.put(Thumb::Alu(Alu::Cmp, a, b));
                self.put(Thumb::Alu(Alu::Sbc, t, high));
            }
            Test::Add => self.put(Thumb::Add(r(2), r(0), r(1))),
            Test::Sub => self.put(Thumb::Sub(r(2), r(0), r(1))),
            Test::AddConst(n) if n.abs() < 8 => self.add_small(r(1), r(0), n),
            Test::AddConst(n) => self.add_byte(r(1), n),
        }
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
        self.put(Thumb::Alu(Alu::Cmp, index, limit));
        self.put(Thumb::BranchIf(Cond::Hs, Self::label_of(self.successor(0))));
        self.put(Thumb::ShiftImm(Shift::Lsl, t, index, 1));
        self.listing.tables.push(labels);
        let id = self.listing.tables.len() as u32 - 1;
        self.listing.items.push(Item::TableAddress(u, id));
        self.put(Thumb::LoadIndex(Width::S16, t, u, t));
        self.put(Thumb::AddHigh(Reg::PC, t));
        self.listing.items.push(Item::Table(id));
    }
}
