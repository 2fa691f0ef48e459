//! Selected code with registers → machine instructions, with prologue and epilogues.
//!
//! In: [`VCode`] and what `allocate` found. Out: a [`Listing`]. One `Op` becomes one to a few instructions; moves, spills and
//! reloads that the allocator asks for become instructions that leave the flags alone. Blocks without instructions vanish.

mod early;
mod narrow;
mod ops;

use super::Core;
use super::allocate::{Allocated, Home};
use super::assemble::{Entries, Item, Listing};
use super::inst::{Cond, Label, Literal, LiteralId, Reg, Thumb, Width};
use super::single::{self, Float, Single};
use super::vcode::{Op, VCode};
use regalloc2::{Allocation, Block, Edit, InstOrEdit, RegClass};

struct Emitter<'a> {
    code: &'a VCode,
    allocated: &'a Allocated,
    listing: Listing,
    /// Where each block really begins: empty ones pass on to their successor.
    targets: Vec<usize>,
    /// Source location that the last item belongs to.
    place: u32,
    /// The block in work.
    block: usize,
    /// The next block that is not empty.
    next: Option<usize>,
    saves_lr: bool,
    core: Core,
}

/// Makes machine instructions of the whole function.
pub fn emit(code: &VCode, allocated: &Allocated, core: Core, entries: Entries, literals: Vec<Literal>, symbols: Vec<String>) -> Listing {
    let listing = Listing { literals, symbols, entries, labels: code.blocks.len() as u32, wide: core.is_v7(), ..Listing::default() };
    let mut emitter = Emitter {
        code,
        allocated,
        listing,
        targets: thread(code, allocated),
        place: u32::MAX,
        block: 0,
        next: None,
        saves_lr: allocated.frame.saved & 1 << 14 != 0,
        core,
    };
    let (done, first) = emitter.emit_entry();
    let full: Vec<usize> = code.layout.iter().copied().filter(|block| emitter.targets[*block] == *block && !done.contains(block)).collect();
    if let Some(first) = first {
        emitter.next = full.first().copied();
        emitter.jump_to(first);
    }
    for (position, block) in full.iter().enumerate() {
        emitter.block = *block;
        emitter.next = full.get(position + 1).copied();
        emitter.emit_block();
    }
    emitter.listing
}

/// Follows jumps out of blocks that do nothing else.
fn thread(code: &VCode, allocated: &Allocated) -> Vec<usize> {
    let passes_on = |block: usize| {
        // The entry stays: the prologue falls into it.
        let only_jump = block != 0 && code.blocks[block].end - code.blocks[block].first == 1;
        let jumps = only_jump && code.insts[code.blocks[block].first as usize].op == Op::Jump;
        let steps = allocated.output.block_insts_and_edits(code, Block::new(block));
        jumps && steps.filter(|step| !is_nothing(allocated, step)).count() == 1
    };
    (0..code.blocks.len())
        .map(|start| {
            let mut block = start;
            // An empty endless loop goes round at most once here.
            for _ in 0..code.blocks.len() {
                if !passes_on(block) {
                    return block;
                }
                block = code.blocks[block].successors[0].index();
            }
            start
        })
        .collect()
}

/// Whether a step is a move from a place to the same place.
fn is_nothing(allocated: &Allocated, step: &InstOrEdit) -> bool {
    match step {
        InstOrEdit::Edit(Edit::Move { from, to }) => from == to || allocated.home(*from) == allocated.home(*to),
        InstOrEdit::Inst(_) => false,
    }
}

impl Allocated {
    /// Where an allocation lives.
    fn home(&self, allocation: Allocation) -> Home {
        if let Some(reg) = allocation.as_reg() {
            let number = reg.hw_enc() as u8;
            return if reg.class() == RegClass::Float { Home::Single(Single(number)) } else { Home::Register(Reg(number)) };
        }
        let slot = allocation.as_stack().expect("an allocation is a register or a spill slot");
        self.homes[slot.index()]
    }
}

impl Emitter<'_> {
    fn put(&mut self, inst: Thumb) {
        self.listing.items.push(Item::Inst(inst));
    }

    fn literal(&mut self, word: u32) -> LiteralId {
        let literals = &mut self.listing.literals;
        let found = literals.iter().position(|literal| *literal == Literal::Word(word));
        let index = found.unwrap_or_else(|| {
            literals.push(Literal::Word(word));
            literals.len() - 1
        });
        LiteralId(index as u32)
    }

    fn new_label(&mut self) -> Label {
        self.listing.labels += 1;
        Label(self.listing.labels - 1)
    }

    /// The label of a block's nth successor.
    fn successor(&self, number: usize) -> usize {
        self.targets[self.code.blocks[self.block].successors[number].index()]
    }

    fn label_of(block: usize) -> Label {
        Label(block as u32)
    }

    fn emit_block(&mut self) {
        self.listing.items.push(Item::Label(Self::label_of(self.block)));
        for step in self.allocated.output.block_insts_and_edits(self.code, Block::new(self.block)) {
            self.emit_step(step);
        }
    }

    fn emit_step(&mut self, step: InstOrEdit) {
        match step {
            InstOrEdit::Edit(Edit::Move { from, to }) => {
                let (from, to) = (self.allocated.home(*from), self.allocated.home(*to));
                self.emit_move(from, to);
            }
            InstOrEdit::Inst(index) => {
                self.note_place(index);
                self.emit_op(self.code.insts[index.index()].op, index);
            }
        }
    }

    /// Begins the code of another source location, if the instruction comes from one.
    fn note_place(&mut self, inst: regalloc2::Inst) {
        let place = self.code.insts[inst.index()].place;
        if place != self.place && place != u32::MAX {
            self.place = place;
            self.listing.items.push(Item::Place(place));
        }
    }

    fn emit_move(&mut self, from: Home, to: Home) {
        match (from, to) {
            _ if from == to => {}
            (Home::Register(from), Home::Register(to)) => self.put(Thumb::Mov(to, from)),
            (Home::Stack(offset), Home::Register(to)) => self.load_sp(to, self.allocated.frame.outgoing + offset),
            (Home::Register(from), Home::Stack(offset)) => self.store_sp(from, self.allocated.frame.outgoing + offset),
            (Home::Single(from), Home::Single(to)) => self.put(Thumb::Float(Float::Unary(single::Unary::Move, to, from))),
            (Home::Stack(offset), Home::Single(to)) => {
                let offset = self.allocated.frame.outgoing + offset;
                self.reach_stack(offset, |base, offset| Float::Load(to, base, offset));
            }
            (Home::Single(from), Home::Stack(offset)) => {
                let offset = self.allocated.frame.outgoing + offset;
                self.reach_stack(offset, |base, offset| Float::Store(from, base, offset));
            }
            (Home::Stack(_), Home::Stack(_)) => panic!("regalloc2 moves through registers"),
            (Home::Single(_), Home::Register(_)) | (Home::Register(_), Home::Single(_)) => panic!("a value stays in its class of registers"),
        }
    }

    /// Loads or stores a float at sp + offset, however far: far away by a register that is lent, as in [`Emitter::store_sp`].
    fn reach_stack(&mut self, offset: u32, access: impl Fn(Reg, i16) -> Float) {
        if single::takes_offset(offset.into()) {
            return self.put(Thumb::Float(access(Reg::SP, offset as i16)));
        }
        self.put(Thumb::Push(1 << 7));
        self.sp_address(Reg(7), offset + 4);
        self.put(Thumb::Float(access(Reg(7), 0)));
        self.put(Thumb::Pop(1 << 7));
    }

    /// `ldr reg, [sp, #offset]`, however far; leaves the flags alone.
    fn load_sp(&mut self, reg: Reg, offset: u32) {
        if offset <= 1020 && reg.is_low() {
            return self.put(Thumb::LoadSp(reg, offset as u16));
        }
        if offset < 4096 && self.core.is_v7() {
            return self.put(Thumb::LoadWide(Width::Word, reg, Reg::SP, offset as i16));
        }
        let literal = self.literal(offset);
        self.put(Thumb::LoadLiteral(reg, literal));
        self.put(Thumb::AddHigh(reg, Reg::SP));
        self.put_load(Width::Word, reg, reg, 0);
    }

    /// `str reg, [sp, #offset]`, however far; leaves the flags alone. Far away a low register is lent and put aside on the stack,
    /// which moves sp by a word meanwhile.
    fn store_sp(&mut self, reg: Reg, offset: u32) {
        if offset <= 1020 && reg.is_low() {
            return self.put(Thumb::StoreSp(reg, offset as u16));
        }
        if offset < 4096 && self.core.is_v7() {
            return self.put(Thumb::StoreWide(Width::Word, reg, Reg::SP, offset as i16));
        }
        let lent = if reg.0 == 7 { Reg(6) } else { Reg(7) };
        let literal = self.literal(offset + 4);
        self.put(Thumb::Push(1 << lent.0));
        self.put(Thumb::LoadLiteral(lent, literal));
        self.put(Thumb::AddHigh(lent, Reg::SP));
        self.put_store(Width::Word, reg, lent, 0);
        self.put(Thumb::Pop(1 << lent.0));
    }

    /// `rd = sp + offset`, however far.
    fn sp_address(&mut self, rd: Reg, offset: u32) {
        if offset <= 1020 && offset % 4 == 0 && rd.is_low() {
            return self.put(Thumb::AddSp(rd, offset as u16));
        }
        if offset < 4096 && self.core.is_v7() {
            return self.put(Thumb::AddImm12(rd, Reg::SP, offset as i16));
        }
        let literal = self.literal(offset);
        self.put(Thumb::LoadLiteral(rd, literal));
        self.put(Thumb::AddHigh(rd, Reg::SP));
    }

    /// The low registers that saved high ones pass through: as many as there are of them, from r4 on. On ARMv7-M they need none.
    fn passages(&self) -> Vec<(Reg, Reg)> {
        if self.core.is_v7() {
            return Vec::new();
        }
        let saved = self.allocated.frame.saved;
        let high = (8..12).filter(|number| saved & 1 << number != 0).map(Reg);
        let low = (4..8).filter(|number| saved & 1 << number != 0).map(Reg);
        high.zip(low).collect()
    }

    fn emit_prologue(&mut self) {
        let own = if self.core.is_v7() { 0x4ff0 } else { 0x40f0 };
        let (mut low, bytes) = (self.allocated.frame.saved & own, self.allocated.frame.bytes);
        let passages = self.passages();
        let extra = self.extra_push();
        if passages.is_empty() {
            low |= extra;
        }
        if low != 0 {
            self.put(if low & 0xf00 != 0 { Thumb::PushWide(low) } else { Thumb::Push(low) });
        }
        if !passages.is_empty() {
            for (high, low) in &passages {
                self.put(Thumb::Mov(*low, *high));
            }
            self.put(Thumb::Push(extra | passages.iter().fold(0, |mask, (_, low)| mask | 1 << low.0)));
        }
        if extra == 0 {
            self.move_sp(-(bytes as i32), Reg(7));
        }
    }

    /// One word of locals comes cheapest by pushing one register more: r3, below the saved ones.
    fn extra_push(&self) -> u16 {
        if self.allocated.frame.bytes == 4 { 1 << 3 } else { 0 }
    }

    /// Moves sp; far by way of `spare`.
    fn move_sp(&mut self, distance: i32, spare: Reg) {
        if distance.abs() > 508 * 4 {
            let literal = self.literal(distance as u32);
            self.put(Thumb::LoadLiteral(spare, literal));
            return self.put(Thumb::AddHigh(Reg::SP, spare));
        }
        let mut left = distance;
        while left != 0 {
            let step = left.clamp(-508, 508);
            self.put(Thumb::AdjustSp(step as i16));
            left -= step;
        }
    }

    fn emit_epilogue(&mut self) {
        let frame = &self.allocated.frame;
        let own = if self.core.is_v7() { 0xff0 } else { 0xf0 };
        let (low, bytes) = (frame.saved & own, frame.bytes);
        let passages = self.passages();
        let extra = self.extra_push();
        if extra == 0 {
            // r2 and r3 hold no results.
            self.move_sp(bytes as i32, Reg(3));
        }
        if !passages.is_empty() {
            self.put(Thumb::Pop(extra | passages.iter().fold(0, |mask, (_, low)| mask | 1 << low.0)));
            for (high, low) in &passages {
                self.put(Thumb::Mov(*high, *low));
            }
        }
        let mut mask = low | if passages.is_empty() { extra } else { 0 };
        if self.saves_lr {
            mask |= 1 << 15;
        }
        if mask != 0 {
            self.put(if mask & 0xf00 != 0 { Thumb::PopWide(mask) } else { Thumb::Pop(mask) });
        }
        if !self.saves_lr {
            self.put(Thumb::Bx(Reg::LR));
        }
    }

    /// Goes to a block unless it comes next.
    fn jump_to(&mut self, block: usize) {
        if self.next != Some(block) {
            self.put(Thumb::Branch(Self::label_of(block)));
        }
    }

    /// Goes to one of two blocks.
    fn branch(&mut self, cond: Cond, then: usize, other: usize) {
        if then == other {
            return self.jump_to(then);
        }
        if self.next == Some(then) {
            return self.put(Thumb::BranchIf(cond.invert(), Self::label_of(other)));
        }
        self.put(Thumb::BranchIf(cond, Self::label_of(then)));
        self.jump_to(other);
    }
}
