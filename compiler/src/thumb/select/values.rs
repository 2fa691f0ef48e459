//! From a value to a register: looks through conversions that cost nothing, makes constants, extends.

use super::super::abi;
use super::super::inst::{Literal, LiteralId, Shift, Unary};
use super::super::vcode::{Inst, Op};
use super::{Selector, def, use_};
use cranelift_codegen::ir::{self, ArgumentExtension, InstructionData, Opcode, Type, Value, ValueDef, types};
use regalloc2::VReg;

/// How many literals a loop may keep in registers: a load takes two cycles, and with more there would be as many reloads.
const HOISTED_LITERALS: usize = 2;

/// What half a value is, once conversions without code are looked through.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Leaf {
    /// Half of a value that has code.
    Half(Value, usize),
    /// A number.
    Word(u32),
    /// The address a global value stands for, plus an addend.
    Global(ir::GlobalValue, i32),
    /// The address of a function.
    Function(ir::FuncRef),
    /// The address of a byte of the stack slots.
    Slot(u32),
}

impl Selector<'_> {
    /// A register that holds half of a value.
    pub fn half(&mut self, value: Value, half: usize) -> VReg {
        match self.leaf(value, half) {
            Leaf::Word(bits) if self.is_single(self.type_of(value)) => self.single_constant(bits),
            leaf => self.make(leaf),
        }
    }

    /// A register for a value of one word.
    pub fn word(&mut self, value: Value) -> VReg {
        self.half(value, 0)
    }

    /// Registers for a value of two words.
    pub fn pair(&mut self, value: Value) -> [VReg; 2] {
        [self.half(value, 0), self.half(value, 1)]
    }

    /// The register reserved for half of a value that has code.
    pub fn own_half(&mut self, value: Value, half: usize) -> VReg {
        if self.halves[value][half] == VReg::invalid() {
            self.halves[value][half] = if self.is_single(self.type_of(value)) { self.single_temp() } else { self.temp() };
        }
        self.halves[value][half]
    }

    /// Whether somebody asked for this half.
    pub fn asked(&self, value: Value, half: usize) -> bool {
        self.halves[value][half] != VReg::invalid()
    }

    /// The register where an instruction of one word leaves its result.
    pub fn result(&mut self, inst: ir::Inst) -> VReg {
        let value = self.function.dfg.first_result(inst);
        self.own_half(value, 0)
    }

    /// The registers where an instruction of two words leaves its result.
    pub fn result_pair(&mut self, inst: ir::Inst) -> [VReg; 2] {
        let value = self.function.dfg.first_result(inst);
        [self.own_half(value, 0), self.own_half(value, 1)]
    }

    /// The type of an instruction's first result.
    pub fn result_type(&self, inst: ir::Inst) -> Type {
        self.type_of(self.function.dfg.first_result(inst))
    }

    /// The type of a value.
    pub fn type_of(&self, value: Value) -> Type {
        self.function.dfg.value_type(value)
    }

    /// The number an `iconst` makes, sign-extended from its type.
    pub fn number(&self, value: Value) -> Option<i64> {
        let inst = self.maker(value)?;
        match self.function.dfg.insts[inst] {
            InstructionData::UnaryImm { opcode: Opcode::Iconst, imm } => {
                let unused = 64 - self.type_of(value).bits();
                Some(imm.bits() << unused >> unused)
            }
            _ => None,
        }
    }

    /// The number of a one-word constant, zero-extended from its type.
    pub fn unsigned_number(&self, value: Value) -> Option<u32> {
        let bits = self.type_of(value).bits();
        let number = self.number(value)?;
        (bits <= 32).then(|| (number as u64 & (u64::MAX >> (64 - bits))) as u32)
    }

    /// Looks through conversions.
    pub fn leaf(&self, value: Value, half: usize) -> Leaf {
        let (mut value, mut half) = (value, half);
        loop {
            value = self.function.dfg.resolve_aliases(value);
            let ValueDef::Result(inst, number) = self.function.dfg.value_def(value) else { return Leaf::Half(value, half) };
            let next = match self.function.dfg.insts[inst] {
                InstructionData::UnaryImm { .. } => {
                    let number = self.number(value).expect("iconst is the only instruction of this format");
                    return Leaf::Word(if self.type_of(value).bits() < 32 {
                        self.unsigned_number(value).expect("a small constant is one word")
                    } else {
                        (number >> (32 * half)) as u32
                    });
                }
                InstructionData::UnaryIeee64 { imm, .. } => return Leaf::Word((imm.bits() >> (32 * half)) as u32),
                InstructionData::UnaryIeee32 { imm, .. } => return Leaf::Word(imm.bits()),
                InstructionData::UnaryGlobalValue { opcode: Opcode::SymbolValue, global_value } => return Leaf::Global(global_value, 0),
                InstructionData::FuncAddr { func_ref, .. } => return Leaf::Function(func_ref),
                InstructionData::StackAddr { stack_slot, offset, .. } => {
                    let offset: i32 = offset.into();
                    return Leaf::Slot(self.slots[stack_slot.as_u32() as usize].wrapping_add(offset as u32));
                }
                // Cranelift gives a bitcast the format of a load.
                InstructionData::Unary { opcode, arg } | InstructionData::LoadNoOffset { opcode: opcode @ Opcode::Bitcast, arg, .. } => {
                    self.look_through(opcode, value, arg, half, number)
                }
                InstructionData::Binary { opcode: Opcode::Iconcat, args } => Some(Ok((args[half], 0))),
                _ => None,
            };
            match next {
                Some(Ok(place)) => (value, half) = place,
                Some(Err(leaf)) => return leaf,
                None => return Leaf::Half(value, half),
            }
        }
    }

    /// Where a conversion without code takes its half from; `None` if it has code.
    fn look_through(&self, opcode: Opcode, value: Value, arg: Value, half: usize, number: usize) -> Option<Result<(Value, usize), Leaf>> {
        let from = self.type_of(arg);
        match opcode {
            Opcode::Ireduce => Some(Ok((arg, 0))),
            Opcode::Bitcast => {
                let to = self.type_of(value);
                assert_eq!(from.bits(), to.bits(), "a bitcast keeps the size");
                (self.is_single(from) == self.is_single(to)).then_some(Ok((arg, half)))
            }
            Opcode::Isplit => Some(Ok((arg, number))),
            Opcode::Uextend if half == 1 => Some(Err(Leaf::Word(0))),
            Opcode::Uextend if self.is_zero_extended(arg) => Some(Ok((arg, 0))),
            Opcode::Sextend if half == 0 && self.is_sign_extended(arg) => Some(Ok((arg, 0))),
            _ => None,
        }
    }

    /// Puts a leaf into a register.
    pub fn make(&mut self, leaf: Leaf) -> VReg {
        match leaf {
            Leaf::Half(value, half) => self.own_half(value, half),
            Leaf::Word(word) => self.constant(word),
            Leaf::Global(global, addend) => {
                let (name, offset) = self.global_name(global);
                self.symbol_address(name, offset + addend)
            }
            Leaf::Function(function) => {
                let name = self.function_name(function);
                self.symbol_address(name, 0)
            }
            Leaf::Slot(offset) => {
                let t = self.temp();
                self.emit(Op::SlotAddress(offset), &[def(t)]);
                t
            }
        }
    }

    fn symbol_address(&mut self, name: String, addend: i32) -> VReg {
        let symbol = self.symbol(name);
        let literal = self.literal(Literal::Address(symbol, addend));
        self.load_literal(literal)
    }

    /// A literal in a register.
    fn load_literal(&mut self, literal: LiteralId) -> VReg {
        self.outside_loop(literal, Op::Literal(literal))
    }

    /// What `op` makes of the literal's word, which takes two cycles: here, or before the innermost loop if that holds few such yet.
    pub(super) fn outside_loop(&mut self, literal: LiteralId, op: Op) -> VReg {
        let before = self.flow.before_loop(self.node as u32).map(|node| node as usize);
        if let Some(node) = before {
            if let Some(register) = self.hoisted.get(&(literal, node)) {
                return *register;
            }
            let most = if self.core().is_v7() { super::invariant::MOST } else { HOISTED_LITERALS };
            if self.hoists.iter().filter(|(other, _)| *other == node).count() < most {
                let t = self.temp();
                let first = self.code.operands.len() as u32;
                self.code.operands.push(def(t));
                self.hoists.push((node, Inst { op, place: self.place, first, count: 1 }));
                self.hoisted.insert((literal, node), t);
                return t;
            }
        }
        let t = self.temp();
        self.emit(op, &[def(t)]);
        t
    }

    /// A number in a register: by `movs` if it fits, by two instructions that are no slower and smaller than a literal, or from the pool.
    pub fn constant(&mut self, word: u32) -> VReg {
        let shift = word.trailing_zeros();
        let op = if word < 256 {
            Op::MovImm(word as u8)
        } else if self.core().is_v7() && (word < 0x10000 || self.core().takes_number(word) || self.core().takes_number(!word)) {
            Op::Constant(word)
        } else if self.core().is_v7() {
            let literal = self.literal(Literal::Word(word));
            return self.load_literal(literal);
        } else if !word < 256 {
            Op::MovNot(!word as u8)
        } else if word >> shift < 256 {
            Op::MovShifted((word >> shift) as u8, shift as u8)
        } else if word < 511 {
            Op::MovAdd((word - 255) as u8)
        } else {
            Op::Literal(self.literal(Literal::Word(word)))
        };
        if !matches!(op, Op::MovImm(_)) {
            // A word that no instruction loads from the pool is not in it.
            let literal = self.literal(Literal::Word(word));
            return self.outside_loop(literal, op);
        }
        let t = self.temp();
        self.emit(op, &[def(t)]);
        t
    }

    /// Whether the bits of a value's register above its type are zero.
    pub fn is_zero_extended(&self, value: Value) -> bool {
        self.is_extended(value, false, 0)
    }

    /// Whether the bits of a value's register above its type repeat its sign.
    pub fn is_sign_extended(&self, value: Value) -> bool {
        self.is_extended(value, true, 0)
    }

    fn is_extended(&self, value: Value, signed: bool, depth: u32) -> bool {
        let ty = self.type_of(value);
        if ty.bits() >= 32 {
            return true;
        }
        let inst = match self.function.dfg.value_def(value) {
            ValueDef::Result(inst, number) => {
                if let Some(signature) = self.function.dfg.call_signature(inst) {
                    let returned = self.function.dfg.signatures[signature].returns[number].extension;
                    return returned == if signed { ArgumentExtension::Sext } else { ArgumentExtension::Uext };
                }
                inst
            }
            ValueDef::Param(block, number) => {
                let entry = block == self.flow.order[0];
                let wanted = if signed { ArgumentExtension::Sext } else { ArgumentExtension::Uext };
                return entry && self.function.signature.params[number].extension == wanted;
            }
            ValueDef::Union(..) => return false,
        };
        let data = &self.function.dfg.insts[inst];
        let args = self.function.dfg.inst_args(inst);
        let deeper = |value: Value| depth < 4 && self.is_extended(value, signed, depth + 1);
        match data.opcode() {
            Opcode::Iconst => !signed || self.number(value).is_some_and(|n| n >= 0),
            Opcode::Icmp | Opcode::Fcmp => true,
            Opcode::Load => !signed,
            Opcode::Uload8 => true,
            Opcode::Sload8 => signed,
            // These extend to the whole register, whatever their type.
            Opcode::Uextend => true,
            Opcode::Sextend => signed,
            Opcode::Band if !signed => args.iter().any(|arg| deeper(*arg)),
            // This one becomes `mvns`.
            Opcode::Bxor if args.iter().any(|arg| self.number(*arg) == Some(-1)) => false,
            Opcode::Band | Opcode::Bor | Opcode::Bxor => args.iter().all(|arg| deeper(*arg)),
            Opcode::Ushr => !signed && deeper(args[0]),
            _ => false,
        }
    }

    /// A register with the value extended to a word.
    pub fn extended(&mut self, value: Value, signed: bool) -> VReg {
        let ty = self.type_of(value);
        if let Some(number) = self.number(value).filter(|_| ty.bits() <= 32) {
            return self.constant(if signed { number as u32 } else { self.unsigned_number(value).expect("of one word") });
        }
        let register = self.word(value);
        if self.is_extended(value, signed, 0) {
            return register;
        }
        let t = self.temp();
        self.emit(Op::Unary(extension(ty, signed)), &[def(t), use_(register)]);
        t
    }

    /// `d = a shifted by n`; by 0 it is a move.
    pub fn shift_into(&mut self, shift: Shift, d: VReg, a: VReg, n: u8) {
        if n == 0 {
            self.emit(Op::Move, &[def(d), use_(a)]);
        } else {
            self.emit(Op::ShiftImm(shift, n), &[def(d), use_(a)]);
        }
    }

    /// `a` shifted by n.
    pub fn shift(&mut self, shift: Shift, a: VReg, n: u8) -> VReg {
        if n == 0 {
            return a;
        }
        let t = self.temp();
        self.shift_into(shift, t, a, n);
        t
    }

    /// The symbol and offset a global value stands for.
    pub fn global_name(&self, global: ir::GlobalValue) -> (String, i32) {
        match &self.function.global_values[global] {
            ir::GlobalValueData::Symbol { name, offset, .. } => (self.external_name(name), offset.bits() as i32),
            other => panic!("clif makes global values of symbols only, not {other}"),
        }
    }

    /// The symbol of a function.
    pub fn function_name(&self, function: ir::FuncRef) -> String {
        self.external_name(&self.function.dfg.ext_funcs[function].name)
    }

    fn external_name(&self, name: &ir::ExternalName) -> String {
        match name {
            ir::ExternalName::User(reference) => (self.unit.symbols)(&self.function.params.user_named_funcs()[*reference]),
            ir::ExternalName::TestCase(name) => String::from_utf8_lossy(name.raw()).into_owned(),
            other => panic!("clif names no {other:?}"),
        }
    }
}

/// The instruction that extends a value of this type.
pub fn extension(ty: Type, signed: bool) -> Unary {
    match (ty, signed) {
        (types::I8, false) => Unary::Uxtb,
        (types::I8, true) => Unary::Sxtb,
        (types::I16, false) => Unary::Uxth,
        (types::I16, true) => Unary::Sxth,
        _ => panic!("{ty} fills its register"),
    }
}

/// Whether a type takes two registers.
pub fn is_wide(ty: Type) -> bool {
    abi::words_of(ty) == 2
}
