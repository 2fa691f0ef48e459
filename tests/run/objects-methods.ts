// Functions of object literals: what `this` is, getters and setters, and how they go on when objects are copied or grow.
const counter = { n: 1, inc() { this.n++; return this.n; }, later() { return () => this.n; } };
console.log(counter.inc(), counter.inc(), counter.n, counter.later()());

function box<T>(v: T) {
    return {
        v,
        get() { return this.v; },
        map<U>(f: (t: T) => U) { return f(this.v); },
    };
}
console.log(box(3).get() + 1, box("s").get().length, box(2).map(x => "n" + x));

function account(step: number) {
    let calls = 0;
    return {
        n: 0,
        inc() { calls++; this.n += step; return this; },
        get calls() { return calls; },
        set total(v: number) { this.n = v; },
    };
}
const acc = account(5);
acc.inc().inc();
acc.total = acc.n + 1;
console.log(acc.n, acc.calls, Object.keys(acc));

// Accessors: how they look, what copies and JSON make of them.
const temperature = {
    celsius: 20,
    get fahrenheit() { return this.celsius * 9 / 5 + 32; },
    set fahrenheit(f) { this.celsius = (f - 32) * 5 / 9; },
    get kelvin(): number { return this.celsius + 273; },
    set offset(by: number) { this.celsius += by; },
};
temperature.fahrenheit = 212;
temperature.offset = 1;
temperature.fahrenheit += 9;
console.log(temperature, temperature.celsius, temperature.kelvin);
console.log({ ...temperature }, JSON.stringify(temperature), "kelvin" in temperature);
const { fahrenheit, ...others } = temperature;
console.log(fahrenheit, others, Object.entries({ get one() { return 1; }, two: 2 }));
for (const key in temperature) console.log(key);

// `this` is the object on which the member is called, also after a copy or an assignment.
const a = { n: 1, f() { return this.n; } };
const b = { ...a, n: 5 };
console.log(a.f(), b.f(), [a, b].map(x => x.f()));
b.f = () => 42;
console.log(b.f());
a.f = { n: 7, f() { return this.n + 1; } }.f;
console.log(a.f());
const untold = { n: 1, f() { return typeof this; } };
const alone = untold.f;
console.log(untold.f(), alone());

// Interfaces satisfied by literals and classes, optional methods.
interface Shape { readonly size: number; name: string; area?(k: number): number }
class Square implements Shape {
    name = "square";
    constructor(private side: number) {}
    get size() { return this.side; }
    area(k: number) { return this.side ** 2 * k; }
}
const shapes: Shape[] = [
    new Square(3),
    { name: "literal", get size() { return this.name.length; }, area(k) { return this.size * k; } },
    { name: "plain", size: 1 },
    { name: "arrow", size: 2, area: k => k },
];
for (const s of shapes) console.log(s.name, s.size, s.area?.(2), s.area !== undefined && s.area!(3));

// Members added later.
interface Growing { a: number; b?: string; readonly c: number; f(): string }
const growing: Growing = { a: 1, get c() { return this.a + 1; }, f() { return this.a + (this.b ?? "-"); } };
console.log(growing.f(), "b" in growing);
growing.b = "B";
console.log(growing.f(), growing.c, "b" in growing, Object.keys(growing));

// Generators, async methods, texts.
const list = { items: [1, 2, 3], *[Symbol.iterator]() { for (const i of this.items) yield i * 2; } };
console.log([...list], Math.max(...list));
const clock = { t: 1, async tick() { await null; return this.t; }, toString() { return "t=" + this.t; }, toJSON() { return [this.t]; } };
clock.tick().then(t => console.log("tick", t));
console.log(`${clock}`, "" + clock, JSON.stringify({ clock }));

// Functions that call each other, and function expressions.
const parity = {
    zero: 0,
    even(k: number): boolean { return k === this.zero ? true : this.odd(k - 1); },
    odd(k: number): boolean { return k === this.zero ? false : this.even(k - 1); },
    twice: function (k: number) { return this.even(k) && this.even(k * 2); },
    inner: { zero: 9, get() { return this.zero; } },
};
console.log(parity.even(10), parity.odd(10), parity.twice(4), parity.inner.get());

// Keys that are numbers or stand in brackets, methods of dictionaries.
const key = "k" + "";
const numbered = { 1: "a", 0x10: "b", ["m"]() { return 1; } };
console.log(numbered[1], numbered[16], numbered.m(), Object.keys(numbered));
const table: Record<string, (n: number) => number> = { twice(n) { return n * 2; }, [key]: n => n };
console.log(table.twice(4), table.k(3), key in table);
const wanted = "z";
const { [wanted]: z, ...rest } = { x: 1, z: 26 };
console.log(z, rest);

// A method that is asked for but never called.
console.log("f" in { f() { return 1; } }, "g" in shapes[0]);
function pick<O, K extends keyof O>(o: O, k: K): O[K] { return o[k]; }
console.log(pick({ p: 1, q: "z" }, "q"), pick({ p: 1, q: "z" }, "p"));
