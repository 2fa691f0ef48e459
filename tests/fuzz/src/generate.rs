//! Random CLIF as text: valid, terminating, without traps.
//!
//! Structured control flow (if, counted loops, tables) over values of i8 to i64 and f64, memory in one stack slot, calls of functions made before.
//! (`isplit` and `iconcat` are left out: the interpreter knows them for i128 only.)
//! Values defined in a branch are used in it only; what leaves it goes through block parameters.

use std::fmt::Write;

/// xorshift64*
pub struct Random(u64);

impl Random {
    /// From a seed.
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// A number, often small or at an edge.
    pub fn number(&mut self) -> i64 {
        let wide = (self.next() << 32 ^ self.next()) as i64;
        match self.below(8) {
            0 => self.below(16) as i64,
            1 => -(self.below(300) as i64),
            2 => self.below(300) as i64,
            3 => self.pick(&[
                0,
                1,
                -1,
                255,
                256,
                0x7fff_ffff,
                0x8000_0000,
                -0x8000_0000,
                0xffff,
                0x1_0000,
                i64::MAX,
                i64::MIN,
                0xff00,
                510,
                511,
            ]),
            4 => 1 << self.below(63),
            5 => (1i64 << self.below(32)) - 1,
            _ => wide,
        }
    }
}

const INTEGERS: [&str; 4] = ["i8", "i16", "i32", "i64"];

#[derive(Clone)]
struct Value {
    name: String,
    ty: &'static str,
}

/// Makes one program.
pub struct Generator {
    random: Random,
    text: String,
    values: Vec<Value>,
    next_value: usize,
    next_block: usize,
    /// Parameters of functions made before.
    callees: Vec<Vec<&'static str>>,
    budget: i32,
}

fn bits(ty: &str) -> u32 {
    match ty {
        "i8" => 8,
        "i16" => 16,
        "i32" => 32,
        _ => 64,
    }
}

impl Generator {
    /// From a seed.
    pub fn new(seed: u64) -> Generator {
        Generator {
            random: Random::new(seed),
            text: String::new(),
            values: Vec::new(),
            next_value: 0,
            next_block: 0,
            callees: Vec::new(),
            budget: 0,
        }
    }

    /// Some functions; the last is `%f`.
    pub fn program(mut self) -> String {
        for index in 0..self.random.below(3) {
            self.function(&format!("g{index}"));
        }
        self.function("f");
        self.text
    }

    fn line(&mut self, text: &str) {
        writeln!(self.text, "    {text}").expect("a string takes what is written");
    }

    fn define(&mut self, ty: &'static str, text: &str) -> Value {
        let name = format!("v{}", self.next_value);
        self.next_value += 1;
        self.line(&format!("{name} = {text}"));
        let value = Value { name, ty };
        self.values.push(value.clone());
        value
    }

    /// An address, which is no value: it differs between machine and interpreter.
    fn slot(&mut self) -> String {
        let name = self.define("i32", "stack_addr.i32 ss0").name;
        self.values.pop();
        name
    }

    fn function(&mut self, name: &str) {
        let params: Vec<&'static str> = (0..self.random.below(7)).map(|_| self.random.pick(&["i32", "i32", "i64"])).collect();
        let result = self.random.pick(&["i32", "i64"]);
        (self.values, self.next_value, self.next_block) = (Vec::new(), 0, 1);
        self.budget = self.random.pick(&[5, 20, 60, 120]);
        writeln!(self.text, "function %{name}({}) -> {result} system_v {{", params.join(", ")).expect("a string takes what is written");
        self.line("ss0 = explicit_slot 128, align = 8");
        for (index, callee) in self.callees.clone().iter().enumerate() {
            let result = callee[0];
            self.line(&format!("sig{index} = ({}) -> {result} system_v", callee[1..].join(", ")));
            self.line(&format!("fn{index} = %g{index} sig{index}"));
        }
        let mut names = Vec::new();
        for ty in &params {
            let name = format!("v{}", self.next_value);
            self.next_value += 1;
            names.push(format!("{name}: {ty}"));
            self.values.push(Value { name, ty });
        }
        writeln!(self.text, "block0({}):", names.join(", ")).expect("a string takes what is written");
        for offset in (0..128).step_by(8) {
            // The interpreter's stack begins with garbage.
            let value = self.value("i64");
            let base = self.slot();
            self.line(&format!("store.i64 {value}, {base}+{offset}"));
        }
        self.statements(0);
        self.finish(result);
        self.text.push_str("}\n");
        self.callees.push([result].into_iter().chain(params).collect());
    }

    /// Everything in scope goes into the result.
    fn finish(&mut self, result: &'static str) {
        let mut sum = self.value(result);
        let from = self.values.len().saturating_sub(12);
        for value in self.values[from..].to_vec() {
            if value.ty == "f64" {
                continue;
            }
            let value = self.converted(&value, result);
            sum = self.define(result, &format!("bxor {sum}, {value}")).name;
            let number = self.define(result, &format!("iconst.{result} 5")).name;
            sum = self.define(result, &format!("rotl {sum}, {number}")).name;
        }
        self.line(&format!("return {sum}"));
    }

    fn converted(&mut self, value: &Value, ty: &'static str) -> String {
        match bits(value.ty).cmp(&bits(ty)) {
            std::cmp::Ordering::Equal => value.name.clone(),
            std::cmp::Ordering::Less => {
                let op = self.random.pick(&["uextend", "sextend"]);
                self.define(ty, &format!("{op}.{ty} {}", value.name)).name
            }
            std::cmp::Ordering::Greater => self.define(ty, &format!("ireduce.{ty} {}", value.name)).name,
        }
    }

    /// Some value of a type in scope, or a constant, or a converted one.
    fn value(&mut self, ty: &'static str) -> String {
        let fitting: Vec<usize> = (0..self.values.len()).filter(|i| self.values[*i].ty == ty).collect();
        if !fitting.is_empty() && self.random.below(8) > 0 {
            // Prefer late ones.
            let back = self.random.below(fitting.len()).min(self.random.below(fitting.len()));
            return self.values[fitting[fitting.len() - 1 - back]].name.clone();
        }
        if ty == "f64" {
            let number = self.value("i32");
            return self.define(ty, &format!("fcvt_from_sint.f64 {number}")).name;
        }
        let others: Vec<usize> = (0..self.values.len()).filter(|i| self.values[*i].ty != "f64").collect();
        if !others.is_empty() && self.random.below(2) == 0 {
            let index = self.random.pick(&others);
            let other = self.values[index].clone();
            return self.converted(&other, ty);
        }
        let number = self.random.number();
        let shift = 64 - bits(ty);
        self.define(ty, &format!("iconst.{ty} {}", number << shift >> shift)).name
    }

    fn condition(&mut self) -> String {
        match self.random.below(6) {
            0 => self.value("i8"),
            1 => {
                let (x, y) = (self.value("f64"), self.value("f64"));
                let cc = self.random.pick(&["eq", "ne", "lt", "le", "gt", "ge", "uno", "ord", "ult", "uge", "one", "ueq", "ugt", "ule"]);
                self.define("i8", &format!("fcmp {cc} {x}, {y}")).name
            }
            2 => {
                let ty = self.random.pick(&INTEGERS);
                let (x, y) = (self.value(ty), self.value(ty));
                self.define(ty, &format!("band {x}, {y}")).name
            }
            _ => self.compare(),
        }
    }

    fn compare(&mut self) -> String {
        let ty = self.random.pick(&["i8", "i16", "i32", "i32", "i32", "i64"]);
        let (x, y) = (self.value(ty), self.value(ty));
        let cc = self.random.pick(&["eq", "ne", "slt", "sle", "sgt", "sge", "ult", "ule", "ugt", "uge"]);
        self.define("i8", &format!("icmp {cc} {x}, {y}")).name
    }

    fn statements(&mut self, depth: usize) {
        for _ in 0..2 + self.random.below(8) {
            if self.budget <= 0 {
                return;
            }
            self.budget -= 1;
            match self.random.below(20) {
                0..=1 if depth < 3 => self.branch(depth),
                2 if depth < 2 => self.repeat(depth),
                3 if depth < 3 => self.table(depth),
                4..=6 => self.memory(),
                7 if !self.callees.is_empty() && depth < 2 => self.call(),
                8 => self.float(),
                9 => self.overflow(depth),
                10..=11 => self.unary(),
                _ => self.binary(),
            }
        }
    }

    fn block(&mut self) -> usize {
        self.next_block += 1;
        self.next_block - 1
    }

    fn start(&mut self, block: usize, params: &[Value]) {
        let list: Vec<String> = params.iter().map(|p| format!("{}: {}", p.name, p.ty)).collect();
        let list = if list.is_empty() { String::new() } else { format!("({})", list.join(", ")) };
        writeln!(self.text, "block{block}{list}:").expect("a string takes what is written");
    }

    fn fresh(&mut self, types: &[&'static str]) -> Vec<Value> {
        types
            .iter()
            .map(|ty| {
                self.next_value += 1;
                Value { name: format!("v{}", self.next_value - 1), ty }
            })
            .collect()
    }

    fn some_types(&mut self) -> Vec<&'static str> {
        (0..self.random.below(4)).map(|_| self.random.pick(&["i32", "i32", "i64", "i8", "i16", "f64"])).collect()
    }

    fn arguments(&mut self, types: &[&'static str]) -> String {
        let list: Vec<String> = types.iter().map(|ty| self.value(ty)).collect();
        if list.is_empty() { String::new() } else { format!("({})", list.join(", ")) }
    }

    /// Runs statements whose values go out of scope again; gives what they pass on.
    fn inner(&mut self, depth: usize, types: &[&'static str]) -> String {
        let scope = self.values.len();
        self.statements(depth + 1);
        let arguments = self.arguments(types);
        self.values.truncate(scope);
        arguments
    }

    fn branch(&mut self, depth: usize) {
        let types = self.some_types();
        let condition = self.condition();
        let (yes, no, join) = (self.block(), self.block(), self.block());
        if self.random.below(4) == 0 {
            // A critical edge.
            let arguments = self.arguments(&types);
            self.line(&format!("brif {condition}, block{yes}, block{join}{arguments}"));
            self.start(yes, &[]);
            let arguments = self.inner(depth, &types);
            self.line(&format!("jump block{join}{arguments}"));
        } else {
            self.line(&format!("brif {condition}, block{yes}, block{no}"));
            for block in [yes, no] {
                self.start(block, &[]);
                let arguments = self.inner(depth, &types);
                self.line(&format!("jump block{join}{arguments}"));
            }
        }
        let params = self.fresh(&types);
        self.start(join, &params);
        self.values.extend(params);
    }

    fn repeat(&mut self, depth: usize) {
        let mut types = vec!["i32"];
        types.extend(self.some_types());
        let (head, body, exit) = (self.block(), self.block(), self.block());
        let rounds = self.random.below(6);
        let count = self.define("i32", &format!("iconst.i32 {rounds}")).name;
        let arguments = self.arguments(&types[1..]);
        let list = join(&count, &arguments);
        self.line(&format!("jump block{head}{list}"));
        let params = self.fresh(&types);
        self.start(head, &params);
        self.values.extend(params.clone());
        let zero = self.define("i32", "iconst.i32 0").name;
        let test = self.random.pick(&["ne", "ugt", "sgt"]);
        let more = self.define("i8", &format!("icmp {test} {}, {zero}", params[0].name)).name;
        self.line(&format!("brif {more}, block{body}, block{exit}"));
        self.start(body, &[]);
        let scope = self.values.len();
        self.statements(depth + 1);
        let one = self.define("i32", "iconst.i32 1").name;
        let less = self.define("i32", &format!("isub {}, {one}", params[0].name)).name;
        let arguments = self.arguments(&types[1..]);
        self.values.truncate(scope);
        self.line(&format!("jump block{head}{}", join(&less, &arguments)));
        self.start(exit, &[]);
    }

    fn table(&mut self, depth: usize) {
        let types = self.some_types();
        let index = self.value("i32");
        let cases: Vec<usize> = (0..1 + self.random.below(4)).map(|_| self.block()).collect();
        let (default, end) = (self.block(), self.block());
        let mask = self.define("i32", "iconst.i32 7").name;
        let index = if self.random.below(3) == 0 { index } else { self.define("i32", &format!("band {index}, {mask}")).name };
        let list: Vec<String> = (0..1 + self.random.below(9)).map(|_| format!("block{}", self.random.pick(&cases))).collect();
        self.line(&format!("br_table {index}, block{default}, [{}]", list.join(", ")));
        for case in cases.into_iter().chain([default]) {
            self.start(case, &[]);
            let arguments = self.inner(depth, &types);
            self.line(&format!("jump block{end}{arguments}"));
        }
        let params = self.fresh(&types);
        self.start(end, &params);
        self.values.extend(params);
    }

    fn memory(&mut self) {
        let ty = self.random.pick(&["i8", "i16", "i32", "i32", "i64"]);
        let bytes = bits(ty) as usize / 8;
        let mut address = self.slot();
        if self.random.below(2) == 0 {
            let mask = self.define("i32", &format!("iconst.i32 {}", 64 - bytes)).name;
            let index = self.value("i32");
            let index = self.define("i32", &format!("band {index}, {mask}")).name;
            address = self.define("i32", &format!("iadd {address}, {index}")).name;
            self.values.pop();
        }
        let offset = self.random.below(64 / bytes) * bytes;
        match self.random.below(8) {
            0 => {
                let load = self.random.pick(&["uload8", "sload8"]);
                let to = self.random.pick(&["i16", "i32", "i64"]);
                self.define(to, &format!("{load}.{to} {address}+{offset}"));
            }
            1 if bytes >= 2 => {
                let load = self.random.pick(&["uload16", "sload16"]);
                let to = self.random.pick(&["i32", "i64"]);
                self.define(to, &format!("{load}.{to} {address}+{offset}"));
            }
            2 if bytes >= 4 => {
                let value = self.value("i32");
                let store = self.random.pick(&["istore8", "istore16"]);
                self.line(&format!("{store} {value}, {address}+{offset}"));
            }
            3..=5 => {
                let value = self.value(ty);
                self.line(&format!("store.{ty} {value}, {address}+{offset}"));
            }
            _ => {
                self.define(ty, &format!("load.{ty} {address}+{offset}"));
            }
        }
    }

    fn call(&mut self) {
        let index = self.random.below(self.callees.len());
        let callee = self.callees[index].clone();
        let arguments: Vec<String> = callee[1..].iter().map(|ty| self.value(ty)).collect();
        self.define(callee[0], &format!("call fn{index}({})", arguments.join(", ")));
    }

    fn float(&mut self) {
        match self.random.below(6) {
            0 => {
                let x = self.value("f64");
                self.define("i32", &format!("fcvt_to_sint_sat.i32 {x}"));
            }
            1 => {
                let x = self.value("i64");
                self.define("f64", &format!("fcvt_from_uint.f64 {x}"));
            }
            2 => {
                let x = self.value("f64");
                let op = self.random.pick(&["fneg", "fabs", "floor", "ceil", "trunc", "nearest"]);
                self.define("f64", &format!("{op} {x}"));
            }
            3 => {
                self.condition();
            }
            _ => {
                let (x, y) = (self.value("f64"), self.value("f64"));
                let op = self.random.pick(&["fadd", "fsub", "fmul", "fdiv", "fmin", "fmax", "fcopysign"]);
                self.define("f64", &format!("{op} {x}, {y}"));
            }
        }
    }

    fn overflow(&mut self, depth: usize) {
        let ty = self.random.pick(&["i32", "i32", "i32", "i8", "i16", "i64"]);
        let (x, y) = (self.value(ty), self.value(ty));
        let op = self.random.pick(&["sadd_overflow", "uadd_overflow", "ssub_overflow", "usub_overflow", "smul_overflow", "umul_overflow"]);
        let pair = self.fresh(&[ty, "i8"]);
        self.line(&format!("{}, {} = {op} {x}, {y}", pair[0].name, pair[1].name));
        let flag = pair[1].name.clone();
        self.values.push(pair[0].clone());
        if self.random.below(3) == 0 || depth >= 3 {
            self.values.push(pair[1].clone());
            return;
        }
        let (yes, no, end) = (self.block(), self.block(), self.block());
        self.line(&format!("brif {flag}, block{yes}, block{no}"));
        for block in [yes, no] {
            self.start(block, &[]);
            let arguments = self.inner(depth, &["i32"]);
            self.line(&format!("jump block{end}{arguments}"));
        }
        let params = self.fresh(&["i32"]);
        self.start(end, &params);
        self.values.extend(params);
    }

    fn unary(&mut self) {
        let ty = self.random.pick(&["i8", "i16", "i32", "i32", "i32", "i64"]);
        let x = self.value(ty);
        match self.random.below(8) {
            0 if ty != "i8" => self.define(ty, &format!("bswap {x}")),
            1 => self.define(ty, &format!("bmask.{ty} {x}")),
            _ => {
                let op = self.random.pick(&["ineg", "bnot", "iabs", "clz", "ctz", "cls", "popcnt", "bitrev"]);
                self.define(ty, &format!("{op} {x}"))
            }
        };
    }

    fn binary(&mut self) {
        let ty = self.random.pick(&["i8", "i16", "i32", "i32", "i32", "i32", "i64"]);
        let x = self.value(ty);
        match self.random.below(12) {
            0 => self.divide(ty, &x),
            1 => {
                let amount_type = self.random.pick(&INTEGERS);
                let amount = self.value(amount_type);
                let op = self.random.pick(&["ishl", "ushr", "sshr", "rotl", "rotr"]);
                self.define(ty, &format!("{op} {x}, {amount}"));
            }
            2 => {
                let amount = self.random.below(70);
                let amount = self.define("i32", &format!("iconst.i32 {amount}")).name;
                let op = self.random.pick(&["ishl", "ushr", "sshr", "rotl", "rotr"]);
                self.define(ty, &format!("{op} {x}, {amount}"));
            }
            3 => {
                let condition = self.condition();
                let y = self.value(ty);
                self.define(ty, &format!("select {condition}, {x}, {y}"));
            }
            4 => {
                self.compare();
            }
            5 => {
                let (y, z) = (self.value(ty), self.value(ty));
                self.define(ty, &format!("bitselect {x}, {y}, {z}"));
            }
            _ => {
                let y = self.value(ty);
                let op = self.random.pick(&[
                    "iadd", "isub", "imul", "band", "bor", "bxor", "iadd", "isub", "band_not", "smin", "smax", "umin", "umax", "umulhi",
                    "smulhi",
                ]);
                let op = if op == "band_not" { "bxor" } else { op };
                self.define(ty, &format!("{op} {x}, {y}"));
            }
        };
    }

    /// The divisor is made positive.
    fn divide(&mut self, ty: &'static str, x: &str) {
        let y = self.value(ty);
        let one = self.define(ty, &format!("iconst.{ty} 1")).name;
        let mask = self.define(ty, &format!("iconst.{ty} 127")).name;
        let low = self.define(ty, &format!("band {y}, {mask}")).name;
        let divisor = self.define(ty, &format!("bor {low}, {one}")).name;
        let op = self.random.pick(&["udiv", "sdiv", "urem", "srem"]);
        self.define(ty, &format!("{op} {x}, {divisor}"));
    }
}

fn join(first: &str, arguments: &str) -> String {
    match arguments.strip_prefix('(') {
        Some(rest) => format!("({first}, {rest}"),
        None => format!("({first})"),
    }
}
