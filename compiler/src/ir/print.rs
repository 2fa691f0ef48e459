//! Writes Ir as text: [`Module`] and [`Function`] in, what `parse` reads out.
//!
//! Everything but places in the source is in the text; reading it back and printing it again gives the same text.

use super::names::{KINDS, Named};
use super::{BlockData, CaptureInfo, ClassInfo, Constant, Convention, Datum, Func, Function, Instruction, Kinds, Member, Module, NumRep, Op, Rep, Target, Terminator, Type, Value};
use std::fmt::{self, Display, Formatter, Write};

impl Display for Module {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (i, units) in self.strings.iter().enumerate() {
            writeln!(f, "string s{i} {}", quote_units(units))?;
        }
        for (i, name) in self.selectors.iter().enumerate() {
            writeln!(f, "selector m{i} {}", quote(name))?;
        }
        for (i, s) in self.statics.iter().enumerate() {
            writeln!(f, "static g{i} {}: {}", quote(&s.name), s.rep.name())?;
        }
        for (i, c) in self.cells.iter().enumerate() {
            writeln!(f, "cell k{i} {}: {}", quote(&c.name), c.rep.name())?;
        }
        for (i, c) in self.classes.iter().enumerate() {
            print_class(f, i, c)?;
        }
        for (i, datum) in self.data.iter().enumerate() {
            writeln!(f, "data d{i} {}", datum_text(datum))?;
        }
        for (name, function) in [("main", self.main), ("describe", self.describe)].into_iter().chain(self.throws.all()) {
            if let Some(function) = function {
                let throw = if matches!(name, "main" | "describe") { "" } else { "throw " };
                writeln!(f, "{throw}{name} {function}")?;
            }
        }
        for (i, function) in self.functions.iter().enumerate() {
            if let Some(function) = function {
                writeln!(f)?;
                print_function(f, Func(i as u32), function)?;
            }
        }
        Ok(())
    }
}

/// A string in double quotes, with escapes as in Rust.
fn quote(text: &str) -> String {
    quote_units(&text.encode_utf16().collect::<Vec<_>>())
}

/// UTF-16 units in double quotes; whatever is not printable ASCII as `\u{…}`, one unit each.
fn quote_units(units: &[u16]) -> String {
    let mut out = String::from("\"");
    for &unit in units {
        match unit {
            0x22 => out.push_str("\\\""),
            0x5c => out.push_str("\\\\"),
            0x20..=0x7e => out.push(unit as u8 as char),
            _ => write!(out, "\\u{{{unit:x}}}").expect("writing to a String cannot fail"),
        }
    }
    out.push('"');
    out
}

fn print_class(f: &mut Formatter<'_>, index: usize, class: &ClassInfo) -> fmt::Result {
    write!(f, "class c{index} {}", quote(&class.name))?;
    if let Some(base) = class.base {
        write!(f, " base {base}")?;
    }
    if class.is_shape {
        write!(f, " shape")?;
    }
    if let Some(function) = class.value {
        write!(f, " value {function}")?;
    }
    if class.is_grown {
        write!(f, " grown")?;
    }
    if class.of_functions {
        write!(f, " functions")?;
    }
    writeln!(f, " {{")?;
    for field in &class.fields {
        writeln!(f, "    field {}: {}", quote(&field.name), field.rep.name())?;
    }
    if !class.vtable.is_empty() {
        let slots: Vec<String> = class.vtable.iter().map(|s| optional(*s)).collect();
        writeln!(f, "    vtable {}", slots.join(", "))?;
    }
    for (selector, member) in &class.members {
        match member {
            Member::Field(class, index) => writeln!(f, "    member {selector} field {class}.{index}")?,
            Member::Method(function) => writeln!(f, "    member {selector} method {function}")?,
            Member::Added(class) => writeln!(f, "    member {selector} added {class}")?,
            Member::Accessor(get, set) => writeln!(f, "    member {selector} accessor {}, {}", optional(*get), optional(*set))?,
        }
    }
    writeln!(f, "}}")
}

fn optional(function: Option<Func>) -> String {
    function.map_or("-".to_string(), |f| f.to_string())
}

fn print_function(f: &mut Formatter<'_>, id: Func, function: &Function) -> fmt::Result {
    write!(f, "function {id} {}", quote(&function.name))?;
    if function.display_name != function.name {
        write!(f, " display {}", quote(&function.display_name))?;
    }
    if function.convention == Convention::Dynamic {
        write!(f, " dynamic")?;
    }
    if function.is_async {
        write!(f, " async")?;
    }
    if function.is_generator {
        write!(f, " generator")?;
    }
    if !function.captures.is_empty() {
        let captures: Vec<String> = function.captures.iter().map(capture).collect();
        write!(f, " captures [{}]", captures.join(", "))?;
    }
    if !function.slots.is_empty() {
        let slots: Vec<&str> = function.slots.iter().map(|s| s.name()).collect();
        write!(f, " slots [{}]", slots.join(", "))?;
    }
    if let Some(result) = function.result {
        write!(f, " -> {}", result.name())?;
    }
    writeln!(f, " {{")?;
    for (i, block) in function.blocks.iter().enumerate() {
        print_block(f, i, block, function)?;
    }
    writeln!(f, "}}")
}

fn capture(capture: &CaptureInfo) -> String {
    let cell = capture.cell.map_or(String::new(), |c| format!(" {c}"));
    format!("{}: {}{cell}", quote(&capture.name), capture.rep.name())
}

fn print_block(f: &mut Formatter<'_>, index: usize, block: &BlockData, function: &Function) -> fmt::Result {
    write!(f, "b{index}")?;
    if !block.params.is_empty() {
        let params: Vec<String> = block.params.iter().map(|p| format!("{p}: {}", function.ty(*p).name())).collect();
        write!(f, "({})", params.join(", "))?;
    }
    if let Some(handler) = block.handler {
        write!(f, " handler {handler}")?;
    }
    writeln!(f, ":")?;
    for instruction in &block.instructions {
        writeln!(f, "    {}", instruction_text(instruction, function))?;
    }
    writeln!(f, "    {}", block.terminator)
}

/// One instruction as the printer shows it, for messages of the verifier too.
pub fn instruction_text(instruction: &Instruction, function: &Function) -> String {
    match instruction.result {
        Some(v) => format!("{v}: {} = {}", function.ty(v).name(), op_text(&instruction.op, Some(function.ty(v)))),
        None => op_text(&instruction.op, None),
    }
}

impl Display for Terminator {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Terminator::Jump(target) => write!(f, "jump {target}"),
            Terminator::Branch { test, then, otherwise } => write!(f, "branch {test}, {then}, {otherwise}"),
            Terminator::Switch { value, cases, default } => {
                let cases: Vec<String> = cases.iter().map(Target::to_string).collect();
                write!(f, "switch {value}, [{}], {default}", cases.join(", "))
            }
            Terminator::Return(None) => write!(f, "return"),
            Terminator::Return(Some(value)) => write!(f, "return {value}"),
            Terminator::Throw(value) => write!(f, "throw {value}"),
            Terminator::Unreachable => write!(f, "unreachable"),
        }
    }
}

impl Display for Target {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.block)?;
        if self.args.is_empty() { Ok(()) } else { write!(f, "({})", list(&self.args)) }
    }
}

impl Display for Kinds {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if *self == (Kinds { bits: Kinds::ALL, class: None }) {
            return write!(f, "any");
        }
        if self.bits == 0 {
            return write!(f, "none");
        }
        let names: Vec<&str> = KINDS.iter().filter(|(bit, _)| self.bits & bit != 0).map(|(_, n)| *n).collect();
        write!(f, "{}", names.join("|"))?;
        self.class.map_or(Ok(()), |c| write!(f, "({c})"))
    }
}

fn list(values: &[Value]) -> String {
    values.iter().map(Value::to_string).collect::<Vec<_>>().join(", ")
}

/// `.rep`, nothing for an open number operation.
fn num_rep(rep: NumRep) -> String {
    if rep == NumRep::Open { String::new() } else { format!(".{}", rep.name()) }
}

/// `.rep`, nothing for words.
fn rep(rep: Rep) -> String {
    if rep == Rep::Word { String::new() } else { format!(".{}", rep.name()) }
}

/// A double so that it reads back to the same bits.
fn number(bits: u64) -> String {
    let value = f64::from_bits(bits);
    if value.is_nan() { format!("nan {bits:#x}") } else { format!("{value:?}") }
}

fn datum_text(datum: &Datum) -> String {
    let held = datum.constants().iter().map(constant_text).collect::<Vec<_>>().join(", ");
    match datum {
        Datum::Array { rep: r, .. } => format!("array{} [{held}]", rep(*r)),
        Datum::Object { class, .. } => format!("object {class} [{held}]"),
    }
}

fn constant_text(constant: &Constant) -> String {
    match constant {
        Constant::Undefined => "undefined".into(),
        Constant::Null => "null".into(),
        Constant::Bool(b) => b.to_string(),
        Constant::Number(bits) => number(*bits),
        Constant::Str(s) => s.to_string(),
        Constant::Func(f) => f.to_string(),
        Constant::Data(d) => d.to_string(),
    }
}

fn op_text(op: &Op, result: Option<Type>) -> String {
    match op {
        Op::Number(bits) => format!("number {}", number(*bits)),
        Op::Int(bits) if result == Some(Type::I32) => format!("int {}", *bits as i32),
        Op::Int(bits) => format!("int {bits}"),
        Op::Bool(b) => format!("bool {b}"),
        Op::Undefined => "undefined".into(),
        Op::Null => "null".into(),
        Op::Str(s) => format!("str {s}"),
        Op::Func(x) => format!("func {x}"),
        Op::Data(d) => format!("data {d}"),
        Op::DataCopy(d) => format!("data_copy {d}"),
        Op::Num { op, rep, args } => format!("{}{} {}", op.name(), num_rep(*rep), list(args)),
        Op::NumUnary { op, rep, arg } => format!("{}{} {arg}", op.name(), num_rep(*rep)),
        Op::NumCompare { op, rep, args } => format!("{}{} {}", op.name(), num_rep(*rep), list(args)),
        Op::Convert(how, v) => format!("{} {v}", how.name()),
        Op::Refine { value, compare, bound } => format!("refine {value} {} {bound}", compare.name()),
        Op::Not(v) => format!("not {v}"),
        Op::ToWord(v) => format!("to_word {v}"),
        Op::Expect { kinds, value, why } => format!("expect {kinds} {value} {}", why.name()),
        Op::IsHole { rep, value } => format!("is_hole.{} {value}", rep.name()),
        Op::CheckPresent { rep, value } => format!("check_present.{} {value}", rep.name()),
        Op::Is { kinds, value } => format!("is {kinds} {value}"),
        Op::RefineKinds { value, kinds } => format!("refine_kinds {kinds} {value}"),
        Op::StrictEqual(args) => format!("strict_equal {}", list(args)),
        Op::LooseEqual(args) => format!("loose_equal {}", list(args)),
        Op::Truthy(v) => format!("truthy {v}"),
        Op::Same(args) => format!("same {}", list(args)),
        Op::TypeOf(v) => format!("typeof {v}"),
        Op::NumToString(v) => format!("num_to_string {v}"),
        _ => storage_text(op),
    }
}

fn storage_text(op: &Op) -> String {
    match op {
        Op::New(class) => format!("new {class}"),
        Op::FieldGet { class, index, object } => format!("field_get {class}.{index} {object}"),
        Op::FieldSet { class, index, object, value } => format!("field_set {class}.{index} {object}, {value}"),
        Op::MemberGet { selector, object } => format!("member_get {selector} {object}"),
        Op::MemberSet { selector, object, value } => format!("member_set {selector} {object}, {value}"),
        Op::HasMember { selector, object } => format!("has_member {selector} {object}"),
        Op::ArrayNew { elements, rep: r } => format!("array_new{} [{}]", rep(*r), list(elements)),
        Op::ArrayNewFilled { length, rep: r } => format!("array_new_filled{} {length}", rep(*r)),
        Op::ArrayLength(v) => format!("array_length {v}"),
        Op::CheckIndex { object, index } => format!("check_index {object}, {index}"),
        Op::InBounds { object, index } => format!("in_bounds {object}, {index}"),
        Op::ElementGet { object, index, rep: r } => format!("element_get{} {object}, {index}", rep(*r)),
        Op::ElementSet { object, index, value, rep: r } => format!("element_set{} {object}, {index}, {value}", rep(*r)),
        Op::ArrayPush { object, value, rep: r } => format!("array_push{} {object}, {value}", rep(*r)),
        Op::ElementPut { object, index, value, rep: r } => format!("element_put{} {object}, {index}, {value}", rep(*r)),
        Op::ArrayPop { object, rep: r } => format!("array_pop{} {object}", rep(*r)),
        Op::ArraySetLength { object, length, rep: r } => format!("array_set_length{} {object}, {length}", rep(*r)),
        Op::StringLength(v) => format!("string_length {v}"),
        Op::StringUnit { object, index } => format!("string_unit {object}, {index}"),
        Op::StringCheckIndex { object, index } => format!("string_check_index {object}, {index}"),
        Op::StringInBounds { object, index } => format!("string_in_bounds {object}, {index}"),
        Op::Concat { left, right, reuse } => format!("concat{} {left}, {right}", if *reuse { ".reuse" } else { "" }),
        _ => view_text(op),
    }
}

fn view_text(op: &Op) -> String {
    match op {
        Op::ViewNew { element, length } => format!("view_new.{} {length}", element.name()),
        Op::ViewOf { element, buffer, offset, length } => format!("view_of.{} {buffer}, {offset}, {length}", element.name()),
        Op::ViewLength(v) => format!("view_length {v}"),
        Op::ViewCheckIndex { object, index } => format!("view_check_index {object}, {index}"),
        Op::ViewInBounds { object, index } => format!("view_in_bounds {object}, {index}"),
        Op::ViewGet { element, object, index } => format!("view_get.{} {object}, {index}", element.name()),
        Op::ViewSet { element, object, index, value } => format!("view_set.{} {object}, {index}, {value}", element.name()),
        Op::ViewBuffer { element, object } => format!("view_buffer.{} {object}", element.name()),
        Op::ViewOffset { element, object } => format!("view_offset.{} {object}", element.name()),
        _ => variable_text(op),
    }
}

fn variable_text(op: &Op) -> String {
    match op {
        Op::StaticGet(g) => format!("static_get {g}"),
        Op::StaticSet(g, v) => format!("static_set {g}, {v}"),
        Op::CellNew(cell, v) => format!("cell_new {cell}, {v}"),
        Op::CellGet(cell, v) => format!("cell_get {cell}, {v}"),
        Op::CellSet { cell, object, value } => format!("cell_set {cell}, {object}, {value}"),
        Op::ClosureNew { function, captures } => format!("closure_new {function} [{}]", list(captures)),
        Op::CaptureGet { of: None, index, closure } => format!("capture_get {index} {closure}"),
        Op::CaptureGet { of: Some(of), index, closure } => format!("capture_of {of} {index} {closure}"),
        Op::SlotGet(slot) => format!("slot_get {slot}"),
        Op::SlotSet(slot, v) => format!("slot_set {slot}, {v}"),
        Op::Call { function, args } => format!("call {function}({})", list(args)),
        Op::CallVirtual { class, slot, args } => format!("call_virtual {class}.{slot}({})", list(args)),
        Op::CallClosure { callee, args } => format!("call_closure {callee}({})", list(args)),
        Op::CallMember { selector, args, called } => {
            let called = called.map_or(String::new(), |text| format!(" called {text}"));
            format!("call_member {selector}({}){called}", list(args))
        }
        Op::CallRuntime { name, args } => format!("call_runtime {name}({})", list(args)),
        Op::Await(v) => format!("await {v}"),
        Op::BoardConstant(name) => format!("board_constant {}", quote(name)),
        _ => unreachable!("op_text and storage_text print every other operation"),
    }
}
