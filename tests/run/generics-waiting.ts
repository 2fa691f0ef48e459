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
console.log(format(1.25), format(1.25, { unit: "s" }), format(2, { digits: 3 }), (undefined as Options | undefined ?? {}).unit);

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
