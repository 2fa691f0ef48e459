// Symbols as values: identity, descriptions, `typeof`, keys of maps, members of unions, `Symbol.for`.
const k = Symbol("k"), bare = Symbol();
const annotated: unique symbol = Symbol("annotated");
console.log(k, bare, annotated, [k, bare], { k, s: k }, k.toString(), String(bare), k.description, bare.description);
console.log(typeof k, typeof k === "symbol", k === Symbol("k") as symbol, k === k);
function kind(x: unknown): string { if (typeof x === "symbol") return "symbol " + (x.description ?? "none"); if (typeof x === "object") return "object"; return typeof x; }
console.log(kind(k), kind(bare), kind({}), kind(null), kind("s"), kind([k]));
const m = new Map<symbol, number>([[k, 1], [bare, 2]]);
m.set(annotated, 3);
console.log(m, m.get(k), m.get(bare), m.has(Symbol("k")), new Set<symbol>([k, k, bare]).size);
const r = Symbol.for("app"), r2 = Symbol.for("app");
console.log((r as symbol) === r2, Symbol.keyFor(r), Symbol.keyFor(k), r);
let u: symbol | string | number = k as symbol | string | number;
function show(v: symbol | string | number) { if (typeof v === "symbol") return v.toString(); if (typeof v === "string") return v.toUpperCase(); return v.toFixed(1); }
console.log(show(u), show("a"), show(3));
let s: symbol = k; s = bare; console.log(s === bare);
const a: any = k; console.log(a === k, typeof a, a);
try { console.log(`${a}`); } catch (e) { console.log((e as Error).message); }
try { console.log(a + "x"); } catch (e) { console.log((e as Error).message); }
const Color = { Red: Symbol("red"), Green: Symbol("green") };
console.log(Color);
console.log(JSON.stringify({ a: k, b: 1, c: [k] }), Symbol.iterator, Symbol.iterator.toString(), !!k, k ? 1 : 2);
