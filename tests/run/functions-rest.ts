// Functions written where their arguments come in an array.
type Listener = (...values: any[]) => void;
const listeners: Listener[] = [];
listeners.push((name: string, count?: number) => console.log("one", name, count));
listeners.push((name) => console.log("two", name));
listeners.push((name, count = 7, ...more) => console.log("three", name, count, more.length));
listeners.push(() => console.log("four"));
listeners.push((...all) => console.log("five", all.length));
for (const listener of listeners) {
    listener("a", 1, true, 2);
    listener("b");
}
function call<A extends unknown[], R>(f: (...args: A) => R, ...args: A): R {
    return f(...args);
}
console.log(call((a, b) => a * b.length, 3, "four"), call((a: number) => -a, 5), call(() => "none"));
function twice<A extends unknown[]>(f: (...args: A) => number): (...args: A) => number {
    return (...args) => f(...args) * 2;
}
const doubled = twice((a: number, b: number) => a + b);
console.log(doubled(1, 2), doubled(0.5, -1));
function later<A extends unknown[]>(f: (...args: A) => void): (...args: A) => void {
    let calls = 0;
    return (...args: A) => {
        calls++;
        f(...args);
        console.log("calls", calls);
    };
}
const log = later((text: string, level?: number) => console.log(text, level));
log("x", 2);
log("y");
setTimeout((a, b) => console.log("timer", a, b), 1, "x", 2);
setTimeout((...all) => console.log("timer", all.length), 2, 1, 2, 3);
