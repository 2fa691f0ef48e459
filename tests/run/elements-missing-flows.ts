// An element past the end is undefined in every place that takes undefined: assigned, passed, returned, held in literals.
const xs: number[] = [];
const best: (number | undefined)[] = [1, 2];
best[0] = xs[0];
console.log(best);
const o: { p?: number; q: number | undefined } = { q: 1 };
o.p = xs[0]; o.q = xs[3];
console.log(o);
let v: number | undefined = 3; v = xs[1]; console.log(v);
class C { f: number | undefined = 1; static s?: number; set(i: number) { this.f = xs[i]; C.s = xs[i]; return this; } set acc(x: number | undefined) { console.log("acc", x); } get acc() { return 1; } }
console.log(new C().set(2)); new C().acc = xs[9];
const f = (x?: number, y: number | undefined = xs[0], ...r: (number | undefined)[]) => [x, y, r];
console.log(f(xs[0], xs[1], xs[2]));
const lit: { a?: number } = { a: xs[0] }; console.log(lit);
const arr: (number | undefined)[] = [xs[0], 1]; console.log(arr);
const tup: [number?, string?] = [xs[0]]; console.log(tup);
const m = new Map<string, number | undefined>([["k", xs[0]]]); m.set("z", xs[1]); console.log(m);
const d: Record<string, number | undefined> = {}; d.k = xs[0]; d["j"] = xs[1]; console.log(d);
best.push(xs[7]); console.log(best.length);
const ret = (): number | undefined => xs[0]; console.log(ret());
async function as(): Promise<number | undefined> { return xs[0]; } as().then(console.log);
function* gen(): Generator<number | undefined> { yield xs[0]; } console.log([...gen()]);
const un: unknown = xs[0]; console.log(un);
const an: any = xs[0]; console.log(an);
const nested: ((number | undefined)[])[] = [[]]; nested[0][0] = xs[0]; console.log(nested);
const s: (string | undefined)[] = []; s[0] = "abc"[5]; console.log(s);
v = best[99]; console.log(v);
const cond: number | undefined = xs.length ? 1 : xs[0]; console.log(cond);
const sorted = best.filter((x): x is number => !!x).sort((a, b) => a - b); best[0] = sorted.filter(x => x > 5)[0]; console.log(best[0]);
console.log(xs[0], String(xs[0]));
const other: number[] = [];
const either: number | undefined = xs[0] ?? other[3];
const both: number | undefined = (xs.length > 5 ? xs[9] : other[1]) || xs[2];
console.log(either, both, (xs.length ? 1 : other[0]) === undefined, typeof (xs[1] ?? other[1]));
function given(x: number | undefined = 5): number { return x; }
console.log(given(xs[0]), given(xs[0] || other[0]), given(xs.length ? 3 : xs[1]));
