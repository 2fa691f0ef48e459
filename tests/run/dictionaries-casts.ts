// Objects of fixed shape of which a cast or a predicate says that they are dictionaries.
function deepEqual(a: unknown, b: unknown): boolean {
    if (a === b) return true;
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
    if (Array.isArray(a) || Array.isArray(b)) {
        if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
        return a.every((x, i) => deepEqual(x, b[i]));
    }
    const keys = Object.keys(a);
    if (keys.length !== Object.keys(b).length) return false;
    return keys.every((k) => deepEqual((a as Record<string, unknown>)[k], (b as Record<string, unknown>)[k]));
}
console.log(deepEqual({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }), deepEqual({ a: 1 }, { a: 2 }), deepEqual([1, 2], [1, 2, 3]), deepEqual(null, {}));

function isRecord(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
function depth(value: unknown): number {
    return isRecord(value) ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0;
}
console.log(depth({ a: { b: { c: 1 } }, d: 2 }), depth([1]), depth({}));
function nameOf(value: unknown): unknown {
    return isRecord(value) ? value["name"] ?? value.title : undefined;
}
console.log(nameOf({ name: "n" }), nameOf({ title: "t" }), nameOf(3));
