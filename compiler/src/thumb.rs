//! `thumb`: Clif → Code. One back end for the Thumb cores; what differs between them is asked of [`Core`].
//!
//! In: a CLIF function (Cranelift 0.135) after its mid-end, see [`crate::clif::egraph`]. Out: a [`Section`] of kind `Text` with its
//! [`FunctionInfo`](crate::code::FunctionInfo).
//!
//! # The contract with whoever makes the CLIF
//!
//! - **Types.** i8, i16, i32, i64, f32, f64; pointers are i32. No vectors, no i128. Pairs (i64, f64) lie in memory low word first and
//!   need word alignment only. f64 are in core registers; their arithmetic is calls of `__aeabi_d…`, `th_f64_…`. So are
//!   f32 on ARMv6-M; on ARMv7E-M they are in the FPU's registers.
//! - **Instructions.** Whatever the builder makes of these types except: vectors, tail calls, pinned registers, TLS,
//!   dynamic stack slots, carry-in arithmetic, compare-and-swap. `atomic_load`, `atomic_store` are plain; `fence` is nothing.
//!   The list by opcode is `select/instructions.rs`; anything else panics by name.
//! - **Division.** `udiv`, `sdiv`, `urem`, `srem` do not trap: the maker guards the divisor against 0 (and knows that i32::MIN / -1
//!   gives what the routine gives). They may be dropped if unused. Constant divisors: the egraph pass makes high
//!   multiplications of them, which are a call to `__aeabi_lmul` on ARMv6-M.
//! - **`fcvt_to_sint`, `fcvt_to_uint`** and their `_sat` forms are the same: they saturate, NaN becomes 0 (`__aeabi_d2iz` must do so).
//! - **Symbols.** `ExternalName::User`: [`Unit::symbols`] gives the name. `%%name` stands for itself. `symbol_value` of
//!   `GlobalValueData::Symbol { name, offset }` and `func_addr` load the address from the literal pool (`Abs32`).
//! - **Signatures.** Calling convention `SystemV` (any is taken alike): AAPCS, soft float; no f32, which travel as their bits in i32. Results: at most two words. Parameters and
//!   results of i8 and i16 have arbitrary upper bits unless they are marked `uext` or `sext`; mark them for runtime functions.
//! - **Exceptions.** `try_call` and `try_call_indirect` with exactly one handler (a tag or `default`). `SystemV` has two payload words
//!   of type i32: `exn0` is the thrown word, `exn1` must not be used. A handled call ends its block, as CLIF has it.
//! - **Source.** A `SourceLoc` is an opaque number that [`Unit::spans`] turns into a span; the default one means "as before".
//! - **Traps.** `trap`, `trapz`, `trapnz` with code n become `udf #n`. Code in blocks marked `cold` or ending in `trap` goes to the end.
//!   A call that never returns is followed by `trap`.
//! - **Memory.** Loads and stores must be aligned to their width (words for pairs). A load without `notrap` is made even if unused.
//!
//! Relocations: `bl` carries addend 0 in the [`Relocation`](crate::code::Relocation) and is encoded with -4 (f7ff fffe); pool words are 0.

mod abi;
mod allocate;
mod assemble;
mod copies;
mod disassemble;
mod emit;
mod encode;
mod flow;
mod inst;
mod layout;
mod peephole;
mod select;
mod single;
mod vcode;

use crate::code::{FunctionInfo, Section, SectionKind};
use crate::source::Span;
use cranelift_codegen::ir::{Function, UserExternalName};

pub use disassemble::disassemble;

/// The processor to compile for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Core {
    /// ARMv6-M: Cortex-M0, M0+.
    #[default]
    V6M,
    /// ARMv7E-M: Cortex-M4, M7.
    V7EM,
}

impl Core {
    /// Whether the 32-bit instructions of ARMv7-M are there.
    fn is_v7(self) -> bool {
        self == Core::V7EM
    }

    /// Whether a load or store of this width takes this offset.
    fn takes_offset(self, width: inst::Width, offset: i64) -> bool {
        match self {
            Core::V6M => width.takes_offset(offset),
            Core::V7EM => (-255..4096).contains(&offset),
        }
    }

    /// Whether data processing takes this number as an operand.
    fn takes_number(self, word: u32) -> bool {
        self.is_v7() && inst::modified_immediate(word).is_some()
    }

    /// The processor that a board's core is.
    pub fn of(core: thimble_boards::Core) -> Core {
        match core {
            thimble_boards::Core::Armv6m => Core::V6M,
            thimble_boards::Core::Armv7em => Core::V7EM,
        }
    }
}

/// What a function is compiled for and with.
pub struct Unit<'a> {
    /// The processor.
    pub core: Core,
    /// The symbol a `UserExternalName` stands for.
    pub symbols: &'a dyn Fn(&UserExternalName) -> String,
    /// The span a source location stands for; `None` leaves its code to the place before.
    pub spans: &'a dyn Fn(u32) -> Option<Span>,
}

/// How a compiled function is called.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// The symbol.
    pub symbol: String,
    /// For stack traces: `Body.advance`.
    pub display: String,
    /// For size reports.
    pub owner: String,
}

/// Compiles one function. Its mid-end has run; panics, naming the broken invariant, if it breaks the contract above.
pub fn compile(function: &Function, names: &Names, unit: &Unit) -> Section {
    let flow = flow::Flow::new(function);
    let selected = select::select(function, &flow, unit);
    let mut limits = allocate::Limits { core: unit.core, keep_lr: false };
    let mut entries = assemble::Entries::Halves;
    // Only the bytes tell how far branches and jump tables reach; of what is too short there is a longer kind.
    let (allocated, assembled) = loop {
        let allocated = allocate::allocate(&selected.code, limits);
        let assembled = assemble_with(&selected, &allocated, unit.core, entries);
        let lacks_lr = assembled.uses_lr && allocated.frame.saved & 1 << 14 == 0;
        if !lacks_lr && !assembled.far_tables {
            break (allocated, assembled);
        }
        limits.keep_lr |= lacks_lr;
        if assembled.far_tables {
            entries = assemble::Entries::Words;
        }
    };
    let lines = assembled.places.iter().filter_map(|(offset, place)| Some((*offset, (unit.spans)(*place)?))).collect();
    let info = FunctionInfo {
        display_name: names.display.clone(),
        frame_words: u16::try_from(allocated.frame.bytes / 4).expect("a frame has less than 256 kB"),
        saved: allocated.frame.saved,
        handlers: assembled.handlers,
        lines,
        data: assembled.data,
    };
    Section {
        name: names.symbol.clone(),
        kind: SectionKind::Text,
        size: assembled.bytes.len() as u32,
        bytes: assembled.bytes,
        align: 4,
        relocations: assembled.relocations,
        function: Some(info),
        owner: names.owner.clone(),
    }
}

fn assemble_with(selected: &select::Selected, allocated: &allocate::Allocated, core: Core, entries: assemble::Entries) -> assemble::Assembled {
    let mut listing = emit::emit(&selected.code, allocated, core, entries, selected.literals.clone(), selected.symbols.clone());
    copies::coalesce(&mut listing);
    peephole::improve(&mut listing.items, core);
    assemble::assemble(&listing)
}
