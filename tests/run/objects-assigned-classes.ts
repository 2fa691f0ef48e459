// Object.assign between instances copies what is their own; keys write what their objects let be written.
class Options {
    width = 1;
    #hidden = 3;
    get area() { return this.width * this.#hidden; }
    get double() { return this.width * 2; }
    set double(to: number) { this.width = to / 2; }
    method() { return 1; }
    with(change: Partial<Options>): Options { return Object.assign(new Options(), this, change); }
    clone(): Options { const copy = new Options(); return Object.assign(copy, this); }
}
console.log(new Options().with({ width: 8 }).clone().width, new Options().with({ double: 8 }).clone().width);
class More extends Options { extra = 5; }
console.log(Object.assign(new More(), new Options(), new More()));
class Pair<T> {
    constructor(public first: T, private second = 1) {}
    copy(): Pair<T> { return Object.assign(new Pair<T>(this.first, 0), this); }
    sum(): number { return this.second; }
}
console.log(new Pair("a", 7).copy(), new Pair(1, 8).copy().sum());

function attempt(what: string, run: () => unknown): void {
    try {
        console.log(what, run());
    } catch (error) {
        console.log(what, error instanceof TypeError);
    }
}
attempt("only read", () => new Options().with({ area: 8 }));
class Static {
    static field = 1;
    static get read() { return 2; }
    static set written(to: number) { Static.field = to; }
}
const kinds: [any, string[]][] = [
    [Static, ["field", "read", "written"]],
    [new Options(), ["width", "area", "double"]],
    [{ get read() { return 1; }, b: 2 }, ["read", "b"]],
];
for (const [object, keys] of kinds) {
    for (const key of keys) attempt(key, () => (object[key] = 7));
}
console.log(Static.field, kinds[1]![0].width, kinds[2]![0].b);
