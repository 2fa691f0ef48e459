// What `in` looks into, what `instanceof` asks and what is called in an optional chain is told by the error as node tells it.
function tell(run: () => unknown): void {
    try {
        console.log(run());
    } catch (e) {
        console.log((e as Error).name + ": " + (e as Error).message);
    }
}
const a: any = JSON.parse('{"n":1,"o":{},"t":"text"}');
const u: any = a.missing;
const n: any = null;
const f: any = () => 1;
tell(() => "a" in a);
tell(() => "n" in a);
tell(() => "a" in a.n);
tell(() => "length" in a.t);
tell(() => "a" in u);
tell(() => "a" in n);
tell(() => Symbol.iterator in a.n);
class Point {
    constructor(public x: any) {}
    run(): unknown {
        return this.x();
    }
    far(): unknown {
        return this.x.y();
    }
    make(): unknown {
        return new this.x();
    }
}
const point: any = Point;
tell(() => a instanceof point);
tell(() => new Point(1) instanceof point);
tell(() => a instanceof a.o);
tell(() => a instanceof a.n);
tell(() => a instanceof u);
tell(() => a instanceof n);
tell(() => a instanceof f);
tell(() => new Point(1).run());
tell(() => new Point(() => 2).run());
tell(() => new Point(1).far());
tell(() => new Point(1).make());
tell(() => new Point(Point).make());
const p = new Point(3);
tell(() => p.x());
tell(() => a?.f());
tell(() => a?.o.g());
tell(() => a?.o?.p());
tell(() => a?.[0]());
tell(() => a.n?.());
tell(() => a?.n?.());
tell(() => a.missing?.f());
tell(() => (a?.n)());
