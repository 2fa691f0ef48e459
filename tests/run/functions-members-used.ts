// What is done to functions that have members, as to other objects.
interface C { (x: number): number; n: number; s?: string }
const c = ((x: number) => x + 1) as C; c.n = 5;
for (const k in c) console.log(k);
console.log(Object.entries(c), Object.values(c), "n" in c, "zz" in c, c.hasOwnProperty("n"), Object.hasOwn(c, "s"));
delete c.s;
const { n } = c; console.log(n);
const u: unknown = c; if (typeof u === "function" && "n" in u) console.log("has", (u as C).n);
const a: any = c; console.log(a.n, a.zz, a(3)); a.n = 7; console.log(c.n); a["n"] = 8; console.log(c.n, a["n"]);
console.log(JSON.stringify(c), String(typeof c));
const m = new Map<C, string>([[c, "v"]]); console.log(m.get(c));
class H { cb?: C; run() { return this.cb?.(1) ?? -1; } get nn() { return this.cb?.n; } } const h = new H(); h.cb = c; console.log(h.run(), h.nn);
function* g(f: C) { yield f(1); yield f.n; } console.log([...g(c)]);
const cs = [c, Object.assign((x: number) => x * 10, { n: 1 })]; console.log(cs.map(f => f(f.n)), cs.reduce((s, f) => s + f.n, 0));
let counter: { (): number; count: number } | undefined; console.log(counter?.count, counter?.()); counter = Object.assign(() => counter!.count++, { count: 0 }); counter(); counter(); console.log(counter.count);
interface Told { f: () => void; x: number }
class Keeper implements Told { f: () => void = () => console.log("first"); x = 4; call() { this.f(); } }
const keeper = new Keeper(), told: Told = keeper;
told.f();
told.f = function () { console.log("x", this.x); };
told.f();
keeper.f();
keeper.call();
keeper.f?.();
const apart: Told = { f: () => {}, x: 5 };
apart.f = function () { this.x++; console.log(this.x); };
apart.f();
function declared() { function inner() { return 1; } return Object.assign(inner, { n: 0 }); }
const one = declared(), other = declared();
one.n = 5;
console.log(one.n, other.n, one === other);
const held = () => { const f = () => 1; return Object.assign(f, { n: 0 }); };
const first = held(), second = held();
first.n = 5;
console.log(first.n, second.n, first === second);
export {};
