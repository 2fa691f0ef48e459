// What is waited for of objects that are like promises, as type and as value.
const t = { then(f: (v: number) => void): void { f(7); } };
async function g() { const v = await t; return v + 1; }
g().then(x => console.log(x));
class Lazy<T> { constructor(private make: () => T) {} then<R>(ok: (v: T) => R): R { return ok(this.make()); } }
async function h() { const v = await new Lazy(() => "s"); return v.length; }
h().then(x => console.log(x));
Promise.resolve(t).then(v => console.log(v + 1));
async function i() { return t; }
i().then(v => console.log(v));
Promise.all([t, new Lazy(() => 2), 3]).then(v => console.log(v));
export {};
