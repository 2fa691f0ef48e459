//! The machine instructions as the processor has them: one value of [`Thumb`] is one encoding.
//!
//! In: nothing. Out: the vocabulary of `emit`, `peephole` and `assemble`. Registers are physical, frame offsets are final,
//! only branch targets ([`Label`]), literals and symbols are still names. Encodings: ARMv6-M Architecture Reference Manual
//! (DDI 0419), chapter A6; the 32-bit ones of ARMv7E-M: DDI 0403, chapter A7.

use super::single::Float;
use std::fmt;

/// A core register, r0 to r15.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reg(pub u8);

impl Reg {
    /// The stack pointer.
    pub const SP: Reg = Reg(13);
    /// The link register.
    pub const LR: Reg = Reg(14);
    /// The program counter.
    pub const PC: Reg = Reg(15);

    /// Whether most 16-bit encodings can name it.
    pub fn is_low(self) -> bool {
        self.0 < 8
    }
}

impl fmt::Display for Reg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            13 => f.write_str("sp"),
            14 => f.write_str("lr"),
            15 => f.write_str("pc"),
            n => write!(f, "r{n}"),
        }
    }
}

impl fmt::Debug for Reg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Condition codes with their encoding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Cond {
    /// Z
    Eq = 0,
    /// !Z
    Ne = 1,
    /// C: unsigned >=
    Hs = 2,
    /// !C: unsigned <
    Lo = 3,
    /// N
    Mi = 4,
    /// !N
    Pl = 5,
    /// V
    Vs = 6,
    /// !V
    Vc = 7,
    /// C and !Z: unsigned >
    Hi = 8,
    /// !C or Z: unsigned <=
    Ls = 9,
    /// N == V
    Ge = 10,
    /// N != V
    Lt = 11,
    /// !Z and N == V
    Gt = 12,
    /// Z or N != V
    Le = 13,
}

impl Cond {
    const ALL: [Cond; 14] = [
        Cond::Eq,
        Cond::Ne,
        Cond::Hs,
        Cond::Lo,
        Cond::Mi,
        Cond::Pl,
        Cond::Vs,
        Cond::Vc,
        Cond::Hi,
        Cond::Ls,
        Cond::Ge,
        Cond::Lt,
        Cond::Gt,
        Cond::Le,
    ];

    /// The condition with this encoding; `None` for 14 and 15, which are other instructions.
    pub fn from_code(code: u8) -> Option<Cond> {
        Self::ALL.get(usize::from(code)).copied()
    }

    /// The opposite condition.
    pub fn invert(self) -> Cond {
        Self::ALL[usize::from(self as u8 ^ 1)]
    }

    /// The suffix in assembly.
    pub fn name(self) -> &'static str {
        ["eq", "ne", "hs", "lo", "mi", "pl", "vs", "vc", "hi", "ls", "ge", "lt", "gt", "le"][self as usize]
    }
}

/// Shifts by a constant; the value is the encoding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Shift {
    /// Left.
    Lsl = 0,
    /// Right, zeros come in.
    Lsr = 1,
    /// Right, the sign comes in.
    Asr = 2,
    /// Rotation to the right; ARMv7-M only.
    Ror = 3,
}

/// Two-register arithmetic (`op rdn, rm`), all of which set flags; the value is the encoding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Alu {
    /// And.
    And = 0,
    /// Exclusive or.
    Eor = 1,
    /// Shift left by register.
    Lsl = 2,
    /// Logical shift right by register.
    Lsr = 3,
    /// Arithmetic shift right by register.
    Asr = 4,
    /// Add with carry.
    Adc = 5,
    /// Subtract with carry.
    Sbc = 6,
    /// Rotate right by register.
    Ror = 7,
    /// Flags of and.
    Tst = 8,
    /// 0 - rm.
    Neg = 9,
    /// Flags of subtraction.
    Cmp = 10,
    /// Flags of addition.
    Cmn = 11,
    /// Or.
    Orr = 12,
    /// Low word of the product.
    Mul = 13,
    /// And not.
    Bic = 14,
    /// Complement.
    Mvn = 15,
}

impl Alu {
    /// The mnemonics, by encoding.
    pub const NAMES: [&str; 16] =
        ["ands", "eors", "lsls", "lsrs", "asrs", "adcs", "sbcs", "rors", "tst", "negs", "cmp", "cmn", "orrs", "muls", "bics", "mvns"];
}

/// One-operand operations without flags.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unary {
    /// Sign-extend a halfword.
    Sxth,
    /// Sign-extend a byte.
    Sxtb,
    /// Zero-extend a halfword.
    Uxth,
    /// Zero-extend a byte.
    Uxtb,
    /// Reverse the bytes of a word.
    Rev,
    /// Reverse the bytes of each halfword.
    Rev16,
    /// Reverse the bits; ARMv7-M only.
    Rbit,
    /// Count leading zeros; ARMv7-M only.
    Clz,
}

/// Data processing of ARMv7-M, `op rd, rn, operand` between any registers; the value is the encoding (DDI 0403, A5.3.1 and A5.3.11).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Data {
    /// And.
    And = 0,
    /// And not.
    Bic = 1,
    /// Or.
    Orr = 2,
    /// Or not.
    Orn = 3,
    /// Exclusive or.
    Eor = 4,
    /// Add.
    Add = 8,
    /// Add with carry.
    Adc = 10,
    /// Subtract with carry.
    Sbc = 11,
    /// Subtract.
    Sub = 13,
    /// Subtract from the operand.
    Rsb = 14,
}

impl Data {
    /// The mnemonic of an encoding.
    pub fn name(code: u32) -> Option<&'static str> {
        Some(match code {
            0 => "and",
            1 => "bic",
            2 => "orr",
            3 => "orn",
            4 => "eor",
            8 => "add",
            10 => "adc",
            11 => "sbc",
            13 => "sub",
            14 => "rsb",
            _ => return None,
        })
    }
}

/// The 12 bits that stand for a number in data processing of ARMv7-M (DDI 0403, A5.3.2): a byte, a byte repeated in one of three ways,
/// or a byte with its top bit set, shifted left by 1 to 24.
pub fn modified_immediate(word: u32) -> Option<u16> {
    let byte = word & 0xff;
    if word == byte {
        return Some(word as u16);
    }
    if word == byte * 0x0001_0001 {
        return Some(0x100 | byte as u16);
    }
    if word == byte * 0x0101_0101 {
        return Some(0x300 | byte as u16);
    }
    let high = word >> 8 & 0xff;
    if word == high * 0x0100_0100 {
        return Some(0x200 | high as u16);
    }
    // Rotated right by 8 to 31: the byte's top bit comes to lie in bit 31 - n.
    let left = word.leading_zeros();
    let byte = word.rotate_left(left + 8);
    (left <= 23 && (0x80..0x100).contains(&byte)).then(|| ((left + 8) << 7) as u16 | (byte & 0x7f) as u16)
}

/// How wide a memory access is, and how it extends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Width {
    /// Unsigned byte.
    U8,
    /// Signed byte (loads with a register offset only).
    S8,
    /// Unsigned halfword.
    U16,
    /// Signed halfword (loads with a register offset only).
    S16,
    /// Word.
    Word,
}

impl Width {
    /// Bytes accessed; immediate offsets are multiples of it.
    pub fn bytes(self) -> u32 {
        match self {
            Width::U8 | Width::S8 => 1,
            Width::U16 | Width::S16 => 2,
            Width::Word => 4,
        }
    }

    /// The letters after `ldr`.
    pub fn suffix(self) -> &'static str {
        match self {
            Width::U8 => "b",
            Width::S8 => "sb",
            Width::U16 => "h",
            Width::S16 => "sh",
            Width::Word => "",
        }
    }

    /// Whether a 16-bit form with immediate offset takes this offset.
    pub fn takes_offset(self, offset: i64) -> bool {
        let bytes = i64::from(self.bytes());
        !matches!(self, Width::S8 | Width::S16) && offset >= 0 && offset % bytes == 0 && offset / bytes < 32
    }
}

/// A place in the function's code to branch to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub struct Label(pub u32);

/// Index of a literal in the function's pool.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct LiteralId(pub u32);

/// Index of a symbol name among those the function refers to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct SymbolId(pub u32);

/// A word in a literal pool.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Literal {
    /// A number.
    Word(u32),
    /// The address of a symbol, plus an addend.
    Address(SymbolId, i32),
}

/// A machine instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Thumb {
    /// `lsls rd, rm, #n` and its like; n of 1..=31 (`lsls #0` is never made).
    ShiftImm(Shift, Reg, Reg, u8),
    /// `adds rd, rn, rm`
    Add(Reg, Reg, Reg),
    /// `subs rd, rn, rm`
    Sub(Reg, Reg, Reg),
    /// `adds rd, rn, #imm3`
    AddImm3(Reg, Reg, u8),
    /// `subs rd, rn, #imm3`
    SubImm3(Reg, Reg, u8),
    /// `movs rd, #imm8`
    MovImm(Reg, u8),
    /// `cmp rn, #imm8`
    CmpImm(Reg, u8),
    /// `adds rdn, #imm8`
    AddImm8(Reg, u8),
    /// `subs rdn, #imm8`
    SubImm8(Reg, u8),
    /// `op rdn, rm`
    Alu(Alu, Reg, Reg),
    /// `add rdn, rm`, any registers, no flags.
    AddHigh(Reg, Reg),
    /// `cmp rn, rm`, any registers, not both low.
    CmpHigh(Reg, Reg),
    /// `mov rd, rm`, any registers, no flags.
    Mov(Reg, Reg),
    /// `bx rm`
    Bx(Reg),
    /// `blx rm`
    Blx(Reg),
    /// `ldr rt, =literal`; a high register on ARMv7-M only.
    LoadLiteral(Reg, LiteralId),
    /// `ldr rt, [rn, rm]`
    LoadIndex(Width, Reg, Reg, Reg),
    /// `str rt, [rn, rm]`
    StoreIndex(Width, Reg, Reg, Reg),
    /// `ldr rt, [rn, #offset]`
    Load(Width, Reg, Reg, u8),
    /// `str rt, [rn, #offset]`
    Store(Width, Reg, Reg, u8),
    /// `ldr rt, [sp, #offset]`
    LoadSp(Reg, u16),
    /// `str rt, [sp, #offset]`
    StoreSp(Reg, u16),
    /// `add rd, sp, #offset`
    AddSp(Reg, u16),
    /// `add sp, #n` or `sub sp, #-n`; a multiple of 4, at most 508 either way.
    AdjustSp(i16),
    /// `op rd, rm`
    Unary(Unary, Reg, Reg),
    /// `push {…}`: bits 0..=7 and 14.
    Push(u16),
    /// `pop {…}`: bits 0..=7 and 15.
    Pop(u16),
    /// `udf #imm8`
    Udf(u8),
    /// `b label`
    Branch(Label),
    /// `b<cond> label`
    BranchIf(Cond, Label),
    /// `bl symbol`; bits 0 to 3: the registers that hold arguments.
    Call(SymbolId, u16),

    // From here on ARMv7-M (DDI 0403, A7.7). The flag says whether flags are set.
    /// `op rd, rn, rm, shift #n`; rn = pc: `mov`, `mvn`; rd = pc: `cmp` and its like.
    Data(Data, bool, Reg, Reg, Reg, Shift, u8),
    /// `op rd, rn, #number`: the number's 12 bits.
    DataImm(Data, bool, Reg, Reg, u16),
    /// `addw rd, rn, #n` or `subw rd, rn, #-n`; at most 4,095 either way.
    AddImm12(Reg, Reg, i16),
    /// `movw rd, #n`
    MovWide(Reg, u16),
    /// `op rd, rn, rm`: a shift by register.
    ShiftBy(Shift, bool, Reg, Reg, Reg),
    /// `op.w rd, rm`
    UnaryWide(Unary, Reg, Reg),
    /// `sbfx` (true) or `ubfx rd, rn, #lowest, #width`
    Extract(bool, Reg, Reg, u8, u8),
    /// `bfi rd, rn, #lowest, #width`
    Insert(Reg, Reg, u8, u8),
    /// `mul rd, rn, rm`
    Mul(Reg, Reg, Reg),
    /// `mla rd, rn, rm, ra`
    MulAdd(Reg, Reg, Reg, Reg),
    /// `mls rd, rn, rm, ra`: ra - rn * rm
    MulSub(Reg, Reg, Reg, Reg),
    /// `smull` (true) or `umull low, high, rn, rm`
    MulLong(bool, Reg, Reg, Reg, Reg),
    /// `sdiv` (true) or `udiv rd, rn, rm`
    Divide(bool, Reg, Reg, Reg),
    /// `ldr rt, [rn, #offset]`, offset of -255..=4095.
    LoadWide(Width, Reg, Reg, i16),
    /// `str rt, [rn, #offset]`, offset of -255..=4095.
    StoreWide(Width, Reg, Reg, i16),
    /// `ldr rt, [rn, rm, lsl #n]`, n of 0..=3.
    LoadIndexWide(Width, Reg, Reg, Reg, u8),
    /// `str rt, [rn, rm, lsl #n]`, n of 0..=3.
    StoreIndexWide(Width, Reg, Reg, Reg, u8),
    /// `push.w {…}`: bits 0..=12 and 14.
    PushWide(u16),
    /// `pop.w {…}`: bits 0..=12 and 15.
    PopWide(u16),
    /// An instruction of the FPU.
    Float(Float),
    /// `it` and its like: the first condition, and the mask.
    If(Cond, u8),
    /// `cbz` or `cbnz rn, label` (true: not zero), or a comparison and a branch where that does not reach. Leaves the flags unknown.
    CompareBranch(bool, Reg, Label),
}

impl Thumb {
    /// Bytes of the instruction, but for branches, of which `assemble` chooses the form.
    pub fn size(&self) -> u32 {
        match self {
            Thumb::LoadLiteral(rt, _) => {
                if rt.is_low() {
                    2
                } else {
                    4
                }
            }
            Thumb::Call(..)
            | Thumb::Data(..)
            | Thumb::DataImm(..)
            | Thumb::AddImm12(..)
            | Thumb::MovWide(..)
            | Thumb::ShiftBy(..)
            | Thumb::UnaryWide(..)
            | Thumb::Extract(..)
            | Thumb::Insert(..)
            | Thumb::Mul(..)
            | Thumb::MulAdd(..)
            | Thumb::MulSub(..)
            | Thumb::MulLong(..)
            | Thumb::Divide(..)
            | Thumb::LoadWide(..)
            | Thumb::StoreWide(..)
            | Thumb::LoadIndexWide(..)
            | Thumb::StoreIndexWide(..)
            | Thumb::PushWide(_)
            | Thumb::Float(_)
            | Thumb::PopWide(_) => 4,
            _ => 2,
        }
    }

    /// Whether control never reaches the next instruction. (Calls that never return are followed by a trap.)
    pub fn ends_flow(&self) -> bool {
        matches!(self, Thumb::Branch(_) | Thumb::Bx(_) | Thumb::Udf(_) | Thumb::AddHigh(Reg::PC, _))
            || matches!(self, Thumb::Pop(mask) | Thumb::PopWide(mask) if mask & 1 << 15 != 0)
    }
}
