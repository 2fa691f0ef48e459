// Dictionaries whose keys may be of any kind.
function group<T, K extends PropertyKey>(list: readonly T[], by: (item: T) => K): Partial<Record<K, T[]>> {
    const groups = {} as Record<K, T[]>;
    for (const item of list) {
        const key = by(item);
        if (!groups[key]) groups[key] = [];
        groups[key].push(item);
    }
    return groups;
}

function invert(record: Record<PropertyKey, PropertyKey>): Record<PropertyKey, PropertyKey> {
    const out: Record<PropertyKey, PropertyKey> = {};
    for (const [key, value] of Object.entries(record)) {
        out[value] = key;
    }
    return out;
}

function get(data: unknown, path: readonly PropertyKey[]): unknown {
    let current = data;
    for (const step of path) {
        if (current === null || current === undefined) break;
        current = (current as Record<PropertyKey, unknown>)[step];
    }
    return current;
}

console.log(group([1, 2, 3, 4], n => n % 2 === 0 ? "even" : "odd"));
console.log(group(["a", "bb", "cc"], s => s.length));
console.log(invert({ a: "x", b: 1, 3: "c" }));
console.log(get({ a: { b: [1, { c: "deep" }] } }, ["a", "b", 1, "c"]), get(null, ["a"]));
interface Counts { [key: string | symbol]: number }
const counts: Counts = { a: 1 };
counts["b"] = (counts["b"] ?? 0) + 2;
for (const key in counts) console.log(key, counts[key]);
