//! Virtual registers → r0 to r7, on ARMv7-M r0 to r12, of floats s0 to s15, and where what does not fit them lives.
//!
//! In: [`VCode`]. Out: regalloc2's assignment, a [`Home`] for each of its spill slots, and the [`Frame`]. On ARMv6-M a spill slot that is used
//! often lives in r8 to r11 (a move is a cycle cheaper than a load or a store, but each has to be saved), one that no call interrupts
//! in r12 for nothing.

use super::Core;
use super::inst::Reg;
use super::single::Single;
use super::vcode::{SINGLES, VCode, physical, physical_single};
use regalloc2::{Allocation, Block, Edit, InstOrEdit, MachineEnv, Output, PRegSet, RegClass, RegallocOptions};

const LOW_CALLER_SAVED: [u8; 4] = [0, 1, 2, 3];
const LOW_SAVED: [u8; 4] = [4, 5, 6, 7];
const LOW: [u8; 8] = [0, 1, 2, 3, 4, 5, 6, 7];
/// What 32-bit instructions name besides.
const HIGH: [u8; 5] = [8, 9, 10, 11, 12];

/// Where a spill slot lives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Home {
    /// In r8 to r12 or lr.
    Register(Reg),
    /// In a register of the FPU, which an allocation may name but no spill slot.
    Single(Single),
    /// This many bytes above the outgoing arguments.
    Stack(u32),
}

/// A function's stack frame, from low to high addresses: outgoing arguments, spilled words, stack slots, padding,
/// then saved r8 to r11, saved r4 to r7, lr; on ARMv7-M saved r4 to r11, lr.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Bytes of outgoing arguments.
    pub outgoing: u32,
    /// Bytes of spilled words.
    pub spills: u32,
    /// Bytes below the saved registers.
    pub bytes: u32,
    /// Bit n: rn is saved; bits 4 to 11 and 14.
    pub saved: u16,
}

impl Frame {
    /// Bytes from sp to the caller's frame.
    pub fn total(&self) -> u32 {
        self.bytes + 4 * self.saved.count_ones()
    }

    /// sp-relative offset of the stack slots.
    pub fn slots(&self) -> u32 {
        self.outgoing + self.spills
    }
}

/// A function with registers.
pub struct Allocated {
    /// What regalloc2 found.
    pub output: Output,
    /// By spill slot.
    pub homes: Vec<Home>,
    /// The frame.
    pub frame: Frame,
}

/// The registers a frame may be made of.
#[derive(Clone, Copy, Default, Debug)]
pub struct Limits {
    /// The processor.
    pub core: Core,
    /// lr must be saved and not hold anything else: a branch is too long for `b`.
    pub keep_lr: bool,
}

/// Allocates registers.
pub fn allocate(code: &VCode, limits: Limits) -> Allocated {
    let output = run(code, limits.core);
    let (homes, mut saved, spills) = choose_homes(code, &output, limits.core);
    saved |= used_saved_registers(code, &output);
    if code.calls || limits.keep_lr {
        saved |= 1 << 14;
    }
    let frame = lay_out(code, saved, spills);
    Allocated { output, homes, frame }
}

/// With the registers that 16-bit instructions name if nothing is spilled then, or there are no others.
fn run(code: &VCode, core: Core) -> Output {
    let options = RegallocOptions { validate_ssa: cfg!(debug_assertions), ..RegallocOptions::default() };
    let low = regalloc2::run(code, &environment(&LOW_CALLER_SAVED, &LOW_SAVED), &options);
    if core.is_v7() && low.as_ref().map_or(true, |output| output.num_spillslots > 0) {
        let all = regalloc2::run(code, &environment(&LOW, &HIGH), &options);
        return all.unwrap_or_else(|error| panic!("registers can be allocated: {error}\n{}", code.text()));
    }
    low.unwrap_or_else(|error| panic!("registers can be allocated: {error}\n{}", code.text()))
}

/// The preferred registers first: those that cost nothing to use; or where all low ones are needed anyway, those of short instructions.
fn environment(first: &[u8], then: &[u8]) -> MachineEnv {
    let set = |numbers: &[u8]| {
        let mut set = PRegSet::empty();
        numbers.iter().for_each(|number| set.add(physical(*number)));
        set
    };
    let (preferred, others) = (set(first), set(then));
    let none = PRegSet::empty();
    let mut singles = none;
    // ARMv6-M has no FPU, and no values of this class.
    (0..SINGLES).for_each(|number| singles.add(physical_single(number)));
    MachineEnv {
        preferred_regs_by_class: [preferred, singles, none],
        non_preferred_regs_by_class: [others, none, none],
        scratch_by_class: [None; 3],
        fixed_stack_slots: Vec::new(),
    }
}

fn used_saved_registers(code: &VCode, output: &Output) -> u16 {
    let mut mask = 0u16;
    let mut note = |allocation: &Allocation| {
        if let Some(reg) = allocation.as_reg().filter(|reg| reg.class() == RegClass::Int) {
            mask |= 1 << reg.hw_enc();
        }
    };
    output.allocs.iter().for_each(&mut note);
    for (_, Edit::Move { from, to }) in &output.edits {
        note(from);
        note(to);
    }
    debug_assert!(code.registers == 0 || mask != 0 || !output.allocs.is_empty(), "something was allocated");
    mask & 0xff0
}

/// How often a slot is used, and whether a call happens while it holds something.
#[derive(Clone, Copy, Default, Debug)]
struct SlotUse {
    weight: f32,
    across_call: bool,
}

fn choose_homes(code: &VCode, output: &Output, core: Core) -> (Vec<Home>, u16, u32) {
    let uses = slot_uses(code, output);
    let mut order: Vec<usize> = (0..uses.len()).collect();
    order.sort_by(|a, b| uses[*b].weight.total_cmp(&uses[*a].weight));
    let mut homes: Vec<Option<Home>> = vec![None; uses.len()];
    let spare = !core.is_v7();
    let mut free = spare.then_some(12u8);
    let mut saved = 0u16;
    let mut high = if spare { 8u8 } else { 12 };
    for slot in order {
        if !uses[slot].across_call
            && let Some(number) = free.take()
        {
            homes[slot] = Some(Home::Register(Reg(number)));
        } else if high < 12 && uses[slot].weight > 5.0 {
            // Saving and restoring costs four cycles and some.
            homes[slot] = Some(Home::Register(Reg(high)));
            saved |= 1 << high;
            high += 1;
        }
    }
    // Each saved high register passes through a saved low one.
    for number in 4..4 + saved.count_ones() {
        saved |= 1 << number;
    }
    let mut spills = 0;
    let homes = homes
        .into_iter()
        .map(|home| {
            home.unwrap_or_else(|| {
                spills += 4;
                Home::Stack(spills - 4)
            })
        })
        .collect();
    (homes, saved, spills)
}

/// Weights and liveness of spill slots. Slots beyond the 64th count as live everywhere.
fn slot_uses(code: &VCode, output: &Output) -> Vec<SlotUse> {
    let mut uses = vec![SlotUse::default(); output.num_spillslots];
    if uses.is_empty() {
        return uses;
    }
    for slot in uses.iter_mut().skip(64) {
        slot.across_call = true;
    }
    let mut live_in = vec![0u64; code.blocks.len()];
    let mut crossing = 0u64;
    let mut changed = true;
    while changed {
        changed = false;
        for index in (0..code.blocks.len()).rev() {
            let out = code.blocks[index].successors.iter().fold(0, |live, next| live | live_in[next.index()]);
            let live = live_before(code, output, index, out, &mut crossing);
            changed |= live != live_in[index];
            live_in[index] = live;
        }
    }
    for (index, block) in code.blocks.iter().enumerate() {
        for edit in output.block_insts_and_edits(code, Block::new(index)) {
            if let InstOrEdit::Edit(Edit::Move { from, to }) = edit {
                for slot in [from, to].iter().filter_map(|end| end.as_stack()) {
                    uses[slot.index()].weight += block.frequency;
                }
            }
        }
    }
    for (index, slot) in uses.iter_mut().enumerate().take(64) {
        slot.across_call = crossing & 1 << index != 0;
    }
    uses
}

fn live_before(code: &VCode, output: &Output, block: usize, out: u64, crossing: &mut u64) -> u64 {
    let bit = |allocation: &Allocation| match allocation.as_stack() {
        Some(slot) if slot.index() < 64 => 1u64 << slot.index(),
        _ => 0,
    };
    let steps: Vec<InstOrEdit> = output.block_insts_and_edits(code, Block::new(block)).collect();
    let mut live = out;
    for step in steps.into_iter().rev() {
        match step {
            InstOrEdit::Edit(Edit::Move { from, to }) => live = live & !bit(to) | bit(from),
            InstOrEdit::Inst(inst) => {
                if code.insts[inst.index()].op.is_call() {
                    *crossing |= live;
                }
            }
        }
    }
    live
}

fn lay_out(code: &VCode, mut saved: u16, spills: u32) -> Frame {
    let outgoing = code.outgoing_bytes.next_multiple_of(8);
    let mut bytes = outgoing + spills + code.slot_bytes;
    if bytes > 508 * 4 {
        // The prologue needs a register to move sp that far.
        saved |= 1 << 7;
    }
    if code.calls && (bytes + 4 * saved.count_ones()) % 8 != 0 {
        bytes += 4;
    }
    Frame { outgoing, spills, bytes, saved }
}
