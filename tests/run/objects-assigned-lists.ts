// Object.assign of objects in a list, to objects of open types, and of nothing
const list = [{ a: 1 }, { b: 2 }, { a: 3 }];
const t: { a?: number; b?: number; c?: number } = {};
Object.assign(t, ...list);
console.log(t);
const r = Object.assign({}, ...list);
console.log(r, r.a);
console.log(Object.assign({}, { a: 1 }, { b: 2 }, { c: 3 }, { d: 4 }));
console.log(Object.assign({ z: 0 }, { a: 1 }, { b: 2 }, { c: 3 }, { d: 4 }, { e: 5 }).z);
const merged: Record<string, number> = Object.assign({}, ...[["x", 1], ["y", 2]].map(([k, v]) => ({ [k]: v })));
console.log(merged);
console.log(Object.assign({}, ...["p", "q"].map((k) => ({ [k]: k.length }))));
const cfg = Object.assign({ a: 1 }, { b: 2 }, { c: 3 }, { d: 4 });
console.log(cfg.a + cfg.b + cfg.c);
interface Options { a?: number; b?: number }
function merge(...parts: Options[]): Options { return Object.assign({}, ...parts); }
console.log(merge({ a: 1 }, { b: 2 }), merge());
function deep<T extends object>(base: T, ...others: Partial<T>[]): T { return Object.assign(base, ...others); }
console.log(deep({ p: 1, q: "x" }, { q: "y" }, { p: 5 }));
class Config { host = "h"; port = 1; }
const c = new Config();
const changes: Partial<Config>[] = [{ port: 2 }, { host: "i" }];
Object.assign(c, ...changes);
console.log(c);
const order: string[] = [];
const into: Record<string, number> = { z: 0 };
Object.assign(into, { a: 1 }, ...[{ b: 2 }, { c: 3 }], { d: 4 });
console.log(into);
const maybe: ({ only: number } | null | undefined)[] = [null, undefined, { only: 1 }];
console.log(Object.assign({}, ...maybe));
function assigned<T extends object>(base: T, other: Partial<T>): T { return Object.assign(base, other); }
console.log(assigned({ p: 1, q: "x" }, { q: "y" }));
function assigned2<T extends { p: number }>(base: T, ...other: Partial<T>[]): T { other.forEach((o) => Object.assign(base, o)); return base; }
console.log(assigned2({ p: 1, q: "x" }, { q: "y" }));
console.log(Object.assign({}, null), Object.assign({ a: 1 }, undefined, { b: 1 }));
