// `using` and `await using`: what is disposed of, when, in which order, and what comes out when disposals throw.
const log: string[] = [];
function flush(title: string): void {
    console.log(title + ":", log.join(" "));
    log.length = 0;
}
class Resource implements Disposable {
    constructor(readonly name: string, private readonly fails = false) {
        log.push("open " + name);
    }
    [Symbol.dispose](): void {
        log.push("close " + this.name);
        if (this.fails) throw new Error("close " + this.name);
    }
}
function plain(): number {
    using a = new Resource("a");
    using b = new Resource("b"), c = null, d = undefined;
    log.push("body", a.name, b.name, String(c), String(d));
    return 7;
}
console.log(plain());
flush("plain");

function leave(how: string): string {
    for (let i = 0; i < 3; i++) {
        using r = new Resource("r" + i);
        if (how === "continue" && i < 2) continue;
        if (how === "break" && i === 1) break;
        if (how === "return" && i === 1) return r.name;
        if (how === "throw" && i === 1) throw new RangeError(r.name);
    }
    return "end";
}
for (const how of ["continue", "break", "return", "throw"]) {
    try {
        log.push(leave(how));
    } catch (e) {
        log.push("caught " + (e as Error).message);
    }
    flush(how);
}

function bad(bodyThrows: boolean): void {
    using outer = new Resource("outer", true);
    using inner = new Resource("inner", true);
    log.push(outer.name + inner.name);
    if (bodyThrows) throw new TypeError("body");
}
for (const bodyThrows of [false, true]) {
    try {
        bad(bodyThrows);
    } catch (e) {
        let at: any = e;
        while (at.suppressed) {
            log.push(at.name, "[" + at.error.message + "]");
            at = at.suppressed;
        }
        log.push(at.message);
    }
    flush("failing");
}

function shared<T extends Disposable>(make: () => T, use: (value: T) => void): void {
    using value = make();
    use(value);
}
shared(() => new Resource("generic"), (r) => log.push("use " + r.name));
let closed = 0;
shared(() => ({ n: 2, [Symbol.dispose]() { closed += this.n; } }), (o) => log.push("n" + o.n));
flush("generic " + closed);

for (using each of [new Resource("x"), new Resource("y"), null]) log.push(each ? each.name : "none");
flush("for-of");

function* steps() {
    using r = new Resource("gen");
    yield 1;
    yield r.name;
}
for (const step of steps()) log.push("step " + step);
for (const step of steps()) {
    log.push("only " + step);
    break;
}
flush("generator");

const closures: (() => string)[] = [];
{
    using kept = new Resource("kept");
    closures.push(() => kept.name);
    function hoisted(): string {
        return "hoisted";
    }
    log.push(hoisted());
}
log.push(closures[0]());
flush("block");

class Async implements AsyncDisposable {
    constructor(readonly name: string, private readonly fails = false) {}
    async [Symbol.asyncDispose](): Promise<void> {
        log.push("begin " + this.name);
        await Promise.resolve();
        log.push("end " + this.name);
        if (this.fails) throw new Error("async " + this.name);
    }
}
async function waits(fails: boolean): Promise<string> {
    await using a = new Async("a", fails);
    await using s = new Resource("sync");
    await using n = null;
    using plainly = new Resource("plainly");
    await null;
    log.push("body", a.name, s.name, String(n), plainly.name);
    if (fails) throw new Error("body");
    return "done";
}
async function main(): Promise<void> {
    log.push(await waits(false));
    flush("await using");
    try {
        await waits(true);
    } catch (e) {
        const error = e as SuppressedError;
        log.push(error.name, error.error.message, error.suppressed.message);
    }
    flush("await using failing");
    for (await using x of [new Async("p"), new Async("q")]) log.push("each " + x.name);
    flush("for await using");
    try {
        const unknown: any = { close: 1 };
        using never = unknown;
        log.push("never", never);
    } catch (e) {
        log.push((e as Error).name);
    }
    flush("not disposable");
}
using top = new Resource("top");
log.push(top.name);
await main();
console.log("last");
