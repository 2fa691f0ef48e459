//! Pieces of programs, one per language feature, with random holes: what expressions and statements alone would not bring together.
//!
//! Each piece has names of its own, so that a program may hold several, and prints what it computed. Lines open and close blocks at their
//! ends, so that a failing program can be made smaller line by line.

use super::{Generator, Type};

/// Makes one piece's lines.
pub(super) type Feature = fn(&mut Generator) -> String;

const FEATURES: [Feature; 16] = [
    interfaces,
    generics,
    loop_captures,
    exceptions,
    maps,
    fall_through,
    labels,
    typed_arrays,
    texts,
    defaults,
    nested,
    changing_arrays,
    comparators,
    near_limits,
    mixed_fields,
    exact_math,
];

const EDGES: [&str; 12] = [
    "2147483647", "-2147483648", "2147483648", "4294967295", "4294967296", "-4294967297", "9007199254740991", "9007199254740993", "-9007199254740992", "1073741823", "1073741824",
    "-1073741825",
];
const TEXTS: [&str; 8] = ["Straße", "ÀÉ é", "Ωmega", "a🎉b", "plain", "", "ÿŸ", "x,y,,z"];

impl Generator {
    /// One piece at random.
    pub(super) fn feature(&mut self) {
        let all: [&[Feature]; 6] =
            [&FEATURES, &super::modern::FEATURES, &super::anything::FEATURES, &super::library::FEATURES, &super::recent::FEATURES, &super::arithmetic::FEATURES];
        let feature = self.random.pick(&all.concat()).to_owned();
        let text = feature(self);
        self.out.push_str(&text);
    }

    pub(super) fn edge(&mut self) -> &'static str {
        EDGES[self.random.below(EDGES.len())]
    }

    pub(super) fn some(&mut self) -> String {
        self.expression(Type::Number, 2)
    }

    pub(super) fn text_literal(&mut self) -> String {
        format!("\"{}\"", self.random.pick(&TEXTS))
    }
}

fn interfaces(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, c, k) = (g.some(), g.some(), g.number_literal(), g.number_literal());
    format!(
        "interface Has{n} {{ readonly tag: string | number; area(k: number): number; }}
class Square{n} implements Has{n} {{
    tag = {c};
    constructor(private side: number) {{}}
    area(k: number): number {{ return this.side * k; }}
}}
class Named{n} implements Has{n} {{
    constructor(readonly tag: string, public size: number) {{}}
    area(k: number): number {{ this.size = this.size + k; return this.size; }}
}}
const literal{n}: Has{n} = {{ tag: \"lit\", area: (k) => k - {k} }};
const all{n}: Has{n}[] = [new Square{n}({a}), literal{n}, new Named{n}(\"n\", {b}), literal{n}];
let total{n} = 0;
for (const h of all{n}) {{
    const part = h.area({k});
    console.log(\"area\", h.tag, part, typeof h.tag);
    total{n} += part;
}}
console.log(\"total\", total{n}, all{n}[1] === all{n}[3], all{n}[0] instanceof Square{n});
"
    )
}

fn generics(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s, t) = (g.some(), g.number_literal(), g.expression(Type::String, 2), g.text_literal());
    let (shape, i) = (g.expression(Type::Shape, 1), g.random.below(4));
    format!(
        "class Cell{n}<T> {{
    past: T[] = [];
    constructor(public value: T) {{}}
    swap(v: T): T {{
        const old = this.value;
        this.past.push(old);
        this.value = v;
        return old;
    }}
}}
function at{n}<T>(a: T[], i: number, or: T): T {{ return i < a.length ? a[i] : or; }}
function both{n}<A, B>(a: A, f: (a: A) => B): B[] {{ return [f(a), f(a)]; }}
const ints{n} = new Cell{n}<number>({i});
const doubles{n} = new Cell{n}<number>({a});
const strings{n} = new Cell{n}<string>({t});
const shapes{n} = new Cell{n}<Shape>({shape});
console.log(\"cells\", ints{n}.swap({i} + 1), doubles{n}.swap({b}), strings{n}.swap({s}), shapes{n}.swap(new Disc({i})).size);
console.log(\"cells\", ints{n}.value, doubles{n}.value, strings{n}.value, shapes{n}.value.text(), strings{n}.past.length);
console.log(\"at\", at{n}([1, 2, 3], {i}, -1), at{n}([{a}, {b}], {i}, 0.5), at{n}([\"p\", \"q\"], {i}, \"none\"), at{n}(shapes{n}.past, {i}, shapes{n}.value).size);
console.log(\"both\", both{n}({a}, (x) => x + 1).join(), both{n}(\"s\", (x) => x + {i}).join(), both{n}({i}, (x) => x > 1).join());
"
    )
}

fn loop_captures(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, count) = (g.some(), g.some(), 1 + g.random.below(5));
    format!(
        "const calls{n}: (() => number)[] = [];
let shared{n} = {a};
for (let i = 0; i < {count}; i++) {{
    let own = i * 2;
    calls{n}.push(() => {{ own += 1; shared{n} += i; return own; }});
    if (i % 2 === 0) calls{n}.push(() => i);
}}
for (const c of calls{n}) {{
    const d = c() + c();
    shared{n} = shared{n} - d;
}}
console.log(\"captured\", calls{n}.map((c) => c()).join(), shared{n});
const make{n} = (start: number) => {{
    let state = start;
    return {{ next: (by: number) => {{ state += by; return state; }}, get: () => state }};
}};
const one{n} = make{n}({b});
const two{n} = make{n}(1);
console.log(\"made\", one{n}.next({a}), two{n}.next(2), one{n}.get(), two{n}.get());
"
    )
}

fn exceptions(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, when, s) = (g.some(), g.random.below(6), g.text_literal());
    format!(
        "class Problem{n} extends Error {{
    constructor(message: string, readonly amount: number) {{ super(message); }}
}}
function risky{n}(x: number): number {{
    let trace = 0;
    try {{
        trace += 1;
        if (x === {when}) throw new Problem{n}({s} + x, x * 2);
        if (x > {when} + 1) return x;
        trace += 10;
    }} catch (e) {{
        if (e instanceof Problem{n} && e.amount > 4) throw new RangeError(e.message);
        trace += 100;
    }} finally {{
        trace += 1000;
        console.log(\"finally\", x, trace);
    }}
    return trace;
}}
for (let i = 0; i < 6; i++) {{
    try {{
        console.log(\"risky\", [i, i + 1].map((x) => risky{n}(x)).join());
    }} catch (e) {{
        console.log(\"thrown\", e instanceof RangeError, e instanceof Problem{n}, message(e));
    }}
}}
function leave{n}(): string {{
    for (let i = 0; ; i++) {{
        try {{
            if (i === 1) continue;
            if (i > 2) return \"left \" + i;
        }} finally {{
            if (i > 3) break;
        }}
    }}
    return \"broke \" + {a};
}}
console.log(leave{n}());
"
    )
}

fn maps(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (s, a, key) = (g.expression(Type::String, 2), g.some(), g.text_literal());
    format!(
        "const map{n} = new Map<string, number>();
for (const word of (\"b a c a b a \" + {s}).split(\" \")) {{
    map{n}.set(word, (map{n}.get(word) ?? 0) + 1);
}}
map{n}.set({key}, {a});
map{n}.set(\"é\", -0);
let seen{n} = \"\";
map{n}.forEach((v, k) => {{ seen{n} += k + \"=\" + v + \";\"; }});
console.log(\"map\", map{n}.size, seen{n}, map{n}.get({key}), map{n}.get(\"absent\") === undefined);
console.log(\"map\", map{n}.delete(\"a\"), map{n}.delete(\"absent\"), map{n}.has(\"a\"), map{n}.has(\"b\"), map{n}.size);
for (let i = 0; i < 30; i++) map{n}.set(\"k\" + (i % 17), i * 0.5);
console.log(\"map\", map{n}.size, map{n}.get(\"k3\"), map{n}.get(\"k16\"));
"
    )
}

fn fall_through(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (s, a) = (g.expression(Type::String, 1), g.some());
    let breaks: Vec<&str> = (0..4).map(|_| if g.random.chance(50) { " break;" } else { "" }).collect();
    format!(
        "function word{n}(s: string): number {{
    let r = 0;
    switch (s) {{
        case \"a\": r += 1;{}
        case \"héé\": r += 2;{}
        default: r += 4;{}
        case \"\": r += 8;{}
        case \"10\": r += 16;
    }}
    return r;
}}
console.log(\"words\", word{n}(\"a\"), word{n}(\"héé\"), word{n}(\"\"), word{n}(\"10\"), word{n}({s}));
function mixed{n}(x: number | string | null | boolean): string {{
    switch (x) {{
        case null: return \"null\";
        case 0: return \"zero\";
        case \"0\": return \"text\";
        case true: return \"yes\";
        case 2147483648: return \"big\";
        case 0.5: return \"half\";
    }}
    return typeof x;
}}
console.log(\"mixed\", mixed{n}(null), mixed{n}(-0), mixed{n}(\"0\"), mixed{n}(true), mixed{n}(2147483647 + 1), mixed{n}(1 / 2), mixed{n}({a}));
",
        breaks[0], breaks[1], breaks[2], breaks[3]
    )
}

fn labels(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (test, a, stop) = (g.expression(Type::Boolean, 1), g.some(), 2 + g.random.below(6));
    format!(
        "let steps{n} = 0;
outer{n}: for (let i = 0; i < 5; i++) {{
    let j = 0;
    do {{
        j++;
        if (j === 2) continue;
        if (i * j > {stop}) continue outer{n};
        if (i + j > {stop} && {test}) break outer{n};
        steps{n} += i * 10 + j;
    }} while (j < 4);
    steps{n} -= {a};
}}
let spin{n} = 0;
do {{
    spin{n} += 3;
    if (spin{n} > 40) break;
}} while (spin{n} % 10 !== 1);
console.log(\"steps\", steps{n}, spin{n});
"
    )
}

/// Two typed arrays, one over a part of the other, of any sort.
fn typed_arrays(g: &mut Generator) -> String {
    const SORTS: [(&str, usize); 9] = [
        ("Int8Array", 1),
        ("Uint8Array", 1),
        ("Uint8ClampedArray", 1),
        ("Int16Array", 2),
        ("Uint16Array", 2),
        ("Int32Array", 4),
        ("Uint32Array", 4),
        ("Float32Array", 4),
        ("Float64Array", 8),
    ];
    let n = g.fresh("");
    // A buffer changes the layout: half of the programs do without. Integers alone share one: which bits a NaN has is the implementation's choice.
    let shared = g.random.below(2) == 0;
    let sorts = if shared { &SORTS[..7] } else { &SORTS[..] };
    let (sort, size) = sorts[g.random.below(sorts.len())];
    let over = if shared {
        let (other, of) = sorts[g.random.below(sorts.len())];
        format!("new {other}(typed{n}.buffer, {}, {})", of * g.random.below(2), size * 8 / of - 1)
    } else {
        format!("new {}(typed{n})", SORTS[g.random.below(SORTS.len())].0)
    };
    let (a, b, c, count) = (g.some(), g.some(), g.edge(), 8 + g.random.below(16));
    format!(
        "const typed{n} = new {sort}({count});
typed{n}[0] = {a};
typed{n}[1] = {b};
typed{n}[2] = {c};
typed{n}[3] = typed{n}[0] - 300;
for (let i = 4; i < typed{n}.length; i++) {{
    typed{n}[i] = typed{n}[i - 1] * 31 + typed{n}[i - 4];
}}
const other{n} = {over};
other{n}[1] = {b};
other{n}.fill({a}, 2, 4);
let sum{n} = 0;
for (let i = 0; i < typed{n}.length; i++) sum{n} = sum{n} * 3 + typed{n}[i];
for (const x of other{n}) sum{n} -= x;
console.log(\"typed\", typed{n}.length, typed{n}.join(), other{n}.map(x => x * 1.5), other{n}.indexOf({c}), sum{n}, sum{n} | 0);
console.log(\"typed\", typed{n}.sort().slice(-3), other{n}.filter(x => x > 3).reduce((x, y) => x + y, 0), typed{n}[{count}] ?? \"none\");
"
    )
}

fn texts(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (s, t, from, to) = (g.text_literal(), g.expression(Type::String, 2), g.random.below(9) as i64 - 4, g.random.below(9) as i64 - 3);
    format!(
        "const text{n} = {s} + {t};
let units{n} = 0;
for (let i = 0; i < text{n}.length; i++) units{n} = (units{n} * 31 + text{n}.charCodeAt(i)) | 0;
let points{n} = 0;
for (const c of text{n}) points{n} += c.length * 10 + 1;
console.log(\"text\", text{n}.length, units{n}, points{n}, text{n}.slice({from}, {to}), text{n}.substring({from}, {to}));
console.log(\"text\", text{n}.toUpperCase(), text{n}.toLowerCase(), text{n}.trim().length, text{n}.indexOf(\"é\"), text{n}.includes({s}));
console.log(\"text\", text{n}.padStart(12, \"ab\"), text{n}.repeat(2).length, text{n}.startsWith({s}), text{n}.split(\"\").length, text{n} < \"h\", text{n}.charAt({to}) + \".\");
"
    )
}

fn defaults(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s) = (g.some(), g.number_literal(), g.text_literal());
    format!(
        "let made{n} = 0;
function next{n}(): number {{ made{n}++; return made{n}; }}
function takes{n}(a: number, b: number = a * {b}, c: string = {s} + b, d = next{n}()): string {{ return c + \"/\" + a + \"/\" + b + \"/\" + d; }}
const arrow{n} = (x: number, y?: number): number => y === undefined ? x : x - y;
console.log(\"defaults\", takes{n}({a}), takes{n}(1, undefined), takes{n}(2, {a}, \"t\"), takes{n}(3, 4, undefined, 9), made{n});
console.log(\"defaults\", arrow{n}({a}), arrow{n}(1, {b}), [3, 4].map((x) => arrow{n}(x)).join(), [5, 6].map(arrow{n}).join());
"
    )
}

fn nested(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, k, depth) = (g.some(), g.number_literal(), 3 + g.random.below(6));
    format!(
        "function tree{n}(depth: number, seed: number): number {{
    let leaves = 0;
    function walk(d: number, x: number): number {{
        if (d === 0) {{
            leaves++;
            return x;
        }}
        const left = walk(d - 1, x * 2);
        const right = d % 2 === 0 ? walk(d - 1, x + {k}) : 1;
        return left + right;
    }}
    const sum = walk(depth, seed);
    return sum + leaves;
}}
console.log(\"tree\", tree{n}({depth}, 1), tree{n}({depth}, {a}), tree{n}(0, 0.5));
function even{n}(x: number): boolean {{ return x === 0 ? true : odd{n}(x - 1); }}
function odd{n}(x: number): boolean {{ return x === 0 ? false : even{n}(x - 1); }}
console.log(\"even\", even{n}({depth}), odd{n}({depth}));
"
    )
}

fn changing_arrays(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, limit) = (g.some(), g.some(), 4 + g.random.below(8));
    format!(
        "const moving{n} = [{a}, 1, {b}];
let visits{n} = 0;
for (const v of moving{n}) {{
    visits{n}++;
    if (moving{n}.length < {limit}) moving{n}.push(v + 1);
    if (visits{n} === 2) moving{n}[0] = 0.5;
    if (visits{n} > 6) moving{n}.pop();
}}
console.log(\"moving\", visits{n}, moving{n}.length, moving{n}.join());
const rows{n}: number[][] = [];
for (let i = 0; i < 4; i++) {{
    const row: number[] = [];
    for (let j = 0; j <= i; j++) row.push(i === j ? {a} : i * j);
    rows{n}.push(row);
}}
rows{n}[1] = rows{n}[2];
rows{n}[1][0] = -1;
console.log(\"rows\", rows{n}.map((r) => r.join(\" \")).join(\"|\"), rows{n}[2][0]);
const words{n}: (string | null)[] = [\"a\", null];
words{n}.push({limit} > 6 ? \"b\" : null);
console.log(\"words\", words{n}.map((w) => w === null ? \"-\" : w + w).join(), words{n}.indexOf(null), words{n}.pop() ?? \"none\");
"
    )
}

fn comparators(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (s, count, k) = (g.expression(Type::String, 1), 3 + g.random.below(30), 1 + g.random.below(97));
    format!(
        "const people{n}: {{ name: string; age: number }}[] = [];
for (let i = 0; i < {count}; i++) {{
    people{n}.push({{ name: String.fromCharCode(97 + (i * {k}) % 26), age: (i * {k}) % 7 }});
}}
people{n}.sort((a, b) => a.age - b.age);
console.log(\"ages\", people{n}.map((p) => p.name + p.age).join(\"\"));
people{n}.sort((a, b) => a.name < b.name ? 1 : a.name > b.name ? -1 : 0);
console.log(\"names\", people{n}.map((p) => p.name + p.age).join(\"\"));
console.log(\"sorted\", [10, 9, 1, 100, -1].sort().join(), [\"é\", \"z\", \"Z\", {s}, \"\"].sort().join());
console.log(\"found\", people{n}.find((p) => p.age === 3)?.name ?? \"nobody\", people{n}.some((p) => p.age > 5), people{n}.every((p) => p.age < 7), people{n}.findIndex((p) => p.name === \"c\"));
"
    )
}

fn near_limits(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, k) = (g.edge(), g.edge(), 1 + g.random.below(5));
    let (x, y) = (g.some(), g.edge());
    format!(
        "let near{n} = {a};
for (let i = 0; i < 4; i++) {{
    near{n} += {k};
    console.log(\"near\", near{n}, near{n} | 0, near{n} >>> 0, -near{n}, near{n} % 1000, near{n} - {b});
}}
let unsigned{n} = ({x}) >>> 0;
for (let i = 0; i < 4; i++) {{
    unsigned{n} = (unsigned{n} * 1664525 + 1013904223) >>> 0;
    const high = unsigned{n} >>> 16;
    console.log(\"unsigned\", unsigned{n}, high, unsigned{n} > 2147483647, unsigned{n} / 2, (unsigned{n} - {b}) % 7, unsigned{n} ^ {k});
}}
function product{n}(p: number, q: number): number {{ return p * q; }}
console.log(\"product\", product{n}({a}, {k}), product{n}({a}, {b}), (({a}) * ({b})) | 0, product{n}({y}, {a}) % 65536, near{n} === {b}, near{n} < {y});
"
    )
}

fn mixed_fields(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, c) = (g.some(), g.number_literal(), g.edge());
    format!(
        "class Point{n} {{
    x = 0;
    y = 0.5;
    count = 1;
    label: string | null = null;
    next: Point{n} | null = null;
    get sum(): number {{ return this.x + this.y; }}
    move(by: number): Point{n} {{ this.x += by; this.y -= by; this.count *= 2; return this; }}
}}
const start{n} = new Point{n}();
start{n}.move({b}).move(2).move({a});
let here{n} = start{n};
for (let i = 0; i < 5; i++) {{
    const p = new Point{n}();
    p.x = i * {c};
    p.label = i % 2 === 0 ? \"p\" + i : null;
    here{n}.next = p;
    here{n} = p;
}}
let length{n} = 0;
for (let p: Point{n} | null = start{n}; p !== null; p = p.next) {{
    length{n}++;
    console.log(\"point\", p.x, p.y, p.count, p.label ?? \"-\", p.sum);
}}
const pair{n} = {{ left: {a}, right: \"r\", inner: {{ deep: {b} }} }};
pair{n}.left += 0.25;
pair{n}.inner.deep = pair{n}.inner.deep + pair{n}.left;
console.log(\"length\", length{n}, pair{n}.left, pair{n}.inner.deep);
"
    )
}

fn exact_math(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, e) = (g.some(), g.some(), g.edge());
    format!(
        "const m{n}: number = {a};
const w{n}: number = {b};
console.log(\"round\", Math.floor(m{n}), Math.ceil(m{n}), Math.round(m{n}), Math.trunc(m{n}), Math.sign(m{n}), Math.abs(m{n}), Math.sqrt(Math.abs(m{n})));
console.log(\"round\", Math.round(-0.5), Math.round(2.5), Math.round({e} + 0.5), Math.floor({e} / 3), Math.ceil({e} / -7), Math.trunc(-0.9));
console.log(\"pick\", Math.min(m{n}, w{n}), Math.max(m{n}, w{n}), Math.min(0, -0), Math.max(-0, 0), Math.max(m{n}, {e}), Math.min(), Math.imul(m{n}, {e}));
console.log(\"test\", Number.isInteger(m{n}), Number.isNaN(m{n}), isNaN(w{n}), m{n} === w{n}, m{n} !== m{n}, m{n} < w{n}, !m{n});
console.log(\"parse\", Number(\" 12 \"), Number(\"\"), Number(\"1e3\"), Number(\"x\"), parseInt(\"42px\"), parseFloat(\"2.5e1z\"), (+\"0x1f\"), (m{n}).toFixed(2));
const s{n} = Math.fround(m{n}), t{n} = Math.fround(w{n} / 3);
console.log(\"single\", Math.fround(s{n} + t{n}), Math.fround(s{n} * t{n}), Math.fround(s{n} / t{n}), Math.fround(t{n} - {e}), Math.fround(Math.sqrt(s{n})), s{n} + t{n}, s{n} < t{n}, s{n} === m{n}, t{n} | 0, -t{n});
console.log(\"turns\", Math.floor(m{n} / 2) * 2 === m{n}, (m{n} | 0) === m{n}, m{n} >>> 28, ~~w{n}, m{n} % 2, (w{n} % -3));
"
    )
}
