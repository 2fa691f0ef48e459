// `[Symbol.toStringTag]` of the library's classes and of classes that extend them; keys of lists whose type is a parameter.
class Own extends Map<string, number> {
    override get [Symbol.toStringTag]() {
        return "Own";
    }
}
class Plain extends Set<string> {}
class Later extends Promise<number> {
    override get [Symbol.toStringTag]() {
        return "Later";
    }
}
const own = new Own([["a", 1]]);
console.log(String(own), String(new Plain()), `${new Map()}`, Object.prototype.toString.call(own), Object.prototype.toString.call(new Set()));
console.log(own[Symbol.toStringTag], new Map()[Symbol.toStringTag], new Plain()[Symbol.toStringTag]);
console.log(new WeakMap()[Symbol.toStringTag], new WeakSet<object>()[Symbol.toStringTag], Promise.resolve(3)[Symbol.toStringTag]);
console.log(String(new Later(() => {})), String(Promise.resolve(1)));
function tagged(x: unknown): string {
    return typeof x === "object" && x !== null && Symbol.toStringTag in x ? String(x[Symbol.toStringTag]) : "none";
}
console.log(tagged(new Map()), tagged(own), tagged({}), tagged([]));

function any<T extends number[]>(list: T, key: keyof T) {
    return list[key];
}
function one<T extends readonly unknown[], K extends keyof T>(list: T, key: K): T[K] {
    return list[key];
}
function text<T extends string>(text: T, key: keyof T) {
    return text[key];
}
function put<T extends number[]>(list: T, key: keyof T, value: T[keyof T]) {
    list[key] = value;
}
console.log(any([1, 2, 3], 1), any([1, 2, 3], "length"), one(["a", 2] as [string, number], "1"), one(["a", 2] as const, "length"));
console.log(text("abc", "length"), text("abc", 1));
const list = [1, 2, 3];
put(list, 1, 7);
console.log(list);
