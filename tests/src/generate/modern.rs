//! More pieces of programs: what today's TypeScript is written with beyond classes and loops.
//!
//! In and out as in `features`: each piece has names of its own and prints what it computed.

use super::features::Feature;
use super::{Generator, Type};

pub(super) const FEATURES: [Feature; 19] = [
    destructuring,
    spreads,
    optional_chains,
    tagged_unions,
    dictionaries,
    sets_and_iterators,
    generators,
    generator_protocol,
    async_order,
    async_generators,
    finally_jumps,
    library_arrays,
    printed_objects,
    mixed_shapes,
    tagged_templates,
    weak_tables,
    function_values,
    class_values,
    disposals,
];

fn destructuring(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s, count) = (g.some(), g.number_literal(), g.text_literal(), 1 + g.random.below(4));
    format!(
        "const record{n} = {{ x: {a}, y: {{ z: {s}, w: [1, {b}, 3] }}, v: undefined as number | undefined }};
const {{ x: px{n}, y: {{ z: pz{n}, w: [first{n}, ...others{n}] }}, v: pv{n} = {count} }} = record{n};
console.log(\"taken\", px{n}, pz{n}, first{n}, others{n}.join(), pv{n});
let left{n} = {a};
let right{n} = {b};
[left{n}, right{n}] = [right{n}, left{n}];
const swap{n} = ([p, q = {count}]: number[], {{ k, ...rest }}: {{ k: string; i: number; j: number }}): string => k + p + q + Object.keys(rest).join() + (rest.i - rest.j);
console.log(\"swapped\", left{n}, right{n}, swap{n}([left{n}, {a}], {{ k: {s}, i: {count}, j: {b} }}));
for (const [key, {{ size, tags: [tag = \"none\"] }}] of [[\"p\", {{ size: {b}, tags: [{s}] }}], [\"q\", {{ size: 2, tags: [] as string[] }}]] as [string, {{ size: number; tags: string[] }}][]) {{
    console.log(\"pair\", key, size, tag);
}}
"
    )
}

fn spreads(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s, at) = (g.some(), g.some(), g.text_literal(), g.random.below(4));
    format!(
        "const base{n} = {{ a: {a}, b: {s}, c: true }};
const more{n} = {{ ...base{n}, b: {s} + \"!\", d: [{b}, ...[1, 2].map((x) => x * {at})] }};
console.log(\"spread\", Object.keys(more{n}).join(), more{n}.a, more{n}.b, more{n}.d.join(), base{n}.b);
const joined{n} = [...{s}, ...more{n}.d.map((x) => \"\" + x), ...new Set([{at}, {at}, 9]).values()];
console.log(\"spread\", joined{n}.length, joined{n}.join(\"/\"));
function sum{n}(start: number, ...rest: number[]): number {{ return rest.reduce((x, y) => x + y, start) * rest.length; }}
console.log(\"rest\", sum{n}({a}), sum{n}(1, {b}), sum{n}(...[{a}, 2, {b}] as [number, number, number]), sum{n}(0, ...more{n}.d), Math.max(...more{n}.d, {at}));
"
    )
}

fn optional_chains(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, s, depth) = (g.some(), g.text_literal(), g.random.below(4));
    format!(
        "interface Link{n} {{ value: number; name?: string; next?: Link{n} | null; run?: (x: number) => number; }}
let chain{n}: Link{n} | null = null;
for (let i = 0; i < {depth}; i++) chain{n} = {{ value: i * 0.5, name: i % 2 === 0 ? {s} + i : undefined, next: chain{n}, run: i % 2 === 1 ? (x) => x + i : undefined }};
console.log(\"chain\", chain{n}?.value ?? -1, chain{n}?.next?.name?.length ?? \"none\", chain{n}?.next?.next?.run?.({a}) ?? null, chain{n}?.run?.(2));
let settled{n}: string | undefined = chain{n}?.name;
settled{n} ??= \"default\";
let count{n}: number | null = {depth} > 2 ? null : {depth};
count{n} ||= 7;
let flag{n}: boolean | undefined = chain{n} !== null && chain{n}.value > 0;
flag{n} &&= count{n} > 3;
console.log(\"assigned\", settled{n}, count{n}, flag{n}, (chain{n} as Link{n} | null)?.next === undefined);
"
    )
}

fn tagged_unions(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s) = (g.some(), g.number_literal(), g.text_literal());
    format!(
        "type Node{n} = {{ kind: \"leaf\"; value: number }} | {{ kind: \"text\"; text: string }} | {{ kind: \"pair\"; left: Node{n}; right: Node{n} }} | {{ kind: \"none\" }};
function weigh{n}(node: Node{n}): number {{
    switch (node.kind) {{
        case \"leaf\": return node.value;
        case \"text\": return node.text.length;
        case \"pair\": return weigh{n}(node.left) * 2 - weigh{n}(node.right);
        case \"none\": return -0;
    }}
}}
const show{n} = (node: Node{n}): string => node.kind === \"pair\" ? `(${{show{n}(node.left)}} ${{show{n}(node.right)}})` : \"value\" in node ? `${{node.value}}` : node.kind === \"text\" ? node.text : \"-\";
const tree{n}: Node{n} = {{ kind: \"pair\", left: {{ kind: \"leaf\", value: {a} }}, right: {{ kind: \"pair\", left: {{ kind: \"text\", text: {s} }}, right: {{ kind: \"none\" }} }} }};
console.log(\"tree\", weigh{n}(tree{n}), show{n}(tree{n}), weigh{n}({{ kind: \"none\" }}), weigh{n}({{ kind: \"pair\", left: tree{n}, right: {{ kind: \"leaf\", value: {b} }} }}));
"
    )
}

fn dictionaries(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, s, t, k) = (g.some(), g.expression(Type::String, 2), g.text_literal(), g.random.below(20));
    format!(
        "const counts{n}: Record<string, number> = {{ z: {a}, 10: 1, [{t}]: 2 }};
for (const letter of {s} + \"abca\") counts{n}[letter] = (counts{n}[letter] ?? 0) + 1;
counts{n}[\"{k}\"] = {k};
counts{n}[{k} / 2] = 0.5;
delete counts{n}.a;
let keys{n} = \"\";
for (const key in counts{n}) keys{n} += key + \";\";
console.log(\"keys\", keys{n}, \"z\" in counts{n}, \"a\" in counts{n}, counts{n}[{t}], Object.keys(counts{n}).length);
console.log(\"entries\", Object.entries(counts{n}).map(([key, value]) => key + value).join(), Object.values(counts{n}).length, counts{n}[\"absent\"] === undefined);
const grouped{n}: {{ [size: number]: string[] }} = {{}};
for (const word of [\"a\", \"bb\", {t}, \"cc\"]) (grouped{n}[word.length] ??= []).push(word);
console.log(\"grouped\", JSON.stringify(grouped{n}), JSON.stringify({{ ...counts{n}, z: null }}));
"
    )
}

fn sets_and_iterators(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, s, k) = (g.some(), g.text_literal(), 1 + g.random.below(5));
    format!(
        "class Steps{n} {{
    constructor(private to: number, private by: number) {{}}
    [Symbol.iterator](): Iterator<number> {{
        let at = 0;
        return {{
            next: () => at < this.to ? {{ value: (at += this.by), done: false }} : {{ value: undefined, done: true }},
            return: () => {{ console.log(\"left\", at); return {{ value: undefined, done: true }}; }},
        }};
    }}
}}
const seen{n} = new Set<number | string>([...new Steps{n}(6, {k}), {s}, {a}, -0, 0, NaN, NaN]);
console.log(\"set\", seen{n}.size, seen{n}.has({s}), seen{n}.has(-0), seen{n}.has(NaN), seen{n}.delete({k}), [...seen{n}].length);
for (const x of new Steps{n}(9, {k})) {{
    if (x > 4) break;
    console.log(\"step\", x);
}}
const [one{n}, two{n} = -1] = new Steps{n}(2, {k});
console.log(\"steps\", one{n}, two{n}, Array.from(new Steps{n}(4, {k}), (x, i) => x * i).join());
for (const v of seen{n}) {{ if (v === {s} && seen{n}.size < 12) seen{n}.add(\"late\"); }}
console.log(\"set\", seen{n}.has(\"late\"), [...new Map([[{s}, {a}], [\"k\", {k}]]).entries()].map(([key, v]) => key + v).join());
"
    )
}

fn generators(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, count, stop) = (g.some(), 2 + g.random.below(6), g.random.below(5));
    format!(
        "function* walk{n}(depth: number, x: number): Generator<number, string, undefined> {{
    try {{
        for (let i = 0; i < {count}; i++) {{
            if (depth > 0 && i === 1) console.log(\"inner\", yield* walk{n}(depth - 1, x * 2));
            else yield x + i;
        }}
        return \"done\" + depth;
    }} finally {{
        console.log(\"closed\", depth);
    }}
}}
let taken{n} = 0;
for (const x of walk{n}(2, {a})) {{
    taken{n} += x;
    if (taken{n} > 50 || taken{n} < -50 || taken{n} !== taken{n}) break;
}}
console.log(\"walked\", taken{n}, [...walk{n}(1, 1)].join());
function* lazily{n}<T, U>(source: Iterable<T>, f: (x: T) => U, limit: number): Generator<U> {{
    for (const x of source) {{
        if (limit-- <= 0) return;
        yield f(x);
    }}
}}
console.log(\"lazy\", [...lazily{n}(walk{n}(0, 0.5), (x) => x * 3, {stop})].join(), Math.max(...lazily{n}([1, 5, 3], (x) => x - {stop}, 9)));
"
    )
}

fn generator_protocol(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, when) = (g.some(), g.random.below(5));
    format!(
        "function* talk{n}(): Generator<string, number, number> {{
    let total = 0;
    while (true) {{
        try {{
            const sent = yield \"total \" + total;
            if (sent === {when}) return total;
            total += sent;
        }} catch (e) {{
            console.log(\"told\", message(e));
            total = -1;
        }} finally {{
            if (total > 1000) yield \"much\";
        }}
    }}
}}
const partner{n} = talk{n}();
console.log(\"talk\", partner{n}.next(0).value, partner{n}.next(({a}) | 8).value, partner{n}.next(999).value);
for (let i = 0; i < 6; i++) {{
    const step = i === 2 ? partner{n}.throw(new RangeError(\"r\")) : partner{n}.next(i);
    console.log(\"talk\", i, step.done ?? false, step.value);
    if (step.done) break; // from now on the value is undefined, which its type does not say
}}
console.log(\"talk\", talk{n}().return(5).value, partner{n}.return(6).done);
"
    )
}

fn async_order(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, ticks, fails, waits) = (g.some(), 1 + g.random.below(5), g.random.below(4), g.random.below(3));
    let joined = ["all", "allSettled", "race", "any"][g.random.below(4)];
    format!(
        "async function ticks{n}(name: string, count: number): Promise<number> {{
    for (let i = 0; i < count; i++) {{
        console.log(name, i);
        await (i % 2 === 0 ? null : Promise.resolve(i));
    }}
    if (count === {fails}) throw new TypeError(name + count);
    return count * {waits};
}}
async function outer{n}(): Promise<string> {{
    try {{
        const x = await ticks{n}(\"one{n}\", {ticks});
        return \"sum \" + (x + await ticks{n}(\"two{n}\", {waits}));
    }} catch (e) {{
        return \"caught \" + message(e);
    }} finally {{
        await undefined;
        console.log(\"finally{n}\");
    }}
}}
outer{n}().then((text) => console.log(\"outer{n}\", text, {a}));
Promise.{joined}([ticks{n}(\"a{n}\", 1), ticks{n}(\"b{n}\", {ticks}), Promise.resolve({waits})]).then((r) => console.log(\"joined{n}\", JSON.stringify(r)), (e) => console.log(\"refused{n}\", message(e)));
let chain{n}: Promise<number> = Promise.resolve({ticks});
for (let i = 0; i < 4; i++) chain{n} = chain{n}.then((x) => {{ console.log(\"chain{n}\", x); if (x === {fails}) throw new RangeError(\"c\" + x); return i % 2 === 0 ? x + 1 : Promise.resolve(x + 1); }});
chain{n}.finally(() => console.log(\"last{n}\")).catch((e) => console.log(\"broken{n}\", message(e)));
queueMicrotask(() => console.log(\"micro{n}\"));
"
    )
}

fn async_generators(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, count, stop, fails) = (g.some(), 1 + g.random.below(5), g.random.below(5), g.random.below(6));
    format!(
        "async function* produce{n}(name: string, count: number): AsyncGenerator<number, string, undefined> {{
    try {{
        for (let i = 0; i < count; i++) {{
            if (i === {fails}) throw new RangeError(name);
            yield i % 2 === 0 ? i : Promise.resolve(i * 10);
            if (i === 1) await null;
        }}
        return name + \" over\";
    }} finally {{
        await undefined;
        console.log(\"closed\", name);
    }}
}}
async function* relay{n}(): AsyncGenerator<number, void, undefined> {{
    const result = yield* produce{n}(\"relayed{n}\", {count});
    console.log(result);
    yield* [{stop}, Promise.resolve({count})];
}}
async function consume{n}(): Promise<void> {{
    try {{
        for await (const x of produce{n}(\"looped{n}\", {count})) {{
            console.log(\"got{n}\", x);
            if (x === {stop} * 10) break;
        }}
        for await (const x of relay{n}()) console.log(\"relay{n}\", x);
    }} catch (e) {{
        console.log(\"failed{n}\", message(e), {a});
    }}
    const hand = produce{n}(\"hand{n}\", 3);
    const steps = await Promise.allSettled([hand.next(), hand.next(), hand.return(\"r\"), hand.next()]);
    console.log(\"hand{n}\", JSON.stringify(steps.map((s) => s.status === \"fulfilled\" ? s.value : s.status)));
}}
consume{n}().then(() => console.log(\"consumed{n}\"));
"
    )
}

fn finally_jumps(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, i, j, k) = (g.some(), g.random.below(4), g.random.below(4), g.random.below(5));
    format!(
        "function leap{n}(limit: number): string {{
    let trace = \"\";
    outer: for (let i = 0; i < 4; i++) {{
        for (const s of [\"p\", \"é\", \"q\"]) {{
            try {{
                trace += s + i;
                if (i === {i} && s === \"é\") continue outer;
                if (i === {j} && s === \"q\") break outer;
                try {{
                    if (trace.length > limit) return trace + \"!\";
                    if (i * 2 === {k}) throw new Error(s);
                }} finally {{
                    trace += \".\";
                }}
            }} catch (e) {{
                trace += message(e);
                if (s === \"q\") continue;
            }} finally {{
                trace += \"|\";
            }}
        }}
    }}
    return trace;
}}
console.log(\"leap\", leap{n}(5), leap{n}(1000), {a});
"
    )
}

fn library_arrays(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, from, to, s) = (g.some(), g.number_literal(), g.random.below(9) as i64 - 4, g.random.below(9) as i64 - 4, g.text_literal());
    format!(
        "const items{n} = [3, {a}, 1, {b}, 2];
console.log(\"copies\", items{n}.toSorted((x, y) => (x === x ? x : 1e308) - (y === y ? y : 1e308) || 0).join(), items{n}.toReversed().join(), items{n}.toSpliced({from}, 2, 7).join(), items{n}.at({from}) ?? \"none\");
console.log(\"ends\", items{n}.findLast((x) => x < 3) ?? \"none\", items{n}.findLastIndex((x) => x > {to}), items{n}.lastIndexOf(1, {from}), items{n}.includes({a}), items{n}.indexOf({b}, {to}));
console.log(\"splice\", items{n}.splice({from}, {to}, 8, 9).join(), items{n}.join(), items{n}.copyWithin({to}, 1, 3).join(), items{n}.fill(0, {from}, {to}).join());
console.log(\"flat\", [[1, [{a}]], [], [[{b}, 2], 3]].flat().length, [1, 2].flatMap((x) => [x, [x]]).length, items{n}.reduceRight((t, x) => t + \"/\" + x, {s}));
console.log(\"text\", {s}.replace(\"a\", (m, at) => m + at), {s}.replaceAll(\",\", \"<$&>\"), {s}.at({from}) ?? \"none\", {s}.padEnd(6, \"é🎉\"), {s}.substring({from}, {to}), {s}.lastIndexOf(\"a\", {to}));
console.log(\"more\", [{s}, {s}].concat(\"z\", [\"y\"]).join(), [...{s}].reverse().join(\"\"), Object.entries({{ k: {a}, l: {s} }}).flat().join(), Array.from({{ length: 3 }}, (_, i) => i * {to}).join());
"
    )
}

fn printed_objects(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, s, t, count, e) = (g.some(), g.text_literal(), g.expression(Type::String, 2), g.random.below(40), g.edge());
    format!(
        "class Shown{n} {{ inner: Shown{n} | null = null; list: unknown[] = []; constructor(public name: string, readonly weight = {a}) {{}} }}
const shown{n} = new Shown{n}({s});
shown{n}.inner = new Shown{n}({t}, {e});
shown{n}.inner.inner = new Shown{n}(\"deep\");
shown{n}.list.push({a}, [{e}, [-0, [{s}, [1]]]], null, undefined, true, {{ a: {s}, \"b-c\": {{ d: {{ e: {{ f: 1 }} }} }} }});
console.log(shown{n}, [shown{n}.inner]);
console.log(Array.from({{ length: {count} }}, (_, i) => i * {count}), Array.from({{ length: {count} }}, (_, i) => {s}.repeat(i % 4)));
console.log(new Map<unknown, unknown>([[{s}, {a}], [[1], new Set([{t}])]]), new Set([{e}, [{a}]]), {{ text: {t}, quote: \"it's\", both: `\"'` + {s} }});
console.log(\"%s is %d, %i%%\", {s}, {a}, {e}, [{t}]);
"
    )
}

/// Objects of fixed shape that stand for dictionaries and the other way round, members that come and go.
fn mixed_shapes(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s, key) = (g.some(), g.number_literal(), g.text_literal(), g.random.pick(&["x", "y", "z", "7"]).to_string());
    let (adds, deletes) = (g.random.chance(50), g.random.chance(50));
    let adding = if adds { format!("values[{s} + i] = i;") } else { "values[\"x\"] = i;".to_string() };
    let deleting = if deletes { format!("delete note{n}.text;") } else { format!("note{n}.text = undefined;") };
    format!(
        "const fixed{n} = {{ x: {a}, y: {b}, \"7\": 7 }};
function total{n}(values: Record<string, number>): number {{
    let sum = 0;
    for (const key in values) sum += values[key];
    return sum + Object.values(values).length;
}}
function put{n}(values: {{ [key: string]: number }}, i: number): void {{
    {adding}
}}
console.log(\"mixed\", total{n}(fixed{n}), total{n}({{ p: {b}, q: 2 }}), \"{key}\" in fixed{n});
const view{n}: Record<string, number> = fixed{n};
view{n}[\"y\"] = 5;
put{n}(view{n}, 3);
put{n}(view{n}, 4);
fixed{n}.x += 1;
console.log(\"mixed\", fixed{n}, view{n}[\"{key}\"], fixed{n}.y, Object.keys(view{n}).join(), JSON.stringify(fixed{n}), {{ ...fixed{n}, last: 1 }});
const note{n}: {{ name: string; text?: string }} = {{ name: {s}, text: \"t\" }};
{deleting}
console.log(\"member\", \"text\" in note{n}, note{n}.text ?? \"none\", Object.entries(note{n}).length, note{n});
note{n}.text = \"back\";
const {{ name: name{n}, ...rest{n} }} = note{n};
console.log(\"member\", note{n}, name{n} === {s}, rest{n}, Object.hasOwn(note{n}, \"{key}\"));
function keyed{n}<T extends Record<string, unknown>, K extends keyof T>(object: T, key: K): T {{
    return {{ ...object, copied: String(object[key]) }};
}}
console.log(\"keyed\", keyed{n}({{ k: {a}, l: [{b}] }}, \"k\"), keyed{n}(fixed{n}, \"y\"));
"
    )
}

fn tagged_templates(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s, times) = (g.some(), g.number_literal(), g.text_literal(), 1 + g.random.below(3));
    format!(
        "const sites{n}: TemplateStringsArray[] = [];
function tag{n}<T>(strings: TemplateStringsArray, ...values: T[]): string {{
    if (!sites{n}.includes(strings)) sites{n}.push(strings);
    return strings.map((text, i) => text.length + \":\" + (i < values.length ? `${{values[i]}}` : \"end\")).join(\"|\") + strings.raw.join(\"_\");
}}
for (let i = 0; i < {times}; i++) console.log(\"tagged\", tag{n}`a${{i}}\\tb${{{a}}}`, tag{n}<string | number[]>`${{{s}}}${{[i, {b}]}}\\u0041`);
console.log(\"sites\", sites{n}.length, sites{n}[0][1], sites{n}[1].raw, String.raw`\\x${{{b}}}\\y`, String.raw(sites{n}[0], 1, {s}));
"
    )
}

/// Tables that hold objects by identity.
fn weak_tables(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, count) = (g.some(), 2 + g.random.below(20));
    format!(
        "const weak{n} = new WeakMap<{{ id: number }}, number>();
const held{n}: {{ id: number }}[] = [];
for (let i = 0; i < {count}; i++) {{
    const key = {{ id: i }};
    weak{n}.set(key, i * {a});
    if (i % 2 === 0) held{n}.push(key);
}}
const gone{n} = new WeakSet(held{n});
console.log(\"weak\", held{n}.map((key) => weak{n}.get(key)).join(), weak{n}.has({{ id: 0 }}), gone{n}.has(held{n}[0]), weak{n}.delete(held{n}[0]), weak{n}.get(held{n}[0]) ?? \"deleted\");
"
    )
}

fn function_values(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s, count) = (g.some(), g.some(), g.text_literal(), g.random.below(6));
    format!(
        "const wrap{n} = <A extends unknown[], R>(f: (...args: A) => R) => (...args: A): [number, R] => [args.length, f(...args)];
const take{n} = (first: number, second = {count}, ...more: number[]): string => [first, second, more.length, ...more].join();
const all{n}: ((...values: number[]) => number | string)[] = [(...v) => v.length, Math.max, take{n}, (x) => x, () => {s}, (...[x, ...y]) => y.length];
console.log(\"wrapped\", wrap{n}(take{n})({a}), wrap{n}(take{n})({a}, {b}, 1, 2), wrap{n}(() => {s})(), take{n}.length, take{n}.name, all{n}[0].name);
for (const f of all{n}) console.log(\"value\", f({a}), f({b}, {a}, {count}), f(...[1, 2, 3, {b}, 5, 6].slice(0, {count} + 1)));
interface Takes{n} {{ take(...values: number[]): string }}
class Many{n} implements Takes{n} {{ constructor(private base: number) {{}} take(...values: number[]): string {{ return values.join(\"/\") + this.base; }} }}
class One{n} implements Takes{n} {{ take(value = {count}): string {{ return {s} + value; }} }}
for (const t of [new Many{n}({b}), new One{n}(), {{ take: (...v: number[]) => v.reverse().join() }}] as Takes{n}[]) console.log(\"member\", t.take(), t.take({a}), t.take(1, ...[{b}, {a}], 2));
const many{n} = new Many{n}({count});
console.log(\"bound\", many{n}.take.bind(many{n}, {a})(1, 2), take{n}.bind(null, 1)({b}, 3, 4), take{n}.apply(null, [{a}, {b}]), take{n}.call(null, {b}));
"
    )
}

fn class_values(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s, at) = (g.some(), g.some(), g.text_literal(), g.random.below(3));
    format!(
        "abstract class Kind{n} {{
    static label = {s};
    static make(this: new (size: number) => Kind{n}, size: number): Kind{n} {{ return new this(size); }}
    static text(): string {{ return this.label + \":\" + this.name; }}
    constructor(readonly size: number, readonly extra = {at}) {{ if (new.target === (Kind{n} as unknown)) throw new Error(\"abstract\"); }}
    abstract area(): number;
}}
class Flat{n} extends Kind{n} {{ area(): number {{ return this.size * {at} + this.extra; }} }}
class Deep{n} extends Flat{n} {{ static override label = \"deep\"; override area(): number {{ return super.area() - {a}; }} }}
const kinds{n} = [Flat{n}, Deep{n}, class Other extends Kind{n} {{ area(): number {{ return {b}; }} }}];
const table{n}: Record<string, new (size: number) => Kind{n}> = {{ flat: Flat{n}, deep: Deep{n} }};
const build{n} = <T, A extends unknown[]>(kind: new (...args: A) => T, ...args: A): T => new kind(...args);
for (const kind of kinds{n}) {{
    const made = new kind({a});
    console.log(\"kind\", kind.name, kind.text(), kind.make({b}).area(), made.area(), made instanceof kind, made instanceof Flat{n}, made.constructor === kind, kinds{n}.indexOf(kind));
}}
console.log(\"built\", build{n}(Deep{n}, {b}, {at}).area(), new table{n}[[\"flat\", \"deep\", \"flat\"][{at}]](2).area(), kinds{n}[{at}] === Deep{n}, [...new Map(kinds{n}.map((k) => [k, k.label] as const)).values()].join());
"
    )
}

/// Symbols as keys, `using` with all ways out of its block, causes of errors.
fn disposals(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, s, at, which) = (g.some(), g.text_literal(), g.random.below(3), g.random.below(3));
    format!(
        "const tag{n} = Symbol(\"tag{n}\");
class Held{n} {{
    [tag{n}] = {a};
    constructor(readonly name: string, private readonly fails: boolean) {{}}
    [Symbol.dispose](): void {{
        console.log(\"close\", this.name, this[tag{n}]++);
        if (this.fails) throw new Error(\"close \" + this.name, {{ cause: this[tag{n}] }});
    }}
}}
function hold{n}(how: number): string {{
    for (let i = 0; i < 3; i++) {{
        using x = new Held{n}(\"x\" + i, how === 3 && i === {at}), y = i === {which} ? null : new Held{n}(\"y\" + i, false);
        x[tag{n}] += i;
        if (how === 1 && i === {at}) return {s} + x[tag{n}];
        if (how === 2) throw new RangeError({s}, {{ cause: y?.name }});
    }}
    return \"all\";
}}
for (const how of [0, 1, 2, 3]) {{
    try {{
        console.log(\"held\", hold{n}(how));
    }} catch (e) {{
        const error = e as Error;
        console.log(error.name, error.message, error.cause);
    }}
}}
const {{ [tag{n}]: taken{n}, ...rest{n} }} = {{ ...new Held{n}({s}, false), more: {at} }};
console.log(\"held\", taken{n}, rest{n}, new Held{n}({s}, true), typeof tag{n}, tag{n});
"
    )
}
