// Wrappers and tables of functions that take any number of arguments.
function logged<A extends unknown[], R>(name: string) { return (f: (...a: A) => R) => (...a: A): R => { console.log(name, ...a); return f(...a); }; }
const plus = logged<[number, number], number>("plus")((a, b) => a + b);
console.log(plus(1, 2));
type AnyFn = (...args: any[]) => any;
function timed<F extends AnyFn>(f: F): F { let calls = 0; return ((...a: any[]) => { calls++; return f(...a) + calls; }) as F; }
const t = timed((x: number) => x * 10); console.log(t(1), t(2));
function bindAll(o: Record<string, AnyFn>): string[] { return Object.keys(o).map((k) => k + o[k](2)); }
console.log(bindAll({ dbl: (x: number) => x * 2, neg: (x: number) => -x }));
const ops: { [k: string]: (...n: number[]) => number } = { sum: (...n) => n.reduce((a, b) => a + b, 0), max: Math.max, first: (a) => a };
for (const k in ops) console.log(k, ops[k](3, 8, 2));
class Handler { static handlers: Record<string, (...a: string[]) => string> = {}; static register(k: string, f: (...a: string[]) => string) { Handler.handlers[k] = f; } static run(line: string) { const [k, ...rest] = line.split(" "); return Handler.handlers[k]?.(...rest) ?? "unknown " + k; } }
Handler.register("join", (...a) => a.join("+")); Handler.register("one", (a) => a + a);
console.log(Handler.run("join a b c"), Handler.run("one x y"), Handler.run("zip"));
const args: [string, number] = ["k", 3]; const f = (s: string, n: number) => s.repeat(n); console.log(f(...args));
const maybe: ((...n: number[]) => number) | undefined = Math.random() > 2 ? undefined : Math.min; console.log(maybe?.(4, 2), maybe?.(...[9, 7]));
