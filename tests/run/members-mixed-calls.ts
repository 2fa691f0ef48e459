// Methods of what is one of several built-in types, or one of those or an object.
function both(x: string | string[]) {
    return [x.length, x.includes("a"), x.indexOf("b"), x.slice(1), x.at(0), x.concat("z"), x.lastIndexOf("a"), x.toString()];
}
console.log(both("ab"), both(["a", "b"]), both([]));
function bytes(a: Uint8Array | number[]) {
    let sum = 0;
    a.forEach((x) => {
        sum += x;
    });
    return [a.indexOf(2), a.slice(1), a.join("-"), a.at(-1), sum, a.map((x) => x + 1)[0], a.filter((x) => x > 1).length, a.some((x) => x > 3), [...a.keys()]];
}
console.log(bytes([1, 2]), bytes(new Uint8Array([3, 4])));
class Range {
    constructor(readonly from: number, readonly to: number) {}
    includes(n: number): boolean {
        return n >= this.from && n < this.to;
    }
    toString(): string {
        return `${this.from}..${this.to}`;
    }
}
function within(set: number[] | Range | Set<number>, n: number): boolean {
    if (set instanceof Set) return set.has(n);
    return set.includes(n);
}
console.log(within([1, 2], 2), within(new Range(1, 5), 5), within(new Set([3]), 3));
function shown(x: number | string | boolean | Range): string {
    return x.toString();
}
console.log(shown(1.5), shown("s"), shown(true), shown(new Range(0, 2)));
function fixed(x: number | { toFixed(digits?: number): string }): string {
    return x.toFixed(1);
}
console.log(fixed(2.25), fixed({ toFixed: (digits) => "own " + digits }));
function maybe(x: string | string[] | undefined): number {
    return x?.indexOf("b") ?? -2;
}
console.log(maybe("ab"), maybe(["b"]), maybe(undefined));
function open<T extends string | readonly string[]>(x: T): boolean {
    return x.includes("k");
}
console.log(open("key"), open(["key"]), open(["k"]));
class Text {
    constructor(private readonly parts: string | string[]) {}
    get first(): string {
        return this.parts.slice(0, 1).toString();
    }
}
console.log(new Text("xyz").first, new Text(["one", "two"]).first);
