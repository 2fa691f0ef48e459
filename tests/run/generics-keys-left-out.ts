// What a pattern leaves of an object of which only the type parameter tells the members, with keys that run time tells.
function omit<T extends object, K extends keyof T>(object: T, key: K): Omit<T, K> {
    const { [key]: taken, ...rest } = object;
    console.log("taken", taken);
    return rest;
}
const left = omit({ a: 1, b: 2, c: "x" }, "a");
console.log(left, left.b, left.c, Object.keys(left), JSON.stringify(left));
console.log(omit({ only: [1] }, "only"));
class Point {
    constructor(public x = 1, public y = 2) {}
    get sum() {
        return this.x + this.y;
    }
}
console.log(omit(new Point(), "x"));
function without<T, K extends keyof T>(object: T, ...keys: K[]) {
    let rest: Partial<T> = { ...object };
    for (const key of keys) {
        const { [key]: _, ...less } = rest;
        rest = less as Partial<T>;
    }
    return rest;
}
console.log(without({ a: 1, b: "s", c: true }, "a", "c"));
function remove<V>(table: Record<string, V>, key: string) {
    const { [key]: gone, ...others } = table;
    return [gone, others];
}
console.log(remove({ a: 1, b: 2 }, "a"), remove<string>({ q: "s" }, "q"));
function split<T extends { id: number }, K extends keyof T>(object: T, key: K) {
    const { id, [key]: part, ...rest } = object;
    return { id, part, rest };
}
console.log(split({ id: 7, name: "n", tags: ["t"] }, "name"));
const byId = (state: Record<number, { n: number }>, id: number) => {
    const { [id]: _, ...rest } = state;
    return rest;
};
console.log(byId({ 1: { n: 1 }, 2: { n: 2 } }, 1));
export {};
