// What `new` is applied to and is no class is named by the error; so is a class that is called, and a symbol that is read.
function tell(run: () => unknown): void {
    try {
        console.log(run());
    } catch (e) {
        console.log((e as Error).name + ": " + (e as Error).message);
    }
}
class Point {
    constructor(public x = 0) {}
}
const u: any = JSON.parse("{}").x;
const o: any = { h: 1, Point, f: () => Point };
const point: any = Point;
const n: any = null;
tell(() => new o.h());
tell(() => new o.missing(1));
tell(() => new o());
tell(() => new u());
tell(() => new n());
tell(() => new (o.f())(3));
tell(() => new (o.f().x)());
tell(() => new o.Point(2));
tell(() => point(1));
tell(() => o.Point(1));
tell(() => u[Symbol.toStringTag]);
