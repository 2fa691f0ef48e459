//! Pieces of programs that compute with numbers whose bounds a compiler can know: parameters of functions called with constants, counters,
//! fields. Sums, roundings and extremes of numbers around 2^31, 2^32 and 2^53 end in operators that look at 32, 16 or 8 bits of them.
//!
//! In and out as in `features`.

use super::Generator;
use super::features::Feature;

pub(super) const FEATURES: [Feature; 3] = [functions, counters, fields];

#[rustfmt::skip]
const CONSTANTS: [&str; 37] = [
    "0", "-0", "1", "-1", "2", "3", "7", "-7", "10", "31", "32", "33", "255", "256", "65535", "65536", "1e3", "123456", "2147483647", "-2147483648", "2147483648", "4294967295",
    "4294967296", "-4294967296", "4294967297", "1099511627776", "-1099511627776", "9007199254740991", "0.5", "-0.5", "1.5", "-2.5", "0.1", "1e10", "4424221386.5", "-129254090.5", "NaN",
];
const UNARY: [&str; 12] = ["Math.floor", "Math.ceil", "Math.round", "Math.trunc", "Math.abs", "Math.sign", "Math.fround", "Math.sqrt", "Math.clz32", "-", "~", "+"];
const BINARY: [&str; 11] = ["+", "-", "*", "/", "%", "|", "&", "^", "<<", ">>", ">>>"];

impl Generator {
    fn constant(&mut self) -> String {
        (*self.random.pick(&CONSTANTS)).into()
    }

    /// An expression of these names, so many operators deep.
    fn computed(&mut self, names: &[&str], depth: usize) -> String {
        if depth == 0 || self.random.chance(12) {
            return if self.random.chance(60) { (*self.random.pick(names)).into() } else { self.constant() };
        }
        let a = self.computed(names, depth - 1);
        if self.random.chance(35) {
            return format!("{}({a})", self.random.pick(&UNARY));
        }
        let b = self.computed(names, depth - 1);
        match self.random.below(10) {
            0 => format!("(({a}) < ({b}) ? ({b}) : ({}))", self.computed(names, depth - 1)),
            1 | 2 => format!("Math.{}({a}, {b})", self.random.pick(&["min", "max", "imul"])),
            _ => format!("(({a}) {} ({b}))", self.random.pick(&BINARY)),
        }
    }

    /// One that looks at some of the bits of what was computed, or at all of it.
    fn looked_at(&mut self, names: &[&str]) -> String {
        let depth = 1 + self.random.below(4);
        let value = self.computed(names, depth);
        match self.random.below(9) {
            0 => format!("({value}) | 0"),
            1 => format!("({value}) >>> 0"),
            2 => format!("({value}) & {}", self.random.pick(&["255", "65535", "1", "-2", "2147483647"])),
            3 => format!("new {}([{value}])[0]", self.random.pick(&["Int8Array", "Uint8Array", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array"])),
            4 => format!("({value}) ^ ({})", self.computed(names, 1)),
            5 => format!("Math.imul({value}, {})", self.constant()),
            6 => format!("((({value}) | 0) === ({}) ? 1 : 2)", self.computed(names, 1)),
            7 => format!("({value}) << {}", self.random.below(34)),
            _ => value,
        }
    }
}

/// How numbers are printed, -0 too.
fn shown(value: &str) -> String {
    format!("console.log(\"sum\", 1 / ({value}) === -Infinity, {value});\n")
}

fn functions(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (first, second) = (g.computed(&["a", "b"], 2), g.computed(&["a", "b", "c"], 2));
    let result = g.looked_at(&["a", "b", "c", "d"]);
    let mut text = format!("function sum{n}(a: number, b: number): number {{\n    const c = {first};\n    const d = {second};\n    return {result};\n}}\n");
    for _ in 0..1 + g.random.below(3) {
        text += &shown(&format!("sum{n}({}, {})", g.constant(), g.constant()));
    }
    text
}

fn counters(g: &mut Generator) -> String {
    let n = g.fresh("");
    let name = format!("total{n}");
    let names = ["i", &name];
    let (start, added, seen) = (g.constant(), g.computed(&names, 2), g.looked_at(&names));
    let (rounds, op) = (1 + g.random.below(8), *g.random.pick(&["+=", "-=", "*=", "|=", "^=", "="]));
    let list: Vec<String> = (0..4).map(|_| g.constant()).collect();
    let of_list = g.looked_at(&["x"]);
    format!(
        "let {name} = {start};
for (let i = 0; i < {rounds}; i++) {{
    {name} {op} {added};
    {}}}
for (const x of [{}]) {{
    {}}}
",
        shown(&seen),
        list.join(", "),
        shown(&of_list)
    )
}

fn fields(g: &mut Generator) -> String {
    let n = g.fresh("");
    let names = ["this.p", "this.q", "d"];
    let (p, q, set, result) = (g.constant(), g.constant(), g.computed(&names, 2), g.looked_at(&names));
    let (first, second) = (g.constant(), g.constant());
    format!(
        "class Pair{n} {{
    p = {p};
    q = {q};
    next(d: number): number {{
        this.p = {set};
        return {result};
    }}
}}
const pair{n} = new Pair{n}();
{}{}{}",
        shown(&format!("pair{n}.next({first})")),
        shown(&format!("pair{n}.next({second})")),
        shown(&format!("pair{n}.p"))
    )
}
