// What narrowing makes of a value of an open type, and entries of an open object that may be anything.
class Box {
    constructor(public n: number) {}
    twice(): number {
        return this.n * 2;
    }
}

function describe<T>(value: T): T {
    if (value instanceof Map) {
        for (const [key, held] of value) console.log("map", key, held);
        console.log(value.size, value.get("a"), [...value.keys()]);
        return value;
    }
    if (value instanceof Set) {
        console.log("set", value.has(1), [...value]);
        for (const one of value) console.log(one);
    }
    if (value instanceof Error) console.log(value.message, value.name);
    if (value instanceof Box) {
        console.log(value.twice());
        value.n = 9;
        const { n } = value;
        console.log(n);
    }
    if (Array.isArray(value)) console.log(value.length, value.map((one) => one));
    return value;
}

describe(new Map([["a", 1]]));
describe(new Set([1, 2]));
describe(new TypeError("no"));
console.log(describe(new Box(4)).n);
describe([1, "two"]);
describe(5);

function call<T extends Record<string, any>>(object: T, key: keyof T): void {
    console.log(object[key](2), object[key](1).toFixed(1));
    const entry = object[key];
    console.log(entry(3));
}
call({ add: (x: number) => x + 1, n: 3 }, "add");

function list<T>(object: T): void {
    for (const key in object) {
        const entry = object[key];
        if (Array.isArray(entry)) console.log(key, entry.map((one) => one), entry.length);
        if (entry instanceof Box) console.log(key, entry.twice());
    }
}
list({ a: [1, 2], b: "x", c: new Box(1) });

function once<F extends (() => any) | ((...values: any[]) => void)>(run: F): F {
    return function (...values: Parameters<F>): ReturnType<F> {
        return run(...values) as ReturnType<F>;
    } as F;
}
console.log(once((a: number, b: number) => a + b)(1, 2));
