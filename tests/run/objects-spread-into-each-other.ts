// Spreads whose results are spread again, of open types and of members in any order: the objects are dictionaries then.
class Store<S extends object> {
    private listeners: ((state: S) => void)[] = [];
    constructor(private state: S) {}
    set(change: Partial<S>): void {
        this.state = { ...this.state, ...change };
        for (const listener of this.listeners) listener(this.state);
    }
    get(): S { return this.state; }
    on(listener: (state: S) => void): () => void {
        this.listeners.push(listener);
        return () => { this.listeners = this.listeners.filter(other => other !== listener); };
    }
}

const store = new Store({ count: 1, name: "a", deep: { x: 1 } });
const off = store.on(state => console.log("now", state));
store.set({ count: 2 });
store.set({ name: "b", deep: { x: 5 } });
off();
store.set({ count: 9 });
console.log(store.get(), store.get().deep.x + store.get().count);

function withDefaults<T extends object>(base: T, over: Partial<T>): T { return { ...base, ...over }; }
console.log(withDefaults({ a: 1, b: "x" }, { b: "y" }));
function merged<A extends object, B extends object>(a: A, b: B): A & B { return { ...a, ...b }; }
const both = merged({ a: 1 }, merged({ b: 2, c: "three" }, store.get()));
console.log(both, both.c.length, both.deep.x, "deep" in both, Object.keys(both));

interface Bag { a?: number; b?: number; c?: number; d?: number; e?: number; f?: number }
let bag: Bag = {};
for (let i = 0; i < 40; i++) {
    if (i % 2 === 0) bag = { ...bag, a: i };
    else if (i % 3 === 0) bag = { ...bag, b: i };
    else if (i % 5 === 0) bag = { ...bag, c: i };
    else if (i % 7 === 0) bag = { ...bag, d: i };
    else bag = { e: i, ...bag, f: 1 };
}
console.log(bag, JSON.stringify(bag));
const { a, ...rest } = bag;
console.log(a, rest, { ...rest, e: undefined }.e, bag.d ?? "none");
bag.a = 100;
delete bag.e;
for (const key in bag) console.log(key, bag[key as keyof Bag]);
