//! Which node follows which: chains along the most frequent edges.
//!
//! In: the graph with frequencies. Out: a permutation of it, entry first, cold nodes last: Pettis and Hansen, "Profile guided code
//! positioning", PLDI 1990. An edge that is followed by falling through
//! costs nothing, a taken branch three cycles on Cortex-M0; so the heaviest edges are made fall-throughs first. Where a loop's test
//! stands at its top, the jump back from the bottom is preferred to the way into the body, which rotates the loop: the test then
//! stands at the bottom and each round takes one branch.

use super::flow::Flow;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Nodes that follow each other.
struct Chain {
    nodes: Vec<u32>,
}

/// The layout.
pub fn order(flow: &Flow) -> Vec<u32> {
    let mut chains: Vec<Chain> = (0..flow.nodes.len() as u32).map(|node| Chain { nodes: vec![node] }).collect();
    let mut chain_of: Vec<usize> = (0..flow.nodes.len()).collect();
    for (from, to) in weighted_edges(flow) {
        let (a, b) = (chain_of[from as usize], chain_of[to as usize]);
        // The entry (node 0) has no predecessors, so it always heads its chain.
        if a != b && chains[a].nodes.last() == Some(&from) && chains[b].nodes.first() == Some(&to) {
            let moved = std::mem::take(&mut chains[b].nodes);
            for node in &moved {
                chain_of[*node as usize] = a;
            }
            chains[a].nodes.extend(moved);
        }
    }
    place_chains(flow, chains, &chain_of)
}

/// Edges by falling weight, equal ones in order of appearance.
fn weighted_edges(flow: &Flow) -> Vec<(u32, u32)> {
    let mut all = Vec::new();
    for (from, node) in flow.nodes.iter().enumerate() {
        for to in &node.successors {
            all.push((weight(flow, from as u32, *to), from as u32, *to));
        }
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    all.into_iter().map(|(_, from, to)| (from, to)).collect()
}

fn weight(flow: &Flow, from: u32, to: u32) -> f32 {
    let (source, target) = (&flow.nodes[from as usize], &flow.nodes[to as usize]);
    if source.cold != target.cold {
        return 0.0;
    }
    if source.throws_to == Some(to) {
        return 0.0;
    }
    let share = source.frequency.min(target.frequency);
    if source.successors.len() == 1 && jumps_back_to_test(flow, from, to) {
        // Every round takes this edge, and falling through here makes the test's branch the only one.
        share * 2.0
    } else {
        share / source.successors.len() as f32
    }
}

/// Whether the edge goes back to a loop header that can leave the loop.
fn jumps_back_to_test(flow: &Flow, from: u32, to: u32) -> bool {
    let super::flow::Node::Block(header) = flow.nodes[to as usize].node else { return false };
    let Some(lp) = flow.loops.is_loop_header(header) else { return false };
    let inside = |node: u32| {
        let mut own = flow.loop_of(node);
        while let Some(inner) = own.filter(|inner| *inner != lp) {
            own = flow.loops.loop_parent(inner);
        }
        own.is_some()
    };
    inside(from) && flow.nodes[to as usize].successors.iter().any(|next| !inside(*next))
}

/// Puts chains one after the other: the entry's, then always the one that is branched to most from what is placed, cold ones last.
fn place_chains(flow: &Flow, mut chains: Vec<Chain>, chain_of: &[usize]) -> Vec<u32> {
    let mut layout = Vec::with_capacity(flow.nodes.len());
    let mut wanted = vec![0f32; chains.len()];
    // The bits of floats that are not negative are in the order of the floats.
    let rank = |nodes: &[u32], wanted: f32, index: usize| Some((!flow.nodes[*nodes.first()? as usize].cold, wanted.to_bits(), Reverse(index)));
    // A chain is in it once for each weight it has had: what is wanted only grows, so the last one comes out first, and the others find
    // the chain empty.
    let mut queue: BinaryHeap<_> = chains.iter().enumerate().filter_map(|(index, chain)| rank(&chain.nodes, 0.0, index)).collect();
    let mut next = Some(chain_of[0]);
    while let Some(chain) = next {
        let nodes = std::mem::take(&mut chains[chain].nodes);
        for node in &nodes {
            for to in &flow.nodes[*node as usize].successors {
                let other = chain_of[*to as usize];
                wanted[other] += weight(flow, *node, *to).max(f32::MIN_POSITIVE);
                queue.extend(rank(&chains[other].nodes, wanted[other], other));
            }
        }
        layout.extend(nodes);
        next = std::iter::from_fn(|| queue.pop()).map(|(_, _, Reverse(index))| index).find(|index| !chains[*index].nodes.is_empty());
    }
    layout
}
