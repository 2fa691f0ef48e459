// Classes inside generic functions and classes: what the type parameters around them mean, outside.
function box<T>(value: T) {
    class Box {
        constructor(public held: T) {}
        get(): T { return this.held; }
        map<U>(f: (t: T) => U): U { return f(this.held); }
    }
    return new Box(value);
}
const three = box(3);
const n: number = three.get();
console.log(n + 1, three.map((x) => x * 2), box("a").get().length);
function makeStack<T>() {
    const items: T[] = [];
    return class Stack {
        push(item: T): this { items.push(item); return this; }
        pop(): T | undefined { return items.pop(); }
    };
}
const S = makeStack<string>();
console.log(new S().push("a").pop()?.toUpperCase());
class Outer<T> {
    constructor(readonly seed: T) {}
    inner() {
        const seed = this.seed;
        class Inner<U> {
            constructor(readonly u: U) {}
            both(): [T, U] { return [seed, this.u]; }
        }
        return new Inner("u");
    }
}
const both = new Outer(1.5).inner().both();
const t0: number = both[0], t1: string = both[1];
console.log(t0 * 2, t1.toUpperCase(), new Outer("s").inner().both()[0].length);
function listOf<T>(...items: T[]) {
    class Node { next: Node | null = null; constructor(readonly value: T) {} }
    class List {
        head: Node | null = null;
        static kind = "list";
        add(value: T): this { const n = new Node(value); n.next = this.head; this.head = n; return this; }
        *[Symbol.iterator](): Generator<T> { for (let n = this.head; n; n = n.next) yield n.value; }
        sum(f: (t: T) => number): number { let s = 0; for (const v of this) s += f(v); return s; }
    }
    const list = new List();
    for (const item of items) list.add(item);
    return list;
}
const numbers = listOf(1, 2, 3);
console.log([...numbers], numbers.sum((n) => n * 2), listOf("a", "bb").sum((s) => s.length));
const S2 = makeStack<number>();
const s2 = new S2();
s2.push(4).push(5);
const popped = s2.pop();
if (popped !== undefined) console.log(popped * 2, s2 instanceof S2, new S() instanceof S2);
function recurse<T>(value: T, depth: number): string {
    class Holder { constructor(readonly v: T) {} show(): string { return String(this.v) + (depth > 0 ? recurse([this.v], depth - 1) : ""); } }
    return new Holder(value).show();
}
console.log(recurse(1, 2));
