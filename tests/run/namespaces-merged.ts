function late(): string { return N.f(); }
try { console.log(late()); } catch (e) { console.log("caught"); }
try { console.log(N.x + 1); } catch (e) { console.log("caught"); }
namespace N {
    console.log("running");
    export const x = 1;
    export function f(): string { return "f" + x; }
}
console.log(late(), N.x);
class Point {
    constructor(public x: number, public y: number) {}
    plus(o: Point): Point { return new Point(this.x + o.x, this.y + o.y); }
    static zero(): Point { return Point.origin; }
}
namespace Point {
    export const origin = new Point(0, 0);
    export function of(x: number): Point { return new Point(x, x); }
    export interface Like { x: number; y: number }
}
const l: Point.Like = Point.of(3).plus(Point.origin);
console.log(l.x, Point.zero().y);
function counter(): number { return ++counter.value; }
namespace counter { export let value = 10; export const step = 1; }
counter(); counter();
console.log(counter.value, counter.step);
counter.value = 2;
console.log(counter());
enum Color { Red, Green, Blue }
namespace Color {
    export function parse(s: string): Color { return s === "red" ? Color.Red : Color.Blue; }
    export const names = ["r", "g", "b"];
}
console.log(Color.parse("red"), Color.parse("x"), Color.names[Color.Green], Color[2]);
const c: Color = Color.Green;
const d: Color.Red = Color.Red;
console.log(c, d);
namespace T { export interface X { a: number } export type Y = X | null; }
let y: T.Y = null;
y = { a: 4 };
console.log(y.a);
