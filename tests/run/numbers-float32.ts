// Numbers rounded to float32: held in 32 bits, computed in one operation where that gives the same, printed as the doubles they are.
// As a value it is a function like any other.
const f = Math.fround;
console.log([0.1, 5.5, 1e40].map(x => f(x)).join(" "));

// Operations: equal to the double's result rounded, also among the smallest numbers, zeros, infinities and NaN.
const samples = [0, -0, 1, -1, 0.1, 3.3, -2.7, 16777216, 16777217, 1e-45, -1e-45, 1.1754943508222875e-38, 3.4028234663852886e38, 1e39, -1e39, NaN, 1 / 3, 5e-324];
function operations(a: number, b: number): string {
    const x = Math.fround(a), y = Math.fround(b);
    return [Math.fround(x + y), Math.fround(x - y), Math.fround(x * y), Math.fround(x / y), Math.fround(Math.sqrt(x))].map(show).join(" ");
}
function show(x: number): string {
    return x === 0 && 1 / x < 0 ? "-0" : String(x);
}
for (const a of samples) {
    for (const b of samples) console.log(a, b, operations(a, b));
}

// Comparisons, with floats, integers and doubles that no float32 is.
function compare(a: number, b: number): string {
    const x = Math.fround(a), y = Math.fround(b);
    return [x < y, x <= y, x > y, x >= y, x === y, x !== y, x < 0.1, x > 1, x === 0.5, x >= 16777217, !x].join(" ");
}
for (const a of [0, -0, 0.1, 0.5, 1, 2, -3, NaN, Infinity, 16777217, 16777218]) {
    console.log(a, compare(a, 0.5), compare(a, NaN), compare(a, a));
}

// What is not one operation: the double is rounded at the end.
let total = Math.fround(0);
let exact = 0;
for (let i = 1; i <= 100; i++) {
    total = Math.fround(total + Math.fround(Math.fround(i) / 7));
    exact = Math.fround(exact + i / 7);
}
console.log(total, exact, total === exact);
console.log(Math.fround(0.1) + Math.fround(0.2), Math.fround(Math.fround(0.1) + Math.fround(0.2)), Math.fround(0.1 + 0.2), Math.fround(Math.fround(0.1) * 0.1), Math.fround(Math.fround(0.1) + 1), Math.fround(Math.fround(3) * Math.fround(7)));

// Fields, elements, statics, captured variables, parameters, results.
class Vector {
    constructor(public x: number, public y: number) {
        this.x = Math.fround(x);
        this.y = Math.fround(y);
    }
    add(other: Vector): Vector {
        return new Vector(this.x + other.x, this.y + other.y);
    }
    length(): number {
        return Math.fround(Math.sqrt(Math.fround(Math.fround(this.x * this.x) + Math.fround(this.y * this.y))));
    }
}
let position = new Vector(0.1, 0.2);
const speed = new Vector(0.3, -0.7);
for (let i = 0; i < 20; i++) position = position.add(speed);
console.log(position.x, position.y, position.length());

const values: number[] = [];
for (let i = 0; i < 10; i++) values.push(Math.fround(Math.sin(i)));
let sum = Math.fround(0);
for (const value of values) sum = Math.fround(sum + value);
console.log(sum, values.length, values[3], Math.max(...values), Math.min(...values), values.indexOf(Math.fround(Math.sin(4))));
values.sort((a, b) => a - b);
console.log(values.join(" "));

let captured = Math.fround(1.1);
function scale(by: number): number {
    captured = Math.fround(captured * Math.fround(by));
    return captured;
}
console.log(scale(1.1), scale(2), captured);

function mix(a: number, n: number, b: number, d: number, c: number): number {
    return Math.fround(Math.fround(Math.fround(a * n) + b) - Math.fround(c * d));
}
console.log(mix(Math.fround(1.5), 3, Math.fround(0.1), Math.fround(2.5), Math.fround(0.7)), mix(Math.fround(-1.5), 70000, Math.fround(1e-10), Math.fround(0.3), Math.fround(123456)));

// Signs, rounding, conversion to integers.
for (const a of [0, -0, 0.5, -0.5, 1.5, 2.5, -2.5, 1e10, -1e10, 4294967296, 2147483647, NaN, -Infinity]) {
    const x = Math.fround(a);
    console.log(show(-x), show(Math.abs(x)), show(Math.floor(x)), show(Math.ceil(x)), show(Math.round(x)), show(Math.trunc(x)), x | 0, x >>> 0, show(x % 2), show(Math.sign(x)));
}
for (const n of [0, 1, -1, 16777217, 2147483647, -2147483648, 123456789]) console.log(Math.fround(n | 0), Math.fround(n >>> 0), Math.fround((n | 0) + 0.5));

// A float32 in places that hold anything.
function anything(x: number | string | undefined): string {
    return typeof x === "number" ? (x + 1).toFixed(3) : String(x);
}
console.log(anything(Math.fround(0.1)), anything("s"), anything(undefined));
const mixed: (number | null)[] = [Math.fround(0.1), null, Math.fround(2)];
console.log(mixed[0], mixed[1], mixed[2], Math.fround(5) + "", `${Math.fround(1.1)}`, JSON.stringify(Math.fround(0.1)));
const maybe: (number | undefined)[] = [];
maybe[3] = Math.fround(0.3);
console.log(maybe[0], maybe[3], maybe.length);
const table = [10, 20, 30];
console.log(table[Math.fround(1)], table[Math.fround(0.5)]);
switch (Math.fround(2)) {
    case 2:
        console.log("two");
        break;
    default:
        console.log("other");
}
try {
    const before = Math.fround(0.7);
    if (before < 1) throw new Error("thrown");
} catch (e) {
    console.log((e as Error).message, captured);
}
async function later(x: number): Promise<number> {
    const half = Math.fround(x / 2);
    await null;
    return Math.fround(half + Math.fround(0.1));
}
later(Math.fround(3.3)).then(x => console.log("later", x));

// Float32Array: elements are such numbers, stores round.
const line = new Float32Array([0.1, 1.5, -2.25, 16777217, 1e-46, NaN]);
for (let i = 0; i < line.length; i++) line[i] = line[i] * 3;
console.log(line.join(" "), show(line[4]));
let product = 0;
let single = Math.fround(0);
for (let i = 0; i < 4; i++) {
    product += line[i] * line[i];
    single = Math.fround(single + Math.fround(line[i] * line[i]));
}
console.log(product, single);
line[0] = 0.1 + 0.2;
line[1] = 123456789;
line[2] = line[0] / line[1];
line[3] = Math.sqrt(line[0]);
console.log(line.join(" "), line[0] === Math.fround(0.3), line[2] < line[3]);
// Bits of any NaN are NaN, also where undefined may stand beside it.
const patterns = new Uint32Array([0xffffffff, 0x7fc00001, 0xff800001, 0x80000001]);
const seen = new Float32Array(patterns.buffer);
const found: (number | undefined)[] = [];
found[5] = 0.5;
for (let i = 0; i < seen.length; i++) found[i] = seen[i];
console.log(found[0], found[1], found[2], found[3], found[4], found[5], -seen[0], Math.fround(seen[0] + 1));
