function sorted<T extends readonly unknown[]>(v: T) { return [...v].sort((a, b) => (a as number) < (b as number) ? -1 : 1); }
function add<T extends number[]>(v: T) { const x = [...v]; x.push(3); return x.map(n => n + 1); }
function both<A extends unknown[], B extends unknown[]>(a: A, b: B) { return [...a, ...b]; }
function pick<T extends { n: number }>(v: T[]) { return v.filter(x => x.n > 1).map(x => x.n); }
function present<T>(v: (T | undefined | null)[]) { return v.filter(x => x !== undefined && x !== null); }
function present2<T>(v: T[]): NonNullable<T>[] { return v.filter(x => x != null); }
function some<T extends object>(v: (T | null)[]): T[] { return v.filter(x => !!x); }
function texts<T>(v: T[]) { return v.filter(x => typeof x === "string").map(x => x.toUpperCase()); }
function lists<T>(v: T[]) { return v.filter(x => Array.isArray(x)).map(x => x.length); }
function arr<T extends string | number>(v: T) { return Array.isArray(v) ? v.length : 0; }
function arr2<T extends { n: number } | number[]>(v: T) { return Array.isArray(v) ? v.length : 0; }
function isF<T extends object>(v: T, f: () => void, l: number[]) { return v === f ? 1 : v === l ? 2 : 3; }
console.log(sorted([3, 1, 2]), sorted([2.5, 1, 7] as const), add([1, 2]), both([1, "a"], [true]), pick([{ n: 1 }, { n: 2 }]));
console.log(present([1, null, undefined, 2]), present(["a", undefined]), present2([null, 1, "b"]), some([{ a: 1 }, null]), texts([1, "a", null]), lists([[1], 2, "abc", [1, 2, 3]]), lists(["abc"]));
console.log(arr("abc"), arr(1), arr2([1, 2]), arr2({ n: 1 }));
const f = () => {}; const l = [1];
console.log(isF(f, f, l), isF(l, f, l), isF({}, f, l));
