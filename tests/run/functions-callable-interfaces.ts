// Interfaces that say how they are called and have members.
interface Counter { (start: number): string; interval: number; reset(): void; label?: string }
function getCounter(): Counter {
  const counter = function (start: number) { return "s" + start; } as Counter;
  counter.interval = 123;
  counter.reset = function () { this.interval = 0; };
  return counter;
}
const c = getCounter(); console.log(c(10)); console.log(c.interval, c.label); c.reset(); console.log(c.interval); c.interval += 5; c.interval++; console.log(c.interval, c.label ?? "none");
const d = getCounter(); console.log(d.interval, c.interval, c.name, c.length, "interval" in d, "label" in d);
console.log(c, Object.keys(c));
const asFn: (n: number) => string = c; console.log(asFn(3), [1, 2].map(c), typeof c);
interface Debounced<A extends unknown[]> { (...args: A): void; cancel(): void; readonly pending: boolean }
type Overloaded = { (x: number): number; (x: string): string; tag: string };
const o = ((x: any) => x) as Overloaded; o.tag = "t"; const a: number = o(1), b: string = o("x"); console.log(a, b, o.tag);
type Ov2 = { (x: number): number; (x: string): string };
const o2 = ((x: any) => x) as Ov2; console.log(o2(1) + 1, o2("x").length);
function use(x: { interval: number }) { return x.interval; }
console.log(use(c), use({ interval: 7 }));
function show(f: Counter | string) { return typeof f === "function" ? f(1) : f; }
console.log(show(c), show("str"));
interface Chain { (x: number): Chain; total: number }
function chain(): Chain { const f = ((x: number) => { f.total += x; return f; }) as Chain; f.total = 0; return f; }
console.log(chain()(1)(2)(3).total);
