const w = () => w;
console.log(w()()() === w);
const a = [() => a];
console.log(a[0]!()[0]!().length);
class C { n = 3; f = () => this.f; g = () => ({ me: this.g, n: this.n }); static s = () => C.s; }
const c = new C();
console.log(c.f()() === c.f, c.g().me().n + 1, C.s()() === C.s);
function f() { return { f, n: 1 }; }
console.log(f().f().n + 1);
function g<T>(x: T) { const h = () => ({ x, h }); return h; }
console.log(g("a")().h().x.length, g(2)().h().x + 1);
class D<T> { constructor(public x: T) {} f = () => ({ x: this.x, f: this.f }); }
console.log(new D(2).f().f().x + 1, new D("abc").f().f().x.length);
function a1() { return b1; } function b1() { return a1; }
console.log(a1()()() === b1);
namespace N { export const f = () => N.f; }
console.log(N.f()() === N.f);
const gen = function* () { yield gen; };
for (const x of gen()) console.log(x === gen);
const asy = async () => asy;
asy().then(x => console.log(x === asy));
const len = () => len.length + 1;
console.log(len() + 1);
const { p } = { p: () => p };
console.log(p()() === p);
const st = (n: number) => n > 0 ? st : 1;
console.log(typeof st(1), st(0));
