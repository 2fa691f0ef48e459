// WeakMap, WeakSet and WeakRef: by identity

const first = { id: 1 };
const second = { id: 1 };
const names = new WeakMap<object, string>([[first, "one"]]);
console.log(names.get(first), names.get(second), names.has(first), names.has(second));
names.set(second, "two").set(first, "changed");
console.log(names.get(first), names.get(second), names.delete(first), names.delete(first), names.has(first));

class Node_ {
    constructor(readonly value: number) {}
}
const parents = new WeakMap<Node_, Node_>();
const root = new Node_(0);
const child = new Node_(1);
parents.set(child, root);
console.log(parents.get(child)?.value, parents.get(root)?.value, parents);

const functions = new WeakMap<() => number, number>();
const f = (): number => 1;
functions.set(f, 5);
console.log(functions.get(f), functions.get(() => 1));

const seen = new WeakSet<Node_>([root]);
seen.add(child).add(child);
console.log(seen.has(root), seen.has(child), seen.has(new Node_(0)), seen.delete(root), seen.has(root), seen);

const ref = new WeakRef(child);
console.log(ref.deref() === child, ref.deref()?.value);

// Many keys, so that tables grow and objects move.
const many = new WeakMap<object, number>();
const keys: object[] = [];
for (let i = 0; i < 100; i++) {
    const key = { i };
    keys.push(key);
    many.set(key, i * i);
}
let sum = 0;
for (const key of keys) sum += many.get(key) ?? -1;
console.log(sum);
const priv = new WeakMap<Counter, { count: number }>();
class Counter {
    constructor() {
        priv.set(this, { count: 0 });
    }
    next(): number {
        const state = priv.get(this)!;
        return ++state.count;
    }
}
const counter = new Counter();
console.log(counter.next(), counter.next());
