// What Object.create(null) makes: a dictionary that is shown as one without a prototype
const d: Record<string, number> = Object.create(null);
console.log(d);
d.a = 1;
d["b c"] = 2;
d[3] = 3;
console.log(d, [d], { d }, Object.keys(d), JSON.stringify(d));
console.log("a" in d, "toString" in d, d.a, d["none"], Object.entries(d));
const counts = Object.create(null) as { [word: string]: number };
for (const word of "the constructor of the toString".split(" ")) counts[word] = (counts[word] ?? 0) + 1;
console.log(counts);
delete counts.the;
for (const key in counts) console.log(key, counts[key]);
const any = Object.create(null);
any.x = { deep: { deeper: { deepest: Object.create(null) } } };
any.self = any;
console.log(any, any.x.deep, any.y);
const fixed: { a?: number; b?: string } = Object.create(null);
fixed.a = 5;
console.log(fixed.a, fixed.b, fixed);
console.log({ ...d }, Object.assign({}, d), structuredClone(d));
try {
    console.log(`${d}`);
} catch (e) {
    console.log(e instanceof TypeError, (e as Error).message);
}
class Store<T> {
    private entries: { [key: string]: T } = Object.create(null);
    get(key: string, make: () => T): T {
        return (this.entries[key] ??= make());
    }
}
const cache = new Store<number>();
console.log(cache.get("k", () => 1), cache.get("k", () => 2), cache);
const wide = Object.create(null);
for (let i = 0; i < 8; i++) wide["a rather long key " + i] = i;
console.log(wide);
const nested: Record<string, Record<string, string>> = Object.create(null);
(nested.one ??= Object.create(null)).two = "x";
console.log(nested, typeof nested);
