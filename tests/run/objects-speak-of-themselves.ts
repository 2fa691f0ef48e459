// Objects whose functions speak of the object, with members that are found out by calls where they stand, casts and frozen objects.
const GF = {
    tables: (poly => {
        const exp = new Array(256).fill(0);
        const log = new Array(256).fill(0);
        for (let i = 0, x = 1; i < 256; i++) {
            exp[i] = x;
            log[x] = i;
            x <<= 1;
            if (x & 0x100) x ^= poly;
        }
        return { exp, log };
    })(0x11d),
    exp: (x: number) => GF.tables.exp[x],
    log(x: number) {
        if (x === 0) throw new Error(`log of ${x}`);
        return GF.tables.log[x] % 255;
    },
    mul(x: number, y: number) {
        if (x === 0 || y === 0) return 0;
        return GF.tables.exp[(GF.tables.log[x] + GF.tables.log[y]) % 255];
    },
};
console.log(GF.mul(7, 9), GF.exp(5), GF.log(5), GF.mul(0, 3));
const info = Object.freeze({
    size: Object.freeze({ of: (version: number) => 17 + 4 * version } as { of(version: number): number }),
    mask: 0b101010000010010,
    last(version: number) {
        return info.size.of(version) - 7;
    },
    masked(value: number) {
        return value ^ info.mask;
    },
});
console.log(info.last(3), info.masked(3));

interface Box<T> { value: T }
function get<T>(this: Box<T>, add: T): T {
    console.log(this.value, add);
    return this.value;
}
const bound = get.bind({ value: 1 });
console.log(bound(2), bound("x"), get.call({ value: 1 }, 2), get.bind({ value: [1] }, 2)());

enum Kind { A = "a", B = "b" }
const either: { kind: "a" } | { kind: "b"; value: number } = { kind: Kind.A };
switch (either.kind) {
    case Kind.A:
        console.log("A");
}
type Quantifier = { kind: "+" | "*" | "?" } | { kind: "range"; from: number };
function from(one: Quantifier) {
    switch (one.kind) {
        case "+":
        case "*":
            return 1;
        case "?":
            return 0;
    }
    return one.from;
}
console.log(from({ kind: "+" }), from({ kind: "?" }), from({ kind: "range", from: 7 }));

class Tasks {
    pending = new Set<Promise<void>>();
    schedule(task: () => Promise<void>) {
        const promise = Promise.resolve()
            .then(async () => {
                await task();
                this.pending.delete(promise);
                console.log("left", this.pending.size);
            })
            .catch(error => {
                this.pending.delete(promise);
                console.log(error.message);
            });
        this.pending.add(promise);
        return promise;
    }
}
const tasks = new Tasks();
tasks.schedule(async () => console.log("a"));
tasks.schedule(async () => {
    throw new Error("b");
}).then(() => console.log(tasks.pending.size));
