// Array.from of what may be iterable or only like an array
const like: ArrayLike<number> = { length: 3, 0: 1, 1: 2, 2: 3 };
console.log(Array.from(like));
function f(x: ArrayLike<string> | Iterable<string>) { return Array.from(x); }
console.log(f("abc"), f(["a"]), f(new Set(["q"])), f({ length: 1, 0: "z" }));
console.log(Array.from({ length: 3 }), Array.from({ length: 3 }, (_, i) => i * i));
function g<T>(x: ArrayLike<T>): T[] { return Array.from(x, (v) => v); }
console.log(g("xy"), g([1, 2]), g(new Uint8Array(2)));
const an: any = { length: 2, 0: "a", 1: "b" };
console.log(Array.from(an));
const an2: any = new Map([[1, 2]]);
console.log(Array.from(an2));
function h(x: ArrayLike<number> | Set<number> | Map<string, number>) { return Array.from(x as ArrayLike<unknown> | Iterable<unknown>, (v) => String(v)); }
console.log(h([1]), h(new Set([2])), h(new Map([["a", 1]])), h({ length: 2, 1: 5 }));
function* gen() { yield "g"; }
const dict: Record<string, string> = {};
dict["0"] = "zero";
console.log(f(gen()), f({ length: 2, ...dict } as ArrayLike<string>));
