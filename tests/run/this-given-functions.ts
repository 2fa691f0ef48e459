// Functions written into fields of this
class Other { o = 1; }
class F { n = 1; step: () => this = () => this; cb: (this: Other) => number = function () { return this.o; }; any: any = null; plain: (x: number) => number = (x) => x;
  set() { this.step = function () { this.n++; return this; }; this.cb = function () { return this.o; }; this.cb = function (this: Other) { return this.o; }; this.any = function () { return this; }; this.plain = function (x) { return x + this.n; }; }
}
class G extends F { g = 2; }
const g = new G(); g.set(); console.log(g.step().g, g.cb.call(new Other()), g.plain(1), g.n);
