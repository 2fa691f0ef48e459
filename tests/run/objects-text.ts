// `toString` of what declares none: every object has one.
interface Point {
    x: number;
}
class Named {
    constructor(public x: number) {}
    toString() {
        return `Named ${this.x}`;
    }
}
class Plain {
    x = 2;
}
const points: Point[] = [new Named(1), new Plain(), { x: 3 }];
for (const point of points) console.log(point.toString(), `${point}`);
const some: object = new Named(4);
console.log(some.toString(), ({ a: 1 }).toString());
const none: Point | undefined = points.find((p) => p.x > 5);
console.log(none?.toString(), points.at(0)?.toString());
function text<T>(value: T): string {
    return value?.toString() ?? "none";
}
console.log(text(5), text("s"), text(null), text({}), text([1, 2]), text(new Named(6)), text(true));
