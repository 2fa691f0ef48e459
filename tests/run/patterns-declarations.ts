// Taking arrays and objects apart: declarations, parameters, assignments, loops.
const [first, second = 5, ...rest] = [1, undefined, 3, 4];
const { x, y: { z = 9 } = {}, ...others } = { x: 1, y: { z: undefined as number | undefined }, p: 2, q: 3 };
console.log(first, second, rest, x, z, others);

function both({ a, b = 2 }: { a: number; b?: number }, [c, d]: [number, string] = [1, "q"]): string {
    return a + b + c + d;
}
console.log(both({ a: 1 }), both({ a: 1, b: 3 }, [4, "z"]));

function options({ width = 1, name = "k" } = {}): string {
    return width + name;
}
console.log(options(), options({ width: 5 }), options({ name: "z" }));

let left = 1;
let right = 2;
[left, right] = [right, left];
console.log(left, right);
const list = [1, 2, 3];
[list[0], list[2]] = [list[2], list[0]];
console.log(list);
const target = { p: 0, q: { r: 0 } };
({ p: target.p, q: { r: target.q.r } } = { p: 42, q: { r: 7 } });
console.log(target);

const pairs: [string, number][] = [["a", 1], ["b", 2]];
for (const [key, value] of pairs) console.log(key, value);
for (const { name, age = 3 } of [{ name: "x", age: 4 }, { name: "y" }] as { name: string; age?: number }[]) console.log(name, age);
let sum = 0;
for (const [i, j] of [[1, 2], [3, 4]]) sum += i * j;
console.log(sum);
const functions: (() => string)[] = [];
for (const [key, value] of pairs) functions.push(() => key + value);
console.log(functions.map((f) => f()), pairs.map(([key, value]) => key + value));

function swap<A, B>([a, b]: [A, B]): [B, A] {
    return [b, a];
}
console.log(swap([1, "z"]));

class Point {
    constructor(public px: number, public py: number) {}
}
const { px, py } = new Point(3, 4);
console.log(px + py);
const [c1, , c3] = "hé!";
const { length } = "abc";
console.log(c1, c3, length);

