// Arrays and objects of constants: those that nothing changes may lie in flash, those that anything may change must not

interface Point { x: number; y: number; label?: string }
interface Named { name: string; tags: string[] }

// Every sort of element, read only.
const bytes = [1, 2, 255];
const signed = [-128, 127, 0];
const halves = [40000, 1, 2];
const ints = [2147483647, -2147483648, 7];
const wide = [4294967295, 1, 0];
const doubles = [0.5, -0, NaN, Infinity, -Infinity, 1e300];
const rounded = [Math.fround(0.1), Math.fround(2.5)];
const flags = [true, false, true];
const words = [1, "two", true, null, undefined, 2.5, -0, 1073741824, -1073741825];
const gaps: (number | undefined)[] = [1, undefined, 3];
const halfGaps: (number | undefined)[] = [1.5, undefined, NaN];
const maybe: (boolean | undefined)[] = [true, undefined, false];
const texts = ["", "plain", "häßlich", "漢字 😀"];
const functions = [(n: number) => n + 1, (n: number) => n * 2];
const none: number[] = [];
console.log(bytes, signed, halves, ints, wide, doubles, rounded, flags);
console.log(words, gaps, halfGaps, maybe, texts, functions.map(f => f(20)), none, none.length);
console.log(Object.is(doubles[1], -0), Object.is(words[6], -0), ints[0] + 1, wide[0] + 1);

// Objects in arrays in objects.
const people: Named[] = [{ name: "Ann", tags: ["a", "b"] }, { name: "Bob", tags: [] }];
const table = { rows: [[1, 2], [3, 4]], origin: { x: 0, y: -0 }, title: "t" };
console.log(people, table, JSON.stringify(table));

// Changed through another name.
const first = [1, 2, 3];
const alias = first;
alias[1] = 20;
console.log(first);
const inner = { list: [1, 2], point: { x: 1, y: 2 } };
const { list, point } = inner;
list.push(3);
point.x = 9;
console.log(inner);

// Changed by a function, a callback, a method behind an interface, a closure.
function fill(a: number[]) { a[0] = -1; }
const filled = [5, 6];
fill(filled);
const rows = [[1], [2]];
rows.forEach(row => row.push(0));
interface Changes { change(p: Point): void }
class Mover implements Changes { change(p: Point) { p.x++; } }
const movers: Changes[] = [new Mover(), { change: p => { p.y--; } }];
const moved: Point = { x: 1, y: 1 };
movers.forEach(m => m.change(moved));
const counter = { n: 0, step() { this.n++; return this.n; } };
counter.step();
let captured = [1];
const grow = () => { captured.push(captured.length + 1); };
grow();
grow();
console.log(filled, rows, moved, counter.n, counter.step(), captured);

// A member that is added later, a sorted copy and a sorted original, a changed length.
const point2: Point = { x: 1, y: 2 };
point2.label = "here";
const unsorted = [3, 1, 2];
const sorted = [...unsorted].sort((a, b) => a - b);
const own = [3, 1, 2];
own.sort((a, b) => a - b);
const cut = [1, 2, 3, 4];
cut.length = 2;
console.log(point2, unsorted, sorted, own, cut, [1, 2, 3].reverse(), unsorted.toSorted(), unsorted);

// Made again each time: others, and what changes one leaves the next as it should be.
function fresh() { return [1, 2, 3]; }
function pair() { return { a: 1, b: [1] }; }
const one = fresh();
const other = fresh();
one.push(4);
console.log(one, other, one === other, fresh() === fresh(), pair() === pair(), fresh().indexOf(2));
const seen = new Set<Point>();
for (let i = 0; i < 3; i++) seen.add({ x: 1, y: 1 });
const keys = new Map<number[], number>();
for (let i = 0; i < 3; i++) keys.set([7, 7], i);
console.log(seen.size, keys.size);
const objects: Point[] = [];
for (let i = 0; i < 3; i++) objects.push({ x: 0, y: 0 });
objects[1].x = 5;
console.log(objects, objects.indexOf(objects[2]), objects.includes(objects[0]));

// Read again and again without being made again.
function day(n: number) { return ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][n % 7]; }
let week = "";
for (let i = 0; i < 9; i++) week += day(i);
console.log(week);
function weight(kind: "a" | "b") { return { a: 10, b: 20 }[kind]; }
console.log(weight("a") + weight("b"));

// A longer one that is changed begins anew each time.
function shuffled(by: number) {
    const deck = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    for (let i = 0; i < deck.length; i++) {
        const j = (i * by) % deck.length;
        const t = deck[i];
        deck[i] = deck[j];
        deck[j] = t;
    }
    return deck.join("");
}
console.log(shuffled(3), shuffled(7), shuffled(3));
const longWords = ["zero", 1, "two", 3, "four", 5, "six", 7, null];
longWords[0] = 0;
longWords.push("end");
console.log(longWords);

// In classes: each instance has its own; a static one is shared.
class Box {
    static limits = [1, 10];
    items = [1, 2];
    size = { w: 1, h: 1 };
}
const a = new Box();
const b = new Box();
a.items.push(3);
a.size.w = 4;
console.log(a, b, Box.limits, a.items === b.items);

// Thrown, awaited, yielded.
try {
    throw { code: 7, why: ["x"] };
} catch (e) {
    console.log((e as { code: number }).code);
}
function* points() {
    yield { x: 1, y: 1 };
    yield { x: 1, y: 1 };
}
const [p, q] = [...points()];
p.x = 100;
console.log(p, q);
async function later() {
    const state = { n: 1, list: [1] };
    await null;
    state.n++;
    state.list.push(2);
    return state;
}
later().then(s => console.log(s));

// By default, and spread.
function withDefault(options = { depth: 1, names: ["d"] }) {
    options.depth++;
    options.names.push("e");
    return options;
}
console.log(withDefault(), withDefault());
const base = { r: 1, g: 2, b: [3] };
const copy = { ...base, g: 5 };
copy.r = 7;
copy.b.push(4);
console.log(base, copy);
