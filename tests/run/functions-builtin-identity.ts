// A built-in function is the same wherever it is used as a value, and what is iterable says so.
const max = Math.max;
console.log(max === Math.max, (Math.max as unknown) === Math.min, [Math.floor].includes(Math.floor), Number.parseFloat === parseFloat, Number.parseInt === parseInt);
const handlers = new Map<(x: number) => number, string>([[Math.abs, "abs"], [Math.sqrt, "sqrt"]]);
console.log(handlers.get(Math.abs), handlers.get(Math.sqrt), handlers.get(Math.floor), max(1, 3, 2), ["1", "2x"].map(Number.parseFloat));

const iterable = (x: object): boolean => Symbol.iterator in x;
console.log(Symbol.iterator in [], Symbol.iterator in {}, iterable([1]), iterable({}), iterable(new Set()), iterable(new Uint8Array(1)), iterable(() => 1));
console.log(iterable({ *[Symbol.iterator]() { yield 1; } }), iterable({ [Symbol.iterator]: 1 }), iterable((function* () { yield 1; })()));
function list(x: unknown): unknown[] {
  if (typeof x === "object" && x !== null && Symbol.iterator in x) return [...(x as Iterable<unknown>)];
  return [x];
}
console.log(list([1, 2]), list(new Map([[1, 2]])), list({ a: 1 }), list("ab"));
const growing: Record<string, number> = {};
growing.a = 1;
console.log(iterable(growing), "a" in growing);
