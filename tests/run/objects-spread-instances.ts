// An instance with accessors is spread, and what stands beside it asks it for more; functions in dictionaries have the names of their keys
class C {
    a = 1;
    get g() { return this.a + 1; }
    toJSON() { return { ...this, extra: this.g }; }
    method() { return { ...this, list: [this.g] }; }
}
class D extends C { b = 2; }
for (const c of [new C(), new D()]) {
    console.log(JSON.stringify(c), c.method());
    console.log({ ...c, other: c.g }, { first: 0, ...c, a: c.g });
}
function keyed(key: string) {
    console.log({ f: function () {}, g: () => 1, h: class {}, i() {}, [key]: 1 });
}
keyed("key");
// What may be one of several classes.
class Point {
    constructor(public x = 1, public y = 2) {}
    sum(): number {
        return this.x + this.y;
    }
}
class Named {
    name = "n";
    get size(): number {
        return this.name.length;
    }
}
function either(value: Point | Named) {
    return { ...value, size: value instanceof Named ? value.size : value.sum() };
}
console.log(either(new Named()), either(new Point(5, 6)));
const base = { b: 1, a: 2 };
console.log({ ...base, list: [base.a].map((n) => n + 1) }, { ...new Named(), ...base, n: new Named().size });
