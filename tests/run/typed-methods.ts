// The methods of typed arrays.
function attempt(name: string, action: () => unknown): void {
    try {
        console.log(name, action());
    } catch (error) {
        console.log(name, String(error));
    }
}

const a = new Int16Array([5, -3, 9, 0, 5, 100]);
const f = new Float64Array([0.5, NaN, -0, 0, -1.5, Infinity, -Infinity]);
console.log(a.at(0), a.at(-1), a.at(6), a.at(-7), a.at(1.9), a.at(NaN));
console.log(a.indexOf(5), a.indexOf(5, 1), a.indexOf(5, -1), a.indexOf(7), a.lastIndexOf(5), a.lastIndexOf(5, 3), a.lastIndexOf(5, -3), a.lastIndexOf(5, -9), a.includes(9), a.includes(9, 3));
console.log(f.indexOf(NaN), f.includes(NaN), f.indexOf(0), f.indexOf(-0), f.lastIndexOf(0), f.includes(-0, 4), a.includes(NaN), a.indexOf(0.5));
console.log(a.slice(), a.slice(2), a.slice(-2), a.slice(1, -1), a.slice(4, 2), a.slice(-100, 100), a.slice(0.9, 2.9));
console.log(new Uint8Array(5).fill(7, 1, -1), new Float32Array(3).fill(0.1), new Int8Array(4).fill(300, -2), new Uint8ClampedArray(2).fill(300));
console.log(a.map(x => x * 1000), f.map(x => x * 2), new Uint8Array([1, 2]).map((x, i, array) => x + i * 10 + array.length));
console.log(a.filter(x => x > 4), a.filter((x, i) => i % 2 === 0), f.filter(x => x !== x), a.filter(() => false));
console.log(a.some(x => x > 99), a.some(x => x > 100), a.every(x => x > -4), a.every(x => x > 0), new Int8Array(0).every(() => false), new Int8Array(0).some(() => true));
console.log(a.find(x => x > 5), a.findIndex(x => x > 5), a.find(x => x > 500), a.findIndex(x => x > 500), a.findLast(x => x < 6), a.findLastIndex(x => x < 6), a.findLast(() => false));
console.log(a.reduce((x, y) => x + y), a.reduce((x, y) => x + y, 0.5), a.reduce((text, y, i) => text + i + ":" + y + " ", ""), a.reduceRight((x, y) => x - y), a.reduceRight((text, y) => text + y, ""));
attempt("empty", () => new Int32Array(0).reduce((x, y) => x + y));
attempt("empty right", () => new Int32Array(0).reduceRight((x, y) => x + y));
attempt("empty with", () => new Int32Array(0).reduce((x, y) => x + y, 4));
a.forEach((x, i, array) => console.log(x, i, array === a));
console.log(a.join(), a.join("-"), a.join(""), f.join(" "), new Int8Array(0).join(), a.toString());
console.log(a.toReversed(), a.toSorted(), a.toSorted((x, y) => y - x), a.with(1, 70000), a.with(-1, 1.9), f.with(0, -0), a);
attempt("with", () => a.with(6, 1));
attempt("with before", () => a.with(-7, 1));
console.log(f.toSorted(), new Float32Array([3, -0, 0, NaN, -0, 1, 0, NaN, -5]).sort(), new Uint32Array([4294967295, 0, 2147483648, 1]).sort(), new Int8Array([1, -1, 127, -128, 0]).sort());
const many = new Int32Array(50);
for (let i = 0; i < many.length; i++) many[i] = (i * 7919) % 101 - 50;
console.log(many.toSorted().join(" "), many.toSorted((x, y) => Math.abs(x) - Math.abs(y) || x - y).join(" "));
console.log(many.sort((x, y) => (x % 7) - (y % 7)) === many, many.join(" "), many.reverse() === many, many[0], many[49]);
attempt("throws while sorting", () => new Int8Array([3, 2, 1]).sort(() => { throw new Error("no"); }));
console.log(new Int8Array([1, 2, 3, 4, 5]).copyWithin(0, 3), new Int8Array([1, 2, 3, 4, 5]).copyWithin(1, 0), new Int8Array([1, 2, 3, 4, 5]).copyWithin(-2, -4, -3), new Int8Array([1, 2, 3, 4, 5]).copyWithin(1, 3, 2), new Int8Array([1, 2, 3]).copyWithin(2, 0));

const b = new Uint8Array(6);
b.set([1, 2.9, 300]);
b.set(new Int16Array([-1, 256]), 3);
b.set(b.slice(0, 2), 4);
b.set([]);
console.log(b);
attempt("set", () => b.set([1, 2, 3], 4));
attempt("set before", () => b.set([1], -1));
attempt("set typed", () => b.set(new Float32Array(7)));
attempt("set fraction", () => { b.set([9], 1.9); return b; });

console.log([...a.keys()], [...a.values()], [...a.entries()], [...a]);
for (const [i, x] of a.entries()) if (i > 3) console.log(i, x);
const iterator = new Uint8Array([1, 2]).values();
console.log(iterator.next(), iterator.next(), iterator.next(), iterator.next(), iterator);
console.log(new Set(new Uint8Array([1, 1, 2])), Array.from(a, x => x / 2), Array.from(a.entries()));
const iterable: Iterable<number> = new Float32Array([1.5, 2.5]);
for (const x of iterable) console.log(x);
console.log([...iterable], Math.min(...a));

// A counting loop over an array of known and of unknown length; a sort that run time decides.
function dot(x: Float64Array, y: Float64Array): number {
    let total = 0;
    for (let i = 0; i < x.length; i++) total += x[i] * y[i];
    return total;
}
console.log(dot(new Float64Array([1, 2, 3]), new Float64Array([4, 5, 6.5])));
function describe(value: unknown): unknown {
    for (let i = 0; i < 3; i++) {
        const any: any = value;
        if (ArrayBuffer.isView(value)) return any.length === undefined ? "a view" : i;
    }
    return "no view";
}
console.log(describe(3), describe("x"), describe(undefined), describe([1]));
