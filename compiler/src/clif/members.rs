//! Members found by name at run time: interfaces, unions, object types.
//!
//! Every selector has a colour so that no class has two selectors of one colour. A class's interface table has an entry of two words
//! at each colour: a tag that names the selector and the sort of member, and the field's offset or the code's address.
//! Finding a member is therefore three loads and a comparison, however many classes there are. A descriptor without a table has address
//! 0 there, and what lies at addresses near 0 (the vector table) is never a tag.

use super::calls::abi_type;
use super::data::FUNCTION_MEMBERS;
use super::function::Translator;
use super::memory::Region;
use crate::ir::{self, Member, Module, Op, Rep, Selector, Type};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, InstBuilder, Value, types};

/// Byte offset of the interface table's address in a descriptor.
const TABLE: u32 = 16;

/// What sort of member an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// The second word is the offset of a word in the object.
    Field,
    /// The second word is code.
    Method,
    /// The second word is the getter's code.
    Accessor,
}

impl Sort {
    /// The sort of a member that is there.
    pub fn of(member: &Member) -> Option<Sort> {
        match member {
            Member::Field(..) => Some(Sort::Field),
            Member::Method(_) => Some(Sort::Method),
            Member::Accessor(..) => Some(Sort::Accessor),
            Member::Added(_) => None,
        }
    }
}

/// What a failing check tells of.
#[derive(Clone, Copy)]
struct Wrong {
    /// The object that lacks a member, or what is called.
    value: Value,
    /// How the program names what is called, if the error says that.
    called: Option<Value>,
}

/// Makes tags.
pub struct Tag(u32);

/// No address of code or RAM on any chip begins with these bits, and 0 is no tag.
pub const MEMBER_TAG: Tag = Tag(0xa5 << 24);

impl Tag {
    /// The tag of a selector's entry.
    pub fn of(&self, selector: Selector, sort: Sort) -> u32 {
        self.0 | selector.0 << 2 | sort as u32 + 1
    }
}

/// The colours.
#[derive(Debug)]
pub struct Selectors {
    colours: Vec<u32>,
    length: u32,
}

impl Selectors {
    /// Colours greedily, in order of the selectors.
    pub fn new(module: &Module) -> Selectors {
        let mut colours: Vec<u32> = Vec::new();
        for i in 0..module.selectors.len() {
            let selector = Selector(i as u32);
            let mut taken = vec![false; i + 1];
            for class in &module.classes {
                if class.members.iter().any(|(s, _)| *s == selector) {
                    for (other, _) in class.members.iter().filter(|(o, _)| o.index() < i) {
                        taken[colours[other.index()] as usize] = true;
                    }
                }
            }
            colours.push(taken.iter().position(|t| !t).expect("i + 1 colours are enough for i + 1 selectors") as u32);
        }
        let length = colours.iter().max().map_or(0, |m| m + 1);
        Selectors { colours, length }
    }

    /// A selector's colour.
    pub fn colour(&self, selector: Selector) -> Option<u32> {
        self.colours.get(selector.index()).copied()
    }

    /// Entries of every table.
    pub fn length(&self) -> u32 {
        self.length
    }
}

impl Translator<'_, '_> {
    /// Reads, writes, tests and calls of members.
    pub fn member_op(&mut self, op: &Op, _result: Option<Type>) -> Option<Value> {
        match op {
            Op::MemberGet { selector, object } => {
                let object = self.value(*object);
                let wrong = Wrong { value: object, called: None };
                let (tag, found) = self.find(*selector, object, wrong);
                Some(self.member_get(*selector, object, tag, found, wrong))
            }
            Op::MemberSet { selector, object, value } => {
                let (object, value) = (self.value(*object), self.value(*value));
                self.member_set(*selector, object, value);
                None
            }
            Op::HasMember { selector, object } => {
                let object = self.value(*object);
                Some(self.has_member(*selector, object))
            }
            Op::CallMember { selector, args, called } => {
                let args = self.all(args);
                let called = called.map(|text| self.value(text));
                Some(self.call_member(*selector, &args, called))
            }
            _ => unreachable!("translate_rest sends members here"),
        }
    }

    /// Which sorts of members the classes of the program have under this name.
    fn sorts(&self, selector: Selector) -> Vec<Sort> {
        let mut sorts = Vec::new();
        for (_, member) in self.module.classes.iter().flat_map(|c| &c.members).filter(|(s, _)| *s == selector) {
            if let Some(sort) = Sort::of(member).filter(|s| !sorts.contains(s)) {
                sorts.push(sort);
            }
        }
        sorts
    }

    /// The entry's address; the descriptor must be that of an object.
    fn entry(&mut self, selector: Selector, descriptor: Value) -> (Value, u32) {
        let selectors = Selectors::new(self.module);
        let colour = selectors.colour(selector).expect("the verifier saw that it exists");
        (self.load_constant(descriptor, TABLE), colour * 8)
    }

    /// The entry's two words, TypeError when `object` is no object at all. The tag is not yet tested.
    fn find(&mut self, selector: Selector, object: Value, wrong: Wrong) -> (Value, Value) {
        let is_object = self.is_holder(selector, object);
        let is_other = self.not(is_object);
        self.fail_if(is_other, |t| t.lacks_member(wrong));
        let descriptor = self.descriptor(object);
        let (table, offset) = self.entry(selector, descriptor);
        (self.load_constant(table, offset), self.load_constant(table, offset + 4))
    }

    /// Whether a word is of a type that may have such a member: an object, or a class that is a value.
    fn is_holder(&mut self, selector: Selector, word: Value) -> Value {
        let holders = self.module.classes.iter().filter(|c| c.members.iter().any(|(s, _)| *s == selector));
        let (values, objects): (Vec<_>, Vec<_>) = holders.partition(|c| c.value.is_some() || c.of_functions);
        match (values.is_empty(), objects.is_empty()) {
            (true, _) => self.is_type(word, abi_type::OBJECT),
            (false, true) => self.is_type(word, abi_type::FUNCTION),
            (false, false) => self.is_address_and(word, |t, descriptor| {
                let found = t.load_constant_byte(descriptor, 1);
                let is_object = t.builder.ins().icmp_imm_u(IntCC::Equal, found, i64::from(abi_type::OBJECT));
                let is_function = t.builder.ins().icmp_imm_u(IntCC::Equal, found, i64::from(abi_type::FUNCTION));
                t.builder.ins().bor(is_object, is_function)
            }),
        }
    }

    /// An object's descriptor, which no longer is what it was if the object has grown.
    fn descriptor(&mut self, object: Value) -> Value {
        if self.module.has_growth() { self.load_word(Region::Descriptor, object, 0) } else { self.load_constant(object, 0) }
    }

    fn lacks_member(&mut self, wrong: Wrong) {
        match wrong.called {
            Some(text) => self.throw_with(self.module.throws.called, "called", &[text]),
            None => self.throw_with(self.module.throws.member, "member", &[wrong.value]),
        }
    }

    /// TypeError: what is called is no function.
    fn is_no_function(&mut self, wrong: Wrong) {
        match wrong.called {
            Some(text) => self.throw_with(self.module.throws.called, "called", &[text]),
            None => self.throw_with(self.module.throws.callable, "callable", &[wrong.value]),
        }
    }

    fn is_sort(&mut self, selector: Selector, tag: Value, sort: Sort) -> Value {
        let wanted = self.int(MEMBER_TAG.of(selector, sort) as i32);
        self.builder.ins().icmp(IntCC::Equal, tag, wanted)
    }

    /// TypeError unless the entry is of this sort.
    fn must_be(&mut self, selector: Selector, tag: Value, sort: Sort, wrong: Wrong) {
        let right = self.is_sort(selector, tag, sort);
        let is_other = self.not(right);
        self.fail_if(is_other, |t| t.lacks_member(wrong));
    }

    fn member_get(&mut self, selector: Selector, object: Value, tag: Value, found: Value, wrong: Wrong) -> Value {
        let field = |t: &mut Self| {
            t.must_be(selector, tag, Sort::Field, wrong);
            let address = t.builder.ins().iadd(object, found);
            t.load(Region::Member(selector), Rep::Word, address, 0)
        };
        if !self.sorts(selector).contains(&Sort::Accessor) {
            return field(self);
        }
        let accessor = self.is_sort(selector, tag, Sort::Accessor);
        self.either(accessor, types::I32, |t| t.call_dynamic(found, &[object]).expect("a getter gives a word"), field)
    }

    fn member_set(&mut self, selector: Selector, object: Value, value: Value) {
        let done = self.builder.create_block();
        for class in 0..self.module.classes.len() {
            // Setters are few: each class that has one is asked for by its id.
            let class = ir::Class(class as u32);
            let member = self.module.classes[class.index()].members.iter().find(|(s, _)| *s == selector);
            let Some((_, Member::Accessor(_, Some(setter)))) = member else { continue };
            let exactly = if self.module.classes[class.index()].of_functions { self.is_plain_function(object) } else { self.is_exactly(object, class) };
            let (call, next) = (self.builder.create_block(), self.builder.create_block());
            self.builder.ins().brif(exactly, call, &[], next, &[]);
            self.builder.switch_to_block(call);
            self.call_function(*setter, &[object, value]);
            self.builder.ins().jump(done, &[]);
            self.builder.switch_to_block(next);
        }
        let (tag, found) = self.find(selector, object, Wrong { value: object, called: None });
        let is_field = self.is_sort(selector, tag, Sort::Field);
        let is_missing = self.not(is_field);
        self.fail_if(is_missing, |t| t.add_member(selector, object, value, done));
        let address = self.builder.ins().iadd(object, found);
        self.store(Region::Member(selector), Rep::Word, value, address, 0);
        self.builder.ins().jump(done, &[]);
        self.builder.switch_to_block(done);
    }

    /// Adds a member to an object that lacks it and goes to `done`, or throws.
    fn add_member(&mut self, selector: Selector, object: Value, value: Value, done: Block) {
        for class in 0..self.module.classes.len() {
            let member = self.module.classes[class].members.iter().find(|(s, _)| *s == selector);
            let Some(&(_, Member::Added(grown))) = member else { continue };
            let class = self.symbols.class(ir::Class(class as u32)).to_string();
            let (wanted, descriptor) = (self.address(&class), self.descriptor(object));
            let exactly = self.builder.ins().icmp(IntCC::Equal, descriptor, wanted);
            self.fail_if(exactly, |t| {
                t.store(Region::Member(selector), Rep::Word, value, object, t.layouts.field(grown, 0));
                let name = t.symbols.class(grown).to_string();
                let descriptor = t.address(&name);
                t.store_word(Region::Descriptor, descriptor, object, 0);
                t.builder.ins().jump(done, &[]);
            });
        }
        self.lacks_member(Wrong { value: object, called: None });
    }

    /// Whether a word is an instance of this class itself.
    fn is_exactly(&mut self, word: Value, class: ir::Class) -> Value {
        let name = self.symbols.class(class).to_string();
        self.is_address_and(word, |t, descriptor| {
            let wanted = t.address(&name);
            t.builder.ins().icmp(IntCC::Equal, descriptor, wanted)
        })
    }

    /// Whether a word is a function that is no class: those have one interface table in common.
    fn is_plain_function(&mut self, word: Value) -> Value {
        self.is_address_and(word, |t, descriptor| {
            let table = t.load_constant(descriptor, TABLE);
            let wanted = t.address(FUNCTION_MEMBERS);
            t.builder.ins().icmp(IntCC::Equal, table, wanted)
        })
    }

    fn has_member(&mut self, selector: Selector, object: Value) -> Value {
        let is_object = self.is_holder(selector, object);
        self.either(
            is_object,
            types::I8,
            |t| {
                let descriptor = t.descriptor(object);
                let (table, offset) = t.entry(selector, descriptor);
                let tag = t.load_constant(table, offset);
                // Whatever the sort.
                let tag = t.builder.ins().band_imm_s(tag, !3);
                let wanted = t.int((MEMBER_TAG.of(selector, Sort::Field) & !3) as i32);
                t.builder.ins().icmp(IntCC::Equal, tag, wanted)
            },
            |t| t.builder.ins().iconst(types::I8, 0),
        )
    }

    /// A method gets the object first; a field or getter must give a function, which gets itself first.
    fn call_member(&mut self, selector: Selector, args: &[Value], called: Option<Value>) -> Value {
        let object = args[0];
        let wrong = Wrong { value: object, called };
        let (tag, found) = self.find(selector, object, wrong);
        let sorts = self.sorts(selector);
        let method = |t: &mut Self| t.call_dynamic(found, args).expect("the dynamic convention gives a word");
        if sorts.iter().all(|s| *s == Sort::Method) {
            self.must_be(selector, tag, Sort::Method, wrong);
            return method(self);
        }
        let is_method = self.is_sort(selector, tag, Sort::Method);
        self.either(is_method, types::I32, method, |t| {
            let callee = t.member_get(selector, object, tag, found, wrong);
            let is_function = t.is_type(callee, abi_type::FUNCTION);
            let is_other = t.not(is_function);
            t.fail_if(is_other, |t| t.is_no_function(Wrong { value: callee, called }));
            let code = t.load_constant(callee, 4);
            let mut all = vec![callee];
            all.extend(&args[1..]);
            t.call_dynamic(code, &all).expect("the dynamic convention gives a word")
        })
    }
}
