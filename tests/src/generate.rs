//! Random programs that type-check, end and print: the differential test's food.
//!
//! A seed gives one program, always the same. Every program prints through `console.log` what it computed; node's output
//! is the answer. The text stays inside the language slice: numbers, strings, booleans, arrays, classes, closures,
//! unions, exceptions, destructuring, spread, generators, async functions, dictionaries. Loops are bounded by construction and strings are cut, so every program ends and fits a small
//! heap. Nothing whose result the standard leaves open (`Math.sin`, locale) occurs.
//!
//! `hazards` puts into every program what random choice would hit too rarely: overflow past 2^31, -0, NaN, `%` of
//! negatives, shifts by 32 and more, array growth, aliasing through unions.

mod anything;
mod arithmetic;
mod features;
mod library;
mod modern;
mod recent;

use std::fmt::Write;

/// A small deterministic generator of random numbers (xorshift64*, Vigna 2016).
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        // Spreads small seeds over the state (SplitMix64's constant); the state must not be zero.
        Random(seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16
    }

    /// A number below `limit`.
    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// The types that generated variables and expressions have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Type {
    Number,
    Boolean,
    String,
    Numbers,
    Strings,
    /// `number | string`
    NumberOrString,
    /// `number | null`
    NumberOrNull,
    /// The base class of the generated hierarchy.
    Shape,
    /// `(a: number) => number`
    Function,
}

const VARIABLE_TYPES: [Type; 9] = [
    Type::Number,
    Type::Number,
    Type::Boolean,
    Type::String,
    Type::Numbers,
    Type::Strings,
    Type::NumberOrString,
    Type::NumberOrNull,
    Type::Shape,
];

impl Type {
    fn text(self) -> &'static str {
        match self {
            Type::Number => "number",
            Type::Boolean => "boolean",
            Type::String => "string",
            Type::Numbers => "number[]",
            Type::Strings => "string[]",
            Type::NumberOrString => "number | string",
            Type::NumberOrNull => "number | null",
            Type::Shape => "Shape",
            Type::Function => "(a: number) => number",
        }
    }
}

struct Variable {
    name: String,
    ty: Type,
    assignable: bool,
}

struct Function {
    name: String,
    parameters: Vec<Type>,
    result: Type,
}

struct Generator {
    random: Random,
    out: String,
    indent: usize,
    scope: Vec<Variable>,
    functions: Vec<Function>,
    names: usize,
    /// How deep in loops: bounds the work.
    loops: usize,
    /// The program's way with numbers: mostly small integers, mostly doubles, or everything.
    flavour: usize,
}

/// The program of this seed.
pub fn program(seed: u64) -> String {
    let mut random = Random::new(seed);
    let flavour = random.below(3);
    let mut g = Generator { random, out: String::new(), indent: 0, scope: Vec::new(), functions: Vec::new(), names: 0, loops: 0, flavour };
    g.classes();
    for _ in 0..2 + g.random.below(3) {
        g.function();
    }
    for _ in 0..3 + g.random.below(4) {
        let ty = *g.random.pick(&VARIABLE_TYPES);
        g.declare(ty);
    }
    for _ in 0..6 + g.random.below(8) {
        g.statement(3);
    }
    for _ in 0..3 {
        g.feature();
    }
    g.hazards();
    g.show_all();
    g.out
}

impl Generator {
    fn line(&mut self, text: &str) {
        for _ in 0..self.indent {
            self.out.push_str("    ");
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn open(&mut self, text: &str) {
        self.line(text);
        self.indent += 1;
    }

    fn close(&mut self, text: &str) {
        self.indent -= 1;
        self.line(text);
    }

    fn fresh(&mut self, prefix: &str) -> String {
        self.names += 1;
        format!("{prefix}{}", self.names)
    }

    fn classes(&mut self) {
        let factor = self.number_literal();
        let other = self.number_literal();
        let step = 1 + self.random.below(9);
        let text = format!(
            "abstract class Shape {{
    protected hits = 0;
    static made = 0;
    constructor(public size: number, readonly label: string) {{ Shape.made++; }}
    abstract weight(n: number): number;
    touch(): number {{ this.hits += {step}; return this.hits; }}
    grow(by: number): Shape {{ this.size = this.size + by; return this; }}
    text(): string {{ return this.label + \":\" + this.size + \"/\" + this.hits; }}
}}
class Disc extends Shape {{
    private last: number | null = null;
    constructor(size: number) {{ super(size, \"disc\"); }}
    weight(n: number): number {{ this.last = n; return this.size * {factor} + n; }}
    override text(): string {{ return super.text() + \"@\" + this.last; }}
}}
class Box extends Shape {{
    parts: number[] = [];
    constructor(size: number, private depth: number = {other}) {{ super(size, \"box\"); }}
    weight(n: number): number {{
        this.parts.push(n);
        if (this.parts.length > 6) this.parts = this.parts.slice(3);
        return this.size - this.depth + this.parts.length;
    }}
}}
class Cube extends Box {{
    override weight(n: number): number {{ return super.weight(n) * 2; }}
    override touch(): number {{ return super.touch() + 100; }}
}}
function cut(s: string): string {{ return s.length > 24 ? s.slice(0, 12) + s.substring(s.length - 6) : s; }}
function describe(x: number | string): string {{
    if (typeof x === \"number\") return \"num \" + (x + 1);
    return \"str \" + x.length + cut(x + \"!\");
}}
function message(e: unknown): string {{ return e instanceof Error ? e.message : \"no error\"; }}
function twice(x: number | null): number {{ return x === null ? 0 : x * 2; }}
function keep(a: number[]): number[] {{ return a.length > 20 ? a.slice(5, 15) : a; }}
"
        );
        self.out.push_str(&text);
    }

    fn function(&mut self) {
        let name = self.fresh("f");
        let parameters: Vec<Type> = (0..1 + self.random.below(3)).map(|_| *self.random.pick(&VARIABLE_TYPES)).collect();
        let result = *self.random.pick(&[Type::Number, Type::Number, Type::String, Type::Boolean, Type::Numbers, Type::NumberOrNull]);
        let outer = std::mem::take(&mut self.scope);
        let mut list = String::new();
        for (i, ty) in parameters.iter().enumerate() {
            let parameter = format!("p{i}");
            let _ = write!(list, "{}{parameter}: {}", if i > 0 { ", " } else { "" }, ty.text());
            self.scope.push(Variable { name: parameter, ty: *ty, assignable: true });
        }
        self.open(&format!("function {name}({list}): {} {{", result.text()));
        self.loops += 1;
        for _ in 0..1 + self.random.below(4) {
            self.statement(2);
        }
        self.loops -= 1;
        let value = self.expression(result, 3);
        self.line(&format!("return {value};"));
        self.close("}");
        self.scope = outer;
        self.functions.push(Function { name, parameters, result });
    }

    fn declare(&mut self, ty: Type) {
        let value = self.expression(ty, 3);
        let name = self.fresh("v");
        let keyword = if self.random.chance(75) { "let" } else { "const" };
        self.line(&format!("{keyword} {name}: {} = {value};", ty.text()));
        self.scope.push(Variable { name, ty, assignable: keyword == "let" });
    }

    fn block(&mut self, depth: usize) {
        let mark = self.scope.len();
        self.indent += 1;
        for _ in 0..1 + self.random.below(3) {
            self.statement(depth);
        }
        self.indent -= 1;
        self.scope.truncate(mark);
    }

    fn statement(&mut self, depth: usize) {
        let choice = self.random.below(if depth == 0 { 7 } else { 16 });
        match choice {
            0 | 1 => {
                let ty = *self.random.pick(&VARIABLE_TYPES);
                self.declare(ty);
            }
            2 | 3 => self.assign(),
            4 => self.update(),
            5 => self.mutate_array(),
            6 => self.print(),
            7 | 8 => self.if_statement(depth),
            9 | 10 => self.for_statement(depth),
            11 => self.for_of(depth),
            12 => self.switch(depth),
            13 => self.try_statement(depth),
            14 => self.closure_statement(),
            _ => self.while_statement(depth),
        }
    }

    fn variable(&mut self, ty: Type, assignable: bool) -> Option<String> {
        let fitting: Vec<&Variable> = self.scope.iter().filter(|v| v.ty == ty && (v.assignable || !assignable)).collect();
        if fitting.is_empty() {
            return None;
        }
        let at = self.random.below(fitting.len());
        Some(fitting[at].name.clone())
    }

    fn assign(&mut self) {
        let ty = *self.random.pick(&VARIABLE_TYPES);
        let Some(name) = self.variable(ty, true) else { return self.print() };
        let value = self.expression(ty, 3);
        self.line(&format!("{name} = {value};"));
    }

    fn update(&mut self) {
        let Some(name) = self.variable(Type::Number, true) else { return self.print() };
        let op = *self.random.pick(&["+=", "-=", "*=", "%=", "|=", "&=", "^=", "<<=", ">>=", ">>>=", "++", "--"]);
        if op.len() == 2 && (op == "++" || op == "--") {
            self.line(&format!("{name}{op};"));
        } else {
            let value = self.expression(Type::Number, 2);
            self.line(&format!("{name} {op} {value};"));
        }
    }

    fn mutate_array(&mut self) {
        let Some(name) = self.variable(Type::Numbers, false) else { return self.print() };
        let value = self.expression(Type::Number, 2);
        match self.random.below(5) {
            0 => self.line(&format!("if ({name}.length < 40) {name}.push({value});")),
            1 => self.line(&format!("{name}.pop();")),
            2 => self.line(&format!("{{ const t = {value}; if ({name}.length > 0) {name}[{name}.length - 1] = t; }}")),
            // The value first: it may shorten the array, and a write beyond the end leaves a hole, which differs from JavaScript's.
            3 => self.line(&format!("{{ const t = {value}; if ({name}.length < 40) {name}[{name}.length] = t; }}")),
            _ => {
                let change = self.random.below(5);
                self.line(&format!("for (let i = 0; i < {name}.length; i++) {name}[i] = {name}[i] + {change};"));
            }
        }
    }

    fn print(&mut self) {
        let ty = *self.random.pick(&[Type::Number, Type::String, Type::Boolean, Type::NumberOrNull]);
        let value = self.expression(ty, 3);
        let label = self.fresh("l");
        self.line(&format!("console.log(\"{label}\", {value});"));
    }

    fn if_statement(&mut self, depth: usize) {
        let narrowed = self.random.chance(40).then(|| self.variable(Type::NumberOrString, false)).flatten();
        if let Some(name) = narrowed {
            return self.line(&format!("console.log(describe({name}));"));
        }
        let test = self.expression(Type::Boolean, 2);
        self.line(&format!("if ({test}) {{"));
        self.block(depth - 1);
        if self.random.chance(50) {
            self.line("} else {");
            self.block(depth - 1);
        }
        self.line("}");
    }

    fn for_statement(&mut self, depth: usize) {
        if self.loops >= 3 {
            return self.print();
        }
        let name = self.fresh("i");
        let count = 1 + self.random.below(if self.loops == 0 { 12 } else { 5 });
        if self.random.chance(30) {
            self.line(&format!("for (let {name} = {count}; {name} > 0; {name}--) {{"));
        } else {
            let step = 1 + self.random.below(3);
            self.line(&format!("for (let {name} = 0; {name} < {count}; {name} += {step}) {{"));
        }
        self.loop_body(name, depth);
    }

    fn loop_body(&mut self, name: String, depth: usize) {
        self.loops += 1;
        let mark = self.scope.len();
        self.scope.push(Variable { name: name.clone(), ty: Type::Number, assignable: false });
        self.block(depth - 1);
        if self.random.chance(20) {
            let jump = *self.random.pick(&["break", "continue"]);
            let limit = self.random.below(8);
            self.line(&format!("    if ({name} > {limit}) {jump};"));
        }
        self.scope.truncate(mark);
        self.loops -= 1;
        self.line("}");
    }

    fn while_statement(&mut self, depth: usize) {
        if self.loops >= 3 {
            return self.assign();
        }
        let fuel = self.fresh("w");
        let turns = 1 + self.random.below(6);
        self.line(&format!("let {fuel} = {turns};"));
        let test = self.expression(Type::Boolean, 1);
        self.line(&format!("while ({fuel}-- > 0 && ({test})) {{"));
        self.loops += 1;
        self.block(depth - 1);
        self.loops -= 1;
        self.line("}");
    }

    fn for_of(&mut self, depth: usize) {
        if self.loops >= 2 {
            return self.update();
        }
        let source = self.expression(Type::Numbers, 1);
        let name = self.fresh("e");
        self.line(&format!("for (const {name} of {source}.slice(0, 6)) {{"));
        self.loops += 1;
        let mark = self.scope.len();
        self.scope.push(Variable { name, ty: Type::Number, assignable: false });
        self.block(depth - 1);
        self.scope.truncate(mark);
        self.loops -= 1;
        self.line("}");
    }

    fn switch(&mut self, depth: usize) {
        let subject = self.expression(Type::Number, 2);
        self.open(&format!("switch (({subject}) & 3) {{"));
        for case in 0..1 + self.random.below(4) {
            self.line(&format!("case {case}: {{"));
            self.block(depth - 1);
            self.line("}");
            if self.random.chance(70) {
                self.line("break;");
            }
        }
        if self.random.chance(60) {
            self.line("default: {");
            self.block(depth - 1);
            self.line("}");
        }
        self.close("}");
    }

    fn try_statement(&mut self, depth: usize) {
        self.line("try {");
        self.block(depth - 1);
        let test = self.expression(Type::Boolean, 2);
        let message = self.expression(Type::String, 1);
        self.line(&format!("    if ({test}) throw new Error(cut({message}));"));
        self.block(depth - 1);
        self.line("} catch (e) {");
        self.line("    console.log(\"caught\", message(e));");
        self.block(depth - 1);
        if self.random.chance(40) {
            self.line("} finally {");
            self.block(depth - 1);
        }
        self.line("}");
    }

    fn closure_statement(&mut self) {
        let (counter, step) = (self.fresh("n"), self.fresh("g"));
        let start = self.number_literal();
        let change = self.expression(Type::Number, 1);
        self.line(&format!("let {counter} = {start};"));
        self.line(&format!("const {step} = (a: number): number => {{ {counter} += a; return {counter} + ({change}); }};"));
        self.line(&format!("console.log(\"closure\", {step}(1), {step}({start}), {counter});"));
        self.scope.push(Variable { name: step, ty: Type::Function, assignable: false });
        self.scope.push(Variable { name: counter, ty: Type::Number, assignable: true });
        if self.random.chance(40) {
            let list = self.fresh("fs");
            self.line(&format!("const {list}: (() => number)[] = [];"));
            self.line(&format!("for (let i = 0; i < 4; i++) {list}.push(() => i * i);"));
            self.line(&format!("console.log(\"each\", {list}[0](), {list}[3]());"));
        }
    }

    fn number_literal(&mut self) -> String {
        let small = self.random.below(21) as i64 - 10;
        match (self.flavour, self.random.below(10)) {
            (0, 0..=7) | (_, 0..=3) => format!("{small}"),
            (1, 4..=8) => format!("{}.{}", small, 1 + self.random.below(999)),
            (_, 4) => (*self.random.pick(&["2147483647", "-2147483648", "4294967295", "4294967296", "1073741823", "-1073741824", "65536"])).to_string(),
            (_, 5) => (*self.random.pick(&["0.1", "1e21", "1e-7", "123456789012", "0.5", "-0.25", "1e300", "5e-324"])).to_string(),
            (_, 6) => format!("{}", self.random.below(1 << 30)),
            (_, 7) => (*self.random.pick(&["-0", "NaN", "Infinity", "0"])).to_string(),
            _ => format!("{small}"),
        }
    }

    fn expression(&mut self, ty: Type, depth: usize) -> String {
        if depth == 0 || self.random.chance(15) {
            return self.leaf(ty);
        }
        if self.random.chance(12)
            && let Some(call) = self.call(ty, depth)
        {
            return call;
        }
        match ty {
            Type::Number => self.number(depth),
            Type::Boolean => self.boolean(depth),
            Type::String => self.string(depth),
            Type::Numbers => self.numbers(depth),
            Type::Strings => self.strings(depth),
            Type::NumberOrString => {
                let inner = if self.random.chance(50) { Type::Number } else { Type::String };
                self.expression(inner, depth - 1)
            }
            Type::NumberOrNull => {
                if self.random.chance(30) {
                    "null".into()
                } else {
                    self.expression(Type::Number, depth - 1)
                }
            }
            Type::Shape => self.shape(depth),
            Type::Function => self.leaf(ty),
        }
    }

    fn leaf(&mut self, ty: Type) -> String {
        if self.random.chance(75)
            && let Some(name) = self.variable(ty, false)
        {
            return name;
        }
        match ty {
            Type::Number => {
                let literal = self.number_literal();
                if literal.starts_with('-') { format!("({literal})") } else { literal }
            }
            Type::Boolean => (*self.random.pick(&["true", "false"])).to_string(),
            Type::String => format!("\"{}\"", self.random.pick(&["", "a", "bc", "héé", "xyz z", "10", "-3.5", "Ωm", " 7 "])),
            Type::Numbers => {
                let items: Vec<String> = (0..self.random.below(5)).map(|_| self.number_literal()).collect();
                if items.is_empty() { "([] as number[])".into() } else { format!("[{}]", items.join(", ")) }
            }
            Type::Strings => (*self.random.pick(&["[\"q\", \"rs\"]", "[\"b\", \"a\", \"c\"]", "\"x,y,,z\".split(\",\")"])).to_string(),
            Type::NumberOrString => (*self.random.pick(&["3", "\"s\"", "2.5", "\"tt\""])).to_string(),
            Type::NumberOrNull => (*self.random.pick(&["null", "1", "-7", "0.75"])).to_string(),
            Type::Shape => format!("new {}({})", self.random.pick(&["Disc", "Box", "Cube"]), self.random.below(50)),
            Type::Function => "((a: number): number => a + 1)".into(),
        }
    }

    fn call(&mut self, ty: Type, depth: usize) -> Option<String> {
        let fitting: Vec<usize> = (0..self.functions.len()).filter(|&i| self.functions[i].result == ty).collect();
        // Calls inside functions that sit in loops multiply: keep them to the outer levels.
        if fitting.is_empty() || self.loops > 1 {
            return None;
        }
        let at = fitting[self.random.below(fitting.len())];
        let (name, parameters) = (self.functions[at].name.clone(), self.functions[at].parameters.clone());
        let arguments: Vec<String> = parameters.iter().map(|&p| self.expression(p, depth - 1)).collect();
        Some(format!("{name}({})", arguments.join(", ")))
    }

    fn number(&mut self, depth: usize) -> String {
        let d = depth - 1;
        match self.random.below(18) {
            0..=5 => {
                let op = *self.random.pick(&["+", "-", "*", "/", "%", "+", "-", "*"]);
                let (a, b) = (self.expression(Type::Number, d), self.expression(Type::Number, d));
                format!("({a} {op} {b})")
            }
            6..=8 => {
                let op = *self.random.pick(&["|", "&", "^", "<<", ">>", ">>>"]);
                let (a, b) = (self.expression(Type::Number, d), self.expression(Type::Number, d));
                format!("({a} {op} {b})")
            }
            9 => format!("({}{})", self.random.pick(&["- ", "~", "+"]), self.expression(Type::Number, d)),
            10 => {
                let f = *self.random.pick(&["floor", "ceil", "round", "trunc", "abs", "sign", "sqrt", "fround"]);
                format!("Math.{f}({})", self.expression(Type::Number, d))
            }
            11 => {
                let f = *self.random.pick(&["min", "max", "imul"]);
                let (a, b) = (self.expression(Type::Number, d), self.expression(Type::Number, d));
                format!("Math.{f}({a}, {b})")
            }
            12 => {
                let (t, a, b) = (self.expression(Type::Boolean, d), self.expression(Type::Number, d), self.expression(Type::Number, d));
                format!("({t} ? {a} : {b})")
            }
            13 => {
                let s = self.expression(Type::String, d);
                match self.random.below(4) {
                    0 => format!("({s}).length"),
                    1 => format!("({s}).charCodeAt(0)"),
                    2 => format!("({s}).indexOf({})", self.leaf(Type::String)),
                    _ => format!("Number({s})"),
                }
            }
            14 => {
                let a = self.expression(Type::Numbers, d);
                match self.random.below(4) {
                    0 => format!("({a}).length"),
                    1 => format!("({a}).reduce((x, y) => x + y, 0)"),
                    2 => format!("(({a})[{}] ?? -1)", self.random.below(6)),
                    _ => format!("({a}).indexOf({})", self.leaf(Type::Number)),
                }
            }
            15 => {
                // A test of the class may have left nothing that the type says.
                let s = format!("({} as Shape)", self.expression(Type::Shape, d));
                match self.random.below(3) {
                    0 => format!("{s}.weight({})", self.leaf(Type::Number)),
                    1 => format!("{s}.touch()"),
                    _ => format!("{s}.size"),
                }
            }
            16 => match self.variable(Type::NumberOrNull, false) {
                Some(name) => format!("twice({name})"),
                None => self.leaf(Type::Number),
            },
            _ => match self.variable(Type::Function, false) {
                Some(name) => format!("{name}({})", self.leaf(Type::Number)),
                None => self.leaf(Type::Number),
            },
        }
    }

    fn boolean(&mut self, depth: usize) -> String {
        let d = depth - 1;
        match self.random.below(9) {
            0..=3 => {
                let op = *self.random.pick(&["<", "<=", ">", ">=", "===", "!=="]);
                let (a, b) = (self.expression(Type::Number, d), self.expression(Type::Number, d));
                format!("(({a} as number) {op} ({b} as number))")
            }
            4 => {
                let op = *self.random.pick(&["<", ">", "===", "!=="]);
                let (a, b) = (self.expression(Type::String, d), self.expression(Type::String, d));
                format!("(({a} as string) {op} ({b} as string))")
            }
            5 => {
                let op = *self.random.pick(&["&&", "||"]);
                let (a, b) = (self.expression(Type::Boolean, d), self.expression(Type::Boolean, d));
                format!("({a} {op} {b})")
            }
            6 => format!("!{}", self.leaf(Type::Boolean)),
            7 => format!("({} instanceof {})", self.expression(Type::Shape, d), self.random.pick(&["Disc", "Box", "Cube"])),
            _ => match self.variable(Type::NumberOrNull, false) {
                Some(name) => format!("(twice({name}) !== 0)"),
                None => self.leaf(Type::Boolean),
            },
        }
    }

    fn string(&mut self, depth: usize) -> String {
        let d = depth - 1;
        match self.random.below(9) {
            0 | 1 => {
                let (a, b) = (self.expression(Type::String, d), self.expression(Type::String, d));
                format!("cut({a} + {b})")
            }
            2 => format!("(\"\" + {})", self.expression(Type::Number, d)),
            3 => {
                let (a, b) = (self.expression(Type::Number, d), self.leaf(Type::Boolean));
                format!("`<${{{a}}}|${{{b}}}>`")
            }
            4 => {
                let (from, to) = (self.random.below(5) as i32 - 2, self.random.below(8) as i32 - 3);
                let method = *self.random.pick(&["slice", "substring"]);
                format!("({}).{method}({from}, {to})", self.expression(Type::String, d))
            }
            5 => format!("({}).charAt({})", self.expression(Type::String, d), self.random.below(4)),
            6 => format!("String.fromCharCode({} + ({} & 31))", *self.random.pick(&[65, 97, 945]), self.expression(Type::Number, d)),
            7 => format!("({}).text()", self.expression(Type::Shape, d)),
            _ => format!("cut(({}).join({}))", self.expression(Type::Strings, d), self.random.pick(&["\"-\"", "\"\"", "\", \""])),
        }
    }

    fn numbers(&mut self, depth: usize) -> String {
        let d = depth - 1;
        match self.random.below(6) {
            0 => {
                let items: Vec<String> = (0..1 + self.random.below(4)).map(|_| self.expression(Type::Number, d)).collect();
                format!("[{}]", items.join(", "))
            }
            1 => format!("keep({}).map((x) => x * {})", self.expression(Type::Numbers, d), self.random.below(7)),
            2 => format!("({}).filter((x) => x > {})", self.expression(Type::Numbers, d), self.random.below(7)),
            3 => format!("({}).filter((x) => x === x).sort((x, y) => x - y)", self.expression(Type::Numbers, d)),
            4 => format!("keep({}).map((x, i) => x + i)", self.expression(Type::Numbers, d)),
            _ => format!("({}).slice({}, {})", self.expression(Type::Numbers, d), self.random.below(3) as i32 - 1, self.random.below(6)),
        }
    }

    fn strings(&mut self, depth: usize) -> String {
        let d = depth - 1;
        match self.random.below(3) {
            0 => format!("[{}, {}]", self.expression(Type::String, d), self.expression(Type::String, d)),
            1 => format!("({}).split({})", self.expression(Type::String, d), self.random.pick(&["\"a\"", "\"\"", "\"-\""])),
            _ => format!("({}).map((s) => s + \"+\" + s.length)", self.leaf(Type::Strings)),
        }
    }

    fn shape(&mut self, depth: usize) -> String {
        let class = *self.random.pick(&["Disc", "Box", "Cube"]);
        let size = self.expression(Type::Number, depth - 1);
        if self.random.chance(30) { format!("new {class}({size}).grow({})", self.random.below(9)) } else { format!("new {class}({size})") }
    }

    /// What every program must contain whatever the dice said.
    fn hazards(&mut self) {
        let (a, b) = (self.number_literal(), self.number_literal());
        let shift = 30 + self.random.below(40);
        let count = 20 + self.random.below(60);
        let text = format!(
            "let big = 2147483647;
big += {small};
console.log(\"overflow\", big, big | 0, -2147483648 - {small}, 65536 * 65536, Math.imul(65536 + {small}, 65537));
let z = {a};
const nan = 0 / 0;
console.log(\"zero\", z * -0, 1 / (z * -0), -z % 3, 1 / (-6 % 3), nan === nan, z / 0);
console.log(\"shift\", 1 << {shift}, -5 >> {shift}, -5 >>> {shift}, z << {shift}, ({b}) >>> 0);
const grown: number[] = [];
for (let i = 0; i < {count}; i++) grown.push(i % 7 === 0 ? i * 0.5 : i);
grown[grown.length] = 1e10;
console.log(\"grown\", grown.length, grown[{count}], grown[{half}], grown[1000] === undefined);
const mixed: (number | string)[] = [1, \"two\", {a}, \"4\"];
const seen: readonly (number | string)[] = mixed;
mixed[0] = \"one\";
let joined = \"\";
for (const m of seen) joined += typeof m === \"number\" ? m + 1 : m;
console.log(\"mixed\", joined, seen[0]);
const holder: {{ value: number | string }} = {{ value: {b} }};
const view = holder;
view.value = \"text\";
console.log(\"alias\", holder.value);
",
            small = 1 + self.random.below(100),
            half = count / 2,
        );
        self.out.push_str(&text);
    }

    fn show_all(&mut self) {
        let lines: Vec<String> = self
            .scope
            .iter()
            .filter_map(|v| match v.ty {
                Type::Number | Type::Boolean | Type::NumberOrString | Type::NumberOrNull => Some(format!("console.log(\"{0}\", {0});", v.name)),
                Type::String => Some(format!("console.log(\"{0}\", {0}.length, {0});", v.name)),
                Type::Numbers | Type::Strings => Some(format!("console.log(\"{0}\", {0}.length, {0}.join(\";\"));", v.name)),
                Type::Shape => Some(format!("console.log(\"{0}\", {0}.text(), {0}.weight(2));", v.name)),
                Type::Function => Some(format!("console.log(\"{0}\", {0}(2));", v.name)),
            })
            .collect();
        for line in lines {
            self.line(&line);
        }
        self.line("console.log(\"made\", Shape.made);");
    }
}
