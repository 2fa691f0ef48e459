// Arrays or what is only like one, what a function takes of which nothing is known, and objects that cannot be called.
function f(a: number[] | ArrayLike<number>, b: string[] | ArrayLike<number>, i: number) { return [a[i].toFixed(), b[0], a.length]; }
console.log(f([1, 2], ["x"], 1), f({ length: 2, 0: 5, 1: 6 }, { length: 1, 0: 7 }, 1));
function memoize<T extends (...args: any) => any>(func: T, resolver?: (...args: Parameters<T>) => any): T {
  const cache = new Map<any, ReturnType<T>>();
  return ((...args: Parameters<T>) => {
    const key = resolver ? resolver(...args) : args[0];
    if (!cache.has(key)) cache.set(key, func(...args));
    console.log(args.length, cache.size);
    return cache.get(key)!;
  }) as T;
}
const add = memoize((a: number, b: number) => a + b);
console.log(add(1, 2), add(1, 3), add(2, 3));
const both = memoize((a: number, b: number) => a + b, (a, b) => `${a},${b}`);
console.log(both(1, 2), both(1, 3), both(1, 2));
function kind(value: symbol | number | string | object): string {
  switch (typeof value) {
    case "function": return "function";
    case "object": return Array.isArray(value) ? "array" : "object";
    default: { const p: PropertyKey = value; return typeof p; }
  }
}
console.log(kind([1]), kind({}), kind(() => 1), kind("a"), kind(1));
