// A value of a type parameter that is neither null nor undefined.
function text<T>(value: T): string {
    if (value === null) return "null";
    if (value === undefined) return "undefined";
    return "<" + value.toString() + ">";
}

function orElse<T>(value: T, other: T): T {
    if (value) return value;
    return other;
}

function count<T>(list: readonly (T | number)[]): number {
    let sum = 0;
    for (const item of list) {
        if (typeof item === "number") {
            [1, 2].forEach((n) => (sum += item * n));
        }
    }
    return sum;
}

class Point {
    constructor(readonly x: number) {}
    toString(): string {
        return `Point ${this.x}`;
    }
}

console.log(text(1), text("a"), text(true), text(null), text(undefined), text(new Point(3)));
console.log(orElse(0, 5), orElse("", "b"), orElse<string | null>(null, "c"), orElse(new Point(1), new Point(2)).x);
console.log(count([1, "a", 2]));

class Overloads {
    static of(value: number): number;
    static of(value: string): string[];
    static of(value: number | string): number | string[] {
        return typeof value === "number" ? value + 1 : [value];
    }
    twice(value: number): number;
    twice(value: string): string;
    twice(value: number | string): number | string {
        return typeof value === "number" ? value * 2 : value + value;
    }
}
interface Maker {
    of: typeof Overloads.of;
}
const maker: Maker = Overloads;
console.log(maker.of(1), maker.of("a"));
type Part = Pick<Overloads, "twice">;
const part: Part = new Overloads();
console.log(part.twice(4), part.twice("ab"));

function fields<T extends object>(object: T, keys: readonly string[]): unknown[] {
    const found: unknown[] = [];
    for (const key of keys) {
        const { [key as keyof T]: value } = object;
        found.push(value);
    }
    return found;
}
console.log(fields({ a: 1, b: "two" }, ["b", "a"]));
