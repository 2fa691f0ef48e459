// `Function`: called with anything, gives anything.
const add: Function = (a: number, b: number) => a + b;
console.log(add(1, 2), add.name, add.length);
const twice: number = add(21, 21);
console.log(twice);
function force<T>(t: T) {
    return typeof t === "function" ? t() : t;
}
console.log(force(() => 5), force(6), force("s"));
function run(t: object): number {
    return typeof t === "function" ? t(2) : 1;
}
console.log(run((x: number) => x * 2), run({}));
function call(callback: Function, ...rest: any[]) {
    return callback(...rest);
}
console.log(call((a: string) => a + "!", "q"), call(() => undefined));
const handlers: { [name: string]: Function } = { one: () => 1, two: (x: number[]) => x.length };
for (const name in handlers) console.log(name, handlers[name]([1, 2, 3]));
class Events {
    private listeners = new Map<string, Function[]>();
    on(name: string, listener: Function) {
        const all = this.listeners.get(name) ?? [];
        all.push(listener);
        this.listeners.set(name, all);
        return this;
    }
    emit(name: string, ...values: unknown[]) {
        this.listeners.get(name)?.forEach((listener) => listener(...values));
    }
}
new Events()
    .on("a", (x: number) => console.log("first", x))
    .on("a", (x: number, y: string) => console.log("second", x, y))
    .emit("a", 1, "z");
function tell(x: unknown) {
    if (typeof x === "function") console.log(x(1));
    else console.log("no function");
}
tell((y: number) => y + 1);
tell(3);
function maybe(callback?: Function) {
    return callback?.(4);
}
console.log(maybe((x: number) => -x), maybe());
try {
    call(add as unknown as Function, 1, 2);
    call((null as unknown) as Function);
} catch (error) {
    console.log(error instanceof TypeError);
}
