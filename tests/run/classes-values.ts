// Classes as values: registries, factories, arrays and maps of classes.
abstract class Shape {
    abstract area(): number;
    describe(): string { return `${this.name()} ${this.area()}`; }
    name(): string { return "shape"; }
}
class Circle extends Shape {
    constructor(readonly r: number) { super(); }
    area(): number { return this.r * this.r * 3; }
    override name(): string { return "circle"; }
}
class Square extends Shape {
    static made = 0;
    constructor(readonly s: number) { super(); Square.made++; }
    area(): number { return this.s ** 2; }
}
const registry = new Map<string, new (size: number) => Shape>();
registry.set("circle", Circle);
registry.set("square", Square);
for (const [key, ctor] of registry) {
    const shape = new ctor(3);
    console.log(key, shape.describe(), shape instanceof ctor, shape instanceof Circle);
}
const table: Record<string, new (size: number) => Shape> = { a: Circle, b: Square };
console.log(new table["a"](2).area(), new table.b(2).area(), Square.made);
const list: (typeof Circle | typeof Square)[] = [Circle, Square];
console.log(list.map((C) => new C(1).area()), list[0] === Circle, list.indexOf(Square), list.includes(Circle));
function make<T>(c: new () => T): T { return new c(); }
class A { x = 1; }
class B { y = "b"; }
console.log(make(A).x, make(B).y);
function build<T, A extends unknown[]>(c: new (...args: A) => T, ...args: A): T { return new c(...args); }
class P { constructor(public a: number, public b: string = "d") {} }
console.log(build(P, 1, "z"), build(P, 2), build(A));
type Ctor<T = object> = new (...args: any[]) => T;
const all: Ctor[] = [A, B, P];
console.log(all.length, all.map((c) => c === P));
function isA<T>(x: unknown, c: new (...args: any[]) => T): x is T { return x instanceof c; }
const u: unknown = new P(4, "q");
if (isA(u, P)) console.log(u.a);
console.log(isA(u, A));
class Round extends Circle {}
const k: typeof Circle = Round;
console.log(new Circle(1) instanceof k, new k(2) instanceof k, k === Circle, k === Round, typeof k);
