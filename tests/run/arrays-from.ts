// Array.from asks an iterator between the calls of its function, and takes what may be anything as it is.
const log: string[] = [];
const it = { [Symbol.iterator]() { let i = 0; return { next() { log.push("n" + i); return i < 3 ? { value: i++, done: false as const } : { value: undefined, done: true as const }; }, return() { log.push("ret"); return { value: undefined, done: true as const }; } }; } };
console.log(Array.from(it, (v, i) => { log.push("m" + v); return (v ?? 0) * 2 + i; }), log.join()); log.length = 0;
try { Array.from(it, v => { if (v === 1) throw new Error("stop"); return v; }); } catch (e) { console.log((e as Error).message, log.join()); }
console.log(Array.from({ length: 2.7 }, (_, i) => i), Array.from({ length: -3 }).length, Array.from({ length: NaN }), Array.from({ length: 2, 0: "a", 1: "b" } as ArrayLike<string>));
const anyLike: any = { length: 2, 0: "x", 1: "y" }; console.log(Array.from(anyLike), Array.from(anyLike, (v: any) => v + "!"), Array.from([1, 2] as any, (v: any) => v + 1), Array.from("ab" as any), Array.from(new Set([1]) as any), Array.from(it as any, (v: any) => v).length, Array.from({} as any), Array.from(5 as any));
const grow = [1, 2]; console.log(Array.from(grow, v => { if (grow.length < 4) grow.push(v * 10); return v; }));
