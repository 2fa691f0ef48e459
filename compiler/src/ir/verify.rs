//! Checks every invariant of Ir; a failure is our mistake.
//!
//! A [`Module`] in, the list of what is wrong with it out (empty: sound). Checked: ids exist; each value is defined once and its
//! definition dominates every use, exceptional edges included; operands and results have the types that the operation asks for;
//! targets, calls and returns match in number and type; handlers take one word. Numbers may be open (`num`) or represented:
//! a function may mix them only as conversions allow.

use super::flow::Flow;
use super::print::instruction_text;
use super::{Block, Constant, Convention, Convert, Data, Datum, Func, Function, Instruction, Module, NumRep, Op, Rep, Target, Terminator, Type, Value};

/// Everything that is wrong, in words; empty when nothing is.
pub fn verify(module: &Module) -> Vec<String> {
    let mut errors = Vec::new();
    for (i, function) in module.functions.iter().enumerate() {
        if let Some(function) = function {
            verify_function(module, Func(i as u32), function, &mut errors);
        }
    }
    let roots = [module.main, module.describe].into_iter().chain(module.throws.all().map(|(_, f)| f)).flatten();
    let in_tables = module.classes.iter().flat_map(|c| c.vtable.iter().flatten().copied());
    for function in roots.chain(in_tables) {
        if module.functions.get(function.index()).is_none_or(Option::is_none) {
            errors.push(format!("{function} is named by the module but does not exist"));
        }
    }
    for i in 0..module.data.len() {
        verify_datum(module, Data(i as u32), &mut errors);
    }
    errors
}

/// Panics, naming the pass and the first broken invariants, unless the module is sound.
pub fn assert_sound(module: &Module, after: &str) {
    let errors = verify(module);
    assert!(errors.is_empty(), "Ir is broken after {after}:\n{}\n{module}", errors.join("\n"));
}

fn verify_datum(module: &Module, data: Data, errors: &mut Vec<String>) {
    let datum = &module.data[data.index()];
    if let Datum::Object { class, fields } = datum
        && module.classes.get(class.index()).is_none_or(|c| c.base.is_some() || c.fields.len() != fields.len())
    {
        errors.push(format!("{data} does not have the fields of {class}"));
    }
    for constant in datum.constants() {
        let exists = match constant {
            Constant::Str(s) => s.index() < module.strings.len(),
            Constant::Func(f) => module.functions.get(f.index()).is_some_and(Option::is_some),
            Constant::Data(d) => *d < data,
            Constant::Undefined | Constant::Null | Constant::Bool(_) | Constant::Number(_) => true,
        };
        if !exists {
            errors.push(format!("{data} holds {constant:?}, which is not there or comes later"));
        }
    }
}

fn verify_function(module: &Module, id: Func, function: &Function, errors: &mut Vec<String>) {
    let mut check = Check { module, function, definitions: vec![None; function.types.len()], context: String::new(), errors: Vec::new() };
    if function.blocks.is_empty() {
        check.fail("has no blocks");
    } else {
        check.define_all();
        // Dominance makes sense only where targets exist and values are unique.
        if check.errors.is_empty() {
            check.check_blocks();
        }
    }
    errors.extend(check.errors.into_iter().map(|e| format!("{id} {:?}: {e}", function.name)));
}

/// Where a value is defined: block and position (block parameters: 0, instruction i: i + 1).
type Place = (Block, usize);

struct Check<'a> {
    module: &'a Module,
    function: &'a Function,
    definitions: Vec<Option<Place>>,
    /// The instruction at hand, for messages.
    context: String,
    errors: Vec<String>,
}

impl Check<'_> {
    fn fail(&mut self, message: impl AsRef<str>) {
        let message = message.as_ref();
        self.errors.push(if self.context.is_empty() { message.to_string() } else { format!("`{}`: {message}", self.context) });
    }

    fn define_all(&mut self) {
        for b in self.function.block_ids() {
            let block = &self.function.blocks[b.index()];
            for &p in &block.params {
                self.define(p, (b, 0));
            }
            for (i, instruction) in block.instructions.iter().enumerate() {
                if let Some(v) = instruction.result {
                    self.define(v, (b, i + 1));
                }
            }
            let mut targets = Vec::new();
            block.terminator.targets(|t| targets.push(t.block));
            targets.extend(block.handler);
            for target in targets {
                if target.index() >= self.function.blocks.len() {
                    self.fail(format!("{b} names {target}, which does not exist"));
                }
            }
        }
    }

    fn define(&mut self, value: Value, place: Place) {
        match self.definitions.get_mut(value.index()) {
            None => self.fail(format!("{value} has no type")),
            Some(Some(_)) => self.fail(format!("{value} is defined twice")),
            Some(free) => *free = Some(place),
        }
    }

    fn check_blocks(&mut self) {
        if self.function.blocks[0].handler.is_some() {
            self.fail("the entry has a handler: nothing would be defined there");
        }
        let flow = Flow::new(self.function);
        for &b in &flow.order {
            let block = &self.function.blocks[b.index()];
            if let Some(h) = block.handler {
                self.check_handler(h);
            }
            for (i, instruction) in block.instructions.iter().enumerate() {
                self.context = instruction_text(instruction, self.function);
                let mut used = Vec::new();
                instruction.op.operands(|v| used.push(v));
                let known = self.check_dominance(&flow, &used, (b, i + 1));
                if known {
                    self.check_types(instruction);
                }
            }
            self.context = block.terminator.to_string();
            let mut used = Vec::new();
            block.terminator.operands(|v| used.push(v));
            if self.check_dominance(&flow, &used, (b, block.instructions.len() + 1)) {
                self.check_terminator(&block.terminator);
            }
            self.context.clear();
        }
    }

    fn check_handler(&mut self, handler: Block) {
        let params = &self.function.blocks[handler.index()].params;
        if params.len() != 1 || self.function.ty(params[0]) != Type::Word {
            self.fail(format!("the handler {handler} does not take exactly one word"));
        }
    }

    /// Whether all of `used` exist; complains about those whose definition does not dominate `at`.
    fn check_dominance(&mut self, flow: &Flow, used: &[Value], at: Place) -> bool {
        let mut known = true;
        for &value in used {
            match self.definitions.get(value.index()).copied().flatten() {
                None => {
                    self.fail(format!("{value} is not defined"));
                    known = false;
                }
                Some((block, position)) => {
                    let dominates = if block == at.0 { position < at.1 } else { flow.is_reachable(block) && flow.dominates(block, at.0) };
                    if !dominates {
                        self.fail(format!("the definition of {value} in {block} does not dominate this use in {}", at.0));
                    }
                }
            }
        }
        known
    }

    fn want(&mut self, value: Value, allowed: &[Type]) {
        let ty = self.function.ty(value);
        if !allowed.contains(&ty) {
            self.fail(format!("{value} is {ty:?}, not {allowed:?}"));
        }
    }

    fn want_result(&mut self, result: Option<Value>, allowed: &[Type]) {
        match result {
            Some(value) => self.want(value, allowed),
            None if allowed.is_empty() => {}
            None => self.fail("it must have a result"),
        }
    }

    fn check_terminator(&mut self, terminator: &Terminator) {
        match terminator {
            Terminator::Branch { test, .. } => self.want(*test, &[Type::Bool]),
            Terminator::Switch { value, .. } => self.want(*value, &[Type::Num, Type::I32, Type::U32]),
            Terminator::Throw(value) => self.want(*value, &[Type::Word]),
            // Before `suspend` an async function gives what resolves its promise: a word, or nothing for undefined.
            Terminator::Return(Some(value)) if self.function.is_async || self.function.is_generator => self.want(*value, &[Type::Word]),
            Terminator::Return(None) if self.function.is_async || self.function.is_generator => {}
            Terminator::Return(value) => match (self.function.result, value) {
                (None, None) => {}
                (Some(ty), Some(value)) => self.want(*value, &[ty]),
                _ => self.fail("the function's result says otherwise"),
            },
            Terminator::Jump(_) | Terminator::Unreachable => {}
        }
        let mut targets = Vec::new();
        terminator.targets(|t| targets.push(t.clone()));
        targets.iter().for_each(|t| self.check_target(t));
    }

    fn check_target(&mut self, target: &Target) {
        let params = self.function.blocks[target.block.index()].params.clone();
        if target.block.0 == 0 {
            self.fail("the entry is no target");
        }
        if params.len() != target.args.len() {
            return self.fail(format!("{} takes {} arguments", target.block, params.len()));
        }
        for (&param, &arg) in params.iter().zip(&target.args) {
            self.want(arg, &[self.function.ty(param)]);
        }
    }

    fn check_types(&mut self, instruction: &Instruction) {
        let result = instruction.result;
        match &instruction.op {
            Op::Number(_) => self.want_result(result, &[Type::Num, Type::F64, Type::F32]),
            Op::Int(_) => self.want_result(result, INTS),
            Op::Bool(_) => self.want_result(result, BOOL),
            Op::Undefined | Op::Null => self.want_result(result, WORD),
            Op::Str(s) => self.want_id(s.index(), self.module.strings.len(), result, REF),
            Op::Data(d) => self.want_id(d.index(), self.module.data.len(), result, REF),
            Op::DataCopy(d) => {
                self.want_id(d.index(), self.module.data.len(), result, REF);
                if !matches!(self.module.data.get(d.index()), Some(Datum::Array { .. })) {
                    self.fail(format!("{d} is no array"));
                }
            }
            Op::Func(f) => self.check_function_value(*f, 0, result),
            Op::Num { rep, args, .. } => self.check_arithmetic(*rep, args, result),
            Op::NumUnary { rep, arg, .. } => self.check_arithmetic(*rep, &[*arg], result),
            Op::NumCompare { rep, args, .. } => {
                args.iter().for_each(|&a| self.want(a, operand_types(*rep)));
                self.want_result(result, BOOL)
            }
            Op::Convert(how, value) => {
                let (from, to) = convert_types(*how);
                self.want(*value, from);
                self.want_result(result, to)
            }
            Op::Refine { value, .. } => self.want_result(result, &[self.function.ty(*value)]),
            Op::Not(value) => {
                self.want(*value, BOOL);
                self.want_result(result, BOOL)
            }
            Op::ToWord(_) => self.want_result(result, WORD),
            Op::Expect { value, .. } => {
                self.want(*value, WORD);
                self.want_result(result, &[Type::Num, Type::Bool, Type::Ref, Type::Word])
            }
            Op::RefineKinds { value, .. } => {
                self.want(*value, WORD);
                self.want_result(result, WORD)
            }
            Op::IsHole { rep, value } => {
                self.want(*value, load_types(*rep));
                self.want_result(result, BOOL)
            }
            Op::CheckPresent { rep, value } => {
                self.want(*value, load_types(*rep));
                self.want_result(result, load_types(*rep))
            }
            Op::Is { value, .. } => {
                self.want(*value, WORD);
                self.want_result(result, BOOL)
            }
            Op::StrictEqual(args) | Op::LooseEqual(args) => {
                args.iter().for_each(|&a| self.want(a, WORD));
                self.want_result(result, BOOL)
            }
            Op::Truthy(_) => self.want_result(result, BOOL),
            Op::Same(args) => {
                self.want(args[0], &[Type::Ref, Type::Bool, Type::Word]);
                self.want(args[1], &[self.function.ty(args[0])]);
                self.want_result(result, BOOL)
            }
            Op::TypeOf(value) => {
                self.want(*value, WORD);
                self.want_result(result, REF)
            }
            Op::NumToString(value) => {
                self.want(*value, INDEX);
                self.want_result(result, REF)
            }
            _ => self.check_storage(instruction),
        }
    }

    /// Result type, and that an id is in range.
    fn want_id(&mut self, index: usize, len: usize, result: Option<Value>, types: &[Type]) {
        if index >= len {
            self.fail("the id does not exist");
        }
        self.want_result(result, types)
    }

    fn check_arithmetic(&mut self, rep: NumRep, args: &[Value], result: Option<Value>) {
        args.iter().for_each(|&a| self.want(a, operand_types(rep)));
        self.want_result(result, result_types(rep))
    }

    fn check_function_value(&mut self, function: Func, captures: usize, result: Option<Value>) {
        match self.module.functions.get(function.index()) {
            Some(Some(f)) => {
                if f.captures.len() != captures {
                    self.fail(format!("{function} captures {} values", f.captures.len()));
                }
                if f.convention != Convention::Dynamic {
                    self.fail(format!("{function} may be entered by direct calls only"));
                }
            }
            _ => self.fail(format!("{function} does not exist")),
        }
        self.want_result(result, REF)
    }

    fn field_rep(&mut self, class: super::Class, index: u32) -> Rep {
        match self.module.classes.get(class.index()).and_then(|c| c.fields.get(index as usize)) {
            Some(field) => field.rep,
            None => {
                self.fail(format!("{class}.{index} does not exist"));
                Rep::Word
            }
        }
    }

    fn check_storage(&mut self, instruction: &Instruction) {
        let result = instruction.result;
        match &instruction.op {
            Op::New(class) => self.want_id(class.index(), self.module.classes.len(), result, REF),
            Op::FieldGet { class, index, object } => {
                let rep = self.field_rep(*class, *index);
                self.want(*object, REF);
                self.want_result(result, load_types(rep))
            }
            Op::FieldSet { class, index, object, value } => {
                let rep = self.field_rep(*class, *index);
                self.want(*object, REF);
                self.want(*value, store_types(rep))
            }
            Op::MemberGet { object, .. } => {
                self.want(*object, WORD);
                self.want_result(result, WORD)
            }
            Op::HasMember { object, .. } => {
                self.want(*object, WORD);
                self.want_result(result, BOOL)
            }
            Op::MemberSet { object, value, .. } => {
                self.want(*object, WORD);
                self.want(*value, WORD)
            }
            Op::StaticGet(g) => {
                let rep = self.module.statics.get(g.index()).map_or(Rep::Word, |s| s.rep);
                self.want_id(g.index(), self.module.statics.len(), result, load_types(rep))
            }
            Op::StaticSet(g, value) => {
                let rep = self.module.statics.get(g.index()).map_or(Rep::Word, |s| s.rep);
                self.want(*value, store_types(rep))
            }
            Op::CellNew(cell, value) => {
                self.want(*value, store_types(self.module.cells[cell.index()].rep));
                self.want_result(result, REF)
            }
            Op::CellGet(cell, object) => {
                self.want(*object, REF);
                self.want_result(result, load_types(self.module.cells[cell.index()].rep))
            }
            Op::CellSet { cell, object, value } => {
                self.want(*object, REF);
                self.want(*value, store_types(self.module.cells[cell.index()].rep))
            }
            Op::SlotGet(slot) => {
                let ty = self.function.slots.get(slot.index()).copied();
                self.want_result(result, ty.as_slice())
            }
            Op::SlotSet(slot, value) => {
                let ty = self.function.slots.get(slot.index()).copied();
                self.want(*value, ty.as_slice())
            }
            Op::CaptureGet { of, index, closure } => {
                self.want(*closure, REF);
                let owner = match of {
                    Some(of) => self.module.functions.get(of.index()).and_then(|f| f.as_ref()),
                    None => Some(self.function),
                };
                match owner.and_then(|f| f.captures.get(*index as usize)) {
                    Some(capture) if capture.cell.is_some() => self.want_result(result, REF),
                    Some(capture) => self.want_result(result, load_types(capture.rep)),
                    None => self.fail("there is no such capture"),
                }
            }
            Op::ClosureNew { function, captures } => {
                self.check_function_value(*function, captures.len(), result);
                if let Some(Some(f)) = self.module.functions.get(function.index()) {
                    for (&value, info) in captures.iter().zip(&f.captures) {
                        self.want(value, if info.cell.is_some() { REF } else { store_types(info.rep) });
                    }
                }
            }
            _ => self.check_container(instruction),
        }
    }

    fn check_container(&mut self, instruction: &Instruction) {
        let result = instruction.result;
        match &instruction.op {
            Op::ArrayNew { elements, rep } => {
                elements.iter().for_each(|&e| self.want(e, store_types(*rep)));
                self.want_result(result, REF)
            }
            Op::ArrayNewFilled { length, .. } => {
                self.want(*length, INDEX);
                self.want_result(result, REF)
            }
            Op::ArrayLength(object) | Op::StringLength(object) | Op::ViewLength(object) => {
                self.want(*object, REF);
                self.want_result(result, LENGTH)
            }
            Op::CheckIndex { object, index } | Op::StringCheckIndex { object, index } | Op::ViewCheckIndex { object, index } => {
                self.want(*object, REF);
                self.want(*index, INDEX);
                self.want_result(result, LENGTH)
            }
            Op::InBounds { object, index } | Op::StringInBounds { object, index } | Op::ViewInBounds { object, index } => {
                self.want(*object, REF);
                self.want(*index, INDEX);
                self.want_result(result, BOOL)
            }
            Op::ElementGet { object, index, rep } => {
                self.want(*object, REF);
                self.want(*index, LENGTH);
                self.want_result(result, load_types(*rep))
            }
            Op::ElementSet { object, index, value, rep } => {
                self.want(*object, REF);
                self.want(*index, LENGTH);
                self.want(*value, store_types(*rep))
            }
            Op::ElementPut { object, index, value, rep } => {
                self.want(*object, REF);
                self.want(*index, INDEX);
                self.want(*value, store_types(*rep))
            }
            Op::ArrayPush { object, value, rep } => {
                self.want(*object, REF);
                self.want(*value, store_types(*rep));
                if result.is_some() {
                    self.want_result(result, LENGTH)
                }
            }
            Op::ArrayPop { object, .. } => {
                self.want(*object, REF);
                if result.is_some() {
                    self.want_result(result, WORD)
                }
            }
            Op::ArraySetLength { object, length, .. } => {
                self.want(*object, REF);
                self.want(*length, INDEX)
            }
            Op::StringUnit { object, index } => {
                self.want(*object, REF);
                self.want(*index, LENGTH);
                self.want_result(result, LENGTH)
            }
            Op::Concat { left, right, .. } => {
                self.want(*left, REF);
                self.want(*right, REF);
                self.want_result(result, REF)
            }
            _ => self.check_view(instruction),
        }
    }

    fn check_view(&mut self, instruction: &Instruction) {
        let result = instruction.result;
        match &instruction.op {
            Op::ViewNew { length, .. } => {
                self.want(*length, LENGTH);
                self.want_result(result, REF)
            }
            Op::ViewOf { buffer, offset, length, .. } => {
                self.want(*buffer, REF);
                self.want(*offset, LENGTH);
                self.want(*length, LENGTH);
                self.want_result(result, REF)
            }
            Op::ViewGet { element, object, index } => {
                self.want(*object, REF);
                self.want(*index, LENGTH);
                self.want_result(result, &[Type::Num, element.ty()])
            }
            Op::ViewSet { element, object, index, value } => {
                self.want(*object, REF);
                self.want(*index, LENGTH);
                let types: &[Type] = match element.ty() {
                    Type::F64 => &[Type::Num, Type::F64],
                    Type::F32 => &[Type::Num, Type::F32],
                    _ => &[Type::Num, Type::I32, Type::U32],
                };
                self.want(*value, types)
            }
            Op::ViewBuffer { object, .. } => {
                self.want(*object, REF);
                self.want_result(result, REF)
            }
            Op::ViewOffset { object, .. } => {
                self.want(*object, REF);
                self.want_result(result, LENGTH)
            }
            _ => self.check_call(instruction),
        }
    }

    fn check_call(&mut self, instruction: &Instruction) {
        match &instruction.op {
            Op::Call { function, args } => self.check_direct(*function, args, instruction.result),
            Op::CallVirtual { class, slot, args } => {
                let entry = self.module.classes.get(class.index()).and_then(|c| c.vtable.get(*slot as usize));
                match entry {
                    None => self.fail("there is no such slot"),
                    Some(Some(function)) => self.check_direct(*function, args, instruction.result),
                    // Abstract: some subclass says what the slot takes.
                    Some(None) => {}
                }
                match args.first() {
                    Some(&object) => self.want(object, REF),
                    None => self.fail("the object is missing"),
                }
            }
            Op::CallClosure { callee, args } => {
                self.want(*callee, &[Type::Word, Type::Ref]);
                args.iter().for_each(|&a| self.want(a, WORD));
                if instruction.result.is_some() {
                    self.want_result(instruction.result, WORD)
                }
            }
            Op::CallMember { args, called, .. } => {
                args.iter().for_each(|&a| self.want(a, WORD));
                called.iter().for_each(|&text| self.want(text, &[Type::Word, Type::Ref]));
                if instruction.result.is_some() {
                    self.want_result(instruction.result, WORD)
                }
            }
            Op::Await(value) => self.want(*value, WORD),
            // Rows of the runtime's table are checked where the table is at hand: in `clif`.
            Op::CallRuntime { .. } => {}
            Op::BoardConstant(_) => self.fail("board constants are gone after `lower`"),
            _ => unreachable!("check_types, check_storage and check_container know every other operation"),
        }
    }

    fn check_direct(&mut self, function: Func, args: &[Value], result: Option<Value>) {
        let Some(Some(callee)) = self.module.functions.get(function.index()) else {
            return self.fail(format!("{function} does not exist"));
        };
        let params: Vec<Type> = callee.params().iter().map(|&p| callee.ty(p)).collect();
        if params.len() != args.len() {
            return self.fail(format!("{function} takes {} arguments", params.len()));
        }
        for (&arg, ty) in args.iter().zip(params) {
            self.want(arg, &[ty]);
        }
        match (result, callee.result) {
            (Some(v), Some(ty)) => self.want(v, &[ty]),
            (Some(_), None) => self.fail(format!("{function} has no result")),
            (None, _) => {}
        }
    }
}

const WORD: &[Type] = &[Type::Word];
const REF: &[Type] = &[Type::Ref];
const BOOL: &[Type] = &[Type::Bool];
const INTS: &[Type] = &[Type::I32, Type::U32];
/// Lengths and checked indices: below 2^30, so `i32` once represented.
const LENGTH: &[Type] = &[Type::Num, Type::I32];
/// What may be asked to be an index: any number.
const INDEX: &[Type] = &[Type::Num, Type::I32, Type::U32, Type::F64, Type::F32, Type::Word];

fn operand_types(rep: NumRep) -> &'static [Type] {
    match rep {
        NumRep::Open => &[Type::Num],
        // Machine integers: bit operations do not care about the sign of either operand.
        NumRep::I32 | NumRep::U32 => INTS,
        NumRep::F64 => &[Type::F64],
        NumRep::F32 => &[Type::F32],
        NumRep::Tagged => WORD,
    }
}

fn result_types(rep: NumRep) -> &'static [Type] {
    match rep {
        NumRep::Open => &[Type::Num],
        NumRep::I32 | NumRep::U32 => INTS,
        NumRep::F64 => &[Type::F64],
        NumRep::F32 => &[Type::F32],
        NumRep::Tagged => WORD,
    }
}

fn convert_types(how: Convert) -> (&'static [Type], &'static [Type]) {
    const I32: &[Type] = &[Type::I32];
    const U32: &[Type] = &[Type::U32];
    const F64: &[Type] = &[Type::F64];
    const F32: &[Type] = &[Type::F32];
    match how {
        Convert::I32ToF32 => (I32, F32),
        Convert::U32ToF32 => (U32, F32),
        Convert::F64ToF32 => (F64, F32),
        Convert::F32ToF64 => (F32, F64),
        Convert::F32ToI32Exact => (F32, I32),
        Convert::I32ToF64 => (I32, F64),
        Convert::U32ToF64 => (U32, F64),
        Convert::F64ToI32Exact | Convert::F64ToInt32 => (F64, I32),
        Convert::F64ToU32Exact => (F64, U32),
        Convert::Reinterpret => (INTS, INTS),
        Convert::TaggedToInt32 | Convert::UnboxI32 | Convert::UntagI31 => (WORD, I32),
        Convert::BoxI32 | Convert::TagI31 => (I32, WORD),
        Convert::BoxU32 => (U32, WORD),
        Convert::BoxF64 => (F64, WORD),
        Convert::UnboxF64 => (WORD, F64),
        Convert::UnboxU32 => (WORD, U32),
        Convert::F64ToClamped => (F64, I32),
        Convert::WordToRef => (WORD, REF),
        Convert::WordToBool => (WORD, BOOL),
        Convert::HoleBoolToWord | Convert::HoleI32ToWord => (I32, WORD),
        Convert::HoleF64ToWord => (F64, WORD),
        Convert::WordToHoleBool | Convert::WordToHoleI32 => (WORD, I32),
        Convert::WordToHoleF64 => (WORD, F64),
    }
}

/// Types that a load of this representation may give. Narrow integers fit `i32`, whatever their sign.
pub fn load_types(rep: Rep) -> &'static [Type] {
    match rep {
        Rep::Word => WORD,
        Rep::Bool => BOOL,
        Rep::I8 | Rep::U8 | Rep::I16 | Rep::U16 | Rep::I32 | Rep::HoleBool | Rep::HoleI32 => &[Type::I32],
        Rep::U32 => &[Type::U32],
        Rep::F64 | Rep::HoleF64 => &[Type::F64],
        Rep::F32 => &[Type::F32],
        Rep::Nothing => &[],
    }
}

/// Types that may be stored; a narrow integer is stored from its low bits.
pub fn store_types(rep: Rep) -> &'static [Type] {
    match rep {
        Rep::I8 | Rep::U8 | Rep::I16 | Rep::U16 => INTS,
        Rep::HoleBool => &[Type::I32, Type::Bool],
        _ => load_types(rep),
    }
}
