// Symbols and ordinary programs: guards by a key, markers for absence, tags of unions, counters hidden in objects.
const inspect = Symbol("inspect");
const kVisits = Symbol("visits");
interface Inspectable { [inspect](): string }
function isInspectable(x: unknown): x is Inspectable { return typeof x === "object" && x !== null && inspect in x; }
class Shape implements Inspectable { constructor(readonly n: number) {} [inspect]() { return `Shape(${this.n})`; } [kVisits] = 0; visit() { this[kVisits]++; return this; } }
class Square extends Shape { override [inspect]() { return "Square:" + super[inspect](); } }
for (const x of [new Shape(1), new Square(2).visit().visit(), { a: 1 }, 5, null]) console.log(isInspectable(x) ? x[inspect]() : "plain");
console.log(new Square(3).visit());
enum Level { Low = "low", High = "high" }
const NONE = Symbol("none");
class Box<T> { private value: T | typeof NONE = NONE; set(v: T) { this.value = v; return this; } get(): T { if (this.value === NONE) throw new Error("empty"); return this.value; } get full() { return this.value !== NONE; } }
const b = new Box<number>(); console.log(b.full); try { b.get(); } catch (e) { console.log((e as Error).message); } console.log(b.set(4).get(), b.full, b);
type Event = { type: symbol; data?: string };
const OPEN = Symbol("open"), CLOSE = Symbol("close");
function handle(e: Event): string { switch (e.type) { case OPEN: return "open " + e.data; case CLOSE: return "close"; default: return "other " + e.type.toString(); } }
console.log(handle({ type: OPEN, data: "x" }), handle({ type: CLOSE }), handle({ type: Symbol("zzz") }));
const registry = new Map<symbol, () => string>(); registry.set(OPEN, () => "o"); console.log(registry.get(OPEN)?.(), registry.get(CLOSE)?.());
const o = { [Level.Low]: 1, [kVisits]: [1, 2], plain: true }; const { [kVisits]: v = [], plain } = o; console.log(v, plain, o);
const merged = { ...o, ...{ [kVisits]: "other" } }; console.log(merged, merged[kVisits]);
function withMeta<T extends object>(x: T) { return { ...x, [kVisits]: 1 }; }
console.log(withMeta({ q: 1 }), withMeta({ q: 1 })[kVisits]);
const syms: symbol[] = [OPEN, CLOSE, NONE]; console.log(syms.map((s) => s.description).join(), syms.indexOf(CLOSE), syms.includes(Symbol("open")));
const counts: Record<string, number> = { a: 1 }; for (const k in o) console.log(k); console.log(Object.entries(o), counts);
class It { *[Symbol.iterator]() { yield 1; yield 2; } } console.log([...new It()]);
const w = new WeakMap<object, symbol>(); const ko = {}; w.set(ko, OPEN); console.log(w.get(ko) === OPEN);
let un: unique2 | null = null; type unique2 = typeof OPEN | typeof CLOSE; un = OPEN as unique2 | null; console.log(un === OPEN ? "is open" : "no");
function describe(x: string | number | symbol | boolean | undefined | null | object): string { switch (typeof x) { case "symbol": return "sym:" + x.description; case "object": return x === null ? "null" : "obj"; case "string": return "str"; default: return typeof x; } }
console.log([OPEN, "s", 1, true, undefined, null, {}, []].map(describe).join());
const getter = { get [inspect]() { return "got"; }, [kVisits](n: number) { return n * 2; } }; console.log(getter[inspect], getter[kVisits](4), getter);
