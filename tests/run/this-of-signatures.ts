// Signatures of a method for some objects of its class only; iterators handed on to collections.

class Grid<T> {
    constructor(readonly items: T[]) {}
    text(this: Grid<string>): string;
    text(this: Grid<number>, digits?: number): string;
    text<V>(this: Grid<V>, by: (value: V) => string): string;
    text<V>(this: Grid<V>, by?: ((value: V) => string) | number): string {
        const show = typeof by === "function" ? by : typeof by === "number" ? (value: V) => Number(value).toFixed(by) : (value: V) => String(value);
        return this.items.map(show).join("|");
    }
}
console.log(new Grid(["a", "b"]).text(), new Grid([1, 2]).text(1), new Grid([true, false]).text((value) => (value ? "yes" : "no")));

function* chain<T>(...all: IterableIterator<T>[]): IterableIterator<T> {
    for (const one of all) yield* one;
}
const sizes = new Map([["a", 1], ["b", 2]]);
const more = new Map([["c", 1]]);
console.log(new Set(chain(sizes.keys(), more.keys())), new Set(chain(sizes.values(), more.values())));
console.log(new Map(chain(sizes.entries(), more.entries())));

class Filled<T> {
    last: T;
    constructor(fill: T extends Function ? never : T) {
        this.last = fill;
    }
    set(value: T): this {
        this.last = value;
        return this;
    }
}
console.log(new Filled(" ").set("#").last, new Filled(false).set(true).last);
