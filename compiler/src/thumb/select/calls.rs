//! Calls, returns and arriving arguments.
//!
//! Arguments go to the registers and stack places that `abi` names. A `try_call` ends its block; what it returns and the word it
//! throws are both in r0, so they share a virtual register.

use super::super::abi::{self, Spot};
use super::super::vcode::Op;
use super::{Selector, def, fixed_def, fixed_use, use_};
use cranelift_codegen::ir::{self, ArgumentExtension, InstructionData, Value, types};
use regalloc2::{Operand, VReg};

impl Selector<'_> {
    /// Gives the entry block's parameters their values, those somebody asked for.
    pub fn select_arguments(&mut self) {
        let entry = self.flow.order[0];
        let (spots, _) = abi::arguments(&self.function.signature.params);
        let params = self.function.dfg.block_params(entry);
        assert_eq!(spots.len(), params.len(), "the entry block takes the function's parameters");
        self.place = u32::MAX;
        let mut operands = Vec::new();
        let mut loads = Vec::new();
        for (spots, param) in spots.iter().zip(params) {
            for (half, spot) in spots.words().iter().enumerate() {
                if self.asked(*param, half) {
                    let register = self.own_half(*param, half);
                    match spot {
                        Spot::Register(number) => operands.push(fixed_def(register, *number)),
                        Spot::Stack(offset) => loads.push((register, *offset)),
                    }
                }
            }
        }
        self.emit(Op::Arguments, &operands);
        for (register, offset) in loads {
            self.emit(Op::LoadIncoming(offset), &[def(register)]);
        }
    }

    /// Any of the four call instructions.
    pub fn select_call(&mut self, inst: ir::Inst) {
        let dfg = &self.function.dfg;
        let signature = dfg.call_signature(inst).expect("a call has a signature");
        let params = &dfg.signatures[signature].params;
        let returns = abi::results(&dfg.signatures[signature].returns);
        let args: Vec<Value> = dfg.inst_args(inst).to_vec();
        let (direct, tries) = match dfg.insts[inst] {
            InstructionData::Call { func_ref, .. } => (Some(func_ref), false),
            InstructionData::TryCall { func_ref, .. } => (Some(func_ref), true),
            InstructionData::CallIndirect { .. } => (None, false),
            InstructionData::TryCallIndirect { .. } => (None, true),
            ref other => panic!("{} is no call clif makes", other.opcode()),
        };
        if let (Some(function), false) = (direct, tries)
            && let [result] = *self.function.dfg.inst_results(inst)
            && self.select_as_instruction(&self.function_name(function), &args, result)
        {
            return;
        }
        let mut operands = Vec::new();
        let args = if direct.is_some() {
            &args[..]
        } else {
            operands.push(use_(self.word(args[0])));
            &args[1..]
        };
        self.pass_arguments(params, args, &mut operands);
        let op = match (direct, tries) {
            (Some(function), false) => Op::Call(self.callee(function)),
            (Some(function), true) => Op::TryCall(self.callee(function)),
            (None, false) => Op::CallIndirect,
            (None, true) => Op::TryCallIndirect,
        };
        if tries {
            for (number, register) in self.thrown.into_iter().enumerate() {
                if register != VReg::invalid() {
                    operands.push(fixed_def(register, number as u8));
                }
            }
        } else {
            let results: Vec<Value> = self.function.dfg.inst_results(inst).to_vec();
            for (spots, value) in returns.iter().zip(results) {
                for (half, spot) in spots.words().iter().enumerate() {
                    if self.asked(value, half) {
                        operands.push(fixed_def(self.own_half(value, half), register_of(*spot)));
                    }
                }
            }
        }
        self.emit(op, &operands);
    }

    fn callee(&mut self, function: ir::FuncRef) -> super::SymbolId {
        let name = self.function_name(function);
        self.symbol(name)
    }

    /// Stores stack arguments and adds the register ones to the call's operands.
    fn pass_arguments(&mut self, params: &[ir::AbiParam], args: &[Value], operands: &mut Vec<Operand>) {
        let (spots, bytes) = abi::arguments(params);
        self.code.outgoing_bytes = self.code.outgoing_bytes.max(bytes);
        let mut fixed = Vec::new();
        for ((spots, param), arg) in spots.iter().zip(params).zip(args) {
            for (half, spot) in spots.words().iter().enumerate() {
                let register = self.argument(param, *arg, half);
                match spot {
                    Spot::Register(number) => fixed.push(fixed_use(register, *number)),
                    Spot::Stack(offset) => self.emit(Op::StoreOutgoing(*offset), &[use_(register)]),
                }
            }
        }
        operands.extend(fixed);
    }

    fn argument(&mut self, param: &ir::AbiParam, arg: Value, half: usize) -> VReg {
        match param.extension {
            _ if param.value_type.bits() >= 32 => self.half(arg, half),
            ArgumentExtension::None => self.half(arg, half),
            ArgumentExtension::Uext => self.extended(arg, false),
            ArgumentExtension::Sext => self.extended(arg, true),
        }
    }

    /// The end of the function.
    pub fn select_return(&mut self, inst: ir::Inst) {
        let spots = abi::results(&self.function.signature.returns);
        let values: Vec<Value> = self.function.dfg.inst_args(inst).to_vec();
        let mut operands = Vec::new();
        for ((spots, param), value) in spots.iter().zip(&self.function.signature.returns).zip(values) {
            for (half, spot) in spots.words().iter().enumerate() {
                let register = self.argument(param, value, half);
                operands.push(fixed_use(register, register_of(*spot)));
            }
        }
        self.emit(Op::Return, &operands);
    }

    /// Half of a result of the `try_call` that ends the block in work.
    pub fn try_result(&mut self, call: ir::Inst, number: usize, half: usize) -> VReg {
        let signature = self.function.dfg.call_signature(call).expect("only calls return");
        let spots = abi::results(&self.function.dfg.signatures[signature].returns);
        self.thrown_word(usize::from(register_of(spots[number].words()[half])))
    }

    /// What the `try_call` that ends the block in work leaves in r0 or r1.
    pub fn thrown_word(&mut self, number: usize) -> VReg {
        if self.thrown[number] == VReg::invalid() {
            self.thrown[number] = self.temp();
        }
        self.thrown[number]
    }

    /// Calls a routine of the runtime with words in r0 to r3; gives its results from r0 on.
    pub fn routine<const RESULTS: usize>(&mut self, name: &str, args: &[VReg]) -> [VReg; RESULTS] {
        let results = std::array::from_fn(|_| self.temp());
        self.routine_into(name, args, &results);
        results
    }

    /// The same into given registers; invalid ones are not wanted.
    pub fn routine_into(&mut self, name: &str, args: &[VReg], results: &[VReg]) {
        let symbol = self.symbol(name.to_owned());
        let uses = args.iter().enumerate().map(|(number, arg)| fixed_use(*arg, number as u8));
        let wanted = results.iter().enumerate().filter(|(_, result)| **result != VReg::invalid());
        let defs = wanted.map(|(number, result)| fixed_def(*result, number as u8));
        let operands: Vec<Operand> = uses.chain(defs).collect();
        self.emit(Op::Call(symbol), &operands);
    }

    /// The words of a value, as arguments of a routine.
    pub fn words(&mut self, value: Value) -> Vec<VReg> {
        if super::values::is_wide(self.type_of(value)) { self.pair(value).to_vec() } else { vec![self.word(value)] }
    }

    /// Registers for a routine's result that an instruction gives: those somebody asked for.
    pub fn wanted_results(&mut self, inst: ir::Inst) -> Vec<VReg> {
        let value = self.function.dfg.first_result(inst);
        self.halves[value][..abi::words_of(self.type_of(value))].to_vec()
    }

    /// An i32 or narrower argument extended for a routine that takes a word.
    pub fn word_argument(&mut self, value: Value, signed: bool) -> VReg {
        if self.type_of(value) == types::I32 { self.word(value) } else { self.extended(value, signed) }
    }
}

fn register_of(spot: Spot) -> u8 {
    match spot {
        Spot::Register(number) => number,
        Spot::Stack(_) => panic!("results travel in registers"),
    }
}
