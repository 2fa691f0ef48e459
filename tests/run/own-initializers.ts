// Constants that their own initialisers speak of.
function cached<A, R>(make: (a: A) => R): { (a: A): R; clear(): void } {
    const known = new Map<A, R>();
    const get = (a: A): R => {
        if (!known.has(a)) known.set(a, make(a));
        return known.get(a) as R;
    };
    return Object.assign(get, { clear() { known.clear(); } });
}
const square = cached((x: number) => {
    if (x > 3) square.clear();
    console.log("square", x);
    return x * x;
});
console.log(square(2), square(2), square(4), square(2));

let seen = 0;
const list: readonly number[] = [1, 2, 3];
const doubled = list.map(x => {
    if (seen++ > 5) console.log(doubled.length);
    return x * 2;
});
console.log(doubled);

function once<T>(on: (f: (value: T) => unknown) => () => void, f: (value: T) => unknown) {
    const off = on(value => {
        off();
        return f(value);
    });
    return off;
}
const listeners = new Set<(value: string) => unknown>();
const on = (f: (value: string) => unknown) => {
    listeners.add(f);
    return () => { listeners.delete(f); };
};
once(on, value => console.log("once", value));
for (const word of ["a", "b"]) listeners.forEach(f => f(word));

const job = Promise.resolve(1).then(async x => {
    await Promise.resolve();
    console.log(job instanceof Promise);
    return x + 1;
});
job.then(x => console.log("job", x));

class Board {
    cells = [1, 2, 3].map(x => {
        const later = () => this.cells.length;
        return { x, later };
    });
    names = ["a", "b"].map(name => {
        if (this.cells.length > 3) this.toString();
        return name + this.cells.length;
    });
    toString() {
        return this.names.join();
    }
}
const board = new Board();
console.log(board.cells[1].later(), board.names, String(board));
const both = { size: [1].map(x => { if (x > 1) both.size.pop(); return x; }), get: () => both.size };
console.log(both.get());
const [first, second] = [1, 2].map(x => {
    const later = () => first + second;
    if (x > 5) later();
    return x;
});
console.log(first, second);
function start() { if (count.length > 5) return 2; return 1; }
const count = [start0(), 4]; function start0() { try { count.length; } catch { return 7; } return 1; } console.log(count, start());
try {
    const early = list.map(x => { early.length; return x; });
} catch (error) {
    console.log(error instanceof ReferenceError);
}
