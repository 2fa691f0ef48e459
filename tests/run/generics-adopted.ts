// Calls whose result is a generic function: what they are given leaves its type parameters to it.
function list<T>(x: T): T[] { return [x]; }
function box<V>(v: V): { value: V } { return { value: v }; }
function compose<A, B, C>(f: (a: A) => B, g: (b: B) => C): (a: A) => C { return a => g(f(a)); }
const both = compose(list, box);
console.log(both(1).value[0] + 1, both("s").value[0].length, both({ x: 2.5 }).value[0].x);
const nested = compose(list, list);
console.log(nested(true), nested(1)[0][0] + 1);
function wrap<A extends unknown[], R>(f: (...a: A) => R): (...a: A) => R { return (...a) => f(...a); }
function pair<T, U>(x: T, y: U): [T, U] { return [x, y]; }
const w = wrap(pair);
console.log(w(1, "b"), w("x", 2.5)[1] * 2);
function flip<A, B, C>(f: (a: A, b: B) => C): (b: B, a: A) => C { return (b, a) => f(a, b); }
console.log(flip(pair)(1, "z"), flip(pair)("q", 0.5)[0] + 1);
