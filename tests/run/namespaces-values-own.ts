// Functions and classes that reach for themselves through their namespaces.
interface Counter { (): number; count: number; reset(): void }
function counter(): number { return ++counter.count; }
namespace counter { export let count = 0; export function reset() { count = 0; } }
const c: Counter = counter;
console.log(c(), c(), c.count, counter.count); c.reset(); console.log(counter.count); c.count = 40; console.log(counter());
function assert(x: unknown, m?: string): asserts x { if (!x) throw new Error(m ?? "no"); }
namespace assert { export function equal(a: number, b: number) { assert(a === b, `${a} != ${b}`); return self(); } export function self() { return assert; } export const strict = assert; }
try { assert.equal(1, 2); } catch (e) { console.log((e as Error).message); }
console.log(assert.equal(1, 1) === assert, assert.self().equal(2, 2) === assert);
function use(f: { equal(a: number, b: number): unknown }) { return f.equal(1, 1) === assert; }
console.log(use(assert));
abstract class Shape { abstract area(): number; toString() { return `${this.area()}`; } }
namespace Shape { export class Sq extends Shape { constructor(readonly s: number) { super(); } area() { return this.s ** 2; } } export const make = (s: number): Shape => new Sq(s); }
const S = Shape; console.log(String(S.make(3)), new S.Sq(2).area(), new S.Sq(1) instanceof S);
