interface Ctor { resolve(): 1; resolve<A>(v: A): A; opt?(): 1; opt?(n: string): string }
const impl = { resolve(v?: unknown): any { return v ?? 1; }, opt(n?: string): any { return n ?? 1; } };
const t: Ctor = impl;
const r = t.resolve;
console.log(r(2), r());
export const s = { a: t.resolve };
console.log(s.a("x"));
const { resolve } = t;
console.log(resolve(3), t.resolve(4), t.opt?.("o"), t.opt?.());
const o = t.opt;
if (o) console.log(o("p"), o());
function use(f: { (): 1; <A>(v: A): A }) { return f(true); }
console.log(use(t.resolve));
const l = [1, 2].map(t.resolve);
console.log(l);
