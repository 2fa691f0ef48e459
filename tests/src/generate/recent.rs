//! Pieces of programs with what the language got last: resources, symbols as keys, async iteration, iterators that are closed, jumps out of
//! `finally`, methods of arrays that copy, patterns with computed keys, and objects beside primitives.
//!
//! In and out as in `features`: each piece has names of its own and prints what it computed.

use super::Generator;
use super::features::Feature;

pub(super) const FEATURES: [Feature; 13] = [
    disposed_jumps,
    symbol_keys,
    async_walks,
    clones,
    class_expressions,
    closed_iterators,
    labelled_finally,
    literal_accessors,
    optional_calls,
    sorted_copies,
    wide_texts,
    deep_patterns,
    any_conversions,
];

/// Resources given back where a block is left by a jump, a throw or the end of a generator.
fn disposed_jumps(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, s, k) = (g.some(), g.text_literal(), g.random.below(5));
    format!(
        "class Held{n} {{
    constructor(readonly name: string, private bad = false) {{}}
    [Symbol.dispose](): void {{
        console.log(\"gives\", this.name);
        if (this.bad) throw new RangeError(this.name);
    }}
}}
class Later{n} {{
    constructor(readonly name: string) {{}}
    async [Symbol.asyncDispose](): Promise<void> {{
        await null;
        console.log(\"later\", this.name);
    }}
}}
function leave{n}(way: number): string {{
    outer: for (let i = 0; i < 2; i++) {{
        using a = new Held{n}(\"a\" + i, way === 3);
        using nothing = way === 1 ? null : new Held{n}(\"b\" + i);
        if (way === 0) return a.name + nothing?.name;
        for (const x of [1, 2]) {{
            using c = new Held{n}(\"c\" + x, way === 4);
            if (way === 1) continue outer;
            if (way === 2) break outer;
            if (x === 2) throw new Error(c.name);
        }}
    }}
    return \"end\";
}}
for (let way = 0; way < 5; way++) {{
    try {{
        console.log(\"left\", leave{n}(way));
    }} catch (e) {{
        console.log(\"left\", (e as Error).name, (e as Error).name.startsWith(\"S\") ? \"two\" : (e as Error).message);
    }}
}}
function* holding{n}(): Generator<number> {{
    using held = new Held{n}({s});
    for (let i = 0; i < {k} + 2; i++) yield held.name.length + i;
}}
for (const x of holding{n}()) {{
    if (x > {k}) break;
}}
async function waiting{n}(fails: boolean): Promise<number> {{
    await using first = new Later{n}(\"first\");
    using second = new Held{n}(\"second\");
    await using none = undefined;
    if (fails) throw new TypeError(first.name + second.name);
    return {a};
}}
void (async () => {{
    console.log(\"waited\", await waiting{n}(false), {k});
    await waiting{n}(true).catch((e) => console.log(\"waited\", message(e)));
}})();
"
    )
}

/// Members whose keys are symbols.
fn symbol_keys(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s, k) = (g.some(), g.number_literal(), g.text_literal(), g.random.below(5));
    format!(
        "const tag{n}: unique symbol = Symbol({s});
const size{n}: unique symbol = Symbol(\"size\");
class Marked{n} {{
    [tag{n}] = {a};
    static [size{n}] = {k};
    get [size{n}](): number {{ return this[tag{n}] * 2; }}
    plain = true;
}}
const marked{n} = {{ [tag{n}]: {s}, x: {b}, [size{n}]() {{ return this.x; }} }};
const made{n} = new Marked{n}();
made{n}[tag{n}] += 1;
const {{ [tag{n}]: taken{n}, ...rest{n} }} = marked{n};
console.log(\"symbols\", made{n}[tag{n}], made{n}[size{n}], Marked{n}[size{n}], marked{n}[tag{n}], marked{n}[size{n}](), taken{n}, rest{n}.x);
console.log(\"symbols\", tag{n} in made{n}, size{n} in marked{n}, Object.keys(marked{n}), JSON.stringify(marked{n}), JSON.stringify(made{n}), tag{n}.description, String(size{n}));
console.log(\"symbols\", {{ ...marked{n}, y: 1 }}[tag{n}], new Map<symbol, number>([[tag{n}, {k}]]).get(tag{n}), typeof tag{n});
console.log(made{n}, {{ [tag{n}]: {a} }});
"
    )
}

/// for await over async generators, arrays of promises and iterators written by hand.
fn async_walks(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s, k) = (g.some(), g.number_literal(), g.text_literal(), g.random.below(5));
    format!(
        "async function* steps{n}(limit: number): AsyncGenerator<number, string, undefined> {{
    try {{
        for (let i = 0; i < limit; i++) {{
            if (i === 3) await null;
            yield i * {k};
        }}
        return \"all\";
    }} finally {{
        await Promise.resolve();
        console.log(\"stops\", limit);
    }}
}}
const byHand{n}: AsyncIterable<string> = {{
    [Symbol.asyncIterator]() {{
        let at = 0;
        return {{
            next: async () => (at++ < {k} ? {{ value: {s} + at, done: false }} : {{ value: undefined, done: true }}),
            return: async () => {{
                console.log(\"returns\", at);
                return {{ value: undefined, done: true }};
            }},
        }};
    }},
}};
async function* both{n}(): AsyncGenerator<number | string> {{
    yield* steps{n}(2);
    yield* byHand{n};
    yield Promise.resolve({a});
}}
async function walk{n}(): Promise<void> {{
    let text = \"\";
    for await (const x of both{n}()) text += x + \";\";
    console.log(\"walked\", text);
    for await (const x of byHand{n}) {{
        console.log(\"hand\", x);
        if (x.endsWith(\"2\")) break;
    }}
    outer: for (const limit of [2, 5]) {{
        for await (const x of steps{n}(limit)) if (x > {k}) continue outer;
    }}
    for await (const x of [Promise.resolve({a}), {b}, (async () => {k})()]) console.log(\"mixed\", x);
    try {{
        for await (const x of [Promise.resolve(1), Promise.reject(new Error({s}))]) console.log(\"until\", x);
    }} catch (e) {{
        console.log(\"until\", message(e));
    }}
    const one = steps{n}(9);
    console.log(await one.next(), await one.return(\"early\"), await one.next());
    const two = steps{n}(1);
    console.log(await two.next(), await two.next());
    await two.throw(new RangeError(\"late\")).catch((e: unknown) => console.log(\"thrown\", message(e)));
}}
void walk{n}().then(() => console.log(\"walks\", {k}));
"
    )
}

/// structuredClone of what holds itself, of tables and of typed arrays.
fn clones(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s, k) = (g.some(), g.number_literal(), g.text_literal(), g.random.below(5));
    format!(
        "interface Whole{n} {{ list: (number | string | Whole{n})[]; table: Map<string, Set<number>>; bytes: Uint8Array; none: null; self?: Whole{n}; }}
const whole{n}: Whole{n} = {{ list: [{a}, {s}], table: new Map([[{s}, new Set([{k}, {b}])]]), bytes: new Uint8Array([{k}, 300]), none: null }};
whole{n}.self = whole{n};
whole{n}.list.push(whole{n});
const copy{n} = structuredClone(whole{n});
copy{n}.bytes[0] = 77;
copy{n}.table.get({s})?.add(-5);
copy{n}.list[0] = \"other\";
console.log(\"clone\", copy{n}.self === copy{n}, copy{n}.list[2] === copy{n}, copy{n} !== whole{n}, whole{n}.bytes, copy{n}.bytes);
console.log(\"clone\", whole{n}.table, copy{n}.table, whole{n}.list.length, copy{n}.list[0], copy{n}.list[1], structuredClone([{a}, undefined, [{s}]]));
try {{
    structuredClone({{ f: () => {k} }});
}} catch (e) {{
    console.log(\"clone\", e instanceof Error);
}}
"
    )
}

/// Classes without a name, made by functions and kept in tables.
fn class_expressions(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s, k) = (g.some(), g.number_literal(), g.text_literal(), g.random.below(5));
    format!(
        "const Counted{n} = class {{
    static made = 0;
    readonly id = {k} + 1;
    constructor(protected by = {k}) {{}}
    step(x: number): number {{ return x + this.by * this.id; }}
}};
const More{n} = class extends Counted{n} {{
    #extra = {b};
    override step(x: number): number {{ return super.step(x) - this.#extra; }}
    get text(): string {{ return `${{this.by}}${{{s}}}`; }}
}};
const adder{n} = (by: number) => new (class {{ constructor(readonly x: number) {{}} plus(y: number) {{ return this.x + by + y; }} }})({a});
const kinds{n} = {{ plain: Counted{n}, more: More{n} }};
for (const key of [\"plain\", \"more\"] as const) {{
    const object = new kinds{n}[key]();
    console.log(\"made\", key, object.step({a}), object.id, object instanceof More{n}, object instanceof Counted{n}, kinds{n}[key].made, ++Counted{n}.made);
}}
console.log(\"made\", adder{n}(1).plus(2), adder{n}({k}).plus({b}), new More{n}(3).text, Counted{n}.name, More{n}.name, (class {{}}).name === \"\");
"
    )
}

/// Iterators written by hand: who calls return, and what becomes of an exception.
fn closed_iterators(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s, k) = (g.some(), g.number_literal(), g.text_literal(), g.random.below(5));
    format!(
        "class Closing{n} implements Iterable<number> {{
    closed = 0;
    constructor(private readonly count: number, private readonly way: number) {{}}
    [Symbol.iterator](): Iterator<number, string, undefined> {{
        let i = 0;
        return {{
            next: () => {{
                if (this.way === 2 && i === 1) throw new RangeError(\"next\");
                return i < this.count ? {{ value: i++, done: false }} : {{ value: \"end\", done: true }};
            }},
            return: () => {{
                this.closed++;
                console.log(\"return\", i);
                if (this.way === 1) throw new TypeError(\"return\");
                return {{ value: \"left\", done: true }};
            }},
        }};
    }}
}}
function* through{n}(from: Iterable<number>): Generator<number> {{
    yield* from;
    yield {a};
}}
for (let way = 0; way < 3; way++) {{
    const uses: ((source: Closing{n}) => unknown)[] = [
        (source) => {{ for (const x of source) if (x === 1) break; return \"broke\"; }},
        (source) => {{ const [a, b = {b}] = source; return [a, b]; }},
        (source) => {{ const [a, ...rest] = source; return rest.length + a; }},
        (source) => {{ for (const x of source) {{ if (x === 1) throw new Error({s}); }} return \"ended\"; }},
        (source) => [...source, ...new Set(source)].join(),
        (source) => {{ for (const x of through{n}(source)) if (x >= 1) return \"left \" + x; return \"none\"; }},
        (source) => {{ out: for (const x of source) {{ for (const y of source) {{ if (x + y > 1) continue out; if (x > {k}) break out; }} }} return \"labels\"; }},
        (source) => {{ for (const x of source) {{ try {{ if (x === 1) return \"returned\"; }} finally {{ if ({k} % 2 === 0) continue; }} }} return \"went on\"; }},
        (source) => Math.max(...source, {k}) + Array.from(source, (x) => x * 2).length,
    ];
    for (const use of uses) {{
        const source = new Closing{n}({k} + 1, way);
        try {{
            console.log(\"used\", use(source), source.closed);
        }} catch (e) {{
            console.log(\"used\", message(e), source.closed);
        }}
    }}
}}
"
    )
}

/// Jumps out of finally, to labels, and what they swallow.
fn labelled_finally(g: &mut Generator) -> String {
    let n = g.fresh("");
    let k = g.random.below(5);
    format!(
        "function jump{n}(way: number): string {{
    let log = \"\";
    outer: for (let i = 0; i < 3; i++) {{
        inner: for (let j = 0; ; j++) {{
            try {{
                log += `${{i}}${{j}} `;
                if (way === 0 && j === 1) throw new Error(\"lost\");
                if (way === 1 && i === 1) return log + \"returned\";
                if (j >= {k} % 3) break inner;
                if (way === 2) continue outer;
            }} catch (e) {{
                log += message(e) + \" \";
                if (i === 1) break outer;
            }} finally {{
                log += \"f \";
                if (way === 3 && j === 1) continue outer;
                if (way === 4 && i === 1) break outer;
                if (way === 1 && j === 0 && i === 1) break inner;
            }}
        }}
        block: {{
            try {{
                if (i === 2) break block;
                log += \"b \";
            }} finally {{
                if (way === 5) continue;
                log += \"g \";
            }}
            log += \"h \";
        }}
    }}
    return log + \"end\";
}}
for (let way = 0; way < 6; way++) console.log(\"jump\", way, jump{n}(way));
const nested{n} = (x: number): number => {{
    try {{
        try {{
            if (x > 1) throw x;
            return x * 2;
        }} finally {{
            if (x % 2 === 0) throw new Error(\"inner\" + x);
        }}
    }} catch (e) {{
        return typeof e === \"number\" ? e + 100 : -1;
    }} finally {{
        if (x === 3) return 33;
    }}
}};
console.log(\"nested\", [0, 1, 2, 3, 4, 5, {k}].map(nested{n}).join());
"
    )
}

/// Getters and setters in literals, with closures and by computed names.
fn literal_accessors(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s, k) = (g.some(), g.number_literal(), g.text_literal(), g.random.below(5));
    format!(
        "const field{n} = \"level\";
function gauge{n}(start: number) {{
    let held = start;
    const log: number[] = [];
    return {{
        unit: {s},
        get [field{n}]() {{ return held; }},
        set [field{n}](to: number) {{ log.push(held); held = to; }},
        get history() {{ return log.join(\">\"); }},
        set history(text: string) {{ log.length = 0; log.push(...text.split(\">\").map(Number)); }},
        get double(): number {{ return this.level * 2; }},
        bump(by = {k}) {{ this.level += by; return this; }},
    }};
}}
const one{n} = gauge{n}({a});
const two{n} = gauge{n}({b});
one{n}.bump().bump(2).level++;
two{n}.level = one{n}.level;
two{n}.history = \"1>2\";
two{n}.level **= 2;
const {{ level: now{n}, double: twice{n}, ...others{n} }} = two{n};
console.log(\"gauge\", one{n}.level, one{n}.history, one{n}.double, two{n}.level, two{n}.history, now{n}, twice{n}, Object.keys(others{n}));
console.log(\"gauge\", JSON.stringify(one{n}), Object.entries(two{n}).length, {{ ...one{n} }}.level, \"double\" in one{n}, Object.keys(one{n}));
console.log({{ get x() {{ return {k}; }}, set y(v: number) {{ console.log(v); }}, get z() {{ return 1; }}, set z(v) {{ console.log(v); }} }});
"
    )
}

/// Optional calls: what is evaluated, and what is not.
fn optional_calls(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s, k) = (g.some(), g.number_literal(), g.text_literal(), g.random.below(5));
    format!(
        "interface Box{n} {{ get?: (x: number) => Box{n} | undefined; items?: ((x: number) => string)[]; inner?: Box{n} | null; value?: number; }}
let asked{n} = 0;
const ask{n} = (x: number): number => {{ asked{n}++; return x; }};
const boxes{n}: (Box{n} | null | undefined)[] = [
    null, undefined, {{}}, {{ value: {a}, inner: null }}, {{ get: (x) => (x > {k} ? {{ value: x }} : undefined), inner: {{ value: {b}, items: [(x) => {s} + x] }} }}, {{ items: [] }},
];
for (const box of boxes{n}) {{
    console.log(\"ask\", box?.get?.(ask{n}(2))?.value ?? \"none\", box?.items?.[ask{n}(0)]?.(ask{n}(1)).length, box?.inner?.items?.[0]?.(ask{n}(3)).toUpperCase(), box?.inner?.value?.toFixed(1), (box?.inner)?.value, asked{n});
    const f = box?.get;
    console.log(\"ask\", f?.(ask{n}(9))?.value, box?.get === undefined, typeof box?.items?.length, box && !box.inner, box?.items?.at(-1)?.(0)?.length ?? box?.value ?? null);
    if (box) {{
        box.value ??= ask{n}(1);
        box.inner ||= {{ value: ask{n}(2) }};
        box.items &&= [...box.items, (x) => `${{x}}`];
        console.log(\"ask\", box.value, box.inner.value, box.items?.length, asked{n});
    }}
}}
"
    )
}

/// The methods of arrays that give copies, of values of all sorts.
fn sorted_copies(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s, k) = (g.some(), g.number_literal(), g.text_literal(), g.random.below(5));
    format!(
        "const words{n} = [\"éa\", \"zz\", \"Zz\", \"a\", \"ä\", \"\\u{{1f600}}\", \"\\uffff\", \"\", {s}, \"a\"];
const rows{n} = [{{ k: {k}, v: \"x\" }}, {{ k: 1, v: \"y\" }}, {{ k: {k}, v: \"z\" }}, {{ k: -{k}, v: \"w\" }}];
console.log(\"sorted\", words{n}.toSorted().join(\"|\"), words{n}.toSorted((x, y) => y.length - x.length).join(\"|\"), words{n}.toReversed().length);
console.log(\"sorted\", rows{n}.toSorted((x, y) => x.k - y.k).map((row) => row.v).join(\"\"), rows{n}.map((row) => row.v).join(\"\"), [{a}, 10, 9, 1, -1, {b}].toSorted().join());
console.log(\"copies\", rows{n}.with(-1, {{ k: 0, v: \"new\" }}).map((row) => row.v).join(\"\"), words{n}.toSpliced(1, {k}, \"in\", \"side\").join(\"|\"), words{n}.toSpliced(-2).length, words{n}.toSpliced(1, 0).length);
console.log(\"found\", rows{n}.findLast((row) => row.k === {k})?.v, rows{n}.findLastIndex((row) => row.k > 99), words{n}.findLast((word) => word > \"a\"), words{n}.lastIndexOf(\"a\"), words{n}.indexOf({s}));
console.log(\"flat\", [[1, [2]], [[{a}]], []].flat().length, words{n}.flatMap((word, i) => (i % 2 ? [word, i] : [])).join(), Array.from({{ length: {k} }}, (_, i) => i * i).at(-1), Array.of({a}, 2).entries().next().value?.join());
console.log(\"keys\", [...words{n}.keys()].length, words{n}.copyWithin(0, 3, 5).join(\"|\"), [3, 1, 2].sort((x, y) => y - x).fill(7, 1, 2), new Array(3).fill({k}).map((x, i) => x + i), [1, 2, 3].reduceRight((x, y) => x * 10 + y));
"
    )
}

/// Text beyond ASCII: units, code points and what methods make of them.
fn wide_texts(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, s, k) = (g.some(), g.text_literal(), g.random.below(5));
    format!(
        "const pieces{n} = [\"\\u{{1f600}}\", \"e\\u0301\", \"ß\", \"İ\", \"ﬁ\", \"Ω\", \"\\ud800\", \"日本\", \"ǆ\", {s}];
let wide{n} = \"\";
for (let i = 0; i < 4; i++) wide{n} += pieces{n}[({k} * 3 + i * 7) % pieces{n}.length] + (i % 2 ? \",\" : \"\");
console.log(\"wide\", wide{n}, wide{n}.length, [...wide{n}].length, wide{n}.toUpperCase(), wide{n}.toUpperCase().length, wide{n}.toLowerCase().length);
console.log(\"wide\", wide{n}.split(\"\").join(\" \"), wide{n}.split(\",\").map((part) => part.codePointAt(0)).join(), Array.from(wide{n}, (c) => c.length).join(\"\"), wide{n}.at(-1), wide{n}.charCodeAt(1), wide{n}.indexOf(\"ß\"));
console.log(\"wide\", wide{n}.padStart(12, \"日é\").length, wide{n}.slice(-3), wide{n}.replaceAll(\"日\", \"<$&>\"), wide{n} < \"ß\", wide{n} > \"z\", \"ß\" + {a} + wide{n}.substring(1, 3), JSON.stringify(wide{n}));
console.log(\"wide\", String.fromCodePoint(0x1f601, 0xe9), \"\\u{{1f600}}\".codePointAt(1), `${{\"é\".repeat({k})}}`.length, \"aéb\".localeCompare(\"aéb\"), wide{n}.includes({s}), wide{n}.trim().startsWith(\"e\\u0301\"), new Map([[wide{n}, 1]]).get(wide{n}.slice()));
let reversed{n} = \"\";
for (const c of wide{n}) reversed{n} = c + reversed{n};
console.log(\"wide\", reversed{n}, [...reversed{n}].reverse().join(\"\") === wide{n}, {{ [wide{n}]: 1, \"日\": 2 }});
"
    )
}

/// Patterns with computed keys and defaults, and what they are assigned to.
fn deep_patterns(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s, k) = (g.some(), g.number_literal(), g.text_literal(), g.random.below(5));
    format!(
        "let order{n} = \"\";
const note{n} = <T,>(name: string, value: T): T => {{ order{n} += name + \" \"; return value; }};
const key{n} = \"b\";
type Source{n} = {{ a?: number; b?: {{ c?: string | null; d: (number | undefined)[] }} }};
const sources{n}: Source{n}[] = [{{}}, {{ a: {a}, b: {{ d: [] }} }}, {{ b: {{ c: null, d: [undefined, {b}, 3] }} }}, {{ a: 0, b: {{ c: {s}, d: [1] }} }}];
for (const source of sources{n}) {{
    const {{ a = note{n}(\"a\", {k}), [key{n}]: {{ c = note{n}(\"c\", \"none\"), d: [first = note{n}(\"d\", -1), ...rest] }} = note{n}(\"b\", {{ d: [7] }} as NonNullable<Source{n}[\"b\"]>), ...others }} = source;
    console.log(\"deep\", a, c, first, rest, others);
}}
const target{n} = {{ list: [0, 0], at: {{ name: \"\" }}, count: 0 }};
let i{n} = 0;
[target{n}.list[i{n}++], target{n}.list[i{n}++], ...target{n}.list] = [{a}, 2, {k}, 4];
({{ x: target{n}.at.name, y: target{n}.count = note{n}(\"y\", 5) }} = {{ x: {s} }} as {{ x: string; y?: number }});
[target{n}.count, i{n}] = [i{n}, target{n}.count];
console.log(\"deep\", target{n}, i{n}, order{n});
function take{n}({{ a, b: {{ d: [, second = a] = [] }} = {{ d: [] }} }}: {{ a: number; b?: {{ d?: number[] }} }}, [x, [y = x] = [a]]: [number, number[]?] = [a], ...[z = y, ...more]: number[]): string {{
    return [a, second, x, y, z, more.length].join();
}}
console.log(\"deep\", take{n}({{ a: {a} }}), take{n}({{ a: 1, b: {{ d: [2, 3] }} }}, [4, [5]], 6, 7), take{n}({{ a: 1, b: {{}} }}, [{k}, []]));
for (const [k, {{ length, [0]: head = \"?\" }}] of Object.entries({{ p: {s}, q: \"\" }})) console.log(\"deep\", k, length, head);
"
    )
}

/// Objects and arrays beside primitives, where nothing says what they are; JSON through functions.
fn any_conversions(g: &mut Generator) -> String {
    let n = g.fresh("");
    let (a, b, s, k) = (g.some(), g.number_literal(), g.text_literal(), g.random.below(5));
    format!(
        "class Money{n} {{
    constructor(private cents: number) {{}}
    valueOf(): number {{ return this.cents / 4; }}
    toString(): string {{ return `$${{this.cents}}`; }}
    get whole(): number {{ return Math.trunc(this.cents); }}
    toJSON(key: string): unknown {{ return key === \"0\" ? \"zero\" : {{ cents: this.cents }}; }}
}}
const all{n}: any[] = [[], [{a}], [[{k}]], [1, 2], [\"x\"], new Money{n}({k}), {{ toString: () => {s} }}, {a}, {s}, null, true, \"{k}\", \"\", new Map(), new Uint8Array([{k}])];
let row{n} = \"\";
for (const x of all{n}) {{
    for (const y of all{n}) row{n} += x == y ? \"=\" : x < y ? \"<\" : x >= y ? \">\" : \".\";
    let z: any = x;
    z++;
    console.log(\"any\", +x, x * 2, x + \"\", x + 1, `${{x}}`, z, x instanceof Array, x instanceof Object);
}}
console.log(\"any\", row{n});
const money{n}: any = new Money{n}({b});
for (const key of [\"whole\", \"cents\", \"valueOf\", \"none\"]) console.log(\"any\", key in money{n}, typeof money{n}[key] === \"number\" ? money{n}[key] : key);
const text{n} = JSON.stringify({{ m: money{n}, list: [money{n}, {a}, undefined], s: {s}, n: null }}, (key, value) => (key === \"n\" ? undefined : value), {k});
console.log(\"json\", text{n}, JSON.parse(text{n}, (key, value) => (typeof value === \"number\" ? value + 1 : key === \"s\" ? undefined : value)));
console.log(\"json\", JSON.stringify({{ s: 1, m: {{ s: 2, z: 3 }}, z: 4 }}, [\"z\", \"m\"]));
"
    )
}
