// `Object.assign({}, …)` of what only type parameters know.
function extend<T, U>(first: T, second: U): T & U { return Object.assign({}, first, second); }
const both = extend({ a: 1, x: "s" }, { b: 2, a: 3 }); console.log(both, both.a, both.b, both.x, JSON.stringify(both));
function clone<T extends object>(v: T): T { return Object.assign({}, v); }
const c = clone({ p: 1, q: [1] }); c.p++; console.log(c, c.p);
class P { constructor(public n = 1) {} get twice() { return this.n * 2; } }
console.log(Object.assign({}, new P(3)));
function withDefaults<T extends object>(v: Partial<T>, d: T): T { return Object.assign({}, d, v); }
const w = withDefaults({ a: 5 }, { a: 1, b: 2 }); console.log(w, w.a + w.b);
function tag<T extends { id: number }>(v: T, tags: string[]) { return Object.assign({}, v, { tags }, { seen: true }); }
const t = tag({ id: 1, name: "n" }, ["q"]); console.log(t, t.name, t.tags, t.seen, t.id);
function up<T>(v: T, change: Partial<T>) { return Object.assign({}, v, change); }
const u = up({ a: 1, b: "s" }, { b: "t" }); console.log(u, u.b);
function target<T extends object, U extends object>(a: T, b: U) { return Object.assign(a, b); }
const o: { a: number; b?: number } = { a: 1 }; console.log(target(o, { b: 2 }), o);
export {};
