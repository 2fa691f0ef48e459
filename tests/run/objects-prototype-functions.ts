// What every object has from Object.prototype, borrowed and on the object itself.
function tag(value: unknown): string {
    return Object.prototype.toString.call(value);
}
class Plain {
    x = 1;
    method() {
        return 1;
    }
}
class Named {
    get [Symbol.toStringTag]() {
        return "Tee";
    }
}
console.log(tag([]), tag({}), tag(null), tag(undefined), tag(1), tag("s"), tag(true), tag(() => 1));
console.log(tag(new Map()), tag(new Set()), tag(new TypeError("x")), tag(Symbol("a")), tag(new Uint8Array(1)), tag(new Plain()), tag(Promise.resolve()));
const toString = Object.prototype.toString;
console.log(toString.call([]), toString.call("x"), {}.toString.call(null));
console.log(tag(new Named()), String(new Named()), `${new Named()}`, new Named().toString());
const tagged = { [Symbol.toStringTag]: "Oh", v: 1 };
console.log(String(tagged), tagged.toString(), tagged);

const record: Record<string, number> = { a: 1 };
const has = Object.prototype.hasOwnProperty;
console.log(has.call(record, "a"), has.call(record, "b"), Object.prototype.hasOwnProperty.call(record, "a"), {}.hasOwnProperty.call(record, "a"));
function own(value: unknown, key: PropertyKey): boolean {
    return Object.prototype.hasOwnProperty.call(value, key);
}
console.log(own({ q: 1 }, "q"), own([1, 2], 1), own([1, 2], 2), own([1], "length"), own({ q: 1 }, "toString"), own(new Plain(), "x"), own(new Plain(), "method"));
console.log(Object.prototype.propertyIsEnumerable.call([1], "length"), Object.prototype.propertyIsEnumerable.call(record, "a"));
const plain = new Plain();
console.log(plain.hasOwnProperty("x"), plain.propertyIsEnumerable("method"), plain.valueOf() === plain, [1].hasOwnProperty(0), [1].hasOwnProperty("length"));
console.log(record.toString(), record.toLocaleString(), { a: 1 }.toLocaleString(), record.hasOwnProperty("z"));
try {
    own(null, "x");
} catch (e) {
    console.log(e instanceof TypeError);
}

// Keys of what may not be there, and of typed arrays.
function keys(object?: Record<string, number> | null): string {
    let all = "";
    for (const key in object) all += key;
    return all;
}
console.log(keys(), keys(null), keys({ a: 1, b: 2 }));
interface Optional {
    a: number;
    b?: number;
}
function names(object: Optional | undefined): string[] {
    const all: string[] = [];
    for (const key in object) all.push(key);
    return all;
}
console.log(names(undefined), names({ a: 1 }), names({ a: 1, b: 2 }));
console.log(Object.keys(new Uint8Array(3)), Object.values(new Uint8Array([4, 5])), Object.entries(new Float32Array([1.5])));
for (const key in new Int8Array(2)) console.log(key, typeof key);
