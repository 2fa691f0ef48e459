// Interfaces that extend classes, errors, collections of the language and types made of others.

class Sensor {
    constructor(public name: string, protected scale: number) {}
    read(raw: number): number {
        return raw * this.scale;
    }
}

interface Logged extends Sensor {
    log(): string;
}

class LoggedSensor extends Sensor implements Logged {
    private lines = 0;
    log(): string {
        this.lines++;
        return `${this.name} line ${this.lines}`;
    }
}

function use(sensor: Logged): string {
    return `${sensor.name} ${sensor.read(3)} ${sensor.log()}`;
}
console.log(use(new LoggedSensor("heat", 1.5)));

class Point {
    x = 0;
    y = 0;
}
interface Named extends Point {
    label: string;
}
const made: Named = { x: 1, y: 2, label: "here" };
console.log(made.x + made.y, made.label, made);

class Box<T> {
    constructor(public value: T) {}
    get(): T {
        return this.value;
    }
}
interface Counted<T> extends Box<T> {
    count: number;
}
class CountedBox<T> extends Box<T> implements Counted<T> {
    count = 7;
}
const counted: Counted<string> = new CountedBox("in");
console.log(counted.get().length, counted.count);

interface Failure extends Error {
    code: number;
}
class HardFailure extends TypeError implements Failure {
    code = 12;
}
function describe(failure: Failure): string {
    return `${failure.name}: ${failure.message} (${failure.code})`;
}
console.log(describe(new HardFailure("broken")));
console.log(describe({ name: "Plain", message: "no class", code: 1 }));

interface User {
    id: number;
    name: string;
    mail?: string;
}
interface Draft extends Partial<User> {
    isDraft: true;
}
interface Login extends Pick<User, "id" | "name"> {
    token: string;
}
interface Guest extends Omit<User, "id" | "mail"> {
    until: number;
}
type Both = { a: number } & { b: string };
interface All extends Both, Record<"c" | "d", boolean> {
    e: number[];
}
const draft: Draft = { isDraft: true, name: "d" };
const login: Login = { id: 1, name: "l", token: "t" };
const guest: Guest = { name: "g", until: 3 };
const all: All = { a: 1, b: "b", c: true, d: false, e: [1] };
console.log(draft, login, guest, all);

interface Names extends Array<string> {}
const names: Names = ["a", "b"];
names.push("c");
console.log(names.map((name) => name.toUpperCase()).join(), names[0]);

interface Tree extends Array<Tree> {}
function depth(tree: Tree): number {
    return 1 + Math.max(0, ...tree.map(depth));
}
console.log(depth([[], [[], [[]]]]));

type Json = string | number | boolean | null | JsonArray | { [key: string]: Json };
interface JsonArray extends Array<Json> {}
function size(json: Json): number {
    if (Array.isArray(json)) return json.reduce<number>((sum, part) => sum + size(part), 1);
    if (typeof json === "object" && json !== null) return Object.values(json).reduce<number>((sum, part) => sum + size(part), 1);
    return 1;
}
console.log(size([1, "two", { three: [null, true] }]));

interface Ages extends Map<string, number> {}
const ages: Ages = new Map([["a", 1]]);
ages.set("b", 2);
console.log(ages.size, ages.get("b"));

interface Left {
    next?: Left;
    value: number;
}
interface Right {
    next?: Right;
    text: string;
}
const chain: Left & Right = { value: 1, text: "one", next: { value: 2, text: "two" } };
console.log(chain.next?.value, chain.next?.text);
