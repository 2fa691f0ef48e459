// Classes seen through the types of their static members.
class Node1<T> { next: Node1<T> | null = null; constructor(public value: T) {} }
class List<T> { static of<T>(...xs: T[]): List<T> { const l = new List<T>(); for (const x of xs) l.add(x); return l; } head: Node1<T> | null = null; add(x: T) { const n = new Node1(x); n.next = this.head; this.head = n; return this; } toArray(): T[] { const r: T[] = []; for (let n = this.head; n; n = n.next) r.push(n.value); return r; } }
console.log(List.of(1, 2, 3).toArray(), List.of("a").toArray());
const Ls: { of(...xs: number[]): List<number> } = List; console.log(Ls.of(7, 8).toArray());
type Factory<T> = { create(...args: any[]): T }; class W { static create(a: number, b = 2) { return new W(a + b); } constructor(public n: number) {} }
function use<T>(f: Factory<T>, ...a: any[]): T { return f.create(...a); } console.log(use(W, 1).n, use(W, 1, 5).n, use({ create: (x: string) => x + "!" }, "hi"));
let C: (new () => { v: number }) | null = null; class V { v = 3; } C = V; console.log(C ? new C().v : 0);
const pick = (b: boolean) => (b ? V : class { v = 4; }); console.log(new (pick(true))().v, new (pick(false))().v);
function isClass(x: unknown): boolean { return typeof x === "function"; } console.log(isClass(V), isClass(1), isClass(() => 1));
