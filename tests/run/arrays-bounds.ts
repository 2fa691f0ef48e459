// Indices that are known to lie within their arrays, and those that only seem to.

// Where the value of a missing element would flow on, Thimble throws a RangeError; node gives undefined.
function attempt(name: string, action: () => unknown): void {
    try {
        console.log(name, String(action() ?? "missing"));
    } catch (e) {
        console.log(name, e instanceof RangeError ? "missing" : "other");
    }
}

// Filled at once: nobody sees it shorter than 16.
const filled: number[] = [];
for (let i = 0; i < 16; i++) filled.push(i * i);
function masked(n: number): number {
    return filled[n & 15];
}
console.log(masked(3), masked(16), masked(-1), masked(2 ** 32 + 5));
attempt("past the end", () => {
    const x: number = filled[filled.length];
    return x;
});

// Shortened elsewhere: the same loop proves nothing.
const shrinking: number[] = [];
for (let i = 0; i < 8; i++) shrinking.push(i);
function last(n: number): number {
    const x = shrinking[n & 7];
    return x;
}
attempt("before pop", () => last(7));
shrinking.pop();
attempt("after pop", () => last(7));
shrinking.length = 2;
attempt("after length", () => last(2));
attempt("still there", () => last(1));

// Two births of one group: the shorter one counts.
function pick(which: boolean): number[] {
    const long = [1, 2, 3, 4];
    const short = [5];
    return which ? long : short;
}
attempt("long", () => {
    const x: number = pick(true)[3];
    return x;
});
attempt("short", () => {
    const x: number = pick(false)[3];
    return x;
});

// Filling that leaves early, runs a call or stores elsewhere.
function early(stop: number): number[] {
    const a: number[] = [];
    for (let i = 0; i < 6; i++) {
        if (i === stop) break;
        a.push(i);
    }
    return a;
}
attempt("early", () => {
    const x: number = early(2)[4];
    return x;
});
attempt("not early", () => {
    const x: number = early(9)[4];
    return x;
});
let watched: number[] = [];
function watch(): number {
    return watched[3] ?? -1;
}
watched = [];
let seen = "";
for (let i = 0; i < 5; i++) {
    seen += watch() + " ";
    watched.push(i);
}
console.log(seen);

// The static is replaced while it is filled.
let moved: number[] = [];
for (let i = 0; i < 4; i++) {
    moved.push(i);
    if (i === 1) moved = [];
}
attempt("replaced", () => {
    const x: number = moved[3];
    return x;
});

// A loop's condition, whose array shrinks in the body.
function drain(a: number[]): number {
    let sum = 0;
    for (let i = 0; i < a.length; i++) {
        a.pop();
        sum += a[i] ?? 1000;
    }
    return sum;
}
console.log(drain([1, 2, 3, 4, 5]));

// ... grows in the body.
function grow(a: number[]): number {
    let sum = 0;
    for (let i = 0; i < a.length && i < 10; i++) {
        a.push(i);
        sum += a[i];
    }
    return sum;
}
console.log(grow([7]));

// ... or is another one in each round.
function zip(rows: number[][]): string {
    let text = "";
    let i = 0;
    for (const row of rows) {
        if (i < row.length) text += row[i] + ",";
        else text += "none,";
        i++;
    }
    return text;
}
console.log(zip([[1], [2, 3], [4], [5, 6, 7, 8]]));
function carried(rows: number[][]): string {
    let text = "";
    let i = 5;
    for (const row of rows) {
        text += (row[i] ?? "none") + ",";
        if (i < row.length) i = 0;
        else i = row.length - 1;
    }
    return text;
}
console.log(carried([[1, 2, 3, 4, 5, 6, 7], [1], [2, 3], []]));

// Downwards, from the length and from one too far.
function backwards(a: readonly number[]): string {
    let text = "";
    for (let i = a.length - 1; i >= 0; i--) text += a[i] + " ";
    return text;
}
console.log(backwards([1, 2, 3]), backwards([]));
attempt("one too far", () => {
    const a = [1, 2, 3];
    for (let i = a.length; i >= 0; i--) {
        const x: number = a[i];
        return x;
    }
    return -1;
});

// Through a chain of comparisons.
function reverse(a: number[]): number[] {
    for (let lo = 0, hi = a.length - 1; lo < hi; lo++, hi--) {
        const t = a[lo];
        a[lo] = a[hi];
        a[hi] = t;
    }
    return a;
}
console.log(reverse([1, 2, 3, 4, 5]).join(" "), reverse([]).join(" "), reverse([1]).join(" "));

// -0 is an index; fractions, negatives and NaN are not.
function at(a: readonly string[], i: number): string {
    if (i < a.length) return a[i] ?? "undefined";
    return "not below";
}
console.log(at(["zero", "one"], -0), at(["zero", "one"], 0.5), at(["zero", "one"], -1), at(["zero", "one"], NaN), at(["zero"], 1));

// An element is read once the index was checked: later writes there never lengthen.
const holes: number[] = [];
function put(i: number, v: number): void {
    holes[i] = v;
}
put(3, 1);
console.log(holes.length, holes[0], holes[3]);
attempt("hole", () => {
    const x: number = holes[1];
    return x;
});

// Strings and bytes keep their length.
function units(s: string): number {
    let sum = 0;
    for (let i = 0; i < s.length; i++) sum += s.charCodeAt(i);
    return sum;
}
console.log(units("abc"), units(""));
function total(bytes: Uint8Array, from: number): number {
    let sum = 0;
    for (let i = from; i < bytes.length; i++) sum += bytes[i] ?? 0.5;
    return sum;
}
const bytes = new Uint8Array(4);
bytes[1] = 300;
console.log(total(bytes, 0), total(bytes, -2), total(bytes, 0.5));

// A class whose array is filled by its constructor; a method is called meanwhile in one of them.
class Table {
    rows: number[] = [];
    seen = -1;
    constructor(peek: boolean) {
        for (let i = 0; i < 3; i++) {
            this.rows.push(i + 10);
            if (peek) this.look();
        }
    }
    look(): void {
        this.seen = this.rows[2] ?? this.seen - 1;
    }
}
console.log(new Table(false).rows[2], new Table(true).seen);

// Decided branches: only one way is left.
function decided(n: number): string {
    const small = n & 7;
    if (small < 8) return "small";
    return "never" + small;
}
console.log(decided(100), decided(-1));
