// `JSON.parse` where only the caller of a generic function knows the type: as with what may be anything, what is used is checked.
interface Item { a: number; b: { c: string[] }; d?: number }
function clone<T>(x: T): T { return JSON.parse(JSON.stringify(x)); }
const i: Item = { a: 1, b: { c: ["q"] } };
const c = clone(i);
c.a++; c.b.c.push("r");
console.log(c, c.a, c.b.c[1], c.d, i);
console.log(clone([1, 2, 3]).map(x => x + 1), clone("s").length, clone({ k: [i] }).k[0].b.c);
const { b: { c: [first] }, ...rest } = clone(i);
console.log(first, rest, { ...clone(i), a: 5 });
function g(x: Item) { return x.a + x.b.c.length; }
console.log(g(clone(i)));
class Store<T> { constructor(private v: T) {} save() { return JSON.stringify(this.v); } load(s: string) { this.v = JSON.parse(s) as T; return this.v; } }
const s = new Store<Item>(i); console.log(s.load('{"a":7,"b":{"c":[]}}').a);
const list: Item[] = clone([i, i]); console.log(list.map(x => x.a), list.filter(x => x.b.c.includes("q")).length);
function maybe<T>(s: string): T | null { try { return JSON.parse(s) as T | null; } catch { return null; } }
console.log(maybe<Item>('{"a":1,"b":{"c":[]}}')?.a, maybe<number>("{"), maybe<number[]>("[1]")?.[0]);
interface Reply<T> { ok: boolean; data: T; list?: T[] }
function reply<T>(s: string): T { const r: Reply<T> = JSON.parse(s); return r.data; }
console.log(reply<Item>('{"ok":true,"data":{"a":3,"b":{"c":["z"]}}}').b.c, reply<number>('{"ok":true,"data":3,"list":[1]}') + 1);
function all<T>(s: string) { const r: T[] = JSON.parse(s); return r.map(x => x); }
console.log(all<number>("[1,2]"), all<{ q: number }>('[{"q":1}]').map(o => o.q));
function get<T extends { id: number }>(s: string) { const r = JSON.parse(s) as T; return r.id; }
console.log(get('{"id":4}'));
function key<T, K extends keyof T>(s: string, o: T, k: K): T[K] { o[k] = JSON.parse(s); return o[k]; }
console.log(key("5", i, "a"), key('{"c":["n"]}', i, "b").c, i);
try { console.log(reply<Item>('{"ok":true,"data":{"a":{},"b":{"c":["z"]}}}').a.toFixed(1)); } catch (e) { console.log((e as Error).name); }
export {};
