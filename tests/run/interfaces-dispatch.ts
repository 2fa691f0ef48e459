// One interface: two classes and an object literal.
interface Named { readonly name: string; size: number; grow(by: number): number; tag?: string }
class Cat implements Named {
    lives = 9;
    name = "cat";
    size = 4;
    grow(by: number): number { this.size += by; return this.size; }
}
class House {
    constructor(public size: number, public name: string, private rooms: number = 3) {}
    grow(by: number): number { this.rooms += by; this.size = this.rooms * 1.5; return this.size; }
    tag = "brick";
}
let grown = 0;
const literal: Named = { size: 1, name: "literal", grow: (by: number) => { grown += by; return grown; } };
const all: Named[] = [new Cat(), new House(10, "house"), literal];
for (let round = 0; round < 2; round++) for (const n of all) { n.size += 0.5; console.log(n.name, n.size, n.grow(round + 1), n.tag ?? "no tag"); }
function largest(items: Named[]): Named { let best = items[0]; for (const i of items) if (i.size > best.size) best = i; return best; }
console.log(largest(all).name);
interface Shape { area(): number }
const square = (side: number): Shape => ({ area: () => side * side });
class Circle implements Shape { constructor(private r: number) {} area(): number { return 3 * this.r * this.r; } }
const shapes: Shape[] = [square(2), new Circle(2), square(1.5), { area() { return 7; } }];
console.log(shapes.map((s) => s.area()).join(), shapes.reduce((t, s) => t + s.area(), 0));
type Point = { x: number; y: number };
const p: Point = { x: 1, y: 2 };
const q = { y: 5, x: 6, z: 7 };
const add = (a: Point, b: Point): Point => ({ x: a.x + b.x, y: a.y + b.y });
const s = add(p, q);
s.x++;
console.log(s.x, s.y, q.z, add(add(p, p), s).y);
function sized(v: { length: number }): number { return v.length; }
console.log(sized("four"), sized([1, 2]), sized({ length: 9 }));
