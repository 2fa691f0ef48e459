// Guards, assertions and overloads: what runs is the body, whatever the signature promised.
interface Fish { kind: "fish"; depth: number }
interface Bird { kind: "bird"; wings: number }

function isFish(pet: Fish | Bird): pet is Fish {
    return pet.kind === "fish";
}
function describe(pet: Fish | Bird): string {
    return isFish(pet) ? `fish at ${pet.depth}` : `bird with ${pet.wings}`;
}
console.log(describe({ kind: "fish", depth: 3 }), describe({ kind: "bird", wings: 2 }));

function isText(value: unknown): value is string {
    return typeof value === "string";
}
function assert(condition: unknown, message?: string): asserts condition {
    if (!condition) throw new Error(message ?? "assertion failed");
}
function assertNumber(value: unknown): asserts value is number {
    if (typeof value !== "number") throw new TypeError("no number");
}

function half(value: unknown): number {
    assertNumber(value);
    return value / 2;
}
console.log(half(5));
try {
    half("five");
} catch (error) {
    console.log(error instanceof TypeError, error instanceof Error ? error.message : "");
}
function first(list: string[] | undefined): string {
    assert(list, "no list");
    assert(list.length > 0);
    return list[0];
}
console.log(first(["a"]));
for (const list of [undefined, []]) {
    try {
        console.log(first(list));
    } catch (error) {
        if (error instanceof Error) console.log(error.message);
    }
}

const mixed: (string | number | null)[] = ["a", 1, null, "b", 2.5, null];
console.log(mixed.filter(isText).map((text) => text.toUpperCase()).join());
console.log(mixed.filter((value) => value !== null).length);
const numbers = mixed.filter((value) => typeof value === "number");
console.log(numbers.reduce((sum, value) => sum + value, 0));
console.log(mixed.find(isText)?.length);

// A guard that lies is found out where it matters.
function lies(value: unknown): value is number {
    return value !== undefined;
}
function sum(value: unknown): number {
    return lies(value) ? value + 1 : 0;
}
console.log(sum(1), sum(undefined));

function twice(x: number): number;
function twice(x: string): string;
function twice(x: number | string): number | string {
    return typeof x === "number" ? x * 2 : x + x;
}
console.log(twice(4) + 1, twice("ab").length);

function range(end: number): number[];
function range(start: number, end: number, step?: number): number[];
function range(start: number, end?: number, step = 1): number[] {
    if (end === undefined) return range(0, start);
    const all: number[] = [];
    for (let i = start; i < end; i += step) all.push(i);
    return all;
}
console.log(range(3).join(), range(2, 5).join(), range(0, 10, 4).join());

function join(...parts: string[]): string;
function join(separator: number, ...parts: string[]): string;
function join(...all: (string | number)[]): string {
    return all.join("-");
}
console.log(join("a", "b"), join(1, "c", "d"), join());

function pick(a: number, b: number): number;
function pick(list: number[]): number;
function pick(...values: (number | number[])[]): number {
    const [one] = values;
    return typeof one === "number" ? values.length : one.length;
}
console.log(pick(1, 2), pick([1, 2, 3]));

class Money {
    cents: number;
    constructor(cents: number);
    constructor(euros: number, cents: number);
    constructor(first: number, cents?: number) {
        this.cents = cents === undefined ? first : first * 100 + cents;
    }
    plus(other: Money): Money;
    plus(cents: number): Money;
    plus(other: Money | number): Money {
        return new Money(this.cents + (typeof other === "number" ? other : other.cents));
    }
    static parse(text: string): Money;
    static parse(text: string, otherwise: string): Money | string;
    static parse(text: string, otherwise?: string): Money | string {
        const value = Number(text);
        if (isNaN(value)) return otherwise ?? new Money(0);
        return new Money(value);
    }
    isRich(): this is Rich {
        return this instanceof Rich;
    }
}
class Rich extends Money {
    butler = "James";
}
console.log(new Money(5).plus(7).plus(new Money(2, 50)).cents);
console.log(Money.parse("12").cents, Money.parse("x").cents, Money.parse("x", "none"));
for (const money of [new Money(1), new Rich(2, 0)]) console.log(money.isRich() ? money.butler : money.cents);
