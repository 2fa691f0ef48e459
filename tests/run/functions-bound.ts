// `call`, `apply` and `bind`; functions that declare their `this`.
function greet(this: { name: string }, mark: string): string {
    return this.name + mark;
}
const person = { name: "Ann", greet };
console.log(person.greet("!"), greet.call({ name: "Bo" }, "?"), greet.apply({ name: "Cy" }, ["."]));
const bound = greet.bind({ name: "Di" });
console.log(bound("~"), bound("-"));
function add(a: number, b: number, c: number): number {
    return a + b * 10 + c * 100;
}
const add5 = add.bind(null, 5);
console.log(add5(1, 2), add.call(null, 1, 2, 3), add.apply(undefined, [4, 5, 6]), add.bind(null, 1, 2)(3));
class Counter {
    n = 0;
    inc(by = 1): number {
        return (this.n += by);
    }
    many(...by: number[]): number {
        for (const b of by) this.n += b;
        return by.length;
    }
}
const c = new Counter();
const inc = c.inc.bind(c);
console.log(inc(), inc(4), c.n, c.inc.call(c, 3), c.inc.bind(c, 10)());
const many = c.many.bind(c);
console.log(many(1, 2, 3), c.n, c.many.bind(c, 5)(6, 7), c.n);
console.log(Math.max.apply(null, [1, 5, 2]), Math.max.call(null, 3, 9), Math.max.apply(null, []));
class Button {
    handler?: () => void;
    on(handler: () => void): void {
        this.handler = handler;
    }
}
class View {
    clicks = 0;
    button = new Button();
    constructor() {
        this.button.on(this.click.bind(this));
    }
    click(): void {
        this.clicks++;
    }
}
const view = new View();
view.button.handler?.();
view.button.handler?.();
console.log(view.clicks);
const list: string[] = [];
const log = (...parts: (string | number)[]): number => list.push(parts.join("/"));
const tagged = log.bind(null, "tag", 7);
tagged();
tagged("x", 1);
log.apply(null, ["a", 2]);
console.log(list);
class Auto {
    accessor value = 3;
    static accessor made = 0;
    constructor() {
        Auto.made++;
    }
}
class Doubled extends Auto {
    override get value(): number {
        return super.value * 2;
    }
}
const auto = new Auto();
auto.value++;
const doubled = new Doubled();
console.log(auto.value, Auto.made, doubled.value);
function wrap<T>(t: T, f: (this: T, n: number) => string) { return f.call(t, 2); }
console.log(wrap({ z: 1 }, function (this, n) { return this.z + "/" + n; }));
const shape: { area(this: { w: number; h: number }): number } = { area(this) { return this.w * this.h; } };
console.log(shape.area.call({ w: 2, h: 3 }));
const h: (this: { k: string }, a: number) => string = function (this, a) { return this.k + a; };
console.log(h.call({ k: "k" }, 4));
