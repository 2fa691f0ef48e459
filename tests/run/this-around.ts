// The `this` of a class as other classes, literals and functions within its methods know it; lists of `this`
class Outer { secret = 1; other = "o";
  inner() { const outer = this; const list: this[] = [this]; return new (class { q = 5; z = outer; sum() { return outer.secret + list[0].secret + this.q; } put() { list.push(outer); outer.secret = 3; return outer; } })(); }
  lit() { const self = this; const o = { secret: "s", get a() { return self.secret + 1; }, b() { return self.other + this.secret; }, c: () => this.secret }; return [o.a, o.b(), o.c()]; }
  fn() { const self = this; function g(x = self) { return x.secret + self.secret; } return g(); }
  each(xs: number[]) { const self = this; xs.forEach(function (x) { self.secret += x; }); return xs.map((x) => { const t = this; return t.secret + x; }); }
  cb(f: (o: this) => void) { f(this); return this; }
  static make() { return new this(); }
}
class Wide extends Outer { wide = 7; }
const w = new Wide(); const r = w.inner(); console.log(r.sum(), w.lit(), w.fn(), w.each([1, 2]), w.secret);
w.cb(function (o) { console.log(o.wide); }).cb((o) => console.log(o.wide + 1)).wide;
console.log(Outer.make().secret, w.cb(() => {}).wide);
class L { next: this | null = null; v = 0; push(n: this) { let c: this = this; while (c.next) c = c.next; c.next = n; return this; } sum(): number { let t = 0; for (let c: this | null = this; c; c = c.next) t += c.v; return t; } }
class L2 extends L { name = "x"; names(): string[] { const r: string[] = []; let c: this | null = this; while (c !== null) { r.push(c.name); c = c.next; } return r; } }
const a = new L2(); a.v = 2; a.push(new L2()).push(new L2()); console.log(a.sum(), a.names(), a.next!.next!.name);
