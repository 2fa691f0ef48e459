// Objects of fixed shape where a dictionary is declared, and dictionaries where an object of fixed shape is: one object, seen both ways

const ages = { Ada: 36, Alan: 41 };
function total(table: Record<string, number>): number {
    let sum = 0;
    for (const key in table) sum += table[key];
    return sum;
}
console.log(total(ages), total({ a: 1, b: 2 }));

const all: Record<string, number> = ages;
all["Ada"] = 37;
ages.Alan = 42;
console.log(all, ages, all === ages, all["Alan"], all.Ada, all["nobody"], "Ada" in all, "nobody" in all);
console.log(Object.keys(all), Object.values(all), Object.entries(all), Object.hasOwn(all, "Ada"), { ...all, more: 1 });

// Members that may be missing, of other types, nested.
type Options = { name?: string; depth?: number };
function shown(values: { [key: string]: unknown }): string {
    return Object.keys(values).map((key) => `${key}=${values[key]}`).join("&");
}
const options: Options = { depth: 2 };
console.log(shown(options), shown({ x: 1, y: "two", z: null }), shown({}));
const nested = { inner: { deep: 1 }, other: { deeper: 2, deepest: 3 } };
const tables: Record<string, Record<string, number>> = nested;
for (const name of Object.keys(tables)) console.log(name, total(tables[name]));

// Type parameters that any object fits.
function keysOf<T extends Record<string, unknown>>(object: T): (keyof T)[] {
    return Object.keys(object) as (keyof T)[];
}
function pick<T extends Record<string, number>, K extends keyof T>(object: T, key: K): T[K] {
    return object[key];
}
console.log(keysOf({ p: 1, q: "r" }), pick(ages, "Ada"), pick({ z: 26 }, "z"));
function mapValues<T, U>(object: { [key: string]: T }, map: (value: T) => U): { [key: string]: U } {
    const result: { [key: string]: U } = {};
    for (const key in object) result[key] = map(object[key]);
    return result;
}
console.log(mapValues({ a: 1, b: 2 }, (n) => n * 1.5), mapValues(ages, (n) => `${n}`));

// Any object for `any`: classes, interfaces, arrays.
interface Point {
    x: number;
    y: number;
}
class Vector implements Point {
    x = 3;
    y = 4;
    length(): number {
        return Math.hypot(this.x, this.y);
    }
}
function describe(value: Record<string, any>): string {
    return Object.keys(value).map((k) => k + ":" + value[k]).join(" ");
}
const point: Point = { x: 1, y: 2 };
console.log(describe(point), describe(new Vector()), describe([7, 8]));
function merged<T extends Record<string, any>>(value: T) {
    return { ...value, extra: true };
}
const more = merged(point);
console.log(more, more.x, more.extra, merged({ z: 1 }).z);

// Numbers as keys.
const list: { [index: number]: string } = ["zero", "one"];
console.log(list[0], list[1], list[2]);

// A dictionary where members are declared that may be missing.
function sized(box: { width?: number; height?: number }): string {
    return `${box.width ?? "?"}x${box.height ?? "?"}`;
}
const box: Record<string, number> = { width: 3 };
console.log(sized(box), sized({ height: 1 }));
box["height"] = 9;
console.log(sized(box), "width" in box);
interface Named {
    [key: string]: string;
    name: string;
}
const named: Named = { name: "n", other: "o" };
const onlyName: { name: string } = named;
onlyName.name = "changed";
console.log(onlyName.name, named, named["name"], { ...onlyName });

// Keys that are added and deleted.
const growing = { first: 1 };
function add(table: Record<string, number>, key: string): void {
    table[key] = total(table) + 1;
}
add(growing, "second");
add(growing, "third");
console.log(growing, growing.first, Object.keys(growing));
const grown: Record<string, number> = growing;
delete grown["first"];
console.log(growing, "first" in growing, JSON.stringify(growing));
growing.first = 10;
console.log(growing);
const copy = { ...growing, table: 5 };
console.log(copy, copy.table, Object.assign({}, growing));
const { first, ...others } = growing;
console.log(first, others);
