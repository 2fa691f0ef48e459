// Keys of which the type promises too much: `Object.keys` gives those of the object at hand, whatever its type says.
interface One {
    a: number;
}
const more = { a: 1, b: 2 };
const one: One = more;
console.log((Object.keys(one) as (keyof One)[]).map(key => one[key]));
function keysOf<T extends object>(object: T): (keyof T)[] {
    return Object.keys(object) as (keyof T)[];
}
console.log(keysOf(one).map(key => one[key]));
for (const key of keysOf(one)) {
    const { [key]: part } = one;
    console.log(key, part, one[key] === part);
}
const left = keysOf(one).map(key => {
    const { [key]: _, ...rest } = one;
    return rest;
});
console.log(left);
class Base {
    constructor(public n: number) {}
}
class Derived extends Base {
    constructor(n: number, public m: number) {
        super(n);
    }
}
const base: Base = new Derived(1, 2);
for (const key of keysOf(base)) {
    base[key] += 10;
    console.log(key, base[key]);
}
console.log(base);
const names = ["a", "b"] as "a"[];
console.log(more[names[0]], more[names[1]]);
// What is constant is known where the program is compiled.
const NAME = "a";
const WIDE = "b" as const;
const FIXED = "b" satisfies string;
const MADE = `${NAME}`;
enum Place {
    Here = "a",
}
console.log(more[NAME], more[WIDE], more[FIXED], more[MADE], more[Place.Here]);
class Held {
    a = 5;
    b() {
        return this.a;
    }
}
const METHOD = "b";
console.log(new Held()[METHOD](), new Held()[NAME]);
export {};
