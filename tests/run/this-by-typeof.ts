// The same by `typeof`, in fields, and in what waits
class A { n = 1;
  m() { const self = this; function plain(x: typeof self) { return x.n + 1; } const o = { n: "s", f(x: typeof self) { return x.n + 1; } }; class In { n = "in"; read(x: typeof self) { return x.n + 1; } y: typeof self | null = null; z() { this.y = self; return this.y!.n; } } return [plain(this), o.f(this), new In().read(this), new In().z()]; }
  k() { type Me = typeof this; const o = { n: "s", f(x: Me) { return x.n + 1; }, g: (x: Me) => x.n + 1 }; return [o.f(this), o.g(this)]; }
  f = { n: "q", me: this, r() { return this.me.n + 1; } };
  static of<T extends A>(x: T) { return { n: "w", x, f() { return this.x.n + 1; } }; }
  p() { const all = new Map<string, this>([["a", this]]); const o = { n: "x", all, f() { return this.all.get("a")!.n + 1; }, *g() { for (const v of this.all.values()) yield v.n + 1; } }; return [o.f(), ...o.g()]; }
  async q() { const o = { n: "y", p: Promise.resolve(this), async f() { return (await this.p).n + 1; } }; return o.f(); }
  r<T>(x: T) { const o = { n: "z", pair: [this, x] as [this, T], f() { return this.pair[0].n + 1; } }; return o.f(); }
  s() { return [1, 2].map(function (this: void, x) { return x; }).concat([1].map(() => this.n)); }
  t(xs: this[]) { const o = { n: "z", f() { return xs.map((x) => x.n + 1); }, g(ys = xs) { return ys[0].n; } }; return [...o.f(), o.g()]; }
}
class B extends A { n = 5; extra = 2; }
const b = new B(); b.q().then((x) => console.log(x));
console.log(b.m(), b.k(), b.f.r(), A.of(b).f(), b.p(), b.r(1), b.s(), b.t([b]));
