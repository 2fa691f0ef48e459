// Static members of classes that are found through any: by name, `name` and `length` among them, and by keys made at run time
class Counter {
    static count = 3;
    static label = "s";
    static get double() { return Counter.count * 2; }
    static set half(n: number) { Counter.count = n / 2; }
    static #hidden = 1;
    static reveal() { return Counter.#hidden; }
}
class Further extends Counter {
    static more = [1];
}
const c: any = Counter;
const f: any = Further;
for (const key of ["count", "label", "double", "half", "more", "none"]) console.log(key, c[key], f[key]);
for (const [key, value] of [["half", 20], ["label", "t"]] as [string, unknown][]) c[key] = value;
console.log(Counter.count, Counter.label, c["la" + "bel"], Counter.reveal());
class Named {
    static name = "own";
    static length = 7;
}
const n: any = Named;
console.log(n.name, n["name"], Named.name, n.length, Named.length);
const list: any[] = [Named, class { static name = "second"; }, class Third {}, function four(a: number) { return a; }];
for (const x of list) console.log(x.name, x.length);
const all: { name: string }[] = [Named, Counter, { name: "object" }];
for (const x of all) console.log(x.name);
