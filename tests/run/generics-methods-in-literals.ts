// Functions with type parameters of their own in objects that generic functions give; generators driven by what is sent to them.
function view<T extends object>(object: T) {
    return {
        get<K extends keyof T & string>(key: K): T[K] {
            return object[key];
        },
        set<K extends keyof T>(key: K, value: T[K]) {
            object[key] = value;
            return this;
        },
    };
}
const seen = { n: 1, s: "x" };
const v = view(seen);
console.log(v.get("n") + 1, v.set("s", "y").get("s").length, seen);
function drive(body: () => Generator<string, number, boolean>): number {
    const steps = body();
    let step = steps.next();
    while (!step.done) step = steps.next(step.value.length > 1);
    return step.value;
}
console.log(
    drive(function* () {
        const first = yield "a";
        const second = yield "bc";
        return (first ? 1 : 2) + (second ? 10 : 20);
    }),
);
