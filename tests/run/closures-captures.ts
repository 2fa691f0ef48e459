// What closures see: variables, not values; a fresh one each time round a loop.
function counter(start: number): () => number { let n = start; return () => n++; }
const c1 = counter(5);
const c2 = counter(0.5);
console.log(c1(), c1(), c2(), c1(), c2());
const fs: (() => number)[] = [];
for (let i = 0; i < 3; i++) { fs.push(() => i); fs.push(() => i++ * 10); }
console.log(fs.map((f) => f()).join(), fs.map((f) => f()).join());
const gs: (() => string)[] = [];
for (const w of ["a", "b"]) { let k = w; gs.push(() => k + w); k += "!"; }
console.log(gs[0](), gs[1]());
let shared = 1;
const get = () => shared;
const set = (v: number) => { shared = v; };
set(41);
shared++;
console.log(get(), shared);
function outer(a: number) {
    let b = a * 2;
    function inner(c: number): number { b += c; return deeper() + c; function deeper(): number { return a + b; } }
    return inner;
}
const inner = outer(3);
console.log(inner(1), inner(10));
function compose(...names: string[]): string { return names.join(">"); }
console.log(compose(), compose("a"), compose("a", "b", "c"));
const apply = (f: (x: number) => number, times: number): number => { let v = 1; for (let i = 0; i < times; i++) v = f(v); return v; };
console.log(apply((x) => x * 3, 4), apply(Math.sqrt, 2), apply((x) => x / 2, 3));
class Button { private handlers: (() => void)[] = []; pressed = 0; on(h: () => void): void { this.handlers.push(h); } press(): void { this.pressed++; for (const h of this.handlers) h(); } }
const button = new Button();
let log = "";
button.on(() => { log += "x" + button.pressed; });
class Listener { hits = 0; constructor(b: Button) { b.on(() => { this.hits++; }); } }
const listener = new Listener(button);
button.press(); button.press();
console.log(log, listener.hits);
const fact = function self(n: number): number { return n <= 1 ? 1 : n * self(n - 1); };
console.log(fact(10));
function defaults(a: number, b = a * 2, c: string = "c" + b): string { return a + "," + b + "," + c; }
console.log(defaults(1), defaults(1, 5), defaults(1, undefined, "z"));
function optional(x?: number): string { return x === undefined ? "none" : "got " + x; }
console.log(optional(), optional(0), optional(undefined));
const table: ((a: number, b: number) => number)[] = [(a, b) => a + b, (a) => a, (a, b) => a * b];
console.log(table.map((f) => f(6, 7)).join());
let late: () => number;
{ let hidden = 9; late = () => hidden * hidden; hidden = 4; }
console.log(late());
const acc: { add: (n: number) => void; total: () => number } = (() => { let t = 0; return { add: (n: number) => { t += n; }, total: () => t }; })();
acc.add(2); acc.add(3.5);
console.log(acc.total());
console.log(isEven(10), isEven(7));
function isEven(n: number): boolean { return n === 0 ? true : isOdd(n - 1); }
function isOdd(n: number): boolean { return n === 0 ? false : isEven(n - 1); }

// A function that is captured by a function it makes, under its own name
function limited(limit: number) {
    function next(list: number[]): number | ((x: number) => unknown) {
        if (list.length >= limit) return list.length;
        return (x: number) => next([...list, x]);
    }
    return next;
}
const step = limited(3)([1]);
const second = typeof step === "function" ? step(2) : 0;
console.log(typeof step, typeof second, typeof second === "function" ? second(3) : "none");
