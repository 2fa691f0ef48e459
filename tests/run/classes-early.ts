// Classes that are used before their declarations are reached.
// class through1 hoisted function
function make1(): number { return new C1().n; }
try { console.log(make1()); } catch (e) { console.log((e as Error).name, (e as Error).message); }
class C1 { n = 1; static s = 7; static f() { return 9; } }
console.log(make1());
function st1(): number { return D1.s; }
function sf1(): number { return D1.f(); }
try { console.log(st1()); } catch (e) { console.log((e as Error).name, (e as Error).message); }
try { console.log(sf1()); } catch (e) { console.log((e as Error).name, (e as Error).message); }
class D1 { static s = 7; static f() { return 9; } }
console.log(st1(), sf1());
function make2(): number { return new C2().n; }
try { console.log(make2()); } catch (e) { console.log((e as Error).name, (e as Error).message); }
const C2 = class { n = 1; static s = 5; };
function s2(): number { return E2.s; }
try { console.log(s2()); } catch (e) { console.log((e as Error).name, (e as Error).message); }
const E2 = class { static s = 5; };
console.log(make2(), s2());
function isIt5(x: unknown): boolean { return x instanceof C5; }
try { console.log(isIt5(1)); } catch (e) { console.log((e as Error).name, (e as Error).message); }
try { console.log(isIt5({})); } catch (e) { console.log((e as Error).name, (e as Error).message); }
function val5(): typeof C5 { return C5; }
try { console.log(val5() === null); } catch (e) { console.log((e as Error).name, (e as Error).message); }
class C5 { n = 1 }
console.log(isIt5(new C5()), val5() === C5);
class A6 { static a = run6(); static b = 4; }
function run6(): number { try { return A6.b; } catch (e) { console.log((e as Error).name, (e as Error).message); return 1; } }
console.log(A6.a, A6.b);
function g7(a: number = later7): number { return a; }
try { console.log(g7()); } catch (e) { console.log((e as Error).name, (e as Error).message); }
let later7 = 3;
console.log(g7());
function h7(a: number = k7(), b: number = 2): number { function k27() { return 1; } return a + b; }
function k7(): number { return zz7; }
try { console.log(h7()); } catch (e) { console.log((e as Error).name, (e as Error).message); }
const zz7 = 4;
console.log(h7());
function mk7() { return new Sub7().v; }
try { console.log(mk7()); } catch (e) { console.log((e as Error).name, (e as Error).message); }
class Base7 { v = 1 }
try { console.log(mk7()); } catch (e) { console.log((e as Error).name, (e as Error).message); }
class Sub7 extends Base7 { w = 2 }
console.log(mk7());
function nested(early: boolean): void {
  const k = (): number => new Inner().n;
  if (early) { try { console.log(k()); } catch (e) { console.log((e as Error).name, (e as Error).message); } }
  class Inner { n = 3; self(): number { return new Inner().n; } static make(): Inner { return new Inner(); } }
  console.log(k(), new Inner().self(), Inner.make().n, new Inner() instanceof Inner);
}
nested(true); nested(false); nested(true);
class Early { static first = probe(); static second = 2; static third = this.second + Early.second; static { console.log("block", Early.third); } }
function probe(): string { try { return "s" + Early.second; } catch (e) { return (e as Error).message; } }
console.log(Early.first, Early.third);
abstract class Shape { abstract area(): number; static unit(): Shape { return new Square(); } static get made(): number { return Square.count; } }
try { Shape.unit(); } catch (e) { console.log((e as Error).message); }
try { console.log(Shape.made); } catch (e) { console.log((e as Error).message); }
class Square extends Shape { static count = 1; area(): number { return 4; } }
console.log(Shape.unit().area(), Shape.made);
function ext(): number { class Z extends Late { z = 1 } return new Z().z + new Z().l; }
try { console.log(ext()); } catch (e) { console.log((e as Error).message); }
class Late { l = 2 }
console.log(ext());
