// Functions inside the literals that are arguments, generic functions as arguments, and what subclasses ask of statics and constructors.
function apply<A, B>(input: [A[], (a: A) => B]): B[] {
    return input[0].map(input[1]);
}
console.log(apply([[1, 2], (n) => n * 2.5]), apply([["a", "bc"], (s) => s.length]));

function make<T, U>(o: { create: () => T; use: (t: T) => U }): U {
    return o.use(o.create());
}
console.log(make({ create: () => "abc", use: (t) => t.length }), make({ create: () => 0.5, use: (t) => [t, t] }));

function identity<T>(x: T): T {
    return x;
}
function pair<T>(x: T): [T, T] {
    return [x, x];
}
console.log([1, 2.5].map(identity), ["a"].map(pair), [true].map(identity).map(pair));
function compose<A, B, C>(f: (a: A) => B, g: (b: B) => C): (a: A) => C {
    return (a) => g(f(a));
}
const doubled = compose((x: number) => x / 2, pair);
console.log(doubled(3), doubled(4)[0] + 1);

function descend<T>(a: T, b: T): number {
    return a < b ? 1 : a > b ? -1 : 0;
}
class Sorted<T> {
    #items: T[] = [];
    #compare: (a: T, b: T) => number;
    constructor(compare: (a: T, b: T) => number) {
        this.#compare = compare;
    }
    add(value: T): this {
        this.#items.push(value);
        this.#items.sort(this.#compare);
        return this;
    }
    get items(): readonly T[] {
        return this.#items;
    }
}
console.log(new Sorted(descend).add(3).add(1.5).add(4).items, new Sorted<string>(descend).add("a").add("b").items);

interface Options {
    unit?: string;
    digits?: number;
}
function format(value: number, options?: Options): string {
    const { unit = "m", digits = 1 } = options ?? {};
    return value.toFixed(digits) + unit;
}
console.log(format(1.25), format(1.25, { unit: "s" }), format(2, { digits: 3 }), (([] as Options[]).at(0) ?? {}).unit);

function largest<T>(record: Record<string, T[]>, size: (t: T, key: string) => number): string {
    let [best, found] = ["", -Infinity];
    for (const [key, values] of Object.entries(record)) {
        for (const value of values) {
            if (size(value, key) > found) [best, found] = [key, size(value, key)];
        }
    }
    return best;
}
console.log(largest({ a: [1, 7], b: [3] }, (n) => n), largest({ a: ["x"], b: ["yy", ""] }, (s, key) => s.length + key.length));

function use<T, U>(o: { create(): T; use(t: T): U }): U {
    return o.use(o.create());
}
console.log(use({ create() { return 3; }, use(t) { return t.toFixed(1); } }));
function mapValues<T, O, K extends string>(record: Record<K, T>, transform: (value: T, key: K) => O): Record<string, O> {
    const result: Record<string, O> = {};
    for (const [key, value] of Object.entries<T>(record)) result[key] = transform(value, key as K);
    return result;
}
console.log(mapValues({ a: 1, b: 2 }, (value, key) => key + value), Object.values<number>({ a: 1.5, b: 2 }));
const shared = { x: 1, y: 2 };
console.log(mapValues(shared, (value) => value * 2), Object.entries(shared));
const currency = (code: string): string => ({ EUR: "Euro", USD: "US Dollar" })[code] ?? "_";
console.log(currency("EUR"), currency("XXX"), currency("toFixed"));
async function all<T>(items: Iterable<T> | AsyncIterable<T>): Promise<T[]> {
    const out: T[] = [];
    for await (const item of items) out.push(item);
    return out;
}
async function* counted(): AsyncGenerator<number> {
    yield 1;
    yield 2;
}
async function main(): Promise<void> {
    console.log(await all([1, 2]), await all(counted()), await all(new Set(["a"])));
    const failed: Promise<number> = all([1]).then(() => Promise.reject(new Error("no")));
    console.log(await failed.catch((e: Error) => e.message));
}
main();
function partly<T, O, K extends string>(record: Readonly<Partial<Record<K, T>>>, f: (value: T, key: K) => O): Partial<Record<K, O>>;
function partly<T, O, K extends string>(record: Record<K, T>, f: (value: T, key: K) => O): any {
    const result: any = {};
    for (const [key, value] of Object.entries<T>(record)) result[key] = f(value, key as K);
    return result;
}
const growing: Record<string, number> = {};
growing["x"] = 3;
console.log(partly(shared, (n) => n + 0.5), partly(growing, (n, key) => key + n));
