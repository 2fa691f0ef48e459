// Types made of types have no run-time form: objects that pass through them stay what they are.
interface Point {
    x: number;
    y?: string;
    readonly z: boolean;
}
function update(point: Point, change: Partial<Point>): Point {
    return { x: change.x ?? point.x, y: change.y ?? point.y, z: change.z ?? point.z };
}
const moved = update({ x: 1, z: true }, { x: 2.5, y: "up" });
console.log(moved.x, moved.y, moved.z);
const picked: Pick<Point, "x" | "z"> = moved;
console.log(picked.x, picked.z);
const counts: Record<"low" | "high", number> = { low: 0, high: 0 };
for (const n of [1, 5, 9, 2]) {
    if (n < 4) counts.low++;
    else counts.high += n;
}
console.log(counts.low, counts.high);
type Signal = `on${Capitalize<"click" | "key">}`;
const names: Signal[] = ["onClick", "onKey"];
console.log(names.join());
interface Named {
    name: string;
}
interface Aged {
    age: number;
}
function describe(thing: Named & Aged): string {
    return `${thing.name} ${thing.age}`;
}
console.log(describe({ name: "rex", age: 3 }));
class Dog {
    constructor(public name: string) {}
    age = 2;
}
console.log(describe(new Dog("ida")));
type Json = string | number | boolean | null | Json[];
function size(json: Json): number {
    if (typeof json === "object" && json !== null) return json.reduce<number>((sum, item) => sum + size(item), 0);
    return typeof json === "string" ? json.length : 1;
}
console.log(size([1, "four", [null, [true, "ab"]]]));
type Tree<T> = T | Tree<T>[];
function total(tree: Tree<number>): number {
    if (typeof tree === "number") return tree;
    let sum = 0;
    for (const branch of tree) sum += total(branch);
    return sum;
}
console.log(total([1, [2, [3.5]], []]));
function keep<T>(value: T, fallback: NonNullable<T>): NonNullable<T> {
    return value ?? fallback;
}
console.log(keep<string | null>(null, "none"), keep<number | undefined>(0, 1));
type Innermost<T> = T extends (infer U)[] ? Innermost<U> : T;
const deepest: Innermost<number[][]> = 2 ** 31;
console.log(deepest);
