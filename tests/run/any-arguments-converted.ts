// What may be anything, given to the library: made of what it holds as JavaScript does.
const values: any[] = ["abc", "", [1, [2, 3]], new Map([["k", 1]]), new Set([1, 2]), null, undefined, new Uint8Array(2), { *[Symbol.iterator]() { yield 7; } }, 5, true, { a: 1 }, [["x", 1], ["y", 2]], [{ 0: "p", 1: "q" }]];
function attempt(action: () => unknown): void {
    try {
        console.log(action());
    } catch (error) {
        console.log((error as Error).name);
    }
}
const list: any = [10, 20], text: any = "xy", bytes: any = new Uint8Array([4, 5]);
for (const value of values) {
    attempt(() => new Set(value));
    attempt(() => new Map(value));
    attempt(() => new Error(value).message);
    attempt(() => new TypeError(value, { cause: value }).message);
    attempt(() => value.valueOf() === value);
    attempt(() => typeof value.bind(null, 1));
    attempt(() => 0 in value);
    attempt(() => list[value]);
    attempt(() => text[value]);
    attempt(() => bytes[value]);
}
class Sized { constructor(readonly size: number) {} valueOf(): number { return this.size; } }
const sized = new Sized(4) as any;
const own = { valueOf() { return 9; } } as any;
attempt(() => [sized.valueOf(), own.valueOf(), sized * 2, own + 1]);
attempt(() => (null as any).valueOf());
const add = ((a: number, b: number, c = 0) => a + b + c) as any;
attempt(() => [add.bind(null, 1)(2), add.bind(null)(1, 2, 3), add.bind(null, 1, 2, 3)(), add.bind(null, 1).name]);
class Counter { count = 2; plus(n: number): number { return this.count + n; } }
const counter = new Counter() as any;
attempt(() => [counter.plus.bind(counter)(3), counter.plus.bind(counter, 5)()]);
const keyed: any = [10, 20, 30];
attempt(() => [keyed["1"], keyed["01"], keyed[" 1"], keyed["1.0"], keyed[""], keyed["-0"], keyed[-0], keyed["length"], keyed["1e0"], keyed[1.5], keyed[true as any]]);
attempt(() => "abc".repeat(4294967296));
attempt(() => "abc".padEnd(4294967296).length);
attempt(() => (Symbol("s") as any).constructor.name);
console.log(Map, Set, Promise, [Map, Set].map((c) => c.name), class extends Map {});
console.log((new Map() as any).constructor, (new Promise(() => {}) as any).constructor);
