//! Selected code: what `select` makes and `allocate` gives registers to.
//!
//! Instructions are [`Inst`]s over virtual registers, every operand with the constraint regalloc2 needs. One `Op` becomes one to
//! a few machine instructions in `emit`; whatever needs the flags keeps their producer and consumer in one `Op`, because the
//! allocator may put moves and reloads between any two.
//! Always holds: a block's dominators come before it, block 0 is the entry and has no predecessors, critical edges are split,
//! a block with several successors passes no moves before its end.

use super::inst::{Alu, Cond, Data, LiteralId, Shift, SymbolId, Unary, Width};
use super::single;
use crate::hash::HashSet;
use regalloc2::{Block, Inst as InstIndex, InstRange, Operand, PReg, PRegSet, RegClass, VReg};

/// Something that sets flags. Its operands come first among those of the [`Op`] that contains it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Test {
    /// `cmp a, b`. Operands: a, b.
    Cmp,
    /// `cmp a, #n`, n <= 255 or a modified immediate. Operands: a.
    CmpImm(u32),
    /// `cmn a, #n`, n a modified immediate: ARMv7-M. Operands: a.
    CmnImm(u32),
    /// `tst a, #n`, n a modified immediate: ARMv7-M. Operands: a.
    TstImm(u32),
    /// `cmp a, b, shift #n`: ARMv7-M. Operands: a, b.
    CmpShifted(Shift, u8),
    /// `cmn a, b`. Operands: a, b.
    Cmn,
    /// `tst a, b`. Operands: a, b.
    Tst,
    /// `vcmp.f32 a, b`, flags taken over. Operands: a, b.
    Single,
    /// `op t, a, #n`. Operands: a, t.
    Shift(Shift, u8),
    /// `adds t, a, #n`, n <= 7: compares with -n. Operands: a, t.
    AddImm3(u8),
    /// `cmp` of the low words, `sbcs` of the high ones. Operands: low a, low b, high a, high b, t (in place of high a).
    Wide,
    /// `adds d, a, b`. Operands: a, b, d.
    Add,
    /// `subs d, a, b`. Operands: a, b, d.
    Sub,
    /// `adds d, a, #n`, n <= 7, or d in place of a, n <= 255, or on ARMv7-M a modified immediate; negative n subtracts. Operands: a, d.
    AddConst(i32),
}

impl Test {
    /// How many operands belong to it.
    pub fn operands(self) -> usize {
        match self {
            Test::CmpImm(_) | Test::CmnImm(_) | Test::TstImm(_) => 1,
            Test::Cmp | Test::CmpShifted(..) | Test::Cmn | Test::Tst | Test::Single | Test::Shift(..) | Test::AddImm3(_) | Test::AddConst(_) => 2,
            Test::Add | Test::Sub => 3,
            Test::Wide => 5,
        }
    }
}

/// What an instruction does. "Operands" lists them in order; d is defined, `d=a` is defined in a's register.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Op {
    /// The function's register arguments arrive. Operands: fixed definitions.
    Arguments,
    /// Operands: d.
    MovImm(u8),
    /// `movs d, #n; lsls d, d, #shift`. Operands: d.
    MovShifted(u8, u8),
    /// `movs d, #n; mvns d, d`. Operands: d.
    MovNot(u8),
    /// `movs d, #255; adds d, #n`. Operands: d.
    MovAdd(u8),
    /// Operands: d.
    Literal(LiteralId),
    /// Operands: d, a.
    Move,
    /// Operands: d=a (any d on ARMv7-M), a, b.
    Alu(Alu),
    /// `a op (b shifted)`: ARMv7-M. Operands: d, a, b.
    Data(Data, Shift, u8),
    /// `a op #n`: ARMv7-M, n a modified immediate, or for additions and subtractions at most 4,095. Operands: d, a.
    DataImm(Data, u32),
    /// A number that one instruction of ARMv7-M makes. Operands: d.
    Constant(u32),
    /// `c + a * b`: ARMv7-M. Operands: d, a, b, c.
    MulAdd,
    /// `c - a * b`: ARMv7-M. Operands: d, a, b, c.
    MulSub,
    /// Both words of a product, signed or not: ARMv7-M. Operands: low d, high d, a, b.
    MulLong(bool),
    /// Division, signed or not, by 0 gives 0: ARMv7-M. Operands: d, a, b.
    Divide(bool),
    /// A bit field, signed or not, by lowest bit and width: ARMv7-M. Operands: d, a.
    Extract(bool, u8, u8),
    /// b's lowest bits put into a, by lowest bit and width there: ARMv7-M. Operands: d=a, a, b.
    Insert(u8, u8),
    /// `negs` or `mvns`. Operands: d, a.
    AluUnary(Alu),
    /// Operands: d, a, b.
    Add,
    /// Operands: d, a, b.
    Sub,
    /// |n| <= 7. Operands: d, a.
    AddImm3(i16),
    /// |n| <= 255. Operands: d=a, a.
    AddImm8(i16),
    /// Operands: d, a.
    ShiftImm(Shift, u8),
    /// Operands: d, a.
    Unary(Unary),
    /// Operands: low d, high d=high a, low a, low b, high a, high b (late).
    AddWide,
    /// The same.
    SubWide,
    /// Negation of a pair. Operands: low d, high d, low a, high a.
    NegWide,
    /// Operands: d, base.
    Load(Width, i16),
    /// The index is shifted left so many bits, on ARMv7-M. Operands: d, base, index.
    LoadIndex(Width, u8),
    /// Operands: value, base.
    Store(Width, i16),
    /// Operands: value, base, index.
    StoreIndex(Width, u8),
    /// A word of the stack slots, by byte offset in them. Operands: d.
    LoadSlot(u32),
    /// Operands: value.
    StoreSlot(u32),
    /// The address of a byte of the stack slots. Operands: d.
    SlotAddress(u32),
    /// A word of the caller's outgoing arguments. Operands: d.
    LoadIncoming(u32),
    /// A word of this function's outgoing arguments. Operands: value.
    StoreOutgoing(u32),
    /// d = a carry of 0 - a: `negs t, a; adcs t, a`. Operands: d (early), a. (1 if a is 0.)
    IsZero,
    /// `subs t, a, #1; sbcs a, t`. Operands: d=a, a, t. (1 if a is not 0.)
    IsNonZero,
    /// `negs d, a; sbcs d, d`. Operands: d, a. (-1 if a is not 0.)
    MaskNonZero,
    /// 1 if the test holds. Operands: test, d (early).
    SetIf(Test, Cond),
    /// x if the test holds, else y. Operands: test, d=x, x, y (late).
    Select(Test, Cond),
    /// Two floats to one. Operands: d, a, b.
    SingleBinary(single::Binary),
    /// One float to one. Operands: d, a.
    SingleUnary(single::Unary),
    /// A number that `vmov.f32` takes. Operands: d.
    SingleConstant(u8),
    /// A float's bits to a core register. Operands: d, a.
    ToCore,
    /// The reverse. Operands: d, a.
    FromCore,
    /// Operands: d, base.
    LoadSingle(i16),
    /// Operands: value, base.
    StoreSingle(i16),
    /// The same for a pair. Operands: test, low d=low x, high d=high x, low x, high x, low y, high y (late).
    SelectWide(Test, Cond),
    /// `udf #code` if the test holds. Operands: test.
    TrapIf(Test, Cond, u8),
    /// Operands: fixed arguments, fixed results.
    Call(SymbolId),
    /// Operands: callee, fixed arguments, fixed results.
    CallIndirect,

    /// Ends a block: to the only successor.
    Jump,
    /// Ends a block: to successor 0 if the test holds, else to successor 1. Operands: test.
    Branch(Test, Cond),
    /// Ends a block: to successor 1 + index, or successor 0 if index >= count. Operands: index, t, t.
    /// The number is of the table that lists successors (see [`VCode::tables`]).
    Table(u32),
    /// Ends a block: a call whose last successor is the normal return and whose first is the landing pad.
    TryCall(SymbolId),
    /// The same through a register. Operands: callee, fixed arguments, fixed results.
    TryCallIndirect,
    /// Ends a block. Operands: fixed results.
    Return,
    /// Ends a block.
    Trap(u8),
}

/// A selected instruction; its operands lie in [`VCode::operands`].
#[derive(Clone, Copy, Debug)]
pub struct Inst {
    /// What it does.
    pub op: Op,
    /// Source location, `u32::MAX` if unknown.
    pub place: u32,
    /// First operand.
    pub first: u32,
    /// Number of operands.
    pub count: u32,
}

impl Op {
    /// Whether caller-saved registers do not survive it.
    pub fn is_call(self) -> bool {
        matches!(self, Op::Call(_) | Op::CallIndirect | Op::TryCall(_) | Op::TryCallIndirect)
    }
}

/// A block of selected code.
#[derive(Debug, Default, Clone)]
pub struct VBlock {
    /// Its instructions: `first..end` in [`VCode::insts`].
    pub first: u32,
    /// One past the last.
    pub end: u32,
    /// Successors in the order the last instruction gives meaning to.
    pub successors: Vec<Block>,
    /// Predecessors.
    pub predecessors: Vec<Block>,
    /// Values defined on entry.
    pub params: Vec<VReg>,
    /// What each successor's params get.
    pub arguments: Vec<Vec<VReg>>,
    /// Estimated executions per call of the function.
    pub frequency: f32,
}

/// A function in selected form.
#[derive(Debug, Default)]
pub struct VCode {
    /// All instructions, block by block.
    pub insts: Vec<Inst>,
    /// All operands.
    pub operands: Vec<Operand>,
    /// Blocks, dominators first.
    pub blocks: Vec<VBlock>,
    /// Blocks in the order their code will lie in.
    pub layout: Vec<usize>,
    /// Number of virtual registers.
    pub registers: u32,
    /// Successor indices of each `br_table`, default first.
    pub tables: Vec<Vec<u32>>,
    /// Bytes of stack slots.
    pub slot_bytes: u32,
    /// Bytes of outgoing stack arguments.
    pub outgoing_bytes: u32,
    /// Whether it calls anything.
    pub calls: bool,
    /// Routines of the runtime: they know nothing of the FPU and call nobody who does.
    pub soft: HashSet<SymbolId>,
}

/// The physical register with this number as regalloc2 has it.
pub fn physical(number: u8) -> PReg {
    PReg::new(usize::from(number), RegClass::Int)
}

/// The FPU's register with this number as regalloc2 has it.
pub fn physical_single(number: u8) -> PReg {
    PReg::new(usize::from(number), RegClass::Float)
}

/// r0 to r3 and r12: what a call may change, of the registers that can be allocated.
pub const CALLER_SAVED: [u8; 5] = [0, 1, 2, 3, 12];
/// The FPU's registers that can be allocated: those that a call may change.
pub const SINGLES: u8 = 16;

impl VCode {
    /// The code as text, for a panic's message.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (number, block) in self.blocks.iter().enumerate() {
            text += &format!("block{number} {:?} -> {:?} {:?}\n", block.params, block.successors, block.arguments);
            for index in block.first..block.end {
                let inst = &self.insts[index as usize];
                text += &format!("  {index}: {:?} {:?}\n", inst.op, self.operands_of(inst));
            }
        }
        text
    }

    /// The operands of an instruction.
    pub fn operands_of(&self, inst: &Inst) -> &[Operand] {
        &self.operands[inst.first as usize..(inst.first + inst.count) as usize]
    }
}

impl regalloc2::Function for VCode {
    fn num_insts(&self) -> usize {
        self.insts.len()
    }

    fn num_blocks(&self) -> usize {
        self.blocks.len()
    }

    fn entry_block(&self) -> Block {
        Block::new(0)
    }

    fn block_insns(&self, block: Block) -> InstRange {
        let block = &self.blocks[block.index()];
        InstRange::new(InstIndex::new(block.first as usize), InstIndex::new(block.end as usize))
    }

    fn block_succs(&self, block: Block) -> &[Block] {
        &self.blocks[block.index()].successors
    }

    fn block_preds(&self, block: Block) -> &[Block] {
        &self.blocks[block.index()].predecessors
    }

    fn block_params(&self, block: Block) -> &[VReg] {
        &self.blocks[block.index()].params
    }

    fn is_ret(&self, inst: InstIndex) -> bool {
        matches!(self.insts[inst.index()].op, Op::Return | Op::Trap(_))
    }

    fn is_branch(&self, inst: InstIndex) -> bool {
        matches!(self.insts[inst.index()].op, Op::Jump | Op::Branch(..) | Op::Table(_) | Op::TryCall(_) | Op::TryCallIndirect)
    }

    fn branch_blockparams(&self, block: Block, _: InstIndex, successor: usize) -> &[VReg] {
        &self.blocks[block.index()].arguments[successor]
    }

    fn inst_operands(&self, inst: InstIndex) -> &[Operand] {
        self.operands_of(&self.insts[inst.index()])
    }

    fn inst_clobbers(&self, inst: InstIndex) -> PRegSet {
        let inst = &self.insts[inst.index()];
        let mut set = PRegSet::empty();
        if inst.op.is_call() {
            for number in CALLER_SAVED {
                set.add(physical(number));
            }
            let keeps = matches!(inst.op, Op::Call(symbol) if self.soft.contains(&symbol));
            for number in (0..SINGLES).filter(|_| !keeps) {
                set.add(physical_single(number));
            }
            for operand in self.operands_of(inst) {
                if let (regalloc2::OperandKind::Def, regalloc2::OperandConstraint::FixedReg(reg)) = (operand.kind(), operand.constraint()) {
                    set.remove(reg);
                }
            }
        }
        set
    }

    fn num_vregs(&self) -> usize {
        self.registers as usize
    }

    fn spillslot_size(&self, _: RegClass) -> usize {
        1
    }
}
