// Objects whose keys a type parameter knows.
class Store<S> {
    private state: Partial<S> = {};
    set<K extends keyof S>(k: K, v: S[K]): void { this.state[k] = v; }
    get<K extends keyof S>(k: K): S[K] | undefined { return this.state[k]; }
    all(): Partial<S> { return this.state; }
}
const st = new Store<{ a: number; b: string }>();
st.set("a", 3); st.set("b", "x");
console.log(st.get("a"), st.get("b"), st.all());

function pick<T, K extends keyof T>(o: T, ...ks: K[]): Pick<T, K> {
    const r = {} as Pick<T, K>;
    for (const k of ks) r[k] = o[k];
    return r;
}
const p = pick({ a: 1, b: "two", c: true }, "a", "c");
console.log(p, p.a, p.c);

function mapValues<T extends object, U>(o: T, f: (v: T[keyof T]) => U): { [K in keyof T]: U } {
    const out = {} as { [K in keyof T]: U };
    for (const k of Object.keys(o) as (keyof T)[]) out[k] = f(o[k]);
    return out;
}
const mv = mapValues({ x: 1, y: 2 }, (n) => n * 2);
console.log(mv, mv.x, mv.y);

function groupBy<T, K extends string>(xs: T[], f: (x: T) => K): Record<K, T[]> {
    const out = {} as Record<K, T[]>;
    for (const x of xs) (out[f(x)] ??= []).push(x);
    return out;
}
const gb = groupBy([1, 2, 3, 4], (n) => (n % 2 ? "odd" : "even"));
console.log(gb, gb.odd, gb.even.length);

function invert<K extends string, V extends string>(o: Record<K, V>): Record<V, K> {
    const out = {} as Record<V, K>;
    for (const k in o) out[o[k]] = k;
    return out;
}
console.log(invert({ a: "x", b: "y" }));

function merge<A extends object, B extends object>(a: A, b: B): A & B {
    return { ...a, ...b };
}
const m = merge({ a: 1 }, { b: "z" });
console.log(m.a, m.b, m);

function update<T>(o: T, patch: Partial<T>): T { return { ...o, ...patch }; }
console.log(update({ a: 1, b: 2 }, { b: 5 }));

function set<T, K extends keyof T>(o: T, k: K, v: T[K]): void { o[k] = v; }
interface Opt { a?: number; b: string }
const opt: Opt = { b: "q" };
set(opt, "a", 9);
console.log(opt, opt.a);

class Registry<M extends Record<string, unknown>> {
    private items = {} as { [K in keyof M]: () => M[K] };
    add<K extends keyof M>(k: K, f: () => M[K]): this { this.items[k] = f; return this; }
    make<K extends keyof M>(k: K): M[K] { return this.items[k](); }
}
const reg = new Registry<{ n: number; s: string }>().add("n", () => 4).add("s", () => "str");
console.log(reg.make("n") + 1, reg.make("s").length);
class Cache<K extends string | number, V> {
    private data: { [P in K]?: V } = {};
    put(k: K, v: V) { this.data[k] = v; }
    take(k: K): V | undefined { const v = this.data[k]; delete this.data[k]; return v; }
}
const c = new Cache<"u" | "w", number>();
c.put("u", 5); console.log(c.take("u"), c.take("u"), c.take("w"));
class Lazy<T extends object> {
    private cache: Partial<Record<keyof T, unknown>> = {};
    constructor(private defs: { [K in keyof T]: () => T[K] }) {}
    get<K extends keyof T>(k: K): T[K] {
        if (!(k in this.cache)) this.cache[k] = this.defs[k]();
        return this.cache[k] as T[K];
    }
}
const lz = new Lazy({ a: () => 1, b: () => "bb" });
console.log(lz.get("a"), lz.get("b"), lz.get("a"));
