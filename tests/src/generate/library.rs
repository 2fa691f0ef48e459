//! Pieces of programs that call the library with what lies at the edge: positions beyond both ends, NaN, -0, texts of odd numbers.
//!
//! In and out as in `features`: each piece has names of its own and prints what it computed.

use super::Generator;
use super::features::Feature;

pub(super) const FEATURES: [Feature; 7] = [array_positions, string_positions, digits, odd_numbers, odd_keys, namespaces, accessors];

const POSITIONS: [&str; 9] = ["0", "1", "-1", "2.7", "-2.7", "NaN", "Infinity", "-Infinity", "7"];
const NUMBERS: [&str; 14] =
    ["0", "-0", "1.005", "-1.5", "123.456", "1e21", "5e-324", "0.000001", "1e-7", "NaN", "-Infinity", "4294967296.5", "25", "1.7976931348623157e308"];

impl Generator {
    fn position(&mut self) -> &'static str {
        POSITIONS[self.random.below(POSITIONS.len())]
    }
}

fn array_positions(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, i, j, k) = (g.some(), g.number_literal(), g.position(), g.position(), g.position());
    format!(
        "const row{n} = [3, -0, {a}, NaN, {b}, 1];
const copy{n} = () => [...row{n}];
console.log(\"row\", row{n}.at({i}), row{n}.slice({i}, {j}), row{n}.indexOf(1, {i}), row{n}.lastIndexOf(3, {j}), row{n}.includes(NaN, {k}), row{n}.toSpliced({i}, {j}, {a}));
console.log(\"row\", copy{n}().splice({j}, {k}), copy{n}().fill({b}, {i}, {k}), copy{n}().copyWithin({i}, {j}, {k}), row{n}.toReversed(), row{n}.toSorted((x, y) => y - x || 0).length);
console.log(\"row\", row{n}.findLast((x) => x < 3), row{n}.findLastIndex((x) => Object.is(x, {b})), [row{n}, [[{a}]]].flat({i} < 3 ? {i} : 1).length, Array.from(row{n}.entries(), ([at, x]) => at * x));
try {{
    console.log(\"with\", row{n}.with({i}, {b}));
}} catch (e) {{
    console.log(\"with\", e instanceof RangeError);
}}
"
    )
}

fn string_positions(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (s, t, i, j) = (g.text_literal(), g.text_literal(), g.position(), g.position());
    let width = g.random.below(14);
    format!(
        "const line{n} = {s} + \"-\" + {t};
console.log(\"line\", line{n}.at({i}), line{n}.charAt({j}), line{n}.charCodeAt({i}), line{n}.codePointAt({j}), line{n}.slice({i}, {j}), line{n}.substring({i}, {j}), line{n}.substr({i}, {j}));
console.log(\"line\", line{n}.indexOf({t}, {i}), line{n}.lastIndexOf(\"a\", {j}), line{n}.startsWith({s}, {i}), line{n}.endsWith({t}, {j}), line{n}.includes(\"\", {i}), line{n}.split({t}, {j}));
console.log(\"line\", line{n}.padStart({width}, {t}), line{n}.padEnd({width}, {s}), line{n}.replaceAll({t}, \"[$&$$$`]\"), line{n}.replace(\"-\", \"$'\"), [...line{n}].length);
try {{
    console.log(\"repeat\", {s}.repeat({i} > 99 ? 2 : {i}).length);
}} catch (e) {{
    console.log(\"repeat\", e instanceof RangeError);
}}
"
    )
}

fn digits(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, x, y) = (g.some(), *g.random.pick(&NUMBERS), *g.random.pick(&NUMBERS));
    let (count, radix) = (g.random.below(22), 2 + g.random.below(35));
    format!(
        "for (const value of [{a}, {x}, {y}]) {{
    console.log(\"digits\", value.toFixed({count}), value.toPrecision({count} + 1), value.toExponential({count}), value.toString({radix}), String(value), [value]);
    console.log(\"digits\", Number.isInteger(value), Number.isSafeInteger(value), Math.round(value), Math.trunc(value), Math.clz32(value), Math.cbrt(value * value * value) === value, parseInt(value.toString({radix}), {radix}));
}}
try {{
    console.log((1.5).toFixed({count} * 6), {n}.5.toString({radix} * 2));
}} catch (e) {{
    console.log(\"digits\", (e as Error).name);
}}
"
    )
}

fn odd_numbers(g: &mut Generator) -> String {
    const TEXTS: [&str; 20] = [
        "", " 12 ", "-0", "0x1F", "0b11", "1e3", "1e", ".5", "5.", "-", "+7", "Infinity", "12abc", "1_000", "1e1000", "9007199254740993", "00012", "zz", "\\u00a01\\ufeff", "-0x10",
    ];
    let n = g.fresh("");
    let texts: Vec<String> = (0..5).map(|_| format!("\"{}\"", g.random.pick(&TEXTS))).collect();
    let (radix, s, odd) = (g.random.below(38), g.text_literal(), *g.random.pick(&["NaN", "16.9", "-5", "37"]));
    format!(
        "const odd{n} = [{}, {s}];
for (const text of odd{n}) console.log(\"odd\", Number(text), parseFloat(text), parseInt(text), parseInt(text, {radix}), parseInt(text, {odd}), +text, Number.isNaN(+text));
",
        texts.join(", ")
    )
}

/// Keys that are equal only by the rule of maps, and objects whose keys come in an order of their own.
fn odd_keys(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s, k) = (g.some(), g.edge(), g.text_literal(), g.random.below(9));
    format!(
        "const odd{n} = new Map<unknown, number>();
for (const key of [NaN, -0, 0, \"0\", null, undefined, true, {a}, {b}, {s}, NaN, {s}, {k}]) odd{n}.set(key, (odd{n}.get(key) ?? 0) + 1);
console.log(\"keys\", odd{n}, new Set([{a}, {a}, -0, {b}]), [...odd{n}.keys()].some((key) => Object.is(key, -0)), odd{n}.delete(null), odd{n}.delete(null));
const table{n}: Record<string, number> = {{ b: 1, 2: 2, a: 3, 1: 4, \"01\": 5, \"-1\": 6, 4294967294: 7, 4294967295: 8 }};
delete table{n}.b;
table{n}[{s}] = {a};
table{n}[{k}] = 0;
table{n}.b = 10;
console.log(\"table\", table{n}, Object.keys(table{n}).join(), JSON.stringify(table{n}), Object.fromEntries(Object.entries(table{n}).filter(([key]) => key < \"b\")));
for (const key in table{n}) {{
    if (key === \"1\") delete table{n}[\"2\"];
    console.log(\"each\", key, table{n}[key]);
}}
console.log(\"copy\", Object.assign({{}}, table{n}, {{ b: {b} }}).b, {{ ...table{n}, c: {a} }});
"
    )
}

fn namespaces(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s) = (g.some(), g.number_literal(), g.text_literal());
    format!(
        "namespace Outer{n} {{
    export const base = {a};
    let hidden = {b};
    export namespace Inner {{ export function bump(by = base): number {{ hidden += by; return hidden; }} }}
    export enum Level {{ Low = 1, High = Low << 3, Named = 7 }}
    export class Made {{ level = Level.High; static count = 0; static {{ Made.count = hidden; }} }}
}}
namespace Outer{n} {{ export const later = [Inner.bump(1), base]; }}
enum Word{n} {{ First = {s}, Second = \"second\" }}
console.log(\"space\", Outer{n}.base, Outer{n}.Inner.bump(), Outer{n}.Inner.bump(2), Outer{n}.later, new Outer{n}.Made(), Outer{n}.Made.count, Outer{n}.Level[8], Word{n}.First);
"
    )
}

fn accessors(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s, k) = (g.some(), g.some(), g.text_literal(), g.random.below(5));
    format!(
        "class Gauge{n} {{
    static #made = 0;
    #value = {a};
    static limit = 0;
    static {{ this.limit = {k}; }}
    get value(): number {{ return this.#value; }}
    set value(v: number) {{ this.#value = v > Gauge{n}.limit ? v : this.#limit(v); }}
    #limit(v: number): number {{ Gauge{n}.#made++; return v + {k}; }}
    static get made(): number {{ return Gauge{n}.#made; }}
    has(other: object): boolean {{ return #value in other; }}
}}
class Loud{n} extends Gauge{n} {{ loud = true; override has(other: object): boolean {{ return !super.has(other); }} }}
for (const gauge of [new Gauge{n}(), new Loud{n}()]) {{
    gauge.value = {b};
    gauge.value += {k};
    gauge.value++;
    console.log(\"gauge\", gauge.value, gauge, gauge.has(new Loud{n}()), gauge.has({{}}), Gauge{n}.made);
}}
const lit{n} = {{ low: {k}, get high(): number {{ return this.low + 1; }}, set high(v) {{ this.low = v; }}, text: {s} }};
lit{n}.high = {b};
const some{n}: {{ p?: {{ q: number | null }} | null; r?: () => string }} = {{ p: {{ q: null }} }};
if (some{n}.p) some{n}.p.q ??= {a};
some{n}.p &&= {{ q: {k} }};
some{n}.r ||= () => {s};
console.log(\"lit\", lit{n}.high, lit{n}.low, some{n}.p?.q, some{n}.r?.(), some{n}?.p?.[\"q\"]?.toFixed(1));
"
    )
}
