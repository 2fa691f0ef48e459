// What is iterable is a value as any other to `Promise.resolve`, and a list of promises to `Promise.all` and its like.
const map = new Map([["a", 1]]);
Promise.resolve(map).then(m => console.log("map", m, m.get("a"), m === map));
Promise.resolve(new Set([1, 2])).then(s => console.log("set", s.size));
Promise.resolve("xy").then(s => console.log("text", s.length));
Promise.resolve<Iterable<number>>([1, 2]).then(list => console.log("list", [...list]));
Promise.resolve([3, 4]).then(list => console.log("list", list));
const held = <T>(value: T) => Promise.resolve(value);
console.log(held(new Map([[1, "b"]])), held(new Set(["c"])));
class Bag<T> {
    #items: T[] = [];
    put(item: T): this {
        this.#items.push(item);
        return this;
    }
    *[Symbol.iterator]() {
        yield* this.#items;
    }
}
const bag = new Bag<number>().put(5);
Promise.resolve(bag).then(b => console.log("bag", b === bag, [...b]));
const later: Promise<Map<string, number>> = Promise.resolve(map);
later.then(m => console.log("typed", m.size));
Promise.all(new Set([1, Promise.resolve(2)])).then(all => console.log("all", all));
Promise.all(bag).then(all => console.log("all of a bag", all));
Promise.race(new Set([7, 8])).then(first => console.log("race", first));
Promise.allSettled(new Map([["k", 1]]).values()).then(all => console.log("settled", all));
const anything: any = new Map([["q", 2]]);
Promise.resolve(anything).then(m => console.log("any", m));
(Promise as any).resolve(anything).then((m: any) => console.log("any", m));
export {};
