// Object(value) and new Object(): what is an object already stays what it is.
function isObject(value: unknown): boolean {
    return value === Object(value);
}

class Point {
    constructor(public x: number) {}
}

const point = new Point(3);
const list = [1, 2];
console.log(isObject(point), isObject(list), isObject(() => 1), isObject({}));
console.log(isObject(1), isObject("a"), isObject(true), isObject(null), isObject(undefined));

const same: Point = Object(point);
console.log(same.x, same === point);

const made = new Object() as { [key: string]: number };
made.a = 1;
made.b = 2;
console.log(Object.keys(made), made);
console.log(Object(null), new Object(undefined), Object());
console.log(typeof Object(5), Object(5) + 1, `${Object("text")}`, new Object(7) === new Object(7));
const anything: {} = new Object(point);
console.log(anything === point);

function sum(table: { [key: string]: number } | null | undefined): number {
    let total = 0;
    for (const key in table) total += table[key];
    return total;
}
console.log(sum({ a: 1, b: 2 }), sum(null), sum(undefined));
