//! Calls: direct, through vtables, closures and to the runtime; a call in a block with a handler is a `try_call`.

use super::abi;
use super::function::{Translator, clif_type, parameter, signature_of};
use super::words::Word;
use crate::ir::{self, Func, Op, Type};
use cranelift_codegen::ir::condcodes::{CondCode, IntCC};
use cranelift_codegen::ir::{BlockArg, ExceptionTableData, ExceptionTableItem, FuncRef, InstBuilder, InstructionData, Signature, Value, ValueDef, types};
use cranelift_codegen::isa::CallConv;

/// Byte offset of the code address in a closure.
const CLOSURE_CODE: u32 = 4;
/// Byte offset of the first vtable entry in a descriptor.
const VTABLE: u32 = 20;

impl Translator<'_, '_> {
    /// Every call but those of members.
    pub fn call_op(&mut self, op: &Op, result: Option<Type>) -> Option<Value> {
        let value = self.make_call(op, result)?;
        Some(self.arrived(value, result))
    }

    fn make_call(&mut self, op: &Op, result: Option<Type>) -> Option<Value> {
        match op {
            Op::Call { function, args } => {
                let args = self.all(args);
                self.call_function(*function, &args)
            }
            Op::CallVirtual { slot, args, .. } => {
                let params: Vec<Type> = args.iter().map(|&a| self.ty(a)).collect();
                let result = self.virtual_result(op).or(result);
                let args = self.all(args);
                let descriptor = self.load_constant(args[0], 0);
                let code = self.load_constant(descriptor, VTABLE + 4 * slot);
                self.call_indirect(code, &args, signature_of(&params, result))
            }
            Op::CallClosure { callee, args } => {
                let known = self.ty(*callee) == Type::Ref;
                let callee = self.value(*callee);
                if !known {
                    let test = self.is_type(callee, abi_type::FUNCTION);
                    let wrong = self.not(test);
                    self.fail_if(wrong, |t| t.throw_with(t.module.throws.callable, "callable", &[callee]));
                }
                let mut all = vec![callee];
                all.extend(self.all(args));
                let code = self.load_constant(callee, CLOSURE_CODE);
                self.call_dynamic(code, &all)
            }
            Op::CallRuntime { name, args } => self.call_runtime(name, args, result),
            _ => unreachable!("translate_rest sends calls here"),
        }
    }

    /// What the functions of a slot give, so that the signature is theirs even where nobody uses the result.
    fn virtual_result(&self, op: &Op) -> Option<Type> {
        let Op::CallVirtual { class, slot, .. } = op else { return None };
        let implementation = (0..self.module.classes.len()).find_map(|i| {
            let info = &self.module.classes[i];
            let inherits = std::iter::successors(Some(ir::Class(i as u32)), |c| self.module.classes[c.index()].base).any(|c| c == *class);
            info.vtable.get(*slot as usize).copied().flatten().filter(|_| inherits)
        });
        implementation.and_then(|f| self.module.functions[f.index()].as_ref()).and_then(|f| f.result)
    }

    /// Calls a function of the module directly.
    pub fn call_function(&mut self, function: Func, args: &[Value]) -> Option<Value> {
        let callee = self.module.functions[function.index()].as_ref().expect("the verifier saw that it exists");
        let params: Vec<Type> = callee.params().iter().map(|&p| callee.ty(p)).collect();
        let name = self.symbols.function(function).to_string();
        let reference = self.import(&name, signature_of(&params, callee.result));
        self.call(reference, args)
    }

    /// Calls code of the dynamic convention: words in, a word out.
    pub fn call_dynamic(&mut self, code: Value, args: &[Value]) -> Option<Value> {
        let params = vec![Type::Word; args.len()];
        self.call_indirect(code, args, signature_of(&params, Some(Type::Word)))
    }

    /// Calls an imported function that may throw.
    fn call(&mut self, function: FuncRef, args: &[Value]) -> Option<Value> {
        let args = &self.as_traveling(args);
        let Some(handler) = self.handler else {
            let inst = self.builder.ins().call(function, args);
            return self.builder.inst_results(inst).first().copied();
        };
        let signature = self.builder.func.dfg.ext_funcs[function].signature;
        let (table, normal, result) = self.exception_table(signature, handler);
        self.builder.ins().try_call(function, args, table);
        self.builder.switch_to_block(normal);
        result
    }

    /// Calls an address that may throw.
    fn call_indirect(&mut self, code: Value, args: &[Value], signature: Signature) -> Option<Value> {
        let args = &self.as_traveling(args);
        let signature = self.builder.import_signature(signature);
        let Some(handler) = self.handler else {
            let inst = self.builder.ins().call_indirect(signature, code, args);
            return self.builder.inst_results(inst).first().copied();
        };
        let (table, normal, result) = self.exception_table(signature, handler);
        self.builder.ins().try_call_indirect(code, args, table);
        self.builder.switch_to_block(normal);
        result
    }

    /// Where a call goes when it returns (a fresh block, whose parameter is the result) and when it throws.
    fn exception_table(
        &mut self,
        signature: cranelift_codegen::ir::SigRef,
        handler: ir::Block,
    ) -> (cranelift_codegen::ir::ExceptionTable, cranelift_codegen::ir::Block, Option<Value>) {
        let normal = self.builder.create_block();
        let returns = self.builder.func.dfg.signatures[signature].returns.first().map(|r| r.value_type);
        let result = returns.map(|ty| self.builder.append_block_param(normal, ty));
        let normal_args: Vec<BlockArg> = result.map(|_| BlockArg::TryCallRet(0)).into_iter().collect();
        let handler = self.handler_block(handler);
        let dfg = &mut self.builder.func.dfg;
        let on_return = dfg.block_call(normal, &normal_args);
        let on_throw = dfg.block_call(handler, &[BlockArg::TryCallExn(0)]);
        let table = dfg.exception_tables.push(ExceptionTableData::new(signature, on_return, [ExceptionTableItem::Default(on_throw)]));
        (table, normal, result)
    }

    /// Calls one of the library's functions that throw, and ends the block.
    pub fn throw_with(&mut self, function: Option<Func>, check: &str, args: &[Value]) {
        let function = function.unwrap_or_else(|| panic!("a check is left, so `throws.{check}` must be there"));
        self.call_function(function, args);
        self.trap();
    }

    /// Calls a row of the runtime's table with values of exactly its types; the runtime never throws.
    pub fn runtime(&mut self, name: &str, args: &[Value]) -> Option<Value> {
        let row = row(name);
        let mut signature = Signature::new(CallConv::SystemV);
        signature.params = row.parameters.iter().map(|&t| parameter(runtime_type(t))).collect();
        if !matches!(row.result, abi::Type::Void | abi::Type::Never) {
            signature.returns.push(parameter(runtime_type(row.result)));
        }
        let function = self.import(name, signature);
        let inst = self.builder.ins().call(function, args);
        self.builder.inst_results(inst).first().copied()
    }

    /// The same where there is a result.
    pub fn runtime_value(&mut self, name: &str, args: &[Value]) -> Value {
        self.runtime(name, args).unwrap_or_else(|| panic!("{name} has a result"))
    }

    /// A runtime call that `lower` wrote: `represent` has seen to the types, only words and references may differ.
    fn call_runtime(&mut self, name: &str, args: &[ir::Value], result: Option<Type>) -> Option<Value> {
        let row = row(name);
        // A descriptor stands for itself: `lower` leaves it out.
        let mut values = self.all(args);
        if row.parameters.last() == Some(&abi::Type::Ptr) && values.len() + 1 == row.parameters.len() {
            let descriptor = self.address(self.symbols.array_descriptor());
            values.push(descriptor);
        }
        assert_eq!(values.len(), row.parameters.len(), "{name} takes as many arguments as its row says");
        let value = self.runtime(name, &values);
        // A reference may be asked for as a word and the other way round; everything else agrees.
        if let (Some(ty), Some(value)) = (result, value) {
            assert_eq!(self.builder.func.dfg.value_type(value), clif_type(ty), "the result of {name} is used as its row says");
        }
        value
    }

    /// Whether a word is an object of this runtime type.
    pub fn is_type(&mut self, word: Value, ty: u8) -> Value {
        self.is_address_and(word, |t, descriptor| {
            let found = t.load_constant_byte(descriptor, 1);
            t.builder.ins().icmp_imm_u(IntCC::Equal, found, i64::from(ty))
        })
    }

    /// Whether a word is an address whose descriptor satisfies `test`.
    pub fn is_address_and(&mut self, word: Value, test: impl FnOnce(&mut Self, Value) -> Value) -> Value {
        let address = self.is_address(word);
        self.either(
            address,
            types::I8,
            |t| {
                let descriptor = t.load_constant(word, 0);
                test(t, descriptor)
            },
            |t| t.builder.ins().iconst(types::I8, 0),
        )
    }

    /// Whether a word is an address: both low bits clear and not undefined.
    fn is_address(&mut self, word: Value) -> Value {
        let low = self.builder.ins().band_imm_u(word, 3);
        let clear = self.builder.ins().icmp_imm_u(IntCC::Equal, low, 0);
        let there = self.builder.ins().icmp_imm_u(IntCC::NotEqual, word, i64::from(Word::UNDEFINED));
        self.builder.ins().band(clear, there)
    }

    /// Boolean negation; of a comparison, the opposite one.
    pub fn not(&mut self, test: Value) -> Value {
        if let ValueDef::Result(inst, _) = self.builder.func.dfg.value_def(test)
            && let InstructionData::IntCompare { cond, args: [a, b], .. } = self.builder.func.dfg.insts[inst]
        {
            return self.builder.ins().icmp(cond.complement(), a, b);
        }
        self.builder.ins().bxor_imm_u(test, 1)
    }
}

/// The row of a runtime function.
pub fn row(name: &str) -> &'static abi::Function {
    abi::FUNCTIONS.iter().find(|f| f.name == name).unwrap_or_else(|| panic!("the runtime's table has a row for {name}"))
}

fn runtime_type(ty: abi::Type) -> types::Type {
    match ty {
        abi::Type::Word | abi::Type::Reference | abi::Type::I32 | abi::Type::U32 | abi::Type::Ptr => types::I32,
        abi::Type::F64 => types::F64,
        abi::Type::Bool => types::I8,
        abi::Type::Void | abi::Type::Never => panic!("no value has this type"),
    }
}

/// Byte 1 of descriptors: what sort of object it describes.
pub mod abi_type {
    /// Class instances and object literals.
    pub const OBJECT: u8 = 0;
    /// Strings.
    pub const STRING: u8 = 1;
    /// Boxed doubles.
    pub const NUMBER: u8 = 2;
    /// Closures.
    pub const FUNCTION: u8 = 3;
    /// Arrays.
    pub const ARRAY: u8 = 4;
    /// The first sort of typed arrays; the others and ArrayBuffers follow.
    pub const I8_ARRAY: u8 = 5;
}
