// Literals, functions and classes in methods, which have a `this` of their own and hold the object of the method
class A { n = 1;
  m() { const o = { n: "str", self: this, list: [this], get() { return this.self.n + 1; }, all() { return this.list.map((x) => x.n + 1); } }; return [o.get(), o.all(), o.self.n]; }
  k() { const self = this; const o = { n: "s", f() { const q = { n: true, g() { return self.n + 1; }, h: self, i() { return this.h.n + 1; } }; return [q.g(), q.h.n + 1, q.i()]; } }; return o.f(); }
  l() { const me = this; class In { n = "in"; me = me; read() { return this.me.n + 1; } static s = me; } return [new In().read(), In.s.n + 1]; }
  p(cb: (this: { n: string; self: A }) => number) { return cb.call({ n: "x", self: this }); }
  q() { return this.p(function () { return this.self.n + 1; }); }
  r() { const get = () => this; function plain() { return get().n + 1; } const o = { n: "t", z() { return get().n + 1; } }; return [plain(), o.z()]; }
  s(): number[] { const rec = (x: this): number => x.n + 1; const o = { n: "u", z(y: A) { return y.n; }, rec }; return [o.rec(this), o.z(this)]; }
  *t() { yield { n: "v", me: this }; } u() { const r: number[] = []; for (const { me, n } of this.t()) r.push(me.n + 1, n.length); return r; }
}
class B extends A { n = 5; extra = 2; }
console.log(new B().m(), new B().k(), new B().l(), new B().q(), new B().r(), new B().s(), new B().u());
