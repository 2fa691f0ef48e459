const o = Object.fromEntries("a=1&b=2&c".split("&").map(p => p.split("=")));
console.log(o, o.a, o["b"], o.c, o.d);
function k<T>(v: T[][]) { return Object.fromEntries(v); }
console.log(k([["a", 1], ["b", 2]]), k([[], [1, "x", 3]]));
function k2<T extends unknown[]>(v: T[]) { return Object.fromEntries(v); }
console.log(k2([["a", 1], ["b", 2]]));
const m = Object.fromEntries([[1, 2], [3, 4]].map(a => [...a]));
console.log(m);
const typed: { [k: string]: string } = Object.fromEntries([["x", "1"]].map(p => p));
console.log(typed.x.length, Object.keys(typed));
const n = Object.fromEntries(new Map([["p", 1]]));
console.log(n.p + 1);
const q = Object.fromEntries([["s", 1], ["t", 2]]);
console.log(q.s + q.t);
const params: Record<string, string> = Object.fromEntries("k=v".split("&").map(s => s.split("=")));
for (const [key, value] of Object.entries(params)) console.log(key, value.toUpperCase());
const z = Object.fromEntries(Object.entries({ a: 1, b: 2 }).map(([k, v]) => [k, v * 2]));
console.log(z, z.a + 1);
