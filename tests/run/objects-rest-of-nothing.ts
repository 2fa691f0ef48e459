// Null and undefined have no parts, also where nothing but a rest is taken of them.
function rest<T>(value: T): unknown {
    const { ...all } = value;
    return all;
}
interface Named {
    name: string;
}
function named(value: Named | null): unknown {
    const { ...all } = value;
    return all;
}
const given = ({ ...all }: Named | undefined) => all;
function show(make: () => unknown) {
    try {
        console.log(make());
    } catch (e) {
        console.log((e as Error).name);
    }
}
show(() => rest({ a: 1 }));
show(() => rest(null));
show(() => rest(undefined));
show(() => named({ name: "n" }));
show(() => named(null));
show(() => given({ name: "m" }));
show(() => given(undefined));
// A copy of an instance has its fields, one of a union those of what it is.
class Point {
    constructor(public x: number) {}
    twice() {
        return this.x * 2;
    }
}
const copy = Object.assign({}, new Point(3));
console.log(copy, copy.x, "twice" in copy);
const over = Object.assign({ x: 0, y: 1 }, new Point(4));
console.log(over, over.x + over.y);
type Shape = { kind: "circle"; r: number } | { kind: "square"; side: number };
const scaled = (shape: Shape) => Object.assign({}, shape, { scale: 2 });
const big = scaled({ kind: "circle", r: 5 });
console.log(big, big.kind === "circle" ? big.r * big.scale : 0);
export {};
