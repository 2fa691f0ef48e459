// The iteration protocol: objects of the program's own, and the library's iterators as values.

class Range {
    constructor(
        private from: number,
        private to: number,
    ) {}
    [Symbol.iterator](): Iterator<number> {
        let at = this.from;
        const to = this.to;
        return {
            next(): IteratorResult<number> {
                return at < to ? { value: at++, done: false } : { value: undefined, done: true };
            },
        };
    }
}
const range = new Range(1, 4);
for (const n of range) console.log(n);
console.log([...range], [0, ...range, 9]);
const [x, y] = range;
console.log(x + y);

// Told when it is left early.
class Countdown implements Iterable<number>, Iterator<number> {
    constructor(private left: number) {}
    [Symbol.iterator]() {
        return this;
    }
    next(): IteratorResult<number, string> {
        if (this.left === 0) return { done: true, value: "lift-off" };
        return { value: this.left--, done: false };
    }
    return(): IteratorResult<number, string> {
        console.log("return was called at", this.left);
        return { done: true, value: "stopped" };
    }
}
for (const n of new Countdown(3)) console.log(n);
for (const n of new Countdown(3)) {
    if (n === 2) break;
}
const [only] = new Countdown(5);
console.log(only);
try {
    for (const n of new Countdown(2)) throw "thrown at " + n;
} catch (e) {
    console.log(e);
}

// Iterators by hand.
const list = ["a", "b"];
const iterator = list[Symbol.iterator]();
console.log(iterator.next(), iterator.next(), iterator.next());
const entries = list.entries();
for (const [i, text] of entries) console.log(i, text);
console.log([...list.keys()], [...list.values()], [...list.entries()]);
const text = "h😀"[Symbol.iterator]();
console.log(text.next().value, text.next().value, text.next().done);

const map = new Map<string, number>([["one", 1], ["two", 2]]);
const keys = map.keys();
console.log(keys.next().value);
map.set("three", 3);
console.log([...keys], [...map.values()], [...map.entries()], [...map]);
const set = new Set(map.keys());
console.log(set, [...set.values()], [...set.entries()]);
for (const [k, v] of map.entries()) if (v === 2) map.delete(k);
console.log(map, new Map(map.entries()), new Map(list.entries()));
console.log(Object.fromEntries(map), Object.fromEntries([["p", 1], ["q", 2]]), Object.fromEntries(list.entries()));

function sum(values: Iterable<number>): number {
    let result = 0;
    for (const value of values) result += value;
    return result;
}
console.log(sum([1, 2, 3]), sum(new Set([4, 5])), sum(range), sum(map.values()), sum(new Map([[1, 2]]).keys()));
function firstOf<T>(values: Iterable<T>): T | undefined {
    const step = values[Symbol.iterator]().next();
    return step.done ? undefined : step.value;
}
console.log(firstOf([7, 8]), firstOf("xyz"), firstOf(new Set<number>()), firstOf(range));

// Growing while it is gone over.
const growing = [1];
for (const n of growing.values()) {
    if (growing.length < 4) growing.push(n + 1);
}
console.log(growing, growing.toSpliced(1, 2, 9, 9, 9), growing.toSpliced(-1), growing);
