// Functions with rest parameters as values: whoever calls says how many arguments there are.

const sum = (...values: number[]): number => values.reduce((a, b) => a + b, 0);
const add: (a: number, b: number) => number = sum;
const one: (...values: number[]) => number = (a, b?: number) => a - (b ?? 100);
console.log(add(1, 2), one(10), one(10, 1), one(10, 1, 5));

const count: (a?: number, ...more: number[]) => number = (...all: (number | undefined)[]) => all.length;
console.log(count(), count(1), count(undefined), count(1, 2, 3, 4, 5, 6));

function apply<A extends unknown[], R>(f: (...a: A) => R, ...args: A): R {
    return f(...args);
}
console.log(apply(sum, 1, 2, 3), apply((a: string, b: number) => a.repeat(b), "ab", 3), apply(() => "none"));

function wrap<A extends unknown[], R>(name: string, f: (...a: A) => R): (...a: A) => R {
    return (...a: A): R => {
        console.log("call", name, a.length);
        return f(...a);
    };
}
console.log(wrap("add", (a: number, b: number) => a + b)(3, 4));
console.log(wrap("greet", (name: string, mark = "!") => `hi ${name}${mark}`)("Ann"));
console.log(wrap("nothing", () => 7)());

function memoize<A extends (string | number)[], R>(f: (...args: A) => R): (...args: A) => R {
    const known = new Map<string, R>();
    return (...args) => {
        const key = args.join("|");
        const found = known.get(key);
        if (found !== undefined) return found;
        const made = f(...args);
        known.set(key, made);
        return made;
    };
}
let work = 0;
const area = memoize((w: number, h: number) => {
    work++;
    return w * h;
});
console.log(area(2, 3), area(2, 3), area(3, 2), work);

function once<A extends unknown[], R>(f: (...args: A) => R): (...args: A) => R {
    let done = false;
    let result: R;
    return (...args: A) => {
        if (!done) {
            done = true;
            result = f(...args);
        }
        return result;
    };
}
const begin = once((at: number) => at + 0.5);
console.log(begin(1), begin(2));

const compose = (...fs: ((x: number) => number)[]) => (x: number) => fs.reduceRight((acc, f) => f(acc), x);
const pipe = (...fs: Array<(x: number) => number>) => (x: number) => fs.reduce((acc, f) => f(acc), x);
console.log(compose((x) => x + 1, (x) => x * 2)(5), pipe((x) => x + 1, (x) => x * 2)(5));

const best: (...values: number[]) => number = Math.max;
console.log(best(3, 9, 2), best(), [[1, 5], [7, 2]].map((pair) => best(...pair)));
const pick = { max: Math.max, min: Math.min };
console.log(pick.max(1, 2, 3), pick.min(4, 2, 8));

interface Sink {
    write(...parts: string[]): number;
}
class Joined implements Sink {
    text = "";
    write(...parts: string[]): number {
        this.text += parts.join("");
        return parts.length;
    }
}
class First implements Sink {
    text = "";
    write(part = "-"): number {
        this.text = part;
        return 1;
    }
}
const words = ["x", "y", "z"];
for (const sink of [new Joined(), new First(), { text: "literal", write: (...parts: string[]) => -parts.length }] as (Sink & { text: string })[]) {
    console.log(sink.write(), sink.write("a"), sink.write("a", "b", "c", "d"), sink.write(...words), sink.write("q", ...words), sink.text);
}

type Handler = (...args: any[]) => void;
class Emitter {
    private handlers = new Map<string, Handler[]>();
    on(event: string, handler: Handler): this {
        const list = this.handlers.get(event) ?? [];
        list.push(handler);
        this.handlers.set(event, list);
        return this;
    }
    emit(event: string, ...args: unknown[]): boolean {
        const list = this.handlers.get(event);
        if (!list) return false;
        for (const handler of list) handler(...args);
        return true;
    }
}
const emitter = new Emitter();
emitter.on("data", (a: number, b: string) => console.log("data", a, b));
emitter.on("data", (...all) => console.log("all", all));
emitter.on("data", () => console.log("tick"));
console.log(emitter.emit("data", 1, "two", [3]), emitter.emit("none"));

function curry<A, B, C>(f: (a: A, b: B) => C): (a: A) => (b: B) => C {
    return (a) => (b) => f(a, b);
}
function partial<H, T extends unknown[], R>(f: (head: H, ...args: T) => R, head: H): (...tail: T) => R {
    return (...tail: T) => f(head, ...tail);
}
console.log(curry((a: number, b: number) => a ** b)(2)(10), partial((a: number, b: number, c: number) => a * 100 + b * 10 + c, 1)(2, 3));

// The array belongs to whom it is given.
const given = [1, 2, 3];
const change = (...values: number[]): number[] => {
    values.push(9);
    return values;
};
const through: (...values: number[]) => number[] = change;
console.log(through(...given), given);

// Known by name, with captures.
function outer(base: number): number {
    const nested = (first: number, ...rest: number[]): number => base + first + rest.length;
    const direct = nested(1) + nested(1, 2, 3) + nested(...([1, 2] as [number, number]));
    const value: (...all: number[]) => number = nested as (...all: number[]) => number;
    return direct + value(1, 2, 3, 4);
}
console.log(outer(10));

const anything: any = (...xs: any[]) => xs.length;
console.log(anything(1, 2, 3), anything(...[1, 2], 3), anything());

const steps: ((...n: number[]) => number)[] = [sum, Math.min, (a, b, c?: number) => (c === undefined ? -1 : c)];
console.log(steps.map((f) => f(1, 2)), steps.map((f) => f(...[4, 5, 6, 7])));

[1, 2].forEach(console.log);
const show = console.log;
show("a", 1, { b: 2 });

async function later<A extends unknown[]>(f: (...a: A) => void, ...a: A): Promise<number> {
    await null;
    f(...a);
    return a.length;
}
later((...texts: string[]) => console.log(texts), "p", "q").then((n) => console.log(n));

function* generated(...xs: number[]): Generator<number> {
    for (const x of xs) yield x * 2;
}
const gen: (...xs: number[]) => Generator<number> = generated;
console.log([...gen(1, 2, 3)], [...gen(...[4, 5])]);
