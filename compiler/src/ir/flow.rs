//! Control flow of one function: successors, orders, dominators, loops.
//!
//! Exceptions: control reaches a handler from the middle of any block that names it, so of such a block only what was
//! defined before it began is known to be there. An exceptional edge therefore runs from every *predecessor* of the
//! block to the handler: that is exactly what dominance must see.

use super::{Block, Function};

/// The control-flow graph with dominators.
#[derive(Debug, Clone)]
pub struct Flow {
    /// Blocks each block may go to (normally, or by an exception at the start of a target), without duplicates.
    pub successors: Vec<Vec<Block>>,
    /// The reverse.
    pub predecessors: Vec<Vec<Block>>,
    /// Reachable blocks, each before its successors except along back edges.
    pub order: Vec<Block>,
    /// Position in `order`; `u32::MAX` for unreachable blocks.
    pub position: Vec<u32>,
    /// Immediate dominators; the entry's is itself.
    idom: Vec<Block>,
}

impl Flow {
    /// Computes everything for `function`.
    pub fn new(function: &Function) -> Flow {
        let successors: Vec<Vec<Block>> = function.block_ids().map(|b| successors(function, b)).collect();
        let order = reverse_postorder(&successors);
        let mut position = vec![u32::MAX; successors.len()];
        for (i, b) in order.iter().enumerate() {
            position[b.index()] = i as u32;
        }
        let mut predecessors = vec![Vec::new(); successors.len()];
        for &b in &order {
            for &s in &successors[b.index()] {
                predecessors[s.index()].push(b);
            }
        }
        let idom = dominators(&order, &position, &predecessors);
        Flow { successors, predecessors, order, position, idom }
    }

    /// Whether control can reach the block.
    pub fn is_reachable(&self, block: Block) -> bool {
        self.position[block.index()] != u32::MAX
    }

    /// The immediate dominator; `None` for the entry.
    pub fn idom(&self, block: Block) -> Option<Block> {
        (block.0 != 0).then(|| self.idom[block.index()])
    }

    /// Whether every way to `block` passes `by` (a block dominates itself). Both must be reachable.
    pub fn dominates(&self, by: Block, mut block: Block) -> bool {
        while self.position[block.index()] > self.position[by.index()] {
            block = self.idom[block.index()];
        }
        block == by
    }

    /// Blocks that each block immediately dominates, in `order`.
    pub fn dominator_children(&self) -> Vec<Vec<Block>> {
        let mut children = vec![Vec::new(); self.idom.len()];
        for &b in self.order.iter().skip(1) {
            children[self.idom[b.index()].index()].push(b);
        }
        children
    }

    /// The natural loops: each header with its blocks (the header among them), outer loops before inner ones.
    pub fn loops(&self) -> Vec<Loop> {
        let mut loops = Vec::new();
        for &header in &self.order {
            let latches: Vec<Block> = self.predecessors[header.index()].iter().copied().filter(|&p| self.dominates(header, p)).collect();
            if !latches.is_empty() {
                loops.push(Loop { header, blocks: self.loop_body(header, &latches), latches });
            }
        }
        loops
    }

    fn loop_body(&self, header: Block, latches: &[Block]) -> Vec<Block> {
        let mut inside = vec![false; self.successors.len()];
        inside[header.index()] = true;
        let mut work = latches.to_vec();
        while let Some(b) = work.pop() {
            if !std::mem::replace(&mut inside[b.index()], true) {
                work.extend(&self.predecessors[b.index()]);
            }
        }
        self.order.iter().copied().filter(|b| inside[b.index()]).collect()
    }
}

/// A natural loop.
#[derive(Debug, Clone)]
pub struct Loop {
    /// Dominates all its blocks.
    pub header: Block,
    /// In `order`.
    pub blocks: Vec<Block>,
    /// Blocks that go back to the header.
    pub latches: Vec<Block>,
}

/// Where control can go from `block`, handlers of the targets included.
fn successors(function: &Function, block: Block) -> Vec<Block> {
    let mut all = Vec::new();
    let mut add = |b: Block| {
        let is_new = !all.contains(&b);
        if is_new {
            all.push(b)
        }
        is_new
    };
    function.blocks[block.index()].terminator.targets(|t| {
        add(t.block);
        // A handler is entered like any block: an exception at its start leads on to its own.
        let mut next = function.blocks[t.block.index()].handler;
        while let Some(handler) = next.take_if(|handler| add(*handler)) {
            next = function.blocks[handler.index()].handler;
        }
    });
    all
}

fn reverse_postorder(successors: &[Vec<Block>]) -> Vec<Block> {
    let mut seen = vec![false; successors.len()];
    let mut postorder = Vec::new();
    // Iterative: deep functions must not overflow the host's stack.
    let mut stack = vec![(Block(0), 0)];
    seen[0] = true;
    while let Some((block, next)) = stack.last_mut() {
        match successors[block.index()].get(*next) {
            Some(&s) => {
                *next += 1;
                if !std::mem::replace(&mut seen[s.index()], true) {
                    stack.push((s, 0));
                }
            }
            None => {
                postorder.push(*block);
                stack.pop();
            }
        }
    }
    postorder.reverse();
    postorder
}

/// Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm (2001).
fn dominators(order: &[Block], position: &[u32], predecessors: &[Vec<Block>]) -> Vec<Block> {
    const UNKNOWN: Block = Block(u32::MAX);
    let mut idom = vec![UNKNOWN; predecessors.len()];
    idom[0] = Block(0);
    let mut changed = true;
    while changed {
        changed = false;
        for &b in order.iter().skip(1) {
            let mut new = UNKNOWN;
            for &p in &predecessors[b.index()] {
                if idom[p.index()] != UNKNOWN {
                    new = if new == UNKNOWN { p } else { intersect(&idom, position, new, p) };
                }
            }
            changed |= std::mem::replace(&mut idom[b.index()], new) != new;
        }
    }
    idom
}

fn intersect(idom: &[Block], position: &[u32], mut a: Block, mut b: Block) -> Block {
    while a != b {
        while position[a.index()] > position[b.index()] {
            a = idom[a.index()];
        }
        while position[b.index()] > position[a.index()] {
            b = idom[b.index()];
        }
    }
    a
}
