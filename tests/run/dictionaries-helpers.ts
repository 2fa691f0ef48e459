// Small helpers over objects in the manner of utility libraries: what they build by keys is read by names.
interface P { x: number; y?: string }
const d: Record<string, number> = {};
d["x" as string] = 4;
const v: any = d;
const p: P = v;
console.log(p.x, p.y);
function f(o: P) { return o.x; }
console.log(f(v));
const list: P[] = [v, { x: 1 }];
console.log(list.map(q => q.x));
const parsed = JSON.parse('{"x": 3}');
console.log((parsed as P).x, f(parsed));
const o = { a: 1, b: 2 };
const e = Object.fromEntries(Object.entries(o).map(([k, v]) => [k, v * 2]));
console.log(e.a, e);
const same: typeof o = e as typeof o;
console.log(same.b);
type Handlers = { [K in "open" | "close"]: () => string };
const hs = (["open", "close"] as const).reduce((acc, k) => ({ ...acc, [k]: () => k }), {} as Handlers);
console.log(hs.open(), hs.close());
const byId = (["a", "b"] as const).reduce((acc, k) => { acc[k] = k + "!"; return acc; }, {} as Record<"a" | "b", string>);
console.log(byId.a, byId);
function mapValues<T extends object, R>(obj: T, fn: (v: T[keyof T], k: keyof T) => R): { [K in keyof T]: R } {
  const out = {} as { [K in keyof T]: R };
  for (const k in obj) out[k] = fn(obj[k], k);
  return out;
}
console.log(mapValues({ p: 1, q: 2 }, v => v + 1).p);
function mapValues2<T extends object, R>(obj: T, fn: (v: T[keyof T], k: keyof T) => R): { [K in keyof T]: R } {
  return Object.fromEntries(Object.entries(obj).map(([k, v]) => [k, fn(v, k as keyof T)])) as { [K in keyof T]: R };
}
console.log(mapValues2({ p: 1, q: 2 }, v => v + 1).p);
function pick<T extends object, K extends keyof T>(obj: T, ...keys: K[]): Pick<T, K> {
  return keys.reduce((acc, k) => { acc[k] = obj[k]; return acc; }, {} as Pick<T, K>);
}
console.log(pick({ a: 1, b: "x", c: true }, "a", "c").c);
function omit<T extends object, K extends keyof T>(obj: T, ...keys: K[]): Omit<T, K> {
  const copy = { ...obj }; for (const k of keys) delete copy[k]; return copy;
}
console.log(omit({ a: 1, b: "x" }, "a").b);
function groupBy<T, K extends PropertyKey>(xs: T[], f: (x: T) => K) { return xs.reduce((acc, x) => { (acc[f(x)] ||= []).push(x); return acc; }, {} as Record<K, T[]>); }
const g = groupBy([1, 2, 3], x => x % 2 === 0 ? "even" : "odd"); console.log(g.even, g.odd.length);
function invert<T extends Record<string, string>>(o: T) { return Object.fromEntries(Object.entries(o).map(([k, v]) => [v, k])) as { [K in keyof T as T[K]]: K }; }
console.log(invert({ a: "x", b: "y" } as const).x);
function zipObj<K extends string, V>(ks: K[], vs: V[]): Record<K, V> { const r = {} as any; ks.forEach((k, i) => { r[k] = vs[i]; }); return r; }
console.log(zipObj(["m", "n"], [1, 2]).n);
