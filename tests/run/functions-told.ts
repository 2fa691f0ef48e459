// Functions that are told their `this`, unions of functions, handlers found by keys, and what remains of objects whose types are parameters.
class C { n = 1; f(x: number) { this.n += x; } }
const c = new C();
[1, 2].forEach(c.f, c);
[1, 2].forEach(function (this: C, x) { this.n += x; }, c);
console.log(c.n);
console.log([1, 2, 3].map(function (this: C, x) { return x + this.n; }, c).join());
console.log([1, 2, 3].filter(x => x > 1, c).length, Array.from([1, 2], function (this: C, x) { return x * this.n; }, c).join());
new Map([[1, 2]]).forEach(function (this: C, v, k) { this.n += v + k; }, c);
new Set([5]).forEach(c.f, c);
console.log(c.n, new Uint8Array([1, 2]).map(function (this: C, x) { return x + this.n; }, c).join());
const log = { lines: [] as string[], add(s: string) { this.lines.push(s); } };
["a", "b"].forEach(log.add, log);
console.log(log.lines.join());
const al: ArrayLike<number> = { length: 2, 0: 1, 1: 2 };
console.log(Array.from(al).join());
function f<T extends { a: number }>(t: T) { const { a, ...rest } = t; return { ...rest, a: a + 1 }; }
console.log(JSON.stringify(f({ a: 1, b: "x" })), f({ a: 2, c: true }).c);
function split<T extends { a: number }>({ a, ...rest }: T): [number, Omit<T, "a">] { return [a, rest]; }
const [x, y] = split({ a: 1, b: "b" }); console.log(x, y.b);
type Idx = { [k: string]: number };
function rd(o: Idx | { x: string }) { return o.x; }
console.log(rd({ x: "s" }), rd({ x: 4, y: 5 } as Idx));
const e: Idx = {}; e["x"] = 7; console.log(rd(e));
function m(s: Map<string, number> | Map<string, string>) { s.forEach((v, k) => console.log(v, k)); return s.get("a"); }
console.log(m(new Map([["a", 1]])), m(new Map([["a", "z"]])));
function st(s: Set<number> | Set<string>) { s.forEach(v => console.log(v)); }
st(new Set([1])); st(new Set(["q"]));
function ua(a: Uint8Array | number[]) { let n = 0; a.forEach(x => { n += x; }); return n + a.map(x => x + 1)[0] + a.filter(x => x > 1).length; }
console.log(ua([1, 2]), ua(new Uint8Array([3, 4])));
type M = { n: number; s: string };
const hs: { [K in keyof M]: (m: M[K]) => string } = { n: m => m.toFixed(1), s: m => m.toUpperCase() };
function send<K extends keyof M>(k: K, m: M[K]) { const h = hs[k]; return h(m) + hs[k](m); }
console.log(send("n", 1), send("s", "x"));
const list = [1, 2];
function most(fn: ((...a: number[]) => number) | undefined) {
    return (fn ?? (() => NaN))(...list);
}
console.log(most(undefined), most(Math.max));
function* g(): Iterable<number> & Iterator<number> { yield 1; yield 2; }
const it = g(); console.log(it.next().value); for (const q of it) console.log(q);
