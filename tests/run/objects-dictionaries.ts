// Dictionaries: keys made at run time, in JavaScript's order.

interface Ages {
    [name: string]: number;
}

const ages: Ages = { Ada: 36, Alan: 41 };
ages["Grace"] = 85;
ages.Linus = 21;
const who = "Ada";
console.log(ages[who], ages.Alan, ages["Grace"], ages["Nobody"], ages);
ages[who]++;
ages.Alan += 10;
ages["Kay"] ??= 7;
ages["Kay"] ??= 8;
console.log(ages);
console.log("Ada" in ages, "Bob" in ages, who in ages);
console.log(delete ages["Ada"], delete ages.Nobody, "Ada" in ages, ages);
ages.Ada = 1;
console.log(Object.keys(ages), Object.values(ages), Object.entries(ages));

for (const name in ages) console.log(name, ages[name]);

// Keys that are array indices come first, ascending.
const mixed: Record<string, string> = { b: "b", 2: "two", a: "a", 1: "one", "01": "not an index" };
mixed[10] = "ten";
mixed["3"] = "three";
mixed["-1"] = "minus one";
mixed["4294967294"] = "the last index";
mixed["4294967295"] = "no index";
console.log(mixed, mixed[2], mixed["2"], mixed["01"], mixed[4294967294]);
console.log(Object.keys(mixed).join());

// Deleting and adding on the way.
const shrinking: { [key: string]: number } = { a: 1, b: 2, c: 3, d: 4 };
for (const key in shrinking) {
    if (key === "a") delete shrinking["c"];
    console.log(key, shrinking[key]);
}

// By number.
const squares: { [n: number]: number } = {};
for (let i = 5; i > 0; i--) squares[i] = i * i;
console.log(squares, squares[3], squares[9], squares[2.5]);
squares[2.5] = 6.25;
squares[-0] = 0;
console.log(squares, 2.5 in squares, 0 in squares);
let sum = 0;
for (const n in squares) sum += squares[n];
console.log(sum);

// Values of other types.
interface Entry {
    count: number;
    tags: string[];
}
const index: Record<string, Entry> = {};
function note(word: string, tag: string): void {
    if (!(word in index)) index[word] = { count: 0, tags: [] };
    const entry = index[word];
    entry.count++;
    entry.tags.push(tag);
}
for (const [word, tag] of [["x", "1"], ["y", "2"], ["x", "3"]]) note(word, tag);
console.log(index, index.x.count, index["y"].tags[0]);

const handlers: { [name: string]: (n: number) => number } = { double: (n) => n * 2, negate: (n) => -n };
for (const name of ["double", "negate"]) console.log(name, handlers[name](21));
console.log(handlers.double(4));

const maybe: Record<string, string | undefined> = { a: "x" };
const found = maybe["q"];
console.log(found === undefined, maybe["a"], maybe.a?.length, maybe.b?.length);

// Counting words, with and without a default.
const counts: Record<string, number> = {};
for (const word of "the cat and the dog and the bird".split(" ")) counts[word] = (counts[word] || 0) + 1;
console.log(counts);

// Copies, computed keys, nesting.
const copy = { ...counts, the: 0, ["c" + "ow"]: 9 };
console.log(copy, counts.the);
const key = "k" + 1;
const computed = { [key]: 1, [key + "x"]: 2 };
console.log(computed, computed[key]);
const nested: { [k: string]: { [k: string]: number } } = { a: { x: 1 }, b: {} };
nested.b.y = 2;
console.log(nested, {}, { d: nested });
const fixed = { one: 1, two: 2 };
const grown: Record<string, number> = { zero: 0, ...fixed };
grown.three = 3;
console.log(grown);

function total(values: Record<string, number>): number {
    let result = 0;
    for (const value of Object.values(values)) result += value;
    return result;
}
console.log(total({ a: 1, b: 2 }), total({}), total(grown));

function pick<T>(from: { [key: string]: T }, keys: string[]): T[] {
    return keys.map((k) => from[k]);
}
console.log(pick({ a: "x", b: "y" }, ["b", "a"]), pick<number>({ a: 1 }, ["a"]));

// Many entries.
const many: Record<string, number> = {};
for (let i = 0; i < 100; i++) many["key" + (i * 7) % 100] = i;
for (let i = 0; i < 100; i += 3) delete many["key" + i];
let left = 0;
for (const k in many) left += many[k];
console.log(Object.keys(many).length, left);

// Members that a key chooses.
type Point = { x: number; y: number };
function get<T, K extends keyof T>(object: T, key: K): T[K] {
    return object[key];
}
function move(point: Point, axis: "x" | "y", by: number): void {
    point[axis] += by;
}
const point: Point = { x: 1, y: 2 };
move(point, "x", 10);
move(point, "y", 20);
console.log(point, get(point, "x"), get({ name: "n" }, "name"));
for (const axis in point) console.log(axis);
for (const axis of ["x", "y"] as ("x" | "y")[]) console.log(point[axis]);
for (const i in ["a", "b"]) console.log(i);
console.log(Object.keys(point), Object.values(point), Object.entries(point));
console.log(Object.assign(point, { x: 0 }), point.x, Object.freeze(point).y);
console.log(Object.assign({ a: 0 } as Record<string, number>, counts, fixed));

// A dictionary in a field, to which keys are added one by one
class Tally {
    private counts: { [key: string]: number } = {};
    static all: Record<string, Tally> = {};
    add(key: string): number {
        if (!this.counts[key]) this.counts[key] = 0;
        Tally.all[key] = this;
        return ++this.counts[key];
    }
    keys(): string[] { return Object.keys(this.counts); }
}
const tally = new Tally();
tally.add("b");
tally.add("a");
console.log(tally.add("b"), tally.keys(), Object.keys(Tally.all), Tally.all["a"] === tally);
