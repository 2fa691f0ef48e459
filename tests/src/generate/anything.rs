//! Pieces of programs whose values are `any`: what they are is found while the program runs, and a TypeError comes where JavaScript gives one.
//!
//! In and out as in `features`: each piece has names of its own and prints what it computed.

use super::Generator;
use super::features::Feature;

pub(super) const FEATURES: [Feature; 6] = [operators, members, calls, loops, parsed, objects_in_sums];

/// Operators on all pairs of a few values without members of their own.
fn operators(g: &mut Generator) -> String {
    const VALUES: [&str; 12] = ["undefined", "null", "true", "-0", "NaN", "2147483648", "0.5", "\"\"", "\" 12 \"", "\"0x1f\"", "\"é\"", "-Infinity"];
    const OPERATORS: [&str; 16] = ["+", "-", "*", "/", "%", "**", "&", "^", "<<", ">>>", "<", ">=", "==", "!=", "===", ">>"];
    let n = g.fresh("");
    let a = g.some();
    let values: Vec<&str> = (0..3).map(|_| *g.random.pick(&VALUES)).collect();
    let [p, q, r] = [0; 3].map(|_| *g.random.pick(&OPERATORS));
    // The standard leaves the last digits of a power open.
    let apply = |op, x, y| if op == "**" { format!("Math.sign({x} ** {y})") } else { format!("{x} {op} {y}") };
    let (p, q, r) = (apply(p, "x", "y"), apply(q, "y", "x"), apply(r, "x", "y"));
    let joined = values.join(", ");
    format!(
        "const any{n}: any[] = [{joined}, {a}];
for (const x of any{n}) {{
    for (const y of any{n}) console.log(\"any\", {p}, {q}, {r}, x ?? y, x && y, x || !y);
    let z: any = x;
    z += {a};
    z ??= 1;
    console.log(\"one\", typeof x, `${{x}}`, String(x), Number(x), !x, z, [x] + \"\", {{ x }}, x === undefined ? \"none\" : JSON.stringify(x));
}}
"
    )
}

/// Members, elements and keys of whatever there is.
fn members(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s, at) = (g.some(), g.number_literal(), g.text_literal(), g.random.below(4));
    format!(
        "class Has{n} {{ name = {s}; #hidden = {b}; get twice(): number {{ return this.#hidden * 2; }} set twice(v: number) {{ this.#hidden = v; }} }}
const things{n}: any[] = [{{ name: {a}, list: [1, {{ name: \"in\" }}] }}, [{a}, {s}], {s}, new Has{n}(), {b}, null, undefined];
for (const thing of things{n}) {{
    try {{
        console.log(\"has\", thing?.name, thing?.length, thing?.[{at}], thing?.list?.[1].name, thing?.twice);
        console.log(\"has\", thing.name, thing[\"name\"], thing[{at}], thing.list?.length ?? \"no list\");
        const {{ name = \"unnamed\", twice }} = thing;
        console.log(\"taken\", name, twice);
    }} catch (e) {{
        console.log(\"not\", e instanceof TypeError);
    }}
}}
const key{n}: any = [\"name\", \"absent\", \"list\", \"name\"][{at}];
things{n}[3].twice = {a};
things{n}[0].name = {s};
things{n}[1][0] = [{b}];
console.log(\"key\", things{n}[0][key{n}], things{n}[3][key{n}], things{n}.slice(0, 4));
"
    )
}

/// Methods of the library and of the program, found by name; calls of what is no function.
fn calls(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s, at) = (g.some(), g.number_literal(), g.text_literal(), g.random.below(5));
    format!(
        "const call{n}: any = {{ add(x: any, y: any) {{ return x + y; }}, twice: (x: any) => x * 2, at: (i: number) => i - 1 }};
const called{n}: any[] = [[{a}, {b}, 3], {s}, call{n}, (x: any) => [x], {at}];
for (const it of called{n}) {{
    try {{
        console.log(\"at\", it.at({at}));
        console.log(\"slice\", it.slice({at} - 2), it.indexOf({s}), it.concat({s}).length, it.includes({s}));
    }} catch (e) {{
        console.log(\"no method\", e instanceof TypeError);
    }}
    try {{
        console.log(\"called\", it({s}));
    }} catch (e) {{
        console.log(\"no function\", e instanceof TypeError);
    }}
}}
const mapped{n}: any = called{n}[0].map((x: any) => x + {s}).filter((x: any, i: number) => i !== {at});
console.log(\"mapped\", mapped{n}, called{n}[0].reduce((x: any, y: any) => x + y), call{n}.add({s}, {a}), call{n}[\"twice\"]({b}), called{n}[3](...[{s}]));
"
    )
}

/// Loops, spreads and patterns over whatever there is.
fn loops(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, s, b) = (g.some(), g.text_literal(), g.number_literal());
    format!(
        "const over{n}: any[] = [[{a}, {s}], {s}, new Set([{b}, {s}]), new Map([[{s}, {b}]]), {{ p: {a}, 2: {s} }}, {b}, null];
for (const it of over{n}) {{
    let seen = \"\";
    try {{
        for (const key in it) seen += key + \";\";
        for (const each of it) seen += each + \",\";
        const [first = \"none\", ...others] = [...it];
        console.log(\"over\", seen, first, others.length, [...it, 1].length);
    }} catch (e) {{
        console.log(\"no iterable\", seen, e instanceof TypeError);
    }}
}}
"
    )
}

/// What `JSON.parse` gives without a type, changed and written again.
fn parsed(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, s, at) = (g.some(), g.text_literal(), g.random.below(3));
    format!(
        "const parsed{n}: any = JSON.parse(JSON.stringify({{ a: [{a}, {{ b: {s} }}], \"c d\": null, 1: {{ e: [true, []] }} }}));
parsed{n}.a[{at}] = {s};
parsed{n}.added = parsed{n}.a.length + (parsed{n}.absent?.deep ?? {at});
delete parsed{n}[\"c d\"];
console.log(\"parsed\", parsed{n}, JSON.stringify(parsed{n}), \"added\" in parsed{n}, \"c d\" in parsed{n}, Object.keys(parsed{n}).join());
const {{ a: [taken{n}], ...rest{n} }} = parsed{n};
console.log(\"parsed\", taken{n}, rest{n}, JSON.stringify(rest{n}, null, {at}), typeof parsed{n}[1].e[0], parsed{n}[1].e[1].length);
for (const bad of [\"[1,]\", \"{{\\\"a\\\":01}}\", \"\", \"nul\", \"[\\\"\\\\x\\\"]\", {s}]) {{
    try {{
        console.log(\"good\", JSON.parse(bad) as unknown);
    }} catch (e) {{
        console.log(\"bad\", e instanceof SyntaxError);
    }}
}}
"
    )
}

/// Objects in sums, comparisons and texts.
fn objects_in_sums(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s) = (g.some(), g.number_literal(), g.text_literal());
    format!(
        "class Amount{n} {{ constructor(private n: number) {{}} valueOf(): number {{ return this.n; }} toString(): string {{ return \"<\" + this.n + \">\"; }} }}
class Word{n} {{ toString(): string {{ return {s}; }} }}
const sums{n}: any[] = [new Amount{n}({a}), new Word{n}(), {b}];
for (const x of sums{n}) console.log(\"sum\", sums{n}.map((y) => [x + y, x * y, x - y, x < y, `${{x}}${{y}}`].join()).join(\"|\"), x + \"\", String(x), +x, -x);
console.log(\"sum\", ([] as any) + {{}}, ([{a}, [{s}, null]] as any) + {b}, [] + ({s} as any), [sums{n}[0], sums{n}[1]].join());
"
    )
}
