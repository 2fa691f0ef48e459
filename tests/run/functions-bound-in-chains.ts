// call, apply and bind of functions that may be missing
const f: ((a: number, b?: number) => string) | undefined = Math.random() < 2 ? (a, b) => `f${a},${b}` : undefined;
const g: ((a: number) => string) | undefined = Math.random() > 2 ? (a) => `g${a}` : undefined;
console.log(f?.call(null, 1), g?.call(null, 1));
console.log(f?.call(undefined, 1, 2), f?.apply(undefined, [3, 4]), g?.apply(null, [1]));
const h = f?.bind(null, 7);
console.log(h?.(8), h?.(), g?.bind(null, 1)?.());
interface O { cb?: (this: { n: number }, k: number) => number; name: string; deep?: { cb?: (k: number) => number } }
const o: O = { name: "o", cb(k) { return this.n + k; }, deep: { cb: (k) => k * 2 } };
const q: O = { name: "q" };
console.log(o.cb?.call({ n: 3 }, 4), q.cb?.call({ n: 3 }, 4), o.cb?.apply({ n: 1 }, [1]), q.cb?.apply({ n: 1 }, [1]));
console.log(o.deep?.cb?.call(null, 3), q.deep?.cb?.call(null, 3), o.deep?.cb?.apply(null, [5]));
console.log(o?.cb?.bind({ n: 10 })(5), q?.cb?.bind({ n: 10 })(5));
const bound = o.cb?.bind({ n: 20 }, 2);
console.log(bound?.());
class C { n = 2; m?(k: number): number; p(k: number) { return this.n + k; } }
const c: C | undefined = Math.random() < 2 ? new C() : undefined;
console.log(c?.p.call(c, 1), c?.p.bind(c)(6), c?.p.bind(c, 5)());
console.log(o.cb!.call({ n: 1 }, 1), (o.cb as any)?.call({ n: 9 }, 1));
console.log(f?.call?.(null, 1), f?.length, f?.name);
function run(cb?: () => void, self?: unknown) { cb?.call(self); cb?.apply(self); (cb ?? (() => {})).call(self); }
run(() => console.log("run"));
run();
const table: Record<string, ((x: number) => number) | undefined> = { inc: (x) => x + 1 };
console.log(table.inc?.call(null, 1), table["dec"]?.call(null, 1), table.dec?.apply(null, [1]));
const listeners: Array<((this: string, e: number) => void)> = [function (e) { console.log(this + e); }];
listeners.forEach((l) => l?.call("this", 1));
listeners[0]?.apply("that", [2]);
listeners[3]?.apply("that", [2]);
