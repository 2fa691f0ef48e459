//! Which rule selects an instruction that does not end its block: a flat table by opcode.

use super::super::inst::{Alu, Shift};
use super::super::vcode::Op;
use super::values::is_wide;
use super::{Selector, def, use_};
use cranelift_codegen::ir::{self, InstructionData, Opcode, types};

impl Selector<'_> {
    /// Makes the results somebody asked for, and the effects.
    pub fn select_inst(&mut self, inst: ir::Inst) {
        let dfg = &self.function.dfg;
        let opcode = dfg.insts[inst].opcode();
        if opcode.is_call() {
            return self.select_call(inst);
        }
        if matches!(opcode, Opcode::Load | Opcode::Uload8 | Opcode::Sload8 | Opcode::Uload16 | Opcode::Sload16)
            || matches!(opcode, Opcode::Uload32 | Opcode::Sload32 | Opcode::AtomicLoad)
        {
            return self.select_load(inst);
        }
        if matches!(opcode, Opcode::Store | Opcode::Istore8 | Opcode::Istore16 | Opcode::Istore32 | Opcode::AtomicStore) {
            return self.select_store(inst);
        }
        if matches!(opcode, Opcode::Trapz | Opcode::Trapnz | Opcode::UaddOverflowTrap) {
            return self.select_conditional_trap(inst);
        }
        if super::integer::overflow(opcode).is_some() {
            return self.select_overflow(inst);
        }
        if self.select_single(inst) {
            return;
        }
        let args = dfg.inst_args(inst);
        let float = |ty| ty == types::F64 || ty == types::F32;
        let floats = float(self.result_type(inst)) || args.first().is_some_and(|arg| float(self.type_of(*arg)));
        if floats && !matches!(opcode, Opcode::Select | Opcode::SelectSpectreGuard | Opcode::Bitcast) {
            return self.select_float(inst);
        }
        if let InstructionData::IntCompare { cond, args, .. } = dfg.insts[inst] {
            return self.select_icmp(inst, cond, args[0], args[1]);
        }
        if matches!(opcode, Opcode::Select | Opcode::SelectSpectreGuard) {
            return self.select_select(inst);
        }
        if !is_wide(self.result_type(inst)) || self.low_half_suffices(inst) {
            self.select_word(inst);
        } else {
            self.select_wide(inst);
        }
    }

    /// Whether only the low half of a 64-bit result is asked for and depends on low halves alone.
    fn low_half_suffices(&self, inst: ir::Inst) -> bool {
        let opcode = self.function.dfg.insts[inst].opcode();
        let local = matches!(
            opcode,
            Opcode::Iadd | Opcode::Isub | Opcode::Imul | Opcode::Band | Opcode::Bor | Opcode::Bxor | Opcode::Bnot | Opcode::Ineg
        );
        local && !self.asked(self.function.dfg.first_result(inst), 1)
    }

    fn select_conditional_trap(&mut self, inst: ir::Inst) {
        match self.function.dfg.insts[inst] {
            InstructionData::CondTrap { opcode, arg, code } => {
                let mut condition = self.condition(arg);
                if opcode == Opcode::Trapz {
                    condition.cond = condition.cond.invert();
                }
                self.emit(Op::TrapIf(condition.test, condition.cond, code.as_raw().get()), &condition.operands);
            }
            InstructionData::IntAddTrap { args, code, .. } => {
                assert_eq!(self.result_type(inst), types::I32, "uadd_overflow_trap is of i32");
                let d = self.result(inst);
                let condition = self.overflow_test(true, super::Cond::Hs, d, args[0], args[1]);
                self.emit(Op::TrapIf(condition.test, condition.cond, code.as_raw().get()), &condition.operands);
            }
            ref other => panic!("{} is no conditional trap", other.opcode()),
        }
    }

    /// Results of one word.
    fn select_word(&mut self, inst: ir::Inst) {
        let dfg = &self.function.dfg;
        let opcode = dfg.insts[inst].opcode();
        let args = dfg.inst_args(inst).to_vec();
        let arg = |index: usize| args[index];
        match opcode {
            Opcode::Iadd => self.select_add(inst, arg(0), arg(1)),
            Opcode::Isub => self.select_sub(inst, arg(0), arg(1)),
            Opcode::Imul => self.select_multiply(inst, arg(0), arg(1)),
            Opcode::Band => self.select_and(inst, arg(0), arg(1)),
            Opcode::Bor => self.select_alu(inst, Alu::Orr, arg(0), arg(1)),
            Opcode::Bxor => self.select_xor(inst, arg(0), arg(1)),
            Opcode::Ishl => self.select_shift(inst, Shift::Lsl, arg(0), arg(1)),
            Opcode::Ushr => self.select_shift(inst, Shift::Lsr, arg(0), arg(1)),
            Opcode::Sshr => self.select_shift(inst, Shift::Asr, arg(0), arg(1)),
            Opcode::Rotl | Opcode::Rotr => self.select_rotate(inst, opcode == Opcode::Rotl, arg(0), arg(1)),
            Opcode::Bnot | Opcode::Ineg => {
                let (d, a) = (self.result(inst), self.word(arg(0)));
                self.emit(Op::AluUnary(if opcode == Opcode::Bnot { Alu::Mvn } else { Alu::Neg }), &[def(d), use_(a)]);
            }
            Opcode::Iabs => self.select_abs(inst, arg(0)),
            Opcode::Bmask => self.select_bmask(inst, arg(0)),
            Opcode::Smin | Opcode::Smax | Opcode::Umin | Opcode::Umax => self.select_extreme(inst, opcode, arg(0), arg(1)),
            Opcode::Bitselect => self.select_bitselect(inst, arg(0), arg(1), arg(2)),
            Opcode::Umulhi | Opcode::Smulhi => self.select_multiply_high(inst, opcode == Opcode::Smulhi, arg(0), arg(1)),
            Opcode::Udiv | Opcode::Sdiv | Opcode::Urem | Opcode::Srem => self.select_divide(inst, opcode, arg(0), arg(1)),
            Opcode::Uextend | Opcode::Sextend => {
                let (d, a) = (self.result(inst), self.word(arg(0)));
                let unary = super::values::extension(self.type_of(arg(0)), opcode == Opcode::Sextend);
                self.emit(Op::Unary(unary), &[def(d), use_(a)]);
            }
            Opcode::Bswap => self.select_bswap(inst, arg(0)),
            Opcode::Bitrev => self.select_bitrev(inst, arg(0)),
            Opcode::Clz | Opcode::Ctz | Opcode::Cls | Opcode::Popcnt => self.select_count(inst, opcode, arg(0)),
            Opcode::GetStackPointer => {
                let d = self.result(inst);
                self.emit(Op::SlotAddress(0), &[def(d)]);
            }
            other => panic!("{other} is not an instruction clif makes"),
        }
    }
}
