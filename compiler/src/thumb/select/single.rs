//! float32 in the FPU's registers, on ARMv7E-M.
//!
//! What has no instruction there (conversions from and to doubles, copies of signs) is done in core registers. Comparisons become conditions of their users.

use super::super::inst::Cond;
use super::super::single::{self, Binary, Unary};
use super::super::vcode::{Op, Test};
use super::{Condition, Selector, def, use_};
use cranelift_codegen::ir::condcodes::FloatCC;
use cranelift_codegen::ir::{self, InstructionData, Opcode, Type, Value, types};
use regalloc2::{RegClass, VReg};

/// The condition that decides a comparison after its flags are taken over (DDI 0403, A7.7.222 and A7.3), unordered operands having set C and V;
/// `None` where it takes two.
fn code(cc: FloatCC) -> Option<Cond> {
    Some(match cc {
        FloatCC::Equal => Cond::Eq,
        FloatCC::NotEqual => Cond::Ne,
        FloatCC::LessThan => Cond::Mi,
        FloatCC::LessThanOrEqual => Cond::Ls,
        FloatCC::GreaterThan => Cond::Gt,
        FloatCC::GreaterThanOrEqual => Cond::Ge,
        FloatCC::Ordered => Cond::Vc,
        FloatCC::Unordered => Cond::Vs,
        FloatCC::UnorderedOrLessThan => Cond::Lt,
        FloatCC::UnorderedOrLessThanOrEqual => Cond::Le,
        FloatCC::UnorderedOrGreaterThan => Cond::Hi,
        FloatCC::UnorderedOrGreaterThanOrEqual => Cond::Pl,
        FloatCC::OrderedNotEqual | FloatCC::UnorderedOrEqual => return None,
    })
}

impl Selector<'_> {
    /// Whether values of this type are in the FPU's registers.
    pub(super) fn is_single(&self, ty: Type) -> bool {
        ty == types::F32 && self.core().is_v7()
    }

    /// A virtual register of the FPU.
    pub(super) fn single_temp(&mut self) -> VReg {
        let register = VReg::new(self.code.registers as usize, RegClass::Float);
        self.code.registers += 1;
        register
    }

    /// A number in a register of the FPU.
    pub(super) fn single_constant(&mut self, bits: u32) -> VReg {
        if let Some(n) = single::constant(bits) {
            let d = self.single_temp();
            self.emit(Op::SingleConstant(n), &[def(d)]);
            return d;
        }
        let word = self.constant(bits);
        self.from_core(word)
    }

    /// A core register's contents in a register of the FPU.
    fn from_core(&mut self, word: VReg) -> VReg {
        let d = self.single_temp();
        self.emit(Op::FromCore, &[def(d), use_(word)]);
        d
    }

    /// A value's only word in a core register.
    pub(super) fn core_word(&mut self, value: Value) -> VReg {
        let register = self.half(value, 0);
        if register.class() == RegClass::Int {
            return register;
        }
        let d = self.temp();
        self.emit(Op::ToCore, &[def(d), use_(register)]);
        d
    }

    /// Makes an instruction's float result of a core register's contents.
    fn single_result(&mut self, inst: ir::Inst, word: VReg) {
        let d = self.result(inst);
        self.emit(Op::FromCore, &[def(d), use_(word)]);
    }

    /// An instruction that takes or gives float32; says whether it was one.
    pub(super) fn select_single(&mut self, inst: ir::Inst) -> bool {
        let dfg = &self.function.dfg;
        let opcode = dfg.insts[inst].opcode();
        let args = dfg.inst_args(inst).to_vec();
        let takes = args.last().is_some_and(|arg| self.is_single(self.type_of(*arg)));
        let gives = self.is_single(self.result_type(inst));
        if !takes && !gives {
            return false;
        }
        if let InstructionData::FloatCompare { cond, args, .. } = dfg.insts[inst] {
            self.give_comparison(inst, cond, args[0], args[1]);
            return true;
        }
        match opcode {
            Opcode::Fadd => self.single_binary(inst, Binary::Add, &args),
            Opcode::Fsub => self.single_binary(inst, Binary::Sub, &args),
            Opcode::Fmul => self.single_binary(inst, Binary::Mul, &args),
            Opcode::Fdiv => self.single_binary(inst, Binary::Div, &args),
            Opcode::Fneg => self.single_unary(inst, Unary::Neg, &args),
            Opcode::Fabs => self.single_unary(inst, Unary::Abs, &args),
            Opcode::Sqrt => self.single_unary(inst, Unary::Sqrt, &args),
            Opcode::Bitcast => self.select_bitcast(inst, args[0]),
            Opcode::Select | Opcode::SelectSpectreGuard => self.select_between(inst, &args),
            Opcode::FcvtFromSint | Opcode::FcvtFromUint => self.select_from_word(inst, opcode == Opcode::FcvtFromSint, args[0]),
            Opcode::FcvtToSint | Opcode::FcvtToSintSat => self.select_to_word(inst, true, args[0]),
            Opcode::FcvtToUint | Opcode::FcvtToUintSat => self.select_to_word(inst, false, args[0]),
            Opcode::Fpromote => {
                let word = self.core_word(args[0]);
                let results = self.wanted_results(inst);
                self.routine_into("__aeabi_f2d", &[word], &results);
            }
            Opcode::Fdemote => {
                let words = self.words(args[0]);
                let [word] = self.routine("__aeabi_d2f", &words);
                self.single_result(inst, word);
            }
            other => panic!("{other} of float32 is not an instruction clif makes"),
        }
        true
    }

    fn single_binary(&mut self, inst: ir::Inst, op: Binary, args: &[Value]) {
        let (d, a, b) = (self.result(inst), self.half(args[0], 0), self.half(args[1], 0));
        self.emit(Op::SingleBinary(op), &[def(d), use_(a), use_(b)]);
    }

    fn single_unary(&mut self, inst: ir::Inst, op: Unary, args: &[Value]) {
        let (d, a) = (self.result(inst), self.half(args[0], 0));
        self.emit(Op::SingleUnary(op), &[def(d), use_(a)]);
    }

    fn select_bitcast(&mut self, inst: ir::Inst, arg: Value) {
        let (d, a) = (self.result(inst), self.half(arg, 0));
        let op = match (d.class(), a.class()) {
            (RegClass::Float, RegClass::Float) => Op::SingleUnary(Unary::Move),
            (RegClass::Float, _) => Op::FromCore,
            (_, RegClass::Float) => Op::ToCore,
            _ => Op::Move,
        };
        self.emit(op, &[def(d), use_(a)]);
    }

    fn select_between(&mut self, inst: ir::Inst, args: &[Value]) {
        let (x, y) = (self.core_word(args[1]), self.core_word(args[2]));
        let condition = self.condition(args[0]);
        let chosen = self.temp();
        self.choose(chosen, condition, x, y);
        self.single_result(inst, chosen);
    }

    fn select_from_word(&mut self, inst: ir::Inst, signed: bool, arg: Value) {
        if self.is_wide_integer(arg) {
            let words = self.pair(arg);
            let [word] = self.routine(if signed { "__aeabi_l2f" } else { "__aeabi_ul2f" }, &words);
            return self.single_result(inst, word);
        }
        let word = self.word_argument(arg, signed);
        let (d, a) = (self.result(inst), self.from_core(word));
        self.emit(Op::SingleUnary(Unary::FromInt(signed)), &[def(d), use_(a)]);
    }

    fn select_to_word(&mut self, inst: ir::Inst, signed: bool, arg: Value) {
        assert!(self.result_type(inst) == types::I32, "float32 become i32");
        let (d, a, t) = (self.result(inst), self.half(arg, 0), self.single_temp());
        self.emit(Op::SingleUnary(Unary::ToInt(signed)), &[def(t), use_(a)]);
        self.emit(Op::ToCore, &[def(d), use_(t)]);
    }

    /// The condition of a comparison of float32.
    pub(super) fn single_condition(&mut self, cc: FloatCC, a: Value, b: Value) -> Option<Condition> {
        let cond = code(cc).filter(|_| self.is_single(self.type_of(a)))?;
        let (a, b) = (self.half(a, 0), self.half(b, 0));
        Some(Condition { operands: vec![use_(a), use_(b)], test: Test::Single, cond })
    }

    fn give_comparison(&mut self, inst: ir::Inst, cc: FloatCC, a: Value, b: Value) {
        let d = self.result(inst);
        if let Some(condition) = self.single_condition(cc, a, b) {
            return self.set_if(d, condition);
        }
        // Less or greater; or not.
        let [less, greater] = [FloatCC::LessThan, FloatCC::GreaterThan].map(|cc| {
            let (t, condition) = (self.temp(), self.single_condition(cc, a, b).expect("one condition decides"));
            self.set_if(t, condition);
            t
        });
        let apart = self.alu(super::super::inst::Alu::Orr, less, greater);
        if cc == FloatCC::OrderedNotEqual {
            return self.emit(Op::Move, &[def(d), use_(apart)]);
        }
        self.set_if(d, Condition { operands: vec![use_(apart)], test: Test::CmpImm(0), cond: Cond::Eq });
    }

    /// A load of float32; says whether it was one. Loads with an index, or far away, go through a core register.
    pub(super) fn load_single(&mut self, inst: ir::Inst) -> bool {
        if !self.is_single(self.result_type(inst)) {
            return false;
        }
        let (address, offset) = self.address_of(inst, 0);
        let d = self.result(inst);
        if let Some((base, offset)) = self.single_address(address, offset) {
            self.emit(Op::LoadSingle(offset), &[def(d), use_(base)]);
            return true;
        }
        let word = self.temp();
        self.load(word, super::super::inst::Width::Word, false, address, offset);
        self.emit(Op::FromCore, &[def(d), use_(word)]);
        true
    }

    /// A store of float32; says whether it was one.
    pub(super) fn store_single(&mut self, inst: ir::Inst) -> bool {
        let value = self.function.dfg.inst_args(inst)[0];
        if !self.is_single(self.type_of(value)) || matches!(self.leaf(value, 0), super::values::Leaf::Word(_)) {
            return false;
        }
        let (address, offset) = self.address_of(inst, 1);
        if let Some((base, offset)) = self.single_address(address, offset) {
            let value = self.half(value, 0);
            self.emit(Op::StoreSingle(offset), &[use_(value), use_(base)]);
            return true;
        }
        let word = self.core_word(value);
        self.store_word(word, super::super::inst::Width::Word, address, offset);
        true
    }
}
