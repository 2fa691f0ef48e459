// Values of an open type that are found to be objects while the program runs.

function same<T>(a: T, b: T): boolean {
    if (a === b || Object.is(a, b)) return true;
    if (typeof a !== "object" || a === null || typeof b !== "object" || b === null) return false;
    if (a instanceof Map && b instanceof Map) return a.size === b.size;
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => key in b);
}

function describe<T>(value: T): string {
    if (typeof value === "object" && value !== null) return "size" in value ? "sized" : Object.keys(value).join("+");
    return typeof value;
}

console.log(same(1, 1), same(NaN, NaN), same("a", "b"));
console.log(same({ a: 1, b: 2 }, { a: 3, b: 4 }), same<object>({ a: 1 }, { b: 1 }));
console.log(same(new Map([[1, 2]]), new Map([[3, 4]])), same<unknown>(null, {}), same<unknown>({ x: 1 }, { x: 2 }));
console.log(describe({ x: 1, y: 2 }), describe(new Set([1])), describe([5, 6]), describe(7), describe("s"), describe(null), describe(undefined));
