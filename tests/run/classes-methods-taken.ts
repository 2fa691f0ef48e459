// Methods of classes that are taken through an interface or `any`: the same function each time, told its object by the call.
interface Listener { heard(what: string): string }
class Plain implements Listener { heard(what: string): string { return "plain " + what; } }
class Counting implements Listener {
    count = 0;
    heard(what: string): string { this.count++; return `${what} ${this.count}`; }
}
class Louder extends Counting { }
class Loudest extends Counting { heard(what: string): string { return super.heard(what) + "!"; } }
const plain: Listener = new Plain();
const counting: Listener = new Counting();
const louder: Listener = new Louder();
const loudest: Listener = new Loudest();
console.log(plain.heard === plain.heard, counting.heard === louder.heard, counting.heard === loudest.heard, plain.heard === counting.heard);
// Removed again by what was added.
class Emitter {
    private all: ((what: string) => string)[] = [];
    on(listener: (what: string) => string): void { this.all.push(listener); }
    off(listener: (what: string) => string): boolean {
        const at = this.all.indexOf(listener);
        if (at >= 0) this.all.splice(at, 1);
        return at >= 0;
    }
    emit(what: string): string[] { return this.all.map((listener) => listener(what)); }
}
const emitter = new Emitter();
emitter.on(plain.heard);
console.log(emitter.emit("a"), emitter.off(plain.heard), emitter.off(plain.heard), emitter.emit("b"));
const held = new Set<unknown>([plain.heard, counting.heard, louder.heard]);
console.log(held.size, held.has(louder.heard), held.has(loudest.heard));
// With another object of the class.
const heard = counting.heard;
console.log(heard.call(louder, "x"), heard.call(counting, "y"), heard.apply(louder, ["z"]), heard.bind(counting)("w"), heard.call(loudest, "v"));
// Without one.
function attempt(action: () => unknown): void {
    try { console.log(action()); } catch (error) { console.log(error instanceof TypeError); }
}
attempt(() => heard("nothing"));
attempt(() => emitter.emit("c").length);
emitter.on(heard);
attempt(() => emitter.emit("c").length);
const free = plain.heard;
attempt(() => free("free"));
// Through any, with defaults and a rest.
class Sums { base = 10; sum(first = 1, ...rest: number[]): number { return rest.reduce((a, b) => a + b, first) + this.base; } static twice(n: number): number { return n * 2; } }
const sums = new Sums() as any;
const sum = sums.sum;
console.log(sum === sums.sum, sum.call(sums), sum.call(sums, 1, 2, 3), sum.apply(sums, [5, 6]), sum.name, sum.length, typeof sum, sum);
attempt(() => sum(1));
// In a class that captures.
function make(by: number) {
    class Scaled implements Listener { heard(what: string): string { return what.repeat(by); } }
    return new Scaled() as Listener;
}
const twice = make(2);
console.log(twice.heard.call(twice, "m"), twice.heard === twice.heard);
// Generators and async methods.
class Sources { at = 3; *values(): Generator<number> { yield this.at; yield this.at + 1; } async later(): Promise<number> { return this.at; } }
interface Source { values(): Generator<number>; later(): Promise<number> }
const source: Source = new Sources();
const { values, later } = source;
console.log([...values.call(source)], values === source.values);
later.call(source).then((at) => console.log("later", at, later === source.later));
// Given to methods that call back with an object.
console.log(["p", "q"].map(counting.heard, counting));
// Static methods through an interface, any and keys that run time makes.
class Shape { static get kind(): string { return "shape"; } static named(): string { return "a " + this.kind; } static plain(): string { return "plain"; } }
class Circle extends Shape { static get kind(): string { return "circle"; } }
const named = Shape.named;
console.log(named === Circle.named, named.call(Shape), named.call(Circle), (Shape as any).named === named, (Circle as any).plain === Shape.plain);
interface Kind { plain(): string }
const kind: Kind = Shape;
console.log(kind.plain === kind.plain, (0, kind.plain)());
attempt(() => named());
const key: string = ["heard", "plain", "count"][Math.floor(Math.random() / 2)];
const by: any = counting;
console.log(by[key] === counting.heard, by["heard"] === counting.heard, typeof by[key + "?"], by[key].call(counting, "by key"));
console.log(typeof (Shape as any)[key.replace(key, "plain")], (Shape as any)["named"] === named);
function pick<T, K extends keyof T>(object: T, key: K): T[K] { return object[key]; }
console.log(pick(plain, "heard")("picked"), pick(new Counting(), "count"));
