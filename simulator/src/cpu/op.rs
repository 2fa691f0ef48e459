//! A decoded instruction: what comes out of `decode.rs` and goes into `execute.rs`.
//!
//! An [`Op`] is eight bytes and holds everything that can be known from the encoding and its address: branch targets
//! and PC-relative addresses are absolute, register lists are masks over r0..r15, shift amounts are 1 to 32. It is
//! kept per halfword of memory (`memory.rs`) in a [`Slot`], so nothing is decoded twice.

/// One decoded instruction. Fields named `rd`, `rn`, `rm`, `rt` are register numbers 0..=15.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[rustfmt::skip]
pub(crate) enum Op {
    /// Not decoded yet: the cache's initial content.
    Undecoded,
    /// An address somebody watches: handled by `watch.rs`, then executed as what it really is.
    Watched,
    /// Not an instruction of this architecture.
    Undefined,

    // Shift, add, subtract, move, compare with immediates (A5.2.1). All set flags.
    LslImm { rd: u8, rm: u8, n: u8 },
    LsrImm { rd: u8, rm: u8, n: u8 },
    AsrImm { rd: u8, rm: u8, n: u8 },
    Movs { rd: u8, rm: u8 },
    Adds { rd: u8, rn: u8, rm: u8 },
    Subs { rd: u8, rn: u8, rm: u8 },
    AddsImm { rd: u8, rn: u8, imm: u32 },
    SubsImm { rd: u8, rn: u8, imm: u32 },
    MovsImm { rd: u8, imm: u32 },
    CmpImm { rn: u8, imm: u32 },

    // Data processing (A5.2.2). All set flags.
    And { rd: u8, rm: u8 },
    Eor { rd: u8, rm: u8 },
    Lsl { rd: u8, rm: u8 },
    Lsr { rd: u8, rm: u8 },
    Asr { rd: u8, rm: u8 },
    Adc { rd: u8, rm: u8 },
    Sbc { rd: u8, rm: u8 },
    Ror { rd: u8, rm: u8 },
    Tst { rd: u8, rm: u8 },
    Rsb { rd: u8, rm: u8 },
    Cmp { rn: u8, rm: u8 },
    Cmn { rd: u8, rm: u8 },
    Orr { rd: u8, rm: u8 },
    Mul { rd: u8, rm: u8 },
    Bic { rd: u8, rm: u8 },
    Mvn { rd: u8, rm: u8 },

    // Special data and branch exchange (A5.2.3). No flags, except that `Cmp` above is reused.
    Mov { rd: u8, rm: u8 },
    MovSp { rm: u8 },
    MovPc { rm: u8 },
    Add { rd: u8, rm: u8 },
    AddSp { rm: u8 },
    AddPc { rm: u8, base: u32 },
    Bx { rm: u8 },
    Blx { rm: u8 },

    // Addresses and constants.
    /// ADR, and MOV from PC.
    Address { rd: u8, value: u32 },
    /// `rd = rn + imm` without flags: ADD (SP plus immediate), ADD from PC.
    AddOffset { rd: u8, rn: u8, imm: u32 },
    /// SP += imm (wrapping): ADD and SUB of SP with an immediate.
    MoveSp { imm: u32 },
    /// LDR (literal) before its literal is known to be constant.
    LdrLiteral { rt: u8, address: u32 },
    /// LDR (literal) out of flash: the value itself.
    LdrConstant { rt: u8, value: u32 },

    // Loads and stores. `imm` is in bytes; the SP-relative forms have rn = 13.
    StrReg { rt: u8, rn: u8, rm: u8 },
    StrhReg { rt: u8, rn: u8, rm: u8 },
    StrbReg { rt: u8, rn: u8, rm: u8 },
    LdrReg { rt: u8, rn: u8, rm: u8 },
    LdrhReg { rt: u8, rn: u8, rm: u8 },
    LdrbReg { rt: u8, rn: u8, rm: u8 },
    LdrshReg { rt: u8, rn: u8, rm: u8 },
    LdrsbReg { rt: u8, rn: u8, rm: u8 },
    StrImm { rt: u8, rn: u8, imm: u32 },
    LdrImm { rt: u8, rn: u8, imm: u32 },
    StrbImm { rt: u8, rn: u8, imm: u32 },
    LdrbImm { rt: u8, rn: u8, imm: u32 },
    StrhImm { rt: u8, rn: u8, imm: u32 },
    LdrhImm { rt: u8, rn: u8, imm: u32 },
    Push { list: u16 },
    Pop { list: u16 },
    Stm { rn: u8, list: u16 },
    Ldm { rn: u8, list: u16 },

    // Miscellaneous (A5.2.5).
    Sxth { rd: u8, rm: u8 },
    Sxtb { rd: u8, rm: u8 },
    Uxth { rd: u8, rm: u8 },
    Uxtb { rd: u8, rm: u8 },
    Rev { rd: u8, rm: u8 },
    Rev16 { rd: u8, rm: u8 },
    Revsh { rd: u8, rm: u8 },
    /// CPSID and CPSIE of PRIMASK (bit 1) and FAULTMASK (bit 0).
    Cps { disable: bool, masks: u8 },
    Bkpt { number: u8 },
    Nop,
    Sev,
    Wfe,
    Wfi,

    // Branches and calls.
    /// `condition` as in the encoding, 0 (EQ) to 13 (LE).
    Branch { condition: u8, target: u32 },
    B { target: u32 },
    Bl { target: u32 },
    Svc,

    // The remaining 32-bit forms.
    /// `mask` says which flags APSR takes: bit 1 NZCVQ, bit 0 GE.
    Msr { rn: u8, special: u8, mask: u8 },
    Mrs { rd: u8, special: u8 },
    Barrier,

    // ARMv7E-M, integers.
    /// Begins a block of up to four conditional instructions; `state` is ITSTATE.
    It { state: u8 },
    /// CBZ, or CBNZ.
    CompareBranch { rn: u8, nonzero: bool, target: u32 },
    /// TBB, or TBH; a table at the PC has rn = 15.
    TableBranch { rn: u8, rm: u8, half: bool },
    MoveTop { rd: u8, imm: u32 },
    /// `rd = rn alu imm`, without flags.
    DataImm { alu: Alu, rd: u8, rn: u8, imm: u32 },
    /// With flags; a logical operation leaves C.
    DataImmFlags { alu: Alu, rd: u8, rn: u8, imm: u32 },
    /// With flags; a logical operation sets C to bit 31 of the immediate.
    DataImmCarry { alu: Alu, rd: u8, rn: u8, imm: u32 },
    DataReg { alu: Alu, rd: u8, rn: u8, rm: u8 },
    DataShift { alu: Alu, rd: u8, rn: u8, rm: u8, shift: Shift, n: u8 },
    DataShiftFlags { alu: Alu, rd: u8, rn: u8, rm: u8, shift: Shift, n: u8 },
    ShiftReg { shift: Shift, rd: u8, rn: u8, rm: u8, flags: bool },
    /// Sign or zero extension of `rm` rotated; added to `rn` unless that is 15.
    Extend { extend: Extend, rd: u8, rn: u8, rm: u8, rotate: u8 },
    /// `rn` = 15 clears the field.
    Bfi { rd: u8, rn: u8, lsb: u8, width: u8 },
    Sbfx { rd: u8, rn: u8, lsb: u8, width: u8 },
    Ubfx { rd: u8, rn: u8, lsb: u8, width: u8 },
    Clz { rd: u8, rm: u8 },
    Rbit { rd: u8, rm: u8 },
    Divide { signed: bool, rd: u8, rn: u8, rm: u8 },
    Multiply { kind: Multiply, rd: u8, rn: u8, rm: u8, ra: u8 },
    MultiplyLong { kind: MultiplyLong, low: u8, high: u8, rn: u8, rm: u8 },

    // ARMv7E-M, DSP.
    Saturate { signed: bool, rd: u8, rn: u8, shift: Shift, n: u8, bits: u8 },
    Saturate16 { signed: bool, rd: u8, rn: u8, bits: u8 },
    Parallel { kind: Parallel, lanes: Lanes, rd: u8, rn: u8, rm: u8 },
    /// QADD, QSUB; `double` for QDADD, QDSUB.
    SaturatingAdd { subtract: bool, double: bool, rd: u8, rn: u8, rm: u8 },
    Select { rd: u8, rn: u8, rm: u8 },
    /// PKHBT, or PKHTB.
    Pack { top: bool, rd: u8, rn: u8, rm: u8, n: u8 },

    // ARMv7E-M, loads and stores. `imm` is in bytes.
    LdrshImm { rt: u8, rn: u8, imm: u32 },
    LdrsbImm { rt: u8, rn: u8, imm: u32 },
    LoadLiteral { width: Width, rt: u8, address: u32 },
    LoadShift { width: Width, rt: u8, rn: u8, rm: u8, n: u8 },
    StoreShift { width: Width, rt: u8, rn: u8, rm: u8, n: u8 },
    /// With writeback; `pre` if the address is the written-back one. A word may go to SP.
    LoadIndexed { width: Width, rt: u8, rn: u8, pre: bool, imm: i16 },
    StoreIndexed { width: Width, rt: u8, rn: u8, pre: bool, imm: i16 },
    /// A load into SP or PC; `rn` = 15 is the PC.
    LoadSpecial { rt: u8, rn: u8, index: Index, imm: i16 },
    LoadSpecialShift { rt: u8, rn: u8, rm: u8, n: u8 },
    LoadPair { rt: u8, rt2: u8, rn: u8, index: Index, imm: i16 },
    StorePair { rt: u8, rt2: u8, rn: u8, index: Index, imm: i16 },
    LoadList { rn: u8, down: bool, writeback: bool, list: u16 },
    StoreList { rn: u8, down: bool, writeback: bool, list: u16 },
    LoadExclusive { width: Width, rt: u8, rn: u8, imm: u16 },
    StoreExclusive { width: Width, rd: u8, rt: u8, rn: u8, words: u8 },
    ClearExclusive,

    // The FPU.
    /// A coprocessor that the core lacks.
    NoCoprocessor,
    Float { kind: Float, d: u8, n: u8, m: u8 },
    FloatConstant { d: u8, imm: u32 },
    /// Between float and fixed point of `bits` bits with `fraction` of them after the point, in place.
    FloatFixed { to_fixed: bool, signed: bool, d: u8, bits: u8, fraction: u8 },
    FloatLoad { d: u8, rn: u8, double: bool, imm: i16 },
    FloatStore { d: u8, rn: u8, double: bool, imm: i16 },
    FloatLoadList { d: u8, count: u8, rn: u8, down: bool, writeback: bool },
    FloatStoreList { d: u8, count: u8, rn: u8, down: bool, writeback: bool },
    FloatToCore { rt: u8, n: u8 },
    FloatFromCore { rt: u8, n: u8 },
    FloatPairToCore { rt: u8, rt2: u8, m: u8 },
    FloatPairFromCore { rt: u8, rt2: u8, m: u8 },
    /// VMRS; rt = 15 is APSR.
    FloatStatusToCore { rt: u8 },
    FloatStatusFromCore { rt: u8 },
}

/// An operation of the data processing instructions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[rustfmt::skip]
pub(crate) enum Alu { And, Bic, Orr, Orn, Eor, Mov, Mvn, Tst, Teq, Add, Adc, Sub, Sbc, Rsb, Cmp, Cmn }

/// How a register operand is shifted. RRX shifts by one through the carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[rustfmt::skip]
pub(crate) enum Shift { Lsl, Lsr, Asr, Ror, Rrx }

/// What is loaded or stored. Stores know the unsigned ones only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[rustfmt::skip]
pub(crate) enum Width { Byte, SignedByte, Half, SignedHalf, Word }

/// How the address of a load or store comes from base and offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Index {
    /// Base plus offset.
    Offset,
    /// The same, and the base becomes it.
    Pre,
    /// The base, which then becomes base plus offset.
    Post,
}

/// What an extension takes: a signed or unsigned byte, halfword, or two bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[rustfmt::skip]
pub(crate) enum Extend { Sxtb, Sxth, Sxtb16, Uxtb, Uxth, Uxtb16 }

/// Multiplications with a result of 32 bits. `ra` = 15 adds nothing where the manual has a form without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[rustfmt::skip]
pub(crate) enum Multiply {
    Mul, Mla, Mls,
    /// SMLA and SMUL of the bottom or top halves of `rn` and `rm`.
    Bb, Bt, Tb, Tt,
    /// SMLAW and SMULW with the bottom or top half of `rm`.
    Wb, Wt,
    /// SMLAD, SMUAD, and with `rm`'s halves exchanged.
    Dual, DualX,
    /// SMLSD, SMUSD.
    DualSub, DualSubX,
    /// SMMLA, SMMUL, and rounded.
    Most, MostR,
    /// SMMLS.
    MostSub, MostSubR,
    /// USAD8, USADA8.
    AbsoluteDifferences,
}

/// Multiplications with a result of 64 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[rustfmt::skip]
pub(crate) enum MultiplyLong { Smull, Umull, Smlal, Umlal, Umaal, Bb, Bt, Tb, Tt, Dual, DualX, DualSub, DualSubX }

/// Additions and subtractions of lanes: two halves, four bytes, or halves exchanged (ASX: subtract below, add above).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[rustfmt::skip]
pub(crate) enum Parallel { Add16, Asx, Sax, Sub16, Add8, Sub8 }

/// What becomes of a lane's sum: wrapped with GE set, saturated, or halved; signed or unsigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[rustfmt::skip]
pub(crate) enum Lanes { Signed, SignedSaturating, SignedHalving, Unsigned, UnsignedSaturating, UnsignedHalving }

/// Floating-point operations on single-precision registers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[rustfmt::skip]
pub(crate) enum Float {
    Add, Sub, Mul, NegMul, Div, MulAdd, MulSub, NegMulAdd, NegMulSub, FusedAdd, FusedSub, NegFusedAdd, NegFusedSub,
    Mov, Abs, Neg, Sqrt,
    Compare, CompareE, CompareZero, CompareZeroE,
    /// Conversions to integers, towards zero and by the rounding mode; from integers; between halves and singles.
    ToSigned, ToUnsigned, ToSignedR, ToUnsignedR, FromSigned, FromUnsigned,
    HalfToSingle, TopHalfToSingle, SingleToHalf, SingleToTopHalf,
}

/// A decoded instruction in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) op: Op,
    /// Bytes of the encoding: 2 or 4.
    pub(crate) size: u8,
    /// Cycles it takes at least; branches that are taken and divisions add to it.
    pub(crate) cycles: u8,
}

impl Slot {
    /// What a place holds whose instruction has not been decoded yet.
    pub(crate) const EMPTY: Slot = Slot { op: Op::Undecoded, size: 2, cycles: 0 };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_op_is_eight_bytes() {
        assert_eq!(size_of::<Op>(), 8);
    }
}
