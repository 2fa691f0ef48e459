//! Lays objects that are made of constants into flash.
//!
//! In: a module after `fold`, its [`Groups`] and [`Facts`], all three of before `represent`. Out: the same program in which `array_new`, and `new` with
//! the writes of its fields, have become [`Op::Data`] where
//! * everything that the object holds is constant, or such an object itself,
//! * it never gets to a place where something writes to it, and
//! * there is one of it: it is made by code that runs once, or it never gets to a place where it is compared with others.
//!
//! A longer array of constants that is written to later on is copied from flash ([`Op::DataCopy`]) instead of being stored element by element.

use super::calls::runs_once;
use super::groups::{Groups, Node};
use super::infer::Facts;
use crate::hash::HashMap;
use crate::ir::flow::Flow;
use crate::ir::{Block as Id, Class, Constant, Data, Datum, Func, Function, Instruction, Kinds, Module, Op, Rep, Type, Value};

/// From how many elements on a copy takes less code than stores do, whatever the elements are.
const COPIED: usize = 8;

/// Rewrites the module.
pub fn run(module: &mut Module, groups: &Groups, facts: &Facts) {
    let ends = Ends::new(module, groups);
    let once = runs_once(module);
    for i in 0..module.functions.len() {
        let Some(mut function) = module.functions[i].take() else { continue };
        if facts.reachable[i] {
            let mut known = HashMap::default();
            let id = Func(i as u32);
            for &b in &Flow::new(&function).order {
                let is_once = once[i].as_ref().is_some_and(|straight| straight[b.index()]);
                let block = Block { module, groups, facts, ends: &ends, id, is_once, known: &mut known };
                rewrite(block, &mut function, b);
            }
        }
        module.functions[i] = Some(function);
    }
}

/// Where objects may get to: by node.
struct Ends {
    written: Vec<bool>,
    compared: Vec<bool>,
}

impl Ends {
    fn new(module: &Module, groups: &Groups) -> Ends {
        let (mut written, mut compared): (Vec<Node>, Vec<Node>) = (Vec::new(), Vec::new());
        for (i, function) in module.functions.iter().enumerate() {
            let Some(function) = function else { continue };
            let own = |v: &Value| groups.own(Func(i as u32), *v);
            for (b, block) in function.blocks.iter().enumerate() {
                for (position, instruction) in block.instructions.iter().enumerate() {
                    match &instruction.op {
                        Op::FieldSet { object, .. } if is_initial(function, b, position, *object) => {}
                        Op::FieldSet { object, .. }
                        | Op::MemberSet { object, .. }
                        | Op::ElementSet { object, .. }
                        | Op::ElementPut { object, .. }
                        | Op::ArrayPush { object, .. }
                        | Op::ArrayPop { object, .. }
                        | Op::ArraySetLength { object, .. } => written.extend(own(object)),
                        Op::StrictEqual(args) | Op::LooseEqual(args) | Op::Same(args) => compared.extend(args.iter().filter_map(own)),
                        Op::CallRuntime { name, args } => {
                            compared.extend(args.iter().filter_map(own));
                            // Elements are looked for by comparing them.
                            compared.extend(args.iter().filter_map(|v| groups.elements(Func(i as u32), *v)));
                            if !leaves_alone(name) {
                                written.extend(args.iter().filter_map(own));
                            }
                        }
                        _ => {}
                    }
                }
            }
        }
        compared.extend(groups.outside());
        let [written, compared] = groups.reaching([written, compared]);
        Ends { written, compared }
    }
}

/// Whether a row of the runtime leaves the program's arrays and objects as they are. What a table keeps comes out of a table again, and who
/// writes to it then is seen there.
fn leaves_alone(row: &str) -> bool {
    const ROWS: [&str; 8] = [
        "th_array_join",
        "th_array_index_of",
        "th_array_includes",
        "th_array_slice",
        "th_array_concat",
        "th_throw",
        "th_uncaught",
        "th_rejected",
    ];
    const FAMILIES: [&str; 6] = ["th_table_", "th_word_", "th_string_", "th_console_", "th_parse_", "th_number_"];
    ROWS.contains(&row) || FAMILIES.iter().any(|family| row.starts_with(family))
}

/// Whether a write of a field is one of those that follow the `new` of its object at once.
fn is_initial(function: &Function, block: usize, position: usize, object: Value) -> bool {
    let before = function.blocks[block].instructions[..position].iter().rev();
    let mut made = before.skip_while(|i| writes_field_of(&i.op, object));
    made.next().is_some_and(|i| i.result == Some(object) && matches!(i.op, Op::New(_)))
}

/// One block's rewriting.
struct Block<'a> {
    module: &'a mut Module,
    groups: &'a Groups,
    facts: &'a Facts,
    ends: &'a Ends,
    id: Func,
    is_once: bool,
    /// Constants among the function's values.
    known: &'a mut HashMap<Value, Constant>,
}

fn rewrite(mut block: Block<'_>, function: &mut Function, b: Id) {
    let mut rest = std::mem::take(&mut function.blocks[b.index()].instructions);
    let mut done = Vec::with_capacity(rest.len());
    rest.reverse();
    while let Some(mut instruction) = rest.pop() {
        if let Some(result) = instruction.result {
            if let Some(op) = block.array(&instruction.op, result) {
                instruction.op = op;
            } else if let Op::New(class) = instruction.op
                && let Some(op) = block.object(class, result, rest.iter().rev())
            {
                instruction.op = op;
                // The writes are in the datum.
                while rest.last().is_some_and(|write| writes_field_of(&write.op, result)) {
                    rest.pop();
                }
            }
            block.note(&instruction.op, result, function);
        }
        done.push(instruction);
    }
    function.blocks[b.index()].instructions = done;
}

fn writes_field_of(op: &Op, object: Value) -> bool {
    matches!(op, Op::FieldSet { object: of, .. } if *of == object)
}

impl Block<'_> {
    /// Remembers what the instruction gives, if that is constant.
    fn note(&mut self, op: &Op, result: Value, function: &Function) {
        let constant = match op {
            Op::Undefined => Constant::Undefined,
            Op::Null => Constant::Null,
            Op::Bool(b) => Constant::Bool(*b),
            Op::Number(bits) => Constant::Number(*bits),
            Op::Str(s) => Constant::Str(*s),
            Op::Func(f) => Constant::Func(*f),
            Op::Data(d) => Constant::Data(*d),
            Op::ToWord(v) | Op::RefineKinds { value: v, .. } => match self.known.get(v) {
                Some(constant) => *constant,
                None => return,
            },
            _ if function.ty(result) == Type::Num => match self.integer(result) {
                Some(n) => Constant::Number(n.to_bits()),
                None => return,
            },
            _ => return,
        };
        self.known.insert(result, constant);
    }

    /// The one integer that a number can be.
    fn integer(&self, value: Value) -> Option<f64> {
        let fact = self.facts.values[self.id.index()].get(value.index())?;
        let num = fact.num;
        let is_one = fact.bits == Kinds::NUM && num.is_int32() && !num.negative_zero && num.lo == num.hi;
        is_one.then_some(num.lo)
    }

    /// For an `array_new`.
    fn array(&mut self, op: &Op, result: Value) -> Option<Op> {
        let Op::ArrayNew { elements, .. } = op else { return None };
        let elements: Vec<Constant> = elements.iter().map(|v| self.known.get(v).copied()).collect::<Option<_>>()?;
        if self.may_lie_in_flash(result) {
            return Some(Op::Data(self.add(Datum::Array { elements, rep: Rep::Word })));
        }
        (elements.len() >= COPIED).then(|| Op::DataCopy(self.add(Datum::Array { elements, rep: Rep::Word })))
    }

    /// For a `new`; `after` is what follows it.
    fn object<'i>(&mut self, class: Class, result: Value, after: impl Iterator<Item = &'i Instruction>) -> Option<Op> {
        let info = &self.module.classes[class.index()];
        if info.base.is_some() || info.is_grown || !self.may_lie_in_flash(result) {
            return None;
        }
        let mut fields = vec![None; info.fields.len()];
        for write in after {
            match &write.op {
                Op::FieldSet { class: of, index, object, value } if *object == result && *of == class => {
                    fields[*index as usize] = Some(*self.known.get(value)?);
                }
                _ => break,
            }
        }
        let fields = fields.into_iter().collect::<Option<_>>()?;
        Some(Op::Data(self.add(Datum::Object { class, fields })))
    }

    fn may_lie_in_flash(&self, object: Value) -> bool {
        let Some(node) = self.groups.own(self.id, object) else { return false };
        let node = Groups::number(node);
        !self.ends.written[node] && (self.is_once || !self.ends.compared[node])
    }

    fn add(&mut self, datum: Datum) -> Data {
        self.module.data.push(datum);
        Data(self.module.data.len() as u32 - 1)
    }
}
