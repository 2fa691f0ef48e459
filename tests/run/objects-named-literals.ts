// Objects whose functions speak of them by the name of the variable or field that holds them.
const counter = { n: 0, inc: () => { counter.n++; }, get: () => counter.n, twice() { counter.inc(); counter.inc(); return counter; } };
counter.inc();
console.log(counter.twice().get(), counter.n, Object.keys(counter));

const list = {
    items: [] as string[],
    add(item: string) {
        list.items.push(item);
        return list;
    },
    size() {
        return list.items.length;
    },
    both() {
        return list.size() + 1;
    },
};
console.log(list.add("x").add("y").size(), list.both(), list);

const steps = { one: (n: number) => n + 1, two: (n: number) => steps.one(n) * 2, inner: { three: (n: number) => steps.two(n) + steps.limit }, limit: 10 };
console.log(steps.two(3), steps.inner.three(1));

let changing = { value: 1, read: () => changing.value };
console.log(changing.read());
changing = { value: 2, read: () => changing.value * 10 };
console.log(changing.read());

const walker = {
    depth: 2,
    walk(n: number) {
        if (n > 0) walker.walk(n - 1);
        console.log("walk", n, this.depth);
    },
    get deeper() {
        return walker.depth + 1;
    },
    set deeper(n: number) {
        walker.depth = n - 1;
    },
};
walker.walk(1);
walker.deeper = 9;
console.log(walker.depth, walker.deeper);

class Settings {
    static readonly defaults = { size: 3, double: () => Settings.defaults.size * 2 };
    options = { on: false, toggle: () => (this.options.on = !this.options.on), text: () => (this.options.on ? "on" : "off") };
}
const settings = new Settings();
settings.options.toggle();
console.log(Settings.defaults.double(), settings.options.text());

function early() {
    return later.get();
}
const later = { v: 5, get: () => later.v, more: () => later.get() + 1 };
console.log(early(), later.more());
