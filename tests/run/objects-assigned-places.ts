// What Object.assign gives an object, or a copy, that did not have it: optional members, and those of a union's parts.
type Option<T> = { some: true; value: T } | { some: false };
function f<T>(v: Option<T>) { return Object.assign({}, v); }
const a = f({ some: true, value: 5 }); console.log(a);
const scaled = (shape: Shape) => Object.assign({}, shape);
const big = scaled({ kind: "circle", r: 5 });
console.log(big);
type Shape = { kind: "circle"; r: number } | { kind: "square"; side: number };
interface Opt { a?: number; b?: string }
const target: { kind?: string; r?: number; side?: number } = {};
function into(s: Shape) { Object.assign(target, s); }
into({ kind: "circle", r: 1 }); console.log(target);
into({ kind: "square", side: 2 }); console.log(target);
const c: Partial<Opt> = {};
function upd(o: Opt | undefined) { Object.assign(c, o); console.log(c); }
upd({ a: 1 }); upd(undefined); upd({ b: "x" });
class State { n = 0; name = "s"; set(p: Partial<State>) { Object.assign(this, p); return this; } }
console.log(new State().set({ n: 2 }), new State().set({ name: "q", n: 1 }));
const item = { id: 1, tags: ["a"] };
const d: Partial<typeof item> = {};
Object.assign(d, item); console.log(d, d.id);
export {};
