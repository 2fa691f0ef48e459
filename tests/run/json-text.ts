// JSON.stringify and JSON.parse against the declared type.

console.log(JSON.stringify({ a: 1, b: "x", c: [1, null, true], d: { e: undefined, f: () => 1 } }));
console.log(JSON.stringify([undefined, () => 1, NaN, Infinity, -0, 1e21, 0.1]));
console.log(JSON.stringify("quote \" back \\ line \n tab \t bell \u0007 é 😀 \ud800"));
console.log(JSON.stringify(null), JSON.stringify(5), JSON.stringify(true), JSON.stringify("s"));
console.log(JSON.stringify({ a: [1, { b: 2 }], c: {}, d: [] }, null, 2));
console.log(JSON.stringify({ a: [1, 2] }, null, "--"));
const dictionary: Record<string, number> = { b: 1, 2: 2, a: 3, 1: 4 };
console.log(JSON.stringify(dictionary), JSON.stringify(new Map([[1, 2]])));
class Point {
    #secret = 1;
    constructor(
        public x: number,
        public y: number,
    ) {}
    sum(): number {
        return this.x + this.y + this.#secret;
    }
}
class Money {
    constructor(private cents: number) {}
    toJSON(): string {
        return (this.cents / 100).toFixed(2) + " EUR";
    }
}
console.log(JSON.stringify(new Point(1, 2)), JSON.stringify({ price: new Money(1250) }), new Point(1, 2).sum());
console.log(JSON.stringify({ a: 1, b: 2, c: { a: 3, d: 4 } }, ["a", "c"]));
console.log(JSON.stringify({ a: 1, b: "x" }, (key, value) => (typeof value === "number" ? value * 2 : value)));
interface Ring {
    next: Ring | null;
}
const ring: Ring = { next: null };
ring.next = ring;
try {
    JSON.stringify(ring);
} catch (error) {
    console.log((error as Error).name);
}

interface Sensor {
    name: string;
    value: number;
    tags: string[];
    place: { x: number; y: number } | null;
    unit?: string;
}
const text = ' {"name": "t1", "value": -1.5e2, "tags": ["a", "b\\n\\u0041"], "place": {"x": 1, "y": 2}, "unit": "C"} ';
const sensor: Sensor = JSON.parse(text);
console.log(sensor.name, sensor.value, sensor.tags, sensor.place?.x, sensor.place?.y, sensor.unit);
sensor.value += 1;
console.log(sensor);
const sensors = JSON.parse('[{"name":"a","value":1,"tags":[],"place":null}]') as Sensor[];
console.log(sensors.length, sensors[0].name, sensors[0].unit, sensors[0].place);
const table: Record<string, number[]> = JSON.parse('{"one": [1], "two": [1, 2], "10": []}');
for (const key in table) console.log(key, table[key]);
const pair: [string, number] = JSON.parse('["x", 1]');
console.log(pair[0] + pair[1]);
type Shape = { kind: "circle"; r: number } | { kind: "square"; side: number } | string;
const shapes: Shape[] = JSON.parse('[{"kind":"square","side":2},{"kind":"circle","r":1},"none"]');
for (const shape of shapes) {
    if (typeof shape === "string") console.log(shape);
    else if (shape.kind === "circle") console.log("circle", shape.r);
    else console.log("square", shape.side);
}
interface Tree {
    value: number;
    children: Tree[];
}
function sum(tree: Tree): number {
    return tree.children.reduce((total, child) => total + sum(child), tree.value);
}
const tree: Tree = JSON.parse('{"value":1,"children":[{"value":2,"children":[{"value":3,"children":[]}]}]}');
console.log(sum(tree));
const unknown: unknown = JSON.parse('{"a": {"b": [1, "x", false, null]}, "c": 1}');
console.log(unknown, JSON.stringify(unknown), typeof unknown);
if (typeof unknown === "object" && unknown !== null) console.log(Object.keys(unknown));
for (const bad of ["", "{", "[1,]", '{"a" 1}', "tru", "1.", "01", '"a', '"\\x"', "[1] 2", "'a'", "{a: 1}", "-"]) {
    try {
        const value: unknown = JSON.parse(bad);
        console.log("accepted", bad, value);
    } catch (error) {
        console.log(bad, (error as Error).name);
    }
}
const round: unknown = JSON.parse(JSON.stringify({ z: 1, a: [true, "é😀"], n: { m: null } }));
console.log(round);
