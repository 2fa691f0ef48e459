//! Reads Ir from its text: the exact inverse of `print`, for tests of passes.
//!
//! Text in, a [`Module`] or the first [`ParseError`] out. Nothing is verified here beyond the syntax; places in the
//! source are not part of the text, so every span is the default one.

use super::names::{KINDS, Named};
use super::{
    Block, BlockData, CaptureInfo, Cell, CellInfo, Class, ClassInfo, Constant, Convention, Data, Datum, Element, FieldInfo, Func, Function, Instruction, Kinds, Member, Module, NumRep, Op, Rep, Selector, Slot,
    Static, StaticInfo, Str, Target, Terminator, Type, Value,
};
use crate::source::Span;
use std::rc::Rc;

/// What is wrong with a text, and in which line (from 1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    /// The line.
    pub line: usize,
    /// What was expected or found.
    pub message: String,
}

type Parsed<T> = Result<T, ParseError>;

/// Reads a whole module.
pub fn parse_module(text: &str) -> Parsed<Module> {
    let mut parser = Parser { tokens: tokenize(text)?, at: 0 };
    let mut module = Module::default();
    while parser.peek() != &Token::End {
        parser.parse_item(&mut module)?;
    }
    Ok(module)
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    /// As written; its use decides how it is read.
    Number(String),
    Quoted(Vec<u16>),
    Mark(char),
    Arrow,
    End,
}

fn tokenize(text: &str) -> Parsed<Vec<(Token, usize)>> {
    let mut tokens = Vec::new();
    let mut rest = text.chars().peekable();
    let mut line = 1;
    while let Some(c) = rest.next() {
        let token = match c {
            '\n' => {
                line += 1;
                continue;
            }
            c if c.is_whitespace() => continue,
            '/' if rest.peek() == Some(&'/') => {
                while rest.peek().is_some_and(|&c| c != '\n') {
                    rest.next();
                }
                continue;
            }
            '"' => quoted(&mut rest).ok_or(ParseError { line, message: "a string without end".into() })?,
            '-' if rest.peek() == Some(&'>') => {
                rest.next();
                Token::Arrow
            }
            c if c.is_ascii_digit() || (c == '-' && rest.peek().is_some_and(|c| c.is_ascii_alphanumeric())) => Token::Number(number(c, &mut rest)),
            c if c.is_ascii_alphabetic() || c == '_' => {
                let mut word = String::from(c);
                while let Some(c) = rest.next_if(|c| c.is_ascii_alphanumeric() || *c == '_') {
                    word.push(c);
                }
                Token::Word(word)
            }
            c => Token::Mark(c),
        };
        tokens.push((token, line));
    }
    tokens.push((Token::End, line));
    Ok(tokens)
}

fn quoted(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<Token> {
    let mut units = Vec::new();
    loop {
        match rest.next()? {
            '"' => return Some(Token::Quoted(units)),
            '\\' if rest.next_if_eq(&'u').is_some() => {
                rest.next_if_eq(&'{')?;
                let mut hex = String::new();
                while let Some(c) = rest.next_if(|c| *c != '}') {
                    hex.push(c);
                }
                rest.next()?;
                units.push(u16::from_str_radix(&hex, 16).ok()?);
            }
            '\\' => units.push(rest.next()? as u16),
            c => units.extend(c.encode_utf16(&mut [0; 2]).iter()),
        }
    }
}

fn number(first: char, rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> String {
    let mut text = String::from(first);
    loop {
        let after_exponent = text.ends_with('e') && !text.starts_with("0x");
        match rest.next_if(|&c| c.is_ascii_alphanumeric() || c == '.' || (after_exponent && (c == '-' || c == '+'))) {
            Some(c) => text.push(c),
            None => return text,
        }
    }
}

struct Parser {
    tokens: Vec<(Token, usize)>,
    at: usize,
}

impl Parser {
    fn peek(&self) -> &Token {
        &self.tokens[self.at].0
    }

    fn next(&mut self) -> Token {
        let token = self.tokens[self.at].0.clone();
        if token != Token::End {
            self.at += 1;
        }
        token
    }

    fn fail<T>(&self, message: impl Into<String>) -> Parsed<T> {
        let at = self.at.saturating_sub(1);
        Err(ParseError { line: self.tokens[at].1, message: message.into() })
    }

    fn word(&mut self) -> Parsed<String> {
        match self.next() {
            Token::Word(w) => Ok(w),
            other => self.fail(format!("a word was expected, found {other:?}")),
        }
    }

    fn quoted(&mut self) -> Parsed<Vec<u16>> {
        match self.next() {
            Token::Quoted(units) => Ok(units),
            other => self.fail(format!("a string was expected, found {other:?}")),
        }
    }

    fn text(&mut self) -> Parsed<Rc<str>> {
        Ok(String::from_utf16_lossy(&self.quoted()?).into())
    }

    fn eat(&mut self, token: &Token) -> bool {
        let found = self.peek() == token;
        if found {
            self.at += 1;
        }
        found
    }

    fn eat_mark(&mut self, mark: char) -> bool {
        self.eat(&Token::Mark(mark))
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Token::Word(w) if w == word);
        if found {
            self.at += 1;
        }
        found
    }

    fn mark(&mut self, mark: char) -> Parsed<()> {
        if self.eat_mark(mark) {
            return Ok(());
        }
        let found = self.next();
        self.fail(format!("`{mark}` was expected, found {found:?}"))
    }

    /// An id such as `v12`.
    fn id(&mut self, prefix: char) -> Parsed<u32> {
        let word = self.word()?;
        match word.strip_prefix(prefix).and_then(|n| n.parse().ok()) {
            Some(n) => Ok(n),
            None => self.fail(format!("an id `{prefix}…` was expected, found `{word}`")),
        }
    }

    /// Whether an id with this prefix comes next.
    fn at_id(&self, prefix: char) -> bool {
        matches!(self.peek(), Token::Word(w) if w.strip_prefix(prefix).is_some_and(|n| n.parse::<u32>().is_ok()))
    }

    fn integer<T: std::str::FromStr>(&mut self) -> Parsed<T> {
        match self.next() {
            Token::Number(n) => n.parse().or_else(|_| self.fail(format!("`{n}` does not fit"))),
            other => self.fail(format!("a number was expected, found {other:?}")),
        }
    }

    fn named<T: Named>(&mut self) -> Parsed<T> {
        let word = self.word()?;
        match T::from_name(&word) {
            Some(member) => Ok(member),
            None => self.fail(format!("`{word}` is no {}", std::any::type_name::<T>())),
        }
    }

    fn value(&mut self) -> Parsed<Value> {
        self.id('v').map(Value)
    }

    fn function_id(&mut self) -> Parsed<Func> {
        self.id('f').map(Func)
    }

    fn optional_function(&mut self) -> Parsed<Option<Func>> {
        if self.eat_mark('-') { Ok(None) } else { self.function_id().map(Some) }
    }

    /// Values separated by commas up to `close`.
    fn values_until(&mut self, close: char) -> Parsed<Vec<Value>> {
        let mut values = Vec::new();
        while !self.eat_mark(close) {
            if !values.is_empty() {
                self.mark(',')?;
            }
            values.push(self.value()?);
        }
        Ok(values)
    }

    fn bracketed(&mut self) -> Parsed<Vec<Value>> {
        self.mark('[')?;
        self.values_until(']')
    }

    fn arguments(&mut self) -> Parsed<Vec<Value>> {
        self.mark('(')?;
        self.values_until(')')
    }

    /// A comma, then a value.
    fn more(&mut self) -> Parsed<Value> {
        self.mark(',')?;
        self.value()
    }

    fn two(&mut self) -> Parsed<[Value; 2]> {
        Ok([self.value()?, self.more()?])
    }

    fn parse_item(&mut self, module: &mut Module) -> Parsed<()> {
        let keyword = self.word()?;
        match keyword.as_str() {
            "string" => {
                self.expect_index('s', module.strings.len())?;
                module.strings.push(self.quoted()?.into());
            }
            "selector" => {
                self.expect_index('m', module.selectors.len())?;
                module.selectors.push(self.text()?);
            }
            "static" => {
                self.expect_index('g', module.statics.len())?;
                let (name, rep) = self.storage()?;
                module.statics.push(StaticInfo { name, rep });
            }
            "cell" => {
                self.expect_index('k', module.cells.len())?;
                let (name, rep) = self.storage()?;
                module.cells.push(CellInfo { name, rep });
            }
            "class" => {
                self.expect_index('c', module.classes.len())?;
                module.classes.push(self.parse_class()?);
            }
            "data" => {
                self.expect_index('d', module.data.len())?;
                module.data.push(self.datum()?);
            }
            "main" => module.main = Some(self.function_id()?),
            "describe" => module.describe = Some(self.function_id()?),
            "throw" => {
                let name = self.word()?;
                let function = self.function_id()?;
                match module.throws.by_name_mut(&name) {
                    Some(place) => *place = Some(function),
                    None => return self.fail(format!("`{name}` is no check")),
                }
            }
            "function" => {
                let id = self.function_id()?;
                if module.functions.len() <= id.index() {
                    module.functions.resize(id.index() + 1, None);
                }
                module.functions[id.index()] = Some(self.parse_function()?);
            }
            other => return self.fail(format!("`{other}` begins nothing")),
        }
        Ok(())
    }

    fn expect_index(&mut self, prefix: char, index: usize) -> Parsed<()> {
        if self.id(prefix)? as usize == index { Ok(()) } else { self.fail(format!("`{prefix}{index}` must come next")) }
    }

    /// `"name": rep`.
    fn storage(&mut self) -> Parsed<(Rc<str>, Rep)> {
        let name = self.text()?;
        self.mark(':')?;
        Ok((name, self.named()?))
    }

    fn datum(&mut self) -> Parsed<Datum> {
        let is_array = self.eat_word("array");
        if !is_array && !self.eat_word("object") {
            return self.fail("`array` or `object` was expected");
        }
        if is_array {
            let rep = self.rep()?;
            return Ok(Datum::Array { elements: self.constants()?, rep });
        }
        let class = Class(self.id('c')?);
        Ok(Datum::Object { class, fields: self.constants()? })
    }

    fn constants(&mut self) -> Parsed<Vec<Constant>> {
        self.mark('[')?;
        let mut constants = Vec::new();
        while !self.eat_mark(']') {
            if !constants.is_empty() {
                self.mark(',')?;
            }
            constants.push(self.constant()?);
        }
        Ok(constants)
    }

    fn constant(&mut self) -> Parsed<Constant> {
        for (word, constant) in [
            ("undefined", Constant::Undefined),
            ("null", Constant::Null),
            ("true", Constant::Bool(true)),
            ("false", Constant::Bool(false)),
        ] {
            if self.eat_word(word) {
                return Ok(constant);
            }
        }
        Ok(if self.at_id('s') {
            Constant::Str(Str(self.id('s')?))
        } else if self.at_id('f') {
            Constant::Func(self.function_id()?)
        } else if self.at_id('d') {
            Constant::Data(Data(self.id('d')?))
        } else {
            Constant::Number(self.number_bits()?)
        })
    }

    fn parse_class(&mut self) -> Parsed<ClassInfo> {
        let mut class = ClassInfo { name: self.text()?, ..ClassInfo::default() };
        if self.eat_word("base") {
            class.base = Some(Class(self.id('c')?));
        }
        class.is_shape = self.eat_word("shape");
        if self.eat_word("value") {
            class.value = Some(self.function_id()?);
        }
        class.is_grown = self.eat_word("grown");
        class.of_functions = self.eat_word("functions");
        self.mark('{')?;
        while !self.eat_mark('}') {
            let keyword = self.word()?;
            match keyword.as_str() {
                "field" => {
                    let (name, rep) = self.storage()?;
                    class.fields.push(FieldInfo { name, rep });
                }
                "vtable" => {
                    class.vtable.push(self.optional_function()?);
                    while self.eat_mark(',') {
                        class.vtable.push(self.optional_function()?);
                    }
                }
                "member" => {
                    let selector = Selector(self.id('m')?);
                    class.members.push((selector, self.parse_member()?));
                }
                other => return self.fail(format!("`{other}` is nothing in a class")),
            }
        }
        Ok(class)
    }

    fn parse_member(&mut self) -> Parsed<Member> {
        let keyword = self.word()?;
        Ok(match keyword.as_str() {
            "field" => {
                let (class, index) = self.class_and_index()?;
                Member::Field(class, index)
            }
            "method" => Member::Method(self.function_id()?),
            "added" => Member::Added(Class(self.id('c')?)),
            "accessor" => {
                let get = self.optional_function()?;
                self.mark(',')?;
                Member::Accessor(get, self.optional_function()?)
            }
            other => return self.fail(format!("`{other}` is no member")),
        })
    }

    /// `c1.2`.
    fn class_and_index(&mut self) -> Parsed<(Class, u32)> {
        let class = Class(self.id('c')?);
        self.mark('.')?;
        Ok((class, self.integer()?))
    }

    fn parse_function(&mut self) -> Parsed<Function> {
        let name = self.text()?;
        let mut function = Function {
            display_name: if self.eat_word("display") { self.text()? } else { name.clone() },
            name,
            result: None,
            convention: if self.eat_word("dynamic") { Convention::Dynamic } else { Convention::Direct },
            captures: Vec::new(),
            is_async: self.eat_word("async"),
            is_generator: self.eat_word("generator"),
            types: Vec::new(),
            blocks: Vec::new(),
            slots: Vec::new(),
            span: Span::default(),
        };
        if self.eat_word("captures") {
            function.captures = self.parse_captures()?;
        }
        if self.eat_word("slots") {
            self.mark('[')?;
            while !self.eat_mark(']') {
                function.slots.push(self.named()?);
                self.eat_mark(',');
            }
        }
        if self.eat(&Token::Arrow) {
            function.result = Some(self.named()?);
        }
        self.mark('{')?;
        while !self.eat_mark('}') {
            self.parse_block(&mut function)?;
        }
        Ok(function)
    }

    fn parse_captures(&mut self) -> Parsed<Vec<CaptureInfo>> {
        let mut captures = Vec::new();
        self.mark('[')?;
        while !self.eat_mark(']') {
            let (name, rep) = self.storage()?;
            let cell = if self.at_id('k') { Some(Cell(self.id('k')?)) } else { None };
            captures.push(CaptureInfo { name, rep, cell });
            self.eat_mark(',');
        }
        Ok(captures)
    }

    /// `v1: num`, noting the type.
    fn definition(&mut self, function: &mut Function) -> Parsed<Value> {
        let value = self.value()?;
        self.mark(':')?;
        let ty = self.named()?;
        if function.types.len() <= value.index() {
            function.types.resize(value.index() + 1, Type::Word);
        }
        function.types[value.index()] = ty;
        Ok(value)
    }

    fn parse_block(&mut self, function: &mut Function) -> Parsed<()> {
        self.expect_index('b', function.blocks.len())?;
        let mut block = BlockData { params: Vec::new(), instructions: Vec::new(), terminator: Terminator::Unreachable, handler: None };
        if self.eat_mark('(') {
            while !self.eat_mark(')') {
                block.params.push(self.definition(function)?);
                self.eat_mark(',');
            }
        }
        if self.eat_word("handler") {
            block.handler = Some(Block(self.id('b')?));
        }
        self.mark(':')?;
        loop {
            let result = if self.at_id('v') {
                let value = self.definition(function)?;
                self.mark('=')?;
                Some(value)
            } else {
                None
            };
            let word = self.word()?;
            if result.is_none()
                && let Some(terminator) = self.parse_terminator(&word)?
            {
                block.terminator = terminator;
                break;
            }
            let op = self.parse_op(&word)?;
            block.instructions.push(Instruction { result, op, span: Span::default() });
        }
        function.blocks.push(block);
        Ok(())
    }

    fn target(&mut self) -> Parsed<Target> {
        let block = Block(self.id('b')?);
        let args = if self.peek() == &Token::Mark('(') { self.arguments()? } else { Vec::new() };
        Ok(Target { block, args })
    }

    fn more_target(&mut self) -> Parsed<Target> {
        self.mark(',')?;
        self.target()
    }

    fn parse_terminator(&mut self, word: &str) -> Parsed<Option<Terminator>> {
        Ok(Some(match word {
            "jump" => Terminator::Jump(self.target()?),
            "branch" => Terminator::Branch { test: self.value()?, then: self.more_target()?, otherwise: self.more_target()? },
            "switch" => {
                let value = self.value()?;
                self.mark(',')?;
                self.mark('[')?;
                let mut cases = Vec::new();
                while !self.eat_mark(']') {
                    cases.push(self.target()?);
                    self.eat_mark(',');
                }
                Terminator::Switch { value, cases, default: self.more_target()? }
            }
            "return" => Terminator::Return(if self.at_id('v') && !self.at_definition() { Some(self.value()?) } else { None }),
            "throw" => Terminator::Throw(self.value()?),
            "unreachable" => Terminator::Unreachable,
            _ => return Ok(None),
        }))
    }

    /// Whether `v1:` comes next.
    fn at_definition(&self) -> bool {
        matches!(self.tokens.get(self.at + 1), Some((Token::Mark(':'), _)))
    }

    fn kinds(&mut self) -> Parsed<Kinds> {
        if self.eat_word("any") {
            return Ok(Kinds { bits: Kinds::ALL, class: None });
        }
        let mut kinds = Kinds::default();
        if self.eat_word("none") {
            return Ok(kinds);
        }
        loop {
            let word = self.word()?;
            match KINDS.iter().find(|(_, n)| *n == word) {
                Some((bit, _)) => kinds.bits |= bit,
                None => return self.fail(format!("`{word}` is no kind")),
            }
            if !self.eat_mark('|') {
                break;
            }
        }
        if self.eat_mark('(') {
            kinds.class = Some(Class(self.id('c')?));
            self.mark(')')?;
        }
        Ok(kinds)
    }

    /// `.i32` or nothing.
    fn num_rep(&mut self) -> Parsed<NumRep> {
        if self.eat_mark('.') { self.named() } else { Ok(NumRep::Open) }
    }

    /// `.u8` or nothing.
    fn rep(&mut self) -> Parsed<Rep> {
        if self.eat_mark('.') { self.named() } else { Ok(Rep::Word) }
    }

    fn parse_op(&mut self, word: &str) -> Parsed<Op> {
        if let Some(op) = Named::from_name(word) {
            return Ok(Op::Num { op, rep: self.num_rep()?, args: self.two()? });
        }
        if let Some(op) = Named::from_name(word) {
            return Ok(Op::NumUnary { op, rep: self.num_rep()?, arg: self.value()? });
        }
        if let Some(op) = Named::from_name(word) {
            return Ok(Op::NumCompare { op, rep: self.num_rep()?, args: self.two()? });
        }
        if let Some(how) = Named::from_name(word) {
            return Ok(Op::Convert(how, self.value()?));
        }
        Ok(match word {
            "number" => Op::Number(self.number_bits()?),
            "int" => Op::Int(self.int_bits()?),
            "bool" => Op::Bool(self.word()? == "true"),
            "undefined" => Op::Undefined,
            "null" => Op::Null,
            "str" => Op::Str(Str(self.id('s')?)),
            "func" => Op::Func(self.function_id()?),
            "data" => Op::Data(Data(self.id('d')?)),
            "data_copy" => Op::DataCopy(Data(self.id('d')?)),
            "refine" => Op::Refine { value: self.value()?, compare: self.named()?, bound: self.value()? },
            "refine_kinds" => {
                let kinds = self.kinds()?;
                Op::RefineKinds { value: self.value()?, kinds }
            }
            "not" => Op::Not(self.value()?),
            "to_word" => Op::ToWord(self.value()?),
            "expect" => Op::Expect { kinds: self.kinds()?, value: self.value()?, why: self.named()? },
            "is_hole" => Op::IsHole { rep: self.rep()?, value: self.value()? },
            "check_present" => Op::CheckPresent { rep: self.rep()?, value: self.value()? },
            "is" => Op::Is { kinds: self.kinds()?, value: self.value()? },
            "strict_equal" => Op::StrictEqual(self.two()?),
            "loose_equal" => Op::LooseEqual(self.two()?),
            "truthy" => Op::Truthy(self.value()?),
            "same" => Op::Same(self.two()?),
            "typeof" => Op::TypeOf(self.value()?),
            "num_to_string" => Op::NumToString(self.value()?),
            _ => return self.parse_storage_op(word),
        })
    }

    fn number_bits(&mut self) -> Parsed<u64> {
        let text = match self.next() {
            Token::Number(n) => n,
            Token::Word(w) => w,
            other => return self.fail(format!("a number was expected, found {other:?}")),
        };
        if text == "nan" {
            let Token::Number(hex) = self.next() else { return self.fail("the bits of a nan were expected") };
            return u64::from_str_radix(hex.trim_start_matches("0x"), 16).or_else(|_| self.fail("the bits of a nan were expected"));
        }
        text.parse::<f64>().map(f64::to_bits).or_else(|_| self.fail(format!("`{text}` is no number")))
    }

    fn int_bits(&mut self) -> Parsed<u32> {
        let value: i64 = self.integer()?;
        if value < i32::MIN.into() || value > u32::MAX.into() { self.fail("an int has 32 bits") } else { Ok(value as u32) }
    }

    fn parse_storage_op(&mut self, word: &str) -> Parsed<Op> {
        Ok(match word {
            "new" => Op::New(Class(self.id('c')?)),
            "field_get" => {
                let (class, index) = self.class_and_index()?;
                Op::FieldGet { class, index, object: self.value()? }
            }
            "field_set" => {
                let (class, index) = self.class_and_index()?;
                Op::FieldSet { class, index, object: self.value()?, value: self.more()? }
            }
            "member_get" => Op::MemberGet { selector: Selector(self.id('m')?), object: self.value()? },
            "member_set" => Op::MemberSet { selector: Selector(self.id('m')?), object: self.value()?, value: self.more()? },
            "has_member" => Op::HasMember { selector: Selector(self.id('m')?), object: self.value()? },
            "array_new" => {
                let rep = self.rep()?;
                Op::ArrayNew { elements: self.bracketed()?, rep }
            }
            "array_new_filled" => {
                let rep = self.rep()?;
                Op::ArrayNewFilled { length: self.value()?, rep }
            }
            "array_length" => Op::ArrayLength(self.value()?),
            "check_index" => Op::CheckIndex { object: self.value()?, index: self.more()? },
            "in_bounds" => Op::InBounds { object: self.value()?, index: self.more()? },
            "element_get" => {
                let rep = self.rep()?;
                Op::ElementGet { object: self.value()?, index: self.more()?, rep }
            }
            "element_set" => {
                let rep = self.rep()?;
                Op::ElementSet { object: self.value()?, index: self.more()?, value: self.more()?, rep }
            }
            "array_push" => {
                let rep = self.rep()?;
                Op::ArrayPush { object: self.value()?, value: self.more()?, rep }
            }
            "element_put" => {
                let rep = self.rep()?;
                Op::ElementPut { object: self.value()?, index: self.more()?, value: self.more()?, rep }
            }
            "array_pop" => {
                let rep = self.rep()?;
                Op::ArrayPop { object: self.value()?, rep }
            }
            "array_set_length" => {
                let rep = self.rep()?;
                Op::ArraySetLength { object: self.value()?, length: self.more()?, rep }
            }
            "string_length" => Op::StringLength(self.value()?),
            "string_unit" => Op::StringUnit { object: self.value()?, index: self.more()? },
            "string_check_index" => Op::StringCheckIndex { object: self.value()?, index: self.more()? },
            "string_in_bounds" => Op::StringInBounds { object: self.value()?, index: self.more()? },
            "concat" => {
                let reuse = self.eat_mark('.') && self.eat_word("reuse");
                Op::Concat { left: self.value()?, right: self.more()?, reuse }
            }
            _ => return self.parse_view_op(word),
        })
    }

    fn parse_view_op(&mut self, word: &str) -> Parsed<Op> {
        Ok(match word {
            "view_length" => Op::ViewLength(self.value()?),
            "view_check_index" => Op::ViewCheckIndex { object: self.value()?, index: self.more()? },
            "view_in_bounds" => Op::ViewInBounds { object: self.value()?, index: self.more()? },
            "view_new" => Op::ViewNew { element: self.element()?, length: self.value()? },
            "view_of" => Op::ViewOf { element: self.element()?, buffer: self.value()?, offset: self.more()?, length: self.more()? },
            "view_get" => Op::ViewGet { element: self.element()?, object: self.value()?, index: self.more()? },
            "view_set" => Op::ViewSet { element: self.element()?, object: self.value()?, index: self.more()?, value: self.more()? },
            "view_buffer" => Op::ViewBuffer { element: self.element()?, object: self.value()? },
            "view_offset" => Op::ViewOffset { element: self.element()?, object: self.value()? },
            _ => return self.parse_variable_op(word),
        })
    }

    /// `.u8`
    fn element(&mut self) -> Parsed<Element> {
        self.mark('.')?;
        self.named()
    }

    fn parse_variable_op(&mut self, word: &str) -> Parsed<Op> {
        Ok(match word {
            "static_get" => Op::StaticGet(Static(self.id('g')?)),
            "static_set" => Op::StaticSet(Static(self.id('g')?), self.more()?),
            "cell_new" => Op::CellNew(Cell(self.id('k')?), self.more()?),
            "cell_get" => Op::CellGet(Cell(self.id('k')?), self.more()?),
            "cell_set" => Op::CellSet { cell: Cell(self.id('k')?), object: self.more()?, value: self.more()? },
            "closure_new" => Op::ClosureNew { function: self.function_id()?, captures: self.bracketed()? },
            "capture_get" => Op::CaptureGet { of: None, index: self.integer()?, closure: self.value()? },
            "capture_of" => Op::CaptureGet { of: Some(self.function_id()?), index: self.integer()?, closure: self.value()? },
            "slot_get" => Op::SlotGet(Slot(self.id('t')?)),
            "slot_set" => Op::SlotSet(Slot(self.id('t')?), self.more()?),
            "call" => Op::Call { function: self.function_id()?, args: self.arguments()? },
            "call_virtual" => {
                let (class, slot) = self.class_and_index()?;
                Op::CallVirtual { class, slot, args: self.arguments()? }
            }
            "call_closure" => Op::CallClosure { callee: self.value()?, args: self.arguments()? },
            "call_member" => Op::CallMember {
                selector: Selector(self.id('m')?),
                args: self.arguments()?,
                called: if self.eat_word("called") { Some(self.value()?) } else { None },
            },
            "call_runtime" => Op::CallRuntime { name: self.word()?.into(), args: self.arguments()? },
            "await" => Op::Await(self.value()?),
            "board_constant" => Op::BoardConstant(self.text()?),
            other => return self.fail(format!("`{other}` is no operation")),
        })
    }
}
