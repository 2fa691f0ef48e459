// delete by a key that is known at run time only
function omit<T extends object, K extends keyof T>(object: T, ...keys: K[]): Omit<T, K> {
    const copy = { ...object };
    for (const key of keys) delete copy[key];
    return copy;
}
const user = { id: 1, name: "Ada", admin: true };
console.log(omit(user, "id"), omit(user, "name", "admin"), user);
interface Options {
    a?: number;
    b?: string;
}
function without(o: Options, key: keyof Options): Options {
    const copy = { ...o };
    delete copy[key];
    return copy;
}
console.log(without({ a: 1, b: "x" }, "a"), without({}, "b"));
const plain = { x: 1, y: 2 };
const k: "x" | "y" = Math.random() > 2 ? "y" : "x";
delete plain[k];
console.log(plain, "x" in plain, Object.keys(plain));
class Named {
    constructor(public first: string, public last: string) {}
}
console.log(omit(new Named("A", "B"), "first"));
