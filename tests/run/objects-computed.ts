// Keys in brackets that the program knows, members that are deleted, members that Object.assign adds

const WIDTH = "width";
const ONE = 1;
enum Field {
    Name = "name",
    Size = "size",
}
enum Index {
    Zero,
    Five = 5,
    Six,
}
const box = { [WIDTH]: 3, [Field.Name]: "box", [ONE]: true, [Index.Six]: "six", ["plain"]: null };
console.log(box, box.width, box[WIDTH], box[Field.Name], box[1], box[6]);

class Thing {
    [WIDTH] = 7;
    [Field.Name](): string {
        return "thing";
    }
    get [Field.Size](): number {
        return this[WIDTH] * 2;
    }
    set [Field.Size](value: number) {
        this[WIDTH] = value / 2;
    }
    static [Index.Five] = "static";
}
const thing = new Thing();
thing[Field.Size] = 10;
console.log(thing, thing.width, thing.name(), thing.size, thing[Field.Size], Thing[5]);
interface Sized {
    [WIDTH]: number;
    [Field.Name]?: string;
}
const sized: Sized = { width: 1 };
sized[Field.Name] = "added";
console.log(sized);
function inside(name: string) {
    const LOCAL = "local";
    return { [LOCAL]: 1, [name]: 2, rest: 3 };
}
console.log(inside("dynamic"));

interface Entry {
    name: string;
    note?: string;
    count?: number;
}
const entry: Entry = { name: "n", note: "x", count: 1 };
console.log("note" in entry, delete entry.note, "note" in entry, entry.note, Object.keys(entry), entry);
entry.note = "again";
console.log(entry, JSON.stringify(entry), { ...entry, more: 1 });
function clean(value: Entry): Entry {
    const copy = { ...value };
    delete copy.count;
    return copy;
}
const cleaned = clean(entry);
console.log(cleaned, entry.count, cleaned.count === undefined, "count" in cleaned, clean({ name: "m" }));
const { name, ...rest } = cleaned;
console.log(name, rest);
for (const key in cleaned) console.log(key, cleaned[key as keyof Entry]);

const point = { x: 1 };
const moved = Object.assign(point, { y: 2 }, { z: "three" });
console.log(moved, point === moved, moved.y + moved.x, moved.z, point);
point.x = 5;
console.log(moved.x, Object.entries(moved));

console.log(box.hasOwnProperty("width"), box.hasOwnProperty("toString"), Object.prototype.hasOwnProperty.call(box, "name"), Object.hasOwn(entry, "nothing"));
console.log(Object.getOwnPropertyNames(box), Object.getOwnPropertyNames([1, 2]));
