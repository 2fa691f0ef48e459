//! The control flow graph that is compiled: CLIF's blocks plus one node on each critical edge.
//!
//! In: a CLIF function after its mid-end. Out: [`Flow`]. Always holds: nodes are numbered such that definitions come before uses (regalloc2
//! goes wrong otherwise), the entry first; a node of two or more successors is the only predecessor of each of them.
//! Frequencies are guessed from loop depth.

use crate::hash::HashMap;
use cranelift_codegen::dominator_tree::DominatorTree;
use cranelift_codegen::entity::SecondaryMap;
use cranelift_codegen::flowgraph::ControlFlowGraph;
use cranelift_codegen::ir::{Block, BlockArg, BlockCall, Function, InstructionData, Opcode};
use cranelift_codegen::loop_analysis::{Loop, LoopAnalysis};

/// A block of the function, or the code on a critical edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    /// A CLIF block.
    Block(Block),
    /// On the way from a block's nth successor edge; has one predecessor and one successor.
    Edge(Block, u32),
}

/// A node with its neighbours, all as indices into [`Flow::nodes`].
#[derive(Clone, Debug)]
pub struct Place {
    /// What it stands for.
    pub node: Node,
    /// In the order of [`edges`].
    pub successors: Vec<u32>,
    /// In the order of appearance.
    pub predecessors: Vec<u32>,
    /// Estimated executions per call of the function.
    pub frequency: f32,
    /// Rarely run: laid out last.
    pub cold: bool,
    /// The successor that is taken when a call throws.
    pub throws_to: Option<u32>,
}

/// The graph.
pub struct Flow {
    /// Nodes, dominators first.
    pub nodes: Vec<Place>,
    /// Nodes in the order their code will lie in.
    pub layout: Vec<u32>,
    /// The node of each reachable block.
    pub of_block: SecondaryMap<Block, u32>,
    /// Reachable blocks in reverse postorder: definitions before uses.
    pub order: Vec<Block>,
    /// Loops of the function.
    pub loops: LoopAnalysis,
    /// CLIF's own graph.
    pub cfg: ControlFlowGraph,
}

/// A block's outgoing edges in the order all stages use. Table entries that pass the same (no) arguments to the same block are one edge.
pub fn edges(function: &Function, block: Block) -> Vec<BlockCall> {
    let Some(last) = function.layout.last_inst(block) else { panic!("{block} ends in a branch") };
    let dfg = &function.dfg;
    let all = dfg.insts[last].branch_destination(&dfg.jump_tables, &dfg.exception_tables);
    match dfg.insts[last] {
        InstructionData::BranchTable { .. } => distinct(function, all).0,
        _ => all.to_vec(),
    }
}

/// The distinct ones of a table's entries, and which of them each entry takes.
pub fn distinct(function: &Function, all: &[BlockCall]) -> (Vec<BlockCall>, Vec<u32>) {
    let pool = &function.dfg.value_lists;
    let mut known: HashMap<(Block, Vec<BlockArg>), u32> = HashMap::default();
    let mut distinct: Vec<BlockCall> = Vec::new();
    let number = |call: &BlockCall| {
        *known.entry((call.block(pool), call.args(pool).collect())).or_insert_with(|| {
            distinct.push(*call);
            distinct.len() as u32 - 1
        })
    };
    let numbers = all.iter().map(number).collect();
    (distinct, numbers)
}

impl Flow {
    /// Computes graph, frequencies and layout.
    pub fn new(function: &Function) -> Flow {
        let cfg = ControlFlowGraph::with_function(function);
        let domtree = DominatorTree::with_function(function, &cfg);
        let mut loops = LoopAnalysis::new();
        loops.compute(function, &cfg, &domtree);
        let order: Vec<Block> = domtree.cfg_rpo().copied().collect();
        let mut flow = Flow { nodes: Vec::new(), layout: Vec::new(), of_block: SecondaryMap::with_default(u32::MAX), order, loops, cfg };
        flow.add_nodes(function);
        flow.mark_landings(function);
        flow.guess_frequencies(function);
        flow.layout = super::layout::order(&flow);
        flow
    }

    fn add_nodes(&mut self, function: &Function) {
        let pool = &function.dfg.value_lists;
        let mut entering: SecondaryMap<Block, u32> = SecondaryMap::with_default(0);
        let all: Vec<Vec<BlockCall>> = self.order.iter().map(|block| edges(function, *block)).collect();
        for call in all.iter().flatten() {
            entering[call.block(pool)] += 1;
        }
        assert_eq!(entering[self.order[0]], 0, "nothing branches to the entry block");
        // The edges' nodes follow the block they leave.
        let mut split = Vec::new();
        for (index, calls) in all.iter().enumerate() {
            let block = self.order[index];
            self.of_block[block] = self.push(Node::Block(block));
            for (number, call) in calls.iter().enumerate() {
                let critical = calls.len() > 1 && entering[call.block(pool)] > 1;
                split.push(critical.then(|| self.push(Node::Edge(block, number as u32))));
            }
        }
        let mut split = split.into_iter();
        for (block, calls) in self.order.clone().into_iter().zip(&all) {
            for call in calls {
                let (from, to) = (self.of_block[block], self.of_block[call.block(pool)]);
                match split.next().expect("one entry for every edge") {
                    Some(edge) => {
                        self.connect(from, edge);
                        self.connect(edge, to);
                    }
                    None => self.connect(from, to),
                }
            }
        }
    }

    fn push(&mut self, node: Node) -> u32 {
        self.nodes.push(Place { node, successors: Vec::new(), predecessors: Vec::new(), frequency: 0.0, cold: false, throws_to: None });
        self.nodes.len() as u32 - 1
    }

    fn connect(&mut self, from: u32, to: u32) {
        self.nodes[from as usize].successors.push(to);
        self.nodes[to as usize].predecessors.push(from);
    }

    fn mark_landings(&mut self, function: &Function) {
        for block in &self.order {
            let last = function.layout.last_inst(*block).expect("blocks end in a branch");
            let node = &mut self.nodes[self.of_block[*block] as usize];
            if function.dfg.insts[last].exception_table().is_some() && node.successors.len() > 1 {
                node.throws_to = node.successors.first().copied();
            }
        }
    }

    /// Loops run eight times; cold blocks hardly ever.
    fn guess_frequencies(&mut self, function: &Function) {
        for node in &mut self.nodes {
            let Node::Block(block) = node.node else { continue };
            let frequency = 8f32.powi(self.loops.loop_level(block).level().min(6) as i32);
            node.cold = function.layout.is_cold(block) || ends_in_trap(function, block);
            node.frequency = if node.cold { frequency / 1000.0 } else { frequency };
        }
        // Both ends of an edge are blocks, which are done by now.
        for index in 0..self.nodes.len() {
            if let Node::Edge(..) = self.nodes[index].node {
                let ends = [self.nodes[index].predecessors[0], self.nodes[index].successors[0]].map(|n| n as usize);
                self.nodes[index].cold = ends.iter().any(|n| self.nodes[*n].cold);
                self.nodes[index].frequency = ends.map(|n| self.nodes[n].frequency).into_iter().fold(f32::INFINITY, f32::min) / 2.0;
            }
        }
    }

    /// The node that is passed on the way into the innermost loop around `node`; `None` if there are several, or the node hardly ever runs.
    pub fn before_loop(&self, node: u32) -> Option<u32> {
        if self.nodes[node as usize].cold {
            return None;
        }
        let inner = self.loop_of(node)?;
        let header = self.of_block[self.loops.loop_header(inner)];
        let is_outside = |from: &u32| match self.nodes[*from as usize].node {
            Node::Block(block) | Node::Edge(block, _) => !self.loops.is_in_loop(block, inner),
        };
        let mut outside = self.nodes[header as usize].predecessors.iter().copied().filter(is_outside);
        let only = outside.next().filter(|from| self.nodes[*from as usize].successors.len() == 1)?;
        outside.next().is_none().then_some(only)
    }

    /// The innermost loop a node belongs to; an edge belongs to a loop that both of its ends are in.
    pub fn loop_of(&self, node: u32) -> Option<Loop> {
        match self.nodes[node as usize].node {
            Node::Block(block) => self.loops.innermost_loop(block),
            Node::Edge(from, _) => {
                let to = self.nodes[node as usize].successors[0];
                let Node::Block(to) = self.nodes[to as usize].node else { panic!("an edge node leads to a block") };
                let mut inner = self.loops.innermost_loop(from);
                while let Some(lp) = inner.filter(|lp| !self.loops.is_in_loop(to, *lp)) {
                    inner = self.loops.loop_parent(lp);
                }
                inner
            }
        }
    }
}

fn ends_in_trap(function: &Function, block: Block) -> bool {
    let last = function.layout.last_inst(block);
    last.is_some_and(|inst| function.dfg.insts[inst].opcode() == Opcode::Trap)
}
