interface Functor<T> { value: T; map<U>(f: (value: T) => U): Functor<U>; }
class Cell<T> implements Functor<T> {
    constructor(public value: T) {}
    map<U>(f: (value: T) => U): Functor<U> { return new Cell(f(this.value)); }
    twice<U>(f: (value: T) => U): Functor<string> {
        const inner = new Cell(f(this.value));
        return inner.map(x => `${x}!`);
    }
}
console.log(new Cell(1).map(x => x + 0.5).map(x => [x, "a"]).value, new Cell("b").twice(x => x.length).value);

interface List<T> { value: T; map<U>(f: (value: T) => U): List<U>; }
interface Many<T> extends List<T> { map<U>(f: (value: T) => U): Many<U>; more: number; }
class Several<T> implements Many<T> {
    more = 1;
    constructor(public value: T) {}
    map<U>(f: (value: T) => U): Many<U> { return new Several(f(this.value)); }
}
const many: Many<number> = new Several(3);
console.log(many.map(x => x + 0.5).more, many.map(x => "v" + x).map(s => s.length).value, (many as List<number>).map(x => -x).value);

interface Wide { take(x: string | number): string; }
interface Narrow extends Wide { take(x: string): string; }
const narrow: Narrow = { take(x: string) { return x.toUpperCase(); } };
const wide: Wide = narrow;
console.log(wide.take("a"));

enum Place { A, B }
const names = { [Place.A]: "a", [Place.B]: "b" };
function at<T, K extends keyof T>(object: T, key: K): T[K] { return object[key]; }
console.log(at(names, Place.B), names[Place.A]);

function counts<T extends string>(all: T[]): { [K in T]: number } {
    return all.reduce((result, key) => {
        result[key] = (result[key] ?? 0) + 1;
        return result;
    }, Object.create(null));
}
console.log(counts(["a", "b", "a"]).a);
