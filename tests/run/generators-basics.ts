// Generators: values in order, what is sent, what is returned, and the ways out.

function* count(from: number, to: number) {
    console.log("begin");
    for (let i = from; i <= to; i++) yield i;
    console.log("end");
    return "done";
}

const counting = count(1, 2);
console.log("made");
console.log(counting.next(), counting.next(), counting.next(), counting.next());
for (const n of count(3, 5)) console.log(n);
console.log([...count(1, 3)], Math.max(...count(4, 6)));
const [a, b] = count(10, 100);
console.log(a, b);
const [first, ...others] = count(1, 4);
console.log(first, others);
console.log(Array.from(count(1, 3)), Array.from(count(1, 3), (n) => n * 2));

// Leaving early runs what is in finally.
function* guarded(): Generator<number, void, unknown> {
    try {
        yield 1;
        yield 2;
        yield 3;
    } finally {
        console.log("closed");
    }
}
for (const n of guarded()) {
    console.log(n);
    if (n === 2) break;
}
function find(wanted: number): string {
    for (const n of guarded()) if (n === wanted) return "found " + n;
    return "nothing";
}
console.log(find(1), find(7));
try {
    for (const n of guarded()) throw new Error("from the body " + n);
} catch (error) {
    console.log((error as Error).message);
}
outer: for (const x of guarded()) {
    for (const y of guarded()) {
        if (y === 2) continue outer;
        console.log(x, y);
    }
}

// Values that are sent.
function* running(): Generator<number, string, number> {
    let sum = 0;
    while (true) {
        const more = yield sum;
        if (more < 0) return "total " + sum;
        sum += more;
    }
}
const total = running();
console.log(total.next(5), total.next(3), total.next(4), total.next(-1), total.next(1));

// return and throw.
function* careful(): Generator<string, string, string> {
    let step = 0;
    while (step < 3) {
        try {
            const got = yield "step " + step;
            console.log("got", got);
        } catch (error) {
            console.log("caught", error);
        } finally {
            step++;
        }
    }
    return "over";
}
const one = careful();
console.log(one.next("a"), one.next("b"), one.throw("oops"), one.return("enough"), one.next("c"));
const early = careful();
console.log(early.return("never begun"), early.next(""));
const failing = careful();
try {
    failing.throw(new RangeError("at once"));
} catch (error) {
    console.log((error as Error).name, failing.next(""));
}

// yield in finally during a return.
function* stubborn() {
    try {
        yield "a";
    } finally {
        yield "cleanup";
        console.log("cleaned");
    }
}
const s = stubborn();
console.log(s.next(), s.return(undefined), s.next(), s.next());

// yield*.
function* inner(): Generator<number, string, string | undefined> {
    const x = yield 1;
    console.log("inner got", x);
    try {
        yield 2;
    } finally {
        console.log("inner closed");
    }
    return "inner result";
}
function* outerOne(): Generator<number | string, void, string | undefined> {
    yield "before";
    const result = yield* inner();
    console.log(result);
    yield* [10, 20];
    yield* "hé😀";
    yield* new Set(["s"]);
}
const delegating = outerOne();
console.log(delegating.next(""), delegating.next(""), delegating.next("sent"));
console.log([...delegating]);
const stopped = outerOne();
stopped.next("");
stopped.next("");
stopped.next("x");
console.log(stopped.return(), stopped.next(""));

// A tree, recursively; infinite sequences; generators that take generators.
class Tree {
    constructor(
        readonly value: number,
        readonly left: Tree | null = null,
        readonly right: Tree | null = null,
    ) {}
    *[Symbol.iterator](): IterableIterator<number> {
        if (this.left !== null) yield* this.left;
        yield this.value;
        if (this.right !== null) yield* this.right;
    }
    *twice(): Generator<number> {
        for (const v of this) yield v * 2;
    }
}
const tree = new Tree(4, new Tree(2, new Tree(1), new Tree(3)), new Tree(6));
console.log([...tree], [...tree.twice()]);
function* naturals(): Generator<number> {
    let n = 0;
    while (true) yield n++;
}
function* map<T, U>(source: Iterable<T>, f: (value: T) => U): Generator<U> {
    for (const value of source) yield f(value);
}
function* take<T>(source: Iterable<T>, count: number): Generator<T> {
    if (count <= 0) return;
    for (const value of source) {
        yield value;
        if (--count === 0) return;
    }
}
console.log([...take(map(naturals(), (n) => n * n), 6)]);
console.log([...map([1, 2], (n) => "n" + n)], [...take("abc", 2)], [...take(new Map([["k", 1]]), 5)]);

// Closures, arguments and defaults.
function make(step: number) {
    return function* (from = (console.log("default"), 100)) {
        for (let i = 0; i < 3; i++) yield () => from + i * step;
    };
}
const made = make(5)();
console.log("not begun");
for (const f of made) console.log(f());
function* fails(): Generator<number> {
    yield 1;
    throw new TypeError("broken");
}
const broken = fails();
try {
    for (const n of broken) console.log(n);
} catch (error) {
    console.log((error as Error).message, broken.next());
}
function* itself(): Generator<number> {
    yield self.next().value as number;
}
const self: Generator<number> = itself();
try {
    self.next();
} catch (error) {
    console.log((error as Error).message);
}
console.log(naturals(), [1].values(), new Map().keys(), new Set().values());
