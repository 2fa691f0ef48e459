//! The way out of a function that needs no frame: `if (n < 2) return n;`.
//!
//! Where the entry block, and what its branch leads to up to a return, use only registers that need not be saved, they come before the
//! prologue. Always holds: nothing there calls, traps or touches the stack, so whoever walks the stack never meets a function without its frame.

use super::super::allocate::Home;
use super::super::assemble::Item;
use super::super::inst::{Reg, Thumb};
use super::super::vcode::{Op, VBlock};
use super::Emitter;
use regalloc2::{Block, Edit, Inst as InstIndex, InstOrEdit};

/// Steps of a way out altogether; so its branch always reaches.
const MOST_STEPS: usize = 16;
/// Steps that are worth having twice, in blocks that are reached otherwise too.
const MOST_COPIED: usize = 3;

/// A way from the entry to a return.
struct Exit {
    /// The successor of the entry that it begins with.
    number: usize,
    /// Its blocks.
    blocks: Vec<usize>,
    /// Those of them that are reached in no other way.
    own: Vec<usize>,
}

impl Emitter<'_> {
    /// Emits the prologue, and before it the entry block with a way out if there is one. Gives the blocks that are done with, and the
    /// block that control goes on to.
    pub(super) fn emit_entry(&mut self) -> (Vec<usize>, Option<usize>) {
        let Some(exit) = self.early_exit() else {
            self.emit_prologue();
            return (Vec::new(), None);
        };
        self.block = 0;
        let last = self.emit_all_but_last(0);
        let Op::Branch(test, cond) = self.code.insts[last.index()].op else { panic!("a way out begins with a branch") };
        self.emit_test(test, last);
        let go_on = self.new_label();
        self.put(Thumb::BranchIf(if exit.number == 0 { cond.invert() } else { cond }, go_on));
        for block in &exit.blocks {
            self.emit_all_but_last(*block);
        }
        self.put(Thumb::Bx(Reg::LR));
        self.listing.items.push(Item::Label(go_on));
        self.emit_prologue();
        let next = self.successor(1 - exit.number);
        let mut done = exit.own;
        done.push(0);
        (done, Some(next))
    }

    fn emit_all_but_last(&mut self, block: usize) -> InstIndex {
        let last = self.last(block);
        for step in self.allocated.output.block_insts_and_edits(self.code, Block::new(block)) {
            match step {
                InstOrEdit::Inst(inst) if inst == last => self.note_place(inst),
                step => self.emit_step(step),
            }
        }
        last
    }

    fn vblock(&self, block: usize) -> &VBlock {
        &self.code.blocks[block]
    }

    fn last(&self, block: usize) -> InstIndex {
        InstIndex::new(self.vblock(block).end as usize - 1)
    }

    fn early_exit(&self) -> Option<Exit> {
        let frame = &self.allocated.frame;
        let branches = matches!(self.code.insts[self.last(0).index()].op, Op::Branch(..));
        if frame.saved == 0 && frame.bytes == 0 || !branches || self.successor(0) == self.successor(1) || !self.is_frameless(0) {
            return None;
        }
        let exits = [self.exit_from(0), self.exit_from(1)];
        exits.into_iter().flatten().find(|exit| {
            let steps = |blocks: &[usize]| blocks.iter().map(|block| self.steps(*block)).sum::<usize>();
            let all = steps(&exit.blocks);
            all <= MOST_STEPS && all - steps(&exit.own) <= MOST_COPIED
        })
    }

    /// The way that begins with the entry's nth successor, if it ends in a return and needs no frame.
    fn exit_from(&self, number: usize) -> Option<Exit> {
        let mut exit = Exit { number, blocks: Vec::new(), own: Vec::new() };
        let mut block = self.vblock(0).successors[number].index();
        let mut before = 0;
        loop {
            if exit.blocks.len() == MOST_COPIED || !self.is_frameless(block) {
                return None;
            }
            let only = matches!(self.vblock(block).predecessors[..], [from] if from.index() == before);
            if only && exit.own.len() == exit.blocks.len() {
                exit.own.push(block);
            }
            exit.blocks.push(block);
            match self.code.insts[self.last(block).index()].op {
                Op::Return => return Some(exit),
                Op::Jump => (before, block) = (block, self.vblock(block).successors[0].index()),
                _ => return None,
            }
        }
    }

    fn steps(&self, block: usize) -> usize {
        self.allocated.output.block_insts_and_edits(self.code, Block::new(block)).count()
    }

    fn is_frameless(&self, block: usize) -> bool {
        let is_free = |home: Home| matches!(home, Home::Register(Reg(0..=3 | 12)));
        self.allocated.output.block_insts_and_edits(self.code, Block::new(block)).all(|step| match step {
            InstOrEdit::Edit(Edit::Move { from, to }) => is_free(self.allocated.home(*from)) && is_free(self.allocated.home(*to)),
            InstOrEdit::Inst(inst) => {
                let op = self.code.insts[inst.index()].op;
                let allocations = self.allocated.output.inst_allocs(inst);
                !needs_frame(op) && allocations.iter().all(|allocation| is_free(self.allocated.home(*allocation)))
            }
        })
    }
}

fn needs_frame(op: Op) -> bool {
    let stack = matches!(op, Op::LoadSlot(_) | Op::StoreSlot(_) | Op::SlotAddress(_) | Op::LoadIncoming(_) | Op::StoreOutgoing(_));
    stack || op.is_call() || matches!(op, Op::TrapIf(..) | Op::Trap(_) | Op::Table(_))
}
