//! One function: blocks, terminators, and the dispatch of instructions to the file of their area.
//!
//! Blocks are translated in an order in which definitions come before uses; blocks made for checks are cold or follow at once.

use super::ClifFunction;
use super::layout::Layouts;
use super::symbols::Symbols;
use crate::ir::{self, Block, Func, Instruction, Module, Op, Target, Terminator, Type};
use crate::ir::flow::Flow;
use crate::source::Span;
use cranelift_codegen::ir::{
    AbiParam, BlockArg, ExtFuncData, ExternalName, FuncRef, Function, GlobalValue, GlobalValueData, InstBuilder, JumpTableData, MemFlagsData, Signature, SourceLoc, StackSlot, StackSlotData, StackSlotKind,
    TrapCode, UserExternalName, UserFuncName, Value, types,
};
use cranelift_codegen::isa::CallConv;
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
use crate::hash::HashMap;

/// What every file of this folder works on.
pub struct Translator<'m, 'f> {
    /// The whole world.
    pub module: &'m Module,
    /// Where things lie.
    pub layouts: &'m Layouts,
    /// Names, growing.
    pub symbols: &'m mut Symbols,
    /// Id of the function at hand.
    pub id: Func,
    /// The function at hand.
    pub function: &'m ir::Function,
    /// What is being built.
    pub builder: FunctionBuilder<'f>,
    /// Cranelift's value for each Ir value translated so far.
    values: Vec<Option<Value>>,
    blocks: Vec<cranelift_codegen::ir::Block>,
    /// Where exceptions of the block at hand go.
    pub handler: Option<Block>,
    /// Frame places of the try slots.
    pub slots: Vec<StackSlot>,
    functions: HashMap<u32, FuncRef>,
    /// One for each symbol, so that value numbering sees that they are equal.
    addresses: HashMap<u32, GlobalValue>,
    spans: Vec<Span>,
}

/// Translates one function.
pub fn translate(module: &Module, layouts: &Layouts, symbols: &mut Symbols, id: Func, function: &ir::Function) -> ClifFunction {
    let mut clif = Function::with_name_signature(UserFuncName::user(0, id.0), signature(function));
    let mut context = FunctionBuilderContext::new();
    let mut builder = FunctionBuilder::new(&mut clif, &mut context);
    let blocks = function.blocks.iter().map(|_| builder.create_block()).collect();
    let mut translator = Translator {
        module,
        layouts,
        symbols,
        id,
        function,
        builder,
        values: vec![None; function.types.len()],
        blocks,
        handler: None,
        slots: Vec::new(),
        functions: HashMap::default(),
        addresses: HashMap::default(),
        spans: Vec::new(),
    };
    translator.translate_blocks();
    let Translator { mut builder, spans, symbols, .. } = translator;
    builder.seal_all_blocks();
    // `finalize` would add only stack maps, which nobody asks for.
    drop(builder);
    let params = super::world::params(module, id, function);
    ClifFunction { name: symbols.function(id).to_string(), display_name: function.display_name.to_string(), function: clif, spans, params }
}

/// How a value of this type is passed and held: booleans as i8, doubles as f64, float32 as f32, everything else as i32.
pub fn clif_type(ty: Type) -> types::Type {
    match ty {
        Type::Num => panic!("`represent` leaves no open number"),
        Type::Bool => types::I8,
        Type::F64 => types::F64,
        Type::F32 => types::F32,
        Type::I32 | Type::U32 | Type::Ref | Type::Word => types::I32,
    }
}

/// How a value of this type travels: float32 as their bits.
fn traveling(ty: Type) -> types::Type {
    if ty == Type::F32 { types::I32 } else { clif_type(ty) }
}

/// A parameter or result: booleans travel as 0 or 1 in a whole register.
pub fn parameter(ty: types::Type) -> AbiParam {
    if ty == types::I8 { AbiParam::new(ty).uext() } else { AbiParam::new(ty) }
}

fn signature(function: &ir::Function) -> Signature {
    let params: Vec<Type> = function.params().iter().map(|&p| function.ty(p)).collect();
    signature_of(&params, function.result)
}

/// The signature of a function with these types.
pub fn signature_of(params: &[Type], result: Option<Type>) -> Signature {
    let mut signature = Signature::new(CallConv::SystemV);
    signature.params = params.iter().map(|&t| parameter(traveling(t))).collect();
    signature.returns = result.map(|t| parameter(traveling(t))).into_iter().collect();
    signature
}

impl Translator<'_, '_> {
    fn translate_blocks(&mut self) {
        for &ty in &self.function.slots {
            let size = if ty == Type::F64 { 8 } else { 4 };
            self.slots.push(self.builder.create_sized_stack_slot(StackSlotData::new(StackSlotKind::ExplicitSlot, size, 2)));
        }
        let flow = Flow::new(self.function);
        for &b in &flow.order {
            let block = self.blocks[b.index()];
            for &p in &self.function.blocks[b.index()].params {
                let ty = self.function.ty(p);
                let value = self.builder.append_block_param(block, if b.0 == 0 { traveling(ty) } else { clif_type(ty) });
                self.values[p.index()] = Some(value);
            }
        }
        self.arrive();
        for &b in &flow.order {
            self.builder.switch_to_block(self.blocks[b.index()]);
            let data = &self.function.blocks[b.index()];
            self.handler = data.handler;
            for instruction in &data.instructions {
                self.set_place(instruction.span);
                self.translate(instruction);
            }
            self.translate_terminator(&data.terminator);
        }
    }

    /// Makes float32 of the parameters that arrived as their bits.
    fn arrive(&mut self) {
        self.builder.switch_to_block(self.blocks[0]);
        for &p in self.function.params() {
            let value = self.value(p);
            self.values[p.index()] = Some(self.arrived(value, Some(self.function.ty(p))));
        }
    }

    /// A parameter or result as a value of its type.
    pub fn arrived(&mut self, value: Value, ty: Option<Type>) -> Value {
        if ty != Some(Type::F32) {
            return value;
        }
        self.builder.ins().bitcast(types::F32, MemFlagsData::new(), value)
    }

    /// Arguments or results as they travel.
    pub fn as_traveling(&mut self, values: &[Value]) -> Vec<Value> {
        let travel = |value: &Value| match self.builder.func.dfg.value_type(*value) {
            types::F32 => self.builder.ins().bitcast(types::I32, MemFlagsData::new(), *value),
            _ => *value,
        };
        values.iter().map(travel).collect()
    }

    fn set_place(&mut self, span: Span) {
        if self.spans.last() != Some(&span) {
            self.spans.push(span);
        }
        self.builder.set_srcloc(SourceLoc::new(self.spans.len() as u32 - 1));
    }

    /// What an Ir value became.
    pub fn value(&self, value: ir::Value) -> Value {
        self.values[value.index()].unwrap_or_else(|| panic!("{value} is defined before it is used"))
    }

    /// What several Ir values became.
    pub fn all(&self, values: &[ir::Value]) -> Vec<Value> {
        values.iter().map(|&v| self.value(v)).collect()
    }

    /// The type of an Ir value.
    pub fn ty(&self, value: ir::Value) -> Type {
        self.function.ty(value)
    }

    fn translate(&mut self, instruction: &Instruction) {
        let result = self.translate_op(&instruction.op, instruction.result);
        if let Some(v) = instruction.result {
            let value = result.unwrap_or_else(|| panic!("{:?} has a result", instruction.op));
            self.values[v.index()] = Some(value);
        }
    }

    fn translate_op(&mut self, op: &Op, result: Option<ir::Value>) -> Option<Value> {
        let result_type = result.map(|v| self.ty(v));
        Some(match op {
            Op::Number(bits) if result_type == Some(Type::F32) => self.builder.ins().f32const(f64::from_bits(*bits) as f32),
            Op::Number(bits) => self.builder.ins().f64const(f64::from_bits(*bits)),
            Op::Int(bits) => self.int(*bits as i32),
            Op::Bool(b) => self.builder.ins().iconst(types::I8, i64::from(*b)),
            Op::Undefined => self.int(0),
            Op::Null => self.int(2),
            Op::Str(s) => {
                let name = self.symbols.string(*s);
                self.address(&name)
            }
            Op::Data(data) => {
                let name = self.symbols.datum(*data);
                self.address(&name)
            }
            Op::Func(function) => {
                let name = self.symbols.static_closure(*function);
                self.address(&name)
            }
            Op::Num { op, rep, args } => self.arithmetic(*op, *rep, args, result_type),
            Op::NumUnary { op, rep, arg } => self.unary(*op, *rep, *arg, result_type),
            Op::NumCompare { op, rep, args } => self.compare(*op, *rep, args),
            Op::Convert(how, value) => {
                let value = self.value(*value);
                self.convert(*how, value)
            }
            Op::Refine { .. } | Op::RefineKinds { .. } | Op::Await(_) | Op::BoardConstant(_) => panic!("{op:?} is gone before clif"),
            Op::Not(v) => {
                let v = self.value(*v);
                self.not(v)
            }
            _ => return self.translate_rest(op, result_type),
        })
    }

    fn translate_rest(&mut self, op: &Op, result_type: Option<Type>) -> Option<Value> {
        match op {
            Op::ToWord(_) | Op::Expect { .. } | Op::IsHole { .. } | Op::CheckPresent { .. } | Op::Is { .. } | Op::StrictEqual(_) | Op::LooseEqual(_) | Op::Truthy(_) | Op::Same(_) | Op::TypeOf(_) | Op::NumToString(_) => {
                Some(self.word_op(op, result_type))
            }
            Op::New(_)
            | Op::FieldGet { .. }
            | Op::FieldSet { .. }
            | Op::StaticGet(_)
            | Op::StaticSet(..)
            | Op::CellNew(..)
            | Op::CellGet(..)
            | Op::CellSet { .. }
            | Op::ClosureNew { .. }
            | Op::CaptureGet { .. }
            | Op::SlotGet(_)
            | Op::SlotSet(..) => self.object_op(op),
            Op::MemberGet { .. } | Op::MemberSet { .. } | Op::HasMember { .. } | Op::CallMember { .. } => self.member_op(op, result_type),
            Op::StringLength(_)
            | Op::StringUnit { .. }
            | Op::StringCheckIndex { .. }
            | Op::StringInBounds { .. }
            | Op::Concat { .. } => Some(self.string_op(op)),
            Op::ViewNew { .. }
            | Op::ViewOf { .. }
            | Op::ViewLength(_)
            | Op::ViewCheckIndex { .. }
            | Op::ViewInBounds { .. }
            | Op::ViewGet { .. }
            | Op::ViewSet { .. }
            | Op::ViewBuffer { .. }
            | Op::ViewOffset { .. } => self.view_op(op),
            Op::Call { .. } | Op::CallVirtual { .. } | Op::CallClosure { .. } | Op::CallRuntime { .. } => self.call_op(op, result_type),
            _ => self.array_op(op),
        }
    }

    fn translate_terminator(&mut self, terminator: &Terminator) {
        match terminator {
            Terminator::Jump(target) => {
                let (block, args) = self.target(target);
                self.builder.ins().jump(block, &args);
            }
            Terminator::Branch { test, then, otherwise } => {
                let test = self.value(*test);
                let (then, then_args) = self.target(then);
                let (otherwise, otherwise_args) = self.target(otherwise);
                self.builder.ins().brif(test, then, &then_args, otherwise, &otherwise_args);
            }
            Terminator::Switch { value, cases, default } => self.switch(*value, cases, default),
            Terminator::Return(value) => {
                let values: Vec<Value> = value.iter().map(|&v| self.value(v)).collect();
                let values = self.as_traveling(&values);
                self.builder.ins().return_(&values);
            }
            Terminator::Throw(value) => self.throw(*value),
            Terminator::Unreachable => self.trap(),
        }
    }

    fn target(&self, target: &Target) -> (cranelift_codegen::ir::Block, Vec<BlockArg>) {
        (self.blocks[target.block.index()], target.args.iter().map(|&a| self.value(a).into()).collect())
    }

    fn switch(&mut self, value: ir::Value, cases: &[Target], default: &Target) {
        let value = self.value(value);
        let mut call = |t: &Target| {
            let (block, args) = self.target(t);
            self.builder.func.dfg.block_call(block, &args)
        };
        let table: Vec<_> = cases.iter().map(&mut call).collect();
        let default = call(default);
        let table = self.builder.create_jump_table(JumpTableData::new(default, &table));
        self.builder.ins().br_table(value, table);
    }

    /// To the handler of this function if the block has one, else to the runtime, which looks further up.
    fn throw(&mut self, value: ir::Value) {
        let value = self.value(value);
        match self.handler {
            Some(handler) => {
                let block = self.blocks[handler.index()];
                self.builder.ins().jump(block, &[value.into()]);
            }
            None => {
                self.runtime("th_throw", &[value]);
                self.trap();
            }
        }
    }

    /// The block of a handler.
    pub fn handler_block(&self, handler: Block) -> cranelift_codegen::ir::Block {
        self.blocks[handler.index()]
    }

    /// Ends the block: never reached.
    pub fn trap(&mut self) {
        self.builder.ins().trap(TrapCode::unwrap_user(1));
    }

    /// An i32 constant.
    pub fn int(&mut self, value: i32) -> Value {
        self.builder.ins().iconst(types::I32, i64::from(value as u32))
    }

    /// The address of a symbol.
    pub fn address(&mut self, name: &str) -> Value {
        let index = self.symbols.index(name);
        let global = match self.addresses.get(&index) {
            Some(&known) => known,
            None => {
                let name = self.external(name);
                let data = GlobalValueData::Symbol { name, offset: 0.into(), colocated: true, tls: false };
                let global = self.builder.create_global_value(data);
                self.addresses.insert(index, global);
                global
            }
        };
        self.builder.ins().symbol_value(types::I32, global)
    }

    fn external(&mut self, name: &str) -> ExternalName {
        let index = self.symbols.index(name);
        let reference = self.builder.func.declare_imported_user_function(UserExternalName { namespace: 0, index });
        ExternalName::user(reference)
    }

    /// A function to call by its symbol; all callers of a symbol must agree on the signature.
    pub fn import(&mut self, name: &str, signature: Signature) -> FuncRef {
        let index = self.symbols.index(name);
        if let Some(&known) = self.functions.get(&index) {
            return known;
        }
        let name = self.external(name);
        let signature = self.builder.import_signature(signature);
        let function = self.builder.import_function(ExtFuncData { name, signature, colocated: true, patchable: false });
        self.functions.insert(index, function);
        function
    }

    /// Goes on in a new block; `condition` leads to `cold` (a block of its own, filled by the closure, which must end it).
    pub fn fail_if(&mut self, condition: Value, cold: impl FnOnce(&mut Self)) {
        let failing = self.builder.create_block();
        let going_on = self.builder.create_block();
        self.builder.set_cold_block(failing);
        self.builder.ins().brif(condition, failing, &[], going_on, &[]);
        self.builder.switch_to_block(failing);
        cold(self);
        self.builder.switch_to_block(going_on);
    }

    /// The common form of inline operations: `fast` gives the value unless `slow_if` holds, then the cold `slow` gives it.
    pub fn unless(&mut self, slow_if: Value, ty: types::Type, fast: impl FnOnce(&mut Self) -> Value, slow: impl FnOnce(&mut Self) -> Value) -> Value {
        let (slow_block, fast_block, join) = (self.builder.create_block(), self.builder.create_block(), self.builder.create_block());
        self.builder.set_cold_block(slow_block);
        let result = self.builder.append_block_param(join, ty);
        self.builder.ins().brif(slow_if, slow_block, &[], fast_block, &[]);
        self.builder.switch_to_block(slow_block);
        let value = slow(self);
        self.builder.ins().jump(join, &[value.into()]);
        self.builder.switch_to_block(fast_block);
        let value = fast(self);
        self.builder.ins().jump(join, &[value.into()]);
        self.builder.switch_to_block(join);
        result
    }

    /// `test ? then : otherwise` with blocks, neither of them cold.
    pub fn either(&mut self, test: Value, ty: types::Type, then: impl FnOnce(&mut Self) -> Value, otherwise: impl FnOnce(&mut Self) -> Value) -> Value {
        let (then_block, otherwise_block, join) = (self.builder.create_block(), self.builder.create_block(), self.builder.create_block());
        let result = self.builder.append_block_param(join, ty);
        self.builder.ins().brif(test, then_block, &[], otherwise_block, &[]);
        self.builder.switch_to_block(then_block);
        let value = then(self);
        self.builder.ins().jump(join, &[value.into()]);
        self.builder.switch_to_block(otherwise_block);
        let value = otherwise(self);
        self.builder.ins().jump(join, &[value.into()]);
        self.builder.switch_to_block(join);
        result
    }
}
