const o: any = { v: 3, f() { return 1; } };
o.f = function () { return this.v; };
console.log(o.f());
const d: any = {} as Record<string, any>;
d.v = 4;
d.f = function () { return this.v; };
console.log(d.f());
const g = o.f;
try { console.log(g()); } catch (e) { console.log("TypeError"); }
class C { v = 5; f: any = 0; h: any; ["k"]: any; }
const c: any = new C();
c.f = function (k: number) { return this.v + k; };
console.log(c.f(2));
const e = new C();
e.h = function (k: number) { return this.v * k; };
e["k"] = function (k: number) { return this.v - k; };
console.log(e.h(2), e.k(1));
try { const hh = e.h; console.log(hh(1)); } catch (e) { console.log("TypeError"); }
const r: Record<string, any> = { v: 1 };
r.f = function () { return this; };
r["g"] = function () { return this.v; };
console.log(r.f() === r, r.g());
function any(x: any): x is Function { return typeof x === "function"; }
const fn: any = function () { return 1; };
if (any(fn)) console.log(fn.name, fn instanceof Object && fn());
if (o instanceof Object) console.log(o.v);
if (fn instanceof Function) console.log(fn());
