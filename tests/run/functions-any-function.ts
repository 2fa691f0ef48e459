// What is only known to be a function: `Function`, and `instanceof Function`
class C {
    static s = 1;
}
const f: unknown = (a: number) => a;
const values: any[] = [f, C, {}, [], null, "s", 1, Math.max, console.log, undefined, new C()];
console.log(values.map((v) => v instanceof Function));
if (f instanceof Function) console.log(typeof f, f(3));
function call(x: string | (() => string)): string {
    return x instanceof Function ? x() : x;
}
console.log(call("a"), call(() => "b"));
function maybe(x: number | ((n: number) => number)): number {
    if (!(x instanceof Function)) return x + 1;
    return x(10);
}
console.log(maybe(1), maybe((n) => n * 2));

const list: Function[] = [(a: number, b: number) => a + b, () => "x", (...r: unknown[]) => r.length, C];
for (const one of list.slice(0, 3)) console.log(one(1, 2), one.call(null, 3, 4), one.apply(null, [5, 6]), one.bind(null, 7)(8));
try {
    list[3]();
} catch (e) {
    console.log((e as Error).name);
}
class Emitter {
    private handlers = new Map<string, Function[]>();
    on(name: string, handler: Function): this {
        this.handlers.set(name, [...(this.handlers.get(name) ?? []), handler]);
        return this;
    }
    emit(name: string, ...values: any[]): void {
        for (const handler of this.handlers.get(name) ?? []) handler(...values);
    }
}
new Emitter().on("x", (a: string, b: number) => console.log(a, b)).on("x", () => console.log("none")).emit("x", "q", 4);
function counted(run: Function): Function {
    let n = 0;
    return (...values: any[]) => {
        n++;
        return run(...values, n);
    };
}
const twice = counted((x: number, n: number) => x * n);
twice(5);
console.log(twice(5));
const o: { cb: Function; none?: Function } = { cb: (s: string) => s + "!" };
const size: number = o.cb("s").length;
console.log(o.cb("a"), o.none?.(1), size);
