// Tuples and objects that loops take apart, literals that lack what has a default, members in brackets, maps made of nothing.
type Item = ["size", number] | ["name", string];
const items: Item[] = [["size", 3], ["name", "box"], ["size", 4.5]];
let total = 0;
for (const [kind, value] of items) {
    if (kind === "size") {
        total += value;
        continue;
    }
    console.log(value.toUpperCase());
}
console.log(total);
for (const item of items) console.log(item[0] === "size" ? item[1].toFixed(1) : item[1].length);

type Event = { kind: "key"; code: number } | { kind: "text"; code: string };
const events: Event[] = [{ kind: "key", code: 7 }, { kind: "text", code: "abc" }];
for (const { kind, code } of events) {
    switch (kind) {
        case "key":
            console.log(code + 1);
            break;
        case "text":
            console.log(code.length);
    }
}

const { p, q = 1, r = "none" } = { p: 5 };
console.log(p + q, r);

const list = [1, 2];
list["push"](3);
const key = "length";
console.log(list["length"], list[key], "text"["toUpperCase"](), "text"["length"]);
list["length"] = 1;
console.log(list);

const loose = new Map();
loose.set("a", 1).set(2, "b");
console.log(loose.get("a") + 1, loose.get(2).length, loose.size);
class Counts {
    private seen = new Map();
    note(name: string): number {
        const next = (this.seen.get(name) ?? 0) + 1;
        this.seen.set(name, next);
        return next;
    }
}
const counts = new Counts();
counts.note("x");
console.log(counts.note("x"), counts.note("y"));

function entries<T extends object>(o: T) {
    return Object.entries(o) as { [K in keyof T]: [K, T[K]] }[keyof T][];
}
for (const [k, v] of entries({ a: 1.5, b: "x" })) console.log(k === "a" ? v * 2 : v + "!");
