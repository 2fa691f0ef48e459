// Arrays, maps and generators of `this`, in subclasses what they are
class Node1 { children: this[] = []; parent: this | null = null; next?: this; map = new Map<string, this>();
  add(c: this): this { this.children.push(c); c.parent = this; this.map.set("x", c); return this; }
  all(): this[] { const out: this[] = [this]; for (const c of this.children) out.push(...c.all()); return out; }
  find(f: (n: this) => boolean): this | undefined { for (const n of this.all()) if (f(n)) return n; return undefined; }
  async later(): Promise<this> { await Promise.resolve(); return this; }
  pairs(): [this, this][] { return this.children.map((c): [this, this] => [this, c]); }
  group(): Map<string, this[]> { const m = new Map<string, this[]>(); for (const c of this.children) { const l = m.get("a") ?? []; l.push(c); m.set("a", l); } return m; }
  *walk(): IterableIterator<this> { yield this; for (const c of this.children) yield* c.walk(); }
  sorted() { return [...this.children].sort((a, b) => a.children.length - b.children.length); }
  last() { return this.children[this.children.length - 1]; }
  sum() { return this.children.reduce((n, c) => n + c.children.length, 0); }
  maxDepth(): number { return 1 + Math.max(0, ...this.children.map((c) => c.maxDepth())); }
  entries() { return Object.entries({ a: this }); }
  then2<R>(f: (t: this) => R): R { return f(this); }
  filter(f: (c: this, i: number) => boolean) { return this.children.filter(f).map((c) => c.parent); }
  eq(o: this) { return this === o || this.children.some((c) => c === o) || this.children.indexOf(o) >= 0 || this.children.includes(o); }
}
class Sub1 extends Node1 { v = 1; total(): number { return this.all().reduce((n, c) => n + c.v, 0) + this.children.map((c) => c.v).length; } }
const s = new Sub1(); s.add(new Sub1()).add(new Sub1()).total(); s.all().map((c) => c.v); s.find((n) => n.v > 1)?.v; s.group().get("a")?.map((x) => x.v);
for (const w of s.walk()) w.v; s.pairs().map(([a, b]) => a.v + b.v); s.sorted()[0].v; s.last().v; s.then2((t) => t.v); s.filter((c) => c.v > 1);
interface Chain<T> { items: T[]; map<U>(f: (t: T) => U): Chain<U>; self(): this; list(): this[]; on(f: (c: this) => void): this }

abstract class Base { static make<T extends Base>(this: new () => T): T[] { return [new this()]; } siblings: Set<this> = new Set(); link(o: this) { this.siblings.add(o); o.siblings.add(this); for (const q of this.siblings) q.siblings.delete(o); } }
class D extends Base { d = 1; } new D().link(new D()); [...new D().siblings].map((x) => x.d); D.make()[0].d;
const t1 = new Sub1(); t1.v = 5; t1.add(new Sub1()); console.log(t1.total(), t1.all().length, t1.pairs().length, t1.maxDepth(), t1.sorted().length, t1.last().v, t1.eq(t1), [...t1.walk()].map((w) => w.v), t1.entries()[0][0]);
t1.later().then((x) => console.log(x.v, x.group().get("a")!.map((q) => q.v), x.find((n) => n.v === 1)!.v));
console.log(t1.filter((c, i) => c.v > 0).length, t1.then2((t) => t.v), t1.map.get("x")!.v, t1.parent);
